// expect: refract: a field's type cannot be stored: there is no codec for it. Use a number, bool, string, bytes, enum, std::chrono type, refract::uuid, decimal or json, a std::optional of one; specialise refract::codec for it; name a struct whose fields are columns with refract::flat<&T::field>; a struct that holds rows of other tables names its own model: using model = User. [E002]
#include <refract/refract.hpp>

struct Entry {
    std::int64_t id{};
    std::int64_t size{};
};
using namespace refract;

#ifdef REFRACT_REJECT
constexpr auto query = from<Entry>().select(cast<Entry>(col<&Entry::size>));
#else
constexpr auto query = from<Entry>().select(cast<double>(col<&Entry::size>));
#endif

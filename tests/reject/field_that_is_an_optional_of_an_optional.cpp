// expect: refract: a field's type cannot be stored: there is no codec for it. Use a number, bool, string, bytes, enum, std::chrono type, refract::uuid, decimal or json, a std::optional of one; specialise refract::codec for it; name a struct whose fields are columns with refract::flat<&T::field>; a struct that holds rows of other tables names its own model: using model = User. [E002]
#include "models.hpp"

#ifdef REFRACT_REJECT
struct Account {
    std::int64_t id{};
    std::optional<std::optional<std::int32_t>> level;
};
#else
struct Account {
    std::int64_t id{};
    std::optional<std::int32_t> level;
};
#endif

constexpr auto text = sql<dialect::sqlite>(from<Account>());

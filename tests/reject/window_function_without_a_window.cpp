// expect: refract: a window function stands without its window. Say which rows it sees: row_number().over(order_by(refract::col<&T::field>)), or .over() for all of them. [E286]
#include <refract/refract.hpp>

struct Entry {
    std::int64_t id{};
    std::int64_t size{};
    std::string text;
};
using namespace refract;

#ifdef REFRACT_REJECT
constexpr auto query = from<Entry>().select(col<&Entry::id>, row_number());
#else
constexpr auto query = from<Entry>().select(col<&Entry::id>, row_number().over());
#endif

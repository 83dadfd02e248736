// expect: refract: a bool of the program stands beside a condition of SQL. Write .where_if(flag, condition), or build a refract::predicate with if. [E076]
#include <refract/refract.hpp>

struct Entry {
    std::int64_t id{};
    std::int64_t size{};
    std::string text;
};
using namespace refract;

#ifdef REFRACT_REJECT
constexpr auto query = from<Entry>().select(string_agg(col<&Entry::text>, ",").filter(true));
#else
constexpr auto query = from<Entry>().select(string_agg(col<&Entry::text>, ",").filter(col<&Entry::size> > 3));
#endif

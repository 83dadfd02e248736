// expect: refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]
#include <refract/refract.hpp>

#include <cstdint>

struct Article {
    std::int64_t id{};
    std::int64_t pages{};
};
struct Page {
    std::int64_t number{};
};

constexpr auto pages = refract::generate_series<Page>(1, refract::col<&Article::pages>);
constexpr auto query = refract::from<Article>().cross_join(pages).select(refract::count());
#ifdef REFRACT_REJECT
constexpr auto text = refract::sql<refract::dialect::sqlite>(query);
#else
constexpr auto text = refract::sql<refract::dialect::postgres>(query);
#endif

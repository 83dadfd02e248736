// expect: refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]
#include <refract/refract.hpp>

struct Article {
    int id{};
    int views{};
};

constexpr auto query = refract::from<Article>().select(refract::stddev_samp(refract::col<&Article::views>));
#ifdef REFRACT_REJECT
constexpr auto text = refract::sql<refract::dialect::sqlite>(query);
#else
constexpr auto text = refract::sql<refract::dialect::postgres>(query);
#endif

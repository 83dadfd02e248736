// expect: refract: this database has no INTERSECT ALL and EXCEPT ALL. Number equal rows in both queries, and write intersect or except of those: .select<Row>(a, row_number().over(partition_by(a))). [E268]
#include "models.hpp"

struct NumberedTitle {
    std::string title{};
    std::int64_t number{};
};
#ifdef REFRACT_REJECT
constexpr auto titles = from<Post>().select(col<&Post::title>);
constexpr auto query = titles.intersect_all(titles.where(col<&Post::views> > 3));
#else
constexpr auto titles =
    from<Post>().select<NumberedTitle>(col<&Post::title>, row_number().over(partition_by(col<&Post::title>)));
constexpr auto query = titles.intersect(titles.where(col<&Post::views> > 3));
#endif

constexpr auto text = sql<dialect::sqlite>(query);

// expect: refract: a query in WITH has the name of a table that it reads or that is written beside it, or of one in a schema. Give it a name that is free: with<as_table<Row, "name">>(query), or select a struct of its own. [E130]
#include "models.hpp"

struct Few {
    std::int64_t id{};
};
struct Sold {
    std::int64_t id{};
};
template <> inline constexpr auto refract::model<Sold> = refract::table(refract::in_schema("sales"));

constexpr auto users = from<User>();
#ifdef REFRACT_REJECT
constexpr auto query = with(users.select<Sold>(col<&User::id>)).from<Sold>(); // FROM "sales"."sold": all that was sold
#else
constexpr auto query = with(users.select<Few>(col<&User::id>)).from<Few>();
#endif

constexpr auto text = sql<dialect::sqlite>(query);

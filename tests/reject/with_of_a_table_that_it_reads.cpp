// expect: refract: a query in WITH has the name of a table that it reads, or of a table in a schema. Select a struct of its own, .select<Row>(...), whose name is free. [E130]
#include "models.hpp"

struct Few {
    std::int64_t id{};
};

constexpr auto first = from<User>().where(col<&User::id> < 3);
#ifdef REFRACT_REJECT
constexpr auto query = with(first).from<User>(); // the database would look for the users among themselves
#else
constexpr auto query = with(first.select<Few>(col<&User::id>)).from<Few>();
#endif

constexpr auto text = sql<dialect::sqlite>(query);

// expect: refract: two queries of a WITH have one name. Select a struct of its own in each, since the struct names the query. [E102]
#include "models.hpp"

struct Few {
    std::int64_t id{};
};
struct Many {
    std::int64_t id{};
};

constexpr auto few = from<User>().select<Few>(col<&User::id>);
#ifdef REFRACT_REJECT
constexpr auto query = with(few).with(few).from<Few>();
#else
constexpr auto query = with(few).with(from<User>().select<Many>(col<&User::id>)).from<Few>();
#endif

constexpr auto text = sql<dialect::sqlite>(query);

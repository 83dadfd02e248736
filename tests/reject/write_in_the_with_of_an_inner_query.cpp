// expect: refract: a write stands in the WITH of a query inside another one. Put it into the WITH of the whole statement: with(write).from(query). [E137]
#include "models.hpp"

struct Gone {
    std::int64_t id{};
    std::string label;
};
constexpr auto gone = delete_from<Tag>().where(col<&Tag::id> > 3).returning<Gone>();
#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(exists(with(gone).from<Gone>()));
#else
constexpr auto query = with(gone).from<User>().where(exists(from<Gone>()));
#endif
constexpr auto text = sql<dialect::postgres>(query);

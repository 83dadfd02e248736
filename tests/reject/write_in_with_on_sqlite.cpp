// expect: refract: a write stands in WITH, which the database does not know. Run it by itself, with returning(...), before the other statement, and both in one transaction. [E136]
#include "models.hpp"

struct Gone {
    std::int64_t id{};
    std::string label;
};
constexpr auto gone = delete_from<Tag>().where(col<&Tag::id> > 3).returning<Gone>();
constexpr auto query = with(gone).insert_into<PostTag>().columns<&PostTag::post_id, &PostTag::tag_id>().from(
    from<Gone>().select(value(std::int64_t{1}), col<&Gone::id>));

#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(query);
#else
constexpr auto text = sql<dialect::postgres>(query);
#endif

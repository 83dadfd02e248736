// expect: refract: a std::optional value stands in a comparison (==, <, in, between, like, ...), which NULL never satisfies in SQL. Write .is_not_distinct_from(value) or .is_distinct_from(value), or compare with *value. [E013]
// times: 2
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1(sqlite::database& db, const std::vector<std::optional<std::int64_t>>& editors) {
    return db.all(from<Post>().where(col<&Post::editor_id>.in(editors)));
}
inline auto way_2(sqlite::database& db, const std::vector<std::optional<std::string>>& names) {
    return db.all(from<User>().where(col<&User::name>.in(param<std::vector<std::optional<std::string>>>)), names);
}
#else
inline auto way_1(sqlite::database& db, const std::vector<std::int64_t>& editors) {
    return db.all(from<Post>().where(col<&Post::editor_id>.in(editors) || col<&Post::editor_id>.is_null()));
}
inline auto way_2(sqlite::database& db, const std::vector<std::string>& names) {
    return db.all(from<User>().where(col<&User::name>.in(param<std::vector<std::string>>)), names);
}
#endif

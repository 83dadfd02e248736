// expect: refract: a schema or a table that the run time chooses is named by something else than one text. Write db.in_schema(name), db.in_table<Event>(name), with a std::string or a literal; of a std::string_view std::string(name). [E309]
// times: 6
#include "models.hpp"

#ifdef REFRACT_REJECT
inline auto way_1(const sqlite::database& database) { return database.in_schema(); }
inline auto way_2(const sqlite::database& database) { return database.in_schema("a", "b"); }
inline auto way_3(const sqlite::database& database) { return database.in_schema(7); }
inline auto way_4(const sqlite::database& database) { return database.in_schema(std::string_view("a")); }
inline auto way_5(const sqlite::database& database) { return database.in_table<Post>(); }
inline auto way_6(const sqlite::database& database) { return database.in_table<Post>(col<&Post::title>); }
#else
inline auto way_1(const sqlite::database& database) { return database.in_schema("a"); }
inline auto way_2(const sqlite::database& database) { return database.in_schema(std::string("a")); }
inline auto way_3(const sqlite::database& database) { return database.in_schema("7"); }
inline auto way_4(const sqlite::database& database) { return database.in_schema(std::string(std::string_view("a"))); }
inline auto way_5(const sqlite::database& database) { return database.in_table<Post>("a"); }
#endif

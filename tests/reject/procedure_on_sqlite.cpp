// expect: refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]
#include "models.hpp"

constexpr sql_procedure<"archive_posts", void(std::int64_t)> archive_posts;
#ifdef REFRACT_REJECT
constexpr auto text = sql<dialect::sqlite>(archive_posts(30));
#else
constexpr auto text = sql<dialect::postgres>(archive_posts(30));
#endif

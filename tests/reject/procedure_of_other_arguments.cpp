// expect: refract: a function of the program's own is given other arguments than its declaration says. Give as many as it declares, each an expression or a value of that type; cast<Type>(x) makes a wider one narrower. [E153]
#include "models.hpp"

constexpr sql_procedure<"archive_posts", void(std::int64_t, std::string_view)> archive_posts;
#ifdef REFRACT_REJECT
constexpr auto query = archive_posts("spam", 30);
#else
constexpr auto query = archive_posts(30, "spam");
#endif
constexpr auto text = sql<dialect::postgres>(query);

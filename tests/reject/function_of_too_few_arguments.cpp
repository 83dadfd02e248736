// expect: refract: a function of the program's own is given other arguments than its declaration says. Give as many as it declares, each an expression or a value of that type; cast<Type>(x) makes a wider one narrower. [E153]
#include "models.hpp"

inline constexpr sql_aggregate<"weighted", std::optional<double>(double, double)> weighted;

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().select(weighted(col<&User::id>));
#else
constexpr auto query = from<User>().select(weighted(col<&User::id>, 0.5));
#endif

constexpr auto text = sql<dialect::sqlite>(query);

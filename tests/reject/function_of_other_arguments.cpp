// expect: refract: a function of the program's own is given other arguments than its declaration says. Give as many as it declares, each an expression or a value of that type; cast<Type>(x) makes a wider one narrower. [E153]
#include "models.hpp"

inline constexpr sql_function<"soundex", std::string(std::string_view)> soundex;

#ifdef REFRACT_REJECT
constexpr auto query = from<User>().where(soundex(col<&User::id>) == "A500");
#else
constexpr auto query = from<User>().where(soundex(col<&User::name>) == "A500");
#endif

constexpr auto text = sql<dialect::sqlite>(query);

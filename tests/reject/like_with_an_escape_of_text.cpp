// expect: refract: what makes the wildcards of a pattern plain is no single character. Write it between single quotes: like("100!%%", '!'). [E257]
// times: 3
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto way_1 = col<&User::name>.like("100!%", "!");
constexpr auto way_2 = col<&User::name>.not_like("100!%", 33);
constexpr auto way_3 = col<&User::name>.ilike("100!%", std::string_view("!"));
#else
constexpr auto way_1 = col<&User::name>.like("100!%", '!');
constexpr auto way_2 = col<&User::name>.not_like("100!%", '!');
constexpr auto way_3 = col<&User::name>.ilike("100!%");
#endif

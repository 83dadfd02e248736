// expect: refract: what may be NULL is assigned to a column that is never NULL. Make the field a std::optional, or assign *value or refract::coalesce(value, other). [E057]
#include "models.hpp"

constexpr std::optional<std::string_view> given = "x";

#ifdef REFRACT_REJECT
constexpr auto query = update<User>().set(col<&User::name> = given).all_rows();
#else
constexpr auto query = update<User>().set(col<&User::bio> = given).all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);

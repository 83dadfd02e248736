// expect: refract: what may be NULL is assigned to a column that is never NULL. Make the field a std::optional, or assign *value or refract::coalesce(value, other). [E057]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<User>().set(col<&User::name> = std::nullopt).all_rows();
#else
constexpr auto query = update<User>().set(col<&User::bio> = std::nullopt).all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);

// expect: refract: the assigned value is not of the column's type, would lose digits in it, or may be NULL where the column may not, or the column is generated. Assign a value of the field's type, or cast to it. [E026]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = update<User>().set(col<&User::name> = std::nullopt).all_rows();
#else
constexpr auto query = update<User>().set(col<&User::bio> = std::nullopt).all_rows();
#endif

constexpr auto text = sql<dialect::sqlite>(query);

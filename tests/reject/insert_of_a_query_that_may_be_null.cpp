// expect: refract: what may be NULL is assigned to a column that is never NULL. Make the field a std::optional, or assign *value or refract::coalesce(value, other). [E057]
#include "models.hpp"

constexpr auto into = insert_into<Tag>().columns<&Tag::id, &Tag::label>();
#ifdef REFRACT_REJECT
constexpr auto query = into.from(from<User>().select(col<&User::id>, col<&User::bio>));
#else
constexpr auto query = into.from(from<User>().select(col<&User::id>, coalesce(col<&User::bio>, "")));
#endif

constexpr auto text = sql<dialect::sqlite>(query);

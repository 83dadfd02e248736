// expect: refract: the query of an insert does not select what the columns take. Select one value for each of columns<...>(), of its type; from(query) alone takes the table's own struct, without generated columns. [E119]
#include "models.hpp"

constexpr auto into = insert_into<Tag>().columns<&Tag::id, &Tag::label>();
#ifdef REFRACT_REJECT
constexpr auto query = into.from(from<User>().select(col<&User::name>, col<&User::id>));
#else
constexpr auto query = into.from(from<User>().select(col<&User::id>, col<&User::name>));
#endif

constexpr auto text = sql<dialect::sqlite>(query);

// expect: refract: a clause is given twice. Write it once; only where may be repeated, and then means and. [E021]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = delete_from<Tag>().all_rows().returning(col<&Tag::id>).returning(col<&Tag::label>);
#else
constexpr auto query = delete_from<Tag>().all_rows().returning(col<&Tag::id>, col<&Tag::label>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);

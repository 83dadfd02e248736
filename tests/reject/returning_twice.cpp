// expect: refract: a clause, or a part of a window, of an aggregate or of a name, is given twice. Write it once, with all that belongs to it: order_by(a, b). A window under a name stands alone in over; only where may be repeated, and then means and. [E021]
#include "models.hpp"

#ifdef REFRACT_REJECT
constexpr auto query = delete_from<Tag>().all_rows().returning(col<&Tag::id>).returning(col<&Tag::label>);
#else
constexpr auto query = delete_from<Tag>().all_rows().returning(col<&Tag::id>, col<&Tag::label>);
#endif

constexpr auto text = sql<dialect::sqlite>(query);

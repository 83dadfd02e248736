// expect: refract: with_deleted or for_good is said of a query none of whose tables has rows that are marked as deleted. Leave it out, or give the model the option soft_delete<&T::deleted_at>. [E231]
#include "models.hpp"

#ifdef REFRACT_REJECT
void clear(sqlite::database& db) { db.exec(delete_from<Post>().all_rows().for_good()); }
#else
void clear(sqlite::database& db) { db.exec(delete_from<Post>().all_rows()); }
#endif

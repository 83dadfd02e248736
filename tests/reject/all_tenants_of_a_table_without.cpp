// expect: refract: all_tenants is said of a query none of whose tables has tenants. Leave it out, or give the model the option tenant<&T::org_id>. [E236]
#include "models.hpp"

#ifdef REFRACT_REJECT
void read(sqlite::database& db) { (void)db.all(from<Post>().all_tenants()); }
#else
void read(sqlite::database& db) { (void)db.all(from<Post>()); }
#endif

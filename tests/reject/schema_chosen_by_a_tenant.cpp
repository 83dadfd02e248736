// expect: refract: a session is a tenant's, or in a schema or with tables chosen at run time, and this one is to be both. Name the schema in the models (in_schema("shop")), or give each tenant a schema and leave refract::tenant out. [E239]
#include "models.hpp"

auto shop_of(sqlite::database& db) {
#ifdef REFRACT_REJECT
    return db.tenant(7).in_schema("shop");
#else
    return db.tenant(7);
#endif
}

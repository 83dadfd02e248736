// expect: refract: nullptr is not the NULL of SQL. Compare with std::nullopt, or write .is_null(). [E074]
#include "models.hpp"

#ifdef REFRACT_REJECT
inline void run(refract::sqlite::database& db) { db.execute("UPDATE users SET bio = {}", nullptr); }
#else
inline void run(refract::sqlite::database& db) { db.execute("UPDATE users SET bio = {}", std::nullopt); }
#endif

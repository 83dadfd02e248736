// expect: refract: what transaction runs can be called neither without arguments nor with the transaction. Write transaction([&] { ... }), or transaction([&](auto& inner) { ... }). [E114]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.transaction([](int value) { return value; });
#else
    db.transaction([](auto& inner) { return inner.count(from<Tag>()); });
#endif
}

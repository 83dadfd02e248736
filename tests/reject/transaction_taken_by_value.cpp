// expect: refract: what transaction runs can be called neither without arguments nor with the transaction. Write transaction([&] { ... }), or transaction([&](auto& inner) { ... }). [E114]
#include "models.hpp"

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.transaction([](refract::sqlite::transaction inner) { inner.insert(Tag()); });
#else
    db.transaction([](refract::sqlite::transaction& inner) { inner.insert(Tag()); });
#endif
}

// expect: refract: this needs a primary key and the model has none. Name a field `id` or add refract::primary_key<&T::field> to its table. [E003]
#include "models.hpp"

struct Line {
    std::string text{};
};

inline void run(refract::sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.erase(Line{});
#else
    db.insert(Line{});
#endif
}

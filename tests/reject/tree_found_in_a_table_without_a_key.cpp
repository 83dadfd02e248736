// expect: refract: this needs a primary key and the model has none. Name a field `id` or add refract::primary_key<&T::field> to its table. [E003]
#include "models.hpp"

struct Visit {
    std::string page;
    std::int64_t at{};
};
struct VisitLine {
    using model = Visit;
    std::string page;
};

inline void show(sqlite::database& db) {
#ifdef REFRACT_REJECT
    db.find<VisitLine>("/");
#else
    db.first(from<Visit>().select<VisitLine>().where(col<&Visit::page> == "/"));
#endif
}

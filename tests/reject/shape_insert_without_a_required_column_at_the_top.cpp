// expect: refract: the insert leaves out a column that needs a value. Set it, or give it a default in the model, or make it a std::optional. [E024]
#include "models.hpp"

struct PlainTag {
    using model = Tag;
    std::int64_t id{};
#ifndef REFRACT_REJECT
    std::string label;
#endif
};

PlainTag insert_it(sqlite::database& db) { return db.insert(PlainTag{}); }

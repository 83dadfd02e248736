// expect: refract: this needs a primary key and the model has none. Name a field `id` or add refract::primary_key<&T::field> to its table. [E003]
#include "models.hpp"

struct Reading {
    std::string sensor;
    double value{};
};
#ifndef REFRACT_REJECT
template <> inline constexpr auto refract::model<Reading> = table(primary_key<&Reading::sensor>);
#endif

inline void run(refract::sqlite::database& db) { db.find<Reading>("a"); }

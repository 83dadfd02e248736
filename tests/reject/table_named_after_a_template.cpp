// expect: refract: a struct that is a template, or has no name, gives its table a name that each compiler spells in its own way. Name the table with refract::named("...") in the model of each instance. [E095]
#include <refract/sqlite.hpp>

template <class Value> struct Pair {
    std::int64_t id{};
    Value value{};
};

#ifndef REFRACT_REJECT
template <> inline constexpr auto refract::model<Pair<int>> = refract::table(refract::named("pair_of_int"));
#endif

void run(refract::sqlite::database& database) { database.create_tables<refract::schema<Pair<int>>>(); }

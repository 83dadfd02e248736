// expect: refract: a struct that is a template, or has no name, gives its table a name that each compiler spells in its own way. Name the table with refract::named("...") in the model of each instance. [E095]
#include <refract/sqlite.hpp>

template <class Value> struct Pair {
    std::int64_t id{};
    Value value{};
};

#ifdef REFRACT_REJECT
constexpr auto query = refract::from<Pair<int>>();
#else
template <> inline constexpr auto refract::model<Pair<int>> = refract::table(refract::named("pair_of_int"));
constexpr auto query = refract::from<Pair<int>>();
#endif
constexpr auto text = refract::sql<refract::dialect::sqlite>(query);

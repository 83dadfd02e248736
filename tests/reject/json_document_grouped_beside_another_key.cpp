// expect: refract: whole JSON documents, or columns of json, xml or point, are compared, ordered, grouped, made distinct or a key: one database compares their text, another one their values, a third refuses. Compare parts of a document, col<&T::doc>.at<&Settings::theme>() == ..., or cast<std::string>(column), or select the key of its row as well. [E284]
#include "models.hpp"

struct Leaf {
    std::int64_t id{};
    refract::json body;
};
using other = alias<Leaf, "other">;
constexpr auto both = from<Leaf>().join<other>(col<&Leaf::id> < col<&Leaf::id, other>).select(count());

#ifdef REFRACT_REJECT
constexpr auto query = both.group_by(col<&Leaf::id, other>, col<&Leaf::body>);
#else
constexpr auto query = both.group_by(col<&Leaf::id>, col<&Leaf::body>);
#endif

constexpr auto text = sql<dialect::postgres>(query);

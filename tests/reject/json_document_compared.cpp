// expect: refract: whole JSON documents, or columns of json, xml or point, are compared, ordered, grouped, made distinct or a key: one database compares their text, another one their values, a third refuses. Compare parts of a document, col<&T::doc>.at<&Settings::theme>() == ..., or cast<std::string>(column), or select the key of its row as well. [E284]
// times: 2
#include "models.hpp"

struct Leaf {
    std::int64_t id{};
    refract::json body;
};

#ifdef REFRACT_REJECT
constexpr auto query = from<Leaf>().select(col<&Leaf::body>).distinct();
inline const auto condition = refract::predicate<Leaf>(col<&Leaf::body> == refract::json("{}"));
#else
constexpr auto query = from<Leaf>().select(col<&Leaf::id>, col<&Leaf::body>).distinct();
inline const auto condition = refract::predicate<Leaf>(col<&Leaf::body>.at<std::string>("a") == "b");
#endif

constexpr auto text = sql<dialect::sqlite>(query);

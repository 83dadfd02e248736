// expect: refract: whole JSON documents, or columns of json, xml or point, are compared, ordered, grouped, made distinct or a key: one database compares their text, another one their values, a third refuses. Compare parts of a document, col<&T::doc>.at<&Settings::theme>() == ..., or cast<std::string>(column), or select the key of its row as well. [E284]
#include "models.hpp"

struct Leaf {
    std::int64_t id{};
    refract::json body;
};

template <> inline constexpr auto refract::model<Leaf> = refract::table(
#ifdef REFRACT_REJECT
    refract::unique<&Leaf::body>);
#else
    refract::unique<&Leaf::id>);
#endif

constexpr auto text = sql<dialect::sqlite>(from<Leaf>());

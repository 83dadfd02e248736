// expect: refract: this is said to an array, and the expression is none, or one of other items. Give a column of std::vector, or values of the type of its items. [E146]
#include <refract/refract.hpp>

#include <string>
#include <vector>

struct Article {
    int id{};
    std::string title{};
    std::vector<std::string> tags{};
};

#ifdef REFRACT_REJECT
constexpr auto size = refract::cardinality(refract::col<&Article::title>);
#else
constexpr auto size = refract::cardinality(refract::col<&Article::tags>);
#endif
constexpr auto query = refract::from<Article>().select(size);

// expect: refract: the values of a json_object do not fit the fields of its struct. Give one value for each field, in the order of the fields and of their types: json_object<Card>(col<&Post::title>, count()). [E148]
#include <refract/refract.hpp>

#include <string>

struct Article {
    int id{};
    std::string title{};
};
struct Card {
    std::string title{};
    int id{};
};

#ifdef REFRACT_REJECT
constexpr auto card = refract::json_object<Card>(refract::col<&Article::title>);
#else
constexpr auto card = refract::json_object<Card>(refract::col<&Article::title>, refract::col<&Article::id>);
#endif
constexpr auto query = refract::from<Article>().select(card);

// expect: refract: this is said to a JSON document, and the expression is none. Give a column of refract::json or refract::json_of<Struct>, or a part of one. [E145]
#include <refract/refract.hpp>

#include <string>

struct User {
    int id{};
    std::string name{};
    refract::json settings{"{}"};
};

#ifdef REFRACT_REJECT
constexpr auto size = refract::json_array_length(refract::col<&User::name>);
#else
constexpr auto size = refract::json_array_length(refract::col<&User::settings>);
#endif
constexpr auto query = refract::from<User>().select(size);

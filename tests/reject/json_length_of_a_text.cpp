// expect: refract: this is said to a JSON document, and the expression is none. Give a column of refract::json or refract::json_of<Struct>, or a part of one. [E145]
#include <refract/refract.hpp>

#include <string>

struct Account {
    int id{};
    std::string name{};
    refract::json settings{"{}"};
};

#ifdef REFRACT_REJECT
constexpr auto size = refract::json_array_length(refract::col<&Account::name>);
#else
constexpr auto size = refract::json_array_length(refract::col<&Account::settings>);
#endif
constexpr auto query = refract::from<Account>().select(size);

// expect: refract: this type has no form in JSON. Use numbers, bool, std::string, enums, decimals, structs of them, and std::optional, std::vector and std::map<std::string, ...> of those; write a time as text or as a number. [E143]
#include <refract/refract.hpp>

#include <chrono>
#include <string>

struct Article {
    int id{};
    std::chrono::sys_seconds at{};
};

#ifdef REFRACT_REJECT
constexpr auto list = refract::json_array_of(refract::col<&Article::at>);
#else
constexpr auto list = refract::json_array_of(refract::cast<std::string>(refract::col<&Article::at>));
#endif
constexpr auto query = refract::from<Article>().select(list);

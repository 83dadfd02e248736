// expect: refract: a step of a JSON path leads nowhere. Each step is a member of the struct before it, at<&Settings::address, &Address::city>(), or a number behind a std::vector, at<&Settings::tags, 0>(); the column is a refract::json_of<Settings>. [E144]
#include <refract/refract.hpp>

struct Settings {
    std::string name{};
};
struct Account {
    int id{};
    refract::json settings{"{}"};
};

#ifdef REFRACT_REJECT
constexpr auto name = refract::col<&Account::settings>.at<&Settings::name>();
#else
constexpr auto name = refract::col<&Account::settings>.at<std::string>("name");
#endif
constexpr auto query = refract::from<Account>().select(name);

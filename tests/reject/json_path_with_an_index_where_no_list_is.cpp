// expect: refract: a step of a JSON path leads nowhere. Each step is a member of the struct before it, at<&Settings::address, &Address::city>(), or a number behind a std::vector, at<&Settings::tags, 0>(); the column is a refract::json_of<Settings>. [E144]
#include <refract/refract.hpp>

struct Settings {
    std::string name{};
    std::vector<std::string> tags{};
};
struct Account {
    int id{};
    refract::json_of<Settings> settings{};
};

#ifdef REFRACT_REJECT
constexpr auto query = refract::from<Account>().where(refract::col<&Account::settings>.at<&Settings::name, 0>() == "a");
#else
constexpr auto query = refract::from<Account>().where(refract::col<&Account::settings>.at<&Settings::tags, 0>() == "a");
#endif

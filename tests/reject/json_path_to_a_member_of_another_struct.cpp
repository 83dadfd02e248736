// expect: refract: a step of a JSON path leads nowhere. Each step is a member of the struct before it, at<&Settings::address, &Address::city>(), or a number behind a std::vector, at<&Settings::tags, 0>(); the column is a refract::json_of<Settings>. [E144]
#include <refract/refract.hpp>

struct Address {
    std::string city{};
};
struct Settings {
    Address home{};
};
struct Account {
    int id{};
    refract::json_of<Settings> settings{};
};

#ifdef REFRACT_REJECT
constexpr auto city = refract::col<&Account::settings>.at<&Address::city>();
#else
constexpr auto city = refract::col<&Account::settings>.at<&Settings::home, &Address::city>();
#endif
constexpr auto query = refract::from<Account>().select(city);

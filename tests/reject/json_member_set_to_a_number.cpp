// expect: refract: the two sides are of unlike types and cannot be compared. Compare with a value or column of the same kind, or cast one side. [E011]
#include <refract/refract.hpp>

struct Settings {
    std::string name{};
};
struct Account {
    int id{};
    refract::json_of<Settings> settings{};
};

#ifdef REFRACT_REJECT
constexpr auto name = refract::col<&Account::settings>.at<&Settings::name>() = 5;
#else
constexpr auto name = refract::col<&Account::settings>.at<&Settings::name>() = "5";
#endif
constexpr auto query = refract::update<Account>().set(name).all_rows();

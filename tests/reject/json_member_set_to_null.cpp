// expect: refract: what may be NULL is assigned to a column that is never NULL. Make the field a std::optional, or assign *value or refract::coalesce(value, other). [E057]
#include <refract/refract.hpp>

#include <optional>

struct Settings {
    int size{};
    std::optional<int> width{};
};
struct Account {
    int id{};
    refract::json_of<Settings> settings{};
};

constexpr auto settings = refract::col<&Account::settings>;
#ifdef REFRACT_REJECT
constexpr auto assignment = settings.at<&Settings::size>() = std::nullopt;
#else
constexpr auto assignment = settings.at<&Settings::width>() = std::nullopt;
#endif
constexpr auto query = refract::update<Account>().set(assignment).all_rows();

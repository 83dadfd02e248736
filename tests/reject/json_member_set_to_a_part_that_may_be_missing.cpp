// expect: refract: what may be NULL is assigned to a column that is never NULL. Make the field a std::optional, or assign *value or refract::coalesce(value, other). [E057]
#include <refract/refract.hpp>

struct Settings {
    int size{};
};
struct Account {
    int id{};
    refract::json_of<Settings> settings{};
};

constexpr auto size = refract::col<&Account::settings>.at<&Settings::size>();
#ifdef REFRACT_REJECT
constexpr auto assignment = size = size + 1;
#else
constexpr auto assignment = size = refract::coalesce(size, 0) + 1;
#endif
constexpr auto query = refract::update<Account>().set(assignment).all_rows();
constexpr auto text = refract::sql<refract::dialect::sqlite>(query);

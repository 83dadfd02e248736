// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include <refract/refract.hpp>

struct Account {
    int id{};
    refract::json settings{"{}"};
};

constexpr auto size = refract::col<&Account::settings>.at<int>("size");
#ifdef REFRACT_REJECT
constexpr auto small = size = 1;
#else
constexpr auto small = size == 1;
#endif
constexpr auto query = refract::from<Account>().where(small);

// expect: refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]
#include "models.hpp"

struct Account {
    std::int64_t id{};
    int limit{};
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Account> =
    table(refract::index<&Account::limit>.where(col<&Account::limit> = 0));
#else
template <> inline constexpr auto refract::model<Account> =
    table(refract::index<&Account::limit>.where(col<&Account::limit> == 0));
#endif

// expect: refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]
#include "models.hpp"

struct Account {
    std::int64_t id{};
    int limit{};
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Account> = table(check("is_bounded", "limit < 100"));
#else
template <> inline constexpr auto refract::model<Account> = table(check("is_bounded", col<&Account::limit> < 100));
#endif

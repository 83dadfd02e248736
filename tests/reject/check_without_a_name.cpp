// expect: refract: table is given what is no option of a model. Write named("name"), column<&T::field>.named("name"), primary_key<&T::field>, unique<&T::field>, foreign_key<&T::field>.references<&U::id>(), check("name", condition), or another of docs/reference/schema. [E115]
#include "models.hpp"

struct Account {
    std::int64_t id{};
    int limit{};
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Account> = table(check(col<&Account::limit> < 100));
#else
template <> inline constexpr auto refract::model<Account> = table(check("is_bounded", col<&Account::limit> < 100));
#endif

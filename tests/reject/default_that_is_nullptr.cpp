// expect: refract: the default, or the expression that generates the column, is not of the column's type. Give a value that the field could hold, or an expression of its type; a default such as refract::now() names no column. [E007]
#include "models.hpp"

struct Account {
    std::int64_t id{};
    std::optional<std::string> owner;
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Account> = table(column<&Account::owner>.default_to(nullptr));
#else
template <> inline constexpr auto refract::model<Account> = table(column<&Account::owner>.default_to("nobody"));
#endif

// expect: refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]
#include "models.hpp"

struct Account {
    std::int64_t id{};
    std::string owner;
    std::string payer;
    std::int64_t parent_id{};
    std::int32_t branch{};
    double rate{};
    std::optional<std::int16_t> level;
};

#ifdef REFRACT_REJECT
template <> inline constexpr auto refract::model<Account> = refract::table(check("branch", col<&Account::branch> + 1));
#else
template <> inline constexpr auto refract::model<Account> =
    refract::table(check("branch", col<&Account::branch> + 1 > 0));
#endif

static_assert(schema<Account>::size == 1 && schema<Account>::tables[0]->table->column_count == 7);

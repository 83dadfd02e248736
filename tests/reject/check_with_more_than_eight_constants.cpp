// expect: refract: an expression of a model holds more than 8 constants. Split it into several checks. [E043]
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
template <> inline constexpr auto refract::model<Account> =
    refract::table(check("branch", col<&Account::branch>.in(1, 2, 3, 4, 5, 6, 7, 8, 9)));
#else
template <> inline constexpr auto refract::model<Account> =
    refract::table(check("branch", col<&Account::branch>.in(1, 2, 3, 4, 5, 6, 7, 8)));
#endif

static_assert(schema<Account>::size == 1 && schema<Account>::tables[0]->table->column_count == 7);

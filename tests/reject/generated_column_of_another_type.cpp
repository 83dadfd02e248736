// expect: refract: the default, or the expression that generates the column, is not of the column's type. Give a value that the field could hold, or an expression of its type; a default such as refract::now() names no column. [E007]
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
    refract::table(column<&Account::payer>.generated(length(col<&Account::owner>)));
#else
template <> inline constexpr auto refract::model<Account> =
    refract::table(column<&Account::payer>.generated(lower(col<&Account::owner>)));
#endif

static_assert(schema<Account>::size == 1 && schema<Account>::tables[0]->table->column_count == 7);

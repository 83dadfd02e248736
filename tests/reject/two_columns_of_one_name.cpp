// expect: refract: two columns of this model have one name. Give one of them another name with refract::column<&T::field>.named("..."), or those of a flat member with .prefix("..."). [E004]
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
template <> inline constexpr auto refract::model<Account> = refract::table(column<&Account::payer>.named("owner"));
#else
template <> inline constexpr auto refract::model<Account> = refract::table(column<&Account::payer>.named("paid_by"));
#endif

static_assert(schema<Account>::size == 1 && schema<Account>::tables[0]->table->column_count == 7);

// expect: refract: a key, index, check or column option names a member of another struct. Use members of the struct that the model is for. [E005]
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
template <> inline constexpr auto refract::model<Account> = refract::table(primary_key<&User::id>);
#else
template <> inline constexpr auto refract::model<Account> = refract::table(primary_key<&Account::id>);
#endif

static_assert(schema<Account>::size == 1 && schema<Account>::tables[0]->table->column_count == 7);

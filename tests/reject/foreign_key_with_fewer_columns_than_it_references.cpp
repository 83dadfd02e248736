// expect: refract: a foreign key's columns and the columns that it references differ in number or type. Give both sides the same types. [E006]
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
    refract::table(foreign_key<&Account::parent_id>.references<&PostTag::post_id, &PostTag::tag_id>());
#else
template <> inline constexpr auto refract::model<Account> = refract::table(
    foreign_key<&Account::parent_id, &Account::branch>.references<&PostTag::post_id, &PostTag::tag_id>());
#endif

static_assert(schema<Account>::size == 1 && schema<Account>::tables[0]->table->column_count == 7);

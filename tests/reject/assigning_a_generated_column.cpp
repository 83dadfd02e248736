// expect: refract: a generated column is assigned. Leave it out: the database computes it. [E058]
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
template <> inline constexpr auto refract::model<Account> = refract::table(
    column<&Account::owner>.named("owner_name"), column<&Account::payer>.generated(lower(col<&Account::owner>)));
#else
template <> inline constexpr auto refract::model<Account> = refract::table(column<&Account::owner>.named("owner_name"));
#endif

constexpr auto query = update<Account>().set(col<&Account::payer> = "x").all_rows();
constexpr auto text = sql<dialect::sqlite>(query);

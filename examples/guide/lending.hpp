// Steps 7 and 9 to 11 of the guide: what the service does. Any database will do.
#pragma once

#include "models.hpp"

#include <string_view>

// [lend]
// The loan, or an error: refract::not_found for an address of nobody, refract::unique_violation
// for a tool that somebody has.
template <class Database>
Loan lend(Database& db, std::int64_t tool, std::string_view email, std::chrono::sys_seconds now) {
    using namespace refract;
    constexpr auto by_email = from<Member>().where(col<&Member::email> == param<std::string_view>);
    return db.transaction([&] {
        const Member member = db.one(by_email, email);
        return db.insert(Loan{.tool_id = tool, .member_id = member.id, .lent_at = now});
    });
}
// [/lend]

// [give_back]
/// Whether the tool was lent.
template <class Database>
bool give_back(Database& db, std::int64_t tool, std::chrono::sys_seconds now) {
    using namespace refract;
    const auto open = update<Loan>()
                          .set(col<&Loan::returned_at> = now)
                          .where(col<&Loan::tool_id> == tool && col<&Loan::returned_at>.is_null());
    return db.exec(open) > 0;
}
// [/give_back]

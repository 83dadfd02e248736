// Steps 6 and 8 of the guide: what the service can be asked. Any database will do.
#pragma once

#include "models.hpp"

#include <vector>

namespace reports {

using namespace refract;

// [joins]
// Rows of two tables: std::tuple<Tool, std::optional<Loan>>, by the foreign key Loan::tool_id.
inline constexpr auto tools_with_loans =
    from<Tool>().left_join<&Loan::tool_id>().order_by(col<&Tool::id>);

struct Borrowed { // filled in the order of the selected columns
    std::string tool, member;
};
inline constexpr auto borrowed = from<Loan>()
                                     .join<&Loan::tool_id>()
                                     .join<&Loan::member_id>()
                                     .where(col<&Loan::returned_at>.is_null())
                                     .select<Borrowed>(col<&Tool::name>, col<&Member::name>)
                                     .order_by(col<&Tool::name>);
// [/joins]

// [aggregates]
struct Popular {
    std::string tool;
    std::int64_t loans{};
};
inline constexpr auto most_popular = from<Loan>()
                                         .join<&Loan::tool_id>()
                                         .select<Popular>(col<&Tool::name>, count())
                                         .group_by(col<&Tool::id>, col<&Tool::name>)
                                         .having(count() >= 2)
                                         .order_by(count().desc(), col<&Tool::name>);

// Without groups a sum may be of no rows, which is NULL; coalesce says what it is then.
inline constexpr auto deposits = from<Loan>()
                                     .join<&Loan::tool_id>()
                                     .where(col<&Loan::returned_at>.is_null())
                                     .select(coalesce(sum(col<&Tool::deposit>), 0.00_dec));
// [/aggregates]

// [search]
struct Wish { // what a search form sends
    std::string text{};
    std::vector<Kind> kinds{};
    std::optional<decimal<2>> deposit_up_to{};
    bool cheapest_first = false;
};

template <class Database> std::vector<Tool> search(Database& db, const Wish& wish) {
    predicate<Tool> wanted; // empty: every row
    if (!wish.text.empty()) wanted &= col<&Tool::name>.contains(wish.text);
    if (!wish.kinds.empty()) wanted &= col<&Tool::kind>.in(wish.kinds);
    if (wish.deposit_up_to) wanted &= col<&Tool::deposit> <= *wish.deposit_up_to;

    ordering<Tool> order;
    if (wish.cheapest_first) order.by(col<&Tool::deposit>);
    order.by(col<&Tool::name>);
    return db.all(from<Tool>().where(wanted).order_by(order));
}
// [/search]

} // namespace reports

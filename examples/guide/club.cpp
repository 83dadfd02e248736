// Steps 13 to 18 of the guide: from queries inside queries to recursive WITH.
#include "../cookbook/show.hpp"
#include "models.hpp"

#include <refract/sqlite.hpp>

using namespace refract;
using namespace cookbook;
using namespace std::chrono_literals;

constexpr auto member = col<&Member::name>;
constexpr auto tool = col<&Tool::name>;
constexpr auto of_member = col<&Loan::member_id> == col<&Member::id>;
constexpr auto is_out = col<&Loan::returned_at>.is_null();

// [exists]
constexpr auto loans = from<Loan>().where(of_member); // sees the member of the query around it
constexpr auto borrowers = from<Member>().where(exists(loans.where(is_out))).select(member);
constexpr auto idle = from<Member>().where(!exists(loans)).select(member);
// [/exists]

// [scalar]
constexpr auto number_of_loans = scalar(loans.select(count()));
constexpr auto activity =
    from<Member>().order_by(number_of_loans.desc(), member).select(member, number_of_loans);
// [/scalar]

// [alias]
using any_tool = alias<Tool, "any_tool">;
constexpr auto mean = from<any_tool>().select(avg(col<&Tool::deposit, any_tool>));
constexpr auto dear_tools =
    from<Tool>().where(cast<double>(col<&Tool::deposit>) > scalar(mean)).select(tool);
// [/alias]

// [case]
constexpr auto size = case_when(col<&Tool::deposit> < 10.00_dec, "small")
                          .when(col<&Tool::deposit> < 30.00_dec, "usual")
                          .otherwise("large")
                          .as<"size">();
constexpr auto sizes =
    from<Tool>().group_by(size).order_by(min(col<&Tool::deposit>)).select(size, count());
// [/case]

// [table]
struct Use {
    std::int64_t tool_id{}, times{};
};
constexpr auto uses =
    from<Loan>().group_by(col<&Loan::tool_id>).select<Use>(col<&Loan::tool_id>, count());
constexpr auto of_tool = col<&Use::tool_id> == col<&Tool::id>;
constexpr auto times =
    from<Tool>().left_join(uses, of_tool).order_by(tool).select(tool, col<&Use::times>);
// [/table]

// [window]
constexpr auto by_time = window(partition_by(col<&Loan::tool_id>), order_by(col<&Loan::lent_at>));
constexpr auto history =
    from<Loan>()
        .join<&Loan::tool_id>()
        .join<&Loan::member_id>()
        .order_by(tool, col<&Loan::lent_at>)
        .select(tool, row_number().over(by_time), member, lag(member).over(by_time));
// [/window]

// [top]
struct Last {
    std::int64_t tool_id{}, member_id{}, place{};
};
constexpr auto placed = from<Loan>().select<Last>(
    col<&Loan::tool_id>,
    col<&Loan::member_id>,
    row_number().over(partition_by(col<&Loan::tool_id>), order_by(col<&Loan::lent_at>.desc())));
constexpr auto last_borrowers = from(placed)
                                    .where(col<&Last::place> == 1)
                                    .join<Tool>(col<&Tool::id> == col<&Last::tool_id>)
                                    .join<Member>(col<&Member::id> == col<&Last::member_id>)
                                    .order_by(tool)
                                    .select(tool, member);
// [/top]

// [sets]
constexpr auto hand = from<Tool>().where(col<&Tool::kind> == Kind::hand).select(tool);
constexpr auto lent = from<Tool>().join<&Loan::tool_id>().where(is_out).select(tool);
constexpr auto hand_tools_here = hand.except(lent).order_by(tool);
// [/sets]

// [with]
using any_use = alias<Use, "any_use">;
constexpr auto most_uses = from<any_use>().select(max(col<&Use::times, any_use>));
constexpr auto favourites = with(uses)
                                .from<Use>()
                                .join<Tool>(of_tool)
                                .where(col<&Use::times> == scalar(most_uses))
                                .select(tool);
// [/with]

struct Shelf {
    std::int64_t id{};
    std::string name;
    std::optional<std::int64_t> in_id;
};
// [recursive]
struct Spot {
    std::int64_t id{};
    std::string path;
    std::int64_t depth{};
};
constexpr auto rooms =
    from<Shelf>()
        .where(col<&Shelf::in_id>.is_null())
        .select<Spot>(col<&Shelf::id>, col<&Shelf::name>, value(std::int64_t{0}));
constexpr auto inside =
    from<Shelf>()
        .join<Spot>(col<&Shelf::in_id> == col<&Spot::id>)
        .select<Spot>(
            col<&Shelf::id>, col<&Spot::path> + " > " + col<&Shelf::name>, col<&Spot::depth> + 1);
constexpr auto spots =
    with_recursive(rooms.union_all(inside)).from<Spot>().order_by(col<&Spot::path>);
// [/recursive]

// [parts]
constexpr auto by_deposit = order_by(col<&Tool::deposit>.desc(), col<&Tool::id>);
constexpr auto with_power = col<&Tool::kind> == Kind::power;
constexpr auto names = [](const auto& query) { return query.select(tool); };
constexpr auto power_tools = from<Tool>() | with_power | by_deposit | names;
// [/parts]

int main() {
    constexpr std::chrono::sys_seconds monday = std::chrono::sys_days{2026y / 3 / 2};
    sqlite::database db{":memory:"};
    db.create_tables<schema<Tool, Member, Loan, Shelf>>();
    db.insert_many<Member>(
        {{0, "Ann", "ann@example.org"},
         {0, "Bob", "bob@example.org"},
         {0, "Cid", "cid@example.org"}});
    db.insert_many<Tool>(
        {{0, "hammer", Kind::hand, 5.00_dec},
         {0, "drill", Kind::power, 40.00_dec},
         {0, "sander", Kind::power, 25.00_dec},
         {0, "saw", Kind::hand, 8.00_dec}});
    db.insert_many<Loan>(
        {{0, 1, 1, monday, {}},
         {0, 2, 1, monday, monday + 48h},
         {0, 2, 2, monday + 72h, {}},
         {0, 3, 1, monday, monday + 24h}});
    db.insert_many<Shelf>({{0, "shed", {}}, {0, "wall", 1}, {0, "chest", 1}, {0, "drawer", 3}});
    show("exists", db, borrowers);
    show("none", db, idle);
    show("scalar", db, activity);
    show("alias", db, dear_tools);
    show("case", db, sizes);
    show("table", db, times);
    show("window", db, history);
    show("top", db, last_borrowers);
    show("sets", db, hand_tools_here);
    show("with", db, favourites);
    show("recursive", db, spots);
    show("parts", db, power_tools);
}

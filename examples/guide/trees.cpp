// Step 19 of the guide: members with their loans and tools, as structs inside structs.
#include "models.hpp"
#include "show_sql.hpp"

#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;
using namespace std::chrono_literals;

// [shapes]
struct LoanLine {
    using model = Loan; // the table whose rows these are
    std::chrono::sys_seconds lent_at{};
    std::optional<std::chrono::sys_seconds> returned_at{};
    Tool tool{}; // by Loan's foreign key, which is never NULL: one tool
};
struct MemberPage {
    using model = Member;
    std::string name, email;
    std::vector<LoanLine> loans{}; // by the same model's other key: any number
};
// [/shapes]

// [written]
struct LoanCard {
    using model = Loan;
    std::int64_t id{}; // what is written is found by its key
    std::chrono::sys_seconds lent_at{};
    std::optional<std::chrono::sys_seconds> returned_at{};
    Tool tool{};
};
struct MemberCard {
    using model = Member;
    std::int64_t id{};
    std::string name, email;
    std::vector<LoanCard> loans{};
};
// [/written]

constexpr auto is_out = col<&Loan::returned_at>.is_null();

void show(const std::vector<MemberPage>& members) {
    for (const MemberPage& member : members) {
        std::cout << member.name << '\n';
        for (const LoanLine& loan : member.loans)
            std::cout << "  " << loan.tool.name << (loan.returned_at ? ", returned\n" : "\n");
    }
}

int main() {
    constexpr std::chrono::sys_seconds monday = std::chrono::sys_days{2026y / 3 / 2};
    sqlite::database db{":memory:"};
    db.create_tables<shed>();
    db.insert(MemberPage{
        .name = "Cid",
        .email = "cid@example.org",
        .loans = {{monday, monday + 24h, {.name = "saw"}}}});

    show_sql(db);
    part("insert");
    // [insert]
    db.insert(MemberPage{
        .name = "Ann",
        .email = "ann@example.org",
        .loans = {
            {.lent_at = monday, .tool = {.name = "hammer", .deposit = 5.00_dec}},
            {monday, monday + 48h, {.name = "drill", .kind = Kind::power}}}});
    // [/insert]
    part("select");
    // [select]
    show(db.all(from<Member>().select<MemberPage>().order_by(col<&Member::name>)));
    // [/select]
    part("nested");
    // [nested]
    show(db.all(from<Member>()
                    .where(some<&Loan::member_id>(is_out)) // who has something
                    .select<MemberPage>(nested<&MemberPage::loans>()
                                            .where(is_out)
                                            .order_by(col<&Loan::lent_at>)
                                            .limit(5))));
    // [/nested]
    part("update");
    // [update]
    db.update<MemberCard>(
        2,
        col<&Member::name> = "Anne", // one transaction, in the order of the call
        at<&MemberCard::loans>.update_where(is_out, col<&Loan::returned_at> = monday + 72h),
        at<&MemberCard::loans>.create({.lent_at = monday + 96h, .tool = {.name = "rake"}}));
    // [/update]
    part("save");
    // [save]
    auto card = db.one(from<Member>().where(col<&Member::id> == 1).select<MemberCard>());
    card.loans[0].tool.name = "handsaw"; // the tool is changed for all
    card.loans.push_back({.lent_at = monday + 24h, .tool = {.name = "spade"}});
    db.save(card);
    // [/save]
    part(nullptr);
    show(db.all(from<Member>().select<MemberPage>().order_by(col<&Member::name>)));
}

// Steps 6 to 9 of the guide: joins, transactions, conditions of the run time, errors.
#include "lending.hpp"
#include "reports.hpp"
#include "show_sql.hpp"

#include <refract/sqlite.hpp>

#include <iostream>

using namespace refract;
using namespace std::chrono_literals;

int main() {
    constexpr std::chrono::sys_seconds monday = std::chrono::sys_days{2026y / 3 / 2};

    sqlite::database db{":memory:"};
    db.create_tables<shed>();
    db.insert_many<Member>(
        {{.name = "Ann", .email = "ann@example.org"}, {.name = "Bob", .email = "bob@example.org"}});
    db.insert_many<Tool>(
        {{.name = "hammer", .deposit = 5.00_dec},
         {.name = "drill", .kind = Kind::power, .deposit = 40.00_dec},
         {.name = "sander", .kind = Kind::power, .deposit = 25.00_dec}});

    show_sql(db);
    part("transactions");
    // [transactions]
    lend(db, 1, "ann@example.org", monday);
    lend(db, 2, "ann@example.org", monday);
    give_back(db, 2, monday + 48h);
    lend(db, 2, "bob@example.org", monday + 72h);
    std::cout << db.count(from<Loan>()) << " loans\n";

    // A transaction of many steps, all or nothing: what throws undoes it, and goes on to the caller.
    try {
        db.transaction([&] {
            lend(db, 3, "bob@example.org", monday + 72h);
            lend(db, 1, "bob@example.org", monday + 72h); // Ann has it
        });
    } catch (const refract::error&) {
        std::cout << db.count(from<Loan>()) << " loans, as before\n";
    }
    // [/transactions]

    part("joins");
    // [joins]
    for (const auto& [tool, loan] : db.all(reports::tools_with_loans))
        std::cout << tool.name << (loan ? " was lent" : " was never lent") << '\n';
    for (const auto& [tool, member] : db.all(reports::borrowed))
        std::cout << member << " has the " << tool << '\n';
    // [/joins]
    part("aggregates");
    // [aggregates]
    for (const auto& [tool, loans] : db.all(reports::most_popular))
        std::cout << tool << ": " << loans << " loans\n";
    std::cout << "deposits: " << db.one(reports::deposits).to_string() << '\n';
    std::cout << sql<dialect::sqlite>(reports::most_popular) << '\n';
    // [/aggregates]

    part("search");
    // [search]
    for (const Tool& tool : reports::search(db, {})) std::cout << tool.name << ' ';
    std::cout << "\npower tools to 30:";
    for (const Tool& tool :
         reports::search(db, {.kinds = {Kind::power}, .deposit_up_to = 30.00_dec}))
        std::cout << ' ' << tool.name;
    std::cout << '\n';
    // [/search]

    part("errors");
    // [errors]
    try {
        lend(db, 2, "ann@example.org", monday + 96h);
    } catch (const unique_violation& failure) {
        std::cout << "taken: " << failure.message() << '\n';
    }
    try {
        lend(db, 3, "nobody@example.org", monday);
    } catch (const not_found& failure) {
        std::cout << failure.what() << '\n'; // the message, and the SQL
    }
    try {
        db.query<Tool>("SELECT id, name, kind, price FROM tool");
    } catch (const error& failure) { // the root of them all
        std::cout << failure.message() << " ("
                  << (failure.can_retry() ? "try again" : "do not retry") << ")\n";
    }
    // [/errors]

    part("undone");
    // [undone]
    {
        auto undone =
            db.begin(); // never committed: all that happens in it is undone at the end of the scope
        lend(undone, 3, "ann@example.org", monday);
        std::cout << undone.count(from<Loan>()) << " loans in the test\n";
    }
    std::cout << db.count(from<Loan>()) << " loans behind it\n";
    // [/undone]
    part(nullptr);
}

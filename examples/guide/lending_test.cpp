// Step 11 of the guide: tests of the service, without a database.
#include "lending.hpp"

#include <refract/recorder.hpp>

#include <iostream>

using namespace refract;
using namespace std::chrono_literals;

constexpr std::chrono::sys_seconds monday = std::chrono::sys_days{2026y / 3 / 2};

int failures = 0;
void check(bool holds, const char* what) {
    std::cout << (holds ? "ok: " : "FAILED: ") << what << '\n';
    failures += holds ? 0 : 1;
}

int main() {
    // [member]
    {
        recorder::database db;
        db.expect(from<Member>().where(col<&Member::email> == param<std::string_view>))
            .with("ann@example.org")
            .row(Member{7, "Ann", "ann@example.org"});
        db.expect_insert(Loan{.tool_id = 3, .member_id = 7, .lent_at = monday}).key(41);

        check(
            lend(db, 3, "ann@example.org", monday).id == 41,
            "a loan has the key that the database made");
        db.verify(); // throws what was expected and did not come
    }
    // [/member]
    // [taken]
    {
        recorder::database db;
        db.expect_any().row(Member{7, "Ann", "ann@example.org"});
        db.expect_insert<Loan>().throws(unique_violation("tool 3 is lent"));
        try {
            lend(db, 3, "ann@example.org", monday);
            check(false, "a tool that somebody has is refused");
        } catch (const unique_violation&) {
            check(db.calls().back().sql == "ROLLBACK", "and nothing is kept");
        }
    }
    // [/taken]
    // [changes]
    recorder::database db;
    db.expect_any().changes(0);
    check(!give_back(db, 3, monday), "who gives back what nobody has gets false");
    // [/changes]
    return failures;
}

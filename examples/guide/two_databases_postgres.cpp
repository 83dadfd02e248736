// Step 10 of the guide: the same code on SQLite and on PostgreSQL.
#include "lending.hpp"
#include "reports.hpp"

#include <refract/postgres.hpp>
#include <refract/sqlite.hpp>

#include <cstdlib>
#include <iostream>

using namespace refract;
using namespace std::chrono_literals;

// [service]
// One template is the code for every database that refract knows.
template <class Database> void lend_a_drill(Database& db) {
    // The type of db depends on Database: C++ wants the word `template` before the < of a member.
    db.template create_tables<shed>();
    const Member ann = db.insert(Member{.name = "Ann", .email = "ann@example.org"});
    const Tool drill = db.insert(Tool{.name = "drill", .kind = Kind::power});
    lend(db, drill.id, ann.email, std::chrono::sys_days{2026y / 3 / 2});
    for (const auto& [tool, member] : db.all(reports::borrowed)) // no `<`, no `template`
        std::cout << member << " has the " << tool << '\n';
    std::cout << sql<typename Database::dialect>(reports::deposits) << '\n';
}
// [/service]

// [open]
int main() {
    sqlite::database file{":memory:"};
    lend_a_drill(file);

    const char* url = std::getenv("REFRACT_POSTGRES_URL"); // "host=/run/postgresql dbname=shed"
    postgres::database server{url ? url : ""};
    server.execute("DROP TABLE IF EXISTS loan, tool, member");
    lend_a_drill(server);
    server.execute("DROP TABLE loan, tool, member");
}
// [/open]

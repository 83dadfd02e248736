// Step 12 of the guide: settings, threads, retries, status codes and a log, for a program that stays up.
#include "lending.hpp"
#include "show_sql.hpp"

#include <refract/sqlite.hpp>

#include <atomic>
#include <iostream>
#include <string_view>
#include <thread>
#include <vector>

using namespace refract;
using namespace std::chrono_literals;

// [open]
// Each thread opens a connection of its own, and keeps it.
sqlite::database open_shed() { return sqlite::database{"shed.db", {.busy_timeout = 10s}}; }
// [/open]

// [status]
// The HTTP status of the exception that is being handled: call it inside `catch (const refract::error&)`.
int http_status() {
    try {
        throw;
    } catch (const not_found&) { return 404; } catch (const unique_violation&) {
        return 409; // somebody has it already
    } catch (const stale_object&) {
        return 409; // changed by somebody else since it was read
    } catch (const constraint_violation&) {
        return 422; // what was sent breaks a rule of the tables
    } catch (const conversion_error&) {
        return 422; // a value that the column cannot hold
    } catch (const error& failure) {
        return failure.can_retry() || failure.connection_lost() ? 503 : 500;
    }
}
// [/status]

// [retry]
// Runs a transaction again while that may help. The work must do nothing but talk to the database.
template <class Database, class Work> auto with_retries(Database& db, Work work) {
    for (int attempt = 1;; ++attempt) {
        try {
            return db.transaction(work);
        } catch (const error& failure) {
            if (!failure.can_retry() || failure.connection_lost() || attempt == 5) throw;
        }
        std::this_thread::sleep_for(attempt * 20ms);
    }
}
// [/retry]

// [log]
// location() is the call that failed; what() the message and the SQL, with placeholders in the place of values.
void log_failure(std::ostream& log, const refract::error& failure) {
    const std::string_view file = failure.location().file_name();
    log << file.substr(file.rfind('/') + 1) << ':' << failure.location().line() << ": "
        << (failure.code().empty() ? "" : failure.code() + ": ") << failure.what() << '\n';
}
// [/log]

int main() {
    constexpr std::chrono::sys_seconds monday = std::chrono::sys_days{2026y / 3 / 2};
    constexpr int tools = 10, desks = 4;

    sqlite::database db = open_shed();
    db.create_tables<shed>();
    db.insert(Member{.name = "Ann", .email = "ann@example.org"});
    for (int i = 0; i < tools; ++i) db.insert(Tool{.name = "tool"});

    // [threads]
    // Four desks lend the same tools at once; the database decides who gets each.
    std::atomic<int> lent = 0, refused = 0;
    std::vector<std::thread> threads;
    for (int desk = 0; desk < desks; ++desk)
        threads.emplace_back([&] {
            sqlite::database own = open_shed();
            for (std::int64_t tool = 1; tool <= tools; ++tool) {
                try {
                    with_retries(own, [&] { return lend(own, tool, "ann@example.org", monday); });
                    ++lent;
                } catch (const error&) {
                    if (http_status() == 409) ++refused;
                }
            }
        });
    for (std::thread& thread : threads) thread.join();
    std::cout << lent << " lent, " << refused << " refused\n";
    // [/threads]

    // [logged]
    show_sql(db);
    try {
        lend(db, 1, "nobody@example.org", monday);
    } catch (const error& failure) {
        log_failure(std::cout, failure);
        std::cout << "answered with " << http_status() << '\n';
    }
    // [/logged]
}

// Two connections in two threads, in each other's way.

#include <refract/driver/postgres.hpp>

#include <support/postgres_session.hpp>

#include <atomic>
#include <string>
#include <thread>

using namespace refract;
using namespace refract_test;

TEST_CASE("two transactions in a deadlock: one is the victim and may try again", "[postgres]") {
    postgres_session first, second;
    if (!first) return;
    const std::string table = "refract_deadlock_" + first.ask("SELECT pg_backend_pid()");
    first->execute("CREATE TABLE " + table + " (i int PRIMARY KEY, n int); INSERT INTO " + table +
                   " VALUES (1, 0), (2, 0)");
    const auto update = [&](postgres_session& session, const char* row) {
        session->execute("UPDATE " + table + " SET n = n + 1 WHERE i = " + row);
    };
    first->begin({});
    second->begin({});
    second->execute("SET LOCAL deadlock_timeout = '20ms'");
    update(first, "1");
    update(second, "2");
    std::atomic<int> victims = 0;
    bool can_retry = false;
    std::string code;
    const auto run = [&](postgres_session& session, const char* row) {
        try {
            update(session, row);
            session->commit();
        } catch (const serialization_failure& failure) {
            ++victims; // the server picks one, so only one thread comes here
            can_retry = failure.can_retry();
            code = failure.code();
            session->rollback();
        }
    };
    std::thread other([&] { run(first, "2"); });
    run(second, "1");
    other.join();
    CHECK(victims == 1);
    CHECK(code == "40P01");
    CHECK(can_retry);
    CHECK(first.ask("SELECT sum(n) FROM " + table) == "2");
    first->execute("DROP TABLE " + table);
}

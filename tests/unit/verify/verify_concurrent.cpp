// A program may be verified while it works, and its connection may break meanwhile.

#include <refract/verify.hpp>
#include <support/databases.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace verify_concurrent_test {

struct Coin {
    std::int64_t id{};
    std::int64_t worth{};
};
constexpr auto coins = from<Coin>().where(col<&Coin::worth> > 3).named<"coins">();
constexpr auto counted = from<Coin>().where(col<&Coin::worth> > 4).named<"counted">();

} // namespace verify_concurrent_test

using namespace verify_concurrent_test;

TEMPLATE_TEST_CASE("verified while another thread runs queries on its own connection", "[verify_concurrent]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> here(place::file);
    if (!here) return;
    here.db().template create_tables<schema<Coin>>();
    std::atomic<bool> ends{false};
    std::atomic<int> runs{0};
    std::thread worker([&] {
        auto db = here.open();
        while (!ends) {
            db.all(coins);
            ++runs;
        }
    });
    while (runs == 0) std::this_thread::yield();
    for (int i = 0; i < 20; ++i)
        for (const finding& each : verify(here.db()).findings)
            if (each.query.name == "coins") FAIL_CHECK(each.to_string());
    ends = true;
    worker.join();
}

TEMPLATE_TEST_CASE("several threads verify, and what they run meanwhile is counted exactly", "[verify_concurrent]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> here(place::file);
    if (!here) return;
    here.db().template create_tables<schema<Coin>>();
    here.rows("INSERT INTO coin (id, worth) VALUES (1, 5), (2, 7)");
    constexpr std::uint64_t threads = 4, runs = 200;
    const coverage covered;
    std::atomic<int> wrong{0};
    std::vector<std::thread> workers;
    for (std::uint64_t i = 0; i < threads; ++i)
        workers.emplace_back([&] {
            auto db = here.open();
            for (std::uint64_t run = 0; run < runs; ++run) {
                wrong += db.all(counted).size() != 2;
                if (run % 100 > 0) continue;
                const verification report = verify(db);
                wrong += report.verified == 0;
                for (const finding& each : report.findings) wrong += each.query.name == "counted";
            }
        });
    for (std::thread& each : workers) each.join();
    CHECK(wrong == 0);
    std::uint64_t executions = 0, rows = 0;
    for (const query_info& each : covered.queries())
        if (each.name == "counted") executions += each.executions, rows += each.rows;
    CHECK(executions == threads * runs);
    CHECK(rows == 2 * threads * runs);
}

#ifdef REFRACT_TEST_POSTGRES

TEST_CASE("a session that is ended while it waits is an error", "[verify_concurrent]") {
    fresh_database<on_postgres> here;
    if (!here) return;
    here.db().create_tables<schema<Coin>>();
    auto other = here.open();
    const auto pid = std::to_string(other.query<std::int32_t>("SELECT pg_backend_pid()").front());
    auto holding = here.db().begin();
    holding.execute("LOCK TABLE coin IN ACCESS EXCLUSIVE MODE");
    std::thread killer([&] {
        const std::string waits = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = " + pid;
        while (here.rows(waits) != text_rows{"1"}) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        here.rows("SELECT pg_terminate_backend(" + pid + ")");
    });
    CHECK_THROWS_AS(verify(other), connection_error);
    killer.join();
    CHECK_FALSE(other.is_open());
}

#endif

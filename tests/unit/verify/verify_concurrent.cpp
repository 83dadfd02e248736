// A program may be verified while it works, and its connection may break meanwhile.

#include <refract/verify.hpp>
#include <support/databases.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

using namespace refract;
using namespace refract_test;

namespace verify_concurrent_test {

struct Coin {
    std::int64_t id{};
    std::int64_t worth{};
};
constexpr auto coins = from<Coin>().where(col<&Coin::worth> > 3).named<"coins">();

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

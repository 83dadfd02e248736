#include <refract/migrate/turn.hpp>

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <chrono>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using std::chrono::milliseconds;

TEST_CASE("who waits says so when it takes long, and gives up in the end", "[turn]") {
    std::vector<std::string> said;
    std::vector<milliseconds> until;
    detail::wait_in_turn line(milliseconds(600));
    const auto once = [&] {
        line.pause([] { return "somebody has it"; },
                   [&](const std::string& why, milliseconds time) {
                       said.push_back(why);
                       until.push_back(time);
                   });
    };
    const auto begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < milliseconds(200)) once();
    CHECK(said.empty());
    const auto wait = [&] {
        while (true) once();
    };
    CHECK_THROWS_MATCHES(wait(), busy,
                         Catch::Matchers::Message("somebody has it; this one has waited for 600 ms, and gave up"));
    CHECK(said == std::vector<std::string>{"somebody has it"}); // once: the next time would have been later
    CHECK(until.front() <= milliseconds(300));
    CHECK(std::chrono::steady_clock::now() - begin < milliseconds(5000));
    CHECK(detail::text_of_time(milliseconds(60'000)) == "60 s");
}

TEMPLATE_TEST_CASE("who deploys is named where the database knows", "[turn]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto db = fresh.open(), other = fresh.open();
    const std::string nobody = "another program deploys to this database";
    CHECK(detail::who_deploys(db) == nobody);
    if constexpr (!TestType::is_sqlite) {
        const detail::deploy_facts& how = detail::deploys_of<typename TestType::database::dialect>;
        other.execute("SET application_name TO 'nightly'");
        auto turn = other.begin();
        REQUIRE(turn.template query<bool>(unsafe_sql(how.try_lock, {})).front());
        CHECK(detail::who_deploys(other) == nobody); // it does not wait for itself
        const auto pid = turn.template query<std::int32_t>("SELECT pg_backend_pid()").front();
        CHECK(detail::who_deploys(db).starts_with(nobody + ": process " + std::to_string(pid) +
                                                  " of nightly, for 00:00:0"));
    }
}

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/deploy.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("of programs that deploy at once, one runs each migration", "[deploy]", REFRACT_TEST_DATABASES) {
    auto fresh = [] {
        if constexpr (TestType::is_sqlite)
            return fresh_database<TestType>(place::file);
        else
            return fresh_database<TestType>();
    }();
    if (!fresh) return;
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / unique_name();
    migrate::write_migration(folder, {"20260101000000_a", "CREATE TABLE x (n INTEGER); INSERT INTO x VALUES (1)", ""});
    migrate::write_migration(folder, {"20260102000000_b", "INSERT INTO x SELECT n + 1 FROM x", ""});
    std::atomic<std::size_t> done{0}, failures{0};
    std::vector<std::thread> programs;
    for (int i = 0; i < 3; ++i)
        programs.emplace_back([&] {
            try {
                auto db = fresh.open();
                done += migrate::deploy(db, folder).size();
            } catch (const error&) { ++failures; }
        });
    for (std::thread& each : programs) each.join();
    CHECK(failures == 0);
    CHECK(done == 2);
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"1", "2"});
    std::filesystem::remove_all(folder);
}

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/down.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"
#include "support/migrations.hpp"

#include <atomic>
#include <cstddef>
#include <cstdio>
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
    migrate::write_migration(folder, {"20260103000000_c",
                                      "INSERT INTO x VALUES (10);\n-- refract: commit\nINSERT INTO x VALUES (20);\n"
                                      "-- refract: repeat\nUPDATE x SET n = n + 1 WHERE n < 5;\n"
                                      "-- refract: no transaction\nUPDATE x SET n = n + 100 WHERE n = 20;",
                                      ""});
    std::atomic<std::size_t> done{0}, failures{0};
    std::vector<std::thread> programs;
    for (int i = 0; i < 3; ++i)
        programs.emplace_back([&] {
            try {
                auto db = fresh.open();
                done += migrate::deploy(db, folder).size();
            } catch (const error& failure) {
                ++failures;
                std::printf("%s\n", failure.what());
            }
        });
    for (std::thread& each : programs) each.join();
    CHECK(failures == 0);
    CHECK(done == 3);
    CHECK(fresh.rows("SELECT n FROM x ORDER BY n") == text_rows{"5", "5", "10", "120"});
    std::filesystem::remove_all(folder);
}

TEMPLATE_TEST_CASE("a deploy does not go on where another program takes away what it builds on", "[deploy]",
                   REFRACT_TEST_DATABASES) {
    const std::string a = "20260101000000_a", b = "20260102000000_b";
    const migrations_folder folder;
    folder.add(a, "CREATE TABLE x (n INTEGER);", "DROP TABLE x;");
    folder.add(b, "CREATE TABLE y (n INTEGER);", "DROP TABLE y;");
    for (const bool is_reset : {false, true}) {
        fresh_database<TestType> fresh(place::file);
        if (!fresh) return;
        auto other = fresh.open();
        migrate::deploy_options<typename TestType::database> options;
        options.on_done = [&](std::string_view) {
            if (is_reset)
                migrate::drop_all(other);
            else
                migrate::down(other, folder.path);
        };
        CHECK_THROWS_WITH(migrate::deploy(fresh.db(), folder.path, options),
                          refract_test::has_text("another program has undone or dropped") &&
                              refract_test::has_text("; see what is there (migrate status), and deploy again"));
        CHECK(migrate::read_history(other).empty());
        CHECK(migrate::deploy(fresh.db(), folder.path) == std::vector<std::string>{a, b});
    }
}

TEMPLATE_TEST_CASE("nothing is undone that another program builds on meanwhile", "[deploy]", REFRACT_TEST_DATABASES) {
    const std::string a = "20260101000000_a", b = "20260102000000_b";
    const migrations_folder folder;
    folder.add(a, "CREATE TABLE x (n INTEGER);", "DROP TABLE x;");
    folder.add(b, "INSERT INTO x VALUES (1);", "DELETE FROM x;");
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto other = fresh.open();
    migrate::deploy(other, folder.path);
    migrate::deploy_options<typename TestType::database> options;
    options.on_done = [&](std::string_view) { migrate::deploy(other, folder.path); };
    CHECK_THROWS_WITH(migrate::down(fresh.db(), folder.path, {.to = "0"}, options),
                      refract_test::has_text("another program has deployed the migration " + b) &&
                          refract_test::has_text("undo it again (migrate down)"));
    CHECK(fresh.rows("SELECT n FROM x") == text_rows{"1"});
    CHECK(migrate::down(fresh.db(), folder.path, {.to = "0"}) == std::vector<std::string>{b, a});
}

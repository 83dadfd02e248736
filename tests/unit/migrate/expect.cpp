#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/deploy.hpp>
#include <refract/migrate/expect.hpp>

#include "support/catch.hpp"
#include "support/migrations.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using texts = std::vector<std::string>;

namespace expected {
struct Shelf {
    std::int64_t id{};
    std::string label{};
};
struct Crate {
    std::int64_t id{};
    std::int64_t shelf_id{};
    std::optional<std::string> note{};
};
} // namespace expected

template <> inline constexpr auto refract::model<expected::Shelf> =
    refract::table(refract::named("shelf"), refract::unique<&expected::Shelf::label>);
template <> inline constexpr auto refract::model<expected::Crate> = refract::table(
    refract::named("crate"), refract::foreign_key<&expected::Crate::shelf_id>.references<&expected::Shelf::id>());

using stock = schema<expected::Shelf, expected::Crate>;

TEMPLATE_TEST_CASE("a program's models ask for what the database lacks", "[expect]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    CHECK(migrate::find_lacks<stock>(db) == texts{"the table crate is missing", "the table shelf is missing"});
    const migrations_folder folder;
    migrate::write_migration(folder.path, migrate::draft<stock>(db, "first"));
    migrate::deploy(db, folder.path);
    CHECK_NOTHROW(migrate::expect_schema<stock>(db));
    fresh.rows("CREATE TABLE other (n INTEGER NOT NULL)");
    fresh.rows("ALTER TABLE crate ADD COLUMN more TEXT");
    fresh.rows("CREATE INDEX more ON crate (more)");
    CHECK_NOTHROW(migrate::expect_schema<stock>(db)); // it may have more
    fresh.rows("ALTER TABLE crate RENAME COLUMN note TO notes");
    CHECK_THROWS_AS(migrate::expect_schema<stock>(db), schema_mismatch);
    CHECK_THROWS_WITH(migrate::expect_schema<stock>(db),
                      Catch::Matchers::EndsWith(":\n  the column note of crate is missing"));
    fresh.rows("DROP TABLE crate");
    fresh.rows("CREATE TABLE crate (id BIGINT PRIMARY KEY, shelf_id TEXT, note TEXT NOT NULL, must INTEGER NOT NULL)");
    const texts found = migrate::find_lacks<stock>(db);
    const auto has = [&](const std::string& part) {
        return std::any_of(found.begin(), found.end(), [&](const auto& each) { return each.find(part) != each.npos; });
    };
    CHECK(has("the column must of crate is in no model, and has to be given a value"));
    CHECK(has("the column note of crate may not be NULL"));
    CHECK(has("the column shelf_id of crate is "));
    CHECK(has("the column shelf_id of crate may be NULL"));
    CHECK(has("the constraint "));
    CHECK_FALSE(has("shelf is missing"));
}

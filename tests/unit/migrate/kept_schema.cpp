#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/kept_schema.hpp>

#include "support/catch.hpp"
#include "support/migrations.hpp"

#include <string>

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("a schema that is kept makes what was there, and is told by the last migration", "[kept_schema]",
                   REFRACT_TEST_DATABASES) {
    using dialect = typename TestType::database::dialect;
    fresh_database<TestType> fresh, other;
    if (!fresh) return;
    const migrations_folder folder;
    CHECK(migrate::read_kept_schema(folder.path).hash.empty());
    CHECK(migrate::keep_schema<dialect>(folder.path, {})); // of no migrations
    CHECK(migrate::read_kept_schema(folder.path).hash.empty());

    const std::string sql = "CREATE TABLE \"a b\" (id INTEGER PRIMARY KEY, t TEXT NOT NULL DEFAULT 'it''s; -- so'); "
                            "CREATE TABLE c (a INTEGER REFERENCES \"a b\" (id)); CREATE INDEX i ON c (a)";
    fresh.db().execute(unsafe_sql(sql));
    const auto made = migrate::read_database(fresh.db());
    folder.add("20260101000000_a", sql);
    folder.add("20260102000000_b", "SELECT 1");
    migrate::keep_schema<dialect>(folder.path, made);
    const migrate::kept_schema kept = migrate::read_kept_schema(folder.path);
    CHECK(kept.last == "20260102000000_b");
    other.db().execute(unsafe_sql(kept.script));
    CHECK(migrate::read_database(other.db()) == made);

    auto all = migrate::read_folder(folder.path);
    CHECK(kept.covers(all) == 2);
    CHECK(kept.covers({all[0]}) == 0);
    all.push_back({"20260103000000_c", "SELECT 2", ""});
    CHECK(kept.covers(all) == 2);
    all[0].up += " ";
    CHECK(kept.covers(all) == 0);
    detail::write_text_file(folder.path / "schema.sql", "<<<<<<< ours\n" + kept.script);
    CHECK(migrate::read_kept_schema(folder.path).covers(migrate::read_folder(folder.path)) == 0);
    CHECK(migrate::keep_schema<dialect>(folder.path, made)); // once more its own
    CHECK(detail::read_text_file(folder.path / "schema.sql").starts_with("-- The schema after"));

    // One of somebody's own stays as it is.
    detail::write_text_file(folder.path / "schema.sql", "-- mine\n");
    CHECK(!migrate::keep_schema<dialect>(folder.path, made));
    CHECK(detail::read_text_file(folder.path / "schema.sql") == "-- mine\n");
}

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/step.hpp>

#include "support/catch.hpp"

using namespace refract;

TEST_CASE("columns are renamed before their tables, by the names that these had", "[step]") {
    const auto steps = detail::rename_steps(detail::changes_of<dialect::sqlite>, {},
                                            {{"", "maker", "", "firm"}, {"", "maker", "id", "num\"ber"}});
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].sql == R"(ALTER TABLE "maker" RENAME COLUMN "id" TO "num""ber")");
    CHECK(steps[0].about == "rename maker.id to num\"ber");
    CHECK(steps[1].sql == R"(ALTER TABLE "maker" RENAME TO "firm")");
}

TEST_CASE("what belongs to a table is made and dropped as its kind is", "[step]") {
    const migrate::table_definition safe{.name = "safe"};
    const auto check = [&](const migrate::attachment_definition& what, const char* on, const char* off) {
        const migrate::step made = detail::create_attachment(detail::changes_of<dialect::postgres>, safe, what);
        const migrate::step gone = detail::drop_attachment(detail::changes_of<dialect::postgres>, safe, what);
        CHECK(made.sql == on);
        CHECK(gone.sql == off);
        CHECK(made.undo == off);
        CHECK(gone.undo == on);
        const bool is_of_access = detail::is_grant(what) || what.kind == "row level security";
        CHECK(made.has(migrate::hazard::changes_access) == is_of_access);
    };
    check({"row level security", "", "ENABLE"}, "ALTER TABLE \"safe\" ENABLE ROW LEVEL SECURITY",
          "ALTER TABLE \"safe\" DISABLE ROW LEVEL SECURITY");
    check({"grant option of SELECT to", "a b", "SELECT"}, "GRANT SELECT ON \"safe\" TO \"a b\" WITH GRANT OPTION",
          "REVOKE GRANT OPTION FOR SELECT ON \"safe\" FROM \"a b\"");
    check({"trigger state", "t", "ENABLE ALWAYS"}, "ALTER TABLE \"safe\" ENABLE ALWAYS TRIGGER \"t\"",
          "ALTER TABLE \"safe\" ENABLE TRIGGER \"t\"");
    check({"trigger", "t", "CREATE TRIGGER t"}, "CREATE TRIGGER t", "DROP TRIGGER \"t\" ON \"safe\"");
    check({"no grant of SELECT to", "public", "SELECT"}, "REVOKE SELECT ON \"safe\" FROM \"public\"",
          "GRANT SELECT ON \"safe\" TO \"public\"");
    check({"comment on statistics", "s", "'x'"}, "COMMENT ON STATISTICS \"s\" IS 'x'",
          "COMMENT ON STATISTICS \"s\" IS NULL");
    check({"comment on trigger", "t", "'x'"}, "COMMENT ON TRIGGER \"t\" ON \"safe\" IS 'x'",
          "COMMENT ON TRIGGER \"t\" ON \"safe\" IS NULL");
    check({"statistics target of column", "n", "5"}, "ALTER TABLE \"safe\" ALTER COLUMN \"n\" SET STATISTICS 5",
          "ALTER TABLE \"safe\" ALTER COLUMN \"n\" SET STATISTICS -1");
    check({"statistics", "s", "ON a, b"}, "CREATE STATISTICS \"s\" ON a, b FROM \"safe\"", "DROP STATISTICS \"s\"");
}

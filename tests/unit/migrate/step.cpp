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

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/down.hpp>
#include <refract/migrate/report.hpp>
#include <refract/migrate/squash.hpp>

#include "support/catch.hpp"
#include "support/migrations.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using names = std::vector<std::string>;

namespace {
const std::string a = "20260101000000_a", b = "20260102000000_b", c = "20260103000000_c", both = "20260102000000_all";

void add_three(const migrations_folder& folder) {
    folder.add(a, "CREATE TABLE x (id INTEGER PRIMARY KEY, t TEXT NOT NULL);\nCREATE INDEX i ON x (t);",
               "DROP TABLE x");
    folder.add(b, "INSERT INTO x VALUES (1, 'b');\nALTER TABLE x ADD COLUMN n INTEGER -- a number", "DELETE FROM x;");
    folder.add(c, "INSERT INTO x VALUES (3, 'c', 3);");
}
} // namespace

TEMPLATE_TEST_CASE("many migrations become one, which databases that ran them know", "[squash]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    add_three(folder);
    migrate::deploy(db, folder.path, {.up_to = b});
    const migrate::database_definition before = migrate::read_managed(db);
    CHECK_THROWS_WITH(migrate::squash(db, folder.path, "all", "20260109000000_x"),
                      refract_test::has_text("to squash up to"));
    const migrate::squash_result made = migrate::squash(db, folder.path, "All!", b);
    CHECK(made.made.name == both);
    CHECK(made.replaced == names{a, b});
    CHECK(made.text == migrate::squash_text::planned);
    CHECK(made.notes == names{"left out, only joined statements (--joined) keep it: " + b +
                              " line 1: INSERT INTO x VALUES (1, 'b')"}); // the row is lost, and said
    CHECK(migrate::replaced_by(folder.text(both + "/migration.sql")) == names{a, b});
    names left;
    for (const auto& each : migrate::read_folder(folder.path)) left.push_back(each.name);
    CHECK(left == names{both, c});

    CHECK(migrate::deploy(db, folder.path) == names{c}); // the squashed one is known
    CHECK(migrate::report_history(db, folder.path).is_clean());
    CHECK(fresh.rows("SELECT t FROM x ORDER BY id") == text_rows{"b", "c"});
    detail::write_text_file(folder.path / c / "down.sql", "DELETE FROM x WHERE id = 3;");
    CHECK(migrate::down(db, folder.path, {.to = "0"}) == names{c, both}); // with its parts
    CHECK(migrate::read_managed(db).tables.empty());
    CHECK(migrate::deploy(db, folder.path) == names{both, c});
    CHECK(migrate::compare(before, migrate::read_managed(db)).empty());
    CHECK(fresh.rows("SELECT t FROM x ORDER BY id") == text_rows{"c"});
    CHECK(migrate::squash(db, folder.path, "again").replaced == names{both, a, b, c});
    CHECK(migrate::deploy(db, folder.path).empty());
    CHECK(migrate::report_history(db, folder.path).is_clean());
}

TEMPLATE_TEST_CASE("joined migrations run as they did before, and a part of them is not enough", "[squash]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    add_three(folder);
    migrate::deploy(db, folder.path, {.up_to = a});
    const auto made = migrate::squash(db, folder.path, "all", b, migrate::squash_text::joined);
    CHECK(made.notes.empty());
    CHECK_THROWS_WITH(migrate::deploy(db, folder.path),
                      refract_test::has_text("only some of the migrations that " + both));
    CHECK(migrate::report_history(db, folder.path).problems.front().kind ==
          migrate::history_problem_kind::half_squashed);
    migrate::drop_all(db);
    CHECK(migrate::deploy(db, folder.path) == names{both, c});
    CHECK(fresh.rows("SELECT t FROM x ORDER BY id") == text_rows{"b", "c"});
    CHECK(fresh.rows("SELECT steps FROM _refract_migrations ORDER BY name") == text_rows{"4", "1"});
    detail::write_text_file(folder.path / c / "down.sql", "DELETE FROM x WHERE id = 3;");
    CHECK(migrate::down(db, folder.path, {.to = "0"}) == names{c, both});
    CHECK(migrate::read_managed(db).tables.empty());
}

TEST_CASE("what cannot be planned is joined, and said", "[squash]") {
    fresh_database<on_sqlite> fresh;
    const migrations_folder folder;
    folder.add(a, "CREATE TABLE x (n INTEGER);\nCREATE VIRTUAL TABLE f USING fts5(t);");
    folder.add(b, "CREATE TABLE y (n INTEGER)");
    const auto made = migrate::squash(fresh.db(), folder.path, "all");
    if (made.text == migrate::squash_text::joined) CHECK(made.notes.size() == 1);
    CHECK(migrate::deploy(fresh.db(), folder.path) == names{both});
    CHECK(fresh.rows("SELECT count(*) FROM f") == text_rows{"0"});
}

TEST_CASE("what no description compares is joined, too", "[squash]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    const migrations_folder folder;
    folder.add(a, "CREATE OPERATOR =~= (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)");
    folder.add(b, "CREATE TABLE y (n INTEGER)");
    const auto made = migrate::squash(fresh.db(), folder.path, "all");
    CHECK(made.text == migrate::squash_text::joined);
    CHECK(migrate::deploy(fresh.db(), folder.path) == names{both});
    CHECK(fresh.rows("SELECT 2 OPERATOR(=~=) 2") == text_rows{"t"});
}

TEMPLATE_TEST_CASE("a squash that was ended is brought to its end by asking for it again", "[squash]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrations_folder folder;
    add_three(folder);
    migrate::deploy(db, folder.path);
    const std::vector<migrate::migration> old = migrate::read_folder(folder.path);
    const migrate::squash_result made = migrate::squash(db, folder.path, "all", b);
    for (const std::size_t gone : {0U, 1U}) { // as it is after each of its steps
        for (std::size_t i = gone; i < 2; ++i) {
            std::filesystem::create_directories(folder.path / old[i].name);
            detail::write_text_file(folder.path / old[i].name / "migration.sql", old[i].up);
        }
        CHECK_THROWS_WITH(migrate::deploy(db, folder.path), refract_test::has_text("squash again by the same name"));
        CHECK_THROWS_WITH(migrate::squash(db, folder.path, "other"),
                          refract_test::has_text("and also what it replaces"));
        const migrate::squash_result again = migrate::squash(db, folder.path, "all");
        CHECK(again.made.name == made.made.name);
        CHECK(again.replaced == names{a, b});
        names left;
        for (const auto& each : migrate::read_folder(folder.path)) left.push_back(each.name);
        CHECK(left == names{both, c});
        CHECK(migrate::deploy(db, folder.path).empty());
        CHECK(migrate::report_history(db, folder.path).is_clean());
    }
}

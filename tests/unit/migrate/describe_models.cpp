#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/describe_models.hpp>
#include <refract/migrate/plan.hpp>

#include "support/catch.hpp"
#include "support/databases.hpp"

#include <cstdint>
#include <optional>
#include <string>

using namespace refract;
using namespace refract_test;

namespace described {

enum class Mood { sad, glad };
struct Firm {
    std::int64_t id{};
    std::string name{};
    Mood mood{};
};
struct Item {
    std::int64_t id{};
    std::int64_t firm_id{};
    std::optional<double> weight{};
    std::string label{};
};

struct Sale {
    std::int64_t id{};
    std::int64_t firm_id{};
    std::int64_t first_id{};
};

struct Apart {
    std::int64_t id{};
};

struct Sorted {
    std::int64_t id{};
    std::string name{};
};

struct Measured {
    std::int64_t id{};
    std::optional<std::string> between{};
};

} // namespace described

template <> inline constexpr auto refract::model<described::Firm> =
    refract::table(refract::named("firm"), refract::unique<&described::Firm::name>);
template <> inline constexpr auto refract::model<described::Item> = refract::table(
    refract::named("item"),
    refract::foreign_key<&described::Item::firm_id>.references<&described::Firm::id>().on_delete(refract::cascade),
    refract::index<&described::Item::label>, refract::check("weighs", refract::col<&described::Item::weight> > 0.5));

template <> inline constexpr auto refract::model<described::Apart> =
    refract::table(refract::in_schema("refract_test_sales"));
template <> inline constexpr auto refract::model<described::Sorted> = refract::table(
    refract::named("sorted"), refract::column<&described::Sorted::name>.collate("by age"),
    refract::unique<&described::Sorted::name>, refract::index_as("sorted_i", "(id, name COLLATE other)"));
template <> inline constexpr auto refract::model<described::Measured> =
    refract::table(refract::named("measured"), refract::in_schema("refract_test_measures"),
                   refract::column<&described::Measured::between>.type("seg"));
template <> inline constexpr auto refract::model<described::Sale> =
    refract::table(refract::named("sale"), refract::in_schema("refract_test_sales"),
                   refract::foreign_key<&described::Sale::firm_id>.references<&described::Firm::id>(),
                   refract::foreign_key<&described::Sale::first_id>.references<&described::Sale::id>());

TEMPLATE_TEST_CASE("models are what their tables are, and are gone when they were read", "[describe_models]",
                   REFRACT_TEST_DATABASES) {
    using tables = schema<described::Firm, described::Item>;
    using dialect = typename TestType::database::dialect;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrate::database_definition wanted = migrate::describe_models<tables>(db);
    CHECK(wanted.tables.size() == 2);
    CHECK(migrate::read_database(db) == migrate::database_definition{.ignores_case = wanted.ignores_case});
    for (const migrate::step& each : migrate::plan<dialect>(migrate::read_database(db), wanted))
        db.execute(unsafe_sql(each.sql));
    CHECK(migrate::compare(migrate::read_database(db), wanted).empty());
    // Tables that are there are not in the way of the models' own.
    CHECK(migrate::describe_models<tables>(db) == wanted);
    db.insert(described::Item{.firm_id = db.insert(described::Firm{.name = "a"}).id, .label = "b"});
    CHECK_THROWS_AS(db.insert(described::Item{.firm_id = 99}), foreign_key_violation);
}

TEMPLATE_TEST_CASE("what create_tables makes is what models say", "[describe_models]", REFRACT_TEST_DATABASES) {
    using tables = schema<described::Firm, described::Item>;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fresh.db().template create_tables<tables>();
    const migrate::database_definition made = migrate::read_database(fresh.db());
    CHECK(made == migrate::describe_models<tables>(fresh.db()));
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("models that name their schema are described beside the others", "[describe_models]") {
    using tables = schema<described::Firm, described::Sale>;
    const std::vector<std::string> schemas{"", "refract_test_sales"};
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("DROP SCHEMA IF EXISTS refract_test_sales CASCADE");
    const migrate::database_definition wanted = migrate::describe_models<tables>(db);
    CHECK(wanted.find_table("refract_test_sales", "sale"));
    CHECK(migrate::read_database(db, schemas).tables.empty());
    for (const migrate::step& each : migrate::plan<dialect::postgres>(migrate::read_database(db, schemas), wanted))
        db.execute(unsafe_sql(each.sql));
    CHECK(migrate::read_database(db, schemas) == wanted);
    CHECK(migrate::describe_models<tables>(db) == wanted); // the schema that is there is not in the way
    CHECK(migrate::read_database(db, schemas) == wanted);
    db.execute("DROP SCHEMA refract_test_sales CASCADE");
}

TEST_CASE("a schema that models name keeps its extensions while it is out of the way", "[describe_models]") {
    using tables = schema<described::Firm, described::Measured>;
    const std::vector<std::string> schemas{"", "refract_test_measures"};
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const std::string path = db.query<std::string>(unsafe_sql("SELECT current_setting('search_path')")).front();
    db.execute("DROP SCHEMA IF EXISTS refract_test_measures CASCADE; CREATE SCHEMA refract_test_measures; "
               "CREATE EXTENSION seg SCHEMA refract_test_measures");
    db.execute(unsafe_sql("SET search_path TO " + path + ", \"refract_test_measures\""));
    const migrate::database_definition wanted = migrate::describe_models<tables>(db);
    for (const migrate::step& each : migrate::plan<dialect::postgres>(migrate::read_database(db, schemas), wanted))
        db.execute(unsafe_sql(each.sql));
    const auto now = migrate::read_database(db, schemas), again = migrate::describe_models<tables>(db);
    const migrate::difference found = migrate::compare(now, again); // the extension itself is in no model
    CHECK((found.tables.empty() && found.changed.empty() && found.schemas.empty() && found.objects.size() == 1));
    CHECK(now.find_table("refract_test_measures", "measured")->columns[1].type == "seg");
    db.execute("DROP SCHEMA refract_test_measures CASCADE");
}
#endif

TEST_CASE("models name collations that a program defines", "[describe_models]") {
    sqlite::database db(":memory:");
    const migrate::database_definition wanted = migrate::describe_models<schema<described::Sorted>>(db);
    REQUIRE(wanted.tables.size() == 1);
    CHECK(wanted.tables[0].columns[1].collation == "\"by age\"");
    CHECK(wanted.tables[0].indexes.size() == 1);
    // Where rows are, the collation has to be the program's.
    CHECK_THROWS_WITH(db.create_tables<schema<described::Sorted>>(), refract_test::has_text("no such collation"));
}

TEST_CASE("models of attached databases are refused", "[describe_models]") {
    sqlite::database db(":memory:");
    CHECK_THROWS_WITH((migrate::describe_models<schema<described::Firm, described::Apart>>(db)),
                      refract_test::has_text("refract_test_sales"));
}

// Situations in which a program's queries are held against a database: views, enums, schemas, transactions, a
// connection that breaks.

#include <refract/verify.hpp>
#include <support/databases.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace live_check_test {

enum class Mood { calm, wild };
struct Beast {
    std::int64_t id{};
    std::string name{};
    Mood mood = Mood::calm;
    std::optional<std::int64_t> keeper_id{};
};
struct Keeper {
    std::int64_t id{};
    std::string name{};
};
struct Tame {
    std::int64_t id{};
    std::string name{};
};
struct Invoice {
    std::int64_t id{};
    std::int64_t total{};
};
struct Pair {
    std::string beast{};
    std::optional<std::string> keeper{};
};

} // namespace live_check_test

using namespace live_check_test;

template <> inline constexpr auto refract::enumeration<Mood> = refract::enumerators<Mood>().native("beast_mood");
template <> inline constexpr auto refract::model<Invoice> = refract::table(refract::in_schema("billing"));

namespace {

constexpr auto of_mood = from<Beast>().where(col<&Beast::mood> == param<Mood>).named<"of_mood">();
constexpr auto tame = from<Tame>().where(col<&Tame::name> == "a").named<"tame">();
constexpr auto kept = from<Beast>()
                          .left_join<Keeper>(col<&Keeper::id> == col<&Beast::keeper_id>)
                          .select<Pair>(col<&Beast::name>, col<&Keeper::name>)
                          .named<"kept">();
constexpr auto invoices = from<Invoice>().named<"invoices">();
constexpr auto on_sqlite_only = from<Keeper>().named<"keepers">();

template <class Database> void use_all(Database& db) {
    db.all(of_mood, Mood::wild);
    db.all(tame);
    db.all(kept);
    db.all(invoices);
    if constexpr (std::is_same_v<Database, sqlite::database>) db.all(on_sqlite_only);
}
template <class Database> inline constexpr auto uses = &use_all<Database>;

std::vector<finding> about(const verification& report, std::string_view name) {
    std::vector<finding> found;
    for (const finding& each : report.findings)
        if (each.query.name == name) found.push_back(each);
    return found;
}
template <class Here> void make_tables(Here& here) {
    constexpr bool is_sqlite = std::is_same_v<Here, fresh_database<on_sqlite>>;
    if (!is_sqlite) here.rows("CREATE TYPE beast_mood AS ENUM ('calm', 'wild')");
    const std::string key = is_sqlite ? "INTEGER PRIMARY KEY" : "bigint PRIMARY KEY";
    const std::string mood = is_sqlite ? "text" : "beast_mood";
    here.rows("CREATE TABLE beast (id " + key + ", name text NOT NULL, mood " + mood + " NOT NULL, keeper_id bigint)");
    here.rows("CREATE TABLE keeper (id " + key + ", name text NOT NULL)");
    here.rows("CREATE VIEW tame AS SELECT id, name FROM beast WHERE mood = 'calm'");
}

} // namespace

TEMPLATE_TEST_CASE("views, enums and outer joins fit as they are", "[live_check]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> here;
    if (!here) return;
    CHECK(uses<typename TestType::database> != nullptr);
    make_tables(here);
    const verification report = verify(here.db());
    for (const std::string_view name : {"of_mood", "tame", "kept"})
        for (const finding& each : about(report, name)) FAIL_CHECK(each.to_string());
    CHECK(about(report, "invoices").at(0).kind == finding_kind::missing_table);
    CHECK(about(report, "invoices").at(0).what == "there is no table \"billing\".\"invoice\" in the database");
}

TEMPLATE_TEST_CASE("a scan behind a view is told with the table's own name", "[live_check]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> here;
    if (!here) return;
    make_tables(here);
    here.rows("INSERT INTO beast (id, name, mood) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
              "i < 50) SELECT i, 'name ' || i, 'calm' FROM n");
    const std::vector<finding> found = about(verify(here.db(), {.full_scan_rows = 20}), "tame");
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == finding_kind::full_scan);
    CHECK(found[0].severity == finding_severity::warning);
    CHECK(found[0].table == "beast");
}

TEMPLATE_TEST_CASE("inside a transaction nothing of it is lost, and none is left open", "[live_check]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> here;
    if (!here) return;
    make_tables(here);
    {
        auto open = here.db().begin();
        open.execute("INSERT INTO keeper (id, name) VALUES (1, 'a')");
        CHECK(verify(open).verified > 0);
        CHECK(verify(here.db()).verified > 0);
        open.commit();
    }
    CHECK(here.rows("SELECT count(*) FROM keeper") == text_rows{"1"});
    verify(here.db());
    CHECK_FALSE(here.db().connection().in_transaction());
    auto reading = here.db().begin({.read_only = true});
    CHECK(verify(reading).verified > 0);
}

TEMPLATE_TEST_CASE("a connection that is closed is an error", "[live_check]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> here;
    if (!here) return;
    here.db().close();
    CHECK_THROWS_AS(verify(here.db()), connection_error);
}

TEST_CASE("a file that is opened to read only is verified", "[live_check]") {
    fresh_database<on_sqlite> here(place::file);
    make_tables(here);
    auto reader = here.open({.read_only = true});
    CHECK(about(verify(reader), "of_mood").empty());
}

TEST_CASE("an index that SQLite makes for each run is missing", "[live_check]") {
    fresh_database<on_sqlite> here;
    make_tables(here);
    here.rows("DROP TABLE keeper");
    here.rows("CREATE TABLE keeper (id INTEGER NOT NULL, name text NOT NULL)");
    here.rows("INSERT INTO keeper WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) "
              "SELECT i, 'a' FROM n");
    const std::vector<finding> found = about(verify(here.db(), {.full_scan_rows = 20}), "kept");
    REQUIRE(found.size() == 1);
    CHECK(found[0].table == "keeper");
    CHECK(found[0].columns == std::vector<std::string>{"id"});
}

#ifdef REFRACT_TEST_POSTGRES

TEST_CASE("queries of another kind of database are counted and left alone", "[live_check]") {
    fresh_database<on_sqlite> here;
    fresh_database<on_postgres> there;
    if (!there) return;
    make_tables(here);
    make_tables(there);
    const verification first = verify(here.db()), second = verify(there.db());
    CHECK(first.of_other_databases == second.verified + second.skipped.size());
    CHECK(second.of_other_databases == first.verified + first.skipped.size());
    CHECK(about(second, "keepers").empty());
}

TEST_CASE("what an enum lacks is told in the server's words", "[live_check]") {
    fresh_database<on_postgres> here;
    if (!here) return;
    here.rows("CREATE TYPE other_mood AS ENUM ('calm', 'wild')");
    here.rows(
        "CREATE TABLE beast (id bigint PRIMARY KEY, name text NOT NULL, mood integer NOT NULL, keeper_id bigint)");
    const std::vector<finding> found = about(verify(here.db()), "of_mood");
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == finding_kind::result_type);
    CHECK(found[0].columns == std::vector<std::string>{"mood"});
    here.rows("ALTER TABLE beast ALTER mood TYPE other_mood USING 'calm'");
    CHECK(about(verify(here.db()), "of_mood").empty()); // read and written as text, whatever its name is
}

TEST_CASE("a table that is locked is told, and the others go on; a session that is gone is an error", "[live_check]") {
    fresh_database<on_postgres> here;
    if (!here) return;
    make_tables(here);
    auto other = here.open();
    const auto pid = other.query<std::int32_t>("SELECT pg_backend_pid()").front();
    auto tx = here.db().begin();
    tx.execute("LOCK TABLE keeper IN ACCESS EXCLUSIVE MODE"); // so that the check stops in the middle
    other.execute("SET statement_timeout TO '300ms'");
    const verification waited = verify(other); // it gives up, and goes on with the others
    CHECK(about(waited, "kept").at(0).kind == finding_kind::refused);
    CHECK(about(waited, "of_mood").empty());
    tx.rollback();
    here.rows("SELECT pg_terminate_backend(" + std::to_string(pid) + ")");
    CHECK_THROWS_AS(verify(other), connection_error);
    CHECK_FALSE(other.is_open());
    CHECK_THROWS_AS(verify(other), connection_error);
}

#endif

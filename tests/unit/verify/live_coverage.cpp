// Executions and rows that a coverage counts on live databases: of each verb, of trees in pipelines, of what fails, of
// many threads.

#include <refract/verify.hpp>
#include <support/databases.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace live_coverage_test {

struct Nest {
    std::int64_t id{};
    std::string name{};
};
struct Egg {
    std::int64_t id{};
    std::int64_t nest_id{};
};
struct NestTree {
    using model = Nest;
    std::int64_t id{};
    std::string name{};
    std::vector<Egg> eggs{};
};

} // namespace live_coverage_test
using namespace live_coverage_test;

template <> inline constexpr auto refract::model<Egg> =
    refract::table(refract::foreign_key<&Egg::nest_id>.references<&Nest::id>());

namespace {

constexpr auto nests = from<Nest>().order_by(col<&Nest::id>).named<"live nests">();
constexpr auto all_nests = from<Nest>().named<"live all">();
constexpr auto relabel =
    update<Nest>().set(col<&Nest::name> = "x").where(col<&Nest::id> > param<std::int64_t>).named<"live relabel">();
constexpr auto gone =
    delete_from<Egg>().where(col<&Egg::id> > param<std::int64_t>).returning<Egg>().named<"live gone">();
constexpr auto broken = from<Nest>().where(raw<bool, "no_such_column = 1">()).named<"live broken">();
constexpr auto trees = from<Nest>().select<NestTree>().named<"live trees">();

constexpr std::string_view of_level = "SELECT \"id\", \"nest_id\" FROM \"egg\" WHERE";
using counts = std::string; ///< "2 times, 14 rows"
counts of_counts(std::uint64_t executions, std::uint64_t rows) {
    return std::to_string(executions) + " times, " + std::to_string(rows) + " rows";
}
template <class Database> std::string_view kind() {
    return std::is_same_v<Database, sqlite::database> ? "SQLite" : "PostgreSQL";
}
/// Executions and rows of the queries with a name, or whose text has a part, all together.
template <class Database> counts of(const coverage& covered, std::string_view name, std::string_view part = {}) {
    std::uint64_t executions = 0, rows = 0;
    for (const query_info& each : covered.queries())
        if (each.database == kind<Database>() && (name.empty() || each.name == name) &&
            each.sql.find(part) != std::string_view::npos)
            executions += each.executions, rows += each.rows;
    return of_counts(executions, rows);
}

} // namespace

TEMPLATE_TEST_CASE("a coverage counts each verb once, and its rows", "[coverage]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> here;
    if (!here) return;
    using database = typename TestType::database;
    auto& db = here.db();
    db.template create_tables<schema<Nest, Egg>>();
    for (std::int64_t i = 1; i <= 5; ++i) db.insert(Nest{i, "n"}, keys_are_given);
    for (std::int64_t i = 1; i <= 9; ++i) db.insert(Egg{i, i % 3 + 1}, keys_are_given);
    const coverage covered;
    CHECK(db.all(nests).size() == 5);
    CHECK(of<database>(covered, "live nests") == "1 times, 5 rows");
    CHECK(db.first(nests)->id == 1);
    CHECK(db.count(nests) == 5);
    CHECK(db.exists(nests));
    CHECK(of<database>(covered, "live nests").substr(0, 2) == "4 ");
    CHECK(db.exec(relabel, 3) == 2);
    CHECK(of<database>(covered, "live relabel") == "1 times, 2 rows");
    CHECK(db.all(gone, 7).size() == 2);
    CHECK(of<database>(covered, "live gone") == "1 times, 2 rows");
    // What fails was executed, and had no rows; what a transaction takes back was executed, too.
    CHECK_THROWS_AS(db.all(broken), error);
    CHECK(of<database>(covered, "live broken").ends_with(", 0 rows"));
    {
        auto tx = db.begin();
        tx.exec(relabel, 0);
        auto inner = tx.begin();
        inner.exec(relabel, 0);
    }
    CHECK(of<database>(covered, "live relabel") == "3 times, 12 rows");
    CHECK(db.exec(relabel, 99) == 0);
    CHECK(of<database>(covered, "live relabel") == "4 times, 12 rows");
    // A tree: the rows of the root are those of the query, and each level is a query of its own.
    CHECK(db.all(trees).size() == 5);
    CHECK(of<database>(covered, "live trees", "FROM \"nest\"") == "1 times, 5 rows");
    const bool is_sqlite = TestType::is_sqlite; // which asks for few keys one by one
    CHECK(of<database>(covered, {}, of_level) == (is_sqlite ? "5 times, 7 rows" : "1 times, 7 rows"));
    db.all(trees);
    CHECK(of<database>(covered, {}, of_level) == (is_sqlite ? "10 times, 14 rows" : "2 times, 14 rows"));
    CHECK(db.template find<Nest>(1));
    CHECK(of<database>(covered, {}, "FROM \"nest\" WHERE \"id\"").substr(0, 2) == "1 ");
    // The same query inside another one is not executed.
    CHECK(db.all(from(all_nests).select(count())) == std::vector<std::int64_t>{5});
    CHECK(of<database>(covered, "live all") == "0 times, 0 rows");
}

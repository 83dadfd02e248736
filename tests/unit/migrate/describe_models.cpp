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

} // namespace described

template <> inline constexpr auto refract::model<described::Firm> =
    refract::table(refract::named("firm"), refract::unique<&described::Firm::name>);
template <> inline constexpr auto refract::model<described::Item> = refract::table(
    refract::named("item"),
    refract::foreign_key<&described::Item::firm_id>.references<&described::Firm::id>().on_delete(refract::cascade),
    refract::index<&described::Item::label>, refract::check("weighs", refract::col<&described::Item::weight> > 0.5));

TEMPLATE_TEST_CASE("models are what their tables are, and are gone when they were read", "[describe_models]",
                   REFRACT_TEST_DATABASES) {
    using tables = schema<described::Firm, described::Item>;
    using dialect = typename TestType::database::dialect;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const migrate::database_definition wanted = migrate::describe_models<tables>(db);
    CHECK(wanted.tables.size() == 2);
    CHECK(migrate::read_database(db) == migrate::database_definition{});
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

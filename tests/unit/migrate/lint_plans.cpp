#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/draft.hpp>
#include <refract/migrate/lint.hpp>
#include <refract/migrate/lint_report.hpp>
#include <refract/migrate/plan.hpp>
#include <refract/migrate/read_catalog.hpp>

#include "lint_support.hpp"
#include "support/catch.hpp"
#include "support/databases.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

/// A schema that both databases take, another for each number.
class random_shop {
public:
    explicit random_shop(std::uint32_t seed) : numbers_(seed) {}

    std::string sql() {
        std::string text;
        std::vector<std::string> tables;
        for (const std::string name : {"maker", "ware", "sale"})
            if (chance(4, 5)) {
                text += table(name, tables);
                tables.push_back(name);
            }
        if (!tables.empty() && chance(1, 3)) text += "CREATE VIEW seen AS SELECT id FROM " + tables.front() + ";";
        return text;
    }

private:
    bool chance(std::uint32_t of, std::uint32_t all) { return numbers_() % all < of; }
    std::string table(const std::string& name, const std::vector<std::string>& others) {
        static const std::pair<const char*, const char*> types[]{{"INTEGER", "1"},       {"BIGINT", "2"},
                                                                 {"TEXT", "'x'"},        {"VARCHAR(9)", "'y'"},
                                                                 {"VARCHAR(20)", "'z'"}, {"NUMERIC(8,2)", "0"}};
        std::string text = "CREATE TABLE " + name + " (id " + (chance(1, 2) ? "INTEGER" : "BIGINT") + " PRIMARY KEY",
                    behind, indexes;
        for (const std::string column : {"a", "b", "c", "d"}) {
            if (!chance(3, 4)) continue;
            const auto& [type, value] = types[numbers_() % std::size(types)];
            text += ", " + column + " " + type;
            const bool has_default = chance(1, 2);
            if (has_default) text += std::string(" DEFAULT ") + value;
            if (chance(1, 3)) text += " NOT NULL";
            const std::string own = name + "_" + column;
            if (chance(1, 5)) behind += ", CONSTRAINT " + own + "_once UNIQUE (" + column + ")";
            if (chance(1, 5)) behind += ", CONSTRAINT " + own + "_given CHECK (" + column + " IS NOT NULL)";
            if (chance(1, 4)) indexes += "CREATE INDEX by_" + own + " ON " + name + " (" + column + ");";
        }
        if (!others.empty() && chance(1, 2)) {
            text += ", other_id BIGINT";
            behind += ", CONSTRAINT " + name + "_other FOREIGN KEY (other_id) REFERENCES " + others.front() + " (id)";
        }
        return text + behind + ");" + indexes;
    }

    std::mt19937 numbers_;
};

template <class Backend> migrate::database_definition read_shop(const std::string& sql) {
    fresh_database<Backend> fresh;
    if (!sql.empty()) fresh.db().execute(unsafe_sql(sql));
    return migrate::read_database(fresh.db());
}

/// Whether a sentence names an index that there is to be.
bool has_index(const migrate::database_definition& of, const std::string& sentence) {
    for (const migrate::table_definition& table : of.tables)
        for (const migrate::index_definition& each : table.indexes)
            if (sentence.find("index " + each.name + " ") != std::string::npos) return true;
    return false;
}

} // namespace

/// What a plan loses, locks or asks of programs depends on what was wanted; but it never fails on an empty database, and
/// never forgets what a table had.
TEMPLATE_TEST_CASE("plans break no rule about what fails, and on SQLite keep what tables had", "[lint_plans]",
                   REFRACT_TEST_DATABASES) {
    using dialect = typename TestType::database::dialect;
    if (fresh_database<TestType> fresh; !fresh) return;
    static constexpr std::string_view never[]{"L016", "L056", "L062", "L063", "L064", "L065", "L068",
                                              "L090", "L091", "L092", "L093", "L100", "L101", "L102",
                                              "L103", "L104", "L105", "L106", "L107", "L108", "L109"};
    std::vector<migrate::database_definition> shops;
    for (std::uint32_t seed = 1; seed <= 12; ++seed) shops.push_back(read_shop<TestType>(random_shop(seed).sql()));
    std::map<std::string, int> seen;
    for (const migrate::database_definition& before : shops)
        for (const migrate::database_definition& after : shops) {
            const migrate::migration made{
                .name = "plan",
                .up = detail::print_script(migrate::plan<dialect>(before, after, {}, {.careful = true}))};
            INFO(made.up);
            const auto found = migrate::lint<dialect>(std::span(&made, 1), {.before = &before});
            for (const migrate::finding& each : found) {
                ++seen[each.rule + " " + each.name];
                INFO(each.message);
                if (each.rule == "L106" && !has_index(after, each.message)) continue; // it is not wanted any more
                CHECK(std::find(std::begin(never), std::end(never), each.rule) == std::end(never));
            }
        }
    if (std::getenv("REFRACT_SHOW") != nullptr)
        for (const auto& [rule, count] : seen) std::printf("%s: %d\n", rule.c_str(), count);
}

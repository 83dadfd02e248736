#include <refract/dialect/sqlite_deploy.hpp>

#include "support/databases.hpp"

using namespace refract;
using namespace refract_test;

TEST_CASE("what SQLite is asked for deploys, it answers", "[sqlite_deploy]") {
    fresh_database<on_sqlite> fresh;
    constexpr const auto& facts = detail::deploys_of<dialect::sqlite>;
    const auto ask = [&](const detail::constant_text& question) {
        return fresh.rows(std::string(std::string_view(question)));
    };
    CHECK(ask(facts.lock_timeout.ask) == text_rows{"5000"});
    fresh.rows("CREATE TABLE \"A \"\"b\" (id INTEGER PRIMARY KEY AUTOINCREMENT); CREATE VIEW v AS SELECT 1");
    std::string drop_all(std::string_view(facts.drop_all));
    drop_all.replace(drop_all.find("{}"), 2, "''"); // the schema that is looked in first
    const text_rows drops = fresh.rows(drop_all);
    CHECK(drops == text_rows{"DROP VIEW IF EXISTS \"v\"", "DROP TABLE IF EXISTS \"A \"\"b\""});
    for (const std::string& each : drops) fresh.rows(each);
    CHECK(fresh.rows(drop_all).empty());
}

#include <refract/migrate/attached_steps.hpp>

#include "support/catch.hpp"

#include <refract/dialect/postgres_catalog.hpp>

#include <string>
#include <vector>

using namespace refract;
using migrate::database_definition;

namespace {

const std::string attached_function = "CREATE OR REPLACE FUNCTION tax(n integer)\n RETURNS integer\n AS 'SELECT n'";

std::vector<std::string> attached_statements(const database_definition& before, const database_definition& after,
                                             bool drops_undeclared = false) {
    const migrate::plan_options options{.drops_undeclared = drops_undeclared};
    detail::planning plan(detail::changes_of<dialect::postgres>, options, before, after);
    detail::attached_planner(plan).run();
    std::vector<std::string> made;
    for (const migrate::step& each : plan.steps) made.push_back(each.sql);
    return made;
}

} // namespace

TEST_CASE("grants and owners of functions and types are made where both databases have them", "[attached_steps]") {
    const database_definition before{.enums = {{.schema = "app", .name = "mood", .labels = {"sad"}}},
                                     .objects = {{"function", "", "tax(n integer)", attached_function, {}}}};
    database_definition after = before;
    after.enums[0].attachments = {{"owner", "", "boss"}};
    after.objects[0].attachments = {{"no grant of EXECUTE to", "public", "EXECUTE"}, {"comment", "", "'x'"}};
    CHECK(attached_statements(before, after) ==
          std::vector<std::string>{"ALTER TYPE \"app\".\"mood\" OWNER TO boss",
                                   "REVOKE EXECUTE ON ROUTINE \"tax\"(n integer) FROM \"public\"",
                                   "COMMENT ON ROUTINE \"tax\"(n integer) IS 'x'"});
    CHECK(attached_statements(after, before).empty()); // nobody says that they are the models'
    CHECK(attached_statements(after, before, true) ==
          std::vector<std::string>{"ALTER TYPE \"app\".\"mood\" OWNER TO CURRENT_USER",
                                   "GRANT EXECUTE ON ROUTINE \"tax\"(n integer) TO \"public\"",
                                   "COMMENT ON ROUTINE \"tax\"(n integer) IS NULL"});
}

TEST_CASE("a function that returns something else has what the old one had, once", "[attached_steps]") {
    const database_definition before{
        .objects = {{"function",
                     "",
                     "tax(n integer)",
                     attached_function,
                     {{"owner", "", "boss"}, {"grant of EXECUTE to", "caller", "EXECUTE"}}}}};
    database_definition after = before;
    after.objects[0].sql.replace(after.objects[0].sql.find("RETURNS integer"), 15, "RETURNS bigint");
    after.objects[0].attachments = {{"comment", "", "'x'"}};
    CHECK(attached_statements(before, after) ==
          std::vector<std::string>{"GRANT EXECUTE ON ROUTINE \"tax\"(n integer) TO \"caller\"",
                                   "COMMENT ON ROUTINE \"tax\"(n integer) IS 'x'",
                                   "ALTER ROUTINE \"tax\"(n integer) OWNER TO boss"});
}

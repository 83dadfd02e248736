#include <refract/dialect/postgres_catalog.hpp>
#include <refract/migrate/made_order.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace refract;
using namespace refract::migrate;

namespace {

object_definition function_to_order(const std::string& name, const std::string& rest) {
    return {"function", "", name + "()", "CREATE OR REPLACE FUNCTION " + name + "()\n RETURNS integer\n " + rest, {}};
}
std::vector<std::string> names_of(const std::vector<const detail::named_thing*>& all) {
    std::vector<std::string> names;
    for (const detail::named_thing* each : all) names.push_back(each->name);
    return names;
}
using listed = std::vector<std::string>;

} // namespace

TEST_CASE("a thing needs what its text names, and a body that is looked at later nothing", "[made_order]") {
    const auto sql = detail::thing_of(function_to_order("f", "LANGUAGE sql\nAS $function$SELECT n FROM x$function$\n"));
    CHECK(sql.needs.count("x") == 1);
    CHECK(sql.looks_at.empty());
    const auto other =
        detail::thing_of(function_to_order("f", "LANGUAGE plpgsql\nAS $function$BEGIN RETURN x; END$function$\n"));
    CHECK(other.needs.count("x") == 0);
    CHECK(other.looks_at.count("x") == 1);
    const auto atomic =
        detail::thing_of(function_to_order("f", "LANGUAGE sql\nBEGIN ATOMIC\n SELECT n FROM x;\nEND\n"), false);
    CHECK(atomic.needs.count("x") == 1);
    const auto held =
        detail::thing_of(function_to_order("f", "LANGUAGE sql\nAS $function$SELECT n FROM x$function$\n"), false);
    CHECK(held.needs.count("x") == 0);
}

TEST_CASE("functions are made when what they name is there, and before what needs them", "[made_order]") {
    database_definition before, after;
    before.tables.push_back({.name = "old", .columns = {{"n", "integer"}}});
    after.tables.push_back({.name = "old", .columns = {{"n", "integer"}, {"m", "integer"}}});
    after.tables.push_back({.name = "ware", .columns = {{"n", "b"}}});
    after.tables.push_back({.name = "shown", .kind = table_kind::view, .sql = "SELECT n FROM ware"});
    after.tables[1].columns[0].default_sql = "by_default()";
    after.objects = {{"domain", "", "a", "b", {}},
                     {"domain", "", "b", "integer", {}},
                     function_to_order("by_column", "LANGUAGE sql\nAS $f$SELECT m FROM old$f$\n"),
                     function_to_order("by_default", "LANGUAGE plpgsql\nAS $f$BEGIN RETURN by_view(); END$f$\n"),
                     function_to_order("by_view", "LANGUAGE sql\nAS $f$SELECT n FROM shown$f$\n"),
                     function_to_order("plain", "LANGUAGE sql\nAS $f$SELECT 1$f$\n")};
    const plan_options options;
    const detail::planning plan(detail::changes_of<dialect::postgres>, options, before, after);
    const detail::made_order made(plan);
    using enum detail::made_when;
    CHECK(names_of(made.of(first)) == listed{"plain"});
    CHECK(names_of(made.of(beside_tables)) == listed{"b", "a", "by_default", "ware"});
    CHECK(names_of(made.of(behind_columns)) == listed{"by_column"});
    CHECK(names_of(made.of(with_views)) == listed{"shown", "by_view"});

    const plan_options drops{.drops_undeclared = true};
    after.objects.push_back(
        {"function", "", "rows()", "CREATE FUNCTION rows()\n RETURNS SETOF shown\n LANGUAGE sql\nAS $f$$f$\n", {}});
    detail::planning again(detail::changes_of<dialect::postgres>, drops, after, before);
    again.remade_views = {&after.tables[2]};
    const detail::gone_order gone(again);
    CHECK(names_of(gone.with_views()) == listed{"rows", "shown"});
    const listed late = names_of(gone.late());
    CHECK(late.size() == 6);
    CHECK(std::find(late.begin(), late.end(), "a") < std::find(late.begin(), late.end(), "b"));
}

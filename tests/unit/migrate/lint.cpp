#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/lint.hpp>

#include "lint_support.hpp"
#include "lint_verdicts.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace refract;

namespace {

using lint_tests::lint_script;
using lint_tests::rules_of;
using lint_verdicts::how;

migrate::lint_options lint_options_for(how run) {
    migrate::lint_options options{.database = &detail::lint_of<dialect::postgres>};
    if (run == how::lite || run == how::lite_loose) options.database = &detail::lint_of<dialect::sqlite>;
    if (run == how::loose || run == how::lite_loose) options.in_transaction = false;
    if (run == how::lite_loose) options.keys_look_away = false;
    if (run == how::pg10) options.version = 100'000;
    if (run == how::pg11) options.version = 110'000;
    if (run == how::pg18) options.version = 180'000;
    return options;
}

} // namespace

TEST_CASE("each statement breaks the rules that it should, and no other", "[lint]") {
    CHECK(std::size(lint_verdicts::all) >= 150);
    for (const auto& [sql, rules, run] : lint_verdicts::all) {
        INFO(sql);
        CHECK(rules_of(lint_script(sql, lint_options_for(run))) == rules);
    }
}

TEST_CASE("each rule finds its example, and not what it says to do instead", "[lint]") {
    std::uint16_t last = 0;
    std::set<std::string_view> names;
    for (const migrate::lint_rule* rule : migrate::lint_rules()) {
        INFO(rule->code() << " " << rule->example);
        CHECK(rule->number > last);
        last = rule->number;
        CHECK(names.insert(rule->name).second);
        CHECK(migrate::find_lint_rule(rule->name) == rule);
        CHECK(migrate::find_lint_rule(rule->code()) == rule);
        if (rule->example.empty()) continue;
        const bool is_lite = rule->about == migrate::lint_class::rebuilds;
        migrate::lint_options options{.database = &detail::lint_of<dialect::postgres>,
                                      .in_transaction = rule != &detail::lint_rules::open_transaction,
                                      .sets_lock_timeout = false,
                                      .rules_on = {rule->code()}};
        if (is_lite) options.database = &detail::lint_of<dialect::sqlite>;
        const auto found = lint_script(rule->example, options);
        const auto is_it = [&](const migrate::finding& each) { return each.rule == rule->code(); };
        const auto one = std::find_if(found.begin(), found.end(), is_it);
        REQUIRE(one != found.end());
        INFO(one->message << "\n" << one->remedy);
        CHECK(one->message.find_first_of("{}") == std::string::npos);
        CHECK(one->message.find("  ") == std::string::npos);
        CHECK(one->name == rule->name);
        CHECK(one->weight == rule->weight);
        if (rule->fix.empty() || rule->number >= 90) continue;
        const std::string fix = one->remedy.substr(one->remedy.find('\n') + 1);
        const auto left = lint_script(fix, options);
        CHECK(std::none_of(left.begin(), left.end(), is_it));
    }
    CHECK(migrate::find_lint_rule("L999") == nullptr);
}

TEST_CASE("a finding says where it is, with names in its sentence", "[lint]") {
    const std::vector<migrate::migration> both{
        {.name = "20260101000000_first", .up = "-- make\nCREATE TABLE a (id bigint PRIMARY KEY);\n"},
        {.name = "20260102000000_second",
         .up = "CREATE INDEX i ON a (id);\n\n  ALTER TABLE app.\"the ware\"\n    ADD COLUMN n bigint,\n    DROP COLUMN "
               "\"Old\";"}};
    const auto found = migrate::lint<dialect::postgres>(both);
    REQUIRE(found.size() == 1);
    CHECK(found[0].rule == "L035");
    CHECK(found[0].migration == "20260102000000_second");
    CHECK(found[0].line == 5);
    CHECK(found[0].column == 5);
    CHECK(found[0].message == "the column Old of app.the ware is dropped with all its values: programs that run may "
                              "still use it");
    CHECK(found[0].remedy.ends_with("\nALTER TABLE app.\"the ware\" ALTER COLUMN \"Old\" DROP NOT NULL;"));
    CHECK(found[0].statement.starts_with("ALTER TABLE app."));
}

TEST_CASE("what a run made is new, what is there for long is not", "[lint]") {
    const std::vector<migrate::migration> both{{.name = "1_a", .up = "CREATE TABLE a (id bigint PRIMARY KEY)"},
                                               {.name = "2_b", .up = "CREATE INDEX i ON a (id)"}};
    CHECK(rules_of(migrate::lint<dialect::postgres>(both)).empty());
    CHECK(rules_of(migrate::lint<dialect::postgres>(both, {.is_one_run = false})) == "L013");
    CHECK(rules_of(migrate::lint<dialect::postgres>(both, {.applied = {"1_a"}})) == "L013");
    CHECK(rules_of(migrate::lint<dialect::postgres>(both, {.since = "2"})) == "L013");
    CHECK(rules_of(migrate::lint<dialect::postgres>(both, {.applied = {"1_a", "2_b"}})).empty());
    CHECK(rules_of(migrate::lint<dialect::postgres>(both, {.applied = {"2_b"}})) == "L073");
    // What an old one says about columns is known: it was NOT NULL, and of another type.
    const std::vector<migrate::migration> types{
        {.name = "1_a", .up = "CREATE TABLE a (id bigint PRIMARY KEY, n varchar(9), d numeric(5,2))"},
        {.name = "2_b", .up = "ALTER TABLE a ALTER n TYPE text; ALTER TABLE a ALTER d TYPE numeric(9,2)"}};
    CHECK(rules_of(migrate::lint<dialect::postgres>(types, {.since = "2"})).empty());
}

TEST_CASE("what is known of a database is taken into account", "[lint]") {
    migrate::database_definition before;
    before.tables.push_back({.name = "dish",
                             .columns = {{.name = "id", .type = "bigint", .nullable = false},
                                         {.name = "label", .type = "character varying(20)"},
                                         {.name = "rank", .type = "integer", .nullable = false}},
                             .constraints = {{.name = "there", .sql = "CHECK ((label IS NOT NULL))"}},
                             .indexes = {{.name = "by_rank", .columns = {"rank"}, .sql = "(rank)"}}});
    migrate::lint_options options{.rows = {{"", "dish", 5'000}}, .before = &before};
    const auto rules = [&](std::string_view sql) { return rules_of(migrate::lint<dialect::postgres>(sql, options)); };
    CHECK(rules("ALTER TABLE dish ALTER label TYPE text") == "L007"); // the check is made again
    CHECK(rules("ALTER TABLE dish DROP CONSTRAINT there; ALTER TABLE dish ALTER label TYPE varchar(30)") ==
          "L039 L082");
    CHECK(rules("ALTER TABLE dish ALTER label TYPE varchar(10)") == "L003 L082");
    CHECK(rules("ALTER TABLE dish ALTER rank TYPE bigint") == "L003");
    CHECK(rules("ALTER TABLE dish ALTER rank SET NOT NULL") == "");
    CHECK(rules("ALTER TABLE dish ALTER label SET NOT NULL") == ""); // the check proves it
    CHECK(rules("ALTER TABLE public.dish ALTER rank DROP DEFAULT") == "L042");
    CHECK(rules("ALTER TABLE dish ALTER label DROP DEFAULT") == "");
    CHECK(rules("CREATE INDEX i ON dish (label); DROP INDEX by_rank; REINDEX INDEX by_rank") == "L013 L014 L015");
    // With few rows nobody waits; with none nothing is lost or in the way.
    options.rows = {{"", "dish", 1'000}};
    CHECK(rules("CREATE UNIQUE INDEX i ON dish (label); DROP INDEX by_rank; REINDEX INDEX by_rank") == "L050");
    CHECK(rules("ALTER TABLE dish ADD n bigint NOT NULL, ALTER rank TYPE bigint") == "L006");
    options.rows = {{"", "dish", 0}};
    CHECK(rules("CREATE UNIQUE INDEX i ON dish (label); ALTER TABLE dish ADD n bigint NOT NULL; DELETE FROM dish") ==
          "");
    CHECK(rules("ALTER TABLE dish RENAME TO meal") == "L030"); // programs know the name all the same
}

TEST_CASE("comments allow what has a reason", "[lint]") {
    const auto rules = [](std::string_view sql) { return rules_of(migrate::lint<dialect::postgres>(sql)); };
    CHECK(rules("-- refract: allow L034 because nobody reads it\nDROP TABLE dish") == "");
    CHECK(rules("-- refract: allow drop-table because nobody reads it\nDROP TABLE dish") == "");
    CHECK(rules("-- refract: allow L034, L055 because nobody reads it\nDROP TABLE dish CASCADE") == "");
    CHECK(rules("-- refract: allow L034 because nobody reads it\nDROP TABLE dish CASCADE") == "L055");
    CHECK(rules("-- refract: allow L034 because nobody reads it\nDROP TABLE dish; DROP TABLE plate") == "L034");
    CHECK(rules("-- refract: allow L034\nDROP TABLE dish") == "L034 L090");
    CHECK(rules("-- refract: allow L034 because \nDROP TABLE dish") == "L034 L090");
    CHECK(rules("-- refract: allow L035 because it is old\nDROP TABLE dish") == "L034 L091");
    CHECK(rules("-- refract: allow L999 because it is old\nDROP TABLE dish") == "L034 L092");
    CHECK(rules("-- refract: comit\nSELECT 1") == "L092");
    CHECK(rules("-- Refract: comit\nSELECT 1") == "");
    CHECK(rules("SELECT '\n-- refract: comit\n'") == "");
    CHECK(rules("-- refract: allow L034 because of\n-- refract: commit\n\n/* x */\nDROP TABLE dish") == "");
    // A rule that is off needs no comment, and says nothing of one.
    const std::string allowed = "-- refract: allow L082 because of old programs\nSELECT 1";
    CHECK(rules_of(migrate::lint<dialect::postgres>(allowed, {.rules_off = {"varchar-type"}})) == "");
    CHECK(rules_of(migrate::lint<dialect::postgres>("DROP TABLE dish", {.rules_off = {"L034"}})) == "");
}

TEST_CASE("locks are waited for with a limit", "[lint]") {
    const auto rules = [](std::string_view sql) {
        return rules_of(
            migrate::lint<dialect::postgres>(sql, {.sets_lock_timeout = false, .rules_on = {"no-statement-timeout"}}));
    };
    const std::string add = "ALTER TABLE dish ADD COLUMN a text;";
    CHECK(rules(add) == "L060 L061");
    CHECK(migrate::lint<dialect::postgres>(add + add, {.sets_lock_timeout = false}).size() ==
          1); // once for each migration
    CHECK(rules("SET statement_timeout = '5s';" + add) == "L060");
    CHECK(rules("SET LOCAL lock_timeout TO '5s';" + add) == "L061");
    CHECK(rules("SET Lock_Timeout = 5000; SET SESSION Statement_Timeout = 9;" + add) == "");
    CHECK(rules("SELECT set_config('lock_timeout', '5s', true);" + add) == "L061");
    CHECK(rules("SET lock_timeout = 0; SET statement_timeout = '5s';" + add) == "L060");
    CHECK(rules("SET app.lock_timeout = 1; SET app.statement_timeout = 1;" + add) == "L060 L061");
    CHECK(rules(add + "SET lock_timeout = 1; SET statement_timeout = 1") == "L060 L061");
    CHECK(rules("SELECT * FROM dish; CREATE TYPE mood AS ENUM ('glad')") == "");
    CHECK(rules("CREATE TABLE dish (id bigint PRIMARY KEY);" + add) == ""); // squawk asks here, too
}

// Scripts, what lint finds in them, and what the linter says from whose examples the situation is: lint/*.scenario.
// Sections:
//     script         SQL, one migration
//     made before    that of a migration that has run
//     run            how, where it is not as deploy does: `each by itself`, `no lock timeout`, `version 11`, `also L061`
//     finds          all findings: rule and line
//     theirs         `warns: <their rule>` or `silent: <their rule>`; ours beside it stand in `counterparts`
//     differs        why our verdict is another one; without this section it is the same
//     not yet        why this is not looked at

#include "scenario_file.hpp"
#include "support/catch.hpp"

#include <refract/dialect/postgres_catalog.hpp>
#include <refract/dialect/sqlite_catalog.hpp>
#include <refract/migrate/lint.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

constexpr std::array<std::string_view, 7> lint_sections{"script", "made before", "run",    "finds",
                                                        "theirs", "differs",     "not yet"};

/// Rules of squawk, and checks of strong_migrations, with those of ours that say the same.
constexpr std::pair<std::string_view, std::string_view> counterparts[]{
    {"adding-field-with-default", "L001 L002"},
    {"adding-foreign-key-constraint", "L008"},
    {"adding-not-nullable-field", "L005"},
    {"adding-required-field", "L006"},
    {"adding-serial-primary-key-field", "L004 L011"},
    {"ban-alter-domain-with-add-constraint", "L019"},
    {"ban-char-field", "L081"},
    {"ban-concurrent-index-creation-in-transaction", "L016"},
    {"ban-create-domain-with-constraint", "L086"},
    {"ban-drop-column", "L035"},
    {"ban-drop-database", "L036"},
    {"ban-drop-not-null", "L038"},
    {"ban-drop-table", "L034"},
    {"ban-duplicate-column-assignments", "L068"},
    {"ban-truncate-cascade", "L052"},
    {"ban-uncommitted-transaction", "L064"},
    {"changing-column-type", "L003"},
    {"constraint-missing-not-valid", "L007 L008 L009"},
    {"disallowed-unique-constraint", "L010"},
    {"identifier-too-long", "L065"},
    {"prefer-bigint-over-int", "L084"},
    {"prefer-bigint-over-smallint", "L084"},
    {"prefer-identity", "L085"},
    {"prefer-repack", "L020"},
    {"prefer-robust-stmts", "L062"},
    {"prefer-text-field", "L082"},
    {"prefer-timestamptz", "L083"},
    {"renaming-column", "L031"},
    {"renaming-table", "L030"},
    {"require-concurrent-index-creation", "L013"},
    {"require-concurrent-index-deletion", "L014"},
    {"require-concurrent-partition-detach", "L017"},
    {"require-concurrent-reindex", "L015"},
    {"require-enum-value-ordering", "L066"},
    {"require-lock-timeout", "L060"},
    {"require-statement-timeout", "L061"},
    {"require-table-schema", "L067"},
    {"syntax-error", "L093"},
    {"transaction-nesting", "L063"},

    {"add_check_constraint", "L007"},
    {"add_column_auto_incrementing", "L004"},
    {"add_column_default", "L001"},
    {"add_column_generated_stored", "L002"},
    {"add_column_json", "L080"},
    {"add_exclusion_constraint", "L012"},
    {"add_foreign_key", "L008"},
    {"add_index", "L013"},
    {"add_index_columns", "L069"},
    {"add_index_corruption", ""},
    {"add_reference", "L008 L013"},
    {"add_unique_constraint", "L010"},
    {"backfill", "L053 L054"},
    {"change_column", "L003 L007"},
    {"change_column_null", "L005"},
    {"create_table_force", "L040"},
    {"execute", ""},
    {"lock_timeout", "L060"},
    {"remove_column", "L035"},
    {"remove_index", "L014"},
    {"rename_column", "L031"},
    {"rename_enum_value", "L033"},
    {"rename_schema", "L032"},
    {"rename_table", "L030"},
    {"validate_check_constraint", "L009"},
    {"validate_foreign_key", "L009"},
};

std::string text_behind(const std::string& line, std::string_view mark) {
    return line.starts_with(mark) ? line.substr(mark.size()) : std::string();
}

migrate::lint_options lint_options_of(const scenario& what) {
    const bool is_lite = what.only == "SQLite";
    migrate::lint_options options{
        .database = is_lite ? &detail::lint_of<dialect::sqlite> : &detail::lint_of<dialect::postgres>, .since = "2"};
    for (const std::string& each : what.lines("run", what.only)) {
        const std::string version = text_behind(each, "version "), rule = text_behind(each, "also ");
        if (each == "each by itself")
            options.in_transaction = false;
        else if (each == "no lock timeout")
            options.sets_lock_timeout = false;
        else if (!version.empty())
            options.version = std::stoi(version) * 10'000;
        else if (!rule.empty())
            options.rules_on.push_back(rule);
        else
            FAIL_CHECK("no way to run: " << each);
    }
    return options;
}

/// Whether one of ours that say the same is among those that were found.
bool says_so(const std::string& theirs, const std::vector<migrate::finding>& found) {
    const auto* const pair = std::find_if(std::begin(counterparts), std::end(counterparts),
                                          [&](const auto& each) { return each.first == theirs; });
    if (pair == std::end(counterparts)) FAIL_CHECK("no rule of theirs: " << theirs);
    return pair != std::end(counterparts) && std::any_of(found.begin(), found.end(), [&](const auto& each) {
               return pair->second.find(each.rule) != std::string_view::npos;
           });
}

void lint_and_compare(const scenario& what) {
    const std::vector<migrate::migration> both{{.name = "1", .up = what.text("made before", what.only)},
                                               {.name = "2", .up = what.text("script", what.only)}};
    const std::vector<migrate::finding> found = migrate::lint(both, lint_options_of(what));
    std::vector<std::string> lines;
    std::string all;
    for (const migrate::finding& each : found) {
        lines.push_back(each.rule + " " + std::to_string(each.line));
        all += "\n    " + lines.back() + ": " + each.message;
    }
    INFO("found:" << all);
    std::vector<std::string> expected = what.lines("finds", what.only);
    std::sort(lines.begin(), lines.end());
    std::sort(expected.begin(), expected.end());
    CHECK(lines == expected);
    CHECK(what.find("finds", what.only) != nullptr);

    const std::vector<std::string> theirs = what.lines("theirs", what.only);
    CHECK_FALSE(theirs.empty());
    bool is_same = true;
    for (const std::string& each : theirs) {
        const std::string warns = text_behind(each, "warns: "), silent = text_behind(each, "silent: ");
        CHECK(warns.empty() != silent.empty());
        is_same = is_same && says_so(warns.empty() ? silent : warns, found) == silent.empty();
    }
    CHECK(is_same == what.lines("differs", what.only).empty());
}

} // namespace

TEST_CASE("scripts of other linters, and what we find in them", "[lint]") {
    static const std::vector<scenario> all = scenarios_in("lint");
    for (const scenario& each : all) {
        if (!each.is_for(each.only)) continue;
        DYNAMIC_SECTION(each.suite << ": " << each.title) { lint_and_compare(each); }
    }
}

TEST_CASE("each section of a script's scenario is one that is looked at", "[lint]") {
    std::set<std::string> titles;
    for (const scenario& each : scenarios_in("lint")) {
        INFO(each.suite << ": " << each.title);
        CHECK((each.only == "PostgreSQL" || each.only == "SQLite"));
        CHECK(titles.insert(each.suite + each.title).second);
        for (const section& one : each.sections)
            CHECK(std::find(lint_sections.begin(), lint_sections.end(), one.name) != lint_sections.end());
    }
}

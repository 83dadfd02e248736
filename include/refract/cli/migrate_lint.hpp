// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/step_rows.hpp>
#include <refract/driver/inspection.hpp>
#include <refract/migrate/deploy.hpp>
#include <refract/migrate/lint.hpp>
#include <refract/migrate/lint_counts.hpp>

#include <refract/migrate/lint_report.hpp>
#include <refract/verify.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

/// \file
/// `migrate lint`: what in migrations is dangerous, without a database or with one.

namespace refract {
inline namespace v0 {
namespace command_line {

inline int print_lint(context& in, const std::vector<migrate::finding>& found) {
    if (in.said.sarif)
        in.out.product(migrate::findings_as_sarif(found, in.said.folder) + "\n");
    else
        in.out.product(migrate::print_findings(found, in.said.folder));
    in.out.data() = json_object::parse(migrate::findings_as_json(found));
    in.out.note("lint found " + migrate::count_of(found));
    const bool is_bad = std::any_of(found.begin(), found.end(),
                                    [](const auto& each) { return each.weight != migrate::severity::note; });
    return is_bad ? 2 : 0;
}

inline migrate::lint_options lint_options_of(const context& in) {
    for (const auto* each : {&in.said.off, &in.said.on}) // a mistyped one would be left out of nothing
        for (const std::string& rule : *each)
            if (!migrate::find_lint_rule(rule))
                throw command_failure{
                    64,
                    fmt::format("there is no rule \"{}\"; a rule is called as a finding says it, such as L034 or {}",
                                rule, std::string_view(migrate::find_lint_rule("L034")->name))};
    if (in.said.sarif && in.said.json)
        throw command_failure{64, "--sarif and --json are two forms of one answer; say one of them"};
    detail::require_folder(in.said.folder); // a wrong path would look like a folder in which nothing is wrong
    return {.rules_off = in.said.off, .rules_on = in.said.on};
}
template <class Database> int lint_with(context& in, Database& db) {
    migrate::lint_options options = lint_options_of(in);
    const std::vector<migrate::migration> all = migrate::read_folder(in.said.folder);
    using inspector = typename detail::inspector_of<typename Database::driver::connection>::type;
    options.version = static_cast<std::int32_t>(inspector(db.connection()).version());
    const migrate::database_definition now = migrate::read_managed(db);
    options.rows = migrate::count_rows(db, now, options.small_table);
    if (!in.said.all) {
        const migrate::status found = migrate::compare_history(all, migrate::read_history(db));
        options.applied = found.applied;
        options.applied.insert(options.applied.end(), found.squashed.begin(), found.squashed.end());
        options.before = &now; // what is there before those that are pending
    }
    std::vector<migrate::finding> found = migrate::lint<typename Database::dialect>(all, options);
    say_rows(db, now, found);
    return print_lint(in, found);
}

inline int lint_offline(context& in) {
    int code = 0;
    const bool is_known = each_database([&]<class Database>(const Database*) {
        using dialect = typename Database::dialect;
        std::string name(dialect::info.name);
        std::transform(name.begin(), name.end(), name.begin(), [](char c) { return detail::sql_token::upper_case(c); });
        std::string said = in.said.dialect;
        std::transform(said.begin(), said.end(), said.begin(), [](char c) { return detail::sql_token::upper_case(c); });
        if (name != said) return false;
        const migrate::lint_options options = lint_options_of(in);
        code = print_lint(in, migrate::lint<dialect>(migrate::read_folder(in.said.folder), options));
        return true;
    });
    if (!is_known)
        throw command_failure{
            64, fmt::format("--dialect does not know \"{}\"; the names are SQLite and PostgreSQL", in.said.dialect)};
    return code;
}

inline constexpr command migrate_lint{
    .path = "migrate lint",
    .summary = "Find what in migrations locks tables, breaks running programs, loses data or fails.",
    .details = "With a database, those that it has not seen; with --dialect, the whole folder and no database.\n"
               "A statement that is meant so says it: -- refract: allow L034 because nobody reads it any more\n"
               "Exits with 2 where there are errors or warnings.\n\n"
               "  app migrate lint --dialect postgresql\n"
               "  app migrate lint --sarif > lint.sarif",
    .add_options =
        [](CLI::App& to, arguments& into) {
            to.add_option("--dialect", into.dialect, "The language of the migrations, without a database");
            to.add_flag("--all", into.all, "Those that are applied as well");
            to.add_flag("--sarif", into.sarif, "Print SARIF 2.1.0, which code hosts show beside the lines");
            to.add_option("--off", into.off, "A rule to leave out, such as L034; may be repeated");
            to.add_option("--on", into.on, "A rule that is not usual; may be repeated");
        },
    .run =
        [](context& in) {
            if (!in.said.dialect.empty()) return lint_offline(in);
            return with_database(in, when_missing::fails, [&](auto& db) { return lint_with(in, db); });
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract

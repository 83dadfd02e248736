// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command.hpp>
#include <refract/driver/inspection.hpp>
#include <refract/migrate/lint.hpp>
#include <refract/migrate/lint_counts.hpp>
#include <refract/migrate/lint_rules.hpp>
#include <refract/migrate/plan.hpp>
#include <refract/verify.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// \file
/// How many rows a table has that is written or read as a whole: what takes long, and whether it does.

namespace refract {
inline namespace v0 {
namespace command_line {

/// Counted as long as that is done at once; of more, what the database believes.
struct known_rows {
    std::int64_t count = 0;
    bool is_exact = true;
};
inline constexpr std::int64_t most_counted = 100'000, most_looked_for = 10'000'000;

inline std::string text_of(const known_rows& rows) {
    if (rows.is_exact) return fmt::format("{} {}", rows.count, rows.count == 1 ? "row" : "rows");
    return rows.count > most_looked_for ? fmt::format("more than {} rows", most_looked_for)
                                        : fmt::format("about {} rows", rows.count);
}

/// Nothing where this user may not read the table.
template <class Database>
std::optional<known_rows> count_rows(Database& db, const std::string& schema, const std::string& table) {
    using inspector = typename detail::inspector_of<typename Database::driver::connection>::type;
    try {
        const auto counted = migrate::count_rows(
            db, migrate::database_definition{.tables = {{.schema = schema, .name = table}}}, most_counted);
        if (counted.empty()) return std::nullopt;
        const std::int64_t few = counted.front().rows;
        if (few <= most_counted) return known_rows{few};
        const auto many = inspector(db.connection()).count_rows(schema, table, most_looked_for);
        return known_rows{std::max(many.value_or(few), few), false};
    } catch (const connection_error&) { throw; } catch (const error&) {
        return std::nullopt;
    }
}

/// Of the tables that steps touch, by the quoted names that they have there.
using rows_of_tables = std::map<std::string, known_rows, std::less<>>;

inline bool touches_all_rows(const migrate::step& step) {
    using migrate::hazard;
    return step.has(hazard::rewrites_table) || step.has(hazard::scans_table) || step.has(hazard::builds_index);
}
inline const known_rows* rows_of(const migrate::step& step, const rows_of_tables& all) {
    const auto found = touches_all_rows(step) ? all.find(step.table) : all.end();
    return found == all.end() ? nullptr : &found->second;
}
/// `before` is what the database is; what a plan renames it calls by the new name from then on.
template <class Database> rows_of_tables count_rows(Database& db, const std::vector<migrate::step>& steps,
                                                    const migrate::database_definition& before,
                                                    const std::vector<migrate::rename>& renames) {
    rows_of_tables found;
    for (const migrate::table_definition& each : migrate::rename_all(before, renames).tables) {
        const std::string name = detail::quote_name(each);
        const auto touches = [&](const migrate::step& step) { return touches_all_rows(step) && step.table == name; };
        if (std::none_of(steps.begin(), steps.end(), touches)) continue;
        if (const auto rows = count_rows(db, each.schema, detail::name_before(renames, each.schema, each.name)))
            found.emplace(name, *rows);
    }
    return found;
}

/// Behind what a finding says of a table that is locked or written anew.
template <class Database>
void say_rows(Database& db, const migrate::database_definition& now, std::vector<migrate::finding>& findings) {
    rows_of_tables known;
    for (migrate::finding& each : findings) {
        const migrate::lint_rule* const rule = migrate::find_lint_rule(each.rule);
        const bool is_of_rows =
            rule && (rule->about == migrate::lint_class::locks || rule->about == migrate::lint_class::rebuilds);
        for (const migrate::table_definition& table : now.tables) {
            if (!is_of_rows || table.kind != migrate::table_kind::table ||
                each.table != detail::lint_word(detail::lint_name{table.schema, table.name}).sql)
                continue;
            auto place = known.find(each.table);
            if (place == known.end())
                if (const auto rows = count_rows(db, table.schema, table.name))
                    place = known.emplace(each.table, *rows).first;
            if (place != known.end()) each.message += fmt::format(" ({} has {})", table.name, text_of(place->second));
        }
    }
}

} // namespace command_line
} // namespace v0
} // namespace refract

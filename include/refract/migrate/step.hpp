// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/change_patterns.hpp>
#include <refract/migrate/compare.hpp>
#include <refract/migrate/print_definition.hpp>
#include <refract/migrate/rename.hpp>

#include <string>
#include <string_view>
#include <vector>

/// \file
/// A statement of a migration, and what is known about it before it runs.

namespace refract {
inline namespace v0 {
namespace migrate {

/// A statement of a migration.
struct step {
    std::string sql{};   ///< without the semicolon
    std::string about{}; ///< "add column price of ware"
    lock_class lock = lock_class::none;
    hazard danger = hazard::none;
    bool in_transaction = true; ///< false: it runs by itself, outside of a transaction
    bool begins_anew = false;   ///< what stands before it is committed first
    bool repeats = false;       ///< it runs again, each time committed, until it changes no row
    std::string undo{};         ///< the statement that undoes it; empty: no single one does
    std::string table{};        ///< quoted, what it touches; empty: none, or nobody knows
    std::string if_needed{};    ///< the form that does nothing where it is done already; empty: there is none

    bool has(hazard wanted) const { return has_hazard(danger, wanted); }
};

/// "access exclusive"; for people and for JSON.
inline std::string_view name_of(lock_class lock) {
    switch (lock) {
    case lock_class::none: return "none";
    case lock_class::share_update_exclusive: return "share update exclusive";
    case lock_class::share: return "share";
    case lock_class::share_row_exclusive: return "share row exclusive";
    case lock_class::access_exclusive: return "access exclusive";
    case lock_class::whole_database: return "whole database";
    }
    return "none";
}
/// {"loses data", "may fail"}: each flag of a set.
inline std::vector<std::string_view> names_of(hazard all) {
    static constexpr struct {
        hazard flag;
        const char* name;
    } names[] = {{hazard::loses_data, "loses data"},         {hazard::may_fail, "may fail"},
                 {hazard::rewrites_table, "rewrites table"}, {hazard::scans_table, "scans table"},
                 {hazard::builds_index, "builds index"},     {hazard::blocks_reads, "blocks reads"},
                 {hazard::blocks_writes, "blocks writes"},   {hazard::breaks_clients, "breaks clients"},
                 {hazard::changes_access, "changes access"}};
    std::vector<std::string_view> found;
    for (const auto& each : names)
        if (has_hazard(all, each.flag)) found.emplace_back(each.name);
    return found;
}

/// How a plan is made. Without care it is for databases that are empty or nobody's, and runs in one transaction.
struct plan_options {
    /// Tables that are there are full and in use: constraints are validated behind the transaction that adds them,
    /// indexes are built beside those who write, rows are filled in batches. Otherwise as few statements as possible.
    bool careful = false;
    /// Functions, extensions, triggers and the like that only the database has are dropped, too. Otherwise they stay:
    /// nobody says that they are the models'.
    bool drops_undeclared = false;
};

} // namespace migrate

namespace detail {

/// A text of a pattern; empty where something that it needs is not among the parts.
inline std::string fill_if_known(std::string_view pattern, pattern_parts parts) {
    for (std::size_t open = pattern.find('{'); open != pattern.npos; open = pattern.find('{', open + 1)) {
        const std::string_view name = pattern.substr(open + 1, pattern.find('}', open) - open - 1);
        bool is_known = false;
        for (const auto& each : parts) is_known |= each.first == name && !each.second.empty();
        const bool may_be_empty = name == "kind" || name == "definition";
        if (!is_known && !may_be_empty) return {};
    }
    return fill_pattern(pattern, parts);
}
inline std::string table_of(pattern_parts parts) {
    for (const auto& each : parts)
        if (each.first == "table" && each.second.starts_with('"')) return std::string(each.second);
    return {};
}
inline migrate::step make_step(const change_pattern& how, std::string about, pattern_parts parts) {
    return {.sql = fill_pattern(how.sql, parts),
            .about = std::move(about),
            .lock = how.lock,
            .danger = how.danger,
            .in_transaction = how.in_transaction,
            .begins_anew = how.begins_anew,
            .repeats = how.repeats,
            .undo = fill_if_known(how.undo, parts),
            .table = table_of(parts),
            .if_needed = fill_if_known(how.if_needed, parts)};
}

inline migrate::step create_index(const change_pattern& how, const migrate::table_definition& of,
                                  const migrate::index_definition& index, std::string_view name) {
    return make_step(how, "create index " + index.name + " of " + of.name,
                     {{"kind", index.is_unique ? "UNIQUE " : ""},
                      {"name", quote_name(name)},
                      {"place", quote_name(of.schema, name)},
                      {"table", quote_name(of)},
                      {"definition", index.sql}});
}
inline std::string upper_case(std::string_view text) {
    std::string upper;
    for (const char c : text) upper += sql_token::upper_case(c);
    return upper;
}
/// How a kind is made and dropped; null: it is known by its whole text.
inline const attachment_pattern* find_attachment_pattern(const change_patterns& how, std::string_view kind) {
    const attachment_pattern* found = nullptr;
    for (const attachment_pattern& each : how.attachments) // the one that says most
        if (!each.kind.empty() && kind.starts_with(each.kind) && (!found || each.kind.size() > found->kind.size()))
            found = &each;
    return found;
}
/// What something is attached to: "letter", `"letter"`, `TABLE "letter"`. Of a function: `ROUTINE "tax"(integer)` both.
struct attached_to {
    std::string schema{}, name{};
    std::string table{}, whole{};
};
inline attached_to attached_to_table(const migrate::table_definition& of) {
    return {of.schema, of.name, quote_name(of), "TABLE " + quote_name(of)};
}
inline migrate::step create_attachment(const change_patterns& how, const attached_to& of,
                                       const migrate::attachment_definition& what) {
    const attachment_pattern* const own = find_attachment_pattern(how, what.kind);
    return make_step(own ? own->create : how.create_attachment, "create " + title_of(what) + " of " + of.name,
                     {{"kind", upper_case(what.kind)},
                      {"name", quote_name(what.name)},
                      {"place", quote_name(of.schema, what.name)},
                      {"table", of.table},
                      {"whole", of.whole},
                      {"definition", what.sql}});
}
inline migrate::step create_attachment(const change_patterns& how, const migrate::table_definition& of,
                                       const migrate::attachment_definition& what) {
    return create_attachment(how, attached_to_table(of), what);
}
inline migrate::step drop_attachment(const change_patterns& how, const attached_to& of,
                                     const migrate::attachment_definition& what) {
    const attachment_pattern* const own = find_attachment_pattern(how, what.kind);
    return make_step(own ? own->drop : how.drop_attachment, "drop " + title_of(what) + " of " + of.name,
                     {{"kind", upper_case(what.kind)},
                      {"name", quote_name(what.name)},
                      {"place", quote_name(of.schema, what.name)},
                      {"table", of.table},
                      {"whole", of.whole},
                      {"definition", what.sql},
                      {"undo", create_attachment(how, of, what).sql}});
}
inline migrate::step drop_attachment(const change_patterns& how, const migrate::table_definition& of,
                                     const migrate::attachment_definition& what) {
    return drop_attachment(how, attached_to_table(of), what);
}

/// What names no table is a type, and its columns are labels.
inline migrate::step rename_step(const change_patterns& how, const migrate::database_definition& before,
                                 const migrate::rename& what) {
    const bool is_part = !what.column.empty();
    bool is_type = false;
    for (const migrate::enum_definition& each : before.enums)
        is_type |= each.schema == what.schema && each.name == what.table;
    const std::string about = "rename " + what.table + (is_part ? "." + what.column : "") + " to " + what.to;
    const std::string name = quote_name(what.schema, what.table);
    if (is_type && is_part)
        return make_step(how.rename_label, about,
                         {{"name", name}, {"old", quote_text(what.column)}, {"definition", quote_text(what.to)}});
    return make_step(is_type ? how.rename_type : (is_part ? how.rename_column : how.rename_table), about,
                     {{"table", name},
                      {"name", is_part || is_type ? name : quote_name(what.table)},
                      {"column", quote_name(what.column)},
                      {"old", quote_name(what.table)},
                      {"back", quote_name(what.schema, what.to)},
                      {"place", quote_name(what.schema, what.to)},
                      {"new", quote_name(what.to)}});
}
/// Tables and columns that are to be written with other letters: views are made anew with theirs.
inline std::vector<migrate::rename> case_renames(const migrate::database_definition& before,
                                                 const migrate::database_definition& after) {
    std::vector<migrate::rename> found;
    if (!before.ignores_case) return found;
    const migrate::database_definition spelled = in_case_of(before, after);
    for (std::size_t i = 0; i < before.tables.size(); ++i) {
        const migrate::table_definition &old = before.tables[i], &now = spelled.tables[i];
        if (old.kind != migrate::table_kind::table) continue;
        for (std::size_t c = 0; c < old.columns.size(); ++c)
            if (old.columns[c].name != now.columns[c].name)
                found.push_back({old.schema, old.name, old.columns[c].name, now.columns[c].name});
        if (old.name != now.name) found.push_back({old.schema, old.name, "", now.name});
    }
    return found;
}
inline bool is_of_view(const migrate::database_definition& in, const migrate::rename& what) {
    const migrate::table_definition* const table = in.find_table(what.schema, what.table);
    return table && table->kind == migrate::table_kind::view;
}
inline std::vector<migrate::step> rename_steps(const change_patterns& how, const migrate::database_definition& before,
                                               const std::vector<migrate::rename>& renames) {
    std::vector<migrate::step> steps;
    for (migrate::rename& each : in_order(before, with_those_in_the_way(before, renames))) {
        if (!how.views_hold_columns && is_of_view(before, each)) continue; // a view is made anew
        if (how.tables_ignore_case && each.column.empty() && sql_token::is_like(each.table, each.to)) {
            migrate::rename away = each; // it would be in its own way
            away.to = each.table = name_in_between(before, renames, each);
            steps.push_back(rename_step(how, before, away));
        }
        steps.push_back(rename_step(how, before, each));
    }
    return steps;
}

} // namespace detail
} // namespace v0
} // namespace refract

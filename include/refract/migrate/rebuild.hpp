// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/quote_name.hpp>
#include <refract/migrate/planning.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// A table that is made anew with its rows, where the database cannot change it in its place. The order is the one
/// that SQLite's documentation prescribes: https://sqlite.org/lang_altertable.html#otheralter

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether all that a new column needs is said when it is added to rows that are there.
inline bool can_be_added(const migrate::column_definition& column) {
    const std::string_view given = column.default_sql;
    const bool is_constant = !given.starts_with('(') && !sql_token::is_like(given.substr(0, 7), "CURRENT");
    return (!column.is_generated() || !column.is_stored) && is_constant && (column.nullable || !given.empty());
}

/// Whether a change has no pattern.
inline bool needs_rebuild(const change_patterns& how, const migrate::table_change& change) {
    if (change.before->kind != migrate::table_kind::table) return false;
    const bool adds_all = !how.add_check.empty();
    if (!change.constraints.empty() && (how.add_check.empty() || how.drop_constraint.empty())) return true;
    if (change.before->options != change.after->options && !adds_all) return true;
    for (const auto& each : change.columns) {
        if (each.is_gone() && how.drop_column.empty()) return true;
        if (each.is_changed() && how.set_type.empty()) return true;
        if (each.is_new() && !adds_all && !can_be_added(*each.after)) return true;
    }
    return false;
}

/// Columns that both have and that the program writes.
inline std::vector<std::string> copied_columns(const migrate::table_change& change) {
    std::vector<std::string> names;
    for (const migrate::column_definition& each : change.after->columns)
        if (!each.is_generated() && change.before->find_column(each.name)) names.push_back(each.name);
    return names;
}
/// What a row has in the new table: where NULL is not allowed any more, the default.
inline std::string value_of_copy(const migrate::table_change& change, const std::string& name) {
    const migrate::column_definition& wanted = *change.after->find_column(name);
    const bool was_nullable = change.before->find_column(name)->nullable;
    if (wanted.nullable || !was_nullable || wanted.default_sql.empty()) return quote_name(name);
    return "coalesce(" + quote_name(name) + ", " + wanted.default_sql + ")";
}

/// What goes with the old table and is not made again: said, so that who reads the script sees it.
inline void drop_attached(planning& plan, const migrate::table_change& change) {
    const migrate::table_definition& old = *change.before;
    for (const auto& each : change.indexes)
        if (each.is_gone())
            plan.add("drop index " + each.before->name + " of " + old.name, plan.how.drop_index,
                     {{"name", quote_name(old.schema, each.before->name)},
                      {"undo", create_index(plan.how.create_index, old, *each.before, each.before->name).sql}});
    for (const auto& each : change.attachments)
        if (each.is_gone() && plan.options.drops_undeclared)
            plan.add("drop " + each.before->kind + " " + each.before->name + " of " + old.name,
                     plan.how.drop_attachment,
                     {{"kind", upper_case(each.before->kind)},
                      {"name", quote_name(each.before->name)},
                      {"table", quote_name(old)},
                      {"undo", create_attachment(plan.how, old, *each.before).sql}});
}
inline constexpr std::string_view mark_of_copy = "refract_new_"; ///< in front of the name of the new table

inline void rebuild_table(planning& plan, const migrate::table_change& change) {
    const change_patterns& how = plan.how;
    drop_attached(plan, change);
    const migrate::table_definition& wanted = *change.after;
    const std::string name = quote_name(wanted), copy = plan.free_name(mark_of_copy, wanted.schema, wanted.name);
    const std::string made = quote_name(wanted.schema, copy);
    plan.add("make " + wanted.name + " anew", how.create_table,
             {{"table", made}, {"definition", print_table(wanted, made, true)}});
    std::string values;
    for (const std::string& each : copied_columns(change))
        values.append(values.empty() ? "" : ", ").append(value_of_copy(change, each));
    if (!values.empty())
        plan.add(
            "copy the rows of " + wanted.name, how.copy_rows,
            {{"new", made}, {"definition", quote_names(copied_columns(change))}, {"kind", values}, {"table", name}});
    if (change.before->keeps_counting && wanted.keeps_counting) {
        const std::string old = quote_text(change.before->name), now = quote_text(copy);
        for (const change_pattern* each : {&how.forget_counter, &how.copy_counter})
            plan.add("go on counting the keys of " + wanted.name, *each, {{"table", old}, {"new", now}});
    }
    plan.add("let views look away", how.begin_rebuild, {});
    migrate::step drop = make_step(how.drop_copied, "drop the old " + wanted.name, {{"table", name}});
    for (const auto& each : change.columns)
        if (each.is_gone() && !each.before->is_generated())
            drop.danger = drop.danger | migrate::hazard::loses_data | migrate::hazard::breaks_clients;
    plan.add(std::move(drop));
    plan.add("name the new " + wanted.name, how.name_copied, {{"table", made}, {"new", quote_name(wanted.name)}});
    plan.add("let views look again", how.end_rebuild, {});
    for (const migrate::index_definition& each : wanted.indexes)
        plan.add(create_index(how.create_index, wanted, each, each.name));
    for (const migrate::attachment_definition& each : wanted.attachments)
        plan.add(create_attachment(how, wanted, each));
    for (const migrate::attachment_definition& each : change.before->attachments) // what only the database has stays
        if (!plan.options.drops_undeclared && !find_named(wanted.attachments, each))
            plan.add(create_attachment(how, wanted, each));
}

} // namespace detail
} // namespace v0
} // namespace refract

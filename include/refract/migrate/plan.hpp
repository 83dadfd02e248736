// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/compare.hpp>
#include <refract/migrate/print_definition.hpp>
#include <refract/migrate/rebuild.hpp>
#include <refract/migrate/rename.hpp>
#include <refract/migrate/step.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// The statements that make one database what another is, in an order in which they can run.

namespace refract {
inline namespace v0 {
namespace detail {

class planner {
public:
    planner(const change_patterns& how, const migrate::database_definition& before,
            const migrate::database_definition& after)
        : how_(how), before_(before), after_(after), found_(migrate::compare(before, after)) {}

    std::vector<migrate::step> steps() && {
        for (const migrate::table_change& each : found_.changed)
            if (each.before->kind == migrate::table_kind::table && needs_rebuild(how_, each)) rebuilt_.push_back(&each);
        create_schemas();
        create_enums();
        drop_views();
        drop_constraints();
        drop_tables();
        create_tables();
        for (const migrate::table_change& each : found_.changed)
            if (!is_rebuilt(each)) change_columns(each);
        for (const migrate::table_change* each : rebuilt_) rebuild_table(how_, steps_, *each);
        create_constraints();
        create_views();
        create_comments();
        drop_enums();
        drop_schemas();
        return std::move(steps_);
    }

private:
    using kind = migrate::constraint_kind;
    using table = migrate::table_definition;

    bool is_rebuilt(const migrate::table_change& change) const {
        for (const migrate::table_change* each : rebuilt_)
            if (each == &change) return true;
        return false;
    }
    void add(std::string about, const constant_text& pattern, pattern_parts parts) {
        steps_.push_back({.sql = fill_pattern(pattern, parts), .about = std::move(about)});
    }
    static bool is_view(const table& each) {
        return each.kind == migrate::table_kind::view || each.kind == migrate::table_kind::materialized_view;
    }

    void create_schemas() {
        for (const auto& each : found_.schemas)
            if (each.is_new())
                add("create schema " + *each.after, how_.create_schema, {{"name", quote_name(*each.after)}});
    }
    void drop_schemas() {
        for (const auto& each : found_.schemas)
            if (each.is_gone())
                add("drop schema " + *each.before, how_.drop_schema, {{"name", quote_name(*each.before)}});
    }
    static std::string labels_of(const migrate::enum_definition& of) {
        std::string list;
        for (const std::string& each : of.labels) list.append(list.empty() ? "" : ", ").append(quote_text(each));
        return list;
    }
    void create_enums() {
        for (const auto& each : found_.enums) {
            if (each.is_gone()) continue;
            const migrate::enum_definition& wanted = *each.after;
            const std::string name = quote_name(wanted.schema, wanted.name);
            if (each.is_new())
                add("create type " + wanted.name, how_.create_enum,
                    {{"name", name}, {"definition", labels_of(wanted)}});
            else
                add_labels(*each.before, wanted, name);
        }
    }
    /// New ones behind those that stand before them. Labels that are gone stay: rows may have them.
    void add_labels(const migrate::enum_definition& old, const migrate::enum_definition& wanted,
                    const std::string& name) {
        const std::string* before = nullptr;
        for (const std::string& each : wanted.labels) {
            bool is_there = false;
            for (const std::string& one : old.labels) is_there |= one == each;
            std::string place = quote_text(each);
            if (before)
                place.append(" AFTER ").append(quote_text(*before));
            else if (!old.labels.empty())
                place.append(" BEFORE ").append(quote_text(old.labels.front()));
            if (!is_there)
                add("add " + each + " to type " + wanted.name, how_.add_label, {{"name", name}, {"definition", place}});
            before = &each;
        }
    }
    void drop_enums() {
        for (const auto& each : found_.enums)
            if (each.is_gone())
                add("drop type " + each.before->name, how_.drop_enum,
                    {{"name", quote_name(each.before->schema, each.before->name)}});
    }

    /// A view that reads what changes is made anew behind it; the text of a view names what it reads.
    bool reads_changed(const table& view) const {
        const std::vector<sql_token> tokens = sql_tokenizer(view.sql, true).all();
        const auto names = [&](const std::string& name) {
            for (const sql_token& each : tokens)
                if (each.is_name() && unquote_sql(each.text) == name) return true;
            return false;
        };
        for (const migrate::table_change& each : found_.changed)
            if (!each.columns.empty() && names(each.before->name)) return true;
        for (const auto& each : found_.tables)
            if (each.before && each.before != &view && names(each.before->name)) return true;
        return false;
    }
    bool is_made_anew(const table& view) const {
        if (!is_view(view)) return false;
        for (const auto& each : found_.tables)
            if (each.before == &view || each.after == &view) return true;
        return reads_changed(view);
    }
    void drop_views() {
        for (auto each = before_.tables.rbegin(); each != before_.tables.rend(); ++each)
            if (is_made_anew(*each))
                add("drop view " + each->name,
                    each->kind == migrate::table_kind::view ? how_.drop_view : how_.drop_materialized_view,
                    {{"table", quote_name(*each)}});
    }
    void create_views() {
        for (const table& each : after_.tables) {
            const table* const old = before_.find_table(each.schema, each.name);
            if (!is_view(each) || (old && !is_made_anew(*old) && !is_made_anew(each))) continue;
            const bool is_plain = each.kind == migrate::table_kind::view;
            add("create view " + each.name, is_plain ? how_.create_view : how_.create_materialized_view,
                {{"table", quote_name(each)}, {"definition", each.sql}});
            for (const migrate::index_definition& index : each.indexes)
                steps_.push_back(create_index(how_, each, index));
        }
    }

    void drop_constraint(const table& of, const migrate::constraint_definition& what) {
        add("drop constraint " + what.name + " of " + of.name, how_.drop_constraint,
            {{"table", quote_name(of)}, {"name", quote_name(what.name)}});
    }
    void drop_index(const table& of, const migrate::index_definition& what) {
        add("drop index " + what.name + " of " + of.name, how_.drop_index,
            {{"name", quote_name(of.schema, what.name)}});
    }
    /// Foreign keys first, which hold on to the keys of others.
    void drop_constraints() {
        for (const bool are_references : {true, false})
            for (const migrate::table_change& each : found_.changed)
                for (const auto& one : each.constraints)
                    if (one.before && !is_rebuilt(each) && (one.before->kind == kind::foreign_key) == are_references)
                        leave_constraint(each, one);
        for (const auto& each : found_.tables)
            if (each.is_gone() && !how_.keys_stand_in_tables)
                for (const migrate::constraint_definition& key : each.before->constraints)
                    if (key.kind == kind::foreign_key) drop_constraint(*each.before, key);
        for (const migrate::table_change& each : found_.changed)
            for (const auto& one : each.indexes)
                if (one.before && !is_rebuilt(each)) leave_index(each, one);
    }
    void leave_constraint(const migrate::table_change& of, const migrate::change<migrate::constraint_definition>& one) {
        const auto* const now = renamed(of.constraints, one, how_.rename_constraint);
        if (!now) return drop_constraint(*of.after, *one.before);
        add("rename constraint " + one.before->name + " to " + now->name, how_.rename_constraint,
            {{"table", quote_name(*of.after)}, {"name", quote_name(one.before->name)}, {"new", quote_name(now->name)}});
    }
    void leave_index(const migrate::table_change& of, const migrate::change<migrate::index_definition>& one) {
        const auto* const now = renamed(of.indexes, one, how_.rename_index);
        if (!now) return drop_index(*of.after, *one.before);
        add("rename index " + one.before->name + " to " + now->name, how_.rename_index,
            {{"name", quote_name(of.after->schema, one.before->name)}, {"new", quote_name(now->name)}});
    }
    /// The other half of a change that is one of the name alone.
    template <class Definition> static const Definition* renamed(const std::vector<migrate::change<Definition>>& all,
                                                                 const migrate::change<Definition>& half,
                                                                 const constant_text& pattern) {
        if (pattern.empty() || half.is_changed()) return nullptr;
        const auto definition = [](const migrate::change<Definition>& of) {
            return of.is_new() ? of.after : of.before;
        };
        std::size_t before = 0; // of those that say the same, the first becomes the first
        for (const migrate::change<Definition>* each = all.data(); each != &half; ++each)
            before += !each->is_changed() && each->is_new() == half.is_new() &&
                      is_same(*definition(*each), *definition(half));
        for (const migrate::change<Definition>& each : all)
            if (!each.is_changed() && each.is_new() != half.is_new() && is_same(*definition(each), *definition(half)) &&
                before-- == 0)
                return definition(each);
        return nullptr;
    }
    void drop_tables() {
        for (const auto& each : found_.tables)
            if (each.before && !is_view(*each.before))
                add("drop table " + each.before->name, "DROP TABLE {table}", {{"table", quote_name(*each.before)}});
    }
    void create_tables() {
        for (const auto& each : found_.tables) {
            if (!each.after || is_view(*each.after)) continue;
            const table& made = *each.after;
            const bool is_plain = made.kind == migrate::table_kind::table;
            steps_.push_back(
                {.sql = is_plain ? print_table(made, quote_name(made), how_.keys_stand_in_tables) : made.sql,
                 .about = "create table " + made.name});
            for (const migrate::index_definition& index : made.indexes)
                steps_.push_back(create_index(how_, made, index));
            for (const migrate::attachment_definition& one : made.attachments)
                steps_.push_back(create_attachment(made, one));
        }
    }
    void drop_attachment(const table& of, const migrate::attachment_definition& what) {
        std::string kind_name;
        for (const char c : what.kind) kind_name += sql_token::upper_case(c);
        add("drop " + what.kind + " " + what.name + " of " + of.name, how_.drop_attachment,
            {{"kind", kind_name}, {"name", quote_name(what.name)}, {"table", quote_name(of)}});
    }

    void change_columns(const migrate::table_change& change) {
        const std::string name = quote_name(*change.after);
        for (const auto& each : change.attachments) // what only the database has stays: nobody says that it is ours
            if (each.is_changed()) drop_attachment(*change.after, *each.before);
        const std::string where = " of " + change.after->name;
        for (const auto& each : change.columns) // what they are computed from may go
            if (each.is_changed() && each.before->is_generated() && !each.after->is_generated())
                add("store " + each.after->name + where, how_.drop_expression,
                    {{"table", name}, {"column", quote_name(each.after->name)}});
        for (const bool are_computed : {true, false}) // these depend on the others
            for (const auto& each : change.columns)
                if (each.before && each.before->is_generated() == are_computed && is_dropped(each))
                    add("drop column " + each.before->name + where, how_.drop_column,
                        {{"table", name}, {"column", quote_name(each.before->name)}});
        for (const auto& each : change.columns)
            if (each.is_changed() && !is_dropped(each)) change_column(name, where, *each.before, *each.after);
        for (const bool are_computed : {false, true})
            for (const auto& each : change.columns)
                if (each.after && each.after->is_generated() == are_computed && (each.is_new() || is_dropped(each)))
                    add("add column " + each.after->name + where, how_.add_column,
                        {{"table", name}, {"definition", print_column(*each.after)}});
        for (const auto& each : change.attachments)
            if (each.after) steps_.push_back(create_attachment(*change.after, *each.after));
    }
    /// What is computed in another way is computed anew: its values are the database's.
    static bool is_dropped(const migrate::change<migrate::column_definition>& change) {
        if (change.is_new()) return false;
        if (change.is_gone()) return true;
        return change.after->is_generated() && (change.before->is_stored != change.after->is_stored ||
                                                !says_same(change.before->generated_sql, change.after->generated_sql));
    }
    void change_column(const std::string& name, const std::string& where, const migrate::column_definition& old,
                       const migrate::column_definition& wanted) {
        const std::string column = quote_name(wanted.name), what = wanted.name + where;
        const bool has_type = says_same(old.type, wanted.type) && says_same(old.collation, wanted.collation);
        const bool has_default = says_same(old.default_sql, wanted.default_sql);
        if (old.identity != wanted.identity) change_identity(name, what, column, old, wanted);
        // A default of the old type is in the way of the new one.
        if (!old.default_sql.empty() && (!has_type || !has_default))
            add("drop the default of " + what, how_.drop_default, {{"table", name}, {"column", column}});
        if (!has_type) change_type(name, what, column, wanted);
        if (!wanted.default_sql.empty() && (!has_type || !has_default))
            add("set the default of " + what, how_.set_default,
                {{"table", name}, {"column", column}, {"definition", wanted.default_sql}});
        if (old.nullable && !wanted.nullable && !wanted.default_sql.empty())
            add("put the default where there is NULL in " + what, how_.fill_nulls,
                {{"table", name}, {"column", column}, {"definition", wanted.default_sql}});
        if (old.nullable != wanted.nullable)
            add((wanted.nullable ? "allow NULL in " : "forbid NULL in ") + what,
                wanted.nullable ? how_.drop_not_null : how_.set_not_null, {{"table", name}, {"column", column}});
    }
    void change_type(const std::string& name, const std::string& what, const std::string& column,
                     const migrate::column_definition& wanted) {
        if (wanted.collation.empty())
            add("change the type of " + what, how_.set_type,
                {{"table", name}, {"column", column}, {"definition", wanted.type}});
        else
            add("change the type of " + what, how_.set_collated_type,
                {{"table", name}, {"column", column}, {"definition", wanted.type}, {"kind", wanted.collation}});
    }
    void change_identity(const std::string& name, const std::string& what, const std::string& column,
                         const migrate::column_definition& old, const migrate::column_definition& wanted) {
        using enum migrate::identity_kind;
        const std::string_view form = wanted.identity == always ? "ALWAYS" : "BY DEFAULT";
        const constant_text& pattern = wanted.identity == none ? how_.drop_identity
                                       : old.identity == none  ? how_.add_identity
                                                               : how_.set_identity;
        add("change the identity of " + what, pattern, {{"table", name}, {"column", column}, {"definition", form}});
    }

    void add_constraint(const table& of, const migrate::constraint_definition& what) {
        add("add constraint " + what.name + " of " + of.name, how_.add_constraint,
            {{"table", quote_name(of)}, {"name", quote_name(what.name)}, {"definition", what.sql}});
    }
    /// Foreign keys last, when all keys that they lead to are there.
    void create_constraints() {
        for (const bool are_references : {false, true}) {
            for (const migrate::table_change& each : found_.changed) {
                if (is_rebuilt(each)) continue;
                for (const auto& one : each.constraints)
                    if (one.after && (one.after->kind == kind::foreign_key) == are_references &&
                        !renamed(each.constraints, one, how_.rename_constraint))
                        add_constraint(*each.after, *one.after);
                for (const auto& one : each.indexes)
                    if (one.after && !are_references && !renamed(each.indexes, one, how_.rename_index))
                        steps_.push_back(create_index(how_, *each.after, *one.after));
            }
            if (!are_references || how_.keys_stand_in_tables) continue;
            for (const auto& each : found_.tables)
                if (each.after)
                    for (const migrate::constraint_definition& key : each.after->constraints)
                        if (key.kind == kind::foreign_key) add_constraint(*each.after, key);
        }
    }
    void create_comments() {
        for (const table& each : after_.tables) {
            const table* const old = before_.find_table(each.schema, each.name);
            if (each.comment != (old ? old->comment : ""))
                add("comment on " + each.name, how_.comment_on_table,
                    {{"table", quote_name(each)}, {"definition", comment_of(each.comment)}});
            for (const migrate::column_definition& column : each.columns) {
                const migrate::column_definition* const was = old ? old->find_column(column.name) : nullptr;
                if (column.comment != (was ? was->comment : ""))
                    add("comment on " + column.name + " of " + each.name, how_.comment_on_column,
                        {{"table", quote_name(each)},
                         {"column", quote_name(column.name)},
                         {"definition", comment_of(column.comment)}});
            }
        }
    }
    static std::string comment_of(const std::string& text) { return text.empty() ? "NULL" : quote_text(text); }

    const change_patterns& how_;
    const migrate::database_definition& before_;
    const migrate::database_definition& after_;
    migrate::difference found_;
    std::vector<const migrate::table_change*> rebuilt_;
    std::vector<migrate::step> steps_;
};

} // namespace detail

namespace migrate {

/// The statements that make `before` what `after` is: `plan<dialect::sqlite>(read_database(db), wanted)`.
template <class Dialect> std::vector<step> plan(const database_definition& before, const database_definition& after,
                                                const std::vector<rename>& renames = {}) {
    const detail::change_patterns& how = detail::changes_of<Dialect>;
    std::vector<step> steps = detail::rename_steps(how, renames);
    const database_definition renamed = rename_all(before, renames);
    for (step& each : detail::planner(how, renamed, after).steps()) steps.push_back(std::move(each));
    return steps;
}

} // namespace migrate
} // namespace v0
} // namespace refract

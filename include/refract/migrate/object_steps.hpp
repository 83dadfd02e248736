// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/attached_steps.hpp>
#include <refract/migrate/made_order.hpp>
#include <refract/migrate/planning.hpp>
#include <refract/migrate/remake.hpp>
#include <refract/migrate/rename.hpp>
#include <refract/migrate/sequences.hpp>
#include <refract/migrate/table_text.hpp>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// The steps for what stands beside tables or belongs to them, and is known by its text: types, functions, sequences,
/// views, triggers and policies.

namespace refract {
inline namespace v0 {
namespace detail {

/// Enums and domains. One that cannot become what it has to be is made anew beside the old one.
class type_planner {
public:
    explicit type_planner(planning& plan) : plan_(plan), how_(plan.how) {}

    /// A table has a type of its name: what a table that goes had is free behind it.
    void create(bool behind_gone_tables) {
        for (const auto& each : plan_.found.enums) {
            if (each.is_gone()) {
                if (!behind_gone_tables && is_of_table(*each.before, false))
                    move_away(each.before->schema, each.before->name);
                continue;
            }
            const migrate::enum_definition& wanted = *each.after;
            if (is_of_table(wanted, true) != behind_gone_tables) continue;
            const std::string name = quote_name(wanted.schema, wanted.name);
            if (each.is_remade) move_away(wanted.schema, wanted.name);
            if (each.is_new() || each.is_remade)
                plan_.add("create type " + wanted.name, how_.create_enum,
                          {{"name", name}, {"definition", labels_of(wanted)}});
            else
                add_labels(*each.before, wanted, name);
        }
        for (const auto& each : plan_.found.objects)
            if (each.is_remade && each.after && each.after->kind == "domain" && !behind_gone_tables)
                move_away(each.after->schema, each.after->name);
    }
    void create_domain(const migrate::object_definition& what) {
        plan_.add("create " + what.kind + " " + what.name,
                  what.kind == "type"        ? how_.create_type
                  : what.kind == "collation" ? how_.create_collation
                                             : how_.create_domain,
                  {{"name", quote_name(what.schema, what.name)}, {"definition", what.sql}});
    }
    /// Those that others stand for now.
    void drop_old() {
        std::vector<named_thing> domains;
        for (const auto& each : plan_.found.objects)
            if (each.is_remade && each.after->kind == "domain") domains.push_back(thing_of(*each.before));
        std::vector<const named_thing*> all;
        for (const named_thing& each : domains) all.push_back(&each);
        all = in_order_of_needs(std::move(all)); // behind those that stand on them
        for (auto each = all.rbegin(); each != all.rend(); ++each)
            drop_old("domain", *(*each)->object, how_.drop_domain);
        for (const auto& each : plan_.found.enums)
            if (each.is_remade) drop_old("type", *each.after, how_.drop_enum);
    }
    void drop_gone() {
        for (const auto& each : plan_.found.enums)
            if (each.is_gone()) {
                const std::string name =
                    quote_name(each.before->schema, is_of_table(*each.before, false)
                                                        ? old_name(each.before->schema, each.before->name)
                                                        : each.before->name);
                const std::string undo =
                    fill_pattern(how_.create_enum.sql, {{"name", name}, {"definition", labels_of(*each.before)}});
                plan_.add("drop type " + each.before->name, how_.drop_enum, {{"name", name}, {"undo", undo}});
            }
    }

private:
    static std::string labels_of(const migrate::enum_definition& of) {
        std::string list;
        for (const std::string& each : of.labels) list.append(list.empty() ? "" : ", ").append(quote_text(each));
        return list;
    }
    /// Whether a table that goes, or one that is new, has the name of a type.
    template <class Type> bool is_of_table(const Type& type, bool goes) const {
        for (const auto& each : plan_.found.tables) {
            if (goes ? !each.is_gone() : !each.is_new()) continue;
            const migrate::table_definition& table = goes ? *each.before : *each.after;
            if (table.schema == type.schema && table.name == type.name) return true;
        }
        return false;
    }
    template <class Type> void drop_old(const char* kind, const Type& of, const change_pattern& how) {
        plan_.add("drop the old " + std::string(kind) + " " + of.name, how,
                  {{"name", quote_name(of.schema, old_name(of.schema, of.name))}});
    }
    std::string old_name(const std::string& schema, const std::string& name) const {
        return plan_.free_name("refract_old_", schema, name);
    }
    void move_away(const std::string& schema, const std::string& name) {
        const std::string old = old_name(schema, name);
        migrate::step made = make_step(how_.rename_type, "rename type " + name + " to " + old,
                                       {{"name", quote_name(schema, name)},
                                        {"new", quote_name(old)},
                                        {"place", quote_name(schema, old)},
                                        {"old", quote_name(name)}});
        made.danger = migrate::hazard::none; // another one takes its place in the same transaction
        plan_.add(std::move(made));
    }
    /// New ones behind those that stand before them. They cannot be used in the transaction that adds them.
    void add_labels(const migrate::enum_definition& old, const migrate::enum_definition& wanted,
                    const std::string& name) {
        const std::string* before = nullptr;
        bool added = false;
        for (const std::string& each : wanted.labels) {
            bool is_there = false;
            for (const std::string& one : old.labels) is_there |= one == each;
            std::string place = quote_text(each);
            if (before)
                place.append(" AFTER ").append(quote_text(*before));
            else if (!old.labels.empty())
                place.append(" BEFORE ").append(quote_text(old.labels.front()));
            if (!is_there)
                plan_.add("add " + each + " to type " + wanted.name, how_.add_label,
                          {{"name", name}, {"definition", place}});
            added |= !is_there;
            before = &each;
        }
        plan_.commits_next |= added;
    }

    planning& plan_;
    const change_patterns& how_;
};

/// Sequences, functions and extensions.
class object_planner {
public:
    explicit object_planner(planning& plan) : plan_(plan), how_(plan.how) {}

    /// What tables, types and functions may need.
    void create() {
        for (const std::string_view kind : {"extension", "sequence"})
            for (const object_change& each : plan_.found.objects)
                if (each.after && each.after->kind == kind) {
                    const std::string name = name_of_object(*each.after);
                    if (kind == "sequence")
                        create_sequence(each, name);
                    else if (each.is_new())
                        create_extension(*each.after, name);
                }
    }
    void create_function(const migrate::object_definition& wanted) {
        const auto each = std::find_if(plan_.found.objects.begin(), plan_.found.objects.end(),
                                       [&](const object_change& one) { return one.after == &wanted; });
        const std::string name = name_of_object(wanted);
        if (each->before && !each->is_remade && is_made_anew(*each))
            plan_.add("drop function " + wanted.name, how_.drop_function,
                      {{"name", name}, {"undo", each->before->sql}});
        plan_.add((each->before ? "replace function " : "create function ") + wanted.name, how_.create_function,
                  {{"name", name}, {"definition", wanted.sql}});
    }
    /// Makes or drops one after the other: behind what stands in for functions that are still to come in a circle, so
    /// that what they name, and what names them, can be made before them, or dropped.
    template <class NeedsFirst, class Run>
    void each_in(const std::vector<const named_thing*>& order, NeedsFirst needs_first, Run run) {
        std::set<const named_thing*> seen;
        for (const named_thing* each : order) {
            seen.insert(each);
            for (const named_thing* other : order)
                if (other->has_stand_in() && needs_first(*each, *other) && seen.insert(other).second)
                    stand_in(*other->object);
            run(*each);
        }
    }
    void stand_in(const migrate::object_definition& wanted) {
        plan_.add("make functions whatever their bodies name", how_.leave_bodies, {});
        migrate::step made = make_step(how_.create_function, "let another stand for function " + wanted.name,
                                       {{"definition", stand_in_of(wanted)}});
        plan_.add(std::move(made));
        plan_.add("look at the bodies of functions again", how_.check_bodies, {});
    }
    /// Whether a function is not there when its turn comes.
    bool is_made(const migrate::object_definition& wanted) const {
        return std::any_of(plan_.found.objects.begin(), plan_.found.objects.end(), [&](const object_change& one) {
            return one.after == &wanted && (one.is_new() || one.is_remade);
        });
    }
    /// Functions that take or return a type which is made anew, and has moved away by now.
    void drop_remade() {
        for (const auto& each : plan_.found.objects) {
            if (!each.is_remade || each.before->kind != "function") continue;
            std::string name = name_of_object(*each.before);
            const auto replace = [&](const std::string& schema, const std::string& type) {
                name = replace_name(name, type, plan_.free_name("refract_old_", schema, type));
            };
            for (const auto& type : plan_.found.enums)
                if (type.is_remade) replace(type.before->schema, type.before->name);
            for (const auto& type : plan_.found.objects)
                if (type.is_remade && type.before->kind == "domain") replace(type.before->schema, type.before->name);
            migrate::step made = make_step(how_.drop_function, "drop function " + each.before->name,
                                           {{"name", name}, {"undo", each.before->sql}});
            if (each.after) made.danger = migrate::hazard::none; // it comes back
            plan_.add(std::move(made));
        }
    }
    /// Counters before what they belong to goes with them.
    void free_sequences() {
        for (const auto& each : plan_.found.objects)
            if (is_sequence_that_stays(each)) {
                const sequence_parts old(each.before->sql), wanted(each.after->sql);
                const bool is_lost = is_gone_with_owner(*each.before, plan_.after);
                if (old.is_owned() && (is_lost || !wanted.is_owned())) own(*each.after, "NONE", old);
            } else if (each.is_new() && each.after->kind == "sequence" && owner_of(*each.after)) {
                own(*each.after, "NONE", sequence_parts(""));
            }
    }
    /// When what they belong to is there.
    void own_sequences() {
        for (const auto& each : plan_.found.objects) {
            if (each.is_gone() && each.before->kind == "sequence") own_by_default(*each.before);
            if (!each.after || each.after->kind != "sequence") continue;
            const sequence_parts old(each.before ? each.before->sql : ""), wanted(each.after->sql);
            if (wanted.is_owned() && !wanted.has_owner_of(old))
                own(*each.after, quote_name(each.after->schema, wanted.table) + "." + quote_name(wanted.column), old);
        }
    }
    void drop_gone(const gone_order& order) {
        if (!plan_.options.drops_undeclared) return;
        each_in(
            order.late(), [](const auto& each, const auto& other) { return other.needs_thing(each); },
            [&](const named_thing& each) { drop_one(*each.object); });
        for (const std::string_view kind : {"sequence", "extension"})
            for (const object_change& each : plan_.found.objects)
                if (each.is_gone() && !each.is_remade && each.before->kind == kind &&
                    stays_undeclared(*each.before, plan_.after))
                    drop_one(*each.before);
    }
    void drop_one(const migrate::object_definition& gone) {
        plan_.add("drop " + gone.kind + " " + gone.name,
                  gone.kind == "function"    ? how_.drop_function
                  : gone.kind == "sequence"  ? how_.drop_sequence
                  : gone.kind == "domain"    ? how_.drop_domain
                  : gone.kind == "type"      ? how_.drop_type
                  : gone.kind == "collation" ? how_.drop_collation
                                             : how_.drop_extension,
                  {{"name", name_of_object(gone)}, {"undo", gone.kind == "function" ? gone.sql : std::string()}});
    }

private:
    using object_change = migrate::change<migrate::object_definition>;

    /// A database has one of a name: another schema is where it goes.
    void create_extension(const migrate::object_definition& wanted, const std::string& name) {
        const migrate::object_definition* const old = find_extension(plan_.before, wanted);
        if (old && wanted.schema.empty()) return; // nobody knows here what the schema is called: it stays, and is told
        const std::string place = wanted.schema.empty() ? "" : " SCHEMA " + quote_name(wanted.schema);
        plan_.add((old ? "move extension " : "create extension ") + wanted.name,
                  old ? how_.move_extension : how_.create_extension, {{"name", name}, {"kind", place}});
    }
    static bool is_sequence_that_stays(const migrate::change<migrate::object_definition>& each) {
        return each.is_changed() && each.after->kind == "sequence";
    }
    void create_sequence(const migrate::change<migrate::object_definition>& each, const std::string& name) {
        const migrate::column_definition* const owner = each.before ? nullptr : owner_of(*each.after);
        const bool is_there = each.before || owner;
        const std::string old = each.before ? sequence_parts(each.before->sql).definition
                                : owner     ? usual_sequence(*owner)
                                            : "";
        std::string wanted = sequence_parts(each.after->sql).definition;
        const bool is_unlogged = sequence_parts(each.after->sql).is_unlogged;
        const bool was_unlogged =
            each.before ? sequence_parts(each.before->sql).is_unlogged : owner && owner->counts_unlogged;
        if (is_there && is_unlogged != was_unlogged)
            plan_.add("change the kind of sequence " + each.after->name, how_.change_sequence,
                      {{"name", name},
                       {"definition", is_unlogged ? "SET UNLOGGED" : "SET LOGGED"},
                       {"old", is_unlogged ? "SET LOGGED" : "SET UNLOGGED"}});
        if (says_same(old, wanted)) return; // it belongs to another
        if (old.ends_with(" CYCLE") && !wanted.ends_with(" CYCLE")) wanted += " NO CYCLE";
        migrate::step made =
            make_step(is_there ? how_.change_sequence : how_.create_sequence,
                      (is_there ? "change sequence " : "create sequence ") + each.after->name,
                      {{"name", name}, {"definition", wanted}, {"old", old}, {"kind", kind_of_sequence(is_unlogged)}});
        for (const char* const limit : {"MINVALUE", "MAXVALUE"})
            if (is_there && part_of_counting(old, limit) != part_of_counting(wanted, limit))
                made.danger = made.danger | migrate::hazard::may_fail; // it may be beyond
        plan_.add(std::move(made));
    }
    void own(const migrate::object_definition& what, const std::string& owner, const sequence_parts& old) {
        const std::string undo =
            old.is_owned() ? quote_name(what.schema, old.table) + "." + quote_name(old.column) : "NONE";
        plan_.add("let " + owner + " own sequence " + what.name, how_.change_sequence,
                  {{"name", quote_name(what.schema, what.name)},
                   {"definition", "OWNED BY " + owner},
                   {"old", owner == undo ? "" : "OWNED BY " + undo}});
    }
    /// Whether a column had it for itself.
    const migrate::column_definition* owner_of(const migrate::object_definition& sequence) const {
        return find_owner(sequence, plan_.before);
    }
    /// Where a column asks it as it did before; those that ask for the first time get it with their default.
    void own_by_default(const migrate::object_definition& sequence) {
        for (const migrate::table_definition& table : plan_.after.tables)
            for (const migrate::column_definition& column : table.columns) {
                const std::string name = own_sequence(plan_.after, column);
                const migrate::table_definition* const old = find_named(plan_.before.tables, table);
                const migrate::column_definition* const was = old ? old->find_column(column.name) : nullptr;
                if (is_sequence(sequence, name) && was && says_same(was->default_sql, column.default_sql))
                    plan_.add("let " + column.name + " of " + table.name + " own its sequence", how_.own_sequence,
                              {{"name", name}, {"table", quote_name(table)}, {"column", quote_name(column.name)}});
            }
    }

    planning& plan_;
    const change_patterns& how_;
};

/// Views, and what belongs to tables and views by its text.
class view_planner {
public:
    explicit view_planner(planning& plan) : plan_(plan), how_(plan.how) {}

    void drop(const migrate::table_definition& view) {
        migrate::step made =
            make_step(is_plain(view) ? how_.drop_view : how_.drop_materialized_view, "drop view " + view.name,
                      {{"table", quote_name(view)}, {"undo", create_text(view).sql}});
        if (shows_less(view)) made.danger = made.danger | migrate::hazard::breaks_clients;
        const migrate::table_definition* const now = find_named(plan_.after.tables, view); // whose rights it asks for
        if (now && now->options != view.options) made.danger = made.danger | migrate::hazard::changes_access;
        plan_.add(std::move(made));
    }
    void create(const migrate::table_definition& view) {
        plan_.add(create_text(view));
        for (const migrate::index_definition& index : view.indexes)
            plan_.add(create_index(how_.create_index, view, index, index.name));
        for (const migrate::column_definition& column : view.columns) change_default(view, nullptr, column);
    }
    void change_defaults() {
        for (const migrate::table_change& each : plan_.found.changed)
            if (is_view(*each.before) && !plan_.is_remade(*each.before))
                for (const auto& column : each.columns) change_default(*each.after, column.before, *column.after);
    }
    void drop_attachments() {
        each_attachment([&](const migrate::table_change& of, const attachment_change& each) {
            if (!each.before || (each.is_gone() && !plan_.options.drops_undeclared)) return;
            const attachment_pattern* const own = find_attachment_pattern(how_, each.before->kind);
            if (own && own->is_setting() &&
                (each.after || goes_with_another(of, *each.before) || goes_with_whole(of, *each.before)))
                return;
            plan_.add(drop_attachment(how_, *of.after, *each.before));
        });
    }
    void create_attachments(attachment_order order) {
        for (const table& each : plan_.after.tables) {
            if (!is_made(each)) continue;
            const table* const old = is_view(each) ? find_named(plan_.before.tables, each) : nullptr;
            for (const attachment& one : each.attachments) create_with_table(each, one, order);
            for (const attachment& one : old&& is_view(*old) ? old->attachments : std::vector<attachment>{})
                if (!plan_.options.drops_undeclared && !find_named(each.attachments, one))
                    create_with_table(each, one, order);
        }
        each_attachment([&](const migrate::table_change& of, const attachment_change& each) {
            if (each.after && order_of(*each.after) == order)
                plan_.add(create_attachment(how_, *of.after, *each.after));
        });
    }

private:
    using table = migrate::table_definition;
    using attachment = migrate::attachment_definition;
    using attachment_change = migrate::change<attachment>;

    /// Whether somebody who reads it finds no view or column that was there.
    bool shows_less(const table& view) const {
        const table* const now = find_named(plan_.after.tables, view);
        if (!now || !is_view(*now)) return true;
        for (const migrate::column_definition& each : view.columns)
            if (!now->find_column(each.name)) return true;
        return false;
    }
    /// Of what is inserted through a view.
    void change_default(const table& view, const migrate::column_definition* old,
                        const migrate::column_definition& wanted) {
        const std::string was = old ? old->default_sql : std::string();
        if (how_.set_default.empty() || says_same(was, wanted.default_sql)) return;
        const bool is_gone = wanted.default_sql.empty();
        plan_.add((is_gone ? "drop the default of " : "set the default of ") + wanted.name + " of " + view.name,
                  is_gone ? how_.drop_default : how_.set_default,
                  {{"table", quote_name(view)},
                   {"column", quote_name(wanted.name)},
                   {"definition", wanted.default_sql},
                   {"old", was},
                   {"undo", was.empty() ? "DROP DEFAULT" : "SET DEFAULT " + was}});
    }
    static bool is_plain(const table& view) { return view.kind == migrate::table_kind::view; }
    attachment_order order_of(const attachment& what) const {
        const attachment_pattern* const own = find_attachment_pattern(how_, what.kind);
        return own ? own->order : attachment_order::with_views;
    }
    /// The state of a trigger that goes itself, and a comment on a constraint.
    static bool goes_with_another(const migrate::table_change& of, const attachment& state) {
        const auto has_gone = [&](const auto& all, auto is_of) {
            return std::any_of(all.begin(), all.end(),
                               [&](const auto& other) { return other.is_gone() && is_of(state, *other.before); });
        };
        return has_gone(of.attachments, &is_state_of) || has_gone(of.constraints, &is_comment_of);
    }
    /// The state of a trigger that a partition has from its whole.
    bool goes_with_whole(const migrate::table_change& of, const attachment& state) const {
        for (const table* whole = find_whole_of(*of.before, plan_.before); whole;
             whole = find_whole_of(*whole, plan_.before)) {
            const table* const now = find_named(plan_.after.tables, *whole);
            for (const attachment& each : whole->attachments)
                if (is_state_of(state, each) && !(now && find_named(now->attachments, each))) return true;
        }
        return false;
    }
    /// Nobody has seen the rows of what is new.
    void create_with_table(const table& of, const attachment& what, attachment_order order) {
        if (order_of(what) != order) return;
        migrate::step made = create_attachment(how_, of, what);
        made.danger = migrate::hazard::none;
        plan_.add(std::move(made));
    }
    /// Whether all of it is new in this plan.
    bool is_made(const table& each) const {
        for (const auto& change : plan_.found.tables)
            if (change.after == &each) return true;
        return is_view(each) && plan_.is_remade(each);
    }
    migrate::step create_text(const table& view) const {
        const bool is_filled = is_filled_in(plan_.before, view) && is_filled_in(plan_.after, view);
        const auto& pattern = is_plain(view) ? how_.create_view
                              : is_filled    ? how_.create_materialized_view
                                             : how_.create_unfilled_view;
        std::string query = view.sql;
        while (!is_filled && query.ends_with(';')) query.pop_back();
        return make_step(pattern, "create view " + view.name,
                         {{"table", quote_name(view)},
                          {"kind", view.options.empty() ? "" : view.options + " "},
                          {"definition", query}});
    }
    static bool is_filled_in(const migrate::database_definition& in, const table& view) {
        const table* const there = find_named(in.tables, view);
        return !there || there->is_filled;
    }
    template <class Visit> void each_attachment(Visit visit) const {
        for (const migrate::table_change& each : plan_.found.changed)
            if (!needs_rebuild(how_, each) && !plan_.is_remade(*each.before))
                for (const attachment_change& one : each.attachments) visit(each, one);
    }

    planning& plan_;
    const change_patterns& how_;
};

} // namespace detail
} // namespace v0
} // namespace refract

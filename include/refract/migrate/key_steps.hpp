// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/planning.hpp>
#include <refract/migrate/remake.hpp>
#include <refract/migrate/table_text.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// The steps that drop and make indexes and constraints. With care an index is there until the one that replaces it
/// serves, and rows are looked at in a transaction of their own.

namespace refract {
inline namespace v0 {
namespace detail {

/// `UNIQUE NULLS NOT DISTINCT (a) INCLUDE (b) DEFERRABLE` as an index, and what is said of the constraint.
struct built_key {
    std::string kind, index, rest;
};
inline std::optional<built_key> parts_of_key(const std::string& sql) {
    token_reader in(sql, sql_tokenizer(sql, false).all());
    built_key made;
    if (in.skip_all({"PRIMARY", "KEY"}))
        made.kind = "PRIMARY KEY";
    else if (in.skip("UNIQUE"))
        made.kind = "UNIQUE";
    else
        return std::nullopt;
    const bool takes_nulls = in.skip_all({"NULLS", "NOT", "DISTINCT"});
    made.index = "(" + in.take_inside() + ")";
    if (in.skip("INCLUDE")) made.index.append(" INCLUDE (").append(in.take_inside()).append(")");
    if (takes_nulls) made.index.append(" NULLS NOT DISTINCT");
    if (!in.is_at_end() && !in.is_at_any({"DEFERRABLE", "INITIALLY"})) return std::nullopt;
    made.rest = in.is_at_end() ? "" : " " + in.rest();
    return made;
}

class key_planner {
public:
    explicit key_planner(planning& plan) : plan_(plan), how_(plan.how) {}

    /// Foreign keys first, which hold on to the keys of others.
    void drop() {
        for (const bool are_references : {true, false})
            each_change([&](const migrate::table_change& change) {
                for (const auto& each : change.constraints)
                    if (each.before && (each.before->kind == kind::foreign_key) == are_references)
                        leave_constraint(change, each);
            });
        for (const auto& each : plan_.found.tables)
            if (each.is_gone() && !how_.keys_stand_in_tables)
                for (const constraint& key : each.before->constraints)
                    if (key.kind == kind::foreign_key) drop_constraint(*each.before, key);
        each_change([&](const migrate::table_change& change) {
            for (const auto& each : change.indexes)
                if (each.before) leave_index(change, each);
            for (const auto& each : change.columns)
                if (each.is_changed()) keep_counter(change, *each.before, *each.after);
        });
    }
    /// Those whose new name was another one's.
    void name() {
        std::vector<migrate::rename> names;
        for (const late_name& each : late_) names.push_back(each.what);
        for (const migrate::rename& each : in_order(plan_.before, std::move(names)))
            for (late_name& one : late_)
                if (are_beside(one.what, each) && one.what.column == each.column) {
                    rename(one, each.column, each.to);
                    one.what.column = each.to;
                    break;
                }
    }
    /// Foreign keys last, when all keys that they lead to are there.
    void create() {
        each_change([&](const migrate::table_change& change) {
            for (const auto& each : change.indexes)
                if (is_made(change, each)) create_index_of(*change.after, *each.after, each.is_changed());
            for (const auto& each : change.constraints)
                if (is_made(change, each) && is_built_before(change, *each.after)) build_key(change, each);
        });
        drop_old(); // a foreign key would lean on whichever is there
        for (const bool are_references : {false, true}) {
            each_change([&](const migrate::table_change& change) {
                for (const auto& each : change.constraints)
                    if (is_made(change, each) && (each.after->kind == kind::foreign_key) == are_references)
                        create_constraint(change, each);
            });
            if (!are_references || how_.keys_stand_in_tables) continue;
            for (const auto& each : plan_.found.tables)
                if (each.after)
                    for (const constraint& key : each.after->constraints)
                        if (key.kind == kind::foreign_key) add_constraint(*each.after, key, how_.add_reference);
        }
        for (const unchecked& each : unchecked_) validate(*each.of, *each.what);
    }
    void add_constraint(const migrate::table_definition& of, const migrate::constraint_definition& what,
                        const change_pattern& pattern) {
        migrate::step made =
            make_step(pattern, "add constraint " + what.name + " of " + of.name,
                      {{"table", quote_name(of)}, {"name", quote_name(what.name)}, {"definition", what.sql}});
        if (!what.is_validated || is_new(of)) made.danger = migrate::hazard::none; // no row is looked at
        plan_.add(std::move(made));
    }
    void add_constraint(const migrate::table_definition& of, const migrate::constraint_definition& what) {
        add_constraint(of, what,
                       what.kind == kind::foreign_key ? how_.add_reference
                       : what.kind == kind::check     ? how_.add_check
                                                      : how_.add_key);
    }

private:
    using kind = migrate::constraint_kind;
    using constraint = migrate::constraint_definition;
    using index = migrate::index_definition;
    using constraint_change = migrate::change<constraint>;
    using index_change = migrate::change<index>;

    struct old_index {
        const migrate::table_definition* of;
        const index* what;
        std::string name;
    };
    struct late_name {
        migrate::rename what; ///< as that of a column: indexes and keys of a schema are beside each other
        const migrate::table_definition* of;
        const change_pattern* how;
    };
    struct unchecked {
        const migrate::table_definition* of;
        const constraint* what;
    };

    template <class Visit> void each_change(Visit visit) const {
        for (const migrate::table_change& each : plan_.found.changed)
            if (!needs_rebuild(how_, each) && !plan_.is_remade(*each.before)) visit(each);
    }

    void drop_old() {
        for (const old_index& each : old_) drop_index(*each.of, *each.what, each.name, !is_whole(*each.of));
    }
    void drop_constraint(const migrate::table_definition& of, const constraint& what) {
        const std::string undo = "ALTER TABLE " + quote_name(of) + " ADD " + print_constraint(what);
        plan_.add("drop constraint " + what.name + " of " + of.name, how_.drop_constraint,
                  {{"table", quote_name(of)}, {"name", quote_name(what.name)}, {"undo", undo}});
    }
    void drop_index(const migrate::table_definition& of, const index& what, const std::string& name, bool is_slow) {
        const change_pattern& back = is_slow ? how_.create_index_slowly : how_.create_index;
        plan_.add("drop index " + what.name + " of " + of.name, is_slow ? how_.drop_index_slowly : how_.drop_index,
                  {{"name", quote_name(of.schema, name)}, {"undo", create_index(back, of, what, name).sql}});
    }
    void leave_constraint(const migrate::table_change& of, const constraint_change& each) {
        if (is_of_validation(each) || is_swapped(of, each)) return;
        const constraint* const now = renamed_to(of.constraints, each, how_.rename_constraint);
        if (!now) return drop_constraint(*of.after, *each.before);
        const bool is_key = now->kind != kind::check && now->kind != kind::foreign_key;
        rename_or_wait({{of.after->schema, is_key ? "" : of.after->name, each.before->name, now->name},
                        of.after,
                        &how_.rename_constraint});
    }
    void rename_or_wait(late_name what) {
        if (is_there(what.what))
            late_.push_back(std::move(what));
        else
            rename(what, what.what.column, what.what.to);
    }
    void rename(const late_name& what, const std::string& from, const std::string& to) {
        const bool is_constraint = what.how == &how_.rename_constraint;
        plan_.add(std::string("rename ") +
                      (is_constraint                    ? "constraint "
                       : what.how == &how_.rename_index ? "index "
                                                        : "sequence ") +
                      from + " to " + to,
                  *what.how,
                  {{"table", quote_name(*what.of)},
                   {"name", is_constraint ? quote_name(from) : quote_name(what.what.schema, from)},
                   {"new", quote_name(to)},
                   {"place", quote_name(what.what.schema, to)},
                   {"old", quote_name(from)}});
    }
    /// The counter of a column is the same under another name.
    void keep_counter(const migrate::table_change& of, const migrate::column_definition& before,
                      const migrate::column_definition& after) {
        const std::vector<std::string> old = sql_names(own_sequence(plan_.before, before)),
                                       now = sql_names(own_sequence(plan_.after, after));
        if (old.empty() || now.empty() || old == now || how_.rename_sequence.empty()) return;
        const std::string schema = old.size() > 1 ? old.front() : "";
        rename_or_wait({{schema, "", old.back(), now.back()}, of.after, &how_.rename_sequence});
    }
    static std::vector<std::string> sql_names(const std::string& sql) {
        std::vector<std::string> names;
        for (const sql_token& each : sql_tokenizer(sql, false).all())
            if (each.is_name()) names.push_back(unquote_sql(each.text));
        return names;
    }
    /// Whether something has the new name now.
    bool is_there(const migrate::rename& what) const {
        for (const migrate::table_definition& each : plan_.before.tables) {
            if (each.schema != what.schema) continue;
            for (const migrate::column_definition& one : each.columns)
                if (const auto names = sql_names(own_sequence(plan_.before, one));
                    what.table.empty() && !names.empty() && names.back() == what.to)
                    return true;
            for (const index& one : each.indexes)
                if (what.table.empty() && one.name == what.to) return true;
            for (const constraint& one : each.constraints)
                if ((what.table.empty() || each.name == what.table) && one.name == what.to) return true;
        }
        return false;
    }
    void leave_index(const migrate::table_change& of, const index_change& each) {
        if (is_of_comment(each) || is_taken_over(of, each)) return;
        if (const index* const now = renamed_to(of.indexes, each, how_.rename_index))
            return rename_or_wait({{of.after->schema, "", each.before->name, now->name}, of.after, &how_.rename_index});
        // An index of a whole that is gone has parts, whose names may be wanted.
        const bool is_slow =
            is_whole(*of.after) ? !each.is_gone() : plan_.is_careful(*of.before, how_.drop_index_slowly);
        if (each.is_remade || !is_slow) return drop_index(*of.after, *each.before, each.before->name, false);
        std::string name = each.before->name;
        if (is_taken(of.after->schema, name)) {
            name = plan_.free_name("refract_old_", of.after->schema, name);
            rename_index(*of.after, each.before->name, name);
        }
        old_.push_back({of.after, each.before, name});
    }
    /// Whether the index of a part becomes the part of a new one of its whole: it keeps a name that nobody else has.
    bool is_taken_over(const migrate::table_change& of, const index_change& each) const {
        if (!each.is_gone() || !is_a_part(*of.before) || is_taken(of.after->schema, each.before->name)) return false;
        for (const migrate::table_change& whole : plan_.found.changed)
            for (const index_change& made : whole.indexes)
                if (made.is_new() && is_part_of(*of.before, *whole.before) && is_same(*each.before, *made.after))
                    return true;
        return false;
    }
    const index* find_taken_over(const migrate::table_definition& part, const index& by) const {
        for (const migrate::table_change& change : plan_.found.changed)
            for (const index_change& each : change.indexes)
                if ((change.after == &part || change.before == &part) && is_taken_over(change, each) &&
                    is_same(*each.before, by))
                    return each.before;
        return nullptr;
    }
    bool is_new(const migrate::table_definition& of) const {
        for (const auto& each : plan_.found.tables)
            if (each.after == &of) return true;
        return false;
    }
    void rename_index(const migrate::table_definition& of, const std::string& from, const std::string& to) {
        rename({{of.schema, "", from, to}, &of, &how_.rename_index}, from, to);
    }
    /// Whether something that is made has the name of an index.
    bool is_taken(const std::string& schema, const std::string& name) const {
        for (const migrate::table_definition& each : plan_.after.tables) {
            if (each.schema != schema) continue;
            if (each.name == name) return true;
            for (const index& one : each.indexes)
                if (one.name == name) return true;
            for (const constraint& one : each.constraints)
                if (one.name == name) return true;
        }
        return false;
    }

    /// What of a change is to be made, and is no other name or comment alone.
    bool is_made(const migrate::table_change& of, const constraint_change& each) const {
        return each.after && !renamed_to(of.constraints, each, how_.rename_constraint);
    }
    bool is_made(const migrate::table_change& of, const index_change& each) const {
        return each.after && !is_of_comment(each) && !renamed_to(of.indexes, each, how_.rename_index);
    }
    void create_index_of(const migrate::table_definition& of, const index& what, bool takes_place) {
        if (is_whole(of)) return create_index_of_parts(of, what, what.name, takes_place);
        const bool is_slow = plan_.is_careful(of, how_.create_index_slowly);
        build_index(of, what, what.name, is_slow);
    }
    void build_index(const migrate::table_definition& of, const index& what, const std::string& name, bool is_slow) {
        migrate::step made = create_index(is_slow ? how_.create_index_slowly : how_.create_index, of, what, name);
        if (what.is_unique) made.danger = made.danger | migrate::hazard::may_fail;
        plan_.add(std::move(made));
    }
    /// Whether an index is built part by part.
    bool is_whole(const migrate::table_definition& of) const {
        return plan_.options.careful && !how_.create_index_of_whole.empty() &&
               of.options.find(how_.whole_options) != std::string::npos;
    }
    /// The parts that are there when the plan has run, those that only the database has among them.
    std::vector<const migrate::table_definition*> parts_of(const migrate::table_definition& whole) const {
        std::vector<const migrate::table_definition*> parts;
        for (const migrate::table_definition& each : plan_.after.tables)
            if (is_part_of_whole(each, whole)) parts.push_back(&each);
        for (const migrate::table_definition& each : plan_.before.tables)
            if (!find_named(plan_.after.tables, each) && !plan_.options.drops_undeclared &&
                is_part_of_whole(each, whole))
                parts.push_back(&each);
        return parts;
    }
    /// An index that takes the place of another has parts of other names: the old ones may be there still.
    void create_index_of_parts(const migrate::table_definition& of, const index& what, const std::string& name,
                               bool takes_place) {
        plan_.add(create_index(how_.create_index_of_whole, of, what, name));
        for (const migrate::table_definition* part : parts_of(of)) {
            std::string own = part->name + "_" + what.name;
            if (takes_place) own += "_" + text_number(what.sql);
            own = short_name("", own);
            if (const index* const old = find_taken_over(*part, what))
                own = old->name;
            else if (is_whole(*part))
                create_index_of_parts(*part, what, own, takes_place);
            else
                build_index(*part, what, own, find_named(plan_.before.tables, *part) != nullptr);
            plan_.add("attach index " + own + " to " + name, how_.attach_index,
                      {{"name", quote_name(of.schema, name)}, {"new", quote_name(part->schema, own)}});
        }
    }
    /// Whether a key's index is built beside those who write, and then becomes the key.
    bool is_built_before(const migrate::table_change& of, const constraint& what) const {
        return (what.kind == kind::unique || what.kind == kind::primary_key) && !how_.add_key_of_index.empty() &&
               plan_.is_careful(*of.after, how_.create_index_slowly) && parts_of_key(what.sql);
    }
    /// Whether the old key stays until the new one takes its place: not where its columns may be NULL from now on.
    bool is_swapped(const migrate::table_change& of, const constraint_change& each) const {
        if (!each.is_changed() || each.is_remade || each.before->kind != each.after->kind) return false;
        for (const auto& column : of.columns)
            for (const std::string& name : each.before->columns)
                if (column.is_changed() && column.before->name == name && column.after->nullable) return false;
        return is_built_before(of, *each.after);
    }
    std::string name_of_index(const migrate::table_change& of, const constraint_change& each, bool is_swapped) const {
        return is_swapped ? plan_.free_name("refract_new_", of.after->schema, each.after->name) : each.after->name;
    }
    void build_key(const migrate::table_change& of, const constraint_change& each) {
        const index made{.name = each.after->name, .is_unique = true, .sql = parts_of_key(each.after->sql)->index};
        migrate::step step =
            create_index(how_.create_index_slowly, *of.after, made, name_of_index(of, each, is_swapped(of, each)));
        step.danger = step.danger | migrate::hazard::may_fail;
        plan_.add(std::move(step));
    }
    void create_constraint(const migrate::table_change& of, const constraint_change& each) {
        const constraint& what = *each.after;
        const change_pattern& later =
            what.kind == kind::foreign_key ? how_.add_reference_unchecked : how_.add_check_unchecked;
        if (is_of_validation(each)) {
            unchecked_.push_back({of.after, &what});
        } else if (is_built_before(of, what)) {
            const bool is_swap = is_swapped(of, each);
            if (is_swap) drop_constraint(*of.after, *each.before);
            const built_key parts = *parts_of_key(what.sql);
            plan_.add("add constraint " + what.name + " of " + of.after->name, how_.add_key_of_index,
                      {{"table", quote_name(*of.after)},
                       {"name", quote_name(what.name)},
                       {"kind", parts.kind},
                       {"new", quote_name(name_of_index(of, each, is_swap))},
                       {"definition", parts.rest}});
        } else if ((what.kind == kind::foreign_key || what.kind == kind::check) && what.is_validated &&
                   plan_.is_careful(*of.after, later)) {
            add_constraint(*of.after, what, later);
            unchecked_.push_back({of.after, &what});
        } else {
            add_constraint(*of.after, what);
        }
    }
    void validate(const migrate::table_definition& of, const constraint& what) {
        plan_.add("look whether the rows of " + of.name + " keep constraint " + what.name, how_.validate_constraint,
                  {{"table", quote_name(of)}, {"name", quote_name(what.name)}});
    }

    planning& plan_;
    const change_patterns& how_;
    std::vector<late_name> late_;
    std::vector<old_index> old_;
    std::vector<unchecked> unchecked_;
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/attached_steps.hpp>
#include <refract/migrate/column_steps.hpp>
#include <refract/migrate/comment_steps.hpp>
#include <refract/migrate/key_steps.hpp>
#include <refract/migrate/made_order.hpp>
#include <refract/migrate/object_steps.hpp>
#include <refract/migrate/planning.hpp>
#include <refract/migrate/rebuild.hpp>
#include <refract/migrate/remake.hpp>
#include <refract/migrate/rename.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
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
    planner(const change_patterns& how, const migrate::plan_options& options,
            const migrate::database_definition& before, const migrate::database_definition& after)
        : plan_(how, options, before, after), keys_(plan_), types_(plan_), objects_(plan_), views_(plan_) {}

    /// `renames` have been done to the database before.
    std::vector<migrate::step> steps(std::vector<migrate::step> renames) && {
        remaker(plan_).run();
        made_.emplace(plan_);
        gone_.emplace(plan_);
        if (!plan_.how.views_hold_columns) drop_views(); // those that name a column by another one would be in the way
        for (migrate::step& each : renames) plan_.add(std::move(each));
        const bool is_careful = plan_.options.careful && !plan_.how.validate_constraint.empty();
        quick();
        if (is_careful) views(); // they are gone for one transaction only
        each_table([](column_planner& columns) { columns.late(); });
        keys_.create();
        if (!is_careful) views(); // what they group by may lean on keys
        views_.create_attachments(attachment_order::behind_keys);
        each_table([](column_planner& columns) { columns.drop_late(); });
        types_.drop_old();
        comment_planner(plan_).run();
        objects_.drop_gone(*gone_);
        types_.drop_gone();
        drop_schemas();
        return std::move(plan_.steps);
    }

private:
    using kind = migrate::constraint_kind;
    using table = migrate::table_definition;
    using column = migrate::column_definition;

    /// What locks much and not for long.
    void quick() {
        create_schemas();
        objects_.free_sequences();
        objects_.create();
        types_.create(false);
        make(made_when::first);
        if (plan_.how.views_hold_columns) drop_views();
        views_.drop_attachments();
        keys_.drop();
        objects_.drop_remade();
        drop_tables();
        types_.create(true);
        keys_.name();
        make(made_when::beside_tables);
        each_table([](column_planner& columns) { columns.early(); });
        for (const migrate::table_change& each : plan_.found.changed) {
            if (needs_rebuild(plan_.how, each))
                rebuild_table(plan_, each);
            else
                change_options(each);
        }
        objects_.own_sequences();
        make(made_when::behind_columns);
        for (const table& each : plan_.after.tables)
            if (const table* const whole = find_whole_of(each, plan_.after)) say_own_words(each, *whole);
    }
    /// What a part says of its columns, which are those of its whole, and follow it.
    void say_own_words(const table& part, const table& whole) {
        const table *const old = find_named(plan_.before.tables, part), *const old_whole =
                                                                            find_named(plan_.before.tables, whole);
        for (const column& each : part.columns) {
            const column* const of_whole = whole.find_column(each.name);
            const column* const was = old ? old->find_column(each.name) : nullptr;
            const column* const whole_was = old_whole ? old_whole->find_column(each.name) : nullptr;
            if (!of_whole || each.is_generated() || each.identity != migrate::identity_kind::none) continue;
            const bool is_left = was && whole_was && says_same(whole_was->type, of_whole->type) &&
                                 says_same(whole_was->default_sql, of_whole->default_sql);
            set_own_default(part, each, is_left ? was->default_sql : of_whole->default_sql);
            const bool may_be_null =
                was && whole_was && whole_was->nullable == of_whole->nullable ? was->nullable : of_whole->nullable;
            if (may_be_null == each.nullable || !of_whole->nullable) continue;
            plan_.add((each.nullable ? "allow NULL in " : "forbid NULL in ") + each.name + " of " + part.name,
                      each.nullable ? plan_.how.drop_not_null : plan_.how.set_not_null,
                      {{"table", quote_name(part)}, {"column", quote_name(each.name)}});
        }
    }
    void set_own_default(const table& part, const column& wanted, const std::string& now) {
        if (says_same(now, wanted.default_sql)) return;
        const bool is_gone = wanted.default_sql.empty();
        plan_.add((is_gone ? "drop the default of " : "set the default of ") + wanted.name + " of " + part.name,
                  is_gone ? plan_.how.drop_default : plan_.how.set_default,
                  {{"table", quote_name(part)},
                   {"column", quote_name(wanted.name)},
                   {"definition", wanted.default_sql},
                   {"old", now},
                   {"undo", now.empty() ? "DROP DEFAULT" : "SET DEFAULT " + now}});
    }
    void make(made_when when) {
        const bool leaves_bodies = made_->leaves_bodies(when);
        if (leaves_bodies)
            plan_.add("make functions whatever their bodies name, as some of it may not be there",
                      plan_.how.leave_bodies, {});
        const auto needs_first = [&](const named_thing& each, const named_thing& other) {
            return each.needs_thing(other) && objects_.is_made(*other.object);
        };
        objects_.each_in(made_->of(when), needs_first, [&](const named_thing& each) {
            made_objects_.insert(each.object);
            if (each.object)
                each.object->kind == "function" ? objects_.create_function(*each.object)
                                                : types_.create_domain(*each.object);
            else
                is_view(*each.table) ? views_.create(*each.table) : create_table(*each.table);
        });
        if (leaves_bodies) plan_.add("look at the bodies of functions again", plan_.how.check_bodies, {});
        for (const auto& [of, index] : std::exchange(waiting_indexes_, {})) create_index_of_new(*of, *index);
    }
    /// When the functions that it calls are there, which may take rows of its table.
    void create_index_of_new(const table& of, const migrate::index_definition& index) {
        const bool waits = std::any_of(plan_.found.objects.begin(), plan_.found.objects.end(), [&](const auto& each) {
            return each.after && each.after->kind == "function" && objects_.is_made(*each.after) &&
                   made_objects_.count(each.after) == 0 &&
                   mentions(index.sql, each.after->name.substr(0, each.after->name.find('(')));
        });
        if (waits) return waiting_indexes_.emplace_back(&of, &index), void();
        add_harmless(create_index(plan_.how.create_index, of, index, index.name));
    }
    void drop_views() {
        const auto needs_first = [](const named_thing& each, const named_thing& other) {
            return other.needs_thing(each);
        };
        objects_.each_in(gone_->with_views(), needs_first, [&](const named_thing& each) {
            if (!each.table) {
                drop_indexes_over(each.name);
                return objects_.drop_one(*each.object);
            }
            is_view(*each.table) ? views_.drop(*each.table) : drop_table(*each.table);
        });
    }
    /// Of tables that go: the function goes before them, as it takes their rows.
    void drop_indexes_over(const std::string& function) {
        for (const auto& each : plan_.found.tables)
            if (each.is_gone() && !gone_->has_early(*each.before))
                for (const migrate::index_definition& index : each.before->indexes)
                    if (mentions(index.sql, function) && dropped_indexes_.insert(&index).second)
                        plan_.add(
                            "drop index " + index.name + " of " + each.before->name, plan_.how.drop_index,
                            {{"name", quote_name(each.before->schema, index.name)},
                             {"undo", create_index(plan_.how.create_index, *each.before, index, index.name).sql}});
    }
    void views() {
        make(made_when::with_views);
        views_.change_defaults();
        attached_planner(plan_).run();
        for (const auto order : {attachment_order::with_views, attachment_order::behind_others})
            views_.create_attachments(order);
    }
    template <class Run> void each_table(Run run) {
        for (const migrate::table_change& each : plan_.found.changed) {
            if (needs_rebuild(plan_.how, each) || is_view(*each.before)) continue;
            column_planner columns(plan_, each);
            run(columns);
        }
    }

    void create_schemas() {
        for (const auto& each : plan_.found.schemas)
            if (each.is_new() && *each.after != plan_.how.ready_schema)
                plan_.add("create schema " + *each.after, plan_.how.create_schema, {{"name", quote_name(*each.after)}});
    }
    void drop_schemas() {
        for (const auto& each : plan_.found.schemas)
            if (each.is_gone() && *each.before != plan_.how.ready_schema &&
                (plan_.options.drops_undeclared || !holds_what_stays(*each.before, plan_.before, plan_.after)))
                plan_.add("drop schema " + *each.before, plan_.how.drop_schema, {{"name", quote_name(*each.before)}});
    }
    /// Parts before their whole; one whose whole stays is the database's.
    void drop_tables() {
        std::vector<const table*> gone;
        for (const auto& each : plan_.found.tables)
            if (each.before && !is_view(*each.before) && !gone_->has_early(*each.before) &&
                (plan_.options.drops_undeclared || !is_kept_part(*each.before, plan_.before, plan_.after)))
                gone.push_back(each.before);
        const auto ordered = in_order_of_names(gone, &is_part_of);
        for (auto each = ordered.rbegin(); each != ordered.rend(); ++each) drop_table(**each);
    }
    void drop_table(const table& gone) {
        plan_.add("drop table " + gone.name, plan_.how.drop_table, {{"table", quote_name(gone)}});
    }
    void create_table(const table& made) {
        migrate::table_definition inside = made;
        inside.constraints.clear();
        for (const migrate::constraint_definition& each : made.constraints)
            if (!is_added(made, each)) inside.constraints.push_back(each);
        leave_inherited(inside);
        const bool is_plain = made.kind == migrate::table_kind::table;
        for (const migrate::column_definition& each : made.columns) column_planner::create_sequence(plan_, each);
        plan_.add("create table " + made.name, plan_.how.create_table,
                  {{"table", quote_name(made)},
                   {"definition",
                    is_plain ? print_table(inside, quote_name(made), plan_.how.keys_stand_in_tables) : made.sql}});
        for (const migrate::column_definition& each : made.columns) column_planner::own_sequence_of(plan_, made, each);
        for (const migrate::index_definition& index : made.indexes) create_index_of_new(made, index);
        for (const migrate::constraint_definition& each : made.constraints)
            if (is_added(made, each) && each.kind != kind::foreign_key) keys_.add_constraint(made, each);
    }
    /// What a child has from its parents goes with them, unless the child says it, too.
    void leave_inherited(table& child) const {
        const auto has_it = [&](const column& each) {
            return std::any_of(plan_.after.tables.begin(), plan_.after.tables.end(), [&](const table& parent) {
                const column* const its = parent.find_column(each.name);
                return its && is_part_of(child, parent) && is_same_column(*its, each);
            });
        };
        std::erase_if(child.columns, [&](const column& each) { return each.is_inherited && has_it(each); });
    }
    static bool is_same_column(const column& parent, column child) {
        child.comment = parent.comment;
        return is_same(parent, child);
    }
    /// CREATE TABLE forgets that a constraint is not validated, and the second one of two keys that are alike.
    bool is_added(const table& to, const migrate::constraint_definition& what) const {
        return !what.is_validated || (!plan_.how.add_key.empty() && repeats_key(to, what));
    }

    /// Of a table that nobody knows yet.
    void add_harmless(migrate::step made) {
        made.danger = migrate::hazard::none;
        made.lock = migrate::lock_class::none;
        plan_.add(std::move(made));
    }

    /// Of "UNLOGGED WITH (fillfactor=70)".
    static std::vector<std::string> storage_of(std::string_view options) {
        std::vector<std::string> all;
        const std::size_t at = options.find("WITH (");
        if (at == options.npos) return all;
        options = options.substr(at + 6, options.rfind(')') - at - 6);
        while (!options.empty()) {
            const std::size_t end = std::min(options.find(", "), options.size());
            all.emplace_back(options.substr(0, end));
            options.remove_prefix(std::min(end + 2, options.size()));
        }
        return all;
    }
    /// How rows are kept. Partitions and what is inherited stay as they are; `find_leftovers` says so.
    void change_options(const migrate::table_change& change) {
        const std::string &old = change.before->options, &wanted = change.after->options;
        if (old == wanted || plan_.how.set_kind.empty() || is_view(*change.before)) return;
        const std::string name = quote_name(*change.after), about = " of " + change.after->name;
        const bool was = old.starts_with("UNLOGGED"), is = wanted.starts_with("UNLOGGED");
        if (was != is)
            plan_.add(
                "change the kind" + about, plan_.how.set_kind,
                {{"table", name}, {"definition", is ? "UNLOGGED" : "LOGGED"}, {"old", is ? "LOGGED" : "UNLOGGED"}});
        std::string set, reset;
        const std::vector<std::string> now = storage_of(wanted), before = storage_of(old);
        for (const std::string& each : now)
            if (std::find(before.begin(), before.end(), each) == before.end())
                set.append(set.empty() ? "" : ", ").append(each);
        for (const std::string& each : before) {
            const std::string key = each.substr(0, each.find('='));
            bool is_there = false;
            for (const std::string& one : now) is_there |= one.substr(0, one.find('=')) == key;
            if (!is_there) reset.append(reset.empty() ? "" : ", ").append(key);
        }
        if (!set.empty())
            plan_.add("set options" + about, plan_.how.set_options, {{"table", name}, {"definition", set}});
        if (!reset.empty())
            plan_.add("reset options" + about, plan_.how.reset_options, {{"table", name}, {"definition", reset}});
    }

    planning plan_;
    key_planner keys_;
    type_planner types_;
    object_planner objects_;
    view_planner views_;
    std::optional<made_order> made_{}; ///< when the plan knows what is made anew
    std::optional<gone_order> gone_{};
    std::set<const migrate::object_definition*> made_objects_{};
    std::set<const migrate::index_definition*> dropped_indexes_{};
    std::vector<std::pair<const table*, const migrate::index_definition*>> waiting_indexes_{};
};

} // namespace detail

namespace migrate {

/// The statements that make `before` what `after` is: `plan<dialect::postgres>(read_database(db), wanted)`. Each says
/// whether it runs in a transaction with those before it; tables that are new in the plan need no care.
template <class Dialect> std::vector<step> plan(const database_definition& before, const database_definition& after,
                                                const std::vector<rename>& renames = {},
                                                const plan_options& options = {}) {
    const detail::change_patterns& how = detail::changes_of<Dialect>;
    const database_definition renamed = rename_all(before, renames), spelled = detail::in_case_of(renamed, after);
    std::vector<step> steps = detail::rename_steps(how, before, renames);
    const std::vector<rename> of_case = detail::case_renames(renamed, after);
    for (step& each : detail::rename_steps(how, renamed, of_case)) {
        each.danger = hazard::none; // nobody notices
        steps.push_back(std::move(each));
    }
    const bool drops = options.drops_undeclared, is_whole = detail::is_planned_whole(spelled, after, drops);
    const database_definition planned = is_whole ? database_definition{} : detail::as_planned(spelled, after, drops);
    return detail::planner(how, options, spelled, is_whole ? after : planned).steps(std::move(steps));
}

} // namespace migrate
} // namespace v0
} // namespace refract

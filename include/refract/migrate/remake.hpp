// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/planning.hpp>
#include <refract/migrate/rebuild.hpp>
#include <refract/migrate/type_change.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What is the same in both databases and has to be made anew, because what it stands on changes: views
/// over columns, foreign keys that lean on a key, computed columns, conditions and triggers that name a column.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a column's type is this one, or an array of it: `mood`, `app."Mood"[]`.
template <class Type> bool is_of_type(const migrate::column_definition& column, const Type& wanted) {
    std::vector<std::string> names;
    for (const sql_token& each : sql_tokenizer(column.type, false).all())
        if (each.is_name()) names.push_back(unquote_sql(each.text));
    if (names.empty() || names.back() != wanted.name) return false;
    return names.size() == 1 ? wanted.schema.empty() : names[names.size() - 2] == wanted.schema;
}
/// Whether all labels are there still, in the same order.
inline bool keeps_labels(const migrate::enum_definition& old, const migrate::enum_definition& wanted) {
    std::size_t at = 0;
    for (const std::string& each : wanted.labels)
        if (at < old.labels.size() && old.labels[at] == each) ++at;
    return at == old.labels.size();
}

/// The other half of a change that is one of the name alone.
template <class Definition> const Definition* renamed_to(const std::vector<migrate::change<Definition>>& all,
                                                         const migrate::change<Definition>& half,
                                                         const change_pattern& pattern) {
    if (pattern.empty() || half.is_changed() || half.is_remade) return nullptr;
    const auto definition = [](const migrate::change<Definition>& of) { return of.is_new() ? of.after : of.before; };
    std::size_t before = 0; // of those that say the same, the first becomes the first
    for (const migrate::change<Definition>* each = all.data(); each != &half; ++each)
        before += !each->is_changed() && !each->is_remade && each->is_new() == half.is_new() &&
                  is_same(*definition(*each), *definition(half));
    for (const migrate::change<Definition>& each : all)
        if (!each.is_changed() && !each.is_remade && each.is_new() != half.is_new() &&
            is_same(*definition(each), *definition(half)) && before-- == 0)
            return definition(each);
    return nullptr;
}

class remaker {
public:
    explicit remaker(planning& plan) : plan_(plan) {}

    void run() {
        if (!plan_.how.set_type.empty()) {
            types();
            for (std::size_t i = 0; i < plan_.found.changed.size(); ++i) // more of them come
                if (plan_.found.changed[i].before->kind == migrate::table_kind::table) inside(plan_.found.changed[i]);
            references();
        }
        views();
    }

private:
    using kind = migrate::constraint_kind;
    using names = std::vector<std::string>;

    /// Marks one that is there, or adds it; what only the database has comes back as it was.
    template <class Definition> static void remake(std::vector<migrate::change<Definition>>& all, const Definition& old,
                                                   const std::vector<Definition>& wanted) {
        for (migrate::change<Definition>& each : all)
            if (each.before == &old) {
                each.is_remade = true;
                return;
            }
        if (const Definition* const now = find_named(wanted, old)) all.push_back({&old, now, true});
    }
    static bool mentions_any(const std::string& sql, const names& wanted) {
        return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& each) { return mentions(sql, each); });
    }
    static bool shares(const names& left, const names& right) {
        return std::find_first_of(left.begin(), left.end(), right.begin(), right.end()) != left.end();
    }

    template <class Type> void type(const Type& old) {
        for (const migrate::table_definition& table : plan_.before.tables)
            for (const migrate::column_definition& column : table.columns)
                if (table.kind == migrate::table_kind::table && is_of_type(column, old))
                    if (migrate::table_change* const change = plan_.touch(table))
                        remake(change->columns, column, change->after->columns);
    }
    /// Of before, and those that only the database has come back as they were.
    void functions_of(const std::string& type_name) {
        for (const migrate::object_definition& each : plan_.before.objects) {
            if (each.kind != "function" || !mentions(head_of_function(each.sql), type_name)) continue;
            remake(plan_.found.objects, each, plan_.after.objects);
            bool is_there = false;
            for (auto& made : plan_.found.objects) {
                if (made.before != &each) continue;
                is_there = true;
                if (!made.after && !plan_.options.drops_undeclared) made.after = &each;
            }
            if (!is_there) plan_.found.objects.push_back({&each, &each, true});
        }
    }
    /// One that only the database has comes back as it was.
    void domain_over(const migrate::object_definition& old, names& remade) {
        const auto known = std::find_if(plan_.found.objects.begin(), plan_.found.objects.end(),
                                        [&](const auto& each) { return each.before == &old; });
        if (known == plan_.found.objects.end()) {
            const migrate::object_definition* const now = find_named(plan_.after.objects, old);
            plan_.found.objects.push_back({&old, now ? now : &old, true});
        } else if (known->after || !plan_.options.drops_undeclared) {
            if (!known->after) known->after = &old;
            known->is_remade = true;
        } else {
            return;
        }
        type(old);
        remade.push_back(old.name);
    }
    void types() {
        names remade;
        for (auto& each : plan_.found.enums) {
            if (!each.is_changed() || keeps_labels(*each.before, *each.after)) continue;
            each.is_remade = true;
            type(*each.before);
            remade.push_back(each.before->name);
        }
        for (std::size_t i = 0; i < plan_.found.objects.size(); ++i) {
            auto& each = plan_.found.objects[i];
            if (each.is_remade || !each.is_changed() || each.before->kind != "domain") continue;
            each.is_remade = true;
            type(*each.before);
            remade.push_back(each.before->name);
        }
        for (std::size_t i = 0; i < remade.size(); ++i) // domains over them
            for (const migrate::object_definition& each : plan_.before.objects)
                if (each.kind == "domain" && !shares({each.name}, remade) && mentions(each.sql, remade[i]))
                    domain_over(each, remade);
        for (const std::string& each : remade) functions_of(each);
    }

    void inside(migrate::table_change& change) {
        names retyped, remade, gone; // of columns
        for (const auto& each : change.columns)
            if (is_retyped(each) && !each.after->is_generated()) retyped.push_back(each.after->name);
        for (const migrate::column_definition& each : change.before->columns) {
            const migrate::column_definition* const now = change.after->find_column(each.name);
            if (now && each.is_generated() && now->is_generated() && mentions_any(each.generated_sql, retyped))
                remake(change.columns, each, change.after->columns);
        }
        for (auto& each : change.columns) {
            if (each.is_changed() && each.after->is_generated() && is_retyped(each)) each.is_remade = true;
            if (is_computed_anew(each)) remade.push_back(each.after->name);
            if (each.is_gone() && each.before->is_generated()) gone.push_back(each.before->name); // at once
        }
        for (const migrate::index_definition& each : change.before->indexes) {
            const bool says_more =
                shares(each.columns, {""}) || mentions(each.sql, "WHERE") || mentions(each.sql, "where");
            if (mentions_any(each.sql, remade) || mentions_any(each.sql, gone) ||
                (says_more && mentions_any(each.sql, retyped)))
                remake(change.indexes, each, change.after->indexes);
        }
        for (const migrate::constraint_definition& each : change.before->constraints)
            if (mentions_any(each.sql, remade) || mentions_any(each.sql, gone) ||
                (each.kind == kind::check && mentions_any(each.sql, retyped)))
                remake(change.constraints, each, change.after->constraints);
        attachments(change, retyped, remade);
        states(change);
        keys_of(change, retyped);
    }
    /// What only the database has comes back as it was.
    void remake_attachment(migrate::table_change& change, const migrate::attachment_definition& old) const {
        remake(change.attachments, old, change.after->attachments);
        for (auto& made : change.attachments)
            if (made.before == &old && !made.after && !plan_.options.drops_undeclared) made.after = &old;
    }
    /// Triggers and policies hold on to the columns that they name, and others to an index.
    void attachments(migrate::table_change& change, const names& retyped, const names& remade) const {
        names indexes;
        for (const auto& each : change.indexes)
            if (each.before && !is_of_comment(each)) indexes.push_back(each.before->name);
        for (const auto& each : change.constraints)
            if (each.before) indexes.push_back(each.before->name);
        for (const migrate::attachment_definition& each : change.before->attachments)
            if (stands_on(each, change, indexes) || is_setting_of(each, change, retyped, remade) ||
                mentions_any(each.sql, retyped) || mentions_any(each.sql, remade))
                remake_attachment(change, each);
    }
    /// An index that is made anew, or a constraint.
    static bool stands_on(const migrate::attachment_definition& each, const migrate::table_change& change,
                          const names& indexes) {
        if (each.kind == "replica identity" || each.kind == "cluster order") return mentions_any(each.sql, indexes);
        if (each.kind == "tablespace of index") return shares({each.name}, indexes);
        return std::any_of(change.constraints.begin(), change.constraints.end(),
                           [&](const auto& other) { return other.is_changed() && is_comment_of(each, *other.before); });
    }
    /// Another type forgets how its values were kept, and a column that is made anew all.
    bool is_setting_of(const migrate::attachment_definition& each, const migrate::table_change& change,
                       const names& retyped, const names& remade) const {
        if (!each.kind.ends_with(" column")) return false;
        if (shares({each.name}, remade)) return true;
        if (!is_storage(each) || !shares({each.name}, retyped)) return false;
        const auto* const old = change.before->find_column(each.name);
        const auto* const now = change.after->find_column(each.name);
        if (!old || !now) return false;
        const std::string was = type_parts(old->type).base, is = type_parts(now->type).base;
        return was == is || are_in_group(plan_.how.text_types, was, is, false);
    }
    /// A trigger that is off stays so when it is made anew.
    void states(migrate::table_change& change) const {
        for (const migrate::attachment_definition& each : change.before->attachments) {
            const bool is_remade =
                std::any_of(change.attachments.begin(), change.attachments.end(),
                            [&](const auto& other) { return other.is_changed() && is_state_of(each, *other.before); });
            if (is_remade) remake_attachment(change, each);
        }
    }
    /// Both ends of a foreign key change their types one after the other.
    void keys_of(const migrate::table_change& change, const names& retyped) {
        if (retyped.empty()) return;
        const migrate::table_definition& target = *change.before;
        each_key([&](const migrate::table_definition& of, const migrate::constraint_definition& key) {
            return (&of == &target && shares(key.columns, retyped)) ||
                   (leads_to(key, target) && shares(key.target.columns, retyped));
        });
    }
    static bool leads_to(const migrate::constraint_definition& key, const migrate::table_definition& target) {
        return key.target.table == target.name && key.target.schema == target.schema;
    }
    /// Notes the foreign keys that are meant: they are remade when the others have been looked at.
    template <class IsMeant> void each_key(IsMeant is_meant) {
        for (const migrate::table_definition& table : plan_.before.tables)
            for (const migrate::constraint_definition& key : table.constraints)
                if (key.kind == kind::foreign_key && is_meant(table, key)) wanted_keys_.push_back({&table, &key});
    }
    struct wanted_key {
        const migrate::table_definition* of;
        const migrate::constraint_definition* key;
    };

    /// Foreign keys hold on to the key that they lead to.
    void references() {
        for (const migrate::table_change& change : plan_.found.changed) {
            std::vector<names> keys;
            for (const auto& each : change.constraints)
                if (each.before && (each.before->kind == kind::primary_key || each.before->kind == kind::unique) &&
                    !renamed_to(change.constraints, each, plan_.how.rename_constraint))
                    keys.push_back(each.before->columns);
            for (const auto& each : change.indexes)
                if (each.before && each.before->is_unique && !is_of_comment(each) &&
                    !renamed_to(change.indexes, each, plan_.how.rename_index))
                    keys.push_back(each.before->columns);
            for (const names& each : keys)
                each_key([&](const migrate::table_definition&, const migrate::constraint_definition& key) {
                    return leads_to(key, *change.before) &&
                           std::is_permutation(each.begin(), each.end(), key.target.columns.begin(),
                                               key.target.columns.end());
                });
        }
        for (const wanted_key& each : wanted_keys_)
            if (migrate::table_change* const change = plan_.touch(*each.of))
                remake(change->constraints, *each.key, change->after->constraints);
    }

    /// Whether a view reads what is not there for a while.
    bool reads_changed(const migrate::table_definition& view) const {
        for (const migrate::table_change& each : plan_.found.changed) {
            if (each.columns.empty() || is_view(*each.before) || !mentions(view.sql, each.before->name)) continue;
            if (!plan_.how.views_hold_columns) return true;
            for (const auto& column : each.columns)
                if ((column.is_gone() || is_retyped(column) || is_computed_anew(column)) &&
                    mentions(view.sql, column.before->name))
                    return true;
        }
        for (const auto& each : plan_.found.tables)
            if (each.before && each.before != &view && mentions(view.sql, each.before->name)) return true;
        for (const migrate::table_definition* each : plan_.remade_views)
            if (each != &view && mentions(view.sql, each->name)) return true;
        return false;
    }
    bool is_another(const migrate::table_definition& view) const {
        for (const auto& each : plan_.found.tables)
            if (each.before == &view) return true;
        for (const migrate::table_change& each : plan_.found.changed) {
            if (each.before != &view) continue;
            if (each.before->options != each.after->options) return true;
            for (const auto& column : each.columns)
                if (!column.is_changed() || column.before->type != column.after->type) return true;
        }
        return false;
    }
    void views() {
        for (bool more = true; more;) {
            more = false;
            for (const migrate::table_definition& each : plan_.before.tables) {
                if (!is_view(each) || plan_.is_remade(each) || (!is_another(each) && !reads_changed(each))) continue;
                plan_.remade_views.push_back(&each);
                more = true;
            }
        }
    }

    planning& plan_;
    std::vector<wanted_key> wanted_keys_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

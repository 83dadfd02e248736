// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/planning.hpp>

#include <string>
#include <string_view>

/// \file
/// The steps for comments on tables, views, columns, indexes and enums.

namespace refract {
inline namespace v0 {
namespace detail {

/// Comments of what has another one, and of what is made anew.
class comment_planner {
public:
    explicit comment_planner(planning& plan) : plan_(plan) {}

    void run() {
        if (plan_.how.comment.empty()) return;
        for (const migrate::table_definition& each : plan_.after.tables) {
            const migrate::table_definition* old = find_named(plan_.before.tables, each);
            if (old && is_made_anew(*old)) old = nullptr;
            say(kind_of(each), quote_name(each), each.name, old ? old->comment : "", each.comment);
            const migrate::table_change* const change = old ? plan_.change_of(*old) : nullptr;
            columns(each, old, change);
            for (const migrate::index_definition& index : each.indexes) {
                const auto* const was = old && !is_made(change, index) ? find_named(old->indexes, index) : nullptr;
                say("INDEX", quote_name(each.schema, index.name), index.name, was ? was->comment : "", index.comment);
            }
        }
        for (const auto& each : plan_.found.enums)
            if (each.after)
                say("TYPE", quote_name(each.after->schema, each.after->name), each.after->name,
                    each.before && !each.is_remade ? each.before->comment : "", each.after->comment);
    }

private:
    static std::string_view kind_of(const migrate::table_definition& of) {
        switch (of.kind) {
        case migrate::table_kind::view: return "VIEW";
        case migrate::table_kind::materialized_view: return "MATERIALIZED VIEW";
        case migrate::table_kind::foreign_table: return "FOREIGN TABLE";
        default: return "TABLE";
        }
    }
    bool is_made_anew(const migrate::table_definition& old) const {
        for (const auto& each : plan_.found.tables)
            if (each.before == &old) return true;
        return plan_.is_remade(old);
    }
    static bool is_made(const migrate::table_change* change, const migrate::index_definition& index) {
        if (change)
            for (const auto& each : change->indexes)
                if (each.after == &index) return !is_of_comment(each);
        return false;
    }
    void columns(const migrate::table_definition& table, const migrate::table_definition* old,
                 const migrate::table_change* change) {
        for (const migrate::column_definition& each : table.columns) {
            const migrate::column_definition* was = old ? old->find_column(each.name) : nullptr;
            if (change)
                for (const auto& one : change->columns)
                    if (one.after == &each && is_computed_anew(one)) was = nullptr;
            say("COLUMN", quote_name(table) + "." + quote_name(each.name), each.name + " of " + table.name,
                was ? was->comment : "", each.comment);
        }
    }
    void say(std::string_view kind, std::string_view name, const std::string& what, const std::string& old,
             const std::string& wanted) {
        if (old != wanted)
            plan_.add("comment on " + what, plan_.how.comment,
                      {{"kind", kind},
                       {"name", name},
                       {"definition", wanted.empty() ? "NULL" : quote_text(wanted)},
                       {"old", old.empty() ? "NULL" : quote_text(old)}});
    }

    planning& plan_;
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/compare.hpp>
#include <refract/migrate/leftovers.hpp>
#include <refract/migrate/sequences.hpp>
#include <refract/migrate/step.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What the parts of a planner share: the difference, the patterns, and the steps that are there so far.

namespace refract {
inline namespace v0 {
namespace detail {

inline bool is_view(const migrate::table_definition& each) {
    return each.kind == migrate::table_kind::view || each.kind == migrate::table_kind::materialized_view;
}
inline bool is_computed_anew(const migrate::change<migrate::column_definition>& change) {
    if (!change.is_changed() || !change.after->is_generated()) return false;
    return change.is_remade || change.before->is_stored != change.after->is_stored ||
           !says_same(change.before->generated_sql, change.after->generated_sql);
}
/// Whether the values of a column become others by themselves.
inline bool is_retyped(const migrate::change<migrate::column_definition>& change) {
    return change.is_changed() && (change.is_remade || !says_same(change.before->type, change.after->type) ||
                                   !says_same(change.before->collation, change.after->collation));
}
/// Whether nothing else is another: a comment is said, and nothing made.
inline bool is_of_comment(const migrate::change<migrate::index_definition>& change) {
    if (!change.is_changed() || change.is_remade) return false;
    migrate::index_definition old = *change.before;
    old.comment = change.after->comment;
    return is_same(old, *change.after);
}
/// Whether only rows of before have not been looked at.
inline bool is_of_validation(const migrate::change<migrate::constraint_definition>& change) {
    constexpr std::string_view mark = " NOT VALID";
    if (!change.is_changed() || change.is_remade || change.before->is_validated || !change.after->is_validated)
        return false;
    std::string_view old = change.before->sql;
    if (old.ends_with(mark)) old.remove_suffix(mark.size());
    return change.before->kind == change.after->kind && says_same(old, change.after->sql);
}

/// Of "(x mood, y integer)" without the names of the attributes: "mood, integer)".
inline std::string types_of_attributes(const std::string& sql) {
    std::string types;
    const std::vector<sql_token> all = sql_tokenizer(sql, false).all();
    int depth = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        depth += all[i].is("(") - all[i].is(")");
        types.append(all[i].text).append(" ");
        if (depth == 1 && (all[i].is("(") || all[i].is(","))) ++i; // the name
    }
    return types;
}
inline bool is_parameter_mode(const sql_token& each) {
    return each.is("IN") || each.is("OUT") || each.is("INOUT") || each.is("VARIADIC");
}
/// Whether a name is none of a type, but of what a function takes: of `(INOUT price numeric, app.money)` the first.
inline bool is_parameter(const std::vector<sql_token>& all, std::size_t at) {
    const bool begins = at > 0 && (all[at - 1].is("(") || all[at - 1].is(",") || is_parameter_mode(all[at - 1]));
    return begins && at + 1 < all.size() && all[at + 1].is_name() && !all[at + 1].is("DEFAULT");
}
/// What stands before the lines that can be replaced: the name, the parameters, and what it returns.
inline std::string_view head_of_function(std::string_view sql) {
    const std::size_t first = sql.find('\n');
    return sql.substr(0, first == sql.npos ? first : sql.find('\n', first + 1));
}
/// Of a function whose body is looked at when it is made, one that stands for it until what that names is there, and
/// does nothing: it holds on to nothing either. Empty: it is none.
inline std::string stand_in_of(const migrate::object_definition& function) {
    const std::string& sql = function.sql;
    const std::size_t begin = std::min(sql.find("\nBEGIN ATOMIC"), sql.find("\nRETURN "));
    if (function.kind != "function" || begin == sql.npos || sql.find("\nAS ") < begin) return {};
    return sql.substr(0, begin) + "\nAS ''";
}
/// Things in an order in which none names one that comes later, where there is such an order.
template <class Thing, class Names>
std::vector<const Thing*> in_order_of_names(std::vector<const Thing*> waiting, Names names) {
    std::vector<const Thing*> ordered;
    while (!waiting.empty()) {
        std::size_t taken = 0; // in a circle: whichever comes first
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            bool waits = false;
            for (const Thing* other : waiting) waits |= other != waiting[i] && names(*waiting[i], *other);
            if (waits) continue;
            taken = i;
            break;
        }
        ordered.push_back(waiting[taken]);
        waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(taken));
    }
    return ordered;
}

struct planning {
    planning(const change_patterns& patterns, const migrate::plan_options& wanted,
             const migrate::database_definition& from, const migrate::database_definition& to)
        : how(patterns), options(wanted), before(from), after(to), found(migrate::compare(from, to)),
          owners(to, tables_of(to)) {}

    const change_patterns& how;
    const migrate::plan_options& options;
    const migrate::database_definition& before;
    const migrate::database_definition& after;
    migrate::difference found;
    std::vector<const migrate::table_definition*> remade_views{}; ///< of before
    std::vector<migrate::step> steps{};
    bool commits_next = false;
    sequence_owners owners; ///< of after
    std::set<std::string, std::less<>> made_sequences{};

    void add(migrate::step made) {
        made.begins_anew |= std::exchange(commits_next, false);
        steps.push_back(std::move(made));
    }
    void add(std::string about, const change_pattern& pattern, pattern_parts parts) {
        add(make_step(pattern, std::move(about), parts));
    }
    static std::vector<const migrate::table_definition*> tables_of(const migrate::database_definition& in) {
        std::vector<const migrate::table_definition*> all;
        for (const migrate::table_definition& each : in.tables) all.push_back(&each);
        return all;
    }
    /// Whether a way that keeps nobody waiting is to be taken, and is there.
    bool is_careful(const migrate::table_definition& table, const change_pattern& slow) const {
        return options.careful && !slow.empty() && table.kind != migrate::table_kind::view &&
               (how.whole_options.empty() || table.options.find(how.whole_options) == std::string::npos);
    }
    migrate::table_change* change_of(const migrate::table_definition& before_table) {
        for (migrate::table_change& each : found.changed)
            if (each.before == &before_table) return &each;
        return nullptr;
    }
    /// The same, also for a table in which nothing is another; null where it goes.
    migrate::table_change* touch(const migrate::table_definition& before_table) {
        if (migrate::table_change* const there = change_of(before_table)) return there;
        const migrate::table_definition* const now = find_named(after.tables, before_table);
        for (const auto& each : found.tables)
            if (each.before == &before_table) return nullptr;
        if (!now) return nullptr;
        found.changed.push_back({.before = &before_table, .after = now});
        return &found.changed.back();
    }
    /// A name for what stands in for another thing for a while: one that nothing of either database has.
    std::string free_name(std::string_view prefix, const std::string& schema, std::string_view name) const {
        return find_free_name(prefix, name, [&](std::string_view free) {
            return has_thing_named(before, schema, free) || has_thing_named(after, schema, free);
        });
    }
    bool is_remade(const migrate::table_definition& view) const {
        for (const migrate::table_definition* each : remade_views)
            if (have_one_name(*each, view)) return true;
        return false;
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/planning.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Domains, functions, tables and views in an order of what they need: each behind those that its text names.

namespace refract {
inline namespace v0 {
namespace detail {

using name_set = std::set<std::string, std::less<>>;

inline void add_names(name_set& to, std::string_view sql) {
    for (const sql_token& each : sql_tokenizer(sql, false).all())
        if (each.is_name()) to.insert(unquote_sql(each.text));
}

/// Of what stands between a function's name and its body; what its parameters are called is none of them.
inline void add_names_of_types(name_set& to, std::string_view signature, name_set& parameters) {
    const std::vector<sql_token> all = sql_tokenizer(signature, false).all();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].is_name()) (is_parameter(all, i) ? parameters : to).insert(unquote_sql(all[i].text));
}

/// Something with the names in its text.
struct named_thing {
    const migrate::table_definition* table = nullptr;
    const migrate::object_definition* object = nullptr;
    std::string name{};   ///< by which others call it
    name_set needs{};     ///< what the database looks for when it is made
    name_set of_tables{}; ///< the same of tables and views
    name_set looks_at{};  ///< later: what a body names that is looked at when it runs, and a table's indexes

    bool is_table() const { return table != nullptr; }
    bool has_stand_in() const { return object && !stand_in_of(*object).empty(); }
    bool needs_thing(const named_thing& other) const {
        return &other != this && (other.is_table() ? of_tables : needs).count(other.name) > 0;
    }
    bool names_thing(const named_thing& other) const {
        return needs_thing(other) || (&other != this && looks_at.count(other.name) > 0);
    }
};

/// Keys between tables come when all are there, and are not looked at.
inline named_thing thing_of(const migrate::table_definition& of) {
    named_thing made{.table = &of, .name = of.name};
    if (is_view(of)) {
        add_names(made.needs, of.sql);
        made.of_tables = made.needs;
        return made;
    }
    add_names(made.needs, of.options);
    for (const migrate::column_definition& each : of.columns)
        add_names(made.needs, each.type), add_names(made.needs, each.collation);
    made.of_tables = made.needs;
    for (const migrate::column_definition& each : of.columns)
        add_names(made.needs, each.default_sql), add_names(made.needs, each.generated_sql);
    for (const migrate::constraint_definition& each : of.constraints)
        if (each.kind != migrate::constraint_kind::foreign_key) add_names(made.needs, each.sql);
    // One over a function of the table's own rows comes behind that.
    for (const migrate::index_definition& each : of.indexes) add_names(made.looks_at, each.sql);
    return made;
}
/// Of `CREATE OR REPLACE FUNCTION f(a mood) ... LANGUAGE sql AS $function$ ... $function$`. What another language than
/// SQL says is looked at when it runs, but for the types of its variables.
inline named_thing thing_of(const migrate::object_definition& of, bool with_body = true) {
    named_thing made{.object = &of, .name = of.name};
    if (of.kind != "function") {
        add_names(made.needs, of.kind == "type" ? types_of_attributes(of.sql) : of.sql);
        made.of_tables = made.needs;
        return made;
    }
    made.name = of.name.substr(0, of.name.find('('));
    const std::size_t begin = std::min(of.sql.find('('), of.sql.size());
    const std::size_t as = std::min(of.sql.find("\nAS "), of.sql.size()),
                      end = std::min(of.sql.find('\n', as + 1), as + 4);
    const std::string_view sql = of.sql, body = sql.substr(std::min(end, sql.size()));
    name_set parameters, of_body;
    add_names_of_types(made.needs, sql.substr(begin, as - begin), parameters);
    made.needs.erase(made.name);
    const std::size_t quote = body.starts_with('$') ? body.find('$', 1) : body.npos;
    if (with_body && quote != body.npos) {
        const std::string_view mark = body.substr(0, quote + 1);
        const std::string_view inside =
            body.substr(mark.size(), body.rfind(mark) - std::min(mark.size(), body.rfind(mark)));
        add_names(of_body, inside);
        for (const std::string& each : parameters) of_body.erase(each);
        (mentions(sql.substr(begin, as - begin), "sql") ? made.needs : made.looks_at).merge(of_body);
    }
    made.of_tables = made.needs;
    return made;
}

/// In an order in which none needs one that comes later, nor names one, where there is such an order.
inline std::vector<const named_thing*> in_order_of_needs(std::vector<const named_thing*> waiting) {
    std::vector<const named_thing*> ordered;
    const auto first_without = [&](auto names) {
        return std::find_if(waiting.begin(), waiting.end(), [&](const named_thing* one) {
            return std::none_of(waiting.begin(), waiting.end(),
                                [&](const named_thing* other) { return names(*one, *other); });
        });
    };
    while (!waiting.empty()) {
        auto next = first_without([](const auto& one, const auto& other) { return one.names_thing(other); });
        if (next == waiting.end())
            next = first_without([](const auto& one, const auto& other) { return one.needs_thing(other); });
        if (next == waiting.end()) // a circle
            next = first_without(
                [](const auto& one, const auto& other) { return one.needs_thing(other) && !other.has_stand_in(); });
        if (next == waiting.end()) // what a table names is looked for at once
            next =
                std::find_if(waiting.begin(), waiting.end(), [](const named_thing* one) { return !one->is_table(); });
        if (next == waiting.end()) next = waiting.begin();
        ordered.push_back(*next);
        waiting.erase(next);
    }
    return ordered;
}

/// When a function is made.
enum class made_when : std::uint8_t {
    first,
    beside_tables,  ///< among domains and tables that are new
    behind_columns, ///< of tables that were there
    with_views,
};

/// What a plan makes.
class made_order {
public:
    explicit made_order(const planning& plan) : plan_(plan) {
        for (const auto& each : plan.found.tables)
            if (each.after)
                add(thing_of(*each.after), is_view(*each.after) ? made_when::with_views : made_when::beside_tables);
        for (const migrate::table_definition* each : plan.remade_views)
            if (const migrate::table_definition* const now = find_named(plan.after.tables, *each))
                if (is_view(*now) && !is_listed(*now)) add(thing_of(*now), made_when::with_views);
        for (const auto& each : plan.found.objects) {
            const std::string kind = each.after ? each.after->kind : std::string();
            const bool is_made_once = kind == "type" || kind == "collation";
            if (kind != "domain" && kind != "function" && !(is_made_once && each.is_new())) continue;
            add(thing_of(*each.after), kind != "function" ? made_when::beside_tables
                                       : each.is_remade   ? made_when::behind_columns
                                                          : made_when::first);
        }
        delay();
        hasten();
    }
    std::vector<const named_thing*> of(made_when when) const {
        std::vector<const named_thing*> found;
        for (const placed& each : all_)
            if (each.when == when) found.push_back(&each.thing);
        return in_order_of_needs(std::move(found));
    }
    /// Whether a function of that time may be refused for its body: the body names what comes later, or the plan begins
    /// with nothing, where what a body named when it was written need not be there any more.
    bool leaves_bodies(made_when when) const {
        const bool is_all = plan_.before.tables.empty() && plan_.before.enums.empty() && plan_.before.objects.empty();
        const std::vector<const named_thing*> order = of(when);
        for (std::size_t i = 0; i < order.size(); ++i)
            if (has_text_body(*order[i]) && (is_all || names_later(order, i, when))) return true;
        return false;
    }

private:
    struct placed {
        named_thing thing;
        made_when when;
        bool is_free() const { return thing.object && thing.object->kind == "function"; }
    };

    static bool has_text_body(const named_thing& of) {
        return of.object && of.object->kind == "function" && of.object->sql.find("\nAS $") != std::string::npos;
    }
    void add(named_thing thing, made_when when) { all_.push_back({std::move(thing), when}); }
    bool is_listed(const migrate::table_definition& table) const {
        return std::any_of(all_.begin(), all_.end(), [&](const placed& each) { return each.thing.table == &table; });
    }
    /// Columns of tables that were there, which are new or become others.
    bool names_changed_column(const named_thing& of) const {
        for (const migrate::table_change& each : plan_.found.changed) {
            if (is_view(*each.before) || of.needs.count(each.before->name) == 0) continue;
            for (const auto& column : each.columns)
                if (column.after && (column.is_new() || is_retyped(column)) && of.needs.count(column.after->name) > 0)
                    return true;
        }
        return false;
    }
    bool names_later(const std::vector<const named_thing*>& order, std::size_t at, made_when when) const {
        const named_thing& function = *order[at];
        if (when < made_when::behind_columns && names_changed_column(function)) return true;
        for (std::size_t i = at + 1; i < order.size(); ++i)
            if (function.needs_thing(*order[i])) return true;
        return std::any_of(all_.begin(), all_.end(),
                           [&](const placed& each) { return each.when > when && function.needs_thing(each.thing); });
    }
    /// Functions come no sooner than what they name.
    void delay() {
        for (placed& each : all_)
            if (each.is_free() && names_changed_column(each.thing))
                each.when = std::max(each.when, made_when::behind_columns);
        for (bool more = true; more;) {
            more = false;
            for (placed& each : all_)
                for (const placed& other : all_)
                    if (each.is_free() && each.when < other.when && each.thing.names_thing(other.thing)) {
                        each.when = other.when;
                        more = true;
                    }
        }
    }
    /// And no later than what needs them.
    void hasten() {
        std::vector<named_thing> needy;
        for (const migrate::table_change& each : plan_.found.changed)
            if (!is_view(*each.before)) needy.push_back(thing_of(changed_parts(each)));
        for (const placed& each : all_)
            if (each.when == made_when::beside_tables) needy.push_back(each.thing);
        for (std::size_t i = 0; i < needy.size(); ++i)
            for (placed& each : all_) {
                const bool is_meant = each.is_free() || each.thing.is_table(); // a view whose rows a column holds
                const bool is_needed =
                    needy[i].is_table() ? needy[i].names_thing(each.thing) : needy[i].needs_thing(each.thing);
                if (!is_meant || each.when <= made_when::beside_tables || !is_needed) continue;
                each.when = made_when::beside_tables;
                needy.push_back(each.thing);
            }
    }
    static migrate::table_definition changed_parts(const migrate::table_change& of) {
        migrate::table_definition made{.name = of.after->name};
        for (const auto& each : of.columns)
            if (each.after) made.columns.push_back(*each.after);
        for (const auto& each : of.constraints)
            if (each.after) made.constraints.push_back(*each.after);
        for (const auto& each : of.indexes)
            if (each.after) made.indexes.push_back(*each.after);
        return made;
    }

    const planning& plan_;
    std::vector<placed> all_{};
};

/// What a plan drops, those first that stand on others. A body that is a text holds nothing.
class gone_order {
public:
    explicit gone_order(const planning& plan) : plan_(plan) {
        for (const migrate::table_definition* each : plan.remade_views) early_.push_back(thing_of(*each));
        std::vector<named_thing> tables;
        for (const auto& each : plan.found.tables)
            if (each.is_gone() && !is_view(*each.before)) tables.push_back(thing_of(*each.before));
        for (std::size_t i = 0; i < tables.size(); ++i) { // one that holds rows of a view goes before it
            const bool holds_row = std::any_of(early_.begin(), early_.end(), [&](const named_thing& one) {
                return is_view(*one.table) && tables[i].needs_thing(one);
            });
            if (!holds_row) continue;
            early_.push_back(std::move(tables[i]));
            tables.erase(tables.begin() + static_cast<std::ptrdiff_t>(i));
            i = static_cast<std::size_t>(-1);
        }
        for (const auto& each : plan.found.objects)
            if (is_dropped(each)) late_.push_back(thing_of(*each.before, false));
        const auto holds = [](const named_thing& function, const std::vector<named_thing>& all) {
            return std::any_of(all.begin(), all.end(), [&](const auto& one) { return function.needs_thing(one); });
        };
        for (std::size_t i = 0; i < late_.size(); ++i) {
            if (late_[i].object->kind != "function" || (!holds(late_[i], early_) && !holds(late_[i], tables))) continue;
            early_.push_back(late_[i]);
            late_.erase(late_.begin() + static_cast<std::ptrdiff_t>(i));
            i = static_cast<std::size_t>(-1); // another may stand on it
        }
    }
    /// Views, and functions that stand on one, or on a table that goes.
    std::vector<const named_thing*> with_views() const { return backwards(early_); }
    bool has_early(const migrate::table_definition& table) const {
        return std::any_of(early_.begin(), early_.end(), [&](const named_thing& one) { return one.table == &table; });
    }
    /// Other functions, and domains.
    std::vector<const named_thing*> late() const { return backwards(late_); }

private:
    bool is_dropped(const migrate::change<migrate::object_definition>& each) const {
        if (!plan_.options.drops_undeclared || !each.is_gone() || each.is_remade) return false;
        const std::string& kind = each.before->kind;
        return (kind == "function" || kind == "domain" || kind == "type" || kind == "collation") &&
               stays_undeclared(*each.before, plan_.after);
    }
    static std::vector<const named_thing*> backwards(const std::vector<named_thing>& of) {
        std::vector<const named_thing*> all;
        for (const named_thing& each : of) all.push_back(&each);
        all = in_order_of_needs(std::move(all));
        std::reverse(all.begin(), all.end());
        return all;
    }

    const planning& plan_;
    std::vector<named_thing> early_{}, late_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

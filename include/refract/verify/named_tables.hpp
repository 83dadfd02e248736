// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/query_record.hpp>
#include <refract/driver/inspection.hpp>
#include <refract/tree/scope.hpp>
#include <refract/tree/walk.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What a query says of its tables.

namespace refract {
inline namespace v0 {
namespace detail {

/// Visits each clause of a statement, of the queries inside it too.
template <class Visit> void for_each_clause(const statement_view& statement, Visit& visit) {
    for (const clause& each : statement) {
        visit(each);
        any_query_in(each, [&](const statement_view& inner) {
            for_each_clause(inner, visit);
            return false;
        });
    }
}

/// A table that a statement names, and not one that it makes itself (WITH, a query as a table, a function).
struct table_use {
    const table_info* table = nullptr;
    std::string_view alias{};           ///< or the name that refract gives a table inside
    const table_info* placed = nullptr; ///< the same where it is looked for
};
/// Adds those of a statement, which sees the tables of some around it, and of the queries inside it.
inline void add_tables(const statement_view& statement, const scope* outer, const std::vector<std::string_view>& own,
                       std::vector<table_use>& uses) {
    const scope in = make_scope(statement, outer);
    for (const clause& each : statement) {
        any_query_in(each, [&](const statement_view& inner) {
            add_tables(inner, &inner == each.query ? outer : &in, own, uses);
            return false;
        });
        if (!brings_table(each.kind) || each.query || !each.table) continue;
        if (each.kind == clause_kind::from && each.nodes) continue; // a function's rows
        const table_info& table = each.table();
        if (table.schema.empty() && std::find(own.begin(), own.end(), table.name) != own.end()) continue;
        const source* const named = in.find_table(each.table, each.alias);
        uses.push_back({&table, named ? named->own_name() : each.alias, nullptr});
    }
}
inline std::vector<table_use> tables_of(const query_record& record) {
    if (!record.view) return {{&record.table(), {}}};
    std::vector<std::string_view> own;
    const auto note_own = [&](const clause& each) {
        if (is_with(each.kind) && each.table) own.push_back(each.table().name);
    };
    for_each_clause(*record.view, note_own);
    std::vector<table_use> uses;
    add_tables(*record.view, nullptr, own, uses);
    return uses;
}

/// Whether an index can serve a comparison with a column as it stands.
constexpr bool serves_comparison(const node& at) {
    switch (at.kind) {
    case node_kind::binary:
        return at.op == operation::equal || at.op == operation::less || at.op == operation::less_equal ||
               at.op == operation::greater || at.op == operation::greater_equal;
    case node_kind::between:
    case node_kind::in_values:
    case node_kind::in_list:
    case node_kind::in_query: return !at.negated;
    default: return false;
    }
}
/// Visits each clause of the statements that a table stands in, and not of queries inside them, which only compare
/// with its rows: an index of the table serves none of those.
template <class Visit> void for_each_clause_beside(const query_record& record, const table_info& table, Visit visit) {
    const auto look = [&](const statement_view& at, const auto& again) -> void {
        const auto is_it = [&](const clause& each) {
            return brings_table(each.kind) && each.table && each.table().name == table.name;
        };
        const bool is_beside = std::any_of(at.begin(), at.end(), is_it);
        for (const clause& each : at) {
            if (is_beside) visit(each);
            any_query_in(each, [&](const statement_view& inner) {
                again(inner, again);
                return false;
            });
        }
    };
    look(*record.view, look);
}
/// Adds the columns of a table that stand in a clause: those that are compared as they stand, or all of them.
inline void add_columns(const clause& from, const table_info& table, bool compared, std::vector<std::string>& columns) {
    const node* const end = from.nodes ? end_of(from.nodes, from.items) : nullptr;
    const auto add = [&](const node& at) {
        if (at.kind != node_kind::column || at.table().name != table.name) return;
        const std::string_view name = at.table().columns[at.column].name;
        if (std::find(columns.begin(), columns.end(), name) == columns.end()) columns.emplace_back(name);
    };
    for (const node* at = from.nodes; at != end; ++at) {
        if (!compared) add(*at);
        if (compared && serves_comparison(*at))
            for (const node& side : operands_of(*at)) add(side);
    }
}
/// The columns of a table that a statement compares or sets, as far as they are stored as their types are.
inline std::vector<const column_info*> used_columns(const query_record& record, const table_info& table) {
    std::vector<bool> is_used(table.column_count);
    const auto add_of_nodes = [&](const node* at, const node* end) {
        for (; at != end; ++at)
            if ((at->kind == node_kind::column || at->kind == node_kind::assignment) && at->table().name == table.name)
                is_used[at->column] = true;
    };
    const auto add = [&](const clause& each) {
        if (each.nodes) add_of_nodes(each.nodes, end_of(each.nodes, each.items));
    };
    if (record.view) for_each_clause(*record.view, add);
    std::vector<const column_info*> columns;
    for (std::size_t i = 0; i < table.column_count; ++i) {
        const column_info& column = table.columns[i];
        if (!record.view) is_used[i] = record.text->text().find(quote_name(column.name)) != std::string_view::npos;
        if (is_used[i] && column.stored.kind == stored_kind::usual && column.type.form == column_form::usual)
            columns.push_back(&column);
    }
    return columns;
}
/// Which clauses a text has: one of the run time may have those whose flag the run time knows.
enum class text_kind : std::uint8_t { constant, of_run_time };
constexpr bool is_condition_in(text_kind text, const clause& each) {
    return each.kind == clause_kind::where || (text == text_kind::of_run_time && each.kind == clause_kind::where_if);
}

/// The columns of a table that an index could serve: those that conditions compare as they stand, else those of joins.
inline std::vector<std::string> compared_columns(const query_record& record, const table_info& table, text_kind text) {
    std::vector<std::string> columns, joined;
    if (!record.view) {
        for (std::size_t i = 0; i < table.key.count; ++i)
            columns.emplace_back(table.columns[table.key.columns[i]].name);
        return columns;
    }
    const auto add = [&](const clause& each) {
        if (is_condition_in(text, each)) add_columns(each, table, true, columns);
        if (is_join(each.kind)) add_columns(each, table, true, joined);
    };
    for_each_clause_beside(record, table, add);
    return columns.empty() ? joined : columns;
}
/// The columns of a table by which the rows of a statement are ordered.
inline std::vector<std::string> ordered_columns(const query_record& record, const table_info& table) {
    std::vector<std::string> columns;
    const clause* const order = record.view ? record.view->find(clause_kind::order_by) : nullptr;
    if (order) add_columns(*order, table, false, columns);
    return columns;
}
/// Whether a statement has conditions on a table, or, without a table, on any.
inline bool has_condition_on(const query_record& record, const table_info* table, text_kind text) {
    if (!record.view) return true;
    bool found = false;
    const auto look = [&](const clause& each) {
        found |= text == text_kind::of_run_time && each.kind == clause_kind::where_predicate;
        if (!is_condition_in(text, each)) return;
        std::vector<std::string> columns;
        if (table) add_columns(each, *table, false, columns);
        found |= !table || !columns.empty();
    };
    table ? for_each_clause_beside(record, *table, look) : for_each_clause(*record.view, look);
    return found;
}
/// Whether a comparison holds the rows of a table against those of some that are read before it, by their names.
inline bool is_compared_with(const query_record& record, const table_info& table,
                             const std::vector<std::string>& before) {
    if (!record.view || before.empty()) return false;
    bool found = false;
    const auto is_before = [&](const node& at) {
        const std::string_view name = at.alias.empty() && at.table ? at.table().name : at.alias;
        return at.kind == node_kind::column && std::find(before.begin(), before.end(), name) != before.end();
    };
    const auto is_ours = [&](const node& at) { return at.kind == node_kind::column && at.table().name == table.name; };
    const auto look = [&](const clause& each) {
        if (!each.nodes || (!is_join(each.kind) && each.kind != clause_kind::where)) return;
        for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at) {
            if (at->kind != node_kind::binary || !serves_comparison(*at)) continue;
            const node &left = operand_of(*at, 0), &right = operand_of(*at, 1);
            found |= (is_ours(left) && is_before(right)) || (is_ours(right) && is_before(left));
        }
    };
    for_each_clause_beside(record, table, look);
    return found;
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/query_record.hpp>
#include <refract/tree/walk.hpp>

#include <algorithm>
#include <cstddef>
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
    std::string_view alias{};
};
inline std::vector<table_use> tables_of(const query_record& record) {
    if (!record.view) return {{&record.table(), {}}};
    std::vector<std::string_view> own;
    const auto note_own = [&](const clause& each) {
        if (is_with(each.kind) && each.table) own.push_back(each.table().name);
    };
    for_each_clause(*record.view, note_own);
    std::vector<table_use> uses;
    const auto add = [&](const clause& each) {
        if (!brings_table(each.kind) || each.query || !each.table) return;
        if (each.kind == clause_kind::from && each.nodes) return; // a function's rows
        const table_info& table = each.table();
        if (table.schema.empty() && std::find(own.begin(), own.end(), table.name) != own.end()) return;
        uses.push_back({&table, each.alias});
    };
    for_each_clause(*record.view, add);
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
/// The columns of a table that a statement's conditions compare as they stand.
inline std::vector<std::string> compared_columns(const query_record& record, const table_info& table) {
    std::vector<std::string> columns;
    if (!record.view) {
        for (std::size_t i = 0; i < table.key.count; ++i)
            columns.emplace_back(table.columns[table.key.columns[i]].name);
        return columns;
    }
    const auto add = [&](const clause& each) {
        if (each.kind != clause_kind::where && each.kind != clause_kind::join) return;
        const node* const end = each.nodes ? end_of(each.nodes, each.items) : nullptr;
        for (const node* at = each.nodes; at != end; ++at) {
            if (!serves_comparison(*at)) continue;
            for (const node& side : operands_of(*at)) {
                if (side.kind != node_kind::column || side.table().name != table.name) continue;
                const std::string_view name = side.table().columns[side.column].name;
                if (std::find(columns.begin(), columns.end(), name) == columns.end()) columns.emplace_back(name);
            }
        }
    };
    for_each_clause(*record.view, add);
    return columns;
}
/// Whether a statement has conditions of its own.
inline bool names_conditions(const query_record& record) {
    if (!record.view) return true;
    bool found = false;
    const auto look = [&](const clause& each) {
        found |= each.kind == clause_kind::where || (each.kind == clause_kind::join && each.nodes);
    };
    for_each_clause(*record.view, look);
    return found;
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/clause.hpp>

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// One table of a query under the name that its columns are called by.
struct source {
    table_ref table = nullptr;
    std::string_view alias{};
    bool nullable = false; ///< the far side of an outer join

    constexpr std::string_view name() const { return alias.empty() ? table().name : alias; }
    /// Whether a column's name could mean either: tables of one name differ by their schema only where both have one,
    /// since `"item"."id"` means the item of any schema.
    constexpr bool is_mistaken_for(const source& other) const {
        if (name() != other.name()) return false;
        if (!alias.empty() || !other.alias.empty()) return true;
        const std::string_view schema = table().schema, others = other.table().schema;
        return schema.empty() || others.empty() || schema == others;
    }
};

inline constexpr std::size_t max_sources = 32;

/// The tables of a query, in order, and whether its rows are groups.
struct scope {
    source sources[max_sources]{};
    std::size_t count = 0;
    const node* group_keys = nullptr;
    std::size_t group_key_count = 0;

    constexpr const source* find(const node& column) const {
        for (std::size_t i = 0; i < count; ++i)
            if (sources[i].table == column.table && sources[i].alias == column.alias) return &sources[i];
        return nullptr;
    }
};

constexpr scope make_scope(const statement_view& statement) {
    scope result;
    for (const clause& each : statement) {
        if (each.kind == clause_kind::group_by) {
            result.group_keys = each.nodes;
            result.group_key_count = each.items;
        }
        if (each.kind != clause_kind::from && each.kind != clause_kind::join) continue;
        if (each.kind == clause_kind::join && (each.join == join_kind::right || each.join == join_kind::full))
            for (std::size_t i = 0; i < result.count; ++i) result.sources[i].nullable = true;
        result.sources[result.count++] = {each.table, each.alias,
                                          each.kind == clause_kind::join &&
                                              (each.join == join_kind::left || each.join == join_kind::full)};
    }
    return result;
}

/// Whether an expression can be NULL, by SQL's rules: NULL goes through operators and functions.
constexpr bool is_nullable(const node* at, const scope& in) {
    switch (at->kind) {
    case node_kind::column: {
        const source* table = in.find(*at);
        return (table && table->nullable) || at->table().columns[at->column].nullable;
    }
    case node_kind::value:
    case node_kind::parameter: return at->nullable;
    case node_kind::null: return true;
    case node_kind::aggregate:
        if (at->op == operation::count) return false;
        // A group has at least one row, unless a filter takes it away.
        if (in.group_key_count == 0 || at->filtered) return true;
        break;
    case node_kind::unary:
        if (at->op == operation::is_null || at->op == operation::is_not_null) return false;
        break;
    case node_kind::binary:
        if (at->op == operation::is_distinct_from || at->op == operation::is_not_distinct_from) return false;
        break;
    default: break;
    }
    const bool any_decides = at->op == operation::coalesce; // one operand that is never NULL is enough
    bool nullable = any_decides;
    const node* operand = at + 1;
    for (std::size_t i = 0; i < at->arity; ++i, operand = skip(operand)) {
        const bool one = is_nullable(operand, in);
        nullable = any_decides ? nullable && one : nullable || one;
    }
    return nullable;
}

} // namespace detail
} // namespace v0
} // namespace refract

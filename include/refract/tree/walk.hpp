// SPDX-License-Identifier: MIT
#pragma once

#include <refract/tree/statement.hpp>

#include <cstddef>
#include <string_view>

/// \file
/// Ways through the tree. Nodes lie in prefix order, so what follows an operand is found by skipping it.

namespace refract {
inline namespace v0 {
namespace detail {

/// The node behind an expression and all its operands.
constexpr const node* skip(const node* at) {
    std::size_t left = 1;
    while (left > 0) {
        left += at->arity;
        --left;
        ++at;
    }
    return at;
}

/// Expressions side by side: `for (const node& each : operands_of(parent))`.
struct expression_range {
    struct iterator {
        const node* at;
        std::size_t left;
        constexpr const node& operator*() const { return *at; }
        constexpr iterator& operator++() {
            // Not behind the last one: there may be nothing there.
            if (--left > 0) at = skip(at);
            return *this;
        }
        constexpr bool operator!=(const iterator& other) const { return left != other.left; }
    };
    const node* first;
    std::size_t count;

    constexpr iterator begin() const { return {first, count}; }
    constexpr iterator end() const { return {nullptr, 0}; }
};
constexpr expression_range operands_of(const node& parent) { return {&parent + 1, parent.arity}; }
constexpr const node& operand_of(const node& parent, std::size_t index) {
    const node* at = &parent + 1;
    for (; index > 0; --index) at = skip(at);
    return *at;
}
/// An expression without the name that it has been given.
constexpr const node& unnamed(const node& at) {
    const node* plain = &at;
    while (plain->kind == node_kind::named && plain->arity > 0) ++plain;
    return *plain;
}
constexpr expression_range items_of(const clause& each) { return {each.nodes, each.items}; }
constexpr expression_range items_of(const clause* each) {
    return each ? items_of(*each) : expression_range{nullptr, 0};
}

/// Whether a `set` assigns a column.
constexpr bool assigns(const clause* set, std::size_t column) {
    for (const node& item : items_of(set))
        if (item.column == column) return true;
    return false;
}

/// What reports call a query; empty if it has no name.
constexpr std::string_view name_of(const statement_view& statement) {
    const clause* const name = statement.find(clause_kind::name);
    return name ? name->alias : std::string_view();
}

constexpr const node* end_of(const node* nodes, std::size_t items) {
    for (; items > 0; --items) nodes = skip(nodes);
    return nodes;
}

/// Where the parts behind some others are; null where none are known.
constexpr const dynamic_part* behind(const dynamic_part* parts, const content& before) {
    return parts ? parts + before.parts : nullptr;
}

/// What a statement, a clause or nodes side by side hold, queries inside them included. `parts` are those of the
/// run time, from the piece's first on; without them only the constant pieces are counted.
constexpr content content_of(const statement_view& statement, const dynamic_part* parts = nullptr);

constexpr content content_of(const node* first, const node* last, const dynamic_part* parts = nullptr) {
    content all;
    for (; first != last; ++first) {
        if (first->kind == node_kind::value) all += {.values = 1};
        if (first->kind == node_kind::parameter) all += {.parameters = 1};
        if (!first->query) continue;
        all += content_of(*first->query, behind(parts, all));
        all += {.queries = 1};
    }
    return all;
}
constexpr content content_of(const clause& each, const dynamic_part* parts = nullptr) {
    if (!parts || each.holds.parts == 0) return each.holds; // all of it is constant
    content all;
    if (each.query) {
        all += content_of(*each.query, parts);
        all += {.queries = 1};
    }
    if (is_dynamic(each.kind)) {
        all.parts = 1;
        all += parts->holds;
        if (!has_flag(each.kind)) return all;
    }
    all += content_of(each.nodes, end_of(each.nodes, each.items), behind(parts, all));
    return all;
}
constexpr content content_of(const statement_view& statement, const dynamic_part* parts) {
    content all;
    for (const clause& each : statement) all += content_of(each, behind(parts, all));
    return all;
}

/// Whether one of the queries directly inside a clause passes: the one that stands as a table, and those of its
/// expressions.
template <class Test> constexpr bool any_query_in(const clause& each, Test test) {
    if (each.holds.queries == 0) return false;
    if (each.query && test(*each.query)) return true;
    for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at)
        if (at->query && test(*at->query)) return true;
    return false;
}

/// Whether a statement, or a query inside it, reads a table.
constexpr bool reads(const statement_view& statement, const table_info& table) {
    for (const clause& each : statement) {
        if (brings_table(each.kind) && !each.query && &each.table() == &table) return true;
        if (any_query_in(each, [&](const statement_view& inner) { return reads(inner, table); })) return true;
    }
    return false;
}

/// Whether a write brings back values of before or after it.
constexpr bool returns_sides(const statement_view& statement) {
    const clause* const columns = statement.find(clause_kind::returning);
    for (const node *at = columns ? columns->nodes : nullptr, *end = columns ? end_of(at, columns->items) : at;
         at != end; ++at)
        if (at->side != row_side::current) return true;
    return false;
}

/// Whether a kind of node stands anywhere in a statement, queries inside included.
constexpr bool has_node(const statement_view& statement, node_kind kind) {
    for (const clause& each : statement) {
        for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at)
            if (at->kind == kind) return true;
        if (any_query_in(each, [&](const statement_view& inner) { return has_node(inner, kind); })) return true;
    }
    return false;
}

/// Whether it is said how the levels of a query of trees are read.
constexpr bool says_strategy(const statement_view& query) {
    return query.has(clause_kind::program_keys) || query.has(clause_kind::full_tables) ||
           query.has(clause_kind::recursive_keys);
}

} // namespace detail
} // namespace v0
} // namespace refract

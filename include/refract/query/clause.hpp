// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/column.hpp>
#include <refract/expr/node.hpp>
#include <refract/schema/model.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// The clauses of a statement: as types, which make a query's type, and as plain data, which rules
/// and printing read.

namespace refract {
inline namespace v0 {
namespace detail {

enum class verb : std::uint8_t { select, insert, update, remove };

enum class clause_kind : std::uint8_t {
    from, ///< also the table of insert, update and delete
    join,
    where,
    where_if,        ///< one stored flag, then the condition's values
    where_predicate, ///< one stored predicate
    group_by,
    having,
    select,
    order_by,
    ordering, ///< one stored ordering
    limit,
    offset,
    distinct,
    set,
    returning,
    all_rows,
    for_update,
};

enum class join_kind : std::uint8_t { inner, left, right, full, cross };

/// A clause as plain data.
struct clause {
    clause_kind kind{};
    join_kind join = join_kind::inner;
    std::uint16_t items = 0;      ///< expressions in `nodes`
    std::uint16_t stored = 0;     ///< values that it keeps in the query
    std::uint16_t parameters = 0; ///< arguments that it expects later
    const node* nodes = nullptr;
    table_ref table = nullptr; ///< of from and join; of select and returning: the row struct
    std::string_view alias{};
};

/// Several expressions in one array of nodes.
template <class... Node> struct node_sequence {
    using parameters = join_lists_t<typename Node::parameters...>;
    static constexpr std::size_t size = (std::size_t{0} + ... + Node::size);
    static constexpr node* append(node* at) {
        ((at = Node::append(at)), ...);
        return at;
    }
};

constexpr std::uint16_t count_kind(const node* nodes, std::size_t size, node_kind kind) {
    std::uint16_t count = 0;
    for (std::size_t i = 0; i < size; ++i)
        if (nodes[i].kind == kind) ++count;
    return count;
}

/// A clause that holds expressions.
template <clause_kind Kind, class... Node> struct expression_clause {
    using sequence = node_sequence<Node...>;
    using parameters = typename sequence::parameters;
    static constexpr clause describe() {
        clause result{.kind = Kind, .items = sizeof...(Node)};
        if constexpr (sizeof...(Node) > 0) {
            result.nodes = nodes_of<sequence>.data();
            result.stored = count_kind(result.nodes, sequence::size, node_kind::value);
            result.parameters = count_kind(result.nodes, sequence::size, node_kind::parameter);
        }
        return result;
    }
};

/// A condition that stands only if a flag, stored before its values, is set.
template <class Node> struct where_if_clause {
    using parameters = typename Node::parameters;
    static constexpr clause describe() {
        clause result = expression_clause<clause_kind::where, Node>::describe();
        result.kind = clause_kind::where_if;
        ++result.stored;
        return result;
    }
};

/// A clause whose nodes are known only at run time.
template <clause_kind Kind> struct dynamic_clause {
    using parameters = type_list<>;
    static constexpr clause describe() { return {.kind = Kind, .stored = 1}; }
};

template <class Source> struct from_clause {
    using parameters = type_list<>;
    static constexpr clause describe() {
        return {.kind = clause_kind::from,
                .table = &table_of<source_model<Source>>,
                .alias = source_traits<Source>::alias_name};
    }
};

template <join_kind Kind, class Source, class... Condition> struct join_clause {
    using sequence = node_sequence<Condition...>;
    using parameters = typename sequence::parameters;
    static constexpr clause describe() {
        clause result = expression_clause<clause_kind::join, Condition...>::describe();
        result.join = Kind;
        result.table = &table_of<source_model<Source>>;
        result.alias = source_traits<Source>::alias_name;
        return result;
    }
};

/// The selected or returned columns, and the struct that they fill.
template <clause_kind Kind, class Row, class... Node> struct row_clause {
    using parameters = typename node_sequence<Node...>::parameters;
    static constexpr clause describe() {
        clause result = expression_clause<Kind, Node...>::describe();
        if constexpr (!std::is_void_v<Row>) result.table = &table_of<Row>;
        return result;
    }
};

/// A statement as plain data.
struct statement_view {
    verb kind{};
    const clause* clauses = nullptr;
    std::size_t count = 0;

    constexpr const clause* begin() const { return clauses; }
    constexpr const clause* end() const { return clauses + count; }
    constexpr const clause* find(clause_kind wanted) const {
        for (const clause& each : *this)
            if (each.kind == wanted) return &each;
        return nullptr;
    }
    constexpr bool has(clause_kind wanted) const { return find(wanted) != nullptr; }
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>
#include <refract/expr/column.hpp>
#include <refract/schema/schema.hpp>
#include <refract/tree/walk.hpp>

#include <cstddef>
#include <type_traits>

/// \file
/// The clauses of a statement as types, which make a query's type; each describes itself as plain data.

namespace refract {
inline namespace v0 {
namespace detail {

/// Several expressions in one array of nodes.
template <class... Node> struct node_sequence {
    using parameters = join_lists_t<typename Node::parameters...>;
    static constexpr std::size_t size = (std::size_t{0} + ... + Node::size);
    static constexpr node* append(node* at) {
        ((at = Node::append(at)), ...);
        return at;
    }
};

/// A clause that holds expressions.
template <clause_kind Kind, class... Node> struct expression_clause {
    using sequence = node_sequence<Node...>;
    using parameters = typename sequence::parameters;
    static constexpr clause describe() {
        clause result{.kind = Kind, .items = sizeof...(Node)};
        if constexpr (sizeof...(Node) > 0) {
            result.nodes = nodes_of<sequence>.data();
            result.holds = content_of(result.nodes, result.nodes + sequence::size);
        }
        return result;
    }
};

/// The value that says whether a clause stands; it is never bound.
struct condition_flag {
    bool stands;
};

/// A clause that stands only if a flag, kept before its values, is set.
template <clause_kind Kind, class... Node> struct flagged_clause {
    using parameters = typename node_sequence<Node...>::parameters;
    static constexpr clause describe() {
        clause result = expression_clause<Kind, Node...>::describe();
        result.holds += {.parts = 1};
        return result;
    }
};

/// A clause whose nodes are known only at run time.
template <clause_kind Kind> struct dynamic_clause {
    using parameters = type_list<>;
    static constexpr clause describe() { return {.kind = Kind, .holds = {.parts = 1}}; }
};

/// Stands for what was no clause, so that one mistake has one sentence: no rule says anything further of its query.
struct refused_clause {
    using parameters = type_list<>;
    static constexpr clause describe() { return {.kind = clause_kind::refused}; }
};

/// What reports call the query.
template <fixed_string Name> struct name_clause {
    using parameters = type_list<>;
    static constexpr clause describe() { return {.kind = clause_kind::name, .alias = Name.view()}; }
};

/// A table whose rows are locked.
template <class Source> struct lock_clause {
    using parameters = type_list<>;
    static constexpr clause describe() {
        return {.kind = clause_kind::lock_of,
                .table = &table_of<source_table<Source>>,
                .alias = source_traits<Source>::alias_name};
    }
};

template <class Source> struct from_clause {
    using parameters = type_list<>;
    static constexpr clause describe() {
        return {.kind = clause_kind::from,
                .table = &table_of<source_table<Source>>,
                .alias = source_traits<Source>::alias_name};
    }
};

template <join_kind Kind, class Source, class... Condition> struct join_clause {
    using parameters = typename node_sequence<Condition...>::parameters;
    static constexpr clause describe() {
        clause result = expression_clause<clause_kind::join, Condition...>::describe();
        result.join = Kind;
        result.table = &table_of<source_table<Source>>;
        result.alias = source_traits<Source>::alias_name;
        return result;
    }
};

/// A join that stands only if a flag, kept before its values, is set.
template <join_kind Kind, class Source, class Condition> struct flagged_join_clause {
    using parameters = typename Condition::parameters;
    static constexpr clause describe() {
        clause result = join_clause<Kind, Source, Condition>::describe();
        result.kind = clause_kind::join_if;
        result.holds += {.parts = 1};
        return result;
    }
};

/// A query that stands as a table: in WITH, FROM or a join. `Source` names it and its columns.
template <clause_kind Kind, join_kind Join, class Source, class Query, class... Condition> struct query_clause {
    using parameters = join_lists_t<typename Query::parameters, typename node_sequence<Condition...>::parameters>;
    static constexpr clause describe() {
        clause result = expression_clause<Kind, Condition...>::describe();
        result.join = Join;
        result.table = &table_of<source_table<Source>>;
        result.alias = source_traits<Source>::alias_name;
        result.query = &Query::view;
        content inside = content_of(Query::view); // its values stand before those of the condition
        inside += {.queries = 1};
        inside += result.holds;
        result.holds = inside;
        return result;
    }
};
/// An operand of a set operation. `Row` is the struct that its rows fill, or void.
template <clause_kind Kind, class Row, class Query> struct operand_clause {
    using parameters = typename Query::parameters;
    static constexpr clause describe() {
        clause result{.kind = Kind, .holds = content_of(Query::view), .query = &Query::view};
        if constexpr (!std::is_void_v<Row>) result.table = &table_of<Row>;
        result.holds += {.queries = 1};
        return result;
    }
};

/// What may tell the rows of a query's tables apart.
template <class Sources> struct indexes_of_sources;
template <class... Source> struct indexes_of_sources<type_list<Source...>> {
    static constexpr table_indexes all[] = {
        {&table_of<source_table<Source>>, options_of<source_model<Source>, index_info>}...};
};
/// A page, of an order that the compiler knows or of one of the run time.
template <class Clause> struct page_clause {
    using parameters = typename Clause::parameters;
    template <class Sources> static constexpr clause describe() {
        clause result = Clause::describe();
        result.indexes = indexes_of_sources<Sources>::all;
        return result;
    }
};

template <class Source, class Sources> inline constexpr bool is_source = false;
template <class Source, class... Sources> inline constexpr bool is_source<Source, type_list<Sources...>> =
    (std::is_same_v<Source, Sources> || ...);

/// The selected or returned columns, and the struct that they fill; or a table of the query, of which all are meant.
template <clause_kind Kind, class Row, class... Node> struct row_clause {
    using parameters = typename node_sequence<Node...>::parameters;
    template <class Sources> static constexpr clause describe() {
        clause result = expression_clause<Kind, Node...>::describe();
        if constexpr (!std::is_void_v<Row>) {
            result.alias = source_traits<Row>::alias_name;
            if constexpr (sizeof...(Node) == 0 && is_source<Row, Sources>)
                result.table = &table_of<source_table<Row>>;
            else
                result.row = &row_info_of<source_model<Row>>();
        }
        return result;
    }
};

/// A clause as plain data. What a struct between < and > means depends on the tables of the query.
template <class Clause, class Sources> constexpr clause describe_clause() {
    if constexpr (requires { Clause::describe(); })
        return Clause::describe();
    else
        return Clause::template describe<Sources>();
}

} // namespace detail
} // namespace v0
} // namespace refract

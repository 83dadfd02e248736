// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/operators.hpp>
#include <refract/tree/statement.hpp>

#include <concepts>
#include <type_traits>
#include <utility>

/// \file
/// Queries where values and conditions stand. They see the tables of the query around them.

namespace refract {
inline namespace v0 {
namespace detail {

/// A query, as far as an expression needs to know it.
template <class Type>
concept inner_query = requires {
    typename std::remove_cvref_t<Type>::query_type;
    { std::remove_cvref_t<Type>::view } -> std::convertible_to<const statement_view&>;
};

/// The type of the only column of a query's rows; void of any other query.
template <class Column> struct column_type {
    using type = typename Column::type;
};
template <> struct column_type<void> {
    using type = void;
};
template <class Query> using column_type_of = typename column_type<typename Query::column_node>::type;

template <class Query> using check_yields_one_column =
    check_that<Query::kind == verb::select && !std::is_void_v<typename Query::column_node>,
               rule::subquery_has_one_column, Query>;
template <class Query> using check_is_select =
    check_that<Query::kind == verb::select, rule::subquery_has_one_column, Query>;

/// A query in an expression: its values follow those of the operands, its arguments likewise.
template <node_kind Kind, bool Negated, class Type, class Query, class... Operand> struct query_node
    : node_base<query_node<Kind, Negated, Type, Query, Operand...>, Type, Operand...> {
    using parameters = join_lists_t<typename Operand::parameters..., typename Query::parameters>;
    static constexpr node describe() { return {.kind = Kind, .negated = Negated, .query = &Query::view}; }
};

template <node_kind Kind, bool Negated, class Type, class Query, class... Operand>
constexpr auto make_query_expression(const Query& query, const Operand&... operand) {
    using made = query_node<Kind, Negated, Type, Query, typename Operand::node_type...>;
    using all = decltype(detail::concat_all(operand.bound..., query.bound));
    return expression<made, all>{detail::concat_all(operand.bound..., query.bound)};
}

template <bool Negated, class Self, class Query> constexpr auto make_in_query(Self self, const Query& query) {
    if constexpr (!is_passed<check_yields_one_column<Query>>) {
        return refused<check_yields_one_column<Query>>();
    } else {
        require<check_comparable<typename Self::type, column_type_of<Query>>>();
        return make_query_expression<node_kind::in_query, Negated, bool>(query, self);
    }
}

template <bool All, class Query> constexpr auto make_quantified(const Query& query) {
    if constexpr (is_passed<check_yields_one_column<Query>>)
        return detail::make_query_expression<node_kind::quantified_query, All, column_type_of<Query>>(query);
    else
        return refused<check_yields_one_column<Query>>();
}

} // namespace detail

/// Whether a query has a row: `EXISTS (SELECT ...)`. The query sees the tables around it.
template <detail::inner_query Query> constexpr auto exists(const Query& query) {
    if constexpr (detail::is_passed<detail::check_is_select<Query>>)
        return detail::make_query_expression<detail::node_kind::exists_query, false, bool>(query);
    else
        return detail::refused<detail::check_is_select<Query>>();
}
/// The value of a query that selects one column, as an expression: `(SELECT ...)`. NULL of no rows, so that it may be
/// NULL unless the query makes one row of all and that is never NULL, as count and coalesce(sum(x), 0); several rows
/// are an error on PostgreSQL, and the first of them on SQLite.
template <detail::inner_query Query> constexpr auto scalar(const Query& query) {
    if constexpr (detail::is_passed<detail::check_yields_one_column<Query>>)
        return detail::make_query_expression<detail::node_kind::scalar_query, false, detail::column_type_of<Query>>(
            query);
    else
        return detail::refused<detail::check_yields_one_column<Query>>();
}
/// Any of the rows of a query that selects one column, behind a comparison: `x = ANY (SELECT ...)` (PostgreSQL).
template <detail::inner_query Query> constexpr auto any_of(const Query& query) {
    return detail::make_quantified<false>(query);
}
/// All of them: `x >= ALL (SELECT ...)` (PostgreSQL). It holds where there are none.
template <detail::inner_query Query> constexpr auto all_of(const Query& query) {
    return detail::make_quantified<true>(query);
}

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/subquery.hpp>
#include <refract/tree/walk.hpp>

#include <cstddef>
#include <tuple>
#include <type_traits>

/// \file
/// A row among rows: `in(tuple(a, b), tuple(1, 2), tuple(3, 4))`, or among those of a query.

namespace refract {
inline namespace v0 {
namespace detail {

template <bool Negated, std::size_t Width, class... Operand> struct in_rows_node
    : node_base<in_rows_node<Negated, Width, Operand...>, bool, Operand...> {
    static constexpr node describe() { return {.kind = node_kind::in_values, .negated = Negated, .column = Width}; }
};

template <class> inline constexpr bool is_tuple = false;
template <class... Element> inline constexpr bool is_tuple<std::tuple<Element...>> = true;

template <class Left, class Row> struct check_row_among {
    using type = failed<rule::row_is_in_rows, Left, Row>;
};
template <class Left, class... Element> struct check_row_among<Left, std::tuple<Element...>>
    : check_rows_alike<Left, std::tuple<Element...>> {};

template <bool Negated, std::size_t Width, class... Operand> constexpr auto make_in_rows(const Operand&... operand) {
    using made = in_rows_node<Negated, Width, typename Operand::node_type...>;
    return expression<made, decltype(detail::concat_all(operand.bound...))>{detail::concat_all(operand.bound...)};
}
/// The operands of a row beside another one.
template <class... Beside, class... Element>
constexpr auto row_operands(const std::tuple<Element...>& row, const std::tuple<Beside...>*) {
    return std::apply(
        [](const Element&... each) { return std::tuple(detail::as_operand<met_type_t<Beside>>(each)...); }, row);
}
template <bool Negated, class... Left, class... Row>
constexpr auto find_row(const std::tuple<Left...>& left, const Row&... rows) {
    using sought = std::tuple<Left...>;
    using check = first_failed_t<typename check_row_among<sought, Row>::type...>;
    if constexpr (is_passed<check>) {
        constexpr const sought* beside = nullptr;
        return std::apply(
            [](const auto&... operand) { return detail::make_in_rows<Negated, sizeof...(Left)>(operand...); },
            std::tuple_cat(detail::row_operands(left, beside), detail::row_operands(rows, beside)...));
    } else {
        return refused<check>();
    }
}

/// Whether a query selects columns of these types, one for each.
template <class... Type> constexpr bool selects_row(const statement_view& query) {
    constexpr sql_type wanted[] = {type_of<Type>...};
    const clause* const selected = query.first_query().find(clause_kind::select);
    if (!selected || selected->items != sizeof...(Type)) return false;
    std::size_t index = 0;
    for (const node *at = selected->nodes, *end = end_of(at, selected->items); at != end; at = skip(at))
        if (!are_comparable(wanted[index++], at->type)) return false;
    return true;
}
template <class Query, class... Type> constexpr bool is_query_of_rows() {
    if constexpr (Query::kind == verb::select && (storable<Type> && ...))
        return selects_row<Type...>(Query::view);
    else
        return false;
}
template <bool Negated, class... Left, class Query>
constexpr auto find_row_in_query(const std::tuple<Left...>& left, const Query& query) {
    using check = check_that<is_query_of_rows<Query, met_type_t<Left>...>(), rule::row_is_in_rows, Query>;
    if constexpr (is_passed<check>)
        return std::apply(
            [&](const Left&... each) {
                return detail::make_query_expression<node_kind::in_query, Negated, bool>(
                    query, detail::as_operand<void>(each)...);
            },
            left);
    else
        return refused<check>();
}
template <bool Negated, class... Left, class... Given>
constexpr auto look_for_row(const std::tuple<Left...>& left, const Given&... given) {
    if constexpr (sizeof...(Given) == 0)
        return refused<failed<rule::something_is_given, Left...>>();
    else if constexpr (sizeof...(Given) == 1 && (inner_query<Given> && ...))
        return detail::find_row_in_query<Negated>(left, given...);
    else
        return detail::find_row<Negated>(left, given...);
}

} // namespace detail

/// Whether a row is one of several, `in(tuple(a, b), tuple(1, 2), tuple(3, 4))`, or of a query,
/// `in(tuple(a, b), query)`.
///
/// SQL: `(a, b) IN ((1, 2), (3, 4))`, with `VALUES` on SQLite; `(a, b) IN (SELECT ...)`.
template <class... Left, class... Given>
    requires detail::holds_expression<std::tuple<Left...>>
constexpr auto in(const std::tuple<Left...>& row, const Given&... rows) {
    return detail::look_for_row<false>(row, rows...);
}
/// Whether it is none of them. A query whose columns may be NULL does not compile (E071).
template <class... Left, class... Given>
    requires detail::holds_expression<std::tuple<Left...>>
constexpr auto not_in(const std::tuple<Left...>& row, const Given&... rows) {
    return detail::look_for_row<true>(row, rows...);
}

} // namespace v0
} // namespace refract

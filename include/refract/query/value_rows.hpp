// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/list.hpp>
#include <refract/query/table_function.hpp>
#include <refract/schema/json_form.hpp>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Rows of the program as a table: one parameter, so that their number does not change the SQL.

namespace refract {
inline namespace v0 {
namespace detail {

/// An item of the list in which the rows are sent.
struct list_item {
    std::string row{};
};

/// A field of an item.
template <class Row, std::size_t Index> struct row_field_node
    : node_base<row_field_node<Row, Index>, without_optional<field_type<Row, Index>>,
                column_node<&list_item::row, list_item>> {
    static constexpr bool is_real = is_approximate(kind_of<without_optional<field_type<Row, Index>>>);
    static constexpr node describe() {
        return {.kind = node_kind::function,
                .op = is_real ? operation::row_real : operation::row_field,
                .nullable = is_optional<field_type<Row, Index>>,
                .alias = field_name<Row>(Index)};
    }
};

template <class Field> constexpr bool is_plain_field() {
    using value = without_optional<Field>;
    if constexpr (storable<value> && !std::is_same_v<value, json>)
        return is_json_scalar<value>();
    else
        return false;
}
template <class Row, std::size_t... Index> constexpr bool has_plain_fields(std::index_sequence<Index...>) {
    return (is_plain_field<field_type<Row, Index>>() && ...);
}
template <class Row> constexpr bool is_listed_row() {
    if constexpr (reflectable<Row>)
        return has_plain_fields<Row>(std::make_index_sequence<field_count<Row>>{});
    else
        return false;
}
template <class Row> using check_listed_row = check_that<is_listed_row<Row>(), rule::rows_have_plain_fields, Row>;

template <class Row, class Document, std::size_t... Index>
constexpr auto select_rows(const Document& document, std::index_sequence<Index...>) {
    return detail::make_rows<operation::rows_of_values, list_item>(document).template select<Row>(
        expression<row_field_node<Row, Index>, values<>>{}...);
}
template <class Row, class Document> constexpr auto make_value_rows(const Document& document) {
    return detail::select_rows<Row>(document, std::make_index_sequence<field_count<Row>>{});
}
template <class Row, class Range> auto send_rows(const Range& rows) {
    using check = check_listed_row<Row>;
    if constexpr (is_passed<check>) {
        using document = json_of<std::vector<Row>>;
        return detail::make_value_rows<Row>(
            value_expression<document>{{{document{std::vector<Row>(rows.begin(), rows.end())}}}});
    } else {
        return refused_rows<check, list_item>();
    }
}

} // namespace detail

/// A list of structs as a query that gives them: in `from`, in joins, in `with` and where rows are looked for.
///
///     from<Product>().join(rows_of(prices), col<&Price::id> == col<&Product::id>)
///
/// SQL: the rows are one parameter, `json_each(?1)` on SQLite, `jsonb_array_elements($1)` on PostgreSQL.
template <detail::value_range Range> auto rows_of(const Range& rows) {
    return detail::send_rows<std::remove_cvref_t<decltype(*rows.begin())>>(rows);
}
template <class Row> auto rows_of(std::initializer_list<Row> rows) { return detail::send_rows<Row>(rows); }
/// The same of a document: `rows_of<Price>(param<json_of<std::vector<Price>>>)`.
template <class Row, detail::any_expression Document> constexpr auto rows_of(const Document& document) {
    constexpr bool fits = std::is_same_v<typename Document::type, json_of<std::vector<Row>>>;
    using check = detail::first_failed_t<detail::check_that<fits, detail::rule::rows_have_plain_fields, Row>,
                                         detail::check_listed_row<Row>>;
    if constexpr (detail::is_passed<check>)
        return detail::make_value_rows<Row>(document);
    else
        return detail::refused_rows<check, detail::list_item>();
}

} // namespace v0
} // namespace refract

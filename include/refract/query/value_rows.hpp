// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/list.hpp>
#include <refract/query/table_function.hpp>
#include <refract/schema/json_form.hpp>
#include <refract/schema/row_list.hpp>

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

/// What makes a field of its JSON.
constexpr operation row_operation(type_kind kind) {
    switch (kind) {
    case type_kind::real:
    case type_kind::double_precision: return operation::row_real;
    case type_kind::timestamp: return operation::row_moment;
    case type_kind::date: return operation::row_date;
    case type_kind::interval: return operation::row_length;
    case type_kind::bytes: return operation::row_bytes;
    default: return operation::row_field;
    }
}

/// A field of an item.
template <class Row, std::size_t Index> struct row_field_node
    : node_base<row_field_node<Row, Index>, without_optional<field_type<Row, Index>>,
                column_node<&list_item::row, list_item>> {
    static constexpr node describe() {
        return {.kind = node_kind::function,
                .op = row_operation(kind_of<without_optional<field_type<Row, Index>>>),
                .nullable = is_optional<field_type<Row, Index>>,
                .alias = field_name<Row>(Index)};
    }
};

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
        using document = row_list<Row>;
        return detail::make_value_rows<Row>(
            value_expression<document>{{{document{std::vector<Row>(rows.begin(), rows.end())}}}});
    } else {
        return refused_rows<check, list_item>();
    }
}

/// What stands for a list of rows and is none.
struct wrong_rows {
    template <class Given> constexpr wrong_rows(const Given&) {
        require<failed<rule::rows_have_plain_fields, Given>>();
    }
};

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
/// The same of a list that is given later, `rows_of<Price>(param<row_list<Price>>)`, and of a document,
/// `rows_of<Price>(param<json_of<std::vector<Price>>>)`.
template <class Row, detail::any_expression Document> constexpr auto rows_of(const Document& document) {
    using type = typename Document::type;
    constexpr bool is_list = std::is_same_v<type, row_list<Row>>;
    constexpr bool is_document = std::is_same_v<type, json_of<std::vector<Row>>> && detail::has_json_form<Row>();
    constexpr bool fits = is_list || (is_document && !detail::has_flat_members<Row>); // whose names are others there
    using check = detail::first_failed_t<detail::check_that<fits, detail::rule::rows_have_plain_fields, Row>,
                                         detail::check_listed_row<Row>>;
    if constexpr (detail::is_passed<check>)
        return detail::make_value_rows<Row>(document);
    else
        return detail::refused_rows<check, detail::list_item>();
}

// Of what is no list of rows.
template <class Row, class... Given> constexpr auto rows_of(const Given&...) {
    return detail::refused_rows<detail::failed<detail::rule::rows_have_plain_fields, Given...>, detail::list_item>();
}
template <class Unwanted = detail::no_argument>
constexpr auto rows_of(detail::wrong_rows = Unwanted{}, detail::further_argument = {}, detail::further_argument = {}) {
    return detail::refused_statement{};
}

} // namespace v0
} // namespace refract

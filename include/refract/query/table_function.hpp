// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/json.hpp>
#include <refract/expr/array.hpp>
#include <refract/query/select.hpp>

#include <cstdint>
#include <type_traits>

/// \file
/// Functions that give rows: they stand as queries do, in `from`, in joins and in `with`. A struct names their columns:
/// the value, and where it has a second field the position.

namespace refract {
inline namespace v0 {
namespace detail {

/// The call of a function, of the type that its rows' values have.
template <operation Op, class Value, class... Operand> struct row_function_node
    : node_base<row_function_node<Op, Value, Operand...>, Value, Operand...> {
    static constexpr node describe() { return {.kind = node_kind::function, .op = Op}; }
};
template <class Row, class Call> struct function_clause {
    using parameters = typename Call::parameters;
    static constexpr clause describe() {
        clause result = expression_clause<clause_kind::from, Call>::describe();
        result.table = &table_of<Row>;
        return result;
    }
};

template <class Row> constexpr bool has_row_fields() {
    if constexpr (!reflectable<Row>) {
        return false;
    } else if constexpr (field_count<Row> == 2) {
        return std::is_same_v<without_optional<field_type<Row, 1>>, std::int64_t>;
    } else {
        return field_count<Row> == 1;
    }
}
/// The first field of a row, without std::optional; void where the struct does not fit a function's rows.
template <class Row> constexpr auto row_value_type() {
    if constexpr (has_row_fields<Row>())
        return std::type_identity<without_optional<field_type<Row, 0>>>{};
    else
        return std::type_identity<void>{};
}
template <class Row> using row_value = typename decltype(row_value_type<Row>())::type;
template <bool Fits, class Row> using check_rows_fit = check_that<Fits, rule::rows_fit_source, Row>;

template <operation Op, class Row, class... Operand> constexpr auto make_rows(const Operand&... operand) {
    using call = row_function_node<Op, row_value<Row>, typename Operand::node_type...>;
    using held = decltype(detail::concat_all(operand.bound...));
    return select_query<type_list<Row>, whole_tables, type_list<function_clause<Row, call>>, held>{
        {detail::concat_all(operand.bound...)}, {}};
}
/// Stands for rows that a check has refused.
template <class Check, class Row> constexpr auto refused_rows() {
    require<Check>();
    return detail::refused_query(select_query<type_list<Row>, whole_tables, type_list<>, values<>>{});
}
/// The struct of rows for which none is named.
struct unnamed_item {
    std::int64_t value{};
};

} // namespace detail

/// Whole numbers from one to another, with a step that may be below 0: `from(generate_series<Number>(1, 10))`.
///
/// SQL: `generate_series(...)` on PostgreSQL, on SQLite a recursive WITH. Errors: a step of 0 is the database's error.
template <class Row, class From, class To, class Step = std::int64_t>
constexpr auto generate_series(const From& from, const To& to, const Step& step = 1) {
    constexpr bool fits = std::is_same_v<detail::row_value<Row>, std::int64_t>;
    using check =
        detail::first_failed_t<detail::check_rows_fit<fits, Row>, detail::check_operand<detail::whole_operand, From>,
                               detail::check_operand<detail::whole_operand, To>,
                               detail::check_operand<detail::whole_operand, Step>>;
    if constexpr (detail::is_passed<check>)
        return detail::make_rows<detail::operation::rows_of_series, Row>(detail::as_operand<std::int64_t>(from),
                                                                         detail::as_operand<std::int64_t>(to),
                                                                         detail::as_operand<std::int64_t>(step));
    else
        return detail::refused_rows<check, Row>();
}

/// The items of an array (PostgreSQL); positions count from 1.
template <class Row, class Array> constexpr auto unnest(const Array& array) {
    using type = typename detail::operand_t<void, Array>::type;
    constexpr bool fits = std::is_same_v<detail::row_value<Row>, detail::array_item_of<type>>;
    using check = detail::first_failed_t<detail::check_array<type>, detail::check_rows_fit<fits, Row>>;
    if constexpr (detail::is_passed<check>)
        return detail::make_rows<detail::operation::rows_of_array, Row>(detail::as_operand<void>(array));
    else
        return detail::refused_rows<check, Row>();
}

/// The items of a JSON list, no row of what is no list; positions count from 0. An item of another kind than the field
/// is NULL, as a path to it would be.
///
/// SQL: `json_each(...)` on SQLite, `jsonb_array_elements(...)` on PostgreSQL.
template <class Row, class Document> constexpr auto json_each(const Document& document) {
    using value = detail::row_value<Row>;
    using type = typename detail::operand_t<void, Document>::type;
    using check =
        detail::first_failed_t<detail::check_json<type>, detail::check_rows_fit<detail::is_json_value<value>(), Row>>;
    if constexpr (detail::is_passed<check>)
        return detail::make_rows<detail::operation::rows_of_json, Row>(detail::as_operand<void>(document));
    else
        return detail::refused_rows<check, Row>();
}

// Of another number of arguments.
template <class Row, class... Given> constexpr auto generate_series(const Given&...) {
    return detail::refused_rows<detail::failed<detail::rule::arguments_are_counted, Given...>, Row>();
}
template <class Row, class... Given> constexpr auto unnest(const Given&...) {
    return detail::refused_rows<detail::failed<detail::rule::arguments_are_counted, Given...>, Row>();
}
template <class Row, class... Given> constexpr auto json_each(const Given&...) {
    return detail::refused_rows<detail::failed<detail::rule::arguments_are_counted, Given...>, Row>();
}

// Without a struct for the rows.
template <class... Given> constexpr auto generate_series(const Given&...) {
    return detail::refused_rows<detail::failed<detail::rule::rows_fit_source, Given...>, detail::unnamed_item>();
}
template <class... Given> constexpr auto unnest(const Given&...) {
    return detail::refused_rows<detail::failed<detail::rule::rows_fit_source, Given...>, detail::unnamed_item>();
}
template <class... Given> constexpr auto json_each(const Given&...) {
    return detail::refused_rows<detail::failed<detail::rule::rows_fit_source, Given...>, detail::unnamed_item>();
}

} // namespace v0
} // namespace refract

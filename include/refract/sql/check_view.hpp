// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/schema.hpp>
#include <refract/query/table_query.hpp>
#include <refract/schema/schema.hpp>
#include <refract/sql/statement.hpp>

#include <type_traits>

/// \file
/// What a view's definition has to be, where `create_tables` makes the view.

namespace refract {
inline namespace v0 {
namespace detail {

/// A select of the view's struct, known as a whole: without parameters and parts of the run time.
template <class Model> constexpr bool defines_view() {
    using query = view_query_of<Model>;
    if constexpr (!any_query<query>)
        return false;
    else if constexpr (!names_its_columns<query, void, false>() || query::parameters::size > 0)
        return false;
    else
        return std::is_same_v<row_struct_of<query>, Model> && !is_dynamic(query::view) &&
               view_literals<Model>.are_spelled && is_view(table_of<Model>().kind);
}
template <class Dialect, class Model> consteval auto find_view_outcome() {
    if constexpr (!is_defined_view<Model>)
        return passed{};
    else if constexpr (!defines_view<Model>())
        return failed<rule::view_is_defined, Model>{};
    else
        return check_statement<Dialect, view_query_of<Model>>{};
}
template <class Dialect, class Schema> struct views_outcome;
template <class Dialect, class... Table> struct views_outcome<Dialect, schema<Table...>> {
    using type = first_failed_t<passed, decltype(find_view_outcome<Dialect, source_model<Table>>())...>;
    static constexpr bool any = (is_defined_view<source_model<Table>> || ...);
};
template <class Dialect, class Schema> using check_views = typename views_outcome<Dialect, Schema>::type;

/// What `refresh` asks of a model.
template <class Dialect, class Model> using check_refreshed =
    first_failed_t<check_table<Model>,
                   check_that<table_of<source_table<Model>>().kind == relation_kind::materialized_view,
                              rule::refreshed_view_is_materialized, Model>,
                   check_that<!Dialect::info.definitions.refresh_view.empty(), rule::view_can_be_materialized, Model>>;

} // namespace detail
} // namespace v0
} // namespace refract

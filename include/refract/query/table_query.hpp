// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/builder.hpp>

#include <type_traits>

/// \file
/// Queries that stand as tables: in FROM, in a join, in WITH. The struct that their rows fill is their name.

namespace refract {
inline namespace v0 {
namespace detail {

/// What names a query as a table: its struct, or the alias that was said.
template <class Query, class As> struct table_query_source {
    using type = As;
};
template <class Query> struct table_query_source<Query, void> {
    using type = row_struct_of<Query>;
};
template <class Query, class As = void> using table_query_source_t = typename table_query_source<Query, As>::type;

/// Rows can be read as a table's if a struct names their columns, and the alias is one of it.
template <class Query, class As> constexpr bool names_its_columns() {
    if constexpr (Query::kind != verb::select || std::is_void_v<row_struct_of<Query>>)
        return false;
    else
        return std::is_same_v<source_model<table_query_source_t<Query, As>>, row_struct_of<Query>>;
}
template <class Query, class As = void> using check_names_columns =
    check_that<names_its_columns<Query, As>(), rule::query_names_its_columns, Query>;

/// A query of WITH has a name, and no alias: that is said where it is read.
template <class As> using check_names_with =
    check_that<source_traits<As>::alias_name.empty(), rule::with_is_named_as_table, As>;

} // namespace detail
} // namespace v0
} // namespace refract

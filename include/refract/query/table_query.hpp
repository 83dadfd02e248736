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

/// Rows can be read as a table's if a struct names their columns, and the alias is one of it. In WITH they may be what
/// a write brings back.
template <class Query, class As, bool MayWrite> constexpr bool names_its_columns() {
    if constexpr ((Query::kind != verb::select && !MayWrite) || std::is_void_v<row_struct_of<Query>>)
        return false;
    else
        return std::is_same_v<source_model<table_query_source_t<Query, As>>, row_struct_of<Query>>;
}
template <class Query, class As = void, bool MayWrite = false> using check_names_columns =
    check_that<names_its_columns<Query, As, MayWrite>(), rule::query_names_its_columns, Query>;

/// A query of WITH has a name, and no alias: that is said where it is read.
template <class As> using check_names_with =
    check_that<source_traits<As>::alias_name.empty(), rule::with_is_named_as_table, As>;

namespace by_name {
/// A query and one more table, every row with every row. `Query::with_source` is the query that has it.
template <class Other, class Query> constexpr auto add_table(const Query& query) {
    require<check_model<source_model<Other>>>();
    using added = typename Query::template with_source<Other, join_clause<join_kind::cross, Other>, values<>>;
    return added{{query.bound}, {}};
}
/// The same of the rows of another query, which a condition may join.
template <class As, join_kind Kind, class... Condition, class Query, class Rows, class Held = values<>>
constexpr auto add_table_query(const Query& query, const Rows& rows, const Held& condition = {}) {
    using check = check_names_columns<Rows, As>;
    require<check>();
    if constexpr (is_passed<check>) {
        using named = table_query_source_t<Rows, As>;
        using clause = query_clause<clause_kind::join, Kind, named, Rows, Condition...>;
        using held = joined<typename Rows::bound_type, Held>;
        using added = typename Query::template with_source<named, clause, held>;
        return added{{detail::concat_all(query.bound, rows.bound, condition)}, {}};
    } else {
        return detail::refused_query(query);
    }
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

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
template <class Query, class As = void, bool MayWrite = false> struct names_columns
    : check_outcome<false, rule::source_is_query, Query> {};
template <any_query Query, class As, bool MayWrite> struct names_columns<Query, As, MayWrite>
    : check_outcome<names_its_columns<Query, As, MayWrite>(), rule::query_names_its_columns, Query> {};
template <class Query, class As = void, bool MayWrite = false> using check_names_columns =
    typename names_columns<Query, As, MayWrite>::type;

/// A query of WITH has a name, and no alias: that is said where it is read.
template <class As> using check_names_with =
    check_that<source_traits<As>::alias_name.empty(), rule::with_is_named_as_table, As>;

/// What stands where a condition is meant under which the rows of `Joined`, or of a query in front, are joined.
template <class Joined, class... Given> struct find_join_mistake {
    using type = std::conditional_t<sizeof...(Given) == 0, failed<rule::join_has_foreign_key, Joined>,
                                    conditions_mistake<Given...>>;
};
template <class First, class... Given> struct find_join_mistake<void, First, Given...> {
    using type = failed<rule::source_is_query, First, Given...>;
};
template <class Joined, any_query Query, class... Given> struct find_join_mistake<Joined, Query, Given...>
    : find_join_mistake<Query, Given...> {};
template <any_query Query, class... Given> struct find_join_mistake<void, Query, Given...>
    : find_join_mistake<Query, Given...> {};
template <class Joined, class... Given> using join_mistake = typename find_join_mistake<Joined, Given...>::type;
/// The same behind a flag.
template <class Joined, class... Given> struct find_flagged_join_mistake {
    using type = failed<rule::flag_stands_first, Given...>;
};
template <class Joined, std::convertible_to<bool> Flag, class... Given>
    requires(sizeof...(Given) < 2)
struct find_flagged_join_mistake<Joined, Flag, Given...> : find_join_mistake<Joined, Given...> {};
template <class Joined, class... Given> using flagged_join_mistake =
    typename find_flagged_join_mistake<Joined, Given...>::type;

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

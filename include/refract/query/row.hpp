// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/builder.hpp>
#include <refract/tree/nullable.hpp>

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Query> inline constexpr scope scope_of = make_scope(Query::view);

template <class Type, bool Nullable> using optional_if = std::conditional_t<Nullable, std::optional<Type>, Type>;

template <class... Type> struct tuple_or_single {
    using type = std::tuple<Type...>;
};
template <class Type> struct tuple_or_single<Type> {
    using type = Type;
};

template <class Query, class Selection, class Sources> struct row;

template <class Query, class... Source> struct row<Query, whole_tables, type_list<Source...>> {
    template <std::size_t... Index> static auto make(std::index_sequence<Index...>)
        -> tuple_or_single<optional_if<source_model<Source>, scope_of<Query>.sources[Index].nullable>...>;
    using type = typename decltype(make(std::index_sequence_for<Source...>{}))::type;
};
template <class Query, class... Node, class Sources> struct row<Query, selected<Node...>, Sources> {
    using type = typename tuple_or_single<
        optional_if<typename Node::type, is_nullable(nodes_of<Node>[0], scope_of<Query>)>...>::type;
};
template <class Query, class Row, class Sources> struct row<Query, selected_struct<Row>, Sources> {
    using type = Row;
};
template <class Query, class Row, class... Source> struct row<Query, selected_fields<Row>, type_list<Source...>> {
    static constexpr bool is_missing() {
        std::size_t index = 0;
        const bool found = ((std::is_same_v<Row, Source> || (++index, false)) || ...);
        return found && scope_of<Query>.sources[index].nullable;
    }
    using type = optional_if<source_model<Row>, is_missing()>;
};
/// The row type of a set operation: what may be NULL in a row of one query may be in the result.
template <class Left, class Right> struct combined_row {
    using type = Left;
};
template <class Value> struct combined_row<Value, std::optional<Value>> {
    using type = std::optional<Value>;
};
template <class... Left, class... Right> struct combined_row<std::tuple<Left...>, std::tuple<Right...>> {
    using type = std::tuple<typename combined_row<Left, Right>::type...>;
};
template <class Query, class First, class... Rest, class Sources> struct row<Query, combined<First, Rest...>, Sources>
    : combined_row<typename row<First, typename First::selection, typename First::sources>::type,
                   typename row<Query, combined<Rest...>, Sources>::type> {};
template <class Query, class Last, class Sources> struct row<Query, combined<Last>, Sources>
    : row<Last, typename Last::selection, typename Last::sources> {};

template <class Query, class Sources> struct row<Query, no_rows, Sources> {
    using type = void;
};

/// The C++ type of a query's rows; void where it has none.
template <class Query> using row_of = typename row<Query, typename Query::selection, typename Query::row_sources>::type;

} // namespace detail
} // namespace v0
} // namespace refract

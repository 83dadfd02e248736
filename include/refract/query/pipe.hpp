// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/window.hpp>
#include <refract/query/select.hpp>

#include <type_traits>
#include <utility>

/// \file
/// Parts of queries under names of the program, which are applied to any query that has their tables:
///
///     constexpr auto published = col<&Post::published> == true;
///     constexpr auto newest_first = order_by(col<&Post::created_at>.desc());
///     db.all(from<Post>() | published | newest_first);

namespace refract {
inline namespace v0 {
namespace detail {

/// The order of a window is also one of a query.
template <class Part> inline constexpr bool is_order_part = false;
template <class... Term, class Values>
inline constexpr bool is_order_part<window_part<window_place::order, group_node<Term...>, Values>> = true;

template <class Query, class... Term, class Held> constexpr auto
append_order(const Query& query, const window_part<window_place::order, group_node<Term...>, Held>& order) {
    using added = typename Query::template with<expression_clause<clause_kind::order_by, Term...>, Held>;
    return added{{detail::concat(query.bound, order.bound)}, {}};
}

/// What a name can stand for behind `|`: a condition, an order, or a function that makes one query of another.
template <class Part, class Query>
concept query_part = any_condition<Part> || is_group_predicate<Part> || is_order_part<Part> ||
                     std::is_invocable_v<const Part&, const Query&>;

/// `query | part`: `query.where(part)` of a condition, `query.order_by(...)` of an order, `part(query)` of a function.
template <any_query Query, class Part>
    requires query_part<Part, Query>
constexpr auto operator|(const Query& query, const Part& part) {
    if constexpr (any_condition<Part>)
        return query.where(part);
    else if constexpr (is_group_predicate<Part>)
        return query.having(part);
    else if constexpr (is_order_part<Part>)
        return detail::append_order(query, part);
    else
        return part(query);
}

/// What is ours, or of the language, and no part.
template <class Part> inline constexpr bool is_no_part = std::is_member_pointer_v<Part> ||
                                                         std::is_null_pointer_v<Part> || is_nullopt<Part> ||
                                                         is_assignment<Part> || lacks_window<Part>;

/// What is no part of a query. Of types of the program's own it may have such an operator itself.
template <any_query Query, class Part>
    requires(!query_part<Part, Query> &&
             (std::is_arithmetic_v<Part> || std::is_array_v<Part> || any_query<Part> || is_no_part<Part>))
constexpr auto operator|(const Query& query, const Part&) {
    require<first_failed_t<condition_mistake<Part>, failed<rule::condition_is_boolean, Part>>>();
    return detail::refused_query(query);
}

/// What else is no part, of whatever type. It is made by a conversion, so that an operator of the program's own for its
/// type goes first.
struct wrong_part {
    template <class Given> constexpr wrong_part(const Given&) {
        require<first_failed_t<condition_mistake<Given>, failed<rule::condition_is_boolean, Given>>>();
    }
};
template <any_query Query> constexpr auto operator|(const Query& query, wrong_part) {
    return detail::refused_query(query);
}

} // namespace detail
} // namespace v0
} // namespace refract

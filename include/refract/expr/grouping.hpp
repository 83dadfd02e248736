// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/expression.hpp>

#include <cstdint>

/// \file
/// Several groupings in one query: what stands in `group_by` instead of columns (PostgreSQL).

namespace refract {
inline namespace v0 {
namespace detail {

/// The type of what is no value.
struct grouping_form {};

template <operation Op, class... Key> constexpr auto make_grouping(const Key&... keys) {
    return detail::make_expression<function_node<Op, grouping_form, typename Key::node_type...>>(keys...);
}

} // namespace detail

/// `ROLLUP (a, b)`: groups by a and b, by a, and all rows (PostgreSQL). Rows of the larger groups have NULL in the keys
/// that they are not grouped by, so that these are optional.
template <detail::any_expression First, detail::any_expression... Rest>
constexpr auto rollup(const First& first, const Rest&... rest) {
    return detail::make_grouping<detail::operation::rollup>(first, rest...);
}
/// `CUBE (a, b)`: groups by each choice of them, none among them (PostgreSQL).
template <detail::any_expression First, detail::any_expression... Rest>
constexpr auto cube(const First& first, const Rest&... rest) {
    return detail::make_grouping<detail::operation::cube>(first, rest...);
}
/// `GROUPING SETS ((a, b), a, ())`: groups by each of the sets (PostgreSQL), as in
/// `grouping_sets(grouping_set(a, b), a, grouping_set())`.
template <detail::any_expression First, detail::any_expression... Rest>
constexpr auto grouping_sets(const First& first, const Rest&... rest) {
    return detail::make_grouping<detail::operation::grouping_sets>(first, rest...);
}
/// One of the sets of `grouping_sets`, or several columns as one step of `rollup` and `cube`; without columns all rows.
template <detail::any_expression... Key> constexpr auto grouping_set(const Key&... keys) {
    return detail::make_grouping<detail::operation::grouping_set>(keys...);
}
/// Which of the keys a row is not grouped by, as the bits of a number: `grouping(a)` is 1 where a is NULL for that
/// reason (PostgreSQL).
template <detail::any_expression First, detail::any_expression... Rest>
constexpr auto grouping(const First& first, const Rest&... rest) {
    return detail::make_expression<detail::function_node<detail::operation::grouping, std::int32_t,
                                                         typename First::node_type, typename Rest::node_type...>>(
        first, rest...);
}

} // namespace v0
} // namespace refract

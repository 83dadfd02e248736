// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/dialect.hpp>
#include <refract/memory/number.hpp>

#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>

/// \file
/// Comparisons with SQL's three truths: a condition is true, false, or unknown.

namespace refract {
inline namespace v0 {
namespace detail {

using truth = std::optional<bool>; ///< empty: unknown

constexpr truth both(const truth& left, const truth& right) {
    if (left == false || right == false) return false;
    if (!left || !right) return std::nullopt;
    return true;
}
constexpr truth either(const truth& left, const truth& right) {
    if (left == true || right == true) return true;
    if (!left || !right) return std::nullopt;
    return false;
}
constexpr truth negated(const truth& value) { return value ? truth(!*value) : std::nullopt; }

inline truth truth_of(const any_value& value) { return value.null ? truth() : truth(value.number != 0); }
inline any_value make_truth(const truth& value) {
    return value ? make_boolean(*value) : make_null({.kind = type_kind::boolean});
}

template <class Number>
    requires(!std::is_class_v<Number>)
constexpr int order_of(Number left, Number right) {
    return left < right ? -1 : left > right ? 1 : 0;
}
/// NaN equals itself, and is greater than every number.
inline int order_of_reals(double left, double right) {
    if (std::isnan(left) || std::isnan(right)) return order_of(int{std::isnan(left)}, int{std::isnan(right)});
    return order_of(left, right);
}
inline int order_of_numbers(const any_value& left, const any_value& right) {
    if (is_floating(left.type.kind) || is_floating(right.type.kind))
        return order_of_reals(real_of(left), real_of(right));
    const unsigned first = scale_of(left), second = scale_of(right), finer = first > second ? first : second;
    if (is_exact(left) && is_exact(right) && finer - first < 19 && finer - second < 19)
        return order_of(rounded_coefficient(left, finer), rounded_coefficient(right, finer));
    const std::string digits_of_left = exact_digits_of(left), digits_of_right = exact_digits_of(right);
    number_parts left_parts, right_parts;
    parse_number(digits_of_left, left_parts);
    parse_number(digits_of_right, right_parts);
    return compare_numbers(left_parts, right_parts);
}
/// An enum that is a type of the database's own is ordered as it was declared.
inline std::size_t place_of(const enumeration_info& names, std::string_view name) {
    std::size_t at = 0;
    while (at < names.count && names.names[at] != name) ++at;
    return at;
}

/// Below zero if the left value is the smaller one; neither is NULL. Texts are compared by their bytes.
inline int order_of_values(const dialect_info& dialect, const any_value& left, const any_value& right) {
    const sql_type& type = left.type;
    if (is_number(type.kind)) return order_of_numbers(left, right);
    if (type.kind == type_kind::array) {
        for (std::size_t i = 0; i < left.list.size() && i < right.list.size(); ++i) {
            const any_value &first = left.list[i], &second = right.list[i]; // NULL equals NULL there, and is last
            const int order = first.null || second.null ? order_of(int{first.null}, int{second.null})
                                                        : order_of_values(dialect, first, second);
            if (order != 0) return order;
        }
        return order_of(left.list.size(), right.list.size());
    }
    const bool is_declared =
        type.enumeration && !type.enumeration->native_name.empty() && dialect.definitions.has_named_enums;
    if (is_declared) return order_of(place_of(*type.enumeration, left.text), place_of(*type.enumeration, right.text));
    if (left.number != right.number) return order_of(left.number, right.number); // times, booleans
    return left.text.compare(right.text);
}
constexpr bool satisfies(operation op, int order) {
    switch (op) {
    case operation::equal: return order == 0;
    case operation::not_equal: return order != 0;
    case operation::less: return order < 0;
    case operation::less_equal: return order <= 0;
    case operation::greater: return order > 0;
    default: return order >= 0;
    }
}
inline truth compare(const dialect_info& dialect, operation op, const any_value& left, const any_value& right) {
    if (left.null || right.null) return std::nullopt;
    return satisfies(op, order_of_values(dialect, left, right));
}
/// Equality for which NULL equals NULL.
inline bool are_not_distinct(const dialect_info& dialect, const any_value& left, const any_value& right) {
    if (left.null || right.null) return left.null == right.null;
    return order_of_values(dialect, left, right) == 0;
}

} // namespace detail
} // namespace v0
} // namespace refract

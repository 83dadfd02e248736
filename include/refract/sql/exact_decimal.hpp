// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/dialect.hpp>
#include <refract/tree/walk.hpp>

/// \file
/// Where decimals have to be made exact again, on databases that compute with binary fractions.

namespace refract {
inline namespace v0 {
namespace detail {

/// Arithmetic whose result is a decimal, or a sum of decimals.
constexpr bool is_decimal_arithmetic(const node& at) {
    if (at.type.kind != type_kind::decimal) return false;
    return (at.kind == node_kind::aggregate && at.op == operation::sum) ||
           (at.kind == node_kind::binary &&
            (at.op == operation::add || at.op == operation::subtract || at.op == operation::multiply));
}
/// How many digits behind the point such arithmetic yields when it is exact.
constexpr unsigned exact_digits(const node* at) {
    if (!is_decimal_arithmetic(*at)) return at->type.kind == type_kind::decimal ? at->type.scale : 0;
    const unsigned left = exact_digits(at + 1);
    if (at->kind == node_kind::aggregate) return left;
    const unsigned right = exact_digits(skip(at + 1));
    if (at->op == operation::multiply) return left + right;
    return left > right ? left : right;
}
/// Whether a quotient is in arithmetic with decimals: nobody knows before how many digits such a result has.
constexpr bool holds_quotient(const node* at) {
    if (at->type.kind != type_kind::decimal) return false;
    if (at->kind == node_kind::binary && at->op == operation::divide) return true;
    if (!is_decimal_arithmetic(*at)) return false;
    for (const node& each : operands_of(*at))
        if (holds_quotient(&each)) return true;
    return false;
}
/// A sum or average of decimals adds up whole numbers where the database has no exact decimals. Not where
/// products have more digits than their type: those numbers might not fit in 64 bits.
constexpr bool is_whole_sum(const dialect_info& dialect, const node* at) {
    if (dialect.values.has_exact_decimals || at->kind != node_kind::aggregate) return false;
    if (at->op != operation::sum && at->op != operation::avg) return false;
    return at[1].type.kind == type_kind::decimal && exact_digits(at + 1) <= at[1].type.scale && !holds_quotient(at + 1);
}

/// A database that computes with binary fractions is off in the last digits: 0.1 + 0.2 is not 0.3.
/// Rounding to the digits that the exact result has gives that result, once for a whole term.
constexpr bool needs_rounding(const dialect_info& dialect, const node& at) {
    if (dialect.values.has_exact_decimals || is_whole_sum(dialect, &at) || holds_quotient(&at)) return false;
    return is_decimal_arithmetic(at) || (at.kind == node_kind::cast && at.type.kind == type_kind::decimal);
}
/// With a quotient inside it is cut to the digits that binary fractions keep, once for a whole term.
constexpr bool needs_cutting(const dialect_info& dialect, const node& at) {
    return !dialect.values.has_exact_decimals && at.kind == node_kind::binary && holds_quotient(&at);
}

} // namespace detail
} // namespace v0
} // namespace refract

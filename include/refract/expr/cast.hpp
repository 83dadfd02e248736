// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/expression.hpp>

/// \file
/// Which casts have one meaning, and which operation each of them is.

namespace refract {
inline namespace v0 {
namespace detail {

/// Which cast it is: databases differ in how fractions become whole, in booleans, in texts that spell something else,
/// and in the zone of a time.
constexpr operation cast_operation(type_kind from, type_kind to) {
    using enum type_kind;
    if (is_whole_number(to) && is_number(from) && !is_whole_number(from)) return operation::cast_to_whole;
    if (from == boolean && to == text) return operation::cast_boolean_to_text;
    if (from == boolean && is_number(to)) return operation::cast_boolean_to_number;
    if (is_number(from) && to == boolean) return operation::cast_number_to_boolean;
    if (from == text && to == boolean) return operation::cast_text_to_boolean;
    if (from == text && is_whole_number(to)) return operation::cast_text_to_whole;
    if (from == text && is_number(to) && to != numeric) return operation::cast_text_to_number;
    if (from == text && to == date) return operation::cast_text_to_date;
    if (from == text && to == timestamp) return operation::cast_text_to_moment;
    if (from == timestamp && to == text) return operation::cast_moment_to_text;
    if (from == timestamp && to == date) return operation::cast_moment_to_date;
    if (from == timestamp && to == time) return operation::cast_moment_to_time;
    if (from == date && to == timestamp) return operation::cast_date_to_moment;
    return operation::cast;
}
/// Whether databases agree on what a cast means. Among the others are a year for a time, 1 for 01:00:00, 0 for a text.
constexpr bool is_cast_alike(type_kind from, type_kind to) {
    using enum type_kind;
    if (from == to || from == none || to == none || (is_number(from) && is_number(to))) return true;
    if (from == numeric && to == boolean) return false; // text, where there are no numbers of any size
    if (cast_operation(from, to) != operation::cast) return true;
    if (from == text) return to != interval && to != bytes;
    return to == text && from != interval && from != bytes;
}
template <class Type, class Operand> using check_cast =
    check_that<is_cast_alike(kind_of<Operand>, kind_of<Type>), rule::cast_is_alike, Operand, Type>;

template <class Type, class Operand> struct cast_node : node_base<cast_node<Type, Operand>, Type, Operand> {
    static constexpr node describe() {
        return {.kind = node_kind::cast, .op = cast_operation(kind_of<typename Operand::type>, kind_of<Type>)};
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

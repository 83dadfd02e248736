// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/dialect.hpp>
#include <refract/memory/calculate.hpp>
#include <refract/memory/cast.hpp>
#include <refract/memory/compare.hpp>
#include <refract/memory/text.hpp>
#include <refract/memory/time.hpp>
#include <refract/tree/node.hpp>
#include <refract/tree/operation.hpp>

#include <cstddef>
#include <initializer_list>

/// \file
/// What each operation is in memory: one row per operation. What has none is evaluated by databases only.

namespace refract {
inline namespace v0 {
namespace detail {

/// An operation whose operands have their values.
struct operation_call {
    const dialect_info& dialect;
    const node& at;
    const any_value* operand;

    const any_value& operator[](std::size_t index) const { return operand[index]; }
    std::string_view text(std::size_t index) const { return operand[index].text; }
    std::int64_t number(std::size_t index) const { return operand[index].number; }
};

/// The most operands that an operation of a fixed number has.
inline constexpr std::size_t most_operands = 3;

/// How an operation is evaluated. Unless it takes NULL, it is NULL where one of its operands is.
struct memory_operation {
    operation op = operation::none;
    any_value (*evaluate)(const operation_call&) = nullptr;
    bool takes_null = false;
};

template <operation Op> any_value evaluate_comparison(const operation_call& call) {
    return make_truth(compare(call.dialect, Op, call[0], call[1]));
}
template <bool IgnoresCase, bool Negated> any_value evaluate_like(const operation_call& call) {
    const like_pattern pattern{call.text(1), call.at.arity > 2 ? call.text(2) : std::string_view(),
                               IgnoresCase || call.dialect.values.like_ignores_case};
    return make_boolean(pattern.matches(call.text(0)) != Negated);
}
template <operation Op> any_value evaluate_calculation(const operation_call& call) {
    return calculate(Op, call.at.type, call[0], call[1]);
}
template <double (*Function)(double)> any_value evaluate_real(const operation_call& call) {
    const double number = real_of(call[0]);
    const double found = Function(number);
    return make_real(call.at.type, found, !std::isfinite(number) && !(std::isnan(found) && !std::isnan(number)));
}
template <char (*Change)(char)> any_value evaluate_letters(const operation_call& call) {
    return make_text(call.at.type, with_letters(call.text(0), Change));
}
template <bool AtStart, bool AtEnd> any_value evaluate_trim(const operation_call& call) {
    return make_text(call.at.type, std::string(without_blanks(call.text(0), AtStart, AtEnd)));
}
template <bool Greatest> any_value evaluate_extreme(const operation_call& call) {
    if (call[0].null || call[1].null) return as_type(call[call[0].null ? 1 : 0], call.at.type);
    const int order = order_of_values(call.dialect, call[0], call[1]);
    return as_type(call[(Greatest ? order < 0 : order > 0) ? 1 : 0], call.at.type);
}
template <int Sign> any_value evaluate_moved(const operation_call& call) {
    return make_counted(call.at.type, moved(call.number(0), Sign, call.number(1)));
}
template <int Sign> any_value evaluate_moved_days(const operation_call& call) {
    return make_counted(call.at.type, moved(call.number(0), Sign, call.number(1) / microseconds_of_day));
}
template <std::int64_t (*Part)(const sql_type&, std::int64_t)> any_value evaluate_part(const operation_call& call) {
    return make_counted(call.at.type, Part(call[0].type, call.number(0)));
}

inline any_value evaluate_exponential(const operation_call& call) {
    const double number = real_of(call[0]);
    return make_calculated(call.at.type, std::exp(number), !std::isfinite(number), !std::isfinite(number));
}
inline any_value evaluate_power(const operation_call& call) {
    const double base = real_of(call[0]), exponent = real_of(call[1]), found = std::pow(base, exponent);
    const bool is_special = !std::isfinite(base) || !std::isfinite(exponent);
    const bool is_none = std::isnan(found) && !std::isnan(base) && !std::isnan(exponent);
    const bool of_zero = base == 0 && exponent < 0; // which is infinite to C
    return make_calculated(call.at.type, found, is_special && !is_none && !of_zero, is_special || base == 0);
}
inline any_value evaluate_round(const operation_call& call) {
    const std::int64_t digits = call.number(1) < 0 ? 0 : call.number(1) > 30 ? 30 : call.number(1);
    const double number = real_of(call[0]);
    return make_real(call.at.type, std::strtod(rounded_text(number, static_cast<unsigned>(digits)).c_str(), nullptr),
                     !std::isfinite(number));
}
inline any_value evaluate_nullif(const operation_call& call) {
    if (compare(call.dialect, operation::equal, call[0], call[1]) == true) return make_null(call.at.type);
    return as_type(call[0], call.at.type);
}
inline any_value evaluate_starts_with(const operation_call& call) {
    return make_boolean(call.text(0).starts_with(call.text(1)));
}
inline any_value evaluate_ends_with(const operation_call& call) {
    return make_boolean(call.text(0).ends_with(call.text(1)));
}
inline any_value evaluate_contains(const operation_call& call) {
    return make_boolean(call.text(0).find(call.text(1)) != std::string_view::npos);
}
inline any_value evaluate_concatenate(const operation_call& call) {
    return make_text(call.at.type, std::string(call.text(0)).append(call.text(1)));
}
inline any_value evaluate_or_empty(const operation_call& call) {
    return make_text(call.at.type, call[0].null ? std::string() : call[0].text);
}
inline any_value evaluate_length(const operation_call& call) {
    return make_counted(call.at.type, count_characters(call.text(0)));
}
inline any_value evaluate_substring(const operation_call& call) {
    return make_text(call.at.type, substring_of(call.text(0), call.number(1), call.number(2)));
}
inline any_value evaluate_position(const operation_call& call) {
    return make_counted(call.at.type, position_in(call.text(0), call.text(1)));
}
inline any_value evaluate_replace(const operation_call& call) {
    return make_text(call.at.type, replace_in(call.text(0), call.text(1), call.text(2)));
}
inline any_value evaluate_reverse(const operation_call& call) {
    return make_text(call.at.type, reversed(call.text(0)));
}
inline any_value evaluate_pad_start(const operation_call& call) {
    constexpr std::int64_t longest = (std::int64_t{1} << 28) - 2; // characters of a text of PostgreSQL's
    if (call.number(1) > longest) throw_out_of_range("the length of a text", "what a database takes");
    return make_text(call.at.type, padded(call.text(0), call.number(1), call.text(2)));
}
inline any_value evaluate_collate(const operation_call& call) { return call[0]; }
inline any_value evaluate_is_null(const operation_call& call) { return make_boolean(call[0].null); }
inline any_value evaluate_is_not_null(const operation_call& call) { return make_boolean(!call[0].null); }
inline any_value evaluate_not(const operation_call& call) { return make_boolean(call.number(0) == 0); }
inline any_value evaluate_is_distinct(const operation_call& call) {
    return make_boolean(!are_not_distinct(call.dialect, call[0], call[1]));
}
inline any_value evaluate_is_not_distinct(const operation_call& call) {
    return make_boolean(are_not_distinct(call.dialect, call[0], call[1]));
}
inline any_value evaluate_negate(const operation_call& call) { return negate(call.at.type, call[0]); }
inline any_value evaluate_abs(const operation_call& call) { return absolute(call.at.type, call[0]); }
inline any_value evaluate_sign(const operation_call& call) { return make_counted(call.at.type, sign_of(call[0])); }
inline any_value evaluate_cast(const operation_call& call) { return cast_value(call.dialect, call[0], call.at.type); }
inline any_value evaluate_truncate(const operation_call& call) {
    return truncated(call[0], static_cast<date_unit>(call.at.column));
}
inline any_value evaluate_days_between(const operation_call& call) {
    return make_counted(call.at.type, moved(call.number(0), -1, call.number(1)) * microseconds_of_day);
}
inline any_value evaluate_now(const operation_call& call) { return make_counted(call.at.type, present(false)); }
inline any_value evaluate_now_in_seconds(const operation_call& call) {
    return make_counted(call.at.type, present(true));
}

inline any_value evaluate_bit_and(const operation_call& call) {
    return make_counted(call.at.type, call.number(0) & call.number(1));
}
inline any_value evaluate_bit_or(const operation_call& call) {
    return make_counted(call.at.type, call.number(0) | call.number(1));
}
inline any_value evaluate_bit_xor(const operation_call& call) {
    return make_counted(call.at.type, call.number(0) ^ call.number(1));
}
inline any_value evaluate_bit_not(const operation_call& call) { return make_counted(call.at.type, ~call.number(0)); }
template <bool Left> any_value evaluate_shift(const operation_call& call) {
    return make_counted(call.at.type, shifted(call.number(0), Left, call.number(1)));
}

/// Every operation's row, in the order of the enumeration.
struct memory_operations {
    memory_operation rows[operation_count]{};
    bool known[operation_count]{};
    constexpr memory_operations(std::initializer_list<memory_operation> all) {
        for (const memory_operation& each : all) {
            rows[static_cast<std::size_t>(each.op)] = each;
            known[static_cast<std::size_t>(each.op)] = true;
        }
    }
};
inline constexpr memory_operations operations_in_memory{
    {operation::equal, &evaluate_comparison<operation::equal>},
    {operation::not_equal, &evaluate_comparison<operation::not_equal>},
    {operation::less, &evaluate_comparison<operation::less>},
    {operation::less_equal, &evaluate_comparison<operation::less_equal>},
    {operation::greater, &evaluate_comparison<operation::greater>},
    {operation::greater_equal, &evaluate_comparison<operation::greater_equal>},
    {operation::is_distinct_from, &evaluate_is_distinct, true},
    {operation::is_not_distinct_from, &evaluate_is_not_distinct, true},
    {operation::logical_not, &evaluate_not},
    {operation::is_null, &evaluate_is_null, true},
    {operation::is_not_null, &evaluate_is_not_null, true},
    {operation::add, &evaluate_calculation<operation::add>},
    {operation::subtract, &evaluate_calculation<operation::subtract>},
    {operation::multiply, &evaluate_calculation<operation::multiply>},
    {operation::divide, &evaluate_calculation<operation::divide>},
    {operation::divide_whole, &evaluate_calculation<operation::divide_whole>},
    {operation::modulo, &evaluate_calculation<operation::modulo>},
    {operation::negate, &evaluate_negate},
    {operation::abs, &evaluate_abs},
    {operation::sign, &evaluate_sign},
    {operation::round, &evaluate_round},
    {operation::floor, &evaluate_real<std::floor>},
    {operation::ceil, &evaluate_real<std::ceil>},
    {operation::square_root, &evaluate_real<std::sqrt>},
    {operation::power, &evaluate_power},
    {operation::exponential, &evaluate_exponential},
    {operation::natural_logarithm, &evaluate_real<std::log>},
    {operation::bit_and, &evaluate_bit_and},
    {operation::bit_or, &evaluate_bit_or},
    {operation::bit_xor, &evaluate_bit_xor},
    {operation::bit_not, &evaluate_bit_not},
    {operation::shift_left, &evaluate_shift<true>},
    {operation::shift_right, &evaluate_shift<false>},
    {operation::concatenate, &evaluate_concatenate},
    {operation::like, &evaluate_like<false, false>},
    {operation::not_like, &evaluate_like<false, true>},
    {operation::ilike, &evaluate_like<true, false>},
    {operation::like_escaped, &evaluate_like<false, false>},
    {operation::not_like_escaped, &evaluate_like<false, true>},
    {operation::ilike_escaped, &evaluate_like<true, false>},
    {operation::starts_with, &evaluate_starts_with},
    {operation::ends_with, &evaluate_ends_with},
    {operation::contains, &evaluate_contains},
    {operation::lower, &evaluate_letters<lower_letter>},
    {operation::upper, &evaluate_letters<upper_letter>},
    {operation::length, &evaluate_length},
    {operation::trim, &evaluate_trim<true, true>},
    {operation::trim_start, &evaluate_trim<true, false>},
    {operation::trim_end, &evaluate_trim<false, true>},
    {operation::or_empty, &evaluate_or_empty, true},
    {operation::collate, &evaluate_collate},
    {operation::replace, &evaluate_replace},
    {operation::substring, &evaluate_substring},
    {operation::position, &evaluate_position},
    {operation::pad_start, &evaluate_pad_start},
    {operation::reverse, &evaluate_reverse},
    {operation::nullif, &evaluate_nullif, true},
    {operation::greatest, &evaluate_extreme<true>, true},
    {operation::least, &evaluate_extreme<false>, true},
    {operation::cast, &evaluate_cast},
    {operation::cast_to_whole, &evaluate_cast},
    {operation::cast_boolean_to_text, &evaluate_cast},
    {operation::cast_boolean_to_number, &evaluate_cast},
    {operation::cast_number_to_boolean, &evaluate_cast},
    {operation::cast_text_to_boolean, &evaluate_cast},
    {operation::cast_text_to_whole, &evaluate_cast},
    {operation::cast_text_to_number, &evaluate_cast},
    {operation::cast_text_to_date, &evaluate_cast},
    {operation::cast_text_to_moment, &evaluate_cast},
    {operation::cast_moment_to_text, &evaluate_cast},
    {operation::cast_moment_to_date, &evaluate_cast},
    {operation::cast_moment_to_time, &evaluate_cast},
    {operation::cast_date_to_moment, &evaluate_cast},
    {operation::truncate_moment, &evaluate_truncate},
    {operation::truncate_date, &evaluate_truncate},
    {operation::now, &evaluate_now},
    {operation::now_in_seconds, &evaluate_now_in_seconds},
    {operation::year_of, &evaluate_part<year_part>},
    {operation::month_of, &evaluate_part<month_part>},
    {operation::day_of, &evaluate_part<day_part>},
    {operation::weekday_of, &evaluate_part<weekday_part>},
    {operation::hour_of, &evaluate_part<hour_part>},
    {operation::minute_of, &evaluate_part<minute_part>},
    {operation::second_of, &evaluate_part<second_part>},
    {operation::quarter_of, &evaluate_part<quarter_part>},
    {operation::week_of, &evaluate_part<week_part>},
    {operation::day_of_year, &evaluate_part<day_of_year_part>},
    {operation::add_to_moment, &evaluate_moved<1>},
    {operation::subtract_from_moment, &evaluate_moved<-1>},
    {operation::moments_between, &evaluate_moved<-1>},
    {operation::add_to_date, &evaluate_moved_days<1>},
    {operation::subtract_from_date, &evaluate_moved_days<-1>},
    {operation::days_between, &evaluate_days_between},
    {operation::multiply_length, &evaluate_calculation<operation::multiply>},
    {operation::divide_length, &evaluate_calculation<operation::divide_whole>},
    {operation::abs_length, &evaluate_abs},
};

constexpr const memory_operation& in_memory(operation op) {
    return operations_in_memory.rows[static_cast<std::size_t>(op)];
}
constexpr bool is_known_in_memory(operation op) { return operations_in_memory.known[static_cast<std::size_t>(op)]; }

} // namespace detail
} // namespace v0
} // namespace refract

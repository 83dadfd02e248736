// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/chrono.hpp>
#include <refract/base/rules/model.hpp>
#include <refract/base/values.hpp>
#include <refract/expr/alternative.hpp>
#include <refract/tree/date_unit.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <operation Op, class Type, class... Argument> constexpr auto make_function(Argument... argument) {
    return detail::make_expression<function_node<Op, Type, typename Argument::node_type...>>(std::move(argument)...);
}
/// What a function takes in one place: the type that a plain value gets there, and what is asked of it.
struct text_operand {
    using stored = std::string;
    template <class Type> using check = check_text<Type>;
};
struct number_operand {
    using stored = void;
    template <class Type> using check = check_number<Type>;
};
struct whole_operand {
    using stored = std::int64_t;
    template <class Type> using check = check_whole<Type>;
};
template <class Place, class Given> using check_operand =
    typename Place::template check<typename operand_t<typename Place::stored, Given>::type>;

/// A function whose operands are what its places take: `make_typed_function<Op, std::string, text_operand>(x)`.
template <operation Op, class Type, class... Place, class... Given>
constexpr auto make_typed_function(const Given&... given) {
    using check = first_failed_t<check_operand<Place, Given>...>;
    if constexpr (is_passed<check>)
        return detail::make_function<Op, Type>(detail::as_operand<typename Place::stored>(given)...);
    else
        return refused<check>();
}

/// One of several values, of the type that holds all of them.
template <operation Op, class First, class... Rest> constexpr auto make_choice(const First& first, Rest&&... rest) {
    using type = typename First::type;
    return [&first](auto... other) {
        using outcome = alternatives<type, typename decltype(other)::type...>;
        if constexpr (is_passed<typename outcome::check>)
            return detail::make_function<Op, typename outcome::type>(
                detail::as_operand<void>(first), detail::widened<type, typename outcome::type>(std::move(other))...);
        else
            return refused<explain<typename outcome::check, Rest...>>();
    }(detail::as_alternative<type>(static_cast<Rest&&>(rest))...);
}
/// Of two at a time, from the left.
template <operation Op, class First, class Second, class... Rest>
constexpr auto make_chain(const First& first, Second&& second, Rest&&... rest) {
    auto made = detail::make_choice<Op>(first, static_cast<Second&&>(second));
    if constexpr (sizeof...(Rest) == 0)
        return made;
    else
        return detail::make_chain<Op>(made, static_cast<Rest&&>(rest)...);
}

/// A time, cut to a unit.
template <operation Op, date_unit Unit, class Type, class Operand> struct truncated_node
    : node_base<truncated_node<Op, Unit, Type, Operand>, Type, Operand> {
    static constexpr node describe() {
        return {.kind = node_kind::function, .op = Op, .column = static_cast<std::uint16_t>(Unit)};
    }
};

/// The digits that a point in time, a time of day or a length of time keeps; those of anything else are no matter here.
template <class Type> struct time_digits {
    static constexpr bool counts = false;
};
template <class Type>
    requires requires { typename Type::period::type; }
struct time_digits<Type> {
    static constexpr bool counts = true;
    using period = typename Type::period::type;
};
template <class Type>
    requires requires { typename Type::precision::period; }
struct time_digits<Type> : time_digits<typename Type::precision> {};

/// Whether a cast leaves out digits of a time.
template <class Type, class Operand> constexpr bool cuts_time() {
    if constexpr (time_digits<Type>::counts && time_digits<Operand>::counts)
        return std::ratio_less_v<typename time_digits<Operand>::period, typename time_digits<Type>::period>;
    else
        return false;
}
/// Whether databases cut such: a point in time, to a unit that they know.
template <class Type, class Operand> constexpr bool cuts_to_unit() {
    if constexpr (kind_of<Operand> == type_kind::timestamp)
        return unit_of(time_digits<Type>::period::num, time_digits<Type>::period::den) != date_unit::year;
    else
        return false;
}
template <class Type, class Operand> consteval auto find_cast_outcome() {
    if constexpr (!storable<Type>)
        return check_that<false, rule::field_is_storable, Type>{};
    else if constexpr (cuts_time<Type, Operand>())
        return check_that<cuts_to_unit<Type, Operand>(), rule::cast_is_alike, Operand, Type>{};
    else
        return check_cast<Type, Operand>{};
}

} // namespace detail

/// The time at which the transaction (PostgreSQL) or the statement (SQLite) began.
/// `now<std::chrono::seconds>()` is cut to whole seconds, for fields that hold no more.
template <class Duration = std::chrono::microseconds> constexpr auto now() {
    constexpr bool whole_seconds = std::is_same_v<Duration, std::chrono::seconds>;
    static_assert(whole_seconds || std::is_same_v<Duration, std::chrono::microseconds>,
                  "refract: now() has microseconds, or seconds. Write now() or now<std::chrono::seconds>().");
    return detail::make_function<whole_seconds ? detail::operation::now_in_seconds : detail::operation::now,
                                 std::chrono::time_point<std::chrono::system_clock, Duration>>();
}

/// Lower case; SQLite changes ASCII letters only.
template <detail::any_expression Text> constexpr auto lower(const Text& text) {
    return detail::make_typed_function<detail::operation::lower, std::string, detail::text_operand>(text);
}
template <detail::any_expression Text> constexpr auto upper(const Text& text) {
    return detail::make_typed_function<detail::operation::upper, std::string, detail::text_operand>(text);
}
template <detail::any_expression Text> constexpr auto trim(const Text& text) {
    return detail::make_typed_function<detail::operation::trim, std::string, detail::text_operand>(text);
}
/// The number of characters.
template <detail::any_expression Text> constexpr auto length(const Text& text) {
    return detail::make_typed_function<detail::operation::length, std::int64_t, detail::text_operand>(text);
}
template <detail::any_expression Number> constexpr auto abs(const Number& number) {
    using type = typename Number::type;
    if constexpr (detail::kind_of<type> == type_kind::interval)
        return detail::make_function<detail::operation::abs_length, type>(detail::as_operand<void>(number));
    else
        return detail::make_typed_function<detail::operation::abs, detail::sign_changed<type>, detail::number_operand>(
            number);
}
/// -1, 0 or 1.
template <detail::any_expression Number> constexpr auto sign(const Number& number) {
    return detail::make_typed_function<detail::operation::sign, std::int64_t, detail::number_operand>(number);
}
/// The first that is not NULL; not NULL if one of them never is. It is of the type that holds all of them.
/// Errors: `conversion_error` for a literal that the first one's type does not hold.
template <detail::any_expression First, class... Rest>
    requires(sizeof...(Rest) > 0)
constexpr auto coalesce(const First& first, Rest&&... rest) {
    return detail::make_choice<detail::operation::coalesce>(first, static_cast<Rest&&>(rest)...);
}
/// NULL where the two are equal, else the first: `nullif(x, 0)`.
template <detail::any_expression First, class Second> constexpr auto nullif(const First& first, Second&& second) {
    using type = typename First::type;
    using check = detail::check_comparable<type, typename detail::operand_t<type, Second>::type>;
    if constexpr (detail::is_passed<check>)
        return detail::make_function<detail::operation::nullif, type>(
            detail::as_operand<void>(first), detail::as_operand<type>(static_cast<Second&&>(second)));
    else
        return detail::refused<check>();
}
/// The greatest of them, without those that are NULL; NULL if all are.
template <detail::any_expression First, class Second, class... Rest>
constexpr auto greatest(const First& first, Second&& second, Rest&&... rest) {
    return detail::make_chain<detail::operation::greatest>(first, static_cast<Second&&>(second),
                                                           static_cast<Rest&&>(rest)...);
}
/// The least of them, without those that are NULL; NULL if all are.
template <detail::any_expression First, class Second, class... Rest>
constexpr auto least(const First& first, Second&& second, Rest&&... rest) {
    return detail::make_chain<detail::operation::least>(first, static_cast<Second&&>(second),
                                                        static_cast<Rest&&>(rest)...);
}
/// `CAST(x AS type)`, to the SQL type in which the C++ type is stored. A fraction is cut when it becomes a whole
/// number, as in C++, or a time a coarser one, as by `std::chrono::floor`; a boolean becomes 'true' or 'false', any
/// number but 0 true, a time its day in UTC.
template <class Type, detail::any_expression Operand> constexpr auto cast(const Operand& operand) {
    using from = typename Operand::type;
    using check = decltype(detail::find_cast_outcome<Type, from>());
    if constexpr (!detail::is_passed<check>) {
        return detail::refused<check>();
    } else if constexpr (detail::cuts_time<Type, from>()) {
        using digits = typename detail::time_digits<Type>::period;
        constexpr date_unit unit = detail::unit_of(digits::num, digits::den);
        constexpr bool is_moment = detail::kind_of<Type> == type_kind::timestamp;
        using result = std::conditional_t<is_moment, Type, from>;
        const auto cut = detail::make_expression<
            detail::truncated_node<detail::operation::truncate_moment, unit, result, typename Operand::node_type>>(
            operand);
        if constexpr (is_moment)
            return cut;
        else
            return detail::make_expression<detail::cast_node<Type, typename decltype(cut)::node_type>>(cut);
    } else {
        return detail::make_expression<detail::cast_node<Type, typename Operand::node_type>>(operand);
    }
}

} // namespace v0
} // namespace refract

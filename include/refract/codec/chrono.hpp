// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/chrono.hpp>
#include <refract/base/compiler.hpp>
#include <refract/codec/codec.hpp>

#include <cstdint>
#include <limits>
#include <ratio>
#include <string>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

// Units of which the databases' microseconds are a multiple, or the other way round; thirds of seconds are neither.
template <class Period>
concept counts_microseconds =
    std::ratio_divide<Period, std::micro>::den == 1 || std::ratio_divide<std::micro, Period>::den == 1;

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_time_out_of_range() {
    throw conversion_error("a time or duration is out of range, or finer than the type can hold");
}
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_finer_than_microseconds() {
    throw conversion_error("a time or duration is finer than the microseconds that databases store; round it, with "
                           "std::chrono::floor<std::chrono::microseconds>(...) for example");
}

/// Whether a number is the same in another type; a negative one is not in an unsigned type.
template <class Number> constexpr bool is_in_range(std::int64_t number) {
    return static_cast<std::int64_t>(static_cast<Number>(number)) == number &&
           (number >= 0 || !std::is_unsigned_v<Number>);
}

namespace by_name {
template <class Duration> constexpr std::int64_t to_microseconds(Duration duration) {
    using period = typename Duration::period;
    using rep = typename Duration::rep;
    using unit = std::ratio_divide<period, std::micro>;
    constexpr std::int64_t factor = unit::num;
    if constexpr (std::is_floating_point_v<rep>) {
        const double count = static_cast<double>(duration.count()) * static_cast<double>(factor) / unit::den;
        if (!(count > -9.2e18 && count < 9.2e18)) throw_time_out_of_range();
        return static_cast<std::int64_t>(count < 0 ? count - 0.5 : count + 0.5);
    } else if constexpr (unit::den > 1) {
        if (duration.count() % static_cast<rep>(unit::den) != 0) throw_finer_than_microseconds();
        return static_cast<std::int64_t>(duration.count() / static_cast<rep>(unit::den));
    } else {
        std::int64_t count = 0;
        if (__builtin_mul_overflow(duration.count(), factor, &count)) throw_time_out_of_range();
        return count;
    }
}
} // namespace by_name
/// Exact: what the duration cannot hold is an error, never rounded.
template <class Duration> constexpr Duration from_microseconds(std::int64_t microseconds) {
    using period = typename Duration::period;
    using rep = typename Duration::rep;
    using unit = std::ratio_divide<period, std::micro>;
    constexpr std::int64_t factor = unit::num;
    if constexpr (std::is_floating_point_v<rep>) {
        return Duration(static_cast<rep>(microseconds) / static_cast<rep>(factor) * static_cast<rep>(unit::den));
    } else if constexpr (unit::den > 1) {
        std::int64_t count = 0;
        if (__builtin_mul_overflow(microseconds, std::int64_t{unit::den}, &count) || !is_in_range<rep>(count))
            throw_time_out_of_range();
        return Duration(static_cast<rep>(count));
    } else {
        const std::int64_t count = microseconds / factor;
        if (count * factor != microseconds || !is_in_range<rep>(count)) throw_time_out_of_range();
        return Duration(static_cast<rep>(count));
    }
}

/// std::chrono::year_month_day, recognised by what it does: naming it would need all of <chrono>.
template <class Value>
concept calendar_date = requires(const Value& date) {
    static_cast<int>(date.year());
    static_cast<unsigned>(date.month());
    static_cast<unsigned>(date.day());
    date.ok();
    static_cast<std::chrono::sys_days>(date);
};
/// std::chrono::hh_mm_ss, recognised likewise.
template <class Value>
concept clock_time = requires(const Value& time) {
    time.hours();
    time.minutes();
    time.seconds();
    time.to_duration();
    typename Value::precision;
    requires counts_microseconds<typename Value::precision::period>;
};

} // namespace detail

/// A point in time, to the microsecond: timestamptz; on SQLite UTC text that sorts and that SQLite's
/// date functions read ("2026-01-31 23:59:59.5", without trailing zeros). Use
/// `refract::as_integer<T>` to store a number instead.
/// Errors: `conversion_error` for a time that is finer than microseconds (`system_clock::now()` mostly is: round it),
/// or beyond what the field can hold; and for a stored time that is finer than the field.
template <class Duration>
    requires detail::counts_microseconds<typename Duration::period>
struct codec<std::chrono::time_point<std::chrono::system_clock, Duration>> {
    using time_point = std::chrono::time_point<std::chrono::system_clock, Duration>;
    static constexpr sql_type type{.kind = type_kind::timestamp};
    using wire = refract::wire::timestamp;
    static constexpr wire encode(time_point value) { return {detail::to_microseconds(value.time_since_epoch())}; }
    static constexpr void decode(wire stored, time_point& out) {
        out = time_point(detail::from_microseconds<Duration>(stored.microseconds));
    }
};

/// A length of time, to the microsecond: interval; on SQLite an integer of microseconds.
/// Errors: `conversion_error` for an interval with months, which has no length.
template <class Rep, class Period>
    requires detail::counts_microseconds<Period>
struct codec<std::chrono::duration<Rep, Period>> {
    using duration = std::chrono::duration<Rep, Period>;
    static constexpr sql_type type{.kind = type_kind::interval};
    using wire = refract::wire::interval;
    static constexpr wire encode(duration value) { return {detail::to_microseconds(value)}; }
    static constexpr void decode(wire stored, duration& out) {
        out = detail::from_microseconds<duration>(stored.microseconds);
    }
};

/// std::chrono::year_month_day: date; on SQLite text ("2026-01-31").
/// Errors: `conversion_error` for a date that does not exist.
template <detail::calendar_date Date> struct codec<Date> {
    static constexpr sql_type type{.kind = type_kind::date};
    using wire = refract::wire::date;
    static constexpr wire encode(const Date& value) {
        if (!value.ok()) throw conversion_error("the date does not exist");
        const auto days = static_cast<std::chrono::sys_days>(value).time_since_epoch().count();
        return {static_cast<std::int32_t>(days)};
    }
    static constexpr void decode(wire stored, Date& out) {
        const std::chrono::sys_days days{std::chrono::days(stored.days)};
        out = Date(days);
        // Years beyond 32767 come back as others.
        if (!out.ok() || static_cast<std::chrono::sys_days>(out) != days) detail::throw_time_out_of_range();
    }
};

/// std::chrono::hh_mm_ss: time; on SQLite text ("23:59:59.5").
/// Errors: `conversion_error` for what is no time of a day.
template <detail::clock_time Time> struct codec<Time> {
    static constexpr sql_type type{.kind = type_kind::time};
    using wire = refract::wire::time;
    static constexpr wire encode(const Time& value) {
        const std::int64_t microseconds = detail::to_microseconds(value.to_duration());
        if (microseconds < 0 || microseconds > 86'400'000'000)
            throw conversion_error("a time of day lies between 00:00 and 24:00");
        return {microseconds};
    }
    static constexpr void decode(wire stored, Time& out) {
        out = Time(detail::from_microseconds<typename Time::precision>(stored.microseconds));
    }
};

/// Stores a time point, duration or enum as a number: time points and durations count their own
/// unit (`as_integer<std::chrono::sys_seconds>` is Unix time).
template <class Value> struct as_integer {
    using counted_type = Value;
    Value value{};

    constexpr as_integer() = default;
    constexpr as_integer(Value given) : value(given) {}
    constexpr operator Value() const { return value; }
    constexpr bool operator==(const as_integer&) const = default;
    constexpr auto operator<=>(const as_integer&) const = default;
};

namespace detail {
/// The number behind a time point, duration or enum, and back.
template <class Value> struct counted {
    using number = typename Value::rep;
    static constexpr number to_number(Value value) {
        if constexpr (requires { value.time_since_epoch(); })
            return value.time_since_epoch().count();
        else
            return value.count();
    }
    static constexpr Value from_number(number count) {
        if constexpr (requires { typename Value::duration; })
            return Value(typename Value::duration(count));
        else
            return Value(count);
    }
};
template <class Value>
    requires std::is_enum_v<Value>
struct counted<Value> {
    using number = std::underlying_type_t<Value>;
    static constexpr number to_number(Value value) { return static_cast<number>(value); }
    static constexpr Value from_number(number count) { return static_cast<Value>(count); }
};
template <class Value> inline constexpr bool is_counted<as_integer<Value>> = false;
} // namespace detail

/// Errors: `conversion_error` for a number that does not fit on the other side.
template <class Value>
    requires std::is_integral_v<typename detail::counted<Value>::number>
struct codec<as_integer<Value>> {
    using counted = detail::counted<Value>;
    using number = typename counted::number;
    static constexpr sql_type type{.kind = type_kind::big_integer};
    using wire = std::int64_t;
    static constexpr wire encode(const as_integer<Value>& value) {
        const number count = counted::to_number(value.value);
        if (std::is_unsigned_v<number> && static_cast<wire>(count) < 0)
            detail::throw_out_of_range("a whole number", "a signed 64-bit column");
        return static_cast<wire>(count);
    }
    static constexpr void decode(wire stored, as_integer<Value>& out) {
        if (!detail::is_in_range<number>(stored)) detail::throw_out_of_range("a whole number", "the field's type");
        out.value = counted::from_number(static_cast<number>(stored));
    }
};

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/error.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/driver/postgres_types.hpp>
#include <refract/schema/sql_type.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// PostgreSQL's binary format of values, as parameters, COPY and results have it: big-endian.
/// Source: the *_send and *_recv functions in src/backend/utils/adt.

namespace refract {
inline namespace v0 {
namespace detail {

/// The most that a value of fixed size needs: a decimal of 19 digits.
inline constexpr std::size_t postgres_fixed_size = 24;
/// Microseconds and days from 1970-01-01 to 2000-01-01, where PostgreSQL counts from.
inline constexpr std::int64_t postgres_epoch = 946'684'800'000'000;
inline constexpr std::int32_t postgres_epoch_days = 10'957;

template <std::size_t> struct unsigned_of_size;
template <> struct unsigned_of_size<2> {
    using type = std::uint16_t;
};
template <> struct unsigned_of_size<4> {
    using type = std::uint32_t;
};
template <> struct unsigned_of_size<8> {
    using type = std::uint64_t;
};

template <class Unsigned> constexpr Unsigned swap_to_big_endian(Unsigned value) {
    if constexpr (std::endian::native == std::endian::big)
        return value;
    else if constexpr (sizeof(Unsigned) == 2)
        return __builtin_bswap16(value);
    else if constexpr (sizeof(Unsigned) == 4)
        return __builtin_bswap32(value);
    else
        return __builtin_bswap64(value);
}
template <class Number> Number load_big_endian(const char* from) {
    typename unsigned_of_size<sizeof(Number)>::type bits;
    std::memcpy(&bits, from, sizeof bits);
    return std::bit_cast<Number>(swap_to_big_endian(bits));
}
template <class Number> std::size_t store_big_endian(char* to, Number value) {
    const auto bits = swap_to_big_endian(std::bit_cast<typename unsigned_of_size<sizeof(Number)>::type>(value));
    std::memcpy(to, &bits, sizeof bits);
    return sizeof bits;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_number_too_wide() {
    throw conversion_error("a whole number does not fit in the type of its column");
}

/// A whole number in the width of the column.
inline std::size_t postgres_encode(char* to, postgres_oid type, std::int64_t value) {
    if (type == oid::int4) {
        if (value != static_cast<std::int32_t>(value)) throw_number_too_wide();
        return store_big_endian(to, static_cast<std::int32_t>(value));
    }
    if (type == oid::int2) {
        if (value != static_cast<std::int16_t>(value)) throw_number_too_wide();
        return store_big_endian(to, static_cast<std::int16_t>(value));
    }
    return store_big_endian(to, value);
}
inline std::size_t postgres_encode(char* to, postgres_oid type, std::int32_t value) {
    if (type == oid::int4 || type == oid::none) return store_big_endian(to, value);
    return postgres_encode(to, type, std::int64_t{value});
}
inline std::size_t postgres_encode(char* to, postgres_oid type, std::int16_t value) {
    if (type == oid::int2 || type == oid::none) return store_big_endian(to, value);
    return postgres_encode(to, type, std::int64_t{value});
}
inline std::size_t postgres_encode(char* to, postgres_oid, bool value) {
    *to = value ? 1 : 0;
    return 1;
}
inline std::size_t postgres_encode(char* to, postgres_oid type, double value) {
    if (type != oid::float4) return store_big_endian(to, value);
    // NaN and the infinities stay what they are.
    const double largest = static_cast<double>(std::numeric_limits<float>::max());
    if ((value > largest || value < -largest) && value - value == 0)
        throw conversion_error("a number does not fit in a real column");
    return store_big_endian(to, static_cast<float>(value));
}
inline std::size_t postgres_encode(char* to, postgres_oid type, float value) {
    if (type == oid::float8) return store_big_endian(to, static_cast<double>(value));
    return store_big_endian(to, value);
}
inline std::size_t postgres_encode(char* to, postgres_oid, wire::timestamp value) {
    std::int64_t since_2000 = 0;
    if (__builtin_sub_overflow(value.microseconds, postgres_epoch, &since_2000) ||
        since_2000 == std::numeric_limits<std::int64_t>::min()) // what PostgreSQL calls -infinity
        throw conversion_error("a time lies before the first one that PostgreSQL knows");
    return store_big_endian(to, since_2000);
}
inline std::size_t postgres_encode(char* to, postgres_oid, wire::date value) {
    std::int32_t since_2000 = 0;
    if (__builtin_sub_overflow(value.days, postgres_epoch_days, &since_2000) ||
        since_2000 == std::numeric_limits<std::int32_t>::min())
        throw conversion_error("a date lies before the first one that PostgreSQL knows");
    return store_big_endian(to, since_2000);
}
inline std::size_t postgres_encode(char* to, postgres_oid, wire::time value) {
    return store_big_endian(to, value.microseconds);
}
inline std::size_t postgres_encode(char* to, postgres_oid, wire::interval value) {
    store_big_endian(to, value.microseconds);
    std::memset(to + 8, 0, 8); // no days, no months: they have no fixed length
    return 16;
}
inline std::size_t postgres_encode(char* to, postgres_oid, const wire::uuid& value) {
    std::memcpy(to, value.bytes.data(), value.bytes.size());
    return value.bytes.size();
}

/// The head of a numeric; digits in base 10000 follow, the most significant first.
struct postgres_numeric {
    static constexpr std::uint16_t positive = 0, negative = 0x4000, not_a_number = 0xC000, infinity = 0xD000,
                                   negative_infinity = 0xF000;
    std::int16_t digit_count;
    std::int16_t weight; ///< of the first digit, in powers of 10000
    std::uint16_t sign;
    std::int16_t scale; ///< decimal digits shown behind the point

    static constexpr int size = 8;
};

inline std::size_t postgres_encode(char* to, postgres_oid, wire::decimal value) {
    // A magnitude, because the lowest coefficient has no positive counterpart.
    std::uint64_t rest = value.coefficient < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value.coefficient)
                                               : static_cast<std::uint64_t>(value.coefficient);
    std::array<std::int16_t, 6> digits{}; // the least significant first
    std::int16_t count = 0;
    const unsigned partial = value.scale % 4u;
    if (partial != 0 && rest != 0) {
        // The last digit is filled up with zeros, so that the point lies between digits.
        const auto unit = static_cast<std::uint64_t>(power_of_ten(partial));
        digits[0] = static_cast<std::int16_t>(rest % unit * static_cast<std::uint64_t>(power_of_ten(4 - partial)));
        rest /= unit;
        count = 1;
    }
    for (; rest != 0; rest /= 10'000)
        digits[static_cast<std::size_t>(count++)] = static_cast<std::int16_t>(rest % 10'000);
    const int behind_point = (value.scale + 3) / 4;
    char* out = to;
    out += store_big_endian(out, count);
    out += store_big_endian(out, static_cast<std::int16_t>(count == 0 ? 0 : count - 1 - behind_point));
    out += store_big_endian(out, value.coefficient < 0 ? postgres_numeric::negative : postgres_numeric::positive);
    out += store_big_endian(out, std::int16_t{value.scale});
    while (count > 0) out += store_big_endian(out, digits[static_cast<std::size_t>(--count)]);
    return static_cast<std::size_t>(out - to);
}

/// Why a stored value does not fit into the plain value; none where it does.
using postgres_complaint = const char*;

inline postgres_complaint postgres_decode(const char* from, wire::timestamp& out) {
    const auto since_2000 = load_big_endian<std::int64_t>(from);
    if (since_2000 == std::numeric_limits<std::int64_t>::max() ||
        since_2000 == std::numeric_limits<std::int64_t>::min())
        return "holds an infinite time, which the field cannot hold";
    if (__builtin_add_overflow(since_2000, postgres_epoch, &out.microseconds))
        return "holds a time beyond 64 bits of microseconds since 1970";
    return nullptr;
}
inline postgres_complaint postgres_decode(const char* from, wire::date& out) {
    const auto since_2000 = load_big_endian<std::int32_t>(from);
    if (since_2000 == std::numeric_limits<std::int32_t>::max() ||
        since_2000 == std::numeric_limits<std::int32_t>::min())
        return "holds an infinite date, which the field cannot hold";
    if (__builtin_add_overflow(since_2000, postgres_epoch_days, &out.days))
        return "holds a date beyond 32 bits of days since 1970";
    return nullptr;
}
inline postgres_complaint postgres_decode(const char* from, wire::interval& out) {
    std::int64_t days = load_big_endian<std::int32_t>(from + 8);
    if (load_big_endian<std::int32_t>(from + 12) != 0)
        return "holds an interval with months, which has no fixed length";
    if (__builtin_mul_overflow(days, std::int64_t{86'400'000'000}, &days) ||
        __builtin_add_overflow(load_big_endian<std::int64_t>(from), days, &out.microseconds))
        return "holds an interval beyond 64 bits of microseconds";
    return nullptr;
}

/// Multiplies by 10^exponent; false where that is beyond 64 bits.
inline bool shift_decimal(std::int64_t& coefficient, int exponent) {
    if (coefficient == 0) return true;
    if (exponent > 18) return false;
    return !__builtin_mul_overflow(coefficient, power_of_ten(static_cast<unsigned>(exponent)), &coefficient);
}

inline postgres_complaint postgres_decode_numeric(const char* from, int length, wire::decimal& out) {
    constexpr postgres_complaint too_long = "holds a number with more digits than the field can hold";
    constexpr postgres_complaint no_number = "holds no number as PostgreSQL writes it";
    if (length < postgres_numeric::size) return no_number;
    int count = load_big_endian<std::int16_t>(from);
    const int weight = load_big_endian<std::int16_t>(from + 2);
    const auto sign = load_big_endian<std::uint16_t>(from + 4);
    if (sign == postgres_numeric::not_a_number) return "holds NaN, which a decimal cannot hold";
    if (sign == postgres_numeric::infinity || sign == postgres_numeric::negative_infinity)
        return "holds an infinite number, which a decimal cannot hold";
    if (sign != postgres_numeric::positive && sign != postgres_numeric::negative) return no_number;
    if (count < 0 || length != postgres_numeric::size + 2 * count) return no_number;
    const auto digit = [&](int i) { return load_big_endian<std::int16_t>(from + postgres_numeric::size + 2 * i); };
    for (int i = 0; i < count; ++i)
        if (digit(i) < 0 || digit(i) > 9'999) return no_number;
    while (count > 0 && digit(count - 1) == 0) --count;
    out = {0, 0};
    if (count == 0) return nullptr;

    // Built up below zero, which reaches one further than above. Zeros at the end are left out:
    // they are no part of the value, and would take room.
    std::int64_t coefficient = 0;
    for (int i = 0; i < count - 1; ++i)
        if (!shift_decimal(coefficient, 4) || __builtin_sub_overflow(coefficient, std::int64_t{digit(i)}, &coefficient))
            return too_long;
    int last = digit(count - 1), zeros = 0;
    for (; last % 10 == 0; last /= 10) ++zeros;
    if (!shift_decimal(coefficient, 4 - zeros) || __builtin_sub_overflow(coefficient, std::int64_t{last}, &coefficient))
        return too_long;
    const int exponent = 4 * (weight - (count - 1)) + zeros;
    if (exponent < -18 || (exponent > 0 && !shift_decimal(coefficient, exponent))) return too_long;
    if (sign == postgres_numeric::positive && __builtin_sub_overflow(std::int64_t{0}, coefficient, &coefficient))
        return too_long;
    out = {coefficient, static_cast<std::uint8_t>(exponent < 0 ? -exponent : 0)};
    return nullptr;
}

/// Text as PostgreSQL can store it: everything but NUL characters. It checks UTF-8 itself.
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_nul_character() {
    throw conversion_error("a text holds a NUL character, which PostgreSQL cannot store; use bytes for it");
}
REFRACT_INLINE void check_postgres_text(std::string_view text) {
    // data() of an empty view may be null, which memchr must not see.
    if (!text.empty() && std::memchr(text.data(), 0, text.size())) [[unlikely]]
        throw_nul_character();
}
/// The longest message to a server, and so the longest value, is 1 GiB; of what is longer it gives up
/// the connection. A little is left for what stands beside the values.
inline constexpr std::size_t longest_postgres_message = (std::size_t{1} << 30) - 8'192;
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_too_long(std::size_t size) {
    throw conversion_error("a value of " + std::to_string(size) +
                           " bytes is longer than PostgreSQL can store; it takes less than 1 GiB");
}
REFRACT_INLINE void check_postgres_size(std::size_t size) {
    if (size > longest_postgres_message) [[unlikely]]
        throw_too_long(size);
}
inline void check_postgres_message(std::size_t size, std::string_view sql) {
    if (size > longest_postgres_message)
        throw conversion_error(
            error_details{.message = "the values of the statement have " + std::to_string(size) +
                                     " bytes together; PostgreSQL takes less than 1 GiB in one statement",
                          .sql = std::string(sql.substr(0, 10'000))});
}

/// Bytes that grow, and that keep their room when they are emptied. (No std::string: it would zero what is then
/// written.)
class postgres_buffer {
public:
    postgres_buffer() = default;
    postgres_buffer(postgres_buffer&& other) noexcept
        : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)),
          room_(std::exchange(other.room_, 0)) {}
    postgres_buffer& operator=(postgres_buffer&&) = delete;
    ~postgres_buffer() { delete[] bytes_; }

    const char* data() const { return bytes_; }
    std::size_t size() const { return size_; }
    void clear() { size_ = 0; }

    /// Room for that many more bytes; `commit` says how many were used.
    REFRACT_INLINE char* room(std::size_t size) {
        if (room_ - size_ < size) [[unlikely]]
            grow(size_ + size);
        return bytes_ + size_;
    }
    void commit(std::size_t size) { size_ += size; }
    template <class Number> void put_number(Number value) { commit(store_big_endian(room(sizeof value), value)); }
    /// Writes a number over one that was put.
    template <class Number> void set_number(std::size_t at, Number value) { store_big_endian(bytes_ + at, value); }
    void put(const void* bytes, std::size_t size) {
        if (size == 0) return;
        std::memcpy(room(size), bytes, size);
        commit(size);
    }

private:
    [[gnu::noinline]] void grow(std::size_t least) {
        const std::size_t wanted = least > 2 * room_ ? least : 2 * room_;
        char* const larger = new char[wanted];
        if (size_ > 0) std::memcpy(larger, bytes_, size_);
        delete[] std::exchange(bytes_, larger);
        room_ = wanted;
    }

    char* bytes_ = nullptr;
    std::size_t size_ = 0, room_ = 0;
};

/// Appends bytes with their length before them; `head` (one character or none) counts as one of them.
REFRACT_INLINE void append_postgres_bytes(postgres_buffer& to, const void* bytes, std::size_t size,
                                          std::string_view head = {}) {
    const std::size_t whole = size + head.size();
    check_postgres_size(whole);
    char* out = to.room(4 + whole);
    out += store_big_endian(out, static_cast<std::int32_t>(whole));
    if (!head.empty()) *out++ = head.front();
    if (size > 0) std::memcpy(out, bytes, size); // the address of nothing may be null
    to.commit(4 + whole);
}
/// A type whose binary form has no fixed size: `put_postgres` appends it, `take_postgres` reads it.
template <class Wire>
concept postgres_varying = requires(postgres_buffer& to, const Wire& value) { put_postgres(to, oid::none, value); };

/// Appends a value with its length before it, as arrays and COPY have them.
template <class Wire>
REFRACT_INLINE void append_postgres_field(postgres_buffer& to, postgres_oid type, const Wire& value) {
    if constexpr (std::is_same_v<Wire, std::string_view>) {
        check_postgres_text(value);
        append_postgres_bytes(to, value.data(), value.size());
    } else if constexpr (std::is_same_v<Wire, wire::bytes>) {
        append_postgres_bytes(to, value.data(), value.size());
    } else if constexpr (std::is_same_v<Wire, wire::json>) {
        check_postgres_text(value.text);
        // jsonb has the version of its format before the text, json has not.
        append_postgres_bytes(to, value.text.data(), value.text.size(), type == oid::json ? "" : "\1");
    } else if constexpr (postgres_varying<Wire>) {
        const std::size_t start = to.size();
        to.put_number(std::int32_t{0});
        put_postgres(to, type, value);
        check_postgres_size(to.size() - start - 4);
        to.set_number(start, static_cast<std::int32_t>(to.size() - start - 4));
    } else {
        char* out = to.room(4 + postgres_fixed_size);
        const std::size_t size = postgres_encode(out + 4, type, value);
        store_big_endian(out, static_cast<std::int32_t>(size));
        to.commit(4 + size);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/number_text.hpp>
#include <refract/base/rules/model.hpp>
#include <refract/codec/codec.hpp>
#include <refract/codec/decimal.hpp>

#include <compare>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {

/// An exact decimal number of any size, as PostgreSQL's `numeric` without limits: it keeps its digits. PostgreSQL
/// calculates with it, in queries; in C++ a library for numbers does, from its text.
///
///     numeric a = 5, b = 19.99_dec;
///     numeric c("123456789012345678901234567890.5");   // throws where it is no number
///
/// Numbers are compared by value: 1.5 equals 1.50, which it still prints as it was written.
class numeric {
public:
    numeric() : text_("0") {}
    template <std::integral Number>
        requires(!std::is_same_v<Number, bool>)
    numeric(Number number) : text_(std::to_string(number)) {}
    template <unsigned Scale> numeric(decimal<Scale> number) : text_(number.to_string()) {}
    /// Does not compile: 2.5 is a binary fraction.
    template <std::floating_point Number> numeric(Number) {
        detail::require<detail::failed<detail::rule::decimal_is_exact, numeric, Number>>();
    }
    /// Errors: `conversion_error` for a text that is no number: an exponent, NaN and infinity included.
    explicit numeric(std::string_view text) {
        detail::number_parts parts;
        if (!detail::parse_number(text, parts))
            detail::throw_out_of_range(detail::text_of_length(text.size()),
                                       "refract::numeric: it is no decimal number");
        text_ = detail::print_number(parts, parts.fraction);
    }
    /// Reads "-12.50"; none for a text that is no number.
    static std::optional<numeric> parse(std::string_view text) {
        detail::number_parts parts;
        if (!detail::parse_number(text, parts)) return std::nullopt;
        return numeric(text);
    }

    /// All digits, as they were written or stored: "12.50". Lives as long as the number.
    const std::string& to_string() const { return text_; }
    /// The digits behind the point.
    std::size_t scale() const { return parts().fraction.size(); }

    friend bool operator==(const numeric& left, const numeric& right) { return (left <=> right) == 0; }
    friend std::weak_ordering operator<=>(const numeric& left, const numeric& right) {
        return detail::compare_numbers(left.parts(), right.parts()) <=> 0;
    }

private:
    friend struct std::hash<numeric>;
    detail::number_parts parts() const {
        detail::number_parts parts;
        detail::parse_number(text_, parts);
        return parts;
    }

    std::string text_;
};

/// numeric; on SQLite text of the shortest form, which is found by `==`, and neither ordered nor calculated with.
/// Errors: `conversion_error` for a stored NaN or infinity.
template <> struct codec<numeric> {
    static constexpr sql_type type{.kind = type_kind::numeric};
    using wire = refract::wire::numeric;
    static wire encode(const numeric& value) { return {value.to_string()}; }
    static void decode(const wire& stored, numeric& out) { out = numeric(stored.text); }
};

} // namespace v0
} // namespace refract

template <> struct std::hash<refract::numeric> {
    std::size_t operator()(const refract::numeric& value) const {
        const auto parts = value.parts();
        return std::hash<std::string>()(print_number(parts, parts.shortest_fraction()));
    }
};

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with the rows that a query fills.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number row_field_exists{30};
}
template <class... About> struct sentence<failed<rule::row_field_exists, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of the row struct is no column of the query's tables, or of more than one. Name it like a field of the model, or select by position: select<Row>(columns...). [E030]");
    }
};

namespace rule {
inline constexpr rule_number row_field_type{31};
}
template <class... About> struct sentence<failed<rule::row_field_type, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of the row struct is not of its column's type. Give the field the type of the column, or cast the column: cast<std::int64_t>(x); a value is of a type as in value(std::int64_t{1}). [E031]");
    }
};

namespace rule {
inline constexpr rule_number row_field_nullable{32};
}
template <class... About> struct sentence<failed<rule::row_field_nullable, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of the row struct is not a std::optional, but its column may be NULL (an optional field, the far side of an outer join, or an aggregate of no rows). Make it a std::optional. [E032]");
    }
};

namespace rule {
inline constexpr rule_number row_width{33};
}
template <class... About> struct sentence<failed<rule::row_width, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the row struct and the selected columns differ in number. Select as many columns as the struct has fields. [E033]");
    }
};

namespace rule {
inline constexpr rule_number rows_are_owned{38};
}
template <class... About> struct sentence<failed<rule::rows_are_owned, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: these rows look into the driver's buffer and would outlive it. Stream them with each(), or use std::string and std::vector<std::byte>. [E038]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

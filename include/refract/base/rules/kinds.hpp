// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with structs of several kinds in one table.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number kinds_are_told_apart{243};
}
template <class... About> struct sentence<failed<rule::kinds_are_told_apart, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the column that tells kinds apart is no enum and no std::string, or may be NULL. Give refract::kinds<&Item::kind, ...> a member such as `Kind kind{};`. [E243]");
    }
};

namespace rule {
inline constexpr rule_number kind_has_value{244};
}
template <class... About> struct sentence<failed<rule::kind_has_value, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: no value says that a row is of this kind, or one says it of two. An enumerator has the struct's name in snake_case (`photo` for Photo); otherwise write it: refract::kind_as<Kind::picture, Photo>, of a text refract::kind_as<refract::fixed_string(\"picture\"), Photo>. [E244]");
    }
};

namespace rule {
inline constexpr rule_number kind_is_of_model{245};
}
template <class... About> struct sentence<failed<rule::kind_is_of_model, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a kind is no struct of some columns of its model. Write `using model = Item;` in it, and name each field as a column of the model and with its type, or make it rows that belong to it. [E245]");
    }
};

namespace rule {
inline constexpr rule_number kinds_are_listed{329};
}
template <class... About> struct sentence<failed<rule::kinds_are_listed, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: refract::kinds<...> names the column that tells kinds apart, and no kind. List the structs behind it: refract::kinds<&Item::kind, Comment, Photo>. [E329]");
    }
};

namespace rule {
inline constexpr rule_number variant_is_of_kinds{246};
}
template <class... About> struct sentence<failed<rule::variant_is_of_kinds, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a std::variant of rows holds what its model does not call a kind, or one kind twice. List the structs in the model: refract::kinds<&Item::kind, Comment, Photo>. [E246]");
    }
};

namespace rule {
inline constexpr rule_number kind_stands_with_others{247};
}
template <class... About> struct sentence<failed<rule::kind_stands_with_others, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a field of a shape is a row of one kind, and the row that belongs to it may be of another. Make it a std::optional, which is empty then, or a std::variant of all kinds. [E247]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with the flat members of a model.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number member_is_column{240};
}
template <class... About> struct sentence<failed<rule::member_is_column, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this member, or path, is no column. A flat member stands for several: name one of them with member_path<&User::address, &Address::city>. A path leads only through members that the model calls flat: refract::flat<&User::address>. [E240]");
    }
};

namespace rule {
inline constexpr rule_number flat_is_plain{241};
}
template <class... About> struct sentence<failed<rule::flat_is_plain, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a flat member is no plain struct whose fields could be columns. Leave refract::flat out for a member that is one column, and make the other a struct of plain fields: no base class, no constructor, no array. [E241]");
    }
};

namespace rule {
inline constexpr rule_number flat_is_never_missing{242};
}
template <class... About> struct sentence<failed<rule::flat_is_never_missing, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a flat member is a std::optional, and a table has no place for whether it is there. Make it the plain struct, and those of its fields std::optional that may be NULL. [E242]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

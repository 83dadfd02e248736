// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong where databases are read and changed as data.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number catalog_is_known{306};
}
template <class... About> struct sentence<failed<rule::catalog_is_known, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: it is not known how this database is asked what it holds, or how it is changed. Include <refract/migrate.hpp>, or specialise catalog_of and changes_of for its dialect. [E306]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

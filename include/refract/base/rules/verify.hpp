// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong where a program's queries are verified.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number live_database_is_verified{121};
}
template <class... About> struct sentence<failed<rule::live_database_is_verified, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: verify asks a live database, and this one is none. Give it a refract::sqlite::database or a refract::postgres::database. [E121]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

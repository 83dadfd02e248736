// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/constant_text.hpp>
#include <refract/base/rules/migrate.hpp>

#include <cstddef>
#include <cstdint>

namespace refract {
inline namespace v0 {
namespace detail {

/// What is to be feared of a migration on a database; rules of lint name the one that they need.
enum class lint_trait : std::uint8_t {
    any,
    locks,    ///< others wait for what changes a table, and indexes can be built beside them
    serves,   ///< programs of several versions use it at once
    types,    ///< has types that are better not used
    rebuilds, ///< little can be changed of a table that is there
};

/// A database as lint knows it. Versions are as the server says them; 0: never.
struct lint_facts {
    constant_text name{};
    constant_text default_schema{}; ///< which need not be said
    bool locks = false, serves = false, types = false, rebuilds = false;
    bool brackets_quote = false;            ///< [name] is a name
    std::size_t longest_name = 0;           ///< in bytes; 0: any
    std::int32_t usual_version{};           ///< where nobody says one: the oldest that is looked after
    std::int32_t steady_default_since = 0;  ///< a new column's constant default writes no row
    std::int32_t proven_not_null_since = 0; ///< SET NOT NULL believes a check
    std::int32_t reindex_beside_since = 0, detach_beside_since = 0; ///< CONCURRENTLY
    std::int32_t value_in_transaction_since = 0;                    ///< ALTER TYPE ... ADD VALUE
    std::int32_t drop_column_since = 0;

    constexpr bool has(lint_trait trait) const {
        switch (trait) {
        case lint_trait::locks: return locks;
        case lint_trait::serves: return serves;
        case lint_trait::types: return types;
        case lint_trait::rebuilds: return rebuilds;
        default: return true;
        }
    }
};

/// Of a dialect; another than ours is a specialisation.
template <class Dialect> inline constexpr lint_facts lint_of = [] {
    require<failed<rule::catalog_is_known, Dialect>>();
    return lint_facts{};
}();

} // namespace detail
} // namespace v0
} // namespace refract

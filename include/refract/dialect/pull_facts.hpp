// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/array_view.hpp>
#include <refract/base/constant_text.hpp>
#include <refract/base/rules/migrate.hpp>
#include <refract/schema/sql_type.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

/// Which C++ type holds the values of a column that is there.
struct pulled_type {
    constant_text type{};  ///< as the catalog spells it, without what stands in parentheses; empty: any
    constant_text field{}; ///< "std::int64_t"
    type_kind kind = type_kind::none;
    bool is_usual = false; ///< the field alone makes a column of that type
    bool is_part = false;  ///< stands anywhere in the type
};

/// How models are made of what a database holds.
struct pull_facts {
    array_view<pulled_type> types{};        ///< the first that fits
    constant_text counted_type{};           ///< a key of that type counts by itself; empty: by identity or default
    constant_text row_key_off{};            ///< what a table says whose key does not
    constant_text plain_index{};            ///< stands before the columns of a usual index
    constant_text before_query{};           ///< stands before the query of a view
    array_view<constant_text> built_in{};   ///< types that no class is for and that each database has; none: any may be
    array_view<constant_text> collations{}; ///< that each database has; none: any may be
    bool names_constraints = false;         ///< one without a name gets the usual one
    bool makes_doubles_once = false;        ///< CREATE TABLE makes one key of two of the same columns
    bool brackets_quote = false;            ///< [name] is a name
};

/// Of a dialect; another than ours is a specialisation.
template <class Dialect> inline constexpr pull_facts pulls_of = [] {
    require<failed<rule::catalog_is_known, Dialect>>();
    return pull_facts{};
}();

} // namespace detail
} // namespace v0
} // namespace refract

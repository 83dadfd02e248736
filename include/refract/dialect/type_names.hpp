// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/array_view.hpp>
#include <refract/base/constant_text.hpp>
#include <refract/schema/wire.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// What a database can do with the values of a kind, each together with what stands before it.
enum class kind_use : std::uint8_t {
    finds,      ///< `==` and IN, among values of the kind: they are text, of which it does not know what it says
    sorts,      ///< `<`, ORDER BY, and comparison with other kinds
    calculates, ///< arithmetic that keeps every digit
};

/// What a database calls a kind of column.
struct kind_name {
    type_kind kind = type_kind::none;
    constant_text column{}; ///< in CREATE TABLE; empty: the database has no such type
    constant_text cast{};   ///< in CAST(x AS ...); empty: as in CREATE TABLE
    kind_use use = kind_use::calculates;
};
using kind_names = array_view<kind_name>;

/// The row of a kind; an empty one where the database has no such type.
constexpr kind_name find_type_name(kind_names names, type_kind kind) {
    for (const kind_name& each : names)
        if (each.kind == kind) return each;
    return {};
}
constexpr constant_text cast_name(const kind_name& name) { return name.cast.empty() ? name.column : name.cast; }

/// Whether each kind but `none` has exactly one row.
constexpr bool names_every_kind(kind_names names) {
    for (int kind = 1; kind < type_kind_count; ++kind) {
        int rows = 0;
        for (const kind_name& each : names) rows += each.kind == static_cast<type_kind>(kind);
        if (rows != 1) return false;
    }
    return find_type_name(names, type_kind::none).column.empty();
}

} // namespace detail
} // namespace v0
} // namespace refract

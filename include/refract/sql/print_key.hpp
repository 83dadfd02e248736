// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_operand.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// Keys that a statement before has left in the server.

namespace refract {
inline namespace v0 {
namespace detail {

/// Prints a pattern; `fill(token)` prints what stands for "{token}".
template <class Fill> constexpr void print_filled(writer& out, std::string_view pattern, Fill fill) {
    for (std::size_t open = pattern.find('{'); open != pattern.npos; open = pattern.find('{')) {
        out.put(pattern.substr(0, open));
        const std::size_t close = pattern.find('}', open);
        fill(pattern.substr(open + 1, close - open - 1));
        pattern.remove_prefix(close + 1);
    }
    out.put(pattern);
}

// The names of what is made around a query.
inline constexpr std::string_view handing_rows = "refract_rows", handing_keys = "refract_keys";

/// The list of keys that was left under a name: `(SELECT current_setting('refract.k')::bigint[])::bigint[]`.
constexpr void print_handed_keys(writer& out, const node& at) {
    print_filled(out, out.dialect.statements.taken_keys, [&](std::string_view token) {
        if (token == "name") return out.put(at.alias);
        out.put(cast_name(find_type_name(out.dialect.definitions.type_names, at.type.kind)));
    });
}
/// Leaves keys that are bound as lists: `SELECT set_config('refract.k', $1::text, true)`.
template <class Nodes> constexpr void print_given_keys(writer& out, const Nodes& keys) {
    out.put("SELECT ");
    bool is_first = true;
    for (const node& key : keys) {
        if (!is_first) out.put(", ");
        is_first = false;
        print_filled(out, out.dialect.statements.given_key,
                     [&](std::string_view token) { token == "name" ? out.put(key.alias) : out.placeholder(key); });
    }
}
/// One of them: `"refract_keys"."k1"`.
constexpr void print_key_of_each(writer& out, const node& at) {
    out.identifier(handing_keys);
    out.put('.');
    out.numbered_identifier('k', std::uint64_t{at.column} + 1);
}

} // namespace detail
} // namespace v0
} // namespace refract

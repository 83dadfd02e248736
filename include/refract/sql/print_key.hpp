// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_operand.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

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

/// The rows of lists side by side, each of which `print_list` prints: `SELECT * FROM unnest($1, $2)`.
template <class Print> constexpr void print_rows_of_lists(writer& out, std::size_t width, Print print_list) {
    const auto print_each = [&](std::string_view between, auto print) {
        for (std::size_t i = 0; i < width; ++i) {
            if (i > 0) out.put(between);
            print(i + 1);
        }
    };
    print_filled(out, out.dialect.values.rows_of_lists, [&](std::string_view token) {
        if (token == "names")
            return print_each(" NATURAL JOIN ", [&](std::uint64_t i) { out.numbered_identifier('k', i); });
        if (token == "items") return print_each(", ", [&](std::uint64_t i) { out.numbered_identifier('v', i); });
        print_each(", ", [&](std::uint64_t i) {
            print_filled(out, out.dialect.values.row_list, [&](std::string_view inner) {
                if (inner == "name") return out.numbered_identifier('k', i);
                if (inner == "item") return out.numbered_identifier('v', i);
                print_list();
            });
        });
    });
}

/// Keys in a list, and those of all rows below these: the column that has one, the list, and the column of the same
/// table in which rows have the keys of those below them.
/// `"parent_id" IN (WITH RECURSIVE "refract_keys"("k1") AS (SELECT * FROM (...) AS "refract_rows" UNION SELECT
/// "category"."id" FROM "refract_keys" CROSS JOIN "category" WHERE "category"."parent_id" = "refract_keys"."k1") SELECT
/// * FROM "refract_keys")`
constexpr void print_in_keys_below(writer& out, const node* at) {
    const bool qualified = std::exchange(out.qualify, true);
    print_filled(out, out.dialect.statements.keys_below, [&](std::string_view token) {
        if (token == "own") return print_column_value(out, at[1]);
        if (token == "list") return print_rows_of_lists(out, 1, [&] { print_given(out, at[2]); });
        if (token == "above") return print_column_value(out, at[3]);
        if (token == "table") return out.table(at[1].table());
        if (token == "key") return out.numbered_identifier('k', 1);
        out.identifier(token == "keys" ? handing_keys : handing_rows);
    });
    out.qualify = qualified;
}

} // namespace detail
} // namespace v0
} // namespace refract

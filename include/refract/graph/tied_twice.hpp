// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/level.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

/// \file
/// Whether a tree shows in two places what one row says: payments that a person sent and those received, tags over a
/// link and the link's rows. What is written in one place changes the other.

namespace refract {
inline namespace v0 {
namespace detail {

/// The tables whose rows tie others to the rows above them, each once.
struct tying_tables {
    std::array<table_ref, 32> all{};
    std::size_t count = 0;
    bool is_twice = false;

    constexpr bool has(table_ref table) const {
        for (std::size_t i = 0; i < count; ++i)
            if (all[i] == table) return true;
        return false;
    }
    constexpr void add(table_ref table) {
        is_twice |= has(table) || count == all.size(); // of more nobody knows
        if (!is_twice) all[count++] = table;
    }
    constexpr void add_each(const tying_tables& other) {
        is_twice |= other.is_twice;
        for (std::size_t i = 0; i < other.count; ++i)
            if (!has(other.all[i])) add(other.all[i]);
    }
};
template <class Row, class... Above> constexpr void add_tying_tables(tying_tables& found);
template <class Row, std::size_t Field, class... Above> constexpr void add_tying_table(tying_tables& found) {
    if (!relation_of<Row, Field>.is_parents) found.add(relation_of<Row, Field>.tied());
    add_tying_tables<level_row_t<Row, Field>, Row, Above...>(found);
}
/// A row is of one of its kinds.
template <class... Above, class... Kind> constexpr void add_tables_of_kinds(tying_tables& found, type_list<Kind...>) {
    const tying_tables before = found;
    const auto add = [&]<class One>() {
        tying_tables own = before;
        add_tying_tables<One, Above...>(own);
        found.add_each(own);
    };
    (add.template operator()<Kind>(), ...);
}
template <class Row, class... Above> constexpr void add_tying_tables(tying_tables& found) {
    if constexpr ((std::is_same_v<Row, Above> || ...))
        return;
    else if constexpr (kind_variant<Row>)
        detail::add_tables_of_kinds<Above...>(found, kinds_of_row<Row>{});
    else if constexpr (has_levels<Row>)
        [&]<std::size_t... Field>(std::index_sequence<Field...>) {
            (add_tying_table<Row, Field, Above...>(found), ...);
        }(related_fields_of<Row>{});
}
template <class Row> constexpr bool find_tied_twice() {
    tying_tables found;
    add_tying_tables<Row>(found);
    return found.is_twice;
}
/// Whether rows of one table tie rows of a tree in two fields.
template <class Row> inline constexpr bool is_tied_twice = find_tied_twice<Row>();

} // namespace detail
} // namespace v0
} // namespace refract

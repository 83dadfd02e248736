// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/query/level.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// The keys under which rows stand in maps: each is a field of its row. Before rows are written, a row that has none
/// takes the map's; and where the database has made another one since, the row moves under it.

namespace refract {
inline namespace v0 {
namespace detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_other_key(std::string_view table) {
    throw error(join_text({"a row of ", table, " stands in a map under another key than it has as a field"}));
}

template <class Row, class... Above> consteval bool find_maps();
template <class Row, std::size_t Field, class... Above> consteval bool find_maps_in_field() {
    return row_map<field_type<Row, Field>> || find_maps<level_row_t<Row, Field>, Row, Above...>();
}
template <class Row, class... Above> consteval bool find_maps() {
    if constexpr ((std::is_same_v<Row, Above> || ...))
        return false;
    else if constexpr (kind_variant<Row>)
        return []<class... Kind>(type_list<Kind...>) {
            return (false || ... || find_maps<Kind, Above...>());
        }(kinds_of_row<Row>{});
    else if constexpr (has_levels<Row>)
        return []<std::size_t... Field>(std::index_sequence<Field...>) {
            return (false || ... || find_maps_in_field<Row, Field, Above...>());
        }(related_fields_of<Row>{});
    else
        return false;
}
/// Whether rows stand in maps somewhere in a tree.
template <class Row> inline constexpr bool has_maps = find_maps<Row>();

namespace by_name {
/// Calls `use` with a row as the struct that it is.
template <class Row, class Use> decltype(auto) with_kind(Row& row, const Use& use) {
    if constexpr (kind_variant<std::remove_const_t<Row>>)
        return visit(use, row);
    else
        return use(row);
}
/// A row as the struct that it is, or is not: then null.
template <class Kind, class Row> auto kind_inside(Row& row) {
    if constexpr (kind_variant<std::remove_const_t<Row>>)
        return get_if<Kind>(__builtin_addressof(row));
    else
        return __builtin_addressof(row);
}
/// The field by which a row stands in a map.
template <std::size_t Column, class Row> auto& map_key(Row& row) {
    return *detail::with_kind(row, []<class Kind>(Kind& kind) {
        return __builtin_addressof(field_of<find_field_of<std::remove_const_t<Kind>>(Column)>(kind));
    });
}
/// Calls `use` with each row that a field holds, if it holds some.
template <class Field, class Use> void visit_field(Field& field, const Use& use) {
    constexpr cardinality room = related_rows<std::remove_const_t<Field>>::room;
    if constexpr (room == cardinality::many)
        detail::visit_rows(field, use);
    else if constexpr (room == cardinality::one)
        use(field);
    else if (field)
        use(*field);
}
} // namespace by_name

/// Gives rows that have no key as a field the one of their map; a constant row is only looked at.
/// Errors: `error` where they differ.
struct taken_map_keys {
    template <class Row> void operator()(Row& any) const {
        if constexpr (has_maps<std::remove_const_t<Row>>)
            detail::with_kind(any, [&]<class Kind>(Kind& row) {
                if constexpr (has_levels<std::remove_const_t<Kind>>)
                    take_below(row, related_fields_of<std::remove_const_t<Kind>>{});
            });
    }

private:
    template <class Row, std::size_t... Field> void take_below(Row& row, std::index_sequence<Field...>) const {
        (take_field<std::remove_const_t<Row>, Field>(field_of<Field>(row)), ...);
    }
    template <class Row, std::size_t Field, class Rows> void take_field(Rows& rows) const {
        if constexpr (row_map<std::remove_const_t<Rows>>)
            for (auto& each : rows) take_key<map_column_of<Row, Field>>(each.first, each.second);
        detail::visit_field(rows, *this);
    }
    template <std::size_t Column, class Key, class Row> void take_key(const Key& key, Row& row) const {
        auto& own = detail::map_key<Column>(row);
        if (own == key) return;
        if constexpr (!std::is_const_v<Row>)
            if (own == Key{}) return void(own = key);
        throw_other_key(table_of<level_model_t<std::remove_const_t<Row>>>().name);
    }
};
/// Puts rows under the keys that they have by now.
struct renewed_map_keys {
    template <class Row> void operator()(Row& any) const {
        if constexpr (has_maps<Row>)
            detail::with_kind(any, [&]<class Kind>(Kind& row) {
                if constexpr (has_levels<Kind>) renew_below(row, related_fields_of<Kind>{});
            });
    }

private:
    template <class Row, std::size_t... Field> void renew_below(Row& row, std::index_sequence<Field...>) const {
        (renew_field<Row, Field>(field_of<Field>(row)), ...);
    }
    template <class Row, std::size_t Field, class Rows> void renew_field(Rows& rows) const {
        if constexpr (row_map<Rows>) renew_keys<map_column_of<Row, Field>>(rows);
        detail::visit_field(rows, *this);
    }
    template <std::size_t Column, class Rows> static void renew_keys(Rows& rows) {
        std::vector<typename Rows::node_type> moved;
        for (auto at = rows.begin(); at != rows.end();) {
            const auto here = at++;
            if (!(detail::map_key<Column>(here->second) == here->first)) moved.push_back(rows.extract(here));
        }
        for (auto& node : moved) {
            node.key() = detail::map_key<Column>(node.mapped());
            rows.insert(std::move(node));
        }
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

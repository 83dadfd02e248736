// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/level.hpp>
#include <refract/query/select.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

/// \file
/// Structs that hold rows of their own kind: `struct CategoryTree { using model = Category; std::vector<CategoryTree>
/// children{}; };`

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether one statement can find all rows below some, at any depth: by a key of one column between rows of one
/// table, of which the program knows which are equal.
constexpr bool can_read_below(const level_relation& relation) {
    if (relation.is_over_link() || relation.from.count != 1 || relation.parent != relation.child) return false;
    const column_info& above = relation.parent().columns[relation.from.columns[0]];
    const column_info& own = relation.child().columns[relation.to.columns[0]];
    return is_plain_key(above) && is_plain_key(own) && above.type.kind == own.type.kind &&
           (is_whole_number(own.type.kind) || (own.type.kind == type_kind::uuid && !own.type.as_bytes));
}

/// Whether a field of a struct holds rows of its own kind that one statement can find.
template <class Row, std::size_t Field> consteval bool find_own_kind() {
    using holder = field_type<Row, Field>;
    if constexpr (!std::is_same_v<level_row_t<Row, Field>, Row> || is_kind<Row> || row_map<holder> ||
                  !std::is_move_assignable_v<Row>)
        return false;
    else
        return related_rows<holder>::room != cardinality::one && can_read_below(relation_of<Row, Field>);
}
template <class Row, class... Above> consteval bool find_own_kinds();
template <class... Above, class... Kind, std::size_t... Field>
consteval bool find_own_kinds_below(type_list<level_place<Kind, Field>...>) {
    return (false || ... || (find_own_kind<Kind, Field>() || find_own_kinds<level_row_t<Kind, Field>, Above...>()));
}
/// The same of any level.
template <class Row, class... Above> consteval bool find_own_kinds() {
    if constexpr ((std::is_same_v<Row, Above> || ...))
        return false;
    else
        return find_own_kinds_below<Row, Above...>(level_places_of<Row>{});
}

template <class Shape, class Nested> inline constexpr bool selects_own_kind<selected_tree<Shape, Nested>> =
    find_own_kinds<Shape>();

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/schema/sql_type.hpp>

#include <type_traits>
#include <utility>

/// \file
/// What a container of rows has to offer; whatever does is taken, so that no header of one is read for its sake.

namespace refract {
inline namespace v0 {
namespace detail {

/// std::vector, std::deque, std::list, or what is like them: rows come to its end.
template <class Container>
concept row_sequence = !storable<Container> && requires(Container& rows) {
    typename Container::value_type;
    rows.emplace_back();
    rows.clear();
    rows.begin() != rows.end();
};
/// A sequence whose rows move when one is added, as those of std::vector.
template <class Container>
concept moving_sequence = row_sequence<Container> && requires(Container& rows) { rows.data(); };
/// std::map, std::unordered_map, or what is like them: each row under its key, once.
template <class Container>
concept row_map = !storable<Container> && std::is_class_v<typename Container::mapped_type> &&
                  requires(Container& rows, typename Container::key_type key, typename Container::mapped_type row) {
                      rows.try_emplace(key, std::move(row)).second;
                      rows.extract(rows.begin()).key();
                      rows.clear();
                  };
/// Anything else that holds values, so that it is no row itself: std::array, std::set, std::multimap.
template <class Container>
concept other_container =
    !storable<Container> && !row_sequence<Container> && !row_map<Container> && requires(Container& values) {
        typename Container::value_type;
        values.begin() != values.end();
    };

namespace by_name {
/// Calls `use` with each row of a container.
template <class Container, class Use> void visit_rows(Container& rows, const Use& use) {
    if constexpr (row_map<std::remove_const_t<Container>>)
        for (auto& each : rows) use(each.second);
    else
        for (auto& each : rows) use(each);
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

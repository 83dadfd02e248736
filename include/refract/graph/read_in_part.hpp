// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/atomic.hpp>
#include <refract/base/byte_hash.hpp>
#include <refract/base/type_name.hpp>
#include <refract/client/partial_reads.hpp>
#include <refract/client/place.hpp>
#include <refract/graph/key_index.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// What reading a level of a tree tells the session: a struct cannot know that it has not all of its rows, and saved it
/// would delete them.

namespace refract {
inline namespace v0 {
namespace detail {

/// Raised before the program begins, if it saves trees with such rows; and with a library that does so and comes later.
template <class Row> inline signal_flag is_saved_flag{};
template <class Row> struct saved_here {
    static inline const bool is_known = (is_saved_flag<Row>.raise(), true);
};

/// Of a field: by the names, which are the same in all libraries of a program.
template <class Row, std::size_t Field> constexpr std::uint64_t number_of_tree_field() {
    return hash_of_bytes(qualified_type_name<Row>(), hash_of_nothing ^ Field);
}
template <class Row, std::size_t Field> constexpr tree_field tree_field_of(std::string_view option) {
    return {number_of_tree_field<Row, Field>(), option, &is_saved_flag<Row>};
}

namespace by_name {
/// Keys of one schema are not those of another.
inline std::uint64_t mark_of(const chosen_place& place) {
    text_key key;
    add_place(key, place.at);
    return key.bytes.empty() ? 0 : key_chains::hash_of(key.bytes);
}
template <class Place> std::uint64_t mark_of(const Place&) { return 0; }
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/join_text.hpp>
#include <refract/graph/read_in_part.hpp>
#include <refract/graph/row_writer.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

/// \file
/// A tree that was read without some of its rows is not saved, since what was left out would be deleted.

namespace refract {
inline namespace v0 {
namespace detail {

/// The key by which the rows of a field belong to a row, as the loader hashes it.
template <class Row, std::size_t Field, class Known> std::uint64_t hash_of_tie(const Known& known) {
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    constexpr bool is_number = relation.from.count == 1 &&
                               is_whole_number(relation.parent().columns[relation.from.columns[0]].type.kind) &&
                               is_whole_number(relation.tied()().columns[relation.to.columns[0]].type.kind);
    std::string bytes;
    std::int64_t number = 0;
    const auto add = [&](const key_part* part) {
        if (part) number = part->number, part->write(bytes);
    };
    [&]<std::size_t... Part>(std::index_sequence<Part...>) {
        (detail::with_part(value_of_column<relation.from.columns[Part]>(known), add), ...);
    }(std::make_index_sequence<relation.from.count>{});
    return is_number ? key_chains::mix(static_cast<std::uint64_t>(number)) : key_chains::hash_of(bytes);
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_read_in_part(std::string_view row, std::string_view key,
                                                                      std::string_view field,
                                                                      reading_memory::reading reading) {
    throw error(join_text({"the field \"", field, "\" of ", row, key, reading.is_certain ? " was" : " may have been",
                           " read with ", reading.by,
                           reading.is_certain ? "" : " (more such trees were read than are kept apart)",
                           ", and saving it would take away what was left out; read it whole, or say that nothing "
                           "else is to be there: save(tree, refract::tree_is_whole)"}));
}

/// Refuses to save the rows of a field where the session has read them in part.
template <class Row, std::size_t Field, class Driver, class Place, class Known>
void refuse_part(session_state<Driver>& state, const Place& place, const Known& known) {
    static_cast<void>(&saved_here<Row>::is_known);
    if (!state.partly_read) return;
    const auto reading = state.partly_read->find_reading(number_of_tree_field<Row, Field>(),
                                                         hash_of_tie<Row, Field>(known) ^ detail::mark_of(place));
    if (reading.by.empty()) return;
    using key = key_values<level_model_t<Row>>;
    throw_read_in_part(type_name<Row>(), detail::shown_key(detail::columns_among<key>(known)),
                       level_fields_of<Row>[Field].name, reading);
}

} // namespace detail
} // namespace v0
} // namespace refract

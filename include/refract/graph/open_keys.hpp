// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/object.hpp>
#include <refract/graph/changed_row.hpp>
#include <refract/graph/saved_row.hpp>
#include <refract/graph/written_rows.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

/// \file
/// Keys of rows that other rows of their tree say: a line's order is the one below which it stands, and an enrolment's
/// course is the one that stands in it.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Row> constexpr bool has_key_column(std::size_t column) {
    return table_of<level_model_t<Row>>().key.contains(column) &&
           field_of_column<Row>(column) < level_fields_of<Row>.size();
}
/// Whether a field is as in a struct of which nothing is said.
template <std::size_t Field, class Row> bool is_blank(const Row& row) {
    static const Row blank{};
    return detail::is_unset(field_of<Field>(row), field_of<Field>(blank));
}
template <class Row, class Use> void each_needed_key([[maybe_unused]] const Use& use) {
    [[maybe_unused]] const auto look = [&]<std::size_t Field, std::size_t Part>() {
        constexpr const level_relation& about = relation_of<Row, Field>;
        if constexpr (has_key_column<Row>(about.from.columns[Part]))
            use.template operator()<Field, field_of_column<Row>(about.from.columns[Part]), about.to.columns[Part]>();
    };
    [[maybe_unused]] const auto look_at = [&]<std::size_t Field>() {
        if constexpr (relation_of<Row, Field>.is_parents)
            [&]<std::size_t... Part>(std::index_sequence<Part...>) {
                (look.template operator()<Field, Part>(), ...);
            }(std::make_index_sequence<relation_of<Row, Field>.from.count>{});
    };
    [&]<std::size_t... Field>(std::index_sequence<Field...>) {
        (look_at.template operator()<Field>(), ...);
    }(fields_with_rows<Row>());
}

namespace by_name {
/// Whether the database, or a row that is new itself, says the key of a row.
template <class Row> bool is_key_open(const Row& row) {
    if constexpr (kind_variant<Row>) {
        return detail::with_kind(row, [](const auto& kind) { return detail::is_key_open(kind); });
    } else if constexpr (constexpr std::size_t made = generated_key_of<Row>; made != table_info::none) {
        const auto& key = field_of<made>(row);
        return key == std::remove_cvref_t<decltype(key)>{};
    } else {
        bool is_open = false;
        each_needed_key<Row>([&]<std::size_t Field, std::size_t Own, std::size_t Column>() {
            using needed_type = level_row_t<Row, Field>;
            if constexpr (table_of<level_model_t<needed_type>>().key.contains(Column))
                if (const auto* const needed = detail::row_inside(field_of<Field>(row)))
                    is_open = is_open || (is_blank<Own>(row) && detail::is_key_open(*needed));
        });
        return is_open;
    }
}
/// Parts of a row's key that say nothing take the values of the rows that stand in it.
template <class Row> void take_needed_keys(Row& row) {
    each_needed_key<Row>([&]<std::size_t Field, std::size_t Own, std::size_t Column>() {
        const auto* const needed = detail::row_inside(field_of<Field>(row));
        if (!needed || !is_blank<Own>(row) || detail::is_key_open(*needed)) return;
        detail::with_kind(*needed, [&]<class Kind>(const Kind& kind) {
            constexpr std::size_t field = field_of_column<Kind>(Column);
            if constexpr (field < level_fields_of<Kind>.size())
                field_of<Own>(row) = detail::convert_part<field_type<Row, Own>>(field_of<field>(kind));
        });
    });
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

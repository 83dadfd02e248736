// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/row_writer.hpp>
#include <refract/graph/saved_row.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// One row of a tree as an update: the fields of its struct, and the keys of the rows that it needs.
///
///     UPDATE "post" SET "author_id" = $1, "title" = $2 WHERE "id" = $3

namespace refract {
inline namespace v0 {
namespace detail {

template <class Row, class Tied> using decided_values = values_of_list<level_model_t<Row>, decided_columns<Row, Tied>>;

/// A part of a key as another column keeps it. Errors: a NULL where that is none, a number that does not fit.
template <class To, class From> To convert_part(const From& from) {
    if constexpr (is_optional<From>) {
        if (from) return detail::convert_part<To>(*from);
        if constexpr (is_optional<To>)
            return std::nullopt;
        else
            throw_null_key({});
    } else if constexpr (std::is_same_v<without_optional<To>, From>) {
        return from;
    } else {
        return make_key_part<To>(from);
    }
}

/// `SET` of columns whose values are bound.
template <class Model, std::size_t... Column> struct set_columns_clause {
    using parameters = type_list<>;
    static constexpr auto make_nodes() {
        std::array<node, 2 * sizeof...(Column)> made{};
        std::size_t at = 0;
        for (const std::size_t column : {Column...}) {
            const column_info& about = table_of<Model>().columns[column];
            made[at++] = {.kind = node_kind::assignment,
                          .arity = 1,
                          .column = static_cast<std::uint16_t>(column),
                          .table = &table_of<Model>,
                          .type = about.type};
            made[at++] = {.kind = node_kind::value, .nullable = about.nullable, .type = about.type};
        }
        return made;
    }
    static constexpr auto nodes = make_nodes();
    static constexpr clause describe() {
        constexpr auto count = static_cast<std::uint16_t>(sizeof...(Column));
        return clause{.kind = clause_kind::set, .items = count, .holds = {.values = count}, .nodes = nodes.data()};
    }
};

/// The keys of the rows that a row needs.
template <class Row> using needed_values = decided_values<Row, nothing_tied>;

/// The update of a row: its fields, and the keys of the rows that it needs.
template <class Row, class Tied> struct changed_row {
    using model = level_model_t<Row>;
    static constexpr bool has_columns = needed_values<Row>::columns.count + saved_fields_of<Row, Tied>.count > 0;

    template <class Needed, class Saved> struct parts;
    template <std::size_t... Needed, std::size_t... Saved>
    struct parts<std::index_sequence<Needed...>, std::index_sequence<Saved...>> {
        using set = set_columns_clause<model, needed_values<Row>::columns.columns[Needed]...,
                                       level_fields_of<Row>[Saved].column...>;
        using held = values<part_of_key<void, std::tuple_element_t<Needed, decltype(needed_values<Row>::all)>>...,
                            part_of_key<void, field_type<Row, Saved>>...>;
        using query = update_query<type_list<model>, no_rows, type_list<from_clause<model>, set>, held>;

        static query make(const Row& row, [[maybe_unused]] const needed_values<Row>& needed) {
            return query{{held{{{__builtin_addressof(std::get<Needed>(needed.all))}}...,
                               {{__builtin_addressof(field_of<Saved>(row))}}...}},
                         {}};
        }
        static bool differs([[maybe_unused]] const Row& now, [[maybe_unused]] const Row& stored) {
            return (false || ... || !detail::is_unset(field_of<Saved>(now), field_of<Saved>(stored)));
        }
    };
    using all_parts =
        parts<std::make_index_sequence<needed_values<Row>::columns.count>, saved_field_indexes<Row, Tied>>;
    static auto make(const Row& row, const needed_values<Row>& needed) { return all_parts::make(row, needed); }
    static bool differs(const Row& now, const Row& stored) { return all_parts::differs(now, stored); }
};

} // namespace detail
} // namespace v0
} // namespace refract

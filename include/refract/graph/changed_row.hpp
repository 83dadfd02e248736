// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/row_writer.hpp>
#include <refract/graph/saved_row.hpp>
#include <refract/graph/shared_rows.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

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
/// Those of them that are written: the tenant of a row is the session's to say.
template <class Row> constexpr auto list_written_parts() {
    constexpr column_list columns = needed_values<Row>::columns;
    struct {
        std::size_t all[columns.count + 1]{};
        std::size_t count = 0;
    } made;
    for (std::size_t i = 0; i < columns.count; ++i)
        if (columns.columns[i] != table_of<level_model_t<Row>>().tenant) made.all[made.count++] = i;
    return made;
}
template <class Row> inline constexpr auto written_parts = list_written_parts<Row>();
template <class Row, std::size_t... Index> auto pick_written_parts(std::index_sequence<Index...>)
    -> std::index_sequence<written_parts<Row>.all[Index]...>;
template <class Row> using needed_parts =
    decltype(detail::pick_written_parts<Row>(std::make_index_sequence<written_parts<Row>.count>{}));

/// The update of a row: its fields, and the keys of the rows that it needs.
template <class Row, class Tied> struct changed_row {
    using model = level_model_t<Row>;
    static constexpr bool has_columns = written_parts<Row>.count + saved_fields_of<Row, Tied>.count > 0;

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
        /// The values that are written.
        static std::vector<shared_value> list(const Row& now, [[maybe_unused]] const needed_values<Row>& needed) {
            std::vector<shared_value> made;
            (made.push_back({needed_values<Row>::columns.columns[Needed], std::get<Needed>(needed.all)}), ...);
            (made.push_back({level_fields_of<Row>[Saved].column, field_of<Saved>(now)}), ...);
            return made;
        }
        static bool differs([[maybe_unused]] const Row& now, [[maybe_unused]] const Row& stored) {
            return (false || ... || !detail::is_unset(field_of<Saved>(now), field_of<Saved>(stored)));
        }
    };
    using all_parts = parts<needed_parts<Row>, saved_field_indexes<Row, Tied>>;
    static auto make(const Row& row, const needed_values<Row>& needed) { return all_parts::make(row, needed); }
    static bool differs(const Row& now, const Row& stored) { return all_parts::differs(now, stored); }
    static std::vector<shared_value> list(const Row& now, const needed_values<Row>& needed) {
        return all_parts::list(now, needed);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

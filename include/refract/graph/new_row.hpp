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
/// One row of a tree as an insert: the fields of its struct, and the columns that rows around it and inside it decide.
///
///     INSERT INTO "post" ("author_id", "title") VALUES ($1, $2) RETURNING "id", "title"

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

/// The fields that an insert sends; those that the database may fill instead come apart, since each row decides.
template <class Row, class Tied, bool WithKey> struct sent_fields_of_row {
    struct lists {
        std::size_t always[level_fields_of<Row>.size() + 1]{}, maybe[level_fields_of<Row>.size() + 1]{};
        std::size_t always_count = 0, maybe_count = 0;
    };
    static constexpr lists find() {
        lists made;
        const table_info& table = table_of<level_model_t<Row>>();
        for (std::size_t i = 0; i < level_fields_of<Row>.size(); ++i) {
            const level_field& each = level_fields_of<Row>[i];
            if (!each.is_value() || each.is_computed() || decided_columns<Row, Tied>::list.contains(each.column))
                continue;
            const column_info& column = table.columns[each.column];
            if (column.generated || (table.key_is_generated && column.key && !WithKey)) continue;
            if (!shape_struct<Row> && column.default_from == default_kind::expression)
                made.maybe[made.maybe_count++] = i;
            else
                made.always[made.always_count++] = i;
        }
        return made;
    }
    static constexpr lists all = find();
    template <std::size_t... Index> static auto list_always(std::index_sequence<Index...>)
        -> std::index_sequence<all.always[Index]...>;
    template <std::size_t... Index> static auto list_maybe(std::index_sequence<Index...>)
        -> std::index_sequence<all.maybe[Index]...>;
    using always = decltype(list_always(std::make_index_sequence<all.always_count>{}));
    using maybe = decltype(list_maybe(std::make_index_sequence<all.maybe_count>{}));
};

/// `SET` of columns whose values are bound.
template <class Model, clause_kind Kind, std::size_t... Column> struct set_columns_clause {
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
        clause made{.kind = Kind, .items = count, .holds = {.values = count}, .nodes = nodes.data()};
        if (Kind == clause_kind::set_if) made.holds += {.parts = 1};
        return made;
    }
};

/// What comes back of a row: its fields, and what is known of it.
template <class Row> struct row_back {};
template <class Row> struct row_traits<row_back<Row>> {
    static constexpr std::size_t values = layout_of<Row>.values;
    static constexpr std::size_t width() { return values + known_row<Row>::columns.count; }
    static constexpr result_column* describe(result_column* out, bool is_whole) {
        level_layout layout = layout_of<Row>;
        layout.hidden_count = 0;
        out = describe_layout(out, layout, table_of<level_model_t<Row>>());
        return row_traits<known_row<Row>>::describe(out, is_whole);
    }
};
template <class Row> struct row_back_clause {
    using parameters = type_list<>;
    static constexpr std::size_t count = row_traits<row_back<Row>>::width();
    static constexpr auto make_nodes() {
        std::array<node, count> made{};
        const table_ref table = &table_of<level_model_t<Row>>;
        level_layout layout = layout_of<Row>;
        layout.hidden_count = 0;
        node* out = append_level(made.data(), layout, table, {}, nullptr);
        for (std::size_t i = 0; i < known_row<Row>::columns.count; ++i)
            *out++ = node_of_column(table, known_row<Row>::columns.columns[i]);
        return made;
    }
    static constexpr auto nodes = make_nodes();
    static constexpr clause describe() {
        return {.kind = clause_kind::returning, .items = count, .nodes = nodes.data()};
    }
};

/// The value by which a row's kind is known, where it stays while it is bound; nothing of other rows.
template <class Row> struct written_kind {
    using columns = std::index_sequence<>;
    using held = values<>;
    static held get() { return {}; }
};
template <class Row>
    requires is_kind<Row>
struct written_kind<Row> {
    static constexpr auto value = kind_value_of<Row>;
    using columns = std::index_sequence<kind_column_of<Row>>;
    using held = values<part_of_key<void, std::remove_const_t<decltype(value)>>>;
    static held get() { return {{{__builtin_addressof(value)}}}; }
};

/// The insert of a row: `Decided`, `Always` and `Maybe` are index sequences of columns and fields.
template <class Row, class Tied, bool WithKey> struct new_row {
    using model = level_model_t<Row>;
    using decided_type = decided_values<Row, Tied>;
    using sent = sent_fields_of_row<Row, Tied, WithKey>;
    template <std::size_t Field> static constexpr std::size_t column_of = level_fields_of<Row>[Field].column;

    template <class Kind, class Decided, class Always, class Maybe> struct parts;
    template <std::size_t... Kind, std::size_t... Decided, std::size_t... Always, std::size_t... Maybe>
    struct parts<std::index_sequence<Kind...>, std::index_sequence<Decided...>, std::index_sequence<Always...>,
                 std::index_sequence<Maybe...>> {
        using set = set_columns_clause<model, clause_kind::set, Kind..., decided_type::columns.columns[Decided]...,
                                       column_of<Always>...>;
        using clauses = join_lists_t<type_list<from_clause<model>, row_back_clause<Row>>,
                                     std::conditional_t<(sizeof...(Kind) + sizeof...(Decided) + sizeof...(Always) > 0),
                                                        type_list<set>, type_list<>>,
                                     type_list<set_columns_clause<model, clause_kind::set_if, column_of<Maybe>>...>>;
        using always_held = values<part_of_key<void, std::tuple_element_t<Decided, decltype(decided_type::all)>>...,
                                   part_of_key<void, field_type<Row, Always>>...>;
        using kind_held = typename written_kind<Row>::held;
        using held = joined<joined<kind_held, always_held>,
                            values<condition_flag, part_of_key<void, field_type<Row, Maybe>>>...>;
        using query = query_base<verb::insert, type_list<model>, selected_columns<row_back<Row>>, clauses, held>;

        static query make(const Row& row, [[maybe_unused]] const decided_type& decided) {
            [[maybe_unused]] static const Row blank{};
            return query{detail::concat_all(written_kind<Row>::get(),
                                            always_held{{{__builtin_addressof(std::get<Decided>(decided.all))}}...,
                                                        {{__builtin_addressof(field_of<Always>(row))}}...},
                                            values<condition_flag, part_of_key<void, field_type<Row, Maybe>>>{
                                                {{!detail::is_unset(field_of<Maybe>(row), field_of<Maybe>(blank))}},
                                                {{__builtin_addressof(field_of<Maybe>(row))}}}...)};
        }
    };
    using all_parts = parts<typename written_kind<Row>::columns, std::make_index_sequence<decided_type::columns.count>,
                            typename sent::always, typename sent::maybe>;
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
        using set = set_columns_clause<model, clause_kind::set, needed_values<Row>::columns.columns[Needed]...,
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

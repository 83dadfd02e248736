// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/level.hpp>
#include <refract/query/row.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

/// \file
/// A row of a tree as an insert: the columns that its struct names, and those that tie it to rows which are there by
/// then. What the struct does not name the database fills.
///
///     INSERT INTO "post" ("author_id", "title") VALUES ($1, $2) RETURNING "id", "title"

namespace refract {
inline namespace v0 {
namespace detail {

/// Where the value of a column comes from.
enum class column_source : std::uint8_t {
    field,  ///< of the struct
    nested, ///< the key of the row in another field, which is inserted first
    above,  ///< the key of the row around it
    kind,   ///< what tells kinds apart, of the row's kind
};
struct inserted_column {
    static constexpr std::uint16_t none = 0xffff;
    std::uint16_t column = 0;
    column_source from = column_source::field;
    std::uint16_t part = 0;     ///< of the key
    std::uint16_t field = none; ///< of the struct; beside `nested`, the field that has the key if that row is missing
    std::uint16_t rows = none;  ///< the field of the nested row
};
struct inserted_columns {
    static constexpr std::size_t most = 320;
    inserted_column all[most]{};
    std::size_t count = 0;
    bool is_tied_twice = false; ///< a column that two rows decide

    constexpr inserted_column* find(std::size_t column) {
        for (std::size_t i = 0; i < count; ++i)
            if (all[i].column == column) return &all[i];
        return nullptr;
    }
    constexpr void add(const inserted_column& added) {
        if (inserted_column* const there = find(added.column)) {
            if (added.from != column_source::field)
                is_tied_twice = true;
            else
                there->field = added.field;
        } else if (count < most) {
            all[count++] = added;
        }
    }
    constexpr void add_key(const column_list& columns, column_source from, std::size_t rows = inserted_column::none) {
        for (std::size_t i = 0; i < columns.count; ++i)
            add({.column = columns.columns[i],
                 .from = from,
                 .part = static_cast<std::uint16_t>(i),
                 .rows = static_cast<std::uint16_t>(rows)});
    }
    /// The fields of the struct that are columns; a key that the database makes only if it is given.
    constexpr void add_fields(array_view<level_field> fields, const table_info& table, bool with_key) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const std::size_t column = fields[i].column;
            if (!fields[i].is_value() || column == table_info::none || table.columns[column].generated) continue;
            if (table.key_is_generated && table.columns[column].key && !with_key) continue;
            add({.column = static_cast<std::uint16_t>(column), .field = static_cast<std::uint16_t>(i)});
        }
    }
};

/// How a row is tied to the one around it: nothing of a row at the top.
struct tied_columns {
    column_list set{};      ///< which take the key of the row around it
    column_list returned{}; ///< whose values the row around it, or a link, takes
};
template <class Above, std::size_t Field> constexpr tied_columns ties_of() {
    if constexpr (std::is_void_v<Above>) {
        return {};
    } else {
        constexpr const level_relation& relation = relation_of<Above, Field>;
        if (relation.is_over_link()) return {{}, relation.link_target};
        if (relation.is_parents) return {{}, relation.to};
        return {relation.to, {}};
    }
}

template <class Row, class Above, std::size_t Field> struct inserted_row {}; ///< what comes back of an inserted row
struct inserted_selection {};

/// `Above` and `Field`: the row around it and the field that holds it; void of a row at the top.
template <class Row, class Above, std::size_t Field, bool WithKey> struct inserted_level {
    using query_type = inserted_level;
    using model = level_model_t<Row>;
    using sources = type_list<model>;
    using row_sources = sources;
    using selection = inserted_selection;
    using clause_types = type_list<>;
    using parameters = type_list<>;
    using bound_type = values<>;
    using column_node = void;
    using row = inserted_row<Row, Above, Field>;
    static constexpr verb kind = verb::insert;
    static constexpr bool with_key = WithKey;
    static constexpr tied_columns ties = ties_of<Above, Field>();

    template <std::size_t... Index> static constexpr inserted_columns find_columns(std::index_sequence<Index...>) {
        inserted_columns found;
        found.add_key(ties.set, column_source::above);
        [[maybe_unused]] const auto add = [&]<std::size_t Each>() {
            constexpr const level_relation& relation = relation_of<Row, Each>;
            if (relation.is_parents) found.add_key(relation.from, column_source::nested, Each);
        };
        (add.template operator()<Index>(), ...);
        if constexpr (is_kind<Row>)
            found.add({.column = static_cast<std::uint16_t>(kind_column_of<Row>), .from = column_source::kind});
        found.add_fields(level_fields_of<Row>, table_of<model>(), WithKey);
        return found;
    }
    static constexpr inserted_columns find_columns() {
        if constexpr (has_levels<Row>)
            return find_columns(related_fields_of<Row>{});
        else
            return find_columns(std::index_sequence<>{});
    }
    static constexpr inserted_columns columns = find_columns();
    static constexpr std::size_t value_count = columns.count;

    static constexpr auto make_set() {
        std::array<node, 2 * columns.count + 1> made{};
        const table_info& table = table_of<model>();
        for (std::size_t i = 0; i < columns.count; ++i) {
            const column_info& column = table.columns[columns.all[i].column];
            made[2 * i] = {.kind = node_kind::assignment,
                           .arity = 1,
                           .column = columns.all[i].column,
                           .table = &table_of<model>,
                           .type = column.type};
            made[2 * i + 1] = {.kind = node_kind::value, .nullable = column.nullable, .type = column.type};
        }
        return made;
    }
    static constexpr auto set_nodes = make_set();
    static constexpr tied_places places = find_places(layout_of<Row>, ties.returned, true);
    static constexpr std::size_t returned = layout_of<Row>.size() + places.behind.count;
    static constexpr auto make_returning() {
        std::array<node, returned> made{};
        node* out = append_level(made.data(), layout_of<Row>, &table_of<model>, {}, nullptr);
        for (std::size_t i = 0; i < places.behind.count; ++i)
            *out++ = node_of_column(&table_of<model>, places.behind.columns[i]);
        return made;
    }
    static constexpr auto returning_nodes = make_returning();

    static constexpr std::size_t clause_count = columns.count > 0 ? 3 : 2;
    static constexpr std::array<clause, clause_count> make_clauses() {
        std::array<clause, clause_count> made{};
        made[0] = {.kind = clause_kind::from, .table = &table_of<model>};
        made[1] = {.kind = clause_kind::returning, .items = returned, .nodes = returning_nodes.data()};
        if constexpr (columns.count > 0)
            made[2] = {.kind = clause_kind::set,
                       .items = static_cast<std::uint16_t>(columns.count),
                       .holds = {.values = static_cast<std::uint16_t>(columns.count)},
                       .nodes = set_nodes.data()};
        return made;
    }
    static constexpr auto clauses = make_clauses();
    static constexpr statement_view view{verb::insert, clauses.data(), clauses.size()};

    [[no_unique_address]] values<> bound;
};
template <class Query, class Sources> struct row<Query, inserted_selection, Sources> {
    using type = typename Query::row;
};

/// The row of a link between two that are there.
template <class Row, std::size_t Field> struct inserted_link {
    using query_type = inserted_link;
    using sources = type_list<>;
    using row_sources = sources;
    using selection = no_rows;
    using clause_types = type_list<>;
    using parameters = type_list<>;
    using bound_type = values<>;
    using column_node = void;
    static constexpr verb kind = verb::insert;
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr std::size_t near = relation.to.count, value_count = near + relation.link_to.count;

    static constexpr auto make_set() {
        std::array<node, 2 * value_count> made{};
        for (std::size_t i = 0; i < value_count; ++i) {
            const std::size_t column = i < near ? relation.to.columns[i] : relation.link_to.columns[i - near];
            const sql_type type = relation.tied()().columns[column].type;
            made[2 * i] = {.kind = node_kind::assignment,
                           .arity = 1,
                           .column = static_cast<std::uint16_t>(column),
                           .table = relation.tied(),
                           .type = type};
            made[2 * i + 1] = {.kind = node_kind::value, .type = type};
        }
        return made;
    }
    static constexpr auto set_nodes = make_set();
    static constexpr std::array<clause, 2> clauses{clause{.kind = clause_kind::from, .table = relation.tied()},
                                                   clause{.kind = clause_kind::set,
                                                          .items = value_count,
                                                          .holds = {.values = value_count},
                                                          .nodes = set_nodes.data()}};
    static constexpr statement_view view{verb::insert, clauses.data(), clauses.size()};

    [[no_unique_address]] values<> bound;
};

} // namespace detail
} // namespace v0
} // namespace refract

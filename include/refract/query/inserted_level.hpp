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
///
/// Or many of them, each column a list: INSERT INTO "post" (...) SELECT * FROM unnest($1, $2, $3). Of keys that the
/// database makes in a statement before, the program knows only the rows that they are of.

namespace refract {
inline namespace v0 {
namespace detail {

/// Where the value of a column comes from.
enum class column_source : std::uint8_t {
    field,  ///< of the struct
    nested, ///< the key of the row in another field, which is inserted first
    above,  ///< the key of the row around it
    made,   ///< the key that the database has made for the row before
    kind,   ///< by which rows of the struct's kind are known
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
    std::size_t flagged = 0;    ///< the last of them, which a row may leave to the database
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
    /// `carried`: those that are not the session's to say.
    constexpr void add_key(const column_list& columns, const column_list& carried, column_source from,
                           std::size_t rows = inserted_column::none) {
        for (std::size_t i = 0; i < columns.count; ++i)
            if (carried.contains(columns.columns[i]))
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
            if (column == table.tenant) continue; // the session says it
            if (table.key_is_generated && table.columns[column].key && !with_key) continue;
            add({.column = static_cast<std::uint16_t>(column), .field = static_cast<std::uint16_t>(i)});
        }
    }
    /// Puts those behind the others whose default the database makes: a whole object leaves them out where its field
    /// is as that of a default-made one.
    constexpr void flag_defaults(const table_info& table) {
        inserted_columns sorted;
        for (const bool is_flagged : {false, true})
            for (std::size_t i = 0; i < count; ++i)
                if (is_flagged == (all[i].from == column_source::field &&
                                   table.columns[all[i].column].default_from == default_kind::expression)) {
                    sorted.all[sorted.count++] = all[i];
                    sorted.flagged += is_flagged;
                }
        sorted.is_tied_twice = is_tied_twice;
        *this = sorted;
    }
};

/// How a row is tied to the one around it: nothing of a row at the top.
struct tied_columns {
    column_list set{};      ///< which hold the key of the row around it
    column_list taken{};    ///< those of them that take it from there
    column_list returned{}; ///< whose values the row around it, or a link, takes
};
template <class Above, std::size_t Field> constexpr tied_columns ties_of() {
    if constexpr (std::is_void_v<Above>) {
        return {};
    } else {
        constexpr const level_relation& relation = relation_of<Above, Field>;
        if (relation.is_over_link())
            return {{}, {}, carried_columns(relation.child(), relation.link_target, relation.link(), relation.link_to)};
        if (relation.is_parents)
            return {{}, {}, carried_columns(relation.child(), relation.to, relation.parent(), relation.from)};
        return {relation.to, carried_columns(relation.child(), relation.to, relation.parent(), relation.from), {}};
    }
}

/// The columns of a row that are known when it is there: its key, and what other rows take.
struct known_columns {
    static constexpr std::size_t most = 96;
    std::uint16_t columns[most]{};
    std::size_t count = 0;

    constexpr std::size_t find(std::size_t column) const {
        for (std::size_t i = 0; i < count; ++i)
            if (columns[i] == column) return i;
        return table_info::none;
    }
    constexpr void add(std::uint16_t column) {
        if (find(column) == table_info::none && count < most) columns[count++] = column;
    }
    constexpr void add(const column_list& wanted) {
        for (std::size_t i = 0; i < wanted.count; ++i) add(wanted.columns[i]);
    }
};
/// What other rows take.
template <class Row, std::size_t... Index>
constexpr known_columns find_taken(const tied_columns& ties, std::index_sequence<Index...>) {
    known_columns found;
    found.add(ties.returned);
    [[maybe_unused]] const auto add = [&]<std::size_t Each>() {
        constexpr const level_relation& relation = relation_of<Row, Each>;
        if (!relation.is_parents)
            found.add(carried_columns(relation.parent(), relation.from, relation.tied()(), relation.to));
    };
    (add.template operator()<Index>(), ...);
    return found;
}
template <class Row> constexpr known_columns find_known(const known_columns& taken) {
    known_columns found;
    const table_info& table = table_of<level_model_t<Row>>();
    for (std::size_t i = 0; i < table.key.count; ++i)
        if (table.key.columns[i] != table.tenant) found.add(table.key.columns[i]);
    for (std::size_t i = 0; i < taken.count; ++i) found.add(taken.columns[i]);
    return found;
}
template <class Row> constexpr auto fields_with_rows() {
    if constexpr (has_levels<Row>)
        return related_fields_of<Row>{};
    else
        return std::index_sequence<>{};
}

/// How many kinds of rows a field holds, each of which is inserted by itself.
template <class Row, std::size_t Field> inline constexpr std::size_t kinds_in_field =
    kind_variant<level_row_t<Row, Field>> ? variant_kinds<level_row_t<Row, Field>>::type::size : 1;
template <class Row, std::size_t... Index> constexpr auto count_kinds(std::index_sequence<Index...>) {
    std::array<std::size_t, level_fields_of<Row>.size() + 1> counts{};
    ((counts[Index] = kinds_in_field<Row, Index>), ...);
    return counts;
}
template <class Row> inline constexpr auto kinds_in_fields = count_kinds<Row>(fields_with_rows<Row>());

/// Puts down a key that is taken: its positions, those that were not kept, and the names under which others are.
constexpr node* put_taken_key(node* out, const sql_type& type, std::size_t makers) {
    *out++ = {.kind = node_kind::taken_key, .arity = static_cast<std::uint16_t>(2 + makers), .type = type};
    *out++ = {.kind = node_kind::value, .type = {.kind = type_kind::integer}};
    *out++ = {.kind = node_kind::value, .type = {.kind = type_kind::big_integer}};
    for (; makers > 0; --makers) *out++ = {.kind = node_kind::value, .type = {.kind = type_kind::text}};
    return out;
}

/// How rows are inserted, and what comes back.
struct inserted_form {
    bool with_key = false;  ///< a field holds the key that the database would make
    bool as_lists = false;  ///< many rows, each column a list, with the keys that were made for them
    bool reads_back = true; ///< the fields of the struct; else only what is known of a row
    bool returns = true;    ///< anything at all
};

/// What comes back of an inserted row: the columns of its fields, and behind them what is to be known of it.
template <class Row, class Above, std::size_t Field, bool ReadsBack = true> struct inserted_row {
    static constexpr known_columns taken = find_taken<Row>(ties_of<Above, Field>(), fields_with_rows<Row>());
    static constexpr known_columns known = find_known<Row>(taken);
    static constexpr bool reads_back = ReadsBack || known.count == 0;
    struct places {
        std::uint16_t at[known_columns::most]{}, behind[known_columns::most]{};
        std::size_t behind_count = 0;
    };
    static constexpr places find_places() {
        places found;
        for (std::size_t i = 0; i < known.count; ++i) {
            std::size_t at = reads_back ? layout_of<Row>.find(known.columns[i]) : table_info::none;
            if (at == table_info::none) {
                at = (reads_back ? layout_of<Row>.size() : 0) + found.behind_count;
                found.behind[found.behind_count++] = known.columns[i];
            }
            found.at[i] = static_cast<std::uint16_t>(at);
        }
        return found;
    }
    static constexpr places all = find_places();
    static constexpr std::size_t width = (reads_back ? layout_of<Row>.size() : 0) + all.behind_count;
};
struct inserted_selection {};

/// `Above` and `Field`: the row around it and the field that holds it; void of a row at the top.
template <class Row, class Above, std::size_t Field, inserted_form Form> struct inserted_level {
    using query_type = inserted_level;
    using model = level_model_t<Row>;
    using sources = type_list<model>;
    using row_sources = sources;
    using selection = std::conditional_t<Form.returns, inserted_selection, no_rows>;
    using clause_types = type_list<>;
    using parameters = type_list<>;
    using column_node = void;
    using row = inserted_row<Row, Above, Field, Form.reads_back>;
    static constexpr verb kind = verb::insert;
    static constexpr inserted_form form = Form;
    static constexpr tied_columns ties = ties_of<Above, Field>();

    template <std::size_t... Index> static constexpr inserted_columns find_columns(std::index_sequence<Index...>) {
        inserted_columns found;
        const table_info& table = table_of<model>();
        found.add_key(ties.set, ties.taken, column_source::above);
        [[maybe_unused]] const auto add = [&]<std::size_t Each>() {
            constexpr const level_relation& relation = relation_of<Row, Each>;
            if (relation.is_parents)
                found.add_key(relation.from, carried_columns(table, relation.from, relation.child(), relation.to),
                              column_source::nested, Each);
        };
        (add.template operator()<Index>(), ...);
        if (Form.as_lists && table.key_is_generated && !found.find(table.key.columns[0]))
            found.add_key(table.key, table.key, column_source::made);
        if constexpr (is_kind<Row>)
            found.add({.column = static_cast<std::uint16_t>(kind_column_of<Row>), .from = column_source::kind});
        found.add_fields(level_fields_of<Row>, table, Form.with_key);
        if constexpr (!shape_struct<Row>) found.flag_defaults(table);
        return found;
    }
    static constexpr inserted_columns columns = find_columns(fields_with_rows<Row>());
    static constexpr bool find_made_key() {
        bool found = false;
        for (std::size_t i = 0; i < columns.count; ++i) found |= columns.all[i].from == column_source::made;
        return found;
    }
    static constexpr bool has_made_key = find_made_key();
    static constexpr std::size_t constant_count = columns.count - columns.flagged;

    // As lists: a key that the database makes stays in it if other rows take it, and whole numbers may be such keys.

    static constexpr bool is_made(std::size_t index) { return columns.all[index].from == column_source::made; }
    /// In how many batches of rows the key may have been made; 0 of what is not taken so.
    static constexpr std::size_t count_makers(std::size_t index) {
        const inserted_column& column = columns.all[index];
        const bool is_taken = column.from == column_source::above || column.from == column_source::nested;
        if (!Form.as_lists || !is_taken || !is_whole_number(table_of<model>().columns[column.column].type.kind))
            return 0;
        return column.from == column_source::above ? 1 : kinds_in_fields<Row>[column.rows];
    }
    static constexpr std::size_t count_values(std::size_t first, std::size_t last) {
        std::size_t count = 0;
        for (; first < last; ++first) count += count_makers(first) > 0 ? 2 + count_makers(first) : 1;
        return count;
    }
    /// Whether the made key is for other rows.
    static constexpr bool keeps_key =
        has_made_key && row::taken.find(table_of<model>().key.columns[0]) != table_info::none;
    static constexpr std::size_t value_count = keeps_key + count_values(0, columns.count);

    template <class Index> struct flags;
    template <std::size_t... Index> struct flags<std::index_sequence<Index...>> {
        template <std::size_t> using flag = condition_flag;
        using type = values<flag<Index>...>;
    };
    using bound_type = typename flags<std::make_index_sequence<columns.flagged>>::type;

    static constexpr std::size_t count_nodes() {
        std::size_t count = 0;
        for (std::size_t i = 0; i < columns.count; ++i)
            count += 2 + (count_makers(i) > 0 ? 2 + count_makers(i) : Form.as_lists && is_made(i));
        return count;
    }
    static constexpr auto make_set() {
        std::array<node, count_nodes() + 1> made{};
        const table_info& table = table_of<model>();
        node* out = made.data();
        for (std::size_t i = 0; i < columns.count; ++i) {
            const column_info& column = table.columns[columns.all[i].column];
            *out++ = {.kind = node_kind::assignment,
                      .arity = 1,
                      .column = columns.all[i].column,
                      .table = &table_of<model>,
                      .type = column.type};
            if (const std::size_t makers = count_makers(i); makers > 0) {
                out = put_taken_key(out, column.type, makers);
                continue;
            }
            if (Form.as_lists && is_made(i)) *out++ = {.kind = node_kind::made_key, .arity = 1, .type = column.type};
            *out = {.kind = node_kind::value, .nullable = column.nullable, .type = column.type};
            if (Form.as_lists && row::known.find(columns.all[i].column) != table_info::none) widen(*out);
            ++out;
        }
        return made;
    }
    static constexpr void widen(node& key) {
        if (is_whole_number(key.type.kind)) key.type.kind = type_kind::big_integer; // as it is compared
    }
    static constexpr auto set_nodes = make_set();
    static constexpr auto make_returning() {
        std::array<node, row::width> made{};
        node* out = made.data();
        if constexpr (row::reads_back) out = append_level(out, layout_of<Row>, &table_of<model>, {}, nullptr);
        for (std::size_t i = 0; i < row::all.behind_count; ++i)
            *out++ = node_of_column(&table_of<model>, row::all.behind[i]);
        return made;
    }
    static constexpr auto returning_nodes = make_returning();
    static constexpr auto make_keys() {
        std::array<node, row::known.count + 1> made{};
        for (std::size_t i = 0; i < row::known.count; ++i) {
            made[i] = node_of_column(&table_of<model>, row::known.columns[i]);
            widen(made[i]);
        }
        return made;
    }
    static constexpr auto key_nodes = make_keys();

    static constexpr std::size_t clause_count =
        1 + Form.returns + Form.as_lists + (constant_count > 0) + columns.flagged;
    static constexpr std::array<clause, clause_count> make_clauses() {
        std::array<clause, clause_count> made{};
        std::size_t at = 0;
        made[at++] = {.kind = clause_kind::from, .table = &table_of<model>};
        if (Form.returns)
            made[at++] = {.kind = clause_kind::returning, .items = row::width, .nodes = returning_nodes.data()};
        if (Form.as_lists)
            made[at++] = {.kind = clause_kind::insert_lists,
                          .items = row::known.count,
                          .holds = {.values = keeps_key},
                          .nodes = key_nodes.data(),
                          .gives_way = !row::reads_back};
        if (constant_count > 0)
            made[at++] = {.kind = clause_kind::set,
                          .items = static_cast<std::uint16_t>(constant_count),
                          .holds = {.values = static_cast<std::uint16_t>(count_values(0, constant_count))},
                          .nodes = set_nodes.data()};
        for (std::size_t i = constant_count; i < columns.count; ++i)
            made[at++] = {.kind = clause_kind::set_if,
                          .items = 1,
                          .holds = {.values = 1, .parts = 1},
                          .nodes = set_nodes.data() + set_nodes.size() - 1 - 2 * (columns.count - i)};
        return made;
    }
    static constexpr auto clauses = make_clauses();
    static constexpr statement_view view{verb::insert, clauses.data(), clauses.size()};

    [[no_unique_address]] bound_type bound;
};
template <class Query, class Sources> struct row<Query, inserted_selection, Sources> {
    using type = typename Query::row;
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/begin_query.hpp>
#include <refract/graph/load.hpp>
#include <refract/graph/row_keys.hpp>
#include <refract/graph/tree_inserter.hpp>
#include <refract/graph/written_links.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// The plans of the kinds of rows of a shape: how the values of each column come into a statement, and how a row comes
/// back.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Row, class Above, std::size_t Field, bool ReadsBack>
struct row_traits<inserted_row<Row, Above, Field, ReadsBack>> {
    using kind = inserted_row<Row, Above, Field, ReadsBack>;
    static constexpr std::size_t width() { return kind::width; }
    static constexpr result_column* describe(result_column* out, bool) {
        const table_info& table = table_of<level_model_t<Row>>();
        if constexpr (kind::reads_back) out = describe_layout(out, layout_of<Row>, table);
        for (std::size_t i = 0; i < kind::all.behind_count; ++i) {
            const column_info& column = table.columns[kind::all.behind[i]];
            *out++ = {column.type, true, column.name};
        }
        return out;
    }
};

/// The field that may hold a key that the database would make otherwise.
template <class Row> constexpr std::size_t find_generated_key() {
    constexpr const table_info& table = table_of<level_model_t<Row>>();
    if constexpr (table.key_is_generated)
        for (std::size_t i = 0; i < level_fields_of<Row>.size(); ++i)
            if (level_fields_of<Row>[i].is_value() && level_fields_of<Row>[i].column == table.key.columns[0]) return i;
    return table_info::none;
}
template <class Row> inline constexpr std::size_t generated_key_of = find_generated_key<Row>();

template <class Writing, class Row, class Above, std::size_t Field> struct written_rows {
    using driver = typename Writing::driver;
    using place_type = typename Writing::place;
    using statement_type = typename driver::statement;
    using batch_type = row_batch<driver>;
    using chosen_type = chosen_rows<driver>;
    using key = taken_key<driver>;
    using model = level_model_t<Row>;
    using kind = inserted_row<Row, Above, Field, Writing::reads_back>;
    static constexpr const known_columns& known = kind::known;
    static constexpr const table_info& table = table_of<model>();
    using lists = inserted_level<Row, Above, Field, inserted_form{false, true, Writing::reads_back}>;
    /// Whether a row is what was sent, but for the key that the connection tells, so that nothing need come back.
    static constexpr bool find_returned() {
        if (Writing::as_lists || !driver::knows_last_key || lists::columns.flagged > 0 || is_view(table.kind))
            return true;
        inserted_columns sent = lists::columns;
        for (std::size_t i = 0; i < known.count; ++i)
            if (!sent.find(known.columns[i]) || !is_plain_key(table.columns[known.columns[i]])) return true;
        if (!Writing::reads_back) return false;
        for (const level_field& each : level_fields_of<Row>) {
            if (!each.is_value()) continue;
            const inserted_column* const column = sent.find(each.column);
            if (!column || (column->from != column_source::field && column->from != column_source::made)) return true;
        }
        return false;
    }
    static constexpr bool returns = find_returned();
    template <bool WithKey> using single =
        inserted_level<Row, Above, Field, inserted_form{WithKey, false, Writing::reads_back, returns}>;

    static const Row& row_at(const batch_type& batch, std::size_t number) {
        return *static_cast<const Row*>(batch.rows[number]);
    }

    // Where the value of a column comes from.

    template <inserted_column Column> static key take(const batch_type& batch, std::size_t row) {
        if constexpr (Column.from == column_source::above) {
            const std::size_t column = relation_of<Above, Field>.from.columns[Column.part];
            return {batch.above, batch.owners[row], batch.above->column_of(column)};
        } else {
            constexpr std::size_t first = position_of_field<Column.rows>();
            for (std::size_t i = 0; i < kinds_in_field<Row, Column.rows>; ++i) {
                const batch_type* const nested = batch.nested[first + i];
                const std::uint32_t number = nested->row_of(row);
                if (number == batch_type::none) continue;
                return {nested, number, nested->column_of(relation_of<Row, Column.rows>.to.columns[Column.part])};
            }
            return {};
        }
    }
    template <std::size_t Wanted> static constexpr std::size_t position_of_field() {
        return []<std::size_t... Index>(std::index_sequence<Index...>) {
            std::size_t at = 0, found = 0;
            ((Index == Wanted ? void(found = at) : void(), at += kinds_in_field<Row, Index>), ...);
            return found;
        }(fields_with_rows<Row>());
    }
    static bool is_left_out(const chosen_type& chosen, std::size_t index, std::size_t constant_count) {
        return index >= constant_count && (chosen.left_out >> (index - constant_count) & 1) != 0;
    }

    // One row.

    template <class Query, std::size_t Index>
    static void bind_single(statement_type& statement, int position, const chosen_type& chosen) {
        constexpr inserted_column column = Query::columns.all[Index];
        const std::size_t row = chosen[0];
        if (position == 0) return; // it is left out
        if constexpr (column.from == column_source::kind)
            return detail::bind_value(statement, position, kind_value_of<Row>);
        else if constexpr (column.from != column_source::field) {
            const key taken = take<column>(*chosen.batch, row);
            if (taken.is_there()) {
                if (taken.is_null()) throw_null_key(table, column.column, statement.sql());
                return statement.bind(position,
                                      make_key<wire_of_kind<table.columns[column.column].type.kind>>(taken.part()));
            }
        }
        if constexpr (column.field != inserted_column::none)
            detail::bind_value(statement, position, field_of<column.field>(row_at(*chosen.batch, row)));
        else
            statement.bind_null(position);
    }

    // Many rows.

    template <class Query, std::size_t Index>
    static void bind_list(statement_type& statement, placeholders& next, const chosen_type& chosen) {
        constexpr inserted_column column = Query::columns.all[Index];
        constexpr std::size_t slot = known.find(column.column);
        if constexpr (Query::count_makers(Index) > 0) {
            return bind_taken_key<column>(statement, next, chosen, Query::count_makers(Index));
        }
        const int position = *next.value++;
        if (position == 0) return;
        if constexpr (column.from == column_source::made)
            bind_made(statement, position, chosen);
        else if constexpr (slot != table_info::none)
            bind_known<slot>(statement, position, chosen);
        else if constexpr (column.from == column_source::field)
            bind_field<column.field>(statement, position, chosen);
        else if constexpr (column.from == column_source::kind)
            bind_kind(statement, position, chosen);
        else
            bind_taken<column>(statement, position, chosen);
    }
    template <std::size_t Slot>
    static void bind_known(statement_type& statement, int position, const chosen_type& chosen) {
        constexpr type_kind own = table.columns[known.columns[Slot]].type.kind;
        bound_items<wire_of_kind<is_whole_number(own) ? type_kind::big_integer : own>> items;
        items.start(chosen.count);
        for (std::size_t i = 0; i < chosen.count; ++i)
            if (chosen.batch->known.is_null(chosen[i], Slot))
                items.add_null();
            else
                items.add_key(chosen.batch->known.at(chosen[i], Slot));
        items.finish(statement, position);
    }
    template <std::size_t FieldNumber>
    static void bind_field(statement_type& statement, int position, const chosen_type& chosen) {
        field_list<without_optional<field_type<Row, FieldNumber>>> values;
        values.start(chosen.count);
        for (std::size_t i = 0; i < chosen.count; ++i)
            values.add(field_of<FieldNumber>(row_at(*chosen.batch, chosen[i])));
        statement.bind(position, values.list);
    }
    static void bind_kind(statement_type& statement, int position, const chosen_type& chosen) {
        field_list<std::remove_cvref_t<decltype(kind_value_of<Row>)>> values;
        values.start(chosen.count);
        for (std::size_t i = 0; i < chosen.count; ++i) values.add(kind_value_of<Row>);
        statement.bind(position, values.list);
    }
    /// Those that are given; the database makes the others.
    static void bind_made(statement_type& statement, int position, const chosen_type& chosen) {
        bound_items<std::int64_t> items;
        items.start(chosen.count);
        for (std::size_t i = 0; i < chosen.count; ++i)
            if (leaves_key(chosen.batch->rows[chosen[i]], chosen.batch->keys))
                items.add_null();
            else if constexpr (generated_key_of<Row> != table_info::none)
                detail::with_part(field_of<generated_key_of<Row>>(row_at(*chosen.batch, chosen[i])),
                                  [&](const key_part* part) { part ? items.add_key(*part) : items.add_null(); });
        items.finish(statement, position);
    }
    template <inserted_column Column> static void bind_taken_key(statement_type& statement, placeholders& next,
                                                                 const chosen_type& chosen, std::size_t makers) {
        taken_list items(*chosen.batch->kept, chosen.count);
        for (std::size_t i = 0; i < chosen.count; ++i) {
            const key taken = take<Column>(*chosen.batch, chosen[i]);
            if (taken.is_there() && taken.is_null()) throw_null_key(table, Column.column, statement.sql());
            if (taken.is_there())
                items.add_of(taken.batch->known, taken.row, taken.column);
            else if constexpr (Column.field == inserted_column::none)
                items.add_null();
            else
                detail::with_part(field_of<Column.field>(row_at(*chosen.batch, chosen[i])),
                                  [&](const key_part* part) { part ? items.add(*part) : items.add_null(); });
        }
        items.finish(statement, next, makers);
    }
    template <inserted_column Column>
    static void bind_taken(statement_type& statement, int position, const chosen_type& chosen) {
        bound_items<wire_of_kind<table.columns[Column.column].type.kind>> items;
        items.start(chosen.count);
        for (std::size_t i = 0; i < chosen.count; ++i) {
            const key taken = take<Column>(*chosen.batch, chosen[i]);
            if (taken.is_there() && taken.is_null()) throw_null_key(table, Column.column, statement.sql());
            if (taken.is_there())
                items.add_key(taken.part());
            else if constexpr (Column.field == inserted_column::none)
                items.add_null();
            else
                add_of_field(items, field_of<Column.field>(row_at(*chosen.batch, chosen[i])));
        }
        items.finish(statement, position);
    }
    template <class Items, class Value> static void add_of_field(Items& items, const Value& value) {
        detail::with_part(value, [&](const key_part* part) {
            if (part)
                items.add_key(*part);
            else
                items.add_null();
        });
    }
    // What is known of a row: beforehand, or when it has come back.

    static bool know(batch_type& batch) {
        for (std::size_t row = 0; row < batch.rows.size(); ++row)
            if (!know_columns(batch, row)) return false;
        return true;
    }
    static bool know_columns(batch_type& batch, std::size_t row) {
        return [&]<std::size_t... Slot>(std::index_sequence<Slot...>) {
            return (know_column<find_column(known.columns[Slot])>(batch, row) && ...);
        }(std::make_index_sequence<known.count>());
    }
    static void know_row(batch_type& batch, std::size_t number, [[maybe_unused]] bool reads_back) {
        if constexpr (generated_key_of<Row> != table_info::none && lists::has_made_key)
            if (reads_back && leaves_key(batch.rows[number], batch.keys)) {
                using field = codec<field_type<Row, generated_key_of<Row>>>;
                const std::int64_t made = batch.made[number];
                if (!std::in_range<typename field::wire>(made))
                    throw_out_of_range("the key that the database made", "the key's field");
                know_columns(batch, number);
                return field::decode(static_cast<typename field::wire>(made),
                                     field_of<generated_key_of<Row>>(*static_cast<Row*>(batch.rows[number])));
            }
        know_columns(batch, number);
    }
    static constexpr std::size_t find_column(std::size_t column) {
        for (std::size_t i = 0; i < lists::columns.count; ++i)
            if (lists::columns.all[i].column == column) return i;
        return 0; // not reached: such rows are not sent as lists
    }
    template <std::size_t Index> static bool know_column(batch_type& batch, std::size_t row) {
        constexpr inserted_column column = lists::columns.all[Index];
        if constexpr (column.from == column_source::made) {
            if constexpr (Writing::as_lists) {
                const made_key made = lists::keeps_key ? batch.makers[row] : made_key{};
                batch.known.add_made(made.maker, made.row);
                return true;
            }
            if (leaves_key(batch.rows[row], batch.keys)) {
                key_part part;
                part.number = batch.made[row];
                batch.known.add(part);
                return true;
            }
            if constexpr (generated_key_of<Row> != table_info::none) note_field<generated_key_of<Row>>(batch, row);
        } else if constexpr (column.from == column_source::field) {
            if constexpr (Index >= lists::constant_count)
                if ((left_out(batch.rows[row]) >> (Index - lists::constant_count) & 1) != 0) return false;
            note_field<column.field>(batch, row);
        } else if constexpr (column.from == column_source::kind) {
            detail::with_part(kind_value_of<Row>, [&](const key_part* part) { batch.known.add(*part); });
        } else {
            const key taken = take<column>(batch, row);
            if (taken.is_there() && taken.is_null()) throw_null_key(table, column.column, {});
            if (taken.is_there())
                taken.add_to(batch.known);
            else if constexpr (column.field != inserted_column::none)
                note_field<column.field>(batch, row);
            else
                batch.known.add_null();
        }
        return true;
    }
    template <std::size_t FieldNumber> static void note_field(batch_type& batch, std::size_t row) {
        detail::note_value(batch.known, field_of<FieldNumber>(row_at(batch, row)));
    }
    static void note(const row_of_driver<driver>& row, known_keys& to) {
        [&]<std::size_t... Slot>(std::index_sequence<Slot...>) {
            (note_cell<wire_of_kind<table.columns[known.columns[Slot]].type.kind>>(row.cell(kind::all.at[Slot]), to),
             ...);
        }(std::make_index_sequence<known.count>());
    }
    template <class Wire, class Cell> static void note_cell(const Cell& cell, known_keys& to) {
        if (cell.is_null()) return to.add_null();
        key_part part;
        const Wire value = cell.template read<Wire>();
        wire_row<Wire>::keep(part, value);
        to.add(part);
    }

    static bool leaves_key(const void* row, key_source keys) {
        if constexpr (generated_key_of<Row> == table_info::none) {
            return table.key_is_generated;
        } else {
            const auto& own = field_of<generated_key_of<Row>>(*static_cast<const Row*>(row));
            return keys == key_source::database && own == std::remove_cvref_t<decltype(own)>{};
        }
    }
    static std::uint32_t left_out([[maybe_unused]] const void* row) {
        std::uint32_t mask = 0;
        if constexpr (lists::columns.flagged > 0) {
            static const Row blank{};
            [&]<std::size_t... Index>(std::index_sequence<Index...>) {
                const auto look = [&]<std::size_t Each>() {
                    constexpr std::size_t field = lists::columns.all[lists::constant_count + Each].field;
                    if (is_unset(field_of<field>(*static_cast<const Row*>(row)), field_of<field>(blank)))
                        mask |= std::uint32_t{1} << Each;
                };
                (look.template operator()<Index>(), ...);
            }(std::make_index_sequence<lists::columns.flagged>());
        }
        return mask;
    }

    // The statements.

    template <class Query, std::size_t... Index> static void
    bind_all(statement_type& statement, placeholders& next, const chosen_type& chosen, std::index_sequence<Index...>) {
        if constexpr (Query::form.as_lists)
            (bind_list<Query, Index>(statement, next, chosen), ...);
        else
            (bind_single<Query, Index>(statement, *next.value++, chosen), ...);
    }
    template <class Query>
    static void bind_rows(statement_type& statement, placeholders& next, const void* const* call) {
        const chosen_type& chosen = *static_cast<const chosen_type*>(call[2]);
        if constexpr (!Query::form.as_lists && !Query::form.with_key) check_key(statement, call[1]);
        if constexpr (Query::keeps_key)
            statement.bind(*next.value++, std::string_view(chosen.batch->kept->makers[chosen.maker].name));
        bind_all<Query>(statement, next, chosen, std::make_index_sequence<Query::columns.count>());
    }
    /// Refuses to leave the key to a database that makes none.
    static void check_key([[maybe_unused]] statement_type& statement, [[maybe_unused]] const void* place) {
        if constexpr (table.key_is_generated && knows_made_keys<statement_type>)
            if (!statement.knows_key()) [[unlikely]] {
                const auto& placed = static_cast<const place_type*>(place)->template table<model>();
                statement.check_made_key(placed, placed.columns[placed.key.columns[0]].name);
            }
    }
    template <class Query> static constexpr query_plan<driver> plan_of() {
        constexpr result_form form = Query::form.returns ? result_form::rows : result_form::changes;
        query_plan<driver> plan = checked_query_plan<driver, place_type, form, Query>();
        plan.bind = &bind_rows<Query>;
        return plan;
    }
    template <class Query> static execution<driver> begin(tree_inserter<driver>& inserter, const chosen_type& chosen) {
        static constexpr query_plan<driver> plan = plan_of<Query>();
        const Query query{flags<Query>(chosen, std::make_index_sequence<Query::columns.flagged>())};
        const void* const call[] = {__builtin_addressof(query), inserter.place, __builtin_addressof(chosen)};
        return begin_query(inserter.state, inserter.where, false, plan, call);
    }
    template <class Query, std::size_t... Index>
    static typename Query::bound_type flags([[maybe_unused]] const chosen_type& chosen, std::index_sequence<Index...>) {
        return {{condition_flag{(chosen.left_out >> Index & 1) == 0}}...};
    }
    static execution<driver> begin_lists(tree_inserter<driver>& inserter, const chosen_type& chosen) {
        return begin<lists>(inserter, chosen);
    }
    static execution<driver> begin_row(tree_inserter<driver>& inserter, const chosen_type& chosen, bool leaves) {
        if constexpr (generated_key_of<Row> != table_info::none)
            if (!leaves) return begin<single<true>>(inserter, chosen);
        return begin<single<false>>(inserter, chosen);
    }
    static void fill(statement_type& statement, void* row) {
        int column = 0;
        const auto current = statement.row();
        try {
            detail::for_each_field(*static_cast<Row*>(row),
                                   level_reader<std::remove_cvref_t<decltype(current)>, false>{current, column});
        } catch (error& failure) {
            rethrow_with_column(failure, statement.column_name(column), column, statement.sql());
        }
    }
    static table_info placed_table(const void* place) {
        return static_cast<const place_type*>(place)->template table<model>();
    }
    static auto plan() -> const write_plan<driver>&;
};

/// A field that holds rows, and the rows of one kind in it.
template <class Writing, class Row, std::size_t Field, class Kind> struct written_field_of {
    using driver = typename Writing::driver;
    using field_kind = refract::detail::field_type<Row, Field>;

    static const write_plan<driver>& below() { return written_rows<Writing, Kind, Row, Field>::plan(); }
    static void visit_kind(void* above, void* context, void (*use)(void* context, void* row)) {
        detail::visit_field(field_of<Field>(*static_cast<Row*>(above)), [&](auto& each) {
            if (void* const row = detail::kind_inside<Kind>(each)) use(context, row);
        });
    }
    static void show([[maybe_unused]] void* above, [[maybe_unused]] const void* row, std::string& place) {
        if constexpr (row_map<field_kind>) {
            place += "[...]"; // its key is a value
        } else {
            std::size_t number = 0;
            for (auto& each : field_of<Field>(*static_cast<Row*>(above))) {
                if (detail::kind_inside<Kind>(each) == row) place += "[" + std::to_string(number) + "]";
                ++number;
            }
        }
    }
    static constexpr written_field<driver> make() {
        written_field<driver> made{
            .below = &below, .visit = &visit_kind, .comes_first = relation_of<Row, Field>.is_parents};
        made.name = level_fields_of<Row>[Field].name;
        made.is_many = related_rows<field_kind>::room == cardinality::many;
        if constexpr (related_rows<field_kind>::room == cardinality::many)
            if constexpr (row_map<field_kind> || kind_variant<level_row_t<Row, Field>>) made.show = &show;
        if constexpr (relation_of<Row, Field>.is_over_link()) {
            made.begin_links = &written_links<Writing, Row, Field>::begin;
            made.makes_links = written_links<Writing, Row, Field>::are_counted;
        }
        return made;
    }
};
template <class Writing, class Row, class Fields> struct written_fields;
template <class Writing, class Row, std::size_t... Field>
struct written_fields<Writing, Row, std::index_sequence<Field...>> {
    using field_type = written_field<typename Writing::driver>;
    template <std::size_t Each, class... Kind> static constexpr void add(field_type*& out, type_list<Kind...>) {
        ((*out++ = written_field_of<Writing, Row, Each, Kind>::make()), ...);
    }
    static constexpr auto list() {
        std::array<field_type, (std::size_t{0} + ... + kinds_in_field<Row, Field>)> made{};
        field_type* out = made.data();
        (add<Field>(out, kinds_of_row<level_row_t<Row, Field>>{}), ...);
        return made;
    }
    static constexpr auto all = list();
};
template <class Writing, class Row, class Above, std::size_t Field>
auto written_rows<Writing, Row, Above, Field>::plan() -> const write_plan<driver>& {
    static constexpr auto make = [] {
        write_plan<driver> made{.known = known, .table = &placed_table, .leaves_key = &leaves_key};
        made.row_size = sizeof(Row);
        if constexpr (returns) {
            made.fill = &fill;
            made.note = &note;
        }
        if constexpr (has_levels<Row>) {
            constexpr auto& fields = written_fields<Writing, Row, related_fields_of<Row>>::all;
            made.fields = {fields.data(), fields.size()};
        }
        made.keeps_keys = lists::keeps_key;
        if constexpr (lists::columns.flagged > 0) made.left_out = &left_out;
        if constexpr (Writing::as_lists) {
            made.know = &know;
            made.begin_lists = &begin_lists;
        }
        made.begin_row = &begin_row;
        if constexpr (!returns) made.know_row = &know_row;
        return made;
    };
    static constexpr write_plan<driver> made = make();
    return made;
}

} // namespace detail
} // namespace v0
} // namespace refract

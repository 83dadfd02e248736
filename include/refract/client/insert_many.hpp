// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/execution.hpp>
#include <refract/client/field_list.hpp>
#include <refract/client/object.hpp>
#include <refract/client/place.hpp>
#include <refract/client/runtime_text.hpp>
#include <refract/client/session_state.hpp>
#include <refract/client/text_key.hpp>
#include <refract/sql/print_ddl.hpp>
#include <refract/sql/print_object.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <source_location>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Many objects at once: several rows to an INSERT, or the connection's bulk copy.

namespace refract {
inline namespace v0 {
namespace detail {

/// Keeps several objects until they are sent together: by address where the range keeps them alive,
/// as copies otherwise.
template <class Model, bool ByAddress> class insert_batch {
public:
    template <class Object> void add(Object&& object) {
        if constexpr (ByAddress)
            items_.push_back(__builtin_addressof(object));
        else
            items_.push_back(static_cast<Object&&>(object));
    }
    std::size_t size() const { return items_.size(); }
    const Model& operator[](std::size_t index) const {
        if constexpr (ByAddress)
            return *items_[index];
        else
            return items_[index];
    }
    void clear() { items_.clear(); }

private:
    std::vector<std::conditional_t<ByAddress, const Model*, Model>> items_;
};

/// How many rows a statement of several rows has: as many as are fastest, within SQLite's 32,766 parameters. Where
/// rows are copied, only those with stored forms come in statements.
template <class Driver, class Model> inline constexpr std::size_t rows_per_statement = [] {
    constexpr std::size_t fastest = Driver::rows_per_insert == 0 ? 50 : Driver::rows_per_insert;
    constexpr std::size_t most = 32'000 / field_count<source_model<Model>>;
    return fastest < most ? fastest : most;
}();

/// Finds or makes the text of a statement of objects that is no constant.
template <class Table, class Driver, class Place> auto* find_object_text(session_state<Driver>& shared,
                                                                         const Place& place, const object_form& form,
                                                                         array_view<result_column> columns) {
    constexpr object_form all{.action = object_action::insert};
    text_key key;
    key.add(object_statement_of<typename Driver::dialect, Table, all>.identity);
    key.add(static_cast<std::uint64_t>(form.action) << 8 | std::uint64_t{form.returns_made});
    key.add(form.omitted);
    key.add(form.rows);
    add_place(key, place.where());
    if (auto* found = shared.statements.find(key.bytes)) return found;
    const auto print = [&](writer& out) {
        print_object(out, place.template table<Table>(), form.action, form.omitted, form.rows, form.returns_made);
    };
    runtime_statement made;
    made.key = key.bytes;
    writer counting{.dialect = Driver::dialect::info};
    print(counting);
    made.sql.resize(counting.text.size);
    made.types.assign(counting.at.placeholders);
    writer writing{.text = {.out = made.sql.data()}, .dialect = Driver::dialect::info, .types = made.types.data()};
    print(writing);
    made.columns.append(columns.data(), columns.size());
    return shared.statements.add(shared.connection, std::move(made));
}
/// One whose form is a constant, in a schema that the run time has chosen.
template <class Table, object_form Form, class Driver, class Place>
auto* find_object_statement(session_state<Driver>& shared, const Place& place) {
    constexpr auto& columns = object_columns_of<Table, Form>;
    return detail::find_object_text<Table>(shared, place, Form, {columns.columns.data(), columns.count});
}
/// An insert or upsert in which some, but not all, of what the database can fill is set.
template <class Table, class Driver, class Place>
auto* find_partial_insert(session_state<Driver>& shared, const Place& place, object_action action,
                          omitted_columns omitted, bool returns_made) {
    return detail::find_object_text<Table>(shared, place, {action, omitted, 1, returns_made}, {});
}

/// A bulk insert on its way: of all rows, or of those that are new.
template <class Driver, class Place, object_action Action> struct bulk_insertion {
    static constexpr object_action action = Action;
    session_state<Driver>& shared;
    std::source_location where;
    [[no_unique_address]] Place place;
    key_source keys;
    std::int64_t rows = 0;       ///< that were made so far; a trigger may leave some out
    std::size_t sent_before = 0; ///< objects of earlier batches, for errors

    template <class Table, object_form Form> execution<Driver> begin() const {
        if constexpr (is_chosen<Place>)
            return begin_made<Table>(find_object_statement<Table, Form>(shared, place), Form.omitted);
        auto run = begin_constant(shared, object_statement_of<typename Driver::dialect, Table, Form>, where);
        check_made_key<Table>(run.statement(), Form.omitted);
        return run;
    }
    template <class Table, class Entry> execution<Driver> begin_made(Entry* found, omitted_columns omitted) const {
        auto run = begin_found(shared, found, where);
        check_made_key<Table>(run.statement(), omitted, place.template table<Table>());
        return run;
    }
    /// Runs an insert of so many objects, whose values are bound.
    template <class Table> void finish(execution<Driver>& run, std::size_t sent, omitted_columns omitted) {
        run.send().finish();
        const table_info& table = place.template table<Table>();
        const std::int64_t made = inserted(run.statement(), sent, table);
        if constexpr (table_of<Table>().key_is_generated && knows_made_keys<typename Driver::statement>)
            if (made > 0 && is_omitted(table, table.key.columns[0], omitted))
                check_key_fits<Table>(shared.connection.last_key(), "the key's field", run);
        rows += made;
    }
};

/// Says which object of the range it was.
[[noreturn, gnu::cold, gnu::noinline]] inline void rethrow_with_number(error& failure, std::size_t number) {
    failure.add_place("[" + std::to_string(number) + "]");
    throw;
}

/// Whether an insert sends a column at all; `DEFAULT VALUES` is one row and cannot be copied.
template <class Model> constexpr bool sends_any(omitted_columns omitted) {
    for (std::size_t i = 0; i < table_of<Model>().column_count; ++i)
        if (is_sent(table_of<Model>(), i, omitted)) return true;
    return false;
}

template <omitted_columns Omitted, class Table, class Driver, class Place, object_action Action, class Batch>
void send_batch(bulk_insertion<Driver, Place, Action>& bulk, const Batch& batch) {
    using model = source_model<Table>;
    constexpr std::size_t rows = sends_any<Table>(Omitted) ? rows_per_statement<Driver, Table> : 1;
    constexpr object_form many{.action = Action, .omitted = Omitted, .rows = rows};
    constexpr object_form single{.action = Action, .omitted = Omitted};
    std::size_t at = 0;
    try {
        if (batch.size() == rows) {
            auto run = bulk.template begin<Table, many>();
            run.bind([&](auto& statement) {
                int position = 1;
                for (; at < rows; ++at)
                    position = bind_fields<model>(statement, batch[at], sent_fields<model, Omitted>, position);
            });
            bulk.template finish<Table>(run, rows, Omitted);
        }
        for (; at < batch.size(); ++at) {
            auto run = bulk.template begin<Table, single>();
            run.bind(
                [&](auto& statement) { bind_fields<model>(statement, batch[at], sent_fields<model, Omitted>, 1); });
            bulk.template finish<Table>(run, 1, Omitted);
        }
    } catch (conversion_error& failure) {
        if (at == batch.size()) throw; // all of them were sent
        rethrow_with_number(failure, bulk.sent_before + at);
    }
}

/// A batch of rows that leave the same columns to the database.
template <class Table, class Driver, class Place, object_action Action, class Batch>
void send_batch(bulk_insertion<Driver, Place, Action>& bulk, const Batch& batch, omitted_columns omitted) {
    if (batch.size() == 0) return;
    if (omitted == omit_nothing) return detail::send_batch<omit_nothing, Table>(bulk, batch);
    if (omitted == omit_everything) return detail::send_batch<omit_everything, Table>(bulk, batch);
    // Only some of what the database can fill is set: rare, and put together at run time.
    auto* const found = find_partial_insert<Table>(bulk.shared, bulk.place, Action, omitted, false);
    std::size_t at = 0;
    try {
        for (; at < batch.size(); ++at) {
            auto run = bulk.template begin_made<Table>(found, omitted);
            run.bind([&](auto& statement) { bind_sent(statement, batch[at], omitted, 1); });
            bulk.template finish<Table>(run, 1, omitted);
        }
    } catch (conversion_error& failure) { rethrow_with_number(failure, bulk.sent_before + at); }
}

template <class Range>
concept keeps_its_items = std::is_lvalue_reference_v<decltype(*std::begin(std::declval<Range&>()))> &&
                          std::forward_iterator<decltype(std::begin(std::declval<Range&>()))>;

/// Sends runs of objects that leave the same columns to the database, so many at once at most.
template <class Table, class Bulk, class Range, class Send>
void insert_in_runs(Bulk& bulk, Range& objects, std::size_t most, Send send) {
    using model = source_model<Table>;
    insert_batch<model, keeps_its_items<Range>> batch;
    omitted_columns omitted = omit_nothing;
    for (auto&& object : objects) {
        const omitted_columns wanted = detail::omitted_of<model>(object, bulk.keys);
        if (wanted != omitted || batch.size() == most) {
            send(batch, omitted);
            bulk.sent_before += batch.size();
            batch.clear();
            omitted = wanted;
        }
        batch.add(static_cast<const model&>(object));
    }
    send(batch, omitted);
}
template <class Table, class Driver, class Place, object_action Action, class Range>
void insert_in_batches(bulk_insertion<Driver, Place, Action>& bulk, Range& objects) {
    insert_in_runs<Table>(
        bulk, objects, rows_per_statement<Driver, Table>,
        [&](const auto& batch, omitted_columns omitted) { detail::send_batch<Table>(bulk, batch, omitted); });
}

/// Whether any number of new rows can be one statement, each column a list.
template <class Table, class Driver> constexpr bool takes_lists() {
    if constexpr (knows_zone<typename Driver::connection>) {
        for (const column_info& each : table_of<Table>().all())
            if (!is_listable(each)) return false;
        return !Driver::dialect::info.statements.insert_lists.empty();
    } else {
        return false;
    }
}
template <class Table> constexpr bool has_times() {
    for (const column_info& each : table_of<Table>().all())
        if (each.type.kind == type_kind::timestamp) return true;
    return false;
}
template <class Batch> struct batch_part {
    const Batch& batch;
    std::size_t first, count;
    std::size_t size() const { return count; }
    const auto& operator[](std::size_t i) const { return batch[first + i]; }
};
template <class Model, std::size_t Field, class Statement, class Batch>
void bind_field_list(Statement& statement, int& position, const Batch& batch, omitted_columns omitted) {
    if (!is_sent(table_of<Model>(), Field, omitted)) return;
    field_list<without_optional<field_type<Model, Field>>> values;
    ++position; // first, as errors ask for it
    values.start(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i) values.add(detail::field_of<Field>(batch[i]));
    statement.bind(position, values.list);
}
template <class Table, class Driver, class Place, object_action Action, class Batch>
void send_lists(bulk_insertion<Driver, Place, Action>& bulk, const Batch& batch, omitted_columns omitted) {
    using model = source_model<Table>;
    if (batch.size() == 0) return;
    if (!sends_any<Table>(omitted)) return detail::send_batch<Table>(bulk, batch, omitted);
    auto* const found = find_object_text<Table>(bulk.shared, bulk.place, {Action, omitted, rows_in_lists, false}, {});
    auto run = bulk.template begin_made<Table>(found, omitted);
    run.bind([&](auto& statement) {
        const auto bind = [&](const batch_part<Batch>& rows, int& position) {
            [&]<std::size_t... Field>(std::index_sequence<Field...>) {
                (detail::bind_field_list<model, Field>(statement, position, rows, omitted), ...);
            }(std::make_index_sequence<field_count<model>>());
        };
        int position = 0;
        try {
            bind({batch, 0, batch.size()}, position);
        } catch (error& failure) {
            add_parameter(failure, position, statement.sql());
            add_refused(failure, batch.size(), bulk.sent_before,
                        [&](std::size_t i) { bind({batch, i, 1}, position = 0); });
            throw;
        }
    });
    bulk.template finish<Table>(run, batch.size(), omitted);
}
/// Inserts those of the objects that are new.
template <class Table, class Driver, class Place, object_action Action, class Range>
void insert_new(bulk_insertion<Driver, Place, Action>& bulk, Range& objects) {
    if constexpr (takes_lists<Table, Driver>())
        if (!has_times<Table>() || bulk.shared.connection.is_in_utc())
            return insert_in_runs<Table>(bulk, objects, 10'000, [&](const auto& batch, omitted_columns omitted) {
                detail::send_lists<Table>(bulk, batch, omitted);
            });
    detail::insert_in_batches<Table>(bulk, objects);
}

/// Says which object of a copy it was: the one that the server has refused, or else the one whose turn it was.
template <class Copy> [[noreturn, gnu::cold, gnu::noinline]] void
rethrow_of_copy(error& failure, const Copy& copy, std::size_t first, std::optional<std::size_t> now) {
    std::size_t line = 0;
    if constexpr (requires { copy.refused_line(); }) line = copy.refused_line();
    if (line > 0) rethrow_with_number(failure, first + line - 1);
    if (now && failure.code().empty() && !failure.connection_lost()) rethrow_with_number(failure, *now);
    throw;
}

template <class Dialect> std::string copy_text(const table_info& table, omitted_columns omitted) {
    return print_to_string(Dialect::info, [&](writer& out) { print_copy(out, table, omitted); });
}
/// Begins a bulk copy of the columns that such rows send.
template <class Table, class Driver>
auto begin_copy(session_state<Driver>& shared, const table_info& table, omitted_columns omitted) {
    std::array<sql_type, field_count<source_model<Table>>> types{};
    std::uint16_t columns = 0;
    for (std::size_t i = 0; i < table.column_count; ++i)
        if (is_sent(table, i, omitted)) types[columns++] = table.columns[i].type;
    return begin_copy(shared, copy_text<typename Driver::dialect>(table, omitted), types.data(), columns);
}

/// Copies runs of rows that leave the same columns to the database, each run with one COPY. Each
/// item is asked for once: a range may make it, and not the same one again.
template <class Table, class Driver, class Place, object_action Action, class Range>
void insert_by_copy(bulk_insertion<Driver, Place, Action>& bulk, Range& objects) {
    using model = source_model<Table>;
    const table_info& table = bulk.place.template table<Table>();
    constexpr object_form defaults{.action = object_action::insert, .omitted = omit_everything};
    std::optional<decltype(begin_copy<Table>(bulk.shared, table, omit_nothing))> copy;
    omitted_columns omitted = omit_nothing;
    std::size_t first = 0; // of the objects that are copied
    const auto finish = [&] {
        if (!copy) return;
        try {
            bulk.rows += copy->finish();
        } catch (error& failure) { rethrow_of_copy(failure, *copy, first, std::nullopt); }
        copy.reset();
    };
    for (auto&& object : objects) {
        const omitted_columns wanted = detail::omitted_of<model>(object, bulk.keys);
        if (std::exchange(omitted, wanted) != wanted) finish();
        if (!sends_any<Table>(omitted)) {
            auto run = bulk.template begin<Table, defaults>();
            bulk.template finish<Table>(run, 1, omitted);
            ++bulk.sent_before;
            continue;
        }
        if (!copy) {
            first = bulk.sent_before;
            copy.emplace(begin_copy<Table>(bulk.shared, table, omitted));
        }
        copy->begin_row();
        try {
            bind_sent(*copy, static_cast<const model&>(object), omitted, 1);
            copy->end_row();
        } catch (error& failure) {
            failure.add_sql(copy_text<typename Driver::dialect>(table, omitted));
            rethrow_of_copy(failure, *copy, first, bulk.sent_before);
        }
        ++bulk.sent_before;
    }
    finish();
}

/// Inserts every object of a range, or every new one, or none; the number of rows that the database made.
template <class Table, object_action Action, class Driver, class Place, class Range>
std::int64_t bulk_insert(session_state<Driver>& shared, std::source_location where, const Place& place, Range& objects,
                         key_source keys) {
    note_objects<typename Driver::dialect, Table, object_form{.action = Action}>(where);
    bulk_insertion<Driver, Place, Action> bulk{shared, where, place, keys};
    const transaction_level level = begin_level<Driver>(shared.connection, shared.levels, {});
    try {
        // A copy takes values as they are, and cannot bring them into a form of the column's own.
        if constexpr (Action == object_action::insert_new)
            detail::insert_new<Table>(bulk, objects);
        else if constexpr (Driver::rows_per_insert == 0 && !has_stored_forms(Driver::dialect::info, table_of<Table>()))
            detail::insert_by_copy<Table>(bulk, objects);
        else
            detail::insert_in_batches<Table>(bulk, objects);
        keep_level<Driver>(shared.connection, shared.levels, level);
    } catch (...) {
        shared.undo_for_certain(level);
        throw;
    }
    return bulk.rows;
}

} // namespace detail
} // namespace v0
} // namespace refract

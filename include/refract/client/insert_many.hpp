// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/entity.hpp>
#include <refract/client/session_state.hpp>
#include <refract/sql/print_ddl.hpp>
#include <refract/sql/print_entity.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
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
    void add(const Model& object) {
        if constexpr (ByAddress)
            items_.push_back(&object);
        else
            items_.push_back(object);
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

/// A transaction, or a savepoint inside one that is open; undone unless it is told to keep it.
template <class Driver> class own_transaction {
public:
    explicit own_transaction(typename Driver::connection& connection)
        : connection_(connection), nested_(connection.in_transaction()) {
        if (nested_)
            connection_.execute("SAVEPOINT refract_many");
        else
            connection_.begin({});
    }
    own_transaction(const own_transaction&) = delete;
    ~own_transaction() {
        if (kept_) return;
        try {
            if (nested_)
                connection_.execute("ROLLBACK TO SAVEPOINT refract_many; RELEASE SAVEPOINT refract_many");
            else
                connection_.rollback();
        } catch (...) { // the connection is gone, and the transaction with it
        }
    }
    void commit() {
        if (nested_)
            connection_.execute("RELEASE SAVEPOINT refract_many");
        else
            connection_.commit();
        kept_ = true;
    }

private:
    typename Driver::connection& connection_;
    bool nested_, kept_ = false;
};

/// How many rows a statement of several rows has: as many as are fastest, within SQLite's 32,766
/// parameters.
template <class Driver, class Model> inline constexpr std::size_t rows_per_statement =
    Driver::rows_per_insert * field_count<Model> < 32'000 ? Driver::rows_per_insert : 32'000 / field_count<Model>;

template <class Driver, class Model, entity_key Key> auto acquire_bulk(session_state<Driver>& state) {
    using dialect = typename Driver::dialect;
    static constexpr ready_statement text = entity_statement<dialect, Model, Key>();
    auto held = state.statements.acquire(state.connection, entity_number<dialect, Model, Key>, text);
    held.statement().begin(false);
    check_made_key<Model>(held.statement(), Key.omitted);
    return held;
}
/// Runs an insert whose values are bound; the rows that it made.
template <class Model, class Statement> std::int64_t run_insert(Statement& statement, std::size_t rows) {
    while (statement.step()) {}
    return inserted<Model>(statement, rows);
}

/// Whether an insert sends a column at all; `DEFAULT VALUES` is one row and cannot be copied.
template <class Model> constexpr bool sends_any(omitted_columns omitted) {
    for (std::size_t i = 0; i < table_of<Model>().column_count; ++i)
        if (is_sent(table_of<Model>(), i, omitted)) return true;
    return false;
}

/// Sends rows in statements; gives the rows that were made, which a trigger may have left out.
template <class Driver, omitted_columns Omitted, class Model, class Batch>
std::int64_t send_batch(session_state<Driver>& state, const Batch& batch) {
    constexpr std::size_t rows = sends_any<Model>(Omitted) ? rows_per_statement<Driver, Model> : 1;
    constexpr entity_key many{.action = entity_action::insert, .omitted = Omitted, .rows = rows};
    constexpr entity_key single{.action = entity_action::insert, .omitted = Omitted};
    std::size_t at = 0;
    std::int64_t made = 0;
    if (batch.size() == rows) {
        auto held = acquire_bulk<Driver, Model, many>(state);
        int position = 1;
        for (; at < rows; ++at)
            position = bind_fields<Model>(held.statement(), batch[at], sent_fields<Model, Omitted>, position);
        made = run_insert<Model>(held.statement(), rows);
    }
    for (; at < batch.size(); ++at) {
        auto held = acquire_bulk<Driver, Model, single>(state);
        bind_fields<Model>(held.statement(), batch[at], sent_fields<Model, Omitted>, 1);
        made += run_insert<Model>(held.statement(), 1);
    }
    return made;
}

/// A batch of rows that leave the same columns to the database.
template <class Driver, class Model, class Batch>
std::int64_t send_batch(session_state<Driver>& state, const Batch& batch, omitted_columns omitted) {
    if (batch.size() == 0) return 0;
    if (omitted == omit_nothing) return send_batch<Driver, omit_nothing, Model>(state, batch);
    if (omitted == omit_everything) return send_batch<Driver, omit_everything, Model>(state, batch);
    // Only some of what the database can fill is set: rare, and put together at run time.
    const std::string text = print_to_string(Driver::dialect::info, [&](writer& out) {
        print_entity(out, table_of<Model>(), entity_action::insert, omitted, 1, false);
    });
    std::array<sql_type, field_count<Model>> types{};
    std::uint16_t count = 0;
    for (std::size_t i = 0; i < table_of<Model>().column_count; ++i)
        if (is_sent(table_of<Model>(), i, omitted)) types[count++] = table_of<Model>().columns[i].type;
    auto prepared = state.connection.prepare(
        {.sql = text.c_str(), .size = text.size(), .parameters = types.data(), .parameter_count = count}, false);
    std::int64_t made = 0;
    check_made_key<Model>(prepared, omitted);
    for (std::size_t at = 0; at < batch.size(); ++at) {
        prepared.begin(false);
        bind_sent(prepared, batch[at], omitted, 1);
        made += run_insert<Model>(prepared, 1);
        prepared.reset();
    }
    return made;
}

template <class Range>
concept keeps_its_items = std::is_lvalue_reference_v<decltype(*std::begin(std::declval<Range&>()))> &&
                          std::forward_iterator<decltype(std::begin(std::declval<Range&>()))>;

template <class Driver, class Range>
std::int64_t insert_in_batches(session_state<Driver>& state, Range& objects, key_source keys) {
    using model = std::remove_cvref_t<decltype(*std::begin(objects))>;
    insert_batch<model, keeps_its_items<Range>> batch;
    omitted_columns omitted = omit_nothing;
    std::int64_t count = 0;
    for (auto&& object : objects) {
        const omitted_columns wanted = omitted_of<model>(object, keys);
        if (wanted != omitted || batch.size() == rows_per_statement<Driver, model>) {
            count += send_batch<Driver, model>(state, batch, omitted);
            batch.clear();
            omitted = wanted;
        }
        batch.add(object);
    }
    return count + send_batch<Driver, model>(state, batch, omitted);
}

/// Begins a bulk copy of the columns that such rows send.
template <class Model, class Driver> auto begin_copy(session_state<Driver>& state, omitted_columns omitted) {
    constexpr const table_info& table = table_of<Model>();
    std::array<sql_type, field_count<Model>> types{};
    std::uint16_t columns = 0;
    for (std::size_t i = 0; i < table.column_count; ++i)
        if (is_sent(table, i, omitted)) types[columns++] = table.columns[i].type;
    const std::string sql =
        print_to_string(Driver::dialect::info, [&](writer& out) { print_copy(out, table, omitted); });
    return state.connection.copy(sql, types.data(), columns);
}

/// Copies runs of rows that leave the same columns to the database, each run with one COPY. Each
/// item is asked for once: a range may make it, and not the same one again.
template <class Driver, class Range>
std::int64_t insert_by_copy(session_state<Driver>& state, Range& objects, key_source keys) {
    using model = std::remove_cvref_t<decltype(*std::begin(objects))>;
    std::optional<decltype(begin_copy<model>(state, omit_nothing))> copy;
    omitted_columns omitted = omit_nothing;
    std::int64_t count = 0;
    for (auto&& object : objects) {
        const omitted_columns wanted = omitted_of<model>(object, keys);
        if (copy && wanted != omitted) {
            count += copy->finish();
            copy.reset();
        }
        omitted = wanted;
        if (!sends_any<model>(omitted)) {
            constexpr entity_key blank{.action = entity_action::insert, .omitted = omit_everything};
            auto held = acquire_bulk<Driver, model, blank>(state);
            count += run_insert<model>(held.statement(), 1);
            continue;
        }
        if (!copy) copy.emplace(begin_copy<model>(state, omitted));
        copy->begin_row();
        bind_sent(*copy, static_cast<const model&>(object), omitted, 1);
        copy->end_row();
    }
    if (copy) count += copy->finish();
    return count;
}

/// Inserts every object of a range, or none; gives the rows that were made.
template <class Driver, class Range>
std::int64_t bulk_insert(session_state<Driver>& state, Range& objects, key_source keys) {
    using model = std::remove_cvref_t<decltype(*std::begin(objects))>;
    require<check_key_holds_value<model>>();
    require<check_model_names<typename Driver::dialect, model>>();
    own_transaction<Driver> transaction(state.connection);
    std::int64_t count = 0;
    if constexpr (Driver::rows_per_insert == 0)
        count = insert_by_copy(state, objects, keys);
    else
        count = insert_in_batches(state, objects, keys);
    transaction.commit();
    return count;
}

} // namespace detail
} // namespace v0
} // namespace refract

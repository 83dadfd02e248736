// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/driver/driver.hpp>
#include <refract/driver/recorder_script.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// A driver without a database, for tests of programs: it knows what should come, answers with rows
/// that the test made, and tells what came.

namespace refract {
inline namespace v0 {
namespace detail {

/// A canned value in the place of a cell.
class recorder_cell {
public:
    recorder_cell(const any_value& value, std::string_view column) : value_(&value), column_(column) {}

    bool is_null() const { return value_->null; }
    template <class Wire> Wire read() const {
        Wire out{};
        if (value_->null || !recorder_reader(*value_).read(out)) mismatch(kind_of_wire<Wire>);
        return out;
    }

private:
    [[noreturn]] void mismatch(type_kind wanted) const {
        throw schema_mismatch("column \"" + std::string(column_) + "\" holds " + show(*value_) +
                              " where the field wants " + std::string(noun_of(wanted)));
    }

    const any_value* value_;
    std::string_view column_;
};

class recorder_connection;

class recorder_statement;

/// The current row of a statement.
struct recorder_row {
    const recorder_statement* statement;
    recorder_cell cell(int column) const;
};

/// A statement that is recorded when it runs.
class recorder_statement {
public:
    recorder_statement() = default;
    recorder_statement(recorder_connection& connection, const ready_statement& text)
        : connection_(&connection), sql_(text.text()), types_(text.parameters, text.parameters + text.parameter_count),
          parameters_(text.parameter_count), columns_(text.columns, text.columns + text.column_count) {}

    void begin(bool) {}
    template <class Wire> void bind(int position, const Wire& value) {
        at(position) = make_any_value(type(position), value);
    }
    void bind(int position, std::string&& value) { bind(position, std::string_view(value)); }
    void bind(int position, wire::made_json&& value) { bind(position, wire::json{value.text}); }
    void bind(int position, std::vector<std::byte>&& value) { bind(position, wire::bytes(value)); }
    void bind_null(int position) {
        at(position) = any_value();
        at(position).type = type(position);
    }
    template <class Wire> void bind_list(int position, const wire::list_items<Wire>& list) {
        any_value made;
        made.type = type(position);
        made.type.list = true;
        made.null = false;
        for (const auto& each : list) made.list.push_back(make_any_value(type(position), each.value));
        at(position) = std::move(made);
    }

    void send();
    bool step();
    std::int64_t changes() const { return changes_; }
    int column_count() const {
        const bool as_answered = made_row_.empty() && answer_ && !answer_->rows().empty();
        return static_cast<int>(as_answered ? answer_->rows().front().size() : columns_.size());
    }
    std::string_view column_name(int column) const {
        const auto i = static_cast<std::size_t>(column);
        if (made_row_.empty() && answer_ && i < answer_->column_names().size() && !answer_->column_names()[i].empty())
            return answer_->column_names()[i];
        return i < columns_.size() ? columns_[i].field : std::string_view();
    }
    recorder_row row() const { return {this}; }
    recorder_cell cell(int column) const {
        const auto i = static_cast<std::size_t>(column);
        if (!made_row_.empty()) return {made_row_[i], columns_[i].field};
        const std::vector<any_value>& row = answer_->rows()[row_ - 1];
        if (i < columns_.size() && row.size() > columns_.size()) {
            const std::optional<std::size_t> named = answer_->position_of(columns_[i].field);
            if (named) return {row[*named], columns_[i].field};
        }
        if (i >= row.size())
            throw schema_mismatch(
                error_details{.message = "the recorder was given a row of " + std::to_string(row.size()) +
                                         " columns, the program reads column " + std::to_string(column + 1),
                              .sql = sql_});
        return {row[i], column_name(column)};
    }
    std::string_view sql() const { return sql_; }
    void reset() noexcept {
        answer_ = nullptr;
        made_row_.clear();
        row_ = 0;
        is_executed_ = false;
    }

private:
    void make_row();
    any_value& at(int position) { return parameters_[static_cast<std::size_t>(position - 1)]; }
    const sql_type& type(int position) const { return types_[static_cast<std::size_t>(position - 1)]; }

    recorder_connection* connection_ = nullptr;
    std::string sql_{};
    std::vector<sql_type> types_{};
    std::vector<any_value> parameters_{};
    std::vector<result_column> columns_{};
    const recorder::expectation* answer_ = nullptr;
    std::vector<any_value> made_row_{}; ///< the answer where the test gives none
    std::size_t row_ = 0;               ///< the current one, from 1
    std::int64_t changes_ = 0;
    bool is_executed_ = false;
};

inline recorder_cell recorder_row::cell(int column) const { return statement->cell(column); }

/// Rows in bulk: one statement, whose parameters are the values of all rows.
class recorder_copy {
public:
    recorder_copy(recorder_connection& connection, std::string_view sql, std::span<const sql_type> columns)
        : connection_(&connection), got_{.sql = std::string(sql), .parameters = {}},
          types_(columns.begin(), columns.end()) {}

    void begin_row() {}
    template <class Wire> void bind(int position, const Wire& value) {
        got_.parameters.push_back(make_any_value(types_[static_cast<std::size_t>(position - 1)], value));
    }
    void bind(int position, std::string&& value) { bind(position, std::string_view(value)); }
    void bind(int position, wire::made_json&& value) { bind(position, wire::json{value.text}); }
    void bind(int position, std::vector<std::byte>&& value) { bind(position, wire::bytes(value)); }
    void bind_null(int) { got_.parameters.emplace_back(); }
    void end_row() { ++rows_; }
    std::int64_t finish();

private:
    recorder_connection* connection_;
    recorder::call got_;
    std::vector<sql_type> types_;
    std::int64_t rows_ = 0;
};

/// Expects, answers and records; the client's `connection()` leads here.
class recorder_connection {
public:
    static constexpr bool calls_the_program = true;

    explicit recorder_connection(const std::string& = {}, const recorder::options& options = {}) : script_(options) {}
    recorder_connection(const recorder_connection&) = delete;
    recorder_connection& operator=(const recorder_connection&) = delete;

    /// Expects a statement with this text; what it answers with is said on the result.
    /// BEGIN, COMMIT, ROLLBACK and savepoints are recorded, but need no expectation.
    recorder::expectation& expect(std::string_view sql) { return script_.add(std::string(sql)); }
    /// Expects a statement, whatever it is; BEGIN and its like are not meant.
    recorder::expectation& expect_any() { return script_.add(std::nullopt); }
    /// Expects what was put together elsewhere.
    recorder::expectation& expect(recorder::expectation made) { return script_.add(std::move(made)); }
    /// Every statement that was run, in order.
    const std::vector<recorder::call>& calls() const { return script_.calls(); }
    /// Errors: `error` that lists what was expected and did not come, and what came unexpected.
    void verify() const { script_.verify(); }
    /// Forgets expectations and calls; not while rows are read.
    void clear() { script_.clear(); }

    /// Nothing runs here, so that nothing calls it.
    template <class Function, class... Part> void define(const Function&, const Part&...) {}

    bool is_open() const { return is_open_; }
    void close() noexcept { is_open_ = false; }
    recorder_statement prepare(const ready_statement& text, bool) {
        last_prepared_ = text.text();
        return {*this, text};
    }
    /// The text of the last statement that was made, whether it ran or not.
    const std::string& last_prepared() const { return last_prepared_; }
    recorder_copy copy(std::string_view sql, const sql_type* columns, std::size_t count) {
        last_prepared_ = sql;
        return {*this, sql, std::span(columns, count)};
    }
    void execute(std::string_view script) { run({.sql = std::string(script), .parameters = {}}); }
    void command(const char* text) { execute(text); }
    void begin(const transaction_options&) {
        execute("BEGIN");
        in_transaction_ = true;
    }
    void commit() {
        execute("COMMIT");
        in_transaction_ = false;
    }
    void rollback() {
        in_transaction_ = false;
        execute("ROLLBACK");
    }
    bool in_transaction() const { return in_transaction_; }
    std::int64_t last_key() const { return last_key_; }
    std::int64_t changes() const { return changes_; }

    /// For statements: records the call, gives its answer.
    const recorder::expectation* run(recorder::call call) {
        const std::int64_t rows = rows_inserted(call.sql);
        const recorder::expectation* const answer = script_.play(std::move(call));
        changes_ = answer ? answer->changed(rows) : rows;
        const bool inserts = is_insert_text(script_.calls().back().sql);
        last_key_ = answer && answer->made_key() ? *answer->made_key() : last_key_ + (inserts ? 1 : 0);
        return answer;
    }

private:
    /// The rows of `INSERT ... VALUES (...), (...)`; 1 for everything else.
    static std::int64_t rows_inserted(std::string_view sql) {
        std::int64_t rows = 1;
        std::size_t at = sql.starts_with("INSERT INTO ") ? sql.find(" VALUES (") : sql.npos;
        while (at != sql.npos)
            if ((at = sql.find("), (", at)) != sql.npos) ++rows, ++at;
        return rows;
    }

    recorder_script script_;
    std::string last_prepared_{};
    std::int64_t last_key_ = 0, changes_ = 0;
    bool in_transaction_ = false, is_open_ = true;
};

inline void recorder_statement::send() {
    if (is_executed_) return;
    is_executed_ = true;
    answer_ = connection_->run({.sql = sql_, .parameters = parameters_});
    changes_ = connection_->changes();
    const bool has_answer = answer_ && (!answer_->rows().empty() || changes_ == 0);
    if (!has_answer && !columns_.empty()) make_row();
}
/// A write that brings something back has made a row: that of the expected object, with the next key.
inline void recorder_statement::make_row() {
    const bool inserts = is_insert_text(sql_);
    if (!inserts && !(answer_ && answer_->has_made_row())) return;
    bool wants_key = inserts;
    for (const result_column& column : columns_) {
        any_value value;
        value.type = column.type;
        value.null = column.nullable;
        const std::optional<std::size_t> named = answer_ ? answer_->position_of(column.field) : std::nullopt;
        if (named && answer_->has_made_row()) value = answer_->made_row()[*named];
        if (wants_key && is_whole_number(column.type.kind)) {
            if (value.number == 0) value.number = connection_->last_key();
            wants_key = false;
        }
        made_row_.push_back(std::move(value));
    }
}
inline bool recorder_statement::step() {
    send();
    ++row_;
    return made_row_.empty() ? answer_ && row_ <= answer_->rows().size() : row_ == 1;
}
inline std::int64_t recorder_copy::finish() {
    connection_->run(std::move(got_));
    return rows_;
}

/// A driver without a database, which speaks the dialect of one.
template <class Dialect = refract::dialect::sqlite> struct recorder_driver {
    using dialect = Dialect;
    using options = refract::recorder::options;
    using connection = recorder_connection;
    using statement = recorder_statement;
    // As the driver of that dialect has it, so that the statements are the same.
    static constexpr bool knows_last_key = Dialect::info.definitions.generates_by_type;
    static constexpr std::size_t rows_per_insert = knows_last_key ? 50 : 0;
    static constexpr bool holds_rows = false;
};
static_assert(database_driver<recorder_driver<>>);

} // namespace detail
} // namespace v0
} // namespace refract

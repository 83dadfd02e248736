// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/recorder_value.hpp>
#include <refract/schema/fields.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Savepoints are part of transactions, which need not be expected.
inline bool is_transaction_text(std::string_view sql) {
    for (std::string_view word : {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"})
        if (sql.starts_with(word)) return true;
    return false;
}

inline bool is_insert_text(std::string_view sql) { return sql.starts_with("INSERT "); }

} // namespace detail

namespace recorder {

/// A statement that the program ran.
struct call {
    std::string sql;
    std::vector<any_value> parameters;

    /// The statement with its parameters, for messages.
    std::string to_string() const {
        return parameters.empty() ? sql : sql + " with " + detail::show_list(parameters, '(', ')');
    }
};

/// What a test expects the program to run, and what the recorder answers.
///
///     db.connection().expect(sql<dialect::sqlite>(by_email)).with("a@example.org").row(User{.id = 1});
class expectation {
public:
    /// None: any statement but BEGIN and its like.
    explicit expectation(std::optional<std::string> sql) : is_any_(!sql) {
        if (sql) texts_.push_back(std::move(*sql));
    }

    /// The parameters in the order of the placeholders; without it any will do.
    template <class... Value> expectation& with(const Value&... value) {
        parameters_ = std::vector<any_value>{any_value(value)...};
        return *this;
    }
    expectation& with_values(std::vector<any_value> values) {
        parameters_ = std::move(values);
        return *this;
    }

    /// Answers with a row, of single values or of structs whose fields are its columns. Where the statement
    /// brings back fewer columns than the struct has fields, those with these names are taken.
    template <class... Value> expectation& row(const Value&... value) {
        if (has_made_row()) columns_.clear(); // what the test says counts
        made_row_.clear();
        rows_.emplace_back();
        if (columns_.empty()) (name_columns(value), ...);
        (append(rows_.back(), value), ...);
        return *this;
    }
    /// Answers with rows.
    expectation& returns(std::vector<std::vector<any_value>> rows) {
        rows_ = std::move(rows);
        return *this;
    }
    /// The columns' names, for raw SQL that is read by name.
    expectation& columns(std::vector<std::string> names) {
        columns_ = std::move(names);
        return *this;
    }
    /// How many rows the statement touches; without it as many as it answers with, or as it inserts, else one.
    expectation& changes(std::int64_t count) {
        changes_ = count;
        return *this;
    }
    /// The key that the database makes; without it 1, 2, ... on each connection.
    expectation& key(std::int64_t made) {
        key_ = made;
        return *this;
    }
    /// Answers with an exception.
    template <class Failure> expectation& throws(Failure failure) {
        failure_ = std::make_exception_ptr(std::move(failure));
        return *this;
    }
    /// How often the statement is to run; once without it.
    expectation& times(std::size_t count) {
        times_ = count;
        return *this;
    }
    /// The statement may run as often as it likes, or not at all.
    expectation& any_times() {
        times_.reset();
        return *this;
    }

    bool is_met() const { return !times_ || seen_ == *times_; }
    /// Whether the statement may still come.
    bool is_open() const { return !times_ || seen_ < *times_; }
    bool matches(const call& got) const {
        if (is_any_ ? detail::is_transaction_text(got.sql) : !has_text(got.sql)) return false;
        if (!parameters_) return true;
        if (parameters_->size() != got.parameters.size()) return false;
        for (std::size_t i = 0; i < got.parameters.size(); ++i)
            if (!detail::is_same_value((*parameters_)[i], got.parameters[i])) return false;
        return true;
    }
    std::string to_string() const {
        std::string text = is_any_ ? "any statement" : texts_.front();
        if (is_beginning_) text += " ...";
        if (parameters_) text += " with " + detail::show_list(*parameters_, '(', ')');
        if (times_ && *times_ != 1) text += ", " + std::to_string(*times_) + " times";
        if (seen_ > 0) text += ", seen " + std::to_string(seen_) + " times";
        return text;
    }

    // For recorder.hpp: which statements are meant, and what one brings back without a row of the test's.
    void accept(std::string other_text) { texts_.push_back(std::move(other_text)); }
    /// The text is the beginning of a statement; those with `without` in them are not meant.
    void take_as_beginning(std::string_view without) {
        is_beginning_ = true;
        without_ = without;
    }
    template <class Object> void brings_back(const Object& object) {
        made_row_.clear();
        columns_.clear();
        name_columns(object);
        detail::for_each_field(object, [this](const auto& field) {
            try {
                made_row_.emplace_back(field);
            } catch (const error&) { // a blank field may hold what no column takes
                made_row_.emplace_back();
            }
        });
    }

    // For the driver.
    void meet() { ++seen_; }
    void answer() const {
        if (failure_) std::rethrow_exception(failure_);
    }
    const std::vector<std::vector<any_value>>& rows() const { return rows_; }
    const std::vector<any_value>& made_row() const { return made_row_; }
    const std::vector<std::string>& column_names() const { return columns_; }
    bool has_made_row() const { return !made_row_.empty(); }
    /// Where a column stands in a row, by its name.
    std::optional<std::size_t> position_of(std::string_view column) const {
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (columns_[i] == column) return i;
        return std::nullopt;
    }
    std::int64_t changed(std::int64_t otherwise = 1) const {
        return changes_.value_or(rows_.empty() ? otherwise : static_cast<std::int64_t>(rows_.size()));
    }
    const std::optional<std::int64_t>& made_key() const { return key_; }

private:
    bool has_text(std::string_view sql) const {
        for (const std::string& each : texts_) {
            if (sql == each) return true;
            const bool goes_on = sql.starts_with(each) && sql[each.size()] == ' ';
            if (is_beginning_ && goes_on && (without_.empty() || sql.find(without_) == sql.npos)) return true;
        }
        return false;
    }

    template <class Value> static constexpr bool is_single = std::is_convertible_v<const Value&, any_value>;

    template <class Value> static void append(std::vector<any_value>& row, const Value& value) {
        if constexpr (is_single<Value>)
            row.push_back(any_value(value));
        else
            detail::for_each_field(value, [&](const auto& field) { row.push_back(any_value(field)); });
    }
    template <class Value> void name_columns(const Value&) {
        if constexpr (is_single<Value>)
            columns_.emplace_back();
        else
            for (std::size_t i = 0; i < detail::field_count<Value>; ++i)
                columns_.emplace_back(detail::field_name<Value>(i));
    }

    bool is_any_ = false, is_beginning_ = false;
    std::vector<std::string> texts_{}; // one of them
    std::string without_{};
    std::optional<std::vector<any_value>> parameters_{};
    std::vector<std::vector<any_value>> rows_{};
    std::vector<any_value> made_row_{};
    std::vector<std::string> columns_{};
    std::optional<std::int64_t> changes_{}, key_{};
    std::exception_ptr failure_{};
    std::optional<std::size_t> times_ = 1;
    std::size_t seen_ = 0;
};

/// How strict a recorder is.
struct options {
    /// Statements come in the order in which they are expected.
    bool in_order = true;
    /// A statement that nobody expects is an error; otherwise it is recorded, and answered with no rows.
    bool refuses_unexpected = true;
};

} // namespace recorder

namespace detail {

/// What is expected and what has come.
class recorder_script {
public:
    explicit recorder_script(const recorder::options& options) : options_(options) {}

    recorder::expectation& add(std::optional<std::string> sql) { return expected_.emplace_back(std::move(sql)); }
    recorder::expectation& add(recorder::expectation made) { return expected_.emplace_back(std::move(made)); }

    /// Records a call and finds its answer; null where nothing is expected and nothing refused.
    /// Errors: an unexpected statement, with what was expected.
    recorder::expectation* play(recorder::call got) {
        calls_.push_back(std::move(got));
        const recorder::call& call = calls_.back();
        recorder::expectation* const found = find(call);
        if (found) {
            found->meet();
            found->answer();
            return found;
        }
        if (!options_.refuses_unexpected || is_transaction_text(call.sql)) return nullptr;
        unexpected_.push_back(call.to_string());
        throw error(error_details{.message = "the recorder met an unexpected statement\n  got: " + call.to_string() +
                                             "\n  expected: " + next_text(),
                                  .sql = call.sql});
    }

    const std::vector<recorder::call>& calls() const { return calls_; }

    /// Throws when something expected did not come, or something came that was not expected.
    void verify() const {
        std::string message;
        for (const recorder::expectation& each : expected_)
            if (!each.is_met()) message += "\n  expected, not met: " + each.to_string();
        for (const std::string& each : unexpected_) message += "\n  not expected: " + each;
        if (!message.empty()) throw error("the program did not run what the recorder expected" + message);
    }
    void clear() {
        expected_.clear();
        calls_.clear();
        unexpected_.clear();
    }

private:
    recorder::expectation* find(const recorder::call& call) {
        for (recorder::expectation& each : expected_) {
            if (each.is_open() && each.matches(call)) return &each;
            // In order, only what may be left out is passed over.
            if (options_.in_order && !each.is_met()) return nullptr;
        }
        return nullptr;
    }
    std::string next_text() const {
        std::string text;
        for (const recorder::expectation& each : expected_) {
            if (!each.is_open()) continue;
            if (!text.empty()) text += "\n        or: ";
            text += each.to_string();
            if (options_.in_order && !each.is_met()) break;
        }
        return text.empty() ? "nothing more" : text;
    }

    recorder::options options_;
    std::deque<recorder::expectation> expected_{}; // who set one up holds a reference
    std::vector<recorder::call> calls_{};
    std::vector<std::string> unexpected_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

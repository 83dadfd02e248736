// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>
#include <refract/base/join_text.hpp>

#include <cstdint>
#include <exception>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// What a constraint is about.
enum class constraint_class : std::uint8_t { other, unique, foreign_key, not_null, check };
/// Finds a constraint of a model in a failure; sql/broken_constraint.hpp says how, for each kind.
template <class Constraint> struct broken_constraint;

} // namespace detail

/// Everything that is known of a failure; `error` shows it.
struct error_details {
    std::string message;
    std::string sql{};
    std::string code{};
    std::source_location location{};
    bool can_retry = false;
    bool connection_lost = false;
    std::string constraint{};
    std::string table{};
    std::vector<std::string> columns{};
    detail::constraint_class broken = detail::constraint_class::other;
};

/// The root of everything that refract throws.
///
/// Ask it what can still be done rather than which class it is: `can_retry()` says that the same
/// transaction may succeed when it is run again, `connection_lost()` that the connection is gone.
class error : public std::exception {
public:
    explicit error(error_details details) : details_(std::move(details)) { compose(); }
    explicit error(std::string message) : error(error_details{.message = std::move(message)}) {}

    /// The message, and the SQL behind it where there is one; of a long one its beginning.
    const char* what() const noexcept override { return text_.c_str(); }
    /// What went wrong, without the SQL.
    const std::string& message() const noexcept { return details_.message; }
    /// The statement that failed, empty where there was none.
    const std::string& sql() const noexcept { return details_.sql; }
    /// The database's own code: SQLite's extended result code ("2067"), PostgreSQL's SQLSTATE ("23505").
    const std::string& code() const noexcept { return details_.code; }
    /// The call that failed; line 0 where it is not known.
    const std::source_location& location() const noexcept { return details_.location; }
    bool can_retry() const noexcept { return details_.can_retry; }
    bool connection_lost() const noexcept { return details_.connection_lost; }

    /// Adds the statement, for code that meets an error below it; what is there already stays.
    void add_sql(std::string_view sql) {
        if (!details_.sql.empty() || sql.empty()) return;
        details_.sql = sql;
        compose();
    }
    /// Says which call failed, for code that meets an error below it; what is there already stays.
    void add_location(const std::source_location& where) noexcept {
        if (details_.location.line() == 0) details_.location = where;
    }
    /// Says which column a conversion met, unless the message has it.
    void add_column(std::string_view column) { add_context(detail::join_text({"column \"", column, "\""})); }
    void add_column(std::string_view column, std::string_view table) {
        if (table.empty()) return add_column(column);
        add_context(detail::join_text({"column \"", column, "\" of \"", table, "\""}));
    }
    /// Says where in a tree the row is.
    void add_place(const std::string& place) {
        if (place.empty()) return;
        details_.message = detail::join_text({place, ": ", details_.message});
        compose();
    }
    /// Says what a value was for, unless the message has it.
    void add_context(const std::string& what) {
        if (details_.message.find(what) != std::string::npos) return;
        details_.message = detail::join_text({what, ": ", details_.message});
        compose();
    }

protected:
    error_details details_;

private:
    void compose() {
        if (details_.sql.empty()) {
            text_ = details_.message;
            return;
        }
        constexpr std::size_t shown = 500; // the statement of a bulk insert is mostly placeholders
        const std::string_view sql = details_.sql;
        text_ =
            detail::join_text({details_.message, "\n  SQL: ", sql.substr(0, shown), sql.size() > shown ? " ..." : ""});
    }

    std::string text_;
};

/// A row was required and there is none.
class not_found : public error {
    using error::error;
};
/// One row was required and there are more.
class too_many_rows : public error {
    using error::error;
};

/// The data would break a rule of the schema; nothing was written.
class constraint_violation : public error {
public:
    using error::error;
    /// The constraint's name where the database tells it (PostgreSQL; checks on SQLite).
    const std::string& constraint() const noexcept { return details_.constraint; }
    const std::string& table() const noexcept { return details_.table; }
    const std::vector<std::string>& columns() const noexcept { return details_.columns; }

    /// Whether it is this constraint of a model: `failure.violates<unique<&User::email>>()`, also of `primary_key`,
    /// of `index` that is unique, of `foreign_key<&Post::author_id>`, and of `column<&User::email>`, which is not to be
    /// NULL. SQLite does not say which foreign key was broken: there it is true where the row that is written has one
    /// key alone, or an update sets the columns of one alone.
    template <const auto& Constraint> bool violates() const {
        return detail::broken_constraint<std::remove_cvref_t<decltype(Constraint)>>::is(details_);
    }
    /// Whether it is the one of this name: `failure.violates<"views_positive">()`. SQLite names checks only.
    template <fixed_string Name> bool violates() const noexcept { return details_.constraint == Name.view(); }
};

namespace detail {

template <constraint_class Class> class violation_of_class : public constraint_violation {
public:
    explicit violation_of_class(error_details details) : constraint_violation(std::move(details)) {
        details_.broken = Class;
    }
    explicit violation_of_class(std::string message)
        : violation_of_class(error_details{.message = std::move(message)}) {}
};

} // namespace detail

/// A row with the same values is there.
class unique_violation : public detail::violation_of_class<detail::constraint_class::unique> {
    using violation_of_class::violation_of_class;
};
/// A row leads to one that is not there.
class foreign_key_violation : public detail::violation_of_class<detail::constraint_class::foreign_key> {
    using violation_of_class::violation_of_class;
};
/// A column that is not to be NULL is.
class not_null_violation : public detail::violation_of_class<detail::constraint_class::not_null> {
    using violation_of_class::violation_of_class;
};
/// A condition of the table does not hold, or a number is past its column.
class check_violation : public detail::violation_of_class<detail::constraint_class::check> {
    using violation_of_class::violation_of_class;
};

/// Another transaction was in the way (deadlocks included): run the whole transaction again.
class serialization_failure : public error {
    using error::error;
};
/// The database is locked by another connection.
class busy : public error {
    using error::error;
};
/// The database stopped the statement because it took too long, or it was cancelled.
class timeout : public error {
    using error::error;
};
/// The connection could not be made, is closed, or broke.
class connection_error : public error {
    using error::error;
};
/// The database does not understand the statement, or knows no such table, column or function.
class syntax_error : public error {
    using error::error;
};
/// The database's columns are not what the program expects.
class schema_mismatch : public error {
    using error::error;
};
/// A value does not fit the type on the other side; it is never wrapped or cut.
class conversion_error : public error {
    using error::error;
};
/// The row was changed by somebody else since it was read (see `.version()`).
class stale_object : public error {
    using error::error;
};

} // namespace v0
} // namespace refract

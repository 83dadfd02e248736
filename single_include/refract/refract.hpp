// SPDX-License-Identifier: MIT
// refract 0.1.0, generated from include/refract by tools/amalgamate.py. Do not edit.
// Define REFRACT_NO_SQLITE or REFRACT_NO_POSTGRES to leave that driver out, REFRACT_RECORDER to have the recorder.
#pragma once

// refract/base/version.hpp
#ifndef REFRACT_BASE_VERSION_HPP
#define REFRACT_BASE_VERSION_HPP

/// \file
/// The version of refract and the floor under it: C++20, GCC 12 or Clang 16.

#define REFRACT_VERSION_MAJOR 0
#define REFRACT_VERSION_MINOR 1
#define REFRACT_VERSION_PATCH 0

#if __cplusplus < 202002L
#error "refract: this is a C++20 library. Compile with -std=c++20 or later."
#endif

#if defined(__clang__)
#if __clang_major__ < 16
#error "refract: this Clang is too old. Use Clang 16 or later."
#endif
#elif defined(__GNUC__)
#if __GNUC__ < 12
#error "refract: this GCC is too old. Use GCC 12 or later."
#endif
#endif

/// What stands between a row's cells and its fields is inlined whole: a call per cell would cost more
/// than reading it. Without optimisation calls compile faster.
#if defined(__OPTIMIZE__)
#define REFRACT_INLINE [[gnu::always_inline]] inline
#else
#define REFRACT_INLINE inline
#endif

namespace refract {
inline namespace v0 {

/// The version of the library that a program was compiled with.
struct library_version {
    int major, minor, patch;
};

inline constexpr library_version version{REFRACT_VERSION_MAJOR, REFRACT_VERSION_MINOR, REFRACT_VERSION_PATCH};

} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_VERSION_HPP

// refract/base/fixed_string.hpp
#ifndef REFRACT_BASE_FIXED_STRING_HPP
#define REFRACT_BASE_FIXED_STRING_HPP

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {

/// Text as a template argument: `alias<Employee, "manager">`.
/// A plain array of characters, so that compilers print it readably in their errors.
template <std::size_t Size> struct fixed_string {
    char text[Size]{};

    constexpr fixed_string() = default;
    constexpr fixed_string(const char (&literal)[Size]) {
        for (std::size_t i = 0; i < Size; ++i) text[i] = literal[i];
    }
    /// Copies the first `Size - 1` characters of a text whose length is already known to fit.
    constexpr explicit fixed_string(std::string_view source) {
        for (std::size_t i = 0; i + 1 < Size && i < source.size(); ++i) text[i] = source[i];
    }

    constexpr std::string_view view() const { return {text, Size - 1}; }
    constexpr bool operator==(const fixed_string&) const = default;
};

} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_FIXED_STRING_HPP

// refract/base/rule.hpp
#ifndef REFRACT_BASE_RULE_HPP
#define REFRACT_BASE_RULE_HPP

namespace refract {
inline namespace v0 {

/// What can be wrong with a model or a query; docs/errors.md explains each.
enum class rule {
    none,
    model_is_aggregate,
    field_is_storable,
    model_has_key,
    column_names_differ,
    column_is_of_table,
    key_types_match,
    default_fits,
    enumerators_are_known,
    column_in_query,
    operands_are_comparable,
    null_needs_optional,
    optional_needs_null_safe,
    columns_are_grouped,
    aggregate_outside_where,
    having_needs_group_by,
    condition_is_boolean,
    aggregates_do_not_nest,
    operand_is_number,
    operand_is_text,
    clause_once,
    table_once,
    join_has_foreign_key,
    insert_is_complete,
    assignment_of_table,
    assignment_fits,
    assignment_once,
    write_has_condition,
    update_sets_columns,
    shape_field_exists,
    shape_field_type,
    shape_field_nullable,
    shape_width,
    argument_count,
    argument_type,
    key_part_count,
    feature_exists,
    rows_are_owned,
    statement_yields_rows,
    placeholders_match,
    list_is_supported,
    count_is_whole_number,
    model_constants_fit,
    value_is_known,
    operand_is_time,
    clause_takes_expressions,
    sql_is_constant,
    verb_takes_query,
};

namespace detail {

/// Names in the type of a failed check: compilers print them beside our sentence.
template <fixed_string Text> struct name {};

/// The outcome of a check, as a type that tests can compare.
struct passed {};
template <rule Rule, class... Names> struct failed {};

/// The one place that words compile errors. Instantiated only when a check has failed.
///
/// A function, not a class: Clang takes a class with a failed assertion for invalid, and reports
/// every constant behind it once more.
template <rule Rule, class... Names> constexpr void report(failed<Rule, Names...>) {
    static_assert(
        Rule != rule::model_is_aggregate,
        "refract: this type cannot be a model: a model is a plain struct without base classes, constructors, private or virtual members and C arrays, of at most 100 fields (200 from Boost 1.87). Move what is more into a member or a second table. [E001]");
    static_assert(
        Rule != rule::field_is_storable,
        "refract: a field's type cannot be stored: there is no codec for it. Use a number, bool, string, bytes, enum, std::chrono type, refract::uuid, decimal or json, a std::optional of one, or specialise refract::codec for it. [E002]");
    static_assert(
        Rule != rule::model_has_key,
        "refract: this needs a primary key and the model has none. Name a field `id` or add refract::primary_key<&T::field> to its table. [E003]");
    static_assert(
        Rule != rule::column_names_differ,
        "refract: two columns of this model have one name. Give one of them another name with refract::column<&T::field>.named(\"...\"). [E004]");
    static_assert(
        Rule != rule::column_is_of_table,
        "refract: a key, index, check or column option names a member of another struct. Use members of the struct that the model is for. [E005]");
    static_assert(
        Rule != rule::key_types_match,
        "refract: a foreign key's columns and the columns that it references differ in number or type. Give both sides the same types. [E006]");
    static_assert(
        Rule != rule::default_fits,
        "refract: the default, or the expression that generates the column, is not of the column's type. Give a value that the field could hold, or an expression of its type; a default such as refract::now() names no column. [E007]");
    static_assert(
        Rule != rule::enumerators_are_known,
        "refract: the names of this enum cannot be read: it has no fixed underlying type or no enumerator from -1 to 62. Write `enum class`, or list the names with refract::enumeration<E>. [E008]");
    static_assert(
        Rule != rule::column_in_query,
        "refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]");
    static_assert(
        Rule != rule::operands_are_comparable,
        "refract: the two sides are of unlike types and cannot be compared. Compare with a value or column of the same kind, or cast one side. [E011]");
    static_assert(
        Rule != rule::null_needs_optional,
        "refract: a column that is never NULL is compared with NULL. Make the field a std::optional, or drop the comparison. [E012]");
    static_assert(
        Rule != rule::optional_needs_null_safe,
        "refract: a std::optional value stands in a comparison (==, <, in, between, like, ...), which NULL never satisfies in SQL. Write .is_not_distinct_from(value) or .is_distinct_from(value), or compare with *value. [E013]");
    static_assert(
        Rule != rule::columns_are_grouped,
        "refract: a plain column stands beside an aggregate without being grouped. Add it to group_by, or put it into an aggregate. [E014]");
    static_assert(
        Rule != rule::aggregate_outside_where,
        "refract: an aggregate stands in a place that is evaluated row by row (where, on, set, returning or inside group_by). Move the condition to having. [E015]");
    static_assert(Rule != rule::having_needs_group_by,
                  "refract: having without group_by. Add group_by, or write the condition in where. [E016]");
    static_assert(
        Rule != rule::condition_is_boolean,
        "refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]");
    static_assert(
        Rule != rule::aggregates_do_not_nest,
        "refract: an aggregate stands inside another aggregate. Aggregate once; use a second query for the other. [E018]");
    static_assert(
        Rule != rule::operand_is_number,
        "refract: arithmetic, sum and avg need numbers, and % needs whole ones. Use a numeric column, or cast it. [E019]");
    static_assert(
        Rule != rule::operand_is_text,
        "refract: a text operator (like, starts_with, ends_with, contains, lower, ...) needs text. Use a text column, or cast it. [E020]");
    static_assert(
        Rule != rule::clause_once,
        "refract: a clause is given twice. Write it once; only where may be repeated, and then means and. [E021]");
    static_assert(
        Rule != rule::table_once,
        "refract: one table stands in the query twice under one name. Give one of them an alias: refract::alias<T, \"name\">. [E022]");
    static_assert(
        Rule != rule::join_has_foreign_key,
        "refract: a join needs a condition, or a member whose foreign key leads to or from a table of the query. Write .join<T>(condition), or .join<&T::member>() where the model of T has refract::foreign_key<&T::member>. [E023]");
    static_assert(
        Rule != rule::insert_is_complete,
        "refract: the insert leaves out a column that needs a value. Set it, or give it a default in the model, or make it a std::optional. [E024]");
    static_assert(Rule != rule::assignment_of_table,
                  "refract: a column of another table is assigned. Set columns of the table that is written. [E025]");
    static_assert(
        Rule != rule::assignment_fits,
        "refract: the assigned value is not of the column's type, would lose digits in it, or may be NULL where the column may not, or the column is generated. Assign a value of the field's type, or cast to it. [E026]");
    static_assert(Rule != rule::assignment_once,
                  "refract: a column is assigned twice in one statement. Assign it once. [E027]");
    static_assert(
        Rule != rule::write_has_condition,
        "refract: update or delete without a condition. Add .where(...), or say .all_rows() if every row is meant. [E028]");
    static_assert(Rule != rule::update_sets_columns,
                  "refract: update without set. Say what changes: .set(refract::col<&T::field> = value). [E029]");
    static_assert(
        Rule != rule::shape_field_exists,
        "refract: a field of the row struct is no column of the query's tables, or of more than one. Name it like a field of the model, or select by position: select<Row>(columns...). [E030]");
    static_assert(
        Rule != rule::shape_field_type,
        "refract: a field of the row struct is not of its column's type. Give the field the type of the column. [E031]");
    static_assert(
        Rule != rule::shape_field_nullable,
        "refract: a field of the row struct is not a std::optional, but its column may be NULL (an optional field, the far side of an outer join, or an aggregate of no rows). Make it a std::optional. [E032]");
    static_assert(
        Rule != rule::shape_width,
        "refract: the row struct and the selected columns differ in number. Select as many columns as the struct has fields. [E033]");
    static_assert(
        Rule != rule::argument_count,
        "refract: the number of arguments is not the number of param<...> in the query. Give one argument for each, in the order in which they were written. [E034]");
    static_assert(
        Rule != rule::argument_type,
        "refract: an argument is not of its parameter's type. Give a value of the type in param<...>, or of the key's field. [E035]");
    static_assert(
        Rule != rule::key_part_count,
        "refract: the number of key values is not the number of columns of the primary key. Give one value for each, in the key's order. [E036]");
    static_assert(
        Rule != rule::feature_exists,
        "refract: the database lacks a feature that the query uses. Write the query without it, or run it on a database that has it. [E037]");
    static_assert(
        Rule != rule::rows_are_owned,
        "refract: these rows look into the driver's buffer and would outlive it. Stream them with each(), or use std::string and std::vector<std::byte>. [E038]");
    static_assert(Rule != rule::statement_yields_rows,
                  "refract: this statement yields no rows. Run it with exec(), or add returning(...). [E039]");
    static_assert(
        Rule != rule::placeholders_match,
        "refract: the number of {} in the SQL is not the number of values. Give one value for each {}. [E040]");
    static_assert(
        Rule != rule::list_is_supported,
        "refract: a list of this type cannot be bound as one parameter. Write in(a, b, c) with single values. [E041]");
    static_assert(
        Rule != rule::count_is_whole_number,
        "refract: limit and offset take a whole number. Give an integer, or refract::param<std::int64_t>. [E042]");
    static_assert(
        Rule != rule::model_constants_fit,
        "refract: an expression of a model holds more than 8 constants. Split it into several checks. [E043]");
    static_assert(
        Rule != rule::value_is_known,
        "refract: param<...> stands in a predicate or ordering, which is put together when its values are known. Give the value itself; it is bound, never printed. [E044]");
    static_assert(
        Rule != rule::operand_is_time,
        "refract: year_of, month_of, day_of and weekday_of need a date or a point in time, hour_of and minute_of a time of day or a point in time. Use a column of such a std::chrono type. [E045]");
    static_assert(
        Rule != rule::clause_takes_expressions,
        "refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]");
    static_assert(
        Rule != rule::sql_is_constant,
        "refract: SQL that is put together at run time is not taken as it stands. Write a constant with {} for each value, or refract::unsafe_sql(text) if you vouch for it. [E047]");
    static_assert(
        Rule != rule::verb_takes_query,
        "refract: this verb runs a query of refract, such as refract::from<T>(). SQL of your own goes to query<Row>(\"...\"), or to execute(\"...\") if it yields no rows. [E048]");
}
constexpr void report(passed) {}

/// Reports a failed check; does nothing for `passed`.
template <class Outcome> consteval void require() { report(Outcome{}); }

template <bool Holds, rule Rule, class... Names> struct check_outcome {
    using type = failed<Rule, Names...>;
};
template <rule Rule, class... Names> struct check_outcome<true, Rule, Names...> {
    using type = passed;
};
/// `passed` or `failed<Rule, Names...>`, from a condition.
template <bool Holds, rule Rule, class... Names> using check_that = typename check_outcome<Holds, Rule, Names...>::type;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_RULE_HPP

// refract/base/values.hpp
#ifndef REFRACT_BASE_VALUES_HPP
#define REFRACT_BASE_VALUES_HPP

#include <cstddef>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// One value at a position of `values`.
template <std::size_t Index, class Value> struct value_slot {
    Value value;
};

/// The values of a query in one flat sequence, in the order in which they were written.
///
/// Flat, because nested empty nodes would pad the query: two sub-objects of one type may not share
/// an address. A query without values is an empty class.
template <class Indexes, class... Values> struct value_slots;

template <std::size_t... Index, class... Values> struct value_slots<std::index_sequence<Index...>, Values...>
    : value_slot<Index, Values>... {
    static constexpr std::size_t size = sizeof...(Values);
};

template <class... Values> using values = value_slots<std::index_sequence_for<Values...>, Values...>;

template <std::size_t Index, class Value> constexpr const Value& get(const value_slot<Index, Value>& slot) {
    return slot.value;
}

template <std::size_t... First, class... Left, std::size_t... Second, class... Right>
constexpr auto concat(value_slots<std::index_sequence<First...>, Left...> left,
                      value_slots<std::index_sequence<Second...>, Right...> right) {
    if constexpr (sizeof...(Right) == 0)
        return left;
    else if constexpr (sizeof...(Left) == 0)
        return right;
    else
        return values<Left..., Right...>{
            {static_cast<Left&&>(static_cast<value_slot<First, Left>&>(left).value)}...,
            {static_cast<Right&&>(static_cast<value_slot<Second, Right>&>(right).value)}...};
}
/// What `concat` makes of two sequences.
template <class Left, class Right> using joined = decltype(concat(std::declval<Left>(), std::declval<Right>()));

/// Joins any number of sequences, left to right.
template <class First> constexpr First concat_all(First first) { return first; }
template <class First, class Second, class... Rest>
constexpr auto concat_all(First first, Second second, Rest... rest) {
    return concat_all(concat(static_cast<First&&>(first), static_cast<Second&&>(second)), static_cast<Rest&&>(rest)...);
}
constexpr values<> concat_all() { return {}; }

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_VALUES_HPP

// refract/base/call_location.hpp
#ifndef REFRACT_BASE_CALL_LOCATION_HPP
#define REFRACT_BASE_CALL_LOCATION_HPP

#include <source_location>

namespace refract {
inline namespace v0 {
namespace detail {

/// The program's call that this thread is serving; every error made meanwhile carries it.
///
/// A thread's own variable, because the places that fail (a driver, a codec) are far below the call
/// and should not pass a location through every function for the sake of the rare failure.
inline constinit thread_local std::source_location current_call{};

/// Serves a call until the end of its scope; one that does not know where it is belongs to the call around it.
class call_scope {
public:
    explicit call_scope(const std::source_location& where) noexcept : before_(current_call) {
        if (where.line() != 0) current_call = where;
    }
    call_scope(const call_scope&) = delete;
    call_scope& operator=(const call_scope&) = delete;
    ~call_scope() { current_call = before_; }

private:
    std::source_location before_;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_CALL_LOCATION_HPP

// refract/base/error.hpp
#ifndef REFRACT_BASE_ERROR_HPP
#define REFRACT_BASE_ERROR_HPP

#include <exception>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {

/// Everything that is known of a failure; `error` shows it.
struct error_details {
    std::string message;
    std::string sql{};
    std::string code{};
    std::source_location location = detail::current_call;
    bool can_retry = false;
    bool connection_lost = false;
    std::string constraint{};
    std::string table{};
    std::vector<std::string> columns{};
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
    /// Says which call failed, where that is known.
    void set_location(const std::source_location& where) noexcept {
        if (where.line() != 0) details_.location = where;
    }
    /// Says which column a conversion met, unless the message has it.
    void add_column(std::string_view column) {
        const std::string quoted = "column \"" + std::string(column) + "\"";
        if (details_.message.find(quoted) != std::string::npos) return;
        details_.message = quoted + ": " + details_.message;
        compose();
    }

protected:
    error_details details_;

private:
    void compose() {
        text_ = details_.message;
        if (details_.sql.empty()) return;
        constexpr std::size_t shown = 500; // the statement of a bulk insert is mostly placeholders
        text_ += "\n  SQL: " + details_.sql.substr(0, shown);
        if (details_.sql.size() > shown) text_ += " ...";
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
};
class unique_violation : public constraint_violation {
    using constraint_violation::constraint_violation;
};
class foreign_key_violation : public constraint_violation {
    using constraint_violation::constraint_violation;
};
class not_null_violation : public constraint_violation {
    using constraint_violation::constraint_violation;
};
class check_violation : public constraint_violation {
    using constraint_violation::constraint_violation;
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

#endif // REFRACT_BASE_ERROR_HPP

// refract/schema/sql_type.hpp
#ifndef REFRACT_SCHEMA_SQL_TYPE_HPP
#define REFRACT_SCHEMA_SQL_TYPE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace refract {
inline namespace v0 {

/// How a C++ type is stored; specialise it for a type of your own (see docs/reference/codec).
///
/// A specialisation has `static constexpr sql_type type`, `using wire`, `encode(const T&)` to the
/// wire type and `decode(wire, T&)` from it. `codec_through<Stored>` supplies the first two.
template <class Value> struct codec;

/// The types that a column can have, whatever the database calls them.
enum class type_kind : std::uint8_t {
    none,
    boolean,
    small_integer,
    integer,
    big_integer,
    real,
    double_precision,
    text,
    bytes,
    timestamp,
    date,
    time,
    interval,
    uuid,
    decimal,
    json,
    enumeration,
};

/// The names of an enum's values as the database holds them.
struct enumeration_info {
    const std::string_view* names;
    std::size_t count;
    std::string_view native_name{}; ///< the PostgreSQL enum type, where one was requested
};

/// A column's type. Plain data: rules, printing and drivers look at it without templates.
struct sql_type {
    type_kind kind = type_kind::none;
    std::uint8_t precision = 0; ///< digits of a decimal
    std::uint8_t scale = 0;     ///< digits behind a decimal's point
    bool list = false;          ///< a whole list bound as one parameter
    bool of_column = false;     ///< text whose column has a type that the model spells, such as citext
    const enumeration_info* enumeration = nullptr;

    constexpr bool operator==(const sql_type&) const = default;
};

/// The plain values that pass between codecs and drivers, one for each kind of type.
/// The others are bool, the signed integers, float, double and std::string_view.
namespace wire {
using bytes = std::span<const std::byte>;
struct timestamp {
    std::int64_t microseconds; ///< since 1970-01-01 00:00:00 UTC
};
struct date {
    std::int32_t days; ///< since 1970-01-01
};
struct time {
    std::int64_t microseconds; ///< since midnight
};
struct interval {
    std::int64_t microseconds;
};
struct uuid {
    std::array<std::uint8_t, 16> bytes;
};
struct decimal {
    std::int64_t coefficient; ///< the value is coefficient / 10^scale
    std::uint8_t scale;
};
struct json {
    std::string_view text;
};
} // namespace wire

namespace detail {

template <class Value> struct optional_traits {
    using value = Value;
    static constexpr bool is_optional = false;
};
template <class Value> struct optional_traits<std::optional<Value>> {
    using value = Value;
    static constexpr bool is_optional = true;
};
/// The type without std::optional: what a column holds when it is not NULL.
template <class Value> using without_optional = typename optional_traits<Value>::value;
template <class Value> inline constexpr bool is_optional = optional_traits<Value>::is_optional;

template <class Value>
concept storable = requires { codec<without_optional<Value>>::type; };

template <class Value> inline constexpr sql_type type_of = codec<without_optional<Value>>::type;

constexpr bool is_whole_number(type_kind kind) {
    return kind == type_kind::small_integer || kind == type_kind::integer || kind == type_kind::big_integer;
}
constexpr bool is_number(type_kind kind) {
    return is_whole_number(kind) || kind == type_kind::real || kind == type_kind::double_precision ||
           kind == type_kind::decimal;
}
/// Whether the database compares the two as they stand.
constexpr bool are_comparable(const sql_type& left, const sql_type& right) {
    if (is_number(left.kind) && is_number(right.kind)) return true;
    return left.kind == right.kind && left.enumeration == right.enumeration;
}
/// Whether a column takes the value without losing digits. Databases would round: 2.5 becomes 3 in a
/// whole number on PostgreSQL, and stays 2.5 on SQLite.
constexpr bool is_assignable(const sql_type& column, const sql_type& value) {
    if (!are_comparable(column, value)) return false;
    if (!is_number(column.kind) || is_whole_number(value.kind)) return true;
    if (value.kind == type_kind::decimal) return column.kind == type_kind::decimal && column.scale >= value.scale;
    return column.kind == type_kind::real || column.kind == type_kind::double_precision;
}
/// Whether a time point or duration holds the other's digits, by the rule of <chrono>: seconds become
/// microseconds, not the other way. True of everything else.
template <class Field, class Value> constexpr bool keeps_digits_of_time() {
    if constexpr (requires {
                      typename Field::period;
                      typename Field::rep;
                      typename Value::period;
                      typename Value::rep;
                  })
        return std::is_convertible_v<Value, Field>;
    else
        return true;
}
template <class Field, class Value> constexpr bool is_assignable_type() {
    return is_assignable(type_of<Field>, type_of<Value>) &&
           keeps_digits_of_time<without_optional<Field>, without_optional<Value>>();
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_SQL_TYPE_HPP

// refract/codec/codec.hpp
#ifndef REFRACT_CODEC_CODEC_HPP
#define REFRACT_CODEC_CODEC_HPP

#include <string>

namespace refract {
inline namespace v0 {

/// A codec that stores a type as another: derive from it and add `encode` and `decode`.
///
///     template <> struct refract::codec<Email> : refract::codec_through<std::string> {
///         static std::string_view encode(const Email& email) { return email.text; }
///         static void decode(std::string_view text, Email& out) { out.text = text; }
///     };
///
/// Lifetime: `encode` may return a view into the value; a std::string or std::vector<std::byte> that it
/// returns is copied.
/// Errors: `decode` throws `conversion_error` for what it cannot hold.
template <class Stored> struct codec_through {
    static constexpr sql_type type = codec<Stored>::type;
    using wire = typename codec<Stored>::wire;
};

namespace detail {

/// Values that databases know as they are: the codec copies.
template <class Value, type_kind Kind> struct plain_codec {
    static constexpr sql_type type{.kind = Kind};
    using wire = Value;
    static constexpr Value encode(Value value) { return value; }
    static constexpr void decode(Value stored, Value& out) { out = stored; }
};

[[noreturn]] inline void throw_out_of_range(const std::string& value, const char* type) {
    throw conversion_error("the value " + value + " does not fit in " + type);
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_CODEC_HPP

// refract/schema/literal.hpp
#ifndef REFRACT_SCHEMA_LITERAL_HPP
#define REFRACT_SCHEMA_LITERAL_HPP

#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

/// A constant of a model (a default, a number in a check) as plain data, for DDL.
///
/// DDL has no parameters, so these are the only values that are printed; they are compile-time
/// constants of the program, never input.
struct literal {
    sql_type type{};
    std::int64_t number = 0; ///< also a boolean, a decimal's coefficient, days, microseconds
    double real = 0;
    std::string_view text{};
    std::uint64_t uuid[2]{}; ///< a uuid that was not given as text
};

/// Writes what a codec made of a value into the number, real or text of plain data.
template <class Plain, class Wire> constexpr void set_plain(Plain& plain, const Wire& encoded) {
    if constexpr (std::is_floating_point_v<Wire>)
        plain.real = encoded;
    else if constexpr (std::is_integral_v<Wire>)
        plain.number = encoded;
    else if constexpr (std::is_same_v<Wire, wire::date>)
        plain.number = encoded.days;
    else if constexpr (std::is_same_v<Wire, wire::decimal>)
        plain.number = encoded.coefficient;
    else if constexpr (std::is_same_v<Wire, wire::json>)
        plain.text = encoded.text;
    else if constexpr (requires { encoded.microseconds; })
        plain.number = encoded.microseconds;
    else if constexpr (std::is_same_v<Wire, wire::bytes>)
        plain.text = std::string_view(reinterpret_cast<const char*>(encoded.data()), encoded.size());
    else if constexpr (std::is_same_v<Wire, wire::uuid>)
        plain.text = std::string_view(reinterpret_cast<const char*>(encoded.bytes.data()), encoded.bytes.size());
    else
        plain.text = encoded;
}

template <class Value> constexpr literal make_literal(const Value& value) {
    literal result{.type = codec<Value>::type};
    if constexpr (std::is_same_v<typename codec<Value>::wire, wire::uuid>)
        // Copied: the codec's bytes would not outlive the constant.
        for (std::size_t i = 0; std::uint8_t byte : codec<Value>::encode(value).bytes) {
            std::uint64_t& half = result.uuid[i++ / 8];
            half = half << 8 | byte;
        }
    else
        set_plain(result, codec<Value>::encode(value));
    return result;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_LITERAL_HPP

// refract/schema/any_value.hpp
#ifndef REFRACT_SCHEMA_ANY_VALUE_HPP
#define REFRACT_SCHEMA_ANY_VALUE_HPP

#include <concepts>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {

/// A value of any storable type, owned: what conditions known only at run time hold, and what the
/// recorder plays back. Two are equal if the database would hold the same.
struct any_value {
    sql_type type{};
    bool null = true;
    std::int64_t number = 0; ///< also a boolean, a decimal's coefficient, days, microseconds
    double real = 0;
    std::string text{};
    std::vector<any_value> list{};

    any_value() = default;
    template <class Value>
        requires detail::storable<Value> || std::is_same_v<Value, std::nullopt_t>
    any_value(const Value& value) {
        if constexpr (std::is_same_v<Value, std::nullopt_t>) {
            return;
        } else if constexpr (detail::is_optional<Value>) {
            type = detail::type_of<Value>;
            if (value) *this = any_value(*value);
        } else {
            type = codec<Value>::type;
            null = false;
            detail::set_plain(*this, codec<Value>::encode(value));
        }
    }
    // A template, so that it is looked at only where the codecs are known.
    template <std::same_as<char> Character> any_value(const Character* value)
        : any_value(std::basic_string_view<Character>(value)) {}

    bool operator==(const any_value& other) const {
        if (null || other.null) return null == other.null;
        return type == other.type && number == other.number && real == other.real && text == other.text &&
               list == other.list;
    }
};

} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_ANY_VALUE_HPP

// refract/base/type_list.hpp
#ifndef REFRACT_BASE_TYPE_LIST_HPP
#define REFRACT_BASE_TYPE_LIST_HPP

#include <cstddef>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {

/// Types in a row, without values.
template <class... Types> struct type_list {
    static constexpr std::size_t size = sizeof...(Types);
};

namespace detail {

template <class First, class Second> struct concat_lists;
template <class... First, class... Second> struct concat_lists<type_list<First...>, type_list<Second...>> {
    using type = type_list<First..., Second...>;
};
// Most lists are empty: these keep the common case from making a new type.
template <class... First> struct concat_lists<type_list<First...>, type_list<>> {
    using type = type_list<First...>;
};
template <class Second, class... Rest> struct concat_lists<type_list<>, type_list<Second, Rest...>> {
    using type = type_list<Second, Rest...>;
};

template <class First, class Second> using concat_lists_t = typename concat_lists<First, Second>::type;

/// Joins any number of lists; a fold, so that its depth does not grow with the lists' lengths.
template <class... Lists> struct join_lists {
    using type = type_list<>;
};
template <class List> struct join_lists<List> {
    using type = List;
};
template <class First, class Second, class... Rest> struct join_lists<First, Second, Rest...>
    : join_lists<concat_lists_t<First, Second>, Rest...> {};

template <class... Lists> using join_lists_t = typename join_lists<Lists...>::type;

/// The type at a position of a list.
template <std::size_t Index, class List> struct list_element;
template <std::size_t Index, class First, class... Rest> struct list_element<Index, type_list<First, Rest...>>
    : list_element<Index - 1, type_list<Rest...>> {};
template <class First, class... Rest> struct list_element<0, type_list<First, Rest...>> {
    using type = First;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_TYPE_LIST_HPP

// refract/schema/table_info.hpp
#ifndef REFRACT_SCHEMA_TABLE_INFO_HPP
#define REFRACT_SCHEMA_TABLE_INFO_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// \file
/// Models as plain constant data: what queries, DDL, Migrate and Studio read. No templates.

namespace refract {
inline namespace v0 {

/// What happens to rows that reference a row which is deleted, or whose key changes (SQL standard).
enum class referential_action : std::uint8_t { no_action, restrict, cascade, set_null, set_default };

inline constexpr auto no_action = referential_action::no_action;
inline constexpr auto restrict = referential_action::restrict;
inline constexpr auto cascade = referential_action::cascade;
inline constexpr auto set_null = referential_action::set_null;
inline constexpr auto set_default = referential_action::set_default;

namespace detail {

struct node;
struct table_info;
/// A table, by the function that describes it: comparable and usable before the model is complete.
using table_ref = const table_info& (*)();

inline constexpr std::size_t max_expression_literals = 8;
inline constexpr std::size_t max_key_columns = 16;

/// An expression of a model, with its constants.
struct expression_info {
    const node* nodes = nullptr;
    std::uint16_t node_count = 0;
    literal values[max_expression_literals]{};

    constexpr explicit operator bool() const { return nodes != nullptr; }
};

enum class default_kind : std::uint8_t { none, value, expression };

/// What a query needs to know of a column.
struct column_info {
    std::string_view name;  ///< in the database
    std::string_view field; ///< in the struct
    sql_type type{};
    default_kind default_from = default_kind::none;
    bool nullable = false;
    bool key = false;       ///< part of the primary key
    bool generated = false; ///< computed by the database from other columns; never written
    bool updated_at = false;
    bool version = false;
};

/// What only the DDL of a column needs.
struct column_details {
    std::string_view type_name{}, collation{}, renamed_from{};
    literal default_value{};
    expression_info default_expression{}, generated{};
};

/// Columns of a table, by position.
struct column_list {
    std::uint8_t count = 0;
    std::uint16_t columns[max_key_columns]{};
    bool descending[max_key_columns]{};

    constexpr void add(std::size_t column) { columns[count++] = static_cast<std::uint16_t>(column); }
    constexpr bool contains(std::size_t column) const {
        for (std::size_t i = 0; i < count; ++i)
            if (columns[i] == column) return true;
        return false;
    }
};

/// What a query needs to know of a table.
struct table_info {
    std::string_view name;
    const column_info* columns = nullptr;
    std::size_t column_count = 0;
    column_list key{};
    bool key_is_generated = false; ///< one whole number that the database makes when it is zero

    constexpr std::span<const column_info> all() const { return {columns, column_count}; }
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    constexpr std::size_t find_field(std::string_view field) const {
        for (std::size_t i = 0; i < column_count; ++i)
            if (columns[i].field == field) return i;
        return none;
    }
};

struct index_info {
    std::string_view name{};
    column_list columns{};
    bool unique = false;
    bool constraint = false; ///< declared with unique<>: a constraint of the table
    expression_info where{};
};
struct foreign_key_info {
    column_list columns{};
    table_ref target = nullptr;
    column_list target_columns{};
    referential_action on_delete = no_action, on_update = no_action;
    std::string_view name{};
};
struct check_info {
    std::string_view name{};
    expression_info condition{};
};

/// Everything that is known of a table, for DDL and the tools.
struct table_description {
    const table_info* table = nullptr;
    std::string_view renamed_from{};
    std::span<const column_details> columns{};
    std::span<const index_info> indexes{};
    std::span<const foreign_key_info> foreign_keys{};
    std::span<const check_info> checks{};
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_TABLE_INFO_HPP

// refract/expr/node.hpp
#ifndef REFRACT_EXPR_NODE_HPP
#define REFRACT_EXPR_NODE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

enum class node_kind : std::uint8_t {
    column,
    value,     ///< bound from the query's own values
    parameter, ///< bound from an argument given later
    unary,
    binary,
    between,
    in_values,
    in_list, ///< one parameter that holds the whole list
    function,
    aggregate,
    cast,
    case_when,
    star,       ///< the * of count(*)
    null,       ///< the literal NULL
    ordering,   ///< an expression with its direction
    assignment, ///< a column, set to its operand
};

/// Operators and functions, by meaning; how they are spelled is the dialect's.
enum class operation : std::uint8_t {
    none,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    is_distinct_from,
    is_not_distinct_from,
    logical_and,
    logical_or,
    logical_not,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    negate,
    concatenate,
    like,
    not_like,
    ilike,
    starts_with,
    ends_with,
    contains,
    is_null,
    is_not_null,
    // functions
    lower,
    upper,
    length,
    trim,
    abs,
    round,
    coalesce,
    nullif,
    now,
    now_in_seconds,
    year_of,
    month_of,
    day_of,
    weekday_of,
    hour_of,
    minute_of,
    substring,
    replace,
    // aggregates
    count,
    sum,
    avg,
    min,
    max,
};

enum class nulls_order : std::uint8_t { unspecified, first, last };

/// One node of an expression as plain data. Expressions are stored in prefix order: a node, then
/// its `arity` operands. Rules, printing and the tools read this; none of them is a template.
struct node {
    node_kind kind{};
    operation op = operation::none;
    std::uint16_t arity = 0;
    bool negated = false;    ///< NOT IN, NOT BETWEEN
    bool distinct = false;   ///< count(DISTINCT x)
    bool filtered = false;   ///< an aggregate whose last operand is its FILTER condition
    bool descending = false; ///< of an ordering
    bool nullable = false;   ///< of a value or parameter: a std::optional
    nulls_order nulls = nulls_order::unspecified;
    std::uint16_t column = 0;
    table_ref table = nullptr;
    std::string_view alias{}; ///< of the column's table; the name of a function of the user's
    sql_type type{};          ///< of the value that the node yields
};

/// The node behind an expression and all its operands.
constexpr const node* skip(const node* at) {
    std::size_t left = 1;
    while (left > 0) {
        left += at->arity;
        --left;
        ++at;
    }
    return at;
}

/// The node types of the DSL have `size`, the number of nodes below and including them, and
/// `append`, which writes those; `nodes_of` keeps them as one constant array.
template <class Node> constexpr auto collect_nodes() {
    std::array<node, Node::size> nodes{};
    Node::append(nodes.data());
    return nodes;
}
template <class Node> inline constexpr auto nodes_of = collect_nodes<Node>();

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_NODE_HPP

// refract/expr/expression.hpp
#ifndef REFRACT_EXPR_EXPRESSION_HPP
#define REFRACT_EXPR_EXPRESSION_HPP

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// An expression is a node type (what it is) and a flat sequence of values (what it holds). Node
/// types are empty; they only describe themselves as plain data.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Node, class Values> struct expression;

template <class> inline constexpr bool is_expression = false;
template <class Node, class Values> inline constexpr bool is_expression<expression<Node, Values>> = true;
template <class Type>
concept any_expression = is_expression<std::remove_cvref_t<Type>>;

/// A node and the nodes of its operands, in prefix order.
template <class Self, class Type, class... Operand> struct node_base {
    using type = Type; ///< of the value it yields, without std::optional
    using parameters = join_lists_t<typename Operand::parameters...>;
    static constexpr std::size_t size = (std::size_t{1} + ... + Operand::size);
    static constexpr node* append(node* at) {
        *at = Self::describe();
        at->arity = sizeof...(Operand);
        if constexpr (storable<Type>) at->type = type_of<Type>;
        ++at;
        ((at = Operand::append(at)), ...);
        return at;
    }
};

/// A value that the query holds.
template <class Value> struct value_node : node_base<value_node<Value>, without_optional<Value>> {
    static constexpr node describe() { return {.kind = node_kind::value, .nullable = is_optional<Value>}; }
};

template <class Value> using value_expression = expression<value_node<Value>, values<Value>>;

/// The type in which a value is kept when it meets an operand of type `Other`.
///
/// Literals and views stay views, strings are owned, and whole numbers take the other side's type
/// where it holds all of theirs, so that a parameter has its column's type.
template <class Other, class Given> struct operand_storage {
    using type = Given;
};
template <class Other, class Given>
    requires(std::is_integral_v<Given> && std::is_integral_v<Other> && !std::is_same_v<Given, bool> &&
             !std::is_same_v<Other, bool> &&
             (sizeof(Given) < sizeof(Other) ||
              (sizeof(Given) == sizeof(Other) && std::is_signed_v<Given> == std::is_signed_v<Other>)) &&
             (std::is_signed_v<Other> || std::is_unsigned_v<Given>))
struct operand_storage<Other, Given> {
    using type = Other;
};
template <class Other, class Given>
    requires(std::is_integral_v<Given> && std::is_floating_point_v<Other> && !std::is_same_v<Given, bool>)
struct operand_storage<Other, Given> {
    using type = Other;
};
template <class Other, class Given>
    requires(std::is_floating_point_v<Given> && std::is_floating_point_v<Other>)
struct operand_storage<Other, Given> {
    using type = Other;
};
template <class Other, class Given>
    requires(std::is_convertible_v<const Given&, std::string_view> && !std::is_same_v<Given, std::string> &&
             !std::is_null_pointer_v<Given>)
struct operand_storage<Other, Given> {
    using type = std::string_view;
};

template <class Other, class Given> using operand_storage_t =
    typename operand_storage<Other, std::decay_t<Given>>::type;

/// An operand as an expression; `Other` is the type on the operator's other side.
template <class Other, class Given> struct operand {
    using type = value_expression<operand_storage_t<Other, Given>>;
};
template <class Other, any_expression Given> struct operand<Other, Given> {
    using type = typename std::remove_cvref_t<Given>::expression_type;
};
template <class Other, class Given> using operand_t = typename operand<Other, Given>::type;

/// A double as a float, whose column it meets. Errors: `conversion_error` beyond a float's range.
constexpr float narrow_real(double value) {
    constexpr double greatest = std::numeric_limits<float>::max();
    const double size = value < 0 ? -value : value;
    if (size > greatest && size <= std::numeric_limits<double>::max())
        throw conversion_error("a number is beyond the range of a float column");
    return static_cast<float>(value);
}

template <class Other, class Given> constexpr operand_t<Other, Given> as_operand(Given&& given) {
    if constexpr (any_expression<Given>) {
        return static_cast<Given&&>(given);
    } else {
        using stored = operand_storage_t<Other, Given>;
        require<check_that<storable<stored>, rule::operands_are_comparable, Other, Given>>();
        if constexpr (std::is_same_v<stored, float> && std::is_same_v<std::remove_cvref_t<Given>, double>)
            return {{{narrow_real(given)}}};
        else if constexpr (std::is_arithmetic_v<stored>)
            return {{{static_cast<stored>(given)}}};
        else
            return {{{stored(static_cast<Given&&>(given))}}};
    }
}

/// The type an operand has for the operator's other side.
template <class Given> struct met_type {
    using type = void;
};
template <any_expression Given> struct met_type<Given> {
    using type = typename std::remove_cvref_t<Given>::type;
};
template <class Given> using met_type_t = typename met_type<Given>::type;

/// Whether the database compares values of these C++ types as they stand.
template <class Left, class Right> constexpr bool comparable_types() {
    if constexpr (storable<Left> && storable<Right>)
        return are_comparable(type_of<Left>, type_of<Right>);
    else
        return false;
}

template <class Left, class Right> using check_comparable =
    check_that<comparable_types<Left, Right>(), rule::operands_are_comparable, Left, Right>;
template <class Type> using check_text =
    check_that<storable<Type> && type_of<Type>.kind == type_kind::text, rule::operand_is_text, Type>;
template <class Type> using check_number =
    check_that<storable<Type> && is_number(type_of<Type>.kind), rule::operand_is_number, Type>;
template <class Type> using check_boolean = check_that<std::is_same_v<Type, bool>, rule::condition_is_boolean, Type>;

/// Joins the values of operands under a new node.
template <class Node, class... Operand> constexpr auto make_expression(Operand... operand) {
    using all = decltype(concat_all(operand.bound...));
    return expression<Node, all>{concat_all(static_cast<Operand&&>(operand).bound...)};
}

template <operation Op, class Type, class Left, class Right> struct binary_node
    : node_base<binary_node<Op, Type, Left, Right>, Type, Left, Right> {
    static constexpr node describe() { return {.kind = node_kind::binary, .op = Op}; }
};
template <operation Op, class Type, class Operand> struct unary_node
    : node_base<unary_node<Op, Type, Operand>, Type, Operand> {
    static constexpr node describe() { return {.kind = node_kind::unary, .op = Op}; }
};
template <operation Op, class Type, class... Argument> struct function_node
    : node_base<function_node<Op, Type, Argument...>, Type, Argument...> {
    static constexpr node describe() { return {.kind = node_kind::function, .op = Op}; }
};

template <bool Descending, nulls_order Nulls, class Operand> struct ordering_node
    : node_base<ordering_node<Descending, Nulls, Operand>, typename Operand::type, Operand> {
    static constexpr node describe() { return {.kind = node_kind::ordering, .descending = Descending, .nulls = Nulls}; }
};
/// An expression with the direction in which it orders.
template <bool Descending, nulls_order Nulls, class Node, class Values> struct ordering_term {
    using node_type = ordering_node<Descending, Nulls, Node>;
    [[no_unique_address]] Values bound;

    constexpr auto nulls_first() const { return ordering_term<Descending, nulls_order::first, Node, Values>{bound}; }
    constexpr auto nulls_last() const { return ordering_term<Descending, nulls_order::last, Node, Values>{bound}; }
};

// Defined with lists, between and text operators, which complete this class's members.
template <bool Negated, class Self, class... Item> constexpr auto make_in(Self self, Item&&... item);
template <bool Negated, class Self, class Low, class High>
constexpr auto make_between(Self self, Low&& low, High&& high);

/// An operator between two operands, one of which may be a plain value.
///
/// Each query has its own instance of this, so it calls only what many queries share.
template <operation Op, class Type, class Left, class Right> constexpr auto make_binary(Left&& left, Right&& right) {
    using first = operand_t<met_type_t<Right>, Left>;
    using second = operand_t<met_type_t<Left>, Right>;
    using made = expression<binary_node<Op, Type, typename first::node_type, typename second::node_type>,
                            joined<typename first::bound_type, typename second::bound_type>>;
    if constexpr (any_expression<Left> && any_expression<Right>)
        return made{concat(static_cast<Left&&>(left).bound, static_cast<Right&&>(right).bound)};
    else if constexpr (any_expression<Left>)
        return made{
            concat(static_cast<Left&&>(left).bound, as_operand<met_type_t<Left>>(static_cast<Right&&>(right)).bound)};
    else
        return made{
            concat(as_operand<met_type_t<Right>>(static_cast<Left&&>(left)).bound, static_cast<Right&&>(right).bound)};
}

template <operation Op, class Left, class Right> constexpr auto make_text_test(const Left& left, Right&& right) {
    require<check_text<typename Left::type>>();
    require<check_text<typename operand_t<typename Left::type, Right>::type>>();
    return make_binary<Op, bool>(left, static_cast<Right&&>(right));
}
template <operation Op, class Left, class Right> constexpr auto make_comparison(const Left& left, Right&& right) {
    require<check_comparable<typename Left::type, typename operand_t<typename Left::type, Right>::type>>();
    return make_binary<Op, bool>(left, static_cast<Right&&>(right));
}

/// An expression of SQL: what it is in its type, what it holds in its values.
template <class Node, class Values> struct expression {
    using node_type = Node;
    using bound_type = Values;
    using expression_type = expression;
    using type = typename Node::type;
    [[no_unique_address]] Values bound;

    constexpr auto asc() const { return ordering_term<false, nulls_order::unspecified, Node, Values>{bound}; }
    constexpr auto desc() const { return ordering_term<true, nulls_order::unspecified, Node, Values>{bound}; }
    /// `LIKE`: % and _ are wildcards; SQLite ignores the case of ASCII letters, PostgreSQL does not.
    template <class Pattern> constexpr auto like(Pattern&& pattern) const {
        return make_text_test<operation::like>(*this, static_cast<Pattern&&>(pattern));
    }
    template <class Pattern> constexpr auto not_like(Pattern&& pattern) const {
        return make_text_test<operation::not_like>(*this, static_cast<Pattern&&>(pattern));
    }
    /// `ILIKE` on PostgreSQL, `LIKE` on SQLite: the case of letters does not matter.
    template <class Pattern> constexpr auto ilike(Pattern&& pattern) const {
        return make_text_test<operation::ilike>(*this, static_cast<Pattern&&>(pattern));
    }
    /// Whether the text begins with exactly this, case included; % and _ are plain characters.
    template <class Text> constexpr auto starts_with(Text&& text) const {
        return make_text_test<operation::starts_with>(*this, static_cast<Text&&>(text));
    }
    template <class Text> constexpr auto ends_with(Text&& text) const {
        return make_text_test<operation::ends_with>(*this, static_cast<Text&&>(text));
    }
    template <class Text> constexpr auto contains(Text&& text) const {
        return make_text_test<operation::contains>(*this, static_cast<Text&&>(text));
    }
    /// `IN`: single values, `in(1, 2, 3)`, or one range, which is bound as one parameter.
    template <class... Item>
        requires(sizeof...(Item) > 0)
    constexpr auto in(Item&&... item) const {
        return make_in<false>(*this, static_cast<Item&&>(item)...);
    }
    template <class Item> constexpr auto in(std::initializer_list<Item> list) const {
        return make_in<false>(*this, list);
    }
    template <class... Item>
        requires(sizeof...(Item) > 0)
    constexpr auto not_in(Item&&... item) const {
        return make_in<true>(*this, static_cast<Item&&>(item)...);
    }
    template <class Item> constexpr auto not_in(std::initializer_list<Item> list) const {
        return make_in<true>(*this, list);
    }
    template <class Low, class High> constexpr auto between(Low&& low, High&& high) const {
        return make_between<false>(*this, static_cast<Low&&>(low), static_cast<High&&>(high));
    }
    template <class Low, class High> constexpr auto not_between(Low&& low, High&& high) const {
        return make_between<true>(*this, static_cast<Low&&>(low), static_cast<High&&>(high));
    }
    constexpr auto is_null() const { return make_expression<unary_node<operation::is_null, bool, Node>>(*this); }
    constexpr auto is_not_null() const {
        return make_expression<unary_node<operation::is_not_null, bool, Node>>(*this);
    }
    /// Equality for which NULL equals NULL: `IS` on SQLite, `IS NOT DISTINCT FROM` on PostgreSQL.
    template <class Right> constexpr auto is_not_distinct_from(Right&& right) const {
        return make_comparison<operation::is_not_distinct_from>(*this, static_cast<Right&&>(right));
    }
    template <class Right> constexpr auto is_distinct_from(Right&& right) const {
        return make_comparison<operation::is_distinct_from>(*this, static_cast<Right&&>(right));
    }

    /// Whether all columns are of one table.
    static constexpr bool is_of(table_ref table) {
        for (const node& each : nodes_of<Node>)
            if (each.kind == node_kind::column && each.table != table) return false;
        return true;
    }
    /// The expression as constant data, for DDL: its values become literals.
    constexpr expression_info describe() const {
        expression_info info{.nodes = nodes_of<Node>.data(), .node_count = Node::size};
        describe_values(info, bound);
        return info;
    }

private:
    template <std::size_t... Index, class... Value> static constexpr void
    describe_values(expression_info& info, const value_slots<std::index_sequence<Index...>, Value...>& all) {
        require<check_that<(sizeof...(Value) <= max_expression_literals), rule::model_constants_fit>>();
        if constexpr (sizeof...(Value) <= max_expression_literals)
            ((info.values[Index] = make_literal(get<Index>(all))), ...);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_EXPRESSION_HPP

// refract/expr/operators.hpp
#ifndef REFRACT_EXPR_OPERATORS_HPP
#define REFRACT_EXPR_OPERATORS_HPP

#include <concepts>
#include <optional>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Type> inline constexpr bool is_nullopt = std::is_same_v<std::remove_cvref_t<Type>, std::nullopt_t>;
template <class Type> inline constexpr bool is_optional_value = is_optional<std::remove_cvref_t<Type>>;

template <class Left, class Right>
concept operands = any_expression<Left> || any_expression<Right>;

template <class Left, class Right> using check_comparison =
    std::conditional_t<is_optional_value<Left> || is_optional_value<Right>,
                       failed<rule::optional_needs_null_safe, Left, Right>,
                       check_comparable<typename operand_t<met_type_t<Right>, Left>::type,
                                        typename operand_t<met_type_t<Left>, Right>::type>>;

/// What a comparison with `std::nullopt` means: a null test of the other side.
template <operation Op, class Left, class Right> constexpr auto make_null_test(const Left& left, const Right& right) {
    if constexpr (is_nullopt<Right>)
        return make_expression<unary_node<Op, bool, typename Left::node_type>>(left);
    else
        return make_expression<unary_node<Op, bool, typename Right::node_type>>(right);
}

/// The type of an arithmetic result: the wider of the two as they are stored, as in SQL. A decimal
/// stays one, with the longer fraction, unless it meets a floating-point number.
template <class Left, class Right> constexpr auto arithmetic_result() {
    using left_wire = typename codec<Left>::wire;
    using right_wire = typename codec<Right>::wire;
    constexpr bool floats = std::is_floating_point_v<left_wire> || std::is_floating_point_v<right_wire>;
    constexpr bool numbers = std::is_arithmetic_v<left_wire> && std::is_arithmetic_v<right_wire>;
    if constexpr (floats && std::is_same_v<left_wire, right_wire>)
        return std::type_identity<left_wire>{};
    else if constexpr (floats)
        return std::type_identity<double>{};
    else if constexpr (numbers)
        return std::type_identity<
            std::conditional_t<(sizeof(left_wire) >= sizeof(right_wire)), left_wire, right_wire>>{};
    else if constexpr (type_of<Right>.scale > type_of<Left>.scale || std::is_arithmetic_v<left_wire>)
        return std::type_identity<Right>{};
    else
        return std::type_identity<Left>{};
}

template <class Type> using check_whole_number =
    check_that<storable<Type> && is_whole_number(type_of<Type>.kind), rule::operand_is_number, Type>;

template <class Type> inline constexpr bool is_text = false;
template <storable Type> inline constexpr bool is_text<Type> = type_of<Type>.kind == type_kind::text;

template <operation Op, class Left, class Right> constexpr auto calculate(Left&& left, Right&& right) {
    using left_type = typename operand_t<met_type_t<Right>, Left>::type;
    using right_type = typename operand_t<met_type_t<Left>, Right>::type;
    require<check_number<left_type>>();
    require<check_number<right_type>>();
    if constexpr (Op == operation::modulo) { // PostgreSQL has none of floating-point numbers
        require<check_whole_number<left_type>>();
        require<check_whole_number<right_type>>();
    }
    if constexpr (std::is_same_v<check_number<left_type>, passed> && std::is_same_v<check_number<right_type>, passed>) {
        using result = typename decltype(arithmetic_result<left_type, right_type>())::type;
        return make_binary<Op, result>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else {
        return as_operand<void>(static_cast<Left&&>(left));
    }
}

template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator==(Left&& left, Right&& right) {
    if constexpr (is_nullopt<Left> || is_nullopt<Right>) {
        return make_null_test<operation::is_null>(left, right);
    } else {
        require<check_comparison<Left, Right>>();
        return make_binary<operation::equal, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    }
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator!=(Left&& left, Right&& right) {
    if constexpr (is_nullopt<Left> || is_nullopt<Right>) {
        return make_null_test<operation::is_not_null>(left, right);
    } else {
        require<check_comparison<Left, Right>>();
        return make_binary<operation::not_equal, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    }
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator<(Left&& left, Right&& right) {
    require<check_comparison<Left, Right>>();
    return make_binary<operation::less, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator<=(Left&& left, Right&& right) {
    require<check_comparison<Left, Right>>();
    return make_binary<operation::less_equal, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator>(Left&& left, Right&& right) {
    require<check_comparison<Left, Right>>();
    return make_binary<operation::greater, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator>=(Left&& left, Right&& right) {
    require<check_comparison<Left, Right>>();
    return make_binary<operation::greater_equal, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}

template <any_expression Left, any_expression Right> constexpr auto operator&&(Left&& left, Right&& right) {
    require<check_boolean<met_type_t<Left>>>();
    require<check_boolean<met_type_t<Right>>>();
    return make_binary<operation::logical_and, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <any_expression Left, any_expression Right> constexpr auto operator||(Left&& left, Right&& right) {
    require<check_boolean<met_type_t<Left>>>();
    require<check_boolean<met_type_t<Right>>>();
    return make_binary<operation::logical_or, bool>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <any_expression Operand> constexpr auto operator!(const Operand& operand) {
    require<check_boolean<typename Operand::type>>();
    return make_expression<unary_node<operation::logical_not, bool, typename Operand::node_type>>(operand);
}

/// Adds numbers, and joins texts (`||` in SQL).
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator+(Left&& left, Right&& right) {
    if constexpr (is_text<met_type_t<Left>> || is_text<met_type_t<Right>>) {
        require<check_text<typename operand_t<met_type_t<Right>, Left>::type>>();
        require<check_text<typename operand_t<met_type_t<Left>, Right>::type>>();
        return make_binary<operation::concatenate, std::string>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else {
        return calculate<operation::add>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    }
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator-(Left&& left, Right&& right) {
    return calculate<operation::subtract>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator*(Left&& left, Right&& right) {
    return calculate<operation::multiply>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
/// Whole numbers divide to whole numbers, as in both databases and in C++.
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator/(Left&& left, Right&& right) {
    return calculate<operation::divide>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <class Left, class Right>
    requires operands<Left, Right>
constexpr auto operator%(Left&& left, Right&& right) {
    return calculate<operation::modulo>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
template <any_expression Operand> constexpr auto operator-(const Operand& operand) {
    require<check_number<typename Operand::type>>();
    return make_expression<unary_node<operation::negate, typename Operand::type, typename Operand::node_type>>(operand);
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_OPERATORS_HPP

// refract/expr/parameter.hpp
#ifndef REFRACT_EXPR_PARAMETER_HPP
#define REFRACT_EXPR_PARAMETER_HPP

namespace refract {
inline namespace v0 {
namespace detail {

template <class Type> struct parameter_node : node_base<parameter_node<Type>, without_optional<Type>> {
    using parameters = type_list<Type>;
    static constexpr node describe() { return {.kind = node_kind::parameter, .nullable = is_optional<Type>}; }
};

} // namespace detail

/// A value that is given when the query runs: `db.all(query, value)`. Arguments follow the order in
/// which the parameters were written in C++.
template <class Type> inline constexpr detail::expression<detail::parameter_node<Type>, detail::values<>> param{};

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_PARAMETER_HPP

// refract/meta/fields.hpp
#ifndef REFRACT_META_FIELDS_HPP
#define REFRACT_META_FIELDS_HPP

#include <boost/pfr/core.hpp>
#include <boost/version.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// Structs read at compile time. Everything rests on four things: how many fields a struct has,
/// their names, which field a member pointer means, and visiting them. The first, and the visit,
/// are Boost.PFR's; this is the only file that knows it. C++26's `<meta>` would replace this file.

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr std::size_t max_field_count = BOOST_VERSION < 108700 ? 100 : 200;

/// Stands for a value of any field's type.
struct any_field {
    template <class Field> operator Field&() const&&;
};
/// The same for structs that cannot be copied.
struct any_moved_field {
    template <class Field> operator Field() const&&;
};
template <class Struct> using field_value =
    std::conditional_t<std::is_copy_constructible_v<Struct>, any_field, any_moved_field>;

template <class Struct, std::size_t... Index> constexpr bool takes_values(std::index_sequence<Index...>) {
    return requires { Struct{(void(Index), field_value<Struct>{})...}; };
}
/// The largest number of values that a struct takes, between one that it takes and one that it does not.
template <class Struct, std::size_t Taken, std::size_t Refused> constexpr std::size_t count_between() {
    constexpr std::size_t middle = Taken + (Refused - Taken) / 2;
    if constexpr (middle == Taken)
        return Taken;
    else if constexpr (takes_values<Struct>(std::make_index_sequence<middle>{}))
        return count_between<Struct, middle, Refused>();
    else
        return count_between<Struct, Taken, middle>();
}
/// Boost.PFR counts from the size of the struct in bits downwards, which takes compilers long.
template <class Struct, std::size_t Taken = 0, std::size_t Tried = 8> constexpr std::size_t count_fields() {
    if constexpr (Tried > max_field_count)
        return count_between<Struct, Taken, max_field_count + 2>();
    else if constexpr (takes_values<Struct>(std::make_index_sequence<Tried>{}))
        return count_fields<Struct, Tried, 2 * Tried>();
    else
        return count_between<Struct, Taken, Tried>();
}
template <class Struct> constexpr std::size_t count_all_fields() {
    // A field that has no default makes fewer values than fields an error: no step is safe.
    if constexpr (takes_values<Struct>(std::make_index_sequence<1>{}))
        return count_fields<Struct, 1>();
    else
        return boost::pfr::tuple_size_v<Struct>;
}
/// The number of fields; of a struct that has too many, one more than is allowed.
template <class Struct> inline constexpr std::size_t field_count = count_all_fields<std::remove_cv_t<Struct>>();

/// Converts to the base classes of a struct only: an aggregate that begins with it has one.
template <class Struct> struct any_base {
    template <class Base>
        requires(std::is_base_of_v<Base, Struct> && !std::is_same_v<Base, Struct>)
    operator Base() const;
};
template <class Struct>
concept has_base_class = requires { Struct{any_base<Struct>{}}; };

// Empty braces stand for one field, but for a whole array, whose elements are counted as fields:
// with an array among the next `Braces` fields, there are more values than fields.
template <class Struct, std::size_t Braces, std::size_t... Before, std::size_t... After>
constexpr bool are_single_fields(std::index_sequence<Before...>, std::index_sequence<After...>) {
    if constexpr (Braces == 8)
        return requires {
            Struct{(void(Before), any_field{})..., {}, {}, {}, {}, {}, {}, {}, {}, (void(After), any_field{})...};
        };
    else
        return requires { Struct{(void(Before), any_field{})..., {}, (void(After), any_field{})...}; };
}
template <class Struct, std::size_t From = 0> constexpr bool has_single_fields() {
    constexpr std::size_t count = field_count<Struct>;
    if constexpr (From == count) {
        return true;
    } else {
        constexpr std::size_t braces = count - From >= 8 ? 8 : 1;
        if constexpr (are_single_fields<Struct, braces>(std::make_index_sequence<From>{},
                                                        std::make_index_sequence<count - From - braces>{}))
            return has_single_fields<Struct, From + braces>();
        else
            return false;
    }
}
template <class Struct> constexpr bool has_plain_fields() {
    if constexpr (field_count<Struct> > max_field_count)
        return false;
    else if constexpr (!std::is_copy_constructible_v<Struct>)
        return true; // `any_field` cannot stand for what cannot be copied
    else
        return has_single_fields<Struct>();
}
template <class Struct> inline constexpr bool has_plain_fields_of = has_plain_fields<Struct>();

/// A struct whose fields can be visited one by one.
template <class Struct>
concept reflectable = std::is_class_v<Struct> && std::is_aggregate_v<Struct> && !std::is_polymorphic_v<Struct> &&
                      !std::is_empty_v<Struct> && !has_base_class<Struct> && has_plain_fields_of<Struct>;

template <class Struct> REFRACT_INLINE constexpr auto tie_fields(Struct& object) {
    return boost::pfr::detail::tie_as_tuple(object, boost::pfr::detail::size_t_<field_count<Struct>>{});
}
template <class Use, std::size_t... Index, class... Field> REFRACT_INLINE constexpr decltype(auto)
use_fields(const boost::pfr::detail::sequence_tuple::tuple_base<std::index_sequence<Index...>, Field...>& fields,
           Use&& use) {
    return use(static_cast<const boost::pfr::detail::sequence_tuple::base_from_member<Index, Field>&>(fields).value...);
}
/// Calls `use` with all fields at once: one function per struct and use, where a function per field
/// would be the largest part of what a model costs the compiler.
template <class Struct, class Use> REFRACT_INLINE constexpr decltype(auto) with_fields(Struct& object, Use&& use) {
    return use_fields(tie_fields(object), static_cast<Use&&>(use));
}
template <std::size_t Index, class Field>
constexpr Field& pick_field(const boost::pfr::detail::sequence_tuple::base_from_member<Index, Field&>& field) {
    return field.value;
}
/// A field by its position.
template <std::size_t Index, class Struct> constexpr auto& field_of(Struct& object) {
    return pick_field<Index>(tie_fields(object));
}

template <class Struct> struct field_holder {
    const Struct value;
};
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal" // the same, of a struct inside a function
#endif
/// Declared and never defined: its fields have addresses in constant expressions, so that a field
/// can be known by where it is, even of a struct that has no constexpr constructor.
template <class Struct> extern const field_holder<Struct> field_probe;

template <class Struct> constexpr auto collect_addresses() {
    return with_fields(field_probe<Struct>.value, [](const auto&... field) {
        return std::array<const void*, sizeof...(field)>{static_cast<const void*>(&field)...};
    });
}
#if defined(__clang__)
template <class Struct> inline constexpr auto kept_addresses = collect_addresses<Struct>();
template <class Struct> constexpr const auto& field_addresses() { return kept_addresses<Struct>; }
#else
// GCC would emit the variable of a struct inside a function or an unnamed namespace, and the linker
// would miss the probe. It remembers what a function returned, so that asking again is cheap.
template <class Struct> constexpr auto field_addresses() { return collect_addresses<Struct>(); }
#endif

// Clang below 18 accepts the address of a sub-object as a template argument only inside a class.
struct field_address {
    const void* address;
};
/// All fields in one function name: one instantiation per struct, not one per field.
template <field_address... Address> constexpr std::string_view printed_fields() { return __PRETTY_FUNCTION__; }
template <class Struct, std::size_t... Index> constexpr std::string_view print_fields(std::index_sequence<Index...>) {
    constexpr auto all = field_addresses<Struct>();
    return printed_fields<field_address{all[Index]}...>();
}

constexpr bool is_identifier_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Reads the names out of a printed list. Every compiler prints an element as "field_address{...}",
/// and last in it the member's name, perhaps with closing parentheses.
template <std::size_t Count> constexpr std::array<std::string_view, Count> parse_field_names(std::string_view printed) {
    constexpr std::string_view opening = "field_address{";
    std::array<std::string_view, Count> names{};
    // Plain pointers, and only the first element is taken apart: the others differ from it in the
    // name alone. Compilers spend a microsecond on each step here, for each character of each model.
    const char* const element = printed.data() + printed.find(opening, printed.find('='));
    const char* end = element + opening.size();
    for (int braces = 1; braces > 0; ++end) braces += (*end == '{') - (*end == '}');
    const char* last = end - 1;
    while (!is_identifier_character(last[-1])) --last;
    const char* first = last;
    while (is_identifier_character(first[-1])) --first;
    const auto prefix = first - element, suffix = end - last;
    constexpr std::ptrdiff_t separator = 2; // ", "
    for (std::size_t i = 0; i < Count; ++i) {
        while (is_identifier_character(*last)) ++last;
        names[i] = std::string_view(first, static_cast<std::size_t>(last - first));
        if (i + 1 < Count) first = last = last + suffix + separator + prefix;
    }
    return names;
}

template <std::size_t Count, std::size_t Size> struct joined_names {
    std::array<char, Size + 1> text{};
    std::array<std::size_t, Count + 1> ends{}; // ends[i + 1] is the end of name i
};

template <class Struct> inline constexpr auto parsed_field_names =
    parse_field_names<field_count<Struct>>(print_fields<Struct>(std::make_index_sequence<field_count<Struct>>{}));

template <class Struct> constexpr std::size_t field_names_size() {
    std::size_t size = 0;
    for (std::string_view name : parsed_field_names<Struct>) size += name.size();
    return size;
}
// Copied, so that the compilers' long function names do not stay in the binary.
template <class Struct> constexpr auto join_field_names() {
    joined_names<field_count<Struct>, field_names_size<Struct>()> result;
    std::size_t at = 0, index = 0;
    for (std::string_view name : parsed_field_names<Struct>) {
        for (char c : name) result.text[at++] = c;
        result.ends[++index] = at;
    }
    return result;
}
template <class Struct> inline constexpr auto field_names_of = join_field_names<Struct>();

/// The name of a field, as the struct spells it.
template <class Struct> constexpr std::string_view field_name(std::size_t index) {
    const auto& joined = field_names_of<Struct>;
    return {joined.text.data() + joined.ends[index], joined.ends[index + 1] - joined.ends[index]};
}

template <class> struct member_pointer;
template <class Struct, class Field> struct member_pointer<Field Struct::*> {
    using owner = Struct;
    using field = Field;
};
/// The struct and the type of a member pointer: `&User::id`.
template <auto Member> using member_owner = typename member_pointer<decltype(Member)>::owner;
template <auto Member> using member_type = typename member_pointer<decltype(Member)>::field;

template <auto Member> constexpr std::size_t find_member() {
    using owner = member_owner<Member>;
    if constexpr (reflectable<owner>) {
        const void* wanted = &(field_probe<owner>.value.*Member);
        const auto& all = field_addresses<owner>();
        std::size_t index = 0;
        while (all[index] != wanted) ++index;
        return index;
    } else {
        require<failed<rule::model_is_aggregate, owner>>();
        return 0;
    }
}
/// The position of a member in its struct.
template <auto Member> inline constexpr std::size_t member_index = find_member<Member>();
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <class Visitor> struct field_visitor {
    Visitor& visit;
    template <class... Field> REFRACT_INLINE constexpr void operator()(Field&... field) const { (visit(field), ...); }
};
/// Calls `visit(field)` for each field in order.
template <class Struct, class Visitor> REFRACT_INLINE constexpr void for_each_field(Struct& object, Visitor&& visit) {
    with_fields(object, field_visitor<std::remove_reference_t<Visitor>>{visit});
}

struct list_types {
    template <class... Field> type_list<Field...> operator()(Field&...) const;
};
/// The types of the fields, in order.
template <class Struct> using field_types = decltype(with_fields(std::declval<Struct&>(), list_types{}));

template <class Struct, std::size_t Index> using field_type = typename list_element<Index, field_types<Struct>>::type;

namespace self_check {
struct sample {
    int first;
    double second_2;
};
static_assert(
    field_name<sample>(0) == "first" && field_name<sample>(1) == "second_2",
    "refract: this compiler prints member names in an unknown way. Please report it with the compiler's version.");
static_assert(member_index<&sample::second_2> == 1);
} // namespace self_check

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_META_FIELDS_HPP

// refract/base/text_sink.hpp
#ifndef REFRACT_BASE_TEXT_SINK_HPP
#define REFRACT_BASE_TEXT_SINK_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Append-only text that either counts or writes.
///
/// One plain type serves both passes and every length: a sink templated on its length would
/// instantiate every printing function again for every query.
struct text_sink {
    char* out = nullptr; ///< null while counting
    std::size_t size = 0;

    constexpr void put(char character) {
        if (out) out[size] = character;
        ++size;
    }
    constexpr void put(std::string_view text) {
        if (out)
            for (std::size_t i = 0; i < text.size(); ++i) out[size + i] = text[i];
        size += text.size();
    }
    constexpr void put_number(std::uint64_t number) {
        if (number >= 10) put_number(number / 10);
        put(static_cast<char>('0' + number % 10));
    }
    constexpr void put_number(std::int64_t number) {
        if (number < 0) {
            put('-');
            put_number(std::uint64_t{0} - static_cast<std::uint64_t>(number));
        } else {
            put_number(static_cast<std::uint64_t>(number));
        }
    }
    /// Text between quotes, with the quote doubled inside: the one way in which names and literals
    /// enter SQL.
    constexpr void put_quoted(std::string_view text, char quote) {
        put(quote);
        for (char character : text) {
            if (character == quote) put(quote);
            put(character);
        }
        put(quote);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_TEXT_SINK_HPP

// refract/meta/type_name.hpp
#ifndef REFRACT_META_TYPE_NAME_HPP
#define REFRACT_META_TYPE_NAME_HPP

#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Type> constexpr std::string_view printed_type() { return __PRETTY_FUNCTION__; }

struct type_name_probe {};

// Calibrated on a known type, never counted by hand: compilers change what they print around it.
inline constexpr std::string_view probe_name = "type_name_probe";
inline constexpr std::size_t type_name_suffix = [] {
    constexpr std::string_view printed = printed_type<type_name_probe>();
    return printed.size() - (printed.rfind(probe_name) + probe_name.size());
}();
inline constexpr std::size_t type_name_prefix = [] {
    // What stands before the qualified name is the same for every type.
    constexpr std::string_view printed = printed_type<type_name_probe>();
    std::size_t at = printed.rfind(probe_name);
    while (at > 0 && printed[at - 1] != ' ') --at;
    return at;
}();

/// The type's name with its namespaces, as the compiler prints it.
template <class Type> constexpr std::string_view qualified_type_name() {
    std::string_view printed = printed_type<Type>();
    // GCC lists further aliases behind a semicolon, whose length is in the suffix already.
    return printed.substr(type_name_prefix, printed.size() - type_name_prefix - type_name_suffix);
}

/// The type's own name, without namespaces and enclosing classes; template arguments stay.
template <class Type> constexpr std::string_view type_name() {
    std::string_view name = qualified_type_name<Type>();
    std::size_t end = name.find('<');
    std::size_t colons = name.substr(0, end).rfind("::");
    return colons == std::string_view::npos ? name : name.substr(colons + 2);
}

static_assert(type_name<type_name_probe>() == probe_name);
static_assert(type_name<int>() == "int");

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_META_TYPE_NAME_HPP

// refract/schema/naming.hpp
#ifndef REFRACT_SCHEMA_NAMING_HPP
#define REFRACT_SCHEMA_NAMING_HPP

#include <array>
#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_lower_or_digit(char c) { return is_lower(c) || (c >= '0' && c <= '9'); }

/// Writes a C++ name as the tables of a database are named: PostTag -> post_tag, HTTPLog -> http_log,
/// MD5Sum -> md5_sum.
constexpr void put_snake_case(text_sink& sink, std::string_view name) {
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool starts_word =
            is_upper(c) && i > 0 &&
            (is_lower_or_digit(name[i - 1]) || (is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1])));
        if (starts_word) sink.put('_');
        sink.put(is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c);
    }
}

template <class Type> constexpr std::size_t snake_case_size() {
    text_sink sink;
    put_snake_case(sink, type_name<Type>());
    return sink.size;
}
template <class Type> constexpr auto make_snake_case() {
    std::array<char, snake_case_size<Type>() + 1> text{};
    text_sink sink{.out = text.data()};
    put_snake_case(sink, type_name<Type>());
    return text;
}
/// A struct's name in snake_case, kept once per struct.
template <class Type> inline constexpr auto snake_case_text = make_snake_case<Type>();
template <class Type> constexpr std::string_view snake_case_name() {
    return {snake_case_text<Type>.data(), snake_case_text<Type>.size() - 1};
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_NAMING_HPP

// refract/base/chrono.hpp
#ifndef REFRACT_BASE_CHRONO_HPP
#define REFRACT_BASE_CHRONO_HPP

// The calendar and the formatting of <chrono> cost 0.3 s per translation unit, a third of what the
// whole library may cost. libstdc++ keeps durations and time points in a header of their own; a
// program that stores `std::chrono::year_month_day` includes <chrono> itself.
#if __has_include(<bits/chrono.h>)
#include <bits/chrono.h>
#else
#include <chrono>
#endif

#endif // REFRACT_BASE_CHRONO_HPP

// refract/schema/options.hpp
#ifndef REFRACT_SCHEMA_OPTIONS_HPP
#define REFRACT_SCHEMA_OPTIONS_HPP

#include <string_view>
#include <type_traits>

/// \file
/// What stands inside `refract::table(...)`. Each option keeps its members in its type and the rest
/// as plain data; it is applied to a table's data when that is first needed.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Model> constexpr const table_info& table_of();

/// What an expression looks like from here, so that the schema need not know the expressions.
template <class Type>
concept described_expression = requires(const Type& expression) { expression.describe(); };

/// Where an option holds no expression. Others are kept as they are and described once the model is
/// complete: their columns mean its table.
struct no_expression {};

/// The base of all options: nothing to say about anything.
struct table_option {
    template <class Model> constexpr void apply(table_info&, column_info*) const {}
    template <class Model> constexpr void apply(column_details*) const {}
    template <class Model> constexpr bool describe(index_info&) const { return false; }
    template <class Model> constexpr bool describe(foreign_key_info&) const { return false; }
    template <class Model> constexpr bool describe(check_info&) const { return false; }
    constexpr std::string_view old_table_name() const { return {}; }
};

template <class Model, auto Member> constexpr std::size_t column_position() {
    require<check_that<std::is_same_v<member_owner<Member>, Model>, rule::column_is_of_table, Model,
                       member_owner<Member>>>();
    if constexpr (!std::is_same_v<member_owner<Member>, Model>)
        return 0; // a column that the model has, so that no further error follows
    else
        return member_index<Member>;
}
template <class Model, auto... Member> constexpr column_list column_positions() {
    column_list list;
    (list.add(column_position<Model, Member>()), ...);
    return list;
}

struct named_option : table_option {
    std::string_view name;
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const { table.name = name; }
};

struct renamed_option : table_option {
    std::string_view old_name;
    constexpr std::string_view old_table_name() const { return old_name; }
};

struct column_attributes {
    std::string_view name{};
    default_kind default_from = default_kind::none;
    bool is_updated_at = false, is_version = false;
    column_details details{};
};

/// The attributes of one column; each call gives a changed copy.
template <auto Member, class Default = no_expression, class Generated = no_expression>
struct column_option : table_option, column_attributes {
    using field = member_type<Member>;
    using value = without_optional<field>;

    [[no_unique_address]] Default default_expression{};
    [[no_unique_address]] Generated generated_from{};

    constexpr column_option named(std::string_view column_name) const {
        auto copy = *this;
        copy.name = column_name;
        return copy;
    }
    /// The column's type as the database spells it, where the usual one is not wanted.
    constexpr column_option type(std::string_view spelling) const {
        auto copy = *this;
        copy.details.type_name = spelling;
        return copy;
    }
    /// A value, or an expression that the database evaluates for each row (`refract::now()`).
    template <class Given> constexpr auto default_to(const Given& given) const {
        if constexpr (described_expression<Given>) {
            require<check_that<is_of_type<Given>(), rule::default_fits, field, typename Given::type>>();
            column_option<Member, Given, Generated> copy{{}, *this, given, generated_from};
            copy.default_from = default_kind::expression;
            return copy;
        } else {
            require<check_that<is_default<Given>(), rule::default_fits, field, Given>>();
            auto copy = *this;
            copy.default_from = default_kind::value;
            if constexpr (!is_default<Given>())
                return copy;
            else if constexpr (std::is_convertible_v<const Given&, std::string_view>)
                copy.details.default_value = as_text(std::string_view(given));
            else
                copy.details.default_value = make_literal<value>(exactly(given));
            return copy;
        }
    }
    /// A column that the database computes from others and stores; it is never written.
    template <class Expression> constexpr auto generated(const Expression& from) const {
        require<check_that<is_of_type<Expression>(), rule::default_fits, field, typename Expression::type>>();
        return column_option<Member, Default, Expression>{{}, *this, default_expression, from};
    }
    /// Set to the time of each update, which has microseconds.
    constexpr column_option updated_at() const {
        using moment = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;
        require<check_that<type_of<value>.kind == type_kind::timestamp && keeps_digits_of_time<value, moment>(),
                           rule::default_fits, field, moment>>();
        auto copy = *this;
        copy.is_updated_at = true;
        return copy;
    }
    /// Counts updates; `db.update(object)` throws `stale_object` when somebody else was faster.
    constexpr column_option version() const {
        auto copy = *this;
        copy.is_version = true;
        return copy;
    }
    constexpr column_option collate(std::string_view collation) const {
        auto copy = *this;
        copy.details.collation = collation;
        return copy;
    }
    constexpr column_option renamed_from(std::string_view old_name) const {
        auto copy = *this;
        copy.details.renamed_from = old_name;
        return copy;
    }

    template <class Model> constexpr void apply(table_info&, column_info* columns) const {
        column_info& column = columns[column_position<Model, Member>()];
        if (!name.empty()) column.name = name;
        if (default_from != default_kind::none) column.default_from = default_from;
        if constexpr (described_expression<Generated>) column.generated = true;
        column.updated_at |= is_updated_at;
        column.version |= is_version;
        const bool is_text = column.type.kind == type_kind::text || column.type.kind == type_kind::enumeration;
        column.type.of_column |= is_text && !details.type_name.empty();
    }
    template <class Model> constexpr void apply(column_details* all) const {
        column_details& column = all[column_position<Model, Member>()];
        if (!details.type_name.empty()) column.type_name = details.type_name;
        if (!details.collation.empty()) column.collation = details.collation;
        if (!details.renamed_from.empty()) column.renamed_from = details.renamed_from;
        if (default_from == default_kind::value) column.default_value = details.default_value;
        if constexpr (described_expression<Default>) {
            require<check_that<Default::is_of(nullptr), rule::default_fits, field>>();
            column.default_expression = default_expression.describe();
        }
        if constexpr (described_expression<Generated>) {
            require<check_that<Generated::is_of(&table_of<Model>), rule::column_is_of_table, Model>>();
            column.generated = generated_from.describe();
        }
    }

private:
    template <class Expression> static constexpr bool is_of_type() {
        return is_assignable_type<value, typename Expression::type>();
    }
    template <class Given> static constexpr bool is_default() {
        if constexpr (std::is_arithmetic_v<Given> && std::is_arithmetic_v<value>)
            return std::is_same_v<Given, bool> == std::is_same_v<value, bool> &&
                   (std::is_integral_v<Given> || std::is_floating_point_v<value>);
        else if constexpr (std::is_convertible_v<const Given&, std::string_view>)
            return type_of<value>.kind == type_kind::text || type_of<value>.kind == type_kind::json ||
                   type_of<value>.kind == type_kind::uuid;
        else
            return std::is_convertible_v<const Given&, value>;
    }
    template <class Given> static constexpr value exactly(const Given& given) {
        const value converted = static_cast<value>(given);
        if constexpr (std::is_integral_v<Given> && std::is_integral_v<value>)
            if (static_cast<Given>(converted) != given || (converted < value{}) != (given < Given{}))
                throw "refract: the default does not fit in the field. Give a smaller one. [E007]";
        return converted;
    }
    // Text keeps its view: a codec's own string would not outlive the constant.
    static constexpr literal as_text(std::string_view text) { return {.type = codec<value>::type, .text = text}; }
};

template <auto... Member> struct primary_key_option : table_option {
    bool is_given = false;
    /// The program gives the key; the database makes none.
    constexpr primary_key_option given() const {
        auto copy = *this;
        copy.is_given = true;
        return copy;
    }
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info* columns) const {
        table.key = column_positions<Model, Member...>();
        for (std::size_t i = 0; i < table.column_count; ++i) columns[i].key = table.key.contains(i);
        table.key_is_generated =
            !is_given && table.key.count == 1 && is_whole_number(columns[table.key.columns[0]].type.kind);
    }
};

/// A check, or the condition of a partial index.
template <class Model, class Expression> constexpr void require_condition_of() {
    require<check_that<std::is_same_v<typename Expression::type, bool>, rule::condition_is_boolean,
                       typename Expression::type>>();
    require<check_that<Expression::is_of(&table_of<Model>), rule::column_is_of_table, Model>>();
}

template <class Where, auto... Member> struct index_option : table_option {
    index_info info{};
    std::uint16_t descending_mask = 0;
    [[no_unique_address]] Where condition{};

    constexpr index_option unique() const {
        auto copy = *this;
        copy.info.unique = true;
        return copy;
    }
    constexpr index_option named(std::string_view name) const {
        auto copy = *this;
        copy.info.name = name;
        return copy;
    }
    /// A partial index: only rows that satisfy the condition.
    template <class Expression> constexpr auto where(const Expression& given) const {
        return index_option<Expression, Member...>{{}, info, descending_mask, given};
    }
    template <auto Descending> constexpr index_option descending() const {
        auto copy = *this;
        std::uint16_t bit = 1;
        ((same_member<Member, Descending>() ? void(copy.descending_mask |= bit) : void(),
          bit = static_cast<std::uint16_t>(bit << 1)),
         ...);
        return copy;
    }

    using table_option::describe;
    template <class Model> constexpr bool describe(index_info& out) const {
        out = info;
        if constexpr (described_expression<Where>) {
            require_condition_of<Model, Where>();
            out.where = condition.describe();
        }
        out.columns = column_positions<Model, Member...>();
        for (std::size_t i = 0; i < sizeof...(Member); ++i) out.columns.descending[i] = (descending_mask >> i & 1) != 0;
        return true;
    }

private:
    template <auto Left, auto Right> static constexpr bool same_member() {
        if constexpr (std::is_same_v<decltype(Left), decltype(Right)>)
            return Left == Right;
        else
            return false;
    }
};

template <class Columns, class Targets> struct foreign_key_option;
template <auto...> struct member_list {};

template <auto First, auto...> struct first_member {
    using owner = member_owner<First>;
};

template <auto... Member, auto... Target> struct foreign_key_option<member_list<Member...>, member_list<Target...>>
    : table_option {
    referential_action delete_action = no_action, update_action = no_action;
    std::string_view constraint_name{};

    constexpr foreign_key_option on_delete(referential_action action) const {
        auto copy = *this;
        copy.delete_action = action;
        return copy;
    }
    constexpr foreign_key_option on_update(referential_action action) const {
        auto copy = *this;
        copy.update_action = action;
        return copy;
    }
    constexpr foreign_key_option named(std::string_view name) const {
        auto copy = *this;
        copy.constraint_name = name;
        return copy;
    }

    using table_option::describe;
    template <class Model> constexpr bool describe(foreign_key_info& out) const {
        using target = typename first_member<Target...>::owner;
        require<check_that<types_match(), rule::key_types_match, Model, target>>();
        out.columns = column_positions<Model, Member...>();
        out.target = &table_of<target>;
        out.target_columns = column_positions<target, Target...>();
        out.on_delete = delete_action;
        out.on_update = update_action;
        out.name = constraint_name;
        return true;
    }

private:
    static constexpr bool types_match() {
        if constexpr (sizeof...(Member) == sizeof...(Target))
            return (are_comparable(type_of<member_type<Member>>, type_of<member_type<Target>>) && ...);
        else
            return false;
    }
};

template <auto... Member> struct foreign_key_start {
    template <auto... Target> constexpr auto references() const {
        return foreign_key_option<member_list<Member...>, member_list<Target...>>{};
    }
};

template <class Expression> struct check_option : table_option {
    std::string_view name;
    Expression condition;
    using table_option::describe;
    template <class Model> constexpr bool describe(check_info& out) const {
        require_condition_of<Model, Expression>();
        out = {.name = name, .condition = condition.describe()};
        return true;
    }
};

} // namespace detail

/// The table's name in the database; without it, the struct's name in snake_case.
constexpr detail::named_option named(std::string_view name) { return {{}, name}; }
/// The table's name before, so that Migrate renames it instead of making a new one.
constexpr detail::renamed_option renamed_from(std::string_view name) { return {{}, name}; }

/// The attributes of a column: `column<&User::role>.default_to(Role::reader)`.
template <auto Member> inline constexpr detail::column_option<Member> column{};
/// The primary key; one whole number is made by the database unless `.given()`.
template <auto... Member> inline constexpr detail::primary_key_option<Member...> primary_key{};
/// No two rows are alike in these columns.
template <auto... Member> inline constexpr detail::index_option<detail::no_expression, Member...> unique{
    {}, {.unique = true, .constraint = true}};
/// An index over these columns; `.unique()`, `.where(...)`, `.named(...)`, `.descending<&T::x>()`.
template <auto... Member> inline constexpr detail::index_option<detail::no_expression, Member...> index{};
/// These columns hold the key of a row of another table: `.references<&User::id>()`.
template <auto... Member> inline constexpr detail::foreign_key_start<Member...> foreign_key{};
/// A named condition that every row satisfies.
template <class Expression>
constexpr detail::check_option<Expression> check(std::string_view name, const Expression& condition) {
    return {{}, name, condition};
}

} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_OPTIONS_HPP

// refract/schema/model.hpp
#ifndef REFRACT_SCHEMA_MODEL_HPP
#define REFRACT_SCHEMA_MODEL_HPP

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// The options of one model.
template <class... Option> struct table_options {
    values<Option...> options;
};

} // namespace detail

/// The options of a model: `template <> inline constexpr auto refract::model<User> = refract::table(...)`.
template <class... Option> constexpr detail::table_options<Option...> table(const Option&... option) {
    return {{{option}...}};
}

/// How a struct is stored. Without a specialisation it is a model by convention: the table has the
/// struct's name in snake_case, columns have the fields' names, and `id` is the primary key.
template <class Struct> inline constexpr auto model = table();

namespace detail {

template <class Struct> inline constexpr bool is_model_by_convention =
    std::is_same_v<std::remove_const_t<decltype(model<Struct>)>, table_options<>>;

template <class Field> constexpr sql_type stored_type() {
    require<check_that<storable<Field>, rule::field_is_storable, Field>>();
    if constexpr (storable<Field>)
        return type_of<Field>;
    else
        return {};
}
/// A struct's columns with their types.
template <class... Field> constexpr std::array<column_info, sizeof...(Field)> list_columns(type_list<Field...>) {
    return {column_info{.name = {}, .field = {}, .type = stored_type<Field>(), .nullable = is_optional<Field>}...};
}

template <std::size_t... Index, class... Option, class Apply>
constexpr void for_each_option([[maybe_unused]] const value_slots<std::index_sequence<Index...>, Option...>& options,
                               [[maybe_unused]] const Apply& apply) {
    (apply(get<Index>(options)), ...);
}

template <std::size_t Count> struct table_data {
    table_info table{};
    std::array<column_info, Count> columns{};
};

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif
template <class Struct> constexpr auto make_table_data() {
    table_data<field_count<Struct>> data{.columns = list_columns(field_types<Struct>{})};
    data.table.name = snake_case_name<Struct>();
    data.table.column_count = data.columns.size();
    for (std::size_t i = 0; i < data.columns.size(); ++i) {
        data.columns[i].field = data.columns[i].name = field_name<Struct>(i);
        if (data.columns[i].field != "id") continue;
        data.columns[i].key = true;
        data.table.key.add(i);
        data.table.key_is_generated = is_whole_number(data.columns[i].type.kind);
    }
    for_each_option(model<Struct>.options,
                    [&](const auto& option) { option.template apply<Struct>(data.table, data.columns.data()); });
    return data;
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <class Struct> inline constexpr auto table_data_of = make_table_data<Struct>();

constexpr bool column_names_differ(std::span<const column_info> columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string_view name = columns[i].name;
        // Compilers take long for each step: their ends differ most, and the rest is seldom looked at.
        const char last = name.empty() ? '\0' : name.back();
        for (std::size_t j = 0; j < i; ++j) {
            const std::string_view& other = columns[j].name;
            if (other.size() == name.size() && (name.empty() || other.back() == last) && other == name) return false;
        }
    }
    return true;
}

template <class Struct> constexpr table_info finish_table_info() {
    table_info table = table_data_of<Struct>.table;
    table.columns = table_data_of<Struct>.columns.data();
    require<check_that<column_names_differ(table_data_of<Struct>.columns), rule::column_names_differ, Struct>>();
    return table;
}

template <class Struct> inline constexpr table_info table_info_of = finish_table_info<Struct>();

/// Stands for the table of what is no model, after that has been said.
inline constexpr column_info no_columns[1]{};
inline constexpr table_info no_table{.name = {}, .columns = no_columns, .column_count = 1};

/// The table of a model; its address is the table's identity.
template <class Struct> constexpr const table_info& table_of() {
    if constexpr (reflectable<Struct>) {
        return table_info_of<Struct>;
    } else {
        require<failed<rule::model_is_aggregate, Struct>>();
        return no_table;
    }
}

/// The column that a member pointer means.
template <auto Member> constexpr const column_info& column_of() {
    return table_of<member_owner<Member>>().columns[member_index<Member>];
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_MODEL_HPP

// refract/expr/column.hpp
#ifndef REFRACT_EXPR_COLUMN_HPP
#define REFRACT_EXPR_COLUMN_HPP

#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {

/// A table under another name, so that it can stand in a query twice:
///
///     using manager = alias<Employee, "manager">;
///     from<Employee>().left_join<manager>(col<&Employee::reports_to> == col<&Employee::id, manager>)
template <class Model, fixed_string Name> struct alias {};

namespace detail {

/// What stands in `from` and `join`: a model or an alias of one.
template <class Source> struct source_traits {
    using model = Source;
    static constexpr std::string_view alias_name{};
};
template <class Model, fixed_string Name> struct source_traits<alias<Model, Name>> {
    using model = Model;
    static constexpr std::string_view alias_name = Name.view();
};
template <class Source> using source_model = typename source_traits<Source>::model;

template <auto Member, class Source> struct column_node
    : node_base<column_node<Member, Source>, without_optional<member_type<Member>>> {
    static constexpr node describe() {
        return {.kind = node_kind::column,
                .column = static_cast<std::uint16_t>(member_index<Member>),
                .table = &table_of<member_owner<Member>>,
                .alias = source_traits<Source>::alias_name};
    }
};

template <auto Member, class Value> struct assignment_node
    : node_base<assignment_node<Member, Value>, typename Value::type, Value> {
    static constexpr node describe() {
        return {.kind = node_kind::assignment,
                .column = static_cast<std::uint16_t>(member_index<Member>),
                .table = &table_of<member_owner<Member>>};
    }
};

/// `column = value`, for insert and update.
template <auto Member, class Value, class Values> struct assignment {
    using node_type = assignment_node<Member, Value>;
    using field = member_type<Member>;
    [[no_unique_address]] Values bound;
};

template <class Field, class Value> constexpr bool assignable_types() {
    if constexpr (storable<Field> && storable<Value>)
        return is_assignable_type<Field, Value>();
    else
        return false;
}
template <class Field, class Value> using check_assignable =
    check_that<assignable_types<Field, typename Value::type>(), rule::assignment_fits, Field, typename Value::type>;

/// SQL's NULL.
template <class Type> struct null_node : node_base<null_node<Type>, Type> {
    static constexpr node describe() { return {.kind = node_kind::null}; }
};

/// A column of a model: an expression that can also be assigned.
template <auto Member, class Source> struct column_expression : expression<column_node<Member, Source>, values<>> {
    using field = member_type<Member>;

    column_expression() = default;
    column_expression(const column_expression&) = default;
    void operator=(const column_expression&) const = delete;

    /// An assignment for `.set(...)`; it changes nothing by itself.
    template <class Value> constexpr auto operator=(Value&& value) const {
        if constexpr (is_nullopt<Value>) {
            require<check_that<is_optional<field>, rule::assignment_fits, field, std::nullopt_t>>();
            return assignment<Member, null_node<without_optional<field>>, values<>>{};
        } else {
            using assigned = operand_t<without_optional<field>, Value>;
            require<check_assignable<field, typename assigned::node_type>>();
            return assignment<Member, typename assigned::node_type, typename assigned::bound_type>{
                as_operand<without_optional<field>>(static_cast<Value&&>(value)).bound};
        }
    }
    template <class Value> constexpr auto operator+=(Value&& value) const {
        return *this = *this + static_cast<Value&&>(value);
    }
    template <class Value> constexpr auto operator-=(Value&& value) const {
        return *this = *this - static_cast<Value&&>(value);
    }
    template <class Value> constexpr auto operator*=(Value&& value) const {
        return *this = *this * static_cast<Value&&>(value);
    }
    template <class Value> constexpr auto operator/=(Value&& value) const {
        return *this = *this / static_cast<Value&&>(value);
    }
};
template <auto Member, class Source> inline constexpr bool is_expression<column_expression<Member, Source>> = true;

} // namespace detail

/// A column of a query: `col<&User::id>`, or `col<&User::id, manager>` of an alias.
template <auto Member, class Source = detail::member_owner<Member>>
inline constexpr detail::column_expression<Member, Source> col{};

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_COLUMN_HPP

// refract/query/clause.hpp
#ifndef REFRACT_QUERY_CLAUSE_HPP
#define REFRACT_QUERY_CLAUSE_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// The clauses of a statement: as types, which make a query's type, and as plain data, which rules
/// and printing read.

namespace refract {
inline namespace v0 {
namespace detail {

enum class verb : std::uint8_t { select, insert, update, remove };

enum class clause_kind : std::uint8_t {
    from, ///< also the table of insert, update and delete
    join,
    where,
    where_if,        ///< one stored flag, then the condition's values
    where_predicate, ///< one stored predicate
    group_by,
    having,
    select,
    order_by,
    ordering, ///< one stored ordering
    limit,
    offset,
    distinct,
    set,
    returning,
    all_rows,
    for_update,
};

enum class join_kind : std::uint8_t { inner, left, right, full, cross };

/// A clause as plain data.
struct clause {
    clause_kind kind{};
    join_kind join = join_kind::inner;
    std::uint16_t items = 0;      ///< expressions in `nodes`
    std::uint16_t stored = 0;     ///< values that it keeps in the query
    std::uint16_t parameters = 0; ///< arguments that it expects later
    const node* nodes = nullptr;
    table_ref table = nullptr; ///< of from and join; of select and returning: the row struct
    std::string_view alias{};
};

/// Several expressions in one array of nodes.
template <class... Node> struct node_sequence {
    using parameters = join_lists_t<typename Node::parameters...>;
    static constexpr std::size_t size = (std::size_t{0} + ... + Node::size);
    static constexpr node* append(node* at) {
        ((at = Node::append(at)), ...);
        return at;
    }
};

constexpr std::uint16_t count_kind(const node* nodes, std::size_t size, node_kind kind) {
    std::uint16_t count = 0;
    for (std::size_t i = 0; i < size; ++i)
        if (nodes[i].kind == kind) ++count;
    return count;
}

/// A clause that holds expressions.
template <clause_kind Kind, class... Node> struct expression_clause {
    using sequence = node_sequence<Node...>;
    using parameters = typename sequence::parameters;
    static constexpr clause describe() {
        clause result{.kind = Kind, .items = sizeof...(Node)};
        if constexpr (sizeof...(Node) > 0) {
            result.nodes = nodes_of<sequence>.data();
            result.stored = count_kind(result.nodes, sequence::size, node_kind::value);
            result.parameters = count_kind(result.nodes, sequence::size, node_kind::parameter);
        }
        return result;
    }
};

/// A condition that stands only if a flag, stored before its values, is set.
template <class Node> struct where_if_clause {
    using parameters = typename Node::parameters;
    static constexpr clause describe() {
        clause result = expression_clause<clause_kind::where, Node>::describe();
        result.kind = clause_kind::where_if;
        ++result.stored;
        return result;
    }
};

/// A clause whose nodes are known only at run time.
template <clause_kind Kind> struct dynamic_clause {
    using parameters = type_list<>;
    static constexpr clause describe() { return {.kind = Kind, .stored = 1}; }
};

template <class Source> struct from_clause {
    using parameters = type_list<>;
    static constexpr clause describe() {
        return {.kind = clause_kind::from,
                .table = &table_of<source_model<Source>>,
                .alias = source_traits<Source>::alias_name};
    }
};

template <join_kind Kind, class Source, class... Condition> struct join_clause {
    using sequence = node_sequence<Condition...>;
    using parameters = typename sequence::parameters;
    static constexpr clause describe() {
        clause result = expression_clause<clause_kind::join, Condition...>::describe();
        result.join = Kind;
        result.table = &table_of<source_model<Source>>;
        result.alias = source_traits<Source>::alias_name;
        return result;
    }
};

/// The selected or returned columns, and the struct that they fill.
template <clause_kind Kind, class Row, class... Node> struct row_clause {
    using parameters = typename node_sequence<Node...>::parameters;
    static constexpr clause describe() {
        clause result = expression_clause<Kind, Node...>::describe();
        if constexpr (!std::is_void_v<Row>) result.table = &table_of<Row>;
        return result;
    }
};

/// A statement as plain data.
struct statement_view {
    verb kind{};
    const clause* clauses = nullptr;
    std::size_t count = 0;

    constexpr const clause* begin() const { return clauses; }
    constexpr const clause* end() const { return clauses + count; }
    constexpr const clause* find(clause_kind wanted) const {
        for (const clause& each : *this)
            if (each.kind == wanted) return &each;
        return nullptr;
    }
    constexpr bool has(clause_kind wanted) const { return find(wanted) != nullptr; }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_CLAUSE_HPP

// refract/query/scope.hpp
#ifndef REFRACT_QUERY_SCOPE_HPP
#define REFRACT_QUERY_SCOPE_HPP

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// One table of a query under the name that its columns are called by.
struct source {
    table_ref table = nullptr;
    std::string_view alias{};
    bool nullable = false; ///< the far side of an outer join

    constexpr std::string_view name() const { return alias.empty() ? table().name : alias; }
};

inline constexpr std::size_t max_sources = 32;

/// The tables of a query, in order, and whether its rows are groups.
struct scope {
    source sources[max_sources]{};
    std::size_t count = 0;
    const node* group_keys = nullptr;
    std::size_t group_key_count = 0;

    constexpr const source* find(const node& column) const {
        for (std::size_t i = 0; i < count; ++i)
            if (sources[i].table == column.table && sources[i].alias == column.alias) return &sources[i];
        return nullptr;
    }
};

constexpr scope make_scope(const statement_view& statement) {
    scope result;
    for (const clause& each : statement) {
        if (each.kind == clause_kind::group_by) {
            result.group_keys = each.nodes;
            result.group_key_count = each.items;
        }
        if (each.kind != clause_kind::from && each.kind != clause_kind::join) continue;
        if (each.kind == clause_kind::join && (each.join == join_kind::right || each.join == join_kind::full))
            for (std::size_t i = 0; i < result.count; ++i) result.sources[i].nullable = true;
        result.sources[result.count++] = {each.table, each.alias,
                                          each.kind == clause_kind::join &&
                                              (each.join == join_kind::left || each.join == join_kind::full)};
    }
    return result;
}

/// Whether an expression can be NULL, by SQL's rules: NULL goes through operators and functions.
constexpr bool is_nullable(const node* at, const scope& in) {
    switch (at->kind) {
    case node_kind::column: {
        const source* table = in.find(*at);
        return (table && table->nullable) || at->table().columns[at->column].nullable;
    }
    case node_kind::value:
    case node_kind::parameter: return at->nullable;
    case node_kind::null: return true;
    case node_kind::aggregate:
        if (at->op == operation::count) return false;
        // A group has at least one row, unless a filter takes it away.
        if (in.group_key_count == 0 || at->filtered) return true;
        break;
    case node_kind::unary:
        if (at->op == operation::is_null || at->op == operation::is_not_null) return false;
        break;
    case node_kind::binary:
        if (at->op == operation::is_distinct_from || at->op == operation::is_not_distinct_from) return false;
        break;
    default: break;
    }
    const bool any_decides = at->op == operation::coalesce; // one operand that is never NULL is enough
    bool nullable = any_decides;
    const node* operand = at + 1;
    for (std::size_t i = 0; i < at->arity; ++i, operand = skip(operand)) {
        const bool one = is_nullable(operand, in);
        nullable = any_decides ? nullable && one : nullable || one;
    }
    return nullable;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_SCOPE_HPP

// refract/query/rules.hpp
#ifndef REFRACT_QUERY_RULES_HPP
#define REFRACT_QUERY_RULES_HPP

#include <cstddef>
#include <string_view>

/// \file
/// The rules that make a wrong query not compile, as plain functions over a statement's data.

namespace refract {
inline namespace v0 {
namespace detail {

/// The first rule that a statement breaks, with the names of what breaks it.
struct violation {
    rule broken = rule::none;
    std::string_view table{}, column{};

    constexpr explicit operator bool() const { return broken != rule::none; }
};

constexpr violation of_column(rule broken, const node& column) {
    return {broken, column.table().name, column.table().columns[column.column].field};
}

/// What an expression may hold where it stands.
struct place {
    bool aggregates = false; ///< aggregates may stand here
    bool grouped = false;    ///< plain columns must be group keys
    bool inside = false;     ///< inside an aggregate
};

constexpr bool same_expression(const node* left, const node* right) {
    const node* end = skip(left);
    for (; left != end; ++left, ++right)
        if (left->kind != right->kind || left->op != right->op || left->arity != right->arity ||
            left->table != right->table || left->column != right->column || left->alias != right->alias ||
            left->kind == node_kind::value)
            return false; // two values are two parameters: the database cannot know them equal
    return true;
}

constexpr bool is_group_key(const node* at, const scope& in) {
    const node* key = in.group_keys;
    for (std::size_t i = 0; i < in.group_key_count; ++i, key = skip(key)) {
        if (same_expression(at, key)) return true;
        // The primary key determines its row (SQL:1999; both databases accept it).
        if (at->kind == node_kind::column && key->kind == node_kind::column && at->table == key->table &&
            at->alias == key->alias && key->table().key.count == 1 && key->table().key.columns[0] == key->column)
            return true;
    }
    return false;
}

/// Comparisons that NULL never satisfies, whatever stands on the other side.
constexpr bool never_holds_for_null(const node& at) {
    switch (at.op) {
    case operation::equal:
    case operation::not_equal:
    case operation::less:
    case operation::less_equal:
    case operation::greater:
    case operation::greater_equal:
    case operation::like:
    case operation::not_like:
    case operation::ilike:
    case operation::starts_with:
    case operation::ends_with:
    case operation::contains: return true;
    default: return at.kind == node_kind::between || at.kind == node_kind::in_values;
    }
}

constexpr violation check_expression(const node* at, const scope& in, place where) {
    if (where.grouped && !where.inside && is_group_key(at, in)) where.grouped = false;
    switch (at->kind) {
    case node_kind::column:
        if (!in.find(*at)) return of_column(rule::column_in_query, *at);
        if (where.grouped && !where.inside) return of_column(rule::columns_are_grouped, *at);
        break;
    case node_kind::aggregate:
        if (where.inside) return {rule::aggregates_do_not_nest};
        if (!where.aggregates) return {rule::aggregate_outside_where};
        where.inside = true;
        break;
    case node_kind::unary:
        if ((at->op == operation::is_null || at->op == operation::is_not_null) && at[1].kind == node_kind::column &&
            in.find(at[1]) && !is_nullable(at + 1, in))
            return of_column(rule::null_needs_optional, at[1]);
        break;
    default: break;
    }
    const bool rejects_null = never_holds_for_null(*at);
    const node* operand = at + 1;
    for (std::size_t i = 0; i < at->arity; ++i, operand = skip(operand)) {
        if (rejects_null && operand->nullable) return {rule::optional_needs_null_safe};
        if (auto found = check_expression(operand, in, where)) return found;
    }
    return {};
}

constexpr violation check_items(const clause& each, const scope& in, place where) {
    const node* item = each.nodes;
    for (std::size_t i = 0; i < each.items; ++i, item = skip(item))
        if (auto found = check_expression(item, in, where)) return found;
    return {};
}

constexpr bool holds_aggregate(const clause* each) {
    if (!each) return false;
    const node* end = each->nodes;
    for (std::size_t i = 0; i < each->items; ++i) end = skip(end);
    return count_kind(each->nodes, static_cast<std::size_t>(end - each->nodes), node_kind::aggregate) > 0;
}

/// Fields of a struct that is filled by name: the column of each, if there is exactly one.
struct field_source {
    const source* from = nullptr;
    std::size_t column = 0;
    std::size_t found = 0;
};
constexpr field_source find_field(std::string_view field, const scope& in) {
    field_source result;
    for (std::size_t i = 0; i < in.count; ++i) {
        const std::size_t column = in.sources[i].table().find_field(field);
        if (column == table_info::none) continue;
        result.from = &in.sources[i];
        result.column = column;
        ++result.found;
    }
    return result;
}

/// Whether a field can hold what a column yields; views and owning types are alike.
constexpr bool same_stored_type(const sql_type& field, const sql_type& column) {
    return field.kind == column.kind && field.enumeration == column.enumeration && field.scale == column.scale;
}

constexpr violation check_row_struct(const clause& each, const scope& in) {
    const table_info& row = each.table();
    if (each.items > 0 && each.items != row.column_count) return {rule::shape_width, row.name};
    const node* item = each.nodes;
    for (const column_info& field : row.all()) {
        sql_type type{};
        bool nullable = false;
        if (each.items > 0) {
            type = item->type;
            nullable = is_nullable(item, in);
            item = skip(item);
        } else {
            const field_source found = find_field(field.field, in);
            if (found.found != 1) return {rule::shape_field_exists, row.name, field.field};
            const column_info& column = found.from->table().columns[found.column];
            type = column.type;
            nullable = column.nullable || found.from->nullable;
        }
        if (!same_stored_type(field.type, type)) return {rule::shape_field_type, row.name, field.field};
        if (nullable && !field.nullable) return {rule::shape_field_nullable, row.name, field.field};
    }
    return {};
}

constexpr violation check_clauses_once(const statement_view& statement) {
    for (std::size_t i = 0; i < statement.count; ++i) {
        const clause_kind kind = statement.clauses[i].kind;
        if (kind == clause_kind::where || kind == clause_kind::where_if || kind == clause_kind::where_predicate ||
            kind == clause_kind::join)
            continue;
        for (std::size_t j = 0; j < i; ++j) {
            const clause_kind other = statement.clauses[j].kind;
            const bool both_order = (kind == clause_kind::order_by && other == clause_kind::ordering) ||
                                    (kind == clause_kind::ordering && other == clause_kind::order_by);
            if (kind == other || both_order) return {rule::clause_once};
        }
    }
    return {};
}

constexpr violation check_tables_once(const scope& in) {
    for (std::size_t i = 0; i < in.count; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (in.sources[i].name() == in.sources[j].name()) return {rule::table_once, in.sources[i].name()};
    return {};
}

constexpr violation check_select(const statement_view& statement, const scope& in) {
    const clause* columns = statement.find(clause_kind::select);
    const clause* having = statement.find(clause_kind::having);
    const clause* order = statement.find(clause_kind::order_by);
    const bool groups = statement.has(clause_kind::group_by);
    if (having && !groups) return {rule::having_needs_group_by};
    const place place_of_group{.aggregates = true,
                               .grouped = groups || holds_aggregate(columns) || holds_aggregate(order)};
    if (place_of_group.grouped && (!columns || columns->items == 0)) {
        // Whole rows, or fields by name, of a grouped query: every column must follow from a key.
        for (std::size_t i = 0; i < in.count; ++i) {
            node column{.kind = node_kind::column, .table = in.sources[i].table, .alias = in.sources[i].alias};
            const table_info& table = in.sources[i].table();
            for (std::size_t c = 0; c < table.column_count; ++c) {
                column.column = static_cast<std::uint16_t>(c);
                if (columns && columns->table().find_field(table.columns[c].field) == table_info::none) continue;
                if (!is_group_key(&column, in)) return of_column(rule::columns_are_grouped, column);
            }
        }
    }
    for (const clause* each : {columns, having, order})
        if (each)
            if (auto found = check_items(*each, in, place_of_group)) return found;
    return {};
}

constexpr violation check_assignments(const statement_view& statement, const scope& in) {
    const clause* set = statement.find(clause_kind::set);
    const table_info& table = in.sources[0].table();
    std::size_t count = set ? set->items : 0;
    const node* item = set ? set->nodes : nullptr;
    for (std::size_t i = 0; i < count; ++i, item = skip(item)) {
        if (item->table != in.sources[0].table) return of_column(rule::assignment_of_table, *item);
        const column_info& column = table.columns[item->column];
        if (column.generated || (!column.nullable && is_nullable(item + 1, in)))
            return of_column(rule::assignment_fits, *item);
        const node* earlier = set->nodes;
        for (std::size_t j = 0; j < i; ++j, earlier = skip(earlier))
            if (earlier->column == item->column) return of_column(rule::assignment_once, *item);
    }
    if (statement.kind != verb::insert) return {};
    for (std::size_t c = 0; c < table.column_count; ++c) {
        const column_info& column = table.columns[c];
        if (column.nullable || column.generated || column.default_from != default_kind::none ||
            (column.key && table.key_is_generated))
            continue;
        bool assigned = false;
        item = set ? set->nodes : nullptr;
        for (std::size_t i = 0; i < count; ++i, item = skip(item)) assigned |= item->column == c;
        if (!assigned) return {rule::insert_is_complete, table.name, column.field};
    }
    return {};
}

/// Everything that is evaluated row by row. A join sees the tables up to its own.
constexpr violation check_rows(const statement_view& statement, const scope& in) {
    scope visible = in;
    visible.count = 0;
    for (const clause& each : statement) {
        if (each.kind == clause_kind::from || each.kind == clause_kind::join) ++visible.count;
        if (each.kind == clause_kind::select || each.kind == clause_kind::having ||
            each.kind == clause_kind::order_by || each.items == 0)
            continue; // these are grouped
        if (auto found = check_items(each, each.kind == clause_kind::join ? visible : in, {})) return found;
    }
    return {};
}

/// The first rule that the statement breaks.
constexpr violation find_violation(const statement_view& statement) {
    const scope in = make_scope(statement);
    if (auto found = check_clauses_once(statement)) return found;
    if (auto found = check_tables_once(in)) return found;
    if (auto found = check_rows(statement, in)) return found;
    if (statement.kind == verb::update && !statement.has(clause_kind::set))
        return {rule::update_sets_columns, in.sources[0].name()};
    if (statement.kind == verb::select) {
        if (auto found = check_select(statement, in)) return found;
    } else {
        if (auto found = check_assignments(statement, in)) return found;
    }
    if (statement.kind == verb::update || statement.kind == verb::remove)
        if (!statement.has(clause_kind::where) && !statement.has(clause_kind::where_if) &&
            !statement.has(clause_kind::where_predicate) && !statement.has(clause_kind::all_rows))
            return {rule::write_has_condition, in.sources[0].name()};
    for (const clause& each : statement)
        if (each.table && (each.kind == clause_kind::select || each.kind == clause_kind::returning))
            if (auto found = check_row_struct(each, in)) return found;
    return {};
}

template <class Query> inline constexpr violation violation_of = find_violation(Query::view);

template <class Query, bool Holds> struct query_outcome {
    using type = passed;
};
template <class Query> struct query_outcome<Query, false> {
    static constexpr violation found = violation_of<Query>;
    using type = failed<found.broken, name<fixed_string<found.table.size() + 1>(found.table)>,
                        name<fixed_string<found.column.size() + 1>(found.column)>>;
};
/// `passed`, or the rule that a query breaks with the names of what breaks it.
template <class Query> using check_query =
    typename query_outcome<Query, violation_of<Query>.broken == rule::none>::type;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_RULES_HPP

// refract/query/predicate.hpp
#ifndef REFRACT_QUERY_PREDICATE_HPP
#define REFRACT_QUERY_PREDICATE_HPP

#include <cstddef>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Expressions known only at run time: nodes and owned values in one place.
struct dynamic_nodes {
    std::vector<node> nodes{};
    std::vector<any_value> values{};
    std::uint16_t items = 0;

    template <class Node, class Values> void append(const expression<Node, Values>& added) {
        nodes.insert(nodes.end(), nodes_of<Node>.begin(), nodes_of<Node>.end());
        append_values(added.bound);
    }
    template <std::size_t... Index, class... Value>
    void append_values([[maybe_unused]] const value_slots<std::index_sequence<Index...>, Value...>& all) {
        (values.push_back(own(get<Index>(all))), ...);
    }

private:
    template <class Value> static any_value own(const Value& value) {
        if constexpr (requires { value.items; }) {
            any_value list;
            list.null = false;
            for (const auto& item : value.items) list.list.push_back(any_value(item));
            using item = std::remove_cvref_t<decltype(value.items[0])>;
            list.type = type_of<item>;
            list.type.list = true;
            return list;
        } else {
            return any_value(value);
        }
    }
};

/// What is wrong with an expression that is added at run time. Where its query stands is not known
/// here: its table may be the far side of an outer join, and an ordering's query may be grouped.
template <class Model, class Node> constexpr violation find_violation_on(place where) {
    scope in;
    in.sources[0] = {.table = &table_of<Model>, .nullable = true};
    in.count = 1;
    return check_expression(nodes_of<Node>.data(), in, where);
}
template <class Model, class Node, bool Aggregates> constexpr void require_on_model() {
    constexpr violation found = find_violation_on<Model, Node>({.aggregates = Aggregates});
    require<check_that<found.broken == rule::none, found.broken, Model>>();
    require<check_that<Node::parameters::size == 0, rule::value_is_known, Model>>();
}

} // namespace detail

/// A condition on a model that is put together at run time, with columns and types still checked.
///
///     predicate<User> wanted;
///     if (!name.empty()) wanted &= col<&User::name> == name;
///     db.all(from<User>().where(wanted));
///
/// SQL: the conditions joined with AND and OR; assembled once per distinct shape, then cached.
/// An empty predicate selects every row; in an update or delete it is a run-time error.
template <class Model> class predicate {
public:
    using model = Model;

    predicate() = default;
    template <class Node, class Values> predicate(const detail::expression<Node, Values>& condition) {
        *this &= condition;
    }

    template <class Node, class Values> predicate& operator&=(const detail::expression<Node, Values>& condition) {
        return join(detail::operation::logical_and, condition);
    }
    template <class Node, class Values> predicate& operator|=(const detail::expression<Node, Values>& condition) {
        return join(detail::operation::logical_or, condition);
    }
    predicate& operator&=(const predicate& other) { return join(detail::operation::logical_and, other); }
    predicate& operator|=(const predicate& other) { return join(detail::operation::logical_or, other); }

    bool empty() const noexcept { return parts_.nodes.empty(); }
    const detail::dynamic_nodes& parts() const noexcept { return parts_; }

private:
    template <class Node, class Values>
    predicate& join(detail::operation op, const detail::expression<Node, Values>& condition) {
        detail::require<detail::check_boolean<typename Node::type>>();
        detail::require_on_model<Model, Node, false>();
        start(op);
        parts_.append(condition);
        return *this;
    }
    predicate& join(detail::operation op, const predicate& other) {
        if (other.empty()) return *this;
        const predicate added = other; // it may be this one
        start(op);
        parts_.nodes.insert(parts_.nodes.end(), added.parts_.nodes.begin(), added.parts_.nodes.end());
        parts_.values.insert(parts_.values.end(), added.parts_.values.begin(), added.parts_.values.end());
        return *this;
    }
    void start(detail::operation op) {
        if (!empty())
            parts_.nodes.insert(parts_.nodes.begin(), {.kind = detail::node_kind::binary, .op = op, .arity = 2});
        parts_.items = 1;
    }

    detail::dynamic_nodes parts_;
};

} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_PREDICATE_HPP

// refract/query/ordering.hpp
#ifndef REFRACT_QUERY_ORDERING_HPP
#define REFRACT_QUERY_ORDERING_HPP

namespace refract {
inline namespace v0 {

/// An order of a model's rows that is put together at run time.
///
///     ordering<User> order;
///     order.by(col<&User::name>.desc());
///     db.all(from<User>().order_by(order));
///
/// An empty ordering leaves the order to the database.
template <class Model> class ordering {
public:
    using model = Model;

    ordering() = default;
    template <class Term> ordering(const Term& term) { by(term); }

    template <bool Descending, detail::nulls_order Nulls, class Node, class Values>
    ordering& by(const detail::ordering_term<Descending, Nulls, Node, Values>& term) {
        using node = detail::ordering_node<Descending, Nulls, Node>;
        detail::require_on_model<Model, node, true>();
        parts_.append(detail::expression<node, Values>{term.bound});
        ++parts_.items;
        return *this;
    }
    template <class Node, class Values> ordering& by(const detail::expression<Node, Values>& term) {
        return by(term.asc());
    }

    bool empty() const noexcept { return parts_.nodes.empty(); }
    const detail::dynamic_nodes& parts() const noexcept { return parts_; }

private:
    detail::dynamic_nodes parts_;
};

} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_ORDERING_HPP

// refract/schema/schema.hpp
#ifndef REFRACT_SCHEMA_SCHEMA_HPP
#define REFRACT_SCHEMA_SCHEMA_HPP

#include <array>
#include <cstddef>
#include <span>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Struct, class Info> constexpr std::size_t count_options() {
    std::size_t count = 0;
    for_each_option(model<Struct>.options, [&](const auto& option) {
        Info info;
        if (option.template describe<Struct>(info)) ++count;
    });
    return count;
}
/// All options of one kind (indexes, foreign keys, checks) of a model, in the order of the model.
template <class Struct, class Info> constexpr auto collect_options() {
    std::array<Info, count_options<Struct, Info>()> all{};
    std::size_t at = 0;
    for_each_option(model<Struct>.options, [&](const auto& option) {
        Info info;
        if (option.template describe<Struct>(info)) all[at++] = info;
    });
    return all;
}
template <class Struct, class Info> inline constexpr auto options_of = collect_options<Struct, Info>();

template <class Struct> constexpr auto collect_column_details() {
    std::array<column_details, field_count<Struct>> all{};
    for_each_option(model<Struct>.options, [&](const auto& option) { option.template apply<Struct>(all.data()); });
    return all;
}
template <class Struct> inline constexpr auto column_details_of = collect_column_details<Struct>();

template <class Struct> constexpr std::string_view old_table_name() {
    std::string_view name;
    for_each_option(model<Struct>.options, [&](const auto& option) {
        if (!option.old_table_name().empty()) name = option.old_table_name();
    });
    return name;
}

/// Everything that is known of a model's table.
template <class Struct> inline constexpr table_description description_of{
    .table = &table_of<Struct>(),
    .renamed_from = old_table_name<Struct>(),
    .columns = column_details_of<Struct>,
    .indexes = options_of<Struct, index_info>,
    .foreign_keys = options_of<Struct, foreign_key_info>,
    .checks = options_of<Struct, check_info>,
};

} // namespace detail

/// A set of models: what a database holds.
template <class... Model> struct schema {
    static constexpr std::size_t size = sizeof...(Model);
    /// The tables as plain constant data, in the order of the list.
    static constexpr std::array<const detail::table_description*, sizeof...(Model)> tables{
        &detail::description_of<Model>...};
};

} // namespace v0
} // namespace refract

#endif // REFRACT_SCHEMA_SCHEMA_HPP

// refract/query/query.hpp
#ifndef REFRACT_QUERY_QUERY_HPP
#define REFRACT_QUERY_QUERY_HPP

#include <array>
#include <concepts>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

// What a query's rows are made of.
struct whole_tables {};                         ///< every column of every table
template <class... Node> struct selected {};    ///< a value, or a tuple of values
template <class Row> struct selected_struct {}; ///< a struct, by name or by position
struct no_rows {};

template <verb Verb, class Sources, class Selection, class Clauses, class Values> struct basic_query;

template <class> inline constexpr bool is_query = false;
template <verb Verb, class Sources, class Selection, class Clauses, class Values>
inline constexpr bool is_query<basic_query<Verb, Sources, Selection, Clauses, Values>> = true;
template <class Type>
concept any_query = is_query<std::remove_cvref_t<Type>>;

template <class> inline constexpr bool is_predicate = false;
template <class Model> inline constexpr bool is_predicate<predicate<Model>> = true;
template <class Type>
concept any_condition = any_expression<Type> || is_predicate<Type>;

/// The node by which a term of `order_by` orders; a plain expression ascends.
template <class Term> struct ordering_of {
    using type = typename Term::node_type;
};
template <any_expression Term> struct ordering_of<Term> {
    using type = ordering_node<false, nulls_order::unspecified, typename Term::node_type>;
};
template <class Term> using ordering_node_of = typename ordering_of<Term>::type;

/// Whether what a clause is given are expressions, terms or assignments; else the compiler says so.
template <class Part>
concept clause_part = requires { typename Part::node_type; };
template <class... Part> consteval bool takes_parts() {
    require<check_that<(clause_part<Part> && ...), rule::clause_takes_expressions, Part...>>();
    return (clause_part<Part> && ...);
}

/// The values that parts of a clause hold, in one sequence.
template <class... Part> using joined_all = decltype(concat_all(std::declval<const Part&>().bound...));

/// The foreign key that begins with a member: what it references, and the condition that joins.
template <class Columns, class Targets> struct key_join;
template <auto Column, auto... Columns, auto Target, auto... Targets>
struct key_join<member_list<Column, Columns...>, member_list<Target, Targets...>> {
    using target = member_owner<Target>;
    template <class From, class To> static constexpr auto condition() {
        return ((col<Column, From> == col<Target, To>) && ... && (col<Columns, From> == col<Targets, To>));
    }
};
template <auto Member, std::size_t Index, auto... Columns, auto... Targets>
key_join<member_list<Member, Columns...>, member_list<Targets...>>
find_key_join(const value_slot<Index, foreign_key_option<member_list<Member, Columns...>, member_list<Targets...>>>*);
template <auto Member> void find_key_join(...);
template <auto Member> using key_join_of = decltype(find_key_join<Member>(&model<member_owner<Member>>.options));

template <class Source, class Sources> inline constexpr bool is_source = false;
template <class Source, class... Sources> inline constexpr bool is_source<Source, type_list<Sources...>> =
    (std::is_same_v<Source, Sources> || ...);

template <class Node> constexpr bool is_count() {
    const node& given = nodes_of<Node>[0];
    return (given.kind == node_kind::value || given.kind == node_kind::parameter) && is_whole_number(given.type.kind) &&
           !given.nullable;
}
template <class Node> using check_count =
    check_that<is_count<Node>(), rule::count_is_whole_number, typename Node::type>;

/// A statement as a value: what it is in its type, what it holds in its flat values.
///
/// Its size is the size of its values. Clauses come in any order, each once; a second `where` means
/// *and*. Strings are owned, literals and views are kept as views.
template <verb Verb, class... Source, class Selection, class... Clause, class Values>
struct basic_query<Verb, type_list<Source...>, Selection, type_list<Clause...>, Values> {
    static constexpr verb kind = Verb;
    using sources = type_list<Source...>;
    using selection = Selection;
    using parameters = join_lists_t<typename Clause::parameters...>;
    static constexpr std::array<clause, sizeof...(Clause)> clauses{Clause::describe()...};
    static constexpr statement_view view{Verb, clauses.data(), clauses.size()};

    [[no_unique_address]] Values bound;

    /// `WHERE`; given again, both conditions hold.
    template <class Node, class Held>
        requires(Verb != verb::insert)
    constexpr auto where(expression<Node, Held> condition) const {
        require<check_boolean<typename Node::type>>();
        return with<expression_clause<clause_kind::where, Node>, Held>{
            concat(bound, static_cast<Held&&>(condition.bound))};
    }
    /// A condition put together at run time.
    template <class Model>
        requires(Verb != verb::insert)
    constexpr auto where(predicate<Model> condition) const {
        require<check_that<is_source<Model, sources>, rule::column_in_query, Model>>();
        return with<dynamic_clause<clause_kind::where_predicate>, values<predicate<Model>>>{
            concat(bound, values<predicate<Model>>{{static_cast<predicate<Model>&&>(condition)}})};
    }
    /// What is no condition, such as the assignment that = is instead of ==.
    template <class Wrong>
        requires(Verb != verb::insert && !any_condition<Wrong>)
    constexpr auto where(const Wrong&) const {
        require<failed<rule::condition_is_boolean, Wrong>>();
        return *this;
    }
    /// A condition that stands only if the flag is set.
    template <class Node, class Held>
        requires(Verb != verb::insert)
    constexpr auto where_if(bool flag, expression<Node, Held> condition) const {
        require<check_boolean<typename Node::type>>();
        using held = joined<values<bool>, Held>;
        return with<where_if_clause<Node>, held>{
            concat(bound, concat(values<bool>{{flag}}, static_cast<Held&&>(condition.bound)))};
    }

    /// `JOIN ... ON`: rows that match on both sides.
    template <class Joined, class Node, class Held>
        requires(Verb == verb::select)
    constexpr auto join(const expression<Node, Held>& condition) const {
        return join_on<join_kind::inner, Joined>(condition);
    }
    /// `LEFT JOIN`: every row of the tables before; the joined one may be missing (std::optional).
    template <class Joined, class Node, class Held>
        requires(Verb == verb::select)
    constexpr auto left_join(const expression<Node, Held>& condition) const {
        return join_on<join_kind::left, Joined>(condition);
    }
    template <class Joined, class Node, class Held>
        requires(Verb == verb::select)
    constexpr auto right_join(const expression<Node, Held>& condition) const {
        return join_on<join_kind::right, Joined>(condition);
    }
    template <class Joined, class Node, class Held>
        requires(Verb == verb::select)
    constexpr auto full_join(const expression<Node, Held>& condition) const {
        return join_on<join_kind::full, Joined>(condition);
    }
    /// A table alone does not say which rows belong together.
    template <class Joined>
        requires(Verb == verb::select)
    constexpr auto join() const {
        return lacks_condition<Joined>();
    }
    template <class Joined>
        requires(Verb == verb::select)
    constexpr auto left_join() const {
        return lacks_condition<Joined>();
    }
    template <class Joined>
        requires(Verb == verb::select)
    constexpr auto right_join() const {
        return lacks_condition<Joined>();
    }
    template <class Joined>
        requires(Verb == verb::select)
    constexpr auto full_join() const {
        return lacks_condition<Joined>();
    }
    /// `CROSS JOIN`: every row with every row.
    template <class Joined>
        requires(Verb == verb::select)
    constexpr auto cross_join() const {
        return with_source<Joined, join_clause<join_kind::cross, Joined>, values<>>{bound};
    }
    /// Joins by a foreign key, from either side; `As` is an alias of the joined table.
    template <auto Member, class As = void>
        requires(Verb == verb::select)
    constexpr auto join() const {
        return join_by_key<join_kind::inner, Member, As>();
    }
    template <auto Member, class As = void>
        requires(Verb == verb::select)
    constexpr auto left_join() const {
        return join_by_key<join_kind::left, Member, As>();
    }
    template <auto Member, class As = void>
        requires(Verb == verb::select)
    constexpr auto right_join() const {
        return join_by_key<join_kind::right, Member, As>();
    }
    template <auto Member, class As = void>
        requires(Verb == verb::select)
    constexpr auto full_join() const {
        return join_by_key<join_kind::full, Member, As>();
    }

    /// The selected values: one is the row itself, several are a std::tuple.
    template <class First, class... Rest>
        requires(Verb == verb::select)
    constexpr auto select(const First& first, const Rest&... rest) const {
        if constexpr (takes_parts<First, Rest...>()) {
            using columns = selected<typename First::node_type, typename Rest::node_type...>;
            return with_rows<clause_kind::select, columns, void, First, Rest...>{
                concat_all(bound, first.bound, rest.bound...)};
        } else {
            return *this;
        }
    }
    /// A struct whose fields are named like fields of the query's models; only they are read.
    template <class Row>
        requires(Verb == verb::select)
    constexpr auto select() const {
        return with_rows<clause_kind::select, selected_struct<Row>, Row>{bound};
    }
    /// A struct whose fields are filled in order.
    template <class Row, class... Column>
        requires(Verb == verb::select && sizeof...(Column) > 0)
    constexpr auto select(const Column&... columns) const {
        if constexpr (takes_parts<Column...>()) {
            return with_rows<clause_kind::select, selected_struct<Row>, Row, Column...>{
                concat_all(bound, columns.bound...)};
        } else {
            return *this;
        }
    }
    constexpr auto distinct() const
        requires(Verb == verb::select)
    {
        return with<expression_clause<clause_kind::distinct>, values<>>{bound};
    }

    template <class... Column>
        requires(Verb == verb::select && sizeof...(Column) > 0)
    constexpr auto group_by(const Column&... columns) const {
        if constexpr (takes_parts<Column...>()) {
            using added = expression_clause<clause_kind::group_by, typename Column::node_type...>;
            return with<added, joined_all<Column...>>{concat_all(bound, columns.bound...)};
        } else {
            return *this;
        }
    }
    template <class Node, class Held>
        requires(Verb == verb::select)
    constexpr auto having(expression<Node, Held> condition) const {
        require<check_boolean<typename Node::type>>();
        return with<expression_clause<clause_kind::having, Node>, Held>{
            concat(bound, static_cast<Held&&>(condition.bound))};
    }
    template <class... Term>
        requires(Verb == verb::select && sizeof...(Term) > 0)
    constexpr auto order_by(const Term&... terms) const {
        if constexpr (takes_parts<Term...>()) {
            using added = expression_clause<clause_kind::order_by, ordering_node_of<Term>...>;
            return with<added, joined_all<Term...>>{concat_all(bound, terms.bound...)};
        } else {
            return *this;
        }
    }
    /// An order put together at run time.
    template <class Model>
        requires(Verb == verb::select)
    constexpr auto order_by(ordering<Model> order) const {
        require<check_that<is_source<Model, sources>, rule::column_in_query, Model>>();
        return with<dynamic_clause<clause_kind::ordering>, values<ordering<Model>>>{
            concat(bound, values<ordering<Model>>{{static_cast<ordering<Model>&&>(order)}})};
    }
    template <class Count>
        requires(Verb == verb::select)
    constexpr auto limit(const Count& count) const {
        using counted = operand_t<std::int64_t, Count>;
        require<check_count<typename counted::node_type>>();
        return with<expression_clause<clause_kind::limit, typename counted::node_type>, typename counted::bound_type>{
            concat(bound, as_operand<std::int64_t>(count).bound)};
    }
    template <class Count>
        requires(Verb == verb::select)
    constexpr auto offset(const Count& count) const {
        using counted = operand_t<std::int64_t, Count>;
        require<check_count<typename counted::node_type>>();
        return with<expression_clause<clause_kind::offset, typename counted::node_type>, typename counted::bound_type>{
            concat(bound, as_operand<std::int64_t>(count).bound)};
    }
    /// Locks the rows until the transaction ends: `FOR UPDATE` (PostgreSQL).
    constexpr auto for_update() const
        requires(Verb == verb::select)
    {
        return with<expression_clause<clause_kind::for_update>, values<>>{bound};
    }

    /// The assigned columns.
    template <class... Assignment>
        requires((Verb == verb::insert || Verb == verb::update) && sizeof...(Assignment) > 0)
    constexpr auto set(const Assignment&... assignments) const {
        if constexpr (takes_parts<Assignment...>()) {
            using added = expression_clause<clause_kind::set, typename Assignment::node_type...>;
            return with<added, joined_all<Assignment...>>{concat_all(bound, assignments.bound...)};
        } else {
            return *this;
        }
    }
    /// Says that every row is meant.
    constexpr auto all_rows() const
        requires(Verb == verb::update || Verb == verb::remove)
    {
        return with<expression_clause<clause_kind::all_rows>, values<>>{bound};
    }
    /// `RETURNING` these columns of the written rows.
    template <class First, class... Rest>
        requires(Verb != verb::select)
    constexpr auto returning(const First& first, const Rest&... rest) const {
        if constexpr (takes_parts<First, Rest...>()) {
            using columns = selected<typename First::node_type, typename Rest::node_type...>;
            return with_rows<clause_kind::returning, columns, void, First, Rest...>{
                concat_all(bound, first.bound, rest.bound...)};
        } else {
            return *this;
        }
    }
    /// `RETURNING` whole rows.
    constexpr auto returning() const
        requires(Verb != verb::select)
    {
        return with_rows<clause_kind::returning, whole_tables, void>{bound};
    }
    template <class Row, class... Column>
        requires(Verb != verb::select)
    constexpr auto returning(const Column&... columns) const {
        if constexpr (takes_parts<Column...>()) {
            return with_rows<clause_kind::returning, selected_struct<Row>, Row, Column...>{
                concat_all(bound, columns.bound...)};
        } else {
            return *this;
        }
    }

private:
    // The types of the queries that clauses make of this one; the clauses themselves join the values.
    template <class Added, class Held> using with =
        basic_query<Verb, sources, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <class Joined, class Added, class Held> using with_source =
        basic_query<Verb, type_list<Source..., Joined>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <clause_kind Kind, class NewSelection, class Row, class... Column> using with_rows =
        basic_query<Verb, sources, NewSelection,
                    type_list<Clause..., row_clause<Kind, Row, typename Column::node_type...>>,
                    joined<Values, joined_all<Column...>>>;

    template <join_kind Kind, class Joined, class Node, class Held>
    constexpr auto join_on(const expression<Node, Held>& condition) const {
        require<check_boolean<typename Node::type>>();
        return with_source<Joined, join_clause<Kind, Joined, Node>, Held>{concat(bound, condition.bound)};
    }
    template <class Joined> constexpr auto lacks_condition() const {
        require<failed<rule::join_has_foreign_key, Joined>>();
        return *this;
    }
    template <join_kind Kind, auto Member, class As> constexpr auto join_by_key() const {
        using key = key_join_of<Member>;
        using owner = member_owner<Member>;
        if constexpr (std::is_void_v<key>) {
            require<failed<rule::join_has_foreign_key, owner>>();
            return *this;
        } else if constexpr (is_source<owner, sources>) { // from the row that holds the key
            using joined = std::conditional_t<std::is_void_v<As>, typename key::target, As>;
            return join_on<Kind, joined>(key::template condition<owner, joined>());
        } else {
            require<check_that<is_source<typename key::target, sources>, rule::join_has_foreign_key, owner>>();
            using joined = std::conditional_t<std::is_void_v<As>, owner, As>;
            return join_on<Kind, joined>(key::template condition<joined, typename key::target>());
        }
    }
};

template <verb Verb, class Selection, class Model> using query_of =
    basic_query<Verb, type_list<Model>, Selection, type_list<from_clause<Model>>, values<>>;

} // namespace detail

/// `SELECT ... FROM`: begins a query; without `select` its rows are whole objects.
template <class Model> constexpr auto from() {
    return detail::query_of<detail::verb::select, detail::whole_tables, Model>{};
}
/// `INSERT INTO`: `.set(...)` says the columns.
template <class Model> constexpr auto insert_into() {
    return detail::query_of<detail::verb::insert, detail::no_rows, Model>{};
}
/// `UPDATE`: needs `.set(...)` and either `.where(...)` or `.all_rows()`.
template <class Model> constexpr auto update() {
    return detail::query_of<detail::verb::update, detail::no_rows, Model>{};
}
/// `DELETE FROM`: needs either `.where(...)` or `.all_rows()`.
template <class Model> constexpr auto delete_from() {
    return detail::query_of<detail::verb::remove, detail::no_rows, Model>{};
}

} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_QUERY_HPP

// refract/query/row.hpp
#ifndef REFRACT_QUERY_ROW_HPP
#define REFRACT_QUERY_ROW_HPP

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Query> inline constexpr scope scope_of = make_scope(Query::view);

template <class Type, bool Nullable> using optional_if = std::conditional_t<Nullable, std::optional<Type>, Type>;

template <class... Type> struct tuple_or_single {
    using type = std::tuple<Type...>;
};
template <class Type> struct tuple_or_single<Type> {
    using type = Type;
};

template <class Query, class Selection, class Sources> struct row;

template <class Query, class... Source> struct row<Query, whole_tables, type_list<Source...>> {
    template <std::size_t... Index> static auto make(std::index_sequence<Index...>)
        -> tuple_or_single<optional_if<source_model<Source>, scope_of<Query>.sources[Index].nullable>...>;
    using type = typename decltype(make(std::index_sequence_for<Source...>{}))::type;
};
template <class Query, class... Node, class Sources> struct row<Query, selected<Node...>, Sources> {
    using type = typename tuple_or_single<
        optional_if<typename Node::type, is_nullable(nodes_of<Node>.data(), scope_of<Query>)>...>::type;
};
template <class Query, class Row, class Sources> struct row<Query, selected_struct<Row>, Sources> {
    using type = Row;
};
template <class Query, class Sources> struct row<Query, no_rows, Sources> {
    using type = void;
};

/// The C++ type of a query's rows; void where it has none.
template <class Query> using row_of = typename row<Query, typename Query::selection, typename Query::sources>::type;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_QUERY_ROW_HPP

// refract/base/calendar.hpp
#ifndef REFRACT_BASE_CALENDAR_HPP
#define REFRACT_BASE_CALENDAR_HPP

#include <cstdint>
#include <optional>
#include <string_view>

/// \file
/// Dates and times as text and back, for databases that store them so. <chrono> has all of it, at a
/// third of a second per translation unit.

namespace refract {
inline namespace v0 {
namespace detail {

/// A date of the proleptic Gregorian calendar.
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
struct civil_date {
    std::int64_t year;
    unsigned month, day;
};
constexpr civil_date civil_from_days(std::int64_t days) {
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const auto day_of_era = static_cast<unsigned>(days - era * 146097);
    const unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned shifted_month = (5 * day_of_year + 2) / 153;
    const unsigned month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

constexpr void put_padded(text_sink& out, std::int64_t number, int width) {
    if (number < 0) {
        out.put('-');
        number = -number;
    }
    std::int64_t limit = 10;
    for (int digits = 1; digits < width; ++digits, limit *= 10)
        if (number < limit) out.put('0');
    out.put_number(number);
}

/// "2026-01-31".
constexpr void put_date(text_sink& out, std::int64_t days) {
    const civil_date date = civil_from_days(days);
    put_padded(out, date.year, 4);
    out.put('-');
    put_padded(out, date.month, 2);
    out.put('-');
    put_padded(out, date.day, 2);
}

/// "23:59:59.5": up to six digits behind the point, without trailing zeros.
constexpr void put_time(text_sink& out, std::int64_t microseconds) {
    const std::int64_t seconds = microseconds / 1'000'000;
    put_padded(out, seconds / 3600, 2);
    out.put(':');
    put_padded(out, seconds / 60 % 60, 2);
    out.put(':');
    put_padded(out, seconds % 60, 2);
    std::int64_t fraction = microseconds % 1'000'000;
    if (fraction == 0) return;
    out.put('.');
    for (std::int64_t unit = 100'000; fraction > 0; unit /= 10) {
        out.put(static_cast<char>('0' + fraction / unit));
        fraction %= unit;
    }
}

/// "2026-01-31 23:59:59.5", in UTC.
constexpr void put_timestamp(text_sink& out, std::int64_t microseconds) {
    constexpr std::int64_t day = 86'400'000'000;
    std::int64_t days = microseconds / day, time = microseconds % day;
    if (time < 0) {
        --days;
        time += day;
    }
    put_date(out, days);
    out.put(' ');
    put_time(out, time);
}

/// Days since 1970-01-01 of a date; the inverse of `civil_from_days`.
constexpr std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto year_of_era = static_cast<unsigned>(year - era * 400);
    const unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

/// Reads text from the front; every step says whether it found what it wanted.
struct time_reader {
    std::string_view rest;

    constexpr bool accept(char c) {
        if (rest.empty() || rest.front() != c) return false;
        rest.remove_prefix(1);
        return true;
    }
    constexpr bool number(std::size_t width, std::int64_t& out) {
        if (rest.size() < width) return false;
        out = 0;
        for (std::size_t i = 0; i < width; ++i) {
            if (rest[i] < '0' || rest[i] > '9') return false;
            out = out * 10 + (rest[i] - '0');
        }
        rest.remove_prefix(width);
        return true;
    }
    constexpr bool date(std::int64_t& days) {
        const bool negative = accept('-');
        std::int64_t year = 0, month = 0, day = 0;
        std::size_t width = 0;
        while (width < rest.size() && rest[width] >= '0' && rest[width] <= '9') ++width;
        if (width < 4 || width > 6 || !number(width, year) || !accept('-') || !number(2, month) || !accept('-') ||
            !number(2, day))
            return false;
        if (month < 1 || month > 12 || day < 1) return false;
        if (negative) year = -year;
        days = days_from_civil(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
        return civil_from_days(days).day == static_cast<unsigned>(day);
    }
    constexpr bool time(std::int64_t& microseconds) {
        std::int64_t hours = 0, minutes = 0, seconds = 0, fraction = 0;
        if (!number(2, hours) || !accept(':') || !number(2, minutes)) return false;
        const bool has_seconds = accept(':');
        if (has_seconds && !number(2, seconds)) return false;
        if (has_seconds && accept('.')) {
            std::int64_t unit = 100'000;
            if (rest.empty() || rest.front() < '0' || rest.front() > '9') return false;
            for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; rest.remove_prefix(1)) {
                fraction += (rest.front() - '0') * unit;
                unit /= 10; // digits beyond microseconds add nothing
            }
        }
        if (hours > 24 || minutes > 59 || seconds > 59) return false;
        microseconds = ((hours * 60 + minutes) * 60 + seconds) * 1'000'000 + fraction;
        return microseconds <= 86'400'000'000;
    }
    /// "Z", "+02", "+02:00", "+0200" or nothing.
    constexpr bool offset(std::int64_t& microseconds) {
        microseconds = 0;
        while (accept(' ')) {}
        if (rest.empty() || accept('Z') || accept('z')) return true;
        const bool negative = rest.front() == '-';
        std::int64_t hours = 0, minutes = 0;
        if (!accept('-') && !accept('+')) return false;
        if (!number(2, hours)) return false;
        accept(':');
        if (!rest.empty() && !number(2, minutes)) return false;
        microseconds = (hours * 60 + minutes) * 60'000'000 * (negative ? -1 : 1);
        return true;
    }
};

/// Days since 1970-01-01 of "2026-01-31"; none for anything else and for dates that do not exist.
constexpr std::optional<std::int64_t> parse_date(std::string_view text) {
    time_reader reader{text};
    std::int64_t days = 0;
    if (!reader.date(days)) return std::nullopt;
    // A time of 00:00:00 behind it is how other programs store a date.
    std::int64_t time = 0;
    if (!reader.rest.empty() && (!(reader.accept(' ') || reader.accept('T')) || !reader.time(time) || time != 0))
        return std::nullopt;
    return reader.rest.empty() ? std::optional<std::int64_t>(days) : std::nullopt;
}
/// Microseconds since midnight of "23:59:59.5".
constexpr std::optional<std::int64_t> parse_time(std::string_view text) {
    time_reader reader{text};
    std::int64_t microseconds = 0;
    if (!reader.time(microseconds) || !reader.rest.empty()) return std::nullopt;
    return microseconds;
}
/// Microseconds since 1970-01-01 UTC of a date, "2026-01-31 23:59:59.5", with T, Z or an offset.
constexpr std::optional<std::int64_t> parse_timestamp(std::string_view text) {
    time_reader reader{text};
    std::int64_t days = 0, time = 0, offset = 0;
    if (!reader.date(days)) return std::nullopt;
    if (!reader.rest.empty() && ((!reader.accept(' ') && !reader.accept('T')) || !reader.time(time) ||
                                 !reader.offset(offset) || !reader.rest.empty()))
        return std::nullopt;
    std::int64_t microseconds = 0;
    if (__builtin_mul_overflow(days, std::int64_t{86'400'000'000}, &microseconds) ||
        __builtin_add_overflow(microseconds, time - offset, &microseconds))
        return std::nullopt;
    return microseconds;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_CALENDAR_HPP

// refract/dialect/dialect.hpp
#ifndef REFRACT_DIALECT_DIALECT_HPP
#define REFRACT_DIALECT_DIALECT_HPP

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// How a list is bound as one parameter.
enum class list_form : std::uint8_t { array, json };

inline constexpr std::size_t type_kind_count = static_cast<std::size_t>(type_kind::enumeration) + 1;

/// How a database spells things, and what it has. Plain data: printing is no template on it.
struct dialect_info {
    std::string_view name;
    char placeholder; ///< stands before a parameter's number
    std::string_view now, now_in_seconds;
    std::string_view is_distinct_from, is_not_distinct_from;
    std::string_view ilike;
    std::string_view type_names[type_kind_count];
    std::string_view generated_key; ///< behind the type of a key that the database makes
    list_form lists;
    bool has_for_update;
    std::string_view find_table; ///< a row if the table named by {} is there
    std::string_view find_type;  ///< the same for a type
    bool adds_foreign_keys;      ///< ALTER TABLE ... ADD FOREIGN KEY, needed where references must exist
    bool sends_whole_results;    ///< a query for one row says LIMIT 1
    bool has_own_types;          ///< boolean, timestamptz, interval are types, not conventions
    bool has_text_functions;     ///< starts_with, strpos, right
    bool has_extract;            ///< extract(year FROM x); without it, strftime
    bool widens_aggregates;      ///< sum and avg of whole numbers are numeric: cast them
    bool has_offset_alone;       ///< OFFSET without LIMIT
    bool has_named_enums;        ///< CREATE TYPE ... AS ENUM
    bool has_exact_decimals;     ///< numeric(18, 2), and arithmetic without binary fractions
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DIALECT_DIALECT_HPP

// refract/sql/writer.hpp
#ifndef REFRACT_SQL_WRITER_HPP
#define REFRACT_SQL_WRITER_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// A clause of which only the run time knows whether it stands, or what it holds.
struct dynamic_part {
    bool stands = true;
    const node* nodes = nullptr;
    std::size_t items = 0;
};

/// Where printing has got to: placeholders given out, and the values and arguments met.
struct numbering {
    std::uint16_t placeholders = 0;
    std::uint16_t next_value = 0;     ///< position in the query's flat values
    std::uint16_t next_parameter = 0; ///< position among the arguments given later
};

/// Not constexpr: no query that is a constant comes near it.
[[noreturn]] inline void refuse_placeholder() {
    throw error(
        "a statement has more than 65535 values; give many values as a list, in(values), or run several statements");
}

/// What printing writes to, and what it needs to know. Counts first, writes when it has room.
struct writer {
    text_sink text{};
    const dialect_info& dialect;
    const scope* in = nullptr;
    bool qualify = false;       ///< columns with their table's name
    bool inline_values = false; ///< values are part of a predicate: one slot for all of them
    bool rounded = false;       ///< inside a round() that makes decimals exact again
    numbering at{};
    std::uint16_t* value_numbers = nullptr; ///< out: the placeholder of each value; 0 is unused
    std::uint16_t* parameter_numbers = nullptr;
    sql_type* types = nullptr;         ///< out: the type of each placeholder
    const literal* literals = nullptr; ///< DDL: values are printed
    const dynamic_part* parts = nullptr;

    constexpr void put(char c) { text.put(c); }
    constexpr void put(std::string_view piece) { text.put(piece); }
    constexpr void identifier(std::string_view name) { text.put_quoted(name, '"'); }
    /// On PostgreSQL a backslash may be an escape, as the server's settings say; in E'...' it always is.
    constexpr void text_literal(std::string_view value) {
        if (!dialect.has_own_types || value.find('\\') == value.npos) return text.put_quoted(value, '\'');
        put("E'");
        for (const char c : value) {
            if (c == '\'' || c == '\\') put(c);
            put(c);
        }
        put('\'');
    }

    constexpr void placeholder(const node& value) {
        if (at.placeholders == 65'535) refuse_placeholder();
        if (types) types[at.placeholders] = value.type;
        ++at.placeholders;
        std::uint16_t*& numbers = value.kind == node_kind::value ? value_numbers : parameter_numbers;
        std::uint16_t& next = value.kind == node_kind::value ? at.next_value : at.next_parameter;
        // Values of a predicate share one slot, which keeps the first of their numbers.
        if (numbers && !(inline_values && numbers[next] != 0)) numbers[next] = at.placeholders;
        if (!inline_values) ++next;
        put(dialect.placeholder);
        text.put_number(std::uint64_t{at.placeholders});
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_WRITER_HPP

// refract/sql/print_literal.hpp
#ifndef REFRACT_SQL_PRINT_LITERAL_HPP
#define REFRACT_SQL_PRINT_LITERAL_HPP

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// A whole number times 10^-scale, without an exponent.
constexpr void put_decimal(text_sink& out, std::int64_t coefficient, unsigned scale) {
    if (coefficient < 0) out.put('-');
    std::uint64_t rest = coefficient < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(coefficient)
                                         : static_cast<std::uint64_t>(coefficient);
    std::array<char, 24> digits{};
    unsigned count = 0;
    for (; rest > 0 || count <= scale; rest /= 10) digits[count++] = static_cast<char>('0' + rest % 10);
    while (count > 0) {
        out.put(digits[--count]);
        if (count == scale && scale > 0) out.put('.');
    }
}

/// "'01234567-89ab-cdef-0123-456789abcdef'".
constexpr void put_uuid(text_sink& out, const std::uint64_t (&halves)[2]) {
    out.put('\'');
    for (unsigned digit = 0; digit < 32; ++digit) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20) out.put('-');
        out.put("0123456789abcdef"[halves[digit / 16] >> (15 - digit % 16) * 4 & 15]);
    }
    out.put('\'');
}

/// The shortest text that reads back as the same number. DDL is no hot path, and <charconv> would
/// cost every translation unit more than it saves here.
inline void put_real(text_sink& out, double value) {
    char text[40];
    int size = 0;
    for (int digits = 15; digits <= 17; ++digits) {
        size = std::snprintf(text, sizeof text, "%.*g", digits, value);
        if (std::strtod(text, nullptr) == value) break;
    }
    bool whole = true;
    for (int i = 0; i < size; ++i) {
        whole &= text[i] == '-' || (text[i] >= '0' && text[i] <= '9');
        out.put(text[i] == ',' ? '.' : text[i]); // the program's locale may have a comma there
    }
    if (whole) out.put(".0"); // "2" would divide as a whole number
}

/// Infinities, and NaN, which SQLite has not.
inline void put_special_real(writer& out, double value) {
    const bool is_nan = value != value;
    if (out.dialect.has_own_types) return out.put(is_nan ? "'NaN'" : value < 0 ? "'-Infinity'" : "'Infinity'");
    if (is_nan) throw conversion_error("a default is NaN, which SQLite cannot store");
    out.put(value < 0 ? "-9e999" : "9e999"); // overflows to infinity when it is read
}

/// A constant of a model in DDL.
constexpr void print_literal(writer& out, const literal& value) {
    switch (value.type.kind) {
    case type_kind::boolean: {
        const bool words = out.dialect.has_own_types;
        return out.put(value.number ? (words ? "true" : "1") : (words ? "false" : "0"));
    }
    case type_kind::small_integer:
    case type_kind::integer:
    case type_kind::big_integer: return out.text.put_number(value.number);
    case type_kind::real:
    case type_kind::double_precision:
        if (!__builtin_isfinite(value.real)) return put_special_real(out, value.real);
        return put_real(out.text, value.real);
    case type_kind::decimal: return put_decimal(out.text, value.number, value.type.scale);
    case type_kind::interval:
        if (!out.dialect.has_own_types) return out.text.put_number(value.number);
        out.put("interval '");
        out.text.put_number(value.number);
        return out.put(" microseconds'");
    case type_kind::timestamp:
        out.put('\'');
        put_timestamp(out.text, value.number);
        return out.put(out.dialect.has_own_types ? "+00'" : "'");
    case type_kind::date:
        out.put('\'');
        put_date(out.text, value.number);
        return out.put('\'');
    case type_kind::time:
        out.put('\'');
        put_time(out.text, value.number);
        return out.put('\'');
    case type_kind::uuid:
        if (!value.text.empty()) return out.text_literal(value.text);
        return put_uuid(out.text, value.uuid);
    default: return out.text_literal(value.text);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_LITERAL_HPP

// refract/sql/print_expression.hpp
#ifndef REFRACT_SQL_PRINT_EXPRESSION_HPP
#define REFRACT_SQL_PRINT_EXPRESSION_HPP

#include <cstddef>
#include <string_view>

/// \file
/// Expressions as SQL text, with as few parentheses as both databases' precedences allow.

namespace refract {
inline namespace v0 {
namespace detail {

namespace precedence {
inline constexpr int none = 0;
inline constexpr int logical_or = 1;
inline constexpr int logical_and = 2;
inline constexpr int logical_not = 3;
inline constexpr int comparison = 4;
inline constexpr int concatenation = 5; // || binds differently in the two: its operands are atoms
inline constexpr int sum = 6;
inline constexpr int product = 7;
inline constexpr int sign = 8;
inline constexpr int atom = 9;
} // namespace precedence

constexpr int precedence_of(const node& at) {
    switch (at.kind) {
    case node_kind::between:
    case node_kind::in_values:
    case node_kind::in_list: return precedence::comparison;
    case node_kind::unary:
        if (at.op == operation::logical_not) return precedence::logical_not;
        return at.op == operation::negate ? precedence::sign : precedence::comparison;
    case node_kind::binary:
        switch (at.op) {
        case operation::logical_or: return precedence::logical_or;
        case operation::logical_and: return precedence::logical_and;
        case operation::add:
        case operation::subtract: return precedence::sum;
        case operation::multiply:
        case operation::divide:
        case operation::modulo: return precedence::product;
        case operation::concatenate: return precedence::concatenation;
        default: return precedence::comparison;
        }
    default: return precedence::atom;
    }
}

constexpr std::string_view operator_text(operation op, const dialect_info& dialect) {
    switch (op) {
    case operation::equal: return " = ";
    case operation::not_equal: return " <> ";
    case operation::less: return " < ";
    case operation::less_equal: return " <= ";
    case operation::greater: return " > ";
    case operation::greater_equal: return " >= ";
    case operation::is_distinct_from: return dialect.is_distinct_from;
    case operation::is_not_distinct_from: return dialect.is_not_distinct_from;
    case operation::logical_and: return " AND ";
    case operation::logical_or: return " OR ";
    case operation::add: return " + ";
    case operation::subtract: return " - ";
    case operation::multiply: return " * ";
    case operation::divide: return " / ";
    case operation::modulo: return " % ";
    case operation::concatenate: return " || ";
    case operation::like: return " LIKE ";
    case operation::not_like: return " NOT LIKE ";
    case operation::ilike: return dialect.ilike;
    default: return "";
    }
}

constexpr std::string_view function_text(operation op) {
    switch (op) {
    case operation::lower: return "lower";
    case operation::upper: return "upper";
    case operation::length: return "length";
    case operation::trim: return "trim";
    case operation::abs: return "abs";
    case operation::coalesce: return "coalesce";
    case operation::count: return "count";
    case operation::sum: return "sum";
    case operation::avg: return "avg";
    case operation::min: return "min";
    case operation::max: return "max";
    default: return "";
    }
}

constexpr void print_type_name(writer& out, const sql_type& type) {
    if (type.enumeration && out.dialect.has_named_enums && !type.enumeration->native_name.empty()) {
        out.identifier(type.enumeration->native_name);
        return;
    }
    out.put(out.dialect.type_names[static_cast<std::size_t>(type.kind)]);
    if (type.kind != type_kind::decimal || !out.dialect.has_exact_decimals) return;
    out.put('(');
    out.text.put_number(std::uint64_t{type.precision});
    out.put(", ");
    out.text.put_number(std::uint64_t{type.scale});
    out.put(')');
}

constexpr void print_expression(writer& out, const node* at, int outer = precedence::none);

/// Arithmetic whose result is a decimal, or a sum of decimals.
constexpr bool is_decimal_arithmetic(const node& at) {
    if (at.type.kind != type_kind::decimal) return false;
    return (at.kind == node_kind::aggregate && at.op == operation::sum) ||
           (at.kind == node_kind::binary &&
            (at.op == operation::add || at.op == operation::subtract || at.op == operation::multiply));
}
/// How many digits behind the point such arithmetic yields when it is exact.
constexpr unsigned exact_digits(const node* at) {
    if (!is_decimal_arithmetic(*at)) return at->type.kind == type_kind::decimal ? at->type.scale : 0;
    const unsigned left = exact_digits(at + 1);
    if (at->kind == node_kind::aggregate) return left;
    const unsigned right = exact_digits(skip(at + 1));
    if (at->op == operation::multiply) return left + right;
    return left > right ? left : right;
}
/// A sum of decimals adds up whole numbers where the database has no exact decimals. Not where
/// products have more digits than their type: those numbers might not fit in 64 bits.
constexpr bool is_whole_sum(const writer& out, const node* at) {
    if (out.dialect.has_exact_decimals || at->kind != node_kind::aggregate || at->op != operation::sum) return false;
    return at[1].type.kind == type_kind::decimal && exact_digits(at + 1) <= at[1].type.scale;
}
constexpr void print_power_of_ten(writer& out, unsigned exponent) {
    out.put('1');
    for (; exponent > 0; --exponent) out.put('0');
}
constexpr void print_whole_argument(writer& out, const node* at) {
    const bool rounded = out.rounded;
    out.put("CAST(round(");
    out.rounded = true;
    print_expression(out, at, precedence::product);
    out.rounded = rounded;
    out.put(" * ");
    print_power_of_ten(out, exact_digits(at));
    out.put(") AS INTEGER)");
}

constexpr void print_list(writer& out, const node* item, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i, item = skip(item)) {
        if (i > 0) out.put(", ");
        print_expression(out, item);
    }
}

constexpr void print_column(writer& out, const node& at) {
    if (out.qualify) {
        out.identifier(at.alias.empty() ? at.table().name : at.alias);
        out.put('.');
    }
    out.identifier(at.table().columns[at.column].name);
}

constexpr void print_value(writer& out, const node& at) {
    if (out.literals)
        print_literal(out, out.literals[out.at.next_value++]);
    else
        out.placeholder(at);
}

constexpr const column_info* column_of(const node& at) {
    return at.kind == node_kind::column ? &at.table().columns[at.column] : nullptr;
}
/// Prints what is compared with a column or assigned to it; a text may have the column's type.
constexpr void print_beside(writer& out, const node* at, const column_info* column, int outer) {
    const bool is_bound = at->kind == node_kind::value || at->kind == node_kind::parameter;
    if (out.literals || !is_bound || !column || !column->type.of_column) return print_expression(out, at, outer);
    node bound = *at;
    bound.type.of_column = true;
    out.placeholder(bound);
}

/// Prints an operand a second time under the numbers that it had the first time.
constexpr void print_again(writer& out, const node* at, const numbering& before) {
    const numbering after = out.at;
    out.at = before;
    print_expression(out, at);
    out.at = after;
}

/// starts_with, ends_with, contains: case and wildcards count as characters on both databases.
constexpr void print_text_test(writer& out, const node* at) {
    const node* whole = at + 1;
    const node* part = skip(whole);
    const bool native = out.dialect.has_text_functions;
    if (at->op == operation::contains) {
        out.put(native ? "strpos(" : "instr(");
        print_list(out, whole, 2);
        out.put(") > 0");
    } else if (at->op == operation::starts_with && native) {
        out.put("starts_with(");
        print_list(out, whole, 2);
        out.put(')');
    } else if (at->op == operation::starts_with) {
        out.put("substr(");
        print_expression(out, whole);
        out.put(", 1, length(");
        const numbering before = out.at;
        print_expression(out, part);
        out.put(")) = ");
        print_again(out, part, before);
    } else if (native) {
        out.put("right(");
        print_expression(out, whole);
        out.put(", length(");
        const numbering before = out.at;
        print_expression(out, part);
        out.put(")) = ");
        print_again(out, part, before);
    } else {
        // substr counts a negative start from the end, so it is computed from the length.
        out.put("substr(");
        const numbering start = out.at;
        print_expression(out, whole);
        out.put(", length(");
        print_again(out, whole, start);
        out.put(") - length(");
        const numbering before = out.at;
        print_expression(out, part);
        out.put(") + 1) = ");
        print_again(out, part, before);
    }
}

constexpr bool compares(operation op) { return op >= operation::equal && op <= operation::is_not_distinct_from; }
constexpr bool is_text_test(operation op) {
    return op == operation::starts_with || op == operation::ends_with || op == operation::contains;
}

constexpr void print_binary(writer& out, const node* at, int own) {
    if (is_text_test(at->op)) return print_text_test(out, at);
    // AND and OR associate, so does + of its left side; everything else puts its operands in parentheses.
    const bool chains = own == precedence::logical_or || own == precedence::logical_and || own == precedence::sum ||
                        own == precedence::product;
    const bool associates = own == precedence::logical_or || own == precedence::logical_and;
    const int atoms = precedence::atom;
    const int left = own == precedence::concatenation ? (at[1].op == at->op ? own : atoms) : (chains ? own : own + 1);
    const int right = own == precedence::concatenation ? atoms : (associates ? own : own + 1);
    const node* const second = skip(at + 1);
    print_beside(out, at + 1, compares(at->op) ? column_of(*second) : nullptr, left);
    const std::string_view spelled = operator_text(at->op, out.dialect);
    const bool word = spelled.front() != ' ';
    if (word) out.put(' ');
    out.put(spelled);
    if (word) out.put(' ');
    print_beside(out, second, compares(at->op) ? column_of(at[1]) : nullptr, right);
}

constexpr void print_unary(writer& out, const node* at, int own) {
    if (at->op == operation::logical_not) {
        out.put("NOT ");
        print_expression(out, at + 1, own);
    } else if (at->op == operation::negate) {
        out.put('-');
        print_expression(out, at + 1, precedence::atom);
    } else {
        print_expression(out, at + 1, own + 1);
        out.put(at->op == operation::is_null ? " IS NULL" : " IS NOT NULL");
    }
}

constexpr void print_between(writer& out, const node* at) {
    const node* low = skip(at + 1);
    print_expression(out, at + 1, precedence::comparison + 1);
    out.put(at->negated ? " NOT BETWEEN " : " BETWEEN ");
    print_beside(out, low, column_of(at[1]), precedence::comparison + 1);
    out.put(" AND ");
    print_beside(out, skip(low), column_of(at[1]), precedence::comparison + 1);
}

constexpr void print_in(writer& out, const node* at) {
    const node* items = skip(at + 1);
    print_expression(out, at + 1, precedence::comparison + 1);
    if (at->kind == node_kind::in_values) {
        out.put(at->negated ? " NOT IN (" : " IN (");
        for (std::size_t i = 1; i < at->arity; ++i, items = skip(items)) {
            if (i > 1) out.put(", ");
            print_beside(out, items, column_of(at[1]), precedence::none);
        }
        out.put(')');
    } else if (out.dialect.lists == list_form::array) {
        out.put(at->negated ? " <> ALL(" : " = ANY(");
        print_beside(out, items, column_of(at[1]), precedence::none);
        out.put(')');
    } else {
        out.put(at->negated ? " NOT IN (SELECT value FROM json_each(" : " IN (SELECT value FROM json_each(");
        print_expression(out, items);
        out.put("))");
    }
}

constexpr void print_aggregate(writer& out, const node* at) {
    // PostgreSQL sums bigint and averages whole numbers to numeric; the program expects the node's type.
    const sql_type& argument = at[1].type;
    const bool cast =
        out.dialect.widens_aggregates && argument.kind != at->type.kind
            ? at->op == operation::sum || at->op == operation::avg
            : out.dialect.widens_aggregates && at->op == operation::sum && argument.kind == type_kind::big_integer;
    if (cast) out.put("CAST(");
    out.put(function_text(at->op));
    out.put(at->distinct ? "(DISTINCT " : "(");
    const bool whole = is_whole_sum(out, at);
    if (whole)
        print_whole_argument(out, at + 1);
    else
        print_expression(out, at + 1);
    out.put(')');
    if (at->filtered) {
        out.put(" FILTER (WHERE ");
        print_expression(out, skip(at + 1));
        out.put(')');
    }
    if (whole) {
        out.put(" / ");
        print_power_of_ten(out, exact_digits(at + 1));
        out.put(".0");
    }
    if (!cast) return;
    out.put(" AS ");
    print_type_name(out, at->type);
    out.put(')');
}

/// How extract and strftime call a part of a date or time; nothing for other functions.
struct date_part_name {
    std::string_view extract{}, strftime{};
};
constexpr date_part_name date_part_of(operation op) {
    switch (op) {
    case operation::year_of: return {"year", "%Y"};
    case operation::month_of: return {"month", "%m"};
    case operation::day_of: return {"day", "%d"};
    case operation::weekday_of: return {"dow", "%w"};
    case operation::hour_of: return {"hour", "%H"};
    case operation::minute_of: return {"minute", "%M"};
    default: return {};
    }
}
constexpr void print_date_part(writer& out, const node* at, const date_part_name& part) {
    out.put("CAST(");
    if (out.dialect.has_extract) {
        out.put("extract(");
        out.put(part.extract);
        out.put(" FROM ");
        print_expression(out, at + 1, precedence::atom);
        // Otherwise the part would be that of the session's time zone.
        if (at[1].type.kind == type_kind::timestamp) out.put(" AT TIME ZONE 'UTC'");
    } else {
        out.put("strftime('");
        out.put(part.strftime);
        out.put("', ");
        print_expression(out, at + 1);
    }
    out.put(") AS ");
    print_type_name(out, at->type);
    out.put(')');
}

constexpr void print_function(writer& out, const node* at) {
    if (at->op == operation::now) return out.put(out.dialect.now);
    if (at->op == operation::now_in_seconds) return out.put(out.dialect.now_in_seconds);
    if (const date_part_name part = date_part_of(at->op); !part.extract.empty()) return print_date_part(out, at, part);
    // length() is an integer in PostgreSQL, and the program expects a bigint.
    const bool cast = out.dialect.widens_aggregates && at->op == operation::length;
    if (cast) out.put("CAST(");
    out.put(function_text(at->op));
    out.put('(');
    print_list(out, at + 1, at->arity);
    out.put(')');
    if (cast) out.put(" AS bigint)");
}

/// A database that computes with binary fractions is off in the last digits: 0.1 + 0.2 is not 0.3.
/// Rounding to the digits that the exact result has gives that result, once for a whole term.
constexpr bool needs_rounding(const writer& out, const node& at) {
    if (out.dialect.has_exact_decimals || out.rounded || is_whole_sum(out, &at)) return false;
    return is_decimal_arithmetic(at) || (at.kind == node_kind::cast && at.type.kind == type_kind::decimal);
}
constexpr void print_rounded(writer& out, const node* at) {
    out.put("round(");
    out.rounded = true;
    print_expression(out, at->kind == node_kind::cast ? at + 1 : at);
    out.rounded = false;
    out.put(", ");
    out.text.put_number(std::uint64_t{at->kind == node_kind::cast ? at->type.scale : exact_digits(at)});
    out.put(')');
}

constexpr void print_ordering(writer& out, const node* at) {
    print_expression(out, at + 1);
    if (at->descending) out.put(" DESC");
    if (at->nulls == nulls_order::first) out.put(" NULLS FIRST");
    if (at->nulls == nulls_order::last) out.put(" NULLS LAST");
}

constexpr void print_node(writer& out, const node* at, int own) {
    switch (at->kind) {
    case node_kind::column: return print_column(out, *at);
    case node_kind::value: return print_value(out, *at);
    case node_kind::parameter: return out.placeholder(*at);
    case node_kind::star: return out.put('*');
    case node_kind::null: return out.put("NULL");
    case node_kind::unary: return print_unary(out, at, own);
    case node_kind::binary: return print_binary(out, at, own);
    case node_kind::between: return print_between(out, at);
    case node_kind::in_values:
    case node_kind::in_list: return print_in(out, at);
    case node_kind::aggregate: return print_aggregate(out, at);
    case node_kind::function: return print_function(out, at);
    case node_kind::cast:
        out.put("CAST(");
        print_expression(out, at + 1);
        out.put(" AS ");
        print_type_name(out, at->type);
        return out.put(')');
    case node_kind::ordering: return print_ordering(out, at);
    case node_kind::assignment:
        out.identifier(at->table().columns[at->column].name);
        out.put(" = ");
        return print_beside(out, at + 1, &at->table().columns[at->column], precedence::none);
    case node_kind::case_when: return;
    }
}

/// Prints an expression, in parentheses where it binds more loosely than what stands around it.
constexpr void print_expression(writer& out, const node* at, int outer) {
    if (needs_rounding(out, *at)) return print_rounded(out, at);
    const bool rounded = out.rounded;
    out.rounded = rounded && is_decimal_arithmetic(*at);
    const int own = is_whole_sum(out, at) ? precedence::product : precedence_of(*at);
    if (own < outer) out.put('(');
    print_node(out, at, own);
    if (own < outer) out.put(')');
    out.rounded = rounded;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_EXPRESSION_HPP

// refract/sql/print_statement.hpp
#ifndef REFRACT_SQL_PRINT_STATEMENT_HPP
#define REFRACT_SQL_PRINT_STATEMENT_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// Statements as SQL text. One function serves every query, at compile time and at run time.

namespace refract {
inline namespace v0 {
namespace detail {

/// Prints one statement, clause by clause, in SQL's order whatever the order they were written in.
struct statement_printer {
    writer& out;
    const statement_view& statement;

    /// Makes the values and arguments of a clause the next ones: they are numbered as written.
    constexpr void enter(const clause& wanted) const {
        out.at.next_value = out.at.next_parameter = 0;
        for (const clause* each = statement.begin(); each != &wanted; ++each) {
            out.at.next_value = static_cast<std::uint16_t>(out.at.next_value + each->stored);
            out.at.next_parameter = static_cast<std::uint16_t>(out.at.next_parameter + each->parameters);
        }
        if (wanted.kind == clause_kind::where_if) ++out.at.next_value; // behind its flag
    }

    /// What the run time knows of a clause; clauses that are constant have no part.
    constexpr dynamic_part part_of(const clause& wanted) const {
        if (!is_dynamic(wanted)) return {true, wanted.nodes, wanted.items};
        std::size_t index = 0;
        for (const clause* each = statement.begin(); each != &wanted; ++each)
            if (is_dynamic(*each)) ++index;
        dynamic_part part = out.parts ? out.parts[index] : dynamic_part{.stands = false};
        if (wanted.kind == clause_kind::where_if) {
            part.nodes = wanted.nodes;
            part.items = wanted.items;
        }
        return part;
    }
    static constexpr bool is_dynamic(const clause& each) {
        return each.kind == clause_kind::where_if || each.kind == clause_kind::where_predicate ||
               each.kind == clause_kind::ordering;
    }

    constexpr void print_source(const clause& each) const {
        out.identifier(each.table().name);
        if (each.alias.empty()) return;
        out.put(" AS ");
        out.identifier(each.alias);
    }

    constexpr void print_items(std::string_view before, clause_kind kind) const {
        const clause* each = statement.find(kind);
        if (!each) return;
        enter(*each);
        out.put(before);
        print_list(out, each->nodes, each->items);
    }

    constexpr void print_columns_of(const source& from, std::string_view& separator) const {
        for (const column_info& column : from.table().all()) {
            out.put(separator);
            separator = ", ";
            if (out.qualify) {
                out.identifier(from.name());
                out.put('.');
            }
            out.identifier(column.name);
        }
    }

    constexpr void print_fields(const table_info& row) const {
        for (std::size_t i = 0; i < row.column_count; ++i) {
            if (i > 0) out.put(", ");
            const field_source found = find_field(row.columns[i].field, *out.in);
            if (!found.from) continue; // the rules have said so
            print_column(out, {.column = static_cast<std::uint16_t>(found.column),
                               .table = found.from->table,
                               .alias = found.from->alias});
        }
    }

    /// The columns of the rows: expressions, a struct's fields by name, or every table's columns.
    constexpr void print_row(const clause* columns) const {
        if (columns && columns->items > 0) {
            enter(*columns);
            print_list(out, columns->nodes, columns->items);
        } else if (columns && columns->table) {
            print_fields(columns->table());
        } else {
            std::string_view separator;
            for (std::size_t i = 0; i < out.in->count; ++i) print_columns_of(out.in->sources[i], separator);
        }
    }

    constexpr void print_joins() const {
        constexpr std::string_view words[] = {" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ", " CROSS JOIN "};
        for (const clause& each : statement) {
            if (each.kind != clause_kind::join) continue;
            out.put(words[static_cast<std::size_t>(each.join)]);
            print_source(each);
            if (each.items == 0) continue;
            enter(each);
            out.put(" ON ");
            print_expression(out, each.nodes);
        }
    }

    constexpr void print_where() const {
        std::size_t count = 0;
        for (const clause& each : statement)
            if (is_condition(each) && part_of(each).stands) ++count;
        std::string_view before = " WHERE ";
        for (const clause& each : statement) {
            if (!is_condition(each)) continue;
            const dynamic_part part = part_of(each);
            if (!part.stands) continue;
            enter(each);
            out.put(before);
            before = " AND ";
            out.inline_values = each.kind == clause_kind::where_predicate;
            print_expression(out, part.nodes, count > 1 ? precedence::logical_and : precedence::none);
            out.inline_values = false;
        }
    }
    static constexpr bool is_condition(const clause& each) {
        return each.kind == clause_kind::where || each.kind == clause_kind::where_if ||
               each.kind == clause_kind::where_predicate;
    }

    constexpr void print_order() const {
        print_items(" ORDER BY ", clause_kind::order_by);
        const clause* order = statement.find(clause_kind::ordering);
        if (!order) return;
        const dynamic_part part = part_of(*order);
        if (!part.stands) return;
        enter(*order);
        out.put(" ORDER BY ");
        out.inline_values = true;
        print_list(out, part.nodes, part.items);
        out.inline_values = false;
    }

    constexpr void print_select() const {
        out.put(statement.has(clause_kind::distinct) ? "SELECT DISTINCT " : "SELECT ");
        print_row(statement.find(clause_kind::select));
        out.put(" FROM ");
        print_source(*statement.find(clause_kind::from));
        print_joins();
        print_where();
        print_items(" GROUP BY ", clause_kind::group_by);
        print_items(" HAVING ", clause_kind::having);
        print_order();
        print_items(" LIMIT ", clause_kind::limit);
        if (statement.has(clause_kind::offset) && !statement.has(clause_kind::limit) && !out.dialect.has_offset_alone)
            out.put(" LIMIT -1");
        print_items(" OFFSET ", clause_kind::offset);
        if (statement.has(clause_kind::for_update)) out.put(" FOR UPDATE");
    }

    constexpr void print_insert() const {
        out.put("INSERT INTO ");
        print_source(*statement.find(clause_kind::from));
        const clause* set = statement.find(clause_kind::set);
        if (!set || set->items == 0) return out.put(" DEFAULT VALUES");
        out.put(" (");
        const node* item = set->nodes;
        for (std::size_t i = 0; i < set->items; ++i, item = skip(item)) {
            if (i > 0) out.put(", ");
            out.identifier(item->table().columns[item->column].name);
        }
        out.put(") VALUES (");
        enter(*set);
        item = set->nodes;
        for (std::size_t i = 0; i < set->items; ++i, item = skip(item)) {
            if (i > 0) out.put(", ");
            print_beside(out, item + 1, &item->table().columns[item->column], precedence::none);
        }
        out.put(')');
    }

    static constexpr bool assigns(const clause* set, std::size_t column) {
        const node* item = set ? set->nodes : nullptr;
        for (std::size_t i = 0; set && i < set->items; ++i, item = skip(item))
            if (item->column == column) return true;
        return false;
    }

    constexpr void print_update() const {
        const clause& target = *statement.find(clause_kind::from);
        out.put("UPDATE ");
        print_source(target);
        print_items(" SET ", clause_kind::set);
        const clause* set = statement.find(clause_kind::set);
        const table_info& table = target.table();
        for (std::size_t i = 0; i < table.column_count; ++i) {
            const column_info& column = table.columns[i];
            if (!(column.updated_at || column.version) || assigns(set, i)) continue;
            out.put(set ? ", " : " SET ");
            out.identifier(column.name);
            out.put(" = ");
            if (column.updated_at) {
                out.put(out.dialect.now);
            } else {
                out.identifier(column.name);
                out.put(" + 1");
            }
        }
        print_where();
    }

    constexpr void print() const {
        switch (statement.kind) {
        case verb::select: return print_select();
        case verb::insert: print_insert(); break;
        case verb::update: print_update(); break;
        case verb::remove:
            out.put("DELETE FROM ");
            print_source(*statement.find(clause_kind::from));
            print_where();
            break;
        }
        if (!statement.has(clause_kind::returning)) return;
        out.put(" RETURNING ");
        print_row(statement.find(clause_kind::returning));
    }
};

/// What is wanted of a query's rows.
enum class result_form : std::uint8_t { rows, first, one, count, exists };

constexpr void print_statement(writer& out, const statement_view& statement, const scope& in,
                               result_form form = result_form::rows) {
    out.in = &in;
    out.qualify = in.count > 1;
    if (form == result_form::count) out.put("SELECT count(*) FROM (");
    if (form == result_form::exists) out.put("SELECT EXISTS (");
    statement_printer{out, statement}.print();
    if (form == result_form::count) out.put(") AS \"rows\"");
    if (form == result_form::exists) out.put(")");
    if ((form == result_form::first || form == result_form::one) && statement.kind == verb::select &&
        out.dialect.sends_whole_results && !statement.has(clause_kind::limit) &&
        !statement.has(clause_kind::for_update))
        out.put(form == result_form::first ? " LIMIT 1" : " LIMIT 2");
}

/// What a statement uses and the database has not; empty if it has everything.
constexpr std::string_view missing_feature(const statement_view& statement, const dialect_info& dialect) {
    if (statement.has(clause_kind::for_update) && !dialect.has_for_update) return "FOR UPDATE";
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_STATEMENT_HPP

// refract/sql/statement.hpp
#ifndef REFRACT_SQL_STATEMENT_HPP
#define REFRACT_SQL_STATEMENT_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// What a row's column must be: what a driver compares with what the database sends.
struct result_column {
    sql_type type{};
    bool nullable = false;
    std::string_view field{};
};

/// A statement ready for a driver: constant data, except where the run time put it together.
struct statement {
    const char* sql = nullptr; ///< ends with NUL
    std::size_t size = 0;
    const sql_type* parameters = nullptr;
    std::uint16_t parameter_count = 0;
    const result_column* columns = nullptr;
    std::uint16_t column_count = 0;

    constexpr std::string_view text() const { return {sql, size}; }
};

/// The text of a statement, and which placeholder each of its values and arguments has.
template <std::size_t Size, std::size_t Placeholders, std::size_t Values, std::size_t Arguments> struct statement_data {
    std::array<char, Size + 1> text{};
    std::array<sql_type, Placeholders + 1> types{};
    std::array<std::uint16_t, Values + 1> value_numbers{};
    std::array<std::uint16_t, Arguments + 1> argument_numbers{};
};

template <class> inline constexpr std::size_t value_count = 0;
template <verb Verb, class Sources, class Selection, class Clauses, std::size_t... Index, class... Value>
inline constexpr std::size_t
    value_count<basic_query<Verb, Sources, Selection, Clauses, value_slots<std::index_sequence<Index...>, Value...>>> =
        sizeof...(Value);

struct statement_measure {
    std::size_t size = 0, placeholders = 0;
};
constexpr statement_measure measure(const statement_view& view, const dialect_info& dialect, result_form form) {
    const scope in = make_scope(view);
    writer out{.dialect = dialect};
    print_statement(out, view, in, form);
    return {out.text.size, out.at.placeholders};
}
template <std::size_t Size, std::size_t Placeholders, std::size_t Values, std::size_t Arguments>
constexpr auto print(const statement_view& view, const dialect_info& dialect, result_form form) {
    statement_data<Size, Placeholders, Values, Arguments> data;
    const scope in = make_scope(view);
    writer out{.text = {.out = data.text.data()},
               .dialect = dialect,
               .value_numbers = data.value_numbers.data(),
               .parameter_numbers = data.argument_numbers.data(),
               .types = data.types.data()};
    print_statement(out, view, in, form);
    return data;
}

template <class Query, class Dialect> using check_features =
    check_that<missing_feature(Query::view, Dialect::info).empty(), rule::feature_exists, Dialect>;

template <class Dialect, class Query, result_form Form> constexpr auto make_statement_data() {
    require<check_query<Query>>();
    if constexpr (violation_of<Query>.broken == rule::none) {
        require<check_features<Query, Dialect>>();
        constexpr statement_measure measured = measure(Query::view, Dialect::info, Form);
        return print<measured.size, measured.placeholders, value_count<Query>, Query::parameters::size>(
            Query::view, Dialect::info, Form);
    } else {
        return statement_data<0, 0, value_count<Query>, Query::parameters::size>{};
    }
}
/// The text of a query in the program's read-only data, made by the compiler.
template <class Dialect, class Query, result_form Form = result_form::rows> inline constexpr auto statement_data_of =
    make_statement_data<Dialect, Query, Form>();

template <class Dialect, class Query> constexpr std::string_view statement_text() {
    constexpr auto& text = statement_data_of<Dialect, Query>.text;
    return {text.data(), text.size() - 1};
}

/// Whether some of a statement's text is known only at run time.
constexpr bool is_dynamic(const statement_view& view) {
    for (const clause& each : view)
        if (statement_printer::is_dynamic(each)) return true;
    return false;
}

} // namespace detail

/// The SQL of a query as a constant: `sql<dialect::sqlite>(query)`. Costs nothing at run time.
/// Of a query with run-time conditions it shows the text without them.
template <class Dialect, detail::any_query Query> constexpr std::string_view sql(const Query&) {
    return detail::statement_text<Dialect, Query>();
}

} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_STATEMENT_HPP

// refract/driver/driver.hpp
#ifndef REFRACT_DRIVER_DRIVER_HPP
#define REFRACT_DRIVER_DRIVER_HPP

#include <concepts>
#include <cstdint>
#include <span>
#include <string_view>

/// \file
/// What a driver is: bytes, never queries. A database is one dialect and one driver; the client is
/// written against this page and knows no database.

namespace refract {
inline namespace v0 {

/// How far a transaction is kept from others (SQL standard). SQLite is always serializable.
enum class isolation : std::uint8_t {
    standard, ///< the database's default
    read_uncommitted,
    read_committed,
    repeatable_read,
    serializable,
};

/// How a transaction begins.
struct transaction_options {
    refract::isolation isolation = refract::isolation::standard;
    bool read_only = false;
    /// SQLite: take the write lock at once (BEGIN IMMEDIATE), so that a writer does not meet
    /// `busy` half-way. PostgreSQL has no such lock.
    bool immediate = true;
};

namespace detail {

/// One item of a list parameter; a class, because std::vector<bool> has no items.
template <class Wire> struct list_item {
    Wire value;
};

/// A cell of the current row.
///
/// `read<Wire>()` gives the cell as one of the plain values of `wire` (or bool, a signed integer,
/// float, double, std::string_view). Views live until the next `step`. Errors: `schema_mismatch`
/// for a NULL or a value of another type.
template <class Cell>
concept driver_cell = requires(const Cell& cell) {
    { cell.is_null() } -> std::same_as<bool>;
    { cell.template read<std::int64_t>() } -> std::same_as<std::int64_t>;
    { cell.template read<std::string_view>() } -> std::same_as<std::string_view>;
    { cell.template read<wire::timestamp>() } -> std::same_as<wire::timestamp>;
};

/// The current row of a statement, until the next step; a small object that is copied.
template <class Row>
concept driver_row = requires(const Row& row) {
    { row.cell(0) } -> driver_cell;
};

/// A prepared statement: bind, step until it says false, reset; then again.
///
/// An rvalue (std::string, std::vector<std::byte>) is copied: it was made for the call.
/// Placeholders count from 1, columns from 0. `begin(text, streamed)` comes before the first bind of
/// an execution; `streamed` says that the values may not live until the last step, and that rows
/// should come one by one. `step` executes at its first call; `finish` runs a statement that yields
/// no rows to its end. `reset` never throws and may be called at any time.
template <class Statement>
concept driver_statement =
    requires(Statement& statement, int position, std::string_view text, std::span<const list_item<std::int64_t>> list) {
        statement.begin(true);
        statement.bind(position, std::int64_t{});
        statement.bind(position, text);
        statement.bind_null(position);
        statement.bind_list(position, list);
        { statement.step() } -> std::same_as<bool>;
        { statement.changes() } -> std::same_as<std::int64_t>;
        { statement.row() } -> driver_row;
        { statement.column_count() } -> std::convertible_to<int>;
        { statement.column_name(0) } -> std::convertible_to<std::string_view>;
        { statement.reset() } noexcept;
    };

/// Rows on their way into a table in bulk, for drivers that have something faster than INSERT.
///
/// For each row `begin_row`, one `bind` or `bind_null` per column in order (positions from 1, as in
/// statements), `end_row`. Nothing is written before `finish`, which gives the count of rows; an object
/// that dies without it takes everything back.
template <class Copy>
concept driver_copy = requires(Copy& copy, int position, std::string_view text) {
    copy.begin_row();
    copy.bind(position, std::int64_t{});
    copy.bind(position, text);
    copy.bind_null(position);
    copy.end_row();
    { copy.finish() } -> std::same_as<std::int64_t>;
};

/// A connection. Its destructor closes it and never throws. After `close` statements may still be
/// stepped, reset and destroyed: they answer with errors, or with the rows that they have.
template <class Connection>
concept driver_connection = requires(Connection& connection, const statement& text, std::string_view script,
                                     const transaction_options& options) {
    { connection.is_open() } -> std::same_as<bool>;
    { connection.close() } noexcept;
    /// `cached`: the statement will be kept and run again.
    { connection.prepare(text, true) } -> driver_statement;
    /// Any number of statements without parameters.
    connection.execute(script);
    /// Rows that the last script touched.
    { connection.changes() } -> std::same_as<std::int64_t>;
    connection.begin(options);
    connection.commit();
    connection.rollback();
    /// Whether a transaction is open, as the database sees it.
    { connection.in_transaction() } -> std::same_as<bool>;
    { connection.last_key() } -> std::same_as<std::int64_t>;
};

/// Whether a connection copies in bulk: `copy(sql, types of the columns, how many)`.
template <class Connection>
concept copies_in_bulk = requires(Connection& connection, std::string_view sql, const sql_type* columns) {
    { connection.copy(sql, columns, std::size_t{}) } -> driver_copy;
};

/// A driver names its parts.
template <class Driver>
concept database_driver = requires {
    typename Driver::dialect;
    typename Driver::options;
    requires driver_connection<typename Driver::connection>;
    requires driver_statement<typename Driver::statement>;
    /// Whether the key of the last inserted row is known without RETURNING.
    { Driver::knows_last_key } -> std::convertible_to<bool>;
    /// How many rows of `insert_many` go into one INSERT; 0: the connection copies in bulk.
    { Driver::rows_per_insert } -> std::convertible_to<std::size_t>;
    requires Driver::rows_per_insert != 0 || copies_in_bulk<typename Driver::connection>;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_DRIVER_HPP

// refract/expr/list.hpp
#ifndef REFRACT_EXPR_LIST_HPP
#define REFRACT_EXPR_LIST_HPP

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// A list that is bound as one parameter, so that its length does not change the SQL.
template <class Item> struct list_value {
    std::vector<Item> items;
};

template <class Item> struct list_node : node_base<list_node<Item>, Item> {
    static constexpr node describe() { return {.kind = node_kind::value}; }
    static constexpr node* append(node* at) {
        *at = describe();
        at->type = type_of<Item>;
        at->type.list = true;
        return at + 1;
    }
};

template <bool Negated, class... Operand> struct in_values_node
    : node_base<in_values_node<Negated, Operand...>, bool, Operand...> {
    static constexpr node describe() { return {.kind = node_kind::in_values, .negated = Negated}; }
};
template <bool Negated, class Operand, class List> struct in_list_node
    : node_base<in_list_node<Negated, Operand, List>, bool, Operand, List> {
    static constexpr node describe() { return {.kind = node_kind::in_list, .negated = Negated}; }
};
template <bool Negated, class Operand, class Low, class High> struct between_node
    : node_base<between_node<Negated, Operand, Low, High>, bool, Operand, Low, High> {
    static constexpr node describe() { return {.kind = node_kind::between, .negated = Negated}; }
};

template <class Type>
concept value_range =
    !any_expression<Type> && !std::is_convertible_v<const Type&, std::string_view> && requires(const Type& range) {
        range.begin() != range.end();
        *range.begin();
    };

template <bool Negated, class Self, class Range> constexpr auto make_in_list(Self self, const Range& range) {
    using item = operand_storage_t<typename Self::type, decltype(*range.begin())>;
    require<check_comparable<typename Self::type, item>>();
    require<
        check_that<storable<item> && type_of<item>.kind != type_kind::bytes && type_of<item>.kind != type_kind::json,
                   rule::list_is_supported, item>>();
    list_value<item> list;
    for (const auto& each : range) list.items.push_back(static_cast<item>(each));
    using list_expression = expression<list_node<item>, values<list_value<item>>>;
    return make_expression<in_list_node<Negated, typename Self::node_type, list_node<item>>>(
        std::move(self), list_expression{{{std::move(list)}}});
}

template <bool Negated, class Self, class... Item> constexpr auto make_in(Self self, Item&&... item) {
    if constexpr (sizeof...(Item) == 1 && (value_range<std::remove_cvref_t<Item>> && ...)) {
        return make_in_list<Negated>(std::move(self), item...);
    } else {
        return [&](auto... operand) {
            (require<check_comparable<typename Self::type, typename decltype(operand)::type>>(), ...);
            return make_expression<
                in_values_node<Negated, typename Self::node_type, typename decltype(operand)::node_type...>>(
                std::move(self), std::move(operand)...);
        }(as_operand<typename Self::type>(static_cast<Item&&>(item))...);
    }
}

template <bool Negated, class Self, class Low, class High>
constexpr auto make_between(Self self, Low&& low, High&& high) {
    auto first = as_operand<typename Self::type>(static_cast<Low&&>(low));
    auto last = as_operand<typename Self::type>(static_cast<High&&>(high));
    require<check_comparable<typename Self::type, typename decltype(first)::type>>();
    require<check_comparable<typename Self::type, typename decltype(last)::type>>();
    return make_expression<between_node<Negated, typename Self::node_type, typename decltype(first)::node_type,
                                        typename decltype(last)::node_type>>(std::move(self), std::move(first),
                                                                             std::move(last));
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_LIST_HPP

// refract/client/parameters.hpp
#ifndef REFRACT_CLIENT_PARAMETERS_HPP
#define REFRACT_CLIENT_PARAMETERS_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Values on their way into a statement.

namespace refract {
inline namespace v0 {
namespace detail {

template <class> inline constexpr bool is_list_value = false;
template <class Item> inline constexpr bool is_list_value<list_value<Item>> = true;

template <class Statement, class Item>
void bind_list(Statement& statement, int position, const std::vector<Item>& items) {
    using wire = typename codec<Item>::wire;
    using made = std::remove_cvref_t<decltype(codec<Item>::encode(std::declval<const Item&>()))>;
    std::vector<list_item<wire>> encoded;
    encoded.reserve(items.size());
    if constexpr (std::is_same_v<made, wire>) {
        for (const auto& item : items) encoded.push_back({codec<Item>::encode(item)});
        statement.bind_list(position, std::span<const list_item<wire>>(encoded));
    } else { // what a codec makes is to live until it is bound
        std::vector<list_item<made>> kept;
        kept.reserve(items.size());
        for (const auto& item : items) {
            kept.push_back({codec<Item>::encode(item)});
            encoded.push_back({wire(kept.back().value)});
        }
        statement.bind_list(position, std::span<const list_item<wire>>(encoded));
    }
}

template <class Statement, class Value> void bind_value(Statement& statement, int position, const Value& value) {
    if constexpr (std::is_same_v<Value, std::nullopt_t>)
        statement.bind_null(position);
    else if constexpr (is_list_value<Value>)
        bind_list(statement, position, value.items);
    else if constexpr (!is_optional<Value>)
        statement.bind(position, codec<Value>::encode(value));
    else if (value)
        bind_value(statement, position, *value);
    else
        statement.bind_null(position);
}

/// Binds a value whose type only the run time knows.
template <class Statement> void bind_any(Statement& statement, int position, const any_value& value);

template <class Wire, class Statement, class Make>
void bind_any_list(Statement& statement, int position, const any_value& value, Make make) {
    std::vector<list_item<Wire>> items;
    items.reserve(value.list.size());
    for (const any_value& each : value.list) items.push_back({make(each)});
    statement.bind_list(position, std::span<const list_item<Wire>>(items));
}

/// Calls `use` with the type of wire value that a stored type travels as, and how to make it.
template <class Use> void with_wire(const any_value& value, Use use) {
    const auto uuid_of = [](const any_value& v) {
        wire::uuid id{};
        for (std::size_t i = 0; i < 16 && i < v.text.size(); ++i) id.bytes[i] = static_cast<std::uint8_t>(v.text[i]);
        return id;
    };
    switch (value.type.kind) {
    case type_kind::boolean: return use([](const any_value& v) { return v.number != 0; });
    case type_kind::small_integer: return use([](const any_value& v) { return static_cast<std::int16_t>(v.number); });
    case type_kind::integer: return use([](const any_value& v) { return static_cast<std::int32_t>(v.number); });
    case type_kind::big_integer: return use([](const any_value& v) { return v.number; });
    case type_kind::real: return use([](const any_value& v) { return static_cast<float>(v.real); });
    case type_kind::double_precision: return use([](const any_value& v) { return v.real; });
    case type_kind::timestamp: return use([](const any_value& v) { return wire::timestamp{v.number}; });
    case type_kind::date:
        return use([](const any_value& v) { return wire::date{static_cast<std::int32_t>(v.number)}; });
    case type_kind::time: return use([](const any_value& v) { return wire::time{v.number}; });
    case type_kind::interval: return use([](const any_value& v) { return wire::interval{v.number}; });
    case type_kind::decimal: return use([](const any_value& v) { return wire::decimal{v.number, v.type.scale}; });
    case type_kind::uuid: return use(uuid_of);
    case type_kind::json: return use([](const any_value& v) { return wire::json{v.text}; });
    case type_kind::bytes:
        return use([](const any_value& v) {
            return wire::bytes(reinterpret_cast<const std::byte*>(v.text.data()), v.text.size());
        });
    default: return use([](const any_value& v) { return std::string_view(v.text); });
    }
}

template <class Statement> void bind_any(Statement& statement, int position, const any_value& value) {
    if (value.null) return statement.bind_null(position);
    with_wire(value, [&](auto make) {
        using wire_type = decltype(make(value));
        if constexpr (std::is_same_v<wire_type, wire::bytes> || std::is_same_v<wire_type, wire::json>)
            statement.bind(position, make(value));
        else if (value.type.list)
            bind_any_list<wire_type>(statement, position, value, make);
        else
            statement.bind(position, make(value));
    });
}

/// Binds one of a query's values at its placeholder; 0 means that the text does not use it.
template <class Statement, class Value> void bind_at(Statement& statement, int position, const Value& value) {
    if (position != 0) bind_value(statement, position, value);
}
template <class Statement, class Model>
void bind_at(Statement& statement, int position, const predicate<Model>& value) {
    for (const any_value& each : value.parts().values) bind_any(statement, position++, each);
}
template <class Statement, class Model> void bind_at(Statement& statement, int position, const ordering<Model>& value) {
    for (const any_value& each : value.parts().values) bind_any(statement, position++, each);
}

template <class Statement, std::size_t... Index, class... Value>
void bind_values(Statement& statement, const value_slots<std::index_sequence<Index...>, Value...>& all,
                 const std::uint16_t* numbers) {
    (bind_at(statement, numbers[Index], get<Index>(all)), ...);
}

template <class Type> inline constexpr bool is_plain_text =
    std::is_same_v<Type, std::string> || std::is_same_v<Type, std::string_view> || std::is_same_v<Type, const char*>;
/// Whether a parameter's value may be made from an argument: not if the codec gives a view of what
/// dies before the statement runs.
template <class Type> inline constexpr bool survives_conversion =
    std::is_same_v<Type, typename codec<Type>::wire> ||
    !(std::is_same_v<typename codec<Type>::wire, std::string_view> ||
      std::is_same_v<typename codec<Type>::wire, wire::bytes> ||
      std::is_same_v<typename codec<Type>::wire, wire::json>);

/// Whether an argument can be given for a parameter or a key.
template <class Type, class Argument> constexpr bool fits_parameter() {
    using wanted = without_optional<Type>;
    if constexpr (std::is_same_v<Argument, std::nullopt_t>)
        return is_optional<Type>;
    else if constexpr (is_optional<Argument> && !is_optional<Type>)
        return false;
    else if constexpr (std::is_same_v<without_optional<Argument>, wanted>)
        return true;
    else if constexpr (std::is_arithmetic_v<wanted> && std::is_arithmetic_v<Argument>)
        return std::is_same_v<wanted, bool> == std::is_same_v<Argument, bool> &&
               (std::is_floating_point_v<wanted> || std::is_integral_v<Argument>);
    else if constexpr (is_plain_text<wanted>)
        return std::is_convertible_v<const Argument&, std::string_view>;
    else
        return std::is_convertible_v<const Argument&, wanted> && survives_conversion<wanted>;
}

/// Binds an argument as a value of its parameter's type; a number that does not fit is an error.
template <class Type, class Statement, class Argument>
void bind_argument(Statement& statement, int position, const Argument& argument) {
    using wanted = without_optional<Type>;
    using given = std::remove_cvref_t<Argument>;
    if (position == 0) return;
    if constexpr (std::is_same_v<given, std::nullopt_t>) {
        statement.bind_null(position);
    } else if constexpr (std::is_same_v<without_optional<given>, wanted>) {
        bind_value(statement, position, argument);
    } else if constexpr (std::is_integral_v<wanted> && std::is_integral_v<given>) {
        const auto converted = static_cast<wanted>(argument);
        if (!std::in_range<wanted>(argument)) throw_out_of_range(std::to_string(argument), "the parameter's type");
        bind_value(statement, position, converted);
    } else if constexpr (is_plain_text<wanted>) {
        bind_value(statement, position, std::string_view(argument));
    } else if constexpr (std::is_same_v<wanted, float> && std::is_same_v<given, double>) {
        bind_value(statement, position, narrow_real(argument));
    } else {
        bind_value(statement, position, static_cast<wanted>(argument));
    }
}

template <class Parameters, class... Argument> struct argument_check {
    using type = failed<rule::argument_count, Parameters, type_list<Argument...>>;
};
template <class... Parameter, class... Argument>
    requires(sizeof...(Parameter) == sizeof...(Argument))
struct argument_check<type_list<Parameter...>, Argument...> {
    using type = check_that<(fits_parameter<Parameter, std::decay_t<Argument>>() && ...), rule::argument_type,
                            type_list<Parameter...>, type_list<Argument...>>;
};
/// Whether arguments are as many and of the types that a query's parameters want.
template <class Parameters, class... Argument> using check_arguments =
    typename argument_check<Parameters, Argument...>::type;

template <class Statement, class... Parameter, class... Argument>
void bind_arguments(Statement& statement, type_list<Parameter...>, const std::uint16_t* numbers,
                    const Argument&... argument) {
    (bind_argument<Parameter>(statement, *numbers++, argument), ...);
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_PARAMETERS_HPP

// refract/client/row_reader.hpp
#ifndef REFRACT_CLIENT_ROW_READER_HPP
#define REFRACT_CLIENT_ROW_READER_HPP

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// Rows: which columns a C++ type wants, and filling it from a statement's current row.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Cell, class Field> REFRACT_INLINE void read_field(const Cell& cell, Field& out) {
    if constexpr (is_optional<Field>) {
        if (cell.is_null()) return out.reset();
        if constexpr (std::is_same_v<Field, std::optional<std::string>>) {
            if (!out) return static_cast<void>(out.emplace(cell.template read<std::string_view>())); // not first empty
        } else {
            if (!out) out.emplace();
        }
        read_field(cell, *out);
    } else {
        using stored = codec<Field>;
        stored::decode(cell.template read<typename stored::wire>(), out);
    }
}

/// Reads the fields that it visits from consecutive columns.
template <class Source> struct field_reader {
    const Source& source;
    int& column;
    template <class Field> REFRACT_INLINE void operator()(Field& field) const {
        read_field(source.cell(column), field);
        ++column;
    }
};

/// How a row type is made of columns.
template <class Row> struct row_traits {
    static constexpr bool is_struct = !storable<Row>;
    static constexpr std::size_t width() {
        if constexpr (is_struct)
            return table_of<Row>().column_count;
        else
            return 1;
    }
    static constexpr result_column* describe(result_column* out, bool nullable) {
        if constexpr (is_struct) {
            for (const column_info& column : table_of<Row>().all())
                *out++ = {column.type, nullable || column.nullable, column.field};
        } else {
            *out++ = {type_of<Row>, nullable || is_optional<Row>, {}};
        }
        return out;
    }
    template <class Source> REFRACT_INLINE static void read(const Source& source, int& column, Row& out) {
        if constexpr (is_struct)
            for_each_field(out, field_reader<Source>{source, column});
        else
            field_reader<Source>{source, column}(out);
    }
};

/// The far side of an outer join: missing when a column that is never NULL is NULL.
template <class Row>
    requires(!storable<Row>)
struct row_traits<std::optional<Row>> {
    static constexpr std::size_t width() { return row_traits<Row>::width(); }
    static constexpr result_column* describe(result_column* out, bool) { return row_traits<Row>::describe(out, true); }
    template <class Source>
    REFRACT_INLINE static void read(const Source& source, int& column, std::optional<Row>& out) {
        if (is_missing(source, column)) {
            out.reset();
            column += static_cast<int>(width());
            return;
        }
        if (!out) out.emplace();
        row_traits<Row>::read(source, column, *out);
    }

private:
    template <class Source> static bool is_missing(const Source& source, int column) {
        constexpr auto columns = table_of<Row>().all();
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (!columns[i].nullable) return source.cell(column + static_cast<int>(i)).is_null();
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (!source.cell(column + static_cast<int>(i)).is_null()) return false;
        return true;
    }
};

template <class... Part> struct row_traits<std::tuple<Part...>> {
    static constexpr std::size_t width() { return (std::size_t{0} + ... + row_traits<Part>::width()); }
    static constexpr result_column* describe(result_column* out, bool nullable) {
        ((out = row_traits<Part>::describe(out, nullable)), ...);
        return out;
    }
    template <class Source>
    REFRACT_INLINE static void read(const Source& source, int& column, std::tuple<Part...>& out) {
        read_parts(source, column, out, std::index_sequence_for<Part...>{});
    }

private:
    template <class Source, std::size_t... Index> REFRACT_INLINE static void
    read_parts(const Source& source, int& column, std::tuple<Part...>& out, std::index_sequence<Index...>) {
        (row_traits<Part>::read(source, column, std::get<Index>(out)), ...);
    }
};

template <class Row> constexpr auto list_result_columns() {
    std::array<result_column, row_traits<Row>::width()> columns{};
    row_traits<Row>::describe(columns.data(), false);
    return columns;
}
/// What a row type wants of each column, for drivers to compare with what the database sends.
template <class Row> inline constexpr auto result_columns_of = list_result_columns<Row>();
template <> inline constexpr std::array<result_column, 0> result_columns_of<void>{};

/// Whether some of a row looks into the driver's buffer and dies with the next row.
template <class Row> struct view_traits {
    template <class... Field> static constexpr bool any_view(type_list<Field...>) {
        return (view_traits<Field>::value || ...);
    }
    static constexpr bool value = any_view(field_types<Row>{});
};
template <storable Row> struct view_traits<Row> {
    using type = without_optional<Row>;
    static constexpr bool value = std::is_same_v<type, std::string_view> || std::is_same_v<type, wire::bytes>;
};
template <class Row>
    requires(!storable<Row>)
struct view_traits<std::optional<Row>> : view_traits<Row> {};
template <class... Part> struct view_traits<std::tuple<Part...>> {
    static constexpr bool value = (view_traits<Part>::value || ...);
};

[[noreturn, gnu::cold]] inline void rethrow_with_column(error& failure, std::string_view column, std::string_view sql) {
    failure.add_column(column);
    failure.add_sql(sql);
    throw;
}

/// Fills a row from the statement's current row; an error names the column.
template <class Row, class Statement> void read_row(Statement& statement, Row& out) {
    int column = 0;
    const auto current = statement.row();
    try {
        row_traits<Row>::read(current, column, out);
    } catch (error& failure) { rethrow_with_column(failure, statement.column_name(column), statement.sql()); }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_ROW_READER_HPP

// refract/base/atomic.hpp
#ifndef REFRACT_BASE_ATOMIC_HPP
#define REFRACT_BASE_ATOMIC_HPP

#include <cstdint>

namespace refract {
inline namespace v0 {
namespace detail {

/// A flag that one thread at a time can take. <atomic> would cost every translation unit a tenth of
/// a second for these two operations, which GCC and Clang have as builtins.
class exclusive_flag {
public:
    /// Takes the flag; false if it is taken.
    bool take() noexcept { return !__atomic_exchange_n(&taken_, true, __ATOMIC_ACQUIRE); }
    /// The same for what is done for every row, without the locked instruction, which is a twentieth
    /// of a row. Threads that come within nanoseconds of each other may both pass; their next rows
    /// will hardly.
    bool take_quickly() noexcept {
        if (__atomic_load_n(&taken_, __ATOMIC_ACQUIRE)) return false;
        __atomic_store_n(&taken_, true, __ATOMIC_RELAXED);
        return true;
    }
    void release() noexcept { __atomic_store_n(&taken_, false, __ATOMIC_RELEASE); }

private:
    bool taken_ = false;
};

/// A flag that is set once, by whoever comes first.
class once_flag {
public:
    void set() noexcept { __atomic_store_n(&set_, true, __ATOMIC_RELAXED); }
    bool is_set() const noexcept { return __atomic_load_n(&set_, __ATOMIC_RELAXED); }

private:
    bool set_ = false;
};

/// Numbers that no two callers share; the first is 1.
class number_source {
public:
    std::uint32_t next() noexcept { return __atomic_add_fetch(&last_, 1U, __ATOMIC_RELAXED); }

private:
    std::uint32_t last_ = 0;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_BASE_ATOMIC_HPP

// refract/client/statement_cache.hpp
#ifndef REFRACT_CLIENT_STATEMENT_CACHE_HPP
#define REFRACT_CLIENT_STATEMENT_CACHE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Prepared statements of one connection. Constant statements have dense numbers, so that a hit is
/// one array load; texts put together at run time are found by their shape and bounded in number.

namespace refract {
inline namespace v0 {
namespace detail {

/// The dense number of a constant statement; 0 until its first use in the program.
using statement_number = std::uint32_t;

/// Numbers a statement at its first use. Threads may race for it: the first one decides.
inline std::uint32_t assign_number(statement_number& number) {
    static constinit number_source numbers;
    std::uint32_t none = 0;
    const std::uint32_t wanted = numbers.next();
    __atomic_compare_exchange_n(&number, &none, wanted, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
    return none == 0 ? wanted : none;
}

/// A statement whose text was put together at run time.
struct runtime_statement {
    std::string key; ///< its shape
    std::string sql;
    std::vector<sql_type> types;
    std::vector<std::uint16_t> value_numbers, argument_numbers;
    const result_column* columns = nullptr;
    std::uint16_t column_count = 0;

    statement view() const {
        return {.sql = sql.c_str(),
                .size = sql.size(),
                .parameters = types.data(),
                .parameter_count = static_cast<std::uint16_t>(types.size()),
                .columns = columns,
                .column_count = column_count};
    }
};

template <class Driver> class statement_cache {
    using prepared = typename Driver::statement;
    using connection = typename Driver::connection;

public:
    /// A prepared statement and whether somebody is stepping through it.
    struct entry {
        prepared statement;
        bool in_use = false;
        bool kept; ///< by the cache; otherwise who holds it deletes it

        entry(prepared made, bool keep) : statement(std::move(made)), kept(keep) {}
        entry(const entry&) = delete;
        virtual ~entry() = default;
    };
    struct runtime_entry final : entry {
        runtime_statement text;
        std::uint64_t last_used = 0;

        runtime_entry(prepared made, runtime_statement from) : entry(std::move(made), true), text(std::move(from)) {}
    };

    /// Holds a statement until the end of its execution, then resets it.
    class lease {
    public:
        explicit lease(entry* held) noexcept : held_(held) { held_->in_use = true; }
        lease(lease&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
        lease& operator=(lease&&) = delete;
        ~lease() {
            if (!held_) return;
            held_->statement.reset();
            held_->in_use = false;
            if (!held_->kept) delete held_;
        }
        prepared& statement() const noexcept { return held_->statement; }

    private:
        entry* held_;
    };

    /// How many texts put together at run time are kept prepared.
    static constexpr std::size_t runtime_limit = 64;

    statement_cache() = default;
    statement_cache(const statement_cache&) = delete;
    statement_cache& operator=(const statement_cache&) = delete;
    ~statement_cache() { clear(); }

    /// The prepared statement of a number; prepared at its first use on this connection.
    lease acquire(connection& on, statement_number& number, const statement& text) {
        const std::uint32_t known = __atomic_load_n(&number, __ATOMIC_RELAXED);
        if (known < numbered_.size()) [[likely]] {
            entry* found = numbered_[known];
            if (found && !found->in_use) [[likely]]
                return lease(found);
        }
        return prepare(on, known != 0 ? known : assign_number(number), text);
    }

    /// The text of a shape, or null; `make` puts it together.
    runtime_entry* find(std::string_view key) {
        for (runtime_entry* each : runtime_)
            if (each->text.key == key) {
                each->last_used = ++clock_;
                return each;
            }
        return nullptr;
    }
    runtime_entry* add(connection& on, runtime_statement text) {
        prepared first = on.prepare(text.view(), true); // before a short text moves, and its bytes with it
        runtime_.reserve(runtime_.size() + 1);
        auto* made = new runtime_entry(std::move(first), std::move(text));
        made->last_used = ++clock_;
        if (runtime_.size() >= runtime_limit) forget_oldest();
        runtime_.push_back(made);
        return made;
    }
    /// A found text; prepared once more if it is being stepped through.
    lease acquire(connection& on, runtime_entry* found) {
        if (!found->in_use) return lease(found);
        return once(on, found->text.view());
    }

    /// Statements that are prepared now, for tests and statistics.
    std::size_t size() const noexcept {
        std::size_t count = runtime_.size();
        for (const entry* each : numbered_)
            if (each) ++count;
        return count;
    }

    void clear() noexcept {
        for (entry* each : numbered_) release(each);
        for (entry* each : runtime_) release(each);
        numbered_.clear();
        runtime_.clear();
    }

private:
    [[gnu::noinline]] lease prepare(connection& on, std::uint32_t number, const statement& text) {
        if (number < numbered_.size() && numbered_[number]) return once(on, text);
        if (number >= numbered_.size()) numbered_.resize(number + std::size_t{1});
        return lease(numbered_[number] = new entry(on.prepare(text, true), true));
    }
    /// The same statement is being stepped through: a second one, for this once.
    static lease once(connection& on, const statement& text) {
        return lease(new entry(on.prepare(text, false), false));
    }
    // A stream that outlives the cache deletes its own statement.
    static void release(entry* each) noexcept {
        if (each && each->in_use)
            each->kept = false;
        else
            delete each;
    }
    void forget_oldest() {
        std::size_t oldest = runtime_.size();
        for (std::size_t i = 0; i < runtime_.size(); ++i)
            if (!runtime_[i]->in_use &&
                (oldest == runtime_.size() || runtime_[i]->last_used < runtime_[oldest]->last_used))
                oldest = i;
        if (oldest == runtime_.size()) return; // all are being stepped through
        delete runtime_[oldest];
        runtime_.erase(runtime_.begin() + static_cast<std::ptrdiff_t>(oldest));
    }

    std::vector<entry*> numbered_;
    std::vector<runtime_entry*> runtime_;
    std::uint64_t clock_ = 0;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_STATEMENT_CACHE_HPP

// refract/sql/print_entity.hpp
#ifndef REFRACT_SQL_PRINT_ENTITY_HPP
#define REFRACT_SQL_PRINT_ENTITY_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// The statements of whole objects: find, insert, update, upsert and erase by key.

namespace refract {
inline namespace v0 {
namespace detail {

enum class entity_action : std::uint8_t { find, insert, update, upsert, erase };

/// Which columns an insert leaves to the database, one bit for each column that it may leave.
using omitted_columns = std::uint32_t;
inline constexpr omitted_columns omit_nothing = 0;
inline constexpr omitted_columns omit_everything = ~omitted_columns{0};

/// Columns that the database can fill: a key that it makes, and defaults that it evaluates.
constexpr bool is_omittable(const table_info& table, std::size_t column) {
    return (table.columns[column].key && table.key_is_generated) ||
           table.columns[column].default_from == default_kind::expression;
}
constexpr bool is_omitted(const table_info& table, std::size_t column, omitted_columns omitted) {
    if (!is_omittable(table, column)) return false;
    std::size_t bit = 0;
    for (std::size_t i = 0; i < column; ++i)
        if (is_omittable(table, i)) ++bit;
    return bit < 32 && (omitted >> bit & 1) != 0;
}
constexpr bool is_sent(const table_info& table, std::size_t column, omitted_columns omitted) {
    return !table.columns[column].generated && !is_omitted(table, column, omitted);
}
/// Columns whose new value an insert brings back.
constexpr bool is_returned(const table_info& table, std::size_t column, omitted_columns omitted) {
    return table.columns[column].generated || is_omitted(table, column, omitted);
}
/// Columns whose new value an update brings back.
constexpr bool is_refreshed(const column_info& column) {
    return column.generated || column.updated_at || column.version;
}
/// Columns whose value an upsert brings back, whichever of the two it did.
constexpr bool is_returned_by_upsert(const table_info& table, std::size_t column, omitted_columns omitted) {
    return is_returned(table, column, omitted) || is_refreshed(table.columns[column]);
}

struct entity_printer {
    writer& out;
    const table_info& table;

    constexpr void column(std::size_t index) const { out.identifier(table.columns[index].name); }
    constexpr void value(std::size_t index) const {
        out.placeholder({.kind = node_kind::value, .type = table.columns[index].type});
    }

    /// Prints each column that passes, with separators.
    template <class Test, class Print> constexpr std::size_t each(Test test, Print print) const {
        std::size_t count = 0;
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!test(i)) continue;
            if (count++ > 0) out.put(", ");
            print(i);
        }
        return count;
    }
    constexpr void names_of_all() const {
        each([](std::size_t) { return true; }, [this](std::size_t i) { column(i); });
    }

    constexpr void where_key() const {
        for (std::size_t i = 0; i < table.key.count; ++i) {
            out.put(i == 0 ? " WHERE " : " AND ");
            column(table.key.columns[i]);
            out.put(" = ");
            value(table.key.columns[i]);
        }
    }
    constexpr void and_version() const {
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!table.columns[i].version) continue;
            out.put(" AND ");
            column(i);
            out.put(" = ");
            value(i);
        }
    }

    constexpr void find() const {
        out.put("SELECT ");
        names_of_all();
        out.put(" FROM ");
        out.identifier(table.name);
        where_key();
    }
    constexpr void erase() const {
        out.put("DELETE FROM ");
        out.identifier(table.name);
        where_key();
    }

    constexpr void insert(omitted_columns omitted, std::size_t rows) const {
        const auto sent = [&](std::size_t i) { return is_sent(table, i, omitted); };
        out.put("INSERT INTO ");
        out.identifier(table.name);
        bool any = false;
        for (std::size_t i = 0; i < table.column_count; ++i) any |= sent(i);
        if (!any) return out.put(" DEFAULT VALUES");
        out.put(" (");
        each(sent, [this](std::size_t i) { column(i); });
        out.put(") VALUES ");
        for (std::size_t row = 0; row < rows; ++row) {
            out.put(row == 0 ? "(" : ", (");
            each(sent, [this](std::size_t i) { value(i); });
            out.put(')');
        }
    }
    template <class Test> constexpr void returning(Test test) const {
        bool any = false;
        for (std::size_t i = 0; i < table.column_count; ++i) any |= test(i);
        if (!any) return;
        out.put(" RETURNING ");
        each(test, [this](std::size_t i) { column(i); });
    }

    constexpr bool is_updated(std::size_t i) const { return !table.columns[i].key && !table.columns[i].generated; }
    constexpr void update() const {
        out.put("UPDATE ");
        out.identifier(table.name);
        out.put(" SET ");
        const std::size_t count = each([this](std::size_t i) { return is_updated(i); },
                                       [this](std::size_t i) {
                                           column(i);
                                           out.put(" = ");
                                           if (table.columns[i].updated_at) return out.put(out.dialect.now);
                                           if (!table.columns[i].version) return value(i);
                                           column(i);
                                           out.put(" + 1");
                                       });
        if (count == 0) keep_key(); // nothing but a key: still tells whether the row is there
        where_key();
        and_version();
        returning([this](std::size_t i) { return is_refreshed(table.columns[i]); });
    }

    /// An assignment that changes nothing, where the syntax wants one.
    constexpr void keep_key() const {
        column(table.key.columns[0]);
        out.put(" = ");
        out.identifier(table.name);
        out.put('.');
        column(table.key.columns[0]);
    }

    /// What the insert leaves to the database stays as it is in a row that is there already.
    constexpr void upsert(omitted_columns omitted) const {
        insert(omitted, 1);
        out.put(" ON CONFLICT (");
        for (std::size_t i = 0; i < table.key.count; ++i) {
            if (i > 0) out.put(", ");
            column(table.key.columns[i]);
        }
        out.put(") DO UPDATE SET ");
        const std::size_t count = each([&](std::size_t i) { return is_updated(i) && is_sent(table, i, omitted); },
                                       [this](std::size_t i) {
                                           column(i);
                                           out.put(" = ");
                                           if (table.columns[i].updated_at) return out.put(out.dialect.now);
                                           if (!table.columns[i].version) {
                                               out.put("excluded.");
                                               return column(i);
                                           }
                                           out.identifier(table.name);
                                           out.put('.');
                                           column(i);
                                           out.put(" + 1");
                                       });
        if (count == 0) keep_key(); // DO NOTHING would bring nothing back
        returning([&](std::size_t i) { return is_returned_by_upsert(table, i, omitted); });
    }
};

/// `brings_back`: whether an insert ends with RETURNING for what the database filled in.
constexpr void print_entity(writer& out, const table_info& table, entity_action action, omitted_columns omitted,
                            std::size_t rows, bool brings_back) {
    const entity_printer printer{out, table};
    switch (action) {
    case entity_action::find: return printer.find();
    case entity_action::erase: return printer.erase();
    case entity_action::update: return printer.update();
    case entity_action::upsert: return printer.upsert(omitted);
    case entity_action::insert:
        printer.insert(omitted, rows);
        if (brings_back) printer.returning([&](std::size_t i) { return is_returned(table, i, omitted); });
    }
}

/// `COPY table (columns) FROM STDIN`, for PostgreSQL's bulk insert.
constexpr void print_copy(writer& out, const table_info& table, omitted_columns omitted) {
    out.put("COPY ");
    out.identifier(table.name);
    out.put(" (");
    const entity_printer printer{out, table};
    printer.each([&](std::size_t i) { return is_sent(table, i, omitted); }, [&](std::size_t i) { printer.column(i); });
    out.put(") FROM STDIN (FORMAT binary)");
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_ENTITY_HPP

// refract/client/entity.hpp
#ifndef REFRACT_CLIENT_ENTITY_HPP
#define REFRACT_CLIENT_ENTITY_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

/// \file
/// Whole objects on their way in and out: their constant statements, and which fields they send.

namespace refract {
inline namespace v0 {
namespace detail {

struct entity_key {
    entity_action action{};
    omitted_columns omitted = omit_nothing;
    std::size_t rows = 1;
    bool brings_back = false;
};

constexpr statement_measure measure_entity(const table_info& table, const dialect_info& dialect, entity_key key) {
    writer out{.dialect = dialect};
    print_entity(out, table, key.action, key.omitted, key.rows, key.brings_back);
    return {out.text.size, out.at.placeholders};
}

template <class Dialect, class Model, entity_key Key> constexpr auto make_entity_data() {
    constexpr statement_measure measured = measure_entity(table_of<Model>(), Dialect::info, Key);
    statement_data<measured.size, measured.placeholders, 0, 0> data;
    writer out{.text = {.out = data.text.data()}, .dialect = Dialect::info, .types = data.types.data()};
    print_entity(out, table_of<Model>(), Key.action, Key.omitted, Key.rows, Key.brings_back);
    return data;
}
template <class Dialect, class Model, entity_key Key> inline constexpr auto entity_data_of =
    make_entity_data<Dialect, Model, Key>();

/// The columns that a statement brings back, for drivers to check.
template <class Model, entity_key Key> constexpr auto list_entity_columns() {
    struct {
        std::array<result_column, field_count<Model>> columns{};
        std::uint16_t count = 0;
    } result;
    const table_info& table = table_of<Model>();
    for (std::size_t i = 0; i < table.column_count; ++i) {
        const bool comes_back =
            Key.action == entity_action::find ||
            (Key.action == entity_action::update && is_refreshed(table.columns[i])) ||
            (Key.action == entity_action::upsert && is_returned_by_upsert(table, i, Key.omitted)) ||
            (Key.action == entity_action::insert && Key.brings_back && is_returned(table, i, Key.omitted));
        if (comes_back)
            result.columns[result.count++] = {table.columns[i].type, table.columns[i].nullable, table.columns[i].field};
    }
    return result;
}
template <class Model, entity_key Key> inline constexpr auto entity_columns_of = list_entity_columns<Model, Key>();

template <class Dialect, class Model, entity_key Key> constexpr statement entity_statement() {
    constexpr auto& data = entity_data_of<Dialect, Model, Key>;
    constexpr auto& columns = entity_columns_of<Model, Key>;
    return {.sql = data.text.data(),
            .size = data.text.size() - 1,
            .parameters = data.types.data(),
            .parameter_count = static_cast<std::uint16_t>(data.types.size() - 1),
            .columns = columns.columns.data(),
            .column_count = columns.count};
}
template <class Dialect, class Model, entity_key Key> inline constinit statement_number entity_number = 0;

/// The facts of a model that decide how its objects travel.
template <class Model> struct entity_traits {
    static constexpr const table_info& table = table_of<Model>();

    template <class Test> static constexpr bool any(Test test) {
        for (std::size_t i = 0; i < table.column_count; ++i)
            if (test(i)) return true;
        return false;
    }
    static constexpr bool has_omittable = any([](std::size_t i) { return is_omittable(table, i); });
    static constexpr bool has_generated = any([](std::size_t i) { return table.columns[i].generated; });
    static constexpr bool has_default_expression =
        any([](std::size_t i) { return table.columns[i].default_from == default_kind::expression; });
    static constexpr bool has_version = any([](std::size_t i) { return table.columns[i].version; });
    static constexpr bool is_refreshed_by_update = any([](std::size_t i) { return is_refreshed(table.columns[i]); });
    /// Whether an object may leave some, but not all, of what it could leave to the database.
    static constexpr bool omits_some = [] {
        std::size_t count = 0;
        for (std::size_t i = 0; i < table.column_count; ++i)
            if (is_omittable(table, i)) ++count;
        return count > 1;
    }();
    static constexpr bool omits_only_key = table.key_is_generated && !has_default_expression && !has_generated;
};

template <class Model> using check_has_key = check_that<(table_of<Model>().key.count > 0), rule::model_has_key, Model>;

/// Some of a model's fields, by their position.
template <class Model> using field_set = std::array<bool, field_count<Model>>;
template <class Model, class Test> constexpr field_set<Model> fields_that(Test test) {
    field_set<Model> chosen{};
    for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = test(i);
    return chosen;
}
template <class Model, omitted_columns Omitted> inline constexpr field_set<Model> sent_fields =
    fields_that<Model>([](std::size_t i) { return is_sent(table_of<Model>(), i, Omitted); });
template <class Model> inline constexpr field_set<Model> updated_fields = fields_that<Model>(
    [](std::size_t i) { return !table_of<Model>().columns[i].key && !is_refreshed(table_of<Model>().columns[i]); });
template <class Model> inline constexpr field_set<Model> refreshed_fields =
    fields_that<Model>([](std::size_t i) { return is_refreshed(table_of<Model>().columns[i]); });
template <class Model, bool IsUpsert> constexpr field_set<Model> list_returned_fields(omitted_columns omitted) {
    return fields_that<Model>([omitted](std::size_t i) {
        return IsUpsert ? is_returned_by_upsert(table_of<Model>(), i, omitted)
                        : is_returned(table_of<Model>(), i, omitted);
    });
}
template <class Model, bool IsUpsert, omitted_columns Omitted> inline constexpr field_set<Model> returned_fields =
    list_returned_fields<Model, IsUpsert>(Omitted);
template <class Model> inline constexpr field_set<Model> version_fields =
    fields_that<Model>([](std::size_t i) { return table_of<Model>().columns[i].version; });

template <class Visitor> struct chosen_visitor {
    const bool* chosen;
    Visitor& visit;
    template <class... Field> REFRACT_INLINE constexpr void operator()(Field&... field) const {
        const bool* next = chosen;
        ((*next++ ? visit(field) : void()), ...);
    }
};
/// Calls `visit(field)` for some of the fields.
template <class Model, class Object, class Visitor>
REFRACT_INLINE constexpr void for_fields(Object& object, const field_set<Model>& chosen, Visitor& visit) {
    with_fields(object, chosen_visitor<Visitor>{chosen.data(), visit});
}

/// Whether a field that the database can fill still holds what a default-made object holds.
template <class Field> bool is_unset(const Field& field, const Field& blank) {
    if constexpr (requires { field == blank; })
        return field == blank;
    else
        return codec<Field>::encode(field) == codec<Field>::encode(blank);
}

template <class Model, std::size_t Index> omitted_columns omitted_bit(const Model& object, omitted_columns bit) {
    constexpr const table_info& table = table_of<Model>();
    if constexpr (!is_omittable(table, Index)) {
        return omit_nothing;
    } else if constexpr (table.columns[Index].key && table.key_is_generated) {
        return codec<field_type<Model, Index>>::encode(field_of<Index>(object)) == 0 ? bit : omit_nothing;
    } else {
        static const Model blank{};
        return is_unset(field_of<Index>(object), field_of<Index>(blank)) ? bit : omit_nothing;
    }
}

/// Which columns an insert of this object leaves to the database.
template <class Model> omitted_columns omitted_of(const Model& object) {
    if constexpr (!entity_traits<Model>::has_omittable) {
        return omit_nothing;
    } else if constexpr (!entity_traits<Model>::has_default_expression) {
        constexpr std::size_t key = table_of<Model>().key.columns[0];
        return codec<field_type<Model, key>>::encode(field_of<key>(object)) == 0 ? omit_everything : omit_nothing;
    } else {
        return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            omitted_columns bit = 1, all = 0, set = 0;
            (((all |= is_omittable(table_of<Model>(), Index) ? bit : 0),
              (set |= omitted_bit<Model, Index>(object, bit)),
              (bit = is_omittable(table_of<Model>(), Index) ? bit << 1 : bit)),
             ...);
            return set == all ? omit_everything : set;
        }(std::make_index_sequence<field_count<Model>>{});
    }
}

/// Binds the fields that it visits to consecutive placeholders.
template <class Statement> struct field_binder {
    Statement& statement;
    int position = 1;
    template <class Field> void operator()(const Field& field) { bind_value(statement, position++, field); }
};
template <class Statement> field_binder(Statement&, int) -> field_binder<Statement>;

template <class Model, class Statement> REFRACT_INLINE int bind_fields(Statement& statement, const Model& object,
                                                                       const field_set<Model>& chosen, int position) {
    field_binder binder{statement, position};
    for_fields<Model>(object, chosen, binder);
    return binder.position;
}
/// Binds the fields that an insert sends, from a position on; returns the next position. Each of the
/// constant sets has code of its own, in which nothing is left to choose.
template <class Model, class Statement>
int bind_sent(Statement& statement, const Model& object, omitted_columns omitted, int position) {
    if (omitted == omit_everything)
        return bind_fields(statement, object, sent_fields<Model, omit_everything>, position);
    if (omitted == omit_nothing) return bind_fields(statement, object, sent_fields<Model, omit_nothing>, position);
    const auto some = fields_that<Model>([omitted](std::size_t i) { return is_sent(table_of<Model>(), i, omitted); });
    return bind_fields(statement, object, some, position);
}
/// Binds the key, part by part in the key's order.
template <class Model, class Statement> void bind_key(field_binder<Statement>& binder, const Model& object) {
    [&]<std::size_t... Part>(std::index_sequence<Part...>) {
        (binder(field_of<table_of<Model>().key.columns[Part]>(object)), ...);
    }(std::make_index_sequence<table_of<Model>().key.count>{});
}
/// Binds the fields that an update sets, then the key and the version that it expects.
template <class Model, class Statement> void bind_update(Statement& statement, const Model& object) {
    field_binder binder{statement, 1};
    for_fields<Model>(object, updated_fields<Model>, binder);
    bind_key(binder, object);
    if constexpr (entity_traits<Model>::has_version) for_fields<Model>(object, version_fields<Model>, binder);
}

/// Reads the columns that came back into their fields.
template <class Model, class Statement>
REFRACT_INLINE void read_back(Statement& statement, Model& object, const field_set<Model>& returned) {
    int column = 0;
    const auto current = statement.row();
    const field_reader<decltype(current)> reader{current, column};
    for_fields<Model>(object, returned, reader);
}
/// The same for what an insert or upsert returns, which depends on what it left to the database.
template <class Model, bool IsUpsert, class Statement>
void read_returned(Statement& statement, Model& object, omitted_columns omitted) {
    if (omitted == omit_everything)
        return read_back(statement, object, returned_fields<Model, IsUpsert, omit_everything>);
    if (omitted == omit_nothing) return read_back(statement, object, returned_fields<Model, IsUpsert, omit_nothing>);
    read_back(statement, object, list_returned_fields<Model, IsUpsert>(omitted));
}

/// The types of a model's key, in the key's order, as parameters.
template <class Model, std::size_t... Part> auto key_types(std::index_sequence<Part...>)
    -> type_list<field_type<Model, table_of<Model>().key.columns[Part]>...>;
template <class Model> using key_types_of =
    decltype(key_types<Model>(std::make_index_sequence<table_of<Model>().key.count>{}));

template <class Model, class... Part> struct key_check {
    using type = failed<rule::key_part_count, Model, type_list<Part...>>;
};
template <class Model, class... Part>
    requires(sizeof...(Part) == key_types_of<Model>::size)
struct key_check<Model, Part...> {
    using type = check_arguments<key_types_of<Model>, Part...>;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_ENTITY_HPP

// refract/client/session_state.hpp
#ifndef REFRACT_CLIENT_SESSION_STATE_HPP
#define REFRACT_CLIENT_SESSION_STATE_HPP

#include <cstdint>
#include <source_location>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// What a database and its transactions share: the connection and its prepared statements.
template <class Driver> struct session_state {
    typename Driver::connection connection;
    statement_cache<Driver> statements{};      // ends before the connection does
    std::vector<std::uint32_t> transactions{}; ///< the numbers of those that are open, innermost last
    std::uint32_t last_transaction = 0;
    std::uint32_t shares = 0;
    exclusive_flag in_use{};
    once_flag broken{}; ///< a transaction died while another thread used the connection

    template <class... Argument> explicit session_state(Argument&&... argument)
        : connection(std::forward<Argument>(argument)...) {}

    /// Ends the connection; what transactions and streams still ask for is an error.
    void close() noexcept {
        transactions.clear();
        statements.clear();
        connection.close();
    }
};

/// A share in a session's state: of its database, of a transaction, of a stream. The last one to end
/// ends the state.
template <class Driver> class state_share {
public:
    explicit state_share(session_state<Driver>* state) noexcept : state_(state) { ++state_->shares; }
    state_share(state_share&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
    state_share& operator=(state_share&&) = delete;
    ~state_share() { reset(); }

    void reset() noexcept {
        session_state<Driver>* const state = std::exchange(state_, nullptr);
        if (state && --state->shares == 0) delete state;
    }
    void swap(state_share& other) noexcept { std::swap(state_, other.state_); }
    explicit operator bool() const noexcept { return state_ != nullptr; }
    session_state<Driver>* operator->() const noexcept { return state_; }
    session_state<Driver>& operator*() const noexcept { return *state_; }

private:
    session_state<Driver>* state_;
};

/// Says that this thread uses the connection now, and for which call. Connections work without a
/// lock of their own, so two threads at once would corrupt it; they get an error instead.
class usage {
public:
    explicit usage(exclusive_flag& flag, const std::source_location& where = {}) : call_(where), flag_(flag) {
        if (!flag_.take()) [[unlikely]]
            refuse();
    }
    usage(const usage&) = delete;
    ~usage() { flag_.release(); }

    [[noreturn, gnu::cold, gnu::noinline]] static void refuse() {
        throw error("a connection is used by two threads at once, or by one that is inside another call of it, as "
                    "insert_many is while the range that it is given reads; give each its own connection");
    }

private:
    call_scope call_;
    exclusive_flag& flag_;
};
/// The same for one row.
class row_usage {
public:
    explicit row_usage(exclusive_flag& flag) : flag_(flag) {
        if (!flag_.take_quickly()) [[unlikely]]
            usage::refuse();
    }
    row_usage(const row_usage&) = delete;
    ~row_usage() { flag_.release(); }

private:
    exclusive_flag& flag_;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_SESSION_STATE_HPP

// refract/sql/print_ddl.hpp
#ifndef REFRACT_SQL_PRINT_DDL_HPP
#define REFRACT_SQL_PRINT_DDL_HPP

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// \file
/// Tables as CREATE statements.

namespace refract {
inline namespace v0 {
namespace detail {

struct ddl_printer {
    writer& out;
    const table_description& description;

    constexpr const table_info& table() const { return *description.table; }

    constexpr void expression(const expression_info& info) const {
        out.literals = info.values;
        out.at.next_value = 0;
        print_expression(out, info.nodes);
        out.literals = nullptr;
    }
    constexpr void names(const table_info& of, const column_list& list, bool ordered = false) const {
        out.put('(');
        for (std::size_t i = 0; i < list.count; ++i) {
            if (i > 0) out.put(", ");
            out.identifier(of.columns[list.columns[i]].name);
            if (ordered && list.descending[i]) out.put(" DESC");
        }
        out.put(')');
    }
    constexpr void constraint(std::string_view name) const {
        if (name.empty()) return;
        out.put("CONSTRAINT ");
        out.identifier(name);
        out.put(' ');
    }

    /// An integer primary key of one column is the row id on SQLite, and has to be spelled so.
    constexpr bool is_generated_key(std::size_t index) const {
        return table().key_is_generated && table().columns[index].key;
    }
    constexpr void enumeration_check(const column_info& column) const {
        const enumeration_info* names = column.type.enumeration;
        if (!names || (out.dialect.has_named_enums && !names->native_name.empty())) return;
        out.put(" CHECK (");
        out.identifier(column.name);
        out.put(" IN (");
        for (std::size_t i = 0; i < names->count; ++i) {
            if (i > 0) out.put(", ");
            out.text_literal(names->names[i]);
        }
        out.put("))");
    }
    constexpr void default_of(const column_info& column, const column_details& details) const {
        if (column.default_from == default_kind::value) {
            out.put(" DEFAULT ");
            print_literal(out, details.default_value);
        } else if (column.default_from == default_kind::expression) {
            out.put(" DEFAULT (");
            expression(details.default_expression);
            out.put(')');
        }
    }
    constexpr void column(std::size_t index) const {
        const column_info& info = table().columns[index];
        const column_details& details = description.columns[index];
        out.identifier(info.name);
        out.put(' ');
        // SQLite makes keys for columns that are INTEGER to the letter.
        const bool is_rowid = is_generated_key(index) && !out.dialect.has_own_types;
        if (!details.type_name.empty() && !is_rowid)
            out.put(details.type_name);
        else
            print_type_name(out, info.type);
        if (!details.collation.empty()) {
            out.put(" COLLATE ");
            out.identifier(details.collation);
        }
        if (is_generated_key(index)) {
            out.put(out.dialect.generated_key);
            return out.put(" PRIMARY KEY");
        }
        if (!info.nullable) out.put(" NOT NULL");
        default_of(info, details);
        if (details.generated) {
            out.put(" GENERATED ALWAYS AS (");
            expression(details.generated);
            out.put(") STORED");
        }
        enumeration_check(info);
    }

    constexpr void action(std::string_view before, referential_action wanted) const {
        constexpr std::string_view words[] = {"NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"};
        if (wanted == no_action) return;
        out.put(before);
        out.put(words[static_cast<std::size_t>(wanted)]);
    }
    constexpr void foreign_key(const foreign_key_info& key) const {
        constraint(key.name);
        out.put("FOREIGN KEY ");
        names(table(), key.columns);
        out.put(" REFERENCES ");
        out.identifier(key.target().name);
        out.put(' ');
        names(key.target(), key.target_columns);
        action(" ON DELETE ", key.on_delete);
        action(" ON UPDATE ", key.on_update);
    }

    /// `keys_inside`: whether foreign keys stand in the table; otherwise they are added later.
    constexpr void create_table(bool keys_inside) const {
        out.put("CREATE TABLE ");
        out.identifier(table().name);
        out.put(" (");
        for (std::size_t i = 0; i < table().column_count; ++i) {
            if (i > 0) out.put(", ");
            column(i);
        }
        if (table().key.count > 0 && !table().key_is_generated) {
            out.put(", PRIMARY KEY ");
            names(table(), table().key);
        }
        for (const index_info& index : description.indexes) {
            if (!index.constraint) continue;
            out.put(", ");
            constraint(index.name);
            out.put("UNIQUE ");
            names(table(), index.columns);
        }
        for (const check_info& check : description.checks) {
            out.put(", ");
            constraint(check.name);
            out.put("CHECK (");
            expression(check.condition);
            out.put(')');
        }
        if (keys_inside)
            for (const foreign_key_info& key : description.foreign_keys) {
                out.put(", ");
                foreign_key(key);
            }
        out.put(')');
    }

    constexpr void add_foreign_key(const foreign_key_info& key) const {
        out.put("ALTER TABLE ");
        out.identifier(table().name);
        out.put(" ADD ");
        foreign_key(key);
    }

    /// Without a name of its own: table_column_column_idx.
    constexpr void index_name(const index_info& index) const {
        if (!index.name.empty()) return out.identifier(index.name);
        out.put('"');
        unquoted(table().name);
        for (std::size_t i = 0; i < index.columns.count; ++i) {
            out.put('_');
            unquoted(table().columns[index.columns.columns[i]].name);
        }
        out.put("_idx\"");
    }
    constexpr void unquoted(std::string_view name) const {
        for (char c : name) {
            if (c == '"') out.put(c);
            out.put(c);
        }
    }
    constexpr void create_index(const index_info& index) const {
        out.put(index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
        index_name(index);
        out.put(" ON ");
        out.identifier(table().name);
        out.put(' ');
        names(table(), index.columns, true);
        if (!index.where) return;
        out.put(" WHERE ");
        expression(index.where);
    }

    constexpr void create_enumeration(const enumeration_info& names) const {
        out.put("CREATE TYPE ");
        out.identifier(names.native_name);
        out.put(" AS ENUM (");
        for (std::size_t i = 0; i < names.count; ++i) {
            if (i > 0) out.put(", ");
            out.text_literal(names.names[i]);
        }
        out.put(')');
    }
};

/// Runs a printing function twice, to count and to write, into a string.
template <class Print> std::string print_to_string(const dialect_info& dialect, Print print) {
    writer counting{.dialect = dialect};
    print(counting);
    std::string text(counting.text.size, '\0');
    writer writing{.text = {.out = text.data()}, .dialect = dialect};
    print(writing);
    return text;
}

} // namespace detail

/// The CREATE TABLE of a model, with its foreign keys: `create_table<dialect::sqlite, User>()`.
template <class Dialect, class Model> std::string create_table() {
    return detail::print_to_string(Dialect::info, [](detail::writer& out) {
        detail::ddl_printer{out, detail::description_of<Model>}.create_table(true);
    });
}

} // namespace v0
} // namespace refract

#endif // REFRACT_SQL_PRINT_DDL_HPP

// refract/client/insert_many.hpp
#ifndef REFRACT_CLIENT_INSERT_MANY_HPP
#define REFRACT_CLIENT_INSERT_MANY_HPP

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
    static constexpr statement text = entity_statement<dialect, Model, Key>();
    auto held = state.statements.acquire(state.connection, entity_number<dialect, Model, Key>, text);
    held.statement().begin(false);
    return held;
}

/// Whether an insert sends a column at all; `DEFAULT VALUES` is one row and cannot be copied.
template <class Model> constexpr bool sends_any(omitted_columns omitted) {
    for (std::size_t i = 0; i < table_of<Model>().column_count; ++i)
        if (is_sent(table_of<Model>(), i, omitted)) return true;
    return false;
}

template <class Driver, omitted_columns Omitted, class Model, class Batch>
void send_batch(session_state<Driver>& state, const Batch& batch) {
    constexpr std::size_t rows = sends_any<Model>(Omitted) ? rows_per_statement<Driver, Model> : 1;
    constexpr entity_key many{.action = entity_action::insert, .omitted = Omitted, .rows = rows};
    constexpr entity_key single{.action = entity_action::insert, .omitted = Omitted};
    std::size_t at = 0;
    if (batch.size() == rows) {
        auto held = acquire_bulk<Driver, Model, many>(state);
        int position = 1;
        for (; at < rows; ++at)
            position = bind_fields<Model>(held.statement(), batch[at], sent_fields<Model, Omitted>, position);
        held.statement().step();
    }
    for (; at < batch.size(); ++at) {
        auto held = acquire_bulk<Driver, Model, single>(state);
        bind_fields<Model>(held.statement(), batch[at], sent_fields<Model, Omitted>, 1);
        held.statement().step();
    }
}

/// A batch of rows that leave the same columns to the database.
template <class Driver, class Model, class Batch>
void send_batch(session_state<Driver>& state, const Batch& batch, omitted_columns omitted) {
    if (batch.size() == 0) return;
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
    for (std::size_t at = 0; at < batch.size(); ++at) {
        prepared.begin(false);
        bind_sent(prepared, batch[at], omitted, 1);
        prepared.step();
        prepared.reset();
    }
}

template <class Range>
concept keeps_its_items = std::is_lvalue_reference_v<decltype(*std::begin(std::declval<Range&>()))> &&
                          std::forward_iterator<decltype(std::begin(std::declval<Range&>()))>;

template <class Driver, class Range> std::int64_t insert_in_batches(session_state<Driver>& state, Range& objects) {
    using model = std::remove_cvref_t<decltype(*std::begin(objects))>;
    insert_batch<model, keeps_its_items<Range>> batch;
    omitted_columns omitted = omit_nothing;
    std::int64_t count = 0;
    for (auto&& object : objects) {
        const omitted_columns wanted = omitted_of<model>(object);
        if (wanted != omitted || batch.size() == rows_per_statement<Driver, model>) {
            send_batch<Driver, model>(state, batch, omitted);
            batch.clear();
            omitted = wanted;
        }
        batch.add(object);
        ++count;
    }
    send_batch<Driver, model>(state, batch, omitted);
    return count;
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
template <class Driver, class Range> std::int64_t insert_by_copy(session_state<Driver>& state, Range& objects) {
    using model = std::remove_cvref_t<decltype(*std::begin(objects))>;
    std::optional<decltype(begin_copy<model>(state, omit_nothing))> copy;
    omitted_columns omitted = omit_nothing;
    std::int64_t count = 0;
    for (auto&& object : objects) {
        const omitted_columns wanted = omitted_of<model>(object);
        if (copy && wanted != omitted) {
            copy->finish();
            copy.reset();
        }
        omitted = wanted;
        ++count;
        if (!sends_any<model>(omitted)) {
            acquire_bulk<Driver, model, entity_key{.action = entity_action::insert, .omitted = omit_everything}>(state)
                .statement()
                .step();
            continue;
        }
        if (!copy) copy.emplace(begin_copy<model>(state, omitted));
        copy->begin_row();
        bind_sent(*copy, static_cast<const model&>(object), omitted, 1);
        copy->end_row();
    }
    if (copy) copy->finish();
    return count;
}

/// Inserts every object of a range, or none.
template <class Driver, class Range> std::int64_t bulk_insert(session_state<Driver>& state, Range& objects) {
    own_transaction<Driver> transaction(state.connection);
    std::int64_t count = 0;
    if constexpr (Driver::rows_per_insert == 0)
        count = insert_by_copy(state, objects);
    else
        count = insert_in_batches(state, objects);
    transaction.commit();
    return count;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_INSERT_MANY_HPP

// refract/client/runtime_text.hpp
#ifndef REFRACT_CLIENT_RUNTIME_TEXT_HPP
#define REFRACT_CLIENT_RUNTIME_TEXT_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

/// \file
/// Statements of which some is known only at run time: their shape, and the text of a shape.

namespace refract {
inline namespace v0 {
namespace detail {

/// What tells one shape from another, as bytes that can be compared.
struct shape_key {
    std::string bytes;

    template <class Value> void add(const Value& value) {
        static_assert(std::is_trivially_copyable_v<Value> && std::has_unique_object_representations_v<Value>);
        bytes.append(reinterpret_cast<const char*>(&value), sizeof(Value));
    }
    void add(const node* nodes, std::size_t count) {
        add(count);
        for (std::size_t i = 0; i < count; ++i) {
            const node& each = nodes[i];
            add(static_cast<std::uint8_t>(each.kind));
            add(static_cast<std::uint8_t>(each.op));
            add(each.arity);
            add(static_cast<std::uint8_t>((each.negated ? 1 : 0) | (each.distinct ? 2 : 0) | (each.filtered ? 4 : 0) |
                                          (each.descending ? 8 : 0) | (each.type.list ? 16 : 0)));
            add(static_cast<std::uint8_t>(each.nulls));
            add(each.column);
            add(each.table);
            add(static_cast<std::uint8_t>(each.type.kind));
            add(each.type.scale);
            add(each.type.enumeration);
            add(each.alias.size());
            bytes += each.alias;
        }
    }
};

/// The run-time parts of a query in the order of its clauses, and its shape.
struct runtime_parts {
    std::array<dynamic_part, 16> parts{};
    std::size_t count = 0;
    shape_key key;

    void add(bool stands) {
        parts[count++].stands = stands;
        key.add(static_cast<std::uint8_t>(stands));
    }
    void add(const dynamic_nodes& nodes) {
        parts[count++] = {.stands = !nodes.nodes.empty(), .nodes = nodes.nodes.data(), .items = nodes.items};
        key.add(nodes.nodes.data(), nodes.nodes.size());
    }
};

template <std::size_t Slot, class Values> constexpr const auto& value_at(const Values& all) { return get<Slot>(all); }

/// Where the stored values of the clause at an index begin.
constexpr std::size_t first_slot(const statement_view& view, std::size_t index) {
    std::size_t slot = 0;
    for (std::size_t i = 0; i < index; ++i) slot += view.clauses[i].stored;
    return slot;
}

template <class Query, std::size_t Index> void add_part(runtime_parts& parts, const Query& query) {
    constexpr clause each = Query::clauses[Index];
    constexpr std::size_t slot = first_slot(Query::view, Index);
    if constexpr (each.kind == clause_kind::where_if)
        parts.add(value_at<slot>(query.bound));
    else if constexpr (each.kind == clause_kind::where_predicate || each.kind == clause_kind::ordering)
        parts.add(value_at<slot>(query.bound).parts());
}

/// `identity`: an address that only this query and form have.
template <class Query> runtime_parts collect_parts(const Query& query, const void* identity) {
    constexpr std::size_t dynamic = [] {
        std::size_t count = 0;
        for (const clause& each : Query::view)
            if (statement_printer::is_dynamic(each)) ++count;
        return count;
    }();
    static_assert(dynamic <= 16, "refract: a query has at most 16 run-time parts; put conditions into one predicate.");
    runtime_parts parts;
    parts.key.add(identity);
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        (add_part<Query, Index>(parts, query), ...);
    }(std::make_index_sequence<Query::clauses.size()>{});
    return parts;
}

/// A write whose only conditions are run-time ones that turned out empty would touch every row.
inline void refuse_empty_condition(const statement_view& view, const runtime_parts& parts) {
    if (view.kind != verb::update && view.kind != verb::remove) return;
    if (view.has(clause_kind::where) || view.has(clause_kind::all_rows)) return;
    for (std::size_t i = 0; i < parts.count; ++i)
        if (parts.parts[i].stands) return;
    throw error(
        "an update or delete has only run-time conditions and all of them are empty, which would touch every row; add a condition, or say .all_rows()");
}

/// Puts the text of a shape together.
inline runtime_statement make_runtime_statement(const statement_view& view, const dialect_info& dialect,
                                                result_form form, const runtime_parts& parts, std::size_t values,
                                                std::size_t arguments) {
    const scope in = make_scope(view);
    writer counting{.dialect = dialect, .parts = parts.parts.data()};
    print_statement(counting, view, in, form);

    runtime_statement made;
    made.key = parts.key.bytes;
    made.sql.resize(counting.text.size);
    made.types.resize(counting.at.placeholders);
    made.value_numbers.resize(values);
    made.argument_numbers.resize(arguments);
    writer writing{.text = {.out = made.sql.data()},
                   .dialect = dialect,
                   .value_numbers = made.value_numbers.data(),
                   .parameter_numbers = made.argument_numbers.data(),
                   .types = made.types.data(),
                   .parts = parts.parts.data()};
    print_statement(writing, view, in, form);
    return made;
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_RUNTIME_TEXT_HPP

// refract/client/session_base.hpp
#ifndef REFRACT_CLIENT_SESSION_BASE_HPP
#define REFRACT_CLIENT_SESSION_BASE_HPP

#include <cstdint>
#include <optional>
#include <source_location>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Dialect, class Query, result_form Form> inline constinit statement_number query_number = 0;

/// What the rows of a form are: of the query, or the one number that is asked for.
template <class Query, result_form Form> using form_row =
    std::conditional_t<Form == result_form::count, std::int64_t,
                       std::conditional_t<Form == result_form::exists, bool, row_of<Query>>>;

template <class Data, class Columns> constexpr statement make_statement(const Data& data, const Columns& columns) {
    return {.sql = data.text.data(),
            .size = data.text.size() - 1,
            .parameters = data.types.data(),
            .parameter_count = static_cast<std::uint16_t>(data.types.size() - 1),
            .columns = columns.data(),
            .column_count = static_cast<std::uint16_t>(columns.size())};
}
/// A query as a driver takes it: constant data.
template <class Dialect, class Query, result_form Form> inline constexpr statement constant_statement =
    make_statement(statement_data_of<Dialect, Query, Form>, result_columns_of<form_row<Query, Form>>);

/// Fills a new last row; std::vector<bool> has none to refer to.
template <class Row, class Fill> REFRACT_INLINE void append_row(std::vector<Row>& rows, Fill fill) {
    if constexpr (std::is_same_v<Row, bool>) {
        bool row{};
        fill(row);
        rows.push_back(row);
    } else {
        fill(rows.emplace_back());
    }
}

/// All rows of a statement whose values are bound.
template <class Row, class Statement> std::vector<Row> read_all(Statement& statement) {
    std::vector<Row> result;
    while (statement.step()) {
        if constexpr (requires { statement.row_count(); })
            if (result.empty()) result.reserve(static_cast<std::size_t>(statement.row_count()));
        append_row(result, [&](Row& row) { read_row(statement, row); });
    }
    return result;
}
template <class Row, class Statement> std::optional<Row> read_first(Statement& statement) {
    std::optional<Row> result;
    if (statement.step()) read_row(statement, result.emplace());
    return result;
}
[[noreturn, gnu::cold]] inline void throw_no_row(std::string_view sql) {
    throw not_found(error_details{.message = "a row was required and there is none", .sql = std::string(sql)});
}
[[noreturn, gnu::cold]] inline void throw_more_rows(std::string_view sql) {
    throw too_many_rows(error_details{.message = "one row was required and there are more", .sql = std::string(sql)});
}
template <class Row, class Statement> Row read_one(Statement& statement) {
    Row result{};
    if (!statement.step()) throw_no_row(statement.sql());
    read_row(statement, result);
    if (statement.step()) throw_more_rows(statement.sql());
    return result;
}
/// Runs a statement to its end; the number of rows that it touched.
template <class Statement> std::int64_t run(Statement& statement) {
    while (statement.step()) {}
    return statement.changes();
}

template <class Query> using check_is_query = check_that<any_query<Query>, rule::verb_takes_query, Query>;

/// The row type of a query that has rows.
template <class Query> consteval auto row_type_of() {
    require<check_is_query<Query>>();
    if constexpr (!any_query<Query>) {
        return std::type_identity<int>{};
    } else {
        require<check_that<!std::is_void_v<row_of<Query>>, rule::statement_yields_rows, Query>>();
        if constexpr (std::is_void_v<row_of<Query>>)
            return std::type_identity<int>{};
        else
            return std::type_identity<row_of<Query>>{};
    }
}
template <class Query> using streamed_row = typename decltype(row_type_of<Query>())::type;

template <class Row> consteval auto owned_row_type() {
    require<check_that<!view_traits<Row>::value, rule::rows_are_owned, Row>>();
    return std::type_identity<Row>{};
}
/// The row type of a query whose rows outlive the statement: without views into its buffer.
template <class Query> using owned_row = typename decltype(owned_row_type<streamed_row<Query>>())::type;

/// What all verbs rest on: a query becomes a prepared statement with its values bound, and rows.
template <class Driver> class session_base {
protected:
    using dialect = typename Driver::dialect;
    using lease = typename statement_cache<Driver>::lease;
    using prepared = typename Driver::statement;

    explicit session_base(session_state<Driver>* shared) noexcept : state_(shared) {}
    session_base(session_base&&) noexcept = default;
    ~session_base() = default;

    /// What is shared, if it can be used. The location comes by value: it stays in a register.
    session_state<Driver>& state(std::source_location where = {}) const {
        if (!state_ || !state_->connection.is_open() || state_->broken.is_set() ||
            (!state_->transactions.empty() && !state_->connection.in_transaction())) [[unlikely]]
            refuse_use(where);
        return *state_;
    }
    [[noreturn, gnu::cold, gnu::noinline]] void refuse_use(std::source_location where) const {
        const call_scope call(where);
        if (!state_) throw connection_error("this database or transaction is closed, ended or moved from");
        if (!state_->connection.is_open())
            throw connection_error(error_details{.message = "the connection is closed", .connection_lost = true});
        if (state_->broken.is_set())
            throw error(
                "a transaction died while another thread used the connection, so it is still open; close the database");
        // What follows would no longer be undone with the rest.
        throw error("the database has rolled this transaction back by itself; begin it again");
    }

    /// Prepares or finds a query's statement and binds everything.
    template <result_form Form, class Query, class... Argument>
    lease start(const Query& query, bool streamed, const Argument&... argument) {
        require<check_is_query<Query>>();
        require<check_arguments<typename Query::parameters, Argument...>>();
        if constexpr (is_dynamic(Query::view)) {
            return start_dynamic<Form>(query, streamed, argument...);
        } else {
            constexpr auto& data = statement_data_of<dialect, Query, Form>;
            lease held = state_->statements.acquire(state_->connection, query_number<dialect, Query, Form>,
                                                    constant_statement<dialect, Query, Form>);
            held.statement().begin(streamed);
            if constexpr (value_count<Query> > 0) bind_values(held.statement(), query.bound, data.value_numbers.data());
            if constexpr (sizeof...(Argument) > 0)
                bind_arguments(held.statement(), typename Query::parameters{}, data.argument_numbers.data(),
                               argument...);
            return held;
        }
    }
    template <result_form Form, class Query, class... Argument>
    lease start_dynamic(const Query& query, bool streamed, const Argument&... argument) {
        require<check_query<Query>>();
        require<check_features<Query, dialect>>();
        const runtime_parts parts = collect_parts(query, &query_number<dialect, Query, Form>);
        refuse_empty_condition(Query::view, parts);
        auto& statements = state_->statements;
        auto* found = statements.find(parts.key.bytes);
        if (!found) {
            auto made = make_runtime_statement(Query::view, dialect::info, Form, parts, value_count<Query>,
                                               Query::parameters::size);
            using row = form_row<Query, Form>;
            made.columns = result_columns_of<row>.data();
            made.column_count = static_cast<std::uint16_t>(result_columns_of<row>.size());
            found = statements.add(state_->connection, std::move(made));
        }
        lease held = statements.acquire(state_->connection, found);
        held.statement().begin(streamed);
        bind_values(held.statement(), query.bound, found->text.value_numbers.data());
        bind_arguments(held.statement(), typename Query::parameters{}, found->text.argument_numbers.data(),
                       argument...);
        return held;
    }

    state_share<Driver> state_;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_SESSION_BASE_HPP

// refract/client/object_session.hpp
#ifndef REFRACT_CLIENT_OBJECT_SESSION_HPP
#define REFRACT_CLIENT_OBJECT_SESSION_HPP

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <source_location>
#include <string>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// The verbs for whole objects.
template <class Driver> class object_session : public session_base<Driver> {
protected:
    using base = session_base<Driver>;
    using typename base::dialect;
    using typename base::lease;
    using typename base::prepared;

public:
    /// Inserts an object and returns it with what the database made.
    ///
    /// Sends every field as it stands, except a key made by the database that is still zero, and a
    /// column whose default is an expression and whose field is as a default-made object has it.
    template <class Object> std::remove_cvref_t<Object>
    insert(Object&& object, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return insert_object(std::forward<Object>(object));
    }
    /// Inserts a range of objects in the fastest way that the database has; all of them or none.
    template <class Range>
    std::int64_t insert_many(Range&& objects, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return bulk_insert(*state_, objects);
    }
    template <class Object>
    std::int64_t insert_many(std::initializer_list<Object> objects,
                             const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return bulk_insert(*state_, objects);
    }
    /// The object with this key, if there is one; a key of several columns has several values.
    template <class Model, class Part>
    std::optional<Model> find(const Part& key, const std::source_location& where = std::source_location::current()) {
        return find_at<Model>(where, key);
    }
    template <class Model, class First, class Second, class... Rest>
    std::optional<Model> find(const First& first, const Second& second, const Rest&... rest) {
        return find_at<Model>({}, first, second, rest...);
    }
    /// The object with this key. Errors: `not_found`.
    template <class Model, class Part>
    Model get(const Part& key, const std::source_location& where = std::source_location::current()) {
        return get_at<Model>(where, key);
    }
    template <class Model, class First, class Second, class... Rest>
    Model get(const First& first, const Second& second, const Rest&... rest) {
        return get_at<Model>({}, first, second, rest...);
    }
    /// Writes all fields of an object to its row. Columns that the database fills come back into an
    /// object that is not const. Errors: `not_found`; `stale_object` if the model has a version and
    /// the row another one.
    template <class Object>
    void update(Object&& object, const std::source_location& where = std::source_location::current()) {
        using model = std::remove_cvref_t<Object>;
        require<check_has_key<model>>();
        const usage guard(state(where).in_use, where);
        constexpr entity_key action{.action = entity_action::update};
        auto held = acquire<model, action>();
        bind_update(held.statement(), std::as_const(object));
        bool touched = false;
        if constexpr (entity_traits<model>::is_refreshed_by_update) {
            touched = held.statement().step();
            if constexpr (!std::is_const_v<std::remove_reference_t<Object>>)
                if (touched) read_back(held.statement(), object, refreshed_fields<model>);
            run(held.statement());
        } else {
            touched = run(held.statement()) > 0;
        }
        if (!touched) throw_not_updated<model>(held.statement().sql());
    }
    /// Inserts the object, or updates the row with its key: `ON CONFLICT (key) DO UPDATE`. What an
    /// insert would leave to the database stays as it is in a row that is there already.
    /// Returns the object as the row has it now.
    template <class Object> std::remove_cvref_t<Object>
    upsert(Object&& object, const std::source_location& where = std::source_location::current()) {
        using model = std::remove_cvref_t<Object>;
        require<check_has_key<model>>();
        const usage guard(state(where).in_use, where);
        if constexpr (table_of<model>().key_is_generated)
            if (has_unset_key(object)) return insert_object(std::forward<Object>(object));
        const omitted_columns omitted = omitted_of(std::as_const(object));
        if (omitted == omit_nothing) {
            constexpr entity_key action{.action = entity_action::upsert};
            return finish_upsert(acquire<model, action>(), std::forward<Object>(object), omitted);
        }
        return finish_upsert(acquire_partial<model>(entity_action::upsert, omitted), std::forward<Object>(object),
                             omitted);
    }
    /// Deletes the object's row; whether there was one.
    template <class Object>
        requires(!std::is_arithmetic_v<Object>)
    bool erase(const Object& object, const std::source_location& where = std::source_location::current()) {
        require<check_has_key<Object>>();
        const usage guard(state(where).in_use, where);
        constexpr entity_key action{.action = entity_action::erase};
        auto held = acquire<Object, action>();
        field_binder binder{held.statement(), 1};
        bind_key(binder, object);
        return run(held.statement()) > 0;
    }
    /// Deletes the row with this key; whether there was one.
    template <class Model, class First, class... Rest> bool erase(const First& first, const Rest&... rest) {
        require<check_has_key<Model>>();
        require<typename key_check<Model, First, Rest...>::type>();
        const usage guard(state().in_use);
        constexpr entity_key action{.action = entity_action::erase};
        auto held = acquire<Model, action>();
        bind_key_parts<Model>(held.statement(), first, rest...);
        return run(held.statement()) > 0;
    }

protected:
    using base::base;
    using base::state;
    using base::state_;

private:
    template <class Model, class... Part>
    std::optional<Model> find_at(const std::source_location& where, const Part&... key) {
        require<check_has_key<Model>>();
        require<typename key_check<Model, Part...>::type>();
        const usage guard(state(where).in_use, where);
        constexpr entity_key action{.action = entity_action::find};
        const lease held = acquire<Model, action>();
        bind_key_parts<Model>(held.statement(), key...);
        return read_first<Model>(held.statement());
    }
    template <class Model, class... Part> Model get_at(const std::source_location& where, const Part&... key) {
        auto found = find_at<Model>(where, key...);
        if (!found) throw_no_such_key<Model>(where);
        return std::move(*found);
    }
    template <class Model, entity_key Key> lease acquire() {
        static constexpr statement text = entity_statement<dialect, Model, Key>();
        lease held = state_->statements.acquire(state_->connection, entity_number<dialect, Model, Key>, text);
        held.statement().begin(false);
        return held;
    }
    template <class Model, class... Part> static void bind_key_parts(prepared& statement, const Part&... part) {
        static constexpr std::uint16_t numbers[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        bind_arguments(statement, key_types_of<Model>{}, numbers, part...);
    }

    template <class Object> static bool has_unset_key(const Object& object) {
        constexpr std::size_t key = table_of<Object>().key.columns[0];
        return codec<field_type<Object, key>>::encode(field_of<key>(object)) == 0;
    }

    template <class Object> std::remove_cvref_t<Object> insert_object(Object&& object) {
        using model = std::remove_cvref_t<Object>;
        using traits = entity_traits<model>;
        constexpr bool key_alone = Driver::knows_last_key && traits::omits_only_key;
        const omitted_columns omitted = omitted_of(std::as_const(object));
        if (omitted == omit_nothing) {
            constexpr entity_key action{.action = entity_action::insert, .brings_back = traits::has_generated};
            return finish_insert(acquire<model, action>(), std::forward<Object>(object), omit_nothing, false);
        }
        if constexpr (traits::has_omittable) {
            if (!traits::omits_some || omitted == omit_everything) {
                constexpr entity_key action{
                    .action = entity_action::insert, .omitted = omit_everything, .brings_back = !key_alone};
                return finish_insert(acquire<model, action>(), std::forward<Object>(object), omit_everything,
                                     key_alone);
            }
        }
        if constexpr (traits::omits_some) {
            return finish_insert(acquire_partial<model>(entity_action::insert, omitted), std::forward<Object>(object),
                                 omitted, false);
        } else {
            return std::forward<Object>(object); // not reached: nothing can be omitted
        }
    }
    template <class Object>
    std::remove_cvref_t<Object> finish_insert(lease held, Object&& object, omitted_columns omitted, bool key_alone) {
        using model = std::remove_cvref_t<Object>;
        auto result = send_object<false>(held.statement(), std::forward<Object>(object), omitted);
        if constexpr (table_of<model>().key_is_generated)
            if (key_alone) {
                constexpr std::size_t key = table_of<model>().key.columns[0];
                using field = codec<field_type<model, key>>;
                const std::int64_t made = state_->connection.last_key();
                if (!std::in_range<typename field::wire>(made))
                    throw_out_of_range(std::to_string(made), "the key's field; the row is there");
                field::decode(static_cast<typename field::wire>(made), field_of<key>(result));
            }
        return result;
    }
    template <class Object>
    std::remove_cvref_t<Object> finish_upsert(lease held, Object&& object, omitted_columns omitted) {
        return send_object<true>(held.statement(), std::forward<Object>(object), omitted);
    }
    /// Binds an object, runs the statement, and reads what came back into the object that is returned.
    template <bool IsUpsert, class Object>
    static std::remove_cvref_t<Object> send_object(prepared& statement, Object&& object, omitted_columns omitted) {
        bind_sent(statement, std::as_const(object), omitted, 1);
        const bool row = statement.step();
        std::remove_cvref_t<Object> result = std::forward<Object>(object);
        if (row) read_returned<std::remove_cvref_t<Object>, IsUpsert>(statement, result, omitted);
        while (row && statement.step()) {}
        return result;
    }
    /// An insert or upsert in which some, but not all, of what the database can fill is set.
    template <class Model> lease acquire_partial(entity_action action, omitted_columns omitted) {
        shape_key key;
        key.add(&table_of<Model>());
        key.add(action);
        key.add(omitted);
        auto* found = state_->statements.find(key.bytes);
        if (!found) {
            const auto print = [&](writer& out) { print_entity(out, table_of<Model>(), action, omitted, 1, true); };
            runtime_statement made;
            made.key = key.bytes;
            writer counting{.dialect = dialect::info};
            print(counting);
            made.sql.resize(counting.text.size);
            made.types.resize(counting.at.placeholders);
            writer writing{.text = {.out = made.sql.data()}, .dialect = dialect::info, .types = made.types.data()};
            print(writing);
            found = state_->statements.add(state_->connection, std::move(made));
        }
        lease held = state_->statements.acquire(state_->connection, found);
        held.statement().begin(false);
        return held;
    }

    template <class Model> [[noreturn, gnu::cold]] static void throw_no_such_key(const std::source_location& where) {
        const call_scope call(where);
        throw not_found("there is no row with this key in \"" + std::string(table_of<Model>().name) + "\"");
    }
    template <class Model> [[noreturn, gnu::cold]] static void throw_not_updated(std::string_view sql) {
        const std::string table(table_of<Model>().name);
        if constexpr (entity_traits<Model>::has_version)
            throw stale_object(error_details{.message = "the row of \"" + table +
                                                        "\" was changed or deleted since it was read; read it again",
                                             .sql = std::string(sql),
                                             .can_retry = true});
        else
            throw not_found(error_details{.message = "there is no row with this key in \"" + table + "\"",
                                          .sql = std::string(sql)});
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_OBJECT_SESSION_HPP

// refract/client/raw_sql.hpp
#ifndef REFRACT_CLIENT_RAW_SQL_HPP
#define REFRACT_CLIENT_RAW_SQL_HPP

#include <array>
#include <cstddef>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {

/// SQL that is put together at run time: says that its author vouches for it.
struct unsafe_sql {
    std::string_view text;
    std::source_location where;
    explicit constexpr unsafe_sql(std::string_view sql,
                                  const std::source_location& call = std::source_location::current())
        : text(sql), where(call) {}
};

namespace detail {

/// The number of `{}` in a text; `{{}}` stands for the two characters.
constexpr std::size_t count_placeholders(std::string_view sql) {
    std::size_t count = 0;
    for (std::size_t i = 0; i + 1 < sql.size(); ++i) {
        if (sql.substr(i, 4) == "{{}}") {
            i += 3;
        } else if (sql[i] == '{' && sql[i + 1] == '}') {
            ++count;
            ++i;
        }
    }
    return count;
}

/// SQL that is a constant of the program, with one `{}` for each value.
template <class... Value> struct raw_sql {
    std::string_view text;
    std::source_location where;

    template <class Text>
        requires std::is_convertible_v<const Text&, std::string_view>
    consteval raw_sql(const Text& sql, const std::source_location& call = std::source_location::current())
        : text(sql), where(call) {
        if (count_placeholders(text) != sizeof...(Value))
            // Nothing is thrown: at compile time this is an error, and compilers show the line.
            throw "refract: the number of {} in the SQL is not the number of values. Give one value for each {}. [E040]";
    }
};

/// The text with the database's own placeholders.
inline std::string number_placeholders(std::string_view sql, char placeholder) {
    std::string result;
    result.reserve(sql.size() + 8);
    std::size_t number = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql.substr(i, 4) == "{{}}") {
            result += "{}";
            i += 3;
        } else if (sql.substr(i, 2) == "{}") {
            result += placeholder;
            result += std::to_string(++number);
            ++i;
        } else {
            result += sql[i];
        }
    }
    return result;
}

/// How a value of raw SQL is stored while it is bound: literals are text.
template <class Value> using raw_value =
    std::conditional_t<std::is_convertible_v<const Value&, std::string_view>, std::string_view, Value>;

/// What a value is declared as; of NULL only the database knows.
template <class Value> constexpr sql_type raw_type_of() {
    if constexpr (std::is_same_v<std::remove_cvref_t<Value>, std::nullopt_t>)
        return {};
    else
        return type_of<raw_value<std::remove_cvref_t<Value>>>;
}

/// `HasPlaceholders`: not of text from the run time without values, in which braces are braces.
template <bool HasPlaceholders, class... Value>
runtime_statement make_raw_statement(std::string_view key, std::string_view sql, const dialect_info& dialect) {
    runtime_statement made;
    made.key = key;
    made.sql = HasPlaceholders ? number_placeholders(sql, dialect.placeholder) : std::string(sql);
    made.types = {raw_type_of<Value>()...};
    return made;
}

/// Where each field of a row struct stands among the columns that came; by name, so that the order
/// of the SELECT does not matter.
template <class Row> using column_map = std::array<int, row_traits<Row>::width()>;

[[noreturn, gnu::cold]] inline void throw_missing_column(std::string_view field, std::string_view sql) {
    throw schema_mismatch(error_details{.message = "the rows have no column \"" + std::string(field) +
                                                   "\" for the field of that name; select it under this name: ... AS " +
                                                   std::string(field),
                                        .sql = std::string(sql)});
}

/// The first column of a name that no field has taken yet; -1 without one.
template <class Row, class Statement>
int find_column(Statement& statement, const column_map<Row>& taken, std::string_view name) {
    for (int column = 0; column < statement.column_count(); ++column) {
        bool free = true;
        for (const int each : taken) free = free && each != column;
        if (free && statement.column_name(column) == name) return column;
    }
    return -1;
}
/// The names in the database come first: one column may have the name of another column's field.
template <class Row, class Statement> column_map<Row> map_columns(Statement& statement) {
    const auto columns = table_of<Row>().all();
    column_map<Row> map;
    map.fill(-1);
    for (std::size_t i = 0; i < map.size(); ++i) map[i] = find_column<Row>(statement, map, columns[i].name);
    for (std::size_t i = 0; i < map.size(); ++i) {
        if (map[i] < 0) map[i] = find_column<Row>(statement, map, columns[i].field);
        if (map[i] < 0) throw_missing_column(columns[i].field, statement.sql());
    }
    return map;
}

/// Reads a struct by the names of the columns, anything else by position.
template <class Row, class Statement> class raw_reader {
public:
    explicit raw_reader(Statement& statement) : statement_(statement) {
        if constexpr (by_name) {
            map_ = map_columns<Row>(statement);
        } else if (statement.column_count() != static_cast<int>(row_traits<Row>::width())) {
            throw schema_mismatch(error_details{.message = "the rows have " + std::to_string(statement.column_count()) +
                                                           " columns and the row type " +
                                                           std::to_string(row_traits<Row>::width()),
                                                .sql = std::string(statement.sql())});
        }
    }
    void read(Row& out) {
        if constexpr (!by_name) {
            read_row(statement_, out);
        } else {
            std::size_t index = 0;
            const auto row = statement_.row();
            try {
                for_each_field(out, [&](auto& field) {
                    read_field(row.cell(map_[index]), field);
                    ++index;
                });
            } catch (error& failure) {
                rethrow_with_column(failure, statement_.column_name(map_[index]), statement_.sql());
            }
        }
    }

private:
    static constexpr bool is_tuple = requires { std::tuple_size<Row>::value; };
    static constexpr bool by_name = !storable<Row> && !is_tuple;
    struct no_map {};
    Statement& statement_;
    [[no_unique_address]] std::conditional_t<by_name, column_map<Row>, no_map> map_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_RAW_SQL_HPP

// refract/client/rows.hpp
#ifndef REFRACT_CLIENT_ROWS_HPP
#define REFRACT_CLIENT_ROWS_HPP

#include <cstddef>
#include <source_location>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Where rows end.
struct rows_end {};

/// Rows one by one, as an input range: `for (const User& user : db.each(query))`.
///
/// Never holds the whole result; one row object is filled again and again, so what it points to
/// lives until the next row. Ends the execution when it is destroyed. Must not outlive its database.
template <class Row, class Driver> class rows {
public:
    using lease = typename statement_cache<Driver>::lease;

    rows(session_state<Driver>& state, lease held, const std::source_location& where)
        : state_(&state), held_(std::move(held)), where_(where) {}

    class iterator {
    public:
        using value_type = Row;
        using difference_type = std::ptrdiff_t;

        iterator() = default;
        explicit iterator(rows* range) : range_(range) {}
        const Row& operator*() const { return range_->row_; }
        const Row* operator->() const { return &range_->row_; }
        iterator& operator++() {
            range_->advance();
            return *this;
        }
        void operator++(int) { range_->advance(); }
        bool operator==(rows_end) const { return range_->ended_; }

    private:
        rows* range_ = nullptr;
    };

    /// Runs to the first row; a range can be walked once.
    iterator begin() {
        if (!started_) {
            started_ = true;
            advance();
        }
        return iterator(this);
    }
    rows_end end() const { return {}; }

private:
    void advance() {
        try {
            const row_usage guard(state_->in_use);
            if (!state_->connection.is_open()) [[unlikely]]
                throw_closed();
            ended_ = !held_.statement().step();
            if (!ended_) read_row(held_.statement(), row_);
        } catch (error& failure) {
            failure.set_location(where_);
            throw;
        }
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_closed() {
        throw connection_error("the connection is closed, and with it this stream");
    }

    state_share<Driver> state_;
    lease held_;
    std::source_location where_;
    Row row_{};
    bool started_ = false, ended_ = false;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_ROWS_HPP

// refract/client/session.hpp
#ifndef REFRACT_CLIENT_SESSION_HPP
#define REFRACT_CLIENT_SESSION_HPP

#include <concepts>
#include <cstdint>
#include <optional>
#include <source_location>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// The verbs of a database and of a transaction.
///
/// Arguments of `param<...>` follow the query. Errors: those of docs/reference/errors; each names
/// the SQL. One thread at a time uses a connection; a second one gets an error.
template <class Driver> class session : public object_session<Driver> {
protected:
    using base = object_session<Driver>;
    using typename session_base<Driver>::lease;
    using typename session_base<Driver>::prepared;

public:
    using dialect = typename Driver::dialect;
    using driver = Driver;

    // Queries. Arguments of `param<...>` follow the query, in the order in which they were written.

    /// All rows, in a vector.
    template <class Query> std::vector<owned_row<Query>>
    all(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        const lease held = this->template start<result_form::rows>(query, false);
        return read_all<owned_row<Query>>(held.statement());
    }
    template <class Query, class First, class... Rest>
    std::vector<owned_row<Query>> all(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        const lease held = this->template start<result_form::rows>(query, false, first, rest...);
        return read_all<owned_row<Query>>(held.statement());
    }
    /// The first row, if there is one.
    template <class Query> std::optional<owned_row<Query>>
    first(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        const lease held = this->template start<result_form::first>(query, false);
        return read_first<owned_row<Query>>(held.statement());
    }
    template <class Query, class First, class... Rest>
    std::optional<owned_row<Query>> first(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        const lease held = this->template start<result_form::first>(query, false, first, rest...);
        return read_first<owned_row<Query>>(held.statement());
    }
    /// The only row. Errors: `not_found`, `too_many_rows`.
    template <class Query>
    owned_row<Query> one(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        const lease held = this->template start<result_form::one>(query, false);
        return read_one<owned_row<Query>>(held.statement());
    }
    template <class Query, class First, class... Rest>
    owned_row<Query> one(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        const lease held = this->template start<result_form::one>(query, false, first, rest...);
        return read_one<owned_row<Query>>(held.statement());
    }
    /// Rows one by one, for a range-based for; the whole result is never held.
    template <class Query> rows<streamed_row<Query>, Driver>
    each(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return {*state_, this->template start<result_form::rows>(query, true), where};
    }
    template <class Query, class First, class... Rest>
    rows<streamed_row<Query>, Driver> each(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        return {*state_, this->template start<result_form::rows>(query, true, first, rest...), {}};
    }
    /// Runs a write; the number of rows that it touched.
    template <class Query>
    std::int64_t exec(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        const lease held = this->template start<result_form::rows>(query, false);
        return run(held.statement());
    }
    template <class Query, class First, class... Rest>
    std::int64_t exec(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        const lease held = this->template start<result_form::rows>(query, false, first, rest...);
        return run(held.statement());
    }
    /// The number of rows: `SELECT count(*) FROM (query)`.
    template <class Query>
    std::int64_t count(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        const lease held = this->template start<result_form::count>(query, false);
        return read_one<std::int64_t>(held.statement());
    }
    template <class Query, class First, class... Rest>
    std::int64_t count(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        const lease held = this->template start<result_form::count>(query, false, first, rest...);
        return read_one<std::int64_t>(held.statement());
    }
    /// Whether there is a row: `SELECT EXISTS (query)`.
    template <class Query>
    bool exists(const Query& query, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        const lease held = this->template start<result_form::exists>(query, false);
        return read_one<bool>(held.statement());
    }
    template <class Query, class First, class... Rest>
    bool exists(const Query& query, const First& first, const Rest&... rest) {
        const usage guard(state().in_use);
        const lease held = this->template start<result_form::exists>(query, false, first, rest...);
        return read_one<bool>(held.statement());
    }

    // Raw SQL

    /// Rows of SQL that is a constant of the program; each `{}` is a bound value. A struct is filled
    /// by the columns' names, a tuple or single value by position.
    template <class Row, class... Value>
    std::vector<Row> query(raw_sql<std::type_identity_t<Value>...> sql, const Value&... value) {
        return query_text<Row, true>(sql.where, sql.text, value...);
    }
    /// Without values its braces are braces, as in JSON.
    template <class Row, class... Value> std::vector<Row> query(unsafe_sql sql, const Value&... value) {
        check_placeholders(sql, sizeof...(Value));
        return query_text<Row, (sizeof...(Value) > 0)>(sql.where, sql.text, value...);
    }
    template <class Row, std::same_as<std::string> Text, class... Value>
    std::vector<Row> query(const Text&, const Value&...) {
        require<failed<rule::sql_is_constant, Row>>();
        return {};
    }
    /// Runs SQL that is a constant of the program; the number of rows that it touched.
    template <class... Value> std::int64_t execute(raw_sql<std::type_identity_t<Value>...> sql, const Value&... value) {
        if constexpr (sizeof...(Value) == 0)
            return execute_text(sql.where, number_placeholders(sql.text, dialect::info.placeholder));
        else
            return execute_text(sql.where, sql.text, value...);
    }
    /// Runs SQL that was put together at run time; without values, any number of statements.
    template <class... Value> std::int64_t execute(unsafe_sql sql, const Value&... value) {
        check_placeholders(sql, sizeof...(Value));
        return execute_text(sql.where, sql.text, value...);
    }
    template <std::same_as<std::string> Text, class... Value>
    std::int64_t execute(const Text& sql, const Value&... value) {
        require<failed<rule::sql_is_constant, Value...>>();
        return execute_text({}, sql, value...);
    }

    /// The driver's connection, for what refract does not cover.
    typename Driver::connection& connection() { return state().connection; }

protected:
    using base::base;
    using base::state;
    using base::state_;

private:
    template <bool HasPlaceholders, class... Value> lease start_raw(std::string_view sql, const Value&... value) {
        std::string key = HasPlaceholders ? "raw " : "text ";
        ((key += static_cast<char>('A' + static_cast<int>(raw_type_of<Value>().kind))), ...);
        key += sql;
        auto& statements = state_->statements;
        auto* found = statements.find(key);
        if (!found)
            found =
                statements.add(state_->connection,
                               make_raw_statement<HasPlaceholders, std::decay_t<Value>...>(key, sql, dialect::info));
        lease held = statements.acquire(state_->connection, found);
        held.statement().begin(false);
        int position = 0;
        (bind_value(held.statement(), ++position,
                    static_cast<const raw_value<std::decay_t<Value>>&>(raw_operand(value))),
         ...);
        return held;
    }
    template <class Value> static decltype(auto) raw_operand(const Value& value) {
        if constexpr (std::is_convertible_v<const Value&, std::string_view>)
            return std::string_view(value);
        else
            return (value);
    }
    template <class Row, bool HasPlaceholders, class... Value>
    std::vector<Row> query_text(const std::source_location& where, std::string_view sql, const Value&... value) {
        static_assert(std::is_same_v<decltype(owned_row_type<Row>()), std::type_identity<Row>>);
        const usage guard(state(where).in_use, where);
        lease held = start_raw<HasPlaceholders>(sql, value...);
        std::vector<Row> result;
        if (!held.statement().step()) return result;
        raw_reader<Row, prepared> reader(held.statement());
        do append_row(result, [&](Row& row) { reader.read(row); });
        while (held.statement().step());
        return result;
    }
    template <class... Value>
    std::int64_t execute_text(const std::source_location& where, std::string_view sql, const Value&... value) {
        const usage guard(state(where).in_use, where);
        if constexpr (sizeof...(Value) == 0) {
            state_->connection.execute(sql);
            return state_->connection.changes();
        } else {
            lease held = start_raw<true>(sql, value...);
            return run(held.statement());
        }
    }
    static void check_placeholders(const unsafe_sql& sql, std::size_t values) {
        if (values > 0 && count_placeholders(sql.text) != values)
            throw error(error_details{.message = "the SQL has " + std::to_string(count_placeholders(sql.text)) +
                                                 " {} and " + std::to_string(values) +
                                                 " values; give one value for each {}",
                                      .sql = std::string(sql.text),
                                      .location = sql.where});
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_SESSION_HPP

// refract/client/tables.hpp
#ifndef REFRACT_CLIENT_TABLES_HPP
#define REFRACT_CLIENT_TABLES_HPP

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// The statements that make a schema's tables, in an order in which they can run.

namespace refract {
inline namespace v0 {
namespace detail {

/// A statement that makes something, and how to ask whether it is there.
struct creation {
    std::string name; ///< the table's name; empty for what belongs to the table before it
    std::string sql;
};

struct schema_printer {
    const dialect_info& dialect;
    std::span<const table_description* const> tables;

    /// Enum types first, tables, their indexes, then foreign keys where tables cannot hold them yet.
    std::vector<creation> statements() const {
        std::vector<creation> all;
        for (const table_description* each : tables) {
            const std::string name(each->table->name);
            all.push_back({name, create(*each)});
            for (const index_info& index : each->indexes)
                if (!index.constraint)
                    all.push_back({"", print([&](writer& out) { ddl_printer{out, *each}.create_index(index); })});
        }
        return all;
    }
    /// Foreign keys, for a database in which a table's references must exist: added at the end.
    std::vector<creation> foreign_keys() const {
        std::vector<creation> all;
        for (const table_description* each : tables)
            for (const foreign_key_info& key : each->foreign_keys)
                all.push_back({std::string(each->table->name),
                               print([&](writer& out) { ddl_printer{out, *each}.add_foreign_key(key); })});
        return all;
    }
    /// The enum types that the columns need, each once.
    std::vector<creation> enumerations() const {
        std::vector<creation> all;
        std::vector<const enumeration_info*> seen;
        for (const table_description* each : tables)
            for (const column_info& column : each->table->all()) {
                const enumeration_info* names = column.type.enumeration;
                if (!names || names->native_name.empty()) continue;
                bool known = false;
                for (const enumeration_info* other : seen) known |= other == names;
                if (known) continue;
                seen.push_back(names);
                all.push_back({std::string(names->native_name),
                               print([&](writer& out) { ddl_printer{out, *each}.create_enumeration(*names); })});
            }
        return all;
    }

private:
    std::string create(const table_description& each) const {
        return print([&](writer& out) { ddl_printer{out, each}.create_table(!dialect.adds_foreign_keys); });
    }
    template <class Print> std::string print(Print put) const { return print_to_string(dialect, put); }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_TABLES_HPP

// refract/client/transaction.hpp
#ifndef REFRACT_CLIENT_TRANSACTION_HPP
#define REFRACT_CLIENT_TRANSACTION_HPP

#include <source_location>
#include <string>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Runs `work()` or `work(scope)` and commits, unless the work has ended the transaction itself; what
/// it returns comes through.
template <class Transaction, class Work>
decltype(auto) run_in(Transaction scope, Work& work, const std::source_location& where) {
    const auto run = [&]() -> decltype(auto) {
        if constexpr (std::is_invocable_v<Work&, Transaction&>)
            return work(scope);
        else
            return work();
    };
    if constexpr (std::is_void_v<decltype(run())>) {
        run();
        if (scope.is_active()) scope.commit(where);
    } else {
        decltype(auto) result = run();
        if (scope.is_active()) scope.commit(where);
        return result;
    }
}

/// A transaction, with the verbs of its database. Without `commit()` it is rolled back.
///
/// Inside another one it is a savepoint: rolling it back undoes only what it did. Transactions of
/// one connection end in the reverse order of their beginning. Must not outlive its database.
template <class Driver> class basic_transaction : public session<Driver> {
public:
    basic_transaction(session_state<Driver>& shared, const transaction_options& options,
                      const std::source_location& where = {})
        : session<Driver>(&shared) {
        const usage guard(shared.in_use, where);
        shared.transactions.reserve(shared.transactions.size() + 1); // nothing fails once it has begun
        number_ = ++shared.last_transaction;
        is_savepoint_ = !shared.transactions.empty() || shared.connection.in_transaction();
        if (is_savepoint_ && (options.read_only || options.isolation != isolation::standard))
            throw error(
                "a transaction inside another one cannot be read-only or have an isolation of its own; give them to the outermost");
        if (is_savepoint_)
            shared.connection.execute("SAVEPOINT " + name());
        else
            shared.connection.begin(options);
        shared.transactions.push_back(number_);
    }
    basic_transaction(basic_transaction&& other) noexcept
        : session<Driver>(std::move(other)), number_(other.number_), is_savepoint_(other.is_savepoint_) {}
    basic_transaction& operator=(basic_transaction&&) = delete;

    /// Rolls back what was not committed, with what is still open inside it. Never throws: if that
    /// fails, the connection is gone, and with it the transaction.
    ~basic_transaction() {
        if (!is_active()) return;
        auto& open = this->state_->transactions;
        while (open.back() != number_) open.pop_back();
        try {
            rollback();
        } catch (...) {
            // Another thread is in a call, so the transaction stays open: nothing may be added to it.
            if (is_active()) this->state_->broken.set();
        }
    }

    /// Makes the changes lasting. Errors: those of the database (deferred constraints, serialization
    /// failures); then nothing was changed.
    void commit(const std::source_location& where = std::source_location::current()) {
        session_state<Driver>& shared = enter(where);
        const usage guard(shared.in_use, where);
        if (!shared.connection.in_transaction()) {
            leave(shared);
            throw error("the database has rolled this transaction back by itself, so there is nothing to commit");
        }
        if (is_savepoint_) {
            shared.connection.execute("RELEASE SAVEPOINT " + name());
        } else {
            try {
                shared.connection.commit();
            } catch (...) {
                // A failed COMMIT may leave the transaction open (SQLite: busy, deferred keys).
                try_to_roll_back(shared);
                leave(shared);
                throw;
            }
        }
        leave(shared);
    }

    /// Undoes the changes.
    void rollback(const std::source_location& where = std::source_location::current()) {
        session_state<Driver>& shared = enter(where);
        const usage guard(shared.in_use, where);
        leave(shared);
        if (!is_savepoint_) return shared.connection.rollback();
        if (!shared.connection.in_transaction()) return; // the database has undone everything already
        shared.connection.execute("ROLLBACK TO SAVEPOINT " + name());
        shared.connection.execute("RELEASE SAVEPOINT " + name());
    }

    /// A transaction inside this one, as a savepoint.
    basic_transaction begin(const std::source_location& where = std::source_location::current()) {
        return basic_transaction(this->state(where), {}, where);
    }
    /// Runs `work()` or `work(transaction)` in a transaction inside this one.
    template <class Work>
    decltype(auto) transaction(Work&& work, const std::source_location& where = std::source_location::current()) {
        return run_in(begin(where), work, where);
    }

    /// Whether it can still be committed or rolled back.
    bool is_active() const noexcept { return this->state_ && is_open(); }

private:
    std::string name() const { return "refract_" + std::to_string(number_); }

    bool is_open() const {
        for (const std::uint32_t open : this->state_->transactions)
            if (open == number_) return true;
        return false;
    }
    session_state<Driver>& enter(const std::source_location& where) {
        const call_scope call(where);
        if (!is_active()) throw connection_error("this transaction has ended");
        if (this->state_->transactions.back() != number_)
            throw error("a transaction ends while one inside it is open; end that one first");
        return *this->state_;
    }
    void leave(session_state<Driver>& shared) {
        shared.transactions.pop_back();
        this->state_.reset();
    }
    static void try_to_roll_back(session_state<Driver>& shared) noexcept {
        try {
            shared.connection.rollback();
        } catch (...) { // what failed first is what the caller learns
        }
    }

    std::uint32_t number_ = 0;
    bool is_savepoint_ = false;
};
template <class Driver> using transaction = basic_transaction<Driver>;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_TRANSACTION_HPP

// refract/client/database.hpp
#ifndef REFRACT_CLIENT_DATABASE_HPP
#define REFRACT_CLIENT_DATABASE_HPP

#include <source_location>
#include <string>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// A connection to a database, with the verbs of `session`. Movable; closed when destroyed.
///
/// One thread at a time may use it; give each thread its own.
template <class Driver> class database : public session<Driver> {
public:
    using options = typename Driver::options;
    using transaction_type = basic_transaction<Driver>;

    /// Connects. Errors: `connection_error`.
    explicit database(const std::string& target, const options& how = {},
                      const std::source_location& where = std::source_location::current())
        : session<Driver>(connect(target, how, where)) {}
    database(database&& other) noexcept : session<Driver>(std::move(other)) {}
    database& operator=(database&& other) noexcept {
        database taken(std::move(other));
        this->state_.swap(taken.state_);
        return *this;
    }
    ~database() { close(); }

    bool is_open() const noexcept { return this->state_ && this->state_->connection.is_open(); }
    /// Closes the connection now; every later use is a `connection_error`.
    void close() noexcept {
        if (this->state_) this->state_->close();
        this->state_.reset();
    }

    /// Begins a transaction; rolled back unless it is committed.
    transaction_type begin(const transaction_options& how = {},
                           const std::source_location& where = std::source_location::current()) {
        return transaction_type(this->state(where), how, where);
    }

    /// Runs `work()` or `work(transaction)` in a transaction: commits, or rolls back and rethrows.
    /// Inside another transaction it is a savepoint. Returns what `work` returns.
    template <class Work>
    decltype(auto) transaction(Work&& work, const std::source_location& where = std::source_location::current()) {
        return run_in(begin({}, where), work, where);
    }
    template <class Work>
    decltype(auto) transaction(const transaction_options& how, Work&& work,
                               const std::source_location& where = std::source_location::current()) {
        return run_in(begin(how, where), work, where);
    }

    /// Makes the tables of a schema that are not there yet, with their keys and indexes, in one
    /// transaction. Existing tables are left alone: Migrate changes them.
    template <class Schema> void create_tables(const std::source_location& where = std::source_location::current()) {
        const call_scope call(where);
        transaction([this] { create({Driver::dialect::info, Schema::tables}); }, where);
    }

private:
    static session_state<Driver>* connect(const std::string& target, const options& how,
                                          const std::source_location& where) {
        const call_scope call(where);
        return new session_state<Driver>(target, how);
    }
    void create(const schema_printer& printer) {
        for (const creation& each : printer.enumerations())
            if (Driver::dialect::info.has_named_enums && !has_type(each.name)) run(each.sql);
        std::vector<std::string> made;
        bool wanted = false;
        for (const creation& each : printer.statements()) {
            if (!each.name.empty()) {
                wanted = !has_table(each.name);
                if (wanted) made.push_back(each.name);
            }
            if (wanted) run(each.sql);
        }
        if (!Driver::dialect::info.adds_foreign_keys) return;
        for (const creation& each : printer.foreign_keys())
            for (const std::string& name : made)
                if (name == each.name) run(each.sql);
    }
    void run(const std::string& sql) { this->execute(unsafe_sql(sql, {})); }
    bool has_table(const std::string& name) {
        return !this->template query<std::string>(unsafe_sql(Driver::dialect::info.find_table, {}), name).empty();
    }
    bool has_type(const std::string& name) {
        return !this->template query<std::string>(unsafe_sql(Driver::dialect::info.find_type, {}), name).empty();
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_CLIENT_DATABASE_HPP

// refract/codec/bytes.hpp
#ifndef REFRACT_CODEC_BYTES_HPP
#define REFRACT_CODEC_BYTES_HPP

#include <cstddef>
#include <span>
#include <vector>

namespace refract {
inline namespace v0 {

/// bytea; on SQLite a blob.
template <> struct codec<std::vector<std::byte>> {
    static constexpr sql_type type{.kind = type_kind::bytes};
    using wire = refract::wire::bytes;
    static constexpr wire encode(const std::vector<std::byte>& value) { return value; }
    static void decode(wire stored, std::vector<std::byte>& out) { out.assign(stored.begin(), stored.end()); }
};

/// bytes as a parameter, or as a field of a streamed row that lives until the next one.
template <> struct codec<std::span<const std::byte>> : detail::plain_codec<wire::bytes, type_kind::bytes> {};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_BYTES_HPP

// refract/codec/chrono.hpp
#ifndef REFRACT_CODEC_CHRONO_HPP
#define REFRACT_CODEC_CHRONO_HPP

#include <cstdint>
#include <limits>
#include <ratio>
#include <string>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

// Finer durations than the databases' microseconds would be cut.
template <class Period>
concept at_most_microseconds =
    std::ratio_less_equal_v<std::micro, Period> && std::ratio_divide<Period, std::micro>::den == 1;

[[noreturn]] inline void throw_time_out_of_range() {
    throw conversion_error("a time or duration is out of range, or finer than the type can hold");
}

/// Whether a number is the same in another type; a negative one is not in an unsigned type.
template <class Number> constexpr bool is_in_range(std::int64_t number) {
    return static_cast<std::int64_t>(static_cast<Number>(number)) == number &&
           (number >= 0 || !std::is_unsigned_v<Number>);
}

template <class Duration> constexpr std::int64_t to_microseconds(Duration duration) {
    using period = typename Duration::period;
    using rep = typename Duration::rep;
    constexpr std::int64_t factor = std::ratio_divide<period, std::micro>::num;
    if constexpr (std::is_floating_point_v<rep>) {
        const double count = static_cast<double>(duration.count()) * static_cast<double>(factor);
        if (!(count > -9.2e18 && count < 9.2e18)) throw_time_out_of_range();
        return static_cast<std::int64_t>(count < 0 ? count - 0.5 : count + 0.5);
    } else {
        std::int64_t count = 0;
        if (__builtin_mul_overflow(duration.count(), factor, &count)) throw_time_out_of_range();
        return count;
    }
}
/// Exact: what the duration cannot hold is an error, never rounded.
template <class Duration> constexpr Duration from_microseconds(std::int64_t microseconds) {
    using period = typename Duration::period;
    using rep = typename Duration::rep;
    constexpr std::int64_t factor = std::ratio_divide<period, std::micro>::num;
    if constexpr (std::is_floating_point_v<rep>) {
        return Duration(static_cast<rep>(microseconds) / static_cast<rep>(factor));
    } else {
        const std::int64_t count = microseconds / factor;
        if (count * factor != microseconds || !is_in_range<rep>(count)) throw_time_out_of_range();
        return Duration(static_cast<rep>(count));
    }
}

/// std::chrono::year_month_day, recognised by what it does: naming it would need all of <chrono>.
template <class Value>
concept calendar_date = requires(const Value& date) {
    static_cast<int>(date.year());
    static_cast<unsigned>(date.month());
    static_cast<unsigned>(date.day());
    date.ok();
    static_cast<std::chrono::sys_days>(date);
};
/// std::chrono::hh_mm_ss, recognised likewise.
template <class Value>
concept clock_time = requires(const Value& time) {
    time.hours();
    time.minutes();
    time.seconds();
    time.to_duration();
    typename Value::precision;
    requires at_most_microseconds<typename Value::precision::period>;
};

} // namespace detail

/// A point in time, to the microsecond: timestamptz; on SQLite UTC text that sorts and that SQLite's
/// date functions read ("2026-01-31 23:59:59.5", without trailing zeros). Use
/// `refract::as_integer<T>` to store a number instead.
/// Errors: `conversion_error` for a stored time that is finer than the field can hold.
template <class Duration>
    requires detail::at_most_microseconds<typename Duration::period>
struct codec<std::chrono::time_point<std::chrono::system_clock, Duration>> {
    using time_point = std::chrono::time_point<std::chrono::system_clock, Duration>;
    static constexpr sql_type type{.kind = type_kind::timestamp};
    using wire = refract::wire::timestamp;
    static constexpr wire encode(time_point value) { return {detail::to_microseconds(value.time_since_epoch())}; }
    static constexpr void decode(wire stored, time_point& out) {
        out = time_point(detail::from_microseconds<Duration>(stored.microseconds));
    }
};

/// A length of time, to the microsecond: interval; on SQLite an integer of microseconds.
/// Errors: `conversion_error` for an interval with months, which has no length.
template <class Rep, class Period>
    requires detail::at_most_microseconds<Period>
struct codec<std::chrono::duration<Rep, Period>> {
    using duration = std::chrono::duration<Rep, Period>;
    static constexpr sql_type type{.kind = type_kind::interval};
    using wire = refract::wire::interval;
    static constexpr wire encode(duration value) { return {detail::to_microseconds(value)}; }
    static constexpr void decode(wire stored, duration& out) {
        out = detail::from_microseconds<duration>(stored.microseconds);
    }
};

/// std::chrono::year_month_day: date; on SQLite text ("2026-01-31").
/// Errors: `conversion_error` for a date that does not exist.
template <detail::calendar_date Date> struct codec<Date> {
    static constexpr sql_type type{.kind = type_kind::date};
    using wire = refract::wire::date;
    static constexpr wire encode(const Date& value) {
        if (!value.ok()) throw conversion_error("the date does not exist");
        const auto days = static_cast<std::chrono::sys_days>(value).time_since_epoch().count();
        return {static_cast<std::int32_t>(days)};
    }
    static constexpr void decode(wire stored, Date& out) {
        const std::chrono::sys_days days{std::chrono::days(stored.days)};
        out = Date(days);
        // Years beyond 32767 come back as others.
        if (!out.ok() || static_cast<std::chrono::sys_days>(out) != days) detail::throw_time_out_of_range();
    }
};

/// std::chrono::hh_mm_ss: time; on SQLite text ("23:59:59.5").
/// Errors: `conversion_error` for what is no time of a day.
template <detail::clock_time Time> struct codec<Time> {
    static constexpr sql_type type{.kind = type_kind::time};
    using wire = refract::wire::time;
    static constexpr wire encode(const Time& value) {
        const std::int64_t microseconds = detail::to_microseconds(value.to_duration());
        if (microseconds < 0 || microseconds > 86'400'000'000)
            throw conversion_error("a time of day lies between 00:00 and 24:00");
        return {microseconds};
    }
    static constexpr void decode(wire stored, Time& out) {
        out = Time(detail::from_microseconds<typename Time::precision>(stored.microseconds));
    }
};

/// Stores a time point, duration or enum as a number: time points and durations count their own
/// unit (`as_integer<std::chrono::sys_seconds>` is Unix time).
template <class Value> struct as_integer {
    Value value{};

    constexpr as_integer() = default;
    constexpr as_integer(Value given) : value(given) {}
    constexpr operator Value() const { return value; }
    constexpr bool operator==(const as_integer&) const = default;
};

namespace detail {
/// The number behind a time point, duration or enum, and back.
template <class Value> struct counted {
    using number = typename Value::rep;
    static constexpr number to_number(Value value) {
        if constexpr (requires { value.time_since_epoch(); })
            return value.time_since_epoch().count();
        else
            return value.count();
    }
    static constexpr Value from_number(number count) {
        if constexpr (requires { typename Value::duration; })
            return Value(typename Value::duration(count));
        else
            return Value(count);
    }
};
template <class Value>
    requires std::is_enum_v<Value>
struct counted<Value> {
    using number = std::underlying_type_t<Value>;
    static constexpr number to_number(Value value) { return static_cast<number>(value); }
    static constexpr Value from_number(number count) { return static_cast<Value>(count); }
};
} // namespace detail

/// Errors: `conversion_error` for a number that does not fit on the other side.
template <class Value>
    requires std::is_integral_v<typename detail::counted<Value>::number>
struct codec<as_integer<Value>> {
    using counted = detail::counted<Value>;
    using number = typename counted::number;
    static constexpr sql_type type{.kind = type_kind::big_integer};
    using wire = std::int64_t;
    static constexpr wire encode(const as_integer<Value>& value) {
        const number count = counted::to_number(value.value);
        if (std::is_unsigned_v<number> && static_cast<wire>(count) < 0)
            detail::throw_out_of_range(std::to_string(count), "a signed 64-bit column");
        return static_cast<wire>(count);
    }
    static constexpr void decode(wire stored, as_integer<Value>& out) {
        if (!detail::is_in_range<number>(stored))
            detail::throw_out_of_range(std::to_string(stored), "the field's type");
        out.value = counted::from_number(static_cast<number>(stored));
    }
};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_CHRONO_HPP

// refract/codec/decimal.hpp
#ifndef REFRACT_CODEC_DECIMAL_HPP
#define REFRACT_CODEC_DECIMAL_HPP

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

constexpr std::int64_t power_of_ten(unsigned exponent) {
    std::int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

/// The same number with another count of digits behind the point; none where digits would be lost.
constexpr std::optional<std::int64_t> rescale(std::int64_t coefficient, unsigned from, unsigned to) {
    if (from <= to) {
        if (to - from > 18) return coefficient == 0 ? std::optional<std::int64_t>(0) : std::nullopt;
        std::int64_t result = 0;
        if (__builtin_mul_overflow(coefficient, power_of_ten(to - from), &result)) return std::nullopt;
        return result;
    }
    if (from - to > 18) return coefficient == 0 ? std::optional<std::int64_t>(0) : std::nullopt;
    const std::int64_t factor = power_of_ten(from - to);
    if (coefficient % factor != 0) return std::nullopt;
    return coefficient / factor;
}

/// Reads "-12.50" exactly; none for other text and for numbers beyond 64 bits or `scale` digits.
constexpr std::optional<std::int64_t> parse_decimal(std::string_view text, unsigned scale) {
    bool negative = false, seen_digit = false, behind_point = false;
    unsigned digits = 0;
    std::int64_t coefficient = 0;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        negative = text[0] == '-';
        text.remove_prefix(1);
    }
    for (char c : text) {
        if (c == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (c < '0' || c > '9') return std::nullopt;
        seen_digit = true;
        if (behind_point && digits >= scale) {
            if (c != '0') return std::nullopt;
            continue;
        }
        if (behind_point) ++digits;
        if (__builtin_mul_overflow(coefficient, std::int64_t{10}, &coefficient) ||
            __builtin_sub_overflow(coefficient, std::int64_t{c - '0'}, &coefficient))
            return std::nullopt; // built up below zero, which reaches one further than above
    }
    if (!seen_digit) return std::nullopt;
    for (; digits < scale; ++digits)
        if (__builtin_mul_overflow(coefficient, std::int64_t{10}, &coefficient)) return std::nullopt;
    if (!negative && __builtin_sub_overflow(std::int64_t{0}, coefficient, &coefficient)) return std::nullopt;
    return coefficient;
}

constexpr std::string print_decimal(std::int64_t coefficient, unsigned scale) {
    std::uint64_t rest = coefficient < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(coefficient)
                                         : static_cast<std::uint64_t>(coefficient);
    std::string reversed;
    for (unsigned digits = 0; rest > 0 || digits <= scale; ++digits) {
        if (digits == scale && scale > 0) reversed += '.';
        reversed += static_cast<char>('0' + rest % 10);
        rest /= 10;
    }
    if (coefficient < 0) reversed += '-';
    return {reversed.rbegin(), reversed.rend()};
}

} // namespace detail

/// An exact decimal number with `Scale` digits behind the point and 18 digits in all: money.
template <unsigned Scale>
    requires(Scale <= 18)
struct decimal {
    std::int64_t coefficient = 0; ///< the value times 10^Scale

    /// Reads "12.5"; none for other text, or for more digits than fit.
    static constexpr std::optional<decimal> parse(std::string_view text) {
        if (auto coefficient = detail::parse_decimal(text, Scale)) return decimal{*coefficient};
        return std::nullopt;
    }
    /// "12.50".
    constexpr std::string to_string() const { return detail::print_decimal(coefficient, Scale); }
    constexpr explicit operator double() const {
        return static_cast<double>(coefficient) / static_cast<double>(detail::power_of_ten(Scale));
    }

    constexpr bool operator==(const decimal&) const = default;
    constexpr auto operator<=>(const decimal&) const = default;
    /// Errors: `conversion_error` for a result that does not fit.
    constexpr decimal operator+(decimal other) const {
        decimal sum;
        if (__builtin_add_overflow(coefficient, other.coefficient, &sum.coefficient))
            detail::throw_out_of_range(to_string() + " + " + other.to_string(), "a decimal");
        return sum;
    }
    constexpr decimal operator-(decimal other) const {
        decimal difference;
        if (__builtin_sub_overflow(coefficient, other.coefficient, &difference.coefficient))
            detail::throw_out_of_range(to_string() + " - " + other.to_string(), "a decimal");
        return difference;
    }
};

/// numeric(18, Scale). On SQLite a number, exact to 15 digits: more are refused when they are written.
/// Errors: `conversion_error` for more than 18 digits, and for a stored number with more digits behind
/// the point than the field has.
template <unsigned Scale> struct codec<decimal<Scale>> {
    static constexpr sql_type type{.kind = type_kind::decimal, .precision = 18, .scale = Scale};
    using wire = refract::wire::decimal;
    static constexpr wire encode(decimal<Scale> value) {
        constexpr std::int64_t limit = detail::power_of_ten(18);
        if (value.coefficient <= -limit || value.coefficient >= limit)
            detail::throw_out_of_range(value.to_string(), "a decimal of 18 digits");
        return {value.coefficient, Scale};
    }
    static constexpr void decode(wire stored, decimal<Scale>& out) {
        const auto coefficient = detail::rescale(stored.coefficient, stored.scale, Scale);
        if (!coefficient)
            detail::throw_out_of_range(detail::print_decimal(stored.coefficient, stored.scale),
                                       "the field's decimal type");
        out.coefficient = *coefficient;
    }
};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_DECIMAL_HPP

// refract/codec/number.hpp
#ifndef REFRACT_CODEC_NUMBER_HPP
#define REFRACT_CODEC_NUMBER_HPP

#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

/// Characters are text in C++ and numbers in a database: neither is guessed.
template <class Value>
concept whole_number = std::is_integral_v<Value> && !std::is_same_v<Value, bool> && !std::is_same_v<Value, char> &&
                       !std::is_same_v<Value, wchar_t> && !std::is_same_v<Value, char8_t> &&
                       !std::is_same_v<Value, char16_t> && !std::is_same_v<Value, char32_t>;

// An unsigned type is stored in the next wider signed one, so that every value fits but the upper
// half of 64 bits, which is refused.
template <class Value> using signed_wire =
    std::conditional_t<(sizeof(Value) == 1 || (sizeof(Value) == 2 && std::is_signed_v<Value>)), std::int16_t,
                       std::conditional_t<(sizeof(Value) == 2 || (sizeof(Value) == 4 && std::is_signed_v<Value>)),
                                          std::int32_t, std::int64_t>>;

template <class Wire> inline constexpr type_kind whole_number_kind = sizeof(Wire) == 2   ? type_kind::small_integer
                                                                     : sizeof(Wire) == 4 ? type_kind::integer
                                                                                         : type_kind::big_integer;

} // namespace detail

/// Whole numbers: smallint, integer or bigint, by width.
/// Errors: `conversion_error` for a number out of range on either side; never wrapped.
template <detail::whole_number Value> struct codec<Value> {
    using wire = detail::signed_wire<Value>;
    static constexpr sql_type type{.kind = detail::whole_number_kind<wire>};

    static constexpr wire encode(Value value) {
        if constexpr (std::is_unsigned_v<Value> && sizeof(Value) == sizeof(wire))
            if (value > static_cast<Value>(std::numeric_limits<wire>::max()))
                detail::throw_out_of_range(std::to_string(value), "a signed 64-bit column");
        return static_cast<wire>(value);
    }
    static constexpr void decode(wire stored, Value& out) {
        out = static_cast<Value>(stored);
        if constexpr (!std::is_same_v<Value, wire>)
            if (static_cast<wire>(out) != stored || (std::is_unsigned_v<Value> && stored < 0))
                detail::throw_out_of_range(std::to_string(stored), "the field's whole number type");
    }
};

/// boolean; on SQLite 0 and 1.
template <> struct codec<bool> : detail::plain_codec<bool, type_kind::boolean> {};
/// real; on SQLite REAL, which has 64 bits.
template <> struct codec<float> : detail::plain_codec<float, type_kind::real> {};
/// double precision.
template <> struct codec<double> : detail::plain_codec<double, type_kind::double_precision> {};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_NUMBER_HPP

// refract/meta/enumerators.hpp
#ifndef REFRACT_META_ENUMERATORS_HPP
#define REFRACT_META_ENUMERATORS_HPP

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {

/// One enumerator and the text that stands for it.
template <class Enum> struct enumerator {
    Enum value;
    std::string_view name;
};

namespace detail {

/// All candidates in one function name: one instantiation per enum, not one per value.
template <auto... Value> constexpr std::string_view printed_enumerators() { return __PRETTY_FUNCTION__; }

inline constexpr int enumerator_first = -1;
inline constexpr std::size_t enumerator_candidates = 64;
template <class Enum> inline constexpr std::size_t candidate_count =
    std::is_same_v<std::underlying_type_t<Enum>, bool> ? 2 : enumerator_candidates;

template <class Enum> constexpr Enum enumerator_candidate(std::size_t index) {
    using number = std::underlying_type_t<Enum>;
    if constexpr (std::is_same_v<number, bool>) return static_cast<Enum>(index != 0);
    // An unsigned type has no -1: its largest value, which enums use as "none", stands first.
    return static_cast<Enum>(static_cast<number>(static_cast<int>(index) + enumerator_first));
}

template <class Enum, std::size_t... Index>
constexpr std::string_view print_enumerators(std::index_sequence<Index...>) {
    return printed_enumerators<enumerator_candidate<Enum>(Index)...>();
}

// Only such enums may hold any number: casting beyond the enumerators of another is not constant.
template <class Enum>
concept has_fixed_type = std::is_enum_v<Enum> && requires { Enum{0}; };

struct found_enumerators {
    std::array<std::string_view, enumerator_candidates> names{};
    std::size_t count = 0, characters = 0;
};

/// Where an element of a printed list ends. Commas and brackets inside belong to template arguments
/// and to the names of unnamed namespaces.
constexpr std::size_t enumerator_end(std::string_view printed, std::size_t at) {
    constexpr std::string_view opening = "(<{[", closing = ")>}]";
    for (int depth = 0;; ++at) {
        if (opening.find(printed[at]) != std::string_view::npos) ++depth;
        const bool closes = closing.find(printed[at]) != std::string_view::npos;
        if (depth == 0 && (closes || printed[at] == ',')) return at;
        if (closes) --depth;
    }
}

/// Reads the names out of a printed list; a value without one is printed as a cast: "(Role)3".
constexpr found_enumerators parse_enumerators(std::string_view printed, std::size_t candidates) {
    found_enumerators result;
    // Every element is assigned: GCC 12 cannot copy a constant whose elements were left alone.
    result.names.fill({});
    std::size_t at = printed.find_first_of("{<", printed.find(" = ")) + 1;
    for (std::size_t i = 0; i < candidates; ++i) {
        const std::size_t end = enumerator_end(printed, at);
        std::size_t first = end;
        while (first > at && is_identifier_character(printed[first - 1])) --first;
        const bool is_number = first == end || (printed[first] >= '0' && printed[first] <= '9');
        if (is_number || printed[first - 1] == ')') first = end; // a cast
        result.names[i] = printed.substr(first, end - first);
        result.characters += end - first;
        if (first != end) ++result.count;
        at = end + 1;
    }
    return result;
}

template <class Enum> inline constexpr found_enumerators parsed_enumerators = parse_enumerators(
    print_enumerators<Enum>(std::make_index_sequence<candidate_count<Enum>>{}), candidate_count<Enum>);

// Copied, so that the compilers' long function names do not stay in the binary.
template <class Enum> constexpr auto copy_enumerator_text() {
    std::array<char, parsed_enumerators<Enum>.characters + 1> result{};
    std::size_t at = 0;
    for (std::string_view name : parsed_enumerators<Enum>.names)
        for (char c : name) result[at++] = c;
    return result;
}
template <class Enum> inline constexpr auto enumerator_text = copy_enumerator_text<Enum>();

template <class Enum> constexpr auto list_enumerators() {
    std::array<enumerator<Enum>, parsed_enumerators<Enum>.count> result{};
    std::size_t at = 0, index = 0;
    for (std::size_t i = 0; i < enumerator_candidates; ++i) {
        std::size_t size = parsed_enumerators<Enum>.names[i].size();
        if (size == 0) continue;
        result[index++] = {enumerator_candidate<Enum>(i), {enumerator_text<Enum>.data() + at, size}};
        at += size;
    }
    return result;
}
/// The enumerators of an enum that lie from -1 to 62, in the order of their values.
template <class Enum> inline constexpr auto enumerators_of = list_enumerators<Enum>();

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_META_ENUMERATORS_HPP

// refract/codec/enumeration.hpp
#ifndef REFRACT_CODEC_ENUMERATION_HPP
#define REFRACT_CODEC_ENUMERATION_HPP

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

enum class enumeration_storage : std::uint8_t { name, number, native };

template <class Enum, std::size_t Count> struct enumeration_options {
    std::array<enumerator<Enum>, Count> list{};
    enumeration_storage storage = enumeration_storage::name;
    std::string_view native_name{};

    /// Store the number instead of the name.
    constexpr enumeration_options by_number() const {
        auto copy = *this;
        copy.storage = enumeration_storage::number;
        return copy;
    }
    /// A type of its own on PostgreSQL (CREATE TYPE ... AS ENUM); text with a check elsewhere.
    constexpr enumeration_options native(std::string_view name) const {
        auto copy = *this;
        copy.storage = enumeration_storage::native;
        copy.native_name = name;
        return copy;
    }
};

} // namespace detail

/// The enumerators of an enum with the names to store: for enums whose names cannot be read, or
/// whose values should have other names in the database.
template <class Enum, std::size_t Count> constexpr auto enumerators(const enumerator<Enum> (&list)[Count]) {
    detail::enumeration_options<Enum, Count> options;
    for (std::size_t i = 0; i < Count; ++i) options.list[i] = list[i];
    return options;
}
/// The enumerators that the compiler sees from -1 to 62, under their own names.
template <class Enum> constexpr auto enumerators() {
    detail::require<detail::check_that<detail::has_fixed_type<Enum>, rule::enumerators_are_known, Enum>>();
    if constexpr (!detail::has_fixed_type<Enum>) {
        return detail::enumeration_options<Enum, 0>{};
    } else {
        constexpr std::size_t count = detail::enumerators_of<Enum>.size();
        detail::require<detail::check_that<(count > 0), rule::enumerators_are_known, Enum>>();
        return detail::enumeration_options<Enum, count>{detail::enumerators_of<Enum>};
    }
}

/// How an enum is stored. Specialise it to change that:
/// `template <> inline constexpr auto refract::enumeration<Role> = refract::enumerators<Role>().by_number();`
template <class Enum> inline constexpr auto enumeration = enumerators<Enum>();

namespace detail {

template <class Enum> constexpr auto list_enumeration_names() {
    std::array<std::string_view, enumeration<Enum>.list.size()> names{};
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = enumeration<Enum>.list[i].name;
    return names;
}
template <class Enum> inline constexpr auto enumeration_names = list_enumeration_names<Enum>();
template <class Enum> inline constexpr enumeration_info enumeration_info_of{
    enumeration_names<Enum>.data(), enumeration_names<Enum>.size(), enumeration<Enum>.native_name};

[[noreturn]] inline void throw_unknown_enumerator(std::string_view text) {
    throw conversion_error("\"" + std::string(text) + "\" is no enumerator of the field's enum");
}
[[noreturn]] inline void throw_unnamed_enumerator(long long number) {
    throw conversion_error("the enum value " + std::to_string(number) +
                           " has no name; list it with refract::enumeration<E>");
}

template <class Enum> struct enumeration_by_name {
    static constexpr sql_type type{.kind = type_kind::enumeration, .enumeration = &enumeration_info_of<Enum>};
    using wire = std::string_view;

    static constexpr std::string_view encode(Enum value) {
        for (const auto& known : enumeration<Enum>.list)
            if (known.value == value) return known.name;
        throw_unnamed_enumerator(static_cast<long long>(value));
    }
    static constexpr void decode(std::string_view stored, Enum& out) {
        for (const auto& known : enumeration<Enum>.list)
            if (known.name == stored) {
                out = known.value;
                return;
            }
        throw_unknown_enumerator(stored);
    }
};

template <class Enum> struct enumeration_by_number {
    using number = codec<std::underlying_type_t<Enum>>;
    static constexpr sql_type type = number::type;
    using wire = typename number::wire;

    static constexpr wire encode(Enum value) {
        return number::encode(static_cast<std::underlying_type_t<Enum>>(value));
    }
    static constexpr void decode(wire stored, Enum& out) {
        std::underlying_type_t<Enum> value{};
        number::decode(stored, value);
        out = static_cast<Enum>(value);
    }
};

template <class Enum> using enumeration_codec =
    std::conditional_t<enumeration<Enum>.storage == enumeration_storage::number, enumeration_by_number<Enum>,
                       enumeration_by_name<Enum>>;

} // namespace detail

/// Enums: text with the enumerator's name and a check; `refract::enumeration<E>` changes that.
/// Errors: `conversion_error` for a value without a name, or a text that is none.
template <class Enum>
    requires std::is_enum_v<Enum>
struct codec<Enum> : detail::enumeration_codec<Enum> {};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_ENUMERATION_HPP

// refract/codec/json.hpp
#ifndef REFRACT_CODEC_JSON_HPP
#define REFRACT_CODEC_JSON_HPP

#include <string>

namespace refract {
inline namespace v0 {

/// JSON text. The database checks it on PostgreSQL (jsonb, which may reorder and reformat it); on
/// SQLite it is stored as it is.
struct json {
    std::string text;

    bool operator==(const json&) const = default;
};

template <> struct codec<json> {
    static constexpr sql_type type{.kind = type_kind::json};
    using wire = refract::wire::json;
    static constexpr wire encode(const json& value) { return {value.text}; }
    static void decode(wire stored, json& out) { out.text.assign(stored.text); }
};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_JSON_HPP

// refract/codec/text.hpp
#ifndef REFRACT_CODEC_TEXT_HPP
#define REFRACT_CODEC_TEXT_HPP

#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {

/// text.
template <> struct codec<std::string> {
    static constexpr sql_type type{.kind = type_kind::text};
    using wire = std::string_view;
    static constexpr std::string_view encode(const std::string& value) { return value; }
    static void decode(std::string_view stored, std::string& out) { out.assign(stored); }
};

/// text, as a parameter or as a field of a streamed row.
/// Lifetime: a field looks into the driver's buffer and lives until the next row.
template <> struct codec<std::string_view> : detail::plain_codec<std::string_view, type_kind::text> {};

/// text, as a parameter only.
template <> struct codec<const char*> {
    static constexpr sql_type type{.kind = type_kind::text};
    using wire = std::string_view;
    static constexpr std::string_view encode(const char* value) { return value; }
};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_TEXT_HPP

// refract/codec/uuid.hpp
#ifndef REFRACT_CODEC_UUID_HPP
#define REFRACT_CODEC_UUID_HPP

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {

/// A universally unique identifier (RFC 9562): sixteen bytes.
struct uuid {
    std::array<std::uint8_t, 16> bytes{};

    constexpr bool operator==(const uuid&) const = default;
    constexpr auto operator<=>(const uuid&) const = default;

    /// Reads 32 hexadecimal digits, with or without hyphens and braces; none for anything else.
    static constexpr std::optional<uuid> parse(std::string_view text) {
        if (text.size() >= 2 && text.front() == '{' && text.back() == '}') text = text.substr(1, text.size() - 2);
        uuid result;
        std::size_t digits = 0;
        bool hyphen_may_follow = false; // behind each group of four digits, once
        for (char c : text) {
            if (c == '-' && hyphen_may_follow && digits < 32) {
                hyphen_may_follow = false;
                continue;
            }
            const int digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0 || digits == 32) return std::nullopt;
            auto& byte = result.bytes[digits / 2];
            byte = static_cast<std::uint8_t>(byte << 4 | digit);
            hyphen_may_follow = ++digits % 4 == 0;
        }
        if (digits != 32) return std::nullopt;
        return result;
    }

    /// "01234567-89ab-cdef-0123-456789abcdef".
    constexpr std::string to_string() const {
        constexpr std::string_view hexadecimal = "0123456789abcdef";
        std::string text;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
            text += hexadecimal[bytes[i] >> 4];
            text += hexadecimal[bytes[i] & 15];
        }
        return text;
    }
};

/// uuid; on SQLite text in its usual form, and sixteen bytes are read as well.
template <> struct codec<uuid> {
    static constexpr sql_type type{.kind = type_kind::uuid};
    using wire = refract::wire::uuid;
    static constexpr wire encode(const uuid& value) { return {value.bytes}; }
    static constexpr void decode(const wire& stored, uuid& out) { out.bytes = stored.bytes; }
};

} // namespace v0
} // namespace refract

#endif // REFRACT_CODEC_UUID_HPP

// refract/dialect/postgres.hpp
#ifndef REFRACT_DIALECT_POSTGRES_HPP
#define REFRACT_DIALECT_POSTGRES_HPP

namespace refract {
inline namespace v0 {
namespace dialect {

/// PostgreSQL 12 or later. https://www.postgresql.org/docs/current/sql.html
struct postgres {
    static constexpr detail::dialect_info info{
        .name = "PostgreSQL",
        .placeholder = '$',
        .now = "now()",
        .now_in_seconds = "date_trunc('second', now())",
        .is_distinct_from = "IS DISTINCT FROM",
        .is_not_distinct_from = "IS NOT DISTINCT FROM",
        .ilike = "ILIKE",
        .type_names = {"", "boolean", "smallint", "integer", "bigint", "real", "double precision", "text", "bytea",
                       "timestamptz", "date", "time", "interval", "uuid", "numeric", "jsonb", "text"},
        .generated_key = " GENERATED BY DEFAULT AS IDENTITY",
        .lists = detail::list_form::array,
        .has_for_update = true,
        .find_table = "SELECT table_name::text FROM information_schema.tables "
                      "WHERE table_schema = current_schema() AND table_name = {}",
        .find_type = "SELECT typname::text FROM pg_type WHERE pg_type_is_visible(oid) AND typname = {}",
        .adds_foreign_keys = true,
        .sends_whole_results = true,
        .has_own_types = true,
        .has_text_functions = true,
        .has_extract = true,
        .widens_aggregates = true,
        .has_offset_alone = true,
        .has_named_enums = true,
        .has_exact_decimals = true,
    };
};

} // namespace dialect
} // namespace v0
} // namespace refract

#endif // REFRACT_DIALECT_POSTGRES_HPP

// refract/dialect/sqlite.hpp
#ifndef REFRACT_DIALECT_SQLITE_HPP
#define REFRACT_DIALECT_SQLITE_HPP

namespace refract {
inline namespace v0 {
namespace dialect {

/// SQLite 3.39 or later (RIGHT and FULL JOIN, RETURNING). https://sqlite.org/lang.html
struct sqlite {
    static constexpr detail::dialect_info info{
        .name = "SQLite",
        .placeholder = '?',
        // CURRENT_TIMESTAMP has whole seconds; this has milliseconds, without trailing zeros.
        .now = "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.')",
        .now_in_seconds = "strftime('%Y-%m-%d %H:%M:%S', 'now')",
        .is_distinct_from = "IS NOT",
        .is_not_distinct_from = "IS",
        .ilike = "LIKE",
        .type_names = {"", "BOOLEAN", "INTEGER", "INTEGER", "INTEGER", "REAL", "REAL", "TEXT", "BLOB", "TEXT", "TEXT",
                       "TEXT", "INTEGER", "TEXT", "NUMERIC", "TEXT", "TEXT"},
        .generated_key = "",
        .lists = detail::list_form::json,
        .has_for_update = false,
        .find_table = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = {}",
        .find_type = "",
        .adds_foreign_keys = false,
        .sends_whole_results = false,
        .has_own_types = false,
        .has_text_functions = false,
        .has_extract = false,
        .widens_aggregates = false,
        .has_offset_alone = false,
        .has_named_enums = false,
        .has_exact_decimals = false,
    };
};

} // namespace dialect
} // namespace v0
} // namespace refract

#endif // REFRACT_DIALECT_SQLITE_HPP

// refract/expr/aggregate.hpp
#ifndef REFRACT_EXPR_AGGREGATE_HPP
#define REFRACT_EXPR_AGGREGATE_HPP

#include <cstdint>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

template <operation Op, bool Distinct, bool Filtered, class Type, class... Operand> struct aggregate_node
    : node_base<aggregate_node<Op, Distinct, Filtered, Type, Operand...>, Type, Operand...> {
    static constexpr node describe() {
        return {.kind = node_kind::aggregate, .op = Op, .distinct = Distinct, .filtered = Filtered};
    }
};

struct star_node : node_base<star_node, bool> {
    static constexpr node describe() { return {.kind = node_kind::star}; }
};

/// An aggregate: an expression that can be made distinct and filtered.
template <operation Op, bool Distinct, class Type, class Operand, class Values> struct aggregate_expression
    : expression<aggregate_node<Op, Distinct, false, Type, Operand>, Values> {

    /// Only different values: `count(DISTINCT x)`.
    constexpr auto distinct() const { return aggregate_expression<Op, true, Type, Operand, Values>{{this->bound}}; }
    /// Only the rows that satisfy the condition: `FILTER (WHERE ...)`.
    template <any_expression Condition> constexpr auto filter(const Condition& condition) const {
        require<check_boolean<typename Condition::type>>();
        return make_expression<aggregate_node<Op, Distinct, true, Type, Operand, typename Condition::node_type>>(
            *this, condition);
    }
};
template <operation Op, bool Distinct, class Type, class Operand, class Values>
inline constexpr bool is_expression<aggregate_expression<Op, Distinct, Type, Operand, Values>> = true;

template <operation Op, class Type, class Operand> constexpr auto make_aggregate(const Operand& operand) {
    return aggregate_expression<Op, false, Type, typename Operand::node_type,
                                std::remove_const_t<decltype(operand.bound)>>{{operand.bound}};
}

/// Sums widen, so that they do not overflow where their column does not.
template <class Type> using sum_type =
    std::conditional_t<std::is_floating_point_v<Type>, double,
                       std::conditional_t<std::is_integral_v<Type>, std::int64_t, Type>>;

} // namespace detail

/// `count(*)`: the number of rows.
constexpr auto count() {
    return detail::aggregate_expression<detail::operation::count, false, std::int64_t, detail::star_node,
                                        detail::values<>>{};
}
/// The number of rows in which the expression is not NULL.
template <detail::any_expression Operand> constexpr auto count(const Operand& operand) {
    return detail::make_aggregate<detail::operation::count, std::int64_t>(operand);
}
/// NULL of no rows; whole numbers add up to std::int64_t, an overflow is the database's error.
template <detail::any_expression Operand> constexpr auto sum(const Operand& operand) {
    detail::require<detail::check_number<typename Operand::type>>();
    return detail::make_aggregate<detail::operation::sum, detail::sum_type<typename Operand::type>>(operand);
}
/// A double; NULL of no rows.
template <detail::any_expression Operand> constexpr auto avg(const Operand& operand) {
    detail::require<detail::check_number<typename Operand::type>>();
    return detail::make_aggregate<detail::operation::avg, double>(operand);
}
/// NULL of no rows.
template <detail::any_expression Operand> constexpr auto min(const Operand& operand) {
    return detail::make_aggregate<detail::operation::min, typename Operand::type>(operand);
}
/// NULL of no rows.
template <detail::any_expression Operand> constexpr auto max(const Operand& operand) {
    return detail::make_aggregate<detail::operation::max, typename Operand::type>(operand);
}

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_AGGREGATE_HPP

// refract/expr/function.hpp
#ifndef REFRACT_EXPR_FUNCTION_HPP
#define REFRACT_EXPR_FUNCTION_HPP

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <operation Op, class Type, class... Argument> constexpr auto make_function(Argument... argument) {
    return make_expression<function_node<Op, Type, typename Argument::node_type...>>(std::move(argument)...);
}
template <operation Op, class Type, any_expression Argument>
constexpr auto make_text_function(const Argument& argument) {
    require<check_text<typename Argument::type>>();
    return make_function<Op, Type>(argument);
}

template <class Type, class Operand> struct cast_node : node_base<cast_node<Type, Operand>, Type, Operand> {
    static constexpr node describe() { return {.kind = node_kind::cast}; }
};

} // namespace detail

/// The time at which the transaction (PostgreSQL) or the statement (SQLite) began.
/// `now<std::chrono::seconds>()` is cut to whole seconds, for fields that hold no more.
template <class Duration = std::chrono::microseconds> constexpr auto now() {
    constexpr bool whole_seconds = std::is_same_v<Duration, std::chrono::seconds>;
    static_assert(whole_seconds || std::is_same_v<Duration, std::chrono::microseconds>,
                  "refract: now() has microseconds, or seconds. Write now() or now<std::chrono::seconds>().");
    return detail::make_function<whole_seconds ? detail::operation::now_in_seconds : detail::operation::now,
                                 std::chrono::time_point<std::chrono::system_clock, Duration>>();
}

/// Lower case; SQLite changes ASCII letters only.
template <detail::any_expression Text> constexpr auto lower(const Text& text) {
    return detail::make_text_function<detail::operation::lower, std::string>(text);
}
template <detail::any_expression Text> constexpr auto upper(const Text& text) {
    return detail::make_text_function<detail::operation::upper, std::string>(text);
}
template <detail::any_expression Text> constexpr auto trim(const Text& text) {
    return detail::make_text_function<detail::operation::trim, std::string>(text);
}
/// The number of characters.
template <detail::any_expression Text> constexpr auto length(const Text& text) {
    return detail::make_text_function<detail::operation::length, std::int64_t>(text);
}
template <detail::any_expression Number> constexpr auto abs(const Number& number) {
    detail::require<detail::check_number<typename Number::type>>();
    return detail::make_function<detail::operation::abs, typename Number::type>(number);
}
/// The first of the two that is not NULL; not NULL if one of them never is.
template <detail::any_expression First, class Second> constexpr auto coalesce(const First& first, Second&& second) {
    using type = typename First::type;
    auto other = detail::as_operand<type>(static_cast<Second&&>(second));
    detail::require<detail::check_comparable<type, typename decltype(other)::type>>();
    return detail::make_function<detail::operation::coalesce, type>(first, std::move(other));
}
/// `CAST(x AS type)`, to the SQL type in which the C++ type is stored.
template <class Type, detail::any_expression Operand> constexpr auto cast(const Operand& operand) {
    return detail::make_expression<detail::cast_node<Type, typename Operand::node_type>>(operand);
}

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_FUNCTION_HPP

// refract/expr/date.hpp
#ifndef REFRACT_EXPR_DATE_HPP
#define REFRACT_EXPR_DATE_HPP

#include <cstdint>

/// \file
/// Parts of dates and times, to filter and to group by. Points in time are taken in UTC.

namespace refract {
inline namespace v0 {
namespace detail {

/// The part of a type that has it: a point in time has all, a date and a time of day their own.
template <class Type> using check_has_date =
    check_that<storable<Type> && (type_of<Type>.kind == type_kind::timestamp || type_of<Type>.kind == type_kind::date),
               rule::operand_is_time, Type>;
template <class Type> using check_has_clock =
    check_that<storable<Type> && (type_of<Type>.kind == type_kind::timestamp || type_of<Type>.kind == type_kind::time),
               rule::operand_is_time, Type>;

template <operation Op, class Moment> constexpr auto make_date_part(const Moment& moment) {
    require<check_has_date<typename Moment::type>>();
    return make_function<Op, std::int64_t>(moment);
}
template <operation Op, class Moment> constexpr auto make_clock_part(const Moment& moment) {
    require<check_has_clock<typename Moment::type>>();
    return make_function<Op, std::int64_t>(moment);
}

} // namespace detail

/// The year: `extract(year FROM x)`, on SQLite `strftime('%Y', x)` as a number.
template <detail::any_expression Moment> constexpr auto year_of(const Moment& moment) {
    return detail::make_date_part<detail::operation::year_of>(moment);
}
/// The month, 1 to 12.
template <detail::any_expression Moment> constexpr auto month_of(const Moment& moment) {
    return detail::make_date_part<detail::operation::month_of>(moment);
}
/// The day of the month, 1 to 31.
template <detail::any_expression Moment> constexpr auto day_of(const Moment& moment) {
    return detail::make_date_part<detail::operation::day_of>(moment);
}
/// The day of the week, from 0 for Sunday to 6, as std::chrono::weekday counts.
template <detail::any_expression Moment> constexpr auto weekday_of(const Moment& moment) {
    return detail::make_date_part<detail::operation::weekday_of>(moment);
}
/// The hour, 0 to 23.
template <detail::any_expression Moment> constexpr auto hour_of(const Moment& moment) {
    return detail::make_clock_part<detail::operation::hour_of>(moment);
}
/// The minute, 0 to 59.
template <detail::any_expression Moment> constexpr auto minute_of(const Moment& moment) {
    return detail::make_clock_part<detail::operation::minute_of>(moment);
}

} // namespace v0
} // namespace refract

#endif // REFRACT_EXPR_DATE_HPP

// refract/refract.hpp
#ifndef REFRACT_REFRACT_HPP
#define REFRACT_REFRACT_HPP

/// \file
/// Everything but drivers: models, queries, their SQL, and the client that runs them.

#endif // REFRACT_REFRACT_HPP

#if !defined(REFRACT_NO_SQLITE) && (__has_include(<sqlite3.h>))

// refract/driver/sqlite_cell.hpp
#ifndef REFRACT_DRIVER_SQLITE_CELL_HPP
#define REFRACT_DRIVER_SQLITE_CELL_HPP

#include <sqlite3.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// The decimal behind a double, which SQLite keeps exactly to 15 digits; from there on a double is
/// itself a whole number, and taken as it is.
inline std::optional<wire::decimal> decimal_from_double(double value) {
    constexpr double fifteen_digits = 1e15, largest = 9.2e18;
    if (value >= fifteen_digits || value <= -fifteen_digits) {
        if (!(value < largest && value > -largest)) return std::nullopt;
        const auto whole = static_cast<std::int64_t>(value);
        if (static_cast<double>(whole) != value) return std::nullopt;
        return wire::decimal{whole, 0};
    }
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific, 14);
    const std::string_view printed(text.data(), static_cast<std::size_t>(end.ptr - text.data()));
    const std::size_t exponent_at = printed.find('e');
    if (exponent_at == std::string_view::npos) return std::nullopt; // infinity, not a number
    std::int64_t coefficient = 0;
    for (char c : printed.substr(0, exponent_at))
        if (c >= '0' && c <= '9') coefficient = coefficient * 10 + (c - '0');
    if (printed.front() == '-') coefficient = -coefficient;
    int exponent = 0;
    const char* digits = printed.data() + exponent_at + (printed[exponent_at + 1] == '+' ? 2 : 1);
    std::from_chars(digits, end.ptr, exponent);
    int scale = 14 - exponent;
    while (scale > 0 && coefficient % 10 == 0) {
        coefficient /= 10;
        --scale;
    }
    if (coefficient == 0) return wire::decimal{0, 0};
    if (scale > 18) return std::nullopt;
    if (scale < 0) return wire::decimal{coefficient * 10, 0}; // rounded up to 1e15
    return wire::decimal{coefficient, static_cast<std::uint8_t>(scale)};
}

inline std::optional<wire::decimal> decimal_from_text(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::size_t scale = point == std::string_view::npos ? 0 : text.size() - point - 1;
    if (scale > 18) return std::nullopt;
    const auto coefficient = parse_decimal(text, static_cast<unsigned>(scale));
    if (!coefficient) return std::nullopt;
    return wire::decimal{*coefficient, static_cast<std::uint8_t>(scale)};
}

/// A cell of the current row, read through `sqlite3_column_value`, which takes no mutex. That is
/// only right while one thread at a time uses the connection; the client sees to it.
/// Source: https://sqlite.org/c3ref/column_blob.html, "unprotected sqlite3_value".
class sqlite_cell {
public:
    sqlite_cell(sqlite3_stmt* statement, int column)
        : value_(sqlite3_column_value(statement, column)), statement_(statement), column_(column) {}

    bool is_null() const { return sqlite3_value_type(value_) == SQLITE_NULL; }

    template <class Wire> REFRACT_INLINE Wire read() const {
        Wire out{};
        read_into(out);
        return out;
    }

private:
    REFRACT_INLINE void read_into(std::int64_t& out) const {
        if (sqlite3_value_type(value_) != SQLITE_INTEGER) mismatch("a whole number");
        out = sqlite3_value_int64(value_);
    }
    void read_into(std::int32_t& out) const { read_narrow(out); }
    void read_into(std::int16_t& out) const { read_narrow(out); }
    template <class Narrow> REFRACT_INLINE void read_narrow(Narrow& out) const {
        std::int64_t wide = 0;
        read_into(wide);
        out = static_cast<Narrow>(wide);
        if (out != wide) [[unlikely]]
            throw_too_wide(wide);
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_too_wide(std::int64_t value) {
        throw conversion_error("the value " + std::to_string(value) + " does not fit in the field's whole number type");
    }
    void read_into(bool& out) const {
        std::int64_t number = 0;
        read_into(number);
        out = number != 0;
    }
    REFRACT_INLINE void read_into(double& out) const {
        const int type = sqlite3_value_type(value_);
        if (type != SQLITE_FLOAT && type != SQLITE_INTEGER) mismatch("a number");
        out = sqlite3_value_double(value_);
    }
    void read_into(float& out) const {
        double wide = 0;
        read_into(wide);
        if (__builtin_fabs(wide) > static_cast<double>(std::numeric_limits<float>::max()) && !__builtin_isinf(wide))
            throw conversion_error("the value " + std::to_string(wide) + " does not fit in a float");
        out = static_cast<float>(wide);
    }
    REFRACT_INLINE void read_into(std::string_view& out) const {
        // Numbers come out as their text, as SQLite has it; only NULL has no text.
        const void* text = sqlite3_value_text(value_);
        if (!text) mismatch("text");
        out = {static_cast<const char*>(text), static_cast<std::size_t>(sqlite3_value_bytes(value_))};
    }
    void read_into(wire::bytes& out) const {
        const void* bytes = sqlite3_value_blob(value_);
        if (!bytes && is_null()) mismatch("bytes"); // an empty blob has no address either
        out = {static_cast<const std::byte*>(bytes), static_cast<std::size_t>(sqlite3_value_bytes(value_))};
    }
    void read_into(wire::json& out) const { read_into(out.text); }
    void read_into(wire::interval& out) const { read_into(out.microseconds); }
    void read_into(wire::timestamp& out) const {
        switch (sqlite3_value_type(value_)) {
        // The three forms of SQLite's date functions: text, Unix seconds, Julian days.
        case SQLITE_INTEGER:
            if (__builtin_mul_overflow(sqlite3_value_int64(value_), std::int64_t{1'000'000}, &out.microseconds))
                mismatch("a time");
            return;
        case SQLITE_FLOAT: {
            const double milliseconds = __builtin_round((sqlite3_value_double(value_) - 2440587.5) * 86'400'000.0);
            if (!(__builtin_fabs(milliseconds) < 9e15)) mismatch("a time");
            out.microseconds = static_cast<std::int64_t>(milliseconds) * 1000;
            return;
        }
        default: out.microseconds = parsed(&parse_timestamp, "a time (YYYY-MM-DD HH:MM:SS)");
        }
    }
    void read_into(wire::date& out) const {
        out.days = static_cast<std::int32_t>(parsed(&parse_date, "a date (YYYY-MM-DD)"));
    }
    void read_into(wire::time& out) const { out.microseconds = parsed(&parse_time, "a time of day (HH:MM:SS)"); }
    void read_into(wire::uuid& out) const {
        std::optional<uuid> id;
        if (sqlite3_value_type(value_) == SQLITE_BLOB) {
            wire::bytes bytes;
            read_into(bytes);
            if (bytes.size() == 16) {
                id.emplace();
                for (std::size_t i = 0; i < 16; ++i) id->bytes[i] = static_cast<std::uint8_t>(bytes[i]);
            }
        } else {
            std::string_view text;
            read_into(text);
            id = uuid::parse(text);
        }
        if (!id) mismatch("a UUID");
        out.bytes = id->bytes;
    }
    void read_into(wire::decimal& out) const {
        std::optional<wire::decimal> number;
        switch (sqlite3_value_type(value_)) {
        case SQLITE_INTEGER: number = wire::decimal{sqlite3_value_int64(value_), 0}; break;
        case SQLITE_FLOAT: number = decimal_from_double(sqlite3_value_double(value_)); break;
        case SQLITE_TEXT: {
            std::string_view text;
            read_into(text);
            number = decimal_from_text(text);
            break;
        }
        default: break;
        }
        if (!number) mismatch("a decimal number");
        out = *number;
    }

    std::int64_t parsed(std::optional<std::int64_t> (*parse)(std::string_view), const char* wanted) const {
        std::string_view text;
        if (sqlite3_value_type(value_) != SQLITE_TEXT) mismatch(wanted);
        read_into(text);
        const auto result = parse(text);
        if (!result) mismatch(wanted);
        return *result;
    }

    /// Passes the parts, not itself: a cell then needs no memory where nothing fails.
    [[noreturn]] REFRACT_INLINE void mismatch(const char* wanted) const {
        throw_mismatch(value_, statement_, column_, wanted);
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void throw_mismatch(sqlite3_value* value, sqlite3_stmt* statement,
                                                                      int column, const char* wanted) {
        constexpr const char* types[] = {"", "a whole number", "a real number", "text", "a blob", "NULL"};
        const int type = sqlite3_value_type(value);
        std::string found = types[type];
        if (type == SQLITE_TEXT || type == SQLITE_FLOAT) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
            if (text) found += " (" + std::string(text).substr(0, 40) + ")";
        }
        throw schema_mismatch(error_details{.message = "column \"" +
                                                       std::string(sqlite3_column_name(statement, column)) +
                                                       "\" holds " + found + " where the field wants " + wanted,
                                            .sql = sqlite3_sql(statement)});
    }

    sqlite3_value* value_;
    sqlite3_stmt* statement_;
    int column_;
};

/// The current row of a statement.
struct sqlite_row {
    sqlite3_stmt* statement;
    sqlite_cell cell(int column) const { return {statement, column}; }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_SQLITE_CELL_HPP

// refract/driver/sqlite_error.hpp
#ifndef REFRACT_DRIVER_SQLITE_ERROR_HPP
#define REFRACT_DRIVER_SQLITE_ERROR_HPP

#include <sqlite3.h>

#include <string>
#include <string_view>
#include <vector>

/// \file
/// SQLite's result codes as exceptions. Source: https://sqlite.org/rescode.html

namespace refract {
inline namespace v0 {
namespace detail {

/// Reads "UNIQUE constraint failed: users.email, users.name" into the table and its columns.
inline void read_failed_columns(error_details& details) {
    const std::size_t colon = details.message.find(": ");
    if (colon == std::string::npos) return;
    std::string_view rest = std::string_view(details.message).substr(colon + 2);
    while (!rest.empty()) {
        std::string_view item = rest.substr(0, rest.find(", "));
        rest.remove_prefix(item.size() == rest.size() ? item.size() : item.size() + 2);
        const std::size_t dot = item.rfind('.');
        if (dot == std::string_view::npos) continue;
        details.table = item.substr(0, dot);
        details.columns.emplace_back(item.substr(dot + 1));
    }
}

[[noreturn]] inline void throw_sqlite_constraint(int code, error_details details) {
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: read_failed_columns(details); throw unique_violation(std::move(details));
    case SQLITE_CONSTRAINT_NOTNULL: read_failed_columns(details); throw not_null_violation(std::move(details));
    case SQLITE_CONSTRAINT_TRIGGER: // RESTRICT is a trigger inside SQLite; others say what they want
        if (details.message != "FOREIGN KEY constraint failed") throw constraint_violation(std::move(details));
        [[fallthrough]];
    case SQLITE_CONSTRAINT_FOREIGNKEY: throw foreign_key_violation(std::move(details));
    case SQLITE_CONSTRAINT_CHECK: {
        const std::size_t colon = details.message.find(": ");
        if (colon != std::string::npos) details.constraint = details.message.substr(colon + 2);
        throw check_violation(std::move(details));
    }
    default: throw constraint_violation(std::move(details));
    }
}

/// When the failure happened, where the code alone does not tell what it means.
enum class sqlite_stage { open, prepare, run };

[[noreturn]] inline void throw_sqlite_error(sqlite3* connection, int result, std::string_view sql, sqlite_stage stage) {
    const int code = connection ? sqlite3_extended_errcode(connection) : result;
    error_details details{.message = connection ? sqlite3_errmsg(connection) : sqlite3_errstr(result),
                          .sql = std::string(sql),
                          .code = std::to_string(code)};
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT: throw_sqlite_constraint(code, std::move(details));
    case SQLITE_BUSY:
        details.can_retry = true;
        if (code == SQLITE_BUSY_SNAPSHOT) throw serialization_failure(std::move(details));
        throw busy(std::move(details));
    case SQLITE_LOCKED:
        // Otherwise this connection stands in its own way.
        details.can_retry = code == SQLITE_LOCKED_SHAREDCACHE;
        throw busy(std::move(details));
    case SQLITE_INTERRUPT: details.can_retry = true; throw timeout(std::move(details));
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE: throw conversion_error(std::move(details));
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_IOERR: details.connection_lost = true; throw connection_error(std::move(details));
    case SQLITE_ERROR:
        // A statement that is prepared is prepared anew when the schema has changed.
        if (stage == sqlite_stage::prepare || details.message.starts_with("no such "))
            throw syntax_error(std::move(details));
        if (details.message == "integer overflow") throw conversion_error(std::move(details));
        if (stage == sqlite_stage::open) throw connection_error(std::move(details));
        throw error(std::move(details));
    default: throw error(std::move(details));
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_SQLITE_ERROR_HPP

// refract/driver/sqlite.hpp
#ifndef REFRACT_DRIVER_SQLITE_HPP
#define REFRACT_DRIVER_SQLITE_HPP

#include <sqlite3.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace sqlite {

enum class journal : std::uint8_t { wal, rollback };

/// How a database file is opened.
struct options {
    bool read_only = false;
    bool create = true; ///< make the file if there is none
    bool foreign_keys = true;
    /// How long to wait for another connection's lock before `busy` is thrown.
    std::chrono::milliseconds busy_timeout{5000};
    /// The write-ahead log lets readers and a writer work at once; databases in memory have none.
    sqlite::journal journal = sqlite::journal::wal;
};

} // namespace sqlite

namespace detail {

/// A double holds 15 decimal digits exactly; what it could not is refused, not rounded.
inline void check_sqlite_decimal(wire::decimal value) {
    if (value.coefficient > 999'999'999'999'999 || value.coefficient < -999'999'999'999'999)
        throw conversion_error("the decimal " + print_decimal(value.coefficient, value.scale) +
                               " has more than the 15 digits that SQLite stores exactly");
}

/// Appends one item of a list to the JSON text that SQLite reads it from.
struct json_list_writer {
    std::string& out;

    void put(std::string_view text) const {
        out += '"';
        for (char c : text) {
            if (c == '\0')
                throw conversion_error(
                    "a text in a list holds a NUL character, which SQLite's JSON cuts off; compare with single values: in(a, b)");
            if (c == '"' || c == '\\') out += '\\';
            if (static_cast<unsigned char>(c) < 0x20) {
                constexpr std::string_view digits = "0123456789abcdef";
                out += "\\u00";
                out += digits[static_cast<unsigned char>(c) >> 4];
                out += digits[static_cast<unsigned char>(c) & 15];
            } else {
                out += c;
            }
        }
        out += '"';
    }
    void put(std::int64_t number) const { out += std::to_string(number); }
    void put(double number) const {
        if (!__builtin_isfinite(number)) throw conversion_error("a list for SQLite cannot hold infinities");
        std::array<char, 32> text{};
        const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
        out.append(text.data(), end);
    }
    void put(wire::interval value) const { put(value.microseconds); }
    void put(wire::decimal value) const {
        check_sqlite_decimal(value);
        out += print_decimal(value.coefficient, value.scale);
    }
    void put(const wire::uuid& value) const { put(std::string_view(uuid{value.bytes}.to_string())); }
    template <class Moment> void put(const Moment& value) const;
};

/// Dates and times as SQLite stores them.
struct sqlite_moment {
    std::array<char, 48> text{};
    text_sink sink{.out = nullptr};

    explicit sqlite_moment(wire::timestamp value) {
        check_year(value.microseconds >= first_day * day && value.microseconds < (last_day + 1) * day);
        print([&](text_sink& out) { put_timestamp(out, value.microseconds); });
    }
    explicit sqlite_moment(wire::date value) {
        check_year(value.days >= first_day && value.days <= last_day);
        print([&](text_sink& out) { put_date(out, value.days); });
    }
    explicit sqlite_moment(wire::time value) {
        print([&](text_sink& out) { put_time(out, value.microseconds); });
    }

    std::string_view view() const { return {text.data(), sink.size}; }

private:
    // 0000-01-01 and 9999-12-31 in days since 1970-01-01.
    static constexpr std::int64_t first_day = -719'528, last_day = 2'932'896, day = 86'400'000'000;

    static void check_year(bool has_four_digits) {
        if (!has_four_digits)
            throw conversion_error(
                "SQLite compares dates as text, which sorts for the years 0 to 9999 only; store another value, or refract::as_integer<T>");
    }
    template <class Print> void print(Print put) {
        sink.out = text.data();
        put(sink);
    }
};
template <class Moment> void json_list_writer::put(const Moment& value) const { put(sqlite_moment(value).view()); }

/// A prepared statement of SQLite.
class sqlite_statement {
public:
    sqlite_statement() = default;
    sqlite_statement(sqlite3* connection, sqlite3_stmt* handle) : connection_(connection), handle_(handle) {}
    sqlite_statement(sqlite_statement&& other) noexcept
        : connection_(other.connection_), handle_(std::exchange(other.handle_, nullptr)), copies_(other.copies_) {}
    sqlite_statement& operator=(sqlite_statement&& other) noexcept {
        std::swap(connection_, other.connection_);
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~sqlite_statement() { sqlite3_finalize(handle_); }

    void begin(bool streamed) { copies_ = streamed; }

    void bind(int position, bool value) { check(sqlite3_bind_int(handle_, position, value ? 1 : 0)); }
    void bind(int position, std::int16_t value) { check(sqlite3_bind_int(handle_, position, value)); }
    void bind(int position, std::int32_t value) { check(sqlite3_bind_int(handle_, position, value)); }
    void bind(int position, std::int64_t value) { check(sqlite3_bind_int64(handle_, position, value)); }
    void bind(int position, float value) { bind(position, static_cast<double>(value)); }
    void bind(int position, double value) {
        if (__builtin_isnan(value)) throw conversion_error("SQLite cannot store NaN: it would become NULL");
        check(sqlite3_bind_double(handle_, position, value));
    }
    void bind(int position, std::string_view value) {
        // A view without an address would be NULL, not empty text.
        check(sqlite3_bind_text64(handle_, position, value.data() ? value.data() : "", value.size(),
                                  copies_ ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8));
    }
    void bind(int position, std::string&& value) { bind_copy(position, value); }
    void bind(int position, wire::bytes value) {
        if (value.empty()) return check(sqlite3_bind_zeroblob(handle_, position, 0));
        check(sqlite3_bind_blob64(handle_, position, value.data(), value.size(),
                                  copies_ ? SQLITE_TRANSIENT : SQLITE_STATIC));
    }
    /// Bytes that a codec has made: they die before the statement runs.
    void bind(int position, std::vector<std::byte>&& value) {
        if (value.empty()) return check(sqlite3_bind_zeroblob(handle_, position, 0));
        check(sqlite3_bind_blob64(handle_, position, value.data(), value.size(), SQLITE_TRANSIENT));
    }
    void bind(int position, wire::json value) { bind(position, value.text); }
    void bind(int position, wire::interval value) { bind(position, value.microseconds); }
    void bind(int position, wire::timestamp value) { bind_copy(position, sqlite_moment(value).view()); }
    void bind(int position, wire::date value) { bind_copy(position, sqlite_moment(value).view()); }
    void bind(int position, wire::time value) { bind_copy(position, sqlite_moment(value).view()); }
    void bind(int position, const wire::uuid& value) { bind_copy(position, uuid{value.bytes}.to_string()); }
    void bind(int position, wire::decimal value) {
        check_sqlite_decimal(value);
        bind(position, static_cast<double>(value.coefficient) / static_cast<double>(power_of_ten(value.scale)));
    }
    void bind_null(int position) { check(sqlite3_bind_null(handle_, position)); }
    template <class Wire> void bind_list(int position, std::span<const list_item<Wire>> list) {
        std::string text = "[";
        json_list_writer writer{text};
        for (const auto& item : list) {
            if (text.size() > 1) text += ',';
            if constexpr (std::is_same_v<Wire, bool> || std::is_integral_v<Wire>)
                writer.put(static_cast<std::int64_t>(item.value));
            else if constexpr (std::is_floating_point_v<Wire>)
                writer.put(static_cast<double>(item.value));
            else
                writer.put(item.value);
        }
        text += ']';
        bind_copy(position, text);
    }

    bool step() {
        const int result = sqlite3_step(handle_);
        if (result == SQLITE_ROW) return true;
        if (result == SQLITE_DONE) return false;
        fail(result);
    }
    /// Of what only reads, the connection would tell an earlier write's.
    std::int64_t changes() const { return sqlite3_stmt_readonly(handle_) ? 0 : sqlite3_changes64(connection_); }
    sqlite_row row() const { return {handle_}; }
    int column_count() const { return sqlite3_column_count(handle_); }
    std::string_view column_name(int column) const { return sqlite3_column_name(handle_, column); }
    std::string_view sql() const { return handle_ ? sqlite3_sql(handle_) : ""; }
    void reset() noexcept { sqlite3_reset(handle_); }

private:
    void bind_copy(int position, std::string_view value) {
        check(sqlite3_bind_text64(handle_, position, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    }
    void check(int result) {
        if (result != SQLITE_OK) [[unlikely]]
            fail(result);
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail(int result) {
        throw_sqlite_error(connection_, result, sql(), sqlite_stage::run);
    }

    sqlite3* connection_ = nullptr;
    sqlite3_stmt* handle_ = nullptr;
    bool copies_ = false;
};

/// A connection to SQLite, opened without its mutex: one thread at a time uses it.
class sqlite_connection {
public:
    sqlite_connection(const std::string& path, const sqlite::options& options) {
        int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
        flags |= options.read_only ? SQLITE_OPEN_READONLY
                                   : SQLITE_OPEN_READWRITE | (options.create ? SQLITE_OPEN_CREATE : 0);
        const int result = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
        if (result != SQLITE_OK) fail_to_open(result, path);
        try {
            configure(options);
        } catch (...) {
            sqlite3_close_v2(handle_);
            throw;
        }
    }
    sqlite_connection(const sqlite_connection&) = delete;
    sqlite_connection& operator=(const sqlite_connection&) = delete;
    // Statements that still stream keep the file open until they end (close_v2).
    ~sqlite_connection() { close(); }
    void close() noexcept { sqlite3_close_v2(std::exchange(handle_, nullptr)); }

    bool is_open() const noexcept { return handle_ != nullptr; }

    sqlite_statement prepare(const statement& text, bool cached) {
        sqlite3_stmt* prepared = nullptr;
        const char* tail = nullptr;
        const int result = sqlite3_prepare_v3(handle_, text.sql, static_cast<int>(text.size) + 1,
                                              cached ? SQLITE_PREPARE_PERSISTENT : 0, &prepared, &tail);
        if (result != SQLITE_OK) throw_sqlite_error(handle_, result, text.text(), sqlite_stage::prepare);
        sqlite_statement made(handle_, prepared);
        if (!prepared) refuse(text, "the statement is empty");
        if (tail != text.sql + text.size) check_tail(text, tail);
        return made;
    }

    void execute(std::string_view script) {
        const std::string text(script);
        if (text.find('\0') != std::string::npos)
            throw syntax_error("a script holds a NUL character, where SQLite would stop reading");
        const std::int64_t before = sqlite3_total_changes64(handle_);
        for (const char* rest = text.c_str(); *rest;) rest = execute_one(rest);
        // What is no write leaves the count of an earlier one as it is.
        changes_ = sqlite3_total_changes64(handle_) == before ? 0 : sqlite3_changes64(handle_);
    }

    void begin(const transaction_options& options) {
        if (options.read_only) execute("PRAGMA query_only = ON");
        reads_only_ = options.read_only;
        try {
            execute(options.immediate && !options.read_only ? "BEGIN IMMEDIATE" : "BEGIN");
        } catch (...) {
            end_read_only();
            throw;
        }
    }
    void commit() {
        for (sqlite3_stmt* each = nullptr; (each = sqlite3_next_stmt(handle_, each));)
            if (sqlite3_stmt_busy(each) && !sqlite3_stmt_readonly(each))
                throw error(
                    "the rows of a RETURNING are still being read, and SQLite cannot commit before; read them to the end, or all() of them");
        execute("COMMIT");
        end_read_only();
    }
    void rollback() {
        // SQLite rolls back by itself on some errors (a full disk, for one); then nothing is left to do.
        if (in_transaction()) execute("ROLLBACK");
        end_read_only();
    }
    bool in_transaction() const noexcept { return sqlite3_get_autocommit(handle_) == 0; }
    std::int64_t last_key() const noexcept { return sqlite3_last_insert_rowid(handle_); }
    /// The rows that the last script touched.
    std::int64_t changes() const noexcept { return changes_; }

    /// The handle, for what refract does not cover; the caller keeps to one thread.
    sqlite3* native() const noexcept { return handle_; }

private:
    /// Runs the first statement of a script; what stands behind it.
    const char* execute_one(const char* script) {
        sqlite3_stmt* prepared = nullptr;
        const char* tail = nullptr;
        const int result = sqlite3_prepare_v2(handle_, script, -1, &prepared, &tail);
        sqlite_statement one(handle_, prepared);
        if (result != SQLITE_OK) throw_sqlite_error(handle_, result, script, sqlite_stage::prepare);
        while (prepared && one.step()) {}
        return tail;
    }
    /// SQLite prepares the first statement of a text and leaves the rest: it would never run.
    void check_tail(const statement& text, const char* tail) {
        const char* const end = text.sql + text.size;
        while (tail != end) {
            if (*tail == '\0') refuse(text, "a statement holds a NUL character, where SQLite would stop reading");
            sqlite3_stmt* next = nullptr;
            const int result = sqlite3_prepare_v3(handle_, tail, static_cast<int>(end - tail) + 1, 0, &next, &tail);
            sqlite3_finalize(next);
            // Comments and blanks are nothing.
            if (next || result != SQLITE_OK)
                refuse(text, "there are several statements in the text; run them as a script");
        }
    }
    [[noreturn]] static void refuse(const statement& text, const char* why) {
        throw syntax_error(error_details{.message = why, .sql = std::string(text.text())});
    }
    void configure(const sqlite::options& options) {
        constexpr std::int64_t longest = std::numeric_limits<int>::max();
        const auto wait = options.busy_timeout.count();
        sqlite3_busy_timeout(handle_, static_cast<int>(wait < longest ? wait : longest));
        // A quoted name that is no column would be a text: "typo" instead of an error.
        // Source: https://sqlite.org/quirks.html#double_quoted_string_literals_are_accepted
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        execute(options.foreign_keys ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
        // Also the first read of the file: what is no database is found here, not at the first query.
        if (options.read_only) return execute("SELECT count(*) FROM sqlite_schema");
        set_journal(options.journal == sqlite::journal::wal ? "PRAGMA journal_mode = WAL"
                                                            : "PRAGMA journal_mode = DELETE",
                    wait);
    }
    /// SQLite does not wait for others while it changes the journal, so this does.
    void set_journal(const char* pragma, std::int64_t milliseconds) {
        for (;;) {
            try {
                return execute(pragma);
            } catch (const busy&) {
                if (milliseconds <= 0) throw;
                milliseconds -= sqlite3_sleep(milliseconds < 5 ? static_cast<int>(milliseconds) : 5);
            }
        }
    }
    void end_read_only() {
        if (std::exchange(reads_only_, false)) execute("PRAGMA query_only = OFF");
    }
    [[noreturn]] void fail_to_open(int result, const std::string& path) {
        error_details details{.message = "cannot open the SQLite database \"" + path +
                                         "\": " + (handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(result)),
                              .code = std::to_string(result),
                              .connection_lost = true};
        sqlite3_close_v2(handle_);
        throw connection_error(std::move(details));
    }

    sqlite3* handle_ = nullptr;
    std::int64_t changes_ = 0;
    bool reads_only_ = false;
};

/// SQLite, for the client.
struct sqlite_driver {
    using dialect = refract::dialect::sqlite;
    using options = refract::sqlite::options;
    using connection = sqlite_connection;
    using statement = sqlite_statement;
    static constexpr bool knows_last_key = true;
    static constexpr std::size_t rows_per_insert = 50; // measured: 0.59 of single rows, 500 are slower
};
static_assert(database_driver<sqlite_driver>);

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_SQLITE_HPP

// refract/sqlite.hpp
#ifndef REFRACT_SQLITE_HPP
#define REFRACT_SQLITE_HPP

/// \file
/// refract with SQLite: the line that a program writes.


namespace refract {
inline namespace v0 {
namespace sqlite {

/// A SQLite database: a file, or ":memory:".
using database = detail::database<detail::sqlite_driver>;
using transaction = detail::transaction<detail::sqlite_driver>;

} // namespace sqlite
} // namespace v0
} // namespace refract

#endif // REFRACT_SQLITE_HPP

#endif // refract/sqlite.hpp

#if !defined(REFRACT_NO_POSTGRES) && (__has_include(<libpq-fe.h>) || __has_include(<postgresql/libpq-fe.h>))

// refract/driver/postgres_error.hpp
#ifndef REFRACT_DRIVER_POSTGRES_ERROR_HPP
#define REFRACT_DRIVER_POSTGRES_ERROR_HPP

#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// PostgreSQL's SQLSTATEs as exceptions.
/// Source: https://www.postgresql.org/docs/current/errcodes-appendix.html

namespace refract {
inline namespace v0 {
namespace detail {

/// A result that frees itself.
class postgres_result {
public:
    postgres_result() = default;
    explicit postgres_result(PGresult* handle) : handle_(handle) {}
    postgres_result(postgres_result&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    postgres_result& operator=(postgres_result&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~postgres_result() { PQclear(handle_); }

    PGresult* get() const { return handle_; }
    ExecStatusType status() const { return PQresultStatus(handle_); }
    PGresult* release() { return std::exchange(handle_, nullptr); }
    void reset(PGresult* handle = nullptr) {
        PQclear(handle_);
        handle_ = handle;
    }

    /// A field of the server's error message; empty where it has none.
    std::string_view field(int code) const {
        const char* text = PQresultErrorField(handle_, code);
        return text ? text : std::string_view();
    }
    bool is_failure() const {
        const ExecStatusType now = status();
        return now == PGRES_FATAL_ERROR || now == PGRES_BAD_RESPONSE || now == PGRES_NONFATAL_ERROR;
    }

private:
    PGresult* handle_ = nullptr;
};

/// Rows that a statement touched, or of a select yielded.
inline std::int64_t count_of_rows(const postgres_result& result) {
    std::int64_t count = 0;
    if (!result.get()) return count;
    for (const char* digit = PQcmdTuples(result.get()); *digit; ++digit) count = count * 10 + (*digit - '0');
    return count;
}

/// Reads `Key (a, "B c")=(1, 2) already exists.` into the columns a and B c. The sentence around is
/// in the server's language, the parentheses are not.
inline std::vector<std::string> read_key_columns(std::string_view detail) {
    std::vector<std::string> columns;
    const std::size_t end = detail.find(")=(");
    std::size_t at = detail.find('(');
    if (end == std::string_view::npos || at > end) return columns;
    std::string column;
    int depth = 0;
    bool quoted = false;
    for (++at; at < end; ++at) {
        const char c = detail[at];
        if (c == '"') {
            // A quote inside a name is doubled.
            if (quoted && at + 1 < end && detail[at + 1] == '"')
                column += detail[++at];
            else
                quoted = !quoted;
        } else if (c == ',' && !quoted && depth == 0) {
            columns.push_back(std::exchange(column, {}));
            if (at + 1 < end && detail[at + 1] == ' ') ++at;
        } else {
            // An index over an expression: lower(a, b) is one column.
            if (!quoted) depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            column += c;
        }
    }
    columns.push_back(std::move(column));
    return columns;
}

inline std::string postgres_message(const postgres_result& result, const char* fallback) {
    std::string message(result.field(PG_DIAG_MESSAGE_PRIMARY));
    if (message.empty()) {
        message = fallback ? fallback : "";
        while (!message.empty() && message.back() == '\n') message.pop_back();
        return message.empty() ? "the database gave no reason" : message;
    }
    const auto add = [&](std::string_view label, int code) {
        const std::string_view text = result.field(code);
        if (!text.empty()) message.append(label).append(text);
    };
    add(" at character ", PG_DIAG_STATEMENT_POSITION);
    add("\n  DETAIL: ", PG_DIAG_MESSAGE_DETAIL);
    add("\n  HINT: ", PG_DIAG_MESSAGE_HINT);
    // Which row of a bulk copy it was; elsewhere the context is the database's own functions.
    if (result.field(PG_DIAG_CONTEXT).starts_with("COPY")) add("\n  CONTEXT: ", PG_DIAG_CONTEXT);
    return message;
}

[[noreturn]] inline void throw_postgres_constraint(error_details details, const postgres_result& result) {
    details.constraint = result.field(PG_DIAG_CONSTRAINT_NAME);
    details.table = result.field(PG_DIAG_TABLE_NAME);
    if (const std::string_view column = result.field(PG_DIAG_COLUMN_NAME); !column.empty())
        details.columns.emplace_back(column);
    else
        details.columns = read_key_columns(result.field(PG_DIAG_MESSAGE_DETAIL));
    if (details.code == "23505") throw unique_violation(std::move(details));
    if (details.code == "23503") throw foreign_key_violation(std::move(details));
    if (details.code == "23502") throw not_null_violation(std::move(details));
    if (details.code == "23514") {
        details.columns.clear(); // the detail of a check shows the row, not the columns
        throw check_violation(std::move(details));
    }
    throw constraint_violation(std::move(details));
}

/// Whether the server ended the session, or the connection to it is gone.
inline bool is_lost(const PGconn* connection, const postgres_result& result, std::string_view code) {
    if (PQstatus(connection) == CONNECTION_BAD) return true;
    const std::string_view severity = result.field(PG_DIAG_SEVERITY_NONLOCALIZED);
    return severity == "FATAL" || severity == "PANIC" || code == "57P01" || code == "57P02" || code == "57P03";
}

/// Throws what the failed result means; a null result means that nothing could be sent.
[[noreturn, gnu::cold, gnu::noinline]] inline void
throw_postgres_error(const PGconn* connection, const postgres_result& result, std::string_view sql) {
    const std::string_view code = result.field(PG_DIAG_SQLSTATE);
    const char* fallback = result.get() ? PQresultErrorMessage(result.get()) : PQerrorMessage(connection);
    error_details details{
        .message = postgres_message(result, fallback), .sql = std::string(sql), .code = std::string(code)};
    if (is_lost(connection, result, code)) {
        details.connection_lost = true;
        throw connection_error(std::move(details));
    }
    // A binary value that ends too early is a protocol violation; the session goes on.
    if (code == "08P01") throw conversion_error(std::move(details));
    if (code.starts_with("08")) throw connection_error(std::move(details)); // of a foreign server
    if (code.starts_with("23")) throw_postgres_constraint(std::move(details), result);
    details.can_retry = code == "40001" || code == "40P01" || code == "55P03" || code == "57014";
    if (code == "40001" || code == "40P01") throw serialization_failure(std::move(details));
    if (code == "55P03") throw busy(std::move(details));
    if (code == "57014") throw timeout(std::move(details));
    if (code.starts_with("22")) throw conversion_error(std::move(details));
    // 42501 is a missing permission: the database understood.
    if ((code.starts_with("42") && code != "42501") || code == "3F000") throw syntax_error(std::move(details));
    throw error(std::move(details));
}

[[noreturn]] inline void throw_postgres_closed(std::string_view sql) {
    throw connection_error(error_details{.message = "the connection to PostgreSQL is closed",
                                         .sql = std::string(sql),
                                         .code = "08003",
                                         .connection_lost = true});
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_ERROR_HPP

// refract/driver/postgres_types.hpp
#ifndef REFRACT_DRIVER_POSTGRES_TYPES_HPP
#define REFRACT_DRIVER_POSTGRES_TYPES_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// PostgreSQL's type numbers (OIDs), which are the same on every server for built-in types.
/// Source: src/include/catalog/pg_type.dat

namespace refract {
inline namespace v0 {
namespace detail {

using postgres_oid = unsigned int;

namespace oid {
inline constexpr postgres_oid none = 0; ///< the server finds out
inline constexpr postgres_oid boolean = 16, bytes = 17, character = 18, name = 19, int8 = 20, int2 = 21, int4 = 23,
                              text = 25, json = 114, float4 = 700, float8 = 701, unknown = 705, bpchar = 1042,
                              varchar = 1043, date = 1082, time = 1083, timestamp = 1114, timestamptz = 1184,
                              interval = 1186, numeric = 1700, uuid = 2950, jsonb = 3802;
/// Types that a program made (enums, citext) start here.
inline constexpr postgres_oid first_of_users = 16384;
} // namespace oid

/// What is known of a built-in type.
struct postgres_type_info {
    postgres_oid number;
    postgres_oid array; ///< the type of lists of it
    std::string_view name, short_name;
};

inline constexpr postgres_type_info postgres_types[] = {
    {oid::boolean, 1000, "boolean", "bool"},
    {oid::bytes, 1001, "bytea", ""},
    {oid::character, 1002, "\"char\"", ""},
    {oid::name, 1003, "name", ""},
    {oid::int8, 1016, "bigint", "int8"},
    {oid::int2, 1005, "smallint", "int2"},
    {oid::int4, 1007, "integer", "int4"},
    {oid::text, 1009, "text", ""},
    {26, 1028, "oid", ""},
    {oid::json, 199, "json", ""},
    {142, 143, "xml", ""},
    {oid::float4, 1021, "real", "float4"},
    {oid::float8, 1022, "double precision", "float8"},
    {oid::unknown, 0, "unknown", ""},
    {790, 791, "money", ""},
    {869, 1041, "inet", ""},
    {oid::bpchar, 1014, "character", "bpchar"},
    {oid::varchar, 1015, "character varying", "varchar"},
    {oid::date, 1182, "date", ""},
    {oid::time, 1183, "time without time zone", "time"},
    {oid::timestamp, 1115, "timestamp without time zone", "timestamp"},
    {oid::timestamptz, 1185, "timestamp with time zone", "timestamptz"},
    {oid::interval, 1187, "interval", ""},
    {1266, 1270, "time with time zone", "timetz"},
    {oid::numeric, 1231, "numeric", ""},
    {oid::uuid, 2951, "uuid", ""},
    {2278, 0, "void", ""},
    {oid::jsonb, 3807, "jsonb", ""},
};

constexpr const postgres_type_info* find_postgres_type(postgres_oid number) {
    for (const postgres_type_info& type : postgres_types)
        if (type.number == number) return &type;
    return nullptr;
}

/// The type that a kind of column has; a single value of it, not a list.
constexpr postgres_oid postgres_type_of(type_kind kind) {
    switch (kind) {
    case type_kind::none: return oid::none;
    case type_kind::boolean: return oid::boolean;
    case type_kind::small_integer: return oid::int2;
    case type_kind::integer: return oid::int4;
    case type_kind::big_integer: return oid::int8;
    case type_kind::real: return oid::float4;
    case type_kind::double_precision: return oid::float8;
    case type_kind::text: return oid::text;
    case type_kind::bytes: return oid::bytes;
    case type_kind::timestamp: return oid::timestamptz;
    case type_kind::date: return oid::date;
    case type_kind::time: return oid::time;
    case type_kind::interval: return oid::interval;
    case type_kind::uuid: return oid::uuid;
    case type_kind::decimal: return oid::numeric;
    case type_kind::json: return oid::jsonb;
    case type_kind::enumeration: return oid::text;
    }
    return oid::none;
}

/// An enum with a type of its own, whose number differs from database to database, or a text that
/// takes the type of the column that it is compared with or stored in.
constexpr bool is_typed_by_server(const sql_type& type) {
    return type.of_column || (type.enumeration && !type.enumeration->native_name.empty());
}

/// What a parameter's items are sent as; `none` where only the server knows.
constexpr postgres_oid postgres_item_type(const sql_type& type) {
    return is_typed_by_server(type) ? oid::none : postgres_type_of(type.kind);
}

/// What a parameter is declared as.
constexpr postgres_oid postgres_parameter_type(const sql_type& type) {
    const postgres_oid item = postgres_item_type(type);
    if (!type.list || item == oid::none) return item;
    return find_postgres_type(item)->array;
}

/// Whether a column of the database can be read into a field of that kind. No conversions: a type
/// that almost fits is a mistake that would show only with the first large value.
constexpr bool postgres_accepts(type_kind kind, postgres_oid column) {
    switch (kind) {
    case type_kind::none: return true;
    case type_kind::text:
    case type_kind::enumeration:
        return column == oid::text || column == oid::varchar || column == oid::bpchar || column == oid::name ||
               column == oid::unknown || column == oid::character || column >= oid::first_of_users;
    // Without a time zone it is read as UTC; the connection's time zone makes writing agree.
    case type_kind::timestamp: return column == oid::timestamptz || column == oid::timestamp;
    case type_kind::json: return column == oid::jsonb || column == oid::json;
    default: return column == postgres_type_of(kind);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_TYPES_HPP

// refract/driver/postgres_wire.hpp
#ifndef REFRACT_DRIVER_POSTGRES_WIRE_HPP
#define REFRACT_DRIVER_POSTGRES_WIRE_HPP

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

/// \file
/// PostgreSQL's binary format of values, as parameters, COPY and results have it: big-endian.
/// Source: the *_send and *_recv functions in src/backend/utils/adt.

namespace refract {
inline namespace v0 {
namespace detail {

/// The most that a value of fixed size needs: a decimal of 19 digits.
inline constexpr std::size_t postgres_fixed_size = 24;
/// Microseconds and days from 1970-01-01 to 2000-01-01, where PostgreSQL counts from.
inline constexpr std::int64_t postgres_epoch = 946'684'800'000'000;
inline constexpr std::int32_t postgres_epoch_days = 10'957;

template <std::size_t> struct unsigned_of_size;
template <> struct unsigned_of_size<2> {
    using type = std::uint16_t;
};
template <> struct unsigned_of_size<4> {
    using type = std::uint32_t;
};
template <> struct unsigned_of_size<8> {
    using type = std::uint64_t;
};

template <class Unsigned> constexpr Unsigned swap_to_big_endian(Unsigned value) {
    if constexpr (std::endian::native == std::endian::big)
        return value;
    else if constexpr (sizeof(Unsigned) == 2)
        return __builtin_bswap16(value);
    else if constexpr (sizeof(Unsigned) == 4)
        return __builtin_bswap32(value);
    else
        return __builtin_bswap64(value);
}
template <class Number> Number load_big_endian(const char* from) {
    typename unsigned_of_size<sizeof(Number)>::type bits;
    std::memcpy(&bits, from, sizeof bits);
    return std::bit_cast<Number>(swap_to_big_endian(bits));
}
template <class Number> std::size_t store_big_endian(char* to, Number value) {
    const auto bits = swap_to_big_endian(std::bit_cast<typename unsigned_of_size<sizeof(Number)>::type>(value));
    std::memcpy(to, &bits, sizeof bits);
    return sizeof bits;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_number_too_wide(std::int64_t value) {
    throw conversion_error("the value " + std::to_string(value) +
                           " does not fit in the whole number type of its column");
}

/// A whole number in the width of the column.
inline std::size_t postgres_encode(char* to, postgres_oid type, std::int64_t value) {
    if (type == oid::int4) {
        if (value != static_cast<std::int32_t>(value)) throw_number_too_wide(value);
        return store_big_endian(to, static_cast<std::int32_t>(value));
    }
    if (type == oid::int2) {
        if (value != static_cast<std::int16_t>(value)) throw_number_too_wide(value);
        return store_big_endian(to, static_cast<std::int16_t>(value));
    }
    return store_big_endian(to, value);
}
inline std::size_t postgres_encode(char* to, postgres_oid type, std::int32_t value) {
    if (type == oid::int4 || type == oid::none) return store_big_endian(to, value);
    return postgres_encode(to, type, std::int64_t{value});
}
inline std::size_t postgres_encode(char* to, postgres_oid type, std::int16_t value) {
    if (type == oid::int2 || type == oid::none) return store_big_endian(to, value);
    return postgres_encode(to, type, std::int64_t{value});
}
inline std::size_t postgres_encode(char* to, postgres_oid, bool value) {
    *to = value ? 1 : 0;
    return 1;
}
inline std::size_t postgres_encode(char* to, postgres_oid type, double value) {
    if (type != oid::float4) return store_big_endian(to, value);
    // NaN and the infinities stay what they are.
    const double largest = static_cast<double>(std::numeric_limits<float>::max());
    if ((value > largest || value < -largest) && value - value == 0)
        throw conversion_error("the value " + std::to_string(value) + " does not fit in a real column");
    return store_big_endian(to, static_cast<float>(value));
}
inline std::size_t postgres_encode(char* to, postgres_oid type, float value) {
    if (type == oid::float8) return store_big_endian(to, static_cast<double>(value));
    return store_big_endian(to, value);
}
inline std::size_t postgres_encode(char* to, postgres_oid, wire::timestamp value) {
    std::int64_t since_2000 = 0;
    if (__builtin_sub_overflow(value.microseconds, postgres_epoch, &since_2000) ||
        since_2000 == std::numeric_limits<std::int64_t>::min()) // what PostgreSQL calls -infinity
        throw conversion_error("a time lies before the first one that PostgreSQL knows");
    return store_big_endian(to, since_2000);
}
inline std::size_t postgres_encode(char* to, postgres_oid, wire::date value) {
    std::int32_t since_2000 = 0;
    if (__builtin_sub_overflow(value.days, postgres_epoch_days, &since_2000) ||
        since_2000 == std::numeric_limits<std::int32_t>::min())
        throw conversion_error("a date lies before the first one that PostgreSQL knows");
    return store_big_endian(to, since_2000);
}
inline std::size_t postgres_encode(char* to, postgres_oid, wire::time value) {
    return store_big_endian(to, value.microseconds);
}
inline std::size_t postgres_encode(char* to, postgres_oid, wire::interval value) {
    store_big_endian(to, value.microseconds);
    std::memset(to + 8, 0, 8); // no days, no months: they have no fixed length
    return 16;
}
inline std::size_t postgres_encode(char* to, postgres_oid, const wire::uuid& value) {
    std::memcpy(to, value.bytes.data(), value.bytes.size());
    return value.bytes.size();
}

/// The head of a numeric; digits in base 10000 follow, the most significant first.
struct postgres_numeric {
    static constexpr std::uint16_t positive = 0, negative = 0x4000, not_a_number = 0xC000, infinity = 0xD000,
                                   negative_infinity = 0xF000;
    std::int16_t digit_count;
    std::int16_t weight; ///< of the first digit, in powers of 10000
    std::uint16_t sign;
    std::int16_t scale; ///< decimal digits shown behind the point

    static constexpr int size = 8;
};

inline std::size_t postgres_encode(char* to, postgres_oid, wire::decimal value) {
    // A magnitude, because the lowest coefficient has no positive counterpart.
    std::uint64_t rest = value.coefficient < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value.coefficient)
                                               : static_cast<std::uint64_t>(value.coefficient);
    std::array<std::int16_t, 6> digits{}; // the least significant first
    std::int16_t count = 0;
    const unsigned partial = value.scale % 4u;
    if (partial != 0 && rest != 0) {
        // The last digit is filled up with zeros, so that the point lies between digits.
        const auto unit = static_cast<std::uint64_t>(power_of_ten(partial));
        digits[0] = static_cast<std::int16_t>(rest % unit * static_cast<std::uint64_t>(power_of_ten(4 - partial)));
        rest /= unit;
        count = 1;
    }
    for (; rest != 0; rest /= 10'000)
        digits[static_cast<std::size_t>(count++)] = static_cast<std::int16_t>(rest % 10'000);
    const int behind_point = (value.scale + 3) / 4;
    char* out = to;
    out += store_big_endian(out, count);
    out += store_big_endian(out, static_cast<std::int16_t>(count == 0 ? 0 : count - 1 - behind_point));
    out += store_big_endian(out, value.coefficient < 0 ? postgres_numeric::negative : postgres_numeric::positive);
    out += store_big_endian(out, std::int16_t{value.scale});
    while (count > 0) out += store_big_endian(out, digits[static_cast<std::size_t>(--count)]);
    return static_cast<std::size_t>(out - to);
}

/// Why a stored value does not fit into the plain value; none where it does.
using postgres_complaint = const char*;

inline postgres_complaint postgres_decode(const char* from, wire::timestamp& out) {
    const auto since_2000 = load_big_endian<std::int64_t>(from);
    if (since_2000 == std::numeric_limits<std::int64_t>::max() ||
        since_2000 == std::numeric_limits<std::int64_t>::min())
        return "holds an infinite time, which the field cannot hold";
    if (__builtin_add_overflow(since_2000, postgres_epoch, &out.microseconds))
        return "holds a time beyond 64 bits of microseconds since 1970";
    return nullptr;
}
inline postgres_complaint postgres_decode(const char* from, wire::date& out) {
    const auto since_2000 = load_big_endian<std::int32_t>(from);
    if (since_2000 == std::numeric_limits<std::int32_t>::max() ||
        since_2000 == std::numeric_limits<std::int32_t>::min())
        return "holds an infinite date, which the field cannot hold";
    if (__builtin_add_overflow(since_2000, postgres_epoch_days, &out.days))
        return "holds a date beyond 32 bits of days since 1970";
    return nullptr;
}
inline postgres_complaint postgres_decode(const char* from, wire::interval& out) {
    std::int64_t days = load_big_endian<std::int32_t>(from + 8);
    if (load_big_endian<std::int32_t>(from + 12) != 0)
        return "holds an interval with months, which has no fixed length";
    if (__builtin_mul_overflow(days, std::int64_t{86'400'000'000}, &days) ||
        __builtin_add_overflow(load_big_endian<std::int64_t>(from), days, &out.microseconds))
        return "holds an interval beyond 64 bits of microseconds";
    return nullptr;
}

/// Multiplies by 10^exponent; false where that is beyond 64 bits.
inline bool shift_decimal(std::int64_t& coefficient, int exponent) {
    if (coefficient == 0) return true;
    if (exponent > 18) return false;
    return !__builtin_mul_overflow(coefficient, power_of_ten(static_cast<unsigned>(exponent)), &coefficient);
}

inline postgres_complaint postgres_decode_numeric(const char* from, int length, wire::decimal& out) {
    constexpr postgres_complaint too_long = "holds a number with more digits than the field can hold";
    if (length < postgres_numeric::size) return "holds no number";
    int count = load_big_endian<std::int16_t>(from);
    const int weight = load_big_endian<std::int16_t>(from + 2);
    const auto sign = load_big_endian<std::uint16_t>(from + 4);
    if (sign == postgres_numeric::not_a_number) return "holds NaN, which a decimal cannot hold";
    if (sign != postgres_numeric::positive && sign != postgres_numeric::negative)
        return "holds an infinite number, which a decimal cannot hold";
    if (length < postgres_numeric::size + 2 * count) return "holds no number";
    const auto digit = [&](int i) { return load_big_endian<std::int16_t>(from + postgres_numeric::size + 2 * i); };
    while (count > 0 && digit(count - 1) == 0) --count;
    out = {0, 0};
    if (count == 0) return nullptr;

    // Built up below zero, which reaches one further than above. Zeros at the end are left out:
    // they are no part of the value, and would take room.
    std::int64_t coefficient = 0;
    for (int i = 0; i < count - 1; ++i)
        if (!shift_decimal(coefficient, 4) || __builtin_sub_overflow(coefficient, std::int64_t{digit(i)}, &coefficient))
            return too_long;
    int last = digit(count - 1), zeros = 0;
    for (; last % 10 == 0; last /= 10) ++zeros;
    if (!shift_decimal(coefficient, 4 - zeros) || __builtin_sub_overflow(coefficient, std::int64_t{last}, &coefficient))
        return too_long;
    const int exponent = 4 * (weight - (count - 1)) + zeros;
    if (exponent < -18 || (exponent > 0 && !shift_decimal(coefficient, exponent))) return too_long;
    if (sign == postgres_numeric::positive && __builtin_sub_overflow(std::int64_t{0}, coefficient, &coefficient))
        return too_long;
    out = {coefficient, static_cast<std::uint8_t>(exponent < 0 ? -exponent : 0)};
    return nullptr;
}

/// Text as PostgreSQL can store it: everything but NUL characters. It checks UTF-8 itself.
inline void check_postgres_text(std::string_view text) {
    // data() of an empty view may be null, which memchr must not see.
    if (text.empty() || !std::memchr(text.data(), 0, text.size())) return;
    throw conversion_error("a text holds a NUL character, which PostgreSQL cannot store; use bytes for it");
}
inline void check_postgres_size(std::size_t size) {
    if (size > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        throw conversion_error("a value of " + std::to_string(size) + " bytes is longer than PostgreSQL can store");
}

/// Bytes that grow, and that keep their room when they are emptied.
class postgres_buffer {
public:
    const char* data() const { return bytes_.data(); }
    std::size_t size() const { return size_; }
    void clear() { size_ = 0; }

    /// Room for that many more bytes; `commit` says how many were used.
    REFRACT_INLINE char* room(std::size_t size) {
        if (bytes_.size() - size_ < size) [[unlikely]]
            grow(size_ + size);
        return bytes_.data() + size_;
    }
    void commit(std::size_t size) { size_ += size; }
    template <class Number> void put_number(Number value) { commit(store_big_endian(room(sizeof value), value)); }
    void put(const void* bytes, std::size_t size) {
        if (size == 0) return;
        std::memcpy(room(size), bytes, size);
        commit(size);
    }

private:
    /// In large steps: std::string::resize for every value would zero what is then written.
    [[gnu::noinline]] void grow(std::size_t least) {
        bytes_.resize(least > 2 * bytes_.size() ? least : 2 * bytes_.size());
    }

    std::string bytes_;
    std::size_t size_ = 0;
};

/// Appends bytes with their length before them; `head` (one character or none) counts as one of them.
inline void append_postgres_bytes(postgres_buffer& to, const void* bytes, std::size_t size,
                                  std::string_view head = {}) {
    const std::size_t whole = size + head.size();
    check_postgres_size(whole);
    char* out = to.room(4 + whole);
    out += store_big_endian(out, static_cast<std::int32_t>(whole));
    if (!head.empty()) *out++ = head.front();
    if (size > 0) std::memcpy(out, bytes, size); // the address of nothing may be null
    to.commit(4 + whole);
}
/// Appends a value with its length before it, as arrays and COPY have them.
template <class Wire> void append_postgres_field(postgres_buffer& to, postgres_oid type, const Wire& value) {
    if constexpr (std::is_same_v<Wire, std::string_view>) {
        check_postgres_text(value);
        append_postgres_bytes(to, value.data(), value.size());
    } else if constexpr (std::is_same_v<Wire, wire::bytes>) {
        append_postgres_bytes(to, value.data(), value.size());
    } else if constexpr (std::is_same_v<Wire, wire::json>) {
        check_postgres_text(value.text);
        // jsonb has the version of its format before the text, json has not.
        append_postgres_bytes(to, value.text.data(), value.text.size(), type == oid::json ? "" : "\1");
    } else {
        char* out = to.room(4 + postgres_fixed_size);
        const std::size_t size = postgres_encode(out + 4, type, value);
        store_big_endian(out, static_cast<std::int32_t>(size));
        to.commit(4 + size);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_WIRE_HPP

// refract/driver/wire_kind.hpp
#ifndef REFRACT_DRIVER_WIRE_KIND_HPP
#define REFRACT_DRIVER_WIRE_KIND_HPP

#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// The kind of column that one of the drivers' plain values comes from.
template <class Wire> inline constexpr type_kind kind_of_wire = type_kind::none;
template <> inline constexpr type_kind kind_of_wire<bool> = type_kind::boolean;
template <> inline constexpr type_kind kind_of_wire<std::int16_t> = type_kind::small_integer;
template <> inline constexpr type_kind kind_of_wire<std::int32_t> = type_kind::integer;
template <> inline constexpr type_kind kind_of_wire<std::int64_t> = type_kind::big_integer;
template <> inline constexpr type_kind kind_of_wire<float> = type_kind::real;
template <> inline constexpr type_kind kind_of_wire<double> = type_kind::double_precision;
template <> inline constexpr type_kind kind_of_wire<std::string_view> = type_kind::text;
template <> inline constexpr type_kind kind_of_wire<wire::bytes> = type_kind::bytes;
template <> inline constexpr type_kind kind_of_wire<wire::timestamp> = type_kind::timestamp;
template <> inline constexpr type_kind kind_of_wire<wire::date> = type_kind::date;
template <> inline constexpr type_kind kind_of_wire<wire::time> = type_kind::time;
template <> inline constexpr type_kind kind_of_wire<wire::interval> = type_kind::interval;
template <> inline constexpr type_kind kind_of_wire<wire::uuid> = type_kind::uuid;
template <> inline constexpr type_kind kind_of_wire<wire::decimal> = type_kind::decimal;
template <> inline constexpr type_kind kind_of_wire<wire::json> = type_kind::json;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_WIRE_KIND_HPP

// refract/driver/postgres_cell.hpp
#ifndef REFRACT_DRIVER_POSTGRES_CELL_HPP
#define REFRACT_DRIVER_POSTGRES_CELL_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

/// "integer (int4)": the name of a built-in type as SQL and as the catalog have it.
inline std::string postgres_type_text(const postgres_type_info& type) {
    std::string text(type.name);
    if (!type.short_name.empty()) text.append(" (").append(type.short_name).append(")");
    return text;
}
inline std::string postgres_type_text(postgres_oid number) {
    if (const postgres_type_info* type = find_postgres_type(number)) return postgres_type_text(*type);
    return "the type with the OID " + std::to_string(number);
}
/// What a field of that kind wants its column to be.
inline std::string postgres_wanted_text(type_kind kind) { return postgres_type_text(postgres_type_of(kind)); }

/// How far behind the beginning of a result the address lies that libpq gives for NULL; none where it
/// is not a fixed distance. Asking libpq for the length of every number would cost a tenth of a row.
inline std::uintptr_t find_postgres_null() {
    const auto distance = [] {
        const postgres_result probe(PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK));
        char name[] = "probe";
        PGresAttDesc column{};
        column.name = name;
        if (!PQsetResultAttrs(probe.get(), 1, &column) || !PQsetvalue(probe.get(), 0, 0, nullptr, -1))
            return std::uintptr_t{0};
        return reinterpret_cast<std::uintptr_t>(PQgetvalue(probe.get(), 0, 0)) -
               reinterpret_cast<std::uintptr_t>(probe.get());
    };
    const std::uintptr_t first = distance();
    return first < 4096 && first == distance() ? first : 0;
}
inline std::uintptr_t postgres_null() {
    static const std::uintptr_t found = find_postgres_null();
    return found;
}

/// Where cells are: a result, a row of it, and what is known of its columns.
struct postgres_cell_row {
    const PGresult* result = nullptr;
    std::uintptr_t null = 0; ///< the address of every NULL in it
    int row = 0;
    /// The columns' types, and with them their sizes, are known to be those of the fields.
    bool checked = false;
    std::string_view sql{};

    void point_at(const PGresult* other) {
        result = other;
        null = reinterpret_cast<std::uintptr_t>(other) + postgres_null();
        row = 0;
    }
};

/// A cell of the current row, read from the binary format.
/// Lifetime: that of the statement's current row.
class postgres_cell {
public:
    postgres_cell(const postgres_cell_row& at, int column) : at_(&at), column_(column) {}

    bool is_null() const { return PQgetisnull(at_->result, at_->row, column_) != 0; }

    template <class Wire> Wire read() const {
        if (!at_->checked) [[unlikely]]
            check(kind_of_wire<Wire>);
        Wire out{};
        read_into(out);
        return out;
    }

private:
    int length() const { return PQgetlength(at_->result, at_->row, column_); }
    const char* data() const { return PQgetvalue(at_->result, at_->row, column_); }

    /// The address of a value whose size follows from its type.
    template <class Wire> const char* fixed() const {
        const char* value = data();
        if (reinterpret_cast<std::uintptr_t>(value) == at_->null) [[unlikely]]
            fail(kind_of_wire<Wire>);
        return value;
    }
    /// The address of a value of any length; an empty one is asked whether it is NULL.
    template <class Wire> const char* variable(int& size) const {
        size = length();
        if (size == 0 && is_null()) [[unlikely]]
            fail(kind_of_wire<Wire>);
        return data();
    }

    void read_into(bool& out) const { out = *fixed<bool>() != 0; }
    template <class Number>
        requires std::is_arithmetic_v<Number>
    void read_into(Number& out) const {
        out = load_big_endian<Number>(fixed<Number>());
    }
    void read_into(std::string_view& out) const {
        int size = 0;
        const char* text = variable<std::string_view>(size);
        out = {text, static_cast<std::size_t>(size)};
    }
    void read_into(wire::bytes& out) const {
        int size = 0;
        const char* bytes = variable<wire::bytes>(size);
        out = {reinterpret_cast<const std::byte*>(bytes), static_cast<std::size_t>(size)};
    }
    void read_into(wire::json& out) const {
        read_into(out.text);
        // jsonb has the version of its format before the text.
        if (PQftype(at_->result, column_) == oid::jsonb && !out.text.empty()) out.text.remove_prefix(1);
    }
    void read_into(wire::time& out) const { out.microseconds = load_big_endian<std::int64_t>(fixed<wire::time>()); }
    void read_into(wire::timestamp& out) const { complain(postgres_decode(fixed<wire::timestamp>(), out)); }
    void read_into(wire::date& out) const { complain(postgres_decode(fixed<wire::date>(), out)); }
    void read_into(wire::interval& out) const { complain(postgres_decode(fixed<wire::interval>(), out)); }
    void read_into(wire::uuid& out) const { std::memcpy(out.bytes.data(), fixed<wire::uuid>(), out.bytes.size()); }
    void read_into(wire::decimal& out) const {
        int size = 0;
        const char* number = variable<wire::decimal>(size);
        complain(postgres_decode_numeric(number, size, out));
    }

    /// For rows that nobody declared, and where libpq is not as expected.
    [[gnu::noinline]] void check(type_kind kind) const {
        if (!postgres_accepts(kind, PQftype(at_->result, column_)) || is_null()) fail(kind);
    }
    void complain(postgres_complaint complaint) const {
        if (complaint) [[unlikely]]
            throw_complaint(complaint);
    }
    std::string column_text() const {
        const char* name = PQfname(at_->result, column_);
        return name ? "column \"" + std::string(name) + "\"" : "column " + std::to_string(column_ + 1);
    }
    [[noreturn, gnu::cold, gnu::noinline]] void throw_complaint(postgres_complaint complaint) const {
        throw conversion_error(error_details{.message = column_text() + " " + complaint, .sql = std::string(at_->sql)});
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail(type_kind kind) const {
        const std::string wanted = ", the field wants " + postgres_wanted_text(kind);
        std::string found = " is " + postgres_type_text(PQftype(at_->result, column_));
        if (column_ >= PQnfields(at_->result))
            found = " does not exist";
        else if (is_null())
            found = " is NULL";
        throw schema_mismatch(error_details{.message = column_text() + found + wanted, .sql = std::string(at_->sql)});
    }

    const postgres_cell_row* at_;
    int column_;
};

/// The current row of a statement.
struct postgres_row {
    const postgres_cell_row* at;
    postgres_cell cell(int column) const { return {*at, column}; }
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_CELL_HPP

// refract/driver/postgres_link.hpp
#ifndef REFRACT_DRIVER_POSTGRES_LINK_HPP
#define REFRACT_DRIVER_POSTGRES_LINK_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

class postgres_rows;

/// Ends a COPY that nobody asked for: it would wait for ever to be served.
inline void finish_postgres_copy(PGconn* handle, ExecStatusType status) {
    if (status == PGRES_COPY_IN || status == PGRES_COPY_BOTH) {
        PQputCopyEnd(handle, "COPY was not expected here");
    } else if (status == PGRES_COPY_OUT) {
        char* line = nullptr;
        while (PQgetCopyData(handle, &line, 0) > 0) PQfreemem(line);
    }
}
/// The next result of what was sent.
inline PGresult* next_postgres_result(PGconn* handle) {
    PGresult* const result = PQgetResult(handle);
    finish_postgres_copy(handle, PQresultStatus(result));
    return result;
}
/// After a failure, and behind the last result that is wanted.
inline void discard_postgres_results(PGconn* handle) {
    while (PGresult* rest = next_postgres_result(handle)) PQclear(rest);
}

/// What a connection and its statements share. It outlives both, so that a statement whose
/// connection is closed answers with an error.
///
/// One statement at a time may have rows on the way; whoever uses the connection next asks it, in
/// `make_ready`, to take them in.
struct postgres_link {
    PGconn* handle = nullptr;
    postgres_rows* stream = nullptr; ///< whose rows are still on the way
    bool stream_in_transaction = false;
    bool copying = false;        ///< a bulk copy is under way: nothing else can run
    std::uint32_t last_name = 0; ///< prepared statements are called refract_1, refract_2, ...
    /// Grows when a prepared statement turns out to be outdated: then all of them are made anew.
    std::uint32_t generation = 0;
    int owners = 1;
    std::vector<std::uint32_t> abandoned{}; ///< statements to deallocate when there is occasion
    struct user_type {
        postgres_oid number;
        bool is_text;
    };
    std::vector<user_type> user_types{}; ///< those of users, as far as they were met

    bool is_idle() const { return PQtransactionStatus(handle) == PQTRANS_IDLE; }
    bool in_transaction() const {
        switch (PQtransactionStatus(handle)) {
        case PQTRANS_INTRANS:
        case PQTRANS_INERROR: return true;
        case PQTRANS_ACTIVE: return stream != nullptr && stream_in_transaction;
        default: return false;
        }
    }

    /// Before anything is sent.
    void make_ready(std::string_view sql) {
        if (stream || copying || !abandoned.empty() || !handle) [[unlikely]]
            clear_the_way(sql);
    }

    /// Whether the binary form of a type that a user or an extension made is text.
    bool is_text_type(postgres_oid number, std::string_view sql);

    void clear_the_way(std::string_view sql);
    void deallocate_abandoned();
    void deallocate_in_transaction();

    void release() noexcept {
        if (--owners == 0) delete this;
    }
};

/// A counted reference to the link; not for several threads, like the connection itself.
class postgres_link_owner {
public:
    postgres_link_owner() = default;
    explicit postgres_link_owner(postgres_link* link) : link_(link) {}
    postgres_link_owner(const postgres_link_owner& other) noexcept : link_(other.link_) {
        if (link_) ++link_->owners;
    }
    postgres_link_owner(postgres_link_owner&& other) noexcept : link_(std::exchange(other.link_, nullptr)) {}
    postgres_link_owner& operator=(postgres_link_owner other) noexcept {
        std::swap(link_, other.link_);
        return *this;
    }
    ~postgres_link_owner() {
        if (link_) link_->release();
    }

    postgres_link* operator->() const { return link_; }
    postgres_link& operator*() const { return *link_; }
    explicit operator bool() const { return link_ != nullptr; }

private:
    postgres_link* link_ = nullptr;
};

/// The rows of one execution: all at once, or one by one while the server still sends.
class postgres_rows {
public:
    postgres_rows() = default;
    postgres_rows(postgres_rows&& other) noexcept
        : current_(std::move(other.current_)), at_(std::exchange(other.at_, {})),
          count_(std::exchange(other.count_, 0)), kept_(std::move(other.kept_)), next_kept_(other.next_kept_),
          link_(std::exchange(other.link_, nullptr)), has_more_(std::exchange(other.has_more_, false)),
          may_cancel_(other.may_cancel_) {
        if (link_) link_->stream = this;
    }
    postgres_rows& operator=(postgres_rows&&) = delete;
    ~postgres_rows() { drop(); }

    const postgres_result& result() const { return current_; }
    /// Where its cells are.
    const postgres_cell_row& at() const { return at_; }
    /// What its cells should know about their statement.
    void describe(bool checked, std::string_view sql) {
        at_.checked = checked && postgres_null() != 0;
        at_.sql = sql;
    }

    bool has_row() const { return at_.row < count_; }
    /// Rows in the part of the result that is there.
    int count() const { return count_; }
    /// Moves within the part that is there; false at its end.
    bool next_in_part() { return ++at_.row < count_; }

    /// The whole result of a statement that is done.
    void hold(postgres_result result) {
        current_ = std::move(result);
        rewind();
    }

    /// The statement is sent and its rows will come one by one: fetches the first part.
    void start(postgres_link& link, bool in_transaction) {
        link_ = &link;
        link.stream = this;
        link.stream_in_transaction = in_transaction;
        has_more_ = true;
    }

    /// The next part of the result: rows, the end, or a failure. False when nothing comes any more.
    bool fetch() {
        if (!has_more_) return false;
        current_.reset(link_ ? PQgetResult(link_->handle) : next_kept());
        at_.point_at(current_.get());
        count_ = 1;
        const ExecStatusType status = current_.status();
        if (status != PGRES_SINGLE_TUPLE) [[unlikely]] {
            count_ = PQntuples(current_.get());
            // The last part has no rows, and tells how many there were.
            if (!is_chunk(status)) finish(status);
        }
        return true;
    }

    /// Another statement needs the connection: takes the rest into memory.
    void keep_rest() {
        while (PGresult* part = next_postgres_result(link_->handle)) {
            try {
                kept_.emplace_back(part);
            } catch (...) {
                PQclear(part);
                drop();
                throw;
            }
        }
        detach();
    }

    /// Forgets everything; what the server still sends is thrown away.
    void drop() noexcept {
        if (link_) discard();
        current_.reset();
        if (!kept_.empty()) kept_.clear();
        next_kept_ = 0;
        at_.point_at(nullptr);
        count_ = 0;
        has_more_ = false;
    }
    /// Whether the rest of a stream may be cancelled: what only reads loses nothing by it.
    void allow_cancel(bool allowed) { may_cancel_ = allowed; }

    /// The connection is being closed.
    void detach() noexcept {
        if (!link_) return;
        link_->stream = nullptr;
        link_ = nullptr;
    }

private:
    void rewind() noexcept {
        at_.point_at(current_.get());
        count_ = PQntuples(current_.get()); // 0 without a result
    }
    static bool is_chunk([[maybe_unused]] ExecStatusType status) {
#ifdef LIBPQ_HAS_CHUNK_MODE
        return status == PGRES_TUPLES_CHUNK;
#else
        return false;
#endif
    }

    PGresult* next_kept() {
        if (next_kept_ == kept_.size()) return nullptr;
        postgres_result part = std::move(kept_[next_kept_++]);
        return part.release();
    }
    void finish(ExecStatusType status) {
        has_more_ = false;
        if (!link_) return;
        finish_postgres_copy(link_->handle, status);
        discard_postgres_results(link_->handle);
        detach();
    }

    /// Cancelling costs a connection of its own, so what is nearly there is read instead. In a
    /// transaction it would undo the transaction, and a statement that writes would not have written.
    void discard() noexcept {
        constexpr int few = 1000;
        PGconn* const handle = link_->handle;
        bool cancels = may_cancel_ && !link_->stream_in_transaction;
        for (int parts = 0;; ++parts) {
            if (cancels && (parts == few || is_waiting(handle))) {
                cancel(handle);
                cancels = false;
            }
            PGresult* part = next_postgres_result(handle);
            if (!part) break;
            PQclear(part);
        }
        detach();
    }
    static bool is_waiting(PGconn* handle) noexcept {
        return PQisBusy(handle) != 0 && PQconsumeInput(handle) != 0 && PQisBusy(handle) != 0;
    }
    static void cancel(PGconn* handle) noexcept {
        char reason[256];
        if (PGcancel* request = PQgetCancel(handle)) {
            PQcancel(request, reason, sizeof reason);
            PQfreeCancel(request);
        }
    }

    postgres_result current_{};
    postgres_cell_row at_{};
    int count_ = 0;
    std::vector<postgres_result> kept_{};
    std::size_t next_kept_ = 0;
    postgres_link* link_ = nullptr; ///< while rows are on the way
    bool has_more_ = false;
    bool may_cancel_ = false;
};

inline void postgres_link::clear_the_way(std::string_view sql) {
    if (!handle) throw_postgres_closed(sql);
    if (copying)
        throw error(error_details{.message = "a bulk copy is under way on this connection; finish it first",
                                  .sql = std::string(sql)});
    if (stream) stream->keep_rest();
    if (abandoned.empty()) return;
    if (is_idle()) return deallocate_abandoned();
    // In a transaction it costs two round trips, and waits until it is worth them.
    constexpr std::size_t many = 16;
    if (abandoned.size() >= many && PQtransactionStatus(handle) == PQTRANS_INTRANS) deallocate_in_transaction();
}

inline bool postgres_link::is_text_type(postgres_oid number, std::string_view sql) {
    for (const user_type& known : user_types)
        if (known.number == number) return known.is_text;
    make_ready(sql); // rows that are on the way are taken in
    const std::string question =
        "SELECT p.proname IN ('enum_send', 'textsend', 'citextsend', 'bpcharsend', 'varcharsend') "
        "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_proc p ON p.oid = t.typsend WHERE t.oid = " +
        std::to_string(number);
    const postgres_result answer(PQexec(handle, question.c_str()));
    if (answer.is_failure()) throw_postgres_error(handle, answer, sql);
    const bool is_text = PQntuples(answer.get()) == 1 && *PQgetvalue(answer.get(), 0, 0) == 't';
    user_types.push_back({number, is_text});
    return is_text;
}

inline void postgres_link::deallocate_abandoned() {
    const auto command = [](std::uint32_t name) { return "DEALLOCATE refract_" + std::to_string(name) + ";"; };
    std::string script;
    for (std::uint32_t name : abandoned) script += command(name);
    const bool done = postgres_result(PQexec(handle, script.c_str())).status() == PGRES_COMMAND_OK;
    // One that is gone already (DISCARD ALL) ends the script.
    for (std::size_t i = 0; !done && i < abandoned.size(); ++i) PQclear(PQexec(handle, command(abandoned[i]).c_str()));
    abandoned.clear();
}

/// A name that is gone already would undo the transaction, so the server is asked which are there.
inline void postgres_link::deallocate_in_transaction() {
    std::string question = "SELECT 'DEALLOCATE ' || name FROM pg_catalog.pg_prepared_statements WHERE name IN (''";
    for (std::uint32_t name : abandoned) question += ", 'refract_" + std::to_string(name) + "'";
    const postgres_result there(PQexec(handle, (question + ")").c_str()));
    std::string script;
    for (int row = 0; row < PQntuples(there.get()); ++row) script.append(PQgetvalue(there.get(), row, 0)).append(";");
    if (!script.empty()) PQclear(PQexec(handle, script.c_str()));
    abandoned.clear();
}

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_LINK_HPP

// refract/driver/postgres_copy.hpp
#ifndef REFRACT_DRIVER_POSTGRES_COPY_HPP
#define REFRACT_DRIVER_POSTGRES_COPY_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// `COPY "t" ("a", "b") FROM ...` as a SELECT of the same columns; empty where it is no such COPY.
inline std::string postgres_select_of_copy(std::string_view sql) {
    constexpr std::string_view head = "COPY ";
    if (!sql.starts_with(head)) return {};
    sql.remove_prefix(head.size());
    bool quoted = false;
    std::size_t open = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql[i] == '"') quoted = !quoted;
        if (quoted) continue;
        if (open == 0 && sql.substr(i).starts_with(" FROM ")) return "SELECT * FROM " + std::string(sql.substr(0, i));
        if (sql[i] == '(' && open == 0) open = i;
        if (sql[i] == ')' && open > 0)
            return "SELECT " + std::string(sql.substr(open + 1, i - open - 1)) + " FROM " +
                   std::string(sql.substr(0, open));
    }
    return {};
}

/// Rows on their way into a table, by COPY in binary: the fastest way that PostgreSQL has.
///
/// For each row `begin_row`, one `bind` or `bind_null` per column in order, `end_row`; in the end
/// `finish`, which gives the count of rows. Nothing is written before that: an object that dies
/// without it takes everything back. Until then the connection does nothing else.
/// Errors: those of an insert. A failure may show only in a later call, at the latest in `finish`.
/// Source: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
class postgres_copy {
public:
    postgres_copy(const postgres_link_owner& link, std::string_view sql, std::span<const sql_type> columns)
        : link_(link), sql_(sql) {
        types_.reserve(columns.size());
        bool has_json = false;
        for (const sql_type& column : columns) {
            types_.push_back(postgres_item_type(column));
            has_json |= column.kind == type_kind::json;
        }
        link_->make_ready(sql_);
        if (has_json) tell_json_from_jsonb();
        postgres_result answer(PQexec(link_->handle, sql_.c_str()));
        if (answer.status() != PGRES_COPY_IN) refuse(answer);
        link_->copying = true;
        buffer_.room(flush_size + flush_size / 2);
        buffer_.put("PGCOPY\n\377\r\n\0", 11);
        buffer_.put_number(std::int32_t{0}); // flags
        buffer_.put_number(std::int32_t{0}); // length of what else the head holds
    }
    postgres_copy(postgres_copy&& other) noexcept
        : link_(std::move(other.link_)), sql_(std::move(other.sql_)), types_(std::move(other.types_)),
          buffer_(std::move(other.buffer_)) {}
    postgres_copy& operator=(postgres_copy&&) = delete;
    ~postgres_copy() {
        if (is_open()) end("the program gave the copy up");
    }

    void begin_row() { buffer_.put_number(static_cast<std::int16_t>(types_.size())); }
    /// `position` counts from 1 as in statements, and must come in order.
    template <class Wire> void bind(int position, const Wire& value) {
        append_postgres_field(buffer_, types_[static_cast<std::size_t>(position - 1)], value);
    }
    void bind(int position, std::string&& value) { bind(position, std::string_view(value)); }
    void bind(int position, std::vector<std::byte>&& value) { bind(position, wire::bytes(value)); }
    void bind_null(int) { buffer_.put_number(std::int32_t{-1}); }
    void end_row() {
        if (buffer_.size() >= flush_size) flush();
    }

    /// Ends the copy; gives the count of rows written.
    std::int64_t finish() {
        buffer_.put_number(std::int16_t{-1});
        flush();
        postgres_result answer = end(nullptr);
        if (answer.status() != PGRES_COMMAND_OK) throw_postgres_error(link_->handle, answer, sql_);
        return count_of_rows(answer);
    }

private:
    static constexpr std::size_t flush_size = 64 * 1024; // larger ones are not faster

    bool is_open() const { return link_ && link_->handle && link_->copying; }

    /// The two differ in their binary form. A statement that is only described needs no permission
    /// to read the table.
    void tell_json_from_jsonb() {
        const std::string select = postgres_select_of_copy(sql_);
        if (select.empty()) return;
        PGconn* const handle = link_->handle;
        const postgres_result parsed(PQprepare(handle, "", select.c_str(), 0, nullptr));
        if (parsed.is_failure()) throw_postgres_error(handle, parsed, sql_);
        const postgres_result shape(PQdescribePrepared(handle, ""));
        if (shape.is_failure()) throw_postgres_error(handle, shape, sql_);
        if (static_cast<std::size_t>(PQnfields(shape.get())) != types_.size()) return;
        for (std::size_t i = 0; i < types_.size(); ++i)
            if (types_[i] == oid::jsonb && PQftype(shape.get(), static_cast<int>(i)) == oid::json)
                types_[i] = oid::json;
    }

    void flush() {
        if (!is_open()) throw_postgres_closed(sql_);
        const int sent = PQputCopyData(link_->handle, buffer_.data(), static_cast<int>(buffer_.size()));
        buffer_.clear();
        if (sent == 1) return;
        // The reason is what the server said last, if it said anything.
        postgres_result answer = end(nullptr);
        throw_postgres_error(link_->handle, answer, sql_);
    }
    /// Ends it well, or with a reason for giving up; the server's answer.
    postgres_result end(const char* reason) {
        link_->copying = false;
        PQputCopyEnd(link_->handle, reason);
        postgres_result answer(PQgetResult(link_->handle));
        discard_postgres_results(link_->handle);
        return answer;
    }
    [[noreturn]] void refuse(const postgres_result& answer) {
        finish_postgres_copy(link_->handle, answer.status());
        discard_postgres_results(link_->handle);
        if (answer.is_failure()) throw_postgres_error(link_->handle, answer, sql_);
        throw error(error_details{.message = "the statement is not a COPY ... FROM STDIN", .sql = sql_});
    }

    postgres_link_owner link_;
    std::string sql_;
    std::vector<postgres_oid> types_{};
    postgres_buffer buffer_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_COPY_HPP

// refract/driver/postgres_parameters.hpp
#ifndef REFRACT_DRIVER_POSTGRES_PARAMETERS_HPP
#define REFRACT_DRIVER_POSTGRES_PARAMETERS_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// The parameters of one statement in the form that libpq wants, kept between executions.
///
/// Values of fixed size live in slots of the statement; texts and bytes are passed by address, and
/// copied only where they may be gone before the statement runs.
class postgres_parameters {
public:
    postgres_parameters() = default;
    explicit postgres_parameters(std::span<const sql_type> declared)
        : types_(declared.size()), values_(declared.size()), lengths_(declared.size()), formats_(declared.size(), 1),
          slots_(declared.size()) {
        for (std::size_t i = 0; i < declared.size(); ++i) {
            types_[i] = postgres_parameter_type(declared[i]);
            slots_[i].item = postgres_item_type(declared[i]);
            // Every type reads its text form; of binary forms only those of texts are the text itself.
            if (declared[i].of_column) formats_[i] = 0;
        }
    }

    int size() const { return static_cast<int>(types_.size()); }
    const postgres_oid* types() const { return types_.data(); }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

    /// Whether views may be gone before the statement runs, and are copied.
    void copy_views(bool copies) { copies_ = copies; }

    void bind_null(int position) { values_[index(position)] = nullptr; }

    /// Numbers, times, UUIDs, decimals.
    template <class Wire> void bind(int position, const Wire& value) {
        const std::size_t i = index(position);
        slot& own = slots_[i];
        lengths_[i] = static_cast<int>(postgres_encode(own.fixed.data(), own.item, value));
        values_[i] = own.fixed.data();
    }
    void bind(int position, std::string_view value) {
        check_postgres_text(value);
        bind_bytes(position, value.data(), value.size(), copies_);
    }
    void bind(int position, wire::bytes value) {
        bind_bytes(position, reinterpret_cast<const char*>(value.data()), value.size(), copies_);
    }
    /// A text that dies before the statement runs.
    void bind_copy(int position, std::string_view value) {
        check_postgres_text(value);
        bind_bytes(position, value.data(), value.size(), true);
    }
    void bind_copy(int position, wire::bytes value) {
        bind_bytes(position, reinterpret_cast<const char*>(value.data()), value.size(), true);
    }
    void bind(int position, wire::json value) {
        check_postgres_text(value.text);
        check_postgres_size(value.text.size() + 1);
        postgres_buffer& buffer = buffer_of(index(position));
        buffer.put("\1", 1); // the version of jsonb's binary format
        buffer.put(value.text.data(), value.text.size());
        point_at(index(position), buffer);
    }

    template <class Wire> void bind_list(int position, std::span<const list_item<Wire>> list) {
        const std::size_t i = index(position);
        postgres_buffer& buffer = buffer_of(i);
        if constexpr (std::is_same_v<Wire, std::string_view>) {
            if (slots_[i].item == oid::none) {
                // The number of the item's type is not known here, and the binary form of an array
                // holds it. The text form does not.
                put_text_array(buffer, list);
                point_at(i, buffer);
                formats_[i] = 0;
                return;
            }
        }
        put_array(buffer, slots_[i].item, list);
        point_at(i, buffer);
    }

private:
    /// What one parameter needs to keep: a value of fixed size, or a buffer made when first needed.
    struct slot {
        std::array<char, postgres_fixed_size> fixed{};
        postgres_oid item = oid::none;
        std::uint32_t buffer = 0; ///< number in buffers_, from 1
    };

    static std::size_t index(int position) { return static_cast<std::size_t>(position - 1); }

    postgres_buffer& buffer_of(std::size_t i) {
        if (slots_[i].buffer == 0) {
            // All at once: values_ points into the buffers, which may not move any more.
            if (buffers_.empty()) buffers_.reserve(slots_.size());
            buffers_.emplace_back();
            slots_[i].buffer = static_cast<std::uint32_t>(buffers_.size());
        }
        postgres_buffer& buffer = buffers_[slots_[i].buffer - 1];
        buffer.clear();
        return buffer;
    }
    void point_at(std::size_t i, const postgres_buffer& buffer) {
        check_postgres_size(buffer.size());
        values_[i] = buffer.data();
        lengths_[i] = static_cast<int>(buffer.size());
    }
    void bind_bytes(int position, const char* data, std::size_t size, bool copies) {
        check_postgres_size(size);
        const std::size_t i = index(position);
        const bool as_text = formats_[i] == 0;
        if (copies || as_text) {
            postgres_buffer& buffer = buffer_of(i);
            buffer.put(data, size);
            if (as_text) buffer.put("", 1); // ends with NUL
            return point_at(i, buffer);
        }
        values_[i] = data ? data : ""; // without an address it would be NULL
        lengths_[i] = static_cast<int>(size);
    }

    /// Source: array_recv in src/backend/utils/adt/arrayfuncs.c.
    template <class Wire>
    static void put_array(postgres_buffer& to, postgres_oid item, std::span<const list_item<Wire>> list) {
        to.put_number(std::int32_t{list.empty() ? 0 : 1}); // dimensions
        to.put_number(std::int32_t{0});                    // no item is NULL
        to.put_number(item);
        if (list.empty()) return;
        check_postgres_size(list.size());
        to.put_number(static_cast<std::int32_t>(list.size()));
        to.put_number(std::int32_t{1}); // the first item's number
        for (const auto& each : list) append_postgres_field(to, item, each.value);
    }
    static void put_text_array(postgres_buffer& to, std::span<const list_item<std::string_view>> list) {
        to.put("{", 1);
        for (const auto& each : list) {
            if (&each != list.data()) to.put(",", 1);
            to.put("\"", 1);
            check_postgres_text(each.value);
            char* const begin = to.room(2 * each.value.size());
            char* out = begin;
            for (const char c : each.value) {
                if (c == '"' || c == '\\') *out++ = '\\';
                *out++ = c;
            }
            to.commit(static_cast<std::size_t>(out - begin));
            to.put("\"", 1);
        }
        to.put("}", 2); // texts end with NUL
    }

    std::vector<postgres_oid> types_{};
    std::vector<const char*> values_{};
    std::vector<int> lengths_{};
    std::vector<int> formats_{};
    std::vector<slot> slots_{};
    std::vector<postgres_buffer> buffers_{};
    bool copies_ = false;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_PARAMETERS_HPP

// refract/driver/postgres_statement.hpp
#ifndef REFRACT_DRIVER_POSTGRES_STATEMENT_HPP
#define REFRACT_DRIVER_POSTGRES_STATEMENT_HPP

#include <cstdint>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a statement only reads, so that stopping it half-way changes nothing. (A select of a
/// function that writes is undone when its rows are not read to the end outside a transaction.)
constexpr bool only_reads(std::string_view sql) {
    constexpr std::string_view word = "SELECT";
    const std::size_t start = sql.find_first_not_of(" \t\r\n(");
    if (start == std::string_view::npos || sql.size() - start <= word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = sql[start + i];
        if ((c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c) != word[i]) return false;
    }
    return true;
}

/// A statement of PostgreSQL: prepared by name, or sent with its text each time.
class postgres_statement {
public:
    postgres_statement() = default;
    postgres_statement(const postgres_link_owner& link, const statement& text)
        : link_(link), sql_(text.text()), columns_(text.columns, text.columns + text.column_count),
          parameters_(std::span(text.parameters, text.parameter_count)) {
        if (sql_.find('\0') != std::string::npos)
            throw syntax_error("a statement holds a NUL character, where PostgreSQL would stop reading");
        rows_.allow_cancel(only_reads(sql_));
        rows_.describe(false, sql_);
    }
    postgres_statement(postgres_statement&& other) noexcept
        : link_(std::move(other.link_)), sql_(std::move(other.sql_)), columns_(std::move(other.columns_)),
          parameters_(std::move(other.parameters_)), number_(std::exchange(other.number_, 0)),
          generation_(other.generation_), name_(std::move(other.name_)), rows_(std::move(other.rows_)),
          is_named_(other.is_named_), is_streamed_(other.is_streamed_),
          is_executed_(std::exchange(other.is_executed_, false)) {
        rows_.describe(rows_.at().checked, sql_); // a short text lies elsewhere now
    }
    postgres_statement& operator=(postgres_statement&& other) noexcept {
        if (this != &other) {
            this->~postgres_statement();
            ::new (static_cast<void*>(this)) postgres_statement(std::move(other));
        }
        return *this;
    }
    ~postgres_statement() { abandon(); }

    /// Makes the server parse and plan it once, and compares its columns with the program's.
    void prepare() {
        is_named_ = true;
        prepare_again();
    }

    void begin(bool streamed) {
        is_streamed_ = streamed;
        parameters_.copy_views(streamed);
    }
    template <class Wire> void bind(int position, const Wire& value) { parameters_.bind(position, value); }
    void bind(int position, std::string&& value) { parameters_.bind_copy(position, value); }
    void bind(int position, std::vector<std::byte>&& value) { parameters_.bind_copy(position, wire::bytes(value)); }
    void bind_null(int position) { parameters_.bind_null(position); }
    template <class Wire> void bind_list(int position, std::span<const list_item<Wire>> list) {
        parameters_.bind_list(position, list);
    }

    bool step() { return rows_.next_in_part() || advance(); }

    /// Rows touched; of a select the rows read, once all are.
    std::int64_t changes() const { return count_of_rows(rows_.result()); }
    postgres_row row() const { return {&rows_.at()}; }
    /// Known after the first step, like the columns.
    int row_count() const { return rows_.count(); }
    int column_count() const { return PQnfields(rows_.at().result); }
    std::string_view column_name(int column) const {
        const char* name = PQfname(rows_.at().result, column);
        return name ? name : std::string_view();
    }
    std::string_view sql() const { return sql_; }
    void reset() noexcept {
        rows_.drop();
        is_executed_ = false;
    }

private:
    /// The next part of the result; the first call runs the statement.
    [[gnu::noinline]] bool advance() {
        if (!is_executed_) {
            is_executed_ = true;
            run();
            return rows_.has_row();
        }
        if (!rows_.fetch()) return false;
        if (rows_.has_row()) return true; // a failure has none
        check_part();
        return false;
    }

    void run() {
        if (!link_) throw_postgres_closed(sql_);
        link_->make_ready(sql_);
        if (is_named_ && generation_ != link_->generation) [[unlikely]]
            prepare_again();
        send();
        if (!is_good(rows_.result().status())) [[unlikely]] {
            if (is_named_ && lost_its_plan()) run_again();
            check_part();
        }
        if (!is_named_) check_columns(rows_.result());
    }

    void send() {
        if (is_streamed_) return send_streamed();
        PGresult* const result =
            is_named_ ? PQexecPrepared(link_->handle, name_.c_str(), parameters_.size(), parameters_.values(),
                                       parameters_.lengths(), parameters_.formats(), 1)
                      : PQexecParams(link_->handle, sql_.c_str(), parameters_.size(), parameters_.types(),
                                     parameters_.values(), parameters_.lengths(), parameters_.formats(), 1);
        rows_.hold(postgres_result(result));
    }
    void send_streamed() {
        PGconn* const handle = link_->handle;
        const bool in_transaction = link_->in_transaction();
        const int sent = is_named_
                             ? PQsendQueryPrepared(handle, name_.c_str(), parameters_.size(), parameters_.values(),
                                                   parameters_.lengths(), parameters_.formats(), 1)
                             : PQsendQueryParams(handle, sql_.c_str(), parameters_.size(), parameters_.types(),
                                                 parameters_.values(), parameters_.lengths(), parameters_.formats(), 1);
        if (sent == 0) throw_postgres_error(handle, {}, sql_);
#ifdef LIBPQ_HAS_CHUNK_MODE
        PQsetChunkedRowsMode(handle, 64);
#else
        PQsetSingleRowMode(handle);
#endif
        rows_.start(*link_, in_transaction);
        rows_.fetch();
    }

    static bool is_good(ExecStatusType status) {
#ifdef LIBPQ_HAS_CHUNK_MODE
        if (status == PGRES_TUPLES_CHUNK) return true;
#endif
        return status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE || status == PGRES_COMMAND_OK;
    }
    /// Throws when the part of the result that has come is a failure.
    void check_part() {
        if (!is_good(rows_.result().status())) [[unlikely]]
            fail();
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail() {
        const ExecStatusType status = rows_.result().status();
        if (status == PGRES_EMPTY_QUERY)
            throw syntax_error(error_details{.message = "the statement is empty", .sql = sql_});
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
            if (!is_streamed_) finish_postgres_copy(link_->handle, status);
            discard_postgres_results(link_->handle);
            throw error(error_details{.message = "COPY cannot be run as a statement", .sql = sql_});
        }
        if (!link_->handle) throw_postgres_closed(sql_);
        throw_postgres_error(link_->handle, rows_.result(), sql_);
    }

    /// A table was altered so that the prepared statement would yield other columns, one of its types
    /// was replaced, or somebody deallocated it. The function's name is in no language, nor are the
    /// messages of internal errors.
    bool lost_its_plan() {
        const std::string_view code = rows_.result().field(PG_DIAG_SQLSTATE);
        return code == "26000" ||
               (code == "XX000" &&
                rows_.result().field(PG_DIAG_MESSAGE_PRIMARY).starts_with("cache lookup failed for type")) ||
               (code == "0A000" && rows_.result().field(PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery");
    }
    [[gnu::cold, gnu::noinline]] void run_again() {
        ++link_->generation;
        if (!link_->is_idle()) {
            // The failure has undone the transaction; run anew, it will meet a new plan.
            throw error(error_details{
                .message = "the tables behind a prepared statement were altered; run the transaction again",
                .sql = sql_,
                .code = std::string(rows_.result().field(PG_DIAG_SQLSTATE)),
                .can_retry = true});
        }
        rows_.drop();
        prepare_again();
        send();
    }

    void prepare_again() {
        link_->make_ready(sql_);
        abandon();
        const std::uint32_t number = ++link_->last_name;
        name_ = "refract_" + std::to_string(number);
        PGconn* const handle = link_->handle;
        const postgres_result prepared(
            PQprepare(handle, name_.c_str(), sql_.c_str(), parameters_.size(), parameters_.types()));
        if (prepared.status() != PGRES_COMMAND_OK) throw_postgres_error(handle, prepared, sql_);
        number_ = number;
        if (!columns_.empty()) {
            const postgres_result description(PQdescribePrepared(handle, name_.c_str()));
            if (description.status() != PGRES_COMMAND_OK) throw_postgres_error(handle, description, sql_);
            check_columns(description);
        }
        generation_ = link_->generation;
    }
    /// Leaves the prepared statement to be deallocated when the connection is used again.
    void abandon() noexcept {
        if (number_ == 0 || !link_ || !link_->handle) return;
        try {
            link_->abandoned.push_back(number_);
        } catch (...) { // no memory: then the server keeps it until the connection ends
        }
        number_ = 0;
    }

    /// Compares the columns that come with those that the program reads.
    void check_columns(const postgres_result& shape) {
        const int count = PQnfields(shape.get());
        if (columns_.empty() || count == 0) return;
        if (static_cast<std::size_t>(count) != columns_.size())
            fail_columns("the statement yields " + std::to_string(count) + " columns, the program reads " +
                         std::to_string(columns_.size()));
        for (int i = 0; i < count; ++i) {
            const type_kind kind = columns_[static_cast<std::size_t>(i)].type.kind;
            const postgres_oid type = PQftype(shape.get(), i);
            if (!postgres_accepts(kind, type) || !is_readable(kind, type)) fail_column(shape, i, kind);
        }
        rows_.describe(true, sql_);
    }
    /// Arrays, composites and the like of users are no texts in the binary form.
    bool is_readable(type_kind kind, postgres_oid type) {
        const bool reads_text = kind == type_kind::text || kind == type_kind::enumeration;
        return !reads_text || type < oid::first_of_users || link_->is_text_type(type, sql_);
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail_column(const postgres_result& shape, int column, type_kind kind) {
        const std::string name = PQfname(shape.get(), column);
        const postgres_oid type = PQftype(shape.get(), column);
        rows_.drop(); // so that the connection can be asked for the type's name
        fail_columns("column " + std::to_string(column + 1) + " \"" + name + "\" is " + type_name(type) +
                     ", the field wants " + postgres_wanted_text(kind));
    }
    [[noreturn]] void fail_columns(std::string message) {
        throw schema_mismatch(error_details{.message = std::move(message), .sql = sql_});
    }
    /// The name of any type; those of users are asked for.
    std::string type_name(postgres_oid type) {
        const PGTransactionStatusType status = PQtransactionStatus(link_->handle);
        if (!find_postgres_type(type) && (status == PQTRANS_IDLE || status == PQTRANS_INTRANS)) {
            const std::string question = "SELECT format_type(" + std::to_string(type) + ", NULL)";
            const postgres_result answer(PQexec(link_->handle, question.c_str()));
            if (PQntuples(answer.get()) == 1) return PQgetvalue(answer.get(), 0, 0);
        }
        return postgres_type_text(type);
    }

    postgres_link_owner link_{};
    std::string sql_{};
    std::vector<result_column> columns_{};
    postgres_parameters parameters_{};
    std::uint32_t number_ = 0;     ///< of the server's statement; 0 without one
    std::uint32_t generation_ = 0; ///< of the link when it was prepared
    std::string name_{};
    postgres_rows rows_{};
    bool is_named_ = false;
    bool is_streamed_ = false;
    bool is_executed_ = false;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_STATEMENT_HPP

// refract/driver/postgres.hpp
#ifndef REFRACT_DRIVER_POSTGRES_HPP
#define REFRACT_DRIVER_POSTGRES_HPP

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace postgres {

/// How a connection is made. Everything about the server itself (host, user, TLS, keepalives)
/// stands in libpq's connection string or URL:
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING
struct options {
    /// Prepare each statement once, by name. False for poolers that hand every transaction to
    /// another session (PgBouncer before 1.21): the text is then sent each time.
    bool prepare = true;
    /// How long a statement may run before `timeout` is thrown; zero: the server's own setting.
    std::chrono::milliseconds statement_timeout{0};
    /// How long to wait for another connection's lock before `busy` is thrown; zero: likewise.
    std::chrono::milliseconds lock_timeout{0};
    /// The session's time zone. Columns without a time zone are read as UTC, so that they are
    /// written so too; empty: the server's own setting.
    std::string time_zone = "UTC";
};

} // namespace postgres

namespace detail {

/// A connection to PostgreSQL; one thread at a time uses it.
class postgres_connection {
public:
    explicit postgres_connection(const std::string& connection_string, const postgres::options& options = {})
        : link_(new postgres_link), prepares_(options.prepare) {
        // What stands behind the string overrides it: every text is UTF-8 in refract.
        const char* const keywords[] = {"fallback_application_name", "dbname", "client_encoding", nullptr};
        const char* const values[] = {"refract", connection_string.c_str(), "UTF8", nullptr};
        link_->handle = PQconnectdbParams(keywords, values, 1);
        try {
            if (PQstatus(link_->handle) != CONNECTION_OK) fail_to_connect();
            PQsetNoticeProcessor(link_->handle, [](void*, const char*) {}, nullptr);
            configure(options);
        } catch (...) {
            close();
            throw;
        }
    }
    postgres_connection(const postgres_connection&) = delete;
    postgres_connection& operator=(const postgres_connection&) = delete;
    ~postgres_connection() { close(); }

    bool is_open() const noexcept { return PQstatus(link_->handle) == CONNECTION_OK; }
    void close() noexcept {
        PGconn* const handle = link_->handle;
        if (link_->stream) link_->stream->detach();
        link_->handle = nullptr;
        link_->copying = false;
        PQfinish(handle);
    }

    /// What runs once is sent with its text: one round trip instead of three.
    postgres_statement prepare(const statement& text, bool cached) {
        postgres_statement prepared(link_, text);
        if (prepares_ && cached) prepared.prepare();
        return prepared;
    }

    /// Any number of statements, in one transaction of their own unless they say otherwise.
    void execute(std::string_view script) {
        if (script.find('\0') != std::string_view::npos)
            throw syntax_error("a script holds a NUL character, where PostgreSQL would stop reading");
        run(std::string(script));
    }
    /// Rows that the last statement of the last script touched.
    std::int64_t changes() const noexcept { return changes_; }

    /// Rows to write in bulk: `sql` is a COPY ... FROM STDIN (FORMAT binary), `columns` are its columns.
    postgres_copy copy(std::string_view sql, const sql_type* columns, std::size_t count) {
        return {link_, sql, std::span(columns, count)};
    }

    void begin(const transaction_options& options) {
        constexpr const char* levels[] = {"", " ISOLATION LEVEL READ UNCOMMITTED", " ISOLATION LEVEL READ COMMITTED",
                                          " ISOLATION LEVEL REPEATABLE READ", " ISOLATION LEVEL SERIALIZABLE"};
        std::string text = "BEGIN";
        text += levels[static_cast<std::size_t>(options.isolation)];
        if (options.read_only) text += " READ ONLY";
        run(text);
    }
    void commit() {
        // After a failed statement the server answers COMMIT with a ROLLBACK, and no error.
        if (run("COMMIT") == "ROLLBACK")
            throw error(
                error_details{.message = "the transaction was rolled back, not committed: a statement in it had failed",
                              .sql = "COMMIT",
                              .code = "25P02"});
    }
    void rollback() {
        if (in_transaction()) run("ROLLBACK");
    }
    bool in_transaction() const noexcept { return link_->in_transaction(); }
    /// Not known without RETURNING.
    std::int64_t last_key() const noexcept { return 0; }

    /// The handle, for what refract does not cover; the caller keeps to one thread.
    PGconn* native() const noexcept { return link_->handle; }

private:
    /// Runs a script; what the last statement of it says that it did.
    std::string run(const std::string& script) {
        link_->make_ready(script);
        const postgres_result result(PQexec(link_->handle, script.c_str()));
        const ExecStatusType status = result.status();
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
            finish_postgres_copy(link_->handle, status);
            discard_postgres_results(link_->handle);
            throw error(error_details{.message = "COPY cannot be run in a script", .sql = script});
        }
        if (result.is_failure()) throw_postgres_error(link_->handle, result, script);
        changes_ = count_of_rows(result);
        return PQcmdStatus(result.get());
    }

    void configure(const postgres::options& options) {
        // The server tells its time zone unasked, mostly it is right already.
        const char* const zone = PQparameterStatus(link_->handle, "TimeZone");
        if (!options.time_zone.empty() && (!zone || options.time_zone != zone)) set("TimeZone", options.time_zone);
        if (options.statement_timeout.count() > 0) set("statement_timeout", to_setting(options.statement_timeout));
        if (options.lock_timeout.count() > 0) set("lock_timeout", to_setting(options.lock_timeout));
    }
    static std::string to_setting(std::chrono::milliseconds wait) {
        constexpr std::int64_t longest = std::numeric_limits<std::int32_t>::max();
        return std::to_string(wait.count() < longest ? wait.count() : longest);
    }
    void set(const char* name, const std::string& value) {
        constexpr const char* sql = "SELECT pg_catalog.set_config($1, $2, false)";
        const char* const values[] = {name, value.c_str()};
        const postgres_result result(PQexecParams(link_->handle, sql, 2, nullptr, values, nullptr, nullptr, 0));
        if (result.is_failure()) fail_to_connect();
    }

    [[noreturn]] void fail_to_connect() {
        std::string reason = PQerrorMessage(link_->handle);
        while (!reason.empty() && reason.back() == '\n') reason.pop_back();
        throw connection_error(
            error_details{.message = "cannot connect to PostgreSQL: " + reason, .connection_lost = true});
    }

    postgres_link_owner link_;
    std::int64_t changes_ = 0;
    bool prepares_;
};

/// PostgreSQL, for the client.
struct postgres_driver {
    using dialect = refract::dialect::postgres;
    using options = refract::postgres::options;
    using connection = postgres_connection;
    using statement = postgres_statement;
    static constexpr bool knows_last_key = false;
    static constexpr std::size_t rows_per_insert = 0; // the connection copies in bulk
};
static_assert(database_driver<postgres_driver>);

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_POSTGRES_HPP

// refract/postgres.hpp
#ifndef REFRACT_POSTGRES_HPP
#define REFRACT_POSTGRES_HPP

/// \file
/// refract with PostgreSQL: the line that a program writes.


namespace refract {
inline namespace v0 {
namespace postgres {

/// A PostgreSQL database, by libpq's connection string or URL.
using database = detail::database<detail::postgres_driver>;
using transaction = detail::transaction<detail::postgres_driver>;

} // namespace postgres
} // namespace v0
} // namespace refract

#endif // REFRACT_POSTGRES_HPP

#endif // refract/postgres.hpp

#if defined(REFRACT_RECORDER)

// refract/driver/wire_kind.hpp
#ifndef REFRACT_DRIVER_WIRE_KIND_HPP
#define REFRACT_DRIVER_WIRE_KIND_HPP

#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// The kind of column that one of the drivers' plain values comes from.
template <class Wire> inline constexpr type_kind kind_of_wire = type_kind::none;
template <> inline constexpr type_kind kind_of_wire<bool> = type_kind::boolean;
template <> inline constexpr type_kind kind_of_wire<std::int16_t> = type_kind::small_integer;
template <> inline constexpr type_kind kind_of_wire<std::int32_t> = type_kind::integer;
template <> inline constexpr type_kind kind_of_wire<std::int64_t> = type_kind::big_integer;
template <> inline constexpr type_kind kind_of_wire<float> = type_kind::real;
template <> inline constexpr type_kind kind_of_wire<double> = type_kind::double_precision;
template <> inline constexpr type_kind kind_of_wire<std::string_view> = type_kind::text;
template <> inline constexpr type_kind kind_of_wire<wire::bytes> = type_kind::bytes;
template <> inline constexpr type_kind kind_of_wire<wire::timestamp> = type_kind::timestamp;
template <> inline constexpr type_kind kind_of_wire<wire::date> = type_kind::date;
template <> inline constexpr type_kind kind_of_wire<wire::time> = type_kind::time;
template <> inline constexpr type_kind kind_of_wire<wire::interval> = type_kind::interval;
template <> inline constexpr type_kind kind_of_wire<wire::uuid> = type_kind::uuid;
template <> inline constexpr type_kind kind_of_wire<wire::decimal> = type_kind::decimal;
template <> inline constexpr type_kind kind_of_wire<wire::json> = type_kind::json;

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_WIRE_KIND_HPP

// refract/driver/recorder_value.hpp
#ifndef REFRACT_DRIVER_RECORDER_VALUE_HPP
#define REFRACT_DRIVER_RECORDER_VALUE_HPP

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// \file
/// Values of any type as the recorder needs them: to show, to compare, to play back.

namespace refract {
inline namespace v0 {
namespace detail {

inline std::string quoted_text(std::string_view text) {
    constexpr std::size_t shown = 200;
    std::string out = "'";
    for (char c : text.substr(0, shown)) out.append(c == '\'' ? 2 : 1, c);
    out += text.size() > shown ? "'... (" + std::to_string(text.size()) + " bytes)" : "'";
    return out;
}
inline std::string hexadecimal_text(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "x'";
    for (char c : bytes) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15];
    }
    return out + "'";
}
template <class Put> std::string moment_text(Put put) {
    std::array<char, 48> buffer{};
    text_sink sink{.out = buffer.data()};
    put(sink);
    return "'" + std::string(buffer.data(), sink.size) + "'";
}
inline wire::uuid uuid_in(std::string_view bytes) {
    wire::uuid id{};
    for (std::size_t i = 0; i < id.bytes.size() && i < bytes.size(); ++i)
        id.bytes[i] = static_cast<std::uint8_t>(bytes[i]);
    return id;
}

inline std::string show(const any_value& value);

inline std::string show_list(const std::vector<any_value>& values, char open, char close) {
    std::string out(1, open);
    for (const any_value& each : values) {
        if (out.size() > 1) out += ", ";
        out += show(each);
    }
    return out + close;
}

/// A value as SQL would spell it, for messages.
inline std::string show(const any_value& value) {
    if (value.null) return "NULL";
    if (value.type.list) return show_list(value.list, '[', ']');
    switch (value.type.kind) {
    case type_kind::boolean: return value.number != 0 ? "true" : "false";
    case type_kind::small_integer:
    case type_kind::integer:
    case type_kind::big_integer: return std::to_string(value.number);
    case type_kind::real:
    case type_kind::double_precision: {
        std::array<char, 32> text{};
        return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value.real).ptr};
    }
    case type_kind::decimal: return print_decimal(value.number, value.type.scale);
    case type_kind::timestamp: return moment_text([&](text_sink& out) { put_timestamp(out, value.number); });
    case type_kind::date: return moment_text([&](text_sink& out) { put_date(out, value.number); });
    case type_kind::time: return moment_text([&](text_sink& out) { put_time(out, value.number); });
    case type_kind::interval: return std::to_string(value.number) + " microseconds";
    case type_kind::uuid: return "'" + uuid{uuid_in(value.text).bytes}.to_string() + "'";
    case type_kind::bytes: return hexadecimal_text(value.text);
    default: return quoted_text(value.text);
    }
}

constexpr bool holds_text(type_kind kind) {
    return kind == type_kind::text || kind == type_kind::enumeration || kind == type_kind::json;
}
constexpr bool holds_real(type_kind kind) { return kind == type_kind::real || kind == type_kind::double_precision; }

/// Whether a parameter is what a test expects. More lenient than `==`: whoever writes 7 means 7 in
/// whatever width the column has.
inline bool is_same_value(const any_value& expected, const any_value& got) {
    if (expected.null || got.null) return expected.null == got.null;
    const type_kind left = expected.type.kind, right = got.type.kind;
    if (expected.type.list || got.type.list) {
        if (expected.list.size() != got.list.size()) return false;
        for (std::size_t i = 0; i < got.list.size(); ++i)
            if (!is_same_value(expected.list[i], got.list[i])) return false;
        return true;
    }
    if (is_number(left) && is_number(right)) {
        const auto real = [](const any_value& value) {
            return holds_real(value.type.kind)
                       ? value.real
                       : static_cast<double>(value.number) / static_cast<double>(power_of_ten(value.type.scale));
        };
        if (holds_real(left) || holds_real(right)) return real(expected) == real(got);
        const unsigned wider = expected.type.scale > got.type.scale ? expected.type.scale : got.type.scale;
        const auto first = rescale(expected.number, expected.type.scale, wider);
        return first && first == rescale(got.number, got.type.scale, wider);
    }
    if (left != right && !(holds_text(left) && holds_text(right))) return false;
    return expected.number == got.number && expected.text == got.text;
}

/// What a driver's plain value is as an owned one.
template <class Wire> any_value make_any_value(const sql_type& declared, const Wire& value) {
    any_value made;
    made.type = declared;
    made.type.list = made.type.of_column = false; // of the parameter, not of the value
    if (made.type.kind == type_kind::none) made.type.kind = kind_of_wire<Wire>;
    if constexpr (std::is_same_v<Wire, wire::decimal>) made.type.scale = value.scale;
    made.null = false;
    set_plain(made, value);
    return made;
}

/// A canned value as the wire type that a field reads; false where it is of another type.
class recorder_reader {
public:
    explicit recorder_reader(const any_value& value) : value_(value), kind_(value.type.kind) {}

    template <class Number>
        requires std::is_integral_v<Number>
    bool read(Number& out) const {
        if (kind_ != type_kind::boolean && !is_whole_number(kind_)) return false;
        out = static_cast<Number>(value_.number);
        if constexpr (!std::is_same_v<Number, bool>)
            if (static_cast<std::int64_t>(out) != value_.number)
                throw conversion_error("the value " + std::to_string(value_.number) +
                                       " does not fit in the field's whole number type");
        return true;
    }
    template <class Number>
        requires std::is_floating_point_v<Number>
    bool read(Number& out) const {
        if (!holds_real(kind_) && !is_whole_number(kind_)) return false;
        out = static_cast<Number>(holds_real(kind_) ? value_.real : static_cast<double>(value_.number));
        return true;
    }
    bool read(std::string_view& out) const {
        out = value_.text;
        return holds_text(kind_);
    }
    bool read(wire::json& out) const { return read(out.text); }
    bool read(wire::bytes& out) const {
        out = {reinterpret_cast<const std::byte*>(value_.text.data()), value_.text.size()};
        return kind_ == type_kind::bytes;
    }
    bool read(wire::uuid& out) const {
        out = uuid_in(value_.text);
        return kind_ == type_kind::uuid;
    }
    bool read(wire::decimal& out) const {
        out = {value_.number, value_.type.scale};
        return kind_ == type_kind::decimal || is_whole_number(kind_);
    }
    bool read(wire::date& out) const {
        out.days = static_cast<std::int32_t>(value_.number);
        return kind_ == type_kind::date;
    }
    template <class Moment>
        requires requires(Moment& moment) { moment.microseconds; }
    bool read(Moment& out) const {
        out.microseconds = value_.number;
        return kind_ == kind_of_wire<Moment>;
    }

private:
    const any_value& value_;
    type_kind kind_;
};

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_RECORDER_VALUE_HPP

// refract/driver/recorder_script.hpp
#ifndef REFRACT_DRIVER_RECORDER_SCRIPT_HPP
#define REFRACT_DRIVER_RECORDER_SCRIPT_HPP

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
    explicit expectation(std::optional<std::string> sql) : sql_(std::move(sql)) {}

    /// The parameters in the order of the placeholders; without it any will do.
    template <class... Value> expectation& with(const Value&... value) {
        parameters_ = std::vector<any_value>{any_value(value)...};
        return *this;
    }
    expectation& with_values(std::vector<any_value> values) {
        parameters_ = std::move(values);
        return *this;
    }

    /// Answers with a row, of single values or of structs whose fields are its columns.
    template <class... Value> expectation& row(const Value&... value) {
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
    /// How many rows the statement touches; without it one, or as many as it answers with.
    expectation& changes(std::int64_t count) {
        changes_ = count;
        return *this;
    }
    /// The key that the database makes; without it 1, 2, ...
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
        if (sql_ ? *sql_ != got.sql : detail::is_transaction_text(got.sql)) return false;
        if (!parameters_) return true;
        if (parameters_->size() != got.parameters.size()) return false;
        for (std::size_t i = 0; i < got.parameters.size(); ++i)
            if (!detail::is_same_value((*parameters_)[i], got.parameters[i])) return false;
        return true;
    }
    std::string to_string() const {
        std::string text = sql_ ? *sql_ : "any statement";
        if (parameters_) text += " with " + detail::show_list(*parameters_, '(', ')');
        if (times_ && *times_ != 1) text += ", " + std::to_string(*times_) + " times";
        if (seen_ > 0) text += ", seen " + std::to_string(seen_) + " times";
        return text;
    }

    // For the driver.
    void meet() { ++seen_; }
    void answer() const {
        if (failure_) std::rethrow_exception(failure_);
    }
    const std::vector<std::vector<any_value>>& rows() const { return rows_; }
    const std::vector<std::string>& column_names() const { return columns_; }
    std::int64_t changed() const {
        return changes_.value_or(rows_.empty() ? 1 : static_cast<std::int64_t>(rows_.size()));
    }
    const std::optional<std::int64_t>& made_key() const { return key_; }

private:
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

    std::optional<std::string> sql_;
    std::optional<std::vector<any_value>> parameters_{};
    std::vector<std::vector<any_value>> rows_{};
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

#endif // REFRACT_DRIVER_RECORDER_SCRIPT_HPP

// refract/driver/recorder.hpp
#ifndef REFRACT_DRIVER_RECORDER_HPP
#define REFRACT_DRIVER_RECORDER_HPP

#include <array>
#include <cstddef>
#include <cstdint>
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
        constexpr std::array<const char*, 17> names{
            "anything",    "a boolean", "a whole number", "a whole number", "a whole number", "a number",
            "a number",    "text",      "bytes",          "a time",         "a date",         "a time of day",
            "an interval", "a UUID",    "a decimal",      "JSON",           "an enumerator"};
        throw schema_mismatch("column \"" + std::string(column_) + "\" holds " + show(*value_) +
                              " where the field wants " + names[static_cast<std::size_t>(wanted)]);
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
    recorder_statement(recorder_connection& connection, const statement& text)
        : connection_(&connection), sql_(text.text()), types_(text.parameters, text.parameters + text.parameter_count),
          parameters_(text.parameter_count), columns_(text.columns, text.columns + text.column_count) {}

    void begin(bool) {}
    template <class Wire> void bind(int position, const Wire& value) {
        at(position) = make_any_value(type(position), value);
    }
    void bind(int position, std::string&& value) { bind(position, std::string_view(value)); }
    void bind(int position, std::vector<std::byte>&& value) { bind(position, wire::bytes(value)); }
    void bind_null(int position) {
        at(position) = any_value();
        at(position).type = type(position);
    }
    template <class Wire> void bind_list(int position, std::span<const list_item<Wire>> list) {
        any_value made;
        made.type = type(position);
        made.type.list = true;
        made.null = false;
        for (const auto& each : list) made.list.push_back(make_any_value(type(position), each.value));
        at(position) = std::move(made);
    }

    bool step();
    std::int64_t changes() const { return changes_; }
    int column_count() const {
        if (answer_ && !answer_->rows().empty()) return static_cast<int>(answer_->rows().front().size());
        return static_cast<int>(columns_.size());
    }
    std::string_view column_name(int column) const {
        const auto i = static_cast<std::size_t>(column);
        if (answer_ && i < answer_->column_names().size() && !answer_->column_names()[i].empty())
            return answer_->column_names()[i];
        return i < columns_.size() ? columns_[i].field : std::string_view();
    }
    recorder_row row() const { return {this}; }
    recorder_cell cell(int column) const {
        const std::vector<any_value>& row = answer_->rows()[row_ - 1];
        const auto i = static_cast<std::size_t>(column);
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
        row_ = 0;
        is_executed_ = false;
    }

private:
    any_value& at(int position) { return parameters_[static_cast<std::size_t>(position - 1)]; }
    const sql_type& type(int position) const { return types_[static_cast<std::size_t>(position - 1)]; }

    recorder_connection* connection_ = nullptr;
    std::string sql_{};
    std::vector<sql_type> types_{};
    std::vector<any_value> parameters_{};
    std::vector<result_column> columns_{};
    const recorder::expectation* answer_ = nullptr;
    std::size_t row_ = 0; ///< the current one, from 1
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
    explicit recorder_connection(const std::string& = {}, const recorder::options& options = {}) : script_(options) {}
    recorder_connection(const recorder_connection&) = delete;
    recorder_connection& operator=(const recorder_connection&) = delete;

    /// Expects a statement with this text; what it answers with is said on the result.
    /// BEGIN, COMMIT, ROLLBACK and savepoints are recorded, but need no expectation.
    recorder::expectation& expect(std::string_view sql) { return script_.add(std::string(sql)); }
    /// Expects a statement, whatever it is; BEGIN and its like are not meant.
    recorder::expectation& expect_any() { return script_.add(std::nullopt); }
    /// Every statement that was run, in order.
    const std::vector<recorder::call>& calls() const { return script_.calls(); }
    /// Errors: `error` that lists what was expected and did not come, and what came unexpected.
    void verify() const { script_.verify(); }
    /// Forgets expectations and calls; not while rows are read.
    void clear() { script_.clear(); }

    bool is_open() const { return is_open_; }
    void close() noexcept { is_open_ = false; }
    recorder_statement prepare(const statement& text, bool) { return {*this, text}; }
    recorder_copy copy(std::string_view sql, const sql_type* columns, std::size_t count) {
        return {*this, sql, std::span(columns, count)};
    }
    void execute(std::string_view script) { run({.sql = std::string(script), .parameters = {}}); }
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
        const recorder::expectation* const answer = script_.play(std::move(call));
        changes_ = answer ? answer->changed() : 1;
        last_key_ = answer && answer->made_key() ? *answer->made_key() : last_key_ + 1;
        return answer;
    }

private:
    recorder_script script_;
    std::int64_t last_key_ = 0, changes_ = 0;
    bool in_transaction_ = false, is_open_ = true;
};

inline bool recorder_statement::step() {
    if (!is_executed_) {
        is_executed_ = true;
        answer_ = connection_->run({.sql = sql_, .parameters = parameters_});
        changes_ = connection_->changes();
    }
    return answer_ && ++row_ <= answer_->rows().size();
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
    static constexpr bool knows_last_key = Dialect::info.lists == list_form::json;
    static constexpr std::size_t rows_per_insert = knows_last_key ? 50 : 0;
};
static_assert(database_driver<recorder_driver<>>);

} // namespace detail
} // namespace v0
} // namespace refract

#endif // REFRACT_DRIVER_RECORDER_HPP

// refract/recorder.hpp
#ifndef REFRACT_RECORDER_HPP
#define REFRACT_RECORDER_HPP

/// \file
/// refract without a database, for tests of programs that use it.


#include <cstdint>
#include <source_location>
#include <string_view>
#include <vector>

namespace refract {
inline namespace v0 {
namespace recorder {

/// A database that a test plays: it expects statements, answers them, and tells what came.
///
///     recorder::database db;
///     db.expect(sql<dialect::sqlite>(by_email)).with("a@example.org").row(User{.id = 1, .name = "Ann"});
///     greet(db, "a@example.org");
///     db.verify();
template <class Dialect> class basic_database : public detail::database<detail::recorder_driver<Dialect>> {
    using base = detail::database<detail::recorder_driver<Dialect>>;

public:
    explicit basic_database(const recorder::options& how = {},
                            const std::source_location& where = std::source_location::current())
        : base("", how, where) {}

    /// Expects a statement with this text; what it answers with is said on the result.
    expectation& expect(std::string_view sql) { return this->connection().expect(sql); }
    /// Expects the statement of a query.
    template <detail::any_query Query> expectation& expect(const Query& query) {
        return expect(refract::sql<Dialect>(query));
    }
    /// Expects a statement, whatever it is; BEGIN and its like are not meant.
    expectation& expect_any() { return this->connection().expect_any(); }
    /// Every statement that was run, in order, with BEGIN, COMMIT and ROLLBACK.
    const std::vector<call>& calls() { return this->connection().calls(); }
    /// Errors: `error` that lists what was expected and did not come, and what came unexpected.
    void verify() { this->connection().verify(); }
};

/// Speaks as SQLite does.
using database = basic_database<dialect::sqlite>;
/// Speaks as PostgreSQL does.
using postgres_database = basic_database<dialect::postgres>;

} // namespace recorder
} // namespace v0
} // namespace refract

#endif // REFRACT_RECORDER_HPP

#endif // refract/recorder.hpp

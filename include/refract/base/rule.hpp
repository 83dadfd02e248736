// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>

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

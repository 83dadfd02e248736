// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/constant_text.hpp>

#include <cstddef>
#include <cstdint>

namespace refract {
inline namespace v0 {
namespace detail {

/// Operators and functions, by meaning.
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
    divide_whole, ///< of whole numbers: 7 / 2 is 3
    modulo,
    negate,
    concatenate,
    like,
    not_like,
    ilike,
    like_escaped,
    not_like_escaped,
    ilike_escaped,
    starts_with,
    ends_with,
    matches, ///< of a regular expression
    contains,
    is_null,
    is_not_null,
    in_list,
    not_in_list,
    // functions
    cast,
    cast_to_whole,        ///< of a number with a fraction, which is cut
    cast_boolean_to_text, ///< 'true' or 'false'
    cast_boolean_to_number,
    cast_number_to_boolean,
    cast_text_to_boolean,
    cast_text_to_whole,
    cast_text_to_number, ///< with a fraction
    cast_text_to_date,
    cast_text_to_moment, ///< in UTC
    cast_moment_to_text, ///< in UTC, as the parts below
    cast_moment_to_date,
    cast_moment_to_time,
    cast_date_to_moment, ///< its midnight
    lower,
    upper,
    length,
    trim,
    abs,
    sign,
    coalesce,
    nullif,
    greatest,
    least,
    or_empty, ///< a text, or the empty one instead of NULL
    replace,
    substring,
    position,
    trim_start,
    trim_end,
    pad_start,
    reverse,
    round,
    floor,
    ceil,
    square_root,
    power,
    exponential,
    natural_logarithm,
    bit_and, ///< of whole numbers in two's complement
    bit_or,
    bit_xor,
    bit_not,
    shift_left, ///< in 64 bits, by any number: by one below 0 to the other side
    shift_right,
    truncate_moment, ///< to the unit that the node names
    truncate_date,
    now,
    now_in_seconds,
    year_of,
    month_of,
    day_of,
    weekday_of,
    hour_of,
    minute_of,
    second_of,
    quarter_of,
    week_of, ///< of ISO 8601
    day_of_year,
    collate,     ///< a text under the rule by which it is compared and ordered, which the node names
    text_search, ///< whether a text has the words of another
    text_search_rank,
    text_search_headline,
    text_search_by, ///< the same by the rules that an expression names
    text_search_rank_by,
    text_search_headline_by,
    full_text_match, ///< whether a row of a full-text table, which the first operand names, has the words
    full_text_column_match,
    full_text_rank,
    full_text_weighted_rank,
    full_text_highlight,
    full_text_snippet,
    search_order, ///< where a row of a recursion stands, which the first operand names
    is_cycle,     ///< whether it has come before
    own,          ///< a function or an aggregate of the program's own, which the node names
    // arithmetic with times; lengths of time are added and subtracted as numbers are
    add_to_moment,
    subtract_from_moment,
    moments_between,
    add_to_date, ///< whole days
    subtract_from_date,
    days_between,
    multiply_length, ///< by a whole number
    divide_length,   ///< by a whole number; cut to the microsecond
    abs_length,
    // JSON: of a document and, mostly, the path that the node names
    json_text, ///< the value, if it is a text
    json_name, ///< that of an enumerator
    json_whole,
    json_real,
    json_boolean,
    json_part,     ///< JSON inside JSON; NULL of a null
    json_any_part, ///< a null stays one
    json_item,     ///< the item at an index of the run time
    json_step,     ///< the value behind a key of the run time
    json_has_key,
    json_length,
    json_contains,
    json_or_empty, ///< a document to add to
    json_set,
    json_replace,  ///< an item that is there
    json_if_there, ///< the second document where the first one has the item, else the first
    json_remove,
    json_of_value, ///< what another type's value is in JSON
    json_of_text,
    json_of_real,
    json_of_boolean,
    json_of_null,
    json_to_set,    ///< any of those as what stands in a document
    json_of_fields, ///< an object of a struct, whose fields the node names
    // arrays
    array_has,
    array_contains,
    array_contained_by,
    array_overlaps,
    array_append,
    array_prepend,
    array_cat,
    array_remove,
    array_replace,
    array_position,
    array_length,
    array_element,
    array_to_text,
    // functions that give rows, and what the items of a JSON list are in them
    rows_of_series,
    rows_of_array,
    rows_of_json,
    rows_of_values, ///< a list of rows of the program
    row_field,      ///< what one of them has under the path that the node names
    row_real,
    row_moment, ///< from a number of microseconds
    row_date,   ///< from a number of days
    row_length, ///< of time
    row_bytes,  ///< from digits
    item_text,
    item_whole,
    item_real,
    item_boolean,
    item_part,
    // aggregates
    count,
    sum,
    avg,
    min,
    max,
    string_agg,
    json_agg,
    array_agg,
    bool_and,
    bool_or,
    stddev_pop,
    stddev_samp,
    var_pop,
    var_samp,
    corr,
    covar_pop,
    covar_samp,
    regr_slope,
    regr_intercept,
    percentile_cont, ///< their order stands behind them: WITHIN GROUP
    percentile_disc,
    // groups
    grouping, ///< which keys a row is not grouped by
    rollup,
    cube,
    grouping_sets,
    grouping_set,
    // window functions
    row_distance,      ///< a number of rows as these functions take it
    row_distance_back, ///< the same of rows before
    length_away,       ///< a length of time as a frame of values takes it
    row_number,
    rank,
    dense_rank,
    percent_rank,
    cume_dist,
    ntile,
    lag,
    lag_by, ///< by a number of rows
    lead,
    first_value,
    last_value,
    nth_value,
};

constexpr bool is_of_full_text(operation op) {
    return op >= operation::full_text_match && op <= operation::full_text_snippet;
}

/// How tightly the parts of an expression bind.
namespace precedence {
inline constexpr int none = 0;
inline constexpr int logical_or = 1;
inline constexpr int logical_and = 2;
inline constexpr int logical_not = 3;
inline constexpr int comparison = 4;
inline constexpr int concatenation = 5; // || binds differently in databases: its operands are atoms
inline constexpr int sum = 6;
inline constexpr int product = 7;
inline constexpr int sign = 8;
inline constexpr int atom = 9;
} // namespace precedence

/// How an operation is written: a pattern, and how tightly the result binds.
///
/// `{0}`, `{1}` are its operands, `{(0)}` one in parentheses where it binds no more tightly than the whole, `{...}` all
/// of them with commas between them, `{utc(0)}` a time in UTC, `{type}` the type of the result, `{kind}` that type
/// without its digits, `{column0}` a column's type that holds the first operand, `{path}` a path in JSON as a constant,
/// `{part}` and `{text of part}` what it leads to, `{unit}` the unit of time, `{name}` the
/// function, `{collation}` the collation and `{configuration}` the rules of a search that a node names, `{fields}`
/// operands behind the names of its fields, `{of0}` and `{table0}` what stands before the first operand, a column, and
/// the name of its table, `{number0}` that column's number in a full-text table, `{rest}` the operands behind it,
/// `{item}` an item of a JSON list, `{of}` what stands before a column, `{over}` the window of a window function, which
/// is behind it otherwise. A pattern without operands stands between the two that there are; of an aggregate it is the
/// name, or holds the name in braces. Empty: the database lacks it.
struct spelling {
    operation op = operation::none;
    constant_text pattern{};
    int binds = precedence::atom;
};

/// How standard SQL writes each operation, in the order of the enumeration; dialects have rows for what they write
/// otherwise. A new operation is one enumerator and one row.
inline constexpr spelling standard_spellings[] = {
    {operation::none, ""},
    {operation::equal, "=", precedence::comparison},
    {operation::not_equal, "<>", precedence::comparison},
    {operation::less, "<", precedence::comparison},
    {operation::less_equal, "<=", precedence::comparison},
    {operation::greater, ">", precedence::comparison},
    {operation::greater_equal, ">=", precedence::comparison},
    {operation::is_distinct_from, "IS DISTINCT FROM", precedence::comparison},
    {operation::is_not_distinct_from, "IS NOT DISTINCT FROM", precedence::comparison},
    {operation::logical_and, "AND", precedence::logical_and},
    {operation::logical_or, "OR", precedence::logical_or},
    {operation::logical_not, "NOT {(0)}", precedence::logical_not},
    {operation::add, "+", precedence::sum},
    {operation::subtract, "-", precedence::sum},
    {operation::multiply, "*", precedence::product},
    {operation::divide, "/", precedence::product},
    {operation::divide_whole, "/", precedence::product},
    {operation::modulo, "%", precedence::product},
    {operation::negate, "-{(0)}", precedence::sign},
    {operation::concatenate, "||", precedence::concatenation},
    {operation::like, "LIKE", precedence::comparison},
    {operation::not_like, "NOT LIKE", precedence::comparison},
    {operation::ilike, "LIKE", precedence::comparison},
    {operation::like_escaped, "{(0)} LIKE {(1)} ESCAPE {(2)}", precedence::comparison},
    {operation::not_like_escaped, "{(0)} NOT LIKE {(1)} ESCAPE {(2)}", precedence::comparison},
    {operation::ilike_escaped, "{(0)} LIKE {(1)} ESCAPE {(2)}", precedence::comparison},
    {operation::starts_with, "substr({0}, 1, length({1})) = {1}", precedence::comparison},
    {operation::ends_with, "right({0}, length({1})) = {1}", precedence::comparison},
    {operation::matches, ""},
    {operation::contains, "position({1} IN {0}) > 0", precedence::comparison},
    {operation::is_null, "{(0)} IS NULL", precedence::comparison},
    {operation::is_not_null, "{(0)} IS NOT NULL", precedence::comparison},
    {operation::in_list, "", precedence::comparison},
    {operation::not_in_list, "", precedence::comparison},
    {operation::cast, "CAST({0} AS {type})"},
    {operation::cast_to_whole, "CAST({0} AS {type})"},
    {operation::cast_boolean_to_text, "CASE WHEN {0} THEN 'true' WHEN NOT {(0)} THEN 'false' END"},
    {operation::cast_boolean_to_number, "CAST({0} AS {type})"},
    {operation::cast_number_to_boolean, "({0} <> 0)"},
    {operation::cast_text_to_boolean, "CAST({0} AS {type})"},
    {operation::cast_text_to_whole, "CAST({0} AS {type})"},
    {operation::cast_text_to_number, "CAST({0} AS {type})"},
    {operation::cast_text_to_date, "CAST({0} AS {type})"},
    {operation::cast_text_to_moment, "CAST({0} AS {type})"},
    {operation::cast_moment_to_text, "CAST({utc(0)} AS {type})"},
    {operation::cast_moment_to_date, "CAST({utc(0)} AS {type})"},
    {operation::cast_moment_to_time, "CAST({utc(0)} AS {type})"},
    {operation::cast_date_to_moment, "CAST({0} AS {type})"},
    {operation::lower, "lower({0})"},
    {operation::upper, "upper({0})"},
    {operation::length, "char_length({0})"},
    {operation::trim, "trim({0})"},
    {operation::abs, "abs({0})"},
    {operation::sign, "CAST(sign({0}) AS {type})"},
    {operation::coalesce, "coalesce({...})"},
    {operation::nullif, "nullif({0}, {1})"},
    {operation::greatest, "greatest({0}, {1})"},
    {operation::least, "least({0}, {1})"},
    {operation::or_empty, "coalesce({0}, '')"},
    {operation::replace, "replace({0}, {1}, {2})"},
    {operation::substring, ""},
    {operation::position, "position({0} IN {1})"},
    {operation::trim_start, "ltrim({0})"},
    {operation::trim_end, "rtrim({0})"},
    {operation::pad_start, ""},
    {operation::reverse, ""},
    {operation::round, "round({0}, {1})"},
    {operation::floor, "floor({0})"},
    {operation::ceil, "ceil({0})"},
    {operation::square_root, "sqrt({0})"},
    {operation::power, "power({0}, {1})"},
    {operation::exponential, "exp({0})"},
    {operation::natural_logarithm, "ln({0})"},
    {operation::bit_and, "{(0)} & {(1)}", precedence::concatenation},
    {operation::bit_or, "{(0)} | {(1)}", precedence::concatenation},
    {operation::bit_xor, ""},
    {operation::bit_not, "~{(0)}", precedence::sign},
    {operation::shift_left, ""},
    {operation::shift_right, ""},
    {operation::truncate_moment, ""},
    {operation::truncate_date, ""},
    {operation::now, "current_timestamp"},
    {operation::now_in_seconds, "current_timestamp(0)"},
    {operation::year_of, "extract(YEAR FROM {(0)})"},
    {operation::month_of, "extract(MONTH FROM {(0)})"},
    {operation::day_of, "extract(DAY FROM {(0)})"},
    {operation::weekday_of, ""},
    {operation::hour_of, "extract(HOUR FROM {(0)})"},
    {operation::minute_of, "extract(MINUTE FROM {(0)})"},
    {operation::second_of, "extract(SECOND FROM {(0)})"},
    {operation::quarter_of, "extract(QUARTER FROM {(0)})"},
    {operation::week_of, ""},
    {operation::day_of_year, ""},
    {operation::collate, "{(0)} COLLATE {collation}", precedence::sign},
    {operation::text_search, ""},
    {operation::text_search_rank, ""},
    {operation::text_search_headline, ""},
    {operation::text_search_by, ""},
    {operation::text_search_rank_by, ""},
    {operation::text_search_headline_by, ""},
    {operation::full_text_match, ""},
    {operation::full_text_column_match, ""},
    {operation::full_text_rank, ""},
    {operation::full_text_weighted_rank, ""},
    {operation::full_text_highlight, ""},
    {operation::full_text_snippet, ""},
    {operation::search_order, ""},
    {operation::is_cycle, ""},
    {operation::own, "{name}({...})"},
    {operation::add_to_moment, "+", precedence::sum},
    {operation::subtract_from_moment, "-", precedence::sum},
    {operation::moments_between, "-", precedence::sum},
    {operation::add_to_date, "+", precedence::sum},
    {operation::subtract_from_date, "-", precedence::sum},
    {operation::days_between, "-", precedence::sum},
    {operation::multiply_length, "*", precedence::product},
    {operation::divide_length, "/", precedence::product},
    {operation::abs_length, "abs({0})"},
    {operation::json_text, ""},
    {operation::json_name, ""},
    {operation::json_whole, ""},
    {operation::json_real, ""},
    {operation::json_boolean, ""},
    {operation::json_part, ""},
    {operation::json_any_part, ""},
    {operation::json_item, ""},
    {operation::json_step, ""},
    {operation::json_has_key, ""},
    {operation::json_length, ""},
    {operation::json_contains, ""},
    {operation::json_or_empty, ""},
    {operation::json_set, ""},
    {operation::json_replace, ""},
    {operation::json_if_there, ""},
    {operation::json_remove, ""},
    {operation::json_of_value, ""},
    {operation::json_of_text, ""},
    {operation::json_of_real, ""},
    {operation::json_of_boolean, ""},
    {operation::json_of_null, ""},
    {operation::json_to_set, ""},
    {operation::json_of_fields, ""},
    {operation::array_has, ""},
    {operation::array_contains, ""},
    {operation::array_contained_by, ""},
    {operation::array_overlaps, ""},
    {operation::array_append, ""},
    {operation::array_prepend, ""},
    {operation::array_cat, ""},
    {operation::array_remove, ""},
    {operation::array_replace, ""},
    {operation::array_position, ""},
    {operation::array_length, ""},
    {operation::array_element, ""},
    {operation::array_to_text, ""},
    {operation::rows_of_series, ""},
    {operation::rows_of_array, ""},
    {operation::rows_of_json, ""},
    {operation::rows_of_values, ""},
    {operation::row_field, ""},
    {operation::row_real, ""},
    {operation::row_moment, ""},
    {operation::row_date, ""},
    {operation::row_length, ""},
    {operation::row_bytes, ""},
    {operation::item_text, ""},
    {operation::item_whole, ""},
    {operation::item_real, ""},
    {operation::item_boolean, ""},
    {operation::item_part, ""},
    {operation::count, "count"},
    {operation::sum, "sum"},
    {operation::avg, "avg"},
    {operation::min, "min"},
    {operation::max, "max"},
    {operation::string_agg, "string_agg"},
    {operation::json_agg, ""},
    {operation::array_agg, ""},
    {operation::bool_and, ""},
    {operation::bool_or, ""},
    {operation::stddev_pop, ""},
    {operation::stddev_samp, ""},
    {operation::var_pop, ""},
    {operation::var_samp, ""},
    {operation::corr, ""},
    {operation::covar_pop, ""},
    {operation::covar_samp, ""},
    {operation::regr_slope, ""},
    {operation::regr_intercept, ""},
    {operation::percentile_cont, ""},
    {operation::percentile_disc, ""},
    {operation::grouping, "grouping({...})"},
    {operation::rollup, "ROLLUP ({...})"},
    {operation::cube, "CUBE ({...})"},
    {operation::grouping_sets, "GROUPING SETS ({...})"},
    {operation::grouping_set, "({...})"},
    {operation::row_distance, "{0}"},
    {operation::row_distance_back, "{0}"},
    {operation::length_away, ""},
    {operation::row_number, "row_number()"},
    {operation::rank, "rank()"},
    {operation::dense_rank, "dense_rank()"},
    {operation::percent_rank, "percent_rank()"},
    {operation::cume_dist, "cume_dist()"},
    {operation::ntile, "ntile({0})"},
    {operation::lag, "lag({...})"},
    {operation::lag_by, "lag({...})"},
    {operation::lead, "lead({...})"},
    {operation::first_value, "first_value({0})"},
    {operation::last_value, "last_value({0})"},
    {operation::nth_value, "nth_value({...})"},
};
inline constexpr std::size_t operation_count = static_cast<std::size_t>(operation::nth_value) + 1;

constexpr bool spells_in_order(const spelling* rows, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        if (static_cast<std::size_t>(rows[i].op) != i) return false;
    return count == operation_count;
}
static_assert(spells_in_order(standard_spellings, sizeof standard_spellings / sizeof *standard_spellings));

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with a function, a window or SQL of the program's own.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number frame_is_in_order{103};
}
template <class... About> struct sentence<failed<rule::frame_is_in_order, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the frame of a window ends before it begins. Write the earlier bound first: unbounded_preceding, preceding(n), current_row, following(n), unbounded_following. [E103]");
    }
};

namespace rule {
inline constexpr rule_number frame_fits_order{104};
}
template <class... About> struct sentence<failed<rule::frame_fits_order, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the frame of a window does not fit its order: range_between with preceding(n) or following(n) needs one number to order by, or one time and a duration for n, and groups_between an order; n is a value, and names no column. Add order_by(...), or count rows with rows_between. [E104]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_whole{105};
}
template <class... About> struct sentence<failed<rule::operand_is_whole, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a position, a length or a number of digits is no whole number. Give one, or a column of whole numbers. [E105]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_double{106};
}
template <class... About> struct sentence<failed<rule::operand_is_double, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: round, floor, ceil, sqrt, power, exp and ln calculate with double. Write cast<double>(x); a decimal is rounded by cast<refract::decimal<digits>>(x). [E106]");
    }
};

namespace rule {
inline constexpr rule_number alternatives_have_one_type{107};
}
template <class... About> struct sentence<failed<rule::alternatives_have_one_type, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the values of a coalesce or CASE are exact and approximate numbers, and no type holds all of them without rounding. Write values of one kind, or cast one of them: cast<double>(x). [E107]");
    }
};

namespace rule {
inline constexpr rule_number any_stands_behind_comparison{108};
}
template <class... About> struct sentence<failed<rule::any_stands_behind_comparison, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: any_of and all_of stand behind a comparison only. Write the other side first: col<&T::field> >= all_of(query). [E108]");
    }
};

namespace rule {
inline constexpr rule_number distinct_aggregate_orders_by_its_own{292};
}
template <class... About> struct sentence<failed<rule::distinct_aggregate_orders_by_its_own, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an aggregate of distinct values is ordered by something else: values that are one have no such order (PostgreSQL refuses it). Order by what it aggregates, or take each value once in a query inside. [E292]");
    }
};

namespace rule {
inline constexpr rule_number raw_holes_match{109};
}
template <class... About> struct sentence<failed<rule::raw_holes_match, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the number of {} in raw SQL is not the number of its operands. Give one expression or value for each {}, and write {{}} for the two characters. [E109]");
    }
};

namespace rule {
inline constexpr rule_number raw_holes_take_values{290};
}
#define REFRACT_HOLES_TAKE_VALUES                                                                                      \
    "refract: a {} in SQL stands in quotes or a comment, where no value is bound. Write it outside of them and join the texts with ||, or write {{}} for the two characters. [E290]"
template <class... About> struct sentence<failed<rule::raw_holes_take_values, About...>> {
    consteval void operator()() const { REFRACT_SENTENCE(REFRACT_HOLES_TAKE_VALUES); }
};

namespace rule {
inline constexpr rule_number raw_text_ends{291};
}
template <class... About> struct sentence<failed<rule::raw_text_ends, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: raw SQL ends inside quotes or a comment, so what follows in the statement would belong to it. Close the quotes, or leave the comment out. [E291]");
    }
};

namespace rule {
inline constexpr rule_number cast_is_alike{110};
}
template <class... About> struct sentence<failed<rule::cast_is_alike, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: databases do not agree on what this cast means. Numbers, booleans and text are cast into each other, a time into a date, a time of day or text, a date into a time, and text into what it may spell; read anything else and convert it in C++. [E110]");
    }
};

namespace rule {
inline constexpr rule_number function_takes_declared{153};
}
template <class... About> struct sentence<failed<rule::function_takes_declared, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a function of the program's own is given other arguments than its declaration says. Give as many as it declares, each an expression or a value of that type; cast<Type>(x) makes a wider one narrower. [E153]");
    }
};

namespace rule {
inline constexpr rule_number aggregate_has_own_column{188};
}
template <class... About> struct sentence<failed<rule::aggregate_has_own_column, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: all columns of an aggregate are of tables outside of the query that it stands in, and SQL would count the rows outside. Name a column of the query's own tables in it, or write the aggregate outside. [E188]");
    }
};

namespace rule {
inline constexpr rule_number something_is_given{160};
}
template <class... About> struct sentence<failed<rule::something_is_given, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: select() or in() is given nothing. Name the columns, or leave select() out for whole objects; a list that may be empty is a range: in(values). [E160]");
    }
};

namespace rule {
inline constexpr rule_number row_is_in_rows{271};
}
template <class... About> struct sentence<failed<rule::row_is_in_rows, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a row is looked for in what has no rows of its kind. Write rows of as many values, in(tuple(a, b), tuple(1, 2), tuple(3, 4)), or a query that selects as many columns of those types. [E271]");
    }
};

namespace rule {
inline constexpr rule_number bits_of_whole_numbers{267};
}
template <class... About> struct sentence<failed<rule::bits_of_whole_numbers, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: bits are those of whole numbers, and an operand of bit_and, bit_or, bit_xor, bit_not or a shift is none. Give a column or a value of a whole number type; conditions are combined by &&, || and !. [E267]");
    }
};

namespace rule {
inline constexpr rule_number aggregate_is_filtered{298};
}
template <class... About> struct sentence<failed<rule::aggregate_is_filtered, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: row_number, rank, lag and the like count or choose among all rows of their window: they have no filter(...) and no distinct(). Write the condition in where of a query inside, or take an aggregate: count().filter(condition).over(...). [E298]");
    }
};

namespace rule {
inline constexpr rule_number only_database_knows{300};
}
template <class... About> struct sentence<failed<rule::only_database_knows, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the program asks an expression whether it holds, in an if, a ?: or the like, and only the database knows. Write refract::case_when(condition, value).otherwise(other) in the query, or compare the field of a row that was read; whether a predicate has a condition is predicate.empty(). [E300]");
    }
};

namespace rule {
inline constexpr rule_number operator_is_of_sql{297};
}
template <class... About> struct sentence<failed<rule::operator_is_of_sql, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an expression is counted up, changed, dereferenced, called or asked for an item, and its value is in the database, not in the program. Write x for +x and &x, x for *x and x-> of what may be NULL, col<&T::x> for col<&T::x>(), x < y || x > y for x <=> y, .set(col<&T::x> += 1) for ++x, .set(col<&T::x> = col<&T::x> % 2) for x %= 2, x.at<&S::member>() of a JSON document, array_element(x, position) of an array. [E297]");
    }
};

namespace rule {
inline constexpr rule_number comma_keeps_nothing{311};
}
template <class... About> struct sentence<failed<rule::comma_keeps_nothing, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a comma stands between two expressions in parentheses of their own, and C++ throws the first one away. Join conditions with &&, write a row as tuple(a, b), and give a clause its items without further parentheses: order_by(a, b). [E311]");
    }
};

namespace rule {
inline constexpr rule_number expression_is_not_printed{312};
}
template <class... About> struct sentence<failed<rule::expression_is_not_printed, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an expression, a query or a part of one is written to a stream, and it has no value in the program. The text of a query is sql<dialect::sqlite>(query); its rows come from a database, db.all(query). [E312]");
    }
};

namespace rule {
inline constexpr rule_number distinct_has_operand{313};
}
template <class... About> struct sentence<failed<rule::distinct_has_operand, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: count() counts rows, and distinct() behind it does not say of what the same is counted once. Write count(col<&T::x>).distinct(); the different rows of a query are db.count(query.distinct()). [E313]");
    }
};

namespace rule {
inline constexpr rule_number expression_does_not_grow{321};
}
template <class... About> struct sentence<failed<rule::expression_does_not_grow, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: &=, |=, ^=, <<= or >>= stands behind an expression, whose type says all that it is. Conditions that are added up at run time are a predicate: refract::predicate<T> wanted = condition; wanted &= other; bits are set as .set(col<&T::x> = refract::bit_or(col<&T::x>, 4)). [E321]");
    }
};

namespace rule {
inline constexpr rule_number function_is_of_program{322};
}
template <class... About> struct sentence<failed<rule::function_is_of_program, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a function of the program stands where the database is to evaluate something, which cannot call it. Write it with columns, where(refract::col<&T::x> > 3); declare what the database has as a refract::sql_function; rows that were read the program filters itself; behind query | a function takes the query. [E322]");
    }
};

namespace rule {
inline constexpr rule_number function_has_window{286};
}
template <class... About> struct sentence<failed<rule::function_has_window, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a window function stands without its window. Say which rows it sees: row_number().over(order_by(refract::col<&T::field>)), or .over() for all of them. [E286]");
    }
};

namespace rule {
inline constexpr rule_number arguments_are_counted{274};
}
template <class... About> struct sentence<failed<rule::arguments_are_counted, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a function, a clause or a member of an expression is given another number of arguments than it takes. Write x.between(low, high), coalesce(x, y), nullif(x, y), greatest(x, y), round(x, digits), substring(x, from, count), replace(x, from, to), lpad(x, count, fill), string_agg(x, separator), case_when(condition, value), rank().over(order_by(x)), limit(n).offset(m), distinct_on(x), ordering.by(x.desc()).by(y). [E274]");
    }
};

namespace rule {
inline constexpr rule_number text_is_constant{275};
}
template <class... About> struct sentence<failed<rule::text_is_constant, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a text of SQL, a name or a unit stands between ( and ), and it has to be a constant between < and >. Write raw<Type, \"text with {}\">(operands), x.as<\"name\">(), x.collate<\"name\">(), cast<Type>(x), date_trunc<refract::date_unit::month>(x), text_search<\"english\">(text, words). [E275]");
    }
};

namespace rule {
inline constexpr rule_number bits_have_functions{276};
}
template <class... About> struct sentence<failed<rule::bits_have_functions, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: &, |, ^, ~, << or >> stands behind an expression of SQL. For the bits of whole numbers write bit_and(a, b), bit_or, bit_xor, bit_not(a), shift_left(a, n) or shift_right; conditions are joined by && and ||. [E276]");
    }
};

namespace rule {
inline constexpr rule_number order_stands_last{304};
}
template <class... About> struct sentence<failed<rule::order_stands_last, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an order is compared, calculated with or given a direction twice, or NULLs are placed in what has no direction. Write x.asc() or x.desc() once and last, then .nulls_first() or .nulls_last(): order_by((x + 1).desc().nulls_last()). [E304]");
    }
};

namespace rule {
inline constexpr rule_number part_is_no_operand{305};
}
template <class... About> struct sentence<failed<rule::part_is_no_operand, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an operator stands beside an order, a partition or a frame of a window, which have no value. Give them to what they belong to: from<T>().order_by(order), sum(x).over(partition_by(y), order_by(z)), and calculate with what they are made of. [E305]");
    }
};

namespace rule {
inline constexpr rule_number query_is_no_value{277};
}
template <class... About> struct sentence<failed<rule::query_is_no_value, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a query stands where a value, a column or a condition does. Write scalar(query) for the value that it selects, exists(query) for whether it has rows, or x.in(query). [E277]");
    }
};

namespace rule {
inline constexpr rule_number lengths_take_counts{295};
}
template <class... About> struct sentence<failed<rule::lengths_take_counts, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: times are multiplied or divided otherwise than a length of time by a whole number. Write length * 3 or length / 2; three halves are length * 3 / 2, and a point in time is first made a length by subtracting another. [E295]");
    }
};

namespace rule {
inline constexpr rule_number frame_has_bounds{207};
}
template <class... About> struct sentence<failed<rule::frame_has_bounds, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the rows of a window's frame are said by something else than two bounds. Write rows_between(preceding(2), current_row), with unbounded_preceding, preceding(n), current_row, following(n) or unbounded_following in each place. [E207]");
    }
};

namespace rule {
inline constexpr rule_number escape_is_character{257};
}
template <class... About> struct sentence<failed<rule::escape_is_character, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: what makes the wildcards of a pattern plain is no single character. Write it between single quotes: like(\"100!%%\", '!'). [E257]");
    }
};

namespace rule {
inline constexpr rule_number percentile_is_within_group{259};
}
template <class... About> struct sentence<failed<rule::percentile_is_within_group, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: percentile_cont and percentile_disc are not told whose values they take, one expression in an order. Write percentile_cont(0.5).within_group(refract::col<&T::field>), with .desc() to count from the greatest. [E259]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

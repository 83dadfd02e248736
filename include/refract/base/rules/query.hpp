// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with an expression or a clause.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number column_in_query{10};
}
template <class... About> struct sentence<failed<rule::column_in_query, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a column belongs to a table that is not in the query. Join its table, or use a column of the tables that are there. [E010]");
    }
};

namespace rule {
inline constexpr rule_number operands_are_comparable{11};
}
template <class... About> struct sentence<failed<rule::operands_are_comparable, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the two sides are of unlike types and cannot be compared. Compare with a value or column of the same kind, or cast one side. [E011]");
    }
};

namespace rule {
inline constexpr rule_number null_needs_optional{12};
}
template <class... About> struct sentence<failed<rule::null_needs_optional, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a column that is never NULL is compared with NULL. Make the field a std::optional, or drop the comparison. [E012]");
    }
};

namespace rule {
inline constexpr rule_number optional_needs_null_safe{13};
}
template <class... About> struct sentence<failed<rule::optional_needs_null_safe, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a std::optional value stands in a comparison (==, <, in, between, like, ...), which NULL never satisfies in SQL. Write .is_not_distinct_from(value) or .is_distinct_from(value), or compare with *value. [E013]");
    }
};

namespace rule {
inline constexpr rule_number columns_are_grouped{14};
}
template <class... About> struct sentence<failed<rule::columns_are_grouped, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a plain column stands beside an aggregate without being grouped. Add it to group_by, an expression that holds values under a name, x.as<\"name\">(), or put it into an aggregate. [E014]");
    }
};

namespace rule {
inline constexpr rule_number aggregate_outside_where{15};
}
template <class... About> struct sentence<failed<rule::aggregate_outside_where, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an aggregate stands in a place that is evaluated row by row (where, on, set, returning or inside group_by). Move the condition to having; at run time it is a refract::group_predicate. [E015]");
    }
};

namespace rule {
inline constexpr rule_number having_needs_group_by{16};
}
template <class... About> struct sentence<failed<rule::having_needs_group_by, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: having without group_by. Add group_by, or write the condition in where. [E016]");
    }
};

namespace rule {
inline constexpr rule_number condition_is_boolean{17};
}
template <class... About> struct sentence<failed<rule::condition_is_boolean, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a condition is not boolean. Compare the column with something, for example col<&T::x> > 0. [E017]");
    }
};

namespace rule {
inline constexpr rule_number aggregates_do_not_nest{18};
}
template <class... About> struct sentence<failed<rule::aggregates_do_not_nest, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an aggregate stands inside another aggregate. Aggregate once; use a second query for the other. [E018]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_number{19};
}
template <class... About> struct sentence<failed<rule::operand_is_number, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: arithmetic, sum and avg need numbers, and % needs whole ones. Use a numeric column, or cast it. [E019]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_text{20};
}
template <class... About> struct sentence<failed<rule::operand_is_text, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a text operator (+, like, starts_with, ends_with, contains, lower, ...) needs text. Use a text column, or cast it. [E020]");
    }
};

namespace rule {
inline constexpr rule_number clause_once{21};
}
template <class... About> struct sentence<failed<rule::clause_once, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a clause, or a part of a window, of an aggregate or of a name, is given twice. Write it once, with all that belongs to it: order_by(a, b). A window under a name stands alone in over; only where may be repeated, and then means and. [E021]");
    }
};

namespace rule {
inline constexpr rule_number table_once{22};
}
template <class... About> struct sentence<failed<rule::table_once, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: one table stands in the query twice under one name. Give one of them an alias: refract::alias<T, \"name\">. [E022]");
    }
};

namespace rule {
inline constexpr rule_number join_has_foreign_key{23};
}
template <class... About> struct sentence<failed<rule::join_has_foreign_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a join needs a condition, or a member whose foreign key leads to or from a table of the query. Write .join<T>(condition), or .join<&T::member>() where the model of T has refract::foreign_key<&T::member>. [E023]");
    }
};

namespace rule {
inline constexpr rule_number list_is_supported{41};
}
template <class... About> struct sentence<failed<rule::list_is_supported, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a list of this type cannot be bound as one parameter. Write in(a, b, c) with single values. [E041]");
    }
};

namespace rule {
inline constexpr rule_number count_is_whole_number{42};
}
template <class... About> struct sentence<failed<rule::count_is_whole_number, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: limit and offset take a whole number. Give an integer, or refract::param<std::int64_t>. [E042]");
    }
};

namespace rule {
inline constexpr rule_number value_is_known{44};
}
template <class... About> struct sentence<failed<rule::value_is_known, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: param<...> stands in a predicate or ordering, which is put together when its values are known. Give the value itself; it is bound, never printed. [E044]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_time{45};
}
template <class... About> struct sentence<failed<rule::operand_is_time, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: year_of, quarter_of, month_of, week_of, day_of and the like need a date or a point in time, hour_of, minute_of and second_of a time of day or a point in time, and date_trunc a point in time, or a date to weeks and more. Use a column of such a std::chrono type. [E045]");
    }
};

namespace rule {
inline constexpr rule_number clause_takes_expressions{46};
}
template <class... About> struct sentence<failed<rule::clause_takes_expressions, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a clause takes columns and expressions, not member pointers and plain values. Write refract::col<&T::field>. [E046]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_column{50};
}
template <class... About> struct sentence<failed<rule::operand_is_column, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a member pointer stands where a column or a value does. Write refract::col<&T::field>. [E050]");
    }
};

namespace rule {
inline constexpr rule_number operand_is_value{73};
}
template <class... About> struct sentence<failed<rule::operand_is_value, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE("refract: a pointer stands where a value does. Dereference it: *pointer. [E073]");
    }
};

namespace rule {
inline constexpr rule_number null_is_nullopt{74};
}
template <class... About> struct sentence<failed<rule::null_is_nullopt, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: nullptr is not the NULL of SQL. Compare with std::nullopt, or write .is_null(). [E074]");
    }
};

namespace rule {
inline constexpr rule_number comparisons_do_not_chain{75};
}
template <class... About> struct sentence<failed<rule::comparisons_do_not_chain, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a comparison is compared with a value, as in 18 < x < 65. Join two comparisons: 18 < x && x < 65, or write x.between(18, 65). [E075]");
    }
};

namespace rule {
inline constexpr rule_number flag_is_no_condition{76};
}
template <class... About> struct sentence<failed<rule::flag_is_no_condition, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a bool of the program stands beside a condition of SQL. Write .where_if(flag, condition), or build a refract::predicate with if. [E076]");
    }
};

namespace rule {
inline constexpr rule_number predicate_stands_in_where{67};
}
template <class... About> struct sentence<failed<rule::predicate_stands_in_where, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a refract::predicate stands where only a condition does. Give it to where, and join it with others by &= and |=: wanted &= refract::col<&T::field> > 0. [E067]");
    }
};

namespace rule {
inline constexpr rule_number condition_compares{77};
}
template <class... About> struct sentence<failed<rule::condition_compares, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a condition assigns: = stands where == is meant. Compare: refract::col<&T::field> == value. [E077]");
    }
};

namespace rule {
inline constexpr rule_number rows_have_one_length{59};
}
template <class... About> struct sentence<failed<rule::rows_have_one_length, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a row is compared with one of another length, or with what is none. Give both tuples as many columns or values: tuple(a, b) > tuple(x, y). [E059]");
    }
};

namespace rule {
inline constexpr rule_number times_take_lengths{87};
}
template <class... About> struct sentence<failed<rule::times_take_lengths, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: these cannot be added to or subtracted from each other as times. A point in time takes a std::chrono duration behind it, a date whole days, as in x + std::chrono::days(3); two of one kind are subtracted. [E087]");
    }
};

namespace rule {
inline constexpr rule_number columns_are_arguments{60};
}
template <class... About> struct sentence<failed<rule::columns_are_arguments, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a column stands between < and >. Give it as an argument: select(refract::col<&T::field>), where(refract::col<&T::field> == value), group_by(...), order_by(...). [E060]");
    }
};

namespace rule {
inline constexpr rule_number query_keeps_its_type{78};
}
template <class... About> struct sentence<failed<rule::query_keeps_its_type, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a query is assigned to a query of another type: each clause makes a new type. Write auto next = query.where(...), or .where_if(flag, condition), or a refract::predicate. [E078]");
    }
};

namespace rule {
inline constexpr rule_number function_takes_expression{66};
}
template <class... About> struct sentence<failed<rule::function_takes_expression, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a function of SQL is given what it does not take. Give lower, sum and the like a column or an expression, which stands first where values follow: sum(refract::col<&T::field>), replace(refract::col<&T::field>, \"a\", \"b\"); exists and scalar a query; over a partition_by(...), an order_by(...), or both in this order. [E066]");
    }
};

namespace rule {
inline constexpr rule_number subquery_has_one_column{70};
}
template <class... About> struct sentence<failed<rule::subquery_has_one_column, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a query stands where a value does, and does not select exactly one column. Select one: from<T>().select(refract::col<&T::field>); exists(query) takes any. [E070]");
    }
};

namespace rule {
inline constexpr rule_number not_in_without_null{71};
}
template <class... About> struct sentence<failed<rule::not_in_without_null, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: not_in(query), and a column of the query may be NULL: one NULL among its rows, and SQL finds no row at all. Select coalesce(column, value), or write !exists(...) with the condition inside. [E071]");
    }
};

namespace rule {
inline constexpr rule_number window_in_select{72};
}
template <class... About> struct sentence<failed<rule::window_in_select, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a window function stands where rows are still being chosen or grouped. Put it into select or order_by; filter by it in a query around this one. [E072]");
    }
};

namespace rule {
inline constexpr rule_number distinct_orders_by_selected{79};
}
template <class... About> struct sentence<failed<rule::distinct_orders_by_selected, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: distinct with an order by what is not selected: rows that are one have no such order (PostgreSQL refuses it). Select it as well, or order by what is selected, an expression that holds values under a name: x.as<\"name\">(). [E079]");
    }
};

namespace rule {
inline constexpr rule_number table_count_is_bounded{86};
}
template <class... About> struct sentence<failed<rule::table_count_is_bounded, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the query has more than 32 tables. Split it, or join some of them in a view. [E086]");
    }
};

namespace rule {
inline constexpr rule_number query_names_its_columns{99};
}
template <class... About> struct sentence<failed<rule::query_names_its_columns, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a query that stands as a table (from, join, with) has no struct that names it and its columns. Write .select<Row>(...), with a field for each column. [E099]");
    }
};

namespace rule {
inline constexpr rule_number operands_select_alike{100};
}
template <class... About> struct sentence<failed<rule::operands_select_alike, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the queries of a union, intersect or except have rows of different types. Select as many columns of the same types in each, or the same struct: .select<Row>(...). [E100]");
    }
};

namespace rule {
inline constexpr rule_number set_operation_orders_by_selected{101};
}
template <class... About> struct sentence<failed<rule::set_operation_orders_by_selected, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a union, intersect or except is ordered by what it does not select. Order by a column of its struct, col<&Row::field>, or by an expression that its first query selects. [E101]");
    }
};

namespace rule {
inline constexpr rule_number with_names_differ{102};
}
template <class... About> struct sentence<failed<rule::with_names_differ, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: two queries of a WITH have one name. Select a struct of its own in each, since the struct names the query. [E102]");
    }
};

namespace rule {
inline constexpr rule_number with_has_own_name{130};
}
template <class... About> struct sentence<failed<rule::with_has_own_name, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a query in WITH has the name of a table that it reads or that is written beside it, or of one in a schema. Give it a name that is free: with<as_table<Row, \"name\">>(query), or select a struct of its own. [E130]");
    }
};

namespace rule {
inline constexpr rule_number with_is_named_as_table{173};
}
template <class... About> struct sentence<failed<rule::with_is_named_as_table, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a query in WITH is named with an alias, which is another name for what has one. Name it with<as_table<Row, \"name\">>(query), and read it with from<as_table<Row, \"name\">>(). [E173]");
    }
};

namespace rule {
inline constexpr rule_number table_query_has_objects{131};
}
template <class... About> struct sentence<failed<rule::table_query_has_objects, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a query that stands as a table, or that an insert takes, selects whole objects of an outer join, which may be missing. Join them inside, or select a struct with std::optional fields. [E131]");
    }
};

namespace rule {
inline constexpr rule_number window_takes_rows_as_they_are{132};
}
template <class... About> struct sentence<failed<rule::window_takes_rows_as_they_are, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an aggregate over a window is distinct, or has an order of its own, which no database knows. Order the window, over(order_by(...)), or take each value once in a query inside. [E132]");
    }
};

namespace rule {
inline constexpr rule_number lock_options_follow_lock{120};
}
template <class... About> struct sentence<failed<rule::lock_options_follow_lock, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: skip_locked, no_wait and of<T> say how rows are locked, and this query locks none, or is to do both. Write .for_update() or .for_share(), and one of the two. [E120]");
    }
};

namespace rule {
inline constexpr rule_number hint_stands_in_with{139};
}
template <class... About> struct sentence<failed<rule::hint_stands_in_with, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: materialized and not_materialized are said of a query of WITH, and this one stands in no WITH. Write with(query.materialized()), or leave it out. [E139]");
    }
};

namespace rule {
inline constexpr rule_number lock_is_of_rows{138};
}
template <class... About> struct sentence<failed<rule::lock_is_of_rows, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: for_update and for_share lock rows of tables, and this query makes one row of several (distinct, groups, windows), or an outer join may miss the locked one. Lock them in a query inside, from(query), or lock one table: .of<T>(). [E138]");
    }
};

namespace rule {
inline constexpr rule_number one_condition{159};
}
template <class... About> struct sentence<failed<rule::one_condition, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: where, having, a predicate or a relation is given several conditions at once. Say how they belong together: where(a && b), or where(a || b). [E159]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

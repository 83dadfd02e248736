// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with names of expressions, pages, and the forms of groups.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number name_is_no_column{163};
}
template <class... About> struct sentence<failed<rule::name_is_no_column, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an expression has the name of a column of the query's tables, which a database takes for the column. Give it another one: .as<\"name\">(). [E163]");
    }
};

namespace rule {
inline constexpr rule_number name_is_selected{164};
}
template <class... About> struct sentence<failed<rule::name_is_selected, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: group_by or order_by has the name of an expression that the query does not select. Select it under this name, .select(x.as<\"name\">()), or leave .as out. [E164]");
    }
};

namespace rule {
inline constexpr rule_number name_means_one_expression{165};
}
template <class... About> struct sentence<failed<rule::name_means_one_expression, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: one name stands for two expressions of a query, or for one with param<...> in two places. Keep the expression in a variable, auto band = x.as<\"band\">(), with values in place of parameters. [E165]");
    }
};

namespace rule {
inline constexpr rule_number page_fits_order{166};
}
template <class... About> struct sentence<failed<rule::page_fits_order, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: after or before does not fit the order of the query. Behind .order_by(...), give it a value for each term, of its type and std::optional only where it may be NULL, or an object with a field for each. [E166]");
    }
};

namespace rule {
inline constexpr rule_number page_order_ends_in_key{167};
}
template <class... About> struct sentence<failed<rule::page_order_ends_in_key, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a page begins behind a row, and the order of the query does not tell its rows apart: some would be lost. Let the order end in a key of each table, the primary one or unique columns that are never NULL, of groups in all that they are grouped by: .order_by(..., col<&T::id>). [E167]");
    }
};

namespace rule {
inline constexpr rule_number page_is_of_rows{168};
}
template <class... About> struct sentence<failed<rule::page_is_of_rows, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: after or before of what is made of all rows, not of those of the page: a window function, distinct_on, rolled-up groups or a union. Read it as a table: from(query).order_by(...).after(...). [E168]");
    }
};

namespace rule {
inline constexpr rule_number page_in_ordering_takes_row{210};
}
template <class... About> struct sentence<failed<rule::page_in_ordering_takes_row, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: after or before behind an ordering of the run time is given values, and which ones the order asks for only the run time knows. Give it the row: an object of the query, or a struct with a field for each column of the order. [E210]");
    }
};

namespace rule {
inline constexpr rule_number distinct_on_begins_order{169};
}
template <class... About> struct sentence<failed<rule::distinct_on_begins_order, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: distinct_on keeps the first row of each, and the order does not say which one that is. Let it begin with the columns of distinct_on: .distinct_on(a).order_by(a, b.desc()). [E169]");
    }
};

namespace rule {
inline constexpr rule_number distinct_on_exists{170};
}
template <class... About> struct sentence<failed<rule::distinct_on_exists, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the database has no DISTINCT ON. Select row_number().over(partition_by(a), order_by(b)) into a struct, and read that query as a table where the number is 1: from(query).where(col<&Row::number> == 1). [E170]");
    }
};

namespace rule {
inline constexpr rule_number grouping_forms_exist{171};
}
template <class... About> struct sentence<failed<rule::grouping_forms_exist, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the database has no rollup, cube, grouping_sets and grouping. Group by each set of columns in a query of its own, and join them by union_all. [E171]");
    }
};

namespace rule {
inline constexpr rule_number grouping_is_of_groups{172};
}
template <class... About> struct sentence<failed<rule::grouping_is_of_groups, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: rollup, cube and grouping_sets stand outside of group_by, grouping(...) is of what is no key of the groups, or whole objects are selected, whose fields are NULL in the larger groups. Select the keys and aggregates: .group_by(rollup(a, b)).select(a, b, grouping(b), count()). [E172]");
    }
};

namespace rule {
inline constexpr rule_number recursion_is_guided{156};
}
template <class... About> struct sentence<failed<rule::recursion_is_guided, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: search_depth_first, search_breadth_first or detect_cycles is not given columns of the query's own struct, or the query does not stand in with_recursive. Write with_recursive(first.union_all(step).search_depth_first(col<&Row::x>)). [E156]");
    }
};

namespace rule {
inline constexpr rule_number guide_says_it{211};
}
template <class... About> struct sentence<failed<rule::guide_says_it, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: search_order or is_cycle is asked of rows whose recursion does not say it. Write with_recursive(first.union_all(step).search_depth_first(col<&Row::x>)) for the one, .detect_cycles(col<&Row::x>) for the other, and ask outside of the recursion. [E211]");
    }
};

namespace rule {
inline constexpr rule_number recursion_guides_exist{157};
}
template <class... About> struct sentence<failed<rule::recursion_guides_exist, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this database has no SEARCH and CYCLE for recursive queries. Select a path of the keys in the recursion, order by it, and end where it holds the key already; on SQLite an order of the recursive query itself says which row comes next. [E157]");
    }
};

namespace rule {
inline constexpr rule_number all_of_sets_exists{268};
}
template <class... About> struct sentence<failed<rule::all_of_sets_exists, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this database has no INTERSECT ALL and EXCEPT ALL. Number equal rows in both queries, and write intersect or except of those: .select<Row>(a, row_number().over(partition_by(a))). [E268]");
    }
};

namespace rule {
inline constexpr rule_number ties_need_order{269};
}
template <class... About> struct sentence<failed<rule::ties_need_order, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: with_ties keeps the rows that are equal to the last one in the order, and the query has no order or no limit, or leaves out locked rows. Write order_by(...).limit(n).with_ties(). [E269]");
    }
};

namespace rule {
inline constexpr rule_number ties_exist{270};
}
template <class... About> struct sentence<failed<rule::ties_exist, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: this database has no limit with ties. Select rank().over(order_by(a)) into a struct, and read that query as a table where it is small enough: from(query).where(col<&Row::rank> <= 3). [E270]");
    }
};

namespace rule {
inline constexpr rule_number name_is_part_of_type{161};
}
template <class... About> struct sentence<failed<rule::name_is_part_of_type, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the name of a query is part of its type. Write it between the angle brackets: named<\"by_email\">(). [E161]");
    }
};

namespace rule {
inline constexpr rule_number condition_is_of_rows_or_groups{273};
}
template <class... About> struct sentence<failed<rule::condition_is_of_rows_or_groups, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a condition of rows stands where one of groups does, or the other way round. Give a refract::predicate to where, and a refract::group_predicate, which may hold aggregates, to having. [E273]");
    }
};

namespace rule {
inline constexpr rule_number flag_stands_first{288};
}
template <class... About> struct sentence<failed<rule::flag_stands_first, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: where_if, having_if, join_if and set_if take a bool of the program, and behind it what stands if it is set. Write .where_if(flag, condition), .join_if<T>(flag, condition), .set_if(flag, refract::col<&T::field> = value); a condition that always holds stands in where(...). [E288]");
    }
};

namespace rule {
inline constexpr rule_number source_is_query{208};
}
template <class... About> struct sentence<failed<rule::source_is_query, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: from, with, a join, a set operation or sql<> is given what is no query. A table is named by its struct, from<User>().where(condition), .join<Post>(condition); rows of a query are read by from(query), .join(query, condition), and added by a.union_all(b). [E208]");
    }
};

namespace rule {
inline constexpr rule_number statement_begins_with_struct{209};
}
template <class... About> struct sentence<failed<rule::statement_begins_with_struct, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: update<T>(), delete_from<T>(), insert_into<T>() and merge_into<T>() take nothing between ( and ). Say the rest in clauses, .set(refract::col<&T::field> = value), .where(condition); whole objects are written by db.insert(object), db.update(object), db.erase(object). [E209]");
    }
};

namespace rule {
inline constexpr rule_number statement_names_struct{299};
}
template <class... About> struct sentence<failed<rule::statement_names_struct, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: a statement or a join does not say of which table it is. Write the struct between < and >: from<T>(), insert_into<T>(), update<T>(), delete_from<T>(), merge_into<T>(), join<T>(condition), of<T>(), refresh<T>(); a query stands between ( and ): from(query), join(query, condition); another table is joined: from<T>().join<U>(condition). [E299]");
    }
};

namespace rule {
inline constexpr rule_number members_stand_in_brackets{258};
}
template <class... About> struct sentence<failed<rule::members_stand_in_brackets, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the members of on_conflict or columns stand between ( and ), and have to stand between < and >. Write .on_conflict<&T::email>(), .columns<&T::a, &T::b>(). [E258]");
    }
};

namespace rule {
inline constexpr rule_number select_stands_behind_from{325};
}
template <class... About> struct sentence<failed<rule::select_stands_behind_from, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: select stands in front, as in SQL, and a query begins with its table. Write from<T>().select(refract::col<&T::field>), or from<T>().select<Row>(). [E325]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

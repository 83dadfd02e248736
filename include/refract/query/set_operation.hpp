// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/shape.hpp>
#include <refract/query/level.hpp>
#include <refract/query/page.hpp>
#include <refract/query/result.hpp>

#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Selection, class Source, class Clauses, class Values> struct compound_query;

/// The tables of the first query, and the struct that the rows fill.
template <class Selection, class Source> struct first_sources;
template <class First, class... Rest, class Source> struct first_sources<combined<First, Rest...>, Source> {
    using type = join_lists_t<type_list<Source>, typename First::ordered_sources>;
};

template <class Given> inline constexpr bool is_column = false;
template <auto Member, class Source> inline constexpr bool is_column<column_expression<Member, Source>> = true;

/// A set operation: `a.union_all(b)`. Its order is one of the columns that its queries select; of the struct that they
/// fill, or as the first one names them.
template <class Selection, class Source, class... Clause, class Values>
struct compound_query<Selection, Source, type_list<Clause...>, Values>
    : query_base<verb::select, type_list<Source>, Selection, type_list<Clause...>, Values>,
      query_parts<compound_query<Selection, Source, type_list<Clause...>, Values>, has_bounds, has_pages, has_result> {
    using base = query_base<verb::select, type_list<Source>, Selection, type_list<Clause...>, Values>;
    using base::operator=;
    using ordered_sources = typename first_sources<Selection, Source>::type;

    template <class Added, class Held> using with =
        compound_query<Selection, Source, type_list<Clause..., Added>, joined<Values, Held>>;

    /// Of a query of WITH RECURSIVE: numbers its rows so that `search_order<Row>()` puts each behind the one that it
    /// came from (PostgreSQL from 14 on).
    ///
    /// SQL: `SEARCH DEPTH FIRST BY "id" SET "search_order"`.
    template <class... Column> constexpr auto search_depth_first(const Column&... by) const {
        return this->template by_columns<clause_kind::search_depth>(by...);
    }
    /// The same with each row behind all that are nearer to the beginning: `SEARCH BREADTH FIRST`.
    template <class... Column> constexpr auto search_breadth_first(const Column&... by) const {
        return this->template by_columns<clause_kind::search_breadth>(by...);
    }
    /// Of a query of WITH RECURSIVE: ends where a row comes again that is alike in these columns; `is_cycle<Row>()` is
    /// whether a row is such (PostgreSQL from 14 on).
    ///
    /// SQL: `CYCLE "id" SET "is_cycle" USING "cycle_path"`.
    template <class... Column> constexpr auto detect_cycles(const Column&... by) const {
        return this->template by_columns<clause_kind::detect_cycles>(by...);
    }

    /// What `queries()` and other reports call the query.
    template <fixed_string Name> constexpr auto named() const { return detail::name_query<Name>(*this); }
    template <class... Given> constexpr auto named(const Given&...) const {
        require<failed<rule::name_is_part_of_type, Given...>>();
        return detail::refused_query(*this);
    }

private:
    template <clause_kind Kind, class... Column> constexpr auto by_columns(const Column&...) const {
        using check =
            check_that<sizeof...(Column) != 0 && (is_column<Column> && ...), rule::recursion_is_guided, Column...>;
        require<check>();
        if constexpr (is_passed<check>)
            return with<expression_clause<Kind, typename Column::node_type...>, values<>>{{this->bound}, {}};
        else
            return detail::refused_query(*this);
    }
};

/// Whether the rows of two queries are of one kind: values of the same types, or the same struct. One of them may hold
/// NULL where the other does not.
template <class Left, class Right> inline constexpr bool select_alike =
    std::is_same_v<Left, Right> && !std::is_same_v<Left, no_rows>;
template <class... Left, class... Right> inline constexpr bool select_alike<selected<Left...>, selected<Right...>> =
    std::is_same_v<type_list<typename Left::type...>, type_list<typename Right::type...>>;

/// The selection of a query, or of the first one of a set operation.
template <class Selection, class Sources> struct first_selection {
    using type = Selection;
    using sources = Sources;
};
template <class First, class... Rest, class Sources> struct first_selection<combined<First, Rest...>, Sources>
    : first_selection<typename First::selection, typename First::sources> {};

template <class Left, class Right> constexpr bool are_alike() {
    using left = first_selection<typename Left::selection, typename Left::sources>;
    using right = first_selection<typename Right::selection, typename Right::sources>;
    if constexpr (Left::kind != verb::select || Right::kind != verb::select)
        return false;
    else if constexpr (std::is_void_v<row_struct_of<Left>> && !std::is_same_v<typename left::type, whole_tables>)
        return select_alike<typename left::type, typename right::type>;
    else if constexpr (std::is_void_v<row_struct_of<Left>>)
        return std::is_same_v<typename left::type, typename right::type> &&
               std::is_same_v<typename left::sources, typename right::sources>;
    else
        return std::is_same_v<row_struct_of<Left>, row_struct_of<Right>>;
}

constexpr bool is_intersection(clause_kind kind) {
    return kind == clause_kind::intersect || kind == clause_kind::intersect_all;
}
/// Whether a further operand may stand behind those of a set operation: without a clause of the whole, and where
/// reading from the left means the same in every database. INTERSECT binds more tightly in some.
constexpr bool takes_operand(const statement_view& left, clause_kind added) {
    if (!left.is_compound()) return false;
    for (const clause& each : left)
        if (each.kind != clause_kind::operand &&
            (!is_set_operation(each.kind) || (is_intersection(added) && !is_intersection(each.kind))))
            return false;
    return true;
}

template <class Left, class Right, class Added, class Values> struct further_operand;
template <class... Query, class Source, class... Clause, class Held, class Right, class Added, class Values>
struct further_operand<compound_query<combined<Query...>, Source, type_list<Clause...>, Held>, Right, Added, Values> {
    using type = compound_query<combined<Query..., Right>, Source, type_list<Clause..., Added>, Values>;
};

/// Whether a query's rows are trees, whose levels would be lost.
template <class Selection> inline constexpr bool selects_levels = false;
template <class Shape, class Nested> inline constexpr bool selects_levels<selected_tree<Shape, Nested>> =
    has_levels<Shape>;

template <clause_kind Kind, any_query Left, any_query Right>
constexpr auto combine_queries(const Left& left, const Right& right) {
    using check = first_failed_t<
        check_that<!selects_levels<typename Left::selection> && !selects_levels<typename Right::selection>,
                   rule::shape_is_own_query, Left, Right>,
        check_that<are_alike<Left, Right>(), rule::operands_select_alike, Left, Right>>;
    using row = row_struct_of<Left>;
    using held = joined<typename Left::bound_type, typename Right::bound_type>;
    using second = operand_clause<Kind, row, Right>;
    require<check>();
    if constexpr (!is_passed<check>) {
        return detail::refused_query(left);
    } else if constexpr (takes_operand(Left::view, Kind)) {
        using made = typename further_operand<Left, Right, second, held>::type;
        return made{{detail::concat(left.bound, right.bound)}, {}};
    } else {
        using clauses = type_list<operand_clause<clause_kind::operand, row, Left>, second>;
        return compound_query<combined<Left, Right>, row, clauses, held>{{detail::concat(left.bound, right.bound)}, {}};
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/result.hpp>
#include <refract/base/values.hpp>
#include <refract/expr/operators.hpp>
#include <refract/expr/parameter.hpp>
#include <refract/query/clause.hpp>
#include <refract/query/ordering.hpp>
#include <refract/query/predicate.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

/// \file
/// What the verbs have in common: a query is a value whose type lists its clauses. Each clause gives a new query.

namespace refract {
inline namespace v0 {
namespace detail {

// What a query's rows are made of.
struct whole_tables {};                         ///< every column of every table
template <class... Node> struct selected {};    ///< a value, or a tuple of values
template <class Row> struct selected_struct {}; ///< a struct, by position
template <class Row> struct selected_fields {}; ///< a struct, by name; or the whole object of a table of the query
template <class Row, class... Column> using selected_row =
    std::conditional_t<sizeof...(Column) == 0, selected_fields<Row>, selected_struct<Row>>;
template <class Shape, class Nested> struct selected_tree {}; ///< trees: a shape, and what is said of its levels
struct no_rows {};
template <class... Query> struct combined {}; ///< those of the first query of a set operation; the others are alike

/// The node of the only selected column; void of anything else.
template <class Selection> struct only_column {
    using type = void;
};
template <class Node> struct only_column<selected<Node>> {
    using type = Node;
};
template <class First, class... Rest> struct only_column<combined<First, Rest...>> {
    using type = typename First::column_node;
};

/// The struct that names the columns of a query's rows, so that it can stand as a table; void of values side by side.
template <class Selection, class Sources> struct row_struct {
    using type = void;
};
template <class Source> struct row_struct<whole_tables, type_list<Source>> {
    using type = source_model<Source>;
};
template <class Row, class Sources> struct row_struct<selected_struct<Row>, Sources> {
    using type = Row;
};
template <class Row, class Sources> struct row_struct<selected_fields<Row>, Sources> {
    using type = source_model<Row>;
};
template <class First, class... Rest, class Sources> struct row_struct<combined<First, Rest...>, Sources> {
    using type = typename row_struct<typename First::selection, typename First::sources>::type;
};
template <class Query> using row_struct_of =
    typename row_struct<typename Query::selection, typename Query::row_sources>::type;

/// A statement as a value: what it is in its type, what it holds in its flat values. Its size is theirs.
template <verb Verb, class Sources, class Selection, class Clauses, class Values> struct query_base;

template <verb Verb, class Sources, class Selection, class... Clause, class Values>
struct query_base<Verb, Sources, Selection, type_list<Clause...>, Values> {
    using query_type = query_base;
    using sources = Sources;         ///< its tables
    using row_sources = Sources;     ///< those of which whole rows are made
    using ordered_sources = Sources; ///< those by which an order of the run time goes
    using selection = Selection;
    using clause_types = type_list<Clause...>;
    using bound_type = Values;
    using parameters = join_lists_t<typename Clause::parameters...>;
    using column_node = typename only_column<Selection>::type;
    static constexpr verb kind = Verb;
    static constexpr std::size_t value_count = Values::size;
    static constexpr std::array<clause, sizeof...(Clause)> clauses{describe_clause<Clause, Sources>()...};
    static constexpr statement_view view{Verb, clauses.data(), clauses.size()};

    /// A query with another clause is of another type, and cannot be kept in this one.
    template <class Other>
        requires requires { typename Other::query_type; }
    constexpr void operator=(const Other&) {
        require<failed<rule::query_keeps_its_type, Other>>();
    }

    [[no_unique_address]] Values bound;
};

/// What can be said to a query. It is one empty part beside the base, so that a query is made by `{{values}, {}}`:
/// constructors would be compiled for each.
template <class Query, template <class> class... Part>
struct query_parts : Part<Query>..., beside::no_operand<rule::query_is_no_value> {};

template <class Type>
concept any_query = requires { typename std::remove_cvref_t<Type>::query_type; };

/// What stands for a query and is none.
struct wrong_source {
    template <class Given> constexpr wrong_source(const Given&) { require<failed<rule::source_is_query, Given>>(); }
};

template <class Query> inline constexpr std::size_t value_count = Query::value_count;

/// Whether what a clause is given are expressions; else the compiler says so.
template <class... Part> consteval bool takes_parts() {
    constexpr bool takes = (any_expression<Part> && ...);
    if constexpr (!takes) require<clause_mistake<Part...>>();
    return takes;
}
/// The same of a clause that is nothing without them, and of one that orders by them.
template <class... Part> consteval bool takes_some_parts() {
    if constexpr (sizeof...(Part) == 0) require<failed<rule::clause_takes_expressions, Part...>>();
    return sizeof...(Part) > 0 && takes_parts<Part...>();
}
template <class... Term> consteval bool takes_order() {
    constexpr bool orders = sizeof...(Term) > 0 && (order_part<Term> && ...);
    if constexpr (!orders) require<clause_mistake<Term...>>();
    return orders;
}

namespace by_name {
/// The query behind a clause that was refused.
template <class Query> REFRACT_ONCE constexpr auto refused_query(const Query& query) {
    return typename Query::template with<refused_clause, values<>>{{query.bound}, {}};
}
} // namespace by_name

namespace by_name {
/// A statement of one table, behind the clauses of a WITH that hold some values.
template <template <class, class, class, class> class Statement, class Selection, class Model, class... Clause,
          class Held = values<>>
REFRACT_ONCE constexpr auto begin_statement(const Held& held = {}) {
    require<check_model<source_model<Model>>>();
    using clauses = type_list<Clause..., from_clause<Model>>;
    return Statement<type_list<Model>, Selection, clauses, Held>{{held}, {}};
}
} // namespace by_name

/// A statement is begun by the struct alone.
template <class... Given> using check_begins_alone =
    check_that<sizeof...(Given) == 0, rule::statement_begins_with_struct, Given...>;

/// The values that parts of a clause hold, in one sequence.
template <class... Part> using joined_all = joined<decltype(Part::bound)...>;

template <class Node> constexpr bool is_count() {
    const node& given = nodes_of<Node>[0];
    return (given.kind == node_kind::value || given.kind == node_kind::parameter) && is_whole_number(given.type.kind) &&
           !given.nullable;
}
template <class Node> using check_count =
    check_that<is_count<Node>(), rule::count_is_whole_number, typename Node::type>;

namespace by_name {
/// The query under a name.
template <fixed_string Name, class Query> REFRACT_ONCE constexpr auto name_query(const Query& query) {
    using added = typename Query::template with<name_clause<Name>, values<>>;
    return added{{query.bound}, {}};
}
} // namespace by_name

/// The name of what has no other parts in common.
template <class Query> struct has_name {
    /// What `queries()` and other reports call the query. The database never sees it.
    template <fixed_string Name> constexpr auto named() const {
        return detail::name_query<Name>(static_cast<const Query&>(*this));
    }
    template <class... Given> constexpr auto named(const Given&...) const {
        require<failed<rule::name_is_part_of_type, Given...>>();
        return detail::refused_query(static_cast<const Query&>(*this));
    }
};

/// The conditions of select, update and delete. `Query` is the query that has them; its `with<Clause, Values>` is the
/// same query with one more clause. A clause moves what a temporary query holds, and copies a query with a name first.
template <class Query> struct has_conditions {
    /// `WHERE`; given again, both conditions hold.
    template <class Node, class Held> REFRACT_ONCE constexpr auto where(expression<Node, Held> condition) const& {
        return Query(self()).where(static_cast<expression<Node, Held>&&>(condition));
    }
    template <class Node, class Held> REFRACT_ONCE constexpr auto where(expression<Node, Held> condition) && {
        require<check_boolean<typename Node::type>>();
        using added = typename Query::template with<expression_clause<clause_kind::where, Node>, Held>;
        return added{{detail::concat(static_cast<Query&&>(*this).bound, static_cast<Held&&>(condition.bound))}, {}};
    }
    /// A condition put together at run time.
    template <class... Source> REFRACT_ONCE constexpr auto where(predicate<Source...> condition) const& {
        return Query(self()).where(static_cast<predicate<Source...>&&>(condition));
    }
    template <class... Source> REFRACT_ONCE constexpr auto where(predicate<Source...> condition) && {
        using held = values<predicate<Source...>>;
        require<check_that<(is_source<Source, typename Query::sources> && ...), rule::column_in_query, Source...>>();
        using added = typename Query::template with<dynamic_clause<clause_kind::where_predicate>, held>;
        return added{
            {detail::concat(static_cast<Query&&>(*this).bound, held{{static_cast<predicate<Source...>&&>(condition)}})},
            {}};
    }
    /// What is no condition, such as the assignment that = is instead of ==.
    template <class... Wrong>
        requires(sizeof...(Wrong) != 1 || (!any_condition<Wrong> && ...))
    REFRACT_ONCE constexpr auto where(const Wrong&...) const& {
        require<conditions_mistake<Wrong...>>();
        return detail::refused_query(self());
    }
    template <auto First, auto... Member, class... Given> constexpr auto where(const Given&...) const {
        require<failed<rule::columns_are_arguments, decltype(First), decltype(Member)...>>();
        return detail::refused_query(self());
    }
    /// A condition that stands only if the flag is set.
    template <class Node, class Held>
    REFRACT_ONCE constexpr auto where_if(bool flag, expression<Node, Held> condition) const& {
        return Query(self()).where_if(flag, static_cast<expression<Node, Held>&&>(condition));
    }
    template <class Node, class Held>
    REFRACT_ONCE constexpr auto where_if(bool flag, expression<Node, Held> condition) && {
        require<check_boolean<typename Node::type>>();
        using held = joined<values<condition_flag>, Held>;
        using added = typename Query::template with<flagged_clause<clause_kind::where_if, Node>, held>;
        return added{
            {detail::concat(static_cast<Query&&>(*this).bound,
                            detail::concat(values<condition_flag>{{{flag}}}, static_cast<Held&&>(condition.bound)))},
            {}};
    }
    template <class... Wrong>
        requires(!flag_and_expression<Wrong...>)
    REFRACT_ONCE constexpr auto where_if(const Wrong&...) const& {
        require<flagged_mistake<Wrong...>>();
        return detail::refused_query(self());
    }
    /// What `queries()` and other reports call the query. The database never sees it.
    template <fixed_string Name, class... Unwanted> REFRACT_ONCE constexpr auto named(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return detail::name_query<Name>(self());
    }
    template <class... Given> REFRACT_ONCE constexpr auto named(const Given&...) const {
        require<failed<rule::name_is_part_of_type, Given...>>();
        return detail::refused_query(self());
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }
};

/// The rows that insert, update and delete bring back.
template <class Query> struct has_returning {
    /// `RETURNING` these columns of the written rows; `old_value<&T::x>` and `new_value<&T::x>` say of which state.
    template <class First, class... Rest>
    REFRACT_ONCE constexpr auto returning(const First& first, const Rest&... rest) const& {
        return Query(self()).returning(first, rest...);
    }
    template <class First, class... Rest>
    REFRACT_ONCE constexpr auto returning(const First& first, const Rest&... rest) && {
        if constexpr (takes_parts<First, Rest...>()) {
            using columns = selected<typename First::node_type, typename Rest::node_type...>;
            using added = typename Query::template with_rows<clause_kind::returning, columns, void, First, Rest...>;
            return added{{detail::concat_all(static_cast<Query&&>(*this).bound, first.bound, rest.bound...)}, {}};
        } else {
            return detail::refused_query(self());
        }
    }
    /// `RETURNING` whole rows.
    REFRACT_ONCE constexpr auto returning() const& { return Query(self()).returning(); }
    REFRACT_ONCE constexpr auto returning() && {
        return typename Query::template with_rows<clause_kind::returning, whole_tables, void>{
            {static_cast<Query&&>(*this).bound}, {}};
    }
    /// A struct whose fields are named like fields of the model, or are filled in the order of the columns.
    template <class Row, class... Column> REFRACT_ONCE constexpr auto returning(const Column&... columns) const& {
        return Query(self()).template returning<Row>(columns...);
    }
    template <class Row, class... Column> REFRACT_ONCE constexpr auto returning(const Column&... columns) && {
        if constexpr (takes_parts<Column...>()) {
            using added = typename Query::template with_rows<clause_kind::returning, selected_row<Row, Column...>, Row,
                                                             Column...>;
            return added{{detail::concat_all(static_cast<Query&&>(*this).bound, columns.bound...)}, {}};
        } else {
            return detail::refused_query(self());
        }
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }
};

/// The columns that insert, update and a branch of a merge assign if the run time says so.
template <class Query> struct has_assignments_if {
    /// Assignments that are made only if the flag is set. What is left out stays as it is; an insert takes its default.
    template <class... Assignment> REFRACT_ONCE constexpr auto set_if(bool flag, Assignment... assignments) const& {
        return Query(self()).set_if(flag, static_cast<Assignment&&>(assignments)...);
    }
    template <class... Assignment> REFRACT_ONCE constexpr auto set_if(bool flag, Assignment... assignments) && {
        constexpr bool assigns = sizeof...(Assignment) > 0 && (is_assignment<Assignment> && ...);
        require<check_set_items<assigns, Assignment...>>();
        if constexpr (assigns) {
            using flagged = flagged_clause<clause_kind::set_if, typename Assignment::node_type...>;
            using held = joined<values<condition_flag>, joined_all<Assignment...>>;
            using added = typename Query::template with<flagged, held>;
            return added{{detail::concat_all(static_cast<Query&&>(*this).bound, values<condition_flag>{{{flag}}},
                                             static_cast<Assignment&&>(assignments).bound...)},
                         {}};
        } else {
            return detail::refused_query(self());
        }
    }

    template <class... Wrong>
        requires(!begins_with_flag<Wrong...>)
    constexpr auto set_if(const Wrong&...) const {
        require<failed<rule::flag_stands_first, Wrong...>>();
        return detail::refused_query(self());
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }
};

/// The columns that insert and update assign.
template <class Query> struct has_assignments : has_assignments_if<Query> {
    template <class... Assignment> REFRACT_ONCE constexpr auto set(Assignment... assignments) const& {
        return Query(self()).set(static_cast<Assignment&&>(assignments)...);
    }
    template <class... Assignment> REFRACT_ONCE constexpr auto set(Assignment... assignments) && {
        constexpr bool assigns = sizeof...(Assignment) > 0 && (is_assignment<Assignment> && ...);
        require<check_set_items<assigns, Assignment...>>();
        if constexpr (assigns) {
            using added =
                typename Query::template with<expression_clause<clause_kind::set, typename Assignment::node_type...>,
                                              joined_all<Assignment...>>;
            return added{{detail::concat_all(static_cast<Query&&>(*this).bound,
                                             static_cast<Assignment&&>(assignments).bound...)},
                         {}};
        } else {
            return detail::refused_query(self());
        }
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }
};

} // namespace detail
} // namespace v0
} // namespace refract

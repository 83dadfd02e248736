// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/shape.hpp>
#include <refract/query/builder.hpp>
#include <refract/query/join.hpp>
#include <refract/query/page.hpp>
#include <refract/query/set_operation.hpp>
#include <refract/tree/walk.hpp>

#include <cstdint>
#include <type_traits>

namespace refract {
inline namespace v0 {

/// `load_by(program_keys)`: the keys of the rows come to the program, which sends them with the query of the level
/// below, in one more round trip for each level; the database may read the root by several processes at once.
struct program_keys_t {};
inline constexpr program_keys_t program_keys{};
/// `load_by(full_tables)`: each level is read as a whole, whosever its rows are: for trees that hold nearly all rows.
struct full_tables_t {};
inline constexpr full_tables_t full_tables{};
/// `load_by(recursive_keys)`: a struct that holds rows of its own kind is read in one statement, by `WITH RECURSIVE`,
/// whatever its depth: for deep trees, and where the way to the server is long. It wants an index of the key.
struct recursive_keys_t {};
inline constexpr recursive_keys_t recursive_keys{};

namespace detail {

template <class> inline constexpr clause_kind strategy_of = clause_kind::refused;
template <> inline constexpr clause_kind strategy_of<program_keys_t> = clause_kind::program_keys;
template <> inline constexpr clause_kind strategy_of<full_tables_t> = clause_kind::full_tables;
template <> inline constexpr clause_kind strategy_of<recursive_keys_t> = clause_kind::recursive_keys;

template <class> inline constexpr bool is_tree_selection = false;
template <class Shape, class Nested> inline constexpr bool is_tree_selection<selected_tree<Shape, Nested>> = true;
/// Whether rows of a selected shape hold rows of their own kind, which is known with shapes.
template <class Selection> inline constexpr bool selects_own_kind = false;

template <class Sources, class Selection, class Clauses, class Values> struct select_query;

// Defined with shapes, whose rows are trees.
template <class Shape, class Query, class... Part>
REFRACT_ONCE constexpr auto select_shape(const Query& query, const Part&... part);

/// `SELECT`. Clauses come in any order, each once; a second `where` means *and*. Strings are owned, literals and
/// views are kept as views.
template <class... Source, class Selection, class... Clause, class Values>
struct select_query<type_list<Source...>, Selection, type_list<Clause...>, Values>
    : query_base<verb::select, type_list<Source...>, Selection, type_list<Clause...>, Values>,
      query_parts<select_query<type_list<Source...>, Selection, type_list<Clause...>, Values>, has_conditions,
                  has_joins, has_bounds, has_pages, has_result> {
    using sources = type_list<Source...>;
    using base = query_base<verb::select, sources, Selection, type_list<Clause...>, Values>;
    using base::operator=;

    // The types of the queries that clauses make of this one; the clauses themselves join the values.
    template <class Added, class Held> using with =
        select_query<sources, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <class Joined, class Added, class Held> using with_source =
        select_query<type_list<Source..., Joined>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <class NewSelection, class Row, class... Column> using with_rows =
        select_query<sources, NewSelection,
                     type_list<Clause..., row_clause<clause_kind::select, Row, typename Column::node_type...>>,
                     joined<Values, joined_all<Column...>>>;

    template <class NewSelection, class Added, class Held> using with_selection =
        select_query<sources, NewSelection, type_list<Clause..., Added>, joined<Values, Held>>;

    /// The selected values: one is the row itself, several are a std::tuple.
    template <class First, class... Rest>
    REFRACT_ONCE constexpr auto select(const First& first, const Rest&... rest) const& {
        return select_query(*this).select(first, rest...);
    }
    template <class First, class... Rest>
    REFRACT_ONCE constexpr auto select(const First& first, const Rest&... rest) && {
        if constexpr (takes_parts<First, Rest...>()) {
            using columns = selected<typename First::node_type, typename Rest::node_type...>;
            return with_rows<columns, void, First, Rest...>{
                {detail::concat_all(static_cast<select_query&&>(*this).bound, first.bound, rest.bound...)}, {}};
        } else {
            return detail::refused_query(*this);
        }
    }
    /// The whole object of one of the query's tables; or a struct whose fields are named like fields of the query's
    /// models, or are filled in the order of the columns.
    template <class Row, class... Column> REFRACT_ONCE constexpr auto select(const Column&... columns) const& {
        return select_query(*this).template select<Row>(columns...);
    }
    template <class Row, class... Column> REFRACT_ONCE constexpr auto select(const Column&... columns) && {
        if constexpr (tree_row<Row>) {
            return detail::select_shape<Row>(*this, columns...);
        } else {
            require<check_model<source_model<Row>>>();
            if constexpr (takes_parts<Column...>())
                return with_rows<selected_row<Row, Column...>, Row, Column...>{
                    {detail::concat_all(static_cast<select_query&&>(*this).bound, columns.bound...)}, {}};
            else
                return detail::refused_query(*this);
        }
    }
    /// Columns between < and >, where a struct is meant.
    template <auto... Column>
        requires(sizeof...(Column) > 0)
    REFRACT_ONCE constexpr auto select() const& {
        return between_brackets<decltype(Column)...>();
    }
    /// Nothing, which would be no columns.
    template <auto... Column>
        requires(sizeof...(Column) == 0)
    REFRACT_ONCE constexpr auto select() const& {
        require<failed<rule::something_is_given, decltype(Column)...>>();
        return detail::refused_query(*this);
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto distinct(const Unwanted&... none) const& {
        return select_query(*this).distinct(none...);
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto distinct(const Unwanted&...) && {
        return with_word<clause_kind::distinct, Unwanted...>();
    }
    /// `DISTINCT ON (a, b)`: of the rows that are alike in these the first one, in an order that begins with them
    /// (PostgreSQL).
    template <class... Column> REFRACT_ONCE constexpr auto distinct_on(const Column&... columns) const {
        if constexpr (takes_some_parts<Column...>()) {
            using added = expression_clause<clause_kind::distinct_on, typename Column::node_type...>;
            return with<added, joined_all<Column...>>{{detail::concat_all(this->bound, columns.bound...)}, {}};
        } else {
            return detail::refused_query(*this);
        }
    }

    template <auto... Column>
        requires(sizeof...(Column) > 0)
    REFRACT_ONCE constexpr auto group_by() const& {
        return between_brackets<decltype(Column)...>();
    }
    template <class... Column> REFRACT_ONCE constexpr auto group_by(const Column&... columns) const& {
        return select_query(*this).group_by(columns...);
    }
    template <class... Column> REFRACT_ONCE constexpr auto group_by(const Column&... columns) && {
        if constexpr (takes_some_parts<Column...>()) {
            using added = expression_clause<clause_kind::group_by, typename Column::node_type...>;
            return with<added, joined_all<Column...>>{
                {detail::concat_all(static_cast<select_query&&>(*this).bound, columns.bound...)}, {}};
        } else {
            return detail::refused_query(*this);
        }
    }
    template <class Node, class Held> REFRACT_ONCE constexpr auto having(expression<Node, Held> condition) const& {
        return select_query(*this).having(static_cast<expression<Node, Held>&&>(condition));
    }
    template <class Node, class Held> REFRACT_ONCE constexpr auto having(expression<Node, Held> condition) && {
        require<check_boolean<typename Node::type>>();
        return with<expression_clause<clause_kind::having, Node>, Held>{
            {detail::concat(static_cast<select_query&&>(*this).bound, static_cast<Held&&>(condition.bound))}, {}};
    }
    /// A condition of the groups that is put together at run time.
    template <class... Group> constexpr auto having(group_predicate<Group...> condition) const {
        using held = values<group_predicate<Group...>>;
        require<check_that<(is_source<Group, sources> && ...), rule::column_in_query, Group...>>();
        return with<dynamic_clause<clause_kind::having_predicate>, held>{
            {detail::concat(this->bound, held{{static_cast<group_predicate<Group...>&&>(condition)}})}, {}};
    }
    /// What is no condition of groups.
    template <class... Wrong>
        requires(sizeof...(Wrong) != 1 || (!any_group_condition<Wrong> && ...))
    REFRACT_ONCE constexpr auto having(const Wrong&...) const& {
        if constexpr (sizeof...(Wrong) == 1 && (is_predicate<Wrong> && ...))
            require<failed<rule::condition_is_of_rows_or_groups, Wrong...>>();
        else
            require<conditions_mistake<Wrong...>>();
        return detail::refused_query(*this);
    }
    /// A condition of the groups that stands only if the flag is set.
    template <class Node, class Held> constexpr auto having_if(bool flag, expression<Node, Held> condition) const {
        require<check_boolean<typename Node::type>>();
        using held = joined<values<condition_flag>, Held>;
        return with<flagged_clause<clause_kind::having_if, Node>, held>{
            {detail::concat_all(this->bound, values<condition_flag>{{{flag}}}, condition.bound)}, {}};
    }
    template <class... Wrong>
        requires(!flag_and_expression<Wrong...>)
    constexpr auto having_if(const Wrong&...) const {
        require<flagged_mistake<Wrong...>>();
        return detail::refused_query(*this);
    }
    /// Locks the rows until the transaction ends: `FOR UPDATE` (PostgreSQL).
    template <class... Unwanted> REFRACT_ONCE constexpr auto for_update(const Unwanted&... none) const& {
        return select_query(*this).for_update(none...);
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto for_update(const Unwanted&...) && {
        return with_word<clause_kind::for_update, Unwanted...>();
    }
    /// Keeps others from changing the rows until the transaction ends: `FOR SHARE` (PostgreSQL).
    template <class... Unwanted> REFRACT_ONCE constexpr auto for_share(const Unwanted&... none) const& {
        return select_query(*this).for_share(none...);
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto for_share(const Unwanted&...) && {
        return with_word<clause_kind::for_share, Unwanted...>();
    }
    /// Behind a lock: without the rows that others have locked (PostgreSQL), as queues want it.
    template <class... Unwanted> REFRACT_ONCE constexpr auto skip_locked(const Unwanted&... none) const& {
        return select_query(*this).skip_locked(none...);
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto skip_locked(const Unwanted&...) && {
        return with_word<clause_kind::skip_locked, Unwanted...>();
    }
    /// Behind a lock: an error, instead of waiting for those who have locked a row (PostgreSQL).
    template <class... Unwanted> REFRACT_ONCE constexpr auto no_wait(const Unwanted&... none) const& {
        return select_query(*this).no_wait(none...);
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto no_wait(const Unwanted&...) && {
        return with_word<clause_kind::no_wait, Unwanted...>();
    }
    /// Behind a lock: only of the rows of this table of a join (PostgreSQL).
    template <class Locked = void, class... Unwanted> REFRACT_ONCE constexpr auto of(const Unwanted&...) const {
        using named = check_that<!std::is_void_v<Locked>, rule::statement_names_struct, Unwanted...>;
        require<first_failed_t<named, check_counted<sizeof...(Unwanted) == 0, Unwanted...>,
                               check_that<is_source<Locked, sources>, rule::column_in_query, Locked>>>();
        if constexpr (is_passed<named>)
            return with<lock_clause<Locked>, values<>>{{this->bound}, {}};
        else
            return detail::refused_query(*this);
    }

    /// A level is said where the shape is selected.
    template <auto...> constexpr auto nested(const auto&... given) const {
        require<failed<rule::shape_takes_parts, Selection, std::remove_cvref_t<decltype(given)>...>>();
        return detail::refused_query(*this);
    }
    /// How the levels of a shape are read: `.select<Author>().load_by(program_keys)`. The trees are the same.
    template <class Strategy> constexpr auto load_by(const Strategy&) const {
        constexpr clause_kind said = strategy_of<Strategy>;
        using outcome = first_failed_t<check_that<said != clause_kind::refused && !says_strategy(base::view),
                                                  rule::load_by_takes_strategy, Strategy>,
                                       check_that<is_tree_selection<Selection>, rule::load_by_is_of_shape, Selection>,
                                       check_that<said != clause_kind::recursive_keys || selects_own_kind<Selection>,
                                                  rule::recursive_keys_are_of_own_kind, Selection>>;
        require<outcome>();
        if constexpr (is_passed<outcome>)
            return with<expression_clause<said>, values<>>{{this->bound}, {}};
        else
            return detail::refused_query(*this);
    }
    template <class... Given>
        requires(sizeof...(Given) != 1)
    constexpr auto load_by(const Given&...) const {
        require<failed<rule::load_by_takes_strategy, Given...>>();
        return detail::refused_query(*this);
    }

private:
    template <class... Column> REFRACT_ONCE constexpr auto between_brackets() const {
        require<failed<rule::columns_are_arguments, Column...>>();
        return detail::refused_query(*this);
    }
    template <clause_kind Kind, class... Unwanted> REFRACT_ONCE constexpr auto with_word() {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return with<expression_clause<Kind>, values<>>{{static_cast<select_query&&>(*this).bound}, {}};
    }
};

/// Stands for a statement whose beginning was refused.
using refused_statement = select_query<type_list<>, whole_tables, type_list<refused_clause>, values<>>;

template <class... Wrong> constexpr auto refused_struct() {
    require<failed<rule::statement_names_struct, Wrong...>>();
    return refused_statement{};
}

/// Stands for what begins with select.
struct select_without_table {
    template <class...> constexpr refused_statement from() const { return {}; }
    template <class Query> constexpr refused_statement from(const Query&) const { return {}; }
};
template <class... Given> constexpr auto refused_select() {
    require<failed<rule::select_stands_behind_from, Given...>>();
    return select_without_table{};
}

/// A select from a query, behind some clauses that hold some values.
template <class As, class... Clause, class Held, any_query Query>
REFRACT_ONCE constexpr auto select_from(const Held& held, const Query& query) {
    using check = check_names_columns<Query, As>;
    require<check>();
    if constexpr (is_passed<check>) {
        using named = table_query_source_t<Query, As>;
        using added = query_clause<clause_kind::from, join_kind::inner, named, Query>;
        return select_query<type_list<named>, whole_tables, type_list<Clause..., added>,
                            joined<Held, typename Query::bound_type>>{{detail::concat(held, query.bound)}, {}};
    } else {
        return detail::refused_query(query);
    }
}

} // namespace detail

/// `SELECT ... FROM (SELECT ...)`: reads a query's rows like a table's. `from<alias<Row, "name">>(query)` names it.
template <class As = void, detail::any_query Query> REFRACT_ONCE constexpr auto from(const Query& query) {
    return detail::select_from<As>(detail::values<>{}, query);
}
/// What is no query. The compiler comes to it last, as to `wrong_argument`.
template <class As = void>
constexpr auto from(detail::wrong_source, detail::further_argument = {}, detail::further_argument = {}) {
    return detail::refused_statement{};
}
// Statements of nothing, or of columns between < and >.
template <auto... Wrong> constexpr auto from() { return detail::refused_struct<decltype(Wrong)...>(); }
template <auto... Wrong> constexpr auto insert_into() { return detail::refused_struct<decltype(Wrong)...>(); }
template <auto... Wrong> constexpr auto update() { return detail::refused_struct<decltype(Wrong)...>(); }
template <auto... Wrong> constexpr auto delete_from() { return detail::refused_struct<decltype(Wrong)...>(); }
template <auto... Wrong> constexpr auto merge_into() { return detail::refused_struct<decltype(Wrong)...>(); }
// A table's name, or several structs.
template <fixed_string Name> constexpr auto from() { return detail::refused_struct<detail::name<Name>>(); }
template <class First, class Second, class... More> constexpr auto from() {
    return detail::refused_struct<First, Second, More...>();
}
// What stands in front of `from` in SQL. Functions of the program and of the system with this name stay what they are.
template <class... Given>
    requires(detail::any_expression<Given> || ...)
constexpr auto select(const Given&...) {
    return detail::refused_select<Given...>();
}
template <class Row> constexpr auto select() { return detail::refused_select<Row>(); }
/// `SELECT ... FROM`: begins a query; without `select` its rows are whole objects.
template <class Model> REFRACT_ONCE constexpr auto from() {
    return detail::begin_statement<detail::select_query, detail::whole_tables, Model>();
}

} // namespace v0
} // namespace refract

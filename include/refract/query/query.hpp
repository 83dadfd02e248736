// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/query.hpp>
#include <refract/base/values.hpp>
#include <refract/expr/operators.hpp>
#include <refract/expr/parameter.hpp>
#include <refract/query/clause.hpp>
#include <refract/query/ordering.hpp>
#include <refract/query/predicate.hpp>
#include <refract/schema/schema.hpp>

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

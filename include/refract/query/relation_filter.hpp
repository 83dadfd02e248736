// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/shape.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/expr/subquery.hpp>
#include <refract/query/predicate.hpp>
#include <refract/schema/relation.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// Conditions on the rows that belong to a row by a foreign key, and their number. Each is a query inside the query, of
/// which all but the condition is plain data: no clause of the DSL is made for it.
///
/// Inside, a column without an alias means the innermost table of its model, so that `some<&Employee::boss_id>(...)` in
/// a query of Employee is about the employees of a boss; refract names the inner table where SQL needs that. The rows
/// outside are named by the second argument where they are an alias, and the rows inside get a name by a text:
///
///     some<&Employee::boss_id, "report">(col<&Employee::pay, alias<Employee, "report">> > col<&Employee::pay>)

namespace refract {
inline namespace v0 {
namespace detail {

/// Which rows of a foreign key a relation leads to.
enum class relation_side : std::uint8_t { children, parent };

/// A relation from the rows of a query to those inside: columns of the one are equal to columns of the other.
struct relation_tie {
    table_ref inner = nullptr, outer = nullptr;
    std::string_view inner_alias{}, outer_alias{};
    column_list inner_columns{}, outer_columns{};

    /// The nodes of its condition: a comparison for each column, with AND between them.
    static constexpr std::size_t size_of(const key_join& key) { return key.child_columns.count * std::size_t{4} - 1; }
    constexpr void append(node* at) const {
        const std::size_t count = inner_columns.count;
        for (std::size_t i = 0; i < count; ++i) {
            if (i + 1 < count)
                *at++ = {.kind = node_kind::binary,
                         .op = operation::logical_and,
                         .arity = 2,
                         .type = {.kind = type_kind::boolean}};
            *at++ = {
                .kind = node_kind::binary, .op = operation::equal, .arity = 2, .type = {.kind = type_kind::boolean}};
            *at++ = column(inner, inner_columns.columns[i], inner_alias, false);
            *at++ = column(outer, outer_columns.columns[i], outer_alias, true);
        }
    }

private:
    static constexpr node column(table_ref table, std::uint16_t index, std::string_view alias, bool outside) {
        return {.kind = node_kind::column,
                .outside = outside,
                .column = index,
                .table = table,
                .alias = alias,
                .type = table().columns[index].type};
    }
};

/// The table outside. Another table of a model, or an alias of one, has the model's keys; of a key to the table itself
/// both sides are that table.
template <class Outer> constexpr void set_outer(relation_tie& tie) {
    if constexpr (!std::is_void_v<Outer>) {
        if (tie.inner == tie.outer) tie.inner = &table_of<source_table<Outer>>;
        tie.outer = &table_of<source_table<Outer>>;
        tie.outer_alias = source_traits<Outer>::alias_name;
    }
}
template <auto Key, relation_side Side, class Outer, fixed_string Inner> constexpr relation_tie make_tie() {
    const key_join& key = key_join_of<Key>;
    relation_tie tie = Side == relation_side::children ? relation_tie{.inner = key.child,
                                                                      .outer = key.parent,
                                                                      .inner_columns = key.child_columns,
                                                                      .outer_columns = key.parent_columns}
                                                       : relation_tie{.inner = key.parent,
                                                                      .outer = key.child,
                                                                      .inner_columns = key.parent_columns,
                                                                      .outer_columns = key.child_columns};
    tie.inner_alias = Inner.view();
    set_outer<Outer>(tie);
    return tie;
}

/// What all queries over one relation have in common.
template <auto Key, relation_side Side, class Outer, fixed_string Inner> struct relation {
    static constexpr relation_tie tie = make_tie<Key, Side, Outer, Inner>();
    static constexpr auto nodes = [] {
        std::array<node, relation_tie::size_of(key_join_of<Key>)> all{};
        tie.append(all.data());
        return all;
    }();
    static constexpr clause from() {
        return {.kind = clause_kind::from,
                .table = tie.inner,
                .alias = tie.inner_alias,
                .gives_way = tie.inner_alias.empty()};
    }
    static constexpr clause where() { return {.kind = clause_kind::where, .items = 1, .nodes = nodes.data()}; }
};

/// `SELECT 1`: whether there is a row.
struct select_one {
    using parameters = type_list<>;
    static constexpr node one{.kind = node_kind::raw, .alias = "1", .type = {.kind = type_kind::integer}};
    static constexpr clause describe() { return {.kind = clause_kind::select, .items = 1, .nodes = &one}; }
};

/// The query inside. Its values are those of what it selects and then those of its condition.
template <class Relation, class Selected, class... Condition> struct relation_query {
    using parameters = join_lists_t<typename Selected::parameters, typename Condition::parameters...>;
    static constexpr std::array<clause, 3 + sizeof...(Condition)> clauses{Selected::describe(), Relation::from(),
                                                                          Relation::where(), Condition::describe()...};
    static constexpr statement_view view{verb::select, clauses.data(), clauses.size()};
};

/// A condition as a clause of the query inside.
template <class Clause, class Held> struct relation_condition {
    using clause = Clause;
    [[no_unique_address]] Held bound;
};
/// A row is in the way of `every` if the condition is false for it: one for which it is NULL is not.
template <bool Negated, class Node> using condition_clause =
    expression_clause<clause_kind::where,
                      std::conditional_t<Negated, unary_node<operation::logical_not, bool, Node>, Node>>;
template <bool Negated, class Relation, class Node, class Held>
constexpr auto make_relation_condition(expression<Node, Held> condition) {
    return relation_condition<condition_clause<Negated, Node>, Held>{static_cast<Held&&>(condition.bound)};
}
/// A condition of the run time is about the rows inside alone.
template <bool Negated, class Relation, class... Source>
constexpr auto make_relation_condition(predicate<Source...> condition) {
    constexpr bool is_inside = ((&table_of<source_table<Source>> == Relation::tie.inner &&
                                 source_traits<Source>::alias_name == Relation::tie.inner_alias) &&
                                ...);
    require<check_that<is_inside, rule::column_in_query, Source...>>();
    if constexpr (Negated) condition.negate();
    using held = values<predicate<Source...>>;
    return relation_condition<dynamic_clause<clause_kind::where_predicate>, held>{
        {{static_cast<predicate<Source...>&&>(condition)}}};
}

/// A query over a relation as an expression.
template <node_kind Kind, class Type, class Relation, class Selected, class Held, class... Condition>
constexpr auto make_relation_query(Held selected, Condition... condition) {
    using query = relation_query<Relation, Selected, typename Condition::clause...>;
    using made = query_node<Kind, false, Type, query>;
    using all = joined<Held, decltype(condition.bound)...>;
    return expression<made, all>{
        detail::concat_all(static_cast<Held&&>(selected), static_cast<Condition&&>(condition).bound...)};
}

/// What a condition of a relation is; `passed` if there is none.
template <class... Condition> struct relation_condition_outcome {
    using type = conditions_mistake<Condition...>;
};
template <> struct relation_condition_outcome<> {
    using type = passed;
};
template <any_condition Condition> struct relation_condition_outcome<Condition> {
    using type = passed;
};
template <any_expression Condition> struct relation_condition_outcome<Condition> {
    using type = check_boolean<typename Condition::type>;
};

/// Whether rows of a query are those of a relation that are outside.
template <auto Key, relation_side Side, class Outer> constexpr bool is_of_relation() {
    if constexpr (std::is_void_v<Outer>)
        return true; // the query says so
    else
        return &table_of<source_model<Outer>> ==
               (Side == relation_side::children ? key_join_of<Key>.parent : key_join_of<Key>.child);
}
/// What is wrong with the names of a relation.
template <auto Key, relation_side Side, class Outer> consteval auto find_relation_outcome() {
    if constexpr (!names_member<Key>)
        return failed<rule::member_is_foreign_key, decltype(Key)>{};
    else if constexpr (!is_passed<check_model<member_owner<Key>>>)
        return check_model<member_owner<Key>>{};
    else if constexpr (!is_passed<check_names_key<Key>>)
        return check_names_key<Key>{};
    else
        return check_that<is_of_relation<Key, Side, Outer>(), rule::relation_is_of_query, Outer>{};
}
template <auto Key, relation_side Side, class Outer, class... Condition> using check_relation =
    first_failed_t<decltype(find_relation_outcome<Key, Side, Outer>()),
                   typename relation_condition_outcome<std::remove_cvref_t<Condition>...>::type>;

/// Whether a row inside satisfies the condition, or with `Negated` fails it.
template <bool Negated, auto Key, relation_side Side, class Outer, fixed_string Inner, class... Condition>
constexpr auto make_relation_test(Condition&&... condition) {
    using check = check_relation<Key, Side, Outer, Condition...>;
    if constexpr (is_passed<check>) {
        using tied = relation<Key, Side, Outer, Inner>;
        return detail::make_relation_query<node_kind::exists_query, bool, tied, select_one>(
            values<>{}, detail::make_relation_condition<Negated, tied>(static_cast<Condition&&>(condition))...);
    } else {
        return refused<check>();
    }
}
/// The condition that holds for every row, where none is given.
struct any_row_node : node_base<any_row_node, bool, null_node<bool>> {
    static constexpr node describe() { return {.kind = node_kind::unary, .op = operation::is_null}; }
};
inline constexpr expression<any_row_node, values<>> any_row{};

template <auto Key, class Outer, fixed_string Inner, class... Condition>
constexpr auto count_related(Condition&&... condition) {
    constexpr relation_side side = relation_side::children;
    using check = check_relation<Key, side, Outer, Condition...>;
    if constexpr (is_passed<check>) {
        using tied = relation<Key, side, Outer, Inner>;
        using counted = expression_clause<clause_kind::select, typename decltype(count())::node_type>;
        return detail::make_relation_query<node_kind::scalar_query, std::int64_t, tied, counted>(
            values<>{}, detail::make_relation_condition<false, tied>(static_cast<Condition&&>(condition))...);
    } else {
        return refused<check>();
    }
}
template <auto Key, class Outer, fixed_string Inner, class Selected>
constexpr auto select_related(Selected&& selected) {
    constexpr relation_side side = relation_side::parent;
    using given = std::remove_cvref_t<Selected>;
    using check = first_failed_t<decltype(find_relation_outcome<Key, side, Outer>()),
                                 check_that<any_expression<given>, rule::clause_takes_expressions, given>>;
    if constexpr (is_passed<check>) {
        using tied = relation<Key, side, Outer, Inner>;
        using column = expression_clause<clause_kind::select, typename given::node_type>;
        return detail::make_relation_query<node_kind::scalar_query, typename given::type, tied, column>(
            static_cast<Selected&&>(selected).bound);
    } else {
        return refused<check>();
    }
}

} // namespace detail

/// Whether a row that belongs to the query's row by a foreign key of its own satisfies a condition, or without one is
/// there: `from<User>().where(some<&Post::author_id>(col<&Post::views> > 3))`.
///
/// SQL: `EXISTS (SELECT 1 FROM "post" WHERE "post"."author_id" = "users"."id" AND "views" > ?1)`. Never NULL.
template <auto Key, class Outer = void, fixed_string Inner = "", class... Condition>
constexpr auto some(Condition&&... condition) {
    return detail::make_relation_test<false, Key, detail::relation_side::children, Outer, Inner>(
        static_cast<Condition&&>(condition)...);
}
template <auto Key, fixed_string Inner, class... Condition> constexpr auto some(Condition&&... condition) {
    return refract::some<Key, void, Inner>(static_cast<Condition&&>(condition)...);
}

/// Whether no such row satisfies the condition, or without one none is there. True of a row to which none belongs.
template <auto Key, class Outer = void, fixed_string Inner = "", class... Condition>
constexpr auto none(Condition&&... condition) {
    return !refract::some<Key, Outer, Inner>(static_cast<Condition&&>(condition)...);
}
template <auto Key, fixed_string Inner, class... Condition> constexpr auto none(Condition&&... condition) {
    return !refract::some<Key, void, Inner>(static_cast<Condition&&>(condition)...);
}

/// Whether no such row fails the condition: `none` of its opposite. True of a row to which none belongs, and without a
/// condition of each. As in a check of a table, a row for which the condition is NULL does not fail it.
template <auto Key, class Outer = void, fixed_string Inner = "", class... Condition>
constexpr auto every(Condition&&... condition) {
    constexpr detail::relation_side side = detail::relation_side::children;
    if constexpr (sizeof...(Condition) == 0)
        return !detail::make_relation_test<true, Key, side, Outer, Inner>(detail::any_row);
    else
        return !detail::make_relation_test<true, Key, side, Outer, Inner>(static_cast<Condition&&>(condition)...);
}
template <auto Key, fixed_string Inner, class... Condition> constexpr auto every(Condition&&... condition) {
    return refract::every<Key, void, Inner>(static_cast<Condition&&>(condition)...);
}

/// Whether the row that a foreign key of the query's row names satisfies a condition, or without one is there:
/// `from<Post>().where(related<&Post::author_id>(col<&User::name> == "Ann"))`. Never NULL: false where the key is.
template <auto Key, class Outer = void, fixed_string Inner = "", class... Condition>
constexpr auto related(Condition&&... condition) {
    return detail::make_relation_test<false, Key, detail::relation_side::parent, Outer, Inner>(
        static_cast<Condition&&>(condition)...);
}
template <auto Key, fixed_string Inner, class... Condition> constexpr auto related(Condition&&... condition) {
    return refract::related<Key, void, Inner>(static_cast<Condition&&>(condition)...);
}

/// How many rows belong to the query's row by a foreign key of theirs, all of them or those that satisfy a condition:
/// `from<User>().order_by(count_of<&Post::author_id>().desc())`. A std::int64_t, never NULL.
///
/// SQL: `(SELECT count(*) FROM "post" WHERE "post"."author_id" = "users"."id")`.
template <auto Key, class Outer = void, fixed_string Inner = "", class... Condition>
constexpr auto count_of(Condition&&... condition) {
    return detail::count_related<Key, Outer, Inner>(static_cast<Condition&&>(condition)...);
}
template <auto Key, fixed_string Inner, class... Condition> constexpr auto count_of(Condition&&... condition) {
    return refract::count_of<Key, void, Inner>(static_cast<Condition&&>(condition)...);
}

/// A column of the row that a foreign key of the query's row names, or what is made of its columns:
/// `from<Post>().order_by(parent_of<&Post::author_id>(col<&User::name>))`. NULL where there is no such row.
template <auto Key, class Outer = void, fixed_string Inner = "", class Selected>
constexpr auto parent_of(Selected&& selected) {
    return detail::select_related<Key, Outer, Inner>(static_cast<Selected&&>(selected));
}
template <auto Key, fixed_string Inner, class Selected> constexpr auto parent_of(Selected&& selected) {
    return refract::parent_of<Key, void, Inner>(static_cast<Selected&&>(selected));
}

// Of a model, where a member that is a foreign key names the relation.
template <class Model, class... Given> constexpr auto some(const Given&...) {
    return detail::refused<detail::failed<detail::rule::member_is_foreign_key, Model>>();
}
template <class Model, class... Given> constexpr auto none(const Given&...) {
    return detail::refused<detail::failed<detail::rule::member_is_foreign_key, Model>>();
}
template <class Model, class... Given> constexpr auto every(const Given&...) {
    return detail::refused<detail::failed<detail::rule::member_is_foreign_key, Model>>();
}
template <class Model, class... Given> constexpr auto related(const Given&...) {
    return detail::refused<detail::failed<detail::rule::member_is_foreign_key, Model>>();
}
template <class Model, class... Given> constexpr auto count_of(const Given&...) {
    return detail::refused<detail::failed<detail::rule::member_is_foreign_key, Model>>();
}
template <class Model, class... Given> constexpr auto parent_of(const Given&...) {
    return detail::refused<detail::failed<detail::rule::member_is_foreign_key, Model>>();
}

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/relation_filter.hpp>
#include <refract/query/shape.hpp>

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// Rows that are found by what a program holds of them: their keys, and those of the rows to which they belong.
///
///     WHERE "id" = $1 AND EXISTS (SELECT 1 FROM "post_tag" WHERE "post_tag"."tag_id" = "tag"."id" AND "post_id" = $2)

namespace refract {
inline namespace v0 {
namespace detail {

/// The parts of a key of several columns, in the order of the model.
template <class... Part> struct composite_key {
    std::tuple<Part...> parts;
};
template <class> inline constexpr bool is_composite_key = false;
template <class... Part> inline constexpr bool is_composite_key<composite_key<Part...>> = true;

/// The values of some columns of a row, as the fields of its model hold them: a key, or what another row's key holds.
template <class Model, std::size_t... Column> struct column_values {
    using model = Model;
    using types = type_list<field_type<Model, Column>...>;
    static constexpr column_list columns{.count = sizeof...(Column), .columns = {Column...}};
    std::tuple<field_type<Model, Column>...> all{};
};
/// `Columns::list`: which ones.
template <class Model, class Columns, std::size_t... Index> auto columns_of_list(std::index_sequence<Index...>)
    -> column_values<Model, Columns::list.columns[Index]...>;
template <class Model, class Columns> using values_of_list =
    decltype(detail::columns_of_list<Model, Columns>(std::make_index_sequence<Columns::list.count>{}));

template <class Model> struct key_columns {
    static constexpr column_list list = table_of<Model>().key;
};
template <class Model> using key_values = values_of_list<Model, key_columns<Model>>;

/// Some columns as what a query gives.
template <class Values> struct selected_columns {};
template <class Query, class Values, class Sources> struct row<Query, selected_columns<Values>, Sources> {
    using type = Values;
};
template <clause_kind Kind, class Values> struct columns_clause {
    using parameters = type_list<>;
    static constexpr auto make_nodes() {
        std::array<node, Values::columns.count> made{};
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i] = node_of_column(&table_of<typename Values::model>, Values::columns.columns[i]);
        return made;
    }
    static constexpr auto nodes = make_nodes();
    static constexpr clause describe() { return {.kind = Kind, .items = Values::columns.count, .nodes = nodes.data()}; }
};
/// `SELECT "id", "email" FROM "users"`
template <class Values> using select_columns =
    select_query<type_list<typename Values::model>, selected_columns<Values>,
                 type_list<from_clause<typename Values::model>, columns_clause<clause_kind::select, Values>>, values<>>;

/// A condition on columns of one table, whose values are bound: `"id" = $1`, or as lists: `"id" = ANY($1)`.
/// `typed`: the columns whose types they have.
struct tied_to_values {
    table_ref table = nullptr, typed = nullptr;
    column_list columns{}, typed_columns{};
};
template <class Tie, tie_form Form = tie_form::values> struct tie_node {
    using type = bool;
    using parameters = type_list<>;
    static constexpr tied_to_values tie = Tie::make();
    static constexpr std::size_t size =
        size_of_ties(tie.columns.count, ties_rows(Form, tie.table, tie.columns, tie.typed, tie.typed_columns));
    static constexpr node* append(node* at) {
        append_ties(at, Form, tie.table, tie.columns, tie.typed, tie.typed_columns);
        return at + size;
    }
};
template <class Values> struct own_tie {
    static constexpr tied_to_values make() {
        constexpr table_ref table = &table_of<typename Values::model>;
        return {table, table, Values::columns, Values::columns};
    }
};
/// Of the rows of a field, or of the link to them, to the row that has the field.
template <class Row, std::size_t Field> struct field_tie {
    static constexpr tied_to_values make() {
        constexpr const level_relation& relation = relation_of<Row, Field>;
        return {relation.tied(), relation.parent, relation.to, relation.from};
    }
};
/// Of a link to the rows that it links.
template <class Row, std::size_t Field> struct far_tie {
    static constexpr tied_to_values make() {
        constexpr const level_relation& relation = relation_of<Row, Field>;
        return {relation.link, relation.child, relation.link_to, relation.link_target};
    }
};

/// The rows of a link between the row of the query and one whose key is bound.
template <class Row, std::size_t Field> struct linked_query {
    using parameters = type_list<>;
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr auto make_nodes() {
        std::array<node, size_of_ties(relation.link_to.count)> made{};
        append_ties(made.data(), tie_form::columns, relation.link, relation.link_to, relation.child,
                    relation.link_target);
        for (node& each : made) each.outside = each.kind == node_kind::column && each.table == relation.child;
        return made;
    }
    static constexpr auto nodes = make_nodes();
    using near = expression_clause<clause_kind::where, tie_node<field_tie<Row, Field>>>;
    static constexpr std::array<clause, 4> clauses{
        select_one::describe(), clause{.kind = clause_kind::from, .table = relation.link},
        clause{.kind = clause_kind::where, .items = 1, .nodes = nodes.data()}, near::describe()};
    static constexpr statement_view view{verb::select, clauses.data(), clauses.size()};
};
template <class Row, std::size_t Field> using belonging_node =
    std::conditional_t<relation_of<Row, Field>.is_over_link(),
                       query_node<node_kind::exists_query, false, bool, linked_query<Row, Field>>,
                       tie_node<field_tie<Row, Field>>>;

/// Whether rows of a field can be without one around them, or it without them: one column of the key may be NULL.
constexpr bool may_be_left(const level_relation& relation) {
    const table_info& table = relation.is_parents ? relation.parent() : relation.tied()();
    const column_list& columns = relation.is_parents ? relation.from : relation.to;
    for (std::size_t i = 0; i < columns.count; ++i)
        if (table.columns[columns.columns[i]].nullable) return true;
    return false;
}
/// The foreign key of the rows of a field, which takes values or loses them. Of a key that may be NULL in part, only
/// those columns lose them: a foreign key with a NULL names no row.
template <class Row, std::size_t Field, bool IsLost> struct set_tie_clause {
    using parameters = type_list<>;
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr table_ref table = relation.is_parents ? relation.parent : relation.child;
    static constexpr const column_list& columns = relation.is_parents ? relation.from : relation.to;
    static constexpr table_ref other = relation.is_parents ? relation.child : relation.parent;
    static constexpr const column_list& others = relation.is_parents ? relation.to : relation.from;
    static constexpr bool takes_part(std::size_t part) {
        if (is_of_session(table(), columns.columns[part], other(), others.columns[part])) return false;
        return !IsLost || table().columns[columns.columns[part]].nullable;
    }
    static constexpr std::uint16_t count = [] {
        std::uint16_t found = 0;
        for (std::size_t i = 0; i < columns.count; ++i) found += takes_part(i);
        return found;
    }();
    static constexpr auto taken = [] {
        std::array<std::size_t, max_key_columns> made{};
        std::size_t at = 0;
        for (std::size_t i = 0; i < columns.count; ++i)
            if (takes_part(i)) made[at++] = i;
        return made;
    }();
    template <std::size_t... Index> static std::index_sequence<taken[Index]...> pick(std::index_sequence<Index...>);
    using parts = decltype(pick(std::make_index_sequence<count>{})); ///< those of the key that are set
    static constexpr auto make_nodes() {
        std::array<node, std::size_t{2} * count> made{};
        std::size_t at = 0;
        for (std::size_t i = 0; i < columns.count; ++i) {
            if (!takes_part(i)) continue;
            const sql_type type = table().columns[columns.columns[i]].type;
            made[at++] = {
                .kind = node_kind::assignment, .arity = 1, .column = columns.columns[i], .table = table, .type = type};
            const bool nullable = table().columns[columns.columns[i]].nullable;
            made[at++] = IsLost ? node{.kind = node_kind::null, .nullable = true, .type = type}
                                : node{.kind = node_kind::value, .nullable = nullable, .type = type};
        }
        return made;
    }
    static constexpr auto nodes = make_nodes();
    static constexpr clause describe() {
        return {.kind = clause_kind::set,
                .items = count,
                .holds = {.values = static_cast<std::uint16_t>(IsLost ? 0 : count)},
                .nodes = nodes.data()};
    }
};

} // namespace detail

/// A key of several columns, in the order of its model: `at<&Author::posts>.connect(key(1, 2), key(3, 4))`.
template <class... Part> constexpr detail::composite_key<std::decay_t<const Part&>...> key(const Part&... parts) {
    return {{parts...}};
}

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/clause.hpp>
#include <refract/schema/shape.hpp>
#include <refract/tree/walk.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// One level of a tree as a query: which columns it selects, and the condition by which its rows belong to others.
///
///     SELECT "id", "title", "author_id" FROM "post" WHERE "author_id" = ANY ($1)

namespace refract {
inline namespace v0 {
namespace detail {

/// Where the rows of a level have their columns: the fields first, then those that only the loader reads, which tie
/// the levels below and the level above.
struct level_layout {
    static constexpr std::size_t max_hidden = 64;
    array_view<level_field> fields{};
    std::size_t values = 0; ///< fields that are values
    std::uint16_t hidden[max_hidden]{};
    std::size_t hidden_count = 0;

    /// The position of a column of the model in a row; none if no row has it.
    constexpr std::size_t find(std::size_t column) const {
        std::size_t at = 0;
        for (const level_field& each : fields) {
            if (each.column == column) return at;
            at += each.is_value();
        }
        for (std::size_t i = 0; i < hidden_count; ++i)
            if (hidden[i] == column) return values + i;
        return table_info::none;
    }
    constexpr void add(const column_list& wanted) {
        for (std::size_t i = 0; i < wanted.count; ++i)
            if (find(wanted.columns[i]) == table_info::none && hidden_count < max_hidden)
                hidden[hidden_count++] = wanted.columns[i];
    }
    constexpr std::size_t size() const { return values + hidden_count; }
};
template <class Row, std::size_t... Field> constexpr level_layout make_layout(std::index_sequence<Field...>) {
    level_layout made{.fields = level_fields_of<Row>};
    for (const level_field& each : made.fields) made.values += each.is_value();
    const auto add = [&]<std::size_t Index>() {
        if constexpr (level_fields_of<Row>[Index].rows != cardinality::none) made.add(relation_of<Row, Index>.from);
    };
    (add.template operator()<Field>(), ...);
    return made;
}
template <class Row> inline constexpr level_layout layout_of =
    make_layout<Row>(std::make_index_sequence<field_count<Row>>{});

/// A column of a table of a query, as a node.
constexpr node node_of_column(table_ref table, std::size_t column, std::string_view alias = {}) {
    return {.kind = node_kind::column,
            .column = static_cast<std::uint16_t>(column),
            .table = table,
            .alias = alias,
            .type = table().columns[column].type};
}
/// Writes what a level selects; `computed` are the expressions of its computed fields, in their order.
constexpr node* append_level(node* out, const level_layout& layout, table_ref table, std::string_view alias,
                             const node* computed) {
    for (const level_field& each : layout.fields) {
        if (!each.is_value()) continue;
        if (!each.is_computed()) {
            *out++ = node_of_column(table, each.column, alias);
            continue;
        }
        for (const node* const end = skip(computed); computed != end; ++computed) *out++ = *computed;
    }
    for (std::size_t i = 0; i < layout.hidden_count; ++i) *out++ = node_of_column(table, layout.hidden[i], alias);
    return out;
}

/// The fields of a level that are values, as the struct that its rows fill.
template <class Row> constexpr auto list_value_fields() {
    std::array<field_info, layout_of<Row>.values> all{};
    std::size_t at = 0;
    for (const level_field& each : level_fields_of<Row>)
        if (each.is_value())
            all[at++] = {.name = each.name, .kind = field_kind::column, .type = each.type, .nullable = each.nullable};
    return all;
}
template <class Row> inline constexpr auto value_fields_of = list_value_fields<Row>();
template <class Row> inline constexpr row_info level_row_info{&type_name<Row>, value_fields_of<Row>, true};

/// What a level that stands above others selects.
template <class Row, class Source, bool KeepsNested, class... Computed> struct level_clause {
    using sequence = node_sequence<Computed...>;
    using parameters = typename sequence::parameters;
    static constexpr auto make_nodes() {
        constexpr const level_layout& layout = layout_of<Row>;
        std::array<node, layout.size() - sizeof...(Computed) + sequence::size> made{};
        const node* computed = nullptr;
        if constexpr (sizeof...(Computed) > 0) computed = nodes_of<sequence>.data();
        append_level(made.data(), layout, &table_of<source_table<Source>>, source_traits<Source>::alias_name, computed);
        return made;
    }
    static constexpr auto nodes = make_nodes();
    static constexpr clause describe() {
        return {.kind = clause_kind::select,
                .items = static_cast<std::uint16_t>(layout_of<Row>.size()),
                .keeps_value = KeepsNested,
                .holds = content_of(nodes.data(), nodes.data() + nodes.size()),
                .nodes = nodes.data(),
                .row = &level_row_info<Row>};
    }
};

/// What a level below another one selects: behind its own columns those by which it belongs to rows above.
template <class Row, std::size_t Field, class... Computed> struct related_clause {
    using child_row = level_row_t<Row, Field>;
    using above = level_clause<child_row, level_model_t<child_row>, false, Computed...>;
    using parameters = typename above::parameters;
    static constexpr std::size_t tail = relation_of<Row, Field>.to.count;
    static constexpr auto make_nodes() {
        std::array<node, above::nodes.size() + tail> made{};
        node* out = made.data();
        for (const node& each : above::nodes) *out++ = each;
        constexpr const level_relation& relation = relation_of<Row, Field>;
        for (std::size_t i = 0; i < tail; ++i) *out++ = node_of_column(relation.tied(), relation.to.columns[i]);
        return made;
    }
    static constexpr auto nodes = make_nodes();
    static constexpr clause describe() {
        clause made = above::describe();
        made.nodes = nodes.data();
        made.items = static_cast<std::uint16_t>(made.items + tail);
        return made;
    }
};

/// `a = b AND c = d`, of the columns of two lists; or of those of one list with values, in a list or alone.
enum class tie_form : std::uint8_t { columns, lists, values };
constexpr std::size_t size_of_ties(std::size_t count) { return count == 0 ? 0 : count * 3 + (count - 1); }
constexpr void append_ties(node* out, tie_form form, table_ref left, const column_list& columns, table_ref right,
                           const column_list& others) {
    for (std::size_t i = 0; i + 1 < columns.count; ++i)
        *out++ = {.kind = node_kind::binary, .op = operation::logical_and, .arity = 2};
    const sql_type boolean{.kind = type_kind::boolean};
    for (std::size_t i = 0; i < columns.count; ++i) {
        if (form == tie_form::lists)
            *out++ = {.kind = node_kind::in_list, .op = operation::in_list, .arity = 2, .type = boolean};
        else
            *out++ = {.kind = node_kind::binary, .op = operation::equal, .arity = 2, .type = boolean};
        *out++ = node_of_column(left, columns.columns[i]);
        *out = node_of_column(right, others.columns[i]);
        if (form != tie_form::columns) {
            sql_type type = out->type; // of the key that is looked for
            type.list = form == tie_form::lists;
            if (type.list && is_whole_number(type.kind)) type.kind = type_kind::big_integer; // whatever the width
            *out = {.kind = node_kind::value, .type = type};
        }
        ++out;
    }
}

/// The link between a level and the one above: `JOIN "post_tag" ON "post_tag"."tag_id" = "tag"."id"`.
template <class Row, std::size_t Field> struct link_clause {
    using parameters = type_list<>;
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr auto make_nodes() {
        std::array<node, size_of_ties(relation.link_to.count)> made{};
        append_ties(made.data(), tie_form::columns, relation.link, relation.link_to, relation.child,
                    relation.link_target);
        return made;
    }
    static constexpr auto nodes = make_nodes();
    static constexpr clause describe() {
        return {.kind = clause_kind::join, .items = 1, .nodes = nodes.data(), .table = relation.link};
    }
};

/// The condition by which a level belongs to rows above: to any of several, whose keys are lists, or to one.
template <class Row, std::size_t Field, tie_form Form> struct key_clause {
    using parameters = type_list<>;
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr auto make_nodes() {
        std::array<node, size_of_ties(relation.to.count)> made{};
        append_ties(made.data(), Form, relation.tied(), relation.to, relation.parent, relation.from);
        return made;
    }
    static constexpr auto nodes = make_nodes();
    static constexpr clause describe() {
        return {.kind = clause_kind::where, .items = 1, .holds = {.values = relation.to.count}, .nodes = nodes.data()};
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

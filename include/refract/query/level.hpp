// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/byte_hash.hpp>
#include <refract/base/hexadecimal.hpp>
#include <refract/query/clause.hpp>
#include <refract/schema/check_shape.hpp>
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
    [[maybe_unused]] const auto add = [&]<std::size_t Index>() {
        if constexpr (level_fields_of<Row>[Index].rows != cardinality::none) made.add(relation_of<Row, Index>.from);
    };
    (add.template operator()<Field>(), ...);
    return made;
}
template <class Row> inline constexpr level_layout layout_of =
    make_layout<Row>(std::make_index_sequence<field_count<Row>>{});
template <class Row, class... Kind> constexpr level_layout make_layout_of_kinds(type_list<Kind...>) {
    level_layout made{.fields = level_fields_of<Row>, .values = level_fields_of<Row>.size()};
    const auto add = [&](const level_layout& kind) {
        for (std::size_t i = 0; i < kind.hidden_count; ++i) {
            column_list hidden;
            hidden.add(kind.hidden[i]);
            made.add(hidden);
        }
    };
    (add(layout_of<Kind>), ...);
    return made;
}
template <kind_variant Row> inline constexpr level_layout layout_of<Row> =
    make_layout_of_kinds<Row>(kinds_of_row<Row>{});

template <class Row, std::size_t... Index> constexpr std::size_t count_related(std::index_sequence<Index...>) {
    return (std::size_t{0} + ... + (holds_rows<field_type<Row, Index>> ? 1 : 0));
}
template <class Row> constexpr auto list_related() {
    constexpr auto all = std::make_index_sequence<field_count<Row>>{};
    std::array<std::size_t, count_related<Row>(all) + 1> fields{};
    std::size_t at = 0;
    for (std::size_t i = 0; i < level_fields_of<Row>.size(); ++i)
        if (level_fields_of<Row>[i].rows != cardinality::none) fields[at++] = i;
    return fields;
}
/// The fields of a row that hold rows.
template <class Row, std::size_t... Index> auto related_fields(std::index_sequence<Index...>)
    -> std::index_sequence<list_related<Row>()[Index]...>;
template <class Row> using related_fields_of =
    decltype(detail::related_fields<Row>(std::make_index_sequence<list_related<Row>().size() - 1>{}));

template <class Row> constexpr bool find_levels() {
    if constexpr (shape_struct<Row>)
        return related_fields_of<Row>::size() > 0;
    else if constexpr (kind_variant<Row>)
        return []<class... Kind>(type_list<Kind...>) { return (find_levels<Kind>() || ...); }(kinds_of_row<Row>{});
    else
        return false;
}
/// Whether rows of a struct, or of one of several kinds, hold other rows.
template <class Row> inline constexpr bool has_levels = find_levels<Row>();

/// A field of a struct that holds rows.
template <class Row, std::size_t Field> struct level_place {};
template <class Row, std::size_t... Field> auto list_places(std::index_sequence<Field...>)
    -> type_list<level_place<Row, Field>...>;
template <class Row> auto list_level_places() {
    if constexpr (kind_variant<Row>)
        return []<class... Kind>(type_list<Kind...>) {
            return join_lists_t<type_list<>, decltype(list_level_places<Kind>())...>{};
        }(kinds_of_row<Row>{});
    else if constexpr (has_levels<Row>)
        return decltype(list_places<Row>(related_fields_of<Row>{})){};
    else
        return type_list<>{};
}
/// The fields that hold rows, of a struct or of all that a variant may be.
template <class Row> using level_places_of = decltype(list_level_places<Row>());

/// A key whose text in the server is the same whatever it is read as.
constexpr bool is_plain_key(const column_info& column) {
    const type_kind kind = column.type.kind;
    return (is_whole_number(kind) || kind == type_kind::text || kind == type_kind::uuid) &&
           column.type.form == column_form::usual && !column.type.of_column && column.stored.kind == stored_kind::usual;
}
constexpr bool has_plain_keys(const level_relation& relation) {
    for (std::size_t i = 0; i < relation.from.count; ++i)
        if (!is_plain_key(relation.parent().columns[relation.from.columns[i]]) ||
            !is_plain_key(relation.tied()().columns[relation.to.columns[i]]))
            return false;
    return true;
}
template <class Row, class... Above> consteval bool find_handed();
template <class Row, class... Above, std::size_t... Field>
consteval bool find_handed_below(std::index_sequence<Field...>) {
    return (true && ... &&
            (has_plain_keys(relation_of<Row, Field>) && find_handed<level_row_t<Row, Field>, Row, Above...>()));
}
/// Whether the keys of all levels can stay in the server: not where a kind of rows holds itself, since there is no
/// telling how many levels come, and all would leave theirs under one name; nor below rows of several kinds, some of
/// which have no such keys.
template <class Row, class... Above> consteval bool find_handed() {
    if constexpr ((std::is_same_v<Row, Above> || ...))
        return false;
    else if constexpr (!shape_struct<Row>)
        return !has_levels<Row>;
    else
        return find_handed_below<Row, Above...>(related_fields_of<Row>{});
}

/// Whether a collation may take keys for equal that are not the same.
constexpr bool has_text_keys(const level_relation& relation) {
    for (std::size_t i = 0; i < relation.from.count; ++i)
        if (relation.parent().columns[relation.from.columns[i]].type.kind == type_kind::text) return true;
    return false;
}
template <class Row, class... Above> consteval bool find_text_keys();
template <class... Above, class... Kind, std::size_t... Field>
consteval bool find_text_keys_below(type_list<level_place<Kind, Field>...>) {
    return (false || ... ||
            (has_text_keys(relation_of<Kind, Field>) || find_text_keys<level_row_t<Kind, Field>, Above...>()));
}
/// The same of all levels.
template <class Row, class... Above> consteval bool find_text_keys() {
    if constexpr ((std::is_same_v<Row, Above> || ...))
        return false;
    else
        return find_text_keys_below<Row, Above...>(level_places_of<Row>{});
}

/// Where a row has some columns of its table: among those of its level, or behind them.
struct tied_places {
    column_list behind{};
    std::uint16_t at[max_key_columns]{};
};
/// `is_of_level`: the columns are of the level's own table, which may select them anyway.
constexpr tied_places find_places(const level_layout& layout, const column_list& columns, bool is_of_level) {
    tied_places found;
    for (std::size_t i = 0; i < columns.count; ++i) {
        std::size_t at = is_of_level ? layout.find(columns.columns[i]) : table_info::none;
        if (at == table_info::none) {
            at = layout.size() + found.behind.count;
            found.behind.add(columns.columns[i]);
        }
        found.at[i] = static_cast<std::uint16_t>(at);
    }
    return found;
}
/// Where the rows of a field have the columns that tie them to the row that holds them.
template <class Row, std::size_t Field> inline constexpr tied_places places_of_ties = find_places(
    layout_of<level_row_t<Row, Field>>, relation_of<Row, Field>.to, !relation_of<Row, Field>.is_over_link());

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
                .row = &level_row_info<Row>,
                .of_shape = true};
    }
};

/// What a level below another one selects: behind its own columns those by which it belongs to rows above.
template <class Row, std::size_t Field, class... Computed> struct related_clause {
    using child_row = level_row_t<Row, Field>;
    using above = level_clause<child_row, level_model_t<child_row>, false, Computed...>;
    using parameters = typename above::parameters;
    static constexpr const column_list& tail = places_of_ties<Row, Field>.behind;
    static constexpr auto make_nodes() {
        std::array<node, above::nodes.size() + tail.count> made{};
        node* out = made.data();
        for (const node& each : above::nodes) *out++ = each;
        for (std::size_t i = 0; i < tail.count; ++i)
            *out++ = node_of_column(relation_of<Row, Field>.tied(), tail.columns[i]);
        return made;
    }
    static constexpr auto nodes = make_nodes();
    static constexpr clause describe() {
        clause made = above::describe();
        made.nodes = nodes.data();
        made.items = static_cast<std::uint16_t>(made.items + tail.count);
        made.tie = &relation_of<Row, Field>;
        return made;
    }
};

/// How columns are tied: `a = b AND c = d`, of those of two lists; or those of one list to keys.
enum class tie_form : std::uint8_t {
    columns,
    lists,  ///< to any of those in lists that are bound: `a = ANY ($1)`, `(a, c) IN (SELECT * FROM unnest($1, $2))`
    below,  ///< to any of those in a list that is bound, or of the rows below these, at any depth
    values, ///< to one, whose values are bound
    handed, ///< to any of those that a statement before has left
    each,   ///< to one of those, for each of them
    full,   ///< to none: all rows come, and the loader knows whose they are
};
constexpr bool binds_lists(tie_form form) { return form == tie_form::lists || form == tie_form::below; }
constexpr bool binds_keys(tie_form form) { return binds_lists(form) || form == tie_form::values; }
constexpr bool ties_lists(tie_form form) { return form == tie_form::lists || form == tie_form::handed; }

/// Under which name the keys in a column of a kind of rows are left; `seed` is the kind's.
struct key_name {
    char text[28]{};
    constexpr std::string_view view() const { return text; }
};
constexpr key_name make_key_name(std::string_view rows, std::size_t column) {
    const std::uint64_t mixed = add_to_hash(hash_of_bytes(rows), column);
    key_name made;
    char* out = made.text;
    for (const char c : std::string_view("refract.k")) *out++ = c;
    for (int shift = 60; shift >= 0; shift -= 4) *out++ = hexadecimal_digits[mixed >> shift & 15];
    return made;
}
template <class Row, std::size_t Column> inline constexpr key_name key_name_of =
    make_key_name(qualified_type_name<Row>(), Column);
template <class Row, std::size_t... Column> constexpr auto list_key_names(std::index_sequence<Column...>) {
    return std::array<std::string_view, sizeof...(Column)>{key_name_of<Row, Column>.view()...};
}
/// Those of all columns of a row's model.
template <class Row> inline constexpr auto key_names_of =
    list_key_names<Row>(std::make_index_sequence<table_of<level_model_t<Row>>().column_count>{});
/// Whether a row of lists is one key. Where a list has its type by the column beside it, each column has its own.
constexpr bool ties_rows(tie_form form, table_ref left, const column_list& columns, table_ref right,
                         const column_list& others) {
    for (std::size_t i = 0; i < columns.count; ++i)
        if (!is_plain_key(left().columns[columns.columns[i]]) || !is_plain_key(right().columns[others.columns[i]]))
            return false;
    return ties_lists(form) && columns.count > 1;
}
constexpr std::size_t size_of_ties(std::size_t count, bool of_rows = false) {
    if (count == 0) return 0;
    return of_rows ? 1 + count * 2 : count * 3 + (count - 1);
}
constexpr node node_of_key(tie_form form, node key, std::size_t index, std::string_view name) {
    const sql_type type = key.type;
    switch (form) {
    case tie_form::full:
    case tie_form::columns: return key;
    case tie_form::lists:
    case tie_form::below:
    case tie_form::values: key = {.kind = node_kind::value, .type = type}; break;
    case tie_form::handed: key = {.kind = node_kind::handed_keys, .alias = name, .type = type}; break;
    case tie_form::each:
        key = {.kind = node_kind::key_of_each, .column = static_cast<std::uint16_t>(index), .type = type};
        break;
    }
    key.type.list = binds_lists(form);
    if (key.type.list && is_whole_number(type.kind)) key.type.kind = type_kind::big_integer; // whatever the width
    return key;
}
/// `names`: of the keys in the columns of the other table.
constexpr void append_ties(node* out, tie_form form, table_ref left, const column_list& columns, table_ref right,
                           const column_list& others, const std::string_view* names = nullptr) {
    const sql_type boolean{.kind = type_kind::boolean};
    const auto put_column = [&](std::size_t i) { *out++ = node_of_column(left, columns.columns[i]); };
    const auto put_key = [&](std::size_t i) {
        const std::size_t other = others.columns[i];
        *out++ = node_of_key(form, node_of_column(right, other), i, names ? names[other] : std::string_view());
    };
    if (ties_rows(form, left, columns, right, others)) {
        *out++ = {.kind = node_kind::in_list,
                  .op = operation::in_list,
                  .arity = static_cast<std::uint16_t>(2 * columns.count),
                  .column = static_cast<std::uint16_t>(columns.count),
                  .type = boolean};
        for (std::size_t i = 0; i < columns.count; ++i) put_column(i);
        for (std::size_t i = 0; i < columns.count; ++i) put_key(i);
        return;
    }
    if (form == tie_form::below) { // of one column, see can_read_below
        *out++ = {.kind = node_kind::in_list, .op = operation::in_list, .arity = 3, .type = boolean};
        put_column(0);
        put_key(0);
        *out++ = node_of_column(right, others.columns[0]);
        return;
    }
    for (std::size_t i = 0; i + 1 < columns.count; ++i)
        *out++ = {.kind = node_kind::binary, .op = operation::logical_and, .arity = 2};
    for (std::size_t i = 0; i < columns.count; ++i) {
        if (ties_lists(form))
            *out++ = {.kind = node_kind::in_list, .op = operation::in_list, .arity = 2, .type = boolean};
        else
            *out++ = {.kind = node_kind::binary, .op = operation::equal, .arity = 2, .type = boolean};
        put_column(i);
        put_key(i);
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
        const std::string_view* names = nullptr;
        if constexpr (Form == tie_form::handed) names = key_names_of<Row>.data();
        std::array<node, size_of_ties(relation.to.count) + (Form == tie_form::below ? 1 : 0)> made{};
        append_ties(made.data(), Form, relation.tied(), relation.to, relation.parent, relation.from, names);
        return made;
    }
    static constexpr auto nodes = make_nodes();
    static constexpr std::uint16_t bound = binds_keys(Form) ? relation.to.count : 0;
    static constexpr clause describe() {
        return {.kind = clause_kind::where, .items = 1, .holds = {.values = bound}, .nodes = nodes.data()};
    }
};

/// The query of a level for each of the keys that were left, so that a limit is one for each row above.
template <class Row, std::size_t Field> struct each_key_clause {
    using parameters = type_list<>;
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr auto make_nodes() {
        std::array<node, relation.from.count> made{};
        for (std::size_t i = 0; i < made.size(); ++i) {
            const std::size_t column = relation.from.columns[i];
            made[i] = {.kind = node_kind::handed_keys,
                       .alias = key_names_of<Row>[column],
                       .type = relation.parent().columns[column].type};
        }
        return made;
    }
    static constexpr auto nodes = make_nodes();
    static constexpr clause describe() {
        return {.kind = clause_kind::for_each_key, .items = nodes.size(), .nodes = nodes.data()};
    }
};

/// Leaves the keys of a level's rows to the levels below it, each column once.
template <class Row> struct hand_clause {
    using parameters = type_list<>;
    struct handed {
        node keys[level_layout::max_hidden]{};
        std::uint16_t count = 0;

        constexpr void add(const level_relation& relation) {
            for (std::size_t i = 0; i < relation.from.count; ++i) {
                const auto at = static_cast<std::uint16_t>(layout_of<Row>.find(relation.from.columns[i]));
                const bool is_alone = relation.from.count == 1;
                std::uint16_t found = 0;
                while (found < count && keys[found].column != at) ++found;
                if (found == count)
                    keys[count++] = {.kind = node_kind::ordinal,
                                     .distinct = relation.is_parents && is_alone,
                                     .column = at,
                                     .alias = key_names_of<Row>[relation.from.columns[i]],
                                     .type = relation.parent().columns[relation.from.columns[i]].type};
                else if (!is_alone) // keys of several columns stay side by side
                    keys[found].distinct = false;
            }
        }
    };
    template <std::size_t... Field> static constexpr handed find(std::index_sequence<Field...>) {
        handed made;
        const auto add = [&]<std::size_t Index>() {
            if constexpr (level_fields_of<Row>[Index].rows != cardinality::none) made.add(relation_of<Row, Index>);
        };
        (add.template operator()<Field>(), ...);
        return made;
    }
    static constexpr handed all = find(std::make_index_sequence<field_count<Row>>{});
    static constexpr clause describe() {
        return {.kind = clause_kind::hand_keys, .items = all.count, .nodes = all.keys};
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

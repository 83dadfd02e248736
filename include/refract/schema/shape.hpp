// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/shape.hpp>
#include <refract/schema/kinds.hpp>
#include <refract/schema/relation.hpp>
#include <refract/schema/row_container.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// Shapes: structs that are read as trees of rows. Each field is a column of the shape's model, a value that the query
/// computes, or the rows of another model that belong to it.
///
///     struct PostLine { using model = Post; std::int64_t id{}; std::string title; std::vector<Tag> tags; };

namespace refract {
inline namespace v0 {
namespace detail {

/// How many rows a field of a shape holds.
enum class cardinality : std::uint8_t { none, one, optional, many };

/// The rows that a field holds, if it holds any; a struct alone is one row.
template <class Field> struct related_rows {
    using row = std::conditional_t<std::is_class_v<Field>, Field, void>;
    static constexpr cardinality room = std::is_class_v<Field> ? cardinality::one : cardinality::none;
};
template <storable Field> struct related_rows<Field> {
    using row = void;
    static constexpr cardinality room = cardinality::none;
};
template <class Row>
    requires(!storable<Row>)
struct related_rows<std::optional<Row>> {
    using row = Row;
    static constexpr cardinality room = cardinality::optional;
};
/// std::unique_ptr, or what is like it; <memory> is not read for its sake.
template <class Pointer>
concept owning_pointer = requires(Pointer pointer, typename Pointer::element_type* made) {
    typename Pointer::deleter_type;
    pointer.reset(made);
};
template <owning_pointer Pointer> struct related_rows<Pointer> {
    using row = typename Pointer::element_type;
    static constexpr cardinality room = cardinality::optional;
};
template <row_sequence Container> struct related_rows<Container> {
    using row = typename Container::value_type;
    static constexpr cardinality room = cardinality::many;
};
template <row_map Container> struct related_rows<Container> {
    using row = typename Container::mapped_type;
    static constexpr cardinality room = cardinality::many;
};
template <class Field> inline constexpr bool holds_rows = related_rows<Field>::room != cardinality::none;

/// The model of the rows that a struct of a tree holds: a whole model is its own.
template <class Row> struct level_model {
    using type = Row;
};
template <shape_struct Row> struct level_model<Row> {
    using type = typename Row::model;
};
template <kind_variant Row> struct level_model<Row> {
    template <class First, class... Kind> static level_model<First> find(type_list<First, Kind...>);
    using type = typename decltype(find(typename variant_kinds<Row>::type{}))::type;
};
template <class Row> using level_model_t = typename level_model<Row>::type;

/// One field of a row of a tree.
struct level_field {
    std::string_view name{};
    cardinality rows = cardinality::none;
    bool is_storable = false;
    sql_type type{};
    bool nullable = false;
    std::size_t column = table_info::none; ///< of the model; else the query computes it

    constexpr bool is_value() const { return rows == cardinality::none; }
    constexpr bool is_computed() const { return is_value() && column == table_info::none; }
};

template <class Row, std::size_t... Index, class... Field> constexpr std::array<level_field, sizeof...(Field)>
list_level_fields(std::index_sequence<Index...>, type_list<Field...>) {
    std::array<level_field, sizeof...(Field)> all{level_field{.name = field_name<Row>(Index),
                                                              .rows = related_rows<Field>::room,
                                                              .is_storable = storable<Field>,
                                                              .type = stored_type<Field>(),
                                                              .nullable = is_optional<Field>}...};
    const table_info& table = table_of<level_model_t<Row>>();
    for (level_field& each : all) {
        if (each.is_value()) each.column = table.find_field(each.name);
        // A column that only some kinds have may be NULL, and is not where the row is of a kind that has it.
        if (is_kind<Row>) each.nullable = true;
    }
    return all;
}
/// The fields of a row of a tree, in order.
template <class Row> inline constexpr auto level_fields_of =
    list_level_fields<Row>(std::make_index_sequence<field_count<Row>>{}, field_types<Row>{});

// Of a variant: the column that tells kinds apart, and each column that some of them have.

constexpr std::size_t add_fields_once(level_field* all, std::size_t count, array_view<level_field> fields) {
    for (const level_field& each : fields) {
        if (!each.is_value()) continue;
        std::size_t at = 0;
        while (at < count && all[at].column != each.column) ++at;
        if (at == count) all[count++] = each;
    }
    return count;
}
template <class First, class... Kind> struct variant_fields {
    static constexpr std::size_t most = 1 + field_count<First> + (std::size_t{0} + ... + field_count<Kind>);
    std::array<level_field, most> all{};
    std::size_t count = 1;

    constexpr variant_fields() {
        const column_info& column = table_of<typename First::model>().columns[kind_column_of<First>];
        all[0] = {.name = column.field, .is_storable = true, .type = column.type, .column = kind_column_of<First>};
        count = add_fields_once(all.data(), count, level_fields_of<First>);
        ((count = add_fields_once(all.data(), count, level_fields_of<Kind>)), ...);
    }
};
template <class... Kind> constexpr auto list_variant_fields(type_list<Kind...>) {
    constexpr variant_fields<Kind...> found;
    std::array<level_field, found.count> fields{};
    for (std::size_t i = 0; i < found.count; ++i) fields[i] = found.all[i];
    return fields;
}
template <kind_variant Row> inline constexpr auto level_fields_of<Row> =
    list_variant_fields(typename variant_kinds<Row>::type{});

/// The field of a row that has a column of its model; none.
template <class Row> constexpr std::size_t find_field_of(std::size_t column) {
    for (std::size_t i = 0; i < level_fields_of<Row>.size(); ++i)
        if (level_fields_of<Row>[i].is_value() && level_fields_of<Row>[i].column == column) return i;
    return table_info::none;
}
/// Where a variant's row has the fields of one of its kinds.
template <class Row, class Kind> constexpr auto find_kind_places() {
    std::array<int, field_count<Kind>> places{};
    for (std::size_t i = 0; i < places.size(); ++i)
        while (level_fields_of<Kind>[i].is_value() &&
               level_fields_of<Row>[static_cast<std::size_t>(places[i])].column != level_fields_of<Kind>[i].column)
            ++places[i];
    return places;
}
template <class Row, class Kind> inline constexpr auto kind_places = find_kind_places<Row, Kind>();

/// A field of a row as a step to a level; fields of several kinds of one model are steps apart.
template <class Row> constexpr std::size_t step_of(std::size_t field) {
    if constexpr (is_kind<Row>)
        return field + 1024 * (1 + kinds_of<typename Row::model>::template find_place<Row>());
    else
        return field;
}

/// Which key ties a field of a shape to its rows, where several could.
template <auto Field, auto... Key> struct relation_choice {
    static constexpr auto field = Field;
    using of_field = relation_choice<Field>;
    /// The key stands between the angle brackets.
    template <class... Given> constexpr relation_choice<Field> operator()(const Given&...) const { return {}; }
};
/// By which field its rows stand in a map.
template <auto Field, auto... Member> struct map_key_choice {
    static constexpr auto field = Field;
    using of_field = map_key_choice<Field>;
};
template <class... Choice> struct relation_choices {};

} // namespace detail

/// Of a shape: a field whose rows are those of this key, where the two models have several:
/// `by<&Transfer::sender, &Payment::sender_id>`. Over a link model the two keys of it.
template <auto Field, auto... Key> inline constexpr detail::relation_choice<Field, Key...> by{};
/// Of a shape: by which field of its rows a field that is a std::map has them, if it is not their primary key:
/// `keyed<&Author::posts, &PostLine::slug>`.
template <auto Field, auto... Member> inline constexpr detail::map_key_choice<Field, Member...> keyed{};
/// The relations of a shape that its models alone do not say:
/// `template <> inline constexpr auto refract::shape<Transfer> = refract::relations(by<...>, ...)`.
template <class... Choice> constexpr detail::relation_choices<Choice...> relations(const Choice&...) { return {}; }
template <class Struct> inline constexpr auto shape = relations();

namespace detail {

/// What ties a row of a tree to the rows that one of its fields holds.
struct level_relation {
    table_ref parent = nullptr, child = nullptr;
    column_list from{}, to{};             ///< columns of the parent, and those of the child or the link that hold them
    table_ref link = nullptr;             ///< a table between the two
    column_list link_to{}, link_target{}; ///< its columns that hold those of the child
    bool is_parents = false;              ///< the parent has the key, and one row at most
    bool is_unique = false;               ///< no two rows belong to one parent
    std::size_t candidates = 0;           ///< keys that could be meant; one is

    constexpr bool is_over_link() const { return link != nullptr; }
    /// The table that has the columns of `to`.
    constexpr table_ref tied() const { return is_over_link() ? link : child; }
    constexpr void add_own(const key_join& key) {
        from = key.child_columns;
        to = key.parent_columns;
        is_parents = is_unique = true;
        ++candidates;
    }
    constexpr void add(const key_join& key) {
        from = key.parent_columns;
        to = key.child_columns;
        ++candidates;
    }
    constexpr void add(const link_join& join) {
        add(join.near);
        link = join.near.child;
        link_to = join.far.child_columns;
        link_target = join.far.parent_columns;
    }
};

/// Whether a column that ties two rows is the tenant of both, which is the session's to say and not the other row's.
constexpr bool is_of_session(const table_info& own, std::size_t column, const table_info& other,
                             std::size_t other_column) {
    return column == own.tenant && other_column == other.tenant;
}
/// The columns by which a row is tied to another one, but for the tenant of both.
constexpr column_list carried_columns(const table_info& own, const column_list& columns, const table_info& other,
                                      const column_list& other_columns) {
    column_list made;
    for (std::size_t i = 0; i < columns.count; ++i)
        if (!is_of_session(own, columns.columns[i], other, other_columns.columns[i])) made.add(columns.columns[i]);
    return made;
}

/// Whether a column that takes the value of another row is the tenant of its own row alone.
constexpr bool ties_tenant(const table_info& own, const column_list& columns, const table_info& other,
                           const column_list& other_columns) {
    return carried_columns(own, columns, other, other_columns).contains(own.tenant);
}
constexpr bool ties_tenant(const level_relation& relation) {
    if (relation.is_parents) return ties_tenant(relation.parent(), relation.from, relation.child(), relation.to);
    if (!relation.is_over_link()) return ties_tenant(relation.child(), relation.to, relation.parent(), relation.from);
    return ties_tenant(relation.link(), relation.to, relation.parent(), relation.from) ||
           ties_tenant(relation.link(), relation.link_to, relation.child(), relation.link_target);
}

template <class Row, std::size_t Field> using level_row_t = typename related_rows<field_type<Row, Field>>::row;

/// The keys that a shape names for a field; `near` alone unless they are those of a link.
struct chosen_keys {
    bool any = false;
    key_join near{}, far{};
};
template <auto Field, auto Key, auto... Second>
constexpr void choose_keys(chosen_keys& chosen, std::size_t wanted, relation_choice<Field, Key, Second...>) {
    if (member_index<Field> != wanted) return;
    chosen = {true, key_join_of<Key>, {}};
    ((chosen.far = key_join_of<Second>), ...);
}
template <class Other> constexpr void choose_keys(chosen_keys&, std::size_t, Other) {}
template <class... Choice>
constexpr chosen_keys find_chosen([[maybe_unused]] std::size_t field, relation_choices<Choice...>) {
    chosen_keys chosen;
    (choose_keys(chosen, field, Choice{}), ...);
    return chosen;
}
/// The relation of the keys that a shape names; of none that could be meant it has no candidate.
constexpr void take_chosen(level_relation& found, const chosen_keys& chosen, bool is_many) {
    const key_join &near = chosen.near, &far = chosen.far;
    if (far) {
        if (near.child == far.child && near.parent == found.parent && far.parent == found.child)
            found.add(link_join{near, far});
    } else if (!is_many && near.child == found.parent && near.parent == found.child) {
        found.add_own(near);
    } else if (near && near.child == found.child && near.parent == found.parent) {
        found.add(near);
    }
}
template <class Row, std::size_t Field> constexpr level_relation find_relation() {
    using parent = level_model_t<Row>;
    using child = level_model_t<level_row_t<Row, Field>>;
    constexpr bool is_many = related_rows<field_type<Row, Field>>::room == cardinality::many;
    level_relation found{.parent = &table_of<parent>, .child = &table_of<child>};
    const chosen_keys chosen = find_chosen(Field, shape<Row>);
    if (chosen.any) {
        take_chosen(found, chosen, is_many);
    } else {
        if (!is_many)
            for (const key_join& each : key_joins_between<parent, child>()) found.add_own(each);
        if (found.candidates == 0)
            for (const key_join& each : key_joins_between<child, parent>()) found.add(each);
        if (found.candidates == 0 && link_between<parent, child>.count > 0) {
            found.add(link_between<parent, child>.join);
            found.candidates = link_between<parent, child>.count;
        }
    }
    if (!found.is_over_link() && !found.is_parents) found.is_unique = are_unique<child>(found.to);
    return found;
}
template <class Row, std::size_t Field> inline constexpr level_relation relation_of = find_relation<Row, Field>();

// The model of a link, among those that a shape or its models name.

template <class Named> struct named_links {
    using type = type_list<>;
};
template <auto Field, auto Near, auto Far> struct named_links<relation_choice<Field, Near, Far>> {
    using type = type_list<member_owner<Near>>;
};
template <class Link> struct named_links<through_option<Link>> {
    using type = type_list<Link>;
};
template <class... Choice> struct named_links<relation_choices<Choice...>> {
    using type = join_lists_t<type_list<>, typename named_links<Choice>::type...>;
};
template <class... Option> struct named_links<table_options<Option...>> {
    using type = join_lists_t<type_list<>, typename named_links<Option>::type...>;
};
template <class Row, std::size_t Field, class... Link> auto find_link_model(type_list<Link...>) {
    using found = join_lists_t<
        std::conditional_t<&table_of<Link> == relation_of<Row, Field>.link, type_list<Link>, type_list<>>...>;
    return std::type_identity<typename list_element<0, found>::type>{};
}
/// What stands between a row and those of a field over a link.
template <class Row, std::size_t Field> struct link_model {
    template <class Named> using links = typename named_links<std::remove_cvref_t<Named>>::type;
    using parent = source_model<level_model_t<Row>>;
    using child = source_model<level_model_t<level_row_t<Row, Field>>>;
    using type = typename decltype(detail::find_link_model<Row, Field>(
        join_lists_t<links<decltype(shape<Row>)>, links<decltype(model<parent>)>,
                     links<decltype(model<child>)>>{}))::type;
};

// The keys of maps.

template <auto Field, auto Member>
constexpr void choose_map_key(std::size_t& column, std::size_t wanted, map_key_choice<Field, Member>) {
    if (member_index<Field> != wanted) return;
    using owner = member_owner<Member>;
    column = table_of<level_model_t<owner>>().find_field(field_name<owner>(member_index<Member>));
}
template <class Other> constexpr void choose_map_key(std::size_t&, std::size_t, Other) {}
/// The column by which the rows of a field stand in a map: the primary key of their model, less what ties them to the
/// row around, unless the shape names another one; none where that is not one column.
template <class Row, std::size_t Field, class... Choice>
constexpr std::size_t find_map_column(relation_choices<Choice...>) {
    std::size_t column = table_info::none;
    (choose_map_key(column, Field, Choice{}), ...);
    if (column != table_info::none) return column;
    const level_relation& relation = relation_of<Row, Field>;
    const column_list& key = relation.child().key;
    std::size_t count = 0;
    for (std::size_t i = 0; i < key.count; ++i) {
        if (key.count > 1 && !relation.is_over_link() && relation.to.contains(key.columns[i])) continue;
        column = key.columns[i];
        ++count;
    }
    return count == 1 ? column : table_info::none;
}
template <class Row, std::size_t Field> inline constexpr std::size_t map_column_of =
    find_map_column<Row, Field>(shape<Row>);
template <class Key, class Kind> constexpr bool has_map_key(std::size_t column) {
    const auto is_it = [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        return ((level_fields_of<Kind>[Index].column == column && std::is_same_v<field_type<Kind, Index>, Key>) || ...);
    };
    return is_it(std::make_index_sequence<field_count<Kind>>{});
}
template <class Key, class... Kind> constexpr bool have_map_key(std::size_t column, type_list<Kind...>) {
    return (has_map_key<Key, Kind>(column) && ...);
}
} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/row.hpp>
#include <refract/schema/shape.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

/// \file
/// What can be wrong with a shape: whether each field has its rows, by one key, as many as it has room for.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether no two rows that a field holds have the same value in a column.
template <class Row, std::size_t Field> constexpr bool is_map_key_unique(std::size_t column) {
    using child = level_model_t<level_row_t<Row, Field>>;
    column_list columns;
    columns.add(column);
    if (are_unique<child>(columns)) return true;
    if (relation_of<Row, Field>.is_over_link()) return false;
    for (std::size_t i = 0; i < relation_of<Row, Field>.to.count; ++i)
        columns.add(relation_of<Row, Field>.to.columns[i]);
    return are_unique<child>(columns);
}
/// What is wrong with a map as a field.
template <class Row, std::size_t Field> constexpr rule_number find_map_fault() {
    using field = field_type<Row, Field>;
    if constexpr (row_map<field>) {
        constexpr std::size_t column = map_column_of<Row, Field>;
        if (column == table_info::none ||
            !have_map_key<typename field::key_type>(column, kinds_of_row<level_row_t<Row, Field>>{}))
            return rule::map_key_is_field;
        if (!is_map_key_unique<Row, Field>(column)) return rule::map_key_is_unique;
    }
    return rule::none;
}
template <class Row, class Choice> struct chosen_map {
    static constexpr bool is_right = true;
};
template <class Row, auto Field, auto Member> struct chosen_map<Row, map_key_choice<Field, Member>> {
    static constexpr bool find() {
        using rows = member_type<Field>;
        if constexpr (std::is_same_v<member_owner<Field>, Row> && row_map<rows>)
            return std::is_same_v<level_model_t<member_owner<Member>>, level_model_t<typename related_rows<rows>::row>>;
        else
            return false;
    }
    static constexpr bool is_right = find();
};
template <class Row, class... Choice> constexpr bool are_maps_chosen(relation_choices<Choice...>) {
    return (true && ... && chosen_map<Row, Choice>::is_right);
}
template <class> inline constexpr bool says_relation = false;
template <auto Field, auto Key, auto... More>
inline constexpr bool says_relation<relation_choice<Field, Key, More...>> = sizeof...(More) < 2;
template <auto Field, auto Member> inline constexpr bool says_relation<map_key_choice<Field, Member>> = true;
/// Whether one choice alone is about its field; what is no choice has been found before.
template <class One, class... Choice> consteval bool is_alone() {
    if constexpr (says_relation<One> && (says_relation<Choice> && ...))
        return (std::size_t{0} + ... + std::is_same_v<typename One::of_field, typename Choice::of_field>) == 1;
    else
        return true;
}
/// Whether what is said of a shape's relations is made of `by` and `keyed`, each once for a field.
template <class> inline constexpr bool are_relations = false;
template <class... Choice> inline constexpr bool are_relations<relation_choices<Choice...>> =
    (true && ... && says_relation<Choice>) && (true && ... && is_alone<Choice, Choice...>());

constexpr bool same_columns(const column_list& a, const column_list& b) {
    if (a.count != b.count) return false;
    for (std::size_t i = 0; i < a.count; ++i)
        if (a.columns[i] != b.columns[i]) return false;
    return true;
}
constexpr bool leads_back(const level_relation& there, const level_relation& back) {
    return !there.is_over_link() && !back.is_over_link() && there.parent == back.child && there.child == back.parent &&
           same_columns(there.from, back.to) && same_columns(there.to, back.from);
}
template <class Row, std::size_t Field, class Child, std::size_t... Below>
constexpr bool has_way_back(std::index_sequence<Below...>) {
    const auto leads = [&]<std::size_t Index>() {
        if constexpr (holds_struct<typename related_rows<field_type<Child, Index>>::row, Row>)
            return leads_back(relation_of<Row, Field>, relation_of<Child, Index>);
        else
            return false;
    };
    return (... || leads.template operator()<Below>());
}
template <class Row, std::size_t Field> constexpr bool has_way_back() {
    return []<class... Kind>(type_list<Kind...>) {
        return (has_way_back<Row, Field, Kind>(std::make_index_sequence<field_count<Kind>>{}) || ...);
    }(kinds_of_row<level_row_t<Row, Field>>{});
}
constexpr bool may_be_null(const level_relation& relation) {
    for (std::size_t i = 0; i < relation.from.count; ++i)
        if (relation.parent().columns[relation.from.columns[i]].nullable) return true;
    return false;
}
template <class Row, std::size_t Field> constexpr rule_number find_relation_fault() {
    using child = level_row_t<Row, Field>;
    constexpr cardinality room = level_fields_of<Row>[Field].rows;
    constexpr const level_relation& relation = relation_of<Row, Field>;
    if constexpr (relation.candidates == 0) {
        constexpr bool is_parents =
            room == cardinality::many && key_joins_between<level_model_t<Row>, level_model_t<child>>().size() > 0;
        return is_parents ? rule::relation_is_single : rule::relation_exists;
    } else if constexpr (relation.candidates > 1) {
        return rule::relation_is_one;
    } else if constexpr (room != cardinality::many && !relation.is_unique) {
        return rule::relation_is_many;
    } else if constexpr (room == cardinality::one && !is_kind<Row> && (!relation.is_parents || may_be_null(relation))) {
        return rule::relation_may_be_missing;
    } else if constexpr (has_way_back<Row, Field>()) {
        return rule::shape_has_end;
    } else {
        return rule::none;
    }
}

template <class Row, class... Above> consteval auto find_level_outcome();
template <class... Above, class... Kind> consteval auto find_outcome_of_kinds(type_list<Kind...>);

/// What is no row itself, but may hold one: std::shared_ptr, std::optional, another container, std::pair.
template <class Given>
concept holds_another = requires(Given& given) { *given; } || requires { typename Given::value_type; } ||
                        requires { std::tuple_size<Given>::value; };
template <class Row, std::size_t Field, class... Above> consteval auto find_rows_outcome() {
    using child = level_row_t<Row, Field>;
    if constexpr (!is_passed<check_variant<child>>)
        return check_variant<child>{};
    else if constexpr (!kind_variant<child> && !reflectable<child> && holds_another<child>)
        return failed<rule::container_takes_rows, Row, name_of_field<Row, Field>>{};
    else if constexpr (!kind_variant<child> && !reflectable<child>)
        return model_failure<child>{};
    else if constexpr (is_kind<child> && related_rows<field_type<Row, Field>>::room == cardinality::one)
        return failed<rule::kind_stands_with_others, Row, name_of_field<Row, Field>>{};
    else if constexpr (!is_passed<check_model<level_model_t<child>>>)
        return check_model<level_model_t<child>>{};
    else if constexpr (find_relation_fault<Row, Field>() != rule::none)
        return failed<find_relation_fault<Row, Field>(), Row, name_of_field<Row, Field>>{};
    else if constexpr (find_map_fault<Row, Field>() != rule::none)
        return failed<find_map_fault<Row, Field>(), Row, name_of_field<Row, Field>>{};
    else
        return find_level_outcome<child, Row, Above...>();
}
template <class Row, std::size_t Field, class... Above> consteval auto find_level_field_outcome() {
    using field = field_type<Row, Field>;
    if constexpr (other_container<field>)
        return failed<rule::container_takes_rows, Row, name_of_field<Row, Field>>{};
    else if constexpr (holds_rows<field>)
        return find_rows_outcome<Row, Field, Above...>();
    else
        return check_that<is_storable<field>::value, rule::field_is_storable, Row, name_of_field<Row, Field>, field>{};
}
template <class Row, class... Above, std::size_t... Field>
consteval auto find_outcome_of_fields(std::index_sequence<Field...>) {
    return first_failed_t<passed, decltype(find_level_field_outcome<Row, Field, Above...>())...>{};
}
/// `Above`: the rows that lead here, which are looked at already.
template <class Row, class... Above> consteval auto find_level_outcome() {
    if constexpr (kind_variant<Row>)
        return find_outcome_of_kinds<Above...>(kinds_of_row<Row>{});
    else if constexpr ((std::is_same_v<Row, Above> || ...) || !shape_struct<Row>)
        return passed{};
    else if constexpr (!are_relations<std::remove_const_t<decltype(shape<Row>)>>)
        return failed<rule::shape_says_relations, Row>{};
    else if constexpr (!are_maps_chosen<Row>(shape<Row>))
        return failed<rule::keyed_is_of_map, Row>{};
    else
        return find_outcome_of_fields<Row, Above...>(std::make_index_sequence<field_count<Row>>{});
}
template <class... Above, class... Kind> consteval auto find_outcome_of_kinds(type_list<Kind...>) {
    return first_failed_t<passed, decltype(find_level_outcome<Kind, Above...>())...>{};
}
template <class Shape> consteval auto find_shape_outcome() {
    if constexpr (kind_variant<Shape> && is_passed<check_variant<Shape>>)
        return find_level_outcome<Shape>();
    else if constexpr (kind_variant<Shape>)
        return check_variant<Shape>{};
    else if constexpr (!reflectable<Shape>)
        return model_failure<Shape>{};
    else if constexpr (!is_passed<check_model<level_model_t<Shape>>>)
        return check_model<level_model_t<Shape>>{};
    else
        return find_level_outcome<Shape>();
}
/// What is wrong with a struct as a shape, and with those inside it.
template <class Shape> using check_shape = decltype(find_shape_outcome<Shape>());

/// Whether the fields of a kind are columns of its model, as they are there but for NULL, or hold rows.
template <class Struct> constexpr bool has_fields_of_kind(const table_info& table) {
    for (const level_field& each : level_fields_of<Struct>) {
        if (!each.is_value()) continue;
        if (!each.is_storable || each.is_computed()) return false;
        if (table.columns[each.column].type.kind != each.type.kind) return false;
    }
    return true;
}
template <class Model, class Struct> consteval auto find_kind_outcome() {
    if constexpr (!reflectable<Struct>)
        return model_failure<Struct>{};
    else
        return check_that<has_fields_of_kind<Struct>(table_of<Model>()), rule::kind_is_of_model, Model, Struct>{};
}

} // namespace detail
} // namespace v0
} // namespace refract

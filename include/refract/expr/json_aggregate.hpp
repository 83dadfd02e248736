// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/json.hpp>
#include <refract/expr/aggregate.hpp>
#include <refract/expr/json.hpp>
#include <refract/schema/row_info.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

/// \file
/// JSON that a query makes: objects of columns, and lists of what the rows of a group have.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Row> constexpr auto make_field_list() {
    constexpr std::size_t count = member_count<Row>;
    std::array<char, member_names_of<Row>.text.size() + count> text{};
    char* to = text.data();
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) *to++ = '.';
        for (const char c : member_name<Row>(i)) *to++ = c;
    }
    return text;
}
/// The names of a struct's fields with points between them.
template <class Row> inline constexpr auto field_list_text = make_field_list<Row>();

template <class Row, class... Operand> struct json_object_node
    : node_base<json_object_node<Row, Operand...>, json_of<Row>, Operand...> {
    static constexpr node describe() {
        return {.kind = node_kind::function,
                .op = operation::json_of_fields,
                .alias = std::string_view(field_list_text<Row>.data())};
    }
};

/// Whether values fill the fields of a struct one by one.
template <class Field, class Value> constexpr bool fills_json() {
    if constexpr (is_json_scalar<without_optional<Field>>())
        return assignable_types<Field, Value>();
    else
        return std::is_same_v<Value, json_of<without_optional<Field>>>;
}
template <class Fields, class Values> inline constexpr bool fill_json = false;
template <class... Field, class... Value>
    requires(sizeof...(Field) == sizeof...(Value))
inline constexpr bool fill_json<type_list<Field...>, type_list<Value...>> = (fills_json<Field, Value>() && ...);

template <class Row, class... Value> consteval auto find_json_object_outcome() {
    if constexpr (!reflectable<Row>)
        return model_failure<Row>{};
    else
        return check_that<fill_json<member_types<Row>, type_list<Value...>>, rule::json_fields_match, Row, Value...>{};
}

/// What an item is in the program: what the expression yields, and maybe NULL where its column may be.
template <class Operand> struct list_item_of {
    using type = typename Operand::type;
};
template <auto Member, class Source> struct list_item_of<column_expression<Member, Source>> {
    using type = member_type<Member>;
};
template <class Item> struct json_item {
    using type = Item;
};
template <class Value> struct json_item<json_of<Value>> {
    using type = Value;
};
template <class Value> struct json_item<std::optional<json_of<Value>>> {
    using type = std::optional<Value>;
};
template <class Item, class Operand> using listed_item =
    typename std::conditional_t<std::is_void_v<Item>, list_item_of<Operand>, std::type_identity<Item>>::type;

} // namespace detail

/// A JSON object whose keys are the fields of a struct, filled in their order:
/// `json_object<Card>(col<&Post::title>, count())`.
///
/// SQL: `json_object('title', "title", ...)`, on PostgreSQL `jsonb_build_object`. It is read as a `json_of<Card>`.
template <class Row, detail::any_expression... Value> constexpr auto json_object(const Value&... values) {
    using check = detail::first_failed_t<decltype(detail::find_json_object_outcome<Row, typename Value::type...>()),
                                         detail::check_json_value<typename Value::type>...>;
    if constexpr (detail::is_passed<check>) {
        return [](const auto&... item) {
            using made = detail::json_object_node<Row, typename std::remove_cvref_t<decltype(item)>::node_type...>;
            return detail::make_expression<made>(item...);
        }(detail::make_json_value(detail::as_operand<void>(values))...);
    } else {
        return detail::refused<check>();
    }
}

/// The values of a group as a JSON list, `[]` of no rows: `json_array_of(json_object<Card>(...)).order_by(x)`.
///
/// SQL: `json_group_array(...)` on SQLite, where its order needs 3.44, and `jsonb_agg(...)` on PostgreSQL. It is read
/// as a `json_of<std::vector<Item>>`: `Item` is the type of the expression, a std::optional where its column may be
/// NULL.
template <class Item = void, detail::any_expression Value> constexpr auto json_array_of(const Value& value) {
    using item = typename detail::json_item<detail::listed_item<Item, Value>>::type;
    using check = detail::first_failed_t<detail::check_json_value<typename Value::type>, detail::check_json_form<item>>;
    if constexpr (detail::is_passed<check>) {
        const auto operand = detail::make_json_value(detail::as_operand<void>(value));
        using head = detail::aggregate_head<detail::operation::json_agg, json_of<std::vector<item>>>;
        using held = std::remove_const_t<decltype(operand.bound)>;
        return detail::open_aggregate<head, false, held, typename std::remove_const_t<decltype(operand)>::node_type>{
            {{operand.bound}}};
    } else {
        return detail::refused<check>();
    }
}

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/json.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/function.hpp>
#include <refract/schema/json_form.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// Parts of JSON documents: by the members of the struct that a document is, or by keys of the run time.

namespace refract {
inline namespace v0 {
namespace detail {

/// What a step of a path leads to: a member of a struct, or an item of a list. Void of what leads nowhere.
template <class From, auto Step> struct json_step_to {
    using type = void;
};
template <class From, auto Step>
    requires std::is_member_object_pointer_v<decltype(Step)>
struct json_step_to<From, Step> {
    using type =
        std::conditional_t<std::is_same_v<member_owner<Step>, From>, without_optional<member_type<Step>>, void>;
};
template <class From, auto Step>
    requires(is_vector<From> && std::integral<decltype(Step)>)
struct json_step_to<From, Step> {
    using type = std::conditional_t<(Step >= 0), without_optional<typename From::value_type>, void>;
};
template <class From, auto... Step> struct json_target {
    using type = From;
};
template <class From, auto First, auto... Rest> struct json_target<From, First, Rest...> {
    using type = typename json_target<typename json_step_to<From, First>::type, Rest...>::type;
};
template <auto First, auto... Rest> struct json_target<void, First, Rest...> {
    using type = void;
};

/// Whether a null may stand where a path leads: where the struct has a std::optional, or JSON as it is.
template <class From, auto First, auto... Rest> constexpr bool takes_json_null() {
    if constexpr (sizeof...(Rest) > 0) {
        return takes_json_null<typename json_step_to<From, First>::type, Rest...>();
    } else if constexpr (std::is_member_object_pointer_v<decltype(First)>) {
        return is_optional<member_type<First>> || std::is_same_v<member_type<First>, json>;
    } else {
        return is_optional<typename From::value_type> || std::is_same_v<typename From::value_type, json>;
    }
}

/// The document that a type is, where it has a struct; void of others.
template <class Type> struct json_document {
    using type = void;
};
template <class Value> struct json_document<json_of<Value>> {
    using type = Value;
};
template <class Type, auto... Step> using json_target_of =
    typename json_target<typename json_document<Type>::type, Step...>::type;

/// Of what type the expression is that reads a part: what is no scalar is a document again.
template <class Part> using json_read_type = std::conditional_t<is_json_scalar<Part>(), Part, json_of<Part>>;

template <class Part> constexpr operation json_reader_of() {
    if constexpr (std::is_same_v<Part, bool>)
        return operation::json_boolean;
    else if constexpr (std::is_same_v<Part, json>)
        return operation::json_any_part;
    else if constexpr (std::is_enum_v<Part>)
        return operation::json_name;
    else if constexpr (std::is_same_v<Part, std::string>)
        return operation::json_text;
    else if constexpr (std::is_integral_v<Part>)
        return operation::json_whole;
    else if constexpr (is_json_scalar<Part>())
        return operation::json_real;
    else
        return operation::json_part;
}

template <auto Step> constexpr std::string_view json_key() {
    return member_name<member_owner<Step>>(member_position<Step>);
}
/// The characters of a step: a member's name, or a number.
template <auto Step> constexpr std::size_t json_step_size() {
    if constexpr (std::is_member_object_pointer_v<decltype(Step)>) {
        return json_key<Step>().size();
    } else {
        std::size_t size = 1;
        for (auto left = Step; left > 9; left /= 10) ++size;
        return size;
    }
}
template <auto Step> constexpr char* put_json_step(char* to) {
    const std::size_t size = json_step_size<Step>();
    if constexpr (std::is_member_object_pointer_v<decltype(Step)>) {
        for (const char c : json_key<Step>()) *to++ = c;
        return to;
    } else {
        auto left = Step;
        for (std::size_t i = size; i > 0; left /= 10) to[--i] = static_cast<char>('0' + left % 10);
        return to + size;
    }
}
template <auto... Step> constexpr auto make_json_path() {
    std::array<char, (json_step_size<Step>() + ... + sizeof...(Step))> text{};
    char* to = text.data();
    ((to = put_json_step<Step>(to), *to++ = '.'), ...);
    return text;
}
/// The steps with points between them: "address.lines.0".
template <auto... Step> inline constexpr auto json_path_text = make_json_path<Step...>();
template <auto... Step> constexpr std::string_view json_path() {
    if constexpr (sizeof...(Step) == 0)
        return {};
    else
        return {json_path_text<Step...>.data(), json_path_text<Step...>.size() - 1};
}

/// A function of a document and a path that the compiler knows.
template <operation Op, class Type, class Path, class... Operand> struct json_node;
template <auto... Step> struct json_steps {};
template <operation Op, class Type, auto... Step, class... Operand>
struct json_node<Op, Type, json_steps<Step...>, Operand...>
    : node_base<json_node<Op, Type, json_steps<Step...>, Operand...>, Type, Operand...> {
    static constexpr node describe() { return {.kind = node_kind::function, .op = Op, .alias = json_path<Step...>()}; }
};

template <class Document, auto... Step> using check_json_path =
    check_that<!std::is_void_v<json_target_of<Document, Step...>>, rule::json_path_is_there, Document,
               decltype(Step)...>;
template <class Type> using check_json = check_that<kind_of<Type> == type_kind::json, rule::operand_is_json, Type>;

template <class Node, class Values> struct json_expression;

struct json_operand {
    using stored = json;
    template <class Type> using check = check_json<Type>;
};

/// What a value becomes inside JSON.
template <class Type> constexpr operation json_writer_of() {
    constexpr type_kind kind = kind_of<Type>;
    if (kind == type_kind::json) return operation::json_of_text;
    if (kind == type_kind::boolean) return operation::json_of_boolean;
    if (kind == type_kind::real || kind == type_kind::double_precision) return operation::json_of_real;
    return operation::json_of_value;
}
template <class Type> constexpr bool is_json_value() {
    constexpr type_kind kind = kind_of<Type>;
    return is_number(kind) || kind == type_kind::boolean || kind == type_kind::text || kind == type_kind::enumeration ||
           kind == type_kind::json;
}
template <class Type> using check_json_value = check_that<is_json_value<Type>(), rule::json_has_form, Type>;
template <bool TakesNull, class Type, class Operand> struct json_set_node
    : node_base<json_set_node<TakesNull, Type, Operand>, Type, Operand> {
    static constexpr node describe() {
        return {.kind = node_kind::function, .op = operation::json_to_set, .nullable = TakesNull};
    }
};
namespace by_name {
template <class Value> constexpr auto make_json_value(Value value) {
    using type = typename Value::type;
    return detail::make_function<json_writer_of<type>(), type>(std::move(value));
}

/// What stands in a document; `TakesNull` says whether it may be a null there.
template <bool TakesNull, class Value> constexpr auto make_json_to_set(Value value) {
    using type = typename Value::type;
    const auto in_json = detail::make_json_value(std::move(value));
    using made = json_set_node<TakesNull, type, typename decltype(in_json)::node_type>;
    return detail::make_expression<made>(in_json);
}
} // namespace by_name

/// What stands for a part that is set: a plain value of its type, an expression, or nothing.
template <class Part, bool TakesNull, class Given> constexpr auto make_json_operand(Given&& given) {
    using value = std::decay_t<Given>;
    using read = json_read_type<Part>;
    if constexpr (is_nullopt<Given>) {
        require<check_that<TakesNull, rule::assignment_is_never_null, Part, std::nullopt_t>>();
        return detail::make_function<operation::json_of_null, read>();
    } else if constexpr (std::is_same_v<value, Part> && !is_json_scalar<Part>()) {
        return detail::make_json_to_set<true>(detail::as_operand<read>(json_of<Part>{static_cast<Given&&>(given)}));
    } else {
        using check =
            first_failed_t<check_json_form<Part>, check_assigned<read, typename operand_t<read, Given>::type>>;
        if constexpr (is_passed<check>)
            return detail::make_json_to_set<TakesNull>(detail::as_operand<read>(static_cast<Given&&>(given)));
        else
            return refused<explain<check, std::conditional_t<is_optional_value<Given>, int, Given>>>();
    }
}

/// The document with a part set: what is on the way to it is made where it is missing.
template <class Type, auto First, auto... Rest, class Document, class Value>
constexpr auto set_json_part(const Document& document, const Value& value) {
    constexpr bool is_member = std::is_member_object_pointer_v<decltype(First)>;
    constexpr operation op = is_member ? operation::json_set : operation::json_replace;
    if constexpr (sizeof...(Rest) == 0) {
        using made = json_node<op, Type, json_steps<First>, typename Document::node_type, typename Value::node_type>;
        return detail::make_expression<made>(document, value);
    } else {
        using inner = json_node<operation::json_part, json, json_steps<First>, typename Document::node_type>;
        const auto part = detail::make_expression<inner>(document);
        const auto changed =
            detail::set_json_part<json, Rest...>(detail::make_function<operation::json_or_empty, json>(part), value);
        using made =
            json_node<op, Type, json_steps<First>, typename Document::node_type, typename decltype(changed)::node_type>;
        return detail::make_expression<made>(document, changed);
    }
}

/// The steps of a path up to its last index.
template <class Taken, class Open, auto... Step> struct json_way_to_item {
    using type = Taken;
};
template <auto... Taken, auto... Open, auto First, auto... Rest>
struct json_way_to_item<json_steps<Taken...>, json_steps<Open...>, First, Rest...>
    : std::conditional_t<
          std::is_member_object_pointer_v<decltype(First)>,
          std::type_identity<json_way_to_item<json_steps<Taken...>, json_steps<Open..., First>, Rest...>>,
          std::type_identity<json_way_to_item<json_steps<Taken..., Open..., First>, json_steps<>, Rest...>>>::type {};

/// The same along a whole path: where an item on it is missing, nothing is made and nothing changes.
template <class Type, auto... Step, class Document, class Value>
constexpr auto set_json_along(const Document& document, const Value& value) {
    using way = typename json_way_to_item<json_steps<>, json_steps<>, Step...>::type;
    const auto changed = detail::set_json_part<Type, Step...>(document, value);
    if constexpr (std::is_same_v<way, json_steps<>>) {
        return changed;
    } else {
        using made = json_node<operation::json_if_there, Type, way, typename Document::node_type,
                               typename decltype(changed)::node_type>;
        return detail::make_expression<made>(document, changed);
    }
}

/// Whether a step is an index; characters and flags are none.
template <class Step> inline constexpr bool is_json_index = std::is_integral_v<Step>;
template <> inline constexpr bool is_json_index<bool> = false;
template <> inline constexpr bool is_json_index<char> = false;
#ifdef __cpp_char8_t
template <> inline constexpr bool is_json_index<char8_t> = false;
#endif
template <> inline constexpr bool is_json_index<wchar_t> = false;
/// An index as databases take it; no list is so long that one beyond it means an item.
template <std::integral Number> constexpr std::int32_t json_index(Number index) {
    return std::in_range<std::int32_t>(index) ? static_cast<std::int32_t>(index) : -1;
}
namespace by_name {
/// A part of a document by keys and indexes of the run time.
template <class Document> constexpr auto step_json(const Document& document) { return document; }
template <class Document, class First, class... Rest>
constexpr auto step_json(const Document& document, const First& first, const Rest&... rest) {
    if constexpr (is_json_index<First>)
        return detail::step_json(detail::make_function<operation::json_item, json>(
                                     document, detail::as_operand<std::int32_t>(json_index(first))),
                                 rest...);
    else
        return detail::step_json(
            detail::make_typed_function<operation::json_step, json, json_operand, text_operand>(document, first),
            rest...);
}

/// The part of a document that a path leads to, as an expression of its type.
template <class Part, class Document> constexpr auto read_json_part(const Document& document) {
    using made = json_node<json_reader_of<Part>(), json_read_type<Part>, json_steps<>, typename Document::node_type>;
    return json_expression<made, std::remove_const_t<decltype(document.bound)>>{{document.bound}, {}};
}
template <auto... Step, class Document> constexpr auto read_json_member(const Document& document) {
    using check = check_json_path<typename Document::type, Step...>;
    if constexpr (is_passed<check>) {
        using part = json_target_of<typename Document::type, Step...>;
        require<check_json_form<part>>();
        using made =
            json_node<json_reader_of<part>(), json_read_type<part>, json_steps<Step...>, typename Document::node_type>;
        return json_expression<made, std::remove_const_t<decltype(document.bound)>>{{document.bound}, {}};
    } else {
        return refused<check>();
    }
}
template <class Type, class Document, class... Key>
constexpr auto read_json_key(const Document& document, const Key&... key) {
    using check = first_failed_t<check_json<typename Document::type>, check_json_form<Type>>;
    if constexpr (is_passed<check>)
        return detail::read_json_part<Type>(detail::step_json(document, key...));
    else
        return refused<check>();
}
/// The document with one of its parts set.
template <auto... Step, class Document, class Given>
constexpr auto change_json_member(const Document& document, Given&& given) {
    using type = typename Document::type;
    using check = check_json_path<type, Step...>;
    if constexpr (is_passed<check>) {
        using part = json_target_of<type, Step...>;
        constexpr bool takes_null = takes_json_null<typename json_document<type>::type, Step...>();
        const auto value = detail::make_json_operand<part, takes_null>(static_cast<Given&&>(given));
        using made = decltype(detail::set_json_along<type, Step...>(document, value));
        return json_expression<typename made::node_type, typename made::bound_type>{
            {detail::set_json_along<type, Step...>(document, value).bound}, {}};
    } else {
        return refused<check>();
    }
}
template <auto... Step, class Document> constexpr auto remove_json_member(const Document& document) {
    using check = check_json_path<typename Document::type, Step...>;
    if constexpr (is_passed<check>) {
        using made = json_node<operation::json_remove, typename Document::type, json_steps<Step...>,
                               typename Document::node_type>;
        return json_expression<made, std::remove_const_t<decltype(document.bound)>>{{document.bound}, {}};
    } else {
        return refused<check>();
    }
}
} // namespace by_name

/// What a JSON document offers beside what every expression does; `Self` is the expression.
template <class Self> struct json_parts {
    /// A part by members and indexes: `.at<&Settings::address, &Address::city>()`, `.at<&Settings::tags, 0>()`. NULL
    /// where the path leads nowhere, to a null, or to what is of another kind than the member.
    template <auto First, auto... Rest, class... Unwanted> constexpr auto at(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return detail::read_json_member<First, Rest...>(self());
    }
    /// The same by keys and indexes of the run time: `.at<std::string>("address", "city")`.
    template <class Type, class... Key> constexpr auto at(const Key&... key) const {
        return detail::read_json_key<Type>(self(), key...);
    }
    /// The document with a part set; objects on the way are made where they are missing, an item has to be there.
    template <auto First, auto... Rest, class Value> constexpr auto with(Value&& value) const {
        return detail::change_json_member<First, Rest...>(self(), static_cast<Value&&>(value));
    }
    template <auto First, auto... Rest, class... Given>
        requires(sizeof...(Given) != 1)
    constexpr auto with(const Given&...) const {
        return refused<failed<rule::arguments_are_counted, Given...>>();
    }
    /// The document without a part.
    template <auto First, auto... Rest, class... Unwanted> constexpr auto without(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return detail::remove_json_member<First, Rest...>(self());
    }
    /// Whether the document is an object with this key, whatever its value is.
    template <class Key> constexpr auto has_key(const Key& key) const {
        return detail::make_typed_function<operation::json_has_key, bool, json_operand, text_operand>(self(), key);
    }
    template <class... Given>
        requires(sizeof...(Given) != 1)
    constexpr auto has_key(const Given&...) const {
        return refused<failed<rule::arguments_are_counted, Given...>>();
    }

private:
    constexpr const Self& self() const { return static_cast<const Self&>(*this); }
};

/// A document contains another one whose keys and values it has, at any depth (PostgreSQL).
struct json_containment {
    template <class Left, class Right> static constexpr auto make(const Left& left, const Right& right) {
        return detail::make_typed_function<operation::json_contains, bool, json_operand, json_operand>(left, right);
    }
};
template <> struct containment<json> : json_containment {};
template <class Value> struct containment<json_of<Value>> : json_containment {};

/// A document, or a part of one.
template <class Node, class Values> struct json_expression : expression<Node, Values>,
                                                             json_parts<json_expression<Node, Values>> {
    using expression<Node, Values>::operator=; // which refuses
};
template <class Node, class Values> inline constexpr bool is_expression<json_expression<Node, Values>> = true;

/// A part of a column's document: it can be assigned as a column can.
template <auto Member, class Source, class Node, auto... Step> struct json_member : json_expression<Node, values<>> {
    json_member() = default;
    json_member(const json_member&) = default;
    void operator=(const json_member&) const = delete;

    /// An assignment for `.set(...)`: the rest of the document stays as it is, no document counts as an empty one.
    template <class Value> constexpr auto operator=(Value&& value) const {
        using field = member_type<Member>;
        using column = expression<column_node<Member, Source>, values<>>;
        using document = without_optional<field>;
        using part = json_target_of<document, Step...>;
        constexpr bool takes_null = takes_json_null<typename json_document<document>::type, Step...>();
        const auto operand = detail::make_json_operand<part, takes_null>(static_cast<Value&&>(value));
        const auto set_in = [&](const auto& whole) {
            const auto changed = detail::set_json_along<document, Step...>(whole, operand);
            return assignment<Member, Source, typename decltype(changed)::node_type,
                              typename decltype(changed)::bound_type>{{}, changed.bound};
        };
        if constexpr (is_optional<field>)
            return set_in(detail::make_function<operation::json_or_empty, document>(column{}));
        else
            return set_in(column{});
    }
};
template <auto Member, class Source, class Node, auto... Step>
inline constexpr bool is_expression<json_member<Member, Source, Node, Step...>> = true;

/// A column that holds JSON. Only its own parts can be assigned.
template <class Column> struct json_column_parts;
template <auto Member, class Source> struct json_column_parts<column_expression<Member, Source>>
    : json_parts<column_expression<Member, Source>> {
    using json_parts<column_expression<Member, Source>>::at;
    template <auto First, auto... Rest> constexpr auto at() const {
        using document = without_optional<member_type<Member>>;
        using check = check_json_path<document, First, Rest...>;
        if constexpr (is_passed<check>) {
            using part = json_target_of<document, First, Rest...>;
            require<check_json_form<part>>();
            using made = json_node<json_reader_of<part>(), json_read_type<part>, json_steps<First, Rest...>,
                                   column_node<Member, Source>>;
            return json_member<Member, Source, made, First, Rest...>{};
        } else {
            return refused<check>();
        }
    }
};
template <auto Member, class Source> struct column_parts<column_expression<Member, Source>, json>
    : json_column_parts<column_expression<Member, Source>> {};
template <auto Member, class Source, class Value> struct column_parts<column_expression<Member, Source>, json_of<Value>>
    : json_column_parts<column_expression<Member, Source>> {};

} // namespace detail

/// The number of items of a document that is a list; NULL of any other.
template <detail::any_expression Document> constexpr auto json_array_length(const Document& document) {
    return detail::make_typed_function<detail::operation::json_length, std::int64_t, detail::json_operand>(document);
}

} // namespace v0
} // namespace refract

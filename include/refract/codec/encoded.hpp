// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/encoded.hpp>
#include <refract/codec/codec.hpp>
#include <refract/codec/text.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Fields whose stored form a function of the program makes: encrypted, compressed, in one case.

namespace refract {
inline namespace v0 {

/// A field whose column holds what `Codec::encode(value)` makes of its value; `Codec::decode(stored)` gives it back.
///
///     struct sealed {
///         static std::string encode(std::string_view plain) { return seal(plain); }
///         static std::string decode(std::string_view stored) { return unseal(stored); }
///     };
///     struct User {
///         std::int64_t id{};
///         refract::encoded<std::string, sealed> email;
///     };
///
/// It is made of a value and gives one where it stands (`*user.email`). In queries a column of it is compared with
/// values by `==` and `in`, and assigned, in the stored form. A codec that stores one value in several forms says
/// `static constexpr bool is_deterministic = false;`: its columns are not compared.
/// Errors: `decode` throws `conversion_error` for what it cannot read.
template <class Value, class Codec> struct encoded {
    Value value{};

    constexpr encoded() = default;
    template <class Given>
        requires(!std::is_same_v<std::remove_cvref_t<Given>, encoded> && std::is_constructible_v<Value, Given>)
    constexpr encoded(Given&& given) : value(static_cast<Given&&>(given)) {}

    constexpr operator const Value&() const noexcept { return value; }
    constexpr Value& operator*() noexcept { return value; }
    constexpr const Value& operator*() const noexcept { return value; }
    constexpr Value* operator->() noexcept { return &value; }
    constexpr const Value* operator->() const noexcept { return &value; }
    constexpr bool operator==(const encoded&) const = default;
    template <class Plain>
        requires(!std::is_same_v<Plain, encoded> && std::is_convertible_v<const Plain&, Value>)
    constexpr bool operator==(const Plain& plain) const {
        return value == plain;
    }
};

namespace detail {

template <class Codec, class Value>
concept encodes = requires(const Value& value) { Codec::encode(value); };
template <class Codec, class Value> struct encoded_form {
    using type = void;
};
template <class Codec, class Value>
    requires encodes<Codec, Value>
struct encoded_form<Codec, Value> {
    using made = std::remove_cvref_t<decltype(Codec::encode(std::declval<const Value&>()))>;
    // A view may be one of the value, which a call may have made for itself.
    using type = std::conditional_t<std::is_same_v<made, std::string_view>, std::string, made>;
};
/// What a codec stores values as.
template <class Codec, class Value> using encoded_form_of = typename encoded_form<Codec, Value>::type;

/// Whether a value of a type owns what its plain value looks at, or is that itself.
template <class Form> constexpr bool is_plain_form() {
    if constexpr (std::is_same_v<Form, std::string> || std::is_same_v<Form, std::vector<std::byte>>)
        return true;
    else if constexpr (storable<Form> && !is_optional<Form>)
        return std::is_arithmetic_v<typename codec<Form>::wire> ||
               (std::is_trivially_copyable_v<typename codec<Form>::wire> &&
                !std::is_same_v<typename codec<Form>::wire, wire::bytes> &&
                !std::is_same_v<typename codec<Form>::wire, std::string_view> &&
                !text_wire<typename codec<Form>::wire>);
    else
        return false;
}
/// Whether a codec gives back what it stored: of its plain value, or of the type that it made.
template <class Codec, class Value> constexpr bool decodes() {
    using form = encoded_form_of<Codec, Value>;
    if constexpr (!is_plain_form<form>())
        return false;
    else if constexpr (std::is_same_v<Value, std::string_view>)
        return true; // is only written
    else if constexpr (requires(typename codec<form>::wire stored) {
                           { Codec::decode(stored) } -> std::convertible_to<Value>;
                       })
        return true;
    else
        return requires(form stored) {
            { Codec::decode(std::move(stored)) } -> std::convertible_to<Value>;
        };
}

template <class Codec> constexpr bool is_deterministic() {
    if constexpr (requires { Codec::is_deterministic; })
        return Codec::is_deterministic;
    else
        return true;
}
/// One of each codec: its address tells it from others.
template <class Codec> inline constexpr encoding_info encoding_of{.is_comparable = is_deterministic<Codec>()};

template <class Value, class Codec> consteval sql_type make_encoded_type() {
    sql_type type;
    if constexpr (decodes<Codec, Value>()) type = codec<encoded_form_of<Codec, Value>>::type;
    type.encoding = &encoding_of<Codec>;
    return type;
}
template <class Value, class Codec> inline constexpr bool has_known_values<encoded<Value, Codec>> =
    decodes<Codec, Value>();
template <class Value> struct values_mistake;
template <class Value, class Codec> struct values_mistake<encoded<Value, Codec>> {
    using type = failed<rule::codec_gives_back, Codec, Value>;
};
/// What a refused codec is taken to store.
template <bool IsRight, class Codec, class Value> struct encoded_wire {
    using type = std::string_view;
};
template <class Codec, class Value> struct encoded_wire<true, Codec, Value> {
    using type = typename codec<encoded_form_of<Codec, Value>>::wire;
};

// As which type a value is kept that meets an encoded column: literals and views stay views, where the codec takes
// them.
template <class Other, class Given> struct operand_storage;
template <class Value, class Codec, class Given> constexpr auto encoded_operand() {
    if constexpr (!std::is_constructible_v<encoded<Value, Codec>, const Given&>)
        return std::type_identity<Given>{};
    else if constexpr (std::is_convertible_v<const Given&, std::string_view> && !std::is_same_v<Given, std::string> &&
                       encodes<Codec, std::string_view>)
        return std::type_identity<encoded<std::string_view, Codec>>{};
    else
        return std::type_identity<encoded<Value, Codec>>{};
}
template <class Value, class Codec, class Given> struct operand_storage<encoded<Value, Codec>, Given>
    : decltype(encoded_operand<Value, Codec, Given>()) {};

} // namespace detail

template <class Value, class Codec> struct codec<encoded<Value, Codec>> {
    static constexpr bool is_right = detail::decodes<Codec, Value>();
    static constexpr sql_type type = detail::make_encoded_type<Value, Codec>();
    using wire = typename detail::encoded_wire<is_right, Codec, Value>::type;

    static auto encode(const encoded<Value, Codec>& given) {
        if constexpr (!is_right) {
            detail::require<detail::failed<detail::rule::codec_gives_back, Codec, Value>>();
            return wire{};
        } else {
            using form = detail::encoded_form_of<Codec, Value>;
            if constexpr (std::is_same_v<form, std::string> || std::is_same_v<form, std::vector<std::byte>>)
                return form(Codec::encode(given.value));
            else
                return wire(codec<form>::encode(Codec::encode(given.value)));
        }
    }
    static void decode(wire stored, encoded<Value, Codec>& out) {
        if constexpr (!is_right) {
            return;
        } else if constexpr (requires { Value(Codec::decode(stored)); }) {
            out.value = Codec::decode(stored);
        } else {
            detail::encoded_form_of<Codec, Value> made{};
            codec<detail::encoded_form_of<Codec, Value>>::decode(stored, made);
            out.value = Codec::decode(std::move(made));
        }
    }
};

} // namespace v0
} // namespace refract

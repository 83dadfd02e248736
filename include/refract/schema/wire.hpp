// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>
#include <refract/base/number_text.hpp>
#include <refract/base/type_list.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// The kinds of columns, and the plain value that each travels as between codecs and drivers: one row per
/// type. docs/reference/codec/add_a_type.md says what else a new one needs.

namespace refract {
inline namespace v0 {

/// The types that a column can have, whatever the database calls them.
enum class type_kind : std::uint8_t {
    none,
    boolean,
    small_integer,
    integer,
    big_integer,
    real,
    double_precision,
    text,
    bytes,
    timestamp,
    date,
    time,
    interval,
    uuid,
    decimal,
    json,
    numeric,
    array,
    enumeration, // stays the last one
};

namespace detail {
inline constexpr int type_kind_count = static_cast<int>(type_kind::enumeration) + 1;
} // namespace detail

/// The plain values that pass between codecs and drivers, one for each kind of type.
/// The others are bool, the signed integers, float, double and std::string_view.
namespace wire {
using bytes = std::span<const std::byte>;
struct timestamp {
    std::int64_t microseconds; ///< since 1970-01-01 00:00:00 UTC
};
struct date {
    std::int32_t days; ///< since 1970-01-01
};
struct time {
    std::int64_t microseconds; ///< since midnight
};
struct interval {
    std::int64_t microseconds;
};
struct uuid {
    std::array<std::uint8_t, 16> bytes;
};
struct decimal {
    std::int64_t coefficient; ///< the value is coefficient / 10^scale
    std::uint8_t scale;
};
struct json {
    std::string_view text;
};
/// The same, made for the call: what binds it keeps a copy.
struct made_json {
    std::string text;
    bool operator==(const made_json&) const = default;
};
struct numeric {
    std::string text; ///< "-12.50": digits and one point
};
template <class Item> struct list_item {
    Item value{};
    bool null = false;
};
/// The items of a list or an array. No std::vector: there is one for each wire type, and they made a file with a
/// condition of the run time a quarter dearer to compile.
template <class Item> class list_items {
public:
    list_items() = default;
    list_items(std::initializer_list<list_item<Item>> items) {
        reserve(items.size());
        for (const auto& each : items) add() = each;
    }
    list_items(list_items&& other) noexcept { swap(other); }
    list_items& operator=(list_items&& other) noexcept {
        swap(other);
        return *this;
    }
    ~list_items() { delete[] items_; }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const list_item<Item>* begin() const { return items_; }
    const list_item<Item>* end() const { return items_ + size_; }
    const list_item<Item>& operator[](std::size_t i) const { return items_[i]; }
    list_item<Item>& operator[](std::size_t i) { return items_[i]; }

    void reserve(std::size_t count) {
        if (count <= room_) return;
        auto* const items = new list_item<Item>[count];
        for (std::size_t i = 0; i < size_; ++i) items[i] = static_cast<list_item<Item>&&>(items_[i]);
        delete[] items_;
        items_ = items;
        room_ = count;
    }
    list_item<Item>& add() {
        if (size_ == room_) reserve(2 * room_ + 4);
        return items_[size_++] = list_item<Item>();
    }
    void clear() { size_ = 0; }

private:
    void swap(list_items& other) noexcept {
        std::swap(items_, other.items_);
        std::swap(size_, other.size_);
        std::swap(room_, other.room_);
    }
    list_item<Item>* items_ = nullptr;
    std::size_t size_ = 0;
    std::size_t room_ = 0;
};
/// An array's items; views among them look into the driver's buffer, or into what the list keeps.
template <class Item> struct list {
    list() = default;
    list(list&&) = default; // a copy's views would look into the original
    list& operator=(list&&) = default;

    list_items<Item> items{};
    std::vector<std::string> kept{};
};
} // namespace wire

namespace detail {

/// What a kind of column is called in messages: "the field wants a whole number".
template <type_kind Kind, fixed_string Noun> struct wire_row_of {
    static constexpr type_kind kind = Kind;
    static constexpr std::string_view noun = Noun.view();
};

// How plain data (`literal`, `any_value`), whose members are number, real and text, keeps a value: `keep` writes
// it there, `make` has it back. `Member` is the only member of a wire type that is a struct.
template <class Wire, type_kind Kind, fixed_string Noun, auto Member = nullptr> struct kept_in_number
    : wire_row_of<Kind, Noun> {
    template <class Plain> static constexpr void keep(Plain& plain, const Wire& value) {
        if constexpr (std::is_arithmetic_v<Wire>)
            plain.number = value;
        else
            plain.number = value.*Member;
    }
    template <class Plain> static constexpr Wire make(const Plain& plain) {
        if constexpr (std::is_arithmetic_v<Wire>) {
            return static_cast<Wire>(plain.number);
        } else {
            Wire value{};
            value.*Member = static_cast<std::remove_cvref_t<decltype(value.*Member)>>(plain.number);
            return value;
        }
    }
};
template <class Wire, type_kind Kind, fixed_string Noun> struct kept_in_real : wire_row_of<Kind, Noun> {
    template <class Plain> static constexpr void keep(Plain& plain, Wire value) { plain.real = value; }
    template <class Plain> static constexpr Wire make(const Plain& plain) { return static_cast<Wire>(plain.real); }
};
/// Where a database has no such type the text is stored; a row may say that only one form of it is
/// (`text_to_store`, `is_stored_text`), so that what is equal is equal as text.
template <class Wire, type_kind Kind, fixed_string Noun> struct kept_in_text : wire_row_of<Kind, Noun> {
    template <class Plain> static constexpr void keep(Plain& plain, const Wire& value) {
        if constexpr (requires { value.text; })
            plain.text = value.text;
        else
            plain.text = value;
    }
    template <class Plain> static constexpr Wire make(const Plain& plain) {
        if constexpr (std::is_constructible_v<Wire, std::string_view>)
            return Wire(std::string_view(plain.text));
        else
            return Wire{decltype(Wire::text)(plain.text)};
    }
};

/// The row of a wire type; the primary template is that of types that no driver passes.
template <class Wire> struct wire_row : wire_row_of<type_kind::none, "anything"> {};

template <> struct wire_row<bool> : kept_in_number<bool, type_kind::boolean, "a boolean"> {};
template <> struct wire_row<std::int16_t> : kept_in_number<std::int16_t, type_kind::small_integer, "a whole number"> {};
template <> struct wire_row<std::int32_t> : kept_in_number<std::int32_t, type_kind::integer, "a whole number"> {};
template <> struct wire_row<std::int64_t> : kept_in_number<std::int64_t, type_kind::big_integer, "a whole number"> {};
template <> struct wire_row<float> : kept_in_real<float, type_kind::real, "a number"> {};
template <> struct wire_row<double> : kept_in_real<double, type_kind::double_precision, "a number"> {};
template <> struct wire_row<std::string_view> : kept_in_text<std::string_view, type_kind::text, "text"> {};
template <> struct wire_row<wire::timestamp>
    : kept_in_number<wire::timestamp, type_kind::timestamp, "a time", &wire::timestamp::microseconds> {};
template <> struct wire_row<wire::date> : kept_in_number<wire::date, type_kind::date, "a date", &wire::date::days> {};
template <> struct wire_row<wire::time>
    : kept_in_number<wire::time, type_kind::time, "a time of day", &wire::time::microseconds> {};
template <> struct wire_row<wire::interval>
    : kept_in_number<wire::interval, type_kind::interval, "an interval", &wire::interval::microseconds> {};
template <> struct wire_row<wire::json> : kept_in_text<wire::json, type_kind::json, "JSON"> {
    using kept_in_text::keep;
    /// Whoever keeps what was made for the call owns its text.
    template <class Plain>
        requires std::is_same_v<decltype(Plain::text), std::string>
    static constexpr void keep(Plain& plain, const wire::made_json& value) {
        plain.text = value.text;
    }
};
template <> struct wire_row<wire::numeric> : kept_in_text<wire::numeric, type_kind::numeric, "a number"> {
    static constexpr std::string_view text_to_store(std::string_view text) { return shortest_number(text); }
    static constexpr const char* stored_noun = "a number in its shortest form as text";
    static constexpr bool is_stored_text(std::string_view text) { return is_shortest_number(text); }
};
template <> struct wire_row<wire::bytes> : wire_row_of<type_kind::bytes, "bytes"> {
    template <class Plain> static constexpr void keep(Plain& plain, wire::bytes value) {
        plain.text = std::string_view(reinterpret_cast<const char*>(value.data()), value.size());
    }
    template <class Plain> static wire::bytes make(const Plain& plain) {
        return {reinterpret_cast<const std::byte*>(plain.text.data()), plain.text.size()};
    }
};
template <> struct wire_row<wire::uuid> : wire_row_of<type_kind::uuid, "a UUID"> {
    template <class Plain> static constexpr void keep(Plain& plain, const wire::uuid& value) {
        plain.text = std::string_view(reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size());
    }
    template <class Plain> static constexpr wire::uuid make(const Plain& plain) {
        wire::uuid value{};
        for (std::size_t i = 0; i < value.bytes.size() && i < plain.text.size(); ++i)
            value.bytes[i] = static_cast<std::uint8_t>(plain.text[i]);
        return value;
    }
};
template <> struct wire_row<wire::decimal> : wire_row_of<type_kind::decimal, "a decimal"> {
    template <class Plain> static constexpr void keep(Plain& plain, wire::decimal value) {
        plain.number = value.coefficient;
        plain.type.scale = value.scale;
    }
    template <class Plain> static constexpr wire::decimal make(const Plain& plain) {
        return {plain.number, plain.type.scale};
    }
};

template <class Item> struct wire_row<wire::list<Item>> : wire_row_of<type_kind::array, "an array"> {
    template <class Plain> static void keep(Plain& plain, const wire::list<Item>& value) {
        if (plain.type.item == type_kind::none) plain.type.item = wire_row<Item>::kind;
        plain.list.clear();
        for (const auto& each : value.items) {
            auto& item = plain.list.emplace_back();
            item.type = plain.type;
            item.type.kind = std::exchange(item.type.item, type_kind::none);
            item.null = each.null;
            if (!each.null) wire_row<Item>::keep(item, each.value);
        }
    }
    template <class Plain> static wire::list<Item> make(const Plain& plain) {
        wire::list<Item> value;
        value.items.reserve(plain.list.size());
        for (const auto& each : plain.list) {
            auto& item = value.items.add();
            item.null = each.null;
            if (!each.null) item.value = wire_row<Item>::make(each);
        }
        return value;
    }
};
template <class> inline constexpr bool is_wire_list = false;
template <class Item> inline constexpr bool is_wire_list<wire::list<Item>> = true;

/// A wire type that is text with a meaning.
template <class Wire>
concept text_wire = requires(const Wire& value) { std::string_view(value.text); };

/// Every row, for what looks one up by its kind.
using wire_types = type_list<bool, std::int16_t, std::int32_t, std::int64_t, float, double, std::string_view,
                             wire::bytes, wire::timestamp, wire::date, wire::time, wire::interval, wire::uuid,
                             wire::decimal, wire::json, wire::numeric>;

/// The kind of column that a wire type comes from; `none` where no driver passes it.
template <class Wire> inline constexpr type_kind kind_of_wire = wire_row<Wire>::kind;

/// Calls `use` with std::type_identity of the wire type that a kind travels as: text, where it has none of its own.
template <class... Wire, class Use> constexpr void with_wire_among(type_list<Wire...>, type_kind kind, Use use) {
    const bool found = ((wire_row<Wire>::kind == kind ? (use(std::type_identity<Wire>{}), true) : false) || ...);
    if (!found) use(std::type_identity<std::string_view>{});
}
template <class Use> constexpr void with_wire(type_kind kind, Use use) { with_wire_among(wire_types{}, kind, use); }

template <class... Wire> constexpr std::string_view noun_among(type_list<Wire...>, type_kind kind) {
    std::string_view noun = kind == type_kind::enumeration ? "an enumerator"
                            : kind == type_kind::array     ? "an array"
                                                           : "anything";
    ((wire_row<Wire>::kind == kind ? static_cast<void>(noun = wire_row<Wire>::noun) : void()), ...);
    return noun;
}
/// "a whole number": what a field of that kind wants, for messages.
constexpr std::string_view noun_of(type_kind kind) { return noun_among(wire_types{}, kind); }

} // namespace detail
} // namespace v0
} // namespace refract

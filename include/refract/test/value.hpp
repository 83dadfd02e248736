// SPDX-License-Identifier: MIT
#pragma once

#include <refract/codec/array.hpp>
#include <refract/codec/enumeration.hpp>
#include <refract/schema/table_info.hpp>
#include <refract/test/texts.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// \file
/// Values for fields, of the plain types that codecs read.

namespace refract {
inline namespace v0 {
namespace detail {

/// What a value is for.
struct value_wish {
    const column_info* column = nullptr;
    const column_details* details = nullptr;
    std::uint64_t row = 1;   ///< its number
    int attempt = 0;         ///< how many of this row were refused
    bool is_unique = false;  ///< no two rows may have the same
    bool is_hostile = false; ///< what programs stumble over is wanted, too
    bool holds_nul = false;  ///< the database holds texts with NUL
    bool is_never_null = false;
    std::vector<literal> hints{}; ///< the constants of the table's checks
};

/// The numbers in the parentheses of `varchar(20)`, `numeric(10, 2)`; 0 where there are none.
struct type_sizes {
    std::size_t first = 0, second = 0;
};
constexpr type_sizes read_type_sizes(std::string_view type) {
    type_sizes read;
    const std::size_t open = type.find('('), end = type.find(')');
    if (open == type.npos || end == type.npos) return read;
    bool is_second = false;
    for (const char c : type.substr(open + 1, end - open - 1)) {
        if (c == ',') is_second = true;
        if (c < '0' || c > '9') continue;
        std::size_t& number = is_second ? read.second : read.first;
        number = 10 * number + static_cast<std::size_t>(c - '0');
    }
    return read;
}

/// Makes values of the plain types; texts and bytes live until the next one.
class value_maker {
public:
    value_maker(const value_wish& wish, const sql_type& type, std::uint64_t seed)
        : wish_(wish), type_(type), sizes_(read_type_sizes(wish.details->type_name)), random_(seed) {}

    test_numbers& random() { return random_; }
    bool is_hostile() { return wish_.is_hostile && wish_.attempt < 3 && random_.happens(50); }
    const value_wish& wish() const { return wish_; }
    std::size_t byte_count = 0; ///< where bytes have to be so many

    void make(bool& out) { out = random_.happens(50); }
    void make(std::int16_t& out) { out = static_cast<std::int16_t>(whole(limits_of<std::int16_t>())); }
    void make(std::int32_t& out) { out = static_cast<std::int32_t>(whole(limits_of<std::int32_t>())); }
    void make(std::int64_t& out) { out = whole(limits_of<std::int64_t>()); }
    void make(float& out) { out = static_cast<float>(real(std::numeric_limits<float>::max())); }
    void make(double& out) { out = real(std::numeric_limits<double>::max()); }
    void make(std::string_view& out) { out = text_ = text(); }
    void make(wire::json& out) {
        static constexpr std::string_view odd[]{"null", "[]", "{}", "\"'\"", R"({"a'b": "\"", "": [[], {}]})", "-0.5"};
        text_ = is_hostile() ? std::string(random_.pick(odd))
                             : R"({"word": ")" + std::string(random_.pick(test_words)) + R"(", "number": )" +
                                   std::to_string(random_.below(1'000)) + "}";
        out = {text_};
    }
    void make(wire::numeric& out) {
        if (is_hostile())
            out.text = random_.happens(50) ? "0" : "-" + std::string(40, '9') + ".5";
        else
            out.text = std::to_string(whole(limits_of<std::int64_t>()));
    }
    void make(wire::decimal& out) {
        const std::size_t most = sizes_.first > 0 && sizes_.first < 15 ? sizes_.first : 15;
        std::int64_t limit = 1;
        for (std::size_t i = 0; i < most; ++i) limit *= 10;
        out.scale = type_.scale;
        if (is_hostile())
            out.coefficient = random_.happens(50) ? limit - 1 : random_.happens(50) ? 1 - limit : -1;
        else
            out.coefficient = random_.between(0, (limit < 1'000'000 ? limit : 1'000'000) - 1);
        std::int64_t unit = 1;
        for (int i = 0; i < type_.scale; ++i) unit *= 10;
        if (const literal* hint = pick_hint(&is_number_literal)) out.coefficient = number_of(*hint) * unit;
    }
    void make(wire::timestamp& out) {
        constexpr std::int64_t odd[]{0, -1'000'000, -62'135'596'800'000'000, 253'402'300'799'000'000,
                                     1'709'164'800'000'000};
        out.microseconds = is_hostile() ? random_.pick(odd) + fraction() : moment();
    }
    void make(wire::date& out) {
        constexpr std::int32_t odd[]{0, -1, -719'162, 2'932'896, 19'782};
        out.days = is_hostile() ? random_.pick(odd) : static_cast<std::int32_t>(random_.between(18'262, 20'088));
    }
    void make(wire::time& out) {
        constexpr std::int64_t second = 1'000'000, day = 86'400 * second;
        if (is_hostile())
            out.microseconds = random_.happens(50) ? 0 : day - (fraction() == 0 ? 60 * second : 1);
        else
            out.microseconds = random_.between(0, 1'439) * 60 * second;
    }
    void make(wire::interval& out) {
        constexpr std::int64_t minute = 60'000'000, day = 1'440 * minute;
        if (is_hostile())
            out.microseconds = random_.happens(50) ? 0 : -400 * day;
        else
            out.microseconds = is_coarse() ? random_.between(0, 30) * day : random_.between(0, 10'000) * minute;
    }
    void make(wire::uuid& out) {
        const bool is_odd = is_hostile();
        const auto filler = static_cast<std::uint8_t>(random_.happens(50) ? 0 : 0xff);
        for (std::uint8_t& each : out.bytes) each = is_odd ? filler : static_cast<std::uint8_t>(random_.below(256));
        if (is_odd) return;
        out.bytes[6] = static_cast<std::uint8_t>(0x40 | (out.bytes[6] & 0x0f)); // of version 4
        out.bytes[8] = static_cast<std::uint8_t>(0x80 | (out.bytes[8] & 0x3f));
    }
    void make(wire::bytes& out) {
        const std::size_t size = byte_count > 0 ? byte_count
                                 : is_hostile() ? 300 * random_.below(2)
                                                : random_.below(17);
        text_.clear();
        for (std::size_t i = 0; i < size; ++i) text_ += static_cast<char>(random_.below(256));
        out = {reinterpret_cast<const std::byte*>(text_.data()), text_.size()};
    }

private:
    static bool is_number_literal(const literal& each) {
        return is_whole_number(each.type.kind) || each.type.kind == type_kind::decimal;
    }
    static bool is_text_literal(const literal& each) { return each.type.kind == type_kind::text; }
    static std::int64_t number_of(const literal& hint) {
        std::int64_t number = hint.number;
        for (int i = 0; hint.type.kind == type_kind::decimal && i < hint.type.scale; ++i) number /= 10;
        return number;
    }
    /// A constant of the checks, where values that do not know them were refused.
    const literal* pick_hint(bool (*fits)(const literal&)) {
        if (wish_.attempt == 0 || wish_.hints.empty() || random_.happens(50)) return nullptr;
        const literal& found = random_.pick(wish_.hints);
        return fits(found) ? &found : nullptr;
    }
    /// Whether coarser values are tried, as finer ones do not fit the field.
    bool is_coarse() const { return wish_.attempt % 2 == 1; }
    std::int64_t fraction() {
        const bool is_usual = wish_.column->stored.kind == stored_kind::usual && !is_coarse();
        return is_usual ? 999'999 : 0;
    }
    std::int64_t moment() { // from 2020 to 2025
        constexpr std::int64_t second = 1'000'000, first = 1'577'836'800, length = 1'826 * 86'400LL;
        const std::int64_t at = first + random_.between(0, length - 1);
        return (is_coarse() ? at - at % 86'400 : at) * second;
    }
    std::int64_t whole(number_range range) {
        if (const number_range own = wish_.column->range; own.is_known() && type_.kind == wish_.column->type.kind) {
            range.least = own.least > range.least ? own.least : range.least;
            range.greatest = own.greatest < range.greatest ? own.greatest : range.greatest;
        }
        const auto inside = [&](std::int64_t number) {
            return number < range.least ? range.least : number > range.greatest ? range.greatest : number;
        };
        if (is_hostile()) {
            const std::int64_t odd[]{range.least, range.greatest, 0, 1, -1};
            return inside(random_.pick(odd));
        }
        if (const literal* hint = pick_hint(&is_number_literal)) {
            std::int64_t number = 0;
            if (!__builtin_add_overflow(number_of(*hint), random_.between(-1, 1), &number)) return inside(number);
        }
        if (wish_.is_unique && wish_.attempt == 0 && wish_.row <= static_cast<std::uint64_t>(range.greatest))
            return static_cast<std::int64_t>(wish_.row);
        const std::int64_t most[]{100, 100, 100, 10'000, 1'000'000};
        return random_.between(inside(0), inside(random_.pick(most)));
    }
    double real(double most) {
        const double odd[]{0.0, most, -most, 0.1, 1.0 / 3, 1e-30, -1.5};
        if (is_hostile()) return random_.pick(odd);
        if (const literal* hint = pick_hint(&is_number_literal))
            return static_cast<double>(number_of(*hint)) + 0.25 * static_cast<double>(random_.between(-1, 1));
        return static_cast<double>(random_.between(0, 400'000)) / 4; // exact in all of them
    }
    std::string text() {
        const std::size_t most = sizes_.first > 0 ? sizes_.first : std::size_t{100'000};
        if (type_.kind == type_kind::enumeration && type_.enumeration)
            return std::string(type_.enumeration->names[random_.below(type_.enumeration->count)]);
        if (is_hostile()) return first_characters(make_hostile_text(random_, wish_.holds_nul), most);
        if (const literal* hint = pick_hint(&is_text_literal)) return std::string(hint->text);
        // What a check compares with a number may be the length.
        if (const literal* hint = pick_hint(&is_number_literal); hint && hint->number > 0 && hint->number <= 1'000)
            return letters(static_cast<std::size_t>(hint->number) < most ? static_cast<std::size_t>(hint->number)
                                                                         : most);
        std::string number = wish_.is_unique ? std::to_string(wish_.row) : std::string();
        if (wish_.is_unique && wish_.attempt > 0) number += "x" + std::to_string(wish_.attempt);
        if (number.size() > most || (wish_.attempt > 20 && random_.happens(30))) return letters(most < 12 ? most : 12);
        std::string made = make_plain_text(random_, guess_from_name(wish_.column->field), number);
        return made.size() <= most ? made : first_characters(made, most - number.size()) + number;
    }
    std::string letters(std::size_t count) {
        std::string made;
        while (made.size() < count) made += static_cast<char>('a' + random_.below(26));
        return made;
    }

    const value_wish& wish_;
    sql_type type_;
    type_sizes sizes_;
    test_numbers random_;
    std::string text_{};
};

template <class Field> inline constexpr std::size_t fixed_size = 0;
template <class Item, std::size_t Size> inline constexpr std::size_t fixed_size<std::array<Item, Size>> = Size;
/// What only looks at a text or bytes, which nobody keeps for it.
template <class Field> inline constexpr bool is_borrowed =
    std::is_convertible_v<Field, std::string_view> && !std::is_constructible_v<Field, std::size_t, char>;

namespace by_name {
template <class Field> void make_value(Field& out, const value_wish& wish, std::uint64_t seed);

/// Reads a value of the plain type that the codec takes; false where it takes none that is tried.
template <class Field> bool make_by_codec(Field& out, value_wish wish, std::uint64_t seed) {
    for (int tried = 0; tried < 8; ++tried, ++wish.attempt) {
        value_maker maker(wish, type_of<Field>, mix_seed(seed, static_cast<std::uint64_t>(tried)));
        maker.byte_count = fixed_size<Field>;
        typename codec<Field>::wire made{};
        if constexpr (requires { maker.make(made); }) try {
                maker.make(made);
                codec<Field>::decode(made, out);
                return true;
            } catch (const error&) {} // the type takes not all of its kind
    }
    return false;
}

/// Makes a value for a field; where its type takes none that is known here, it stays as it is.
template <class Field> void make_value(Field& out, const value_wish& wish, std::uint64_t seed) {
    test_numbers random(seed);
    if constexpr (is_optional<Field>) {
        constexpr unsigned percent_of_null = 15;
        const bool is_null = random.happens(percent_of_null);
        if (is_null && !wish.is_never_null) return out.reset();
        without_optional<Field> made{};
        detail::make_value(made, wish, random.next());
        out = std::move(made);
    } else if constexpr (std::is_enum_v<Field>) {
        if constexpr (has_known_values<Field>) out = random.pick(enumeration<Field>.list).value;
    } else if constexpr (type_of<Field>.encoding != nullptr) {
        if constexpr (requires { *out; }) detail::make_value(*out, wish, random.next());
    } else if constexpr (type_of<Field>.kind == type_kind::array) {
        out.clear();
        for (std::uint64_t count = random.below(4); count > 0; --count) {
            typename Field::value_type item{};
            detail::make_value(item, wish, random.next());
            out.push_back(std::move(item));
        }
    } else if constexpr (!is_borrowed<Field>) {
        Field made{};
        if (detail::make_by_codec(made, wish, random.next())) out = std::move(made);
    }
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

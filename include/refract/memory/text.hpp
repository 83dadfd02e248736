// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// \file
/// Texts of UTF-8 as SQL's functions see them: positions count characters, from 1.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }
/// The bytes of the first character; 0 of the empty text.
constexpr std::size_t first_character(std::string_view text) {
    std::size_t size = text.empty() ? 0 : 1;
    while (size > 0 && size < text.size() && !begins_character(text[size])) ++size;
    return size;
}
constexpr std::int64_t count_characters(std::string_view text) {
    std::int64_t count = 0;
    for (; !text.empty(); text.remove_prefix(first_character(text))) ++count;
    return count;
}
/// The text behind so many characters.
constexpr std::string_view behind_characters(std::string_view text, std::int64_t count) {
    for (; count > 0 && !text.empty(); --count) text.remove_prefix(first_character(text));
    return text;
}

constexpr char lower_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char upper_letter(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
inline std::string with_letters(std::string_view text, char (*change)(char)) {
    std::string changed(text);
    for (char& each : changed) each = change(each);
    return changed;
}
constexpr std::string_view without_blanks(std::string_view text, bool at_start, bool at_end) {
    while (at_start && text.starts_with(' ')) text.remove_prefix(1);
    while (at_end && text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// A pattern of LIKE.
struct like_pattern {
    std::string_view pattern;
    std::string_view escape{}; ///< the character behind which a wildcard is a plain one
    bool ignores_case = false;

    /// The last % alone takes more characters where the rest does not fit, so that no pattern takes long. Errors:
    /// `conversion_error` for one that ends in the escape character, as on PostgreSQL.
    bool matches(std::string_view text) const {
        std::string_view rest = pattern, tried = text, behind;
        bool has_any = false;
        for (;;) {
            if (!rest.empty() && rest[0] == '%' && escape != "%") {
                rest.remove_prefix(1);
                if (rest.empty()) return true;
                has_any = true;
                behind = rest;
                tried = text;
            } else if (text.empty()) {
                return rest.empty();
            } else if (rest.empty() || !takes_one(text, rest)) {
                if (!has_any || tried.empty()) return false;
                tried.remove_prefix(first_character(tried));
                text = tried;
                rest = behind;
            }
        }
    }

private:
    /// Takes a character and what it matches.
    bool takes_one(std::string_view& text, std::string_view& rest) const {
        const bool escaped = !escape.empty() && rest.starts_with(escape);
        if (escaped) rest.remove_prefix(escape.size());
        if (rest.empty()) throw conversion_error("a pattern ends in its escape character");
        const std::size_t size = first_character(text), wanted = first_character(rest);
        const bool is_one = !escaped && rest[0] == '_';
        if (!is_one && !is_same(text.substr(0, size), rest.substr(0, wanted))) return false;
        text.remove_prefix(size);
        rest.remove_prefix(wanted);
        return true;
    }
    bool is_same(std::string_view left, std::string_view right) const {
        if (!ignores_case) return left == right;
        return left.size() == right.size() &&
               (left.size() > 1 ? left == right : lower_letter(left[0]) == lower_letter(right[0]));
    }
};

/// So many characters from a position on; what lies before the text or behind it has none.
inline std::string substring_of(std::string_view text, std::int64_t from, std::int64_t count) {
    if (count <= 0) return {};
    std::int64_t behind = 0; // the position behind the last one
    if (__builtin_add_overflow(from, count, &behind)) behind = INT64_MAX;
    if (from < 1) from = 1;
    if (behind <= from) return {};
    const std::string_view begin = behind_characters(text, from - 1);
    return std::string(begin.substr(0, begin.size() - behind_characters(begin, behind - from).size()));
}
/// Where a part begins, from 1; 0 if it is not there.
constexpr std::int64_t position_in(std::string_view part, std::string_view text) {
    const std::size_t at = text.find(part);
    return at == text.npos ? 0 : count_characters(text.substr(0, at)) + 1;
}
inline std::string replace_in(std::string_view text, std::string_view from, std::string_view to) {
    if (from.empty()) return std::string(text);
    std::string made;
    for (std::size_t at = 0; (at = text.find(from)) != text.npos; text.remove_prefix(at + from.size()))
        made.append(text.substr(0, at)).append(to);
    return made.append(text);
}
inline std::string reversed(std::string_view text) {
    std::string made;
    for (std::size_t size = 0; !text.empty(); text.remove_prefix(size)) {
        size = first_character(text);
        made.insert(0, text.substr(0, size));
    }
    return made;
}
/// Filled up at its beginning to so many characters, or cut to as many.
inline std::string padded(std::string_view text, std::int64_t count, std::string_view fill) {
    std::int64_t missing = count - count_characters(text);
    std::string made;
    for (std::string_view rest; missing > 0 && !fill.empty(); --missing) {
        if (rest.empty()) rest = fill;
        made.append(rest.substr(0, first_character(rest)));
        rest.remove_prefix(first_character(rest));
    }
    return substring_of(made.append(text), 1, count);
}

} // namespace detail
} // namespace v0
} // namespace refract

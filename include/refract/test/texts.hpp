// SPDX-License-Identifier: MIT
#pragma once

#include <refract/test/random.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// \file
/// Texts for rows that nobody wrote: such as people write, and such as programs stumble over.

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr std::string_view first_names[]{"Ada",   "Grace", "Alan", "Edgar", "Barbara", "Linus",
                                                "Niels", "Joan",  "Ken",  "Mary",  "Tim",     "Sofia"};
inline constexpr std::string_view last_names[]{"Lovelace", "Hopper", "Turing", "Codd", "Liskov", "Bohr",
                                               "Clarke",   "Jones",  "Shaw",   "Gray", "Noether"};
inline constexpr std::string_view test_words[]{"amber", "brook", "cedar", "dune",  "ember", "fern",
                                               "grove", "haze",  "iris",  "jade",  "lake",  "maple",
                                               "north", "olive", "pine",  "river", "stone", "willow"};
inline constexpr std::string_view cities[]{"Berlin", "Lagos", "Lima", "Osaka", "Oslo", "Pune", "Quito", "Turin"};
inline constexpr std::string_view countries[]{"DE", "NG", "PE", "JP", "NO", "IN", "EC", "IT"};

using namespace std::string_view_literals;
/// Quotes, what is SQL or a pattern, blanks, no letters at all, letters of four bytes, and NUL at last.
inline constexpr std::string_view hostile_texts[]{""sv,
                                                  " "sv,
                                                  "'"sv,
                                                  "\""sv,
                                                  "'; DROP TABLE users; --"sv,
                                                  "O'Brien \"Bob\""sv,
                                                  "\\"sv,
                                                  "%_"sv,
                                                  "{} $1 ? :x @y"sv,
                                                  "NULL"sv,
                                                  "\n\r\t"sv,
                                                  " both ends "sv,
                                                  "\xc3\xa9 e\xcc\x81"sv,
                                                  "\xf0\x9f\x98\x80"sv,
                                                  "\xf0\x9d\x94\x98\xf0\x90\x8d\x88"sv,
                                                  "\xe2\x80\xae"
                                                  "abc"sv,
                                                  "\xef\xbb\xbf"
                                                  "bom"sv,
                                                  "zero\xe2\x80\x8bwidth"sv,
                                                  "\xc4\xb0 \xc3\x9f \xcf\x82"sv,
                                                  "0"sv,
                                                  "a\0b"sv};

/// What a text column is about, as its name says it.
enum class text_about : std::uint8_t { words, email, full_name, first_name, last_name, link, phone, city, country };

inline text_about guess_from_name(std::string_view field) {
    const auto has = [&](std::string_view part) { return field.find(part) != std::string_view::npos; };
    if (has("mail")) return text_about::email;
    if (has("first_name") || has("given_name")) return text_about::first_name;
    if (has("last_name") || has("surname") || has("family_name")) return text_about::last_name;
    if (field == "name" || has("full_name") || field == "author" || field == "customer") return text_about::full_name;
    if (has("url") || has("link") || has("website")) return text_about::link;
    if (has("phone") || has("fax")) return text_about::phone;
    if (has("city") || has("town")) return text_about::city;
    if (has("country")) return text_about::country;
    return text_about::words;
}

/// The beginning of a text, of so many characters at most; UTF-8 stays whole.
inline std::string first_characters(std::string_view text, std::size_t most) {
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size(); ++end)
        if ((static_cast<unsigned char>(text[end]) & 0xc0) != 0x80 && count++ == most) break;
    return std::string(text.substr(0, end));
}

/// Puts a number where it makes a text another one than those of other rows.
inline std::string numbered_text(text_about about, std::string base, std::string_view number) {
    const std::size_t at = about == text_about::email ? base.find('@') : base.size();
    return base.insert(at, std::string(about == text_about::words || about == text_about::full_name ? " " : "") +
                               std::string(number));
}

/// A text as people write it; `number`: of the row, in texts of which no two may be the same.
inline std::string make_plain_text(test_numbers& random, text_about about, std::string_view number) {
    const auto lower = [](std::string text) {
        for (char& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return text;
    };
    std::string first(random.pick(first_names)), text;
    const std::string last(random.pick(last_names)), word(random.pick(test_words));
    switch (about) {
    case text_about::email: text = lower(first) + "." + lower(last) + "@example.org"; break;
    case text_about::full_name: text = first + " " + last; break;
    case text_about::first_name: text = first; break;
    case text_about::last_name: text = last; break;
    case text_about::link: text = "https://example.org/" + word; break;
    case text_about::phone: text = "+1 555 " + std::to_string(random.between(1000, 9999)); break;
    case text_about::city: text = random.pick(cities); break;
    case text_about::country: text = random.pick(countries); break;
    case text_about::words:
        text = word;
        for (std::uint64_t more = random.below(3); more > 0; --more) text.append(" ").append(random.pick(test_words));
    }
    return number.empty() ? text : numbered_text(about, text, number);
}

/// A text that is stumbled over; those with NUL only where the database holds them.
inline std::string make_hostile_text(test_numbers& random, bool holds_nul) {
    const std::string text(random.pick(hostile_texts));
    if (text.find('\0') != std::string::npos && !holds_nul)
        return "a\xef\xbf\xbd"
               "b";
    if (random.happens(5)) return std::string(5'000, 'x') + text;
    return text;
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Names of a database as names of C++.

namespace refract {
inline namespace v0 {
namespace detail {

/// What no name of ours may be: words of C++, the namespaces that a header names, and macros in small letters, of C
/// libraries and of Qt.
inline constexpr std::string_view taken_words[] = {
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "assert",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "char16_t",
    "char32_t",
    "char8_t",
    "class",
    "co_await",
    "co_return",
    "co_yield",
    "compl",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "d_fileno",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "emit",
    "enum",
    "environ",
    "errno",
    "explicit",
    "export",
    "extern",
    "false",
    "float",
    "for",
    "forever",
    "friend",
    "goto",
    "h_addr",
    "h_errno",
    "if",
    "ifa_broadaddr",
    "ifa_dstaddr",
    "ifr_addr",
    "ifr_data",
    "ifr_flags",
    "ifr_metric",
    "ifr_mtu",
    "ifr_name",
    "inline",
    "int",
    "linux",
    "long",
    "major",
    "makedev",
    "math_errhandling",
    "minor",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "public",
    "refract",
    "register",
    "reinterpret_cast",
    "requires",
    "return",
    "s6_addr",
    "sa_handler",
    "sa_sigaction",
    "sched_priority",
    "short",
    "si_addr",
    "si_band",
    "si_fd",
    "si_int",
    "si_overrun",
    "si_pid",
    "si_ptr",
    "si_status",
    "si_stime",
    "si_timerid",
    "si_uid",
    "si_utime",
    "si_value",
    "sigev_notify_function",
    "signals",
    "signed",
    "sizeof",
    "slots",
    "st_atime",
    "st_ctime",
    "st_mtime",
    "static",
    "static_assert",
    "static_cast",
    "std",
    "stderr",
    "stdin",
    "stdout",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "union",
    "unix",
    "unsigned",
    "using",
    "ut_addr",
    "ut_name",
    "ut_time",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
};
inline bool is_taken_word(std::string_view name) {
    return std::find(std::begin(taken_words), std::end(taken_words), name) != std::end(taken_words);
}

constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
constexpr char ascii_lower(char c) { return is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// `AlbumId` and `ALBUM ID` as `album_id`; words of what is neither letter nor digit are parted by one underscore.
inline std::string snake_name(std::string_view name, std::string_view where_empty) {
    std::string made;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = ascii_lower(name[i]);
        const char before = i > 0 ? name[i - 1] : '\0';
        const bool starts =
            is_ascii_upper(name[i]) && (is_ascii_word(before) || (is_ascii_upper(before) && i + 1 < name.size() &&
                                                                  is_ascii_word(name[i + 1]) && name[i + 1] > '9'));
        if (!is_ascii_word(c) || starts)
            if (!made.empty() && made.back() != '_') made += '_';
        if (is_ascii_word(c)) made += c;
    }
    while (!made.empty() && made.back() == '_') made.pop_back();
    if (made.empty()) return std::string(where_empty);
    if (made[0] >= '0' && made[0] <= '9') made.insert(0, std::string(where_empty) + "_");
    if (is_taken_word(made)) made += '_';
    return made;
}
/// `order_items` as `OrderItems`.
inline std::string type_name_of(std::string_view name, std::string_view where_empty) {
    std::string made;
    bool starts = true;
    for (const char c : snake_name(name, where_empty)) {
        if (c != '_') made += starts && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        starts = c == '_';
    }
    return made;
}

/// Gives each name once: the second `name` is `name_2`.
class name_giver {
public:
    std::string give(std::string wanted) {
        std::string made = wanted;
        for (int number = 2; !given_.insert(made).second; ++number) made = wanted + "_" + std::to_string(number);
        return made;
    }
    void keep(const std::string& name) { given_.insert(name); }
    /// A name for each place that has none: those first that are names of C++ as they are, so that `a b` beside `a_b`
    /// is the one that becomes another.
    void fill(std::vector<std::string>& names, const std::vector<std::string>& wanted,
              const std::vector<bool>& are_names) {
        for (const bool now : {true, false})
            for (std::size_t i = 0; i < names.size(); ++i)
                if (names[i].empty() && are_names[i] == now) names[i] = give(wanted[i]);
    }

private:
    std::set<std::string> given_;
};

/// A text as C++ writes it; one with several lines is a literal for each.
inline std::string cpp_literal(std::string_view text) {
    std::string made = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '\n') {
            made += i + 1 < text.size() ? "\\n\"\n    \"" : "\\n";
        } else if (c == '"' || c == '\\') {
            made += '\\';
            made += text[i];
        } else if (c < 0x20 || c == 0x7f || (c == '?' && i > 0 && text[i - 1] == '?')) {
            made += '\\';
            for (const int shift : {6, 3, 0}) made += static_cast<char>('0' + (c >> shift & 7));
        } else {
            made += text[i];
        }
    }
    return made + '"';
}
/// A text of the database as lines of comment, in which nothing ends the comment: no backslash at an end.
inline std::string cpp_comment(std::string_view text, std::string_view mark) {
    std::string made;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\n\r");
        std::string line(text.substr(0, end));
        while (!line.empty() && (line.back() == '\\' || line.back() == ' ' || line.back() == '\t')) line.pop_back();
        made.append(mark).append(line.empty() ? "" : " ").append(line).append("\n");
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return made;
}

} // namespace detail
} // namespace v0
} // namespace refract

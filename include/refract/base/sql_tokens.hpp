// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/raw_text.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// SQL of the program's own or of a database's catalog, taken apart: `a <= "b"` is a word, a mark and a quoted name.

namespace refract {
inline namespace v0 {
namespace detail {

enum class sql_token_kind : std::uint8_t { word, quoted_name, text, number, mark };

struct sql_token {
    sql_token_kind kind = sql_token_kind::mark;
    std::string_view text{}; ///< as it is written

    /// A word of the language, in whichever case.
    constexpr bool is(std::string_view upper) const {
        if (kind != sql_token_kind::word && kind != sql_token_kind::mark) return false;
        return is_like(text, upper);
    }
    constexpr bool is_name() const { return kind == sql_token_kind::word || kind == sql_token_kind::quoted_name; }

    static constexpr char upper_case(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
    static constexpr bool is_like(std::string_view left, std::string_view right) {
        if (left.size() != right.size()) return false;
        for (std::size_t i = 0; i < left.size(); ++i)
            if (upper_case(left[i]) != upper_case(right[i])) return false;
        return true;
    }
};

/// What stands between quotes, with a doubled mark once; anything else as it is.
inline std::string unquote_sql(std::string_view quoted) {
    const std::string_view marks = "\"'`[";
    if (quoted.size() < 2 || marks.find(quoted[0]) == marks.npos) return std::string(quoted);
    const char mark = quoted[0] == '[' ? ']' : quoted[0];
    std::string name;
    for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
        name += quoted[i];
        if (quoted[i] == mark) ++i;
    }
    return name;
}

/// The tokens of a text, without blanks and comments. What is quoted to the end of the text is one token to its end.
///
/// `brackets_quote`: [name] is a name, as on SQLite, not an element of an array.
class sql_tokenizer {
public:
    sql_tokenizer(std::string_view sql, bool brackets_quote) : sql_(sql), brackets_quote_(brackets_quote) {}

    std::vector<sql_token> all() {
        std::vector<sql_token> tokens;
        while (skip_blanks()) tokens.push_back(next());
        return tokens;
    }

private:
    static constexpr bool is_blank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
    }
    static constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
    /// Whether something follows.
    bool skip_blanks() {
        while (at_ < sql_.size()) {
            const std::string_view pair = sql_.substr(at_, 2);
            if (pair == "--" || pair == "/*")
                at_ = std::min(end_of_literal(sql_, at_), sql_.size());
            else if (is_blank(sql_[at_]))
                ++at_;
            else
                return true;
        }
        return false;
    }
    sql_token take(sql_token_kind kind, std::size_t end) {
        const std::size_t begin = at_;
        at_ = std::min(end, sql_.size());
        return {kind, sql_.substr(begin, at_ - begin)};
    }
    sql_token next() {
        const char first = sql_[at_];
        if (brackets_quote_ && first == '[') {
            const std::size_t end = sql_.find(']', at_);
            return take(sql_token_kind::quoted_name, end == sql_.npos ? end : end + 1);
        }
        if (const std::size_t end = end_of_literal(sql_, at_); end != at_)
            return take(first == '\'' || first == '$' ? sql_token_kind::text : sql_token_kind::quoted_name, end);
        if (is_digit(first) || (first == '.' && at_ + 1 < sql_.size() && is_digit(sql_[at_ + 1]))) return number();
        if (is_in_sql_name(first)) return word();
        for (const std::string_view mark : {"->>", "#>>", "<=>", "||", "<=", ">=", "<>", "!=", "==", "<<", ">>",
                                            "->",  "#>",  "::",  ":=", "@>", "<@", "&&", "~*", "!~", "?|", "?&"})
            if (sql_.substr(at_).starts_with(mark)) return take(sql_token_kind::mark, at_ + mark.size());
        return take(sql_token_kind::mark, at_ + 1);
    }
    sql_token word() {
        std::size_t end = at_;
        while (end < sql_.size() && is_in_sql_name(sql_[end])) ++end;
        // X'0a', E'a\n', B'01', N'text' are one token
        if (end == at_ + 1 && end < sql_.size() && sql_[end] == '\'' &&
            std::string_view("xXeEbBnN").find(sql_[at_]) != std::string_view::npos)
            return take(sql_token_kind::text, end_of_quotes(sql_, end));
        return take(sql_token_kind::word, end);
    }
    sql_token number() {
        std::size_t end = at_;
        while (end < sql_.size() && (is_in_sql_name(sql_[end]) || sql_[end] == '.' || is_sign_of_exponent(end))) ++end;
        return take(sql_token_kind::number, end);
    }
    bool is_sign_of_exponent(std::size_t at) const {
        const bool is_sign = sql_[at] == '+' || sql_[at] == '-';
        const bool is_hexadecimal = sql_.substr(at_, 2) == "0x" || sql_.substr(at_, 2) == "0X";
        return is_sign && !is_hexadecimal && (sql_[at - 1] == 'e' || sql_[at - 1] == 'E');
    }

    std::string_view sql_;
    bool brackets_quote_;
    std::size_t at_ = 0;
};

/// Whether two texts say the same but for blanks, comments, quotes of names and the case of words.
inline bool is_same_sql(const std::vector<sql_token>& left, const std::vector<sql_token>& right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        const bool are_names = left[i].is_name() && right[i].is_name();
        if (!are_names && left[i].kind != right[i].kind) return false;
        const bool is_same = are_names ? sql_token::is_like(unquote_sql(left[i].text), unquote_sql(right[i].text))
                                       : left[i].text == right[i].text;
        if (!is_same) return false;
    }
    return true;
}

} // namespace detail
} // namespace v0
} // namespace refract

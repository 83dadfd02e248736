// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

/// \file
/// The `{}` in SQL of the program's own: how many there are, and whether one stands where no database binds a value.

namespace refract {
inline namespace v0 {
namespace detail {

/// The number of {} in a text; {{}} stands for the two characters.
constexpr std::size_t count_holes(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t open = 0; (open = text.find('{')) != text.npos;) {
        text.remove_prefix(open);
        const bool is_hole = text.substr(0, 2) == "{}";
        count += is_hole;
        text.remove_prefix(is_hole ? 2 : text.substr(0, 4) == "{{}}" ? 4 : 1);
    }
    return count;
}

constexpr bool is_in_sql_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) > 127;
}

/// Behind the mark that closes what is quoted from `at` on; a mark twice is one that is quoted. In E'...' a backslash
/// takes the next character along.
constexpr std::size_t end_of_quotes(std::string_view sql, std::size_t at) {
    const char mark = sql[at];
    const bool escapes = mark == '\'' && at > 0 && (sql[at - 1] == 'E' || sql[at - 1] == 'e') &&
                         (at == 1 || !is_in_sql_name(sql[at - 2]));
    for (std::size_t i = at + 1; i < sql.size(); ++i) {
        if (escapes && sql[i] == '\\') {
            ++i;
        } else if (sql[i] == mark) {
            if (sql.substr(i + 1, 1) != sql.substr(at, 1)) return i + 1;
            ++i;
        }
    }
    return sql.npos;
}

/// Of a comment that may have others inside, as on PostgreSQL.
constexpr std::size_t end_of_comment(std::string_view sql, std::size_t at) {
    std::size_t depth = 0;
    for (std::size_t i = at; i + 1 < sql.size(); ++i) {
        const std::string_view pair = sql.substr(i, 2);
        if (pair != "/*" && pair != "*/") continue;
        depth = pair == "/*" ? depth + 1 : depth - 1;
        ++i;
        if (depth == 0) return i + 1;
    }
    return sql.npos;
}

/// Of $$...$$ and $name$...$name$; `at` where none begins.
constexpr std::size_t end_of_dollars(std::string_view sql, std::size_t at) {
    if (at > 0 && is_in_sql_name(sql[at - 1])) return at;
    std::size_t end = at + 1;
    while (end < sql.size() && sql[end] != '$' && is_in_sql_name(sql[end])) ++end;
    if (end >= sql.size() || sql[end] != '$' || (sql[at + 1] >= '0' && sql[at + 1] <= '9')) return at;
    const std::string_view mark = sql.substr(at, end + 1 - at);
    const std::size_t closing = sql.find(mark, end + 1);
    return closing == sql.npos ? sql.npos : closing + mark.size();
}

/// Behind the quotes or the comment that begin at `at`, on whichever database; `at` where none do, npos where they go
/// on behind the text.
constexpr std::size_t end_of_literal(std::string_view sql, std::size_t at) {
    const std::string_view pair = sql.substr(at, 2);
    if (pair == "--") return sql.find('\n', at);
    if (pair == "/*") return end_of_comment(sql, at);
    if (pair[0] == '$') return end_of_dollars(sql, at);
    return pair[0] == '\'' || pair[0] == '"' || pair[0] == '`' ? end_of_quotes(sql, at) : at;
}

/// What is to be known of a text before its {} become placeholders.
struct raw_text_facts {
    bool hides_hole = false; ///< a {} stands in quotes or a comment: a value would be sent of which nothing is made
    bool ends_open = false;  ///< what follows the text would be quoted, or a comment
};
constexpr raw_text_facts look_at_raw_text(std::string_view sql) {
    raw_text_facts facts;
    for (std::size_t i = 0; i < sql.size();) {
        const std::size_t end = end_of_literal(sql, i);
        facts.ends_open = end == sql.npos;
        if (end != i && count_holes(sql.substr(i, end - i)) > 0) facts.hides_hole = true;
        if (facts.ends_open) break;
        i = end == i ? i + 1 : end;
    }
    return facts;
}

} // namespace detail
} // namespace v0
} // namespace refract

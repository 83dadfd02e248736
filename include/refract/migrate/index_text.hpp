// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What the text of an index says: what it is sorted by, and of which rows.

namespace refract {
inline namespace v0 {
namespace detail {

struct index_parts {
    std::vector<std::string> keys{}; ///< columns and expressions, "lower(mail)", without order and operator class
    std::string condition{};         ///< empty: all rows
};

using sql_tokens = std::vector<sql_token>;

/// The text from one token to before another, as it is written.
inline std::string text_between(const sql_tokens& all, std::size_t first, std::size_t end) {
    if (first >= end) return {};
    const std::string_view last = all[end - 1].text;
    return {all[first].text.data(), last.data() + last.size()};
}
/// Behind the parenthesis that closes the one here, or the end.
inline std::size_t behind_closing(const sql_tokens& all, std::size_t open) {
    std::size_t depth = 0;
    for (std::size_t i = open; i < all.size(); ++i) {
        if (all[i].is("(")) ++depth;
        if (all[i].is(")") && --depth == 0) return i + 1;
    }
    return all.size();
}
/// `lower(mail) COLLATE "C" text_ops DESC`: the end of what is sorted, "lower(mail) COLLATE "C"".
inline std::size_t end_of_key(const sql_tokens& all, std::size_t first, std::size_t end) {
    std::size_t at = first;
    if (!all[at].is("(")) ++at;
    while (at + 1 < end && all[at].is(".")) at += 2;
    if (at < end && all[at].is("(")) at = behind_closing(all, at);
    if (at + 1 < end && all[at].is("COLLATE")) {
        at += 2;
        while (at + 1 < end && all[at].is(".")) at += 2;
    }
    return at;
}

/// Of `USING btree (lower(mail) DESC, city) WHERE (gone IS NULL)`.
inline index_parts parts_of_index(std::string_view sql) {
    index_parts made;
    const sql_tokens all = sql_tokenizer(sql, false).all();
    std::size_t open = 0;
    while (open < all.size() && !all[open].is("(")) ++open;
    const std::size_t end = behind_closing(all, open);
    for (std::size_t first = open + 1; first + 1 < end;) {
        std::size_t next = first;
        while (next + 1 < end && !all[next].is(",")) next = all[next].is("(") ? behind_closing(all, next) : next + 1;
        made.keys.push_back(text_between(all, first, end_of_key(all, first, next)));
        first = next + 1;
    }
    for (std::size_t i = end; i < all.size(); i = all[i].is("(") ? behind_closing(all, i) : i + 1)
        if (all[i].is("WHERE")) {
            made.condition = text_between(all, i + 1, all.size());
            break;
        }
    return made;
}

/// Whether two NULLs are the same for a key: `NULLS NOT DISTINCT`.
inline bool takes_null_once(std::string_view sql) {
    const sql_tokens all = sql_tokenizer(sql, false).all();
    for (std::size_t i = 0; i + 2 < all.size(); ++i)
        if (all[i].is("NULLS") && all[i + 1].is("NOT") && all[i + 2].is("DISTINCT")) return true;
    return false;
}

/// Without what says nothing: ASC, and parentheses around all of a condition.
inline sql_tokens plain_index(std::string_view sql, bool brackets_quote) {
    sql_tokens kept;
    std::size_t condition = 0;
    for (const sql_token& each : sql_tokenizer(sql, brackets_quote).all()) {
        if (each.is("ASC")) continue;
        kept.push_back(each);
        if (each.is("WHERE") && condition == 0) condition = kept.size();
    }
    while (condition > 0 && condition < kept.size() && kept[condition].is("(") &&
           behind_closing(kept, condition) == kept.size() && kept.back().is(")")) {
        kept.pop_back();
        kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(condition));
    }
    return kept;
}
inline bool is_same_index(std::string_view left, std::string_view right) {
    for (const bool brackets_quote : {true, false}) // as in says_same
        if (is_same_sql(plain_index(left, brackets_quote), plain_index(right, brackets_quote))) return true;
    return false;
}

} // namespace detail
} // namespace v0
} // namespace refract

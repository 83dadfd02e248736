// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

/// \file
/// Whether the texts of two indexes say the same.

namespace refract {
inline namespace v0 {
namespace detail {

using sql_tokens = std::vector<sql_token>;

/// Behind the parenthesis that closes the one here, or the end.
inline std::size_t behind_closing(const sql_tokens& all, std::size_t open) {
    std::size_t depth = 0;
    for (std::size_t i = open; i < all.size(); ++i) {
        if (all[i].is("(")) ++depth;
        if (all[i].is(")") && --depth == 0) return i + 1;
    }
    return all.size();
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

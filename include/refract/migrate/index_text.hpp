// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/settled_sql.hpp>

#include <cstddef>
#include <string_view>

/// \file
/// Whether the texts of two indexes say the same.

namespace refract {
inline namespace v0 {
namespace detail {

/// Without what says nothing: ASC, and parentheses around all of a condition.
inline sql_tokens plain_index(std::string_view sql, bool brackets_quote) {
    sql_tokens kept;
    std::size_t condition = 0;
    for (const sql_token& each : settled_sql(sql, brackets_quote)) {
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

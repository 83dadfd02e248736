// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What a database prints of an expression is not always what it prints when that is said to it again. PostgreSQL's
/// `a IN ('x', 'y')` of varchar, `a BETWEEN 1 AND 2 AND b` and a text without a name in a query have two such forms,
/// which say the same.

namespace refract {
inline namespace v0 {
namespace detail {

using sql_tokens = std::vector<sql_token>;

/// Behind the parenthesis or bracket that closes the one here, or the end.
inline std::size_t behind_closing(const sql_tokens& all, std::size_t open, std::string_view opens = "(",
                                  std::string_view closes = ")") {
    std::size_t depth = 0;
    for (std::size_t i = open; i < all.size(); ++i) {
        if (all[i].is(opens)) ++depth;
        if (all[i].is(closes) && --depth == 0) return i + 1;
    }
    return all.size();
}
inline bool is_at(const sql_tokens& all, std::size_t at, std::string_view word) {
    return at < all.size() && all[at].is(word);
}

/// Makes the second form of each.
class sql_settler {
public:
    explicit sql_settler(sql_tokens all) : all_(std::move(all)) {}

    sql_tokens settle() {
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (all_[i].is("ARRAY")) cast_elements(i);
            if (all_[i].is("::")) leave_own_name(i);
        }
        for (std::size_t i = all_.size(); i > 0; --i)
            if (all_[i - 1].is("(") && opens_value(i - 1)) take_out_parentheses(i - 1);
        for (std::size_t i = 0; i + 1 < all_.size(); ++i)
            while (all_[i].is("(") && is_at(all_, i + 1, "(") && opens_chain(i + 1)) take_out_parentheses(i + 1);
        return std::move(all_);
    }

private:
    static constexpr sql_token mark(std::string_view text) { return {sql_token_kind::mark, text}; }
    using difference = std::ptrdiff_t;

    /// Behind the type here: `character varying(20)`, `"app"."mood"`, and not the brackets behind it.
    std::size_t behind_type(std::size_t at) const {
        if (at >= all_.size() || !all_[at].is_name()) return at;
        const bool has_zone = all_[at].is("TIME") || all_[at].is("TIMESTAMP");
        ++at;
        if (is_at(all_, at, ".")) at += 2;
        if (is_at(all_, at, "VARYING") || is_at(all_, at, "PRECISION")) ++at;
        if (is_at(all_, at, "(")) at = behind_closing(all_, at);
        if (has_zone && (is_at(all_, at, "WITH") || is_at(all_, at, "WITHOUT")) && is_at(all_, at + 2, "ZONE")) at += 3;
        return std::min(at, all_.size());
    }
    std::size_t behind_brackets(std::size_t at) const {
        while (is_at(all_, at, "[") && is_at(all_, at + 1, "]")) at += 2;
        return at;
    }
    /// `(ARRAY[a, b])::text[]` is `ARRAY[(a)::text, (b)::text]`.
    void cast_elements(std::size_t array) {
        if (!is_at(all_, array + 1, "[")) return;
        const std::size_t end = behind_closing(all_, array + 1, "[", "]");
        const bool is_inside = array > 0 && all_[array - 1].is("(") && is_at(all_, end, ")");
        const std::size_t begin = array - is_inside, cast = end + is_inside;
        if (!is_at(all_, cast, "::")) return;
        const std::size_t behind = behind_type(cast + 1);
        if (behind_brackets(behind) != behind + 2) return;
        const sql_tokens type(all_.begin() + static_cast<difference>(cast),
                              all_.begin() + static_cast<difference>(behind));
        sql_tokens made{all_[array], all_[array + 1], mark("(")};
        std::size_t depth = 0;
        for (std::size_t i = array + 2; i < end; ++i) {
            const bool ends = depth == 0 && (all_[i].is(",") || i + 1 == end);
            if (all_[i].is("(") || all_[i].is("[")) ++depth;
            if (all_[i].is(")") || all_[i].is("]")) --depth;
            if (ends) {
                made.push_back(mark(")"));
                made.insert(made.end(), type.begin(), type.end());
            }
            made.push_back(all_[i]);
            if (ends && i + 1 < end) made.push_back(mark("("));
        }
        erase(begin, behind + 2);
        all_.insert(all_.begin() + static_cast<difference>(begin), made.begin(), made.end());
    }
    void erase(std::size_t begin, std::size_t end) {
        all_.erase(all_.begin() + static_cast<difference>(begin), all_.begin() + static_cast<difference>(end));
    }

    /// `('x'::name)::text` is `'x'::name::text`; whether that is here, with nothing else inside.
    bool opens_value(std::size_t open) const {
        if (open > 0 && (all_[open - 1].is_name() || all_[open - 1].is("]"))) return false; // f(x)::text
        std::size_t at = open + 1;
        if (at >= all_.size() || all_[at].kind == sql_token_kind::mark) return false;
        for (++at; is_at(all_, at, ".");) at += 2;
        while (is_at(all_, at, "::")) at = behind_brackets(behind_type(at + 1));
        return is_at(all_, at, ")") && is_at(all_, at + 1, "::");
    }

    /// `'x'::text AS text`: it has that name without being told.
    void leave_own_name(std::size_t cast) {
        const std::size_t behind = behind_type(cast + 1), at = behind_brackets(behind);
        if (!is_at(all_, at, "AS") || at + 1 >= all_.size()) return;
        const std::size_t first = is_at(all_, cast + 2, ".") ? cast + 3 : cast + 1;
        if (first >= behind || unquote_sql(all_[at + 1].text) != name_of_type(first, behind)) return;
        erase(at, at + 2);
    }
    std::string name_of_type(std::size_t first, std::size_t behind) const {
        std::string words;
        for (std::size_t i = first; i < behind; ++i)
            if (all_[i].is_name()) words += (words.empty() ? "" : " ") + unquote_sql(all_[i].text);
        static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> names{{
            {"smallint", "int2"},
            {"integer", "int4"},
            {"bigint", "int8"},
            {"real", "float4"},
            {"double precision", "float8"},
            {"boolean", "bool"},
            {"character varying", "varchar"},
            {"character", "bpchar"},
            {"bit varying", "varbit"},
            {"time without time zone", "time"},
            {"time with time zone", "timetz"},
            {"timestamp without time zone", "timestamp"},
            {"timestamp with time zone", "timestamptz"},
        }};
        for (const auto& [said, own] : names)
            if (words == said) return std::string(own);
        return words;
    }

    /// Whether `((a AND b) AND c)` is here, at its second parenthesis: AND behind it and nothing else inside, or OR.
    bool opens_chain(std::size_t open) const {
        const std::size_t behind = behind_closing(all_, open);
        for (const std::string_view word : {"AND", "OR"}) {
            if (!is_at(all_, behind, word)) continue;
            std::size_t depth = 0, found = 0;
            for (std::size_t i = open + 1; i + 1 < behind; ++i) {
                if (all_[i].is("(") || all_[i].is("[") || all_[i].is("CASE")) ++depth;
                if (all_[i].is(")") || all_[i].is("]") || all_[i].is("END")) --depth;
                if (depth != 0) continue;
                found += all_[i].is(word);
                for (const std::string_view other : {"AND", "OR", "BETWEEN", "SELECT", "VALUES", "WITH", ","})
                    if (all_[i].is(other) && other != word) return false;
            }
            return found > 0;
        }
        return false;
    }
    void take_out_parentheses(std::size_t open) {
        const std::size_t behind = behind_closing(all_, open);
        erase(behind - 1, behind);
        erase(open, open + 1);
    }

    sql_tokens all_;
};
inline sql_tokens settled_sql(std::string_view sql, bool brackets_quote) {
    return sql_settler(sql_tokenizer(sql, brackets_quote).all()).settle();
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/lint_statement.hpp>
#include <refract/migrate/script.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// The statements of SQL that stand in a DO block, whose body is plpgsql.

namespace refract {
inline namespace v0 {
namespace detail {

struct lint_block_part {
    std::string_view sql{};
    bool is_read = true; ///< else what it runs is put together only then
};

/// Finds them where plpgsql has them: behind its own words, and in EXECUTE of a text.
class lint_block_reader {
public:
    explicit lint_block_reader(bool brackets_quote) : brackets_quote_(brackets_quote) {}

    std::vector<lint_block_part> parts(std::string_view statement) && {
        const std::vector<sql_token> tokens = sql_tokenizer(statement, brackets_quote_).all();
        if (tokens.empty() || !tokens.front().is("DO")) return {};
        std::string_view text;
        bool is_known = true;
        for (std::size_t i = 1; i < tokens.size(); ++i) {
            if (tokens[i].kind == sql_token_kind::text) text = tokens[i].text;
            if (tokens[i - 1].is("LANGUAGE")) is_known = sql_token::is_like(unquote_sql(tokens[i].text), "plpgsql");
        }
        const std::string_view inside = body(text);
        if (!is_known || inside.empty())
            found_.push_back({statement, false});
        else
            block(inside);
        return std::move(found_);
    }

private:
    /// What stands in the quotes, if it is written as it is meant; else it is empty.
    static std::string_view body(std::string_view text) {
        const std::size_t tag = text.starts_with('$') ? text.find('$', 1) + 1 : text.starts_with('\'') ? 1 : 0;
        if (tag == 0 || text.size() < 2 * tag || !text.ends_with(text.substr(0, tag))) return {};
        const std::string_view inside = text.substr(tag, text.size() - 2 * tag);
        return tag == 1 && inside.find('\'') != inside.npos ? std::string_view() : inside;
    }
    void block(std::string_view text) {
        const std::vector<sql_token> tokens = sql_tokenizer(text, brackets_quote_).all();
        for (auto begin = tokens.begin(); begin != tokens.end();) {
            const auto end = std::find_if(begin, tokens.end(), [](const sql_token& each) { return each.is(";"); });
            one(std::vector<sql_token>(begin, end));
            begin = end == tokens.end() ? end : end + 1;
        }
    }
    void one(const std::vector<sql_token>& tokens) {
        lint_cursor in(tokens);
        skip_control(in);
        if (in.is_done()) return;
        const char* const begin = in.look().text.data();
        const std::string_view last = tokens.back().text;
        const std::string_view sql(begin, static_cast<std::size_t>(last.data() + last.size() - begin));
        if (in.is_one_of({"CREATE", "ALTER", "DROP", "TRUNCATE", "UPDATE", "DELETE", "INSERT", "MERGE", "WITH", "LOCK",
                          "REINDEX", "REFRESH", "CLUSTER", "REVOKE"}))
            found_.push_back({sql});
        else if (in.take("EXECUTE"))
            execute(in, sql);
    }
    /// IF ... THEN and the like, also one behind another.
    static void skip_control(lint_cursor& in) {
        for (;;) {
            const bool is_loop = in.is_one_of({"FOR", "FOREACH", "WHILE"});
            const bool asks = in.is_one_of({"IF", "ELSIF", "ELSEIF", "CASE", "WHEN", "EXCEPTION"});
            if (is_loop || asks) {
                in.seek({is_loop ? "LOOP" : "THEN"});
                in.skip();
            } else if (!in.take("BEGIN") && !in.take("ELSE") && !in.take("LOOP")) {
                return;
            }
        }
    }
    void execute(lint_cursor& in, std::string_view sql) {
        const std::string_view text =
            in.look().kind == sql_token_kind::text ? body(in.look().text) : std::string_view();
        in.skip();
        if (text.empty() || !(in.is_done() || in.is("INTO") || in.is("USING"))) return found_.push_back({sql, false});
        for (const migrate::script_statement& each : migrate::split_script(text, brackets_quote_))
            found_.push_back({each.sql});
    }

    bool brackets_quote_;
    std::vector<lint_block_part> found_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

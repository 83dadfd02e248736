// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

/// \file
/// A file of SQL as the statements that it has.

namespace refract {
inline namespace v0 {
namespace migrate {

/// A statement of a script, without its semicolon.
struct script_statement {
    std::string_view sql{};
    std::string_view comments{}; ///< what stands before it
    std::size_t line = 1;        ///< of the script, where the statement begins
};

} // namespace migrate

namespace detail {

/// Takes a script apart at the semicolons that end statements: not those in quotes, comments, and in the bodies of
/// triggers and functions, from BEGIN to END.
class script_splitter {
public:
    script_splitter(std::string_view script, bool brackets_quote)
        : script_(script), tokens_(sql_tokenizer(script, brackets_quote).all()) {}

    std::vector<migrate::script_statement> all() {
        std::vector<migrate::script_statement> found;
        std::size_t begin = 0, behind = 0; // a token, a byte
        for (std::size_t at = 0; at <= tokens_.size(); ++at) {
            const bool is_end = at == tokens_.size();
            if (!is_end) follow(begin, at);
            if (!is_end && (depth_ > 0 || !tokens_[at].is(";"))) continue;
            if (at > begin) found.push_back(statement(begin, at, behind));
            if (!is_end) behind = end_of(at);
            begin = at + 1;
            depth_ = 0;
        }
        return found;
    }

private:
    std::size_t begin_of(std::size_t token) const {
        return static_cast<std::size_t>(tokens_[token].text.data() - script_.data());
    }
    std::size_t end_of(std::size_t token) const { return begin_of(token) + tokens_[token].text.size(); }
    migrate::script_statement statement(std::size_t begin, std::size_t end, std::size_t behind) {
        const std::size_t from = begin_of(begin);
        const std::string_view between = script_.substr(counted_, from - counted_); // each line is counted once
        line_ += static_cast<std::size_t>(std::count(between.begin(), between.end(), '\n'));
        counted_ = from;
        return {script_.substr(from, end_of(end - 1) - from), script_.substr(behind, from - behind), line_};
    }
    /// Whether a statement is one that has a body: CREATE TRIGGER, or a function's BEGIN ATOMIC.
    bool opens_body(std::size_t begin, std::size_t at) const {
        if (!tokens_[begin].is("CREATE") || !tokens_[at].is("BEGIN")) return false;
        if (at + 1 < tokens_.size() && tokens_[at + 1].is("ATOMIC")) return true;
        for (std::size_t i = begin + 1; i < begin + 4 && i < at; ++i)
            if (tokens_[i].is("TRIGGER")) return true;
        return false;
    }
    void follow(std::size_t begin, std::size_t at) {
        if (depth_ == 0) {
            depth_ = opens_body(begin, at) ? 1 : 0;
        } else if (tokens_[at].is("CASE")) {
            ++depth_;
        } else if (tokens_[at].is("END")) {
            --depth_;
        }
    }

    std::string_view script_;
    std::vector<sql_token> tokens_;
    std::size_t depth_ = 0, line_ = 1, counted_ = 0;
};

} // namespace detail

namespace migrate {

/// The statements of a script; they look into its text. `brackets_quote`: [name] is a name, as on SQLite, which is
/// data of the dialect (catalog_facts).
inline std::vector<script_statement> split_script(std::string_view script, bool brackets_quote) {
    return detail::script_splitter(script, brackets_quote).all();
}

} // namespace migrate
} // namespace v0
} // namespace refract

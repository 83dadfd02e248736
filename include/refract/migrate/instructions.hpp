// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/migrate/script.hpp>
#include <refract/migrate/sha256.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// The comments of a migration that say how its statements run: `-- refract: no transaction`.

namespace refract {
inline namespace v0 {
namespace migrate {

/// How a statement of a migration runs.
enum class run_mode : std::uint8_t {
    together, ///< in a transaction with those around it
    alone,    ///< outside of a transaction
    repeated, ///< again and again, each time committed, until it changes no row
};

struct run_statement {
    std::string_view sql{};
    std::string about{}; ///< the last line of the comment before it: "add column price of ware"
    std::size_t line = 1;
    run_mode mode = run_mode::together;
    bool begins = false; ///< what stands before it is committed first
};

} // namespace migrate

namespace detail {

inline std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}
/// Calls `work(line)` with each comment of a line of its own, without its dashes.
template <class Work> void for_each_comment(std::string_view text, Work work) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = trim(text.substr(0, end));
        if (line.starts_with("--")) work(trim(line.substr(2)));
        if (end == text.npos) return;
        text.remove_prefix(end + 1);
    }
}
/// What stands behind `refract:`; empty where a comment is none of ours.
inline std::string_view instruction_of(std::string_view comment) {
    constexpr std::string_view mark = "refract:";
    return comment.starts_with(mark) ? trim(comment.substr(mark.size())) : std::string_view();
}

/// Whose statements are read, for its errors.
struct script_source {
    std::string what{};        ///< "the migration 20260101000000_a", "fix.sql"
    std::string file{};        ///< " of its migration.sql": behind the number of a line
    std::string_view runner{}; ///< "deploy": who begins and commits
};

[[noreturn]] inline void refuse_statement(const script_source& of, std::size_t line, std::string_view why) {
    throw error(
        join_text({of.what, " cannot be run: ", why, " (before or in line ", std::to_string(line), of.file, ")"}));
}
inline void obey(migrate::run_statement& statement, std::string_view said, const script_source& of) {
    if (said == "commit") {
        statement.begins = true;
    } else if (said == "no transaction") {
        statement.mode = migrate::run_mode::alone;
    } else if (said == "repeat") {
        statement.mode = migrate::run_mode::repeated;
    } else if (!said.starts_with("allow ") && !said.starts_with("replaces ")) {
        refuse_statement(of, statement.line,
                         join_text({"\"-- refract: ", said,
                                    "\" says nothing; there are commit, no transaction, repeat, allow and replaces"}));
    }
}
/// Transactions are begun and committed by whoever runs a migration: one of its own would end that one unseen.
inline void refuse_transactions(const migrate::run_statement& statement, const script_source& of, bool brackets_quote) {
    const std::vector<sql_token> tokens = sql_tokenizer(statement.sql, brackets_quote).all();
    for (const std::string_view word : {"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT"})
        if (!tokens.empty() && tokens[0].is(word))
            refuse_statement(of, statement.line,
                             join_text({word, " stands in it, and ", of.runner,
                                        " begins and commits by itself; leave it out, or "
                                        "write the line \"-- refract: commit\" where a transaction is to end"}));
}
/// The statements of a script, and how they run.
inline std::vector<migrate::run_statement> read_statements_of(const script_source& of, std::string_view script,
                                                              bool brackets_quote) {
    std::vector<migrate::run_statement> all;
    for (const migrate::script_statement& each : migrate::split_script(script, brackets_quote)) {
        migrate::run_statement made{.sql = each.sql, .line = each.line};
        for_each_comment(each.comments, [&](std::string_view comment) {
            const std::string_view said = instruction_of(comment);
            if (said.empty())
                made.about = comment;
            else
                obey(made, said, of);
        });
        refuse_transactions(made, of, brackets_quote);
        all.push_back(std::move(made));
    }
    return all;
}

} // namespace detail

namespace migrate {

/// The statements of a migration, and how they run. Errors: comments that say nothing, transactions of its own.
/// `brackets_quote` is as of split_script; the file is named in errors.
inline std::vector<run_statement> read_instructions(std::string_view name, std::string_view script, bool brackets_quote,
                                                    std::string_view file = "migration.sql") {
    return detail::read_statements_of({.what = detail::join_text({"the migration ", name}),
                                       .file = detail::join_text({" of its ", file}),
                                       .runner = file == "down.sql" ? "down" : "deploy"},
                                      script, brackets_quote);
}

/// What a squashed migration has the place of, one for each of its lines `-- refract: replaces 20260101000000_first`.
/// Behind the name of one that was squashed itself stands what it replaced: `20260102000000_all (20260101000000_a
/// 20260102000000_b)`.
inline std::vector<std::string> lines_of_replaced(std::string_view script) {
    std::vector<std::string> lines;
    detail::for_each_comment(script, [&](std::string_view comment) {
        constexpr std::string_view mark = "replaces ";
        const std::string_view said = detail::instruction_of(comment);
        if (said.starts_with(mark)) lines.emplace_back(detail::trim(said.substr(mark.size())));
    });
    return lines;
}
/// The names in them.
inline std::vector<std::string> replaced_by(std::string_view script) {
    std::vector<std::string> names;
    for (const std::string& line : lines_of_replaced(script)) {
        bool is_inside = false;
        for (const char c : line) {
            const bool is_part = c != ' ' && c != '(' && c != ')';
            if (is_part && !is_inside) names.emplace_back();
            if (is_part) names.back() += c;
            is_inside = is_part;
        }
    }
    return names;
}

} // namespace migrate

namespace detail {

/// Reads a line of replaced migrations: whether a database has what it says, by itself or in its parts.
template <class Has> class replaced_reader {
public:
    replaced_reader(std::string_view line, const Has& has) : rest_(line), has_(has) {}
    bool is_done() {
        const std::size_t end = std::min(rest_.find_first_of(" ()"), rest_.size());
        bool is_here = has_(std::string(rest_.substr(0, end)));
        skip(end);
        if (!rest_.starts_with('(')) return is_here;
        skip(1);
        bool all = true;
        while (!rest_.empty() && rest_[0] != ')') all &= is_done();
        skip(1);
        return is_here || all;
    }

private:
    void skip(std::size_t count) {
        rest_.remove_prefix(std::min(count, rest_.size()));
        while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    }
    std::string_view rest_;
    const Has& has_;
};

/// The end of what runs in one go, from a statement on.
inline std::size_t end_of_group(const std::vector<migrate::run_statement>& all, std::size_t begin) {
    if (begin == all.size()) return begin;
    std::size_t end = begin + 1;
    if (all[begin].mode != migrate::run_mode::together) return end;
    while (end < all.size() && all[end].mode == migrate::run_mode::together && !all[end].begins) ++end;
    return end;
}
/// Of the first statements of a migration, with whichever ends of lines and blanks between them.
inline std::string hash_of_first(const std::vector<migrate::run_statement>& all, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count && i < all.size(); ++i) {
        for (const char c : all[i].sql)
            if (c != '\r') text += c;
        text += ";\n";
    }
    return sha256::digits(text);
}

} // namespace detail
} // namespace v0
} // namespace refract

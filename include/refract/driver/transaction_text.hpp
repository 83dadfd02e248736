// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/error.hpp>
#include <refract/base/raw_text.hpp>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

/// \file
/// What SQL of the program's own does to the transaction around it.

namespace refract {
inline namespace v0 {
namespace detail {

/// The first words of a statement, each in upper case.
struct statement_words {
    static constexpr std::size_t most = 5, longest = 12;
    char words[most][longest + 1]{};
    std::size_t count = 0;

    constexpr std::string_view at(std::size_t i) const {
        return i < count ? std::string_view(static_cast<const char*>(words[i])) : std::string_view();
    }
    constexpr void add(std::string_view word) {
        if (count == most) return;
        for (std::size_t i = 0; i < word.size() && i < longest; ++i)
            words[count][i] = word[i] >= 'a' && word[i] <= 'z' ? static_cast<char>(word[i] - 'a' + 'A') : word[i];
        ++count;
    }
    /// Where the words behind the verb of a transaction's end go on.
    constexpr std::size_t behind_noun() const { return at(1) == "WORK" || at(1) == "TRANSACTION" ? 2 : 1; }
    constexpr bool ends_transaction() const {
        if (at(0) == "PREPARE") return at(1) == "TRANSACTION";
        const bool undoes = at(0) == "ROLLBACK" || at(0) == "ABORT";
        if (!undoes && at(0) != "COMMIT" && at(0) != "END") return false;
        return at(1) != "PREPARED" && !(undoes && at(behind_noun()) == "TO");
    }
    constexpr bool chains() const { return at(behind_noun()) == "AND" && at(behind_noun() + 1) == "CHAIN"; }
    constexpr bool begins_transaction() const {
        return at(0) == "BEGIN" || at(0) == "SAVEPOINT" || (at(0) == "START" && at(1) == "TRANSACTION");
    }
};
/// Takes the first statement off a script.
constexpr statement_words take_statement(std::string_view& script) {
    statement_words words;
    std::size_t i = 0;
    while (i < script.size() && script[i] != ';') {
        std::size_t end = end_of_literal(script, i);
        if (end == script.npos) end = script.size();
        if (end == i && is_in_sql_name(script[i])) {
            while (end < script.size() && is_in_sql_name(script[end])) ++end;
            words.add(script.substr(i, end - i));
        }
        i = end == i ? i + 1 : end;
    }
    script.remove_prefix(i < script.size() ? i + 1 : i);
    return words;
}
/// Whether a script ends the transaction that it runs in, and begins another one.
constexpr bool changes_transaction(std::string_view script) {
    bool has_ended = false;
    while (!script.empty()) {
        const statement_words words = take_statement(script);
        if (has_ended && words.begins_transaction()) return true;
        if (!words.ends_transaction()) continue;
        if (words.chains()) return true;
        has_ended = true;
    }
    return false;
}

/// Whether a script may make what the names of other statements lead to from now on.
constexpr bool may_make_tables(std::string_view script) {
    while (!script.empty()) {
        const statement_words words = take_statement(script);
        for (const std::string_view verb : {"CREATE", "ALTER", "DO", "CALL"})
            if (words.at(0) == verb) return true;
    }
    return false;
}

/// What had been done before would be gone, or kept, and the program's commit that of another transaction.
[[gnu::cold, gnu::noinline]] inline void refuse_change_of_transaction(std::string_view script) {
    if (changes_transaction(script))
        throw error(error_details{.message = "SQL of the program would end the transaction around it and begin another "
                                             "one, whose commit would be taken for the first one's; it has not run. "
                                             "End and begin transactions by commit(), rollback() and begin()",
                                  .sql = std::string(script)});
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/constant_text.hpp>
#include <refract/dialect/lint_facts.hpp>
#include <refract/migrate/definition.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace refract {
inline namespace v0 {
namespace migrate {

enum class severity : std::uint8_t {
    note,    ///< a matter of taste, or of later
    warning, ///< it works, and somebody may pay for it
    error,   ///< it fails, loses data, or stops the programs that run
};

inline constexpr std::size_t severity_count = static_cast<std::size_t>(severity::error) + 1;

/// What a rule of lint is about.
enum class lint_class : std::uint8_t { locks, clients, data, hygiene, rebuilds };

struct lint_rule_facts {
    std::uint16_t number = 0; ///< 12 is L012
    detail::constant_text name{};
    lint_class about = lint_class::locks;
    severity weight = severity::warning;
    detail::lint_trait needs = detail::lint_trait::any;
    bool is_usual = true; ///< else only where `lint_options::rules_on` names it
};

/// A rule of lint. In its texts {table}, {column}, {name}, {type}, {to} and {what} are those of the statement.
struct lint_rule : lint_rule_facts {
    detail::constant_text message{};
    detail::constant_text remedy{};  ///< in words
    detail::constant_text fix{};     ///< in SQL
    detail::constant_text example{}; ///< SQL that breaks it

    /// "L012".
    std::string code() const {
        std::string digits = std::to_string(number);
        return "L" + std::string(3 - (digits.size() < 3 ? digits.size() : 3), '0') + digits;
    }
};

/// What lint found in a migration.
struct finding {
    std::string rule{}, name{}; ///< "L013", "index-blocks-writes"
    severity weight = severity::warning;
    std::string migration{};
    std::size_t line = 1, column = 1; ///< in its migration.sql, from 1 on; characters of UTF-8
    std::string table{};              ///< as SQL says it; empty: none, or several
    std::string statement{};          ///< as it is written
    std::string message{};            ///< a sentence with names in it
    std::string remedy{};             ///< a sentence, and below it SQL where some helps
};

struct row_count {
    std::string schema{}, table{}; ///< the schema that a connection looks in first is empty
    std::int64_t rows = 0;
};

/// What lint knows beside the migrations, and what it is to leave alone.
struct lint_options {
    const detail::lint_facts* database = nullptr; ///< detail::lint_of<dialect>; `lint<dialect>` says it by itself
    std::int32_t version = 0; ///< as the server says it: 160002, 3045001; 0: the oldest that is looked after

    // How migrations are run. `deploy` wraps each in a transaction, says how long it waits for locks, and
    // SQLite's foreign keys look away.
    bool in_transaction = true;
    bool sets_lock_timeout = true;
    bool keys_look_away = true;

    std::vector<row_count> rows{};       ///< of a database at hand
    std::int64_t small_table = 1'000;    ///< with so many rows nobody waits for long
    const database_definition* before{}; ///< what is there before the first migration
    std::vector<std::string> applied{};  ///< migrations that nobody changes any more: they are read, not judged
    std::string since{};                 ///< so are those before this name
    bool is_one_run = true;              ///< a table made by one migration is new for those behind it, too

    std::vector<std::string> rules_off{}, rules_on{}; ///< "L082", "varchar-type"
};

} // namespace migrate
} // namespace v0
} // namespace refract

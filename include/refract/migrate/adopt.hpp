// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/resolve.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Migrations of other tools, with what a database has run of them: they become a folder and a history of ours.

namespace refract {
inline namespace v0 {
namespace migrate {

enum class foreign_tool : std::uint8_t { prisma, flyway, diesel, golang_migrate };

struct adoption {
    foreign_tool tool{};
    std::vector<std::string> written{}; ///< migrations that are in the folder now
    std::vector<std::string> applied{}; ///< of them, those that the database had run
    std::vector<std::string> notes{};   ///< what was left alone, or is to be looked at
};

} // namespace migrate

namespace detail {

/// How a tool keeps what a database has run. Its questions give versions as text, in order.
struct foreign_history {
    migrate::foreign_tool tool{};
    std::string_view table{};
    std::string_view applied{}; ///< asks for the versions that were applied
    std::string_view failed{};  ///< asks for those that failed; empty: it does not tell
    bool is_last_only = false;  ///< only the last version is kept: all before it are applied
};
// Sources: https://flywaydb.org/documentation, https://diesel.rs/guides/getting-started,
// https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md
inline constexpr std::array<foreign_history, 4> foreign_histories{{
    {migrate::foreign_tool::prisma, "_prisma_migrations",
     "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
     "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL"},
    {migrate::foreign_tool::flyway, "flyway_schema_history",
     "SELECT CAST(version AS text) FROM flyway_schema_history WHERE success AND version IS NOT NULL",
     "SELECT CAST(version AS text) FROM flyway_schema_history WHERE NOT success AND version IS NOT NULL"},
    {migrate::foreign_tool::diesel, "__diesel_schema_migrations",
     "SELECT CAST(version AS text) FROM __diesel_schema_migrations", ""},
    {migrate::foreign_tool::golang_migrate, "schema_migrations",
     "SELECT CAST(version AS text) FROM schema_migrations WHERE NOT dirty",
     "SELECT CAST(version AS text) FROM schema_migrations WHERE dirty", true},
}};

/// A migration of another tool.
struct foreign_migration {
    std::string version{}; ///< as its history has it
    std::string said{};
    std::string up{}, down{};
};

/// "1.10" as {1, 10}: versions are compared number by number.
inline std::vector<std::uint64_t> numbers_of(std::string_view version) {
    std::vector<std::uint64_t> all;
    bool is_inside = false;
    for (const char c : version) {
        const bool is_digit = c >= '0' && c <= '9';
        if (is_digit && !is_inside) all.push_back(0);
        if (is_digit) all.back() = all.back() * 10 + static_cast<std::uint64_t>(c - '0');
        is_inside = is_digit;
    }
    while (all.size() > 1 && all.back() == 0) all.pop_back(); // 1.0 is 1
    return all;
}
inline bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

/// What a name of a file or folder says: its version and what it is about; empty where it is none of a tool's.
struct foreign_name {
    std::string version{}, said{};
    bool is_down = false;
};
inline std::optional<foreign_name> read_foreign_name(migrate::foreign_tool tool, std::string name) {
    using enum migrate::foreign_tool;
    foreign_name made;
    std::string_view rest = name;
    const auto end_with = [&](std::string_view end) {
        if (!rest.ends_with(end)) return false;
        rest.remove_suffix(end.size());
        return true;
    };
    std::string_view between = "_";
    if (tool == flyway) {
        if (!end_with(".sql") || rest.empty() || (rest[0] != 'V' && rest[0] != 'U')) return std::nullopt;
        made.is_down = rest[0] == 'U';
        rest.remove_prefix(1);
        between = "__";
    } else if (tool == golang_migrate) {
        made.is_down = end_with(".down.sql");
        if (!made.is_down && !end_with(".up.sql")) return std::nullopt;
    }
    const std::size_t at = rest.find(between);
    if (at == rest.npos || at + between.size() >= rest.size()) return std::nullopt;
    made.version = tool == prisma ? std::string(rest) : std::string(rest.substr(0, at));
    made.said = rest.substr(at + between.size());
    const bool has_marks = tool == flyway || tool == diesel; // V1.2__x.sql, 2026-11-27-101500_x
    std::string digits;
    for (const char c : rest.substr(0, at))
        if (!has_marks || (c != '_' && c != '.' && c != '-')) digits += c;
    if (!is_digits(digits)) return std::nullopt;
    if (tool == diesel) made.version = digits; // as its history has it
    return made;
}

/// The migrations of a folder as a tool writes them, in its order.
inline std::vector<foreign_migration>
read_foreign_folder(migrate::foreign_tool tool, const std::filesystem::path& folder, std::vector<std::string>& notes) {
    using enum migrate::foreign_tool;
    std::vector<foreign_migration> all;
    const auto find = [&](const foreign_name& name) -> foreign_migration& {
        for (foreign_migration& each : all)
            if (each.version == name.version) return each;
        return all.emplace_back(foreign_migration{.version = name.version, .said = name.said});
    };
    const bool are_folders = tool == prisma || tool == diesel;
    for (const auto& each : std::filesystem::directory_iterator(folder)) {
        const std::string name = each.path().filename().string();
        const auto read = each.is_directory() == are_folders ? read_foreign_name(tool, name) : std::nullopt;
        if (!read) {
            if (name.ends_with(".sql")) notes.push_back(name + " was left alone: it has no version");
            continue;
        }
        if (!are_folders) {
            (read->is_down ? find(*read).down : find(*read).up) = read_script(each.path());
            continue;
        }
        foreign_migration& made = find(*read);
        made.up = read_script(each.path() / (tool == prisma ? "migration.sql" : "up.sql"));
        if (std::filesystem::exists(each.path() / "down.sql")) made.down = read_script(each.path() / "down.sql");
    }
    std::sort(all.begin(), all.end(), [](const foreign_migration& one, const foreign_migration& two) {
        return numbers_of(one.version) < numbers_of(two.version);
    });
    return all;
}

/// BEGIN and COMMIT around a script are what deploy does by itself; inside of it they say where a transaction ends.
inline std::string without_transactions(std::string_view script, bool brackets_quote) {
    std::string text;
    std::size_t behind = 0;
    for (const migrate::script_statement& each : migrate::split_script(script, brackets_quote)) {
        const std::vector<sql_token> tokens = sql_tokenizer(each.sql, brackets_quote).all();
        const auto is = [&](std::string_view word) { return !tokens.empty() && tokens[0].is(word); };
        const bool is_begin = is("BEGIN") || is("START"), is_end = is("COMMIT") || is("END");
        if (!is_begin && !is_end) continue;
        const auto from = static_cast<std::size_t>(each.sql.data() - script.data());
        text.append(script.substr(behind, from - behind)).append(is_end ? "\n-- refract: commit\n" : "");
        behind = std::min(script.find(';', from + each.sql.size()), script.size() - 1) + 1;
    }
    return text.append(script.substr(behind));
}
/// The name of ours: 14 digits that sort as the versions do. Prisma's and Diesel's are such already.
inline std::string adopted_name(const foreign_migration& each, std::size_t number) {
    std::string digits;
    for (const char c : each.version.substr(0, each.version.find('_')))
        if (c >= '0' && c <= '9') digits += c;
    if (digits.size() != digits_of_migration || digits[0] == '0') {
        digits = std::to_string(number);
        digits.insert(0, digits_of_migration - std::min(digits_of_migration, digits.size()), '0');
    }
    const std::string said = name_of_folder(each.said);
    return digits + "_" + (said.empty() ? "adopted" : said);
}

template <class Database> const foreign_history* find_foreign_history(Database& db) {
    for (const foreign_history& each : foreign_histories)
        if (!find_created(db, {.question = Database::dialect::info.schemas.find_table, .name = std::string(each.table)})
                 .empty())
            return &each;
    return nullptr;
}
inline std::vector<migrate::migration> ours_of(const std::vector<foreign_migration>& all, bool brackets_quote) {
    std::vector<migrate::migration> made;
    // Short versions and long ones in one folder: all are numbered, so that their order stays.
    bool are_moments = true;
    for (const foreign_migration& each : all) are_moments &= !adopted_name(each, 0).starts_with("00000000000000");
    for (const foreign_migration& each : all) {
        const foreign_migration counted{.said = each.said};
        made.push_back({adopted_name(are_moments ? each : counted, made.size() + 1),
                        without_transactions(each.up, brackets_quote),
                        without_transactions(each.down, brackets_quote)});
    }
    return made;
}

/// `are_there`: Prisma's are named as ours, and stand in the folder already.
inline void write_adopted(const std::vector<foreign_migration>& all, const std::vector<migrate::migration>& ours,
                          bool are_there, const std::filesystem::path& to) {
    for (std::size_t i = 0; i < all.size() && are_there; ++i)
        if (ours[i].name != all[i].version)
            throw error("the migration " + all[i].version +
                        " has to be called otherwise, and Prisma's folder stays as it is; say another folder for ours");
    if (!are_there) migrate::write_migrations(to, ours);
}
/// All that another tool has run, at once.
template <class Database> void take_history(Database& db, const std::vector<std::string>& applied,
                                            const std::filesystem::path& folder,
                                            const migrate::deploy_options<Database>& options) {
    if (applied.empty()) return;
    const std::vector<migrate::migration> all = migrate::read_folder(folder);
    change_history(db, "", options, [&](auto& transaction, const std::optional<migrate::history_entry>&) {
        for (const std::string& each : applied)
            mark_applied(transaction, each, find_migration(all, each),
                         transaction.template find<migrate::history_entry>(each));
    });
}

} // namespace detail

namespace migrate {

/// Takes over what another tool has begun: Prisma, Flyway, Diesel and golang-migrate are known by the table of their
/// history. Their migrations are written into `to`, and the database knows which it has run; nothing is run, and their
/// own folder and table stay as they are: `adopt(db, "prisma/migrations", "migrations")`.
///
/// Errors: no such table; a migration that failed there; a version that was run and is in no file.
template <class Database> adoption adopt(Database& db, const std::filesystem::path& from,
                                         const std::filesystem::path& to,
                                         const deploy_options<Database>& options = {}) {
    constexpr bool brackets_quote = detail::catalog_of<typename Database::dialect>.brackets_quote;
    const detail::foreign_history* const known = detail::find_foreign_history(db);
    if (!known)
        throw error("the database has no history of Prisma, Flyway, Diesel or golang-migrate; where its tables are "
                    "there, begin with a baseline");
    adoption made{.tool = known->tool};
    const auto ask = [&](std::string_view question) {
        return question.empty() ? std::vector<std::string>() : db.template query<std::string>(unsafe_sql(question, {}));
    };
    for (const std::string& each : ask(known->failed))
        throw error("the migration " + each + " has failed there; mend that first, with the tool that began it");
    std::vector<std::vector<std::uint64_t>> applied;
    detail::require_folder(from);
    const auto all = detail::read_foreign_folder(known->tool, from, made.notes);
    for (const std::string& each : ask(known->applied)) {
        applied.push_back(detail::numbers_of(each));
        if (std::none_of(all.begin(), all.end(),
                         [&](const auto& one) { return detail::numbers_of(one.version) == applied.back(); }))
            throw error("the database has run the version " + each + ", and no file of " + from.string() + " has it");
    }
    const std::vector<migration> ours = detail::ours_of(all, brackets_quote);
    for (const migration& each : ours)
        read_instructions(each.name, each.up, brackets_quote); // before anything is written
    const bool is_theirs =
        known->tool == foreign_tool::prisma && std::filesystem::exists(to) && std::filesystem::equivalent(from, to);
    detail::write_adopted(all, ours, is_theirs, to);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto version = detail::numbers_of(all[i].version);
        const bool is_done = std::any_of(applied.begin(), applied.end(), [&](const auto& each) {
            return known->is_last_only ? version <= each : version == each;
        });
        made.written.push_back(ours[i].name);
        if (is_done) made.applied.push_back(ours[i].name);
    }
    detail::take_history(db, made.applied, to, options);
    return made;
}

} // namespace migrate
} // namespace v0
} // namespace refract

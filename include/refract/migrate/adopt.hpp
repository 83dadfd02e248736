// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/foreign_folder.hpp>
#include <refract/migrate/resolve.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
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

struct adoption {
    foreign_tool tool{};
    std::vector<std::string> written{}; ///< migrations that are in the folder now
    std::vector<std::string> applied{}; ///< of them, those that the database had run
    std::vector<std::string> notes{};   ///< what was left alone, or is to be looked at
};

} // namespace migrate

namespace detail {

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
/// Whether databases refuse a statement in a transaction: other tools see that by themselves, or use none.
inline bool is_alone(std::string_view sql, bool brackets_quote) {
    const std::vector<sql_token> tokens = sql_tokenizer(sql, brackets_quote).all();
    if (tokens.size() < 1) return false;
    const auto any_of = [&](std::initializer_list<std::string_view> words, std::size_t from, std::size_t most) {
        for (std::size_t i = from; i < tokens.size() && i < most; ++i)
            for (const std::string_view each : words)
                if (tokens[i].is(each)) return true;
        return false;
    };
    if (tokens[0].is("VACUUM")) return true;
    if (any_of({"CREATE", "DROP", "REINDEX", "ALTER"}, 0, 1) && any_of({"CONCURRENTLY"}, 1, tokens.size())) return true;
    if (tokens[0].is("REINDEX")) return any_of({"DATABASE", "SCHEMA", "SYSTEM"}, 1, tokens.size());
    if (tokens[0].is("ALTER")) return any_of({"SYSTEM"}, 1, 2);
    return any_of({"CREATE", "DROP"}, 0, 1) && any_of({"DATABASE", "TABLESPACE"}, 1, 2);
}
/// A script with `-- refract: no transaction` before each such statement that does not say it.
inline std::string with_instructions(const std::string& script, bool brackets_quote) {
    std::string text;
    std::size_t behind = 0;
    for (const migrate::script_statement& each : migrate::split_script(script, brackets_quote)) {
        bool is_said = false;
        for_each_comment(each.comments, [&](std::string_view comment) {
            is_said = is_said || instruction_of(comment) == "no transaction";
        });
        if (is_said || !is_alone(each.sql, brackets_quote)) continue;
        const auto from = static_cast<std::size_t>(each.sql.data() - script.data());
        text.append(std::string_view(script).substr(behind, from - behind));
        text.append(text.empty() || text.back() == '\n' ? "" : "\n").append("-- refract: no transaction\n");
        behind = from;
    }
    return text.append(std::string_view(script).substr(behind));
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

inline std::vector<migrate::migration> ours_of(const std::vector<foreign_migration>& all, bool brackets_quote) {
    std::vector<migrate::migration> made;
    // Short versions and long ones in one folder: all are numbered, so that their order stays.
    bool are_moments = true;
    for (const foreign_migration& each : all) are_moments &= !adopted_name(each, 0).starts_with("00000000000000");
    for (const foreign_migration& each : all) {
        const foreign_migration counted{.said = each.said};
        made.push_back({adopted_name(are_moments ? each : counted, made.size() + 1),
                        with_instructions(without_transactions(each.up, brackets_quote), brackets_quote),
                        with_instructions(without_transactions(each.down, brackets_quote), brackets_quote)});
    }
    return made;
}

/// Whether a folder has all of them already, as of one that was ended behind its files.
inline bool are_written(const std::vector<migrate::migration>& ours, const std::filesystem::path& to) {
    const std::vector<migrate::migration> there = migrate::read_folder(to);
    return std::all_of(ours.begin(), ours.end(), [&](const migrate::migration& each) {
        return std::any_of(there.begin(), there.end(), [&](const migrate::migration& other) {
            return other.name == each.name && other.up == each.up && other.down == each.down;
        });
    });
}
/// Prisma's own folder stays as it is, and its names have to be such as ours.
inline void look_at_theirs(const std::vector<foreign_migration>& all, const std::vector<migrate::migration>& ours,
                           std::vector<std::string>& notes) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (ours[i].name != all[i].version)
            throw error("the migration " + all[i].version +
                        " has to be called otherwise, and Prisma's folder stays as it is; say another folder for ours");
        if (ours[i].up != all[i].up)
            notes.push_back("the migration " + all[i].version +
                            " has a statement that runs outside of a transaction, or ends one, and Prisma's folder "
                            "stays as it is; say another folder for ours, or write the lines of refract into it");
    }
}
/// What a database has run of another tool's.
struct foreign_applied {
    const foreign_history& of;
    std::vector<std::string> versions{}, baselines{};

    bool is_same(const std::string& one, const std::string& two) const {
        return order_of(of.tool, one) == order_of(of.tool, two);
    }
    bool has(const std::string& version) const {
        const auto order = order_of(of.tool, version);
        const auto is_before = [&](const std::string& each) { return order <= order_of(of.tool, each); };
        return std::any_of(baselines.begin(), baselines.end(), is_before) ||
               std::any_of(versions.begin(), versions.end(), [&](const std::string& each) {
                   return of.is_last_only ? is_before(each) : is_same(version, each);
               });
    }
};
/// Whether the database answers: a table may be somebody else's, or a tool's of another time.
template <class Database> bool answers(Database& db, std::string_view question) {
    if (question.empty()) return false;
    try {
        db.template query<std::int64_t>(unsafe_sql(question, {}));
        return true;
    } catch (const connection_error&) { throw; } catch (const error&) {
        return false;
    }
}
template <class Database> const foreign_history* find_foreign_history(Database& db) {
    for (const foreign_history& each : foreign_histories)
        if (!find_created(db, {.question = Database::dialect::info.schemas.find_table, .name = std::string(each.table)})
                 .empty() &&
            answers(db, join_text(
                            {"SELECT count(", each.version, ") FROM ", each.table, " WHERE ", each.mark, " IS NULL"})))
            return &each;
    return nullptr;
}
template <class Database> foreign_applied read_foreign_history(Database& db, const foreign_history& of) {
    const auto ask = [&](std::string_view question) {
        return question.empty() ? std::vector<std::string>() : db.template query<std::string>(unsafe_sql(question, {}));
    };
    for (const std::string& each : ask(of.failed))
        throw error("the migration " + each + " has failed there; mend that first, with the tool that began it");
    if (!answers(db, of.types)) return {of, ask(of.applied), {}};
    return {of, ask(of.applied_of_types), ask(of.baseline)};
}
/// Whether all that another tool has run is in the history already.
template <class Database> bool is_taken(Database& db, const std::vector<std::string>& applied) {
    if (!has_history(db)) return applied.empty();
    const std::vector<migrate::history_entry> history = migrate::read_history(db);
    return std::all_of(applied.begin(), applied.end(), [&](const std::string& name) {
        return std::any_of(history.begin(), history.end(), [&](const auto& each) { return each.name == name; });
    });
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
    detail::require_folder(from);
    const auto all = detail::foreign_reader(known->tool, from, made.notes).read();
    const detail::foreign_applied applied = detail::read_foreign_history(db, *known);
    for (const std::string& each : applied.versions)
        if (std::none_of(all.begin(), all.end(), [&](const auto& one) { return applied.is_same(one.version, each); }))
            throw error("the database has run the version " + each + ", and no file of " + from.string() + " has it");
    const std::vector<migration> ours = detail::ours_of(all, brackets_quote);
    for (const migration& each : ours)
        read_instructions(each.name, each.up, brackets_quote); // before anything is written
    for (std::size_t i = 0; i < all.size(); ++i) {
        made.written.push_back(ours[i].name);
        if (applied.has(all[i].version)) made.applied.push_back(ours[i].name);
    }
    const bool is_theirs =
        known->tool == foreign_tool::prisma && std::filesystem::exists(to) && std::filesystem::equivalent(from, to);
    if (is_theirs)
        detail::look_at_theirs(all, ours, made.notes);
    else if (!detail::are_written(ours, to) || detail::is_taken(db, made.applied))
        write_migrations(to, ours);
    detail::take_history(db, made.applied, to, options);
    return made;
}

} // namespace migrate
} // namespace v0
} // namespace refract

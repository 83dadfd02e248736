// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/migrate/chain.hpp>
#include <refract/verify/json_text.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// The folder of a project's migrations: `migrations/20261127101500_add_price/migration.sql`, `down.sql` beside it.

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr std::size_t digits_of_migration = 14;
/// In front of the name of a folder that is not whole yet, or not any more.
inline constexpr std::string_view draft_mark = ".draft_";

/// 14 digits, an underscore, and something.
inline bool is_migration_name(std::string_view name) {
    if (name.size() < digits_of_migration + 2 || name[digits_of_migration] != '_') return false;
    return std::all_of(name.begin(), name.begin() + digits_of_migration, [](char c) { return c >= '0' && c <= '9'; });
}
/// What the history, the chain and a terminal show as it is.
inline bool is_line(std::string_view name) {
    for (std::size_t at = 0, size = 0; at < name.size(); at += size) {
        size = size_of_character(name.substr(at));
        if (size == 0 || static_cast<unsigned char>(name[at]) < 0x20 || name[at] == 0x7f) return false;
    }
    return true;
}
/// What a person wrote, as a part of a folder's name: "Add price!" is "add_price".
inline std::string name_of_folder(std::string_view said) {
    std::string name;
    for (const char c : said) {
        const bool is_upper = c >= 'A' && c <= 'Z';
        const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) > 127;
        if (is_upper || is_kept)
            name += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    while (!name.empty() && name.back() == '_') name.pop_back();
    return name;
}

inline void refuse_file(const std::filesystem::path& folder) {
    if (std::filesystem::exists(folder) && !std::filesystem::is_directory(folder))
        throw error(folder.string() + " is a file, and should be the folder of the migrations");
}

/// A script of SQL, without the mark that some editors put in front of it. Errors: it is no UTF-8, of which each
/// database would make something else; a comment ends where only some databases see an end, and hides what is behind.
inline std::string checked_script(std::string text, std::string_view name) {
    if (text.starts_with(mark_of_editors)) text.erase(0, mark_of_editors.size());
    std::size_t line = 1, comment = text.find("--");
    for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
        size = size_of_character(std::string_view(text).substr(at));
        const bool is_nul = text[at] == '\0';
        if (size == 0 || is_nul)
            throw error(
                join_text({"line ", std::to_string(line), " of ", name,
                           is_nul ? " has a NUL character, and is no UTF-8 that databases read" : " is no UTF-8",
                           "; save it as UTF-8"}));
        if (text[at] == '\r' && at > comment && at + 1 < text.size() && text[at + 1] != '\n')
            throw error(join_text({"line ", std::to_string(line), " of ", name,
                                   " has a carriage return alone behind --, where some databases end a comment and "
                                   "others do not; save it with ends of lines as Unix or Windows has them"}));
        if (text[at] != '\n') continue;
        ++line;
        if (comment < at) comment = text.find("--", at);
    }
    return text;
}
inline std::string read_script(const std::filesystem::path& path) {
    return checked_script(read_text_file(path), path.string());
}

/// A name that stands behind all that are there: of two made in one second, the other would come by its letters.
inline std::string name_behind(const std::vector<migrate::migration>& all, std::string name) {
    std::string last;
    for (const migrate::migration& each : all) last = std::max(last, each.name);
    const std::string digits = last.substr(0, digits_of_migration), said = name.substr(digits_of_migration);
    if (name.substr(0, digits_of_migration) > digits) return name;
    std::string next = std::to_string(std::stoull(digits) + 1); // a number, if no moment any more
    next.insert(0, digits_of_migration - std::min(digits_of_migration, next.size()), '0');
    return next.size() == digits_of_migration ? next + said : last + said; // there is no higher number
}

} // namespace detail

namespace migrate {

/// The migrations of a folder in the order of their names; none where there is no folder. Other files and folders are
/// left alone. Errors: a migration without its migration.sql, which nobody could tell from one that is done; a folder
/// with a migration.sql whose name is none of a migration, so that it would never run.
inline std::vector<migration> read_folder(const std::filesystem::path& folder) {
    std::vector<migration> found;
    if (!std::filesystem::exists(folder)) return found;
    detail::refuse_file(folder);
    for (const auto& each : std::filesystem::directory_iterator(folder)) {
        const std::string name = each.path().filename().string();
        if (detail::is_migration_name(name) && each.is_symlink() && !std::filesystem::exists(each.path()))
            throw error(detail::join_text({"the migration ", name, " is a link to ",
                                           std::filesystem::read_symlink(each.path()).string(),
                                           ", and nothing is there; restore that, or delete the link"}));
        if (!each.is_directory() || name.starts_with('.')) continue;
        const bool has_file = std::filesystem::exists(each.path() / "migration.sql");
        if (!detail::is_migration_name(name)) {
            if (!has_file) continue;
            throw error(
                detail::join_text({"the folder ", name,
                                   " has a migration.sql, and its name is none of a migration; call it as "
                                   "20261127101500_add_price is called: 14 digits of a moment, _, some words"}));
        }
        if (!detail::is_line(name))
            throw error(detail::join_text({"the folder of the migration ", name.substr(0, detail::digits_of_migration),
                                           " has a name that is no line of UTF-8; call it by some plain words"}));
        if (!has_file)
            throw error(detail::join_text({"the migration ", name,
                                           " has no file migration.sql; restore it from version "
                                           "control, or delete the folder if it was never applied"}));
        migration made{.name = name, .up = detail::read_script(each.path() / "migration.sql")};
        if (std::filesystem::exists(each.path() / "down.sql"))
            made.down = detail::read_script(each.path() / "down.sql");
        found.push_back(std::move(made));
    }
    std::sort(found.begin(), found.end(),
              [](const migration& one, const migration& two) { return one.name < two.name; });
    return found;
}

/// Writes the chain of a folder anew, from the migrations that are there: after two branches came together, or a
/// migration was edited that nobody has run.
inline void update_chain(const std::filesystem::path& folder) {
    detail::write_chain(folder, make_chain(read_folder(folder)));
}

} // namespace migrate

namespace detail {

/// Adds a migration to the chain of its folder. What was broken before stays so: nobody has looked at it.
inline void add_to_chain(const std::filesystem::path& folder, const std::string& name) {
    const std::vector<migrate::migration> all = migrate::read_folder(folder);
    const auto is_there = [&](const migrate::chain_link& link) {
        return std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.name == link.name; });
    };
    std::vector<migrate::chain_link> chain = migrate::read_chain(folder);
    while (!chain.empty() && (chain.back().name >= name || !is_there(chain.back()))) chain.pop_back();
    for (const migrate::migration& each : all)
        if (chain.empty() || each.name > chain.back().name)
            chain.push_back({each.name, hash_of_link(chain.empty() ? "" : chain.back().hash, each)});
    write_chain(folder, chain);
}

inline std::filesystem::path draft_of_migration(const std::filesystem::path& folder, const std::string& name) {
    return folder / (std::string(draft_mark) + name);
}
/// All of some migrations, in the order of their names, with their lines of the chain; or nothing, where a file cannot
/// be written.
inline void write_whole(const std::filesystem::path& folder, std::span<const migrate::migration> all) {
    std::error_code ignored;
    std::size_t done = 0;
    try {
        for (const migrate::migration& each : all) {
            const std::filesystem::path draft = draft_of_migration(folder, each.name);
            std::filesystem::remove_all(draft);
            std::filesystem::create_directories(draft);
            write_text_file(draft / "migration.sql", each.up);
            if (!each.down.empty()) write_text_file(draft / "down.sql", each.down);
            std::filesystem::rename(draft, folder / each.name);
            ++done;
        }
        if (!all.empty()) add_to_chain(folder, all.front().name);
    } catch (...) {
        for (std::size_t i = 0; i < std::min(done + 1, all.size()); ++i) {
            const std::filesystem::path draft = draft_of_migration(folder, all[i].name), whole = folder / all[i].name;
            if (i < done) std::filesystem::rename(whole, draft, ignored);
            std::filesystem::remove_all(draft, ignored);
            if (i < done) std::filesystem::remove_all(whole, ignored); // a disk that is full takes no new name
        }
        throw;
    }
}

} // namespace detail

namespace migrate {

/// Writes migrations, in the order of their names, and their lines of the chain: all of them, or none. The folder of
/// one is there when its files are. Errors: there is one of the name; a name by which nobody would find it.
inline void write_migrations(const std::filesystem::path& folder, std::span<const migration> all) {
    for (const migration& made : all) {
        if (!detail::is_migration_name(made.name))
            throw error(
                detail::join_text({"\"", made.name,
                                   "\" is no name of a migration; say in some words what it does, and have 14 digits "
                                   "of a moment and _ in front: 20261127101500_add_price"}));
        if (std::filesystem::exists(folder / made.name)) throw error("there is a migration " + made.name + " already");
    }
    try {
        detail::write_whole(folder, all);
    } catch (const std::filesystem::filesystem_error& failure) {
        throw error(detail::join_text({"cannot write the migration ", all.front().name, " into the folder ",
                                       folder.string(), ": ", failure.code().message()}));
    }
}
/// The same of one.
inline void write_migration(const std::filesystem::path& folder, const migration& made) {
    write_migrations(folder, std::span<const migration>(&made, 1));
}

/// Takes a migration out of a folder: all of it, or nothing. The chain stays as it is.
inline void remove_migration(const std::filesystem::path& folder, const std::string& name) {
    const std::filesystem::path draft = detail::draft_of_migration(folder, name);
    std::filesystem::remove_all(draft);
    std::filesystem::rename(folder / name, draft);
    std::filesystem::remove_all(draft);
}

} // namespace migrate
} // namespace v0
} // namespace refract

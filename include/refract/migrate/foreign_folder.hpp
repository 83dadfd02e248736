// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/migrate/definition.hpp>
#include <refract/migrate/folder.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What other tools have written: how they keep what a database has run, and how their files are called.

namespace refract {
inline namespace v0 {
namespace migrate {

enum class foreign_tool : std::uint8_t { prisma, flyway, diesel, golang_migrate };

} // namespace migrate

namespace detail {

/// How a tool keeps what a database has run. Its questions give versions as text, in order.
struct foreign_history {
    migrate::foreign_tool tool{};
    std::string_view table{};
    std::string_view version{}, mark{}; ///< columns by which a table of this name is the tool's
    std::string_view applied{};         ///< asks for the versions that were applied
    std::string_view failed{};          ///< asks for those that failed; empty: it does not tell
    bool is_last_only = false;          ///< only the last version is kept: all before it are applied
    std::string_view types{};           ///< a question that it can answer if its rows say what they are; then
    std::string_view applied_of_types{};
    std::string_view baseline{}; ///< asks for versions that, with all before, were there before the tool came
};
// Sources: https://flywaydb.org/documentation, https://diesel.rs/guides/getting-started,
// https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md
inline constexpr std::array<foreign_history, 4> foreign_histories{{
    {.tool = migrate::foreign_tool::prisma,
     .table = "_prisma_migrations",
     .version = "migration_name",
     .mark = "finished_at",
     .applied =
         "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
     .failed = "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL"},
    {.tool = migrate::foreign_tool::flyway,
     .table = "flyway_schema_history",
     .version = "version",
     .mark = "installed_rank",
     .applied = "SELECT CAST(version AS text) FROM flyway_schema_history WHERE success AND version IS NOT NULL",
     .failed = "SELECT CAST(version AS text) FROM flyway_schema_history WHERE NOT success AND version IS NOT NULL",
     .types = "SELECT count(h.type) FROM flyway_schema_history AS h",
     // The last row of a version counts: it may be undone, or taken out by a repair.
     .applied_of_types =
         "SELECT CAST(h.version AS text) FROM flyway_schema_history AS h WHERE h.success AND h.version IS NOT NULL AND "
         "h.installed_rank = (SELECT max(later.installed_rank) FROM flyway_schema_history AS later WHERE later.version "
         "= h.version) AND h.type NOT LIKE 'UNDO%' AND h.type NOT LIKE '%BASELINE' AND h.type NOT IN ('DELETE', "
         "'SCHEMA', 'INIT')",
     .baseline = "SELECT CAST(h.version AS text) FROM flyway_schema_history AS h WHERE h.success AND h.version IS NOT "
                 "NULL AND (h.type LIKE '%BASELINE' OR h.type = 'INIT')"},
    {.tool = migrate::foreign_tool::diesel,
     .table = "__diesel_schema_migrations",
     .version = "version",
     .mark = "version",
     .applied = "SELECT CAST(version AS text) FROM __diesel_schema_migrations"},
    {.tool = migrate::foreign_tool::golang_migrate,
     .table = "schema_migrations",
     .version = "version",
     .mark = "dirty",
     .applied = "SELECT CAST(version AS text) FROM schema_migrations WHERE NOT dirty",
     .failed = "SELECT CAST(version AS text) FROM schema_migrations WHERE dirty",
     .is_last_only = true},
}};

/// Whether a table is another tool's history: nobody's change, and nothing that a model has.
inline bool is_foreign_history(const migrate::table_definition& table) {
    return std::any_of(foreign_histories.begin(), foreign_histories.end(), [&](const foreign_history& each) {
        return table.name == each.table && table.find_column(std::string(each.version)) &&
               table.find_column(std::string(each.mark));
    });
}

/// A migration of another tool.
struct foreign_migration {
    std::string version{}; ///< as its history has it
    std::string said{};
    std::string up{}, down{};
    std::string file{}, down_file{}; ///< from the tool's folder on; empty: there is none
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
/// A version as it is compared: Prisma's are whole names, of which two may have one moment.
inline std::pair<std::vector<std::uint64_t>, std::string> order_of(migrate::foreign_tool tool,
                                                                   const std::string& version) {
    if (tool == migrate::foreign_tool::prisma) return {{}, version};
    return {numbers_of(version), ""};
}
inline bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

/// What a name of a file or folder says: its version and what it is about; empty where it is none of a tool's.
struct foreign_name {
    std::string version{}, said{};
    bool is_down = false;
};
inline std::optional<foreign_name> read_foreign_name(migrate::foreign_tool tool, const std::string& name) {
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

/// The files and folders in which a tool looks for migrations: of Flyway also those further down.
inline std::vector<std::filesystem::path> list_foreign_folder(migrate::foreign_tool tool,
                                                              const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> found;
    for (const auto& each : std::filesystem::directory_iterator(folder)) {
        found.push_back(each.path());
        if (tool != migrate::foreign_tool::flyway || !each.is_directory()) continue;
        for (std::filesystem::path& inner : list_foreign_folder(tool, each.path())) found.push_back(std::move(inner));
    }
    std::sort(found.begin(), found.end());
    return found;
}
/// Why a file that is SQL is none of the migrations.
inline std::string why_left_alone(migrate::foreign_tool tool, std::string_view name) {
    if (tool == migrate::foreign_tool::flyway && name.starts_with("R__"))
        return " was left alone: it runs whenever it changes, and a migration of ours runs once; write what it makes "
               "as a migration of its own";
    if (tool == migrate::foreign_tool::flyway && name.starts_with("B") && name.find("__") != name.npos)
        return " was left alone: it stands for those up to its version, for databases that begin with it";
    return " was left alone: it has no version";
}

/// Reads a folder as a tool writes it.
class foreign_reader {
public:
    foreign_reader(migrate::foreign_tool tool, const std::filesystem::path& folder, std::vector<std::string>& notes)
        : tool_(tool), folder_(folder), notes_(notes) {}

    /// In the tool's order.
    std::vector<foreign_migration> read() && {
        using enum migrate::foreign_tool;
        const bool are_folders = tool_ == prisma || tool_ == diesel;
        for (const std::filesystem::path& each : list_foreign_folder(tool_, folder_)) {
            const std::string name = each.filename().string();
            const bool fits = std::filesystem::is_directory(each) == are_folders;
            if (const auto named = fits ? read_foreign_name(tool_, name) : std::nullopt)
                add(*named, each, are_folders);
            else if (name.ends_with(".sql"))
                notes_.push_back(name_of(each) + why_left_alone(tool_, name));
        }
        std::erase_if(all_, [&](const foreign_migration& each) {
            if (each.file.empty()) notes_.push_back(each.down_file + " was left alone: it undoes what no file does");
            return each.file.empty();
        });
        std::sort(all_.begin(), all_.end(), [&](const foreign_migration& one, const foreign_migration& two) {
            return order_of(tool_, one.version) < order_of(tool_, two.version);
        });
        for (const foreign_migration& each : all_) look_at_placeholders(each);
        return std::move(all_);
    }

private:
    std::string name_of(const std::filesystem::path& path) const {
        return path.lexically_relative(folder_).generic_string();
    }
    void add(const foreign_name& named, const std::filesystem::path& path, bool is_folder) {
        const auto same = [&](const foreign_migration& each) {
            return order_of(tool_, each.version) == order_of(tool_, named.version);
        };
        auto found = std::find_if(all_.begin(), all_.end(), same);
        if (found == all_.end())
            found = all_.insert(all_.end(), foreign_migration{.version = named.version, .said = named.said});
        std::string& file = named.is_down ? found->down_file : found->file;
        if (!file.empty())
            throw error(join_text({"both ", file, " and ", name_of(path), " have the version ", named.version,
                                   "; only one of them can run"}));
        file = name_of(path);
        if (!is_folder) {
            if (!named.is_down) found->version = named.version; // as the history has it
            (named.is_down ? found->down : found->up) = read_script(path);
            return;
        }
        found->up = read_script(path / (tool_ == migrate::foreign_tool::prisma ? "migration.sql" : "up.sql"));
        if (std::filesystem::exists(path / "down.sql")) found->down = read_script(path / "down.sql");
    }
    /// Flyway fills them when it runs a file.
    void look_at_placeholders(const foreign_migration& each) {
        if (tool_ != migrate::foreign_tool::flyway) return;
        const std::string text = each.up + "\n" + each.down;
        const std::size_t begin = text.find("${"), end = begin == text.npos ? begin : text.find('}', begin);
        if (end == text.npos) return;
        notes_.push_back(join_text({each.file, " has ", text.substr(begin, end - begin + 1),
                                    ", which nothing fills here; write its value into the migration"}));
    }

    migrate::foreign_tool tool_;
    const std::filesystem::path& folder_;
    std::vector<std::string>& notes_;
    std::vector<foreign_migration> all_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

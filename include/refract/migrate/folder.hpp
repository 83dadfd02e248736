// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/migrate/sha256.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// The folder of a project's migrations: `migrations/20261127101500_add_price/migration.sql`, `down.sql` beside it.

namespace refract {
inline namespace v0 {
namespace migrate {

struct migration {
    std::string name{}; ///< "20261127101500_add_price": the order is that of the names
    std::string up{}, down{};

    /// Of its text, with whichever ends of lines.
    std::string checksum() const {
        std::string text;
        for (std::size_t i = 0; i < up.size(); ++i)
            if (up[i] != '\r' || i + 1 == up.size() || up[i + 1] != '\n') text += up[i];
        return detail::sha256::digits(text);
    }
};

} // namespace migrate

namespace detail {

inline constexpr std::size_t digits_of_migration = 14;

/// 14 digits, an underscore, and something.
inline bool is_migration_name(std::string_view name) {
    if (name.size() < digits_of_migration + 2 || name[digits_of_migration] != '_') return false;
    return std::all_of(name.begin(), name.begin() + digits_of_migration, [](char c) { return c >= '0' && c <= '9'; });
}
inline std::string read_text_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file) throw error("cannot read the file " + path.string());
    return text;
}
inline void write_text_file(const std::filesystem::path& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file) throw error("cannot write the file " + path.string());
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

} // namespace detail

namespace migrate {

/// The migrations of a folder in the order of their names; none where there is no folder. Other files and folders are
/// left alone. Errors: a migration without its migration.sql, which nobody could tell from one that is done.
inline std::vector<migration> read_folder(const std::filesystem::path& folder) {
    std::vector<migration> found;
    if (!std::filesystem::exists(folder)) return found;
    for (const auto& each : std::filesystem::directory_iterator(folder)) {
        const std::string name = each.path().filename().string();
        if (!each.is_directory() || !detail::is_migration_name(name)) continue;
        if (!std::filesystem::exists(each.path() / "migration.sql"))
            throw error(detail::join_text({"the migration ", name,
                                           " has no file migration.sql; restore it from version "
                                           "control, or delete the folder if it was never applied"}));
        migration made{.name = name, .up = detail::read_text_file(each.path() / "migration.sql")};
        if (std::filesystem::exists(each.path() / "down.sql"))
            made.down = detail::read_text_file(each.path() / "down.sql");
        found.push_back(std::move(made));
    }
    std::sort(found.begin(), found.end(),
              [](const migration& one, const migration& two) { return one.name < two.name; });
    return found;
}

/// Writes a migration; its folder is there when its files are. Errors: `error` where there is one of the name.
inline void write_migration(const std::filesystem::path& folder, const migration& made) {
    const std::filesystem::path final_path = folder / made.name;
    if (std::filesystem::exists(final_path)) throw error("there is a migration " + made.name + " already");
    const std::filesystem::path draft = folder / (".draft_" + made.name);
    std::filesystem::remove_all(draft);
    std::filesystem::create_directories(draft);
    detail::write_text_file(draft / "migration.sql", made.up);
    if (!made.down.empty()) detail::write_text_file(draft / "down.sql", made.down);
    std::filesystem::rename(draft, final_path);
}

} // namespace migrate
} // namespace v0
} // namespace refract

#pragma once

// A folder of migrations that is gone afterwards.

#include "databases.hpp"

#include <refract/migrate/folder.hpp>

#include <filesystem>
#include <string>

namespace refract_test {

struct migrations_folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / unique_name();
    migrations_folder() = default;
    migrations_folder(const migrations_folder&) = delete;
    ~migrations_folder() { std::filesystem::remove_all(path); }
    void add(const std::string& name, const std::string& up, const std::string& down = "") const {
        refract::migrate::write_migration(path, {name, up, down});
    }
    /// By hand, as somebody does who knows of no chain.
    void edit(const std::string& name, const std::string& up) const {
        refract::detail::write_text_file(path / name / "migration.sql", up);
    }
    std::string text(const std::string& file) const { return refract::detail::read_text_file(path / file); }
};

} // namespace refract_test

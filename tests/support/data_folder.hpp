#pragma once

#include "skip.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace refract_test {

// Real input for the tests (the Chinook database): REFRACT_DATA, or a folder beside the checkout.
inline std::optional<std::filesystem::path> data_folder() {
    if (const char* folder = std::getenv("REFRACT_DATA"); folder && *folder) { return folder; }
    auto beside = std::filesystem::path(REFRACT_SOURCE_FOLDER).parent_path() / "shared" / "data";
    if (std::filesystem::is_directory(beside)) { return beside; }
    skip("no data, REFRACT_DATA is not set");
    return std::nullopt;
}

} // namespace refract_test

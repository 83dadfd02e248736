// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#if __has_include(<sys/file.h>)
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

/// \file
/// The file of a database that a command makes, and that is gone again where nothing came into it.

namespace refract {
inline namespace v0 {
namespace command_line {

/// Lives longer than the connection. Of commands that make one file at once, the last one to end decides: they share a
/// lock of the folder that it is in, as a lock of the file itself would be in SQLite's way. Where the system has no
/// such locks, the file stays.
class made_file {
public:
    /// An empty path is no file.
    explicit made_file(const std::filesystem::path& path) : path_(path) {
#if __has_include(<sys/file.h>)
        if (path.empty() || is_there(path)) return;
        const std::filesystem::path folder = path.parent_path();
        folder_ = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC);
        // Who has it alone writes migrations there, or is taking a file away, which is quickly done.
        for (int tries = 0; folder_ >= 0 && ::flock(folder_, LOCK_SH | LOCK_NB) != 0; ++tries) {
            if (tries < 50 && ::usleep(10'000) == 0) continue;
            ::close(folder_);
            folder_ = -1;
        }
#endif
    }
    made_file(const made_file&) = delete;
    made_file& operator=(const made_file&) = delete;
    ~made_file() {
#if __has_include(<sys/file.h>)
        if (folder_ < 0) return;
        std::error_code ignored;
        if (::flock(folder_, LOCK_EX | LOCK_NB) == 0 && is_empty()) std::filesystem::remove(path_, ignored);
        ::close(folder_);
#endif
    }

private:
    static bool is_there(const std::filesystem::path& path) {
        std::error_code failure;
        return std::filesystem::symlink_status(path, failure).type() != std::filesystem::file_type::not_found;
    }
    /// No bytes, or one page without a schema. Source: https://www.sqlite.org/fileformat.html#the_database_header
    bool is_empty() const {
        for (const char* const beside : {"-wal", "-journal"}) // somebody else has it
            if (std::filesystem::path name = path_; is_there(name += beside)) return false;
        char header[100] = {};
        std::ifstream file(path_, std::ios::binary);
        file.read(header, sizeof header);
        if (file.gcount() == 0) return is_there(path_);
        const auto is_number = [&](std::size_t at, char last) {
            return header[at] == 0 && header[at + 1] == 0 && header[at + 2] == 0 && header[at + 3] == last;
        };
        constexpr std::size_t pages = 28, schema = 40, user_version = 60, application = 68;
        return file && is_number(pages, 1) && is_number(schema, 0) && is_number(user_version, 0) &&
               is_number(application, 0);
    }

    std::filesystem::path path_;
    int folder_ = -1;
};

} // namespace command_line
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

/// \file
/// Files of text that are read whole, and written so that a program which ends leaves no half of them.

namespace refract {
inline namespace v0 {
namespace detail {

inline std::string read_text_file(const std::filesystem::path& path) {
    if (std::filesystem::is_directory(path)) throw error(path.string() + " is a folder, and should be a file");
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file)
        throw error("cannot read the file " + path.string() +
                    (errno == 0 ? "" : ": " + std::generic_category().message(errno)));
    return text;
}
inline void write_text_file(const std::filesystem::path& path, std::string_view text) {
    errno = 0;
    std::ofstream file(path, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (file) return;
    const std::string why = errno == 0 ? "" : ": " + std::generic_category().message(errno);
    throw error("cannot write the file " + path.string() + why);
}
/// Behind the name of a file that is not whole yet.
inline constexpr std::string_view end_of_draft = ".draft";

/// A file that is there whole, or as it was, also where a program is killed or the disk is full. Others are replaced
/// with it: as long as the draft of the first is there, no other draft is whole; behind that, each is.
class replaced_files {
public:
    replaced_files() = default;
    replaced_files(const replaced_files&) = delete;
    ~replaced_files() {
        std::error_code ignored;
        for (; !drafts_.empty(); drafts_.pop_back()) std::filesystem::remove(drafts_.back(), ignored);
    }
    void write(const std::filesystem::path& said, std::string_view text) {
        const std::filesystem::path path = place_of(said);
        const bool is_there = std::filesystem::exists(path);
        if (is_there && !std::filesystem::is_regular_file(path)) return write_text_file(path, text); // a device
        errno = 0;
        if (is_there && !std::ofstream(path, std::ios::app)) fail(path, errno); // one that may only be read stays
        paths_.push_back(path);
        drafts_.push_back(draft_of(path));
        write_text_file(drafts_.back(), text);
        std::error_code ignored;
        if (is_there)
            std::filesystem::permissions(drafts_.back(), std::filesystem::status(path).permissions(), ignored);
    }
    void put_in_place() {
        std::error_code failure;
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            std::filesystem::rename(drafts_[i], paths_[i], failure);
            if (!failure) continue;
            if (i > 0) drafts_.clear(); // they are whole
            fail(paths_[i], failure.value());
        }
        drafts_.clear();
    }
    static std::filesystem::path draft_of(const std::filesystem::path& said) { return place_of(said) += end_of_draft; }

private:
    /// A link stays one.
    static std::filesystem::path place_of(const std::filesystem::path& said) {
        std::error_code ignored;
        return std::filesystem::is_symlink(said, ignored) ? std::filesystem::weakly_canonical(said) : said;
    }
    [[noreturn]] static void fail(const std::filesystem::path& path, int why) {
        throw error("cannot write the file " + path.string() + ": " + std::generic_category().message(why));
    }
    std::vector<std::filesystem::path> paths_{}, drafts_{};
};
inline void replace_text_file(const std::filesystem::path& path, std::string_view text) {
    replaced_files one;
    one.write(path, text);
    one.put_in_place();
}

} // namespace detail
} // namespace v0
} // namespace refract

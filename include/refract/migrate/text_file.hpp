// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

/// \file
/// Files of text that are read whole, and written so that a program which ends leaves no half of them.

namespace refract {
inline namespace v0 {
namespace detail {

/// What some editors put in front of a text.
inline constexpr std::string_view mark_of_editors = "\xef\xbb\xbf";

/// "a folder": what a file is that is none with a text; empty where it is one, or is not there.
inline std::string_view kind_of_other_file(const std::filesystem::path& path) {
    std::error_code ignored;
    switch (std::filesystem::status(path, ignored).type()) {
    case std::filesystem::file_type::directory: return "a folder";
    case std::filesystem::file_type::fifo: return "a pipe";
    case std::filesystem::file_type::socket: return "a socket";
    case std::filesystem::file_type::block:
    case std::filesystem::file_type::character: return "a device";
    default: return {};
    }
}
/// More than any database takes as a text; devices, and files with holes, have no end.
inline constexpr std::size_t longest_text = std::size_t{1} << 30;
[[noreturn]] inline void refuse_long_text(std::string_view what) {
    throw error(std::string(what) + " has more than 1 GiB, or no end; no database runs such a text, so split it");
}
/// `is_script`: it has no NUL, and is read no further where it has, as a device does; whoever checks it says so.
inline std::string read_open_file(std::ifstream& file, const std::string& name, bool is_script,
                                  std::size_t most = longest_text) {
    std::string text;
    std::vector<char> part(std::size_t{1} << 16);
    bool has_end = false;
    while (file && text.size() <= most && !has_end) {
        file.read(part.data(), static_cast<std::streamsize>(part.size()));
        const auto size = static_cast<std::size_t>(file.gcount());
        text.append(part.data(), size);
        has_end = file.eof() || (is_script && text.find('\0', text.size() - size) != text.npos);
    }
    if (text.size() > most) refuse_long_text("the file " + name);
    if (has_end) return text;
    throw error("cannot read the file " + name + (errno == 0 ? "" : ": " + std::generic_category().message(errno)));
}
/// One of a folder's own files: whoever reads another kind of file may wait for ever.
inline std::string read_text_file(const std::filesystem::path& path) {
    if (const std::string_view kind = kind_of_other_file(path); !kind.empty())
        throw error(path.string() + " is " + std::string(kind) + ", and should be a file");
    std::error_code ignored;
    if (const auto size = std::filesystem::file_size(path, ignored); !ignored && size > longest_text)
        refuse_long_text("the file " + path.string());
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    return read_open_file(file, path.string(), false);
}
/// A script that somebody has named, which may be a pipe: `--file <(make_sql)`.
inline std::string read_named_script(const std::filesystem::path& path, std::size_t most = longest_text) {
    if (std::filesystem::is_directory(path)) return read_text_file(path);
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    return read_open_file(file, path.string(), true, most);
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

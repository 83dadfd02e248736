// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/migrate/sha256.hpp>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

/// \file
/// The chain of a folder's migrations, `migrations/chain.lock`: each line has a migration and a hash of it and of all
/// before it. Two branches that both add a migration both change its end, so that version control meets a conflict,
/// and not production.

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

/// A line of chain.lock.
struct chain_link {
    std::string name{}, hash{};

    friend bool operator==(const chain_link&, const chain_link&) = default;
};

} // namespace migrate

namespace detail {

inline constexpr std::string_view chain_file = "chain.lock", kept_file = "schema.sql"; // see kept_schema.hpp

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
        for (std::size_t i = drafts_.size(); i-- > 0;) std::filesystem::remove(drafts_[i], ignored);
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

inline std::string hash_of_link(std::string_view before, const migrate::migration& each) {
    return sha256::digits(join_text({before, "\n", each.name, "\n", each.checksum(), "\n"}));
}
inline void write_chain(const std::filesystem::path& folder, const std::vector<migrate::chain_link>& chain) {
    std::string text;
    for (const migrate::chain_link& each : chain) text.append(each.name).append(" ").append(each.hash).append("\n");
    const std::filesystem::path path = folder / chain_file;
    const bool is_there = std::filesystem::exists(path);
    if (is_there ? read_text_file(path) != text : !text.empty()) replace_text_file(path, text);
}

} // namespace detail

namespace migrate {

/// The chain that migrations have, in the order of their names.
inline std::vector<chain_link> make_chain(const std::vector<migration>& all) {
    std::vector<chain_link> chain;
    for (const migration& each : all)
        chain.push_back({each.name, detail::hash_of_link(chain.empty() ? "" : chain.back().hash, each)});
    return chain;
}

/// The chain that is written in a folder; nothing where there is none. Errors: a line that is none, as of two branches
/// that were not merged.
inline std::vector<chain_link> read_chain(const std::filesystem::path& folder) {
    std::vector<chain_link> chain;
    if (!std::filesystem::exists(folder / detail::chain_file)) return chain;
    const std::string text = detail::read_text_file(folder / detail::chain_file);
    std::size_t line = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        std::string_view one = rest.substr(0, end);
        rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
        ++line;
        if (one.ends_with('\r')) one.remove_suffix(1);
        if (one.empty()) continue;
        const std::size_t blank = one.rfind(' '); // a name may have some
        const std::string_view hash = blank == one.npos ? "" : one.substr(blank + 1);
        if (hash.size() != 64 || hash.find_first_not_of("0123456789abcdef") != hash.npos)
            throw error(detail::join_text(
                {"line ", std::to_string(line), " of ", (folder / detail::chain_file).string(),
                 " is no migration with its hash; where two branches came together, see that their migrations go "
                 "together and in which order, and write the file anew (migrate chain, update_chain)"}));
        chain.push_back({std::string(one.substr(0, blank)), std::string(hash)});
    }
    return chain;
}

/// What is wrong with a chain in one sentence; empty where all is well, or no chain was kept.
inline std::string find_break(const std::vector<migration>& folder, const std::vector<chain_link>& kept) {
    const auto have = [](const auto& all, const std::string& name) {
        for (const auto& each : all)
            if (each.name == name) return true;
        return false;
    };
    const std::vector<chain_link> made = make_chain(folder);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (i < made.size() && made[i] == kept[i]) continue;
        if (i < made.size() && made[i].name == kept[i].name)
            return "the text of the migration " + made[i].name + " is another one than when it was written";
        if (i < made.size() && !have(kept, made[i].name))
            return "the migration " + made[i].name + " was put in front of " + kept[i].name;
        if (!have(folder, kept[i].name)) return "the migration " + kept[i].name + " is no longer there";
        return "the migration " + kept[i].name + " has another place";
    }
    if (kept.empty() || made.size() == kept.size()) return {};
    return "the migration " + made[kept.size()].name + " is not in it";
}

} // namespace migrate
} // namespace v0
} // namespace refract

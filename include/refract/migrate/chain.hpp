// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/migrate/sha256.hpp>
#include <refract/migrate/text_file.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
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
    const bool is_marked = text.starts_with(detail::mark_of_editors);
    for (std::string_view rest = std::string_view(text).substr(is_marked ? detail::mark_of_editors.size() : 0);
         !rest.empty();) {
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

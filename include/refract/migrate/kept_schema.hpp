// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/join_text.hpp>
#include <refract/migrate/draft.hpp>
#include <refract/migrate/folder.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What the migrations of a folder make, kept beside them as `schema.sql`: for a shadow that cannot run all of them.

namespace refract {
inline namespace v0 {
namespace migrate {

/// Its text belongs to the migrations up to one of them, which is told by the hash that it has in their chain.
struct kept_schema {
    std::string last{}, hash{};
    std::string script{};

    /// How many of some migrations it stands for; none where they are others.
    std::size_t covers(const std::vector<migration>& all) const {
        const std::vector<chain_link> chain = make_chain(all);
        for (std::size_t i = 0; i < chain.size(); ++i)
            if (chain[i] == chain_link{last, hash}) return i + 1;
        return 0;
    }
};

} // namespace migrate

namespace detail {

inline constexpr std::string_view kept_head = "-- The schema after the migration ";

/// Whether a file of the name was not written here, and belongs to somebody.
inline bool is_of_somebody_else(const std::filesystem::path& kept) {
    if (!std::filesystem::exists(kept)) return false;
    return !std::filesystem::is_regular_file(kept) || read_text_file(kept).find(kept_head) == std::string::npos;
}

} // namespace detail

namespace migrate {

/// The one of a folder; with an empty hash where there is none, or one that nobody could read, as of two branches.
inline kept_schema read_kept_schema(const std::filesystem::path& folder) {
    if (!std::filesystem::is_regular_file(folder / detail::kept_file)) return {};
    kept_schema kept{.script = detail::read_text_file(folder / detail::kept_file)};
    const std::string_view text = kept.script;
    if (!text.starts_with(detail::kept_head)) return {};
    const std::string_view said =
        text.substr(detail::kept_head.size(), text.find_first_of("\r\n") - detail::kept_head.size());
    const std::size_t blank = said.find(' ');
    if (blank == said.npos) return {};
    kept.last = said.substr(0, blank);
    kept.hash = said.substr(blank + 1);
    return kept;
}

/// Writes what a database holds that has run all migrations of a folder: `keep_schema<Dialect>(folder, found)`.
/// Version control keeps it with them; a branch that comes later writes it anew. False: a file of the name that was not
/// written here is there, and stays.
template <class Dialect> bool keep_schema(const std::filesystem::path& folder, const database_definition& made) {
    const std::filesystem::path kept = folder / detail::kept_file;
    const std::vector<chain_link> chain = make_chain(read_folder(folder));
    if (chain.empty()) return true;
    if (detail::is_of_somebody_else(kept)) return false;
    std::vector<step> steps = plan<Dialect>({}, made);
    for (step& each : steps) // what is there for the whole database, such as an extension, is there already
        if (!each.if_needed.empty()) each.sql = each.if_needed;
    const std::string text = detail::join_text({detail::kept_head, chain.back().name, " ", chain.back().hash,
                                                "\n-- Written by migrate dev; nothing runs it on a database that is "
                                                "kept.\n\n",
                                                detail::print_script(steps)});
    if (!std::filesystem::exists(kept) || detail::read_text_file(kept) != text) detail::replace_text_file(kept, text);
    return true;
}

/// What was kept of all migrations of a folder is that of the ones which are there now: they are others, as after a
/// squash, and make the same.
inline void renew_kept_schema(const std::filesystem::path& folder, const std::vector<migration>& all,
                              const kept_schema& kept) {
    const std::vector<chain_link> chain = make_chain(all);
    if (chain.empty() || kept.hash.empty()) return;
    detail::replace_text_file(folder / detail::kept_file,
                              detail::join_text({detail::kept_head, chain.back().name, " ", chain.back().hash,
                                                 std::string_view(kept.script).substr(kept.script.find('\n'))}));
}

} // namespace migrate
} // namespace v0
} // namespace refract

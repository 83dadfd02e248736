// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/hold_folder.hpp>
#include <refract/migrate/deploy.hpp>

/// \file
/// `migrate chain`: the chain of a folder is written anew.

namespace refract {
inline namespace v0 {
namespace command_line {

inline constexpr command migrate_chain{
    .path = "migrate chain",
    .summary = "Write chain.lock anew, after migrations were written or edited by hand.",
    .details =
        "Each line of chain.lock holds a migration and a hash of all up to it, so that two branches that add "
        "migrations meet as a conflict in version control, and not in production. migrate dev does it by itself.",
    .add_options = [](CLI::App&, arguments&) {},
    .run =
        [](context& in) {
            detail::require_folder(in.said.folder);
            const hold_folder hold(in);
            migrate::update_chain(in.said.folder);
            in.out.say(fmt::format("wrote {}/chain.lock", in.said.folder), tone::good);
            return 0;
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract

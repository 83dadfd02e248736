// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/hold_folder.hpp>
#include <refract/cli/migrate_deploy.hpp>
#include <refract/cli/migrate_diff.hpp>
#include <refract/migrate/down.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// `migrate down` and `migrate reset`: the way back.

namespace refract {
inline namespace v0 {
namespace command_line {

template <class Database> int undo_migrations(context& in, Database& db) {
    migrate::deploy_options<Database> options = shown_deploy<Database>(in);
    in.out.data() = {{"undone", json_object::array()}};
    options.on_done = [&in](std::string_view name) {
        in.out.say(fmt::format("undone {}", name), tone::good);
        in.out.data()["undone"].push_back(name);
    };
    if (migrate::down(db, in.said.folder, {.steps = in.said.steps, .to = in.said.target}, options).empty())
        in.out.say("Nothing is applied that could be undone.");
    return 0;
}
template <class Database> int begin_anew(context& in, Database& db) {
    if (!in.said.force && !in.out.confirm("All tables and all rows of this database are dropped. Go on?", "--force"))
        throw command_failure{1, "nothing was changed"};
    migrate::deploy_options<Database> options = shown_deploy<Database>(in);
    options.turn_timeout = time_to_wait(in);
    options.updates_chain = true; // it is a development database
    const std::vector<std::string> schemas = schemas_of(in, db);
    const std::vector<std::string> before = detail::followed_from_outside(db, schemas);
    if (migrate::reset(db, in.said.folder, options, schemas).empty())
        in.out.say("All is dropped, and the folder has no migrations.", tone::good);
    const std::vector<std::string> now = detail::followed_from_outside(db, schemas);
    for (const std::string& each : before)
        if (std::find(now.begin(), now.end(), each) == now.end())
            in.out.note(fmt::format("before the reset {}: no more, as no migration says it", each), tone::caution);
    return 0;
}

inline constexpr command migrate_down{
    .path = "migrate down",
    .summary = "Undo the last migrations by their down.sql.",
    .details = "  app migrate down                              # the last one\n"
               "  app migrate down --steps 3\n"
               "  app migrate down --to 20260101000000_first    # which stays; 0: none stays",
    .add_options =
        [](CLI::App& to, arguments& into) {
            CLI::Option* const steps = to.add_option("--steps", into.steps, "How many")->capture_default_str();
            steps->check([](const std::string& said) {
                const bool is_number = said.find_first_not_of("0123456789") == said.npos;
                return is_number && said.find_first_not_of('0') != said.npos
                           ? std::string()
                           : fmt::format("a whole number from 1 on is needed, not \"{}\"", said);
            });
            to.add_option("--to", into.target, "The last one that stays applied")->excludes(steps);
        },
    .run =
        [](context& in) {
            return with_database(in, when_missing::fails, [&](auto& db) { return undo_migrations(in, db); });
        },
};
inline constexpr command migrate_reset{
    .path = "migrate reset",
    .summary = "Drop everything in a development database and run all migrations anew.",
    .details = "All rows are lost, in all schemas of the models or of --schema. It asks first; --force answers.",
    .add_options = [](CLI::App& to, arguments& into) { to.add_flag("--force", into.force, "Do not ask"); },
    .run =
        [](context& in) {
            detail::require_folder(in.said.folder);
            const hold_folder hold(in);
            return with_database(in, when_missing::is_made, [&](auto& db) { return begin_anew(in, db); });
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/migrate_deploy.hpp>
#include <refract/migrate/down.hpp>

#include <string>
#include <vector>

/// \file
/// `migrate down` and `migrate reset`: the way back.

namespace refract {
inline namespace v0 {
namespace command_line {

template <class Database> int undo_migrations(context& in, Database& db) {
    const std::vector<std::string> undone =
        migrate::down(db, in.said.folder, {.steps = in.said.steps, .to = in.said.target}, shown_deploy<Database>(in));
    for (const std::string& each : undone) in.out.say("undone " + each, tone::good);
    if (undone.empty()) in.out.say("Nothing is applied that could be undone.");
    in.out.data()["undone"] = undone;
    return 0;
}
template <class Database> int begin_anew(context& in, Database& db) {
    if (!in.said.force && !in.out.confirm("All tables and all rows of this database are dropped. Go on?", "--force"))
        throw command_failure{1, "nothing was changed"};
    const std::vector<std::string> done = migrate::reset(db, in.said.folder, shown_deploy<Database>(in));
    in.out.say("All is dropped.");
    for (const std::string& each : done) in.out.say("applied " + each, tone::good);
    in.out.data()["applied"] = done;
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
            to.add_option("--steps", into.steps, "How many")->capture_default_str();
            to.add_option("--to", into.target, "The last one that stays applied");
        },
    .run =
        [](context& in) {
            return with_database(in, when_missing::fails, [&](auto& db) { return undo_migrations(in, db); });
        },
};
inline constexpr command migrate_reset{
    .path = "migrate reset",
    .summary = "Drop everything in a development database and run all migrations anew.",
    .details = "All rows are lost. It asks first; --force answers.",
    .add_options = [](CLI::App& to, arguments& into) { to.add_flag("--force", into.force, "Do not ask"); },
    .run =
        [](context& in) {
            return with_database(in, when_missing::is_made, [&](auto& db) { return begin_anew(in, db); });
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract

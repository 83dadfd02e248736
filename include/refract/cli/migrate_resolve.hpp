// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/show_history.hpp>
#include <refract/migrate/resolve.hpp>

#include <string>
#include <vector>

/// \file
/// `migrate resolve` and `migrate baseline`: what a person knows and the history does not.

namespace refract {
inline namespace v0 {
namespace command_line {

template <class Database> int resolve_one(context& in, Database& db) {
    const arguments& said = in.said;
    const migrate::deploy_options<Database> how = told_wait<Database>(in);
    if (!said.applied.empty())
        migrate::resolve_applied(db, said.folder, said.applied, how);
    else if (!said.rolled_back.empty())
        migrate::resolve_rolled_back(db, said.rolled_back, said.folder, how);
    else if (!said.statement_done.empty())
        migrate::resolve_statement(db, said.folder, said.statement_done, true, how);
    else if (!said.statement_undone.empty())
        migrate::resolve_statement(db, said.folder, said.statement_undone, false, how);
    else
        throw command_failure{64, "what is to be resolved? Say --applied, --rolled-back, --statement-done or "
                                  "--statement-undone with the migration's name"};
    in.out.say("Recorded.", tone::good);
    return 0;
}
template <class Database> int mark_baseline(context& in, Database& db) {
    detail::require_folder(in.said.folder);
    const std::vector<std::string> marked =
        migrate::baseline(db, in.said.folder, in.said.up_to, told_wait<Database>(in));
    for (const std::string& each : marked) in.out.say("marked " + each, tone::good);
    if (marked.empty()) in.out.say("The history has them all.");
    in.out.data()["marked"] = marked;
    return 0;
}

inline constexpr command migrate_resolve{
    .path = "migrate resolve",
    .summary = "Say what became of a migration that failed, or was run by hand.",
    .details = "  app migrate resolve --applied 20260101000000_first        # all of it is in the database\n"
               "  app migrate resolve --rolled-back 20260101000000_first    # nothing of it is\n"
               "Of a statement that runs outside of a transaction, when its program was ended: --statement-done, "
               "--statement-undone.",
    .add_options =
        [](CLI::App& to, arguments& into) {
            CLI::Option* const all[] = {
                to.add_option("--applied", into.applied, "The migration is in the database, all of it"),
                to.add_option("--rolled-back", into.rolled_back, "Nothing of the migration is in the database"),
                to.add_option("--statement-done", into.statement_done,
                              "The migration's statement that was ended is done"),
                to.add_option("--statement-undone", into.statement_undone, "It is not done, run it again")};
            for (CLI::Option* const one : all)
                for (CLI::Option* const other : all)
                    if (one != other) one->excludes(other);
        },
    .run =
        [](context& in) {
            return with_database(in, when_missing::fails, [&](auto& db) { return resolve_one(in, db); });
        },
};
inline constexpr command migrate_baseline{
    .path = "migrate baseline",
    .summary = "Mark migrations as applied without running them, for a database that was there before.",
    .details = "  app migrate baseline                               # all of the folder\n"
               "  app migrate baseline --up-to 20260101000000_first",
    .add_options = [](CLI::App& to, arguments& into) { to.add_option("--up-to", into.up_to, "The last one to mark"); },
    .run =
        [](context& in) {
            return with_database(in, when_missing::fails, [&](auto& db) { return mark_baseline(in, db); });
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract

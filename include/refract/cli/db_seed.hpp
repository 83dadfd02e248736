// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/show_history.hpp>
#include <refract/migrate/deployer.hpp>

/// \file
/// `db seed`: the program's own rows to begin with.

namespace refract {
inline namespace v0 {
namespace command_line {

/// Runs `work()` in a transaction that is no deploy's, while none is, and again where a lock of others was in the way.
template <class Database, class Work> void wait_and_run(context& in, Database& db, const Work& work) {
    const migrate::deploy_options<Database> options = told_wait<Database>(in);
    detail::deployer<Database>(db, options).in_turn_with_keys([&](auto&) { work(); });
}

inline constexpr command db_seed{
    .path = "db seed",
    .summary = "Run the program's seed, in one transaction.",
    .details =
        "The seed is a function that main() hands over; where another program's lock is in the way, all of it is "
        "undone and runs again:\n\n"
        "  return refract::cli<blog>(argc, argv, [](auto& db) { db.insert(User{.name = \"Ann\"}); });",
    .add_options = [](CLI::App&, arguments&) {},
    .run =
        [](context& in) {
            return with_database(in, when_missing::fails, [&](auto& db) {
                const included_database& known = included(in, db);
                if (!known.run_seed)
                    throw command_failure{1, "the program has no seed; hand a function to refract::cli: "
                                             "refract::cli<schema>(argc, argv, [](auto& db) { ... })"};
                bool is_run = false;
                try {
                    wait_and_run(in, db, [&] {
                        is_run = false;
                        known.run_seed(in.of.seed, &db);
                        is_run = true;
                    });
                } catch (error& failure) {
                    if (is_run && detail::is_lost(failure))
                        failure.add_context("the connection was lost while the seed was committed, and nobody knows "
                                            "whether its rows are there: look before you run it again");
                    throw;
                }
                in.out.say("The seed has run.", tone::good);
                return 0;
            });
        },
    .needs_models = true,
};

} // namespace command_line
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/show_history.hpp>
#include <refract/migrate/deploy.hpp>

#include <string>

/// \file
/// `migrate deploy`: what is pending is run, in production too.

namespace refract {
inline namespace v0 {
namespace command_line {

template <class Database> int deploy_one(context& in, Database& db) {
    const migrate::history_report before = migrate::report_history(db, in.said.folder);
    for (const migrate::history_problem& each : before.problems) in.out.note(text_of(each), tone::caution);
    in.out.data()["problems"] = json_of_problems(before.problems);
    const std::vector<std::string> done = migrate::deploy(db, in.said.folder, shown_deploy<Database>(in));
    for (const std::string& each : done) in.out.say("applied " + each, tone::good);
    if (done.empty()) in.out.say("Nothing is pending.", tone::good);
    in.out.data()["applied"] = done;
    return 0;
}

inline void add_deploy_options(CLI::App& to, arguments& into) {
    to.add_option("--up-to", into.up_to, "The last migration to run");
    to.add_option("--lock-timeout", into.lock_timeout,
                  "Milliseconds that a statement waits for a lock before it is tried again later; 3000 unless said");
    to.add_option("--statement-timeout", into.statement_timeout, "Milliseconds that a statement may take");
}

inline constexpr command migrate_deploy{
    .path = "migrate deploy",
    .summary = "Run the migrations that the database has not seen.",
    .details = "Each runs in a transaction of its own, where its statements can; one that fails leaves nothing of it. "
               "Several programs may deploy at once: they wait for each other, and each migration runs once.\n\n"
               "  app migrate deploy --url postgresql://deployer@db/app",
    .add_options = add_deploy_options,
    .run =
        [](context& in) {
            return with_database(in, when_missing::is_made, [&](auto& db) { return deploy_one(in, db); });
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract

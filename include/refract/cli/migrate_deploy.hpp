// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/history_check.hpp>
#include <refract/migrate/deploy.hpp>

#include <string>

/// \file
/// `migrate deploy`: what is pending is run, in production too.

namespace refract {
inline namespace v0 {
namespace command_line {

template <class Database> int deploy_one(context& in, Database& db) {
    const migrate::status before =
        migrate::compare_history(migrate::read_folder(in.said.folder), migrate::read_history(db));
    for (const std::string& each : history_problems(before)) in.out.note(each, tone::caution);
    const std::vector<std::string> done = migrate::deploy(db, in.said.folder);
    for (const std::string& each : done) in.out.say("applied " + each, tone::good);
    if (done.empty()) in.out.say("Nothing is pending.", tone::good);
    in.out.data()["applied"] = done;
    return 0;
}

inline constexpr command migrate_deploy{
    .path = "migrate deploy",
    .summary = "Run the migrations that the database has not seen.",
    .details = "Each runs in a transaction of its own, where its statements can; one that fails leaves nothing of it. "
               "Several programs may deploy at once: they wait for each other, and each migration runs once.\n\n"
               "  app migrate deploy --url postgresql://deployer@db/app",
    .add_options = [](CLI::App&, arguments&) {},
    .run =
        [](context& in) {
            return with_database(in, when_missing::is_made, [&](auto& db) { return deploy_one(in, db); });
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract

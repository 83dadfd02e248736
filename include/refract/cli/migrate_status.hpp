// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/show_history.hpp>
#include <refract/migrate/deploy.hpp>

#include <algorithm>
#include <string>
#include <vector>

/// \file
/// `migrate status`: the folder beside the database.

namespace refract {
inline namespace v0 {
namespace command_line {

template <class Database> int show_status(context& in, Database& db) {
    detail::require_folder(in.said.folder);
    const migrate::history_report found = migrate::report_history(db, in.said.folder, schemas_of(in, db));
    in.out.data() = {{"applied", found.applied},
                     {"pending", found.pending},
                     {"squashed", found.squashed},
                     {"last_common", found.last_common},
                     {"problems", json_of_problems(found.problems)},
                     {"clean", found.is_clean()}};
    std::vector<std::vector<std::string>> rows;
    for (const std::string& each : found.applied) rows.push_back({each, "applied"});
    for (const std::string& each : found.pending) rows.push_back({each, "pending"});
    for (const std::string& each : found.squashed) rows.push_back({each, "squashed, and its parts are applied"});
    for (const migrate::history_problem& each : found.problems)
        if (each.kind == migrate::history_problem_kind::failed && !detail::is_listed(found.pending, each.migration))
            rows.push_back({each.migration, "half done"});
    std::sort(rows.begin(), rows.end());
    if (rows.empty())
        in.out.say(fmt::format("{} has no migrations, and neither has the database.", in.said.folder));
    else
        in.out.table({"migration", "state"}, rows);
    for (const migrate::history_problem& each : found.problems) in.out.say(text_of(each), tone::bad);
    if (!found.pending.empty()) in.out.say("migrate deploy runs what is pending.");
    return found.is_clean() ? 0 : 2;
}

inline constexpr command migrate_status{
    .path = "migrate status",
    .summary = "Show which migrations are applied, pending, failed, edited or missing.",
    .details = "Exits with 0 where all is applied and fits, with 2 where not, with 1 where there is no such folder.",
    .add_options = [](CLI::App&, arguments&) {},
    .run =
        [](context& in) {
            return with_database(in, when_missing::fails, [&](auto& db) { return show_status(in, db); });
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract

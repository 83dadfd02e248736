// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/history_check.hpp>

#include <string>
#include <vector>

/// \file
/// `migrate status`: the folder beside the database.

namespace refract {
inline namespace v0 {
namespace command_line {

template <class Database> int show_status(context& in, Database& db) {
    const std::vector<migrate::migration> folder = migrate::read_folder(in.said.folder);
    const migrate::status found = migrate::compare_history(folder, migrate::read_history(db));
    in.out.data() = {{"applied", found.applied}, {"pending", found.pending}, {"failed", found.failed},
                     {"edited", found.edited},   {"missing", found.missing}, {"out_of_order", found.out_of_order},
                     {"clean", found.is_clean()}};
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](const std::vector<std::string>& names, const char* state) {
        for (const std::string& each : names) rows.push_back({each, state});
    };
    add(found.applied, "applied");
    add(found.failed, "failed");
    add(found.pending, "pending");
    std::sort(rows.begin(), rows.end());
    if (rows.empty())
        in.out.say(fmt::format("{} has no migrations, and neither has the database.", in.said.folder));
    else
        in.out.table({"migration", "state"}, rows);
    for (const std::string& each : history_problems(found)) in.out.say(each, tone::bad);
    if (!found.out_of_order.empty())
        in.out.say(list_names(found.out_of_order) +
                       " is pending though a later one is applied: two branches came together. deploy runs it.",
                   tone::caution);
    if (!found.pending.empty()) in.out.say("migrate deploy runs what is pending.");
    return found.is_clean() ? 0 : 2;
}

inline constexpr command migrate_status{
    .path = "migrate status",
    .summary = "Show which migrations are applied, pending, failed, edited or missing.",
    .details = "Exits with 0 where all is applied and fits, with 2 where not.",
    .add_options = [](CLI::App&, arguments&) {},
    .run =
        [](context& in) {
            return with_database(in, when_missing::fails, [&](auto& db) { return show_status(in, db); });
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract

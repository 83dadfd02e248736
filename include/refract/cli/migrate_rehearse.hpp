// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/cli/show_history.hpp>
#include <refract/migrate/rehearse.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// `migrate rehearse`: what is pending, tried on a copy.

namespace refract {
inline namespace v0 {
namespace command_line {

inline json_object json_of(const migrate::rehearsed_statement& one) {
    return {{"migration", one.migration}, {"line", one.line},
            {"about", one.about},         {"sql", one.sql},
            {"rows", one.rows},           {"microseconds", one.took.count()},
            {"locks", one.locks},         {"rewritten", one.rewritten}};
}
template <class Database> int rehearse_pending(context& in, Database& db) {
    detail::require_folder(in.said.folder);
    const migrate::rehearsal made = migrate::rehearse(db, in.said.folder);
    json_object list = json_object::array();
    std::string_view before;
    for (const migrate::rehearsed_statement& each : made.statements) {
        list.push_back(json_of(each));
        if (each.migration != before) in.out.say(each.migration);
        before = each.migration;
        const std::string_view what = each.about.empty() ? std::string_view(each.sql).substr(0, 60) : each.about;
        in.out.say(fmt::format("  line {}: {}: {}, {} rows", each.line, what,
                               text_of(std::chrono::duration_cast<std::chrono::milliseconds>(each.took)), each.rows));
        if (!each.locks.empty()) in.out.say("    locks " + detail::list_names(each.locks), tone::caution);
        if (!each.rewritten.empty()) in.out.say("    writes anew " + detail::list_names(each.rewritten), tone::caution);
    }
    in.out.data() = {{"has_rows", made.has_rows},
                     {"why_no_rows", made.why_no_rows},
                     {"statements", list},
                     {"failure", made.failure}};
    if (made.statements.empty() && made.failure.empty()) in.out.say("Nothing is pending.", tone::good);
    if (!made.has_rows)
        in.out.note(fmt::format("The copy has no rows ({}): times say little.", made.why_no_rows), tone::caution);
    if (made.failure.empty()) return 0;
    in.out.fail(made.failure);
    return 2;
}

inline constexpr command migrate_rehearse{
    .path = "migrate rehearse",
    .summary = "Run what is pending on a copy, and show times, locks, and tables that are written anew.",
    .details =
        "SQLite: a copy of the file. PostgreSQL: a database beside it, made from it as a template; where others are "
        "connected, one with its tables and without rows. The copy is dropped. Exits with 2 where a statement fails.",
    .add_options = [](CLI::App&, arguments&) {},
    .run =
        [](context& in) {
            return with_database(in, when_missing::fails, [&](auto& db) { return rehearse_pending(in, db); });
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract

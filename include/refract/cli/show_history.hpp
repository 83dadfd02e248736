// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command.hpp>
#include <refract/migrate/deploy_options.hpp>
#include <refract/migrate/report.hpp>
#include <refract/migrate/shadow.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// How a folder fits a database, and how a deploy goes on, for people and as JSON.

namespace refract {
inline namespace v0 {
namespace command_line {

constexpr std::string_view name_of(migrate::history_problem_kind kind) {
    switch (kind) {
    case migrate::history_problem_kind::failed: return "failed";
    case migrate::history_problem_kind::edited: return "edited";
    case migrate::history_problem_kind::missing: return "missing";
    case migrate::history_problem_kind::late: return "late";
    case migrate::history_problem_kind::diverged: return "diverged";
    case migrate::history_problem_kind::chain_broken: return "chain_broken";
    case migrate::history_problem_kind::broken_index: return "broken_index";
    case migrate::history_problem_kind::half_squashed: break;
    }
    return "half_squashed";
}

inline json_object json_of_problems(const std::vector<migrate::history_problem>& problems) {
    json_object list = json_object::array();
    for (const migrate::history_problem& each : problems)
        list.push_back({{"kind", name_of(each.kind)},
                        {"migration", each.migration},
                        {"sentence", each.sentence},
                        {"remedy", each.remedy}});
    return list;
}
inline std::string text_of(const migrate::history_problem& problem) {
    return problem.sentence + (problem.sentence.ends_with('.') ? " To do: " : ". To do: ") + problem.remedy + ".";
}

/// Where it was seen what the migrations make, if not in a database made for that.
inline void note_place(context& in, migrate::shadow_place where, const std::string& why) {
    const std::string reason = why.empty() ? "You may not create databases" : "No database could be made (" + why + ")";
    if (where == migrate::shadow_place::schema)
        in.out.note(reason + ": the migrations were run in a schema, and undone.");
    if (where == migrate::shadow_place::kept)
        in.out.note(reason + ": what the migrations make is read from schema.sql, run in a schema and undone.");
}

/// What has to be settled before a developer's next migration: all but what a deploy runs by itself.
inline void refuse_problems(context& in, const migrate::history_report& found) {
    using enum migrate::history_problem_kind;
    std::vector<migrate::history_problem> refused = found.problems;
    std::erase_if(refused, [](const auto& each) {
        return each.kind == late || each.kind == failed || each.kind == chain_broken;
    });
    if (refused.empty()) return;
    std::string text;
    for (const migrate::history_problem& each : refused) text.append("\n  ").append(text_of(each));
    in.out.data()["problems"] = json_of_problems(refused);
    throw command_failure{2, "the folder and the database do not fit:" + text +
                                 "\n  On a development database migrate reset begins anew."};
}

inline std::string text_of(std::chrono::milliseconds time) {
    return time.count() < 10000 ? fmt::format("{} ms", time.count()) : fmt::format("{} s", time.count() / 1000);
}

/// Of a command that is no deploy, and waits for those.
template <class Database> migrate::deploy_options<Database> told_wait(context& in) {
    migrate::deploy_options<Database> options{.turn_timeout = time_to_wait(in)};
    options.on_step = [&in](const migrate::deploy_progress& now) {
        if (now.what == migrate::deploy_progress::event::waiting)
            in.out.note(fmt::format("waits {}: {}", text_of(now.took), now.reason), tone::caution);
    };
    return options;
}

/// What a deploy does, as it does it; statements that take no time are not worth a line.
template <class Database> migrate::deploy_options<Database> shown_deploy(context& in) {
    using event = migrate::deploy_progress::event;
    migrate::deploy_options<Database> options{.up_to = in.said.up_to};
    if (in.said.wait) options.turn_timeout = time_to_wait(in);
    if (in.said.lock_timeout) options.lock_timeout = std::chrono::milliseconds(*in.said.lock_timeout);
    if (in.said.statement_timeout) options.statement_timeout = std::chrono::milliseconds(*in.said.statement_timeout);
    in.out.data()["applied"] = json_object::array();
    options.on_done = [&in](std::string_view name) {
        in.out.say(fmt::format("applied {}", name), tone::good);
        in.out.data()["applied"].push_back(name);
    };
    options.on_step = [&in](const migrate::deploy_progress& now) {
        const std::string_view what = now.about.empty() ? now.sql.substr(0, 60) : now.about;
        const std::string place =
            fmt::format("[{}/{}] {} {}/{}: {}", now.number, now.count, now.migration, now.step, now.steps, what);
        if (now.what == event::waiting)
            in.out.note(fmt::format("{}: waits {}: {}", place, text_of(now.took), now.reason), tone::caution);
        else if (now.what == event::done && (now.took.count() >= 1000 || now.round > 1))
            in.out.note(fmt::format("{}: {} rows in {}", place, now.rows, text_of(now.took)));
    };
    return options;
}

} // namespace command_line
} // namespace v0
} // namespace refract

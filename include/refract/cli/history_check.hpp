// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command.hpp>
#include <refract/migrate/history.hpp>

#include <string>
#include <string_view>
#include <vector>

/// \file
/// What is wrong between a folder of migrations and the history of a database, in sentences.

namespace refract {
inline namespace v0 {
namespace command_line {

inline std::string list_names(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& each : names) text.append(text.empty() ? "" : ", ").append(each);
    return text;
}

/// What has to be settled before anything else is done.
inline std::vector<std::string> history_problems(const migrate::status& found) {
    std::vector<std::string> problems;
    const auto add = [&](const std::vector<std::string>& names, std::string_view what, std::string_view advice) {
        if (!names.empty()) problems.push_back(fmt::format("{} {}", list_names(names), what) + std::string(advice));
    };
    add(found.failed, "began and did not finish. ",
        "See its log in _refract_migrations, mend the database, then say migrate resolve --applied or --rolled-back.");
    add(found.edited, "changed after it was applied. ",
        "Restore its text and write another migration; on a development database migrate reset starts anew.");
    add(found.missing, "is in the database and not in the folder. ",
        "Get it from version control; on a development database migrate reset starts anew.");
    return problems;
}
inline void refuse_unclean_history(context& in, const migrate::status& found) {
    const std::vector<std::string> problems = history_problems(found);
    if (problems.empty()) return;
    in.out.data()["problems"] = problems;
    std::string text = "the folder and the database do not fit:";
    for (const std::string& each : problems) text.append("\n  ").append(each);
    throw command_failure{2, text};
}

} // namespace command_line
} // namespace v0
} // namespace refract

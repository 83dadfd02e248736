// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

/// \file
/// The page of all commands, from what they say of themselves.

namespace refract {
inline namespace v0 {
namespace command_line {

/// `| --name | What the migration does |` for each option but help.
inline std::string options_table(const CLI::App& of) {
    std::string rows;
    for (const CLI::Option* each : of.get_options()) {
        if (each->get_name().find("--help") != std::string::npos || each->get_name() == "--version") continue;
        const std::string value = each->get_items_expected_max() == 0 ? "" : " …";
        rows += fmt::format("| `{}{}` | {} |\n", each->get_name(), value, each->get_description());
    }
    return rows.empty() ? rows : "| option | |\n|---|---|\n" + rows + "\n";
}
/// Indented lines are examples.
inline std::string with_examples(std::string_view details) {
    std::string text;
    bool is_code = false;
    while (!details.empty()) {
        const std::size_t end = std::min(details.find('\n'), details.size());
        const std::string_view line = details.substr(0, end);
        details.remove_prefix(std::min(end + 1, details.size()));
        const bool is_example = line.starts_with("  ");
        if (is_example && !is_code) text += text.empty() || text.ends_with("\n\n") ? "```sh\n" : "\n```sh\n";
        if (!is_example && is_code) text += "```\n\n";
        is_code = is_example;
        text.append(is_example ? line.substr(2) : line).append("\n");
    }
    return text + (is_code ? "```\n" : "");
}
inline std::string command_section(const CLI::App& of, const std::string& path) {
    const std::string details = with_examples(of.get_footer());
    return fmt::format("## `{}`\n\n{}\n\n{}{}", path, of.get_description(), details, details.empty() ? "" : "\n") +
           options_table(of);
}
inline std::string command_sections(CLI::App& group, const std::string& path) {
    std::string text;
    for (CLI::App* each : group.get_subcommands([](CLI::App*) { return true; })) {
        if (each->get_group().empty()) continue;
        const std::string name = path + " " + each->get_name();
        const std::string below = command_sections(*each, name);
        text += below.empty() ? command_section(*each, name) : below;
    }
    return text;
}
inline std::string command_reference(CLI::App& root) {
    return "# Commands\n\n**For users: what each command of one's own program does, as its `--help` says it.**\n\n"
           "These options are those of all commands:\n\n" +
           options_table(root) + command_sections(root, root.get_name());
}

} // namespace command_line
} // namespace v0
} // namespace refract

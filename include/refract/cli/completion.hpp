// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Completion for shells: each asks the program itself what could come next.

namespace refract {
inline namespace v0 {
namespace command_line {

/// What can stand at the last of the words: commands below the ones before it, then options.
inline std::vector<std::string> complete(CLI::App& root, const std::vector<std::string>& words) {
    CLI::App* at = &root;
    const std::string last = words.empty() ? "" : words.back();
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (takes_value(*at, words[i])) {
            if (++i + 1 == words.size()) return {}; // a value, often a file, which the shell knows better
        } else if (CLI::App* const next = find_below(*at, words[i])) {
            at = next;
        }
    }
    std::vector<std::string> found;
    for (const CLI::App* each : at->get_subcommands([](const CLI::App*) { return true; }))
        if (!each->get_group().empty() && each->get_name().starts_with(last)) found.push_back(each->get_name());
    if (at->get_name() == "completion" && at->get_parent() == &root)
        for (const char* each : {"bash", "fish", "zsh"})
            if (std::string_view(each).starts_with(last)) found.push_back(each);
    if (last.starts_with('-') || found.empty())
        for (const CLI::App* level = at; level; level = level->get_parent())
            for (const CLI::Option* each : level->get_options())
                for (const std::string& name : each->get_lnames())
                    if (("--" + name).starts_with(last)) found.push_back("--" + name);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

/// The lines for a shell's start file; "{0}" is the program, "{1}" a name for a function.
inline std::string completion_script(std::string_view shell, std::string_view program) {
    std::string function = "_";
    for (const char c : program) function += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    if (shell == "bash")
        return fmt::format(
            "{1}() {{ mapfile -t COMPREPLY < <(\"$1\" complete -- \"${{COMP_WORDS[@]:1:COMP_CWORD}}\"); }}\n"
            "complete -o default -F {1} {0}\n",
            program, function);
    if (shell == "zsh")
        return fmt::format("#compdef {0}\n{1}() {{ compadd -- "
                           "${{(f)\"$(${{words[1]}} complete -- \"${{(@)words[2,CURRENT]}}\")\"}} || _files }}\n"
                           "compdef {1} {0}\n",
                           program, function);
    if (shell == "fish")
        return fmt::format("complete -c {0} -a '({0} complete -- (commandline -opc)[2..-1] (commandline -ct))'\n",
                           program);
    throw command_failure{64, fmt::format("completion is known for bash, zsh and fish, not for \"{}\"", shell)};
}

} // namespace command_line
} // namespace v0
} // namespace refract

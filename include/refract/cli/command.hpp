// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/output.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

/// \file
/// A command as data: its name, its help, its options, and the function that does it.

namespace refract {
inline namespace v0 {
namespace command_line {

/// What the arguments say.
struct arguments {
    // Of all commands
    std::string url{}; ///< else the environment's DATABASE_URL
    std::string folder = "migrations";
    std::vector<std::string> schemas{};
    bool json = false, no_color = false;
    std::optional<std::uint32_t> wait{}; ///< seconds

    // Of some
    std::string name{}; ///< of a migration
    bool create_only = false, accept_data_loss = false, force = false, no_renames = false, plain = false;
    std::vector<std::string> renames{}; ///< "ware.cost=price"
    std::string from = "database", to = "models";
    bool script = false, print = false;
    std::string applied{}, rolled_back{};
    std::size_t steps = 1;
    std::string target{}; ///< of down: what stays
    std::string statement_done{}, statement_undone{};
    std::string file{}, output{}, format{}, namespace_name{};
    bool sarif = false, all = false;
    std::vector<std::string> off{}, on{};
    std::string each_schema{}, url_list{};
    std::optional<std::uint32_t> lock_timeout{}, statement_timeout{}; ///< milliseconds
    std::string up_to{};
    std::string dialect{};
    std::string shell{};
    std::vector<std::string> words{};
};

/// What a command works with.
struct context {
    const program& of;
    arguments said;
    output out;
    std::vector<std::string> unanswered{}; ///< flags that would answer what nobody could be asked
    bool makes_its_place = false;          ///< the command may make the schema that the connection looks in

    bool has_models() const { return !of.databases.empty(); }
};

/// How long a command waits for another program: as --wait says, or else a minute.
inline std::chrono::milliseconds time_to_wait(const context& in) {
    const std::chrono::milliseconds said = std::chrono::seconds(in.said.wait.value_or(60));
    return std::max(said, std::chrono::milliseconds(1)); // zero would be without end
}

/// The command of that name below another; null where there is none.
inline CLI::App* find_below(CLI::App& group, const std::string& name) {
    for (CLI::App* each : group.get_subcommands([](CLI::App*) { return true; }))
        if (each->get_name() == name) return each;
    return nullptr;
}

/// Whether the next word is what an option of a command, or of one above it, is set to.
inline bool takes_value(const CLI::App& command, const std::string& word) {
    if (!word.starts_with('-') || word.find('=') != word.npos) return false;
    for (const CLI::App* level = &command; level; level = level->get_parent())
        if (const CLI::Option* const found = level->get_option_no_throw(word))
            return found->get_items_expected_max() > 0;
    return false;
}

struct command {
    std::string_view path{};    ///< "migrate dev"
    std::string_view summary{}; ///< one sentence
    std::string_view details{}; ///< what it does, with examples
    void (*add_options)(CLI::App& to, arguments& into) = nullptr;
    int (*run)(context& in) = nullptr; ///< the code to exit with
    bool needs_models = false;
    bool reads_schemas = false; ///< --schema says something to it
};

} // namespace command_line
} // namespace v0
} // namespace refract

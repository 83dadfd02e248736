// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command_table.hpp>
#include <refract/cli/completion.hpp>
#include <refract/cli/reference.hpp>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

/// \file
/// The command line itself: what `refract::cli` of CMake compiles once. It needs CLI11, fmt and nlohmann's json.

namespace refract {
inline namespace v0 {
namespace command_line {

/// The commands as CLI11 knows them, and which one was said.
class parser {
public:
    explicit parser(const program& what)
        : root_("Migrations, schema and checks of a program that uses refract.",
                std::filesystem::path(what.name).filename().string()) {
        root_.require_subcommand(1);
        root_.fallthrough();
        root_.set_version_flag(
            "--version", fmt::format("{}.{}.{}", REFRACT_VERSION_MAJOR, REFRACT_VERSION_MINOR, REFRACT_VERSION_PATCH));
        root_.add_option("--url", said_.url, "The database, such as sqlite:app.db or postgresql://user@host/app")
            ->envname("DATABASE_URL");
        root_.add_option("--migrations", said_.folder, "The folder of migrations")->capture_default_str();
        root_.add_option("--schema", said_.schemas,
                         "A schema to look at, of migrate diff, db pull and db diagram; may be repeated");
        root_.add_option(
            "--wait", said_.wait,
            "Seconds to wait for another program that deploys, or writes into the folder; 0: not at all; unless said, "
            "migrate deploy and migrate down wait for as long as it lives, and others 60");
        root_.add_flag("--json", said_.json, "Print one JSON object");
        root_.add_flag("--no-color", said_.no_color, "No colours on a terminal");
        for (const command* each : all_commands)
            if (!each->needs_models || !what.databases.empty()) add(*each);
        add_completion();
    }
    CLI::App& root() { return root_; }
    const arguments& said() const { return said_; }
    const command* chosen() const { return chosen_; }
    bool completes() const { return completes_->parsed(); }
    bool prints_reference() const { return prints_reference_->parsed(); }
    bool prints_completion() const { return prints_completion_->parsed(); }

private:
    void add(const command& what) {
        CLI::App* at = &root_;
        std::string_view left = what.path;
        while (true) {
            const std::size_t space = left.find(' ');
            const std::string name(left.substr(0, space));
            if (space == left.npos) {
                CLI::App* const made = at->add_subcommand(name, std::string(what.summary));
                made->footer(std::string(what.details));
                made->fallthrough();
                what.add_options(*made, said_);
                made->callback([this, &what] { chosen_ = &what; });
                return;
            }
            CLI::App* const group = find_below(*at, name);
            at = group ? group : at->add_subcommand(name, std::string(summary_of_group(name)));
            at->require_subcommand(1);
            at->fallthrough();
            left.remove_prefix(space + 1);
        }
    }
    void add_completion() {
        completes_ = root_.add_subcommand("complete", "")->group("");
        completes_->add_option("words", said_.words);
        prints_reference_ = root_.add_subcommand("reference", "")->group("");
        prints_completion_ =
            root_.add_subcommand("completion", "Print what makes a shell complete commands and options.");
        prints_completion_->add_option("shell", said_.shell, "bash, zsh or fish")->required();
        prints_completion_->footer("  source <(app completion bash)     # zsh likewise, behind compinit\n"
                                   "  app completion fish | source");
    }

    arguments said_;
    CLI::App root_;
    const command* chosen_ = nullptr;
    CLI::App* completes_ = nullptr;
    CLI::App* prints_completion_ = nullptr;
    CLI::App* prints_reference_ = nullptr;
};

/// What is wrong with the words that should name a command; empty where they do.
inline std::string explain_command(CLI::App& root, const std::vector<std::string>& arguments) {
    const auto below_of = [](CLI::App* app) {
        return app->get_subcommands([](const CLI::App* each) { return !each->get_group().empty(); });
    };
    const auto names_below = [&](CLI::App* app) {
        std::string names;
        for (const CLI::App* each : below_of(app)) names.append(names.empty() ? "" : ", ").append(each->get_name());
        return names;
    };
    CLI::App* at = &root;
    std::string path;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& word = arguments[i];
        if (below_of(at).empty()) return {};
        if (word.starts_with('-')) {
            i += takes_value(*at, word) ? 1 : 0;
            continue;
        }
        if (CLI::App* const next = find_below(*at, word)) {
            at = next;
            path.append(path.empty() ? "" : " ").append(word);
            continue;
        }
        const std::string named = word.empty() ? "\"\"" : word, whole = path.empty() ? named : path + " " + named;
        for (const command* each : all_commands)
            if (each->path == whole)
                return fmt::format("{} needs models, so it is a command of your own program: return "
                                   "refract::cli<your_schema>(argc, argv);",
                                   whole);
        return fmt::format("there is no command {}; after {} there are {}", whole, path.empty() ? "the program" : path,
                           names_below(at));
    }
    if (below_of(at).empty()) return {};
    return fmt::format("which command? After {} there are {}", path.empty() ? "the program" : path, names_below(at));
}

/// What to do about a failure that only the database has put into words.
inline std::string_view remedy_of(const error& failure) {
    return dynamic_cast<const busy*>(&failure)
               ? "Another program holds what this one needs: run it again when that one is done."
               : "";
}
/// What happened, as text or in the JSON object.
inline int report_failure(context& in, int code, std::string_view sentence, std::string_view sql = {},
                          std::string_view remedy = {}) {
    in.out.data()["error"] = {{"message", sentence}};
    if (!sql.empty()) in.out.data()["error"]["sql"] = sql;
    if (!remedy.empty()) in.out.data()["error"]["remedy"] = remedy;
    in.out.fail(sentence);
    if (!remedy.empty()) in.out.note(remedy, tone::plain);
    in.out.finish();
    return code;
}

inline int run_command(context& in, const command& what) {
    try {
        const int code = what.run(in);
        in.out.finish();
        return code;
    } catch (const command_failure& failure) {
        return report_failure(in, failure.code, failure.sentence);
    } catch (const error& failure) {
        return report_failure(in, 1, in.out.is_json() ? failure.message() : failure.what(), failure.sql(),
                              remedy_of(failure));
    } catch (const std::filesystem::filesystem_error& failure) {
        return report_failure(in, 1,
                              fmt::format("{}: {}", failure.path1().string().substr(0, 300), failure.code().message()));
    } catch (const std::exception& failure) { return report_failure(in, 1, failure.what()); }
}

/// Arguments that mean nothing: 64.
inline int refuse_arguments(const std::string& sentence, const std::vector<std::string>& arguments,
                            const std::string& program, const terminal& on) {
    terminal plain = on;
    plain.has_colors = false; // --no-color may be among them
    output out(plain, std::find(arguments.begin(), arguments.end(), "--json") != arguments.end());
    out.data()["error"] = {{"message", sentence}};
    out.fail(sentence);
    out.note(fmt::format("See {} --help", program), tone::plain);
    out.finish();
    return 64;
}

/// An option whose value is empty, as of a variable of a shell that is not set: it would be as one that was not said.
/// Only of --schema it says something, the one that a connection looks in first.
inline std::string find_empty_option(const CLI::App& app) {
    for (const CLI::Option* each : app.get_options())
        for (const std::string& value : each->results())
            if (value.empty() && each->get_items_expected_max() > 0 && each->get_name() != "--schema")
                return fmt::format("{} is empty; say a value, or leave it out", each->get_name());
    for (const CLI::App* each : app.get_subcommands())
        if (each->get_name() != "complete")
            if (std::string found = find_empty_option(*each); !found.empty()) return found;
    return {};
}
/// Who says a schema means that another one is not touched.
inline std::string refuse_schemas(const command& said) {
    std::string others;
    for (const command* each : all_commands)
        if (each->reads_schemas) others.append(others.empty() ? "" : ", ").append(each->path);
    return fmt::format("{} takes no --schema: {}; --schema is of {}", said.path,
                       said.needs_models ? "the models say their schemas"
                                         : "it works in the schema that the connection of --url looks in first",
                       others);
}

/// What was said has been understood.
inline int run_chosen(const program& what, parser& commands, const terminal& on) {
    terminal shown = on;
    shown.has_colors = on.has_colors && !commands.said().no_color;
    context in{what, commands.said(), output(shown, commands.said().json)};
    try {
        if (commands.completes())
            for (const std::string& each : complete(commands.root(), commands.said().words)) in.out.say(each);
        else if (commands.prints_reference())
            in.out.script(command_reference(commands.root()));
        else if (commands.prints_completion())
            in.out.script(completion_script(commands.said().shell, commands.root().get_name()));
        else
            return run_command(in, *commands.chosen());
        in.out.finish();
        return 0;
    } catch (const command_failure& failure) { return report_failure(in, failure.code, failure.sentence); }
}

inline int run_arguments(const program& what, const std::vector<std::string>& arguments, const terminal& on) {
    parser commands(what);
    const std::string name = commands.root().get_name();
    for (const std::string& each : arguments) // "--to=" would take the next word
        if (each.starts_with("--") && each.find('=') == each.size() - 1 && arguments.front() != "complete")
            return refuse_arguments(
                fmt::format("{} is empty; say a value, or leave it out", each.substr(0, each.size() - 1)), arguments,
                name, on);
    try {
        std::vector<std::string> backwards(arguments.rbegin(), arguments.rend());
        commands.root().parse(backwards);
    } catch (const CLI::CallForVersion& asked) {
        put_line(on.out, asked.what());
        return 0;
    } catch (const CLI::Success&) {
        put_text(on.out, commands.root().help());
        return 0;
    } catch (const CLI::ParseError& failure) {
        const std::string wrong = explain_command(commands.root(), arguments);
        return refuse_arguments(wrong.empty() ? failure.what() : wrong, arguments, name, on);
    }
    if (const std::string empty = find_empty_option(commands.root()); !empty.empty())
        return refuse_arguments(empty, arguments, name, on);
    if (const command* const said = commands.chosen(); said && !commands.said().schemas.empty() && !said->reads_schemas)
        return refuse_arguments(refuse_schemas(*said), arguments, name, on);
    return run_chosen(what, commands, on);
}

/// Who reads what is printed may stop, as `head` does: that must not end a deploy between two migrations.
class keeps_pipe_signal_away {
public:
    keeps_pipe_signal_away() : was_(std::signal(SIGPIPE, SIG_IGN)) {}
    keeps_pipe_signal_away(const keeps_pipe_signal_away&) = delete;
    ~keeps_pipe_signal_away() {
        if (was_ != SIG_ERR) std::signal(SIGPIPE, was_);
    }

private:
    void (*was_)(int);
};

int run(const program& what, const std::vector<std::string>& arguments, const terminal& on) {
    const keeps_pipe_signal_away quiet;
    const int code = run_arguments(what, arguments, on);
    if (std::fflush(on.out) == 0 && std::ferror(on.out) == 0) return code;
    // Half a script would look like a whole one.
    put_line(on.errors, "what this command prints cannot be written, as on a full disk or where nobody reads it; the "
                        "rest of it is done");
    return code == 0 || code == 2 ? 1 : code;
}

terminal process_terminal() {
    const bool is_shown = isatty(STDOUT_FILENO) != 0;
    return {.is_interactive = is_shown && isatty(STDIN_FILENO) != 0,
            .has_colors = is_shown && std::getenv("NO_COLOR") == nullptr};
}

} // namespace command_line
} // namespace v0
} // namespace refract

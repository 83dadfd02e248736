// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/database.hpp>
#include <refract/migrate/model_set.hpp>

#include <cstdio>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// \file
/// What a program gives to the command line: its models and its seed, as data, so that the commands are compiled once.

namespace refract {
inline namespace v0 {
namespace command_line {

/// What a program has for one kind of database, whose driver it includes.
struct included_database {
    std::string_view name{}; ///< "SQLite"
    migrate::model_set (*models)() = nullptr;
    void (*run_seed)(const void* seed, void* database) = nullptr; ///< null: the program has none
};

struct program {
    std::string name{};                         ///< as it was called
    std::vector<included_database> databases{}; ///< none: a program without models, for all kinds of databases
    const void* seed = nullptr;
};

/// Where a command reads and writes.
struct terminal {
    std::FILE* in = stdin;
    std::FILE* out = stdout;
    std::FILE* errors = stderr;
    bool is_interactive = false; ///< whether somebody can be asked
    bool has_colors = false;
};

/// Runs the command that the arguments say, without the program's name, and returns the code to exit with: 0 done,
/// 1 an error, 2 something is to be done (differences, pending migrations, findings), 3 a question that nobody was
/// there to answer, 64 wrong arguments. It is defined by `refract::cli` of CMake, or where a file includes
/// `refract/cli/run.hpp`.
int run(const program& what, const std::vector<std::string>& arguments, const terminal& on);
/// The terminal of the process.
terminal process_terminal();

} // namespace command_line

namespace detail {

/// Adds a kind of database if the program includes its driver before it asks.
template <class Schema, class Dialect, class Seed> void add_included(std::vector<command_line::included_database>& to) {
    using command_line::included_database;
    if constexpr (requires { typename database_of<Dialect>::type; }) {
        using database = typename database_of<Dialect>::type;
        included_database made{.name = Dialect::info.name, .models = &migrate::models_of<Dialect, Schema>};
        if constexpr (!std::is_same_v<Seed, std::nullptr_t>)
            made.run_seed = [](const void* seed, void* db) {
                (*static_cast<const Seed*>(seed))(*static_cast<database*>(db));
            };
        to.push_back(made);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// The command line of one's own program: migrations, the schema, seed and checks of its models. Opt-in; link
/// `refract::cli` of CMake, which compiles the commands once.
///
///     #include <refract/sqlite.hpp>
///     #include <refract/cli.hpp>
///     int main(int argc, char** argv) { return refract::cli<blog>(argc, argv); }

#include <refract/refract.hpp>

#include <refract/cli/program.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace refract {
inline namespace v0 {

/// Runs what the arguments say, such as `app migrate dev --name init`, on the databases whose drivers the program
/// includes; returns the code to exit with.
///
/// `seed` is what `db seed` calls, with the database: `cli<blog>(argc, argv, [](auto& db) { db.insert(User{...}); })`.
template <class Schema, class Seed = std::nullptr_t>
int cli(int argc, const char* const* argv, const Seed& seed = nullptr) {
    command_line::program what{.name = argc > 0 ? argv[0] : "app", .seed = &seed};
    detail::add_included<Schema, dialect::sqlite, Seed>(what.databases);
    detail::add_included<Schema, dialect::postgres, Seed>(what.databases);
    return command_line::run(what, std::vector<std::string>(argv + (argc > 0), argv + argc),
                             command_line::process_terminal());
}

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/connect.hpp>
#include <refract/migrate/folder.hpp>
#include <refract/migrate/run_script.hpp>

#include <cstddef>
#include <cstdio>
#include <string>

/// \file
/// `db execute`: a file of SQL is run.

namespace refract {
inline namespace v0 {
namespace command_line {

inline std::string read_all(std::FILE* from) {
    std::string text;
    char part[4096];
    for (std::size_t n = 0; (n = std::fread(part, 1, sizeof part, from)) > 0;) {
        text.append(part, n);
        if (text.size() > detail::longest_text) detail::refuse_long_text("the standard input");
    }
    return text;
}

inline constexpr command db_execute{
    .path = "db execute",
    .summary = "Run a file of SQL, or what comes from the standard input.",
    .details = "All of it in one transaction: where a statement fails, nothing is changed. Rows are not shown.\n\n"
               "  app db execute --file fix.sql\n"
               "  app db execute < fix.sql",
    .add_options =
        [](CLI::App& to, arguments& into) {
            to.add_option("--file", into.file, "The file; without it, the standard input");
        },
    .run =
        [](context& in) {
            const std::string what = in.said.file.empty() ? "the standard input" : in.said.file;
            const std::string script = detail::checked_script(
                in.said.file.empty() ? read_all(in.out.input()) : detail::read_named_script(in.said.file), what);
            in.makes_its_place = true;
            return with_database(in, when_missing::is_made, [&](auto& db) {
                const std::size_t count = migrate::run_script(db, script, what);
                in.out.data()["statements"] = count;
                in.out.say(fmt::format("{} {} run", count, count == 1 ? "statement was" : "statements were"),
                           tone::good);
                return 0;
            });
        },
};

} // namespace command_line
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command.hpp>
#include <refract/cli/databases.hpp>
#include <refract/cli/made_file.hpp>

#include <cstdlib>
#include <string>
#include <string_view>

/// \file
/// Which database a command works on.

namespace refract {
inline namespace v0 {
namespace command_line {

/// `sqlite:app.db or postgresql://user@host/app`.
inline std::string url_examples() {
    std::string text;
    each_database([&]<class Database>(const Database*) {
        text.append(text.empty() ? "" : " or ").append(database_kind<Database>::example);
        return false;
    });
    return text;
}

/// The models of the program for this kind of database. Errors: it has none.
template <class Database> const included_database& included(const context& in, const Database&) {
    if (!in.has_models())
        throw command_failure{64, "models are known to your own program only: return "
                                  "refract::cli<your_schema>(argc, argv); and call that"};
    for (const included_database& each : in.of.databases)
        if (each.name == Database::dialect::info.name) return each;
    throw command_failure{1, fmt::format("{} has no models for {}: it does not include the header of its driver",
                                         in.of.name, std::string_view(Database::dialect::info.name))};
}

inline std::string chosen_url(const context& in) {
    if (!in.said.url.empty()) return in.said.url;
    const char* const given = std::getenv("DATABASE_URL");
    if (given && *given) return given;
    throw command_failure{1, fmt::format("which database is meant? Say --url {}, or set DATABASE_URL", url_examples())};
}

/// For a command that refuses nothing before a database is opened, which may make it.
inline constexpr auto nothing_to_refuse = []<class Database>(const Database*) {};

/// Calls `run(db)` with the database of a URL, as the type that it has. `refuse(pointer)` comes before a database is
/// made that is not there.
template <class Run, class Refuse = decltype(nothing_to_refuse)>
int with_url(const context& in, std::string_view url, when_missing then, const Run& run,
             const Refuse& refuse = nothing_to_refuse) {
    const auto is_included = [&](std::string_view name) {
        if (!in.has_models()) return true;
        for (const included_database& each : in.of.databases)
            if (each.name == name) return true;
        return false;
    };
    int code = 0;
    const auto open = [&]<class Database>(const Database*) {
        if (!database_kind<Database>::is_meant(url)) return false;
        if (!is_included(Database::dialect::info.name))
            throw command_failure{1, fmt::format("{} does not include the driver of {}", in.of.name,
                                                 std::string_view(Database::dialect::info.name))};
        if (then == when_missing::is_made && !database_kind<Database>::is_there(url))
            refuse(static_cast<const Database*>(nullptr));
        const made_file made(then == when_missing::is_made ? database_kind<Database>::file_of(url) : std::string());
        Database db = database_kind<Database>::open(url, then);
        code = run(db);
        return true;
    };
    if (each_database(open)) return code;
    // The URL may hold a password.
    throw command_failure{1,
                          fmt::format("the URL that begins with \"{}\" says no kind of database that is known; say {}",
                                      url.substr(0, url.find_first_of(":=")), url_examples())};
}
template <class Run, class Refuse = decltype(nothing_to_refuse)>
int with_database(const context& in, when_missing then, const Run& run, const Refuse& refuse = nothing_to_refuse) {
    return with_url(in, chosen_url(in), then, run, refuse);
}

} // namespace command_line
} // namespace v0
} // namespace refract

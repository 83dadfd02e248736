// SPDX-License-Identifier: MIT
#pragma once

#include <refract/cli/command.hpp>
#include <refract/cli/databases.hpp>
#include <refract/cli/made_file.hpp>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

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

/// Those that are looked at. The one that a connection looks in first has no name in models, unless they give it one:
/// what is there has its types, and extensions, without saying where.
template <class Database> std::vector<std::string> schemas_of(const context& in, Database& db) {
    const auto of_models = in.has_models() ? included(in, db).models().schemas : std::vector<std::string>{""};
    if (in.said.schemas.empty()) return of_models;
    const detail::constant_text& question = detail::deploys_of<typename Database::dialect>.ask_place;
    if (question.empty()) return in.said.schemas;
    const std::string here = db.template query<detail::connection_place>(unsafe_sql(question, {})).front().name;
    std::vector<std::string> found;
    for (const std::string& each : in.said.schemas)
        if (const std::string& name = each == here && !detail::is_listed(of_models, each) ? std::string() : each;
            !detail::is_listed(found, name))
            found.push_back(name);
    return found;
}

/// Where no database is needed, the kind of the models is enough; empty: they are of several kinds, or need a server.
inline std::string url_in_memory(const context& in) {
    std::string url;
    if (in.of.databases.size() == 1)
        each_database([&]<class Database>(const Database*) {
            if (in.of.databases.front().name == Database::dialect::info.name) url = database_kind<Database>::in_memory;
            return false;
        });
    return url;
}
inline std::string chosen_url(const context& in, when_missing then) {
    if (!in.said.url.empty()) return in.said.url;
    const char* const given = std::getenv("DATABASE_URL");
    if (given && *given) return given;
    if (then == when_missing::is_not_needed)
        if (std::string url = url_in_memory(in); !url.empty()) return url;
    throw command_failure{1, fmt::format("which database is meant? Say --url {}, or set DATABASE_URL", url_examples())};
}

/// A connection that looks in no schema would have everything missing.
template <class Database> void refuse_lost_connection(const context& in, Database& db) {
    const detail::constant_text& question = detail::deploys_of<typename Database::dialect>.find_fault;
    if (question.empty() || in.makes_its_place || !in.said.schemas.empty() || !in.said.each_schema.empty()) return;
    for (const std::string& each : db.template query<std::string>(unsafe_sql(question, {})))
        throw command_failure{1, each};
}
/// What reads waits for locks no longer than a command waits for others, where the connection has no limit of its own
/// and is nobody else's next, as a pooler's.
template <class Database> detail::limited<Database> limit_locks(const context& in, Database& db) {
    const detail::limit_facts& how = detail::deploys_of<typename Database::dialect>.lock_timeout;
    const bool has_one = how.ask.empty() || !detail::held_lock<Database>::is_known(db) ||
                         db.template query<std::int64_t>(unsafe_sql(how.ask, {})).front() != 0;
    return detail::limited<Database>(db, how, has_one ? std::chrono::milliseconds(0) : time_to_wait(in));
}
/// Runs, and says what helps behind an error that does not say it.
template <class Database, class Run> int run_with_remedy(Database& db, const Run& run) {
    try {
        return run(db);
    } catch (const error& failure) {
        for (const detail::remedy_facts& each : detail::deploys_of<typename Database::dialect>.remedies)
            if (!failure.code().empty() && each.codes.find(" " + failure.code() + " ") != std::string_view::npos)
                throw error(
                    error_details{.message = fmt::format("{} ({})", failure.message(), std::string_view(each.text)),
                                  .sql = failure.sql(),
                                  .code = failure.code()});
        throw;
    }
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
        code = run_with_remedy(db, [&](auto& opened) {
            refuse_lost_connection(in, opened);
            return run(opened);
        });
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
    return with_url(in, chosen_url(in, then), then, run, refuse);
}

} // namespace command_line
} // namespace v0
} // namespace refract

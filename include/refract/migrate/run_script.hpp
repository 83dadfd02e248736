// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/deployer.hpp>
#include <refract/migrate/instructions.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// A file of SQL is run, beside the history of migrations.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Session> std::int64_t run_line(Session& session, const migrate::run_statement& what) {
    try {
        return session.execute(unsafe_sql(what.sql, {}));
    } catch (error& failure) {
        failure.add_context("line " + std::to_string(what.line));
        throw;
    }
}

/// How far a script has come.
struct script_place {
    std::size_t done = 0, end = 0; ///< statements that are committed, and with those that run
    bool is_repeated = false;      ///< rounds of the statement that runs are committed
    bool is_unsure = false;        ///< it is being committed, or commits itself
};

/// Calls `run(session, statement, is_first)` for each statement, in the transactions that the comments of a script ask
/// for; `run` returns the rows that it has changed. `in_transaction(work)` calls `work(transaction)` in one.
template <class Database, class Run, class Transact>
void run_groups(Database& db, std::string_view what, const std::vector<migrate::run_statement>& all,
                script_place& place, Run run, Transact in_transaction) {
    const looking_away<Database> quiet(db);
    for (; place.done < all.size(); place.done = place.end) {
        const std::size_t at = place.done;
        place.end = end_of_group(all, at);
        place.is_unsure = all[at].mode == migrate::run_mode::alone;
        place.is_repeated = false;
        if (place.is_unsure) {
            run(db, all[at], true);
            continue;
        }
        std::int64_t changed = 0;
        do {
            in_transaction([&](auto& transaction) {
                place.is_unsure = false;
                for (std::size_t i = at; i < place.end; ++i) changed = run(transaction, all[i], i == at);
                refuse_broken_keys(transaction, what);
                place.is_unsure = true;
            });
            place.is_repeated = all[at].mode == migrate::run_mode::repeated;
        } while (place.is_repeated && changed != 0);
    }
}

template <class Database, class Run>
void run_groups(Database& db, std::string_view what, const std::vector<migrate::run_statement>& all, Run run) {
    script_place place;
    run_groups(db, what, all, place, run, [&](auto work) { db.transaction(work); });
}
/// What of a script stays when it fails; nobody keeps that.
inline std::string explain_place(const error& failure, const script_place& place, std::size_t count) {
    std::string text;
    if (place.done > 0)
        text = join_text(
            {"its first ", std::to_string(place.done), " of ", std::to_string(count), " statements are done and stay"});
    if (place.is_repeated) text.append(text.empty() ? "" : ", and ").append("rounds of the next one are done and stay");
    if (place.is_unsure && is_lost(failure))
        text.append(text.empty() ? "" : "; ")
            .append(join_text({"the connection was lost while statement ", std::to_string(place.end),
                               " was committed, and nobody knows whether what came to there is done: look before you "
                               "run it again"}));
    return text;
}
template <class Database> std::vector<migrate::run_statement>
statements_of_script(const Database&, std::string_view script, std::string_view what) {
    return read_statements_of({.what = std::string(what), .runner = "what runs it"}, script,
                              catalog_of<typename Database::dialect>.brackets_quote);
}
/// Runs a plan as a deploy runs a migration: while no other program deploys, and again where a lock was in the way.
template <class Database>
void run_in_turn(Database& db, std::string_view script, const migrate::deploy_options<Database>& options) {
    deployer<Database> runner(db, options);
    const std::vector<migrate::run_statement> all = statements_of_script(db, script, "the plan");
    script_place place;
    try {
        run_groups(
            db, "the plan", all, place,
            [](auto& session, const migrate::run_statement& each, bool) -> std::int64_t {
                try {
                    return session.execute(unsafe_sql(each.sql, {}));
                } catch (error& failure) {
                    if (!each.about.empty()) failure.add_context(each.about);
                    throw;
                }
            },
            [&](auto work) { runner.in_turn(work); });
    } catch (error& failure) {
        const bool is_whole = place.done == 0 && !place.is_repeated && !place.is_unsure;
        failure.add_context(
            is_whole ? std::string("nothing was changed")
                     : join_text({"the first ", std::to_string(place.done), " of ", std::to_string(all.size()),
                                  " statements are done; the same again does what is left"}));
        throw;
    }
}

} // namespace detail

namespace migrate {

/// Runs the statements of a script, and returns how many they are: in one transaction, unless the comments of a
/// migration (`-- refract: commit` and the like) say otherwise. Errors: as of the database, with the line of the
/// script, and what stays where it has several transactions; nothing is left of the one in which it failed. `what` is
/// how they call it, such as its file.
template <class Database>
std::size_t run_script(Database& db, std::string_view script, std::string_view what = "the script") {
    const std::vector<run_statement> all = detail::statements_of_script(db, script, what);
    detail::script_place place;
    try {
        detail::run_groups(
            db, what, all, place,
            [](auto& session, const run_statement& each, bool) { return detail::run_line(session, each); },
            [&](auto work) { db.transaction(work); });
    } catch (error& failure) {
        const std::string stays = detail::explain_place(failure, place, all.size());
        if (!stays.empty()) failure.add_context(detail::join_text({what, ": ", stays}));
        throw;
    }
    return all.size();
}

} // namespace migrate
} // namespace v0
} // namespace refract

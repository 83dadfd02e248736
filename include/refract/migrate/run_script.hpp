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

/// Calls `run(session, statement, is_first)` for each statement, in the transactions that the comments of a script ask
/// for; `run` returns the rows that it has changed. `in_transaction(work)` calls `work(transaction)` in one.
template <class Database, class Run, class Transact> void run_groups(Database& db, std::string_view what,
                                                                     const std::vector<migrate::run_statement>& all,
                                                                     Run run, Transact in_transaction) {
    const looking_away<Database> quiet(db);
    for (std::size_t at = 0, end = 0; at < all.size(); at = end) {
        end = end_of_group(all, at);
        if (all[at].mode == migrate::run_mode::alone) {
            run(db, all[at], true);
            continue;
        }
        std::int64_t changed = 0;
        do {
            in_transaction([&](auto& transaction) {
                for (std::size_t i = at; i < end; ++i) changed = run(transaction, all[i], i == at);
                refuse_broken_keys(transaction, what);
            });
        } while (all[at].mode == migrate::run_mode::repeated && changed != 0);
    }
}

template <class Database, class Run>
void run_groups(Database& db, std::string_view what, const std::vector<migrate::run_statement>& all, Run run) {
    run_groups(db, what, all, run, [&](auto work) { db.transaction(work); });
}
template <class Database> std::vector<migrate::run_statement>
statements_of_script(const Database&, std::string_view script, std::string_view what) {
    return read_statements_of({.what = std::string(what), .runner = "what runs it"}, script,
                              catalog_of<typename Database::dialect>.brackets_quote);
}
/// Runs a script as a deploy runs a migration: while no other program deploys, and again where a lock was in the way.
template <class Database>
void run_in_turn(Database& db, std::string_view script, const migrate::deploy_options<Database>& options) {
    deployer<Database> runner(db, options);
    run_groups(
        db, "the plan", statements_of_script(db, script, "the plan"),
        [](auto& session, const migrate::run_statement& each, bool) { return run_line(session, each); },
        [&](auto work) { runner.in_turn(work); });
}

} // namespace detail

namespace migrate {

/// Runs the statements of a script, and returns how many they are: in one transaction, unless the comments of a
/// migration (`-- refract: commit` and the like) say otherwise. Errors: as of the database, with the line of the
/// script; nothing is left of the transaction in which it was. `what` is how they call it, such as its file.
template <class Database>
std::size_t run_script(Database& db, std::string_view script, std::string_view what = "the script") {
    const std::vector<run_statement> all = detail::statements_of_script(db, script, what);
    detail::run_groups(db, what, all,
                       [](auto& session, const run_statement& each, bool) { return detail::run_line(session, each); });
    return all.size();
}

} // namespace migrate
} // namespace v0
} // namespace refract

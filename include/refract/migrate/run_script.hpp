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

} // namespace detail

namespace migrate {

/// Runs the statements of a script, and returns how many they are: in one transaction, unless the comments of a
/// migration (`-- refract: commit` and the like) say otherwise. Errors: as of the database, with the line of the
/// script; nothing is left of the transaction in which it was.
template <class Database> std::size_t run_script(Database& db, std::string_view script) {
    const std::vector<run_statement> all = read_instructions("script", script);
    const detail::looking_away<Database> quiet(db);
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = detail::end_of_group(all, at);
        std::int64_t changed = 1;
        if (all[at].mode == run_mode::alone)
            detail::run_line(db, all[at]);
        else
            while (changed != 0) {
                db.transaction([&](auto& transaction) {
                    for (std::size_t i = at; i < end; ++i) changed = detail::run_line(transaction, all[i]);
                    detail::refuse_broken_keys(transaction, "script");
                });
                if (all[at].mode == run_mode::together) changed = 0;
            }
        at = end;
    }
    return all.size();
}

} // namespace migrate
} // namespace v0
} // namespace refract

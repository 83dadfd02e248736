// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/deploy.hpp>

#include <cstddef>
#include <string>
#include <string_view>

/// \file
/// A file of SQL is run, beside the history of migrations.

namespace refract {
inline namespace v0 {
namespace migrate {

/// Runs the statements of a script in one transaction, and returns how many they are. Errors: as of the database, with
/// the line of the script; nothing of it is left then.
template <class Database> std::size_t run_script(Database& db, std::string_view script) {
    const detail::looking_away<Database> quiet(db);
    const std::vector<script_statement> statements = split_script(script);
    db.transaction([&](auto& transaction) {
        for (const script_statement& each : statements) try {
                transaction.execute(unsafe_sql(each.sql, {}));
            } catch (error& failure) {
                failure.add_context("line " + std::to_string(each.line));
                throw;
            }
        detail::deployer<Database>::refuse_broken_keys(transaction, {.name = "the script"});
    });
    return statements.size();
}

} // namespace migrate
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/client/statement_watch.hpp>
#include <refract/driver/driver.hpp>
#include <refract/sql/print_savepoint.hpp>

#include <cstdint>

/// \file
/// The levels of a transaction: the outermost one is the database's own, those inside it are savepoints.

namespace refract {
inline namespace v0 {
namespace detail {

/// A transaction, or a savepoint inside one, that was begun.
struct transaction_level {
    std::uint32_t number = 0;    ///< of its connection, from 1; those inside have higher ones
    std::uint32_t savepoint = 0; ///< among those that are open, from 1; 0: the transaction itself

    bool is_savepoint() const noexcept { return savepoint != 0; }
};

/// The numbers of a connection's levels. A savepoint has that of its depth, so that its commands are the same texts
/// again and again, which drivers keep prepared.
struct level_numbers {
    std::uint32_t last = 0;       ///< no level has had a higher number
    std::uint32_t savepoints = 0; ///< that are open
    statement_watch* watch = nullptr;

    transaction_level next(bool is_savepoint) noexcept {
        savepoints = is_savepoint ? savepoints + 1 : 0;
        return {++last, savepoints};
    }
    /// With those inside it.
    void end(transaction_level level) noexcept { savepoints = level.is_savepoint() ? level.savepoint - 1 : 0; }
};

namespace by_name {
template <class Driver>
void run_savepoint(typename Driver::connection& connection, savepoint_verb verb, transaction_level level) {
    const savepoint_command command(Driver::dialect::info, verb, level.savepoint);
    if (*command.text() != '\0') connection.command(command.text());
}
template <class Driver> transaction_level begin_level(typename Driver::connection& connection, level_numbers& numbers,
                                                      const transaction_options& options) {
    if (numbers.watch) [[unlikely]]
        detail::ask_all(numbers.watch, watched::begin);
    const transaction_level begun = numbers.next(connection.in_transaction());
    if (begun.is_savepoint())
        run_savepoint<Driver>(connection, savepoint_verb::begin, begun);
    else
        connection.begin(options);
    return begun;
}
template <class Driver>
void keep_level(typename Driver::connection& connection, level_numbers& numbers, transaction_level level) {
    if (numbers.watch) [[unlikely]]
        detail::ask_all(numbers.watch, watched::commit);
    if (level.is_savepoint())
        run_savepoint<Driver>(connection, savepoint_verb::release, level);
    else
        connection.commit();
    numbers.end(level);
}
/// May be called again when it has failed.
template <class Driver>
void undo_level(typename Driver::connection& connection, level_numbers& numbers, transaction_level level) {
    if (!level.is_savepoint()) {
        connection.rollback();
    } else if (connection.in_transaction()) { // else the database has undone everything already
        run_savepoint<Driver>(connection, savepoint_verb::undo, level);
        run_savepoint<Driver>(connection, savepoint_verb::release, level);
    }
    numbers.end(level);
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
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
    std::uint32_t number = 0; ///< of its connection, from 1; those inside have higher ones
    bool is_savepoint = false;
};

namespace by_name {
template <class Driver>
void run_savepoint(typename Driver::connection& connection, savepoint_verb verb, std::uint32_t number) {
    const savepoint_command command(Driver::dialect::info, verb, number);
    if (*command.text() != '\0') connection.command(command.text());
}
template <class Driver> transaction_level begin_level(typename Driver::connection& connection, std::uint32_t number,
                                                      const transaction_options& options) {
    const transaction_level begun{.number = number, .is_savepoint = connection.in_transaction()};
    if (begun.is_savepoint)
        run_savepoint<Driver>(connection, savepoint_verb::begin, number);
    else
        connection.begin(options);
    return begun;
}
template <class Driver> void keep_level(typename Driver::connection& connection, transaction_level level) {
    if (level.is_savepoint)
        run_savepoint<Driver>(connection, savepoint_verb::release, level.number);
    else
        connection.commit();
}
/// May be called again when it has failed.
template <class Driver> void undo_level(typename Driver::connection& connection, transaction_level level) {
    if (!level.is_savepoint) return connection.rollback();
    if (!connection.in_transaction()) return; // the database has undone everything already
    run_savepoint<Driver>(connection, savepoint_verb::undo, level.number);
    run_savepoint<Driver>(connection, savepoint_verb::release, level.number);
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

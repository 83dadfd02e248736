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
template <class Connection>
transaction_level begin_level(Connection& connection, std::uint32_t number, const transaction_options& options) {
    const transaction_level begun{.number = number, .is_savepoint = connection.in_transaction()};
    if (begun.is_savepoint)
        connection.command(savepoint_command(savepoint_verb::begin, number).text());
    else
        connection.begin(options);
    return begun;
}
template <class Connection> void keep_level(Connection& connection, transaction_level level) {
    if (level.is_savepoint)
        connection.command(savepoint_command(savepoint_verb::release, level.number).text());
    else
        connection.commit();
}
/// May be called again when it has failed.
template <class Connection> void undo_level(Connection& connection, transaction_level level) {
    if (!level.is_savepoint) return connection.rollback();
    if (!connection.in_transaction()) return; // the database has undone everything already
    connection.command(savepoint_command(savepoint_verb::undo, level.number).text());
    connection.command(savepoint_command(savepoint_verb::release, level.number).text());
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

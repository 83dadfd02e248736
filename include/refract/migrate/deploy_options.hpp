// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace refract {
inline namespace v0 {
namespace migrate {

/// A statement of a migration that is about to run, has run, or waits for its next try.
struct deploy_progress {
    enum class event : std::uint8_t { begun, done, waiting };

    event what = event::begun;
    std::string_view migration{};
    std::size_t number = 0, count = 0; ///< of the migration, from 1, among those of this deploy
    std::size_t step = 0, steps = 0;   ///< of the statement, from 1, in its migration
    std::size_t line = 0;              ///< of the file
    std::string_view sql{}, about{};
    std::int64_t rows = 0; ///< that it has changed
    std::size_t round = 1; ///< of a statement that repeats, or of a try
    std::chrono::milliseconds took{0};
    std::string_view reason{}; ///< why it waits
};

/// A migration that is C++, among those of a folder by the order of their names:
/// `{"20260101000000_fill", [](auto& transaction) { ... }}`.
template <class Database> struct code_migration {
    std::string name{};
    std::function<void(typename Database::transaction_type&)> work{};
};

template <class Database> struct deploy_options {
    std::chrono::milliseconds lock_timeout{3000};   ///< for each statement; zero: as the connection has it
    std::chrono::milliseconds statement_timeout{0}; ///< likewise; on SQLite not of C++ steps
    int retries = 8;     ///< where others held a lock too long; the pauses between grow, to ten seconds
    std::string up_to{}; ///< the last migration to run; empty: all
    std::vector<code_migration<Database>> steps{};
    std::function<void(const deploy_progress&)> on_step{};
    std::function<void(std::string_view)> on_done{}; ///< behind each migration that was run, or undone: its name
    /// How long to wait for another program whose statement runs outside of a transaction, where the database cannot
    /// tell whether that program still lives.
    std::chrono::milliseconds patience{5000};
    /// How long to wait while another program deploys, which `on_step` is told; zero: for as long as that one lives.
    std::chrono::milliseconds turn_timeout{0};
    /// In the first transaction, while no other program deploys: what it throws ends the deploy, and nothing is done.
    std::function<void(typename Database::transaction_type&)> on_begin{};
    bool updates_chain = false; ///< in development: a migration that was edited before it ran is no mistake
};

} // namespace migrate
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/statement_watch.hpp>
#include <refract/sql/print_savepoint.hpp>
#include <refract/test/door.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Lets a session in a test's transaction look as one that is in none: what a call does outside of transactions of the
/// code under test is undone alone if it fails, and what comes behind it works.
template <class Driver> class statement_savepoints : statement_watch {
public:
    explicit statement_savepoints(session_share<Driver> share) : share_(std::move(share)) {
        ask = &renew;
        asks_calls = true;
        share_->add_watch(*this);
    }
    statement_savepoints(const statement_savepoints&) = delete;
    ~statement_savepoints() { share_->remove_watch(*this); }

private:
    static constexpr std::uint32_t number = 1'000'000; ///< no transaction is so deep

    /// Puts the savepoint behind what the last call has done, or takes back what it did.
    static void renew(statement_watch& self, watched what, std::string_view) {
        statement_savepoints& here = static_cast<statement_savepoints&>(self);
        session_state<Driver>& state = *here.share_;
        if (what != watched::call || state.transactions.size() != 1) return;
        if constexpr (breaks_transactions<typename Driver::connection>) {
            if (!state.connection.in_transaction()) return;
            std::string script;
            if (here.is_set_) {
                if (state.connection.is_broken()) add(script, savepoint_verb::undo);
                add(script, savepoint_verb::release);
            }
            add(script, savepoint_verb::begin);
            state.connection.command(script.c_str());
            here.is_set_ = true;
        }
    }
    static void add(std::string& script, savepoint_verb verb) {
        script.append(script.empty() ? "" : "; ").append(savepoint_command(Driver::dialect::info, verb, number).text());
    }

    session_share<Driver> share_;
    bool is_set_ = false;
};

} // namespace detail
} // namespace v0
} // namespace refract

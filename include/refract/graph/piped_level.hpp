// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/savepoint.hpp>
#include <refract/client/session_state.hpp>
#include <refract/graph/snapshot.hpp>
#include <refract/sql/print_savepoint.hpp>
#include <refract/sql/ready_statement.hpp>

#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// A level of a transaction whose beginning and end go along with the statements inside it, in one pipeline. Undone
/// with its scope unless the end was read.
template <class Driver> class piped_level {
public:
    explicit piped_level(session_state<Driver>& state)
        : state_(asked(state, watched::begin)), level_(state.levels.next(state.connection.in_transaction())),
          begin_(prepare(savepoint_verb::begin, facts.begin)), end_(prepare(savepoint_verb::release, facts.commit)) {}
    piped_level(const piped_level&) = delete;
    ~piped_level() {
        if (level_.number == 0) return;
        if (!level_.is_savepoint() || has_begun()) state_.undo_for_certain(level_);
    }

    void send_begin() { begin_.send(); }
    void send_end() {
        asked(state_, watched::commit);
        end_.send();
    }
    void read_begin() {
        if (was_read_) return;
        was_read_ = true;
        while (begin_.step()) {}
        is_begun_ = true;
    }
    void read_end() {
        while (end_.step()) {}
        state_.levels.end(level_);
        level_ = {};
    }

private:
    static session_state<Driver>& asked(session_state<Driver>& state, watched what) {
        if (state.levels.watch) [[unlikely]]
            detail::ask_all(state.levels.watch, what);
        return state;
    }
    /// In a transaction that has failed before there is no savepoint, and none can be undone.
    bool has_begun() noexcept {
        try {
            read_begin();
        } catch (...) {}
        return is_begun_;
    }
    typename Driver::statement prepare(savepoint_verb verb, std::string_view outermost) {
        const savepoint_command command(Driver::dialect::info, verb, level_.savepoint);
        const std::string_view text = level_.is_savepoint() ? std::string_view(command.text()) : outermost;
        auto made = state_.connection.prepare({.sql = text.data(), .size = text.size()}, false);
        made.begin(false);
        return made;
    }

    static constexpr const statement_facts& facts = Driver::dialect::info.statements;

    session_state<Driver>& state_;
    transaction_level level_;
    typename Driver::statement begin_, end_;
    bool was_read_ = false, is_begun_ = false;
};

/// The same where a transaction begins and ends by itself.
template <class Driver> class separate_level {
public:
    explicit separate_level(session_state<Driver>& state) : scope_(state, {}) {}
    void send_begin() {}
    void send_end() {}
    void read_begin() {}
    void read_end() { scope_.finish(); }

private:
    level_scope<Driver> scope_;
};

} // namespace detail
} // namespace v0
} // namespace refract

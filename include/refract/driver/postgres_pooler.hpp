// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/postgres_error.hpp>

#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a pooler stands between the program and the server, and what it does with the names of
/// prepared statements.
///
/// A pooler in transaction mode gives each transaction a session of the server that is free. What one
/// session has prepared the next one does not know, and in a transaction it is too late to learn that from
/// a failure. Some poolers (PgBouncer from 1.21) carry statements along; in session mode nothing changes.
class postgres_pooler {
public:
    bool is_there() const { return state_ != state::none; }
    /// Whether it is still to be found out if names hold.
    bool is_unknown() const { return state_ == state::unknown; }
    /// Whether the open transaction is known to run in the first session, where statements were prepared.
    bool is_at_home() const { return at_home_; }

    /// At the beginning of a connection. The process that answers is another one than the one that the
    /// connection was made with: the numbers of poolers are their own. `question` asks for its number, and on the
    /// way for more, which the answer holds.
    postgres_result look(PGconn* handle, const char* question) {
        postgres_result answer(PQexec(handle, question));
        home_ = read_postgres_answer(answer);
        if (!home_.empty() && home_ != std::to_string(PQbackendPID(handle))) state_ = state::unknown;
        return answer;
    }

    /// A transaction has begun in the session of that process, which stays. If it is another session than
    /// the first, a statement is prepared to see what becomes of its name: a pooler that carries statements
    /// along gives them names of its own.
    void enter(PGconn* handle, std::string_view process, const std::string& probe) {
        at_home_ = process == home_;
        if (at_home_) return;
        const postgres_result prepared(PQprepare(handle, probe.c_str(), "SELECT 1", 0, nullptr));
        const std::string question = "SELECT 1 FROM pg_catalog.pg_prepared_statements WHERE name = '" + probe + "'";
        const postgres_result found(PQexec(handle, question.c_str()));
        if (found.status() != PGRES_TUPLES_OK) return; // the transaction is lost, which its next statement says
        state_ = PQntuples(found.get()) == 0 ? state::keeps_names : state::loses_names;
    }
    /// A transaction has ended.
    void leave() { at_home_ = false; }

    /// Names do not hold, as a failure told.
    void lose_names() { state_ = state::loses_names; }
    bool loses_names() const { return state_ == state::loses_names; }

    static constexpr const char* process_question = "SELECT pg_catalog.pg_backend_pid()";

private:
    enum class state : unsigned char { none, unknown, keeps_names, loses_names };
    state state_ = state::none;
    bool at_home_ = false;
    std::string home_{}; ///< the process that answered first
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/postgres_error.hpp>

#include <utility>

/// \file
/// Pipelines of libpq, which has them since version 14.
/// Source: https://www.postgresql.org/docs/current/libpq-pipeline-mode.html

namespace refract {
inline namespace v0 {
namespace detail {

#ifdef LIBPQ_HAS_PIPELINING
inline constexpr bool has_postgres_pipelines = true;
inline bool was_skipped(ExecStatusType status) { return status == PGRES_PIPELINE_ABORTED; }
inline bool ends_pipeline(const PGresult* result) { return PQresultStatus(result) == PGRES_PIPELINE_SYNC; }
#else
inline constexpr bool has_postgres_pipelines = false;
inline bool was_skipped(ExecStatusType) { return false; }
inline bool ends_pipeline(const PGresult*) { return false; }
inline int PQenterPipelineMode(PGconn*) { return 0; }
inline int PQexitPipelineMode(PGconn*) { return 0; }
inline int PQpipelineSync(PGconn*) { return 0; }
inline int PQsendFlushRequest(PGconn*) { return 0; }
#endif

/// The columns that a statement would yield, or the server's refusal. It is not run, so it needs no permission to
/// read. One journey: behind a pooler a second one may reach another session.
inline postgres_result describe_postgres_rows(PGconn* handle, const char* sql) {
    if (PQenterPipelineMode(handle) == 0) {
        postgres_result parsed(PQprepare(handle, "", sql, 0, nullptr));
        return parsed.is_failure() ? std::move(parsed) : postgres_result(PQdescribePrepared(handle, ""));
    }
    PQsendPrepare(handle, "", sql, 0, nullptr);
    PQsendDescribePrepared(handle, "");
    PQpipelineSync(handle);
    postgres_result answer;
    // Each part of what comes ends with null; of a connection that is lost only those are left. A COPY that nobody has
    // asked for would be told again and again.
    for (int nothing = 0; nothing < 3;) {
        postgres_result part(PQgetResult(handle));
        const ExecStatusType now = part.status();
        if (!part.get() || now == PGRES_COPY_IN || now == PGRES_COPY_OUT || now == PGRES_COPY_BOTH) ++nothing;
        if (ends_pipeline(part.get())) break;
        if (part.get() && (!answer.get() || !answer.is_failure())) answer = std::move(part);
    }
    PQexitPipelineMode(handle);
    return answer;
}

/// What has become of the pipeline of a connection. It is open until its end has been read.
class postgres_pipeline {
public:
    bool is_open() const { return is_open_; }
    /// Whether its end was sent, so that no statement can be added.
    bool is_complete() const { return is_complete_; }
    bool has_statements() const { return has_statements_; }

    void enter(PGconn* handle) {
        if (PQenterPipelineMode(handle) == 0) throw_postgres_error(handle, {}, {});
        *this = {};
        is_open_ = true;
    }
    /// A statement was sent.
    void add() {
        has_statements_ = true;
        has_asked_ = false;
    }
    /// The server keeps its answers back until it is asked for them, or the end comes.
    void ask_for_answers(PGconn* handle) noexcept {
        if (!is_open_ || is_complete_ || has_asked_) return;
        PQsendFlushRequest(handle);
        has_asked_ = true;
    }
    /// Sends its end.
    void complete(PGconn* handle) noexcept {
        PQpipelineSync(handle); // what fails there, the next result tells
        is_complete_ = true;
    }
    /// Reads its end, which comes next, and closes it. Gives the failure that came with it (a constraint that was
    /// deferred to the commit), or null.
    PGresult* leave(PGconn* handle) noexcept {
        PGresult* failure = nullptr;
        // Each part of what comes ends with null; of a connection that is lost only those are left.
        for (int nothing = 0; is_complete_ && nothing < 3;) {
            PGresult* const result = PQgetResult(handle);
            if (!result) ++nothing;
            const bool ends = ends_pipeline(result);
            if (!ends && !failure && PQresultStatus(result) == PGRES_FATAL_ERROR)
                failure = result;
            else
                PQclear(result);
            if (ends) break;
        }
        PQexitPipelineMode(handle);
        *this = {};
        return failure;
    }

private:
    bool is_open_ = false;
    bool is_complete_ = false;
    bool has_statements_ = false;
    bool has_asked_ = false; ///< for the answers of all that was sent
};

} // namespace detail
} // namespace v0
} // namespace refract

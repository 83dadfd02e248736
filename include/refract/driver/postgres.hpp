// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/chrono.hpp>
#include <refract/dialect/postgres.hpp>
#include <refract/driver/driver.hpp>
#include <refract/driver/postgres_connect.hpp>
#include <refract/driver/postgres_copy.hpp>
#include <refract/driver/postgres_statement.hpp>
#include <refract/driver/postgres_trips.hpp>
#include <refract/driver/transaction_text.hpp>

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace postgres {

/// How a connection is made. Everything about the server itself (host, user, TLS, keepalives)
/// stands in libpq's connection string or URL:
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING
struct options {
    /// Prepare each statement once, by name. False for poolers that hand every transaction to
    /// another session (PgBouncer before 1.21): the text is then sent each time.
    bool prepare = true;
    /// How long a statement may run before `timeout` is thrown; zero: the server's own setting.
    std::chrono::milliseconds statement_timeout{0};
    /// How long to wait for another connection's lock before `busy` is thrown; zero: likewise.
    std::chrono::milliseconds lock_timeout{0};
    /// The session's time zone. Columns without a time zone are read as UTC, so that they are
    /// written so too; empty: the server's own setting.
    std::string time_zone = "UTC";
};

} // namespace postgres

namespace detail {

/// What BEGIN says of a level; nothing of the database's default.
constexpr std::string_view postgres_isolation_level(isolation level) {
    switch (level) {
    case isolation::standard: break;
    case isolation::read_uncommitted: return " ISOLATION LEVEL READ UNCOMMITTED";
    case isolation::read_committed: return " ISOLATION LEVEL READ COMMITTED";
    case isolation::repeatable_read: return " ISOLATION LEVEL REPEATABLE READ";
    case isolation::serializable: return " ISOLATION LEVEL SERIALIZABLE";
    }
    return {};
}

/// A setting that decides which text a value has, or whether all of it is there; a role may have another one.
struct postgres_form {
    const char* name;
    const char* wanted;
    std::string_view good; ///< what the values begin with that do as well; "0": numbers above it do

    /// Whether a session that has this value is to be told the wanted one; a server that knows no such setting is not.
    bool is_missed(std::string_view found) const {
        return !found.empty() && (good == "0" ? found[0] <= '0' : !found.starts_with(good));
    }
};
inline constexpr postgres_form postgres_forms[] = {
    {"array_nulls", "on", "on"}, // else an array that is sent as text would hold the text NULL
    {"bytea_output", "hex", "hex"},
    {"DateStyle", "ISO", "ISO"},
    {"extra_float_digits", "1", "0"}, // else doubles lose digits where they are text on their way, as in JSON
    {"IntervalStyle", "postgres", "postgres"},
};
/// Asks who the session is, and for these settings in their order.
inline constexpr const char* postgres_session_question =
    "SELECT pg_catalog.pg_backend_pid(), pg_catalog.current_setting('array_nulls', true), "
    "pg_catalog.current_setting('bytea_output', true), pg_catalog.current_setting('DateStyle', true), "
    "pg_catalog.current_setting('extra_float_digits', true), pg_catalog.current_setting('IntervalStyle', true)";

/// A connection to PostgreSQL; one thread at a time uses it.
class postgres_connection {
public:
    explicit postgres_connection(const std::string& connection_string, const postgres::options& options = {})
        : link_(new postgres_link) {
        link_->sends_text = !options.prepare;
        if (options.time_zone.find('\0') != std::string::npos)
            throw connection_error("the time zone in the options holds a NUL character, where it would end");
        const postgres_options_owner parts = read_postgres_target(connection_string);
        link_->handle = postgres_attempt(connection_string, parts.get()).open();
        try {
            link_->encoding = PQclientEncoding(link_->handle);
            PQsetNoticeProcessor(link_->handle, [](void*, const char*) {}, nullptr);
            configure(options);
        } catch (...) {
            close();
            throw;
        }
    }
    postgres_connection(const postgres_connection&) = delete;
    postgres_connection& operator=(const postgres_connection&) = delete;
    ~postgres_connection() { close(); }

    bool is_open() const noexcept { return PQstatus(link_->handle) == CONNECTION_OK; }
    void close() noexcept {
        PGconn* const handle = link_->handle;
        while (link_->stream) link_->stream->detach();
        link_->handle = nullptr;
        link_->copying = false;
        link_->pipeline = {};
        // The words with which PQfinish takes leave would end the parent's session.
        if (handle && !link_->is_ours())
            ::close(PQsocket(handle));
        else
            PQfinish(handle);
    }

    /// What runs once is sent with its text: one round trip instead of three.
    postgres_statement prepare(const ready_statement& text, bool cached) {
        refuse_old_server(text);
        if (text.column_count == 0) refuse_change_of_transaction(text.text());
        postgres_statement prepared(link_, text);
        if (cached && !link_->sends_text) prepared.prepare();
        return prepared;
    }

    /// Any number of statements, in one transaction of their own unless they say otherwise.
    void execute(std::string_view script) {
        if (script.find('\0') != std::string_view::npos)
            throw syntax_error("a script holds a NUL character, where PostgreSQL would stop reading");
        check_postgres_message(script.size(), script);
        link_->compared_copies.clear(); // it may alter tables
        link_->keep_encoding(script, "; the script has not run");
        if (has_begun_ && in_transaction()) refuse_change_of_transaction(script);
        run(std::string(script).c_str());
        // Statements stay planned for the tables that were found, also where others of the names come first now.
        if (may_make_tables(script)) ++link_->generation;
        link_->keep_encoding(script, "; the script has run");
    }
    /// One statement without parameters and rows, without a copy of its text.
    void command(const char* text) {
        if (*text == 'S')
            link_->keep_encoding(text, ""); // behind a SAVEPOINT, undoing it would bring the other one back
        run(text);
    }
    /// Rows that the last statement of the last script touched.
    std::int64_t changes() const noexcept { return changes_; }

    /// Rows to write in bulk: `sql` is a COPY ... FROM STDIN (FORMAT binary), `columns` are its columns.
    postgres_copy copy(std::string_view sql, const sql_type* columns, std::size_t count) {
        return {link_, sql, std::span(columns, count)};
    }

    void begin(const transaction_options& options) {
        link_->keep_encoding("BEGIN", "");
        std::string text = "BEGIN";
        text += postgres_isolation_level(options.isolation);
        if (options.read_only) text += " READ ONLY";
        if (link_->pooler.is_there() || !local_settings_.empty())
            begin_pooled(std::move(text), options.isolation);
        else
            run(text.c_str());
        has_begun_ = true;
    }
    void commit() {
        // After a failed statement the server answers COMMIT with a ROLLBACK, and no error.
        link_->pooler.leave();
        has_begun_ = false;
        if (std::string_view(PQcmdStatus(run("COMMIT").get())) == "ROLLBACK")
            throw error(
                error_details{.message = "the transaction was rolled back, not committed: a statement in it had failed",
                              .sql = "COMMIT",
                              .code = "25P02"});
    }
    void rollback() {
        link_->pooler.leave();
        has_begun_ = false;
        if (link_->pipeline.is_open()) link_->end_pipeline(); // it may have begun a transaction
        if (in_transaction()) run("ROLLBACK");
    }
    bool in_transaction() const noexcept { return link_->in_transaction(); }
    /// What a statement that fails does to the transaction around it.
    void break_transaction() noexcept {
        if (in_transaction()) PQclear(PQexec(link_->handle, "a failure that a test has asked for"));
    }
    /// Whether the transaction around it is useless since a statement has failed.
    bool is_broken() const noexcept { return PQtransactionStatus(link_->handle) == PQTRANS_INERROR; }
    /// Whether BEGIN alone begins a transaction: behind some poolers each is to be told the settings.
    bool begins_plainly() const noexcept { return !link_->pooler.is_there() && local_settings_.empty(); }
    /// Whether statements failed since what they were prepared for has changed: run anew, they are prepared anew.
    static bool has_lost_plans(const error& failure) noexcept {
        const std::string_view code = failure.code();
        return failure.can_retry() && (code == "0A000" || code == "26000" || code == "XX000");
    }
    /// Whether times are the same with a zone and without one.
    bool is_in_utc() const noexcept {
        const char* const zone = PQparameterStatus(link_->handle, "TimeZone");
        return zone && std::string_view(zone) == "UTC";
    }
    /// Not known without RETURNING.
    std::int64_t last_key() const noexcept { return 0; }

    /// The socket, for somebody who waits outside with `progress`. From now on `send` does not block: what the
    /// socket does not take at once waits for `progress` or `step`.
    int socket() {
        link_->make_ready_alive();
        if (!link_->waits_outside && PQsetnonblocking(link_->handle, 1) != 0)
            throw_postgres_error(link_->handle, {}, {});
        link_->waits_outside = true;
        return PQsocket(link_->handle);
    }

#ifdef LIBPQ_HAS_PIPELINING
    /// Up to `sync`, `send` only adds a statement to the pipeline, and all of them go in one journey. They are one
    /// transaction: after a failure those behind it are not run and those before it are undone, unless the
    /// statements themselves begin and commit. `step` before `sync` fetches what was sent so far. Whatever else
    /// uses the connection completes the pipeline first.
    void enter_pipeline() { link_->enter_pipeline(); }
    /// Sends the end of the pipeline; the results come by `step`. One that was read before is certain only now: if
    /// all were, it waits for the end. Errors: what fails at the commit, where no statement is left to tell it.
    void sync() { link_->sync(); }
#endif

    /// What connects as this connection does, to another database of its server. It may hold a password.
    std::string target_of(std::string_view database) const {
        const postgres_options_owner all(PQconninfo(link_->handle));
        std::string target;
        for (const PQconninfoOption* each = all.get(); each && each->keyword; ++each) {
            const std::string_view keyword = each->keyword, value = each->val ? each->val : "";
            if (keyword == "dbname" || value.empty()) continue;
            target.append(keyword).append("=").append(quote(value)).append(" ");
        }
        return target.append("dbname=").append(quote(database));
    }
    /// The handle, for what refract does not cover; the caller keeps to one thread.
    PGconn* native() const noexcept { return link_->handle; }

private:
    static std::string quote(std::string_view value) {
        std::string quoted = "'";
        for (const char c : value) {
            if (c == '\'' || c == '\\') quoted += '\\';
            quoted += c;
        }
        return quoted += '\'';
    }
    /// Errors: a statement that only newer servers know. The version came with the connection.
    void refuse_old_server(const ready_statement& text) const {
        const int version = PQserverVersion(link_->handle);
        if (text.since <= version || version == 0) return;
        const std::string needed = std::to_string(text.since / 10'000), have = std::to_string(version / 10'000);
        throw error(error_details{.message = "the statement needs PostgreSQL " + needed + ", and the server is " + have,
                                  .sql = std::string(text.text())});
    }
    /// Runs a script; the result of its last statement.
    postgres_result run(const char* script) {
        link_->make_ready(script);
        postgres_result result(PQexec(link_->handle, script));
        const ExecStatusType status = result.status();
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
            finish_postgres_copy(link_->handle, status);
            discard_postgres_results(link_->handle);
            throw error(error_details{.message = "COPY cannot be run in a script", .sql = script});
        }
        if (result.is_failure()) throw_postgres_error(link_->handle, result, script);
        changes_ = count_of_rows(result);
        return result;
    }

    /// Settings of a session would reach whoever gets it next, so they are the transaction's. Where it is
    /// not known if names of statements hold, the session is asked who it is; not where the question would
    /// decide which moment the transaction sees.
    void begin_pooled(std::string text, isolation level) {
        const bool asks = link_->pooler.is_unknown() && !link_->sends_text &&
                          (level == isolation::standard || level == isolation::read_committed);
        text += local_settings_;
        if (asks) text.append("; ").append(postgres_pooler::process_question);
        link_->pooler.leave();
        link_->make_ready(text); // a process that was forked has nothing to undo
        try {
            const postgres_result answer = run(text.c_str());
            if (!asks) return;
            link_->pooler.enter(link_->handle, read_postgres_answer(answer), link_->names.text(link_->names.next()));
            if (link_->pooler.loses_names()) link_->lose_names();
        } catch (...) { // it may have begun before it failed
            if (in_transaction()) PQclear(PQexec(link_->handle, "ROLLBACK"));
            throw;
        }
    }

    void configure(const postgres::options& options) {
        const postgres_result session = link_->pooler.look(link_->handle, postgres_session_question);
        int column = 0;
        for (const postgres_form& each : postgres_forms)
            if (++column < PQnfields(session.get()) && PQntuples(session.get()) == 1 &&
                each.is_missed(PQgetvalue(session.get(), 0, column)))
                set(each.name, each.wanted);
        // The server tells its time zone unasked, mostly it is right already.
        const char* const zone = PQparameterStatus(link_->handle, "TimeZone");
        if (!options.time_zone.empty() && (!zone || options.time_zone != zone)) set("TimeZone", options.time_zone);
        if (options.statement_timeout.count() > 0) set("statement_timeout", to_setting(options.statement_timeout));
        if (options.lock_timeout.count() > 0) set("lock_timeout", to_setting(options.lock_timeout));
    }
    static std::string to_setting(std::chrono::milliseconds wait) {
        constexpr std::int64_t longest = std::numeric_limits<std::int32_t>::max();
        return std::to_string(wait.count() < longest ? wait.count() : longest);
    }
    /// Poolers carry the time zone from session to session, as the server reports it; not the others.
    void set(const char* name, const std::string& value) {
        const bool is_carried = std::string_view(name) == "TimeZone";
        if (!is_carried && (link_->pooler.is_there() || link_->sends_text)) {
            local_settings_.append("; SET LOCAL ").append(name).append(" TO ").append(value);
            return;
        }
        constexpr const char* sql = "SELECT pg_catalog.set_config($1, $2, false)";
        const char* const values[] = {name, value.c_str()};
        const postgres_result result(PQexecParams(link_->handle, sql, 2, nullptr, values, nullptr, nullptr, 0));
        if (result.is_failure())
            throw connection_error(error_details{.message = "cannot connect to PostgreSQL: the setting " +
                                                            std::string(name) +
                                                            " is not taken: " + postgres_message(result, ""),
                                                 .code = std::string(result.field(PG_DIAG_SQLSTATE))});
    }

    postgres_link_owner link_;
    std::string local_settings_{}; ///< behind a pooler: said at the beginning of each transaction
    std::int64_t changes_ = 0;
    bool has_begun_ = false; ///< a transaction, which SQL of the program must not exchange for another one
};

/// PostgreSQL, for the client.
struct postgres_driver {
    using dialect = refract::dialect::postgres;
    using options = refract::postgres::options;
    using connection = postgres_connection;
    using statement = postgres_statement;
    using trip_counter = postgres_trip_counter;
    static constexpr bool knows_last_key = false;
    static constexpr bool streams_by_cursor = true;   // what is asked beside a stream would read it to its end first
    static constexpr std::size_t rows_per_insert = 0; // the connection copies in bulk
};
static_assert(database_driver<postgres_driver> && waits_outside<postgres_driver>);
static_assert(pipelines<postgres_driver> == has_postgres_pipelines);

} // namespace detail
} // namespace v0
} // namespace refract

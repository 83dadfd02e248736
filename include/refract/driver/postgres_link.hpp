// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/postgres_cell.hpp>
#include <refract/driver/postgres_error.hpp>
#include <refract/driver/postgres_names.hpp>
#include <refract/driver/postgres_pipeline.hpp>
#include <refract/driver/postgres_pooler.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

class postgres_rows;

/// A bulk copy whose columns are known to take their binary form; with what asks for their types, and the answer.
struct postgres_compared_copy {
    std::string sql, asking, types;
};

/// What a connection and its statements share. It outlives both, so that a statement whose
/// connection is closed answers with an error.
///
/// One statement at a time may have its result on the way, in a pipeline several; whoever uses the
/// connection next asks them, in `make_ready`, to take it in.
struct postgres_link {
    PGconn* handle = nullptr;
    postgres_rows* stream = nullptr;      ///< whose result is on the way; in a pipeline others stand behind it,
    postgres_rows* last_stream = nullptr; ///< up to this one
    bool stream_in_transaction = false;
    bool copying = false;       ///< a bulk copy is under way: nothing else can run
    bool waits_outside = false; ///< an event loop waits for the socket: sending must not block
    /// Each statement is sent with its text: the program wants it so, or a pooler keeps no names.
    bool sends_text = false;
    pid_t process = getpid(); ///< whose connection it is: a process that is forked from it has only a copy
    postgres_names names{};
    postgres_pooler pooler{};
    postgres_pipeline pipeline{};
    /// Grows when a prepared statement turns out to be outdated: then all of them are made anew.
    std::uint32_t generation = 0;
    int owners = 1;
    struct user_type {
        postgres_oid number;
        bool is_text;
    };
    std::vector<user_type> user_types{}, user_arrays{}; ///< those of users, as far as they were met
    std::vector<postgres_compared_copy> compared_copies{};
    int encoding = 0; ///< libpq's number of UTF-8

    bool is_idle() const { return PQtransactionStatus(handle) == PQTRANS_IDLE; }
    bool in_transaction() const {
        switch (PQtransactionStatus(handle)) {
        case PQTRANS_INTRANS:
        case PQTRANS_INERROR: return true;
        case PQTRANS_ACTIVE: return (stream || pipeline.is_open()) && stream_in_transaction;
        default: return false;
        }
    }
    /// Whether this process may use the connection, or has only a copy of what its parent uses.
    bool is_ours() const { return getpid() == process; }

    /// A pooler changes the session between transactions.
    void lose_names() {
        pooler.lose_names();
        sends_text = true;
        names.forget_abandoned();
    }

    /// Before anything is sent.
    REFRACT_INLINE void make_ready(std::string_view sql) {
        if (stream || copying || pipeline.is_open() || names.has_abandoned() || !handle || !is_ours()) [[unlikely]]
            clear_the_way(sql);
    }
    /// Before what does not speak with the server, and would not notice.
    void make_ready_alive() {
        make_ready({});
        if (PQstatus(handle) != CONNECTION_OK) throw_postgres_error(handle, {}, {});
    }
    /// Errors: SQL of the program has changed the encoding of texts, which would be read and stored as other ones.
    REFRACT_INLINE void keep_encoding(std::string_view sql, const char* outcome) {
        if (PQclientEncoding(handle) != encoding) [[unlikely]]
            restore_encoding(sql, outcome);
    }
    void restore_encoding(std::string_view sql, const char* outcome);
    /// Begins a pipeline. Errors: those of a connection that is closed or lost.
    void enter_pipeline();
    /// Completes the pipeline; waits for its end only if all results have been read.
    void sync();
    /// Completes the pipeline and takes all results in.
    void end_pipeline();
    /// Sends what waits to be sent.
    void flush() noexcept;

    /// Whether the binary form of a type that a user or an extension made is text.
    bool is_text_type(postgres_oid number, std::string_view sql);
    /// The same of the items of an array type.
    bool is_text_array(postgres_oid number, std::string_view sql);
    bool asks_for_text(std::vector<user_type>& known, postgres_oid number, const char* joined, std::string_view sql);
    /// The name of any type, for a message; those of users are asked for.
    std::string type_name(postgres_oid number);

    void clear_the_way(std::string_view sql);

    void release() noexcept {
        if (--owners == 0) delete this;
    }
};

/// A counted reference to the link; not for several threads, like the connection itself.
class postgres_link_owner {
public:
    postgres_link_owner() = default;
    explicit postgres_link_owner(postgres_link* link) : link_(link) {}
    postgres_link_owner(const postgres_link_owner& other) noexcept : link_(other.link_) {
        if (link_) ++link_->owners;
    }
    postgres_link_owner(postgres_link_owner&& other) noexcept : link_(std::exchange(other.link_, nullptr)) {}
    postgres_link_owner& operator=(postgres_link_owner other) noexcept {
        std::swap(link_, other.link_);
        return *this;
    }
    ~postgres_link_owner() {
        if (link_) link_->release();
    }

    postgres_link* operator->() const { return link_; }
    postgres_link& operator*() const { return *link_; }
    explicit operator bool() const { return link_ != nullptr; }

private:
    postgres_link* link_ = nullptr;
};

inline void postgres_link::restore_encoding(std::string_view sql, const char* outcome) {
    if (PQstatus(handle) != CONNECTION_OK) return; // nothing runs any more
    const std::string other = pg_encoding_to_char(PQclientEncoding(handle));
    make_ready(sql);
    PQsetClientEncoding(handle, pg_encoding_to_char(encoding));
    throw error(error_details{.message = "SQL of the program has set client_encoding to " + other +
                                         ", in which every text would be another one; it was set back to UTF-8" +
                                         outcome,
                              .sql = std::string(sql)});
}

/// What makes the binary form of a value where that is its text, in a list of SQL.
inline constexpr std::string_view postgres_text_senders =
    "('enum_send', 'textsend', 'citextsend', 'bpcharsend', 'varcharsend')";

inline bool postgres_link::asks_for_text(std::vector<user_type>& known, postgres_oid number, const char* joined,
                                         std::string_view sql) {
    for (const user_type& type : known)
        if (type.number == number) return type.is_text;
    make_ready(sql); // rows that are on the way are taken in
    const std::string question = "SELECT p.proname IN " + std::string(postgres_text_senders) +
                                 " FROM pg_catalog.pg_type t JOIN pg_catalog.pg_proc p ON p.oid = t.typsend " + joined +
                                 std::to_string(number);
    const postgres_result answer(PQexec(handle, question.c_str()));
    if (answer.is_failure()) throw_postgres_error(handle, answer, sql);
    const bool is_text = read_postgres_answer(answer) == "t";
    known.push_back({number, is_text});
    return is_text;
}
inline bool postgres_link::is_text_type(postgres_oid number, std::string_view sql) {
    return asks_for_text(user_types, number, "WHERE t.oid = ", sql);
}
inline bool postgres_link::is_text_array(postgres_oid number, std::string_view sql) {
    return asks_for_text(user_arrays, number,
                         "JOIN pg_catalog.pg_type a ON a.typelem = t.oid AND a.typcategory = 'A' WHERE a.oid = ", sql);
}

inline std::string postgres_link::type_name(postgres_oid number) {
    const PGTransactionStatusType status = PQtransactionStatus(handle);
    if (!find_postgres_type(number) && (status == PQTRANS_IDLE || status == PQTRANS_INTRANS)) {
        const std::string question = "SELECT format_type(" + std::to_string(number) + ", NULL)";
        const postgres_result answer(PQexec(handle, question.c_str()));
        if (const std::string_view name = read_postgres_answer(answer); !name.empty()) return std::string(name);
    }
    return postgres_type_text(number);
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/sql_tokens.hpp>
#include <refract/client/database.hpp>
#include <refract/dialect/change_patterns.hpp>
#include <refract/dialect/deploy_facts.hpp>
#include <refract/migrate/print_definition.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What a deploy needs around its transactions, and of statements that run outside of them.

namespace refract {
inline namespace v0 {
namespace detail {

/// Foreign keys look away as long as it lives, where they have to and did look before.
template <class Database> class looking_away {
public:
    explicit looking_away(Database& db) : db_(db) {
        if (how.looks.empty()) return;
        looked_ = db.template query<std::int64_t>(unsafe_sql(how.looks, {})).front() != 0;
        if (looked_) db_.execute(unsafe_sql(how.look_away, {}));
    }
    looking_away(const looking_away&) = delete;
    ~looking_away() {
        if (!looked_) return;
        try {
            db_.execute(unsafe_sql(how.look_again, {}));
        } catch (const error&) {} // the connection is gone, and with it that it looked away
    }

private:
    static constexpr const change_patterns& how = changes_of<typename Database::dialect>;
    Database& db_;
    bool looked_ = false;
};

/// A limit of a connection as long as it lives.
template <class Database> class limited {
public:
    limited(Database& db, const limit_facts& how, std::chrono::milliseconds limit) : db_(db), how_(how) {
        if (limit.count() <= 0 || how.set.empty()) return;
        was_ = db.template query<std::int64_t>(unsafe_sql(how.ask, {})).front();
        set(limit.count());
    }
    limited(const limited&) = delete;
    ~limited() {
        if (!was_) return;
        try {
            set(*was_);
        } catch (const error&) {} // the connection is gone, and with it the limit
    }

private:
    void set(std::int64_t value) {
        const std::string sql = fill_pattern(how_.set, {{"value", std::to_string(value)}});
        db_.execute(unsafe_sql(sql, {}));
    }
    Database& db_;
    const limit_facts& how_;
    std::optional<std::int64_t> was_{};
};

/// A limit of one statement, where the database has no setting for it and the driver sees to it.
template <class Database> class timed {
    static constexpr bool is_possible = requires(Database& db) { db.connection().interrupt_at(nullptr); };

public:
    timed(Database& db, std::chrono::milliseconds limit) : db_(db), is_on_(is_possible && limit.count() > 0) {
        if (!is_on_) return;
        end_ = std::chrono::steady_clock::now() + limit;
        set(&end_);
    }
    timed(const timed&) = delete;
    ~timed() {
        if (is_on_) set(nullptr);
    }

private:
    void set(std::chrono::steady_clock::time_point* end) {
        if constexpr (is_possible) db_.connection().interrupt_at(end);
    }
    Database& db_;
    std::chrono::steady_clock::time_point end_{};
    bool is_on_ = false;
};

/// The lock of what runs outside of a transaction.
template <class Database> class held_lock {
    static constexpr const deploy_facts& how = deploys_of<typename Database::dialect>;

public:
    /// Whether the database can say that another program lives: not through a pooler, which gives the next statement
    /// another session.
    static bool is_known(Database& db) {
        if (how.try_hold.empty()) return false;
        if constexpr (requires { db.connection().begins_plainly(); }) return db.connection().begins_plainly();
        return true;
    }
    /// `wait()` is called between two tries.
    template <class Wait> held_lock(Database& db, const Wait& wait) : db_(db) {
        while (is_known(db) && !is_held_) {
            is_held_ = db.template query<bool>(unsafe_sql(how.try_hold, {})).front();
            if (!is_held_) wait();
        }
    }
    held_lock(const held_lock&) = delete;
    ~held_lock() {
        if (!is_held_) return;
        try {
            db_.template query<bool>(unsafe_sql(how.let_go, {}));
        } catch (const error&) {} // the connection is gone, and with it the lock
    }

private:
    Database& db_;
    bool is_held_ = false;
};

/// "CREATE UNIQUE INDEX CONCURRENTLY name ON place.ware": the index with its schema, "place.name"; empty for any other.
inline std::string index_built_alone(std::string_view sql, std::string_view verb) {
    const std::vector<sql_token> tokens = sql_tokenizer(sql, true).all();
    std::size_t at = 0;
    const auto take = [&](std::string_view word) { return at < tokens.size() && tokens[at].is(word) && ++at; };
    if (!take(verb)) return {};
    take("UNIQUE");
    if (!take("INDEX") || !take("CONCURRENTLY")) return {};
    if (take("IF")) at += tokens.size() > at && tokens[at].is("NOT") ? 2 : 1;
    std::string name;
    const auto take_name = [&] {
        std::string found;
        while (at < tokens.size() && (tokens[at].is_name() || tokens[at].is("."))) {
            found.append(tokens[at++].text);
            if (at < tokens.size() && !tokens[at].is(".") && !found.ends_with('.')) break;
        }
        return found;
    };
    if (at < tokens.size() && !tokens[at].is("ON")) name = take_name();
    if (name.empty() || !take("ON")) return name;
    take("ONLY");
    const std::string table = take_name();
    const std::size_t dot = table.rfind('.');
    return dot == table.npos ? name : table.substr(0, dot + 1) + name;
}
/// Whether a statement may run twice and leaves the same.
inline bool is_harmless(std::string_view sql, std::string_view harmless) {
    const std::vector<sql_token> tokens = sql_tokenizer(sql, true).all();
    if (tokens.empty()) return true;
    std::string first = " ";
    for (const char c : tokens[0].text) first += sql_token::upper_case(c);
    if (harmless.find(first + " ") != harmless.npos) return true;
    for (std::size_t i = 1; i + 1 < tokens.size() && i < 12; ++i)
        if (tokens[i].is("IF") && (tokens[i + 1].is("EXISTS") || tokens[i + 1].is("NOT"))) return true;
    return false;
}

} // namespace detail
} // namespace v0
} // namespace refract

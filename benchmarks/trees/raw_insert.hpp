// SPDX-License-Identifier: MIT
#pragma once

#include "trees/raw.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// A graph that is inserted by hand: level by level, each a statement that is prepared once, in a transaction.

namespace benchmark {

/// One user, its posts, and the links of each post to tags that are there.
struct raw_graph {
    struct post {
        std::string title;
        std::vector<std::int64_t> tags;
    };
    std::string name, email;
    std::vector<post> posts;
};

/// SQLite: each row by itself.
class sqlite_graph_writer {
public:
    explicit sqlite_graph_writer(refract::sqlite::database& db)
        : db_(db.connection().native()), user_(prepare("INSERT INTO bench_user (name, email) VALUES (?1, ?2)")),
          post_(prepare("INSERT INTO bench_post (author_id, title) VALUES (?1, ?2)")),
          link_(prepare("INSERT INTO bench_post_tag (post_id, tag_id) VALUES (?1, ?2)")) {}
    sqlite_graph_writer(const sqlite_graph_writer&) = delete;
    ~sqlite_graph_writer() {
        for (sqlite3_stmt* each : {user_, post_, link_}) sqlite3_finalize(each);
    }
    void insert(const std::vector<raw_graph>& graphs) {
        sqlite3_exec(db_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        for (const raw_graph& each : graphs) insert(each);
        sqlite3_exec(db_, "COMMIT", nullptr, nullptr, nullptr);
    }

private:
    void insert(const raw_graph& graph) {
        bind(user_, 1, graph.name);
        bind(user_, 2, graph.email);
        const std::int64_t user = run(user_);
        for (const raw_graph::post& each : graph.posts) {
            sqlite3_bind_int64(post_, 1, user);
            bind(post_, 2, each.title);
            const std::int64_t post = run(post_);
            for (const std::int64_t tag : each.tags) {
                sqlite3_bind_int64(link_, 1, post);
                sqlite3_bind_int64(link_, 2, tag);
                run(link_);
            }
        }
    }
    sqlite3_stmt* prepare(std::string_view sql) {
        sqlite3_stmt* made = nullptr;
        if (sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &made,
                               nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db_));
        return made;
    }
    static void bind(sqlite3_stmt* statement, int position, const std::string& text) {
        sqlite3_bind_text(statement, position, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    std::int64_t run(sqlite3_stmt* statement) {
        if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
        sqlite3_reset(statement);
        return sqlite3_last_insert_rowid(db_);
    }
    sqlite3* db_;
    sqlite3_stmt *user_, *post_, *link_;
};

/// PostgreSQL: the rows of each level are one statement that gives their keys, one after the other.
class postgres_graph_writer {
public:
    explicit postgres_graph_writer(refract::postgres::database& db) : db_(db.connection().native()) {
        users_ =
            prepare("INSERT INTO bench_user (name, email) SELECT * FROM unnest($1::text[], $2::text[]) RETURNING id");
        posts_ = prepare("INSERT INTO bench_post (author_id, title) SELECT * FROM unnest($1::bigint[], "
                         "$2::text[]) RETURNING id");
        links_ =
            prepare("INSERT INTO bench_post_tag (post_id, tag_id) SELECT * FROM unnest($1::bigint[], $2::bigint[])");
    }
    postgres_graph_writer(const postgres_graph_writer&) = delete;
    ~postgres_graph_writer() { PQclear(result_); }
    void insert(const std::vector<raw_graph>& graphs) {
        std::size_t posts = 0, links = 0;
        for (const raw_graph& graph : graphs) {
            posts += graph.posts.size();
            for (const raw_graph::post& each : graph.posts) links += each.tags.size();
        }
        command("BEGIN");
        begin(25, 25, graphs.size());
        for (const raw_graph& graph : graphs) {
            put(first_, graph.name);
            put(second_, graph.email);
        }
        run(users_);
        begin(20, 25, posts);
        for (std::size_t i = 0; i < graphs.size(); ++i)
            for (const raw_graph::post& each : graphs[i].posts) {
                put(first_, key(i));
                put(second_, each.title);
            }
        run(posts_);
        begin(20, 20, links);
        std::size_t post = 0;
        for (const raw_graph& graph : graphs)
            for (const raw_graph::post& each : graph.posts) {
                const std::string_view own = key(post++);
                for (const std::int64_t tag : each.tags) {
                    const std::uint64_t bytes = __builtin_bswap64(static_cast<std::uint64_t>(tag));
                    put(first_, own);
                    put(second_, std::string_view(reinterpret_cast<const char*>(&bytes), 8));
                }
            }
        run(links_);
        command("COMMIT");
    }

private:
    std::string prepare(const char* sql) {
        static int number = 0;
        const std::string name = "graph_" + std::to_string(++number);
        take(PQprepare(db_, name.c_str(), sql, 0, nullptr));
        return name;
    }
    void command(const char* sql) { take(PQexec(db_, sql)); }
    void run(const std::string& name) {
        const char* values[] = {first_.data(), second_.data()};
        const int lengths[] = {static_cast<int>(first_.size()), static_cast<int>(second_.size())};
        const int formats[] = {1, 1};
        take(PQexecPrepared(db_, name.c_str(), 2, values, lengths, formats, 1));
    }
    void begin(std::uint32_t first, std::uint32_t second, std::size_t count) {
        first_.clear();
        second_.clear();
        begin_array(first_, first, count);
        begin_array(second_, second, count);
    }
    std::string_view key(std::size_t row) const { return {PQgetvalue(result_, static_cast<int>(row), 0), 8}; }
    void take(PGresult* result) {
        PQclear(result_);
        result_ = result;
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(db_));
    }
    static void put_word(std::string& to, std::uint32_t word) {
        word = __builtin_bswap32(word);
        to.append(reinterpret_cast<const char*>(&word), sizeof word);
    }
    static void begin_array(std::string& to, std::uint32_t type, std::size_t count) {
        for (const std::uint32_t word :
             {std::uint32_t{1}, std::uint32_t{0}, type, static_cast<std::uint32_t>(count), std::uint32_t{1}})
            put_word(to, word);
    }
    static void put(std::string& to, std::string_view item) {
        put_word(to, static_cast<std::uint32_t>(item.size()));
        to.append(item);
    }
    PGconn* db_;
    PGresult* result_ = nullptr;
    std::string users_{}, posts_{}, links_{}; ///< the names of the statements
    std::string first_{}, second_{};
};

} // namespace benchmark

#pragma once

// One suite for all databases: TEMPLATE_TEST_CASE("...", "[...]", REFRACT_TEST_DATABASES), and in it a
// `fresh_database<TestType>`: an empty SQLite database, or a PostgreSQL schema that is gone afterwards.
//
// What a test did is read back with `rows`, which asks the C library and not refract.

#include "catch.hpp"
#include "postgres_url.hpp"

#include <refract/sqlite.hpp>

#if __has_include(<refract/postgres.hpp>) && (__has_include(<libpq-fe.h>) || __has_include(<postgresql/libpq-fe.h>))
#define REFRACT_TEST_POSTGRES 1
#include <refract/postgres.hpp>
#endif

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <unistd.h>

namespace refract_test {

/// Rows as text, columns with a bar between them, "NULL" for NULL.
using text_rows = std::vector<std::string>;

struct on_sqlite {
    using database = refract::sqlite::database;
    using transaction = refract::sqlite::transaction;
    using driver = refract::detail::sqlite_driver;
    static constexpr bool is_sqlite = true;
};

inline std::string unique_name() {
    static std::atomic<int> number{0};
    return "refract_test_" + std::to_string(getpid()) + "_" + std::to_string(++number);
}

template <class Backend> class fresh_database;

/// Whether a database stands in memory or in a file that several connections can open.
enum class place { memory, file };

template <> class fresh_database<on_sqlite> {
public:
    explicit fresh_database(place where = place::memory, const refract::sqlite::options& how = {})
        : path_(where == place::memory ? ":memory:"
                                       : (std::filesystem::temp_directory_path() / unique_name()).string()),
          db_(path_, how) {}
    fresh_database(const fresh_database&) = delete;
    ~fresh_database() {
        db_.close();
        for (const char* part : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path_ + part);
    }

    explicit operator bool() const { return true; }
    refract::sqlite::database& db() { return db_; }
    const std::string& path() const { return path_; }

    /// Another connection to the same data; only to a file.
    refract::sqlite::database open(const refract::sqlite::options& how = {}) const {
        return refract::sqlite::database(path_, how);
    }
    text_rows rows(const std::string& sql) {
        text_rows result;
        char* message = nullptr;
        const auto add = [](void* to, int count, char** values, char**) {
            std::string row;
            for (int i = 0; i < count; ++i) {
                if (i > 0) row += '|';
                row += values[i] ? values[i] : "NULL";
            }
            static_cast<text_rows*>(to)->push_back(row);
            return 0;
        };
        if (sqlite3_exec(db_.connection().native(), sql.c_str(), add, &result, &message) != SQLITE_OK) {
            const std::string why = message ? message : "no reason";
            sqlite3_free(message);
            throw std::runtime_error("the test's own SQL failed: " + sql + ": " + why);
        }
        return result;
    }

private:
    std::string path_;
    refract::sqlite::database db_;
};

#ifdef REFRACT_TEST_POSTGRES

struct on_postgres {
    using database = refract::postgres::database;
    using transaction = refract::postgres::transaction;
    using driver = refract::detail::postgres_driver;
    static constexpr bool is_sqlite = false;
};

template <> class fresh_database<on_postgres> {
public:
    explicit fresh_database(place = place::memory) {
        const auto url = postgres_url();
        if (!url) return;
        url_ = *url;
        schema_ = unique_name();
        own_.reset(PQconnectdb(url_.c_str()));
        rows("SET client_min_messages TO warning");
        rows("CREATE SCHEMA " + schema_);
        rows("SET search_path TO " + schema_);
        rows("SET lock_timeout TO '10s'");
        opened_.emplace(open());
    }
    fresh_database(const fresh_database&) = delete;
    ~fresh_database() {
        if (!opened_) return;
        opened_->close(); // what it holds locked could not be dropped
        try {
            rows("DROP SCHEMA " + schema_ + " CASCADE");
        } catch (const std::exception& failure) { std::printf("%s\n", failure.what()); }
    }

    /// Whether there is a server.
    explicit operator bool() const { return opened_.has_value(); }
    refract::postgres::database& db() { return *opened_; }
    const std::string& url() const { return url_; }

    refract::postgres::database open() const {
        refract::postgres::database made(url_);
        made.execute(refract::unsafe_sql("SET search_path TO " + schema_));
        made.execute("SET client_min_messages TO warning");
        return made;
    }
    text_rows rows(const std::string& sql) {
        const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(own_.get(), sql.c_str()), PQclear);
        const ExecStatusType status = PQresultStatus(result.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            throw std::runtime_error("the test's own SQL failed: " + sql + ": " + PQerrorMessage(own_.get()));
        text_rows all;
        for (int row = 0; row < PQntuples(result.get()); ++row) {
            std::string text;
            for (int i = 0; i < PQnfields(result.get()); ++i) {
                if (i > 0) text += '|';
                text += PQgetisnull(result.get(), row, i) ? "NULL" : PQgetvalue(result.get(), row, i);
            }
            all.push_back(text);
        }
        return all;
    }

private:
    std::string url_, schema_;
    std::unique_ptr<PGconn, void (*)(PGconn*)> own_{nullptr, PQfinish};
    std::optional<refract::postgres::database> opened_;
};

#define REFRACT_TEST_DATABASES refract_test::on_sqlite, refract_test::on_postgres
#else
#define REFRACT_TEST_DATABASES refract_test::on_sqlite
#endif

} // namespace refract_test

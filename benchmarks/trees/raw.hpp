// SPDX-License-Identifier: MIT
#pragma once

#include <refract/postgres.hpp>
#include <refract/sqlite.hpp>

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Levels of trees as they are read by hand: a statement for each, prepared once, whose keys are one list.

namespace benchmark {

/// A statement that takes one list of keys, or nothing, and gives rows of numbers and texts.
class raw_sqlite {
public:
    using database = refract::sqlite::database;
    raw_sqlite(database& db, std::string_view sql) {
        if (sqlite3_prepare_v3(db.connection().native(), sql.data(), static_cast<int>(sql.size()),
                               SQLITE_PREPARE_PERSISTENT, &handle_, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db.connection().native()));
    }
    raw_sqlite(const raw_sqlite&) = delete;
    ~raw_sqlite() { sqlite3_finalize(handle_); }
    /// How a list of keys is compared with a column.
    static std::string list(std::string_view column) {
        return std::string(column) + " IN (SELECT value FROM json_each(?1))";
    }

    template <class Take> void rows(const std::vector<std::int64_t>& keys, Take take) {
        text_ = "[";
        for (const std::int64_t key : keys) {
            if (text_.size() > 1) text_ += ',';
            text_ += std::to_string(key);
        }
        text_ += ']';
        if (sqlite3_bind_parameter_count(handle_) > 0)
            sqlite3_bind_text(handle_, 1, text_.data(), static_cast<int>(text_.size()), SQLITE_STATIC);
        int state = 0;
        while ((state = sqlite3_step(handle_)) == SQLITE_ROW) take(*this);
        if (state != SQLITE_DONE) throw std::runtime_error("a query failed");
        sqlite3_reset(handle_);
    }
    std::int64_t number(int column) const { return sqlite3_value_int64(sqlite3_column_value(handle_, column)); }
    void text(int column, std::string& to) const {
        sqlite3_value* const value = sqlite3_column_value(handle_, column);
        const auto* const from = reinterpret_cast<const char*>(sqlite3_value_text(value));
        to.assign(from, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }

private:
    sqlite3_stmt* handle_ = nullptr;
    std::string text_{};
};

class raw_postgres {
public:
    using database = refract::postgres::database;
    raw_postgres(database& db, std::string_view sql) : connection_(db.connection().native()) {
        static int number = 0;
        name_ = "raw_" + std::to_string(++number);
        takes_keys_ = sql.find('$') != sql.npos;
        PGresult* const made = PQprepare(connection_, name_.c_str(), std::string(sql).c_str(), 0, nullptr);
        const bool is_good = PQresultStatus(made) == PGRES_COMMAND_OK;
        PQclear(made);
        if (!is_good) throw std::runtime_error(PQerrorMessage(connection_));
    }
    raw_postgres(const raw_postgres&) = delete;
    ~raw_postgres() { PQclear(result_); }
    static std::string list(std::string_view column) { return std::string(column) + " = ANY ($1::bigint[])"; }

    template <class Take> void rows(const std::vector<std::int64_t>& keys, Take take) {
        const char* values[] = {nullptr};
        int lengths[] = {0};
        const int formats[] = {1};
        if (takes_keys_) {
            encode(keys);
            values[0] = array_.data();
            lengths[0] = static_cast<int>(array_.size());
        }
        PQclear(result_);
        result_ = PQexecPrepared(connection_, name_.c_str(), takes_keys_ ? 1 : 0, values, lengths, formats, 1);
        if (PQresultStatus(result_) != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection_));
        const int count = PQntuples(result_);
        for (row_ = 0; row_ < count; ++row_) take(*this);
    }
    std::int64_t number(int column) const {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, PQgetvalue(result_, row_, column), sizeof bytes);
        return static_cast<std::int64_t>(__builtin_bswap64(bytes));
    }
    void text(int column, std::string& to) const {
        to.assign(PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column)));
    }

private:
    void encode(const std::vector<std::int64_t>& keys) {
        array_.clear();
        const auto put = [&](std::uint32_t word) {
            word = __builtin_bswap32(word);
            array_.append(reinterpret_cast<const char*>(&word), sizeof word);
        };
        put(1);  // dimensions
        put(0);  // no NULLs
        put(20); // int8
        put(static_cast<std::uint32_t>(keys.size()));
        put(1); // the first index
        for (const std::int64_t key : keys) {
            put(8);
            put(static_cast<std::uint32_t>(static_cast<std::uint64_t>(key) >> 32));
            put(static_cast<std::uint32_t>(key));
        }
    }
    PGconn* connection_;
    std::string name_{}, array_{};
    PGresult* result_ = nullptr;
    int row_ = 0;
    bool takes_keys_ = false;
};

} // namespace benchmark

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/postgres.hpp>
#include <refract/sqlite.hpp>

#include <array>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// \file
/// Statements by hand: prepared once, with values of a few types, and rows that are read cell by cell.

namespace benchmark {

using keys = std::vector<std::int64_t>;

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
    static std::string list(std::string_view column) {
        return std::string(column) + " IN (SELECT value FROM json_each(?1))";
    }
    static constexpr const char* begin = "BEGIN IMMEDIATE";
    static constexpr const char* key_back = ""; // RETURNING costs more than the insert

    template <class Take, class... Value> void rows(Take take, const Value&... value) {
        [[maybe_unused]] int position = 0;
        (bind(++position, value), ...);
        int state = 0;
        while ((state = sqlite3_step(handle_)) == SQLITE_ROW) take(*this);
        if (state != SQLITE_DONE) throw std::runtime_error("a statement failed");
        sqlite3_reset(handle_);
    }
    /// The key of the row that it makes.
    template <class... Value> std::int64_t insert(const Value&... value) {
        rows([](const raw_sqlite&) {}, value...);
        return sqlite3_last_insert_rowid(sqlite3_db_handle(handle_));
    }
    std::int64_t number(int column) const { return sqlite3_value_int64(cell(column)); }
    double real(int column) const { return sqlite3_value_double(cell(column)); }
    bool flag(int column) const { return sqlite3_value_int(cell(column)) != 0; }
    void text(int column, std::string& to) const {
        sqlite3_value* const value = cell(column);
        const auto* const from = reinterpret_cast<const char*>(sqlite3_value_text(value));
        to.assign(from, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }

private:
    sqlite3_value* cell(int column) const { return sqlite3_column_value(handle_, column); }
    void bind(int position, std::int64_t value) { sqlite3_bind_int64(handle_, position, value); }
    void bind(int position, double value) { sqlite3_bind_double(handle_, position, value); }
    void bind(int position, bool value) { sqlite3_bind_int(handle_, position, value); }
    void bind(int position, const std::string& value) {
        sqlite3_bind_text(handle_, position, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }
    void bind(int position, const keys& all) {
        text_ = "[";
        for (const std::int64_t key : all) {
            if (text_.size() > 1) text_ += ',';
            text_ += std::to_string(key);
        }
        text_ += ']';
        bind(position, text_);
    }
    sqlite3_stmt* handle_ = nullptr;
    std::string text_{};
};

class raw_postgres {
public:
    using database = refract::postgres::database;
    raw_postgres(database& db, const std::string& sql) : connection_(db.connection().native()) {
        static int number = 0;
        name_ = "raw_" + std::to_string(++number);
        take(PQprepare(connection_, name_.c_str(), sql.c_str(), 0, nullptr));
    }
    raw_postgres(const raw_postgres&) = delete;
    ~raw_postgres() { PQclear(result_); }
    static std::string list(std::string_view column) { return std::string(column) + " = ANY ($1::bigint[])"; }
    static constexpr const char* begin = "BEGIN";
    static constexpr const char* key_back = " RETURNING id";

    template <class Take, class... Value> void rows(Take use, const Value&... value) {
        constexpr int count = sizeof...(Value);
        [[maybe_unused]] std::size_t position = 0;
        (encode(bytes_[position++], value), ...);
        std::array<const char*, count + 1> values{};
        std::array<int, count + 1> lengths{}, formats{};
        for (std::size_t i = 0; i < sizeof...(Value); ++i) {
            values[i] = bytes_[i].data();
            lengths[i] = static_cast<int>(bytes_[i].size());
            formats[i] = 1;
        }
        take(PQexecPrepared(connection_, name_.c_str(), count, values.data(), lengths.data(), formats.data(), 1));
        const int found = PQntuples(result_);
        for (row_ = 0; row_ < found; ++row_) use(*this);
    }
    template <class... Value> std::int64_t insert(const Value&... value) {
        std::int64_t made = 0;
        rows([&](const raw_postgres& row) { made = row.number(0); }, value...);
        return made;
    }
    std::int64_t number(int column) const { return static_cast<std::int64_t>(word(column)); }
    double real(int column) const {
        const std::uint64_t bits = word(column);
        double made = 0;
        std::memcpy(&made, &bits, sizeof made);
        return made;
    }
    bool flag(int column) const { return *PQgetvalue(result_, row_, column) != 0; }
    void text(int column, std::string& to) const {
        to.assign(PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column)));
    }

private:
    std::uint64_t word(int column) const {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, PQgetvalue(result_, row_, column), sizeof bytes);
        return __builtin_bswap64(bytes);
    }
    static void put(std::string& to, std::uint32_t value) {
        value = __builtin_bswap32(value);
        to.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    static void encode(std::string& to, std::int64_t value) {
        const std::uint64_t bytes = __builtin_bswap64(static_cast<std::uint64_t>(value));
        to.assign(reinterpret_cast<const char*>(&bytes), sizeof bytes);
    }
    static void encode(std::string& to, double value) {
        std::int64_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        encode(to, bits);
    }
    static void encode(std::string& to, bool value) { to.assign(1, value ? '\1' : '\0'); }
    static void encode(std::string& to, const std::string& value) { to = value; }
    static void encode(std::string& to, const keys& all) {
        to.clear();
        for (const std::uint32_t each : {std::uint32_t{1}, std::uint32_t{0}, std::uint32_t{20},
                                         static_cast<std::uint32_t>(all.size()), std::uint32_t{1}})
            put(to, each);
        for (const std::int64_t key : all) {
            put(to, 8);
            put(to, static_cast<std::uint32_t>(static_cast<std::uint64_t>(key) >> 32));
            put(to, static_cast<std::uint32_t>(key));
        }
    }
    void take(PGresult* made) {
        PQclear(result_);
        result_ = made;
        const ExecStatusType status = PQresultStatus(made);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            throw std::runtime_error(PQerrorMessage(connection_));
    }
    PGconn* connection_;
    std::string name_{};
    std::array<std::string, 6> bytes_{};
    PGresult* result_ = nullptr;
    int row_ = 0;
};

} // namespace benchmark

// SPDX-License-Identifier: MIT
#pragma once

#include "harness/data.hpp"

#include <libpq-fe.h>

#include <array>
#include <bit>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

/// \file
/// Code as it is written by hand against libpq by who knows it well: statements prepared once,
/// parameters and results in binary.

namespace benchmark::postgres {

[[noreturn]] inline void fail(PGconn* db) { throw std::runtime_error(PQerrorMessage(db)); }

inline std::uint64_t swap(std::uint64_t value) { return __builtin_bswap64(value); }
inline std::uint32_t swap(std::uint32_t value) { return __builtin_bswap32(value); }

inline std::int64_t load_big(const char* at) {
    std::uint64_t value;
    std::memcpy(&value, at, sizeof value);
    return static_cast<std::int64_t>(swap(value));
}
inline std::int32_t load_int(const char* at) {
    std::uint32_t value;
    std::memcpy(&value, at, sizeof value);
    return static_cast<std::int32_t>(swap(value));
}
inline double load_double(const char* at) { return std::bit_cast<double>(load_big(at)); }

/// A result of libpq, checked.
class raw_result {
public:
    raw_result(PGconn* db, PGresult* result) : result_(result) {
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_SINGLE_TUPLE) fail(db);
    }
    raw_result(const raw_result&) = delete;
    ~raw_result() { PQclear(result_); }
    operator PGresult*() const { return result_; }

private:
    PGresult* result_;
};

/// Up to six parameters of a statement in binary.
class raw_parameters {
public:
    void set(int index, std::int64_t value) { set_number(index, swap(static_cast<std::uint64_t>(value))); }
    void set(int index, int value) { set_number(index, swap(static_cast<std::uint32_t>(value))); }
    void set(int index, double value) { set(index, std::bit_cast<std::int64_t>(value)); }
    void set(int index, std::string_view text) {
        const auto i = static_cast<std::size_t>(index);
        values_[i] = text.data();
        lengths_[i] = static_cast<int>(text.size());
    }
    void set_null(int index) { values_[static_cast<std::size_t>(index)] = nullptr; }
    void set_user(const User& user) {
        set(0, std::string_view(user.name));
        set(1, std::string_view(user.email));
        set(2, user.age);
        set(3, user.score);
        if (user.bio)
            set(4, std::string_view(*user.bio));
        else
            set_null(4);
    }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    static const int* formats() {
        static constexpr std::array<int, 6> binary{1, 1, 1, 1, 1, 1};
        return binary.data();
    }

private:
    template <class Number> void set_number(int index, Number value) {
        const auto i = static_cast<std::size_t>(index);
        std::memcpy(fixed_[i].data(), &value, sizeof value);
        values_[i] = fixed_[i].data();
        lengths_[i] = sizeof value;
    }
    std::array<const char*, 6> values_{};
    std::array<int, 6> lengths_{};
    std::array<std::array<char, 8>, 6> fixed_{};
};

/// A statement prepared by name.
class raw_statement {
public:
    raw_statement(PGconn* db, const char* name, const char* sql, int count) : db_(db), name_(name), count_(count) {
        const raw_result prepared(db, PQprepare(db, name, sql, 0, nullptr));
    }
    raw_statement(const raw_statement&) = delete;

    PGresult* run() {
        return PQexecPrepared(db_, name_.c_str(), count_, parameters.values(), parameters.lengths(),
                              raw_parameters::formats(), 1);
    }
    void send_by_rows() {
        if (PQsendQueryPrepared(db_, name_.c_str(), count_, parameters.values(), parameters.lengths(),
                                raw_parameters::formats(), 1) == 0)
            fail(db_);
        PQsetSingleRowMode(db_);
    }
    PGconn* db() const { return db_; }
    raw_parameters parameters{};

private:
    PGconn* db_;
    std::string name_;
    int count_;
};

inline std::string_view text_of(const PGresult* result, int row, int column) {
    return {PQgetvalue(result, row, column), static_cast<std::size_t>(PQgetlength(result, row, column))};
}

/// `Row` is User or UserView.
template <class Row> void read_row(const PGresult* result, int row, Row& out) {
    out.id = load_big(PQgetvalue(result, row, 0));
    out.name = text_of(result, row, 1);
    out.email = text_of(result, row, 2);
    out.age = load_int(PQgetvalue(result, row, 3));
    out.score = load_double(PQgetvalue(result, row, 4));
    if (PQgetisnull(result, row, 5))
        out.bio.reset();
    else
        out.bio.emplace(text_of(result, row, 5));
}
inline void read_post(const PGresult* result, int row, int column, Post& out) {
    out.id = load_big(PQgetvalue(result, row, column));
    out.title = text_of(result, row, column + 1);
    out.author_id = load_big(PQgetvalue(result, row, column + 2));
}

inline constexpr const char* select_all = R"(SELECT "id", "name", "email", "age", "score", "bio" FROM "user")";

} // namespace benchmark::postgres

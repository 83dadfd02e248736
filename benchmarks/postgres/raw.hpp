// SPDX-License-Identifier: MIT
#pragma once

#include "harness/data.hpp"

#include <libpq-fe.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

/// \file
/// Code as it is written by hand against libpq, with statements prepared once: ordinary as most
/// write it, in text, and tuned with parameters and results in binary.

namespace benchmark::postgres {

[[noreturn]] inline void fail(PGconn* db) { throw std::runtime_error(PQerrorMessage(db)); }

inline std::uint64_t swap(std::uint64_t value) { return __builtin_bswap64(value); }
inline std::uint32_t swap(std::uint32_t value) { return __builtin_bswap32(value); }

/// Values as text.
struct ordinary {
    static constexpr const char* name = "ordinary raw";
    static constexpr int format = 0;
    static std::int64_t load_big(const char* at) { return std::strtoll(at, nullptr, 10); }
    static std::int32_t load_int(const char* at) { return static_cast<std::int32_t>(std::strtol(at, nullptr, 10)); }
    static double load_double(const char* at) { return std::strtod(at, nullptr); }

    /// A parameter until the statement has run.
    using buffer = std::string;
    static std::string_view store(buffer& to, std::int64_t value) { return to = std::to_string(value); }
    static std::string_view store(buffer& to, int value) { return to = std::to_string(value); }
    static std::string_view store(buffer& to, double value) {
        char digits[32];
        return to.assign(digits, static_cast<std::size_t>(std::snprintf(digits, sizeof digits, "%.17g", value)));
    }
    // Text parameters end with NUL; nobody looks at their lengths.
    static std::string_view store(buffer&, std::string_view text) { return text; }
};

/// Values in binary.
struct tuned {
    static constexpr const char* name = "tuned raw";
    static constexpr int format = 1;
    static std::int64_t load_big(const char* at) {
        std::uint64_t value;
        std::memcpy(&value, at, sizeof value);
        return static_cast<std::int64_t>(swap(value));
    }
    static std::int32_t load_int(const char* at) {
        std::uint32_t value;
        std::memcpy(&value, at, sizeof value);
        return static_cast<std::int32_t>(swap(value));
    }
    static double load_double(const char* at) { return std::bit_cast<double>(load_big(at)); }

    using buffer = std::array<char, 8>;
    static std::string_view store(buffer& to, std::int64_t value) {
        return put(to, swap(static_cast<std::uint64_t>(value)));
    }
    static std::string_view store(buffer& to, int value) { return put(to, swap(static_cast<std::uint32_t>(value))); }
    static std::string_view store(buffer& to, double value) { return store(to, std::bit_cast<std::int64_t>(value)); }
    static std::string_view store(buffer&, std::string_view text) { return text; }

private:
    template <class Number> static std::string_view put(buffer& to, Number value) {
        std::memcpy(to.data(), &value, sizeof value);
        return {to.data(), sizeof value};
    }
};

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

/// Up to six parameters of a statement.
template <class Style> class raw_parameters {
public:
    template <class Value> void set(int index, Value value) {
        const auto i = static_cast<std::size_t>(index);
        const std::string_view stored = Style::store(buffers_[i], value);
        values_[i] = stored.data();
        lengths_[i] = static_cast<int>(stored.size());
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
        static constexpr int all = Style::format;
        static constexpr std::array<int, 6> formats{all, all, all, all, all, all};
        return formats.data();
    }

private:
    std::array<const char*, 6> values_{};
    std::array<int, 6> lengths_{};
    std::array<typename Style::buffer, 6> buffers_{};
};

/// A statement prepared by name.
template <class Style> class raw_statement {
public:
    raw_statement(PGconn* db, std::string name, const char* sql, int count)
        : db_(db), name_(std::move(name)), count_(count) {
        const raw_result prepared(db, PQprepare(db, name_.c_str(), sql, 0, nullptr));
    }
    raw_statement(const raw_statement&) = delete;

    PGresult* run() {
        return PQexecPrepared(db_, name_.c_str(), count_, parameters.values(), parameters.lengths(),
                              raw_parameters<Style>::formats(), Style::format);
    }
    void send_by_rows() {
        if (PQsendQueryPrepared(db_, name_.c_str(), count_, parameters.values(), parameters.lengths(),
                                raw_parameters<Style>::formats(), Style::format) == 0)
            fail(db_);
        PQsetSingleRowMode(db_);
    }
    PGconn* db() const { return db_; }
    raw_parameters<Style> parameters{};

private:
    PGconn* db_;
    std::string name_;
    int count_;
};

inline std::string_view text_of(const PGresult* result, int row, int column) {
    return {PQgetvalue(result, row, column), static_cast<std::size_t>(PQgetlength(result, row, column))};
}

/// `Row` is User or UserView.
template <class Style, class Row> void read_row(const PGresult* result, int row, Row& out) {
    out.id = Style::load_big(PQgetvalue(result, row, 0));
    out.name = text_of(result, row, 1);
    out.email = text_of(result, row, 2);
    out.age = Style::load_int(PQgetvalue(result, row, 3));
    out.score = Style::load_double(PQgetvalue(result, row, 4));
    if (PQgetisnull(result, row, 5))
        out.bio.reset();
    else
        out.bio.emplace(text_of(result, row, 5));
}
template <class Style> void read_post(const PGresult* result, int row, int column, Post& out) {
    out.id = Style::load_big(PQgetvalue(result, row, column));
    out.title = text_of(result, row, column + 1);
    out.author_id = Style::load_big(PQgetvalue(result, row, column + 2));
}

inline constexpr const char* select_all = R"(SELECT "id", "name", "email", "age", "score", "bio" FROM "user")";

} // namespace benchmark::postgres

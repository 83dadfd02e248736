// SPDX-License-Identifier: MIT
#pragma once

#include <refract/postgres.hpp>
#include <refract/recorder.hpp>
#include <refract/sqlite.hpp>

#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// The queries as they are sent by hand: the same text, prepared once, with the same values, read into the same rows.

namespace benchmark {

using date = std::chrono::year_month_day;
/// The values of a query, in the order of its placeholders.
using parameters = std::vector<refract::any_value>;

template <class Dialect, class Query> parameters parameters_of(const Query& query) {
    refract::recorder::basic_database<Dialect> trial{{.refuses_unexpected = false}};
    trial.all(query);
    return trial.calls().front().parameters;
}

/// Reads a row of single values.
template <class Cells, class Value> void read_row(const Cells& cells, Value& value) { cells.read(0, value); }
template <class Cells, class... Value> void read_row(const Cells& cells, std::tuple<Value...>& row) {
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        (cells.read(static_cast<int>(Index), std::get<Index>(row)), ...);
    }(std::index_sequence_for<Value...>{});
}

/// Tuned: as in sqlite/raw.hpp.
class raw_sqlite {
public:
    raw_sqlite(sqlite3* db, std::string_view sql, parameters values) : values_(std::move(values)) {
        const int size = static_cast<int>(sql.size());
        if (sqlite3_prepare_v3(db, sql.data(), size, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db));
    }
    raw_sqlite(const raw_sqlite&) = delete;
    ~raw_sqlite() { sqlite3_finalize(handle_); }

    template <class Row> std::vector<Row> all() const {
        int position = 0;
        for (const refract::any_value& each : values_) bind(++position, each);
        std::vector<Row> rows;
        int state = 0;
        while ((state = sqlite3_step(handle_)) == SQLITE_ROW) read_row(*this, rows.emplace_back());
        if (state != SQLITE_DONE) throw std::runtime_error("a query failed");
        sqlite3_reset(handle_);
        return rows;
    }
    void read(int column, double& to) const { to = sqlite3_value_double(sqlite3_column_value(handle_, column)); }
    template <class Number>
        requires std::is_integral_v<Number>
    void read(int column, Number& to) const {
        to = static_cast<Number>(sqlite3_value_int64(sqlite3_column_value(handle_, column)));
    }
    void read(int column, std::string& to) const {
        sqlite3_value* const value = sqlite3_column_value(handle_, column);
        const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(value));
        to.assign(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }
    void read(int column, date& to) const {
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(sqlite3_column_value(handle_, column)));
        const auto digits = [&](int from, int count) {
            int number = 0;
            for (int i = from; i < from + count; ++i) number = number * 10 + (text[i] - '0');
            return number;
        };
        to = date(std::chrono::year(digits(0, 4)), std::chrono::month(static_cast<unsigned>(digits(5, 2))),
                  std::chrono::day(static_cast<unsigned>(digits(8, 2))));
    }
    template <class Value> void read(int column, std::optional<Value>& to) const {
        if (sqlite3_value_type(sqlite3_column_value(handle_, column)) != SQLITE_NULL) read(column, to.emplace());
    }

private:
    void bind(int position, const refract::any_value& value) const {
        using enum refract::type_kind;
        switch (value.type.kind) {
        case real:
        case double_precision: sqlite3_bind_double(handle_, position, value.real); break;
        case text:
            sqlite3_bind_text(handle_, position, value.text.data(), static_cast<int>(value.text.size()), SQLITE_STATIC);
            break;
        case date: {
            char buffer[16];
            const std::chrono::year_month_day day(std::chrono::sys_days(std::chrono::days(value.number)));
            const int size = std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(day.year()),
                                           static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
            sqlite3_bind_text(handle_, position, buffer, size, SQLITE_TRANSIENT);
            break;
        }
        default: sqlite3_bind_int64(handle_, position, value.number); break;
        }
    }
    sqlite3_stmt* handle_ = nullptr;
    parameters values_;
};

/// Tuned: prepared by name, binary parameters and results.
class raw_postgres {
public:
    raw_postgres(PGconn* db, std::string_view sql, const parameters& values) : db_(db) {
        std::vector<Oid> types;
        for (const refract::any_value& each : values) {
            types.push_back(type_of(each));
            bytes_.push_back(bytes_of(each));
        }
        for (const std::string& each : bytes_) {
            values_.push_back(each.data());
            sizes_.push_back(static_cast<int>(each.size()));
            formats_.push_back(1);
        }
        name_ = "raw_" + std::to_string(++count_);
        const answer made(
            PQprepare(db, name_.c_str(), std::string(sql).c_str(), static_cast<int>(types.size()), types.data()));
        check(made.get(), PGRES_COMMAND_OK);
    }

    template <class Row> std::vector<Row> all() const {
        const answer found(PQexecPrepared(db_, name_.c_str(), static_cast<int>(values_.size()), values_.data(),
                                          sizes_.data(), formats_.data(), 1));
        check(found.get(), PGRES_TUPLES_OK);
        std::vector<Row> rows(static_cast<std::size_t>(PQntuples(found.get())));
        for (int row = 0; row < PQntuples(found.get()); ++row)
            read_row(cells{found.get(), row}, rows[static_cast<std::size_t>(row)]);
        return rows;
    }

private:
    using answer_deleter = void (*)(PGresult*);
    struct answer : std::unique_ptr<PGresult, answer_deleter> {
        explicit answer(PGresult* made) : std::unique_ptr<PGresult, answer_deleter>(made, PQclear) {}
    };
    struct cells {
        const PGresult* result;
        int row;

        template <class Number> Number number(int column) const {
            std::make_unsigned_t<Number> made = 0;
            const auto* const bytes = reinterpret_cast<const unsigned char*>(PQgetvalue(result, row, column));
            for (std::size_t i = 0; i < sizeof made; ++i) made = static_cast<decltype(made)>(made << 8 | bytes[i]);
            return static_cast<Number>(made);
        }
        void read(int column, double& to) const {
            const auto bits = number<std::int64_t>(column);
            std::memcpy(&to, &bits, sizeof to);
        }
        template <class Number>
            requires std::is_integral_v<Number>
        void read(int column, Number& to) const {
            to = number<Number>(column);
        }
        void read(int column, std::string& to) const {
            to.assign(PQgetvalue(result, row, column), static_cast<std::size_t>(PQgetlength(result, row, column)));
        }
        void read(int column, date& to) const {
            to = std::chrono::sys_days(std::chrono::days(10'957 + number<std::int32_t>(column)));
        }
        template <class Value> void read(int column, std::optional<Value>& to) const {
            if (!PQgetisnull(result, row, column)) read(column, to.emplace());
        }
    };

    static Oid type_of(const refract::any_value& value) {
        using enum refract::type_kind;
        switch (value.type.kind) {
        case double_precision: return 701;
        case text: return 25;
        case date: return 1082;
        case integer: return 23;
        default: return 20;
        }
    }
    template <class Number> static std::string big_endian(Number number) {
        std::string made;
        for (std::size_t i = sizeof number; i > 0; --i)
            made += static_cast<char>(static_cast<std::make_unsigned_t<Number>>(number) >> (8 * (i - 1)));
        return made;
    }
    static std::string bytes_of(const refract::any_value& value) {
        using enum refract::type_kind;
        std::int64_t bits = 0;
        switch (value.type.kind) {
        case double_precision: std::memcpy(&bits, &value.real, sizeof bits); return big_endian(bits);
        case text: return value.text;
        case date: return big_endian(static_cast<std::int32_t>(value.number - 10'957));
        case integer: return big_endian(static_cast<std::int32_t>(value.number));
        default: return big_endian(value.number);
        }
    }
    void check(const PGresult* made, ExecStatusType wanted) const {
        if (PQresultStatus(made) != wanted) throw std::runtime_error(PQerrorMessage(db_));
    }

    inline static int count_ = 0;
    PGconn* db_;
    std::string name_{};
    std::vector<std::string> bytes_{};
    std::vector<const char*> values_{};
    std::vector<int> sizes_{}, formats_{};
};

} // namespace benchmark

#pragma once

// Statements that are plain data, on their way to both databases: printed by the library's printers, bound and read by
// the C libraries.

#include "tree.hpp"

#include <support/databases.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

namespace random_test {

/// What a database could not do; `overflow` if numbers became too large.
struct refusal : std::runtime_error {
    refusal(const std::string& why, bool is_overflow) : std::runtime_error(why), overflow(is_overflow) {}
    bool overflow;
};

struct printed {
    std::string sql;
    std::vector<std::string> texts{};        ///< of each placeholder's value
    std::vector<refract::type_kind> kinds{}; ///< likewise
};
inline std::string text_of(const refract::any_value& value) {
    using enum refract::type_kind;
    switch (value.type.kind) {
    case boolean: return value.number != 0 ? "1" : "0";
    case decimal: return print_decimal(value.number, value.type.scale);
    case date: {
        char buffer[48];
        text_sink sink{.out = buffer};
        put_date(sink, value.number);
        return {buffer, sink.size};
    }
    case text: return value.text;
    default: return std::to_string(value.number);
    }
}
/// The text, and the values in the order of the placeholders.
inline printed print(const flat_statement& statement, const dialect_info& dialect) {
    const scope in = make_scope(statement.view());
    writer counting{.dialect = dialect};
    print_statement(counting, statement.view(), in);
    printed made;
    made.sql.resize(counting.text.size);
    std::vector<std::uint16_t> numbers(statement.values().size() + 1);
    writer writing{.text = {.out = made.sql.data()}, .dialect = dialect, .value_numbers = numbers.data()};
    print_statement(writing, statement.view(), in);
    made.texts.resize(counting.at.placeholders);
    made.kinds.resize(counting.at.placeholders);
    for (std::size_t i = 0; i < statement.values().size(); ++i) {
        if (numbers[i] == 0) continue;
        made.texts[numbers[i] - 1u] = text_of(statement.values()[i]);
        made.kinds[numbers[i] - 1u] = statement.values()[i].type.kind;
    }
    return made;
}

/// Rows as text, in the one form that both databases' values have.
inline std::string normal_cell(const std::string& text, refract::type_kind kind) {
    if (kind == refract::type_kind::boolean)
        return text == "t" || text == "1" ? "true" : text == "f" || text == "0" ? "false" : text;
    if (kind != refract::type_kind::decimal) return text;
    number_parts parts;
    std::string fixed = text;
    if (fixed.find('e') != fixed.npos || fixed.find('.') != fixed.npos) {
        char buffer[64];
        std::snprintf(buffer, sizeof buffer, "%.6f", std::strtod(text.c_str(), nullptr));
        fixed = buffer;
    }
    if (!parse_number(fixed, parts)) return text;
    return print_number(parts, parts.shortest_fraction());
}
using cells = std::vector<std::string>;

class sqlite_engine {
public:
    explicit sqlite_engine(sqlite3* connection) : connection_(connection) {}

    std::vector<cells> rows(const printed& what, const std::vector<refract::type_kind>& kinds) const {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(connection_, what.sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
            throw refusal(sqlite3_errmsg(connection_), false);
        const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> owned(statement, sqlite3_finalize);
        for (std::size_t i = 0; i < what.texts.size(); ++i)
            bind(statement, static_cast<int>(i) + 1, what.texts[i], what.kinds[i]);
        std::vector<cells> all;
        int state = 0;
        while ((state = sqlite3_step(statement)) == SQLITE_ROW) {
            cells row;
            for (std::size_t i = 0; i < kinds.size(); ++i) {
                const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, static_cast<int>(i)));
                row.push_back(text ? normal_cell(text, kinds[i]) : "NULL");
            }
            all.push_back(std::move(row));
        }
        if (state != SQLITE_DONE) {
            const std::string why = sqlite3_errmsg(connection_);
            throw refusal(why, why.find("overflow") != why.npos || why.find("does not fit") != why.npos);
        }
        return all;
    }

private:
    static void bind(sqlite3_stmt* statement, int position, const std::string& given, refract::type_kind kind) {
        if (kind == refract::type_kind::text || kind == refract::type_kind::date)
            sqlite3_bind_text(statement, position, given.data(), static_cast<int>(given.size()), SQLITE_TRANSIENT);
        else if (kind == refract::type_kind::decimal)
            sqlite3_bind_double(statement, position, std::strtod(given.c_str(), nullptr));
        else
            sqlite3_bind_int64(statement, position, std::strtoll(given.c_str(), nullptr, 10));
    }
    sqlite3* connection_;
};

#ifdef REFRACT_TEST_POSTGRES
class postgres_engine {
public:
    explicit postgres_engine(PGconn* connection) : connection_(connection) {}

    std::vector<cells> rows(const printed& what, const std::vector<refract::type_kind>& kinds) const {
        std::vector<const char*> texts;
        std::vector<Oid> types;
        std::vector<std::string> intervals(what.texts.size());
        for (std::size_t i = 0; i < what.texts.size(); ++i) {
            if (what.kinds[i] == refract::type_kind::interval) intervals[i] = what.texts[i] + " microseconds";
            texts.push_back(intervals[i].empty() ? what.texts[i].c_str() : intervals[i].c_str());
            types.push_back(type_of(what.kinds[i]));
        }
        const std::unique_ptr<PGresult, void (*)(PGresult*)> result(
            PQexecParams(connection_, what.sql.c_str(), static_cast<int>(texts.size()), types.data(), texts.data(),
                         nullptr, nullptr, 0),
            PQclear);
        if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
            const char* const code = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
            throw refusal(PQerrorMessage(connection_), code && std::string(code) == "22003");
        }
        std::vector<cells> all;
        for (int row = 0; row < PQntuples(result.get()); ++row) {
            cells made;
            for (std::size_t i = 0; i < kinds.size(); ++i) {
                const int column = static_cast<int>(i);
                made.push_back(PQgetisnull(result.get(), row, column)
                                   ? "NULL"
                                   : normal_cell(PQgetvalue(result.get(), row, column), kinds[i]));
            }
            all.push_back(std::move(made));
        }
        return all;
    }

private:
    static Oid type_of(refract::type_kind kind) {
        using enum refract::type_kind;
        switch (kind) {
        case boolean: return 16;
        case integer: return 23;
        case text: return 25;
        case date: return 1082;
        case interval: return 1186;
        case decimal: return 1700;
        default: return 20;
        }
    }
    PGconn* connection_;
};
#endif

} // namespace random_test

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/quote_name.hpp>
#include <refract/base/text_sink.hpp>
#include <refract/schema/sql_type.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What a live database says of a statement without running it, as plain data.

namespace refract {
inline namespace v0 {
namespace detail {

/// A column of the rows that a statement yields.
struct live_result {
    std::string table{}, column{};  ///< where it comes from; empty of what is computed
    std::string type{};             ///< as the database names it; empty: not known
    bool fits = true;               ///< whether the program's field reads that type
    std::optional<bool> nullable{}; ///< as the table says it; without a value: not known
    std::string doubt{};            ///< what values it may have, or lacks, that the field knows otherwise
};
/// A parameter whose type the database would have chosen otherwise.
struct live_parameter {
    std::size_t number = 0; ///< from 1
    type_kind kind{};       ///< that the program sends
    std::string sent{}, wanted{};
    std::string lacks{}; ///< values that the program may send and an enum of the database has not
};
/// A table that is read from its beginning to its end.
struct table_scan {
    std::string schema{}, table{}, alias{};
    std::optional<bool> has_condition{};     ///< that each row is held against; without a value: not told
    std::string condition{};                 ///< in the database's words
    std::vector<std::string> wanted_index{}; ///< columns of an index that the database makes for each run
    bool in_order = false;                   ///< along an index, mostly for the order
    std::vector<std::string> before{};       ///< tables for each of whose rows it is read again
};
struct live_statement {
    std::vector<live_result> results{};
    std::vector<live_parameter> parameters{};
    std::vector<table_scan> scans{};
    bool sorts = false;    ///< its rows are put in order after they were read
    std::string no_plan{}; ///< why there is none
};
/// A column of a table as it is in the database.
struct live_column {
    std::string name{}, type{};
    bool is_required = false; ///< a new row has to say it: it is NOT NULL, and has no default
};

/// Whether a message says a name as a word.
inline bool says_word(std::string_view message, std::string_view name) {
    const auto is_part = [&](std::size_t at) {
        const char each = at < message.size() ? message[at] : ' ';
        return each == '_' || (each >= '0' && each <= '9') || (each >= 'a' && each <= 'z') ||
               (each >= 'A' && each <= 'Z') || static_cast<unsigned char>(each) > 0x7f;
    };
    for (std::size_t at = message.find(name); at != message.npos; at = message.find(name, at + 1))
        if ((at == 0 || !is_part(at - 1)) && !is_part(at + name.size())) return true;
    return false;
}

/// Does what the database may refuse; the failure, if it does. Errors: those of the connection.
template <class Work> std::optional<error> failure_of(Work work) {
    try {
        work();
        return std::nullopt;
    } catch (const connection_error&) { throw; } catch (const error& failure) {
        return failure;
    }
}

/// What asks a kind of connection; only of those that are a live database's.
template <class Connection> struct inspector_of;

/// The columns that an INSERT into a table, or the one of a MERGE, names; nothing where there is none.
inline std::optional<std::vector<std::string>> columns_of_new_rows(std::string_view sql, const std::string& table) {
    std::size_t at = sql.find("INSERT INTO " + table);
    const std::size_t merged = sql.starts_with("MERGE INTO " + table) ? sql.find(" INSERT (") : sql.npos;
    if (at == sql.npos && merged == sql.npos) return std::nullopt;
    std::vector<std::string> columns;
    if (sql.find(" DEFAULT VALUES", at) != sql.npos && sql.find('(', at) == sql.npos) return columns;
    at = sql.find(" (", merged != sql.npos ? merged : at);
    if (at == sql.npos || sql.substr(at + 2, 1) != "\"") return std::nullopt;
    for (at += 2; at < sql.size() && sql[at] == '"'; at += sql.substr(at).starts_with(", ") ? 2 : 0) {
        std::string name;
        for (++at; at < sql.size() && (sql[at] != '"' || sql.substr(at + 1).starts_with('"')); ++at) {
            if (sql[at] == '"') ++at;
            name += sql[at];
        }
        columns.push_back(std::move(name));
        ++at;
    }
    return columns;
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/join_text.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

/// \file
/// The text of a COPY, and what the server says of one: `COPY "note" ("id", "text") FROM STDIN`.

namespace refract {
inline namespace v0 {
namespace detail {

/// The parts of `COPY "t" ("a", "b") FROM ...`; the table is empty where it is no such COPY.
struct postgres_copy_parts {
    std::string_view table, columns; ///< `columns` may be empty: all of them
};
inline postgres_copy_parts split_postgres_copy(std::string_view sql) {
    constexpr std::string_view head = "COPY ";
    if (!sql.starts_with(head)) return {};
    sql.remove_prefix(head.size());
    bool quoted = false;
    std::size_t open = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql[i] == '"') quoted = !quoted;
        if (quoted) continue;
        if (open == 0 && sql.substr(i).starts_with(" FROM ")) return {sql.substr(0, i), {}};
        if (sql[i] == '(' && open == 0) open = i;
        if (sql[i] == ')' && open > 0)
            return {sql.substr(0, open).substr(0, sql.find_last_not_of(' ', open - 1) + 1),
                    sql.substr(open + 1, i - open - 1)};
    }
    return {};
}
/// The columns of the COPY as those of a SELECT.
inline std::string postgres_select_of_copy(const postgres_copy_parts& parts) {
    if (parts.table.empty()) return {};
    return "SELECT " + std::string(parts.columns.empty() ? "*" : parts.columns) + " FROM " + std::string(parts.table);
}

/// A text as a constant, whatever the session takes a backslash for.
inline void put_postgres_constant(std::string& to, std::string_view text) {
    to += "E'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') to += c;
        to += c;
    }
    to += '\'';
}
/// Takes the first name off `"a", "b ""c"""`, or by '.' off `"sales"."item"`.
inline std::string take_postgres_name(std::string_view& names, char between) {
    std::string name;
    bool quoted = false;
    std::size_t i = 0;
    for (; i < names.size() && (quoted || names[i] != between); ++i) {
        if (names[i] != '"') {
            if (quoted || names[i] != ' ') name += names[i];
        } else if (quoted && names.substr(i + 1).starts_with('"')) {
            name += names[++i];
        } else {
            quoted = !quoted;
        }
    }
    names.remove_prefix(i < names.size() ? i + 1 : i);
    return name;
}
/// What asks the catalog, behind a COPY, what the types of the table's columns are. The COPY's lock lets nobody alter
/// them before the transaction ends.
inline std::string postgres_types_of_copy(std::string_view table) {
    std::string sql = "; SELECT string_agg(attname || ' ' || atttypid, E'\\x01') FROM pg_catalog.pg_attribute WHERE "
                      "attrelid = ";
    put_postgres_constant(sql, table);
    return sql + "::pg_catalog.regclass";
}
/// The type of a column in such an answer.
inline std::string_view find_postgres_column_type(std::string_view types, const std::string& column) {
    const std::string head = column + ' ';
    while (!types.empty()) {
        const std::size_t end = types.find('\1') < types.size() ? types.find('\1') : types.size();
        if (types.substr(0, end).starts_with(head)) return types.substr(head.size(), end - head.size());
        types.remove_prefix(end < types.size() ? end + 1 : end);
    }
    return {};
}
/// Whether the columns of a COPY have the same types in both answers.
inline bool have_postgres_types(std::string_view columns, std::string_view known, std::string_view now) {
    while (!columns.empty()) {
        const std::string name = take_postgres_name(columns, ',');
        const std::string_view type = find_postgres_column_type(now, name);
        if (type.empty() || type != find_postgres_column_type(known, name)) return false;
    }
    return true;
}

/// A value that the server could not read in a COPY: "COPY note, line 3, column text". The words are in any language,
/// in this order.
struct copied_value {
    std::string table{}, column{};
    std::size_t line = 0; ///< from 1; 0 where it is none
};
[[gnu::cold, gnu::noinline]] inline copied_value find_copied_value(std::string_view context, std::string_view sql) {
    copied_value found;
    postgres_copy_parts parts = split_postgres_copy(sql);
    while (!parts.table.empty()) found.table = take_postgres_name(parts.table, '.'); // the last: it may be in a schema
    context = context.substr(0, context.find('\n'));
    if (found.table.empty() || !context.starts_with(join_text({"COPY ", found.table, ","}))) return {};
    std::size_t at = 6 + found.table.size();
    const auto is_digit = [&] { return context[at] >= '0' && context[at] <= '9'; };
    while (at < context.size() && !is_digit()) ++at;
    for (; at < context.size() && is_digit(); ++at)
        found.line = found.line * 10 + static_cast<std::size_t>(context[at] - '0');
    std::string_view rest = context.substr(at);
    rest = rest.substr(0, rest.find(": \"")); // the value, of rows that are sent as text
    while (!parts.columns.empty()) {
        std::string name = take_postgres_name(parts.columns, ',');
        if (rest.ends_with(join_text({" ", name})) && name.size() > found.column.size()) found.column = std::move(name);
    }
    return found;
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/sqlite_error.hpp>
#include <refract/schema/table_info.hpp>

#include <sqlite3.h>

#include <string>
#include <string_view>

/// \file
/// What SQLite's catalog says of a table, where the meaning of an insert depends on it.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a question to the catalog has a row; `{table, schema, column}` are its values.
inline bool sqlite_catalog_has(sqlite3* connection, std::string_view sql, const table_info& table,
                               std::string_view column) {
    sqlite3_stmt* asked = nullptr;
    int result = sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &asked, nullptr);
    int position = 0;
    for (const std::string_view each : {table.name, table.schema, column})
        if (result == SQLITE_OK && ++position <= sqlite3_bind_parameter_count(asked))
            result = each.empty() ? sqlite3_bind_null(asked, position)
                                  : sqlite3_bind_text(asked, position, each.data(), static_cast<int>(each.size()),
                                                      SQLITE_STATIC);
    if (result == SQLITE_OK) result = sqlite3_step(asked);
    sqlite3_finalize(asked);
    if (result != SQLITE_ROW && result != SQLITE_DONE) throw_sqlite_error(connection, result, sql, sqlite_stage::run);
    return result == SQLITE_ROW;
}

/// Whether a column is another name of the row's id. It is for INTEGER PRIMARY KEY alone, to the letter; every
/// other primary key is an index of its own (INT, BIGINT, INTEGER ... DESC, WITHOUT ROWID), and is not made.
/// Source: https://sqlite.org/lang_createtable.html#rowid
inline bool sqlite_makes_key(sqlite3* connection, const table_info& table, std::string_view column) {
    return sqlite_catalog_has(connection,
                              "SELECT 1 FROM pragma_table_info(?1, ?2) WHERE name = ?3 COLLATE NOCASE AND pk = 1 AND "
                              "NOT EXISTS (SELECT 1 FROM pragma_index_list(?1, ?2) WHERE origin = 'pk')",
                              table, column) ||
           // The row's id has these names where the table does not use them, as in full-text tables.
           (sqlite_catalog_has(connection,
                               "SELECT 1 WHERE lower(?3) IN ('rowid', 'oid', '_rowid_') AND NOT EXISTS (SELECT 1 "
                               "FROM pragma_table_info(?1, ?2) WHERE name = ?3 COLLATE NOCASE)",
                               table, column));
}

/// SQLite does not count what is written through a view. A name without a schema is looked for as SQLite does it: among
/// what is temporary, in the main database, then in the attached ones in their order.
inline bool sqlite_is_view(sqlite3* connection, const table_info& table) {
    return sqlite_catalog_has(connection,
                              "SELECT 1 FROM (SELECT l.type FROM pragma_table_list(?1) l JOIN pragma_database_list d "
                              "ON d.name = l.schema WHERE l.schema = coalesce(?2, l.schema) COLLATE NOCASE "
                              "ORDER BY d.seq = 1 DESC, d.seq LIMIT 1) WHERE type = 'view'",
                              table, {});
}

[[noreturn, gnu::cold, gnu::noinline]] inline void
throw_key_is_not_made(const table_info& table, std::string_view column, std::string_view sql, bool has_run) {
    throw schema_mismatch(error_details{
        .message = join_text(
            {"SQLite makes no key for \"", column, "\" of \"", table.name,
             "\": only a table's column of the type INTEGER PRIMARY KEY, to the letter, is the row's id, and none of "
             "a table WITHOUT ROWID. Give the key, with .given() in the model or refract::keys_are_given in the call",
             has_run ? "; the row is there" : ""}),
        .sql = std::string(sql)});
}

} // namespace detail
} // namespace v0
} // namespace refract

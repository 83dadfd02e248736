// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/inspection.hpp>
#include <refract/driver/sqlite.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What a live SQLite database says of statements. Nothing of them is run: they are compiled, and their plan is asked.

namespace refract {
inline namespace v0 {
namespace detail {

/// Where a column of the rows comes from; null where SQLite is built without SQLITE_ENABLE_COLUMN_METADATA.
[[gnu::weakref("sqlite3_column_database_name")]] static const char* sqlite_origin_schema(sqlite3_stmt*, int);
[[gnu::weakref("sqlite3_column_table_name")]] static const char* sqlite_origin_table(sqlite3_stmt*, int);
[[gnu::weakref("sqlite3_column_origin_name")]] static const char* sqlite_origin_column(sqlite3_stmt*, int);

/// What SQLite makes of a column's declared type.
/// Source: https://sqlite.org/datatype3.html#determination_of_column_affinity
enum class sqlite_affinity : std::uint8_t { integer, text, none, real, numeric };
inline sqlite_affinity sqlite_affinity_of(std::string_view declared) {
    std::string type(declared);
    for (char& each : type) each = each >= 'a' && each <= 'z' ? static_cast<char>(each - 'a' + 'A') : each;
    const auto has = [&](std::string_view part) { return type.find(part) != std::string::npos; };
    if (has("INT")) return sqlite_affinity::integer;
    if (has("CHAR") || has("CLOB") || has("TEXT")) return sqlite_affinity::text;
    if (has("BLOB") || type.empty() || type == "ANY") return sqlite_affinity::none;
    return has("REAL") || has("FLOA") || has("DOUB") ? sqlite_affinity::real : sqlite_affinity::numeric;
}
/// Whether a field reads what such a column makes of the values that are stored into it.
inline bool sqlite_fits(const sql_type& field, std::string_view declared) {
    const sqlite_affinity column = sqlite_affinity_of(declared);
    if (column == sqlite_affinity::none) return true;
    switch (field.kind) {
    case type_kind::boolean:
    case type_kind::small_integer:
    case type_kind::integer:
    case type_kind::big_integer:
    case type_kind::interval: return column == sqlite_affinity::integer || column == sqlite_affinity::numeric;
    case type_kind::real:
    case type_kind::double_precision:
    case type_kind::decimal: return column != sqlite_affinity::text;
    case type_kind::text:
    case type_kind::numeric: return column == sqlite_affinity::text; // elsewhere '007' becomes 7
    case type_kind::timestamp:
    case type_kind::date:
    case type_kind::time:
    case type_kind::json: return column == sqlite_affinity::text || column == sqlite_affinity::numeric;
    default: return true;
    }
}

/// Asks a connection, which is one thread's as long as this lives.
class sqlite_inspector {
public:
    explicit sqlite_inspector(sqlite_connection& connection) : handle_(connection.native()) {}

    std::int64_t version() const { return sqlite3_libversion_number(); }
    static std::string version_name(std::int64_t version) {
        return std::to_string(version / 1'000'000) + "." + std::to_string(version / 1'000 % 1'000);
    }
    /// What cannot be checked here.
    static std::vector<std::string> limits() {
        if (sqlite_origin_table) return {};
        return {"nullability: this SQLite is built without SQLITE_ENABLE_COLUMN_METADATA"};
    }

    static constexpr std::size_t most_parameters = 0xffff;
    static constexpr bool tells_parameters = false;
    static bool is_same_name(std::string_view one, std::string_view other) {
        return one.size() == other.size() &&
               sqlite3_strnicmp(one.data(), other.data(), static_cast<int>(one.size())) == 0;
    }
    static bool fits(const sql_type& field, std::string_view type) { return sqlite_fits(field, type); }

    /// Errors: the database refuses the statement.
    live_statement inspect(const ready_statement& text) {
        const prepared statement = prepare(text.text());
        live_statement seen;
        const int count = sqlite3_column_count(statement.get());
        for (int i = 0; i < count && i < text.column_count; ++i)
            seen.results.push_back(describe(statement.get(), i, text.columns[i].type));
        read_plan(text.text(), seen);
        return seen;
    }
    /// Of a table or a view; none if there is no such table.
    std::vector<live_column> columns_of(std::string_view schema, std::string_view table) {
        if (!schema.empty() && !has_schema(schema)) return {};
        const prepared asked = prepare(
            "SELECT name, type, \"notnull\" AND dflt_value IS NULL AND hidden = 0 FROM pragma_table_xinfo(?1, ?2)");
        bind(asked.get(), 1, table);
        if (!schema.empty()) bind(asked.get(), 2, schema);
        std::vector<live_column> columns;
        while (step(asked.get()))
            columns.push_back({std::string(column_text(asked.get(), 0)), std::string(column_text(asked.get(), 1)),
                               sqlite3_column_int(asked.get(), 2) != 0});
        const std::string name(table), in(schema);
        for (live_column& each : columns)
            each.is_required =
                each.is_required && !sqlite_makes_key(handle_, table_info{.name = name, .schema = in}, each.name);
        return columns;
    }
    /// The databases of the connection that have a table or a view of this name.
    std::vector<std::string> schemas_of(std::string_view table) {
        const prepared asked = prepare("SELECT schema FROM pragma_table_list(?1) ORDER BY 1");
        bind(asked.get(), 1, table);
        std::vector<std::string> schemas;
        while (step(asked.get())) schemas.emplace_back(column_text(asked.get(), 0));
        return schemas;
    }
    /// By the statistics of ANALYZE; without them counted up to one more than `most`. None of what is no table.
    std::optional<std::int64_t> count_rows(std::string_view schema, std::string_view table, std::int64_t most) {
        const prepared kind =
            prepare("SELECT type, schema FROM pragma_table_list(?1) WHERE schema = coalesce(?2, schema) LIMIT 1");
        bind(kind.get(), 1, table);
        if (!schema.empty()) bind(kind.get(), 2, schema);
        if (!step(kind.get()) || column_text(kind.get(), 0) != "table") return std::nullopt;
        const std::string where(column_text(kind.get(), 1));
        if (const auto known = read_statistics(where, table)) return known;
        const prepared counted =
            prepare("SELECT count(*) FROM (SELECT 1 FROM " + quote_name(where, table) + " LIMIT ?1)");
        sqlite3_bind_int64(counted.get(), 1, most + 1);
        step(counted.get());
        return sqlite3_column_int64(counted.get(), 0);
    }

private:
    struct finalizer {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    using prepared = std::unique_ptr<sqlite3_stmt, finalizer>;

    prepared prepare(std::string_view sql) {
        sqlite3_stmt* made = nullptr;
        const int result = sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &made, nullptr);
        if (result != SQLITE_OK) throw_sqlite_error(handle_, result, sql, sqlite_stage::prepare);
        return prepared(made);
    }
    bool step(sqlite3_stmt* statement) {
        const int result = sqlite3_step(statement);
        if (result != SQLITE_ROW && result != SQLITE_DONE)
            throw_sqlite_error(handle_, result, sqlite3_sql(statement), sqlite_stage::run);
        return result == SQLITE_ROW;
    }
    static void bind(sqlite3_stmt* statement, int position, std::string_view value) {
        sqlite3_bind_text(statement, position, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
    }
    static std::string_view column_text(sqlite3_stmt* statement, int column) {
        return text_or_empty(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)));
    }
    static std::string_view text_or_empty(const char* text) { return text ? text : std::string_view(); }

    live_result describe(sqlite3_stmt* statement, int column, const sql_type& field) {
        live_result result{.type = std::string(text_or_empty(sqlite3_column_decltype(statement, column)))};
        result.fits = sqlite_fits(field, result.type);
        if (!sqlite_origin_table || !sqlite_origin_column || !sqlite_origin_schema) return result;
        result.table = text_or_empty(sqlite_origin_table(statement, column));
        result.column = text_or_empty(sqlite_origin_column(statement, column));
        if (result.table.empty() || result.column.empty()) return result;
        const std::string schema(text_or_empty(sqlite_origin_schema(statement, column)));
        int not_null = 0;
        if (sqlite3_table_column_metadata(handle_, schema.c_str(), result.table.c_str(), result.column.c_str(), nullptr,
                                          nullptr, &not_null, nullptr, nullptr) != SQLITE_OK)
            return result;
        // The row's id is never NULL, without saying so.
        const table_info table{.name = result.table, .schema = schema};
        result.nullable = not_null == 0 && !sqlite_makes_key(handle_, table, result.column);
        return result;
    }

    /// Loops that stand beside each other in a plan run inside of each other. Source: https://sqlite.org/eqp.html
    void read_plan(std::string_view sql, live_statement& seen) {
        const prepared plan = prepare("EXPLAIN QUERY PLAN " + std::string(sql));
        std::vector<std::pair<int, std::string>> loops; // by what they belong to
        while (step(plan.get())) {
            const std::string_view line = column_text(plan.get(), 3);
            seen.sorts |= line == "USE TEMP B-TREE FOR ORDER BY";
            const std::size_t known = seen.scans.size();
            add_scan(line, seen.scans);
            const bool is_loop = line.starts_with("SCAN ") || line.starts_with("SEARCH ");
            if (!is_loop) continue;
            const int parent = sqlite3_column_int(plan.get(), 1);
            for (const auto& [of, name] : loops)
                if (of == parent && seen.scans.size() > known) seen.scans.back().before.push_back(name);
            const std::string_view read = line.substr(line.find(' ') + 1);
            loops.emplace_back(parent, read.substr(0, std::min(read.find(" USING "), read.find(" LEFT-JOIN"))));
        }
    }
    /// Of a line.
    static void add_scan(std::string_view line, std::vector<table_scan>& scans) {
        constexpr std::string_view scan = "SCAN ", search = "SEARCH ", automatic = " USING AUTOMATIC ";
        if (line.starts_with(scan) && line.find(" VIRTUAL TABLE ") == line.npos) {
            line.remove_prefix(scan.size());
            table_scan& seen = scans.emplace_back();
            seen.in_order = line.find(" USING INDEX ") != line.npos;
            const std::size_t end = std::min(line.find(" USING "), line.find(" LEFT-JOIN"));
            seen.table = seen.alias = line.substr(0, end);
        } else if (const std::size_t made = line.find(automatic); line.starts_with(search) && made != line.npos) {
            table_scan& seen = scans.emplace_back();
            seen.table = seen.alias = line.substr(search.size(), made - search.size());
            seen.has_condition = true;
            add_index_columns(line.substr(made), seen.wanted_index);
        }
    }
    /// Those of `... INDEX (author_id=? AND day>?)`.
    static void add_index_columns(std::string_view text, std::vector<std::string>& columns) {
        std::size_t at = text.find('(');
        while (at != text.npos) {
            const std::string_view rest = text.substr(at + 1);
            columns.emplace_back(rest.substr(0, rest.find_first_of("=<>)")));
            const std::size_t next = rest.find(" AND ");
            at = next == rest.npos ? rest.npos : at + 1 + next + 4;
        }
    }
    bool has_schema(std::string_view schema) {
        const prepared asked = prepare("SELECT 1 FROM pragma_database_list WHERE name = ?1 COLLATE NOCASE");
        bind(asked.get(), 1, schema);
        return step(asked.get());
    }
    std::optional<std::int64_t> read_statistics(std::string_view schema, std::string_view table) {
        sqlite3_stmt* made = nullptr;
        const std::string sql =
            "SELECT max(CAST(stat AS INTEGER)) FROM " + quote_name(schema, "sqlite_stat1") + " WHERE tbl = ?1";
        if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &made, nullptr) != SQLITE_OK) return std::nullopt;
        const prepared asked(made);
        bind(asked.get(), 1, table);
        if (!step(asked.get())) return std::nullopt;
        const std::string_view digits = column_text(asked.get(), 0);
        std::int64_t rows = 0;
        if (std::from_chars(digits.data(), digits.data() + digits.size(), rows).ec != std::errc()) return std::nullopt;
        return rows;
    }

    sqlite3* handle_;
};

template <> struct inspector_of<sqlite_connection> {
    using type = sqlite_inspector;
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/verify/json_text.hpp>
#include <refract/verify/queries.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What `verify` reports, as plain data.

namespace refract {
inline namespace v0 {

/// What is wrong with a query.
enum class finding_kind : std::uint8_t {
    missing_table,
    missing_column,
    refused,        ///< by the database, for another reason
    parameter_type, ///< a value is sent as another type than the database has there
    result_type,    ///< a column of the rows has another type than the field
    nullability,    ///< a column may be NULL and the field may not, or the other way round
    full_scan,      ///< the database reads all of a table
};
enum class finding_severity : std::uint8_t {
    error,   ///< the query cannot run
    warning, ///< it fails with some values, or is slow
    hint,    ///< it may be meant so
};

/// As reports name it.
constexpr std::string_view name_of(finding_kind kind) {
    switch (kind) {
    case finding_kind::missing_table: return "missing_table";
    case finding_kind::missing_column: return "missing_column";
    case finding_kind::refused: return "refused";
    case finding_kind::parameter_type: return "parameter_type";
    case finding_kind::result_type: return "result_type";
    case finding_kind::nullability: return "nullability";
    case finding_kind::full_scan: return "full_scan";
    }
    return {};
}
/// As reports name it.
constexpr std::string_view name_of(finding_severity severity) {
    switch (severity) {
    case finding_severity::error: return "error";
    case finding_severity::warning: return "warning";
    case finding_severity::hint: return "hint";
    }
    return {};
}

/// One thing that is wrong with one query.
struct finding {
    finding_kind kind{};
    finding_severity severity{};
    query_info query{};
    std::string text{};                 ///< that ran with its run-time parts; empty: the query's without them
    std::string table{};                ///< in the database, where it is about one
    std::vector<std::string> columns{}; ///< of that table
    std::string what{};
    std::string advice{};

    /// `app.cpp:31: error: table "user" has no column "mail" [missing_column]`, then what to do, then the query. Where
    /// the query has not run, its name stands instead of the line.
    std::string to_string() const {
        const std::string_view unnamed = query.file.empty() ? "a query that has not run" : query.file;
        std::string shown(query.file.empty() && !query.name.empty() ? query.name : unnamed);
        if (!query.file.empty()) shown.append(":").append(std::to_string(query.line));
        shown.append(": ").append(name_of(severity)).append(": ").append(what);
        shown.append(" [").append(name_of(kind)).append("]");
        if (!advice.empty()) shown.append("\n  ").append(advice);
        shown.append("\n  ").append(query.name).append(query.name.empty() ? "" : ": ");
        return shown.append(text.empty() ? query.sql : std::string_view(text));
    }
    std::string to_json() const {
        detail::json_text json;
        json.field("kind", name_of(kind)).field("severity", name_of(severity)).field("table", table);
        json.field("columns", std::vector<std::string_view>(columns.begin(), columns.end()));
        return json.field("what", what)
            .field("advice", advice)
            .field("text", text)
            .add("query", query.to_json())
            .object();
    }
};

/// A query that was not checked, or not all of it, and why.
struct unchecked_query {
    query_info query{};
    std::string reason{};
};

/// What `verify` has found.
struct verification {
    std::string_view database{};            ///< which kind it is, such as "SQLite"
    std::vector<finding> findings{};        ///< in the order of the queries' texts
    std::size_t verified = 0;               ///< queries that were looked at
    std::vector<unchecked_query> skipped{}; ///< those that were not
    std::vector<unchecked_query> partial{}; ///< those of which a part was left out, such as run-time conditions
    std::size_t of_other_databases = 0;     ///< queries for another kind of database, which were left alone
    std::vector<std::string> unchecked{};   ///< what could not be checked of any query

    std::size_t count(finding_severity severity) const {
        return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(),
                                                      [&](const finding& each) { return each.severity == severity; }));
    }
    /// Whether there are no errors and no warnings.
    bool ok() const { return count(finding_severity::hint) == findings.size(); }
    /// Errors: `error` with the whole report, unless it is `ok`.
    void require_ok() const {
        if (!ok()) throw error(to_string());
    }

    /// One paragraph for each finding, then what was and was not checked.
    std::string to_string() const {
        std::string text;
        for (const finding& each : findings) text.append(each.to_string()).append("\n\n");
        text.append(database).append(": ").append(std::to_string(verified)).append(" queries verified, ");
        text.append(std::to_string(count(finding_severity::error))).append(" errors, ");
        text.append(std::to_string(count(finding_severity::warning))).append(" warnings, ");
        text.append(std::to_string(count(finding_severity::hint))).append(" hints\n");
        if (of_other_databases > 0)
            text.append(std::to_string(of_other_databases)).append(" queries are for another kind of database\n");
        for (const std::string& each : unchecked) text.append("not checked: ").append(each).append("\n");
        add_unchecked(text, "skipped", skipped);
        add_unchecked(text, "checked in part", partial);
        return text;
    }
    /// One object.
    std::string to_json() const {
        std::string found = "[";
        for (const finding& each : findings) found.append(found.size() > 1 ? ",\n" : "").append(each.to_json());
        detail::json_text json;
        json.field("database", database).field("verified", std::uint64_t{verified});
        json.field("of_other_databases", std::uint64_t{of_other_databases});
        json.add("findings", found.append("]")).add("skipped", list(skipped)).add("partial", list(partial));
        json.field("unchecked", std::vector<std::string_view>(unchecked.begin(), unchecked.end()));
        return json.object().append("\n");
    }

private:
    static void add_unchecked(std::string& text, std::string_view label, const std::vector<unchecked_query>& all) {
        if (!all.empty()) text.append(label).append(": ").append(std::to_string(all.size())).append("\n");
        for (const unchecked_query& each : all)
            text.append("  ").append(each.reason).append("\n    ").append(each.query.to_string()).append("\n");
    }
    static std::string list(const std::vector<unchecked_query>& all) {
        std::string text = "[";
        for (const unchecked_query& each : all) {
            detail::json_text json;
            json.field("reason", each.reason).add("query", each.query.to_json());
            text.append(text.size() > 1 ? ",\n" : "").append(json.object());
        }
        return text.append("]");
    }
};

} // namespace v0
} // namespace refract

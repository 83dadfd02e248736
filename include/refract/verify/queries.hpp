// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/query_record.hpp>
#include <refract/client/text_key.hpp>
#include <refract/verify/json_text.hpp>

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// \file
/// The queries of a program, whether they have run or not.

namespace refract {
inline namespace v0 {

/// A query as the program holds it.
struct query_info {
    std::string_view name{};                ///< as `.named<"by_email">()` says; empty without
    std::string_view database{};            ///< that its text is for, such as "SQLite"
    std::string_view sql{};                 ///< without its run-time parts
    std::vector<std::string_view> tables{}; ///< those that it names, queries inside included
    std::vector<std::string_view> fields{}; ///< of its rows
    bool of_objects = false;                ///< what insert(object), find<Model>(key) and the like run
    bool has_runtime_parts = false;
    std::string_view file{}; ///< of its first execution; empty before
    std::uint32_t line = 0;
    std::uint64_t executions = 0; ///< while a coverage was recorded
    std::uint64_t rows = 0;       ///< likewise; of typed queries: read, or touched by a write

    /// `by_email (app.cpp:31): SELECT ...`, as far as it is known.
    std::string to_string() const {
        std::string text(name);
        if (!file.empty()) {
            text.append(text.empty() ? "" : " ").append("(").append(file).append(":");
            text.append(std::to_string(line)).append(")");
        }
        return text.append(text.empty() ? "" : ": ").append(sql);
    }
    std::string to_json() const {
        detail::json_text json;
        json.field("name", name).field("database", database).field("sql", sql).field("tables", tables);
        json.field("fields", fields).field("file", file).field("line", std::uint64_t{line});
        return json.field("executions", executions).field("rows", rows).object();
    }
};

namespace detail {

inline void add_tables(const statement_view& statement, std::vector<std::string_view>& tables) {
    for (const clause& each : statement) {
        const auto add_inner = [&](const statement_view& inner) {
            add_tables(inner, tables);
            return false;
        };
        any_query_in(each, add_inner);
        if (!brings_table(each.kind) || each.query) continue;
        const std::string_view name = each.table().name;
        if (std::find(tables.begin(), tables.end(), name) == tables.end()) tables.push_back(name);
    }
}
inline query_info describe_record(const query_record& record) {
    query_info info{.database = record.database, .sql = record.text->text()};
    if (record.view) {
        add_tables(*record.view, info.tables);
        info.has_runtime_parts = content_of(*record.view).parts > 0;
        info.name = name_of(*record.view);
    } else {
        info.tables.push_back(record.table().name);
        info.of_objects = true;
    }
    for (std::uint16_t i = 0; i < record.text->column_count; ++i) info.fields.push_back(record.text->columns[i].field);
    const char* const file = __atomic_load_n(&record.file, __ATOMIC_ACQUIRE);
    info.line = __atomic_load_n(&record.line, __ATOMIC_RELAXED);
    if (file && info.line != 0) info.file = file; // its line is noted a moment later
    info.executions = __atomic_load_n(&record.executions, __ATOMIC_RELAXED);
    info.rows = __atomic_load_n(&record.rows, __ATOMIC_RELAXED);
    return info;
}

/// What two records of one query share: another shared object, or another type of its arguments, made the second.
inline auto identity_of_record(const query_record& record, const query_info& info) {
    const statement_identity parts = info.has_runtime_parts ? identity_of(*record.view, 0) : statement_identity{};
    return std::tuple(record.text->identity, parts, info.database, info.name, info.of_objects);
}

template <class Visit> void for_each_record(Visit visit) {
    const std::lock_guard held(all_records);
    for (const record_list* list = all_records.first; list; list = list->next)
        for (query_record* each = __atomic_load_n(&list->first, __ATOMIC_ACQUIRE); each; each = each->next)
            visit(*each);
}

/// A query and one of its records.
struct listed_query {
    query_info info{};
    const query_record* record = nullptr;
    std::size_t number = 0;
};
/// Each query once, in the order of the texts.
inline std::vector<listed_query> list_queries() {
    std::vector<listed_query> all;
    std::vector<decltype(identity_of_record(std::declval<const query_record&>(), query_info()))> known;
    for_each_record([&](const query_record& record) {
        query_info info = describe_record(record);
        const auto identity = identity_of_record(record, info);
        const auto found = std::find(known.begin(), known.end(), identity);
        if (found == known.end()) {
            known.push_back(identity);
            all.push_back({std::move(info), &record, all.size()});
            return;
        }
        query_info& same = all[static_cast<std::size_t>(found - known.begin())].info;
        if (same.file.empty()) std::tie(same.file, same.line) = std::tie(info.file, info.line);
        same.executions += info.executions;
        same.rows += info.rows;
    });
    std::sort(all.begin(), all.end(), [](const listed_query& left, const listed_query& right) {
        return std::tie(left.info.sql, left.info.name, left.number) <
               std::tie(right.info.sql, right.info.name, right.number);
    });
    return all;
}

} // namespace detail

/// The queries that this program is compiled to run, each once, in the order of their texts: those that never run as
/// well. Names, texts and files live as long as the shared object that the query is compiled into.
///
/// The queries of shared objects are seen where the dynamic linker joins what they have in common: in those that a
/// program is linked with, and in plug-ins of a program that exports its symbols (CMake's ENABLE_EXPORTS); a plug-in of
/// another program sees its own.
inline std::vector<query_info> queries() {
    std::vector<query_info> all;
    for (detail::listed_query& each : detail::list_queries()) all.push_back(std::move(each.info));
    return all;
}

} // namespace v0
} // namespace refract

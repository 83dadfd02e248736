// Prints what docs/cookbook.md shows of a recipe: the SQL that a query is, and what comes back.
#pragma once

#include <refract/refract.hpp>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <tuple>

namespace cookbook {

inline void print(const std::string& value) { std::cout << value; }
inline void print(std::int64_t value) { std::cout << value; }
inline void print(double value) { std::cout << value; }
template <unsigned Digits> void print(refract::decimal<Digits> value) {
    std::cout << value.to_string();
}
inline void print(const std::chrono::year_month_day& day) {
    char text[20];
    std::snprintf(
        text,
        sizeof text,
        "%04d-%02u-%02u",
        static_cast<int>(day.year()),
        static_cast<unsigned>(day.month()),
        static_cast<unsigned>(day.day()));
    std::cout << text;
}
inline void print(std::chrono::days value) { std::cout << value.count() << " d"; }
template <class Value> void print(const std::optional<Value>& value) {
    if (value) return print(*value);
    std::cout << '-';
}
template <class First, class... Rest> void print_all(const First& first, const Rest&... rest) {
    print(first);
    ((std::cout << " | ", print(rest)), ...);
}
template <class... Value> void print(const std::tuple<Value...>& row) {
    std::apply([](const auto&... value) { print_all(value...); }, row);
}
template <class Row>
    requires std::is_aggregate_v<Row>
void print(const Row& row) {
    refract::detail::with_fields(row, [](const auto&... field) { print_all(field...); });
}

/// Breaks the text between words, so that it can be read.
inline void print_sql(std::string_view sql) {
    while (sql.size() > 110) {
        const std::size_t blank = sql.rfind(' ', 110);
        std::cout << sql.substr(0, blank) << '\n';
        sql.remove_prefix(blank + 1);
    }
    std::cout << sql << '\n';
}

template <class Rows> void show_parts(const char* recipe, std::string_view sql, const Rows& rows) {
    std::cout << "// [" << recipe << "-sql]\n";
    print_sql(sql);
    std::cout << "// [/" << recipe << "-sql]\n// [" << recipe << "-rows]\n";
    for (const auto& row : rows) {
        print(row);
        std::cout << '\n';
    }
    std::cout << "// [/" << recipe << "-rows]\n";
}

/// The text of a statement, and the rows that it brings.
template <class Dialect = refract::dialect::sqlite, class Database, class Query, class... Argument>
void show(const char* recipe, Database& db, const Query& query, const Argument&... argument) {
    show_parts(recipe, refract::sql<Dialect>(query), db.all(query, argument...));
}

} // namespace cookbook

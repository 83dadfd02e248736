// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/describe_models.hpp>
#include <refract/migrate/folder.hpp>
#include <refract/migrate/history.hpp>
#include <refract/migrate/plan.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// The next migration of a project: what makes its database what its models say.

namespace refract {
inline namespace v0 {
namespace detail {

/// What models were called before, as far as the database has them by that name still.
template <class Schema> std::vector<migrate::rename> renames_of(const migrate::database_definition& before) {
    std::vector<migrate::rename> renames;
    for (const table_description* each : Schema::tables) {
        const std::string schema(each->table->schema), name(each->table->name);
        const migrate::table_definition* old = before.find_table(schema, name);
        std::string was = name;
        if (!old && !each->renamed_from.empty()) {
            was = std::string(each->renamed_from);
            old = before.find_table(schema, was);
            if (old) renames.push_back({schema, was, "", name});
        }
        for (std::size_t i = 0; old && i < each->columns.size(); ++i) {
            const std::string column(each->table->columns[i].name), column_was(each->columns[i].renamed_from);
            if (!column_was.empty() && old->find_column(column_was) && !old->find_column(column))
                renames.push_back({schema, was, column_was, column});
        }
    }
    return renames;
}
/// The same, back.
inline std::vector<migrate::rename> renamed_back(const std::vector<migrate::rename>& renames) {
    std::vector<migrate::rename> back;
    const auto now = [&](const migrate::rename& of) {
        for (const migrate::rename& each : renames)
            if (each.column.empty() && each.schema == of.schema && each.table == of.table) return each.to;
        return of.table;
    };
    for (const migrate::rename& each : renames)
        back.push_back(each.column.empty() ? migrate::rename{each.schema, each.to, "", each.table}
                                           : migrate::rename{each.schema, now(each), each.to, each.column});
    return back;
}

/// `-- add column price of ware`, the statement and a semicolon, for each step.
inline std::string print_script(const std::vector<migrate::step>& steps) {
    std::string script;
    for (const migrate::step& each : steps) {
        std::string about = each.about;
        std::replace(about.begin(), about.end(), '\n', ' ');
        script.append(script.empty() ? "-- " : "\n-- ").append(about).append("\n").append(each.sql).append(";\n");
    }
    return script;
}
/// The 14 digits of a moment in UTC: "20261127101500".
inline std::string digits_of(std::chrono::sys_seconds moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(moment - day);
    std::string digits;
    const auto put = [&](std::int64_t number, std::size_t width) {
        const std::string text = std::to_string(number);
        digits.append(width - std::min(width, text.size()), '0').append(text);
    };
    put(int{date.year()}, 4);
    put(unsigned{date.month()}, 2);
    put(unsigned{date.day()}, 2);
    put(time.hours().count(), 2);
    put(time.minutes().count(), 2);
    put(time.seconds().count(), 2);
    return digits;
}

} // namespace detail

namespace migrate {

/// What a database holds beside the history of its migrations, in schemas as of `read_database`.
template <class Database>
database_definition read_managed(Database& db, const std::vector<std::string>& schemas = {std::string()}) {
    database_definition found = read_database(db, schemas);
    std::erase_if(found.tables,
                  [](const table_definition& each) { return each.name == detail::table_of<history_entry>().name; });
    return found;
}

/// The migration that makes a database what the models of a schema say, and the way back; without text where nothing is
/// to be done: `draft<blog>(db, "add price")`. It is not written: `write_migration(folder, made)` does.
template <class Schema, class Database> migration
draft(Database& db, std::string_view said,
      std::chrono::sys_seconds now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())) {
    using dialect = typename Database::dialect;
    const database_definition before = read_managed(db, detail::schemas_of<Schema>()),
                              after = describe_models<Schema>(db);
    const std::vector<rename> renames = detail::renames_of<Schema>(before);
    return {.name = detail::digits_of(now) + "_" + detail::name_of_folder(said),
            .up = detail::print_script(plan<dialect>(before, after, renames)),
            .down = detail::print_script(plan<dialect>(after, before, detail::renamed_back(renames)))};
}

} // namespace migrate
} // namespace v0
} // namespace refract

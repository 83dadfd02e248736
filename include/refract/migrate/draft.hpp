// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/describe_models.hpp>
#include <refract/migrate/folder.hpp>
#include <refract/migrate/foreign_folder.hpp>
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

/// A table, whose name may be written with other letters where a database takes them for one.
inline const migrate::table_definition* find_written(const migrate::database_definition& in, const std::string& schema,
                                                     const std::string& name) {
    if (!in.ignores_case) return in.find_table(schema, name);
    return find_in_any_case(in.tables, name); // which has no schemas
}
/// What models were called before, as far as the database has them by that name still. A name that another one hands on
/// is free, and one that is there without is not: then the rename was done.
inline std::vector<migrate::rename> renames_of(const migrate::model_set& models,
                                               const migrate::database_definition& before) {
    using migrate::declared_rename;
    std::vector<migrate::rename> renames;
    const auto goes = [&](const migrate::rename& wanted) {
        for (const migrate::rename& each : renames)
            if (are_beside(each, wanted) && old_name(each) == wanted.to) return true;
        return false;
    };
    const auto add = [&](const declared_rename& each) {
        const bool is_table = each.column.empty();
        const std::string table = is_table ? each.was : name_before(renames, each.schema, each.table);
        const migrate::table_definition* const old = find_written(before, each.schema, table);
        const migrate::column_definition* const part = !old || is_table      ? nullptr
                                                       : before.ignores_case ? find_in_any_case(old->columns, each.was)
                                                                             : old->find_column(each.was);
        if (!old || (!is_table && !part)) return false;
        const migrate::rename made{each.schema, old->name, is_table ? "" : part->name,
                                   is_table ? each.table : each.column};
        if ((has_target(before, made) && !goes(made)) ||
            std::find(renames.begin(), renames.end(), made) != renames.end())
            return false;
        renames.push_back(made);
        return true;
    };
    for (const bool are_tables : {true, false}) // by their names before
        for (bool more = true; more;) {
            more = false;
            for (const declared_rename& each : models.renames)
                if (each.column.empty() == are_tables) more |= add(each);
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

/// As a comment has it.
inline std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}
/// `-- add column price of ware`, how it runs, the statement and a semicolon, for each step.
inline std::string print_script(const std::vector<migrate::step>& steps) {
    std::string script;
    bool is_first = true; // of a transaction
    for (const migrate::step& each : steps) {
        script.append(script.empty() ? "-- " : "\n-- ").append(one_line(each.about)).append("\n");
        if (each.begins_anew && !is_first) script.append("-- refract: commit\n");
        if (each.repeats)
            script.append("-- refract: repeat\n");
        else if (!each.in_transaction)
            script.append("-- refract: no transaction\n");
        script.append(each.sql).append(each.sql.ends_with(';') ? "\n" : ";\n"); // a view's query has one
        is_first = !each.in_transaction;
    }
    return script;
}
/// A remark for each column that the way back makes without knowing its values: NOT NULL, and without a default.
inline std::string remark_on_lost(const migrate::database_definition& before,
                                  const migrate::database_definition& made) {
    std::string text;
    for (const migrate::table_definition& each : before.tables) {
        const migrate::table_definition* const now = made.find_table(each.schema, each.name);
        if (!now || each.kind != migrate::table_kind::table) continue;
        for (const migrate::column_definition& column : each.columns)
            if (!column.nullable && column.default_sql.empty() && !column.is_generated() &&
                column.identity == migrate::identity_kind::none && !now->find_column(column.name))
                text.append(join_text({"-- What ", one_line(column.name), " of ", one_line(each.name),
                                       " held is gone: where there are rows, this fails until the column has a DEFAULT "
                                       "here.\n"}));
    }
    return text;
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

/// What a database holds beside the history of its migrations, and that of another tool, in schemas as of
/// `read_database`.
template <class Database>
database_definition read_managed(Database& db, const std::vector<std::string>& schemas = {std::string()}) {
    database_definition found = read_database(db, schemas);
    std::erase_if(found.tables, [](const table_definition& each) {
        return each.name == detail::table_of<history_entry>().name || detail::is_foreign_history(each);
    });
    return found;
}

/// The migration of a plan that leads from one database to the other, as `draft_between` says it.
template <class Dialect> migration
draft_of_plan(const std::vector<step>& up, const database_definition& before, const database_definition& after,
              const std::vector<rename>& renames, std::string_view said,
              std::chrono::sys_seconds now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
              plan_options how = {.careful = true}) {
    const database_definition renamed = rename_all(before, renames), made = settle(renamed, after);
    how.drops_undeclared = true; // what only `after` has, the migration made
    return {.name = detail::digits_of(now) + "_" + detail::name_of_folder(said),
            .up = detail::print_script(up),
            .down = detail::remark_on_lost(renamed, made) +
                    detail::print_script(plan<Dialect>(made, before, detail::renamed_back(renames), how))};
}
/// The migration that leads from one database to the other, and the way back; without text where nothing is to be done.
/// It is careful, for tables that are full and in use; what only `before` has and no plan drops stays on both ways.
template <class Dialect> migration
draft_between(const database_definition& before, const database_definition& after, const std::vector<rename>& renames,
              std::string_view said,
              std::chrono::sys_seconds now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
              const plan_options& how = {.careful = true}) {
    return draft_of_plan<Dialect>(plan<Dialect>(before, after, renames, how), before, after, renames, said, now, how);
}
/// The migration that makes a database what models say: `draft<blog>(db, "add price")`. It is not written:
/// `write_migration(folder, made)` does.
template <class Database> migration
draft(Database& db, const model_set& models, std::string_view said,
      std::chrono::sys_seconds now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
      const plan_options& how = {.careful = true}) {
    const database_definition before = read_managed(db, models.schemas), after = describe_models(db, models);
    return draft_between<typename Database::dialect>(before, after, detail::renames_of(models, before), said, now, how);
}
template <class Schema, class Database> migration
draft(Database& db, std::string_view said,
      std::chrono::sys_seconds now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
      const plan_options& how = {.careful = true}) {
    return draft(db, models_of<typename Database::dialect, Schema>(), said, now, how);
}

} // namespace migrate
} // namespace v0
} // namespace refract

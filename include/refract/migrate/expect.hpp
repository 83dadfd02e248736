// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/compare.hpp>
#include <refract/migrate/draft.hpp>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Whether a database is what a program's models say, asked once when it starts.

namespace refract {
inline namespace v0 {
namespace detail {

/// What a database lacks for its models, as sentences. What it has beside them is its own affair.
class lack_finder {
public:
    std::vector<std::string> find(const migrate::difference& from_database_to_models) && {
        for (const auto& each : from_database_to_models.enums) add_enum(each);
        for (const auto& each : from_database_to_models.tables)
            if (each.is_new())
                add({"the ", kind_of(*each.after), " ", each.after->name, " is missing"});
            else if (each.is_changed())
                add({"the ", kind_of(*each.after), " ", each.after->name, " is another one"});
        for (const migrate::table_change& each : from_database_to_models.changed) {
            for (const auto& column : each.columns) add_column(*each.after, column);
            add_parts(*each.after, each.constraints, "constraint");
            add_parts(*each.after, each.indexes, "index");
        }
        return std::move(found_);
    }

private:
    void add(std::initializer_list<std::string_view> parts) { found_.push_back(join_text(parts)); }
    static std::string_view kind_of(const migrate::table_definition& table) {
        using kind = migrate::table_kind;
        return table.kind == kind::view || table.kind == kind::materialized_view ? "view" : "table";
    }
    void add_enum(const migrate::change<migrate::enum_definition>& each) {
        if (each.is_new()) add({"the type ", each.after->name, " is missing"});
        if (!each.is_changed()) return;
        for (const std::string& label : each.after->labels)
            if (std::find(each.before->labels.begin(), each.before->labels.end(), label) == each.before->labels.end())
                add({"the type ", each.after->name, " has no ", label});
    }
    static bool must_be_given(const migrate::column_definition& column) {
        return !column.nullable && column.default_sql.empty() && !column.is_generated() &&
               column.identity == migrate::identity_kind::none;
    }
    void add_column(const migrate::table_definition& of, const migrate::change<migrate::column_definition>& each) {
        const std::string column = "the column " + (each.after ? each.after : each.before)->name + " of " + of.name;
        if (each.is_new()) return add({column, " is missing"});
        if (each.is_gone()) {
            if (must_be_given(*each.before)) add({column, " is in no model, and has to be given a value"});
            return;
        }
        const migrate::column_definition &is = *each.before, &wanted = *each.after;
        if (!says_same(is.type, wanted.type)) add({column, " is ", is.type, ", and should be ", wanted.type});
        if (is.nullable != wanted.nullable) add({column, is.nullable ? " may be NULL" : " may not be NULL"});
        if (!says_same(is.default_sql, wanted.default_sql))
            add({column, " has the default ", is.default_sql.empty() ? "NULL" : is.default_sql, ", and should have ",
                 wanted.default_sql.empty() ? "none" : wanted.default_sql});
        if (!says_same(is.collation, wanted.collation) || !says_same(is.generated_sql, wanted.generated_sql) ||
            is.identity != wanted.identity)
            add({column, " is collated, computed or numbered in another way"});
    }
    /// By another name it is the same.
    template <class Definition> void add_parts(const migrate::table_definition& of,
                                               const std::vector<migrate::change<Definition>>& all,
                                               std::string_view kind) {
        for (const auto& each : all) {
            if (each.is_gone()) continue;
            const bool is_renamed = std::any_of(all.begin(), all.end(), [&](const auto& other) {
                return other.is_gone() && is_same(*other.before, *each.after);
            });
            if (is_renamed) continue;
            const std::string& what = each.after->name.empty() ? each.after->sql : each.after->name;
            add({"the ", kind, " ", what, " of ", of.name, each.is_new() ? " is missing" : " is another one"});
        }
    }

    std::vector<std::string> found_{};
};

} // namespace detail

namespace migrate {

/// What a database lacks for the models of a schema, as sentences: `find_lacks<blog>(db)`. Tables, columns and indexes
/// that only the database has are none, but for columns that have to be given a value. Costs as `describe_models`.
template <class Schema, class Database> std::vector<std::string> find_lacks(Database& db) {
    const model_set models = models_of<typename Database::dialect, Schema>();
    const database_definition wanted = describe_models(db, models),
                              is = detail::in_case_of(read_managed(db, models.schemas), wanted);
    return detail::lack_finder().find(compare(is, wanted));
}

/// For the start of a program: `expect_schema<blog>(db)`. Errors: `schema_mismatch`, with all that the database lacks.
template <class Schema, class Database> void expect_schema(Database& db) {
    const std::vector<std::string> lacks = find_lacks<Schema>(db);
    if (lacks.empty()) return;
    std::string text = "the database is not what the models say; run its pending migrations, or write the next one:";
    for (const std::string& each : lacks) text.append("\n  ").append(each);
    throw schema_mismatch(std::move(text));
}

} // namespace migrate
} // namespace v0
} // namespace refract

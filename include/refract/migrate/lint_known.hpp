// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/definition.hpp>
#include <refract/migrate/lint_statement.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What a database has while migrations run: as it was read, and as the statements so far have changed it.

namespace refract {
inline namespace v0 {
namespace detail {

/// Columns are followed at once; tables, indexes and the like when a migration is over, as the rules look for what a
/// statement of the same migration drops or makes again by themselves. What the run has made is not in it.
class lint_known {
    using table_definition = migrate::table_definition;

public:
    lint_known(const migrate::database_definition* before, std::string_view default_schema)
        : default_schema_(default_schema) {
        if (before) tables_ = before->tables;
    }

    const std::vector<table_definition>& tables() const { return tables_; }
    const table_definition* find(const lint_name& name) const {
        const auto found = find_place(name);
        return found == tables_.end() ? nullptr : &*found;
    }

    void rename_column(const lint_name& table, const std::string& from, const std::string& to) {
        const auto found = find_place(table);
        if (found == tables_.end()) return;
        const auto rename = [&](std::string& name) {
            if (name == from) name = to;
        };
        for (migrate::column_definition& each : found->columns) rename(each.name);
        for (migrate::index_definition& each : found->indexes)
            std::for_each(each.columns.begin(), each.columns.end(), rename);
        for (migrate::constraint_definition& each : found->constraints)
            std::for_each(each.columns.begin(), each.columns.end(), rename);
    }
    void drop_column(const lint_name& table, const std::string& column) {
        const auto found = find_place(table);
        if (found != tables_.end())
            std::erase_if(found->columns, [&](const auto& each) { return each.name == column; });
    }
    /// All statements of a migration.
    void settle(const std::vector<lint_statement>& all) {
        if (tables_.empty()) return;
        for (const lint_statement& each : all) {
            if (each.verb == lint_verb::create) create(each);
            if (each.verb == lint_verb::drop) drop(each);
            if (each.verb == lint_verb::alter && each.object == "table")
                for (const lint_action& action : each.actions) alter(each.name, action);
        }
        new_.clear();
        gone_.clear();
    }

private:
    std::string key(const lint_name& of) const {
        return (of.schema == default_schema_ ? std::string() : of.schema) + "." + of.name;
    }
    std::string key(const table_definition& of) const { return key(lint_name{of.schema, of.name}); }
    std::vector<table_definition>::iterator find_place(const lint_name& name) {
        return std::find_if(tables_.begin(), tables_.end(), [&](const auto& each) { return key(each) == key(name); });
    }
    std::vector<table_definition>::const_iterator find_place(const lint_name& name) const {
        return std::find_if(tables_.begin(), tables_.end(), [&](const auto& each) { return key(each) == key(name); });
    }
    /// One that is there, or one that may take its place.
    table_definition* find_any(const lint_name& name) {
        if (const auto made = new_.find(key(name)); made != new_.end()) return &made->second;
        const auto found = find_place(name);
        return found == tables_.end() ? nullptr : &*found;
    }

    void create(const lint_statement& made) {
        if (made.object == "table") {
            table_definition& table = new_[key(made.name)] = {.schema = made.name.schema, .name = made.name.name};
            for (const lint_column& each : made.columns) table.columns.emplace_back().name = each.name;
        } else if (made.object == "view") {
            tables_.push_back({.schema = made.name.schema,
                               .name = made.name.name,
                               .kind = migrate::table_kind::view,
                               .sql = std::string(made.sql)});
        } else if (table_definition* const of = find_any(made.table)) {
            if (made.object == "index")
                of->indexes.push_back(
                    {.name = made.name.name,
                     .is_unique = made.is_unique,
                     .columns = made.listed,
                     .sql = std::string(made.sql.substr(std::min(made.sql.find('('), made.sql.size())))});
            if (made.object == "trigger")
                of->attachments.push_back({.kind = "trigger", .name = made.name.name, .sql = std::string(made.sql)});
        }
    }
    void drop(const lint_statement& made) {
        for (const lint_name& each : made.names) {
            for (table_definition& table : tables_) {
                if (made.object == "index")
                    std::erase_if(table.indexes, [&](const auto& one) { return one.name == each.name; });
                if (made.object == "trigger" && (made.table.empty() || key(made.table) == key(table)))
                    std::erase_if(table.attachments,
                                  [&](const auto& one) { return one.kind == "trigger" && one.name == each.name; });
            }
            const auto found = made.object == "table" || made.object == "view" ? find_place(each) : tables_.end();
            if (found == tables_.end()) continue;
            gone_[key(each)] = std::move(*found);
            tables_.erase(found);
        }
    }
    void alter(const lint_name& name, const lint_action& action) {
        table_definition* const table = find_any(name);
        if (!table) return;
        if (action.kind == lint_action_kind::drop_constraint)
            std::erase_if(table->constraints, [&](const auto& each) { return each.name == action.name; });
        if (action.kind == lint_action_kind::set_schema) table->schema = action.to;
        if (action.kind != lint_action_kind::rename) return;
        const auto made = new_.find(key(name));
        if (made == new_.end()) {
            table->name = action.to;
            return;
        }
        const auto old = gone_.find(key(lint_name{name.schema, action.to}));
        if (old != gone_.end()) put_in_place(std::move(old->second), made->second);
        new_.erase(made);
    }
    /// A table that was made anew has of the old one what its own statements made again.
    void put_in_place(table_definition old, table_definition& made) {
        std::erase_if(old.columns, [&](const migrate::column_definition& each) {
            return std::none_of(made.columns.begin(), made.columns.end(),
                                [&](const auto& one) { return small_letters(one.name) == small_letters(each.name); });
        });
        old.indexes = std::move(made.indexes);
        old.attachments = std::move(made.attachments);
        tables_.push_back(std::move(old));
    }

    std::string_view default_schema_;
    std::vector<table_definition> tables_{};
    std::map<std::string, table_definition> new_{}, gone_{}; ///< of the migration at hand
};

} // namespace detail
} // namespace v0
} // namespace refract

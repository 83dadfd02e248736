// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/lint_statement_checks.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Looks at what SQLite cannot change in its place, and at tables that are made anew for that.
class lint_rebuild_checks : public lint_statement_checks {
    using verb = lint_verb;
    using kind = lint_action_kind;

protected:
    using lint_statement_checks::lint_statement_checks;

    void look_at_rebuild(const lint_statement& made) {
        if (!facts_.rebuilds) return;
        if (made.verb == verb::alter && made.object == "table") {
            for (const lint_action& each : made.actions) action(made.name, each);
        } else if (made.verb == verb::drop && made.object == "table") {
            for (const lint_name& each : made.names)
                if (!is_empty(each) && !options_.keys_look_away && !keys_look_away_)
                    report(lint_rules::cascading_drop, {.table = each});
        }
    }

private:
    void action(const lint_name& table, const lint_action& each) {
        if (each.kind == kind::add_column) return added(table, each);
        if (each.kind == kind::drop_column) return dropped(table, each);
        if (each.kind == kind::rename) return renamed(table, each);
        static constexpr std::pair<kind, std::string_view> missing[]{
            {kind::set_type, "ALTER COLUMN ... TYPE"},
            {kind::set_not_null, "ALTER COLUMN ... SET NOT NULL"},
            {kind::drop_not_null, "ALTER COLUMN ... DROP NOT NULL"},
            {kind::set_default, "ALTER COLUMN ... SET DEFAULT"},
            {kind::drop_default, "ALTER COLUMN ... DROP DEFAULT"},
            {kind::set_expression, "ALTER COLUMN ... SET EXPRESSION"},
            {kind::add_identity, "ALTER COLUMN ... ADD GENERATED"},
            {kind::add_constraint, "ALTER TABLE ... ADD CONSTRAINT"},
            {kind::drop_constraint, "ALTER TABLE ... DROP CONSTRAINT"},
            {kind::validate, "ALTER TABLE ... VALIDATE CONSTRAINT"},
            {kind::rename_constraint, "ALTER TABLE ... RENAME CONSTRAINT"},
            {kind::set_schema, "ALTER TABLE ... SET SCHEMA"}};
        for (const auto& [one, what] : missing)
            if (one == each.kind)
                report(lint_rules::no_such_change,
                       {.table = table, .to = "new_" + table.name, .what = as_written(what)}, each.written);
    }
    void added(const lint_name& table, const lint_action& each) {
        const lint_column& made = each.column;
        const std::string value = small_letters(made.default_sql);
        const bool is_computed = value.starts_with("(") || value.starts_with("current_");
        std::string_view what;
        if (made.find(constraint_kind::primary_key))
            what = "is the primary key";
        else if (made.find(constraint_kind::unique))
            what = "is unique";
        else if (made.generated == lint_generated::stored)
            what = "is computed and stored";
        else if (is_computed && !is_empty(table))
            what = "has a computed default, where there are rows";
        if (!what.empty())
            report(lint_rules::impossible_column,
                   {.table = table, .column = made.name, .type = as_written(made.type.text), .what = as_written(what)},
                   each.written);
    }
    void dropped(const lint_name& table, const lint_action& each) {
        const auto refuse = [&](const std::string& why) {
            report(lint_rules::undroppable_column, {.table = table, .column = each.name, .what = as_written(why)},
                   each.written);
        };
        if (!is_since(facts_.drop_column_since)) return refuse("it can from version 3.35 on");
        const migrate::table_definition* const there = known(table);
        if (!there) return;
        const auto has = [&](const std::vector<std::string>& names) {
            return std::find(names.begin(), names.end(), each.name) != names.end();
        };
        for (const migrate::index_definition& index : there->indexes)
            if ((has(index.columns) || speaks_of(index.sql, each.name)) && !is_dropped_before(index.name))
                return refuse("the index " + index.name + " has it");
        for (const migrate::constraint_definition& one : there->constraints)
            if (has(one.columns) || speaks_of(one.sql, each.name))
                return refuse(one.name.empty() ? "a constraint has it" : "the constraint " + one.name + " has it");
    }
    bool is_dropped_before(const std::string& name) const {
        return any_earlier([&](const lint_statement& other) {
            return other.verb == verb::drop && std::any_of(other.names.begin(), other.names.end(),
                                                           [&](const lint_name& each) { return each.name == name; });
        });
    }
    void renamed(const lint_name& table, const lint_action& each) {
        const bool comes_again = any_later([&](const lint_statement& later) {
            return later.verb == verb::create && later.object == "table" && key(later.name) == key(table);
        });
        if (comes_again && !is_legacy_ && !is_made(table))
            report(lint_rules::renamed_first, {.table = table, .to = each.to}, each.written);
        const lint_name old{table.schema, each.to};
        const lint_statement* const made = maker_of(table);
        if (made && is_gone(old)) rebuilt(old, *made);
    }
    /// The statement that made a table, and copied the rows of another into it.
    const lint_statement* maker_of(const lint_name& table) const {
        for (std::size_t i = 0; i < number_; ++i)
            if (all_[i].verb == verb::create && all_[i].object == "table" && key(all_[i].name) == key(table))
                return &all_[i];
        return nullptr;
    }
    bool is_gone(const lint_name& table) const {
        return any_earlier([&](const lint_statement& other) {
            return other.verb == verb::drop && other.object == "table" &&
                   std::any_of(other.names.begin(), other.names.end(),
                               [&](const lint_name& each) { return key(each) == key(table); });
        });
    }
    void rebuilt(const lint_name& old, const lint_statement& made) {
        const bool counts = std::any_of(made.columns.begin(), made.columns.end(),
                                        [](const lint_column& each) { return each.keeps_counting; });
        const bool keeps_counter = std::any_of(
            all_.begin(), all_.end(), [](const lint_statement& each) { return each.name.name == "sqlite_sequence"; });
        if (counts && !keeps_counter) report(lint_rules::lost_counter, {.table = old, .to = made.name});
        const migrate::table_definition* const there = known(old);
        if (!there) return;
        const auto stays = [&](const std::string& name) {
            return name.empty() || std::any_of(made.columns.begin(), made.columns.end(), [&](const lint_column& each) {
                       return sql_token::is_like(each.name, name);
                   });
        };
        for (const migrate::index_definition& each : there->indexes)
            if (!each.sql.empty() && std::all_of(each.columns.begin(), each.columns.end(), stays))
                lost(old, "index", each.name,
                     std::string(each.is_unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") +
                         plain_sql_name(each.name) + " ON " + lint_word(old).sql + " " + each.sql);
        for (const migrate::attachment_definition& each : there->attachments)
            if (each.kind == "trigger" || each.kind == "rule" || each.kind == "policy")
                lost(old, each.kind, each.name, each.sql);
        for (const migrate::column_definition& each : there->columns)
            if (!stays(each.name) && !each.is_generated() && made_columns_.count(key(key(old), each.name)) == 0)
                report(lint_rules::lost_column, {.table = old, .column = each.name});
        if (is_legacy_) return;
        for (const migrate::table_definition& each : known_.tables())
            if (each.kind == migrate::table_kind::view && speaks_of(each.sql, old.name) &&
                !is_dropped_before(each.name))
                report(lint_rules::view_in_the_way, {.table = old, .name = each.name, .what = as_written("view")});
    }
    void lost(const lint_name& table, const std::string& what, const std::string& name, const std::string& sql) {
        const auto makes = [&](const lint_statement& other) {
            return other.verb == verb::create && sql_token::is_like(other.name.name, name);
        };
        const auto drops = [&](const lint_statement& other) {
            return other.verb == verb::drop && other.object == what && sql_token::is_like(other.name.name, name);
        };
        if (std::any_of(all_.begin(), all_.end(), makes) || std::any_of(all_.begin(), all_.end(), drops)) return;
        report(lint_rules::lost_with_table,
               {.table = table, .name = name, .what = as_written(what), .value = as_written(sql)});
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/lint_rebuild_checks.hpp>
#include <refract/migrate/print_definition.hpp>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Looks at tables that a script makes anew by hand, where the database would change them in their place: what only the
/// old one has goes with it. It is known where a database is at hand.
class lint_swap_checks : public lint_rebuild_checks {
    using verb = lint_verb;
    using kind = lint_action_kind;

protected:
    using lint_rebuild_checks::lint_rebuild_checks;

    void look_at_swap(const lint_statement& made) {
        if (facts_.rebuilds || !options_.before) return; // what SQLite makes anew is looked at already
        if (made.verb == verb::create && made.object == "table") return swapped(made.name, made, made.name);
        if (made.verb != verb::alter || made.object != "table") return;
        for (const lint_action& each : made.actions) {
            if (each.kind != kind::rename) continue;
            for (const lint_statement& other : all_)
                if (&other != &made && other.verb == verb::create && other.object == "table" &&
                    key(other.name) == key(made.name))
                    swapped({made.name.schema, each.to}, other, made.name);
        }
    }

private:
    /// Whether a table of that name was dropped, or went out of the way.
    bool is_away(const lint_name& table) const {
        return any_earlier([&](const lint_statement& other) {
            if (other.verb == verb::drop && other.object == "table")
                return std::any_of(other.names.begin(), other.names.end(),
                                   [&](const lint_name& each) { return key(each) == key(table); });
            return other.verb == verb::alter && other.object == "table" && key(other.name) == key(table) &&
                   std::any_of(other.actions.begin(), other.actions.end(),
                               [](const lint_action& each) { return each.kind == kind::rename; });
        });
    }
    /// Whether a statement says all of these words, by which it would make something again.
    bool is_said(std::initializer_list<std::string_view> words) const {
        return std::any_of(all_.begin(), all_.end(), [&](const lint_statement& each) {
            const std::vector<sql_token> tokens = sql_tokenizer(each.sql, false).all();
            return std::all_of(words.begin(), words.end(), [&](std::string_view word) {
                return std::any_of(tokens.begin(), tokens.end(), [&](const sql_token& token) {
                    return sql_token::is_like(token.is_name() ? unquote_sql(token.text) : std::string(token.text),
                                              word);
                });
            });
        });
    }
    void swapped(const lint_name& old, const lint_statement& made, const lint_name& made_as) {
        const migrate::table_definition* const there = known(old);
        if (!there || !is_away(old)) return;
        for (const migrate::index_definition& each : there->indexes)
            if (!is_indexed(each, old, made_as) && !is_copied(made, "INDEXES"))
                gone(old, "index", each.name,
                     std::string(each.is_unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") +
                         plain_sql_name(each.name) + " ON " + lint_word(old).sql + " " + each.sql);
        for (const migrate::attachment_definition& each : there->attachments) attached(old, *there, each);
        for (const migrate::table_definition& each : known_.tables())
            for (const migrate::constraint_definition& one : each.constraints)
                if (one.kind == migrate::constraint_kind::foreign_key && one.target.table == there->name &&
                    one.target.schema == there->schema && &each != there && !is_said({one.name, "FOREIGN"}) &&
                    !is_said({each.name, "REFERENCES"}))
                    gone(old, "foreign key of " + each.name + ",", one.name,
                         "ALTER TABLE " + quote_name(each) + " ADD " + print_constraint(one));
    }
    bool is_copied(const lint_statement& made, std::string_view what) const {
        const std::vector<sql_token> tokens = sql_tokenizer(made.sql, false).all();
        for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
            if (tokens[i].is("INCLUDING") && (tokens[i + 1].is("ALL") || tokens[i + 1].is(what))) return true;
        return false;
    }
    /// By its name, or by another one of the same columns.
    bool is_indexed(const migrate::index_definition& wanted, const lint_name& old, const lint_name& made_as) const {
        return std::any_of(all_.begin(), all_.end(), [&](const lint_statement& each) {
            if (each.verb != verb::create || each.object != "index") return false;
            const bool is_here = key(each.table) == key(old) || key(each.table) == key(made_as);
            return is_here && (each.name.name == wanted.name || each.listed == wanted.columns);
        });
    }
    void attached(const lint_name& old, const migrate::table_definition& there,
                  const migrate::attachment_definition& each) {
        const std::string sql = attachment_sql(there, each);
        const std::string_view what = each.kind;
        if (what == "trigger" || what == "policy" || what == "rule") {
            if (!is_said({"CREATE", each.name})) gone(old, each.kind, each.name, sql);
        } else if (what.ends_with("row level security")) {
            if (!is_said({"ENABLE", "SECURITY"})) gone(old, "row level", "security", sql);
        } else if (what.starts_with("grant ")) {
            if (!is_said({"GRANT", each.name})) gone(old, "grant to", each.name, sql);
        } else if (what == "owner") {
            if (!is_said({"OWNER"})) gone(old, "owner", each.sql, sql);
        } else if (what == "replica identity") {
            if (!is_said({"REPLICA", "IDENTITY"})) gone(old, "replica", "identity", sql);
        }
    }
    void gone(const lint_name& table, const std::string& what, const std::string& name, const std::string& sql) {
        report(lint_rules::lost_with_table,
               {.table = table, .name = name, .what = as_written(what), .value = as_written(sql)});
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/database.hpp>
#include <refract/migrate/compare.hpp>
#include <refract/migrate/leftovers.hpp>
#include <refract/migrate/print_definition.hpp>
#include <refract/migrate/remake.hpp>
#include <refract/migrate/rename.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What a change would lose of the rows that are there, or what in them is in its way: counted, not guessed.

namespace refract {
inline namespace v0 {
namespace migrate {

enum class loss_kind : std::uint8_t {
    loses_values,    ///< they are gone afterwards
    may_not_convert, ///< values of one type become another's
    stops            ///< the change fails with these rows
};

struct loss {
    loss_kind kind{};
    std::string what{}; ///< "column price of ware is dropped, and 3 rows have a value in it"
    std::string advice{};
    std::int64_t rows = 0;
};

} // namespace migrate

namespace detail {

/// Asks a database about a difference, by the names that it has now.
template <class Session> class loss_finder {
    using table = migrate::table_definition;
    using column = migrate::column_definition;
    using constraint = migrate::constraint_definition;
    using kind = migrate::loss_kind;

public:
    loss_finder(Session& session, const std::vector<migrate::rename>& renames,
                const migrate::database_definition& before)
        : session_(session), renames_(renames), before_(before) {}

    std::vector<migrate::loss> find(const migrate::difference& in, const migrate::database_definition& after) && {
        for (const auto& each : in.tables)
            if (each.is_gone() && each.before->kind == migrate::table_kind::table && !is_kept_part(*each.before, after))
                dropped_table(*each.before);
        for (const migrate::table_change& each : in.changed) {
            if (each.before->kind != migrate::table_kind::table) continue;
            for (const auto& one : each.columns) changed_column(*each.before, one);
            for (const auto& one : each.constraints) {
                if (one.after) new_constraint(*each.before, *one.after);
                if (one.after && one.after->kind == migrate::constraint_kind::check)
                    refuse_violators(in, each, *one.after);
            }
            for (const auto& one : each.indexes)
                if (one.after && one.after->is_unique && (one.is_new() || !one.before->is_unique))
                    refuse_twice(*each.before, one.after->columns, "the unique index " + one.after->name);
        }
        for (const auto& each : in.enums)
            if (each.is_changed()) gone_labels(*each.before, *each.after, after);
        return std::move(found_);
    }

private:
    std::string name_of(const table& of) const {
        for (const migrate::rename& each : renames_)
            if (each.column.empty() && each.schema == of.schema && each.to == of.name)
                return quote_name(of.schema, each.table);
        return quote_name(of.schema, of.name);
    }
    std::string name_of(const table& of, const std::string& name) const {
        std::string was = of.name;
        for (const migrate::rename& each : renames_)
            if (each.column.empty() && each.schema == of.schema && each.to == of.name) was = each.table;
        for (const migrate::rename& each : renames_)
            if (!each.column.empty() && each.schema == of.schema && each.table == was && each.to == name)
                return quote_name(each.column);
        return quote_name(name);
    }
    std::int64_t count(const std::string& question) const {
        return session_.template query<std::int64_t>(unsafe_sql(question, {})).front();
    }
    std::int64_t count(const table& of, const std::string& condition) const {
        return count("SELECT count(*) FROM " + name_of(of) + (condition.empty() ? "" : " WHERE " + condition));
    }
    void add(kind what, std::int64_t rows, std::string text, std::string advice) {
        if (rows > 0) found_.push_back({what, std::move(text), std::move(advice), rows});
    }
    static std::string rows_are(std::int64_t count) { return std::to_string(count) + (count == 1 ? " row" : " rows"); }

    static std::string rows_do(std::int64_t count, const char* one, const char* many) {
        return rows_are(count) + " " + (count == 1 ? one : many);
    }

    void dropped_table(const table& of) {
        const std::int64_t rows = count(of, "");
        add(kind::loses_values, rows, "table " + of.name + " is dropped with " + rows_are(rows),
            "Say renamed_from in the model where it has another name now.");
    }
    void changed_column(const table& of, const migrate::change<column>& change) {
        if (change.is_gone()) return dropped_column(of, *change.before);
        const column& wanted = *change.after;
        const std::string where = "column " + wanted.name + " of " + of.name;
        if (wanted.is_generated()) return change.is_new() ? void() : now_computed(of, *change.before, where);
        if (change.is_new()) {
            if (wanted.nullable || !wanted.default_sql.empty() || wanted.identity != migrate::identity_kind::none)
                return;
            const std::int64_t rows = count(of, "");
            return add(kind::stops, rows,
                       where + " is new, is never NULL and has no default, and the table has " + rows_are(rows),
                       "Give it a default, or let it be NULL first.");
        }
        const std::string name = name_of(of, wanted.name);
        if (!says_same(change.before->type, wanted.type)) {
            const std::int64_t rows = count(of, name + " IS NOT NULL");
            add(kind::may_not_convert, rows,
                where + " becomes " + wanted.type + ", was " + change.before->type + ", and " +
                    rows_do(rows, "has", "have") + " a value in it",
                "Look whether each value is one of the new type.");
        }
        if (change.before->nullable && !wanted.nullable && wanted.default_sql.empty()) {
            const std::int64_t rows = count(of, name + " IS NULL");
            add(kind::stops, rows, where + " is never NULL from now on, and " + rows_do(rows, "has", "have") + " NULL",
                "Give these rows a value, or the column a default.");
        }
    }
    void dropped_column(const table& of, const column& gone) {
        if (gone.is_generated()) return;
        const std::int64_t rows = count(of, name_of(of, gone.name) + " IS NOT NULL");
        add(kind::loses_values, rows,
            "column " + gone.name + " of " + of.name + " is dropped, and " + rows_do(rows, "has", "have") +
                " a value in it",
            "Say renamed_from in the model where it has another name now.");
    }
    void now_computed(const table& of, const column& old, const std::string& where) {
        if (old.is_generated()) return;
        const std::int64_t rows = count(of, name_of(of, old.name) + " IS NOT NULL");
        add(kind::loses_values, rows,
            where + " is computed from now on, and " + rows_do(rows, "has", "have") + " a value of its own in it",
            "Copy it to another column first where it is needed.");
    }
    void new_constraint(const table& of, const constraint& wanted) {
        for (const constraint& each : of.constraints)
            if (is_same(each, wanted)) return; // it has another name only
        const std::string what = wanted.name.empty() ? "a constraint of " + of.name : "constraint " + wanted.name;
        if (wanted.kind == migrate::constraint_kind::unique || wanted.kind == migrate::constraint_kind::primary_key)
            refuse_twice(of, wanted.columns, what);
        if (wanted.kind == migrate::constraint_kind::foreign_key && wanted.is_validated)
            refuse_orphans(of, wanted, what);
    }
    /// Whether a condition can be asked before the change: it names what is there, and calls nothing.
    static bool can_be_asked(const migrate::difference& in, const migrate::table_change& change,
                             const std::string& sql) {
        for (const auto& each : change.columns)
            if ((each.is_new() || is_retyped(each)) && mentions(sql, each.after->name)) return false;
        for (const auto& each : in.enums)
            if (mentions(sql, (each.after ? each.after : each.before)->name)) return false;
        const std::vector<sql_token> tokens = sql_tokenizer(sql, false).all();
        for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
            if (!tokens[i].is_name() || !tokens[i + 1].is("(")) continue;
            bool is_word = i > 0 && tokens[i - 1].is("::"); // 0::numeric(8,2)
            for (const char* each : {"CHECK", "AND", "OR", "NOT", "IN", "ANY", "ALL", "BETWEEN", "LIKE", "COALESCE",
                                     "LENGTH", "LOWER", "UPPER", "ABS"})
                is_word |= tokens[i].is(each);
            if (!is_word) return false;
        }
        return true;
    }
    void refuse_violators(const migrate::difference& in, const migrate::table_change& change,
                          const constraint& wanted) {
        for (const constraint& each : change.before->constraints)
            if (each.kind == wanted.kind && says_same(each.sql, wanted.sql)) return;
        const std::string_view said = wanted.sql;
        const std::size_t open = said.find('('), close = said.rfind(')');
        if (!wanted.is_validated || open == said.npos || !can_be_asked(in, change, wanted.sql)) return;
        std::string condition(said.substr(open, close + 1 - open));
        for (const column& each : change.before->columns) {
            const std::string was = unquote_sql(name_of(*change.before, each.name));
            if (was != each.name) condition = replace_name(condition, each.name, was);
        }
        const std::int64_t rows = count(*change.before, "NOT " + condition);
        add(kind::stops, rows,
            (wanted.name.empty() ? "a constraint of " + change.before->name : "constraint " + wanted.name) + " is " +
                wanted.sql + ", and " + rows_do(rows, "does", "do") + " not keep it",
            "Change or delete these rows first.");
    }
    /// Of rows that have a label that is not there any more.
    void gone_labels(const migrate::enum_definition& old, const migrate::enum_definition& wanted,
                     const migrate::database_definition& after) {
        std::string gone;
        for (const std::string& each : old.labels)
            if (std::find(wanted.labels.begin(), wanted.labels.end(), each) == wanted.labels.end())
                gone.append(gone.empty() ? "" : ", ").append(quote_text(before_renames(old, each)));
        for (const table& each : after.tables)
            for (const column& one : each.columns) {
                if (gone.empty() || each.kind != migrate::table_kind::table || one.type.ends_with("[]") ||
                    !is_of_type(one, wanted) || !is_there(each, one))
                    continue;
                const std::int64_t rows =
                    count(each, "CAST(" + name_of(each, one.name) + " AS text) IN (" + gone + ")");
                add(kind::stops, rows,
                    "column " + one.name + " of " + each.name + ": " + rows_do(rows, "has", "have") + " one of " +
                        gone + ", which " + wanted.name + " does not have from now on",
                    "Give these rows another value first.");
            }
    }
    /// A label as the database has it now.
    std::string before_renames(const migrate::enum_definition& of, const std::string& label) const {
        std::string was = of.name;
        for (const migrate::rename& each : renames_)
            if (each.column.empty() && each.schema == of.schema && each.to == of.name) was = each.table;
        for (const migrate::rename& each : renames_)
            if (!each.column.empty() && each.schema == of.schema && each.table == was && each.to == label)
                return each.column;
        return label;
    }
    bool is_there(const table& of, const column& what) const {
        const table* const old = before_.find_table(of.schema, of.name);
        return old && old->find_column(what.name);
    }
    bool has_all(const table& of, const std::vector<std::string>& columns) const {
        for (const std::string& each : columns)
            if (!of.find_column(each)) return false;
        return !columns.empty();
    }
    /// NULLs are never the same.
    void refuse_twice(const table& of, const std::vector<std::string>& columns, const std::string& what) {
        if (!has_all(of, columns)) return; // new columns, or expressions
        std::string list, given;
        for (const std::string& each : columns) {
            list.append(list.empty() ? "" : ", ").append(name_of(of, each));
            given.append(given.empty() ? "" : " AND ").append(name_of(of, each)).append(" IS NOT NULL");
        }
        const std::int64_t rows = count("SELECT count(*) FROM (SELECT 1 AS n FROM " + name_of(of) + " WHERE " + given +
                                        " GROUP BY " + list + " HAVING count(*) > 1) AS twice");
        add(kind::stops, rows,
            what + " allows values of " + list + " once, and " + std::to_string(rows) +
                (rows == 1 ? " of them is there more often" : " of them are there more often"),
            "Delete or change the rows that are there twice.");
    }
    void refuse_orphans(const table& of, const constraint& key, const std::string& what) {
        if (!has_all(of, key.columns) || key.columns.size() != key.target.columns.size()) return;
        std::string given, tie;
        const table target{.schema = key.target.schema, .name = key.target.table};
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
            const std::string own = "own." + name_of(of, key.columns[i]);
            given.append(i > 0 ? " AND " : "").append(own).append(" IS NOT NULL");
            tie.append(i > 0 ? " AND " : "").append("other.").append(name_of(target, key.target.columns[i]));
            tie.append(" = ").append(own);
        }
        const std::int64_t rows =
            count("SELECT count(*) FROM " + name_of(of) + " AS own WHERE " + given + " AND NOT EXISTS (SELECT 1 FROM " +
                  name_of(target) + " AS other WHERE " + tie + ")");
        add(kind::stops, rows,
            what + " leads to " + key.target.table + ", and " + rows_do(rows, "leads", "lead") + " nowhere",
            "Delete these rows, or make the ones that they lead to.");
    }

    Session& session_;
    const std::vector<migrate::rename>& renames_;
    const migrate::database_definition& before_;
    std::vector<migrate::loss> found_;
};

} // namespace detail

namespace migrate {

/// What a change would lose, or what is in its way, of the rows that a database has: `find_losses(db, now, wanted)`.
/// Nothing where there are none. It costs a count for each table, column and constraint that goes, changes or is new.
template <class Session> std::vector<loss> find_losses(Session& session, const database_definition& before,
                                                       const database_definition& after,
                                                       const std::vector<rename>& renames = {}) {
    const database_definition renamed = rename_all(before, renames);
    const difference found = compare(renamed, after);
    return detail::loss_finder<Session>(session, renames, renamed).find(found, after);
}

} // namespace migrate
} // namespace v0
} // namespace refract

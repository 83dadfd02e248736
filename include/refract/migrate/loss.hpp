// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/database.hpp>
#include <refract/migrate/compare.hpp>
#include <refract/migrate/leftovers.hpp>
#include <refract/migrate/print_definition.hpp>
#include <refract/migrate/remake.hpp>
#include <refract/migrate/rename.hpp>
#include <refract/migrate/type_change.hpp>

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

/// What an index or a key has once: of `(name COLLATE "C" DESC, lower(code)) NULLS NOT DISTINCT WHERE sold` the
/// texts `name COLLATE "C"` and `lower(code)`, and the condition.
struct unique_text {
    std::vector<std::string> parts{};
    std::string condition{};
    bool has_nulls_once = false;

    explicit unique_text(std::string_view sql) {
        const std::vector<sql_token> all = sql_tokenizer(sql, false).all();
        std::size_t depth = 0, begin = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].is("(") && ++depth == 1 && parts.empty()) begin = i + 1;
            if (begin > 0 && depth == 1 && (all[i].is(",") || all[i].is(")"))) {
                add_part(all, begin, i);
                begin = all[i].is(",") ? i + 1 : 0;
            }
            if (all[i].is(")")) --depth;
            if (depth == 0 && all[i].is("WHERE") && i + 1 < all.size()) {
                condition = std::string(all[i + 1].text.data(), sql.data() + sql.size());
                return;
            }
            has_nulls_once |= depth == 0 && all[i].is("NOT") && i + 1 < all.size() && all[i + 1].is("DISTINCT");
        }
    }

private:
    /// Without the order and the class of operators, which say nothing about which values are the same.
    void add_part(const std::vector<sql_token>& all, std::size_t begin, std::size_t end) {
        if (end > begin + 1 && (all[end - 1].is("FIRST") || all[end - 1].is("LAST"))) end -= 2;
        if (end > begin + 1 && (all[end - 1].is("ASC") || all[end - 1].is("DESC"))) --end;
        if (end > begin + 1 && all[end - 1].is_name() && unquote_sql(all[end - 1].text).ends_with("_ops")) --end;
        if (end <= begin) return;
        const std::string_view last = all[end - 1].text;
        parts.emplace_back(all[begin].text.data(), last.data() + last.size());
    }
};

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
        after_ = &after;
        for (const auto& each : in.tables)
            if (each.is_gone() && each.before->kind == migrate::table_kind::table &&
                !is_kept_part(*each.before, before_, after))
                dropped_table(*each.before);
        for (const migrate::table_change& each : in.changed) {
            if (each.before->kind != migrate::table_kind::table) continue;
            for (const auto& one : each.columns) changed_column(*each.before, one);
            for (const auto& one : each.constraints) {
                if (one.after) new_constraint(in, each, *one.after);
                if (one.after && one.after->kind == migrate::constraint_kind::check)
                    refuse_violators(in, each, *one.after);
            }
            for (const auto& one : each.indexes)
                if (one.after && one.after->is_unique)
                    refuse_twice(in, each, one.after->columns, one.after->sql, "the unique index " + one.after->name);
        }
        for (const auto& each : in.enums)
            if (each.is_changed()) gone_labels(*each.before, *each.after, after);
        return std::move(found_);
    }

private:
    std::string name_of(const table& of) const {
        return quote_name(of.schema, name_before(renames_, of.schema, of.name));
    }
    std::string name_of(const table& of, const std::string& name) const {
        return quote_name(part_before(renames_, of.schema, of.name, name));
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
        add(kind::loses_values, rows,
            "table " + name_before(renames_, of.schema, of.name) + " is dropped with " + rows_are(rows),
            "Say renamed_from in the model where it has another name now.");
    }
    void changed_column(const table& of, const migrate::change<column>& change) {
        if (change.is_gone()) return dropped_column(of, *change.before);
        const column& wanted = *change.after;
        const std::string where = "column " + wanted.name + " of " + of.name;
        if (wanted.is_generated()) return computed_column(of, change, where);
        if (change.is_new()) {
            if (wanted.nullable || has_default(wanted) || wanted.identity != migrate::identity_kind::none) return;
            const std::int64_t rows = count(of, "");
            return add(kind_of_refusal(wanted.null_conflict, false), rows,
                       where + " is new, is never NULL and has no default, and the table has " + rows_are(rows),
                       "Give it a default, or let it be NULL first.");
        }
        const std::string name = name_of(of, wanted.name);
        if (!says_same(change.before->type, wanted.type) &&
            !keeps_values(changes_of<typename Session::dialect>, change.before->type, wanted.type)) {
            const std::int64_t rows = count(of, name + " IS NOT NULL");
            add(kind::may_not_convert, rows,
                where + " becomes " + wanted.type + ", was " + change.before->type + ", and " +
                    rows_do(rows, "has", "have") + " a value in it",
                "Look whether each value is one of the new type.");
        }
        if (change.before->nullable && !wanted.nullable && !has_default(wanted)) {
            const std::int64_t rows = count(of, name + " IS NULL");
            add(kind_of_refusal(wanted.null_conflict, false), rows,
                where + " is never NULL from now on, and " + rows_do(rows, "has", "have") + " NULL",
                "Give these rows a value, or the column a default.");
        }
    }
    static bool has_default(const column& of) {
        return !of.default_sql.empty() && !sql_token::is_like(of.default_sql, "NULL");
    }
    /// What a database does with a row that it refuses: SQLite leaves out those of ON CONFLICT IGNORE, or the others.
    static kind kind_of_refusal(std::string_view said, bool can_replace) {
        const std::vector<sql_token> tokens = sql_tokenizer(said, true).all();
        for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
            if (tokens[i].is("CONFLICT") &&
                (tokens[i + 1].is("IGNORE") || (can_replace && tokens[i + 1].is("REPLACE"))))
                return kind::loses_values;
        return kind::stops;
    }
    void computed_column(const table& of, const migrate::change<column>& change, const std::string& where) {
        if (change.is_new() || change.before->is_generated()) return;
        const std::int64_t rows = count(of, name_of(of, change.before->name) + " IS NOT NULL");
        add(kind::loses_values, rows,
            where + " is computed from now on, and " + rows_do(rows, "has", "have") + " a value in it",
            "Give the computed column another name where these values are needed.");
    }
    void dropped_column(const table& of, const column& gone) {
        if (gone.is_generated()) return;
        const std::int64_t rows = count(of, name_of(of, gone.name) + " IS NOT NULL");
        add(kind::loses_values, rows,
            "column " + part_before(renames_, of.schema, of.name, gone.name) + " of " + of.name + " is dropped, and " +
                rows_do(rows, "has", "have") + " a value in it",
            "Say renamed_from in the model where it has another name now.");
    }
    void new_constraint(const migrate::difference& in, const migrate::table_change& change, const constraint& wanted) {
        const table& of = *change.before;
        for (const constraint& each : of.constraints)
            if (is_same(each, wanted)) return; // it has another name only
        const std::string what = wanted.name.empty() ? "a constraint of " + of.name : "constraint " + wanted.name;
        if (wanted.kind == migrate::constraint_kind::unique || wanted.kind == migrate::constraint_kind::primary_key)
            refuse_twice(in, change, wanted.columns, wanted.sql, what);
        if (wanted.kind == migrate::constraint_kind::foreign_key && wanted.is_validated)
            refuse_orphans(in, change, wanted, what);
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
    /// SQL about a table, with the names that its columns have now.
    std::string as_it_is(const table& of, std::string sql) const {
        for (const column& each : of.columns) {
            const std::string was = unquote_sql(name_of(of, each.name));
            if (was != each.name) sql = replace_name(sql, each.name, was);
        }
        return sql;
    }
    void refuse_violators(const migrate::difference& in, const migrate::table_change& change,
                          const constraint& wanted) {
        for (const constraint& each : change.before->constraints)
            if (each.kind == wanted.kind && says_same(each.sql, wanted.sql)) return;
        const std::string_view said = wanted.sql;
        const std::size_t open = said.find('('), close = said.rfind(')');
        if (!wanted.is_validated || open == said.npos || !can_be_asked(in, change, wanted.sql)) return;
        const std::string condition = as_it_is(*change.before, std::string(said.substr(open, close + 1 - open)));
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
                gone.append(gone.empty() ? "" : ", ")
                    .append(quote_text(part_before(renames_, old.schema, old.name, each)));
        for (const table& each : after.tables)
            for (const column& one : each.columns) {
                if (gone.empty() || each.kind != migrate::table_kind::table || !is_of_type(one, wanted) ||
                    !is_there(each, one))
                    continue;
                const std::string name = name_of(each, one.name);
                const bool is_array = one.type.ends_with("[]");
                const std::int64_t rows = count(each, is_array ? "EXISTS (SELECT 1 FROM unnest(CAST(" + name +
                                                                     " AS text[])) AS label(of_row) WHERE "
                                                                     "of_row IN (" +
                                                                     gone + "))"
                                                               : "CAST(" + name + " AS text) IN (" + gone + ")");
                add(kind::stops, rows,
                    "column " + one.name + " of " + each.name + ": " + rows_do(rows, "has", "have") + " one of " +
                        gone + ", which " + wanted.name + " does not have from now on",
                    "Give these rows another value first.");
            }
    }
    bool is_there(const table& of, const column& what) const {
        const table* const old = before_.find_table(of.schema, of.name);
        return old && old->find_column(what.name);
    }
    /// What a row has in a column behind the change: `now`, or the default. Empty where only the change knows it.
    std::string value_behind(const migrate::difference& in, const migrate::table_change& change,
                             const std::string& name, const std::string& now) const {
        const column *const old = change.before->find_column(name), *const wanted = change.after->find_column(name);
        if (!wanted) return {};
        const bool can_know = wanted->default_sql.empty() || can_be_asked(in, change, wanted->default_sql);
        if (!old) {
            if (!can_know || wanted->is_generated() || wanted->identity != migrate::identity_kind::none) return {};
            return wanted->default_sql.empty() ? "NULL" : "(" + wanted->default_sql + ")";
        }
        const bool is_filled = old->nullable && !wanted->nullable && !wanted->default_sql.empty();
        if (!is_filled || !can_know || !says_same(old->type, wanted->type)) return now;
        return "coalesce(" + now + ", " + wanted->default_sql + ")";
    }
    /// As which letters are read: those of the index, or those that the column has from now on.
    static std::string collation_of(const migrate::difference& in, const migrate::table_change& change,
                                    const std::string& name, const std::string& part) {
        const column *const old = change.before->find_column(name), *const wanted = change.after->find_column(name);
        std::string collation;
        const std::vector<sql_token> tokens = sql_tokenizer(part, false).all();
        for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
            if (tokens[i].is("COLLATE"))
                collation = part.substr(static_cast<std::size_t>(tokens[i + 1].text.data() - part.data()));
        if (collation.empty() && wanted && (!old || !says_same(wanted->collation, old->collation)))
            collation = wanted->collation;
        for (const auto& each : in.objects)
            if (each.is_new() && !collation.empty() && mentions(collation, each.after->name)) return {};
        return collation.empty() ? "" : " COLLATE " + collation;
    }
    void refuse_twice(const migrate::difference& in, const migrate::table_change& change,
                      const std::vector<std::string>& columns, const std::string& sql, const std::string& what) {
        const table& of = *change.before;
        const unique_text said(sql);
        const bool has_parts = said.parts.size() == columns.size();
        if (columns.empty() || (!said.condition.empty() && !can_be_asked(in, change, said.condition))) return;
        std::string list, values, group, given = said.condition.empty() ? "" : as_it_is(of, said.condition);
        if (!given.empty()) given = "(" + given + ")";
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string part = has_parts ? said.parts[i] : "", alias = "v" + std::to_string(i);
            const bool is_name = !columns[i].empty(),
                       can_know = is_name || (has_parts && can_be_asked(in, change, part));
            const std::string letters = is_name ? collation_of(in, change, columns[i], part) : "";
            const std::string now = is_name ? name_of(of, columns[i]) : "(" + as_it_is(of, part) + ")";
            const std::string value = is_name ? value_behind(in, change, columns[i], now) : now;
            if (!can_know || value.empty()) return;
            const char* const comma = i > 0 ? ", " : "";
            list.append(comma).append(now).append(letters);
            values.append(comma).append(value).append(letters).append(" AS ").append(alias);
            group.append(comma).append(alias);
            if (!said.has_nulls_once) given.append(given.empty() ? "" : " AND ").append(value).append(" IS NOT NULL");
        }
        const std::int64_t rows = count("SELECT count(*) FROM (SELECT 1 AS n FROM (SELECT " + values + " FROM " +
                                        name_of(of) + (given.empty() ? "" : " WHERE " + given) +
                                        ") AS found GROUP BY " + group + " HAVING count(*) > 1) AS twice");
        add(kind_of_refusal(sql, true), rows,
            what + " allows values of " + list + " once, and " + std::to_string(rows) +
                (rows == 1 ? " of them is there more often" : " of them are there more often"),
            "Delete or change the rows that are there twice.");
    }
    /// Whether values of two columns can be compared before the change: one that becomes the other's type only then has
    /// values that mean the same.
    static bool are_alike(const column* old, const column* wanted, const column* old_target, const column* target) {
        if (!old || !wanted || !old_target || !target) return true;
        const bool stay = says_same(old->type, wanted->type) && says_same(old_target->type, target->type);
        return stay || says_same(old->type, old_target->type);
    }
    /// A table or a column that is new and has no default has nothing that a row could lead to.
    void refuse_orphans(const migrate::difference& in, const migrate::table_change& change, const constraint& key,
                        const std::string& what) {
        const table& of = *change.before;
        if (key.columns.empty() || key.columns.size() != key.target.columns.size()) return;
        const table *const old_target = before_.find_table(key.target.schema, key.target.table),
                           *const target = after_->find_table(key.target.schema, key.target.table);
        bool leads_somewhere = old_target != nullptr;
        std::string given, tie;
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
            const std::string& to = key.target.columns[i];
            const std::string own = value_behind(in, change, key.columns[i], "own." + name_of(of, key.columns[i]));
            const column* const old = old_target ? old_target->find_column(to) : nullptr;
            const column* const wanted = target ? target->find_column(to) : nullptr;
            if (own.empty() ||
                !are_alike(of.find_column(key.columns[i]), change.after->find_column(key.columns[i]), old, wanted))
                return;
            if (old_target && !old) {
                if (!wanted || !wanted->default_sql.empty() || wanted->is_generated() ||
                    wanted->identity != migrate::identity_kind::none)
                    return;
                leads_somewhere = false;
            }
            given.append(i > 0 ? " AND " : "").append(own).append(" IS NOT NULL");
            if (!leads_somewhere) continue;
            tie.append(i > 0 ? " AND " : "").append("other.").append(name_of(*old_target, to));
            tie.append(" = ").append(own);
        }
        if (leads_somewhere)
            given += " AND NOT EXISTS (SELECT 1 FROM " + name_of(*old_target) + " AS other WHERE " + tie + ")";
        const std::int64_t rows = count("SELECT count(*) FROM " + name_of(of) + " AS own WHERE " + given);
        add(kind::stops, rows,
            what + " leads to " + key.target.table + ", and " + rows_do(rows, "leads", "lead") + " nowhere",
            "Delete these rows, or make the ones that they lead to.");
    }

    Session& session_;
    const std::vector<migrate::rename>& renames_;
    const migrate::database_definition& before_;
    const migrate::database_definition* after_ = nullptr;
    std::vector<migrate::loss> found_;
};

} // namespace detail

namespace migrate {

/// What a change would lose, or what is in its way, of the rows that a database has: `find_losses(db, now, wanted)`.
/// Nothing where there are none. It costs a count for each table, column and constraint that goes, changes or is new.
template <class Session> std::vector<loss> find_losses(Session& session, const database_definition& before,
                                                       const database_definition& after,
                                                       const std::vector<rename>& renames = {}) {
    const std::vector<rename> all = detail::with_those_in_the_way(before, renames);
    const database_definition renamed = detail::in_case_of(rename_all(before, all), after);
    const difference found = compare(renamed, after);
    return detail::loss_finder<Session>(session, all, renamed).find(found, after);
}

} // namespace migrate
} // namespace v0
} // namespace refract

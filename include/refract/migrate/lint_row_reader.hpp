// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/lint_statement.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Statements that read and write rows, also behind WITH, and what their columns are called.

namespace refract {
inline namespace v0 {
namespace detail {

class lint_row_reader {
    using verb = lint_verb;

public:
    lint_row_reader(lint_cursor& in, lint_statement& made) : in_(in), made_(made) {}

    static bool begins(const lint_cursor& in) {
        return in.is_one_of({"WITH", "UPDATE", "DELETE", "INSERT", "REPLACE", "MERGE", "SELECT"});
    }
    void rows() {
        const lint_cursor first = in_;
        if (!in_.is("WITH") || !in_.seek({"UPDATE", "DELETE", "INSERT", "REPLACE", "SELECT", "MERGE"})) in_ = first;
        if (in_.take("UPDATE"))
            update();
        else if (in_.take("DELETE"))
            erase();
        else if (in_.take("INSERT") || in_.take("REPLACE"))
            insert();
        else if (in_.take("MERGE"))
            merge();
        else
            select();
    }

    /// What the columns of a query are called, as far as they say it; of the others an empty name.
    static std::vector<std::string> names_of_query(lint_cursor in) {
        std::vector<std::string> found;
        if (!in.take("SELECT")) return found;
        if (in.take("DISTINCT") && in.take("ON")) in.skip_group();
        in.take("ALL");
        do found.push_back(output_name(in));
        while (in.take(","));
        return found;
    }

private:
    static bool ends_output(const lint_cursor& in) {
        return in.is_done() || in.is_one_of({",", ")", "FROM", "INTO", "WHERE", "GROUP", "HAVING", "WINDOW", "UNION",
                                             "EXCEPT", "INTERSECT", "ORDER", "LIMIT", "OFFSET", "FETCH", "FOR"});
    }
    static bool is_value(const sql_token& token) {
        return token.kind == sql_token_kind::number || token.kind == sql_token_kind::text;
    }
    static std::string output_name(lint_cursor& in) {
        std::vector<sql_token> tokens;
        for (; !ends_output(in); in.skip_group()) tokens.push_back(in.is("(") ? sql_token{} : in.look());
        const auto name = [&](const sql_token& each) {
            if (!each.is_name() || each.is("END") || each.is("NULL")) return std::string();
            return each.kind == sql_token_kind::word ? small_letters(each.text) : unquote_sql(each.text);
        };
        if (tokens.empty()) return {};
        const sql_token& last = tokens.back();
        if (tokens.size() == 1) return is_value(last) ? "?column?" : name(last); // as PostgreSQL calls a value
        const sql_token& before = tokens[tokens.size() - 2];
        const bool is_group = before.text.empty();
        const bool is_second = tokens.size() == 2 && before.is_name() && !before.is("NOT");
        const bool is_column = before.is(".") && tokens.size() % 2 == 1 && dotted(tokens);
        return before.is("AS") || is_group || is_value(before) || is_second || is_column ? name(last) : std::string();
    }
    static bool dotted(const std::vector<sql_token>& tokens) {
        for (std::size_t i = 1; i < tokens.size(); i += 2)
            if (!tokens[i].is(".")) return false;
        return true;
    }

    void update() {
        made_.verb = verb::update;
        if (in_.take("OR")) in_.skip(); // OR IGNORE
        in_.take("ONLY");
        made_.name = in_.name();
        assign();
        made_.has_where = in_.seek({"WHERE"});
    }
    /// Behind SET, wherever that is.
    void assign() {
        if (!in_.seek({"SET"}) || !in_.take("SET")) return;
        lint_columns assigned;
        do {
            if (in_.is("(")) {
                for (std::string& each : in_.listed_names()) assigned.whole.push_back(std::move(each));
            } else {
                std::string name = in_.word();
                (in_.is(".") || in_.is("[") ? assigned.in_part : assigned.whole).push_back(std::move(name));
            }
            skip_value();
        } while (in_.take(","));
        for (const std::string& each : assigned.whole) made_.listed.push_back(each);
        made_.once.push_back(std::move(assigned));
    }
    void skip_value() {
        for (std::size_t cases = 0; !in_.is_done(); in_.skip_group()) { // CASE WHEN, and WHEN of MERGE
            if (cases == 0 && in_.is_one_of({",", "WHERE", "FROM", "RETURNING", "WHEN"})) return;
            if (in_.is("CASE")) ++cases;
            if (in_.is("END") && cases > 0) --cases;
        }
    }

    void erase() {
        made_.verb = verb::erase;
        in_.take("FROM");
        in_.take("ONLY");
        made_.name = in_.name();
        made_.has_where = in_.seek({"WHERE"});
    }

    void insert() {
        made_.verb = verb::insert;
        if (in_.take("OR")) in_.skip();
        in_.take("INTO");
        made_.name = in_.name();
        if (in_.take("AS")) in_.skip();
        const bool names_columns = in_.is("(") && !in_.is("SELECT", 1);
        if (names_columns) {
            made_.listed = in_.listed_names();
            made_.once.push_back({.whole = made_.listed});
        }
        const lint_cursor rest = in_;
        if (in_.are({"(", "SELECT"})) in_.skip();
        if (in_.seek({"SELECT", "WITH"})) query(names_columns);
        in_ = rest;
        if (in_.seek({"CONFLICT"})) on_conflict();
    }
    void query(bool names_columns) {
        made_.has_query = true;
        if (!in_.take("SELECT")) return;
        made_.copies_all = !names_columns && in_.take("*");
        if (in_.seek({"FROM"}) && in_.take("FROM")) made_.source = in_.name();
        made_.has_where = in_.seek({"WHERE"});
    }
    void on_conflict() {
        const std::vector<std::string> inserted = made_.listed;
        assign();
        made_.listed = inserted;
    }

    /// Each of its WHENs says what is done to rows of the table.
    void merge() {
        made_.verb = verb::merge_rows;
        made_.has_query = made_.has_where = true; // ON
        in_.take("INTO");
        in_.take("ONLY");
        made_.name = in_.name();
        while (in_.seek({"UPDATE", "INSERT"})) {
            if (in_.take("UPDATE"))
                assign();
            else if (in_.take("INSERT") && in_.is("("))
                made_.once.push_back({.whole = in_.listed_names()});
        }
    }

    /// SELECT set_config('lock_timeout', '3s', true) is a setting; SELECT ... INTO makes a table.
    void select() {
        made_.verb = verb::select;
        const lint_cursor first = in_;
        if (!in_.take("SELECT")) return;
        in_.take("PG_CATALOG", ".");
        if (in_.take("SET_CONFIG", "(") && !made_.texts.empty()) {
            made_.verb = verb::set;
            made_.setting = small_letters(made_.texts.front());
            made_.value = made_.texts.size() > 1 ? made_.texts[1] : "";
        } else if (in_.seek({"INTO", "FROM"}) && in_.take("INTO")) {
            made_.verb = verb::create;
            made_.object = "table";
            made_.is_temporary = in_.take("TEMP") || in_.take("TEMPORARY");
            in_.take("UNLOGGED");
            in_.take("TABLE");
            made_.name_written = in_.here();
            made_.name = in_.name();
            made_.has_query = true;
            made_.once.push_back({.whole = names_of_query(first)});
        }
    }

    lint_cursor& in_;
    lint_statement& made_;
};

} // namespace detail
} // namespace v0
} // namespace refract

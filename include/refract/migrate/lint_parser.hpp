// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/lint_alter.hpp>
#include <refract/migrate/lint_row_reader.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Statements that rules speak of; of any other only its first word is known.

namespace refract {
inline namespace v0 {
namespace detail {

class lint_parser {
    using verb = lint_verb;

public:
    lint_parser(std::string_view sql, bool brackets_quote)
        : tokens_(sql_tokenizer(sql, brackets_quote).all()), in_(tokens_) {
        made_.sql = sql;
        for (const sql_token& each : tokens_)
            if (each.kind == sql_token_kind::text && each.text.starts_with('\''))
                made_.texts.push_back(unquote_sql(each.text));
    }

    lint_statement statement() && {
        if (in_.take("CREATE"))
            create();
        else if (in_.take("ALTER"))
            alter();
        else if (in_.take("DROP"))
            drop();
        else if (lint_row_reader::begins(in_))
            lint_row_reader(in_, made_).rows();
        else if (in_.is_one_of({"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT"}))
            transaction();
        else
            other();
        return std::move(made_);
    }

private:
    bool take_option(std::string_view word) { // in (VERBOSE, CONCURRENTLY true)
        bool has_it = false;
        if (!in_.take("(")) return false;
        while (!in_.is_done() && !in_.take(")")) {
            const bool is_it = in_.is(word);
            in_.skip();
            const bool is_off = in_.is("FALSE") || in_.is("OFF") || in_.is("0") || is_off_as_text();
            has_it = has_it || (is_it && !is_off);
        }
        return has_it;
    }

    bool is_off_as_text() const { // 'off', E'off'
        const std::string_view text = in_.look().text;
        const std::size_t quote = text.find('\'');
        if (quote == text.npos) return false;
        const std::string value = small_letters(unquote_sql(text.substr(quote)));
        return value == "false" || value == "off" || value == "0";
    }

    void create() {
        made_.verb = verb::create;
        made_.is_replacing = in_.take("OR", "REPLACE");
        in_.take("GLOBAL");
        in_.take("LOCAL");
        made_.is_temporary = in_.take("TEMP") || in_.take("TEMPORARY");
        in_.take("UNLOGGED");
        made_.is_unique = in_.take("UNIQUE");
        made_.is_foreign = in_.are({"FOREIGN", "TABLE"}) && in_.take("FOREIGN");
        made_.is_virtual = in_.take("VIRTUAL");
        in_.take("RECURSIVE");
        in_.take("CONSTRAINT"); // CREATE CONSTRAINT TRIGGER
        made_.object = small_letters(in_.look().text);
        if (in_.take("MATERIALIZED", "VIEW"))
            made_.object = "materialized view";
        else
            in_.skip();
        if (made_.object == "index") return create_index();
        made_.is_if_exists = in_.take_if_exists();
        made_.name_written = in_.here();
        made_.name = in_.name();
        if (made_.object == "table") return create_table();
        if (made_.object == "domain") return create_domain();
        if (made_.object == "type" && in_.take("AS", "ENUM")) made_.labels = made_.texts;
        if (made_.object == "trigger" && in_.seek({"ON"}) && in_.take("ON")) made_.table = in_.name();
        if (made_.object == "view" || made_.object == "materialized view") create_view();
    }
    void create_index() {
        made_.is_concurrent = in_.take("CONCURRENTLY");
        made_.is_if_exists = in_.take_if_exists();
        made_.name_written = in_.here();
        if (!in_.is("ON")) made_.name = in_.name();
        if (!in_.take("ON")) return;
        made_.is_local = in_.take("ONLY");
        made_.table = in_.name();
        if (in_.take("USING")) made_.setting = in_.word();
        const std::size_t begin = in_.place() + 1;
        made_.listed = in_.listed_names();
        made_.value = in_.text_from(begin);
        if (made_.value.ends_with(')')) made_.value.pop_back();
        made_.has_where = in_.seek({"WHERE"});
    }
    void create_table() {
        if (in_.take("PARTITION", "OF")) {
            made_.is_partition = true;
            made_.table = in_.name();
        } else if (in_.take("(")) {
            elements();
        }
        if (!in_.seek({"AS"})) return;
        made_.has_query = true;
        in_.take("AS");
        made_.once.push_back({.whole = lint_row_reader::names_of_query(in_)});
    }
    void elements() {
        lint_column_reader read(in_);
        while (!in_.is_done() && !in_.is(")")) {
            const std::size_t before = in_.place();
            if (in_.take("LIKE")) {
                made_.has_query = true; // keys come along from elsewhere
            } else if (read.begins_table_constraint()) {
                made_.constraints.push_back(read.table_constraint());
            } else {
                made_.columns.push_back(read.column());
            }
            while (!in_.is_done() && !in_.is(",") && !in_.is(")")) in_.skip_group();
            in_.take(",");
            if (in_.place() == before) in_.skip();
        }
        in_.take(")");
    }
    /// The names of its columns are said first, or by its query.
    void create_view() {
        lint_columns named{.whole = in_.listed_names()};
        if (named.whole.empty() && in_.seek({"AS"}) && in_.take("AS"))
            named.whole = lint_row_reader::names_of_query(in_);
        made_.once.push_back(std::move(named));
    }
    void create_domain() {
        in_.take("AS");
        lint_column_reader read(in_);
        lint_column made{.written = in_.here()};
        made.type = read.type();
        made.is_not_null = lint_cursor(in_).seek({"NOT"});
        lint_cursor rest = in_;
        if (rest.seek({"CHECK"})) made.constraints.push_back({.name = made_.name.name, .written = rest.here()});
        made_.columns.push_back(std::move(made));
    }

    void alter() {
        made_.verb = verb::alter;
        made_.object = small_letters(in_.look().text);
        if (in_.take("MATERIALIZED", "VIEW"))
            made_.object = "materialized view";
        else if (in_.take("FOREIGN", "TABLE"))
            made_.object = "foreign table";
        else
            in_.skip();
        if (in_.is("ALL") || made_.object == "default" || made_.object == "system") return;
        made_.is_if_exists = in_.take_if_exists();
        in_.take("ONLY");
        made_.name = in_.name();
        if (in_.is("(")) in_.skip_group(); // arguments of a function
        in_.take("*");
        if (made_.object == "table" || made_.object == "index") made_.table = made_.name;
        made_.actions = lint_alter_reader(in_, made_.object).actions();
    }

    void drop() {
        made_.verb = verb::drop;
        made_.object = small_letters(in_.look().text);
        if (in_.is("MATERIALIZED") || in_.is("FOREIGN") || in_.is("EVENT") || in_.is("TEXT") || in_.is("ACCESS")) {
            in_.skip();
            made_.object.append(" ").append(small_letters(in_.look().text));
        }
        in_.skip();
        made_.is_concurrent = in_.take("CONCURRENTLY");
        made_.is_if_exists = in_.take_if_exists();
        made_.names = in_.names();
        made_.name = made_.names.front();
        if (in_.take("ON")) made_.table = in_.name();
        made_.is_cascading = in_.seek({"CASCADE"});
    }

    void transaction() {
        const bool begins = in_.is("BEGIN") || in_.is("START"), commits = in_.is("COMMIT") || in_.is("END");
        made_.verb = begins ? verb::begin : commits ? verb::commit : verb::rollback;
        in_.skip();
        if (in_.seek({"TO", "PREPARED"})) made_.verb = verb::other; // of a savepoint, or of two phases
    }

    void other() {
        static constexpr std::pair<std::string_view, verb> words[]{
            {"TRUNCATE", verb::truncate}, {"REINDEX", verb::reindex}, {"REFRESH", verb::refresh},
            {"CLUSTER", verb::cluster},   {"VACUUM", verb::vacuum},   {"LOCK", verb::lock},
            {"SET", verb::set},           {"PRAGMA", verb::pragma},   {"COMMENT", verb::comment},
            {"REVOKE", verb::revoke}};
        for (const auto& [word, is] : words)
            if (in_.take(word)) made_.verb = is;
        switch (made_.verb) {
        case verb::truncate:
        case verb::lock: return tables();
        case verb::reindex: return reindex();
        case verb::refresh:
            in_.take("MATERIALIZED", "VIEW");
            made_.is_concurrent = in_.take("CONCURRENTLY");
            made_.name = in_.name();
            return;
        case verb::vacuum:
        case verb::cluster:
            made_.is_full = in_.is("(") ? take_option("FULL") : in_.take("FULL");
            for (const std::string_view each : {"FREEZE", "VERBOSE", "ANALYZE"}) in_.take(each);
            made_.names = in_.names();
            if (in_.take("ON")) made_.names = in_.names(); // CLUSTER by_price ON ware
            made_.name = made_.names.front();
            return;
        case verb::set:
        case verb::pragma: return setting();
        default: return;
        }
    }
    void tables() {
        in_.take("TABLE");
        made_.names = in_.names();
        made_.name = made_.names.front();
        if (in_.take("IN")) {
            const std::size_t begin = in_.place();
            if (in_.seek({"MODE"})) made_.value = small_letters(in_.text_from(begin));
        } else {
            made_.is_cascading = in_.seek({"CASCADE"});
        }
    }
    void reindex() {
        made_.is_concurrent = take_option("CONCURRENTLY");
        made_.object = small_letters(in_.look().text);
        in_.skip();
        made_.is_concurrent = in_.take("CONCURRENTLY") || made_.is_concurrent;
        made_.name = in_.name();
    }
    void setting() {
        in_.take("SESSION");
        made_.is_local = in_.take("LOCAL");
        const lint_name name = in_.name();
        made_.setting = name.text();
        if (made_.verb == verb::pragma && !name.schema.empty()) made_.setting = name.name;
        const bool is_given = in_.take("=") || in_.take("TO") || in_.take("(");
        if (is_given) made_.value = small_letters(unquote_sql(in_.look().text));
    }

    std::vector<sql_token> tokens_;
    lint_cursor in_;
    lint_statement made_;
};

inline lint_statement parse_lint_statement(std::string_view sql, bool brackets_quote) {
    return lint_parser(sql, brackets_quote).statement();
}

} // namespace detail
} // namespace v0
} // namespace refract

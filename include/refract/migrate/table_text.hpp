// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/quote_name.hpp>
#include <refract/base/sql_tokens.hpp>
#include <refract/migrate/definition.hpp>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// A table from the text of its CREATE TABLE, which is all that SQLite keeps of checks, names of constraints,
/// expressions and collations. Grammar: https://sqlite.org/lang_createtable.html

namespace refract {
inline namespace v0 {
namespace detail {

/// Tokens one after another.
class token_reader {
public:
    token_reader(std::string_view sql, std::vector<sql_token> tokens) : sql_(sql), tokens_(std::move(tokens)) {}

    bool is_at_end() const { return at_ >= tokens_.size(); }
    bool is_at(std::string_view upper, std::size_t ahead = 0) const {
        return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].is(upper);
    }
    bool is_at_any(std::initializer_list<std::string_view> words) const {
        for (const std::string_view each : words)
            if (is_at(each)) return true;
        return false;
    }
    bool skip(std::string_view upper) {
        if (!is_at(upper)) return false;
        ++at_;
        return true;
    }
    /// The same word, in whichever case.
    bool skip_word(std::string_view word) {
        if (is_at_end() || !sql_token::is_like(tokens_[at_].text, word)) return false;
        ++at_;
        return true;
    }
    /// All of these, one behind the other, or nothing.
    bool skip_all(std::initializer_list<std::string_view> words) {
        std::size_t ahead = 0;
        for (const std::string_view each : words)
            if (!is_at(each, ahead++)) return false;
        at_ += ahead;
        return true;
    }
    sql_token take() { return is_at_end() ? sql_token{} : tokens_[at_++]; }
    std::string take_name() { return unquote_sql(take().text); }

    /// The text from here to where `skip_one` leads, as it is written but for blanks at its ends.
    template <class Skip> std::string take_text(Skip skip) {
        const std::size_t begin = at_;
        skip();
        if (at_ == begin) return {};
        const char* const first = tokens_[begin].text.data();
        const std::string_view last = tokens_[at_ - 1].text;
        return {first, last.data() + last.size()};
    }
    /// What stands in the parentheses that begin here, without them.
    std::string take_inside() {
        if (!skip("(")) return {};
        std::string inside = take_text([this] { skip_to_closing(); });
        skip(")");
        return inside;
    }
    void skip_parentheses() {
        if (!skip("(")) return;
        skip_to_closing();
        skip(")");
    }
    std::string rest() {
        return take_text([this] { at_ = tokens_.size(); });
    }

private:
    void skip_to_closing() {
        for (std::size_t depth = 1; !is_at_end(); ++at_) {
            if (is_at("(")) ++depth;
            if (is_at(")") && --depth == 0) return;
        }
    }

    std::string_view sql_;
    std::vector<sql_token> tokens_;
    std::size_t at_ = 0;
};

class table_text_reader {
public:
    explicit table_text_reader(std::string_view sql) : in_(sql, sql_tokenizer(sql, true).all()) {}

    migrate::table_definition read() {
        while (!in_.is_at_end() && !in_.is_at("(")) in_.take(); // the name is known
        in_.skip("(");
        while (!in_.is_at_end() && !in_.is_at(")")) {
            if (is_at_constraint())
                table_constraint();
            else
                column();
            in_.skip(",");
        }
        in_.skip(")");
        table_.options = in_.rest();
        return std::move(table_);
    }

private:
    using kind = migrate::constraint_kind;

    bool is_at_constraint() const {
        return !table_.columns.empty() && in_.is_at_any({"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"});
    }
    bool is_at_column_constraint() const {
        return in_.is_at_any({"CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE",
                              "REFERENCES", "GENERATED", "AS"});
    }
    void column() {
        migrate::column_definition& made = table_.columns.emplace_back();
        made.name = in_.take_name();
        made.type = in_.take_text([this] {
            while (!in_.is_at_end() && !is_at_column_constraint() && !in_.is_at_any({",", ")"}))
                if (in_.is_at("("))
                    in_.skip_parentheses();
                else
                    in_.take();
        });
        const std::string name = made.name;
        std::string constraint_name;
        while (is_at_column_constraint()) {
            if (in_.skip("CONSTRAINT")) constraint_name = in_.take_name();
            if (!column_constraint(constraint_name, name)) break;
            if (!in_.is_at("CONSTRAINT")) constraint_name.clear();
        }
    }
    /// False for what no column has.
    bool column_constraint(const std::string& name, const std::string& of) {
        migrate::column_definition& made = table_.columns.back();
        if (in_.skip_all({"PRIMARY", "KEY"})) {
            const bool descends = in_.skip("DESC");
            if (!descends) in_.skip("ASC");
            const std::string resolved = conflict();
            std::string sql = "PRIMARY KEY (" + quote_name(of) + counting() + ")" + resolved;
            // Said of the table, as all others are, it would be the row's id, which it is not: it stays in its place.
            if (descends) made.type.append(" PRIMARY KEY DESC").append(resolved), sql.clear();
            add({.kind = kind::primary_key, .name = name, .columns = {of}}, std::move(sql));
        } else if (in_.skip_all({"NOT", "NULL"})) {
            made.nullable = false;
            made.null_conflict = conflict();
        } else if (in_.skip("NULL")) {
        } else if (in_.skip("UNIQUE")) {
            add({.kind = kind::unique, .name = name, .columns = {of}}, "UNIQUE " + quote_names({of}) + conflict());
        } else if (in_.skip("CHECK")) {
            check(name);
        } else if (in_.skip("DEFAULT")) {
            made.default_sql = default_value();
        } else if (in_.skip("COLLATE")) {
            made.collation = quote_name(in_.take_name());
        } else if (in_.is_at("REFERENCES")) {
            foreign_key(name, {of});
        } else if (in_.skip_all({"GENERATED", "ALWAYS", "AS"}) || in_.skip("AS")) {
            made.generated_sql = in_.take_inside();
            made.is_stored = in_.skip("STORED");
            if (!made.is_stored) in_.skip("VIRTUAL");
        } else {
            return false;
        }
        return true;
    }
    /// NULL is none, and a literal says the same in parentheses.
    std::string default_value() {
        if (in_.is_at("(")) {
            const std::string inside = in_.take_inside();
            return is_literal(inside) ? plain_default(inside) : "(" + inside + ")";
        }
        return plain_default(literal());
    }
    static std::string plain_default(const std::string& sql) { return sql_token::is_like(sql, "NULL") ? "" : sql; }
    static bool is_literal(const std::string& sql) {
        const std::vector<sql_token> all = sql_tokenizer(sql, true).all();
        if (all.size() == 1) return all[0].is("NULL") || !all[0].is_name();
        return all.size() == 2 && (all[0].is("-") || all[0].is("+")) && all[1].kind == sql_token_kind::number;
    }
    std::string literal() {
        return in_.take_text([this] {
            if (in_.is_at_any({"-", "+"})) in_.take();
            in_.take();
        });
    }
    void table_constraint() {
        const std::string name = in_.skip("CONSTRAINT") ? in_.take_name() : std::string();
        if (in_.skip_all({"PRIMARY", "KEY"}))
            key(kind::primary_key, name, "PRIMARY KEY ");
        else if (in_.skip("UNIQUE"))
            key(kind::unique, name, "UNIQUE ");
        else if (in_.skip("CHECK"))
            check(name);
        else if (in_.skip_all({"FOREIGN", "KEY"}))
            foreign_key(name, names());
        else
            in_.take();
    }
    void key(kind what, const std::string& name, std::string sql) {
        std::vector<std::string> columns;
        std::string list;
        in_.skip("(");
        while (!in_.is_at_end() && !in_.skip(")")) {
            columns.push_back(in_.take_name());
            list.append(list.empty() ? "(" : ", ").append(quote_name(columns.back()));
            if (in_.skip("COLLATE")) list.append(" COLLATE ").append(quote_name(in_.take_name()));
            if (in_.skip("DESC")) list.append(" DESC");
            in_.skip("ASC");
            list.append(counting());
            in_.skip(",");
        }
        sql.append(list).append(")").append(conflict());
        add({.kind = what, .name = name, .columns = std::move(columns)}, std::move(sql));
    }
    void check(const std::string& name) {
        std::string condition = in_.take_inside();
        add({.kind = kind::check, .name = name}, "CHECK (" + condition + ")");
    }
    void foreign_key(const std::string& name, std::vector<std::string> columns) {
        migrate::constraint_definition made{.kind = kind::foreign_key, .name = name, .columns = std::move(columns)};
        in_.skip("REFERENCES");
        made.target.table = in_.take_name();
        if (in_.is_at("(")) made.target.columns = names();
        std::string sql = "FOREIGN KEY " + quote_names(made.columns) + " REFERENCES " + quote_name(made.target.table);
        if (!made.target.columns.empty()) sql.append(" ").append(quote_names(made.target.columns));
        while (in_.is_at_any({"ON", "MATCH"})) {
            if (in_.skip("MATCH")) {
                in_.take();
                continue;
            }
            in_.take();
            const bool is_delete = in_.is_at("DELETE");
            in_.take();
            (is_delete ? made.target.on_delete : made.target.on_update) = action();
        }
        if (!made.target.on_delete.empty()) sql.append(" ON DELETE ").append(made.target.on_delete);
        if (!made.target.on_update.empty()) sql.append(" ON UPDATE ").append(made.target.on_update);
        sql.append(deferral());
        add(std::move(made), std::move(sql));
    }
    /// NO ACTION is what is without a word.
    std::string action() {
        if (in_.skip_all({"SET", "NULL"})) return "SET NULL";
        if (in_.skip_all({"SET", "DEFAULT"})) return "SET DEFAULT";
        if (in_.skip("CASCADE")) return "CASCADE";
        if (in_.skip("RESTRICT")) return "RESTRICT";
        in_.skip_all({"NO", "ACTION"});
        return {};
    }
    /// Only INITIALLY DEFERRED makes a difference on SQLite.
    std::string deferral() {
        const bool is_not = in_.skip_all({"NOT", "DEFERRABLE"});
        if (!is_not) in_.skip("DEFERRABLE");
        const bool is_deferred = in_.skip_all({"INITIALLY", "DEFERRED"});
        if (!is_deferred) in_.skip_all({"INITIALLY", "IMMEDIATE"});
        return is_deferred && !is_not ? " DEFERRABLE INITIALLY DEFERRED" : "";
    }
    std::string counting() {
        if (!in_.skip("AUTOINCREMENT")) return {};
        table_.keeps_counting = true;
        return " AUTOINCREMENT";
    }
    std::string conflict() {
        if (!in_.skip_all({"ON", "CONFLICT"})) return {};
        std::string word;
        for (const char c : in_.take().text) word += sql_token::upper_case(c);
        return word == "ABORT" ? std::string() : " ON CONFLICT " + word;
    }
    std::vector<std::string> names() {
        std::vector<std::string> all;
        in_.skip("(");
        while (!in_.is_at_end() && !in_.skip(")")) {
            all.push_back(in_.take_name());
            in_.skip(",");
        }
        return all;
    }
    void add(migrate::constraint_definition made, std::string sql) {
        made.sql = std::move(sql);
        table_.constraints.push_back(std::move(made));
    }

    token_reader in_;
    migrate::table_definition table_;
};

/// The name of a type, without its schema and quotes: "app.mood" as {"app", "mood"}; empty where it is no name.
inline std::pair<std::string, std::string> name_of_type(std::string_view type) {
    const std::vector<sql_token> tokens = sql_tokenizer(type, false).all();
    if (tokens.size() == 1 && tokens[0].is_name()) return {"", unquote_sql(tokens[0].text)};
    if (tokens.size() == 3 && tokens[0].is_name() && tokens[1].is(".") && tokens[2].is_name())
        return {unquote_sql(tokens[0].text), unquote_sql(tokens[2].text)};
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

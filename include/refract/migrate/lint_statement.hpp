// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// A statement of SQL taken apart as far as the rules of lint ask: what it does to which table, column and constraint.
///
/// Names are as the database takes them: without quotes, and what was not quoted in small letters.

namespace refract {
inline namespace v0 {
namespace detail {

struct lint_name {
    std::string schema{}, name{};

    bool empty() const { return name.empty(); }
    /// "app.ware", as a sentence names it.
    std::string text() const { return schema.empty() ? name : schema + "." + name; }
    friend bool operator==(const lint_name&, const lint_name&) = default;
};

struct lint_type {
    std::string name{};      ///< "varchar", "timestamp", "double precision": one spelling for each
    std::string text{};      ///< as it is written: "VARCHAR(20)"
    std::string arguments{}; ///< "20"
    bool is_array = false;
    friend bool operator==(const lint_type&, const lint_type&) = default;
};

enum class lint_constraint_kind : std::uint8_t { primary_key, unique, check, foreign_key, exclusion, not_null };

struct lint_constraint {
    lint_constraint_kind kind = lint_constraint_kind::check;
    std::string name{}; ///< empty: the database makes one
    std::vector<std::string> columns{};
    lint_name target{};         ///< of a foreign key
    std::string expression{};   ///< of a check, without its parentheses
    std::string is_not_null{};  ///< the column of which the check says only that it is not NULL
    std::string using_index{};  ///< an index that is there already
    bool is_not_valid = false;  ///< NOT VALID: rows that are there are not looked at
    std::string_view written{}; ///< where it begins
};

enum class lint_generated : std::uint8_t { no, stored, computed, identity };

struct lint_column {
    std::string name{};
    lint_type type{};
    bool is_not_null = false, is_serial = false, keeps_counting = false;
    std::string default_sql{}; ///< empty: none
    bool is_volatile = false;  ///< its default may be another for each row
    lint_generated generated = lint_generated::no;
    std::vector<lint_constraint> constraints{}; ///< that stand with it
    std::string_view written{};

    const lint_constraint* find(lint_constraint_kind kind) const {
        for (const lint_constraint& each : constraints)
            if (each.kind == kind) return &each;
        return nullptr;
    }
    bool has_default() const { return !default_sql.empty() && default_sql != "null"; }
};

enum class lint_action_kind : std::uint8_t {
    other,
    add_column,
    drop_column,
    set_type,
    set_not_null,
    drop_not_null,
    set_default,
    drop_default,
    set_expression,
    add_identity,
    add_constraint,
    drop_constraint,
    validate,
    rename, ///< the table itself
    rename_column,
    rename_constraint,
    set_schema,
    attach,
    detach,
    rewrite, ///< SET LOGGED, SET TABLESPACE, SET ACCESS METHOD
    disable_trigger,
    row_security_off,
    row_security_on,
    add_value, ///< of an enum
    rename_value,
};

/// One of what ALTER does, of which there may be many.
struct lint_action {
    lint_action_kind kind = lint_action_kind::other;
    std::string name{}; ///< of the column, constraint or value
    std::string to{};   ///< the new name, schema, or what is set
    lint_name other{};  ///< the partition
    lint_column column{};
    lint_constraint constraint{};
    bool is_if_exists = false, is_concurrent = false, is_cascading = false, has_place = false;
    std::string_view written{};
};

enum class lint_verb : std::uint8_t {
    other,
    create,
    alter,
    drop,
    truncate,
    update,
    erase, ///< DELETE
    insert,
    merge_rows,
    reindex,
    refresh,
    cluster,
    vacuum,
    lock,
    set,
    pragma,
    begin,
    commit,
    rollback,
    comment,
    revoke,
    select,
};

/// Columns that are named, none of which may stand there twice.
struct lint_columns {
    std::vector<std::string> whole{};
    std::vector<std::string> in_part{}; ///< `a.x = 1`, `a[1] = 2`: of these many
};

struct lint_statement {
    lint_verb verb = lint_verb::other;
    std::string object{};           ///< "table", "index", "materialized view": of CREATE, ALTER, DROP, REINDEX
    lint_name name{};               ///< of the thing; the table of what writes rows
    lint_name table{};              ///< the one that an index, trigger or partition is of
    std::vector<lint_name> names{}; ///< of DROP, TRUNCATE and LOCK
    std::vector<lint_column> columns{};
    std::vector<lint_constraint> constraints{};
    std::vector<lint_action> actions{};
    std::vector<std::string> listed{}; ///< columns: assigned, inserted, or of an index; an expression is empty
    std::vector<lint_columns> once{};  ///< lists of columns, each of which has every one once
    std::string setting{}, value{};    ///< of SET and PRAGMA; the mode of LOCK
    std::vector<std::string> labels{}; ///< of a new enum

    bool is_unique = false, is_concurrent = false, is_if_exists = false, is_cascading = false, is_temporary = false;
    bool has_where = false, has_query = false, is_replacing = false, is_full = false, copies_all = false;
    bool is_partition = false, is_foreign = false, is_virtual = false, is_local = false;
    bool is_in_block = false, is_unread = false; ///< DO; its text is put together only when it runs

    lint_name source{};               ///< INSERT ... SELECT ... FROM it
    std::string_view sql{};           ///< as it is written
    std::vector<std::string> texts{}; ///< the quoted texts in it
    std::string_view name_written{};  ///< of CREATE
};

inline std::string small_letters(std::string_view text) {
    std::string small(text);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

/// Reads the tokens of a statement one after another. It never goes behind the last one, whatever the text is.
class lint_cursor {
public:
    explicit lint_cursor(const std::vector<sql_token>& tokens) : tokens_(&tokens) {}

    bool is_done() const { return at_ >= tokens_->size(); }
    std::size_t place() const { return at_; }
    void go_to(std::size_t place) { at_ = place; }
    void skip() { at_ += is_done() ? 0 : 1; }
    sql_token look(std::size_t ahead = 0) const {
        return at_ + ahead < tokens_->size() ? (*tokens_)[at_ + ahead] : sql_token{};
    }
    /// From here to the end of the text, for the place in it.
    std::string_view here() const {
        if (tokens_->empty()) return {};
        return is_done() ? tokens_->back().text.substr(tokens_->back().text.size()) : look().text;
    }

    bool is(std::string_view word, std::size_t ahead = 0) const {
        return at_ + ahead < tokens_->size() && (*tokens_)[at_ + ahead].is(word);
    }
    bool are(std::initializer_list<std::string_view> words) const {
        std::size_t ahead = 0;
        for (const std::string_view each : words)
            if (!is(each, ahead++)) return false;
        return true;
    }
    bool is_one_of(std::initializer_list<std::string_view> words) const {
        return std::any_of(words.begin(), words.end(), [&](std::string_view each) { return is(each); });
    }
    /// Goes behind the words if they stand here.
    template <class... Word> bool take(const Word&... words) {
        if (!are({std::string_view(words)...})) return false;
        at_ += sizeof...(words);
        return true;
    }
    /// Goes to the next of these words that stands in no parentheses; false, and to the end, where there is none.
    bool seek(std::initializer_list<std::string_view> words) {
        for (; !is_done(); skip_group())
            if (is_one_of(words)) return true;
        return false;
    }
    /// A token, or all in the parentheses that begin here.
    void skip_group() {
        std::size_t depth = 0;
        do {
            if (is("(")) ++depth;
            if (is(")") && depth > 0) --depth;
            skip();
        } while (!is_done() && depth > 0);
    }
    /// The tokens from a place to this one, with a blank between them.
    std::string text_from(std::size_t begin) const {
        if (begin >= at_ || begin >= tokens_->size()) return {};
        const std::string_view first = (*tokens_)[begin].text,
                               last = (*tokens_)[std::min(at_, tokens_->size()) - 1].text;
        return std::string(first.data(), last.data() + last.size());
    }

    /// A name without quotes; empty where none stands here.
    std::string word() {
        if (!look().is_name()) return {};
        const sql_token token = look();
        skip();
        return token.kind == sql_token_kind::word ? small_letters(token.text) : unquote_sql(token.text);
    }
    /// `app.ware`, also of three parts.
    lint_name name() {
        lint_name found{.name = word()};
        while (is(".") && look(1).is_name()) {
            skip();
            found.schema = std::exchange(found.name, word());
        }
        return found;
    }
    std::vector<lint_name> names() {
        std::vector<lint_name> found;
        do {
            take("ONLY");
            found.push_back(name());
            if (is("(")) skip_group(); // arguments of a function
            take("*");
        } while (take(","));
        return found;
    }
    /// `(a, b DESC, lower(c))`: an expression is an empty name.
    std::vector<std::string> listed_names() {
        std::vector<std::string> found;
        if (!take("(")) return found;
        while (!is_done() && !is(")")) {
            const bool is_plain = look().is_name() && !is("(", 1) && !is(".", 1);
            found.push_back(is_plain ? word() : std::string());
            while (!is_done() && !is(",") && !is(")")) skip_group();
            take(",");
        }
        take(")");
        return found;
    }
    /// Whether IF EXISTS or IF NOT EXISTS stands here.
    bool take_if_exists() { return take("IF", "EXISTS") || take("IF", "NOT", "EXISTS"); }

private:
    const std::vector<sql_token>* tokens_;
    std::size_t at_ = 0;
};

/// Functions, and words before parentheses, whose result is one for all rows of a statement.
inline constexpr std::string_view steady_functions[]{"now",
                                                     "transaction_timestamp",
                                                     "statement_timestamp",
                                                     "current_timestamp",
                                                     "current_date",
                                                     "current_time",
                                                     "cast",
                                                     "array",
                                                     "row",
                                                     "coalesce",
                                                     "nullif",
                                                     "greatest",
                                                     "least",
                                                     "lower",
                                                     "upper",
                                                     "trim",
                                                     "length",
                                                     "concat",
                                                     "format",
                                                     "md5",
                                                     "encode",
                                                     "decode",
                                                     "date",
                                                     "date_trunc",
                                                     "timezone",
                                                     "make_date",
                                                     "make_time",
                                                     "make_timestamp",
                                                     "make_timestamptz",
                                                     "make_interval",
                                                     "to_timestamp",
                                                     "to_date",
                                                     "to_char",
                                                     "to_number",
                                                     "current_setting",
                                                     "to_jsonb",
                                                     "to_json",
                                                     "jsonb_build_object",
                                                     "jsonb_build_array",
                                                     "json_build_object",
                                                     "json_build_array",
                                                     "abs",
                                                     "round",
                                                     "floor",
                                                     "ceil",
                                                     "numeric",
                                                     "decimal",
                                                     "varchar",
                                                     "char",
                                                     "character",
                                                     "varying",
                                                     "bit",
                                                     "timestamp",
                                                     "timestamptz",
                                                     "time",
                                                     "interval",
                                                     "float",
                                                     "int4range",
                                                     "int8range",
                                                     "tstzrange",
                                                     "daterange",
                                                     "numrange",
                                                     "in",
                                                     "any",
                                                     "point",
                                                     "box",
                                                     "and",
                                                     "or",
                                                     "not",
                                                     "precision",
                                                     "current_user",
                                                     "session_user",
                                                     "datetime",
                                                     "strftime",
                                                     "json",
                                                     "json_object",
                                                     "json_array",
                                                     "ifnull"};
/// Of these the server has none with an argument: that one is somebody's own.
inline constexpr std::string_view bare_functions[]{"now", "transaction_timestamp", "statement_timestamp"};

/// Whether an expression may be another for each row that it is computed for. What is not known may be.
inline bool is_volatile_expression(lint_cursor in, std::size_t end) {
    const auto has = [](const auto& names, const std::string& name) {
        return std::find(std::begin(names), std::end(names), name) != std::end(names);
    };
    for (; in.place() < end && !in.is_done(); in.skip()) {
        if (in.take("PG_CATALOG", ".") && in.is_done()) return false;
        if (in.look().is_name() && in.is(".", 1) && in.is("(", 3)) return true; // of another schema
        if (!in.look().is_name() || !in.is("(", 1)) continue;
        const std::string name = small_letters(unquote_sql(in.look().text));
        if (!has(steady_functions, name) || (has(bare_functions, name) && !in.is(")", 2))) return true;
    }
    return false;
}

} // namespace detail
} // namespace v0
} // namespace refract

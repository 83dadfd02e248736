// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/quote_name.hpp>
#include <refract/migrate/lint_danger_rules.hpp>
#include <refract/migrate/lint_habit_rules.hpp>
#include <refract/migrate/lint_known.hpp>
#include <refract/migrate/lint_parser.hpp>
#include <refract/migrate/lint_rule.hpp>
#include <refract/migrate/print_definition.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What the rules of lint stand on: what the migrations before a statement have made, and how a finding is told.

namespace refract {
inline namespace v0 {
namespace detail {

/// A name as SQL says it: without quotes where it needs none.
inline std::string plain_sql_name(const std::string& name) {
    const bool is_plain =
        !name.empty() && (name[0] < '0' || name[0] > '9') && std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        });
    return is_plain ? name : quote_name(name);
}

/// A part of a rule's text: how a sentence says it, and how SQL does.
struct lint_word {
    std::string plain{}, sql{};

    lint_word() = default;
    lint_word(const std::string& name) : plain(name), sql(plain_sql_name(name)) {}
    lint_word(const lint_name& name) : plain(name.text()), sql(plain_sql_name(name.name)) {
        if (!name.schema.empty()) sql = plain_sql_name(name.schema) + "." + sql;
    }
    lint_word(const std::vector<std::string>& names) {
        for (const std::string& each : names) {
            plain.append(plain.empty() ? "" : ", ").append(each);
            sql.append(sql.empty() ? "" : ", ").append(plain_sql_name(each));
        }
    }
};
/// One that stands for itself: a type, an expression.
inline lint_word as_written(std::string_view text) {
    lint_word made;
    made.plain = made.sql = std::string(text);
    return made;
}

struct lint_parts {
    lint_word table{}, column{}, name{}, type{}, to{}, what{}, value{};
};

/// A check that says of a column that it is not NULL, or a constraint of which that may be so.
struct lint_proof {
    std::string table{}, name{}, column{};
    bool is_validated = false, is_ours = false;
    std::size_t transaction = 0; ///< that added it
    std::string expression{};    ///< of a check
};

class lint_ground {
public:
    explicit lint_ground(const migrate::lint_options& options)
        : options_(options), facts_(*options.database), known_(options.before, facts_.default_schema) {
        if (options.before)
            for (const migrate::table_definition& each : options.before->tables)
                for (const migrate::index_definition& index : each.indexes)
                    index_tables_[index.name] = key({each.schema, each.name});
    }

protected:
    using constraint_kind = lint_constraint_kind;

    std::int32_t version() const { return options_.version ? options_.version : facts_.usual_version; }
    bool is_since(std::int32_t first) const { return first != 0 && version() >= first; }

    std::string key(const lint_name& of) const {
        return (of.schema == facts_.default_schema ? std::string() : of.schema) + "." + of.name;
    }
    static std::string key(const std::string& table, const std::string& column) { return table + "." + column; }

    bool is_made(const lint_name& table) const { return made_.count(key(table)) > 0; }
    bool is_made(const lint_name& table, const std::string& column) const {
        return is_made(table) || made_columns_.count(key(key(table), column)) > 0;
    }
    std::int64_t rows_of(const lint_name& table, std::int64_t unknown) const {
        for (const migrate::row_count& each : options_.rows)
            if (key({each.schema, each.table}) == key(table)) return each.rows;
        const auto old = old_names_.find(key(table));
        return old == old_names_.end() ? unknown : rows_of(table_named(old->second), unknown);
    }
    /// Nobody waits for what is done to it.
    bool is_quiet(const lint_name& table) const {
        return is_made(table) || rows_of(table, options_.small_table + 1) <= options_.small_table;
    }
    bool is_empty(const lint_name& table) const { return is_made(table) || rows_of(table, 1) == 0; }
    static lint_name table_named(const std::string& key) {
        const std::size_t point = key.find('.');
        return {key.substr(0, point), key.substr(point + 1)};
    }
    const migrate::table_definition* known(const lint_name& table) const { return known_.find(table); }
    const migrate::column_definition* known(const lint_name& table, const std::string& column) const {
        const migrate::table_definition* const found = known(table);
        return found ? found->find_column(column) : nullptr;
    }

    bool is_on(const migrate::lint_rule& rule) const {
        if (!facts_.has(rule.needs)) return false;
        const std::vector<std::string>& named = rule.is_usual ? options_.rules_off : options_.rules_on;
        if (named.empty()) return rule.is_usual;
        const std::string code = rule.code();
        const bool is_named = std::any_of(named.begin(), named.end(),
                                          [&](const std::string& each) { return each == rule.name || each == code; });
        return is_named != rule.is_usual;
    }
    void report(const migrate::lint_rule& rule, const lint_parts& parts, std::string_view written = {}) {
        if (!is_judged_ || !is_on(rule)) return;
        const std::string_view where = written.data() ? written : at_->sql;
        const std::size_t place = static_cast<std::size_t>(where.data() - script_.data());
        const std::string_view before = script_.substr(0, place);
        const std::size_t line_begin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
        std::string remedy(rule.remedy);
        if (!rule.fix.empty()) remedy.append("\n").append(fill(rule.fix, parts, true));
        found_.push_back({.rule = rule.code(),
                          .name = std::string(rule.name),
                          .weight = rule.weight,
                          .migration = migration_,
                          .line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
                          .column = characters_of(before.substr(line_begin)) + 1,
                          .table = parts.table.sql,
                          .statement = std::string(at_->sql),
                          .message = fill(rule.message, parts, false),
                          .remedy = std::move(remedy)});
    }
    static std::size_t characters_of(std::string_view text) {
        return static_cast<std::size_t>(std::count_if(
            text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    }
    static std::string fill(std::string_view pattern, const lint_parts& parts, bool is_sql) {
        const auto of = [&](const lint_word& word) -> std::string_view { return is_sql ? word.sql : word.plain; };
        return fill_pattern(pattern, {{"table", of(parts.table)},
                                      {"column", of(parts.column)},
                                      {"name", of(parts.name)},
                                      {"type", of(parts.type)},
                                      {"to", of(parts.to)},
                                      {"what", of(parts.what)},
                                      {"value", of(parts.value)}});
    }
    /// Whether SQL names something.
    bool speaks_of(const std::string& sql, const std::string& name) const {
        for (const sql_token& each : sql_tokenizer(sql, facts_.brackets_quote).all())
            if (each.is_name() && sql_token::is_like(unquote_sql(each.text), name)) return true;
        return false;
    }
    /// Whether a statement behind the one at hand, in the same migration, is such a one.
    template <class Test> bool any_later(const Test& test) const {
        return std::any_of(all_.begin() + static_cast<std::ptrdiff_t>(number_) + 1, all_.end(), test);
    }
    template <class Test> bool any_earlier(const Test& test) const {
        return std::any_of(all_.begin(), all_.begin() + static_cast<std::ptrdiff_t>(number_), test);
    }

    const migrate::lint_options& options_;
    const lint_facts& facts_;
    lint_known known_;
    std::map<std::string, std::string> old_names_{}; ///< of tables, in this run
    std::vector<migrate::finding> found_{};

    // The migration, and the statement in it.
    std::string migration_{};
    std::string_view script_{};
    std::vector<lint_statement> all_{};
    std::size_t number_ = 0;
    const lint_statement* at_ = nullptr;
    bool is_judged_ = true;

    // The transaction.
    bool in_transaction_ = true;
    std::size_t transaction_ = 0;
    std::set<std::string> altered_{};                             ///< tables, in this transaction
    std::vector<std::pair<lint_name, std::string>> new_values_{}; ///< of enums, in this transaction
    bool has_lock_timeout_ = false, has_statement_timeout_ = false, keys_look_away_ = false, is_legacy_ = false;
    bool has_said_lock_timeout_ = false, has_said_statement_timeout_ = false;

    // What the run has made and changed.
    std::set<std::string> made_{}, made_columns_{}, made_indexes_{}, filled_{}, required_{}, long_names_{};
    std::map<std::string, std::string> index_tables_{}, types_{};
    std::vector<lint_proof> proofs_{};
};

/// Looks at columns and constraints, of new tables and of those that are there.
class lint_table_checks : public lint_ground {
protected:
    using lint_ground::lint_ground;

    // Types, wherever they are given.
    void look_at_type(const lint_name& table, const std::string& name, const lint_type& type, std::string_view where) {
        const lint_parts parts{.table = table,
                               .column = name,
                               .name = name + "_length",
                               .type = as_written(type.text),
                               .what = as_written(type.arguments)};
        if (type.name == "json") report(lint_rules::json_type, parts, where);
        if (type.name == "char") report(lint_rules::char_type, parts, where);
        if (type.name == "varchar" && !type.arguments.empty()) report(lint_rules::varchar_type, parts, where);
        if (type.name == "timestamp") report(lint_rules::timestamp_type, parts, where);
        if (type.name == "money") report(lint_rules::money_type, parts, where);
        if (type.name == "serial" || type.name == "bigserial" || type.name == "smallserial")
            report(lint_rules::serial_type, parts, where);
    }
    void look_at_key(const lint_name& table, const lint_column& key) {
        const std::string& type = key.type.name;
        const bool is_small = type == "smallint" || type == "smallserial";
        if (!is_small && type != "integer" && type != "serial") return;
        report(lint_rules::short_key,
               {.table = table,
                .column = key.name,
                .type = as_written(key.type.text),
                .what = as_written(is_small ? "32767" : "2147483647")},
               key.written);
    }
    /// Said once: a name that is too long is cut wherever it stands.
    void look_at_length(const std::string& name, std::string_view where) {
        if (facts_.longest_name > 0 && name.size() > facts_.longest_name && long_names_.insert(name).second)
            report(lint_rules::long_name, {.name = name, .what = as_written(std::to_string(name.size()))}, where);
    }
    void look_at_name(const std::string& name, std::string_view where) {
        const lint_word word = name;
        look_at_length(name, where);
        if (!name.empty() && word.sql != word.plain) report(lint_rules::odd_name, {.name = word}, where);
    }
    /// As the database knows it.
    std::string cut(const std::string& name) const {
        return facts_.longest_name > 0 ? name.substr(0, facts_.longest_name) : name;
    }
    /// A column twice, or whole and in part.
    void look_for_twice(const lint_columns& named) {
        std::set<std::string> seen, told;
        for (const std::string& each : named.in_part) seen.insert(cut(each));
        for (const std::string& each : named.whole)
            if (!each.empty() && !seen.insert(cut(each)).second && told.insert(cut(each)).second)
                report(lint_rules::named_twice, {.column = each});
    }

    void new_table(const lint_statement& made) {
        if (!made.is_temporary) look_at_table(made);
        made_.insert(key(made.name));
        for (const lint_column& each : made.columns) remember(made.name, each);
        for (const lint_constraint& each : made.constraints) remember(made.name, each);
    }

    void new_column(const lint_name& table, const lint_action& action) {
        const lint_column& made = action.column;
        look_at_name(made.name, action.written);
        look_at_type(table, made.name, made.type, action.written);
        if (made.find(constraint_kind::primary_key)) look_at_key(table, made);
        if (!is_quiet(table)) column_rewrites(table, made, action.written);
        if (!is_empty(table)) column_fails(table, made, action.written);
        for (const lint_constraint& each : made.constraints)
            if (!is_quiet(table)) column_constraint(table, made, each);
        remember(table, made);
        if (!is_made(table)) made_columns_.insert(key(key(table), made.name));
    }

    void new_constraint(const lint_name& table, const lint_constraint& made) {
        if (made.name.empty() && made.kind != constraint_kind::not_null && made.using_index.empty())
            report(lint_rules::unnamed_constraint, {.table = table, .what = as_written(words_of(made.kind))},
                   made.written);
        look_at_name(made.name, made.written);
        if (made.using_index.empty() && !made.is_not_valid && !is_quiet(table)) scans(table, made);
        const bool is_unique = made.kind == constraint_kind::unique || made.kind == constraint_kind::primary_key;
        if (is_unique && made.using_index.empty())
            duplicates(table, made.columns, constraint_words(made), made.written);
        remember(table, made);
    }

    /// Two rows with the same values, unless there are none, or the columns are new and NULL everywhere.
    void duplicates(const lint_name& table, const std::vector<std::string>& columns, const std::string& what,
                    std::string_view where) {
        if (is_empty(table) || columns.empty()) return;
        const bool is_any_plain =
            std::any_of(columns.begin(), columns.end(), [](const auto& each) { return !each.empty(); });
        const bool is_any_new = std::any_of(columns.begin(), columns.end(), [&](const std::string& each) {
            const std::string column = key(key(table), each);
            return made_columns_.count(column) > 0 && required_.count(column) == 0 && filled_.count(column) == 0;
        });
        if (is_any_new) return;
        lint_word listed = is_any_plain ? lint_word(columns) : as_written("expression");
        report(lint_rules::duplicates, {.table = table, .column = std::move(listed), .name = as_written(what)}, where);
    }
    static std::string name_or(const std::string& name, const lint_name& table, const std::vector<std::string>& columns,
                               std::string_view suffix) {
        if (!name.empty()) return name;
        std::string made = table.name;
        for (const std::string& each : columns) made.append("_").append(each.empty() ? "expression" : each);
        return made.append("_").append(suffix);
    }

private:
    void look_at_table(const lint_statement& made) {
        lint_columns names;
        bool has_key = false;
        for (const lint_column& each : made.columns) {
            names.whole.push_back(each.name);
            look_at_name(each.name, each.written);
            look_at_type(made.name, each.name, each.type, each.written);
            if (!each.find(constraint_kind::primary_key)) continue;
            has_key = true;
            look_at_key(made.name, each);
        }
        look_for_twice(names);
        for (const lint_constraint& each : made.constraints) {
            look_at_name(each.name, each.written);
            if (each.kind != constraint_kind::primary_key) continue;
            has_key = true;
            for (const lint_column& column : made.columns)
                if (each.columns.size() == 1 && column.name == each.columns.front()) look_at_key(made.name, column);
        }
        look_at_padding(made);
        if (!has_key) keyless(made);
    }
    void keyless(const lint_statement& made) {
        if (made.has_query || made.is_partition || made.is_foreign || made.is_virtual || made.columns.empty()) return;
        const bool gets_one = any_later([&](const lint_statement& later) {
            return later.verb == lint_verb::alter && key(later.name) == key(made.name) &&
                   std::any_of(later.actions.begin(), later.actions.end(), [](const lint_action& each) {
                       return (each.kind == lint_action_kind::add_constraint &&
                               each.constraint.kind == constraint_kind::primary_key) ||
                              each.column.find(constraint_kind::primary_key);
                   });
        });
        if (!gets_one) report(lint_rules::no_primary_key, {.table = made.name});
    }

    struct width {
        std::size_t size = 0, step = 1;
    };
    static width width_of(const lint_column& column) {
        static constexpr std::pair<std::string_view, std::size_t> sizes[]{
            {"bigint", 8},   {"bigserial", 8}, {"timestamptz", 8}, {"timestamp", 8}, {"double precision", 8},
            {"time", 8},     {"integer", 4},   {"serial", 4},      {"date", 4},      {"real", 4},
            {"smallint", 2}, {"boolean", 1}};
        for (const auto& [name, size] : sizes)
            if (column.type.name == name && !column.type.is_array) return {size, size};
        return column.type.name == "uuid" ? width{16, 1} : width{};
    }
    /// Before the first text only: behind it the places are those of each row.
    void look_at_padding(const lint_statement& made) {
        std::size_t at = 0, sum = 0;
        for (const lint_column& each : made.columns) {
            const width of = width_of(each);
            if (of.size == 0) break;
            at = (at + of.step - 1) / of.step * of.step + of.size;
            sum += of.size;
        }
        const std::size_t waste = (at + 7) / 8 * 8 - (sum + 7) / 8 * 8;
        if (waste > 0) report(lint_rules::padding, {.table = made.name, .what = as_written(std::to_string(waste))});
    }

    static std::string sequence_of(const lint_name& table, const std::string& column) {
        return table.name + "_" + column + "_seq";
    }
    void column_rewrites(const lint_name& table, const lint_column& made, std::string_view where) {
        const lint_parts parts{.table = table,
                               .column = made.name,
                               .name = sequence_of(table, made.name),
                               .type = as_written(made.type.text),
                               .value = as_written(made.default_sql)};
        const bool is_constant = !made.is_volatile && is_since(facts_.steady_default_since);
        if (made.is_serial || made.generated == lint_generated::identity)
            report(lint_rules::counted_column, parts, where);
        else if (made.generated == lint_generated::stored)
            report(lint_rules::stored_generated, parts, where);
        else if (made.has_default() && !is_constant)
            report(lint_rules::volatile_default, parts, where);
    }
    void column_fails(const lint_name& table, const lint_column& made, std::string_view where) {
        const bool is_required = made.is_not_null || made.find(constraint_kind::primary_key);
        if (is_required && !made.has_default() && made.generated == lint_generated::no && !made.is_serial)
            report(lint_rules::required_column,
                   {.table = table, .column = made.name, .type = as_written(made.type.text)}, where);
        const lint_constraint* const unique = made.find(constraint_kind::unique);
        if (unique && made.has_default() && !made.is_volatile)
            report(lint_rules::duplicates,
                   {.table = table, .column = made.name, .name = as_written(constraint_words(*unique))}, where);
    }
    /// A new column without a default is NULL everywhere: foreign keys are not looked at then.
    void column_constraint(const lint_name& table, const lint_column& column, const lint_constraint& made) {
        if (made.kind == constraint_kind::foreign_key && !column.has_default()) return;
        if (made.is_not_valid) return;
        scans(table, made);
    }

    static std::string_view words_of(constraint_kind kind) {
        switch (kind) {
        case constraint_kind::primary_key: return "the primary key";
        case constraint_kind::unique: return "the unique constraint";
        case constraint_kind::foreign_key: return "the foreign key";
        case constraint_kind::exclusion: return "the exclusion constraint";
        default: return "the check";
        }
    }
    static std::string constraint_words(const lint_constraint& made) {
        return std::string(words_of(made.kind)) + (made.name.empty() ? "" : " ") + made.name;
    }
    void scans(const lint_name& table, const lint_constraint& made) {
        const auto parts = [&](std::string_view suffix) {
            return lint_parts{.table = table,
                              .column = made.columns,
                              .name = name_or(made.name, table, made.columns, suffix),
                              .to = made.target,
                              .value = as_written(made.expression)};
        };
        switch (made.kind) {
        case constraint_kind::primary_key: return report(lint_rules::primary_key_inline, parts("pkey"), made.written);
        case constraint_kind::unique: return report(lint_rules::unique_inline, parts("key"), made.written);
        case constraint_kind::exclusion: return report(lint_rules::exclusion_inline, parts("excl"), made.written);
        case constraint_kind::foreign_key: return report(lint_rules::foreign_key_scan, parts("fkey"), made.written);
        case constraint_kind::not_null: return report(lint_rules::not_null_scan, parts("not_null"), made.written);
        case constraint_kind::check: return report(lint_rules::check_scan, parts("check"), made.written);
        }
    }

    void remember(const lint_name& table, const lint_column& made) {
        const std::string name = key(key(table), made.name);
        types_[name] = made.type.text;
        if (made.is_not_null) required_.insert(name);
        for (const lint_constraint& each : made.constraints) remember(table, each);
    }
    void remember(const lint_name& table, const lint_constraint& made) {
        const bool is_proof = made.kind == constraint_kind::check || made.kind == constraint_kind::not_null;
        proofs_.push_back({key(table), made.name, is_proof ? made.is_not_null : std::string(), !made.is_not_valid, true,
                           transaction_, made.expression});
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

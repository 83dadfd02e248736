// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/compare.hpp>
#include <refract/migrate/print_definition.hpp>
#include <refract/migrate/pull_names.hpp>
#include <refract/migrate/pull_objects.hpp>
#include <refract/migrate/pull_types.hpp>
#include <refract/schema/naming.hpp>
#include <refract/schema/table_info.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// A table that is there as a model: what the struct says, and what `refract::table(...)` says.

namespace refract {
inline namespace v0 {
namespace detail {

struct pulled_model {
    const migrate::table_definition* table = nullptr;
    std::string name{};                ///< of the struct
    std::vector<std::string> fields{}; ///< in the order of the columns
    std::vector<pulled_field> types{};
    std::vector<std::string> initial{};      ///< what stands in the braces of each field
    std::vector<std::string> options{};      ///< of refract::table
    std::vector<const pulled_model*> uses{}; ///< models that its keys name
    bool is_link = false;

    std::size_t place_of(std::string_view column) const {
        for (std::size_t i = 0; i < table->columns.size(); ++i)
            if (table->columns[i].name == column) return i;
        for (std::size_t i = 0; i < table->columns.size(); ++i)
            if (sql_token::is_like(table->columns[i].name, column)) return i;
        return fields.size();
    }
};

/// What is said of things that no model has.
struct left_out_list {
    std::vector<std::string>& all;
    void add(const std::string& what, const std::string& why) const { all.push_back(what + ": " + why); }
};

inline std::string place_name(const migrate::table_definition& table) {
    return table.schema.empty() ? table.name : table.schema + "." + table.name;
}

inline bool pull_is_view(const migrate::table_definition& table) {
    return table.kind == migrate::table_kind::view || table.kind == migrate::table_kind::materialized_view;
}

class table_puller {
public:
    table_puller(pulled_model& model, const std::vector<pulled_model>& all, const pull_facts& facts,
                 const sequence_owners& owners, std::string space, const left_out_list& left_out)
        : model_(model), table_(*model.table), all_(all), facts_(facts), owners_(owners), space_(std::move(space)),
          left_out_(left_out) {}

    void pull() {
        if (snake_case(model_.name) != table_.name) add("named(" + cpp_literal(table_.name) + ")");
        if (!table_.schema.empty()) add("in_schema(" + cpp_literal(table_.schema) + ")");
        const bool is_view = pull_is_view(table_);
        if (is_view)
            view();
        else
            primary_key();
        if (!table_.comment.empty()) add("comment(" + cpp_literal(table_.comment) + ")");
        for (std::size_t i = 0; i < model_.fields.size(); ++i) column(i, is_view);
        for (const migrate::constraint_definition& each : table_.constraints)
            if (each.kind != kind::primary_key) constraint(each);
        for (const migrate::index_definition& each : table_.indexes) index(each);
        if (!is_view) storage(), inherited();
        for (const migrate::attachment_definition& each : in_order_of_comments(table_))
            if (!is_late(each)) attachment(each);
    }

    /// All that stands behind the name of a view.
    static std::string query_of(const migrate::table_definition& view, const pull_facts& facts) {
        std::string sql = view.options;
        if (!sql.empty()) sql += ' ';
        sql.append(facts.before_query).append(view.sql);
        while (!sql.empty() && (sql.back() == ';' || sql.back() == ' ' || sql.back() == '\n')) sql.pop_back();
        return sql;
    }
    /// Whether an attachment may read other tables.
    static bool is_late(const migrate::attachment_definition& each) {
        for (const char* const kind : {"policy", "rule", "rule state", "comment on policy", "comment on rule"})
            if (each.kind == kind) return true;
        return false;
    }

    /// Whether models have words for the key that the table has.
    static bool has_plain_key(const migrate::table_definition& table, const pull_facts& facts) {
        const migrate::constraint_definition* const key = table.primary_key();
        if (!key || pull_is_view(table) || key->columns.size() > max_key_columns) return false;
        std::string plain = "PRIMARY KEY " + quote_names(key->columns);
        if (table.keeps_counting) plain = plain.substr(0, plain.size() - 1) + " AUTOINCREMENT)";
        const std::vector<sql_token> said = sql_tokenizer(key->sql, facts.brackets_quote).all();
        return is_same_sql(said, sql_tokenizer(plain, false).all());
    }

private:
    using kind = migrate::constraint_kind;

    static std::string snake_case(std::string_view name) {
        std::string made(2 * name.size(), '\0');
        text_sink out{.out = made.data()};
        put_snake_case(out, name);
        made.resize(out.size);
        return made;
    }
    void add(std::string option) { model_.options.push_back(std::move(option)); }
    std::vector<sql_token> tokens(std::string_view sql) const {
        return sql_tokenizer(sql, facts_.brackets_quote).all();
    }
    bool says(std::string_view sql, const std::string& expected) const {
        return is_same_sql(tokens(sql), tokens(expected));
    }
    void left_out(const std::string& what, const std::string& why) const {
        left_out_.add(place_name(table_) + ": " + what, why);
    }
    std::string member(const pulled_model& of, std::size_t place) const {
        return "&" + space_ + of.name + "::" + of.fields[place];
    }
    /// `&Post::id, &Post::title`; empty where the columns are none of the model's, or too many.
    std::string members(const pulled_model& of, const std::vector<std::string>& columns) const {
        std::string list;
        if (columns.empty() || columns.size() > max_key_columns) return {};
        for (const std::string& each : columns) {
            const std::size_t place = of.place_of(each);
            if (place == of.fields.size()) return {};
            list.append(list.empty() ? "" : ", ").append(member(of, place));
        }
        return list;
    }
    static std::string named(const std::string& name) {
        return name.empty() ? std::string() : ".named(" + cpp_literal(name) + ")";
    }
    /// The name that a constraint gets which says none, where it is certain.
    std::string usual_name(const std::vector<std::string>& columns, std::string_view end) const {
        if (!facts_.names_constraints) return {};
        std::string name = table_.name;
        for (const std::string& each : columns) name.append("_").append(each);
        name.append(end);
        return name.size() > 63 ? std::string() : name;
    }

    std::string named_unless(const std::string& name, const std::vector<std::string>& columns,
                             std::string_view end) const {
        return name == usual_name(columns, end) ? std::string() : named(name);
    }

    void view() {
        const bool is_kept = table_.kind == migrate::table_kind::materialized_view;
        add(is_kept ? "materialized_view" : "read_only_view");
        add("defined_as(" + cpp_literal(query_of(table_, facts_)) + ")");
    }

    void primary_key() {
        const migrate::constraint_definition* const key = table_.primary_key();
        if (!key) return;
        const bool is_counted = table_.keeps_counting;
        const std::string list = members(model_, key->columns);
        if (list.empty() || !has_plain_key(table_, facts_)) {
            left_out("the primary key", "models have no words for \"" + key->sql + "\"; it is made, and finds no rows");
            return add("constraint(" + cpp_literal(key->name) + ", " + cpp_literal(key->sql) + ")");
        }
        std::string more;
        if (key->name != usual_name({}, "_pkey")) more += named(key->name);
        if (is_counted) more += ".autoincrement()";
        const bool is_whole = key->columns.size() == 1 && model_.types[model_.place_of(key->columns[0])].is_whole;
        if (is_whole && !counts(table_.columns[model_.place_of(key->columns[0])])) more += ".given()";
        const bool is_convention =
            key->columns.size() == 1 && model_.fields[model_.place_of(key->columns[0])] == "id" && more.empty();
        if (!is_convention) add("primary_key<" + list + ">" + more);
    }
    bool is_key(const std::string& column) const {
        const migrate::constraint_definition* const key = table_.primary_key();
        return key && std::find_if(key->columns.begin(), key->columns.end(), [&](const std::string& each) {
                          return sql_token::is_like(each, column);
                      }) != key->columns.end();
    }
    /// Whether the database makes the values of a key of one whole number.
    bool counts(const migrate::column_definition& column) const {
        if (!facts_.counted_type.empty())
            return sql_token::is_like(column.type, facts_.counted_type) && !has_no_row_key();
        return column.identity != migrate::identity_kind::none || column.default_sql.starts_with("nextval(");
    }
    bool has_no_row_key() const {
        for (const sql_token& each : tokens(table_.options))
            if (each.is(facts_.row_key_off)) return true;
        return false;
    }
    bool is_made_key(const migrate::column_definition& column) const {
        const migrate::constraint_definition* const key = table_.primary_key();
        return key && key->columns.size() == 1 && is_key(column.name) && counts(column) &&
               model_.types[model_.place_of(column.name)].is_whole;
    }

    void column(std::size_t place, bool is_view) {
        const migrate::column_definition& column = table_.columns[place];
        const pulled_field& field = model_.types[place];
        std::string said;
        if (column.name != model_.fields[place]) said += named(column.name);
        const bool is_serial = !is_view && makes_serial(column);
        const bool is_row_key = !is_view && is_made_key(column) && !facts_.counted_type.empty();
        if (is_serial)
            said += column.type == "bigint"     ? ".type(\"bigserial\")"
                    : column.type == "smallint" ? ".type(\"smallserial\")"
                                                : ".type(\"serial\")";
        else if (!field.is_usual && !is_row_key && !(is_view && column.type.empty()))
            said += ".type(" + cpp_literal(column.type.empty() ? " " : column.type) + ")";
        if (!field.is_known)
            left_out("column " + column.name,
                     "what a column of the type \"" + column.type + "\" holds is not known; it is read as text");
        if (!field.is_there)
            left_out("column " + column.name,
                     "its type \"" + column.type + "\" is made by no model; it has to be there");
        if (!is_view) collation_of("column " + column.name, column.collation);
        if (!is_view) {
            if (is_placed(column.collation))
                run("run_after", "ALTER TABLE " + quote_name(table_) + " ALTER COLUMN " + quote_name(column.name) +
                                     " TYPE " + column.type + " COLLATE " + column.collation);
            else if (!column.collation.empty())
                said += ".collate(" + cpp_literal(unquote_sql(column.collation)) + ")";
            if (column.nullable && is_key(column.name) && !is_row_key) said += ".nullable()";
            if (!column.null_conflict.empty())
                left_out("column " + column.name, "models have no words for NOT NULL" + column.null_conflict);
            if (!is_serial) default_of(said, column, place);
            if (column.is_generated())
                said += ".generated_as(" + cpp_literal(column.generated_sql) +
                        (column.is_stored ? ")" : ", refract::not_stored)");
            if (column.identity == migrate::identity_kind::always) said += ".identity_always()";
            if (column.identity == migrate::identity_kind::by_default && !is_made_key(column)) said += ".identity()";
            counter(column, is_serial);
        }
        if (!column.comment.empty()) said += ".comment(" + cpp_literal(column.comment) + ")";
        if (!said.empty()) add("column<" + member(model_, place) + ">" + said);
    }
    /// `app.german`, which no connection finds by its name alone.
    bool is_placed(const std::string& sql) const {
        const std::vector<sql_token> all = tokens(sql);
        return all.size() == 3 && all[1].is(".");
    }
    /// Whether `serial` makes the sequence that is the column's own, by its usual name.
    bool makes_serial(const migrate::column_definition& column) const {
        return !column.nullable && owners_.owns(column) &&
               sequence_owners::is_usual(asked_sequence(column), table_, column) &&
               (column.type == "integer" || column.type == "bigint" || column.type == "smallint");
    }
    /// A sequence of another name is made before the table. How one counts is said when it is there.
    void counter(const migrate::column_definition& column, bool is_serial) {
        const std::string place = quote_name(table_);
        const std::string sequence = owners_.owns(column) ? asked_sequence(column) : std::string();
        if (!sequence.empty() && !is_serial) {
            const bool is_typed = column.type == "integer" || column.type == "smallint";
            run("run_before", "CREATE " + kind_of_sequence(column.counts_unlogged) + "SEQUENCE " + sequence +
                                  (is_typed ? " AS " + column.type : std::string()));
            run("run_after", "ALTER SEQUENCE " + sequence + " OWNED BY " + place + "." + quote_name(column.name));
        }
        if (is_serial && column.counts_unlogged && !table_.options.starts_with("UNLOGGED"))
            run("run_after", "ALTER SEQUENCE " + sequence + " SET UNLOGGED");
        if (!column.counter_name.empty())
            run("run_after", "ALTER SEQUENCE " + quote_name(table_.schema, table_.name + "_" + column.name + "_seq") +
                                 " RENAME TO " + quote_name(name_of_type(column.counter_name).second));
        if (column.counting.empty()) return;
        if (column.identity != migrate::identity_kind::none)
            run("run_after", "ALTER TABLE " + place + " ALTER COLUMN " + quote_name(column.name) + " " +
                                 counting_from("", column.counting, "SET ") + " RESTART");
        else if (!sequence.empty())
            run("run_after", "ALTER SEQUENCE " + sequence + " " + counting_from("", column.counting, "") + " RESTART");
    }
    void run(const std::string& when, const std::string& sql) { add(when + "(" + cpp_literal(sql) + ")"); }
    void default_of(std::string& said, const migrate::column_definition& column, std::size_t place) {
        if (column.default_sql.empty()) return;
        const pulled_field& field = model_.types[place];
        const std::vector<sql_token> all = tokens(column.default_sql);
        const bool is_text = all[0].kind == sql_token_kind::text && all[0].text.starts_with("'");
        std::string value;
        bool is_same = all.size() == 1 || (is_text && is_cast_to(all, column.type)); // default_to makes the same again
        if (field.is_whole)
            value = whole_number(all, is_same);
        else if (field.is_boolean)
            value = truth(all, is_same);
        else if (field.is_text && is_text && is_cast(all))
            value = cpp_literal(unquote_sql(all[0].text));
        else if (field.enumeration && is_text && is_same)
            value = field.enumeration->value_of(unquote_sql(all[0].text));
        if (value.empty() || !is_same)
            said += ".default_as(" + cpp_literal(column.default_sql) + ")";
        else
            said += ".default_to(" + (field.enumeration ? space_ : "") + value + ")";
        model_.initial[place] = value.empty() ? number(field, column.default_sql) : one_line(value);
    }
    /// `5`, `- 5`, and what PostgreSQL makes of `-5` where the column is none of integers: `'-5'::integer`.
    static std::string whole_number(const std::vector<sql_token>& all, bool& is_same) {
        const bool is_negative = all.size() == 2 && all[0].is("-");
        const bool is_quoted = all.size() == 3 && all[0].kind == sql_token_kind::text && all[1].is("::");
        std::string digits(is_quoted ? unquote_sql(all[0].text) : std::string(all.back().text));
        const bool is_below = is_quoted && digits.starts_with("-");
        if (is_below) digits.erase(0, 1);
        if (!is_quoted &&
            (all.size() > 2 || (all.size() == 2 && !is_negative) || all.back().kind != sql_token_kind::number))
            return {};
        if (digits.empty() || digits.size() > 18 || digits.find_first_not_of("0123456789") != digits.npos ||
            (digits[0] == '0' && digits.size() > 1))
            return {};
        is_same = !is_quoted || (is_below && all[2].is("INTEGER"));
        return (is_negative || is_below ? "-" : "") + digits;
    }
    /// A word where the database has truths, and a number where it has none: else the column is made with another text.
    std::string truth(const std::vector<sql_token>& all, bool& is_same) const {
        const bool has_truths = facts_.counted_type.empty();
        const bool is_word = all[0].is("TRUE") || all[0].is("FALSE");
        if (all.size() != 1 || !(is_word || all[0].text == "0" || all[0].text == "1")) return {};
        is_same = is_word == has_truths;
        return all[0].is("TRUE") || all[0].text == "1" ? "true" : "false";
    }
    /// A literal of a line for each of the text's as a single one.
    static std::string one_line(std::string literal) {
        for (std::size_t end; (end = literal.find('\n')) != literal.npos;)
            literal.erase(end - 1, literal.find('"', end) - end + 2); // "a\n" and "b" behind it
        return literal;
    }
    static bool is_cast(const std::vector<sql_token>& all) {
        if (all.size() == 1) return true;
        if (!all[1].is("::")) return false;
        return std::all_of(all.begin() + 2, all.end(), [](const sql_token& each) { return each.is_name(); });
    }
    /// What a field begins with whose column has a number for its default; empty where C++ says another one.
    static std::string number(const pulled_field& field, const std::string& sql) {
        const std::size_t point = sql.find('.');
        const bool is_plain = sql.find_first_not_of("-0123456789.") == sql.npos && sql.size() < 16;
        if (!is_plain || (point != sql.npos && (point + 1 == sql.size() || point == 0))) return {};
        if (field.group == "real") return (point == sql.npos ? sql + ".0" : sql) + (field.type == "float" ? "f" : "");
        if (field.group != "decimal") return {};
        const std::size_t digits = point == sql.npos ? 0 : sql.size() - point - 1;
        if (field.type < "refract::decimal<" + std::to_string(digits) + ">") return {};
        return field.type + "(\"" + sql + "\")";
    }
    /// Whether a text stands alone, or as one of the column's type.
    bool is_cast_to(const std::vector<sql_token>& all, const std::string& type) const {
        if (all.size() == 1) return true;
        if (!all[1].is("::")) return false;
        const std::string_view bare = std::string_view(type).substr(0, type.find('('));
        const std::vector<sql_token> found(all.begin() + 2, all.end());
        return is_same_sql(found, tokens(bare)) ||
               (found.size() == 1 && bare == "character" && found[0].is("BPCHAR")); // its name in casts
    }

    void constraint(const migrate::constraint_definition& each) {
        if (each.sql.empty()) return;
        const bool is_added = !each.is_validated || (facts_.makes_doubles_once && repeats_key(table_, each));
        if (!is_added && each.kind == kind::unique && says(each.sql, "UNIQUE " + quote_names(each.columns)))
            if (const std::string list = members(model_, each.columns); !list.empty())
                return add("unique<" + list + ">" + named_unless(each.name, each.columns, "_key"));
        if (each.kind == kind::foreign_key && foreign_key(each)) return;
        if (is_added && each.kind != kind::foreign_key)
            return add("run_after(" +
                       cpp_literal("ALTER TABLE " + quote_name(table_) + " ADD CONSTRAINT " + quote_name(each.name) +
                                   " " + each.sql) +
                       ")");
        add("constraint(" + cpp_literal(each.name) + ", " + cpp_literal(each.sql) + ")");
    }
    static std::string action(const std::string& sql) {
        std::string made = "refract::";
        for (const char c : sql) made += c == ' ' ? '_' : ascii_lower(c);
        return made;
    }
    const pulled_model* find_target(const migrate::reference_definition& target) const {
        for (const pulled_model& each : all_)
            if (each.table->kind == migrate::table_kind::table && each.table->schema == target.schema &&
                (each.table->name == target.table ||
                 (facts_.brackets_quote && sql_token::is_like(each.table->name, target.table))))
                return &each;
        return nullptr;
    }
    /// Whether the key is one that models have words for.
    bool foreign_key(const migrate::constraint_definition& each) {
        const pulled_model* const target = find_target(each.target);
        if (!target || each.columns.size() != each.target.columns.size()) return false;
        const std::string from = members(model_, each.columns), to = members(*target, each.target.columns);
        if (from.empty() || to.empty()) return false;
        for (std::size_t i = 0; i < each.columns.size(); ++i)
            if (model_.types[model_.place_of(each.columns[i])].group !=
                target->types[target->place_of(each.target.columns[i])].group)
                return false;
        const std::string behind = quote_names(each.target.columns) +
                                   (each.target.on_update.empty() ? "" : " ON UPDATE " + each.target.on_update) +
                                   (each.target.on_delete.empty() ? "" : " ON DELETE " + each.target.on_delete);
        const std::string other = quote_names(each.target.columns) +
                                  (each.target.on_delete.empty() ? "" : " ON DELETE " + each.target.on_delete) +
                                  (each.target.on_update.empty() ? "" : " ON UPDATE " + each.target.on_update);
        for (const std::string& schema : {std::string(), each.target.schema})
            for (const std::string& actions : {behind, other})
                for (const auto& [sql, said] : {std::pair{"", ""}, std::pair{" DEFERRABLE", ".deferrable()"},
                                                std::pair{" DEFERRABLE INITIALLY DEFERRED", ".deferred()"}})
                    if (says(each.sql, "FOREIGN KEY " + quote_names(each.columns) + " REFERENCES " +
                                           quote_name(schema, each.target.table) + actions + sql)) {
                        add_key(each, from, to, said);
                        model_.uses.push_back(target);
                        return true;
                    }
        return false;
    }
    void add_key(const migrate::constraint_definition& each, const std::string& from, const std::string& to,
                 const std::string& deferral) {
        std::string option = "foreign_key<" + from + ">.references<" + to + ">()";
        if (!each.target.on_delete.empty()) option += ".on_delete(" + action(each.target.on_delete) + ")";
        if (!each.target.on_update.empty()) option += ".on_update(" + action(each.target.on_update) + ")";
        add(option + named_unless(each.name, each.columns, "_fkey") + deferral);
    }

    void collation_of(const std::string& what, const std::string& named) const {
        const std::string name = unquote_sql(named);
        for (const constant_text& each : facts_.collations)
            if (sql_token::is_like(each, name)) return;
        if (!name.empty() && facts_.collations.size() > 0)
            left_out(what, "its collation \"" + name + "\" is made by no model; programs have to define it");
    }
    void index(const migrate::index_definition& each) {
        const std::vector<sql_token> all = tokens(each.sql);
        for (std::size_t i = 0; i + 1 < all.size(); ++i)
            if (all[i].is("COLLATE")) collation_of("index " + each.name, std::string(all[i + 1].text));
        if (!each.is_valid) return left_out("index " + each.name, "it was never finished, and serves no query");
        if (!each.comment.empty()) add("run_last(" + cpp_literal(comment_on_index(table_, each)) + ")");
        const std::string unique = each.is_unique ? ".unique()" : "";
        std::vector<bool> descends;
        const std::string list = is_plain(each, descends) ? members(model_, each.columns) : std::string();
        if (list.empty())
            return add("index_as(" + cpp_literal(each.name) + ", " + cpp_literal(each.sql) + ")" + unique);
        std::string option = "index<" + list + ">" + unique;
        for (std::size_t i = 0; i < descends.size(); ++i)
            if (descends[i]) option += ".descending<" + member(model_, model_.place_of(each.columns[i])) + ">()";
        add(option + named(each.name));
    }
    /// Whether an index is of columns alone: `USING btree (a, b DESC)`.
    bool is_plain(const migrate::index_definition& each, std::vector<bool>& descends) const {
        token_reader in(each.sql, tokens(each.sql));
        for (const sql_token& word : tokens(facts_.plain_index))
            if (!in.skip_word(word.text)) return false;
        if (!in.skip("(")) return false;
        for (const std::string& column : each.columns) {
            if (!descends.empty() && !in.skip(",")) return false;
            if (in.is_at_end() || column.empty() || !sql_token::is_like(in.take_name(), column)) return false;
            descends.push_back(in.skip("DESC"));
            in.skip("ASC");
        }
        return in.skip(")") && in.is_at_end();
    }

    /// A parent that loses a column takes it from its children, unless they say it themselves, as a model does.
    void inherited() const {
        std::string names;
        for (const migrate::column_definition& each : table_.columns)
            if (each.is_inherited) names.append(names.empty() ? "" : ", ").append(each.name);
        if (!names.empty())
            left_out("that " + names + (names.find(", ") == names.npos ? " is" : " are") + " of its parents alone",
                     "a model says all of its columns, and keeps them when a parent loses them");
    }
    void storage() {
        std::string options = table_.options;
        if (options.starts_with("UNLOGGED")) {
            options.erase(0, std::string_view("UNLOGGED ").size());
            add("run_after(" + cpp_literal("ALTER TABLE " + quote_name(table_) + " SET UNLOGGED") + ")");
        }
        if (!options.empty()) add("stored_with(" + cpp_literal(options) + ")");
    }
    void attachment(const migrate::attachment_definition& each) {
        const char* const when = is_of_foreign_key(each, table_) ? "run_last(" : "run_after(";
        if (!is_grant(each)) return add(when + cpp_literal(attachment_sql(table_, each)) + ")");
        if (!std::exchange(tells_grants_, true)) left_out("grants and owner", "models have no words for them");
    }

    pulled_model& model_;
    const migrate::table_definition& table_;
    const std::vector<pulled_model>& all_;
    const pull_facts& facts_;
    const sequence_owners& owners_;
    std::string space_;
    left_out_list left_out_;
    bool tells_grants_ = false;
};

} // namespace detail
} // namespace v0
} // namespace refract

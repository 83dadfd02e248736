// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/quote_name.hpp>
#include <refract/base/sql_tokens.hpp>
#include <refract/migrate/definition.hpp>
#include <refract/migrate/leftovers.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Tables and columns that have other names now: what the database will say once it was told, so that only what
/// differs beyond names is left to change.

namespace refract {
inline namespace v0 {
namespace migrate {

/// Something that has another name now: a table, or one of its columns; a type, or one of its labels.
struct rename {
    std::string schema{}, table{}; ///< the table's or type's name before all renames
    std::string column{};          ///< or the label; empty: it is the table's or type's own name
    std::string to{};

    friend bool operator==(const rename&, const rename&) = default;
};

} // namespace migrate

namespace detail {

/// A text of a catalog in which a name is another, where it is a name and no text or, `but_functions`, function.
inline std::string replace_name(const std::string& sql, std::string_view name, std::string_view by,
                                bool but_functions = true) {
    std::string made;
    const char* copied = sql.data();
    const std::vector<sql_token> tokens = sql_tokenizer(sql, true).all();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool is_function = but_functions && i + 1 < tokens.size() && tokens[i + 1].is("(");
        if (!tokens[i].is_name() || is_function || unquote_sql(tokens[i].text) != name) continue;
        made.append(copied, tokens[i].text.data()).append(quote_name(by));
        copied = tokens[i].text.data() + tokens[i].text.size();
    }
    return made.append(copied, sql.data() + sql.size());
}

/// `'sad'::mood` with another label. Arrays are written `ARRAY['sad'::mood]`.
inline std::string replace_label(const std::string& sql, std::string_view type, std::string_view label,
                                 std::string_view by) {
    std::string made;
    const char* copied = sql.data();
    const std::vector<sql_token> tokens = sql_tokenizer(sql, false).all();
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        std::size_t name = i + 1;
        while (name < tokens.size() && tokens[name].text.starts_with(':')) ++name;
        if (name + 2 < tokens.size() && tokens[name + 1].is(".")) name += 2; // app.mood
        if (tokens[i].kind != sql_token_kind::text || name == i + 1 || name >= tokens.size()) continue;
        if (unquote_sql(tokens[i].text) != label || unquote_sql(tokens[name].text) != type) continue;
        made.append(copied, tokens[i].text.data()).append(quote_text(by));
        copied = tokens[i].text.data() + tokens[i].text.size();
    }
    return made.append(copied, sql.data() + sql.size());
}
/// `'sad'::mood` of another type.
inline std::string replace_type(const std::string& sql, std::string_view type, std::string_view by) {
    std::string made;
    const char* copied = sql.data();
    const std::vector<sql_token> tokens = sql_tokenizer(sql, false).all();
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        const bool is_behind = tokens[i - 1].text.ends_with(':') || tokens[i - 1].is(".");
        if (!is_behind || !tokens[i].is_name() || unquote_sql(tokens[i].text) != type) continue;
        made.append(copied, tokens[i].text.data()).append(quote_name(by));
        copied = tokens[i].text.data() + tokens[i].text.size();
    }
    return made.append(copied, sql.data() + sql.size());
}

/// "PARTITION OF orders FOR VALUES ...", where names are quoted only if they have to be.
inline std::string replace_in_options(const std::string& options, std::string_view name, std::string_view by) {
    std::string made = replace_name(options, name, by, false);
    const bool is_plain = by.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == by.npos;
    const std::string quoted = quote_name(by);
    if (made == options || !is_plain) return made;
    for (std::size_t at = made.find(quoted); at != made.npos; at = made.find(quoted, at + by.size()))
        made.replace(at, quoted.size(), by);
    return made;
}

struct renamer {
    migrate::database_definition& in;
    const migrate::rename& what;

    static void replace(std::vector<std::string>& names, const migrate::rename& by) {
        for (std::string& each : names)
            if (each == by.column) each = by.to;
    }
    bool leads_here(const migrate::reference_definition& target) const {
        return target.table == what.table && target.schema == what.schema;
    }

    void part() const {
        for (migrate::enum_definition& each : in.enums)
            if (each.name == what.table && each.schema == what.schema) return label(each);
        column();
    }
    void whole() const {
        for (migrate::enum_definition& each : in.enums)
            if (each.name == what.table && each.schema == what.schema) return type(each);
        table();
    }
    /// Columns keep the label itself, and so do the texts that the catalog makes of conditions.
    void label(migrate::enum_definition& of) const {
        for (std::string& each : of.labels)
            if (each == what.column) each = what.to;
        each_text([&](std::string& sql) { sql = replace_label(sql, of.name, what.column, what.to); });
    }
    void type(migrate::enum_definition& of) const {
        for (migrate::table_definition& each : in.tables)
            for (migrate::column_definition& one : each.columns) one.type = replace_name(one.type, of.name, what.to);
        each_text([&](std::string& sql) { sql = replace_type(sql, of.name, what.to); });
        of.name = what.to;
    }
    template <class Change> void each_text(Change change) const {
        for (migrate::table_definition& each : in.tables) {
            for (migrate::column_definition& one : each.columns) change(one.default_sql), change(one.generated_sql);
            for (migrate::constraint_definition& one : each.constraints) change(one.sql);
            for (migrate::index_definition& one : each.indexes) change(one.sql);
            if (each.kind == migrate::table_kind::view || each.kind == migrate::table_kind::materialized_view)
                change(each.sql);
        }
    }

    /// Partitions and children have the column of their whole.
    std::vector<const migrate::table_definition*> tables_with_column() const {
        std::vector<const migrate::table_definition*> all;
        for (const migrate::table_definition& each : in.tables)
            if (each.name == what.table && each.schema == what.schema) all.push_back(&each);
        for (std::size_t i = 0; i < all.size(); ++i)
            for (const migrate::table_definition& each : in.tables)
                if (is_part_of(each, *all[i]) && std::find(all.begin(), all.end(), &each) == all.end())
                    all.push_back(&each);
        return all;
    }
    void column() const {
        const std::vector<const migrate::table_definition*> named = tables_with_column();
        for (migrate::table_definition& each : in.tables) {
            if (std::find(named.begin(), named.end(), &each) != named.end()) own_column(each);
            for (migrate::constraint_definition& key : each.constraints)
                if (key.kind == migrate::constraint_kind::foreign_key && leads_here(key.target)) {
                    replace(key.target.columns, what);
                    replace_behind(key.sql, " REFERENCES ", what.column, what.to);
                }
        }
    }
    void own_column(migrate::table_definition& table) const {
        const auto inside = [this](std::string& sql) { sql = replace_name(sql, what.column, what.to); };
        for (migrate::column_definition& each : table.columns) {
            if (each.name == what.column) each.name = what.to;
            inside(each.generated_sql);
        }
        for (migrate::constraint_definition& each : table.constraints) {
            replace(each.columns, what);
            if (each.kind == migrate::constraint_kind::foreign_key)
                replace_before(each.sql, " REFERENCES ", what.column, what.to);
            else
                inside(each.sql);
        }
        for (migrate::index_definition& each : table.indexes) {
            replace(each.columns, what);
            inside(each.sql);
        }
        if (table.options.find("PARTITION BY ") != std::string::npos)
            table.options = replace_in_options(table.options, what.column, what.to);
        for (migrate::attachment_definition& each : table.attachments) {
            const std::string granted = "(" + what.column + ") to"; // "grant of SELECT (price) to"
            if (each.kind.ends_with(granted))
                each.kind.replace(each.kind.size() - granted.size(), granted.size(), "(" + what.to + ") to");
            inside(each.sql);
        }
    }
    void table() const {
        for (migrate::table_definition& each : in.tables) {
            if (each.options.find("PARTITION OF ") != std::string::npos ||
                each.options.find("INHERITS (") != std::string::npos)
                each.options = replace_in_options(each.options, what.table, what.to);
            for (migrate::constraint_definition& key : each.constraints)
                if (key.kind == migrate::constraint_kind::foreign_key && leads_here(key.target)) {
                    key.target.table = what.to;
                    replace_behind(key.sql, " REFERENCES ", what.table, what.to);
                }
        }
        for (migrate::table_definition& each : in.tables)
            if (each.name == what.table && each.schema == what.schema) {
                each.name = what.to;
                for (migrate::attachment_definition& one : each.attachments)
                    one.sql = replace_name(one.sql, what.table, what.to, false);
            }
    }

private:
    static void replace_behind(std::string& sql, std::string_view mark, std::string_view name, std::string_view by) {
        const std::size_t at = sql.find(mark);
        if (at != sql.npos) sql = sql.substr(0, at) + replace_name(sql.substr(at), name, by, false);
    }
    static void replace_before(std::string& sql, std::string_view mark, std::string_view name, std::string_view by) {
        const std::size_t at = sql.find(mark);
        if (at != sql.npos) sql = replace_name(sql.substr(0, at), name, by) + sql.substr(at);
    }
};

} // namespace detail

namespace migrate {

/// The description as it is once the renames are done, in keys and expressions too.
inline database_definition rename_all(database_definition from, const std::vector<rename>& renames) {
    for (const rename& each : renames)
        if (!each.column.empty()) detail::renamer{from, each}.part();
    for (const rename& each : renames)
        if (each.column.empty()) detail::renamer{from, each}.whole();
    return from;
}

} // namespace migrate
} // namespace v0
} // namespace refract

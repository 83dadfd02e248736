// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/byte_hash.hpp>
#include <refract/base/hexadecimal.hpp>
#include <refract/base/quote_name.hpp>
#include <refract/base/sql_tokens.hpp>
#include <refract/migrate/definition.hpp>
#include <refract/migrate/leftovers.hpp>
#include <refract/sql/index_name.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
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

inline constexpr std::size_t most_name_bytes = 63; ///< that PostgreSQL keeps

/// Eight digits that tell a text from others.
inline std::string text_number(std::string_view text) {
    const std::uint64_t hash = hash_of_bytes(text);
    std::string digits;
    for (int shift = 24; shift >= 0; shift -= 8)
        put_hexadecimal(digits, static_cast<unsigned char>(hash >> shift & 0xff));
    return digits;
}
/// A name that is short enough: what is longer ends with a number of its text.
inline std::string short_name(std::string_view prefix, std::string_view name) {
    std::string made = std::string(prefix) + std::string(name);
    if (made.size() <= most_name_bytes) return made;
    const std::string number = text_number(made);
    return std::string(cut_utf8(made, most_name_bytes - number.size())) + number;
}

/// Whether a schema has something of a name that a table, an index, a constraint or a type may have.
inline bool has_thing_named(const migrate::database_definition& in, const std::string& schema, std::string_view name) {
    const auto has_it = [&](const auto& all) {
        return std::any_of(all.begin(), all.end(),
                           [&](const auto& each) { return sql_token::is_like(each.name, name); });
    };
    for (const migrate::table_definition& each : in.tables)
        if (each.schema == schema &&
            (sql_token::is_like(each.name, name) || has_it(each.indexes) || has_it(each.constraints)))
            return true;
    const auto is_unsaid = [&](std::string_view each) { // "composite type money_pair", "composite type app.money_pair"
        if (!each.ends_with(name) || each.size() == name.size()) return false;
        const char before = each[each.size() - name.size() - 1];
        return before == ' ' || before == '.';
    };
    return has_it(in.enums) || has_it(in.objects) || std::any_of(in.unsaid.begin(), in.unsaid.end(), is_unsaid);
}
/// A name for what stands in for another thing for a while: one for which `is_taken` is false.
template <class IsTaken> std::string find_free_name(std::string_view prefix, std::string_view name, IsTaken is_taken) {
    std::string free, start(prefix);
    do {
        free = short_name(start, name);
        start += '_';
    } while (is_taken(free));
    return free;
}

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
                    replace_in_key(key.sql, key_part::columns, what.column, what.to);
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
                replace_in_key(each.sql, key_part::own, what.column, what.to);
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
            if (each.kind.ends_with(" column")) { // its sql is a value
                if (each.name == what.column) each.name = what.to;
                continue;
            }
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
                    replace_in_key(key.sql, key_part::target, what.table, what.to);
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
    /// Of `FOREIGN KEY (own) REFERENCES app.target (columns) ...`, where all three may have one name.
    enum class key_part : std::uint8_t { own, target, columns };

    static void replace_in_key(std::string& sql, key_part part, std::string_view name, std::string_view by) {
        const std::string_view mark = " REFERENCES ";
        const std::size_t behind = std::min(sql.find(mark), sql.size());
        const std::size_t target = std::min(behind + mark.size(), sql.size());
        const std::size_t columns = std::min(sql.find('(', target), sql.size());
        const std::size_t from = part == key_part::own ? 0 : part == key_part::target ? target : columns;
        const std::size_t end = part == key_part::own ? behind : part == key_part::target ? columns : sql.size();
        sql = sql.substr(0, from) + replace_name(sql.substr(from, end - from), name, by, part == key_part::own) +
              sql.substr(end);
    }
};

/// Whether two renames choose among the same names: those of a table's columns, or of a schema's tables.
inline bool are_beside(const migrate::rename& one, const migrate::rename& two) {
    return one.schema == two.schema && one.column.empty() == two.column.empty() &&
           (one.column.empty() || one.table == two.table);
}
/// The name that goes.
inline const std::string& old_name(const migrate::rename& of) { return of.column.empty() ? of.table : of.column; }
inline std::string& old_name(migrate::rename& of) { return of.column.empty() ? of.table : of.column; }

/// Whether something is called what another one will be called.
inline bool has_target(const migrate::database_definition& in, const migrate::rename& of) {
    if (of.column.empty()) return in.find_table(of.schema, of.to) != nullptr;
    const migrate::table_definition* const table = in.find_table(of.schema, of.table);
    return table && table->find_column(of.to);
}
/// Whether what stands beside a table, an index or a constraint, or a column or a label, is called so.
inline bool is_taken_beside(const migrate::database_definition& in, const migrate::rename& of, std::string_view name) {
    if (has_thing_named(in, of.schema, name)) return true;
    const auto is_it = [&](std::string_view each) { return sql_token::is_like(each, name); };
    for (const migrate::table_definition& each : in.tables)
        if (each.schema == of.schema && each.name == of.table &&
            std::any_of(each.columns.begin(), each.columns.end(), [&](const auto& one) { return is_it(one.name); }))
            return true;
    return std::any_of(in.enums.begin(), in.enums.end(), [&](const migrate::enum_definition& each) {
        return each.schema == of.schema && each.name == of.table &&
               std::any_of(each.labels.begin(), each.labels.end(), is_it);
    });
}
/// The name that something has for a while: one that nothing beside it has or is going to have.
inline std::string name_in_between(const migrate::database_definition& before,
                                   const std::vector<migrate::rename>& renames, const migrate::rename& of) {
    return find_free_name("refract_old_", old_name(of), [&](std::string_view name) {
        return is_taken_beside(before, of, name) ||
               std::any_of(renames.begin(), renames.end(), [&](const migrate::rename& each) {
                   return are_beside(each, of) && sql_token::is_like(each.to, name);
               });
    });
}
/// And that what has a name that another one takes, and is not said to have a new one, goes out of its way: a plan
/// drops it then, where nobody wants it.
inline std::vector<migrate::rename> with_those_in_the_way(const migrate::database_definition& before,
                                                          std::vector<migrate::rename> renames) {
    const std::size_t said = renames.size();
    for (std::size_t i = 0; i < said; ++i) {
        migrate::rename other = renames[i];
        if (!has_target(before, other) || old_name(other) == other.to) continue;
        old_name(other) = other.to;
        other.to = name_in_between(before, renames, other);
        const bool moves = std::any_of(renames.begin(), renames.end(), [&](const migrate::rename& each) {
            return are_beside(each, other) && old_name(each) == old_name(other);
        });
        if (!moves) renames.push_back(other);
    }
    return renames;
}
/// One after the other, so that each name is free when it is taken: those that go around in a circle by way of another
/// name. Columns are first: they are named with the names that their tables have before.
inline std::vector<migrate::rename> in_order(const migrate::database_definition& before,
                                             std::vector<migrate::rename> renames) {
    std::stable_partition(renames.begin(), renames.end(), [](const auto& each) { return !each.column.empty(); });
    std::vector<migrate::rename> ordered;
    while (!renames.empty()) {
        const auto waits = [&](const migrate::rename& of) {
            return std::any_of(renames.begin(), renames.end(), [&](const migrate::rename& each) {
                return &each != &of && are_beside(each, of) && old_name(each) == of.to;
            });
        };
        const auto end = std::find_if(renames.begin(), renames.end(), [&](const migrate::rename& each) {
            return each.column.empty() != renames.front().column.empty();
        });
        const auto next = std::find_if_not(renames.begin(), end, waits);
        if (next != end) {
            ordered.push_back(*next);
            renames.erase(next);
            continue;
        }
        migrate::rename& first = renames.front();
        ordered.push_back(first);
        std::vector<migrate::rename> all = ordered;
        all.insert(all.end(), renames.begin(), renames.end());
        ordered.back().to = name_in_between(before, all, first);
        old_name(first) = ordered.back().to;
    }
    return ordered;
}
/// What a table or type was called before.
inline std::string name_before(const std::vector<migrate::rename>& renames, const std::string& schema,
                               const std::string& name) {
    for (const migrate::rename& each : renames)
        if (each.column.empty() && each.schema == schema && each.to == name) return each.table;
    return name;
}
/// What a column or label was called before; `of` is what its table or type is called now.
inline std::string part_before(const std::vector<migrate::rename>& renames, const std::string& schema,
                               const std::string& of, const std::string& name) {
    const std::string was = name_before(renames, schema, of);
    for (const migrate::rename& each : renames)
        if (!each.column.empty() && each.schema == schema && each.table == was && each.to == name) return each.column;
    return name;
}

} // namespace detail

namespace migrate {

/// The description as it is once the renames are done, in keys and expressions too.
inline database_definition rename_all(database_definition from, const std::vector<rename>& renames) {
    for (const rename& each : detail::in_order(from, detail::with_those_in_the_way(from, renames)))
        each.column.empty() ? detail::renamer{from, each}.whole() : detail::renamer{from, each}.part();
    return from;
}

} // namespace migrate
} // namespace v0
} // namespace refract

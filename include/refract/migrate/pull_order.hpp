// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>
#include <refract/migrate/leftovers.hpp>
#include <refract/migrate/print_definition.hpp>
#include <refract/migrate/pull_objects.hpp>
#include <refract/migrate/pull_types.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Which tables of a database are models of their own, and in which order they can be made: parents before children,
/// views behind those that they read.

namespace refract {
inline namespace v0 {
namespace detail {

/// The names behind words of a table's options: `PARTITION OF app.sale FOR VALUES ...`, `INHERITS (base, other)`.
inline std::vector<std::pair<std::string, std::string>> names_behind(const std::string& options, std::string_view first,
                                                                     std::string_view second) {
    std::vector<std::pair<std::string, std::string>> found;
    token_reader in(options, sql_tokenizer(options, false).all());
    while (!in.is_at_end() && !(in.is_at(first) && in.is_at(second, 1))) in.take();
    if (in.is_at_end()) return found;
    in.take(), in.take();
    do {
        std::pair<std::string, std::string> name{"", in.take_name()};
        if (in.skip(".")) name = {name.second, in.take_name()};
        found.push_back(std::move(name));
    } while (in.skip(","));
    return found;
}
inline std::vector<std::pair<std::string, std::string>> parents_of(const migrate::table_definition& table) {
    return names_behind(table.options, "INHERITS", "(");
}
inline const migrate::table_definition* find_whole(const migrate::database_definition& of,
                                                   const migrate::table_definition& table) {
    for (const auto& [schema, name] : names_behind(table.options, "PARTITION", "OF"))
        return of.find_table(schema, name);
    return nullptr;
}

/// The table or view whose rows a column holds, one or many; null where it holds none.
inline const migrate::table_definition* find_row(const migrate::column_definition& column,
                                                 const migrate::database_definition& in) {
    const auto [schema, name] = name_of_type(std::string_view(column.type).substr(0, column.type.find('[')));
    return name.empty() ? nullptr : in.find_table(schema, name);
}
/// The tables and views whose names a query has, wherever they stand in it.
inline std::vector<const migrate::table_definition*> read_by(const migrate::table_definition& view,
                                                             const migrate::database_definition& in) {
    std::set<std::string> names;
    for (const sql_token& each : sql_tokenizer(view.sql, false).all())
        if (each.is_name()) names.insert(unquote_sql(each.text));
    std::vector<const migrate::table_definition*> found;
    for (const migrate::table_definition& each : in.tables)
        if (names.count(each.name) > 0) found.push_back(&each);
    return found;
}

/// Puts each behind what it needs.
class pull_sorter {
public:
    explicit pull_sorter(const migrate::database_definition& of) : of_(of) {}

    std::vector<const migrate::table_definition*> sorted() {
        for (const migrate::table_definition& each : of_.tables)
            if (!is_view(each)) add(each);
        for (const migrate::table_definition& each : of_.tables)
            if (is_view(each)) add(each);
        return std::move(sorted_);
    }
    static bool is_view(const migrate::table_definition& table) {
        return table.kind == migrate::table_kind::view || table.kind == migrate::table_kind::materialized_view;
    }

private:
    void add(const migrate::table_definition& table) {
        if (!seen_.insert(&table).second) return;
        if (is_view(table)) {
            for (const migrate::table_definition* each : read_by(table, of_)) add(*each);
        } else {
            for (const auto& [schema, name] : parents_of(table))
                if (const migrate::table_definition* const parent = of_.find_table(schema, name)) add(*parent);
            for (const migrate::column_definition& each : table.columns)
                if (const migrate::table_definition* const row = find_row(each, of_)) add(*row);
        }
        sorted_.push_back(&table);
    }
    const migrate::database_definition& of_;
    std::set<const migrate::table_definition*> seen_{};
    std::vector<const migrate::table_definition*> sorted_{};
};

/// What a partition says of its columns and its whole does not.
inline void add_own_words(std::vector<std::string>& statements, const migrate::table_definition& whole,
                          const migrate::table_definition& part) {
    const std::string alter = "ALTER TABLE " + quote_name(part) + " ALTER COLUMN ";
    if (!part.comment.empty())
        statements.push_back("COMMENT ON TABLE " + quote_name(part) + " IS " + quote_text(part.comment));
    for (const migrate::column_definition& each : part.columns) {
        const migrate::column_definition* const of_whole = whole.find_column(each.name);
        if (!of_whole) continue;
        const std::string name = quote_name(each.name);
        if (!says_same(each.default_sql, of_whole->default_sql))
            statements.push_back(alter + name +
                                 (each.default_sql.empty() ? " DROP DEFAULT" : " SET DEFAULT " + each.default_sql));
        if (of_whole->nullable && !each.nullable) statements.push_back(alter + name + " SET NOT NULL");
        if (!each.comment.empty())
            statements.push_back("COMMENT ON COLUMN " + quote_name(part) + "." + name + " IS " +
                                 quote_text(each.comment));
    }
}
/// The statements that make the partitions of a table, and theirs; `last` those that look at other tables.
inline void add_partitions(std::vector<std::string>& statements, std::vector<std::string>& last,
                           const migrate::database_definition& of, const migrate::table_definition& whole) {
    for (const migrate::table_definition& each : of.tables) {
        if (find_whole(of, each) != &whole) continue;
        const std::size_t at = each.options.find("PARTITION OF");
        const std::string parted = each.options.substr(0, at);
        statements.push_back("CREATE TABLE " + quote_name(each) + " " + each.options.substr(at) +
                             (parted.empty() ? "" : " " + parted));
        add_own_words(statements, whole, each);
        for (const migrate::constraint_definition& own : each.constraints)
            (own.kind == migrate::constraint_kind::foreign_key ? last : statements)
                .push_back("ALTER TABLE " + quote_name(each) + " ADD " + print_constraint(own));
        for (const migrate::index_definition& own : each.indexes) {
            statements.push_back("CREATE " + std::string(own.is_unique ? "UNIQUE " : "") + "INDEX " +
                                 quote_name(own.name) + " ON " + quote_name(each) + " " + own.sql);
            if (!own.comment.empty()) statements.push_back(comment_on_index(each, own));
        }
        for (const migrate::attachment_definition& own : in_order_of_comments(each))
            if (!is_grant(own)) (is_of_foreign_key(own, each) ? last : statements).push_back(attachment_sql(each, own));
        add_partitions(statements, last, of, each);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

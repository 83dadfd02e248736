// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/database.hpp>
#include <refract/codec/json_of.hpp>
#include <refract/dialect/catalog_facts.hpp>
#include <refract/migrate/table_text.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What a live database holds, read from its catalog.

namespace refract {
inline namespace v0 {
namespace detail {

using name_list = json_of<std::vector<std::string>>;

// Rows of the questions of catalog_facts.
struct catalog_table {
    std::string name, kind, sql, options, comment;
    bool is_filled = true;
};
struct catalog_column {
    std::string table_name, name, type;
    bool nullable = true;
    std::string default_sql, collation, generated_sql;
    bool is_stored = true;
    std::string identity, counting, comment;
    bool is_inherited = false;
    std::string counter_name;
    bool counts_unlogged = false;
};
struct catalog_constraint {
    std::string table_name, kind, name;
    name_list columns;
    std::string sql, target_schema, target;
    name_list target_columns;
    std::string on_delete, on_update;
    bool is_validated = true;
};
struct catalog_index {
    std::string table_name, name;
    bool is_unique = false, is_valid = true;
    name_list columns;
    std::string sql, comment;
};
struct catalog_attachment {
    std::string table_name, kind, name, sql;
};
struct catalog_object_attachment {
    std::string of_kind, of_name, table_name, kind, name, sql;
};
struct catalog_enum {
    std::string name;
    name_list labels;
    std::string comment;
};
struct catalog_object {
    std::string kind, name, sql;
};
struct catalog_unsaid {
    std::string kind, name;
};

struct catalog_setting {
    std::string name, value, wanted;
};

/// As long as it lives the catalog writes the same for everybody: a date that a database spells in its own way is
/// another one in the next.
template <class Session> class plain_settings {
public:
    plain_settings(Session& session, const catalog_facts& facts) : session_(session), facts_(facts) {
        if (facts.settings.empty()) return;
        changed_ = session.template query<catalog_setting>(unsafe_sql(facts.settings, {}));
        for (const catalog_setting& each : changed_) set(each.name, each.wanted);
    }
    plain_settings(const plain_settings&) = delete;
    ~plain_settings() {
        for (const catalog_setting& each : changed_) try {
                set(each.name, each.value);
            } catch (const error&) {} // the connection is gone, or its transaction has failed and takes them back
    }

private:
    void set(const std::string& name, const std::string& value) {
        session_.template query<std::string>(unsafe_sql(facts_.set, {}), name, value);
    }
    Session& session_;
    const catalog_facts& facts_;
    std::vector<catalog_setting> changed_{};
};

/// Reads one schema after the other into a description.
template <class Session> class catalog_reader {
public:
    catalog_reader(Session& session, const catalog_facts& facts) : session_(session), facts_(facts) {}

    void add_schema(migrate::database_definition& to, const std::string& schema) const {
        std::vector<migrate::table_definition> tables = read_tables(schema);
        read_columns(schema, tables);
        each<catalog_constraint>(facts_.constraints, schema, tables, &add_constraint);
        each<catalog_index>(facts_.indexes, schema, tables, facts_.keeps_texts ? &add_index_of_text : &add_index);
        each<catalog_attachment>(facts_.attachments, schema, tables, &add_attachment);
        for (catalog_enum& found : ask<catalog_enum>(facts_.enums, schema))
            to.enums.push_back(
                {schema, std::move(found.name), std::move(found.labels.value), std::move(found.comment), {}});
        for (catalog_object& found : ask<catalog_object>(facts_.objects, schema))
            to.objects.push_back({std::move(found.kind), schema, std::move(found.name), std::move(found.sql), {}});
        for (catalog_object_attachment& found : ask<catalog_object_attachment>(facts_.object_attachments, schema))
            attach(to, tables, schema, found);
        for (const catalog_unsaid& found : ask<catalog_unsaid>(facts_.unsaid, schema))
            to.unsaid.push_back(unsaid_of(found, schema));
        if (facts_.keeps_texts) finish_texts(tables);
        for (migrate::table_definition& each : tables) to.tables.push_back(std::move(each));
        if (!schema.empty() && is_there(schema)) to.schemas.push_back(schema);
    }

private:
    /// "operator app.+", "comment on schema app", "comment on database"
    static std::string unsaid_of(const catalog_unsaid& found, const std::string& schema) {
        if (found.name.empty()) return found.kind;
        const bool is_in = !schema.empty() && found.name != schema && !found.name.starts_with(schema + ".");
        return found.kind + " " + (is_in ? schema + "." + found.name : found.name);
    }
    bool is_there(const std::string& schema) const {
        return !find_created(session_, {.question = Session::dialect::info.schemas.find_schema, .name = schema})
                    .empty();
    }
    template <class Row, class... Names>
    std::vector<Row> ask(const constant_text& question, const std::string& schema, const Names&... names) const {
        if (question.empty()) return {};
        return session_.template query<Row>(unsafe_sql(question, {}), schema, names...);
    }
    /// A view that calls a function of another program, or reads a table that is gone, has none.
    void read_columns(const std::string& schema, std::vector<migrate::table_definition>& tables) const {
        if (facts_.columns_of_one.empty()) return each<catalog_column>(facts_.columns, schema, tables, &add_column);
        try {
            return each<catalog_column>(facts_.columns, schema, tables, &add_column);
        } catch (const syntax_error&) {}
        for (migrate::table_definition& table : tables) try {
                for (catalog_column& found : ask<catalog_column>(facts_.columns_of_one, schema, table.name))
                    add_column(table, found);
            } catch (const syntax_error&) {}
    }
    /// Rows come in the order of their tables.
    template <class Row, class Add> void each(const constant_text& question, const std::string& schema,
                                              std::vector<migrate::table_definition>& tables, Add add) const {
        std::size_t at = 0;
        for (Row& found : ask<Row>(question, schema)) {
            std::size_t tried = 0;
            for (; tried < tables.size() && tables[at].name != found.table_name; ++tried) at = (at + 1) % tables.size();
            if (tried < tables.size()) add(tables[at], found);
        }
    }

    std::vector<migrate::table_definition> read_tables(const std::string& schema) const {
        std::vector<migrate::table_definition> tables;
        for (catalog_table& found : ask<catalog_table>(facts_.tables, schema)) {
            migrate::table_definition made;
            const migrate::table_kind kind = kind_of(found.kind);
            if (facts_.keeps_texts && kind == migrate::table_kind::table)
                made = table_text_reader(found.sql).read();
            else
                made.options = std::move(found.options);
            if (kind != migrate::table_kind::table) made.sql = std::move(found.sql);
            if (facts_.keeps_texts && kind == migrate::table_kind::view) made.sql = query_of_view(made.sql);
            made.schema = schema;
            made.name = std::move(found.name);
            made.kind = kind;
            made.comment = std::move(found.comment);
            made.is_filled = found.is_filled;
            tables.push_back(std::move(made));
        }
        return tables;
    }
    /// What the texts leave to be known: columns that a foreign key leads to, and keys that are never NULL.
    static void finish_texts(std::vector<migrate::table_definition>& tables) {
        std::map<std::string, const migrate::table_definition*> by_name;
        for (migrate::table_definition& each : tables) {
            by_name[folded_name(each.name)] = &each;
            forget_row_key_null(each);
        }
        for (migrate::table_definition& each : tables)
            for (migrate::constraint_definition& key : each.constraints) {
                if (key.kind != migrate::constraint_kind::foreign_key || !key.target.columns.empty()) continue;
                const auto found = by_name.find(folded_name(key.target.table));
                const auto* const target = found == by_name.end() ? nullptr : found->second->primary_key();
                if (!target) continue;
                key.target.columns = target->columns;
                const std::string before = " REFERENCES " + quote_name(key.target.table);
                if (const std::size_t at = key.sql.find(before); at != key.sql.npos)
                    key.sql.insert(at + before.size(), " " + quote_names(target->columns));
            }
    }
    static std::string folded_name(std::string_view name) {
        std::string made;
        for (const char c : name) made += sql_token::upper_case(c);
        return made;
    }
    /// A key that is the number of a row is never NULL, whether or not its column says so.
    static void forget_row_key_null(migrate::table_definition& table) {
        const migrate::constraint_definition* const key = table.primary_key();
        if (!key || key->sql.empty() || key->columns.size() != 1 ||
            folded_name(table.options).find("WITHOUT") != std::string::npos)
            return;
        for (migrate::column_definition& each : table.columns)
            if (folded_name(each.name) == folded_name(key->columns[0]) && folded_name(each.type) == "INTEGER") {
                each.nullable = true;
                each.null_conflict.clear();
            }
    }
    static migrate::table_kind kind_of(std::string_view name) {
        using enum migrate::table_kind;
        if (name == "view") return view;
        if (name == "materialized_view") return materialized_view;
        if (name == "virtual_table") return virtual_table;
        return name == "foreign_table" ? foreign_table : table;
    }
    /// Of CREATE VIEW "name" ("column", ...) AS SELECT ...: what stands behind the name.
    static std::string query_of_view(const std::string& sql) {
        token_reader in(sql, sql_tokenizer(sql, true).all());
        while (!in.is_at_end() && !in.is_at("AS") && !in.is_at("(")) in.take();
        return in.rest();
    }

    static void add_column(migrate::table_definition& to, catalog_column& found) {
        using enum migrate::identity_kind;
        to.columns.push_back({.name = std::move(found.name),
                              .type = std::move(found.type),
                              .nullable = found.nullable,
                              .default_sql = std::move(found.default_sql),
                              .collation = std::move(found.collation),
                              .generated_sql = std::move(found.generated_sql),
                              .is_stored = found.is_stored,
                              .identity = found.identity == "a"   ? always
                                          : found.identity == "d" ? by_default
                                                                  : none,
                              .counting = std::move(found.counting),
                              .comment = std::move(found.comment),
                              .counter_name = std::move(found.counter_name),
                              .is_inherited = found.is_inherited,
                              .counts_unlogged = found.counts_unlogged});
    }
    static std::string action(std::string_view letter) {
        if (letter == "c") return "CASCADE";
        if (letter == "r") return "RESTRICT";
        if (letter == "n") return "SET NULL";
        return letter == "d" ? "SET DEFAULT" : "";
    }
    static migrate::constraint_kind constraint_kind_of(std::string_view letter) {
        using enum migrate::constraint_kind;
        if (letter == "p") return primary_key;
        if (letter == "u") return unique;
        if (letter == "f") return foreign_key;
        return letter == "x" ? exclusion : check;
    }
    static void add_constraint(migrate::table_definition& to, catalog_constraint& found) {
        to.constraints.push_back(
            {.kind = constraint_kind_of(found.kind),
             .name = std::move(found.name),
             .columns = std::move(found.columns.value),
             .sql = std::move(found.sql),
             .target = {std::move(found.target_schema), std::move(found.target), std::move(found.target_columns.value),
                        action(found.on_delete), action(found.on_update)},
             .is_validated = found.is_validated});
    }
    static void add_index(migrate::table_definition& to, catalog_index& found) {
        to.indexes.push_back({std::move(found.name), found.is_unique, found.is_valid, std::move(found.columns.value),
                              std::move(found.sql), std::move(found.comment)});
    }
    /// Of CREATE INDEX "name" ON "table" ("column") WHERE ...: from the columns on.
    static void add_index_of_text(migrate::table_definition& to, catalog_index& found) {
        token_reader in(found.sql, sql_tokenizer(found.sql, true).all());
        while (!in.is_at_end() && !in.is_at("(")) in.take();
        std::string behind = in.rest();
        found.sql = std::move(behind);
        add_index(to, found);
    }
    static void add_attachment(migrate::table_definition& to, catalog_attachment& found) {
        to.attachments.push_back({std::move(found.kind), std::move(found.name), std::move(found.sql)});
    }

    /// A counter that a column has for itself is its table's.
    static void attach(migrate::database_definition& to, std::vector<migrate::table_definition>& tables,
                       const std::string& schema, catalog_object_attachment& found) {
        const auto is_meant = [&](const auto& each) { return each.schema == schema && each.name == found.of_name; };
        migrate::attachment_definition made{std::move(found.kind), std::move(found.name), std::move(found.sql)};
        if (found.of_kind == "enum") {
            const auto owner = std::find_if(to.enums.begin(), to.enums.end(), is_meant);
            if (owner != to.enums.end()) owner->attachments.push_back(std::move(made));
            return;
        }
        const auto owner = std::find_if(to.objects.begin(), to.objects.end(),
                                        [&](const auto& each) { return each.kind == found.of_kind && is_meant(each); });
        if (owner != to.objects.end()) return owner->attachments.push_back(std::move(made));
        if (!made.kind.starts_with("grant of ")) return;
        const auto table =
            std::find_if(tables.begin(), tables.end(), [&](const auto& each) { return each.name == found.table_name; });
        if (table == tables.end()) return;
        made.kind.insert(std::string_view("grant ").size(), "on sequence " + found.of_name + " ");
        made.sql += " ON SEQUENCE " + quote_name(schema, found.of_name);
        table->attachments.push_back(std::move(made));
    }

    Session& session_;
    const catalog_facts& facts_;
};

} // namespace detail

namespace migrate {

/// What a database holds, in the order of names: `read_database(db)`, `read_database(db, {"app", "audit"})`. Without
/// schemas it is the one that the connection looks in first.
///
/// Costs a question for each kind of things and schema, not for each table.
template <class Session>
database_definition read_database(Session& session, const std::vector<std::string>& schemas = {std::string()}) {
    const detail::catalog_facts& facts = detail::catalog_of<typename Session::dialect>;
    const detail::plain_settings<Session> plain(session, facts);
    const detail::catalog_reader<Session> reader(session, facts);
    database_definition found{.ignores_case = facts.ignores_case};
    for (const std::string& each : schemas) reader.add_schema(found, each);
    return found;
}

} // namespace migrate
} // namespace v0
} // namespace refract

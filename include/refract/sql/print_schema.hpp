// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/array_view.hpp>
#include <refract/schema/schema.hpp>
#include <refract/sql/print_ddl.hpp>
#include <refract/tree/walk.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// The statements that make what a schema needs, in an order in which they can run.

namespace refract {
inline namespace v0 {
namespace detail {

/// Something that a schema needs: how the database is asked for it, and what makes it where it is missing.
struct creation {
    std::string_view question{}; ///< one of schema_facts, with the values name and schema
    std::string name{}, schema{};
    std::vector<std::string> make{};   ///< empty: the program has to see to it
    std::vector<std::string> finish{}; ///< run when all is made: foreign keys between new tables
    std::string missing{};             ///< what the program is told where nothing makes it
};

namespace by_name {
/// What the program is told where a schema is a file that only it knows.
template <class Text> Text what_to_attach(const Text& schema) {
    return "no database is attached as \"" + schema +
           "\", where models have their tables; run ATTACH DATABASE '...' AS \"" + schema + "\" before create_tables";
}
} // namespace by_name

/// A template, as is all that only some programs need: others do not compile it.
template <class Description> struct schema_printer {
    const dialect_info& dialect;
    array_view<const Description*> tables;
    table_place place{}; ///< chosen at run time
    /// Null where there is no view to be made: what prints queries is much, and not compiled then.
    void (*print_view)(writer&, const Description&) = nullptr;

    /// Schemas first, then enum types, then tables with their indexes, then full-text tables, then views, each behind
    /// those that it reads.
    std::vector<creation> creations() const {
        std::vector<creation> all;
        for (const Description* each : tables) {
            refuse_far_keys(*each);
            add_schema(all, schema_of(*each->table));
        }
        add_enumerations(all);
        add_virtual_columns(all);
        for (const Description* each : tables)
            if (each->table->kind == relation_kind::table) all.push_back(table(*each));
        for (const Description* each : tables)
            if (is_full_text(each->table->kind)) all.push_back(full_text_table(*each));
        add_views(all);
        return all;
    }

private:
    std::string_view schema_of(const table_info& table) const {
        return table.schema.empty() ? place.schema : table.schema;
    }
    /// What the compiler refuses where all places are known (E094).
    void refuse_far_keys(const Description& of) const {
        if (dialect.schemas.references_cross || place.schema.empty()) return;
        for (const foreign_key_info& key : of.foreign_keys)
            if (schema_of(key.target()) != schema_of(*of.table))
                throw error("a foreign key of \"" + std::string(of.table->name) +
                            "\" leads to another attached database, where SQLite cannot look; leave it out, or keep "
                            "both tables in one");
    }
    void add_views(std::vector<creation>& all) const {
        std::vector<const Description*> left;
        for (const Description* each : tables)
            if (is_view(each->table->kind)) left.push_back(each);
        while (!left.empty()) {
            std::size_t next = 0; // views that read each other do not exist
            while (next + 1 < left.size() && reads_any(*left[next], left)) ++next;
            all.push_back(view(*left[next]));
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(next));
        }
    }
    static bool reads_any(const Description& view, const std::vector<const Description*>& others) {
        for (const Description* each : others)
            if (each != &view && view.view.query && reads(*view.view.query, *each->table)) return true;
        return false;
    }
    creation view(const Description& of) const {
        creation made{.question = dialect.schemas.find_table,
                      .name = std::string(of.table->name),
                      .schema = std::string(schema_of(*of.table))};
        add_statements(made.finish, of, spelled_kind::last);
        if (const spelled_part* const definition = of.find(spelled_kind::definition)) {
            made.make.push_back(print([&](writer& out) {
                const bool is_kept = of.table->kind == relation_kind::materialized_view;
                out.put(is_kept ? dialect.definitions.create_materialized_view : dialect.definitions.create_view);
                out.table(*of.table);
                out.put(' ');
                out.put(definition->sql);
            }));
            add_indexes(made, of);
            return made;
        }
        if (!of.view.query || !print_view) {
            made.missing = "there is no view \"" + made.name +
                           "\"; make it before create_tables, or say with refract::view_of what it is";
            return made;
        }
        made.make.push_back(print([&](writer& out) { print_view(out, of); }));
        add_indexes(made, of);
        return made;
    }
    /// Of databases of which only newer ones have them.
    void add_virtual_columns(std::vector<creation>& all) const {
        if (dialect.definitions.find_virtual_columns.empty()) return;
        for (const Description* each : tables)
            for (std::size_t i = 0; i < each->columns.size(); ++i)
                if (each->columns[i].is_virtual)
                    return all.push_back(
                        {.question = dialect.definitions.find_virtual_columns,
                         .name = std::string(each->table->name),
                         .missing = "column \"" + std::string(each->table->columns[i].name) + "\" of \"" +
                                    std::string(each->table->name) +
                                    "\" is generated and not stored, which this server cannot do: PostgreSQL has it "
                                    "from version 18 on; leave out refract::not_stored"});
    }
    void add_indexes(creation& made, const Description& of) const {
        for (const index_info& index : of.indexes)
            if (!index.constraint)
                made.make.push_back(print([&](writer& out) { ddl_printer<Description>{out, of}.create_index(index); }));
        for (const spelled_part& each : of.spelled)
            if (each.kind == spelled_kind::index || each.kind == spelled_kind::unique_index)
                made.make.push_back(
                    print([&](writer& out) { ddl_printer<Description>{out, of}.create_spelled_index(each); }));
        if (dialect.definitions.has_comments) add_comments(made, of);
        add_statements(made.make, of, spelled_kind::after);
    }
    void add_comments(creation& made, const Description& of) const {
        const auto add = [&](std::string_view what, std::size_t column, std::string_view text) {
            made.make.push_back(
                print([&](writer& out) { ddl_printer<Description>{out, of}.comment_on(what, column, text); }));
        };
        const relation_kind kind = of.table->kind;
        for (const spelled_part& each : of.spelled)
            if (each.kind == spelled_kind::comment)
                add(kind == relation_kind::table  ? "TABLE "
                    : kind == relation_kind::view ? "VIEW "
                                                  : "MATERIALIZED VIEW ",
                    table_info::none, each.sql);
        for (std::size_t i = 0; i < of.columns.size(); ++i)
            if (!of.columns[i].comment.empty()) add("COLUMN ", i, of.columns[i].comment);
    }
    static void add_statements(std::vector<std::string>& to, const Description& of, spelled_kind when) {
        for (const spelled_part& each : of.spelled)
            if (each.kind == when) to.emplace_back(each.sql);
    }
    void add_schema(std::vector<creation>& all, std::string_view name) const {
        if (name.empty() || is_known(all, dialect.schemas.find_schema, name, {})) return;
        creation made{.question = dialect.schemas.find_schema,
                      .name = std::string(name),
                      .missing = detail::what_to_attach(std::string(name))};
        const std::string_view before = dialect.schemas.create_schema;
        if (!before.empty())
            made.make.push_back(print([&](writer& out) {
                out.put(before);
                out.identifier(name);
            }));
        all.push_back(std::move(made));
    }
    void add_enumerations(std::vector<creation>& all) const {
        if (!dialect.definitions.has_named_enums) return;
        for (const Description* each : tables)
            for (const column_info& column : each->table->all())
                if (column.type.enumeration && !column.type.enumeration->native_name.empty())
                    add_enumeration(all, *each, *column.type.enumeration);
    }
    void add_enumeration(std::vector<creation>& all, const Description& of, const enumeration_info& names) const {
        const std::string_view question = dialect.schemas.find_type;
        if (is_known(all, question, names.native_name, names.native_schema)) return;
        add_schema(all, names.native_schema);
        all.push_back(
            {.question = question,
             .name = std::string(names.native_name),
             .schema = std::string(names.native_schema),
             .make = {print([&](writer& out) { ddl_printer<Description>{out, of}.create_enumeration(names); })}});
    }
    creation table(const Description& of) const {
        creation made{.question = dialect.schemas.find_table,
                      .name = std::string(of.table->name),
                      .schema = std::string(schema_of(*of.table))};
        add_statements(made.make, of, spelled_kind::before);
        made.make.push_back(print([&](writer& out) {
            ddl_printer<Description>{out, of}.create_table(!dialect.definitions.adds_foreign_keys);
        }));
        add_indexes(made, of);
        if (dialect.definitions.adds_foreign_keys) {
            for (const spelled_part& each : of.spelled)
                if (each.kind == spelled_kind::constraint && ddl_printer<Description>::is_key(each))
                    made.finish.push_back(
                        print([&](writer& out) { ddl_printer<Description>{out, of}.add_spelled_key(each); }));
            for (const foreign_key_info& key : of.foreign_keys)
                made.finish.push_back(
                    print([&](writer& out) { ddl_printer<Description>{out, of}.add_foreign_key(key); }));
        }
        add_statements(made.finish, of, spelled_kind::last);
        return made;
    }

    creation full_text_table(const Description& of) const {
        creation made = table(of);
        if (of.table->kind == relation_kind::full_text_index)
            for (const full_text_step step : full_text_steps)
                made.make.push_back(print([&](writer& out) { print_full_text_step(out, *of.table, step); }));
        return made;
    }

    static bool is_known(const std::vector<creation>& all, std::string_view question, std::string_view name,
                         std::string_view schema) {
        for (const creation& each : all)
            if (each.question == question && each.name == name && each.schema == schema) return true;
        return false;
    }
    template <class Print> std::string print(Print put) const { return print_to_string(dialect, put, place); }
};

template <class Tables> schema_printer(const dialect_info&, const Tables&) -> schema_printer<table_description>;

} // namespace detail
} // namespace v0
} // namespace refract

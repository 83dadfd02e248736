// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/schema.hpp>
#include <refract/sql/index_name.hpp>
#include <refract/sql/print_expression.hpp>
#include <refract/sql/print_full_text.hpp>
#include <refract/sql/print_literal.hpp>
#include <refract/sql/writer.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// \file
/// Tables as CREATE statements.

namespace refract {
inline namespace v0 {
namespace detail {

/// A template, as all that only some programs need: others do not compile it.
template <class Description> struct ddl_printer {
    writer& out;
    const Description& description;

    constexpr const table_info& table() const { return *description.table; }

    constexpr void expression(const expression_info& info) const {
        out.literals = info.values;
        out.at.next.values = 0;
        if (info.nodes->type.kind == type_kind::boolean)
            print_condition(out, info.nodes);
        else
            print_expression(out, info.nodes);
        out.literals = nullptr;
    }
    constexpr void names(const table_info& of, const column_list& list, bool ordered = false) const {
        out.put('(');
        for (std::size_t i = 0; i < list.count; ++i) {
            if (i > 0) out.put(", ");
            out.identifier(of.columns[list.columns[i]].name);
            if (ordered && list.descending[i]) out.put(" DESC");
        }
        out.put(')');
    }
    constexpr void constraint(std::string_view name) const {
        if (name.empty()) return;
        out.put("CONSTRAINT ");
        out.identifier(name);
        out.put(' ');
    }

    /// An integer primary key of one column is the row id on SQLite, and has to be spelled so.
    constexpr bool is_generated_key(std::size_t index) const {
        return table().key_is_generated && table().columns[index].key;
    }
    constexpr void enumeration_check(const column_info& column) const {
        const enumeration_info* names = column.type.enumeration;
        if (!names || (out.dialect.definitions.has_named_enums && !names->native_name.empty())) return;
        const bool is_array = column.type.kind == type_kind::array;
        out.put(is_array ? " CHECK (array_remove(" : " CHECK (");
        out.identifier(column.name);
        out.put(is_array ? ", NULL) <@ ARRAY[" : " IN (");
        for (std::size_t i = 0; i < names->count; ++i) {
            if (i > 0) out.put(", ");
            out.text_literal(names->names[i]);
        }
        out.put(is_array ? "])" : "))");
    }
    /// Numbers of which the field holds fewer than the database's type; without it an update could store one that no
    /// read accepts. A database that has no such types looks at what is written instead, for a fifth of the cost.
    constexpr void range_check(const column_info& column) const {
        const number_range whole = range_of_kind(column.type.kind);
        if (!column.range.is_known() || !out.dialect.values.fit.empty()) return;
        const bool is_full = column.range.greatest == whole.greatest;
        if (is_full && column.range.least == whole.least) return;
        out.put(" CHECK (");
        out.identifier(column.name);
        out.put(is_full ? " >= " : " BETWEEN ");
        out.text.put_number(column.range.least);
        if (!is_full) {
            out.put(" AND ");
            out.text.put_number(column.range.greatest);
        }
        out.put(')');
    }
    constexpr void flag_check(const column_info& column) const {
        if (!column.stored.is_flag()) return;
        out.put(" CHECK (");
        out.identifier(column.name);
        out.put(" IN (");
        print_flag_value(out, column.stored, true);
        out.put(", ");
        print_flag_value(out, column.stored, false);
        out.put("))");
    }
    constexpr void default_of(const column_info& column, const column_details& details) const {
        if (!details.default_sql.empty()) {
            out.put(" DEFAULT ");
            out.put(details.default_sql);
        } else if (column.default_from == default_kind::value) {
            out.put(" DEFAULT ");
            print_written(out, column, false, [&] { print_literal(out, details.default_value); });
        } else if (details.default_expression) {
            out.put(" DEFAULT (");
            print_zone_taken(out, column, false, [&] {
                print_written(out, column, false, [&] { expression(details.default_expression); });
            });
            out.put(')');
        }
    }
    /// How the database makes values; a default of the program's own does it as well.
    constexpr void identity(const column_details& details) const {
        if (!details.default_sql.empty()) {
            out.put(" DEFAULT ");
            return out.put(details.default_sql);
        }
        const bool is_always =
            details.identity == identity_form::always && !out.dialect.definitions.identity_always.empty();
        out.put(is_always ? out.dialect.definitions.identity_always : out.dialect.definitions.generated_key);
    }
    /// Behind a column that the database makes.
    constexpr void key() const {
        const spelled_part* const counted = description.find(spelled_kind::counted_key);
        out.put(' ');
        name_of_key();
        out.put("PRIMARY KEY");
        if (counted) out.put(out.dialect.definitions.counting_key);
    }
    constexpr void name_of_key() const {
        for (const spelled_part& each : description.spelled)
            if (each.kind == spelled_kind::key || each.kind == spelled_kind::counted_key) constraint(each.name);
    }
    constexpr void generated(const column_details& details) const {
        out.put(" GENERATED ALWAYS AS (");
        if (details.generated)
            expression(details.generated);
        else
            out.put(details.generated_sql);
        out.put(details.is_virtual ? ") VIRTUAL" : ") STORED");
    }
    constexpr void column(std::size_t index) const {
        const column_info& info = table().columns[index];
        const column_details& details = description.columns[index];
        out.identifier(info.name);
        out.put(' ');
        // SQLite makes keys for columns that are INTEGER to the letter.
        const bool is_rowid = is_generated_key(index) && out.dialect.definitions.generates_by_type;
        if (!details.type_name.empty() && !is_rowid)
            out.put(details.type_name);
        else if (const stored_spelling* const form = spelling_of(out.dialect, info))
            out.put(form->column);
        else
            print_type_name(out, info.type, false);
        if (!details.collation.empty()) {
            out.put(" COLLATE ");
            out.identifier(details.collation);
        }
        if (is_generated_key(index)) {
            if (!makes_values(details.type_name)) identity(details);
            key();
            if (info.range.greatest != range_of_kind(type_kind::big_integer).greatest) range_check(info);
            return;
        }
        if (!info.nullable && !details.allows_null) out.put(" NOT NULL");
        default_of(info, details);
        if (details.identity != identity_form::none) identity(details);
        if (info.generated) generated(details);
        enumeration_check(info);
        flag_check(info);
        range_check(info);
    }

    constexpr void action(std::string_view before, referential_action wanted) const {
        if (wanted == no_action) return;
        out.put(before);
        switch (wanted) {
        case referential_action::no_action: break;
        case referential_action::restrict: return out.put("RESTRICT");
        case referential_action::cascade: return out.put("CASCADE");
        case referential_action::set_null: return out.put("SET NULL");
        case referential_action::set_default: return out.put("SET DEFAULT");
        }
    }
    constexpr void foreign_key(const foreign_key_info& key) const {
        constraint(key.name);
        out.put("FOREIGN KEY ");
        names(table(), key.columns);
        out.put(" REFERENCES ");
        // Where keys stay in their schema, its name is not repeated.
        out.qualified(out.dialect.schemas.references_cross ? out.schema_of(key.target()) : std::string_view(),
                      out.place.name_of(key.target()));
        out.put(' ');
        names(key.target(), key.target_columns);
        action(" ON DELETE ", key.on_delete);
        action(" ON UPDATE ", key.on_update);
        out.put(key.deferral);
    }

    /// `keys_inside`: whether foreign keys stand in the table; otherwise they are added later.
    constexpr void create_table(bool keys_inside) const {
        if (is_full_text(table().kind)) return print_full_text_table(out, table());
        out.put("CREATE TABLE ");
        out.table(table());
        out.put(" (");
        for (std::size_t i = 0; i < table().column_count; ++i) {
            if (i > 0) out.put(", ");
            column(i);
        }
        if (table().key.count > 0 && !table().key_is_generated) {
            out.put(", ");
            name_of_key();
            out.put("PRIMARY KEY ");
            names(table(), table().key);
        }
        for (const index_info& index : description.indexes) {
            if (!index.constraint) continue;
            out.put(", ");
            constraint(index.name);
            out.put("UNIQUE ");
            names(table(), index.columns);
        }
        for (const check_info& check : description.checks) {
            out.put(", ");
            constraint(check.name);
            out.put("CHECK (");
            expression(check.condition);
            out.put(')');
        }
        if (keys_inside)
            for (const foreign_key_info& key : description.foreign_keys) {
                out.put(", ");
                foreign_key(key);
            }
        spelled_constraints(keys_inside);
        out.put(')');
        if (const spelled_part* const storage = description.find(spelled_kind::storage))
            out.put(" "), out.put(storage->sql);
    }
    constexpr void spelled_constraints(bool keys_inside) const {
        for (const spelled_part& each : description.spelled) {
            if (each.kind != spelled_kind::constraint || (is_key(each) && !keys_inside)) continue;
            out.put(", ");
            spelled_constraint(each);
        }
    }
    /// Whether a constraint leads to another table, which may not be there yet.
    static constexpr bool is_key(const spelled_part& part) { return part.sql.starts_with("FOREIGN"); }
    constexpr void spelled_constraint(const spelled_part& part) const {
        constraint(part.name);
        out.put(part.sql);
    }

    constexpr void add_foreign_key(const foreign_key_info& key) const {
        out.put("ALTER TABLE ");
        out.table(table());
        out.put(" ADD ");
        foreign_key(key);
    }
    constexpr void add_spelled_key(const spelled_part& part) const {
        out.put("ALTER TABLE ");
        out.table(table());
        out.put(" ADD ");
        spelled_constraint(part);
    }

    constexpr void begin_index(bool is_unique, std::string_view name) const {
        const bool is_qualified = out.dialect.schemas.index_has_schema;
        out.put(is_unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
        out.qualified(is_qualified ? out.schema_of(table()) : std::string_view(), name);
        out.put(" ON ");
        out.qualified(is_qualified ? std::string_view() : out.schema_of(table()), table().name);
        out.put(' ');
    }
    constexpr void create_spelled_index(const spelled_part& part) const {
        begin_index(part.kind == spelled_kind::unique_index, part.name);
        out.put(part.sql);
    }
    constexpr void comment_on(std::string_view what, std::size_t column, std::string_view text) const {
        out.put("COMMENT ON ");
        out.put(what);
        out.table(table());
        if (column != table_info::none) {
            out.put('.');
            out.identifier(table().columns[column].name);
        }
        out.put(" IS ");
        out.text_literal(text);
    }
    constexpr void create_index(const index_info& index) const {
        with_index_name(out.dialect, description, index,
                        [this, &index](std::string_view name) { begin_index(index.unique, name); });
        names(table(), index.columns, true);
        if (!index.where) return;
        out.put(" WHERE ");
        expression(index.where);
    }

    constexpr void create_enumeration(const enumeration_info& names) const {
        out.put("CREATE TYPE ");
        out.qualified(names.native_schema, names.native_name);
        out.put(" AS ENUM (");
        for (std::size_t i = 0; i < names.count; ++i) {
            if (i > 0) out.put(", ");
            out.text_literal(names.names[i]);
        }
        out.put(')');
    }
};

/// Runs a printing function twice, to count and to write, into a string.
template <class Print>
std::string print_to_string(const dialect_info& dialect, Print print, const table_place& place = {}) {
    writer counting{.dialect = dialect, .place = place};
    print(counting);
    std::string text(counting.text.size, '\0');
    writer writing{.text = {.out = text.data()}, .dialect = dialect, .place = place};
    print(writing);
    return text;
}

} // namespace detail

/// The CREATE TABLE of a model, with its foreign keys: `create_table<dialect::sqlite, User>()`.
template <class Dialect, class Model> std::string create_table() {
    return detail::print_to_string(Dialect::info, [](detail::writer& out) {
        detail::ddl_printer<detail::table_description>{out, detail::description_of<Model>}.create_table(true);
    });
}

} // namespace v0
} // namespace refract

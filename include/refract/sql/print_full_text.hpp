// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/full_text.hpp>
#include <refract/sql/writer.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// \file
/// What makes a full-text table, and keeps one that is of another table's texts like that table.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Table> constexpr void print_full_text_table(writer& out, const Table& table) {
    out.put("CREATE VIRTUAL TABLE ");
    out.table(table);
    out.put(" USING ");
    out.put(out.dialect.definitions.full_text_module);
    out.put('(');
    std::string_view separator;
    for (const column_info& column : table.all()) {
        if (column.key) continue;
        out.put(separator);
        out.identifier(column.name);
        if (!is_searched(column)) out.put(" UNINDEXED");
        separator = ", ";
    }
    const auto option = [&out](std::string_view name, std::string_view value) {
        out.put(", ");
        out.put(name);
        out.put('=');
        out.text_literal(value);
    };
    if (table.content) {
        option("content", out.name_of(table.content()));
        option("content_rowid", table.content().columns[table.content().key.columns[0]].name);
    }
    if (!table.tokenizer.empty()) option("tokenize", table.tokenizer);
    out.put(')');
}

enum class full_text_step : std::uint8_t { follow_insert, follow_delete, follow_update, fill };
inline constexpr full_text_step full_text_steps[] = {full_text_step::follow_insert, full_text_step::follow_delete,
                                                     full_text_step::follow_update, full_text_step::fill};

template <class Table> struct full_text_printer {
    writer& out;
    const Table& table;

    /// Inserts a row of the content. One of the old row, under the word delete, takes its words away.
    constexpr void put_row(std::string_view row, bool is_gone) const {
        out.put(" INSERT INTO ");
        out.identifier(table.name);
        out.put(" (");
        if (is_gone) {
            out.identifier(table.name);
            out.put(", ");
        }
        names({}, table);
        out.put(is_gone ? ") VALUES ('delete', " : ") VALUES (");
        names(row, table.content());
        out.put(");");
    }
    void print(full_text_step step) const {
        if (step == full_text_step::fill) return fill();
        const bool inserts = step == full_text_step::follow_insert, deletes = step == full_text_step::follow_delete;
        out.put("CREATE TRIGGER ");
        const std::string_view what = inserts ? "_insert" : deletes ? "_delete" : "_update";
        out.qualified(out.schema_of(table), std::string(table.name).append(what));
        out.put(inserts ? " AFTER INSERT ON " : deletes ? " AFTER DELETE ON " : " AFTER UPDATE ON ");
        out.identifier(out.name_of(table.content()));
        out.put(" BEGIN");
        if (!inserts) put_row("old.", true);
        if (!deletes) put_row("new.", false);
        out.put(" END");
    }

private:
    /// The key, then the other columns, by their names in a table.
    constexpr void names(std::string_view before, const Table& of) const {
        out.put(before);
        out.identifier(&of == &table ? std::string_view("rowid") : of.columns[of.key.columns[0]].name);
        for (const column_info& column : table.all()) {
            if (column.key) continue;
            out.put(", ");
            out.put(before);
            out.identifier(column.name);
        }
    }
    constexpr void fill() const {
        out.put("INSERT INTO ");
        out.table(table);
        out.put(" (");
        out.identifier(table.name);
        out.put(") VALUES ('rebuild')");
    }
};
template <class Table> void print_full_text_step(writer& out, const Table& table, full_text_step step) {
    full_text_printer<Table>{out, table}.print(step);
}

} // namespace detail
} // namespace v0
} // namespace refract

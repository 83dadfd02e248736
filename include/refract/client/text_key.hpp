// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/schema/table_info.hpp>
#include <refract/sql/ready_statement.hpp>
#include <refract/tree/statement.hpp>
#include <refract/tree/walk.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// \file
/// What a text that is put together at run time is made of, as something that can be compared. Names and not addresses:
/// where a table of one plug-in lay, another plug-in's may lie later.

namespace refract {
inline namespace v0 {
namespace detail {

/// The key of a text: equal where the text is equal.
struct text_key {
    std::string bytes;

    void add(std::uint64_t number) { bytes.append(reinterpret_cast<const char*>(&number), sizeof number); }
    void add(std::string_view text) {
        add(text.size());
        bytes += text;
    }
};

namespace by_name {

// Each of these takes a text_key, or an identity_maker at compile time.

template <class Key> constexpr void add_type(Key& key, const sql_type& type) {
    key.add(static_cast<std::uint64_t>(type.kind) | std::uint64_t{type.precision} << 8 |
            std::uint64_t{type.scale} << 16 | std::uint64_t{type.list} << 24 | std::uint64_t{type.of_column} << 25 |
            std::uint64_t{type.enumeration != nullptr} << 26 | static_cast<std::uint64_t>(type.item) << 32);
    if (!type.enumeration) return;
    key.add(type.enumeration->native_schema);
    key.add(type.enumeration->native_name);
}
template <class Key> constexpr void add_column(Key& key, const table_info& table, std::size_t column) {
    if (column >= table.column_count) return;
    key.add(table.columns[column].name);
    key.add(std::uint64_t{table.columns[column].nullable});
    add_type(key, table.columns[column].type);
}
template <class Key> constexpr void add_name(Key& key, const table_info& table) {
    key.add(table.schema);
    key.add(table.name);
}

template <class Key> constexpr void add_row(Key& key, const row_info& row) {
    key.add(row.fields.size());
    for (const field_info& field : row.fields) {
        key.add(field.name);
        key.add(std::uint64_t{field.nullable});
        add_type(key, field.type);
    }
}

template <class Key> constexpr void add_statement(Key& key, const statement_view& view);

template <class Key> constexpr void add_nodes(Key& key, const node* nodes, std::size_t count) {
    key.add(count);
    for (const node* each = nodes; each != nodes + count; ++each) {
        const unsigned flags = (each->negated ? 1U : 0U) | (each->distinct ? 2U : 0U) | (each->filtered ? 4U : 0U) |
                               (each->descending ? 8U : 0U) | (each->nullable ? 16U : 0U) | (each->table ? 32U : 0U) |
                               (each->query ? 64U : 0U);
        key.add(static_cast<std::uint64_t>(each->kind) | static_cast<std::uint64_t>(each->op) << 8 |
                std::uint64_t{each->arity} << 16 | std::uint64_t{each->column} << 32 | std::uint64_t{flags} << 48 |
                static_cast<std::uint64_t>(each->nulls) << 56);
        key.add(each->alias);
        add_type(key, each->type);
        if (each->table) {
            add_name(key, each->table());
            add_column(key, each->table(), each->column);
        }
        if (each->query) add_statement(key, *each->query);
    }
}
template <class Key> constexpr void add_statement(Key& key, const statement_view& view) {
    key.add(static_cast<std::uint64_t>(view.kind) | static_cast<std::uint64_t>(view.count) << 8);
    for (const clause& each : view) {
        key.add(static_cast<std::uint64_t>(each.kind) | static_cast<std::uint64_t>(each.join) << 8 |
                std::uint64_t{each.items} << 16 | std::uint64_t{each.table != nullptr} << 32 |
                std::uint64_t{each.row != nullptr} << 33);
        key.add(each.alias);
        if (each.table) {
            const table_info& table = each.table();
            add_name(key, table);
            for (std::size_t column = 0; column < table.column_count; ++column) add_column(key, table, column);
        }
        if (each.row) add_row(key, *each.row);
        if (each.query) add_statement(key, *each.query);
        const node* const end = each.nodes ? end_of(each.nodes, each.items) : nullptr;
        add_nodes(key, each.nodes, static_cast<std::size_t>(end - each.nodes));
    }
}

} // namespace by_name

/// What a query is, apart from what the run time knows of it.
constexpr statement_identity identity_of(const statement_view& view, std::uint64_t form) {
    identity_maker maker;
    maker.add(form);
    add_statement(maker, view);
    return maker.made();
}

} // namespace detail
} // namespace v0
} // namespace refract

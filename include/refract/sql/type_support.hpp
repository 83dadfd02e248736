// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/client.hpp>
#include <refract/dialect/dialect.hpp>
#include <refract/schema/model.hpp>
#include <refract/tree/walk.hpp>

/// \file
/// Whether a database has the types of a model, and orders them by their values.

namespace refract {
inline namespace v0 {
namespace detail {

/// Of the columns of a table, or of the fields of a row. What has no type at all has been refused already.
template <class Columns> constexpr bool has_types_of(const Columns& columns, const dialect_info& dialect) {
    for (const auto& column : columns)
        if (column.type.kind != type_kind::none &&
            find_type_name(dialect.definitions.type_names, column.type.kind).column.empty())
            return false;
    return true;
}
constexpr bool has_types(const table_info& table, const dialect_info& dialect) {
    return has_types_of(table.all(), dialect);
}
/// Queries inside included.
constexpr bool has_types(const statement_view& statement, const dialect_info& dialect) {
    for (const clause& each : statement) {
        if (each.table && !has_types(each.table(), dialect)) return false;
        if (each.row && !has_types_of(each.row->fields, dialect)) return false;
        if (each.holds.queries == 0) continue;
        for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at)
            if (at->query && !has_types(*at->query, dialect)) return false;
    }
    return true;
}

constexpr bool sorts(const sql_type& type, const dialect_info& dialect) {
    return find_type_name(dialect.definitions.type_names, type.kind).sorts || type.kind == type_kind::none;
}
constexpr bool asks_for_order(operation op) {
    return (op >= operation::less && op <= operation::greater_equal) || op == operation::min || op == operation::max;
}
constexpr bool sorts_all(const statement_view& statement, const dialect_info& dialect);

/// Whether everything that expressions order has an order in the database; `ordered`: they are themselves what is
/// ordered by.
constexpr bool sorts_all(const expression_range& items, bool ordered, const dialect_info& dialect) {
    for (const node& item : items) {
        if (ordered && !sorts(item.type, dialect)) return false;
        for (const node *at = &item, *end = skip(&item); at != end; ++at) {
            const bool orders =
                asks_for_order(at->op) || at->kind == node_kind::between || at->kind == node_kind::ordering;
            const bool is_row = at->kind == node_kind::row_comparison;
            if (orders && !is_row && !sorts(at[1].type, dialect)) return false;
            if (orders && is_row && !sorts_all(operands_of(*at), true, dialect)) return false;
            if (at->query && !sorts_all(*at->query, dialect)) return false;
        }
    }
    return true;
}
constexpr bool sorts_all(const statement_view& statement, const dialect_info& dialect) {
    for (const clause& each : statement)
        if (!sorts_all(items_of(each), each.kind == clause_kind::order_by, dialect)) return false;
    return true;
}

template <class Tables> constexpr bool have_types(const Tables& tables, const dialect_info& dialect) {
    for (const table_description* each : tables)
        if (!has_types(*each->table, dialect)) return false;
    return true;
}

template <class Schema, class Dialect> using check_types_of_all =
    check_that<have_types(Schema::tables, Dialect::info), rule::type_exists, Schema, Dialect>;
template <class Model, class Dialect> using check_types_of =
    check_that<has_types(table_of<Model>(), Dialect::info), rule::type_exists, Model, Dialect>;
template <class Query, class Dialect> using check_types =
    check_that<has_types(Query::view, Dialect::info), rule::type_exists, Dialect>;
template <class Query, class Dialect> using check_order =
    check_that<sorts_all(Query::view, Dialect::info), rule::type_sorts, Dialect>;

} // namespace detail
} // namespace v0
} // namespace refract

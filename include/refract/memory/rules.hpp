// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/memory.hpp>
#include <refract/memory/objects.hpp>
#include <refract/memory/operations.hpp>
#include <refract/query/rules/expressions.hpp>
#include <refract/schema/schema.hpp>

#include <cstddef>
#include <string_view>

/// \file
/// What memory can evaluate: what has one meaning without a database.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool tests_null(const node& at) {
    return at.kind == node_kind::unary && (at.op == operation::is_null || at.op == operation::is_not_null);
}
/// One of several values as it is: nothing is asked of it.
constexpr bool passes_value_on(const node& at) {
    return tests_null(at) || at.kind == node_kind::case_when || at.op == operation::coalesce;
}
constexpr bool compares_values(const node& at) {
    return at.kind == node_kind::between || at.kind == node_kind::in_values || at.kind == node_kind::in_list ||
           at.kind == node_kind::row_comparison || at.kind == node_kind::ordering || at.op == operation::nullif ||
           at.op == operation::greatest || at.op == operation::least ||
           (at.kind == node_kind::binary && at.op <= operation::is_not_distinct_from);
}

/// Whether the kind of node is one of memory's.
constexpr bool is_node_in_memory(const node& at) {
    switch (at.kind) {
    case node_kind::column:
    case node_kind::value:
    case node_kind::parameter:
    case node_kind::null:
    case node_kind::row_comparison:
    case node_kind::between:
    case node_kind::in_values:
    case node_kind::in_list:
    case node_kind::case_when:
    case node_kind::named:
    case node_kind::ordering: return true;
    case node_kind::unary:
    case node_kind::binary:
    case node_kind::function:
    case node_kind::cast: break;
    default: return false;
    }
    if (at.op == operation::collate) return at.alias == "binary"; // as memory compares
    const bool is_lazy =
        at.op == operation::logical_and || at.op == operation::logical_or || at.op == operation::coalesce;
    return is_lazy || is_known_in_memory(at.op);
}
/// Whether an operation takes an operand of that kind: databases compare JSON by what it means, write floating point in
/// ways of their own, and calculate with numbers of any size.
constexpr bool takes_in_memory(const node& at, type_kind operand) {
    if (passes_value_on(at)) return true;
    if (operand == type_kind::json) return false;
    if (at.kind == node_kind::cast && at.type.kind == type_kind::text) return !is_floating(operand);
    const bool is_any_size = operand == type_kind::numeric || at.type.kind == type_kind::numeric;
    if (!is_any_size || compares_values(at)) return true;
    if (at.kind != node_kind::cast) return false;
    return operand == type_kind::numeric ? is_floating(at.type.kind) : !is_floating(operand);
}

/// Whether the database compares a text column by rules of its own.
constexpr bool is_compared_otherwise(const column_info& column, const column_details& details) {
    if (column.type.form != column_form::usual) return true;
    if (!details.collation.empty() && details.collation != "C") return true;
    if (column.type.kind != type_kind::text || details.type_name.empty()) return false;
    for (const std::string_view usual : {"text", "varchar", "character varying"})
        if (is_type_named(details.type_name, usual)) return false;
    return true;
}
template <class Model> constexpr bool is_column_otherwise(std::size_t column) {
    return is_compared_otherwise(table_of<Model>().columns[column], column_details_of<Model>[column]);
}

/// What the rules know of objects: their tables, and which columns are compared otherwise.
struct memory_scope {
    scope tables{};
    bool (*is_otherwise[max_sources])(std::size_t column){};

    constexpr violation find_violation(const node& at) const {
        if (at.kind == node_kind::refused) return {rule::told};
        if (!is_node_in_memory(at)) return {rule::evaluated_in_memory};
        for (const node& operand : operands_of(at))
            if (!takes_in_memory(at, operand.type.kind)) return {rule::evaluated_in_memory};
        for (const node& operand : operands_of(at)) {
            if (operand.kind == node_kind::column && passes_value_on(at) && tables.find_own(operand)) continue;
            if (auto found = find_violation(operand)) return found;
        }
        return at.kind == node_kind::column ? find_column_violation(at) : violation{};
    }

private:
    constexpr violation find_column_violation(const node& column) const {
        for (std::size_t i = 0; i < tables.count; ++i)
            if (tables.sources[i].table == column.table && tables.sources[i].alias == column.alias)
                return is_otherwise[i](column.column) ? of_column(rule::collation_in_database, column) : violation{};
        return of_column(rule::object_of_each_table, column);
    }
};
template <class... Object> constexpr memory_scope make_memory_scope(type_list<Object...> objects) {
    memory_scope in{.tables = scope_of_objects(objects)};
    std::size_t index = 0;
    ((in.is_otherwise[index++] = &is_column_otherwise<source_model<typename evaluated_object<Object>::source>>), ...);
    return in;
}
template <class Objects> inline constexpr memory_scope memory_scope_of =
    make_memory_scope(typename object_list<Objects>::types{});
/// What is wrong with expressions, by the rules of memory and by those of every query.
template <class Objects> constexpr violation find_memory_violation(const node* nodes, std::size_t items) {
    const memory_scope& in = memory_scope_of<Objects>;
    for (const node& each : expression_range{nodes, items}) {
        if (auto found = in.find_violation(each)) return found;
        if (auto found = check_expression(each, in.tables, {})) return found;
    }
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/writer.hpp>
#include <refract/tree/node.hpp>
#include <refract/tree/walk.hpp>

/// \file
/// Columns of times without a zone hold UTC. PostgreSQL takes them for times of the session's zone where they meet
/// times that have one, so there they stand with their own.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool is_without_zone(const writer& out, const column_info& column) {
    return column.without_zone && !out.dialect.values.in_utc.empty();
}
constexpr bool is_without_zone(const node& given) {
    const node& at = unnamed(given);
    return at.kind == node_kind::column && at.table().columns[at.column].without_zone;
}

/// Prints a column where it may meet times with a zone.
template <class Column> constexpr void print_in_zone(writer& out, const column_info& column, Column print) {
    if (!out.meets_zones || !is_without_zone(out, column)) return print();
    out.put('(');
    print();
    out.put(out.dialect.values.in_utc);
    out.put(')');
}
/// Prints what a column is set to that is no value of the program; `fits`: a column without a zone, too.
template <class Value> constexpr void print_zone_taken(writer& out, const column_info& column, bool fits, Value print) {
    const bool outside = out.meets_zones, takes = is_without_zone(out, column);
    out.meets_zones = !(takes && fits);
    if (takes && !fits) out.put('(');
    print();
    if (takes && !fits) {
        out.put(')');
        out.put(out.dialect.values.in_utc);
    }
    out.meets_zones = outside;
}

/// Whether a comparison is of columns without a zone with each other and with values, which take the column's type.
constexpr bool compares_without_zone(const node& at) {
    for (const node& each : operands_of(at)) {
        const bool is_given = each.kind == node_kind::value || each.kind == node_kind::parameter;
        if (each.type.kind == type_kind::timestamp && (each.type.list || (!is_given && !is_without_zone(each))))
            return false;
    }
    return true;
}
/// Whether the operands of a node meet times with a zone; `outside`: whether the node itself does.
constexpr bool meets_zones(const node& at, bool outside) {
    switch (at.kind) {
    case node_kind::unary: return at.op != operation::is_null && at.op != operation::is_not_null;
    case node_kind::aggregate:
        return outside || (at.op != operation::count && at.op != operation::min && at.op != operation::max);
    case node_kind::binary:
        return at.op < operation::equal || at.op > operation::is_not_distinct_from || !compares_without_zone(at);
    case node_kind::between:
    case node_kind::in_values:
    case node_kind::row_comparison: return !compares_without_zone(at);
    case node_kind::function: return at.op != operation::own;
    case node_kind::raw: return false; // is the program's own, as its functions are
    case node_kind::cast:
    case node_kind::case_when:
    case node_kind::in_list:
    case node_kind::in_query:
    case node_kind::scalar_query:
    case node_kind::quantified_query: return true;
    default: return outside;
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

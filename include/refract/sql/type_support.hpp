// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/client.hpp>
#include <refract/dialect/dialect.hpp>
#include <refract/schema/model.hpp>
#include <refract/tree/walk.hpp>

#include <cstddef>
#include <cstdint>

/// \file
/// Whether a database has the types of a model, and can order them and calculate with them.

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
        if (any_query_in(each, [&](const statement_view& inner) { return !has_types(inner, dialect); })) return false;
    }
    return true;
}

/// The kinds with which the database cannot do everything, as a set of bits.
constexpr std::uint32_t limited_kinds(const dialect_info& dialect) {
    std::uint32_t kinds = 0;
    for (const kind_name& each : dialect.definitions.type_names)
        if (each.use != kind_use::calculates) kinds |= std::uint32_t{1} << static_cast<unsigned>(each.kind);
    return kinds;
}
constexpr bool is_among(const sql_type& type, std::uint32_t kinds) {
    return (kinds >> static_cast<unsigned>(type.kind) & 1) != 0;
}
constexpr kind_use use_of(const sql_type& type, const dialect_info& dialect) {
    return find_type_name(dialect.definitions.type_names, type.kind).use;
}

/// What a node asks of the values of its operands.
constexpr kind_use asked_by(const node& at) {
    switch (at.op) {
    case operation::less:
    case operation::less_equal:
    case operation::greater:
    case operation::greater_equal:
    case operation::greatest:
    case operation::least:
    case operation::min:
    case operation::max: return kind_use::sorts;
    case operation::add:
    case operation::subtract:
    case operation::multiply:
    case operation::divide:
    case operation::divide_whole:
    case operation::modulo:
    case operation::negate:
    case operation::abs:
    case operation::sign:
    case operation::sum:
    case operation::avg: return kind_use::calculates;
    default: return at.kind == node_kind::between || at.kind == node_kind::ordering ? kind_use::sorts : kind_use::finds;
    }
}
/// Whether two numbers meet of which one is text there: "5.0" is not "5".
constexpr bool are_unlike(const sql_type& left, const sql_type& right, const dialect_info& dialect) {
    return left.kind != right.kind && is_number(left.kind) && is_number(right.kind) &&
           (use_of(left, dialect) == kind_use::finds || use_of(right, dialect) == kind_use::finds);
}
/// Of whole numbers the text is the shortest one, and approximate is what is asked for.
constexpr bool is_inexact_cast(const sql_type& from, const sql_type& to, const dialect_info& dialect) {
    return are_unlike(from, to, dialect) && !is_whole_number(from.kind) && to.kind != type_kind::real &&
           to.kind != type_kind::double_precision;
}
/// Whether the operands of a node are compared, or one of them is its value; arguments stand side by side only.
constexpr bool brings_together(const node& at) {
    switch (at.kind) {
    case node_kind::binary:
    case node_kind::between:
    case node_kind::in_values:
    case node_kind::in_list:
    case node_kind::case_when: return true;
    default:
        return at.op == operation::coalesce || at.op == operation::nullif || at.op == operation::greatest ||
               at.op == operation::least;
    }
}
/// Whether numbers that meet under a node are unlike.
constexpr bool meet_unlike(const node& at, const dialect_info& dialect) {
    switch (at.kind) {
    case node_kind::assignment: return are_unlike(at.table().columns[at.column].type, operand_of(at, 0).type, dialect);
    case node_kind::cast: return is_inexact_cast(operand_of(at, 0).type, at.type, dialect);
    case node_kind::in_query: {
        const clause* const selected = at.query->first_query().find(clause_kind::select);
        std::size_t i = 0;
        for (const node& each : items_of(selected))
            if (i < at.arity && are_unlike(operand_of(at, i++).type, each.type, dialect)) return true;
        return false;
    }
    case node_kind::in_values:
        if (at.column <= 1) break;
        for (std::size_t i = at.column; i < at.arity; ++i)
            if (are_unlike(operand_of(at, i % at.column).type, operand_of(at, i).type, dialect)) return true;
        return false;
    case node_kind::row_comparison:
        for (std::size_t i = 0, width = at.arity / 2; i < width; ++i)
            if (are_unlike(operand_of(at, i).type, operand_of(at, width + i).type, dialect)) return true;
        return false;
    default: break;
    }
    if (!brings_together(at)) return false;
    const node* number = nullptr;
    for (const node& each : operands_of(at)) {
        if (!is_number(each.type.kind)) continue;
        if (number && are_unlike(number->type, each.type, dialect)) return true;
        number = &each;
    }
    return false;
}
constexpr bool serves(const node& at, const dialect_info& dialect) {
    const kind_use asked = asked_by(at);
    if (asked != kind_use::finds)
        for (const node& each : operands_of(at))
            if (use_of(each.type, dialect) < asked) return false;
    return !meet_unlike(at, dialect);
}

/// Whether something of a limited kind may stand under a node; few queries have it, and the others cost no more.
constexpr bool is_suspect(const node& at, std::uint32_t limited) {
    if (at.kind == node_kind::assignment && is_among(at.table().columns[at.column].type, limited)) return true;
    return at.query || is_among(at.type, limited);
}
constexpr bool serves_all(const statement_view& statement, const dialect_info& dialect);

/// Whether the database can do with each value what expressions ask: order it, calculate with it.
constexpr bool serves_all(const expression_range& items, std::uint32_t limited, const dialect_info& dialect) {
    for (const node& item : items) {
        const node* const end = skip(&item);
        bool looks = false;
        for (const node* at = &item; at != end && !looks; ++at) looks = is_suspect(*at, limited);
        for (const node* at = &item; looks && at != end; ++at)
            if (!serves(*at, dialect) || (at->query && !serves_all(*at->query, dialect))) return false;
    }
    return true;
}
constexpr bool serves_all(const statement_view& statement, const dialect_info& dialect) {
    const std::uint32_t limited = limited_kinds(dialect);
    if (limited == 0) return true;
    for (const clause& each : statement) {
        if (!serves_all(items_of(each), limited, dialect)) return false;
        if (each.query && !serves_all(*each.query, dialect)) return false;
    }
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
template <class Query, class Dialect> using check_uses =
    check_that<serves_all(Query::view, Dialect::info), rule::type_serves, Dialect>;

} // namespace detail
} // namespace v0
} // namespace refract

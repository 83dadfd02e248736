// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_operand.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// What a statement does by itself for the policies of its tables: rows of other tenants are hidden, and those that are
/// marked as deleted.

namespace refract {
inline namespace v0 {
namespace detail {

/// The condition that a row is not deleted; `print` prints its column.
template <class Print> constexpr void print_is_kept(writer& out, const table_info& table, Print print) {
    const column_info& column = table.columns[table.deleted];
    if (column.type.kind == type_kind::boolean) {
        out.put("NOT ");
        return print_read(out, column, print);
    }
    print();
    out.put(" IS NULL");
}
/// What the column is set to where a row is deleted, or comes back.
constexpr void print_mark(writer& out, const table_info& table, bool deleted) {
    const column_info& column = table.columns[table.deleted];
    const bool is_flag = column.type.kind == type_kind::boolean;
    if (!is_flag && !deleted) return out.put("NULL");
    if (!is_flag) return print_moment(out, column);
    print_written(out, column, false,
                  [&] { out.put(deleted ? out.dialect.lexical.true_word : out.dialect.lexical.false_word); });
}

/// Whether a statement limits a table that it brings in to some of its rows, unless `lifted` is said of it or around
/// it.
/// The table's name may be that of a query in WITH, which limits them itself.
constexpr bool is_filtered(const writer& out, const clause& each, clause_kind lifted) {
    for (const enclosing_statement* in = out.around; in; in = in->outer) {
        if (in->statement.has(lifted)) return false;
        for (const clause& with : in->statement)
            if (is_with(with.kind) && with.table == each.table) return false;
    }
    return true;
}
/// The policies of a table, as a statement has them.
struct table_filters {
    bool of_tenant = false, hides_deleted = false;
    constexpr explicit operator bool() const { return of_tenant || hides_deleted; }
};
constexpr table_filters find_filters(const writer& out, const clause& each) {
    if (!brings_table(each.kind) || function_of(each) || each.query) return {};
    const table_info& table = each.table();
    // An upsert finds a row that is marked, and brings it back.
    const bool hides = table.deleted != table_info::none && out.around->statement.kind != verb::insert;
    return {table.tenant != table_info::none && is_filtered(out, each, clause_kind::all_tenants),
            hides && is_filtered(out, each, clause_kind::with_deleted)};
}

/// Where the condition on the rows of a table stands.
struct filter_place {
    const clause* join = nullptr; ///< in its ON; none: in WHERE
    bool is_inside = false;       ///< the table is a query of its own
};
/// A condition in WHERE would be about rows that outer joins have made: it stands in the ON of the join that they come
/// from or, of rows that are there before a right join, in its ON. A full join keeps the rows of both sides.
constexpr filter_place find_filter_place(const statement_view& statement, const clause& table) {
    filter_place place;
    if (table.kind == clause_kind::join_if || (is_join(table.kind) && table.join == join_kind::left))
        place.join = &table;
    bool is_before = true;
    for (const clause& each : statement) {
        if (&each == &table) is_before = false;
        if (each.kind != clause_kind::join) continue;
        if (each.join == join_kind::full) return {.is_inside = true};
        if (each.join == join_kind::right && !is_before && &each != &table && !place.join) place.join = &each;
    }
    return place;
}

/// Calls `use` with the clause of each table that is limited by a condition in the ON of a join, or in WHERE.
template <class Use>
constexpr void each_filter(const writer& out, const statement_view& statement, const clause* join, Use use) {
    for (const clause& each : statement) {
        if (!find_filters(out, each)) continue;
        const filter_place place = find_filter_place(statement, each);
        if (!place.is_inside && place.join == join) use(each);
    }
}
constexpr std::size_t count_filters(const writer& out, const statement_view& statement, const clause* join) {
    std::size_t count = 0;
    each_filter(out, statement, join, [&](const clause&) { ++count; });
    return count;
}
/// The conditions on the rows of a table; `print` prints a column of it.
template <class Print> constexpr void print_filters_of(writer& out, const clause& each, Print print) {
    const table_filters filters = find_filters(out, each);
    const table_info& table = each.table();
    if (filters.of_tenant) {
        print(table.tenant);
        out.put(" = ");
        out.tenant_placeholder(table);
    }
    if (!filters.hides_deleted) return;
    if (filters.of_tenant) out.put(" AND ");
    print_is_kept(out, table, [&] { print(table.deleted); });
}
/// Prints these conditions; `before` stands in front of the first.
constexpr void print_filters(writer& out, const statement_view& statement, const clause* join,
                             std::string_view before) {
    each_filter(out, statement, join, [&](const clause& each) {
        out.put(before);
        before = " AND ";
        print_filters_of(out, each, [&](std::size_t column) {
            print_column(out, {.kind = node_kind::column,
                               .column = static_cast<std::uint16_t>(column),
                               .table = each.table,
                               .alias = each.alias});
        });
    });
}
/// A table, or those of its rows that are meant where no condition of the statement can say so.
constexpr void print_table(writer& out, const statement_view& statement, const clause& each) {
    const bool is_inside = find_filters(out, each) && find_filter_place(statement, each).is_inside;
    if (is_inside) out.put("(SELECT * FROM ");
    out.table_or_query(each.table());
    if (!is_inside) return;
    out.put(" WHERE ");
    print_filters_of(out, each, [&](std::size_t column) { out.identifier(each.table().columns[column].name); });
    out.put(')');
}

} // namespace detail
} // namespace v0
} // namespace refract

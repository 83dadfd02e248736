// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_expression.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Prints the clauses of one statement, in SQL's order whatever the order they were written in.
struct clause_printer {
    writer& out;
    const statement_view& statement;
    content begins = out.at.next; ///< what stands before the statement, if it is inside another one

    constexpr const dynamic_part* parts_behind(const content& before) const { return behind(out.parts, before); }

    /// Makes what a clause holds the next: values and arguments are numbered as they were written.
    constexpr void enter(const clause& wanted) const {
        content before = begins;
        for (const clause* each = statement.begin(); each != &wanted; ++each)
            before += content_of(*each, parts_behind(before));
        out.at.next = before;
    }
    constexpr void leave() const {
        content all = begins;
        all += content_of(statement, parts_behind(begins));
        out.at.next = all;
    }
    /// What is printed of a clause; the clause is entered. Parts that only the run time knows do not stand without it.
    constexpr dynamic_part part_of(const clause& wanted) const {
        enter(wanted);
        if (!is_dynamic(wanted.kind)) return {true, wanted.nodes, wanted.items};
        dynamic_part part = out.parts ? out.parts[out.at.next.parts] : dynamic_part{.stands = false};
        ++out.at.next.parts;
        if (!has_flag(wanted.kind)) return part;
        return {part.stands, wanted.nodes, wanted.items};
    }

    constexpr void print_source(const clause& each) const {
        out.table(each.table());
        if (each.alias.empty()) return;
        out.put(" AS ");
        out.identifier(each.alias);
    }

    constexpr void print_items(std::string_view before, clause_kind kind) const {
        const clause* each = statement.find(kind);
        if (!each) return;
        enter(*each);
        out.put(before);
        print_list(out, items_of(*each));
    }

    /// A column of the rows that the program reads. Inside another statement columns keep their type.
    template <class Print> constexpr void print_read_item(const column_info& column, Print print) const {
        if (out.scope->outer) return print_read_as(out, column, print);
        print_read_column(out, column, print);
    }
    constexpr void print_items_of_row(const clause& columns) const {
        enter(columns);
        std::string_view separator;
        for (const node& item : items_of(columns)) {
            out.put(separator);
            separator = ", ";
            const column_info* const column = column_of(item);
            if (column && is_read_otherwise(out, *column))
                print_read_item(*column, [&] { print_column(out, item); });
            else
                print_expression(out, &item);
        }
    }
    constexpr void print_columns_of(const source& from, std::string_view& separator) const {
        for (const column_info& column : from.table().all()) {
            out.put(separator);
            separator = ", ";
            print_read_item(column, [&] {
                out.before_column(from.table(), from.alias, out.qualify);
                out.identifier(column.name);
            });
        }
    }

    constexpr void print_fields(const row_info& row) const {
        std::string_view separator;
        for (const field_info& field : row.fields) {
            out.put(separator);
            separator = ", ";
            const field_source found = find_field(field.name, *out.scope);
            if (!found.from) continue; // the rules have said so
            print_read_item(found.from->table().columns[found.column], [&] {
                print_column(out, {.column = static_cast<std::uint16_t>(found.column),
                                   .table = found.from->table,
                                   .alias = found.from->alias});
            });
        }
    }

    /// The columns of the rows: expressions, a struct's fields by name, or every table's columns.
    constexpr void print_row(const clause* columns) const {
        if (columns && columns->items > 0) {
            print_items_of_row(*columns);
        } else if (const source* const whole = columns ? find_whole(*columns, *out.scope) : nullptr) {
            std::string_view separator;
            print_columns_of(*whole, separator);
        } else if (columns && columns->row) {
            print_fields(*columns->row);
        } else {
            std::string_view separator;
            for (std::size_t i = 0; i < out.scope->count; ++i) print_columns_of(out.scope->sources[i], separator);
        }
    }

    constexpr void print_join(join_kind kind) const {
        switch (kind) {
        case join_kind::inner: return out.put(" JOIN ");
        case join_kind::left: return out.put(" LEFT JOIN ");
        case join_kind::right: return out.put(" RIGHT JOIN ");
        case join_kind::full: return out.put(" FULL JOIN ");
        case join_kind::cross: return out.put(" CROSS JOIN ");
        }
    }
    constexpr void print_joins() const {
        for (const clause& each : statement) {
            if (each.kind != clause_kind::join) continue;
            print_join(each.join);
            print_source(each);
            if (each.items == 0) continue;
            enter(each);
            out.put(" ON ");
            print_condition(out, each.nodes);
        }
    }

    constexpr void print_where() const {
        std::size_t count = 0;
        for (const clause& each : statement)
            if (is_condition(each.kind) && part_of(each).stands) ++count;
        std::string_view before = " WHERE ";
        for (const clause& each : statement) {
            if (!is_condition(each.kind)) continue;
            const dynamic_part part = part_of(each);
            if (!part.stands) continue;
            out.put(before);
            before = " AND ";
            print_condition(out, part.nodes, count > 1 ? precedence::logical_and : precedence::none);
        }
    }

    /// Whether there is an order.
    constexpr bool print_order() const {
        print_items(" ORDER BY ", clause_kind::order_by);
        if (statement.has(clause_kind::order_by)) return true;
        const clause* order = statement.find(clause_kind::ordering);
        if (!order) return false;
        const dynamic_part part = part_of(*order);
        if (!part.stands) return false;
        out.put(" ORDER BY ");
        print_list(out, {part.nodes, part.items});
        return true;
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

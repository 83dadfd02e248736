// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/statement.hpp>
#include <refract/sql/print_expression.hpp>
#include <refract/sql/writer.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// Statements as SQL text. One function serves every query, at compile time and at run time.

namespace refract {
inline namespace v0 {
namespace detail {

/// Prints one statement, clause by clause, in SQL's order whatever the order they were written in.
struct statement_printer {
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
        if (wanted.kind != clause_kind::where_if) return part;
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
        print_list(out, each->nodes, each->items);
    }

    constexpr void print_columns_of(const source& from, std::string_view& separator) const {
        for (const column_info& column : from.table().all()) {
            out.put(separator);
            separator = ", ";
            print_read_as(out, column, [&] {
                if (out.qualify) out.qualifier(from.table(), from.alias);
                out.identifier(column.name);
            });
        }
    }

    constexpr void print_fields(const table_info& row) const {
        for (std::size_t i = 0; i < row.column_count; ++i) {
            if (i > 0) out.put(", ");
            const field_source found = find_field(row.columns[i].field, *out.scope);
            if (!found.from) continue; // the rules have said so
            print_read_as(out, found.from->table().columns[found.column], [&] {
                print_column(out, {.column = static_cast<std::uint16_t>(found.column),
                                   .table = found.from->table,
                                   .alias = found.from->alias});
            });
        }
    }

    /// The columns of the rows: expressions, a struct's fields by name, or every table's columns.
    constexpr void print_row(const clause* columns) const {
        if (columns && columns->items > 0) {
            enter(*columns);
            print_list(out, columns->nodes, columns->items);
        } else if (columns && columns->table) {
            print_fields(columns->table());
        } else {
            std::string_view separator;
            for (std::size_t i = 0; i < out.scope->count; ++i) print_columns_of(out.scope->sources[i], separator);
        }
    }

    constexpr void print_joins() const {
        constexpr std::string_view words[] = {" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ", " CROSS JOIN "};
        for (const clause& each : statement) {
            if (each.kind != clause_kind::join) continue;
            out.put(words[static_cast<std::size_t>(each.join)]);
            print_source(each);
            if (each.items == 0) continue;
            enter(each);
            out.put(" ON ");
            print_expression(out, each.nodes);
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
            print_expression(out, part.nodes, count > 1 ? precedence::logical_and : precedence::none);
        }
    }

    constexpr void print_order() const {
        print_items(" ORDER BY ", clause_kind::order_by);
        const clause* order = statement.find(clause_kind::ordering);
        if (!order) return;
        const dynamic_part part = part_of(*order);
        if (!part.stands) return;
        out.put(" ORDER BY ");
        print_list(out, part.nodes, part.items);
    }

    constexpr void print_select() const {
        out.put(statement.has(clause_kind::distinct) ? "SELECT DISTINCT " : "SELECT ");
        print_row(statement.find(clause_kind::select));
        out.put(" FROM ");
        print_source(*statement.find(clause_kind::from));
        print_joins();
        print_where();
        print_items(" GROUP BY ", clause_kind::group_by);
        print_items(" HAVING ", clause_kind::having);
        print_order();
        print_items(" LIMIT ", clause_kind::limit);
        if (statement.has(clause_kind::offset) && !statement.has(clause_kind::limit) && !out.dialect.has_offset_alone)
            out.put(" LIMIT -1");
        print_items(" OFFSET ", clause_kind::offset);
        if (statement.has(clause_kind::for_update)) out.put(" FOR UPDATE");
    }

    constexpr void print_insert() const {
        out.put("INSERT INTO ");
        print_source(*statement.find(clause_kind::from));
        const clause* set = statement.find(clause_kind::set);
        if (!set || set->items == 0) return out.put(" DEFAULT VALUES");
        out.put(" (");
        const node* item = set->nodes;
        for (std::size_t i = 0; i < set->items; ++i, item = skip(item)) {
            if (i > 0) out.put(", ");
            out.identifier(item->table().columns[item->column].name);
        }
        out.put(") VALUES (");
        enter(*set);
        item = set->nodes;
        for (std::size_t i = 0; i < set->items; ++i, item = skip(item)) {
            if (i > 0) out.put(", ");
            print_assigned(out, item + 1, item->table().columns[item->column]);
        }
        out.put(')');
    }

    constexpr void print_update() const {
        const clause& target = *statement.find(clause_kind::from);
        out.put("UPDATE ");
        print_source(target);
        print_items(" SET ", clause_kind::set);
        const clause* set = statement.find(clause_kind::set);
        const table_info& table = target.table();
        for (std::size_t i = 0; i < table.column_count; ++i) {
            const column_info& column = table.columns[i];
            if (!(column.updated_at || column.version) || assigns(set, i)) continue;
            out.put(set ? ", " : " SET ");
            out.identifier(column.name);
            out.put(" = ");
            if (column.updated_at) {
                print_written(out, column, false, [&] { out.put(out.dialect.moment); });
            } else {
                out.identifier(column.name);
                out.put(" + 1");
            }
        }
        print_where();
    }

    constexpr void print() const {
        switch (statement.kind) {
        case verb::select: return print_select();
        case verb::insert: print_insert(); break;
        case verb::update: print_update(); break;
        case verb::remove:
            out.put("DELETE FROM ");
            print_source(*statement.find(clause_kind::from));
            print_where();
            break;
        }
        if (!statement.has(clause_kind::returning)) return;
        out.put(" RETURNING ");
        print_row(statement.find(clause_kind::returning));
    }
};

/// What is wanted of a query's rows.
enum class result_form : std::uint8_t { rows, first, one, count, exists };

/// A query inside another one. Its columns go without their table's name as long as it names no table outside.
constexpr void print_inner_statement(writer& out, const statement_view& statement) {
    const scope* const outer = out.scope;
    const bool qualified = out.qualify;
    const scope in = make_scope(statement, outer);
    out.scope = &in;
    out.qualify = in.count > 1 || is_correlated(statement, in);
    const statement_printer printer{out, statement};
    printer.print();
    printer.leave();
    out.scope = outer;
    out.qualify = qualified;
}

constexpr void print_statement(writer& out, const statement_view& statement, const scope& in,
                               result_form form = result_form::rows) {
    out.scope = &in;
    out.qualify = in.count > 1;
    out.print_query = &print_inner_statement;
    if (form == result_form::count) out.put("SELECT count(*) FROM (");
    if (form == result_form::exists) out.put("SELECT EXISTS (");
    statement_printer{out, statement}.print();
    if (form == result_form::count) out.put(") AS \"rows\"");
    if (form == result_form::exists) out.put(")");
    if ((form == result_form::first || form == result_form::one) && statement.kind == verb::select &&
        out.dialect.sends_whole_results && !statement.has(clause_kind::limit) &&
        !statement.has(clause_kind::for_update))
        out.put(form == result_form::first ? " LIMIT 1" : " LIMIT 2");
}

/// What a statement uses and the database has not; empty if it has everything.
constexpr std::string_view missing_feature(const statement_view& statement, const dialect_info& dialect) {
    if (statement.has(clause_kind::for_update) && !dialect.has_for_update) return "FOR UPDATE";
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

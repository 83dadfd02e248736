// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/grouping.hpp>
#include <refract/query/rules/runtime_groups.hpp>
#include <refract/sql/print_expression.hpp>
#include <refract/sql/print_guides.hpp>
#include <refract/sql/print_policy.hpp>
#include <refract/tree/output.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// What the columns of an order are called where a query around reads them.
inline constexpr std::string_view order_names[] = {"o1", "o2",  "o3",  "o4",  "o5",  "o6",  "o7",  "o8",
                                                   "o9", "o10", "o11", "o12", "o13", "o14", "o15", "o16"};

/// A term of an order in the other direction.
constexpr node reverse(node term) {
    term.descending = !term.descending;
    if (term.nulls != nulls_order::unspecified)
        term.nulls = term.nulls == nulls_order::first ? nulls_order::last : nulls_order::first;
    return term;
}

/// Prints the clauses of one statement, in SQL's order whatever the order they were written in.
struct clause_printer {
    writer& out;
    const statement_view& statement;
    table_ref names = nullptr;    ///< of the columns, where the rows are read as a table's
    bool of_set = false;          ///< the rows meet those of another query: each column has its type to the letter
    const clause* into = nullptr; ///< the columns of an insert that take the rows
    bool turned = false; ///< in reverse, with numbered columns and those of the order, for a query around that turns it
    bool renamed = false;         ///< a column gets a name of the program's
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

    /// A query in parentheses. It sees the tables to its left if it names one of them.
    constexpr void print_table_query(const clause& each) const {
        const scope* const around = out.scope;
        const scope left = scope_before(each, statement, *around);
        const bool lateral = is_lateral(*each.query, left);
        out.put(lateral ? "LATERAL (" : "(");
        out.scope = lateral ? &left : around->outer;
        out.print_query(out, *each.query, each.table, nullptr);
        out.scope = around;
        out.put(')');
    }
    /// The rows of a function, which sees the tables to its left, under the names of its struct.
    constexpr void print_function(const clause& each, const node& function) const {
        const scope* const around = out.scope;
        const scope left = scope_before(each, statement, *around);
        enter(each);
        out.scope = left.count > 0 ? &left : around->outer;
        print_pattern(out, &function, out.dialect.spelled(function.op).pattern, precedence::none);
        out.scope = around;
        out.put(" AS ");
        out.identifier(each.alias.empty() ? each.table().name : each.alias);
        if (!out.dialect.values.row_value.empty()) return;
        std::string_view before = " (";
        for (const column_info& column : each.table().all()) {
            out.put(before);
            before = ", ";
            out.identifier(column.name);
        }
        out.put(')');
    }
    constexpr void print_source(const clause& each) const {
        if (const node* const function = function_of(each)) return print_function(each, *function);
        if (each.query) {
            enter(each);
            print_table_query(each);
        } else {
            print_table(out, statement, each);
        }
        const source* const own = each.query ? nullptr : out.scope->find_table(each.table, each.alias);
        const std::string_view given = own ? own->given_name : std::string_view{};
        if (each.alias.empty() && !each.query && given.empty()) return;
        out.put(" AS ");
        out.identifier(!given.empty() ? given : each.alias.empty() ? each.table().name : each.alias);
    }
    constexpr void print_with() const {
        std::string_view before = "WITH ";
        for (const clause& each : statement)
            if (each.kind == clause_kind::with_recursive) before = "WITH RECURSIVE ";
        for (const clause& each : statement) {
            if (!is_with(each.kind)) continue;
            enter(each);
            out.put(before);
            before = ", ";
            out.identifier(each.table().name);
            out.put(each.query->has(clause_kind::materialized)       ? " AS MATERIALIZED ("
                    : each.query->has(clause_kind::not_materialized) ? " AS NOT MATERIALIZED ("
                                                                     : " AS (");
            const scope* const around = out.scope;
            out.scope = around->outer;
            out.print_query(out, *each.query, each.table, nullptr);
            out.scope = around;
            out.put(')');
            print_guides(out, *each.query);
        }
        if (before == ", ") out.put(' ');
    }

    /// What stands for a selected expression with a name where it is a key: the name, or the number of a column that
    /// has another one. Of any other expression itself is what is printed.
    constexpr node key_of(const node& at) const {
        if (at.kind != node_kind::named) return at;
        const std::size_t position = find_name(statement.find(clause_kind::select), at.alias);
        if (position == table_info::none) return at; // of the run time, or a rule has said so
        if (keeps_names()) return {.kind = node_kind::named, .alias = at.alias};
        return {.kind = node_kind::ordinal, .column = static_cast<std::uint16_t>(position)};
    }
    constexpr void print_key(const node& at) const {
        if (is_grouping_form(at.op)) return print_grouping_form(at);
        const node key = key_of(at);
        if (key.arity == at.arity) return print_expression(out, &at);
        print_expression(out, &key);
        pass_over(out, at);
    }
    constexpr void print_keys(const expression_range& keys) const {
        std::string_view separator;
        for (const node& key : keys) {
            out.put(separator);
            separator = ", ";
            print_key(key);
        }
    }
    constexpr void print_grouping_form(const node& at) const {
        const std::string_view pattern = out.dialect.spelled(at.op).pattern, keys = "{...}";
        const std::size_t open = pattern.find(keys);
        out.put(pattern.substr(0, open));
        print_keys(operands_of(at));
        out.put(pattern.substr(open + keys.size()));
    }
    constexpr void print_keys_of(clause_kind kind, std::string_view before, std::string_view behind) const {
        const clause* const keys = statement.find(kind);
        if (!keys) return;
        enter(*keys);
        out.put(before);
        print_keys(items_of(*keys));
        out.put(behind);
    }
    constexpr void print_items(std::string_view before, clause_kind kind) const {
        const clause* each = statement.find(kind);
        if (!each) return;
        enter(*each);
        out.put(before);
        print_list(out, items_of(*each));
    }

    /// A column of a table, as a column of the rows. Those that the program reads and those of a query with names are
    /// of their field's type; in other places inside a statement columns keep their type.
    template <class Print> constexpr void print_read_item(const column_info& column, const source* from,
                                                          std::size_t index, Print print) const {
        const bool is_read = names ? names().columns[index].type.form == column_form::usual : !out.scope->outer;
        if (is_read && is_read_otherwise(out, column)) {
            print_read_column(out, column, print);
            return print_name(index, {});
        }
        const bool changes = out.meets_zones && is_without_zone(out, column);
        const auto in_zone = [&] { print_in_zone(out, column, print); };
        if (!names && !turned && !renamed && !changes) return print_read_as(out, column, print);
        print_read(out, column, in_zone);
        const bool is_other = changes || spelling_of(out.dialect, column) || has_fixed_columns(out, from);
        print_name(index, is_other ? std::string_view{} : column.name);
    }
    /// The name of a column of the rows, unless it has it anyway.
    constexpr void print_name(std::size_t index, std::string_view own) const {
        if (turned) {
            out.put(" AS ");
            return out.numbered_identifier('c', index + 1);
        }
        if (!names || names().columns[index].name == own) return;
        out.put(" AS ");
        out.identifier(names().columns[index].name);
    }
    /// Whether an expression may be of another type in the database than in C++, where rows meet those of another one.
    constexpr bool may_differ(const node& item) const {
        if (!of_set || !out.dialect.statements.casts_rows_of_sets || is_bound(item)) return false;
        if (item.kind == node_kind::cast) return false;
        const type_kind kind = item.type.kind; // a column of these has a length, or a number of digits
        const bool has_limits = kind == type_kind::text || kind == type_kind::decimal || kind == type_kind::numeric ||
                                kind == type_kind::timestamp;
        return item.kind != node_kind::column || (names && has_limits);
    }
    /// Whether a column of a query with names may be more than its field holds, where the database does not look. Who
    /// reads it, or writes it somewhere, takes it for a value of the field.
    constexpr bool may_leave_field(const node& item, std::size_t index) const {
        return names && !out.literals && may_overflow(out.dialect, item, names().columns[index]);
    }
    /// An item of the query of an insert. Where rows are compared with each other they have types before they meet the
    /// columns: a value that takes its column's type takes it from the column then.
    constexpr void print_inserted(const node& item, const node& target) const {
        const column_info& column = target.table().columns[target.column];
        const bool typed =
            out.dialect.statements.casts_rows_of_sets && (of_set || statement.has(clause_kind::distinct));
        const bool takes_type = typed && is_bound(item) && bound_type(column, item.type).of_column;
        if (takes_type) out.put("coalesce(");
        print_assigned(out, &item, column);
        if (!takes_type) return;
        out.put(", (SELECT ");
        out.identifier(column.name);
        out.put(" FROM ");
        out.table(target.table());
        out.put(" LIMIT 0))");
    }
    constexpr void print_item(const node& item, std::size_t index) const {
        if (item.kind == node_kind::named) return print_named_item(item, index);
        const column_info* const column = column_of(item);
        if (into) {
            print_inserted(item, into->nodes[index]);
            print_name(index, {});
        } else if (may_leave_field(item, index)) {
            print_fitting(out, item, names().columns[index], [&] { print_expression(out, &item); });
            print_name(index, {});
        } else if (may_differ(item) || (names && out.literals && is_bound(item))) {
            out.put("CAST(");
            print_expression(out, &item);
            out.put(" AS ");
            print_type_name(out, item.type, true);
            out.put(')');
            print_name(index, {});
        } else if (column && (names || is_read_otherwise(out, *column))) {
            print_read_item(*column, out.scope->find(item), index, [&] { print_column(out, item); });
        } else {
            print_expression(out, &item);
            print_name(index, {});
        }
    }
    constexpr bool keeps_names() const { return !names && !into && !turned; }
    constexpr void print_named_item(const node& item, std::size_t index) const {
        clause_printer inner = *this;
        inner.renamed = true;
        print_named(out, item, [&] { inner.print_item(*(&item + 1), index); });
        if (!keeps_names()) return;
        out.put(" AS ");
        out.identifier(item.alias);
    }
    static constexpr node column_node_of(const source& from, std::size_t column) {
        return {.kind = node_kind::column,
                .column = static_cast<std::uint16_t>(column),
                .table = from.table,
                .alias = from.alias};
    }
    constexpr void print_items_of_row(const clause& columns) const {
        enter(columns);
        std::size_t index = 0;
        for (const node& item : items_of(columns)) {
            if (index > 0) out.put(", ");
            print_item(item, index++);
        }
    }
    /// `index`: of the first of its columns among those of the rows.
    constexpr void print_columns_of(const source& from, std::size_t& index) const {
        const table_info& table = from.table();
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (index > 0) out.put(", ");
            if (into) {
                print_item(column_node_of(from, i), index++);
                continue;
            }
            const column_info& column = table.columns[i];
            print_read_item(column, &from, index++, [&] {
                if (has_fixed_columns(out, &from)) return print_function_column(out, from, i);
                out.before_column(from.table(), from.own_name(), out.qualify);
                out.identifier(column.name);
            });
        }
    }

    constexpr void print_fields(const row_info& row) const {
        std::size_t index = 0;
        for (const field_info& field : row.fields) {
            if (index > 0) out.put(", ");
            const field_source found = find_field(field.name, *out.scope);
            if (!found.from) continue; // the rules have said so
            const node item = column_node_of(*found.from, found.column);
            if (into || may_leave_field(item, index))
                print_item(item, index++);
            else
                print_read_item(found.from->table().columns[found.column], found.from, index++,
                                [&] { print_column(out, item); });
        }
    }

    /// The columns of the rows: expressions, a struct's fields by name, or every table's columns.
    constexpr void print_row(const clause* columns) const {
        std::size_t index = 0;
        if (columns && columns->items > 0) {
            print_items_of_row(*columns);
        } else if (const source* const whole = columns ? find_whole(*columns, *out.scope) : nullptr) {
            print_columns_of(*whole, index);
        } else if (columns && columns->row) {
            print_fields(*columns->row);
        } else {
            const std::size_t count = statement.kind == verb::select ? out.scope->count : 1; // of a write, its table
            for (std::size_t i = 0; i < count; ++i) print_columns_of(out.scope->sources[i], index);
        }
    }

    constexpr std::size_t column_count() const {
        const clause* const columns = statement.find(clause_kind::select);
        if (columns && columns->items > 0) return columns->items;
        if (const source* const whole = columns ? find_whole(*columns, *out.scope) : nullptr)
            return whole->table().column_count;
        if (columns && columns->row) return columns->row->fields.size();
        std::size_t count = 0;
        for (std::size_t i = 0; i < out.scope->count; ++i) count += out.scope->sources[i].table().column_count;
        return count;
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
            if (!is_join(each.kind) || !part_of(each).stands) continue;
            print_join(each.join);
            print_source(each);
            if (each.items == 0) continue;
            if (!each.query) part_of(each); // else its values are behind those of the query
            out.put(" ON ");
            const bool is_only = count_filters(out, statement, &each) == 0;
            print_condition(out, each.nodes, is_only ? precedence::none : precedence::logical_and);
            if (!is_only) print_filters(out, statement, &each, " AND ");
        }
    }

    /// The conditions that stand, joined with AND, behind a word, and what stands before one more. `more`: how many.
    template <class Stands> constexpr std::string_view print_conditions(std::string_view before, Stands stands_here,
                                                                        std::size_t more = 0) const {
        std::size_t count = more;
        for (const clause& each : statement)
            if (stands_here(each.kind) && part_of(each).stands) ++count;
        for (const clause& each : statement) {
            if (!stands_here(each.kind)) continue;
            const dynamic_part part = part_of(each);
            if (!part.stands) continue;
            if (each.kind == clause_kind::having_predicate) refuse_ungrouped({part.nodes, part.items}, *out.scope);
            out.put(before);
            before = " AND ";
            named_places* const named = out.places;
            if (!has_flag(each.kind) && is_dynamic(each.kind)) out.places = nullptr; // it has its own values
            print_condition(out, part.nodes, count > 1 ? precedence::logical_and : precedence::none);
            out.places = named;
        }
        return before;
    }
    /// A page of groups is of what they come to.
    constexpr void print_where() const {
        const bool pages = !is_grouped(statement);
        const auto stands = [&](clause_kind kind) { return is_condition(kind) || (pages && is_page(kind)); };
        const std::size_t more = count_filters(out, statement, nullptr);
        const std::string_view before = print_conditions(" WHERE ", stands, more);
        if (more > 0) print_filters(out, statement, nullptr, before);
    }
    constexpr void print_having() const {
        const bool pages = is_grouped(statement);
        print_conditions(" HAVING ", [&](clause_kind kind) { return is_having(kind) || (pages && is_page(kind)); });
    }

    /// Whether what is selected may be printed otherwise than what orders it, where rows that are one are ordered by
    /// nothing else.
    constexpr bool orders_by_column() const {
        const clause* const columns = statement.find(clause_kind::select);
        return (of_set || names) && statement.has(clause_kind::distinct) && columns && columns->items > 0;
    }
    /// A term of a set operation's order is the number of a column: SQL knows no expressions there.
    constexpr node output_of(const node& at) const {
        const std::size_t position =
            statement.is_compound() ? find_output(statement, at) : find_item(*statement.find(clause_kind::select), at);
        if (position == table_info::none) return at; // of the run time: the database says so
        return {.kind = node_kind::ordinal, .column = static_cast<std::uint16_t>(position)};
    }
    /// Whether a column in the order would mean one of the rows, which has its name and is something else.
    constexpr bool means_output(const node& column) const {
        const clause* const columns = statement.find(clause_kind::select);
        const std::string_view name = column.table().columns[column.column].name;
        std::size_t index = 0;
        for (const node& item : items_of(columns)) {
            const bool is_called = names ? names().columns[index].name == name : may_be_called(out.dialect, item, name);
            if (is_called && !same_expression(item, column)) return true;
            ++index;
        }
        return false;
    }
    constexpr void print_term_of_order(const node& term) const {
        const bool qualified = out.qualify;
        for (const node *at = &term, *end = skip(at); at != end && !out.qualify; ++at)
            out.qualify = at->kind == node_kind::column && out.scope->find_own(*at) && means_output(*at);
        print_key_of_order(term);
        out.qualify = qualified;
    }
    constexpr void print_key_of_order(const node& term) const {
        const node& ordered = operand_of(term, 0);
        const bool is_column = statement.is_compound() || orders_by_column();
        const node key[] = {term, is_column ? output_of(ordered) : key_of(ordered)};
        const bool is_itself = key[1].kind == ordered.kind && key[1].arity == ordered.arity;
        print_expression(out, is_itself ? &term : key);
        if (!is_itself) pass_over(out, term);
    }
    constexpr const clause* find_order() const {
        const clause* const order = statement.find(clause_kind::order_by);
        return order ? order : statement.find(clause_kind::ordering);
    }
    /// The terms of the order as further columns.
    constexpr void print_order_columns() const {
        const clause& order = *find_order();
        const dynamic_part part = part_of(order);
        std::size_t number = 0;
        for (const node& term : expression_range{part.nodes, part.items}) {
            out.put(", ");
            print_expression(out, &operand_of(term, 0));
            out.put(" AS ");
            out.identifier(order_names[number++]);
        }
    }
    /// The order by these columns.
    constexpr void print_numbered_order(bool reversed) const {
        const dynamic_part part = part_of(*find_order());
        std::size_t number = 0;
        for (node term : expression_range{part.nodes, part.items}) {
            out.put(number == 0 ? " ORDER BY " : ", ");
            if (reversed) term = reverse(term);
            const node by_name[] = {term, {.kind = node_kind::named, .alias = order_names[number++]}};
            print_expression(out, by_name);
        }
    }
    /// Whether there is an order.
    constexpr bool print_order() const {
        const clause* const order = find_order();
        if (!order) return false;
        const dynamic_part part = part_of(*order);
        if (!part.stands) return false;
        if (order->kind == clause_kind::ordering && !statement.is_compound() && is_grouped(statement))
            refuse_ungrouped({part.nodes, part.items}, *out.scope);
        if (turned) {
            print_numbered_order(true);
            return true;
        }
        std::string_view separator = " ORDER BY ";
        for (const node& term : expression_range{part.nodes, part.items}) {
            out.put(separator);
            separator = ", ";
            print_term_of_order(term);
        }
        return true;
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_listed.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// What all writes have in common, of queries and of whole objects: how a table is inserted into, what a column that
/// counts or tells the time is set to, and how written columns come back.

namespace refract {
inline namespace v0 {
namespace detail {

/// The writes that queries say.
struct statement_writer {
    const clause_printer& clauses;
    const clause& target = *clauses.statement.find(clause_kind::from);
    write_printer to{clauses.out, target.table(), target.alias};

    template <class Use> constexpr void each_assignment(Use use) const { detail::each_assignment(clauses, use); }
    constexpr bool assigns(std::size_t column) const {
        bool found = false;
        each_assignment([&](const node& item) { found |= item.column == column; });
        return found;
    }

    static constexpr bool names(const clause& into, std::size_t column) {
        bool found = false;
        for (const node& each : items_of(into)) found |= each.column == column;
        return found;
    }

    constexpr void insert_columns(bool of_tenant) const {
        separator next{clauses.out, " ("};
        each_assignment([&](const node& item) {
            next();
            to.name(item.column);
        });
        if (of_tenant) {
            next();
            to.name(to.table.tenant);
        }
        clauses.out.put(')');
        to.mean_what_is_sent([this](std::size_t i) { return assigns(i); });
    }
    constexpr void insert() const {
        writer& out = clauses.out;
        clauses.print_with();
        if (const clause* const lists = clauses.statement.find(clause_kind::insert_lists))
            return listed_printer{clauses, to, *lists}.print();
        to.insert_into();
        const returning_form form = out.dialect.statements.insert_returning;
        if (const clause* const into = clauses.statement.find(clause_kind::into)) return insert_rows(*into, form);
        bool is_empty = true;
        each_assignment([&](const node&) { is_empty = false; });
        const bool of_tenant = find_filters(out, target).of_tenant; // whose row it is
        if (is_empty && !of_tenant) {
            returning(form, returning_form::output, "inserted");
            out.put(out.dialect.statements.insert_of_defaults);
            return returning(form, returning_form::at_the_end, "inserted");
        }
        insert_columns(of_tenant);
        returning(form, returning_form::output, "inserted");
        out.put(" VALUES (");
        separator comma{out};
        each_assignment([&](const node& item) {
            comma();
            print_assigned(out, &operand_of(item, 0), to.table.columns[item.column]);
        });
        if (of_tenant) {
            comma();
            out.tenant_placeholder(to.table);
        }
        out.put(')');
        upsert();
        returning(form, returning_form::at_the_end, "inserted");
    }
    /// The rows of a query. Before ON CONFLICT it ends with a WHERE where a database would take ON for one of a join.
    /// Elsewhere it stands by itself, so that its values are of the columns' types.
    constexpr void insert_rows(const clause& into, returning_form form) const {
        writer& out = clauses.out;
        out.put(" (");
        separator next{out};
        for (const node& column : items_of(into)) {
            next();
            to.name(column.column);
        }
        const bool of_tenant = find_filters(out, target).of_tenant; // whose rows they are
        if (of_tenant) {
            next();
            to.name(to.table.tenant);
        }
        out.put(')');
        to.mean_what_is_sent([&](std::size_t i) { return names(into, i); });
        out.put(' ');
        const bool upserts =
            clauses.statement.has(clause_kind::on_conflict) && out.dialect.statements.takes_on_for_join;
        if (upserts || of_tenant) {
            out.put("SELECT *");
            if (of_tenant) {
                out.put(", ");
                out.tenant_placeholder(to.table);
            }
            out.put(" FROM (");
        }
        inserted_query(into);
        if (upserts || of_tenant) {
            out.put(") AS ");
            out.identifier("rows");
        }
        if (upserts) {
            out.put(" WHERE ");
            out.put(out.dialect.lexical.true_word);
        }
        upsert();
        returning(form, returning_form::at_the_end, "inserted");
    }
    constexpr void inserted_query(const clause& into) const {
        writer& out = clauses.out;
        const clause& source = *clauses.statement.find(clause_kind::insert_query);
        clauses.enter(source);
        const scope* const around = out.scope;
        const bool qualified = out.qualify;
        out.scope = around->outer;
        out.print_query(out, *source.query, nullptr, &into);
        out.scope = around;
        out.qualify = qualified;
    }
    template <class Use> constexpr void each_of_branch(const clause& action, Use use) const {
        upsert_printer{clauses, to}.each_of_branch(action, use);
    }
    constexpr void upsert() const { upsert_printer{clauses, to}.print(); }
    constexpr void assign_row(const clause& set, std::string_view before) const {
        upsert_printer{clauses, to}.assign_row(set, before);
    }
    /// `assign(separator)` prints what the program sets, or what a deletion does where rows stay.
    template <class Assign> constexpr void update_rows(Assign assign) const {
        writer& out = clauses.out;
        clauses.print_with();
        out.put("UPDATE ");
        clauses.print_source(target);
        separator next{out, " SET "};
        assign(next);
        for (std::size_t i = 0; i < to.table.column_count; ++i) {
            if (!to.sets_itself(i) || assigns(i)) continue;
            next();
            to.set_by_itself(i, out.qualify);
        }
        const returning_form form = out.dialect.statements.update_returning;
        returning(form, returning_form::output, "inserted");
        if (clauses.statement.has(clause_kind::join)) {
            out.put(" FROM ");
            other_tables();
        }
        where();
        returning(form, returning_form::at_the_end, "inserted");
    }
    constexpr void update() const {
        update_rows([&](separator& next) {
            each_assignment([&](const node& item) {
                next();
                print_expression(clauses.out, &item);
            });
        });
    }
    constexpr void remove() const {
        if (to.table.deleted != table_info::none && !clauses.statement.has(clause_kind::for_good))
            return update_rows([&](separator& next) {
                next();
                to.mark(true);
            });
        writer& out = clauses.out;
        clauses.print_with();
        out.put("DELETE FROM ");
        clauses.print_source(target);
        const returning_form form = out.dialect.statements.delete_returning;
        returning(form, returning_form::output, "deleted");
        if (clauses.statement.has(clause_kind::join))
            print_around(out, out.dialect.statements.delete_using, "{tables}", [&] {
                other_tables();
                clauses.print_where();
            });
        else
            where();
        returning(form, returning_form::at_the_end, "deleted");
    }

    constexpr void returning(returning_form form) const { returning(form, returning_form::at_the_end, {}); }

private:
    constexpr void other_tables() const {
        separator next{clauses.out};
        for (const clause& each : clauses.statement) {
            if (each.kind != clause_kind::join) continue;
            next();
            clauses.print_source(each);
        }
    }
    constexpr void key() const {
        separator next{clauses.out};
        const column_list& columns = to.table.key;
        for (std::size_t i = 0; i < columns.count; ++i) {
            next();
            to.name(columns.columns[i]);
        }
    }
    /// The condition. What is written of some rows only is so by their keys, which a query chooses.
    constexpr void where() const {
        if (!is_bounded(clauses.statement)) return clauses.print_where();
        writer& out = clauses.out;
        const bool is_row = to.table.key.count > 1;
        out.put(is_row ? " WHERE (" : " WHERE ");
        key();
        out.put(is_row ? ") IN (" : " IN (");
        print_around(out, out.dialect.statements.chosen_rows, "{query}", [&] {
            out.put("SELECT ");
            key();
            out.put(" FROM ");
            clauses.print_source(target);
            clauses.print_where();
            print_bounds(clauses, 0, false);
        });
        out.put(')');
    }
    constexpr void returning(returning_form own, returning_form here, std::string_view row) const {
        const clause* columns = clauses.statement.find(clause_kind::returning);
        if (columns) to.returning(own, here, row, [&] { clauses.print_row(columns); });
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

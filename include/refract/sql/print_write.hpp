// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_key.hpp>
#include <refract/sql/print_select.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// What all writes have in common, of queries and of whole objects: how a table is inserted into, what a column that
/// counts or tells the time is set to, and how written columns come back.

namespace refract {
inline namespace v0 {
namespace detail {

/// Text between items: nothing before the first.
struct separator {
    writer& out;
    std::string_view next{};
    constexpr void operator()() {
        out.put(next);
        next = ", ";
    }
};

/// A pattern of the dialect, and what stands in its only hole.
template <class Print>
constexpr void print_around(writer& out, std::string_view pattern, std::string_view hole, Print print) {
    const std::size_t at = pattern.find(hole);
    out.put(pattern.substr(0, at));
    print();
    out.put(pattern.substr(at + hole.size()));
}

/// Many values of a type.
constexpr sql_type listed_type(sql_type type) {
    type.item = type.kind;
    type.kind = type_kind::array;
    return type;
}

/// The parts of INSERT, UPDATE and DELETE of one table.
struct write_printer {
    writer& out;
    const table_info& table;
    std::string_view alias{}; ///< of the row that is there

    constexpr void name(std::size_t column) const { out.identifier(table.columns[column].name); }
    /// A column of the row that is there, beside one that is to be inserted.
    constexpr void name_of_row(std::size_t column) const {
        out.qualifier(table, alias);
        name(column);
    }
    /// Prints each column that passes, with commas between them; how many.
    template <class Test, class Print> constexpr std::size_t each(Test test, Print print) const {
        separator next{out};
        std::size_t count = 0;
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!test(i)) continue;
            next();
            print(i);
            ++count;
        }
        return count;
    }
    template <class Test> constexpr bool any(Test test) const {
        for (std::size_t i = 0; i < table.column_count; ++i)
            if (test(i)) return true;
        return false;
    }

    /// Columns that every update sets by itself: the time of the last one, and their number.
    constexpr bool sets_itself(std::size_t column) const {
        return table.columns[column].updated_at || table.columns[column].version;
    }
    /// `of_row`: the number is that of the row that is there, beside one to be inserted or of another table.
    constexpr void set_by_itself(std::size_t column, bool of_row = false) const {
        name(column);
        out.put(" = ");
        if (table.columns[column].updated_at)
            return print_written(out, table.columns[column], false, [&] { out.put(out.dialect.values.moment); });
        if (of_row)
            name_of_row(column);
        else
            name(column);
        out.put(" + 1");
    }
    /// Says of a row that it is deleted, or that it is not.
    constexpr void mark(bool deleted) const {
        name(table.deleted);
        out.put(" = ");
        print_mark(out, table, deleted);
    }

    constexpr void insert_into() const {
        out.put("INSERT INTO ");
        out.table(table);
        if (alias.empty()) return;
        out.put(" AS ");
        out.identifier(alias);
    }
    /// What begins and what ends the columns that come back: RETURNING at the end, or OUTPUT in the middle.
    template <class Print>
    constexpr void returning(returning_form own, returning_form here, std::string_view row, Print print) const {
        if (own != here) return;
        out.put(own == returning_form::output ? " OUTPUT " : " RETURNING ");
        if (own == returning_form::output) out.row_name = row;
        print();
        out.row_name = {};
    }
};

/// The writes that queries say.
struct statement_writer {
    const clause_printer& clauses;
    const clause& target = *clauses.statement.find(clause_kind::from);
    write_printer to{clauses.out, target.table(), target.alias};

    /// Calls `use` with each assignment that is made, in the order in which they were written.
    template <class Use> constexpr void each_assignment(Use use) const {
        for (const clause& each : clauses.statement)
            if (sets_columns(each.kind) && clauses.part_of(each).stands)
                for (const node& item : items_of(each)) use(item);
    }
    /// The same of what a branch does, and of the assignments behind it that the run time wants.
    template <class Use> constexpr void each_of_branch(const clause& action, Use use) const {
        clauses.enter(action);
        for (const node& item : items_of(action)) use(item);
        if (clauses.statement.kind != verb::merge) return;
        for (const clause* each = &action + 1; each != clauses.statement.end() && !is_branch(each->kind); ++each)
            if (each->kind == clause_kind::set_if && clauses.part_of(*each).stands)
                for (const node& item : items_of(*each)) use(item);
    }
    constexpr bool assigns(std::size_t column) const {
        bool found = false;
        each_assignment([&](const node& item) { found |= item.column == column; });
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
    }
    constexpr void insert() const {
        writer& out = clauses.out;
        clauses.print_with();
        if (const clause* const keys = clauses.statement.find(clause_kind::insert_lists)) return insert_lists(*keys);
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
        out.put(") ");
        const bool upserts =
            clauses.statement.has(clause_kind::on_conflict) && out.dialect.statements.takes_on_for_join;
        if (upserts) out.put("SELECT * FROM (");
        const clause& source = *clauses.statement.find(clause_kind::insert_query);
        clauses.enter(source);
        const scope* const around = out.scope;
        const bool qualified = out.qualify;
        out.scope = around->outer;
        out.print_query(out, *source.query, nullptr, &into);
        out.scope = around;
        out.qualify = qualified;
        if (upserts) {
            out.put(") AS ");
            out.identifier("rows");
            out.put(" WHERE ");
            out.put(out.dialect.lexical.true_word);
        }
        upsert();
        returning(form, returning_form::at_the_end, "inserted");
    }
    /// Rows that come in lists, one for each column. It fails unless all come back with the keys that were sent.
    constexpr void insert_lists(const clause& keys) const {
        writer& out = clauses.out;
        if (keys.items == 0) return insert_listed();
        const statement_facts& facts = out.dialect.statements;
        print_filled(out, facts.checked_insert, [&](std::string_view token) {
            if (token == "insert") return insert_listed();
            if (token == "rows") return out.identifier(handing_rows);
            if (token == "mark") return out.put(facts.checked_mark);
            if (token == "all") return out.put(keys.gives_way ? "false" : "true");
            std::string_view before;
            for (const node& key : items_of(keys)) {
                out.put(before);
                before = " AND ";
                checked_key(key);
            }
        });
    }
    /// What happens to a row that is there already.
    constexpr void upsert() const {
        const clause* const key = clauses.statement.find(clause_kind::on_conflict);
        if (!key) return;
        writer& out = clauses.out;
        out.put(" ON CONFLICT");
        std::string_view before = " (";
        for (const node& column : items_of(*key)) {
            out.put(before);
            before = ", ";
            to.name(column.column);
        }
        if (key->items > 0) out.put(')');
        if (clauses.statement.has(clause_kind::do_nothing)) return out.put(" DO NOTHING");
        const clause* const update = clauses.statement.find(clause_kind::do_update);
        const bool qualified = out.qualify;
        out.qualify = true; // there are two rows
        assign_row(*update, " DO UPDATE SET ");
        clauses.print_where();
        out.qualify = qualified;
    }
    /// Assignments to a row of the table, beside another row.
    constexpr void assign_row(const clause& set, std::string_view before) const {
        separator next{clauses.out, before};
        each_of_branch(set, [&](const node& item) {
            next();
            print_expression(clauses.out, &item);
        });
        for (std::size_t i = 0; i < to.table.column_count; ++i) {
            bool is_set = !to.sets_itself(i);
            if (!is_set) each_of_branch(set, [&](const node& item) { is_set |= item.column == i; });
            if (is_set) continue;
            next();
            to.set_by_itself(i, true);
        }
        if (clauses.statement.kind != verb::insert || to.table.deleted == table_info::none) return;
        bool is_set = false; // else a row that was deleted comes back: the program wants it to be there
        each_of_branch(set, [&](const node& item) { is_set |= item.column == to.table.deleted; });
        if (is_set) return;
        next();
        to.mark(false);
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
    constexpr void insert_listed() const {
        writer& out = clauses.out;
        const statement_facts& facts = out.dialect.statements;
        to.insert_into();
        out.put(" (");
        separator next{out};
        bool has_made_key = false;
        each_assignment([&](const node& item) {
            next();
            to.name(item.column);
            has_made_key |= to.table.key_is_generated && to.table.columns[item.column].key;
        });
        out.put(')');
        if (has_made_key) out.put(facts.sent_key);
        print_filled(out, facts.insert_lists, [&](std::string_view) {
            separator comma{out};
            each_assignment([&](const node& item) {
                comma();
                node list = operand_of(item, 0);
                list.type = listed_type(list.type);
                out.placeholder(list);
            });
        });
        upsert();
        returning(facts.insert_returning, returning_form::at_the_end, "inserted");
    }
    constexpr void checked_key(const node& key) const {
        writer& out = clauses.out;
        std::uint64_t number = 0, found = 0;
        each_assignment([&](const node& item) {
            ++number;
            if (item.column == key.column) found = number;
        });
        print_filled(out, out.dialect.statements.checked_key, [&](std::string_view token) {
            if (token == "column") return to.name(key.column);
            if (token == "type") return print_type_name(out, key.type, true);
            out.put(out.dialect.lexical.placeholder_mark);
            out.text.put_number(found);
        });
    }
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

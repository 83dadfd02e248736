// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_key.hpp>
#include <refract/sql/write_printer.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// An insert of many rows, whose columns are lists. Keys that the database makes stay in it, under a name, for the
/// statements behind, so that all can be sent at once.

namespace refract {
inline namespace v0 {
namespace detail {

/// What happens to a row that is there already.
struct upsert_printer {
    const clause_printer& clauses;
    const write_printer& to;

    /// Calls `use` with what a branch assigns, and with the assignments behind it that the run time wants. It stands
    /// before its callers: Clang 16 does not make it in time for a constant expression otherwise.
    template <class Use> constexpr void each_of_branch(const clause& action, Use use) const {
        clauses.enter(action);
        for (const node& item : items_of(action)) use(item);
        if (clauses.statement.kind != verb::merge) return;
        for (const clause* each = &action + 1; each != clauses.statement.end() && !is_branch(each->kind); ++each)
            if (each->kind == clause_kind::set_if && clauses.part_of(*each).stands)
                for (const node& item : items_of(*each)) use(item);
    }
    constexpr void print() const {
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
        if (key->partial) print_rows_of(key->partial->where);
        if (clauses.statement.has(clause_kind::do_nothing)) return out.put(" DO NOTHING");
        const clause* const update = clauses.statement.find(clause_kind::do_update);
        const bool qualified = out.qualify;
        out.qualify = true; // there are two rows
        assign_row(*update, " DO UPDATE SET ");
        clauses.print_where();
        out.qualify = qualified;
    }
    /// The rows of a partial index, as the statement says that makes it: the database compares the two.
    constexpr void print_rows_of(const expression_info& rows) const {
        writer& out = clauses.out;
        const auto next = out.at.next.values;
        const bool qualified = out.qualify;
        out.put(" WHERE ");
        out.literals = rows.values;
        out.at.next.values = 0;
        out.qualify = false;
        print_condition(out, rows.nodes);
        out.literals = nullptr;
        out.at.next.values = next;
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
};

/// Prints the rows of lists. Placeholders are known by their numbers, for a list may stand in several places.
struct listed_printer {
    const clause_printer& clauses;
    const write_printer& to;
    const clause& lists;

    constexpr void print() const {
        declare();
        if (lists.items == 0) return print_insert();
        writer& out = clauses.out;
        const bool makes = any(node_kind::made_key);
        print_filled(out, facts().checked_insert, [&](std::string_view token) {
            if (token == "made") return makes ? print_made_keys() : void();
            if (token == "insert") return print_insert();
            if (token == "rows") return out.identifier(handing_rows);
            if (token == "mark") return out.put(facts().checked_mark);
            if (token == "all") return print_result();
            if (token == "from") return makes ? print_of_keys(facts().from_made_keys) : void();
            std::string_view before;
            for (const node& key : items_of(lists)) {
                out.put(before);
                before = " AND ";
                print_check(key);
            }
        });
    }

private:
    constexpr const statement_facts& facts() const { return clauses.out.dialect.statements; }

    /// Gives all values their placeholders, in their order.
    constexpr void declare() const {
        clauses.enter(lists);
        for (std::uint16_t i = 0; i < lists.holds.values; ++i) clauses.out.declare(name_of_keys);
        each_assignment(clauses, [&](const node& item) {
            for (std::size_t i = 0; i < count_values(item); ++i) {
                node value = is_plain(item) ? operand_of(item, 0) : operand_of(operand_of(item, 0), i);
                if (i < 2) value.type = listed_type(value.type);
                clauses.out.declare(value);
            }
        });
    }
    /// How many placeholders stand before those of the lists: that of the session's tenant.
    constexpr std::uint64_t first() const { return clauses.out.tenant; }
    constexpr bool of_tenant() const { return first() != 0; }
    /// Calls `use` with each assignment, and with the number of its first placeholder.
    template <class Use> constexpr void each(Use use) const {
        std::uint64_t number = first() + lists.holds.values;
        each_assignment(clauses, [&](const node& item) {
            use(item, number + 1);
            number += count_values(item);
        });
    }
    constexpr bool any(node_kind wanted) const {
        bool found = false;
        each_assignment(clauses, [&](const node& item) { found |= operand_of(item, 0).kind == wanted; });
        return found;
    }
    constexpr bool sends(std::size_t column) const {
        bool found = false;
        each_assignment(clauses, [&](const node& item) { found |= item.column == column; });
        return found;
    }
    static constexpr bool is_made(const node& item) { return operand_of(item, 0).kind == node_kind::made_key; }
    static constexpr bool is_taken(const node& item) { return operand_of(item, 0).kind == node_kind::taken_key; }
    static constexpr bool is_plain(const node& item) { return !is_made(item) && !is_taken(item); }
    static constexpr std::size_t count_values(const node& item) {
        return is_plain(item) ? 1 : operand_of(item, 0).arity;
    }

    constexpr void print_insert() const {
        writer& out = clauses.out;
        to.insert_into();
        out.put(" (");
        separator next{out};
        each_assignment(clauses, [&](const node& item) {
            next();
            to.name(item.column);
        });
        if (of_tenant()) {
            next();
            to.name(to.table.tenant);
        }
        out.put(')');
        to.mean_what_is_sent([this](std::size_t i) { return sends(i); }, true);
        const bool names_items = of_tenant() || any(node_kind::taken_key);
        print_filled(out, names_items ? facts().insert_taking : facts().insert_lists, [&](std::string_view token) {
            if (token == "lists") return print_lists();
            separator comma{out};
            std::uint64_t column = 0;
            each([&](const node& item, std::uint64_t number) {
                comma();
                ++column;
                if (token == "columns" || !is_taken(item)) return out.numbered_identifier('c', column);
                print_filled(out, facts().taken_key, [&](std::string_view inner) {
                    inner == "keys" ? print_kept(item, number) : out.numbered_identifier('c', column);
                });
            });
            if (token == "columns" || !of_tenant()) return;
            comma();
            out.tenant_placeholder(to.table);
        });
        upsert_printer{clauses, to}.print();
        const clause* const columns = clauses.statement.find(clause_kind::returning);
        if (!columns) return;
        to.returning(facts().insert_returning, returning_form::at_the_end, {}, [&] { clauses.print_row(columns); });
    }
    constexpr void print_lists() const {
        separator comma{clauses.out};
        each([&](const node& item, std::uint64_t number) {
            comma();
            if (is_made(item))
                print_of_keys(facts().made_list);
            else
                clauses.out.numbered_placeholder(number);
        });
    }
    /// The keys that were kept, of which some are taken: behind the positions come those that were not, and the names.
    constexpr void print_kept(const node& item, std::uint64_t number) const {
        writer& out = clauses.out;
        print_filled(out, facts().all_kept_keys, [&](std::string_view token) {
            if (token == "given") return out.numbered_placeholder(number + 1);
            for (std::uint64_t i = 2; i < operand_of(item, 0).arity; ++i)
                print_filled(out, facts().kept_keys, [&](std::string_view) { out.numbered_placeholder(number + i); });
        });
    }
    constexpr void print_made_keys() const {
        writer& out = clauses.out;
        each([&](const node& item, std::uint64_t number) {
            if (!is_made(item)) return;
            print_filled(out, facts().made_keys, [&](std::string_view token) {
                if (token == "keys") return out.identifier(handing_keys);
                if (token == "mark") return out.put(facts().checked_mark);
                if (token == "table") return print_table_literal();
                if (token == "column") return out.text_literal(to.table.columns[item.column].name);
                out.numbered_placeholder(number);
            });
        });
    }
    constexpr void print_of_keys(std::string_view pattern) const {
        print_filled(clauses.out, pattern, [&](std::string_view) { clauses.out.identifier(handing_keys); });
    }
    /// Whether rows come back; keys are kept before.
    constexpr void print_result() const {
        writer& out = clauses.out;
        if (lists.holds.values == 0) return out.put(lists.gives_way ? "false" : "true");
        print_filled(out, facts().keep_made_keys, [&](std::string_view) { out.numbered_placeholder(first() + 1); });
        out.put(lists.gives_way ? "NULL" : "NOT NULL");
    }
    constexpr void print_check(const node& key) const {
        writer& out = clauses.out;
        each([&](const node& item, std::uint64_t number) {
            if (item.column != key.column) return;
            print_filled(out, facts().checked_key, [&](std::string_view token) {
                if (token == "column") return to.name(key.column);
                if (token == "rows") return out.identifier(handing_rows);
                if (token == "type") return print_type_name(out, key.type, true);
                if (is_made(item)) return out.put('k');
                if (!is_taken(item)) return out.numbered_placeholder(number);
                print_filled(out, facts().taken_list, [&](std::string_view inner) {
                    inner == "keys" ? print_kept(item, number) : out.numbered_placeholder(number);
                });
            });
        });
    }
    /// The name of the table as a text: '"shop"."item"'.
    constexpr void print_table_literal() const {
        writer& out = clauses.out;
        const std::string_view schema = out.schema_of(to.table), name = out.place.name_of(to.table);
        const bool escapes =
            out.dialect.lexical.backslash_escapes && (schema.find('\\') != schema.npos || name.find('\\') != name.npos);
        const auto quote = [&](std::string_view part) {
            out.put('"');
            for (const char c : part) {
                if (c == '"' || c == '\'' || (c == '\\' && escapes)) out.put(c);
                out.put(c);
            }
            out.put('"');
        };
        out.put(escapes ? "E'" : "'");
        if (!schema.empty()) {
            quote(schema);
            out.put('.');
        }
        quote(name);
        out.put('\'');
    }

    static constexpr node name_of_keys{.kind = node_kind::value, .type = {.kind = type_kind::text}};
};

} // namespace detail
} // namespace v0
} // namespace refract

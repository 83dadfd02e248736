// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_clauses.hpp>

#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Prints `LIMIT` and `OFFSET`, in the dialect's form. `at_most`: rows that are wanted of a query without a limit; 0:
/// all.
struct limit_printer {
    const clause_printer& clauses;
    bool is_ordered;
    std::uint64_t at_most;

    constexpr void print() const {
        const statement_facts& facts = clauses.out.dialect.statements;
        const bool limit = at_most > 0 || clauses.statement.has(clause_kind::limit);
        const bool offset = clauses.statement.has(clause_kind::offset);
        if (!limit && !offset) return;
        if (!is_ordered) clauses.out.put(facts.order_of_limit);
        if (clauses.statement.has(clause_kind::with_ties))
            return form(offset ? facts.ties_and_offset : facts.limit_with_ties);
        form(limit && offset ? facts.limit_and_offset : limit ? facts.limit : facts.offset);
    }

private:
    constexpr void form(std::string_view pattern) const {
        for (std::size_t open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{')) {
            clauses.out.put(pattern.substr(0, open));
            const std::size_t close = pattern.find('}', open);
            count(pattern[open + 1] == 'l' ? clause_kind::limit : clause_kind::offset);
            pattern.remove_prefix(close + 1);
        }
        clauses.out.put(pattern);
    }
    constexpr void count(clause_kind kind) const {
        if (kind == clause_kind::limit && at_most > 0)
            clauses.out.text.put_number(at_most);
        else
            clauses.print_items("", kind);
    }
};

/// The order, the limit and the offset of a result.
constexpr void print_bounds(const clause_printer& clauses, std::uint64_t at_most, bool is_inner) {
    const bool is_limited = clauses.statement.has(clause_kind::limit) || clauses.statement.has(clause_kind::offset);
    const bool may_order = clauses.out.dialect.statements.orders_inner_queries || !is_inner || is_limited;
    const bool is_ordered = may_order && clauses.print_order();
    limit_printer{clauses, is_ordered, at_most}.print();
}

constexpr void print_lock_options(const clause_printer& clauses) {
    writer& out = clauses.out;
    std::string_view before = " OF ";
    for (const clause& each : clauses.statement) {
        if (each.kind != clause_kind::lock_of) continue;
        out.put(before);
        before = ", ";
        out.identifier(each.alias.empty() ? out.name_of(each.table()) : each.alias);
    }
    if (clauses.statement.has(clause_kind::skip_locked)) out.put(" SKIP LOCKED");
    if (clauses.statement.has(clause_kind::no_wait)) out.put(" NOWAIT");
}

/// Whether a query can stand in a set operation as it is. Parentheses are not SQL there in every database; a query
/// with an order, a limit, an operation, a lock or a WITH of its own stands in a FROM instead.
constexpr bool is_plain_operand(const statement_view& query) {
    for (const clause& each : query)
        if (is_with(each.kind) || each.kind == clause_kind::operand || each.kind == clause_kind::order_by ||
            each.kind == clause_kind::ordering || each.kind == clause_kind::limit || each.kind == clause_kind::offset ||
            is_lock(each.kind))
            return false;
    return true;
}
constexpr std::string_view word_of(clause_kind operation) {
    switch (operation) {
    case clause_kind::union_all: return " UNION ALL ";
    case clause_kind::union_distinct: return " UNION ";
    case clause_kind::intersect: return " INTERSECT ";
    case clause_kind::except: return " EXCEPT ";
    case clause_kind::intersect_all: return " INTERSECT ALL ";
    case clause_kind::except_all: return " EXCEPT ALL ";
    default: return {}; // the first operand
    }
}
constexpr void print_select(const clause_printer& clauses, std::uint64_t at_most = 0, bool is_inner = false);

constexpr void print_operand(const clause_printer& clauses, const clause& each) {
    writer& out = clauses.out;
    out.put(word_of(each.kind));
    clauses.enter(each);
    const statement_view& query = *each.query;
    const bool is_plain = is_plain_operand(query);
    if (!is_plain) out.put("SELECT * FROM (");
    const scope* const around = out.scope;
    const bool qualified = out.qualify, outside = out.meets_zones;
    const enclosing_statement own{query, out.around};
    out.meets_zones = true;
    out.around = &own;
    const scope in = make_scope(query, around->outer);
    out.scope = &in;
    out.qualify = in.count > 1 || is_correlated(query, in);
    const clause_printer inner{
        .out = out, .statement = query, .names = clauses.names, .of_set = true, .into = clauses.into};
    print_select(inner);
    inner.leave();
    out.around = own.outer;
    out.scope = around;
    out.qualify = qualified;
    out.meets_zones = outside;
    if (is_plain) return;
    out.put(") AS ");
    out.identifier("rows");
}

constexpr void print_plain_select(const clause_printer& clauses, std::uint64_t at_most, bool is_inner) {
    writer& out = clauses.out;
    const statement_view& statement = clauses.statement;
    named_places places;
    named_places* const around = out.places;
    out.places = &places;
    out.put(statement.has(clause_kind::distinct) ? "SELECT DISTINCT " : "SELECT ");
    clauses.print_keys_of(clause_kind::distinct_on, "DISTINCT ON (", ") ");
    clauses.print_row(statement.find(clause_kind::select));
    if (clauses.turned) clauses.print_order_columns();
    out.put(" FROM ");
    clauses.print_source(*statement.find(clause_kind::from));
    clauses.print_joins();
    clauses.print_where();
    clauses.print_keys_of(clause_kind::group_by, " GROUP BY ", "");
    clauses.print_having();
    print_bounds(clauses, at_most, is_inner);
    if (statement.has(clause_kind::for_update)) out.put(out.dialect.statements.for_update);
    if (statement.has(clause_kind::for_share)) out.put(out.dialect.statements.for_share);
    print_lock_options(clauses);
    out.places = around;
}

/// Whether a query wants the last of its rows: some of those before a row. They are the first ones in reverse, and a
/// query around them turns them.
constexpr bool is_turned(const statement_view& statement) {
    return (statement.has(clause_kind::before) || statement.has(clause_kind::before_in_ordering)) &&
           (statement.has(clause_kind::limit) || statement.has(clause_kind::offset));
}
constexpr void print_turned_select(const clause_printer& clauses, bool is_inner) {
    writer& out = clauses.out;
    for (std::size_t i = 0, count = clauses.column_count(); i < count; ++i) {
        out.put(i == 0 ? "SELECT " : ", ");
        out.numbered_identifier('c', i + 1);
        clauses.print_name(i, {});
    }
    out.put(" FROM (");
    clause_printer inner = clauses;
    inner.turned = true;
    print_plain_select(inner, 0, false);
    out.put(") AS ");
    out.identifier("rows");
    if (out.dialect.statements.orders_inner_queries || !is_inner) clauses.print_numbered_order(false);
}

/// `is_inner`: the query stands in another one's FROM, where its order has a meaning only beside a limit.
constexpr void print_select(const clause_printer& clauses, std::uint64_t at_most, bool is_inner) {
    clauses.print_with();
    if (clauses.statement.is_compound()) {
        for (const clause& each : clauses.statement)
            if (each.kind == clause_kind::operand || is_set_operation(each.kind)) print_operand(clauses, each);
        print_bounds(clauses, at_most, is_inner);
    } else if (is_turned(clauses.statement)) {
        print_turned_select(clauses, is_inner);
    } else {
        print_plain_select(clauses, at_most, is_inner);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

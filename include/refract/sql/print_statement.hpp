// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_select.hpp>
#include <refract/sql/print_write.hpp>

#include <cstdint>
#include <string_view>

/// \file
/// Statements as SQL text. One function serves every query, at compile time and at run time.

namespace refract {
inline namespace v0 {
namespace detail {

/// What is wanted of a query: its rows, an answer about them, or how many it wrote.
enum class result_form : std::uint8_t { rows, first, one, count, exists, changes };

/// A query inside another one. Its columns go without their table's name as long as it names no table outside.
constexpr void print_inner_statement(writer& out, const statement_view& statement) {
    const scope* const outer = out.scope;
    const bool qualified = out.qualify;
    const scope in = make_scope(statement, outer);
    out.scope = &in;
    out.qualify = in.count > 1 || is_correlated(statement, in);
    const clause_printer clauses{out, statement};
    print_select(clauses, 0, true);
    clauses.leave();
    out.scope = outer;
    out.qualify = qualified;
}

/// How many rows a query is to bring that is asked for one; 0: as many as it has.
constexpr std::uint64_t wanted_rows(const statement_view& statement, const dialect_info& dialect, result_form form) {
    const bool is_bounded = statement.has(clause_kind::limit) || statement.has(clause_kind::for_update) ||
                            statement.has(clause_kind::for_share);
    if (!dialect.statements.sends_whole_results || is_bounded) return 0;
    return form == result_form::first ? 1 : form == result_form::one ? 2 : 0;
}

constexpr void print_verb(const clause_printer& clauses, result_form form) {
    switch (clauses.statement.kind) {
    case verb::select: {
        const bool is_inner = form == result_form::count || form == result_form::exists;
        return print_select(clauses, wanted_rows(clauses.statement, clauses.out.dialect, form), is_inner);
    }
    case verb::insert: return statement_writer{clauses}.insert();
    case verb::update: return statement_writer{clauses}.update();
    case verb::remove: return statement_writer{clauses}.remove();
    }
}

constexpr void print_statement(writer& out, const statement_view& statement, const scope& in,
                               result_form form = result_form::rows) {
    out.scope = &in;
    out.qualify = in.count > 1;
    out.print_query = &print_inner_statement;
    std::string_view around = form == result_form::exists  ? out.dialect.statements.exists
                              : form == result_form::count ? "SELECT count(*) FROM ({query}) AS {rows}"
                                                           : "{query}";
    const std::size_t query = around.find("{query}");
    out.put(around.substr(0, query));
    print_verb(clause_printer{out, statement}, form);
    around.remove_prefix(query + std::string_view("{query}").size());
    if (form != result_form::count) return out.put(around);
    out.put(") AS ");
    out.identifier("rows");
}

/// Whether it asks for the smallest or greatest value of a kind of which not every database has one.
constexpr bool has_extreme_of_others(const statement_view& statement) {
    for (const clause& each : statement)
        for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at) {
            if (at->query && has_extreme_of_others(*at->query)) return true;
            if (at->kind != node_kind::aggregate || (at->op != operation::min && at->op != operation::max)) continue;
            const type_kind kind = at->type.kind;
            if (kind == type_kind::boolean || kind == type_kind::uuid || kind == type_kind::json ||
                kind == type_kind::bytes)
                return true;
        }
    return false;
}

/// What a statement uses and the database has not; empty if it has everything.
constexpr std::string_view missing_feature(const statement_view& statement, const dialect_info& dialect) {
    const statement_facts& facts = dialect.statements;
    if (statement.has(clause_kind::for_update) && facts.for_update.empty()) return "FOR UPDATE";
    if (statement.has(clause_kind::for_share) && facts.for_share.empty()) return "FOR SHARE";
    if (!facts.has_full_join)
        for (const clause& each : statement)
            if (each.kind == clause_kind::join && each.join == join_kind::full) return "FULL JOIN";
    if (!dialect.values.compares_rows && has_node(statement, node_kind::row_comparison)) return "comparison of rows";
    if (!dialect.values.has_extremes_of_all && has_extreme_of_others(statement))
        return "min and max of a boolean, UUID, JSON or bytes";
    const returning_form returning = statement.kind == verb::insert   ? facts.insert_returning
                                     : statement.kind == verb::update ? facts.update_returning
                                                                      : facts.delete_returning;
    if (statement.has(clause_kind::returning) && returning == returning_form::none) return "RETURNING";
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

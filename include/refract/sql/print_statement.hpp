// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/client.hpp>
#include <refract/base/rules/result.hpp>
#include <refract/base/rules/schema.hpp>
#include <refract/base/rules/write.hpp>
#include <refract/query/rules/policy.hpp>
#include <refract/sql/print_handing.hpp>
#include <refract/sql/print_merge.hpp>
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

constexpr void print_call(const clause_printer& clauses) {
    const clause& called = *clauses.statement.find(clause_kind::call);
    clauses.out.put("CALL ");
    print_function_name(clauses.out, called.alias);
    clauses.out.put('(');
    clauses.enter(called);
    print_list(clauses.out, items_of(called));
    clauses.out.put(')');
}

constexpr void print_write(const clause_printer& clauses) {
    switch (clauses.statement.kind) {
    case verb::select: return;
    case verb::insert: return statement_writer{clauses}.insert();
    case verb::update: return statement_writer{clauses}.update();
    case verb::remove: return statement_writer{clauses}.remove();
    case verb::merge: return merge_printer{statement_writer{clauses}}.print();
    case verb::call: return print_call(clauses);
    }
}

/// A query inside another one. Its columns go without their table's name as long as it names no table outside.
constexpr void print_inner_statement(writer& out, const statement_view& statement, table_ref names,
                                     const clause* into) {
    const scope* const outer = out.scope;
    const bool qualified = out.qualify, outside = out.meets_zones;
    const enclosing_statement own{statement, out.around};
    out.meets_zones = true; // what it gives, others take
    out.around = &own;
    const scope in = make_scope(statement, outer);
    out.scope = &in;
    out.qualify = in.count > 1 || is_correlated(statement, in);
    const clause_printer clauses{.out = out, .statement = statement, .names = names, .into = into};
    if (statement.kind == verb::select)
        print_select(clauses, 0, true);
    else
        print_write(clauses);
    clauses.leave();
    out.around = own.outer;
    out.scope = outer;
    out.qualify = qualified;
    out.meets_zones = outside;
}

/// How many rows a query is to bring that is asked for one; 0: as many as it has.
constexpr std::uint64_t wanted_rows(const statement_view& statement, const dialect_info& dialect, result_form form) {
    const bool is_bounded = statement.has(clause_kind::limit) || statement.has(clause_kind::for_update) ||
                            statement.has(clause_kind::for_share);
    if (!dialect.statements.sends_whole_results || is_bounded) return 0;
    return form == result_form::first ? 1 : form == result_form::one ? 2 : 0;
}

constexpr void print_verb(const clause_printer& clauses, result_form form) {
    if (clauses.statement.kind != verb::select) return print_write(clauses);
    const bool is_inner = form == result_form::count || form == result_form::exists;
    handing_printer{clauses}.print(
        [&] { print_select(clauses, wanted_rows(clauses.statement, clauses.out.dialect, form), is_inner); });
}

/// The same with the conditions of the run time.
constexpr table_ref find_tenant(const statement_view& statement, const dynamic_part* parts) {
    if (const table_ref found = find_tenant(statement)) return found;
    if (!parts || statement.has(clause_kind::all_tenants)) return nullptr;
    for (std::size_t left = content_of(statement, parts).parts; left > 0; --left, ++parts)
        for (const node *at = parts->nodes, *end = end_of(parts->nodes, parts->items); at != end; ++at)
            if (const table_ref found = at->query ? find_tenant(*at->query) : nullptr) return found;
    return nullptr;
}

constexpr void print_statement(writer& out, const statement_view& statement, const scope& in,
                               result_form form = result_form::rows) {
    const enclosing_statement own{statement, nullptr};
    out.around = &own;
    out.scope = &in;
    out.qualify = in.count > 1;
    out.print_query = &print_inner_statement;
    // First of all: what is printed again has the numbers that it had.
    if (const table_ref tenant = find_tenant(statement, out.parts)) out.add_tenant(tenant());
    std::string_view around = form == result_form::exists  ? out.dialect.statements.exists
                              : form == result_form::count ? "SELECT count(*) FROM ({query}) AS {rows}"
                                                           : "{query}";
    const std::size_t query = around.find("{query}");
    out.put(around.substr(0, query));
    print_verb(clause_printer{out, statement}, form);
    out.around = nullptr;
    around.remove_prefix(query + std::string_view("{query}").size());
    if (form != result_form::count) return out.put(around);
    out.put(") AS ");
    out.identifier("rows");
}

constexpr std::string_view missing_feature(const statement_view& statement, const dialect_info& dialect,
                                           const scope* outer = nullptr);

// Features whose absence has a sentence of its own, which says what to write instead.
inline constexpr std::string_view write_in_with = "a write in WITH", merge = "MERGE", distinct_on = "DISTINCT ON",
                                  grouping_forms = "ROLLUP, CUBE and GROUPING SETS", full_text_search = "full text",
                                  recursion_guides = "SEARCH and CYCLE", all_of_sets = "INTERSECT ALL and EXCEPT ALL",
                                  limit_with_ties = "WITH TIES";
constexpr rule_number rule_of_missing(std::string_view feature) {
    if (feature == merge) return rule::merge_exists;
    if (feature == distinct_on) return rule::distinct_on_exists;
    if (feature == grouping_forms) return rule::grouping_forms_exist;
    if (feature == recursion_guides) return rule::recursion_guides_exist;
    if (feature == all_of_sets) return rule::all_of_sets_exists;
    if (feature == limit_with_ties) return rule::ties_exist;
    if (feature == full_text_search) return rule::full_text_exists;
    return feature == write_in_with ? rule::write_in_with_exists : rule::feature_exists;
}

/// Whether an expression itself is one that the database cannot write.
constexpr bool lacks(const node& at, const dialect_info& dialect) {
    if (at.op == operation::none) return false;
    // Not every database has the smallest and the greatest value of every kind.
    const type_kind kind = at.type.kind;
    const bool has_no_extreme =
        kind == type_kind::boolean || kind == type_kind::uuid || kind == type_kind::json || kind == type_kind::bytes;
    if (at.kind == node_kind::aggregate && (at.op == operation::min || at.op == operation::max) && has_no_extreme &&
        !dialect.values.has_extremes_of_all)
        return true;
    if (at.op == operation::own && at.alias.find('.') != at.alias.npos && !dialect.statements.has_functions_in_schemas)
        return true;
    const bool has_separator = at.distinct && at.arity - (at.filtered ? 1 : 0) > 1;
    return dialect.spelled(at.op).pattern.empty() || (has_separator && !dialect.values.separates_distinct);
}

/// Whether an update or delete of some rows only chooses them by keys of several columns.
constexpr bool is_row_choice(const statement_view& statement) {
    return statement.kind != verb::select && is_bounded(statement) &&
           statement.find(clause_kind::from)->table().key.count > 1;
}
/// Whether what a write brings back names another table than the one that is written.
constexpr bool returns_joined(const statement_view& statement) {
    const clause* const columns = statement.find(clause_kind::returning);
    if (!columns || !statement.has(clause_kind::join)) return false;
    const clause& target = *statement.find(clause_kind::from);
    const scope in = make_scope(statement);
    if (columns->items == 0 && columns->row)
        for (const field_info& field : columns->row->fields)
            if (const source* const from = find_field(field.name, in).from; from && from != in.sources) return true;
    for (const node *at = columns->nodes, *end = end_of(columns->nodes, columns->items); at != end; ++at)
        if (at->kind == node_kind::column && (at->table != target.table || at->alias != target.alias)) return true;
    return false;
}

/// What the expressions of a clause use and the database has not; queries inside are not looked into.
constexpr std::string_view missing_in_nodes(const clause& each, const dialect_info& dialect) {
    for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at) {
        if (compares_rows(*at) && !dialect.values.compares_rows) return "comparison of rows";
        if (at->kind == node_kind::quantified_query && !dialect.values.compares_with_any) return "ANY and ALL";
        if ((is_grouping_form(at->op) || at->op == operation::grouping) && dialect.spelled(at->op).pattern.empty())
            return grouping_forms;
        if (at->op == operation::search_order || at->op == operation::is_cycle)
            if (dialect.statements.search_since == 0) return recursion_guides;
        if (lacks(*at, dialect)) return is_of_full_text(at->op) ? full_text_search : "a function";
    }
    return {};
}

/// Whether a query inside another one is grouped or ordered by a column of a table outside. A set operation is ordered
/// by what its queries select.
constexpr bool names_outside(const clause& each, const statement_view& statement, const scope& in) {
    if (!in.outer || statement.is_compound() ||
        (each.kind != clause_kind::group_by && each.kind != clause_kind::order_by))
        return false;
    for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at)
        if (at->kind == node_kind::column && !in.find_own(*at)) return true;
    return false;
}

/// What of the queries inside a clause, and of what they see, the database has not.
constexpr std::string_view missing_in_queries(const clause& each, const statement_view& statement,
                                              const dialect_info& dialect, const scope& in) {
    const statement_facts& facts = dialect.statements;
    const node* const function = function_of(each); // stands there itself, unless it is spelled as a query
    const bool is_query = !function || dialect.spelled(function->op).pattern.starts_with('(');
    if (!facts.has_lateral && is_query && each.query && brings_table(each.kind) &&
        is_lateral(*each.query, scope_before(each, statement, in)))
        return "LATERAL";
    if (is_with(each.kind) && each.query->kind != verb::select && !facts.writes_in_with) return write_in_with;
    if (is_with(each.kind) && facts.search_since == 0 && guides_recursion(*each.query)) return recursion_guides;
    if (!facts.keys_see_outside && names_outside(each, statement, in))
        return "GROUP BY and ORDER BY of columns outside";
    std::string_view missing;
    const auto is_missing = [&](const statement_view& inner) {
        missing = missing_feature(inner, dialect, &in);
        return !missing.empty();
    };
    any_query_in(each, is_missing);
    return missing;
}

/// What a statement uses and the database has not; empty if it has everything.
constexpr std::string_view missing_feature(const statement_view& statement, const dialect_info& dialect,
                                           const scope* outer) {
    const statement_facts& facts = dialect.statements;
    if (statement.has(clause_kind::for_update) && facts.for_update.empty()) return "FOR UPDATE";
    if (statement.has(clause_kind::for_share) && facts.for_share.empty()) return "FOR SHARE";
    if (statement.has(clause_kind::distinct_on) && !facts.has_distinct_on) return distinct_on;
    if (statement.has(clause_kind::with_ties) && facts.ties_since == 0) return limit_with_ties;
    const returning_form returning = statement.kind == verb::insert   ? facts.insert_returning
                                     : statement.kind == verb::update ? facts.update_returning
                                                                      : facts.delete_returning;
    if (statement.kind == verb::call && !facts.has_procedures) return "CALL";
    if (statement.kind == verb::merge && facts.merge_since == 0) return merge;
    if (statement.kind == verb::update && statement.has(clause_kind::join) && !facts.updates_from) return "UPDATE FROM";
    if (returns_sides(statement) && facts.sides_since == 0) return "old and new values";
    if (is_row_choice(statement) && !dialect.values.compares_rows) return "comparison of rows";
    if (returns_joined(statement) && !facts.returns_joined) return "RETURNING of other tables";
    if (statement.has(clause_kind::on_conflict) && facts.upsert != upsert_form::on_conflict) return "ON CONFLICT";
    if (statement.has(clause_kind::returning) && returning == returning_form::none) return "RETURNING";
    bool looks_inside = outer != nullptr; // else no scope need be made
    for (const clause& each : statement) {
        if (!facts.has_all_of_sets && (each.kind == clause_kind::intersect_all || each.kind == clause_kind::except_all))
            return all_of_sets;
        if (!facts.has_full_join && each.kind == clause_kind::join && each.join == join_kind::full) return "FULL JOIN";
        if (const std::string_view missing = missing_in_nodes(each, dialect); !missing.empty()) return missing;
        if (each.holds.queries > 0) looks_inside = true;
    }
    if (!looks_inside) return {};
    const scope in = make_scope(statement, outer);
    for (const clause& each : statement)
        if (const std::string_view missing = missing_in_queries(each, statement, dialect, in); !missing.empty())
            return missing;
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

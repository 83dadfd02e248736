// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/dialect.hpp>
#include <refract/tree/walk.hpp>

#include <cstdint>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a limit with ties stands in a statement, or in a query inside it.
constexpr bool has_ties(const statement_view& statement) {
    if (statement.has(clause_kind::with_ties)) return true;
    for (const clause& each : statement)
        if (each.holds.queries > 0 && any_query_in(each, &has_ties)) return true;
    return false;
}

/// The version of the database from which a statement runs, in the database's own numbers; 0: from the oldest that is
/// supported.
constexpr std::int32_t needed_version(const statement_view& statement, const dialect_info& dialect,
                                      bool is_inner = false) {
    const statement_facts& facts = dialect.statements;
    std::int32_t needed = 0;
    if (statement.kind == verb::merge) {
        const bool is_late =
            is_inner || statement.has(clause_kind::returning) || statement.has(clause_kind::when_not_matched_by_source);
        needed = is_late ? facts.late_merge_since : facts.merge_since;
    }
    if (returns_sides(statement) && facts.sides_since > needed) needed = facts.sides_since;
    if (facts.ties_since > needed && has_ties(statement)) needed = facts.ties_since;
    for (const clause& each : statement)
        if (is_with(each.kind) && guides_recursion(*each.query) && facts.search_since > needed)
            needed = facts.search_since;
    for (const clause& each : statement)
        if (is_with(each.kind) && each.query->kind != verb::select)
            if (const std::int32_t inner = needed_version(*each.query, dialect, true); inner > needed) needed = inner;
    return needed;
}

} // namespace detail
} // namespace v0
} // namespace refract

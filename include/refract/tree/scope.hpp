// SPDX-License-Identifier: MIT
#pragma once

#include <refract/tree/walk.hpp>

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// One table of a query under the name that its columns are called by.
struct source {
    table_ref table = nullptr;
    std::string_view alias{};
    bool nullable = false;          ///< the far side of an outer join
    bool is_query = false;          ///< a query under the name of its struct
    bool is_optional = false;       ///< whether it is there the run time says
    const node* function = nullptr; ///< that gives its rows
    std::string_view given_name{};  ///< that refract gives it, since a table outside has its name

    constexpr std::string_view name() const {
        return !given_name.empty() ? given_name : alias.empty() ? table().name : alias;
    }
    /// What its columns are called by instead of its table: a query is in no schema, whatever its struct says.
    constexpr std::string_view own_name() const { return is_query || !given_name.empty() ? name() : alias; }
    /// Whether a column's name could mean either: tables of one name differ by their schema only where both have one,
    /// since `"item"."id"` means the item of any schema.
    constexpr bool is_mistaken_for(const source& other) const {
        if (name() != other.name()) return false;
        if (!own_name().empty() || !other.own_name().empty()) return true;
        const std::string_view schema = table().schema, others = other.table().schema;
        return is_query || other.is_query || schema.empty() || others.empty() || schema == others;
    }
};

inline constexpr std::size_t max_sources = 32;

/// The tables of a query, in order, and whether its rows are groups. A query inside another one sees the tables of
/// that one as well: they are its scope outside.
struct scope {
    source sources[max_sources]{};
    std::size_t count = 0;
    expression_range group_keys{nullptr, 0};
    const scope* outer = nullptr;
    const statement_view* statement = nullptr;
    const clause* within = nullptr; ///< of a scope outside: the clause in which the query stands
    bool grouped = false;           ///< of a scope outside: the query stands where plain columns must be group keys

    constexpr const source* find_table(table_ref table, std::string_view alias) const {
        for (std::size_t i = 0; i < count; ++i)
            if (sources[i].table == table && sources[i].alias == alias) return &sources[i];
        return nullptr;
    }
    constexpr const source* find_own(const node& column) const {
        return column.outside ? nullptr : find_table(column.table, column.alias);
    }
    /// The innermost scope that has a column's table; null without one.
    constexpr const scope* home_of(const node& column) const {
        for (const scope* each = column.outside ? outer : this; each; each = each->outer)
            if (each->find_table(column.table, column.alias)) return each;
        return nullptr;
    }
    constexpr const source* find(const node& column) const {
        const scope* home = home_of(column);
        return home ? home->find_table(column.table, column.alias) : nullptr;
    }
    /// Whether a column's table is a query, in the list or in WITH, so that its struct does not say what types it has.
    constexpr bool is_of_query(const node& column) const {
        const source* const from = find(column);
        if (!from || from->is_query) return from;
        for (const scope* each = this; each && each->statement; each = each->outer)
            for (const clause& part : *each->statement)
                if (is_with(part.kind) && part.table == column.table) return true;
        return false;
    }
};

/// Whether a table has the name of the row that an upsert was to insert, in letters of whatever case.
constexpr bool is_called_excluded(std::string_view name) {
    constexpr std::string_view taken = "excluded";
    if (name.size() != taken.size()) return false;
    for (std::size_t i = 0; i < taken.size(); ++i)
        if ((name[i] | 0x20) != taken[i]) return false;
    return true;
}

/// The function whose rows stand as a table, by itself or as a query that says no more; null of others.
constexpr const node* function_of(const clause& each) {
    if (each.kind == clause_kind::from && each.items > 0) return each.nodes;
    if (!brings_table(each.kind) || !each.query || each.query->count != 1) return nullptr;
    const clause& inner = *each.query->clauses;
    return inner.kind == clause_kind::from && inner.items > 0 ? inner.nodes : nullptr;
}

/// The names that tables get in a query inside others, by the number of those.
inline constexpr std::string_view given_names[] = {
    "inner_1", "inner_2",  "inner_3",  "inner_4",  "inner_5",  "inner_6",  "inner_7",  "inner_8",
    "inner_9", "inner_10", "inner_11", "inner_12", "inner_13", "inner_14", "inner_15", "inner_16"};

/// Another name for a table that gives way to those outside of its query; empty where none of them has its name, and
/// far below, where a rule asks for an alias.
constexpr std::string_view name_beside(const source& given, const scope* outer) {
    constexpr std::size_t count = sizeof(given_names) / sizeof(given_names[0]);
    std::size_t depth = 0;
    bool is_taken = false;
    for (const scope* each = outer; each; each = each->outer, ++depth)
        for (std::size_t i = 0; i < each->count; ++i) is_taken |= given.is_mistaken_for(each->sources[i]);
    return is_taken && depth <= count ? given_names[depth - 1] : std::string_view{};
}

/// Whether a table may be printed as a query of those of its rows that are meant, which has a name of its own.
constexpr bool may_stand_inside(const statement_view& statement, const clause& each) {
    if (each.query || !each.alias.empty() || function_of(each)) return false;
    if (each.table().deleted == table_info::none && each.table().tenant == table_info::none) return false;
    for (const clause& join : statement)
        if (join.kind == clause_kind::join && join.join == join_kind::full) return true;
    return false;
}

constexpr scope make_scope(const statement_view& statement, const scope* outer = nullptr) {
    scope result;
    result.outer = outer;
    result.statement = &statement;
    for (const clause& each : statement) {
        if (each.kind == clause_kind::group_by) result.group_keys = items_of(each);
        if (!brings_table(each.kind)) continue;
        if (each.kind == clause_kind::join && (each.join == join_kind::right || each.join == join_kind::full))
            for (std::size_t i = 0; i < result.count; ++i) result.sources[i].nullable = true;
        if (result.count == max_sources) break; // a rule says so
        result.sources[result.count++] = {each.table,
                                          each.alias,
                                          is_join(each.kind) &&
                                              (each.join == join_kind::left || each.join == join_kind::full),
                                          each.query != nullptr || function_of(each),
                                          each.kind == clause_kind::join_if,
                                          function_of(each)};
        source& added = result.sources[result.count - 1];
        if (each.gives_way) added.given_name = name_beside(added, outer);
        if (may_stand_inside(statement, each)) added.given_name = added.name();
    }
    if (statement.has(clause_kind::when_not_matched_by_source)) result.sources[1].nullable = true;
    return result;
}

/// What a query in WITH sees of its statement: no tables, but the queries beside it.
constexpr scope scope_in_with(const statement_view& statement, const clause& within, const scope* outer) {
    scope result;
    result.outer = outer;
    result.statement = &statement;
    result.within = &within;
    return result;
}

/// Without the tables of which the run time says whether they are there.
constexpr scope certain_tables(const scope& in) {
    scope result = in;
    result.count = 0;
    for (std::size_t i = 0; i < in.count; ++i)
        if (!in.sources[i].is_optional) result.sources[result.count++] = in.sources[i];
    return result;
}

/// The table whose whole rows a select means; null where it means others.
constexpr const source* find_whole(const clause& columns, const scope& in) {
    if (columns.items > 0 || !columns.table) return nullptr;
    return in.find_own({.table = columns.table, .alias = columns.alias});
}

/// Where a field of a row struct that is filled by name comes from: the column of that name, if there is exactly one.
struct field_source {
    const source* from = nullptr;
    std::size_t column = 0;
    std::size_t found = 0;
};
constexpr field_source find_field(std::string_view field, const scope& in) {
    field_source result;
    for (std::size_t i = 0; i < in.count; ++i) {
        const std::size_t column = in.sources[i].table().find_field(field);
        if (column == table_info::none || in.sources[i].is_optional) continue;
        result.from = &in.sources[i];
        result.column = column;
        ++result.found;
    }
    return result;
}

/// Whether a query inside another one names a column of a table outside; with `home`, of that scope's own tables.
constexpr bool is_correlated(const statement_view& statement, const scope& in, const scope* home = nullptr) {
    if (!in.outer) return false;
    for (const clause& each : statement) {
        for (const node *at = each.nodes, *end = end_of(each.nodes, each.items); at != end; ++at)
            if (at->kind == node_kind::column && (home ? in.home_of(*at) == home : !in.find_own(*at))) return true;
        const auto is_inner_correlated = [&](const statement_view& inner) {
            return is_correlated(inner, make_scope(inner, &in), home);
        };
        if (any_query_in(each, is_inner_correlated)) return true;
    }
    return false;
}

/// The tables to the left of one in the list, which the query that stands there sees if it names one of them.
constexpr scope scope_before(const clause& wanted, const statement_view& statement, const scope& in) {
    scope left = in;
    left.count = 0;
    for (const clause* each = statement.begin(); each != &wanted; ++each) left.count += brings_table(each->kind);
    return left;
}
/// Whether a query that stands as a table names a column of a table to its left: it is LATERAL.
constexpr bool is_lateral(const statement_view& query, const scope& left) {
    return left.count > 0 && is_correlated(query, make_scope(query, &left), &left);
}

} // namespace detail
} // namespace v0
} // namespace refract

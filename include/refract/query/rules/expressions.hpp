// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/equality.hpp>
#include <refract/query/rules/violation.hpp>
#include <refract/tree/frame.hpp>
#include <refract/tree/nullable.hpp>
#include <refract/tree/output.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

/// What an expression may hold where it stands.
struct context {
    bool aggregates = false; ///< aggregates may stand here
    bool windows = false;    ///< and window functions
    bool grouped = false;    ///< plain columns must be group keys
    bool inside = false;     ///< inside an aggregate
    bool keys = false;       ///< these are what a query is grouped by
    bool upserts = false;    ///< the row that was to be inserted may be named
    bool sides = false;      ///< the written row may be named as it was before and is after the write
    bool gone = false;       ///< there is no such row after it
};

constexpr bool is_group_key(const node& at, const scope& in) {
    return any_group_key(in.group_keys, [&](const node& key, bool is_rolled) {
        if (same_expression(at, key)) return true;
        // The primary key determines its row (SQL:1999; both databases accept it).
        return !is_rolled && at.kind == node_kind::column && key.kind == node_kind::column && at.table == key.table &&
               at.alias == key.alias && key.table().key.count == 1 && key.table().key.columns[0] == key.column;
    });
}

/// Whether a document is grouped by beside the key of its row, which says what is one group. PostgreSQL groups jsonb,
/// and nothing of json, xml or point.
constexpr bool is_beside_its_key(const node& at, const scope& in) {
    if (at.kind != node_kind::column || at.type.kind != type_kind::json) return false;
    const table_info& table = at.table();
    if (table.columns[at.column].keeps_text || table.key.count != 1) return false;
    return any_group_key(in.group_keys, [&](const node& key, bool is_rolled) {
        return !is_rolled && key.kind == node_kind::column && key.table == at.table && key.alias == at.alias &&
               key.column == table.key.columns[0];
    });
}

/// Comparisons that NULL never satisfies, whatever stands on the other side.
constexpr bool never_holds_for_null(const node& at) {
    switch (at.op) {
    case operation::equal:
    case operation::not_equal:
    case operation::less:
    case operation::less_equal:
    case operation::greater:
    case operation::greater_equal:
    case operation::like:
    case operation::not_like:
    case operation::ilike:
    case operation::starts_with:
    case operation::ends_with:
    case operation::matches:
    case operation::contains: return true;
    default: return at.kind == node_kind::between || at.kind == node_kind::in_values;
    }
}

constexpr bool compares(const node& at) {
    return at.kind == node_kind::binary && at.op >= operation::equal && at.op <= operation::greater_equal;
}

constexpr violation check_column(const node& at, const scope& in, const context& where) {
    const scope* home = in.home_of(at);
    if (at.side != row_side::current) {
        const bool is_there =
            where.sides && in.find_own(at) == in.sources && !(where.gone && at.side == row_side::after);
        if (!is_there) return of_column(rule::side_of_written_row, at);
        for (std::size_t i = 0; i < in.count; ++i) // else it would mean that one
            if (in.sources[i].name() == "old" || in.sources[i].name() == "new")
                return {rule::table_once, in.sources[i].name()};
    }
    if (!home) return of_column(at.outside ? rule::relation_is_of_query : rule::column_in_query, at);
    // A query inside a grouped one sees the groups, as everything beside it does.
    const bool must_be_grouped =
        home == &in ? where.grouped && !where.inside : home->grouped && !is_group_key(at, *home);
    return must_be_grouped ? of_column(rule::columns_are_grouped, at) : violation{};
}
constexpr violation check_null_test(const node& at, const scope& in) {
    const node& tested = operand_of(at, 0);
    const bool never = (at.op == operation::is_null || at.op == operation::is_not_null) &&
                       tested.kind == node_kind::column && in.find(tested) && !is_nullable(tested, in);
    return never ? of_column(rule::null_needs_optional, tested) : violation{};
}
/// What the place of an expression means for its operands.
constexpr context context_of_operands(const node& at, context where) {
    if (at.kind == node_kind::aggregate) {
        where.inside = true;
        where.windows = false;
    }
    if (at.kind == node_kind::window) where.windows = false;
    if (!is_grouping_form(at.op)) where.keys = false;
    return where;
}

/// Whether a distance can be one from what a frame is ordered by: a number of its kind, a length from a time.
constexpr bool is_distance_from(const sql_type& order, const sql_type& distance) {
    if (is_number(order.kind))
        return is_whole_number(order.kind) ? is_whole_number(distance.kind) : is_number(distance.kind);
    const bool is_time = order.kind == type_kind::timestamp || order.kind == type_kind::date ||
                         order.kind == type_kind::time || order.kind == type_kind::interval;
    return is_time && distance.kind == type_kind::interval;
}
/// A distance in values is one in the only number or time of the order; groups are of an order, rows are counted.
constexpr violation check_window(const node& window) {
    const node& function = operand_of(window, 0);
    for (const node& argument : operands_of(function))
        if (argument.kind == node_kind::group) return {rule::window_takes_rows_as_they_are};
    if (function.distinct) return {rule::window_takes_rows_as_they_are};
    if (window.arity < 4) return {};
    const frame shape = frame::of(operand_of(window, 3).column);
    const node& order = operand_of(window, 2);
    if (shape.unit == frame_unit::groups && order.arity == 0) return {rule::frame_fits_order};
    if (shape.unit == frame_unit::range && shape.has_offset() && order.arity != 1) return {rule::frame_fits_order};
    for (const node& distance : operands_of(operand_of(window, 3))) {
        for (const node* each = &distance; each != skip(&distance); ++each)
            if (each->kind == node_kind::column) return {rule::frame_fits_order}; // the rows of a window have one
        if (shape.unit != frame_unit::range && !is_whole_number(distance.type.kind)) return {rule::operand_is_whole};
        if (shape.unit == frame_unit::range && !is_distance_from(operand_of(order, 0).type, distance.type))
            return {rule::frame_fits_order};
    }
    return {};
}

/// `grouping` asks about keys, where groups are; the forms of groups stand among the keys.
constexpr violation check_grouping(const node& at, const scope& in, const context& where) {
    if (is_grouping_form(at.op)) return where.keys ? violation{} : violation{rule::grouping_is_of_groups};
    for (const node& key : operands_of(at))
        if (!where.aggregates || !is_group_key(key, in)) return {rule::grouping_is_of_groups};
    return {};
}

/// Values that are one to an aggregate may differ in everything else, so that cannot order them.
constexpr violation check_distinct_aggregate(const node& aggregate) {
    for (const node& ordered : operands_of(aggregate)) {
        if (ordered.kind != node_kind::group) continue;
        for (const node& term : operands_of(ordered)) {
            bool is_own = false;
            for (const node& argument : operands_of(aggregate))
                is_own = is_own || same_expression(operand_of(term, 0), argument);
            if (!is_own) return {rule::distinct_aggregate_orders_by_its_own};
        }
    }
    return {};
}

/// To SQL an aggregate all of whose columns are of tables outside is one of the rows outside.
constexpr bool aggregates_outside(const node& aggregate, const scope& in) {
    bool names_outside = false;
    for (const node *at = &aggregate, *end = skip(at); at != end; ++at) {
        if (at->kind != node_kind::column) continue;
        if (in.find_own(*at)) return false;
        names_outside |= in.home_of(*at) != nullptr;
    }
    return names_outside;
}

/// Whether the recursion of the query that a row is of says what is asked about the row. A recursion does not see it
/// of itself. What only the run time knows stands in no statement here.
constexpr violation check_guide(const node& at, const scope& in) {
    const node& row = operand_of(at, 0);
    const scope* around = in.home_of(row);
    if (!around || !around->statement) return {};
    for (; around && around->statement; around = around->outer)
        for (const clause& each : *around->statement) {
            if (each.kind != clause_kind::with_recursive || each.table != row.table) continue;
            const bool says = at.op == operation::is_cycle ? each.query->has(clause_kind::detect_cycles)
                                                           : each.query->has(clause_kind::search_depth) ||
                                                                 each.query->has(clause_kind::search_breadth);
            if (says && &each != around->within) return {};
        }
    return {rule::guide_says_it, row.table().name};
}

/// In an upsert, beside the row that is there, stands the one that was to be inserted.
constexpr bool may_name_excluded(const clause& each, const statement_view& statement) {
    return statement.kind == verb::insert && (each.kind == clause_kind::do_update || is_condition(each.kind));
}
/// It is seen by the queries inside as well.
constexpr violation check_excluded(const node& at, const scope& in, const context& where) {
    const scope* upsert = &in;
    if (!where.upserts) {
        for (upsert = in.outer; upsert; upsert = upsert->outer)
            if (upsert->within && may_name_excluded(*upsert->within, *upsert->statement)) break;
        if (!upsert) return of_column(rule::excluded_in_upsert, at);
        for (const scope* each = &in; each != upsert; each = each->outer)
            for (std::size_t i = 0; i < each->count; ++i)
                if (is_called_excluded(each->sources[i].name())) return {rule::table_once, each->sources[i].name()};
    }
    return at.table().columns == upsert->sources[0].table().columns ? violation{}
                                                                    : of_column(rule::excluded_is_of_inserted, at);
}

constexpr violation check_node(const node& at, const scope& in, const context& where) {
    if (at.op == operation::search_order || at.op == operation::is_cycle) return check_guide(at, in);
    if (is_grouping_form(at.op) || at.op == operation::grouping) return check_grouping(at, in, where);
    switch (at.kind) {
    case node_kind::column: return check_column(at, in, where);
    case node_kind::unary: return check_null_test(at, in);
    case node_kind::window: return where.windows ? check_window(at) : violation{rule::window_in_select};
    case node_kind::aggregate:
        if (where.inside) return {rule::aggregates_do_not_nest};
        if (aggregates_outside(at, in)) return {rule::aggregate_has_own_column};
        if (at.distinct)
            if (auto found = check_distinct_aggregate(at)) return found;
        return where.aggregates ? violation{} : violation{rule::aggregate_outside_where};
    case node_kind::excluded: return check_excluded(at, in, where);
    case node_kind::refused: return {rule::told};
    default: return {};
    }
}

constexpr violation check_expression(const node& at, const scope& in, context where) {
    if (where.grouped && !where.inside && is_group_key(at, in)) where.grouped = false;
    if (auto found = check_node(at, in, where)) return found;
    if (auto found = check_equality(at, where.keys && !is_beside_its_key(at, in))) return found;
    const bool rejects_null = never_holds_for_null(at);
    const context inner = context_of_operands(at, where);
    for (const node& operand : operands_of(at)) {
        const bool is_given = operand.kind == node_kind::value || operand.kind == node_kind::parameter;
        if (rejects_null && is_given && operand.nullable) return {rule::optional_needs_null_safe};
        if (operand.kind == node_kind::quantified_query && !(compares(at) && &operand != &at + 1))
            return {rule::any_stands_behind_comparison};
        // The function of a window is no aggregate of the rows: it leaves them as they are.
        if (at.kind == node_kind::window && &operand == &at + 1 && operand.kind == node_kind::aggregate) {
            for (const node& argument : operands_of(operand))
                if (auto found = check_expression(argument, in, inner)) return found;
            continue;
        }
        if (auto found = check_expression(operand, in, inner)) return found;
    }
    return {};
}

constexpr violation check_items(const clause& each, const scope& in, const context& where) {
    for (const node& item : items_of(each))
        if (auto found = check_expression(item, in, where)) return found;
    return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

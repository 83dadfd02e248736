// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/json.hpp>
#include <refract/query/rules/violation.hpp>
#include <refract/tree/grouping.hpp>
#include <refract/tree/output.hpp>

#include <cstddef>
#include <cstdint>

/// \file
/// Where databases compare values: not those whose equality they do not know, or know each in its own way.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr violation of_operand(rule_number broken, const node& at) {
    return at.kind == node_kind::column ? of_column(broken, at) : violation{broken};
}
/// Of what is compared with another value, or tells groups apart.
constexpr violation check_equality_of(const node& at) {
    if (const rule_number found = equality_fault(at.type); found != rule::none) return of_operand(found, unnamed(at));
    if (at.kind != node_kind::column || at.table().columns[at.column].type.form != column_form::unequal) return {};
    return of_column(rule::documents_have_no_equality, at);
}

/// What is done with the operands of a node.
enum class operand_use : std::uint8_t {
    none,     ///< they are read, or asked whether they are NULL
    compared, ///< for equality
    whole,    ///< what a database does with the value itself: it orders it, calculates with it, searches it
    ordered,  ///< the part of that which any type but numbers and text may lack, too
};
constexpr operand_use use_of_operands(const node& at) {
    switch (at.kind) {
    case node_kind::unary:
        return at.op == operation::is_null || at.op == operation::is_not_null ? operand_use::none : operand_use::whole;
    case node_kind::binary:
    case node_kind::row_comparison:
        if (at.op == operation::equal || at.op == operation::not_equal || at.op == operation::is_distinct_from ||
            at.op == operation::is_not_distinct_from)
            return operand_use::compared;
        return at.op >= operation::less && at.op <= operation::greater_equal ? operand_use::ordered
                                                                             : operand_use::whole;
    case node_kind::in_values:
    case node_kind::in_list:
    case node_kind::in_query: return operand_use::compared;
    case node_kind::aggregate:
        if (at.op == operation::count) return at.distinct ? operand_use::compared : operand_use::none;
        return at.distinct || at.op == operation::min || at.op == operation::max ? operand_use::ordered
                                                                                 : operand_use::whole;
    case node_kind::function:
        if (at.op == operation::coalesce) return operand_use::none;
        return at.op == operation::nullif || at.op == operation::greatest || at.op == operation::least
                   ? operand_use::ordered
                   : operand_use::whole;
    case node_kind::between:
    case node_kind::page:
    case node_kind::ordering: return operand_use::ordered;
    default: return operand_use::none;
    }
}
/// What may be done with one of a node's operands. What the program encodes, databases see in its stored form.
constexpr violation check_use(const node& operand, operand_use use) {
    if (const encoding_info* const encoding = operand.type.encoding) {
        if (use == operand_use::compared && !encoding->is_comparable)
            return of_operand(rule::encoded_is_compared, operand);
        return use >= operand_use::whole ? of_operand(rule::encoded_is_whole, operand) : violation{};
    }
    // One that the query makes of its fields has them in one order.
    if (use == operand_use::whole || operand.op == operation::json_of_fields) return {};
    return check_equality_of(operand);
}
constexpr violation check_equality(const node& at, bool is_key = false) {
    if (is_key && !is_grouping_form(at.op))
        if (auto found = check_equality_of(at)) return found;
    if (at.kind == node_kind::window) {
        for (const node& each : operands_of(operand_of(at, 1)))
            if (auto found = check_equality_of(each)) return found;
        return check_equality(operand_of(at, 0)); // which is no expression of its own
    }
    const operand_use use = use_of_operands(at);
    if (use == operand_use::none) return {};
    for (const node& operand : operands_of(at))
        if (auto found = check_use(operand, use)) return found;
    return {};
}

/// One of the values of a query's rows; where it is a column of one of its tables, which one.
struct selected_value {
    sql_type type{};
    const column_info* column = nullptr;
    const source* from = nullptr;
    bool is_given = false; ///< one value for all rows

    constexpr bool keeps_text() const { return column && column->keeps_text; }
};
/// Calls `use` with each of the values that a query's rows have.
template <class Use> constexpr void each_selected(const statement_view& query, const scope& in, Use use) {
    const clause* const columns = query.find(clause_kind::select);
    if (columns && columns->items > 0) {
        for (const node& item : items_of(*columns)) {
            const node& plain = unnamed(item);
            const source* const from = plain.kind == node_kind::column ? in.find_own(plain) : nullptr;
            use(selected_value{plain.type, from ? &from->table().columns[plain.column] : nullptr, from,
                               plain.kind == node_kind::value || plain.kind == node_kind::parameter});
        }
        return;
    }
    const source* const whole = columns ? find_whole(*columns, in) : nullptr;
    const bool by_name = columns && !whole && columns->row;
    if (by_name)
        for (const field_info& field : columns->row->fields) {
            const field_source found = find_field(field.name, in);
            if (found.found == 1) {
                const column_info& column = found.from->table().columns[found.column];
                use(selected_value{column.type, &column, found.from});
            }
        }
    for (std::size_t i = 0; i < in.count && !by_name; ++i)
        if (!whole || whole == &in.sources[i])
            for (const column_info& column : in.sources[i].table().all())
                use(selected_value{column.type, &column, &in.sources[i]});
}
/// Whether a query's rows hold the key of one of its tables: what else they hold of it follows from that.
constexpr bool selects_key(const statement_view& query, const scope& in, const source& of) {
    const column_list& key = of.table().key;
    std::size_t found = 0;
    for (std::size_t i = 0; i < key.count; ++i) {
        bool is_there = false;
        detail::each_selected(query, in, [&](const selected_value& each) {
            is_there |= each.from == &of && each.column == &of.table().columns[key.columns[i]];
        });
        found += is_there;
    }
    return key.count > 0 && found == key.count;
}
/// Which rows are merged where they are equal.
enum class merged : std::uint8_t { of_one_query, of_one_table, of_others };
/// What is wrong with that.
constexpr violation check_merged_rows(const statement_view& query, const scope& in,
                                      merged rows = merged::of_one_query) {
    violation result;
    detail::each_selected(query, in, [&](const selected_value& each) {
        const rule_number fault = equality_fault(each.type);
        if (result || fault == rule::none || (each.is_given && rows == merged::of_one_query)) return;
        const bool follows = rows != merged::of_others && each.from && !each.keeps_text();
        if (follows && detail::selects_key(query, in, *each.from)) return;
        if (each.column)
            result = {fault, each.from->table().name, each.column->field};
        else
            result = {fault};
    });
    return result;
}
/// Whether two queries select the same columns, one by one.
constexpr bool select_same_columns(const statement_view& left, const scope& left_in, const statement_view& right,
                                   const scope& right_in) {
    std::size_t at = 0;
    bool are_same = true;
    detail::each_selected(left, left_in, [&](const selected_value& each) {
        std::size_t other = 0;
        detail::each_selected(right, right_in, [&](const selected_value& beside) {
            are_same &= other++ != at || (each.column && each.column == beside.column);
        });
        ++at;
    });
    return are_same;
}
/// Whether documents that a set operation brings under one another are of one type.
constexpr bool select_same_documents(const statement_view& left, const scope& left_in, const statement_view& right,
                                     const scope& right_in) {
    std::size_t at = 0;
    bool are_same = true;
    detail::each_selected(left, left_in, [&](const selected_value& each) {
        if (each.type.kind == type_kind::json) {
            std::size_t other = 0;
            detail::each_selected(right, right_in, [&](const selected_value& beside) {
                are_same &= other++ != at || each.keeps_text() == beside.keeps_text();
            });
        }
        ++at;
    });
    return are_same;
}
/// The same of the queries of a set operation.
constexpr violation check_merged_queries(const statement_view& compound, const scope* outer) {
    const statement_view& first = compound.first_query();
    const scope in = make_scope(first, outer);
    const bool are_known = !check_merged_rows(first, in, merged::of_others);
    bool merges = false, is_of_one_table = true;
    for (const clause& each : compound) {
        if (!each.query || !is_set_operation(each.kind)) continue;
        merges |= each.kind != clause_kind::union_all;
        const statement_view& other = each.query->first_query();
        const scope other_in = make_scope(other, outer);
        if (!detail::select_same_documents(first, in, other, other_in)) return {rule::documents_are_of_one_type};
        is_of_one_table = is_of_one_table && (are_known || detail::select_same_columns(first, in, other, other_in));
    }
    if (!merges || are_known) return {};
    return check_merged_rows(first, in, is_of_one_table ? merged::of_one_table : merged::of_others);
}

} // namespace detail
} // namespace v0
} // namespace refract

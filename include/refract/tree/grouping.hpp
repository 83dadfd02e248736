// SPDX-License-Identifier: MIT
#pragma once

#include <refract/tree/output.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether an expression makes one row of many: holds an aggregate that is not the function of a window.
constexpr bool holds_aggregate(const node& at) {
    if (at.kind == node_kind::aggregate) return true;
    const bool is_window = at.kind == node_kind::window;
    for (const node& operand : operands_of(at)) {
        if (is_window && &operand == &at + 1) {
            for (const node& argument : operands_of(operand))
                if (holds_aggregate(argument)) return true;
        } else if (holds_aggregate(operand)) {
            return true;
        }
    }
    return false;
}

/// Whether an operation makes several groupings of one: ROLLUP, CUBE, GROUPING SETS, and one of the sets.
constexpr bool is_grouping_form(operation op) { return op >= operation::rollup && op <= operation::grouping_set; }

/// Whether one of the keys of a group passes; `test` also learns whether the key is one of some groupings only, so that
/// it is NULL in the rows of others.
template <class Test> constexpr bool any_group_key(const expression_range& keys, Test test, bool is_rolled = false) {
    for (const node& key : keys) {
        const bool passes =
            is_grouping_form(key.op) ? any_group_key(operands_of(key), test, true) : test(key, is_rolled);
        if (passes) return true;
    }
    return false;
}
constexpr bool has_grouping_forms(const expression_range& keys) {
    for (const node& key : keys)
        if (is_grouping_form(key.op)) return true;
    return false;
}
constexpr bool is_rolled_key(const node& at, const scope& in) {
    return in.group_keys.count > 0 && any_group_key(in.group_keys, [&](const node& key, bool is_rolled) {
               return is_rolled && same_expression(at, key);
           });
}

/// Whether a form has a grouping of all rows.
constexpr bool has_set_of_all(const node& form) {
    if (form.op == operation::grouping_set) return form.arity == 0;
    if (form.op != operation::grouping_sets) return is_grouping_form(form.op);
    for (const node& set : operands_of(form))
        if (has_set_of_all(set)) return true;
    return false;
}
/// Whether a group may be one of no rows: the one of all rows.
constexpr bool may_be_empty_group(const expression_range& keys) {
    for (const node& key : keys)
        if (!has_set_of_all(key)) return false;
    return true;
}

} // namespace detail
} // namespace v0
} // namespace refract

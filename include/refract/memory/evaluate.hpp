// SPDX-License-Identifier: MIT
#pragma once

#include <refract/memory/operations.hpp>
#include <refract/tree/walk.hpp>

#include <cstddef>
#include <vector>

/// \file
/// Evaluates an expression that is plain data: one function over nodes, for what the compiler knows and for what the
/// run time puts together.

namespace refract {
inline namespace v0 {
namespace detail {

/// The objects that columns are read of.
struct row_source {
    const void* objects = nullptr;
    any_value (*read)(const void* objects, const node& column) = nullptr;
};

/// One evaluation: values and arguments are taken in the order of the nodes.
class evaluation {
public:
    evaluation(const dialect_info& dialect, const row_source& row, const any_value* values, const any_value* arguments)
        : dialect_(dialect), row_(row), value_(values), argument_(arguments) {}

    any_value value_of(const node& at) {
        switch (at.kind) {
        case node_kind::column: return row_.read(row_.objects, at);
        case node_kind::value: return *value_++;
        case node_kind::parameter: return *argument_++;
        case node_kind::null: return make_null(at.type);
        case node_kind::ordering:
        case node_kind::named: return value_of(operand_of(at, 0));
        case node_kind::case_when: return case_of(at);
        case node_kind::between: return between(at);
        case node_kind::in_values: return at.column > 1 ? in_rows(at) : in_values(at);
        case node_kind::in_list: return in_list(at);
        case node_kind::row_comparison: return compare_rows(at);
        default: break;
        }
        if (at.op == operation::logical_and || at.op == operation::logical_or) return logical(at);
        if (at.op == operation::coalesce) return first_known(at);
        return operation_of(at);
    }

private:
    any_value operation_of(const node& at) {
        const memory_operation& known = in_memory(at.op);
        any_value operands[most_operands];
        bool has_null = false;
        std::size_t count = 0;
        for (const node& each : operands_of(at)) {
            operands[count] = value_of(each);
            has_null |= operands[count++].null;
        }
        if (has_null && !known.takes_null) return make_null(at.type);
        return known.evaluate({dialect_, at, operands});
    }
    /// What is decided already is not evaluated, so that it cannot fail.
    void pass_over(const node& at) {
        const content inside = content_of(&at, skip(&at));
        value_ += inside.values;
        argument_ += inside.parameters;
    }
    any_value logical(const node& at) {
        const bool deciding = at.op == operation::logical_or;
        const truth left = truth_of(value_of(operand_of(at, 0)));
        const node& second = operand_of(at, 1);
        if (left == deciding) {
            pass_over(second);
            return make_boolean(deciding);
        }
        const truth right = truth_of(value_of(second));
        return make_truth(deciding ? either(left, right) : both(left, right));
    }
    any_value first_known(const node& at) {
        any_value found = make_null(at.type);
        for (const node& each : operands_of(at)) {
            if (found.null)
                found = value_of(each);
            else
                pass_over(each);
        }
        return as_type(found, at.type);
    }
    any_value case_of(const node& at) {
        any_value found = make_null(at.type);
        bool is_decided = false;
        const node* operand = &at + 1;
        for (std::size_t i = 0; i < at.arity; i += 2) {
            const bool is_else = i + 1 == at.arity;
            bool holds = is_else && !is_decided;
            if (!is_else) {
                if (is_decided)
                    pass_over(*operand);
                else
                    holds = truth_of(value_of(*operand)) == true;
                operand = skip(operand);
            }
            if (holds)
                found = value_of(*operand);
            else
                pass_over(*operand);
            is_decided |= holds;
            operand = skip(operand);
        }
        return as_type(found, at.type);
    }
    any_value between(const node& at) {
        const any_value value = value_of(operand_of(at, 0));
        const any_value low = value_of(operand_of(at, 1));
        const any_value high = value_of(operand_of(at, 2));
        const truth inside = both(compare(dialect_, operation::greater_equal, value, low),
                                  compare(dialect_, operation::less_equal, value, high));
        return make_truth(at.negated ? negated(inside) : inside);
    }
    any_value in_values(const node& at) {
        const any_value value = value_of(operand_of(at, 0));
        truth found = false;
        std::size_t index = 0;
        for (const node& each : operands_of(at))
            if (index++ > 0) found = either(found, compare(dialect_, operation::equal, value, value_of(each)));
        return make_truth(at.negated ? negated(found) : found);
    }
    any_value in_rows(const node& at) {
        std::vector<any_value> all;
        for (const node& each : operands_of(at)) all.push_back(value_of(each));
        truth found = false;
        for (std::size_t row = at.column; row < all.size(); row += at.column) {
            truth equal = true;
            for (std::size_t i = 0; i < at.column; ++i)
                equal = both(equal, compare(dialect_, operation::equal, all[i], all[row + i]));
            found = either(found, equal);
        }
        return make_truth(at.negated ? negated(found) : found);
    }
    any_value in_list(const node& at) {
        const any_value value = value_of(operand_of(at, 0));
        const any_value list = value_of(operand_of(at, 1));
        truth found = false;
        for (const any_value& each : list.list) found = either(found, compare(dialect_, operation::equal, value, each));
        return make_truth(at.op == operation::not_in_list ? negated(found) : found);
    }
    /// From the left to the right; the first pair that differs decides.
    any_value compare_rows(const node& at) {
        const std::size_t width = at.arity / 2;
        std::vector<any_value> all;
        for (const node& each : operands_of(at)) all.push_back(value_of(each));
        const bool is_equality = at.op == operation::equal || at.op == operation::not_equal;
        truth equal = true;
        for (std::size_t i = 0; i < width; ++i) {
            const any_value &left = all[i], &right = all[i + width];
            const truth same = compare(dialect_, operation::equal, left, right);
            if (is_equality)
                equal = both(equal, same);
            else if (same != true)
                return make_truth(compare(dialect_, at.op, left, right));
        }
        if (is_equality) return make_truth(at.op == operation::equal ? equal : negated(equal));
        return make_boolean(at.op == operation::less_equal || at.op == operation::greater_equal);
    }

    const dialect_info& dialect_;
    const row_source& row_;
    const any_value* value_;
    const any_value* argument_;
};

} // namespace detail
} // namespace v0
} // namespace refract

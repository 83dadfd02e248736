// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/rules/page.hpp>
#include <refract/sql/print_aggregate.hpp>
#include <refract/tree/nullable.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// The condition of a page: rows that come behind a row in an order, or before it.

namespace refract {
inline namespace v0 {
namespace detail {

/// What a page asks of one term of its order.
struct page_term {
    bool ascends = true;       ///< the rows of the page have greater values
    bool nullable = false;     ///< the term may be NULL
    bool nulls_behind = false; ///< rows with NULL come last on the way that the page takes
    bool may_begin_at_null = false;
};
constexpr page_term page_term_of(const writer& out, const node& page, std::size_t index) {
    const node& term = operand_of(page, index);
    const bool nulls_last = term.nulls == nulls_order::unspecified
                                ? out.dialect.statements.nulls_are_smallest == term.descending
                                : term.nulls == nulls_order::last;
    return {.ascends = term.descending == page.negated,
            .nullable = is_nullable(operand_of(term, 0), *out.scope),
            .nulls_behind = nulls_last != page.negated,
            .may_begin_at_null = operand_of(page, page.arity / 2u + index).nullable};
}
/// Whether a page compares rows as a whole: `(a, b) > (x, y)`, for which an index over both serves.
constexpr bool compares_whole_rows(const writer& out, const node& page) {
    const std::size_t width = page.arity / 2u;
    const page_term first = page_term_of(out, page, 0);
    for (std::size_t i = 0; i < width; ++i) {
        const page_term each = page_term_of(out, page, i);
        if (each.nullable || each.ascends != first.ascends) return false;
    }
    return width == 1 || out.dialect.values.compares_rows;
}

/// Not constexpr: of an order that the compiler knows it has said so.
[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_page_of_run_time(rule_number broken) {
    throw error(
        broken == rule::page_fits_order
            ? "a page begins behind a row with NULL where the ordering of the run time has a column that is never NULL"
            : "a page begins behind a row, and its ordering of the run time does not tell the rows apart: some "
              "would be lost; let it end in a key of each table, order.by(col<&T::id>)");
}
constexpr void check_page_of_run_time(const writer& out, const node& page) {
    if (!out.parts || !out.scope->statement) return;
    const clause* const stands = find_page(*out.scope->statement);
    if (!stands || !is_page_in_ordering(stands->kind)) return;
    const rule_number broken = check_page(*out.scope->statement, *out.scope, page);
    if (broken != rule::none) refuse_page_of_run_time(broken);
}

constexpr void print_beside(writer& out, const node* at, const column_beside& beside, int outer);

/// A template, so that what prints expressions is looked for behind this.
template <class Writer> struct page_printer {
    static constexpr std::size_t most_operands = 32;

    Writer& out;
    const node& page;
    std::size_t width = page.arity / 2u;
    operand_printer<most_operands> operands{out, page};

    constexpr void print() {
        check_page_of_run_time(out, page);
        if (compares_whole_rows(out, page)) {
            print_rows();
        } else {
            // What holds of the first column alone lets an index serve.
            const page_term first = term(0);
            const bool guards = width > 1 && !first.nullable;
            if (guards) {
                compare(0, first.ascends ? " >= " : " <= ");
                out.put(" AND (");
            }
            print_from(0);
            if (guards) out.put(')');
        }
        operands.leave();
    }

private:
    constexpr page_term term(std::size_t index) const { return page_term_of(out, page, index); }
    constexpr void print_column(std::size_t index, int outer) {
        operands(index, [&](const node& at) { print_expression(out, &operand_of(at, 0), outer); });
    }
    constexpr void print_seen(std::size_t index, int outer) {
        const column_beside column(out, operand_of(operand_of(page, index), 0));
        operands(width + index, [&](const node& at) { print_beside(out, &at, column, outer); });
    }
    constexpr void compare(std::size_t index, std::string_view sign) {
        print_column(index, precedence::comparison + 1);
        out.put(sign);
        print_seen(index, precedence::comparison + 1);
    }
    constexpr void print_rows() {
        const std::string_view sign = term(0).ascends ? " > " : " < ";
        if (width == 1) return compare(0, sign);
        for (std::size_t i = 0; i < width; ++i) {
            out.put(i == 0 ? "(" : ", ");
            print_column(i, precedence::none);
        }
        out.put(")");
        out.put(sign);
        for (std::size_t i = 0; i < width; ++i) {
            out.put(i == 0 ? "(" : ", ");
            print_seen(i, precedence::none);
        }
        out.put(')');
    }
    /// Behind the row in the columns from one on.
    constexpr void print_from(std::size_t index) {
        print_behind(index);
        if (index + 1 == width) return;
        out.put(" OR ");
        print_equal(index);
        const bool is_one_comparison = index + 2 == width && !term(index + 1).nullable;
        out.put(is_one_comparison ? " AND " : " AND (");
        print_from(index + 1);
        if (!is_one_comparison) out.put(')');
    }
    constexpr void print_equal(std::size_t index) {
        const page_term at = term(index);
        if (!at.nullable || !at.may_begin_at_null) return compare(index, " = ");
        print_column(index, precedence::comparison + 1);
        out.put(' ');
        out.put(out.dialect.spelled(operation::is_not_distinct_from).pattern);
        out.put(' ');
        print_seen(index, precedence::comparison + 1);
    }
    constexpr void print_null_test(std::size_t index, bool of_column, bool negated) {
        if (of_column)
            print_column(index, precedence::comparison + 1);
        else
            print_seen(index, precedence::comparison + 1);
        out.put(negated ? " IS NOT NULL" : " IS NULL");
    }
    constexpr void print_behind(std::size_t index) {
        const page_term at = term(index);
        const std::string_view sign = at.ascends ? " > " : " < ";
        if (!at.nullable) return compare(index, sign);
        if (at.nulls_behind) { // NULL is behind every value, and nothing behind NULL
            if (at.may_begin_at_null) {
                print_null_test(index, false, true);
                out.put(" AND ");
            }
            out.put('(');
            compare(index, sign);
            out.put(" OR ");
            print_null_test(index, true, false);
            out.put(')');
        } else {
            compare(index, sign);
            if (!at.may_begin_at_null) return;
            out.put(" OR ");
            print_null_test(index, false, false);
            out.put(" AND ");
            print_null_test(index, true, true);
        }
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

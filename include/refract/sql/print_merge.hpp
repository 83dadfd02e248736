// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_write.hpp>

#include <cstddef>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Prints `MERGE`: branches in the order in which they were written, which decides between them.
struct merge_printer {
    const statement_writer& writes;
    const clause_printer& clauses = writes.clauses;
    writer& out = clauses.out;

    constexpr void print() const {
        clauses.print_with();
        out.put("MERGE INTO ");
        clauses.print_source(writes.target);
        out.put(" USING ");
        const clause& other = *clauses.statement.find(clause_kind::join);
        clauses.print_source(other);
        if (!other.query) clauses.enter(other); // else its values are behind those of the query
        out.put(" ON ");
        const bool hides_rows = count_filters(out, clauses.statement, nullptr) > 0;
        hides_rows ? print_condition(out, other.nodes, precedence::logical_and) : print_condition(out, other.nodes);
        hide_rows();
        for (const clause& each : clauses.statement) part(each);
        writes.returning(returning_form::at_the_end);
    }

private:
    constexpr void part(const clause& each) const {
        switch (each.kind) {
        case clause_kind::when_matched: return begin(" WHEN MATCHED", each);
        case clause_kind::when_not_matched: return begin(" WHEN NOT MATCHED", each);
        case clause_kind::when_not_matched_by_source: return begin(" WHEN NOT MATCHED BY SOURCE", each);
        case clause_kind::do_update: return writes.assign_row(each, " THEN UPDATE SET ");
        case clause_kind::do_insert: return insert(each);
        case clause_kind::do_delete: return remove();
        case clause_kind::do_nothing: return out.put(" THEN DO NOTHING");
        default: return;
        }
    }
    constexpr void begin(std::string_view words, const clause& branch) const {
        out.put(words);
        if (branch.items > 0) {
            clauses.enter(branch);
            out.put(" AND ");
            print_condition(out, branch.nodes, precedence::logical_and);
        }
        if (branch.kind == clause_kind::when_not_matched_by_source) hide_rows(); // which are not matched either
    }
    constexpr void hide_rows() const { print_filters(out, clauses.statement, nullptr, " AND "); }
    constexpr void remove() const {
        const write_printer& to = writes.to;
        if (to.table.deleted == table_info::none || clauses.statement.has(clause_kind::for_good))
            return out.put(" THEN DELETE");
        separator next{out, " THEN UPDATE SET "};
        next();
        to.mark(true);
        for (std::size_t i = 0; i < to.table.column_count; ++i)
            if (to.sets_itself(i)) {
                next();
                to.set_by_itself(i, true);
            }
    }
    constexpr void insert(const clause& set) const {
        separator name{out, " THEN INSERT ("};
        writes.each_of_branch(set, [&](const node& item) {
            name();
            writes.to.name(item.column);
        });
        out.put(')');
        writes.to.mean_what_is_sent([&](std::size_t i) {
            bool sent = false;
            writes.each_of_branch(set, [&](const node& item) { sent |= item.column == i; });
            return sent;
        });
        separator value{out, " VALUES ("};
        writes.each_of_branch(set, [&](const node& item) {
            value();
            print_assigned(out, &operand_of(item, 0), writes.to.table.columns[item.column]);
        });
        out.put(')');
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

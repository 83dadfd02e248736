// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_select.hpp>

#include <cstddef>
#include <string_view>

/// \file
/// What all writes of a table have in common: how it is inserted into, what a column that counts or tells the time is
/// set to, and how written columns come back.

namespace refract {
inline namespace v0 {
namespace detail {

/// Text between items: nothing before the first.
struct separator {
    writer& out;
    std::string_view next{};
    constexpr void operator()() {
        out.put(next);
        next = ", ";
    }
};

/// A pattern of the dialect, and what stands in its only hole.
template <class Print>
constexpr void print_around(writer& out, std::string_view pattern, std::string_view hole, Print print) {
    const std::size_t at = pattern.find(hole);
    out.put(pattern.substr(0, at));
    print();
    out.put(pattern.substr(at + hole.size()));
}

/// Many values of a type.
constexpr sql_type listed_type(sql_type type) {
    type.item = type.kind;
    type.kind = type_kind::array;
    return type;
}

/// The parts of INSERT, UPDATE and DELETE of one table.
struct write_printer {
    writer& out;
    const table_info& table;
    std::string_view alias{}; ///< of the row that is there

    constexpr void name(std::size_t column) const { out.identifier(table.columns[column].name); }
    /// A column of the row that is there, beside one that is to be inserted.
    constexpr void name_of_row(std::size_t column) const {
        out.qualifier(table, alias);
        name(column);
    }
    /// Prints each column that passes, with commas between them; how many.
    template <class Test, class Print> constexpr std::size_t each(Test test, Print print) const {
        separator next{out};
        std::size_t count = 0;
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!test(i)) continue;
            next();
            print(i);
            ++count;
        }
        return count;
    }
    template <class Test> constexpr bool any(Test test) const {
        for (std::size_t i = 0; i < table.column_count; ++i)
            if (test(i)) return true;
        return false;
    }

    /// Columns that every update sets by itself: the time of the last one, and their number.
    constexpr bool sets_itself(std::size_t column) const {
        return table.columns[column].updated_at || table.columns[column].version;
    }
    /// `of_row`: the number is that of the row that is there, beside one to be inserted or of another table.
    constexpr void set_by_itself(std::size_t column, bool of_row = false) const {
        name(column);
        out.put(" = ");
        const column_info& about = table.columns[column];
        if (about.updated_at) return print_moment(out, about);
        const auto next = [&] {
            of_row ? name_of_row(column) : name(column);
            out.put(" + 1");
        };
        if (about.range.is_known() && about.range.greatest < range_of_kind(type_kind::big_integer).greatest)
            print_fitting(out, {.kind = node_kind::binary, .type = about.type}, about, next);
        else
            next(); // nobody counts so far
    }
    /// Says of a row that it is deleted, or that it is not.
    constexpr void mark(bool deleted) const {
        name(table.deleted);
        out.put(" = ");
        print_mark(out, table, deleted);
    }

    /// Behind the names of the columns: a value for one that the database always makes has to say that it is meant. In
    /// lists so does each key that the database can make.
    template <class Sent> constexpr void mean_what_is_sent(Sent sent, bool in_lists = false) const {
        const bool means_keys = in_lists && table.key_is_generated;
        if (any([&](std::size_t i) {
                return (table.columns[i].always_made || (means_keys && table.columns[i].key)) && sent(i);
            }))
            out.put(out.dialect.statements.sent_key);
    }
    constexpr void insert_into() const {
        out.put("INSERT INTO ");
        out.table(table);
        if (alias.empty()) return;
        out.put(" AS ");
        out.identifier(alias);
    }
    /// What begins and what ends the columns that come back: RETURNING at the end, or OUTPUT in the middle.
    template <class Print>
    constexpr void returning(returning_form own, returning_form here, std::string_view row, Print print) const {
        if (own != here) return;
        out.put(own == returning_form::output ? " OUTPUT " : " RETURNING ");
        if (own == returning_form::output) out.row_name = row;
        print();
        out.row_name = {};
    }
};

/// Calls `use` with each assignment that is made, in the order in which they were written.
template <class Use> constexpr void each_assignment(const clause_printer& clauses, Use use) {
    for (const clause& each : clauses.statement)
        if (sets_columns(each.kind) && clauses.part_of(each).stands)
            for (const node& item : items_of(each)) use(item);
}

} // namespace detail
} // namespace v0
} // namespace refract

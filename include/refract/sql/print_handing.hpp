// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_clauses.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// Keys that stay in the server from one statement to those behind it: each leaves those of its rows under a name, so
/// that all can be sent at once. The rows of a level belong to exactly the rows above that came, whatever has been
/// written meanwhile.

namespace refract {
inline namespace v0 {
namespace detail {

struct handing_printer {
    const clause_printer& clauses;

    /// The query that `print_query` prints, and what stands around it.
    template <class Print> constexpr void print(Print print_query) const {
        const clause* const each = clauses.statement.find(clause_kind::for_each_key);
        const auto print_inside = [&] {
            if (each)
                print_each(*each, print_query);
            else
                print_query();
        };
        if (const clause* const hands = clauses.statement.find(clause_kind::hand_keys))
            print_handing(*hands, print_inside);
        else
            print_inside();
    }

private:
    template <class Print> constexpr void print_each(const clause& each, Print print_query) const {
        writer& out = clauses.out;
        print_filled(out, out.dialect.statements.for_each_key, [&](std::string_view token) {
            if (token == "query") return print_query();
            if (token == "rows") return out.identifier(handing_rows);
            if (token == "each") return out.identifier(handing_keys);
            std::uint64_t number = 0;
            for (const node& key : items_of(each)) {
                if (number++ > 0) out.put(", ");
                if (token == "keys")
                    print_handed_keys(out, key);
                else
                    out.numbered_identifier('k', number);
            }
        });
    }
    template <class Print> constexpr void print_handing(const clause& hands, Print print_inside) const {
        writer& out = clauses.out;
        print_filled(out, out.dialect.statements.hand_keys, [&](std::string_view token) {
            if (token == "query") return print_inside();
            if (token == "rows") return out.identifier(handing_rows);
            if (token == "columns") return print_columns();
            bool is_first = true;
            for (const node& key : items_of(hands)) {
                if (!is_first) out.put(" || ");
                is_first = false;
                print_key(key);
            }
        });
    }
    constexpr void print_columns() const {
        for (std::size_t i = 0, count = clauses.column_count(); i < count; ++i) {
            if (i > 0) clauses.out.put(", ");
            clauses.out.numbered_identifier('c', i + 1);
        }
    }
    constexpr void print_key(const node& key) const {
        writer& out = clauses.out;
        const statement_facts& facts = out.dialect.statements;
        print_filled(out, key.distinct ? facts.handed_distinct_key : facts.handed_key, [&](std::string_view token) {
            if (token == "name") return out.put(key.alias);
            if (token == "none") return out.put("{}");
            const auto print_column = [&](std::string_view = {}) {
                out.numbered_identifier('c', std::uint64_t{key.column} + 1);
            };
            if (key.type.kind != type_kind::text || facts.handed_text.empty()) return print_column();
            print_filled(out, facts.handed_text, print_column);
        });
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

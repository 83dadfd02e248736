// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/writer.hpp>
#include <refract/tree/walk.hpp>

#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// How a recursion goes, behind its query.
constexpr void print_guides(writer& out, const statement_view& query) {
    for (const clause& each : query) {
        if (!is_of_recursion(each.kind)) continue;
        const bool is_cycle = each.kind == clause_kind::detect_cycles;
        std::string_view before = is_cycle                                   ? " CYCLE "
                                  : each.kind == clause_kind::search_breadth ? " SEARCH BREADTH FIRST BY "
                                                                             : " SEARCH DEPTH FIRST BY ";
        for (const node& column : items_of(each)) {
            out.put(before);
            before = ", ";
            out.identifier(column.table().columns[column.column].name);
        }
        out.put(is_cycle ? " SET \"is_cycle\" USING \"cycle_path\"" : " SET \"search_order\"");
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

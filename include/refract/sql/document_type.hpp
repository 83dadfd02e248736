// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/writer.hpp>
#include <refract/tree/node.hpp>
#include <refract/tree/walk.hpp>

/// \file
/// PostgreSQL has two types of documents, which do not meet by themselves: columns of `json` become `jsonb` where they
/// stand beside others.

namespace refract {
inline namespace v0 {
namespace detail {

constexpr bool keeps_text(const node& given) {
    const node& at = unnamed(given);
    return at.kind == node_kind::column && at.table().columns[at.column].keeps_text;
}
/// Whether the operands of a node meet documents of the other type; `outside`: whether the node itself does.
constexpr bool meets_jsonb(const node& at, bool outside) {
    switch (at.kind) {
    case node_kind::function:
        if (at.op != operation::coalesce) return false;
        break;
    case node_kind::case_when: break;
    case node_kind::unary:
    case node_kind::binary:
    case node_kind::cast:
    case node_kind::aggregate:
    case node_kind::raw: return false;
    default: return outside;
    }
    if (at.type.kind != type_kind::json) return false;
    if (outside) return true;
    for (const node& each : operands_of(at))
        if (each.type.kind == type_kind::json && !keeps_text(each)) return true;
    return false;
}

/// Prints a column where it may meet documents of the other type.
template <class Column> constexpr void print_document(writer& out, const column_info& column, Column print) {
    const std::string_view cast = out.dialect.values.document_cast;
    if (!out.meets_jsonb || !column.keeps_text || cast.empty()) return print();
    const std::size_t hole = cast.find("{}");
    out.put(cast.substr(0, hole));
    print();
    out.put(cast.substr(hole + 2));
}

} // namespace detail
} // namespace v0
} // namespace refract

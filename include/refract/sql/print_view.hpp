// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/schema.hpp>
#include <refract/sql/print_statement.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

/// `CREATE VIEW "name" AS SELECT ...`, with the columns' names of the view's model. There are no parameters in it: the
/// constants of its query are printed.
constexpr void print_view(writer& out, const table_description& of) {
    const definition_facts& facts = out.dialect.definitions;
    out.put(of.table->kind == relation_kind::view ? facts.create_view : facts.create_materialized_view);
    out.table(*of.table);
    out.put(" AS ");
    out.literals = of.view.values;
    out.print_query = &print_inner_statement;
    out.print_query(out, *of.view.query, of.view.names, nullptr);
    out.literals = nullptr;
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/builder.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Sources, class Selection, class Clauses, class Values> struct insert_query;

/// `INSERT INTO`.
template <class Model, class Selection, class... Clause, class Values>
struct insert_query<type_list<Model>, Selection, type_list<Clause...>, Values>
    : query_base<verb::insert, type_list<Model>, Selection, type_list<Clause...>, Values>,
      query_parts<insert_query<type_list<Model>, Selection, type_list<Clause...>, Values>, has_assignments,
                  has_returning> {
    using base = query_base<verb::insert, type_list<Model>, Selection, type_list<Clause...>, Values>;
    using base::operator=;

    template <class Added, class Held> using with =
        insert_query<type_list<Model>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <clause_kind Kind, class NewSelection, class Row, class... Column> using with_rows =
        insert_query<type_list<Model>, NewSelection,
                     type_list<Clause..., row_clause<Kind, Row, typename Column::node_type...>>,
                     joined<Values, joined_all<Column...>>>;
};

} // namespace detail

/// `INSERT INTO`: `.set(...)` says the columns.
template <class Model> constexpr auto insert_into() {
    detail::require<detail::check_model<detail::source_model<Model>>>();
    using clauses = type_list<detail::from_clause<Model>>;
    return detail::insert_query<type_list<Model>, detail::no_rows, clauses, detail::values<>>{};
}

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/builder.hpp>

#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Sources, class Selection, class Clauses, class Values> struct update_query;

/// `UPDATE`.
template <class Model, class Selection, class... Clause, class Values>
struct update_query<type_list<Model>, Selection, type_list<Clause...>, Values>
    : query_base<verb::update, type_list<Model>, Selection, type_list<Clause...>, Values>,
      query_parts<update_query<type_list<Model>, Selection, type_list<Clause...>, Values>, has_assignments,
                  has_conditions, has_returning> {
    using base = query_base<verb::update, type_list<Model>, Selection, type_list<Clause...>, Values>;
    using base::operator=;

    template <class Added, class Held> using with =
        update_query<type_list<Model>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <clause_kind Kind, class NewSelection, class Row, class... Column> using with_rows =
        update_query<type_list<Model>, NewSelection,
                     type_list<Clause..., row_clause<Kind, Row, typename Column::node_type...>>,
                     joined<Values, joined_all<Column...>>>;

    /// Says that every row is meant.
    constexpr auto all_rows() const& { return update_query(*this).all_rows(); }
    constexpr auto all_rows() && {
        return with<expression_clause<clause_kind::all_rows>, values<>>{{std::move(this->bound)}, {}};
    }
};

} // namespace detail

/// `UPDATE`: needs `.set(...)` and either `.where(...)` or `.all_rows()`.
template <class Model> constexpr auto update() {
    detail::require<detail::check_model<detail::source_model<Model>>>();
    using clauses = type_list<detail::from_clause<Model>>;
    return detail::update_query<type_list<Model>, detail::no_rows, clauses, detail::values<>>{};
}

} // namespace v0
} // namespace refract

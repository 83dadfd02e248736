// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/result.hpp>
#include <refract/query/table_query.hpp>

#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Sources, class Selection, class Clauses, class Values> struct update_query;

/// `UPDATE`.
template <class Model, class... Source, class Selection, class... Clause, class Values>
struct update_query<type_list<Model, Source...>, Selection, type_list<Clause...>, Values>
    : query_base<verb::update, type_list<Model>, Selection, type_list<Clause...>, Values>,
      query_parts<update_query<type_list<Model, Source...>, Selection, type_list<Clause...>, Values>, has_assignments,
                  has_conditions, has_bounds, has_returning> {
    using sources = type_list<Model, Source...>;
    using base = query_base<verb::update, type_list<Model>, Selection, type_list<Clause...>, Values>;
    using base::operator=;

    template <class Added, class Held> using with =
        update_query<sources, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <class Joined, class Added, class Held> using with_source =
        update_query<type_list<Model, Source..., Joined>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <clause_kind Kind, class NewSelection, class Row, class... Column> using with_rows =
        update_query<sources, NewSelection, type_list<Clause..., row_clause<Kind, Row, typename Column::node_type...>>,
                     joined<Values, joined_all<Column...>>>;

    /// `UPDATE ... FROM`: another table, whose columns the values and the condition may name. A row that meets several
    /// of its rows takes one of them, and the database says not which.
    template <class Other> REFRACT_ONCE constexpr auto from() const { return detail::add_table<Other>(*this); }
    /// The same of the rows of a query.
    template <class As = void, class... Query>
        requires(sizeof...(Query) == 1)
    REFRACT_ONCE constexpr auto from(const Query&... query) const {
        return detail::add_table_query<As, join_kind::cross>(*this, query...);
    }
    template <class... Given>
        requires(sizeof...(Given) != 1)
    constexpr auto from(const Given&...) const {
        require<first_failed_t<check_that<sizeof...(Given) != 0, rule::statement_names_struct, Model, Given...>,
                               failed<rule::arguments_are_counted, Given...>>>();
        return detail::refused_query(*this);
    }
    // What other databases call it.
    template <class... Given> constexpr auto join(const Given&...) const {
        require<failed<rule::write_names_its_tables, Given...>>();
        return detail::refused_query(*this);
    }
    template <class Joined, class... Given> constexpr auto join(const Given&...) const {
        return join(type_list<Joined, Given...>{});
    }
    template <auto Member, class... Given> constexpr auto join(const Given&...) const {
        return join(type_list<decltype(Member), Given...>{});
    }
    /// Says that every row is meant.
    template <class... Unwanted> REFRACT_ONCE constexpr auto all_rows(const Unwanted&... none) const& {
        return update_query(*this).all_rows(none...);
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto all_rows(const Unwanted&...) && {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return with<expression_clause<clause_kind::all_rows>, values<>>{{std::move(this->bound)}, {}};
    }
};

} // namespace detail

/// `UPDATE`: needs `.set(...)` and either `.where(...)` or `.all_rows()`.
template <class Model, class... Given> REFRACT_ONCE constexpr auto update(const Given&...) {
    detail::require<detail::check_begins_alone<Given...>>();
    if constexpr (sizeof...(Given) > 0)
        return detail::begin_statement<detail::update_query, detail::no_rows, Model, detail::refused_clause>();
    else
        return detail::begin_statement<detail::update_query, detail::no_rows, Model>();
}

} // namespace v0
} // namespace refract

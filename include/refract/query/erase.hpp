// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/result.hpp>
#include <refract/query/table_query.hpp>

#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Sources, class Selection, class Clauses, class Values> struct delete_query;

/// `DELETE FROM`.
template <class Model, class... Source, class Selection, class... Clause, class Values>
struct delete_query<type_list<Model, Source...>, Selection, type_list<Clause...>, Values>
    : query_base<verb::remove, type_list<Model>, Selection, type_list<Clause...>, Values>,
      query_parts<delete_query<type_list<Model, Source...>, Selection, type_list<Clause...>, Values>, has_conditions,
                  has_bounds, has_returning> {
    using sources = type_list<Model, Source...>;
    using base = query_base<verb::remove, type_list<Model>, Selection, type_list<Clause...>, Values>;
    using base::operator=;

    template <class Added, class Held> using with =
        delete_query<sources, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <class Joined, class Added, class Held> using with_source =
        delete_query<type_list<Model, Source..., Joined>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <clause_kind Kind, class NewSelection, class Row, class... Column> using with_rows =
        delete_query<sources, NewSelection, type_list<Clause..., row_clause<Kind, Row, typename Column::node_type...>>,
                     joined<Values, joined_all<Column...>>>;

    /// `DELETE ... USING`: another table, which the condition may name. A row goes if it meets one of its rows. SQLite
    /// is told so by `EXISTS`.
    template <class Other> REFRACT_ONCE constexpr auto using_table() const { return detail::add_table<Other>(*this); }
    /// The same of the rows of a query.
    template <class As = void, class... Query>
        requires(sizeof...(Query) == 1)
    REFRACT_ONCE constexpr auto using_table(const Query&... query) const {
        return detail::add_table_query<As, join_kind::cross>(*this, query...);
    }
    template <class... Given>
        requires(sizeof...(Given) != 1)
    constexpr auto using_table(const Given&...) const {
        require<first_failed_t<check_that<sizeof...(Given) != 0, rule::statement_names_struct, Model, Given...>,
                               failed<rule::arguments_are_counted, Given...>>>();
        return detail::refused_query(*this);
    }
    /// Deletes rows that would be marked as deleted (`refract::soft_delete`); with `with_deleted()` those, too.
    template <class... Unwanted> constexpr auto for_good(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return with<expression_clause<clause_kind::for_good>, values<>>{{this->bound}, {}};
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
        return delete_query(*this).all_rows(none...);
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto all_rows(const Unwanted&...) && {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return with<expression_clause<clause_kind::all_rows>, values<>>{{std::move(this->bound)}, {}};
    }
};

} // namespace detail

/// `DELETE FROM`: needs either `.where(...)` or `.all_rows()`.
template <class Model, class... Given> REFRACT_ONCE constexpr auto delete_from(const Given&...) {
    detail::require<detail::check_begins_alone<Given...>>();
    if constexpr (sizeof...(Given) > 0)
        return detail::begin_statement<detail::delete_query, detail::no_rows, Model, detail::refused_clause>();
    else
        return detail::begin_statement<detail::delete_query, detail::no_rows, Model>();
}

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/query/builder.hpp>
#include <refract/query/row_count.hpp>

#include <cstdint>

namespace refract {
inline namespace v0 {
namespace detail {

// Defined with set operations, which are queries of their own.
template <clause_kind Kind, any_query Left, any_query Right>
constexpr auto combine_queries(const Left& left, const Right& right);
template <clause_kind Kind, class Left, class... Wrong>
constexpr auto combine_queries(const Left& left, const Wrong&...) {
    require<failed<rule::source_is_query, Wrong...>>();
    return detail::refused_query(left);
}

/// The order of rows and how many of them: of a result, or of the rows that an update or delete takes.
template <class Query> struct has_bounds {
    template <class... Term> REFRACT_ONCE constexpr auto order_by(const Term&... terms) const& {
        return Query(self()).order_by(terms...);
    }
    template <class... Term> REFRACT_ONCE constexpr auto order_by(const Term&... terms) && {
        if constexpr (takes_order<Term...>()) {
            using added =
                typename Query::template with<expression_clause<clause_kind::order_by, ordering_node_of<Term>...>,
                                              joined_all<Term...>>;
            return added{{detail::concat_all(static_cast<Query&&>(*this).bound, terms.bound...)}, {}};
        } else {
            return detail::refused_query(self());
        }
    }
    /// An order put together at run time.
    template <class... Ordered> REFRACT_ONCE constexpr auto order_by(ordering<Ordered...> order) const& {
        return Query(self()).order_by(static_cast<ordering<Ordered...>&&>(order));
    }
    template <class... Ordered> REFRACT_ONCE constexpr auto order_by(ordering<Ordered...> order) && {
        using held = values<ordering<Ordered...>>;
        require<check_that<(is_source<Ordered, typename Query::ordered_sources> && ...), rule::column_in_query,
                           Ordered...>>();
        using added = typename Query::template with<dynamic_clause<clause_kind::ordering>, held>;
        return added{
            {detail::concat(static_cast<Query&&>(*this).bound, held{{static_cast<ordering<Ordered...>&&>(order)}})},
            {}};
    }
    /// Columns between < and >, where a struct is meant.
    template <auto... Column>
        requires(sizeof...(Column) > 0)
    REFRACT_ONCE constexpr auto order_by() const& {
        require<failed<rule::columns_are_arguments, decltype(Column)...>>();
        return detail::refused_query(self());
    }
    template <class... Count> REFRACT_ONCE constexpr auto limit(const Count&... count) const& {
        return Query(self()).limit(count...);
    }
    template <class... Count> REFRACT_ONCE constexpr auto limit(const Count&... count) && {
        return with_count<clause_kind::limit>(count...);
    }
    template <class... Count> REFRACT_ONCE constexpr auto offset(const Count&... count) const& {
        return Query(self()).offset(count...);
    }
    template <class... Count> REFRACT_ONCE constexpr auto offset(const Count&... count) && {
        return with_count<clause_kind::offset>(count...);
    }

    /// Sees the rows of all tenants (`refract::tenant`), in any session: in the queries inside it and in the levels of
    /// its shape, too.
    template <class... Unwanted> REFRACT_ONCE constexpr auto all_tenants(const Unwanted&... none) const& {
        return Query(self()).all_tenants(none...);
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto all_tenants(const Unwanted&...) && {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return typename Query::template with<expression_clause<clause_kind::all_tenants>, values<>>{
            {static_cast<Query&&>(*this).bound}, {}};
    }
    /// Sees rows that are marked as deleted as well (`refract::soft_delete`), of all its tables: in the queries inside
    /// it and in the levels of its shape, too.
    template <class... Unwanted> REFRACT_ONCE constexpr auto with_deleted(const Unwanted&... none) const& {
        return Query(self()).with_deleted(none...);
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto with_deleted(const Unwanted&...) && {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return typename Query::template with<expression_clause<clause_kind::with_deleted>, values<>>{
            {static_cast<Query&&>(*this).bound}, {}};
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }

    template <clause_kind Kind, class... Given> REFRACT_ONCE constexpr auto with_count(const Given&...) {
        require<failed<rule::arguments_are_counted, Given...>>();
        return detail::refused_query(self());
    }
    template <clause_kind Kind, class Count> REFRACT_ONCE constexpr auto with_count(const Count& count) {
        using counted = typename counted_rows<Count>::type;
        using check = check_count<typename counted::node_type>;
        if constexpr (is_passed<check>) {
            using added = typename Query::template with<expression_clause<Kind, typename counted::node_type>,
                                                        typename counted::bound_type>;
            return added{{detail::concat(static_cast<Query&&>(*this).bound, detail::as_row_count(count).bound)}, {}};
        } else {
            require<check>();
            return detail::refused_query(self());
        }
    }
};

/// The results that one is combined with, of a select or of a set operation, and how it stands in WITH.
template <class Query> struct has_result {
    /// The rows of both: `a UNION ALL b`. An order, a limit or an offset behind it is one of the whole.
    template <class... Other> constexpr auto union_all(const Other&... other) const {
        return detail::combine_queries<clause_kind::union_all>(self(), other...);
    }
    /// The rows of both, each once: `a UNION b`.
    template <class... Other> constexpr auto union_distinct(const Other&... other) const {
        return detail::combine_queries<clause_kind::union_distinct>(self(), other...);
    }
    /// The rows that are in both, each once: `a INTERSECT b`.
    template <class... Other> constexpr auto intersect(const Other&... other) const {
        return detail::combine_queries<clause_kind::intersect>(self(), other...);
    }
    /// The rows that are not in the other, each once: `a EXCEPT b`.
    template <class... Other> constexpr auto except(const Other&... other) const {
        return detail::combine_queries<clause_kind::except>(self(), other...);
    }

    /// The rows that are in both, as often as in the one that has them less often: `INTERSECT ALL` (PostgreSQL).
    template <class... Other> constexpr auto intersect_all(const Other&... other) const {
        return detail::combine_queries<clause_kind::intersect_all>(self(), other...);
    }
    /// The rows without as many as the other has of them: `EXCEPT ALL` (PostgreSQL).
    template <class... Other> constexpr auto except_all(const Other&... other) const {
        return detail::combine_queries<clause_kind::except_all>(self(), other...);
    }

    /// Behind an order and a limit: also the rows that are equal to the last one in the order, `FETCH FIRST n ROWS WITH
    /// TIES` (PostgreSQL from 13 on).
    template <class... Unwanted> constexpr auto with_ties(const Unwanted&...) const {
        return with_word<clause_kind::with_ties, Unwanted...>();
    }

    /// In `with`: the database is to make its rows once, and keep them (`AS MATERIALIZED`).
    template <class... Unwanted> constexpr auto materialized(const Unwanted&...) const {
        return with_word<clause_kind::materialized, Unwanted...>();
    }
    /// In `with`: the database is to put it where it is read (`AS NOT MATERIALIZED`).
    template <class... Unwanted> constexpr auto not_materialized(const Unwanted&...) const {
        return with_word<clause_kind::not_materialized, Unwanted...>();
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }

    template <clause_kind Kind, class... Unwanted> constexpr auto with_word() const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        using added = typename Query::template with<expression_clause<Kind>, values<>>;
        return added{{self().bound}, {}};
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

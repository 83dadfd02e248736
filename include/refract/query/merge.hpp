// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/table_query.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Sources, class Selection, class Clauses, class Values> struct merge_query;

/// What a merge does with the rows of one branch. `Query` ends in the branch's condition.
template <class Query, clause_kind Branch> struct merge_branch {
    static constexpr bool inserts = Branch == clause_kind::when_not_matched;
    Query query;

    /// The row of the table is set to these, and to those of each `set_if` behind it whose flag is set.
    template <class... Assignment>
        requires(!inserts)
    constexpr auto do_update(const Assignment&... assignments) const {
        return assign<clause_kind::do_update>(assignments...);
    }
    /// The row of the table goes.
    template <class... Unwanted> constexpr auto do_delete(const Unwanted&...) const
        requires(!inserts)
    {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return add<expression_clause<clause_kind::do_delete>>(values<>{});
    }
    /// A row is inserted, with these columns, and with those of each `set_if` behind it whose flag is set.
    template <class... Assignment>
        requires(inserts)
    constexpr auto do_insert(const Assignment&... assignments) const {
        return assign<clause_kind::do_insert>(assignments...);
    }
    // Of a branch that has no such row.
    template <class... Wrong>
        requires inserts
    constexpr auto do_update(const Wrong&...) const {
        return refuse<Wrong...>();
    }
    template <class... Wrong>
        requires inserts
    constexpr auto do_delete(const Wrong&...) const {
        return refuse<Wrong...>();
    }
    template <class... Wrong>
        requires(!inserts)
    constexpr auto do_insert(const Wrong&...) const {
        return refuse<Wrong...>();
    }
    /// The row is left alone, also by the branches behind this one.
    template <class... Unwanted> constexpr auto do_nothing(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return add<expression_clause<clause_kind::do_nothing>>(values<>{});
    }

private:
    template <class... Wrong> constexpr auto refuse() const {
        require<failed<rule::branch_has_rows, Query, Wrong...>>();
        return detail::refused_query(query);
    }
    template <class Action, class Held> constexpr auto add(const Held& held) const {
        return typename Query::template with<Action, Held>{{detail::concat(query.bound, held)}, {}};
    }
    template <clause_kind Action, class... Assignment> constexpr auto assign(const Assignment&... assignments) const {
        constexpr bool assigns = sizeof...(Assignment) > 0 && (is_assignment<Assignment> && ...);
        require<check_set_items<assigns, Assignment...>>();
        if constexpr (assigns)
            return add<expression_clause<Action, typename Assignment::node_type...>>(
                detail::concat_all(assignments.bound...));
        else
            return detail::refused_query(query);
    }
};

/// The branches of a merge. Of those of one kind the first whose condition holds is taken.
template <class Query> struct has_branches {
    /// A row of the table that meets one of the other.
    template <class... Condition> constexpr auto when_matched(const Condition&... condition) const {
        return branch<clause_kind::when_matched>(condition...);
    }
    /// A row of the other table that meets none.
    template <class... Condition> constexpr auto when_not_matched(const Condition&... condition) const {
        return branch<clause_kind::when_not_matched>(condition...);
    }
    /// A row of the table that meets none of the other (from PostgreSQL 17 on).
    template <class... Condition> constexpr auto when_not_matched_by_source(const Condition&... condition) const {
        return branch<clause_kind::when_not_matched_by_source>(condition...);
    }
    /// Sees rows that are marked as deleted as well (`refract::soft_delete`).
    template <class... Unwanted> constexpr auto with_deleted(const Unwanted&...) const {
        return say<clause_kind::with_deleted, Unwanted...>();
    }
    /// Of the rows of all tenants (`refract::tenant`), in any session.
    template <class... Unwanted> constexpr auto all_tenants(const Unwanted&...) const {
        return say<clause_kind::all_tenants, Unwanted...>();
    }
    /// Deletes rows that would be marked as deleted.
    template <class... Unwanted> constexpr auto for_good(const Unwanted&...) const {
        return say<clause_kind::for_good, Unwanted...>();
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }

    template <clause_kind Kind, class... Unwanted> constexpr auto say() const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return typename Query::template with<expression_clause<Kind>, values<>>{{self().bound}, {}};
    }
    template <clause_kind Kind> constexpr auto branch() const {
        using added = typename Query::template with<expression_clause<Kind>, values<>>;
        const added next{{self().bound},
                         {}}; // in a step of its own: Clang 16 crashes on empty values inside two braces
        return merge_branch<added, Kind>{next};
    }
    template <clause_kind Kind, class Node, class Held>
    constexpr auto branch(const expression<Node, Held>& condition) const {
        require<check_boolean<typename Node::type>>();
        using added = typename Query::template with<expression_clause<Kind, Node>, Held>;
        const added next{{detail::concat(self().bound, condition.bound)}, {}};
        return merge_branch<added, Kind>{next};
    }
    template <clause_kind Kind, class... Wrong>
        requires(sizeof...(Wrong) > 1 || !(any_expression<Wrong> || ...))
    constexpr auto branch(const Wrong&...) const {
        require<conditions_mistake<Wrong...>>();
        using refused = decltype(detail::refused_query(self()));
        return merge_branch<refused, Kind>{detail::refused_query(self())};
    }
};

/// What a merge brings its table in line with.
template <class Query> struct has_merged_table {
    /// `USING ... ON`: the other table, and the condition under which rows meet.
    template <class Other, class Node, class Held>
    constexpr auto using_table(const expression<Node, Held>& condition) const {
        require<check_model<source_model<Other>>>();
        require<check_boolean<typename Node::type>>();
        using added = typename Query::template with_source<Other, join_clause<join_kind::inner, Other, Node>, Held>;
        return added{{detail::concat(self().bound, condition.bound)}, {}};
    }
    /// The same of the rows of a query.
    template <class As = void, any_query Other, class Node, class Held>
    constexpr auto using_table(const Other& other, const expression<Node, Held>& condition) const {
        require<check_boolean<typename Node::type>>();
        return detail::add_table_query<As, join_kind::inner, Node>(self(), other, condition.bound);
    }
    template <class As = void, class... Wrong> constexpr auto using_table(const Wrong&...) const {
        require<join_mistake<As, Wrong...>>();
        return detail::refused_query(self());
    }
    // A branch in front of it.
    template <class... Condition> constexpr auto when_matched(const Condition&...) const {
        return refuse<clause_kind::when_matched>();
    }
    template <class... Condition> constexpr auto when_not_matched(const Condition&...) const {
        return refuse<clause_kind::when_not_matched>();
    }
    template <class... Condition> constexpr auto when_not_matched_by_source(const Condition&...) const {
        return refuse<clause_kind::when_not_matched_by_source>();
    }

private:
    template <clause_kind Kind> constexpr auto refuse() const {
        // Of a table that was refused all is said.
        if constexpr (!Query::view.has(clause_kind::refused)) require<failed<rule::branch_has_rows, Query>>();
        using refused = decltype(detail::refused_query(self()));
        return merge_branch<refused, Kind>{detail::refused_query(self())};
    }
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }
};

/// `MERGE INTO` before it is said what is merged.
template <class Model, class Selection, class... Clause, class Values>
struct merge_query<type_list<Model>, Selection, type_list<Clause...>, Values>
    : query_base<verb::merge, type_list<Model>, Selection, type_list<Clause...>, Values>,
      query_parts<merge_query<type_list<Model>, Selection, type_list<Clause...>, Values>, has_merged_table> {
    template <class Added, class Held> using with =
        merge_query<type_list<Model>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <class Joined, class Added, class Held> using with_source =
        merge_query<type_list<Model, Joined>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
};

/// `MERGE INTO ... USING ... ON`.
template <class Model, class Source, class Selection, class... Clause, class Values>
struct merge_query<type_list<Model, Source>, Selection, type_list<Clause...>, Values>
    : query_base<verb::merge, type_list<Model>, Selection, type_list<Clause...>, Values>,
      query_parts<merge_query<type_list<Model, Source>, Selection, type_list<Clause...>, Values>, has_branches,
                  has_assignments_if, has_returning, has_name> {
    using sources = type_list<Model, Source>;
    using base = query_base<verb::merge, type_list<Model>, Selection, type_list<Clause...>, Values>;
    using base::operator=;

    template <class Added, class Held> using with =
        merge_query<sources, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <clause_kind Kind, class NewSelection, class Row, class... Column> using with_rows =
        merge_query<sources, NewSelection, type_list<Clause..., row_clause<Kind, Row, typename Column::node_type...>>,
                    joined<Values, joined_all<Column...>>>;
};

} // namespace detail

/// `MERGE` (PostgreSQL from 15 on): brings a table in line with another one, row by row.
///
///     merge_into<Stock>()
///         .using_table<Delivery>(col<&Delivery::book_id> == col<&Stock::book_id>)
///         .when_matched().do_update(col<&Stock::copies> = col<&Stock::copies> + col<&Delivery::copies>)
///         .when_not_matched().do_insert(col<&Stock::book_id> = col<&Delivery::book_id>, ...)
template <class Model, class... Given> constexpr auto merge_into(const Given&...) {
    detail::require<detail::check_begins_alone<Given...>>();
    if constexpr (sizeof...(Given) > 0)
        return detail::begin_statement<detail::merge_query, detail::no_rows, Model, detail::refused_clause>();
    else
        return detail::begin_statement<detail::merge_query, detail::no_rows, Model>();
}

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/erase.hpp>
#include <refract/query/insert.hpp>
#include <refract/query/select.hpp>
#include <refract/query/update.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

/// The queries of a WITH, before the statement that reads them.
template <class Clauses, class Values> struct with_queries;

template <class... Clause, class Values> struct with_queries<type_list<Clause...>, Values> {
    [[no_unique_address]] Values bound;

    /// One more query; it may read those before it.
    template <any_query Query> constexpr auto with(const Query& query) const { return add<clause_kind::with>(query); }
    /// One more, which reads itself.
    template <any_query Query> constexpr auto with_recursive(const Query& query) const {
        return add<clause_kind::with_recursive>(query);
    }

    template <class Model> constexpr auto from() const {
        require<check_model<source_model<Model>>>();
        return begin<select_query, whole_tables, Model>();
    }
    template <any_query Query> constexpr auto from(const Query& query) const {
        return detail::select_from<void, Clause...>(bound, query);
    }
    template <class Model> constexpr auto insert_into() const {
        require<check_model<source_model<Model>>>();
        return begin<insert_query, no_rows, Model>();
    }
    template <class Model> constexpr auto update() const {
        require<check_model<source_model<Model>>>();
        return begin<update_query, no_rows, Model>();
    }
    template <class Model> constexpr auto delete_from() const {
        require<check_model<source_model<Model>>>();
        return begin<delete_query, no_rows, Model>();
    }

private:
    template <template <class, class, class, class> class Statement, class Selection, class Model>
    constexpr auto begin() const {
        using clauses = type_list<Clause..., from_clause<Model>>;
        return Statement<type_list<Model>, Selection, clauses, Values>{{bound}, {}};
    }
    template <clause_kind Kind, class Query> constexpr auto add(const Query& query) const {
        if constexpr (is_passed<check_names_columns<Query>>) {
            using added = query_clause<Kind, join_kind::inner, row_struct_of<Query>, Query>;
            using held = joined<Values, typename Query::bound_type>;
            return with_queries<type_list<Clause..., added>, held>{concat(bound, query.bound)};
        } else {
            require<check_names_columns<Query>>();
            return with_queries<type_list<Clause..., refused_clause>, Values>{bound};
        }
    }
};

} // namespace detail

/// `WITH`: a query under the name of its struct, which the statement behind it reads like a table.
///
///     with(totals).from<AuthorTotal>().where(col<&AuthorTotal::posts> > 3)
template <detail::any_query Query> constexpr auto with(const Query& query) {
    return detail::with_queries<type_list<>, detail::values<>>{}.with(query);
}
/// `WITH RECURSIVE`: a query that reads its own rows, `with_recursive(first.union_all(step)).from<Tree>()`, where the
/// step itself reads `from<Tree>()` or joins it.
template <detail::any_query Query> constexpr auto with_recursive(const Query& query) {
    return detail::with_queries<type_list<>, detail::values<>>{}.with_recursive(query);
}

} // namespace v0
} // namespace refract

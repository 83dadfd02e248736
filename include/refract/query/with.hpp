// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/function.hpp>
#include <refract/query/erase.hpp>
#include <refract/query/insert.hpp>
#include <refract/query/merge.hpp>
#include <refract/query/select.hpp>
#include <refract/query/update.hpp>

#include <cstdint>
#include <string>

namespace refract {
inline namespace v0 {
namespace detail {

/// The queries of a WITH, before the statement that reads them.
template <class Clauses, class Values> struct with_queries;

template <class... Clause, class Values> struct with_queries<type_list<Clause...>, Values> {
    [[no_unique_address]] Values bound;

    /// One more query; it may read those before it. `As` names it, where its struct's name is another table's.
    template <class As = void, class... Query> constexpr auto with(const Query&... query) const {
        return add<clause_kind::with, As>(query...);
    }
    /// One more, which reads itself.
    template <class As = void, class... Query> constexpr auto with_recursive(const Query&... query) const {
        return add<clause_kind::with_recursive, As>(query...);
    }

    template <class Model> constexpr auto from() const {
        return detail::begin_statement<select_query, whole_tables, Model, Clause...>(bound);
    }
    template <class As = void, any_query Query> constexpr auto from(const Query& query) const {
        return detail::select_from<As, Clause...>(bound, query);
    }
    template <class As = void> constexpr auto from(wrong_source, further_argument = {}, further_argument = {}) const {
        return refused_statement{};
    }
    template <auto... Wrong> constexpr auto from() const {
        require<failed<rule::statement_names_struct, decltype(Wrong)...>>();
        return refused_statement{};
    }
    template <class Model, class... Given> constexpr auto insert_into(const Given&...) const {
        return begin_alone<insert_query, Model, Given...>();
    }
    template <class Model, class... Given> constexpr auto update(const Given&...) const {
        return begin_alone<update_query, Model, Given...>();
    }
    template <class Model, class... Given> constexpr auto delete_from(const Given&...) const {
        return begin_alone<delete_query, Model, Given...>();
    }
    template <class Model, class... Given> constexpr auto merge_into(const Given&...) const {
        return begin_alone<merge_query, Model, Given...>();
    }

private:
    template <template <class, class, class, class> class Statement, class Model, class... Given>
    constexpr auto begin_alone() const {
        require<check_begins_alone<Given...>>();
        if constexpr (sizeof...(Given) > 0)
            return detail::begin_statement<Statement, no_rows, Model, Clause..., refused_clause>(bound);
        else
            return detail::begin_statement<Statement, no_rows, Model, Clause...>(bound);
    }
    template <clause_kind Kind, class As, class... Wrong> constexpr auto add(const Wrong&...) const {
        require<failed<rule::source_is_query, Wrong...>>();
        return with_queries<type_list<Clause..., refused_clause>, Values>{bound};
    }
    template <clause_kind Kind, class As, any_query Query> constexpr auto add(const Query& query) const {
        using check = first_failed_t<check_names_columns<Query, As, true>, check_names_with<As>>;
        if constexpr (is_passed<check>) {
            using added = query_clause<Kind, join_kind::inner, table_query_source_t<Query, As>, Query>;
            using held = joined<Values, typename Query::bound_type>;
            return with_queries<type_list<Clause..., added>, held>{detail::concat(bound, query.bound)};
        } else {
            require<check>();
            return with_queries<type_list<Clause..., refused_clause>, Values>{bound};
        }
    }
};

} // namespace detail

/// `WITH`: a query under the name of its struct, which the statement behind it reads like a table.
///
///     with(totals).from<AuthorTotal>().where(col<&AuthorTotal::posts> > 3)
///
/// On PostgreSQL also a write, whose returned rows it names. It sees what was there before the statement, as all parts
/// of it do:
///
///     with(delete_from<Post>().where(...).returning<Gone>()).insert_into<Archive>().columns<...>().from(...)
///
/// A query of a model's whole objects is named with `as_table`:
///
///     using recent = as_table<User, "recent">;
///     with<recent>(from<User>().where(...)).from<recent>()
template <class As = void, detail::any_query Query> constexpr auto with(const Query& query) {
    return detail::with_queries<type_list<>, detail::values<>>{}.template with<As>(query);
}
template <class As = void, class Unwanted = detail::no_argument>
constexpr auto with(detail::wrong_source = Unwanted{}, detail::further_argument = {}, detail::further_argument = {}) {
    return detail::with_queries<type_list<detail::refused_clause>, detail::values<>>{};
}
/// `WITH RECURSIVE`: a query that reads its own rows, `with_recursive(first.union_all(step)).from<Tree>()`, where the
/// step itself reads `from<Tree>()` or joins it.
template <class As = void, detail::any_query Query> constexpr auto with_recursive(const Query& query) {
    return detail::with_queries<type_list<>, detail::values<>>{}.template with_recursive<As>(query);
}
template <class As = void, class Unwanted = detail::no_argument> constexpr auto
with_recursive(detail::wrong_source = Unwanted{}, detail::further_argument = {}, detail::further_argument = {}) {
    return detail::with_queries<type_list<detail::refused_clause>, detail::values<>>{};
}

namespace detail {

/// A row of a query of WITH: its first column stands for it.
template <class Source> struct recursive_row_node : node_base<recursive_row_node<Source>, std::int64_t> {
    static constexpr node describe() {
        return {.kind = node_kind::column,
                .table = &table_of<source_table<Source>>,
                .alias = source_traits<Source>::alias_name};
    }
};
template <operation Op, class Type, class Source> constexpr auto make_guide() {
    return detail::make_function<Op, Type>(expression<recursive_row_node<Source>, values<>>{});
}

} // namespace detail

/// What the rows of a query with `search_depth_first` or `search_breadth_first` are ordered by:
/// `order_by(search_order<Tree>())`. What it holds is the database's own.
template <class Source> constexpr auto search_order() {
    return detail::make_guide<detail::operation::search_order, std::string, Source>();
}
/// Whether a row of a query with `detect_cycles` has come before on its way.
template <class Source> constexpr auto is_cycle() {
    return detail::make_guide<detail::operation::is_cycle, bool, Source>();
}

} // namespace v0
} // namespace refract

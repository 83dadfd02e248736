// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/set_operation.hpp>
#include <refract/schema/schema.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Sources, class Selection, class Clauses, class Values> struct insert_query;

/// The columns that an insert fills with the rows of a query; of none, all of the table's.
template <class Model, auto... Member> struct into_clause {
    using parameters = type_list<>;
    static constexpr clause describe() {
        return {.kind = clause_kind::into, .items = std::size(columns), .nodes = std::data(columns)};
    }

private:
    static constexpr auto list_columns() {
        constexpr std::size_t count = sizeof...(Member) > 0 ? sizeof...(Member) : field_count<source_model<Model>>;
        std::array<node, count> all{};
        for (std::size_t i = 0; i < count; ++i)
            all[i] = {.kind = node_kind::column,
                      .column = static_cast<std::uint16_t>(i),
                      .table = &table_of<source_table<Model>>};
        [[maybe_unused]] std::size_t at = 0;
        ((all[at++].column = static_cast<std::uint16_t>(member_index<Member>)), ...);
        return all;
    }
    static constexpr auto columns = list_columns();
};

template <class Model> constexpr bool has_generated_column() {
    for (const column_info& column : table_of<source_table<Model>>().all())
        if (column.generated) return true;
    return false;
}
/// Whether the rows of a query fit into columns: one value for each, or the table's own struct.
template <class Model, auto... Member, class... Node> constexpr bool fit_into(selected<Node...>) {
    if constexpr (sizeof...(Node) == sizeof...(Member))
        return (assignable_types<member_type<Member>, typename Node::type>() && ...);
    else
        return false;
}
template <class Model, auto... Member, class Selection> constexpr bool fit_into(Selection) { return false; }
template <class Model, class Query, auto... Member> constexpr bool fits_into() {
    if constexpr (!any_query<Query>)
        return false;
    else if constexpr (Query::kind != verb::select)
        return false;
    else if constexpr (sizeof...(Member) == 0)
        return std::is_same_v<row_struct_of<Query>, source_model<Model>> && !has_generated_column<Model>();
    else
        return detail::fit_into<Model, Member...>(
            typename first_selection<typename Query::selection, typename Query::sources>::type{});
}

/// Some columns of an insert, which a query fills.
template <class Query, class Model, auto... Member> struct insert_columns {
    Query query;

    /// `INSERT INTO t (a, b) SELECT ...`: a row for each row of the query.
    template <class Source> REFRACT_ONCE constexpr auto from(const Source& source) const {
        using check = check_that<fits_into<Model, Source, Member...>(), rule::query_fits_columns, Model>;
        require<check>();
        if constexpr (is_passed<check>) {
            using columns = into_clause<Model, Member...>;
            using rows = operand_clause<clause_kind::insert_query, void, Source>;
            using added =
                typename Query::template with<columns, values<>>::template with<rows, typename Source::bound_type>;
            return added{{detail::concat(query.bound, source.bound)}, {}};
        } else {
            return detail::refused_query(query);
        }
    }
    template <class... Given>
        requires(sizeof...(Given) != 1)
    constexpr auto from(const Given&...) const {
        require<failed<rule::arguments_are_counted, Given...>>();
        return detail::refused_query(query);
    }
};

/// Whether these are the columns of a key, in any order.
template <class Model, auto... Member> constexpr bool are_columns_of(const column_list& key) {
    return key.count == sizeof...(Member) &&
           (key.contains(static_cast<std::uint16_t>(member_index<Member>)) && ... && true);
}
/// Whether columns are the primary key, or unique together.
template <class Model, auto... Member> constexpr bool are_unique() {
    if (are_columns_of<Model, Member...>(table_of<source_table<Model>>().key)) return true;
    for (const index_info& index : options_of<source_model<Model>, index_info>)
        if (index.unique && !index.where && are_columns_of<Model, Member...>(index.columns)) return true;
    return false;
}
/// Whether the compiler can spell its constants: it does not know how to print a floating-point number.
constexpr bool is_spelled_by_compiler(const expression_info& condition) {
    for (const literal& each : condition.values)
        if (each.type.kind == type_kind::real || each.type.kind == type_kind::double_precision) return false;
    return true;
}
/// The only index that has them unique in some rows, where they are so in no other way.
template <class Model, auto... Member> constexpr const index_info* find_partial_key() {
    const index_info* found = nullptr;
    if (are_unique<Model, Member...>()) return found;
    for (const index_info& index : options_of<source_model<Model>, index_info>)
        if (index.unique && are_columns_of<Model, Member...>(index.columns)) {
            if (found || !is_spelled_by_compiler(index.where)) return nullptr;
            found = &index;
        }
    return found;
}
/// The columns of a conflict.
template <class Model, auto... Member> struct conflict_clause
    : expression_clause<clause_kind::on_conflict, column_node<Member, Model>...> {
    static constexpr clause describe() {
        clause result = expression_clause<clause_kind::on_conflict, column_node<Member, Model>...>::describe();
        if constexpr (sizeof...(Member) > 0) result.partial = find_partial_key<Model, Member...>();
        return result;
    }
};

/// An insert of which a row may be there already.
template <class Query, class Model, auto... Member> struct insert_conflict {
    Query query;

    /// The row that is there stays as it is, and none is counted.
    template <class... Unwanted> REFRACT_ONCE constexpr auto do_nothing(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return add<expression_clause<clause_kind::do_nothing>, values<>>(values<>{});
    }
    /// The row that is there is set to these, where a `where` behind it holds: of its own columns and of `excluded`.
    template <class... Assignment> REFRACT_ONCE constexpr auto do_update(const Assignment&... assignments) const {
        constexpr bool assigns = sizeof...(Assignment) > 0 && (is_assignment<Assignment> && ...);
        require<check_set_items<assigns, Assignment...>>();
        require<check_that<(sizeof...(Member) > 0), rule::conflict_is_of_key>>();
        if constexpr (assigns && sizeof...(Member) > 0)
            return add<expression_clause<clause_kind::do_update, typename Assignment::node_type...>,
                       joined_all<Assignment...>>(detail::concat_all(assignments.bound...));
        else
            return detail::refused_query(query);
    }

private:
    template <class Action, class Held> REFRACT_ONCE constexpr auto add(const Held& held) const {
        using key = conflict_clause<Model, Member...>;
        using added = typename Query::template with<key, values<>>::template with<Action, Held>;
        return added{{detail::concat(query.bound, held)}, {}};
    }
};

/// `INSERT INTO`.
template <class Model, class Selection, class... Clause, class Values>
struct insert_query<type_list<Model>, Selection, type_list<Clause...>, Values>
    : query_base<verb::insert, type_list<Model>, Selection, type_list<Clause...>, Values>,
      query_parts<insert_query<type_list<Model>, Selection, type_list<Clause...>, Values>, has_assignments,
                  has_conditions, has_returning> {
    using base = query_base<verb::insert, type_list<Model>, Selection, type_list<Clause...>, Values>;
    using base::operator=;

    template <class Added, class Held> using with =
        insert_query<type_list<Model>, Selection, type_list<Clause..., Added>, joined<Values, Held>>;
    template <clause_kind Kind, class NewSelection, class Row, class... Column> using with_rows =
        insert_query<type_list<Model>, NewSelection,
                     type_list<Clause..., row_clause<Kind, Row, typename Column::node_type...>>,
                     joined<Values, joined_all<Column...>>>;

    /// The tenant of the row is the program's to say (`refract::tenant`).
    constexpr auto all_tenants() const {
        return with<expression_clause<clause_kind::all_tenants>, detail::values<>>{{this->bound}, {}};
    }
    /// The columns that a query fills: `.columns<&T::a, &T::b>().from(query)`.
    template <auto... Member, class... Given> REFRACT_ONCE constexpr auto columns(const Given&...) const {
        require<check_that<sizeof...(Given) == 0, rule::members_stand_in_brackets, Given...>>();
        return insert_columns<insert_query, Model, Member...>{*this};
    }
    /// The rows of a query of the table's own struct, keys included.
    template <class... Source> REFRACT_ONCE constexpr auto from(const Source&... source) const {
        return insert_columns<insert_query, Model>{*this}.from(source...);
    }
    template <class... Value> constexpr auto values(const Value&...) const {
        require<failed<rule::insert_sets_columns, Value...>>();
        return detail::refused_query(*this);
    }
    /// Where a row with the same values in these columns is there already: the key, or what is unique together, in
    /// all rows or in those of a partial index.
    /// `.on_conflict<&T::email>().do_update(...)`, `.do_nothing()`; without columns any conflict, for `do_nothing`.
    template <auto... Member, class... Given> REFRACT_ONCE constexpr auto on_conflict(const Given&...) const {
        require<check_that<sizeof...(Given) == 0, rule::members_stand_in_brackets, Given...>>();
        if constexpr (sizeof...(Member) > 0)
            require<check_that<are_unique<Model, Member...>() || find_partial_key<Model, Member...>() != nullptr,
                               rule::conflict_is_of_key, Model>>();
        return insert_conflict<insert_query, Model, Member...>{*this};
    }
};

} // namespace detail

/// `INSERT INTO`: `.set(...)` says the columns.
template <class Model, class... Given> REFRACT_ONCE constexpr auto insert_into(const Given&...) {
    detail::require<detail::check_begins_alone<Given...>>();
    if constexpr (sizeof...(Given) > 0)
        return detail::begin_statement<detail::insert_query, detail::no_rows, Model, detail::refused_clause>();
    else
        return detail::begin_statement<detail::insert_query, detail::no_rows, Model>();
}

} // namespace v0
} // namespace refract

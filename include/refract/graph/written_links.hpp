// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/begin_query.hpp>
#include <refract/graph/bound_rows.hpp>
#include <refract/graph/level_plan.hpp>
#include <refract/graph/tree_inserter.hpp>
#include <refract/query/inserted_link.hpp>

#include <cstddef>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// How trees are inserted: where the session has its tables, whether many rows are one statement, and whether what the
/// rows are then comes back; `LinksOnce`: rows may be linked already.
template <class Driver, class Place, bool AsLists, bool ReadsBack, bool LinksOnce = false> struct writing {
    using driver = Driver;
    using place = Place;
    static constexpr bool as_lists = AsLists, reads_back = ReadsBack, links_once = LinksOnce;
};

/// The links from rows of a kind to those of a field.
template <class Writing, class Row, std::size_t Field> struct written_links {
    using driver = typename Writing::driver;
    using statement_type = typename driver::statement;
    using chosen_type = chosen_rows<driver>;
    using query = inserted_link<Row, Field, Writing::as_lists, Writing::links_once>;
    static constexpr const level_relation& relation = relation_of<Row, Field>;

    template <std::size_t Index>
    static void bind_column(statement_type& statement, placeholders& next, const chosen_type& chosen) {
        using columns = typename query::columns;
        constexpr bool is_near = Index < columns::near;
        constexpr std::size_t own = columns::own(Index), other = columns::other(Index);
        using wire_type = wire_of_kind<relation.tied()().columns[own].type.kind>;
        const row_batch<driver>& batch = is_near ? *chosen.batch->above : *chosen.batch;
        const std::size_t column = batch.column_of(other);
        const auto row_of = [&](std::size_t number) {
            const std::size_t row = is_near ? chosen.batch->owners[number] : number;
            if (batch.known.is_null(row, column)) throw_null_key(relation.tied()(), own, statement.sql());
            return row;
        };
        if constexpr (query::is_taken(Index)) {
            taken_list items(*batch.kept, chosen.count);
            for (std::size_t i = 0; i < chosen.count; ++i) items.add_of(batch.known, row_of(chosen[i]), column);
            items.finish(statement, next, 1);
        } else if constexpr (Writing::as_lists) {
            const int position = *next.value++; // first, as errors ask for it
            bound_items<wire_type> items;
            items.start(chosen.count);
            for (std::size_t i = 0; i < chosen.count; ++i) items.add_key(batch.known.at(row_of(chosen[i]), column));
            items.finish(statement, position);
        } else {
            const int position = *next.value++;
            statement.bind(position, make_key<wire_type>(batch.known.at(row_of(chosen[0]), column)));
        }
    }
    static void bind(statement_type& statement, placeholders& next, const void* const* call) {
        const chosen_type& chosen = *static_cast<const chosen_type*>(call[2]);
        [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            (bind_column<Index>(statement, next, chosen), ...);
        }(std::make_index_sequence<query::column_count>());
    }
    static constexpr query_plan<driver> make_plan() {
        query_plan<driver> plan = checked_query_plan<driver, typename Writing::place, result_form::changes, query>();
        plan.bind = &bind;
        return plan;
    }
    /// Whether each link is a row that is counted: none is there already, and what goes through a view may not be told.
    static constexpr bool are_counted = !Writing::links_once && !is_view(relation.link().kind);
    static execution<driver> begin(tree_inserter<driver>& inserter, const chosen_type& chosen) {
        static constexpr query_plan<driver> plan = make_plan();
        const query asked{};
        const void* const call[] = {__builtin_addressof(asked), inserter.place, __builtin_addressof(chosen)};
        return begin_query(inserter.state, inserter.where, false, plan, call);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

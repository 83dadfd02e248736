// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/load.hpp>
#include <refract/query/loaded_level.hpp>
#include <refract/sql/print_key.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

/// \file
/// `db.load<&Author::posts>(authors)`: the rows of a field of objects in hand, by the keys that these have.

namespace refract {
inline namespace v0 {
namespace detail {

/// The statement that leaves the keys of objects in the server, as the rows of a query leave theirs: the levels behind
/// it are the same statements.
template <class Dialect, class Row, std::size_t Field> struct given_keys {
    static constexpr std::size_t key_width = relation_of<Row, Field>.from.count;
    static constexpr auto list_keys() {
        constexpr const level_relation& relation = relation_of<Row, Field>;
        std::array<node, key_width> all{};
        for (std::size_t i = 0; i < key_width; ++i) {
            const std::size_t column = relation.from.columns[i];
            all[i] = node_of_key(tie_form::lists, node_of_column(relation.parent, column), i, {});
            all[i].alias = key_names_of<Row>[column];
        }
        return all;
    }
    static constexpr std::array<node, key_width> keys = list_keys();
    static constexpr std::size_t find_size() {
        writer out{.dialect = Dialect::info};
        print_given_keys(out, keys);
        return out.text.size;
    }
    struct content {
        std::array<char, find_size() + 1> text{};
        std::array<sql_type, key_width> types{};
    };
    static constexpr content print() {
        content made;
        writer out{.text = {.out = made.text.data()}, .dialect = Dialect::info, .types = made.types.data()};
        print_given_keys(out, keys);
        return made;
    }
    static constexpr content printed = print();
    static constexpr ready_statement make() {
        ready_statement made{.sql = printed.text.data(),
                             .size = printed.text.size() - 1,
                             .parameters = printed.types.data(),
                             .parameter_count = key_width};
        made.identity = identity_of(made);
        return made;
    }
    static constexpr ready_statement statement = make();
};

/// What is said of the levels below the rows that have the last field of a path.
template <class Options, class Path> struct options_along {
    using type = Options;
};
template <class Options, std::size_t First, std::size_t Second, std::size_t... Rest>
struct options_along<Options, std::index_sequence<First, Second, Rest...>>
    : options_along<typename options_below<First, Options>::type, std::index_sequence<Second, Rest...>> {};

/// Calls `use` with the rows that are in hand at the end of a path.
template <auto First, auto... Rest, class Row, class Use> void visit_path(Row& row, const Use& use) {
    if constexpr (kind_variant<Row>) {
        if (auto* const kind = detail::kind_inside<member_owner<First>>(row))
            detail::visit_path<First, Rest...>(*kind, use);
    } else if constexpr (sizeof...(Rest) == 0) {
        use(row);
    } else {
        auto& field = row.*First;
        constexpr cardinality room = related_rows<std::remove_cvref_t<decltype(field)>>::room;
        if constexpr (room == cardinality::many) {
            detail::visit_rows(field, [&](auto& each) { detail::visit_path<Rest...>(each, use); });
        } else if constexpr (room == cardinality::one) {
            detail::visit_path<Rest...>(field, use);
        } else if (field) {
            detail::visit_path<Rest...>(*field, use);
        }
    }
}

/// Loads one field of rows whose keys the program has. `Terms`: of the query that has brought them.
template <class Driver, class Place, class Row, std::size_t Field, class Options, level_terms Terms = level_terms{},
          class Holder = Row>
struct field_loader {
    using dialect = typename Driver::dialect;
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr bool is_handed = pipelines<Driver> && !Terms.has_program_keys && !Terms.has_recursive_keys &&
                                      !dialect::info.statements.given_key.empty() && has_plain_keys(relation) &&
                                      find_handed<level_row_t<Row, Field>, Row>();
    using level = related_level<loading<Driver, Place, is_handed, Terms>, Row, Field, Options, Holder>;
    using keys_type = typename level::keys_type;
    static constexpr std::array<level_plan<Driver>, 1> plans{level::make()};
    static constexpr level_list<Driver> levels{plans.data(), plans.size()};

    static keys_type& keys_of(level_rows_above<Driver>& top) { return static_cast<keys_type&>(top.keys(0)); }
    /// Whatever the fields hold stays: they are to be empty. `said`: of the levels; `place`: of the tables.
    static void load(session_state<Driver>& state, level_rows_above<Driver>& top, const void* said, const void* place,
                     call_place where) {
        require<typename level::check>();
        const keys_type& keys = keys_of(top);
        if (keys.empty() && (plans[0].rows != cardinality::one || top.addresses().empty())) return;
        tree_loader<Driver> loader(state, where, place, said);
        if constexpr (is_handed) {
            auto given = begin_constant(state, given_keys<dialect, Row, Field>::statement, where);
            given.bind([&](auto& statement) { bind_keys(statement, keys, typename level::columns{}); });
            auto work = [&] { load_at_once(state, given, loader, top, where); };
            loader.with_all_begun(levels, work);
        } else {
            const bool asks_often = plans[0].asks_for_each || plans[0].asks_singly(keys);
            read_snapshot<Driver> snapshot(state, (asks_often && keys.size() > 1) || plans[0].below().size() > 0);
            loader.load(top);
            snapshot.finish();
        }
    }

private:
    template <class Statement, std::size_t... Column>
    static void bind_keys(Statement& statement, const keys_type& keys, std::index_sequence<Column...>) {
        (keys.template bind_list<Column>(statement, static_cast<int>(Column) + 1), ...);
    }
    static void load_at_once(session_state<Driver>& state, execution<Driver>& given, tree_loader<Driver>& loader,
                             level_rows_above<Driver>& top, call_place where) {
        std::optional<execution<Driver>> snapshot;
        if (plans[0].below().size() > 0 && !state.connection.in_transaction())
            snapshot.emplace(begin_constant(state, snapshot_statement<dialect>, where));
        state.connection.enter_pipeline();
        if (snapshot) snapshot->send();
        given.send();
        loader.send_all();
        state.connection.sync();
        if (snapshot) snapshot->drain();
        given.drain();
        loader.load(top);
    }
};

/// Notes the key of a row, whose field begins empty.
template <class Loader, std::size_t Field, class Row, class Driver>
void take_row_in_hand(Row& row, level_rows_above<Driver>& top) {
    [&]<std::size_t... Column>(std::index_sequence<Column...>) {
        Loader::keys_of(top).add_fields(field_of<find_field_of<Row>(Loader::relation.from.columns[Column])>(row)...);
    }(typename Loader::level::columns{});
    auto& rows = field_of<Field>(row);
    if constexpr (Loader::level::room == cardinality::many)
        rows.clear();
    else if constexpr (Loader::level::room == cardinality::optional)
        rows.reset();
    top.add_address(&row);
}

template <class Driver, class Place, auto... Member, class Set>
struct tree_filler<Driver, Place, level_path<Member...>, Set> {
    using path = level_path<Member...>;
    using shape = typename first_of_path<Member...>::row;
    using row = typename path::row;
    using options =
        typename options_along<typename options_of_set<Set, indexes_of<Set>>::type, typename path::indexes>::type;
    using loader = field_loader<Driver, Place, row, path::field, options>;

    template <class Objects> static void fill(session_state<Driver>& state, Objects& objects, const Set& said,
                                              const void* place, call_place where) {
        auto work = [&] {
            level_rows_above<Driver> top(loader::levels);
            const auto take = [&](shape& object) {
                detail::visit_path<Member...>(
                    object, [&](row& each) { detail::take_row_in_hand<loader, path::field>(each, top); });
            };
            if constexpr (std::is_same_v<Objects, shape>)
                take(objects);
            else
                for (shape& each : objects) take(each);
            if (!loader::keys_of(top).empty()) tell_of(loader::level::record(), where);
            loader::load(state, top, &said, place, where);
        };
        detail::with_current_plans(state, work);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/plain_array.hpp>
#include <refract/client/insert_many.hpp>
#include <refract/client/object_verbs.hpp>
#include <refract/graph/piped_level.hpp>
#include <refract/graph/snapshot.hpp>
#include <refract/graph/written_rows.hpp>
#include <refract/query/inserted_level.hpp>
#include <refract/query/inserted_link.hpp>

#include <concepts>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

/// \file
/// What is asked of a shape that is inserted, and the verbs that insert trees: all of them or none.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether trees can be copied. A std::vector says so of any rows, also of those that hold a std::unique_ptr.
template <class Row, class... Above> consteval bool is_copied();
template <class Row, class... Above, std::size_t... Field>
consteval bool are_copied_below(std::index_sequence<Field...>) {
    return (is_copied<level_row_t<Row, Field>, Row, Above...>() && ...);
}
template <class... Above, class... Kind> consteval bool are_copied(type_list<Kind...>) {
    return (is_copied<Kind, Above...>() && ...);
}
template <class Row, class... Above> consteval bool is_copied() {
    if constexpr ((std::is_same_v<Row, Above> || ...))
        return true;
    else if constexpr (!std::is_copy_constructible_v<Row>)
        return false;
    else if constexpr (kind_variant<Row>)
        return are_copied<Above...>(kinds_of_row<Row>{});
    else
        return are_copied_below<Row, Above...>(fields_with_rows<Row>());
}

template <class Row> consteval bool has_computed_field() {
    for (const level_field& each : level_fields_of<Row>)
        if (each.is_computed()) return true;
    return false;
}
template <class Dialect, class Row, class Above, std::size_t Field> consteval auto find_written_row_outcome() {
    if constexpr (has_computed_field<Row>()) {
        return failed<rule::computed_is_not_written, Row>{};
    } else {
        using plain = inserted_level<Row, Above, Field, inserted_form{}>;
        if constexpr (plain::columns.is_tied_twice)
            return failed<rule::row_is_tied_once, Row>{};
        else
            return first_failed_t<check_statement<Dialect, plain>>{};
    }
}
template <class Dialect, class Row, std::size_t Field> consteval auto find_link_outcome() {
    if constexpr (ties_tenant(relation_of<Row, Field>))
        return failed<rule::tenant_ties_rows, Row>{};
    else if constexpr (relation_of<Row, Field>.is_over_link())
        return first_failed_t<check_statement<Dialect, inserted_link<Row, Field>>>{};
    else
        return passed{};
}
// Here, and not where the statements are: the compiler would name each call between before our sentence.
template <class Dialect, class Place, class... Before> struct written_outcome;
template <class Dialect, class Row, class Above, std::size_t Field, class... Before>
struct written_outcome<Dialect, inserted_row<Row, Above, Field>, Before...> {
    using here = inserted_row<Row, Above, Field>;
    template <std::size_t... Index> static consteval auto find_below(std::index_sequence<Index...>) {
        return first_failed_t<passed, decltype(find_link_outcome<Dialect, Row, Index>())...,
                              decltype(written_outcome<Dialect, inserted_row<level_row_t<Row, Index>, Row, Index>, here,
                                                       Before...>::find())...>{};
    }
    template <class... Kind> static consteval auto find_of_kinds(type_list<Kind...>) {
        return first_failed_t<
            passed, decltype(written_outcome<Dialect, inserted_row<Kind, Above, Field>, Before...>::find())...>{};
    }
    static consteval auto find() {
        if constexpr ((std::is_same_v<here, Before> || ...))
            return passed{};
        else if constexpr (kind_variant<Row>)
            return find_of_kinds(kinds_of_row<Row>{});
        else if constexpr (constexpr auto own = find_written_row_outcome<Dialect, Row, Above, Field>();
                           !is_passed<std::remove_cv_t<decltype(own)>> || !has_levels<Row>)
            return own;
        else
            return find_below(related_fields_of<Row>{});
    }
};
/// What is wrong with a shape that is to be written.
template <class Dialect, class Shape> consteval auto find_written_shape_outcome() {
    if constexpr (is_passed<check_shape<Shape>>)
        return written_outcome<Dialect, inserted_row<Shape, void, 0>>::find();
    else
        return check_shape<Shape>{};
}
template <class Dialect, class Shape> using check_written_shape =
    decltype(find_written_shape_outcome<Dialect, Shape>());

constexpr bool are_plain(const table_info& table, const column_list& columns) {
    for (std::size_t i = 0; i < columns.count; ++i)
        if (!is_plain_key(table.columns[columns.columns[i]])) return false;
    return true;
}
/// What is asked of a kind of row so that many of them are one statement: all that other rows take of it is known
/// before it is there.
struct listed_kind {
    bool is_listed = true;
    bool has_times = false; ///< which columns without a time zone take in the session's

    constexpr listed_kind operator&(const listed_kind& other) const {
        return {is_listed && other.is_listed, has_times || other.has_times};
    }
};
template <class Row, class Above, std::size_t Field> constexpr listed_kind find_listed_row() {
    using lists = inserted_level<Row, Above, Field, inserted_form{.as_lists = true}>;
    constexpr const table_info& table = table_of<level_model_t<Row>>();
    inserted_columns sent = lists::columns;
    listed_kind found{.is_listed = table.key.count > 0 && sent.count > 0};
    for (std::size_t i = 0; i < sent.count; ++i) {
        const column_info& column = table.columns[sent.all[i].column];
        found = found & listed_kind{is_listable(column), column.type.kind == type_kind::timestamp};
    }
    for (std::size_t i = 0; i < lists::row::known.count; ++i) {
        const std::size_t column = lists::row::known.columns[i];
        if (!sent.find(column) || !is_plain_key(table.columns[column])) found.is_listed = false;
    }
    return found;
}
template <class Row, std::size_t Field> constexpr listed_kind find_listed_link() {
    constexpr const level_relation& relation = relation_of<Row, Field>;
    if (!relation.is_over_link()) return {};
    return {are_plain(relation.tied()(), relation.to) && are_plain(relation.tied()(), relation.link_to)};
}
template <class Row, class... Before> struct listed_rows;
template <class Row, class Above, std::size_t Field, class... Before>
struct listed_rows<inserted_row<Row, Above, Field>, Before...> {
    using here = inserted_row<Row, Above, Field>;
    template <std::size_t... Index> static constexpr listed_kind find_below(std::index_sequence<Index...>) {
        return (listed_kind{} & ... &
                (find_listed_link<Row, Index>() &
                 listed_rows<inserted_row<level_row_t<Row, Index>, Row, Index>, here, Before...>::find()));
    }
    template <class... Kind> static constexpr listed_kind find_of_kinds(type_list<Kind...>) {
        return (listed_kind{} & ... & listed_rows<inserted_row<Kind, Above, Field>, Before...>::find());
    }
    static constexpr listed_kind find() {
        if constexpr ((std::is_same_v<here, Before> || ...))
            return {};
        else if constexpr (kind_variant<Row>)
            return find_of_kinds(kinds_of_row<Row>{});
        else
            return find_listed_row<Row, Above, Field>() & find_below(fields_with_rows<Row>());
    }
};

/// Whether a connection can begin a transaction as one of several statements.
template <class Connection>
concept sends_transactions = requires(const Connection& connection) {
    { connection.begins_plainly() } -> std::same_as<bool>;
};

/// Whether many rows can be one statement.
template <class Driver> constexpr bool sends_lists =
    pipelines<Driver> && sends_transactions<typename Driver::connection> && knows_zone<typename Driver::connection>;
/// Inserts what an inserter was given as lists; false where they cannot be: then nothing has been inserted.
template <listed_kind Listed, class Driver>
bool insert_as_lists(session_state<Driver>& state, tree_inserter<Driver>& inserter) {
    if constexpr (Listed.is_listed) {
        if (Listed.has_times && !state.connection.is_in_utc()) return false;
        if (state.connection.in_transaction() || state.connection.begins_plainly()) {
            piped_level<Driver> level(state);
            return inserter.insert_at_once(level);
        }
        separate_level<Driver> level(state);
        return inserter.insert_at_once(level);
    } else {
        return false;
    }
}

/// The trees that fit into one statement for each level; of more come several.
inline constexpr std::size_t most_rows_at_once = 20'000;

template <class Driver, class Place, class Shape, bool ReadsBack> struct tree_group {
    static constexpr listed_kind find_listed() {
        if constexpr (sends_lists<Driver>)
            return listed_rows<inserted_row<Shape, void, 0>>::find();
        else
            return {false};
    }
    static constexpr listed_kind listed = find_listed();
    template <class Kind> using rows = written_rows<writing<Driver, Place, listed.is_listed, ReadsBack>, Kind, void, 0>;

    session_state<Driver>& state;
    tree_inserter<Driver> inserter;

    tree_group(session_state<Driver>& with, const Place& place, key_source keys, call_place where,
               std::size_t first_tree = known_keys::none)
        : state(with), inserter(with, where, __builtin_addressof(place), keys, ReadsBack) {
        if (!kind_variant<Shape>) inserter.first_tree = first_tree; // else each kind has numbers of its own
    }

    static std::size_t count(void* shape) {
        return detail::with_kind(*static_cast<Shape*>(shape), []<class Kind>(Kind& row) {
            return inserter_type::count(rows<Kind>::plan(), __builtin_addressof(row));
        });
    }
    /// All trees or none.
    void insert(void* const* shapes, std::size_t number) {
        add_trees(shapes, number, kinds_of_row<Shape>{});
        if (insert_as_lists<listed>(state, inserter)) return;
        level_scope<Driver> scope(state, {}); // a savepoint inside a transaction of the program
        inserter.insert_one_by_one();
        scope.finish();
    }

private:
    using inserter_type = tree_inserter<Driver>;

    template <class... Kind> void add_trees(void* const* shapes, std::size_t number, type_list<Kind...>) {
        (add_trees_of<Kind>(shapes, number), ...);
    }
    template <class Kind> void add_trees_of(void* const* shapes, std::size_t number) {
        if constexpr (kind_variant<Shape>) {
            plain_array<void*> chosen;
            for (std::size_t i = 0; i < number; ++i) {
                if (void* const row = detail::kind_inside<Kind>(*static_cast<Shape*>(shapes[i]))) chosen.push_back(row);
            }
            if (!chosen.empty()) inserter.add_trees(rows<Kind>::plan(), chosen.data(), chosen.size());
        } else {
            inserter.add_trees(rows<Kind>::plan(), shapes, number);
        }
    }
};

struct nothing_kept {};
template <class Driver, class Place, class Shape> struct tree_writer {
    using outcome = check_written_shape<typename Driver::dialect, Shape>;

    static void insert(session_state<Driver>& state, const Place& place, Shape& shape, key_source keys,
                       call_place where) {
        require<outcome>();
        if constexpr (is_passed<outcome>) {
            taken_map_keys()(shape);
            insert_once_more(state, place, shape, keys, where);
            renewed_map_keys()(shape);
        }
    }
    template <class Range> static std::int64_t insert_all(session_state<Driver>& state, const Place& place,
                                                          Range& shapes, key_source keys, call_place where) {
        require<outcome>();
        if constexpr (is_passed<outcome>)
            return insert_groups(state, place, shapes, keys, where);
        else
            return 0;
    }

private:
    static void insert_one(session_state<Driver>& state, const Place& place, Shape& shape, key_source keys,
                           call_place where) {
        void* const row = __builtin_addressof(shape);
        tree_group<Driver, Place, Shape, true>(state, place, keys, where).insert(&row, 1);
    }
    /// What was read of a tree before it failed is not the tree's: the second time begins with what was given. Of a
    /// tree that cannot be copied the rows keep the keys that were drawn for them, which nobody else has.
    static void insert_once_more(session_state<Driver>& state, const Place& place, Shape& shape, key_source keys,
                                 call_place where) {
        if constexpr (may_lose_plans<Driver>)
            if (!state.connection.in_transaction()) {
                constexpr bool keeps_copy = is_copied<Shape>() && std::is_move_assignable_v<Shape>;
                std::optional<std::conditional_t<keeps_copy, Shape, nothing_kept>> given;
                if constexpr (keeps_copy) given.emplace(shape);
                try {
                    return insert_one(state, place, shape, keys, where);
                } catch (const error& failure) {
                    if (!detail::has_lost_plans(state, failure)) throw;
                }
                if constexpr (keeps_copy) shape = std::move(*given);
            }
        insert_one(state, place, shape, keys, where);
    }
    /// Trees of a range that makes them are kept until they are sent together; others stay where they are, and nothing
    /// is written to them.
    template <class Range> static std::int64_t insert_groups(session_state<Driver>& state, const Place& place,
                                                             Range& shapes, key_source keys, call_place where) {
        using group_type = tree_group<Driver, Place, Shape, false>;
        const bool is_own = !state.connection.in_transaction();
        std::optional<level_scope<Driver>> scope;
        // Rows may take the keys of maps, which is done to copies.
        constexpr bool are_copies = has_maps<Shape> && is_copied<Shape>();
        insert_batch<Shape, keeps_its_items<Range> && !are_copies> batch;
        std::size_t rows = 0;
        std::int64_t count = 0;
        const auto insert_batch = [&] {
            plain_array<void*> group;
            for (std::size_t i = 0; i < batch.size(); ++i) {
                group.push_back(const_cast<Shape*>(__builtin_addressof(batch[i])));
                if constexpr (are_copies || !keeps_its_items<Range>)
                    taken_map_keys()(*static_cast<Shape*>(group[i]));
                else
                    taken_map_keys()(batch[i]);
            }
            const std::size_t first = static_cast<std::size_t>(count) - group.size();
            auto insert = [&] { group_type(state, place, keys, where, first).insert(group.data(), group.size()); };
            // Of several groups each is a savepoint, which can be done again.
            if (!group.empty()) detail::with_current_plans(state, insert, scope.has_value() && is_own);
            batch.clear();
            rows = 0;
        };
        for (auto&& each : shapes) {
            if (rows >= most_rows_at_once) {
                if (!scope) scope.emplace(state, transaction_options{});
                insert_batch();
            }
            rows += group_type::count(const_cast<Shape*>(__builtin_addressof(each)));
            batch.add(static_cast<decltype(each)&&>(each));
            ++count;
        }
        insert_batch();
        if (scope) scope->finish();
        return count;
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

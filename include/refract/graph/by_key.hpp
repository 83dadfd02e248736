// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/edit.hpp>
#include <refract/client/object_verbs.hpp>
#include <refract/graph/at.hpp>
#include <refract/graph/load.hpp>
#include <refract/graph/row_writer.hpp>
#include <refract/graph/saved_row.hpp>
#include <refract/query/erase.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// Trees by the key of their root: `db.find<Author>(7, nested<&Author::posts>().limit(3))`.

namespace refract {
inline namespace v0 {
namespace detail {

/// What says how a tree is read; the other arguments of a call are its key.
template <class Part> inline constexpr bool is_tree_part =
    is_nested<Part> || is_computed_field<Part> || std::is_same_v<Part, refused_level>;
template <class Part> inline constexpr bool is_key_part = is_argument<Part> && !is_tree_part<Part>;
template <class... Part> using key_parts_among =
    join_lists_t<type_list<>, std::conditional_t<is_key_part<Part>, type_list<Part>, type_list<>>...>;
template <class... Part> using tree_parts_among =
    join_lists_t<type_list<>, std::conditional_t<is_tree_part<Part>, type_list<Part>, type_list<>>...>;

namespace by_name {
template <bool IsWanted, class Part> constexpr auto part_or_nothing([[maybe_unused]] const Part& part) {
    if constexpr (IsWanted)
        return std::tuple<const Part&>(part);
    else
        return std::tuple<>();
}
/// The key that stands among the arguments of a call. Errors: `conversion_error` for a number that does not fit.
template <class Key, class... Part> Key key_among(const Part&... part) {
    return detail::key_of_parts<Key>(std::tuple_cat(detail::part_or_nothing<is_key_part<Part>>(part)...),
                                     std::make_index_sequence<Key::columns.count>{});
}
} // namespace by_name

template <class Dialect, class Model, class... Key, class Shape, class... Said>
consteval auto find_root_outcome(std::type_identity<Shape>, type_list<Key...>, type_list<Said...>) {
    if constexpr (!is_passed<check_key<Dialect, Model, Key...>>)
        return check_key<Dialect, Model, Key...>{};
    else
        return find_selection_outcome<Shape, decltype(from<Model>()), Said...>();
}
template <class Dialect, class Shape, class... Part> consteval auto find_tree_key_outcome() {
    if constexpr (!is_passed<check_shape<Shape>>)
        return check_shape<Shape>{};
    else
        return find_root_outcome<Dialect, level_model_t<Shape>>(std::type_identity<Shape>{}, key_parts_among<Part...>{},
                                                                tree_parts_among<Part...>{});
}
/// What is wrong with a key of a tree, and with what is said of its levels.
template <class Dialect, class Shape, class... Part> using check_tree_key =
    decltype(find_tree_key_outcome<Dialect, Shape, Part...>());

template <class Session, class Shape> struct tree_finder {
    using driver = typename Session::driver;
    using place = typename Session::place_type;
    template <class... Part> using check = check_tree_key<typename driver::dialect, Shape, Part...>;

    template <class... Part> static std::optional<Shape> find(Session& session, call_place where, const Part&... part) {
        require<check<Part...>>();
        if constexpr (is_passed<check<Part...>>) {
            take_place(where, part...);
            using key_type = key_values<level_model_t<Shape>>;
            const key_type key = at_call(where, [&] { return detail::key_among<key_type>(part...); });
            return session.first(query_of(key, part...), where);
        } else {
            return std::nullopt;
        }
    }
    /// Errors: `not_found`.
    template <class... Part> static void check_found(const std::optional<Shape>& found, call_place where) {
        if constexpr (is_passed<check<Part...>>)
            if (!found) throw_missing<Part...>(where);
    }

private:
    template <class Key, class... Part> static auto query_of(const Key& key, const Part&... part) {
        const auto root = from<typename Key::model>().where(row_writer<driver, place>::is(key));
        return std::apply([&](const auto&... said) { return detail::select_shape<Shape>(root, said...); },
                          std::tuple_cat(detail::part_or_nothing<is_tree_part<Part>>(part)...));
    }
    template <class... Part> [[noreturn, gnu::cold]] static void throw_missing(call_place where) {
        using key_type = key_values<level_model_t<Shape>>;
        using query = decltype(query_of(std::declval<const key_type&>(), std::declval<const Part&>()...));
        using asked = typename tree_reader<driver, place, query, first_row<Shape>>::asked_query;
        using dialect = typename driver::dialect;
        std::string_view sql;
        if constexpr (is_passed<check_statement<dialect, asked>> && !is_dynamic(asked::view))
            sql = constant_statement<dialect, asked, result_form::first>.text();
        throw_without_row(no_row_has_key, table_of<level_model_t<Shape>>().name, sql, where);
    }
};

/// Whether the fields of a struct are what a key has.
template <class Kind, class Key> constexpr bool are_fields_of_key() {
    if constexpr (!has_fields_of<Kind>(Key::columns))
        return false;
    else
        return [&]<std::size_t... Part>(std::index_sequence<Part...>) {
            return (fits_parameter<std::tuple_element_t<Part, decltype(Key::all)>,
                                   field_type<Kind, field_of_column<Kind>(Key::columns.columns[Part])>>() &&
                    ...);
        }(std::make_index_sequence<Key::columns.count>{});
}
template <class Row, class... Kind> constexpr bool have_key_fields(type_list<Kind...>) {
    return (are_fields_of_key<Kind, key_values<level_model_t<Row>>>() && ...);
}
template <class Dialect, class Row> consteval auto find_erased_tree_outcome() {
    if constexpr (!is_passed<check_shape<Row>>)
        return check_shape<Row>{};
    else if constexpr (!is_passed<check_kept<Dialect, level_model_t<Row>>>)
        return check_kept<Dialect, level_model_t<Row>>{};
    else
        return check_that<have_key_fields<Row>(kinds_of_row<Row>{}), rule::erased_tree_has_key, Row>{};
}
template <class Dialect, class Row, class... Part> consteval auto find_erased_root_outcome() {
    if constexpr (!is_passed<check_shape<Row>>)
        return check_shape<Row>{};
    else
        return check_erased_key<Dialect, level_model_t<Row>, Part...>{};
}

/// The row of a tree's root is deleted, or marked where its model says so. What becomes of the rows below it is for the
/// foreign keys to say.
template <class Driver, class Place, class Row, object_action Action> class tree_eraser {
    using writer = row_writer<Driver, Place>;
    using dialect = typename Driver::dialect;

public:
    static bool erase(session_state<Driver>& state, const Place& place, call_place where, const Row& tree) {
        using outcome = decltype(find_erased_tree_outcome<dialect, Row>());
        require<outcome>();
        if constexpr (is_passed<outcome>)
            return detail::with_kind(tree,
                                     [&](const auto& row) { return erase_row(writer(state, place, where), row); });
        else
            return false;
    }
    template <class... Part>
    static bool erase(session_state<Driver>& state, const Place& place, call_place where, const Part&... part) {
        using outcome = decltype(find_erased_root_outcome<dialect, Row, Part...>());
        require<outcome>();
        if constexpr (is_passed<outcome>) {
            const auto key = detail::key_among<key_values<level_model_t<Row>>>(part...);
            return remove<level_model_t<Row>>(writer(state, place, where), detail::of_kinds<Row>(writer::is(key)));
        } else {
            return false;
        }
    }

private:
    template <class Kind> static bool erase_row(const writer& to, const Kind& row) {
        using model = level_model_t<Kind>;
        const auto key = values_of_struct<key_values<model>>(row);
        const auto is_row = detail::of_kinds<Kind>(writer::is(key));
        if constexpr (has_version<Kind>) {
            const auto version = values_of_struct<version_values<Kind>>(row);
            const bool is_erased = remove<model>(to, is_row && writer::is(version));
            if (!is_erased && is_there<model>(to, is_row)) throw_stale_row(table_of<model>().name, {});
            return is_erased;
        } else {
            return remove<model>(to, is_row);
        }
    }
    static constexpr bool is_for_good =
        Action == object_action::erase_for_good || Action == object_action::erase_object_for_good;
    template <class Model> static constexpr bool sees_marked =
        is_for_good && table_of<Model>().deleted != table_info::none;
    template <class Model, class Condition> static bool remove(const writer& to, const Condition& condition) {
        if constexpr (sees_marked<Model>)
            return to.change(delete_from<Model>().with_deleted().for_good().where(condition)) > 0;
        else
            return to.change(delete_from<Model>().where(condition)) > 0;
    }
    /// For an erasure that touched no row: whether it was of another version.
    template <class Model, class Condition> static bool is_there(const writer& to, const Condition& condition) {
        const auto found = select_columns<key_values<Model>>{{}, {}}.where(condition);
        if constexpr (requires { Driver::holds_rows; })
            return true; // the recorder answers what it was told, and was asked to play a stale row
        else if constexpr (sees_marked<Model>)
            return to.find(found.with_deleted()).has_value();
        else
            return to.find(found).has_value();
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

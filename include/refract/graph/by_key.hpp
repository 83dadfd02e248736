// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/object_verbs.hpp>
#include <refract/graph/at.hpp>
#include <refract/graph/load.hpp>
#include <refract/graph/row_writer.hpp>

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
    template <class... Part> static Shape get(Session& session, call_place where, const Part&... part) {
        take_place(where, part...);
        auto found = find(session, where, part...);
        if constexpr (is_passed<check<Part...>>)
            if (!found) throw_missing<Part...>(where);
        return std::move(*found);
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

} // namespace detail
} // namespace v0
} // namespace refract

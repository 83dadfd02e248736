// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/raw_verbs.hpp>
#include <refract/graph/fill.hpp>

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

/// \file
/// `db.query<Author>("SELECT ...")` of a tree: raw SQL brings its roots, and what is below them is found by the keys
/// that these have, as `load` does.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Shape, std::size_t... Field>
constexpr bool has_all_key_fields(type_list<level_place<Shape, Field>...>) {
    return (has_key_fields<Shape, Field>() && ...);
}
template <class Shape> consteval auto find_raw_root_outcome() {
    if constexpr (!is_passed<check_shape<Shape>>)
        return check_shape<Shape>{};
    else
        return first_failed_t<
            check_that<has_all_key_fields<Shape>(level_places_of<Shape>{}), rule::raw_root_has_key, Shape>,
            check_that<!is_left_unsaid<said_levels<>, Shape>(std::index_sequence<>{}), rule::field_is_computed,
                       Shape>>{};
}
template <shape_struct Row> struct raw_row_outcome<Row> {
    using type = decltype(find_raw_root_outcome<Row>());
};

/// The columns of the root, which the SQL names; what its fields compute is of the SQL, too.
template <shape_struct Row> struct raw_columns<Row> {
    static constexpr std::size_t width = layout_of<Row>.values;
    static constexpr auto list() {
        std::array<raw_column, width> all{};
        const table_info& table = table_of<level_model_t<Row>>();
        std::size_t at = 0;
        for (const level_field& each : level_fields_of<Row>)
            if (each.is_value())
                all[at++] = {each.is_computed() ? each.name : table.columns[each.column].name, each.name};
        return all;
    }
};

/// All statements see one moment, as those of any tree.
template <class Driver, class Shape> struct raw_tree {
    using options = typename options_of_set<nested_set<>, std::index_sequence<>>::type;
    template <std::size_t Field> using loader = field_loader<Driver, usual_place, Shape, Field, options>;

    template <class Read>
    static std::vector<Shape> read(session_state<Driver>& state, call_place where, const Read& read_roots) {
        std::vector<Shape> roots;
        auto work = [&] {
            read_snapshot<Driver> snapshot(state, has_levels<Shape>);
            roots = read_roots(state);
            load_all(state, roots, where, level_places_of<Shape>{});
            snapshot.finish();
        };
        detail::with_current_plans(state, work);
        return roots;
    }

private:
    template <std::size_t... Field>
    static void load_all([[maybe_unused]] session_state<Driver>& state, [[maybe_unused]] std::vector<Shape>& roots,
                         [[maybe_unused]] call_place where, type_list<level_place<Shape, Field>...>) {
        (load_field<Field>(state, roots, where), ...);
    }
    template <std::size_t Field>
    static void load_field(session_state<Driver>& state, std::vector<Shape>& roots, call_place where) {
        level_rows_above<Driver> top(loader<Field>::levels);
        for (Shape& each : roots) detail::take_row_in_hand<loader<Field>, Field>(each, top);
        const nested_set<> said;
        const usual_place place;
        loader<Field>::load(state, top, &said, &place, where);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

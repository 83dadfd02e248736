// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/model.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// Views: models that are read and never written.

namespace refract {
inline namespace v0 {
namespace detail {

struct view_option : table_option {
    static constexpr unsigned once = 64;
    relation_kind kind = relation_kind::view;
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const { table.kind = kind; }
};

struct no_definition {};

} // namespace detail

/// The model is a view: it is read, and what would write to it does not compile. `create_tables` makes it where
/// `view_of<Model>` says what it is, and otherwise looks whether it is there.
inline constexpr detail::view_option read_only_view{{}, detail::relation_kind::view};
/// The same of a view that keeps its rows until `db.refresh<Model>()` (PostgreSQL).
inline constexpr detail::view_option materialized_view{{}, detail::relation_kind::materialized_view};

/// The query that a view is, for `create_tables`:
///
///     template <> inline constexpr auto refract::model<ActiveUser> = refract::table(refract::read_only_view);
///     template <> inline constexpr auto refract::view_of<ActiveUser> =
///         refract::from<User>().where(refract::col<&User::active> == true).select<ActiveUser>();
///
/// SQL: `CREATE VIEW "active_user" AS SELECT ...`, where constants of the query are printed.
template <class Struct> inline constexpr auto view_of = detail::no_definition();

namespace detail {

template <class Struct> using view_query_of = std::remove_const_t<decltype(view_of<Struct>)>;
template <class Struct> inline constexpr bool is_defined_view = !std::is_same_v<view_query_of<Struct>, no_definition>;

/// Whether DDL can spell a value: a constant that is there.
template <class Value> constexpr bool is_spelled() {
    if constexpr (storable<Value>)
        return !is_optional<Value> && requires(const Value& value) { detail::make_literal(value); };
    else
        return false;
}
template <std::size_t... Index, class... Value>
constexpr auto list_literals([[maybe_unused]] const value_slots<std::index_sequence<Index...>, Value...>& all) {
    // One more: that there are literals is what tells DDL, also where there are none.
    struct {
        literal items[sizeof...(Value) + 1]{};
        bool are_spelled = (is_spelled<Value>() && ...);
    } made;
    [[maybe_unused]] const auto add = [&]<class Each>(std::size_t index, const Each& value) {
        if constexpr (is_spelled<Each>()) made.items[index] = detail::make_literal(value);
    };
    (add(Index, detail::get<Index>(all)), ...);
    return made;
}
template <class Struct> inline constexpr auto view_literals = detail::list_literals(view_of<Struct>.bound);

template <class Struct> constexpr view_info describe_view() {
    if constexpr (requires { view_query_of<Struct>::view; })
        return {&view_query_of<Struct>::view, view_literals<Struct>.items, &table_of<Struct>};
    else
        return {};
}

} // namespace detail
} // namespace v0
} // namespace refract

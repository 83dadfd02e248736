// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/join_text.hpp>
#include <refract/graph/bound_rows.hpp>
#include <refract/graph/level_plan.hpp>
#include <refract/query/key_values.hpp>

#include <cstddef>
#include <string>
#include <tuple>
#include <utility>

/// \file
/// Rows that are found by the keys of many that a program holds, whatever their number: each column is one list.
///
///     WHERE "id" = ANY($1)
///     WHERE ("town", "number") IN (SELECT * FROM unnest($1, $2))

namespace refract {
inline namespace v0 {
namespace detail {

/// A column of keys on its way into a statement.
template <class Wire, std::size_t Column> struct listed_column {
    const known_keys* rows;

    template <class Statement> void bind_to(Statement& statement, int position) const {
        wire::list_items<Wire> items;
        items.reserve(rows->rows());
        for (std::size_t i = 0; i < rows->rows(); ++i) items.add().value = wire_row<Wire>::make(rows->at(i, Column));
        statement.bind_list(position, items);
    }
};

/// Whether columns can be lists.
template <class Values> constexpr bool are_listed() {
    for (std::size_t i = 0; i < Values::columns.count; ++i)
        if (!is_plain_key(table_of<typename Values::model>().columns[Values::columns.columns[i]])) return false;
    return true;
}

/// Whether one of these columns is NULL.
template <class Values> bool has_null(const Values& values, const column_list& columns) {
    bool found = false;
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        const auto look = [&](std::size_t column, const auto& value) {
            if constexpr (is_optional<std::remove_cvref_t<decltype(value)>>)
                found |= columns.contains(column) && !value;
        };
        (look(Values::columns.columns[Index], std::get<Index>(values.all)), ...);
    }(std::make_index_sequence<Values::columns.count>{});
    return found;
}

namespace by_name {
/// A key as people read it; empty if it has none of their forms.
template <class Values> std::string shown_key(const Values& key) {
    std::string shown;
    bool is_shown = true;
    const auto add = [&]<class Value>(const Value& value) {
        detail::with_part(value, [&](const key_part* part) {
            constexpr type_kind kind = kind_of_wire<typename codec<without_optional<Value>>::wire>;
            if (!shown.empty()) shown += ", ";
            if constexpr (is_whole_number(kind))
                shown += part ? std::to_string(part->number) : "NULL";
            else if constexpr (kind == type_kind::text)
                shown += part ? join_text({"\"", part->text, "\""}) : "NULL";
            else
                is_shown = false;
        });
    };
    std::apply([&](const auto&... value) { (add(value), ...); }, key.all);
    if (!is_shown) return {};
    return std::tuple_size_v<decltype(key.all)> > 1 ? join_text({" (", shown, ")"}) : " " + shown;
}
} // namespace by_name

/// Some columns of rows, which statements are given as lists; it outlives them.
template <class Values> class key_list {
    static constexpr std::size_t width = Values::columns.count;
    static constexpr type_kind kind_of_part(std::size_t part) {
        const type_kind kind = table_of<typename Values::model>().columns[Values::columns.columns[part]].type.kind;
        return is_whole_number(kind) ? type_kind::big_integer : kind;
    }

public:
    key_list() { all_.start(width); }
    template <class Range> explicit key_list(const Range& range) : key_list() {
        for (const Values& each : range) add(each);
    }
    /// A key with a NULL in it is equal to nothing.
    void add(const Values& values) {
        if (has_null(values, Values::columns)) return;
        std::apply([&](const auto&... part) { (detail::note_value(all_, part), ...); }, values.all);
    }
    /// The rows that have them in the columns which a tie says.
    template <class Tie> auto tied() const { return make<Tie>(std::make_index_sequence<width>{}); }
    /// The rows whose own they are.
    auto own() const { return tied<own_tie<Values>>(); }

private:
    template <class Wire, std::size_t Part> listed_column<Wire, Part> column() const { return {&all_}; }
    template <class Tie, std::size_t... Part> auto make(std::index_sequence<Part...>) const {
        using held = values<listed_column<wire_of_kind<kind_of_part(Part)>, Part>...>;
        return expression<tie_node<Tie, tie_form::lists>, held>{
            held{{column<wire_of_kind<kind_of_part(Part)>, Part>()}...}};
    }
    known_keys all_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

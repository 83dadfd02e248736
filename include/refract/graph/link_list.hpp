// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/key_list.hpp>
#include <refract/graph/row_writer.hpp>

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// Links between pairs of rows that are told as lists, so that one statement finds them all.
///
///     DELETE FROM "post_tag" WHERE ("post_id", "tag_id") IN (SELECT * FROM unnest($1, $2))

namespace refract {
inline namespace v0 {
namespace detail {

/// The columns by which a link ties two rows.
template <class Row, std::size_t Field> struct pair_tie {
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr bool are_plain(const column_list& own, table_ref other, const column_list& others) {
        for (std::size_t i = 0; i < own.count; ++i)
            if (!is_plain_key(relation.link().columns[own.columns[i]]) ||
                !is_plain_key(other().columns[others.columns[i]]))
                return false;
        return true;
    }
    /// Whether they can be lists.
    static constexpr bool is_listed = relation.to.count + relation.link_to.count <= max_key_columns &&
                                      are_plain(relation.to, relation.parent, relation.from) &&
                                      are_plain(relation.link_to, relation.child, relation.link_target);
    static constexpr column_list find_columns() {
        column_list made = relation.to;
        for (std::size_t i = 0; i < relation.link_to.count; ++i) made.add(relation.link_to.columns[i]);
        return made;
    }
    static constexpr column_list columns = find_columns();
    static constexpr tied_to_values make() { return {relation.link, relation.link, columns, columns}; }
};

/// It outlives the statements that are made of it.
template <class Row, std::size_t Field> class link_list {
    using tie = pair_tie<Row, Field>;
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr type_kind kind_of_part(std::size_t part) {
        const type_kind kind = relation.link().columns[tie::columns.columns[part]].type.kind;
        return is_whole_number(kind) ? type_kind::big_integer : kind;
    }

public:
    link_list() { all_.start(tie::columns.count); }
    /// A key with a NULL in it has no links.
    void add(const known_row<Row>& near, const target_values<Row, Field>& far) {
        if (has_null(near, relation.from) || has_null(far, relation.link_target)) return;
        [&]<std::size_t... Part>(std::index_sequence<Part...>) {
            (detail::note_value(all_, value_of_column<relation.from.columns[Part]>(near)), ...);
        }(std::make_index_sequence<relation.from.count>{});
        std::apply([&](const auto&... part) { (detail::note_value(all_, part), ...); }, far.all);
    }
    auto erasing() const { return make(std::make_index_sequence<tie::columns.count>{}); }

private:
    template <std::size_t... Part> auto make(std::index_sequence<Part...>) const {
        using held = values<listed_column<wire_of_kind<kind_of_part(Part)>, Part>...>;
        using are_these = expression_clause<clause_kind::where, tie_node<tie, tie_form::lists>>;
        using query = query_base<verb::remove, type_list<>, no_rows,
                                 type_list<typename of_link<Row, Field>::from, are_these>, held>;
        return query{held{{listed_column<wire_of_kind<kind_of_part(Part)>, Part>{&all_}}...}};
    }
    known_keys all_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/inserted_level.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

/// \file
/// The row of a link between two rows of a tree as an insert.
///
///     INSERT INTO "post_tag" ("post_id", "tag_id") VALUES ($1, $2)

namespace refract {
inline namespace v0 {
namespace detail {

constexpr node make_column_node(table_ref table, std::size_t column, node_kind kind = node_kind::column) {
    return {.kind = kind,
            .column = static_cast<std::uint16_t>(column),
            .table = table,
            .type = table().columns[column].type};
}
/// The columns of a link that take the keys of the two rows: those of the row with the field first. One that holds a
/// part of both keys takes it from there, and one that is the tenant of all is the session's to say.
template <class Row, std::size_t Field> struct linked_columns {
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    struct column_pair {
        std::uint16_t own = 0, other = 0;
    };
    struct column_pairs {
        std::array<column_pair, std::size_t{2} * max_key_columns> all{};
        std::size_t near = 0, count = 0;
    };
    static constexpr column_pairs find() {
        column_pairs made;
        const table_info& link = relation.link();
        const auto add = [&](const column_list& own, const table_info& of, const column_list& other, bool is_near) {
            for (std::size_t i = 0; i < own.count; ++i) {
                if (is_of_session(link, own.columns[i], of, other.columns[i])) continue;
                if (is_near || !relation.to.contains(own.columns[i]))
                    made.all[made.count++] = {own.columns[i], other.columns[i]};
            }
            if (is_near) made.near = made.count;
        };
        add(relation.to, relation.parent(), relation.from, true);
        add(relation.link_to, relation.child(), relation.link_target, false);
        return made;
    }
    static constexpr column_pairs pairs = find();
    static constexpr std::size_t near = pairs.near, count = pairs.count;
    static constexpr std::size_t own(std::size_t index) { return pairs.all[index].own; }
    static constexpr std::size_t other(std::size_t index) { return pairs.all[index].other; }
};

/// What becomes of two rows that are linked already, told by the link's key: nothing, but that a link that was marked
/// as deleted comes back. Where no key says so of both, no conflict is an error.
template <class Row, std::size_t Field> struct linked_already {
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr const table_info& table = relation.tied()();
    static constexpr bool has_key = [] {
        std::size_t shared = 0;
        for (std::size_t i = 0; i < relation.link_to.count; ++i)
            shared += relation.to.contains(relation.link_to.columns[i]);
        for (std::size_t i = 0; i < table.key.count; ++i)
            if (!relation.to.contains(table.key.columns[i]) && !relation.link_to.contains(table.key.columns[i]))
                return false;
        return table.key.count == relation.to.count + relation.link_to.count - shared;
    }();
    /// What is in the way of a link can only be the link itself, and not another row, or the same of another tenant.
    static constexpr bool is_certain =
        has_key && (table.tenant == table_info::none || table.key.contains(table.tenant));
    static constexpr bool comes_back = has_key && table.deleted != table_info::none;

    static constexpr auto key_nodes = [] {
        std::array<node, has_key ? table.key.count : 0> made{};
        for (std::size_t i = 0; i < made.size(); ++i) made[i] = make_column_node(relation.tied(), table.key.columns[i]);
        return made;
    }();
    /// Something has to be set; the mark goes by itself.
    static constexpr auto set_nodes = [] {
        constexpr std::size_t any = linked_columns<Row, Field>::own(0);
        std::array<node, 2> made{make_column_node(relation.tied(), any, node_kind::assignment),
                                 make_column_node(relation.tied(), any, node_kind::excluded)};
        made[0].arity = 1;
        return made;
    }();
    static constexpr auto mark_nodes = [] {
        std::array<node, comes_back ? 2 : 0> made{};
        if constexpr (comes_back) {
            const bool is_flag = table.columns[table.deleted].type.kind == type_kind::boolean;
            made[0] = {.kind = node_kind::unary,
                       .op = operation::is_not_null,
                       .arity = 1,
                       .type = {.kind = type_kind::boolean}};
            made[is_flag ? 0 : 1] = make_column_node(relation.tied(), table.deleted);
        }
        return made;
    }();
    static constexpr std::size_t count = comes_back ? 3 : 2;
    static constexpr std::array<clause, 3> clauses{
        {{.kind = clause_kind::on_conflict,
          .items = static_cast<std::uint16_t>(key_nodes.size()),
          .nodes = key_nodes.data()},
         comes_back ? clause{.kind = clause_kind::do_update, .items = 1, .nodes = set_nodes.data()}
                    : clause{.kind = clause_kind::do_nothing},
         {.kind = clause_kind::where, .items = 1, .nodes = mark_nodes.data()}}};
};

/// The row of a link between two that are there, or many as lists. `Once`: unless they are linked already.
template <class Row, std::size_t Field, bool AsLists = false, bool Once = false> struct inserted_link {
    using query_type = inserted_link;
    using sources = type_list<>;
    using row_sources = sources;
    using selection = no_rows;
    using clause_types = type_list<>;
    using parameters = type_list<>;
    using bound_type = values<>;
    using column_node = void;
    static constexpr verb kind = verb::insert;
    using columns = linked_columns<Row, Field>;
    static constexpr const level_relation& relation = relation_of<Row, Field>;
    static constexpr std::size_t column_count = columns::count;

    static constexpr std::size_t column_at(std::size_t index) { return columns::own(index); }
    /// Whether the key may be one that was made.
    static constexpr bool is_taken(std::size_t index) {
        return AsLists && is_whole_number(relation.tied()().columns[column_at(index)].type.kind);
    }
    static constexpr std::size_t count_values(std::size_t taken, std::size_t plain) {
        std::size_t count = 0;
        for (std::size_t i = 0; i < column_count; ++i) count += is_taken(i) ? taken : plain;
        return count;
    }
    static constexpr std::size_t value_count = count_values(3, 1);
    static constexpr auto make_set() {
        std::array<node, count_values(5, 2)> made{};
        node* out = made.data();
        for (std::size_t i = 0; i < column_count; ++i) {
            const sql_type type = relation.tied()().columns[column_at(i)].type;
            *out++ = {.kind = node_kind::assignment,
                      .arity = 1,
                      .column = static_cast<std::uint16_t>(column_at(i)),
                      .table = relation.tied(),
                      .type = type};
            if (is_taken(i))
                out = put_taken_key(out, type, 1);
            else
                *out++ = {.kind = node_kind::value, .type = type};
        }
        return made;
    }
    static constexpr auto set_nodes = make_set();
    static constexpr auto make_clauses() {
        using conflict = linked_already<Row, Field>;
        std::array<clause, 2 + AsLists + Once * conflict::count> made{};
        made[0] = {.kind = clause_kind::from, .table = relation.tied()};
        made[1] = {.kind = clause_kind::set,
                   .items = column_count,
                   .holds = {.values = value_count},
                   .nodes = set_nodes.data()};
        if (AsLists) made[2] = {.kind = clause_kind::insert_lists};
        for (std::size_t i = 0; Once && i < conflict::count; ++i) made[2 + AsLists + i] = conflict::clauses[i];
        return made;
    }
    static constexpr auto all_clauses = make_clauses();
    static constexpr statement_view view{verb::insert, all_clauses.data(), all_clauses.size()};

    [[no_unique_address]] values<> bound;
};

} // namespace detail
} // namespace v0
} // namespace refract

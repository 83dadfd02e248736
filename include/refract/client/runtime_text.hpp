// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/values.hpp>
#include <refract/client/statement_cache.hpp>
#include <refract/query/ordering.hpp>
#include <refract/query/predicate.hpp>
#include <refract/sql/statement.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

/// \file
/// Statements of which some is known only at run time: their shape, and the text of a shape.

namespace refract {
inline namespace v0 {
namespace detail {

/// What tells one shape from another, as bytes that can be compared.
struct shape_key {
    std::string bytes;

    template <class Value> void add(const Value& value) {
        static_assert(std::is_trivially_copyable_v<Value> && std::has_unique_object_representations_v<Value>);
        bytes.append(reinterpret_cast<const char*>(&value), sizeof(Value));
    }
    void add(const node* nodes, std::size_t count) {
        add(count);
        for (std::size_t i = 0; i < count; ++i) {
            const node& each = nodes[i];
            add(static_cast<std::uint8_t>(each.kind));
            add(static_cast<std::uint8_t>(each.op));
            add(each.arity);
            add(static_cast<std::uint8_t>((each.negated ? 1 : 0) | (each.distinct ? 2 : 0) | (each.filtered ? 4 : 0) |
                                          (each.descending ? 8 : 0) | (each.type.list ? 16 : 0)));
            add(static_cast<std::uint8_t>(each.nulls));
            add(each.column);
            add(each.table);
            add(static_cast<std::uint8_t>(each.type.kind));
            add(each.type.scale);
            add(each.type.enumeration);
            add(each.alias.size());
            bytes += each.alias;
        }
    }
};

/// The run-time parts of a query in the order of its clauses, and its shape.
struct runtime_parts {
    std::array<dynamic_part, 16> parts{};
    std::size_t count = 0;
    shape_key key;

    void add(bool stands) {
        parts[count++].stands = stands;
        key.add(static_cast<std::uint8_t>(stands));
    }
    void add(const dynamic_nodes& nodes) {
        parts[count++] = {.stands = !nodes.nodes.empty(), .nodes = nodes.nodes.data(), .items = nodes.items};
        key.add(nodes.nodes.data(), nodes.nodes.size());
    }
};

template <std::size_t Slot, class Values> constexpr const auto& value_at(const Values& all) { return get<Slot>(all); }

/// Where the stored values of the clause at an index begin.
constexpr std::size_t first_slot(const statement_view& view, std::size_t index) {
    std::size_t slot = 0;
    for (std::size_t i = 0; i < index; ++i) slot += view.clauses[i].stored;
    return slot;
}

template <class Query, std::size_t Index> void add_part(runtime_parts& parts, const Query& query) {
    constexpr clause each = Query::clauses[Index];
    constexpr std::size_t slot = first_slot(Query::view, Index);
    if constexpr (each.kind == clause_kind::where_if)
        parts.add(value_at<slot>(query.bound));
    else if constexpr (each.kind == clause_kind::where_predicate || each.kind == clause_kind::ordering)
        parts.add(value_at<slot>(query.bound).parts());
}

/// `identity`: an address that only this query and form have.
template <class Query> runtime_parts collect_parts(const Query& query, const void* identity) {
    constexpr std::size_t dynamic = [] {
        std::size_t count = 0;
        for (const clause& each : Query::view)
            if (statement_printer::is_dynamic(each)) ++count;
        return count;
    }();
    static_assert(dynamic <= 16, "refract: a query has at most 16 run-time parts; put conditions into one predicate.");
    runtime_parts parts;
    parts.key.add(identity);
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        (add_part<Query, Index>(parts, query), ...);
    }(std::make_index_sequence<Query::clauses.size()>{});
    return parts;
}

/// A write whose only conditions are run-time ones that turned out empty would touch every row.
inline void refuse_empty_condition(const statement_view& view, const runtime_parts& parts) {
    if (view.kind != verb::update && view.kind != verb::remove) return;
    if (view.has(clause_kind::where) || view.has(clause_kind::all_rows)) return;
    for (std::size_t i = 0; i < parts.count; ++i)
        if (parts.parts[i].stands) return;
    throw error(
        "an update or delete has only run-time conditions and all of them are empty, which would touch every row; add a condition, or say .all_rows()");
}

/// Puts the text of a shape together.
inline runtime_statement make_runtime_statement(const statement_view& view, const dialect_info& dialect,
                                                result_form form, const runtime_parts& parts, std::size_t values,
                                                std::size_t arguments) {
    const scope in = make_scope(view);
    writer counting{.dialect = dialect, .parts = parts.parts.data()};
    print_statement(counting, view, in, form);

    runtime_statement made;
    made.key = parts.key.bytes;
    made.sql.resize(counting.text.size);
    made.types.resize(counting.at.placeholders);
    made.value_numbers.resize(values);
    made.argument_numbers.resize(arguments);
    writer writing{.text = {.out = made.sql.data()},
                   .dialect = dialect,
                   .value_numbers = made.value_numbers.data(),
                   .parameter_numbers = made.argument_numbers.data(),
                   .types = made.types.data(),
                   .parts = parts.parts.data()};
    print_statement(writing, view, in, form);
    return made;
}

} // namespace detail
} // namespace v0
} // namespace refract

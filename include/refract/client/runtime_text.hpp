// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/values.hpp>
#include <refract/client/statement_cache.hpp>
#include <refract/client/text_key.hpp>
#include <refract/query/ordering.hpp>
#include <refract/query/predicate.hpp>
#include <refract/sql/statement.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// \file
/// Statements of which some is known only at run time: what their text is made of, and the text.

namespace refract {
inline namespace v0 {
namespace detail {

/// The run-time parts of a query in the order of its values, and the key of the text that they come to. What fills it
/// are templates: programs that have no such queries do not compile it.
struct runtime_parts {
    std::vector<dynamic_part> parts{};
    text_key key{};

    template <std::same_as<dynamic_part> Part> void add(const Part& part) {
        parts.push_back(part);
        key.add(std::uint64_t{part.stands});
        const node* const end = part.nodes ? end_of(part.nodes, part.items) : nullptr;
        add_nodes(key, part.nodes, static_cast<std::size_t>(end - part.nodes));
    }
};

/// Adds a value of a query, if it is a run-time part.
template <class Value> void add_part([[maybe_unused]] runtime_parts& parts, [[maybe_unused]] const Value& value) {
    if constexpr (std::is_same_v<Value, condition_flag>) {
        parts.add(dynamic_part{.stands = value.stands});
    } else if constexpr (is_runtime_part<Value>) {
        const dynamic_nodes& own = value.parts();
        parts.add(dynamic_part{!own.nodes.empty(), own.nodes.data(), own.items, own.holds()});
        for (const inner_part& each : own.parts)
            parts.add(dynamic_part{each.stands, each.nodes.data(), each.items, each.holds});
    }
}

template <std::size_t... Index, class... Value>
void add_parts(runtime_parts& parts, const value_slots<std::index_sequence<Index...>, Value...>& all) {
    (detail::add_part(parts, detail::get<Index>(all)), ...);
}

/// `identity`: of the query and the form. Its address stands in the key as well, so that no two queries of one shared
/// object have one key.
template <class Query> runtime_parts collect_parts(const Query& query, const statement_identity& identity) {
    runtime_parts parts;
    parts.key.add(identity);
    parts.key.add(reinterpret_cast<std::uintptr_t>(&identity));
    add_parts(parts, query.bound);
    return parts;
}

/// An update whose assignments are all left out says nothing: what it touches would be reported as updated.
template <class Parts> void refuse_empty_set(const statement_view& view, const Parts& all) {
    if (view.kind != verb::update || view.has(clause_kind::set)) return;
    content before;
    for (const clause& each : view) {
        const dynamic_part* const part = all.parts.data() + before.parts;
        if (each.kind == clause_kind::set_if && part->stands) return;
        before += content_of(each, part);
    }
    throw error("an update sets nothing: each of its set_if is left out; add .set(...), or run it only if there is "
                "something to set");
}

/// A write whose only conditions are run-time ones that turned out empty would touch every row.
template <class Parts> void refuse_empty_condition(const statement_view& view, const Parts& all) {
    if (view.kind != verb::update && view.kind != verb::remove) return;
    content before;
    for (const clause& each : view) {
        if (each.kind == clause_kind::where || each.kind == clause_kind::all_rows) return;
        const dynamic_part* const part = all.parts.data() + before.parts;
        if (is_condition(each.kind) && part->stands) return;
        before += content_of(each, part);
    }
    throw error(
        "an update or delete has only run-time conditions and all of them are empty, which would touch every row; add a condition, or say .all_rows()");
}

/// What stands uses no table whose join is left out.
template <class Parts> void refuse_missing_joins(const statement_view& view, const Parts& all) {
    content before;
    for (const clause& join : view) {
        const dynamic_part* const part = all.parts.data() + before.parts;
        before += content_of(join, part);
        if (join.kind != clause_kind::join_if || part->stands) continue;
        content at;
        for (const clause& each : view) {
            const dynamic_part* const other = all.parts.data() + at.parts;
            at += content_of(each, other);
            if (!is_dynamic(each.kind) || !other->stands) continue;
            const node* const nodes = has_flag(each.kind) ? each.nodes : other->nodes;
            const node* const end = end_of(nodes, has_flag(each.kind) ? each.items : other->items);
            for (const node* named = nodes; named != end; ++named)
                if (named->kind == node_kind::column && named->table == join.table && named->alias == join.alias)
                    throw error("a condition or an order uses the table \"" + std::string(join.table().name) +
                                "\", whose join_if is left out; give both the same flag");
        }
    }
}

/// What the compiler refuses in constant conditions (E064).
template <class Dialect> void refuse_missing_numbers(const runtime_parts& parts) {
    constexpr const dialect_info& dialect = Dialect::info;
    constexpr std::uint32_t limited = limited_kinds(dialect);
    for (const dynamic_part& each : parts.parts)
        if (each.nodes && !serves_all({each.nodes, each.items}, limited, dialect))
            throw error("a condition or ordering of the run time uses refract::numeric as a number, which " +
                        std::string(dialect.name) +
                        " does not order, calculate with, or compare with others; use == or in(...) with numerics");
}

/// Puts the text together.
template <class Dialect> runtime_statement make_runtime_statement(const statement_view& view, result_form form,
                                                                  const runtime_parts& parts,
                                                                  const table_place& place = {}) {
    constexpr const dialect_info& dialect = Dialect::info;
    refuse_missing_numbers<Dialect>(parts);
    const scope in = make_scope(view);
    writer counting{.dialect = dialect, .place = place, .parts = parts.parts.data()};
    print_statement(counting, view, in, form);

    runtime_statement made;
    made.key = parts.key.bytes;
    made.since = needed_version(view, dialect);
    made.sql.resize(counting.text.size);
    made.types.assign(counting.at.placeholders);
    const content all = content_of(view, parts.parts.data());
    made.value_numbers.assign(all.values);
    made.argument_numbers.assign(all.parameters);
    writer writing{.text = {.out = made.sql.data()},
                   .dialect = dialect,
                   .place = place,
                   .value_numbers = made.value_numbers.data(),
                   .parameter_numbers = made.argument_numbers.data(),
                   .types = made.types.data(),
                   .parts = parts.parts.data()};
    print_statement(writing, view, in, form);
    made.tenant = writing.tenant;
    return made;
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/rules/result.hpp>
#include <refract/query/builder.hpp>
#include <refract/schema/row_info.hpp>
#include <refract/schema/shape.hpp>
#include <refract/tree/output.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// Pages in an order of the run time: its terms say which fields of a row are its place.

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr std::size_t max_page_terms = 16;

/// What a query selects, one by one.
template <class Clause> struct selected_nodes {
    using type = type_list<>;
};
template <class Row, class... Node> struct selected_nodes<row_clause<clause_kind::select, Row, Node...>> {
    using type = type_list<Node...>;
};
/// What it computes for fields of a shape.
template <class Shape, class Node, std::size_t Field> struct computed_item {};
template <class Clause> struct computed_items {
    using type = type_list<>;
};
template <template <class> class Part, class Clauses> struct parts_of_clauses;
template <template <class> class Part, class... Clause> struct parts_of_clauses<Part, type_list<Clause...>> {
    using type = join_lists_t<typename Part<Clause>::type...>;
};

/// The position of a type among others; their number if it is not there.
template <class Wanted, class... Type> constexpr std::size_t position_in(type_list<Type...>) {
    std::size_t at = 0;
    (void)((std::is_same_v<Wanted, Type> || (++at, false)) || ...);
    return at;
}

/// How many values stand before a clause.
constexpr std::size_t values_before(const statement_view& view, const clause* wanted) {
    content before;
    std::size_t kept = 0;
    for (const clause* each = view.begin(); each != wanted; ++each) {
        before += each->holds;
        kept += each->keeps_value;
    }
    return before.values + before.parts + kept;
}

/// Whether one object says what a table's columns are: the table stands in the query once, or is the selected one.
template <class Source, class Selection, class Sources> inline constexpr bool is_told_by_object = false;
template <class Source, class Selection, class... Sources>
inline constexpr bool is_told_by_object<Source, Selection, type_list<Sources...>> =
    std::is_same_v<Selection, selected_fields<Source>> ||
    (std::size_t{0} + ... + std::is_same_v<source_model<Source>, source_model<Sources>>) == 1;

/// Whether the fields of a row are columns of another table, although their names may be the same: of one that the row
/// names as its own, or whose whole row it is.
template <class Row, class Source, class Sources> inline constexpr bool is_of_other_table = false;
template <class Row, class Source, class... Sources>
inline constexpr bool is_of_other_table<Row, Source, type_list<Sources...>> =
    !std::is_same_v<source_model<level_model_t<Row>>, source_model<Source>> &&
    (shape_struct<Row> || (std::is_same_v<Row, source_model<Sources>> || ...));

template <class Row> inline constexpr std::size_t row_width = 0;
template <class... Value> inline constexpr std::size_t row_width<std::tuple<Value...>> = sizeof...(Value);

/// The condition of such a page, as a query holds it.
class page_condition {
public:
    explicit page_condition(dynamic_nodes parts) : parts_(std::move(parts)) {}
    const dynamic_nodes& parts() const noexcept { return parts_; }

private:
    dynamic_nodes parts_;
};
template <> inline constexpr bool is_runtime_part<page_condition> = true;

/// A value of a row, if the row has it.
struct value_of_row {
    bool is_there = false;
    bool is_by_name = false; ///< of a field named like the column, whichever table has that
    bool nullable = false;
    any_value value{};
};

/// Where a row has the value of a term that only the run time knows.
template <class Query, class Row> class row_reader_for_page {
    using items = typename parts_of_clauses<selected_nodes, typename Query::clause_types>::type;
    using computed = typename parts_of_clauses<computed_items, typename Query::clause_types>::type;
    const Row& row;

public:
    explicit row_reader_for_page(const Row& seen) : row(seen) {}

    value_of_row read(const node& term) const {
        value_of_row found;
        read_selected(term, found, items{}, std::make_index_sequence<items::size>{});
        read_computed(term, found, computed{});
        if (!found.is_there && term.kind == node_kind::named) read_field(term.alias, row, found);
        if (!found.is_there && unnamed(term).kind == node_kind::column)
            read_column(unnamed(term), found, typename Query::sources{});
        return found;
    }

private:
    template <class Value> static void keep([[maybe_unused]] const Value& value, [[maybe_unused]] value_of_row& found) {
        if constexpr (storable<Value>)
            found = {.is_there = true, .nullable = is_optional<Value>, .value = any_value(value)};
    }
    /// What was selected as the term.
    template <class... Item, std::size_t... Index>
    void read_selected([[maybe_unused]] const node& term, [[maybe_unused]] value_of_row& found, type_list<Item...>,
                       std::index_sequence<Index...>) const {
        [[maybe_unused]] const auto read_item = [&]<class Node, std::size_t At>() {
            if (found.is_there || !same_expression(nodes_of<Node>[0], term)) return;
            if constexpr (row_width<Row> == sizeof...(Item))
                keep(std::get<At>(row), found);
            else if constexpr (std::is_same_v<Row, row_struct_of<Query>>)
                keep(detail::field_of<At>(row), found);
        };
        (read_item.template operator()<Item, Index>(), ...);
    }
    /// What a field of a shape is computed as.
    template <class... Shape, class... Item, std::size_t... Field>
    void read_computed([[maybe_unused]] const node& term, [[maybe_unused]] value_of_row& found,
                       type_list<computed_item<Shape, Item, Field>...>) const {
        [[maybe_unused]] const auto read_item = [&]<class Of, class Node, std::size_t At>() {
            if constexpr (std::is_same_v<Of, Row>)
                if (!found.is_there && same_expression(nodes_of<Node>[0], term)) keep(detail::field_of<At>(row), found);
        };
        (read_item.template operator()<Shape, Item, Field>(), ...);
    }
    template <class Object> static void read_field(std::string_view name, const Object& object, value_of_row& found) {
        if constexpr (reflectable<Object>)
            [&]<std::size_t... Index>(std::index_sequence<Index...>) {
                ((name == field_name<Object>(Index) ? keep(detail::field_of<Index>(object), found) : void()), ...);
            }(std::make_index_sequence<field_count<Object>>{});
    }
    /// Of a row that an outer join may miss: NULL stands in all of its columns then.
    template <class Object>
    static void read_field(std::string_view name, const std::optional<Object>& object, value_of_row& found) {
        const Object none{};
        read_field(name, object ? *object : none, found);
        if (!object) found.value.null = true;
        found.nullable = true;
    }
    template <class... Source> void read_column(const node& column, value_of_row& found, type_list<Source...>) const {
        [[maybe_unused]] const auto read_from = [&]<class From>() {
            constexpr std::size_t index = position_in<From>(type_list<Source...>{});
            if (column.table != &table_of<source_table<From>> || column.alias != source_traits<From>::alias_name)
                return;
            const std::string_view field = column.table().columns[column.column].field;
            if constexpr (row_width<Row> == sizeof...(Source))
                read_field(field, std::get<index>(row), found);
            else if constexpr (row_width<Row> == 0 && !is_of_other_table<Row, From, type_list<Source...>> &&
                               is_told_by_object<From, typename Query::selection, type_list<Source...>>) {
                read_field(field, row, found);
                found.is_by_name = !std::is_same_v<source_model<level_model_t<Row>>, source_model<From>>;
            }
        };
        (read_from.template operator()<Source>(), ...);
    }
};

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_page(const char* reason) {
    throw error(std::string("after or before behind an ordering of the run time: ") + reason);
}

/// Whether a value of a row stands beside a term as one of its type.
constexpr bool fits_term(const sql_type& value, const sql_type& term) {
    if (is_whole_number(value.kind) && is_whole_number(term.kind)) return true;
    return value.kind == term.kind && value.enumeration == term.enumeration && value.scale == term.scale;
}

/// Whether a term before has the same name: what a row has under it can be the value of one of the two.
inline bool is_name_taken(const expression_range& terms, const node& term) {
    const node& column = unnamed(operand_of(term, 0));
    const std::string_view name = column.table().columns[column.column].field;
    for (const node& each : terms) {
        if (&each == &term) return false;
        const node& other = unnamed(operand_of(each, 0));
        if (other.kind == node_kind::column && other.table != column.table &&
            other.table().columns[other.column].field == name)
            return true;
    }
    return false;
}

/// The rows behind a row in an order of the run time, or those in front of it.
template <bool Before, class Query, class Row>
page_condition make_page_condition(const dynamic_nodes& order, const Row& row) {
    if (order.items == 0) refuse_page("the ordering is empty; let it end in a key, order.by(col<&T::id>)");
    if (order.items > max_page_terms) refuse_page("the ordering has more than 16 terms");
    dynamic_nodes made;
    made.nodes.push_back(
        {.kind = node_kind::page, .arity = static_cast<std::uint16_t>(2 * order.items), .negated = Before});
    made.append(order);
    made.items = 1;
    const row_reader_for_page<Query, Row> values(row);
    const expression_range terms{order.nodes.data(), order.items};
    for (const node& term : terms) {
        const node& ordered = operand_of(term, 0);
        value_of_row found = values.read(ordered);
        if (!found.is_there)
            refuse_page(
                "the row has no field for one of its terms; order by columns of the row's struct, or by what is "
                "selected");
        if (found.is_by_name && is_name_taken(terms, term))
            refuse_page("the row has one field for columns of two tables; order by what is selected, or give a row of "
                        "whole objects");
        if (!fits_term(found.value.type, ordered.type))
            refuse_page("a field of the row is of another type than the term of the ordering");
        made.nodes.push_back({.kind = node_kind::value, .nullable = found.nullable, .type = found.value.type});
        made.values.push_back(std::move(found.value));
    }
    return page_condition(std::move(made));
}

template <bool Before, class Query, class... Given>
constexpr auto page_in_ordering(const Query& query, const Given&... seen) {
    using check = check_that<sizeof...(Given) == 1 && ((reflectable<Given> || row_width<Given> != 0) && ...),
                             rule::page_in_ordering_takes_row, Given...>;
    require<check>();
    if constexpr (is_passed<check>) {
        constexpr std::size_t at = values_before(Query::view, Query::view.find(clause_kind::ordering));
        using held = values<page_condition>;
        using added = typename Query::template with<
            page_clause<dynamic_clause<Before ? clause_kind::before_in_ordering : clause_kind::after_in_ordering>>,
            held>;
        return added{
            {detail::concat(query.bound,
                            held{{make_page_condition<Before, Query>(detail::get<at>(query.bound).parts(), seen...)}})},
            {}};
    } else {
        return detail::refused_query(query);
    }
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/result.hpp>
#include <refract/query/builder.hpp>
#include <refract/query/page_in_ordering.hpp>
#include <refract/schema/row_info.hpp>

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// Pages by key: the rows behind a row that was seen, or in front of it.

namespace refract {
inline namespace v0 {
namespace detail {

template <bool Before, class Terms, class... Value> struct page_node;
template <bool Before, class... Term, class... Value> struct page_node<Before, type_list<Term...>, Value...>
    : node_base<page_node<Before, type_list<Term...>, Value...>, bool, Term..., Value...> {
    static constexpr node describe() { return {.kind = node_kind::page, .negated = Before}; }
};

template <class Clause> struct order_terms {
    using type = type_list<>;
};
template <class... Term> struct order_terms<expression_clause<clause_kind::order_by, Term...>> {
    using type = type_list<Term...>;
};
/// Some values of a sequence.
template <std::size_t First, std::size_t... Index, class Values>
REFRACT_ONCE constexpr auto some_values(const Values& all, std::index_sequence<Index...>) {
    return values<std::remove_cvref_t<decltype(detail::get<First + Index>(all))>...>{
        {detail::get<First + Index>(all)}...};
}
namespace by_name {
template <class Query> REFRACT_ONCE constexpr auto values_of_order(const Query& query) {
    constexpr const clause* order = Query::view.find(clause_kind::order_by);
    constexpr std::size_t count = std::size_t{order->holds.values} + order->holds.parts;
    return some_values<values_before(Query::view, order)>(query.bound, std::make_index_sequence<count>{});
}
} // namespace by_name

// The field of a row that has the value of a term of the order; `no_argument` if there is none.

/// A field by name.
template <fixed_string Name, class Row> REFRACT_ONCE constexpr auto field_by_name(const Row& row) {
    if constexpr (reflectable<Row>) {
        constexpr std::size_t index = [] {
            std::size_t at = 0;
            while (at < field_count<Row> && field_name<Row>(at) != Name.view()) ++at;
            return at;
        }();
        if constexpr (index < field_count<Row>)
            return detail::field_of<index>(row);
        else
            return no_argument{};
    } else {
        return no_argument{};
    }
}
template <class Node> struct field_of_node {
    template <class Query, class Row> static constexpr auto find(const Row&) { return no_argument{}; }
};
template <fixed_string Name, class Operand> struct field_of_node<named_node<Name, Operand>> {
    template <class Query, class Row> static constexpr auto find(const Row& row) { return field_by_name<Name>(row); }
};
template <auto Member, class Source> struct field_of_node<column_node<Member, Source>> {
    static constexpr std::string_view field = field_name<member_owner<Member>>(member_index<Member>);

    template <class Query, class Row> static constexpr auto find(const Row& row) {
        if constexpr (is_told_by_object<Source, typename Query::selection, typename Query::sources> &&
                      !is_of_other_table<Row, Source, typename Query::sources> && !is_name_of_two<Query, Row>())
            return find_in(row);
        else
            return no_argument{};
    }
    /// Of whole rows of several tables.
    template <class Query, class... Row> static constexpr auto find(const std::tuple<Row...>& row) {
        constexpr std::size_t index = position_in<Source>(typename Query::sources{});
        if constexpr (index < sizeof...(Row))
            return find_in(std::get<index>(row));
        else
            return no_argument{};
    }

private:
    /// Whether the order has a column of the same name of another table, so that one field would be both.
    template <class Query, class Row> static consteval bool is_name_of_two() {
        if (std::is_same_v<source_model<level_model_t<Row>>, source_model<Source>>) return false;
        for (const node& term : items_of(Query::view.find(clause_kind::order_by)))
            if (const node& other = unnamed(operand_of(term, 0)); other.kind == node_kind::column &&
                                                                  other.table != &table_of<source_table<Source>> &&
                                                                  other.table().columns[other.column].field == field)
                return true;
        return false;
    }
    template <class Row> static constexpr auto find_in(const Row& row) {
        if constexpr (std::is_same_v<Row, member_owner<Member>>)
            return detail::field_of<member_index<Member>>(row);
        else
            return field_by_name<fixed_string<field.size() + 1>(field)>(row);
    }
    template <class Row> static constexpr auto find_in(const std::optional<Row>& row) {
        using found = decltype(find_in(*row));
        if constexpr (is_optional<found>)
            return row ? find_in(*row) : found{};
        else
            return row ? std::optional<found>(find_in(*row)) : std::nullopt;
    }
};

// What is compared under another rule is the same value.
template <fixed_string Name, class Operand> struct field_of_node<collated_node<Name, Operand>> {
    template <class Query, class Row> static constexpr auto find(const Row& row);
};

/// The position of a term among what is selected; their number if it is not there. Two values are not one to the
/// database, which only their types are here.
template <class Node, class... Item> constexpr std::size_t position_of_item(type_list<Item...>) {
    std::size_t at = 0;
    (void)((same_expression(nodes_of<Item>[0], nodes_of<Node>[0]) || (++at, false)) || ...);
    return at;
}
/// The field of a shape that is computed as a term.
template <class Row, class Node, class... Shape, class... Item, std::size_t... Field>
constexpr std::size_t field_computed_as(type_list<computed_item<Shape, Item, Field>...>) {
    std::size_t found = table_info::none;
    ((std::is_same_v<Row, Shape> && same_expression(nodes_of<Item>[0], nodes_of<Node>[0]) ? void(found = Field)
                                                                                          : void()),
     ...);
    return found;
}
/// The value of a term: what was selected as it, or computed for a field, else the field of its column or name.
template <class Query, class Node, class Row> REFRACT_ONCE constexpr auto value_of_term(const Row& row) {
    using items = typename parts_of_clauses<selected_nodes, typename Query::clause_types>::type;
    constexpr std::size_t index = position_of_item<Node>(items{});
    constexpr bool is_selected = index < items::size;
    using computed = typename parts_of_clauses<computed_items, typename Query::clause_types>::type;
    constexpr std::size_t field = field_computed_as<Row, Node>(computed{});
    if constexpr (is_selected && row_width<Row> == items::size)
        return std::get<index>(row);
    else if constexpr (is_selected && std::is_same_v<Row, row_struct_of<Query>>)
        return detail::field_of<index>(row);
    else if constexpr (field != table_info::none)
        return detail::field_of<field>(row);
    else
        return field_of_node<Node>::template find<Query>(row);
}
template <fixed_string Name, class Operand> template <class Query, class Row>
constexpr auto field_of_node<collated_node<Name, Operand>>::find(const Row& row) {
    return detail::value_of_term<Query, Operand>(row);
}

template <class Term> struct node_of_term;
template <bool Descending, nulls_order Nulls, class Operand>
struct node_of_term<ordering_node<Descending, Nulls, Operand>> {
    using type = Operand;
};

/// Whether something is a value of a row, rather than the row.
template <class Given> inline constexpr bool is_single_value =
    any_expression<Given> || is_nullopt<Given> || storable<std::decay_t<Given>> || is_optional_value<Given> ||
    std::is_convertible_v<const Given&, std::string_view>;

/// A value of a row as an operand beside a term; a NULL keeps the term's type.
template <class Type, class Given> REFRACT_ONCE constexpr auto page_operand(const Given& given) {
    if constexpr (is_nullopt<Given>) {
        return value_expression<std::optional<Type>>{};
    } else if constexpr (is_optional<Given>) {
        using kept = std::optional<operand_storage_t<Type, typename Given::value_type>>;
        if constexpr (!storable<kept>)
            return refused_expression{};
        else
            return given ? value_expression<kept>{{{kept(detail::as_stored<typename kept::value_type>(*given))}}}
                         : value_expression<kept>{};
    } else if constexpr (any_expression<Given> || storable<operand_storage_t<Type, Given>>) {
        return detail::as_operand<Type>(given);
    } else {
        return refused_expression{};
    }
}
template <class Type, class Given> constexpr bool is_page_value() {
    using made = decltype(detail::page_operand<Type>(std::declval<const Given&>()));
    return !std::is_same_v<made, refused_expression> && comparable_types<Type, typename made::type>();
}

template <class Terms, class... Given> struct page_check {
    static constexpr bool fits = false;
};
template <class... Term, class... Given>
    requires(sizeof...(Term) == sizeof...(Given) && sizeof...(Term) > 0 && sizeof...(Term) <= max_page_terms)
struct page_check<type_list<Term...>, Given...> {
    static constexpr bool fits =
        (is_page_value<typename Term::type, Given>() && ...) && (std::size_t{0} + ... + Term::parameters::size) == 0;
};

/// The pages of a select, behind its order.
template <class Query> struct has_pages {
    /// The rows behind one that was seen, in the query's order: the object, or the values of its order one by one.
    ///
    /// SQL: a condition, in `WHERE` or of groups in `HAVING`: `(a, b) > (x, y)`, or its parts where directions differ
    /// or NULLs stand. The order has to end in a key. An index over the columns of the order makes a page cheap.
    template <class... Given> REFRACT_ONCE constexpr auto after(const Given&... seen) const {
        return page<false>(seen...);
    }
    /// The rows in front of one that was seen, in the query's order, which are the last of them where there is a limit.
    template <class... Given> REFRACT_ONCE constexpr auto before(const Given&... seen) const {
        return page<true>(seen...);
    }

private:
    template <bool Before, class... Given> REFRACT_ONCE constexpr auto page(const Given&... seen) const {
        const Query& query = static_cast<const Query&>(*this);
        using terms = typename parts_of_clauses<order_terms, typename Query::clause_types>::type;
        if constexpr (Query::view.has(clause_kind::ordering)) {
            return detail::page_in_ordering<Before>(query, seen...);
        } else if constexpr (sizeof...(Given) == 1 && (!is_single_value<Given> && ...)) {
            return page_of_row<Before>(query, terms{}, seen...);
        } else if constexpr (page_check<terms, Given...>::fits) {
            return page_of_values<Before>(query, terms{}, seen...);
        } else {
            require<failed<rule::page_fits_order, Given...>>();
            return detail::refused_query(query);
        }
    }
    template <bool Before, class... Term, class Row>
    static constexpr auto page_of_row(const Query& query, type_list<Term...>, const Row& row) {
        using terms = type_list<Term...>;
        if constexpr (page_check<terms, decltype(detail::value_of_term<Query, typename node_of_term<Term>::type>(
                                            row))...>::fits) {
            return page_of_values<Before>(query, terms{},
                                          detail::value_of_term<Query, typename node_of_term<Term>::type>(row)...);
        } else {
            require<failed<rule::page_fits_order, Row>>();
            return detail::refused_query(query);
        }
    }
    template <bool Before, class... Term, class... Given>
    static constexpr auto page_of_values(const Query& query, type_list<Term...>, const Given&... seen) {
        return [&](auto... value) {
            using made = page_node<Before, type_list<Term...>, typename decltype(value)::node_type...>;
            auto held = detail::concat_all(detail::values_of_order(query), value.bound...);
            using stands = expression_clause<Before ? clause_kind::before : clause_kind::after, made>;
            using added = typename Query::template with<page_clause<stands>, decltype(held)>;
            return added{{detail::concat(query.bound, std::move(held))}, {}};
        }(detail::page_operand<typename Term::type>(seen)...);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

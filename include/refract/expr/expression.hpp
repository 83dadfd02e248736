// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>
#include <refract/base/rules/function.hpp>
#include <refract/base/rules/model.hpp>
#include <refract/base/rules/query.hpp>
#include <refract/base/type_list.hpp>
#include <refract/base/values.hpp>
#include <refract/expr/mistake.hpp>
#include <refract/expr/operand_types.hpp>
#include <refract/schema/literal.hpp>
#include <refract/schema/sql_type.hpp>
#include <refract/tree/node.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// An expression is a node type (what it is) and a flat sequence of values (what it holds). Node
/// types are empty; they only describe themselves as plain data.

namespace refract {
inline namespace v0 {
namespace detail {

/// The node types of the DSL have `size`, the number of nodes below and including them, and `append`,
/// which writes those; `nodes_of` keeps them as one constant array.
template <class Node> constexpr auto collect_nodes() {
    std::array<node, Node::size> nodes{};
    Node::append(nodes.data());
    return nodes;
}
template <class Node> inline constexpr auto nodes_of = collect_nodes<Node>();

/// A node and the nodes of its operands, in prefix order.
template <class Self, class Type, class... Operand> struct node_base {
    using type = Type; ///< of the value it yields, without std::optional
    using parameters = join_lists_t<typename Operand::parameters...>;
    static constexpr std::size_t size = (std::size_t{1} + ... + Operand::size);
    static constexpr node* append(node* at) {
        *at = Self::describe();
        at->arity = sizeof...(Operand);
        if constexpr (storable<Type>) at->type = type_of<Type>;
        ++at;
        ((at = Operand::append(at)), ...);
        return at;
    }
};

/// The type that an expression yields when it is read: of a kept view, a text of its own.
template <class Type> using read_type = std::conditional_t<std::is_same_v<Type, std::string_view>, std::string, Type>;

/// A value that the query holds.
template <class Value> struct value_node : node_base<value_node<Value>, read_type<without_optional<Value>>> {
    static constexpr node describe() { return {.kind = node_kind::value, .nullable = is_optional<Value>}; }
};

/// Whether some of the values have a stored form that the program makes while it runs.
template <class Values> inline constexpr bool holds_encoded = false;
template <std::size_t... Index, storable... Value>
inline constexpr bool holds_encoded<value_slots<std::index_sequence<Index...>, Value...>> =
    (false || ... || (type_of<Value>.encoding != nullptr));

template <class Value> using value_expression = expression<value_node<Value>, values<Value>>;

/// The type in which a value is kept when it meets an operand of type `Other`.
///
/// Literals and views stay views, strings are owned, and whole numbers take the other side's type
/// where it holds all of theirs, so that a parameter has its column's type.
template <class Other, class Given> struct operand_storage {
    using type = Given;
};
template <class Other, class Given>
    requires(std::is_integral_v<Given> && std::is_integral_v<Other> && !std::is_same_v<Given, bool> &&
             !std::is_same_v<Other, bool> &&
             (sizeof(Given) < sizeof(Other) ||
              (sizeof(Given) == sizeof(Other) && std::is_signed_v<Given> == std::is_signed_v<Other>)) &&
             (std::is_signed_v<Other> || std::is_unsigned_v<Given>))
struct operand_storage<Other, Given> {
    using type = Other;
};
template <class Other, class Given>
    requires(std::is_integral_v<Given> && std::is_floating_point_v<Other> && !std::is_same_v<Given, bool>)
struct operand_storage<Other, Given> {
    using type = Other;
};
template <class Other, class Given>
    requires(std::is_floating_point_v<Given> && std::is_floating_point_v<Other>)
struct operand_storage<Other, Given> {
    using type = Other;
};
template <class Other, class Given>
    requires(std::is_convertible_v<const Given&, std::string_view> && !std::is_same_v<Given, std::string> &&
             !std::is_null_pointer_v<Given>)
struct operand_storage<Other, Given> {
    using type = std::string_view;
};

#ifdef __cpp_char8_t
template <class Other> struct operand_storage<Other, const char8_t*> {
    using type = std::u8string;
};
#endif

template <class Other, class Given> using operand_storage_t =
    typename operand_storage<Other, std::decay_t<Given>>::type;

/// An operand as an expression; `Other` is the type on the operator's other side.
template <class Other, class Given> struct operand {
    using type = value_expression<operand_storage_t<Other, Given>>;
};
template <class Other, any_expression Given> struct operand<Other, Given> {
    using type = typename std::remove_cvref_t<Given>::expression_type;
};
template <class Other, class Given> using operand_t = typename operand<Other, Given>::type;

/// A value as it is kept.
template <class Stored, class Given> REFRACT_ONCE constexpr Stored as_stored(Given&& given) {
    if constexpr (std::is_same_v<Stored, float> && std::is_same_v<std::remove_cvref_t<Given>, double>)
        return narrow_real(given);
    else
        return static_cast<Stored>(static_cast<Given&&>(given));
}

template <class Other, class Given> REFRACT_ONCE constexpr operand_t<Other, Given> as_operand(Given&& given) {
    if constexpr (any_expression<Given> && std::is_empty_v<operand_t<Other, Given>>) {
        return {}; // GCC 16 does not copy it from a column in a constant
    } else if constexpr (any_expression<Given>) {
        return static_cast<Given&&>(given);
    } else {
        using stored = operand_storage_t<Other, Given>;
        if constexpr (!storable<stored>)
            require<explain<check_that<false, rule::operands_are_comparable, Other, Given>, Given>>();
        return {{{detail::as_stored<stored>(static_cast<Given&&>(given))}}};
    }
}

/// The type an operand has for the operator's other side.
template <class Given> struct met_type {
    using type = void;
};
template <any_expression Given> struct met_type<Given> {
    using type = typename std::remove_cvref_t<Given>::type;
};
template <class Given> using met_type_t = typename met_type<Given>::type;

struct refused_node : node_base<refused_node, refused_type> {
    static constexpr node describe() { return {.kind = node_kind::refused}; }
};
using refused_expression = expression<refused_node, values<>>;
/// Reports a mistake and stands for the expression that cannot be made, so that no further error follows.
template <class Mistake, class Node = refused_node> constexpr auto refused() {
    require<Mistake>();
    return expression<Node, values<>>{};
}

/// Joins the values of operands under a new node.
template <class Node, class... Operand> REFRACT_ONCE constexpr auto make_expression(Operand... operand) {
    using all = decltype(detail::concat_all(operand.bound...));
    return expression<Node, all>{detail::concat_all(static_cast<Operand&&>(operand).bound...)};
}

template <operation Op, class Type, class Left, class Right> struct binary_node
    : node_base<binary_node<Op, Type, Left, Right>, Type, Left, Right> {
    static constexpr node describe() { return {.kind = node_kind::binary, .op = Op}; }
};
template <operation Op, class Left, class Right>
inline constexpr bool is_comparison<binary_node<Op, bool, Left, Right>> =
    Op == operation::equal || Op == operation::not_equal || Op == operation::less || Op == operation::less_equal ||
    Op == operation::greater || Op == operation::greater_equal;
/// A test of text with the character that makes wildcards plain.
template <operation Op, class... Operand> struct escaped_node
    : node_base<escaped_node<Op, Operand...>, bool, Operand...> {
    static constexpr node describe() { return {.kind = node_kind::binary, .op = Op}; }
};
template <operation Op, class Type, class Operand> struct unary_node
    : node_base<unary_node<Op, Type, Operand>, Type, Operand> {
    static constexpr node describe() { return {.kind = node_kind::unary, .op = Op}; }
};
template <operation Op, class Type, class... Argument> struct function_node
    : node_base<function_node<Op, Type, Argument...>, Type, Argument...> {
    static constexpr node describe() { return {.kind = node_kind::function, .op = Op}; }
};

template <fixed_string Name, class Operand> struct named_node
    : node_base<named_node<Name, Operand>, typename Operand::type, Operand> {
    static constexpr node describe() { return {.kind = node_kind::named, .alias = Name.view()}; }
};
template <class Node> inline constexpr bool is_named_node = false;
template <fixed_string Name, class Operand> inline constexpr bool is_named_node<named_node<Name, Operand>> = true;

template <fixed_string Name, class Operand> struct collated_node
    : node_base<collated_node<Name, Operand>, typename Operand::type, Operand> {
    static constexpr node describe() {
        return {.kind = node_kind::function, .op = operation::collate, .alias = Name.view()};
    }
};

template <bool Descending, nulls_order Nulls, class Operand> struct ordering_node
    : node_base<ordering_node<Descending, Nulls, Operand>, typename Operand::type, Operand> {
    static constexpr node describe() { return {.kind = node_kind::ordering, .descending = Descending, .nulls = Nulls}; }
};
/// What is said to an order as if it were an expression.
struct order_parts : beside::no_operand<rule::order_stands_last> {
    template <class... Said> constexpr auto asc(const Said&...) const { return refused_order<Said...>(); }
    template <class... Said> constexpr auto desc(const Said&...) const { return refused_order<Said...>(); }

private:
    template <class... Said> static constexpr auto refused_order() {
        return refused<failed<rule::order_stands_last, Said...>>();
    }
};
/// An expression with the direction in which it orders.
template <bool Descending, nulls_order Nulls, class Node, class Values> struct ordering_term : order_parts {
    using node_type = ordering_node<Descending, Nulls, Node>;
    [[no_unique_address]] Values bound;

    template <class... Unwanted> constexpr auto nulls_first(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return ordering_term<Descending, nulls_order::first, Node, Values>{{}, bound};
    }
    template <class... Unwanted> constexpr auto nulls_last(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return ordering_term<Descending, nulls_order::last, Node, Values>{{}, bound};
    }
};

/// What an order is made of: expressions, with a direction or without.
template <class Part>
concept order_part = requires { typename Part::node_type; } && !is_assignment<Part>;

/// The node by which a term of `order_by` orders; a plain expression ascends.
template <class Term> struct ordering_of {
    using type = typename Term::node_type;
};
template <any_expression Term> struct ordering_of<Term> {
    using type = ordering_node<false, nulls_order::unspecified, typename Term::node_type>;
};
template <class Term> using ordering_node_of = typename ordering_of<Term>::type;

// Defined with lists, between and text operators, which complete this class's members.
template <bool Negated, class Self, class... Item> REFRACT_ONCE constexpr auto make_in(Self self, Item&&... item);
template <bool Negated, class Self, class Low, class High>
REFRACT_ONCE constexpr auto make_between(Self self, Low&& low, High&& high);

/// An operator between two operands, one of which may be a plain value.
///
/// Each query has its own instance of this, so it calls only what many queries share.
template <operation Op, class Type, class Left, class Right>
REFRACT_ONCE constexpr auto make_binary(Left&& left, Right&& right) {
    using first = operand_t<met_type_t<Right>, Left>;
    using second = operand_t<met_type_t<Left>, Right>;
    using made = expression<binary_node<Op, Type, typename first::node_type, typename second::node_type>,
                            joined<typename first::bound_type, typename second::bound_type>>;
    if constexpr (any_expression<Left> && any_expression<Right>)
        return made{detail::concat(static_cast<Left&&>(left).bound, static_cast<Right&&>(right).bound)};
    else if constexpr (any_expression<Left>)
        return made{detail::concat(static_cast<Left&&>(left).bound,
                                   detail::as_operand<met_type_t<Left>>(static_cast<Right&&>(right)).bound)};
    else
        return made{detail::concat(detail::as_operand<met_type_t<Right>>(static_cast<Left&&>(left)).bound,
                                   static_cast<Right&&>(right).bound)};
}

// Of too few operands, or too many.
template <operation Op, class Left, class... Given> constexpr auto make_text_test(const Left&, Given&&...) {
    return refused<failed<rule::arguments_are_counted, Given...>>();
}
template <bool Negated, class Left, class... Given> constexpr auto make_between(const Left&, Given&&...) {
    return refused<failed<rule::arguments_are_counted, Given...>>();
}
template <operation Op, class Left, class... Given> constexpr auto make_comparison(const Left&, Given&&...) {
    return refused<failed<rule::arguments_are_counted, Given...>>();
}
template <class Node, class Left, class... Given> constexpr auto make_contains(const Left&, Given&&...) {
    return refused<failed<rule::arguments_are_counted, Given...>>();
}

template <operation Op, class Left, class Right>
REFRACT_ONCE constexpr auto make_text_test(const Left& left, Right&& right) {
    using check = first_failed_t<check_text<typename Left::type>,
                                 check_text<typename operand_t<typename Left::type, Right>::type>>;
    if constexpr (is_passed<check>)
        return detail::make_binary<Op, bool>(left, static_cast<Right&&>(right));
    else
        return refused<explain<check, Right>>();
}
template <operation Op, class Left, class Pattern>
constexpr auto make_escaped_test(const Left& left, Pattern&& pattern, char escape) {
    using check = first_failed_t<check_text<typename Left::type>,
                                 check_text<typename operand_t<typename Left::type, Pattern>::type>>;
    if constexpr (is_passed<check>) {
        auto second = detail::as_operand<typename Left::type>(static_cast<Pattern&&>(pattern));
        using third = value_node<single_character>;
        using made = escaped_node<Op, typename Left::node_type, typename decltype(second)::node_type, third>;
        using held = decltype(detail::concat_all(left.bound, second.bound, values<single_character>{}));
        return expression<made, held>{detail::concat_all(left.bound, static_cast<decltype(second)&&>(second).bound,
                                                         values<single_character>{{{escape}}})};
    } else {
        return refused<explain<check, Pattern>>();
    }
}
/// Of a pattern, and maybe of the character that makes its wildcards plain.
template <operation Op, operation Escaped, class Left, class... Given>
REFRACT_ONCE constexpr auto make_pattern_test(const Left& left, Given&&... given) {
    return detail::make_text_test<Op>(left, static_cast<Given&&>(given)...);
}
template <operation Op, operation Escaped, class Left, class Pattern, class Escape>
constexpr auto make_pattern_test(const Left& left, Pattern&& pattern, Escape&& escape) {
    if constexpr (std::is_same_v<std::remove_cvref_t<Escape>, char>)
        return detail::make_escaped_test<Escaped>(left, static_cast<Pattern&&>(pattern), escape);
    else
        return refused<failed<rule::escape_is_character, Escape>>();
}
template <operation Op, class Left, class Right> constexpr auto make_comparison(const Left& left, Right&& right) {
    using type = typename operand_t<typename Left::type, Right>::type;
    if constexpr (comparable_types<typename Left::type, type>())
        return detail::make_binary<Op, bool>(left, static_cast<Right&&>(right));
    else
        return refused<explain<check_comparable<typename Left::type, type>, Right>>();
}

/// A name is a part of the type, and all that is said.
template <fixed_string Name, class... Given> using check_name =
    first_failed_t<check_that<!Name.view().empty(), rule::text_is_constant, Given...>,
                   check_counted<sizeof...(Given) == 0, Given...>>;

/// How a type contains another one: as texts do. json.hpp and array.hpp say otherwise of theirs.
template <class Type> struct containment {
    template <class Left, class Right> static constexpr auto make(const Left& left, Right&& right) {
        return detail::make_text_test<operation::contains>(left, static_cast<Right&&>(right));
    }
};
template <class Node, class Left, class Right> constexpr auto make_contains(const Left& left, Right&& right) {
    return containment<typename Node::type>::make(left, static_cast<Right&&>(right));
}

/// An expression of SQL: what it is in its type, what it holds in its values.
template <class Node, class Values> struct expression {
    using node_type = Node;
    using bound_type = Values;
    using expression_type = expression;
    using type = typename Node::type;
    [[no_unique_address]] Values bound;

    template <class... Unwanted> REFRACT_ONCE constexpr auto asc(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return ordering_term<false, nulls_order::unspecified, Node, Values>{{}, bound};
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto desc(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return ordering_term<true, nulls_order::unspecified, Node, Values>{{}, bound};
    }
    template <class... Unwanted> constexpr auto nulls_first(const Unwanted&...) const {
        return refused<failed<rule::order_stands_last, expression, Unwanted...>>();
    }
    template <class... Unwanted> constexpr auto nulls_last(const Unwanted&...) const {
        return refused<failed<rule::order_stands_last, expression, Unwanted...>>();
    }
    // Its type is said, as std::tuple asks whether it could be assigned.
    template <class Value> constexpr refused_expression operator=(const Value&) const {
        return refused<failed<rule::condition_compares, expression, Value>>();
    }
    // A part of what it holds, which the program has not; documents and arrays have functions for theirs.
    template <class Place> constexpr refused_expression operator[](const Place&) const {
        return refused<failed<rule::operator_is_of_sql, expression, Place>>();
    }
    /// In `if`, `?:` and the like.
    template <class Refused = void> constexpr explicit operator bool() const {
        require<failed<rule::only_database_knows, Refused>>();
        return false;
    }
    /// `AS`: a name for it, `band.as<"band">()`. It is selected, and alone in `group_by` and `order_by` it is the name
    /// that is printed, so that an expression that holds values can be grouped by; elsewhere it is the expression, with
    /// the same values. Errors: `refract::error` if one name stands for different values.
    template <fixed_string Name = "", class... Unwanted> REFRACT_ONCE constexpr auto as(const Unwanted&...) const {
        using check =
            first_failed_t<check_name<Name, Unwanted...>, check_that<!is_named_node<Node>, rule::clause_once>>;
        if constexpr (is_passed<check>)
            return expression<named_node<Name, Node>, Values>{bound};
        else
            return refused<check>();
    }
    /// `LIKE`: % and _ are wildcards, all else is itself, a backslash too; SQLite ignores the case of ASCII letters,
    /// PostgreSQL does not. Behind `escape` a wildcard is a plain character: like("100!%%", '!').
    template <class... Given> REFRACT_ONCE constexpr auto like(Given&&... given) const {
        return detail::make_pattern_test<operation::like, operation::like_escaped>(*this,
                                                                                   static_cast<Given&&>(given)...);
    }
    template <class... Given> constexpr auto not_like(Given&&... given) const {
        return detail::make_pattern_test<operation::not_like, operation::not_like_escaped>(
            *this, static_cast<Given&&>(given)...);
    }
    /// `ILIKE` on PostgreSQL, `LIKE` on SQLite: the case of letters does not matter.
    template <class... Given> constexpr auto ilike(Given&&... given) const {
        return detail::make_pattern_test<operation::ilike, operation::ilike_escaped>(*this,
                                                                                     static_cast<Given&&>(given)...);
    }
    /// Whether the text begins with exactly this, case included; % and _ are plain characters.
    template <class... Text> REFRACT_ONCE constexpr auto starts_with(Text&&... text) const {
        return detail::make_text_test<operation::starts_with>(*this, static_cast<Text&&>(text)...);
    }
    template <class... Text> REFRACT_ONCE constexpr auto ends_with(Text&&... text) const {
        return detail::make_text_test<operation::ends_with>(*this, static_cast<Text&&>(text)...);
    }
    /// The same anywhere in the text. A JSON document contains another one, an array other arrays (PostgreSQL).
    template <class... Text> REFRACT_ONCE constexpr auto contains(Text&&... text) const {
        return detail::make_contains<Node>(*this, static_cast<Text&&>(text)...);
    }
    /// Whether a regular expression is found in the text (PostgreSQL, whose syntax it has); `(?i)` at its beginning
    /// ignores case. Errors: `conversion_error` for what is no regular expression.
    template <class... Pattern> REFRACT_ONCE constexpr auto matches(Pattern&&... pattern) const {
        return detail::make_text_test<operation::matches>(*this, static_cast<Pattern&&>(pattern)...);
    }
    /// Under the rule of a collation: compared, ordered and grouped by it. "binary" means by bytes on every database;
    /// other names are those that the database has.
    template <fixed_string Name = "", class... Unwanted> REFRACT_ONCE constexpr auto collate(const Unwanted&...) const {
        using check = first_failed_t<check_name<Name, Unwanted...>, check_text<type>>;
        if constexpr (is_passed<check>)
            return detail::make_expression<collated_node<Name, Node>>(*this);
        else
            return refused<check>();
    }
    /// `IN`: single values, `in(1, 2, 3)`, or one range, which is bound as one parameter.
    template <class... Item> REFRACT_ONCE constexpr auto in(Item&&... item) const {
        return detail::make_in<false>(*this, static_cast<Item&&>(item)...);
    }
    template <class Item> REFRACT_ONCE constexpr auto in(std::initializer_list<Item> list) const {
        return detail::make_in<false>(*this, list);
    }
    template <class... Item> REFRACT_ONCE constexpr auto not_in(Item&&... item) const {
        return detail::make_in<true>(*this, static_cast<Item&&>(item)...);
    }
    template <class Item> REFRACT_ONCE constexpr auto not_in(std::initializer_list<Item> list) const {
        return detail::make_in<true>(*this, list);
    }
    template <class... Bound> REFRACT_ONCE constexpr auto between(Bound&&... bounds) const {
        return detail::make_between<false>(*this, static_cast<Bound&&>(bounds)...);
    }
    template <class... Bound> REFRACT_ONCE constexpr auto not_between(Bound&&... bounds) const {
        return detail::make_between<true>(*this, static_cast<Bound&&>(bounds)...);
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto is_null(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return detail::make_expression<unary_node<operation::is_null, bool, Node>>(*this);
    }
    template <class... Unwanted> REFRACT_ONCE constexpr auto is_not_null(const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return detail::make_expression<unary_node<operation::is_not_null, bool, Node>>(*this);
    }
    /// Equality for which NULL equals NULL: `IS` on SQLite, `IS NOT DISTINCT FROM` on PostgreSQL.
    template <class... Right> REFRACT_ONCE constexpr auto is_not_distinct_from(Right&&... right) const {
        return detail::make_comparison<operation::is_not_distinct_from>(*this, static_cast<Right&&>(right)...);
    }
    template <class... Right> REFRACT_ONCE constexpr auto is_distinct_from(Right&&... right) const {
        return detail::make_comparison<operation::is_distinct_from>(*this, static_cast<Right&&>(right)...);
    }

    /// Whether all columns are of one table; a query inside reads others.
    static constexpr bool is_of(table_ref table) {
        for (const node& each : nodes_of<Node>)
            if (each.query || (each.kind == node_kind::column && each.table != table)) return false;
        return true;
    }
    /// Of an expression that stands in a model.
    using check_constants =
        first_failed_t<check_that<(Values::size <= max_expression_literals), rule::model_constants_fit>,
                       check_that<!holds_encoded<Values>, rule::model_constants_are_plain>>;
    /// The expression as constant data, for DDL: its values become literals.
    constexpr expression_info describe() const {
        expression_info info{.nodes = nodes_of<Node>.data(), .node_count = Node::size};
        describe_values(info, bound);
        return info;
    }

private:
    template <std::size_t... Index, class... Value> static constexpr void
    describe_values(expression_info& info, const value_slots<std::index_sequence<Index...>, Value...>& all) {
        require<check_constants>();
        if constexpr (is_passed<check_constants>)
            ((info.values[Index] = detail::make_literal(detail::get<Index>(all))), ...);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

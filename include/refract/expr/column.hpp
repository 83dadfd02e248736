// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/write.hpp>
#include <refract/base/values.hpp>
#include <refract/expr/expression.hpp>
#include <refract/expr/operators.hpp>
#include <refract/meta/member.hpp>
#include <refract/schema/model.hpp>
#include <refract/schema/source.hpp>

#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a member is seen to be no column without its model, which need not be complete here.
template <auto Member> inline constexpr bool stands_for_several =
    !is_connected<Member> || (std::is_class_v<member_type<Member>> && !storable<member_type<Member>>);
/// The type of a column's values.
template <auto Member> struct column_value {
    using type = without_optional<member_type<Member>>;
};
template <auto Member> constexpr auto refuse_column() {
    require<check_that<false, rule::member_is_column, member_owner<Member>, member_type<Member>>>();
    return refused_type{};
}
template <auto Member>
    requires stands_for_several<Member>
struct column_value<Member> {
    using type = decltype(refuse_column<Member>());
};

template <auto Member, class Source> struct column_node
    : node_base<column_node<Member, Source>, typename column_value<Member>::type> {
    static constexpr node describe() {
        return {.kind = node_kind::column,
                .column = static_cast<std::uint16_t>(member_index<Member>),
                .table = &table_of<source_table<Source>>,
                .alias = source_traits<Source>::alias_name};
    }
};

/// A field of a shape, whose columns are called by its model.
template <class Shape> constexpr auto refuse_field_of() {
    require<failed<rule::shape_is_no_model, Shape>>();
    return refused_type{};
}
template <auto Member, class Source>
    requires(is_of_other_model<member_owner<Member>>())
struct column_node<Member, Source>
    : node_base<column_node<Member, Source>, decltype(refuse_field_of<member_owner<Member>>())> {
    static constexpr node describe() { return refused_node::describe(); }
};

/// A column of the written row as it was before, or is behind the write.
template <auto Member, class Source, row_side Side> struct side_node
    : node_base<side_node<Member, Source, Side>, without_optional<member_type<Member>>> {
    static constexpr node describe() {
        node made = column_node<Member, Source>::describe();
        made.side = Side;
        return made;
    }
};

template <auto Member> struct excluded_node : node_base<excluded_node<Member>, without_optional<member_type<Member>>> {
    static constexpr node describe() {
        return {.kind = node_kind::excluded,
                .column = static_cast<std::uint16_t>(member_index<Member>),
                .table = &table_of<member_owner<Member>>};
    }
};

template <auto Member, class Source, class Value> struct assignment_node
    : node_base<assignment_node<Member, Source, Value>, typename Value::type, Value> {
    static constexpr node describe() {
        return {.kind = node_kind::assignment,
                .column = static_cast<std::uint16_t>(member_index<Member>),
                .table = &table_of<source_table<Source>>};
    }
};

/// `column = value`, for insert and update.
template <auto Member, class Source, class Value, class Values> struct assignment
    : beside::no_operand<rule::condition_compares> {
    using node_type = assignment_node<Member, Source, Value>;
    using field = member_type<Member>;
    [[no_unique_address]] Values bound;
};

/// Why a value cannot be assigned to a field.
template <class Field, class Value> using comparable_mistake =
    std::conditional_t<brings_null_items<without_optional<Field>, without_optional<Value>>,
                       failed<rule::assignment_is_never_null, Field, Value>,
                       failed<rule::assignment_keeps_digits, Field, Value>>;
template <class Field, class Value, class Given> using assignment_mistake =
    explain<std::conditional_t<comparable_types<without_optional<Field>, Value>(), comparable_mistake<Field, Value>,
                               failed<rule::assignment_fits, Field, Value>>,
            Given>;

/// SQL's NULL.
template <class Type> struct null_node : node_base<null_node<Type>, Type> {
    static constexpr node describe() { return {.kind = node_kind::null}; }
};

/// What columns of some types offer beside what every column does: json.hpp has it for documents.
template <class Column, class Type> struct column_parts {};

/// What `set` is given; of what was refused something has been said.
template <bool Assigns, class... Given> using check_set_items =
    check_that<Assigns || (std::is_same_v<Given, refused_expression> || ...), rule::set_takes_assignments, Given...>;

/// A column of a model: an expression that can also be assigned.
template <auto Member, class Source> struct column_expression
    : expression<column_node<Member, Source>, values<>>,
      column_parts<column_expression<Member, Source>, without_optional<member_type<Member>>> {
    using field = member_type<Member>;

    column_expression() = default;
    column_expression(const column_expression&) = default;

    /// An assignment for `.set(...)`; it changes nothing by itself.
    template <class Value> REFRACT_ONCE constexpr auto operator=(Value&& value) const {
        if constexpr (is_nullopt<Value>) {
            using check = check_that<is_optional<field>, rule::assignment_is_never_null, field, std::nullopt_t>;
            require<check>();
            if constexpr (is_passed<check>)
                return assignment<Member, Source, null_node<without_optional<field>>, values<>>{};
            else
                return refused_assignment{};
        } else {
            using assigned = operand_t<without_optional<field>, Value>;
            if constexpr (assignable_types<field, typename assigned::type>()) {
                return assignment<Member, Source, typename assigned::node_type, typename assigned::bound_type>{
                    {}, detail::as_operand<without_optional<field>>(static_cast<Value&&>(value)).bound};
            } else {
                require<assignment_mistake<field, typename assigned::type, Value>>();
                return refused_assignment{};
            }
        }
    }
    /// The column itself, as an upsert writes it that wants the row back: `do_update(name = name).returning(id)`.
    REFRACT_ONCE constexpr auto operator=(const column_expression& itself) const {
        return this->template operator= <const column_expression&>(itself);
    }
    template <class Value> REFRACT_ONCE constexpr auto operator+=(Value&& value) const {
        return *this = *this + static_cast<Value&&>(value);
    }
    template <class Value> REFRACT_ONCE constexpr auto operator-=(Value&& value) const {
        return *this = *this - static_cast<Value&&>(value);
    }
    template <class Value> REFRACT_ONCE constexpr auto operator*=(Value&& value) const {
        return *this = *this * static_cast<Value&&>(value);
    }
    template <class Value> REFRACT_ONCE constexpr auto operator/=(Value&& value) const {
        return *this = *this / static_cast<Value&&>(value);
    }

    template <class... Given> constexpr refused_expression operator()(const Given&...) const {
        return refused<failed<rule::operator_is_of_sql, Given...>>();
    }
    template <class Refused = void> constexpr auto operator->() const {
        require<failed<rule::operator_is_of_sql, Refused>>();
        return this;
    }

private:
    /// The column assigned to itself, of which nothing further can be wrong.
    using refused_assignment = assignment<Member, Source, column_node<Member, Source>, values<>>;
};
template <auto Member, class Source> inline constexpr bool is_expression<column_expression<Member, Source>> = true;

} // namespace detail

/// In an upsert: the value that was to be inserted into a column: `excluded<&User::name>`.
template <auto Member> inline constexpr detail::expression<detail::excluded_node<Member>, detail::values<>> excluded{};

/// In `returning`, the value that a column had before the write, and has after it: `old_value<&User::name>` (PostgreSQL
/// from 18 on). A row that an insert made had none; an insert that may update, and a merge, give a std::optional.
template <auto Member, class Source = detail::member_owner<Member>>
inline constexpr detail::expression<detail::side_node<Member, Source, detail::row_side::before>, detail::values<>>
    old_value{};
template <auto Member, class Source = detail::member_owner<Member>>
inline constexpr detail::expression<detail::side_node<Member, Source, detail::row_side::after>, detail::values<>>
    new_value{};

/// A column of a query: `col<&User::id>`, or `col<&User::id, manager>` of an alias or of another table of the model.
template <auto Member, class Source = detail::member_owner<Member>>
inline constexpr detail::column_expression<Member, Source> col{};

} // namespace v0
} // namespace refract

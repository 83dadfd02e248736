// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/expression.hpp>

#include <type_traits>

/// \file
/// Operators beside what is no operand: orders, assignments, windows, whole queries and the like. They stand in a
/// namespace in which the compiler looks only for types that derive from `no_operand`, so that expressions do not pay
/// for them; and they take the other side by a conversion, so that operators of a program go first.

namespace refract {
inline namespace v0 {
namespace detail {
namespace beside {

/// Whether a comma behind it loses it: what a step before has changed is kept, as in `((given |= condition), ...)`.
template <class Left>
concept is_thrown_away = !std::is_lvalue_reference_v<Left> || std::is_const_v<std::remove_reference_t<Left>>;

template <class Type>
concept misplaced = requires { std::remove_cvref_t<Type>::beside_operator; };

/// The other side: behind what is misplaced anything, in front of it anything else.
struct other_side {
    template <class Given> constexpr other_side(const Given&) {}
};
struct first_side {
    template <class Given>
        requires(!misplaced<Given>)
    constexpr first_side(const Given&) {}
};
/// What may be shifted: << and >> of classes are asked of streams.
struct shifted {
    template <class Given>
        requires(!std::is_class_v<Given>)
    constexpr shifted(const Given&) {}
};
template <class Operand> constexpr refused_expression refuse() {
    return refused<failed<Operand::beside_operator, Operand>>();
}

#define REFRACT_REFUSE_BESIDE(operation, first)                                                                        \
    template <misplaced Left> constexpr refused_expression operator operation(const Left&, other_side) {               \
        return beside::refuse<Left>();                                                                                 \
    }                                                                                                                  \
    template <misplaced Right> constexpr refused_expression operator operation(first, const Right&) {                  \
        return beside::refuse<Right>();                                                                                \
    }
REFRACT_REFUSE_BESIDE(==, first_side)
REFRACT_REFUSE_BESIDE(!=, first_side)
// Else an equality would be turned round, and both be as good.
template <misplaced Left, misplaced Right> constexpr refused_expression operator==(const Left&, const Right&) {
    return beside::refuse<Left>();
}
template <misplaced Left, misplaced Right> constexpr refused_expression operator!=(const Left&, const Right&) {
    return beside::refuse<Left>();
}
REFRACT_REFUSE_BESIDE(<, first_side)
REFRACT_REFUSE_BESIDE(<=, first_side)
REFRACT_REFUSE_BESIDE(>, first_side)
REFRACT_REFUSE_BESIDE(>=, first_side)
REFRACT_REFUSE_BESIDE(+, first_side)
REFRACT_REFUSE_BESIDE(-, first_side)
REFRACT_REFUSE_BESIDE(*, first_side)
REFRACT_REFUSE_BESIDE(/, first_side)
REFRACT_REFUSE_BESIDE(%, first_side)
REFRACT_REFUSE_BESIDE(&, first_side)
REFRACT_REFUSE_BESIDE(^, first_side)
REFRACT_REFUSE_BESIDE(&&, first_side)
REFRACT_REFUSE_BESIDE(||, first_side)
REFRACT_REFUSE_BESIDE(+=, first_side)
REFRACT_REFUSE_BESIDE(<<, shifted)
#undef REFRACT_REFUSE_BESIDE
template <misplaced Left, class Right>
    requires is_thrown_away<Left>
constexpr refused_expression operator,(Left&&, const Right&) {
    return refused<failed<rule::comma_keeps_nothing, std::remove_cvref_t<Left>>>();
}
/// A stream of the standard library's, or one like it.
template <class Type>
concept stream_like = requires {
    typename Type::char_type;
    typename Type::traits_type;
};
template <stream_like Stream, misplaced Right> constexpr Stream& operator<<(Stream& stream, const Right&) {
    require<failed<rule::expression_is_not_printed, Right>>();
    return stream;
}

// A part of a query stands behind |, and beside a query its operator answers.
template <misplaced Left>
    requires(!query_like<Left>)
constexpr refused_expression operator|(const Left&, other_side) {
    return beside::refuse<Left>();
}
template <misplaced Right> constexpr refused_expression operator|(first_side, const Right&) {
    return beside::refuse<Right>();
}
#define REFRACT_REFUSE_BEFORE(operation)                                                                               \
    template <misplaced Operand> constexpr refused_expression operator operation(const Operand&) {                     \
        return beside::refuse<Operand>();                                                                              \
    }
REFRACT_REFUSE_BEFORE(!)
REFRACT_REFUSE_BEFORE(-)
REFRACT_REFUSE_BEFORE(+)
REFRACT_REFUSE_BEFORE(~)
#undef REFRACT_REFUSE_BEFORE

} // namespace beside

// What is changed is a column, conditions that grow are predicates, and bits have functions.
#define REFRACT_REFUSE_CHANGE(operation, told)                                                                         \
    template <any_expression Left> constexpr refused_expression operator operation(const Left&, beside::other_side) {  \
        return refused<failed<rule::told, Left>>();                                                                    \
    }
REFRACT_REFUSE_CHANGE(+=, operator_is_of_sql)
REFRACT_REFUSE_CHANGE(-=, operator_is_of_sql)
REFRACT_REFUSE_CHANGE(%=, operator_is_of_sql)
REFRACT_REFUSE_CHANGE(&=, expression_does_not_grow)
REFRACT_REFUSE_CHANGE(|=, expression_does_not_grow)
REFRACT_REFUSE_CHANGE(^=, expression_does_not_grow)
REFRACT_REFUSE_CHANGE(<<=, expression_does_not_grow)
REFRACT_REFUSE_CHANGE(>>=, expression_does_not_grow)
#undef REFRACT_REFUSE_CHANGE
template <any_expression Right> constexpr refused_expression operator<<(beside::shifted, const Right&) {
    return refused<failed<rule::bits_have_functions, Right>>();
}
template <any_expression Right> constexpr refused_expression operator>>(beside::shifted, const Right&) {
    return refused<failed<rule::bits_have_functions, Right>>();
}
template <beside::stream_like Stream, any_expression Right> constexpr Stream& operator<<(Stream& stream, const Right&) {
    require<failed<rule::expression_is_not_printed, Right>>();
    return stream;
}
template <class Left, class Right>
    requires(any_expression<std::remove_cvref_t<Left>> && beside::is_thrown_away<Left>)
constexpr refused_expression operator,(Left&&, const Right&) {
    return refused<failed<rule::comma_keeps_nothing, std::remove_cvref_t<Left>, Right>>();
}

} // namespace detail
} // namespace v0
} // namespace refract

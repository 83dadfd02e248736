// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/function.hpp>
#include <refract/base/rules/query.hpp>
#include <refract/base/rules/result.hpp>
#include <refract/base/rules/write.hpp>
#include <refract/schema/sql_type.hpp>

#include <optional>
#include <string_view>
#include <type_traits>

/// \file
/// What a wrong operand was probably meant as. Looked at only once a check has failed, so that a right program does
/// not pay for it.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Node, class Values> struct expression;

template <class> inline constexpr bool is_expression = false;
template <class Node, class Values> inline constexpr bool is_expression<expression<Node, Values>> = true;
template <class Type>
concept any_expression = is_expression<std::remove_cvref_t<Type>>;

template <auto Member, class Source, class Value, class Values> struct assignment;

template <class> inline constexpr bool is_assignment = false;
template <auto Member, class Source, class Value, class Values>
inline constexpr bool is_assignment<assignment<Member, Source, Value, Values>> = true;

/// Whether a node is a comparison, which orders as little as a boolean does.
template <class Node> inline constexpr bool is_comparison = false;

template <class Type> inline constexpr bool is_nullopt = std::is_same_v<std::remove_cvref_t<Type>, std::nullopt_t>;
template <class Type> inline constexpr bool is_optional_value = is_optional<std::remove_cvref_t<Type>>;

/// Pointers, plain and smart; not the C strings, which are text.
template <class Type>
concept pointer_like =
    (std::is_pointer_v<Type> && !std::is_convertible_v<Type, std::string_view>) || requires(const Type& pointer) {
        typename Type::element_type;
        pointer.get();
        *pointer;
    };

/// Whether it is a window function without its window.
template <class Type> inline constexpr bool lacks_window = false;

/// A query, which is no value of its own.
template <class Type>
concept query_like = requires { typename Type::query_type; };

/// A function of the program, which the database cannot call.
template <class Type>
concept function_like = std::is_function_v<std::remove_pointer_t<Type>> || requires { &Type::operator(); };

/// The mistake that a value itself is, as an operand; `passed` if it is none that people make.
template <class Given> consteval auto operand_mistake() {
    using value = std::decay_t<Given>;
    if constexpr (std::is_member_pointer_v<value>)
        return failed<rule::operand_is_column, value>{};
    else if constexpr (std::is_null_pointer_v<value>)
        return failed<rule::null_is_nullopt>{};
    else if constexpr (function_like<value>)
        return failed<rule::function_is_of_program, value>{};
    else if constexpr (pointer_like<value>)
        return failed<rule::operand_is_value, value>{};
    else if constexpr (is_nullopt<value> || is_optional_value<value>)
        return failed<rule::optional_needs_null_safe, value>{};
    else if constexpr (is_assignment<value>)
        return failed<rule::condition_compares, value>{};
    else if constexpr (lacks_window<value>)
        return failed<rule::function_has_window, value>{};
    else if constexpr (query_like<value>)
        return failed<rule::query_is_no_value, value>{};
    else
        return passed{};
}

struct no_argument {};
/// What stands behind the first argument, which is the one that is spoken of.
struct further_argument {
    constexpr further_argument() = default;
    template <class Given> constexpr further_argument(const Given&) {}
};

/// What a function is given that is no expression.
template <class Given> using function_mistake = std::conditional_t<
    std::is_member_pointer_v<std::decay_t<Given>>, failed<rule::operand_is_column, Given>,
    first_failed_t<check_that<!lacks_window<Given>, rule::function_has_window, Given>,
                   check_that<!function_like<std::decay_t<Given>>, rule::function_is_of_program, Given>,
                   check_that<!std::is_same_v<Given, no_argument>, rule::arguments_are_counted>,
                   failed<rule::function_takes_expression, Given>>>;
/// What a clause is given that is none.
template <class... Given> using clause_mistake =
    first_failed_t<check_that<!(lacks_window<Given> || ...), rule::function_has_window, Given...>,
                   check_that<!(query_like<Given> || ...), rule::query_is_no_value, Given...>,
                   check_that<!(function_like<std::decay_t<Given>> || ...), rule::function_is_of_program, Given...>,
                   failed<rule::clause_takes_expressions, Given...>>;

/// Takes what a function of SQL is given by mistake, and says so. It is made by a conversion, so that of all functions
/// with a name such as abs the compiler takes one with this parameter last, and those of other libraries go first.
struct wrong_argument {
    template <class Given> constexpr wrong_argument(const Given&) { require<function_mistake<Given>>(); }
};

/// Whether what takes a number of arguments has so many.
template <bool Holds, class... Given> using check_counted = check_that<Holds, rule::arguments_are_counted, Given...>;

/// Why these operands, which a check has refused with `Otherwise`, do not belong together.
template <class Otherwise, class... Given> using explain =
    first_failed_t<decltype(operand_mistake<Given>())..., Otherwise>;

/// Whether it is a condition that the run time puts together, which stands in few places.
template <class Type> inline constexpr bool is_predicate = false;
template <class Type> inline constexpr bool is_group_predicate = false;

/// What stands in the place of a condition or beside one, and is no expression.
template <class Given> using condition_mistake =
    explain<first_failed_t<check_that<!is_predicate<Given>, rule::predicate_stands_in_where, Given>,
                           check_that<!is_group_predicate<Given>, rule::condition_is_of_rows_or_groups, Given>,
                           check_that<!std::is_same_v<Given, bool>, rule::flag_is_no_condition, Given>,
                           failed<rule::condition_is_boolean, Given>>,
            Given>;

/// The same of several, or of none, where one condition is meant.
template <class... Given> using conditions_mistake =
    first_failed_t<check_that<(sizeof...(Given) < 2) ||
                                  !((any_expression<Given> || is_predicate<Given> || is_group_predicate<Given>) || ...),
                              rule::one_condition, Given...>,
                   condition_mistake<Given>..., failed<rule::condition_is_boolean, Given...>>;

/// A bool of the program, and what may be a condition.
template <class... Given> inline constexpr bool flag_and_value = false;
template <class Flag, class Condition> inline constexpr bool flag_and_value<Flag, Condition> =
    std::is_convertible_v<Flag, bool>;
template <class... Given> inline constexpr bool flag_and_expression = false;
template <class Flag, class Condition> inline constexpr bool flag_and_expression<Flag, Condition> =
    std::is_convertible_v<Flag, bool> && any_expression<Condition>;
template <class... Given> consteval auto find_flagged_mistake() {
    if constexpr (flag_and_value<Given...>)
        return []<class Flag, class Condition>(type_list<Flag, Condition>) {
            return condition_mistake<Condition>{};
        }(type_list<Given...>{});
    else
        return failed<rule::flag_stands_first, Given...>{};
}
template <class... Given> inline constexpr bool begins_with_flag = false;
template <class Flag, class... Given> inline constexpr bool begins_with_flag<Flag, Given...> =
    std::is_convertible_v<Flag, bool>;
/// What stands in the place of a flag and a condition.
template <class... Given> using flagged_mistake = decltype(find_flagged_mistake<Given...>());

/// The same where a condition is meant.
struct wrong_condition {
    template <class Given>
        requires(!any_expression<Given>)
    constexpr wrong_condition(const Given&) {
        require<condition_mistake<Given>>();
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

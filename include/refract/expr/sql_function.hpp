// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>
#include <refract/expr/aggregate.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

/// \file
/// Functions that the program or its database has, as typed expressions.

namespace refract {
inline namespace v0 {

/// What is said of a function beside its types.
enum class function_kind : std::uint8_t {
    usual,
    deterministic, ///< the same arguments always have the same result: it may be called less often
};
inline constexpr function_kind deterministic = function_kind::deterministic;

namespace detail {

/// `Taken` has a bit for each operand whose NULL does not make the result NULL.
template <fixed_string Name, class Result, std::uint16_t Taken, class... Operand> struct own_function_node
    : node_base<own_function_node<Name, Result, Taken, Operand...>, read_type<without_optional<Result>>, Operand...> {
    static constexpr node describe() {
        return {.kind = node_kind::function,
                .op = operation::own,
                .nullable = is_optional<Result>,
                .column = Taken,
                .alias = Name.view()};
    }
};
template <fixed_string Name, class Result, bool Distinct, bool Filtered, class... Operand> struct own_aggregate_node
    : node_base<own_aggregate_node<Name, Result, Distinct, Filtered, Operand...>, read_type<without_optional<Result>>,
                Operand...> {
    static constexpr node describe() {
        return {.kind = node_kind::aggregate,
                .op = operation::own,
                .distinct = Distinct,
                .filtered = Filtered,
                .nullable = is_optional<Result>,
                .alias = Name.view()};
    }
};
template <fixed_string Name, class Result> struct own_aggregate {
    template <bool Distinct, bool Filtered, class... Operand> using node =
        own_aggregate_node<Name, Result, Distinct, Filtered, Operand...>;
};

/// An argument as it is declared: what a value becomes for it, and whether it takes one.
template <class Declared> struct declared_argument {
    using type = std::remove_cvref_t<Declared>;
    using stored = without_optional<type>;
    static constexpr bool takes_null = is_optional<type>;

    template <class Given> using operand_type = without_optional<typename operand_t<stored, Given>::type>;
    template <class Given> static consteval auto find_mistake() {
        if constexpr (takes_null && is_nullopt<Given>)
            return passed{};
        else if constexpr (is_nullopt<Given> || (!takes_null && is_optional_value<Given>))
            return operand_mistake<Given>();
        else
            return explain_argument<Given>();
    }
    template <class Given> static consteval auto explain_argument() {
        using own = check_that<assignable_types<stored, operand_type<Given>>(), rule::function_takes_declared, stored,
                               operand_type<Given>>;
        if constexpr (is_passed<own>)
            return own{};
        else
            return explain<own, Given>{};
    }
    template <class Given> using check = decltype(find_mistake<Given>());

    /// The operand, in the type that is declared: a database may have functions of one name for several types.
    template <class Given> static constexpr auto make(const Given& given) {
        if constexpr (is_nullopt<Given>) {
            return detail::as_operand<stored>(type{});
        } else {
            auto made = detail::as_operand<stored>(given);
            if constexpr (kind_of<without_optional<typename decltype(made)::type>> == kind_of<stored>)
                return made;
            else
                return detail::make_expression<cast_node<stored, typename decltype(made)::node_type>>(made);
        }
    }
};

template <class... Argument> struct declared_arguments {
    static constexpr std::uint16_t taken() {
        unsigned bits = 0, place = 1;
        ((bits |= declared_argument<Argument>::takes_null ? place : 0, place <<= 1), ...);
        return static_cast<std::uint16_t>(bits);
    }
    template <class... Given> static consteval auto find_mistake() {
        if constexpr (sizeof...(Given) != sizeof...(Argument))
            return failed<rule::function_takes_declared, Given...>{};
        else
            return first_failed_t<passed, typename declared_argument<Argument>::template check<Given>...>{};
    }
    template <class... Given> using check = decltype(find_mistake<Given...>());
};

} // namespace detail

/// A function of the database, or of a C++ lambda that a SQLite database is given with `define`:
///
///     inline constexpr refract::sql_function<"levenshtein", int(std::string_view, std::string_view)> levenshtein;
///     from<User>().where(levenshtein(col<&User::name>, "Ann") < 3)
///
/// SQL: `"levenshtein"("name", ?1)`; what stands before a dot in the name is its schema. An argument of another type
/// than the declared one is cast. NULL: a std::optional takes or gives it; without one NULL gives NULL.
template <fixed_string Name, class Signature, function_kind Kind = function_kind::usual> struct sql_function;

template <fixed_string Name, class Result, class... Argument, function_kind Kind>
struct sql_function<Name, Result(Argument...), Kind> {
    using signature = Result(Argument...);
    using result_type = Result;
    static constexpr std::string_view name = Name.view();
    static constexpr bool is_deterministic = Kind == function_kind::deterministic, is_aggregate = false;
    static_assert(sizeof...(Argument) <= 16, "refract: a function of the program's own has at most 16 arguments.");

    template <class... Given> constexpr auto operator()(const Given&... given) const {
        using declared = detail::declared_arguments<Argument...>;
        using check = typename declared::template check<Given...>;
        if constexpr (detail::is_passed<check>)
            return make(detail::declared_argument<Argument>::make(given)...);
        else
            return detail::refused<check>();
    }

private:
    template <class... Operand> static constexpr auto make(const Operand&... operand) {
        constexpr std::uint16_t taken = detail::declared_arguments<Argument...>::taken();
        return detail::make_expression<detail::own_function_node<Name, Result, taken, typename Operand::node_type...>>(
            operand...);
    }
};

/// An aggregate likewise: `inline constexpr refract::sql_aggregate<"median", std::optional<double>(double)> median`.
///
/// NULL: rows in which an argument is NULL are left out, unless it is declared as a std::optional. A std::optional
/// result is NULL of no rows. With `.distinct()`, `.order_by(...)`, `.filter(...)` and `.over(...)`.
template <fixed_string Name, class Signature> struct sql_aggregate;

template <fixed_string Name, class Result, class First, class... Rest>
struct sql_aggregate<Name, Result(First, Rest...)> {
    using signature = Result(First, Rest...);
    using result_type = Result;
    static constexpr std::string_view name = Name.view();
    static constexpr bool is_deterministic = false, is_aggregate = true;

    template <class... Given> constexpr auto operator()(const Given&... given) const {
        using check = typename detail::declared_arguments<First, Rest...>::template check<Given...>;
        if constexpr (detail::is_passed<check>)
            return convert(given...);
        else
            return detail::make_aggregate<detail::operation::count, detail::refused_type>(detail::refused<check>());
    }

private:
    template <class Leading, class... Given>
    static constexpr auto convert(const Leading& leading, const Given&... given) {
        return make(detail::declared_argument<First>::make(leading), detail::declared_argument<Rest>::make(given)...);
    }
    template <class... Operand> static constexpr auto make(const Operand&... operand) {
        using held = decltype(detail::concat_all(operand.bound...));
        return detail::open_aggregate<detail::own_aggregate<Name, Result>, false, held, typename Operand::node_type...>{
            {{detail::concat_all(operand.bound...)}}};
    }
};

} // namespace v0
} // namespace refract

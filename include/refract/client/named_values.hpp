// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/values.hpp>
#include <refract/expr/list.hpp>
#include <refract/query/builder.hpp>
#include <refract/schema/any_value.hpp>
#include <refract/tree/output.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// One name stands for one expression, whose values are bound once. That those at its other places are the same only
/// the run time knows; it looks at queries that have a name in two places.

namespace refract {
inline namespace v0 {
namespace detail {

/// Some of a query's values, which stand under a name that it has already.
struct repeated_name {
    std::string_view name{};
    std::size_t first = 0, again = 0, count = 0;
};

/// Finds them. What a query keeps for a part of the run time, and a flag, are one value each.
struct name_finder {
    static constexpr std::size_t most = 64;
    repeated_name found[most]{};
    std::size_t count = 0;

    /// The names of one statement, and where their values begin.
    struct names {
        repeated_name all[most]{};
        std::size_t count = 0;
    };

    constexpr std::size_t add_statement(const statement_view& statement, std::size_t at) {
        names own;
        for (const clause& each : statement) {
            if (each.query) at = add_statement(*each.query, at);
            if (is_dynamic(each.kind) || each.keeps_value) ++at;
            for (const node& item : items_of(each)) at = add_expression(item, at, own);
        }
        return at;
    }
    /// `at`: of the expression's first value; gives that of the first one behind it.
    constexpr std::size_t add_expression(const node& item, std::size_t at, names& own) {
        const std::size_t begins = at;
        if (item.kind == node_kind::value) ++at;
        for (const node& operand : operands_of(item)) at = add_expression(operand, at, own);
        if (item.query) at = add_statement(*item.query, at);
        if (item.kind == node_kind::named && at > begins) add_name(own, {item.alias, begins, begins, at - begins});
        return at;
    }

private:
    constexpr void add_name(names& own, repeated_name added) {
        for (std::size_t i = 0; i < own.count; ++i) {
            if (own.all[i].name != added.name) continue;
            added.first = own.all[i].first;
            if (count < most) found[count++] = added;
            return;
        }
        if (own.count < most) own.all[own.count++] = added;
    }
};
template <class Query> constexpr name_finder find_names() {
    name_finder finder;
    finder.add_statement(Query::view, 0);
    return finder;
}

/// Whether a name stands in a query more than once, so that its values have to be compared.
template <class Query> consteval bool find_repeated_names() {
    if constexpr (!any_query<Query>) // told about by the verb
        return false;
    else if constexpr (value_count<Query> < 2 || !has_node(Query::view, node_kind::named))
        return false;
    else
        return find_names<Query>().count > 0;
}
template <class Query> inline constexpr bool repeats_names = find_repeated_names<Query>();

namespace by_name {
template <class Left, class Right> bool are_same_values(const Left& left, const Right& right) {
    if constexpr (std::is_same_v<Left, Right> && requires { left.items; }) {
        return left.items == right.items;
    } else if constexpr (requires { any_value(left) == any_value(right); }) {
        return any_value(left) == any_value(right);
    } else {
        return true; // a part of the run time, or a flag: of a query inside
    }
}
template <std::size_t First, std::size_t Again, class Values, std::size_t... Index>
bool are_same_values(const Values& all, std::index_sequence<Index...>) {
    return (detail::are_same_values(detail::get<First + Index>(all), detail::get<Again + Index>(all)) && ...);
}
} // namespace by_name

[[noreturn]] inline void refuse_other_values(std::string_view name) {
    throw error("the name \"" + std::string(name) +
                "\" stands for different values in one query; keep the expression "
                "in a variable, and use that in select, group_by and order_by");
}

namespace by_name {
/// Errors: `refract::error` if a name has different values in a query.
template <class Query> void check_named_values(const Query& query) {
    static constexpr name_finder names = find_names<Query>();
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        const auto check = [&]<std::size_t Number>(std::integral_constant<std::size_t, Number>) {
            constexpr repeated_name each = names.found[Number];
            if (!detail::are_same_values<each.first, each.again>(query.bound, std::make_index_sequence<each.count>{}))
                refuse_other_values(each.name);
        };
        (check(std::integral_constant<std::size_t, Index>{}), ...);
    }(std::make_index_sequence<names.count>{});
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with names of expressions, pages, and the forms of groups.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number name_is_no_column{163};
}
template <class... About> struct sentence<failed<rule::name_is_no_column, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: an expression has the name of a column of the query's tables, which a database takes for the column. Give it another one: .as<\"name\">(). [E163]");
    }
};

namespace rule {
inline constexpr rule_number name_is_selected{164};
}
template <class... About> struct sentence<failed<rule::name_is_selected, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: group_by or order_by has the name of an expression that the query does not select. Select it under this name, .select(x.as<\"name\">()), or leave .as out. [E164]");
    }
};

namespace rule {
inline constexpr rule_number name_means_one_expression{165};
}
template <class... About> struct sentence<failed<rule::name_means_one_expression, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: one name stands for two expressions of a query, or for one with param<...> in two places. Keep the expression in a variable, auto band = x.as<\"band\">(), with values in place of parameters. [E165]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/shape.hpp>

#include <type_traits>

/// \file
/// What a level of a shape does not take, and what stands for a level that was refused.

namespace refract {
inline namespace v0 {
namespace detail {

/// What a query takes and a level does not, for its rows are those of a field.
template <class Query> struct has_rows_of_field {
    template <class... Row> constexpr auto select(const auto&... given) const { return refuse<Row...>(given...); }
    template <class... Row> constexpr auto group_by(const auto&... given) const { return refuse<Row...>(given...); }
    template <class... Row> constexpr auto having(const auto&... given) const { return refuse<Row...>(given...); }
    template <class... Row> constexpr auto having_if(const auto&... given) const { return refuse<Row...>(given...); }
    template <class... Row> constexpr auto distinct_on(const auto&... given) const { return refuse<Row...>(given...); }
    template <class... Row> constexpr auto join(const auto&... given) const { return refuse<Row...>(given...); }
    template <class... Row> constexpr auto left_join(const auto&... given) const { return refuse<Row...>(given...); }
    template <class... Row> constexpr auto cross_join(const auto&... given) const { return refuse<Row...>(given...); }
    template <auto, auto...> constexpr auto select(const auto&... given) const { return refuse(given...); }
    template <auto, auto...> constexpr auto group_by(const auto&... given) const { return refuse(given...); }
    template <auto, auto...> constexpr auto join(const auto&... given) const { return refuse(given...); }
    template <auto, auto...> constexpr auto left_join(const auto&... given) const { return refuse(given...); }
    constexpr auto union_all(const auto&... given) const { return refuse(given...); }
    constexpr auto union_distinct(const auto&... given) const { return refuse(given...); }
    constexpr auto with_ties(const auto&... given) const { return refuse(given...); }
    constexpr auto for_update(const auto&... given) const { return refuse(given...); }
    constexpr auto for_share(const auto&... given) const { return refuse(given...); }
    constexpr auto load_by(const auto&... given) const { return refuse(given...); }
    constexpr auto returning(const auto&... given) const { return refuse(given...); }
    template <auto, auto...> constexpr auto nested(const auto&... given) const { return refuse(given...); }

private:
    template <class... Row, class... Given> static constexpr auto refuse(const Given&...);
};

/// Stands for a level that was refused, about which nothing further is said.
struct refused_level : has_rows_of_field<refused_level> {
    template <class... Given> constexpr refused_level where(const Given&...) const { return {}; }
    template <class... Given> constexpr refused_level where_if(const Given&...) const { return {}; }
    template <class... Given> constexpr refused_level order_by(const Given&...) const { return {}; }
    template <class Given> constexpr refused_level limit(const Given&) const { return {}; }
    template <class Given> constexpr refused_level offset(const Given&) const { return {}; }
    template <class... Given> constexpr refused_level after(const Given&...) const { return {}; }
    template <class... Given> constexpr refused_level before(const Given&...) const { return {}; }
    constexpr refused_level distinct() const { return {}; }
    constexpr refused_level with_deleted() const { return {}; }
    constexpr refused_level all_tenants() const { return {}; }
};
template <class Query> template <class... Row, class... Given>
constexpr auto has_rows_of_field<Query>::refuse(const Given&...) {
    if constexpr (!std::is_same_v<Query, refused_level>)
        require<failed<rule::level_is_of_field, typename Query::path::row, Row..., Given...>>();
    return refused_level{};
}

} // namespace detail
} // namespace v0
} // namespace refract

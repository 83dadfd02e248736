// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/predicate.hpp>

namespace refract {
inline namespace v0 {

/// An order of the rows of one model, or of several of a query, that is put together at run time.
///
///     ordering<User> order;
///     order.by(col<&User::name>.desc());
///     db.all(from<User>().order_by(order));
///
/// An empty ordering leaves the order to the database.
template <class... Source> class ordering : public detail::beside::no_operand<detail::rule::part_is_no_operand> {
public:
    ordering() = default;
    template <class Term> ordering(const Term& term) { by(term); }
    template <class First, class Second, class... More>
    explicit ordering(const First& first, const Second& second, const More&... more) {
        by(first, second, more...);
    }

    template <bool Descending, detail::nulls_order Nulls, class Node, class Values>
    ordering& by(const detail::ordering_term<Descending, Nulls, Node, Values>& term) {
        using node = detail::ordering_node<Descending, Nulls, Node>;
        detail::require_on_sources<node, true, Source...>();
        parts_.append(detail::expression<node, Values>{term.bound});
        ++parts_.items;
        return *this;
    }
    template <class Node, class Values> ordering& by(const detail::expression<Node, Values>& term) {
        return by(term.asc());
    }
    // What has no order, such as a member pointer, or several at once.
    template <class... Wrong>
        requires(sizeof...(Wrong) != 1 || (!detail::any_expression<Wrong> && ...))
    ordering& by(const Wrong&...) {
        using counted = detail::check_counted<sizeof...(Wrong) == 1, Wrong...>;
        detail::require<
            detail::first_failed_t<counted, detail::failed<detail::rule::clause_takes_expressions, Wrong...>>>();
        return *this;
    }

    bool empty() const noexcept { return parts_.nodes.empty(); }
    const detail::dynamic_nodes& parts() const noexcept { return parts_; }

private:
    detail::dynamic_nodes parts_;
};

} // namespace v0
} // namespace refract

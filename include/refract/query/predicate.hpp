// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/query.hpp>
#include <refract/expr/column.hpp>
#include <refract/query/rules.hpp>
#include <refract/schema/any_value.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

/// Expressions known only at run time: nodes and owned values in one place.
struct dynamic_nodes {
    std::vector<node> nodes{};
    std::vector<any_value> values{};
    std::uint16_t items = 0;

    template <class Node, class Values> void append(const expression<Node, Values>& added) {
        nodes.insert(nodes.end(), nodes_of<Node>.begin(), nodes_of<Node>.end());
        append_values(added.bound);
    }
    template <std::size_t... Index, class... Value>
    void append_values([[maybe_unused]] const value_slots<std::index_sequence<Index...>, Value...>& all) {
        (values.push_back(own(get<Index>(all))), ...);
    }

private:
    template <class Value> static any_value own(const Value& value) {
        if constexpr (requires { value.items; }) {
            any_value list;
            list.null = false;
            for (const auto& item : value.items) list.list.push_back(any_value(item));
            using item = std::remove_cvref_t<decltype(value.items[0])>;
            list.type = type_of<item>;
            list.type.list = true;
            return list;
        } else {
            return any_value(value);
        }
    }
};

/// What is wrong with an expression that is added at run time. Where its query stands is not known
/// here: its table may be the far side of an outer join, and an ordering's query may be grouped.
template <class Model, class Node> constexpr violation find_violation_on(place where) {
    scope in;
    in.sources[0] = {.table = &table_of<Model>, .nullable = true};
    in.count = 1;
    return check_expression(nodes_of<Node>.data(), in, where);
}
template <class Model, class Node, bool Aggregates> constexpr void require_on_model() {
    constexpr violation found = find_violation_on<Model, Node>({.aggregates = Aggregates});
    require<check_that<found.broken == rule::none, found.broken, Model>>();
    require<check_that<Node::parameters::size == 0, rule::value_is_known, Model>>();
}

} // namespace detail

/// A condition on a model that is put together at run time, with columns and types still checked.
///
///     predicate<User> wanted;
///     if (!name.empty()) wanted &= col<&User::name> == name;
///     db.all(from<User>().where(wanted));
///
/// SQL: the conditions joined with AND and OR; assembled once per distinct shape, then cached.
/// An empty predicate selects every row; in an update or delete it is a run-time error.
template <class Model> class predicate {
public:
    using model = Model;

    predicate() = default;
    template <class Node, class Values> predicate(const detail::expression<Node, Values>& condition) {
        *this &= condition;
    }

    template <class Node, class Values> predicate& operator&=(const detail::expression<Node, Values>& condition) {
        return join(detail::operation::logical_and, condition);
    }
    template <class Node, class Values> predicate& operator|=(const detail::expression<Node, Values>& condition) {
        return join(detail::operation::logical_or, condition);
    }
    predicate& operator&=(const predicate& other) { return join(detail::operation::logical_and, other); }
    predicate& operator|=(const predicate& other) { return join(detail::operation::logical_or, other); }

    bool empty() const noexcept { return parts_.nodes.empty(); }
    const detail::dynamic_nodes& parts() const noexcept { return parts_; }

private:
    template <class Node, class Values>
    predicate& join(detail::operation op, const detail::expression<Node, Values>& condition) {
        detail::require<detail::check_boolean<typename Node::type>>();
        detail::require_on_model<Model, Node, false>();
        start(op);
        parts_.append(condition);
        return *this;
    }
    predicate& join(detail::operation op, const predicate& other) {
        if (other.empty()) return *this;
        const predicate added = other; // it may be this one
        start(op);
        parts_.nodes.insert(parts_.nodes.end(), added.parts_.nodes.begin(), added.parts_.nodes.end());
        parts_.values.insert(parts_.values.end(), added.parts_.values.begin(), added.parts_.values.end());
        return *this;
    }
    void start(detail::operation op) {
        if (!empty())
            parts_.nodes.insert(parts_.nodes.begin(), {.kind = detail::node_kind::binary, .op = op, .arity = 2});
        parts_.items = 1;
    }

    detail::dynamic_nodes parts_;
};

} // namespace v0
} // namespace refract

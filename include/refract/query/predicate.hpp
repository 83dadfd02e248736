// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/query.hpp>
#include <refract/expr/column.hpp>
#include <refract/query/clause.hpp>
#include <refract/query/rules/statement.hpp>
#include <refract/schema/any_value.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {

template <class... Source> class predicate;
template <class... Source> class ordering;

namespace detail {

template <class... Source> inline constexpr bool is_predicate<predicate<Source...>> = true;
template <class Type>
concept any_condition = any_expression<Type> || is_predicate<Type>;

/// What a query holds for a clause that the run time puts together: a predicate or an ordering.
template <class> inline constexpr bool is_runtime_part = false;
template <class... Source> inline constexpr bool is_runtime_part<predicate<Source...>> = true;
template <class... Source> inline constexpr bool is_runtime_part<ordering<Source...>> = true;

/// A run-time part of a query that stands inside a predicate; its values are among those of the predicate.
struct inner_part {
    bool stands = true;
    std::vector<node> nodes{};
    std::uint16_t items = 0;
    content holds{};
};

/// Expressions known only at run time: nodes, owned values, and the run-time parts of queries inside, each in order.
///
/// What fills it are templates: programs that have no such expressions do not compile it.
struct dynamic_nodes {
    std::vector<node> nodes{};
    std::vector<any_value> values{};
    std::vector<inner_part> parts{};
    std::uint16_t items = 0;

    template <class Node, class Values> void append(const expression<Node, Values>& added) {
        append_all(nodes, nodes_of<Node>);
        append_values(added.bound);
    }
    template <std::size_t... Index, class... Value>
    void append_values([[maybe_unused]] const value_slots<std::index_sequence<Index...>, Value...>& all) {
        (append_value(detail::get<Index>(all)), ...);
    }
    template <std::same_as<dynamic_nodes> Nodes> void append(const Nodes& added) {
        append_all(nodes, added.nodes);
        append_content(added);
    }
    /// What it holds as a part of a query.
    content holds() const {
        return {.values = static_cast<std::uint16_t>(values.size()), .parts = static_cast<std::uint16_t>(parts.size())};
    }

private:
    /// Not `insert`, which takes longer to compile, for each of them.
    template <class Item, class Items> static void append_all(std::vector<Item>& all, const Items& added) {
        for (const Item& each : added) all.push_back(each);
    }
    template <class Value> void append_value(const Value& value) {
        if constexpr (std::is_same_v<Value, condition_flag>) {
            parts.push_back({.stands = value.stands});
        } else if constexpr (is_runtime_part<Value>) {
            const dynamic_nodes& inner = value.parts();
            parts.push_back({!inner.nodes.empty(), inner.nodes, inner.items, inner.holds()});
            append_content(inner);
        } else {
            values.push_back(own(value));
        }
    }
    template <class Nodes> void append_content(const Nodes& added) {
        append_all(values, added.values);
        append_all(parts, added.parts);
    }
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
/// here: its tables may be the far side of an outer join, and an ordering's query may be grouped.
template <class Node, class... Source> constexpr violation find_violation_on(const context& where) {
    scope in;
    ((in.sources[in.count++] = {.table = &table_of<source_table<Source>>,
                                .alias = source_traits<Source>::alias_name,
                                .nullable = true}),
     ...);
    if (auto found = check_expression(nodes_of<Node>[0], in, where)) return found;
    return check_inner_queries(nodes_of<Node>[0], in);
}
template <class Node, bool Aggregates, class... Source> constexpr void require_on_sources() {
    constexpr violation found = find_violation_on<Node, Source...>({.aggregates = Aggregates});
    require<check_that<found.broken == rule::none, found.broken, Source...>>();
    require<check_that<Node::parameters::size == 0, rule::value_is_known, Source...>>();
}

} // namespace detail

/// A condition on one model, or on several of a query, that is put together at run time, with columns
/// and types still checked.
///
///     predicate<User> wanted;
///     if (!name.empty()) wanted &= col<&User::name> == name;
///     db.all(from<User>().where(wanted));
///
/// SQL: the conditions joined with AND and OR; assembled once per distinct shape, then cached.
/// An empty predicate selects every row; in an update or delete it is a run-time error.
template <class... Source> class predicate {
public:
    predicate() = default;
    template <class Node, class Values> predicate(const detail::expression<Node, Values>& condition) {
        *this &= condition;
    }
    // What is no condition. Only an assignment is taken for one unasked: other functions may take the rest.
    template <class Wrong>
        requires(detail::is_assignment<Wrong>)
    predicate(const Wrong&) {
        detail::require<detail::condition_mistake<Wrong>>();
    }
    template <class... Other>
        requires(!std::is_same_v<predicate<Other...>, predicate>)
    explicit predicate(const predicate<Other...>&) {
        detail::require<detail::failed<detail::rule::column_in_query, Other...>>();
    }
    template <class Wrong>
        requires(!detail::any_condition<Wrong> && !std::is_convertible_v<const Wrong&, predicate>)
    explicit predicate(const Wrong&) {
        detail::require<detail::condition_mistake<Wrong>>();
    }

    template <class Node, class Values> predicate& operator&=(const detail::expression<Node, Values>& condition) {
        return join(detail::operation::logical_and, condition);
    }
    template <class Node, class Values> predicate& operator|=(const detail::expression<Node, Values>& condition) {
        return join(detail::operation::logical_or, condition);
    }
    predicate& operator&=(const predicate& other) { return join(detail::operation::logical_and, other); }
    predicate& operator|=(const predicate& other) { return join(detail::operation::logical_or, other); }
    template <class Wrong>
        requires(!detail::any_expression<Wrong> && !std::is_convertible_v<const Wrong&, predicate>)
    predicate& operator&=(const Wrong& wrong) {
        return *this &= predicate(wrong);
    }
    template <class Wrong>
        requires(!detail::any_expression<Wrong> && !std::is_convertible_v<const Wrong&, predicate>)
    predicate& operator|=(const Wrong& wrong) {
        return *this &= predicate(wrong);
    }
    template <class Wrong>
        requires(!detail::any_expression<Wrong> && !std::is_convertible_v<const Wrong&, predicate>)
    predicate& operator=(const Wrong& wrong) {
        return *this = predicate(wrong);
    }
    // Predicates do not stand in expressions.
    friend predicate operator&&(const predicate& left, const predicate&) { return refuse(left); }
    friend predicate operator||(const predicate& left, const predicate&) { return refuse(left); }
    friend predicate operator!(const predicate& operand) { return refuse(operand); }

    /// Makes it hold where it fails, and fail where it holds; an empty one holds nowhere then.
    void negate() {
        if (empty()) {
            parts_.nodes = {{.kind = detail::node_kind::unary, .op = detail::operation::is_not_null, .arity = 1},
                            {.kind = detail::node_kind::null}};
        } else {
            parts_.nodes.insert(parts_.nodes.begin(),
                                {.kind = detail::node_kind::unary, .op = detail::operation::logical_not, .arity = 1});
        }
        parts_.items = 1;
    }
    bool empty() const noexcept { return parts_.nodes.empty(); }
    const detail::dynamic_nodes& parts() const noexcept { return parts_; }

private:
    static const predicate& refuse(const predicate& operand) {
        detail::require<detail::failed<detail::rule::predicate_stands_in_where, Source...>>();
        return operand;
    }
    template <class Node, class Values>
    predicate& join(detail::operation op, const detail::expression<Node, Values>& condition) {
        detail::require<detail::check_boolean<typename Node::type>>();
        detail::require_on_sources<Node, false, Source...>();
        start(op);
        parts_.append(condition);
        return *this;
    }
    predicate& join(detail::operation op, const predicate& other) {
        if (other.empty()) return *this;
        const predicate added = other; // it may be this one
        start(op);
        parts_.append(added.parts_);
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

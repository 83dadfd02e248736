// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
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

template <class... Source> class ordering;

namespace detail {

enum class condition_of : std::uint8_t { rows, groups };
template <condition_of Kind, class... Source> class runtime_condition;

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
template <class... Source> using predicate = detail::runtime_condition<detail::condition_of::rows, Source...>;

/// The same of the groups of a query, for `having`: its conditions may hold aggregates.
///
///     group_predicate<Post> wanted = count() > 3;
///     if (popular) wanted |= sum(col<&Post::views>) > 1000;
///     db.all(from<Post>().group_by(col<&Post::author_id>).having(wanted).select(col<&Post::author_id>));
///
/// Errors: a `refract::error` when it runs, where it uses a column that the query is not grouped by.
template <class... Source> using group_predicate = detail::runtime_condition<detail::condition_of::groups, Source...>;

namespace detail {

template <class... Source> inline constexpr bool is_predicate<predicate<Source...>> = true;
template <class... Source> inline constexpr bool is_group_predicate<group_predicate<Source...>> = true;
template <class Type>
concept any_condition = any_expression<Type> || is_predicate<Type>;
template <class Type>
concept any_group_condition = any_expression<Type> || is_group_predicate<Type>;

/// What a query holds for a clause that the run time puts together: a predicate or an ordering.
template <class> inline constexpr bool is_runtime_part = false;
template <condition_of Kind, class... Source>
inline constexpr bool is_runtime_part<runtime_condition<Kind, Source...>> = true;
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

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_deep_predicate() {
    throw error("a predicate is nested more than 1000 deep; join conditions of one kind together");
}

/// Conditions that are joined by one operation, so that thousands of them are no deep tree: whoever walks through it,
/// here and in the database, goes down as far as it is deep. Of runs of some conditions each is joined with all behind
/// it, so that two of one length become one as they stand.
///
///     OR(OR(OR(a, b), OR(c, d)), e)
///
/// A template, so that programs that have no predicates do not compile it.
template <class Node> class joined_nodes {
public:
    /// Joins what is appended by `append` to what is there.
    template <class Append> void join(std::vector<Node>& nodes, operation op, std::size_t depth, Append append) {
        if (op != op_ || nodes.empty()) begin(nodes, op);
        const bool is_first = nodes.empty(), is_short = !is_first && runs_.back().count < longest_run;
        const std::size_t joint = is_first ? 0 : runs_.back().begin, there = nodes.size();
        if (!is_first) nodes.insert(at(joint, nodes), {.kind = node_kind::binary, .op = op, .arity = 2});
        if (is_short) {
            ++runs_.back().count;
        } else {
            if (!is_first) ++runs_.back().begin;
            runs_.push_back({nodes.size(), 1});
        }
        append();
        if (!is_first) nodes[joint].distinct = !is_short || nodes.size() - there > longest_run;
        while (runs_.size() > 1 && runs_.back().count >= longest_run &&
               runs_.back().count == runs_[runs_.size() - 2].count)
            merge();
        deepest_ = depth > deepest_ ? depth : deepest_;
        if (this->depth() > most_levels) throw_deep_predicate();
    }
    /// What is there is one condition now.
    void close(std::size_t more = 0) { deepest_ = depth() + more, runs_ = {{0, 1}}; }
    std::size_t depth() const {
        std::size_t levels = deepest_ + runs_.size();
        if (levels > deepest_) --levels;
        for (const run& each : runs_) // the first is the longest one
            for (std::size_t count = each.count; &each == runs_.data() && count > 1; ++levels)
                count = count > longest_run ? count / 2 : count - 1;
        return levels;
    }

private:
    static constexpr std::size_t longest_run = 64, most_levels = 1000;
    struct run {
        std::size_t begin, count;
    };
    static auto at(std::size_t place, std::vector<Node>& nodes) {
        return nodes.begin() + static_cast<std::ptrdiff_t>(place);
    }
    void begin(const std::vector<Node>& nodes, operation op) {
        op_ = op;
        if (nodes.empty())
            runs_.clear(), deepest_ = 0;
        else
            close();
    }
    /// Their joint stands before them.
    void merge() {
        const std::size_t count = runs_.back().count;
        runs_.pop_back();
        runs_.back().count += count;
        --runs_.back().begin;
    }

    operation op_{};
    std::vector<run> runs_{};
    std::size_t deepest_ = 0; ///< of the conditions themselves
};

/// Conditions of rows or of groups that the run time puts together.
template <condition_of Kind, class... Source> class runtime_condition
    : public beside::no_operand<rule::predicate_stands_in_where> {
public:
    runtime_condition() = default;
    template <class Node, class Values> runtime_condition(const expression<Node, Values>& condition) {
        *this &= condition;
    }
    // What is no condition. Only an assignment is taken for one unasked: other functions may take the rest.
    template <class Wrong>
        requires(is_assignment<Wrong>)
    runtime_condition(const Wrong&) {
        require<condition_mistake<Wrong>>();
    }
    template <condition_of Given, class... Other>
        requires(!std::is_same_v<runtime_condition<Given, Other...>, runtime_condition>)
    explicit runtime_condition(const runtime_condition<Given, Other...>&) {
        using mistake = std::conditional_t<Given == Kind, failed<rule::column_in_query, Other...>,
                                           failed<rule::condition_is_of_rows_or_groups, Other...>>;
        require<mistake>();
    }
    template <class Wrong>
        requires(!(Kind == condition_of::rows ? any_condition<Wrong> : any_group_condition<Wrong>) &&
                 !std::is_convertible_v<const Wrong&, runtime_condition>)
    explicit runtime_condition(const Wrong&) {
        require<condition_mistake<Wrong>>();
    }
    template <class First, class Second, class... More>
    explicit runtime_condition(const First&, const Second&, const More&...) {
        require<conditions_mistake<First, Second, More...>>();
    }

    template <class Node, class Values> runtime_condition& operator&=(const expression<Node, Values>& condition) {
        return join(operation::logical_and, condition);
    }
    template <class Node, class Values> runtime_condition& operator|=(const expression<Node, Values>& condition) {
        return join(operation::logical_or, condition);
    }
    runtime_condition& operator&=(const runtime_condition& other) { return join(operation::logical_and, other); }
    runtime_condition& operator|=(const runtime_condition& other) { return join(operation::logical_or, other); }
    template <class Wrong>
        requires(!any_expression<Wrong> && !std::is_convertible_v<const Wrong&, runtime_condition>)
    runtime_condition& operator&=(const Wrong& wrong) {
        return *this &= runtime_condition(wrong);
    }
    template <class Wrong>
        requires(!any_expression<Wrong> && !std::is_convertible_v<const Wrong&, runtime_condition>)
    runtime_condition& operator|=(const Wrong& wrong) {
        return *this &= runtime_condition(wrong);
    }
    template <class Wrong>
        requires(!any_expression<Wrong> && !std::is_convertible_v<const Wrong&, runtime_condition>)
    runtime_condition& operator=(const Wrong& wrong) {
        return *this = runtime_condition(wrong);
    }
    /// In `if`, `?:` and the like.
    template <class Refused = void> constexpr explicit operator bool() const {
        require<failed<rule::only_database_knows, Refused, Source...>>();
        return false;
    }
    // Predicates do not stand in expressions.
    friend runtime_condition operator&&(const runtime_condition& left, const runtime_condition&) {
        return refuse(left);
    }
    friend runtime_condition operator||(const runtime_condition& left, const runtime_condition&) {
        return refuse(left);
    }
    friend runtime_condition operator!(const runtime_condition& operand) { return refuse(operand); }

    /// Makes it hold where it fails, and fail where it holds; an empty one holds nowhere then.
    void negate() {
        if (empty()) {
            parts_.nodes = {{.kind = node_kind::unary, .op = operation::is_not_null, .arity = 1},
                            {.kind = node_kind::null}};
        } else {
            parts_.nodes.insert(parts_.nodes.begin(),
                                {.kind = node_kind::unary, .op = operation::logical_not, .arity = 1});
        }
        joined_.close(1);
        parts_.items = 1;
    }
    bool empty() const noexcept { return parts_.nodes.empty(); }
    const dynamic_nodes& parts() const noexcept { return parts_; }

private:
    static const runtime_condition& refuse(const runtime_condition& operand) {
        require<failed<rule::predicate_stands_in_where, Source...>>();
        return operand;
    }
    template <class Node, class Values>
    runtime_condition& join(operation op, const expression<Node, Values>& condition) {
        require<check_boolean<typename Node::type>>();
        require_on_sources<Node, Kind == condition_of::groups, Source...>();
        append(op, 0, condition);
        return *this;
    }
    runtime_condition& join(operation op, const runtime_condition& other) {
        if (other.empty()) return *this;
        const runtime_condition added = other; // it may be this one
        append(op, added.joined_.depth(), added.parts_);
        return *this;
    }
    template <class Added> void append(operation op, std::size_t depth, const Added& added) {
        joined_.join(parts_.nodes, op, depth, [&] { parts_.append(added); });
        parts_.items = 1;
    }

    dynamic_nodes parts_;
    joined_nodes<node> joined_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

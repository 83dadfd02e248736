// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/table_query.hpp>
#include <refract/schema/schema.hpp>

#include <cstddef>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

/// The foreign key that begins with a member: what it references, and the condition that joins.
template <class Columns, class Targets> struct joined_key;
template <auto Column, auto... Columns, auto Target, auto... Targets>
struct joined_key<member_list<Column, Columns...>, member_list<Target, Targets...>> {
    using target = member_owner<Target>;
    template <class From, class To> static constexpr auto condition() {
        return ((col<Column, From> == col<Target, To>) && ... && (col<Columns, From> == col<Targets, To>));
    }
};
template <auto Member, std::size_t Index, auto... Columns, auto... Targets>
joined_key<member_list<Member, Columns...>, member_list<Targets...>>
find_joined_key(const value_slot<Index, foreign_key_option<member_list<Member, Columns...>, member_list<Targets...>>>*);
template <auto Member> void find_joined_key(...);
template <auto Member> using joined_key_of =
    decltype(detail::find_joined_key<Member>(&model<member_owner<Member>>.options));

/// The joins of a select. `Query::with_source<Joined, Clause, Values>` is the same query with one more table.
template <class Query> struct has_joins {
    /// `JOIN ... ON`: rows that match on both sides.
    template <class Joined = void, class... Condition>
    REFRACT_ONCE constexpr auto join(const Condition&... condition) const {
        return join_on<join_kind::inner, Joined>(condition...);
    }
    /// `LEFT JOIN`: every row of the tables before; the joined one may be missing (std::optional).
    template <class Joined = void, class... Condition>
    REFRACT_ONCE constexpr auto left_join(const Condition&... condition) const {
        return join_on<join_kind::left, Joined>(condition...);
    }
    template <class Joined = void, class... Condition>
    REFRACT_ONCE constexpr auto right_join(const Condition&... condition) const {
        return join_on<join_kind::right, Joined>(condition...);
    }
    template <class Joined = void, class... Condition>
    REFRACT_ONCE constexpr auto full_join(const Condition&... condition) const {
        return join_on<join_kind::full, Joined>(condition...);
    }
    /// Joins the rows of a query: `join(totals, condition)`, `join<alias<Row, "name">>(totals, condition)`.
    template <class Other, class... Condition>
    REFRACT_ONCE constexpr auto join(const Other& other, const Condition&... condition) const {
        return join_on<join_kind::inner, void>(other, condition...);
    }
    template <class Other, class... Condition>
    REFRACT_ONCE constexpr auto left_join(const Other& other, const Condition&... condition) const {
        return join_on<join_kind::left, void>(other, condition...);
    }
    template <class Other, class... Condition>
    REFRACT_ONCE constexpr auto right_join(const Other& other, const Condition&... condition) const {
        return join_on<join_kind::right, void>(other, condition...);
    }
    template <class Other, class... Condition>
    REFRACT_ONCE constexpr auto full_join(const Other& other, const Condition&... condition) const {
        return join_on<join_kind::full, void>(other, condition...);
    }
    template <class Other, class... Unwanted>
    REFRACT_ONCE constexpr auto cross_join(const Other& other, const Unwanted&...) const {
        require<check_counted<sizeof...(Unwanted) == 0, Unwanted...>>();
        return detail::add_table_query<void, join_kind::cross>(self(), other);
    }
    template <class As, any_query Other> REFRACT_ONCE constexpr auto cross_join(const Other& other) const {
        return detail::add_table_query<As, join_kind::cross>(self(), other);
    }
    /// A join that stands only if the flag is set: for tables that some conditions and orders of the run time need. Its
    /// columns stand in `where_if`, in a `predicate`, in an `ordering`, and in other joins under a flag.
    template <class Joined, class Node, class Held>
    REFRACT_ONCE constexpr auto join_if(bool flag, const expression<Node, Held>& condition) const {
        return join_under_flag<join_kind::inner, Joined>(flag, condition);
    }
    template <class Joined, class Node, class Held>
    REFRACT_ONCE constexpr auto left_join_if(bool flag, const expression<Node, Held>& condition) const {
        return join_under_flag<join_kind::left, Joined>(flag, condition);
    }
    /// The same by a foreign key, as `join<&Post::author_id>()` joins.
    template <auto Member, class As = void, class... Flag>
    REFRACT_ONCE constexpr auto join_if(const Flag&... flag) const {
        return join_by_key_if<join_kind::inner, Member, As>(flag...);
    }
    template <auto Member, class As = void, class... Flag>
    REFRACT_ONCE constexpr auto left_join_if(const Flag&... flag) const {
        return join_by_key_if<join_kind::left, Member, As>(flag...);
    }
    // A table alone, and what is no condition.
    template <class Joined, class... Wrong>
        requires(!flag_and_expression<Wrong...>)
    REFRACT_ONCE constexpr auto join_if(const Wrong&...) const {
        require<flagged_join_mistake<Joined, Wrong...>>();
        return detail::refused_query(self());
    }
    template <class Joined, class... Wrong>
        requires(!flag_and_expression<Wrong...>)
    REFRACT_ONCE constexpr auto left_join_if(const Wrong&...) const {
        require<flagged_join_mistake<Joined, Wrong...>>();
        return detail::refused_query(self());
    }
    /// `CROSS JOIN`: every row with every row.
    template <class Joined = void, class... Unwanted> REFRACT_ONCE constexpr auto cross_join(const Unwanted&...) const {
        using check = first_failed_t<check_that<!std::is_void_v<Joined>, rule::statement_names_struct, Unwanted...>,
                                     check_counted<sizeof...(Unwanted) == 0, Unwanted...>>;
        require<check>();
        if constexpr (std::is_void_v<Joined>)
            return detail::refused_query(self());
        else
            return detail::add_table<Joined>(self());
    }
    // Both columns of a comparison, which a foreign key says.
    template <auto Member, auto Other> constexpr auto join() const { return refuse_members<Member, Other>(); }
    template <auto Member, auto Other> constexpr auto left_join() const { return refuse_members<Member, Other>(); }
    template <auto Member, auto Other> constexpr auto right_join() const { return refuse_members<Member, Other>(); }
    template <auto Member, auto Other> constexpr auto full_join() const { return refuse_members<Member, Other>(); }
    /// Joins by a foreign key, from either side; `As` is an alias of the joined table.
    template <auto Member, class As = void, class... Given> REFRACT_ONCE constexpr auto join(const Given&...) const {
        require<check_that<sizeof...(Given) == 0, rule::join_has_foreign_key, Given...>>();
        return join_by_key<join_kind::inner, Member, As>();
    }
    template <auto Member, class As = void, class... Given>
    REFRACT_ONCE constexpr auto left_join(const Given&...) const {
        require<check_that<sizeof...(Given) == 0, rule::join_has_foreign_key, Given...>>();
        return join_by_key<join_kind::left, Member, As>();
    }
    template <auto Member, class As = void, class... Given>
    REFRACT_ONCE constexpr auto right_join(const Given&...) const {
        require<check_that<sizeof...(Given) == 0, rule::join_has_foreign_key, Given...>>();
        return join_by_key<join_kind::right, Member, As>();
    }
    template <auto Member, class As = void, class... Given>
    REFRACT_ONCE constexpr auto full_join(const Given&...) const {
        require<check_that<sizeof...(Given) == 0, rule::join_has_foreign_key, Given...>>();
        return join_by_key<join_kind::full, Member, As>();
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }

    template <auto Member, auto Other> constexpr auto refuse_members() const {
        require<failed<rule::join_has_foreign_key, decltype(Member), decltype(Other)>>();
        return detail::refused_query(self());
    }
    template <join_kind Kind, auto Member, class As, class... Flag>
    REFRACT_ONCE constexpr auto join_by_key_if(const Flag&... flag) const {
        constexpr bool is_flag = sizeof...(Flag) == 1 && (std::is_convertible_v<const Flag&, bool> && ...);
        require<check_that<is_flag, rule::flag_stands_first, Flag...>>();
        if constexpr (is_flag)
            return join_by_key<Kind, Member, As>(static_cast<bool>(flag)...);
        else
            return detail::refused_query(self());
    }
    template <join_kind Kind, class Joined, class Node, class Held>
        requires(!std::is_void_v<Joined>)
    REFRACT_ONCE constexpr auto join_on(const expression<Node, Held>& condition) const {
        require<check_model<source_model<Joined>>>();
        require<check_boolean<typename Node::type>>();
        using added = typename Query::template with_source<Joined, join_clause<Kind, Joined, Node>, Held>;
        return added{{detail::concat(self().bound, condition.bound)}, {}};
    }
    template <join_kind Kind, class Joined, class Node, class Held>
    REFRACT_ONCE constexpr auto join_under_flag(bool flag, const expression<Node, Held>& condition) const {
        require<check_model<source_model<Joined>>>();
        require<check_boolean<typename Node::type>>();
        using joined_clause = flagged_join_clause<Kind, Joined, Node>;
        using added = typename Query::template with_source<Joined, joined_clause, joined<values<condition_flag>, Held>>;
        return added{{detail::concat_all(self().bound, values<condition_flag>{{{flag}}}, condition.bound)}, {}};
    }
    template <join_kind Kind, class As, any_query Other, class Node, class Held>
    REFRACT_ONCE constexpr auto join_on(const Other& other, const expression<Node, Held>& condition) const {
        require<check_boolean<typename Node::type>>();
        return detail::add_table_query<As, Kind, Node>(self(), other, condition.bound);
    }
    /// What is no condition, or a table alone, which does not say which rows belong together.
    template <join_kind Kind, class Joined, class... Wrong> REFRACT_ONCE constexpr auto join_on(const Wrong&...) const {
        require<join_mistake<Joined, Wrong...>>();
        return detail::refused_query(self());
    }
    template <join_kind Kind, class Joined, class Node, class Held>
    REFRACT_ONCE constexpr auto join_to(const expression<Node, Held>& condition) const {
        return join_on<Kind, Joined>(condition);
    }
    template <join_kind Kind, class Joined, class Node, class Held>
    REFRACT_ONCE constexpr auto join_to(const expression<Node, Held>& condition, bool flag) const {
        return join_under_flag<Kind, Joined>(flag, condition);
    }
    template <join_kind Kind, auto Member, class As, class... Flag>
    REFRACT_ONCE constexpr auto join_by_key([[maybe_unused]] Flag... flag) const {
        require<check_model<member_owner<Member>>>();
        using key = joined_key_of<Member>;
        using owner = member_owner<Member>;
        if constexpr (std::is_void_v<key>) {
            require<failed<rule::join_has_foreign_key, owner>>();
            return detail::refused_query(self());
        } else if constexpr (is_source<owner, typename Query::sources>) { // from the row that holds the key
            using joined = std::conditional_t<std::is_void_v<As>, typename key::target, As>;
            return join_to<Kind, joined>(key::template condition<owner, joined>(), flag...);
        } else if constexpr (!is_source<typename key::target, typename Query::sources>) {
            require<failed<rule::join_has_foreign_key, owner>>();
            return detail::refused_query(self());
        } else {
            using joined = std::conditional_t<std::is_void_v<As>, owner, As>;
            return join_to<Kind, joined>(key::template condition<joined, typename key::target>(), flag...);
        }
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/query/level.hpp>
#include <refract/query/own_kind.hpp>
#include <refract/query/page.hpp>
#include <refract/query/refused_level.hpp>
#include <refract/query/row.hpp>
#include <refract/query/select.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// Queries whose rows are trees: `from<User>().select<Author>(nested<&Author::posts>().limit(3))`.

namespace refract {
inline namespace v0 {
namespace detail {

struct unkeyed_level {};                                      ///< a level that has no rows above yet
template <class Row, std::size_t Field> struct level_rows {}; ///< rows of a field, with the keys of those above

template <class Query, class Row, class Set, class Sources> struct row<Query, selected_tree<Row, Set>, Sources> {
    using type = Row;
};
template <class Query, class Sources> struct row<Query, unkeyed_level, Sources> {
    using type = void;
};
template <class Query, class Row, std::size_t Field, class Sources> struct row<Query, level_rows<Row, Field>, Sources> {
    using type = level_rows<Row, Field>;
};

template <class Row, class... Node> struct computed_fields {
    static constexpr auto places = [] {
        std::array<std::size_t, sizeof...(Node) + 1> all{};
        std::size_t at = 0;
        for (std::size_t i = 0; i < level_fields_of<Row>.size(); ++i)
            if (level_fields_of<Row>[i].is_computed() && at < sizeof...(Node)) all[at++] = i;
        return all;
    }();
    template <std::size_t... Index> static auto find(std::index_sequence<Index...>)
        -> type_list<computed_item<Row, Node, places[Index]>...>;
    using type = decltype(find(std::index_sequence_for<Node...>{}));
};
template <class Row, class Source, bool KeepsNested, class... Node>
struct computed_items<level_clause<Row, Source, KeepsNested, Node...>> : computed_fields<Row, Node...> {};
template <class Row, std::size_t Field, class... Node> struct computed_items<related_clause<Row, Field, Node...>>
    : computed_fields<level_row_t<Row, Field>, Node...> {};

/// `field<&Shape::x> = expression`: what computes a field.
template <auto Member, class Node, class Values> struct computed_field {
    using node_type = Node;
    static constexpr auto member = Member;
    [[no_unique_address]] Values bound;
};
template <auto Member> struct field_name_of_shape {
    template <class... Given> constexpr auto operator()(const Given&...) const {
        require<failed<rule::shape_takes_parts, Given...>>();
        return refused_level{};
    }
    template <class Node, class Values> constexpr auto operator=(const expression<Node, Values>& value) const {
        return computed_field<Member, Node, Values>{value.bound};
    }
    template <class Value>
        requires(!any_expression<Value>)
    constexpr auto operator=(const Value& value) const {
        using field = without_optional<member_type<Member>>;
        const auto made = detail::as_operand<field>(value);
        return computed_field<Member, typename decltype(made)::node_type, typename decltype(made)::bound_type>{
            made.bound};
    }
};
template <class> inline constexpr bool is_computed_field = false;
template <auto Member, class Node, class Values>
inline constexpr bool is_computed_field<computed_field<Member, Node, Values>> = true;

/// The path of a nested level: a field of the shape, of the row that this holds, and so on.
template <auto... Member> struct level_path;
template <auto Last> struct level_path<Last> {
    using row = member_owner<Last>; ///< that has the last field
    static constexpr bool is_connected = true;
    static constexpr std::size_t field = member_index<Last>;
    using indexes = std::index_sequence<step_of<row>(field)>;
};
template <auto First, auto Second, auto... Rest> struct level_path<First, Second, Rest...> {
    using below = level_path<Second, Rest...>;
    using row = typename below::row;
    static constexpr bool is_connected =
        holds_struct<typename related_rows<member_type<First>>::row, member_owner<Second>> && below::is_connected;
    static constexpr std::size_t field = below::field;
    template <std::size_t... Index>
    static std::index_sequence<step_of<member_owner<First>>(member_index<First>), Index...>
        add(std::index_sequence<Index...>);
    using indexes = decltype(add(typename below::indexes{}));
};
template <auto First, auto...> struct first_of_path {
    using row = member_owner<First>;
};
template <auto... Member> consteval bool are_path() {
    if constexpr (sizeof...(Member) == 0)
        return false;
    else
        return level_path<Member...>::is_connected && (holds_rows<member_type<Member>> && ...);
}
template <auto... Member> consteval auto find_path_outcome() {
    if constexpr (!are_path<Member...>())
        return failed<rule::level_is_related, member_pointer<decltype(Member)>...>{};
    else
        return check_shape<typename first_of_path<Member...>::row>{};
}

/// The option that leaves rows of a level out; empty if it has none. The same row twice, of `distinct`, is none less.
constexpr std::string_view left_out_by(const statement_view& level) {
    constexpr struct {
        clause_kind kind;
        std::string_view name;
    } options[]{{clause_kind::limit, "limit"},
                {clause_kind::offset, "offset"},
                {clause_kind::where, "where"},
                {clause_kind::where_if, "where_if"},
                {clause_kind::where_predicate, "where"},
                {clause_kind::after, "after"},
                {clause_kind::before, "before"},
                {clause_kind::after_in_ordering, "after"},
                {clause_kind::before_in_ordering, "before"}};
    for (const auto& each : options)
        if (level.has(each.kind)) return each.name;
    return {};
}

/// A nested level of a shape with its clauses. It is a query whose condition on the rows above is still missing.
template <class Path, class Sources, class Clauses, class Values> struct nested_query;
template <class Path, class... Source, class... Clause, class Values>
struct nested_query<Path, type_list<Source...>, type_list<Clause...>, Values>
    : query_base<verb::select, type_list<Source...>, unkeyed_level, type_list<Clause...>, Values>,
      query_parts<nested_query<Path, type_list<Source...>, type_list<Clause...>, Values>, has_conditions, has_bounds,
                  has_pages, has_rows_of_field> {
    using path = Path;
    using sources = type_list<Source...>;
    using base = query_base<verb::select, sources, unkeyed_level, type_list<Clause...>, Values>;
    using base::operator=;
    template <class Added, class Held> using with =
        nested_query<Path, sources, type_list<Clause..., Added>, joined<Values, Held>>;

    /// Each child once: `SELECT DISTINCT`.
    constexpr auto distinct() const {
        return with<expression_clause<clause_kind::distinct>, values<>>{{this->bound}, {}};
    }
    static constexpr bool has(clause_kind kind) { return base::view.has(kind); }
    static constexpr bool is_limited = has(clause_kind::limit) || has(clause_kind::offset);
    static constexpr bool leaves_out = !left_out_by(base::view).empty();
};

/// A level below another one before anything is said about it. `Computed` are its computed fields.
template <class Path, class Row, std::size_t Field, bool OverLink, class... Computed> struct first_level {
    using child = level_model_t<level_row_t<Row, Field>>;
    using type =
        nested_query<Path, type_list<child>,
                     type_list<from_clause<child>, related_clause<Row, Field, typename Computed::node_type...>>,
                     joined_all<Computed...>>;
};
/// Over a link, which is a table of the query, so that conditions may name its columns.
template <class Path, class Row, std::size_t Field, class... Computed>
struct first_level<Path, Row, Field, true, Computed...> {
    using child = level_model_t<level_row_t<Row, Field>>;
    using type = nested_query<Path, type_list<child, typename link_model<Row, Field>::type>,
                              type_list<from_clause<child>, link_clause<Row, Field>,
                                        related_clause<Row, Field, typename Computed::node_type...>>,
                              joined_all<Computed...>>;
};
template <class Path, class Row, std::size_t Field, class... Computed> using first_level_t =
    typename first_level<Path, Row, Field, relation_of<Row, Field>.is_over_link(), Computed...>::type;

/// The query of a level, with the condition on the rows above; its values, `Keys`, come last. `More`: what is said
/// of keys that stay in the server.
template <class Row, std::size_t Field, class Keys, tie_form Form, class More, class Nested> struct keyed_level;
template <class Row, std::size_t Field, class Keys, tie_form Form, class... More, class Path, class Sources,
          class... Clause, class Values>
struct keyed_level<Row, Field, Keys, Form, type_list<More...>,
                   nested_query<Path, Sources, type_list<Clause...>, Values>> {
    using type = select_query<Sources, level_rows<Row, Field>,
                              type_list<Clause..., key_clause<Row, Field, Form>, More...>, joined<Values, Keys>>;
};

template <class Row, std::size_t Field, class Keys, class... More, class Path, class Sources, class... Clause,
          class Values>
struct keyed_level<Row, Field, Keys, tie_form::full, type_list<More...>,
                   nested_query<Path, Sources, type_list<Clause...>, Values>> {
    using type = select_query<Sources, level_rows<Row, Field>, type_list<Clause..., More...>, joined<Values, Keys>>;
};

/// The nested levels that a query holds; nothing of them is bound in its own statement.
template <class... Nested> struct nested_set {
    using kept_by_query = void;
    values<Nested...> levels;
};
template <> struct nested_set<> {};

template <class> inline constexpr bool is_nested = false;
template <class Path, class Sources, class Clauses, class Values>
inline constexpr bool is_nested<nested_query<Path, Sources, Clauses, Values>> = true;

/// The members of a level's computed fields, in the order of the fields, and whether they are those that it has.
template <class Row, class... Computed> struct computed_order {
    static constexpr std::size_t count = sizeof...(Computed);
    std::size_t at[count + 1]{};
    bool is_right = true;
};
template <class Row, class... Computed> constexpr auto order_computed() {
    computed_order<Row, Computed...> order;
    const std::size_t given[order.count + 1]{member_index<Computed::member>...};
    const bool are_of_row[order.count + 1]{std::is_same_v<member_owner<Computed::member>, Row>...};
    std::size_t next = 0;
    for (std::size_t field = 0; field < level_fields_of<Row>.size(); ++field) {
        std::size_t found = 0;
        for (std::size_t i = 0; i < order.count; ++i) {
            if (!are_of_row[i] || given[i] != field) continue;
            ++found;
            if (next < order.count) order.at[next] = i;
        }
        const bool is_computed = level_fields_of<Row>[field].is_computed();
        if (found != (is_computed ? 1 : 0)) order.is_right = false;
        next += found;
    }
    order.is_right = order.is_right && next == order.count;
    return order;
}
template <std::size_t Index, class First, class... Rest>
constexpr const auto& pick(const First& first, const Rest&... rest) {
    if constexpr (Index == 0)
        return first;
    else
        return detail::pick<Index - 1>(rest...);
}
template <class Part> constexpr auto list_if_computed() {
    if constexpr (is_computed_field<Part>)
        return type_list<Part>{};
    else
        return type_list<>{};
}
template <class Part> constexpr auto list_if_nested() {
    if constexpr (is_nested<Part>)
        return type_list<Part>{};
    else
        return type_list<>{};
}
template <class... Part> using computed_among = join_lists_t<decltype(list_if_computed<Part>())...>;
template <class... Part> using nested_among = join_lists_t<decltype(list_if_nested<Part>())...>;

/// Calls `use` with those parts that the list has, in its order.
template <class Wanted, class... Part> constexpr const Wanted& part_of_type(const Part&... part) {
    constexpr std::size_t index = position_in<Wanted>(type_list<Part...>{});
    return detail::pick<index>(part...);
}

template <class Row, class... Computed> using check_computed =
    check_that<order_computed<Row, Computed...>().is_right, rule::field_is_computed, Row, type_list<Computed...>>;

template <class Row, class... Computed> constexpr auto find_computed_outcome(type_list<Computed...>) {
    return check_computed<Row, Computed...>{};
}

/// A level's computed fields in the order of the fields.
template <class Row, class... Computed, std::size_t... Index>
auto sort_computed(type_list<Computed...>, std::index_sequence<Index...>)
    -> type_list<typename list_element<order_computed<Row, Computed...>().at[Index], type_list<Computed...>>::type...>;
template <class Row, class List> using sorted_list =
    decltype(detail::sort_computed<Row>(List{}, std::make_index_sequence<List::size>{}));
template <class Row, class... Part> using sorted_among = sorted_list<Row, computed_among<Part...>>;

/// What is wrong with what is said of a level. Rows of a field may not be left out where it has room for all only; and
/// its clauses are looked at here already, near the user's line.
template <class Nested> struct nested_outcome;
template <class Path, class Sources, class Clauses, class Values>
struct nested_outcome<nested_query<Path, Sources, Clauses, Values>> {
    using nested = nested_query<Path, Sources, Clauses, Values>;
    static constexpr cardinality room = level_fields_of<typename Path::row>[Path::field].rows;
    using type = first_failed_t<
        check_that<room != cardinality::one || !nested::leaves_out, rule::relation_may_be_missing, typename Path::row>,
        check_that<nested::parameters::size == 0, rule::nested_is_known, typename Path::row>, check_query<nested>>;
};

template <class Shape, class Nested> inline constexpr bool is_level_of = false;
template <class Shape, auto... Member, class Sources, class Clauses, class Values>
inline constexpr bool is_level_of<Shape, nested_query<level_path<Member...>, Sources, Clauses, Values>> =
    holds_struct<Shape, typename first_of_path<Member...>::row>;
template <class... Path> constexpr bool differ(type_list<Path...>) {
    std::size_t same = 0;
    [[maybe_unused]] const auto count = [&]<class Each>() {
        same += (std::size_t{0} + ... + std::is_same_v<Each, Path>);
    };
    (count.template operator()<Path>(), ...);
    return same == sizeof...(Path);
}

template <class Row> constexpr bool has_computed_fields() {
    if constexpr (shape_struct<Row>)
        for (const level_field& each : level_fields_of<Row>)
            if (each.is_computed()) return true;
    return false;
}
/// The levels of which a query says something.
template <class... Path> struct said_levels {
    template <class Asked> static constexpr bool has = (std::is_same_v<Asked, Path> || ...);
    static constexpr std::size_t find_depth() {
        std::size_t deepest = 0;
        ((deepest = Path::size() > deepest ? Path::size() : deepest), ...);
        return deepest;
    }
    static constexpr std::size_t depth = find_depth();
};
template <class Said, class Row, class... Above, std::size_t... Path>
consteval bool is_left_unsaid(std::index_sequence<Path...>);
template <class Said, class Row, std::size_t Field, class... Above, std::size_t... Path>
consteval bool is_field_left_unsaid(std::index_sequence<Path...>) {
    if constexpr (!holds_rows<field_type<Row, Field>>) {
        return false;
    } else {
        using child = level_row_t<Row, Field>;
        using path = std::index_sequence<Path..., step_of<Row>(Field)>;
        if constexpr (has_computed_fields<child>() && !Said::template has<path>)
            return true;
        else if constexpr (path::size() <= Said::depth)
            return is_left_unsaid<Said, child>(path{});
        else if constexpr ((std::is_same_v<child, Above> || ...)) // nothing is said of any level from here on
            return false;
        else
            return is_left_unsaid<Said, child, child, Above...>(path{});
    }
}
/// Whether a level below a row has computed fields, and the query says nothing of it.
template <class Said, class Row, class... Above, std::size_t... Path>
consteval bool is_left_unsaid(std::index_sequence<Path...> path) {
    if constexpr (kind_variant<Row>)
        return [path]<class... Kind>(type_list<Kind...>) {
            return (is_left_unsaid<Said, Kind, Above...>(path) || ...);
        }(kinds_of_row<Row>{});
    else if constexpr (!shape_struct<Row>)
        return false;
    else
        return [path]<std::size_t... Field>(std::index_sequence<Field...>) {
            return (false || ... || is_field_left_unsaid<Said, Row, Field, Above...>(path));
        }(std::make_index_sequence<field_count<Row>>{});
}

template <class Shape, class... Nested> constexpr auto find_nested_outcome(type_list<Nested...>) {
    constexpr bool are_levels =
        (is_level_of<Shape, Nested> && ...) && differ(type_list<typename Nested::path::indexes...>{});
    using said = said_levels<typename Nested::path::indexes...>;
    return first_failed_t<
        check_that<are_levels, rule::level_is_of_shape, Shape>, typename nested_outcome<Nested>::type...,
        check_that<!is_left_unsaid<said, Shape>(std::index_sequence<>{}), rule::field_is_computed, Shape>>{};
}

/// The tables of a query that hold a shape's model: the first of them is meant.
template <class Model, class... Source> constexpr auto source_of_model(type_list<Source...>) {
    using found = join_lists_t<
        std::conditional_t<std::is_same_v<source_model<Source>, Model>, type_list<Source>, type_list<>>...>;
    if constexpr (found::size == 0)
        return std::type_identity<void>{};
    else
        return std::type_identity<typename list_element<0, found>::type>{};
}
template <class Model, class Sources> using source_of = typename decltype(source_of_model<Model>(Sources{}))::type;

template <class Shape, class Query, class... Part> consteval auto find_selection_outcome() {
    if constexpr ((std::is_same_v<Part, refused_level> || ...))
        return failed<rule::told>{};
    else if constexpr (!((is_computed_field<Part> || is_nested<Part>) && ...))
        return failed<rule::shape_takes_parts, Shape, Part...>{};
    else if constexpr (!is_passed<check_shape<Shape>>)
        return check_shape<Shape>{};
    else if constexpr (std::is_void_v<source_of<level_model_t<Shape>, typename Query::sources>>)
        return failed<rule::shape_is_of_query, Shape>{};
    else
        return first_failed_t<decltype(find_nested_outcome<Shape>(nested_among<Part...>{})),
                              decltype(find_computed_outcome<Shape>(computed_among<Part...>{}))>{};
}

template <class Shape, class Query, class... Computed, class... Nested, class... Part>
constexpr auto make_shape_query(const Query& query, type_list<Computed...>, type_list<Nested...>, const Part&... part) {
    using table = source_of<level_model_t<Shape>, typename Query::sources>;
    using set = nested_set<Nested...>;
    using kept = std::conditional_t<sizeof...(Nested) == 0, values<>, values<set>>;
    using added = level_clause<Shape, table, sizeof...(Nested) != 0, typename Computed::node_type...>;
    using made = typename Query::template with_selection<selected_tree<Shape, set>, added,
                                                         joined<kept, joined_all<Computed...>>>;
    if constexpr (sizeof...(Nested) == 0)
        return made{{detail::concat_all(query.bound, detail::part_of_type<Computed>(part...).bound...)}, {}};
    else
        return made{{detail::concat_all(query.bound, kept{{set{{{detail::part_of_type<Nested>(part...)}...}}}},
                                        detail::part_of_type<Computed>(part...).bound...)},
                    {}};
}
/// Only the rows of a kind.
template <class Kind, class Query> constexpr auto of_kind(const Query& query) {
    using table = source_of<level_model_t<Kind>, typename Query::sources>;
    return query.where(col<kinds_of<level_model_t<Kind>>::member, table> == kind_value_of<Kind>);
}
template <class Shape, class Query, class... Part>
constexpr auto select_shape(const Query& query, const Part&... part) {
    using outcome = decltype(find_selection_outcome<Shape, Query, Part...>());
    require<outcome>();
    if constexpr (!is_passed<outcome>)
        return detail::refused_query(query);
    else if constexpr (is_kind<Shape>)
        return detail::make_shape_query<Shape>(detail::of_kind<Shape>(query), sorted_among<Shape, Part...>{},
                                               nested_among<Part...>{}, part...);
    else
        return detail::make_shape_query<Shape>(query, sorted_among<Shape, Part...>{}, nested_among<Part...>{}, part...);
}

template <class Path, class... Computed, class... Part>
constexpr auto make_nested(type_list<Computed...>, const Part&... part) {
    using made = first_level_t<Path, typename Path::row, Path::field, Computed...>;
    return made{{detail::concat_all(detail::part_of_type<Computed>(part...).bound...)}, {}};
}

} // namespace detail

/// What computes a field of a shape: `field<&Shape::post_count> = count_of<&Post::author_id>()`.
template <auto Member> inline constexpr detail::field_name_of_shape<Member> field{};

/// A level of a shape, to say more about it: `nested<&Author::posts>().where(...).order_by(...).limit(3)`, all per
/// author. The fields lead from the shape to the level; computed fields of the level are its arguments.
template <auto... Member, class... Part> constexpr auto nested(const Part&... part) {
    using path = detail::level_path<Member...>;
    using outcome = decltype(detail::find_path_outcome<Member...>());
    detail::require<outcome>();
    if constexpr (!(detail::is_computed_field<Part> && ...)) {
        detail::require<detail::failed<detail::rule::shape_takes_parts, Part...>>();
        return detail::refused_level{};
    } else if constexpr (detail::is_passed<outcome>) {
        using row = detail::level_row_t<typename path::row, path::field>;
        using computed = decltype(detail::find_computed_outcome<row>(type_list<Part...>{}));
        detail::require<computed>();
        if constexpr (detail::is_passed<computed>)
            return detail::make_nested<path>(detail::sorted_among<row, Part...>{}, part...);
        else
            return detail::refused_level{};
    } else {
        return detail::refused_level{};
    }
}
template <class Wrong, class... Given> constexpr auto nested(const Given&...) {
    detail::require<detail::failed<detail::rule::level_is_related, Wrong, Given...>>();
    return detail::refused_level{};
}

} // namespace v0
} // namespace refract

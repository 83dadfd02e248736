// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/rules/flat.hpp>
#include <refract/base/text_sink.hpp>
#include <refract/base/type_list.hpp>
#include <refract/meta/member.hpp>
#include <refract/schema/table.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// The fields of a struct: what rows fill, one column each. They are its members, but for members that its options call
/// flat: in their place stand the members of those. Everything behind this header asks for fields alone.

namespace refract {
inline namespace v0 {
namespace detail {

/// `flat<&User::address>` in a model.
template <auto Member> struct flat_option : table_option {
    using positions = path_positions<Member>;
    using field = member_type<Member>;
    template <class Model> static constexpr bool is_possible() {
        if constexpr (std::is_same_v<member_owner<Member>, Model> && is_connected<Member>)
            return reflectable<field>;
        else
            return false;
    }

    std::string_view begin{};
    /// What the names of the columns begin with, of which two members of one struct need different ones.
    constexpr flat_option prefix(option_text text = nothing_said<flat_option>{}, further_text = {},
                                 unread_rest = {}) const {
        auto copy = *this;
        copy.begin = text.text;
        return copy;
    }
};

template <class Option> inline constexpr bool is_flat_option = false;
template <auto Member> inline constexpr bool is_flat_option<flat_option<Member>> = true;
template <class Options> inline constexpr bool has_flat_options = false;
template <class... Option> inline constexpr bool has_flat_options<table_options<Option...>> =
    (is_flat_option<Option> || ...);
// Where a flat member is, of options that can be: what is wrong with others is said by `check_flat`.

template <class Struct, class Option> struct flat_place {
    using type = type_list<>;
};
template <class Struct, auto Member>
    requires(flat_option<Member>::template is_possible<Struct>())
struct flat_place<Struct, flat_option<Member>> {
    using type = type_list<typename path_positions<Member>::type>;
};
template <class Struct, class Options> struct flat_places;
template <class Struct, class... Option> struct flat_places<Struct, table_options<Option...>> {
    using type = join_lists_t<typename flat_place<Struct, Option>::type...>;
};

/// The member of a struct that has the name and the type of another one's; as many as there are members if none has.
template <class Struct, class Other, std::size_t Member> constexpr std::size_t find_same_member() {
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        std::size_t at = 0;
        static_cast<void>((... || ((std::is_same_v<type_of_member<Struct, Index>, type_of_member<Other, Member>> &&
                                    member_name<Struct>(Index) == member_name<Other>(Member)) ||
                                   (++at, false))));
        return at;
    }(std::make_index_sequence<member_count<Struct>>{});
}
template <class Shape, class Model, std::size_t First, std::size_t... Rest>
constexpr auto place_in_shape(std::index_sequence<First, Rest...>) {
    constexpr std::size_t at = find_same_member<Shape, Model, First>();
    if constexpr (at == member_count<Shape>)
        return type_list<>{};
    else
        return type_list<std::index_sequence<at, Rest...>>{};
}
template <class Shape, class Model, class... Place> constexpr auto places_in_shape(type_list<Place...>) {
    return join_lists_t<decltype(place_in_shape<Shape, Model>(Place{}))...>{};
}

// Of a shape its model says what is flat: the members that it has whole.
template <class Struct> struct flat_members {
    using source = Struct;
    using places = typename flat_places<Struct, options_type<Struct>>::type;
};
template <class Struct>
    requires requires { typename Struct::model; }
struct flat_members<Struct> {
    using source = typename Struct::model;
    using places =
        decltype(places_in_shape<Struct, source>(typename flat_places<source, options_type<source>>::type{}));
};

/// Whether the fields of a struct are others than its members.
template <class Struct> inline constexpr bool has_flat_members =
    has_flat_options<options_type<std::remove_const_t<Struct>>>;
template <class Struct>
    requires requires { typename Struct::model; }
inline constexpr bool has_flat_members<Struct> = flat_members<std::remove_const_t<Struct>>::places::size > 0;

template <class Wanted, class... Type> constexpr bool is_listed(type_list<Type...>) {
    return (std::is_same_v<Wanted, Type> || ...);
}

/// A field that stands in a flat member, or beside one: the struct that has it, and the way there.
template <class Owner, class Field, std::size_t... Step> struct leaf {
    using owner = Owner;
    using field = Field;
    using way = std::index_sequence<Step...>;
    static constexpr std::size_t steps[sizeof...(Step)]{Step...};
    static constexpr std::size_t depth = sizeof...(Step) - 1;
};

template <class Flats, class Struct, std::size_t... Step, std::size_t... Index, class... Member>
constexpr auto list_leaves(std::index_sequence<Index...>, type_list<Member...>);

template <class Flats, class Owner, class Member, std::size_t... Step> constexpr auto list_leaves_at() {
    using plain = std::remove_const_t<Member>;
    if constexpr (is_listed<std::index_sequence<Step...>>(Flats{}))
        return list_leaves<Flats, plain, Step...>(std::make_index_sequence<member_count<plain>>{},
                                                  member_types<plain>{});
    else
        return type_list<leaf<Owner, Member, Step...>>{};
}
template <class Flats, class Struct, std::size_t... Step, std::size_t... Index, class... Member>
constexpr auto list_leaves(std::index_sequence<Index...>, type_list<Member...>) {
    return join_lists_t<decltype(list_leaves_at<Flats, Struct, Member, Step..., Index>())...>{};
}
template <class Struct> constexpr auto find_leaves() {
    return list_leaves<typename flat_members<Struct>::places, Struct>(std::make_index_sequence<member_count<Struct>>{},
                                                                      member_types<Struct>{});
}
/// The fields of a struct with flat members.
template <class Struct> using leaves_of = decltype(find_leaves<Struct>());

template <class Object> REFRACT_INLINE constexpr Object& leaf_at(Object& object, std::index_sequence<>) {
    return object;
}
template <class Object, std::size_t First, std::size_t... Rest>
REFRACT_INLINE constexpr auto& leaf_at(Object& object, std::index_sequence<First, Rest...>) {
    return detail::leaf_at(detail::member_at<First>(object), std::index_sequence<Rest...>{});
}

template <class Leaves> struct flat_binding;
template <class... Leaf> struct flat_binding<type_list<Leaf...>> {
    template <class Struct, class Use> REFRACT_ONCE static constexpr decltype(auto) bind(Struct& object, Use&& use) {
        return use(detail::leaf_at(object, typename Leaf::way{})...);
    }
};

// What is asked of fields, of structs in general: nothing but what their members say.
template <class Struct, bool IsFlat> struct field_access {
    using binding = field_binding<member_count<Struct>>;
    static constexpr std::size_t count = member_count<Struct>;
};
template <class Struct> struct field_access<Struct, true> {
    using binding = flat_binding<leaves_of<Struct>>;
    static constexpr std::size_t count = leaves_of<Struct>::size;
};
template <class Struct> using fields_in = field_access<std::remove_const_t<Struct>, has_flat_members<Struct>>;

/// The number of a struct's fields.
template <class Struct> inline constexpr std::size_t field_count = fields_in<Struct>::count;

namespace by_name {
/// Calls `use` with all fields at once: one function per struct and use, where a function per field
/// would be the largest part of what a model costs the compiler.
template <class Struct, class Use> REFRACT_ONCE constexpr decltype(auto) with_fields(Struct& object, Use&& use) {
    return fields_in<Struct>::binding::bind(object, static_cast<Use&&>(use));
}
/// Calls `visit(field)` for each field in order.
template <class Struct, class Visitor> REFRACT_ONCE constexpr void for_each_field(Struct& object, Visitor&& visit) {
    detail::with_fields(object, field_visitor<std::remove_reference_t<Visitor>>{visit});
}
} // namespace by_name

/// A field by its position.
template <std::size_t Index, class Struct> constexpr auto& field_of(Struct& object) {
    return detail::with_fields(object, field_picker<std::make_index_sequence<Index>>{});
}
/// The types of the fields, in order.
template <class Struct> using field_types = decltype(detail::with_fields(std::declval<Struct&>(), list_types{}));
template <class Struct, std::size_t Index> using field_type = typename list_element<Index, field_types<Struct>>::type;

// The names of fields in flat members: each of the options on the way adds what it begins names with.

template <std::size_t... Step>
constexpr bool leads_along(std::index_sequence<Step...>, const std::size_t* steps, std::size_t depth) {
    return sizeof...(Step) == depth && (... && (Step == *steps++));
}
/// The way of a leaf in the struct whose options name it.
template <class Struct, class Leaf> constexpr auto steps_at_source() {
    using source = typename flat_members<Struct>::source;
    std::array<std::size_t, Leaf::depth + 1> steps{};
    for (std::size_t at = 0; at <= Leaf::depth; ++at) steps[at] = Leaf::steps[at];
    if constexpr (!std::is_same_v<source, Struct> && Leaf::depth > 0)
        steps[0] = find_same_member<source, Struct, Leaf::steps[0]>();
    return steps;
}
template <class Struct, class Leaf> constexpr void put_leaf_name(text_sink& out) {
    constexpr auto steps = steps_at_source<Struct, Leaf>();
    for (std::size_t depth = 1; depth <= Leaf::depth; ++depth)
        detail::for_each_option(model<typename flat_members<Struct>::source>.options,
                                [&]<class Option>(const Option& option) {
                                    if constexpr (is_flat_option<Option>)
                                        if (leads_along(typename Option::positions::type{}, steps.data(), depth))
                                            out.put(option.begin);
                                });
    out.put(member_name<typename Leaf::owner>(Leaf::steps[Leaf::depth]));
}
template <class Struct, class... Leaf> constexpr std::size_t leaf_names_size(type_list<Leaf...>) {
    text_sink out;
    (put_leaf_name<Struct, Leaf>(out), ...);
    return out.size;
}
template <class Struct, class... Leaf> constexpr auto join_leaf_names(type_list<Leaf...> all) {
    joined_names<sizeof...(Leaf), leaf_names_size<Struct>(type_list<Leaf...>{})> result;
    text_sink out{.out = result.text.data()};
    std::size_t index = 0;
    static_cast<void>(all);
    ((put_leaf_name<Struct, Leaf>(out), result.ends[++index] = out.size), ...);
    return result;
}
template <class Struct> inline constexpr auto leaf_names_of = join_leaf_names<Struct>(leaves_of<Struct>{});

/// The name of a field: as its struct spells it, behind what flat members begin it with.
template <class Struct> constexpr std::string_view field_name(std::size_t index) {
    if constexpr (has_flat_members<Struct>) {
        const auto& joined = leaf_names_of<Struct>;
        return {joined.text.data() + joined.ends[index], joined.ends[index + 1] - joined.ends[index]};
    } else {
        return member_name<Struct>(index);
    }
}
/// A field's name among what a failed check is about.
template <class Struct, std::size_t Index> using name_of_field =
    name<fixed_string<field_name<Struct>(Index).size() + 1>(field_name<Struct>(Index))>;

template <class Way, class... Leaf> constexpr std::size_t position_of_leaf(type_list<Leaf...>) {
    std::size_t at = 0;
    static_cast<void>((... || (std::is_same_v<Way, typename Leaf::way> || (++at, false))));
    return at;
}
template <std::size_t First> constexpr std::size_t first_step(std::index_sequence<First>) { return First; }
/// The position of the field that a member or a path means; as many as there are fields if it means none.
template <auto Member> constexpr std::size_t find_field_of() {
    using owner = member_owner<Member>;
    if constexpr (!reflectable<owner>) {
        require<model_failure<owner>>();
        return 0;
    } else if constexpr (!is_connected<Member>) {
        return field_count<owner>;
    } else if constexpr (has_flat_members<owner>) {
        return position_of_leaf<typename path_positions<Member>::type>(leaves_of<owner>{});
    } else if constexpr (path_positions<Member>::type::size() > 1) {
        return field_count<owner>;
    } else {
        return first_step(typename path_positions<Member>::type{});
    }
}
/// A member of a struct without flat ones: the usual case, which is to cost little.
template <auto Member> constexpr bool is_plain_member() {
    if constexpr (std::is_member_pointer_v<decltype(Member)>)
        return !has_flat_members<member_owner<Member>>;
    else
        return false;
}
template <auto Member> consteval auto find_field_outcome_of() {
    using owner = member_owner<Member>;
    if constexpr (is_plain_member<Member>())
        return passed{};
    else if constexpr (!reflectable<owner>)
        return passed{}; // what it is has been said, or will be
    else
        return check_that<(found_field<Member> < field_count<owner>), rule::member_is_column, owner,
                          member_type<Member>>{};
}
template <auto Member> struct field_outcome {
    using type = decltype(find_field_outcome_of<Member>());
};
template <auto Member> constexpr std::size_t position_of_field() {
    if constexpr (is_plain_member<Member>()) {
        return find_member<Member>();
    } else {
        using outcome = typename field_outcome<Member>::type;
        require<outcome>();
        return is_passed<outcome> ? found_field<Member> : 0;
    }
}

// What a model says of its flat members.

template <class Struct, class Option> struct flat_outcome {
    using type = passed;
};
template <class Struct, auto Member> consteval auto find_flat_outcome() {
    using field = member_type<Member>;
    if constexpr (!std::is_same_v<member_owner<Member>, Struct>)
        return failed<rule::column_is_of_table, Struct, member_owner<Member>>{};
    else if constexpr (!is_connected<Member>)
        return failed<rule::member_is_column, Struct, field>{};
    else if constexpr (is_optional<field>)
        return failed<rule::flat_is_never_missing, Struct, field>{};
    else if constexpr (!std::is_class_v<field> || !reflectable<field>)
        return failed<rule::flat_is_plain, Struct, field>{};
    else
        return passed{};
}
template <class Struct, auto Member> struct flat_outcome<Struct, flat_option<Member>> {
    using type = decltype(find_flat_outcome<Struct, Member>());
};
template <class Struct, class Options> struct flats_outcome;
template <class Struct, class... Option> struct flats_outcome<Struct, table_options<Option...>> {
    using type = first_failed_t<passed, typename flat_outcome<Struct, Option>::type...>;
};
template <class Struct> struct flats_outcome<Struct, void> {
    using type = passed;
};
template <class Struct> using check_flat =
    typename flats_outcome<Struct, std::conditional_t<has_flat_members<Struct>, options_type<Struct>, void>>::type;

} // namespace detail

/// The columns of the model's table are those of a member as well, a plain struct: `flat<&User::address>` has
/// `address.street` in a column `street`; `.prefix("home_")` in `home_street`. A column is
/// `col<member_path<&User::address, &Address::street>>`.
template <auto Member> inline constexpr detail::flat_option<Member> flat{};

} // namespace v0
} // namespace refract

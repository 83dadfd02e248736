// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/shape.hpp>
#include <refract/schema/schema.hpp>

#include <array>
#include <cstddef>
#include <type_traits>

/// \file
/// How tables belong together, as plain constant data: foreign keys seen from both of their sides, and models that link
/// two others. All of it is looked up when it is asked for, since models name each other before they are complete.

namespace refract {
inline namespace v0 {
namespace detail {

/// A foreign key as a tie: each row of the child names one of the parent.
struct key_join {
    table_ref child = nullptr;
    column_list child_columns{};
    table_ref parent = nullptr;
    column_list parent_columns{}; ///< one for each of the child's, in their order

    constexpr explicit operator bool() const { return child != nullptr; }
    /// Whether a child may be without a parent: one of its columns may be NULL.
    constexpr bool is_optional() const {
        for (std::size_t i = 0; i < child_columns.count; ++i)
            if (child().columns[child_columns.columns[i]].nullable) return true;
        return false;
    }
    constexpr bool is_to_itself() const { return child == parent; }
};

/// Two foreign keys of one table, the link, by which rows of two others belong together.
struct link_join {
    key_join near{}, far{};
    constexpr explicit operator bool() const { return static_cast<bool>(near); }
};

template <class Table> constexpr const auto& foreign_keys_of() {
    if constexpr (std::is_same_v<source_model<Table>, Table>)
        return options_of<Table, foreign_key_info>;
    else
        return redirected_foreign_keys<Table>;
}
template <class Table> constexpr auto make_key_joins() {
    const auto& keys = foreign_keys_of<Table>();
    std::array<key_join, foreign_keys_of<Table>().size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = {&table_of<Table>, keys[i].columns, keys[i].target, keys[i].target_columns};
    return all;
}
template <class Table> inline constexpr auto all_key_joins = make_key_joins<Table>();
/// The foreign keys of a table, in the order of its model.
template <class Table> constexpr array_view<key_join> key_joins_of() { return all_key_joins<Table>; }

/// The key that a column names, and how many it could mean: none, one, or several of which none is taken.
struct found_key {
    key_join key{};
    std::size_t count = 0;

    constexpr void add(const key_join& also) {
        key = count == 0 ? also : key_join{};
        ++count;
    }
};
/// A column names the only key that has it, or else the only one that begins with it.
constexpr found_key find_key(array_view<key_join> keys, std::size_t column) {
    found_key having, beginning;
    for (const key_join& each : keys) {
        if (!each.child_columns.contains(column)) continue;
        having.add(each);
        if (each.child_columns.columns[0] == column) beginning.add(each);
    }
    return beginning.count == 1 ? beginning : having;
}
template <auto Member> inline constexpr found_key found_key_of =
    find_key(key_joins_of<member_owner<Member>>(), member_index<Member>);
/// The foreign key that a member pointer names, `key_join_of<&Post::author_id>`; false where it names none, or several.
template <auto Member> inline constexpr key_join key_join_of = found_key_of<Member>.key;

template <auto Member> using check_names_key =
    check_that<static_cast<bool>(key_join_of<Member>), rule::member_is_foreign_key, member_pointer<decltype(Member)>>;

template <class Child, class Parent> constexpr std::size_t count_key_joins() {
    std::size_t count = 0;
    for (const key_join& each : key_joins_of<Child>()) count += each.parent == &table_of<Parent>;
    return count;
}
template <class Child, class Parent> constexpr auto make_key_joins_between() {
    std::array<key_join, count_key_joins<Child, Parent>()> all{};
    std::size_t at = 0;
    for (const key_join& each : key_joins_of<Child>())
        if (each.parent == &table_of<Parent>) all[at++] = each;
    return all;
}
template <class Child, class Parent> inline constexpr auto all_key_joins_between =
    make_key_joins_between<Child, Parent>();
/// The foreign keys by which rows of one table name rows of another one, which may be the same.
template <class Child, class Parent> constexpr array_view<key_join> key_joins_between() {
    return all_key_joins_between<Child, Parent>;
}

/// Whether no two rows of a table are alike in these columns, none of which is NULL then: they hold its key, or are
/// unique. A parent has one child at most where the child's columns of the foreign key are.
template <class Table> constexpr bool are_unique(const column_list& columns) {
    const auto holds_all = [&](const column_list& key) {
        for (std::size_t i = 0; i < key.count; ++i)
            if (!columns.contains(key.columns[i])) return false;
        return key.count > 0;
    };
    if (holds_all(table_of<Table>().key)) return true;
    for (const index_info& each : options_of<source_model<Table>, index_info>)
        if (each.unique && !each.where && holds_all(each.columns)) return true;
    return false;
}

/// The ties over a link from rows of one table to those of another: its only key to the one, and its only one to the
/// other. Where both are one table, the first of two keys is the near one. False where there are more, or fewer.
constexpr link_join find_link(array_view<key_join> keys, table_ref from, table_ref to) {
    found_key near, far;
    for (const key_join& each : keys) {
        const bool is_far = each.parent == to && (from != to || near.count > 0);
        if (is_far)
            far.add(each);
        else if (each.parent == from)
            near.add(each);
    }
    return near.count == 1 && far.count == 1 ? link_join{near.key, far.key} : link_join{};
}
/// The same of tables that are known to the compiler: `link_join_of<Post, PostTag, Tag>`.
template <class From, class Link, class To> inline constexpr link_join link_join_of =
    find_link(key_joins_of<Link>(), &table_of<From>, &table_of<To>);

/// A link that a model names.
struct link_info {
    table_ref link = nullptr;
    array_view<key_join> (*keys)() = nullptr; ///< of the link, asked for when its model is complete
};

/// Whether a link has a key to the model that names it and another one, whose rows it links.
constexpr bool links(array_view<key_join> keys, table_ref from) {
    bool has_near = false;
    for (const key_join& each : keys) has_near |= each.parent == from;
    return has_near && keys.size() > 1;
}

template <class Model, class Link> struct link_outcome {
    using type = check_that<links(key_joins_of<Link>(), &table_of<Model>), rule::link_has_two_keys, Model, Link>;
};

template <class Link> struct through_option : table_option {
    // A query asks this where it begins, when all models are complete; by a class, which no compiler looks into sooner.
    template <class Model> using check_expressions = typename link_outcome<Model, Link>::type;
    using table_option::describe;
    template <class Model> constexpr bool describe(link_info& out) const {
        out = {&table_of<Link>, &key_joins_of<Link>};
        return true;
    }
};

/// The links that a model names, in the order of the model.
template <class Model> constexpr array_view<link_info> links_of() { return options_of<Model, link_info>; }

/// A link between two models, which one of them names with `through`; and how many there are. The near key is that to
/// `From`, whichever of the two names the link.
struct found_link {
    link_join join{};
    std::size_t count = 0;
};
constexpr void add_links(found_link& found, array_view<link_info> links, array_view<link_info> already, table_ref from,
                         table_ref to) {
    for (const link_info& each : links) {
        bool is_known = false;
        for (const link_info& other : already) is_known |= other.link == each.link;
        const link_join join = is_known ? link_join{} : find_link(each.keys(), from, to);
        if (!join) continue;
        found.join = found.count == 0 ? join : link_join{};
        ++found.count;
    }
}
template <class From, class To> constexpr found_link find_link_between() {
    found_link found;
    add_links(found, links_of<From>(), {}, &table_of<From>, &table_of<To>);
    if constexpr (!std::is_same_v<From, To>)
        add_links(found, links_of<To>(), links_of<From>(), &table_of<From>, &table_of<To>);
    return found;
}
template <class From, class To> inline constexpr found_link link_between = find_link_between<From, To>();

} // namespace detail

/// The model's rows belong to those of another model over rows of a third one, the link, which has a foreign key to
/// each: `refract::model<Post> = refract::table(..., refract::through<PostTag>)`. One of the two models names it.
template <class Link> inline constexpr detail::through_option<Link> through{};

} // namespace v0
} // namespace refract

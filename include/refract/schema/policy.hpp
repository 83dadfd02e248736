// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/policy.hpp>
#include <refract/schema/column_option.hpp>

#include <type_traits>

/// \file
/// Policies: what the statements of a model do by themselves.

namespace refract {
inline namespace v0 {
namespace detail {

/// Whether a field can say that its row is deleted.
template <class Field> constexpr bool marks_deletion() {
    using moment = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;
    if constexpr (std::is_same_v<Field, bool>)
        return true;
    else if constexpr (is_optional<Field> && storable<Field>)
        return type_of<Field>.kind == type_kind::timestamp && keeps_digits_of_time<without_optional<Field>, moment>();
    else
        return false;
}

template <auto Member> struct soft_delete_option : table_option {
    static constexpr unsigned once = 16;
    using field = member_type<Member>;
    template <class Model> using check =
        first_failed_t<check_member<Model, Member>,
                       check_that<marks_deletion<field>(), rule::deletion_is_marked, field>>;
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const {
        require<check<Model>>();
        if constexpr (is_passed<check<Model>>) table.deleted = column_position<Model, Member>();
    }
};

/// Whether a field can say whose a row is.
template <class Field> constexpr bool is_tenant_field() {
    if constexpr (is_optional<Field> || !storable<Field>)
        return false;
    else
        return is_whole_number(type_of<Field>.kind) || type_of<Field>.kind == type_kind::text ||
               type_of<Field>.kind == type_kind::uuid;
}

template <auto Member> struct tenant_option : table_option {
    static constexpr unsigned once = 32;
    using field = member_type<Member>;
    using names_tenant = void;
    static constexpr auto member = Member;
    template <class Model> using check =
        first_failed_t<check_member<Model, Member>, check_that<is_tenant_field<field>(), rule::tenant_is_key, field>>;
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const {
        require<check<Model>>();
        if constexpr (is_passed<check<Model>>) table.tenant = column_position<Model, Member>();
    }
};

} // namespace detail

/// Each row is a tenant's: of a session `db.tenant(7)`, whose statements see its rows alone and whose inserts set the
/// column. Without one nothing of the model compiles but a query with `.all_tenants()`.
template <auto Member> inline constexpr detail::tenant_option<Member> tenant{};
/// Rows stay where they are deleted, and are marked: the column is the time of the deletion, a std::optional, or a
/// bool. Every statement sees only rows that are not marked. `delete_from<Post>()` and `db.erase(post)` mark;
/// `.with_deleted()` on a query sees all, `db.erase_for_good(post)` and `.for_good()` on a delete really delete.
template <auto Member> inline constexpr detail::soft_delete_option<Member> soft_delete{};

} // namespace v0
} // namespace refract

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

} // namespace detail

/// Rows stay where they are deleted, and are marked: the column is the time of the deletion, a std::optional, or a
/// bool. Every statement sees only rows that are not marked. `delete_from<Post>()` and `db.erase(post)` mark;
/// `.with_deleted()` on a query sees all, `db.erase_for_good(post)` and `.for_good()` on a delete really delete.
template <auto Member> inline constexpr detail::soft_delete_option<Member> soft_delete{};

} // namespace v0
} // namespace refract

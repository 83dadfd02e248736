// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/model.hpp>
#include <refract/meta/field_names.hpp>
#include <refract/meta/reflectable.hpp>

#include <cstddef>

/// \file
/// Which field a member pointer means.

namespace refract {
inline namespace v0 {
namespace detail {

template <class> struct member_pointer;
template <class Struct, class Field> struct member_pointer<Field Struct::*> {
    using owner = Struct;
    using field = Field;
};
/// The struct and the type of a member pointer: `&User::id`.
template <auto Member> using member_owner = typename member_pointer<decltype(Member)>::owner;
template <auto Member> using member_type = typename member_pointer<decltype(Member)>::field;

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif
template <auto Member> constexpr std::size_t find_member() {
    using owner = member_owner<Member>;
    if constexpr (reflectable<owner>) {
        const void* wanted = &(field_probe<owner>.value.*Member);
        const auto& all = field_addresses<owner>();
        std::size_t index = 0;
        while (all[index] != wanted) ++index;
        return index;
    } else {
        require<model_failure<owner>>();
        return 0;
    }
}
/// The position of a member in its struct.
template <auto Member> inline constexpr std::size_t member_index = find_member<Member>();
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

} // namespace detail
} // namespace v0
} // namespace refract

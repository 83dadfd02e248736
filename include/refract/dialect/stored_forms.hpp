// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/array_view.hpp>
#include <refract/schema/stored_form.hpp>

/// \file
/// How databases spell the forms of `stored_as`. A form that is not in a dialect's table is stored the usual way
/// there: PostgreSQL has types of its own for dates, times of day and UUIDs.

namespace refract {
inline namespace v0 {
namespace detail {

using stored_spellings = array_view<stored_spelling>;

/// The row of a form; null where the database stores such values the usual way.
constexpr const stored_spelling* find_spelling(stored_spellings rows, stored_kind form, type_kind type) {
    if (form == stored_kind::usual) return nullptr;
    for (const stored_spelling& each : rows)
        if (each.kind == form && each.type == type) return &each;
    return nullptr;
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/function.hpp>
#include <refract/schema/options.hpp>

namespace refract {
inline namespace v0 {

/// An option of a model: the column is the time of the row's last write, by the database's clock. It is that of the
/// insert where the program gives none, and each update and upsert sets it, unless a query sets it itself.
template <auto Member> inline constexpr auto updated_at = column<Member>.default_to(now()).updated_at();

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/write_plan.hpp>

#include <cstddef>
#include <string>

/// \file
/// Where a row is in a tree that is written, for errors: `orders[2].lines[0]`.

namespace refract {
inline namespace v0 {
namespace detail {

/// A row that could not be written.
struct failed_row {
    const void* row = nullptr;
    std::size_t size = 0;
};

/// Adds the place of a row in the tree below another one; false if it is not there.
template <class Driver>
bool add_place(const write_plan<Driver>& plan, void* from, const failed_row& wanted, std::string& place) {
    if (from == wanted.row && plan.row_size == wanted.size) return true;
    const std::size_t before = place.size();
    for (const auto& field : plan.fields) {
        std::size_t number = 0;
        bool is_found = false;
        field.each(from, [&](void* below) {
            if (is_found) return;
            if (before > 0) place += '.';
            place += field.name;
            if (field.show)
                field.show(from, below, place);
            else if (field.is_many)
                place += "[" + std::to_string(number) + "]";
            ++number;
            is_found = add_place(field.below(), below, wanted, place);
            if (!is_found) place.resize(before);
        });
        if (is_found) return true;
    }
    return false;
}

} // namespace detail
} // namespace v0
} // namespace refract

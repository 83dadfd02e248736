// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/schema/any_value.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Rows that stand in a tree several times, as those that others share: of their copies one is written, and copies that
/// were changed differently are refused, as the last one would win in silence.

namespace refract {
inline namespace v0 {
namespace detail {

/// A column of a row that is saved.
struct shared_value {
    std::size_t column = 0;
    any_value now{};
    any_value before{};      ///< what is stored of it
    bool is_changed = false; ///< true also where nothing is stored
};

/// The copies of one row. A template, so that programs that save no trees do not compile it.
template <std::same_as<shared_value> Value> class copies_of_row {
public:
    any_value version{}; ///< which the first copy has
    bool is_new = false; ///< nothing was stored of it

    bool is_met() const { return count_ > 0; }
    /// Whether what is stored is not any more what it was.
    bool is_changed() const {
        bool found = is_new && is_met();
        for (const Value& each : values_) found = found || each.is_changed;
        return found;
    }
    /// Whether a copy is not what is stored afterwards.
    bool differ() const { return differ_; }
    /// Notes a copy; whether it is to be written. Errors: it was changed, and another one differently.
    bool add(std::vector<Value>&& copy, std::string_view table) {
        bool is_written = !is_met(), is_old = false;
        for (Value& each : copy) {
            Value* const known = find(each.column);
            if (!known) {
                is_written = is_written || each.is_changed;
                values_.push_back(std::move(each));
            } else if (each.now == known->now) {
                continue;
            } else if (!known->is_changed) { // those before are as they were
                known->now = std::move(each.now);
                known->is_changed = is_written = differ_ = true;
            } else if (is_new || !(each.now == known->before)) {
                refuse(table);
            } else {
                is_old = differ_ = true;
            }
        }
        if (is_old && is_written) refuse(table); // it has changed another column
        ++count_;
        return is_written;
    }

private:
    [[noreturn, gnu::cold]] static void refuse(std::string_view table) {
        throw error(join_text({"a tree has one row of \"", table,
                               "\" in two places, changed differently in each; change one, or both alike"}));
    }
    Value* find(std::size_t column) {
        for (Value& each : values_)
            if (each.column == column) return &each;
        return nullptr;
    }
    std::vector<Value> values_{};
    std::size_t count_ = 0;
    bool differ_ = false;
};
using shared_copies = copies_of_row<shared_value>;

} // namespace detail
} // namespace v0
} // namespace refract

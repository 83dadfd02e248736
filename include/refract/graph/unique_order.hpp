// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/key_table.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// \file
/// In which order rows are changed that take unique values of each other. Databases look at unique values row by row,
/// so that a value has to be left before another row takes it.

namespace refract {
inline namespace v0 {
namespace detail {

/// What a row has of one unique key, before and after, as bytes; empty: NULL, or as it was.
struct unique_change {
    std::string left{}, taken{};
};
/// Of a circle: this row gives up its value of a key first, for the one that is to have it.
struct unique_detour {
    std::uint32_t row = 0, taker = 0, key = 0;
};

/// A template, so that programs that save no rows do not compile it.
template <class Detour> class ordered_changes {
public:
    explicit ordered_changes(std::size_t rows) : waits_(rows) {}

    /// How each row changes one of the keys.
    void add(std::uint32_t key, const std::vector<unique_change>& rows) {
        key_table values;
        std::vector<std::uint32_t> holders; // of each value
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            if (rows[i].left.empty() || values.find_bytes(rows[i].left) != key_table::no_bytes) continue;
            values.add_bytes(rows[i].left);
            holders.push_back(i);
        }
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            const std::uint32_t found = rows[i].taken.empty() ? key_table::no_bytes : values.find_bytes(rows[i].taken);
            if (found == key_table::no_bytes) continue;
            waits_[i].push_back({holders[found], i, key});
            any_ = true;
        }
    }
    bool is_any() const { return any_; }
    /// The rows as they are written: in their own order, but each after those for which it waits.
    std::vector<std::uint32_t> arrange() {
        std::vector<state> states(waits_.size(), state::untouched);
        std::vector<std::uint32_t> order, path;
        std::vector<std::size_t> asked(waits_.size());
        for (std::uint32_t first = 0; first < waits_.size(); ++first) {
            if (states[first] == state::untouched) path.push_back(first);
            while (!path.empty()) {
                const std::uint32_t row = path.back();
                states[row] = state::waits;
                if (asked[row] == waits_[row].size()) {
                    states[row] = state::is_placed;
                    order.push_back(row);
                    path.pop_back();
                    continue;
                }
                const Detour& wait = waits_[row][asked[row]++];
                if (states[wait.row] == state::untouched) path.push_back(wait.row);
                if (states[wait.row] == state::waits) detours_.push_back(wait);
            }
        }
        return order;
    }
    const std::vector<Detour>& detours() const { return detours_; }

private:
    enum class state : std::uint8_t { untouched, waits, is_placed };

    std::vector<std::vector<Detour>> waits_;
    std::vector<Detour> detours_{};
    bool any_ = false;
};
using unique_order = ordered_changes<unique_detour>;

} // namespace detail
} // namespace v0
} // namespace refract

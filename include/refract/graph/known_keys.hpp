// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/plain_array.hpp>
#include <refract/graph/key_index.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Some columns of rows that are inserted, which other rows take: the same ones of each row, whatever their types.
class known_keys {
public:
    static constexpr std::uint32_t none = 0xffffffff;

    /// How many columns each row has; forgets all rows.
    void start(std::size_t width) {
        width_ = width;
        cells_.clear();
        texts_.clear();
    }
    /// Adds the next column of the last row.
    void add(const key_part& part) {
        cells_.push_back({.number = part.number,
                          .real = part.real,
                          .text = texts_.size(),
                          .size = part.text.size(),
                          .scale = part.type.scale});
        texts_.append(part.text);
    }
    void add_null() { cells_.push_back({.is_null = true}); }
    /// A key that only the database knows: it makes it with a row of a batch.
    void add_made(std::uint32_t batch, std::uint32_t row) {
        cells_.push_back({.number = row, .maker = batch, .is_null = false});
    }
    /// What is known of another row.
    void add_of(const known_keys& other, std::size_t row, std::size_t column) {
        if (const std::uint32_t maker = other.maker_of(row, column); maker != none)
            return add_made(maker, other.made_row(row, column));
        add(other.at(row, column));
    }

    std::size_t rows() const noexcept { return width_ == 0 ? 0 : cells_.size() / width_; }
    bool is_null(std::size_t row, std::size_t column) const noexcept { return cells_[row * width_ + column].is_null; }
    /// The batch of rows with which the database makes it, and which of them; `none` of what is known.
    std::uint32_t maker_of(std::size_t row, std::size_t column) const noexcept {
        return cells_[row * width_ + column].maker;
    }
    std::uint32_t made_row(std::size_t row, std::size_t column) const noexcept {
        return static_cast<std::uint32_t>(cells_[row * width_ + column].number);
    }
    /// Its text lives until the next one is added.
    key_part at(std::size_t row, std::size_t column) const noexcept {
        const cell& found = cells_[row * width_ + column];
        key_part part{.number = found.number, .real = found.real, .text = {texts_.data() + found.text, found.size}};
        part.type.scale = found.scale;
        return part;
    }

private:
    struct cell {
        std::int64_t number = 0;
        double real = 0;
        std::size_t text = 0, size = 0; ///< where it is, and how long
        std::uint32_t maker = none;
        std::uint8_t scale = 0;
        bool is_null = false;
    };
    std::size_t width_ = 0;
    plain_array<cell> cells_{};
    std::string texts_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

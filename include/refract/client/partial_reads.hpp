// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/array_view.hpp>
#include <refract/base/atomic.hpp>
#include <refract/base/plain_array.hpp>

#include <cstddef>
#include <cstdint>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// Which rows of trees a session has read without all that belongs to them. Saved, such a tree would delete the rest.

namespace refract {
inline namespace v0 {
namespace detail {

/// A field of a kind of tree, as constant data. Other libraries of a program may have it again, under the same number.
struct tree_field {
    std::uint64_t number = 0;
    std::string_view left_out_by{};        ///< the option of this query that leaves rows out; empty: it has none
    const signal_flag* is_saved = nullptr; ///< whether the program saves such trees anywhere
};

/// Some keys, by their hashes, and a number beside each.
class noted_keys {
public:
    static constexpr std::uint32_t none = 0xffffffff;

    std::size_t size() const noexcept { return size_; }
    std::uint32_t find(std::uint64_t key) const noexcept {
        return slots_.empty() ? none : slots_[place_of(key)].number;
    }
    void put(std::uint64_t key, std::uint32_t number) {
        if (2 * (size_ + 1) > slots_.size()) grow();
        slot& found = slots_[place_of(key)];
        if (found.number == none) ++size_;
        found = {key, number};
    }
    void erase(std::uint64_t key) noexcept {
        if (find(key) == none) return;
        const std::size_t last = slots_.size() - 1;
        std::size_t hole = place_of(key);
        slots_[hole] = {};
        --size_;
        for (std::size_t at = (hole + 1) & last; slots_[at].number != none; at = (at + 1) & last) {
            const slot moved = std::exchange(slots_[at], slot{}); // which would no longer be found behind the hole
            slots_[place_of(moved.key)] = moved;
        }
    }
    void clear() noexcept { *this = noted_keys(); }

private:
    struct slot {
        std::uint64_t key = 0;
        std::uint32_t number = none;
    };
    std::size_t place_of(std::uint64_t key) const noexcept {
        const std::size_t last = slots_.size() - 1;
        std::size_t at = static_cast<std::size_t>(key ^ (key >> 29)) & last;
        while (slots_[at].number != none && slots_[at].key != key) at = (at + 1) & last;
        return at;
    }
    void grow() {
        plain_array<slot> before;
        before.assign(slots_.empty() ? 16 : 2 * slots_.size());
        before.swap(slots_);
        for (const slot& each : before)
            if (each.number != none) slots_[place_of(each.key)] = each;
    }
    plain_array<slot> slots_{};
    std::size_t size_ = 0;
};

/// What a session remembers, for those that only ask: most programs read no tree in part, and compile no more of it.
class reading_memory {
public:
    /// How a row was read whose tree is to be saved.
    struct reading {
        std::string_view by{}; ///< the option and the line; empty: it was read whole, or not at all
        bool is_certain = true;
    };

    reading_memory() = default;
    reading_memory(const reading_memory&) = delete;
    virtual ~reading_memory() = default;
    /// A query that leaves out rows of a field was run for the rows that have some keys. `mark`: of the tables.
    virtual void read_in_part(const tree_field& field, std::uint64_t mark, array_view<std::uint64_t> keys,
                              const std::source_location& where) = 0;
    /// One that leaves out nothing.
    virtual void read_whole(const tree_field& field, std::uint64_t mark, array_view<std::uint64_t> keys) = 0;
    /// How the rows of a field were read that belong to one with a key.
    virtual reading find_reading(std::uint64_t field, std::uint64_t hash) = 0;
};

/// What it remembers is bounded, and never too little. Of a field of which it has read more than it keeps, or that
/// was read where nobody knew that it is saved, all rows count as read in part but those that were read whole since.
/// A template, so that only programs that read trees in part compile it.
template <class Memory> class partial_reads_of final : public Memory {
public:
    using typename Memory::reading;

    static constexpr std::size_t most_keys = 65536; ///< of each field

    void read_in_part(const tree_field& field, std::uint64_t mark, array_view<std::uint64_t> keys,
                      const std::source_location& where) override {
        noted_field& noted = note(field.number);
        noted.last = number_of(field.left_out_by, where);
        if (!noted.is_asked && !field.is_saved->is_raised()) return take_all(noted);
        for (const std::uint64_t key : keys) {
            const std::uint64_t hash = key ^ mark;
            if (noted.is_all_but)
                noted.keys.erase(hash);
            else
                noted.keys.put(hash, noted.last);
        }
        if (noted.keys.size() > most_keys) take_all(noted);
    }
    void read_whole(const tree_field& field, std::uint64_t mark, array_view<std::uint64_t> keys) override {
        noted_field* const noted = find(field.number);
        if (!noted || (!noted->is_asked && !field.is_saved->is_raised())) return;
        for (const std::uint64_t key : keys) {
            const std::uint64_t hash = key ^ mark;
            if (!noted->is_all_but)
                noted->keys.erase(hash);
            else
                noted->keys.put(hash, noted->last);
            if (noted->keys.size() > most_keys) noted->keys.clear();
        }
    }
    reading find_reading(std::uint64_t field, std::uint64_t hash) override {
        noted_field* const noted = find(field);
        if (!noted) return {};
        noted->is_asked = true;
        const std::uint32_t found = noted->keys.find(hash);
        if (noted->is_all_but) return found == noted_keys::none ? reading{places_[noted->last].text, false} : reading{};
        return found == noted_keys::none ? reading{} : reading{places_[found].text};
    }

private:
    struct noted_field {
        std::uint64_t number = 0;
        noted_keys keys{};
        std::uint32_t last = 0;  ///< the place of the last query that left rows out
        bool is_all_but = false; ///< the keys are those that were read whole, and all others may not have been
        bool is_asked = false;   ///< such trees are saved, although not where they are read
    };
    struct read_place {
        const char* file;
        std::uint_least32_t line;
        std::string text; ///< of its own: the library that it stands in may go
    };

    static void take_all(noted_field& noted) {
        if (!std::exchange(noted.is_all_but, true)) noted.keys.clear();
    }
    noted_field* find(std::uint64_t number) {
        for (noted_field& each : fields_)
            if (each.number == number) return &each;
        return nullptr;
    }
    noted_field& note(std::uint64_t number) {
        if (noted_field* const found = find(number)) return *found;
        return fields_.emplace_back(noted_field{.number = number});
    }
    /// Of a place of the program, of which there are only so many.
    std::uint32_t number_of(std::string_view option, const std::source_location& where) {
        for (std::uint32_t i = 0; i < places_.size(); ++i)
            if (places_[i].file == where.file_name() && places_[i].line == where.line() &&
                places_[i].text.starts_with(option))
                return i;
        std::string text(option);
        text.append(" at ").append(where.file_name()).append(":").append(std::to_string(where.line()));
        places_.push_back({where.file_name(), where.line(), std::move(text)});
        return static_cast<std::uint32_t>(places_.size() - 1);
    }

    std::vector<noted_field> fields_{};
    std::vector<read_place> places_{};
};

using partial_reads = partial_reads_of<reading_memory>;

template <class Memory> Memory* make_reading_memory() { return new partial_reads_of<Memory>; }

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/array_view.hpp>
#include <refract/base/plain_array.hpp>
#include <refract/client/partial_reads.hpp>
#include <refract/graph/key_index.hpp>
#include <refract/schema/shape.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

/// \file
/// A level of a tree as plain constant data, and the rows above it with their keys.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver> class tree_loader;
template <class Driver> struct level_plan;
template <class Driver> using level_list = array_view<level_plan<Driver>>;
template <class Driver> using row_of_driver =
    std::remove_cvref_t<decltype(std::declval<typename Driver::statement&>().row())>;
template <class Driver> using keys_of_driver = level_keys<row_of_driver<Driver>>;

/// Of a struct that holds rows of its own kind; data that lead back to themselves have no end.
inline constexpr std::size_t most_levels = 1000;

/// What a level of such a struct has besides, so that all rows below come in one statement. Programs that do not ask
/// for it do not compile what reads them.
template <class Driver> struct deep_level {
    /// Reads the rows below some; no: they are to be read level by level.
    bool (*load)(tree_loader<Driver>&, const level_plan<Driver>&, keys_of_driver<Driver>& of_above,
                 const plain_array<void*>& above, std::size_t depth);
    void (*ask)(tree_loader<Driver>&);          ///< begins the query of all that is below the loader's keys
    void* (*make)(typename Driver::statement&); ///< reads a row that has no place yet, with `new`
    void* (*place)(void* made, void* row);      ///< moves it into the field of a row above
    void (*drop)(void* made);
};

/// One level as the loader knows it: rows of some kind in a field of rows of another.
template <class Driver> struct level_plan {
    keys_of_driver<Driver>* (*make_keys)();             ///< with `new`
    void (*ask)(tree_loader<Driver>&);                  ///< begins its query for the loader's keys
    void (*ask_single)(tree_loader<Driver>&) = nullptr; ///< the same for one of them
    /// Reads a row into the field of a row above, and gives its place.
    void* (*read)(typename Driver::statement&, void* row);
    void* (*at)(void* row, std::size_t index) = nullptr; ///< where it is at last, if it moves when others come
    const level_list<Driver>& (*below)();
    const deep_level<Driver>* deep = nullptr;   ///< of rows of the same struct as those above
    bool (*applies)(const void* row) = nullptr; ///< whether a row above is of the kind that has the field; null: all
    cardinality rows = cardinality::many;
    bool has_strangers = false;       ///< rows may come whose key is none of those that were asked for
    bool asks_crosswise = false;      ///< of several keys each column by itself, so that there may be some as well
    bool asks_for_each = false;       ///< of the keys by itself, since a limit is one for each row above
    std::size_t most_single_keys = 0; ///< so many are asked for one by one: it costs less than a list of them
    tree_field field{};
    reading_memory* (*make_memory)() = nullptr;         ///< of a level that leaves rows out
    std::uint64_t (*mark)(const void* place) = nullptr; ///< of tables that the run time has chosen
    // Where the rows above have their keys, and where its own rows have them.
    std::uint16_t above[max_key_columns]{}, own[max_key_columns]{};

    /// Whether keys that a list could have are asked for one by one: they are few, or no list has one of them.
    bool asks_singly(const key_chains& keys) const {
        return most_single_keys > 0 && (keys.size() <= most_single_keys || keys.has_unlisted());
    }
};

/// Rows of one kind, and the keys by which rows of the levels below belong to them.
template <class Driver> class level_rows_above {
public:
    explicit level_rows_above(const level_list<Driver>& levels)
        : level_rows_above(levels, levels.size() > 0 ? new keys_of_driver<Driver>* [levels.size()] {} : nullptr) {
        for (std::size_t i = 0; i < levels.size(); ++i) keys_[i] = levels[i].make_keys();
    }
    level_rows_above(const level_rows_above&) = delete;
    ~level_rows_above() {
        for (std::size_t i = 0; i < levels_.size(); ++i) delete keys_[i];
        delete[] keys_;
    }
    /// Notes the keys of the current row of a statement, which was read to `place`.
    void add_row(const row_of_driver<Driver>& row, const void* place) {
        for (std::size_t i = 0; i < levels_.size(); ++i)
            if (levels_[i].applies && !levels_[i].applies(place))
                keys_[i]->add_without_key();
            else
                keys_[i]->add_row(row, levels_[i].above);
    }
    void add_address(void* row) { addresses_.push_back(row); }
    const level_list<Driver>& levels() const { return levels_; }
    keys_of_driver<Driver>& keys(std::size_t level) { return *keys_[level]; }
    const plain_array<void*>& addresses() const { return addresses_; }

private:
    level_rows_above(const level_list<Driver>& levels, keys_of_driver<Driver>** keys) : levels_(levels), keys_(keys) {}

    const level_list<Driver>& levels_;
    keys_of_driver<Driver>** keys_;  ///< null before all are made
    plain_array<void*> addresses_{}; ///< known when all rows are there: vectors move what they hold
};

} // namespace detail
} // namespace v0
} // namespace refract

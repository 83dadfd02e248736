// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/owner.hpp>
#include <refract/base/plain_array.hpp>
#include <refract/client/execution.hpp>
#include <refract/graph/level_rows.hpp>

#include <cstddef>
#include <cstdint>

namespace refract {
inline namespace v0 {
namespace detail {

/// All rows below some, at any depth, of a struct that holds rows of its own kind. One statement brings them, a row
/// before those above it or behind: each is read apart, and moved to its place when all are there.
template <class Driver> class subtree {
public:
    subtree(const level_plan<Driver>& plan, keys_of_driver<Driver>& of_above)
        : plan_(plan), of_above_(of_above), rows_(plan.below()), belongs_to_(plan.make_keys()) {}
    subtree(const subtree&) = delete;
    ~subtree() {
        for (void* const each : made_)
            if (each) plan_.deep->drop(each);
    }

    /// Reads the rows that come; how many these are.
    std::size_t read(execution<Driver>& run) {
        for (auto& statement = run.statement(); run.step();) {
            const auto row = statement.row();
            made_.push_back(nullptr); // so that what is made is dropped
            made_[made_.size() - 1] = plan_.deep->make(statement);
            rows_.add_row(row, made_.back());
            belongs_to_->add_row(row, plan_.own);
        }
        return made_.size();
    }
    /// Finds which rows stand below which. No: some stand nowhere, as a policy hides a row between, or at several
    /// places, as where a row above is itself below another one, or data lead back to themselves.
    bool arrange(std::size_t above) {
        above_ = above;
        below_.assign(above + made_.size());
        for (std::uint32_t& each : below_) each = key_chains::none;
        for (std::uint32_t key = 0; key < belongs_to_->size(); ++key)
            if (note_owners(of_above_, 0, key) + note_owners(keys(), above, key) != 1) return false;
        for (std::uint32_t owner = 0; owner < above; ++owner)
            if (!add_below(below_[owner])) return false;
        std::size_t depth = 0;
        for (std::size_t at = 0, end = order_.size(); at < order_.size(); end = order_.size()) {
            if (++depth == most_levels) return false;
            for (; at < end; ++at)
                if (!add_below(below_[above + order_[at]])) return false;
        }
        return order_.size() == made_.size();
    }
    /// Moves them into the fields of rows above, and of each other.
    void place(const plain_array<void*>& above) {
        places_.assign(made_.size());
        for (std::size_t owner = 0; owner < above_; ++owner) place_below(below_[owner], above[owner]);
        for (const std::uint32_t each : order_) place_below(below_[above_ + each], places_[each]);
        for (void* const each : places_) rows_.add_address(each);
    }

    level_rows_above<Driver>& rows() { return rows_; }
    /// Those by which rows of the struct belong to others of it.
    keys_of_driver<Driver>& keys() {
        std::size_t own = 0;
        while (rows_.levels()[own].deep != plan_.deep) ++own;
        return rows_.keys(own);
    }

private:
    /// Notes which rows have those below that belong to a key; how many these are.
    std::size_t note_owners(const keys_of_driver<Driver>& owners, std::size_t first, std::uint32_t key) {
        const std::uint32_t found = owners.find_key(*belongs_to_, key);
        if (found == key_chains::none) return 0;
        std::size_t count = 0;
        for (std::uint32_t at = owners.first_of(found); at != key_chains::none; at = owners.behind(at), ++count)
            below_[first + at] = key;
        return count;
    }
    /// No: a field of one row would get several, of which level by level an error is told.
    bool add_below(std::uint32_t key) {
        if (key == key_chains::none) return true;
        const std::uint32_t first = belongs_to_->first_of(key);
        for (std::uint32_t at = first; at != key_chains::none; at = belongs_to_->behind(at)) order_.push_back(at);
        return plan_.rows == cardinality::many || belongs_to_->behind(first) == key_chains::none;
    }
    void place_below(std::uint32_t key, void* row) {
        if (key == key_chains::none) return;
        const std::uint32_t first = belongs_to_->first_of(key);
        for (std::uint32_t at = first; at != key_chains::none; at = belongs_to_->behind(at))
            places_[at] = plan_.deep->place(made_[at], row);
        std::size_t index = 0;
        if (plan_.at) // rows have moved when others came
            for (std::uint32_t at = first; at != key_chains::none; at = belongs_to_->behind(at))
                places_[at] = plan_.at(row, index++);
    }

    const level_plan<Driver>& plan_;
    keys_of_driver<Driver>& of_above_;
    level_rows_above<Driver> rows_;
    owner<keys_of_driver<Driver>> belongs_to_; ///< the keys of those above, of each row
    plain_array<void*> made_{}, places_{};
    std::size_t above_ = 0;
    plain_array<std::uint32_t> below_{}; ///< of each row above, and of each row: the key of those below it
    plain_array<std::uint32_t> order_{}; ///< rows by their depth
};

} // namespace detail
} // namespace v0
} // namespace refract

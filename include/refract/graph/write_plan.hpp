// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/array_view.hpp>
#include <refract/base/plain_array.hpp>
#include <refract/client/object.hpp>
#include <refract/graph/known_keys.hpp>
#include <refract/graph/tree_loader.hpp>
#include <refract/query/inserted_level.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// How the rows of trees are inserted, as plain data: a plan for each kind of row, which the inserter walks.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver> class tree_inserter;
template <class Driver> struct write_plan;
template <class Driver> struct row_batch;

/// Rows of one kind that one statement inserts; of a link, the rows to which it leads.
template <class Driver> struct chosen_rows {
    const row_batch<Driver>* batch = nullptr;
    const std::uint32_t* numbers = nullptr; ///< null: all of them
    std::size_t count = 0;
    std::uint32_t left_out = 0;             ///< the columns that all of them leave to the database
    std::uint32_t maker = known_keys::none; ///< what keeps the keys that are made for them

    std::size_t operator[](std::size_t index) const { return numbers ? numbers[index] : index; }
};

/// A field that holds rows, of one kind.
template <class Driver> struct written_field {
    const write_plan<Driver>& (*below)() = nullptr;
    /// Calls `use` with each row of this kind in the field.
    void (*visit)(void* above, void* context, void (*use)(void* context, void* row)) = nullptr;
    /// Begins a statement for the links to rows of the field; null where there is no link.
    execution<Driver> (*begin_links)(tree_inserter<Driver>&, const chosen_rows<Driver>&) = nullptr;
    bool makes_links = false; ///< each of them is a new row
    bool comes_first = false; ///< its row has the key
    // For errors.
    std::string_view name{};
    bool is_many = false;
    /// Adds which of the field's rows one is, where its number would not say it; null: it does.
    void (*show)(void* above, const void* row, std::string& place) = nullptr;

    template <class Use> void each(void* above, Use use) const {
        visit(above, &use, [](void* context, void* row) { (*static_cast<Use*>(context))(row); });
    }
};

/// Rows of one kind.
template <class Driver> struct write_plan {
    array_view<written_field<Driver>> fields{};
    known_columns known{};
    table_info (*table)(const void* place) = nullptr; ///< where its place is known
    bool keeps_keys = false;                          ///< as lists: those that the database makes, for other rows
    /// Whether a row leaves its key to the database, and which columns it leaves out; null: none.
    bool (*leaves_key)(const void* row, key_source keys) = nullptr;
    std::uint32_t (*left_out)(const void* row) = nullptr;
    /// Notes what is known of all rows before they are there; false where only the database knows.
    bool (*know)(row_batch<Driver>&) = nullptr;
    /// Begins the statement for some rows: as lists, or for one row.
    execution<Driver> (*begin_lists)(tree_inserter<Driver>&, const chosen_rows<Driver>&) = nullptr;
    execution<Driver> (*begin_row)(tree_inserter<Driver>&, const chosen_rows<Driver>&, bool leaves_key) = nullptr;
    /// Notes the same of one row that is there: nothing has to come back, but the key that was made, which its field
    /// gets. Null where something has to.
    void (*know_row)(row_batch<Driver>&, std::size_t number, bool reads_back) = nullptr;
    /// What came back of one: its fields, and what is known of it.
    void (*fill)(typename Driver::statement&, void* row) = nullptr;
    void (*note)(const row_of_driver<Driver>&, known_keys&) = nullptr;
    std::size_t row_size = 0; ///< tells a row from one that it holds as its first field
};

/// A statement whose keys stay in the server, for those behind it: how many, and under which name.
struct key_maker {
    std::uint32_t rows = 0;
    std::string name{};
};
struct kept_keys {
    std::vector<key_maker> makers{};
    bool is_short = false; ///< a statement has no room for the names of all keys that it takes
};
struct made_key {
    std::uint32_t maker = known_keys::none, row = 0;
};

/// Rows of one kind under those of another one, in their order.
template <class Driver> struct row_batch {
    static constexpr std::uint32_t none = 0xffffffff;

    const write_plan<Driver>* plan = nullptr;
    const row_batch* above = nullptr;
    plain_array<void*> rows{};
    plain_array<std::uint32_t> owners{}; ///< the number of the row above, for each
    plain_array<std::int64_t> made{};    ///< the key that was made for each, where one was
    plain_array<made_key> makers{};      ///< or where it will be
    kept_keys* kept = nullptr;
    known_keys known{};
    key_source keys = key_source::database;
    /// For each field whose row comes first, its batch; in that one the owner of each row is a row of this batch.
    plain_array<const row_batch*> nested{};

    /// Where a column is among those that are known.
    std::size_t column_of(std::size_t model_column) const { return plan->known.find(model_column); }
    /// The row that belongs to one of the rows above, where there is one at most.
    std::uint32_t row_of(std::size_t wanted) const {
        std::size_t first = 0, last = owners.size(); // owners ascend
        while (first < last) {
            const std::size_t middle = (first + last) / 2;
            if (owners[middle] < wanted)
                first = middle + 1;
            else
                last = middle;
        }
        return first < owners.size() && owners[first] == wanted ? static_cast<std::uint32_t>(first) : none;
    }
};

/// One of the things to do, in their order: rows, or the links that lead to them.
template <class Driver> struct write_step {
    row_batch<Driver>* batch = nullptr;
    const written_field<Driver>* links = nullptr;
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/key_table.hpp>
#include <refract/schema/check_shape.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

/// \file
/// Where the rows of a tree stand: a row has one parent by a key, and a tree that shows it below two says what no
/// database can hold.

namespace refract {
inline namespace v0 {
namespace detail {

/// A template, so that programs that save no trees do not compile it.
template <class Columns> class rows_placed_by {
public:
    void forget() { relations_.clear(); }
    /// Notes the row above one, as the bytes that `columns` of the row will hold; whether it stands below no other.
    template <class Key> bool place(table_ref table, const Columns& columns, const Key& own, const std::string& above) {
        relation& in = find(table, columns);
        const std::size_t place = in.rows.place(own);
        if (place < in.above.size()) return in.above[place] == above;
        in.above.push_back(above);
        return true;
    }
    /// Whether it was placed.
    template <class Key> bool is_placed(table_ref table, const column_list& columns, const Key& own) const {
        for (const relation& each : relations_)
            if (each.table == table && same_columns(each.columns, columns))
                return each.rows.find(own) != key_table::none;
        return false;
    }

private:
    struct relation {
        table_ref table;
        Columns columns;
        key_table rows{};
        std::vector<std::string> above{}; ///< one for each row
    };
    /// The same key also of other structs of the tree, as those of further levels.
    relation& find(table_ref table, const Columns& columns) {
        for (relation& each : relations_)
            if (each.table == table && same_columns(each.columns, columns)) return each;
        return relations_.emplace_back(relation{.table = table, .columns = columns});
    }
    std::vector<relation> relations_{};
};
using placed_rows = rows_placed_by<column_list>;

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/graph/key_table.hpp>
#include <refract/graph/saved_row.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// A tree that was read once more has its rows in the order in which the program had them; others stand behind.

namespace refract {
inline namespace v0 {
namespace detail {

struct given_order {
    template <class Row> static void arrange(Row& read, Row& given) {
        detail::with_kind(read, [&]<class Kind>(Kind& now) {
            auto* const before = detail::kind_inside<Kind>(given);
            if (!before) return;
            [&]<std::size_t... Field>(std::index_sequence<Field...>) {
                (arrange_field(field_of<Field>(now), field_of<Field>(*static_cast<Kind*>(before))), ...);
            }(fields_with_rows<Kind>());
        });
    }

private:
    template <class Field> static void arrange_field(Field& read, Field& given) {
        using row = typename related_rows<Field>::row;
        using key = key_values<level_model_t<row>>;
        key_table keys;
        std::vector<row*> before, found, others;
        for (row* const each : detail::rows_inside(given))
            if (keys.place(values_of_struct<key>(*each)) == before.size()) before.push_back(each);
        found.resize(before.size());
        for (row* const each : detail::rows_inside(read)) {
            const std::size_t place = keys.find(values_of_struct<key>(*each));
            if (place == key_table::none || found[place])
                others.push_back(each);
            else
                found[place] = each;
        }
        for (std::size_t i = 0; i < found.size(); ++i)
            if (found[i]) arrange(*found[i], *before[i]);
        if constexpr (related_rows<Field>::room == cardinality::many && !row_map<Field>) {
            Field arranged;
            for (row* const each : found)
                if (each) arranged.push_back(std::move(*each));
            for (row* const each : others) arranged.push_back(std::move(*each));
            read = std::move(arranged);
        }
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

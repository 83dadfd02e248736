// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/dialect/dialect.hpp>
#include <refract/schema/model.hpp>

#include <string_view>
#include <type_traits>

/// \file
/// Where a call finds its tables: where their models say, in statements that are constants; or, those whose models say
/// nothing, in a schema that the run time has chosen, in statements that are put together then.

namespace refract {
inline namespace v0 {
namespace detail {

struct usual_place {
    template <class Table> static constexpr const table_info& table() { return table_of<Table>(); }
    static constexpr std::string_view schema() { return {}; }
};
struct chosen_place {
    std::string_view name{};

    template <class Table> table_info table() const {
        table_info placed = table_of<Table>();
        if (placed.schema.empty()) placed.schema = name;
        return placed;
    }
    std::string_view schema() const { return name; }
};
template <class Place> inline constexpr bool is_chosen = std::is_same_v<Place, chosen_place>;

/// Refuses what is no name of a schema: it would be cut, and then mean another one.
inline void check_schema_name(std::string_view name, const dialect_info& dialect) {
    const std::size_t longest = dialect.schemas.longest_name;
    if (name.empty() || name.find('\0') != name.npos)
        throw error("a schema needs a name, without NUL characters; without in_schema(...) the connection looks where "
                    "it always does");
    if (longest > 0 && name.size() > longest)
        throw error(join_text({"the name of a schema has more bytes than ", dialect.name, " keeps: ", name}));
}

} // namespace detail
} // namespace v0
} // namespace refract

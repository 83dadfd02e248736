// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/client/text_key.hpp>
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
    template <class Table> REFRACT_ONCE static constexpr const table_info& table() { return table_of<Table>(); }
    static constexpr table_place where() { return {}; }
};
struct chosen_place {
    table_place at{};

    template <class Table> table_info table() const { return placed(table_of<Table>()); }
    table_info placed(const table_info& usual) const {
        table_info made = usual;
        made.name = at.name_of(usual);
        if (made.schema.empty()) made.schema = at.schema;
        return made;
    }
    const table_place& where() const { return at; }
};
template <class Place> inline constexpr bool is_chosen = std::is_same_v<Place, chosen_place>;

/// Makes a place part of a statement's key. Names are apart: each has its length behind it.
inline void add_place(text_key& key, const table_place& place) {
    if (place.empty()) return;
    key.add(place.schema);
    for (const table_choice& each : place.tables) {
        key.add(each.model->schema);
        key.add(each.model->name);
        key.add(each.name);
    }
}

/// Refuses what is no name of a schema or a table: it would be cut, and then mean another one.
inline void check_chosen_name(std::string_view name, const dialect_info& dialect, std::string_view what) {
    const std::size_t longest = dialect.schemas.longest_name;
    if (name.empty() || name.find('\0') != name.npos)
        throw error(join_text({"a ", what, " needs a name, without NUL characters; without in_", what,
                               "(...) the connection looks where it always does"}));
    if (longest > 0 && name.size() > longest)
        throw error(join_text({"the name of a ", what, " has more bytes than ", dialect.name, " keeps: ", name}));
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/tenant.hpp>
#include <refract/graph/row_keys.hpp>
#include <refract/graph/saved_row.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// Makes the rows of a tree those of the session's tenant, where their structs have the column that says so: whole
/// objects that are written become the tenant's as well.
template <class Place> struct tenant_rows {
    const Place& place;

    template <class Row> void operator()(Row& any) const {
        if constexpr (is_of_tenant<Place>) detail::with_kind(any, [&]<class Kind>(Kind& row) { set_row(row); });
    }

private:
    template <class Row> void set_row(Row& row) const {
        if constexpr (sets_tenant_of<Place, level_model_t<Row>>) {
            constexpr std::size_t field = field_of_column<Row>(table_of<level_model_t<Row>>().tenant);
            if constexpr (field < level_fields_of<Row>.size())
                detail::set_tenant_value(field_of<field>(row), place.tenant);
        }
        if constexpr (has_levels<Row>)
            [&]<std::size_t... Field>(std::index_sequence<Field...>) {
                (detail::visit_field(field_of<Field>(row), *this), ...);
            }(related_fields_of<Row>{});
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

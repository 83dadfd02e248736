// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/rules/policy.hpp>
#include <refract/client/place.hpp>
#include <refract/query/rules/policy.hpp>
#include <refract/schema/policy.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// Whose rows a session reads and writes: a value that is bound in each of its statements.

namespace refract {
inline namespace v0 {
namespace detail {

/// The usual tables, and whose of their rows are meant.
template <class Tenant> struct tenant_place : usual_place {
    Tenant tenant;

    explicit tenant_place(Tenant of) noexcept : tenant(std::move(of)) {} // never of nobody
    template <class Statement> void bind(Statement& statement, int position) const {
        statement.bind(position, codec<Tenant>::encode(tenant));
    }
};
template <class Place> inline constexpr bool is_of_tenant = false;
template <class Tenant> inline constexpr bool is_of_tenant<tenant_place<Tenant>> = true;
/// Whether a call brings its place.
template <class Place> inline constexpr bool is_brought = is_chosen<Place> || is_of_tenant<Place>;

template <class Place> constexpr bool is_tenant_alike(const column_info&) { return true; }
template <class Place>
    requires is_of_tenant<Place>
constexpr bool is_tenant_alike(const column_info& column) {
    constexpr type_kind given = type_of<decltype(Place::tenant)>.kind;
    return is_whole_number(given) ? is_whole_number(column.type.kind) : given == column.type.kind;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_wide_tenant() {
    throw conversion_error("the session's tenant is beyond the field of a row");
}

namespace by_name {
/// What a session keeps of its tenant: whole numbers are one kind, whatever their width.
template <class Given> constexpr auto make_tenant(Given&& given) {
    using value = std::decay_t<Given>;
    if constexpr (std::is_integral_v<value> && !std::is_same_v<value, bool>) {
        if constexpr (std::is_unsigned_v<value> && sizeof(value) >= sizeof(std::int64_t))
            if (given > static_cast<value>(std::numeric_limits<std::int64_t>::max())) throw_wide_tenant();
        return static_cast<std::int64_t>(given);
    } else if constexpr (std::is_convertible_v<Given, std::string_view>)
        return std::string(std::string_view(given));
    else
        return value(static_cast<Given&&>(given));
}
} // namespace by_name

/// Whether the tenant's column of each table of a statement is of the session's type.
template <class Place> constexpr bool are_tenants_alike(const statement_view& statement) {
    if (statement.has(clause_kind::all_tenants)) return true;
    for (const clause& each : statement) {
        if (brings_table(each.kind) && !each.query && each.table().tenant != table_info::none &&
            !is_tenant_alike<Place>(each.table().columns[each.table().tenant]))
            return false;
        if (any_query_in(each,
                         [](const statement_view& query_inside) { return !are_tenants_alike<Place>(query_inside); }))
            return false;
    }
    return true;
}
template <class Place, class Query> using check_tenant_of =
    first_failed_t<check_that<is_of_tenant<Place> || find_tenant(Query::view) == nullptr, rule::tenant_is_given, Query>,
                   check_that<are_tenants_alike<Place>(Query::view), rule::tenant_is_alike, Query>>;

/// What the field holds that says whose the rows of an insert are; not known of other statements.
constexpr number_range range_of_set_tenant(const statement_view& statement) {
    if (statement.kind != verb::insert || statement.has(clause_kind::all_tenants)) return {};
    const table_info& table = statement.find(clause_kind::from)->table();
    return table.tenant == table_info::none ? number_range{} : table.columns[table.tenant].range;
}
template <class Query, class Tenant> void check_set_tenant(const Tenant& tenant) {
    if constexpr (std::is_same_v<Tenant, std::int64_t>) {
        constexpr number_range range = range_of_set_tenant(Query::view);
        if (range.is_known() && (tenant < range.least || tenant > range.greatest)) throw_wide_tenant();
    }
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_without_tenant() {
    throw error("a condition of the run time reads rows of tenants, and the session is of none; ask db.tenant(value), "
                "or say all_tenants() to the query");
}

/// What the verbs of objects ask.
template <class Place, class Table> consteval auto find_tenant_outcome() {
    if constexpr (table_of<Table>().tenant == table_info::none)
        return passed{};
    else
        return first_failed_t<check_that<is_of_tenant<Place>, rule::tenant_is_given, Table>,
                              check_that<is_tenant_alike<Place>(table_of<Table>().columns[table_of<Table>().tenant]),
                                         rule::tenant_is_alike, Table>>{};
}
template <class Place, class Table> using check_tenant_of_table = decltype(find_tenant_outcome<Place, Table>());
template <class Place, class Table> constexpr bool find_sets_tenant() {
    if constexpr (is_of_tenant<Place>)
        return table_of<Table>().tenant != table_info::none && is_passed<check_tenant_of_table<Place, Table>>;
    else
        return false;
}
template <class Place, class Table> inline constexpr bool sets_tenant_of = find_sets_tenant<Place, Table>();

namespace by_name {
template <class Field, class Value> void set_tenant_value(Field& field, const Value& value) {
    if constexpr (std::is_same_v<Value, std::int64_t>) {
        using wire = typename codec<Field>::wire;
        if (!std::in_range<wire>(value)) throw_wide_tenant();
        codec<Field>::decode(static_cast<wire>(value), field);
    } else {
        field = Field(value);
    }
}
/// Makes an object a row of the tenant.
template <class Model, class Value> void set_tenant(Model& object, const Value& value) {
    detail::for_each_option(model<Model>.options, [&]<class Option>(const Option&) {
        if constexpr (requires { typename Option::names_tenant; })
            detail::set_tenant_value(object.*Option::member, value);
    });
}
} // namespace by_name

} // namespace detail
} // namespace v0
} // namespace refract

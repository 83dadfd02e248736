// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/sql_tokens.hpp>
#include <refract/migrate/definition.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Names that differ in the case of letters alone, where a database takes them for one.

namespace refract {
inline namespace v0 {
namespace detail {

/// The one of a name, or of one that differs in case alone where nothing has exactly that name.
template <class Named> const Named* find_in_any_case(const std::vector<Named>& all, std::string_view name) {
    const Named* found = nullptr;
    for (const Named& each : all) {
        if (each.name == name) return &each;
        if (sql_token::is_like(each.name, name)) found = &each;
    }
    return found;
}
template <class Named> void take_case(Named& to, const std::vector<Named>& all, const std::vector<Named>& wanted) {
    const Named* const other = to.name.empty() ? nullptr : find_in_any_case(wanted, to.name);
    if (other && find_in_any_case(all, other->name) == &to) to.name = other->name;
}
/// A description whose tables, columns, triggers and the like are written as another one writes them, but views.
inline migrate::database_definition in_case_of(migrate::database_definition from,
                                               const migrate::database_definition& wanted) {
    if (!from.ignores_case) return from;
    for (migrate::table_definition& each : from.tables)
        if (each.kind == migrate::table_kind::table) take_case(each, from.tables, wanted.tables);
    const auto rename = [](std::string& name, const auto& all) {
        if (const auto* const found = find_in_any_case(all, name)) name = found->name;
    };
    for (migrate::table_definition& each : from.tables) {
        const migrate::table_definition* const now = wanted.find_table(each.schema, each.name);
        if (!now) continue;
        for (migrate::column_definition& one : each.columns) take_case(one, each.columns, now->columns);
        for (migrate::attachment_definition& one : each.attachments) take_case(one, each.attachments, now->attachments);
        for (migrate::constraint_definition& one : each.constraints)
            for (std::string& name : one.columns) rename(name, each.columns);
        for (migrate::index_definition& one : each.indexes)
            for (std::string& name : one.columns) rename(name, each.columns);
    }
    for (migrate::table_definition& each : from.tables)
        for (migrate::constraint_definition& one : each.constraints) {
            rename(one.target.table, from.tables);
            const migrate::table_definition* const target = from.find_table(one.target.schema, one.target.table);
            for (std::string& name : one.target.columns)
                if (target) rename(name, target->columns);
        }
    return from;
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/sql_tokens.hpp>
#include <refract/schema/model.hpp>
#include <refract/schema/options.hpp>
#include <refract/schema/relation.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Which constraint of a model a failure is about: `failure.violates<unique<&User::email>>()`.

namespace refract {
inline namespace v0 {
namespace detail {

inline bool is_name_of(std::string_view told, const table_info& table) {
    return sql_token::is_like(told, table.name); // SQLite tells it as the table was made
}
/// Whether the names are those of the columns, in whichever order.
inline bool are_names_of(const std::vector<std::string>& told, const table_info& table, const column_list& columns) {
    if (told.size() != columns.count) return false;
    for (std::size_t i = 0; i < columns.count; ++i) {
        const std::string_view name = table.columns[columns.columns[i]].name;
        const auto is_it = [&](const std::string& each) { return sql_token::is_like(each, name); };
        if (std::none_of(told.begin(), told.end(), is_it)) return false;
    }
    return true;
}
/// Whether it is the name that PostgreSQL makes, "post_author_id_fkey", with or without a number behind it.
inline bool is_made_name(std::string_view told, const table_info& table, const column_list& columns) {
    std::string begin(table.name);
    for (std::size_t i = 0; i < columns.count; ++i) begin.append("_").append(table.columns[columns.columns[i]].name);
    return told.starts_with(begin + "_") && told.find('_', begin.size() + 1) == told.npos;
}
inline bool is_violated(const error_details& failure, const table_info& table, const column_list& columns) {
    return is_name_of(failure.table, table) && are_names_of(failure.columns, table, columns);
}
/// Where the row goes to which others lead, the columns are told that they lead to; the name says which key it is.
inline bool is_violated(const error_details& failure, const table_info& table, const foreign_key_info& key) {
    if (failure.constraint.empty())
        return is_name_of(failure.only_key_table, table) && are_names_of(failure.only_key_columns, table, key.columns);
    if (!is_name_of(failure.table, table)) return false;
    if (!key.name.empty()) return failure.constraint == key.name;
    return are_names_of(failure.columns, table, key.columns) || is_made_name(failure.constraint, table, key.columns);
}

template <class Where, auto First, auto... Member> struct broken_constraint<index_option<Where, First, Member...>> {
    static bool is(const error_details& failure) {
        using model = member_owner<First>;
        return failure.broken == constraint_class::unique &&
               is_violated(failure, table_of<model>(), column_positions<model, First, Member...>());
    }
};
template <auto First, auto... Member> struct broken_constraint<primary_key_option<First, Member...>> {
    static bool is(const error_details& failure) {
        using model = member_owner<First>;
        return failure.broken == constraint_class::unique &&
               is_violated(failure, table_of<model>(), column_positions<model, First, Member...>());
    }
};
template <auto Member> struct broken_constraint<column_option<Member>> {
    static bool is(const error_details& failure) {
        using model = member_owner<Member>;
        return failure.broken == constraint_class::not_null &&
               is_violated(failure, table_of<model>(), column_positions<model, Member>());
    }
};
template <auto First, auto... Member> struct broken_constraint<foreign_key_start<First, Member...>> {
    static bool is(const error_details& failure) {
        using model = member_owner<First>;
        const table_info& table = table_of<model>();
        const column_list columns = column_positions<model, First, Member...>();
        if (failure.broken != constraint_class::foreign_key) return false;
        for (const foreign_key_info& key : foreign_keys_of<model>())
            if (are_alike(key.columns, columns) && is_violated(failure, table, key)) return true;
        return false;
    }

private:
    static bool are_alike(const column_list& one, const column_list& two) {
        return one.count == two.count && std::equal(one.columns, one.columns + one.count, two.columns);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

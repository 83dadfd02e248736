// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/quote_name.hpp>
#include <refract/schema/model.hpp>
#include <refract/schema/options.hpp>
#include <refract/schema/relation.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Which constraint of a model a failure is about: `failure.violates<unique<&User::email>>()`.

namespace refract {
inline namespace v0 {
namespace detail {

/// SQLite tells a name as the table was made, in whichever case.
inline bool is_like_name(std::string_view one, std::string_view two) {
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
    if (one.size() != two.size()) return false;
    for (std::size_t i = 0; i < one.size(); ++i)
        if (upper(one[i]) != upper(two[i])) return false;
    return true;
}
/// Whether the names are those of the columns, in whichever order.
inline bool are_names_of(const std::vector<std::string>& told, const table_info& table, const column_list& columns) {
    if (told.size() != columns.count) return false;
    for (std::size_t i = 0; i < columns.count; ++i) {
        const std::string_view name = table.columns[columns.columns[i]].name;
        bool is_told = false;
        for (const std::string& each : told) is_told |= is_like_name(each, name);
        if (!is_told) return false;
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
    return is_like_name(failure.table, table.name) && are_names_of(failure.columns, table, columns);
}
/// Whether a statement of ours writes the columns of a key: all of a row, or those behind SET.
inline bool writes_key(std::string_view sql, const table_info& table, const foreign_key_info& key) {
    const std::string name = quote_name(table.schema, table.name) + " ";
    if (sql.starts_with("INSERT INTO " + name)) return true;
    if (!sql.starts_with("UPDATE " + name)) return false;
    const std::string_view set = sql.substr(0, sql.find(" WHERE "));
    for (std::size_t i = 0; i < key.columns.count; ++i)
        if (set.find(quote_name(table.columns[key.columns.columns[i]].name) + " =") != set.npos) return true;
    return false;
}
/// Where the row goes to which others lead, the columns are told that they lead to; the name says which key it is.
inline bool is_violated(const error_details& failure, const table_info& table, const foreign_key_info& key) {
    if (!is_like_name(failure.table, table.name)) return false;
    if (!key.name.empty()) return failure.constraint == key.name;
    return are_names_of(failure.columns, table, key.columns) || is_made_name(failure.constraint, table, key.columns);
}

/// Constraints that are known by their columns alone.
template <constraint_class Class, auto First, auto... Member> struct broken_columns {
    static bool is(const error_details& failure) {
        using model = member_owner<First>;
        return failure.broken == Class &&
               is_violated(failure, table_of<model>(), column_positions<model, First, Member...>());
    }
};
template <class Where, auto... Member> struct broken_constraint<index_option<Where, Member...>>
    : broken_columns<constraint_class::unique, Member...> {};
template <auto... Member> struct broken_constraint<primary_key_option<Member...>>
    : broken_columns<constraint_class::unique, Member...> {};
template <auto Member> struct broken_constraint<column_option<Member>>
    : broken_columns<constraint_class::not_null, Member> {};
template <auto First, auto... Member> struct broken_constraint<foreign_key_start<First, Member...>> {
    static bool is(const error_details& failure) {
        using model = member_owner<First>;
        const table_info& table = table_of<model>();
        const column_list columns = column_positions<model, First, Member...>();
        if (failure.broken != constraint_class::foreign_key) return false;
        const bool is_told = !failure.constraint.empty();
        int found = 0, others = 0;
        for (const foreign_key_info& key : foreign_keys_of<model>()) {
            const bool is_broken = is_told ? is_violated(failure, table, key) : writes_key(failure.sql, table, key);
            (are_alike(key.columns, columns) ? found : others) += is_broken ? 1 : 0;
        }
        return found > 0 && (is_told || others == 0);
    }

private:
    static bool are_alike(const column_list& one, const column_list& two) {
        if (one.count != two.count) return false;
        for (std::size_t i = 0; i < one.count; ++i)
            if (one.columns[i] != two.columns[i]) return false;
        return true;
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

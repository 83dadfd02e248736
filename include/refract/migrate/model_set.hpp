// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/quote_name.hpp>
#include <refract/base/sql_tokens.hpp>
#include <refract/client/create_tables.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

/// \file
/// What models ask of a database, as data: whoever works with it does not know their types, and is compiled once.

namespace refract {
inline namespace v0 {
namespace migrate {

/// A model, or one of its columns, that says `renamed_from`.
struct declared_rename {
    std::string schema{}, table{};
    std::string column{}; ///< empty: the table itself
    std::string was{};
};

/// The models of a program for one kind of database: `models_of<dialect::sqlite, blog>()`.
struct model_set {
    std::vector<std::string> schemas{}; ///< the one that a connection looks in first is empty
    std::vector<detail::creation> creations{};
    std::vector<declared_rename> renames{};
};

} // namespace migrate

namespace detail {

/// Of `CREATE SCHEMA IF NOT EXISTS audit` its name; empty: another statement.
inline std::string schema_made_by(const std::string& sql) {
    const std::vector<sql_token> all = sql_tokenizer(sql, false).all();
    if (all.size() < 3 || !all[0].is("CREATE") || !all[1].is("SCHEMA")) return {};
    const std::size_t at = all[2].is("IF") ? 5 : 2;
    return at < all.size() ? unquote_sql(all[at].text) : std::string();
}

} // namespace detail

namespace migrate {

/// Errors: as of `create_tables`, at compile time.
template <class Dialect, class Schema> model_set models_of() {
    detail::require<detail::check_created<Dialect, Schema>>();
    model_set models{.schemas = {std::string()}, .creations = detail::printer_of<Dialect, Schema>().creations()};
    const auto add_schema = [&](const std::string& schema) {
        if (std::find(models.schemas.begin(), models.schemas.end(), schema) == models.schemas.end())
            models.schemas.push_back(schema);
    };
    for (const detail::creation& each : models.creations)
        for (const std::string& sql : each.make)
            if (const std::string made = detail::schema_made_by(sql); !made.empty()) add_schema(made);
    for (const detail::table_description* each : Schema::tables) {
        const std::string schema(each->table->schema), name(each->table->name);
        add_schema(schema);
        if (!each->renamed_from.empty()) models.renames.push_back({schema, name, "", std::string(each->renamed_from)});
        for (std::size_t i = 0; i < each->columns.size(); ++i)
            if (const std::string was(each->columns[i].renamed_from); !was.empty())
                models.renames.push_back({schema, name, std::string(each->table->columns[i].name), was});
    }
    return models;
}

} // namespace migrate
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/constant_text.hpp>
#include <refract/base/rules/migrate.hpp>

namespace refract {
inline namespace v0 {
namespace detail {

/// How a database is told to change what it holds. `{table}`, `{column}`, `{name}` and `{new}` are quoted names,
/// `{definition}` and `{kind}` SQL of a definition.
///
/// An empty pattern: the database cannot do it, and the table is made anew with its rows.
struct change_patterns {
    constant_text create_schema{}, drop_schema{};
    constant_text rename_table{}, rename_column{};
    constant_text add_column{}, drop_column{};
    constant_text set_type{}, set_collated_type{}, set_default{}, drop_default{}, set_not_null{}, drop_not_null{},
        fill_nulls{};
    constant_text set_identity{}, add_identity{}, drop_identity{}, drop_expression{};
    constant_text add_constraint{}, drop_constraint{}, rename_constraint{};
    constant_text create_index{}, drop_index{}, rename_index{};
    constant_text create_view{}, create_materialized_view{}, drop_view{}, drop_materialized_view{};
    constant_text create_enum{}, add_label{}, drop_enum{};
    constant_text drop_attachment{};
    constant_text comment_on_table{}, comment_on_column{};
    constant_text begin_rebuild{}, end_rebuild{};   ///< around what gives a new table the old one's name
    constant_text forget_counter{}, copy_counter{}; ///< of made keys, from the table {table} to {new}, both as texts
    /// Around a migration, outside of its transaction: foreign keys look away while tables are made anew.
    constant_text looks{}, look_away{}, look_again{}; ///< the first one asks whether they look: a number
    constant_text broken_keys{};       ///< asks for rows whose foreign keys lead nowhere: table and target
    bool keys_stand_in_tables = false; ///< foreign keys are said when a table is made, and never later
};

/// Of a dialect; another than ours is a specialisation.
template <class Dialect> inline constexpr change_patterns changes_of = [] {
    require<failed<rule::catalog_is_known, Dialect>>();
    return change_patterns{};
}();

} // namespace detail
} // namespace v0
} // namespace refract

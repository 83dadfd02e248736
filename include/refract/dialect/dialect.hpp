// SPDX-License-Identifier: MIT
#pragma once

#include <refract/dialect/schema_facts.hpp>
#include <refract/dialect/stored_forms.hpp>
#include <refract/dialect/type_names.hpp>
#include <refract/schema/sql_type.hpp>

#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// How a list is bound as one parameter.
enum class list_form : std::uint8_t { array, json };

/// How a database spells things, and what it has. Plain data: printing is no template on it.
struct dialect_info {
    std::string_view name;
    char placeholder; ///< stands before a parameter's number
    std::string_view now, now_in_seconds;
    std::string_view moment; ///< the time of the statement, where `now` is that of its transaction
    std::string_view is_distinct_from, is_not_distinct_from;
    std::string_view ilike;
    kind_names type_names;          ///< one row per kind
    stored_spellings stored_forms;  ///< one row per form that is not the usual one
    std::string_view generated_key; ///< behind the type of a key that the database makes
    list_form lists;
    bool has_for_update;
    schema_facts schemas;
    bool adds_foreign_keys;   ///< ALTER TABLE ... ADD FOREIGN KEY, needed where references must exist
    bool sends_whole_results; ///< a query for one row says LIMIT 1
    bool has_own_types;       ///< boolean, timestamptz, interval are types, not conventions
    bool has_text_functions;  ///< starts_with, strpos, right
    bool has_extract;         ///< extract(year FROM x); without it, strftime
    bool widens_aggregates;   ///< sum and avg of whole numbers are numeric: cast them
    bool has_offset_alone;    ///< OFFSET without LIMIT
    bool has_named_enums;     ///< CREATE TYPE ... AS ENUM
    bool has_exact_decimals;  ///< numeric(18, 2), and arithmetic without binary fractions
};

} // namespace detail
} // namespace v0
} // namespace refract

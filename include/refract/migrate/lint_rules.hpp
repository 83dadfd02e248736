// SPDX-License-Identifier: MIT
#pragma once

#include <refract/migrate/lint_danger_rules.hpp>
#include <refract/migrate/lint_habit_rules.hpp>

#include <span>
#include <string_view>

/// \file
/// All rules of lint, as a table.

namespace refract {
inline namespace v0 {
namespace detail::lint_rules {

inline constexpr const lint_rule* all[]{
    &volatile_default,
    &stored_generated,
    &type_change,
    &counted_column,
    &not_null_scan,
    &required_column,
    &check_scan,
    &foreign_key_scan,
    &validated_at_once,
    &unique_inline,
    &primary_key_inline,
    &exclusion_inline,
    &index_blocks,
    &drop_index_blocks,
    &reindex_blocks,
    &not_in_transaction,
    &detach_blocks,
    &refresh_blocks,
    &domain_scan,
    &table_rewrite,
    &lock_table,
    &rename_table,
    &rename_column,
    &rename_schema,
    &rename_value,
    &drop_table,
    &drop_column,
    &drop_schema,
    &drop_object,
    &drop_not_null,
    &drop_constraint,
    &made_anew,
    &set_schema,
    &drop_default,
    &revoke,
    &disable_trigger,
    &row_security_off,
    &row_security_on,
    &duplicates,
    &nulls_present,
    &truncate_cascade,
    &all_rows,
    &backfill_holds_lock,
    &drop_cascade,
    &value_too_early,
    &truncate,
    &no_lock_timeout,
    &no_statement_timeout,
    &not_repeatable,
    &own_transaction,
    &open_transaction,
    &long_name,
    &value_without_place,
    &unqualified_name,
    &named_twice,
    &wide_index,
    &no_primary_key,
    &unnamed_constraint,
    &odd_name,
    &late_migration,
    &padding,
    &json_type,
    &char_type,
    &varchar_type,
    &timestamp_type,
    &short_key,
    &serial_type,
    &strict_domain,
    &money_type,
    &no_reason,
    &without_effect,
    &unknown_comment,
    &open_end,
    &not_read,
    &no_such_change,
    &pragma_in_transaction,
    &cascading_drop,
    &renamed_first,
    &lost_counter,
    &view_in_the_way,
    &lost_with_table,
    &copied_by_place,
    &impossible_column,
    &undroppable_column,
    &lost_column,
};

} // namespace detail::lint_rules

namespace migrate {

/// In the order of their numbers.
inline std::span<const lint_rule* const> lint_rules() { return detail::lint_rules::all; }

/// "L012", or its name; null where there is no such rule.
inline const lint_rule* find_lint_rule(std::string_view said) {
    for (const lint_rule* each : lint_rules())
        if (each->name == said || each->code() == said) return each;
    return nullptr;
}
inline std::string_view name_of(severity weight) {
    return weight == severity::error ? "error" : weight == severity::warning ? "warning" : "note";
}
inline std::string_view name_of(lint_class about) {
    switch (about) {
    case lint_class::locks: return "locks";
    case lint_class::clients: return "clients";
    case lint_class::data: return "data";
    case lint_class::hygiene: return "hygiene";
    case lint_class::rebuilds: return "rebuilds";
    }
    return "";
}

} // namespace migrate
} // namespace v0
} // namespace refract

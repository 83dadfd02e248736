// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/constant_text.hpp>
#include <refract/base/rules/migrate.hpp>

#include <array>
#include <cstdint>

namespace refract {
inline namespace v0 {
namespace migrate {

/// What a statement keeps others from while its transaction lasts, from the least to the most.
enum class lock_class : std::uint8_t {
    none,
    share_update_exclusive, ///< other changes of the table; nobody who reads or writes rows
    share,                  ///< who writes rows of the table
    share_row_exclusive,    ///< who writes rows of the table, or locks it
    access_exclusive,       ///< everybody, of the table
    whole_database          ///< who writes anything, as each writer of SQLite
};

/// What a statement may do to rows, to its time, and to the programs that run beside it: a set of flags.
enum class hazard : std::uint16_t {
    none = 0,
    loses_data = 1,       ///< values are gone, or are rounded
    may_fail = 2,         ///< rows that are there can be in its way
    rewrites_table = 4,   ///< all rows are written anew
    scans_table = 8,      ///< all rows are read
    builds_index = 16,    ///< all rows are sorted
    blocks_reads = 32,    ///< as long as it takes to do this
    blocks_writes = 64,   ///< as long as it takes to do this
    breaks_clients = 128, ///< programs that know the old schema fail
    changes_access = 256  ///< somebody may see or write other rows than before
};
constexpr hazard operator|(hazard left, hazard right) {
    return static_cast<hazard>(static_cast<unsigned>(left) | static_cast<unsigned>(right));
}
/// Whether all of `wanted` is in `all`.
constexpr bool has_hazard(hazard all, hazard wanted) {
    return (static_cast<unsigned>(all) & static_cast<unsigned>(wanted)) == static_cast<unsigned>(wanted);
}

} // namespace migrate

namespace detail {

/// One way to tell a database to change something. `{table}`, `{column}`, `{name}` and `{new}` are quoted names,
/// `{definition}` and `{kind}` SQL of a definition, `{old}` what is there before; `{whole}` is `TABLE "ware"`, and
/// `{place}` a name in its schema.
struct change_pattern {
    constant_text sql{};
    migrate::lock_class lock = migrate::lock_class::none;
    migrate::hazard danger = migrate::hazard::none;
    constant_text undo{};       ///< empty: nothing that one statement says undoes it
    constant_text if_needed{};  ///< the form that does nothing where it is done already
    bool in_transaction = true; ///< false: only by itself
    bool begins_anew = false;   ///< what stands before it is committed first
    bool repeats = false;       ///< it runs again, each time committed, until it changes no row

    constexpr bool empty() const { return sql.empty(); }
};

/// When something is said that belongs to a table. What comes later is a setting: another one takes its place.
enum class attachment_order : std::uint8_t { with_views, behind_others, behind_keys };

/// What belongs to a table and is known by its text, of one kind: "policy", "grant of SELECT to".
struct attachment_pattern {
    constant_text
        kind{}; ///< or the first words of it; "trigger state" is one of a trigger, with which it comes and goes
    change_pattern create{}, drop{};
    attachment_order order = attachment_order::with_views;

    constexpr bool is_setting() const { return order != attachment_order::with_views; }
};

/// How a database is told to change what it holds.
///
/// An empty pattern: the database cannot do it. Where there is no other way, the table is made anew. Those
/// named `..._slowly` and `..._unchecked` are the ways that keep nobody waiting; without them the others are taken.
struct change_patterns {
    change_pattern create_schema{}, drop_schema{};
    constant_text ready_schema{}; ///< one that each database has from its first day
    change_pattern rename_table{}, rename_column{};
    change_pattern create_table{}, drop_table{}, copy_rows{}, drop_copied{}, name_copied{}, set_options{},
        reset_options{}, set_kind{};
    change_pattern add_column{}, add_computed_column{}, drop_column{};
    /// Of a type: rows stay as they are written, values are assigned, they are cast, or there is neither. Numbers other
    /// than 0 are true.
    change_pattern set_alike_type{}, set_type{}, set_cast_type{}, set_type_by_number{}, set_type_by_truth{},
        set_type_by_text{}, set_collated_type{};
    change_pattern set_default{}, drop_default{}, set_not_null{}, drop_not_null{}, fill_nulls{};
    change_pattern fill_nulls_slowly{}, set_checked_not_null{}; ///< some rows at once; where a check says it already
    change_pattern set_identity{}, add_identity{}, drop_identity{};
    change_pattern set_counting{}, drop_expression{}; ///< how an identity counts; what computes a column
    change_pattern continue_identity{}; ///< from {new} on, behind the keys that are there; {kind}: the column as a text
    change_pattern create_owned_sequence{}, own_sequence{}, rename_sequence{}; ///< a counter that a default names
    change_pattern add_check{}, add_key{}, add_reference{}, drop_constraint{}, rename_constraint{};
    change_pattern add_check_unchecked{}, add_reference_unchecked{}, validate_constraint{};
    change_pattern add_key_of_index{}; ///< the index {new} becomes the constraint {name}, of the kind {kind}
    change_pattern create_index{}, drop_index{}, rename_index{}, create_index_slowly{}, drop_index_slowly{};
    change_pattern create_index_of_whole{}, attach_index{}; ///< the index {new} of a part becomes one of {name}
    change_pattern create_view{}, create_materialized_view{}, create_unfilled_view{}, drop_view{},
        drop_materialized_view{};
    change_pattern create_enum{}, add_label{}, rename_label{}, rename_type{}, drop_enum{};
    change_pattern create_domain{}, drop_domain{}, create_type{}, drop_type{}, create_collation{}, drop_collation{},
        create_sequence{}, change_sequence{}, drop_sequence{};
    change_pattern leave_bodies{}, check_bodies{}; ///< around functions that name what is not there
    change_pattern create_function{}, drop_function{}, create_extension{}, move_extension{}, drop_extension{};
    change_pattern create_attachment{}, drop_attachment{}; ///< {definition} is the whole text
    std::array<attachment_pattern, 24> attachments{};      ///< kinds that are made and dropped in another way
    change_pattern comment{};                              ///< {kind} is "TABLE", "VIEW", "COLUMN", "INDEX", "TYPE"
    change_pattern begin_rebuild{}, end_rebuild{};         ///< around what gives a new table the old one's name
    change_pattern forget_counter{}, copy_counter{}; ///< of made keys, from the table {table} to {new}, both as texts
    /// Around a migration, outside of its transaction: foreign keys look away while tables are made anew.
    constant_text looks{}, look_away{}, look_again{}; ///< the first one asks whether they look: a number
    constant_text broken_keys{};       ///< asks for rows whose foreign keys lead nowhere: table and target
    bool keys_stand_in_tables = false; ///< foreign keys are said when a table is made, and never later
    bool tables_ignore_case = false;   ///< a table cannot be renamed to what differs in letters' case alone
    bool views_hold_columns = false;   ///< a column that a view names cannot change or go, but others can

    // Lists of groups of types, without what stands in parentheses: "integer,bigint;text,json". Those of a group can be
    // assigned to each other, or cast; those of the others have their values in all that follow, or are written alike.
    constant_text assigned_types{}, cast_types{}, wider_types{}, alike_types{};
    constant_text counted_types{}; ///< such a group as well: its first is cast to an integer, and the others are true
    constant_text text_types{};    ///< that all others can be assigned to
    constant_text longer_types{};  ///< where more in parentheses, or nothing, leaves rows as they are
    constant_text steady_functions{}; ///< whose values are the same for all rows of a statement
    constant_text whole_options{};    ///< tables with this option know none of the ways that keep nobody waiting
};

/// Of a dialect; another than ours is a specialisation.
template <class Dialect> inline constexpr change_patterns changes_of = [] {
    require<failed<rule::catalog_is_known, Dialect>>();
    return change_patterns{};
}();

} // namespace detail
} // namespace v0
} // namespace refract

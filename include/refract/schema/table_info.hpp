// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/array_view.hpp>
#include <refract/schema/literal.hpp>
#include <refract/schema/stored_form.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

/// \file
/// Models as plain constant data: what queries and DDL read. No templates.

namespace refract {
inline namespace v0 {

/// What happens to rows that reference a row which is deleted, or whose key changes (SQL standard).
enum class referential_action : std::uint8_t { no_action, restrict, cascade, set_null, set_default };

inline constexpr auto no_action = referential_action::no_action;
inline constexpr auto restrict = referential_action::restrict;
inline constexpr auto cascade = referential_action::cascade;
inline constexpr auto set_null = referential_action::set_null;
inline constexpr auto set_default = referential_action::set_default;

namespace detail {

struct node;
struct statement_view;
struct table_info;
/// A table, by the function that describes it: comparable and usable before the model is complete.
using table_ref = const table_info& (*)();

inline constexpr std::size_t max_expression_literals = 8;
inline constexpr std::size_t max_key_columns = 16;

/// An expression of a model, with its constants.
struct expression_info {
    const node* nodes = nullptr;
    std::uint16_t node_count = 0;
    literal values[max_expression_literals]{};

    constexpr explicit operator bool() const { return nodes != nullptr; }
};

enum class default_kind : std::uint8_t { none, value, expression };

/// The whole numbers that a field holds, where it is one.
struct number_range {
    std::int64_t least = 0, greatest = 0;
    constexpr bool is_known() const { return least < greatest; }
};
template <class Number> constexpr number_range limits_of() {
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    constexpr Number greatest = std::numeric_limits<Number>::max();
    return {static_cast<std::int64_t>(std::numeric_limits<Number>::min()),
            static_cast<std::uint64_t>(greatest) > static_cast<std::uint64_t>(largest)
                ? largest
                : static_cast<std::int64_t>(greatest)};
}
template <class Field> constexpr number_range range_of() {
    using value = without_optional<Field>;
    if constexpr (!storable<Field>)
        return {};
    else if constexpr (!is_whole_number(type_of<value>.kind))
        return {};
    else if constexpr (std::is_integral_v<value>)
        return limits_of<value>();
    else
        return limits_of<typename codec<value>::wire>(); // an enum, or a type of the program's own
}

/// What a query needs to know of a column.
struct column_info {
    std::string_view name;  ///< in the database
    std::string_view field; ///< in the struct
    sql_type type{};
    default_kind default_from = default_kind::none;
    bool nullable = false;
    bool key = false;       ///< part of the primary key
    bool generated = false; ///< computed by the database from other columns; never written
    bool updated_at = false;
    bool version = false;
    bool always_made = false; ///< by the database, though an insert may say otherwise; never updated
    stored_form stored{};     ///< where it is not the usual one
    number_range range{};
    bool identifies = false;   ///< part of something unique, or of a foreign key
    bool without_zone = false; ///< times of PostgreSQL's timestamp, which reads them as of the session's zone
    bool is_counted = true;    ///< as a key: the database may make it, if it is a whole number
    bool keeps_text = false;   ///< a document of PostgreSQL's json, which has no equality, as jsonb has
};

/// Whether the database may make keys in a column.
constexpr bool can_be_made(const column_info& column) { return is_whole_number(column.type.kind) && column.is_counted; }

/// Whether a column that is no generated key has its values from the database: `GENERATED ... AS IDENTITY`.
enum class identity_form : std::uint8_t { none, by_default, always };

/// What only the DDL of a column needs.
struct column_details {
    std::string_view type_name{}, collation{}, renamed_from{};
    std::string_view generated_sql{}; ///< where it is computed by SQL of the program's own
    std::string_view default_sql{};   ///< a default that is SQL of the program's own
    std::string_view comment{};
    literal default_value{};
    expression_info default_expression{}, generated{};
    bool is_virtual = false;  ///< a generated column that is not stored
    bool allows_null = false; ///< there, though the field has no NULL
    identity_form identity = identity_form::none;
};

/// Columns of a table, by position.
struct column_list {
    std::uint8_t count = 0;
    std::uint16_t columns[max_key_columns]{};
    bool descending[max_key_columns]{};

    constexpr void add(std::size_t column) { columns[count++] = static_cast<std::uint16_t>(column); }
    constexpr bool contains(std::size_t column) const {
        for (std::size_t i = 0; i < count; ++i)
            if (columns[i] == column) return true;
        return false;
    }
};

enum class relation_kind : std::uint8_t {
    table,
    view,
    materialized_view,
    full_text,       ///< a virtual table that is searched for words
    full_text_index, ///< the same of the texts of another table, which it follows
};
constexpr bool is_view(relation_kind kind) {
    return kind == relation_kind::view || kind == relation_kind::materialized_view;
}
constexpr bool is_full_text(relation_kind kind) { return kind >= relation_kind::full_text; }

/// What a query needs to know of a table.
struct table_info {
    std::string_view name;
    std::string_view schema{}; ///< PostgreSQL's schema, SQLite's attached database; empty: where the connection looks
    const column_info* columns = nullptr;
    std::size_t column_count = 0;
    column_list key{};
    bool key_is_generated = false;     ///< one whole number that the database makes when it is zero
    std::size_t longest_name = 0;      ///< in bytes: of the table's, its schema's and its columns' names
    bool is_partial = false;           ///< the table has more columns than the model
    bool is_named_by_compiler = false; ///< after a struct whose name each compiler spells in its own way
    relation_kind kind = relation_kind::table;
    std::string_view tokenizer{}; ///< of a full-text table: how texts become words
    table_ref content = nullptr;  ///< of a full-text index: the table whose texts they are
    std::size_t tenant = none;    ///< the column that says whose a row is, where a session has the rows of one
    std::size_t deleted = none;   ///< the column that says whether a row is deleted, for rows that stay

    constexpr array_view<column_info> all() const { return {columns, column_count}; }
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    constexpr std::size_t find_field(std::string_view field) const {
        for (std::size_t i = 0; i < column_count; ++i)
            if (columns[i].field == field) return i;
        return none;
    }
    constexpr bool has_nullable_key() const {
        for (std::size_t i = 0; i < key.count; ++i)
            if (columns[key.columns[i]].nullable) return true;
        return false;
    }
};

/// Another name for a model's table, chosen at run time.
struct table_choice {
    const table_info* model = nullptr;
    std::string name{};

    constexpr bool is_of(const table_info& table) const {
        return table.name == model->name && table.schema == model->schema;
    }
};
/// Where the run time has chosen tables to be.
struct table_place {
    std::string_view schema{}; ///< of tables that have none of their own
    array_view<table_choice> tables{};

    constexpr bool empty() const { return schema.empty() && tables.empty(); }
    constexpr std::string_view name_of(const table_info& table) const {
        for (const table_choice& each : tables)
            if (each.is_of(table)) return each.name;
        return table.name;
    }
};

struct index_info {
    std::string_view name{};
    column_list columns{};
    bool unique = false;
    bool constraint = false; ///< declared with unique<>: a constraint of the table
    expression_info where{};
};
/// The indexes of one of a query's tables.
struct table_indexes {
    table_ref table = nullptr;
    array_view<index_info> all{};
};
struct foreign_key_info {
    column_list columns{};
    table_ref target = nullptr;
    column_list target_columns{};
    referential_action on_delete = no_action, on_update = no_action;
    std::string_view name{};
    std::string_view deferral{}; ///< " DEFERRABLE INITIALLY DEFERRED"
};
struct check_info {
    std::string_view name{};
    expression_info condition{};
};

/// What a table has and a model says in SQL of its own, or by a name.
enum class spelled_kind : std::uint8_t {
    constraint,
    index,
    unique_index,
    comment,
    storage,     ///< what stands behind the columns
    definition,  ///< of a view: what stands behind its name
    before,      ///< a statement that runs before the table is made
    after,       ///< and one after it
    last,        ///< and one when all tables are there, and its foreign keys
    key,         ///< the name of the primary key
    counted_key, ///< the same; keys of deleted rows do not come again
};
struct spelled_part {
    spelled_kind kind = spelled_kind::constraint;
    std::string_view name{}, sql{};
};

/// The query that a view is, with its constants; none of a table, and of a view that others make.
struct view_info {
    const statement_view* query = nullptr;
    const literal* values = nullptr;
    table_ref names = nullptr; ///< of its columns
};

/// Everything that is known of a table, for DDL and the tools.
struct table_description {
    const table_info* table = nullptr;
    std::string_view renamed_from{};
    array_view<column_details> columns{};
    array_view<index_info> indexes{};
    array_view<foreign_key_info> foreign_keys{};
    array_view<check_info> checks{};
    view_info view{};
    array_view<spelled_part> spelled{};

    constexpr const spelled_part* find(spelled_kind kind) const {
        for (const spelled_part& each : spelled)
            if (each.kind == kind) return &each;
        return nullptr;
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

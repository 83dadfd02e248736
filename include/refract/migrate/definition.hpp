// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// What a database holds, as plain data of its own: read from a catalog, compared, and made into statements.
///
/// SQL inside, such as types, defaults and conditions, is as the database's catalog spells it; two descriptions that
/// are compared were read from two databases of one kind.

namespace refract {
inline namespace v0 {
namespace migrate {

/// Whether the database gives a column its values: `GENERATED ... AS IDENTITY`.
enum class identity_kind : std::uint8_t { none, by_default, always };

struct column_definition {
    std::string name, type;
    bool nullable = true;
    std::string null_conflict{}; ///< what SQLite does with NULL where there must be none: "IGNORE"; empty: an error
    std::string default_sql{};   ///< empty: none
    std::string collation{};     ///< empty: the usual one
    std::string generated_sql{}; ///< of a column that is computed from others
    bool is_stored = true;       ///< where it is computed: when it is written, not when it is read
    identity_kind identity = identity_kind::none;
    std::string counting{}; ///< how its counter counts where that is not the usual way: "INCREMENT BY 5 CYCLE"
    std::string comment{};
    std::string counter_name{}; ///< as SQL, of an identity that does not call it the usual way. Made, and not compared
    bool is_inherited = false;  ///< only: of a child that does not say it itself. Told, and not compared
    bool counts_unlogged = false; ///< its counter begins anew after a crash. It follows the table, and is not compared

    bool is_generated() const { return !generated_sql.empty(); }
    friend bool operator==(const column_definition&, const column_definition&) = default;
};

enum class constraint_kind : std::uint8_t { primary_key, unique, check, foreign_key, exclusion };

/// The other end of a foreign key.
struct reference_definition {
    std::string schema{}, table{}; ///< the schema that a connection looks in first is empty
    std::vector<std::string> columns{};
    std::string on_delete{}, on_update{}; ///< "CASCADE", "SET NULL"; empty: NO ACTION

    friend bool operator==(const reference_definition&, const reference_definition&) = default;
};

struct constraint_definition {
    constraint_kind kind = constraint_kind::check;
    std::string name{}; ///< empty where the database keeps none
    std::vector<std::string> columns{};
    std::string sql{}; ///< all behind the name: "CHECK (price > 0)"; empty where the column's type says it
    reference_definition target{};
    bool is_validated = true;

    friend bool operator==(const constraint_definition&, const constraint_definition&) = default;
};

struct index_definition {
    std::string name{};
    bool is_unique = false;
    bool is_valid = true;               ///< false: what CREATE INDEX CONCURRENTLY left when it failed
    std::vector<std::string> columns{}; ///< empty names stand for expressions
    std::string sql{};                  ///< all behind the table's name: "(price) WHERE sold"
    std::string comment{};

    friend bool operator==(const index_definition&, const index_definition&) = default;
};

/// What belongs to a table, or another thing, and is known by its text alone: triggers, policies, rules, grants.
struct attachment_definition {
    std::string kind{}; ///< "trigger", "policy", "grant of SELECT to", "storage of extended column"
    std::string name{}, sql{};

    friend bool operator==(const attachment_definition&, const attachment_definition&) = default;
};

enum class table_kind : std::uint8_t { table, view, materialized_view, virtual_table, foreign_table };

struct table_definition {
    std::string schema{}, name{}; ///< the schema that a connection looks in first is empty
    table_kind kind = table_kind::table;
    std::vector<column_definition> columns{};
    std::vector<constraint_definition> constraints{};
    std::vector<index_definition> indexes{};
    std::vector<attachment_definition> attachments{};
    std::string sql{};           ///< the query of a view; of a virtual table its whole text
    std::string options{};       ///< behind the list of columns: "STRICT", "PARTITION BY RANGE (day)"
    bool keeps_counting = false; ///< keys of deleted rows do not come again: AUTOINCREMENT
    bool is_filled = true; ///< false: a materialised view that nobody has refreshed yet. A state that is not compared
    std::string comment{};

    const column_definition* find_column(std::string_view wanted) const {
        for (const column_definition& each : columns)
            if (each.name == wanted) return &each;
        return nullptr;
    }
    const constraint_definition* primary_key() const {
        for (const constraint_definition& each : constraints)
            if (each.kind == constraint_kind::primary_key) return &each;
        return nullptr;
    }
    friend bool operator==(const table_definition&, const table_definition&) = default;
};

struct enum_definition {
    std::string schema{}, name{};
    std::vector<std::string> labels{};
    std::string comment{};
    std::vector<attachment_definition> attachments{}; ///< grants, an owner

    friend bool operator==(const enum_definition&, const enum_definition&) = default;
};

/// What stands beside tables and is known by its text alone: domains, sequences, functions, extensions.
struct object_definition {
    std::string kind{}; ///< "domain", "type" of attributes or ranges, "collation", "sequence", "function", "extension"
    std::string schema{}, name{}, sql{};
    std::vector<attachment_definition> attachments{}; ///< grants, an owner, a comment

    friend bool operator==(const object_definition&, const object_definition&) = default;
};

/// A database, or the schemas of it that were asked for. Everything is in the order of its names but columns and
/// labels, whose order is theirs.
struct database_definition {
    std::vector<std::string> schemas{};
    std::vector<table_definition> tables{};
    std::vector<enum_definition> enums{};
    std::vector<object_definition> objects{};
    /// What is seen and neither compared nor made: "aggregate median(numeric)", "collation german".
    std::vector<std::string> unsaid{};
    bool ignores_case = false; ///< names that differ in the case of letters alone are one

    const table_definition* find_table(std::string_view schema, std::string_view name) const {
        for (const table_definition& each : tables)
            if (each.schema == schema && each.name == name) return &each;
        return nullptr;
    }
    friend bool operator==(const database_definition&, const database_definition&) = default;
};

} // namespace migrate
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/constant_text.hpp>

#include <cstddef>

namespace refract {
inline namespace v0 {
namespace detail {

/// Where a database keeps tables, what it takes for a name, and how it is asked what is there.
///
/// A question has two values, a name and a schema, and answers with a row: the whole name of what it found, so that
/// two names of one table have one answer. The schema '' is that of a table without
/// one: along search_path on PostgreSQL, main on SQLite.
struct schema_facts {
    constant_text find_table{}; ///< tables and views, with or without rights on them
    constant_text find_type{};
    constant_text find_schema{};
    constant_text create_schema{}; ///< stands before a name; empty: a schema is a file that the program attaches
    constant_text lock{};          ///< keeps other programs from making the same tables; empty: a write does
    constant_text main_schema{};   ///< another way to say that a table has no schema
    std::size_t longest_name = 0;  ///< in bytes; 0: any length
    bool ignores_case = false;     ///< "Item" and "item" are one name
    bool index_has_schema = false; ///< the schema stands before an index's name instead of before its table's
    bool references_cross = true;  ///< a foreign key may lead to another schema
};

} // namespace detail
} // namespace v0
} // namespace refract

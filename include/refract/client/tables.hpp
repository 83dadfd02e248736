// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/schema.hpp>
#include <refract/sql/print_ddl.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// The statements that make a schema's tables, in an order in which they can run.

namespace refract {
inline namespace v0 {
namespace detail {

/// A statement that makes something, and how to ask whether it is there.
struct creation {
    std::string name; ///< the table's name; empty for what belongs to the table before it
    std::string sql;
};

struct schema_printer {
    const dialect_info& dialect;
    std::span<const table_description* const> tables;

    /// Enum types first, tables, their indexes, then foreign keys where tables cannot hold them yet.
    std::vector<creation> statements() const {
        std::vector<creation> all;
        for (const table_description* each : tables) {
            const std::string name(each->table->name);
            all.push_back({name, create(*each)});
            for (const index_info& index : each->indexes)
                if (!index.constraint)
                    all.push_back({"", print([&](writer& out) { ddl_printer{out, *each}.create_index(index); })});
        }
        return all;
    }
    /// Foreign keys, for a database in which a table's references must exist: added at the end.
    std::vector<creation> foreign_keys() const {
        std::vector<creation> all;
        for (const table_description* each : tables)
            for (const foreign_key_info& key : each->foreign_keys)
                all.push_back({std::string(each->table->name),
                               print([&](writer& out) { ddl_printer{out, *each}.add_foreign_key(key); })});
        return all;
    }
    /// The enum types that the columns need, each once.
    std::vector<creation> enumerations() const {
        std::vector<creation> all;
        std::vector<const enumeration_info*> seen;
        for (const table_description* each : tables)
            for (const column_info& column : each->table->all()) {
                const enumeration_info* names = column.type.enumeration;
                if (!names || names->native_name.empty()) continue;
                bool known = false;
                for (const enumeration_info* other : seen) known |= other == names;
                if (known) continue;
                seen.push_back(names);
                all.push_back({std::string(names->native_name),
                               print([&](writer& out) { ddl_printer{out, *each}.create_enumeration(*names); })});
            }
        return all;
    }

private:
    std::string create(const table_description& each) const {
        return print([&](writer& out) { ddl_printer{out, each}.create_table(!dialect.adds_foreign_keys); });
    }
    template <class Print> std::string print(Print put) const { return print_to_string(dialect, put); }
};

} // namespace detail
} // namespace v0
} // namespace refract

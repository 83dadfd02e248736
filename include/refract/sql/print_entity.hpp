// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_expression.hpp>
#include <refract/sql/writer.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// The statements of whole objects: find, insert, update, upsert and erase by key.

namespace refract {
inline namespace v0 {
namespace detail {

/// `erase` has a key alone, `erase_object` an object, whose version has to be the row's.
enum class entity_action : std::uint8_t { find, insert, update, upsert, erase, erase_object };

/// Which columns an insert leaves to the database, one bit for each column that it may leave.
using omitted_columns = std::uint32_t;
inline constexpr omitted_columns omit_nothing = 0;
inline constexpr omitted_columns omit_everything = ~omitted_columns{0};

/// Columns that the database can fill: a key that it makes, and defaults that it evaluates.
constexpr bool is_omittable(const table_info& table, std::size_t column) {
    return (table.columns[column].key && table.key_is_generated) ||
           table.columns[column].default_from == default_kind::expression;
}
constexpr bool is_omitted(const table_info& table, std::size_t column, omitted_columns omitted) {
    if (!is_omittable(table, column)) return false;
    std::size_t bit = 0;
    for (std::size_t i = 0; i < column; ++i)
        if (is_omittable(table, i)) ++bit;
    return bit < 32 && (omitted >> bit & 1) != 0;
}
constexpr bool is_sent(const table_info& table, std::size_t column, omitted_columns omitted) {
    return !table.columns[column].generated && !is_omitted(table, column, omitted);
}
/// Columns whose new value an insert brings back.
constexpr bool is_returned(const table_info& table, std::size_t column, omitted_columns omitted) {
    return table.columns[column].generated || is_omitted(table, column, omitted);
}
/// Columns whose new value an update brings back.
constexpr bool is_refreshed(const column_info& column) {
    return column.generated || column.updated_at || column.version;
}
/// Columns whose value an upsert brings back, whichever of the two it did.
constexpr bool is_returned_by_upsert(const table_info& table, std::size_t column, omitted_columns omitted) {
    return is_returned(table, column, omitted) || is_refreshed(table.columns[column]);
}

struct entity_printer {
    writer& out;
    const table_info& table;

    constexpr void column(std::size_t index) const { out.identifier(table.columns[index].name); }
    constexpr void value(std::size_t index) const {
        const column_info& info = table.columns[index];
        print_written(out, info, true,
                      [&] { out.placeholder({.kind = node_kind::value, .type = bound_type(out.dialect, info)}); });
    }
    /// A column whose value comes back.
    constexpr void read(std::size_t index) const {
        print_read_as(out, table.columns[index], [&] { column(index); });
    }
    constexpr void moment(std::size_t index) const {
        print_written(out, table.columns[index], false, [&] { out.put(out.dialect.moment); });
    }

    /// Prints each column that passes, with separators.
    template <class Test, class Print> constexpr std::size_t each(Test test, Print print) const {
        std::size_t count = 0;
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!test(i)) continue;
            if (count++ > 0) out.put(", ");
            print(i);
        }
        return count;
    }
    constexpr void names_of_all() const {
        each([](std::size_t) { return true; }, [this](std::size_t i) { read(i); });
    }

    constexpr void where_key() const {
        for (std::size_t i = 0; i < table.key.count; ++i) {
            out.put(i == 0 ? " WHERE " : " AND ");
            column(table.key.columns[i]);
            out.put(" = ");
            value(table.key.columns[i]);
        }
    }
    constexpr void and_version() const {
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!table.columns[i].version) continue;
            out.put(" AND ");
            column(i);
            out.put(" = ");
            value(i);
        }
    }

    constexpr void find() const {
        out.put("SELECT ");
        names_of_all();
        out.put(" FROM ");
        out.table(table);
        where_key();
    }
    constexpr void erase() const {
        out.put("DELETE FROM ");
        out.table(table);
        where_key();
    }

    constexpr void insert(omitted_columns omitted, std::size_t rows) const {
        const auto sent = [&](std::size_t i) { return is_sent(table, i, omitted); };
        out.put("INSERT INTO ");
        out.table(table);
        bool any = false;
        for (std::size_t i = 0; i < table.column_count; ++i) any |= sent(i);
        if (!any) return out.put(" DEFAULT VALUES");
        out.put(" (");
        each(sent, [this](std::size_t i) { column(i); });
        out.put(") VALUES ");
        for (std::size_t row = 0; row < rows; ++row) {
            out.put(row == 0 ? "(" : ", (");
            each(sent, [this](std::size_t i) { value(i); });
            out.put(')');
        }
    }
    template <class Test> constexpr void returning(Test test) const {
        bool any = false;
        for (std::size_t i = 0; i < table.column_count; ++i) any |= test(i);
        if (!any) return;
        out.put(" RETURNING ");
        each(test, [this](std::size_t i) { read(i); });
    }

    constexpr bool is_updated(std::size_t i) const { return !table.columns[i].key && !table.columns[i].generated; }
    constexpr void update() const {
        out.put("UPDATE ");
        out.table(table);
        out.put(" SET ");
        const std::size_t count = each([this](std::size_t i) { return is_updated(i); },
                                       [this](std::size_t i) {
                                           column(i);
                                           out.put(" = ");
                                           if (table.columns[i].updated_at) return moment(i);
                                           if (!table.columns[i].version) return value(i);
                                           column(i);
                                           out.put(" + 1");
                                       });
        if (count == 0) keep_key(); // nothing but a key: still tells whether the row is there
        where_key();
        and_version();
        returning([this](std::size_t i) { return is_refreshed(table.columns[i]); });
    }

    /// An assignment that changes nothing, where the syntax wants one.
    constexpr void keep_key() const {
        column(table.key.columns[0]);
        out.put(" = ");
        out.qualifier(table, {});
        column(table.key.columns[0]);
    }

    /// An upsert of a stale object touches nothing.
    constexpr void where_version_is_sent() const {
        bool any = false;
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!table.columns[i].version) continue;
            out.put(any ? " AND " : " WHERE ");
            any = true;
            out.qualifier(table, {});
            column(i);
            out.put(" = excluded.");
            column(i);
        }
    }

    /// What the insert leaves to the database stays as it is in a row that is there already.
    constexpr void upsert(omitted_columns omitted) const {
        insert(omitted, 1);
        out.put(" ON CONFLICT (");
        for (std::size_t i = 0; i < table.key.count; ++i) {
            if (i > 0) out.put(", ");
            column(table.key.columns[i]);
        }
        out.put(") DO UPDATE SET ");
        const std::size_t count = each([&](std::size_t i) { return is_updated(i) && is_sent(table, i, omitted); },
                                       [this](std::size_t i) {
                                           column(i);
                                           out.put(" = ");
                                           if (table.columns[i].updated_at) return moment(i);
                                           if (!table.columns[i].version) {
                                               out.put("excluded.");
                                               return column(i);
                                           }
                                           out.qualifier(table, {});
                                           column(i);
                                           out.put(" + 1");
                                       });
        if (count == 0) keep_key(); // DO NOTHING would bring nothing back
        where_version_is_sent();
        returning([&](std::size_t i) { return is_returned_by_upsert(table, i, omitted); });
    }
};

/// `brings_back`: whether an insert ends with RETURNING for what the database filled in.
constexpr void print_entity(writer& out, const table_info& table, entity_action action, omitted_columns omitted,
                            std::size_t rows, bool brings_back) {
    const entity_printer printer{out, table};
    switch (action) {
    case entity_action::find: return printer.find();
    case entity_action::erase: return printer.erase();
    case entity_action::erase_object: printer.erase(); return printer.and_version();
    case entity_action::update: return printer.update();
    case entity_action::upsert: return printer.upsert(omitted);
    case entity_action::insert:
        printer.insert(omitted, rows);
        if (brings_back) printer.returning([&](std::size_t i) { return is_returned(table, i, omitted); });
    }
}

/// `COPY table (columns) FROM STDIN`, for PostgreSQL's bulk insert.
constexpr void print_copy(writer& out, const table_info& table, omitted_columns omitted) {
    out.put("COPY ");
    out.table(table);
    out.put(" (");
    const entity_printer printer{out, table};
    printer.each([&](std::size_t i) { return is_sent(table, i, omitted); }, [&](std::size_t i) { printer.column(i); });
    out.put(") FROM STDIN (FORMAT binary)");
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/sql/print_write.hpp>
#include <refract/sql/writer.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// The statements of whole objects: find, insert, update, upsert and erase by key.

namespace refract {
inline namespace v0 {
namespace detail {

/// `erase` has a key alone, `erase_object` an object, whose version has to be the row's. `insert_new` skips rows that
/// are there already. Those at the end mean rows that are marked as deleted, too.
enum class object_action : std::uint8_t {
    find,
    insert,
    insert_new,
    update,
    upsert,
    erase,
    erase_object,
    find_any,
    erase_for_good,
    erase_object_for_good
};
constexpr bool is_find(object_action action) {
    return action == object_action::find || action == object_action::find_any;
}
/// In place of a number of rows: any number of them, each column a list.
inline constexpr std::size_t rows_in_lists = 0;

/// Which columns an insert leaves to the database, one bit for each column that it may leave.
using omitted_columns = std::uint32_t;
inline constexpr omitted_columns omit_nothing = 0;
inline constexpr omitted_columns omit_everything = ~omitted_columns{0};

/// Columns that the database can fill: a key that it makes, and defaults that it evaluates.
constexpr bool is_omittable(const table_info& table, std::size_t column) {
    return (table.columns[column].key && table.key_is_generated) ||
           (table.columns[column].default_from == default_kind::expression && column != table.tenant);
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
/// Columns that an update sets to what the object holds.
constexpr bool is_updated(const table_info& table, std::size_t i) {
    const column_info& column = table.columns[i];
    return !column.key && !column.generated && !column.always_made && i != table.tenant;
}
/// Columns whose value an upsert brings back, whichever of the two it did.
constexpr bool is_returned_by_upsert(const table_info& table, std::size_t column, omitted_columns omitted) {
    return is_returned(table, column, omitted) || is_refreshed(table.columns[column]);
}

/// The statements of objects, over the parts that all writes have.
struct object_printer {
    writer& out;
    const table_info& table;
    write_printer to{out, table};

    constexpr void value(std::size_t index) const {
        const column_info& info = table.columns[index];
        const sql_type type = bound_type(info, bound_type(out.dialect, info));
        print_written(out, info, true, [&] { out.placeholder({.kind = node_kind::value, .type = type}); });
    }
    constexpr void names(std::string_view before, const column_list& columns) const {
        for (std::size_t i = 0; i < columns.count; ++i) {
            out.put(i == 0 ? before : ", ");
            to.name(columns.columns[i]);
        }
    }
    template <class Test> constexpr void names_that(Test test) const {
        to.each(test, [this](std::size_t i) { to.name(i); });
    }
    /// Columns whose values come back.
    template <class Test> constexpr void read_those_that(Test test) const {
        to.each(test, [this](std::size_t i) {
            print_read_column(out, table.columns[i], [&] {
                out.before_column(table, {}, false);
                to.name(i);
            });
        });
    }

    constexpr void where_key() const {
        for (std::size_t i = 0; i < table.key.count; ++i) {
            out.put(i == 0 ? " WHERE " : " AND ");
            to.name(table.key.columns[i]);
            out.put(" = ");
            value(table.key.columns[i]);
        }
    }
    constexpr void and_version() const {
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!table.columns[i].version) continue;
            out.put(" AND ");
            to.name(i);
            out.put(" = ");
            value(i);
        }
    }

    constexpr void and_kept() const {
        if (table.deleted == table_info::none) return;
        out.put(" AND ");
        print_is_kept(out, table, [this] { to.name(table.deleted); });
    }

    /// The last of all conditions: its placeholder is the last one.
    constexpr void and_tenant() const {
        if (table.tenant == table_info::none) return;
        out.put(" AND ");
        to.name(table.tenant);
        out.put(" = ");
        out.tenant_placeholder(table);
    }

    constexpr void find() const {
        out.put("SELECT ");
        read_those_that([](std::size_t) { return true; });
        out.put(" FROM ");
        out.table(table);
        where_key();
    }
    constexpr void erase_for_good() const {
        out.put("DELETE FROM ");
        out.table(table);
        where_key();
    }
    /// A row that stays is marked, which is an update of it.
    constexpr void erase() const {
        if (table.deleted == table_info::none) return erase_for_good();
        out.put("UPDATE ");
        out.table(table);
        out.put(" SET ");
        to.each([this](std::size_t i) { return i == table.deleted || to.sets_itself(i); },
                [this](std::size_t i) { i == table.deleted ? to.mark(true) : to.set_by_itself(i); });
        where_key();
        and_kept();
    }

    template <class Test> constexpr void returning(returning_form own, returning_form here, Test test) const {
        if (to.any(test)) to.returning(own, here, "inserted", [&] { read_those_that(test); });
    }
    template <class Returned>
    constexpr void insert(omitted_columns omitted, std::size_t rows, Returned returned) const {
        const returning_form form = out.dialect.statements.insert_returning;
        const auto sent = [&](std::size_t i) { return is_sent(table, i, omitted); };
        to.insert_into();
        const bool any = to.any(sent);
        if (any) {
            out.put(" (");
            names_that(sent);
            out.put(')');
        }
        to.mean_what_is_sent(sent);
        returning(form, returning_form::output, returned);
        if (!any) return out.put(out.dialect.statements.insert_of_defaults);
        out.put(" VALUES ");
        for (std::size_t row = 0; row < rows; ++row) {
            out.put(row == 0 ? "(" : ", (");
            to.each(sent, [this](std::size_t i) { value(i); });
            out.put(')');
        }
    }

    template <class Sent> constexpr void insert_lists(Sent sent) const {
        to.insert_into();
        out.put(" (");
        names_that(sent);
        out.put(')');
        to.mean_what_is_sent(sent, true);
        print_filled(out, out.dialect.statements.insert_lists, [&](std::string_view) {
            to.each(sent, [this](std::size_t i) {
                out.placeholder({.kind = node_kind::value, .type = listed_type(table.columns[i].type)});
            });
        });
    }
    constexpr void insert_new(omitted_columns omitted, std::size_t rows) const {
        const auto sent = [&](std::size_t i) { return is_sent(table, i, omitted); };
        if (rows == rows_in_lists)
            insert_lists(sent);
        else
            insert(omitted, rows, [](std::size_t) { return false; });
        if (to.any(sent)) out.put(" ON CONFLICT DO NOTHING"); // where defaults are all, it cannot be said
    }

    constexpr void update() const {
        const auto refreshed = [this](std::size_t i) { return is_refreshed(table.columns[i]); };
        const returning_form form = out.dialect.statements.update_returning;
        out.put("UPDATE ");
        out.table(table);
        out.put(" SET ");
        const std::size_t count = to.each([this](std::size_t i) { return is_updated(table, i); },
                                          [this](std::size_t i) {
                                              if (to.sets_itself(i)) return to.set_by_itself(i);
                                              to.name(i);
                                              out.put(" = ");
                                              value(i);
                                          });
        if (count == 0) keep_key(); // nothing but a key: still tells whether the row is there
        returning(form, returning_form::output, refreshed);
        where_key();
        and_version();
        and_kept();
        and_tenant();
        returning(form, returning_form::at_the_end, refreshed);
    }

    /// An assignment that changes nothing, where the syntax wants one.
    constexpr void keep_key() const {
        to.name(table.key.columns[0]);
        out.put(" = ");
        to.name_of_row(table.key.columns[0]);
    }
    /// The value that was to be inserted, in an upsert.
    constexpr void excluded(std::size_t column) const { print_excluded_name(out, table.columns[column].name); }
    /// An upsert of a stale object touches nothing, and no row of another tenant.
    constexpr void version_is_sent(std::string_view before) const {
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!table.columns[i].version && i != table.tenant) continue;
            out.put(before);
            before = " AND ";
            to.name_of_row(i);
            out.put(" = ");
            excluded(i);
        }
    }
    constexpr void set_from_excluded(omitted_columns omitted) const {
        const std::size_t count =
            to.each([&](std::size_t i) { return is_updated(table, i) && is_sent(table, i, omitted); },
                    [this](std::size_t i) {
                        if (to.sets_itself(i)) return to.set_by_itself(i, true);
                        to.name(i);
                        out.put(" = ");
                        excluded(i);
                    });
        if (count == 0) keep_key(); // DO NOTHING would bring nothing back
    }

    template <class Returned> constexpr void merge(omitted_columns omitted, Returned returned) const {
        const auto sent = [&](std::size_t i) { return is_sent(table, i, omitted); };
        out.put("MERGE INTO ");
        out.table(table);
        out.put(" WITH (HOLDLOCK) USING (VALUES (");
        to.each(sent, [this](std::size_t i) { value(i); });
        out.put(")) AS excluded (");
        names_that(sent);
        out.put(") ON ");
        for (std::size_t i = 0; i < table.key.count; ++i) {
            if (i > 0) out.put(" AND ");
            to.name_of_row(table.key.columns[i]);
            out.put(" = ");
            excluded(table.key.columns[i]);
        }
        out.put(" WHEN MATCHED");
        version_is_sent(" AND ");
        out.put(" THEN UPDATE SET ");
        set_from_excluded(omitted);
        out.put(" WHEN NOT MATCHED THEN INSERT (");
        names_that(sent);
        out.put(") VALUES (");
        to.each(sent, [this](std::size_t i) { excluded(i); });
        out.put(')');
        returning(out.dialect.statements.insert_returning, returning_form::output, returned);
        out.put(';');
    }
    /// What the insert leaves to the database stays as it is in a row that is there already.
    constexpr void upsert(omitted_columns omitted) const {
        const statement_facts& facts = out.dialect.statements;
        const auto returned = [&](std::size_t i) { return is_returned_by_upsert(table, i, omitted); };
        if (facts.upsert == upsert_form::merge) return merge(omitted, returned);
        insert(omitted, 1, [](std::size_t) { return false; });
        if (facts.upsert == upsert_form::on_conflict) {
            names(" ON CONFLICT (", table.key);
            out.put(") DO UPDATE SET ");
        } else {
            out.put(" ON DUPLICATE KEY UPDATE ");
        }
        set_from_excluded(omitted);
        if (facts.upsert == upsert_form::on_conflict) version_is_sent(" WHERE ");
        returning(facts.insert_returning, returning_form::at_the_end, returned);
    }
};

/// What an upsert calls the row that is there: a table called "excluded" would be taken for the one that is not.
constexpr std::string_view alias_in_upsert(const table_info& table, const dialect_info& dialect) {
    const bool is_taken = dialect.statements.upsert == upsert_form::on_conflict && is_called_excluded(table.name);
    return is_taken ? std::string_view("stored") : std::string_view();
}

/// `returns_made`: whether an insert ends with RETURNING for what the database filled in.
constexpr void print_object(writer& out, const table_info& table, object_action action, omitted_columns omitted,
                            std::size_t rows, bool returns_made) {
    const object_printer printer{out, table};
    switch (action) {
    case object_action::find:
        printer.find();
        printer.and_kept();
        return printer.and_tenant();
    case object_action::find_any: printer.find(); return printer.and_tenant();
    case object_action::erase: printer.erase(); return printer.and_tenant();
    case object_action::erase_object:
        printer.erase();
        printer.and_version();
        return printer.and_tenant();
    case object_action::erase_for_good: printer.erase_for_good(); return printer.and_tenant();
    case object_action::erase_object_for_good:
        printer.erase_for_good();
        printer.and_version();
        return printer.and_tenant();
    case object_action::update: return printer.update();
    case object_action::upsert:
        return object_printer{out, table, {out, table, alias_in_upsert(table, out.dialect)}}.upsert(omitted);
    case object_action::insert_new: return printer.insert_new(omitted, rows);
    case object_action::insert: {
        const auto returned = [&](std::size_t i) { return returns_made && is_returned(table, i, omitted); };
        printer.insert(omitted, rows, returned);
        return printer.returning(out.dialect.statements.insert_returning, returning_form::at_the_end, returned);
    }
    }
}

/// `COPY table (columns) FROM STDIN`, for PostgreSQL's bulk insert.
constexpr void print_copy(writer& out, const table_info& table, omitted_columns omitted) {
    out.put("COPY ");
    out.table(table);
    out.put(" (");
    object_printer{out, table}.names_that([&](std::size_t i) { return is_sent(table, i, omitted); });
    out.put(") FROM STDIN (FORMAT binary)");
}

} // namespace detail
} // namespace v0
} // namespace refract

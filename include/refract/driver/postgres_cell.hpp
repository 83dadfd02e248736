// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/postgres_array.hpp>
#include <refract/driver/postgres_error.hpp>
#include <refract/driver/postgres_layout.hpp>
#include <refract/driver/postgres_types.hpp>
#include <refract/driver/postgres_wire.hpp>
#include <refract/schema/wire.hpp>
#include <refract/sql/parameter_column.hpp>
#include <refract/sql/ready_statement.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace refract {
inline namespace v0 {
namespace detail {

/// "integer (int4)": the name of a built-in type as SQL and as the catalog have it.
inline std::string postgres_type_text(const postgres_type_info& type) {
    std::string text(type.name);
    if (!type.short_name.empty()) text.append(" (").append(type.short_name).append(")");
    return text;
}
inline std::string postgres_type_text(postgres_oid number) {
    if (const postgres_type_info* type = find_postgres_type(number)) return postgres_type_text(*type);
    return "the type with the OID " + std::to_string(number);
}
/// What a field of that kind wants its column to be.
inline std::string postgres_wanted_text(type_kind kind) {
    return kind == type_kind::array ? "an array of its items' type" : postgres_type_text(postgres_type_of(kind));
}

/// A column of a result: its type as it came, and the type that its values are read as. The two differ
/// for types of users whose binary form is text.
struct postgres_column {
    postgres_oid type, read_as;
};

/// Where cells are: a row of a result, and what is known of its columns.
struct postgres_cell_row {
    const PGresult* result = nullptr;
    const postgres_stored_cell* cells = nullptr;
    const postgres_column* columns = nullptr;
    int column_count = 0;
    int row = 0;
    /// The columns' types are known to be those of the fields.
    bool checked = false;
    std::string_view sql{};
    std::span<const result_column> wanted{}; ///< by the program

    /// A column's name, for errors.
    std::string_view shown_name(int column) const {
        const char* const own = PQfname(result, column);
        return own ? shown_name(own, static_cast<std::size_t>(column)) : std::string_view();
    }
    /// The text of a cursor does not say what refract's names stand for.
    std::string_view shown_name(std::string_view own, std::size_t column) const {
        const std::string_view name = find_selected_column(sql, own);
        const bool is_numbered = name == own && name == "c" + std::to_string(column + 1);
        return is_numbered && column < wanted.size() && !wanted[column].field.empty() ? wanted[column].field : name;
    }
    /// The same with its table, where that is sure.
    std::string shown_column(std::string_view own, std::size_t column) const {
        return selected_column_text(sql, shown_name(own, column), column);
    }
};

/// A cell of the current row, read from the binary format.
/// Lifetime: that of the statement's current row.
class postgres_cell {
public:
    postgres_cell(const postgres_cell_row& at, int column) : at_(&at), column_(column) {}

    bool is_null() const { return (!at_->checked && !exists()) || stored().size < 0; }

    template <class Wire> Wire read() const {
        if (!at_->checked) [[unlikely]]
            check(kind_of_wire<Wire>);
        Wire out{};
        read_into(out);
        return out;
    }

private:
    bool exists() const { return at_->cells && column_ < at_->column_count; }
    const postgres_stored_cell& stored() const { return at_->cells[column_]; }

    /// The address of a value whose size follows from its type. NULL has none.
    template <class Wire, std::size_t Size = sizeof(Wire)> const char* fixed() const {
        const postgres_stored_cell& cell = stored();
        if (cell.size != static_cast<int>(Size)) [[unlikely]]
            fail(kind_of_wire<Wire>);
        return cell.bytes;
    }
    /// A value of any length.
    template <class Wire> const postgres_stored_cell& variable() const {
        const postgres_stored_cell& cell = stored();
        if (cell.size < 0) [[unlikely]]
            fail(kind_of_wire<Wire>);
        return cell;
    }

    void read_into(bool& out) const { out = *fixed<bool, 1>() != 0; }
    template <class Number>
        requires std::is_arithmetic_v<Number>
    void read_into(Number& out) const {
        out = load_big_endian<Number>(fixed<Number>());
    }
    void read_into(std::string_view& out) const {
        const postgres_stored_cell& cell = variable<std::string_view>();
        out = {cell.bytes, static_cast<std::size_t>(cell.size)};
        if (out.size() == 1 && static_cast<signed char>(out[0]) <= 0) [[unlikely]]
            out = text_of_byte();
    }
    /// What no text of one byte is, a "char" can be: the byte 0 is its empty text.
    [[gnu::cold, gnu::noinline]] std::string_view text_of_byte() const {
        if (*stored().bytes != '\0') throw_complaint("holds a byte that is no UTF-8");
        return "";
    }
    void read_into(wire::bytes& out) const {
        const postgres_stored_cell& cell = variable<wire::bytes>();
        out = {reinterpret_cast<const std::byte*>(cell.bytes), static_cast<std::size_t>(cell.size)};
    }
    void read_into(wire::json& out) const {
        const postgres_stored_cell& cell = variable<wire::json>();
        out.text = {cell.bytes, static_cast<std::size_t>(cell.size)};
        if (at_->columns[column_].read_as != oid::jsonb) return;
        // jsonb has the version of its format before the text.
        if (!out.text.starts_with('\1')) throw_complaint("holds no jsonb of the version that is known");
        out.text.remove_prefix(1);
    }
    void read_into(wire::time& out) const { out.microseconds = load_big_endian<std::int64_t>(fixed<wire::time, 8>()); }
    void read_into(wire::timestamp& out) const { complain(postgres_decode(fixed<wire::timestamp, 8>(), out)); }
    void read_into(wire::date& out) const { complain(postgres_decode(fixed<wire::date, 4>(), out)); }
    void read_into(wire::interval& out) const { complain(postgres_decode(fixed<wire::interval, 16>(), out)); }
    void read_into(wire::uuid& out) const { std::memcpy(out.bytes.data(), fixed<wire::uuid, 16>(), 16); }
    template <postgres_varying Wire> void read_into(Wire& out) const {
        const postgres_stored_cell& cell = variable<Wire>();
        complain(take_postgres(cell.bytes, cell.size, at_->columns[column_].read_as, out));
    }
    void read_into(wire::decimal& out) const {
        const postgres_stored_cell& cell = variable<wire::decimal>();
        complain(postgres_decode_numeric(cell.bytes, cell.size, out));
    }

    /// For rows that nobody declared.
    [[gnu::noinline]] void check(type_kind kind) const {
        if (!exists() || !postgres_accepts(kind, at_->columns[column_].read_as)) fail(kind);
    }
    void complain(postgres_complaint complaint) const {
        if (complaint) [[unlikely]]
            throw_complaint(complaint);
    }
    std::string column_text() const {
        const char* const own = PQfname(at_->result, column_);
        return own && *own ? "column " + at_->shown_column(own, static_cast<std::size_t>(column_))
                           : "column " + std::to_string(column_ + 1);
    }
    [[noreturn, gnu::cold, gnu::noinline]] void throw_complaint(postgres_complaint complaint) const {
        throw conversion_error(error_details{.message = column_text() + " " + complaint, .sql = std::string(at_->sql)});
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail(type_kind kind) const {
        std::string found = " does not exist";
        if (exists()) {
            const postgres_oid type = at_->columns[column_].type;
            if (!postgres_accepts(kind, at_->columns[column_].read_as))
                found = " is " + postgres_type_text(type);
            else if (stored().size < 0)
                found = " is NULL";
            else // no server of PostgreSQL does that
                found = " came in " + std::to_string(stored().size) + " bytes";
        }
        throw schema_mismatch(
            error_details{.message = column_text() + found + ", the field wants " + postgres_wanted_text(kind),
                          .sql = std::string(at_->sql)});
    }

    const postgres_cell_row* at_;
    int column_;
};

/// The current row of a statement.
struct postgres_row {
    const postgres_cell_row* at;
    postgres_cell cell(int column) const { return {*at, column}; }
    /// Whether blanks at the end of a column's texts say nothing: those of `char(n)`.
    bool is_padded(int column) const { return PQftype(at->result, column) == oid::bpchar; }
};

} // namespace detail
} // namespace v0
} // namespace refract

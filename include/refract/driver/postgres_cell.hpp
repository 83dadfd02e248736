// SPDX-License-Identifier: MIT
#pragma once

#include <refract/driver/postgres_error.hpp>
#include <refract/driver/postgres_types.hpp>
#include <refract/driver/postgres_wire.hpp>
#include <refract/schema/wire.hpp>

#include <cstddef>
#include <cstdint>
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
inline std::string postgres_wanted_text(type_kind kind) { return postgres_type_text(postgres_type_of(kind)); }

/// How far behind the beginning of a result the address lies that libpq gives for NULL; none where it
/// is not a fixed distance. Asking libpq for the length of every number would cost a tenth of a row.
inline std::uintptr_t find_postgres_null() {
    const auto distance = [] {
        const postgres_result probe(PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK));
        char name[] = "probe";
        PGresAttDesc column{};
        column.name = name;
        if (!PQsetResultAttrs(probe.get(), 1, &column) || !PQsetvalue(probe.get(), 0, 0, nullptr, -1))
            return std::uintptr_t{0};
        return reinterpret_cast<std::uintptr_t>(PQgetvalue(probe.get(), 0, 0)) -
               reinterpret_cast<std::uintptr_t>(probe.get());
    };
    const std::uintptr_t first = distance();
    return first < 4096 && first == distance() ? first : 0;
}
inline std::uintptr_t postgres_null() {
    static const std::uintptr_t found = find_postgres_null();
    return found;
}

/// Where cells are: a result, a row of it, and what is known of its columns.
struct postgres_cell_row {
    const PGresult* result = nullptr;
    std::uintptr_t null = 0; ///< the address of every NULL in it
    int row = 0;
    /// The columns' types, and with them their sizes, are known to be those of the fields.
    bool checked = false;
    std::string_view sql{};

    void point_at(const PGresult* other) {
        result = other;
        null = reinterpret_cast<std::uintptr_t>(other) + postgres_null();
        row = 0;
    }
};

/// A cell of the current row, read from the binary format.
/// Lifetime: that of the statement's current row.
class postgres_cell {
public:
    postgres_cell(const postgres_cell_row& at, int column) : at_(&at), column_(column) {}

    bool is_null() const { return PQgetisnull(at_->result, at_->row, column_) != 0; }

    template <class Wire> Wire read() const {
        if (!at_->checked) [[unlikely]]
            check(kind_of_wire<Wire>);
        Wire out{};
        read_into(out);
        return out;
    }

private:
    int length() const { return PQgetlength(at_->result, at_->row, column_); }
    const char* data() const { return PQgetvalue(at_->result, at_->row, column_); }

    /// The address of a value whose size follows from its type.
    template <class Wire> const char* fixed() const {
        const char* value = data();
        if (reinterpret_cast<std::uintptr_t>(value) == at_->null) [[unlikely]]
            fail(kind_of_wire<Wire>);
        return value;
    }
    /// The address of a value of any length; an empty one is asked whether it is NULL.
    template <class Wire> const char* variable(int& size) const {
        size = length();
        if (size == 0 && is_null()) [[unlikely]]
            fail(kind_of_wire<Wire>);
        return data();
    }

    void read_into(bool& out) const { out = *fixed<bool>() != 0; }
    template <class Number>
        requires std::is_arithmetic_v<Number>
    void read_into(Number& out) const {
        out = load_big_endian<Number>(fixed<Number>());
    }
    void read_into(std::string_view& out) const {
        int size = 0;
        const char* text = variable<std::string_view>(size);
        out = {text, static_cast<std::size_t>(size)};
    }
    void read_into(wire::bytes& out) const {
        int size = 0;
        const char* bytes = variable<wire::bytes>(size);
        out = {reinterpret_cast<const std::byte*>(bytes), static_cast<std::size_t>(size)};
    }
    void read_into(wire::json& out) const {
        read_into(out.text);
        // jsonb has the version of its format before the text.
        if (PQftype(at_->result, column_) == oid::jsonb && !out.text.empty()) out.text.remove_prefix(1);
    }
    void read_into(wire::time& out) const { out.microseconds = load_big_endian<std::int64_t>(fixed<wire::time>()); }
    void read_into(wire::timestamp& out) const { complain(postgres_decode(fixed<wire::timestamp>(), out)); }
    void read_into(wire::date& out) const { complain(postgres_decode(fixed<wire::date>(), out)); }
    void read_into(wire::interval& out) const { complain(postgres_decode(fixed<wire::interval>(), out)); }
    void read_into(wire::uuid& out) const { std::memcpy(out.bytes.data(), fixed<wire::uuid>(), out.bytes.size()); }
    void read_into(wire::decimal& out) const {
        int size = 0;
        const char* number = variable<wire::decimal>(size);
        complain(postgres_decode_numeric(number, size, out));
    }

    /// For rows that nobody declared, and where libpq is not as expected.
    [[gnu::noinline]] void check(type_kind kind) const {
        if (!postgres_accepts(kind, PQftype(at_->result, column_)) || is_null()) fail(kind);
    }
    void complain(postgres_complaint complaint) const {
        if (complaint) [[unlikely]]
            throw_complaint(complaint);
    }
    std::string column_text() const {
        const char* name = PQfname(at_->result, column_);
        return name ? "column \"" + std::string(name) + "\"" : "column " + std::to_string(column_ + 1);
    }
    [[noreturn, gnu::cold, gnu::noinline]] void throw_complaint(postgres_complaint complaint) const {
        throw conversion_error(error_details{.message = column_text() + " " + complaint, .sql = std::string(at_->sql)});
    }
    [[noreturn, gnu::cold, gnu::noinline]] void fail(type_kind kind) const {
        const std::string wanted = ", the field wants " + postgres_wanted_text(kind);
        std::string found = " is " + postgres_type_text(PQftype(at_->result, column_));
        if (column_ >= PQnfields(at_->result))
            found = " does not exist";
        else if (is_null())
            found = " is NULL";
        throw schema_mismatch(error_details{.message = column_text() + found + wanted, .sql = std::string(at_->sql)});
    }

    const postgres_cell_row* at_;
    int column_;
};

/// The current row of a statement.
struct postgres_row {
    const postgres_cell_row* at;
    postgres_cell cell(int column) const { return {*at, column}; }
};

} // namespace detail
} // namespace v0
} // namespace refract

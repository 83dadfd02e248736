// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/sql_type.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// What a row's column must be: what a driver compares with what the database sends.
struct result_column {
    sql_type type{};
    bool nullable = false;
    std::string_view field{};
};

/// What a statement is, as one number: its text and the types that it takes and gives. It is made of their
/// content and of no address, so that it says the same in every shared object of a program, also in one that is
/// loaded where another one was.
using statement_identity = std::uint64_t;

/// A statement ready for a driver: constant data, except where the run time put it together.
struct ready_statement {
    const char* sql = nullptr; ///< ends with NUL
    std::size_t size = 0;
    const sql_type* parameters = nullptr;
    std::uint16_t parameter_count = 0;
    const result_column* columns = nullptr;
    std::uint16_t column_count = 0;
    statement_identity identity = 0; ///< 0: not asked for
    std::int32_t since = 0;          ///< the database's version from which it runs; 0: any

    constexpr std::string_view text() const { return {sql, size}; }
};

/// Makes an identity of content, piece by piece (FNV-1a).
struct identity_maker {
    static constexpr std::uint64_t prime = 0x0000'0100'0000'01b3;
    statement_identity value = 0xcbf2'9ce4'8422'2325;

    constexpr void add(std::uint64_t number) { value = (value ^ number) * prime; }
    constexpr void add(std::string_view text) {
        statement_identity made = value; // plain steps: the compiler takes them for each character of each statement
        const char* at = text.data();
        for (const char* const end = at + text.size(); at != end; ++at)
            made = (made ^ static_cast<unsigned char>(*at)) * prime;
        value = made;
        add(text.size());
    }
    constexpr void add(const sql_type& type) {
        add(static_cast<std::uint64_t>(type.kind) | std::uint64_t{type.precision} << 8 |
            std::uint64_t{type.scale} << 16 | std::uint64_t{type.list} << 24 | std::uint64_t{type.of_column} << 25 |
            static_cast<std::uint64_t>(type.form) << 26 | static_cast<std::uint64_t>(type.item) << 32);
        if (type.enumeration) {
            add(type.enumeration->native_schema);
            add(type.enumeration->native_name);
        }
    }
    /// Never 0.
    constexpr statement_identity made() const { return value != 0 ? value : 1; }
};

constexpr statement_identity identity_of(const ready_statement& text) {
    identity_maker maker;
    maker.add(text.text());
    for (std::uint16_t i = 0; i < text.parameter_count; ++i) maker.add(text.parameters[i]);
    for (std::uint16_t i = 0; i < text.column_count; ++i) maker.add(text.columns[i].type);
    return maker.made();
}

} // namespace detail
} // namespace v0
} // namespace refract

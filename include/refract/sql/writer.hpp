// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/text_sink.hpp>
#include <refract/dialect/dialect.hpp>
#include <refract/query/scope.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// A clause of which only the run time knows whether it stands, or what it holds.
struct dynamic_part {
    bool stands = true;
    const node* nodes = nullptr;
    std::size_t items = 0;
};

/// Where printing has got to: placeholders given out, and the values and arguments met.
struct numbering {
    std::uint16_t placeholders = 0;
    std::uint16_t next_value = 0;     ///< position in the query's flat values
    std::uint16_t next_parameter = 0; ///< position among the arguments given later
};

/// Not constexpr: no query that is a constant comes near it.
[[noreturn]] inline void refuse_placeholder() {
    throw error(
        "a statement has more than 65535 values; give many values as a list, in(values), or run several statements");
}

/// What printing writes to, and what it needs to know. Counts first, writes when it has room.
struct writer {
    text_sink text{};
    const dialect_info& dialect;
    const scope* in = nullptr;
    bool qualify = false;       ///< columns with their table's name
    bool inline_values = false; ///< values are part of a predicate: one slot for all of them
    bool rounded = false;       ///< inside a round() that makes decimals exact again
    numbering at{};
    std::uint16_t* value_numbers = nullptr; ///< out: the placeholder of each value; 0 is unused
    std::uint16_t* parameter_numbers = nullptr;
    sql_type* types = nullptr;         ///< out: the type of each placeholder
    const literal* literals = nullptr; ///< DDL: values are printed
    const dynamic_part* parts = nullptr;

    constexpr void put(char c) { text.put(c); }
    constexpr void put(std::string_view piece) { text.put(piece); }
    constexpr void identifier(std::string_view name) { text.put_quoted(name, '"'); }
    /// A table where it is named, each part quoted by itself: "sales"."item". The only place that prints one.
    constexpr void table(const table_info& named) {
        if (!named.schema.empty()) {
            identifier(named.schema);
            put('.');
        }
        identifier(named.name);
    }
    /// What stands before a column's name: the alias of its table, else the table, and a dot.
    constexpr void qualifier(const table_info& of, std::string_view alias) {
        if (alias.empty())
            table(of);
        else
            identifier(alias);
        put('.');
    }
    /// On PostgreSQL a backslash may be an escape, as the server's settings say; in E'...' it always is.
    constexpr void text_literal(std::string_view value) {
        if (!dialect.has_own_types || value.find('\\') == value.npos) return text.put_quoted(value, '\'');
        put("E'");
        for (const char c : value) {
            if (c == '\'' || c == '\\') put(c);
            put(c);
        }
        put('\'');
    }

    constexpr void placeholder(const node& value) {
        if (at.placeholders == 65'535) refuse_placeholder();
        if (types) types[at.placeholders] = value.type;
        ++at.placeholders;
        std::uint16_t*& numbers = value.kind == node_kind::value ? value_numbers : parameter_numbers;
        std::uint16_t& next = value.kind == node_kind::value ? at.next_value : at.next_parameter;
        // Values of a predicate share one slot, which keeps the first of their numbers.
        if (numbers && !(inline_values && numbers[next] != 0)) numbers[next] = at.placeholders;
        if (!inline_values) ++next;
        put(dialect.placeholder);
        text.put_number(std::uint64_t{at.placeholders});
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

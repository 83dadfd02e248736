// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/text_sink.hpp>
#include <refract/dialect/dialect.hpp>
#include <refract/tree/scope.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// Where printing has got to: placeholders given out, and the values, arguments and parts behind which the next are.
struct position {
    std::uint16_t placeholders = 0;
    content next{};
};

/// A placeholder without a number, of a value that the text needs once more.
struct repeated_placeholder {
    std::uint16_t placeholder = 0; ///< from 1
    std::uint16_t index = 0;       ///< of the value or argument
    bool is_argument = false;
};

/// Where a query's named expressions were printed first: their values are bound once.
struct named_places {
    static constexpr std::size_t most = 32;
    struct place {
        std::string_view name{};
        position at{};
    };
    place places[most]{};
    std::size_t count = 0;

    constexpr const place* find(std::string_view name) const {
        for (std::size_t i = 0; i < count; ++i)
            if (places[i].name == name) return &places[i];
        return nullptr;
    }
    constexpr void add(std::string_view name, const position& at) {
        if (count < most) places[count++] = {name, at};
    }
};

/// Not constexpr: no query that is a constant comes near it.
[[noreturn]] inline void refuse_placeholder() {
    throw error(
        "a statement has more than 65535 values; give many values as a list, in(values), or run several statements");
}

/// The statements around what is printed, innermost first: their queries of WITH have names that are no tables'.
struct enclosing_statement {
    const statement_view& statement;
    const enclosing_statement* outer;

    constexpr bool names(std::string_view name) const {
        for (const enclosing_statement* each = this; each; each = each->outer)
            for (const clause& with : each->statement)
                if (is_with(with.kind) && with.table().name == name) return true;
        return false;
    }
};

/// What printing writes to, and what it needs to know. Counts first, writes when it has room.
struct writer {
    text_sink text{};
    const dialect_info& dialect;
    const detail::scope* scope = nullptr;
    table_place place{}; ///< chosen at run time
    const enclosing_statement* around = nullptr;
    bool qualify = false;        ///< columns with their table's name
    std::string_view row_name{}; ///< of the written row whose columns come back, where it has a name
    bool rounded = false;        ///< inside a round() that makes decimals exact again
    bool as_stored = false;      ///< columns stand in the form in which they are stored
    bool meets_zones = false;    ///< a column of times without a zone meets such as have one
    bool meets_jsonb = false;    ///< a column of PostgreSQL's json meets other documents
    position at{};
    std::uint16_t* value_numbers = nullptr; ///< out: the placeholder of each value; 0 is unused
    std::uint16_t* parameter_numbers = nullptr;
    sql_type* types = nullptr;               ///< out: the type of each placeholder
    repeated_placeholder* repeats = nullptr; ///< out, where placeholders have no numbers
    std::uint16_t repeat_count = 0;
    bool again = false;                  ///< an operand is printed once more
    named_places* places = nullptr;      ///< those of the query that is printed
    const literal* literals = nullptr;   ///< DDL: values are printed
    const dynamic_part* parts = nullptr; ///< what the run time knows, in the order of the values
    std::uint16_t tenant = 0;            ///< the placeholder of the session's tenant; 0: none was needed
    /// Prints a query inside another one, its columns under the names of a table if there is one; statements are
    /// printed above expressions, which therefore cannot name it.
    void (*print_query)(writer&, const statement_view&, table_ref names, const clause* into) = nullptr;

    constexpr void put(char c) { text.put(c); }
    constexpr void put(std::string_view piece) { text.put(piece); }
    constexpr void put(const char* piece) { text.put(piece); }
    constexpr void identifier(std::string_view name) {
        text.put_quoted(name, dialect.lexical.quote_open, dialect.lexical.quote_close);
    }
    /// A name that is a letter and a number.
    constexpr void numbered_identifier(char letter, std::uint64_t number) {
        put(dialect.lexical.quote_open);
        put(letter);
        text.put_number(number);
        put(dialect.lexical.quote_close);
    }
    /// A name in a schema, each quoted by itself: "sales"."item".
    constexpr void qualified(std::string_view schema, std::string_view name) {
        if (!schema.empty()) {
            identifier(schema);
            put('.');
        }
        identifier(name);
    }
    constexpr std::string_view schema_of(const table_info& named) const {
        return named.schema.empty() ? place.schema : named.schema;
    }
    /// A table where a statement brings it in.
    constexpr void table(const table_info& named) { qualified(schema_of(named), place.name_of(named)); }
    /// Whether a name is that of a query in WITH, which no place changes.
    constexpr bool is_query(const table_info& named) const {
        return !place.empty() && named.schema.empty() && around && around->names(named.name);
    }
    constexpr std::string_view name_of(const table_info& named) const {
        return is_query(named) ? named.name : place.name_of(named);
    }
    constexpr void table_or_query(const table_info& named) { is_query(named) ? identifier(named.name) : table(named); }
    /// What stands before a column's name: the alias of its table, else the table, and a dot.
    constexpr void qualifier(const table_info& of, std::string_view alias) {
        if (alias.empty())
            qualified(of.schema, name_of(of));
        else
            identifier(alias);
        put('.');
    }
    constexpr void before_column(const table_info& of, std::string_view alias, bool qualified) {
        if (row_name.empty()) {
            if (qualified) qualifier(of, alias);
        } else {
            put(row_name);
            put('.');
        }
    }
    /// Where a backslash may be an escape, as the server's settings say, it always is one in E'...'.
    constexpr void text_literal(std::string_view value) {
        if (!dialect.lexical.backslash_escapes || value.find('\\') == value.npos) return text.put_quoted(value, '\'');
        put("E'");
        for (const char c : value) {
            if (c == '\'' || c == '\\') put(c);
            put(c);
        }
        put('\'');
    }

    /// The session's tenant has one placeholder, whatever the number of tables.
    constexpr void add_tenant(const table_info& of) {
        sql_type type = of.columns[of.tenant].type;
        if (is_whole_number(type.kind)) type.kind = type_kind::big_integer;
        if (types) types[at.placeholders] = type;
        tenant = ++at.placeholders;
    }
    constexpr void tenant_placeholder(const table_info& of) {
        if (tenant == 0) add_tenant(of);
        put(dialect.lexical.placeholder_mark);
        text.put_number(std::uint64_t{tenant});
    }
    /// Gives a value the next placeholder, without printing it.
    constexpr void declare(const node& value) {
        if (at.placeholders == 65'535) refuse_placeholder();
        if (types) types[at.placeholders] = value.type;
        ++at.placeholders;
        const bool is_value = value.kind == node_kind::value;
        std::uint16_t* const numbers = is_value ? value_numbers : parameter_numbers;
        std::uint16_t& next = is_value ? at.next.values : at.next.parameters;
        if (again && dialect.lexical.placeholders == placeholder_form::plain) {
            if (repeats) repeats[repeat_count] = {at.placeholders, next, !is_value};
            ++repeat_count;
        } else if (numbers) {
            numbers[next] = at.placeholders;
        }
        ++next;
    }
    constexpr void placeholder(const node& value) {
        declare(value);
        put(dialect.lexical.placeholder_mark);
        if (dialect.lexical.placeholders == placeholder_form::numbered) text.put_number(std::uint64_t{at.placeholders});
    }
    /// One that was declared, where they have numbers.
    constexpr void numbered_placeholder(std::uint64_t number) {
        put(dialect.lexical.placeholder_mark);
        text.put_number(number);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/raw_text.hpp>
#include <refract/base/rules/client.hpp>
#include <refract/base/rules/function.hpp>
#include <refract/client/row_reader.hpp>
#include <refract/client/statement_cache.hpp>
#include <refract/dialect/dialect.hpp>
#include <refract/expr/mistake.hpp>
#include <refract/schema/shape.hpp>
#include <refract/schema/sql_type.hpp>
#include <refract/sql/ready_statement.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {

/// SQL that is put together at run time: says that its author trusts it.
struct unsafe_sql {
    std::string_view text;
    std::source_location where;
    explicit constexpr unsafe_sql(std::string_view sql,
                                  const std::source_location& call = std::source_location::current())
        : text(sql), where(call) {}
};

namespace detail {

/// How a value of raw SQL is stored while it is bound: literals are text.
template <class Value> using raw_value =
    std::conditional_t<std::is_convertible_v<const Value&, std::string_view>, std::string_view, Value>;

/// Why a value of raw SQL cannot be bound.
template <class Value> using raw_value_mistake =
    first_failed_t<check_that<!std::is_null_pointer_v<Value>, rule::null_is_nullopt, Value>,
                   check_that<!pointer_like<Value>, rule::operand_is_value, Value>,
                   failed<rule::value_can_be_bound, Value>>;
template <class Value> inline constexpr bool is_raw_value =
    (storable<raw_value<Value>> && !std::is_null_pointer_v<Value>) || std::is_same_v<Value, std::nullopt_t>;

/// What a value is declared as; of NULL only the database knows.
template <class Value> constexpr sql_type raw_type_of() {
    using value = std::remove_cvref_t<Value>;
    if constexpr (!is_raw_value<value>) {
        require<raw_value_mistake<value>>();
        return {};
    } else if constexpr (std::is_same_v<value, std::nullopt_t>) {
        return {};
    } else {
        return type_of<raw_value<value>>;
    }
}

/// What a raw text with such values is, among the constants of a program.
template <class... Value> constexpr statement_identity raw_identity(std::string_view text) {
    identity_maker maker;
    maker.add(text);
    (maker.add(raw_type_of<std::decay_t<Value>>()), ...);
    return maker.made();
}

/// Whether a text has one `{}` for each value; also asked of what is no text, before its overload is left out.
template <class Text> constexpr bool has_placeholders(const Text& sql, std::size_t values) {
    if constexpr (std::is_convertible_v<const Text&, std::string_view>)
        return count_holes(sql) == values;
    else
        return true;
}

namespace by_name {
/// Whether a value would be sent that the statement does not use.
template <class Text> constexpr bool hides_placeholder(const Text& sql) {
    if constexpr (std::is_convertible_v<const Text&, std::string_view>)
        return look_at_raw_text(sql).hides_hole;
    else
        return false;
}
} // namespace by_name

/// SQL that is a constant of the program, with one `{}` for each value.
template <class... Value> struct raw_sql {
    std::string_view text;
    std::source_location where;
    statement_identity identity;

    template <class Text>
        requires std::is_convertible_v<const Text&, std::string_view>
    consteval raw_sql(const Text& sql,
                      std::source_location call = std::source_location::current()) // GCC 16: no reference
        REFRACT_REFUSE_IF(detail::hides_placeholder(sql), REFRACT_HOLES_TAKE_VALUES)
            REFRACT_REFUSE_IF(!has_placeholders(sql, sizeof...(Value)), REFRACT_PLACEHOLDERS_MATCH)
        : text(sql), where(call), identity(raw_identity<Value...>(text)) {
        refuse_if<REFRACT_HOLES_TAKE_VALUES>(detail::hides_placeholder(text));
        refuse_if<REFRACT_PLACEHOLDERS_MATCH>(!has_placeholders(text, sizeof...(Value)));
    }
};

/// The text with the database's own placeholders.
inline std::string number_placeholders(std::string_view sql, std::string_view mark) {
    std::string result;
    result.reserve(sql.size() + 8);
    std::size_t number = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql.substr(i, 4) == "{{}}") {
            result += "{}";
            i += 3;
        } else if (sql.substr(i, 2) == "{}") {
            result += mark;
            result += std::to_string(++number);
            ++i;
        } else {
            result += sql[i];
        }
    }
    return result;
}

/// `HasPlaceholders`: not of text from the run time without values, in which braces are braces.
template <bool HasPlaceholders, class... Value>
runtime_statement make_raw_statement(std::string_view key, std::string_view sql, const dialect_info& dialect) {
    runtime_statement made;
    made.key = key;
    made.sql = HasPlaceholders ? number_placeholders(sql, dialect.lexical.placeholder_mark) : std::string(sql);
    (made.types.push_back(raw_type_of<Value>()), ...);
    return made;
}

/// What a column of a row struct is called, in the database and in the program.
struct raw_column {
    std::string_view name{}, field{};
};
// Of rows that hold others: graph/raw_roots.hpp.
template <class Row> struct raw_columns {
    static constexpr std::size_t width = row_traits<Row>::width();
    static constexpr auto list() {
        constexpr auto fields = fields_to_read<Row>();
        std::array<raw_column, width> all{};
        for (std::size_t i = 0; i < width; ++i) all[i] = {fields[i].name, field_name<Row>(i)};
        return all;
    }
};
template <class Row> struct raw_row_outcome {
    using type = check_row<Row>;
};
template <class Driver, class Row> struct raw_tree;

/// Where each field of a row struct stands among the columns that came; by name, so that the order
/// of the SELECT does not matter.
template <class Row> using column_map = std::array<int, raw_columns<Row>::width>;

[[noreturn, gnu::cold]] inline void throw_missing_column(std::string_view field, std::string_view sql) {
    throw schema_mismatch(error_details{
        .message = "the rows have no column \"" + std::string(field) +
                   "\" for the field of that name; select it under this name: ... AS \"" + std::string(field) + "\"",
        .sql = std::string(sql)});
}

/// The first column of a name that no field has taken yet; -1 without one.
template <class Row, class Statement>
int find_column(Statement& statement, const column_map<Row>& taken, std::string_view name) {
    for (int column = 0; column < statement.column_count(); ++column) {
        bool free = true;
        for (const int each : taken) free = free && each != column;
        if (free && statement.column_name(column) == name) return column;
    }
    return -1;
}
/// The names in the database come first: one column may have the name of another column's field.
template <class Row, class Statement> column_map<Row> map_columns(Statement& statement) {
    constexpr auto columns = raw_columns<Row>::list();
    column_map<Row> map;
    map.fill(-1);
    for (std::size_t i = 0; i < map.size(); ++i) map[i] = find_column<Row>(statement, map, columns[i].name);
    for (std::size_t i = 0; i < map.size(); ++i) {
        if (map[i] < 0) map[i] = find_column<Row>(statement, map, columns[i].field);
        if (map[i] < 0) throw_missing_column(columns[i].field, statement.sql());
    }
    return map;
}

/// Reads a struct by the names of the columns, anything else by position.
template <class Row, class Statement> class raw_reader {
public:
    explicit raw_reader(Statement& statement) : statement_(statement) {
        if constexpr (by_name) {
            map_ = detail::map_columns<Row>(statement);
        } else if (statement.column_count() != static_cast<int>(row_traits<Row>::width())) {
            throw schema_mismatch(error_details{.message = "the rows have " + std::to_string(statement.column_count()) +
                                                           " columns and the row type " +
                                                           std::to_string(row_traits<Row>::width()),
                                                .sql = std::string(statement.sql())});
        }
    }
    void read(Row& out) {
        if constexpr (!by_name) {
            detail::read_row(statement_, out);
        } else {
            std::size_t index = 0;
            const auto row = statement_.row();
            try {
                detail::for_each_field(out, [&]<class Field>(Field& field) {
                    if constexpr (!holds_rows<Field>) detail::read_field(row.cell(map_[index++]), field);
                });
            } catch (error& failure) {
                const int column = map_[index - 1];
                rethrow_with_column(failure, statement_.column_name(column), column, statement_.sql());
            }
        }
    }

private:
    static constexpr bool is_tuple = requires { std::tuple_size<Row>::value; };
    static constexpr bool by_name = !storable<Row> && !is_tuple;
    struct no_map {};
    Statement& statement_;
    [[no_unique_address]] std::conditional_t<by_name, column_map<Row>, no_map> map_{};
};

} // namespace detail
} // namespace v0
} // namespace refract

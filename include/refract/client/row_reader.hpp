// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/codec/codec.hpp>
#include <refract/schema/kinds.hpp>
#include <refract/sql/parameter_column.hpp>
#include <refract/sql/statement.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// Rows: which columns a C++ type wants, and filling it from a statement's current row.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Row> struct row_traits;

[[noreturn, gnu::cold]] inline void rethrow_with_column(error& failure, std::string_view column, int place,
                                                        std::string_view sql) {
    const std::string_view name = find_selected_column(sql, column);
    if (failure.message().find(join_text({"column \"", name, "\""})) == std::string::npos)
        failure.add_context("column " + selected_column_text(sql, name, static_cast<std::size_t>(place)));
    failure.add_sql(sql);
    throw;
}

namespace by_name {
template <class Cell, class Field> REFRACT_INLINE void read_field(const Cell& cell, Field& out) {
    if constexpr (is_optional<Field>) {
        if (cell.is_null()) return out.reset();
        if constexpr (std::is_same_v<Field, std::optional<std::string>>) {
            if (!out) return static_cast<void>(out.emplace(cell.template read<std::string_view>())); // not first empty
        } else {
            if (!out) out.emplace();
        }
        detail::read_field(cell, *out);
    } else {
        using stored = codec<Field>;
        stored::decode(cell.template read<typename stored::wire>(), out);
    }
}

/// Fills a row from the statement's current row; an error names the column.
template <class Row, class Statement> void read_row(Statement& statement, Row& out) {
    int column = 0;
    const auto current = statement.row();
    try {
        row_traits<Row>::read(current, column, out);
    } catch (error& failure) { rethrow_with_column(failure, statement.column_name(column), column, statement.sql()); }
}
} // namespace by_name

/// Reads the fields that it visits from consecutive columns.
template <class Source> struct field_reader {
    const Source& source;
    int& column;
    template <class Field> REFRACT_INLINE void operator()(Field& field) const {
        detail::read_field(source.cell(column), field);
        ++column;
    }
};

/// The fields of a struct with the types that their columns have: a model says more of them than its fields do.
template <class Row> constexpr auto fields_to_read() {
    if constexpr (is_model_by_convention<Row>)
        return row_info_of<Row>().fields;
    else
        return table_of<Row>().all();
}

/// How a row type is made of columns.
template <class Row> struct row_traits {
    static constexpr bool is_struct = !storable<Row>;
    static constexpr std::size_t width() {
        if constexpr (is_struct)
            return fields_to_read<Row>().size();
        else
            return 1;
    }
    static constexpr result_column* describe(result_column* out, bool nullable) {
        if constexpr (is_struct) {
            std::size_t index = 0;
            for (const auto& column : fields_to_read<Row>())
                *out++ = {column.type, nullable || column.nullable, field_name<Row>(index++)};
        } else {
            *out++ = {type_of<Row>, nullable || is_optional<Row>, {}};
        }
        return out;
    }
    template <class Source> REFRACT_ONCE static void read(const Source& source, int& column, Row& out) {
        if constexpr (is_struct)
            detail::for_each_field(out, field_reader<Source>{source, column});
        else
            field_reader<Source>{source, column}(out);
    }
};

/// The far side of an outer join: missing when a column that is never NULL is NULL.
template <class Row>
    requires(!storable<Row>)
struct row_traits<std::optional<Row>> {
    static constexpr std::size_t width() { return row_traits<Row>::width(); }
    static constexpr result_column* describe(result_column* out, bool) { return row_traits<Row>::describe(out, true); }
    template <class Source> REFRACT_ONCE static void read(const Source& source, int& column, std::optional<Row>& out) {
        if (is_missing(source, column)) {
            out.reset();
            column += static_cast<int>(width());
            return;
        }
        if (!out) out.emplace();
        row_traits<Row>::read(source, column, *out);
    }

private:
    template <class Source> static bool is_missing(const Source& source, int column) {
        constexpr auto columns = fields_to_read<Row>();
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (!columns[i].nullable) return source.cell(column + static_cast<int>(i)).is_null();
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (!source.cell(column + static_cast<int>(i)).is_null()) return false;
        return true;
    }
};

template <class... Part> struct row_traits<std::tuple<Part...>> {
    static constexpr std::size_t width() { return (std::size_t{0} + ... + row_traits<Part>::width()); }
    static constexpr result_column* describe(result_column* out, bool nullable) {
        ((out = row_traits<Part>::describe(out, nullable)), ...);
        return out;
    }
    template <class Source> REFRACT_ONCE static void read(const Source& source, int& column, std::tuple<Part...>& out) {
        read_parts(source, column, out, std::index_sequence_for<Part...>{});
    }

private:
    template <class Source, std::size_t... Index> REFRACT_ONCE static void
    read_parts(const Source& source, int& column, std::tuple<Part...>& out, std::index_sequence<Index...>) {
        (row_traits<Part>::read(source, column, std::get<Index>(out)), ...);
    }
};

template <class Row> constexpr auto list_result_columns() {
    std::array<result_column, row_traits<Row>::width()> columns{};
    row_traits<Row>::describe(columns.data(), false);
    return columns;
}
/// What a row type wants of each column, for drivers to compare with what the database sends.
template <class Row> inline constexpr auto result_columns_of = list_result_columns<Row>();
template <> inline constexpr std::array<result_column, 0> result_columns_of<void>{};

/// What is wrong with a type of rows: its structs have to be such as can be read.
template <class Row> struct row_outcome {
    using type = check_model<Row>;
};
template <storable Row> struct row_outcome<Row> {
    using type = check_that<is_storable<Row>::value, rule::field_is_storable, Row>;
};
template <class Row>
    requires(!storable<Row>)
struct row_outcome<std::optional<Row>> : row_outcome<Row> {};
template <class... Part> struct row_outcome<std::tuple<Part...>> {
    using type = first_failed_t<passed, typename row_outcome<Part>::type...>;
};
template <class Row> using check_row = typename row_outcome<Row>::type;

/// Whether some of a row looks into the driver's buffer and dies with the next row.
template <class Row> struct view_traits {
    template <class... Field> static constexpr bool any_view(type_list<Field...>) {
        return (view_traits<Field>::value || ...);
    }
    static constexpr bool find() {
        if constexpr (reflectable<Row>)
            return any_view(field_types<Row>{});
        else
            return false; // what it is has been said, or will be
    }
    static constexpr bool value = find();
};
template <storable Row> struct view_traits<Row> {
    using type = without_optional<Row>;
    static constexpr bool value = std::is_same_v<type, std::string_view> || std::is_same_v<type, wire::bytes>;
};
template <class Row>
    requires(!storable<Row>)
struct view_traits<std::optional<Row>> : view_traits<Row> {};
template <kind_variant Row> struct view_traits<Row> {
    template <class... Kind> static constexpr bool any_view(type_list<Kind...>) {
        return (view_traits<Kind>::value || ...);
    }
    static constexpr bool value = any_view(typename variant_kinds<Row>::type{});
};
template <class... Part> struct view_traits<std::tuple<Part...>> {
    static constexpr bool value = (view_traits<Part>::value || ...);
};

} // namespace detail
} // namespace v0
} // namespace refract

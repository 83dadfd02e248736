// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/message.hpp>
#include <refract/expr/expression.hpp>
#include <refract/expr/parameter.hpp>

#include <concepts>
#include <cstdint>
#include <type_traits>
#include <utility>

/// \file
/// The numbers of limit and offset. A negative one is every row to SQLite and an error to PostgreSQL; it is refused
/// before either sees it.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Type, class... Other> inline constexpr bool is_one_of = (std::is_same_v<Type, Other> || ...);

/// A number of rows.
struct row_count {
    std::int64_t rows = 0;

    constexpr row_count() = default;
    template <std::integral Number>
        requires(!is_one_of<Number, bool, char, wchar_t, utf8_character, char16_t, char32_t>)
    constexpr row_count(Number number) : rows(static_cast<std::int64_t>(number)) {
        if (!std::in_range<std::int64_t>(number)) throw_out_of_range("a number of rows", "64 bits");
    }
    constexpr bool operator==(const row_count&) const = default;
};

/// What stands in limit or offset, as an operand.
template <class Count> struct counted_rows : operand<std::int64_t, Count> {};
template <class Count>
    requires std::is_convertible_v<const Count&, row_count>
struct counted_rows<Count> {
    using type = value_expression<row_count>;
};
template <class Type>
    requires std::is_convertible_v<const Type&, row_count>
struct counted_rows<expression<parameter_node<Type>, values<>>> {
    using type = expression<parameter_node<row_count>, values<>>;
};
namespace by_name {
template <class Count> constexpr typename counted_rows<Count>::type as_row_count(const Count& count) {
    using type = typename counted_rows<Count>::type;
    if constexpr (std::is_convertible_v<const Count&, row_count>)
        return {{{row_count(count)}}};
    else if constexpr (any_expression<Count> && !std::is_same_v<type, Count>)
        return {};
    else
        return detail::as_operand<std::int64_t>(count);
}
} // namespace by_name

} // namespace detail

/// Errors: `conversion_error` for a negative number.
template <> struct codec<detail::row_count> {
    static constexpr sql_type type{.kind = type_kind::big_integer};
    using wire = std::int64_t;
    static constexpr wire encode(const detail::row_count& count) {
        if (count.rows < 0) throw conversion_error("limit and offset are numbers of rows, which cannot be negative");
        return count.rows;
    }
    static constexpr void decode(wire stored, detail::row_count& out) { out.rows = stored; }
};

} // namespace v0
} // namespace refract

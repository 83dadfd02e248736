// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/text_sink.hpp>

#include <string>
#include <string_view>
#include <vector>

/// \file
/// Names and texts in SQL that is made at run time.

namespace refract {
inline namespace v0 {
namespace detail {

inline std::string quote_with(std::string_view text, char mark) {
    std::string quoted(2 * text.size() + 2, '\0');
    text_sink out{.out = quoted.data()};
    out.put_quoted(text, mark);
    quoted.resize(out.size);
    return quoted;
}
inline std::string quote_name(std::string_view name) { return quote_with(name, '"'); }
inline std::string quote_text(std::string_view text) { return quote_with(text, '\''); }
/// `"sales"."item"`, or without the schema.
inline std::string quote_name(std::string_view schema, std::string_view name) {
    return (schema.empty() ? "" : quote_name(schema) + ".") + quote_name(name);
}
/// `("a", "b")`.
inline std::string quote_names(const std::vector<std::string>& names) {
    std::string list = "(";
    for (const std::string& each : names) list.append(list.size() > 1 ? ", " : "").append(quote_name(each));
    return list + ')';
}

} // namespace detail
} // namespace v0
} // namespace refract

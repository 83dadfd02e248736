// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/place.hpp>
#include <refract/client/query_record.hpp>
#include <refract/client/runtime_text.hpp>
#include <refract/driver/inspection.hpp>
#include <refract/verify/finding.hpp>

#include <optional>
#include <string>
#include <string_view>

/// \file
/// The text of a program's query in a place that the run time has chosen.

namespace refract {
inline namespace v0 {
namespace detail {

inline constexpr result_form all_forms[] = {result_form::rows,  result_form::first,  result_form::one,
                                            result_form::count, result_form::exists, result_form::changes};

/// A typed query says no more than its constant text does in which form it is asked: the one that has this text.
template <class Dialect>
std::optional<std::string> placed_query_text(const query_record& record, const table_place& place) {
    for (const result_form form : all_forms) {
        if (make_runtime_statement<Dialect>(*record.view, form, {}).sql != record.text->text()) continue;
        return make_runtime_statement<Dialect>(*record.view, form, {}, place).sql;
    }
    return std::nullopt;
}
/// A statement of whole objects names its table and its columns, each in quotes; nothing where a column is called as
/// the table is.
inline std::optional<std::string> placed_object_text(const query_record& record, const table_place& place) {
    const table_info& table = record.table();
    const table_info placed = chosen_place{place}.placed(table);
    const std::string usual = quote_name(table.schema, table.name), made = quote_name(placed.schema, placed.name);
    if (usual == made) return std::string(record.text->text());
    for (const column_info& column : table.all())
        if (column.name == table.name) return std::nullopt;
    std::string text(record.text->text());
    for (std::size_t at = text.find(usual); at != text.npos; at = text.find(usual, at + made.size()))
        text.replace(at, usual.size(), made);
    return text;
}
template <class Dialect> std::optional<std::string> placed_text(const query_record& record, const table_place& place) {
    return record.view ? placed_query_text<Dialect>(record, place) : placed_object_text(record, place);
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/schema.hpp>
#include <refract/schema/model.hpp>

#include <cstddef>
#include <string_view>

/// \file
/// Tables that are searched for words: SQLite's FTS5.

namespace refract {
inline namespace v0 {
namespace detail {

struct full_text_option : table_option {
    static constexpr unsigned once = 64;
    relation_kind kind = relation_kind::full_text;
    table_ref content = nullptr;
    std::string_view tokenizer{};

    /// How texts become words, in SQLite's terms: `tokenized_by("porter unicode61")`, `tokenized_by("trigram")`.
    template <class Unsaid = nothing_said<void>>
    constexpr full_text_option tokenized_by(option_text how = Unsaid{}, further_text = {}, unread_rest = {}) const {
        auto copy = *this;
        copy.tokenizer = how.text;
        return copy;
    }
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const {
        table.kind = kind;
        table.content = content;
        table.tokenizer = tokenizer;
    }
};

} // namespace detail

/// The model is a full-text table, which keeps its texts: `table(full_text.tokenized_by("porter"))` (SQLite). Its key,
/// one whole number, is the row's, and the program gives it. Fields that are texts are searched, others only kept.
///
/// SQL: `CREATE VIRTUAL TABLE "page" USING fts5("title", "author_id" UNINDEXED, tokenize='porter')`.
inline constexpr detail::full_text_option full_text{};
/// The same of texts that another table keeps: fields of the same names as that model's. It is read only;
/// `create_tables` makes triggers by which it follows its table, and fills it from what is there.
template <class Model> inline constexpr detail::full_text_option full_text_of{
    {}, detail::relation_kind::full_text_index, &detail::table_of<Model>, {}};

namespace detail {

constexpr bool is_searched(const column_info& column) { return !column.key && column.type.kind == type_kind::text; }
constexpr bool has_row_number(const table_info& table) {
    return table.key.count == 1 && is_whole_number(table.columns[table.key.columns[0]].type.kind) &&
           !table.has_nullable_key();
}
/// Names are the same to SQLite in either case.
constexpr bool are_one_word(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) return false;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    for (std::size_t i = 0; i < left.size(); ++i)
        if (lower(left[i]) != lower(right[i])) return false;
    return true;
}
/// Whether a model is what a full-text table can be.
constexpr bool is_plain_full_text(const table_info& table) {
    if (!has_row_number(table) || (table.content && !has_row_number(table.content()))) return false;
    for (const column_info& column : table.all()) {
        if (column.default_from != default_kind::none || column.generated || column.version || column.updated_at)
            return false;
        if (column.key) continue;
        for (const std::string_view taken : {std::string_view("rank"), std::string_view("rowid"), table.name})
            if (are_one_word(column.name, taken)) return false;
        if (!table.content) continue;
        const table_info& content = table.content();
        const std::size_t found = content.find_field(column.field);
        if (found == table_info::none || content.columns[found].type.kind != column.type.kind ||
            (content.columns[found].nullable && !column.nullable))
            return false;
    }
    return true;
}

} // namespace detail
} // namespace v0
} // namespace refract

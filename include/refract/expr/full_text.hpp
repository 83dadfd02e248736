// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/column.hpp>
#include <refract/expr/text_function.hpp>
#include <refract/schema/full_text.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

/// \file
/// Searches in full-text tables (SQLite). The words are a value, in the language of FTS5; `full_text_words` makes one
/// of what a person typed.

namespace refract {
inline namespace v0 {
namespace detail {

/// Stands for a table: its key.
template <class Source> struct full_text_row_node : node_base<full_text_row_node<Source>, std::int64_t> {
    static constexpr node describe() {
        const table_info& table = table_of<source_table<Source>>();
        return {.kind = node_kind::column,
                .column = table.key.columns[0],
                .table = &table_of<source_table<Source>>,
                .alias = source_traits<Source>::alias_name};
    }
};
template <class Source> using full_text_row = expression<full_text_row_node<Source>, values<>>;

template <class Source, std::size_t Weights = 0> consteval auto find_searched_outcome() {
    if constexpr (!is_passed<check_table<source_table<Source>>>)
        return check_table<source_table<Source>>{};
    else
        return check_that < is_full_text(table_of<source_table<Source>>().kind) &&
               Weights<table_of<source_table<Source>>().column_count, rule::full_text_is_searched, Source>{};
}
template <class Source, std::size_t Weights = 0> using check_searched =
    decltype(find_searched_outcome<Source, Weights>());
template <auto Member, class Source> consteval auto find_searched_column_outcome() {
    if constexpr (!is_passed<check_searched<Source>>)
        return check_searched<Source>{};
    else
        return check_that<is_searched(table_of<source_table<Source>>().columns[member_index<Member>]),
                          rule::full_text_is_searched, Source>{};
}
template <auto Member, class Source> using check_searched_column =
    decltype(find_searched_column_outcome<Member, Source>());

template <operation Op, class Type, class Check, class First, class... Given>
constexpr auto make_full_text(const First& first, const Given&... given) {
    if constexpr (is_passed<Check>)
        return detail::make_function<Op, Type>(first, given...);
    else
        return refused<Check>();
}

} // namespace detail

/// Whether a row of a full-text table has the words, in FTS5's language: `full_text_match<Page>("cat NOT dog")`.
///
/// SQL: `"page" MATCH ?1`. Errors: of the database for words that are none in that language; what a person typed goes
/// through `full_text_words`.
template <class Source, detail::text_like Words> constexpr auto full_text_match(const Words& words) {
    using check =
        detail::first_failed_t<detail::check_searched<Source>, detail::check_operand<detail::text_operand, Words>>;
    if constexpr (detail::is_passed<check>)
        return detail::make_function<detail::operation::full_text_match, bool>(detail::full_text_row<Source>{},
                                                                               detail::as_operand<std::string>(words));
    else
        return detail::refused<check>();
}
/// The same of one of its columns: `full_text_match<&Page::title>("cat")`.
template <auto Member, class Source = detail::member_owner<Member>, detail::text_like Words>
constexpr auto full_text_match(const Words& words) {
    using check = detail::first_failed_t<detail::check_searched_column<Member, Source>,
                                         detail::check_operand<detail::text_operand, Words>>;
    if constexpr (detail::is_passed<check>)
        return detail::make_function<detail::operation::full_text_column_match, bool>(
            col<Member, Source>, detail::as_operand<std::string>(words));
    else
        return detail::refused<check>();
}
/// How well a row fits what it is matched with, the best first in ascending order. With weights, one for each column
/// but the key in their order: `full_text_rank<Page>(10.0, 1.0)`. It is NULL in a query without `full_text_match`.
///
/// SQL: `"rank"`, or `bm25("page", 10.0, 1.0)`. Cost: the first form is sorted by SQLite's index itself.
template <class Source, class... Weight>
    requires(std::is_arithmetic_v<Weight> && ...)
constexpr auto full_text_rank(Weight... weight) {
    constexpr auto op =
        sizeof...(Weight) == 0 ? detail::operation::full_text_rank : detail::operation::full_text_weighted_rank;
    return detail::make_full_text<op, double, detail::check_searched<Source, sizeof...(Weight)>>(
        detail::full_text_row<Source>{}, detail::as_operand<double>(weight)...);
}
/// A column's text with what was found between two marks; escape it before it becomes HTML.
///
/// SQL: `highlight("page", 1, ?1, ?2)`.
template <auto Member, class Source = detail::member_owner<Member>, detail::text_like Before, detail::text_like Behind>
constexpr auto full_text_highlight(const Before& before, const Behind& behind) {
    return detail::make_full_text<detail::operation::full_text_highlight, std::string,
                                  detail::check_searched_column<Member, Source>>(
        col<Member, Source>, detail::as_operand<std::string>(before), detail::as_operand<std::string>(behind));
}
/// So many words, at most 64, of a column's text around what was found, which stands between two marks, with `cut`
/// where the text goes on.
///
/// SQL: `snippet("page", 1, ?1, ?2, ?3, ?4)`.
template <auto Member, class Source = detail::member_owner<Member>, detail::text_like Before, detail::text_like Behind,
          detail::text_like Cut, std::integral Words>
constexpr auto full_text_snippet(const Before& before, const Behind& behind, const Cut& cut, Words words) {
    return detail::make_full_text<detail::operation::full_text_snippet, std::string,
                                  detail::check_searched_column<Member, Source>>(
        col<Member, Source>, detail::as_operand<std::string>(before), detail::as_operand<std::string>(behind),
        detail::as_operand<std::string>(cut), detail::as_operand<std::int64_t>(words));
}

/// What a person typed as words that all have to be there, with nothing in it that means more to FTS5:
/// `full_text_words("cat's AND")` is `"cat's" "AND"`. Of no words it is a search that finds nothing.
inline std::string full_text_words(std::string_view typed) {
    std::string made;
    bool is_inside = false;
    const auto step = [&](bool is_space) {
        if (is_space == is_inside) made += is_space ? "\"" : made.empty() ? "\"" : " \"";
        is_inside = !is_space;
    };
    for (const char c : typed) {
        step(c == ' ' || (c >= '\t' && c <= '\r') || c == '\0');
        if (is_inside) made += c;
        if (is_inside && c == '"') made += c;
    }
    step(true);
    return made.empty() ? "\"\"" : made;
}

/// What is no text of the program.
template <class... Given>
    requires(sizeof...(Given) != 1 || !(std::is_convertible_v<const Given&, std::string_view> && ...))
std::string full_text_words(const Given&...) {
    detail::require<detail::first_failed_t<detail::check_counted<sizeof...(Given) == 1, Given...>,
                                           detail::failed<detail::rule::operand_is_text, Given...>>>();
    return {};
}

} // namespace v0
} // namespace refract

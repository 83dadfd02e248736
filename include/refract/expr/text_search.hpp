// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>
#include <refract/expr/text_function.hpp>

#include <string>

/// \file
/// Search for words in texts, by the rules of a language. The words are a value in the syntax of web search engines:
/// all of them, "these side by side", this or that, -not this. No text is an error.

namespace refract {
inline namespace v0 {
namespace detail {

template <operation Op, fixed_string Configuration, class Type, class Text, class Words> struct text_search_node
    : node_base<text_search_node<Op, Configuration, Type, Text, Words>, Type, Text, Words> {
    static constexpr node describe() { return {.kind = node_kind::function, .op = Op, .alias = Configuration.view()}; }
};
template <operation Op, fixed_string Configuration, class Type, class Text, class Words>
constexpr auto make_text_search(const Text& text, const Words& words) {
    using check = first_failed_t<check_operand<text_operand, Text>, check_operand<text_operand, Words>>;
    if constexpr (is_passed<check>) {
        using second = operand_t<std::string, Words>;
        return detail::make_expression<
            text_search_node<Op, Configuration, Type, typename Text::node_type, typename second::node_type>>(
            detail::as_operand<std::string>(text), detail::as_operand<std::string>(words));
    } else {
        return refused<check>();
    }
}

} // namespace detail

/// Whether a text has the words: `text_search<"english">(col<&Post::title>, "cat -dog")` (PostgreSQL).
///
/// SQL: `to_tsvector('english', "title") @@ websearch_to_tsquery('english', $1)`, which an index on the former serves.
/// Errors: of the database for a configuration that it has not.
template <fixed_string Configuration, detail::any_expression Text, class Words>
constexpr auto text_search(const Text& text, const Words& words) {
    return detail::make_text_search<detail::operation::text_search, Configuration, bool>(text, words);
}
/// How well a text fits the words, to order by; 0 where it has them not.
template <fixed_string Configuration, detail::any_expression Text, class Words>
constexpr auto text_search_rank(const Text& text, const Words& words) {
    return detail::make_text_search<detail::operation::text_search_rank, Configuration, double>(text, words);
}
/// A part of the text with the words in `<b>` and `</b>`; what it takes for tags in the text become blanks, what else
/// there is stays.
template <fixed_string Configuration, detail::any_expression Text, class Words>
constexpr auto text_search_headline(const Text& text, const Words& words) {
    return detail::make_text_search<detail::operation::text_search_headline, Configuration, std::string>(text, words);
}

/// The same by the rules that an expression names, as a column of texts in several languages:
/// `text_search(col<&Post::language>, col<&Post::title>, words)`.
template <detail::any_expression Rules, detail::any_expression Text, class Words>
constexpr auto text_search(const Rules& rules, const Text& text, const Words& words) {
    return detail::make_typed_function<detail::operation::text_search_by, bool, detail::text_operand,
                                       detail::text_operand, detail::text_operand>(rules, text, words);
}
template <detail::any_expression Rules, detail::any_expression Text, class Words>
constexpr auto text_search_rank(const Rules& rules, const Text& text, const Words& words) {
    return detail::make_typed_function<detail::operation::text_search_rank_by, double, detail::text_operand,
                                       detail::text_operand, detail::text_operand>(rules, text, words);
}
template <detail::any_expression Rules, detail::any_expression Text, class Words>
constexpr auto text_search_headline(const Rules& rules, const Text& text, const Words& words) {
    return detail::make_typed_function<detail::operation::text_search_headline_by, std::string, detail::text_operand,
                                       detail::text_operand, detail::text_operand>(rules, text, words);
}

} // namespace v0
} // namespace refract

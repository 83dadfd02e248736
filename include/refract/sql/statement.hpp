// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/client.hpp>
#include <refract/query/row.hpp>
#include <refract/query/rules/statement.hpp>
#include <refract/sql/check_names.hpp>
#include <refract/sql/needed_version.hpp>
#include <refract/sql/print_statement.hpp>
#include <refract/sql/ready_statement.hpp>
#include <refract/sql/type_support.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// The text of a statement, and which placeholder each of its values and arguments has.
template <std::size_t Size, std::size_t Placeholders, std::size_t Values, std::size_t Arguments,
          std::size_t Repeats = 0>
struct statement_data {
    std::array<char, Size + 1> text{};
    std::array<sql_type, Placeholders + 1> types{};
    std::array<std::uint16_t, Values + 1> value_numbers{};
    std::array<std::uint16_t, Arguments + 1> argument_numbers{};
    std::array<repeated_placeholder, Repeats + 1> repeats{}; ///< what is bound once more
    static constexpr std::size_t size = Size, repeat_count = Repeats;
};

/// A statement in more room than most need, so that it is printed once and then cut to its size.
template <std::size_t Values, std::size_t Arguments> struct statement_draft {
    static constexpr std::size_t room = 1024;
    char text[room]{};
    sql_type types[Values + Arguments + 2]{}; // and that of the tenant
    std::uint16_t value_numbers[Values + 1]{}, argument_numbers[Arguments + 1]{};
    std::size_t size = 0, placeholders = 0, repeats = 0;
    bool is_whole = false;
};
template <std::size_t Values, std::size_t Arguments>
constexpr auto draft(const statement_view& view, const dialect_info& dialect, result_form form) {
    statement_draft<Values, Arguments> made;
    // Else a value may have several placeholders, and their number is not known.
    const bool is_numbered = dialect.lexical.placeholders == placeholder_form::numbered;
    const scope in = make_scope(view);
    writer out{.text = {.out = made.text, .room = made.room}, .dialect = dialect};
    if (is_numbered) {
        out.value_numbers = made.value_numbers;
        out.parameter_numbers = made.argument_numbers;
        out.types = made.types;
    }
    print_statement(out, view, in, form);
    made.size = out.text.size;
    made.placeholders = out.at.placeholders;
    made.repeats = out.repeat_count;
    made.is_whole = is_numbered && made.size <= made.room;
    return made;
}
template <class Item, std::size_t Count> constexpr void copy_items(const Item* from, std::array<Item, Count>& to) {
    for (Item *at = to.data(), *const end = at + Count - 1; at != end; ++at, ++from) *at = *from;
}
/// Characters as an array that ends with NUL: in one step, where a loop has several for each.
template <std::size_t... Index>
constexpr std::array<char, sizeof...(Index) + 1> cut_text(const char* from, std::index_sequence<Index...>) {
    return {from[Index]..., '\0'};
}
/// Cuts a draft to size; prints again what did not fit.
template <class Data, class Draft>
constexpr Data finish(const Draft& draft, const statement_view& view, const dialect_info& dialect, result_form form) {
    Data data{};
    if (draft.is_whole) {
        data.text = detail::cut_text(draft.text, std::make_index_sequence<Data::size>{});
        copy_items(draft.types, data.types);
        copy_items(draft.value_numbers, data.value_numbers);
        copy_items(draft.argument_numbers, data.argument_numbers);
        return data;
    }
    const scope in = make_scope(view);
    writer out{.text = {.out = data.text.data()},
               .dialect = dialect,
               .value_numbers = data.value_numbers.data(),
               .parameter_numbers = data.argument_numbers.data(),
               .types = data.types.data(),
               .repeats = data.repeats.data()};
    print_statement(out, view, in, form);
    return data;
}

template <class Query, class Dialect> consteval auto find_missing_feature() {
    constexpr std::string_view missing = missing_feature(Query::view, Dialect::info);
    return check_that<missing.empty(), rule_of_missing(missing), Dialect>{};
}
template <class Query, class Dialect> using check_features = decltype(find_missing_feature<Query, Dialect>());

template <class Dialect, class Query> consteval auto find_statement_outcome() {
    if constexpr (violation_of<Query>.broken != rule::none)
        return check_query<Query>{};
    else
        return first_failed_t<check_features<Query, Dialect>, check_query_names<Dialect, Query>,
                              check_types<Query, Dialect>, check_uses<Query, Dialect>>{};
}
/// What is wrong with a query, in itself or on a database; asked near the user's line and where its text is made.
template <class Dialect, class Query> using check_statement = decltype(find_statement_outcome<Dialect, Query>());

/// No local constant of make_statement_data: Clang would print a local one again while it makes the data.
template <class Dialect, class Query, result_form Form> inline constexpr auto draft_of =
    draft<value_count<Query>, Query::parameters::size>(Query::view, Dialect::info, Form);

template <class Dialect, class Query, result_form Form> constexpr auto make_statement_data() {
    using outcome = check_statement<Dialect, Query>;
    require<outcome>();
    constexpr std::size_t values = value_count<Query>, arguments = Query::parameters::size;
    if constexpr (is_passed<outcome>) {
        constexpr auto& first = draft_of<Dialect, Query, Form>;
        using data = statement_data<first.size, first.placeholders, values, arguments, first.repeats>;
        return finish<data>(first, Query::view, Dialect::info, Form);
    } else {
        return statement_data<0, 0, values, arguments>{};
    }
}
/// The text of a query in the program's read-only data, made by the compiler.
template <class Dialect, class Query, result_form Form = result_form::rows> inline constexpr auto statement_data_of =
    make_statement_data<Dialect, Query, Form>();

template <class Dialect, class Query> constexpr std::string_view statement_text() {
    constexpr auto& text = statement_data_of<Dialect, Query>.text;
    return {text.data(), text.size() - 1};
}

/// Whether some of a statement's text is known only at run time.
constexpr bool is_dynamic(const statement_view& view) { return content_of(view).parts > 0; }

} // namespace detail

/// The SQL of a query as a constant: `sql<dialect::sqlite>(query)`. Costs nothing at run time.
/// Of a query with run-time conditions it shows the text without them.
template <class Dialect, detail::any_query Query> constexpr std::string_view sql(const Query&) {
    detail::require<detail::check_statement<Dialect, Query>>();
    return detail::statement_text<Dialect, Query>();
}
template <class Dialect, class... Given>
    requires(sizeof...(Given) != 1 || !(detail::any_query<Given> && ...))
constexpr std::string_view sql(const Given&...) {
    detail::require<detail::failed<detail::rule::source_is_query, Given...>>();
    return {};
}

} // namespace v0
} // namespace refract

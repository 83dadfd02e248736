// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/sql_function.hpp>
#include <refract/query/builder.hpp>

#include <cstddef>
#include <string_view>
#include <tuple>

namespace refract {
inline namespace v0 {
namespace detail {

/// The procedure that is called, and its arguments.
template <fixed_string Name, class... Node> struct call_clause {
    using parameters = typename node_sequence<Node...>::parameters;
    static constexpr clause describe() {
        clause result = expression_clause<clause_kind::call, Node...>::describe();
        result.alias = Name.view();
        return result;
    }
};

/// A value that a procedure gives back.
template <class Result> struct given_back_node
    : node_base<given_back_node<Result>, read_type<without_optional<Result>>> {
    static constexpr node describe() { return {.kind = node_kind::raw, .nullable = is_optional<Result>}; }
};
template <class Result> struct given_back {
    using type = selected<given_back_node<Result>>;
};
template <> struct given_back<void> {
    using type = no_rows;
};
template <class... Result> struct given_back<std::tuple<Result...>> {
    using type = selected<given_back_node<Result>...>;
};

/// `CALL`.
template <class Selection, class Clause, class Values> struct call_query
    : query_base<verb::call, type_list<>, Selection, type_list<Clause>, Values> {
    using base = query_base<verb::call, type_list<>, Selection, type_list<Clause>, Values>;
    using base::operator=;
};

} // namespace detail

/// A procedure of the database (PostgreSQL), called by `exec`; with a result, the values of its INOUT parameters, by
/// `one`:
///
///     inline constexpr refract::sql_procedure<"archive_posts", void(std::int64_t, std::string_view)> archive_posts;
///     db.exec(archive_posts(30, "spam"));
///
/// SQL: `CALL "archive_posts"($1, $2)`; what stands before a dot in the name is its schema. Arguments are as those of
/// `sql_function`; several results are a std::tuple.
template <fixed_string Name, class Signature> struct sql_procedure;

template <fixed_string Name, class Result, class... Argument> struct sql_procedure<Name, Result(Argument...)> {
    static_assert(sizeof...(Argument) <= 16, "refract: a procedure of the program's own has at most 16 arguments.");

    template <class... Given> constexpr auto operator()(const Given&... given) const {
        using check = typename detail::declared_arguments<Argument...>::template check<Given...>;
        detail::require<check>();
        if constexpr (detail::is_passed<check>)
            return make(detail::declared_argument<Argument>::make(given)...);
        else
            return detail::call_query<detail::no_rows, detail::refused_clause, detail::values<>>{};
    }

private:
    template <class... Operand> static constexpr auto make(const Operand&... operand) {
        using clause = detail::call_clause<Name, typename Operand::node_type...>;
        return detail::call_query<typename detail::given_back<Result>::type, clause, detail::joined_all<Operand...>>{
            {detail::concat_all(operand.bound...)}};
    }
};

} // namespace v0
} // namespace refract

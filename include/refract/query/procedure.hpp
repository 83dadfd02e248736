// SPDX-License-Identifier: MIT
#pragma once

#include <refract/expr/sql_function.hpp>
#include <refract/query/builder.hpp>

#include <cstddef>
#include <string_view>
#include <tuple>
#include <utility>

namespace refract {
inline namespace v0 {

/// A parameter of a procedure that only gives something back. The call is given nothing for it.
template <class Type> struct out_parameter {};

namespace detail {

/// A parameter among those of a procedure: `Before` arguments are given before it.
template <class Declared, std::size_t Before> struct procedure_parameter {
    static constexpr bool is_given = true;
    using arguments = type_list<Declared>;
    template <class Given> static constexpr auto make(const Given& given) {
        return declared_argument<Declared>::make(std::get<Before>(given));
    }
};
template <class Type, std::size_t Before> struct procedure_parameter<out_parameter<Type>, Before> {
    static constexpr bool is_given = false;
    using arguments = type_list<>;
    using stored = without_optional<Type>;
    /// NULL of its type, by which the database finds the procedure.
    template <class Given> static constexpr auto make(const Given&) {
        return expression<cast_node<stored, null_node<stored>>, values<>>{};
    }
};
template <class... Argument> constexpr std::size_t given_before(std::size_t position) {
    constexpr bool given[] = {procedure_parameter<Argument, 0>::is_given..., false};
    std::size_t count = 0;
    for (std::size_t i = 0; i < position; ++i) count += given[i];
    return count;
}
template <class List> struct declared_in;
template <class... Argument> struct declared_in<type_list<Argument...>> {
    using type = declared_arguments<Argument...>;
};

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
template <class Selection, class Values, class... Clause> struct call_query
    : query_base<verb::call, type_list<>, Selection, type_list<Clause...>, Values>,
      query_parts<call_query<Selection, Values, Clause...>, has_name> {
    using base = query_base<verb::call, type_list<>, Selection, type_list<Clause...>, Values>;
    using base::operator=;

    template <class Added, class Held> using with = call_query<Selection, joined<Values, Held>, Clause..., Added>;
};

} // namespace detail

/// A procedure of the database (PostgreSQL), called by `exec`; with a result, the values of its OUT and INOUT
/// parameters in their order, by `one`. `out_parameter<Type>` stands for a parameter that is OUT only:
///
///     inline constexpr refract::sql_procedure<"total", int(std::string_view, refract::out_parameter<int>)> total;
///     int sum = db.one(total("tools"));      // CALL "total"($1, CAST(NULL AS integer))
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
        using declared = detail::join_lists_t<typename detail::procedure_parameter<Argument, 0>::arguments...>;
        using check = typename detail::declared_in<declared>::type::template check<Given...>;
        detail::require<check>();
        if constexpr (detail::is_passed<check>)
            return place(std::index_sequence_for<Argument...>{}, std::tuple<const Given&...>(given...));
        else
            return detail::call_query<detail::no_rows, detail::values<>, detail::refused_clause>{};
    }

private:
    template <std::size_t... Position, class Given>
    static constexpr auto place(std::index_sequence<Position...>, const Given& given) {
        return make(detail::procedure_parameter<Argument, detail::given_before<Argument...>(Position)>::make(given)...);
    }
    template <class... Operand> static constexpr auto make(const Operand&... operand) {
        using clause = detail::call_clause<Name, typename Operand::node_type...>;
        return detail::call_query<typename detail::given_back<Result>::type, detail::joined_all<Operand...>, clause>{
            {detail::concat_all(operand.bound...)}, {}};
    }
};

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/memory/arguments.hpp>
#include <refract/memory/rules.hpp>
#include <refract/query/row.hpp>
#include <refract/tree/nullable.hpp>

#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Objects, class Expression> consteval auto find_memory_outcome() {
    if constexpr (!is_passed<check_objects<Objects>>) {
        return check_objects<Objects>{};
    } else {
        constexpr violation found = find_memory_violation<Objects>(nodes_of<typename Expression::node_type>.data(), 1);
        return check_that<found.broken == rule::none, found.broken,
                          name<fixed_string<found.table.size() + 1>(found.table)>,
                          name<fixed_string<found.column.size() + 1>(found.column)>>{};
    }
}
template <class Objects, class Expression> using check_in_memory = decltype(find_memory_outcome<Objects, Expression>());

/// The type in which an expression yields its value: a std::optional where it may be NULL.
template <class Objects, class Expression> using value_in_memory =
    optional_if<typename Expression::type,
                is_nullable(nodes_of<typename Expression::node_type>[0], memory_scope_of<Objects>.tables)>;

/// An expression as its own type, whatever is derived from it; a condition of the run time as it is.
template <class Condition> struct memory_form_of {
    using type = Condition;
};
template <any_expression Condition> struct memory_form_of<Condition> {
    using type = typename Condition::expression_type;
};
template <class Condition> using memory_form = typename memory_form_of<Condition>::type;

template <class... Given> inline constexpr bool begins_with_condition = false;
template <any_condition Condition, class... Argument>
inline constexpr bool begins_with_condition<Condition, Argument...> = true;
template <class... Given> inline constexpr bool begins_with_expression = false;
template <any_expression Expression, class... Argument>
inline constexpr bool begins_with_expression<Expression, Argument...> = true;

/// An expression with its values and arguments, ready for any number of objects.
template <class Dialect, class Expression> class prepared_expression {
public:
    template <class... Argument> explicit prepared_expression(const Expression& given, const Argument&... argument) {
        using parameters = typename Expression::node_type::parameters;
        using check = check_arguments<parameters, Argument...>;
        require<check>();
        if constexpr (is_passed<check>) {
            arguments_ = detail::keep_arguments(parameters{}, argument...);
            held_.append_values(given.bound);
        }
    }
    template <class Objects> any_value value(const Objects& objects) const {
        using check = check_in_memory<Objects, Expression>;
        require<check>();
        if constexpr (is_passed<check>) {
            const auto& all = object_list<Objects>::tie(objects);
            const row_source row{&all, &read_column<std::remove_cvref_t<decltype(all)>>};
            return evaluation(Dialect::info, row, held_.values.data(), arguments_.data())
                .value_of(nodes_of<typename Expression::node_type>[0]);
        } else {
            return {};
        }
    }

private:
    dynamic_nodes held_{};
    std::vector<any_value> arguments_{};
};

/// The same of a condition that the run time puts together.
template <class Dialect, class... Source> class prepared_expression<Dialect, predicate<Source...>> {
public:
    explicit prepared_expression(const predicate<Source...>& given) : held_(given.parts()) {}

    template <class Objects> any_value value(const Objects& objects) const {
        using check = check_objects<Objects>;
        require<check>();
        if constexpr (is_passed<check>) {
            if (held_.nodes.empty()) return make_boolean(true);
            const auto& all = object_list<Objects>::tie(objects);
            if (find_memory_violation<Objects>(held_.nodes.data(), held_.items))
                throw error("a condition that is put together at run time holds what memory does not evaluate, or "
                            "names a table of which no object is given");
            const row_source row{&all, &read_column<std::remove_cvref_t<decltype(all)>>};
            return evaluation(Dialect::info, row, held_.values.data(), nullptr).value_of(held_.nodes.front());
        } else {
            return {};
        }
    }

private:
    dynamic_nodes held_;
};

/// Several objects, or the one tuple of them that is given.
template <class First, class... Rest> constexpr decltype(auto) as_objects(const First& first, const Rest&... rest) {
    if constexpr (sizeof...(Rest) == 0)
        return (first);
    else
        return std::tuple<const First&, const Rest&...>(first, rest...);
}

template <class Condition> struct condition_in_memory {
    using check = passed;
};
template <any_expression Condition> struct condition_in_memory<Condition> {
    using check = check_boolean<typename Condition::type>;
};

/// A condition as a function of objects, for algorithms and views.
template <class Dialect, class Condition> class memory_condition {
public:
    template <class... Argument> explicit memory_condition(const Condition& given, const Argument&... argument)
        : prepared_(given, argument...) {
        require<typename condition_in_memory<Condition>::check>();
    }

    template <class... Object>
        requires(sizeof...(Object) > 0)
    bool operator()(const Object&... object) const {
        return truth_of(prepared_.value(detail::as_objects(object...))) == true;
    }

private:
    prepared_expression<Dialect, Condition> prepared_;
};
/// An expression as a function of objects.
template <class Dialect, class Expression> class memory_expression {
public:
    template <class... Argument> explicit memory_expression(const Expression& given, const Argument&... argument)
        : prepared_(given, argument...) {}

    template <class... Object>
        requires(sizeof...(Object) > 0)
    auto operator()(const Object&... object) const {
        using objects = std::remove_cvref_t<decltype(detail::as_objects(object...))>;
        if constexpr (is_passed<check_in_memory<objects, Expression>>)
            return detail::read_result<value_in_memory<objects, Expression>>(
                prepared_.value(detail::as_objects(object...)));
        else
            require<check_in_memory<objects, Expression>>();
    }

private:
    prepared_expression<Dialect, Expression> prepared_;
};

} // namespace detail

} // namespace v0
} // namespace refract

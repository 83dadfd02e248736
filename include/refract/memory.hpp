// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// Opt-in: conditions and expressions evaluated over plain objects, with the meaning that a database gives them. The
/// rest of refract never includes this.
///
///     matches(user, col<&User::age> > 18)
///     std::ranges::count_if(users, matching(col<&User::name>.contains("a")))

// Sentences first: compilers print the way of includes that leads to them.
#include <refract/base/rules/memory.hpp>

#include <refract/dialect/postgres.hpp>
#include <refract/memory/prepared.hpp>
#include <refract/refract.hpp>

namespace refract {
inline namespace v0 {
namespace called_by_name {

/// An object that stands for a table under another name: `aliased<manager>(employee)`.
/// Lifetime: it looks at the object.
template <class Alias, class Object> detail::aliased_object<Alias, Object> aliased(const Object& object) {
    return {object};
}

/// A condition as a function of objects, for algorithms and ranges; its values are taken over once:
///
///     std::ranges::count_if(users, matching(col<&User::age> >= 18 && col<&User::name>.contains("a")));
///
/// It holds where a database would return the row: not where it is false, and not where NULL makes it unknown. A
/// dialect says whose meaning it has where databases differ: matching<dialect::sqlite>(...).
/// Errors: E183 to E187; `conversion_error` where a database would fail as well, such as for a sum beyond 64 bits.
template <class Dialect = dialect::postgres, detail::any_condition Condition, class... Argument>
auto matching(const Condition& condition, const Argument&... argument) {
    return detail::memory_condition<Dialect, detail::memory_form<Condition>>(condition, argument...);
}
/// Whether a row of the objects would be returned: `matches(user, col<&User::age> > 18)`. Several objects stand in a
/// tuple, as in the rows of a join: `matches(std::tie(user, post), ...)`. What follows are the arguments of `param`.
template <class Dialect = dialect::postgres, class Objects, detail::any_condition Condition, class... Argument>
bool matches(const Objects& objects, const Condition& condition, const Argument&... argument) {
    return refract::matching<Dialect>(condition, argument...)(objects);
}
/// An expression as a function of objects: `users | std::views::transform(evaluating(lower(col<&User::name>)))`.
template <class Dialect = dialect::postgres, detail::any_expression Expression, class... Argument>
auto evaluating(const Expression& expression, const Argument&... argument) {
    return detail::memory_expression<Dialect, detail::memory_form<Expression>>(expression, argument...);
}
/// What a query would select: `evaluate(user, col<&User::age> + 1)`, of the same type, a std::optional where it may be
/// NULL.
template <class Dialect = dialect::postgres, class Objects, detail::any_expression Expression, class... Argument>
auto evaluate(const Objects& objects, const Expression& expression, const Argument&... argument) {
    return refract::evaluating<Dialect>(expression, argument...)(objects);
}

// What is neither a condition nor an expression.
template <class Dialect = dialect::postgres, class Wrong, class... Argument>
    requires(!detail::any_condition<Wrong>)
auto matching(const Wrong&, const Argument&...) {
    detail::require<detail::failed<detail::rule::memory_takes_conditions, Wrong>>();
    return [](const auto&) { return false; };
}
template <class Dialect = dialect::postgres, class Objects, class... Wrong>
    requires(!detail::begins_with_condition<Wrong...>)
bool matches(const Objects&, const Wrong&...) {
    detail::require<detail::failed<detail::rule::memory_takes_conditions, Wrong...>>();
    return false;
}
template <class Dialect = dialect::postgres, class Wrong, class... Argument>
    requires(!detail::any_expression<Wrong>)
auto evaluating(const Wrong&, const Argument&...) {
    detail::require<detail::failed<detail::rule::memory_takes_conditions, Wrong>>();
    return [](const auto&) { return 0; };
}
template <class Dialect = dialect::postgres, class Objects, class... Wrong>
    requires(!detail::begins_with_expression<Wrong...>)
auto evaluate(const Objects&, const Wrong&...) {
    detail::require<detail::failed<detail::rule::memory_takes_conditions, Wrong...>>();
    return 0;
}

} // namespace called_by_name

using namespace called_by_name;

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rule.hpp>

/// \file
/// What can be wrong with an expression that is evaluated in memory.

namespace refract {
inline namespace v0 {
namespace detail {

namespace rule {
inline constexpr rule_number evaluated_in_memory{183};
}
template <class... About> struct sentence<failed<rule::evaluated_in_memory, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: only a database evaluates this expression: it holds a query, an aggregate, a window, SQL of the program's own, or a function that memory does not have. Leave that out, or ask a database. [E183]");
    }
};

namespace rule {
inline constexpr rule_number object_of_each_table{184};
}
template <class... About> struct sentence<failed<rule::object_of_each_table, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: the expression names a column of a table of which no object is given. Give one object of each table: matches(std::tie(user, post), ...); of a table under another name aliased<manager>(user). [E184]");
    }
};

namespace rule {
inline constexpr rule_number objects_are_told_apart{185};
}
template <class... About> struct sentence<failed<rule::objects_are_told_apart, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: two objects of one table are given, and columns cannot say which they mean. Give one of them under another name, aliased<manager>(user), and name its columns so: col<&User::id, manager>. [E185]");
    }
};

namespace rule {
inline constexpr rule_number evaluated_of_objects{186};
}
template <class... About> struct sentence<failed<rule::evaluated_of_objects, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: what stands before the expression is no object whose fields are columns. Give a struct, a std::optional of one, or a std::tuple of them: matches(user, col<&User::age> > 18). [E186]");
    }
};

namespace rule {
inline constexpr rule_number collation_in_database{187};
}
template <class... About> struct sentence<failed<rule::collation_in_database, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: memory compares text byte by byte, and the model says that the database compares this column in another way. Leave the column out, or ask a database. [E187]");
    }
};

namespace rule {
inline constexpr rule_number memory_takes_conditions{278};
}
template <class... About> struct sentence<failed<rule::memory_takes_conditions, About...>> {
    consteval void operator()() const {
        REFRACT_SENTENCE(
            "refract: matches and matching take a condition behind the objects, evaluate and evaluating an expression, and this is none. Write matches(user, refract::col<&User::age> > 18); of a query give the condition of its where, as a refract::predicate or a function. [E278]");
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/fixed_string.hpp>

#include <string_view>

namespace refract {
inline namespace v0 {
namespace detail {

/// A table under another name, so that it can stand in a query twice:
///
///     using manager = alias<Employee, "manager">;
///     from<Employee>().left_join<manager>(col<&Employee::reports_to> == col<&Employee::id, manager>)
template <class Model, fixed_string Name> struct alias {};

/// Another table with the columns of a model, wherever a model stands: in queries, for objects, in a schema. Also the
/// name of a query in WITH whose rows are a model's.
///
///     using archived = as_table<Post, "post_archive">;
///     db.all(from<archived>().where(col<&Post::views, archived> > 3));
///
/// SQL: `"post_archive"`, or `"old"."post_archive"` for `as_table<Post, "post_archive", "old">`; the model's own place
/// is not taken over. The model's keys, indexes and checks are those of the other table as well.
template <class Model, fixed_string Name, fixed_string Schema = ""> struct as_table {};

} // namespace detail
// Were they of refract, calls of user's functions with their columns would find count() and the like.
using detail::alias;
using detail::as_table;

namespace detail {

/// What stands in `from` and `join`: a model, another table of one, or an alias of either.
template <class Source> struct source_traits {
    using model = Source;
    using table = Source; ///< what `table_of` takes
    static constexpr std::string_view alias_name{};
};
template <class Model, fixed_string Name> struct source_traits<alias<Model, Name>> {
    using model = typename source_traits<Model>::model;
    using table = typename source_traits<Model>::table;
    static constexpr std::string_view alias_name = Name.view();
};
template <class Model, fixed_string Name, fixed_string Schema> struct source_traits<as_table<Model, Name, Schema>> {
    using model = Model;
    using table = as_table<Model, Name, Schema>;
    static constexpr std::string_view alias_name{};
};
template <class Source> using source_model = typename source_traits<Source>::model;
template <class Source> using source_table = typename source_traits<Source>::table;

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/schema.hpp>
#include <refract/schema/model.hpp>
#include <refract/schema/spelled_option.hpp>
#include <refract/schema/view.hpp>

#include <array>
#include <cstddef>
#include <span>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Struct, class Info> constexpr std::size_t count_options() {
    std::size_t count = 0;
    detail::for_each_option(model<Struct>.options, [&](const auto& option) {
        Info info;
        if (option.template describe<Struct>(info)) ++count;
    });
    return count;
}
/// All options of one kind (indexes, foreign keys, checks) of a model, in the order of the model.
template <class Struct, class Info> constexpr auto collect_options() {
    std::array<Info, count_options<Struct, Info>()> all{};
    std::size_t at = 0;
    detail::for_each_option(model<Struct>.options, [&](const auto& option) {
        Info info;
        if (option.template describe<Struct>(info)) all[at++] = info;
    });
    return all;
}
template <class Struct, class Info> inline constexpr auto options_of = collect_options<Struct, Info>();

template <class Struct> constexpr auto collect_column_details() {
    std::array<column_details, field_count<Struct>> all{};
    for (column_details& each : all) each = column_details(); // GCC 12 reads no other ones in constants
    detail::for_each_option(model<Struct>.options,
                            [&](const auto& option) { option.template apply<Struct>(all.data()); });
    return all;
}
template <class Struct> inline constexpr auto column_details_of = collect_column_details<Struct>();

template <class Struct> constexpr std::string_view old_table_name() {
    std::string_view name;
    detail::for_each_option(model<Struct>.options, [&](const auto& option) {
        if (!option.old_table_name().empty()) name = option.old_table_name();
    });
    return name;
}

/// The foreign keys that a table has. Those of a view say which rows belong together, and the database knows none.
template <class Table>
constexpr array_view<foreign_key_info> kept_foreign_keys(const array_view<foreign_key_info>& keys) {
    return is_view(table_of<Table>().kind) ? array_view<foreign_key_info>{} : keys;
}
/// Everything that is known of a model's table.
template <class Struct> inline constexpr table_description description_of{
    .table = &table_of<Struct>(),
    .renamed_from = old_table_name<Struct>(),
    .columns = column_details_of<Struct>,
    .indexes = options_of<Struct, index_info>,
    .foreign_keys = kept_foreign_keys<Struct>(options_of<Struct, foreign_key_info>),
    .checks = options_of<Struct, check_info>,
    .view = describe_view<Struct>(),
    .spelled = options_of<Struct, spelled_part>,
};

/// The foreign keys of another table of a model: one that leads to the model's own table leads to that table.
template <class Table> constexpr auto redirect_foreign_keys() {
    using own = source_model<Table>;
    auto keys = options_of<own, foreign_key_info>;
    for (foreign_key_info& key : keys)
        if (key.target == &table_of<own>) key.target = &table_of<Table>;
    return keys;
}
template <class Table> inline constexpr auto redirected_foreign_keys = redirect_foreign_keys<Table>();
template <class Model, fixed_string Name, fixed_string Schema>
inline constexpr table_description description_of<as_table<Model, Name, Schema>>{
    .table = &table_of<as_table<Model, Name, Schema>>(),
    .columns = column_details_of<Model>,
    .indexes = options_of<Model, index_info>,
    .foreign_keys = kept_foreign_keys<Model>(redirected_foreign_keys<as_table<Model, Name, Schema>>),
    .checks = options_of<Model, check_info>,
    .view = describe_view<Model>(),
    .spelled = options_of<Model, spelled_part>,
};

} // namespace detail

/// A set of models: what a database holds. `as_table<Model, "name">` is another table of a model.
template <class... Model> struct schema : detail::beside::no_operand<detail::rule::schema_is_no_operand> {
    static constexpr std::size_t size = sizeof...(Model);
    /// The tables as plain constant data, in the order of the list.
    static constexpr std::array<const detail::table_description*, sizeof...(Model)> tables{
        (detail::require<detail::check_table<Model>>(), &detail::description_of<Model>)...};
};

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/array_view.hpp>
#include <refract/base/rules/model.hpp>
#include <refract/base/rules/policy.hpp>
#include <refract/base/rules/shape.hpp>
#include <refract/schema/fields.hpp>
#include <refract/schema/naming.hpp>
#include <refract/schema/options.hpp>
#include <refract/schema/row_info.hpp>
#include <refract/schema/source.hpp>
#include <refract/schema/table_info.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Struct, class Options> struct members_outcome;
template <class Struct, class... Option> struct members_outcome<Struct, table_options<Option...>> {
    using type = first_failed_t<passed, typename Option::template check<Struct>...>;
};
template <class Struct, class Options> using check_members_of = typename members_outcome<Struct, Options>::type;

template <class Struct, class Options> struct expressions_outcome;
template <class Struct, class... Option> struct expressions_outcome<Struct, table_options<Option...>> {
    using type = first_failed_t<passed, typename Option::template check_expressions<Struct>...>;
};
template <class Struct, class Options> using check_expressions_of = typename expressions_outcome<Struct, Options>::type;

/// A struct's columns with their types.
template <class... Field> constexpr std::array<column_info, sizeof...(Field)> list_columns(type_list<Field...>) {
    return {column_info{.name = {},
                        .field = {},
                        .type = stored_type<Field>(),
                        .nullable = is_optional<Field>,
                        .range = range_of<Field>(),
                        .is_counted = is_counted<without_optional<Field>>}...};
}

/// The key of a full-text table is the number of its row, which the program gives; an index has the names of its
/// content's columns.
constexpr void name_as_full_text(table_info& table, column_info* columns) {
    table.key_is_generated = false;
    for (std::size_t i = 0; i < table.column_count; ++i) {
        if (columns[i].key) {
            columns[i].name = "rowid";
        } else if (table.content) {
            const table_info& content = table.content();
            const std::size_t found = content.find_field(columns[i].field);
            if (found != table_info::none) columns[i].name = content.columns[found].name;
        }
    }
}

template <std::size_t Count> struct table_data {
    table_info table{};
    std::array<column_info, Count> columns{};
};

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif
template <class Struct> constexpr auto make_table_data() {
    require<check_fields<Struct>>();
    table_data<field_count<Struct>> data{.columns = list_columns(field_types<Struct>{})};
    data.table.name = snake_case_name<Struct>();
    data.table.column_count = data.columns.size();
    for (std::size_t i = 0; i < data.columns.size(); ++i) {
        data.columns[i].field = data.columns[i].name = field_name<Struct>(i);
        if (data.columns[i].field != "id") continue;
        data.columns[i].key = true;
        data.table.key.add(i);
        data.table.key_is_generated = can_be_made(data.columns[i]);
    }
    detail::for_each_option(model<Struct>.options, [&](const auto& option) {
        option.template apply<Struct>(data.table, data.columns.data());
    });
    if (is_full_text(data.table.kind)) name_as_full_text(data.table, data.columns.data());
    return data;
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <class Struct> inline constexpr auto table_data_of = make_table_data<Struct>();

constexpr bool column_names_differ(array_view<column_info> columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string_view name = columns[i].name;
        // Compilers take long for each step: their ends differ most, and the rest is seldom looked at.
        const char last = name.empty() ? '\0' : name.back();
        for (std::size_t j = 0; j < i; ++j) {
            const std::string_view& other = columns[j].name;
            if (other.size() == name.size() && (name.empty() || other.back() == last) && other == name) return false;
        }
    }
    return true;
}

template <class Struct> using check_column_names =
    check_that<column_names_differ(table_data_of<Struct>.columns), rule::column_names_differ, Struct>;

/// What keeps a column from telling rows apart, if it has to: one value may be stored in several ways.
constexpr rule_number key_fault(const column_info& column) {
    if (!column.key && !column.identifies) return rule::none;
    if (has_several_forms(column.stored.kind, column.type.kind)) return rule::key_has_one_form;
    if (column.type.form == column_form::unequal) return rule::documents_have_no_equality;
    return equality_fault(column.type);
}
/// Whether a column can count the updates of its row.
constexpr bool can_count(const column_info& column) {
    return is_whole_number(column.type.kind) && !column.nullable && !column.key && !column.generated &&
           column.type.encoding == nullptr;
}
constexpr rule_number key_fault(array_view<column_info> columns) {
    bool has_version = false;
    for (const column_info& each : columns) {
        if (const rule_number found = key_fault(each); found != rule::none) return found;
        if (each.version && (has_version || !can_count(each))) return rule::version_counts;
        has_version |= each.version;
    }
    return rule::none;
}
template <class Struct, rule_number Found> struct keys_outcome {
    using type = failed<Found, Struct>;
};
template <class Struct> struct keys_outcome<Struct, rule::none> {
    using type = passed;
};
template <class Struct> using check_keys_of =
    typename keys_outcome<Struct, detail::key_fault(table_data_of<Struct>.columns)>::type;

constexpr std::size_t longest_name_of(const table_info& table) {
    std::size_t longest = table.name.size() > table.schema.size() ? table.name.size() : table.schema.size();
    for (const column_info& column : table.all())
        if (column.name.size() > longest) longest = column.name.size();
    return longest;
}

/// Template arguments and the like are spelled differently by each compiler and standard library.
constexpr bool is_identifier(std::string_view name) {
    for (const char c : name)
        if (!is_identifier_character(c)) return false;
    return true;
}

template <class Struct> constexpr table_info finish_table_info() {
    table_info table = table_data_of<Struct>.table;
    table.columns = table_data_of<Struct>.columns.data();
    table.longest_name = longest_name_of(table);
    constexpr std::string_view own_name = snake_case_name<Struct>();
    table.is_named_by_compiler = !is_identifier(own_name) && table.name == own_name;
    require<first_failed_t<check_column_names<Struct>, check_keys_of<Struct>>>();
    return table;
}

template <class Struct> inline constexpr table_info table_info_of = finish_table_info<Struct>();

/// A model's table under another name, and in another place.
constexpr table_info renamed_table(table_info table, std::string_view name, std::string_view schema) {
    table.name = name;
    table.schema = schema;
    table.longest_name = longest_name_of(table);
    table.is_named_by_compiler = false;
    return table;
}
template <class Model, fixed_string Name, fixed_string Schema>
inline constexpr table_info table_info_of<as_table<Model, Name, Schema>> =
    renamed_table(table_info_of<Model>, Name.view(), Schema.view());

/// Stands for the table of what is no model, after that has been said.
inline constexpr column_info no_columns[1]{};
inline constexpr table_info no_table{.name = {}, .columns = no_columns, .column_count = 1};

/// The table of a model, or another one of its columns; its address is the table's identity.
template <class Struct> constexpr const table_info& table_of() {
    if constexpr (reflectable<source_model<Struct>>) {
        return table_info_of<Struct>;
    } else {
        require<model_failure<source_model<Struct>>>();
        return no_table;
    }
}

/// Whether a struct reads rows of another one's table.
template <class Struct> constexpr bool is_of_other_model() {
    if constexpr (shape_struct<Struct>)
        return !std::is_same_v<typename Struct::model, Struct>;
    else
        return false;
}
template <class Struct> consteval auto find_model_outcome() {
    using options = std::remove_const_t<decltype(model<Struct>)>;
    if constexpr (is_of_other_model<Struct>())
        return failed<rule::shape_is_no_model, Struct>{};
    else if constexpr (!reflectable<Struct>)
        return model_failure<Struct>{};
    else if constexpr (!is_passed<check_fields<Struct>>)
        return check_fields<Struct>{};
    else if constexpr (!is_passed<check_members_of<Struct, options>>)
        return check_members_of<Struct, options>{};
    else if constexpr (!is_passed<check_column_names<Struct>>)
        return check_column_names<Struct>{};
    else if constexpr (!is_passed<check_keys_of<Struct>>)
        return check_keys_of<Struct>{};
    else
        return check_expressions_of<Struct, options>{};
}
/// What is wrong with a struct as a model. It is asked as a whole where a query, a schema or a verb begins: from there
/// the compiler's way to the sentence is short. Deeper down the same is asked where it is needed.
template <class Struct> using check_model = decltype(find_model_outcome<Struct>());
/// The same of what stands for a table: a model, or another table of one.
template <class Table> struct table_outcome {
    using type = check_model<Table>;
};
template <class Model, fixed_string Name, fixed_string Schema> struct table_outcome<as_table<Model, Name, Schema>>
    : table_outcome<Model> {};
template <class Table> using check_table = typename table_outcome<Table>::type;

/// The column that a member pointer means.
template <auto Member> constexpr const column_info& column_of() {
    return table_of<member_owner<Member>>().columns[member_index<Member>];
}

} // namespace detail
} // namespace v0
} // namespace refract

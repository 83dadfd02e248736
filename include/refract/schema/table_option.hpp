// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/option.hpp>
#include <refract/schema/table_info.hpp>

#include <string_view>
#include <type_traits>

/// \file
/// What options of a model have in common, and what they take. What does not belong to an option is told in a sentence;
/// nothing of that is looked at before it is used.

namespace refract {
inline namespace v0 {
namespace detail {

struct link_info;
struct spelled_part;
template <auto...> struct member_list {};

/// What all options have: nothing to say about anything.
///
/// `check<Model>` is the outcome of what an option asks of its model by types alone, `check_expressions<Model>` of what
/// its expressions do with the model's table. A query reports both where it begins.
struct option_base : beside::no_operand<rule::option_is_no_operand> {
    template <class Model> using check = passed;
    template <class Model> using check_expressions = passed;
    template <class Model> constexpr void apply(table_info&, column_info*) const {}
    template <class Model> constexpr void apply(column_details*) const {}
    template <class Model> constexpr bool describe(index_info&) const { return false; }
    template <class Model> constexpr bool describe(foreign_key_info&) const { return false; }
    template <class Model> constexpr bool describe(check_info&) const { return false; }
    template <class Model> constexpr bool describe(link_info&) const { return false; }
    template <class Model> constexpr bool describe(spelled_part&) const { return false; }
    constexpr std::string_view old_table_name() const { return {}; }
    /// A bit of an option that a table has but once; those that exclude each other share theirs.
    static constexpr unsigned once = 0;
};

struct table_option;
/// A part of another option, which is refused when it is called. A value costs every program less than a function.
struct refused_part {
    template <class... Said> constexpr table_option operator()(const Said&...) const;
};

/// The base of all options. What an option is followed by hides what stands here: the parts of others.
struct table_option : option_base {
    static constexpr refused_part named{}, type{}, stored_as{}, default_to{}, default_as{}, identity{},
        identity_always{}, nullable{}, comment{}, generated{}, generated_as{}, updated_at{}, version{}, collate{},
        renamed_from{}, autoincrement{}, unique{}, where{}, deferred{}, deferrable{}, on_delete{}, on_update{},
        prefix{}, tokenized_by{}, in_schema{}, primary_key{}, foreign_key{}, index{}, not_null{};
    template <class... Said> constexpr table_option given(const Said&...) const {
        return refused_by<rule::option_has_part, Said...>();
    }
    template <class... Said> constexpr table_option references(const Said&...) const {
        return refused_by<rule::option_has_part, Said...>();
    }
    template <auto Member, auto... More, class... Said> constexpr table_option references(const Said&...) const {
        return refused_by<rule::option_has_part, member_list<Member, More...>, Said...>();
    }
    template <auto Member, auto... More, class... Said> constexpr table_option descending(const Said&...) const {
        return refused_by<rule::option_has_part, member_list<Member, More...>, Said...>();
    }
    template <class... Said> constexpr table_option operator()(const Said&...) const {
        return refused_by<rule::option_takes_no_more, Said...>();
    }

    template <rule_number Rule, class... Said> static constexpr table_option refused_by() {
        require<failed<Rule, Said...>>();
        return {};
    }
};
template <class... Said> constexpr table_option refused_part::operator()(const Said&...) const {
    return table_option::refused_by<rule::option_has_part, Said...>();
}
template <class Given> inline constexpr bool is_finished = std::is_base_of_v<option_base, Given>;

/// Tells functions of one macro apart.
template <int Line> struct said_at {};

/// Stands where an argument is missing.
template <class Option> struct nothing_said {};

/// One text.
struct option_text {
    std::string_view text{};
    constexpr option_text(const char* given) : text(given) {}
    constexpr option_text(std::string_view given) : text(given) {}
    template <class Given> constexpr option_text(const Given& given) {
        if constexpr (std::is_class_v<Given> && std::is_convertible_v<const Given&, std::string_view>)
            text = given;
        else
            require<failed<rule::option_takes_text, Given>>();
    }
};
/// A text too many.
struct further_text {
    constexpr further_text() = default;
    template <class Given> constexpr further_text(const Given&) { require<failed<rule::option_takes_text, Given>>(); }
};
/// Where nothing, or nothing further, stands.
struct unread_rest { ///< what stands behind it
    constexpr unread_rest() = default;
    template <class Given> constexpr unread_rest(const Given&) {}
};
struct no_more {
    constexpr no_more() = default;
    template <class Given> constexpr no_more(const Given&) { require<failed<rule::option_takes_no_more, Given>>(); }
};
/// What becomes of rows that refer to another one.
struct option_action {
    referential_action action = referential_action::no_action;
    constexpr option_action(referential_action given) : action(given) {}
    template <class Given> constexpr option_action(const Given&) { require<failed<rule::action_is_known, Given>>(); }
};

} // namespace detail
} // namespace v0
} // namespace refract

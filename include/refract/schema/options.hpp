// SPDX-License-Identifier: MIT
#pragma once

#include <refract/schema/column_option.hpp>
#include <refract/schema/table_info.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

/// \file
/// What stands inside `refract::table(...)`.

namespace refract {
inline namespace v0 {
namespace detail {

struct named_option : table_option {
    static constexpr unsigned once = 1;
    std::string_view name;
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const { table.name = name; }
};

struct schema_option : table_option {
    static constexpr unsigned once = 2;
    std::string_view name;
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const { table.schema = name; }
};

struct partial_option : table_option {
    static constexpr unsigned once = 128;
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const { table.is_partial = true; }
};

struct renamed_option : table_option {
    static constexpr unsigned once = 4;
    std::string_view old_name;
    constexpr std::string_view old_table_name() const { return old_name; }
};

template <auto... Member> struct primary_key_option : table_option {
    static constexpr unsigned once = 8;
    template <class Model> using check = check_members<Model, Member...>;
    bool is_given = false;
    spelled_part said{spelled_kind::key};
    /// The constraint's name in the database.
    constexpr primary_key_option named(option_text name = nothing_said<primary_key_option>{}, further_text = {},
                                       unread_rest = {}) const {
        auto copy = *this;
        copy.said.name = name.text;
        return copy;
    }
    /// Keys of deleted rows do not come again. On PostgreSQL none does anyway.
    constexpr primary_key_option autoincrement(no_more = {}, unread_rest = {}) const {
        auto copy = *this;
        copy.said.kind = spelled_kind::counted_key;
        return copy;
    }
    /// The program gives the key; the database makes none.
    constexpr primary_key_option given(no_more = {}, unread_rest = {}) const {
        auto copy = *this;
        copy.is_given = true;
        return copy;
    }
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info* columns) const {
        table.key = column_positions<Model, Member...>();
        for (std::size_t i = 0; i < table.column_count; ++i) columns[i].key = table.key.contains(i);
        table.key_is_generated = !is_given && table.key.count == 1 && can_be_made(columns[table.key.columns[0]]);
    }
    using table_option::describe;
    template <class Model> constexpr bool describe(spelled_part& out) const {
        out = said;
        return !said.name.empty() || said.kind == spelled_kind::counted_key;
    }
};

constexpr void mark_identifying(const column_list& list, column_info* columns) {
    for (std::size_t i = 0; i < list.count; ++i) columns[list.columns[i]].identifies = true;
}

/// A check, or the condition of a partial index.
template <class Model, class Expression> struct condition_outcome {
    using type = first_failed_t<check_that<std::is_same_v<typename Expression::type, bool>, rule::condition_is_boolean,
                                           typename Expression::type>,
                                check_model_expression<Model, Expression>>;
};
template <class Model> struct condition_outcome<Model, no_expression> {
    using type = passed;
};
template <class Model, class Expression> using check_condition = typename condition_outcome<Model, Expression>::type;

/// What is given for such a condition, and is no expression.
template <class Given> using model_condition_mistake =
    first_failed_t<check_that<!std::is_member_pointer_v<Given>, rule::operand_is_column, Given>, check_that<!requires {
                       typename Given::node_type;
                   }, rule::condition_compares, Given>, failed<rule::condition_is_boolean, Given>>;

template <class Where, auto... Member> struct index_option : table_option {
    template <class Model> using check = check_members<Model, Member...>;
    template <class Model> using check_expressions = check_condition<Model, Where>;
    index_info info{};
    std::uint16_t descending_mask = 0;
    [[no_unique_address]] Where condition{};

    constexpr index_option unique(no_more = {}, unread_rest = {}) const {
        auto copy = *this;
        copy.info.unique = true;
        return copy;
    }
    constexpr index_option named(option_text name = nothing_said<index_option>{}, further_text = {},
                                 unread_rest = {}) const {
        auto copy = *this;
        copy.info.name = name.text;
        return copy;
    }
    /// A partial index: only rows that satisfy the condition; a second one means and, as of a query.
    template <class Expression> constexpr auto where(const Expression& given) const {
        if constexpr (described_expression<Expression> && described_expression<Where>) {
            const auto both = condition && given;
            return index_option<std::remove_const_t<decltype(both)>, Member...>{{}, info, descending_mask, both};
        } else if constexpr (described_expression<Expression>) {
            return index_option<Expression, Member...>{{}, info, descending_mask, given};
        } else {
            require<model_condition_mistake<Expression>>();
            return *this;
        }
    }
    template <class... Given> constexpr index_option where(const Given&...) const {
        require<first_failed_t<check_that<sizeof...(Given) != 0, rule::condition_is_boolean, Given...>,
                               failed<rule::option_takes_no_more, Given...>>>();
        return *this;
    }
    template <auto Descending> constexpr index_option descending() const {
        require<check_that<(same_member<Member, Descending>() || ...), rule::option_names_members,
                           member_owner<Descending>>>();
        auto copy = *this;
        std::uint16_t bit = 1;
        ((same_member<Member, Descending>() ? void(copy.descending_mask |= bit) : void(),
          bit = static_cast<std::uint16_t>(bit << 1)),
         ...);
        return copy;
    }
    template <auto... Several, class... Said> constexpr index_option descending(const Said&...) const {
        require<failed<rule::option_names_members, Said...>>();
        return *this;
    }
    template <class Struct, class... Said> constexpr index_option descending(const Said&...) const {
        require<failed<rule::option_names_members, Struct, Said...>>();
        return *this;
    }

    using table_option::apply;
    template <class Model> constexpr void apply(table_info&, column_info* columns) const {
        if (info.unique) detail::mark_identifying(column_positions<Model, Member...>(), columns);
    }
    using table_option::describe;
    template <class Model> constexpr bool describe(index_info& out) const {
        out = info;
        if constexpr (described_expression<Where>) {
            require<check_condition<Model, Where>>();
            out.where = condition.describe();
        }
        out.columns = column_positions<Model, Member...>();
        for (std::size_t i = 0; i < sizeof...(Member); ++i) out.columns.descending[i] = (descending_mask >> i & 1) != 0;
        return true;
    }

private:
    template <auto Left, auto Right> static constexpr bool same_member() {
        if constexpr (std::is_same_v<decltype(Left), decltype(Right)>)
            return Left == Right;
        else
            return false;
    }
};

template <class Columns, class Targets> struct foreign_key_option;

template <auto First, auto...> struct first_member {
    using owner = member_owner<First>;
};

template <class Columns, class Targets> inline constexpr bool key_types_match = false;
template <auto... Member, auto... Target>
    requires(sizeof...(Member) == sizeof...(Target))
inline constexpr bool key_types_match<member_list<Member...>, member_list<Target...>> =
    (are_key_types(type_of<member_type<Member>>, type_of<member_type<Target>>) && ...);

template <auto... Member, auto... Target> struct foreign_key_option<member_list<Member...>, member_list<Target...>>
    : table_option {
    using target = typename first_member<Target...>::owner;
    template <class Model> using check_types =
        check_that<key_types_match<member_list<Member...>, member_list<Target...>>, rule::key_types_match, Model,
                   target>;
    template <class Model> using check =
        first_failed_t<check_members<Model, Member...>, check_types<Model>, check_targets<target, Target...>>;

    referential_action delete_action = no_action, update_action = no_action;
    std::string_view constraint_name{}, deferral{};

    constexpr foreign_key_option on_delete(option_action action = nothing_said<foreign_key_option>{}, no_more = {},
                                           unread_rest = {}) const {
        auto copy = *this;
        copy.delete_action = action.action;
        return copy;
    }
    constexpr foreign_key_option on_update(option_action action = nothing_said<foreign_key_option>{}, no_more = {},
                                           unread_rest = {}) const {
        auto copy = *this;
        copy.update_action = action.action;
        return copy;
    }
    constexpr foreign_key_option named(option_text name = nothing_said<foreign_key_option>{}, further_text = {},
                                       unread_rest = {}) const {
        auto copy = *this;
        copy.constraint_name = name.text;
        return copy;
    }
    /// Looked at when the transaction ends.
    constexpr foreign_key_option deferred(no_more = {}, unread_rest = {}) const {
        auto copy = *this;
        copy.deferral = " DEFERRABLE INITIALLY DEFERRED";
        return copy;
    }
    /// Looked at after each statement, unless SET CONSTRAINTS says otherwise (PostgreSQL).
    constexpr foreign_key_option deferrable(no_more = {}, unread_rest = {}) const {
        auto copy = *this;
        copy.deferral = " DEFERRABLE";
        return copy;
    }

    using table_option::apply;
    template <class Model> constexpr void apply(table_info&, column_info* columns) const {
        detail::mark_identifying(column_positions<Model, Member...>(), columns);
    }
    using table_option::describe;
    template <class Model> constexpr bool describe(foreign_key_info& out) const {
        require<check_types<Model>>();
        out.columns = column_positions<Model, Member...>();
        out.target = &table_of<target>;
        out.target_columns = column_positions<target, Target...>();
        out.on_delete = delete_action;
        out.on_update = update_action;
        out.name = constraint_name;
        out.deferral = deferral;
        return true;
    }
};

template <auto... Member> struct foreign_key_start : table_option {
    template <auto First, auto... Target> constexpr auto references() const {
        return foreign_key_option<member_list<Member...>, member_list<First, Target...>>{};
    }
    template <class... Said> constexpr table_option references(const Said&...) const {
        return table_option::refused_by<rule::option_names_members, type_list<Said...>>();
    }
    template <auto Target, auto... More, class Said, class... Further>
    constexpr table_option references(const Said&, const Further&...) const {
        return table_option::refused_by<rule::option_names_members, type_list<Said, Further...>>();
    }
};
template <auto... Member> inline constexpr bool is_finished<foreign_key_start<Member...>> = false;

template <class Expression> struct check_option : table_option {
    template <class Model> using check_expressions = check_condition<Model, Expression>;
    std::string_view name;
    Expression condition;
    using table_option::describe;
    template <class Model> constexpr bool describe(check_info& out) const {
        require<check_condition<Model, Expression>>();
        out = {.name = name, .condition = condition.describe()};
        return true;
    }
};

/// A function of this name that is given what it does not take, or nothing. An ellipsis is what compilers choose last:
/// functions of a program stay what they are.
#define REFRACT_REFUSE_OPTION(function)                                                                                \
    template <class Refused = void> constexpr detail::table_option function(...) {                                     \
        return detail::table_option::refused_by<detail::rule::option_takes_text, Refused,                              \
                                                detail::said_at<__LINE__>>();                                          \
    }

} // namespace detail

/// The table's name in the database; without it, the struct's name in snake_case.
/// It is one name, whatever stands in it: `named("app.sale")` is a table called "app.sale".
constexpr detail::named_option named(std::string_view name) { return {{}, name}; }
REFRACT_REFUSE_OPTION(named)
/// Where the table is: a schema of PostgreSQL, an attached database of SQLite. `table(in_schema("sales"))` is
/// printed `"sales"."item"`; without it the database looks where it always does (search_path; main, then attached).
constexpr detail::schema_option in_schema(std::string_view name) { return {{}, name}; }
REFRACT_REFUSE_OPTION(in_schema)
/// The table has columns that the model leaves out. Everything works on those that it has: an insert leaves the others
/// to their defaults, an update and an upsert of a row that is there leave them as they are. `create_tables` refuses
/// such a model.
/// Errors: an insert or upsert is a `not_null_violation` where a column that is left out has no default and may not be
/// NULL.
inline constexpr detail::partial_option partial{};
/// The table's name before, for tools that change tables: rename it instead of making a new one.
constexpr detail::renamed_option renamed_from(std::string_view name) { return {{}, name}; }
REFRACT_REFUSE_OPTION(renamed_from)

/// The attributes of a column: `column<&User::role>.default_to(Role::reader)`.
template <auto Member> inline constexpr detail::column_option<Member> column{};
/// The primary key; one whole number is made by the database unless `.given()`.
template <auto... Member> inline constexpr detail::primary_key_option<Member...> primary_key{};
/// No two rows are alike in these columns.
template <auto... Member> inline constexpr detail::index_option<detail::no_expression, Member...> unique{
    {}, {.unique = true, .constraint = true}};
/// An index over these columns; `.unique()`, `.where(...)`, `.named(...)`, `.descending<&T::x>()`.
template <auto... Member> inline constexpr detail::index_option<detail::no_expression, Member...> index{};
/// These columns hold the key of a row of another table: `.references<&User::id>()`.
template <auto... Member> inline constexpr detail::foreign_key_start<Member...> foreign_key{};
/// A named condition that every row satisfies.
template <class Expression> constexpr auto check(std::string_view name, const Expression& condition) {
    if constexpr (detail::described_expression<Expression>) {
        return detail::check_option<Expression>{{}, name, condition};
    } else {
        detail::require<detail::model_condition_mistake<Expression>>();
        return detail::table_option{};
    }
}
// Of a condition that has no name in front of it.
template <detail::described_expression Condition, class... More>
constexpr detail::table_option check(const Condition&, const More&...) {
    detail::require<detail::failed<detail::rule::table_takes_options, Condition>>();
    return {};
}
REFRACT_REFUSE_OPTION(check)

} // namespace v0
} // namespace refract

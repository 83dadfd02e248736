// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/chrono.hpp>
#include <refract/base/rules/model.hpp>
#include <refract/base/rules/query.hpp>
#include <refract/meta/member.hpp>
#include <refract/schema/spelled_type.hpp>
#include <refract/schema/table_info.hpp>

#include <string_view>
#include <type_traits>

/// \file
/// What stands inside `refract::table(...)`. Each option keeps its members in its type and the rest
/// as plain data; it is applied to a table's data when that is first needed.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Model> constexpr const table_info& table_of();

/// What an expression looks like from here, so that the schema need not know the expressions.
template <class Type>
concept described_expression = requires(const Type& expression) { expression.describe(); };

/// Where an option holds no expression. Others are kept as they are and described once the model is
/// complete: their columns mean its table.
struct no_expression {};

/// The base of all options: nothing to say about anything.
///
/// `check<Model>` is the outcome of what an option asks of its model by types alone, `check_expressions<Model>` of what
/// its expressions do with the model's table. A query reports both where it begins.
struct table_option {
    template <class Model> using check = passed;
    template <class Model> using check_expressions = passed;
    template <class Model> constexpr void apply(table_info&, column_info*) const {}
    template <class Model> constexpr void apply(column_details*) const {}
    template <class Model> constexpr bool describe(index_info&) const { return false; }
    template <class Model> constexpr bool describe(foreign_key_info&) const { return false; }
    template <class Model> constexpr bool describe(check_info&) const { return false; }
    constexpr std::string_view old_table_name() const { return {}; }
};

template <class Model, auto Member> using check_member =
    check_that<std::is_same_v<member_owner<Member>, Model>, rule::column_is_of_table, Model, member_owner<Member>>;
template <class Model, auto... Member> using check_members =
    first_failed_t<check_that<(sizeof...(Member) <= max_key_columns), rule::key_is_narrow, Model>,
                   check_member<Model, Member>...>;

template <class Model, auto Member> constexpr std::size_t column_position() {
    require<check_member<Model, Member>>();
    if constexpr (!std::is_same_v<member_owner<Member>, Model>)
        return 0; // a column that the model has, so that no further error follows
    else
        return member_index<Member>;
}
template <class Model, auto... Member> constexpr column_list column_positions() {
    constexpr bool fits = sizeof...(Member) <= max_key_columns;
    require<check_that<fits, rule::key_is_narrow, Model>>();
    column_list list;
    if constexpr (fits) (list.add(column_position<Model, Member>()), ...);
    return list;
}

struct named_option : table_option {
    std::string_view name;
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const { table.name = name; }
};

struct schema_option : table_option {
    std::string_view name;
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const { table.schema = name; }
};

struct partial_option : table_option {
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info*) const { table.is_partial = true; }
};

struct renamed_option : table_option {
    std::string_view old_name;
    constexpr std::string_view old_table_name() const { return old_name; }
};

struct column_attributes {
    std::string_view name{};
    default_kind default_from = default_kind::none;
    bool is_updated_at = false, is_version = false;
    stored_form form{};
    column_details details{};
};

/// What an expression of a model, if there is one, may be: of its table alone, with few constants.
template <class Model, class Expression> struct expression_outcome {
    using type = first_failed_t<check_that<Expression::is_of(&table_of<Model>), rule::column_is_of_table, Model>,
                                typename Expression::check_constants>;
};
template <class Model> struct expression_outcome<Model, no_expression> {
    using type = passed;
};
template <class Model, class Expression> using check_model_expression =
    typename expression_outcome<Model, Expression>::type;

/// Whether a whole number keeps its value in another type; of anything else the types decide.
template <class Value, class Given> constexpr bool holds_exactly(const Given& given) {
    if constexpr (std::is_integral_v<Given> && std::is_integral_v<Value>) {
        const Value converted = static_cast<Value>(given);
        return static_cast<Given>(converted) == given && (converted < Value{}) == (given < Given{});
    } else {
        return true;
    }
}

/// A default, if it is an expression, names no column. That is asked for a model, when it is complete: what a column
/// means is known only then.
template <class Model, class Field, class Default> struct default_outcome {
    using type = first_failed_t<check_that<Default::is_of(nullptr), rule::default_fits, Field>,
                                typename Default::check_constants>;
};
template <class Model, class Field> struct default_outcome<Model, Field, no_expression> {
    using type = passed;
};
template <class Model, class Field, class Default> using check_default =
    typename default_outcome<Model, Field, Default>::type;

/// The attributes of one column; each call gives a changed copy.
template <auto Member, class Default = no_expression, class Generated = no_expression>
struct column_option : table_option, column_attributes {
    using field = member_type<Member>;
    using value = without_optional<field>;

    template <class Model> using check = check_member<Model, Member>;
    template <class Model> using check_expressions =
        first_failed_t<check_default<Model, field, Default>, check_model_expression<Model, Generated>>;

    [[no_unique_address]] Default default_expression{};
    [[no_unique_address]] Generated generated_from{};

    constexpr column_option named(std::string_view column_name) const {
        auto copy = *this;
        copy.name = column_name;
        return copy;
    }
    /// The column's type as the database spells it, where the usual one is not wanted.
    constexpr column_option type(std::string_view spelling) const
        REFRACT_REFUSE_IF(is_finer_than<value>(spelling), REFRACT_COLUMN_IS_AS_FINE) {
        if (is_finer_than<value>(spelling)) refuse<REFRACT_COLUMN_IS_AS_FINE>();
        auto copy = *this;
        copy.details.type_name = spelling;
        return copy;
    }
    /// The form in which the column stores its values, where it is not the usual one: `stored_as(unix_seconds)`,
    /// `stored_as(flag("Y", "N"))`. Reads, writes and comparisons are in that form. Errors: `conversion_error` for a
    /// time that is finer than the form holds.
    template <stored_kind Kind> constexpr column_option stored_as(const stored_form_of<Kind>& wanted) const {
        require<check_that<is_form_of(Kind, type_of<value>.kind), rule::form_fits, field>>();
        auto copy = *this;
        copy.form = wanted;
        return copy;
    }
    /// A value, or an expression that the database evaluates for each row (`refract::now()`).
    template <class Given> constexpr auto default_to(const Given& given) const
        REFRACT_REFUSE_IF(!detail::holds_exactly<value>(given), REFRACT_DEFAULT_FITS) {
        require<check_that<is_default<Given>(), rule::default_fits, field, Given>>();
        if constexpr (!is_default<Given>()) {
            return *this;
        } else if constexpr (described_expression<Given>) {
            column_option<Member, Given, Generated> copy{{}, *this, given, generated_from};
            copy.default_from = default_kind::expression;
            return copy;
        } else {
            auto copy = *this;
            copy.default_from = default_kind::value;
            if constexpr (is_of_any_size)
                copy.details.default_value = shortest_number(type_of<value>, detail::make_literal<Given>(given));
            else if constexpr (std::is_convertible_v<const Given&, std::string_view>)
                copy.details.default_value = as_text(std::string_view(given));
            else
                copy.details.default_value = detail::make_literal<value>(exactly(given));
            return copy;
        }
    }
    template <class None = no_expression> constexpr column_option default_to() const {
        require<failed<rule::default_fits, field, None>>();
        return *this;
    }
    /// A column that the database computes from others and stores; it is never written.
    template <class Expression> constexpr auto generated(const Expression& from) const {
        require<check_that<is_of_type<Expression>(), rule::default_fits, field, Expression>>();
        if constexpr (!is_of_type<Expression>())
            return *this;
        else
            return column_option<Member, Default, Expression>{{}, *this, default_expression, from};
    }
    /// Set to the time of each update, which has microseconds.
    constexpr column_option updated_at() const {
        using moment = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;
        require<check_that<type_of<value>.kind == type_kind::timestamp && keeps_digits_of_time<value, moment>(),
                           rule::default_fits, field, moment>>();
        auto copy = *this;
        copy.is_updated_at = true;
        return copy;
    }
    /// Counts updates; `db.update(object)` throws `stale_object` when somebody else was faster.
    constexpr column_option version() const {
        auto copy = *this;
        copy.is_version = true;
        return copy;
    }
    constexpr column_option collate(std::string_view collation) const {
        auto copy = *this;
        copy.details.collation = collation;
        return copy;
    }
    constexpr column_option renamed_from(std::string_view old_name) const {
        auto copy = *this;
        copy.details.renamed_from = old_name;
        return copy;
    }

    template <class Model> constexpr void apply(table_info&, column_info* columns) const {
        column_info& column = columns[column_position<Model, Member>()];
        if (!name.empty()) column.name = name;
        if (default_from != default_kind::none) column.default_from = default_from;
        if constexpr (described_expression<Generated>) column.generated = true;
        column.updated_at |= is_updated_at;
        column.version |= is_version;
        if (form.kind != stored_kind::usual) column.stored = form;
        const bool is_text = column.type.kind == type_kind::text || column.type.kind == type_kind::enumeration;
        column.type.of_column |= is_text && !details.type_name.empty();
        if (!details.type_name.empty()) column.type.form = form_of(column.type.kind, details.type_name);
        column.type.of_column |= column.type.form != column_form::usual;
    }
    template <class Model> constexpr void apply(column_details* all) const {
        column_details& column = all[column_position<Model, Member>()];
        if (!details.type_name.empty()) column.type_name = details.type_name;
        if (!details.collation.empty()) column.collation = details.collation;
        if (!details.renamed_from.empty()) column.renamed_from = details.renamed_from;
        if (default_from == default_kind::value) column.default_value = details.default_value;
        if constexpr (described_expression<Default>) {
            require<check_default<Model, field, Default>>();
            column.default_expression = default_expression.describe();
        }
        if constexpr (described_expression<Generated>) {
            require<check_model_expression<Model, Generated>>();
            column.generated = generated_from.describe();
        }
    }

private:
    static constexpr bool is_of_any_size = kind_of<value> == type_kind::numeric;

    template <class Expression> static constexpr bool is_of_type() {
        if constexpr (described_expression<Expression>)
            return is_assignable_type<value, typename Expression::type>() &&
                   Expression::node_type::parameters::size == 0;
        else
            return false;
    }
    template <class Given> static constexpr bool is_default() {
        if constexpr (described_expression<Given>)
            return is_of_type<Given>();
        else if constexpr (is_of_any_size)
            return is_whole_number(kind_of<Given>) || kind_of<Given> == type_kind::decimal;
        else if constexpr (std::is_null_pointer_v<Given>)
            return false;
        else if constexpr (std::is_arithmetic_v<Given> && std::is_arithmetic_v<value>)
            return std::is_same_v<Given, bool> == std::is_same_v<value, bool> &&
                   (std::is_integral_v<Given> || std::is_floating_point_v<value>);
        else if constexpr (std::is_convertible_v<const Given&, std::string_view>)
            return type_of<value>.kind == type_kind::text || type_of<value>.kind == type_kind::json ||
                   type_of<value>.kind == type_kind::uuid;
        else
            return std::is_convertible_v<const Given&, value>;
    }
    template <class Given> static constexpr value exactly(const Given& given) {
        refuse_if<REFRACT_DEFAULT_FITS>(!detail::holds_exactly<value>(given));
        return static_cast<value>(given);
    }
    // Text keeps its view: a codec's own string would not outlive the constant.
    static constexpr literal as_text(std::string_view text) { return {.type = codec<value>::type, .text = text}; }
};

template <auto... Member> struct primary_key_option : table_option {
    template <class Model> using check = check_members<Model, Member...>;
    bool is_given = false;
    /// The program gives the key; the database makes none.
    constexpr primary_key_option given() const {
        auto copy = *this;
        copy.is_given = true;
        return copy;
    }
    using table_option::apply;
    template <class Model> constexpr void apply(table_info& table, column_info* columns) const {
        table.key = column_positions<Model, Member...>();
        for (std::size_t i = 0; i < table.column_count; ++i) columns[i].key = table.key.contains(i);
        table.key_is_generated =
            !is_given && table.key.count == 1 && is_whole_number(columns[table.key.columns[0]].type.kind);
    }
};

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

    constexpr index_option unique() const {
        auto copy = *this;
        copy.info.unique = true;
        return copy;
    }
    constexpr index_option named(std::string_view name) const {
        auto copy = *this;
        copy.info.name = name;
        return copy;
    }
    /// A partial index: only rows that satisfy the condition.
    template <class Expression> constexpr auto where(const Expression& given) const {
        if constexpr (described_expression<Expression>) {
            return index_option<Expression, Member...>{{}, info, descending_mask, given};
        } else {
            require<model_condition_mistake<Expression>>();
            return *this;
        }
    }
    template <auto Descending> constexpr index_option descending() const {
        auto copy = *this;
        std::uint16_t bit = 1;
        ((same_member<Member, Descending>() ? void(copy.descending_mask |= bit) : void(),
          bit = static_cast<std::uint16_t>(bit << 1)),
         ...);
        return copy;
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
template <auto...> struct member_list {};

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
        first_failed_t<check_members<Model, Member...>, check_types<Model>, check_members<target, Target...>>;

    referential_action delete_action = no_action, update_action = no_action;
    std::string_view constraint_name{};

    constexpr foreign_key_option on_delete(referential_action action) const {
        auto copy = *this;
        copy.delete_action = action;
        return copy;
    }
    constexpr foreign_key_option on_update(referential_action action) const {
        auto copy = *this;
        copy.update_action = action;
        return copy;
    }
    constexpr foreign_key_option named(std::string_view name) const {
        auto copy = *this;
        copy.constraint_name = name;
        return copy;
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
        return true;
    }
};

template <auto... Member> struct foreign_key_start {
    template <auto... Target> constexpr auto references() const {
        return foreign_key_option<member_list<Member...>, member_list<Target...>>{};
    }
};

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

} // namespace detail

/// The table's name in the database; without it, the struct's name in snake_case.
/// It is one name, whatever stands in it: `named("app.sale")` is a table called "app.sale".
constexpr detail::named_option named(std::string_view name) { return {{}, name}; }
/// Where the table is: a schema of PostgreSQL, an attached database of SQLite. `table(in_schema("sales"))` is
/// printed `"sales"."item"`; without it the database looks where it always does (search_path; main, then attached).
constexpr detail::schema_option in_schema(std::string_view name) { return {{}, name}; }
/// The table has columns that the model leaves out. Everything works on those that it has: an insert leaves the others
/// to their defaults, an update and an upsert of a row that is there leave them as they are. `create_tables` refuses
/// such a model.
/// Errors: an insert or upsert is a `not_null_violation` where a column that is left out has no default and may not be
/// NULL.
inline constexpr detail::partial_option partial{};
/// The table's name before, for tools that change tables: rename it instead of making a new one.
constexpr detail::renamed_option renamed_from(std::string_view name) { return {{}, name}; }

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

} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/chrono.hpp>
#include <refract/base/rules/model.hpp>
#include <refract/base/rules/query.hpp>
#include <refract/meta/member.hpp>
#include <refract/schema/spelled_type.hpp>
#include <refract/schema/table_option.hpp>

#include <string_view>
#include <type_traits>

/// \file
/// What options of a model have in common, and the options of a column. Each option keeps its members in its type and
/// the rest as plain data; it is applied to a table's data when that is first needed.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Model> constexpr const table_info& table_of();
// Which field of its model a member or a path means: schema/fields.hpp.
template <auto Member> constexpr std::size_t find_field_of();
template <auto Member> inline constexpr std::size_t found_field = find_field_of<Member>();
template <auto Member> constexpr std::size_t position_of_field();
/// The position of the column that a member pointer or a path means.
template <auto Member> inline constexpr std::size_t member_index = position_of_field<Member>();
template <auto Member> struct field_outcome;

/// What an expression looks like from here, so that the schema need not know the expressions.
template <class Type>
concept described_expression = requires(const Type& expression) { expression.describe(); };

/// Where an option holds no expression. Others are kept as they are and described once the model is
/// complete: their columns mean its table.
struct no_expression {};

template <class Model, auto Member> struct member_outcome {
    using type = check_that<false, rule::column_is_of_table, Model, member_owner<Member>>;
};
template <class Model, auto Member>
    requires(std::is_same_v<member_owner<Member>, Model>)
struct member_outcome<Model, Member> : field_outcome<Member> {};
template <class Model, auto Member> using check_member = typename member_outcome<Model, Member>::type;
template <class Model, auto... Member> using check_members =
    first_failed_t<check_that<(sizeof...(Member) <= max_key_columns), rule::key_is_narrow, Model>,
                   check_member<Model, Member>...>;
/// The same of members of another model, which need not be complete yet.
template <class Model, auto... Member> using check_targets = first_failed_t<
    check_that<(sizeof...(Member) <= max_key_columns), rule::key_is_narrow, Model>,
    check_that<std::is_same_v<member_owner<Member>, Model>, rule::column_is_of_table, Model, member_owner<Member>>...>;

template <class Model, auto Member> constexpr std::size_t column_position() {
    require<check_member<Model, Member>>();
    if constexpr (!is_passed<check_member<Model, Member>>)
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

/// Says that a generated column is computed when it is read.
struct not_stored_t {};

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

    constexpr column_option named(option_text column_name = nothing_said<column_option>{}, further_text = {},
                                  unread_rest = {}) const {
        auto copy = *this;
        copy.name = column_name.text;
        return copy;
    }
    /// The column's type as the database spells it, where the usual one is not wanted.
    constexpr column_option type(option_text spelling = nothing_said<column_option>{}, further_text = {},
                                 unread_rest = {}) const
        REFRACT_REFUSE_IF(is_finer_than<value>(spelling.text), REFRACT_COLUMN_IS_AS_FINE) {
        if (is_finer_than<value>(spelling.text)) refuse<REFRACT_COLUMN_IS_AS_FINE>();
        auto copy = *this;
        copy.details.type_name = spelling.text;
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
    template <class... Given> constexpr column_option stored_as(const Given&...) const {
        require<failed<rule::form_fits, field, Given...>>();
        return *this;
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
    /// The same by SQL of the program's own: `.default_as("nextval('numbers')")`. A number is a value, as one that is
    /// given; anything else is an expression.
    constexpr column_option default_as(option_text sql = nothing_said<column_option>{}, further_text = {},
                                       unread_rest = {}) const {
        auto copy = *this;
        const bool is_number = sql.text.find_first_not_of("-0123456789.") == sql.text.npos;
        copy.default_from = is_number ? default_kind::value : default_kind::expression;
        copy.details.default_sql = sql.text;
        return copy;
    }
    /// The database counts its values, though it is no key that is made (PostgreSQL).
    constexpr column_option identity(no_more = {}, unread_rest = {}) const {
        return identified(identity_form::by_default);
    }
    /// The same, and a statement that gives a value is refused unless it says that it overrides.
    constexpr column_option identity_always(no_more = {}, unread_rest = {}) const {
        return identified(identity_form::always);
    }
    /// The column may hold NULL though the field does not: a row with one is read as a `schema_mismatch`. Keys of
    /// SQLite are often such.
    constexpr column_option nullable(no_more = {}, unread_rest = {}) const {
        auto copy = *this;
        copy.details.allows_null = true;
        return copy;
    }
    /// What the database keeps as the column's description, where it does.
    constexpr column_option comment(option_text text = nothing_said<column_option>{}, further_text = {},
                                    unread_rest = {}) const {
        auto copy = *this;
        copy.details.comment = text.text;
        return copy;
    }
    template <class... Given> constexpr column_option default_to(const Given&...) const {
        require<miscounted_default<Given...>>();
        return *this;
    }
    /// A column that the database computes from others and stores; it is never written, and comes back from each
    /// insert and update of an object. With `refract::not_stored` it is computed when it is read (SQLite, PostgreSQL
    /// 18).
    template <class Expression> constexpr auto generated(const Expression& from) const {
        require<check_that<is_of_type<Expression>(), rule::default_fits, field, Expression>>();
        if constexpr (!is_of_type<Expression>())
            return *this;
        else
            return column_option<Member, Default, Expression>{{}, *this, default_expression, from};
    }
    template <class Expression> constexpr auto generated(const Expression& from, not_stored_t) const {
        return generated(from).unstored();
    }
    template <class... Given> constexpr column_option generated(const Given&...) const {
        require<miscounted_default<Given...>>();
        return *this;
    }
    /// The same by SQL of the program's own, which is of the column's type: `.generated_as("lower(title)")`.
    constexpr column_option generated_as(option_text sql = nothing_said<column_option>{}, further_text = {},
                                         unread_rest = {}) const {
        auto copy = *this;
        copy.details.generated_sql = sql.text;
        return copy;
    }
    constexpr column_option generated_as(std::string_view sql, not_stored_t) const {
        return generated_as(sql).unstored();
    }
    /// Set to the time of each update, which has microseconds.
    constexpr column_option updated_at(no_more = {}, unread_rest = {}) const {
        using moment = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;
        require<check_that<type_of<value>.kind == type_kind::timestamp && keeps_digits_of_time<value, moment>(),
                           rule::default_fits, field, moment>>();
        auto copy = *this;
        copy.is_updated_at = true;
        return copy;
    }
    /// Counts updates; `db.update(object)` throws `stale_object` when somebody else was faster.
    constexpr column_option version(no_more = {}, unread_rest = {}) const {
        auto copy = *this;
        copy.is_version = true;
        return copy;
    }
    constexpr column_option collate(option_text collation = nothing_said<column_option>{}, further_text = {},
                                    unread_rest = {}) const {
        auto copy = *this;
        copy.details.collation = collation.text;
        return copy;
    }
    constexpr column_option renamed_from(option_text old_name = nothing_said<column_option>{}, further_text = {},
                                         unread_rest = {}) const {
        auto copy = *this;
        copy.details.renamed_from = old_name.text;
        return copy;
    }

    template <class Model> constexpr void apply(table_info&, column_info* columns) const {
        column_info& column = columns[column_position<Model, Member>()];
        if (!name.empty()) column.name = name;
        if (default_from != default_kind::none) column.default_from = default_from;
        if (makes_values(details.type_name)) column.default_from = default_kind::expression;
        column.generated |= described_expression<Generated> || !details.generated_sql.empty();
        column.updated_at |= is_updated_at;
        column.version |= is_version;
        column.always_made |= details.identity == identity_form::always;
        if (form.kind != stored_kind::usual) column.stored = form;
        const bool is_text = column.type.kind == type_kind::text || column.type.kind == type_kind::enumeration;
        column.type.of_column |= is_text && !details.type_name.empty();
        if (!details.type_name.empty()) column.type.form = form_of(column.type.kind, details.type_name);
        column.type.of_column |= column.type.form != column_form::usual;
        column.without_zone |= column.type.kind == type_kind::timestamp && is_without_zone(details.type_name);
        column.keeps_text |= column.type.kind == type_kind::json && is_type_named(details.type_name, "json");
    }
    template <class Model> constexpr void apply(column_details* all) const {
        column_details& column = all[column_position<Model, Member>()];
        if (!details.type_name.empty()) column.type_name = details.type_name;
        if (!details.collation.empty()) column.collation = details.collation;
        if (!details.renamed_from.empty()) column.renamed_from = details.renamed_from;
        if (!details.generated_sql.empty()) column.generated_sql = details.generated_sql;
        if (!details.default_sql.empty()) column.default_sql = details.default_sql;
        if (!details.comment.empty()) column.comment = details.comment;
        if (details.identity != identity_form::none) column.identity = details.identity;
        column.allows_null |= details.allows_null;
        column.is_virtual |= details.is_virtual;
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

    constexpr column_option unstored() const {
        auto copy = *this;
        copy.details.is_virtual = true;
        return copy;
    }

private:
    template <class... Given> using miscounted_default =
        first_failed_t<check_that<sizeof...(Given) != 0, rule::default_fits, field, Given...>,
                       failed<rule::option_takes_no_more, Given...>>;

    constexpr column_option identified(identity_form wanted) const {
        require<check_that<is_whole_number(type_of<value>.kind), rule::default_fits, field>>();
        auto copy = *this;
        copy.default_from = default_kind::expression;
        copy.details.identity = wanted;
        return copy;
    }
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
        else if constexpr (type_of<value>.encoding != nullptr)
            return false; // the program encodes while it runs
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

} // namespace detail

/// Behind the expression of a generated column: `.generated(expression, refract::not_stored)`.
inline constexpr detail::not_stored_t not_stored{};

} // namespace v0
} // namespace refract

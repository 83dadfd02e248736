// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/error.hpp>
#include <refract/base/rules/client.hpp>
#include <refract/base/values.hpp>
#include <refract/client/call_arguments.hpp>
#include <refract/codec/codec.hpp>
#include <refract/codec/number.hpp>
#include <refract/driver/driver.hpp>
#include <refract/expr/list.hpp>
#include <refract/query/ordering.hpp>
#include <refract/query/predicate.hpp>
#include <refract/sql/parameter_column.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Values on their way into a statement.

namespace refract {
inline namespace v0 {
namespace detail {

template <class> inline constexpr bool is_list_value = false;
template <class Item> inline constexpr bool is_list_value<list_value<Item>> = true;

/// Names the value that failed by its column, or by its number where the text does not say that.
[[gnu::cold, gnu::noinline]] inline void add_parameter(error& failure, int number, std::string_view sql) {
    if (failure.message().starts_with("column \"")) return; // which was said
    const parameter_column found = find_parameter_column(sql, number);
    if (found.column.empty())
        failure.add_context("the value of parameter " + std::to_string(number));
    else
        failure.add_column(found.column, found.table);
}
/// Of values that are one parameter, the first that cannot be sent by itself either is the one: says which.
template <class Send>
[[gnu::cold, gnu::noinline]] void add_refused(error& failure, std::size_t count, std::size_t before, Send send) {
    for (std::size_t i = 0; i < count; ++i) {
        try {
            send(i);
        } catch (const error&) { return failure.add_place("[" + std::to_string(before + i) + "]"); }
    }
}

template <class Statement, class Item>
void bind_items(Statement& statement, int position, const std::vector<Item>& items) {
    using wire_type = typename codec<Item>::wire;
    using made = std::remove_cvref_t<decltype(codec<Item>::encode(std::declval<const Item&>()))>;
    wire::list_items<wire_type> encoded;
    encoded.reserve(items.size());
    if constexpr (std::is_same_v<made, wire_type>) {
        for (const auto& item : items) encoded.add().value = codec<Item>::encode(item);
        statement.bind_list(position, encoded);
    } else { // what a codec makes is to live until it is bound
        wire::list_items<made> kept;
        kept.reserve(items.size());
        for (const auto& item : items) {
            auto& each = kept.add().value;
            each = codec<Item>::encode(item);
            encoded.add().value = wire_type(each);
        }
        statement.bind_list(position, encoded);
    }
}

template <class Statement, class Item>
void bind_list(Statement& statement, int position, const std::vector<Item>& items) {
    try {
        detail::bind_items(statement, position, items);
    } catch (error& failure) {
        add_parameter(failure, position, statement.sql());
        add_refused(failure, items.size(), 0,
                    [&](std::size_t i) { detail::bind_items(statement, position, std::vector<Item>(1, items[i])); });
        throw;
    }
}

template <class Wire, class Statement> void bind_any_list(Statement& statement, int position, const any_value& value) {
    const auto bind = [&](std::size_t begin, std::size_t end) {
        wire::list_items<Wire> items;
        items.reserve(end - begin);
        for (std::size_t i = begin; i < end; ++i) items.add().value = wire_row<Wire>::make(value.list[i]);
        statement.bind_list(position, items);
    };
    try {
        bind(0, value.list.size());
    } catch (error& failure) {
        add_parameter(failure, position, statement.sql());
        add_refused(failure, value.list.size(), 0, [&](std::size_t i) { bind(i, i + 1); });
        throw;
    }
}

namespace by_name {
template <class Statement, class Value> void bind_value(Statement& statement, int position, const Value& value) {
    if constexpr (std::is_same_v<Value, std::nullopt_t>)
        statement.bind_null(position);
    else if constexpr (requires { value.bind_to(statement, position); })
        value.bind_to(statement, position);
    else if constexpr (is_list_value<Value>)
        bind_list(statement, position, value.items);
    else if constexpr (!is_optional<Value>)
        statement.bind(position, codec<Value>::encode(value));
    else if (value)
        bind_value(statement, position, *value);
    else
        statement.bind_null(position);
}

/// Binds a value whose type only the run time knows.
template <class Statement> void bind_any(Statement& statement, int position, const any_value& value) {
    if (value.null) return statement.bind_null(position);
    if (value.type.kind == type_kind::array)
        return with_wire(value.type.item, [&]<class Wire>(std::type_identity<Wire>) {
            statement.bind(position, wire_row<wire::list<Wire>>::make(value));
        });
    with_wire(value.type.kind, [&]<class Wire>(std::type_identity<Wire>) {
        if constexpr (std::is_same_v<Wire, wire::bytes> || std::is_same_v<Wire, wire::json>)
            statement.bind(position, wire_row<Wire>::make(value));
        else if (value.type.list)
            bind_any_list<Wire>(statement, position, value);
        else
            statement.bind(position, wire_row<Wire>::make(value));
    });
}

[[noreturn, gnu::cold, gnu::noinline]] inline void rethrow_with_place(error& failure, const char* what, int number) {
    failure.add_context(what + std::to_string(number));
    throw;
}

/// The placeholders whose turn it is, of a query's own values and of a call's arguments; 0 where the text does not use
/// a value.
struct placeholders {
    const std::uint16_t* value = nullptr;
    const std::uint16_t* argument = nullptr;
};

/// Names the value that failed by its column, or by its number where the text does not say that.
[[noreturn, gnu::cold, gnu::noinline]] inline void rethrow_with_parameter(error& failure, int number,
                                                                          std::string_view sql) {
    add_parameter(failure, number, sql);
    throw;
}
/// The same of the last one whose turn it was; an argument is named by its own number as well.
[[noreturn, gnu::cold, gnu::noinline]] inline void rethrow_with_place(error& failure, const placeholders& first,
                                                                      const placeholders& next, std::string_view sql) {
    if (next.argument == first.argument) rethrow_with_parameter(failure, next.value[-1], sql);
    const parameter_column found = find_parameter_column(sql, next.argument[-1]);
    if (!found.column.empty()) failure.add_column(found.column, found.table);
    rethrow_with_place(failure, "argument ", static_cast<int>(next.argument - first.argument));
}

/// Binds one of a query's values. A predicate has a placeholder for each of its values, and a flag has none.
template <class Statement, class Value> void bind_next(Statement& statement, placeholders& next, const Value& value) {
    if constexpr (is_runtime_part<Value>) {
        for (const any_value& each : value.parts().values)
            if (const int position = *next.value++; position != 0) bind_any(statement, position, each);
    } else if constexpr (!std::is_same_v<Value, condition_flag> && !kept_value<Value>) {
        if (const int position = *next.value++; position != 0) bind_value(statement, position, value);
    }
}
} // namespace by_name

template <class Statement, std::size_t... Index, class... Value> void
bind_values(Statement& statement, placeholders& next, const value_slots<std::index_sequence<Index...>, Value...>& all) {
    (detail::bind_next(statement, next, detail::get<Index>(all)), ...);
}

template <class Type> inline constexpr bool is_plain_text =
    std::is_same_v<Type, std::string> || std::is_same_v<Type, std::string_view> || std::is_same_v<Type, const char*>;
/// Whether a parameter's value may be made from an argument: not if the codec gives a view of what
/// dies before the statement runs.
template <class Type> inline constexpr bool survives_conversion =
    std::is_same_v<Type, typename codec<Type>::wire> || type_of<Type>.encoding != nullptr ||
    !(std::is_same_v<typename codec<Type>::wire, std::string_view> ||
      std::is_same_v<typename codec<Type>::wire, wire::bytes> ||
      std::is_same_v<typename codec<Type>::wire, wire::json> || is_wire_list<typename codec<Type>::wire>);

template <class Type, class Argument> constexpr bool fits_parameter();
/// Whether the items of an argument can be given for those of a list.
template <class List, class Argument> inline constexpr bool fits_list = false;
template <class Item, value_range Argument> inline constexpr bool fits_list<list_value<Item>, Argument> =
    fits_parameter<Item, std::decay_t<decltype(*std::declval<const Argument&>().begin())>>();

/// Whether an argument can be given for a parameter or a key.
template <class Type, class Argument> constexpr bool fits_parameter() {
    using wanted = without_optional<Type>;
    if constexpr (is_list_value<Type>)
        return fits_list<Type, Argument>;
    else if constexpr (std::is_same_v<Argument, std::nullopt_t>)
        return is_optional<Type>;
    else if constexpr (is_optional<Argument> && !is_optional<Type>)
        return false;
    else if constexpr (std::is_same_v<without_optional<Argument>, wanted>)
        return true;
    else if constexpr (std::is_arithmetic_v<wanted> && std::is_arithmetic_v<Argument>)
        return (std::is_same_v<wanted, bool> ? std::is_same_v<Argument, bool>
                                             : whole_number<Argument> || std::is_floating_point_v<Argument>) &&
               (std::is_floating_point_v<wanted> || std::is_integral_v<Argument>);
    else if constexpr (is_plain_text<wanted>)
        return std::is_convertible_v<const Argument&, std::string_view>;
    else
        return std::is_convertible_v<const Argument&, wanted> && survives_conversion<wanted>;
}

/// An argument, or an item of one, as a value of its parameter's type; a number that does not fit is an error.
template <class Wanted, class Given> Wanted as_parameter(const Given& given) {
    if constexpr (std::is_integral_v<Wanted> && std::is_integral_v<Given>) {
        if (!std::in_range<Wanted>(given)) throw_out_of_range("a whole number", "the parameter's type");
        return static_cast<Wanted>(given);
    } else if constexpr (std::is_same_v<Wanted, float> && std::is_same_v<Given, double>) {
        return narrow_real(given);
    } else {
        return static_cast<Wanted>(given);
    }
}
template <class Item, class Statement, class Argument> void
bind_list_argument(Statement& statement, int position, const Argument& argument, std::type_identity<list_value<Item>>) {
    if constexpr (std::is_same_v<Argument, std::vector<Item>>) {
        bind_list(statement, position, argument);
    } else {
        std::vector<Item> items;
        try {
            for (const auto& each : argument) items.push_back(detail::as_parameter<Item>(each));
        } catch (error& failure) {
            failure.add_place("[" + std::to_string(items.size()) + "]");
            throw;
        }
        bind_list(statement, position, items);
    }
}

/// Binds an argument as a value of its parameter's type; a number that does not fit is an error.
template <class Type, class Statement, class Argument>
void bind_argument(Statement& statement, int position, const Argument& argument) {
    using wanted = without_optional<Type>;
    using given = std::remove_cvref_t<Argument>;
    if (position == 0) return;
    if constexpr (!is_argument<given>) {
        return; // one too few, which has been said where arguments are checked
    } else if constexpr (is_list_value<Type>) {
        detail::bind_list_argument(statement, position, argument, std::type_identity<Type>());
    } else if constexpr (std::is_same_v<given, std::nullopt_t>) {
        statement.bind_null(position);
    } else if constexpr (std::is_same_v<without_optional<given>, wanted>) {
        bind_value(statement, position, argument);
    } else if constexpr (is_plain_text<wanted>) {
        bind_value(statement, position, std::string_view(argument));
    } else {
        bind_value(statement, position, detail::as_parameter<wanted>(argument));
    }
}

template <class Parameters, class Arguments> struct argument_check {
    using type = failed<rule::argument_count, Parameters, Arguments>;
};
template <class... Parameter, class... Argument>
    requires(sizeof...(Parameter) == sizeof...(Argument))
struct argument_check<type_list<Parameter...>, type_list<Argument...>> {
    using type = check_that<(fits_parameter<Parameter, std::decay_t<Argument>>() && ...), rule::argument_type,
                            type_list<Parameter...>, type_list<Argument...>>;
};
/// Whether arguments are as many and of the types that a query's parameters want.
template <class Parameters, class... Argument> using check_arguments =
    typename argument_check<Parameters, given_arguments<Argument...>>::type;

/// The same at the next of the placeholders.
template <class Type, class Statement, class Argument>
void bind_next_argument(Statement& statement, placeholders& next, const Argument& argument) {
    if constexpr (is_given<Type>) detail::bind_argument<Type>(statement, *next.argument++, argument);
}

} // namespace detail
} // namespace v0
} // namespace refract

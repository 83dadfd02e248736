// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/parameters.hpp>
#include <refract/driver/recorder_value.hpp>
#include <refract/memory/objects.hpp>
#include <refract/query/predicate.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// The values of an expression, its arguments, and its result on their way into memory's form and back.

namespace refract {
inline namespace v0 {
namespace detail {

/// Takes an argument as a statement would, and keeps it.
template <class Value> struct argument_keeper {
    std::vector<any_value>& kept;

    void bind_null(int) { kept.push_back(make_null(type_of<Value>)); }
    template <class Made> void bind(int, const Made& made) {
        any_value& value = kept.emplace_back(make_null(type_of<Value>));
        value.null = false;
        using wire = typename codec<Value>::wire;
        wire_row<wire>::keep(value, wire(made));
    }
};
template <class Item> struct argument_keeper<list_value<Item>> {
    std::vector<any_value>& kept;

    static std::string_view sql() { return {}; }
    template <class Items> void bind_list(int, const Items& items) {
        std::vector<any_value> list;
        for (const auto& each : items) argument_keeper<Item>{list}.bind(1, each.value);
        any_value& value = kept.emplace_back(make_null(type_of<Item>));
        value.null = false;
        value.type.list = true;
        value.list = std::move(list);
    }
};
template <class... Parameter, class... Argument>
std::vector<any_value> keep_arguments(type_list<Parameter...>, const Argument&... argument) {
    std::vector<any_value> kept;
    [[maybe_unused]] const auto keep = [&]<class Type>(std::type_identity<Type>, const auto& given) {
        argument_keeper<without_optional<Type>> keeper{kept};
        detail::bind_argument<Type>(keeper, 1, given);
    };
    (keep(std::type_identity<Parameter>{}, argument), ...);
    return kept;
}

/// A quotient of decimals, which is calculated as a double, as the decimal that it is.
inline any_value with_own_digits(const any_value& value, const sql_type& type) {
    if (type.kind != type_kind::decimal || !is_floating(value.type.kind)) return value;
    const auto coefficient = parse_decimal(shortest_digits(value.real), type.scale);
    if (!coefficient) throw_out_of_range("a quotient", "the decimal: cast it");
    return make_decimal(*coefficient, type.scale);
}

/// What an expression yields, as its C++ type.
/// Errors: `conversion_error` for NULL where there can be none, and for what does not fit.
template <class Type> Type read_result(const any_value& value) {
    using wanted = without_optional<Type>;
    using wire = typename codec<wanted>::wire;
    if (value.null) {
        if constexpr (is_optional<Type>)
            return std::nullopt;
        else
            throw conversion_error("NULL where the expression never is NULL");
    }
    const any_value found = with_own_digits(value, type_of<wanted>);
    wanted made{};
    wire read{};
    if (!recorder_reader(found).read(read)) throw conversion_error("the result is of another type than the expression");
    codec<wanted>::decode(static_cast<wire&&>(read), made);
    return made;
}

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/base/join_text.hpp>
#include <refract/base/rules/client.hpp>
#include <refract/driver/sqlite_cell.hpp>
#include <refract/driver/sqlite_error.hpp>
#include <refract/driver/sqlite_list.hpp>
#include <refract/driver/sqlite_time.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// Functions of SQL that are C++ of the program: their arguments and results go through the codecs.

namespace refract {
inline namespace v0 {
namespace detail {

/// A function as SQLite wants it.
struct sqlite_definition {
    std::string name{};
    int arguments = 0;
    bool deterministic = false;
    void* implementation = nullptr; ///< belongs to SQLite from then on
    void (*destroy)(void*) = nullptr;
    void (*call)(sqlite3_context*, int, sqlite3_value**) = nullptr; ///< of no aggregate
    void (*step)(sqlite3_context*, int, sqlite3_value**) = nullptr;
    void (*finish)(sqlite3_context*) = nullptr;
    void (*current)(sqlite3_context*) = nullptr; ///< of an aggregate that can be the function of a window
    void (*inverse)(sqlite3_context*, int, sqlite3_value**) = nullptr;
};
inline void define_sqlite_function(sqlite3* connection, const sqlite_definition& what) {
    const int flags = SQLITE_UTF8 | (what.deterministic ? SQLITE_DETERMINISTIC : 0);
    const int result =
        what.inverse
            ? sqlite3_create_window_function(connection, what.name.c_str(), what.arguments, flags, what.implementation,
                                             what.step, what.finish, what.current, what.inverse, what.destroy)
            : sqlite3_create_function_v2(connection, what.name.c_str(), what.arguments, flags, what.implementation,
                                         what.call, what.step, what.finish, what.destroy);
    if (result != SQLITE_OK) throw_sqlite_error(connection, result, {}, sqlite_stage::run);
}

/// No exception passes through SQLite: it becomes the statement's.
template <class Work> void guard_sqlite_call(sqlite3_context* context, std::string_view name, Work work) noexcept {
    try {
        try {
            work();
        } catch (const std::bad_alloc&) { throw; } catch (const std::exception& failure) {
            const std::string why = join_text({"the function ", name, " has failed: ", failure.what()});
            sqlite3_result_error(context, why.data(), static_cast<int>(why.size()));
        } catch (...) {
            const std::string why = join_text({"the function ", name, " has failed"});
            sqlite3_result_error(context, why.data(), static_cast<int>(why.size()));
        }
    } catch (...) { sqlite3_result_error_nomem(context); }
}

/// Gives a function's result.
struct sqlite_result {
    sqlite3_context* context;

    template <class Value> void give(const Value& value) const {
        if constexpr (!is_optional<Value>)
            put(codec<Value>::encode(value));
        else if (value)
            give(*value);
        else
            sqlite3_result_null(context);
    }

private:
    void put(bool value) const { sqlite3_result_int(context, value ? 1 : 0); }
    template <class Number>
        requires std::is_integral_v<Number>
    void put(Number value) const {
        sqlite3_result_int64(context, value);
    }
    void put(double value) const {
        if (__builtin_isnan(value)) throw conversion_error("SQLite cannot store NaN: it would become NULL");
        sqlite3_result_double(context, value);
    }
    void put(std::string_view value) const {
        sqlite3_result_text64(context, value.data() ? value.data() : "", value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    template <class Byte> void put_bytes(const Byte* data, std::size_t size) const {
        if (size == 0) return void(sqlite3_result_zeroblob64(context, 0));
        sqlite3_result_blob64(context, data, size, SQLITE_TRANSIENT);
    }
    void put(wire::bytes value) const { put_bytes(value.data(), value.size()); }
    template <text_wire Wire> void put(const Wire& value) const {
        if constexpr (requires { wire_row<Wire>::text_to_store(value.text); })
            put(std::string_view(wire_row<Wire>::text_to_store(value.text)));
        else
            put(std::string_view(value.text));
    }
    void put(wire::interval value) const { put(value.microseconds); }
    void put(wire::timestamp value) const { put(sqlite_moment(value).view()); }
    void put(wire::date value) const { put(sqlite_moment(value).view()); }
    void put(wire::time value) const { put(sqlite_moment(value).view()); }
    void put(const wire::uuid& value) const { put(std::string_view(uuid{value.bytes}.to_string())); }
    void put(wire::decimal value) const {
        check_sqlite_decimal(value);
        put(static_cast<double>(value.coefficient) / static_cast<double>(power_of_ten(value.scale)));
    }
};

/// Reads a function's argument. Errors: `schema_mismatch` for a value of another type.
template <class Argument> void read_argument(sqlite3_value* value, Argument& out) {
    const sqlite_cell cell(value);
    if constexpr (is_optional<Argument>) {
        if (!cell.is_null()) detail::read_argument(value, out.emplace());
    } else {
        using stored = codec<Argument>;
        stored::decode(cell.template read<typename stored::wire>(), out);
    }
}

/// The declaration of a function, taken apart.
template <class Signature> struct sqlite_signature;
template <class Result, class... Argument> struct sqlite_signature<Result(Argument...)> {
    using arguments = std::tuple<std::remove_cvref_t<Argument>...>;
    static constexpr int count = sizeof...(Argument);

    /// Calls work(arguments...), unless NULL meets an argument that takes none; whether it has called.
    template <class Work> static bool call(sqlite3_value** values, Work work) {
        return call_with(values, work, std::index_sequence_for<Argument...>{});
    }

private:
    template <class Work, std::size_t... Index>
    static bool call_with(sqlite3_value** values, Work& work, std::index_sequence<Index...>) {
        [[maybe_unused]] const auto lacks = [&]([[maybe_unused]] std::size_t index, bool takes_null) {
            return !takes_null && sqlite3_value_type(values[index]) == SQLITE_NULL;
        };
        if ((lacks(Index, is_optional<std::tuple_element_t<Index, arguments>>) || ...)) return false;
        arguments all{};
        (detail::read_argument(values[Index], std::get<Index>(all)), ...);
        std::apply(work, all);
        return true;
    }
};

/// A function of single rows.
template <class Function, class Signature, class Callable> struct sqlite_scalar {
    Callable callable;

    static void call(sqlite3_context* context, int, sqlite3_value** values) {
        guard_sqlite_call(context, Function::name, [&] {
            auto& self = *static_cast<sqlite_scalar*>(sqlite3_user_data(context));
            sqlite_signature<Signature>::call(values, [&](auto&... argument) {
                auto&& made = self.callable(argument...); // a view that it becomes looks into it
                sqlite_result{context}.give(static_cast<typename Function::result_type>(made));
            });
        });
    }
    static void destroy(void* self) { delete static_cast<sqlite_scalar*>(self); }
};

/// Stands for the inverse of an aggregate that is no function of windows.
struct no_inverse {};

/// An aggregate: a state that each group or window begins with, what a row does to it, and its result.
template <class Function, class Signature, class State, class Step, class Finish, class Inverse>
struct sqlite_aggregate {
    State initial;
    Step step;
    Finish finish;
    Inverse inverse;

    static sqlite_aggregate& of(sqlite3_context* context) {
        return *static_cast<sqlite_aggregate*>(sqlite3_user_data(context));
    }
    /// Where the state of a group is kept; null before its first row.
    static State** place_of(sqlite3_context* context, std::size_t size) {
        return static_cast<State**>(sqlite3_aggregate_context(context, static_cast<int>(size)));
    }
    static State& state_of(sqlite3_context* context) {
        State** const kept = place_of(context, sizeof(State*));
        if (!kept) throw std::bad_alloc();
        if (!*kept) *kept = new State(of(context).initial);
        return **kept;
    }
    template <class Work> static void take(sqlite3_context* context, sqlite3_value** values, Work& work) {
        guard_sqlite_call(context, Function::name, [&] {
            sqlite_signature<Signature>::call(values, [&](auto&... argument) { work(state_of(context), argument...); });
        });
    }
    static void run_step(sqlite3_context* context, int, sqlite3_value** values) {
        take(context, values, of(context).step);
    }
    static void run_inverse(sqlite3_context* context, int, sqlite3_value** values) {
        take(context, values, of(context).inverse);
    }
    static void give(sqlite3_context* context) {
        guard_sqlite_call(context, Function::name, [&] {
            State** const kept = place_of(context, 0);
            sqlite_aggregate& self = of(context);
            auto&& made = self.finish(kept && *kept ? std::as_const(**kept) : std::as_const(self.initial));
            sqlite_result{context}.give(static_cast<typename Function::result_type>(made));
        });
    }
    static void end(sqlite3_context* context) {
        give(context);
        if (State** const kept = place_of(context, 0)) delete std::exchange(*kept, nullptr);
    }
    static void destroy(void* self) { delete static_cast<sqlite_aggregate*>(self); }
};

/// Whether the implementation of a function, or the parts of that of an aggregate, fit its declaration.
template <class Function, class Arguments, class... Part> inline constexpr bool implements = false;
template <class Function, class... Argument, class Callable>
inline constexpr bool implements<Function, std::tuple<Argument...>, Callable> =
    !Function::is_aggregate && std::is_invocable_r_v<typename Function::result_type, Callable&, Argument&...>;
template <class Function, class... Argument, class State, class Step, class Finish, class... Inverse>
inline constexpr bool implements<Function, std::tuple<Argument...>, State, Step, Finish, Inverse...> =
    Function::is_aggregate && sizeof...(Inverse) <= 1 && std::is_invocable_v<Step&, State&, Argument&...> &&
    std::is_invocable_r_v<typename Function::result_type, Finish&, const State&> &&
    (std::is_invocable_v<Inverse&, State&, Argument&...> && ...);
template <class Function, class... Part> using check_implementation =
    check_that<implements<Function, typename sqlite_signature<typename Function::signature>::arguments, Part...>,
               rule::implementation_fits, Function>;

template <class Function, class Callable> sqlite_definition make_sqlite_definition(Callable callable) {
    using made = sqlite_scalar<Function, typename Function::signature, Callable>;
    return {.name = std::string(Function::name),
            .arguments = sqlite_signature<typename Function::signature>::count,
            .deterministic = Function::is_deterministic,
            .implementation = new made{std::move(callable)},
            .destroy = &made::destroy,
            .call = &made::call};
}
template <class Function, class State, class Step, class Finish, class Inverse = no_inverse>
sqlite_definition make_sqlite_definition(State initial, Step step, Finish finish, Inverse inverse = {}) {
    using made = sqlite_aggregate<Function, typename Function::signature, State, Step, Finish, Inverse>;
    sqlite_definition all{.name = std::string(Function::name),
                          .arguments = sqlite_signature<typename Function::signature>::count,
                          .implementation =
                              new made{std::move(initial), std::move(step), std::move(finish), std::move(inverse)},
                          .destroy = &made::destroy,
                          .step = &made::run_step,
                          .finish = &made::end};
    if constexpr (!std::is_same_v<Inverse, no_inverse>) {
        all.current = &made::give;
        all.inverse = &made::run_inverse;
    }
    return all;
}

} // namespace detail
} // namespace v0
} // namespace refract

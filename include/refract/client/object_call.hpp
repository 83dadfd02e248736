// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/compiler.hpp>
#include <refract/base/join_text.hpp>
#include <refract/base/rules/row.hpp>
#include <refract/client/execution.hpp>
#include <refract/client/insert_many.hpp>
#include <refract/client/object.hpp>
#include <refract/client/parameters.hpp>
#include <refract/client/place.hpp>
#include <refract/client/reading.hpp>
#include <refract/client/runtime_text.hpp>
#include <refract/client/tenant.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Dialect, class Model, class... Argument> consteval auto find_found_key_outcome() {
    if constexpr (!is_passed<check_key<Dialect, Model, Argument...>>)
        return check_key<Dialect, Model, Argument...>{};
    else
        return check_that<!view_traits<source_model<Model>>::value, rule::rows_are_owned, Model>{};
}
/// What a verb asks of a key that gives the row's object, which outlives the driver's buffer.
template <class Dialect, class Model, class... Argument> using check_found_key =
    decltype(find_found_key_outcome<Dialect, Model, Argument...>());

/// Whether a write of an object brings back a column whose field would look into the driver's buffer.
template <class Model> constexpr bool brings_views() {
    if constexpr (!view_traits<source_model<Model>>::value) {
        return false;
    } else {
        return []<std::size_t... Field>(std::index_sequence<Field...>) {
            return ((view_traits<field_type<source_model<Model>, Field>>::value &&
                     (is_omittable(table_of<Model>(), Field) || is_refreshed(table_of<Model>().columns[Field]))) ||
                    ...);
        }(std::make_index_sequence<field_count<source_model<Model>>>{});
    }
}
/// `Outcome`, and that what comes back outlives the statement.
template <class Outcome, class Model> consteval auto find_brought_outcome() {
    if constexpr (!is_passed<Outcome>)
        return Outcome{};
    else
        return check_that<!brings_views<Model>(), rule::rows_are_owned, Model>{};
}
template <class Dialect, class Object> using check_object_insert =
    decltype(find_brought_outcome<check_inserted<Dialect, Object>, Object>());
template <class Dialect, class Object> using check_object_update =
    decltype(find_brought_outcome<check_kept<Dialect, Object>, Object>());
template <class Dialect, class Object> using check_object_upsert =
    decltype(find_brought_outcome<check_upserted<Dialect, Object>, Object>());

// What can go wrong with an object, of any model.

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_without_row(std::string_view what, std::string_view table,
                                                                     std::string_view sql,
                                                                     std::source_location where = {},
                                                                     std::string_view key = {}) {
    throw not_found(error_details{.message = join_text({what, "\"", table, "\"", key.empty() ? "" : ":", key}),
                                  .sql = std::string(sql),
                                  .location = where});
}
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_unwritten_row(std::string_view table, std::string_view sql) {
    throw not_found(error_details{.message = join_text({"no row was written to \"", table,
                                                        "\": a trigger or an ON CONFLICT of the table left it out"}),
                                  .sql = std::string(sql)});
}
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_stale_row(std::string_view table, std::string_view sql) {
    throw stale_object(error_details{
        .message = join_text({"the row of \"", table, "\" was changed since the object was read; read it again"}),
        .sql = std::string(sql),
        .can_retry = true});
}
inline constexpr std::string_view no_row_has_key = "there is no row with this key in ";
[[noreturn, gnu::cold, gnu::noinline]] inline void throw_unchanged_row(std::string_view table, std::string_view sql) {
    throw not_found(error_details{
        .message = join_text({no_row_has_key, "\"", table, "\", or a trigger or an ON CONFLICT left it as it was"}),
        .sql = std::string(sql)});
}

/// One call for a whole object: on which connection, in which table, and where that is. What can be wrong with it was
/// asked before.
template <class Driver, class Table, class Place> struct object_call {
    using model = source_model<Table>;
    using dialect = typename Driver::dialect;
    using prepared = typename Driver::statement;
    using traits = object_traits<Table>;

    session_state<Driver>& shared;
    std::source_location where;
    [[no_unique_address]] Place place;

    template <class... Part> REFRACT_ONCE inline std::optional<model> find(const Part&... part) const {
        auto run = begin<usual_form<object_action::find>>();
        bind_key_parts(run, part...);
        return first_row<model>::of(run.send());
    }
    template <object_action Action, class... Part> bool erase_by_key(const Part&... part) const {
        auto run = begin<usual_form<Action>>();
        bind_key_parts(run, part...);
        return run.send().finish() > 0;
    }
    template <class Object> model insert(Object&& object, key_source keys) const {
        constexpr bool key_alone = Driver::knows_last_key && traits::omits_only_key;
        const omitted_columns omitted = detail::omitted_of(std::as_const(object), keys);
        if (omitted == omit_nothing) {
            constexpr object_form action{.action = object_action::insert, .returns_made = traits::has_generated};
            return finish_insert(begin<action>(), static_cast<Object&&>(object), omit_nothing, false);
        }
        if constexpr (traits::has_omittable) {
            if (!traits::omits_some || omitted == omit_everything) {
                constexpr object_form action{
                    .action = object_action::insert, .omitted = omit_everything, .returns_made = !key_alone};
                return finish_insert(begin<action>(), static_cast<Object&&>(object), omit_everything, key_alone);
            }
        }
        if constexpr (traits::omits_some) {
            return finish_insert(begin_partial(object_action::insert, omitted), static_cast<Object&&>(object), omitted,
                                 false);
        } else {
            return static_cast<Object&&>(object); // not reached: nothing can be omitted
        }
    }
    template <class Object> model upsert(Object&& object, key_source keys) const {
        if (detail::leaves_key<model>(object, keys)) return insert(static_cast<Object&&>(object), keys);
        const omitted_columns omitted = detail::omitted_of(std::as_const(object), keys);
        auto run = omitted == omit_nothing ? begin<usual_form<object_action::upsert>>()
                                           : begin_partial(object_action::upsert, omitted);
        return send_object<true>(run, static_cast<Object&&>(object), omitted);
    }
    template <object_action Action> bool erase(const model& object) const {
        constexpr bool for_good = Action == object_action::erase_object_for_good;
        auto run = begin<usual_form<Action>>();
        run.bind([&](prepared& statement) { bind_identity(statement, object, 1); });
        const bool erased = run.send().finish() > 0;
        if constexpr (traits::has_version)
            if (!erased && is_newer<for_good ? object_action::find_any : object_action::find>(object))
                throw_stale(run.sql());
        return erased;
    }
    template <class Object> void update(Object& object) const {
        auto run = begin<usual_form<object_action::update>>();
        run.bind([&](prepared& statement) { detail::bind_update(statement, std::as_const(object)); }).send();
        bool touched = false;
        if constexpr (traits::is_refreshed_by_update) {
            touched = run.step();
            if constexpr (!std::is_const_v<Object>)
                if (touched) detail::read_back(run.statement(), object, refreshed_fields<model>);
            if (touched) run.drain();
        } else {
            touched = run.finish() > 0;
        }
        if (!touched) throw_not_updated(run.sql(), object);
    }
    [[noreturn, gnu::cold]] static void throw_no_such_key(call_place where) {
        throw_without_row(no_row_has_key, table_of<Table>().name,
                          object_statement_of<dialect, Table, usual_form<object_action::find>>.text(), where);
    }

private:
    template <object_action Action> static constexpr object_form usual_form{.action = Action};

    /// What refract asks for itself is no statement of the program's.
    template <object_form Form, bool OfProgram = true> execution<Driver> begin() const {
        if constexpr (OfProgram) note_objects<dialect, Table, Form>(where);
        if constexpr (is_chosen<Place>) {
            auto run = begin_found(shared, find_object_statement<Table, Form>(shared, place), where);
            if constexpr (Form.action == object_action::insert) check_key(run.statement(), Form.omitted);
            return run;
        } else {
            auto run = begin_constant(shared, object_statement_of<dialect, Table, Form>, where);
            if constexpr (Form.action == object_action::insert) check_first_key<Table>(run.statement(), Form.omitted);
            if constexpr (is_of_tenant<Place> && table_of<Table>().tenant != table_info::none &&
                          Form.action != object_action::insert && Form.action != object_action::upsert)
                run.bind([&](prepared& statement) {
                    place.bind(statement, object_statement_of<dialect, Table, Form>.parameter_count);
                });
            return run;
        }
    }
    void check_key(prepared& statement, omitted_columns omitted, bool has_run = false) const {
        check_made_key<Table>(statement, omitted, place.template table<Table>(), has_run);
    }
    template <class Field, class Part>
    REFRACT_ONCE static void bind_key_part(prepared& statement, int& position, const Part& part) {
        if constexpr (is_given<Field>) detail::bind_argument<Field>(statement, ++position, part);
    }
    template <class... Part> REFRACT_ONCE static void bind_key_parts(execution<Driver>& run, const Part&... part) {
        run.bind([&](prepared& statement) {
            int position = 0;
            try {
                [&]<class... Field>(type_list<Field...>) {
                    (bind_key_part<Field>(statement, position, part), ...);
                }(parameters_of<key_types_of<Table>, Part...>{});
            } catch (error& failure) { rethrow_with_key_part<Table>(failure, position); }
        });
    }

    template <class Object> REFRACT_ONCE inline model finish_insert(execution<Driver> run, Object&& object,
                                                                    omitted_columns omitted, bool key_alone) const {
        auto result = send_object<false>(run, static_cast<Object&&>(object), omitted);
        if constexpr (table_of<Table>().key_is_generated)
            if (key_alone) {
                check_key(run.statement(), omitted, true); // it may have been prepared anew for another table
                set_key(result, shared.connection.last_key(), run);
            }
        return result;
    }
    REFRACT_ONCE static void set_key(model& object, std::int64_t made, execution<Driver>& run) {
        constexpr std::size_t key = table_of<Table>().key.columns[0];
        using field = codec<field_type<model, key>>;
        check_key_fits<Table>(made, "the key's field; the row is there", run);
        field::decode(static_cast<typename field::wire>(made), detail::field_of<key>(object));
    }
    /// Sends an object and reads what came back into the one that is returned. A copy is made before the statement
    /// runs and a move behind it: if memory is short, there is neither a row that nobody was told of, nor an object
    /// that is gone without a row.
    template <bool IsUpsert, class Object>
    REFRACT_ONCE inline model send_object(execution<Driver>& run, Object&& object, omitted_columns omitted) const {
        if constexpr (std::is_lvalue_reference_v<Object>)
            return send_copy<IsUpsert>(run, object, omitted);
        else
            return send_moved<IsUpsert>(run, static_cast<Object&&>(object), omitted);
    }
    // GCC before 14 moves what is returned once more, unless it stands in the outermost block.
    template <bool IsUpsert>
    model send_copy(execution<Driver>& run, const model& object, omitted_columns omitted) const {
        model result = object;
        const bool row = send_fields<IsUpsert>(run, std::as_const(result), omitted);
        if (row) read_sent<IsUpsert>(run, result, omitted);
        return result;
    }
    template <bool IsUpsert, class Object>
    model send_moved(execution<Driver>& run, Object&& object, omitted_columns omitted) const {
        const bool row = send_fields<IsUpsert>(run, std::as_const(object), omitted);
        model result = static_cast<Object&&>(object);
        if (row) read_sent<IsUpsert>(run, result, omitted);
        return result;
    }
    /// Whether a row comes back.
    template <bool IsUpsert>
    bool send_fields(execution<Driver>& run, const model& object, omitted_columns omitted) const {
        run.bind([&](prepared& statement) { bind_sent(statement, object, omitted, 1); }).send();
        const bool row = run.step();
        if (!row && inserted(run.statement(), 1, place.template table<Table>()) == 0) [[unlikely]]
            throw_not_inserted<IsUpsert>(run.sql(), object);
        return row;
    }
    template <bool IsUpsert>
    REFRACT_ONCE static void read_sent(execution<Driver>& run, model& object, omitted_columns omitted) {
        read_returned<model, IsUpsert>(run.statement(), object, omitted);
        run.drain();
    }
    /// An insert or upsert in which some, but not all, of what the database can fill is set.
    execution<Driver> begin_partial(object_action action, omitted_columns omitted) const {
        note_objects<dialect, Table, usual_form<object_action::insert>>(where);
        auto run = begin_found(shared, find_partial_insert<Table>(shared, place, action, omitted, true), where);
        check_key(run.statement(), omitted);
        return run;
    }

    /// Whether the object's key has a row of another version, for a write that touched none: one of its own version
    /// was left out by a trigger, and would be again.
    template <object_action Find = object_action::find> bool is_newer(const model& object) const {
        if constexpr (requires { Driver::holds_rows; }) {
            return true; // the recorder answers what it was told, and was asked to play a stale object
        } else {
            auto run = begin<usual_form<Find>, false>();
            run.bind([&](prepared& statement) { bind_key(statement, object, 1); });
            const std::optional<model> now = first_row<model>::of(run.send());
            constexpr std::size_t version = [] {
                std::size_t at = 0;
                while (!traits::table.columns[at].version) ++at;
                return at;
            }();
            return now && detail::field_of<version>(*now) != detail::field_of<version>(object);
        }
    }
    [[noreturn, gnu::cold]] void throw_not_updated(std::string_view sql, const model& object) const {
        if constexpr (traits::has_version)
            if (is_newer(object)) throw_stale(sql);
        throw_unchanged_row(table_of<Table>().name, sql);
    }
    template <bool IsUpsert>
    [[noreturn, gnu::cold]] void throw_not_inserted(std::string_view sql, const model& object) const {
        if constexpr (IsUpsert && traits::has_version)
            if (is_newer<object_action::find_any>(object)) throw_stale(sql);
        throw_unwritten_row(table_of<Table>().name, sql);
    }
    [[noreturn, gnu::cold]] static void throw_stale(std::string_view sql) {
        throw_stale_row(table_of<Table>().name, sql);
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

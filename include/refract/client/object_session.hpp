// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/entity.hpp>
#include <refract/client/insert_many.hpp>
#include <refract/client/session_base.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <source_location>
#include <string>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

/// The verbs for whole objects.
template <class Driver> class object_session : public session_base<Driver> {
protected:
    using base = session_base<Driver>;
    using typename base::dialect;
    using typename base::lease;
    using typename base::prepared;

public:
    /// Inserts an object and returns it with what the database made.
    ///
    /// Sends every field as it stands, except a key made by the database that is still zero, and a
    /// column whose default is an expression and whose field is as a default-made object has it.
    /// Errors: `not_found` if a trigger left the row out.
    template <class Object> std::remove_cvref_t<Object>
    insert(Object&& object, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return insert_object(std::forward<Object>(object), key_source::database);
    }
    /// The same with the object's own key, also when it is zero.
    template <class Object> std::remove_cvref_t<Object>
    insert(Object&& object, keys_are_given_t, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return insert_object(std::forward<Object>(object), key_source::program);
    }
    /// Inserts a range of objects in the fastest way that the database has; all of them or none. Gives the number of
    /// rows that were made: a trigger may leave some out.
    template <class Range>
    std::int64_t insert_many(Range&& objects, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return bulk_insert(*state_, objects, key_source::database);
    }
    template <class Object>
    std::int64_t insert_many(std::initializer_list<Object> objects,
                             const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return bulk_insert(*state_, objects, key_source::database);
    }
    /// The same with the objects' own keys, also those that are zero: copies rows as they are.
    template <class Range>
    std::int64_t insert_many(Range&& objects, keys_are_given_t,
                             const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return bulk_insert(*state_, objects, key_source::program);
    }
    template <class Object>
    std::int64_t insert_many(std::initializer_list<Object> objects, keys_are_given_t,
                             const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return bulk_insert(*state_, objects, key_source::program);
    }
    /// The object with this key, if there is one; a key of several columns has several values.
    template <class Model, class Part>
    std::optional<Model> find(const Part& key, const std::source_location& where = std::source_location::current()) {
        return find_at<Model>(where, key);
    }
    template <class Model, class First, class Second, class... Rest>
    std::optional<Model> find(const First& first, const Second& second, const Rest&... rest) {
        return find_at<Model>({}, first, second, rest...);
    }
    /// The object with this key. Errors: `not_found`.
    template <class Model, class Part>
    Model get(const Part& key, const std::source_location& where = std::source_location::current()) {
        return get_at<Model>(where, key);
    }
    template <class Model, class First, class Second, class... Rest>
    Model get(const First& first, const Second& second, const Rest&... rest) {
        return get_at<Model>({}, first, second, rest...);
    }
    /// Writes all fields of an object to its row. Columns that the database fills come back into an
    /// object that is not const. Errors: `not_found`; `stale_object` if the model has a version and
    /// the row another one.
    template <class Object>
    void update(Object&& object, const std::source_location& where = std::source_location::current()) {
        using model = std::remove_cvref_t<Object>;
        require<check_has_key<model>>();
        const usage guard(state(where).in_use, where);
        constexpr entity_key action{.action = entity_action::update};
        auto held = acquire<model, action>();
        bind_update(held.statement(), std::as_const(object));
        bool touched = false;
        if constexpr (entity_traits<model>::is_refreshed_by_update) {
            touched = held.statement().step();
            if constexpr (!std::is_const_v<std::remove_reference_t<Object>>)
                if (touched) read_back(held.statement(), object, refreshed_fields<model>);
            run(held.statement());
        } else {
            touched = run(held.statement()) > 0;
        }
        if (!touched) throw_not_updated<model>(held.statement().sql(), object);
    }
    /// Inserts the object, or updates the row with its key: `ON CONFLICT (key) DO UPDATE`. What an
    /// insert would leave to the database stays as it is in a row that is there already.
    /// Returns the object as the row has it now. Errors: `stale_object` if the model has a version and the row
    /// another one; `not_found` if a trigger left the row out.
    template <class Object> std::remove_cvref_t<Object>
    upsert(Object&& object, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return upsert_object(std::forward<Object>(object), key_source::database);
    }
    /// The same with the object's own key, also when it is zero.
    template <class Object> std::remove_cvref_t<Object>
    upsert(Object&& object, keys_are_given_t, const std::source_location& where = std::source_location::current()) {
        const usage guard(state(where).in_use, where);
        return upsert_object(std::forward<Object>(object), key_source::program);
    }
    /// Deletes the object's row; whether there was one. Errors: `stale_object` if the model has a version and the
    /// row another one.
    template <class Object>
        requires(!std::is_arithmetic_v<Object>)
    bool erase(const Object& object, const std::source_location& where = std::source_location::current()) {
        require<check_has_key<Object>>();
        const usage guard(state(where).in_use, where);
        constexpr entity_key action{.action = entity_action::erase_object};
        auto held = acquire<Object, action>();
        field_binder binder{held.statement(), 1};
        bind_key(binder, object);
        if constexpr (entity_traits<Object>::has_version) for_fields<Object>(object, version_fields<Object>, binder);
        const bool erased = run(held.statement()) > 0;
        if constexpr (entity_traits<Object>::has_version)
            if (!erased && is_there(object)) throw_stale<Object>(held.statement().sql());
        return erased;
    }
    /// Deletes the row with this key; whether there was one.
    template <class Model, class First, class... Rest> bool erase(const First& first, const Rest&... rest) {
        require<check_has_key<Model>>();
        require<typename key_check<Model, First, Rest...>::type>();
        const usage guard(state().in_use);
        constexpr entity_key action{.action = entity_action::erase};
        auto held = acquire<Model, action>();
        bind_key_parts<Model>(held.statement(), first, rest...);
        return run(held.statement()) > 0;
    }

protected:
    using base::base;
    using base::state;
    using base::state_;

private:
    template <class Model, class... Part>
    std::optional<Model> find_at(const std::source_location& where, const Part&... key) {
        require<check_has_key<Model>>();
        require<typename key_check<Model, Part...>::type>();
        const usage guard(state(where).in_use, where);
        constexpr entity_key action{.action = entity_action::find};
        const lease held = acquire<Model, action>();
        bind_key_parts<Model>(held.statement(), key...);
        return read_first<Model>(held.statement());
    }
    template <class Model, class... Part> Model get_at(const std::source_location& where, const Part&... key) {
        auto found = find_at<Model>(where, key...);
        if (!found) throw_no_such_key<Model>(where);
        return std::move(*found);
    }
    template <class Model, entity_key Key> lease acquire() {
        static constexpr ready_statement text = entity_statement<dialect, Model, Key>();
        lease held = state_->statements.acquire(state_->connection, entity_number<dialect, Model, Key>, text);
        held.statement().begin(false);
        if constexpr (Key.action == entity_action::insert) check_made_key<Model>(held.statement(), Key.omitted);
        return held;
    }
    template <class Model, class... Part> static void bind_key_parts(prepared& statement, const Part&... part) {
        static constexpr std::uint16_t numbers[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        bind_arguments(statement, key_types_of<Model>{}, numbers, part...);
    }

    template <class Object> std::remove_cvref_t<Object> insert_object(Object&& object, key_source keys) {
        using model = std::remove_cvref_t<Object>;
        using traits = entity_traits<model>;
        require<check_key_holds_value<model>>();
        constexpr bool key_alone = Driver::knows_last_key && traits::omits_only_key;
        const omitted_columns omitted = omitted_of(std::as_const(object), keys);
        if (omitted == omit_nothing) {
            constexpr entity_key action{.action = entity_action::insert, .brings_back = traits::has_generated};
            return finish_insert(acquire<model, action>(), std::forward<Object>(object), omit_nothing, false);
        }
        if constexpr (traits::has_omittable) {
            if (!traits::omits_some || omitted == omit_everything) {
                constexpr entity_key action{
                    .action = entity_action::insert, .omitted = omit_everything, .brings_back = !key_alone};
                return finish_insert(acquire<model, action>(), std::forward<Object>(object), omit_everything,
                                     key_alone);
            }
        }
        if constexpr (traits::omits_some) {
            return finish_insert(acquire_partial<model>(entity_action::insert, omitted), std::forward<Object>(object),
                                 omitted, false);
        } else {
            return std::forward<Object>(object); // not reached: nothing can be omitted
        }
    }
    template <class Object> std::remove_cvref_t<Object> upsert_object(Object&& object, key_source keys) {
        using model = std::remove_cvref_t<Object>;
        require<check_has_key<model>>();
        if (leaves_key<model>(object, keys)) return insert_object(std::forward<Object>(object), keys);
        const omitted_columns omitted = omitted_of(std::as_const(object), keys);
        if (omitted == omit_nothing) {
            constexpr entity_key action{.action = entity_action::upsert};
            const lease held = acquire<model, action>();
            return send_object<true>(held.statement(), std::forward<Object>(object), omitted);
        }
        const lease held = acquire_partial<model>(entity_action::upsert, omitted);
        return send_object<true>(held.statement(), std::forward<Object>(object), omitted);
    }
    template <class Object>
    std::remove_cvref_t<Object> finish_insert(lease held, Object&& object, omitted_columns omitted, bool key_alone) {
        using model = std::remove_cvref_t<Object>;
        prepared& statement = held.statement();
        auto result = send_object<false>(statement, std::forward<Object>(object), omitted);
        if constexpr (table_of<model>().key_is_generated)
            if (key_alone) {
                check_made_key<model>(statement, omitted); // it may have been prepared anew for another table
                set_key(result, state_->connection.last_key());
            }
        return result;
    }
    template <class Model> static void set_key(Model& object, std::int64_t made) {
        constexpr std::size_t key = table_of<Model>().key.columns[0];
        using field = codec<without_optional<field_type<Model, key>>>;
        if (!std::in_range<typename field::wire>(made))
            throw_out_of_range("the key that the database made", "the key's field; the row is there");
        auto& out = field_of<key>(object);
        const auto stored = static_cast<typename field::wire>(made);
        if constexpr (is_optional<field_type<Model, key>>)
            field::decode(stored, out.emplace());
        else
            field::decode(stored, out);
    }
    /// Binds an object, runs the statement, and reads what came back into the object that is returned.
    template <bool IsUpsert, class Object>
    std::remove_cvref_t<Object> send_object(prepared& statement, Object&& object, omitted_columns omitted) {
        using model = std::remove_cvref_t<Object>;
        bind_sent(statement, std::as_const(object), omitted, 1);
        const bool row = statement.step();
        if (!row && inserted<model>(statement, 1) == 0) [[unlikely]]
            throw_not_inserted<IsUpsert>(statement.sql(), std::as_const(object));
        model result = std::forward<Object>(object);
        if (row) read_returned<model, IsUpsert>(statement, result, omitted);
        while (row && statement.step()) {}
        return result;
    }
    /// An insert or upsert in which some, but not all, of what the database can fill is set.
    template <class Model> lease acquire_partial(entity_action action, omitted_columns omitted) {
        shape_key key;
        key.add(&table_of<Model>());
        key.add(action);
        key.add(omitted);
        auto* found = state_->statements.find(key.bytes);
        if (!found) {
            const auto print = [&](writer& out) { print_entity(out, table_of<Model>(), action, omitted, 1, true); };
            runtime_statement made;
            made.key = key.bytes;
            writer counting{.dialect = dialect::info};
            print(counting);
            made.sql.resize(counting.text.size);
            made.types.resize(counting.at.placeholders);
            writer writing{.text = {.out = made.sql.data()}, .dialect = dialect::info, .types = made.types.data()};
            print(writing);
            found = state_->statements.add(state_->connection, std::move(made));
        }
        lease held = state_->statements.acquire(state_->connection, found);
        held.statement().begin(false);
        check_made_key<Model>(held.statement(), omitted);
        return held;
    }

    /// Whether the object's key has a row, for a write that touched none.
    template <class Model> bool is_there(const Model& object) {
        if constexpr (requires { Driver::holds_rows; }) {
            return true; // the recorder answers what it was told, and was asked to play a stale object
        } else {
            constexpr entity_key action{.action = entity_action::find};
            const lease held = acquire<Model, action>();
            field_binder binder{held.statement(), 1};
            bind_key(binder, object);
            return held.statement().step();
        }
    }

    template <class Model> [[noreturn, gnu::cold]] static void throw_no_such_key(const std::source_location& where) {
        const call_scope call(where);
        throw not_found("there is no row with this key in \"" + std::string(table_of<Model>().name) + "\"");
    }
    template <class Model> [[noreturn, gnu::cold]] void throw_not_updated(std::string_view sql, const Model& object) {
        if constexpr (entity_traits<Model>::has_version)
            if (is_there(object)) throw_stale<Model>(sql);
        throw not_found(
            error_details{.message = "there is no row with this key in \"" + std::string(table_of<Model>().name) + "\"",
                          .sql = std::string(sql)});
    }
    template <bool IsUpsert, class Model>
    [[noreturn, gnu::cold]] void throw_not_inserted(std::string_view sql, const Model& object) {
        if constexpr (IsUpsert && entity_traits<Model>::has_version)
            if (is_there(object)) throw_stale<Model>(sql);
        throw not_found(error_details{.message = "no row was written to \"" + std::string(table_of<Model>().name) +
                                                 "\": a trigger or an ON CONFLICT of the table left it out",
                                      .sql = std::string(sql)});
    }
    template <class Model> [[noreturn, gnu::cold]] static void throw_stale(std::string_view sql) {
        throw stale_object(error_details{.message = "the row of \"" + std::string(table_of<Model>().name) +
                                                    "\" was changed since the object was read; read it again",
                                         .sql = std::string(sql),
                                         .can_retry = true});
    }
};

} // namespace detail
} // namespace v0
} // namespace refract

// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/client.hpp>
#include <refract/client/call_arguments.hpp>
#include <refract/client/execution.hpp>
#include <refract/client/insert_many.hpp>
#include <refract/client/object.hpp>
#include <refract/client/parameters.hpp>
#include <refract/client/reading.hpp>
#include <refract/client/runtime_text.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver> class session;

/// The verbs for whole objects.
template <class Driver> class object_verbs {
public:
    /// Inserts an object and returns it with what the database made.
    ///
    /// Sends every field as it stands, except a key made by the database that is still zero, and a
    /// column whose default is an expression and whose field is as a default-made object has it.
    /// Errors: `not_found` if a trigger left the row out.
    template <class Object> std::decay_t<Object> insert(Object&& object, call_place where = call_place::current()) {
        return insert_at(where, std::forward<Object>(object), key_source::database);
    }
    /// `insert<Model>(object)`, where the object is one with a name.
    template <class Object> Object insert(const Object& object, call_place where = call_place::current()) {
        return insert_at(where, object, key_source::database);
    }
    /// The same with the object's own key, also when it is zero.
    template <class Object>
    std::decay_t<Object> insert(Object&& object, keys_are_given_t, call_place where = call_place::current()) {
        return insert_at(where, std::forward<Object>(object), key_source::program);
    }
    template <class Object>
    Object insert(const Object& object, keys_are_given_t, call_place where = call_place::current()) {
        return insert_at(where, object, key_source::program);
    }
    /// Inserts a range of objects in the fastest way that the database has; all of them or none. Gives the number of
    /// rows that were made: a trigger may leave some out.
    template <class Range> std::int64_t insert_many(Range&& objects, call_place where = call_place::current()) {
        return insert_many_at(where, objects, key_source::database);
    }
    template <class Object>
    std::int64_t insert_many(std::initializer_list<Object> objects, call_place where = call_place::current()) {
        return insert_many_at(where, objects, key_source::database);
    }
    /// The same with the objects' own keys, also those that are zero: copies rows as they are.
    template <class Range>
    std::int64_t insert_many(Range&& objects, keys_are_given_t, call_place where = call_place::current()) {
        return insert_many_at(where, objects, key_source::program);
    }
    template <class Object> std::int64_t insert_many(std::initializer_list<Object> objects, keys_are_given_t,
                                                     call_place where = call_place::current()) {
        return insert_many_at(where, objects, key_source::program);
    }
    /// The object with this key, if there is one; a key of several columns has several values.
    template <class Model, class First, class Second = not_given, class Third = not_given, class Fourth = not_given>
    std::optional<Model> find(const First& first, const Second& second = Second(), const Third& third = Third(),
                              const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return find_key<Model>(where, first, second, third, fourth);
    }
    template <class Model, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    std::optional<Model> find(const First& first, const Second& second, const Third& third, const Fourth& fourth,
                              const Fifth& fifth, const More&... more) {
        return find_key<Model>(call_place(), first, second, third, fourth, fifth, more...);
    }
    /// The object with this key. Errors: `not_found`.
    template <class Model, class First, class Second = not_given, class Third = not_given, class Fourth = not_given>
    Model get(const First& first, const Second& second = Second(), const Third& third = Third(),
              const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return get_key<Model>(where, first, second, third, fourth);
    }
    template <class Model, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    Model get(const First& first, const Second& second, const Third& third, const Fourth& fourth, const Fifth& fifth,
              const More&... more) {
        return get_key<Model>(call_place(), first, second, third, fourth, fifth, more...);
    }
    /// Writes all fields of an object to its row. Columns that the database fills come back into an
    /// object that is not const. Errors: `not_found`; `stale_object` if the model has a version and
    /// the row another one.
    template <class Object> void update(Object&& object, call_place where = call_place::current()) {
        update_at(where, object);
    }
    /// `update<Model>(object)`, where the object is one with a name.
    template <class Object> void update(Object& object, call_place where = call_place::current()) {
        update_at(where, object);
    }
    template <class Object> void update(const Object& object, call_place where = call_place::current()) {
        update_at(where, object);
    }
    /// Inserts the object, or updates the row with its key: `ON CONFLICT (key) DO UPDATE`. What an
    /// insert would leave to the database stays as it is in a row that is there already.
    /// Returns the object as the row has it now. Errors: `stale_object` if the model has a version and the row
    /// another one; `not_found` if a trigger left the row out.
    template <class Object> std::decay_t<Object> upsert(Object&& object, call_place where = call_place::current()) {
        return upsert_at(where, std::forward<Object>(object), key_source::database);
    }
    /// `upsert<Model>(object)`, where the object is one with a name.
    template <class Object> Object upsert(const Object& object, call_place where = call_place::current()) {
        return upsert_at(where, object, key_source::database);
    }
    /// The same with the object's own key, also when it is zero.
    template <class Object>
    std::decay_t<Object> upsert(Object&& object, keys_are_given_t, call_place where = call_place::current()) {
        return upsert_at(where, std::forward<Object>(object), key_source::program);
    }
    template <class Object>
    Object upsert(const Object& object, keys_are_given_t, call_place where = call_place::current()) {
        return upsert_at(where, object, key_source::program);
    }
    /// Deletes the object's row; whether there was one. Errors: `stale_object` if the model has a version and the
    /// row another one.
    template <class Object>
        requires(!storable<Object>)
    bool erase(const Object& object, call_place where = call_place::current()) {
        require<check_kept<dialect, Object>>();
        if constexpr (is_passed<check_kept<dialect, Object>>)
            return serve(share(), where, [&](state& shared) { return erase_object(shared, where, object); });
        else
            return false;
    }
    /// Deletes the row with this key; whether there was one.
    template <class Model, class First, class Second = not_given, class Third = not_given, class Fourth = not_given>
        requires(!std::is_same_v<Model, First>)
    bool erase(const First& first, const Second& second = Second(), const Third& third = Third(),
               const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return erase_key<Model>(where, first, second, third, fourth);
    }
    template <class Model, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    bool erase(const First& first, const Second& second, const Third& third, const Fourth& fourth, const Fifth& fifth,
               const More&... more) {
        return erase_key<Model>(call_place(), first, second, third, fourth, fifth, more...);
    }

    // A key alone does not say whose.
    template <bare_key Key, class... Part> std::optional<std::decay_t<const Key>> find(const Key& key, const Part&...) {
        require<bare_key_mistake<Key>>();
        return key;
    }
    template <bare_key Key, class... Part> std::decay_t<const Key> get(const Key& key, const Part&...) {
        require<bare_key_mistake<Key>>();
        return key;
    }
    template <storable Key, class... Part> bool erase(const Key&, const Part&...) {
        require<failed<rule::verb_names_its_model, Key>>();
        return false;
    }
    // A model without a key, or nothing at all.
    template <class Model = not_given> auto find() { return refuse_no_key<Model>(); }
    template <class Model = not_given> auto get() { return *refuse_no_key<Model>(); }
    template <class Model = not_given> bool erase() { return refuse_no_key<Model>().has_value(); }
    // No object, or several.
    template <class Model> void insert() { require<failed<rule::verb_takes_one_object, Model>>(); }
    template <class Model> void update() { require<failed<rule::verb_takes_one_object, Model>>(); }
    template <class... Wrong>
        requires(!is_one_object<Wrong...>)
    auto insert(const Wrong&...) {
        require<failed<rule::verb_takes_one_object, Wrong...>>();
        return refused_type();
    }
    template <class... Wrong>
        requires(!is_one_object<Wrong...>)
    auto upsert(const Wrong&...) {
        require<failed<rule::verb_takes_one_object, Wrong...>>();
        return refused_type();
    }
    template <class... Wrong>
        requires(!is_one_object<Wrong...>)
    void update(const Wrong&...) {
        require<failed<rule::verb_takes_one_object, Wrong...>>();
    }
    template <class... Wrong>
        requires(!is_one_object<Wrong...>)
    std::int64_t insert_many(const Wrong&...) {
        require<failed<rule::objects_are_a_range, Wrong...>>();
        return 0;
    }

private:
    using state = session_state<Driver>;
    using dialect = typename Driver::dialect;
    using prepared = typename Driver::statement;
    template <object_action Action> static constexpr object_form usual_form{.action = Action};

    template <class Model> static std::optional<Model> refuse_no_key() {
        if constexpr (is_given<Model>)
            require<check_key<dialect, Model>>();
        else
            require<failed<rule::verb_names_its_model, Model>>();
        return std::nullopt;
    }

    template <class Model, class... Part> std::optional<Model> find_key(call_place where, const Part&... part) {
        require<check_key<dialect, Model, Part...>>();
        if constexpr (is_passed<check_key<dialect, Model, Part...>>) {
            take_place(where, part...);
            return serve(share(), where, [&](state& shared) {
                auto run = begin<Model, usual_form<object_action::find>>(shared, where);
                bind_key_parts<Model>(run, part...);
                return first_row<Model>::of(run.send());
            });
        } else {
            return std::nullopt;
        }
    }
    template <class Model, class... Part> Model get_key(call_place where, const Part&... part) {
        take_place(where, part...);
        auto found = find_key<Model>(where, part...);
        if constexpr (is_passed<check_key<dialect, Model, Part...>>)
            if (!found) throw_no_such_key<Model>(where);
        return std::move(*found);
    }
    template <class Model, class... Part> bool erase_key(call_place where, const Part&... part) {
        using check = check_erased_key<dialect, Model, Part...>;
        require<check>();
        if constexpr (is_passed<check>) {
            take_place(where, part...);
            return serve(share(), where, [&](state& shared) {
                auto run = begin<Model, usual_form<object_action::erase>>(shared, where);
                bind_key_parts<Model>(run, part...);
                return run.send().finish() > 0;
            });
        } else {
            return false;
        }
    }

    template <class Object> std::decay_t<Object> insert_at(call_place where, Object&& object, key_source keys) {
        using model = std::remove_cvref_t<Object>;
        require<check_inserted<dialect, model>>();
        if constexpr (is_passed<check_inserted<dialect, model>>)
            return serve(share(), where, [&](state& shared) {
                return insert_object(shared, where, std::forward<Object>(object), keys);
            });
        else
            return std::forward<Object>(object);
    }
    template <class Object> void update_at(call_place where, Object& object) {
        using model = std::remove_cvref_t<Object>;
        require<check_kept<dialect, model>>();
        if constexpr (is_passed<check_kept<dialect, model>>)
            serve(share(), where, [&](state& shared) { update_object(shared, where, object); });
    }
    template <class Range> std::int64_t insert_many_at(call_place where, Range& objects, key_source keys) {
        using range = std::remove_cv_t<Range>;
        constexpr bool is_range = requires { std::begin(objects) != std::end(objects); };
        require<check_that<is_range, rule::objects_are_a_range, range>>();
        if constexpr (is_range) {
            using check = check_inserted<dialect, std::remove_cvref_t<decltype(*std::begin(objects))>>;
            require<check>();
            if constexpr (is_passed<check>)
                return serve(share(), where, [&](state& shared) { return bulk_insert(shared, where, objects, keys); });
        }
        return 0;
    }
    template <class Object> std::decay_t<Object> upsert_at(call_place where, Object&& object, key_source keys) {
        using model = std::remove_cvref_t<Object>;
        require<check_kept<dialect, model>>();
        if constexpr (is_passed<check_kept<dialect, model>>)
            return serve(share(), where, [&](state& shared) {
                return upsert_object(shared, where, std::forward<Object>(object), keys);
            });
        else
            return std::forward<Object>(object);
    }

    template <class Model, object_form Form> static execution<Driver> begin(state& shared, call_place where) {
        auto run = begin_constant(shared, object_statement_of<dialect, Model, Form>, where);
        if constexpr (Form.action == object_action::insert) check_first_key<Model>(run.statement(), Form.omitted);
        return run;
    }
    template <class Field, class Part> static void bind_key_part(prepared& statement, int& position, const Part& part) {
        if constexpr (is_given<Field>) detail::bind_argument<Field>(statement, ++position, part);
    }
    template <class Model, class... Part> static void bind_key_parts(execution<Driver>& run, const Part&... part) {
        run.bind([&](prepared& statement) {
            int position = 0;
            try {
                [&]<class... Field>(type_list<Field...>) {
                    (bind_key_part<Field>(statement, position, part), ...);
                }(parameters_of<key_types_of<Model>, Part...>{});
            } catch (error& failure) { rethrow_with_key_part<Model>(failure, position); }
        });
    }

    template <class Object> static std::remove_cvref_t<Object> insert_object(state& shared, call_place where,
                                                                             Object&& object, key_source keys) {
        using model = std::remove_cvref_t<Object>;
        using traits = object_traits<model>;
        constexpr bool key_alone = Driver::knows_last_key && traits::omits_only_key;
        const omitted_columns omitted = detail::omitted_of(std::as_const(object), keys);
        if (omitted == omit_nothing) {
            constexpr object_form action{.action = object_action::insert, .returns_made = traits::has_generated};
            return finish_insert(shared, begin<model, action>(shared, where), std::forward<Object>(object),
                                 omit_nothing, false);
        }
        if constexpr (traits::has_omittable) {
            if (!traits::omits_some || omitted == omit_everything) {
                constexpr object_form action{
                    .action = object_action::insert, .omitted = omit_everything, .returns_made = !key_alone};
                return finish_insert(shared, begin<model, action>(shared, where), std::forward<Object>(object),
                                     omit_everything, key_alone);
            }
        }
        if constexpr (traits::omits_some) {
            return finish_insert(shared, begin_partial<model>(shared, where, object_action::insert, omitted),
                                 std::forward<Object>(object), omitted, false);
        } else {
            return std::forward<Object>(object); // not reached: nothing can be omitted
        }
    }
    template <class Object> static std::remove_cvref_t<Object>
    finish_insert(state& shared, execution<Driver> run, Object&& object, omitted_columns omitted, bool key_alone) {
        using model = std::remove_cvref_t<Object>;
        auto result = send_object<false>(shared, run, std::forward<Object>(object), omitted);
        if constexpr (table_of<model>().key_is_generated)
            if (key_alone) {
                check_made_key<model>(run.statement(), omitted); // it may have been prepared anew for another table
                set_key(result, shared.connection.last_key());
            }
        return result;
    }
    template <class Model> static void set_key(Model& object, std::int64_t made) {
        constexpr std::size_t key = table_of<Model>().key.columns[0];
        using field = codec<field_type<Model, key>>;
        if (!std::in_range<typename field::wire>(made))
            throw_out_of_range("the key that the database made", "the key's field; the row is there");
        field::decode(static_cast<typename field::wire>(made), detail::field_of<key>(object));
    }
    template <class Object> static std::remove_cvref_t<Object> upsert_object(state& shared, call_place where,
                                                                             Object&& object, key_source keys) {
        using model = std::remove_cvref_t<Object>;
        if (detail::leaves_key<model>(object, keys))
            return insert_object(shared, where, std::forward<Object>(object), keys);
        const omitted_columns omitted = detail::omitted_of(std::as_const(object), keys);
        auto run = omitted == omit_nothing ? begin<model, usual_form<object_action::upsert>>(shared, where)
                                           : begin_partial<model>(shared, where, object_action::upsert, omitted);
        return send_object<true>(shared, run, std::forward<Object>(object), omitted);
    }
    template <class Object> static bool erase_object(state& shared, call_place where, const Object& object) {
        auto run = begin<Object, usual_form<object_action::erase_object>>(shared, where);
        run.bind([&](prepared& statement) { bind_identity(statement, object, 1); });
        const bool erased = run.send().finish() > 0;
        if constexpr (object_traits<Object>::has_version)
            if (!erased && is_there(shared, object)) throw_stale<Object>(run.sql());
        return erased;
    }
    template <class Object> static void update_object(state& shared, call_place where, Object& object) {
        using model = std::remove_cv_t<Object>;
        auto run = begin<model, usual_form<object_action::update>>(shared, where);
        run.bind([&](prepared& statement) { detail::bind_update(statement, std::as_const(object)); }).send();
        bool touched = false;
        if constexpr (object_traits<model>::is_refreshed_by_update) {
            touched = run.step();
            if constexpr (!std::is_const_v<Object>)
                if (touched) detail::read_back(run.statement(), object, refreshed_fields<model>);
            if (touched) run.drain();
        } else {
            touched = run.finish() > 0;
        }
        if (!touched) throw_not_updated<model>(shared, run.sql(), object);
    }
    /// Sends an object and reads what came back into the one that is returned. A copy is made before the statement
    /// runs and a move behind it: if memory is short, there is neither a row that nobody was told of, nor an object
    /// that is gone without a row.
    template <bool IsUpsert, class Object> static std::remove_cvref_t<Object>
    send_object(state& shared, execution<Driver>& run, Object&& object, omitted_columns omitted) {
        if constexpr (std::is_lvalue_reference_v<Object>)
            return send_copy<IsUpsert>(shared, run, object, omitted);
        else
            return send_moved<IsUpsert>(shared, run, std::forward<Object>(object), omitted);
    }
    // GCC before 14 moves what is returned once more, unless it stands in the outermost block.
    template <bool IsUpsert, class Model>
    static Model send_copy(state& shared, execution<Driver>& run, const Model& object, omitted_columns omitted) {
        Model result = object;
        const bool row = send_fields<IsUpsert>(shared, run, std::as_const(result), omitted);
        if (row) read_sent<IsUpsert>(run, result, omitted);
        return result;
    }
    template <bool IsUpsert, class Object> static std::remove_cvref_t<Object>
    send_moved(state& shared, execution<Driver>& run, Object&& object, omitted_columns omitted) {
        const bool row = send_fields<IsUpsert>(shared, run, std::as_const(object), omitted);
        std::remove_cvref_t<Object> result = std::forward<Object>(object);
        if (row) read_sent<IsUpsert>(run, result, omitted);
        return result;
    }
    /// Whether a row comes back.
    template <bool IsUpsert, class Model>
    static bool send_fields(state& shared, execution<Driver>& run, const Model& object, omitted_columns omitted) {
        run.bind([&](prepared& statement) { bind_sent(statement, object, omitted, 1); }).send();
        const bool row = run.step();
        if (!row && inserted<Model>(run.statement(), 1) == 0) [[unlikely]]
            throw_not_inserted<IsUpsert>(shared, run.sql(), object);
        return row;
    }
    template <bool IsUpsert, class Model>
    static void read_sent(execution<Driver>& run, Model& object, omitted_columns omitted) {
        read_returned<Model, IsUpsert>(run.statement(), object, omitted);
        run.drain();
    }
    /// An insert or upsert in which some, but not all, of what the database can fill is set.
    template <class Model> static execution<Driver> begin_partial(state& shared, call_place where, object_action action,
                                                                  omitted_columns omitted) {
        auto run = begin_found(shared, find_partial_insert<Model>(shared, action, omitted, true), where);
        check_made_key<Model>(run.statement(), omitted);
        return run;
    }

    /// Whether the object's key has a row, for a write that touched none.
    template <class Model> static bool is_there(state& shared, const Model& object) {
        if constexpr (requires { Driver::holds_rows; }) {
            return true; // the recorder answers what it was told, and was asked to play a stale object
        } else {
            auto run = begin<Model, usual_form<object_action::find>>(shared, {});
            run.bind([&](prepared& statement) { bind_key(statement, object, 1); });
            return run.send().step();
        }
    }
    static std::string in_table(std::string_view table) { return "\"" + std::string(table) + "\""; }
    template <class Model> [[noreturn, gnu::cold]] static void throw_no_such_key(call_place where) {
        throw not_found(error_details{
            .message = "there is no row with this key in " + in_table(table_of<Model>().name),
            .sql = std::string(object_statement_of<dialect, Model, usual_form<object_action::find>>.text()),
            .location = where});
    }
    template <class Model>
    [[noreturn, gnu::cold]] static void throw_not_updated(state& shared, std::string_view sql, const Model& object) {
        if constexpr (object_traits<Model>::has_version)
            if (is_there(shared, object)) throw_stale<Model>(sql);
        throw not_found(error_details{.message = "there is no row with this key in " + in_table(table_of<Model>().name),
                                      .sql = std::string(sql)});
    }
    template <bool IsUpsert, class Model>
    [[noreturn, gnu::cold]] static void throw_not_inserted(state& shared, std::string_view sql, const Model& object) {
        if constexpr (IsUpsert && object_traits<Model>::has_version)
            if (is_there(shared, object)) throw_stale<Model>(sql);
        throw not_found(error_details{.message = "no row was written to " + in_table(table_of<Model>().name) +
                                                 ": a trigger or an ON CONFLICT of the table left it out",
                                      .sql = std::string(sql)});
    }
    template <class Model> [[noreturn, gnu::cold]] static void throw_stale(std::string_view sql) {
        throw stale_object(error_details{.message = "the row of " + in_table(table_of<Model>().name) +
                                                    " was changed since the object was read; read it again",
                                         .sql = std::string(sql),
                                         .can_retry = true});
    }
    const session_share<Driver>& share() const noexcept { return static_cast<const session<Driver>*>(this)->state_; }
};

} // namespace detail
} // namespace v0
} // namespace refract

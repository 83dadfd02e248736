// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/client.hpp>
#include <refract/client/call_arguments.hpp>
#include <refract/client/create_tables.hpp>
#include <refract/client/execution.hpp>
#include <refract/client/insert_many.hpp>
#include <refract/client/object.hpp>
#include <refract/client/object_call.hpp>
#include <refract/client/object_mistakes.hpp>
#include <refract/client/place.hpp>
#include <refract/client/tenant.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

// Of shapes, which are read and written as trees: graph/by_key.hpp, graph/insert.hpp, graph/edit.hpp.
template <class Session, class Shape> struct tree_finder;
template <class Driver, class Place, class Shape> struct tree_writer;
template <class Driver, class Place, class Row> struct tree_changes;
template <class Driver, class Place, class Row, object_action Action> class tree_eraser;
template <class Row> struct edited_key;

/// Another table than a model's own.
template <class Table>
concept other_table = !std::is_same_v<source_model<Table>, Table> && source_traits<Table>::alias_name.empty();

/// The verbs for whole objects, of a `Session`: a database, a transaction, or either in a schema that the run time has
/// chosen. Each may name its model, `insert<Model>(object)`, or another table of it, `insert<as_table<Model, "old">>(object)`.
template <class Driver, class Session> class object_verbs : public object_mistakes<typename Driver::dialect> {
    using mistakes = object_mistakes<typename Driver::dialect>;

public:
    using mistakes::erase;
    using mistakes::erase_for_good;
    using mistakes::find;
    using mistakes::get;
    using mistakes::insert;
    using mistakes::insert_many;
    using mistakes::save;
    using mistakes::update;
    using mistakes::upsert;

    /// Inserts an object and returns it with what the database made.
    ///
    /// Sends every field as it stands, except a key made by the database that is still zero, and a
    /// column whose default is an expression and whose field is as a default-made object has it.
    /// Errors: `not_found` if a trigger left the row out.
    template <class Object> std::decay_t<Object> insert(Object&& object, call_place where = call_place::current()) {
        return insert_at<std::decay_t<Object>>(where, static_cast<Object&&>(object), key_source::database);
    }
    /// `insert<Model>(object)`, where the object is one with a name.
    template <class Object> Object insert(const Object& object, call_place where = call_place::current()) {
        return insert_at<Object>(where, object, key_source::database);
    }
    /// The same with the object's own key, also when it is zero.
    template <class Object>
    std::decay_t<Object> insert(Object&& object, keys_are_given_t, call_place where = call_place::current()) {
        return insert_at<std::decay_t<Object>>(where, static_cast<Object&&>(object), key_source::program);
    }
    template <class Object>
    Object insert(const Object& object, keys_are_given_t, call_place where = call_place::current()) {
        return insert_at<Object>(where, object, key_source::program);
    }
    /// Inserts a range of objects in the fastest way that the database has; all of them or none. Gives the number of
    /// rows that were made: a trigger may leave some out.
    template <class Range> std::int64_t insert_many(Range&& objects, call_place where = call_place::current()) {
        return insert_many_at<void>(where, objects, key_source::database);
    }
    template <class Object>
    std::int64_t insert_many(std::initializer_list<Object> objects, call_place where = call_place::current()) {
        return insert_many_at<void>(where, objects, key_source::database);
    }
    /// The same with the objects' own keys, also those that are zero: copies rows as they are.
    template <class Range>
    std::int64_t insert_many(Range&& objects, keys_are_given_t, call_place where = call_place::current()) {
        return insert_many_at<void>(where, objects, key_source::program);
    }
    template <class Object> std::int64_t insert_many(std::initializer_list<Object> objects, keys_are_given_t,
                                                     call_place where = call_place::current()) {
        return insert_many_at<void>(where, objects, key_source::program);
    }
    /// The same without the objects whose key or unique columns are there already: the number of rows that were new.
    template <class Range>
    std::int64_t insert_many(Range&& objects, on_conflict_do_nothing_t, call_place where = call_place::current()) {
        return insert_new_at<void>(where, objects, key_source::database);
    }
    template <class Object> std::int64_t insert_many(std::initializer_list<Object> objects, on_conflict_do_nothing_t,
                                                     call_place where = call_place::current()) {
        return insert_new_at<void>(where, objects, key_source::database);
    }
    template <class Range> std::int64_t insert_many(Range&& objects, keys_are_given_t, on_conflict_do_nothing_t,
                                                    call_place where = call_place::current()) {
        return insert_new_at<void>(where, objects, key_source::program);
    }
    /// The object with this key, if there is one; a key of several columns has several values.
    template <class Model, class First, class Second = not_given, class Third = not_given, class Fourth = not_given>
    std::optional<source_model<Model>> find(const First& first, const Second& second = Second(),
                                            const Third& third = Third(), const Fourth& fourth = Fourth(),
                                            call_place where = call_place::current()) {
        return find_key<Model>(where, first, second, third, fourth);
    }
    template <class Model, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    std::optional<source_model<Model>> find(const First& first, const Second& second, const Third& third,
                                            const Fourth& fourth, const Fifth& fifth, const More&... more) {
        return find_key<Model>(call_place(), first, second, third, fourth, fifth, more...);
    }
    /// The object with this key. Errors: `not_found`.
    template <class Model, class First, class Second = not_given, class Third = not_given, class Fourth = not_given>
    source_model<Model> get(const First& first, const Second& second = Second(), const Third& third = Third(),
                            const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return get_key<Model>(where, first, second, third, fourth);
    }
    template <class Model, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    source_model<Model> get(const First& first, const Second& second, const Third& third, const Fourth& fourth,
                            const Fifth& fifth, const More&... more) {
        return get_key<Model>(call_place(), first, second, third, fourth, fifth, more...);
    }
    /// Writes all fields of an object to its row. Columns that the database fills come back into an
    /// object that is not const. Errors: `not_found`; `stale_object` if the model has a version and
    /// the row another one.
    template <class Object> void update(Object&& object, call_place where = call_place::current()) {
        update_at<std::remove_cvref_t<Object>>(where, object);
    }
    /// `update<Model>(object)`, where the object is one with a name.
    template <class Object> void update(Object& object, call_place where = call_place::current()) {
        update_at<std::remove_cvref_t<Object>>(where, object);
    }
    template <class Object> void update(const Object& object, call_place where = call_place::current()) {
        update_at<std::remove_cvref_t<Object>>(where, object);
    }
    /// Writes the row with a key, and rows that belong to it, in one transaction and in this order:
    /// `update<Author>(7, col<&User::name> = "Ann", at<&Author::posts>.connect(3))`. A key of several columns is
    /// `key(1, 2)`. Errors: `not_found`; nothing is written then.
    template <class Row, class... Part>
    void update(edited_key<std::enable_if_t<!other_table<Row>, Row>> row, Part&&... parts) {
        serve_tree(row.where, [&](session_state<Driver>& state, const auto& place) {
            using changes = tree_changes<Driver, typename Session::place_type, Row>;
            changes::edit(state, place, row, parts...);
        });
    }
    /// Writes what differs between a tree and the stored one, which its key names, or inserts it; gives it as it is
    /// then. A row that is in the tree no more is deleted, or where its foreign key may be NULL left alone without it;
    /// over a link only the link's row goes. Errors: `stale_object` if a row has another version; an error if this
    /// session has read some field of it in part.
    template <class Shape> std::decay_t<Shape> save(Shape&& shape, call_place where = call_place::current()) {
        return save_at<false>(where, static_cast<Shape&&>(shape));
    }
    /// `save<Shape>(shape)`, where the tree is one with a name.
    template <class Shape> Shape save(const Shape& shape, call_place where = call_place::current()) {
        return save_at<false>(where, shape);
    }
    /// The same of a tree that has all rows which are to be there, however it was read.
    template <class Shape>
    std::decay_t<Shape> save(Shape&& shape, tree_is_whole_t, call_place where = call_place::current()) {
        return save_at<true>(where, static_cast<Shape&&>(shape));
    }
    template <class Shape> Shape save(const Shape& shape, tree_is_whole_t, call_place where = call_place::current()) {
        return save_at<true>(where, shape);
    }
    /// Inserts the object, or updates the row with its key: `ON CONFLICT (key) DO UPDATE`. What an
    /// insert would leave to the database stays as it is in a row that is there already.
    /// Returns the object as the row has it now. Errors: `stale_object` if the model has a version and the row
    /// another one; `not_found` if a trigger left the row out.
    template <class Object> std::decay_t<Object> upsert(Object&& object, call_place where = call_place::current()) {
        return upsert_at<std::decay_t<Object>>(where, static_cast<Object&&>(object), key_source::database);
    }
    /// `upsert<Model>(object)`, where the object is one with a name.
    template <class Object> Object upsert(const Object& object, call_place where = call_place::current()) {
        return upsert_at<Object>(where, object, key_source::database);
    }
    /// The same with the object's own key, also when it is zero.
    template <class Object>
    std::decay_t<Object> upsert(Object&& object, keys_are_given_t, call_place where = call_place::current()) {
        return upsert_at<std::decay_t<Object>>(where, static_cast<Object&&>(object), key_source::program);
    }
    template <class Object>
    Object upsert(const Object& object, keys_are_given_t, call_place where = call_place::current()) {
        return upsert_at<Object>(where, object, key_source::program);
    }
    /// Deletes the object's row; whether there was one. Errors: `stale_object` if the model has a version and the
    /// row another one.
    template <class Object>
        requires(!storable<Object>)
    bool erase(const Object& object, call_place where = call_place::current()) {
        return erase_at<Object>(where, object);
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
    /// Deletes the row of an object, or the one with a key, also where the model marks deleted rows
    /// (`refract::soft_delete`), and one that is marked already. Errors: as `erase`.
    template <class Object>
        requires(!storable<Object>)
    bool erase_for_good(const Object& object, call_place where = call_place::current()) {
        return erase_at<Object, object_action::erase_object_for_good>(where, object);
    }
    template <class Model, class First, class Second = not_given, class Third = not_given, class Fourth = not_given>
        requires(!std::is_same_v<Model, First>)
    bool erase_for_good(const First& first, const Second& second = Second(), const Third& third = Third(),
                        const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return erase_key<Model, object_action::erase_for_good>(where, first, second, third, fourth);
    }

    // Objects of another table than their model's.
    template <other_table Table>
    source_model<Table> insert(const source_model<Table>& object, call_place where = call_place::current()) {
        return insert_at<Table>(where, object, key_source::database);
    }
    template <other_table Table> source_model<Table> insert(const source_model<Table>& object, keys_are_given_t,
                                                            call_place where = call_place::current()) {
        return insert_at<Table>(where, object, key_source::program);
    }
    template <other_table Table, class Range>
    std::int64_t insert_many(Range&& objects, call_place where = call_place::current()) {
        return insert_many_at<Table>(where, objects, key_source::database);
    }
    template <other_table Table, class Range>
    std::int64_t insert_many(Range&& objects, keys_are_given_t, call_place where = call_place::current()) {
        return insert_many_at<Table>(where, objects, key_source::program);
    }
    template <other_table Table, class Range>
    std::int64_t insert_many(Range&& objects, on_conflict_do_nothing_t, call_place where = call_place::current()) {
        return insert_new_at<Table>(where, objects, key_source::database);
    }
    template <other_table Table> void update(source_model<Table>& object, call_place where = call_place::current()) {
        update_at<Table>(where, object);
    }
    template <other_table Table>
    void update(const source_model<Table>& object, call_place where = call_place::current()) {
        update_at<Table>(where, object);
    }
    template <other_table Table>
    source_model<Table> upsert(const source_model<Table>& object, call_place where = call_place::current()) {
        return upsert_at<Table>(where, object, key_source::database);
    }
    template <other_table Table> source_model<Table> upsert(const source_model<Table>& object, keys_are_given_t,
                                                            call_place where = call_place::current()) {
        return upsert_at<Table>(where, object, key_source::program);
    }
    template <other_table Table>
    bool erase(const source_model<Table>& object, call_place where = call_place::current()) {
        return erase_at<Table>(where, object);
    }

    /// Computes the rows of a materialized view anew: `REFRESH MATERIALIZED VIEW` (PostgreSQL).
    template <class View> void refresh(call_place where = call_place::current()) {
        require<check_refreshed<dialect, View>>();
        if constexpr (is_passed<check_refreshed<dialect, View>>)
            serve(self().state_, where,
                  [&](session_state<Driver>& state) { refresh_view<View>(state, self().place().where()); });
    }
    template <class... Wrong> void refresh(const Wrong&...) {
        require<failed<rule::statement_names_struct, Wrong...>>();
    }

private:
    using dialect = typename Driver::dialect;

    /// Serves a call: `work` gets it, with the table and the place that it is about.
    template <class Table, class Work> REFRACT_ONCE inline decltype(auto) serve_object(call_place where, Work work) {
        require<check_tenant_of_table<typename Session::place_type, Table>>();
        return serve(self().state_, where, [&](session_state<Driver>& shared) {
            return work(object_call<Driver, Table, decltype(self().place())>{shared, where, self().place()});
        });
    }
    /// The same of trees.
    template <class Work> decltype(auto) serve_tree(call_place where, Work work) {
        const auto place = self().place();
        const heard_once_scope once;
        return serve(self().state_, where, [&](session_state<Driver>& state) { return work(state, place); });
    }
    template <class Table, class... Part>
    REFRACT_ONCE inline std::optional<source_model<Table>> find_key(call_place where, const Part&... part) {
        if constexpr (row_of_other_model<Table>) {
            return tree_finder<Session, Table>::find(static_cast<Session&>(*this), where, part...);
        } else if constexpr (is_passed<check_found_key<dialect, Table, Part...>>) {
            take_place(where, part...);
            return serve_object<Table>(where, [&](const auto& call) { return call.find(part...); });
        } else {
            require<check_found_key<dialect, Table, Part...>>();
            return std::nullopt;
        }
    }
    template <class Table, class... Part> source_model<Table> get_key(call_place where, const Part&... part) {
        take_place(where, part...);
        auto found = find_key<Table>(where, part...);
        if constexpr (row_of_other_model<Table>)
            tree_finder<Session, Table>::template check_found<Part...>(found, where);
        else if constexpr (is_passed<check_found_key<dialect, Table, Part...>>)
            if (!found) object_call<Driver, Table, usual_place>::throw_no_such_key(where);
        return std::move(*found);
    }
    template <class Table, object_action Action, class... Given>
    bool erase_tree(call_place where, const Given&... given) {
        return serve_tree(where, [&](session_state<Driver>& state, const auto& place) {
            using eraser = tree_eraser<Driver, typename Session::place_type, Table, Action>;
            return eraser::erase(state, place, where, given...);
        });
    }
    template <class Table, object_action Action = object_action::erase, class... Part>
    REFRACT_ONCE inline bool erase_key(call_place where, const Part&... part) {
        take_place(where, part...);
        if constexpr (row_of_other_model<Table>)
            return erase_tree<Table, Action>(where, part...);
        else if constexpr (is_passed<check_erased_key<dialect, Table, Part...>>)
            return serve_object<Table>(where,
                                       [&](const auto& call) { return call.template erase_by_key<Action>(part...); });
        else
            return require<check_erased_key<dialect, Table, Part...>>(), false;
    }
    template <class Table, class Object>
        requires tree_row<Table>
    Table insert_at(call_place where, Object&& object, key_source keys) {
        Table tree = static_cast<Object&&>(object);
        serve_tree(where, [&](session_state<Driver>& state, const auto& place) {
            using writes_tree = tree_writer<Driver, typename Session::place_type, Table>;
            writes_tree::insert(state, place, tree, keys, where);
        });
        return tree;
    }
    template <bool IsWhole, class Shape> std::decay_t<Shape> save_at(call_place where, Shape&& shape) {
        std::decay_t<Shape> tree = static_cast<Shape&&>(shape);
        serve_tree(where, [&](session_state<Driver>& state, const auto& place) {
            using changes = tree_changes<Driver, typename Session::place_type, std::decay_t<Shape>>;
            const forgetful_reads<Driver> whole(state, IsWhole);
            changes::save(state, place, tree, where);
        });
        return tree;
    }
    /// An object that is written is the session's tenant's.
    template <class Table> static constexpr bool sets_tenant = sets_tenant_of<typename Session::place_type, Table>;
    template <class Table, class Object> std::decay_t<Object> with_tenant(Object&& object) const {
        std::decay_t<Object> own = static_cast<Object&&>(object);
        detail::set_tenant(own, self().place().tenant);
        return own;
    }
    template <class Table, class Object>
        requires(!tree_row<Table>)
    REFRACT_ONCE inline std::decay_t<Object> insert_at(call_place where, Object&& object, key_source keys) {
        require<check_object_insert<dialect, Table>>();
        if constexpr (is_passed<check_object_insert<dialect, Table>> && sets_tenant<Table>)
            return serve_object<Table>(where, [&](const auto& call) {
                return call.insert(with_tenant<Table>(static_cast<Object&&>(object)), keys);
            });
        else if constexpr (is_passed<check_object_insert<dialect, Table>>)
            return serve_object<Table>(
                where, [&](const auto& call) { return call.insert(static_cast<Object&&>(object), keys); });
        else
            return static_cast<Object&&>(object);
    }
    template <class Table, class Object>
    REFRACT_ONCE inline std::decay_t<Object> upsert_at(call_place where, Object&& object, key_source keys) {
        require<check_object_upsert<dialect, Table>>();
        if constexpr (is_passed<check_object_upsert<dialect, Table>> && sets_tenant<Table>)
            return serve_object<Table>(where, [&](const auto& call) {
                return call.upsert(with_tenant<Table>(static_cast<Object&&>(object)), keys);
            });
        else if constexpr (is_passed<check_object_upsert<dialect, Table>>)
            return serve_object<Table>(
                where, [&](const auto& call) { return call.upsert(static_cast<Object&&>(object), keys); });
        else
            return static_cast<Object&&>(object);
    }
    template <class Table, class Object> REFRACT_ONCE inline void update_at(call_place where, Object& object) {
        require<check_object_update<dialect, Table>>();
        if constexpr (is_passed<check_object_update<dialect, Table>>)
            serve_object<Table>(where, [&](const auto& call) { call.update(object); });
    }
    template <class Table, object_action Action = object_action::erase_object, class Object>
    REFRACT_ONCE inline bool erase_at(call_place where, const Object& object) {
        if constexpr (row_of_other_model<Table>)
            return erase_tree<Table, Action>(where, object);
        else if constexpr (is_passed<check_kept<dialect, Table>>)
            return serve_object<Table>(where, [&](const auto& call) { return call.template erase<Action>(object); });
        else
            return require<check_kept<dialect, Table>>(), false;
    }
    template <class Table, object_action Action, class Call, class Range>
    std::int64_t bulk(const Call& call, call_place where, Range& objects, key_source keys) const {
        if constexpr (sets_tenant<Table>) {
            std::vector<source_model<Table>> own(std::begin(objects), std::end(objects));
            for (auto& each : own) detail::set_tenant(each, self().place().tenant);
            return detail::bulk_insert<Table, Action>(call.shared, where, call.place, own, keys);
        } else {
            return detail::bulk_insert<Table, Action>(call.shared, where, call.place, objects, keys);
        }
    }
    /// `Given`: the table, or void where the objects say it.
    template <class Given, class Range> std::int64_t insert_many_at(call_place where, Range& objects, key_source keys) {
        using range = std::remove_cv_t<Range>;
        constexpr bool is_range = requires { std::begin(objects) != std::end(objects); };
        require<check_that<is_range, rule::objects_are_a_range, range>>();
        if constexpr (is_range) {
            using item = std::remove_cvref_t<decltype(*std::begin(objects))>;
            using table = std::conditional_t<std::is_void_v<Given>, item, Given>;
            if constexpr (tree_row<item>) {
                return serve_tree(where, [&](session_state<Driver>& state, const auto& place) {
                    using writes_tree = tree_writer<Driver, typename Session::place_type, item>;
                    return writes_tree::insert_all(state, place, objects, keys, where);
                });
            } else {
                require<check_inserted<dialect, table>>();
                if constexpr (is_passed<check_inserted<dialect, table>>)
                    return serve_object<table>(where, [&](const auto& call) {
                        return bulk<table, object_action::insert>(call, where, objects, keys);
                    });
            }
        }
        return 0;
    }
    /// The same of those that are new.
    template <class Given, class Range> std::int64_t insert_new_at(call_place where, Range& objects, key_source keys) {
        using range = std::remove_cv_t<Range>;
        constexpr bool is_range = requires { std::begin(objects) != std::end(objects); };
        require<check_that<is_range, rule::objects_are_a_range, range>>();
        if constexpr (is_range) {
            using item = std::remove_cvref_t<decltype(*std::begin(objects))>;
            using table = std::conditional_t<std::is_void_v<Given>, item, Given>;
            using outcome = check_inserted_new<dialect, table>;
            require<outcome>();
            if constexpr (is_passed<outcome>)
                return serve_object<table>(where, [&](const auto& call) {
                    return bulk<table, object_action::insert_new>(call, where, objects, keys);
                });
        }
        return 0;
    }
    const Session& self() const noexcept { return static_cast<const Session&>(*this); }
};

} // namespace detail
} // namespace v0
} // namespace refract

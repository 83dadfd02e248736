// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// refract without a database, for tests of programs that use it.

// Sentences first: compilers print the way of includes that leads to them.
#include <refract/base/rule.hpp>

#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/driver/recorder.hpp>
#include <refract/refract.hpp>

#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace refract {
inline namespace v0 {
namespace recorder {

/// A database that a test plays: it expects statements, answers them, and tells what came.
///
///     recorder::database db;
///     db.expect(sql<dialect::sqlite>(by_email)).with("a@example.org").row(User{.id = 1, .name = "Ann"});
///     greet(db, "a@example.org");
///     db.verify();
template <class Dialect> class basic_database : public detail::database<detail::recorder_driver<Dialect>> {
    using base = detail::database<detail::recorder_driver<Dialect>>;

public:
    explicit basic_database(const recorder::options& how = {},
                            const std::source_location& where = std::source_location::current())
        : base("", how, where) {}

    /// Expects a statement with this text; what it answers with is said on the result.
    expectation& expect(std::string_view sql) { return this->connection().expect(sql); }
    /// Expects the statement of a query, with which verb the program may run it.
    template <detail::any_query Query> expectation& expect(const Query& query) {
        expectation made{std::string(refract::sql<Dialect>(query))};
        if constexpr (Query::view.kind == detail::verb::select) {
            using enum detail::result_form;
            made.accept(text_of<Query, first>());
            made.accept(text_of<Query, one>());
            made.accept(text_of<Query, count>());
            made.accept(text_of<Query, exists>());
        }
        return add(std::move(made));
    }
    /// Expects a statement, whatever it is; BEGIN and its like are not meant.
    expectation& expect_any() { return this->connection().expect_any(); }

    // Whole objects: any of a model, or this one. Where the database would bring something back, that is what the
    // object holds, with the next key; `.key(n)` and `.row(object)` say otherwise.

    /// Expects `find<Model>(key)` or `get<Model>(key)`; without a key, any. There is no row unless `.row` gives one.
    template <class Model, class... Key> expectation& expect_find(const Key&... key) {
        const auto find = [](auto& db, const auto&... part) { db.template find<Model>(part...); };
        if constexpr (sizeof...(Key) > 0)
            return add(this_one([&](auto& db) { find(db, key...); }));
        else
            return add(any_one([&](auto& db) { with_blank_key(db, find, detail::key_types_of<Model>{}); }));
    }
    /// Expects `insert` of an object of this model.
    template <class Model> expectation& expect_insert() {
        return add(beginning<Model>([](auto& db) { db.insert(Model{}); }, " ON CONFLICT "), Model{});
    }
    /// Expects `insert` of this object.
    template <class Object> expectation& expect_insert(const Object& object) {
        return add(this_one([&](auto& db) { db.insert(Object(object)); }), object);
    }
    /// Expects a statement of `insert_many`. On SQLite 50 rows are one, and each row of the rest; say `.times(n)`.
    template <class Model> expectation& expect_insert_many() {
        return add(beginning<Model>([](auto& db) { db.insert_many(std::vector<Model>(1)); }, " ON CONFLICT "));
    }
    /// Expects `update` of an object of this model.
    template <class Model> expectation& expect_update() {
        return add(any_one([](auto& db) { db.update(Model{}); }), Model{});
    }
    /// Expects `update` of this object.
    template <class Object> expectation& expect_update(const Object& object) {
        return add(this_one([&](auto& db) { db.update(object); }), object);
    }
    /// Expects `upsert` of an object of this model.
    template <class Model> expectation& expect_upsert() {
        return add(beginning<Model>([](auto& db) { db.upsert(Model{}); }, {}), Model{});
    }
    /// Expects `upsert` of this object.
    template <class Object> expectation& expect_upsert(const Object& object) {
        return add(this_one([&](auto& db) { db.upsert(Object(object)); }), object);
    }
    /// Expects `erase` of the row with this key, or of an object with it; without a key, any of the model.
    template <class Model, class... Key> expectation& expect_erase(const Key&... key) {
        if constexpr (sizeof...(Key) > 0)
            return add(this_one([&](auto& db) { db.template erase<Model>(key...); }));
        else
            return add(any_one([](auto& db) { db.erase(Model{}); }));
    }
    /// Expects `erase` of this object, which is of its key.
    template <class Object>
        requires std::is_class_v<Object>
    expectation& expect_erase(const Object& object) {
        return add(this_one([&](auto& db) { db.erase(object); }));
    }

    /// Every statement that was run, in order, with BEGIN, COMMIT and ROLLBACK.
    const std::vector<call>& calls() { return this->connection().calls(); }
    /// Errors: `error` that lists what was expected and did not come, and what came unexpected.
    void verify() { this->connection().verify(); }

private:
    expectation& add(expectation made) { return this->connection().expect(std::move(made)); }
    template <class Object> expectation& add(expectation made, const Object& object) {
        made.brings_back(object);
        return add(std::move(made));
    }
    template <class Query, detail::result_form Form> static std::string text_of() {
        constexpr auto& text = detail::statement_data_of<Dialect, Query, Form>.text;
        return {text.data(), text.size() - 1};
    }

    // What a verb would send is seen by running it on a recorder of its own.

    /// The statement with its values.
    template <class Use> static expectation this_one(Use use) {
        basic_database trial{{.refuses_unexpected = false}};
        try {
            use(trial);
        } catch (const error&) { // there is no row to touch or to bring back
            if (trial.calls().empty()) throw;
        }
        const call& sent = trial.calls().front();
        expectation made{sent.sql};
        made.with_values(sent.parameters);
        return made;
    }
    /// The statement alone: a blank object may hold what no column takes, so it need not run.
    template <class Use> static expectation any_one(Use use) { return expectation{text_of_verb(use)}; }
    /// The statement up to its table: which columns follow depends on the object.
    template <class Model, class Use> static expectation beginning(Use use, std::string_view without) {
        constexpr auto all = refract::delete_from<Model>().all_rows();
        constexpr std::string_view erasing = refract::sql<Dialect>(all); // ends with the table
        const std::string_view table = erasing.substr(erasing.find(' ', erasing.find(' ') + 1) + 1);
        const std::string text = text_of_verb(use);
        expectation made{text.substr(0, text.find(table) + table.size())};
        made.take_as_beginning(without);
        return made;
    }
    template <class Use> static std::string text_of_verb(Use use) {
        basic_database trial{{.refuses_unexpected = false}};
        try {
            use(trial);
        } catch (const error&) {} // as above
        return trial.connection().last_prepared();
    }
    template <class Use, class... Part> static void with_blank_key(auto& db, Use use, type_list<Part...>) {
        use(db, Part{}...);
    }
};

/// Speaks as SQLite does.
using database = basic_database<dialect::sqlite>;
/// Speaks as PostgreSQL does.
using postgres_database = basic_database<dialect::postgres>;

} // namespace recorder
} // namespace v0
} // namespace refract

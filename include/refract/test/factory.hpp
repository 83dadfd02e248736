// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/write.hpp>
#include <refract/client/database.hpp>
#include <refract/driver/test_store.hpp>
#include <refract/memory/prepared.hpp>
#include <refract/query/query.hpp>
#include <refract/test/placed.hpp>
#include <refract/test/row_maker.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Rows of which a test says what matters, and nothing else.

namespace refract {
inline namespace v0 {
namespace detail {

/// Memory's own meaning, for rows of no database.
struct dialect_of_factories {
    static constexpr dialect_info info{.name = "a factory"};
};
inline constexpr int most_factories_deep = 32;

} // namespace detail

namespace test {

/// Makes rows of a model: what `with` and `sequence` say is as they say it, the rest is made up, and keeps to what the
/// model says.
///
///     auto admins = test::factory<User>().with(col<&User::role> = Role::admin);
///     const User admin = admins.create(db);
///     const std::vector<User> many = admins.create(db, 10);
///     const User plain = admins.make();                         // in no database
///
/// A row that a foreign key needs is made along, unless the key is given.
template <class Model> class factory {
    static constexpr const detail::table_info& table = detail::table_of<Model>();
    using step = std::function<void(Model&, int)>;

public:
    explicit factory(const fill_options& how = {}) : how_(how), is_given_(table.column_count) {}

    /// A column's value: an assignment as in `set`, also of what other columns hold.
    template <class Assignment> factory with(const Assignment& given) const {
        using outcome = decltype(find_outcome(given));
        detail::require<outcome>();
        factory made = *this;
        if constexpr (detail::is_passed<outcome>) made.add(given);
        return made;
    }
    /// A column's values one after another: `sequence<&User::email>([](int n) { ... })`, n from 1.
    template <auto Member, class Make> factory sequence(Make make) const {
        using outcome = detail::check_that<std::is_same_v<detail::member_owner<Member>, Model>,
                                           detail::rule::column_is_of_table, Model, detail::member_owner<Member>>;
        detail::require<outcome>();
        factory made = *this;
        if constexpr (detail::is_passed<outcome>)
            made.template add_step<Member>(
                [make](Model& row, int n) { detail::field_of<detail::member_index<Member>>(row) = make(n); });
        return made;
    }
    /// Whatever else is to be done to each row: `then([](User& user, int n) { ... })`.
    template <class Change> factory then(Change change) const {
        factory made = *this;
        made.steps_.push_back(change);
        return made;
    }

    /// A row that is in no database; keys that others make are as a new object has them.
    /// Errors: what is given breaks a check, whatever is made up beside it.
    Model make() {
        const detail::row_maker<detail::dialect_of_factories, Model> maker(how_, false);
        detail::row_draft draft = maker.begin(static_cast<std::uint64_t>(made_ + 1));
        return make_row(maker, draft);
    }
    /// A row in the database, as it is there; of a tenant or in a schema where the session is of one.
    /// Errors: those of the database for what is given.
    template <detail::session_of_rows Session> Model create(Session&& db) {
        return detail::in_one_transaction(db, [&](auto& whole) { return create_in(whole, 0); });
    }
    /// So many of them.
    template <detail::session_of_rows Session> std::vector<Model> create(Session&& db, std::size_t count) {
        return detail::in_one_transaction(db, [&](auto& whole) {
            std::vector<Model> made;
            for (std::size_t i = 0; i < count; ++i) made.push_back(create_in(whole, 0));
            return made;
        });
    }

private:
    template <class> friend class factory;

    template <auto Member, class Source, class Value, class Values>
    static auto find_outcome(const detail::assignment<Member, Source, Value, Values>&)
        -> detail::check_that<std::is_same_v<detail::member_owner<Member>, Model>, detail::rule::assignment_of_table,
                              Model, detail::member_owner<Member>>;
    template <class Other> static auto find_outcome(const Other&)
        -> detail::failed<detail::rule::set_takes_assignments, Other>;

    template <auto Member, class Source, class Value, class Values>
    void add(const detail::assignment<Member, Source, Value, Values>& given) {
        using field = detail::member_type<Member>;
        using value = detail::expression<Value, Values>;
        const detail::prepared_expression<detail::dialect_of_factories, value> prepared(value{given.bound});
        add_step<Member>([prepared](Model& row, int) {
            detail::field_of<detail::member_index<Member>>(row) = detail::read_result<field>(prepared.value(row));
        });
    }
    template <auto Member> void add_step(step what) {
        is_given_[detail::member_index<Member>] = true;
        steps_.push_back(std::move(what));
    }

    /// A row that breaks no check.
    template <class Maker> Model make_row(const Maker& maker, detail::row_draft& draft) {
        const int n = ++made_;
        for (;;) {
            Model row = maker.make(draft);
            for (const step& each : steps_) each(row, n);
            const detail::row_refusal refused = maker.refusal(row);
            if (!refused) return row;
            maker.retry(draft, refused);
        }
    }
    template <class Transaction> Model create_in(Transaction& db, int deep) {
        using driver = typename Transaction::driver;
        if (deep > detail::most_factories_deep)
            throw error(detail::join_text({"a row of \"", table.name,
                                           "\" needs rows that need one of it; give one of "
                                           "the foreign keys, as in .with(col<&T::key> = ...)"}));
        detail::row_maker<typename driver::dialect, Model> maker(how_, detail::test_store_of<driver>::type::holds_nul);
        using keys = detail::key_options_of<Model>;
        make_parents(db, deep, maker.parents, keys{}, std::make_index_sequence<keys::size>{});
        detail::row_draft draft = maker.begin(static_cast<std::uint64_t>(db.count(from<Model>())) + 1);
        constexpr int most = 20;
        for (int refused = 0;; ++refused) {
            const Model row = make_row(maker, draft);
            try {
                return db.transaction([&](auto& inside) { return inside.insert(row); });
            } catch (const constraint_violation&) { // a row that is there, or what memory does not know
                if (refused == most) throw;
            }
            ++draft.number;
            maker.retry(draft, {"the database"});
        }
    }
    template <class Database, class Parents, class... Key, std::size_t... Index>
    void make_parents([[maybe_unused]] Database& db, [[maybe_unused]] int deep, [[maybe_unused]] Parents& parents,
                      detail::type_list<Key...>, std::index_sequence<Index...>) const {
        (make_parent<detail::key_to_parent<Key>>(db, deep, std::get<Index>(parents)), ...);
    }
    template <class To, class Database, class Parent>
    void make_parent([[maybe_unused]] Database& db, [[maybe_unused]] int deep,
                     [[maybe_unused]] std::vector<Parent>& parents) const {
        if constexpr (!To::is_nullable) {
            for (const std::size_t column : To::columns)
                if (is_given_[column]) return;
            factory<Parent> made_along(how_);
            parents.push_back(made_along.create_in(db, deep + 1));
        }
    }

    fill_options how_;
    std::vector<bool> is_given_;
    std::vector<step> steps_{};
    int made_ = 0;
};

} // namespace test
} // namespace v0
} // namespace refract

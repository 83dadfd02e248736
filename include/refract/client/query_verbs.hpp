// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/rules/shape.hpp>
#include <refract/client/begin_query.hpp>
#include <refract/client/call_arguments.hpp>
#include <refract/client/execution.hpp>
#include <refract/client/named_values.hpp>
#include <refract/client/reading.hpp>
#include <refract/client/rows.hpp>
#include <refract/query/loaded_level.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver> class session;

// Of queries whose rows are trees, which are read level by level: graph/load.hpp.
template <class Query> inline constexpr bool is_tree = false;
template <class Driver, class Place, class Query, class Read> struct tree_reader;
// Of those that are streamed with the rows below them: graph/stream.hpp.
template <class Query> inline constexpr bool is_streamed_tree = false;
template <class Driver, class Place, class Query> class tree_stream;
template <class Driver, class Place, class Query> class tree_rows;
/// What `each` gives.
template <class Driver, class Session, class Query> struct stream_of {
    using type = rows<streamed_row<Query>, Driver>;
};
template <class Driver, class Session, class Query>
    requires is_streamed_tree<Query>
struct stream_of<Driver, Session, Query> {
    using type = tree_rows<Driver, typename Session::place_type, Query>;
};
// Of objects in hand, whose relations are read: graph/fill.hpp.
template <class Driver, class Place, class Path, class Set> struct tree_filler;

/// The verbs for typed queries. Arguments of `param<...>` follow the query, in the order in which they were written;
/// errors name the line of the call up to four of them.
template <class Driver, class Session> class query_verbs {
public:
    /// All rows, in a vector.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    REFRACT_ONCE inline std::vector<owned_row<Query>>
    all(const Query& query, const First& first = First(), const Second& second = Second(), const Third& third = Third(),
        const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return run<result_form::rows, all_rows<owned_row<Query>>>(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    REFRACT_ONCE inline std::vector<owned_row<Query>> all(const Query& query, const First& first, const Second& second,
                                                          const Third& third, const Fourth& fourth, const Fifth& fifth,
                                                          const More&... more) {
        return run<result_form::rows, all_rows<owned_row<Query>>>(query, call_place(), first, second, third, fourth,
                                                                  fifth, more...);
    }
    /// The first row, if there is one.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    REFRACT_ONCE inline std::optional<owned_row<Query>>
    first(const Query& query, const First& first = First(), const Second& second = Second(),
          const Third& third = Third(), const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return run<result_form::first, first_row<owned_row<Query>>>(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    REFRACT_ONCE inline std::optional<owned_row<Query>>
    first(const Query& query, const First& first, const Second& second, const Third& third, const Fourth& fourth,
          const Fifth& fifth, const More&... more) {
        return run<result_form::first, first_row<owned_row<Query>>>(query, call_place(), first, second, third, fourth,
                                                                    fifth, more...);
    }
    /// The only row. Errors: `not_found`, `too_many_rows`.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    REFRACT_ONCE inline owned_row<Query>
    one(const Query& query, const First& first = First(), const Second& second = Second(), const Third& third = Third(),
        const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return run<result_form::one, only_row<owned_row<Query>>>(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    REFRACT_ONCE inline owned_row<Query> one(const Query& query, const First& first, const Second& second,
                                             const Third& third, const Fourth& fourth, const Fifth& fifth,
                                             const More&... more) {
        return run<result_form::one, only_row<owned_row<Query>>>(query, call_place(), first, second, third, fourth,
                                                                 fifth, more...);
    }
    /// Rows one by one, for a range-based for; the whole result is never held. Of trees some are, and unless the
    /// program is in a transaction the connection only reads until the stream ends.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    REFRACT_ONCE inline typename stream_of<Driver, Session, Query>::type
    each(const Query& query, const First& first = First(), const Second& second = Second(),
         const Third& third = Third(), const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return stream(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    REFRACT_ONCE inline typename stream_of<Driver, Session, Query>::type
    each(const Query& query, const First& first, const Second& second, const Third& third, const Fourth& fourth,
         const Fifth& fifth, const More&... more) {
        return stream(query, call_place(), first, second, third, fourth, fifth, more...);
    }
    /// Runs a write; the number of rows that it touched. A select that locks may be run as well, and touches none.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    REFRACT_ONCE inline std::int64_t exec(const Query& query, const First& first = First(),
                                          const Second& second = Second(), const Third& third = Third(),
                                          const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return run<result_form::changes, touched_rows>(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    REFRACT_ONCE inline std::int64_t exec(const Query& query, const First& first, const Second& second,
                                          const Third& third, const Fourth& fourth, const Fifth& fifth,
                                          const More&... more) {
        return run<result_form::changes, touched_rows>(query, call_place(), first, second, third, fourth, fifth,
                                                       more...);
    }
    /// The number of rows: `SELECT count(*) FROM (query)`.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    REFRACT_ONCE inline std::int64_t count(const Query& query, const First& first = First(),
                                           const Second& second = Second(), const Third& third = Third(),
                                           const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return run<result_form::count, only_row<std::int64_t>>(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    REFRACT_ONCE inline std::int64_t count(const Query& query, const First& first, const Second& second,
                                           const Third& third, const Fourth& fourth, const Fifth& fifth,
                                           const More&... more) {
        return run<result_form::count, only_row<std::int64_t>>(query, call_place(), first, second, third, fourth, fifth,
                                                               more...);
    }
    /// Whether there is a row: `SELECT EXISTS (query)`.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    REFRACT_ONCE inline bool exists(const Query& query, const First& first = First(), const Second& second = Second(),
                                    const Third& third = Third(), const Fourth& fourth = Fourth(),
                                    call_place where = call_place::current()) {
        return run<result_form::exists, only_row<bool>>(query, where, first, second, third, fourth);
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    REFRACT_ONCE inline bool exists(const Query& query, const First& first, const Second& second, const Third& third,
                                    const Fourth& fourth, const Fifth& fifth, const More&... more) {
        return run<result_form::exists, only_row<bool>>(query, call_place(), first, second, third, fourth, fifth,
                                                        more...);
    }

    /// Reads the rows of a field of shapes in hand, by the keys that these have, in place of what the field holds:
    /// `load<&Author::posts>(authors)`, of one shape or a range of them. Several fields lead to a level below, of what
    /// is in hand above it. Behind the objects stands what `nested<...>()` says of the level and of those below.
    template <auto... Member, class Objects, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    void load(Objects&& objects, const First& first = First(), const Second& second = Second(),
              const Third& third = Third(), const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        fill<level_path<Member...>, Objects>(objects, where, given_arguments<First, Second, Third, Fourth>{}, first,
                                             second, third, fourth);
    }
    template <auto... Member, class Objects, class First, class Second, class Third, class Fourth, class Fifth,
              class... More>
    void load(Objects&& objects, const First& first, const Second& second, const Third& third, const Fourth& fourth,
              const Fifth& fifth, const More&... more) {
        fill<level_path<Member...>, Objects>(objects, call_place(),
                                             type_list<First, Second, Third, Fourth, Fifth, More...>{}, first, second,
                                             third, fourth, fifth, more...);
    }

    template <auto... Member> void load() { require<failed<rule::load_takes_objects, decltype(Member)...>>(); }
    template <class Wrong, class... Given> void load(const Given&...) {
        require<failed<rule::load_names_rows, Wrong, Given...>>();
    }

    // A model and a condition, a key or a text, and no query. By then `all`, `first`, `one` and `each` have been asked
    // what their rows are, which says it.
    template <class Model, class Given, class... More>
        requires(!any_query<Model>)
    std::vector<Model> all(const Given&, const More&...) {
        return {};
    }
    template <class Model, class Given, class... More>
        requires(!any_query<Model>)
    std::optional<Model> first(const Given&, const More&...) {
        return {};
    }
    template <class Model, class Given, class... More>
        requires(!any_query<Model>)
    Model one(const Given&, const More&...) {
        return {};
    }
    template <class Model, class Given, class... More>
        requires(!any_query<Model>)
    std::vector<Model> each(const Given&, const More&...) {
        return {};
    }
    template <class Model, class Given, class... More>
        requires(!any_query<Model>)
    auto exec(const Given&, const More&...) {
        return refuse_no_query<std::int64_t, Model, Given>();
    }
    template <class Model, class Given, class... More>
        requires(!any_query<Model>)
    auto count(const Given&, const More&...) {
        return refuse_no_query<std::int64_t, Model, Given>();
    }
    template <class Model, class Given, class... More>
        requires(!any_query<Model>)
    auto exists(const Given&, const More&...) {
        return refuse_no_query<bool, Model, Given>();
    }
    // No query, or a model instead of one.
    template <class Model = not_given> auto all() { return refuse_no_query<std::vector<Model>>(); }
    template <class Model = not_given> auto first() { return refuse_no_query<std::optional<Model>>(); }
    template <class Model = not_given> auto one() { return refuse_no_query<Model>(); }
    template <class Model = not_given> auto each() { return refuse_no_query<std::vector<Model>>(); }
    template <class Model = not_given> auto exec() { return refuse_no_query<std::int64_t, Model>(); }
    template <class Model = not_given> auto count() { return refuse_no_query<std::int64_t, Model>(); }
    template <class Model = not_given> auto exists() { return refuse_no_query<bool, Model>(); }

private:
    template <class Result, class... About> static auto refuse_no_query() {
        require<failed<rule::verb_takes_query, Result, About...>>();
        return Result();
    }
    template <result_form Form, class Query> static constexpr bool reads_tree =
        is_tree<Query> && Form <= result_form::one;
    /// Begins the query, sends it and reads what comes.
    template <result_form Form, class Read, class Query, class... Argument>
        requires(!reads_tree<Form, Query>)
    REFRACT_ONCE inline auto run(const Query& query, call_place where, const Argument&... argument) {
        constexpr auto& plan = checked_query_plan<Driver, typename Session::place_type, Form, Query, Argument...>();
        take_place(where, argument...);
        if constexpr (repeats_names<Query>) detail::check_named_values(query);
        if constexpr (is_brought<typename Session::place_type>) {
            const auto place = self().place();
            const void* const call[] = {__builtin_addressof(query), __builtin_addressof(argument)..., &place};
            return read<Read>(plan, call, where);
        } else {
            const void* const call[] = {__builtin_addressof(query), __builtin_addressof(argument)...};
            return read<Read>(plan, call, where);
        }
    }
    /// The same of a query whose rows are trees.
    template <result_form Form, class Read, class Query, class... Argument>
        requires reads_tree<Form, Query>
    REFRACT_ONCE inline auto run(const Query& query, call_place where, const Argument&... argument) {
        using reader = tree_reader<Driver, typename Session::place_type, Query, Read>;
        using asked_query = typename reader::asked_query;
        constexpr auto& plan =
            checked_query_plan<Driver, typename Session::place_type, Form, asked_query, Argument...>();
        take_place(where, argument...);
        if constexpr (repeats_names<Query>) detail::check_named_values(query);
        const asked_query asked = reader::asked(query);
        const auto place = self().place();
        const void* const call[] = {__builtin_addressof(asked), __builtin_addressof(argument)..., &place};
        return serve(self().state_, where,
                     [&](session_state<Driver>& state) { return reader::read(state, plan, call, &place, where); });
    }
    template <class Path, class Objects, class Shapes, class... Nested, class... Part>
    void fill(Shapes& objects, call_place where, type_list<Nested...>, const Part&... part) {
        using outcome = typename load_outcome<Path, Objects, Nested...>::type;
        require<outcome>();
        if constexpr (is_passed<outcome>) {
            using set = nested_set<Nested...>;
            take_place(where, part...);
            const set said = detail::make_nested_set<Nested...>(part...);
            const auto place = self().place();
            serve(self().state_, where, [&](session_state<Driver>& state) {
                tree_filler<Driver, typename Session::place_type, Path, set>::fill(state, objects, said, &place, where);
            });
        }
    }
    template <class Read> auto read(const query_plan<Driver>& plan, const void* const* call, call_place where) {
        // As `serve` does, without a function of its own: this stands in a program once per type of row.
        try {
            const exclusive_use<Driver> use(self().state_);
            auto begun = begin_query(use.state(), where, false, plan, call);
            return Read::of(begun.send(), plan.record);
        } catch (error& failure) { rethrow_with_location(failure, where); }
    }
    template <class Query, class... Argument>
    REFRACT_ONCE inline auto stream(const Query& query, call_place where, const Argument&... argument) {
        constexpr auto& plan =
            checked_query_plan<Driver, typename Session::place_type, result_form::rows, Query, Argument...>();
        take_place(where, argument...);
        if constexpr (repeats_names<Query>) detail::check_named_values(query);
        if constexpr (is_streamed_tree<Query> || is_brought<typename Session::place_type>) {
            const auto place = self().place();
            const void* const call[] = {__builtin_addressof(query), __builtin_addressof(argument)..., &place};
            if constexpr (is_streamed_tree<Query>)
                return begin_trees<Query>(plan, call, place, where);
            else
                return begin_rows<Query>(plan, call, where);
        } else {
            const void* const call[] = {__builtin_addressof(query), __builtin_addressof(argument)...};
            return begin_rows<Query>(plan, call, where);
        }
    }
    template <class Query, class Place>
    auto begin_trees(const query_plan<Driver>& plan, const void* const* call, const Place& place, call_place where) {
        return at_call(where, [&] {
            if (!self().state_) throw_no_session();
            return tree_rows<Driver, Place, Query>(
                new tree_stream<Driver, Place, Query>(self().state_.another(), plan, call, place, where));
        });
    }
    template <class Query> auto begin_rows(const query_plan<Driver>& plan, const void* const* call, call_place where) {
        return serve(self().state_, where, [&](session_state<Driver>& state) {
            return rows<streamed_row<Query>, Driver>(state, begin_query(state, where, true, plan, call), plan.record);
        });
    }
    const Session& self() const noexcept { return static_cast<const Session&>(*this); }
};

} // namespace detail
} // namespace v0
} // namespace refract

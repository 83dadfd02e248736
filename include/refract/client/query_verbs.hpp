// SPDX-License-Identifier: MIT
#pragma once

#include <refract/client/begin_query.hpp>
#include <refract/client/call_arguments.hpp>
#include <refract/client/execution.hpp>
#include <refract/client/reading.hpp>
#include <refract/client/rows.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace refract {
inline namespace v0 {
namespace detail {

template <class Driver> class session;

/// The verbs for typed queries. Arguments of `param<...>` follow the query, in the order in which they were written;
/// errors name the line of the call up to four of them.
template <class Driver> class query_verbs {
public:
    /// All rows, in a vector.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    std::vector<owned_row<Query>> all(const Query& query, const First& first = First(), const Second& second = Second(),
                                      const Third& third = Third(), const Fourth& fourth = Fourth(),
                                      call_place where = call_place::current()) {
        return with_given(where, first, second, third, fourth, all_at(query));
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    std::vector<owned_row<Query>> all(const Query& query, const First& first, const Second& second, const Third& third,
                                      const Fourth& fourth, const Fifth& fifth, const More&... more) {
        return all_at(query)(call_place(), first, second, third, fourth, fifth, more...);
    }
    /// The first row, if there is one.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    std::optional<owned_row<Query>> first(const Query& query, const First& first = First(),
                                          const Second& second = Second(), const Third& third = Third(),
                                          const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return with_given(where, first, second, third, fourth, first_at(query));
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    std::optional<owned_row<Query>> first(const Query& query, const First& first, const Second& second,
                                          const Third& third, const Fourth& fourth, const Fifth& fifth,
                                          const More&... more) {
        return first_at(query)(call_place(), first, second, third, fourth, fifth, more...);
    }
    /// The only row. Errors: `not_found`, `too_many_rows`.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    owned_row<Query> one(const Query& query, const First& first = First(), const Second& second = Second(),
                         const Third& third = Third(), const Fourth& fourth = Fourth(),
                         call_place where = call_place::current()) {
        return with_given(where, first, second, third, fourth, one_at(query));
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    owned_row<Query> one(const Query& query, const First& first, const Second& second, const Third& third,
                         const Fourth& fourth, const Fifth& fifth, const More&... more) {
        return one_at(query)(call_place(), first, second, third, fourth, fifth, more...);
    }
    /// Rows one by one, for a range-based for; the whole result is never held.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    rows<streamed_row<Query>, Driver> each(const Query& query, const First& first = First(),
                                           const Second& second = Second(), const Third& third = Third(),
                                           const Fourth& fourth = Fourth(), call_place where = call_place::current()) {
        return with_given(where, first, second, third, fourth, each_at(query));
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    rows<streamed_row<Query>, Driver> each(const Query& query, const First& first, const Second& second,
                                           const Third& third, const Fourth& fourth, const Fifth& fifth,
                                           const More&... more) {
        return each_at(query)(call_place(), first, second, third, fourth, fifth, more...);
    }
    /// Runs a write; the number of rows that it touched.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    std::int64_t exec(const Query& query, const First& first = First(), const Second& second = Second(),
                      const Third& third = Third(), const Fourth& fourth = Fourth(),
                      call_place where = call_place::current()) {
        return with_given(where, first, second, third, fourth, exec_at(query));
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    std::int64_t exec(const Query& query, const First& first, const Second& second, const Third& third,
                      const Fourth& fourth, const Fifth& fifth, const More&... more) {
        return exec_at(query)(call_place(), first, second, third, fourth, fifth, more...);
    }
    /// The number of rows: `SELECT count(*) FROM (query)`.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    std::int64_t count(const Query& query, const First& first = First(), const Second& second = Second(),
                       const Third& third = Third(), const Fourth& fourth = Fourth(),
                       call_place where = call_place::current()) {
        return with_given(where, first, second, third, fourth, count_at(query));
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    std::int64_t count(const Query& query, const First& first, const Second& second, const Third& third,
                       const Fourth& fourth, const Fifth& fifth, const More&... more) {
        return count_at(query)(call_place(), first, second, third, fourth, fifth, more...);
    }
    /// Whether there is a row: `SELECT EXISTS (query)`.
    template <class Query, class First = not_given, class Second = not_given, class Third = not_given,
              class Fourth = not_given>
    bool exists(const Query& query, const First& first = First(), const Second& second = Second(),
                const Third& third = Third(), const Fourth& fourth = Fourth(),
                call_place where = call_place::current()) {
        return with_given(where, first, second, third, fourth, exists_at(query));
    }
    template <class Query, class First, class Second, class Third, class Fourth, class Fifth, class... More>
    bool exists(const Query& query, const First& first, const Second& second, const Third& third, const Fourth& fourth,
                const Fifth& fifth, const More&... more) {
        return exists_at(query)(call_place(), first, second, third, fourth, fifth, more...);
    }

private:
    /// A function of the place and the arguments, which begins the query, sends it and reads with `read`.
    template <result_form Form, class Query, class Read> auto run(const Query& query, Read read) {
        return [this, &query, read](call_place where, const auto&... argument) {
            return serve(share(), where, [&](session_state<Driver>& state) {
                auto run = begin_query<Form>(state, where, false, query, argument...);
                return read(run.send());
            });
        };
    }
    template <class Query> auto all_at(const Query& query) {
        return run<result_form::rows>(query, [](auto& run) { return read_all<owned_row<Query>>(run); });
    }
    template <class Query> auto first_at(const Query& query) {
        return run<result_form::first>(query, [](auto& run) { return read_first<owned_row<Query>>(run); });
    }
    template <class Query> auto one_at(const Query& query) {
        return run<result_form::one>(query, [](auto& run) { return read_one<owned_row<Query>>(run); });
    }
    template <class Query> auto each_at(const Query& query) {
        return [this, &query](call_place where, const auto&... argument) {
            return serve(share(), where, [&](session_state<Driver>& state) {
                return rows<streamed_row<Query>, Driver>(
                    state, begin_query<result_form::rows>(state, where, true, query, argument...));
            });
        };
    }
    template <class Query> auto exec_at(const Query& query) {
        return run<result_form::rows>(query, [](auto& run) { return run.finish(); });
    }
    template <class Query> auto count_at(const Query& query) {
        return run<result_form::count>(query, [](auto& run) { return read_one<std::int64_t>(run); });
    }
    template <class Query> auto exists_at(const Query& query) {
        return run<result_form::exists>(query, [](auto& run) { return read_one<bool>(run); });
    }
    const session_share<Driver>& share() const noexcept { return static_cast<const session<Driver>*>(this)->state_; }
};

} // namespace detail
} // namespace v0
} // namespace refract

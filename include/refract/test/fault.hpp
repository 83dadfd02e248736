// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/error.hpp>
#include <refract/client/statement_watch.hpp>
#include <refract/test/door.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// Failures at a moment that the test chooses.

namespace refract {
inline namespace v0 {
namespace detail {

template <class Error> inline constexpr bool loses_connection = std::is_base_of_v<connection_error, Error>;
template <class Error> inline constexpr bool may_pass_again =
    std::is_base_of_v<busy, Error> || std::is_base_of_v<serialization_failure, Error>;

/// A failure of a class as a database would tell it.
template <class Error> Error make_failure() {
    static_assert(std::is_base_of_v<error, Error>, "of an exception that is not refract's, give an object");
    return Error(error_details{.message = "this is a failure that the test has asked for",
                               .can_retry = may_pass_again<Error>,
                               .connection_lost = loses_connection<Error>});
}

/// Watches a session and lets one thing of what it sends fail.
template <class Driver, class Error> class fault : statement_watch {
public:
    /// `what`: `call` stands for whatever is sent.
    fault(session_share<Driver> share, watched what, int at, Error failure)
        : share_(std::move(share)), what_(what), at_(at), failure_(std::move(failure)) {
        ask = &count;
        share_->add_watch(*this);
    }
    fault(const fault&) = delete;
    ~fault() { stop(); }

    /// Nothing fails from now on.
    void stop() noexcept {
        if (!watches_) return;
        watches_ = false;
        share_->remove_watch(*this);
    }
    /// Whether the failure was thrown.
    bool has_fired() const noexcept { return fired_; }
    /// What failed: the statement, or what it was.
    const std::string& sql() const noexcept { return sql_; }
    /// How many of what is counted came, the one that failed included.
    int seen() const noexcept { return seen_; }

private:
    static void count(statement_watch& self, watched what, std::string_view sql) {
        fault& here = static_cast<fault&>(self);
        if ((here.what_ != watched::call && what != here.what_) || ++here.seen_ != here.at_) return;
        here.fire(what, sql);
    }
    [[noreturn]] void fire(watched what, std::string_view sql) {
        fired_ = true;
        const statement_facts& facts = Driver::dialect::info.statements;
        sql_ = what == watched::statement ? sql
               : what == watched::begin   ? std::string_view(facts.begin)
                                          : std::string_view(facts.commit);
        session_state<Driver>& state = *share_;
        if constexpr (std::is_base_of_v<error, Error>) {
            Error thrown = failure_;
            thrown.add_sql(sql_);
            if (thrown.connection_lost())
                state.close(); // by the next use: this one is inside
            else if constexpr (breaks_transactions<typename Driver::connection>)
                state.connection.break_transaction();
            throw thrown;
        } else {
            throw failure_;
        }
    }

    session_share<Driver> share_;
    watched what_;
    int at_, seen_ = 0;
    bool fired_ = false, watches_ = true;
    Error failure_;
    std::string sql_{};
};

inline void check_place_of_failure(int n) {
    if (n < 1) throw error("a failure is at the 1st, the 2nd, ... of what is sent, not at number " + std::to_string(n));
}

} // namespace detail

namespace test {

/// Lets the n-th of what a database is sent fail as long as the result lives: statements, beginnings and ends of
/// transactions and of savepoints count, from 1; rollbacks never fail.
///
///     const auto fault = test::fail_at<busy>(db, 3);
///
/// The failure comes in place of the statement. Where a database makes a transaction useless after one, it is so; a
/// `connection_error` closes the connection.
template <class Error = busy, class Driver> [[nodiscard]] detail::fault<Driver, Error>
fail_at(const detail::session<Driver>& db, int n, Error failure = detail::make_failure<Error>()) {
    detail::check_place_of_failure(n);
    return {detail::session_door::share(db), detail::watched::call, n, std::move(failure)};
}
/// The same at the n-th commit: the changes are not made. Inside of a transaction the end of another one counts.
template <class Error = busy, class Driver> [[nodiscard]] detail::fault<Driver, Error>
fail_at_commit(const detail::session<Driver>& db, int n = 1, Error failure = detail::make_failure<Error>()) {
    detail::check_place_of_failure(n);
    return {detail::session_door::share(db), detail::watched::commit, n, std::move(failure)};
}

} // namespace test

namespace detail {

/// Whether the failure came; what the work makes of it may be an error.
template <class Error, class Driver, class Work> bool fails_at(const session<Driver>& db, int n, Work&& work) {
    const auto fault = test::fail_at<Error>(db, n);
    try {
        work();
    } catch (const error&) {
        if (!fault.has_fired()) throw;
    }
    return fault.has_fired();
}
template <class Run, class Check> int fail_one_by_one(Run&& run, Check&& check, int most) {
    for (int n = 1; n <= most; ++n) {
        const bool fired = run(n);
        if constexpr (std::is_invocable_v<Check&, int>)
            check(n);
        else
            check();
        if (!fired) return n - 1;
    }
    throw error("the work sends more than " + std::to_string(most) +
                " statements, so that not each of them was made to fail; say how many");
}

} // namespace detail

namespace test {

/// Runs `work()` again and again with a failure at the first thing that it sends, at the second, ... until none is
/// left to fail, and after each run `check()` or `check(n)`; the number of failures.
///
///     test::fail_everywhere(db, [&] { transfer(db, 1, 2, 50); }, [&] { REQUIRE(total(db) == 100); });
///
/// A run begins where the one before has failed: work that fails as a whole leaves nothing. What `work` throws beside
/// refract's errors, and what `check` throws, comes through.
template <class Error = busy, class Driver, class Work, class Check>
int fail_everywhere(const detail::session<Driver>& db, Work&& work, Check&& check, int most = 1'000) {
    static_assert(!detail::loses_connection<Error>, "a connection that is lost is lost for the runs behind it too; "
                                                    "give what opens one for each run in place of the database");
    return detail::fail_one_by_one([&](int n) { return detail::fails_at<Error>(db, n, work); },
                                   std::forward<Check>(check), most);
}
/// The same with a connection for each run, which `open()` gives and `work(connection)` takes: also one that is lost.
///
///     test::fail_everywhere<connection_error>([&] { return db.open_another(); },
///                                             [](auto& other) { transfer(other, 1, 2, 50); },
///                                             [&] { REQUIRE(total(db) == 100); });
template <class Error = connection_error, class Open, class Work, class Check>
    requires std::is_invocable_v<Open&>
int fail_everywhere(Open&& open, Work&& work, Check&& check, int most = 1'000) {
    return detail::fail_one_by_one(
        [&](int n) {
            auto db = open();
            return detail::fails_at<Error>(db, n, [&] { work(db); });
        },
        std::forward<Check>(check), most);
}

} // namespace test
} // namespace v0
} // namespace refract

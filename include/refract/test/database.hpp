// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/call_location.hpp>
#include <refract/base/join_text.hpp>
#include <refract/client/database.hpp>
#include <refract/driver/test_store.hpp>
#include <refract/migrate/deploy.hpp>
#include <refract/test/statement_savepoints.hpp>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

/// \file
/// A database for each test, as if it were alone.

namespace refract {
inline namespace v0 {
namespace test {

/// What keeps tests apart.
enum class apart : std::uint8_t {
    usual,          ///< what is cheaper: copies in memory on SQLite, transactions on PostgreSQL
    by_transaction, ///< one that is undone; transactions of the code under test are savepoints in it
    by_copy,        ///< a database of its own, made from one that is filled once
};

/// How the databases of tests are made.
template <class Database> struct database_options {
    test::apart apart = test::apart::usual;
    /// The server; empty: what REFRACT_POSTGRES_URL says.
    std::string url{};
    /// The folder whose migrations make the tables; empty: `create_tables` does.
    std::filesystem::path migrations{};
    /// Fills the tables, once for all tests: `.prepare = [](auto& db) { ... }`.
    void (*prepare)(Database&) = nullptr;
    /// The tests run in the database of the url itself, each in a transaction. Missing tables are made there, and stay.
    bool in_place = false;
    typename Database::options connection{};
};

} // namespace test

namespace detail {

/// Where the tests of a driver connect to.
template <class Driver> std::string find_test_url(const std::string& given, bool in_place) {
    using store = typename test_store_of<Driver>::type;
    if (!given.empty()) return given;
    const std::string variable(store::url_variable);
    const char* const found = variable.empty() ? nullptr : std::getenv(variable.c_str());
    if (found && *found) return found;
    if (variable.empty() && !in_place) return {};
    throw connection_error(
        join_text({"the database of the tests is not known: ",
                   variable.empty() ? "give .url" : "set " + variable + " to a connection string, or give .url"}));
}

/// What tests of one schema with the same options share: the store, and the database that was filled once.
template <class Schema, class Database> class test_source {
    using driver = typename Database::driver;
    using store = typename test_store_of<driver>::type;
    using options = test::database_options<Database>;

public:
    explicit test_source(const options& how) {
        const std::string url = find_test_url<driver>(how.url, how.in_place);
        if (how.in_place) {
            first_.target = url;
        } else {
            store_.emplace(url);
            first_ = store_->make();
        }
        try {
            fill(how);
        } catch (...) {
            drop(first_);
            throw;
        }
    }
    test_source(const test_source&) = delete;
    ~test_source() {
        open_.reset();
        drop(first_);
    }

    static test_source& of(const options& how) {
        static std::mutex one_at_a_time;
        const std::lock_guard<std::mutex> held(one_at_a_time);
        using key = std::tuple<std::string, std::string, bool, bool, void (*)(Database&)>;
        static std::map<key, test_source> all;
        return all.try_emplace(key{how.url, how.migrations.string(), how.in_place, is_by_copy(how), how.prepare}, how)
            .first->second;
    }
    static bool is_by_copy(const options& how) {
        if (how.in_place && how.apart == test::apart::by_copy)
            throw error("tests in the database of the url are kept apart by transactions, not by copies");
        return !how.in_place &&
               (how.apart == test::apart::usual ? store::copies_usually : how.apart == test::apart::by_copy);
    }
    /// Whether a test that is undone needs a database of its own all the same.
    static bool is_copied(const options& how) { return !how.in_place && (is_by_copy(how) || store::first_stays_open); }

    test_place take(const options& how) { return is_copied(how) ? store_->make_copy(first_) : first_; }
    void give_back(const test_place& place, const options& how) noexcept {
        if (is_copied(how)) drop(place);
    }
    void fill_copy([[maybe_unused]] Database& copy, const options& how) {
        if constexpr (store::first_stays_open)
            if (is_copied(how)) store::fill(open_->connection(), copy.connection());
    }

private:
    void fill(const options& how) {
        Database made(first_.target, how.connection);
        if (how.migrations.empty())
            made.template create_tables<Schema>();
        else
            migrate::deploy(made, how.migrations);
        if (how.prepare) how.prepare(made);
        if (store::first_stays_open && !how.in_place) open_.emplace(std::move(made));
    }
    void drop(const test_place& place) noexcept {
        if (store_) store_->drop(place);
    }

    std::optional<store> store_{};
    test_place first_{};
    std::optional<Database> open_{};
};

/// Stands before the connection in a test's database, and goes behind it.
template <class Schema, class Database> struct test_lease {
    test::database_options<Database> asked;
    test_source<Schema, Database>& source;
    test_place place;

    explicit test_lease(const test::database_options<Database>& wanted)
        : asked(wanted), source(test_source<Schema, Database>::of(wanted)), place(source.take(wanted)) {}
    test_lease(const test_lease&) = delete;
    ~test_lease() { source.give_back(place, asked); }
};

} // namespace detail

namespace test {

/// A database of the schema for one test, which is gone with the object; what takes a `Database&` takes it.
///
///     TEST_CASE("a member is found") {
///         test::database<shop, postgres::database> db;
///         ...
///     }
///
/// Errors: `connection_error` where nobody says which server it is.
template <class Schema, class Database> class database : detail::test_lease<Schema, Database>, public Database {
    using lease = detail::test_lease<Schema, Database>;

public:
    using driver = typename Database::driver;
    using options = database_options<Database>;

    explicit database(const options& how = {}, detail::call_place where = detail::call_place::current())
        : lease(how), Database(lease::place.target, how.connection, where) {
        lease::source.fill_copy(*this, how);
        if (lease::source.is_by_copy(how)) return;
        around_.emplace(Database::begin(transaction_options{}, where));
        inside_.emplace(detail::session_door::share(*this));
    }
    database(const database&) = delete;
    ~database() {
        inside_.reset();
        around_.reset();
        this->close();
    }

    /// Whether it can be made: the url is given, or the environment says it. A test that needs a server asks first.
    static bool is_available(const options& how = {}) {
        try {
            static_cast<void>(detail::find_test_url<driver>(how.url, how.in_place));
            return true;
        } catch (const connection_error&) { return false; }
    }
    /// Another connection to the same data. Errors: of a test that is undone, or in memory, there is none.
    Database open_another() const {
        if (around_ || lease::place.name.empty())
            throw error("only a test whose database is a copy on a server has other connections to it");
        return Database(lease::place.target, lease::asked.connection);
    }

private:
    std::optional<typename Database::transaction_type> around_{};
    std::optional<detail::statement_savepoints<driver>> inside_{};
};

} // namespace test
} // namespace v0
} // namespace refract

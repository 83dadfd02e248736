// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// refract without a database, for tests of programs that use it.

#include <refract/dialect/postgres.hpp>
#include <refract/dialect/sqlite.hpp>
#include <refract/driver/recorder.hpp>
#include <refract/refract.hpp>

#include <cstdint>
#include <source_location>
#include <string_view>
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
    /// Expects the statement of a query.
    template <detail::any_query Query> expectation& expect(const Query& query) {
        return expect(refract::sql<Dialect>(query));
    }
    /// Expects a statement, whatever it is; BEGIN and its like are not meant.
    expectation& expect_any() { return this->connection().expect_any(); }
    /// Every statement that was run, in order, with BEGIN, COMMIT and ROLLBACK.
    const std::vector<call>& calls() { return this->connection().calls(); }
    /// Errors: `error` that lists what was expected and did not come, and what came unexpected.
    void verify() { this->connection().verify(); }
};

/// Speaks as SQLite does.
using database = basic_database<dialect::sqlite>;
/// Speaks as PostgreSQL does.
using postgres_database = basic_database<dialect::postgres>;

} // namespace recorder
} // namespace v0
} // namespace refract

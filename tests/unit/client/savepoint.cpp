// The levels of a transaction, and rollbacks that fail.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/savepoint.hpp>

#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using blog::Tag;

namespace {

/// A connection that says what it is told, and fails when it is wanted.
struct told_connection {
    std::vector<std::string> told{};
    bool inside = false, fails = false;

    bool in_transaction() const { return inside; }
    void tell(const char* text) {
        if (fails) throw std::bad_alloc();
        told.emplace_back(text);
    }
    void command(const char* text) { tell(text); }
    void begin(const transaction_options&) {
        tell("BEGIN");
        inside = true;
    }
    void commit() {
        tell("COMMIT");
        inside = false;
    }
    void rollback() {
        tell("ROLLBACK");
        inside = false;
    }
};
struct told_driver {
    using connection = told_connection;
    using dialect = refract::dialect::sqlite;
};
using told = std::vector<std::string>;

} // namespace

TEST_CASE("the outermost level is a transaction, those inside it are savepoints", "[savepoint]") {
    told_connection connection;
    const auto outer = detail::begin_level<told_driver>(connection, 1, {});
    const auto kept = detail::begin_level<told_driver>(connection, 2, {});
    CHECK(!outer.is_savepoint);
    CHECK(kept.is_savepoint);
    detail::keep_level<told_driver>(connection, kept);
    const auto undone = detail::begin_level<told_driver>(connection, 4'000'000'000, {});
    detail::undo_level<told_driver>(connection, undone);
    detail::keep_level<told_driver>(connection, outer);
    CHECK(connection.told == told{"BEGIN", "SAVEPOINT refract_2", "RELEASE SAVEPOINT refract_2",
                                  "SAVEPOINT refract_4000000000", "ROLLBACK TO SAVEPOINT refract_4000000000",
                                  "RELEASE SAVEPOINT refract_4000000000", "COMMIT"});
}

TEST_CASE("a savepoint of a transaction that is gone is undone already", "[savepoint]") {
    told_connection connection;
    detail::begin_level<told_driver>(connection, 1, {});
    const auto inner = detail::begin_level<told_driver>(connection, 2, {});
    connection.inside = false;
    connection.told.clear();
    detail::undo_level<told_driver>(connection, inner);
    CHECK(connection.told.empty());
}

TEST_CASE("a level can be undone again when it has failed", "[savepoint]") {
    told_connection connection;
    const auto outer = detail::begin_level<told_driver>(connection, 1, {});
    connection.fails = true;
    CHECK_THROWS_AS(detail::undo_level<told_driver>(connection, outer), std::bad_alloc);
    connection.fails = false;
    detail::undo_level<told_driver>(connection, outer);
    CHECK(connection.told == told{"BEGIN", "ROLLBACK"});
}

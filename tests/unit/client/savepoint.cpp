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
    detail::level_numbers numbers{.last = 4'000'000'000};
    const auto outer = detail::begin_level<told_driver>(connection, numbers, {});
    const auto kept = detail::begin_level<told_driver>(connection, numbers, {});
    CHECK(!outer.is_savepoint());
    CHECK(kept.is_savepoint());
    CHECK(outer.number == 4'000'000'001);
    CHECK(kept.number == 4'000'000'002);
    const auto inside = detail::begin_level<told_driver>(connection, numbers, {});
    detail::keep_level<told_driver>(connection, numbers, inside);
    detail::keep_level<told_driver>(connection, numbers, kept);
    const auto undone = detail::begin_level<told_driver>(connection, numbers, {});
    detail::undo_level<told_driver>(connection, numbers, undone);
    detail::keep_level<told_driver>(connection, numbers, outer);
    CHECK(connection.told == told{"BEGIN", "SAVEPOINT refract_1", "SAVEPOINT refract_2", "RELEASE SAVEPOINT refract_2",
                                  "RELEASE SAVEPOINT refract_1", "SAVEPOINT refract_1",
                                  "ROLLBACK TO SAVEPOINT refract_1", "RELEASE SAVEPOINT refract_1", "COMMIT"});
}

TEST_CASE("no savepoint has the name of one that is open around it", "[savepoint]") {
    told_connection connection;
    detail::level_numbers numbers;
    const auto outer = detail::begin_level<told_driver>(connection, numbers, {});
    const auto around = detail::begin_level<told_driver>(connection, numbers, {});
    const auto inside = detail::begin_level<told_driver>(connection, numbers, {});
    connection.fails = true;
    CHECK_THROWS_AS(detail::undo_level<told_driver>(connection, numbers, inside), std::bad_alloc);
    CHECK_THROWS_AS(detail::begin_level<told_driver>(connection, numbers, {}), std::bad_alloc);
    connection.fails = false;
    connection.told.clear();
    detail::undo_level<told_driver>(connection, numbers, around); // with what is inside it
    CHECK(detail::begin_level<told_driver>(connection, numbers, {}).savepoint == 1);
    detail::undo_level<told_driver>(connection, numbers, outer);
    CHECK(connection.told ==
          told{"ROLLBACK TO SAVEPOINT refract_1", "RELEASE SAVEPOINT refract_1", "SAVEPOINT refract_1", "ROLLBACK"});
    CHECK(numbers.savepoints == 0);
}

TEST_CASE("a savepoint of a transaction that is gone is undone already", "[savepoint]") {
    told_connection connection;
    detail::level_numbers numbers;
    detail::begin_level<told_driver>(connection, numbers, {});
    const auto inner = detail::begin_level<told_driver>(connection, numbers, {});
    connection.inside = false;
    connection.told.clear();
    detail::undo_level<told_driver>(connection, numbers, inner);
    CHECK(connection.told.empty());
}

TEST_CASE("a level can be undone again when it has failed", "[savepoint]") {
    told_connection connection;
    detail::level_numbers numbers;
    const auto outer = detail::begin_level<told_driver>(connection, numbers, {});
    connection.fails = true;
    CHECK_THROWS_AS(detail::undo_level<told_driver>(connection, numbers, outer), std::bad_alloc);
    connection.fails = false;
    detail::undo_level<told_driver>(connection, numbers, outer);
    CHECK(connection.told == told{"BEGIN", "ROLLBACK"});
}

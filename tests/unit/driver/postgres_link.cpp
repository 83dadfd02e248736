// Streams: rows that are still on the way, and what becomes of them when something else is run.

#include <refract/driver/postgres_link.hpp>

#include <support/postgres_session.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

const text_statement thousand("SELECT i::int8 FROM generate_series(1, 1000) i", {}, {type_kind::big_integer});
const text_statement endless("SELECT generate_series(1, 1000000000)::int8", {}, {type_kind::big_integer});
const text_statement one("SELECT $1::int8", {{.kind = type_kind::big_integer}}, {type_kind::big_integer});

postgres_statement start(postgres_session& session, const ready_statement& text) {
    postgres_statement stream = session->prepare(text, true);
    stream.begin(true);
    stream.step();
    return stream;
}
std::int64_t number(const postgres_statement& statement) { return statement.row().cell(0).read<std::int64_t>(); }

} // namespace

TEST_CASE("a stream never holds the whole result", "[postgres_link]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    auto stream = session->prepare(endless, true);
    const auto before = std::chrono::steady_clock::now();
    stream.begin(true);
    for (std::int64_t i = 1; i <= 5000; ++i) {
        REQUIRE(stream.step());
        REQUIRE(number(stream) == i);
    }
    stream.reset(); // cancels: a billion rows would take minutes
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(10));
    CHECK(session.ask("SELECT 1") == "1");
    CHECK_FALSE(session->in_transaction());
}

TEST_CASE("a stream reads to its end, and has touched nothing", "[postgres_link]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    auto stream = session->prepare(thousand, true);
    stream.begin(true);
    CHECK(read_numbers(stream).size() == 1000);
    CHECK(stream.changes() == 0);
    CHECK_FALSE(stream.step());
    stream.reset();
    CHECK(read_numbers(stream).size() == 1000);
}

TEST_CASE("a stream makes way for other statements and goes on", "[postgres_link]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    auto outer = session->prepare(thousand, true);
    auto inner = session->prepare(one, true);
    outer.begin(true);
    std::int64_t sum = 0;
    while (outer.step()) {
        inner.begin(GENERATE(true, false)); // streams inside streams, too
        inner.bind(1, number(outer));
        sum += read_numbers(inner).at(0);
        inner.reset();
    }
    CHECK(sum == 500'500);
    CHECK(outer.changes() == 0);
}

TEST_CASE("everything that uses the connection asks the stream to make way", "[postgres_link]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE copied (i int8)");
    auto stream = start(session, thousand);
    CHECK_FALSE(session->in_transaction());
    session->execute("SELECT 1");
    CHECK(stream.step());

    auto second = start(session, thousand);
    session->begin({});
    CHECK(session->in_transaction());
    auto third = start(session, thousand);
    CHECK(session->in_transaction());
    session->commit();
    CHECK_FALSE(session->in_transaction());

    auto fourth = start(session, thousand);
    const sql_type column{.kind = type_kind::big_integer};
    auto copy = session->copy("COPY copied FROM STDIN (FORMAT binary)", &column, 1);
    CHECK(fourth.step());
    CHECK(copy.finish() == 0);
    for (auto* each : {&stream, &second, &third, &fourth}) {
        const std::size_t left = read_numbers(*each).size();
        CHECK(left >= 998);
    }
}

TEST_CASE("a stream left early costs a transaction nothing", "[postgres_link]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE written (i int8)");
    session->begin({});
    session->execute("INSERT INTO written VALUES (0)");
    {
        auto stream = start(session, text_statement("SELECT i::int8 FROM generate_series(1, 100000) i"));
        stream.reset();
        auto destroyed = start(session, thousand);
    }
    session->commit();
    CHECK(session.ask("SELECT count(*) FROM written") == "1");
}

TEST_CASE("a statement that writes has written when its rows are not read", "[postgres_link]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE written (i int8)");
    start(session, text_statement("INSERT INTO written SELECT generate_series(1, 50000) RETURNING i")).reset();
    CHECK(session.ask("SELECT count(*) FROM written") == "50000");
}

TEST_CASE("a failure of the statement's own commit comes after its rows", "[postgres_link]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE t (i int UNIQUE DEFERRABLE INITIALLY DEFERRED); INSERT INTO t VALUES (1)");
    const bool streamed = GENERATE(false, true), cached = GENERATE(false, true), outside = GENERATE(false, true);
    const bool returns = GENERATE(false, true);
    const std::string sql = "INSERT INTO t SELECT 1 FROM generate_series(1, 200)";
    auto insert = session->prepare(text_statement(returns ? sql + " RETURNING i" : sql), cached);
    if (outside) session->socket();
    for (int i = 0; i < 2; ++i) {
        insert.begin(streamed);
        CHECK_THROWS_AS(
            [&] {
                while (insert.step()) {}
            }(),
            unique_violation);
        insert.reset();
        insert.begin(streamed);
        insert.send();
        session->execute("SELECT 1"); // its result makes way
        CHECK_THROWS_AS(
            [&] {
                while (insert.step()) {}
            }(),
            unique_violation);
        insert.reset();
    }
    CHECK(session.ask("SELECT count(*) FROM t") == "1");
}

TEST_CASE("a failure half-way comes after the rows before it", "[postgres_link]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    const text_statement fails("SELECT (10 / (4 - i))::int8 FROM generate_series(1, 9) i", {},
                               {type_kind::big_integer});
    const bool interrupted = GENERATE(true, false);
    auto stream = session->prepare(fails, true);
    stream.begin(true);
    for (int i = 0; i < 3; ++i) REQUIRE(stream.step());
    if (interrupted) CHECK(session.ask("SELECT 1") == "1"); // not by the driver: libpq drops the rest
    if (interrupted) return;
    CHECK_THROWS_AS(stream.step(), conversion_error);
    CHECK_FALSE(stream.step());
    stream.reset();
    CHECK(stream.step());

    auto kept = session->prepare(fails, true);
    kept.begin(true);
    CHECK(kept.step());
    session->execute("SELECT 1"); // takes in rows and failure
    CHECK(kept.step());
    CHECK(kept.step());
    CHECK_THROWS_AS(kept.step(), conversion_error);
}

TEST_CASE("a stream moves with its statement", "[postgres_link]") {
    postgres_session session;
    if (!session) return;
    auto first = start(session, thousand);
    postgres_statement second(std::move(first));
    CHECK(second.step());
    CHECK(number(second) == 2);
    postgres_statement third = session->prepare(one, true);
    third = std::move(second);
    session->execute("SELECT 1");
    CHECK(third.step());
    CHECK(number(third) == 3);
    CHECK(third.sql() == "SELECT i::int8 FROM generate_series(1, 1000) i");
    CHECK_THROWS_AS(first.step(), connection_error);
    first.reset();
}

TEST_CASE("a statement whose connection is closed answers with an error", "[postgres_link]") {
    postgres_session session;
    if (!session) return;
    auto idle = session->prepare(one, true);
    auto stream = start(session, thousand);
    session.close();
    const auto lost = caught<connection_error>([&] {
        while (stream.step()) {}
    });
    CHECK(lost.connection_lost());
    CHECK_THROWS_AS(idle.step(), connection_error);
    stream.reset();
    CHECK_THROWS_AS(stream.step(), connection_error);
}

TEST_CASE("why the server has ended a session that waited is told", "[postgres_link]") {
    postgres_session session, killer;
    if (!session) return;
    auto statement = session->prepare(one, GENERATE(true, false));
    const std::string kill = "SELECT pg_terminate_backend(" + session.ask("SELECT pg_backend_pid()") + ", 5000)";
    const bool in_transaction = GENERATE(true, false);
    if (in_transaction) session->begin({});
    CHECK(killer.ask(kill) == "t");
    constexpr sql_type number[] = {{.kind = type_kind::integer}};
    const auto failure = [&] {
        switch (GENERATE(0, 1, 2, 3)) {
        case 0: return caught<connection_error>([&] { session->execute("SELECT 1"); });
        case 1: return caught<connection_error>([&] { in_transaction ? session->commit() : session->begin({}); });
        case 2:
            return caught<connection_error>([&] { session->copy("COPY t (i) FROM STDIN (FORMAT binary)", number, 1); });
        default:
            return caught<connection_error>([&] {
                statement.begin(false);
                statement.bind(1, std::int64_t{1});
                statement.step();
            });
        }
    }();
    CHECK(failure.connection_lost());
    CHECK(failure.message().find("terminating connection due to administrator command") != std::string::npos);
}

TEST_CASE("a server that goes away is an error, not a hang", "[postgres_link]") {
    postgres_session session({.prepare = GENERATE(true, false)}), killer;
    if (!session) return;
    const std::string kill = "SELECT pg_terminate_backend(" + session.ask("SELECT pg_backend_pid()") + ", 5000)";
    const auto before = std::chrono::steady_clock::now();
    SECTION("between statements") {
        auto statement = session->prepare(one, true);
        statement.begin(false);
        statement.bind(1, std::int64_t{1});
        CHECK(killer.ask(kill) == "t");
        CHECK(caught<connection_error>([&] { statement.step(); }).connection_lost());
        CHECK_THROWS_AS(statement.step() || (statement.reset(), statement.step()), connection_error);
    }
    SECTION("in a transaction") {
        session->begin({});
        CHECK(killer.ask(kill) == "t");
        CHECK_THROWS_AS(session->commit(), connection_error);
        CHECK_NOTHROW(session->rollback());
    }
    SECTION("in a stream") {
        auto stream = start(session, endless);
        CHECK(killer.ask(kill) == "t");
        CHECK(caught<connection_error>([&] {
                  while (stream.step()) {}
              }).connection_lost());
    }
    SECTION("in a stream that nobody reads") {
        auto stream = start(session, endless);
        CHECK(killer.ask(kill) == "t");
        stream.reset();
        CHECK_THROWS_AS(session->execute("SELECT 1"), connection_error);
    }
    SECTION("in a bulk copy") {
        session->execute("CREATE TEMP TABLE copied (i int8)");
        const sql_type column{.kind = type_kind::big_integer};
        auto copy = session->copy("COPY copied FROM STDIN (FORMAT binary)", &column, 1);
        CHECK(killer.ask(kill) == "t");
        CHECK(caught<connection_error>([&] {
                  for (std::int64_t i = 0; i < 1'000'000; ++i) {
                      copy.begin_row();
                      copy.bind(1, i);
                      copy.end_row();
                  }
                  copy.finish();
              }).connection_lost());
    }
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(10));
    CHECK_FALSE(session->is_open());
    CHECK_FALSE(session->in_transaction());
    CHECK_THROWS_AS(session->execute("SELECT 1"), connection_error);
    CHECK_THROWS_AS(session->prepare(one, true).step(), connection_error);
}

TEST_CASE("statements that are gone are deallocated when there is occasion", "[postgres_link]") {
    postgres_session session;
    if (!session) return;
    const auto count = [&] { return session.ask("SELECT count(*) FROM pg_prepared_statements"); };
    std::optional<postgres_statement> first(session->prepare(one, true)), second(session->prepare(thousand, true));
    CHECK(count() == "2");
    first.reset();
    CHECK(count() == "2");
    session->execute("SELECT 1");
    CHECK(count() == "1");

    // In a transaction that failed, deallocating would fail; it waits.
    session->begin({});
    second.reset();
    CHECK_THROWS_AS(session->execute("SELECT 1/0"), conversion_error);
    session->rollback();
    CHECK(count() == "1");
    session->execute("SELECT 1");
    CHECK(count() == "0");

    // One of them is gone already: the others still go.
    first.emplace(session->prepare(one, true));
    second.emplace(session->prepare(thousand, true));
    session->execute("DEALLOCATE " + session.ask("SELECT name FROM pg_prepared_statements ORDER BY name LIMIT 1"));
    first.reset();
    second.reset();
    session->execute("SELECT 1");
    CHECK(count() == "0");
}

TEST_CASE("a process that was forked leaves its parent's connection alone", "[postgres_link]") {
    const bool prepares = GENERATE(true, false);
    postgres_session session({.prepare = prepares, .lock_timeout = std::chrono::seconds(prepares ? 0 : 9)});
    if (!session) return;
    session->execute("CREATE TEMP TABLE copied (i int8)");
    const bool in_transaction = GENERATE(true, false);
    if (in_transaction) session->begin({});
    auto statement = session->prepare(one, true);
    std::optional<postgres_statement> stream(start(session, thousand));
    const sql_type column{.kind = type_kind::big_integer};
    const std::string own = session.ask("SELECT 1"); // by libpq: the stream has lost its rest, so another one
    stream.emplace(start(session, thousand));

    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        // Answers with errors, and then closes everything as a program does that ends.
        int wrong = 0;
        const auto expect = [&](auto work) {
            try {
                work();
                ++wrong;
            } catch (const connection_error& failure) { wrong += !failure.connection_lost(); }
        };
        expect([&] { session->execute("SELECT 1"); });
        expect([&] { session->begin({}); });
        expect([&] {
            statement.begin(false);
            statement.bind(1, std::int64_t{1});
            statement.step();
        });
        expect([&] {
            while (stream->step()) {}
        });
        expect([&] { static_cast<void>(session->copy("COPY copied FROM STDIN (FORMAT binary)", &column, 1)); });
        stream.reset();
        session.close();
        std::_Exit(wrong);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(read_numbers(*stream).size() == 999);
    statement.begin(false);
    statement.bind(1, std::int64_t{5});
    CHECK(read_numbers(statement).at(0) == 5);
    if (in_transaction) session->commit();
}

TEST_CASE("a long transaction does not pile up statements", "[postgres_link]") {
    postgres_session session;
    if (!session) return;
    session->begin({});
    for (int i = 0; i < 100; ++i) {
        session->prepare(one, true).step();
        if (i == 50) session->execute("DEALLOCATE ALL"); // those that are gone do not undo the transaction
    }
    CHECK(std::stoi(session.ask("SELECT count(*) FROM pg_prepared_statements")) < 30);
    CHECK_NOTHROW(session->commit());
}

TEST_CASE("a statement that was sent gives all its rows, and is not sent again", "[postgres_link]") {
    postgres_session session;
    if (!session) return;
    const bool streamed = GENERATE(false, true);
    const text_statement three("SELECT i::int8 FROM generate_series(1, 3) i", {}, {type_kind::big_integer});
    auto statement = session->prepare(three, true);
    for (int round = 0; round < 2; ++round) {
        statement.begin(streamed);
        statement.send();
        statement.send();
        for (std::int64_t row = 1; row <= 3; ++row) {
            REQUIRE(statement.step());
            CHECK(number(statement) == row);
        }
        CHECK_FALSE(statement.step());
        statement.reset();
    }
}

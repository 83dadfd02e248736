// Pipelines: several statements under way at once, and what becomes of them when one fails or the server goes.

#include <refract/driver/postgres_pipeline.hpp>

#include <support/postgres_session.hpp>

#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

#ifdef LIBPQ_HAS_PIPELINING
namespace {

const text_statement one("SELECT $1::int8", {{.kind = type_kind::big_integer}}, {type_kind::big_integer});
const text_statement insert("INSERT INTO kept VALUES ($1)", {{.kind = type_kind::big_integer}});

postgres_statement& send(postgres_statement& statement, std::int64_t value, bool streamed = false) {
    statement.begin(streamed);
    statement.bind(1, value);
    statement.send();
    return statement;
}
std::int64_t answer(postgres_statement& statement) {
    const auto numbers = read_numbers(statement);
    REQUIRE(numbers.size() == 1);
    return numbers[0];
}
std::size_t finish(postgres_statement& statement) {
    while (statement.step()) {}
    return static_cast<std::size_t>(statement.changes());
}

/// How often the client waits for the server while `work` runs: what libpq has written down of its messages goes
/// one way ("F") and then the other ("B").
template <class Work> int count_journeys(PGconn* handle, Work work) {
    std::FILE* const trace = std::tmpfile();
    REQUIRE(trace);
    PQtrace(handle, trace);
    PQsetTraceFlags(handle, PQTRACE_SUPPRESS_TIMESTAMPS);
    work();
    PQuntrace(handle);
    std::rewind(trace);
    int journeys = 0;
    bool forward = false;
    char line[4096];
    while (std::fgets(line, sizeof line, trace)) {
        if (forward && line[0] == 'B') ++journeys;
        forward = line[0] == 'F';
    }
    std::fclose(trace);
    return journeys;
}

} // namespace

TEST_CASE("a pipeline takes several statements on one journey", "[postgres_pipeline]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    const bool streamed = GENERATE(false, true);
    auto first = session->prepare(one, true), second = session->prepare(one, true);
    const auto both = [&](bool piped) {
        if (piped) session->enter_pipeline();
        send(first, 1, streamed);
        if (!piped) first.step();
        send(second, 2, streamed);
        if (piped) session->sync();
        if (!piped) first.reset(), send(first, 1, streamed);
        CHECK(answer(first) == 1);
        if (!piped) second.reset(), send(second, 2, streamed);
        CHECK(answer(second) == 2);
        first.reset();
        second.reset();
    };
    CHECK(count_journeys(session->native(), [&] { both(true); }) == 1);
    CHECK(count_journeys(session->native(), [&] { both(false); }) > 2);
    CHECK(count_journeys(session->native(), [&] { both(true); }) == 1); // once more
    CHECK(session.ask("SELECT 1") == "1");
}

TEST_CASE("results of a pipeline are read in any order, also by statements that have moved", "[postgres_pipeline]") {
    postgres_session session;
    if (!session) return;
    std::vector<postgres_statement> all;
    for (int i = 0; i < 3; ++i) all.push_back(session->prepare(one, true));
    session->enter_pipeline();
    for (int i = 0; i < 3; ++i) send(all[static_cast<std::size_t>(i)], i);
    session->sync();
    std::vector<postgres_statement> moved;
    for (int i = 2; i >= 0; --i) moved.push_back(std::move(all[static_cast<std::size_t>(i)]));
    const std::size_t start = static_cast<std::size_t>(GENERATE(0, 1, 2));
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t at = (start + i) % 3;
        CHECK(answer(moved[at]) == static_cast<std::int64_t>(2 - at));
    }
    CHECK(session.ask("SELECT 1") == "1");
}

TEST_CASE("a statement that fails in a pipeline stops those behind it", "[postgres_pipeline]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE kept (i int8 PRIMARY KEY)");
    const bool in_transaction = GENERATE(false, true);
    auto first = session->prepare(insert, true), second = session->prepare(insert, true),
         third = session->prepare(insert, true);
    if (in_transaction) session->begin({});
    session->enter_pipeline();
    CHECK(session->in_transaction() == in_transaction);
    send(first, 1);
    send(second, 1);
    send(third, 3);
    session->sync();
    CHECK(session->in_transaction() == in_transaction);
    const bool backwards = GENERATE(false, true);
    const auto check_third = [&] {
        const auto skipped = caught<error>([&] { third.step(); });
        CHECK(std::string(skipped.what()).find("was not run: another one before it") != std::string::npos);
        CHECK(skipped.sql() == "INSERT INTO kept VALUES ($1)");
        CHECK_FALSE(skipped.can_retry());
        CHECK_FALSE(skipped.connection_lost());
        CHECK_FALSE(third.step());
    };
    if (backwards) check_third();
    CHECK(finish(first) == 1);
    CHECK(caught<unique_violation>([&] { second.step(); }).code() == "23505");
    if (!backwards) check_third();
    CHECK(session->in_transaction() == in_transaction);
    session->rollback();
    CHECK(session.ask("SELECT count(*) FROM kept") == "0"); // one transaction: the first is undone, too
    for (auto* each : {&first, &second, &third}) each->reset();
    CHECK(finish(send(first, 7)) == 1);
}

TEST_CASE("what fails at the commit of a pipeline is told", "[postgres_pipeline]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE kept (i int8 UNIQUE DEFERRABLE INITIALLY DEFERRED)");
    auto first = session->prepare(insert, true), second = session->prepare(insert, true);
    session->enter_pipeline();
    send(first, 1);
    send(second, 1);
    SECTION("by the last statement") {
        session->sync();
        CHECK(finish(first) == 1);
        CHECK_THROWS_AS(finish(second), unique_violation);
    }
    SECTION("by the last statement, when somebody else needs the connection") {
        session->sync();
        session->execute("SELECT 1");
        CHECK(finish(first) == 1);
        CHECK_THROWS_AS(finish(second), unique_violation);
    }
    SECTION("at the end, when all results were read before it") {
        CHECK(finish(first) == 1);
        CHECK(finish(second) == 1);
        CHECK_THROWS_AS(session->sync(), unique_violation);
        CHECK_NOTHROW(session->sync());
    }
    SECTION("by what needs the connection, when all results were read before it") {
        CHECK(finish(first) == 1);
        CHECK(finish(second) == 1);
        CHECK_THROWS_AS(session->execute("SELECT 1"), unique_violation);
    }
    CHECK_FALSE(session->in_transaction());
    CHECK(session.ask("SELECT count(*) FROM kept") == "0");
}

TEST_CASE("a result can be had before the end of its pipeline", "[postgres_pipeline]") {
    postgres_session session;
    if (!session) return;
    auto first = session->prepare(one, true), second = session->prepare(one, true);
    session->enter_pipeline();
    CHECK(answer(send(first, 1)) == 1);
    first.reset();
    send(first, 3);
    CHECK(answer(send(second, 2)) == 2);
    session->sync();
    CHECK(answer(first) == 3);
    session->enter_pipeline();
    session->sync(); // of nothing
    session->sync();
    CHECK(session.ask("SELECT 1") == "1");
}

TEST_CASE("whatever else needs the connection completes the pipeline", "[postgres_pipeline]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE kept (i int8)");
    auto first = session->prepare(insert, true), second = session->prepare(one, true),
         other = session->prepare(one, true);
    const bool synced = GENERATE(false, true);
    session->enter_pipeline();
    send(first, 1);
    send(second, 2);
    if (synced) session->sync();
    SECTION("a script") { session->execute("SELECT 1"); }
    SECTION("a statement that is run") {
        if (synced) CHECK(answer(send(other, 5)) == 5);
    }
    SECTION("a statement that is prepared") { CHECK(answer(send(other = session->prepare(one, true), 6)) == 6); }
    SECTION("a transaction") {
        session->begin({});
        CHECK(session->in_transaction());
        session->commit();
    }
    SECTION("a bulk copy") {
        const sql_type column{.kind = type_kind::big_integer};
        CHECK(session->copy("COPY kept FROM STDIN (FORMAT binary)", &column, 1).finish() == 0);
    }
    SECTION("another pipeline") {
        session->sync();
        session->enter_pipeline();
        send(other, 9);
        session->sync();
        CHECK(answer(other) == 9);
    }
    CHECK(finish(first) == 1);
    CHECK(answer(second) == 2);
    session->sync();
    CHECK(session.ask("SELECT count(*) FROM kept") == "1");
}

TEST_CASE("statements of a pipeline that nobody reads have run", "[postgres_pipeline]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE kept (i int8)");
    std::optional<postgres_statement> first(session->prepare(insert, true)), second(session->prepare(insert, true));
    auto third = session->prepare(one, true);
    session->enter_pipeline();
    send(*first, 1);
    send(*second, 2);
    send(third, 3);
    if (GENERATE(false, true)) session->sync();
    second.reset();
    first->reset();
    CHECK(answer(third) == 3);
    session->sync();
    CHECK(session.ask("SELECT count(*) FROM kept") == "2");
}

TEST_CASE("a pipeline takes statements that are not prepared yet, or not any more", "[postgres_pipeline]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE changed AS SELECT 1::int8 AS a");
    const text_statement all("SELECT * FROM changed");
    SECTION("not yet") {
        session->enter_pipeline();
        auto made = session->prepare(one, true), unkept = session->prepare(one, false);
        send(made, 1);
        send(unkept, 2);
        session->sync();
        CHECK(answer(made) == 1);
        CHECK(answer(unkept) == 2);
        CHECK(session.ask("SELECT count(*) FROM pg_prepared_statements") == "0");
        made.reset();
        CHECK(answer(send(made, 3)) == 3);
        CHECK(session.ask("SELECT count(*) FROM pg_prepared_statements") == "1");
    }
    SECTION("not any more") {
        auto changed = session->prepare(all, true), other = session->prepare(one, true);
        CHECK(answer(changed) == 1);
        changed.reset();
        session.ask("ALTER TABLE changed ADD b int8");
        session->enter_pipeline();
        changed.begin(false);
        changed.send();
        send(other, 4);
        session->sync();
        CHECK(caught<error>([&] { changed.step(); }).can_retry());
        CHECK_THROWS_AS(other.step(), error);
        changed.reset();
        CHECK(answer(changed) == 1);
    }
}

TEST_CASE("a COPY in a pipeline is an error", "[postgres_pipeline]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE kept (i int8)");
    auto copy = session->prepare(text_statement(GENERATE("COPY kept FROM STDIN", " copy kept TO STDOUT")), false);
    auto other = session->prepare(one, true);
    session->enter_pipeline();
    CHECK(std::string(caught<error>([&] { copy.send(); }).what()).find("COPY cannot be run") != std::string::npos);
    CHECK_FALSE(copy.step());
    send(other, 1);
    session->sync();
    CHECK(answer(other) == 1);
    CHECK(session.ask("SELECT 1") == "1");
}

TEST_CASE("a server that goes away in a pipeline is an error of each statement", "[postgres_pipeline]") {
    postgres_session session, killer;
    if (!session) return;
    auto first = session->prepare(one, true), second = session->prepare(one, true);
    const std::string kill = "SELECT pg_terminate_backend(" + session.ask("SELECT pg_backend_pid()") + ", 5000)";
    const int when = GENERATE(0, 1, 2, 3);
    CAPTURE(when);
    const auto now = [&](int step) {
        if (step == when) CHECK(killer.ask(kill) == "t");
    };
    // What has come is still there; what has not is a failure, be it at `send` or at `step`.
    const auto ends_well = [](auto work) {
        try {
            work();
            return true;
        } catch (const connection_error& failure) {
            CHECK(failure.connection_lost());
            return false;
        }
    };
    ends_well([&] {
        now(0);
        session->enter_pipeline();
    });
    ends_well([&] {
        now(1);
        send(first, 1);
        send(second, 2);
        now(2);
        session->sync();
    });
    std::int64_t got = 0;
    CHECK(ends_well([&] { got = answer(first); }) == (when == 3));
    CHECK(got == (when == 3 ? 1 : 0));
    now(3);
    if (ends_well([&] { got = answer(second); })) CHECK(got == 2);
    first.reset();
    second.reset();
    CHECK_THROWS_AS(session->execute("SELECT 1"), connection_error);
    CHECK_THROWS_AS(session->enter_pipeline(), connection_error);
    CHECK_FALSE(session->is_open());
    CHECK_FALSE(session->in_transaction());
}

TEST_CASE("a connection that is closed in a pipeline is an error of each statement", "[postgres_pipeline]") {
    postgres_session session;
    if (!session) return;
    auto first = session->prepare(one, true), second = session->prepare(one, true);
    session->enter_pipeline();
    send(first, 1);
    send(second, 2);
    if (GENERATE(false, true)) session->sync();
    session->close();
    CHECK(caught<connection_error>([&] { second.step(); }).connection_lost());
    CHECK_THROWS_AS(first.step(), connection_error);
    CHECK_THROWS_AS(session->sync(), connection_error);
    CHECK_THROWS_AS(session->enter_pipeline(), connection_error);
}

TEST_CASE("a pipeline with much to send and much to read does not block itself", "[postgres_pipeline]") {
    postgres_session session;
    if (!session) return;
    const text_statement echo("SELECT $1::text", {{.kind = type_kind::text}}, {type_kind::text});
    if (GENERATE(false, true)) session->socket();
    std::vector<postgres_statement> all;
    for (int i = 0; i < 40; ++i) all.push_back(session->prepare(echo, false));
    session->enter_pipeline();
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].begin(false);
        all[i].bind(1, std::string(1'000'000, static_cast<char>('a' + i % 26)));
        all[i].send();
    }
    session->sync();
    for (std::size_t i = 0; i < all.size(); ++i) {
        REQUIRE(all[i].step());
        const auto text = all[i].row().cell(0).read<std::string_view>();
        CHECK(text.size() == 1'000'000);
        CHECK(text[999'999] == static_cast<char>('a' + i % 26));
    }
}
#endif

// An event loop around the driver: nothing blocks but poll(), and the socket says when to go on.

#include <refract/driver/postgres.hpp>

#include <support/postgres_session.hpp>

#include <chrono>
#include <string>

#include <poll.h>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

const text_statement one("SELECT $1::int8", {{.kind = type_kind::big_integer}}, {type_kind::big_integer});
const text_statement three("SELECT i::int8 FROM generate_series(1, 3) i", {}, {type_kind::big_integer});
const text_statement slow("SELECT 7::int8 FROM pg_sleep(0.2)", {}, {type_kind::big_integer});

/// Waits as an event loop does; how often it had to.
int wait_for(int socket, postgres_statement& statement, execution_progress wanted) {
    for (int waits = 0;; ++waits) {
        const execution_progress now = statement.progress();
        if (now == execution_progress::row || now == execution_progress::end) {
            CHECK(now == wanted);
            return waits;
        }
        pollfd wait{.fd = socket, .events = POLLIN, .revents = 0};
        if (now == execution_progress::waiting_write) wait.events |= POLLOUT;
        REQUIRE(::poll(&wait, 1, 10'000) == 1);
    }
}
std::int64_t number(const postgres_statement& statement) { return statement.row().cell(0).read<std::int64_t>(); }

} // namespace

TEST_CASE("a statement is sent at once and waited for outside", "[postgres_waiting]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    const bool streamed = GENERATE(false, true);
    const int socket = session->socket();
    auto statement = session->prepare(slow, true);
    for (int round = 0; round < 2; ++round) {
        const auto before = std::chrono::steady_clock::now();
        statement.begin(streamed);
        statement.send();
        CHECK(statement.progress() == execution_progress::waiting_read);
        CHECK(std::chrono::steady_clock::now() - before < std::chrono::milliseconds(150));
        CHECK(wait_for(socket, statement, execution_progress::row) > 0);
        CHECK(statement.progress() == execution_progress::row);
        REQUIRE(statement.step());
        CHECK(number(statement) == 7);
        wait_for(socket, statement, execution_progress::end);
        CHECK_FALSE(statement.step());
        CHECK(statement.progress() == execution_progress::end);
        statement.reset();
    }
}

TEST_CASE("rows come one by one while they are waited for outside", "[postgres_waiting]") {
    postgres_session session;
    if (!session) return;
    const bool streamed = GENERATE(false, true);
    const int socket = session->socket();
    auto statement = session->prepare(three, true);
    statement.begin(streamed); // without send: progress does it
    for (std::int64_t row = 1; row <= 3; ++row) {
        wait_for(socket, statement, execution_progress::row);
        REQUIRE(statement.step());
        CHECK(number(statement) == row);
    }
    wait_for(socket, statement, execution_progress::end);
    CHECK_FALSE(statement.step());
}

TEST_CASE("what fails while it is waited for outside is told by the next step", "[postgres_waiting]") {
    postgres_session session;
    if (!session) return;
    const int socket = session->socket();
    auto fails = session->prepare(text_statement("SELECT 1 / $1::int8", {{.kind = type_kind::big_integer}}), true);
    fails.begin(false);
    fails.bind(1, std::int64_t{0});
    wait_for(socket, fails, execution_progress::end);
    CHECK_THROWS_AS(fails.step(), conversion_error);
    CHECK_FALSE(fails.step());
    CHECK(fails.progress() == execution_progress::end);
}

TEST_CASE("a server that goes away while it is waited for ends the waiting", "[postgres_waiting]") {
    postgres_session session, killer;
    if (!session) return;
    const std::string kill = "SELECT pg_terminate_backend(" + session.ask("SELECT pg_backend_pid()") + ", 5000)";
    const int socket = session->socket();
    auto statement = session->prepare(text_statement("SELECT pg_sleep(60)::text"), true);
    statement.begin(GENERATE(false, true));
    statement.send();
    CHECK(statement.progress() == execution_progress::waiting_read);
    CHECK(killer.ask(kill) == "t");
    wait_for(socket, statement, execution_progress::end);
    CHECK(caught<connection_error>([&] { statement.step(); }).connection_lost());
    CHECK_FALSE(session->is_open());
    CHECK_THROWS_AS(session->socket(), connection_error);
}

TEST_CASE("what the socket does not take at once is sent while it is waited for", "[postgres_waiting]") {
    postgres_session session;
    if (!session) return;
    const text_statement echo("SELECT length($1::text)::int8 FROM pg_sleep(0.1)", {{.kind = type_kind::text}},
                              {type_kind::big_integer});
    const int socket = session->socket();
    auto statement = session->prepare(echo, true);
    statement.begin(false);
    const std::string text(30'000'000, 'x');
    statement.bind(1, std::string_view(text));
    statement.send();
    CHECK(statement.progress() == execution_progress::waiting_write);
    if (GENERATE(true, false)) wait_for(socket, statement, execution_progress::row);
    REQUIRE(statement.step()); // which waits as usual where nobody did
    CHECK(number(statement) == 30'000'000);
}

TEST_CASE("somebody else who needs the connection does not lose what is waited for", "[postgres_waiting]") {
    postgres_session session;
    if (!session) return;
    const int socket = session->socket();
    auto waited = session->prepare(three, true), other = session->prepare(one, true);
    waited.begin(GENERATE(false, true));
    waited.send();
    if (GENERATE(false, true)) {
        wait_for(socket, waited, execution_progress::row);
        REQUIRE(waited.step());
        CHECK(number(waited) == 1);
    } else {
        other.begin(false);
        other.bind(1, std::int64_t{5});
        CHECK(read_numbers(other).at(0) == 5);
        REQUIRE(waited.step());
        CHECK(number(waited) == 1);
    }
    session->execute("SELECT 1");
    CHECK(waited.progress() == execution_progress::row);
    CHECK(read_numbers(waited) == std::vector<std::int64_t>{2, 3});
    CHECK(waited.progress() == execution_progress::end);
}

TEST_CASE("a bulk copy does not pile up in memory where sending does not block", "[postgres_waiting]") {
    postgres_session session;
    if (!session) return;
    session->socket();
    session->execute("CREATE TEMP TABLE copied (i int8, t text)");
    const sql_type columns[] = {{.kind = type_kind::big_integer}, {.kind = type_kind::text}};
    auto copy = session->copy("COPY copied FROM STDIN (FORMAT binary)", columns, 2);
    CHECK(PQisnonblocking(session->native()) == 0);
    for (std::int64_t i = 0; i < 1000; ++i) {
        copy.begin_row();
        copy.bind(1, i);
        copy.bind(2, std::string_view("text"));
        copy.end_row();
    }
    CHECK(copy.finish() == 1000);
    CHECK(PQisnonblocking(session->native()) == 1);
}

#ifdef LIBPQ_HAS_PIPELINING
TEST_CASE("a pipeline is waited for outside, in any order", "[postgres_waiting]") {
    postgres_session session;
    if (!session) return;
    const int socket = session->socket();
    auto first = session->prepare(slow, true), second = session->prepare(three, true);
    const bool synced = GENERATE(true, false), backwards = GENERATE(true, false);
    session->enter_pipeline();
    first.begin(false);
    first.send();
    second.begin(true);
    second.send();
    if (synced) session->sync();
    auto& early = backwards ? second : first;
    auto& late = backwards ? first : second;
    CHECK(wait_for(socket, early, execution_progress::row) > 0);
    wait_for(socket, late, execution_progress::row);
    CHECK(read_numbers(late).size() == (backwards ? 1 : 3));
    CHECK(read_numbers(early).size() == (backwards ? 3 : 1));
    wait_for(socket, early, execution_progress::end);
    wait_for(socket, late, execution_progress::end);
    session->sync();
    CHECK(session.ask("SELECT 1") == "1");
}
#endif

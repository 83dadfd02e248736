// Results that are on the way: `send` does not wait for them, and they make way for whatever else is run.

#include <refract/driver/postgres_rows.hpp>

#include <support/postgres_session.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

const text_statement three("SELECT i::int8 FROM generate_series(1, 3) i", {}, {type_kind::big_integer});
const text_statement slow("SELECT 7::int8 FROM pg_sleep(0.3)", {}, {type_kind::big_integer});

} // namespace

TEST_CASE("send does not wait for the answer", "[postgres_rows]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    auto statement = session->prepare(slow, true);
    const auto before = std::chrono::steady_clock::now();
    statement.begin(GENERATE(false, true));
    statement.send();
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::milliseconds(200));
    CHECK(read_numbers(statement) == std::vector<std::int64_t>{7});
    CHECK(std::chrono::steady_clock::now() - before >= std::chrono::milliseconds(300));
}

TEST_CASE("a result that is on the way makes way", "[postgres_rows]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    session->execute("CREATE TEMP TABLE kept (i int8)");
    auto waited = session->prepare(three, true), other = session->prepare(three, true);
    auto fails = session->prepare(text_statement("SELECT 1 / 0"), true);
    auto writes = session->prepare(text_statement("INSERT INTO kept VALUES (1), (2)"), true);
    waited.begin(GENERATE(false, true));
    waited.send();
    fails.begin(false);
    fails.send();
    writes.begin(false);
    writes.send();
    session->execute("SELECT 1");
    other.begin(false);
    other.send();
    postgres_statement moved(std::move(waited));
    CHECK(read_numbers(moved).size() == 3);
    CHECK(caught<conversion_error>([&] { fails.step(); }).code() == "22012");
    CHECK_FALSE(fails.step());
    CHECK_FALSE(writes.step());
    CHECK(writes.changes() == 2);
    CHECK(read_numbers(other).size() == 3);
}

TEST_CASE("a statement that was sent and is not stepped has run", "[postgres_rows]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE kept (i int8)");
    const text_statement insert("INSERT INTO kept VALUES (1)");
    {
        auto statement = session->prepare(insert, true);
        statement.begin(false);
        statement.send();
        if (GENERATE(false, true)) statement.reset();
    }
    CHECK(session.ask("SELECT count(*) FROM kept") == "1");
    CHECK_FALSE(session->in_transaction());
}

TEST_CASE("whether a transaction is open is known while a statement runs", "[postgres_rows]") {
    postgres_session session;
    if (!session) return;
    const bool in_transaction = GENERATE(false, true);
    if (in_transaction) session->begin({});
    auto statement = session->prepare(three, true);
    statement.begin(false);
    statement.send();
    CHECK(session->in_transaction() == in_transaction);
    session->rollback();
    CHECK_FALSE(session->in_transaction());
    CHECK(read_numbers(statement).size() == 3);
}

TEST_CASE("a plan that is lost is not made anew behind another statement", "[postgres_rows]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE changed AS SELECT 1::int8 AS a");
    auto statement = session->prepare(text_statement("SELECT * FROM changed"), true);
    CHECK(read_numbers(statement).size() == 1);
    statement.reset();
    session.ask("ALTER TABLE changed ADD b int8");
    statement.begin(false);
    statement.send();
    if (GENERATE(true, false)) {
        session->execute("SELECT 1");
        CHECK(caught<error>([&] { statement.step(); }).can_retry());
        statement.reset();
    }
    CHECK(read_numbers(statement).size() == 1);
}

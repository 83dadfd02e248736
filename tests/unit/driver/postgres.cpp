// The connection: how it is made, scripts, transactions.

#include <refract/driver/postgres.hpp>

#include <support/postgres_session.hpp>

#include <string>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

static_assert(database_driver<postgres_driver>);
static_assert(!postgres_driver::knows_last_key && postgres_driver::rows_per_insert == 0);

TEST_CASE("a connection speaks UTF-8 and UTC, and is silent", "[postgres]") {
    postgres_session session;
    if (!session) return;
    CHECK(session->is_open());
    CHECK(session.ask("SHOW client_encoding") == "UTF8");
    CHECK(session.ask("SHOW TimeZone") == "UTC");
    CHECK(session.ask("SELECT application_name FROM pg_stat_activity WHERE pid = pg_backend_pid()") == "refract");
    session->execute("DROP TABLE IF EXISTS nowhere; DO $$ BEGIN RAISE WARNING 'not to be seen'; END $$");
    CHECK(session->last_key() == 0);
}

TEST_CASE("a script that changes the encoding of texts is refused", "[postgres]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE t (s text)");
    const bool in_transaction = GENERATE(true, false);
    if (in_transaction) session->begin({});
    for (const std::string setting :
         {"SET client_encoding TO LATIN1", "SET NAMES 'WIN1252'", "SET client_encoding TO SQL_ASCII",
          "SELECT set_config('client_encoding', 'LATIN1', false)"}) {
        INFO(setting);
        CHECK(caught<error>([&] { session->execute(setting); }).message().find("UTF-8") != std::string::npos);
        CHECK(session.ask("SHOW client_encoding") == "UTF8");
        auto insert = session->prepare(text_statement("INSERT INTO t VALUES ('\xc3\xbc')"), false);
        CHECK_FALSE(insert.step());
    }
    // For a transaction of the script's own it has gone again.
    if (!in_transaction) session->execute("BEGIN; SET LOCAL client_encoding TO LATIN1; SELECT 1; COMMIT");
    if (in_transaction) {
        CHECK_THROWS_AS(session->execute("SET LOCAL client_encoding TO LATIN1"), error);
        session->commit();
    }
    CHECK(session.ask("SHOW client_encoding") == "UTF8");
    CHECK(session.ask("SELECT sum(char_length(s)) FROM t") == "4");
    // A statement that is no script is noticed when the next transaction begins.
    auto set = session->prepare(text_statement("SELECT set_config('client_encoding', 'LATIN1', false)"), false);
    CHECK(set.step());
    set.reset();
    CHECK_THROWS_AS(session->begin({}), error);
    CHECK_FALSE(session->in_transaction());
    session->begin({});
    session->rollback();
    CHECK(session.ask("SHOW client_encoding") == "UTF8");
}

TEST_CASE("options are settings of the session", "[postgres]") {
    postgres_session session({.statement_timeout = std::chrono::milliseconds(1234),
                              .lock_timeout = std::chrono::milliseconds(567),
                              .time_zone = "Asia/Tokyo"});
    if (!session) return;
    CHECK(session.ask("SHOW statement_timeout") == "1234ms");
    CHECK(session.ask("SHOW lock_timeout") == "567ms");
    CHECK(session.ask("SHOW TimeZone") == "Asia/Tokyo");
    CHECK_THROWS_AS(postgres_session({.time_zone = "Nowhere'; DROP TABLE x"}), connection_error);
    const auto url = postgres_url();
    CHECK_NOTHROW(postgres_connection(*url + " options='-c TimeZone=Asia/Tokyo'", {.time_zone = ""}));
    // The string cannot have another encoding: every text here is UTF-8.
    postgres_connection latin(*url + " client_encoding=LATIN1", {});
    CHECK(postgres_session::ask(latin.native(), "SHOW client_encoding") == "UTF8");
}

TEST_CASE("a connection string can be a URL", "[postgres]") {
    const auto url = postgres_url();
    if (!url || url->find("://") != std::string::npos) return;
    // host=/folder user=name dbname=name, as the tests' own server has it
    std::string query = "postgresql:///?";
    for (char c : *url) query += c == ' ' ? '&' : c;
    CHECK(postgres_connection(query, {}).is_open());
}

TEST_CASE("a script runs as one, or not at all", "[postgres]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE t (i int); INSERT INTO t VALUES (1), (2); SELECT * FROM t");
    CHECK(session->changes() == 0);
    session->execute("SELECT * FROM t; UPDATE t SET i = 3");
    CHECK(session->changes() == 2);
    CHECK_THROWS_AS(session->execute("INSERT INTO t VALUES (4); SELECT 1/0"), conversion_error);
    CHECK(session.ask("SELECT count(*) FROM t") == "2");
    CHECK_NOTHROW(session->execute(""));
    CHECK_NOTHROW(session->execute("-- a comment"));
    CHECK_THROWS_AS(session->execute(std::string_view("SELECT 1;\0DROP TABLE t", 22)), syntax_error);
    for (const char* copy : {"COPY t FROM STDIN", "COPY t TO STDOUT", "COPY t TO STDOUT; COPY t FROM STDIN"}) {
        CHECK_THROWS_AS(session->execute(copy), error);
        CHECK(session.ask("SELECT count(*) FROM t") == "2");
    }
}

TEST_CASE("transactions have their levels", "[postgres]") {
    postgres_session session;
    if (!session) return;
    const auto level = [&](const transaction_options& options) {
        session->begin(options);
        CHECK(session->in_transaction());
        const std::string answer = session.ask("SHOW transaction_isolation");
        session->rollback();
        CHECK_FALSE(session->in_transaction());
        return answer;
    };
    CHECK(level({}) == "read committed");
    CHECK(level({.isolation = isolation::read_uncommitted}) == "read uncommitted");
    CHECK(level({.isolation = isolation::read_committed}) == "read committed");
    CHECK(level({.isolation = isolation::repeatable_read}) == "repeatable read");
    CHECK(level({.isolation = isolation::serializable}) == "serializable");
    session->execute("CREATE TEMP TABLE t (i int)");
    session->begin({.read_only = true});
    CHECK(session.ask("SHOW transaction_read_only") == "on");
    session->rollback();
    session->begin({.isolation = isolation::serializable, .read_only = true});
    CHECK(session.ask("SHOW transaction_read_only") == "on");
    CHECK_THROWS_AS(session->execute("CREATE TABLE public.refract_read_only (i int)"), error);
    session->rollback();
}

TEST_CASE("transactions commit and roll back", "[postgres]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE t (i int)");
    session->begin({});
    session->execute("INSERT INTO t VALUES (1)");
    session->commit();
    session->begin({});
    session->execute("INSERT INTO t VALUES (2)");
    session->rollback();
    CHECK(session.ask("SELECT sum(i) FROM t") == "1");
    CHECK_NOTHROW(session->rollback()); // nothing is open

    // A statement failed and the program went on: commit says that it did not commit.
    session->begin({});
    session->execute("INSERT INTO t VALUES (3)");
    CHECK_THROWS_AS(session->execute("SELECT 1/0"), conversion_error);
    CHECK(session->in_transaction());
    const auto failure = caught<error>([&] { session->execute("SELECT 1"); });
    CHECK(failure.code() == "25P02");
    CHECK_THROWS_WITH(session->commit(), refract_test::has_text("rolled back, not committed"));
    CHECK_FALSE(session->in_transaction());
    CHECK(session.ask("SELECT sum(i) FROM t") == "1");
}

TEST_CASE("a constraint that waits for the commit fails there", "[postgres]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE p (i int PRIMARY KEY);"
                     "CREATE TEMP TABLE c (i int REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
    session->begin({});
    session->execute("INSERT INTO c VALUES (1)");
    CHECK_THROWS_AS(session->commit(), foreign_key_violation);
    CHECK_FALSE(session->in_transaction());
}

TEST_CASE("settings that the server does not take fail the connection", "[postgres]") {
    const auto url = postgres_url();
    if (!url) return;
    CHECK_THROWS_AS(postgres_connection(*url, {.time_zone = "Atlantis/Poseidonis"}), connection_error);
    CHECK_NOTHROW(postgres_connection(*url, {.statement_timeout = std::chrono::milliseconds::max()}));
}

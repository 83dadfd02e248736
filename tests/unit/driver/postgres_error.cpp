// Every SQLSTATE that has a class of its own, provoked on a server.

#include <refract/driver/postgres_error.hpp>

#include <support/postgres_session.hpp>

#include <string>
#include <typeinfo>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

using names = std::vector<std::string>;

template <class Failure> Failure fails(postgres_session& session, const std::string& sql) {
    return caught<Failure>([&] { session->execute(sql); });
}

} // namespace

TEST_CASE("the columns of a key are read from the detail", "[postgres_error]") {
    CHECK(read_key_columns("Key (a)=(1) already exists.") == names{"a"});
    CHECK(read_key_columns("Key (a, b)=(1, 2) already exists.") == names{"a", "b"});
    CHECK(read_key_columns("Key (\"B c\", \"d\"\"e\", \"f, g\")=(1)") == names{"B c", "d\"e", "f, g"});
    CHECK(read_key_columns("Key (lower(name), coalesce(a, b))=(x, y)") == names{"lower(name)", "coalesce(a, b)"});
    CHECK(read_key_columns("Clé (a)=((1)) existe déjà.") == names{"a"});
    CHECK(read_key_columns("Key (\"c,o)=(l.\"\"x\", d)=(1, 2) already exists.") == names{"c,o)=(l.\"x", "d"});
    CHECK(read_key_columns("Key (\"it's\", (COALESCE(a, ')=(\"'::text)))=(1, 2)") ==
          names{"it's", "(COALESCE(a, ')=(\"'::text))"});
    CHECK(read_key_columns("Key (\"a").empty());
    CHECK(read_key_columns("").empty());
    CHECK(read_key_columns("nothing )=( here").empty());
}

TEST_CASE("constraints have classes, names and columns", "[postgres_error]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE parent (id int PRIMARY KEY);"
                     "CREATE TEMP TABLE child (a int NOT NULL, \"B c\" int, parent int REFERENCES parent,"
                     " CONSTRAINT together UNIQUE (a, \"B c\"), CONSTRAINT positive CHECK (a > 0),"
                     " EXCLUDE USING btree (parent WITH =));"
                     "INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 2, 1)");

    const auto unique = fails<unique_violation>(session, "INSERT INTO child VALUES (1, 2)");
    CHECK(unique.constraint() == "together");
    CHECK(unique.table() == "child");
    CHECK(unique.columns() == names{"a", "B c"});
    CHECK(unique.code() == "23505");
    CHECK(unique.sql() == "INSERT INTO child VALUES (1, 2)");
    CHECK(unique.message() == "duplicate key value violates unique constraint \"together\"\n"
                              "  DETAIL: Key (a, \"B c\")=(1, 2) already exists.");
    CHECK_FALSE(unique.can_retry());
    CHECK_FALSE(unique.connection_lost());

    const auto foreign = fails<foreign_key_violation>(session, "INSERT INTO child VALUES (2, 2, 7)");
    CHECK(foreign.constraint() == "child_parent_fkey");
    CHECK(foreign.columns() == names{"parent"});
    CHECK_THROWS_AS(session->execute("DELETE FROM parent"), foreign_key_violation);

    const auto null = fails<not_null_violation>(session, "INSERT INTO child VALUES (NULL)");
    CHECK(null.table() == "child");
    CHECK(null.columns() == names{"a"});

    const auto check = fails<check_violation>(session, "INSERT INTO child VALUES (-1)");
    CHECK(check.constraint() == "positive");
    CHECK(check.columns().empty());
    session->execute("CREATE TEMP VIEW small AS SELECT * FROM child WHERE a < 5 WITH CHECK OPTION");
    const auto option = fails<check_violation>(session, "INSERT INTO small VALUES (7)");
    CHECK(option.code() == "44000");
    CHECK(option.columns().empty());

    const auto exclusion = fails<constraint_violation>(session, "INSERT INTO child VALUES (3, 3, 1)");
    CHECK(exclusion.code() == "23P01");
    CHECK(exclusion.constraint() == "child_parent_excl");
}

TEST_CASE("what the database does not understand is a syntax error", "[postgres_error]") {
    postgres_session session;
    if (!session) return;
    const auto failure = fails<syntax_error>(session, "SELEC 1");
    CHECK(failure.message() == "syntax error at or near \"SELEC\" at character 1");
    CHECK(failure.code() == "42601");
    CHECK(fails<syntax_error>(session, "SELECT * FROM nowhere").code() == "42P01");
    CHECK(fails<syntax_error>(session, "SELECT nothing").code() == "42703");
    CHECK(fails<syntax_error>(session, "SELECT nofunction()").code() == "42883");
    CHECK(fails<syntax_error>(session, "CREATE TABLE nowhere.x (i int)").code() == "3F000");
    // The hint is what helps.
    session->execute("CREATE TEMP TABLE hints (title text)");
    CHECK(fails<syntax_error>(session, "SELECT tilte FROM hints").message().find("HINT: ") != std::string::npos);
}

TEST_CASE("values that do not fit are conversion errors", "[postgres_error]") {
    postgres_session session;
    if (!session) return;
    CHECK(fails<conversion_error>(session, "SELECT 1/0").code() == "22012");
    CHECK(fails<conversion_error>(session, "SELECT 'x'::int").code() == "22P02");
    CHECK(fails<conversion_error>(session, "SELECT 100000::int2").code() == "22003");
    CHECK(fails<conversion_error>(session, "CREATE TEMP TABLE t (x varchar(1)); INSERT INTO t VALUES ('ab')").code() ==
          "22001");
}

TEST_CASE("what is no fault of the statement has no class of its own", "[postgres_error]") {
    postgres_session session;
    if (!session) return;
    for (const char* sql : {"DO $$ BEGIN RAISE 'own words'; END $$", "SET ROLE pg_monitor; SELECT * FROM pg_authid",
                            "ROLLBACK; SAVEPOINT x"}) {
        INFO(sql);
        try {
            session->execute(sql);
            FAIL("no exception was thrown");
        } catch (const error& failure) {
            CHECK(typeid(failure) == typeid(error));
            CHECK_FALSE(failure.can_retry());
            CHECK_FALSE(failure.code().empty());
        }
    }
}

TEST_CASE("locks and timeouts can be tried again", "[postgres_error]") {
    postgres_session session({.statement_timeout = std::chrono::milliseconds(50)});
    if (!session) return;
    const auto late = fails<timeout>(session, "SELECT pg_sleep(10)");
    CHECK(late.code() == "57014");
    CHECK(late.can_retry());
    CHECK(session->is_open());

    // Two sessions need one table; a name of its own, since other tests may run beside.
    const std::string table = "refract_lock_" + session.ask("SELECT pg_backend_pid()");
    session->execute("CREATE TABLE " + table + " (i int)");
    session->execute("BEGIN; LOCK TABLE " + table);
    postgres_session other({.lock_timeout = std::chrono::milliseconds(50)});
    const auto locked = fails<busy>(other, "SELECT * FROM " + table);
    CHECK(locked.code() == "55P03");
    CHECK(locked.can_retry());
    CHECK_THROWS_AS(other->execute("BEGIN; LOCK TABLE " + table + " NOWAIT"), busy);
    session->execute("ROLLBACK; DROP TABLE " + table);
}

TEST_CASE("transactions in each other's way are serialization failures", "[postgres_error]") {
    postgres_session first, second;
    if (!first) return;
    const std::string table = "refract_serial_" + first.ask("SELECT pg_backend_pid()");
    first->execute("CREATE TABLE " + table + " (i int); INSERT INTO " + table + " VALUES (1)");
    for (auto* each : {&first, &second}) (*each)->begin({.isolation = isolation::repeatable_read});
    CHECK(second.ask("SELECT i FROM " + table) == "1");
    first->execute("UPDATE " + table + " SET i = 2");
    first->commit();
    const auto failure = fails<serialization_failure>(second, "UPDATE " + table + " SET i = 3");
    CHECK(failure.code() == "40001");
    CHECK(failure.can_retry());
    second->rollback();
    first->execute("DROP TABLE " + table);
}

TEST_CASE("a count of rows is no larger than a number can be", "[postgres_error]") {
    CHECK(read_count_of_rows("") == 0);
    CHECK(read_count_of_rows("1234567890123") == 1'234'567'890'123);
    CHECK(read_count_of_rows("99999999999999999999999999") == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("an answer without rows or columns is empty", "[postgres_error]") {
    postgres_session session;
    if (!session) return;
    const auto answer = [&](const char* sql) {
        return std::string(read_postgres_answer(postgres_result(PQexec(session->native(), sql))));
    };
    CHECK(answer("SELECT 'a', 'b'") == "a");
    CHECK(answer("SELECT") == "");
    CHECK(answer("SELECT 1 WHERE false") == "");
    CHECK(answer("SELEC") == "");
    CHECK(answer("SELECT NULL") == "");
}

TEST_CASE("a result frees itself once", "[postgres_error]") {
    postgres_result result(PQmakeEmptyPGresult(nullptr, PGRES_COMMAND_OK));
    postgres_result moved(std::move(result));
    CHECK(result.get() == nullptr);
    CHECK(moved.status() == PGRES_COMMAND_OK);
    CHECK_FALSE(moved.is_failure());
    CHECK(moved.field(PG_DIAG_SQLSTATE).empty());
    CHECK(count_of_rows(moved) == 0);
    result = std::move(moved);
    result.reset();
    CHECK(result.is_failure()); // nothing came at all
}

TEST_CASE("a NULL of which nothing says what it is gets told what to write", "[postgres_error]") {
    postgres_session session;
    if (!session) return;
    auto statement = session->prepare(text_statement("SELECT 1 WHERE $1 IS NULL", {{}}), false);
    statement.begin(false);
    statement.bind_null(1);
    const auto failure = caught<syntax_error>([&] { statement.step(); });
    CHECK(failure.code() == "42P18");
    CHECK(failure.message().ends_with("; say what it is: CAST(... AS integer), in raw SQL CAST({} AS integer)"));

    auto typed = session->prepare(text_statement("SELECT 1 WHERE CAST($1 AS integer) IS NULL", {{}}), false);
    typed.begin(false);
    typed.bind_null(1);
    CHECK(typed.step());
}

TEST_CASE("a function that raises the code of a lost connection loses none", "[postgres_error]") {
    postgres_session session;
    if (!session) return;
    for (const std::string code : {"57P01", "57P02", "57P03", "08006"}) {
        const auto failure =
            fails<error>(session, "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '" + code + "'; END $$");
        CHECK(failure.code() == code);
        CHECK_FALSE(failure.connection_lost());
        CHECK(session.ask("SELECT 1") == "1");
    }
}

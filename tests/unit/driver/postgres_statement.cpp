// Statements: prepared once, checked against the program's columns, made anew when tables change.

#include <refract/driver/postgres_statement.hpp>

#include <support/postgres_session.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

constexpr sql_type big{.kind = type_kind::big_integer};
constexpr sql_type text{.kind = type_kind::text};

static_assert(only_reads("SELECT 1") && only_reads(" \n(select 1)"));
static_assert(!only_reads("WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x"));
static_assert(!only_reads("INSERT INTO t SELECT 1") && !only_reads("SELECT") && !only_reads(""));

std::string mismatch(postgres_session& session, const std::string& sql, std::vector<type_kind> columns) {
    return caught<schema_mismatch>([&] {
               auto statement = session->prepare(text_statement(sql, {}, std::move(columns)), true);
               statement.step();
           })
        .message();
}

} // namespace

TEST_CASE("a statement keeps the names of fields, which a plug-in may take along", "[postgres_statement]") {
    postgres_session session;
    if (!session) return;
    const std::string sql = "SELECT 1 AS c1, NULL::int8 AS c2";
    std::string fields = "sizeprice";
    const std::string_view names = fields;
    std::vector<result_column> columns(2);
    columns[0] = {.type = {.kind = type_kind::integer}, .field = names.substr(0, 4)};
    columns[1] = {.type = {.kind = type_kind::big_integer}, .field = names.substr(4)};
    postgres_statement first =
        session->prepare({.sql = sql.c_str(), .size = sql.size(), .columns = columns.data(), .column_count = 2}, true);
    postgres_statement statement = std::move(first);
    fields.assign(9, 'x'); // unloaded, and something else is there
    REQUIRE(statement.step());
    const auto read = [&] { statement.row().cell(1).read<std::int64_t>(); };
    CHECK(caught<schema_mismatch>(read).message().starts_with("column \"price\" is NULL"));
}

TEST_CASE("a statement runs again and again with other values", "[postgres_statement]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    auto statement = session->prepare(text_statement("SELECT $1 + 1, $2 || '!'", {big, text}, {big.kind, text.kind}),
                                      GENERATE(true, false));
    for (std::int64_t i = 0; i < 3; ++i) {
        statement.begin(i == 2);
        statement.bind(1, i);
        statement.bind(2, "text " + std::to_string(i)); // a temporary
        REQUIRE(statement.step());
        CHECK(statement.row().cell(0).read<std::int64_t>() == i + 1);
        CHECK(statement.row().cell(1).read<std::string_view>() == "text " + std::to_string(i) + "!");
        CHECK(statement.column_count() == 2);
        CHECK(statement.column_name(1) == "?column?");
        CHECK_FALSE(statement.step());
        CHECK_FALSE(statement.step());
        statement.reset();
    }
    statement.bind_null(1);
    REQUIRE(statement.step());
    CHECK(statement.row().cell(0).is_null());
    CHECK_FALSE(statement.row().cell(1).is_null()); // kept from before
}

TEST_CASE("changes are the rows touched", "[postgres_statement]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    session->execute("CREATE TEMP TABLE t (i int8)");
    const auto changes = [&](const std::string& sql) {
        auto statement = session->prepare(text_statement(sql), true);
        while (statement.step()) {}
        return statement.changes();
    };
    CHECK(changes("INSERT INTO t VALUES (1), (2), (3)") == 3);
    CHECK(changes("UPDATE t SET i = i WHERE i > 1 RETURNING i") == 2);
    CHECK(changes("DELETE FROM t WHERE i > 5") == 0);
    CHECK(changes("SELECT * FROM t") == 0); // it was read, as on SQLite
    CHECK(changes("CREATE TEMP TABLE u (i int)") == 0);
}

TEST_CASE("only what is kept is prepared by name", "[postgres_statement]") {
    postgres_session named, poolers({.prepare = false});
    if (!named) return;
    const std::string count = "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'refract_%'";
    const text_statement sql("SELECT $1", {big}, {big.kind});
    auto kept = named->prepare(sql, true);
    auto once = named->prepare(sql, false);
    CHECK(named.ask(count) == "1");
    CHECK(named.ask("SELECT parameter_types::text FROM pg_prepared_statements") == "{bigint}");
    auto sent = poolers->prepare(sql, true);
    sent.step();
    CHECK(poolers.ask(count) == "0");
}

TEST_CASE("a statement goes by the name of the same one, and by its own when that is gone", "[postgres_statement]") {
    postgres_session session;
    if (!session) return;
    const std::string count = "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'refract_%'";
    const text_statement sql("SELECT $1 * 2", {big}, {big.kind});
    auto first = std::make_unique<postgres_statement>(session->prepare(sql, true));
    auto second = session->prepare(sql, false);
    second.go_as(*first);
    const auto ask = [](postgres_statement& statement, std::int64_t value) {
        statement.begin(false);
        statement.bind(1, value);
        REQUIRE(statement.step());
        const auto answer = statement.row().cell(0).read<std::int64_t>();
        statement.reset();
        return answer;
    };
    CHECK(ask(second, 4) == 8);
    CHECK(ask(*first, 5) == 10);
    CHECK(session.ask(count) == "1");
    auto moved = std::move(second);
    first.reset(); // its name goes, when there is occasion
    session->execute("DEALLOCATE ALL");
    CHECK(ask(moved, 6) == 12);
    CHECK(ask(moved, 7) == 14);
    CHECK(session.ask(count) == "1"); // its own one now
    auto unnamed = session->prepare(sql, false), other = session->prepare(sql, false);
    unnamed.go_as(other); // which has no name
    CHECK(ask(unnamed, 8) == 16);
    CHECK(session.ask(count) == "1");
}

TEST_CASE("columns that are not the program's are refused before anything runs", "[postgres_statement]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE post (id int8, views int4); CREATE TYPE pg_temp.mood AS ENUM ('good');"
                     "CREATE DOMAIN pg_temp.amount AS int8");
    CHECK(mismatch(session, "SELECT id, views FROM post", {big.kind, big.kind}) ==
          "column 2 \"views\" is integer (int4), the field wants bigint (int8)");
    CHECK(mismatch(session, "SELECT id FROM post", {big.kind, big.kind}) ==
          "the statement yields 1 columns, the program reads 2");
    CHECK(mismatch(session, "SELECT 'good'::pg_temp.mood AS m", {big.kind}).find("column 1 \"m\" is") == 0);
    CHECK(
        mismatch(session, "SELECT 'good'::pg_temp.mood AS m", {big.kind}).find("mood, the field wants bigint (int8)") !=
        std::string::npos);
    CHECK(mismatch(session, "SELECT now()::date AS d", {type_kind::timestamp}) ==
          "column 1 \"d\" is date, the field wants timestamp with time zone (timestamptz)");
    CHECK_NOTHROW(session->prepare(text_statement("SELECT 1::pg_temp.amount", {}, {big.kind}), true));
    CHECK_NOTHROW(session->prepare(text_statement("SELECT 'good'::pg_temp.mood", {}, {text.kind}), true));

    // Nothing is written for rows that could not be read, and nothing stays prepared.
    CHECK(mismatch(session, "INSERT INTO post VALUES (1, 1) RETURNING views", {big.kind}).find("views") !=
          std::string::npos);
    CHECK(session.ask("SELECT count(*) FROM post") == "0");
    session->execute("SELECT 1");
    CHECK(session.ask("SELECT count(*) FROM pg_prepared_statements") == "0");
}

TEST_CASE("without names, columns are compared when they come", "[postgres_statement]") {
    postgres_session session({.prepare = false});
    if (!session) return;
    session->execute("CREATE TYPE pg_temp.mood AS ENUM ('good')");
    CHECK(mismatch(session, "SELECT 1 AS n", {big.kind}) ==
          "column 1 \"n\" is integer (int4), the field wants bigint (int8)");
    auto stream = session->prepare(
        text_statement("SELECT 'good'::pg_temp.mood FROM generate_series(1, 9)", {}, {big.kind}), true);
    stream.begin(true);
    CHECK(caught<schema_mismatch>([&] { stream.step(); }).message().find("mood") != std::string::npos);
    CHECK(session.ask("SELECT 1") == "1");
}

TEST_CASE("rows of other columns than those described are refused, whoever made them so", "[postgres_statement]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE w (id int8, u uuid, t text);"
                     "INSERT INTO w SELECT i, md5(i::text)::uuid, 'x' FROM generate_series(1, 300) i");
    auto all =
        session->prepare(text_statement("SELECT id, u, t FROM w", {}, {big.kind, type_kind::uuid, text.kind}), true);
    const std::string name = session.ask("SELECT name FROM pg_prepared_statements");
    CHECK(all.step());
    CHECK(all.row_count() == 300);
    all.reset();

    // Somebody else in the session takes the name for another statement.
    const std::string others =
        GENERATE(as<std::string>{}, "SELECT 1::int2, 2::int2, 'x' FROM generate_series(1, 400)", "SELECT 1::int8 AS id",
                 "SELECT t, ''::text, id FROM w", "SELECT u, id, t FROM w", "SELECT id, u, t, t FROM w", "SELECT",
                 "INSERT INTO w VALUES (1)", "SELECT id, u, t::json FROM w WHERE false");
    INFO(others);
    session->execute("DEALLOCATE ALL; PREPARE " + name + " AS " + others);
    all.begin(GENERATE(false, true));
    CHECK_THROWS_AS(all.step(), schema_mismatch);
    all.reset();
    CHECK(session.ask("SELECT 1") == "1");
}

TEST_CASE("a statement has as many parameters as the protocol has", "[postgres_statement]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    for (const std::size_t count : {std::size_t{7'000}, std::size_t{7'499}, std::size_t{65'535}}) {
        std::string sql = "SELECT count(*) FROM unnest(ARRAY[$1";
        for (std::size_t i = 2; i <= count; ++i) sql += ",$" + std::to_string(i);
        sql += "])";
        auto statement = session->prepare(text_statement(sql, std::vector<sql_type>(count, big), {big.kind}), true);
        for (int run = 0; run < 2; ++run) {
            statement.reset();
            statement.begin(run == 1);
            for (std::size_t i = 0; i < count; ++i) statement.bind(static_cast<int>(i + 1), std::int64_t{1});
            CHECK(read_numbers(statement).at(0) == static_cast<std::int64_t>(count));
        }
    }
    CHECK(session.ask("SELECT 1") == "1");
}

TEST_CASE("a statement that wrote before its rows were found wrong says so", "[postgres_statement]") {
    postgres_session session({.prepare = false});
    if (!session) return;
    session->execute("CREATE TEMP TABLE t (i int4)");
    CHECK(mismatch(session, "INSERT INTO t VALUES (1) RETURNING i", {big.kind}) ==
          "column 1 \"i\" is integer (int4), the field wants bigint (int8); the statement has run");
}

TEST_CASE("a table that is altered makes its statements anew", "[postgres_statement]") {
    postgres_session session;
    if (!session) return;
    session->execute("CREATE TEMP TABLE t (i int8); INSERT INTO t VALUES (1)");
    auto all = session->prepare(text_statement("SELECT * FROM t"), true);
    auto checked = session->prepare(text_statement("SELECT * FROM t", {}, {big.kind}), true);
    auto other = session->prepare(text_statement("SELECT 7::int8", {}, {big.kind}), true);
    CHECK(read_numbers(all).size() == 1);
    session.ask("ALTER TABLE t ADD COLUMN s text"); // by somebody of whom refract does not know

    SECTION("at once outside a transaction") {
        all.reset();
        all.begin(GENERATE(true, false));
        CHECK(read_numbers(all).size() == 1);
        CHECK(all.column_count() == 2);
        CHECK(caught<schema_mismatch>([&] { checked.step(); }).message() ==
              "the statement yields 2 columns, the program reads 1");
        CHECK(read_numbers(other).at(0) == 7);
        session->execute("SELECT 1");
        // Each is there once, under its new name.
        CHECK(session.ask("SELECT count(*) FROM pg_prepared_statements") == "3");
    }
    SECTION("in a transaction, when it is run again") {
        session->begin({});
        all.reset();
        const auto failure = caught<error>([&] { all.step(); });
        CHECK(failure.can_retry());
        CHECK(failure.code() == "0A000");
        session->rollback();
        session->begin({});
        all.reset();
        CHECK(read_numbers(all).size() == 1);
        session->commit();
    }
    SECTION("in a transaction in which somebody has deallocated them") {
        session->begin({});
        session->execute("DEALLOCATE ALL");
        other.reset();
        const auto failure = caught<error>([&] { other.step(); });
        CHECK(failure.can_retry());
        CHECK(failure.code() == "26000");
        CHECK(failure.message().find("deallocated") != std::string::npos);
        session->rollback();
        session->begin({});
        other.reset();
        CHECK(read_numbers(other).at(0) == 7);
        session->commit();
    }
    SECTION("and when somebody has deallocated them") {
        session->execute("DISCARD ALL");
        other.reset();
        CHECK(read_numbers(other).at(0) == 7);
        CHECK(read_numbers(other).empty()); // at its end, until it is reset
    }
}

TEST_CASE("other refusals of the server are not repeated", "[postgres_statement]") {
    postgres_session session;
    if (!session) return;
    auto statement = session->prepare(text_statement("SELECT 1 / $1", {big}, {big.kind}), true);
    statement.bind(1, std::int64_t{0});
    CHECK_THROWS_AS(statement.step(), conversion_error);
    CHECK_FALSE(statement.step());
    statement.reset();
    statement.bind(1, std::int64_t{1});
    CHECK(statement.step());
    CHECK_THROWS_AS(session->prepare(text_statement("SELEC"), true), syntax_error);
    CHECK_THROWS_AS(session->prepare(text_statement("SELEC"), false).step(), syntax_error);
    CHECK_THROWS_AS(session->prepare(text_statement(""), false).step(), syntax_error);
    CHECK_THROWS_AS(session->prepare(text_statement("SELECT 1; SELECT 2"), true), syntax_error);
    CHECK_THROWS_AS(session->prepare(text_statement(std::string("SELECT 1\0 + 1", 13)), true), syntax_error);
}

TEST_CASE("COPY as a statement is refused, and the connection goes on", "[postgres_statement]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    session->execute("CREATE TEMP TABLE t (i int8); INSERT INTO t VALUES (1)");
    for (const char* sql : {"COPY t FROM STDIN", "COPY t TO STDOUT"})
        for (bool streamed : {false, true}) {
            INFO(sql << streamed);
            auto statement = session->prepare(text_statement(sql), true);
            statement.begin(streamed);
            CHECK_THROWS_AS(statement.step(), error);
            statement.reset();
            CHECK(session.ask("SELECT 1") == "1");
        }
}

TEST_CASE("statements move, with texts that are short enough to move, too", "[postgres_statement]") {
    postgres_session session;
    if (!session) return;
    std::vector<postgres_statement> all;
    for (std::int64_t i = 0; i < 20; ++i) {
        all.push_back(session->prepare(text_statement("SELECT $1", {big}, {big.kind}), true));
        all.back().bind(1, i);
    }
    for (std::int64_t i = 0; i < 20; ++i) CHECK(read_numbers(all[static_cast<std::size_t>(i)]).at(0) == i);
    std::swap(all[0], all[1]);
    all[0].reset();
    CHECK(read_numbers(all[0]).at(0) == 1);
    all[0].reset();
    all[0].bind_null(1);
    REQUIRE(all[0].step());
    CHECK(caught<schema_mismatch>([&] { static_cast<void>(all[0].row().cell(0).read<std::int64_t>()); }).sql() ==
          "SELECT $1");
    all.clear();
    session->execute("SELECT 1");
    CHECK(session.ask("SELECT count(*) FROM pg_prepared_statements") == "0");
    postgres_statement empty;
    CHECK_THROWS_AS(empty.step(), connection_error);
}

TEST_CASE("types of users are text only where their binary form is", "[postgres_statement]") {
    postgres_session session({.prepare = GENERATE(true, false)});
    if (!session) return;
    const bool streamed = GENERATE(true, false), in_transaction = GENERATE(true, false);
    session->execute("CREATE TYPE pg_temp.mood AS ENUM ('sad', 'glad'); CREATE TYPE pg_temp.pair AS (a int, b int)");
    if (in_transaction) session->begin({});
    const auto read = [&](const std::string& expression) {
        auto statement = session->prepare(
            text_statement("SELECT " + expression + " AS c FROM generate_series(1, 2000)", {}, {text.kind}), true);
        statement.begin(streamed);
        int count = 0;
        while (statement.step()) count += statement.row().cell(0).read<std::string_view>() == "glad";
        return count;
    };
    CHECK(read("'glad'::pg_temp.mood") == 2000);
    CHECK(read("'glad'::pg_temp.mood") == 2000);
    CHECK_THROWS_WITH(read("ARRAY['glad'::pg_temp.mood]"), refract_test::has_text("mood[], the field wants text"));
    CHECK_THROWS_AS(read("(1, 2)::pg_temp.pair"), schema_mismatch);
}

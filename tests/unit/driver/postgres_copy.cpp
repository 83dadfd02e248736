// Bulk copies: every type, nulls, failures, giving up.

#include <refract/driver/postgres_copy.hpp>

#include <support/postgres_session.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

namespace {

constexpr sql_type columns[] = {{.kind = type_kind::big_integer}, {.kind = type_kind::text}};
constexpr std::string_view copy_t = "COPY t (i, s) FROM STDIN (FORMAT binary)";

struct session_with_table : postgres_session {
    session_with_table() {
        if (*this) (*this)->execute("CREATE TEMP TABLE t (i int8 UNIQUE, s text)");
    }
};
void put(postgres_copy& copy, std::int64_t i, std::string_view s) {
    copy.begin_row();
    copy.bind(1, i);
    copy.bind(2, s);
    copy.end_row();
}
std::string count(postgres_session& session) { return session.ask("SELECT count(*) FROM t"); }

} // namespace

TEST_CASE("rows are copied, few and many, short and long", "[postgres_copy]") {
    session_with_table session;
    if (!session) return;
    {
        auto copy = session->copy(copy_t, columns, 2);
        CHECK(copy.finish() == 0);
    }
    auto copy = session->copy(copy_t, columns, 2);
    for (std::int64_t i = 0; i < 50'000; ++i) put(copy, i, "text");
    const std::string long_one(1'000'000, 'x');
    put(copy, -1, long_one);
    put(copy, -2, "");
    copy.begin_row();
    copy.bind(1, std::int64_t{-3});
    copy.bind_null(2);
    copy.end_row();
    copy.begin_row();
    copy.bind(1, std::int16_t{-4}); // narrower than its column
    copy.bind(2, std::string("temporary"));
    copy.end_row();
    CHECK(copy.finish() == 50'004);
    CHECK(session.ask("SELECT sum(i) || ' ' || sum(length(s)) || ' ' || count(*) FILTER (WHERE s IS NULL) FROM t") ==
          std::to_string(50'000LL * 49'999 / 2 - 10) + " " + std::to_string(200'000 + 1'000'000 + 9) + " 1");
}

TEST_CASE("every type is copied as it is bound", "[postgres_copy]") {
    postgres_session session;
    if (!session) return;
    session->execute(
        "CREATE TYPE pg_temp.mood AS ENUM ('good'); CREATE TEMP TABLE t (a bool, b int2, c int4, d float4,"
        " e float8, f bytea, g timestamptz, h date, i time, j interval, k uuid, l numeric(10, 2), m jsonb, n pg_temp.mood)");
    static constexpr std::string_view names[] = {"good"};
    static constexpr enumeration_info native{names, 1, "mood"};
    std::vector<sql_type> types;
    for (type_kind kind :
         {type_kind::boolean, type_kind::small_integer, type_kind::integer, type_kind::real,
          type_kind::double_precision, type_kind::bytes, type_kind::timestamp, type_kind::date, type_kind::time,
          type_kind::interval, type_kind::uuid, type_kind::decimal, type_kind::json, type_kind::enumeration})
        types.push_back({.kind = kind});
    types.back().enumeration = &native;
    auto copy = session->copy("COPY t FROM STDIN (FORMAT binary)", types.data(), types.size());
    const std::byte byte{255};
    copy.begin_row();
    copy.bind(1, true);
    copy.bind(2, std::int16_t{2});
    copy.bind(3, std::int32_t{3});
    copy.bind(4, 0.5f);
    copy.bind(5, 0.25);
    copy.bind(6, wire::bytes(&byte, 1));
    copy.bind(7, wire::timestamp{1});
    copy.bind(8, wire::date{1});
    copy.bind(9, wire::time{1});
    copy.bind(10, wire::interval{1});
    copy.bind(11, wire::uuid{});
    copy.bind(12, wire::decimal{-125, 2});
    copy.bind(13, wire::json{"[1]"});
    copy.bind(14, std::string_view("good"));
    copy.end_row();
    CHECK(copy.finish() == 1);
    CHECK(session.ask("SELECT t::text FROM t") ==
          "(t,2,3,0.5,0.25,\"\\\\xff\",\"1970-01-01 00:00:00.000001+00\",1970-01-02,00:00:00.000001,00:00:00.000001,"
          "00000000-0000-0000-0000-000000000000,-1.25,[1],good)");
}

TEST_CASE("a copy that fails writes nothing and says which row", "[postgres_copy]") {
    session_with_table session;
    if (!session) return;
    const auto failure = caught<unique_violation>([&] {
        auto copy = session->copy(copy_t, columns, 2);
        for (std::int64_t i = 0; i < 100'000; ++i) put(copy, i == 7 ? 6 : i, "text"); // fails long before the end
        copy.finish();
    });
    CHECK(failure.columns() == std::vector<std::string>{"i"});
    CHECK(failure.message().find("CONTEXT: COPY t, line 8") != std::string::npos);
    CHECK(count(session) == "0");
    CHECK_THROWS_AS(session->copy("COPY nowhere FROM STDIN", columns, 2), syntax_error);
    CHECK_THROWS_AS(session->copy("SELECT 1", columns, 2), error);
    CHECK_THROWS_AS(session->copy("COPY t TO STDOUT", columns, 2), error);
    auto text_copy = session->copy("COPY t (i, s) FROM STDIN (FORMAT binary)", columns, 2);
    CHECK(text_copy.finish() == 0);
}

TEST_CASE("rows are not copied into columns of other types", "[postgres_copy]") {
    postgres_session session;
    if (!session) return;
    struct {
        sql_type sent;
        const char* column;
        bool is_good;
    } const pairs[] = {
        {{.kind = type_kind::big_integer}, "int8", true},
        {{.kind = type_kind::big_integer}, "float8", false}, // the same number of bytes: the server would take them
        {{.kind = type_kind::big_integer}, "timestamptz", false},
        {{.kind = type_kind::big_integer}, "money", false},
        {{.kind = type_kind::big_integer}, "int4", false},
        {{.kind = type_kind::double_precision}, "int8", false},
        {{.kind = type_kind::integer}, "float4", false},
        {{.kind = type_kind::integer}, "date", false},
        {{.kind = type_kind::real}, "int4", false},
        {{.kind = type_kind::date}, "int4", false},
        {{.kind = type_kind::timestamp}, "int8", false},
        {{.kind = type_kind::timestamp}, "timestamp", true},
        {{.kind = type_kind::boolean}, "\"char\"", false},
        {{.kind = type_kind::bytes}, "text", false},
        {{.kind = type_kind::text}, "bytea", false},
        {{.kind = type_kind::text}, "xml", false},
        {{.kind = type_kind::text}, "varchar(9)", true},
        {{.kind = type_kind::text}, "pg_temp.mood", true},
        {{.kind = type_kind::text}, "pg_temp.name_of", true}, // a domain
        {{.kind = type_kind::text}, "pg_temp.pair", false},
        {{.kind = type_kind::json}, "text", false},
        {{.kind = type_kind::array, .item = type_kind::big_integer}, "int8[]", true},
        {{.kind = type_kind::array, .item = type_kind::big_integer}, "float8[]", false},
        {{.kind = type_kind::array, .item = type_kind::big_integer}, "int8", false},
        {{.kind = type_kind::array, .item = type_kind::text}, "pg_temp.mood[]", true},
    };
    session->execute("CREATE TYPE pg_temp.mood AS ENUM ('good'); CREATE DOMAIN pg_temp.name_of AS text; "
                     "CREATE TYPE pg_temp.pair AS (a int, b int)");
    const bool in_transaction = GENERATE(true, false);
    if (in_transaction) session->begin({});
    for (const auto& each : pairs) {
        INFO(each.column);
        session->execute("DROP TABLE IF EXISTS t; CREATE TEMP TABLE t (i " + std::string(each.column) + ")");
        const auto copy = [&] { session->copy("COPY t (i) FROM STDIN (FORMAT binary)", &each.sent, 1).finish(); };
        if (each.is_good)
            CHECK_NOTHROW(copy());
        else
            CHECK(caught<schema_mismatch>(copy).message().starts_with("column 1 \"i\" is "));
        CHECK(session.ask("SELECT count(*) FROM t") == "0"); // the connection goes on, and its transaction
    }
    if (in_transaction) session->commit();
}

TEST_CASE("the columns of a copy are asked for once, until a table may have been altered", "[postgres_copy]") {
    session_with_table session;
    if (!session) return;
    const auto copy = [&] { session->copy(copy_t, columns, 2).finish(); };
    copy();
    session->execute("ALTER TABLE t ALTER i TYPE float8");
    CHECK(caught<schema_mismatch>(copy).message() ==
          "column 1 \"i\" is double precision (float8), the field is sent as bigint (int8)");
    session->execute("ALTER TABLE t ALTER i TYPE int8; ALTER TABLE t ALTER s TYPE varchar(4)");
    copy();
    copy();
}

TEST_CASE("a copy whose table another program has altered since the last one writes nothing", "[postgres_copy]") {
    postgres_session session, other;
    if (!session) return;
    constexpr std::string_view sql = R"_(COPY "t'\\ "",(x)" ("i, ""j", "s'") FROM STDIN (FORMAT binary))_";
    const std::string table = R"_("t'\\ "",(x)")_";
    other->execute("DROP TABLE IF EXISTS " + table + "; CREATE TABLE " + table +
                   R"_(("i, ""j" int8, "s'" text, other int))_");
    session.ask(GENERATE("SET standard_conforming_strings TO on", "SET standard_conforming_strings TO off"));
    const auto copy = [&] {
        auto rows = session->copy(sql, columns, 2);
        put(rows, 1, "text");
        return rows.finish();
    };
    CHECK(copy() == 1);
    const bool in_transaction = GENERATE(true, false);
    const auto in_one = [&](auto work) {
        if (in_transaction) session->begin({});
        work();
        if (in_transaction) session->rollback();
    };
    const auto alter = [&](const std::string& change) { other->execute("ALTER TABLE " + table + " " + change); };
    in_one([&] { CHECK(copy() == 1); });
    alter("DROP other, ADD more int"); // not one of those that are copied
    in_one([&] { CHECK(copy() == 1); });
    in_one([&] { CHECK(copy() == 1); });
    alter(R"_(ALTER "i, ""j" TYPE float8)_");
    if (in_transaction) in_one([&] { CHECK(caught<schema_mismatch>(copy).can_retry()); });
    in_one([&] { CHECK(caught<schema_mismatch>(copy).message().find("is double precision") != std::string::npos); });
    CHECK(session.ask("SELECT count(*) FROM " + table) == (in_transaction ? "1" : "4"));
    alter(R"_(ALTER "i, ""j" TYPE int8)_");
    in_one([&] { CHECK(copy() == 1); });
    // Bits of another length are refused by the server: the next copy asks first.
    alter(R"_(ALTER "i, ""j" TYPE int4)_");
    if (in_transaction) in_one([&] { CHECK_THROWS_AS(copy(), conversion_error); });
    in_one([&] { CHECK(caught<schema_mismatch>(copy).message().find("is integer") != std::string::npos); });
    // A type that takes them as well.
    alter(R"_(ALTER "i, ""j" TYPE int8)_");
    in_one([&] { CHECK(copy() == 1); });
    alter(R"_(ALTER "s'" TYPE varchar(9))_");
    if (in_transaction) in_one([&] { CHECK(caught<schema_mismatch>(copy).can_retry()); });
    in_one([&] { CHECK(copy() == 1); });
    other->execute("DROP TABLE " + table);
    in_one([&] { CHECK_THROWS_AS(copy(), syntax_error); });
}

TEST_CASE("a copy that is given up writes nothing", "[postgres_copy]") {
    session_with_table session;
    if (!session) return;
    {
        auto copy = session->copy(copy_t, columns, 2);
        for (std::int64_t i = 0; i < 20'000; ++i) put(copy, i, "text");
    }
    CHECK(count(session) == "0");
    CHECK_THROWS_AS(
        [&] {
            auto copy = session->copy(copy_t, columns, 2);
            put(copy, 1, std::string_view("a\0b", 3));
        }(),
        conversion_error);
    CHECK(count(session) == "0");
    // In a transaction it undoes the transaction, like every failure.
    session->begin({});
    { auto copy = session->copy(copy_t, columns, 2); }
    CHECK_THROWS_AS(session->commit(), error);
}

TEST_CASE("while rows are copied the connection does nothing else", "[postgres_copy]") {
    session_with_table session;
    if (!session) return;
    auto select = session->prepare(text_statement("SELECT 1"), true);
    auto copy = session->copy(copy_t, columns, 2);
    put(copy, 1, "text");
    CHECK_THROWS_WITH(select.step(), refract_test::has_text("a bulk copy is under way"));
    CHECK_THROWS_AS(session->execute("SELECT 1"), error);
    CHECK_THROWS_AS(session->copy(copy_t, columns, 2), error);
    postgres_copy moved(std::move(copy));
    put(moved, 2, "text");
    CHECK(moved.finish() == 2);
    CHECK_THROWS_AS(moved.finish(), connection_error);
    select.reset();
    CHECK(select.step());
    auto left = session->copy(copy_t, columns, 2);
    session.close();
    CHECK_THROWS_AS(left.finish(), connection_error);
}

TEST_CASE("json and jsonb are told apart", "[postgres_copy]") {
    postgres_session session;
    if (!session) return;
    session->execute(R"_(CREATE TEMP TABLE "a ""(b)" ("x, (y" json, b jsonb))_");
    constexpr sql_type both[] = {{.kind = type_kind::json}, {.kind = type_kind::json}};
    const bool in_transaction = GENERATE(true, false);
    if (in_transaction) session->begin({});
    auto copy = session->copy(R"_(COPY "a ""(b)" ("x, (y", "b") FROM STDIN (FORMAT binary))_", both, 2);
    copy.begin_row();
    copy.bind(1, wire::json{R"({"a": 1})"});
    copy.bind(2, wire::json{R"({"a": 2})"});
    copy.end_row();
    CHECK(copy.finish() == 1);
    if (in_transaction) session->commit();
    CHECK(session.ask(R"_(SELECT ("x, (y"->>'a') || (b->>'a') FROM "a ""(b)")_") == "12");
    CHECK_THROWS_AS(session->copy("COPY nowhere (a, b) FROM STDIN (FORMAT binary)", both, 2), syntax_error);
}

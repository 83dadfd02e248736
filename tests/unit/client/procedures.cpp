// Procedures of the database, which PostgreSQL has.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

using namespace refract;
using namespace refract_test;

namespace {

struct Entry {
    std::int64_t id{};
    std::string text{};
    std::optional<int> amount{};
    decimal<2> price{};
};

inline constexpr sql_procedure<"add entry", void(std::string_view, std::optional<int>, decimal<2>)> add_entry;
inline constexpr sql_procedure<"twice", std::int64_t(std::int64_t)> twice;
inline constexpr sql_procedure<"odd.swap",
                               std::tuple<std::string, std::optional<int>>(std::string_view, std::optional<int>)>
    swap_in_schema;
inline constexpr sql_procedure<"measure", std::tuple<std::int64_t, std::optional<std::string>, int>(
                                              out_parameter<std::int64_t>, std::string_view,
                                              out_parameter<std::optional<std::string>>, int)>
    measure;
inline constexpr sql_procedure<"now_only", std::chrono::sys_seconds(out_parameter<std::chrono::sys_seconds>)> now_only;

constexpr auto created = R"(
    CREATE PROCEDURE "add entry"(text, integer, numeric) LANGUAGE sql AS
        'INSERT INTO entry (text, amount, price) VALUES ($1, $2, $3)';
    CREATE PROCEDURE twice(INOUT number bigint) LANGUAGE plpgsql AS 'BEGIN number := number * 2; END';
    DROP SCHEMA IF EXISTS odd CASCADE; -- of a run before, whose end did not take it away
    CREATE SCHEMA odd;
    CREATE PROCEDURE odd.swap(INOUT t text, INOUT n integer) LANGUAGE plpgsql AS
        'BEGIN t := t || coalesce(n::text, ''none''); n := NULL; END';
    CREATE PROCEDURE measure(OUT size bigint, IN t text, OUT again text, INOUT n integer) LANGUAGE plpgsql AS
        'BEGIN size := length(t); again := nullif(t, $$$$); n := n + size::integer; END';
    CREATE PROCEDURE now_only(OUT at timestamptz) LANGUAGE plpgsql AS 'BEGIN at := to_timestamp(5); END';
)";

} // namespace

TEST_CASE("a procedure is called with bound values", "[procedures]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Entry>>();
    db.execute(unsafe_sql(created));
    const std::string hostile = "'); DROP TABLE entry; -- \" \\ $1 \xc3\xb8";
    db.exec(add_entry(hostile, 3, decimal<2>("1.50")));
    db.exec(add_entry(param<std::string_view>, std::nullopt, decimal<2>("2.00")), "given later");
    CHECK(fresh.rows("SELECT text = 'given later', amount, price FROM entry ORDER BY id") ==
          text_rows{"f|3|1.50", "t|NULL|2.00"});
    CHECK(db.one(from<Entry>().where(col<&Entry::amount> == 3)).text == hostile);
    // What it gives back.
    CHECK(db.one(twice(21)) == 42);
    CHECK(db.one(twice(param<std::int64_t>), 4) == 8);
    CHECK(db.one(swap_in_schema(hostile, 7)) == std::tuple(hostile + "7", std::optional<int>()));
    CHECK(db.one(swap_in_schema("x", std::nullopt)) == std::tuple(std::string("xnone"), std::optional<int>()));
    // Parameters that only give something back.
    CHECK(db.one(measure("abc", 4)) == std::tuple(std::int64_t{3}, std::optional<std::string>("abc"), 7));
    CHECK(db.one(measure(param<std::string_view>, 4), "") ==
          std::tuple(std::int64_t{0}, std::optional<std::string>(), 4));
    CHECK(std::get<1>(db.one(measure(hostile, 0))) == hostile);
    CHECK(db.one(now_only()) == std::chrono::sys_seconds(std::chrono::seconds(5)));
    // In a transaction, which takes it back.
    {
        auto undone = db.begin();
        undone.exec(add_entry("gone", 1, decimal<2>("0.00")));
    }
    CHECK(db.count(from<Entry>()) == 2);
    constexpr sql_procedure<"nobody made this", void()> missing;
    CHECK_THROWS_AS(db.exec(missing()), error);
    fresh.rows("DROP SCHEMA odd CASCADE");
}

TEST_CASE("a call is text of the compiler's", "[procedures]") {
    CHECK(sql<dialect::postgres>(add_entry("x", 1, decimal<2>("1.00"))) == R"(CALL "add entry"($1, $2, $3))");
    CHECK(sql<dialect::postgres>(swap_in_schema("x", 1)) == R"(CALL "odd"."swap"($1, $2))");
    CHECK(sql<dialect::postgres>(measure("x", 1)) ==
          R"(CALL "measure"(CAST(NULL AS bigint), $1, CAST(NULL AS text), $2))");
}

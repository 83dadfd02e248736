// Raw SQL: `{}` for values, rows by name or by position.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/raw_sql.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace raw_sql_test {

struct Card {
    std::string title{};
    std::int64_t views{};
    bool operator==(const Card&) const = default;
};
struct NamedCard {
    std::string label{};
    std::optional<std::int64_t> number{};
};

} // namespace raw_sql_test

template <> inline constexpr auto refract::model<raw_sql_test::NamedCard> =
    refract::table(refract::column<&raw_sql_test::NamedCard::label>.named("headline"));

using namespace refract;
using namespace refract_test;
using namespace raw_sql_test;

TEST_CASE("placeholders are numbered", "[raw]") {
    CHECK(detail::number_placeholders("a = {} AND b = {}", "$") == "a = $1 AND b = $2");
    CHECK(detail::number_placeholders("'{{}}' || {}", "?") == "'{}' || ?1");
    CHECK(detail::number_placeholders("{{}}", "?") == "{}");
    CHECK(detail::number_placeholders("}{", "?") == "}{");
    CHECK(detail::number_placeholders("", "?").empty());
}

TEMPLATE_TEST_CASE("rows of raw SQL", "[raw]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);

    // By name, whatever the order and whatever else is there.
    CHECK(db.template query<Card>("SELECT views, id, headline AS title FROM post WHERE views > {} ORDER BY id", 5) ==
          std::vector<Card>{{"Hello", 10}, {"Mine", 7}});
    const auto named =
        db.template query<NamedCard>("SELECT headline, CAST(NULL AS bigint) AS number FROM post WHERE id = {}", 1);
    CHECK(named.at(0).label == "Hello");
    CHECK(named.at(0).number == std::nullopt);
    // A whole model, too.
    CHECK(db.template query<blog::Post>("SELECT * FROM post WHERE id = {}", 2).at(0) ==
          blog::Post{2, "Again", false, 5, 1});

    // By position.
    using pair = std::tuple<std::string, std::int64_t>;
    CHECK(db.template query<pair>("SELECT headline, views FROM post WHERE id = {} OR headline = {} ORDER BY id", 1,
                                  "Mine") == std::vector<pair>{{"Hello", 10}, {"Mine", 7}});
    CHECK(db.template query<std::string>("SELECT name FROM users ORDER BY id") ==
          std::vector<std::string>{"Ann", "Bob", "Cid"});
    CHECK(db.template query<std::optional<std::string>>("SELECT bio FROM users ORDER BY id") ==
          std::vector<std::optional<std::string>>{"writes", std::nullopt, ""});
    CHECK(db.template query<std::int64_t>("SELECT id FROM post WHERE id > {}", 99).empty());
    CHECK(db.template query<std::string>("SELECT '{{}}'").at(0) == "{}");
    CHECK(db.template query<std::string>("SELECT '{{}}' || {}", "x").at(0) == "{}x");

    CHECK(db.template query<std::int64_t>("SELECT {}", std::int64_t{1}).at(0) ==
          1); // a text that fits in the string itself
    // A quote in a value is a value.
    CHECK(db.template query<std::string>("SELECT name FROM users WHERE name = {}", "' OR 1 = 1 --").empty());
    std::string text = "SELECT name FROM users WHERE id = {}";
    CHECK(db.template query<std::string>(unsafe_sql(text), 2).at(0) == "Bob");
}

TEMPLATE_TEST_CASE("values of raw SQL of every kind", "[raw]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TABLE kinds (a bigint, b text, c double precision, d boolean, e text, f bytea)");
    const std::vector<std::byte> bytes{std::byte{0}, std::byte{255}};
    const std::string text = "it's";
    CHECK(db.execute("INSERT INTO kinds VALUES ({}, {}, {}, {}, {}, {})", std::int64_t{1} << 40, text, 0.5, true,
                     std::optional<std::string>(), bytes) == 1);
    CHECK(db.execute("INSERT INTO kinds VALUES ({}, {}, {}, {}, {}, {})", std::int64_t{2}, std::string_view("v"), 1.5,
                     false, std::optional<std::string>("some"), std::span<const std::byte>(bytes)) == 1);
    using row = std::tuple<std::int64_t, std::string, double, bool, std::optional<std::string>, std::vector<std::byte>>;
    CHECK(db.template query<row>("SELECT * FROM kinds ORDER BY a") ==
          std::vector<row>{{2, "v", 1.5, false, "some", bytes},
                           {std::int64_t{1} << 40, "it's", 0.5, true, std::nullopt, bytes}});
    // Of narrower types as well, where the database expects wider ones.
    CHECK(db.execute("UPDATE kinds SET a = {} WHERE a = {}", 7, 2) == 1);
    CHECK(db.execute("UPDATE kinds SET c = {}, b = {} WHERE a = {}", 2.5f, "x", std::int16_t{7}) == 1);
    CHECK(db.execute("UPDATE kinds SET a = {} WHERE a = {}", std::nullopt, 7u) == 1);
    CHECK(fresh.rows("SELECT a, b, c FROM kinds WHERE a IS NULL") == text_rows{"NULL|x|2.5"});
}

TEMPLATE_TEST_CASE("execute tells how many rows it touched", "[raw]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    CHECK(db.execute("UPDATE post SET views = 1") == 3);
    CHECK(db.execute("UPDATE post SET views = {} WHERE id > {}", 2, 1) == 2);
    CHECK(db.execute("DELETE FROM post WHERE id = 99") == 0);
    CHECK(db.execute("DELETE FROM post WHERE id = {}", 99) == 0);
    std::string script = "UPDATE post SET views = 5; DELETE FROM post WHERE id = 1; UPDATE post SET views = 6";
    CHECK(db.execute(unsafe_sql(script)) == 2);
    CHECK(fresh.rows("SELECT views FROM post ORDER BY id") == text_rows{"6", "6"});
    // Statements that touch no rows.
    if constexpr (TestType::is_sqlite) CHECK(db.execute("SELECT id FROM post WHERE id > {}", 0) == 0);
    CHECK(db.execute("CREATE TABLE t (a integer)") == 0);
    CHECK(db.execute("DROP TABLE t") == 0);
    CHECK(db.execute(unsafe_sql("")) == 0);
}

TEMPLATE_TEST_CASE("raw SQL whose rows are not what the program expects", "[raw]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    const auto complains = [](auto work, std::string wanted, std::string more = "") {
        try {
            work();
            FAIL("no error");
        } catch (const schema_mismatch& failure) {
            INFO(failure.what());
            CHECK(failure.message().find(wanted) != std::string::npos);
            CHECK(failure.message().find(more) != std::string::npos);
            CHECK(failure.sql().find("SELECT") == 0);
        }
    };
    complains([&] { db.template query<Card>("SELECT headline, views FROM post"); }, "\"title\"");
    complains([&] { db.template query<std::string>("SELECT headline, views FROM post"); }, "2 columns", "1");
    complains([&] { db.template query<std::tuple<std::int64_t, std::int64_t>>("SELECT id FROM post"); }, "1 columns",
              "2");
    complains([&] { db.template query<std::int64_t>("SELECT headline FROM post"); }, "\"headline\"");
    complains([&] { db.template query<Card>("SELECT headline AS title, headline AS views FROM post"); }, "\"views\"");
    complains([&] { db.template query<std::string>("SELECT bio FROM users WHERE id = 2"); }, "\"bio\"", "NULL");
    complains([&] { db.template query<Card>("SELECT headline AS title, CAST(NULL AS bigint) AS views FROM post"); },
              "\"views\"", "NULL");
    CHECK_THROWS_AS(db.template query<Card>("SELECT nothing FROM post"), syntax_error);
    CHECK_THROWS_AS(db.template query<Card>("SELEKT"), syntax_error);
    CHECK_THROWS_AS(db.execute("DROP TABLE nothing"), syntax_error);
    CHECK_THROWS_AS(db.execute("INSERT INTO post (nothing) VALUES ({})", 1), syntax_error);
    std::string text = "SELECT name FROM users WHERE id = {}";
    CHECK_THROWS_AS(db.template query<std::string>(unsafe_sql(text)), error);
    CHECK_THROWS_AS(db.template query<std::string>(unsafe_sql(text), 1, 2), error);
    CHECK_THROWS_AS(db.execute(unsafe_sql(text), 1, 2), error);
    // And the connection is as good as before.
    CHECK(db.template query<std::string>(unsafe_sql(text), 1).at(0) == "Ann");
}

TEMPLATE_TEST_CASE("a statement without rows gives none", "[raw]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    CHECK(db.template query<std::int64_t>("UPDATE post SET views = 0 WHERE id = {}", 1).empty());
    CHECK(db.template query<std::int64_t>("UPDATE post SET views = 5 WHERE id = {} RETURNING views", 1) ==
          std::vector<std::int64_t>{5});
    CHECK(fresh.rows("SELECT views FROM post WHERE id = 1") == text_rows{"5"});
}

TEMPLATE_TEST_CASE("raw SQL inside a transaction", "[raw]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    {
        auto tx = db.begin();
        CHECK(tx.execute("DELETE FROM post") == 3);
        CHECK(tx.template query<std::int64_t>("SELECT count(*) FROM post").at(0) == 0);
    }
    CHECK(fresh.rows("SELECT count(*) FROM post") == text_rows{"3"});
}

namespace raw_sql_test {
/// Two columns that changed their names: one has the name that the other's field has.
struct Renamed {
    std::int64_t id{};
    std::string name{};
    std::string nick{};
};
} // namespace raw_sql_test
template <> inline constexpr auto refract::model<raw_sql_test::Renamed> =
    refract::table(refract::named("renamed"), refract::column<&raw_sql_test::Renamed::name>.named("full_name"),
                   refract::column<&raw_sql_test::Renamed::nick>.named("name"));

TEMPLATE_TEST_CASE("the columns' own names come before the fields'", "[raw_sql]", REFRACT_TEST_DATABASES) {
    using raw_sql_test::Renamed;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fresh.rows("CREATE TABLE renamed (id bigint, name text, full_name text)");
    fresh.rows("INSERT INTO renamed VALUES (1, 'annie', 'Ann Smith')");
    const auto rows = db.template query<Renamed>("SELECT * FROM renamed");
    CHECK(rows.at(0).name == "Ann Smith");
    CHECK(rows.at(0).nick == "annie");
    CHECK_THROWS_AS(db.template query<Renamed>("SELECT id, name FROM renamed"), schema_mismatch);
}

TEMPLATE_TEST_CASE("braces stand for themselves where there are no values", "[raw_sql]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TABLE note (body text)");
    db.execute("INSERT INTO note VALUES ('{{}}')");
    const std::string script = "INSERT INTO note VALUES ('{}'); INSERT INTO note VALUES ('{{}}')";
    db.execute(unsafe_sql(script));
    const std::string query = "SELECT body FROM note WHERE body <> '{x}'";
    CHECK(db.template query<std::string>(unsafe_sql(query)) == std::vector<std::string>{"{}", "{}", "{{}}"});
}

// A value for which no placeholder stands would be sent all the same: PostgreSQL takes it, and looks for the text $1.
TEMPLATE_TEST_CASE("a value whose {} is quoted or a comment is refused", "[raw_sql]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TABLE note (body text)");
    db.execute("INSERT INTO note VALUES ('Ann'), ('a$1b'), ('a?1b')");
    for (const char* sql : {"DELETE FROM note WHERE body LIKE '%{}%'", "DELETE FROM note -- WHERE body = {}"})
        CHECK_THROWS_AS(db.execute(unsafe_sql(sql), "Ann"), error);
    CHECK(db.execute("DELETE FROM note WHERE body LIKE '%' || {} || '%' -- '", "nn") == 1);
    CHECK(db.template query<std::string>("SELECT body FROM note ORDER BY body") ==
          std::vector<std::string>{"a$1b", "a?1b"});
}

TEMPLATE_TEST_CASE("booleans come in a vector as other values do", "[raw_sql]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<blog::Tag>>();
    db.insert_many(std::vector<blog::Tag>{{.label = "a"}, {.label = "b"}});
    CHECK(db.template query<bool>("SELECT label = 'a' FROM tag ORDER BY id") == std::vector<bool>{true, false});
    CHECK(db.all(from<blog::Tag>().select(col<&blog::Tag::label> == "b").order_by(col<&blog::Tag::id>)) ==
          std::vector<bool>{false, true});
}

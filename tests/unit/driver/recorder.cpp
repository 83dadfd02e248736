// Programs that run against the recorder: what users' unit tests look like.

#include <refract/driver/recorder.hpp>

#include <refract/recorder.hpp>

#include <support/catch.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;

namespace {

struct Author {
    std::int64_t id{};
    std::string name;
    std::optional<int> age;

    bool operator==(const Author&) const = default;
};
struct Card {
    std::int64_t id{};
    std::string title;
};

constexpr auto by_name = from<Author>().where(col<&Author::name> == param<std::string_view>);

// A program: any database will do.
template <class Database> bool rename(Database& db, std::string_view from_name, std::string_view to_name) {
    bool renamed = false;
    db.transaction([&] {
        if (auto found = db.first(by_name, from_name)) {
            found->name = to_name;
            db.update(*found);
            renamed = true;
        }
    });
    return renamed;
}

std::vector<std::string> texts(recorder::database& db) {
    std::vector<std::string> all;
    for (const recorder::call& each : db.calls()) all.push_back(each.to_string());
    return all;
}

} // namespace

TEST_CASE("the recorder answers queries with canned rows", "[recorder]") {
    recorder::database db;
    db.expect(by_name).with("Ann").row(Author{1, "Ann", 40}).row(2, "Ann", std::nullopt).times(2);
    const std::vector<Author> found = db.all(by_name, "Ann");
    CHECK(found == std::vector<Author>{{1, "Ann", 40}, {2, "Ann", std::nullopt}});
    int rows = 0;
    for (const Author& each : db.each(by_name, "Ann")) rows += each.name == "Ann" ? 1 : 0;
    CHECK(rows == 2);
    db.verify();
    CHECK(db.calls()[0].parameters == std::vector<any_value>{"Ann"});
    CHECK(db.is_open());
}

TEST_CASE("a program is tested without a database", "[recorder]") {
    recorder::database db;
    db.expect_any().with("Ann").row(Author{7, "Ann", 40});
    db.expect(R"(UPDATE "author" SET "name" = ?1, "age" = ?2 WHERE "id" = ?3)").with("Bea", 40, 7);
    CHECK(rename(db, "Ann", "Bea"));
    db.verify();
    const auto ran = texts(db);
    CHECK(ran.front() == "BEGIN");
    CHECK(ran.back() == "COMMIT");
    CHECK(ran.size() == 4);

    db.expect_any();
    CHECK_FALSE(rename(db, "nobody", "x"));
    db.verify();
}

TEST_CASE("a failure can be played, and the program rolls back", "[recorder]") {
    recorder::database db;
    db.expect_any().row(Author{7, "Ann", 40});
    db.expect_any().throws(unique_violation(error_details{.message = "taken", .code = "2067"}));
    CHECK_THROWS_AS(rename(db, "Ann", "Bea"), unique_violation);
    CHECK(texts(db).back() == "ROLLBACK");
    db.verify();
}

TEST_CASE("an unexpected statement says what was expected", "[recorder]") {
    recorder::database db;
    db.expect("DELETE FROM author");
    CHECK_THROWS_WITH(db.all(by_name, "Ann"), Catch::Contains("got: SELECT \"id\"") &&
                                                  Catch::Contains("with ('Ann')") &&
                                                  Catch::Contains("expected: DELETE FROM author"));
    CHECK_THROWS_WITH(db.verify(), Catch::Contains("expected, not met: DELETE FROM author") &&
                                       Catch::Contains("not expected: SELECT"));
}

TEST_CASE("inserts get keys", "[recorder]") {
    recorder::database db({.refuses_unexpected = false});
    CHECK(db.insert(Author{0, "Ann", 40}).id == 1);
    CHECK(db.insert(Author{0, "Bea", 40}).id == 2);
    db.expect_any().key(70);
    CHECK(db.insert(Author{0, "Cem", 40}).id == 70);
    CHECK(db.insert(Author{5, "Dan", 40}).id == 5);
    CHECK(texts(db)[0] == R"(INSERT INTO "author" ("name", "age") VALUES (?1, ?2) with ('Ann', 40))");
}

TEST_CASE("changes are what the test says", "[recorder]") {
    recorder::database db;
    const auto touch = update<Author>().set(col<&Author::age> = 1).where(col<&Author::id> == 7);
    db.expect(touch).with(1, 7).changes(3);
    CHECK(db.exec(touch) == 3);
    db.expect("VACUUM").changes(0);
    CHECK(db.execute("VACUUM") == 0);
}

TEST_CASE("raw SQL is read by the names of its columns", "[recorder]") {
    recorder::database db;
    db.expect("SELECT title, id FROM post WHERE id > ?1")
        .with(10)
        .columns({"title", "id"})
        .returns({{"x", 11}, {"y", 12}});
    const auto cards = db.query<Card>("SELECT title, id FROM post WHERE id > {}", 10);
    REQUIRE(cards.size() == 2);
    CHECK(cards[1].id == 12);
    CHECK(cards[1].title == "y");
}

TEST_CASE("canned rows that do not fit the program are errors", "[recorder]") {
    recorder::database db;
    db.expect_any().row("seven", "Ann", 40);
    CHECK_THROWS_WITH(db.all(by_name, "Ann"),
                      Catch::Contains("column \"id\" holds 'seven' where the field wants a whole number"));
    db.expect_any().row(std::nullopt, "Ann", 40);
    CHECK_THROWS_AS(db.all(by_name, "Ann"), schema_mismatch);
    db.expect_any().row(7);
    CHECK_THROWS_WITH(db.all(by_name, "Ann"), Catch::Contains("a row of 1 columns, the program reads column 2"));
}

TEST_CASE("the recorder speaks PostgreSQL as well", "[recorder]") {
    recorder::postgres_database db;
    db.expect(R"(SELECT "id", "name", "age" FROM "author" WHERE "name" = $1)").with("Ann");
    CHECK(db.all(by_name, "Ann").empty());
    db.expect(R"(COPY "author" ("name", "age") FROM STDIN (FORMAT binary))").with("Ann", 1, "Bea", std::nullopt);
    const std::vector<Author> authors{{0, "Ann", 1}, {0, "Bea", std::nullopt}};
    CHECK(db.insert_many(authors) == 2);
    const std::vector<std::int64_t> ids{1, 2};
    db.expect_any().row(Author{1, "Ann", 1});
    CHECK(db.all(from<Author>().where(col<&Author::id>.in(ids))).size() == 1);
    CHECK(db.calls().back().to_string().find("with ([1, 2])") != std::string::npos);
    db.verify();
}

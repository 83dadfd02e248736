// Programs that run against the recorder: what users' unit tests look like.

#include <refract/driver/recorder.hpp>

#include <refract/recorder.hpp>

#include <support/catch.hpp>

#include <chrono>
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
    CHECK_THROWS_WITH(db.all(by_name, "Ann"), refract_test::has_text("got: SELECT \"id\"") &&
                                                  refract_test::has_text("with ('Ann')") &&
                                                  refract_test::has_text("expected: DELETE FROM author"));
    CHECK_THROWS_WITH(db.verify(), refract_test::has_text("expected, not met: DELETE FROM author") &&
                                       refract_test::has_text("not expected: SELECT"));
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
                      refract_test::has_text("column \"id\" holds 'seven' where the field wants a whole number"));
    db.expect_any().row(std::nullopt, "Ann", 40);
    CHECK_THROWS_AS(db.all(by_name, "Ann"), schema_mismatch);
    db.expect_any().row(7);
    CHECK_THROWS_WITH(db.all(by_name, "Ann"), refract_test::has_text("a row of 1 columns, the program reads column 2"));
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

namespace {

struct Visit {
    std::int64_t id{};
    std::string place;
    std::chrono::sys_time<std::chrono::microseconds> made_at{};
    int version{};
};
struct Seat {
    std::int64_t hall{}, number{};
    std::string guest;
};
struct Delivery {
    std::int64_t id{};
    std::chrono::year_month_day due{}; // a blank one is no date
};

} // namespace
template <> inline constexpr auto refract::model<Visit> =
    table(column<&Visit::made_at>.default_to(now()), column<&Visit::version>.version());
template <> inline constexpr auto refract::model<Seat> = table(primary_key<&Seat::hall, &Seat::number>);

TEMPLATE_TEST_CASE("any object of a model can be expected", "[recorder]", recorder::database,
                   recorder::postgres_database) {
    TestType db;
    db.template expect_insert<Author>().key(7);
    CHECK(db.insert(Author{0, "Ann", 40}).id == 7);
    db.template expect_insert<Author>();
    CHECK(db.insert(Author{5, "Ann", 40}).id == 5);
    db.template expect_upsert<Author>().times(2);
    CHECK(db.upsert(Author{5, "Ann", 41}).age == 41);
    db.upsert(Author{0, "Ann", 41});
    db.template expect_update<Author>();
    db.update(Author{5, "Bea", 40});
    db.template expect_find<Author>().row(Author{5, "Bea", 40});
    CHECK(db.template get<Author>(5).name == "Bea");
    db.template expect_find<Author>();
    CHECK_FALSE(db.template find<Author>(6));
    db.template expect_erase<Author>().times(2).changes(0);
    CHECK_FALSE(db.erase(Author{5, "Bea", 40}));
    CHECK_FALSE(db.template erase<Author>(5));
    db.template expect_insert_many<Author>();
    CHECK(db.insert_many(std::vector<Author>{{0, "Cem", 1}}) == 1);
    db.verify();
}

TEMPLATE_TEST_CASE("other writes are not those that were expected", "[recorder]", recorder::database,
                   recorder::postgres_database) {
    TestType db;
    db.template expect_insert<Author>();
    CHECK_THROWS_WITH(db.insert(Visit{.place = "x"}), refract_test::has_text(R"(expected: INSERT INTO "author" ...)"));
    CHECK_THROWS_WITH(db.upsert(Author{5, "Ann", 41}), refract_test::has_text(R"(expected: INSERT INTO "author" ...)"));
    CHECK_THROWS_AS(db.update(Author{5, "Ann", 41}), error);
    CHECK_THROWS_WITH(db.verify(), refract_test::has_text(R"(expected, not met: INSERT INTO "author" ...)"));
}

TEMPLATE_TEST_CASE("one object can be expected, with all its values", "[recorder]", recorder::database,
                   recorder::postgres_database) {
    TestType db;
    const Author ann{5, "Ann", std::nullopt};
    db.expect_insert(ann);
    db.expect_update(ann);
    db.expect_upsert(ann);
    db.expect_erase(ann);
    db.template expect_erase<Author>(6);
    db.template expect_find<Author>(7).row(ann);
    db.insert(ann);
    db.update(ann);
    db.upsert(ann);
    CHECK(db.erase(ann));
    CHECK(db.template erase<Author>(6));
    CHECK(db.template find<Author>(7) == ann);

    db.template expect_find<Seat>(3, 4);
    CHECK_FALSE(db.template find<Seat>(3, 4));
    db.template expect_erase<Seat>(3, 4);
    CHECK(db.erase(Seat{3, 4, "Ann"}));
    db.verify();

    db.expect_update(ann);
    CHECK_THROWS_WITH(db.update(Author{5, "Bea", std::nullopt}), refract_test::has_text("with ('Ann', NULL, 5)"));
}

TEMPLATE_TEST_CASE("what the database fills in comes back from the recorder", "[recorder]", recorder::database,
                   recorder::postgres_database) {
    using namespace std::chrono_literals;
    constexpr std::chrono::sys_time<std::chrono::microseconds> noon{12h};
    TestType db;
    db.template expect_insert<Visit>().row(Visit{8, "", noon, 1});
    const Visit made = db.insert(Visit{.place = "here"});
    CHECK(made.id == 8);
    CHECK(made.place == "here");
    CHECK(made.made_at == noon);

    db.template expect_insert<Visit>().key(9);
    CHECK(db.insert(Visit{.place = "there"}).id == 9);
    Visit stored{9, "there", noon, 3};
    db.template expect_update<Visit>().row(Visit{9, "there", noon, 4});
    db.update(stored);
    CHECK(stored.version == 4);
    db.template expect_update<Visit>().changes(0);
    CHECK_THROWS_AS(db.update(stored), error);

    db.template expect_insert<Delivery>();
    CHECK(db.insert(Delivery{.due = std::chrono::year_month_day{std::chrono::sys_days{}}}).id == 10);
    CHECK_THROWS_AS(db.expect_insert(Delivery{}), conversion_error);
    db.verify();
}

TEMPLATE_TEST_CASE("keys are made on either database, expected or not", "[recorder]", recorder::database,
                   recorder::postgres_database) {
    TestType db({.refuses_unexpected = false});
    CHECK(db.insert(Author{0, "Ann", 40}).id == 1);
    CHECK(db.all(by_name, "Ann").empty());
    CHECK(db.insert(Author{0, "Bea", 40}).id == 2);
    db.expect_any().key(70);
    CHECK(db.insert(Author{0, "Cem", 40}).id == 70);
}

TEMPLATE_TEST_CASE("a query is expected whichever verb runs it", "[recorder]", recorder::database,
                   recorder::postgres_database) {
    TestType db;
    db.expect(by_name).row(Author{1, "Ann", 40});
    CHECK(db.first(by_name, "Ann")->id == 1);
    db.expect(by_name).row(Author{1, "Ann", 40});
    CHECK(db.one(by_name, "Ann").id == 1);
    db.expect(by_name).row(12);
    CHECK(db.count(by_name, "Ann") == 12);
    db.expect(by_name).row(true);
    CHECK(db.exists(by_name, "Ann"));
    db.verify();
}

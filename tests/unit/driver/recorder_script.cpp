// What is expected, and what is said when something else comes.

#include <refract/driver/recorder_script.hpp>

#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>

#include <support/catch.hpp>

#include <optional>
#include <string>

using namespace refract;
using namespace refract::detail;

namespace {

struct Person {
    std::int64_t id{};
    std::string name;
};
recorder::call call(std::string sql, std::vector<any_value> parameters = {}) {
    return {std::move(sql), std::move(parameters)};
}
std::string unmet(const recorder_script& script) {
    try {
        script.verify();
        return "";
    } catch (const error& failure) { return failure.message(); }
}

} // namespace

TEST_CASE("an expectation answers with rows of values or of structs", "[recorder_script]") {
    recorder::expectation expected("SELECT");
    expected.row(Person{1, "Ann"}).row(2, "Bob");
    REQUIRE(expected.rows().size() == 2);
    CHECK(expected.rows()[0][1] == any_value("Ann"));
    CHECK(expected.rows()[1][0] == any_value(2));
    CHECK(expected.column_names() == std::vector<std::string>{"id", "name"});
    CHECK(expected.changed() == 2);
    CHECK(expected.changes(7).changed() == 7);
    expected.columns({"a", "b"}).returns({{1, 2}});
    CHECK(expected.rows().size() == 1);
    CHECK(expected.column_names().front() == "a");
    CHECK(recorder::expectation("UPDATE").changed() == 1);
    CHECK(expected.key(9).made_key() == 9);
}

TEST_CASE("an expectation matches text and parameters", "[recorder_script]") {
    recorder::expectation expected("SELECT");
    CHECK(expected.matches(call("SELECT", {1, 2})));
    CHECK_FALSE(expected.matches(call("SELECT 1")));
    expected.with(1, "a");
    CHECK(expected.matches(call("SELECT", {std::int64_t{1}, "a"})));
    CHECK_FALSE(expected.matches(call("SELECT", {1})));
    CHECK_FALSE(expected.matches(call("SELECT", {1, "b"})));
    CHECK(expected.to_string() == "SELECT with (1, 'a')");
    const recorder::expectation any(std::nullopt);
    CHECK(any.matches(call("whatever")));
    CHECK_FALSE(any.matches(call("BEGIN")));
    CHECK_FALSE(any.matches(call("SAVEPOINT refract_1")));
}

TEST_CASE("expectations are met in order", "[recorder_script]") {
    recorder_script script({});
    script.add("A");
    script.add("B").times(2);
    script.add("C").any_times();
    script.add("D");
    CHECK_THROWS_WITH(script.play(call("B", {5})), refract_test::has_text("got: B with (5)") &&
                                                       refract_test::has_text("expected: A") &&
                                                       refract_test::has_text("SQL: B"));
    CHECK(script.play(call("A")));
    CHECK(script.play(call("B")));
    CHECK_THROWS_WITH(script.play(call("D")), refract_test::has_text("expected: B, 2 times, seen 1 times"));
    CHECK(script.play(call("B")));
    CHECK(script.play(call("D"))); // C need not come
    CHECK(script.play(call("C")));
    CHECK_THROWS_WITH(script.play(call("A")), refract_test::has_text("expected: C"));
    CHECK(script.calls().size() == 8);
    CHECK(unmet(script).find("not expected: B with (5)") != std::string::npos);
    script.clear();
    CHECK(unmet(script).empty());
    CHECK_THROWS_WITH(script.play(call("A")), refract_test::has_text("expected: nothing more"));
}

TEST_CASE("expectations are met in any order where that is said", "[recorder_script]") {
    recorder_script script({.in_order = false});
    script.add("A");
    script.add("B");
    CHECK(script.play(call("B")));
    CHECK(unmet(script) == "the program did not run what the recorder expected\n  expected, not met: A");
    CHECK_THROWS_AS(script.play(call("B")), error);
    CHECK(script.play(call("A")));
}

TEST_CASE("transactions are recorded, and expected only where that is said", "[recorder_script]") {
    recorder_script script({});
    script.add("BEGIN");
    script.add("A");
    CHECK_THROWS_AS(script.play(call("A")), error);
    CHECK(script.play(call("BEGIN")));
    CHECK(script.play(call("SAVEPOINT x")) == nullptr);
    CHECK(script.play(call("A")));
    CHECK(script.play(call("COMMIT")) == nullptr);
    CHECK(script.calls().back().sql == "COMMIT");
}

TEST_CASE("a recorder that only records refuses nothing", "[recorder_script]") {
    recorder_script script({.refuses_unexpected = false});
    script.add("A").throws(unique_violation(error_details{.message = "taken"}));
    CHECK(script.play(call("B")) == nullptr);
    CHECK_THROWS_AS(script.play(call("A")), unique_violation);
    CHECK(unmet(script).empty());
    CHECK(script.calls().size() == 2);
}

TEST_CASE("an expectation may be one of several texts, or the beginning of one", "[recorder_script]") {
    recorder::expectation several("SELECT");
    several.accept("SELECT LIMIT 1");
    CHECK(several.matches(call("SELECT LIMIT 1")));
    CHECK_FALSE(several.matches(call("SELECT LIMIT 2")));

    recorder::expectation beginning(R"(INSERT INTO "a")");
    beginning.take_as_beginning(" ON CONFLICT ");
    CHECK(beginning.matches(call(R"(INSERT INTO "a" DEFAULT VALUES)")));
    CHECK_FALSE(beginning.matches(call(R"(INSERT INTO "a""b" DEFAULT VALUES)")));
    CHECK_FALSE(beginning.matches(call(R"(INSERT INTO "a" ("n") VALUES (?1) ON CONFLICT ("n") DO NOTHING)")));
    CHECK(beginning.to_string() == R"(INSERT INTO "a" ...)");
}

TEST_CASE("what an object would bring back stands until the test gives a row", "[recorder_script]") {
    recorder::expectation expected("INSERT");
    expected.brings_back(Person{4, "Ann"});
    CHECK(expected.has_made_row());
    CHECK(expected.made_row()[1] == any_value("Ann"));
    CHECK(expected.position_of("name") == 1u);
    CHECK_FALSE(expected.position_of("age"));
    expected.row(5);
    CHECK_FALSE(expected.has_made_row());
    CHECK_FALSE(expected.position_of("name"));
}

// Which queries a run has executed, in a program of its own statements.

#include <catch2/catch.hpp>
#include <refract/recorder.hpp>
#include <refract/verify.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace refract;

namespace coverage_test {

struct Gadget {
    std::int64_t id{};
    std::string label{};
    int weight{};
};

constexpr auto heavy = from<Gadget>().where(col<&Gadget::weight> > param<int>).named<"heavy">();

// Never called with false in these tests, and yet known.
inline std::int64_t use_all(recorder::database& db, bool really) {
    if (really) return 0;
    db.all(heavy, 3);
    db.erase<Gadget>(1);
    return db.exec(update<Gadget>().set(col<&Gadget::label> = "x").where(col<&Gadget::id> == 7).named<"relabel">());
}

const query_info* find_named(const std::vector<query_info>& all, std::string_view name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == name; });
    return found == all.end() ? nullptr : &*found;
}
bool any_mentions(const std::vector<query_info>& all, std::string_view part) {
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& each) { return each.sql.find(part) != std::string_view::npos; });
}

} // namespace coverage_test

using namespace coverage_test;

TEST_CASE("a query that never runs is known by name, text, tables and fields", "[coverage]") {
    recorder::database db;
    CHECK(use_all(db, true) == 0);
    const std::vector<query_info> all = queries();
    const query_info* const found = find_named(all, "heavy");
    REQUIRE(found);
    CHECK(found->sql == "SELECT \"id\", \"label\", \"weight\" FROM \"gadget\" WHERE \"weight\" > ?1");
    CHECK(found->tables == std::vector<std::string_view>{"gadget"});
    CHECK(found->fields == std::vector<std::string_view>{"id", "label", "weight"});
    CHECK(found->database == "SQLite");
    CHECK(found->file.empty());
    CHECK(find_named(all, "relabel"));
    CHECK(any_mentions(all, "DELETE FROM \"gadget\""));
}

TEST_CASE("a coverage counts executions and rows, and knows the first line", "[coverage]") {
    recorder::database db;
    constexpr auto light = from<Gadget>().where(col<&Gadget::weight> < param<int>).named<"light">();
    {
        const coverage covered;
        CHECK(find_named(covered.never_run(), "light"));
        db.expect(light)
            .row(Gadget{.id = 1, .label = "a", .weight = 1})
            .row(Gadget{.id = 2, .label = "b", .weight = 1});
        const std::uint32_t line = __LINE__ + 1;
        CHECK(db.all(light, 5).size() == 2);
        const std::vector<query_info> all = covered.queries();
        const query_info* const found = find_named(all, "light");
        REQUIRE(found);
        CHECK(found->executions == 1);
        CHECK(found->rows == 2);
        CHECK(found->line == line);
        CHECK(found->file.find("coverage.cpp") != std::string_view::npos);
        CHECK_FALSE(find_named(covered.never_run(), "light"));
        CHECK(covered.to_json().find("\"name\":\"light\"") != std::string::npos);
        CHECK(covered.to_json().find("\"executions\":1,\"rows\":2") != std::string::npos);
        CHECK_THROWS_AS(coverage(), error);
    }
    db.expect(light);
    db.all(light, 5);
    CHECK(find_named(queries(), "light")->executions == 1); // nobody counts any more
    const coverage again;
    CHECK(find_named(again.never_run(), "light"));
}

TEST_CASE("rows of streams count up to where they were read", "[coverage]") {
    recorder::database db;
    constexpr auto by_label = from<Gadget>().where(col<&Gadget::label> == param<std::string_view>).named<"by_label">();
    const coverage covered;
    for (int i = 0; i < 2; ++i) db.expect(by_label).row(Gadget{.id = 1}).row(Gadget{.id = 2}).row(Gadget{.id = 3});
    for ([[maybe_unused]] const Gadget& each : db.each(by_label, "x")) break;
    CHECK(find_named(covered.queries(), "by_label")->rows == 1);
    for ([[maybe_unused]] const Gadget& each : db.each(by_label, "x")) {}
    CHECK(find_named(covered.queries(), "by_label")->rows == 4);
    CHECK(find_named(covered.queries(), "by_label")->executions == 2);
}

TEST_CASE("what was never run is an error that names it", "[coverage]") {
    const coverage covered;
    try {
        covered.require_all();
        FAIL("nothing was run");
    } catch (const error& failure) {
        const std::string_view text = failure.what();
        CHECK(text.find("queries of the program were never run") != std::string_view::npos);
        CHECK(text.find("relabel") != std::string_view::npos);
    }
}

TEST_CASE("an object with its key and one without are one kind of insert", "[coverage]") {
    recorder::database db;
    const coverage covered;
    CHECK(any_mentions(covered.never_run(), "INSERT INTO \"gadget\""));
    db.expect_insert<Gadget>();
    db.insert(Gadget{.label = "n"});
    CHECK_FALSE(any_mentions(covered.never_run(), "INSERT INTO \"gadget\""));
}

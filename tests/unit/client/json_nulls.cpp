// NULL in JSON: a value that is NULL is the JSON null under its key, on both databases as in standard SQL without ABSENT
// ON NULL; a key that is NULL is no key of a document.

#include <support/databases.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace json_nulls_test {
struct Thing {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int64_t> number{};
    std::optional<std::string> key{};
    std::optional<double> part{};
    std::optional<bool> flag{};
    std::optional<json> document{};
};
struct Card {
    std::string name{};
    std::optional<std::int64_t> number{};
    std::optional<std::string> key{};
    std::optional<double> part{};
    std::optional<bool> flag{};
    bool operator==(const Card&) const = default;
};
/// Columns of the names that SQLite's json_each has.
struct Each {
    std::int64_t id{};
    std::string key{};
    json value{};
    json type{};
};
struct Holder {
    std::optional<std::string> key{};
    Card card{};
    bool operator==(const Holder&) const = default;
};
} // namespace json_nulls_test
using namespace json_nulls_test;

namespace {
using ids = std::vector<std::int64_t>;
constexpr auto id = col<&Thing::id>;
constexpr auto card =
    json_object<Card>(col<&Thing::name>, col<&Thing::number>, col<&Thing::key>, col<&Thing::part>, col<&Thing::flag>);

std::string without_blanks(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    return text;
}
} // namespace

TEMPLATE_TEST_CASE("a NULL is the null of JSON, and its key stands", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Thing>>();
    db.insert_many(std::vector<Thing>{{1, "none", {}, {}, {}, {}, {}},
                                      {2, "all", 1, "x", 1.5, true, json{R"({"k": null, "x": 1})"}},
                                      {3, "no key", 1, {}, {}, false, json{R"({"k": null, "": 2})"}}},
                   keys_are_given);
    const Card none{"none", {}, {}, {}, {}}, all{"all", 1, "x", 1.5, true}, some{"no key", 1, {}, {}, false};
    const auto cards = db.all(from<Thing>().select(card).order_by(id));
    REQUIRE(cards.size() == 3);
    CHECK(*cards[0] == none);
    CHECK(*cards[1] == all);
    CHECK(*cards[2] == some);
    // The keys are there.
    const std::string text = without_blanks(db.one(from<Thing>().where(id == 1).select(cast<std::string>(card))));
    for (const char* field : {"\"number\":null", "\"key\":null", "\"part\":null", "\"flag\":null"})
        CHECK(text.find(field) != text.npos);
    CHECK(text.find("\"name\":\"none\"") != text.npos);
    // Inside another one, and in a list, which has as many items as rows.
    CHECK(*db.one(from<Thing>().where(id == 1).select(json_object<Holder>(col<&Thing::key>, card))) ==
          Holder{std::nullopt, none});
    auto listed = db.one(from<Thing>().select(json_array_of(col<&Thing::key>))).value;
    std::sort(listed.begin(), listed.end());
    CHECK(listed == std::vector<std::optional<std::string>>{std::nullopt, std::nullopt, "x"});
    CHECK(db.one(from<Thing>().where(id > 9).select(json_array_of<Card>(card))).value.empty());
    // What is given by the program.
    const std::optional<std::int64_t> no_number;
    const auto given =
        json_object<Card>(value("given"), value(no_number), col<&Thing::key>, col<&Thing::part>, col<&Thing::flag>);
    CHECK(*db.one(from<Thing>().where(id == 2).select(given)) == Card{"given", {}, "x", 1.5, true});
}

TEMPLATE_TEST_CASE("a key that is NULL is none of a document", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Thing>>();
    db.insert_many(std::vector<Thing>{{1, "none", {}, {}, {}, {}, {}},
                                      {2, "all", 1, "x", {}, {}, json{R"({"k": null, "x": 1})"}},
                                      {3, "no key", 1, {}, {}, {}, json{R"({"k": null, "": 2, "null": 3})"}}},
                   keys_are_given);
    constexpr auto document = col<&Thing::document>;
    const auto asked = [&](const auto& condition) {
        return db.all(from<Thing>().where(condition).select(id).order_by(id));
    };
    CHECK(asked(document.has_key("k")) == ids{2, 3}); // whatever its value is
    CHECK(asked(document.has_key(col<&Thing::key>)) == ids{2});
    CHECK(asked(document.template at<std::int64_t>("k").is_null()) == ids{1, 2, 3});
    CHECK(asked(document.template at<std::int64_t>(col<&Thing::key>).is_null()) == ids{1, 3});
    CHECK(asked(document.template at<std::int64_t>(col<&Thing::key>) == 1) == ids{2});
    // Neither database finds less or more where it is asked the other way round.
    const ids without = asked(!document.has_key(col<&Thing::key>));
    CHECK(without == ids{1, 3});
}

TEMPLATE_TEST_CASE("columns are the program's, however they are called", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Each>>();
    db.insert_many(std::vector<Each>{{1, "a", {R"({"a": {"b": [4, 5]}})"}, {R"({"value": 7})"}},
                                     {2, "b", {R"({"a": {"a": [4, 5]}})"}, {R"({"key": "a"})"}}},
                   keys_are_given);
    constexpr auto key = col<&Each::key>;
    constexpr auto document = col<&Each::value>;
    const auto asked = [&](const auto& condition) {
        return db.all(from<Each>().where(condition).select(col<&Each::id>).order_by(col<&Each::id>));
    };
    CHECK(asked(document.has_key(key)) == ids{1});
    CHECK(asked(document.has_key("a")) == ids{1, 2});
    CHECK(asked(col<&Each::type>.has_key("key")) == ids{2});
    CHECK(asked(col<&Each::type>.template at<std::int64_t>("value") == 7) == ids{1});
    CHECK(asked(document.template at<std::int64_t>("a", "b", 1) == 5) == ids{1});
    CHECK(asked(document.template at<std::int64_t>(key, "b", 0) == 4) == ids{1});
    CHECK(asked(document.template at<std::int64_t>("a", col<&Each::type>.template at<std::string>("key"), 1) == 5) ==
          ids{2});
}

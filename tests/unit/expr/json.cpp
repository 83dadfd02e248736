// Paths in JSON: their types and their text.

#include <support/databases.hpp>

#include <refract/expr/json.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace refract;

namespace json_corners {

struct JsonCorner {
    std::int64_t id{};
    json part{"{}"};
};
struct CornerParts {
    std::int64_t big{};
    std::string word{};
};
struct CornerItem {
    std::optional<std::int64_t> number{};
};
struct TypedCorner {
    std::int64_t id{};
    std::optional<json_of<CornerParts>> part{};
};

} // namespace json_corners
using namespace json_corners;

namespace {

struct Address {
    std::string city{};
    int zip{};
};
struct Settings {
    Address home{};
    std::vector<std::string> tags{};
    bool loud{};
};
struct User {
    std::int64_t id{};
    json_of<Settings> settings{};
    json note{"{}"};
};
constexpr auto settings = col<&User::settings>;
constexpr auto city = settings.at<&Settings::home, &Address::city>();

} // namespace

template <> inline constexpr auto refract::model<TypedCorner> = refract::table(refract::named("json_corner"));

static_assert(std::is_same_v<decltype(city)::type, std::string>);
static_assert(std::is_same_v<decltype(settings.at<&Settings::home>())::type, json_of<Address>>);
static_assert(std::is_same_v<decltype(settings.at<&Settings::tags, 0>())::type, std::string>);
static_assert(std::is_same_v<decltype(settings.at<&Settings::loud>())::type, bool>);
static_assert(std::is_empty_v<decltype(col<&User::settings>)> && std::is_empty_v<decltype(col<&User::id>)>);
static_assert(std::is_empty_v<decltype(from<User>().where(settings.at<&Settings::loud>()))>); // a path is no value

static_assert(sql<dialect::sqlite>(from<User>().select(city)) ==
              R"(SELECT CASE json_type("settings", '$."home"."city"') WHEN 'text' THEN )"
              R"(json_extract("settings", '$."home"."city"') END FROM "user")");
static_assert(sql<dialect::postgres>(from<User>().select(city)) ==
              R"(SELECT CASE jsonb_typeof(CAST("settings" AS jsonb) #> '{"home","city"}') WHEN 'string' THEN )"
              R"("settings" #>> '{"home","city"}' END FROM "user")");
static_assert(
    sql<dialect::sqlite>(update<User>().set(settings.at<&Settings::home, &Address::zip>() = 5).all_rows()) ==
    R"(UPDATE "user" SET "settings" = json_set(refract_object("settings"), '$."home"', json_set(refract_object()"
    R"(coalesce(nullif("settings" -> '$."home"', 'null'), json_object())), '$."zip"', ?1)))");
// A path with an index: the item has to be there, and no key is taken for it.
static_assert(
    sql<dialect::sqlite>(update<User>().set(settings.at<&Settings::tags, 0>() = "a").all_rows())
        .starts_with(R"(UPDATE "user" SET "settings" = CASE WHEN json_type("settings", '$."tags"[0]') IS NULL )"
                     R"(THEN "settings" ELSE json_set()"));
static_assert(
    sql<dialect::postgres>(from<User>().select(settings.at<&Settings::tags, 0>())) ==
    R"(SELECT CASE jsonb_typeof(jsonb_path_query_first(CAST("settings" AS jsonb), 'strict $."tags"[0]', '{}', )"
    R"(true)) WHEN 'string' THEN jsonb_path_query_first(CAST("settings" AS jsonb), 'strict $."tags"[0]', '{}', )"
    R"(true) #>> '{}' END FROM "user")");
static_assert(sql<dialect::sqlite>(from<User>().select(json_array_length(col<&User::note>))) ==
              R"(SELECT CASE json_type("note") WHEN 'array' THEN json_array_length("note") END FROM "user")");

TEMPLATE_TEST_CASE("the length of a document that is a list", "[json]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    fresh.db().template create_tables<schema<User>>();
    for (const char* note : {"[1, [2, 3]]", "[]", "{}", "5"}) fresh.db().insert(User{.note = {note}});
    CHECK(fresh.db().all(from<User>().select(json_array_length(col<&User::note>)).order_by(col<&User::id>)) ==
          std::vector<std::optional<std::int64_t>>{2, 0, {}, {}});
}

// What other programs may have stored: a null is no NULL of the column, and what a type does not hold is an error.
TEMPLATE_TEST_CASE("documents with odd values", "[json]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<JsonCorner>>();
    constexpr auto part = col<&TypedCorner::part>;
    constexpr auto big = part.template at<&CornerParts::big>();
    constexpr auto word = part.template at<&CornerParts::word>();
    const auto store = [&](const char* text) {
        db.execute("DELETE FROM json_corner");
        db.insert(JsonCorner{.part = {text}});
    };

    for (const char* nothing : {"null", "{}", R"({"word": null, "big": null})", R"({"word": 5, "big": "5"})"}) {
        store(nothing);
        CHECK(db.all(from<TypedCorner>().select(part.is_null(), word.is_null(), word, big)) ==
              std::vector{std::tuple(false, true, std::optional<std::string>(), std::optional<std::int64_t>())});
    }
    store(R"({"big": 9223372036854775807, "word": "\ud83d\ude00"})");
    CHECK(db.one(from<TypedCorner>().select(big)).value() == 9'223'372'036'854'775'807);
    CHECK(db.one(from<TypedCorner>().select(word)) == "\xf0\x9f\x98\x80");
    CHECK(db.one(from<TypedCorner>()).part->value.big == 9'223'372'036'854'775'807);
    for (const char* too_large : {R"({"big": 9223372036854775808, "word": ""})", R"({"big": 1.5, "word": ""})",
                                  R"({"big": 1e400, "word": ""})"}) {
        store(too_large);
        CHECK_THROWS_AS(db.one(from<TypedCorner>().select(big)), conversion_error);
        CHECK_THROWS_AS(db.one(from<TypedCorner>().select(part.template at<std::int64_t>("big"))), conversion_error);
        CHECK_THROWS_AS(db.one(from<TypedCorner>()), conversion_error);
    }
    // The raw document is what it was.
    store("[9223372036854775808]");
    CHECK(db.one(from<JsonCorner>()).part.text == "[9223372036854775808]");
}

// A fraction where a whole number is meant is an error in every place, not a number that compares.
TEMPLATE_TEST_CASE("fractions in the place of whole numbers", "[json]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<JsonCorner>>();
    constexpr auto big = col<&TypedCorner::part>.template at<&CornerParts::big>();
    const auto items = from<JsonCorner>().cross_join(json_each<CornerItem>(col<&JsonCorner::part>));
    for (const char* number : {"1.5", "-2.25", "2.0", "1e400"}) {
        db.execute("DELETE FROM json_corner");
        const std::string text(number);
        db.insert(JsonCorner{.part = {R"({"word": "", "big": )" + text + "}"}});
        CHECK_THROWS_AS(db.count(from<TypedCorner>().where(big > 1)), conversion_error);
        CHECK_THROWS_AS(db.one(from<TypedCorner>().select(sum(big))), conversion_error);
        CHECK_THROWS_AS(db.exec(update<TypedCorner>().set(col<&TypedCorner::id> = coalesce(big, 0)).all_rows()),
                        conversion_error);
        db.execute("DELETE FROM json_corner");
        db.insert(JsonCorner{.part = {"[1, " + text + "]"}});
        CHECK_THROWS_AS(db.all(items.select(col<&CornerItem::number>)), conversion_error);
        CHECK_THROWS_AS(db.count(items.where(col<&CornerItem::number> > 0)), conversion_error);
    }
    db.execute("DELETE FROM json_corner");
    db.insert(JsonCorner{.part = {R"([1, "2", null, true, 3])"}});
    CHECK(db.all(items.select(col<&CornerItem::number>).order_by(col<&CornerItem::number>)).size() == 5);
}

// The key of a row says what is one group, so that its document may stand beside it.
TEMPLATE_TEST_CASE("groups by a key and the document of its row", "[json]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<JsonCorner>>();
    for (const char* text : {R"({"a": 1})", R"({ "a" : 1 })", "{}"}) db.insert(JsonCorner{.part = {text}});
    const auto groups = from<JsonCorner>().select(col<&JsonCorner::id>, col<&JsonCorner::part>, count());
    CHECK(db.all(groups.group_by(col<&JsonCorner::id>, col<&JsonCorner::part>)).size() == 3);
    CHECK(db.all(groups.group_by(col<&JsonCorner::part>, col<&JsonCorner::id>).having(count() > 0)).size() == 3);
    CHECK(db.all(groups.group_by(col<&JsonCorner::id>)).size() == 3);
    using other = alias<JsonCorner, "other">;
    const auto beside = from<JsonCorner>().join<other>(col<&JsonCorner::id> == col<&JsonCorner::id, other>);
    CHECK(db.all(beside.select(col<&JsonCorner::part, other>, count())
                     .group_by(col<&JsonCorner::id, other>, col<&JsonCorner::part, other>))
              .size() == 3);
}

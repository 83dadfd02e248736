// Paths in JSON: their types and their text.

#include <support/databases.hpp>

#include <refract/expr/json.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace refract;

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
    R"(UPDATE "user" SET "settings" = json_set("settings", '$."home"', json_set(coalesce(nullif("settings" -> )"
    R"('$."home"', 'null'), json_object()), '$."zip"', ?1)))");
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

// JSON documents: what a path reads and sets means the same on every database, whatever the document holds.

#include <support/databases.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace json_test {

enum class Theme { dark, light };
struct Address {
    std::string city{};
    std::optional<int> zip{};
    bool operator==(const Address&) const = default;
};
struct Settings {
    Theme theme = Theme::dark;
    bool loud{};
    double scale = 1;
    std::int64_t visits{};
    std::string name{};
    std::optional<Address> home{};
    std::vector<std::string> tags{};
    std::map<std::string, int> counts{};
    decimal<2> price{};
    json extra{"null"};
    bool operator==(const Settings&) const = default;
};
struct User {
    std::int64_t id{};
    json_of<Settings> settings{};
    std::optional<json_of<Address>> other{};
    json note{"{}"};
    bool operator==(const User&) const = default;
};
struct Plain {
    std::int64_t id{};
    json body{"{}"};
};

} // namespace json_test
using namespace json_test;
template <> inline constexpr auto refract::model<Plain> = table(column<&Plain::body>.type("json"));

namespace {

constexpr auto settings = col<&User::settings>;
using maybe_text = std::optional<std::string>;
using maybe_number = std::optional<std::int64_t>;

Settings settings_with_everything() {
    return {.theme = Theme::light,
            .loud = true,
            .scale = 0.1,
            .visits = 9'007'199'254'740'993,
            .name = "It's \"x\" \\ \n ü",
            .home = Address{"K\"öln", 5},
            .tags = {"a", "'b'"},
            .counts = {{"x.y", 1}, {"\"", 2}},
            .price = 1.5_dec,
            .extra = {"[1, null]"}};
}
/// The answer of a query for one row with that note.
template <class Database, class Expression>
auto of_note(Database& db, const std::string& note, const Expression& expression) {
    db.exec(update<User>().set(col<&User::note> = json{note}).all_rows());
    return db.one(from<User>().select(expression));
}

} // namespace

TEMPLATE_TEST_CASE("a document goes round as a struct", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<User>>();
    User made = db.insert(User{0, {settings_with_everything()}, {}, {"{}"}});
    const auto read = db.template get<User>(made.id);
    CHECK(read.settings->theme == Theme::light);
    CHECK(read.settings->name == settings_with_everything().name);
    CHECK(read.settings->visits == settings_with_everything().visits);
    CHECK(read.settings->scale == 0.1);
    CHECK(read.settings->home == settings_with_everything().home);
    CHECK(read.settings->counts == settings_with_everything().counts);
    CHECK(read.settings->price == 1.5_dec);
    CHECK(!read.other);
    db.insert_many(std::vector<User>{{0, {}, json_of<Address>{{"x", 1}}, {"{}"}}});
    CHECK(db.one(from<User>().where(col<&User::other>.is_not_null()).select(col<&User::other>)) ==
          json_of{Address{"x", 1}});
    db.exec(update<User>().set(settings = json_of{Settings{}}).all_rows());
    CHECK(db.template get<User>(made.id).settings->visits == 0);
}

TEMPLATE_TEST_CASE("a path reads a part by members and indexes", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<User>>();
    db.insert(User{0, {settings_with_everything()}, {}, {"{}"}});
    const auto one = [&](const auto& expression) { return db.one(from<User>().select(expression)); };
    CHECK(one(settings.template at<&Settings::theme>()) == Theme::light);
    CHECK(one(settings.template at<&Settings::loud>()) == true);
    CHECK(one(settings.template at<&Settings::scale>()) == 0.1);
    CHECK(one(settings.template at<&Settings::scale>() * 20.0) == 2.0);
    CHECK(one(settings.template at<&Settings::visits>()) == 9'007'199'254'740'993);
    CHECK(one(settings.template at<&Settings::name>()) == settings_with_everything().name);
    CHECK(one(settings.template at<&Settings::home, &Address::city>()) == "K\"öln");
    CHECK(one(settings.template at<&Settings::home>().template at<&Address::zip>()) == 5);
    CHECK(one(settings.template at<&Settings::home>()) == json_of{*settings_with_everything().home});
    CHECK(one(settings.template at<&Settings::tags, 1>()) == "'b'");
    CHECK(one(settings.template at<&Settings::tags, 2>()) == std::nullopt);
    CHECK(one(settings.template at<&Settings::tags>()) == json_of{settings_with_everything().tags});
    CHECK(one(settings.template at<&Settings::counts>()) == json_of{settings_with_everything().counts});
    CHECK(one(settings.template at<&Settings::price>()) == 1.5_dec);
    CHECK(one(col<&User::other>.template at<&Address::city>()) == std::nullopt);
    static_assert(std::is_same_v<decltype(one(settings.template at<&Settings::visits>())), maybe_number>);

    CHECK(db.count(from<User>().where(settings.template at<&Settings::loud>())) == 1);
    CHECK(db.count(from<User>().where(settings.template at<&Settings::visits>() > 9'007'199'254'740'992)) == 1);
    CHECK(db.count(from<User>().where(settings.template at<&Settings::theme>() == Theme::light)) == 1);
    CHECK(db.count(from<User>().where(settings.template at<&Settings::home, &Address::city>() == "K\"öln")) == 1);
    CHECK(db.all(from<User>()
                     .group_by(settings.template at<&Settings::theme>())
                     .select(settings.template at<&Settings::theme>(), count())
                     .order_by(settings.template at<&Settings::theme>()))
              .size() == 1);
    predicate<User> later;
    later &= settings.template at<&Settings::tags, 0>() == "a";
    CHECK(db.count(from<User>().where(later)) == 1);
}

TEMPLATE_TEST_CASE("a part is set and the rest of the document stays", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<User>>();
    db.insert(User{0, {settings_with_everything()}, {}, {"{}"}});
    Settings expected = settings_with_everything();
    const auto set = [&](auto&&... assignment) {
        db.exec(update<User>().set(std::move(assignment)...).all_rows());
        const User read = db.one(from<User>());
        Settings found = *read.settings;
        found.extra = expected.extra; // jsonb reformats it
        return found == expected;
    };
    expected.name = "x'); DROP TABLE user; --\"\\";
    CHECK(set(settings.template at<&Settings::name>() = expected.name));
    expected.loud = false;
    CHECK(set(settings.template at<&Settings::loud>() = false));
    expected.theme = Theme::dark;
    CHECK(set(settings.template at<&Settings::theme>() = Theme::dark));
    expected.scale = 0.1 + 0.2;
    CHECK(set(settings.template at<&Settings::scale>() = 0.1 + 0.2));
    expected.visits = 2;
    CHECK(set(settings.template at<&Settings::visits>() = 2));
    expected.visits = 5;
    CHECK(set(settings.template at<&Settings::visits>() = coalesce(settings.template at<&Settings::visits>(), 0) + 3));
    expected.price = 2.25_dec;
    CHECK(set(settings.template at<&Settings::price>() = 2.25_dec));
    expected.tags[1] = "new";
    CHECK(set(settings.template at<&Settings::tags, 1>() = "new"));
    CHECK(set(settings.template at<&Settings::tags, 7>() = "nowhere")); // an item that is not there stays so
    expected.home->zip.reset();
    CHECK(set(settings.template at<&Settings::home, &Address::zip>() = std::nullopt));
    expected.home->zip = 4;
    CHECK(set(settings.template at<&Settings::home, &Address::zip>() = std::optional<int>(4)));
    expected.home.reset();
    CHECK(set(settings.template at<&Settings::home>() = std::nullopt));
    expected.home = Address{"made on the way", {}};
    CHECK(set(settings.template at<&Settings::home, &Address::city>() = "made on the way"));
    expected.home = Address{"whole", 1};
    CHECK(set(settings.template at<&Settings::home>() = Address{"whole", 1}));
    expected.tags = {"x", "y", "z"};
    CHECK(set(settings.template at<&Settings::tags>() = expected.tags));
    expected.name = "two";
    expected.loud = true;
    CHECK(set(settings = settings.template with<&Settings::name>("two").template with<&Settings::loud>(true)));
    expected.name.clear();
    CHECK(set(settings = settings.template without<&Settings::name>()));

    db.exec(update<User>().set(col<&User::other>.template at<&Address::city>() = "first").all_rows());
    CHECK(db.one(from<User>()).other == json_of{Address{"first", {}}});
}

TEMPLATE_TEST_CASE("a path is NULL where the value is of another kind", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<User>>();
    db.insert(User{});
    const auto note = col<&User::note>;
    const auto text = note.template at<std::string>("k");
    const auto whole = note.template at<std::int64_t>("k");
    const auto real = note.template at<double>("k");
    const auto flag = note.template at<bool>("k");
    const auto any = note.template at<json>("k");
    CHECK(of_note(db, R"({"k": "5"})", text) == "5");
    CHECK(of_note(db, R"({"k": "5"})", whole) == std::nullopt);
    CHECK(of_note(db, R"({"k": "true"})", flag) == std::nullopt);
    CHECK(of_note(db, R"({"k": 5})", text) == std::nullopt);
    CHECK(of_note(db, R"({"k": 5})", whole) == 5);
    CHECK(of_note(db, R"({"k": 5})", real) == 5.0);
    CHECK(of_note(db, R"({"k": 1})", flag) == std::nullopt);
    CHECK(of_note(db, R"({"k": true})", flag) == true);
    CHECK(of_note(db, R"({"k": false})", flag) == false);
    CHECK(of_note(db, R"({"k": true})", whole) == std::nullopt);
    CHECK(of_note(db, R"({"k": 0.30000000000000004})", real) == 0.30000000000000004);
    for (const char* without : {R"({"k": null})", R"({"k": {}})", R"({"k": []})", "{}", "[]", "5", "\"k\"", "null"}) {
        INFO(without);
        CHECK(of_note(db, without, text) == std::nullopt);
        CHECK(of_note(db, without, whole) == std::nullopt);
        CHECK(of_note(db, without, flag) == std::nullopt);
    }
    // JSON's null is there; SQL's NULL says that nothing is.
    CHECK(of_note(db, R"({"k": null})", any) == json{"null"});
    CHECK(of_note(db, "{}", any) == std::nullopt);
    CHECK(of_note(db, R"({"k": "5"})", any) == json{"\"5\""});
    CHECK(of_note(db, R"({"k": true})", any) == json{"true"});
    CHECK(of_note(db, R"({"k": null})", note.has_key("k")) == true);
    CHECK(of_note(db, R"(["k"])", note.has_key("k")) == false);
    // Beyond 64 bits a number has the digits of a double.
    CHECK(of_note(db, R"({"k": 12345678901234567890})", real) == 12345678901234567890.0);
    CHECK(of_note(db, R"([12345678901234567890])", note.template at<double>(0)) == 12345678901234567890.0);
    CHECK_THROWS_AS(of_note(db, R"({"k": 12345678901234567890})", whole), conversion_error);
    // A key may be an expression.
    const auto key = value(std::string("k")) + "";
    CHECK(of_note(db, R"({"k": 5})", note.template at<std::int64_t>(key)) == 5);
    CHECK(of_note(db, R"({"k": "5"})", note.template at<json>(key)) == json{"\"5\""});
    CHECK(of_note(db, R"({"k": {"j": 6}})", note.template at<std::int64_t>(key, "j")) == 6);
    CHECK(of_note(db, R"({"k": 5})", note.has_key(key)) == true);
    CHECK(of_note(db, R"({"kk": 5})", note.has_key(key + "j") || !note.has_key(key + "k")) == false);
    CHECK(of_note(db, "\"k\"", note.has_key("k")) == false);
    CHECK(of_note(db, R"([7, "x"])", note.template at<std::string>(1)) == "x");
    CHECK(of_note(db, R"([7, "x"])", note.template at<std::int64_t>(0)) == 7);
    CHECK(of_note(db, R"([7, "x"])", note.template at<std::int64_t>("0")) == std::nullopt);
    CHECK(of_note(db, R"({"0": 7})", note.template at<std::int64_t>(0)) == std::nullopt);
    CHECK(of_note(db, R"([7, "x"])", note.template at<std::int64_t>(-2)) == std::nullopt);
    CHECK(of_note(db, R"({"a": [{"b": "deep"}]})", note.template at<std::string>("a", 0, "b")) == "deep");
    CHECK(of_note(db, R"({"a": "{\"b\": 1}"})", note.template at<std::int64_t>("a", "b")) == std::nullopt);
}

TEMPLATE_TEST_CASE("keys of the run time are values, whatever they hold", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<User>>();
    db.insert(User{});
    const std::vector<std::string> keys{"a.b", "a\"b", "a'b", "$",   "$.k", "[0]", "0",   "",   " ",  "a\\b",  "\\\"",
                                        "ü",   "日本", "%",   "{x}", "a,b", "}",   "'\"", "\n", "--", "k') --"};
    std::string document = "{";
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i > 0) document += ',';
        detail::put_json_text(document, keys[i]);
        document += ":" + std::to_string(i);
    }
    document += "}";
    for (std::size_t i = 0; i < keys.size(); ++i) {
        INFO(keys[i]);
        CHECK(of_note(db, document, col<&User::note>.template at<std::int64_t>(keys[i])) ==
              static_cast<std::int64_t>(i));
        CHECK(of_note(db, document, col<&User::note>.has_key(keys[i])));
        CHECK(!of_note(db, document, col<&User::note>.has_key(keys[i] + "x")));
    }
}

TEMPLATE_TEST_CASE("a column of json, which keeps its text, has paths as well", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Plain>>();
    db.insert(Plain{0, {R"({"b":1,  "a": "x"})"}});
    const auto body = col<&Plain::body>;
    CHECK(db.one(from<Plain>().select(body.template at<std::string>("a"))) == "x");
    CHECK(db.one(from<Plain>().select(body.template at<std::int64_t>("b"))) == 1);
    CHECK(db.one(from<Plain>().select(body.has_key("b"))));
}

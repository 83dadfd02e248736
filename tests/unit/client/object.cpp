// Whole objects in and out: insert, find, get, update, upsert, erase.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/object.hpp>

#include <string>

namespace object_test {

using moment = std::chrono::sys_time<std::chrono::microseconds>;

struct Country {
    std::string code{};
    std::string name{};
    bool operator==(const Country&) const = default;
};
struct Document {
    std::int64_t id{};
    std::string title{};
    std::string shout{};
    moment changed_at{};
    std::int32_t revision{};
    bool operator==(const Document&) const = default;
};
// Two columns besides the key that the database can fill.
struct Job {
    std::int32_t id{};
    std::string state = "new";
    moment created_at{};
    std::int64_t priority = 5;
    std::optional<std::string> note{};
    bool operator==(const Job&) const = default;
};
struct Seat {
    std::int64_t row{};
    std::string hall{};
    std::int64_t number{};
    std::optional<std::string> guest{};
    bool operator==(const Seat&) const = default;
};
struct Counter {
    std::int64_t id{};
    bool operator==(const Counter&) const = default;
};
struct Session {
    std::string token{};
    moment begun_at{};
    bool operator==(const Session&) const = default;
};
struct Small {
    std::uint8_t id{};
    std::string text{};
};

using object_schema = refract::schema<Country, Document, Job, Seat, Counter, Small>;

} // namespace object_test

template <> inline constexpr auto refract::model<object_test::Country> =
    refract::table(refract::primary_key<&object_test::Country::code>);
template <> inline constexpr auto refract::model<object_test::Document> =
    refract::table(refract::column<&object_test::Document::shout>.generated(
                       refract::upper(refract::col<&object_test::Document::title>)),
                   refract::column<&object_test::Document::changed_at>.updated_at(),
                   refract::column<&object_test::Document::revision>.version());
template <> inline constexpr auto refract::model<object_test::Job> =
    refract::table(refract::column<&object_test::Job::created_at>.default_to(refract::now()),
                   refract::column<&object_test::Job::priority>.default_to(
                       refract::abs(refract::detail::as_operand<std::int64_t>(-7))),
                   refract::column<&object_test::Job::state>.default_to("ready"));
template <> inline constexpr auto refract::model<object_test::Seat> =
    refract::table(refract::primary_key<&object_test::Seat::hall, &object_test::Seat::row, &object_test::Seat::number>);

template <> inline constexpr auto refract::model<object_test::Session> =
    refract::table(refract::primary_key<&object_test::Session::token>,
                   refract::column<&object_test::Session::begun_at>.default_to(refract::now()));

using namespace refract;
using namespace refract_test;
using namespace object_test;

TEMPLATE_TEST_CASE("insert returns the object with what the database made", "[object]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<blog::everything>();

    const blog::User ann{.email = "ann@example.org", .name = "Ann"};
    const blog::User made = db.insert(ann);
    CHECK(made.id == 1);
    CHECK(made.email == ann.email);
    CHECK(made.created_at.time_since_epoch().count() > 1'600'000'000'000'000);
    CHECK(db.template get<blog::User>(1) == made);

    // What is set stays as it stands.
    const blog::User given = db.insert(
        blog::User{.id = 40, .email = "b", .name = "B", .created_at = object_test::moment(std::chrono::seconds(7))});
    CHECK(given.id == 40);
    CHECK(given.created_at.time_since_epoch().count() == 7'000'000);
    CHECK(db.template get<blog::User>(40) == given);

    // Some of what the database can fill is set.
    const blog::User key_only = db.insert(blog::User{.id = 50, .email = "c", .name = "C"});
    CHECK(key_only.id == 50);
    CHECK(key_only.created_at.time_since_epoch().count() > 1'600'000'000'000'000);
    CHECK(db.template get<blog::User>(50) == key_only);
    const blog::User time_only =
        db.insert(blog::User{.email = "d", .name = "D", .created_at = object_test::moment(std::chrono::seconds(9))});
    CHECK(time_only.id != 0);
    CHECK(db.template get<blog::User>(time_only.id) == time_only);
    CHECK(fresh.rows("SELECT count(*) FROM users") == text_rows{"4"});

    blog::Tag lvalue{.label = "x"};
    CHECK(db.insert(lvalue).id == 1);
    CHECK(lvalue.id == 0);
    CHECK(db.insert(std::move(lvalue)).label == "x");
}

TEMPLATE_TEST_CASE("every mixture of set and unset defaults is inserted", "[object]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<object_schema>();
    const object_test::moment given{std::chrono::microseconds(1'234'567)};

    for (int mask = 0; mask < 8; ++mask) {
        Job job;
        if (mask & 1) job.id = 100 + mask;
        if (mask & 2) job.created_at = given;
        if (mask & 4) job.priority = 1;
        const Job made = db.insert(job);
        INFO("mask " << mask);
        CHECK(((mask & 1) ? made.id == 100 + mask : made.id != 0));
        CHECK(((mask & 2) ? made.created_at == given : made.created_at > given));
        CHECK(made.priority == ((mask & 4) ? 1 : 7));
        CHECK(made.state == "new"); // a value as a default does not replace what the object says
        CHECK(db.template get<Job>(made.id) == made);
    }
    CHECK(fresh.rows("SELECT count(*) FROM job") == text_rows{"8"});
    CHECK(db.exec(insert_into<Job>().set(col<&Job::note> = "only this")) == 1);
    CHECK(fresh.rows("SELECT state, priority FROM job WHERE note = 'only this'") == text_rows{"ready|7"});
}

TEMPLATE_TEST_CASE("a model of nothing but its key", "[object]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<object_schema>();
    CHECK(db.insert(Counter{}).id == 1);
    CHECK(db.insert(Counter{}).id == 2);
    CHECK(db.insert(Counter{9}).id == 9);
    CHECK(db.template find<Counter>(9) == Counter{9});
    CHECK(db.upsert(Counter{9}).id == 9);
    CHECK(db.upsert(Counter{10}).id == 10);
    db.update(Counter{10}); // tells whether the row is there
    CHECK_THROWS_AS(db.update(Counter{11}), not_found);
    CHECK(db.erase(Counter{9}));
    CHECK(fresh.rows("SELECT id FROM counter ORDER BY id") == text_rows{"1", "2", "10"});
}

TEMPLATE_TEST_CASE("find, get and erase by key", "[object]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<object_schema>();

    db.insert(Country{"de", "Germany"});
    db.insert(Country{"o'b", "Quoted"});
    CHECK(db.template find<Country>("de") == Country{"de", "Germany"});
    CHECK(db.template find<Country>(std::string("o'b"))->name == "Quoted");
    CHECK(db.template find<Country>(std::string_view("xx")) == std::nullopt);
    CHECK(db.template get<Country>("de").name == "Germany");
    CHECK_THROWS_AS(db.template get<Country>("xx"), not_found);
    CHECK(db.template erase<Country>("de"));
    CHECK_FALSE(db.template erase<Country>("de"));
    CHECK(fresh.rows("SELECT code FROM country") == text_rows{"o'b"});

    // The key's order is that of primary_key<>, not of the fields.
    db.insert(Seat{.row = 1, .hall = "A", .number = 2});
    db.insert(Seat{.row = 2, .hall = "A", .number = 1, .guest = "Ann"});
    CHECK(db.template get<Seat>("A", 2, 1).guest == "Ann");
    CHECK(db.template get<Seat>("A", 1, 2).guest == std::nullopt);
    CHECK(db.template find<Seat>("A", 3, 1) == std::nullopt);
    CHECK(db.template erase<Seat>("A", 1, 2));
    CHECK(db.erase(Seat{.row = 2, .hall = "A", .number = 1}));
    CHECK_FALSE(db.erase(Seat{.row = 2, .hall = "A", .number = 1}));
    CHECK(fresh.rows("SELECT count(*) FROM seat") == text_rows{"0"});
}

TEMPLATE_TEST_CASE("keys of other widths are converted or refused, never cut", "[object]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<object_schema>();
    db.insert(Small{.text = "one"});
    db.insert(Job{});
    CHECK(db.template get<Small>(1).text == "one");
    CHECK(db.template get<Small>(std::int64_t{1}).text == "one");
    CHECK(db.template get<Small>(1ull).text == "one");
    CHECK_THROWS_AS(db.template find<Small>(257), conversion_error); // 257 cut to eight bits is 1
    CHECK_THROWS_AS(db.template find<Small>(-1), conversion_error);
    CHECK(db.template find<Job>(std::int16_t{1}).has_value());
    CHECK_THROWS_AS(db.template find<Job>(std::int64_t{1} << 32 | 1), conversion_error);
    CHECK_THROWS_AS(db.template erase<Job>((std::uint64_t{1} << 32) + 1), conversion_error);
    CHECK(db.template find<Counter>(std::uint64_t{1}) == std::nullopt);
    CHECK_THROWS_AS(db.template find<Counter>(~std::uint64_t{0}), conversion_error);
    // And the connection is as good as before.
    CHECK(db.template erase<Job>(1));
}

TEMPLATE_TEST_CASE("a generated key that does not fit in its field", "[object]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<object_schema>();
    // What others stored, in a table of theirs.
    if constexpr (!TestType::is_sqlite) fresh.rows("ALTER TABLE small DROP CONSTRAINT small_id_check");
    fresh.rows("INSERT INTO small (id, text) VALUES (300, 'big')");
    CHECK_THROWS_AS(db.all(from<Small>()), conversion_error);
    if constexpr (!TestType::is_sqlite) fresh.rows("SELECT setval('small_id_seq', 300)");
    std::string why;
    try {
        db.insert(Small{.text = "next"});
    } catch (const conversion_error& failure) { why = failure.what(); }
    CHECK(why.find(TestType::is_sqlite ? "key" : "column \"id\"") < why.size());
    CHECK(why.find("INSERT INTO \"small\"") < why.size());
}

TEMPLATE_TEST_CASE("keys past their field are made by no insert of many", "[object]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<object_schema>();
    db.insert(Small{254, "last but one"});
    if constexpr (!TestType::is_sqlite) fresh.rows("SELECT setval('small_id_seq', 254)");
    CHECK(db.insert_many(std::vector<Small>{{0, "last"}}) == 1);
    const std::vector<Small> more{{0, "too many"}, {0, "far too many"}};
    CHECK_THROWS_AS(db.insert_many(more), error);
    CHECK_THROWS_AS(db.insert_many(more, on_conflict_do_nothing), error);
    CHECK_THROWS_AS(db.insert_many(std::vector<Small>(200, Small{0, "many"})), error);
    CHECK(db.all(from<Small>()).size() == 2);
}

TEMPLATE_TEST_CASE("update writes every field and brings back what the database changed", "[object]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<object_schema>();

    Country country{"fr", "France"};
    CHECK_THROWS_AS(db.update(country), not_found);
    db.insert(country);
    country.name = "République";
    db.update(country);
    db.update(Country{"fr", "France 2"});
    CHECK(fresh.rows("SELECT name FROM country") == text_rows{"France 2"});

    Document text = db.insert(Document{.title = "abc"});
    CHECK(text.shout == "ABC");
    CHECK(text.revision == 0);
    CHECK(db.template get<Document>(text.id) == text);

    Document other = db.template get<Document>(text.id);
    text.title = "def";
    const auto before = text.changed_at;
    db.update(text);
    CHECK(text.revision == 1);
    CHECK(text.shout == "DEF");
    CHECK(text.changed_at > before);
    CHECK(db.template get<Document>(text.id) == text);

    other.title = "lost";
    try {
        db.update(other);
        FAIL("no error");
    } catch (const stale_object& failure) {
        CHECK(failure.can_retry());
        CHECK(failure.sql().find("UPDATE") == 0);
    }
    CHECK(other.revision == 0);
    CHECK(db.template get<Document>(text.id) == text);
    const Document constant = text; // nothing can come back into it
    db.update(constant);
    CHECK(db.template get<Document>(text.id).revision == 2);
    CHECK_THROWS_AS(db.erase(text), stale_object);
    text.revision = 2;
    CHECK(db.erase(text));
    CHECK_THROWS_AS(db.update(text), not_found);

    // A query, too, counts the version and sets the time.
    const Document again = db.insert(Document{.title = "x"});
    db.exec(update<Document>().set(col<&Document::title> = "y").where(col<&Document::id> == again.id));
    CHECK(db.template get<Document>(again.id).revision == 1);
    CHECK(db.template get<Document>(again.id).changed_at > again.changed_at);
}

TEMPLATE_TEST_CASE("upsert inserts or updates", "[object]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<object_schema>();

    db.upsert(Country{"it", "Italia"});
    db.upsert(Country{"it", "Italy"});
    CHECK(fresh.rows("SELECT code, name FROM country") == text_rows{"it|Italy"});

    const Job made = db.upsert(Job{.note = "new"}); // the key is not set: an insert
    CHECK(made.id == 1);
    CHECK(made.priority == 7);
    Job changed = made;
    changed.note = std::nullopt;
    CHECK(db.upsert(changed) == changed);
    CHECK(db.template get<Job>(1) == changed);
    CHECK(db.upsert(Job{.id = 30, .state = "given"}).id == 30);
    CHECK(fresh.rows("SELECT id, state FROM job ORDER BY id") == text_rows{"1|new", "30|given"});

    db.upsert(Seat{.row = 1, .hall = "A", .number = 1, .guest = "a"});
    db.upsert(Seat{.row = 1, .hall = "A", .number = 1, .guest = "b"});
    CHECK(fresh.rows("SELECT guest FROM seat") == text_rows{"b"});
}

TEMPLATE_TEST_CASE("upsert of a version and of computed columns", "[object]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<object_schema>();
    const Document first = db.insert(Document{.title = "a"});
    Document second = first;
    second.title = "b";
    const Document merged = db.upsert(second);
    const Document stored = db.template get<Document>(first.id);
    CHECK(stored.title == "b");
    CHECK(stored.revision == 1);
    CHECK(stored.shout == "B");
    CHECK(stored.changed_at > first.changed_at);
    CHECK(merged == stored);
    const Document fresh_one = db.upsert(Document{.id = 77, .title = "x", .revision = 5});
    CHECK(fresh_one == db.template get<Document>(77));
    CHECK(fresh_one.shout == "X");
    CHECK(fresh_one.revision == 5);
}

TEMPLATE_TEST_CASE("upsert leaves to the database what insert leaves to it", "[object]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Session, Job>>();
    const Session made = db.upsert(Session{.token = "a"});
    CHECK(made.begun_at.time_since_epoch().count() > 1'600'000'000'000'000);
    CHECK(db.template get<Session>("a") == made);
    CHECK(db.upsert(Session{.token = "a"}) == made); // not begun again
    Session moved = made;
    moved.begun_at += std::chrono::seconds(1);
    CHECK(db.upsert(moved) == moved);
    CHECK(db.template get<Session>("a") == moved);

    const Job job = db.upsert(Job{.id = 5, .note = "one"});
    CHECK(job.priority == 7);
    CHECK(db.upsert(Job{.id = 5, .priority = 2}).created_at == job.created_at);
    CHECK(db.template get<Job>(5) == Job{5, "new", job.created_at, 2, std::nullopt});
}

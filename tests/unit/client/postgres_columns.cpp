// Columns of PostgreSQL's own types beside fields of text, numbers and times: written, read, found, compared,
// copied alike.

#include <refract/client/database.hpp>

#include <support/databases.hpp>
#include <support/statement_checks.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#ifdef REFRACT_TEST_POSTGRES

namespace own_types {

struct Everything {
    std::int64_t id{};
    std::string ip{}, net{}, mac{}, tags{}, numbers{}, price{}, page{}, key{}, day{}, span{}, mask{}, clock{}, place{},
        words{}, mood{}, pair{}, label{}, document{};
    std::optional<std::string> maybe{};

    bool operator==(const Everything&) const = default;
};
struct Numbers {
    std::int64_t id{};
    std::int64_t small{};
    double exact{};
    std::chrono::sys_days day{};
    bool flag{};
    refract::uuid key{};

    bool operator==(const Numbers&) const = default;
};
struct Event {
    std::int64_t id{};
    std::chrono::sys_time<std::chrono::microseconds> at{};

    bool operator==(const Event&) const = default;
};
struct Document {
    std::int64_t id{};
    refract::json body{};
};

} // namespace own_types

using own_types::Document, own_types::Event, own_types::Everything, own_types::Numbers;
using namespace refract;
using namespace refract_test;

template <> inline constexpr auto refract::model<Everything> = table(
    column<&Everything::ip>.type("inet"), column<&Everything::net>.type("cidr"),
    column<&Everything::mac>.type("macaddr"), column<&Everything::tags>.type("text[]"),
    column<&Everything::numbers>.type("int[]"), column<&Everything::price>.type("money"),
    column<&Everything::page>.type("xml"), column<&Everything::key>.type("uuid"), column<&Everything::day>.type("date"),
    column<&Everything::span>.type("int4range"), column<&Everything::mask>.type("bit(4)"),
    column<&Everything::clock>.type("timetz"), column<&Everything::place>.type("point"),
    column<&Everything::words>.type("tsvector"), column<&Everything::mood>.type("mood"),
    column<&Everything::pair>.type("pair"), column<&Everything::label>.type("varchar(10)"),
    column<&Everything::document>.type("jsonb"), column<&Everything::maybe>.type("inet"));
template <> inline constexpr auto refract::model<Numbers> =
    table(column<&Numbers::small>.type("smallint"), column<&Numbers::exact>.type("numeric(10, 2)"),
          column<&Numbers::day>.type("date"), column<&Numbers::flag>.type("text"), column<&Numbers::key>.type("text"));
template <> inline constexpr auto refract::model<Event> = table(column<&Event::at>.type("timestamp"));
template <> inline constexpr auto refract::model<Document> = table(column<&Document::body>.type("json"));

namespace {

Everything sample(const std::string& ip) {
    return {.ip = ip,
            .net = "10.0.0.0/8",
            .mac = "08:00:2b:01:02:03",
            .tags = R"({a,"b c"})",
            .numbers = "{1,2}",
            .price = "$12.50",
            .page = "<a>1</a>",
            .key = "7d8e0b8e-6d2c-4c7e-9b1b-0123456789ab",
            .day = "2024-07-01",
            .span = "[1,5)",
            .mask = "1010",
            .clock = "12:00:00+02",
            .place = "(1,2)",
            .words = "'a' 'cat'",
            .mood = "glad",
            .pair = R"((1,"a b"))",
            .label = "short",
            .document = R"({"a": 1})",
            .maybe = std::nullopt};
}

} // namespace

TEST_CASE("text beside a column of any type is written, read, found and copied", "[postgres_columns]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("SET lc_monetary TO 'C'");
    db.execute("CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE TYPE pair AS (a int, b text)");
    db.create_tables<schema<Everything>>();
    Everything first = sample("10.0.0.1");
    first.maybe = "::1";
    first = db.insert(first);
    std::vector<Everything> more{sample("10.0.0.2"), sample("10.0.0.10")}; // an order of addresses, not of texts
    more[1].tags = "{}";
    more[1].page = "<b>\t\\</b>";
    CHECK(db.insert_many(more) == 2);

    const auto all = db.all(from<Everything>().order_by(col<&Everything::ip>));
    REQUIRE(all.size() == 3);
    CHECK(all[0] == first);
    CHECK(all[0] == db.get<Everything>(first.id));
    for (std::size_t i = 1; i < 3; ++i) {
        more[i - 1].id = all[i].id;
        CHECK(all[i] == more[i - 1]);
    }
    CHECK(db.count(from<Everything>().where(col<&Everything::ip> == "10.0.0.2")) == 1);
    CHECK(db.count(from<Everything>().where(col<&Everything::tags> == "{a,\"b c\"}")) == 2);
    CHECK(db.count(from<Everything>().where(col<&Everything::key> == first.key)) == 3);
    CHECK(db.count(from<Everything>().where(col<&Everything::ip>.in({"10.0.0.1", "10.0.0.10"}))) == 2);
    CHECK(db.count(from<Everything>().where(col<&Everything::day>.between("2024-01-01", "2024-12-31"))) == 3);
    CHECK(db.one(from<Everything>().select(col<&Everything::span>).where(col<&Everything::ip> == "10.0.0.1")) ==
          "[1,5)");
    first.ip = "10.0.0.9";
    first.maybe.reset();
    db.update(first);
    CHECK(db.get<Everything>(first.id) == first);
    CHECK(db.upsert(first) == first);
    int streamed = 0;
    for (const Everything& each : db.each(from<Everything>())) streamed += each.mood == "glad";
    CHECK(streamed == 3);
    const auto refused = caught<error>([&] { db.insert(sample("no address")); });
    CHECK(refused.message().find("no address") != std::string::npos);
}

TEST_CASE("numbers, times and keys in columns of other types", "[postgres_columns]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Numbers>>();
    Numbers first{.small = 7, .exact = 2.5, .day = std::chrono::sys_days{std::chrono::days(19'905)}, .flag = true};
    first.key.bytes.fill(0xab);
    first = db.insert(first);
    CHECK(db.get<Numbers>(first.id) == first);
    CHECK(db.insert_many(std::vector<Numbers>{first = {.id = 50, .small = -3, .exact = 0.25, .day = first.day}}) == 1);
    CHECK(db.get<Numbers>(50).small == -3);
    CHECK(db.count(from<Numbers>().where(col<&Numbers::day> == first.day)) == 2);
    CHECK(db.count(from<Numbers>().where(col<&Numbers::small> > 0)) == 1);
    CHECK_THROWS_AS(db.insert(Numbers{.small = 40'000}), conversion_error);
}

TEST_CASE("times in columns without a zone stay what they are, whatever the session's zone", "[postgres_columns]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Event>>();
    const std::string zone = GENERATE(as<std::string>{}, "UTC", "Europe/Berlin", "America/New_York");
    db.execute(unsafe_sql("SET TIME ZONE '" + zone + "'"));
    db.execute("INSERT INTO event (at) VALUES ('2024-07-01 12:00')");
    Event first = db.one(from<Event>());
    CHECK(db.count(from<Event>().where(col<&Event::at> == first.at)) == 1);
    CHECK(db.count(from<Event>().where(col<&Event::at>.in({first.at}))) == 1);
    db.update(first);
    db.insert(Event{.at = first.at});
    db.insert_many(std::vector<Event>{{.at = first.at}});
    db.exec(insert_into<Event>().set(col<&Event::at> = first.at));
    predicate<Event> same;
    same &= col<&Event::at> == first.at;
    CHECK(db.count(from<Event>().where(same)) == 4);
    CHECK(fresh.db().query<std::string>("SELECT DISTINCT at::text FROM event") ==
          std::vector<std::string>{"2024-07-01 12:00:00"});
    for (const Event& each : db.all(from<Event>())) CHECK(each.at == first.at);
}

TEST_CASE("json columns keep their text, however it is inserted", "[postgres_columns]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Document>>();
    const json text{R"({"b":1,  "a":2,"a":3})"};
    Document first = db.insert(Document{.body = text});
    db.insert_many(std::vector<Document>{{.body = text}});
    db.exec(insert_into<Document>().set(col<&Document::body> = text));
    db.update(first);
    db.upsert(first);
    for (const Document& each : db.all(from<Document>())) CHECK(each.body.text == text.text);
    CHECK(db.count(from<Document>()) == 3);
}

TEST_CASE("raw SQL reads no binary bytes into a text", "[postgres_columns]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE TYPE pair AS (a int, b text);"
               "CREATE DOMAIN name_of AS text");
    CHECK(db.query<std::string>("SELECT 'glad'::mood").at(0) == "glad");
    CHECK(db.query<std::string>("SELECT 'x'::name_of").at(0) == "x");
    CHECK_THROWS_AS(db.query<std::string>("SELECT '{{glad}}'::mood[]"), error);
    CHECK_THROWS_AS(db.query<std::string>("SELECT ARRAY['glad'::mood]"), schema_mismatch);
    CHECK_THROWS_AS(db.query<std::string>("SELECT (1, 'a')::pair"), schema_mismatch);
    CHECK_THROWS_AS(db.query<std::string>("SELECT '::1'::inet"), schema_mismatch);
    CHECK(db.query<std::string>("SELECT '::1'::inet::text").at(0) == "::1/128");
}

#endif

// Columns of times without a zone hold UTC, whatever the zone of PostgreSQL's session is.

#include <refract/refract.hpp>
#include <refract/sql/time_zone.hpp>

#include "support/databases.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace time_zone_test {

using moment = std::chrono::sys_time<std::chrono::microseconds>;

struct Visit {
    std::int64_t id{};
    moment begun{};
    std::optional<moment> ended{};
    moment noted{}; // with a zone
};
struct Log {
    std::int64_t id{};
    moment at{};
    std::optional<moment> changed{};
};
struct Times {
    std::int64_t id{};
    moment begun{};
};

} // namespace time_zone_test
using namespace time_zone_test;
using namespace refract;
using namespace std::chrono_literals;

template <> inline constexpr auto refract::model<Visit> =
    refract::table(refract::column<&Visit::begun>.type("timestamp"), refract::column<&Visit::ended>.type("timestamp"));
template <> inline constexpr auto refract::model<Log> =
    refract::table(refract::column<&Log::at>.type("timestamp").default_to(refract::now()),
                   refract::column<&Log::changed>.type("timestamp").updated_at());

namespace {
constexpr moment evening{std::chrono::sys_days{std::chrono::year{2024} / 3 / 10} + 22h}; // late in UTC, not in New York
constexpr auto begun = col<&Visit::begun>;
constexpr auto ended = col<&Visit::ended>;
constexpr auto noted = col<&Visit::noted>;
constexpr auto visits = from<Visit>();
using others = alias<Visit, "others">;

template <class Backend> class far_away { // a session in another zone
public:
    explicit operator bool() const { return static_cast<bool>(fresh_); }
    auto& db() { return fresh_.db(); }
    refract_test::text_rows rows(const std::string& sql) { return fresh_.rows(sql); }
    template <class Schema> void make() {
        if (!Backend::is_sqlite) db().execute("SET TIME ZONE 'America/New_York'");
        db().template create_tables<Schema>();
    }

private:
    refract_test::fresh_database<Backend> fresh_;
};
template <class Query> std::string text_of(const Query& query) { return std::string(sql<dialect::postgres>(query)); }
} // namespace

TEST_CASE("columns without a zone get one where they meet it, and stand alone elsewhere") {
    CHECK(text_of(visits.select(begun).where(begun == evening && ended > begun).order_by(begun)) ==
          R"(SELECT "begun" FROM "visit" WHERE "begun" = $1 AND "ended" > "begun" ORDER BY "begun")");
    CHECK(text_of(visits.select(max(begun)).where(begun.between(evening, evening) && ended.is_null())) ==
          R"(SELECT max("begun") FROM "visit" WHERE "begun" BETWEEN $1 AND $2 AND "ended" IS NULL)");
    CHECK(text_of(visits.select(noted).where(begun < noted)) ==
          R"(SELECT "noted" FROM "visit" WHERE ("begun" AT TIME ZONE 'UTC') < "noted")");
    CHECK(text_of(update<Visit>().set(begun = now(), ended = begun, noted = begun).all_rows()) ==
          R"(UPDATE "visit" SET "begun" = (now()) AT TIME ZONE 'UTC', "ended" = "begun", )"
          R"("noted" = ("begun" AT TIME ZONE 'UTC'))");
    CHECK(text_of(visits.select<Times>().union_all(visits.select<Times>())) ==
          R"(SELECT "id", ("begun" AT TIME ZONE 'UTC') FROM "visit" UNION ALL )"
          R"(SELECT "id", ("begun" AT TIME ZONE 'UTC') FROM "visit")");
    CHECK(std::string(sql<dialect::sqlite>(visits.select(noted).where(begun < noted))) ==
          R"(SELECT "noted" FROM "visit" WHERE "begun" < "noted")");
}

TEMPLATE_TEST_CASE("expressions with times mean the same in every session", "[time_zone]", REFRACT_TEST_DATABASES) {
    far_away<TestType> far;
    if (!far) return;
    auto& db = far.db();
    far.template make<schema<Visit>>();
    db.insert(Visit{0, evening, evening + 3h, evening});
    db.insert_many(std::vector<Visit>{{0, evening + 1h, std::nullopt, evening - 1h}});
    const auto first = [&](const auto& what) { return db.one(visits.select(what).where(col<&Visit::id> == 1)); };

    CHECK(first(begun) == evening);
    CHECK(first(day_of(begun)) == 10);
    CHECK(first(hour_of(begun)) == 22);
    CHECK(first(hour_of(ended)) == 1);
    CHECK(first(cast<std::string>(begun)).substr(0, 19) == "2024-03-10 22:00:00");
    CHECK(first(ended - begun) == 3h);
    CHECK(first(noted - begun) == 0h);
    CHECK(first(begun + 90min) == evening + 90min);
    CHECK(first(coalesce(ended, begun)) == evening + 3h);
    CHECK(first(greatest(begun, noted)) == evening);
    CHECK(first(case_when(begun == noted, begun).otherwise(noted + 24h)) == evening);
    CHECK(db.count(visits.where(begun == noted)) == 1);
    CHECK(db.count(visits.where(begun.in(evening, evening + 1h))) == 2);
    CHECK(db.count(visits.where(begun.in(std::vector<moment>{evening}))) == 1);
    CHECK(db.count(visits.where(begun.between(noted, noted))) == 1);
    CHECK(db.count(visits.where(begun < now() && now() - begun > 24h)) == 2);
    CHECK(db.count(visits.where(noted.in(from<others>().select(col<&Visit::begun, others>)))) == 1);
    CHECK(db.all(visits.select(begun).union_distinct(visits.select(noted))).size() == 3); // 22:00, 23:00, 21:00
    CHECK(db.all(visits.select(day_of(begun), count()).group_by(day_of(begun))).size() == 1);
}

TEMPLATE_TEST_CASE("columns are set to the same times in every session", "[time_zone]", REFRACT_TEST_DATABASES) {
    far_away<TestType> far;
    if (!far) return;
    auto& db = far.db();
    far.template make<schema<Visit, Log>>();
    db.insert(Visit{0, evening, {}, evening + 5h});
    db.exec(update<Visit>().set(ended = noted, noted = begun).all_rows());
    CHECK(db.template get<Visit>(1).ended == evening + 5h);
    CHECK(db.template get<Visit>(1).noted == evening);
    db.exec(update<Visit>().set(begun = begun + 1h, ended = coalesce(noted, begun)).all_rows());
    CHECK(db.template get<Visit>(1).begun == evening + 1h);
    CHECK(db.template get<Visit>(1).ended == evening);
    db.exec(insert_into<Log>().columns<&Log::at>().from(visits.select(noted)));
    CHECK(db.template get<Log>(1).at == evening);
    db.exec(insert_into<Visit>().columns<&Visit::begun, &Visit::noted>().from(visits.select(noted, begun)));
    CHECK(db.template get<Visit>(2).begun == evening);
    CHECK(db.template get<Visit>(2).noted == evening + 1h);

    // What the database says the time is.
    db.exec(insert_into<Log>().set(col<&Log::id> = 7));
    Log log = db.template get<Log>(7);
    const auto is_now = [](moment at) { return std::chrono::abs(at - std::chrono::system_clock::now()) < 1h; };
    CHECK(is_now(log.at));
    db.update(log);
    CHECK(is_now(db.template get<Log>(7).changed.value()));
    db.exec(update<Log>().set(col<&Log::at> = now()).all_rows());
    CHECK(is_now(db.template get<Log>(1).at));
    db.upsert(log);
    CHECK(is_now(db.template get<Log>(7).changed.value()));
}

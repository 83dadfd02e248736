// Parts of dates and times.

#include <support/databases.hpp>

#include <refract/expr/date.hpp>

#include <chrono>
#include <string_view>
#include <tuple>

using namespace refract;
using namespace refract_test;

namespace {

struct Visit {
    std::int64_t id{};
    std::chrono::sys_time<std::chrono::microseconds> begun{};
    std::chrono::year_month_day booked{};
    std::chrono::hh_mm_ss<std::chrono::seconds> wanted{std::chrono::seconds{0}};
    std::optional<std::chrono::year_month_day> paid{};
};

constexpr auto per_month = from<Visit>()
                               .select(year_of(col<&Visit::begun>), month_of(col<&Visit::begun>), count())
                               .group_by(year_of(col<&Visit::begun>), month_of(col<&Visit::begun>));
constexpr std::string_view sqlite_text =
    R"(SELECT CAST(strftime('%Y', substr("begun", 1, 10)) AS INTEGER), CAST(strftime('%m', substr("begun", 1, 10)) AS INTEGER), count(*) FROM "visit" )"
    R"(GROUP BY CAST(strftime('%Y', substr("begun", 1, 10)) AS INTEGER), CAST(strftime('%m', substr("begun", 1, 10)) AS INTEGER))";
constexpr std::string_view postgres_text =
    R"(SELECT CAST(extract(year FROM "begun" AT TIME ZONE 'UTC') + CASE WHEN "begun" AT TIME ZONE 'UTC' < '0001-01-01' THEN 1 ELSE 0 END AS bigint), )"
    R"(CAST(extract(month FROM "begun" AT TIME ZONE 'UTC') AS bigint), count(*) FROM "visit" )"
    R"(GROUP BY CAST(extract(year FROM "begun" AT TIME ZONE 'UTC') + CASE WHEN "begun" AT TIME ZONE 'UTC' < '0001-01-01' THEN 1 ELSE 0 END AS bigint), )"
    R"(CAST(extract(month FROM "begun" AT TIME ZONE 'UTC') AS bigint))";
static_assert(sql<dialect::sqlite>(per_month) == sqlite_text);
static_assert(sql<dialect::postgres>(per_month) == postgres_text);

// A date has no time zone; a time of day has no date.
constexpr auto days = from<Visit>().select(day_of(col<&Visit::booked>), minute_of(col<&Visit::wanted>));
static_assert(
    sql<dialect::postgres>(days) ==
    R"(SELECT CAST(extract(day FROM "booked") AS bigint), CAST(extract(minute FROM "wanted") AS bigint) FROM "visit")");

struct Mark {
    std::int64_t id{};
    std::chrono::sys_seconds made{}, changed{};
    std::chrono::sys_time<std::chrono::microseconds> touched{};
};

} // namespace

template <> inline constexpr auto refract::model<Mark> =
    refract::table(refract::column<&Mark::made>.default_to(refract::now<std::chrono::seconds>()),
                   refract::column<&Mark::touched>.default_to(refract::now()).updated_at());

TEST_CASE("parts of a date as SQL", "[date]") {
    CHECK(sql<dialect::sqlite>(per_month) == sqlite_text);
    CHECK(sql<dialect::postgres>(per_month) == postgres_text);
}

TEMPLATE_TEST_CASE("parts of a date as the database computes them", "[date]", REFRACT_TEST_DATABASES) {
    using namespace std::chrono;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    // In another time zone the year would be another one.
    if constexpr (!TestType::is_sqlite) db.execute("SET TIME ZONE 'Asia/Tokyo'");
    db.template create_tables<schema<Visit>>();
    // 2023-12-31 was a Sunday.
    db.insert(Visit{.begun = sys_days{2023y / 12 / 31} + 23h + 59min + 58s + 999'999us,
                    .booked = 2024y / 2 / 29,
                    .wanted = hh_mm_ss<seconds>{7h + 5min + 59s}});

    using six = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>;
    constexpr auto begun = col<&Visit::begun>;
    CHECK(db.one(from<Visit>().select(year_of(begun), month_of(begun), day_of(begun), weekday_of(begun), hour_of(begun),
                                      minute_of(begun))) == six{2023, 12, 31, 0, 23, 59});
    constexpr auto booked = col<&Visit::booked>;
    CHECK(db.one(from<Visit>().select(year_of(booked), month_of(booked), day_of(booked), weekday_of(booked),
                                      hour_of(col<&Visit::wanted>), minute_of(col<&Visit::wanted>))) ==
          six{2024, 2, 29, 4, 7, 5});

    using four = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>;
    CHECK(db.one(from<Visit>().select(second_of(begun), quarter_of(begun), week_of(begun), day_of_year(begun))) ==
          four{58, 4, 52, 365});
    CHECK(db.one(from<Visit>().select(second_of(col<&Visit::wanted>), quarter_of(booked), week_of(booked),
                                      day_of_year(booked))) == four{59, 1, 9, 60});
    // Weeks that belong to the year beside.
    for (const auto& [day, week] : {std::pair{2021y / 1 / 3, 53},
                                    {2020y / 12 / 31, 53},
                                    {2018y / 12 / 31, 1},
                                    {2016y / 1 / 3, 53},
                                    {2024y / 1 / 1, 1},
                                    {1969y / 12 / 29, 1}}) {
        db.exec(update<Visit>().set(booked = day).all_rows());
        CHECK(db.one(from<Visit>().select(week_of(booked))) == week);
    }

    // The last moment that there is, which a program may store for "never".
    const auto never =
        db.insert(Visit{.begun = sys_days{9999y / 12 / 31} + 23h + 59min + 59s + 999'999us, .booked = 9999y / 12 / 31});
    CHECK(db.one(from<Visit>()
                     .where(col<&Visit::id> == never.id)
                     .select(year_of(begun), month_of(begun), day_of(begun), weekday_of(begun), hour_of(begun),
                             minute_of(begun))) == six{9999, 12, 31, 5, 23, 59});
    db.erase(never);

    CHECK(db.one(per_month) == std::tuple<std::int64_t, std::int64_t, std::int64_t>{2023, 12, 1});
    CHECK(db.one(from<Visit>().select(year_of(col<&Visit::paid>))) == std::nullopt);
    CHECK(db.exists(from<Visit>().where(year_of(begun) == 2023 && month_of(begun) > 11)));
}

TEMPLATE_TEST_CASE("a time made by the database fits its field", "[date]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Mark>>();
    Mark mark = db.insert(Mark{});
    CHECK(mark.made > std::chrono::sys_days{std::chrono::year{2024} / 1 / 1});
    CHECK(mark.touched >= mark.made);
    CHECK(mark.touched - mark.made < std::chrono::seconds(2));
    db.exec(update<Mark>().set(col<&Mark::changed> = now<std::chrono::seconds>()).all_rows());
    CHECK(db.template get<Mark>(mark.id).changed >= mark.made);
    // A coarser time is one of the finer kind.
    db.exec(update<Mark>().set(col<&Mark::touched> = col<&Mark::made>).all_rows());
    db.update(mark);
    CHECK(db.template get<Mark>(mark.id).touched >= mark.made);
}

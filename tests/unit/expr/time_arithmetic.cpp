// Times moved by durations, and what lies between two times: as <chrono> calculates, on every database.

#include <support/databases.hpp>

#include <refract/expr/time_arithmetic.hpp>
#include <refract/memory.hpp>
#include <refract/sql/check_schema.hpp>

#include <chrono>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

using namespace refract;
using namespace refract_test;
using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year_month_day;

namespace {

using moment = std::chrono::sys_time<microseconds>;

struct Stay {
    std::int64_t id{};
    moment begins{};
    sys_seconds ends{};
    std::optional<moment> paid{};
    year_month_day booked{};
    microseconds length{};
    std::optional<days> notice{};
    bool operator==(const Stay&) const = default;
};
struct Log {
    std::int64_t id{};
    sys_seconds at{};
};
struct Local {
    std::int64_t id{};
    moment at{};
};
struct Guarded {
    std::int64_t id{};
    moment begins{};
    moment ends{};
};
struct Numbers {
    std::int64_t id{};
    as_integer<sys_seconds> begins{};
    as_integer<sys_seconds> ends{};
};

constexpr auto begins = col<&Stay::begins>;
constexpr auto ends = col<&Stay::ends>;
constexpr auto booked = col<&Stay::booked>;

template <class Expression> using type_of_sum = typename std::remove_cvref_t<Expression>::type;
static_assert(std::is_same_v<type_of_sum<decltype(begins + days(3))>, moment>);
static_assert(std::is_same_v<type_of_sum<decltype(ends + days(3))>, sys_seconds>);
static_assert(std::is_same_v<type_of_sum<decltype(ends - 5ms)>, std::chrono::sys_time<std::chrono::milliseconds>>);
static_assert(std::is_same_v<type_of_sum<decltype(ends - ends)>, seconds>);
static_assert(std::is_same_v<type_of_sum<decltype(begins - ends)>, microseconds>);
static_assert(std::is_same_v<type_of_sum<decltype(booked + std::chrono::weeks(2))>, year_month_day>);
static_assert(std::is_same_v<type_of_sum<decltype(booked - booked)>, days>);
static_assert(std::is_same_v<type_of_sum<decltype(col<&Stay::length> + 1h)>, microseconds>);

constexpr auto late = from<Stay>().select(col<&Stay::id>).where(begins + 90min > ends - col<&Stay::length>);
static_assert(sql<dialect::sqlite>(late) ==
              R"(SELECT "id" FROM "stay" WHERE refract_add_time("begins", ?1) > refract_add_time("ends", -"length"))");
static_assert(sql<dialect::postgres>(late) ==
              R"(SELECT "id" FROM "stay" WHERE ("begins" AT TIME ZONE 'UTC' + $1) AT TIME ZONE 'UTC' > )"
              R"(("ends" AT TIME ZONE 'UTC' - "length") AT TIME ZONE 'UTC')");
// A duration may stand before the time; chains and differences keep their order.
constexpr auto chain = from<Stay>().select(2h + begins + 3min, begins - (ends - 1s), booked + days(1), booked - booked);
static_assert(sql<dialect::sqlite>(chain) ==
              R"(SELECT refract_add_time(refract_add_time("begins", ?1), ?2), )"
              R"(refract_time_between(refract_add_time("ends", -?3), "begins"), refract_add_time("booked", ?4), )"
              R"(refract_time_between("booked", "booked") FROM "stay")");
static_assert(
    sql<dialect::postgres>(chain) ==
    R"(SELECT ((("begins" AT TIME ZONE 'UTC' + $1) AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + $2) AT TIME ZONE 'UTC', )"
    R"("begins" - ("ends" AT TIME ZONE 'UTC' - $3) AT TIME ZONE 'UTC', CAST("booked" + $4 AS date), )"
    R"(make_interval(days => "booked" - "booked") FROM "stay")");

/// Moments where calendars and clocks change: leap days, the end of a year, before 1970, summer time in Berlin.
std::vector<Stay> make_stays() {
    std::vector<Stay> all;
    for (const sys_days day :
         {sys_days(2024y / 2 / 28), sys_days(2023y / 12 / 31), sys_days(1969y / 12 / 31), sys_days(2024y / 3 / 30),
          sys_days(2024y / 10 / 26), sys_days(1900y / 2 / 28), sys_days(1y / 1 / 2), sys_days(9997y / 12 / 31)}) {
        const auto number = static_cast<std::int64_t>(all.size());
        all.push_back({.id = number + 1,
                       .begins = day + 23h + 59min + microseconds(59'999'999 - number),
                       .ends = sys_seconds(day + days(number) + 7h + seconds(number)),
                       .paid = number % 3 == 0 ? std::optional<moment>() : day + microseconds(number),
                       .booked = day - days(40),
                       .length = microseconds(number * 86'400'000'000 / 2 - 1),
                       .notice = number % 2 == 0 ? std::optional<days>() : days(number)});
    }
    return all;
}

} // namespace

template <> inline constexpr auto refract::model<Log> =
    refract::table(refract::column<&Log::at>.stored_as(refract::unix_seconds));
template <> inline constexpr auto refract::model<Local> = refract::table(refract::column<&Local::at>.type("timestamp"));
template <> inline constexpr auto refract::model<Guarded> = refract::table(
    refract::check("short", refract::col<&Guarded::ends> - refract::col<&Guarded::begins> < std::chrono::hours(24)));
template <> inline constexpr auto refract::model<Numbers> =
    refract::table(refract::check("short", refract::col<&Numbers::ends> - refract::col<&Numbers::begins> < 86'400));

TEMPLATE_TEST_CASE("times move and differ as in <chrono>", "[time]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    // In this zone days have 23 and 25 hours.
    if constexpr (!TestType::is_sqlite) db.execute("SET TIME ZONE 'Europe/Berlin'");
    db.template create_tables<schema<Stay>>();
    const std::vector<Stay> all = make_stays();
    db.insert_many(all, keys_are_given);

    for (const auto span : {microseconds(0), microseconds(1), microseconds(-1), microseconds(86'400'000'000),
                            microseconds(-366 * 86'400'000'000), microseconds(123'456'789'012)}) {
        const auto rows =
            db.all(from<Stay>()
                       .select(begins + span, ends - span, span + col<&Stay::paid>, col<&Stay::length> + span)
                       .where(begins > moment(sys_days(2y / 1 / 1)))
                       .order_by(col<&Stay::id>));
        std::size_t next = 0;
        for (const Stay& each : all) {
            if (each.begins < sys_days(2y / 1 / 1)) continue;
            const auto paid = each.paid ? std::optional(*each.paid + span) : std::nullopt;
            CHECK(rows.at(next++) ==
                  std::tuple(each.begins + span, moment(each.ends) - span, paid, each.length + span));
        }
        CHECK(next == rows.size());
    }
    const auto rows =
        db.all(from<Stay>()
                   .select(begins + col<&Stay::length>, begins - ends, ends - ends + 1s, booked + days(2),
                           booked - std::chrono::weeks(1), col<&Stay::paid> - begins, booked + col<&Stay::notice>)
                   .order_by(col<&Stay::id>));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Stay& each = all[i];
        const auto& [sum, difference, second, later, earlier, delay, notified] = rows.at(i);
        CHECK(sum == each.begins + each.length);
        CHECK(difference == each.begins - each.ends);
        CHECK(second == 1s);
        CHECK(sys_days(later) == sys_days(each.booked) + days(2));
        CHECK(sys_days(earlier) == sys_days(each.booked) - days(7));
        CHECK(delay == (each.paid ? std::optional(*each.paid - each.begins) : std::nullopt));
        CHECK(notified.has_value() == each.notice.has_value());
        if (notified) CHECK(sys_days(*notified) == sys_days(each.booked) + *each.notice);
    }
    const auto between = db.all(from<Stay>().select(booked - col<&Stay::booked>, booked - (booked - days(3))));
    CHECK(between.at(0) == std::tuple(days(0), days(3)));
}

TEMPLATE_TEST_CASE("moved times are compared, written and given as arguments", "[time]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Stay>>();
    const std::vector<Stay> all = make_stays();
    db.insert_many(all, keys_are_given);

    const auto expect = [&](const auto& condition, auto test) {
        std::int64_t expected = 0;
        for (const Stay& each : all) expected += test(each) ? 1 : 0;
        CHECK(db.count(from<Stay>().where(condition)) == expected);
    };
    expect(ends - begins > 36h, [](const Stay& each) { return each.ends - each.begins > 36h; });
    expect(begins + 8h < ends, [](const Stay& each) { return each.begins + 8h < each.ends; });
    expect(begins > now() - days(365), [](const Stay& each) {
        return each.begins > std::chrono::floor<seconds>(std::chrono::system_clock::now()) - days(365);
    });
    expect(booked + days(40) == year_month_day(2024y / 2 / 28), [](const Stay& each) { return each.id == 1; });
    expect((begins - ends).between(-1h, 240h),
           [](const Stay& each) { return each.begins - each.ends >= -1h && each.begins - each.ends <= 240h; });
    expect(ends.between(begins + 8h, begins + 240h),
           [](const Stay& each) { return each.ends >= each.begins + 8h && each.ends <= each.begins + 240h; });
    expect(ends.not_between(cast<moment>(booked), begins),
           [](const Stay& each) { return each.ends < moment(sys_days(each.booked)) || each.ends > each.begins; });
    expect(col<&Stay::length>.between(begins + 8h - ends, 240h),
           [](const Stay& each) { return each.length >= each.begins + 8h - each.ends && each.length <= 240h; });
    predicate<Stay> wanted = begins + 1s >= moment(sys_days(2024y / 1 / 1));
    CHECK(db.count(from<Stay>().where(wanted)) == 5);
    constexpr auto soon =
        from<Stay>().select(col<&Stay::id>).where(begins + param<hours> > param<sys_seconds>).order_by(col<&Stay::id>);
    CHECK(db.all(soon, hours(1), sys_seconds(sys_days(9997y / 1 / 1))) == std::vector<std::int64_t>{8});

    // Written: the stored text is refract's own, without zeros at the end.
    CHECK(db.exec(update<Stay>()
                      .set(begins += 1us, ends -= days(1), col<&Stay::length> += 1h, booked += days(1))
                      .where(col<&Stay::id> == 1)) == 1);
    const Stay moved = db.template get<Stay>(1);
    CHECK(moved.begins == all[0].begins + 1us);
    CHECK(moved.ends == all[0].ends - days(1));
    CHECK(moved.length == all[0].length + 1h);
    CHECK(sys_days(moved.booked) == sys_days(all[0].booked) + days(1));
    CHECK(db.count(from<Stay>().where(begins == moved.begins && booked == moved.booked)) == 1);
    if constexpr (TestType::is_sqlite)
        CHECK(fresh.rows("SELECT begins, booked FROM stay WHERE id = 1") ==
              text_rows{"2024-02-29 00:00:00|2024-01-20"});
    CHECK(db.exec(update<Stay>().set(col<&Stay::paid> = begins + 2h).where(col<&Stay::id> == 2)) == 1);
    CHECK(db.template get<Stay>(2).paid == all[1].begins + 2h);
    // What ends later than times can be stored is refused, and nothing is written.
    CHECK_THROWS_AS(db.exec(update<Stay>().set(begins += days(200'000'000)).where(col<&Stay::id> == 3)), error);
    CHECK(db.template get<Stay>(3) == all[2]);
}

TEMPLATE_TEST_CASE("times in a form of their own are calculated with as times", "[time]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Log, Local>>();
    const sys_seconds at(1'700'000'000s);
    db.insert(Log{.at = at});
    CHECK(db.one(from<Log>().select(col<&Log::at> + 1h, col<&Log::at> - (col<&Log::at> - 5s))) ==
          std::tuple(at + 1h, 5s));
    CHECK(db.exec(update<Log>().set(col<&Log::at> += days(1)).where(col<&Log::at> - 1s < at)) == 1);
    CHECK(fresh.rows("SELECT at FROM log") == text_rows{"1700086400"});
    CHECK(db.count(from<Log>().where(tuple(col<&Log::at>, col<&Log::id>) > tuple(at + days(1), 0))) == 1);
    CHECK(db.count(from<Log>().where(tuple(col<&Log::at>, col<&Log::id>) > tuple(at + days(1), 1))) == 0);
    // Without a zone the column holds what is UTC.
    const moment exact = moment(at) + 7us;
    db.insert(Local{.at = exact});
    CHECK(db.one(from<Local>().select(col<&Local::at> + 90min)) == exact + 90min);
    CHECK(db.one(from<Local>().select(col<&Local::at> - (col<&Local::at> - 3us))) == 3us);
    CHECK(db.exec(update<Local>().set(col<&Local::at> -= 1h).where(col<&Local::at> + 1s > exact)) == 1);
    CHECK(db.template get<Local>(1).at == exact - 1h);
}

#if REFRACT_TEST_POSTGRES
TEST_CASE("a day of another program's interval has 24 hours", "[time]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("SET TIME ZONE 'Europe/Berlin'");
    db.create_tables<schema<Stay, Guarded>>();
    const moment evening = sys_days(2024y / 3 / 30) + 12h;
    db.insert(Stay{.begins = evening, .booked = 2024y / 1 / 1});
    fresh.rows("UPDATE stay SET length = '1 day'");
    CHECK(db.one(from<Stay>().select(begins + col<&Stay::length>)) == evening + days(1));
    CHECK(db.one(from<Stay>().select(begins - col<&Stay::length>)) == evening - days(1));
    // There a table can hold such a check.
    db.insert(Guarded{.begins = evening, .ends = evening + 23h});
    CHECK_THROWS_AS(db.insert(Guarded{.begins = evening, .ends = evening + 24h}), check_violation);
}
#endif

TEST_CASE("SQLite calculates with refract's times only, and says so", "[time]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Stay>>();
    db.insert(Stay{.begins = sys_days(9999y / 12 / 31) + 23h, .booked = 9999y / 12 / 31});
    const auto moved = [&](auto span) { return db.one(from<Stay>().select(begins + span)); };
    CHECK(moved(59min) == sys_days(9999y / 12 / 31) + 23h + 59min);
    CHECK_THROWS_AS(moved(60min), conversion_error);
    CHECK_THROWS_AS(moved(microseconds::max()), conversion_error);
    CHECK_THROWS_AS(moved(microseconds::min()), conversion_error);
    CHECK_THROWS_AS(db.one(from<Stay>().select(begins - microseconds::min())), conversion_error);
    CHECK_THROWS_AS(db.one(from<Stay>().select(booked + days(1))), conversion_error);
    CHECK_THROWS_AS(db.exec(update<Stay>().set(col<&Stay::length> = microseconds::max()).all_rows()) +
                        db.exec(update<Stay>().set(col<&Stay::length> += 1us).all_rows()),
                    conversion_error);
    for (const char* text :
         {"'2024-01-01T00:00:00'", "1700000000", "'yesterday'", "x'00'", "'2024-02-30 00:00:00'", "''"}) {
        fresh.rows(std::string("UPDATE stay SET begins = ") + text);
        CHECK_THROWS_AS(moved(1s), conversion_error);
        CHECK_THROWS_AS(db.one(from<Stay>().select(begins - ends)), conversion_error);
    }
}

TEST_CASE("a table holds nothing that only refract's connections can compute") {
    CHECK(detail::schema_violation_of<dialect::sqlite, schema<Guarded>>.broken == detail::rule::tables_stand_alone);
    CHECK(detail::schema_violation_of<dialect::postgres, schema<Guarded>>.broken == detail::rule::none);
    CHECK(detail::schema_violation_of<dialect::sqlite, schema<Numbers>>.broken == detail::rule::none);
}

// Their sums, averages, products and quotients: as <chrono> has them, exact beyond what a double counts.
TEMPLATE_TEST_CASE("lengths of time are calculated with", "[time]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Stay>>();
    constexpr auto length = col<&Stay::length>;
    constexpr auto notice = col<&Stay::notice>;
    constexpr auto factor = param<std::int64_t>;
    const std::int64_t past_a_double = (std::int64_t{1} << 53) + 1; // 285 years
    std::vector<microseconds> lengths;
    for (const std::int64_t count : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, std::int64_t{86'400'000'001},
                                     std::int64_t{-7'200'000'003}, past_a_double, -3 * past_a_double})
        lengths.emplace_back(count);
    for (std::size_t i = 0; i < lengths.size(); ++i)
        db.insert(Stay{.id = static_cast<std::int64_t>(i) + 1,
                       .booked = sys_days(2024y / 1 / 1),
                       .length = lengths[i],
                       .notice = i % 2 == 0 ? std::optional<days>() : days(static_cast<int>(i))},
                  keys_are_given);

    constexpr auto calculated = from<Stay>()
                                    .select(-length, abs(length), length * factor, 2 * length, length / factor,
                                            notice / 2, length / (factor - 3))
                                    .order_by(col<&Stay::id>);
    for (const std::int64_t number : {std::int64_t{3}, std::int64_t{-7}, std::int64_t{1}}) {
        const auto rows = db.all(calculated, number, number, number);
        REQUIRE(rows.size() == lengths.size());
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            const microseconds each = lengths[i];
            const auto halved =
                i % 2 == 0 ? std::optional<microseconds>() : microseconds(days(static_cast<int>(i))) / 2;
            const auto by_what_may_be_zero = number == 3 ? std::optional<microseconds>() : each / (number - 3);
            const std::tuple expected(-each, each < each.zero() ? -each : each, each * number, each * 2,
                                      std::optional(each / number), halved, by_what_may_be_zero);
            CHECK(std::get<0>(rows[i]) == std::get<0>(expected));
            CHECK(std::get<1>(rows[i]) == std::get<1>(expected));
            CHECK(std::get<2>(rows[i]) == std::get<2>(expected));
            CHECK(std::get<3>(rows[i]) == std::get<3>(expected));
            CHECK(std::optional<microseconds>(std::get<4>(rows[i])) == std::get<4>(expected));
            CHECK(std::get<5>(rows[i]) == std::get<5>(expected));
            CHECK(std::get<6>(rows[i]) == std::get<6>(expected));
            // Memory has the same.
            const Stay stay{.length = each};
            CHECK(evaluate(stay, -length) == -each);
            CHECK(evaluate(stay, abs(length)) == std::get<1>(expected));
            CHECK(evaluate(stay, length * number) == each * number);
            CHECK(evaluate(stay, length / number) == each / number);
        }
    }

    microseconds sum{};
    for (const microseconds each : lengths) sum += each;
    const auto count = static_cast<std::int64_t>(lengths.size());
    const auto [total, mean, later, of_none, notices, twice] =
        db.one(from<Stay>().select(refract::sum(length), avg(length), avg(length).filter(col<&Stay::id> > 2),
                                   avg(length).filter(col<&Stay::id> > 100), avg(notice), 2 * avg(length)));
    CHECK(total == sum);
    CHECK(mean == sum / count);
    CHECK(later == (sum - lengths[0] - lengths[1]) / (count - 2));
    CHECK_FALSE(of_none);
    CHECK(notices == microseconds(days(1 + 3 + 5)) / 3);
    CHECK(twice == sum / count * 2);
    // Over a window, and with values on both sides of it.
    const auto running = db.all(from<Stay>()
                                    .select(avg(length).over(order_by(col<&Stay::id>)), col<&Stay::id> + 1)
                                    .where(col<&Stay::id> < 5)
                                    .order_by(col<&Stay::id>));
    microseconds so_far{};
    for (std::size_t i = 0; i < running.size(); ++i) {
        so_far += lengths[i];
        CHECK(std::get<0>(running[i]) == so_far / static_cast<std::int64_t>(i + 1));
        CHECK(std::get<1>(running[i]) == static_cast<std::int64_t>(i) + 2);
    }
}

// Every type, there and back, on every database; and the values that a database cannot hold.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/parameters.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace types_test {

using micros = std::chrono::microseconds;

enum class Color : std::uint8_t { red, green, blue };
enum class Level : std::int16_t { low = -1, high = 50 };
enum class Mood { good, bad };

struct Numbers {
    std::int64_t id{};
    bool flag{};
    std::int8_t i8{};
    std::int16_t i16{};
    std::int32_t i32{};
    std::int64_t i64{};
    std::uint8_t u8{};
    std::uint16_t u16{};
    std::uint32_t u32{};
    std::uint64_t u64{};
    float f{};
    double d{};
    bool operator==(const Numbers&) const = default;
};
struct Maybe {
    std::int64_t id{};
    std::optional<bool> flag{};
    std::optional<std::int8_t> i8{};
    std::optional<std::uint64_t> u64{};
    std::optional<float> f{};
    std::optional<double> d{};
    std::optional<std::string> text{};
    std::optional<std::vector<std::byte>> bytes{};
    std::optional<Color> color{};
    std::optional<std::chrono::sys_time<micros>> moment{};
    std::optional<std::chrono::year_month_day> date{};
    std::optional<refract::uuid> uuid{};
    std::optional<refract::decimal<3>> amount{};
    std::optional<micros> length{};
    bool operator==(const Maybe&) const = default;
};
struct Times {
    std::int64_t id{};
    std::chrono::sys_time<micros> us{};
    std::chrono::sys_time<std::chrono::milliseconds> ms{};
    std::chrono::sys_seconds s{};
    std::chrono::sys_days day{};
    std::chrono::year_month_day date{};
    std::chrono::hh_mm_ss<micros> clock{};
    micros length{};
    std::chrono::hours hours{};
    bool operator==(const Times& other) const {
        return id == other.id && us == other.us && ms == other.ms && s == other.s && day == other.day &&
               date == other.date && clock.to_duration() == other.clock.to_duration() && length == other.length &&
               hours == other.hours;
    }
};
struct Others {
    std::int64_t id{};
    std::string text{};
    std::vector<std::byte> bytes{};
    Color color{};
    Level level{};
    Mood mood{};
    refract::uuid uuid{};
    refract::decimal<2> price{};
    refract::decimal<0> whole{};
    refract::as_integer<std::chrono::sys_seconds> stamp{};
    bool operator==(const Others&) const = default;
};
struct Document {
    std::int64_t id{};
    refract::json content{};
};

struct Feeling {
    std::int64_t id{};
    Mood mood = Mood::good;
    Level level{};
};

using types_schema = refract::schema<Numbers, Maybe, Times, Others, Document>;

} // namespace types_test

template <> inline constexpr auto refract::enumeration<types_test::Level> =
    refract::enumerators<types_test::Level>().by_number();
template <> inline constexpr auto refract::enumeration<types_test::Mood> =
    refract::enumerators<types_test::Mood>({{types_test::Mood::good, "it's good"}, {types_test::Mood::bad, "bad"}})
        .native("mood");

using namespace refract;
using namespace refract_test;
using namespace types_test;

namespace {

template <class Number> constexpr Number low = std::numeric_limits<Number>::min();
template <class Number> constexpr Number high = std::numeric_limits<Number>::max();

/// Inserts an object and reads it back in every way.
template <class Database, class Object> void there_and_back(Database& db, Object object) {
    object = db.insert(object);
    CHECK(db.template get<Object>(object.id) == object);
    int seen = 0;
    for (const Object& each : db.each(from<Object>().where(col<&Object::id> == object.id))) seen += each == object;
    CHECK(seen == 1);
    Object another = object;
    another.id = -object.id;
    db.insert_many(std::array{another});
    CHECK(db.template get<Object>(another.id) == another);
    another.id = object.id;
    db.update(another);
    CHECK(db.all(from<Object>().where(col<&Object::id> == object.id)) == std::vector<Object>{object});
}
std::chrono::year_month_day date(int year, unsigned month, unsigned day) {
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}
std::vector<std::byte> bytes(std::initializer_list<int> values) {
    std::vector<std::byte> made;
    for (int each : values) made.push_back(std::byte(each));
    return made;
}

} // namespace

TEMPLATE_TEST_CASE("numbers at their limits", "[types]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<types_schema>();
    there_and_back(db, Numbers{});
    there_and_back(db, Numbers{0, true, low<std::int8_t>, low<std::int16_t>, low<std::int32_t>, low<std::int64_t>, 0, 0,
                               0, 0, -high<float>, -high<double>});
    there_and_back(db, Numbers{0, true, high<std::int8_t>, high<std::int16_t>, high<std::int32_t>, high<std::int64_t>,
                               high<std::uint8_t>, high<std::uint16_t>, high<std::uint32_t>,
                               static_cast<std::uint64_t>(high<std::int64_t>), high<float>, high<double>});
    there_and_back(db, Numbers{.f = low<float>, .d = low<double>});
    there_and_back(db, Numbers{.f = 0.1f, .d = 0.1});
    there_and_back(
        db, Numbers{.f = std::numeric_limits<float>::denorm_min(), .d = std::numeric_limits<double>::denorm_min()});
    there_and_back(db, Numbers{.f = -INFINITY, .d = INFINITY});
    CHECK(fresh.rows("SELECT i64, u32, u64 FROM numbers WHERE id = 3") ==
          text_rows{"9223372036854775807|4294967295|9223372036854775807"});

    std::mt19937_64 random(1);
    for (int i = 0; i < 50; ++i) {
        const std::uint64_t bits = random();
        const double d = std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 200) - 100);
        there_and_back(db, Numbers{0, (bits & 1) != 0, static_cast<std::int8_t>(bits), static_cast<std::int16_t>(bits),
                                   static_cast<std::int32_t>(bits), static_cast<std::int64_t>(bits),
                                   static_cast<std::uint8_t>(bits), static_cast<std::uint16_t>(bits),
                                   static_cast<std::uint32_t>(bits), bits >> 1, static_cast<float>(d), d});
    }
}

TEMPLATE_TEST_CASE("numbers that do not fit are refused", "[types]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<types_schema>();
    Numbers row;
    row.u64 = std::uint64_t{1} << 63;
    CHECK_THROWS_AS(db.insert(row), conversion_error);
    CHECK_THROWS_AS(db.insert_many(std::array{row}), conversion_error);
    CHECK_THROWS_AS(db.count(from<Numbers>().where(col<&Numbers::u64> == ~std::uint64_t{0})), conversion_error);
    CHECK_THROWS_AS(db.count(from<Numbers>().where(col<&Numbers::i64> == param<std::uint8_t>), 256), conversion_error);
    CHECK_THROWS_AS(db.count(from<Numbers>().where(col<&Numbers::i64> == param<std::uint8_t>), -1), conversion_error);
    CHECK(fresh.rows("SELECT count(*) FROM numbers") == text_rows{"0"});

    // What is stored does not fit in the field: in a table of another program, without the checks of ours.
    if constexpr (!TestType::is_sqlite)
        fresh.rows("DO $$ DECLARE each text; BEGIN FOR each IN SELECT conname FROM pg_constraint "
                   "WHERE conrelid = 'numbers'::regclass AND contype = 'c' LOOP "
                   "EXECUTE 'ALTER TABLE numbers DROP CONSTRAINT ' || quote_ident(each); END LOOP; END $$");
    const std::string columns = "flag, i8, i16, i32, i64, u8, u16, u32, u64, f, d";
    const std::string flag = TestType::is_sqlite ? "1" : "true";
    const auto store = [&](std::string i8, std::string u8, std::string u16, std::string u32, std::string u64) {
        fresh.rows("DELETE FROM numbers");
        fresh.rows("INSERT INTO numbers (" + columns + ") VALUES (" + flag + ", " + i8 + ", 0, 0, 0, " + u8 + ", " +
                   u16 + ", " + u32 + ", " + u64 + ", 0, 0)");
    };
    const auto fails_at = [&](std::string column) {
        try {
            db.all(from<Numbers>());
            FAIL("no error");
        } catch (const conversion_error& failure) {
            CHECK(failure.message().find("\"" + column + "\"") != std::string::npos);
            CHECK(failure.sql().find("SELECT") == 0);
        }
    };
    store("128", "0", "0", "0", "0");
    fails_at("i8");
    store("0", "256", "0", "0", "0");
    fails_at("u8");
    store("0", "-1", "0", "0", "0");
    fails_at("u8");
    store("0", "0", "65536", "0", "0");
    fails_at("u16");
    store("0", "0", "0", "4294967296", "0");
    fails_at("u32");
    store("0", "0", "0", "0", "-1");
    fails_at("u64");
    store("-128", "255", "65535", "4294967295", "1");
    CHECK(db.all(from<Numbers>()).at(0).i8 == -128);
}

TEMPLATE_TEST_CASE("NaN is stored or refused, never changed", "[types]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<types_schema>();
    const Numbers row{.f = NAN, .d = NAN};
    if constexpr (TestType::is_sqlite) {
        CHECK_THROWS_AS(db.insert(row), conversion_error);
        CHECK_THROWS_AS(db.insert_many(std::array{row}), conversion_error);
        CHECK_THROWS_AS(db.count(from<Numbers>().where(col<&Numbers::d> < double(NAN))), conversion_error);
        CHECK_THROWS_AS(db.count(from<Numbers>().where(col<&Numbers::d>.in(std::vector{1.0, double(INFINITY)}))),
                        conversion_error);
        CHECK(fresh.rows("SELECT count(*) FROM numbers") == text_rows{"0"});
    } else {
        const auto made = db.insert(row);
        CHECK(std::isnan(db.template get<Numbers>(made.id).f));
        CHECK(std::isnan(db.template get<Numbers>(made.id).d));
        CHECK(fresh.rows("SELECT f, d FROM numbers") == text_rows{"NaN|NaN"});
        CHECK(db.count(from<Numbers>().where(col<&Numbers::d>.in(std::vector{1.0, double(NAN)}))) == 1);
    }
}

TEMPLATE_TEST_CASE("optional values of every type", "[types]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<types_schema>();
    there_and_back(db, Maybe{});
    const Maybe full{0,
                     true,
                     std::int8_t{-1},
                     std::uint64_t{5},
                     1.5f,
                     2.5,
                     "text",
                     bytes({0, 1, 255}),
                     Color::blue,
                     std::chrono::sys_time<micros>(micros(-1)),
                     date(2024, 2, 29),
                     uuid::parse("01234567-89ab-cdef-0123-456789abcdef"),
                     decimal<3>::from_coefficient(-1234567),
                     micros(-5)};
    there_and_back(db, full);
    there_and_back(db, Maybe{.flag = false,
                             .i8 = std::int8_t{0},
                             .u64 = std::uint64_t{0},
                             .f = 0.0f,
                             .d = 0.0,
                             .text = "",
                             .bytes = bytes({}),
                             .color = Color::red,
                             .moment = std::chrono::sys_time<micros>(),
                             .date = date(1970, 1, 1),
                             .uuid = uuid{},
                             .amount = decimal<3>{},
                             .length = micros(0)});
    CHECK(db.count(from<Maybe>().where(col<&Maybe::text> == std::nullopt && col<&Maybe::bytes> == std::nullopt)) == 2);
    CHECK(db.count(from<Maybe>().where(col<&Maybe::text> == "" && col<&Maybe::bytes> == bytes({}))) == 2);
    CHECK(db.count(from<Maybe>().where(col<&Maybe::date> == date(2024, 2, 29) && col<&Maybe::uuid> == *full.uuid &&
                                       col<&Maybe::amount> == *full.amount && col<&Maybe::color> == Color::blue)) == 2);
}

TEMPLATE_TEST_CASE("times from the year 1 to 9999", "[types]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<types_schema>();
    using namespace std::chrono;
    for (const auto& day :
         {date(1, 1, 1), date(1582, 10, 15), date(1899, 12, 31), date(1900, 2, 28), date(1969, 12, 31),
          date(1970, 1, 1), date(2000, 2, 29), date(2026, 7, 1), date(9999, 12, 31)})
        for (const micros time :
             {micros(0), micros(1), micros(999'999), duration_cast<micros>(hours(12)), micros(86'399'999'999)}) {
            const sys_time<micros> us = sys_days(day) + time;
            there_and_back(db, Times{0, us, floor<milliseconds>(us), floor<seconds>(us), sys_days(day), day,
                                     hh_mm_ss<micros>(time), -time, hours(-5000)});
        }
    // As other programs see them.
    db.exec(delete_from<Times>().all_rows());
    db.insert(Times{.id = 1,
                    .us = sys_days(date(1965, 3, 4)) + hours(5) + micros(600'000),
                    .date = date(33, 4, 3),
                    .clock = hh_mm_ss<micros>(seconds(3661))});
    if constexpr (TestType::is_sqlite)
        CHECK(fresh.rows("SELECT strftime('%Y/%m/%d %H:%M:%f', us), date(date), time(clock) FROM times") ==
              text_rows{"1965/03/04 05:00:00.600|0033-04-03|01:01:01"});
    else
        CHECK(fresh.rows("SELECT to_char(us AT TIME ZONE 'UTC', 'YYYY/MM/DD HH24:MI:SS.MS'), date, clock FROM times") ==
              text_rows{"1965/03/04 05:00:00.600|0033-04-03|01:01:01"});
    // They sort as they follow.
    db.exec(delete_from<Times>().all_rows());
    const std::vector<sys_time<micros>> ordered{sys_days(date(1, 1, 1)),
                                                sys_days(date(1969, 12, 31)) + micros(86'399'999'999),
                                                sys_days(date(1970, 1, 1)),
                                                sys_days(date(1970, 1, 1)) + micros(1),
                                                sys_days(date(1970, 1, 1)) + micros(10),
                                                sys_days(date(1970, 1, 1)) + seconds(1),
                                                sys_days(date(9999, 12, 31))};
    for (std::size_t i = ordered.size(); i-- > 0;) db.insert(Times{.us = ordered[i], .date = date(2000, 1, 1)});
    CHECK(db.all(from<Times>().order_by(col<&Times::us>).select(col<&Times::us>)) == ordered);
    CHECK(db.count(from<Times>().where(col<&Times::us> < ordered[3])) == 3);
    CHECK(db.count(from<Times>().where(col<&Times::us>.in(ordered))) == 7);
}

TEMPLATE_TEST_CASE("times that do not fit are refused", "[types]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<types_schema>();
    using namespace std::chrono;
    CHECK_THROWS_AS(db.insert(Times{.date = date(2023, 2, 29)}), conversion_error);
    CHECK_THROWS_AS(db.insert(Times{.date = date(2023, 2, 1), .clock = hh_mm_ss<micros>(hours(25))}), conversion_error);
    CHECK_THROWS_AS(db.insert(Times{.date = date(2023, 2, 1), .clock = hh_mm_ss<micros>(-hours(1))}), conversion_error);
    CHECK_THROWS_AS(db.insert(Times{.s = sys_seconds(seconds(high<std::int64_t>)), .date = date(2023, 2, 1)}),
                    conversion_error);
    // Finer than the field.
    db.insert(Times{.id = 7, .date = date(2023, 2, 1)});
    fresh.rows("UPDATE times SET s = '2020-01-01 00:00:00.5" + std::string(TestType::is_sqlite ? "'" : "Z'"));
    CHECK_THROWS_AS(db.template get<Times>(7), conversion_error);
    fresh.rows("UPDATE times SET s = '2020-01-01 00:00:00" + std::string(TestType::is_sqlite ? "'" : "Z'"));
    CHECK(db.template get<Times>(7).s == sys_days(date(2020, 1, 1)));
}

TEMPLATE_TEST_CASE("text, bytes, enums, identifiers and decimals", "[types]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<types_schema>();
    there_and_back(db, Others{.mood = Mood::good});
    std::vector<std::byte> all_bytes;
    for (int i = 0; i < 512; ++i) all_bytes.push_back(std::byte(i));
    there_and_back(db, Others{0, "quote ' double \" back \\ percent % ünïcödé ☃ 🎉 tab\tnew\nline", all_bytes,
                              Color::blue, Level::high, Mood::bad, *uuid::parse("ffffffff-ffff-ffff-ffff-ffffffffffff"),
                              decimal<2>::from_coefficient(-999'999'999'999'999),
                              decimal<0>::from_coefficient(999'999'999'999'999),
                              std::chrono::sys_seconds(std::chrono::seconds(-1))});
    there_and_back(db, Others{.level = Level::low,
                              .price = decimal<2>::from_coefficient(1),
                              .whole = decimal<0>::from_coefficient(-1)});
    const std::string expected = "blue|50|bad|ffffffff-ffff-ffff-ffff-ffffffffffff|-1";
    CHECK(fresh.rows("SELECT color, level, mood, uuid, stamp FROM others WHERE id = 2") == text_rows{expected});
    CHECK(db.count(from<Others>().where(col<&Others::mood> == Mood::bad && col<&Others::level> == Level::high)) == 2);
    CHECK(db.count(from<Others>().where(col<&Others::mood>.in(std::vector{Mood::good, Mood::bad}))) == 6);
    CHECK(db.count(from<Others>().where(col<&Others::price> > decimal<2>::from_coefficient(0))) == 2);

    std::mt19937_64 random(2);
    for (int i = 0; i < 30; ++i)
        there_and_back(
            db,
            Others{.price = decimal<2>::from_coefficient(static_cast<std::int64_t>(random() % 1'999'999'999'999'999) -
                                                         999'999'999'999'999),
                   .whole = decimal<0>::from_coefficient(static_cast<std::int64_t>(random() % 1'999'999) - 999'999)});
    if constexpr (TestType::is_sqlite) {
        CHECK_THROWS_AS(db.insert(Others{.price = decimal<2>::from_coefficient(1'000'000'000'000'000)}),
                        conversion_error);
    } else {
        there_and_back(db, Others{.price = decimal<2>::from_coefficient(999'999'999'999'999'999)});
        CHECK_THROWS_AS(db.insert(Others{.price = decimal<2>::from_coefficient(1'000'000'000'000'000'000)}),
                        conversion_error);
    }
    CHECK_THROWS_AS(db.insert(Others{.color = static_cast<Color>(9)}), conversion_error);
}

TEMPLATE_TEST_CASE("JSON is kept as it means", "[types]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<types_schema>();
    const auto made = db.insert(Document{.content = {R"({"a": [1, null, "it's \"quoted\""]})"}});
    CHECK(db.template get<Document>(made.id).content.text == R"({"a": [1, null, "it's \"quoted\""]})");
    db.insert_many(std::array{Document{.content = {"[]"}}});
    CHECK(db.count(from<Document>()) == 2);
    if constexpr (!TestType::is_sqlite) {
        CHECK(fresh.rows("SELECT content->'a'->>2 FROM document WHERE id = 1") == text_rows{"it's \"quoted\""});
        CHECK_THROWS_AS(db.insert(Document{.content = {"{"}}), conversion_error);
    }
}

namespace types_test {
struct Reading {
    std::int64_t id{};
    float value{};
    std::chrono::duration<double> took{};
};
struct Narrow {
    std::int16_t id{};
    std::string label{};
};
} // namespace types_test

TEMPLATE_TEST_CASE("a number beyond a float's range is an error, not infinity", "[types]", REFRACT_TEST_DATABASES) {
    using types_test::Reading;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Reading>>();
    db.insert(Reading{.value = 1.5F});
    const double huge = 1e39;
    CHECK_THROWS_AS(db.exec(update<Reading>().set(col<&Reading::value> = huge).all_rows()), conversion_error);
    CHECK_THROWS_AS(db.count(from<Reading>().where(col<&Reading::value> < param<float>), huge), conversion_error);
    const double infinite = std::numeric_limits<double>::infinity();
    CHECK(db.count(from<Reading>().where(col<&Reading::value> < infinite)) == 1);
}

TEMPLATE_TEST_CASE("floating durations are rounded to microseconds", "[types]", REFRACT_TEST_DATABASES) {
    using types_test::Reading;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Reading>>();
    for (int i = -300; i <= 300; ++i) {
        const double seconds = i / 100.0;
        const auto id = db.insert(Reading{.took = std::chrono::duration<double>(seconds)}).id;
        REQUIRE(db.template get<Reading>(id).took.count() == seconds);
    }
}

TEST_CASE("a generated key that its field cannot hold is an error", "[types]") {
    using types_test::Narrow;
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Narrow>>();
    db.insert(Narrow{.id = 32'766, .label = "a"});
    CHECK(db.insert(Narrow{.label = "b"}).id == 32'767);
    CHECK_THROWS_AS(db.insert(Narrow{.label = "c"}), conversion_error);
}

TEST_CASE("SQLite takes the years whose text sorts", "[types]") {
    using blog::User;
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<User>>();
    using time = std::chrono::sys_time<std::chrono::microseconds>;
    const time first{std::chrono::sys_days{std::chrono::year{0} / 1 / 1}};
    const time last = time{std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1}} - std::chrono::microseconds{1};
    for (const time each : {first, last}) {
        const auto id =
            db.insert(User{.email = std::to_string(each.time_since_epoch().count()), .created_at = each}).id;
        CHECK(db.get<User>(id).created_at == each);
    }
    for (const time each :
         {first - std::chrono::microseconds{1}, last + std::chrono::microseconds{1}, time::min(), time::max()})
        CHECK_THROWS_AS(db.insert(User{.created_at = each}), conversion_error);
    CHECK(db.all(from<User>().order_by(col<&User::created_at>)).front().created_at == first);
}

TEMPLATE_TEST_CASE("values of enums in a CASE, and sums of numbers under other names", "[types]",
                   REFRACT_TEST_DATABASES) {
    using types_test::Feeling;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Feeling>>();
    db.insert_many(std::vector<Feeling>{{.level = Level::high}, {.level = Level::high}});
    const auto chosen = case_when(col<&Feeling::id> > 1, Mood::bad).otherwise(Mood::good);
    CHECK(db.exec(update<Feeling>().set(col<&Feeling::mood> = chosen).all_rows()) == 2);
    CHECK(db.count(from<Feeling>().where(col<&Feeling::mood> == chosen)) == 2);
    CHECK(db.all(from<Feeling>().select(chosen).order_by(col<&Feeling::id>)) == std::vector{Mood::good, Mood::bad});
    const auto both = static_cast<std::int64_t>(Level::high) * 2;
    CHECK(db.one(from<Feeling>().select(sum(col<&Feeling::level>))) == std::optional(both));
}

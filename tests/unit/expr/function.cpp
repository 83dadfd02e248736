#include <refract/codec/chrono.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/function.hpp>
#include <refract/memory.hpp>

#include "support/databases.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract_test;

#define YIELDS(expression, expected)                                                                                   \
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(expression)>::type, expected>)
YIELDS(lower(col<&User::name>), std::string);
YIELDS(length(col<&User::name>), std::int64_t);
YIELDS(abs(col<&Employee::id>), std::int32_t);
YIELDS(sign(col<&Employee::salary>), std::int64_t);
YIELDS(coalesce(col<&User::bio>, "none"), std::string);
YIELDS(cast<double>(col<&Post::views>), double);

namespace function_test {
struct Spelled {
    std::int64_t id{};
    std::string text{};
    std::optional<std::string> missing{};
};
struct Kinds {
    std::int64_t id{};
    bool flag = true;
    int pieces = 2;
    double ratio = 0.5;
    decimal<2> price{};
    std::string word = " Yes ";
    std::chrono::sys_time<std::chrono::microseconds> at{std::chrono::microseconds(1'710'115'199'500'000)};
    std::chrono::year_month_day day{std::chrono::year(2024) / 3 / 10};
};
} // namespace function_test

TEMPLATE_TEST_CASE("casts mean the same on both databases", "[function]", REFRACT_TEST_DATABASES) {
    using function_test::Kinds;
    using std::chrono::microseconds;
    using moment = std::chrono::sys_time<microseconds>;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Kinds>>();
    db.insert(Kinds{});
    // The day of a time is the one in UTC, whatever the session's zone.
    if constexpr (!TestType::is_sqlite) db.execute("SET TIME ZONE 'Asia/Tokyo'");
    const Kinds blank;
    const auto kinds = from<Kinds>();
    const auto value = [&](const auto& expression) { return db.one(kinds.select(expression)); };
    CHECK(value(cast<bool>(col<&Kinds::pieces>)));
    CHECK(value(cast<bool>(col<&Kinds::ratio>)));
    CHECK_FALSE(value(cast<bool>(col<&Kinds::price>)));
    CHECK(value(cast<bool>(col<&Kinds::word>)));
    CHECK(value(cast<std::int64_t>(col<&Kinds::flag>)) == 1);
    CHECK(value(cast<double>(!col<&Kinds::flag>)) == 0.0);
    CHECK(value(cast<std::chrono::year_month_day>(col<&Kinds::at>)) == blank.day);
    CHECK(value(cast<std::chrono::hh_mm_ss<microseconds>>(col<&Kinds::at>)).to_duration() ==
          microseconds(86'399'500'000));
    CHECK(value(cast<moment>(col<&Kinds::day>)) == std::chrono::sys_days(blank.day));
    CHECK(value(cast<std::string>(col<&Kinds::at>)) == "2024-03-10 23:59:59.5");
    CHECK(db.count(kinds.where(cast<std::chrono::year_month_day>(col<&Kinds::at>) == blank.day)) == 1);
    CHECK(db.count(kinds.where(cast<moment>(col<&Kinds::day>) < col<&Kinds::at>)) == 1);
    CHECK(db.count(kinds.where(cast<bool>(col<&Kinds::pieces>) == true && cast<bool>(col<&Kinds::word>))) == 1);
    // A coarser time is cut, towards the past, also before 1970.
    const auto at = col<&Kinds::at>;
    CHECK(value(cast<std::chrono::sys_seconds>(at)) == std::chrono::floor<std::chrono::seconds>(blank.at));
    CHECK(value(cast<std::chrono::sys_time<std::chrono::hours>>(at)) ==
          std::chrono::floor<std::chrono::hours>(blank.at));
    CHECK(value(cast<std::chrono::sys_days>(at)) == std::chrono::floor<std::chrono::days>(blank.at));
    CHECK(value(cast<std::chrono::hh_mm_ss<std::chrono::seconds>>(at)).to_duration() == std::chrono::seconds(86'399));
    CHECK(db.count(kinds.where(cast<std::chrono::sys_seconds>(at) < at)) == 1);
    db.exec(update<Kinds>().set(at = moment(microseconds(-1'500'001))).all_rows());
    CHECK(value(cast<std::chrono::sys_seconds>(at)) == std::chrono::sys_seconds(std::chrono::seconds(-2)));
    CHECK(value(cast<std::chrono::sys_time<std::chrono::milliseconds>>(at)).time_since_epoch().count() == -1501);
    CHECK(db.exec(update<Kinds>().set(at = cast<std::chrono::sys_seconds>(at)).all_rows()) == 1);
    CHECK(value(at) == moment(std::chrono::seconds(-2)));
    const auto day = cast<std::chrono::year_month_day>(col<&Kinds::at>);
    CHECK(db.all(kinds.group_by(day).select(day, count())).size() == 1);
}

// A text that spells nothing of the type is an error, wherever the cast stands, not the number that it begins with.
TEMPLATE_TEST_CASE("texts are cast to what they spell, or not at all", "[function]", REFRACT_TEST_DATABASES) {
    using function_test::Spelled;
    using namespace std::chrono;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Spelled>>();
    if constexpr (!TestType::is_sqlite) db.execute("SET TIME ZONE 'Asia/Tokyo'");
    const auto text = col<&Spelled::text>;
    const auto spells = [&](const std::string& given, const auto& cast_of, const auto& expected) {
        INFO(given);
        db.exec(delete_from<Spelled>().all_rows());
        db.insert(Spelled{.text = given});
        CHECK(db.one(from<Spelled>().select(cast_of)) == expected);
        CHECK(db.count(from<Spelled>().where(cast_of == expected)) == 1);
        CHECK(evaluate(db.one(from<Spelled>()), cast_of) == expected);
    };
    const auto spells_none = [&](const std::string& given, const auto& cast_of) {
        INFO(given);
        db.exec(delete_from<Spelled>().all_rows());
        db.insert(Spelled{.text = given});
        CHECK_THROWS_AS(db.one(from<Spelled>().select(cast_of)), conversion_error);
        CHECK_THROWS_AS(db.count(from<Spelled>().where(cast_of.in(cast_of))), conversion_error);
        CHECK_THROWS_AS(evaluate(db.one(from<Spelled>()), cast_of), conversion_error);
    };
    spells("12", cast<int>(text), 12);
    spells(" -7 ", cast<int>(text), -7);
    spells("9223372036854775807", cast<std::int64_t>(text), INT64_MAX);
    spells("9007199254740993", cast<double>(text), 9007199254740992.0);
    spells("-.5", cast<double>(text), -0.5);
    spells("1.255", cast<decimal<2>>(text), 1.26_dec);
    spells("off", cast<bool>(text), false);
    spells("2024-02-29", cast<year_month_day>(text), year_month_day(2024y / 2 / 29));
    const sys_time<microseconds> moment = sys_days(2024y / 2 / 29) + 10h + 500ms;
    spells("2024-02-29 10:00:00.5", cast<sys_time<microseconds>>(text), moment);
    spells("2024-02-29T12:00:00.5+02", cast<sys_time<microseconds>>(text), moment);
    spells("2024-02-29", cast<sys_seconds>(text), sys_seconds(sys_days(2024y / 2 / 29)));

    for (const char* none :
         {"", "abc", "12abc", "1.5", "1e2", "0x10", "--1", "1 2", "9223372036854775808", "$.a", "nan"})
        spells_none(none, cast<std::int64_t>(text));
    for (const char* none : {"", "abc", "12abc", "1_000", "--1", "1,5", "2024-02-29"}) {
        spells_none(none, cast<double>(text));
        spells_none(none, cast<decimal<2>>(text));
        spells_none(none, cast<bool>(text));
    }
    for (const char* none : {"", "abc", "2024-02-30", "12", "2024"}) {
        spells_none(none, cast<year_month_day>(text));
        spells_none(none, cast<sys_seconds>(text));
    }
    CHECK(db.one(from<Spelled>().select(cast<int>(col<&Spelled::missing>))) == std::nullopt);
    CHECK(db.one(from<Spelled>().select(cast<sys_seconds>(col<&Spelled::missing>))) == std::nullopt);
    CHECK(db.one(from<Spelled>().select(cast<bool>(col<&Spelled::missing>))) == std::nullopt);
}

TEMPLATE_TEST_CASE("functions give what they say on both databases", "[function]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    db.insert(Tag{-3, "  Ann B "});
    const auto one = from<Tag>();
    CHECK(db.one(one.select(lower(col<&Tag::label>))) == "  ann b ");
    CHECK(db.one(one.select(upper(col<&Tag::label>))) == "  ANN B ");
    CHECK(db.one(one.select(trim(col<&Tag::label>))) == "Ann B");
    CHECK(db.one(one.select(length(col<&Tag::label>))) == 8);
    CHECK(db.one(one.select(abs(col<&Tag::id>))) == 3);
    CHECK(db.one(one.select(sign(col<&Tag::id>))) == -1);
    CHECK(db.one(one.select(sign(cast<double>(col<&Tag::id>) + 3.0))) == 0);
    CHECK(db.one(one.select(cast<double>(col<&Tag::id>))) == -3.0);
    CHECK(db.one(one.select(cast<std::string>(col<&Tag::id>))) == "-3");
    CHECK(db.count(one.where(now() > std::chrono::sys_days(std::chrono::days(20'000)))) == 1);
}

// One meaning on both databases: each function over a table of edges, on SQLite and on PostgreSQL, compared cell by cell.
// Where they differ, docs/limitations.md says so, and a test here pins it.

#include <support/databases.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace refract;
using namespace refract_test;
using namespace std::chrono;

namespace meanings_test {

using moment = sys_time<microseconds>;
struct Text {
    std::int64_t id{};
    std::string text{};
    std::optional<std::string> maybe{};
    std::int64_t number{};
    std::int64_t count{};
};
struct Number {
    std::int64_t id{};
    std::int64_t whole{};
    std::int64_t other{};
    std::int32_t small{};
    double real{};
    std::optional<double> maybe{};
    decimal<2> price{};
    std::optional<std::int64_t> perhaps{};
};
struct Moment {
    std::int64_t id{};
    moment at{};
    year_month_day day{1970y / 1 / 1};
    microseconds length{};
};

} // namespace meanings_test
using namespace meanings_test;

#ifdef REFRACT_TEST_POSTGRES
namespace {

using cells = std::vector<std::string>;
std::string show(const std::string& value) { return value; }
std::string show(bool value) { return value ? "true" : "false"; }
std::string show(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.12g", value);
    return text;
}
template <class Whole>
    requires std::is_integral_v<Whole>
std::string show(Whole value) {
    return std::to_string(value);
}
template <unsigned Scale> std::string show(const decimal<Scale>& value) { return value.to_string(); }
std::string show(const year_month_day& value) { return show(sys_days(value).time_since_epoch().count()); }
template <class Length> std::string show(const sys_time<Length>& value) {
    return show(value.time_since_epoch().count());
}
template <class Number, class Period> std::string show(const duration<Number, Period>& value) {
    return show(value.count());
}
template <class Value> std::string show(const std::optional<Value>& value) { return value ? show(*value) : "NULL"; }

struct both_databases {
    fresh_database<on_sqlite> sqlite{};
    fresh_database<on_postgres> postgres{};

    explicit operator bool() const { return static_cast<bool>(postgres); }
    template <class Model> void fill(const std::vector<Model>& rows) {
        sqlite.db().create_tables<schema<Model>>();
        postgres.db().create_tables<schema<Model>>();
        sqlite.db().insert_many(rows, keys_are_given);
        postgres.db().insert_many(rows, keys_are_given);
    }
};
/// What an expression is for a row; an error is one of its values.
template <class Model> cells ask(auto& db, std::size_t rows, const auto& expression) {
    cells found;
    for (std::size_t id = 1; id <= rows; ++id) {
        const auto query = from<Model>().where(col<&Model::id> == static_cast<std::int64_t>(id)).select(expression);
        try {
            found.push_back(show(db.one(query)));
            if (found.back() == "inf") found.back() = "error"; // PostgreSQL fails where SQLite has an infinity
        } catch (const error&) { found.push_back("error"); }
    }
    return found;
}
template <class Model> void compare(both_databases& both, std::size_t rows, const char* name, const auto& expression) {
    const cells left = ask<Model>(both.sqlite.db(), rows, expression);
    const cells right = ask<Model>(both.postgres.db(), rows, expression);
    for (std::size_t i = 0; i < rows; ++i) {
        INFO(name << " of row " << i + 1);
        CHECK(left[i] == right[i]);
    }
}

const std::string astral = "\xf0\x9f\x98\x80"
                           "e\xcc\x81"
                           "z";

} // namespace

TEST_CASE("functions of texts mean the same at the edges", "[meanings]") {
    both_databases both;
    if (!both) return;
    std::vector<Text> rows;
    const std::vector<std::string> texts{"",    " ",     "abc",  "  a b  ", "\tx\n", astral,
                                         "ÄÖü", "aXaXa", "%_\\", "0",       " 12 ",  "x'y\"z"};
    for (const std::string& text : texts)
        for (const std::int64_t number : {-2, 0, 1, 2, 5}) {
            rows.push_back({0, text, {}, number, static_cast<std::int64_t>(rows.size() % 5) - 1});
            if (rows.size() % 3 > 0) rows.back().maybe = texts[rows.size() % texts.size()];
            rows.back().id = static_cast<std::int64_t>(rows.size());
        }
    both.fill(rows);
    constexpr auto text = col<&Text::text>;
    constexpr auto maybe = col<&Text::maybe>;
    constexpr auto number = col<&Text::number>;
    constexpr auto count = col<&Text::count>;
    const auto check = [&](const char* name, const auto& expression) {
        compare<Text>(both, rows.size(), name, expression);
    };
    check("replace", replace(text, maybe, "-"));
    check("replace of nothing", replace(text, "", "-"));
    check("replace by columns", replace(text, "a", maybe));
    check("substring", substring(text, number, count));
    check("substring far", substring(text, number, std::int64_t{1'000'000}));
    check("position", position(maybe, text));
    check("position of nothing", position("", text));
    check("trim", trim(text));
    check("trim_start", trim_start(text));
    check("trim_end", trim_end(text));
    check("length", length(text));
    check("concat", concat(maybe, text, maybe));
    check("plus", maybe + text);
    check("starts_with", text.starts_with(maybe));
    check("ends_with", text.ends_with(maybe));
    check("contains", text.contains(maybe));
    check("coalesce", coalesce(maybe, text));
    check("nullif", nullif(text, maybe));
    check("greatest", greatest(maybe.collate<"binary">(), "b"));
    check("least", least(maybe, text.collate<"binary">()));
    check("like", text.like("%a%"));
    check("like escaped", text.like("%!%!_%", '!'));
}

TEST_CASE("functions of numbers mean the same at the edges", "[meanings]") {
    both_databases both;
    if (!both) return;
    std::vector<Number> rows;
    const std::vector<std::int64_t> wholes{
        0, 1, -1, 7, -7, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
    const std::vector<double> reals{0,     0.5,   -0.5,  1.5,        2.5,        -2.5, 0.125,
                                    1.005, 2.675, -1.45, 1e15 + 0.5, 12345.6789, 1e300};
    for (const std::int64_t whole : wholes)
        for (const std::int64_t other : {0, 1, -1, 3, -3}) {
            const std::size_t i = rows.size();
            rows.push_back({static_cast<std::int64_t>(i) + 1,
                            whole,
                            other,
                            static_cast<std::int32_t>(other * 7),
                            reals[i % reals.size()],
                            {},
                            decimal<2>::from_coefficient(static_cast<std::int64_t>(i) * 37 - 500),
                            {}});
            if (i % 3 > 0) rows.back().maybe = reals[(i + 4) % reals.size()];
            if (i % 4 > 0) rows.back().perhaps = other * 2;
        }
    both.fill(rows);
    constexpr auto whole = col<&Number::whole>;
    constexpr auto other = col<&Number::other>;
    constexpr auto real = col<&Number::real>;
    constexpr auto maybe = col<&Number::maybe>;
    constexpr auto price = col<&Number::price>;
    constexpr auto perhaps = col<&Number::perhaps>;
    const auto check = [&](const char* name, const auto& expression) {
        compare<Number>(both, rows.size(), name, expression);
    };
    check("plus", whole + other);
    check("minus", whole - other);
    check("times", whole * other);
    check("divided", whole / other);
    check("rest", whole % other);
    check("mod", mod(col<&Number::small>, other));
    check("negative", -whole);
    check("abs", abs(whole));
    check("sign", sign(real));
    check("real divided", real / maybe);
    check("real divided by a column", real / (maybe - maybe));
    check("price divided", price / other);
    check("price divided and more", price / other + price * 2);
    check("price divided by what it is", price / nullif(price, decimal<2>("0.00")) == 1);
    check("price of a quotient", (price * other) / nullif(other, 0) == price);
    check("price times", price * other);
    check("round to 0", round(real, 0));
    check("round to 1", round(real, 1));
    check("round to 2", round(real, 2));
    check("round to -1", round(real, -1));
    check("round to many", round(real, other * 10));
    check("floor", floor(real));
    check("ceil", ceil(real));
    check("sqrt", sqrt(real));
    check("power", power(real, 2.0));
    check("power of a half", power(real, 0.5));
    check("power of a negative", power(real, -1.0));
    check("root of what has none", case_when(sqrt(real) > 1.0, 1).otherwise(0));
    check("logarithm of what has none", case_when(ln(real) > 1.0, 1).otherwise(0));
    check("power of what has none", case_when(power(real, -0.5) > 1.0, 1).otherwise(0));
    check("exp", exp(real));
    check("ln", ln(real));
    check("greatest", greatest(maybe, real));
    check("least", least(maybe, 1.0, real));
    check("greatest of wholes", greatest(perhaps, other));
    check("cast to int", cast<std::int32_t>(whole));
    check("cast of a fraction", cast<std::int64_t>(real));
    check("cast of a price", cast<std::int64_t>(price));
    check("cast to a price", cast<decimal<1>>(price));
    check("cast to double", cast<double>(whole));
    check("cast to text", cast<std::string>(whole));
    check("cast to bool", cast<bool>(other));
    check("coalesce", coalesce(perhaps, other));
    check("between", whole.between(other, 10));
}

TEST_CASE("functions of times mean the same at the edges", "[meanings]") {
    both_databases both;
    if (!both) return;
    std::vector<Moment> rows;
    // The last ones lead out of the years that SQLite holds.
    const std::vector<moment> moments{sys_days(1970y / 1 / 1),
                                      sys_days(1969y / 12 / 31) + 23h + 59min + 59s + 999'999us,
                                      sys_days(2024y / 2 / 29) + 12h + 34min + 56s + 123'456us,
                                      sys_days(2024y / 12 / 31) + 23h + 59min + 59s + 999'600us,
                                      sys_days(1y / 1 / 1) + 48h,
                                      sys_days(1y / 1 / 2) + 1us,
                                      sys_days(2020y / 12 / 28),
                                      sys_days(2021y / 1 / 3),
                                      sys_days(1900y / 2 / 28),
                                      sys_days(2000y / 2 / 29) + 500ms,
                                      sys_days(1582y / 10 / 10),
                                      sys_days(0y / 12 / 31) + 5h,
                                      sys_days(0y / 1 / 1),
                                      sys_days(9999y / 12 / 31) + 23h};
    for (const moment& each : moments)
        for (const microseconds length : {microseconds(0), microseconds(-1), microseconds(86'400'000'001)})
            rows.push_back({static_cast<std::int64_t>(rows.size()) + 1, each,
                            year_month_day(floor<std::chrono::days>(each)), length});
    const std::size_t usual = rows.size() - 9;
    both.fill(rows);
    constexpr auto at = col<&Moment::at>;
    constexpr auto day = col<&Moment::day>;
    constexpr auto length = col<&Moment::length>;
    const auto check = [&](const char* name, const auto& expression) {
        compare<Moment>(both, rows.size(), name, expression);
    };
    const auto check_usual = [&](const char* name, const auto& expression) {
        compare<Moment>(both, usual, name, expression);
    };
    check("year", year_of(at));
    check("month", month_of(at));
    check("day", day_of(at));
    check("weekday", weekday_of(at));
    check("hour", hour_of(at));
    check("minute", minute_of(at));
    check("second", second_of(at));
    check("quarter", quarter_of(at));
    check("week", week_of(at));
    check("day of the year", day_of_year(at));
    check("week of a day", week_of(day));
    check("quarter of a day", quarter_of(day) * 2 - 1);
    check("year of a day", year_of(day));
    check("weekday of a day", weekday_of(day));
    check("to year", date_trunc<date_unit::year>(at));
    check("to quarter", date_trunc<date_unit::quarter>(at));
    check("to month", date_trunc<date_unit::month>(at));
    check_usual("to week", date_trunc<date_unit::week>(at));
    check("to day", date_trunc<date_unit::day>(at));
    check("to hour", date_trunc<date_unit::hour>(at));
    check("to second", date_trunc<date_unit::second>(at));
    check_usual("day to week", date_trunc<date_unit::week>(day));
    check("day to year", date_trunc<date_unit::year>(day));
    check_usual("plus", at + length);
    check_usual("minus", at - length);
    check("difference", at - moment(1us));
    check_usual("day plus", day + std::chrono::days(31));
    check("day difference", day - year_month_day(1970y / 1 / 1));
    check("cast to day", cast<year_month_day>(at));
    check("cast to moment", cast<moment>(day));
    check("cast to seconds", cast<sys_seconds>(at));
    check_usual("cast to text", cast<std::string>(at));
    check_usual("cast of a day to text", cast<std::string>(day));
}

TEST_CASE("aggregates mean the same at the edges", "[meanings]") {
    both_databases both;
    if (!both) return;
    using whole = std::numeric_limits<std::int64_t>;
    both.fill(std::vector<Number>{{1, 1, 2, 1, 0.5, {}, decimal<2>("0.10"), {}},
                                  {2, 2, 2, 2, 0.25, 1.0, decimal<2>("0.20"), 7},
                                  {3, whole::max() - 3, 2, -3, 1e15, 1.0, decimal<2>("0.30"), 7},
                                  {4, 1, 3, 4, -1e15, {}, decimal<2>("-0.05"), {}}});
    both.fill(std::vector<Text>{{1, "b", "x", 1, 1}, {2, "a", {}, 2, 1}, {3, "c", "x", 3, 2}, {4, "a", "", 4, 2}});
    const auto check = [&](const char* name, const auto& query) {
        INFO(name);
        const auto ask = [&](auto& db) -> std::string {
            try {
                return show(db.one(query));
            } catch (const error&) { return "error"; }
        };
        const std::string left = ask(both.sqlite.db());
        CHECK(left == ask(both.postgres.db()));
        CHECK((left == "error") == (std::string(name).find("overflow") != std::string::npos));
    };
    const auto numbers = from<Number>();
    const auto nobody = from<Number>().where(col<&Number::id> > 100);
    check("sum that overflows", numbers.select(sum(col<&Number::whole>) + sum(col<&Number::whole>)));
    check("sum at the limit", numbers.where(col<&Number::id> < 4).select(sum(col<&Number::whole>)));
    check("sum of nobody", nobody.select(sum(col<&Number::whole>)));
    check("sum of small", numbers.select(sum(col<&Number::small>)));
    check("sum of prices", numbers.select(sum(col<&Number::price>)));
    check("average of wholes", numbers.select(avg(col<&Number::small>)));
    check("average of prices", numbers.select(avg(col<&Number::price>)));
    check("average with NULLs", numbers.select(avg(col<&Number::perhaps>)));
    check("average of nobody", nobody.select(avg(col<&Number::small>)));
    check("count", numbers.select(count(col<&Number::perhaps>)));
    check("count of different ones", numbers.select(count(col<&Number::perhaps>).distinct()));
    check("count of nobody", nobody.select(count()));
    check("sum of different ones", numbers.select(sum(col<&Number::other>).distinct()));
    check("least with NULLs", numbers.select(min(col<&Number::maybe>)));
    check("greatest price", numbers.select(max(col<&Number::price>)));
    check("least text", from<Text>().select(min(col<&Text::text>.collate<"binary">())));
    check("number of texts", from<Text>().select(count(col<&Text::maybe>).distinct()));
    check("texts without NULLs", from<Text>().where(col<&Text::count> == 1).select(string_agg(col<&Text::maybe>, ",")));
    check("texts of nobody", from<Text>().where(col<&Text::id> > 9).select(string_agg(col<&Text::maybe>, ",")));
}

// What docs/limitations.md says of the databases' own ways.
TEST_CASE("meanings that differ are those that are written down", "[meanings]") {
    both_databases both;
    if (!both) return;
    both.fill(std::vector<Number>{{1, 1, 1, 1, 1e300, {}, decimal<2>("5.00"), {}}});
    both.fill(std::vector<Moment>{{1, sys_days(0y / 12 / 31), 9999y / 12 / 31, 24h}});
    const auto differ = [&]<class Model>(std::type_identity<Model>, const auto& expression, const char* on_sqlite,
                                         const char* on_postgres) {
        CHECK(ask<Model>(both.sqlite.db(), 1, expression) == cells{on_sqlite});
        CHECK(ask<Model>(both.postgres.db(), 1, expression) == cells{on_postgres});
    };
    constexpr std::type_identity<Number> numbers;
    constexpr std::type_identity<Moment> moments;
    differ(numbers, cast<std::string>(col<&Number::price>), "5", "5.00");
    CHECK(both.sqlite.db().one(from<Number>().select(power(col<&Number::real>, 2.0))) ==
          std::numeric_limits<double>::infinity());
    CHECK_THROWS_AS(both.postgres.db().one(from<Number>().select(power(col<&Number::real>, 2.0))), error);
    differ(moments, cast<std::string>(col<&Moment::at>), "0000-12-31 00:00:00", "0001-12-31 00:00:00 BC");
    differ(moments, col<&Moment::day> + std::chrono::days(1), "error", "2932897");
}
#endif

// Functions, windows and times cut to units: each means the same on every database.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

struct Sale {
    std::int64_t id{};
    std::string who{};
    int amount{};
    double price{};
    std::optional<int> bonus{};
};
struct Share {
    std::int64_t id{};
    std::int16_t pieces{};
    float part{};
};
using moment = std::chrono::sys_time<std::chrono::microseconds>;
struct Reading {
    std::int64_t id{};
    moment at{};
    std::chrono::year_month_day day{};
    std::chrono::microseconds length{};
};
struct Event {
    std::int64_t id{};
    std::string name{};
    moment at{};
    std::chrono::year_month_day day{};
};

constexpr auto by_who = window(partition_by(col<&Sale::who>), order_by(col<&Sale::id>));
constexpr auto sales = from<Sale>().order_by(col<&Sale::id>);

template <class Database> void fill_sales(Database& db) {
    db.template create_tables<schema<Sale>>();
    db.insert_many(std::vector<Sale>{
        {0, "a", 5, 1.5, {}}, {0, "a", 7, 2.345, 3}, {0, "b", 1, -3, {}}, {0, "a", 2, 1, 4}, {0, "b", 2, 9, {}}});
}

using numbers = std::vector<std::int64_t>;
using maybe_numbers = std::vector<std::optional<std::int64_t>>;
using maybe_ints = std::vector<std::optional<int>>;
using texts = std::vector<std::string>;
using maybe_texts = std::vector<std::optional<std::string>>;
constexpr auto nothing = std::nullopt;

} // namespace

TEMPLATE_TEST_CASE("window functions", "[expressions]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_sales(db);
    CHECK(db.all(sales.select(row_number().over(by_who))) == numbers{1, 2, 1, 3, 2});
    CHECK(db.all(sales.select(rank().over(order_by(col<&Sale::amount>)))) == numbers{4, 5, 1, 2, 2});
    CHECK(db.all(sales.select(dense_rank().over(order_by(col<&Sale::amount>)))) == numbers{3, 4, 1, 2, 2});
    CHECK(db.all(sales.select(percent_rank().over(order_by(col<&Sale::amount>)))) ==
          std::vector<double>{0.75, 1, 0, 0.25, 0.25});
    CHECK(db.all(sales.select(cume_dist().over(order_by(col<&Sale::amount>)))) ==
          std::vector<double>{0.8, 1, 0.2, 0.6, 0.6});
    CHECK(db.all(sales.select(ntile(2).over(order_by(col<&Sale::id>)))) == numbers{1, 1, 1, 2, 2});
    CHECK(db.all(sales.select(lag(col<&Sale::amount>).over(by_who))) == maybe_ints{nothing, 5, nothing, 7, 1});
    CHECK(db.all(sales.select(lag(col<&Sale::amount>, 2).over(by_who))) ==
          maybe_ints{nothing, nothing, nothing, 5, nothing});
    CHECK(db.all(sales.select(lag(col<&Sale::amount>, 1, -1).over(by_who))) == std::vector<int>{-1, 5, -1, 7, 1});
    CHECK(db.all(sales.select(lead(col<&Sale::amount>).over(by_who))) == maybe_ints{7, 2, 2, nothing, nothing});
    CHECK(db.all(sales.select(lead(col<&Sale::who>, 1, "end").over(by_who))) == texts{"a", "a", "b", "end", "end"});
    CHECK(db.all(sales.select(first_value(col<&Sale::amount>).over(by_who))) == std::vector<int>{5, 5, 1, 5, 1});
    CHECK(db.all(sales.select(last_value(col<&Sale::amount>).over(by_who))) == std::vector<int>{5, 7, 1, 2, 2});
    CHECK(db.all(sales.select(nth_value(col<&Sale::amount>, 2).over(by_who))) == maybe_ints{nothing, 7, nothing, 7, 2});
    // Parts in any order, and nothing at all.
    CHECK(db.all(sales.select(row_number().over(order_by(col<&Sale::id>), partition_by(col<&Sale::who>)))) ==
          numbers{1, 2, 1, 3, 2});
    CHECK(db.all(sales.select(sum(col<&Sale::amount>).over())) == numbers{17, 17, 17, 17, 17});
}

TEMPLATE_TEST_CASE("windows and sums of narrow numbers keep the types that they have", "[expressions]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Share>>();
    db.insert_many(std::vector<Share>{{0, 3, 0.1F}, {0, 5, 0.2F}, {0, 8, 16777216}});
    constexpr auto shares = from<Share>().order_by(col<&Share::id>);
    constexpr auto by_id = order_by(col<&Share::id>);
    constexpr auto pieces = col<&Share::pieces>;
    using narrow = std::vector<std::int16_t>;
    CHECK(db.all(shares.select(lag(pieces, 1, 0).over(by_id))) == narrow{0, 3, 5});
    CHECK(db.all(shares.select(lag(pieces, 1, col<&Share::id>).over(by_id))) == narrow{1, 3, 5});
    CHECK(db.all(shares.select(lead(pieces, 2, -1).over(by_id))) == narrow{8, -1, -1});
    CHECK(db.all(shares.select(lag(col<&Share::part>, 1, cast<double>(pieces)).over(by_id))) ==
          std::vector<float>{3, 0.1F, 0.2F});
    CHECK_THROWS_AS(lag(pieces, 1, 40000), conversion_error);
    // A window that holds its own row counts at least that.
    CHECK(db.all(shares.select(pieces / count().over())) == numbers{1, 1, 2});
    // In single precision, 0.3 would be lost.
    const double sum_of_all = static_cast<double>(0.1F) + static_cast<double>(0.2F) + 16777216;
    CHECK(db.one(from<Share>().select(sum(col<&Share::part>))) == sum_of_all);
    CHECK(db.one(shares.select(sum(col<&Share::part>).over(by_id)).offset(2).limit(1)) == sum_of_all);
}

TEMPLATE_TEST_CASE("frames of windows", "[expressions]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_sales(db);
    constexpr auto by_id = order_by(col<&Sale::id>);
    constexpr auto amount = sum(col<&Sale::amount>);
    CHECK(db.all(sales.select(amount.over(by_id, rows_between(preceding(1), current_row)))) == numbers{5, 12, 8, 3, 4});
    CHECK(db.all(sales.select(amount.over(by_id, rows_between(current_row, unbounded_following)))) ==
          numbers{17, 12, 5, 4, 2});
    CHECK(db.all(sales.select(amount.over(by_id, rows_between(preceding(2), preceding(1))))) ==
          maybe_numbers{nothing, 5, 12, 8, 3});
    CHECK(db.all(sales.select(amount.over(by_id, rows_between(preceding(1), following(1)).exclude_current_row()))) ==
          maybe_numbers{7, 6, 9, 3, 2});
    CHECK(db.all(sales.select(count().over(order_by(col<&Sale::amount>), range_between(preceding(1), following(3))))) ==
          numbers{2, 1, 3, 4, 4});
    CHECK_THROWS_AS(db.all(sales.select(ntile(0).over(by_id))), conversion_error);
    CHECK_THROWS_AS(db.all(sales.select(nth_value(col<&Sale::amount>, 0).over(by_id))), conversion_error);
    CHECK_THROWS_AS(db.all(sales.select(amount.over(by_id, rows_between(preceding(-1), current_row)))),
                    conversion_error);
    CHECK_THROWS_AS(db.all(sales.select(amount.over(by_id, rows_between(current_row, following(-1))))),
                    conversion_error);
    CHECK(db.all(sales.select(count().over(order_by(col<&Sale::price>), range_between(preceding(1.5), current_row)))) ==
          numbers{2, 3, 1, 1, 1});
    CHECK(db.all(sales.select(count().over(order_by(col<&Sale::amount>), groups_between(current_row, following(1))))) ==
          numbers{2, 1, 3, 3, 3});
    CHECK(db.all(sales.select(count().over(order_by(col<&Sale::amount>),
                                           rows_between(unbounded_preceding, unbounded_following).exclude_ties()))) ==
          numbers{5, 5, 5, 4, 4});
    CHECK(db.all(sales.select(count().over(order_by(col<&Sale::amount>),
                                           rows_between(unbounded_preceding, unbounded_following).exclude_group()))) ==
          numbers{4, 4, 4, 3, 3});
    // The numbers of a frame are values: of the run time, and arguments.
    const std::int64_t before = 2;
    CHECK(
        db.all(
            sales.where(col<&Sale::id> > 1).select(amount.over(by_id, rows_between(preceding(before), current_row)))) ==
        numbers{7, 8, 10, 5});
    CHECK(db.all(sales.where(col<&Sale::id> > param<std::int64_t>)
                     .select(amount.over(by_id, rows_between(preceding(param<std::int64_t>), current_row))),
                 1, 1) == numbers{7, 8, 3, 4});
    // Over the groups of a query, and beside a filter.
    CHECK(db.all(from<Sale>()
                     .group_by(col<&Sale::who>)
                     .order_by(col<&Sale::who>)
                     .select(sum(amount).over(order_by(col<&Sale::who>)))) == numbers{14, 17});
    CHECK(db.all(sales.select(count().filter(col<&Sale::amount> > 2).over(by_id))) == numbers{1, 2, 2, 2, 2});
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("frames of times are as long as durations", "[expressions]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Reading>>();
    db.execute("SET TIME ZONE 'Europe/Berlin'"); // where a day had 23 hours
    const moment first = std::chrono::sys_days(std::chrono::year(2024) / 3 / 30) + std::chrono::hours(12);
    for (const int hour : {0, 23, 24, 25, 100})
        db.insert(Reading{
            .at = first + std::chrono::hours(hour),
            .day = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(first + std::chrono::hours(hour))),
            .length = std::chrono::hours(hour)});
    const auto all = from<Reading>().order_by(col<&Reading::id>);
    using std::chrono::days, std::chrono::hours, std::chrono::microseconds;
    const auto seen = [&](const auto& by, const auto& frame) {
        return db.all(all.select(count().over(order_by(by), frame)));
    };
    constexpr auto at = col<&Reading::at>;
    CHECK(seen(at, range_between(preceding(days(1)), current_row)) == numbers{1, 2, 3, 3, 1});
    CHECK(seen(at, range_between(preceding(days(1) - microseconds(1)), current_row)) == numbers{1, 2, 2, 3, 1});
    CHECK(seen(at.desc(), range_between(preceding(hours(1)), following(hours(24)))) == numbers{1, 3, 4, 3, 1});
    CHECK(seen(col<&Reading::day>, range_between(preceding(days(1)), current_row)) == numbers{1, 4, 4, 4, 1});
    CHECK(seen(col<&Reading::length>, range_between(preceding(hours(24)), current_row)) == numbers{1, 2, 3, 3, 1});
    const auto asked =
        all.select(count().over(order_by(at), range_between(preceding(param<hours>), following(param<hours>))));
    CHECK(db.all(asked, hours(1), hours(2)) == numbers{1, 3, 3, 2, 1});
}
#endif

TEMPLATE_TEST_CASE("functions of texts", "[expressions]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<blog::Tag>>();
    const auto of = [&](std::string text, const auto& function) {
        db.exec(delete_from<blog::Tag>().all_rows());
        db.insert(blog::Tag{1, std::move(text)});
        return db.one(from<blog::Tag>().select(function));
    };
    constexpr auto& label = col<&blog::Tag::label>;
    CHECK(of("banana", replace(label, "an", "_")) == "b__a");
    CHECK(of("banana", replace(label, "x", "_")) == "banana");
    CHECK(of("añb€c", substring(label, 2, 3)) == "ñb€");
    CHECK(of("banana", substring(label, 5, 10)) == "na");
    CHECK(of("banana", substring(label, -1, 4)) == "ba");
    CHECK(of("banana", substring(label, 0, 1)) == "");
    CHECK(of("banana", substring(label, 2, -1)) == "");
    CHECK(of("banana", substring(label, 9, 1)) == "");
    CHECK(of("añb", position("b", label)) == 3);
    CHECK(of("añb", position("x", label)) == 0);
    CHECK(of("añb", position("", label)) == 1);
    CHECK(of("  b ", trim_start(label)) == "b ");
    CHECK(of("  b ", trim_end(label)) == "  b");
    CHECK(of("b", concat(label, "-", nullif(label, "b"), "'")) == "b-'");
    CHECK(of("b", nullif(label, "b")) == nothing);
    CHECK(of("b", nullif(label, "a")) == "b");
    CHECK(of("b", coalesce(nullif(label, "b"), nullif(label, "b"), "c")) == "c");
    CHECK(of("b", greatest(label, "a", "c")) == "c");
    CHECK(of("b", least(label, nullif(label, "b"))) == "b");
    CHECK(of("b", value("'; --")) == "'; --");
}

TEMPLATE_TEST_CASE("functions of numbers", "[expressions]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_sales(db);
    using reals = std::vector<double>;
    const auto few = sales.where(col<&Sale::id> < 4);
    CHECK(db.all(few.select(round(col<&Sale::price>, 2))) == reals{1.5, 2.35, -3});
    CHECK(db.all(few.select(round(col<&Sale::price>, 0))) == reals{2, 2, -3});
    CHECK(db.all(few.select(floor(col<&Sale::price>))) == reals{1, 2, -3});
    CHECK(db.all(few.select(ceil(col<&Sale::price>))) == reals{2, 3, -3});
    CHECK(db.all(few.select(sqrt(col<&Sale::price> * col<&Sale::price>))) == reals{1.5, 2.345, 3});
    CHECK(db.all(few.select(power(col<&Sale::price>, 2))) == reals{2.25, 2.345 * 2.345, 9});
    CHECK(db.all(few.select(ln(exp(col<&Sale::price>)))) == reals{1.5, 2.345, -3});
    CHECK(db.all(few.select(mod(col<&Sale::amount>, 4))) == std::vector<int>{1, 3, 1});
    CHECK(db.all(few.select(greatest(col<&Sale::bonus>, col<&Sale::amount>))) == std::vector<int>{5, 7, 1});
    CHECK(db.all(few.select(least(col<&Sale::bonus>, col<&Sale::bonus>))) == maybe_ints{nothing, 3, nothing});
}

TEMPLATE_TEST_CASE("times cut to units", "[expressions]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Event>>();
    using namespace std::chrono;
    const auto on = [](int y, unsigned m, unsigned d) {
        return moment(sys_days(year(y) / std::chrono::month(m) / std::chrono::day(d)));
    };
    const auto of = [&](moment at, const auto& cut) {
        db.exec(delete_from<Event>().all_rows());
        db.insert(Event{1, "", at, year_month_day(floor<days>(at))});
        return db.one(from<Event>().select(cut));
    };
    constexpr auto& at = col<&Event::at>;
    constexpr auto& day = col<&Event::day>;
    const moment sunday = on(2024, 5, 5) + hours(7) + minutes(8) + seconds(9) + microseconds(123'456);
    CHECK(of(sunday, date_trunc<date_unit::year>(at)) == on(2024, 1, 1));
    CHECK(of(sunday, date_trunc<date_unit::quarter>(at)) == on(2024, 4, 1));
    CHECK(of(sunday, date_trunc<date_unit::month>(at)) == on(2024, 5, 1));
    CHECK(of(sunday, date_trunc<date_unit::week>(at)) == on(2024, 4, 29));
    CHECK(of(sunday, date_trunc<date_unit::day>(at)) == on(2024, 5, 5));
    CHECK(of(sunday, date_trunc<date_unit::hour>(at)) == on(2024, 5, 5) + hours(7));
    CHECK(of(sunday, date_trunc<date_unit::minute>(at)) == on(2024, 5, 5) + hours(7) + minutes(8));
    CHECK(of(sunday, date_trunc<date_unit::second>(at)) == on(2024, 5, 5) + hours(7) + minutes(8) + seconds(9));
    CHECK(of(sunday, date_trunc<date_unit::week>(day)) == 2024y / 4 / 29);
    CHECK(of(sunday, date_trunc<date_unit::quarter>(day)) == 2024y / 4 / 1);
    CHECK(of(sunday, date_trunc<date_unit::year>(day)) == 2024y / 1 / 1);
    // Before 1970 and on the first day of a unit.
    CHECK(of(on(1969, 12, 31) + microseconds(86'399'999'999), date_trunc<date_unit::second>(at)) ==
          on(1969, 12, 31) + seconds(86'399));
    CHECK(of(on(1968, 2, 29), date_trunc<date_unit::month>(day)) == 1968y / 2 / 1);
    CHECK(of(on(2024, 4, 29), date_trunc<date_unit::week>(at)) == on(2024, 4, 29));
    CHECK(db.one(from<Event>().where(date_trunc<date_unit::year>(at) == on(2024, 1, 1)).select(count())) == 1);
}

TEMPLATE_TEST_CASE("texts of a group, and SQL of the program's own", "[expressions]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_sales(db);
    constexpr auto groups = from<Sale>().group_by(col<&Sale::who>).order_by(col<&Sale::who>);
    CHECK(db.all(groups.select(string_agg(col<&Sale::who>, ", "))) == texts{"a, a, a", "b, b"});
    CHECK(db.all(groups.select(string_agg(col<&Sale::who>, "'").filter(col<&Sale::amount> > 4))) ==
          maybe_texts{"a'a", nothing});
    CHECK(db.one(from<Sale>().where(col<&Sale::id> < 0).select(string_agg(col<&Sale::who>, ","))) == nothing);
    CHECK(db.all(sales.where(raw<bool, "{} % {} = 0">(col<&Sale::id>, 2) && col<&Sale::amount> < 7)
                     .select(col<&Sale::id>)) == numbers{4});
    CHECK(
        db.all(sales.where(col<&Sale::id> == 1).select(raw<std::string, "{} || '{{}}' || {}">(col<&Sale::who>, "x"))) ==
        texts{"a{}x"});
    CHECK(db.one(sales.where(col<&Sale::id> == 1).select(raw<std::optional<int>, "{}">(col<&Sale::bonus>))) == nothing);
}

TEST_CASE("comparisons with all rows of a query on PostgreSQL", "[expressions]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_sales(db);
    using other = alias<Sale, "other">;
    constexpr auto amounts =
        from<other>().where(col<&Sale::who, other> == param<std::string_view>).select(col<&Sale::amount, other>);
    CHECK(db.all(sales.where(col<&Sale::amount> >= all_of(amounts)).select(col<&Sale::id>), "a") == numbers{2});
    CHECK(db.all(sales.where(col<&Sale::amount> == any_of(amounts)).select(col<&Sale::id>), "b") == numbers{3, 4, 5});
    CHECK(db.all(from<Sale>().where(col<&Sale::amount> > all_of(amounts)).select(count()), "nothing") == numbers{5});
    CHECK(db.all(from<Sale>()
                     .group_by(col<&Sale::who>)
                     .order_by(col<&Sale::who>)
                     .select(string_agg(col<&Sale::who> + cast<std::string>(col<&Sale::amount>), "-")
                                 .order_by(col<&Sale::amount>.desc()))) == texts{"a7-a5-a2", "b2-b1"});
    CHECK(db.one(from<Sale>().select(string_agg(col<&Sale::who>, "").distinct().order_by(col<&Sale::who>.desc()))) ==
          "ba");
}

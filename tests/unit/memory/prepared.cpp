// What an expression yields in memory is what it yields in a database: rows with NULLs, hostile texts and extremes are
// asked about in both.

#include <support/databases.hpp>

#include <refract/memory.hpp>

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <ranges>
#include <string>
#include <type_traits>
#include <vector>

namespace memory_test {

enum class Mood { calm, angry, bored };

struct Thing {
    std::int64_t id{};
    std::int32_t a{};
    std::optional<std::int64_t> b{};
    std::int16_t h{};
    std::string s{};
    std::optional<std::string> t{};
    bool f{};
    std::optional<bool> g{};
    std::optional<double> d{};
    refract::decimal<2> m{};
    std::optional<refract::decimal<4>> n{};
    Mood mood{};
    refract::uuid u{};
    std::chrono::sys_time<std::chrono::microseconds> at{};
    std::optional<std::chrono::year_month_day> day{};
    bool operator==(const Thing&) const = default;
};
struct Owner {
    std::int64_t id{};
    std::optional<std::int64_t> thing_id{};
    std::string name{};
    bool operator==(const Owner&) const = default;
};

} // namespace memory_test

using namespace refract;
using namespace refract_test;
using namespace memory_test;
using namespace std::chrono_literals;

namespace {

template <class Backend> using dialect_of =
    std::conditional_t<Backend::is_sqlite, refract::dialect::sqlite, refract::dialect::postgres>;

std::vector<Thing> make_things() {
    using std::chrono::sys_days;
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max(),
                           least = std::numeric_limits<std::int64_t>::min();
    const std::string texts[] = {"",   "a",    "A",  "ab",   "a%b",   "a_b",      "100%", "'; DROP TABLE thing; --",
                                 "ü!", "日本", "\\", "  x ", "a\\%b", "{}\"?1$1", "Zz",   "aab"};
    const std::optional<std::int64_t> wholes[] = {0, 1, -1, std::nullopt, 7, -3, most, least};
    const std::optional<double> reals[] = {0.0, -2.5, 0.1, std::nullopt, 1e15, 2.675, -1e-7, 3.0, 1e300};
    const decimal<2> prices[] = {0.00_dec, 0.10_dec, -19.99_dec, 1000000000.01_dec, 2.50_dec, 3.00_dec};
    std::vector<Thing> things;
    for (int i = 0; i < 48; ++i) {
        const auto at = static_cast<std::size_t>(i);
        Thing made{.id = i + 1, .a = i * 7 % 11 - 5, .b = wholes[at % 8], .h = static_cast<std::int16_t>(i % 5 - 2)};
        if (i == 40) made.a = std::numeric_limits<std::int32_t>::max();
        if (i == 41) made.a = std::numeric_limits<std::int32_t>::min();
        if (i == 42) made.h = std::numeric_limits<std::int16_t>::min();
        made.s = texts[at % 16];
        if (i % 3 != 0) made.t = texts[(at * 5 + 2) % 16];
        made.f = i % 2 == 0;
        if (i % 4 != 0) made.g = i % 8 > 3;
        made.d = reals[at % 9];
        made.m = prices[at % 6];
        if (i % 5 != 0) made.n = decimal<4>::from_coefficient(i * 12345 - 200000);
        made.mood = static_cast<Mood>(i % 3);
        made.u.bytes[15] = static_cast<std::uint8_t>(i % 4);
        made.at = sys_days(std::chrono::days(i * 397 - 9000)) + 86'399s * (i % 3) + 1us * i;
        if (i % 6 != 0) made.day = std::chrono::year_month_day(sys_days(std::chrono::days(i * 31 - 400)));
        things.push_back(made);
    }
    return things;
}

/// Asks a database and memory about every thing.
template <class Backend> struct both_worlds {
    typename Backend::database& db;
    std::vector<Thing> things = make_things();
    int asked = 0;

    explicit both_worlds(fresh_database<Backend>& fresh) : db(fresh.db()) {
        db.template create_tables<schema<Thing>>();
        if (!Backend::is_sqlite) // memory compares text by its bytes
            fresh.rows("ALTER TABLE thing ALTER s TYPE text COLLATE \"C\", ALTER t TYPE text COLLATE \"C\"");
        db.insert_many(things, keys_are_given);
    }

    /// What each thing yields; an error of the database has to be one of memory.
    template <class Expression, class... Argument> void yields(const Expression& expression, const Argument&... given) {
        ++asked;
        const auto query = from<Thing>().order_by(col<&Thing::id>).select(expression);
        const auto function = evaluating<dialect_of<Backend>>(expression, given...);
        using value = decltype(function(things[0]));
        std::vector<value> found;
        try {
            found = db.all(query, given...);
        } catch (const error&) { return fails_alike(expression, function, given...); }
        REQUIRE(found.size() == things.size());
        for (std::size_t i = 0; i < things.size(); ++i) {
            INFO("expression " << asked << ", thing " << i + 1);
            CHECK(found[i] == function(things[i]));
        }
    }
    /// Which things are selected.
    template <class Condition, class... Argument> void selects(const Condition& condition, const Argument&... given) {
        ++asked;
        std::vector<std::int64_t> expected;
        for (const Thing& each : things | std::views::filter(matching<dialect_of<Backend>>(condition, given...)))
            expected.push_back(each.id);
        INFO("expression " << asked);
        CHECK(db.all(from<Thing>().where(condition).order_by(col<&Thing::id>).select(col<&Thing::id>), given...) ==
              expected);
    }

private:
    template <class Expression, class Function, class... Argument>
    void fails_alike(const Expression& expression, const Function& function, const Argument&... given) {
        const auto one = [&](const Thing& each) {
            return db.one(from<Thing>().where(col<&Thing::id> == each.id).select(expression), given...);
        };
        for (const Thing& each : things) {
            INFO("expression " << asked << ", thing " << each.id);
            std::optional<decltype(one(each))> found;
            try {
                found = one(each);
            } catch (const error&) { CHECK_THROWS_AS(function(each), error); }
            if (found) CHECK(*found == function(each));
        }
    }
};

} // namespace

TEMPLATE_TEST_CASE("conditions in memory select what a database selects", "[memory]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    both_worlds<TestType> both(fresh);
    for (const std::int64_t number : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{7}}) {
        both.selects(col<&Thing::b> == number);
        both.selects(col<&Thing::b> != number && col<&Thing::a> < number);
        both.selects(!(col<&Thing::b> >= number) || col<&Thing::g>);
        both.selects(col<&Thing::b>.in(number, 7) || col<&Thing::b>.not_in(number, 1));
        both.selects(col<&Thing::b>.in(std::vector<std::int64_t>{number, 3}));
        both.selects(col<&Thing::b>.not_in(std::vector<std::int64_t>{}));
        both.selects(col<&Thing::b>.between(number, 7) != col<&Thing::f>);
        both.selects(col<&Thing::b>.not_between(-3, number));
        both.selects(col<&Thing::b>.is_distinct_from(number));
        both.selects(col<&Thing::b>.is_not_distinct_from(std::optional<std::int64_t>()));
        both.selects(col<&Thing::b> > param<std::int64_t> || col<&Thing::a> == param<std::int32_t>, number, 2);
    }
    for (const char* text : {"", "a", "%", "_", "a%", "%b", "A", "a_b", "\\", "%\\%%", "日_", "'"}) {
        both.selects(col<&Thing::s> == text);
        both.selects(col<&Thing::t> < text || col<&Thing::t>.is_null());
        both.selects(col<&Thing::s>.like(text));
        both.selects(col<&Thing::t>.not_like(text));
        both.selects(col<&Thing::t>.ilike(text));
        both.selects(col<&Thing::s>.like(text, '!'));
        both.selects(col<&Thing::t>.starts_with(text));
        both.selects(col<&Thing::t>.ends_with(text));
        both.selects(col<&Thing::s>.contains(text));
    }
    both.selects(col<&Thing::s>.like("100!%", '!') || col<&Thing::s>.like("a!_b", '!'));
    both.yields(col<&Thing::b> > 0 || col<&Thing::g>);
    both.yields(col<&Thing::b>.not_in(7, 0) && !col<&Thing::t>.like("%a"));
    both.yields(tuple(col<&Thing::b>, col<&Thing::a>) < tuple(7, 2));
    both.selects(col<&Thing::b> == std::nullopt && col<&Thing::t> != std::nullopt);
    both.selects(col<&Thing::g> || !col<&Thing::f>);
    both.selects(!(col<&Thing::g> && col<&Thing::f>));
    both.selects(col<&Thing::mood> == Mood::angry || col<&Thing::mood> > Mood::bored);
    both.selects(col<&Thing::u> > uuid{} && col<&Thing::u> != uuid{});
    both.selects(tuple(col<&Thing::a>, col<&Thing::b>) < tuple(1, 0));
    both.selects(tuple(col<&Thing::b>, col<&Thing::s>) >= tuple(col<&Thing::a>, "a"));
    both.selects(tuple(col<&Thing::b>, col<&Thing::a>) == tuple(7, 2));
    both.selects(tuple(col<&Thing::b>, col<&Thing::a>) != tuple(7, 2));
    both.selects(col<&Thing::m> == col<&Thing::n> || col<&Thing::m> > 2.5_dec || col<&Thing::n> < col<&Thing::a>);
    both.selects(col<&Thing::d> > col<&Thing::m> || col<&Thing::d> == col<&Thing::a>);
    both.selects(col<&Thing::at> > std::chrono::sys_days(std::chrono::days(1000)));
    both.selects(col<&Thing::day> <= std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(300))));
    predicate<Thing> wanted;
    const auto ids = [&] {
        std::vector<std::int64_t> found;
        for (const Thing& each : both.things | std::views::filter(matching<dialect_of<TestType>>(wanted)))
            found.push_back(each.id);
        return found;
    };
    CHECK(ids().size() == both.things.size());
    wanted &= col<&Thing::b> > 0 || col<&Thing::t>.in(std::vector<std::string>{"a", "ab"});
    wanted |= col<&Thing::s>.like("a%b") && col<&Thing::m> < 3.00_dec;
    CHECK(both.db.all(from<Thing>().where(wanted).order_by(col<&Thing::id>).select(col<&Thing::id>)) == ids());
}

TEMPLATE_TEST_CASE("expressions in memory yield what a database yields", "[memory]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    both_worlds<TestType> both(fresh);
    // Numbers.
    const auto infinite = col<&Thing::d> / col<&Thing::d> * value(std::numeric_limits<double>::infinity());
    both.yields(col<&Thing::a> + col<&Thing::h>);
    both.yields(col<&Thing::a> + 1);
    both.yields(col<&Thing::b> - 1);
    both.yields(col<&Thing::h> * col<&Thing::h>);
    both.yields(col<&Thing::a> / 3);
    both.yields(col<&Thing::b> / col<&Thing::a>);
    both.yields(col<&Thing::b> % col<&Thing::h>);
    both.yields(-col<&Thing::h>);
    both.yields(-col<&Thing::b>);
    both.yields(abs(col<&Thing::b>));
    both.yields(abs(col<&Thing::n>));
    both.yields(sign(col<&Thing::n>));
    both.yields(sign(col<&Thing::d>));
    both.yields(col<&Thing::m> + col<&Thing::n>);
    both.yields(col<&Thing::m> - 0.1_dec);
    both.yields(col<&Thing::m> * col<&Thing::a>);
    both.yields(cast<decimal<2>>(col<&Thing::m> * col<&Thing::n>));
    both.yields(cast<double>(col<&Thing::m>) / 4.0);
    both.yields(cast<decimal<3>>(col<&Thing::m> / 4));
    both.yields(col<&Thing::d> * 2.0);
    both.yields(col<&Thing::d> / col<&Thing::d>);
    both.yields(round(col<&Thing::d>, 2));
    both.yields(floor(col<&Thing::d>));
    both.yields(ceil(col<&Thing::d>));
    both.yields(sqrt(abs(col<&Thing::d>)));
    both.yields(sqrt(infinite));
    both.yields(floor(-infinite));
    both.yields(round(infinite, 2));
    both.yields(exp(-infinite));
    both.yields(power(infinite, 0.5));
    both.yields(cast<float>(infinite));
    if constexpr (!TestType::is_sqlite) both.yields(cast<double>(value(std::string(" -Infinity"))));
    both.yields(nullif(col<&Thing::b>, 0));
    both.yields(coalesce(col<&Thing::b>, col<&Thing::a>, 3));
    both.yields(greatest(col<&Thing::b>, col<&Thing::a>));
    both.yields(least(col<&Thing::n>, col<&Thing::m>));
    both.yields(greatest(col<&Thing::s>, col<&Thing::t>));
    // Casts.
    both.yields(cast<std::int64_t>(col<&Thing::n>));
    both.yields(cast<std::int64_t>(col<&Thing::d>));
    both.yields(cast<decimal<1>>(col<&Thing::n>));
    both.yields(cast<decimal<2>>(col<&Thing::a>));
    both.yields(cast<double>(col<&Thing::b>));
    both.yields(cast<std::string>(col<&Thing::b>));
    both.yields(cast<std::string>(col<&Thing::g>));
    both.yields(cast<std::string>(col<&Thing::at>));
    both.yields(cast<std::string>(col<&Thing::day>));
    both.yields(cast<std::string>(col<&Thing::u>));
    both.yields(cast<std::string>(col<&Thing::mood>));
    both.yields(cast<std::int32_t>(col<&Thing::g>));
    both.yields(cast<bool>(col<&Thing::a>));
    both.yields(cast<std::chrono::year_month_day>(col<&Thing::at>));
    both.yields(cast<std::int64_t>(cast<std::string>(col<&Thing::b>)));
    // Texts.
    both.yields(lower(col<&Thing::s>));
    both.yields(greatest(col<&Thing::s>.template collate<"binary">(), col<&Thing::t>));
    both.yields((col<&Thing::s> + "x").template collate<"binary">() < col<&Thing::t>);
    both.yields(upper(col<&Thing::t>) + "|" + col<&Thing::s>);
    both.yields(concat(col<&Thing::t>, "|", col<&Thing::s>));
    both.yields(length(col<&Thing::s>));
    both.yields(trim(col<&Thing::s>));
    both.yields(trim_start(col<&Thing::s>) + trim_end(col<&Thing::s>));
    both.yields(replace(col<&Thing::s>, "a", "<a>"));
    for (const std::int64_t from_1 : {-1, 0, 1, 2, 9})
        for (const std::int64_t count : {-1, 0, 1, 5}) both.yields(substring(col<&Thing::s>, from_1, count));
    both.yields(position("a", col<&Thing::t>));
    both.yields(position("本", col<&Thing::s>));
    both.yields(position("", col<&Thing::s>));
    if constexpr (!TestType::is_sqlite) {
        both.yields(lpad(col<&Thing::s>, 4, "ü-"));
        both.yields(reverse(col<&Thing::s>));
    }
    // Times.
    both.yields(date_trunc<date_unit::week>(col<&Thing::at>));
    both.yields(date_trunc<date_unit::hour>(col<&Thing::at>));
    both.yields(date_trunc<date_unit::quarter>(col<&Thing::day>));
    both.yields(year_of(col<&Thing::at>) * 10000 + month_of(col<&Thing::at>) * 100 + day_of(col<&Thing::at>));
    both.yields(weekday_of(col<&Thing::day>));
    both.yields(hour_of(col<&Thing::at>) * 60 + minute_of(col<&Thing::at>));
    both.yields(second_of(col<&Thing::at>));
    both.yields(quarter_of(col<&Thing::at>) * 10 + week_of(col<&Thing::at>));
    both.yields(day_of_year(col<&Thing::at>));
    both.yields(col<&Thing::at> + 36h);
    both.yields(col<&Thing::day> - std::chrono::days(30));
    both.yields(col<&Thing::at> - std::chrono::sys_days(std::chrono::days(1)));
    // Choices.
    both.yields(case_when(col<&Thing::b> > 0, "many").when(col<&Thing::b> <= 0, "few"));
    both.yields(case_when(col<&Thing::g>, col<&Thing::m>).otherwise(col<&Thing::n>));
    both.yields(case_when(col<&Thing::a> > 0, sqrt(cast<double>(col<&Thing::a>))).otherwise(0.0));
}

TEST_CASE("several objects, and objects that are not there", "[memory]") {
    using other = alias<Thing, "other">;
    const Thing first{.id = 1, .a = 2}, second{.id = 2, .a = 3};
    const Owner owner{.id = 7, .thing_id = 1, .name = "Ann"};
    CHECK(matches(std::tie(first, owner), col<&Owner::thing_id> == col<&Thing::id>));
    CHECK_FALSE(matches(std::tie(second, owner), col<&Owner::thing_id> == col<&Thing::id>));
    CHECK(matching(col<&Owner::thing_id> == col<&Thing::id>)(first, owner));
    const auto pair = std::tuple(first, aliased<other>(second));
    CHECK(matches(pair, col<&Thing::a> < col<&Thing::a, other>));
    const std::tuple<Owner, std::optional<Thing>> alone{owner, std::nullopt}, together{owner, first};
    CHECK(evaluate(alone, col<&Thing::a> + 1) == std::nullopt);
    CHECK(evaluate(together, col<&Thing::a> + 1) == 3);
    static_assert(std::is_same_v<decltype(evaluate(first, col<&Thing::a> + 1)), std::int32_t>);
    static_assert(std::is_same_v<decltype(evaluate(first, col<&Thing::b>)), std::optional<std::int64_t>>);
    predicate<Owner, Thing> wanted;
    wanted &= col<&Owner::thing_id> == col<&Thing::id>;
    CHECK(matches(together, wanted));
    CHECK_FALSE(matches(alone, wanted));
    CHECK_THROWS_AS(matches(owner, wanted), error);
}

TEST_CASE("algorithms take conditions", "[memory]") {
    std::vector<Thing> things = make_things();
    const auto adult = matching(col<&Thing::a> >= 0 && col<&Thing::t> != std::nullopt);
    const auto expected = std::ranges::count_if(things, [](const Thing& each) { return each.a >= 0 && each.t; });
    CHECK(std::ranges::count_if(things, adult) == expected);
    std::ranges::sort(things, {}, evaluating(coalesce(col<&Thing::t>, "")));
    CHECK(std::ranges::is_sorted(things, {}, [](const Thing& each) { return each.t.value_or(""); }));
    CHECK(std::erase_if(things, matching(col<&Thing::id> > param<std::int64_t>, 40)) == 8);
}

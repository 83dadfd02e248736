// Pages by columns of all kinds, in forms of their own as well: what is bound for a page has its column's type.

#include <support/databases.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;
using namespace std::chrono_literals;

namespace page_types {

using moment = std::chrono::sys_time<std::chrono::microseconds>;
enum class Size { large, medium, small };

struct Thing {
    std::int64_t id{};
    Size size{};
    moment made{};
    std::optional<decimal<2>> price{};
    bool sold{};
    double weight{};
    std::chrono::year_month_day day{std::chrono::sys_days{}};
    std::optional<std::chrono::sys_seconds> seen{};
    uuid code{};
    bool operator==(const Thing&) const = default;
};
struct Month {
    moment month{};
    std::int64_t things{};
    bool operator==(const Month&) const = default;
};

} // namespace page_types
using namespace page_types;

template <> inline constexpr auto refract::model<Thing> =
    refract::table(refract::column<&Thing::seen>.stored_as(refract::unix_seconds));

namespace {

/// Whatever the order of the database is: what is behind a row is what comes behind it.
template <class Database, class Query> void check_walk(Database& db, const Query& query) {
    const std::vector<Thing> all = db.all(query);
    REQUIRE(all.size() == 12);
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO("row " << i);
        const auto at = all.begin() + static_cast<std::ptrdiff_t>(i);
        CHECK(db.all(query.after(all[i])) == std::vector<Thing>(at + 1, all.end()));
        CHECK(db.all(query.before(all[i]).limit(3)) ==
              std::vector<Thing>(at - static_cast<std::ptrdiff_t>(i < 3 ? i : 3), at));
    }
}

} // namespace

TEMPLATE_TEST_CASE("pages go by columns of every kind", "[pages]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Thing>>();
    const moment start{std::chrono::microseconds(1'700'000'000'123'456)};
    for (int i = 0; i < 12; ++i) {
        Thing thing{.size = static_cast<Size>(i * 5 % 3),
                    .made = start + i % 4 * 24h * 20,
                    .sold = i % 2 == 0,
                    .weight = i % 3 * 0.1,
                    .day = std::chrono::sys_days{std::chrono::days(i % 5)}};
        if (i % 3 > 0) thing.price = decimal<2>::from_coefficient(i % 5 * 11 - 20);
        if (i % 4 > 0) thing.seen = std::chrono::sys_seconds(std::chrono::seconds(i % 5));
        thing.code =
            *uuid::parse("00000000-0000-0000-0000-00000000000" + std::string(1, static_cast<char>('a' + i % 6)));
        db.insert(thing);
    }
    check_walk(db, from<Thing>().order_by(col<&Thing::size>, col<&Thing::id>));
    check_walk(db, from<Thing>().order_by(col<&Thing::made>.desc(), col<&Thing::id>));
    check_walk(db, from<Thing>().order_by(col<&Thing::price>, col<&Thing::sold>.desc(), col<&Thing::id>.desc()));
    check_walk(db, from<Thing>().order_by(col<&Thing::weight>.desc(), col<&Thing::day>, col<&Thing::id>));
    check_walk(db, from<Thing>().order_by(col<&Thing::seen>.desc().nulls_first(), col<&Thing::code>, col<&Thing::id>));
    // Expressions of these kinds under names.
    const auto month = date_trunc<date_unit::month>(col<&Thing::made>).template as<"month">();
    const auto months = from<Thing>().template select<Month>(month, count()).group_by(month).order_by(month.desc());
    const auto all = db.all(months);
    REQUIRE(all.size() > 1);
    CHECK(db.all(months.after(all.front())) == std::vector<Month>(all.begin() + 1, all.end()));
    CHECK(db.all(months.before(all.back()).limit(1)) == std::vector<Month>{all[all.size() - 2]});
    const auto since = (col<&Thing::made> + 24h).template as<"since">();
    CHECK(db.all(from<Thing>().select(since, count()).group_by(since).having(since > start).order_by(since)).size() ==
          4);
    const auto last = col<&Thing::seen>.template as<"last">();
    CHECK(db.all(from<Thing>().select(last, count()).group_by(last).order_by(last.desc())).size() == 6);
    const auto twice = (col<&Thing::price> * 2).template as<"twice">();
    CHECK(db.all(from<Thing>().select(twice, sum(col<&Thing::price>)).group_by(twice).order_by(twice)).size() > 2);
}

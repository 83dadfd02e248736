// Lists that a call brings: `in(param<std::vector<T>>)`.

#include "support/databases.hpp"

#include <refract/memory.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <list>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {
enum class ListedKind { fruit, root, leaf };
} // namespace

struct ListedPlant {
    std::int64_t id{};
    std::string name;
    std::optional<int> height;
    double weight{};
    std::chrono::year_month_day sown{std::chrono::year(2026), std::chrono::month(1), std::chrono::day(1)};
    decimal<2> price;
};
struct ListedBed {
    std::int64_t id{};
    std::int64_t plant_id{};
};

namespace {
constexpr auto listed_by_id = from<ListedPlant>()
                                  .where(col<&ListedPlant::id>.in(param<std::vector<std::int64_t>>))
                                  .order_by(col<&ListedPlant::id>)
                                  .select(col<&ListedPlant::name>);
constexpr auto listed_without = from<ListedPlant>()
                                    .where(col<&ListedPlant::name>.not_in(param<std::vector<std::string>>))
                                    .order_by(col<&ListedPlant::id>)
                                    .select(col<&ListedPlant::id>);
using listed_names = std::vector<std::string>;
using listed_ids = std::vector<std::int64_t>;

template <class Database> void plant(Database& db) {
    db.template create_tables<schema<ListedPlant, ListedBed>>();
    using namespace std::chrono;
    const auto add = [&](std::int64_t id, const char* name, std::optional<int> height, double weight, unsigned month,
                         int cents) {
        db.insert(ListedPlant{id, name, height, weight, year_month_day(year(2026), std::chrono::month(month), day(1)),
                              decimal<2>::from_coefficient(cents)});
    };
    add(1, "pear", 300, 0.5, 1, 150);
    add(2, "it's", std::nullopt, 0.25, 2, 99);
    add(3, "", 10, 2, 3, 100);
}
} // namespace

TEMPLATE_TEST_CASE("a list of a call is one parameter, whatever its length", "[list_parameters]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    plant(db);
    CHECK(db.all(listed_by_id, listed_ids{1, 3}) == listed_names{"pear", ""});
    CHECK(db.all(listed_by_id, listed_ids{}).empty());
    CHECK(db.all(listed_by_id, std::set<std::int64_t>{2, 3, 4}) == listed_names{"it's", ""});
    CHECK(db.all(listed_by_id, std::vector<int>{1}) == listed_names{"pear"});
    CHECK(db.all(listed_by_id, std::array<short, 2>{short{1}, short{2}}).size() == 2);
    const std::vector<std::int64_t> some{2};
    CHECK(db.all(listed_by_id, std::span(some)) == listed_names{"it's"});
    CHECK(db.all(listed_without, listed_names{"pear", "it's"}) == listed_ids{3});
    CHECK(db.all(listed_without, std::vector<std::string_view>{"", "'"}) == listed_ids{1, 2});
    CHECK(db.all(listed_without, std::list<const char*>{"it's"}) == listed_ids{1, 3});
    CHECK(db.all(listed_without, listed_names{}).size() == 3);
    CHECK_THROWS_AS(db.all(listed_by_id, std::vector<std::uint64_t>{~std::uint64_t{}}), conversion_error);
    std::string told;
    try {
        db.all(listed_by_id, std::vector<std::uint64_t>{1, ~std::uint64_t{}});
    } catch (const error& failure) { told = failure.what(); }
    CHECK_THAT(told, refract_test::has_text("[1]") && refract_test::has_text("\"id\""));
}

TEMPLATE_TEST_CASE("lists of a call are of every kind that a list is of", "[list_parameters]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    plant(db);
    using namespace std::chrono;
    const auto ids = [&](auto condition, const auto&... argument) {
        return db.all(
            from<ListedPlant>().where(condition).order_by(col<&ListedPlant::id>).select(col<&ListedPlant::id>),
            argument...);
    };
    CHECK(ids(col<&ListedPlant::weight>.in(param<std::vector<double>>), std::vector<double>{0.25, 2}) ==
          listed_ids{2, 3});
    CHECK(ids(col<&ListedPlant::weight>.in(param<std::vector<int>>), std::vector<int>{2}) == listed_ids{3});
    CHECK(ids(col<&ListedPlant::sown>.in(param<std::vector<year_month_day>>),
              std::vector<year_month_day>{2026y / 2 / 1}) == listed_ids{2});
    CHECK(ids(col<&ListedPlant::price>.in(param<std::vector<decimal<2>>>), std::vector<decimal<2>>{1.50_dec}) ==
          listed_ids{1});
    // NULL is in no list, and not outside of one.
    CHECK(ids(col<&ListedPlant::height>.not_in(param<std::vector<int>>), std::vector<int>{10}) == listed_ids{1});
    // Beside values and other parameters, which keep their order.
    CHECK(ids(col<&ListedPlant::weight> > param<double> && col<&ListedPlant::id>.in(param<std::set<int>>) &&
                  col<&ListedPlant::name> != "x" && lower(col<&ListedPlant::name>).in(param<std::vector<std::string>>),
              0.3, std::set<int>{1, 2, 3}, listed_names{"pear", "it's"}) == listed_ids{1});
}

TEMPLATE_TEST_CASE("lists of a call stand in writes and queries inside", "[list_parameters]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    plant(db);
    db.insert(ListedBed{1, 1});
    db.insert(ListedBed{2, 3});
    const auto beds =
        from<ListedBed>().where(col<&ListedBed::id>.in(param<listed_ids>)).select(col<&ListedBed::plant_id>);
    const auto planted = from<ListedPlant>().where(col<&ListedPlant::id>.in(beds)).select(col<&ListedPlant::name>);
    CHECK(db.all(planted, listed_ids{1}) == listed_names{"pear"});
    CHECK(db.count(planted, listed_ids{1, 2}) == 2);
    CHECK(db.exists(planted, listed_ids{7}) == false);
    CHECK(db.exec(update<ListedPlant>()
                      .set(col<&ListedPlant::height> = param<int>)
                      .where(col<&ListedPlant::name>.in(param<listed_names>)),
                  5, listed_names{"it's", "pear"}) == 2);
    CHECK(db.exec(delete_from<ListedPlant>().where(col<&ListedPlant::height>.in(param<std::vector<int>>)),
                  std::vector<int>{5}) == 2);
    CHECK(fresh.rows("SELECT count(*) FROM listed_plant") == text_rows{"1"});
    int seen = 0;
    for (const std::string& name : db.each(listed_by_id, listed_ids{3})) seen += name.empty();
    CHECK(seen == 1);
}

TEST_CASE("memory takes lists of a call", "[list_parameters]") {
    ListedPlant pear;
    pear.id = 1;
    pear.name = "pear";
    constexpr auto listed = col<&ListedPlant::id>.in(param<std::vector<std::int64_t>>);
    CHECK(matches(pear, listed, listed_ids{2, 1}));
    CHECK_FALSE(matches(pear, listed, std::vector<int>{}));
    CHECK(matches(pear, col<&ListedPlant::name>.not_in(param<listed_names>), std::vector<const char*>{"apple"}));
    CHECK_FALSE(matches(pear, col<&ListedPlant::height>.not_in(param<std::vector<int>>), std::vector<int>{3}));
}

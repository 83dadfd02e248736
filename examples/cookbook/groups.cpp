// Questions about groups of rows. docs/cookbook.md shows each with its SQL and its answer.
#include "show.hpp"

#include <refract/sqlite.hpp>

using namespace refract;
using namespace cookbook;

struct Sale {
    std::int64_t id{};
    std::string shop, product;
    std::chrono::year_month_day day{};
    std::int64_t amount{};
};
constexpr auto id = col<&Sale::id>;
constexpr auto shop = col<&Sale::shop>;
constexpr auto product = col<&Sale::product>;
constexpr auto day = col<&Sale::day>;
constexpr auto amount = col<&Sale::amount>;

// [top]
struct Ranked {
    std::string shop, product;
    std::int64_t amount{}, place{};
};
constexpr auto places = row_number().over(partition_by(shop), order_by(amount.desc(), id));
constexpr auto best_two = from(from<Sale>().select<Ranked>(shop, product, amount, places))
                              .where(col<&Ranked::place> <= 2)
                              .order_by(col<&Ranked::shop>, col<&Ranked::place>);
// [/top]

// [latest]
using later = alias<Sale, "later">;
constexpr auto latest =
    from<Sale>()
        .where(!exists(from<later>().where(
            col<&Sale::shop, later> == shop &&
            tuple(col<&Sale::day, later>, col<&Sale::id, later>) > tuple(day, id))))
        .order_by(shop)
        .select(shop, day, product);
// [/latest]

// [having]
constexpr auto busy_shops = from<Sale>()
                                .group_by(shop)
                                .having(count() >= 3 && sum(amount) > 60)
                                .order_by(shop)
                                .select(shop, count(), sum(amount));
// [/having]

// [share]
constexpr auto shares = from<Sale>().group_by(shop).order_by(shop).select(
    shop, round(100.0 * cast<double>(sum(amount)) / cast<double>(sum(sum(amount)).over()), 1));
// [/share]

// [conditions]
constexpr auto by_size = from<Sale>().group_by(shop).order_by(shop).select(
    shop, count().filter(amount >= 20), count().filter(amount < 20));
// [/conditions]

// [pivot]
constexpr auto of_shop = [](std::string_view name) {
    return sum(case_when(shop == name, amount).otherwise(0));
};
const auto by_month = from<Sale>()
                          .group_by(month_of(day))
                          .order_by(month_of(day))
                          .select(month_of(day), of_shop("north"), of_shop("south"));
// [/pivot]

// [unpivot]
struct Quarter {
    std::int64_t year{}, first{}, second{};
};
struct Figure {
    std::int64_t year{};
    std::string quarter;
    std::int64_t amount{};
};
constexpr auto first_quarter =
    from<Quarter>().select<Figure>(col<&Quarter::year>, value("q1"), col<&Quarter::first>);
constexpr auto second_quarter =
    from<Quarter>().select<Figure>(col<&Quarter::year>, value("q2"), col<&Quarter::second>);
constexpr auto figures =
    first_quarter.union_all(second_quarter).order_by(col<&Figure::year>, col<&Figure::quarter>);
// [/unpivot]

// [mode]
struct Times {
    std::string shop, product;
    std::int64_t times{}, place{};
};
constexpr auto counted =
    from<Sale>()
        .group_by(shop, product)
        .select<Times>(
            shop, product, count(), rank().over(partition_by(shop), order_by(count().desc())));
constexpr auto favourites =
    from(counted)
        .where(col<&Times::place> == 1)
        .order_by(col<&Times::shop>, col<&Times::product>)
        .select(col<&Times::shop>, col<&Times::product>, col<&Times::times>);
// [/mode]

// [bands]
constexpr auto band =
    case_when(amount < 20, "small").when(amount < 40, "usual").otherwise("large").as<"band">();
constexpr auto bands = from<Sale>()
                           .group_by(band)
                           .order_by(min(amount))
                           .select(band, count(), min(amount), max(amount));
// [/bands]

// [list]
constexpr auto lists =
    from<Sale>().group_by(shop).order_by(shop).select(shop, string_agg(product, ", "));
// [/list]

// [median]
struct Middle {
    std::int64_t amount{}, place{}, all{};
};
constexpr auto ordered =
    from<Sale>().select<Middle>(amount, row_number().over(order_by(amount, id)), count().over());
constexpr auto median = from(ordered)
                            .where(
                                col<&Middle::place> * 2 >= col<&Middle::all> &&
                                col<&Middle::place> * 2 <= col<&Middle::all> + 2)
                            .select(avg(col<&Middle::amount>));
// [/median]

// [totals]
struct Line {
    std::optional<std::string> shop;
    std::int64_t amount{};
};
constexpr auto lines = from<Sale>().group_by(shop).select<Line>(shop, coalesce(sum(amount), 0));
constexpr auto total =
    from<Sale>().select<Line>(value(std::optional<std::string>()), coalesce(sum(amount), 0));
constexpr auto with_total = lines.union_all(total).order_by(col<&Line::shop>.asc().nulls_last());
// [/totals]

int main() {
    using namespace std::chrono;
    sqlite::database db{":memory:"};
    db.create_tables<schema<Sale>>();
    db.execute("CREATE TABLE quarter (year INTEGER, first INTEGER, second INTEGER)");
    db.execute("INSERT INTO quarter VALUES (2025, 10, 20), (2026, 30, 40)");
    const auto on = [](unsigned m, unsigned d) {
        return year(2026) / month(m) / std::chrono::day(d);
    };
    db.insert_many<Sale>(
        {{1, "north", "tea", on(1, 1), 10},
         {2, "north", "tea", on(1, 2), 30},
         {3, "south", "tea", on(1, 2), 20},
         {4, "north", "cake", on(2, 3), 25},
         {5, "south", "cake", on(2, 4), 45},
         {6, "south", "cake", on(2, 4), 15}});
    show("top", db, best_two);
    show("latest", db, latest);
    show("having", db, busy_shops);
    show("share", db, shares);
    show("conditions", db, by_size);
    show("pivot", db, by_month);
    show("unpivot", db, figures);
    show("mode", db, favourites);
    show("bands", db, bands);
    show("list", db, lists);
    show("median", db, median);
    show("totals", db, with_total);
}

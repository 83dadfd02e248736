// Questions that people ask of a database, and how they are said. docs/cookbook.md shows each.
#include <refract/sqlite.hpp>

#include <chrono>
#include <iostream>

using namespace refract;

struct Sale {
    std::int64_t id{};
    std::string shop;
    std::chrono::year_month_day day{};
    std::int64_t amount{};
};
struct Area {
    std::int64_t id{};
    std::string name;
    std::optional<std::int64_t> inside_id;
};
struct Stock {
    std::string shop;
    std::int64_t pieces{};
};
template <> inline constexpr auto refract::model<Stock> = table(primary_key<&Stock::shop>);

constexpr auto id = col<&Sale::id>;
constexpr auto shop = col<&Sale::shop>;
constexpr auto day = col<&Sale::day>;
constexpr auto amount = col<&Sale::amount>;

// [top]
// The two best sales of each shop. With 1 instead of 2: the best one; ordered by day: the latest.
struct Ranked {
    std::string shop;
    std::int64_t amount{}, place{};
};
constexpr auto places = row_number().over(partition_by(shop), order_by(amount.desc(), id));
constexpr auto best_two = from(from<Sale>().select<Ranked>(shop, amount, places))
                              .where(col<&Ranked::place> <= 2)
                              .order_by(col<&Ranked::shop>, col<&Ranked::place>);
// [/top]

// [running]
// All sales so far, the difference to the sale before, the mean of three sales, the part of the whole.
constexpr auto by_day = order_by(day, id);
constexpr auto running = from<Sale>().order_by(day, id).select(
    sum(amount).over(by_day),
    amount - lag(amount, 1, 0).over(by_day),
    avg(amount).over(by_day, rows_between(preceding(2), current_row)),
    coalesce(cast<double>(amount) / cast<double>(sum(amount).over()), 0.0));
// [/running]

// [pivot]
// One column for each shop.
constexpr auto of_shop = [](std::string_view name) {
    return sum(case_when(shop == name, amount).otherwise(0));
};
const auto by_month = from<Sale>()
                          .group_by(month_of(day))
                          .order_by(month_of(day))
                          .select(month_of(day), of_shop("north"), of_shop("south"));
// [/pivot]

// [islands]
// Days without a gap: in a row of days, the day minus its number stays the same.
struct Visit {
    std::int64_t day{};
};
struct Island {
    std::int64_t day{}, begins{};
};
constexpr auto numbered = from<Visit>().select<Island>(
    col<&Visit::day>, col<&Visit::day> - row_number().over(order_by(col<&Visit::day>)));
constexpr auto islands = from(numbered)
                             .group_by(col<&Island::begins>)
                             .order_by(min(col<&Island::day>))
                             .select(min(col<&Island::day>), max(col<&Island::day>), count());
// [/islands]

// [gaps]
// The numbers that are missing behind each.
struct Next {
    std::int64_t day{}, next{};
};
constexpr auto followed = from<Visit>().select<Next>(
    col<&Visit::day>, lead(col<&Visit::day>, 1, std::int64_t{-1}).over(order_by(col<&Visit::day>)));
constexpr auto gaps = from(followed)
                          .where(col<&Next::next> - col<&Next::day> > 1)
                          .select(col<&Next::day> + 1, col<&Next::next> - 1);
// [/gaps]

// [duplicates]
// Sales that are there twice, and all of them but the first of each.
constexpr auto twice = from<Sale>()
                           .group_by(shop, day, amount)
                           .having(count() > 1)
                           .order_by(shop)
                           .select(shop, amount, count());
using any_sale = alias<Sale, "any">;
constexpr auto firsts =
    from<any_sale>()
        .group_by(
            col<&Sale::shop, any_sale>, col<&Sale::day, any_sale>, col<&Sale::amount, any_sale>)
        .select(min(col<&Sale::id, any_sale>));
constexpr auto deduplicate = delete_from<Sale>().where(id.not_in(firsts));
// [/duplicates]

// [tree]
// An area with all that is inside it, and how deep.
struct Place {
    std::int64_t id{};
    std::string path;
    std::int64_t depth{};
};
constexpr auto root = from<Area>()
                          .where(col<&Area::inside_id>.is_null())
                          .select<Place>(col<&Area::id>, col<&Area::name>, value(std::int64_t{0}));
constexpr auto inside =
    from<Area>()
        .join<Place>(col<&Area::inside_id> == col<&Place::id>)
        .select<Place>(
            col<&Area::id>, col<&Place::path> + "/" + col<&Area::name>, col<&Place::depth> + 1);
constexpr auto tree =
    with_recursive(root.union_all(inside)).from<Place>().order_by(col<&Place::path>);
// [/tree]

// [numbers]
// The days of a week, also those without a sale.
struct Day {
    std::int64_t number{};
};
constexpr auto one = from<Area>().where(col<&Area::id> == 1).select<Day>(value(std::int64_t{1}));
constexpr auto more = from<Day>().where(col<&Day::number> < 7).select<Day>(col<&Day::number> + 1);
constexpr auto week = with_recursive(one.union_all(more))
                          .from<Day>()
                          .left_join<Sale>(day_of(day) == col<&Day::number> && month_of(day) == 1)
                          .group_by(col<&Day::number>)
                          .order_by(col<&Day::number>)
                          .select(col<&Day::number>, count(id));
// [/numbers]

// [median]
// The middle value, or the mean of the two in the middle.
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

// [missing]
// Shops without stock; shops with sales and stock.
constexpr auto without = from<Sale>()
                             .where(!exists(from<Stock>().where(col<&Stock::shop> == shop)))
                             .select(shop)
                             .distinct();
constexpr auto both = from<Sale>().select(shop).intersect(from<Stock>().select(col<&Stock::shop>));
// [/missing]

// [page]
// The page behind a row that has been seen: no offset, which would read and throw away.
constexpr auto page = from<Sale>().order_by(amount.desc(), id.desc()).limit(2);
auto page_behind(const Sale& last) {
    return page.where(tuple(amount, id) < tuple(last.amount, last.id));
}
// [/page]

// [stock]
// Rows made of a query; those that are there already are updated.
constexpr auto restock =
    insert_into<Stock>()
        .columns<&Stock::shop, &Stock::pieces>()
        .from(from<Sale>().group_by(shop).select(shop, count()))
        .on_conflict<&Stock::shop>()
        .do_update(col<&Stock::pieces> = col<&Stock::pieces> + excluded<&Stock::pieces>);
// [/stock]

// [queue]
// Work for several workers: each takes the next row that nobody has (PostgreSQL).
constexpr auto next_job = from<Sale>().order_by(id).limit(1).for_update().skip_locked();
// [/queue]

// [reuse]
// Parts of queries under names.
constexpr auto big = amount >= 20;
constexpr auto newest_first = order_by(day.desc(), id);
constexpr auto big_ones = from<Sale>() | big | newest_first;
// [/reuse]

template <class Rows> void print(std::string_view title, const Rows& rows) {
    std::cout << title << ':';
    for (const auto& row : rows) {
        std::cout << " (";
        if constexpr (requires { std::tuple_size<std::decay_t<decltype(row)>>::value; })
            std::apply(
                [](const auto& first, const auto&... rest) {
                    std::cout << first;
                    ((std::cout << ' ' << rest), ...);
                },
                row);
        else
            std::cout << row;
        std::cout << ')';
    }
    std::cout << '\n';
}
std::ostream& operator<<(std::ostream& out, const Ranked& row) {
    return out << row.shop << ' ' << row.amount << ' ' << row.place;
}
std::ostream& operator<<(std::ostream& out, const Place& row) {
    return out << row.path << ' ' << row.depth;
}
std::ostream& operator<<(std::ostream& out, const Sale& row) { return out << row.id; }

int main() {
    using namespace std::chrono;
    sqlite::database db{":memory:"};
    db.create_tables<schema<Sale, Area, Stock>>();
    db.execute("CREATE TABLE visit (day INTEGER PRIMARY KEY)");
    db.execute("INSERT INTO visit VALUES (1), (2), (3), (5), (6), (9)");
    const auto on = [](unsigned m, unsigned d) {
        return year(2026) / month(m) / std::chrono::day(d);
    };
    db.insert_many<Sale>(
        {{1, "north", on(1, 1), 10},
         {2, "north", on(1, 2), 30},
         {3, "south", on(1, 2), 20},
         {4, "north", on(2, 3), 20},
         {5, "south", on(2, 4), 20},
         {6, "south", on(2, 4), 20}});
    db.insert_many<Area>({{1, "world", {}}, {2, "north", 1}, {3, "south", 1}, {4, "bay", 3}});
    db.insert(Stock{"north", 5});

    print("best two", db.all(best_two));
    print("running", db.all(running));
    print("by month", db.all(by_month));
    print("islands", db.all(islands));
    print("gaps", db.all(gaps));
    print("twice", db.all(twice));
    print("tree", db.all(tree));
    print("week", db.all(week));
    std::cout << "median: " << db.one(median).value_or(0) << '\n';
    print("without stock", db.all(without));
    print("with both", db.all(both));
    const auto first = db.all(page);
    print("first page", first);
    print("second page", db.all(page_behind(first.back())));
    print("big ones", db.all(big_ones));
    std::cout << db.exec(restock) << " restocked, north has " << db.get<Stock>("north").pieces
              << '\n';
    std::cout << db.exec(deduplicate) << " removed\n";
    std::cout << sql<dialect::postgres>(next_job) << '\n';
}

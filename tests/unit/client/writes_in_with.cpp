// Writes whose rows another statement reads, hints for WITH, and locks of queries inside.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

struct Order {
    std::int64_t id{};
    std::string buyer{};
    std::optional<std::string> note{};
    int total{};
};
struct Item {
    std::int64_t id{};
    std::int64_t order_id{};
    std::string label{};
};
struct Kept {
    std::int64_t id{};
    std::string buyer{};
    std::optional<std::string> note{};
};
struct Gone {
    std::int64_t id{};
    std::string buyer{};
    std::optional<std::string> note{};
};
struct Added {
    std::int64_t order_id{};
};
struct Summary {
    std::string buyer{};
    std::int64_t orders{};
};

using orders = schema<Order, Item, Kept>;
const std::string hostile = "'); DELETE FROM kept; -- \" \\ $1 \xe2\x82\xac";

template <class Database> void fill_writes_in_with(Database& db) {
    db.template create_tables<orders>();
    db.insert_many(std::vector<Order>{
        {1, "Ann", "x", 10}, {2, hostile, std::nullopt, 20}, {3, "Cid", hostile, 30}, {4, "Dee", "y", 40}});
}
using archived = as_table<Order, "archived">;

} // namespace

TEST_CASE("rows are moved in one statement", "[writes_in_with]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_writes_in_with(db);
    const auto move = with(delete_from<Order>().where(col<&Order::total> < param<int>).returning<Gone>())
                          .insert_into<Kept>()
                          .columns<&Kept::id, &Kept::buyer, &Kept::note>()
                          .from(from<Gone>().select(col<&Gone::id> + 100, col<&Gone::buyer>, col<&Gone::note>));
    CHECK(db.exec(move, 5) == 0);
    CHECK(db.exec(move, 25) == 2);
    CHECK(fresh.rows("SELECT id, buyer = 'Ann', note FROM kept ORDER BY id") == text_rows{"101|t|x", "102|f|NULL"});
    CHECK(db.one(from<Kept>().where(col<&Kept::id> == 102)).buyer == hostile);
    CHECK(fresh.rows("SELECT id FROM \"order\" ORDER BY id") == text_rows{"3", "4"});
    // Rows that were updated, in a name of their own, read by a select; values in each part.
    const auto changed =
        with<archived>(update<Order>().set(col<&Order::note> = hostile).where(col<&Order::buyer> == "Dee").returning())
            .from<archived>()
            .where(col<&Order::note, archived> == hostile && col<&Order::total, archived> > 1);
    const std::vector<Order> rows = db.all(changed);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].id == 4);
    CHECK(rows[0].note == hostile);
    CHECK(db.first(changed)->id == 4);
}

TEST_CASE("several writes stand beside each other", "[writes_in_with]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_writes_in_with(db);
    // The key of a new order goes into its item; a second write limits itself; the last one reads both.
    const auto place = with(insert_into<Order>()
                                .set(col<&Order::id> = 9, col<&Order::buyer> = hostile, col<&Order::total> = 7)
                                .returning<Added>(col<&Order::id> + 10))
                           .with(delete_from<Order>()
                                     .where(col<&Order::total> > 10)
                                     .order_by(col<&Order::id>.desc())
                                     .limit(1)
                                     .returning<Gone>())
                           .insert_into<Item>()
                           .columns<&Item::order_id, &Item::label>()
                           .from(from<Added>().cross_join<Gone>().select(col<&Added::order_id>, col<&Gone::buyer>))
                           .returning(col<&Item::label>);
    CHECK(db.all(place) == std::vector<std::string>{"Dee"});
    CHECK(fresh.rows("SELECT count(*) FROM \"order\"") == text_rows{"4"});
    // All parts see what was there before the statement.
    const auto before = with(delete_from<Order>().all_rows().returning<Gone>()).from<Order>().select(count());
    CHECK(db.one(before) == 4);
    CHECK(db.count(from<Order>()) == 0);
}

TEMPLATE_TEST_CASE("a query of WITH is read through a query with another name", "[writes_in_with]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_writes_in_with(db);
    using late = alias<Summary, "late">;
    const auto totals =
        from<Order>().template select<Summary>(col<&Order::buyer>, count()).group_by(col<&Order::buyer>);
    const auto read = with(totals.materialized())
                          .template from<late>(from<Summary>().where(col<&Summary::buyer> != hostile))
                          .where(col<&Summary::buyer, late> > "B")
                          .order_by(col<&Summary::buyer, late>);
    const auto rows = db.all(read);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].buyer == "Cid");
}

TEST_CASE("rows of an operand are locked", "[writes_in_with]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_writes_in_with(db);
    auto other = fresh.open();
    other.execute("SET lock_timeout = '200ms'");
    const auto small = from<Order>().where(col<&Order::total> < 15).select(col<&Order::id>);
    const auto large = from<Order>().where(col<&Order::total> > 35).select(col<&Order::id>);
    auto first = db.begin();
    CHECK(first.all(small.for_update().union_all(large)).size() == 2);
    CHECK(first.all(large.union_all(small.for_share().skip_locked())).size() == 2);
    CHECK(other.exec(update<Order>().set(col<&Order::total> = 41).where(col<&Order::id> == 4)) == 1);
    CHECK_THROWS_AS(other.exec(update<Order>().set(col<&Order::total> = 0).where(col<&Order::id> == 1)), error);
    first.commit();
    // Of a join, only the table that cannot be missing.
    CHECK(db.all(from<Order>()
                     .left_join<Item>(col<&Item::order_id> == col<&Order::id>)
                     .select(col<&Order::id>)
                     .for_update()
                     .of<Order>())
              .size() == 4);
}

#include <refract/test/placed.hpp>

#include <refract/driver/sqlite_test_store.hpp>
#include <refract/test/factory.hpp>
#include <refract/test/fill.hpp>

#include <support/databases.hpp>

#ifdef REFRACT_TEST_POSTGRES
#include <refract/driver/postgres_test_store.hpp>
#endif

#include <cstdint>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace placed_kit {

struct Org {
    std::int64_t id{};
    std::string name{};
};
struct Shop {
    std::int64_t id{};
    std::int64_t org_id{};
    std::string name{};
};
struct Sale {
    std::int64_t id{};
    std::int64_t org_id{};
    std::int64_t shop_id{};
    std::int32_t amount{};
};
struct Far {
    std::int64_t id{};
    std::string name{};
};
struct Near {
    std::int64_t id{};
    std::int64_t far_id{};
};
/// The same without a tenant.
struct Ware {
    std::int64_t id{};
    std::string name{};
};
struct Stock {
    std::int64_t id{};
    std::int64_t ware_id{};
    std::int32_t amount{};
};

} // namespace placed_kit
namespace kit = placed_kit;

template <> inline constexpr auto refract::model<kit::Shop> =
    refract::table(refract::named("kit_shop"), refract::tenant<&kit::Shop::org_id>, refract::unique<&kit::Shop::name>);
template <> inline constexpr auto refract::model<kit::Sale> =
    refract::table(refract::named("kit_sale"), refract::tenant<&kit::Sale::org_id>,
                   refract::foreign_key<&kit::Sale::shop_id>.references<&kit::Shop::id>());
template <> inline constexpr auto refract::model<kit::Far> =
    refract::table(refract::named("kit_far"), refract::in_schema("placed_kit_far"));
template <> inline constexpr auto refract::model<kit::Near> =
    refract::table(refract::named("kit_near"), refract::foreign_key<&kit::Near::far_id>.references<&kit::Far::id>());
template <> inline constexpr auto refract::model<kit::Ware> = refract::table(refract::named("kit_ware"));
template <> inline constexpr auto refract::model<kit::Stock> =
    refract::table(refract::named("kit_stock"), refract::foreign_key<&kit::Stock::ware_id>.references<&kit::Ware::id>(),
                   refract::check("amount_positive", refract::col<&kit::Stock::amount> > 0));

namespace {
using tenants_of_kit = schema<kit::Shop, kit::Sale>;
using wares_of_kit = schema<kit::Ware, kit::Stock>;
} // namespace

TEMPLATE_TEST_CASE("a tenant's tables are filled with rows of its own", "[test_placed]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tenants_of_kit>();
    CHECK(test::fill<tenants_of_kit>(db.tenant(7), 10, {.seed = 3}) == 20);
    auto other = db.tenant(8);
    CHECK(test::fill<kit::Sale>(other, 5, {.seed = 3}).size() == 5); // its shops come along, named as nobody's are
    CHECK(fresh.rows("SELECT count(*) FROM kit_sale WHERE org_id = 7") == text_rows{"10"});
    CHECK(fresh.rows("SELECT count(*) FROM kit_sale WHERE org_id = 8") == text_rows{"5"});
    CHECK(fresh.rows("SELECT count(*) FROM kit_sale AS s JOIN kit_shop AS o ON o.id = s.shop_id "
                     "WHERE s.org_id <> o.org_id") == text_rows{"0"});
    auto sales = test::factory<kit::Sale>().with(col<&kit::Sale::amount> = 5);
    const kit::Sale made = sales.create(other);
    CHECK(made.org_id == 8);
    CHECK(other.template get<kit::Shop>(made.shop_id).org_id == 8);
    CHECK(sales.create(db.tenant(9), 3).size() == 3);
    CHECK(fresh.rows("SELECT count(*) FROM kit_shop WHERE org_id = 9") == text_rows{"3"});
    // All or nothing, also in a transaction that is there.
    auto whole = db.begin();
    test::fill<kit::Sale>(db.tenant(9), 2);
    whole.rollback();
    CHECK(fresh.rows("SELECT count(*) FROM kit_sale WHERE org_id = 9") == text_rows{"3"});
}

TEST_CASE("tables of a model's schema, and of one that is chosen, are filled", "[test_placed]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.execute("DROP SCHEMA IF EXISTS placed_kit_far CASCADE");
    db.template create_tables<schema<kit::Far, kit::Near>>();
    CHECK(test::fill<schema<kit::Near, kit::Far>>(db, 4) == 8);
    CHECK(test::factory<kit::Near>().create(db).far_id == 5);
    db.execute("DROP SCHEMA placed_kit_far CASCADE");
    db.execute("DROP SCHEMA IF EXISTS placed_kit_7 CASCADE");
    auto place = db.in_schema("placed_kit_7");
    place.template create_tables<wares_of_kit>();
    CHECK(test::fill<wares_of_kit>(place, 6) == 12);
    CHECK(test::factory<kit::Stock>().create(db.in_schema("placed_kit_7")).id == 7);
    CHECK(fresh.rows("SELECT count(*) FROM placed_kit_7.kit_ware") == text_rows{"7"});
    db.execute("DROP SCHEMA placed_kit_7 CASCADE");
}

TEST_CASE("tables of attached databases are filled", "[test_placed]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.execute("ATTACH DATABASE ':memory:' AS placed_kit_7");
    db.in_schema("placed_kit_7").template create_tables<wares_of_kit>();
    CHECK(test::fill<wares_of_kit>(db.in_schema("placed_kit_7"), 6) == 12);
    CHECK(fresh.rows("SELECT count(*) FROM placed_kit_7.kit_stock") == text_rows{"6"});
}

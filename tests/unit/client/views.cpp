// Views as models that are only read, and columns that the database computes.

#include <support/databases.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace views_test {

enum class State { open, paid };
struct Buyer {
    std::int64_t id{};
    std::string name{};
};
struct Sale {
    std::int64_t id{};
    std::int64_t buyer_id{};
    refract::decimal<2> price{};
    State state = State::open;
    std::optional<std::string> note{};
    std::chrono::sys_time<std::chrono::microseconds> at{};
};
/// Reads a view that reads the tables.
struct BigBuyer {
    std::int64_t buyer_id{};
    std::string name{};
    std::string kind{};
    bool operator==(const BigBuyer&) const = default;
};
struct BuyerTotal {
    std::int64_t id{};
    std::string name{};
    std::int64_t sales{};
    std::optional<refract::decimal<2>> spent{};
    bool operator==(const BuyerTotal&) const = default;
};
struct Foreign {
    std::int64_t n{};
};
struct Ranked {
    std::int64_t id{};
    std::int64_t place{};
    bool operator==(const Ranked&) const = default;
};
struct Kept {
    std::int64_t id{};
    std::string name{};
};
struct Line {
    std::int64_t id{};
    std::string title{};
    std::int64_t pieces{};
    std::int64_t cents{};
    std::int64_t total{};
    std::string shout{};
};
struct Fleeting {
    std::int64_t id{};
    std::int64_t pieces{};
    std::int64_t twice{};
    std::int64_t thrice{};
};

} // namespace views_test

namespace names = views_test;

template <> inline constexpr auto refract::model<names::Sale> =
    refract::table(refract::foreign_key<&names::Sale::buyer_id>.references<&names::Buyer::id>());
template <> inline constexpr auto refract::model<names::BuyerTotal> =
    refract::table(refract::read_only_view, refract::named("buyer \"totals\""),
                   refract::column<&names::BuyerTotal::spent>.named("all that was spent"));
template <> inline constexpr auto refract::view_of<names::BuyerTotal> =
    refract::from<names::Buyer>()
        .left_join<names::Sale>(refract::col<&names::Sale::buyer_id> == refract::col<&names::Buyer::id> &&
                                refract::col<&names::Sale::state> == names::State::paid)
        .select<names::BuyerTotal>(refract::col<&names::Buyer::id>, refract::col<&names::Buyer::name>,
                                   refract::count(refract::col<&names::Sale::id>),
                                   refract::sum(refract::col<&names::Sale::price>))
        .group_by(refract::col<&names::Buyer::id>, refract::col<&names::Buyer::name>);

template <> inline constexpr auto refract::model<names::BigBuyer> = refract::table(refract::read_only_view);
template <> inline constexpr auto refract::view_of<names::BigBuyer> =
    refract::from<names::BuyerTotal>()
        .where(refract::col<&names::BuyerTotal::spent> > refract::decimal<2>::whole(10) &&
               refract::col<&names::BuyerTotal::name> != "it's \"x\" \\ {} ?1 $1; --")
        .select<names::BigBuyer>(refract::col<&names::BuyerTotal::id>, refract::col<&names::BuyerTotal::name>,
                                 refract::value("it's \"big\" \\ $1"));

template <> inline constexpr auto refract::model<names::Foreign> =
    refract::table(refract::read_only_view, refract::named("made_by_others"));

template <> inline constexpr auto refract::model<names::Ranked> = refract::table(refract::read_only_view);
template <> inline constexpr auto refract::view_of<names::Ranked> =
    refract::with(refract::from<names::Sale>()
                      .where(refract::col<&names::Sale::at> > std::chrono::sys_days(std::chrono::days(365)))
                      .select<names::Ranked>(
                          refract::col<&names::Sale::id>,
                          refract::row_number().over(refract::order_by(refract::col<&names::Sale::price>.desc()))))
        .from<names::Ranked>()
        .where(refract::col<&names::Ranked::place> <= 2);

template <> inline constexpr auto refract::model<names::Kept> =
    refract::table(refract::materialized_view, refract::index<&names::Kept::id>.unique());
template <> inline constexpr auto refract::view_of<names::Kept> = refract::from<names::Buyer>().select<names::Kept>();

template <> inline constexpr auto refract::model<names::Line> =
    refract::table(refract::column<&names::Line::total>.generated(refract::col<&names::Line::pieces> *
                                                                  refract::col<&names::Line::cents>),
                   refract::column<&names::Line::shout>.generated_as("upper(title)"));
template <> inline constexpr auto refract::model<names::Fleeting> = refract::table(
    refract::column<&names::Fleeting::twice>.generated(refract::col<&names::Fleeting::pieces> * 2, refract::not_stored),
    refract::column<&names::Fleeting::thrice>.generated_as("pieces * 3", refract::not_stored));

using namespace refract;
using namespace refract_test;
using names::BigBuyer;
using names::Buyer;
using names::BuyerTotal;
using names::Fleeting;
using names::Foreign;
using names::Kept;
using names::Line;
using names::Ranked;
using names::Sale;
using names::State;

namespace {

// A view may stand before what it reads.
using all = schema<BigBuyer, BuyerTotal, Ranked, Buyer, Sale>;
using money = decimal<2>;

template <class Database> void fill_views(Database& db) {
    db.insert_many(std::vector<Buyer>{{.id = 1, .name = "Ann"}, {.id = 2, .name = "Bob"}, {.id = 3, .name = "Cy"}},
                   keys_are_given);
    const std::chrono::sys_days day(std::chrono::days(20000));
    db.insert_many(
        std::vector<Sale>{{.id = 1, .buyer_id = 1, .price = money::whole(7), .state = State::paid, .at = day},
                          {.id = 2, .buyer_id = 1, .price = money::whole(8), .state = State::paid, .at = day},
                          {.id = 3, .buyer_id = 2, .price = money::whole(50), .at = day},
                          {.id = 4, .buyer_id = 2, .price = money::whole(2), .state = State::paid}},
        keys_are_given);
}

} // namespace

TEMPLATE_TEST_CASE("a view is made from its query and read like a table", "[views]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<all>();
    db.template create_tables<all>(); // they are there
    fill_views(db);
    const auto totals = from<BuyerTotal>().order_by(col<&BuyerTotal::id>);
    CHECK(db.all(totals) == std::vector<BuyerTotal>{{1, "Ann", 2, money::whole(15)},
                                                    {2, "Bob", 1, money::whole(2)},
                                                    {3, "Cy", 0, std::nullopt}});
    CHECK(db.all(from<BigBuyer>()) == std::vector<BigBuyer>{{1, "Ann", "it's \"big\" \\ $1"}});
    CHECK(db.all(from<Ranked>().order_by(col<&Ranked::place>)) == std::vector<Ranked>{{3, 1}, {2, 2}});
    CHECK(fresh.rows("SELECT \"all that was spent\" FROM \"buyer \"\"totals\"\"\" WHERE id = 3") == text_rows{"NULL"});

    // Joined, by key, with conditions of the run time.
    CHECK(db.all(from<Sale>()
                     .template join<BuyerTotal>(col<&BuyerTotal::id> == col<&Sale::buyer_id>)
                     .where(col<&BuyerTotal::sales> == 1)
                     .order_by(col<&Sale::id>)
                     .select(col<&Sale::id>)) == std::vector<std::int64_t>{3, 4});
    CHECK(db.template get<BuyerTotal>(2).name == "Bob");
    predicate<BuyerTotal> wanted;
    wanted &= col<&BuyerTotal::spent>.is_null();
    CHECK(db.count(from<BuyerTotal>().where(wanted)) == 1);
}

TEMPLATE_TEST_CASE("a view that nothing defines has to be there", "[views]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    using needed = schema<Buyer, Foreign>;
    try {
        db.template create_tables<needed>();
        FAIL("the view is not there");
    } catch (const error& failure) {
        CHECK(std::string(failure.what()).find("there is no view \"made_by_others\"") != std::string::npos);
    }
    CHECK_THROWS_AS(db.count(from<Buyer>()), error); // all or nothing
    fresh.rows("CREATE VIEW made_by_others AS SELECT CAST(5 AS bigint) AS n");
    db.template create_tables<needed>();
    CHECK(db.one(from<Foreign>()).n == 5);
}

TEMPLATE_TEST_CASE("generated columns are not written, and come back", "[views]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Line>>();
    auto line = db.insert(Line{.title = "ink", .pieces = 3, .cents = 200, .total = 99, .shout = "no"});
    CHECK(line.total == 600);
    CHECK(line.shout == "INK");
    line.title = "pen";
    line.pieces = 4;
    db.update(line);
    CHECK(line.total == 800);
    CHECK(line.shout == "PEN");
    line.cents = 1;
    CHECK(db.upsert(line).total == 4);
    CHECK(db.insert_many(std::vector<Line>{{.title = "a", .pieces = 1, .cents = 1}, {.title = "b"}}) == 2);
    CHECK(fresh.rows("SELECT title, total, shout FROM line ORDER BY title") ==
          text_rows{"a|1|A", "b|0|B", "pen|4|PEN"});
    CHECK(db.all(insert_into<Line>()
                     .set(col<&Line::title> = "c", col<&Line::pieces> = 2, col<&Line::cents> = 4)
                     .returning(col<&Line::total>)) == std::vector<std::int64_t>{8});
    CHECK(db.count(from<Line>().where(col<&Line::total> > 3)) == 2);
}

TEMPLATE_TEST_CASE("generated columns that are computed when they are read", "[views]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    bool has_them = true;
    if constexpr (!TestType::is_sqlite)
        has_them = fresh.rows("SELECT 1 WHERE current_setting('server_version_num')::integer >= 180000").size() == 1;
    if (!has_them) {
        try {
            db.template create_tables<schema<Fleeting>>();
            FAIL("this server has none");
        } catch (const error& failure) {
            CHECK(std::string(failure.what()).find("PostgreSQL has it from version 18 on") != std::string::npos);
        }
        return;
    }
    db.template create_tables<schema<Fleeting>>();
    auto made = db.insert(Fleeting{.pieces = 5});
    CHECK(made.twice == 10);
    CHECK(made.thrice == 15);
    made.pieces = 6;
    db.update(made);
    CHECK(made.thrice == 18);
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a materialized view keeps its rows until it is refreshed", "[views]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Kept, Buyer>>();
    db.create_tables<schema<Kept, Buyer>>();
    db.insert(Buyer{.name = "Ann"});
    CHECK(db.count(from<Kept>()) == 0);
    db.refresh<Kept>();
    CHECK(db.one(from<Kept>()).name == "Ann");
    db.transaction([](auto& tx) {
        tx.insert(Buyer{.name = "Bob"});
        tx.template refresh<Kept>();
        CHECK(tx.count(from<Kept>()) == 2);
    });
    CHECK(fresh.rows("SELECT indexname FROM pg_indexes WHERE tablename = 'kept'") == text_rows{"kept_id_idx"});
}
#endif

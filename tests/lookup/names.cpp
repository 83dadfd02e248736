// Models whose namespace has a function template for every function of refract, public and internal, each of which takes
// anything and does not compile once it is called. What this program does must not find one of them.

#include <support/databases.hpp>

#include <refract/memory.hpp>
#include <refract/recorder.hpp>
#include <refract/verify.hpp>

#include "names_of_ours.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace shop {
enum class State { open, paid };
struct Badge {
    std::string text{};
    bool operator==(const Badge&) const = default;
};
struct Note {
    std::int64_t id{};
    std::string text{};
};
struct Customer {
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> mail{};
    std::chrono::sys_time<std::chrono::microseconds> since{};
    std::chrono::year_month_day born{std::chrono::sys_days{}};
    std::optional<std::int64_t> sponsor_id{};
    bool operator==(const Customer&) const = default;
};
struct Purchase {
    std::int64_t id{};
    std::int64_t customer_id{};
    shop::State how = shop::State::open;
    refract::decimal<2> price{};
    std::int32_t pieces{};
    double weight{};
    shop::Badge mark{};
    std::vector<std::byte> picture{};
    refract::uuid code{};
    refract::json extra{"{}"};
    std::int32_t version{};
    bool operator==(const Purchase&) const = default;
};
struct Label {
    std::int64_t purchase_id{};
    std::string text{};
    bool operator==(const Label&) const = default;
};
struct Line {
    std::string name;
    std::int64_t purchases{};
};
struct Sum {
    std::int64_t customer_id{};
    std::int64_t pieces{};
};
struct Look {
    std::int64_t id{};
    std::string_view name;
};
using Sponsor = refract::alias<Customer, "sponsor">;
} // namespace shop

template <> struct refract::codec<shop::Badge> : refract::codec_through<std::string> {
    static std::string_view encode(const shop::Badge& badge) { return badge.text; }
    static void decode(std::string_view stored, shop::Badge& out) { out.text = stored; }
};
template <> inline constexpr auto refract::model<shop::Note> = refract::table(refract::full_text);
template <> inline constexpr auto refract::model<shop::Customer> =
    refract::table(refract::named("customers"), refract::unique<&shop::Customer::name>,
                   refract::index<&shop::Customer::born>.where(refract::col<&shop::Customer::id> > 0),
                   refract::column<&shop::Customer::since>.default_to(refract::now()),
                   refract::foreign_key<&shop::Customer::sponsor_id>.references<&shop::Customer::id>());
template <> inline constexpr auto refract::model<shop::Purchase> = refract::table(
    refract::foreign_key<&shop::Purchase::customer_id>.references<&shop::Customer::id>().on_delete(refract::cascade),
    refract::column<&shop::Purchase::how>.default_to(shop::State::open),
    refract::column<&shop::Purchase::version>.version(),
    refract::check("some", refract::col<&shop::Purchase::pieces> >= 0));
template <> inline constexpr auto refract::model<shop::Label> =
    refract::table(refract::primary_key<&shop::Label::purchase_id, &shop::Label::text>,
                   refract::foreign_key<&shop::Label::purchase_id>.references<&shop::Purchase::id>());

using refract::col;
using refract::from;
using refract::param;
using shop::Customer;
using shop::Label;
using shop::Purchase;
using namespace refract::literals;
using namespace std::chrono_literals;

namespace {
template <class Database> void fill(Database& db) {
    db.template create_tables<refract::schema<Customer, Purchase, Label>>();
    db.insert(Customer{.name = "Ann", .mail = "ann@example.org"});
    Customer bob = db.insert(Customer{.name = "Bob", .sponsor_id = 1});
    CHECK(bob.id == 2);
    db.template insert_many<Purchase>({{.customer_id = 1, .price = 1.50_dec, .pieces = 2, .mark = {"x"}},
                                       {.customer_id = 1, .how = shop::State::paid, .price = 2.50_dec, .pieces = 3},
                                       {.customer_id = 2, .price = 9_dec, .pieces = 1, .weight = 0.5}});
    db.upsert(Label{1, "a"});
    db.insert_many(std::vector<Label>{{1, "b"}, {2, "a"}}, refract::keys_are_given);
}
} // namespace

TEMPLATE_TEST_CASE("objects", "[lookup]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    auto ann = db.template get<Customer>(1);
    CHECK(ann.mail == "ann@example.org");
    CHECK(db.template find<Label>(1, "b") == Label{1, "b"});
    CHECK_FALSE(db.template find<Label>(7, "b"));
    ann.name = "Anna";
    db.update(ann);
    auto first = db.template get<Purchase>(1);
    first.pieces = 7;
    db.update(first);
    CHECK_THROWS_AS(db.update(Purchase{.id = 1, .customer_id = 1}), refract::stale_object);
    CHECK(db.upsert(first).pieces == 7);
    CHECK(db.erase(Label{1, "b"}));
    CHECK_FALSE(db.template erase<Label>(1, "b"));
    CHECK_THROWS_AS(db.template get<Customer>(9), refract::not_found);
    CHECK_THROWS_AS(db.insert(Customer{.name = "Anna"}), refract::unique_violation);
}

TEMPLATE_TEST_CASE("queries", "[lookup]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto names = from<Customer>().select(col<&Customer::name>).order_by(col<&Customer::id>);
    CHECK(db.all(names) == std::vector<std::string>{"Ann", "Bob"});
    CHECK(db.first(from<Customer>().where(col<&Customer::name> == param<std::string_view>), "Bob")->id == 2);
    CHECK(db.one(from<Customer>().where(col<&Customer::mail> == std::nullopt)).name == "Bob");
    CHECK(db.count(from<Purchase>().where(col<&Purchase::how> == shop::State::open)) == 2);
    CHECK(db.exists(from<Purchase>().where(col<&Purchase::mark> == shop::Badge{"x"})));
    CHECK(db.count(from<Purchase>().where(col<&Purchase::id>.in(1, 2) && !(col<&Purchase::pieces> == 2))) == 1);
    CHECK(db.count(from<Purchase>().where(col<&Purchase::id>.in(std::vector<std::int64_t>{1, 3}))) == 2);
    CHECK(db.count(from<Purchase>().where(col<&Purchase::id>.not_in({1, 3}))) == 1);
    CHECK(db.count(from<Purchase>().where(col<&Purchase::pieces>.between(2, 3) || -col<&Purchase::pieces> > 5)) == 2);
    CHECK(db.count(from<Customer>().where(col<&Customer::name>.like("A%") &&
                                          col<&Customer::name>.not_like("B!%", '!'))) == 1);
    CHECK(db.count(from<Customer>().where(col<&Customer::name>.ilike("a%") && col<&Customer::name>.starts_with("A") &&
                                          col<&Customer::name>.ends_with("n") && col<&Customer::name>.contains("n"))) ==
          1);
    CHECK(db.count(from<Customer>().where(refract::lower(col<&Customer::name>) == "ann" &&
                                          refract::upper(refract::trim(col<&Customer::name>)) == "ANN" &&
                                          refract::length(col<&Customer::name>) == 3)) == 1);
    CHECK(db.count(from<Customer>().where(refract::coalesce(col<&Customer::mail>, "none") == "none")) == 1);
    CHECK(db.count(from<Customer>().where(
              col<&Customer::mail>.is_null() && col<&Customer::sponsor_id>.is_not_null() &&
              col<&Customer::sponsor_id>.is_not_distinct_from(std::optional<std::int64_t>(1)))) == 1);
    CHECK(db.count(from<Customer>().where(refract::tuple(col<&Customer::name>, col<&Customer::id>) >
                                          refract::tuple("Ann", 1))) == 1);
    CHECK(db.count(from<Customer>().where(col<&Customer::since> + std::chrono::hours(1) > refract::now() &&
                                          col<&Customer::since> - col<&Customer::since> ==
                                              std::chrono::microseconds(0))) == 2);
    CHECK(db.count(from<Customer>().where(col<&Customer::born> + std::chrono::days(3) >
                                          std::chrono::year_month_day{std::chrono::sys_days{}})) == 2);
    CHECK(db.count(from<Customer>().where(refract::year_of(col<&Customer::born>) == 1970)) == 2);
    CHECK(db.one(from<Purchase>().select(refract::sum(col<&Purchase::pieces>), refract::avg(col<&Purchase::weight>),
                                         refract::min(col<&Purchase::price>), refract::max(col<&Purchase::id>),
                                         refract::count(), refract::count(col<&Purchase::code>),
                                         refract::count(col<&Purchase::customer_id>).distinct())) ==
          std::tuple{std::optional<std::int64_t>(6), std::optional<double>(0.5 / 3), std::optional(1.50_dec),
                     std::optional<std::int64_t>(3), std::int64_t(3), std::int64_t(3), std::int64_t(2)});
    CHECK(db.one(from<Purchase>().select(
              refract::sum(col<&Purchase::pieces>).filter(col<&Purchase::how> == shop::State::open))) == 3);
    CHECK(db.all(from<Purchase>()
                     .select(refract::case_when(col<&Purchase::pieces> > 2, "many")
                                 .when(col<&Purchase::pieces> > 1, "some")
                                 .otherwise("one"))
                     .order_by(col<&Purchase::id>)) == std::vector<std::string>{"some", "many", "one"});
    CHECK(db.all(from<Purchase>()
                     .select(refract::row_number().over(refract::partition_by(col<&Purchase::customer_id>),
                                                        refract::order_by(col<&Purchase::id>.desc())))
                     .order_by(col<&Purchase::id>.asc().nulls_last())) == std::vector<std::int64_t>{2, 1, 1});
    CHECK(db.all(from<Purchase>()
                     .select(refract::abs(refract::sign(col<&Purchase::pieces> - 2) * 2),
                             refract::cast<double>(col<&Purchase::pieces>), col<&Purchase::pieces> / 2,
                             col<&Purchase::pieces> % 2)
                     .where(col<&Purchase::id> == 2))
              .size() == 1);
}

TEMPLATE_TEST_CASE("pages, names and groupings", "[lookup]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto ordered = from<Customer>().order_by(col<&Customer::mail>, col<&Customer::id>);
    const auto all = db.all(ordered);
    CHECK(db.all(ordered.after(all.front()).limit(1)).size() == 1);
    CHECK(db.all(ordered.before(std::nullopt, 0).limit(1)).size() <= 1);
    const auto half = (col<&Purchase::pieces> / 2).template as<"half">();
    CHECK(!db.all(from<Purchase>().select(half, refract::count()).group_by(half).order_by(half)).empty());
    if constexpr (!TestType::is_sqlite) {
        const auto rolled = refract::rollup(refract::grouping_set(col<&Purchase::id>), half);
        CHECK(
            !db.all(from<Purchase>().select(half, refract::grouping(half), refract::count()).group_by(rolled)).empty());
        CHECK(!db.all(from<Purchase>()
                          .select(refract::count())
                          .group_by(refract::cube(col<&Purchase::id>), refract::grouping_sets(refract::grouping_set())))
                   .empty());
        CHECK(!db.all(from<Customer>().distinct_on(col<&Customer::id>).order_by(col<&Customer::id>)).empty());
    }
}

TEMPLATE_TEST_CASE("queries as tables, functions and upserts", "[lookup]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const auto sums = from<Purchase>()
                          .template select<shop::Sum>(col<&Purchase::customer_id>,
                                                      refract::coalesce(refract::sum(col<&Purchase::pieces>), 0))
                          .group_by(col<&Purchase::customer_id>);
    const auto of_customer = col<&shop::Sum::customer_id> == col<&Customer::id>;
    CHECK(db.count(refract::from(sums).where(col<&shop::Sum::pieces> > 0)) == 2);
    CHECK(db.count(from<Customer>().join(sums, of_customer)) == 2);
    CHECK(db.count(refract::with(sums).template from<Customer>().template join<shop::Sum>(of_customer)) == 2);
    CHECK(db.count(refract::with_recursive(sums.union_distinct(from<shop::Sum>())).template from<shop::Sum>()) == 2);
    const auto ids = from<Customer>().select(col<&Customer::id>);
    CHECK(db.all(ids.union_all(ids).except(ids).intersect(ids).order_by(col<&Customer::id>).limit(1)).empty());
    CHECK(db.all(ids | (col<&Customer::name> == "Ann") | refract::order_by(col<&Customer::id>.desc())).size() == 1);
    CHECK(
        db.count(from<Customer>().where(
            refract::concat(refract::replace(col<&Customer::name>, "A", "B"), "-") == "Bnn-" &&
            refract::substring(col<&Customer::name>, 1, 1) == "A" &&
            refract::position("n", col<&Customer::name>) == 2 &&
            refract::nullif(refract::trim_start(col<&Customer::name>), "") == refract::trim_end(col<&Customer::name>) &&
            refract::date_trunc<refract::date_unit::year>(col<&Customer::since>) <= col<&Customer::since>)) == 1);
    CHECK(
        db.count(from<Purchase>().where(
            refract::greatest(col<&Purchase::pieces>, 1, 2) >= refract::least(col<&Purchase::pieces>, 3) &&
            refract::round(refract::sqrt(refract::floor(refract::ceil(refract::cast<double>(col<&Purchase::pieces>)))),
                           2) >= 1.0 &&
            refract::raw<bool, "{} > {}">(col<&Purchase::pieces>, 0) &&
            refract::mod(col<&Purchase::pieces>, 2) < refract::value(2))) == 3);
    CHECK(db.all(from<Purchase>().select(
                     refract::lag(col<&Purchase::pieces>, 1, 0)
                         .over(refract::window(refract::order_by(col<&Purchase::id>),
                                               refract::rows_between(refract::preceding(1), refract::current_row))),
                     refract::ntile(2).over(refract::order_by(col<&Purchase::id>))))
              .size() == 3);
    CHECK(db.one(from<Customer>().select(refract::string_agg(col<&Customer::name>, ","))).has_value());
    CHECK(db.exec(refract::insert_into<Label>()
                      .set(col<&Label::purchase_id> = 2, col<&Label::text> = "z")
                      .template on_conflict<&Label::purchase_id, &Label::text>()
                      .do_nothing()) == 1);
    CHECK(db.exec(refract::insert_into<Label>()
                      .template columns<&Label::purchase_id, &Label::text>()
                      .from(from<Purchase>().select(col<&Purchase::id>, refract::value("q")))
                      .on_conflict()
                      .do_nothing()) == 3);
    CHECK(db.exec(refract::update<Label>()
                      .set(col<&Label::text> = col<&Customer::name> + "!")
                      .template from<Customer>()
                      .where(col<&Label::purchase_id> == col<&Customer::id> && col<&Label::text> == "q")) == 2);
}

TEMPLATE_TEST_CASE("values of a type of one's own", "[lookup]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    const shop::Badge x{"x"}, none{};
    const auto mark = col<&Purchase::mark>;
    CHECK(db.count(from<Purchase>().where(refract::tuple(mark, col<&Purchase::id>) == refract::tuple(x, 1))) == 1);
    CHECK(db.count(from<Purchase>().where(mark.in(x, none) && mark.not_in({x}) && mark.between(none, x) &&
                                          mark.is_distinct_from(x))) == 2);
    CHECK(db.count(from<Purchase>().where(refract::coalesce(mark, none) != x || mark == param<shop::Badge>), x) == 3);
    CHECK(db.all(from<Purchase>()
                     .select(refract::case_when(mark == x, mark).otherwise(none))
                     .order_by(refract::case_when(mark == x, 1).otherwise(2)))
              .front() == x);
    CHECK(db.one(from<Purchase>()
                     .select(refract::count(mark).filter(mark == x), refract::max(mark), refract::min(mark))
                     .group_by(col<&Purchase::customer_id>)
                     .having(refract::min(mark) < x && refract::max(mark) == x)) ==
          std::tuple(std::int64_t(1), std::optional(x), std::optional(none)));
    CHECK(db.all(from<Purchase>().select(refract::count(mark).filter(mark == x).over(
                     refract::partition_by(refract::case_when(mark == x, 1).otherwise(2)),
                     refract::order_by(refract::case_when(mark == x, 1).otherwise(2)))))
              .size() == 3);
    CHECK(db.exists(from<Customer>()
                        .template join<Purchase>(col<&Customer::id> == col<&Purchase::customer_id> && mark == x)
                        .where(refract::exists(from<Label>().where(mark == x)))));
    CHECK(db.one(from<Purchase>()
                     .select(refract::scalar(from<Label>().select(refract::count()).where(mark == x)))
                     .where(mark == x && col<&Purchase::id>.in(
                                             from<Label>().select(col<&Label::purchase_id>).where(mark == x)))) == 3);
    CHECK(db.all(refract::update<Purchase>()
                     .set(mark = param<shop::Badge>, col<&Purchase::how> = shop::State::paid)
                     .where(mark == x)
                     .returning(mark, col<&Purchase::how>),
                 none)
              .front() == std::tuple(none, shop::State::paid));
    refract::predicate<Purchase, Customer> wanted = mark == x;
    wanted |= mark == none && refract::exists(from<Label>().where(col<&Purchase::id> > 0));
    CHECK(db.count(from<Purchase>().template join<&Purchase::customer_id>().where(wanted)) == 3);
}

TEST_CASE("words are searched", "[lookup]") {
    refract_test::fresh_database<refract_test::on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<refract::schema<shop::Note>>();
    db.insert(shop::Note{1, "a cat"});
    CHECK(db.one(from<shop::Note>()
                     .where(refract::full_text_match<shop::Note>("cat") &&
                            refract::full_text_match<&shop::Note::text>(refract::full_text_words("cat")))
                     .order_by(refract::full_text_rank<shop::Note>(2.0))
                     .select(refract::full_text_highlight<&shop::Note::text>("[", "]"),
                             refract::full_text_snippet<&shop::Note::text>("[", "]", "", 1))) ==
          std::tuple(std::string("a [cat]"), std::string("[cat]")));
}

TEMPLATE_TEST_CASE("joins, groups and queries inside", "[lookup]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    std::int64_t seen = 0;
    for (const auto& [who, what] :
         db.each(from<Customer>().left_join<&Purchase::customer_id>().order_by(col<&Purchase::id>)))
        seen += what ? what->pieces : 100;
    CHECK(seen == 6);
    for (const auto& row : db.each(from<Customer>().template select<shop::Look>()))
        seen += static_cast<std::int64_t>(row.name.size());
    CHECK(seen == 12);
    const auto per = from<Customer>()
                         .join<Purchase>(col<&Customer::id> == col<&Purchase::customer_id>)
                         .group_by(col<&Customer::name>)
                         .having(refract::count() > 1)
                         .template select<shop::Line>(col<&Customer::name>, refract::count());
    CHECK(db.one(per).purchases == 2);
    CHECK(db.all(from<Customer>().template join<&Customer::sponsor_id, shop::Sponsor>().select(
              col<&Customer::name, shop::Sponsor>)) == std::vector<std::string>{"Ann"});
    CHECK(db.all(from<Customer>().cross_join<Label>().distinct().template select<Customer>().limit(1).offset(
                     param<std::int64_t>),
                 1)
              .size() == 1);
    CHECK(db.count(from<Customer>().where(
              refract::exists(from<Purchase>().where(col<&Purchase::customer_id> == col<&Customer::id>)))) == 2);
    CHECK(db.count(from<Customer>().where(
              col<&Customer::id>.in(from<Purchase>().select(col<&Purchase::customer_id>)))) == 2);
    CHECK(db.one(from<Customer>()
                     .select(refract::scalar(from<Purchase>()
                                                 .select(refract::max(col<&Purchase::id>))
                                                 .where(col<&Purchase::customer_id> == col<&Customer::id>)))
                     .where(col<&Customer::id> == 1)) == 2);
}

TEMPLATE_TEST_CASE("writes, conditions of the run time, raw SQL and transactions", "[lookup]", REFRACT_TEST_DATABASES) {
    refract_test::fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill(db);
    refract::predicate<Purchase> wanted = col<&Purchase::id> > 1;
    wanted |= col<&Purchase::mark> == shop::Badge{"x"} && col<&Purchase::how>.in(std::vector{shop::State::open});
    refract::ordering<Purchase> order;
    order.by(col<&Purchase::id>.desc()).by(col<&Purchase::pieces>);
    CHECK(
        db.all(from<Purchase>().where(wanted).where_if(true, col<&Purchase::pieces> > 1).order_by(order)).front().id ==
        2);
    CHECK(db.exec(refract::update<Purchase>()
                      .set(col<&Purchase::pieces> += 1)
                      .set_if(true, col<&Purchase::mark> = shop::Badge{"y"})
                      .where(wanted)) == 3);
    CHECK(db.all(refract::insert_into<Label>().set(col<&Label::purchase_id> = 3, col<&Label::text> = "n").returning())
              .size() == 1);
    CHECK(db.all(refract::delete_from<Label>().all_rows().returning(col<&Label::text>)).size() == 4);
    CHECK(db.template query<Customer>("SELECT * FROM customers WHERE id = {}", 1).size() == 1);
    CHECK(
        db.template query<shop::Badge>("SELECT name FROM customers WHERE name = {}", shop::Badge{"Ann"}).front().text ==
        "Ann");
    CHECK(
        db.template query<std::tuple<shop::Badge, std::int64_t>>("SELECT name, id FROM customers ORDER BY id").size() ==
        2);
    CHECK(db.execute("UPDATE purchase SET mark = {}", shop::Badge{"z"}) == 3);
    CHECK(db.transaction([](auto& tx) {
        tx.insert(Label{1, "t"});
        return tx.count(from<Label>());
    }) == 1);
    {
        auto outer = db.begin();
        auto inner = outer.begin();
        inner.insert(Label{2, "t"});
        inner.rollback();
        outer.commit();
    }
    CHECK(db.count(from<Label>()) == 1);
    CHECK(refract::sql<refract::dialect::sqlite>(from<Label>()) == R"(SELECT "purchase_id", "text" FROM "label")");
    CHECK_FALSE(refract::create_table<refract::dialect::postgres, Purchase>().empty());
}

TEST_CASE("the recorder", "[lookup]") {
    refract::recorder::database db;
    db.expect_insert<Customer>().key(7);
    db.expect_find<Customer>(7).row(Customer{.id = 7, .name = "Ann"});
    db.expect(from<Label>().where(col<&Label::text> == param<std::string_view>)).with("x").row(Label{1, "x"});
    CHECK(db.insert(Customer{.name = "Ann"}).id == 7);
    CHECK(db.get<Customer>(7).name == "Ann");
    CHECK(db.all(from<Label>().where(col<&Label::text> == param<std::string_view>), "x").size() == 1);
    db.verify();
}

TEST_CASE("in memory", "[lookup]") {
    const Customer ann{.id = 1, .name = "Ann"}, bob{.id = 2, .name = "Bob", .sponsor_id = 1};
    const auto sponsored = col<&Customer::sponsor_id> == col<&Customer::id, shop::Sponsor>;
    CHECK(refract::matches(std::tuple(bob, refract::aliased<shop::Sponsor>(ann)), sponsored));
    CHECK(refract::matching(col<&Customer::id> > param<std::int64_t>, 1)(bob));
    CHECK(refract::evaluate(ann, refract::upper(col<&Customer::name>)) == "ANN");
    CHECK(refract::evaluating(refract::coalesce(col<&Customer::sponsor_id>, 7))(ann) == 7);
    refract::predicate<Purchase> wanted;
    wanted &= col<&Purchase::mark> == shop::Badge{"x"} && col<&Purchase::how> == shop::State::open;
    CHECK(refract::matches(Purchase{.mark = {"x"}}, wanted));
}

TEST_CASE("every query", "[lookup]") {
    refract_test::fresh_database<refract_test::on_sqlite> here;
    here.db().create_tables<refract::schema<Customer, Purchase, Label>>();
    const refract::coverage covered;
    here.db().all(from<Label>().where(col<&Label::text> == param<std::string_view>), "x");
    const refract::verification report = refract::verify(here.db());
    CHECK(report.verified > 0);
    CHECK(report.to_json().starts_with("{"));
    CHECK_FALSE(covered.queries().empty());
}

// Members that are structs, whose fields are columns of the table.

#include <support/databases.hpp>

#include <refract/memory.hpp>

#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace flat_test {

struct Address {
    std::string street;
    std::string city = "nowhere";
    std::optional<std::int32_t> zip;
};
struct Customer {
    std::int64_t id{};
    std::string name;
    Address home;
    std::int32_t orders{};
    Address work;
};
inline constexpr auto home_city = member_path<&Customer::home, &Address::city>;
inline constexpr auto work_city = member_path<&Customer::work, &Address::city>;
inline constexpr auto home_zip = member_path<&Customer::home, &Address::zip>;

// A key in a member, and a member in a member.
struct Number {
    std::int32_t year{};
    std::int64_t serial{};
};
struct Point {
    double x{};
    double y{};
};
struct Site {
    std::string name;
    Point point;
    std::int32_t revision{};
};
struct Bill {
    Number number;
    std::int64_t customer_id{};
    Site from;
};
inline constexpr auto bill_year = member_path<&Bill::number, &Number::year>;
inline constexpr auto bill_serial = member_path<&Bill::number, &Number::serial>;
inline constexpr auto bill_x = member_path<&Bill::from, &Site::point, &Point::x>;

struct Card {
    std::string name;
    std::string work_city;
    std::string city;
};
// Rows of trees: a whole model with flat members, and a shape that names columns as they are called.
struct Ledger {
    using model = Customer;
    std::int64_t id{};
    std::string name, street, work_street, city;
    std::int32_t orders{};
    std::vector<Bill> bills;
};

} // namespace flat_test
using namespace flat_test;

template <> inline constexpr auto refract::model<Customer> = refract::table(
    refract::flat<&Customer::home>, refract::flat<&Customer::work>.prefix("work_"),
    refract::unique<&Customer::name, home_city>, refract::index<work_city>,
    refract::column<refract::member_path<&Customer::work, &Address::street>>.named("office"),
    refract::column<work_city>.default_to("nowhere"), refract::check("zip_is_known", refract::col<home_zip> > 0));
template <> inline constexpr auto refract::model<Bill> = refract::table(
    refract::flat<&Bill::number>, refract::flat<&Bill::from>.prefix("from_"),
    refract::flat<refract::member_path<&Bill::from, &Site::point>>.prefix("at_"),
    refract::primary_key<bill_year, bill_serial>, refract::foreign_key<&Bill::customer_id>.references<&Customer::id>(),
    refract::column<refract::member_path<&Bill::from, &Site::revision>>.version());

namespace flat_test {

const std::vector<Customer> people{{0, "Ann", {"Elm 1", "Oslo", 7}, 3, {"Dock 2", "Bergen", {}}},
                                   {0, "Bob", {"Oak 9", "Rome", {}}, 1, {"", "Oslo", 5}}};
const text_rows stored{"1|Ann|Elm 1|Oslo|7|3|Dock 2|Bergen|NULL", "2|Bob|Oak 9|Rome|NULL|1||Oslo|5"};

bool same(const Address& a, const Address& b) { return a.street == b.street && a.city == b.city && a.zip == b.zip; }
bool same(const Customer& a, const Customer& b) {
    return a.id == b.id && a.name == b.name && a.orders == b.orders && same(a.home, b.home) && same(a.work, b.work);
}

template <class TestType> text_rows customers(fresh_database<TestType>& fresh) {
    return fresh.rows("SELECT id, name, street, city, zip, orders, office, work_city, work_zip FROM customer "
                      "ORDER BY id");
}

} // namespace flat_test

TEMPLATE_TEST_CASE("objects with flat members come back as they were written", "[flat]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Customer>>();

    std::vector<Customer> written = people;
    written[0] = db.insert(written[0]);
    CHECK(written[0].id == 1);
    db.insert_many(std::vector<Customer>{people[1]});
    written[1].id = 2;
    CHECK(customers(fresh) == stored);
    CHECK(same(db.template get<Customer>(1), written[0]));
    const auto all = db.all(from<Customer>().order_by(col<&Customer::id>));
    REQUIRE(all.size() == 2);
    CHECK((same(all[0], written[0]) && same(all[1], written[1])));

    written[1].home.city = "Milan";
    written[1].work.zip.reset();
    db.update(written[1]);
    db.upsert(Customer{9, "Eve", {"Fir 4", "Paris", 1}, 0, {}});
    written[0].work.street = "Quay 3";
    db.upsert(written[0]);
    CHECK(customers(fresh) == text_rows{"1|Ann|Elm 1|Oslo|7|3|Quay 3|Bergen|NULL",
                                        "2|Bob|Oak 9|Milan|NULL|1||Oslo|NULL", "9|Eve|Fir 4|Paris|1|0||nowhere|NULL"});
    CHECK_THROWS_AS(db.insert(Customer{0, "Ann", {"x", "Oslo", 1}, 0, {}}), unique_violation);
    CHECK_THROWS_AS(db.insert(Customer{0, "Ann", {"x", "Rome", -1}, 0, {}}), check_violation);
    CHECK(db.template erase<Customer>(9));
    CHECK(db.count(from<Customer>()) == 2);
}

TEMPLATE_TEST_CASE("queries name the fields of a flat member by a path", "[flat]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Customer>>();
    db.insert_many(people);

    const auto cities = db.all(from<Customer>()
                                   .where(col<home_city> != "Rome" || col<work_city> == "Oslo")
                                   .order_by(col<work_city>.desc())
                                   .select(col<home_city>, col<home_zip>));
    CHECK(cities == std::vector<std::tuple<std::string, std::optional<std::int32_t>>>{{"Rome", {}}, {"Oslo", 7}});
    CHECK(db.one(from<Customer>().where(col<home_city> == "Oslo").template select<Card>()).work_city == "Bergen");

    db.exec(update<Customer>()
                .set(col<home_city> = upper(col<work_city>), col<home_zip> = 8)
                .where(col<home_zip>.is_null()));
    db.exec(
        update<Customer>().set(col<work_city> = "Moss", col<&Customer::orders> += 1).where(col<&Customer::id> == 1));
    CHECK(customers(fresh) == text_rows{"1|Ann|Elm 1|Oslo|7|4|Dock 2|Moss|NULL", "2|Bob|Oak 9|OSLO|8|1||Oslo|5"});

    // A column that nobody names needs a default, as everywhere.
    using address_street = detail::column_expression<member_path<&Customer::home, &Address::street>, Customer>;
    const auto insert = insert_into<Customer>()
                            .set(col<&Customer::name> = "Ann", address_street{} = "Elm 5", col<home_city> = "Oslo",
                                 col<&Customer::orders> = 0, col<work_city> = "Moss",
                                 col<member_path<&Customer::work, &Address::street>> = "Quay")
                            .template on_conflict<&Customer::name, home_city>()
                            .do_update(address_street{} = excluded<member_path<&Customer::home, &Address::street>>)
                            .returning(col<&Customer::id>, address_street{});
    CHECK(db.all(insert) == std::vector<std::tuple<std::int64_t, std::string>>{{1, "Elm 5"}});

    // Pages: the next row behind an object.
    const auto by_city = from<Customer>().order_by(col<home_city>, col<&Customer::id>);
    const auto page = db.all(by_city.limit(1));
    REQUIRE(page.size() == 1);
    CHECK(page[0].name == "Bob"); // of OSLO
    CHECK(db.all(by_city.after(page[0]).limit(5)).front().name == "Ann");

    // The other side of an outer join, where it is missing and where it is there.
    using other = alias<Customer, "other">;
    const auto pairs = db.all(from<Customer>()
                                  .template left_join<other>(col<home_zip, other> == col<&Customer::orders> + 3)
                                  .order_by(col<&Customer::id>));
    REQUIRE(pairs.size() == 2);
    CHECK(
        (std::get<1>(pairs[0]) && std::get<1>(pairs[0])->name == "Ann" && std::get<1>(pairs[0])->home.city == "Oslo"));
    CHECK(!std::get<1>(pairs[1]));

    // Over objects, without a database.
    CHECK(matches(people[0], col<home_city> == "Oslo" && col<member_path<&Customer::work, &Address::zip>>.is_null()));
    CHECK(!matches(people[1], col<work_city> != "Oslo"));
}

TEMPLATE_TEST_CASE("keys, versions and trees with flat members", "[flat]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Customer, Bill>>();
    db.insert_many(people);
    const auto bills = [&] {
        return fresh.rows("SELECT year, serial, customer_id, from_name, from_at_x, from_at_y, from_revision FROM bill "
                          "ORDER BY year, serial");
    };

    Bill first{{2024, 5}, 1, {"Kiosk", {1.5, -2}, 0}};
    db.insert(first);
    db.insert(Bill{{2024, 6}, 1, {"Depot", {0.25, 3}, 0}});
    Bill found = db.template get<Bill>(2024, 5);
    CHECK((found.from.point.x == 1.5 && found.from.point.y == -2 && found.from.name == "Kiosk"));
    found.from.point.x = 2.5;
    db.update(found);
    CHECK(found.from.revision == 1);
    CHECK_THROWS_AS(db.update(first), stale_object);
    CHECK(bills() == text_rows{"2024|5|1|Kiosk|2.5|-2" + std::string(TestType::is_sqlite ? ".0" : "") + "|1",
                               "2024|6|1|Depot|0.25|3" + std::string(TestType::is_sqlite ? ".0" : "") + "|0"});
    CHECK(db.all(from<Bill>().where(col<bill_x> > 1.0).select(col<bill_serial>)) == std::vector<std::int64_t>{5});

    const auto ledgers = db.all(from<Customer>()
                                    .template select<Ledger>(nested<&Ledger::bills>().order_by(col<bill_serial>))
                                    .order_by(col<&Customer::id>));
    REQUIRE((ledgers.size() == 2 && ledgers[0].bills.size() == 2 && ledgers[1].bills.empty()));
    CHECK((ledgers[0].street == "Elm 1" && ledgers[0].work_street == "Dock 2" && ledgers[0].city == "Oslo"));
    CHECK((ledgers[0].bills[0].number.serial == 5 && ledgers[0].bills[0].from.point.x == 2.5));

    Ledger made{0, "Cleo", "Ash 2", "Yard", "Graz", 2, {}};
    made.bills.push_back(Bill{{2025, 1}, 0, {"Mill", {8, 9}, 0}});
    db.insert(Ledger{made});
    CHECK(db.count(from<Bill>().where(col<bill_year> == 2025 && col<&Bill::customer_id> == 3)) == 1);
    CHECK(customers(fresh).back() == "3|Cleo|Ash 2|Graz|NULL|2|Yard|nowhere|NULL");
    CHECK(db.template erase<Bill>(2024, 6));
    CHECK(db.count(from<Bill>()) == 2);
}

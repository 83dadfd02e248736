// An update stores nothing that the fields cannot hold.

#include "support/databases.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract_test;

namespace overflow_test {
struct Stock {
    std::int64_t id{};
    std::uint32_t left{};
    int sold{};
    std::int16_t small{};
    std::uint8_t tiny{};
    std::int64_t big{};
    std::uint64_t positive{};
    bool operator==(const Stock&) const = default;
};
struct Real {
    std::int64_t id{};
    float real{};
    decimal<2> price{};
};
struct Often { // written so often that its version is at its end
    std::int64_t id{};
    std::string name;
    std::int16_t version{};
};
} // namespace overflow_test
template <> inline constexpr auto refract::model<overflow_test::Often> =
    table(column<&overflow_test::Often::version>.version());
using namespace overflow_test;

TEMPLATE_TEST_CASE("arithmetic past the field's type is refused before it is stored", "[overflow]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Stock>>();
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const Stock full = db.insert(Stock{.left = 0,
                                       .sold = 2'147'483'647,
                                       .small = 32'767,
                                       .tiny = 255,
                                       .big = most,
                                       .positive = static_cast<std::uint64_t>(most)});
    const auto unchanged = [&] { CHECK(db.all(from<Stock>()) == std::vector<Stock>{full}); };
    const auto refused = [&](auto assignment) { // past the type that the column has
        CHECK_THROWS_AS(db.exec(update<Stock>().set(assignment).all_rows()), conversion_error);
        unchanged();
    };
    const auto outside = [&](auto assignment) { // of which the field holds a part
        CHECK_THROWS_AS(db.exec(update<Stock>().set(assignment).all_rows()), check_violation);
        unchanged();
    };
    outside(col<&Stock::left> -= 1);
    refused(col<&Stock::sold> += 1);
    refused(col<&Stock::small> += 1);
    outside(col<&Stock::tiny> += 1);
    outside(col<&Stock::tiny> -= 256);
    refused(col<&Stock::big> += 1);
    refused(col<&Stock::big> *= 2);
    refused(col<&Stock::big> = -col<&Stock::big> - 2);
    refused(col<&Stock::positive> += 1);
    outside(col<&Stock::positive> = col<&Stock::left> - 1u);
    outside(col<&Stock::left> = -1); // a value that the field could not hold
    refused(col<&Stock::small> = 70'000);
    refused(col<&Stock::small> = col<&Stock::sold>); // a column of more numbers
    refused(col<&Stock::tiny> = coalesce(col<&Stock::sold>, 1));
    outside(col<&Stock::left> = col<&Stock::sold> - col<&Stock::big>);

    CHECK(db.exec(update<Stock>()
                      .set(col<&Stock::left> += 7, col<&Stock::sold> -= 1, col<&Stock::big> = -col<&Stock::big> - 1,
                           col<&Stock::tiny> = 0, col<&Stock::small> = col<&Stock::tiny>)
                      .all_rows()) == 1);
    const Stock now = db.template get<Stock>(full.id);
    CHECK((now.left == 7 && now.sold == 2'147'483'646 && now.big == std::numeric_limits<std::int64_t>::min()));
    CHECK((now.tiny == 0 && now.small == 255));
    CHECK_THROWS_AS(
        db.exec(insert_into<Stock>().set(col<&Stock::left> = -1, col<&Stock::sold> = 1, col<&Stock::small> = 1,
                                         col<&Stock::tiny> = 1, col<&Stock::big> = 1, col<&Stock::positive> = 1u)),
        check_violation);
}

TEMPLATE_TEST_CASE("what is computed and has more digits than its type is a conversion_error", "[overflow]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Stock, Real>>();
    db.insert(Stock{.big = std::numeric_limits<std::int64_t>::max()});
    db.insert(Real{.price = 10.00_dec});
    CHECK_THROWS_AS(db.all(from<Stock>().select(col<&Stock::big> + 1)), conversion_error);
    CHECK_THROWS_AS(db.all(from<Stock>().select(-col<&Stock::big> - 2)), conversion_error);
    CHECK_THROWS_AS(db.all(from<Real>().select(col<&Real::price> / 3)), conversion_error);
    CHECK_THROWS_AS(db.template query<std::int64_t>("SELECT 1.5"), schema_mismatch);
    const auto whole = [&](double number) {
        return db.one(from<Stock>().select(cast<std::int64_t>(cast<double>(col<&Stock::left>) + number)));
    };
    CHECK(whole(-2.75) == -2);
    CHECK(whole(9223372036854774784.0) == 9223372036854774784);
    CHECK(whole(-9223372036854775808.0) == std::numeric_limits<std::int64_t>::min());
    CHECK_THROWS_AS(whole(1e300), conversion_error);
    CHECK_THROWS_AS(whole(-1e19), conversion_error);
}

TEMPLATE_TEST_CASE("so are decimals and floats", "[overflow]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Real>>();
    db.insert(Real{.real = 3e38f, .price = *decimal<2>::parse("9999999999999.99")});
    CHECK_THROWS_AS(db.exec(update<Real>().set(col<&Real::real> *= 2.0f).all_rows()), error);
    if (TestType::is_sqlite)
        CHECK_THROWS_AS(db.exec(update<Real>().set(col<&Real::price> += *decimal<2>::parse("0.01")).all_rows()), error);
    CHECK(
        db.exec(
            update<Real>().set(col<&Real::price> -= *decimal<2>::parse("0.99"), col<&Real::real> *= 0.5f).all_rows()) ==
        1);
    CHECK(db.all(from<Real>()).at(0).price == *decimal<2>::parse("9999999999999.00"));
}

TEST_CASE("tables of other programs are looked after as well on SQLite", "[overflow]") {
    fresh_database<on_sqlite> fresh;
    fresh.rows(
        "CREATE TABLE tag (id INTEGER PRIMARY KEY, label TEXT); CREATE TABLE stock (id INTEGER PRIMARY KEY, \"left\" INT, "
        "sold INT, small INT, tiny INT, big INT, positive INT); INSERT INTO stock VALUES (1, 0, 0, 32767, 0, 0, 0)");
    CHECK_THROWS_AS(fresh.db().exec(update<Stock>().set(col<&Stock::small> += 1).all_rows()), conversion_error);
    CHECK(fresh.db().get<Stock>(1).small == 32'767);
}

TEMPLATE_TEST_CASE("a version past the field's type is refused before it is stored", "[overflow]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Often>>();
    db.insert(Often{1, "a", 0});
    fresh.rows("UPDATE often SET version = 32766");
    Often row = db.template get<Often>(1);
    db.update(row);
    const Often last = db.template get<Often>(1);
    CHECK(last.version == 32'767);
    const auto refused = [&](auto write) {
        CHECK_THROWS_AS(write(), conversion_error);
        CHECK(db.template get<Often>(1).name == "a");
    };
    refused([&] { db.update(Often(last)); });
    refused([&] { db.upsert(Often(last)); });
    refused([&] { db.exec(update<Often>().set(col<&Often::name> = "b").all_rows()); });
    refused([&] {
        db.exec(insert_into<Often>()
                    .set(col<&Often::id> = 1, col<&Often::name> = "c", col<&Often::version> = 0)
                    .template on_conflict<&Often::id>()
                    .do_update(col<&Often::name> = "c"));
    });
}

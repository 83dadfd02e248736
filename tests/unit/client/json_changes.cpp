// Parts of documents that are set and removed: where the document is not what its struct says, and what no document holds.

#include <support/databases.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace json_changes_test {

struct Price {
    decimal<2> amount{};
    std::optional<decimal<1>> rebate{};
};
struct Line {
    std::string sku{};
    Price price{};
};
struct Order {
    std::string customer{};
    std::vector<Line> lines{};
    std::optional<std::vector<std::optional<int>>> numbers{};
    double weight{};
    Price total{};
};
struct Sale {
    std::int64_t id{};
    json_of<Order> order{};
    json note{"{}"};
    double measured{};
};
struct Amount {
    std::optional<decimal<1>> value{};
};

} // namespace json_changes_test
using namespace json_changes_test;

namespace {

constexpr auto sale_order = col<&Sale::order>;

/// A sale whose document another program has stored.
template <class Fresh> void store_sale(Fresh& fresh, const std::string& document) {
    fresh.rows("DELETE FROM sale");
    fresh.rows("INSERT INTO sale (\"order\", note, measured) VALUES ('" + document + "', '" + document + "', 0)");
}
template <class Fresh> std::string stored_sale(Fresh& fresh) {
    std::string text = fresh.rows("SELECT \"order\" FROM sale").front();
    std::erase(text, ' ');
    return text;
}

} // namespace

TEMPLATE_TEST_CASE("an item that is not there is not set, and nothing is made on the way", "[json]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Sale>>();
    const auto set = [&](auto&&... assignment) {
        db.exec(update<Sale>().set(std::move(assignment)...).all_rows());
        return stored_sale(fresh);
    };
    for (const char* without : {"{}", R"({"lines":[]})", R"({"numbers":null})", R"({"lines":{"0":{"sku":"a"}}})",
                                R"({"lines":"text"})", R"({"numbers":5})"}) {
        INFO(without);
        store_sale(fresh, without);
        CHECK(set(sale_order.template at<&Order::lines, 0, &Line::sku>() = "new") == without);
        CHECK(set(sale_order.template at<&Order::lines, 0>() = Line{"new"}) == without);
        CHECK(set(sale_order.template at<&Order::numbers, 0>() = 1) == without);
        CHECK(set(sale_order.template at<&Order::numbers, 0>() = std::nullopt) == without);
        CHECK(set(sale_order = sale_order.template without<&Order::lines, 0>()) == without);
    }
    // Behind an item that is there, objects are made as elsewhere.
    store_sale(fresh, R"({"lines":[{}]})");
    db.exec(update<Sale>()
                .set(sale_order = sale_order.template with<&Order::lines, 0, &Line::price, &Price::amount>(2.5_dec)
                                      .template with<&Order::lines, 1, &Line::sku>("none"))
                .all_rows());
    const auto read = db.one(from<Sale>());
    REQUIRE(read.order->lines.size() == 1);
    CHECK(read.order->lines[0].price.amount == 2.5_dec);
}

TEMPLATE_TEST_CASE("a number of a path is no key, and a scalar no list", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Sale>>();
    constexpr auto first = sale_order.at<&Order::lines, 0, &Line::sku>();
    for (const auto& [document, sku] : {std::pair{R"({"lines":{"0":{"sku":"key"}}})", std::optional<std::string>()},
                                        {R"({"lines":"text"})", {}},
                                        {R"({"lines":[{"sku":"b"}]})", "b"},
                                        {R"({"lines":[null]})", {}}}) {
        store_sale(fresh, document);
        CHECK(db.one(from<Sale>().select(first)) == sku);
        CHECK(db.count(from<Sale>().where(first.is_not_null())) == (sku ? 1 : 0));
    }
    for (const char* scalar : {"5", "\"5\"", "true", "null", "{\"0\": 5}", "[]"}) {
        store_sale(fresh, scalar);
        for (const int index : {0, -1, 1}) {
            CHECK(db.one(from<Sale>().select(col<&Sale::note>.template at<json>(index))) == std::nullopt);
            CHECK(db.one(from<Sale>().select(col<&Sale::note>.template at<std::int64_t>(index))) == std::nullopt);
        }
    }
}

TEMPLATE_TEST_CASE("a part of what is no object is not lost", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Sale>>();
    for (const char* other : {"[]", "5", "\"text\"", "null", R"({"total":[1]})", R"({"total":"1"})"}) {
        INFO(other);
        store_sale(fresh, other);
        CHECK_THROWS_AS(
            db.exec(update<Sale>().set(sale_order.template at<&Order::total, &Price::amount>() = 1_dec).all_rows()),
            conversion_error);
        CHECK(stored_sale(fresh) == other);
        // What is not there need not be removed.
        db.exec(
            update<Sale>().set(sale_order = sale_order.template without<&Order::total, &Price::amount>()).all_rows());
        CHECK(stored_sale(fresh) == other);
    }
}

TEMPLATE_TEST_CASE("no document holds an infinity", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Sale>>();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    db.insert(Sale{.measured = infinity});
    CHECK_THROWS_AS(db.exec(update<Sale>().set(sale_order.template at<&Order::weight>() = infinity).all_rows()),
                    conversion_error);
    CHECK_THROWS_AS(
        db.exec(update<Sale>().set(sale_order.template at<&Order::weight>() = col<&Sale::measured>).all_rows()),
        conversion_error);
    CHECK_THROWS_AS(db.one(from<Sale>().select(json_array_of(col<&Sale::measured>))), conversion_error);
    CHECK_THROWS_AS(db.insert(Sale{.order = {Order{.weight = infinity}}}), conversion_error);
    for (const double number : {0.1, 1e308, 5e-324, -2.5, 0.1 + 0.2}) {
        db.exec(update<Sale>().set(sale_order.template at<&Order::weight>() = number).all_rows());
        CHECK(db.one(from<Sale>()).order->weight == number);
        CHECK(db.one(from<Sale>().select(sale_order.template at<&Order::weight>())) == number);
    }
}

TEMPLATE_TEST_CASE("decimals of a document are not rounded where a path reads them", "[json]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Sale>>();
    store_sale(fresh, R"({"total":{"amount":1.005,"rebate":0.5}})");
    constexpr auto amount = sale_order.at<&Order::total, &Price::amount>();
    CHECK_THROWS_AS(db.one(from<Sale>().select(amount)), conversion_error);
    CHECK_THROWS_AS(db.one(from<Sale>()), conversion_error);
    CHECK(db.count(from<Sale>().where(amount > 1_dec)) == 1);
    CHECK(db.one(from<Sale>().select(sale_order.template at<&Order::total, &Price::rebate>())) == decimal<1>("0.5"));
    store_sale(fresh, "[1.25, 1.5]");
    const auto amounts = from<Sale>().cross_join(json_each<Amount>(col<&Sale::note>)).select(col<&Amount::value>);
    CHECK_THROWS_AS(db.all(amounts), conversion_error);
    CHECK(db.all(amounts.where(col<&Amount::value> == decimal<1>("1.5"))).size() == 1);
}

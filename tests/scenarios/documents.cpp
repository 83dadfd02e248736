// Situations about documents, arrays, groupings, MERGE and locks: what not every database has.

#include "scenario.hpp"
#include "shop.hpp"

using namespace refract;
using namespace refract_test;
using namespace shop;

namespace {

struct Address {
    std::string town{};
    std::optional<std::int64_t> number{};
};
struct Details {
    std::string name{};
    std::int64_t age{};
    bool member{};
    Address home{};
    std::vector<std::string> tags{};
};
struct Person {
    std::int64_t id{};
    json_of<Details> details{};
};
struct Basket {
    std::int64_t id{};
    std::vector<std::string> fruits{};
    std::vector<std::int64_t> numbers{};
};
struct Item {
    std::string name{};
    std::int64_t stock{};
};
constexpr auto person = col<&Person::id>;
constexpr auto details = col<&Person::details>;
constexpr auto fruits = col<&Basket::fruits>;
constexpr auto numbers = col<&Basket::numbers>;

} // namespace

TEMPLATE_TEST_CASE("EF Core: JSON", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Person>>();
    scenarios s(fresh);
    db.insert_many(std::vector<Person>{{1, json_of<Details>{Details{"Ann", 40, true, {"Bay", 7}, {"a", "b"}}}},
                                       {2, json_of<Details>{Details{"Bob", 30, false, {"Hill", {}}, {}}}},
                                       {3, json_of<Details>{Details{"O'Neil \"x\"", 20, true, {"Bay", 1}, {"c"}}}}},
                   keys_are_given);
    constexpr auto ids = from<Person>().select(person);

    s.ordered("a text of a document", from<Person>().order_by(person).select(details.template at<&Details::name>()),
              {"SELECT json_extract(details, '$.name') FROM person ORDER BY id",
               "SELECT details ->> 'name' FROM person ORDER BY id"});
    s.ordered("a number of a document", from<Person>().order_by(person).select(details.template at<&Details::age>()),
              {"SELECT json_extract(details, '$.age') FROM person ORDER BY id",
               "SELECT details ->> 'age' FROM person ORDER BY id"});
    s.ordered("a member of a member",
              from<Person>().order_by(person).select(details.template at<&Details::home, &Address::town>()),
              "SELECT 'Bay' UNION ALL SELECT 'Hill' UNION ALL SELECT 'Bay'");
    s.ordered("what is null in it",
              from<Person>().order_by(person).select(details.template at<&Details::home, &Address::number>()),
              "SELECT 7 UNION ALL SELECT NULL UNION ALL SELECT 1");
    s.ordered("an item of a list in it",
              from<Person>().order_by(person).select(details.template at<&Details::tags, 0>()),
              "SELECT 'a' UNION ALL SELECT NULL UNION ALL SELECT 'c'");
    s.rows("a condition on a text", ids.where(details.template at<&Details::name>() == "O'Neil \"x\""), "SELECT 3");
    s.rows("a condition on a number", ids.where(details.template at<&Details::age>() > 25), "SELECT 1 UNION SELECT 2");
    s.rows("a condition on a boolean", ids.where(details.template at<&Details::member>() == true),
           "SELECT 1 UNION SELECT 3");
    s.rows("a condition on what is missing",
           ids.where(details.template at<&Details::home, &Address::number>().is_null()), "SELECT 2");
    s.rows("a condition on the length of a list",
           ids.where(json_array_length(details.template at<&Details::tags>()) == 2), "SELECT 1");
    s.rows("groups by a part",
           from<Person>()
               .group_by(details.template at<&Details::home, &Address::town>())
               .select(details.template at<&Details::home, &Address::town>(), count()),
           "SELECT 'Bay', 2 UNION SELECT 'Hill', 1");
    s.rows("a sum of a part", from<Person>().select(sum(details.template at<&Details::age>())), "SELECT 90");
    s.ordered("ordered by a part", from<Person>().order_by(details.template at<&Details::age>()).select(person),
              "SELECT 3 UNION ALL SELECT 2 UNION ALL SELECT 1");
    s.writes("a part is set", update<Person>().set(details.template at<&Details::name>() = "Bo\"b").where(person == 2),
             1,
             {"SELECT json_extract(details, '$.name'), json_extract(details, '$.age') FROM person WHERE id = 2",
              "SELECT details ->> 'name', details ->> 'age' FROM person WHERE id = 2"},
             {"Bo\"b|30"});
    s.writes("a part of a part is set",
             update<Person>().set(details.template at<&Details::home, &Address::number>() = 9).where(person == 2), 1,
             {"SELECT json_extract(details, '$.home.number') FROM person WHERE id = 2",
              "SELECT details -> 'home' ->> 'number' FROM person WHERE id = 2"},
             {"9"});
}

#ifdef REFRACT_TEST_POSTGRES

TEST_CASE("Django: arrays, PostgreSQL only", "[scenarios]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Basket>>();
    db.insert_many<Basket>({{1, {"apple", "it's, {a}"}, {1, 2, 3}}, {2, {}, {}}, {3, {"pear"}, {3, 3}}},
                           keys_are_given);
    scenarios s(fresh);
    constexpr auto ids = from<Basket>().select(col<&Basket::id>);

    s.rows("equals", ids.where(fruits == std::vector<std::string>{"pear"}), "SELECT 3");
    s.rows("contains an item", ids.where(fruits.contains("it's, {a}")), "SELECT 1");
    s.rows("contains several", ids.where(numbers.contains(std::vector<std::int64_t>{3, 1})), "SELECT 1");
    s.rows("is contained", ids.where(contained_by(numbers, std::vector<std::int64_t>{3, 4})),
           "SELECT 2 UNION SELECT 3");
    s.rows("overlaps", ids.where(overlaps(numbers, std::vector<std::int64_t>{2, 9})), "SELECT 1");
    s.rows("its length", from<Basket>().select(col<&Basket::id>, cardinality(fruits)),
           "SELECT id, cardinality(fruits) FROM basket");
    s.rows("an item by its place", from<Basket>().select(array_element(numbers, 2)), "SELECT numbers[2] FROM basket");
    s.rows("the place of an item", from<Basket>().select(array_position(numbers, 3)),
           "SELECT array_position(numbers, 3) FROM basket");
    s.rows("as one text", from<Basket>().select(array_to_string(fruits, "/")),
           "SELECT array_to_string(fruits, '/') FROM basket");
    s.writes("an item is added",
             update<Basket>().set(fruits = array_append(fruits, "fig")).where(col<&Basket::id> == 2), 1,
             "SELECT fruits FROM basket WHERE id = 2", {"{fig}"});
    s.writes("items are removed", update<Basket>().set(numbers = array_remove(numbers, 3)).all_rows(), 3,
             "SELECT numbers FROM basket ORDER BY id", {"{1,2}", "{}", "{}"});
}

TEST_CASE("SQLAlchemy: groupings, locks, sets and LATERAL, PostgreSQL only", "[scenarios]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);
    struct Two {
        std::int64_t number{};
        money freight{};
    };
    constexpr auto dearest = from<Order>()
                                 .where(order_customer == code)
                                 .order_by(freight.desc(), order_id)
                                 .limit(2)
                                 .select<Two>(order_id, freight);

    s.rows("groups and their totals (ROLLUP)",
           from<Customer>().group_by(rollup(country, city)).select(country, city, count()),
           "SELECT country, city, count(*) FROM customer GROUP BY ROLLUP (country, city)");
    s.rows("each choice of keys (CUBE)",
           from<Customer>().group_by(cube(country, region)).select(country, region, count()),
           "SELECT country, region, count(*) FROM customer GROUP BY CUBE (country, region)");
    s.rows("the groupings that are listed",
           from<Customer>().group_by(grouping_sets(country, region)).select(country, region, count()),
           "SELECT country, region, count(*) FROM customer GROUP BY GROUPING SETS (country, region)");
    s.ordered(
        "the first row of each key (DISTINCT ON)",
        from<Order>()
            .where(order_customer.is_not_null())
            .distinct_on(order_customer)
            .order_by(order_customer, placed.desc())
            .select(order_customer, order_id),
        "SELECT DISTINCT ON (customer_code) customer_code, id FROM orders WHERE customer_code IS NOT NULL ORDER BY "
        "customer_code, placed DESC");
    s.rows("the first rows of each, in a join (LATERAL)",
           from<Customer>().join(dearest, col<&Two::number> > 0).select(code, col<&Two::number>),
           "SELECT code, n FROM customer, LATERAL (SELECT id AS n FROM orders WHERE customer_code = code ORDER BY "
           "freight DESC, id LIMIT 2) AS d");
    s.rows("rows locked for update", from<Product>().where(product_id == 1).for_update().select(product_name),
           "SELECT 'Chai'");
    s.rows("rows locked, those of others left out",
           from<Product>().where(product_id < 3).for_update().skip_locked().select(product_name),
           "SELECT 'Chai' UNION SELECT 'Chang'");
    s.rows(
        "larger than all values of a query",
        from<Product>()
            .where(price >= all_of(from<alias<Product, "all">>().select(col<&Product::price, alias<Product, "all">>)))
            .select(product_id),
        "SELECT id FROM product WHERE price >= ALL (SELECT price FROM product)");
    s.rows("equal to some value of a query",
           from<Customer>().where(code == any_of(from<Order>().select(order_customer))).select(code),
           "SELECT DISTINCT customer_code FROM orders WHERE customer_code IS NOT NULL");
    s.rows("FETCH FIRST ... WITH TIES",
           from<Product>().order_by(product_category.desc()).limit(3).with_ties().select(product_id),
           "SELECT id FROM (SELECT id, rank() OVER (ORDER BY category_id DESC) AS place FROM product) AS p "
           "WHERE place <= 3");
    s.rows("the same behind an offset",
           from<Product>().order_by(product_category).offset(1).limit(1).with_ties().select(product_category),
           "SELECT category_id FROM (SELECT category_id, row_number() OVER w AS n, rank() OVER w AS place FROM product "
           "WINDOW w AS (ORDER BY category_id)) AS p WHERE place <= 2 AND n > 1");
    constexpr auto all = from<Product>().select(product_category);
    s.rows("intersection that keeps duplicates (INTERSECT ALL)",
           all.intersect_all(from<Product>().where(product_id.not_in(1, 2, 5)).select(product_category)),
           "SELECT category_id FROM product WHERE id NOT IN (1, 2, 5)");
    s.rows(
        "difference that keeps duplicates (EXCEPT ALL)",
        all.except_all(from<Category>().select(nullif(category_id, -1))),
        "SELECT category_id FROM (SELECT category_id, row_number() OVER (PARTITION BY category_id) AS n FROM product) "
        "AS p WHERE n > 1 OR category_id IS NULL");
}

TEST_CASE("linq2db: MERGE, PostgreSQL only", "[scenarios]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    fill(fresh.db());
    scenarios s(fresh);
    fresh.rows("CREATE TABLE item (name text PRIMARY KEY, stock bigint NOT NULL)");
    fresh.rows("INSERT INTO item VALUES ('Chai', 1), ('Gumbo Mix', 2), ('Own', 3)");
    constexpr auto name = col<&Item::name>;
    constexpr auto same = product_name == name;

    s.writes("update those that meet, insert the others",
             merge_into<Item>()
                 .using_table<Product>(same && product_id < 3)
                 .when_matched()
                 .do_update(col<&Item::stock> = cast<std::int64_t>(stock))
                 .when_not_matched(product_id == 2)
                 .do_insert(name = product_name, col<&Item::stock> = cast<std::int64_t>(stock)),
             2, "SELECT name, stock FROM item ORDER BY name", {"Chai|39", "Chang|17", "Gumbo Mix|2", "Own|3"});
    s.writes("delete those that meet under a condition",
             merge_into<Item>()
                 .using_table<Product>(same)
                 .when_matched(discontinued)
                 .do_delete()
                 .when_matched()
                 .do_nothing(),
             1, "SELECT name FROM item ORDER BY name", {"Chai", "Chang", "Own"});
}

#endif

// Tables in schemas (PostgreSQL) and attached databases (SQLite), and what create_tables takes for being there.

#include <support/databases.hpp>

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace schemas_test {

namespace sales {
struct Item {
    std::int64_t id{};
    std::string label{};
    int cents{};
};
} // namespace sales
namespace stock {
struct Item {
    std::int64_t id{};
    int left{};
    std::int64_t version{};
};
struct Move {
    std::int64_t id{};
    std::int64_t item_id{};
};
} // namespace stock
struct Item {
    std::int64_t id{};
    std::string label{};
};
struct Dotted {
    std::int64_t id{};
};
struct Picture {
    std::int64_t id{};
    std::string title{};
};

} // namespace schemas_test

namespace names = schemas_test;

template <> inline constexpr auto refract::model<names::sales::Item> =
    refract::table(refract::in_schema("refract sales"), refract::index<&names::sales::Item::label>);
template <> inline constexpr auto refract::model<names::stock::Item> =
    refract::table(refract::in_schema("refract.stock"), refract::column<&names::stock::Item::version>.version());
template <> inline constexpr auto refract::model<names::stock::Move> =
    refract::table(refract::in_schema("refract.stock"),
                   refract::foreign_key<&names::stock::Move::item_id>.references<&names::stock::Item::id>().on_delete(
                       refract::cascade));
template <> inline constexpr auto refract::model<names::Dotted> = refract::table(refract::named("refract.dotted"));

using namespace refract;
using namespace refract_test;

namespace {

using in_sales = names::sales::Item;
using in_stock = names::stock::Item;
using move_of_stock = names::stock::Move;
using both = schema<in_sales, in_stock, move_of_stock>;

/// A database in which the schemas of the models can be made; they are the same for all tests, so they go in the end.
template <class Database> struct with_schemas {
    fresh_database<Database> fresh;

    with_schemas() {
        if (!fresh) return;
        if constexpr (Database::is_sqlite) {
            fresh.db().execute("ATTACH ':memory:' AS \"refract sales\"");
            fresh.db().execute("ATTACH ':memory:' AS \"refract.stock\"");
        } else {
            drop();
        }
    }
    ~with_schemas() {
        if constexpr (!Database::is_sqlite)
            if (fresh) drop();
    }
    void drop() { fresh.rows("DROP SCHEMA IF EXISTS \"refract sales\", \"refract.stock\" CASCADE"); }
};

} // namespace

TEMPLATE_TEST_CASE("tables of one name in two schemas are two tables", "[schemas]", REFRACT_TEST_DATABASES) {
    with_schemas<TestType> place;
    if (!place.fresh) return;
    auto& db = place.fresh.db();
    db.template create_tables<both>();
    db.template create_tables<both>();
    db.template create_tables<schema<names::Item, names::Dotted>>();

    const auto pen = db.insert(in_sales{.label = "pen", .cents = 120});
    const auto ink = db.insert(in_sales{.label = "ink", .cents = 300});
    CHECK(db.insert_many(std::vector<in_stock>{{.id = pen.id, .left = 7}, {.id = ink.id, .left = 1}}) == 2);
    db.insert(names::Item{.label = "none"});
    db.insert(names::Dotted{});
    CHECK(place.fresh.rows("SELECT label FROM \"refract sales\".\"item\" ORDER BY label") == text_rows{"ink", "pen"});
    CHECK(place.fresh.rows("SELECT \"left\" FROM \"refract.stock\".\"item\" ORDER BY 1") == text_rows{"1", "7"});
    CHECK(place.fresh.rows("SELECT count(*) FROM item") == text_rows{"1"});
    CHECK(place.fresh.rows("SELECT count(*) FROM \"refract.dotted\"") == text_rows{"1"});

    // A join of the two, with and without aliases, and with the table of the same name that has no schema.
    const auto rows = db.all(from<in_sales>()
                                 .template join<in_stock>(col<&in_stock::id> == col<&in_sales::id>)
                                 .where(col<&in_stock::left> > 1)
                                 .select(col<&in_sales::label>, col<&in_stock::left>));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0] == std::tuple<std::string, int>{"pen", 7});
    using plain = alias<names::Item, "plain">;
    CHECK(db.count(from<in_sales>().template left_join<plain>(col<&names::Item::id, plain> == col<&in_sales::id>)) ==
          2);

    // Object verbs.
    auto stored = db.template get<in_stock>(pen.id);
    stored.left = 6;
    db.update(stored);
    CHECK(stored.version == 1);
    CHECK(db.upsert(in_stock{.id = pen.id, .left = 5, .version = 1}).version == 2);
    CHECK(db.exec(update<in_stock>().set(col<&in_stock::left> -= 1).where(col<&in_stock::id> == pen.id)) == 1);
    CHECK(db.template get<in_stock>(pen.id).left == 4);
    CHECK(db.one(delete_from<in_sales>().where(col<&in_sales::id> == ink.id).returning(col<&in_sales::label>)) ==
          "ink");
    CHECK_THROWS_AS(db.template get<in_sales>(ink.id), not_found);
    CHECK(db.upsert(in_sales{.id = pen.id, .label = "pen", .cents = 1}).cents == 1);

    // Keys stay inside a schema.
    db.insert(move_of_stock{.item_id = pen.id});
    CHECK_THROWS_AS(db.insert(move_of_stock{.item_id = 99}), foreign_key_violation);
    CHECK(db.template erase<in_stock>(pen.id));
    CHECK(db.count(from<move_of_stock>()) == 0);
}

TEST_CASE("a schema that is no attached database is named", "[schemas]") {
    fresh_database<on_sqlite> fresh;
    CHECK_THROWS_WITH(fresh.db().create_tables<both>(),
                      refract_test::has_text("ATTACH DATABASE '...' AS \"refract sales\""));
    CHECK(fresh.rows("SELECT count(*) FROM sqlite_schema") == text_rows{"0"});
}

TEST_CASE("a table in another case is there, a copy in an attached database is another table", "[schemas]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.execute("ATTACH ':memory:' AS backup; CREATE TABLE backup.item (id INTEGER PRIMARY KEY, label TEXT NOT NULL)");
    db.create_tables<schema<names::Item>>();
    db.insert(names::Item{.label = "x"});
    CHECK(fresh.rows("SELECT count(*) FROM backup.item") == text_rows{"0"});
    db.execute("ALTER TABLE main.item RENAME TO kept; ALTER TABLE kept RENAME TO ITEM");
    db.create_tables<schema<names::Item>>();
    CHECK(db.count(from<names::Item>()) == 1);
}

TEMPLATE_TEST_CASE("a view under a model's name is read like a table", "[schemas]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<names::Item>>();
    db.insert(names::Item{.label = "x"});
    db.execute("CREATE VIEW picture AS SELECT id, label AS title FROM item");
    db.template create_tables<schema<names::Item, names::Picture>>();
    CHECK(db.all(from<names::Picture>()).at(0).title == "x");
    CHECK(db.template get<names::Picture>(1).title == "x");
    CHECK(db.count(from<names::Picture>().where(col<&names::Picture::title> == "x")) == 1);
    if constexpr (TestType::is_sqlite) {
        CHECK_THROWS_WITH(db.insert(names::Picture{.title = "y"}), refract_test::has_text("it is a view"));
    } else {
        db.insert(names::Picture{.title = "y"}); // PostgreSQL writes through views that are simple
        db.execute("CREATE OR REPLACE VIEW picture AS SELECT DISTINCT id, label AS title FROM item");
        CHECK_THROWS_WITH(db.insert(names::Picture{.title = "y"}), refract_test::has_text("cannot insert into view"));
    }
    CHECK(fresh.rows("SELECT count(*) FROM item") == text_rows{TestType::is_sqlite ? "1" : "2"});
}

#ifdef REFRACT_TEST_POSTGRES

TEST_CASE("the table that queries see along search_path counts as there", "[schemas]") {
    with_schemas<on_postgres> place;
    if (!place.fresh) return;
    auto& db = place.fresh.db();
    db.create_tables<schema<names::Item>>();
    db.insert(names::Item{.label = "full"});

    auto second = place.fresh.open();
    second.execute("CREATE SCHEMA \"refract sales\"");
    second.execute("SELECT set_config('search_path', '\"refract sales\",' || current_setting('search_path'), false)");
    CHECK(second.count(from<names::Item>()) == 1);
    second.create_tables<schema<names::Item>>();
    CHECK(second.count(from<names::Item>()) == 1);
}

TEST_CASE("two models of the table to which search_path leads are refused", "[schemas]") {
    with_schemas<on_postgres> place;
    if (!place.fresh) return;
    auto& db = place.fresh.db();
    db.create_tables<schema<names::Item, names::sales::Item>>(); // two tables, as long as it leads elsewhere
    db.execute("DROP TABLE item");
    db.execute("SELECT set_config('search_path', '\"refract sales\"', false)");
    CHECK_THROWS_WITH((db.create_tables<schema<names::Item, names::sales::Item>>()),
                      refract_test::has_text("\"item\"") && refract_test::has_text("\"refract sales\"") &&
                          refract_test::has_text("in_schema"));
    db.create_tables<schema<names::sales::Item>>();
}

TEST_CASE("a table without rights on it counts as there", "[schemas]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    const std::string role = "refract_names_" + std::to_string(getpid());
    fresh.db().create_tables<schema<names::Item>>();
    const std::string place = fresh.rows("SELECT current_schema()").at(0);
    try {
        fresh.rows("CREATE ROLE " + role);
    } catch (const std::exception&) { return; } // the server's user may not
    fresh.rows("GRANT USAGE, CREATE ON SCHEMA " + place + " TO " + role);
    auto other = fresh.open();
    other.execute(unsafe_sql("SET ROLE " + role));
    CHECK_NOTHROW(other.create_tables<schema<names::Item>>());
    CHECK_THROWS_WITH(other.count(from<names::Item>()), refract_test::has_text("permission denied"));
    other.close();
    fresh.rows("DROP OWNED BY " + role);
    fresh.rows("DROP ROLE " + role);
}

TEST_CASE("keys of tables that others made", "[schemas]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    for (const char* key : {"bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "bigserial PRIMARY KEY"}) {
        fresh.rows("DROP TABLE IF EXISTS item");
        fresh.rows(std::string("CREATE TABLE item (id ") + key + ", label text NOT NULL)");
        auto one = db.insert(names::Item{.label = "a"});
        CHECK(one.id == 1);
        CHECK(db.insert_many(std::vector<names::Item>{{.label = "b"}, {.label = "c"}}) == 2);
        one.label = "z";
        db.update(one);
        CHECK(fresh.rows("SELECT id, label FROM item ORDER BY id") == text_rows{"1|z", "2|b", "3|c"});
    }
}

#endif

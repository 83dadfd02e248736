// Trees that are inserted: each row once, keys carried, all or nothing. What was written is read back by SQL.

#include <refract/graph/insert.hpp>

#include "support/databases.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <ranges>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace planted {

struct Maker {
    std::int64_t id{};
    std::string name;
    std::optional<std::string> country;
};
struct Product {
    std::int64_t id{};
    std::string title;
    std::int64_t stock{};
    std::int64_t maker_id{};
    std::optional<std::int64_t> heir_id;
};
struct Label {
    std::int64_t id{};
    std::string text;
};
struct ProductLabel {
    std::int64_t product_id{};
    std::int64_t label_id{};
    std::int64_t weight{};
};
struct Shelf { // a key of two columns, of which the program gives both
    std::int64_t hall{};
    std::string row;
    std::int64_t width{};
};
struct Place {
    std::int64_t id{};
    std::int64_t shelf_hall{};
    std::string shelf_row;
    std::string note;
};
struct Folder {
    std::int32_t id{};
    std::string name;
    std::optional<std::int32_t> parent_id;
};
struct Passport {
    std::int64_t id{};
    std::string number;
    std::int64_t maker_id{};
};
struct Note { // the database makes two of its columns, unless the program does
    std::int64_t id{};
    std::string text;
    std::chrono::sys_time<std::chrono::microseconds> written{};
    std::string code{};
    std::int64_t maker_id{};
};
struct Spot { // two keys of two columns each to its own table
    std::string area;
    std::int32_t number{};
    std::string text;
    std::optional<std::string> up_area{};
    std::optional<std::int32_t> up_number{};
    std::optional<std::string> twin_area{};
    std::optional<std::int32_t> twin_number{};
};

} // namespace planted
using namespace planted;

template <> inline constexpr auto refract::model<Product> =
    refract::table(refract::through<ProductLabel>, refract::column<&Product::stock>.default_to(5),
                   refract::foreign_key<&Product::maker_id>.references<&Maker::id>(),
                   refract::foreign_key<&Product::heir_id>.references<&Product::id>(),
                   refract::check("titled", refract::col<&Product::title> != ""));
template <> inline constexpr auto refract::model<ProductLabel> =
    refract::table(refract::primary_key<&ProductLabel::product_id, &ProductLabel::label_id>,
                   refract::column<&ProductLabel::weight>.default_to(1),
                   refract::foreign_key<&ProductLabel::product_id>.references<&Product::id>(),
                   refract::foreign_key<&ProductLabel::label_id>.references<&Label::id>());
template <> inline constexpr auto refract::model<Label> = refract::table(refract::unique<&Label::text>);
template <> inline constexpr auto refract::model<Shelf> =
    refract::table(refract::primary_key<&Shelf::hall, &Shelf::row>);
template <> inline constexpr auto refract::model<Place> =
    refract::table(refract::foreign_key<&Place::shelf_hall, &Place::shelf_row>.references<&Shelf::hall, &Shelf::row>());
template <> inline constexpr auto refract::model<Folder> =
    refract::table(refract::foreign_key<&Folder::parent_id>.references<&Folder::id>());
template <> inline constexpr auto refract::model<Spot> =
    refract::table(refract::primary_key<&Spot::area, &Spot::number>,
                   refract::foreign_key<&Spot::up_area, &Spot::up_number>.references<&Spot::area, &Spot::number>(),
                   refract::foreign_key<&Spot::twin_area, &Spot::twin_number>.references<&Spot::area, &Spot::number>());
template <> inline constexpr auto refract::model<Passport> = refract::table(
    refract::unique<&Passport::maker_id>, refract::foreign_key<&Passport::maker_id>.references<&Maker::id>());
template <> inline constexpr auto refract::model<Note> =
    refract::table(refract::column<&Note::written>.default_to(refract::now()),
                   refract::column<&Note::code>.default_to(refract::lower(refract::value("NEW"))),
                   refract::foreign_key<&Note::maker_id>.references<&Maker::id>());

namespace planted {

using insert_schema = schema<Maker, Product, Label, ProductLabel, Shelf, Place, Folder, Passport, Note, Spot>;

struct ProductTree {
    using model = Product;
    std::int64_t id{};
    std::string title;
    std::vector<Label> labels{};
};
struct PassportLine {
    using model = Passport;
    std::string number;
};
struct MakerTree {
    using model = Maker;
    std::string name; // its key is not among the fields
    std::vector<ProductTree> products{};
    std::optional<PassportLine> passport{};
};
struct MakerName {
    using model = Maker;
    std::int64_t id{};
    std::string name;
};
struct ProductCard { // the row that has the key comes second
    using model = Product;
    std::int64_t id{};
    std::string title;
    std::int64_t stock{};
    MakerName maker{};
};
struct PlaceLine {
    using model = Place;
    std::string note;
};
struct ShelfTree {
    using model = Shelf;
    std::int64_t hall{};
    std::string row;
    std::int64_t width{};
    std::vector<PlaceLine> places{};
};
struct FolderTree {
    using model = Folder;
    std::int32_t id{};
    std::string name;
    std::vector<FolderTree> children{};
};
struct FolderChain {
    using model = Folder;
    std::int32_t id{};
    std::string name;
    std::optional<std::int32_t> parent_id{};
    std::unique_ptr<FolderChain> parent{};
};
struct SpotLine {
    using model = Spot;
    std::string area;
    std::int32_t number{};
    std::string text;
};
struct SpotTree {
    using model = Spot;
    std::string area;
    std::int32_t number{};
    std::string text;
    std::vector<SpotTree> below{};
    std::unique_ptr<SpotLine> twin{};
};
struct NotedMaker {
    using model = Maker;
    std::string name;
    std::vector<Note> notes{};
};

} // namespace planted
template <> inline constexpr auto refract::shape<ProductCard> =
    refract::relations(refract::by<&ProductCard::maker, &Product::maker_id>);
template <> inline constexpr auto refract::shape<SpotTree> =
    refract::relations(refract::by<&SpotTree::below, &Spot::up_area>, refract::by<&SpotTree::twin, &Spot::twin_area>);

TEMPLATE_TEST_CASE("a tree is inserted with the keys that the database makes", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_schema>();

    const MakerTree made = db.insert(
        MakerTree{.name = "O'Neill \"&\" sons",
                  .products = {{.title = "chair", .labels = {{.text = "wood"}, {.text = "ä; DROP TABLE label"}}},
                               {.title = "table"}},
                  .passport = PassportLine{.number = "X1"}});
    REQUIRE(made.products.size() == 2);
    CHECK(made.products[0].id == 1);
    CHECK(made.products[1].id == 2);
    CHECK(made.products[0].labels[1].id == 2);
    CHECK(fresh.rows("SELECT id, name, country FROM maker") == text_rows{"1|O'Neill \"&\" sons|NULL"});
    CHECK(fresh.rows("SELECT id, title, stock, maker_id, heir_id FROM product ORDER BY id") ==
          text_rows{"1|chair|5|1|NULL", "2|table|5|1|NULL"}); // the database's default, not the field's
    CHECK(fresh.rows("SELECT id, text FROM label ORDER BY id") == text_rows{"1|wood", "2|ä; DROP TABLE label"});
    CHECK(fresh.rows("SELECT product_id, label_id, weight FROM product_label ORDER BY 1, 2") ==
          text_rows{"1|1|1", "1|2|1"});
    CHECK(fresh.rows("SELECT number, maker_id FROM passport") == text_rows{"X1|1"});

    const auto back = db.one(from<Maker>().template select<MakerTree>());
    CHECK(back.products[0].labels[0].text == "wood");
    REQUIRE(back.passport);
    CHECK(back.passport->number == "X1");
}

TEMPLATE_TEST_CASE("the row that a key leads to is inserted first", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_schema>();
    const ProductCard made = db.insert(ProductCard{.title = "lamp", .stock = 0, .maker = {.name = "Ann"}});
    CHECK(made.id == 1);
    CHECK(made.maker.id == 1);
    CHECK(fresh.rows("SELECT title, stock, maker_id FROM product") == text_rows{"lamp|0|1"});

    FolderChain leaf{.name = "leaf"};
    leaf.parent = std::make_unique<FolderChain>(FolderChain{.name = "middle"});
    leaf.parent->parent = std::make_unique<FolderChain>(FolderChain{.name = "root"});
    const FolderChain chain = db.insert(std::move(leaf));
    CHECK(chain.parent_id == chain.parent->id);
    CHECK_FALSE(chain.parent->parent->parent_id);
    CHECK(fresh.rows("SELECT name, parent_id FROM folder ORDER BY id") == text_rows{"root|NULL", "middle|1", "leaf|2"});
    SECTION("a row that is missing leaves the field that has its key") {
        const FolderChain other = db.insert(FolderChain{.name = "other", .parent_id = chain.parent->id});
        CHECK(other.parent_id == chain.parent->id);
        CHECK(fresh.rows("SELECT parent_id FROM folder WHERE name = 'other'") == text_rows{"2"});
    }
}

TEMPLATE_TEST_CASE("trees of any depth, of composite keys and of given keys", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_schema>();
    const FolderTree tree =
        db.insert(FolderTree{.name = "a", .children = {{.name = "b", .children = {{.name = "d"}}}, {.name = "c"}}});
    CHECK(fresh.rows("SELECT c.name, p.name FROM folder c LEFT JOIN folder p ON p.id = c.parent_id ORDER BY 1") ==
          text_rows{"a|NULL", "b|a", "c|a", "d|b"});
    CHECK(tree.children[0].children[0].id != 0);

    db.insert(ShelfTree{.hall = 0, .row = "it's", .width = 3, .places = {{.note = "n1"}, {.note = "n2"}}});
    CHECK(fresh.rows("SELECT shelf_hall, shelf_row, note FROM place ORDER BY id") ==
          text_rows{"0|it's|n1", "0|it's|n2"});

    const FolderTree given = db.insert(FolderTree{.id = 70, .name = "given", .children = {{.id = 90, .name = "too"}}});
    CHECK(given.id == 70);
    CHECK(fresh.rows("SELECT id, parent_id FROM folder WHERE id >= 70 ORDER BY 1") == text_rows{"70|NULL", "90|70"});
    db.insert(FolderTree{.id = 0, .name = "zero"}, keys_are_given);
    CHECK(fresh.rows("SELECT name FROM folder WHERE id = 0") == text_rows{"zero"});
}

TEMPLATE_TEST_CASE("a tree that fails deep inside leaves nothing", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_schema>();
    db.insert(Label{.text = "taken"});
    const MakerTree failing{.name = "gone",
                            .products = {{.title = "one"}, {.title = "two", .labels = {{.text = "taken"}}}}};
    const auto counts = [&] {
        return fresh.rows(
            "SELECT (SELECT count(*) FROM maker), (SELECT count(*) FROM product), (SELECT count(*) FROM label)");
    };
    SECTION("outside a transaction") {
        CHECK_THROWS_AS(db.insert(failing), unique_violation);
        CHECK_FALSE(db.connection().in_transaction());
        CHECK(counts() == text_rows{"0|0|1"});
        CHECK_THROWS_AS(db.insert(MakerTree{.name = "gone", .products = {{.title = ""}}}), check_violation);
        CHECK(counts() == text_rows{"0|0|1"});
    }
    SECTION("inside one, which goes on") {
        auto tx = db.begin();
        tx.insert(Maker{.name = "stays", .country = {}});
        CHECK_THROWS_AS(tx.insert(failing), unique_violation);
        tx.insert(MakerTree{.name = "stays too"});
        tx.commit();
        CHECK(counts() == text_rows{"2|0|1"});
    }
    SECTION("several trees, all or none") {
        std::vector<MakerTree> many{{.name = "a", .products = {{.title = "p"}}}, {.name = "b"}};
        CHECK(db.insert_many(many) == 2);
        CHECK(counts() == text_rows{"2|1|1"});
        many.push_back(failing);
        CHECK_THROWS_AS(db.insert_many(many), unique_violation);
        CHECK(counts() == text_rows{"2|1|1"});
        CHECK(db.insert_many(std::vector<MakerTree>{}) == 0);
    }
}

TEMPLATE_TEST_CASE("trees that cannot be copied are inserted, and stay as they are", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_schema>();
    std::vector<FolderChain> chains;
    for (const char* name : {"a", "b", "c"}) {
        FolderChain& made = chains.emplace_back(FolderChain{.name = name});
        if (chains.size() > 1)
            made.parent = std::make_unique<FolderChain>(FolderChain{.name = name + std::string("0")});
    }
    CHECK(db.insert_many(chains) == 3);
    CHECK(chains[1].id == 0);
    CHECK(chains[1].parent->name == "b0");
    CHECK(db.insert_many(std::move(chains)) == 3);
    CHECK(fresh.rows("SELECT f.name, p.name, count(*) FROM folder f LEFT JOIN folder p ON p.id = f.parent_id GROUP BY "
                     "f.name, p.name ORDER BY 1") ==
          text_rows{"a|NULL|2", "b|b0|2", "b0|NULL|2", "c|c0|2", "c0|NULL|2"});

    // A range that makes each tree when it is asked for, and not twice.
    const auto made = std::views::iota(0, 3) | std::views::transform([](int i) {
                          FolderChain chain{.name = "made " + std::to_string(i)};
                          chain.parent = std::make_unique<FolderChain>(FolderChain{.name = "of " + std::to_string(i)});
                          return chain;
                      });
    CHECK(db.insert_many(made) == 3);
    CHECK(fresh.rows("SELECT f.name, p.name FROM folder f JOIN folder p ON p.id = f.parent_id WHERE f.name LIKE "
                     "'made%' ORDER BY 1") == text_rows{"made 0|of 0", "made 1|of 1", "made 2|of 2"});
}

TEMPLATE_TEST_CASE("a whole model leaves to the database what it would make, row by row", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_schema>();
    const std::chrono::sys_time<std::chrono::microseconds> then{std::chrono::microseconds(86'400'000'000)};
    const auto before =
        std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now() - std::chrono::hours(1));
    NotedMaker tree{.name = "m",
                    .notes = {{.text = "both left out"},
                              {.text = "time given", .written = then},
                              {.text = "code given", .code = "mine"},
                              {.text = "again both"},
                              {.text = "both given", .written = then, .code = "own"}}};
    const NotedMaker made = db.insert(tree);
    REQUIRE(made.notes.size() == 5);
    CHECK(made.notes[0].written > before);
    CHECK(made.notes[0].code == "new");
    CHECK(made.notes[1].written == then);
    CHECK(made.notes[1].code == "new");
    CHECK(made.notes[2].written > before);
    CHECK(made.notes[2].code == "mine");
    CHECK(made.notes[4].maker_id == 1);
    CHECK(db.insert_many(std::vector{tree, tree}) == 2);
    CHECK(
        fresh.rows("SELECT text, code, count(*), count(DISTINCT maker_id) FROM note GROUP BY text, code ORDER BY 1") ==
        text_rows{"again both|new|3|3", "both given|own|3|3", "both left out|new|3|3", "code given|mine|3|3",
                  "time given|new|3|3"});
    CHECK(db.count(from<Note>().where(col<&Note::written> == then)) == 6);
    CHECK(db.count(from<Note>().where(col<&Note::written> > before)) == 9);
}

TEMPLATE_TEST_CASE("two keys of several columns lead to rows of the same table", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_schema>();
    std::vector<SpotTree> trees;
    trees.push_back({.area = "a'", .number = 1, .text = "1"});
    trees[0].twin = std::make_unique<SpotLine>(SpotLine{"t,{", 1, "2"});
    trees[0].below.push_back({.area = "b\"", .number = 1, .text = "3"});
    trees[0].below.push_back({.area = "b\"", .number = 2, .text = "4"});
    trees[0].below[0].twin = std::make_unique<SpotLine>(SpotLine{"NULL", 3, "5"});
    trees[0].below[1].below.push_back({.area = "", .number = 1, .text = "6"});
    CHECK(db.insert_many(trees) == 1);
    CHECK(fresh.rows("SELECT area, number, up_area, up_number, twin_area, twin_number FROM spot ORDER BY text") ==
          text_rows{"a'|1|NULL|NULL|t,{|1", "t,{|1|NULL|NULL|NULL|NULL", "b\"|1|a'|1|NULL|3", "b\"|2|a'|1|NULL|NULL",
                    "NULL|3|NULL|NULL|NULL|NULL", "|1|b\"|2|NULL|NULL"});
}

TEMPLATE_TEST_CASE("rows of a tree are any number, and their values of any length", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<insert_schema>();
    const std::string nul("a\0b", 3);
    auto tx = db.begin();
    if (TestType::is_sqlite) {
        tx.insert(FolderTree{.name = "nul", .children = {{.name = nul}}});
        CHECK(tx.count(from<Folder>().where(col<&Folder::name> == nul)) == 1);
    } else {
        CHECK_THROWS_AS(tx.insert(FolderTree{.name = "nul", .children = {{.name = nul}}}), refract::error);
    }
    tx.insert(
        FolderTree{.name = "large", .children = {{.name = std::string(1 << 20, 'x')}, {.name = std::string(3, 'y')}}});
    tx.commit(); // it goes on after what no text of PostgreSQL can be
    CHECK(fresh.rows("SELECT length(c.name) FROM folder c JOIN folder p ON p.id = c.parent_id WHERE p.name = 'large' "
                     "ORDER BY c.id") == text_rows{"1048576", "3"});
    FolderTree wide{.name = "wide"};
    for (int i = 0; i < 70'000; ++i) wide.children.push_back({.name = std::to_string(i)});
    const FolderTree stored = db.insert(std::move(wide));
    CHECK(fresh.rows("SELECT name, parent_id FROM folder WHERE id = " + std::to_string(stored.children[69'998].id)) ==
          text_rows{"69998|" + std::to_string(stored.id)});
    CHECK(db.insert_many(std::vector<FolderTree>(25'000, {.name = "r", .children = {{.name = "s"}}})) == 25'000);
    CHECK(fresh.rows("SELECT count(*) FROM folder s JOIN folder r ON r.id = s.parent_id WHERE s.name = 's' AND r.name "
                     "= 'r'") == text_rows{"25000"});
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a tree is inserted into a schema that the run time has chosen", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    const std::string name = unique_name();
    auto shop = fresh.db().in_schema(name);
    shop.create_tables<insert_schema>();
    shop.insert(MakerTree{.name = "there", .products = {{.title = "p", .labels = {{.text = "l"}}}}});
    CHECK(fresh.rows("SELECT product_id, label_id FROM " + name + ".product_label") == text_rows{"1|1"});
    CHECK(shop.one(from<Maker>().select<MakerTree>()).products[0].labels[0].text == "l");
    fresh.rows("DROP SCHEMA " + name + " CASCADE");
}
#endif

TEST_CASE("a key is not left to a table that makes none", "[graph]") {
    fresh_database<on_sqlite> fresh;
    fresh.rows("CREATE TABLE folder (id INT PRIMARY KEY, name TEXT, parent_id INT)"); // no alias of the rowid
    auto& db = fresh.db();
    CHECK_THROWS_AS(db.insert(FolderTree{.name = "keyless", .children = {{.name = "child"}}}), refract::error);
    CHECK(fresh.rows("SELECT count(*) FROM folder") == text_rows{"0"});
    db.insert(FolderTree{.id = 3, .name = "given", .children = {{.id = 4, .name = "child"}}});
    CHECK(fresh.rows("SELECT id, parent_id FROM folder ORDER BY 1") == text_rows{"3|NULL", "4|3"});
}

// Keys that are equal to a database though they are not the same bytes, and keys that no list of SQLite's holds.

#include <refract/graph/fill.hpp>

#include <support/databases.hpp>
#include <support/trees.hpp>

#include <cstddef>
#include <limits>

using namespace refract;
using namespace refract_test;

namespace equal_keys {

struct Amount {
    numeric id;
    std::string name;
};
struct Price {
    std::int64_t id{};
    std::optional<numeric> amount_id;
};
struct AmountTree {
    using model = Amount;
    std::string name;
    std::vector<Price> prices;
};
struct PriceLine {
    using model = Price;
    std::int64_t id{};
    std::optional<Amount> amount;
};
// Several columns: a number with a point, exact money, and a text.
struct Place {
    double x{};
    decimal<2> y{};
    std::string layer;
};
struct Mark {
    std::int64_t id{};
    double x{};
    decimal<3> y{};
    std::string layer;
};
struct PlaceTree {
    using model = Place;
    double x{};
    decimal<2> y{};
    std::string layer;
    std::vector<Mark> marks;
};
struct Blob {
    std::vector<std::byte> id;
    std::int64_t number{};
};
struct Piece {
    std::int64_t id{};
    std::vector<std::byte> blob_id;
};
struct BlobTree {
    using model = Blob;
    std::vector<std::byte> id;
    std::int64_t number{};
    std::vector<Piece> pieces;
};

struct Town {
    std::string name;
    std::int64_t size{};
};
struct Street {
    std::int64_t id{};
    std::string town;
};
struct TownTree {
    using model = Town;
    std::string name;
    std::vector<Street> streets;
};

} // namespace equal_keys

namespace equal = equal_keys;
using namespace equal_keys;

template <> inline constexpr auto refract::model<equal::Price> =
    refract::table(refract::foreign_key<&equal::Price::amount_id>.references<&equal::Amount::id>());
template <> inline constexpr auto refract::model<equal::Place> =
    refract::table(refract::primary_key<&equal::Place::x, &equal::Place::y, &equal::Place::layer>);
template <> inline constexpr auto refract::model<equal::Mark> = refract::table(
    refract::foreign_key<&equal::Mark::x, &equal::Mark::y, &equal::Mark::layer>.references<&equal::Place::x, &equal::Place::y, &equal::Place::layer>());
template <> inline constexpr auto refract::model<equal::Town> =
    refract::table(refract::primary_key<&equal::Town::name>);
template <> inline constexpr auto refract::model<equal::Street> =
    refract::table(refract::foreign_key<&equal::Street::town>.references<&equal::Town::name>());
template <> inline constexpr auto refract::model<equal::Piece> =
    refract::table(refract::foreign_key<&equal::Piece::blob_id>.references<&equal::Blob::id>());

TEMPLATE_TEST_CASE("a number is one key however many zeros are behind its point", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Amount, Price>>();
    db.insert(Amount{numeric("1.0"), "one"});
    db.insert(Amount{numeric("2.50"), "some"});
    db.insert(Amount{numeric("0"), "none"});
    db.insert(Price{1, numeric("1.00")});
    db.insert(Price{2, numeric("2.5")});
    db.insert(Price{3, numeric("-0.0")});
    db.insert(Price{4, std::nullopt});
    const auto amounts = from<Amount>().template select<AmountTree>().order_by(col<&Amount::name>);
    const auto found = [](const std::vector<AmountTree>& all) {
        std::string text;
        for (const AmountTree& each : all) {
            text += each.name;
            for (const Price& price : each.prices) text += " " + std::to_string(price.id);
            text += ";";
        }
        return text;
    };
    CHECK(found(db.all(amounts)) == "none 3;one 1;some 2;");
    CHECK(found(db.all(amounts.load_by(full_tables))) == "none 3;one 1;some 2;");
    std::string lines;
    for (const PriceLine& each : db.all(from<Price>().template select<PriceLine>().order_by(col<&Price::id>)))
        lines += each.amount ? each.amount->name + " " : "- ";
    CHECK(lines == "one some none - ");
}

TEMPLATE_TEST_CASE("zeros with a sign, exact money and odd texts are one key of several columns", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Place, Mark>>();
    // More than SQLite asks for one by one; among them what its lists do not hold.
    std::vector<PlaceTree> in_hand;
    for (std::int64_t i = 0; i < 20; ++i) {
        double x = static_cast<double>(i) / 2;
        std::string layer = "l" + std::to_string(i);
        if (i == 3) x = std::numeric_limits<double>::infinity();
        if (i == 4 && TestType::is_sqlite) layer += std::string("\0a", 2);
        if (i == 5 && TestType::is_sqlite) layer = "l4" + std::string("\0b", 2);
        const auto y = decimal<2>::from_coefficient(i * 10);
        db.insert(Place{x, y, layer});
        db.insert(Mark{i + 1, i == 0 ? -0.0 : x, y, layer});
        in_hand.push_back({x, y, layer, {}});
    }
    const auto check = [](const std::vector<PlaceTree>& all) {
        REQUIRE(all.size() == 20);
        for (const PlaceTree& each : all) {
            INFO(each.layer);
            REQUIRE(each.marks.size() == 1);
            CHECK(each.marks[0].layer == each.layer);
        }
    };
    const auto places = from<Place>().template select<PlaceTree>();
    check(db.all(places));
    check(db.all(places.load_by(full_tables)));
    db.template load<&PlaceTree::marks>(in_hand);
    check(in_hand);
}

TEMPLATE_TEST_CASE("bytes are keys", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Blob, Piece>>();
    for (std::int64_t i = 0; i < 20; ++i) {
        const std::vector<std::byte> id(static_cast<std::size_t>(i), std::byte{0});
        db.insert(Blob{id, i});
        if (i % 2 == 0) db.insert(Piece{i + 1, id});
    }
    const auto blobs = db.all(from<Blob>().template select<BlobTree>());
    REQUIRE(blobs.size() == 20);
    for (const BlobTree& each : blobs) {
        REQUIRE(each.pieces.size() == (each.number % 2 == 0 ? 1 : 0));
        for (const Piece& piece : each.pieces) CHECK(piece.id == each.number + 1);
    }
}

TEMPLATE_TEST_CASE("texts that a collation takes for equal are an error, however they are loaded", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    std::string text = "text COLLATE NOCASE", real = "real", number = "real";
    if (!TestType::is_sqlite) {
        fresh.rows("CREATE COLLATION caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        text = "text COLLATE caseless", real = "double precision", number = "numeric";
    }
    fresh.rows("CREATE TABLE town (name " + text + " PRIMARY KEY, size bigint NOT NULL)");
    fresh.rows("CREATE TABLE street (id bigint PRIMARY KEY, town " + text + " NOT NULL)");
    const std::string columns = "x " + real + " NOT NULL, y " + number + " NOT NULL, layer " + text + " NOT NULL";
    fresh.rows("CREATE TABLE place (" + columns + ")");
    fresh.rows("CREATE TABLE mark (id bigint PRIMARY KEY, " + columns + ")");
    fresh.rows("INSERT INTO town VALUES ('Rome', 1), ('Oslo', 2)");
    fresh.rows("INSERT INTO street VALUES (1, 'Oslo')");
    fresh.rows("INSERT INTO place VALUES (1.5, 1.5, 'Top')");
    const auto towns = from<Town>().template select<TownTree>().order_by(col<&Town::size>);
    const auto places = from<Place>().template select<PlaceTree>();
    CHECK(tree_text(db.all(towns.load_by(full_tables))) == "[{Rome []} {Oslo [{1 Oslo}]}]");
    fresh.rows("INSERT INTO street VALUES (2, 'ROME')");
    CHECK_THROWS_AS(db.all(towns), schema_mismatch);
    CHECK_THROWS_AS(db.all(towns.load_by(program_keys)), schema_mismatch);
    CHECK_THROWS_AS(db.all(towns.load_by(full_tables)), schema_mismatch);
    fresh.rows("INSERT INTO mark VALUES (1, 1.5, 1.5, 'TOP')");
    CHECK_THROWS_AS(db.all(places), schema_mismatch);
    CHECK_THROWS_AS(db.all(places.load_by(full_tables)), schema_mismatch);
    // Of many parents, too: as they are written all are found, and one that is written otherwise is not left out.
    fresh.rows("DELETE FROM mark");
    std::vector<PlaceTree> in_hand;
    for (std::int64_t i = 0; i < 40; ++i) {
        const std::string values = std::to_string(i / 4) + ".5, 1.5, 'Layer " + std::to_string(i % 4) + "')";
        fresh.rows("INSERT INTO place VALUES (" + values);
        fresh.rows("INSERT INTO mark VALUES (" + std::to_string(i) + ", " + values);
        in_hand.push_back({static_cast<double>(i / 4) + 0.5,
                           decimal<2>::from_coefficient(150),
                           "Layer " + std::to_string(i % 4),
                           {}});
    }
    const auto count_marks = [](const std::vector<PlaceTree>& all) {
        std::size_t count = 0;
        for (const PlaceTree& each : all) count += each.marks.size();
        return count;
    };
    CHECK(count_marks(db.all(places)) == 40);
    CHECK(count_marks(db.all(places.load_by(full_tables))) == 40);
    db.template load<&PlaceTree::marks>(in_hand);
    CHECK(count_marks(in_hand) == 40);
    fresh.rows("UPDATE mark SET layer = 'LAYER 3' WHERE id = 39");
    CHECK_THROWS_AS(db.all(places), schema_mismatch);
    CHECK_THROWS_AS(db.all(places.load_by(program_keys)), schema_mismatch);
    CHECK_THROWS_AS(db.all(places.load_by(full_tables)), schema_mismatch);
    CHECK_THROWS_AS((db.template load<&PlaceTree::marks>(in_hand)), schema_mismatch);
    // Parents that differ in case, each with its own: a row that is written as none of them.
    fresh.rows("DELETE FROM mark");
    fresh.rows("INSERT INTO place VALUES (9.5, 1.5, 'LAYER 0')");
    in_hand.push_back({9.5, decimal<2>::from_coefficient(150), "LAYER 0", {}});
    fresh.rows("INSERT INTO mark VALUES (1, 0.5, 1.5, 'Layer 0'), (2, 9.5, 1.5, 'LAYER 0')");
    fresh.rows("INSERT INTO mark VALUES (3, 9.5, 1.5, 'Layer 2')"); // whose parent, 9.5 in layer 2, is there
    CHECK(count_marks(db.all(places)) == 3);
    fresh.rows("INSERT INTO mark VALUES (4, 0.5, 1.5, 'LAYER 0')");
    CHECK_THROWS_AS(db.all(places), schema_mismatch);
    CHECK_THROWS_AS(db.all(places.load_by(program_keys)), schema_mismatch);
    CHECK_THROWS_AS(db.all(places.load_by(full_tables)), schema_mismatch);
    CHECK_THROWS_AS((db.template load<&PlaceTree::marks>(in_hand)), schema_mismatch);
}

TEMPLATE_TEST_CASE("texts in another case are no parents of each other to a database that tells them apart", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Place, Mark>>();
    for (std::int64_t i = 0; i < 30; ++i) {
        const auto y = decimal<2>::from_coefficient(0);
        const double x = static_cast<double>(i / 3);
        const std::string layer = i % 3 == 0 ? "top" : i % 3 == 1 ? "TOP" : "T\xc3\xb6p";
        db.insert(Place{x, y, layer});
        db.insert(Mark{i + 1, x, y, layer});
    }
    // Of the second row nothing is there but its parts.
    const auto places =
        from<Place>().template select<PlaceTree>().where(col<&Place::x> > 0.0 || col<&Place::layer> != "TOP");
    for (const auto& all : {db.all(places), db.all(places.load_by(program_keys))}) {
        REQUIRE(all.size() == 29);
        for (const PlaceTree& each : all) {
            REQUIRE(each.marks.size() == 1);
            CHECK(each.marks[0].layer == each.layer);
        }
    }
}

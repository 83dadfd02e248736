// Columns that the database computes of others: a saved tree has them as they are then.

#include <refract/graph/edit.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace computed_columns {

struct Basket {
    std::int64_t id{};
    std::string owner;
    std::string shown;
};
struct Piece {
    std::int64_t id{};
    std::int32_t count{};
    std::int32_t price{};
    std::int32_t total{};
    std::optional<std::int64_t> basket_id{};
    std::optional<std::int64_t> basket_twice{};
    std::optional<double> half{};
};
struct Mark {
    std::int64_t id{};
    std::string label;
    std::string loud;
};
struct PieceMark {
    std::int64_t piece_id{}, mark_id{};
};

} // namespace computed_columns

template <> inline constexpr auto refract::model<computed_columns::Basket> =
    table(named("cc_basket"),
          column<&computed_columns::Basket::shown>.generated(upper(col<&computed_columns::Basket::owner>)));
template <> inline constexpr auto refract::model<computed_columns::Piece> =
    table(named("cc_piece"), through<computed_columns::PieceMark>,
          column<&computed_columns::Piece::total>.generated(
              col<&computed_columns::Piece::count>* col<&computed_columns::Piece::price>),
          column<&computed_columns::Piece::basket_twice>.generated(col<&computed_columns::Piece::basket_id> * 2),
          column<&computed_columns::Piece::half>.generated(cast<double>(col<&computed_columns::Piece::count>) / 2.0),
          foreign_key<&computed_columns::Piece::basket_id>.references<&computed_columns::Basket::id>());
template <> inline constexpr auto refract::model<computed_columns::Mark> = table(
    named("cc_mark"), column<&computed_columns::Mark::loud>.generated(upper(col<&computed_columns::Mark::label>)));
template <> inline constexpr auto refract::model<computed_columns::PieceMark> = table(
    named("cc_piece_mark"), primary_key<&computed_columns::PieceMark::piece_id, &computed_columns::PieceMark::mark_id>,
    foreign_key<&computed_columns::PieceMark::piece_id>.references<&computed_columns::Piece::id>(),
    foreign_key<&computed_columns::PieceMark::mark_id>.references<&computed_columns::Mark::id>());

namespace computed_columns {

struct PieceRow {
    using model = Piece;
    std::int64_t id{};
    std::int32_t count{};
    std::int32_t price{};
    std::int32_t total{};
    std::optional<std::int64_t> basket_twice{};
    std::optional<double> half{};
    std::vector<Mark> marks{};
};
struct Tree {
    using model = Basket;
    std::int64_t id{};
    std::string owner;
    std::string shown;
    std::vector<PieceRow> pieces{};
};

} // namespace computed_columns

TEMPLATE_TEST_CASE("a saved tree has what the database computes of what was changed", "[save]",
                   REFRACT_TEST_DATABASES) {
    using namespace computed_columns;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Basket, Piece, Mark, PieceMark>>();
    Tree tree = db.insert(Tree{.id = 0,
                               .owner = "ann",
                               .shown = {},
                               .pieces = {PieceRow{.id = 0, .count = 2, .price = 3, .marks = {Mark{0, "a", {}}}},
                                          PieceRow{.id = 0, .count = 5, .price = 7}}});
    CHECK((tree.shown == "ANN" && tree.pieces[0].total == 6 && tree.pieces[1].half == 2.5));
    CHECK(tree.pieces[0].marks[0].loud == "A");
    tree.owner = "bob";
    tree.pieces[0].count = 10;
    tree.pieces[0].marks[0].label = "b";
    tree.pieces.push_back({.id = 0, .count = 1, .price = 1});
    tree = db.save(tree);
    CHECK(tree.shown == "BOB");
    CHECK((tree.pieces[0].total == 30 && tree.pieces[0].half == 5.0 && tree.pieces[0].basket_twice == 2 * tree.id));
    CHECK((tree.pieces[1].total == 35 && tree.pieces[2].total == 1));
    CHECK(tree.pieces[0].marks[0].loud == "B");
    // What a program writes into such a field is no change, and not what is stored.
    const Tree before = tree;
    tree.shown = "nobody";
    tree.pieces[1].total = 99;
    tree.pieces[0].marks[0].loud = "?";
    tree.pieces[2].total = 98;
    tree.pieces[2].count = 4;
    tree = db.save(tree);
    CHECK((tree.shown == "BOB" && tree.pieces[1].total == 35 && tree.pieces[2].total == 4));
    CHECK(tree.pieces[0].marks[0].loud == "B");
    tree = db.save(before);
    // A row that comes from elsewhere has another key, of which something is computed.
    Tree other = db.insert(Tree{.id = 0, .owner = "eve", .shown = {}, .pieces = {}});
    other.pieces.push_back(tree.pieces[0]);
    other = db.save(other);
    CHECK((other.pieces[0].basket_twice == 2 * other.id && other.pieces[0].total == 30));
    tree = db.template get<Tree>(tree.id);
    CHECK(tree.pieces.size() == 2);
    const auto read = db.template get<Tree>(other.id);
    CHECK((read.pieces[0].total == 30 && read.pieces[0].marks[0].loud == "B" && read.shown == "EVE"));
}

#ifdef REFRACT_TEST_POSTGRES
namespace computed_arrays {

struct Shelf {
    std::int64_t id{};
    std::vector<std::int32_t> sizes{};
    std::vector<std::int32_t> all_sizes{};
};
struct Label {
    std::int64_t id{};
    std::vector<std::string> words{};
    std::vector<std::string> all_words{};
};
struct Parcel {
    std::int64_t id{};
    std::vector<std::string> words{};
    std::optional<std::vector<std::string>> all_words{};
    std::int64_t version{};
    std::int64_t shelf_id{};
};
struct ParcelLabel {
    std::int64_t parcel_id{}, label_id{};
};

} // namespace computed_arrays

template <> inline constexpr auto refract::model<computed_arrays::Shelf> =
    table(named("ca_shelf"),
          column<&computed_arrays::Shelf::all_sizes>.generated(array_append(col<&computed_arrays::Shelf::sizes>, 7)));
template <> inline constexpr auto refract::model<computed_arrays::Label> = table(
    named("ca_label"),
    column<&computed_arrays::Label::all_words>.generated(array_append(col<&computed_arrays::Label::words>, "end")));
template <> inline constexpr auto refract::model<computed_arrays::Parcel> = table(
    named("ca_parcel"), through<computed_arrays::ParcelLabel>, column<&computed_arrays::Parcel::version>.version(),
    foreign_key<&computed_arrays::Parcel::shelf_id>.references<&computed_arrays::Shelf::id>(),
    column<&computed_arrays::Parcel::all_words>.generated(array_append(col<&computed_arrays::Parcel::words>, "end")));
template <> inline constexpr auto refract::model<computed_arrays::ParcelLabel> =
    table(named("ca_parcel_label"),
          primary_key<&computed_arrays::ParcelLabel::parcel_id, &computed_arrays::ParcelLabel::label_id>,
          foreign_key<&computed_arrays::ParcelLabel::parcel_id>.references<&computed_arrays::Parcel::id>(),
          foreign_key<&computed_arrays::ParcelLabel::label_id>.references<&computed_arrays::Label::id>());

namespace computed_arrays {

struct ParcelTree {
    using model = Parcel;
    std::int64_t id{};
    std::vector<std::string> words{};
    std::optional<std::vector<std::string>> all_words{};
    std::int64_t version{};
    std::vector<Label> labels{};
};
struct ShelfTree {
    using model = Shelf;
    std::int64_t id{};
    std::vector<std::int32_t> sizes{};
    std::vector<std::int32_t> all_sizes{};
    std::vector<ParcelTree> parcels{};
};

} // namespace computed_arrays

TEST_CASE("a saved tree has the arrays that the database computes, at every level", "[graph]") {
    using namespace computed_arrays;
    using words = std::vector<std::string>;
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Shelf, Label, Parcel, ParcelLabel>>();
    ShelfTree tree = db.insert(ShelfTree{.sizes = {1}, .parcels = {{.words = {"a"}, .labels = {{.words = {"x"}}}}}});
    CHECK(tree.all_sizes == std::vector<std::int32_t>{1, 7});
    CHECK(tree.parcels[0].all_words == words{"a", "end"});
    CHECK(tree.parcels[0].labels[0].all_words == words{"x", "end"});
    tree.sizes = {2, 3};
    tree.parcels[0].words.clear();
    tree.parcels[0].labels[0].words = {"y"};
    tree.parcels.push_back({.words = {"b"}, .labels = {tree.parcels[0].labels[0], {.words = {"z"}}}});
    tree = db.save(tree);
    CHECK(tree.all_sizes == std::vector<std::int32_t>{2, 3, 7});
    CHECK(tree.parcels[0].all_words == words{"end"});
    CHECK(tree.parcels[1].all_words == words{"b", "end"});
    CHECK(tree.parcels[0].labels[0].all_words == words{"y", "end"});
    for (const Label& each : tree.parcels[1].labels) // in the database's order: one of them is there twice
        CHECK(each.all_words == words{each.id == tree.parcels[0].labels[0].id ? "y" : "z", "end"});
    tree.parcels[1].labels.pop_back();
    tree.parcels[0].words = {"c"};
    db.save(tree); // with the versions that came back
    CHECK(fresh.rows("SELECT all_words FROM ca_parcel ORDER BY id") == text_rows{"{c,end}", "{b,end}"});
}
#endif

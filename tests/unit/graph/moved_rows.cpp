// Rows that move inside a saved tree are the same rows afterwards: what the tree does not show of them, and what belongs
// to them elsewhere, stays.

#include <refract/graph/moved_rows.hpp>

#include <refract/graph/edit.hpp>

#include "support/trees.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace moved {

struct Library {
    std::int64_t id{};
    std::string name;
};
struct Shelf { // goes with its library
    std::int64_t id{}, library_id{};
    std::string label;
};
struct Book { // goes with its shelf
    std::int64_t id{}, shelf_id{};
    std::string title;
    std::int32_t pages{}; // which no tree shows
};
struct Loan {
    std::int64_t id{}, book_id{};
};
struct Folder { // goes with the one above, which it may do without
    std::int64_t id{};
    std::string name;
    std::optional<std::int64_t> above_id{};
};
struct Sheet { // needs its folder
    std::int64_t id{}, folder_id{};
    std::string text;
    std::int32_t pages{};
};
enum class Size { small, large };
struct Thing { // of two kinds
    std::int64_t id{}, folder_id{};
    Size size{};
    std::int32_t pages{};
    std::optional<std::string> label{};
};

struct BookLine {
    using model = Book;
    std::int64_t id{};
    std::string title;
};
struct ShelfTree {
    using model = Shelf;
    std::int64_t id{};
    std::string label;
    std::vector<BookLine> books{};
};
struct LibraryTree {
    using model = Library;
    std::int64_t id{};
    std::string name;
    std::vector<ShelfTree> shelves{};
};
struct SheetLine {
    using model = Sheet;
    std::int64_t id{};
    std::string text;
};
struct InnerFolder {
    using model = Folder;
    std::int64_t id{};
    std::string name;
    std::vector<SheetLine> sheets{};
};
struct OuterFolder {
    using model = Folder;
    std::int64_t id{};
    std::string name;
    std::vector<SheetLine> sheets{};
    std::vector<InnerFolder> folders{};
};
struct Small {
    using model = Thing;
    std::int64_t id{};
};
struct Large {
    using model = Thing;
    std::int64_t id{};
    std::optional<std::string> label{};
};
struct ThingFolder {
    using model = Folder;
    std::int64_t id{};
    std::string name;
    std::vector<Small> small{};
    std::vector<Large> large{};
};

} // namespace moved
using namespace moved;

template <> inline constexpr auto refract::model<Library> = refract::table(refract::named("mv_library"));
template <> inline constexpr auto refract::model<Shelf> =
    refract::table(refract::named("mv_shelf"), refract::unique<&Shelf::label>,
                   refract::foreign_key<&Shelf::library_id>.references<&Library::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<Book> =
    refract::table(refract::named("mv_book"), refract::column<&Book::pages>.default_to(1),
                   refract::foreign_key<&Book::shelf_id>.references<&Shelf::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<Loan> =
    refract::table(refract::named("mv_loan"),
                   refract::foreign_key<&Loan::book_id>.references<&Book::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<Folder> =
    refract::table(refract::named("mv_folder"),
                   refract::foreign_key<&Folder::above_id>.references<&Folder::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<Sheet> =
    refract::table(refract::named("mv_sheet"), refract::column<&Sheet::pages>.default_to(1),
                   refract::foreign_key<&Sheet::folder_id>.references<&Folder::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<Thing> =
    refract::table(refract::named("mv_thing"), refract::column<&Thing::pages>.default_to(1),
                   refract::foreign_key<&Thing::folder_id>.references<&Folder::id>().on_delete(refract::cascade),
                   refract::kinds<&Thing::size, Small, Large>);

namespace moved {
using tables = schema<Library, Shelf, Book, Loan, Folder, Sheet, Thing>;
} // namespace moved

TEMPLATE_TEST_CASE("a row that leaves one that goes is the same row", "[graph][save]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    LibraryTree tree = db.save(LibraryTree{.name = "L",
                                           .shelves = {{.label = "a", .books = {{.title = "x"}, {.title = "y"}}},
                                                       {.label = "b", .books = {{.title = "z"}}}}});
    fresh.rows("UPDATE mv_book SET pages = id * 100");
    fresh.rows("INSERT INTO mv_loan (book_id) SELECT id FROM mv_book");
    const auto books = [&] { return fresh.rows("SELECT id, shelf_id, title, pages FROM mv_book ORDER BY id"); };
    const auto loans = [&] { return fresh.rows("SELECT book_id FROM mv_loan ORDER BY 1"); };
    const auto shelves = [&] { return fresh.rows("SELECT id, label FROM mv_shelf ORDER BY id"); };
    REQUIRE(books() == text_rows{"1|1|x|100", "2|1|y|200", "3|2|z|300"});

    SECTION("to a row that stays") {
        tree.shelves[1].books.push_back(tree.shelves[0].books[1]);
        tree.shelves.erase(tree.shelves.begin());
        tree = db.save(tree);
        CHECK(shelves() == text_rows{"2|b"});
        CHECK(books() == text_rows{"2|2|y|200", "3|2|z|300"});
        CHECK(loans() == text_rows{"2", "3"});
    }
    SECTION("to a new row, and changed") {
        ShelfTree made{.label = "c", .books = std::move(tree.shelves[0].books)};
        made.books[0].title = "X";
        tree.shelves[0] = std::move(made);
        tree = db.save(tree);
        CHECK(shelves() == text_rows{"2|b", "3|c"});
        CHECK(books() == text_rows{"1|3|X|100", "2|3|y|200", "3|2|z|300"});
        CHECK(loans() == text_rows{"1", "2", "3"});
        CHECK(tree_text(tree) == tree_text(db.one(from<Library>().template select<LibraryTree>(
                                     nested<&LibraryTree::shelves>().order_by(col<&Shelf::label> != "c")))));
    }
    SECTION("what is unique in the one that goes is free later only: an error, and not a loss") {
        tree.shelves[0] = {.id = 0, .label = "a", .books = {tree.shelves[0].books[0]}};
        CHECK_THROWS_AS(db.save(tree), unique_violation);
        CHECK(books() == text_rows{"1|1|x|100", "2|1|y|200", "3|2|z|300"});
        tree.shelves[0].books.clear(); // without it all goes first
        db.save(tree);
        CHECK(shelves() == text_rows{"2|b", TestType::is_sqlite ? "3|a" : "4|a"});
        CHECK(loans() == text_rows{"3"});
    }
}

TEMPLATE_TEST_CASE("a row moves to another level, and is the same row", "[graph][save]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    OuterFolder tree = db.save(OuterFolder{.name = "top",
                                           .sheets = {{.text = "x"}, {.text = "y"}},
                                           .folders = {{.name = "in", .sheets = {{.text = "z"}}}}});
    fresh.rows("UPDATE mv_sheet SET pages = id * 100");
    const auto sheets = [&] { return fresh.rows("SELECT folder_id, text, pages FROM mv_sheet ORDER BY id"); };
    SECTION("down") {
        tree.folders[0].sheets.push_back(tree.sheets[0]);
        tree.sheets.erase(tree.sheets.begin());
        tree = db.save(tree);
        CHECK(sheets() == text_rows{"2|x|100", "1|y|200", "2|z|300"});
    }
    SECTION("up, and down in its place") {
        std::swap(tree.folders[0].sheets[0], tree.sheets[1]);
        tree = db.save(tree);
        CHECK(sheets() == text_rows{"1|x|100", "2|y|200", "1|z|300"});
        tree.sheets.erase(tree.sheets.begin());
        db.save(tree);
        CHECK(sheets() == text_rows{"2|y|200", "1|z|300"});
    }
    SECTION("up, out of one that goes") {
        tree.sheets.push_back(tree.folders[0].sheets[0]);
        tree.folders.clear(); // may be nowhere
        db.save(tree);
        CHECK(sheets() == text_rows{"1|x|100", "1|y|200", "1|z|300"});
        CHECK(fresh.rows("SELECT name, above_id FROM mv_folder ORDER BY id") == text_rows{"top|NULL", "in|NULL"});
    }
}

TEMPLATE_TEST_CASE("a row does not come into a field of another kind", "[graph][save][kinds]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    const ThingFolder tree = db.save(ThingFolder{.name = "f", .small = {{}, {}}, .large = {{.id = 0, .label = "l"}}});
    fresh.rows("UPDATE mv_thing SET pages = id * 100");
    const auto things = [&] { return fresh.rows("SELECT id, folder_id, label, pages FROM mv_thing ORDER BY id"); };
    const text_rows before = things();
    REQUIRE(before.size() == 3);
    ThingFolder grown = tree, shrunk = tree;
    grown.large.push_back({.id = tree.small[0].id, .label = "grown"});
    grown.small.erase(grown.small.begin());
    CHECK_THROWS_WITH(db.save(grown), refract_test::has_text("is stored as another kind"));
    CHECK(things() == before);
    shrunk.small.push_back({.id = tree.large[0].id});
    shrunk.large.clear();
    CHECK_THROWS_WITH(db.save(shrunk), refract_test::has_text("is stored as another kind"));
    CHECK(things() == before);
}

// Trees that were read in part are not saved, and what was left out stays; whole ones are.

#include <refract/graph/edit.hpp>
#include <refract/graph/stream.hpp>

#include "support/trees.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace parts {

struct Shop {
    std::int64_t id{};
    std::string name;
};
struct Shelf {
    std::string code;
    std::int64_t shop_id{};
};
struct Book {
    std::int64_t id{};
    std::string title;
    std::string shelf_code;
};
struct Theme {
    std::int64_t id{};
    std::string label;
};
struct BookTheme {
    std::int64_t book_id{};
    std::int64_t theme_id{};
};
struct Note {
    std::int64_t id{};
    std::string text;
    std::optional<std::int64_t> book_id{};
};

} // namespace parts

template <> inline constexpr auto refract::model<parts::Shelf> = refract::table(
    primary_key<&parts::Shelf::code>, foreign_key<&parts::Shelf::shop_id>.references<&parts::Shop::id>());
template <> inline constexpr auto refract::model<parts::Book> =
    refract::table(foreign_key<&parts::Book::shelf_code>.references<&parts::Shelf::code>().on_delete(refract::cascade),
                   through<parts::BookTheme>);
template <> inline constexpr auto refract::model<parts::BookTheme> =
    refract::table(primary_key<&parts::BookTheme::book_id, &parts::BookTheme::theme_id>,
                   foreign_key<&parts::BookTheme::book_id>.references<&parts::Book::id>().on_delete(refract::cascade),
                   foreign_key<&parts::BookTheme::theme_id>.references<&parts::Theme::id>());
template <> inline constexpr auto refract::model<parts::Note> =
    refract::table(foreign_key<&parts::Note::book_id>.references<&parts::Book::id>());

namespace parts {

using shops = schema<Shop, Shelf, Book, Theme, BookTheme, Note>;

struct BookTree {
    using model = Book;
    std::int64_t id{};
    std::string title;
    std::string shelf_code{};
    std::vector<Theme> themes{};
};
struct ShelfTree {
    using model = Shelf;
    std::string code;
    std::int64_t shop_id{};
    std::vector<BookTree> books{};
};
struct ShopTree {
    using model = Shop;
    std::int64_t id{};
    std::string name;
    std::vector<ShelfTree> shelves{};
};
struct BookLine {
    using model = Book;
    std::int64_t id{};
    std::string title;
    std::string shelf_code{};
};
struct NoteTree {
    using model = Note;
    std::int64_t id{};
    std::string text;
    std::optional<BookLine> book{};
};

template <class Backend> struct bookshop : fresh_database<Backend> {
    void fill() {
        auto& db = this->db();
        db.template create_tables<shops>();
        for (const std::string name : {"one", "two"}) {
            ShopTree shop{.name = name};
            for (const std::string code : {"A", "B"})
                shop.shelves.push_back(
                    {.code = name + code,
                     .books = {{.title = "x", .themes = {{.label = "t"}, {.label = "u"}}}, {.title = "y"}}});
            db.save(shop);
        }
    }
    std::string line(const std::string& sql) {
        std::string all;
        for (const std::string& each : this->rows(sql)) all += (all.empty() ? "" : " ") + each;
        return all;
    }
    std::string counts() {
        return line(
            "SELECT (SELECT count(*) FROM shelf), (SELECT count(*) FROM book), (SELECT count(*) FROM book_theme)");
    }
};
template <class Session> ShopTree whole(Session& db, std::int64_t id = 1) {
    return db.one(from<Shop>().where(col<&Shop::id> == id).template select<ShopTree>());
}

} // namespace parts

using namespace parts;

TEMPLATE_TEST_CASE("a tree that was read in part is not saved", "[graph]", REFRACT_TEST_DATABASES) {
    bookshop<TestType> fresh;
    if (!fresh) return;
    fresh.fill();
    auto& db = fresh.db();
    REQUIRE(fresh.counts() == "4|8|8");
    const auto limited = [&] {
        return db.all(
            from<Shop>().where(col<&Shop::id> == 1).template select<ShopTree>(nested<&ShopTree::shelves>().limit(1)));
    };
    const int line = __LINE__ - 3;

    SECTION("with what, where, and which") {
        auto read = limited();
        CHECK_THROWS_WITH(db.save(read[0]),
                          refract_test::has_text("the field \"shelves\" of ShopTree 1 was read with limit at") &&
                              refract_test::has_text("refuse_part.cpp:" + std::to_string(line)) &&
                              refract_test::has_text("tree_is_whole"));
        CHECK(fresh.counts() == "4|8|8");
    }
    SECTION("others are") {
        auto other = whole(db, 2);
        limited();
        other.shelves.pop_back();
        db.save(other);
        CHECK(fresh.counts().substr(0, 2) == "3|");
        db.save(ShopTree{.name = "three"});
    }
    SECTION("nor inside a tree around it, where it stands as a root, or in a transaction") {
        const auto shelf_b = nested<&ShopTree::shelves, &ShelfTree::books>().where(col<&Book::title> == "x");
        auto shop = db.one(from<Shop>().where(col<&Shop::id> == 1).template select<ShopTree>(shelf_b));
        CHECK_THROWS_WITH(db.save(shop), refract_test::has_text("\"books\" of ShelfTree \"one") &&
                                             refract_test::has_text(" with where at"));
        auto scope = db.begin();
        CHECK_THROWS_WITH(scope.save(shop.shelves[0]), refract_test::has_text("\"books\" of ShelfTree"));
        scope.rollback();
        CHECK(fresh.counts() == "4|8|8");
        auto again = whole(db);
        again.shelves[0].books[0].title = "z";
        db.save(again);
        CHECK(fresh.line("SELECT count(*) FROM book WHERE title = 'z'") == "1");
    }
    SECTION("of a link") {
        auto books =
            db.all(from<Book>()
                       .where(col<&Book::id> <= 2)
                       .template select<BookTree>(nested<&BookTree::themes>().order_by(col<&Theme::id>).offset(1)));
        CHECK_THROWS_WITH(db.save(books[0]), refract_test::has_text("\"themes\" of BookTree 1 was read with offset"));
        CHECK(fresh.counts() == "4|8|8");
        db.template load<&BookTree::themes>(books); // now it is whole
        books[0].themes.pop_back();
        db.save(books[0]);
        CHECK(fresh.counts() == "4|8|7");
    }
    SECTION("loaded in part, or streamed") {
        auto shop = whole(db);
        db.template load<&ShopTree::shelves, &ShelfTree::books>(
            shop, nested<&ShopTree::shelves, &ShelfTree::books>().where_if(true, col<&Book::title> == "y"));
        CHECK_THROWS_WITH(db.save(shop), refract_test::has_text("\"books\" of ShelfTree") &&
                                             refract_test::has_text(" with where_if at"));
        std::vector<ShopTree> all;
        for (const ShopTree& each :
             db.each(from<Shop>().template select<ShopTree>(nested<&ShopTree::shelves>().limit(5))))
            all.push_back(each);
        REQUIRE(all.size() == 2);
        CHECK_THROWS_WITH(db.save(all[1]), refract_test::has_text("\"shelves\" of ShopTree 2 was read with limit"));
        all.clear();
        for (const ShopTree& each : db.each(from<Shop>().template select<ShopTree>())) all.push_back(each);
        db.save(all[1]);
        CHECK(fresh.counts() == "4|8|8");
    }
    SECTION("what its orders and double rows are matters not") {
        auto books = db.all(
            from<Book>().template select<BookTree>(nested<&BookTree::themes>().order_by(col<&Theme::id>).distinct()));
        for (const BookTree& each : books) db.save(each);
        CHECK(fresh.counts() == "4|8|8");
    }
    SECTION("unless the call says that it is whole") {
        auto read = limited();
        REQUIRE(read[0].shelves.size() == 1);
        read[0] = db.save(read[0], tree_is_whole);
        CHECK(fresh.counts().substr(0, 2) == "3|");
        CHECK_THROWS_AS(db.save(read[0]), error); // which is true of that call only
        db.save(whole(db));
    }
    SECTION("a row that is needed and was left out") {
        db.insert(Note{.text = "n", .book_id = 3});
        auto note = db.one(
            from<Note>().template select<NoteTree>(nested<&NoteTree::book>().where(col<&Book::title> == "none")));
        REQUIRE_FALSE(note.book);
        CHECK_THROWS_WITH(db.save(note), refract_test::has_text("\"book\" of NoteTree 1 was read with where"));
        const std::string books = fresh.line("SELECT shelf_code FROM book WHERE id = 4");
        note.book =
            BookLine{.id = 4, .title = "y", .shelf_code = books}; // another one takes its place: nothing is lost
        db.save(note);
        CHECK(fresh.line("SELECT book_id FROM note") == "4");
        note = db.one(from<Note>().template select<NoteTree>());
        note.book.reset();
        db.save(note);
        CHECK(fresh.line("SELECT book_id FROM note") == "NULL");
    }
    SECTION("given to a verb") {
        auto books = db.all(from<Book>().template select<BookTree>(nested<&BookTree::themes>().limit(1)));
        const std::string code = fresh.line("SELECT shelf_code FROM book WHERE id = 1");
        CHECK_THROWS_WITH(db.template update<ShelfTree>(code, at<&ShelfTree::books>.upsert(1, books[0])),
                          refract_test::has_text("\"themes\" of BookTree 1"));
        CHECK(fresh.counts() == "4|8|8");
    }
}

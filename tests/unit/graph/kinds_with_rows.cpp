// Kinds of rows that hold other rows; a field of one kind alone; a table for each kind beside that of all.

#include <support/databases.hpp>

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace kind_rows_test {

enum class Sort { article, picture, link };

struct Board {
    std::int64_t id{};
    std::string title;
};
struct Entry {
    std::int64_t id{};
    std::optional<std::int64_t> board_id;
    Sort sort{};
    std::optional<std::string> text, url;
};
struct Note { // of an article
    std::int64_t id{};
    std::int64_t entry_id{};
    std::string words;
};
struct Label { // of a picture, over a link
    std::int64_t id{};
    std::string name;
};
struct EntryLabel {
    std::int64_t entry_id{}, label_id{};
};

struct Article {
    using model = Entry;
    std::int64_t id{};
    std::string text;
    std::vector<Note> notes;
};
struct Picture {
    using model = Entry;
    std::string url; // in another order than those of an article
    std::vector<Label> labels;
    std::int64_t id{};
};
using Any = std::variant<Article, Picture>;

struct Page {
    using model = Board;
    std::int64_t id{};
    std::string title;
    std::vector<Any> entries;
};
struct Gallery { // one kind of them
    using model = Board;
    std::int64_t id{};
    std::string title;
    std::map<std::int64_t, Picture> pictures;
    std::vector<Article> articles;
};

} // namespace kind_rows_test
using namespace kind_rows_test;

template <> inline constexpr auto refract::model<Board> = refract::table(refract::named("kind_rows_board"));
template <> inline constexpr auto refract::model<Entry> =
    refract::table(refract::named("kind_rows_entry"), refract::foreign_key<&Entry::board_id>.references<&Board::id>(),
                   refract::through<EntryLabel>, refract::kinds<&Entry::sort, Article, Picture>);
template <> inline constexpr auto refract::model<Note> =
    refract::table(refract::named("kind_rows_note"), refract::foreign_key<&Note::entry_id>.references<&Entry::id>());
template <> inline constexpr auto refract::model<Label> = refract::table(refract::named("kind_rows_label"));
template <> inline constexpr auto refract::model<EntryLabel> = refract::table(
    refract::named("kind_rows_entry_label"), refract::primary_key<&EntryLabel::entry_id, &EntryLabel::label_id>,
    refract::foreign_key<&EntryLabel::entry_id>.references<&Entry::id>(),
    refract::foreign_key<&EntryLabel::label_id>.references<&Label::id>());

namespace kind_rows_test {

using Schema = schema<Board, Entry, Note, Label, EntryLabel>;
std::string told(const Article& article) {
    std::string all = std::to_string(article.id) + article.text;
    for (const Note& each : article.notes) all += "," + each.words;
    return all + " ";
}
std::string told(const Picture& picture) {
    std::string all = std::to_string(picture.id) + picture.url;
    for (const Label& each : picture.labels) all += "#" + each.name;
    return all + " ";
}
std::string told(const std::vector<Any>& entries) {
    std::string all;
    for (const Any& each : entries) all += std::visit([](const auto& kind) { return told(kind); }, each);
    return all;
}
template <class TestType> void fill_kinds_with_rows(fresh_database<TestType>& fresh) {
    fresh.db().template create_tables<Schema>();
    fresh.rows("INSERT INTO kind_rows_board (id, title) VALUES (1, 'cats'), (2, 'dogs')");
    fresh.rows(
        "INSERT INTO kind_rows_entry (id, board_id, sort, text, url) VALUES (11, 1, 'article', 'soft', NULL), "
        "(12, 1, 'picture', NULL, 'a.png'), (13, 2, 'picture', NULL, 'b.png'), (14, 1, 'article', 'loud', NULL)");
    fresh.rows("INSERT INTO kind_rows_note (id, entry_id, words) VALUES (1, 11, 'yes'), (2, 11, 'no'), (3, 14, 'so'), "
               "(4, 12, 'of a picture')");
    fresh.rows("INSERT INTO kind_rows_label (id, name) VALUES (1, 'red'), (2, 'big')");
    fresh.rows("INSERT INTO kind_rows_entry_label (entry_id, label_id) VALUES (12, 1), (12, 2), (13, 2), (11, 1)");
    if constexpr (!TestType::is_sqlite)
        for (const std::string table : {"board", "entry", "note", "label"})
            fresh.rows("ALTER TABLE kind_rows_" + table + " ALTER COLUMN id RESTART WITH 20");
}

} // namespace kind_rows_test

TEMPLATE_TEST_CASE("rows of several kinds hold rows of their own", "[kinds]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_kinds_with_rows(fresh);

    const auto items = from<Entry>()
                           .template select<Any>(nested<&Article::notes>().order_by(col<&Note::id>.desc()),
                                                 nested<&Picture::labels>().order_by(col<&Label::name>))
                           .order_by(col<&Entry::id>);
    CHECK(told(db.all(items)) == "11soft,no,yes 12a.png#big#red 13b.png#big 14loud,so ");
    std::string streamed;
    for (const Any& each : db.each(items)) streamed += told({each});
    CHECK(streamed == "11soft,no,yes 12a.png#big#red 13b.png#big 14loud,so ");
    CHECK(told(db.all(items.where(col<&Entry::sort> == Sort::picture))) == "12a.png#big#red 13b.png#big ");

    const auto pages =
        from<Board>()
            .template select<Page>(nested<&Page::entries>().order_by(col<&Entry::id>),
                                   nested<&Page::entries, &Article::notes>().order_by(col<&Note::id>).limit(1),
                                   nested<&Page::entries, &Picture::labels>().order_by(col<&Label::name>))
            .order_by(col<&Board::id>);
    std::vector<Page> read = db.all(pages);
    REQUIRE(read.size() == 2);
    CHECK(told(read[0].entries) == "11soft,yes 12a.png#big#red 14loud,so ");
    CHECK(told(read[1].entries) == "13b.png#big ");

    // Into those that are in hand.
    db.template load<&Page::entries, &Article::notes>(
        read, nested<&Page::entries, &Article::notes>().order_by(col<&Note::id>));
    CHECK(told(read[0].entries) == "11soft,yes,no 12a.png#big#red 14loud,so ");
    CHECK(told(read[1].entries) == "13b.png#big ");
}

TEMPLATE_TEST_CASE("a field holds one kind of the rows that belong to it", "[kinds]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_kinds_with_rows(fresh);

    const auto galleries =
        from<Board>()
            .template select<Gallery>(nested<&Gallery::articles>().order_by(col<&Entry::id>.desc()).limit(1),
                                      nested<&Gallery::pictures, &Picture::labels>().order_by(col<&Label::name>))
            .order_by(col<&Board::id>);
    const auto read = db.all(galleries);
    REQUIRE(read.size() == 2);
    CHECK(read[0].pictures.size() == 1);
    CHECK(told(read[0].pictures.at(12)) == "12a.png#big#red ");
    REQUIRE(read[0].articles.size() == 1);
    CHECK(told(read[0].articles[0]) == "14loud,so ");
    CHECK(told(read[1].pictures.at(13)) == "13b.png#big ");
    CHECK(read[1].articles.empty());

    // Written through it, rows are of the kind.
    Gallery made = db.insert(Gallery{0, "birds", {{0, {"c.png", {{0, "new"}}, 0}}}, {{0, "tweet", {{0, 0, "hm"}}}}});
    REQUIRE(made.pictures.size() == 1);
    const std::int64_t picture = made.pictures.begin()->first;
    CHECK(made.pictures.at(picture).id == picture);
    const std::string stored =
        "SELECT sort, text, url FROM kind_rows_entry WHERE board_id = " + std::to_string(made.id);
    CHECK(fresh.rows(stored + " ORDER BY sort") == text_rows{"article|tweet|NULL", "picture|NULL|c.png"});
    CHECK(fresh.rows("SELECT words FROM kind_rows_note WHERE entry_id = " + std::to_string(made.articles[0].id)) ==
          text_rows{"hm"});

    // Saved, the rows of the other kinds stay as they are.
    fresh.rows("INSERT INTO kind_rows_entry (id, board_id, sort) VALUES (99, " + std::to_string(made.id) + ", 'link')");
    made.articles.clear(); // which may be without a board
    made.pictures.at(picture).url = "d.png";
    made.pictures[0] = Picture{"e.png", {}, 0};
    made = db.save(made);
    CHECK(made.pictures.size() == 2);
    CHECK(fresh.rows(stored + " ORDER BY sort, url") ==
          text_rows{"link|NULL|NULL", "picture|NULL|d.png", "picture|NULL|e.png"});
    made.pictures[99].url = "a link"; // is there, and is none
    CHECK_THROWS_AS(db.save(made), not_found);
}

TEMPLATE_TEST_CASE("trees of kinds are inserted and saved", "[kinds]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<Schema>();

    const Page page =
        db.insert(Page{0, "birds", {Picture{"e.png", {{0, "x"}, {0, "y"}}, 0}, Article{0, "tweet", {{0, 0, "a"}}}}});
    CHECK(fresh.rows("SELECT e.sort, n.words FROM kind_rows_entry e JOIN kind_rows_note n ON n.entry_id = e.id") ==
          text_rows{"article|a"});
    CHECK(fresh.rows("SELECT e.url, l.name FROM kind_rows_entry e JOIN kind_rows_entry_label k ON k.entry_id = e.id "
                     "JOIN kind_rows_label l ON l.id = k.label_id ORDER BY l.name") == text_rows{"e.png|x", "e.png|y"});
    CHECK(db.insert_many(std::vector<Any>{Article{0, "b", {{0, 0, "c"}, {0, 0, "d"}}}, Picture{"f.png", {}, 0}}) == 2);
    CHECK(fresh.rows("SELECT count(*) FROM kind_rows_note") == text_rows{"3"});

    Article article = std::get<Article>(page.entries[1]);
    article.text = "sing";
    article.notes[0].words = "A";
    article.notes.push_back({0, 0, "B"});
    article = db.save(article);
    CHECK(article.notes[1].entry_id == article.id);
    CHECK(fresh.rows("SELECT text FROM kind_rows_entry WHERE id = " + std::to_string(article.id)) == text_rows{"sing"});
    Any any = db.save(Any(Article{0, "new", {{0, 0, "E"}}}));
    CHECK(std::get<Article>(any).notes[0].entry_id == std::get<Article>(any).id);
    CHECK(fresh.rows("SELECT words FROM kind_rows_note ORDER BY words COLLATE \"" +
                     std::string(TestType::is_sqlite ? "BINARY" : "C") + "\"") == text_rows{"A", "B", "E", "c", "d"});
    CHECK_THROWS_AS(db.save(Picture{"no.png", {}, article.id}), not_found); // it is an article
}

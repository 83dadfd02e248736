// What `db.update<Shape>(key, ...)` does to rows that belong to a row. What was written is read back by SQL.

#include <refract/graph/edit.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace edited {

struct Writer {
    std::int64_t id{};
    std::string name;
    std::optional<std::int64_t> mentor_id{};
};
struct Text {
    std::int64_t id{};
    std::string title;
    std::int64_t views{};
    std::int64_t writer_id{};
};
struct Word {
    std::int64_t id{};
    std::string label;
};
struct TextWord {
    std::int64_t text_id{};
    std::int64_t word_id{};
};
struct Desk {
    std::int64_t id{};
    std::string place;
    std::optional<std::int64_t> writer_id{};
};
struct Badge {
    std::int64_t id{};
    std::string number;
    std::optional<std::int64_t> writer_id{};
};

} // namespace edited

template <> inline constexpr auto refract::model<edited::Writer> = refract::table(
    refract::unique<&edited::Writer::name>, foreign_key<&edited::Writer::mentor_id>.references<&edited::Writer::id>());
template <> inline constexpr auto refract::model<edited::Text> = refract::table(
    refract::column<&edited::Text::views>.default_to(0), refract::unique<&edited::Text::title>,
    foreign_key<&edited::Text::writer_id>.references<&edited::Writer::id>(), refract::through<edited::TextWord>);
template <> inline constexpr auto refract::model<edited::Word> = refract::table(refract::unique<&edited::Word::label>);
template <> inline constexpr auto refract::model<edited::TextWord> =
    refract::table(primary_key<&edited::TextWord::text_id, &edited::TextWord::word_id>,
                   foreign_key<&edited::TextWord::text_id>.references<&edited::Text::id>().on_delete(refract::cascade),
                   foreign_key<&edited::TextWord::word_id>.references<&edited::Word::id>());
template <> inline constexpr auto refract::model<edited::Desk> =
    refract::table(foreign_key<&edited::Desk::writer_id>.references<&edited::Writer::id>());
template <> inline constexpr auto refract::model<edited::Badge> =
    refract::table(refract::unique<&edited::Badge::writer_id>,
                   foreign_key<&edited::Badge::writer_id>.references<&edited::Writer::id>());

namespace edited {

using library = schema<Writer, Text, Word, TextWord, Desk, Badge>;

struct WordLine {
    using model = Word;
    std::int64_t id{};
    std::string label;
};
struct Teacher {
    using model = Writer;
    std::int64_t id{};
    std::string name;
};
struct Sheet {
    using model = Text;
    std::int64_t id{};
    std::string title;
    std::vector<WordLine> words{};
};
struct Author {
    using model = Writer;
    std::int64_t id{};
    std::string name;
    std::optional<Teacher> mentor{};
    std::vector<Sheet> texts{};
    std::vector<Desk> desks{};
    std::optional<Badge> badge{};
};

/// Two writers with texts, words, desks and badges.
template <class Backend> struct library_shelf : fresh_database<Backend> {
    using fresh_database<Backend>::fresh_database;
    bool fill() {
        if (!*this) return false;
        this->db().template create_tables<library>();
        this->rows("INSERT INTO writer (name) VALUES ('Ann'), ('Bob'), ('Cy')");
        this->rows("INSERT INTO text (title, views, writer_id) VALUES ('one', 10, 1), ('two', 2, 1), ('three', 3, 2)");
        this->rows("INSERT INTO word (label) VALUES ('sql'), ('c++'), ('orm')");
        this->rows("INSERT INTO text_word (text_id, word_id) VALUES (1, 1), (1, 2), (3, 1)");
        this->rows("INSERT INTO desk (place, writer_id) VALUES ('hall', 1), ('attic', 1), ('cellar', 2)");
        this->rows("INSERT INTO badge (number, writer_id) VALUES ('A', 1), ('B', NULL)");
        return true;
    }
    std::string line(const std::string& sql) {
        std::string all;
        for (const std::string& each : this->rows(sql)) all += (all.empty() ? "" : " ") + each;
        return all;
    }
    std::string writers() { return line("SELECT name, mentor_id FROM writer ORDER BY id"); }
    std::string texts() { return line("SELECT title, views, writer_id FROM text ORDER BY id"); }
    std::string words() { return line("SELECT label FROM word ORDER BY id"); }
    std::string links() { return line("SELECT text_id, word_id FROM text_word ORDER BY 1, 2"); }
    std::string desks() { return line("SELECT place, writer_id FROM desk ORDER BY id"); }
    std::string badges() { return line("SELECT number, writer_id FROM badge ORDER BY id"); }
};

} // namespace edited

using namespace edited;

TEMPLATE_TEST_CASE("rows of a field are created, connected, changed and deleted", "[graph]", REFRACT_TEST_DATABASES) {
    library_shelf<TestType> shelf;
    if (!shelf.fill()) return;
    auto& db = shelf.db();
    SECTION("in the order of the call, with assignments first") {
        db.template update<Author>(1, at<&Author::texts>.connect(3), at<&Author::texts>.remove(2),
                                   at<&Author::texts>.update(1, col<&Text::views> += 5),
                                   at<&Author::texts>.create({.title = "four", .words = {{.label = "new"}}}),
                                   col<&Writer::name> = "Anna");
        CHECK(shelf.texts() == "one|15|1 three|3|1 four|0|1");
        CHECK(shelf.writers() == "Anna|NULL Bob|NULL Cy|NULL");
        CHECK(shelf.words() == "sql c++ orm new");
        CHECK(shelf.links() == "1|1 1|2 3|1 4|4");
    }
    SECTION("a row that is not there, or is another one's, undoes all") {
        const auto fails = [&](auto... part) {
            CHECK_THROWS_AS((db.template update<Author>(1, col<&Writer::name> = "Anna", part...)), not_found);
        };
        fails(at<&Author::texts>.connect(9));
        fails(at<&Author::texts>.remove(1, 3));
        fails(at<&Author::texts>.update(3, col<&Text::views> = 0));
        fails(at<&Author::desks>.set(1, 9));
        CHECK_THROWS_AS((db.template update<Author>(9, col<&Writer::name> = "x")), not_found);
        CHECK(shelf.texts() == "one|10|1 two|2|1 three|3|2");
        CHECK(shelf.desks() == "hall|1 attic|1 cellar|2");
        CHECK(shelf.writers() == "Ann|NULL Bob|NULL Cy|NULL");
    }
    SECTION("those that satisfy a condition") {
        db.template update<Author>(1, at<&Author::texts>.update_where(col<&Text::views> < 5, col<&Text::views> = 50),
                                   at<&Author::texts>.remove_where(col<&Text::title> == "one"));
        CHECK(shelf.texts() == "two|50|1 three|3|2");
    }
}

TEMPLATE_TEST_CASE("rows that can be alone are disconnected and exchanged", "[graph]", REFRACT_TEST_DATABASES) {
    library_shelf<TestType> shelf;
    if (!shelf.fill()) return;
    auto& db = shelf.db();
    SECTION("disconnect leaves others as they are") {
        db.template update<Author>(1, at<&Author::desks>.disconnect(1, 3, 99));
        CHECK(shelf.desks() == "hall|NULL attic|1 cellar|2");
    }
    SECTION("exactly these") {
        const std::vector<std::int32_t> wanted{2, 3};
        db.template update<Author>(1, at<&Author::desks>.set(wanted));
        CHECK(shelf.desks() == "hall|NULL attic|1 cellar|1");
        db.template update<Author>(1, at<&Author::desks>.set());
        CHECK(shelf.desks() == "hall|NULL attic|NULL cellar|NULL");
    }
    SECTION("a row that needs another one is not left without it") {
        CHECK_THROWS_WITH((db.template update<Author>(1, at<&Author::texts>.set(1))),
                          refract_test::has_text("\"text\""));
        CHECK_THROWS_WITH((db.template update<Author>(1, at<&Author::texts>.disconnect(1))),
                          refract_test::has_text("never NULL"));
        db.template update<Author>(1, at<&Author::texts>.disconnect(3, 99)); // another one's, and nobody's
        db.template update<Author>(1, at<&Author::texts>.set(1, 2, 3));
        CHECK(shelf.texts() == "one|10|1 two|2|1 three|3|1");
    }
}

TEMPLATE_TEST_CASE("rows over a link are connected by the link's rows", "[graph]", REFRACT_TEST_DATABASES) {
    library_shelf<TestType> shelf;
    if (!shelf.fill()) return;
    auto& db = shelf.db();
    SECTION("by keys, by a unique column, and once only") {
        db.template update<Sheet>(1, at<&Sheet::words>.connect(1, 3),
                                  at<&Sheet::words>.template connect<&Word::label>("sql"),
                                  at<&Sheet::words>.disconnect(2, 99));
        CHECK(shelf.links() == "1|1 1|3 3|1");
    }
    SECTION("exactly these") {
        db.template update<Sheet>(1, at<&Sheet::words>.set(3, 1));
        CHECK(shelf.links() == "1|1 1|3 3|1");
    }
    SECTION("found by a unique column, or inserted") {
        db.template update<Sheet>(2, at<&Sheet::words>.template connect_or_create<&Word::label>(
                                         WordLine{.label = "c++"}, WordLine{.label = "new"}));
        CHECK(shelf.words() == "sql c++ orm new");
        CHECK(shelf.links() == "1|1 1|2 2|2 2|4 3|1");
    }
    SECTION("deleted with the link's row; one that others are linked to is not") {
        db.template update<Sheet>(1, at<&Sheet::words>.remove(2));
        CHECK(shelf.words() == "sql orm");
        CHECK_THROWS_AS((db.template update<Sheet>(1, at<&Sheet::words>.remove(1))), foreign_key_violation);
        CHECK_THROWS_AS((db.template update<Sheet>(1, at<&Sheet::words>.remove(3))), not_found);
        CHECK(shelf.links() == "1|1 3|1");
    }
    SECTION("changed, inside changes of another row, only where they are linked") {
        db.template update<Author>(
            1, at<&Author::texts>.update(1, at<&Sheet::words>.update(2, col<&Word::label> = "C++"),
                                         at<&Sheet::words>.update_where(col<&Word::label> != "x",
                                                                        col<&Word::label> = col<&Word::label> + "!")));
        CHECK(shelf.words() == "sql! C++! orm");
        CHECK_THROWS_AS((db.template update<Sheet>(1, at<&Sheet::words>.update(3, col<&Word::label> = "no"))),
                        not_found);
        db.template update<Sheet>(1, at<&Sheet::words>.remove_where(col<&Word::label> == "C++!"));
        CHECK(shelf.words() == "sql! orm");
    }
}

TEMPLATE_TEST_CASE("the row of a field that holds one", "[graph]", REFRACT_TEST_DATABASES) {
    library_shelf<TestType> shelf;
    if (!shelf.fill()) return;
    auto& db = shelf.db();
    SECTION("whose key this row has") {
        db.template update<Author>(1, at<&Author::mentor>.connect(2));
        CHECK(shelf.writers() == "Ann|2 Bob|NULL Cy|NULL");
        db.template update<Author>(1, at<&Author::mentor>.update(col<&Writer::name> = "Robert"));
        CHECK(shelf.writers() == "Ann|2 Robert|NULL Cy|NULL");
        db.template update<Author>(1, at<&Author::mentor>.upsert({.name = "Bo"}));
        CHECK(shelf.writers() == "Ann|2 Bo|NULL Cy|NULL");
        db.template update<Author>(1, at<&Author::mentor>.disconnect());
        db.template update<Author>(1, at<&Author::mentor>.disconnect());
        CHECK(shelf.writers() == "Ann|NULL Bo|NULL Cy|NULL");
        CHECK_THROWS_AS((db.template update<Author>(1, at<&Author::mentor>.update(col<&Writer::name> = "x"))),
                        not_found);
        db.template update<Author>(1, at<&Author::mentor>.create({.name = "Dan"}));
        CHECK(shelf.writers() == "Ann|4 Bo|NULL Cy|NULL Dan|NULL");
        db.template update<Author>(1, at<&Author::mentor>.template connect_or_create<&Writer::name>({.name = "Cy"}));
        CHECK(shelf.writers() == "Ann|3 Bo|NULL Cy|NULL Dan|NULL");
        db.template update<Author>(1, at<&Author::mentor>.remove());
        CHECK(shelf.writers() == "Ann|NULL Bo|NULL Dan|NULL");
        CHECK_THROWS_AS((db.template update<Author>(1, at<&Author::mentor>.remove())), not_found);
    }
    SECTION("which has this row's key: another one takes its place") {
        db.template update<Author>(1, at<&Author::badge>.connect(2));
        CHECK(shelf.badges() == "A|NULL B|1");
        db.template update<Author>(1, at<&Author::badge>.create(Badge{.number = "C"}));
        CHECK(shelf.badges() == "A|NULL B|NULL C|1");
        db.template update<Author>(1, at<&Author::badge>.upsert(Badge{.number = "c"}));
        CHECK(shelf.badges() == "A|NULL B|NULL c|1");
        db.template update<Author>(1, at<&Author::badge>.disconnect());
        CHECK(shelf.badges() == "A|NULL B|NULL c|NULL");
        db.template update<Author>(1, at<&Author::badge>.upsert(Badge{.number = "D"}));
        CHECK(shelf.badges() == "A|NULL B|NULL c|NULL D|1");
        db.template update<Author>(1, at<&Author::badge>.remove());
        CHECK(shelf.badges() == "A|NULL B|NULL c|NULL");
    }
}

TEMPLATE_TEST_CASE("a row is changed or inserted with its key", "[graph]", REFRACT_TEST_DATABASES) {
    library_shelf<TestType> shelf;
    if (!shelf.fill()) return;
    auto& db = shelf.db();
    db.template update<Author>(
        1, at<&Author::texts>.upsert(2, Sheet{.title = "zwei", .words = {{.id = 1, .label = "sql"}}}));
    CHECK(shelf.texts() == "one|10|1 zwei|2|1 three|3|2");
    CHECK(shelf.links() == "1|1 1|2 2|1 3|1");
    db.template update<Author>(1, at<&Author::texts>.upsert(7, Sheet{.title = "seven", .words = {{.label = "new"}}}));
    CHECK(shelf.texts() == "one|10|1 zwei|2|1 three|3|2 seven|0|1");
    CHECK(shelf.links() == "1|1 1|2 2|1 3|1 7|4");
    CHECK_THROWS_AS((db.template update<Author>(1, at<&Author::texts>.upsert(3, Sheet{.title = "x"}))), not_found);
    CHECK(shelf.texts() == "one|10|1 zwei|2|1 three|3|2 seven|0|1");
}

TEMPLATE_TEST_CASE("a row is changed or inserted with unique values", "[graph]", REFRACT_TEST_DATABASES) {
    library_shelf<TestType> shelf;
    if (!shelf.fill()) return;
    auto& db = shelf.db();
    const auto upsert = [&](std::string_view title, std::int64_t writer) {
        db.template update<Author>(
            writer, at<&Author::texts>.template upsert<&Text::title>(
                        title, Sheet{.title = "by its key", .words = {{.id = 1, .label = "sql"}, {.label = "new"}}}));
    };
    upsert("two", 1); // is there, with its key and its views, and gets words
    CHECK(shelf.texts() == "one|10|1 two|2|1 three|3|2");
    CHECK(shelf.links() == "1|1 1|2 2|1 2|4 3|1");
    CHECK_THROWS_WITH(upsert("three", 1), refract_test::has_text("\"three\"")); // another one's
    CHECK(shelf.links() == "1|1 1|2 2|1 2|4 3|1");
    shelf.rows("DELETE FROM word WHERE id = 4 AND id NOT IN (SELECT word_id FROM text_word)");
    db.template update<Author>(
        2, at<&Author::texts>.template upsert<&Text::title>("four", Sheet{.title = "", .words = {{.label = "last"}}}));
    CHECK(shelf.texts() == "one|10|1 two|2|1 three|3|2 four|0|2");
    CHECK(shelf.rows("SELECT w.label FROM word AS w JOIN text_word AS l ON l.word_id = w.id WHERE l.text_id = 4") ==
          text_rows{"last"});
    // Over a link.
    db.template update<Sheet>(1, at<&Sheet::words>.template upsert<&Word::label>("c++", WordLine{77, ""}),
                              at<&Sheet::words>.template upsert<&Word::label>("rust", WordLine{}));
    CHECK(shelf.rows("SELECT label FROM word WHERE id > 4 OR id = 2 ORDER BY label") ==
          text_rows{"c++", "last", "rust"});
    CHECK_THROWS_AS((db.template update<Sheet>(1, at<&Sheet::words>.template upsert<&Word::label>("orm", WordLine{}))),
                    not_found);
}

namespace edited {

/// The desks and the words of the shelf as a program without a database keeps them.
struct shelf_in_memory {
    std::map<std::int64_t, std::optional<std::int64_t>> desks{{1, 1}, {2, 1}, {3, 2}};
    std::set<std::pair<std::int64_t, std::int64_t>> links{{1, 1}, {1, 2}, {3, 1}};

    std::string lines() const {
        std::string all;
        for (const auto& [id, writer] : desks)
            all += std::to_string(id) + "|" + (writer ? std::to_string(*writer) : "NULL") + " ";
        for (const auto& [text, word] : links) all += std::to_string(text) + "|" + std::to_string(word) + " ";
        return all;
    }
    void exchange(std::int64_t writer, const std::set<std::int64_t>& wanted) {
        for (auto& [id, owner] : desks)
            if (owner == writer && !wanted.contains(id)) owner.reset();
        for (const std::int64_t id : wanted) desks[id] = writer;
    }
    void exchange_words(std::int64_t text, const std::set<std::int64_t>& wanted) {
        std::erase_if(links, [&](const auto& each) { return each.first == text; });
        for (const std::int64_t word : wanted) links.insert({text, word});
    }
};

} // namespace edited

TEMPLATE_TEST_CASE("any order of verbs leaves what a program in memory would have", "[graph]", REFRACT_TEST_DATABASES) {
    library_shelf<TestType> shelf;
    if (!shelf.fill()) return;
    auto& db = shelf.db();
    shelf_in_memory model;
    std::mt19937 random(27112026);
    const auto any = [&](int below) { return static_cast<std::int64_t>(random() % static_cast<unsigned>(below)); };
    const auto some_of = [&](std::int64_t last) {
        std::set<std::int64_t> chosen;
        for (std::int64_t id = 1; id <= last; ++id)
            if (any(2) == 0) chosen.insert(id);
        return chosen;
    };
    for (int step = 0; step < 120; ++step) {
        const std::int64_t writer = 1 + any(3), text = 1 + any(3), word = 1 + any(3);
        const std::int64_t last = static_cast<std::int64_t>(model.desks.size()), desk = 1 + any(static_cast<int>(last));
        INFO("step " << step);
        switch (any(7)) {
        case 0:
            db.template update<Author>(writer, at<&Author::desks>.connect(desk));
            model.desks[desk] = writer;
            break;
        case 1:
            db.template update<Author>(writer, at<&Author::desks>.disconnect(desk));
            if (model.desks[desk] == writer) model.desks[desk].reset();
            break;
        case 2: {
            const auto wanted = some_of(last);
            db.template update<Author>(writer, at<&Author::desks>.set(wanted));
            model.exchange(writer, wanted);
            break;
        }
        case 3:
            if (last > 8) break;
            db.template update<Author>(writer, at<&Author::desks>.create(Desk{.id = 0, .place = "new"}));
            model.desks[last + 1] = writer;
            break;
        case 4:
            db.template update<Sheet>(text, at<&Sheet::words>.connect(word));
            model.links.insert({text, word});
            break;
        case 5:
            db.template update<Sheet>(text, at<&Sheet::words>.disconnect(word));
            model.links.erase({text, word});
            break;
        case 6: {
            const auto wanted = some_of(3);
            db.template update<Sheet>(text, at<&Sheet::words>.set(wanted));
            model.exchange_words(text, wanted);
            break;
        }
        }
        REQUIRE(shelf.line("SELECT id, writer_id FROM desk ORDER BY id") + " " + shelf.links() + " " == model.lines());
    }
}

// Clauses of levels beside conditions and limits: each child once, pages behind a row, orders by what belongs to a row;
// and that children belong to exactly the parents that came, whatever decided on those.

#include <refract/graph/stream.hpp>

#include <support/databases.hpp>
#include <support/trees.hpp>

#include <algorithm>

using namespace refract;
using namespace refract_test;

namespace clauses_of_levels {

struct Writer {
    std::int64_t id{};
    std::string name;
};
struct Text {
    std::int64_t id{};
    std::int64_t views{};
    std::int64_t writer_id{};
};
struct Word {
    std::int64_t id{};
    std::string word;
};
struct Use { // a word may be used twice in a text
    std::int64_t id{};
    std::int64_t text_id{};
    std::int64_t word_id{};
};
using level_clauses_schema = schema<Writer, Text, Word, Use>;

struct TextWords {
    using model = Text;
    std::int64_t id{};
    std::vector<Word> words;
};
struct WriterTexts {
    using model = Writer;
    std::string name;
    std::vector<TextWords> texts;
};
struct TextLine {
    using model = Text;
    std::int64_t id{};
};
struct WordTexts {
    using model = Word;
    std::string word;
    std::vector<TextLine> texts;
};
struct WriterLines {
    using model = Writer;
    std::int64_t id{};
    std::vector<TextLine> texts;
};

} // namespace clauses_of_levels

namespace clauses = clauses_of_levels;
using namespace clauses_of_levels;

template <> inline constexpr auto refract::model<clauses::Text> = refract::table(
    refract::foreign_key<&clauses::Text::writer_id>.references<&clauses::Writer::id>(), refract::through<clauses::Use>);
template <> inline constexpr auto refract::model<clauses::Use> =
    refract::table(refract::foreign_key<&clauses::Use::text_id>.references<&clauses::Text::id>(),
                   refract::foreign_key<&clauses::Use::word_id>.references<&clauses::Word::id>());

namespace {

template <class Fresh> auto& fill_level_clauses(Fresh& fresh) {
    fresh.db().template create_tables<level_clauses_schema>();
    fresh.rows(R"(
        INSERT INTO writer (id, name) VALUES (1, 'Zoe'), (2, 'Ann'), (3, 'Mia');
        INSERT INTO text (id, views, writer_id) VALUES
            (10, 5, 1), (11, 7, 1), (12, 5, 1), (13, 1, 1), (20, 5, 2), (21, 9, 2), (30, 4, 3);
        INSERT INTO word (id, word) VALUES (40, 'a'), (41, 'b');
        INSERT INTO "use" (id, text_id, word_id) VALUES
            (50, 10, 40), (51, 10, 40), (52, 10, 41), (53, 20, 40), (54, 20, 40), (55, 30, 40), (56, 12, 41);
    )");
    return fresh.db();
}
constexpr auto writers = from<Writer>().order_by(col<&Writer::id>);

} // namespace

TEMPLATE_TEST_CASE("each child of a level once", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_level_clauses(fresh);
    const auto words = nested<&TextWords::words>().order_by(col<&Word::id>);
    const auto texts = from<Text>().where(col<&Text::id> <= 20).order_by(col<&Text::id>);
    CHECK(tree_text(db.all(texts.template select<TextWords>(words))) ==
          "[{10 [{40 a} {40 a} {41 b}]} {11 []} {12 [{41 b}]} {13 []} {20 [{40 a} {40 a}]}]");
    CHECK(tree_text(db.all(texts.template select<TextWords>(words.distinct()))) ==
          "[{10 [{40 a} {41 b}]} {11 []} {12 [{41 b}]} {13 []} {20 [{40 a}]}]"); // for each text by itself
    CHECK(tree_text(db.all(texts.template select<TextWords>(words.distinct().limit(1)))) ==
          "[{10 [{40 a}]} {11 []} {12 [{41 b}]} {13 []} {20 [{40 a}]}]");
}

TEMPLATE_TEST_CASE("a page of each level behind a row", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_level_clauses(fresh);
    const auto by_views = nested<&WriterLines::texts>().order_by(col<&Text::views>.desc(), col<&Text::id>);
    CHECK(tree_text(db.all(writers.select<WriterLines>(by_views))) ==
          "[{1 [{11} {10} {12} {13}]} {2 [{21} {20}]} {3 [{30}]}]");
    CHECK(tree_text(db.all(writers.select<WriterLines>(by_views.after(5, 10).limit(1)))) ==
          "[{1 [{12}]} {2 [{20}]} {3 [{30}]}]");
    CHECK(tree_text(db.all(writers.select<WriterLines>(by_views.before(5, 12)))) ==
          "[{1 [{11} {10}]} {2 [{21}]} {3 []}]");
}

TEMPLATE_TEST_CASE("orders by what belongs to a row, at the root and below", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_level_clauses(fresh);
    const auto words = from<Word>().order_by(count_of<&Use::word_id>(), col<&Word::id>);
    CHECK(tree_text(db.all(words.template select<WordTexts>(nested<&WordTexts::texts>().order_by(
              parent_of<&Text::writer_id>(col<&Writer::name>), col<&Text::id>)))) ==
          "[{b [{10} {12}]} {a [{20} {20} {30} {10} {10}]}]");
    CHECK(tree_text(db.all(from<Text>()
                               .order_by(parent_of<&Text::writer_id>(col<&Writer::name>).desc(), col<&Text::id>)
                               .limit(5)
                               .template select<TextWords>(nested<&TextWords::words>().order_by(
                                   count_of<&Use::word_id>().desc(), col<&Word::id>)))) ==
          "[{10 [{40 a} {40 a} {41 b}]} {11 []} {12 [{41 b}]} {13 []} {30 [{40 a}]}]");
    CHECK(tree_text(db.all(writers.select<WriterLines>(
              nested<&WriterLines::texts>().order_by(count_of<&Use::text_id>().desc(), col<&Text::id>).limit(2)))) ==
          "[{1 [{10} {12}]} {2 [{20} {21}]} {3 [{30}]}]");
}

TEMPLATE_TEST_CASE("children belong to the parents that came", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<level_clauses_schema>();
    std::vector<Writer> all;
    std::vector<Text> texts;
    for (std::int64_t id = 1; id <= 400; ++id) {
        all.push_back({id, id % 4 == 0 ? "tie" : "zed"});
        texts.push_back({1000 + id, 0, id});
    }
    db.insert_many(all);
    db.insert_many(texts);
    const auto have_their_own = [](const std::vector<WriterLines>& found) {
        return std::all_of(found.begin(), found.end(), [](const WriterLines& each) {
            return each.texts.size() == 1 && each.texts[0].id == 1000 + each.id;
        });
    };
    // A hundred writers are equal in what orders them, and a statement that reads the keys alone takes others than one
    // that reads the rows: it finds them in this index.
    fresh.rows("CREATE INDEX by_name_backwards ON writer (name, id DESC); ANALYZE");
    const auto tied = from<Writer>().order_by(col<&Writer::name>).limit(30).template select<WriterLines>();
    const auto some = db.all(tied);
    CHECK(some.size() == 30);
    CHECK(have_their_own(some));
    const auto page = db.all(tied.offset(20));
    CHECK(page.size() == 30);
    CHECK(have_their_own(page));
    // What decides differently each time has decided once.
    for (int i = 0; i < 5; ++i) {
        std::vector<WriterLines> found;
        if constexpr (TestType::is_sqlite)
            found = db.all(from<Writer>().where(raw<bool, "random() > 0">()).select<WriterLines>());
        else
            found = db.all(from<Writer>().where(raw<bool, "random() > 0.5">()).select<WriterLines>());
        CHECK((found.size() > 100 && found.size() < 300));
        CHECK(have_their_own(found));
    }
}

TEMPLATE_TEST_CASE("trees are the same however their levels are loaded", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_level_clauses(fresh);
    // A text that is nobody's, and a writer without texts; Zoe comes twice, by a join.
    fresh.rows("INSERT INTO writer (id, name) VALUES (4, 'Zoe')");
    const auto twice = from<Writer>()
                           .left_join<Text>(col<&Text::writer_id> == col<&Writer::id>)
                           .where(col<&Text::views> == 5 || col<&Writer::id> == 4)
                           .order_by(col<&Writer::id>, col<&Text::id>)
                           .template select<WriterTexts>(
                               nested<&WriterTexts::texts>().where(col<&Text::views> < 9).order_by(col<&Text::id>),
                               nested<&WriterTexts::texts, &TextWords::words>().order_by(col<&Word::id>).distinct());
    const std::string zoe = "{Zoe [{10 [{40 a} {41 b}]} {11 []} {12 [{41 b}]} {13 []}]}";
    const std::string expected = "[" + zoe + " " + zoe + " {Ann [{20 [{40 a}]}]} {Zoe []}]";
    CHECK(tree_text(db.all(twice)) == expected);
    CHECK(tree_text(db.all(twice.load_by(program_keys))) == expected);
    CHECK(tree_text(db.all(twice.load_by(full_tables))) == expected);
    CHECK(db.count(twice.load_by(full_tables)) == 4);
    CHECK(tree_text(*db.first(twice.load_by(full_tables))) == zoe);
    std::string streamed;
    for (const WriterTexts& each : db.each(twice.load_by(program_keys))) streamed += tree_text(each) + " ";
    for (const WriterTexts& each : db.each(twice.load_by(full_tables))) streamed += tree_text(each) + " ";
    CHECK("[" + streamed.substr(0, streamed.size() / 2 - 1) + "]" == expected);
    CHECK("[" + streamed.substr(streamed.size() / 2, streamed.size() / 2 - 1) + "]" == expected);
    // Ties under a limit, and what decides differently each time; without a row.
    const auto own = [&](const std::vector<WriterLines>& found) {
        for (const WriterLines& each : found)
            for (const TextLine& text : each.texts)
                if (text.id / 10 != each.id) return false;
        return true;
    };
    const auto by_name = from<Writer>().order_by(col<&Writer::name>).limit(2);
    const auto some = [&] {
        if constexpr (TestType::is_sqlite)
            return by_name.where(raw<bool, "random() > 0">()).template select<WriterLines>();
        else
            return by_name.where(raw<bool, "random() > 0.5">()).template select<WriterLines>();
    }();
    std::size_t found = 0;
    for (int i = 0; i < 20; ++i) {
        const auto by_program = db.all(some.load_by(program_keys)), by_tables = db.all(some.load_by(full_tables));
        CHECK((own(by_program) && own(by_tables) && by_program.size() <= 2 && by_tables.size() <= 2));
        found += by_program.size() + by_tables.size();
    }
    CHECK(found > 20);
    CHECK(
        db.all(from<Writer>().where(col<&Writer::id> < 0).template select<WriterLines>().load_by(full_tables)).empty());
}

TEMPLATE_TEST_CASE("a level below one that a join brings twice", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_level_clauses(fresh);
    const auto twice = from<Writer>()
                           .join<Text>(col<&Text::writer_id> == col<&Writer::id>)
                           .where(col<&Text::views> == 5)
                           .order_by(col<&Text::id>)
                           .template select<WriterTexts>(
                               nested<&WriterTexts::texts>().order_by(col<&Text::id>).limit(2),
                               nested<&WriterTexts::texts, &TextWords::words>().order_by(col<&Word::id>).distinct());
    const std::string zoe = "{Zoe [{10 [{40 a} {41 b}]} {11 []}]}";
    CHECK(tree_text(db.all(twice)) == "[" + zoe + " " + zoe + " {Ann [{20 [{40 a}]} {21 []}]}]");
}

// Full-text tables of SQLite: models, searches, what they find, and a table that follows another one.

#include <refract/expr/full_text.hpp>

#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace full_text_test {
enum class Kind { note, letter };
struct Page {
    std::int64_t id{};
    std::string title{};
    Kind kind = Kind::note;
    std::optional<std::string> body{};
    std::int64_t author_id{};
    std::optional<double> stars{};
    bool operator==(const Page&) const = default;
};
struct Author {
    std::int64_t id{};
    std::string name{};
};
struct Post {
    std::int64_t id{};
    std::string title{};
    std::optional<std::string> text{};
    std::int64_t views{};
};
struct PostText {
    std::int64_t id{};
    std::string title{};
    std::optional<std::string> text{};
};
} // namespace full_text_test
using full_text_test::Author, full_text_test::Kind, full_text_test::Page, full_text_test::Post,
    full_text_test::PostText;

template <> inline constexpr auto refract::model<Page> = table(full_text.tokenized_by("porter unicode61"));
template <> inline constexpr auto refract::model<Post> =
    table(named("po'st"), column<&Post::title>.named("head\"line"), column<&Post::id>.named("no"));
template <> inline constexpr auto refract::model<PostText> = table(full_text_of<Post>);

using ids = std::vector<std::int64_t>;
using page = alias<Page, "p">;

static_assert(
    sql<dialect::sqlite>(
        from<Page>().where(full_text_match<Page>("cat")).order_by(full_text_rank<Page>()).select(col<&Page::id>)) ==
    R"(SELECT "rowid" FROM "page" WHERE "page" MATCH ?1 ORDER BY "rank")");
static_assert(sql<dialect::sqlite>(from<page>()
                                       .join<Author>(col<&Author::id> == col<&Page::author_id, page>)
                                       .where(full_text_match<page>("cat"))
                                       .select(full_text_rank<page>(2, 1.5),
                                               full_text_highlight<&Page::body, page>("[", "]"))) ==
              R"(SELECT bm25("p"."page", ?1, ?2), highlight("p"."page", 2, ?3, ?4) FROM "page" AS "p" )"
              R"(JOIN "author" ON "author"."id" = "p"."author_id" WHERE "p"."page" MATCH ?5)");
static_assert(sql<dialect::sqlite>(from<Page>().where(full_text_match<&Page::title>("a")).select(count())) ==
              R"(SELECT count(*) FROM "page" WHERE "title" MATCH ?1)");

TEST_CASE("a full-text table is made, written by its key, and searched", "[full_text]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Page, Author>>();
    db.create_tables<schema<Page, Author>>(); // is there
    CHECK(create_table<dialect::sqlite, Page>() ==
          R"(CREATE VIRTUAL TABLE "page" USING fts5("title", "kind" UNINDEXED, "body", "author_id" UNINDEXED, )"
          R"("stars" UNINDEXED, tokenize='porter unicode61'))");
    const Page cats{7, "Cats", Kind::letter, "A cat sat on the mat", 1, 2.5};
    CHECK(db.insert(cats) == cats);
    db.insert_many(
        std::vector<Page>{{8, "Dogs", Kind::note, "A dog chased a cat", 2, {}}, {9, "Birds", {}, {}, 2, {}}});
    CHECK(db.find<Page>(7) == cats);
    CHECK_THROWS_AS(db.insert(cats), constraint_violation);

    const auto found = [&](const std::string& words) {
        return db.all(from<Page>()
                          .where(full_text_match<Page>(words))
                          .order_by(full_text_rank<Page>(), col<&Page::id>)
                          .select(col<&Page::id>));
    };
    CHECK(found("cat") == ids{7, 8});
    CHECK(found("cat NOT dog") == ids{7});
    CHECK(found("title : cats") == ids{7});
    CHECK(found("letter") == ids{}); // is only kept
    CHECK(db.all(from<Page>().where(full_text_match<&Page::title>("cat")).select(col<&Page::id>)) == ids{7});
    CHECK(db.all(from<Page>()
                     .where(full_text_match<Page>("cat") && col<&Page::kind> == Kind::note)
                     .select(col<&Page::id>)) == ids{8});
    CHECK(db.all(from<Page>().where(col<&Page::stars> > 2.0).select(col<&Page::id>)) == ids{7});

    auto changed = cats;
    changed.title = "Fish";
    db.update(changed);
    CHECK(found("fish") == ids{7});
    CHECK(db.exec(refract::update<Page>().set(col<&Page::body> = "mice").where(full_text_match<Page>("dog"))) == 1);
    CHECK(found("mouse OR mice") == ids{8});
    CHECK(db.exec(delete_from<Page>().where(full_text_match<Page>("mice"))) == 1);
    CHECK(db.erase<Page>(9));
    CHECK(db.count(from<Page>()) == 1);
    CHECK(db.exec(insert_into<Page>().set(col<&Page::id> = 3, col<&Page::title> = "Ox", col<&Page::kind> = Kind::note,
                                          col<&Page::author_id> = 1)) == 1);
    CHECK(found("ox") == ids{3});
    CHECK(fresh.rows("SELECT rowid, title, kind, body, typeof(author_id), stars FROM page ORDER BY rowid") ==
          text_rows{"3|Ox|note|NULL|integer|NULL", "7|Fish|letter|A cat sat on the mat|integer|2.5"});
}

TEST_CASE("words are values, and text of people is quoted for them", "[full_text]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Page>>();
    db.insert(Page{1, "it's a \"cat\" AND", {}, "x'); DROP TABLE page; --", 1, {}});
    db.insert(Page{2, "dog", {}, "the dog's bone", 1, {}});
    const auto typed = [&](std::string_view text) {
        return db.all(from<Page>().where(full_text_match<Page>(full_text_words(text))).select(col<&Page::id>));
    };
    CHECK(full_text_words("cat's  AND\t\"x\"") == "\"cat's\" \"AND\" \"\"\"x\"\"\"");
    CHECK(typed("cat") == ids{1});
    CHECK(typed("cat and") == ids{1});
    CHECK(typed("cat OR dog") == ids{}); // OR is a word, which no row has beside them
    CHECK(typed("dog's") == ids{2});
    CHECK(typed("x'); DROP TABLE page; --") == ids{1});
    for (const std::string odd : {"",  " ", "\"", "'", "*",    "a*",  "^",   "title:", "NEAR(", "\\", "-",
                                  "(", ")", "{",  "+", "\x01", "AND", "NOT", "\"\"\"", "%",     "?1", ";"}) {
        CAPTURE(odd);
        CHECK_NOTHROW(typed(odd));
    }
    CHECK(typed(std::string("dog\0bone", 8)) == ids{2});
    for (const std::string none :
         {"\"cat", "", "cat AND", "NEAR(", "(cat", "*", "title:", "^", "NOT cat", "a + ", "{"}) {
        CAPTURE(none);
        CHECK_THROWS_AS(db.all(from<Page>().where(full_text_match<Page>(none))), conversion_error);
    }
    CHECK_THROWS_AS(db.all(from<Page>().where(full_text_match<Page>("nosuch : cat"))), syntax_error);
    CHECK(db.all(from<Page>().where(full_text_match<Page>(param<std::string_view>)).select(col<&Page::id>), "bone") ==
          ids{2});
    predicate<Page> wish;
    wish &= full_text_match<Page>(std::string("dog"));
    wish &= full_text_match<&Page::body>(std::string("bone"));
    CHECK(db.all(from<Page>().where(wish).order_by(full_text_rank<Page>()).select(col<&Page::id>)) == ids{2});
    CHECK(db.all(from<Page>().where_if(true, full_text_match<Page>("cat")).select(col<&Page::id>)) == ids{1});
}

TEST_CASE("what is found is ranked, marked and cut", "[full_text]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Page, Author>>();
    const auto ann = db.insert(Author{.name = "Ann"}), bob = db.insert(Author{.name = "Bob"});
    db.insert(Page{1, "Cats", {}, "something else", ann.id, {}});
    db.insert(Page{2, "Other", {}, "one two three cat five six seven eight", bob.id, {}});
    const auto match = full_text_match<Page>("cat");
    const auto order = [&](const auto& rank) {
        return db.all(from<Page>().where(match).order_by(rank).select(col<&Page::id>));
    };
    CHECK(order(full_text_rank<Page>(10.0, 0, 1.0)) == ids{1, 2});
    CHECK(order(full_text_rank<Page>(0.1, 0, 10.0)) == ids{2, 1});
    CHECK(order(full_text_rank<Page>().desc()) == ids{2, 1});
    CHECK(db.one(from<Page>().where(match && col<&Page::id> == 1).select(full_text_rank<Page>())) < 0.0);
    CHECK_THROWS_AS(db.all(from<Page>().select(full_text_rank<Page>())), schema_mismatch);
    CHECK(db.all(from<Page>()
                     .where(match)
                     .order_by(col<&Page::id>)
                     .select(full_text_highlight<&Page::title>("<b>", "</b>"),
                             full_text_snippet<&Page::body>("[", "]", "'..", 3))) ==
          std::vector<std::tuple<std::string, std::optional<std::string>>>{{"<b>Cats</b>", "something else"},
                                                                           {"Other", "'..three [cat] five'.."}});
    // Joined, inside other queries, and in WITH.
    CHECK(db.all(from<Page>()
                     .join<Author>(col<&Author::id> == col<&Page::author_id>)
                     .where(match)
                     .order_by(full_text_rank<Page>(), col<&Author::id>)
                     .select(col<&Author::name>))
              .size() == 2);
    CHECK(db.all(from<Author>()
                     .where(exists(from<Page>().where(full_text_match<Page>("other") &&
                                                      col<&Page::author_id> == col<&Author::id>)))
                     .select(col<&Author::name>)) == std::vector<std::string>{"Bob"});
    CHECK(db.all(from<Author>()
                     .where(col<&Author::id>.in(from<Page>().where(match).select(col<&Page::author_id>)))
                     .order_by(col<&Author::id>)
                     .select(col<&Author::id>)) == ids{ann.id, bob.id});
    CHECK(db.count(from<Page>().where(match)) == 2);
    CHECK(db.exists(from<Page>().where(full_text_match<Page>("cats AND something"))));
    using other = as_table<Page, "other page">;
    db.create_tables<schema<other>>();
    db.insert<other>(Page{5, "cat", {}, {}, 1, {}});
    CHECK(db.all(from<other>().where(full_text_match<other>("cat")).order_by(full_text_rank<other>()))[0].id == 5);
    db.execute("ATTACH ':memory:' AS far");
    auto far = db.in_schema("far");
    far.create_tables<schema<Page>>();
    far.insert(Page{6, "cat", {}, {}, 1, {}});
    CHECK(far.all(from<Page>().where(match).order_by(full_text_rank<Page>()).select(col<&Page::id>)) == ids{6});
}

TEST_CASE("a full-text table follows the table whose texts it has", "[full_text]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Post>>();
    CHECK(db.insert(Post{.title = "Before"}).id == 1);
    db.create_tables<schema<PostText, Post>>();
    CHECK(db.insert(Post{.title = "Cats", .text = "sit"}).id == 2);
    CHECK(db.insert(Post{.title = "More cats"}).id == 3); // what the trigger writes is not taken for it
    const auto found = [&](const std::string& words) {
        return db.all(from<PostText>()
                          .join<Post>(col<&Post::id> == col<&PostText::id>)
                          .where(full_text_match<PostText>(words))
                          .order_by(col<&Post::id>)
                          .select(col<&Post::id>));
    };
    CHECK(found("before") == ids{1});
    CHECK(found("cats") == ids{2, 3});
    db.exec(refract::update<Post>().set(col<&Post::text> = "stand").where(col<&Post::id> == 2));
    CHECK(found("sit") == ids{});
    CHECK(found("stand") == ids{2});
    db.upsert(Post{3, "Dogs", {}, 0});
    CHECK(found("cats") == ids{2});
    db.exec(refract::update<Post>().set(col<&Post::id> = 9).where(col<&Post::id> == 3));
    CHECK(found("dogs") == ids{9});
    CHECK(db.erase<Post>(9));
    CHECK(found("dogs") == ids{});
    CHECK(db.one(from<PostText>().where(full_text_match<PostText>("cats"))).text == "stand");
    CHECK_NOTHROW(db.execute("INSERT INTO post_text (post_text) VALUES ('integrity-check')"));
}

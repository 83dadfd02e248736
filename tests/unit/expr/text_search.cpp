// Search for words. What is searched for is a value, and no text is an error.

#include <refract/expr/text_search.hpp>

#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace text_search_test {
struct Page {
    std::int64_t id{};
    std::string title{};
    std::string body{};
    std::optional<std::string> note{};
};
struct Letter {
    std::int64_t id{};
    std::string language{}, text{};
    std::optional<std::string> script{};
};
} // namespace text_search_test
using text_search_test::Page;

static_assert(
    sql<dialect::postgres>(
        from<Page>().where(text_search<"english">(col<&Page::title>, "cats")).select(col<&Page::id>)) ==
    R"(SELECT "id" FROM "page" WHERE (to_tsvector('english', "title") @@ websearch_to_tsquery('english', $1)))");

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("pages are found by their words", "[text_search]") {
    using ids = std::vector<std::int64_t>;
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Page>>();
    db.insert(Page{.title = "Cats", .body = "A cat sat on the mat. Cats, cats!"});
    db.insert(Page{.title = "Dogs", .body = "A dog chased a cat."});
    db.insert(Page{.title = "Birds", .body = "Nothing of interest <i>here</i>.", .note = "cat"});
    const auto pages = from<Page>().select(col<&Page::id>).order_by(col<&Page::id>);
    const auto all = col<&Page::title> + " " + col<&Page::body>;
    const auto found = [&](std::string words) { return db.all(pages.where(text_search<"english">(all, words))); };
    CHECK(found("cat") == ids{1, 2});
    CHECK(found("cat -dog") == ids{1});
    CHECK(found("\"dog chased\"") == ids{2});
    CHECK(found("mat or birds") == ids{1, 3});
    CHECK(found("cat dog") == ids{2});
    for (const char* odd : {"", " ", "'", "\"", "a & | ! ( )", "cat:*", "'; DROP TABLE page; --", "-", "\\", "%_"}) {
        CAPTURE(odd);
        CHECK_NOTHROW(found(odd));
    }
    const auto rank = text_search_rank<"english">(all, "cat");
    CHECK(db.all(from<Page>().where(rank > 0.0).order_by(rank.desc()).select(col<&Page::id>)) == ids{1, 2});
    CHECK(
        db.first(
            from<Page>().where(col<&Page::id> == 2).select(text_search_headline<"english">(col<&Page::body>, "cat"))) ==
        "A dog chased a <b>cat</b>.");
    CHECK(db.all(pages.where(text_search<"simple">(col<&Page::note>, col<&Page::note>))) == ids{3}); // NULL is not
    CHECK(db.all(pages.where(text_search<"english">(all, param<std::string_view>)), "interest") == ids{3});
    predicate<Page> wish;
    wish &= text_search<"english">(col<&Page::title>, std::string("dogs"));
    CHECK(db.all(pages.where(wish)) == ids{2});
    CHECK_THROWS_AS(db.all(pages.where(text_search<"no'such">(all, "x"))), error);
}

TEST_CASE("each row is searched by the rules of its own language", "[text_search]") {
    using text_search_test::Letter;
    using ids = std::vector<std::int64_t>;
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Letter>>();
    db.insert(Letter{.language = "english", .text = "Houses and gardens"});
    db.insert(Letter{.language = "german", .text = "Die Häuser am Garten", .script = "simple"});
    db.insert(Letter{.language = "simple", .text = "Houses"});
    constexpr auto language = col<&Letter::language>;
    constexpr auto text = col<&Letter::text>;
    const auto letters = from<Letter>().select(col<&Letter::id>).order_by(col<&Letter::id>);
    const auto found = [&](const std::string& words) {
        return db.all(letters.where(text_search(language, text, words)));
    };
    CHECK(found("house") == ids{1});
    CHECK(found("haus") == ids{2});
    CHECK(found("houses") == ids{1, 3});
    CHECK(found("'; DROP TABLE letter; --").empty());
    CHECK(fresh.rows("SELECT id FROM letter WHERE to_tsvector(language::regconfig, text) @@ "
                     "websearch_to_tsquery(language::regconfig, 'gardens') ORDER BY 1") == text_rows{"1"});
    CHECK(found("gardens") == ids{1});
    CHECK(found("house or haus") == ids{1, 2});
    // By the rules that the program chooses, and by none.
    CHECK(db.all(letters.where(text_search(param<std::string>, text, "house")), std::string("english")) == ids{1, 3});
    CHECK(db.all(letters.where(text_search(value("english"), text, "house"))) == ids{1, 3});
    CHECK(db.all(letters.where(text_search(col<&Letter::script>, text, "häuser"))) == ids{2});
    const auto rank = text_search_rank(language, text, "house or haus");
    CHECK(db.all(letters.where(rank > 0.0)) == ids{1, 2});
    CHECK(
        db.first(from<Letter>().where(col<&Letter::id> == 2).select(text_search_headline(language, text, "garten"))) ==
        "Die Häuser am <b>Garten</b>");
    predicate<Letter> wish;
    wish &= text_search(language, text, std::string("haus"));
    CHECK(db.all(letters.where(wish)) == ids{2});
    CHECK_THROWS_AS(db.all(letters.where(text_search(value("no'such"), text, "x"))), error);
    CHECK_THROWS_AS(db.all(letters.where(text_search(value("english; --"), text, "x"))), error);
}
#endif

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
#endif

// Texts that are hard to carry: quotes, NUL, no UTF-8, ten megabytes.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/session.hpp>

#include <array>
#include <random>
#include <string>

using namespace refract;
using namespace refract_test;
using blog::Tag;

namespace {

/// A text goes in by insert, bulk and set, and comes out as it was.
template <class Database> void carries(Database& db, const std::string& text) {
    const Tag made = db.insert(Tag{.label = text});
    const bool same = db.template get<Tag>(made.id).label == text;
    CHECK(same);
    const bool found = db.count(from<Tag>().where(col<&Tag::id> == made.id && col<&Tag::label> == text)) == 1;
    CHECK(found);
    db.insert_many(std::array{Tag{made.id + 1000, text}});
    const bool bulk = db.template get<Tag>(made.id + 1000).label == text;
    CHECK(bulk);
    db.exec(update<Tag>().set(col<&Tag::label> = text + text).where(col<&Tag::id> == made.id));
    const bool doubled = db.template get<Tag>(made.id).label == text + text;
    CHECK(doubled);
    const bool raw =
        db.template query<std::string>("SELECT label FROM tag WHERE label = {} AND id = {}", text, made.id + 1000)
            .size() == 1;
    CHECK(raw);
}
template <class Database> void refuses(Database& db, const std::string& text) {
    CHECK_THROWS_AS(db.insert(Tag{.label = text}), conversion_error);
    CHECK_THROWS_AS(db.insert_many(std::array{Tag{.label = "before"}, Tag{.label = text}}), conversion_error);
    CHECK_THROWS_AS(db.count(from<Tag>().where(col<&Tag::label> == text)), conversion_error);
    CHECK_THROWS_AS(db.count(from<Tag>().where(col<&Tag::label>.in(std::vector<std::string>{"x", text}))),
                    conversion_error);
    CHECK_THROWS_AS(db.template query<std::string>("SELECT label FROM tag WHERE label = {}", text), conversion_error);
    CHECK(db.count(from<Tag>()) == 0);
}

} // namespace

TEMPLATE_TEST_CASE("texts come back as they were", "[text]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    for (const char* text : {"",
                             " ",
                             "'",
                             "''",
                             "\"",
                             "\\",
                             "\\'",
                             "%_",
                             "?1",
                             "$1",
                             "{}",
                             "--",
                             "/*",
                             ";DROP TABLE tag",
                             "\t\r\n",
                             "\x01\x1f\x7f",
                             "ä",
                             "☃",
                             "🎉",
                             "e\xcc\x81",
                             "\xef\xbb\xbf"
                             "bom",
                             "\xf4\x8f\xbf\xbf",
                             "NULL",
                             "0"})
        carries(db, text);
    carries(db, std::string(10'000'000, 'x') + "ü");
}

TEMPLATE_TEST_CASE("NUL inside a text is carried or refused", "[text]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    using namespace std::string_literals;
    if constexpr (TestType::is_sqlite) {
        const std::string text = "a\0b"s;
        const auto made = db.insert(Tag{.label = text});
        CHECK(db.template get<Tag>(made.id).label == text);
        CHECK(db.count(from<Tag>().where(col<&Tag::label> == text)) == 1);
        CHECK(db.count(from<Tag>().where(col<&Tag::label> == "a")) == 0);
        CHECK(db.count(from<Tag>().where(col<&Tag::label>.in("x"s, text))) == 1);
        CHECK_THROWS_AS(db.count(from<Tag>().where(col<&Tag::label>.in(std::vector<std::string>{text}))),
                        conversion_error);
    } else {
        refuses(db, "a\0b"s);
        refuses(db, "\0"s);
    }
}

TEMPLATE_TEST_CASE("what is no UTF-8 is carried or refused", "[text]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    for (const std::string text : {"\xff", "\xc3", "a\x80z", "\xed\xa0\x80", "\xc0\xaf", "\xf5\x80\x80\x80"}) {
        if constexpr (TestType::is_sqlite) {
            // SQLite stores the bytes as they are; its JSON, in which a list travels, is another matter.
            const auto made = db.insert(Tag{.label = text});
            CHECK(db.template get<Tag>(made.id).label == text);
            CHECK(db.count(from<Tag>().where(col<&Tag::label> == text)) == 1);
            try {
                CHECK(db.count(from<Tag>().where(col<&Tag::label>.in(std::vector<std::string>{text}))) == 1);
            } catch (const conversion_error&) {}
        } else {
            refuses(db, text);
        }
    }
}

TEMPLATE_TEST_CASE("random texts come back as they were", "[text]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    std::mt19937 random(3);
    const std::array<const char*, 12> pieces{"a", "'", "\"", "\\", "%", "_", "ü", "🎉", "\n", "{", "}", ","};
    for (int round = 0; round < 40; ++round) {
        std::string text;
        for (auto length = random() % 20; length > 0; --length) text += pieces[random() % pieces.size()];
        const auto made = db.insert(Tag{.label = "x" + text + "y"});
        INFO("text " << text);
        const auto matches = [&](auto condition) {
            CHECK(db.count(from<Tag>().where(condition && col<&Tag::id> == made.id)) == 1);
        };
        matches(col<&Tag::label> == "x" + text + "y");
        matches(col<&Tag::label>.starts_with("x" + text));
        matches(col<&Tag::label>.ends_with(text + "y"));
        matches(col<&Tag::label>.contains(text));
        matches(col<&Tag::label>.in(std::vector<std::string>{"no", "x" + text + "y"}));
        matches(!col<&Tag::label>.contains(text + "z"));
        matches(!col<&Tag::label>.starts_with("x" + text + "z"));
    }
}

namespace text_test {
/// A type whose stored form is made when it is written.
struct Word {
    std::string letters;
};
struct Page {
    std::int64_t id{};
    std::string title;
    std::vector<std::byte> body;
    Word first;
    std::u8string author;
};
} // namespace text_test
template <> struct refract::codec<text_test::Word> : codec_through<std::string> {
    static std::string encode(const text_test::Word& word) { return word.letters; }
    static void decode(std::string_view stored, text_test::Word& word) { word.letters = stored; }
};

TEMPLATE_TEST_CASE("what is empty is not NULL, whoever keeps it", "[text]", REFRACT_TEST_DATABASES) {
    using text_test::Page, text_test::Word;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Page>>();
    db.insert(Page{});
    const auto streamed = [&](const auto& condition) {
        int rows = 0;
        for (const Page& page : db.each(from<Page>().where(condition))) rows += page.title.empty();
        return rows;
    };
    CHECK(streamed(col<&Page::title> == std::string()) == 1);
    CHECK(streamed(col<&Page::title> == std::string_view()) == 1);
    CHECK(streamed(col<&Page::body> == std::vector<std::byte>()) == 1);
    CHECK(streamed(col<&Page::first> == Word{}) == 1);
    CHECK(streamed(col<&Page::author> == u8"") == 1);
    CHECK(db.count(from<Page>().where(col<&Page::first> == Word{})) == 1);
    const auto emptied = update<Page>().set(col<&Page::title> = "", col<&Page::first> = Word{}).all_rows();
    for (const Page& page : db.each(emptied.returning())) CHECK(page.title.empty());
    CHECK(fresh.rows("SELECT count(*) FROM page WHERE title = '' AND first = ''") == text_rows{"1"});
}

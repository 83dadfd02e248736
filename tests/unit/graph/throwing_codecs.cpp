// A codec of the program throws what is no error of refract, at each depth of a tree that is written or read: nothing of
// the tree is written, the exception comes out as it is, and the connection goes on, also in a transaction.

#include <refract/codec/encoded.hpp>
#include <refract/graph/edit.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace throwing_codecs {

struct moody {
    static std::string encode(std::string_view plain) {
        if (plain == "bad") throw std::runtime_error("encode");
        return std::string(plain);
    }
    static std::string decode(std::string_view stored) {
        if (stored == "sour") throw std::runtime_error("decode");
        return std::string(stored);
    }
};
using moody_text = encoded<std::string, moody>;
struct Book {
    std::int64_t id{};
    moody_text text;
};
struct Chapter {
    std::int64_t id{};
    moody_text text;
    std::int64_t book_id{};
};
struct Verse {
    std::int64_t id{};
    moody_text text;
    std::int64_t chapter_id{};
};

} // namespace throwing_codecs

template <> inline constexpr auto refract::model<throwing_codecs::Book> = table(named("tc_book"));
template <> inline constexpr auto refract::model<throwing_codecs::Chapter> = table(
    named("tc_chapter"), foreign_key<&throwing_codecs::Chapter::book_id>.references<&throwing_codecs::Book::id>());
template <> inline constexpr auto refract::model<throwing_codecs::Verse> = table(
    named("tc_verse"), foreign_key<&throwing_codecs::Verse::chapter_id>.references<&throwing_codecs::Chapter::id>());

namespace throwing_codecs {

struct VerseRow {
    using model = Verse;
    std::int64_t id{};
    moody_text text;
};
struct ChapterRow {
    using model = Chapter;
    std::int64_t id{};
    moody_text text;
    std::vector<VerseRow> verses{};
};
struct Tree {
    using model = Book;
    std::int64_t id{};
    moody_text text;
    std::vector<ChapterRow> chapters{};
};

Tree make_tree() {
    return {.id = 0,
            .text = moody_text{"a"},
            .chapters = {ChapterRow{.id = 0,
                                    .text = moody_text{"b"},
                                    .verses = {VerseRow{0, moody_text{"c"}}, VerseRow{0, moody_text{"d"}}}},
                         ChapterRow{.id = 0, .text = moody_text{"e"}}}};
}
moody_text& text_at(Tree& tree, int depth) {
    if (depth == 0) return tree.text;
    return depth == 1 ? tree.chapters[1].text : tree.chapters[0].verses[1].text;
}
template <class Fresh> std::string count_rows(Fresh& fresh) {
    return fresh.rows("SELECT (SELECT count(*) FROM tc_book), (SELECT count(*) FROM tc_chapter), "
                      "(SELECT count(*) FROM tc_verse)")[0];
}

} // namespace throwing_codecs

TEMPLATE_TEST_CASE("a codec that throws while a tree is written leaves nothing", "[graph]", REFRACT_TEST_DATABASES) {
    using namespace throwing_codecs;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Book, Chapter, Verse>>();
    const Tree stored = db.insert(make_tree());
    const auto fails = [&](auto work) {
        CHECK_THROWS_AS(work(), std::runtime_error);
        CHECK_FALSE(db.connection().in_transaction());
        CHECK(count_rows(fresh) == "1|2|2");
        CHECK(db.template get<Tree>(stored.id).chapters.size() == 2);
    };
    for (int depth = 0; depth < 3; ++depth) {
        Tree made = make_tree(), changed = stored;
        text_at(made, depth) = text_at(changed, depth) = moody_text{"bad"};
        fails([&] { db.insert(made); });
        fails([&] { db.insert_many(std::vector<Tree>{make_tree(), made}); });
        fails([&] { db.save(made); });
        fails([&] { db.save(changed); });
        fails([&] {
            db.template update<Tree>(
                stored.id, at<&Tree::chapters>.create(made.chapters),
                at<&Tree::chapters>.update(stored.chapters[0].id, col<&Chapter::text> = moody_text{"bad"}));
        });
        db.transaction([&] { // it goes on
            CHECK_THROWS_AS(db.insert(made), std::runtime_error);
            CHECK_THROWS_AS(db.save(changed), std::runtime_error);
            CHECK(db.count(from<Book>()) == 1);
        });
        CHECK(count_rows(fresh) == "1|2|2");
    }
}

TEMPLATE_TEST_CASE("a codec that throws while a tree is read leaves the connection in step", "[graph]",
                   REFRACT_TEST_DATABASES) {
    using namespace throwing_codecs;
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Book, Chapter, Verse>>();
    const Tree stored = db.insert(make_tree());
    const auto fails = [&](auto work) {
        CHECK_THROWS_AS(work(), std::runtime_error);
        CHECK_FALSE(db.connection().in_transaction());
        CHECK(db.count(from<Book>()) == 1);
    };
    const auto all = from<Book>().template select<Tree>();
    for (const std::string table : {"tc_book", "tc_chapter", "tc_verse"}) {
        db.execute(unsafe_sql("UPDATE " + table + " SET text = 'sour' WHERE id = 1"));
        fails([&] { db.all(all); });
        fails([&] { db.all(all.load_by(program_keys)); });
        fails([&] { db.template get<Tree>(stored.id); });
        fails([&] {
            for (const Tree& each : db.each(all)) CHECK(each.id == 1);
        });
        fails([&] {
            Tree changed = stored;
            changed.text = moody_text{"new"};
            db.save(changed);
        });
        db.transaction([&] { // it goes on
            CHECK_THROWS_AS(db.all(all), std::runtime_error);
            CHECK(db.count(from<Chapter>()) == 2);
        });
        db.execute(unsafe_sql("UPDATE " + table + " SET text = 'fine' WHERE id = 1"));
        CHECK(db.template get<Tree>(stored.id).chapters.size() == 2);
    }
    CHECK(count_rows(fresh) == "1|2|2");
}

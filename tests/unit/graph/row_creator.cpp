// Rows that are connected or created, many at once: a statement for those that are there, one for those that are not,
// and the same rows as one after another.

#include <refract/graph/edit.hpp>
#include <refract/verify/round_trips.hpp>

#include "support/databases.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace row_creator_test {

struct Article {
    std::int64_t id{};
    std::string title;
};
struct Topic { // one text is one topic, but it may have none
    std::int64_t id{};
    std::optional<std::string> label;
    std::int64_t rank = 7;
};
struct ArticleTopic {
    std::int64_t article_id{};
    std::int64_t topic_id{};
};
struct Remark { // its parent may be missing
    std::int64_t id{};
    std::int32_t number{};
    std::string text;
    std::optional<std::int64_t> article_id{};
};
struct Picture { // by the article, too, whose key it may have already
    std::int64_t article_id{};
    std::int32_t place{};
    std::string file;
};
struct Stamp { // whose number the database makes from a text, unless it is given
    std::int64_t id{};
    std::string code = "";
    std::optional<std::int64_t> article_id{};
};
struct Caption {
    std::int64_t id{};
    std::string text;
    std::int64_t remark_id{};
};
struct Entry { // of two kinds
    std::int64_t id{};
    std::string sort;
    std::string name;
    std::optional<std::int64_t> article_id{};
};
struct Quote {
    using model = Entry;
    std::string name;
};
struct Link {
    using model = Entry;
    std::string name;
    std::int64_t id{};
};

} // namespace row_creator_test
using namespace row_creator_test;

template <> inline constexpr auto refract::model<Article> = refract::table(refract::through<ArticleTopic>);
template <> inline constexpr auto refract::model<Topic> =
    refract::table(refract::unique<&Topic::label>, refract::column<&Topic::rank>.default_to(7));
template <> inline constexpr auto refract::model<ArticleTopic> =
    refract::table(primary_key<&ArticleTopic::article_id, &ArticleTopic::topic_id>,
                   foreign_key<&ArticleTopic::article_id>.references<&Article::id>(),
                   foreign_key<&ArticleTopic::topic_id>.references<&Topic::id>());
template <> inline constexpr auto refract::model<Remark> =
    refract::table(refract::unique<&Remark::number>, foreign_key<&Remark::article_id>.references<&Article::id>());
template <> inline constexpr auto refract::model<Picture> = refract::table(
    primary_key<&Picture::article_id, &Picture::place>, foreign_key<&Picture::article_id>.references<&Article::id>());
template <> inline constexpr auto refract::model<Stamp> = refract::table(
    refract::unique<&Stamp::code>, refract::column<&Stamp::code>.default_to(refract::lower(refract::value("NEW"))),
    foreign_key<&Stamp::article_id>.references<&Article::id>());
template <> inline constexpr auto refract::model<Caption> =
    refract::table(refract::unique<&Caption::remark_id>, foreign_key<&Caption::remark_id>.references<&Remark::id>());
template <> inline constexpr auto refract::model<Entry> =
    refract::table(refract::kinds<&Entry::sort, refract::kind_as<refract::fixed_string("quote"), Quote>,
                                  refract::kind_as<refract::fixed_string("link"), Link>>,
                   refract::unique<&Entry::name>, foreign_key<&Entry::article_id>.references<&Article::id>());

namespace row_creator_test {

using row_creator_schema = schema<Article, Topic, ArticleTopic, Remark, Picture, Stamp, Caption, Entry>;
struct TopicLine {
    using model = Topic;
    std::int64_t id{};
    std::optional<std::string> label;
};
struct CaptionLine {
    using model = Caption;
    std::string text;
};
struct RemarkTree {
    using model = Remark;
    std::int32_t number{};
    std::string text;
    std::unique_ptr<CaptionLine> caption{}; // which cannot be copied
};
struct Topics {
    using model = Article;
    std::int64_t id{};
    std::vector<TopicLine> topics{};
};
struct Remarks {
    using model = Article;
    std::int64_t id{};
    std::vector<RemarkTree> remarks{};
};
using AnyEntry = std::variant<Quote, Link>;
struct Parts {
    using model = Article;
    std::int64_t id{};
    std::vector<AnyEntry> entries{};
    std::vector<Picture> pictures{};
    std::vector<Stamp> stamps{};
};
std::vector<TopicLine> labelled(int first, int last) {
    std::vector<TopicLine> made;
    for (; first <= last; ++first) made.push_back({.label = "topic " + std::to_string(first)});
    return made;
}
constexpr auto& topics = at<&Topics::topics>;
constexpr auto& remarks = at<&Remarks::remarks>;

} // namespace row_creator_test

TEMPLATE_TEST_CASE("many rows that are connected or created are some statements", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<row_creator_schema>();
    for (int i = 0; i < 4; ++i) db.insert(Article{.id = 0, .title = "a"});
    const auto write = [&](int id, int first, int last) {
        round_trips trips(db);
        db.template update<Topics>(id, topics.template connect_or_create<&Topic::label>(labelled(first, last)));
        return trips.count();
    };
    const auto links = [&](int id) {
        return fresh.rows("SELECT count(*), count(DISTINCT label), min(rank), max(rank) FROM article_topic JOIN topic "
                          "ON topic.id = topic_id WHERE article_id = " +
                          std::to_string(id))[0];
    };
    write(1, 1, 4);
    CHECK(links(1) == "4|4|7|7");
    fresh.rows("UPDATE topic SET rank = 3");
    write(1, 3, 8);
    CHECK(links(1) == "8|8|3|7");
    // The row, those that are there, their links; the new ones with theirs.
    const int some = write(2, 5, 14), many = write(3, 101, 300), known = write(4, 1, 14);
    CHECK(links(2) == "10|10|7|7");
    CHECK(links(3) == "200|200|7|7");
    CHECK(links(4) == "14|14|3|7");
    constexpr bool by_rows = TestType::is_sqlite;
    CHECK(some == (by_rows ? 2 + 3 + 2 + 2 * 6 : 2 + 3 + 1));
    CHECK(many == (by_rows ? 2 + 2 + 2 + 2 * 200 : 2 + 2 + 1));
    CHECK(known == (by_rows ? 2 : 2) + 3);
    CHECK(fresh.rows("SELECT count(*), count(DISTINCT label) FROM topic") == text_rows{"214|214"});
    // New ones come in the order in which they are given.
    CHECK(fresh.rows("SELECT label FROM topic ORDER BY id LIMIT 5") ==
          text_rows{"topic 1", "topic 2", "topic 3", "topic 4", "topic 5"});
    CHECK(write(4, 2, 1) <= 3); // of none
    CHECK(links(4) == "14|14|3|7");
}

TEMPLATE_TEST_CASE("many rows are connected or created as one after another", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<row_creator_schema>();
    for (int i = 0; i < 2; ++i) db.insert(Article{.id = 0, .title = "a"});
    const auto edit = [&](auto&& verb) { db.template update<Topics>(1, verb); };
    const auto parts = [&](auto&& verb) { db.template update<Parts>(1, verb); };
    const auto all_topics = [&] {
        return fresh.rows("SELECT id, label, article_id FROM topic LEFT JOIN article_topic ON topic_id = id "
                          "ORDER BY id, article_id");
    };
    SECTION("equal keys are one row, and a NULL is equal to nothing") {
        const std::string hostile = "x'); DROP TABLE topic; --\"{},\\", nul("a\0b", 3);
        std::vector<TopicLine> list{{.label = hostile}, {.label = "NULL"}, {.label = std::nullopt}, {.label = hostile},
                                    {.label = ""},      {.label = {}},     {.label = hostile}};
        edit(topics.template connect_or_create<&Topic::label>(list));
        const text_rows made{"1|" + hostile + "|1", "2|NULL|1", "3|NULL|1", "4||1", "5|NULL|1"};
        CHECK(all_topics() == made);
        CHECK(db.count(from<Topic>().where(col<&Topic::label>.is_null())) == 2);
        list.resize(2);
        list.push_back({.label = ""});
        edit(topics.template connect_or_create<&Topic::label>(std::move(list)));
        CHECK(all_topics() == made);
        edit(topics.connect_or_create(TopicLine{2, "kept"}, TopicLine{0, "new"}, TopicLine{0, "newer"},
                                      TopicLine{1, ""}));
        CHECK(fresh.rows("SELECT id, label FROM topic WHERE id IN (1, 2) OR id > 5 ORDER BY id") ==
              text_rows{"1|" + hostile, "2|NULL", "6|new", "7|newer"});
        if (TestType::is_sqlite) {
            edit(topics.template connect_or_create<&Topic::label>(std::vector<TopicLine>(3, {.label = nul})));
            CHECK(db.count(from<Topic>().where(col<&Topic::label> == nul)) == 1);
        }
    }
    SECTION("the first of equal ones is what is inserted, with what belongs to it; such trees need not be copied") {
        db.insert(Remark{.number = 3, .text = "there"});
        std::vector<RemarkTree> list;
        for (const int number : {5, 3, 4, 5}) {
            list.push_back({.number = number, .text = "t" + std::to_string(list.size())});
            list.back().caption = std::make_unique<CaptionLine>(CaptionLine{"of " + list.back().text});
        }
        auto verb = remarks.template connect_or_create<&Remark::number>(std::move(list));
        db.template update<Remarks>(2, std::move(verb));
        CHECK(fresh.rows("SELECT r.number, r.text, r.article_id, c.text FROM remark AS r LEFT JOIN caption AS c "
                         "ON c.remark_id = r.id ORDER BY r.number") ==
              text_rows{"3|there|2|NULL", "4|t2|2|of t2", "5|t0|2|of t0"});
    }
    SECTION("keys that another row or the database decides") {
        parts(at<&Parts::pictures>.create(Picture{1, 1, "old"}));
        fresh.rows("INSERT INTO picture VALUES (2, 2, 'other')");
        parts(at<&Parts::pictures>.connect_or_create(Picture{1, 1, "x"}, Picture{2, 2, "x"}, Picture{1, 3, "new"}));
        CHECK(fresh.rows("SELECT article_id, place, file FROM picture ORDER BY place") ==
              text_rows{"1|1|old", "1|2|other", "1|3|new"});
        const auto stamps = [&](auto... code) {
            parts(at<&Parts::stamps>.template connect_or_create<&Stamp::code>(Stamp{0, code, {}}...));
        };
        CHECK_THROWS_AS(stamps("", "b", ""), unique_violation); // two new ones
        stamps("", "b", "b");
        CHECK(fresh.rows("SELECT code, article_id FROM stamp ORDER BY code") == text_rows{"b|1", "new|1"});
    }
    SECTION("rows of several kinds") {
        db.insert(Quote{"q"});
        const auto entries = [&](std::vector<AnyEntry> list) {
            parts(at<&Parts::entries>.template connect_or_create<&Entry::name>(std::move(list)));
        };
        entries({Link{"a"}, Quote{"q"}, Quote{"b"}, Link{"a"}});
        CHECK(fresh.rows("SELECT name, sort, article_id FROM entry ORDER BY name") ==
              text_rows{"a|link|1", "b|quote|1", "q|quote|1"});
        db.insert(Link{"z", 77});
        CHECK_THROWS_AS(entries({Quote{"c"}, Link{"d", 77}}), unique_violation);
        CHECK(db.count(from<Entry>()) == 4);
        entries({Quote{"q"}, Link{"e", 78}, Link{"z"}});
        CHECK(db.count(from<Entry>().where(col<&Entry::article_id> == 1)) == 5);
    }
    SECTION("where another value is taken, nothing is there, and a transaction of the program goes on") {
        db.insert(Topic{.id = 50, .label = "taken"});
        auto tx = db.begin();
        tx.insert(Article{.id = 0, .title = "b"});
        const std::vector<TopicLine> list{{.label = "n1"}, {.label = "n2"}, {50, "n3"}, {.label = "n4"}};
        CHECK_THROWS_AS((tx.template update<Topics>(1, topics.template connect_or_create<&Topic::label>(list))),
                        unique_violation);
        CHECK(tx.count(from<Topic>()) == 1);
        tx.template update<Topics>(3, topics.template connect_or_create<&Topic::label>(labelled(1, 3)));
        tx.commit();
        CHECK(db.count(from<ArticleTopic>().where(col<&ArticleTopic::article_id> == 3)) == 3);
        CHECK_THROWS_AS(edit(topics.template connect_or_create<&Topic::label>(list)), unique_violation);
        CHECK(db.count(from<Topic>()) == 4);
    }
}

TEMPLATE_TEST_CASE("texts that differ may be one key of many", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<row_creator_schema>();
    for (int i = 0; i < 2; ++i) db.insert(Article{.id = 0, .title = "a"});
    fresh.rows("DROP TABLE article_topic");
    fresh.rows("DROP TABLE topic");
    if (TestType::is_sqlite) {
        fresh.rows(
            "CREATE TABLE topic (id INTEGER PRIMARY KEY, label TEXT COLLATE NOCASE UNIQUE, rank INTEGER DEFAULT 7)");
    } else {
        fresh.rows("CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        fresh.rows("CREATE TABLE topic (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, label text COLLATE "
                   "any_case UNIQUE, rank bigint DEFAULT 7)");
    }
    fresh.rows("CREATE TABLE article_topic (article_id bigint, topic_id bigint, PRIMARY KEY (article_id, topic_id))");
    const auto edit = [&](int id, std::vector<TopicLine> list) {
        db.template update<Topics>(id, topics.template connect_or_create<&Topic::label>(std::move(list)));
    };
    edit(1, {{.label = "Sql"}, {.label = "orm"}, {.label = "SQL"}});
    CHECK(fresh.rows("SELECT label FROM topic ORDER BY label") == text_rows{"orm", "Sql"});
    edit(2, {{.label = "new"}, {.label = "sql"}, {.label = "Orm"}, {.label = "NEW"}});
    CHECK(fresh.rows("SELECT label FROM topic ORDER BY label") == text_rows{"new", "orm", "Sql"});
    CHECK(fresh.rows("SELECT article_id, count(*) FROM article_topic GROUP BY 1 ORDER BY 1") ==
          text_rows{"1|2", "2|3"});
}

TEMPLATE_TEST_CASE("lists of any length are connected or created", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<row_creator_schema>();
    db.insert(Article{.id = 0, .title = "a"});
    std::vector<TopicLine> list = labelled(1, TestType::is_sqlite ? 5'000 : 70'000);
    const auto count = static_cast<std::int64_t>(list.size());
    for (int i = 0; i < 2; ++i) db.template update<Topics>(1, topics.template connect_or_create<&Topic::label>(list));
    CHECK(db.count(from<ArticleTopic>()) == count);
    CHECK(db.count(from<Topic>()) == count);
    const std::vector<TopicLine> wide(3, {.label = std::string(2'000, 'w')});
    db.template update<Topics>(1, topics.template connect_or_create<&Topic::label>(wide));
    CHECK(db.count(from<Topic>().where(col<&Topic::label> == std::string(2'000, 'w'))) == 1);
}

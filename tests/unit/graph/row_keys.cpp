// Rows in a std::map by a field of theirs, and in other containers than std::vector.

#include <support/databases.hpp>

#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace maps_test {

struct Owner {
    std::int64_t id{};
    std::string name;
};
struct Article {
    std::int64_t id{};
    std::optional<std::int64_t> owner_id;
    std::string slug;
    std::int32_t views{};
};
struct Setting { // whose key has the owner's
    std::int64_t owner_id{};
    std::string name;
    std::string value;
};
struct Word {
    std::int64_t id{};
    std::string label;
};
struct ArticleWord {
    std::int64_t article_id{}, word_id{};
};

struct Line {
    using model = Article;
    std::int64_t id{};
    std::string slug;
    std::int32_t views{};
    std::map<std::string, Word> words;
};
struct Option {
    using model = Setting;
    std::int64_t owner_id{};
    std::string name, value;
};
struct Desk {
    using model = Owner;
    std::int64_t id{};
    std::string name;
    std::map<std::int64_t, Line> articles;
    std::unordered_map<std::string, Option> settings;
};
struct Row {
    using model = Article;
    std::int64_t id{};
    std::string slug;
};
struct BySlug { // by a column that is unique for each owner
    using model = Owner;
    std::int64_t id{};
    std::string name;
    std::map<std::string, Row, std::greater<>> articles;
};
struct Lists {
    using model = Owner;
    std::int64_t id{};
    std::string name;
    std::list<Line> articles;
    std::deque<Setting> settings;
};
struct Named {
    using model = Owner;
    std::int64_t id{};
    std::string name;
};
struct Carrier { // cannot be copied
    using model = Article;
    std::int64_t id{};
    std::string slug;
    std::int32_t views{};
    std::unique_ptr<Named> owner;
    std::map<std::int64_t, Word> words;
};
} // namespace maps_test
using namespace maps_test;

template <> inline constexpr auto refract::model<Owner> = refract::table(refract::named("maps_owner"));
template <> inline constexpr auto refract::model<Article> =
    refract::table(refract::named("maps_article"), refract::foreign_key<&Article::owner_id>.references<&Owner::id>(),
                   refract::unique<&Article::owner_id, &Article::slug>, refract::through<ArticleWord>);
template <> inline constexpr auto refract::model<Setting> =
    refract::table(refract::named("maps_setting"), refract::primary_key<&Setting::owner_id, &Setting::name>,
                   refract::foreign_key<&Setting::owner_id>.references<&Owner::id>());
template <> inline constexpr auto refract::model<Word> =
    refract::table(refract::named("maps_word"), refract::unique<&Word::label>);
template <> inline constexpr auto refract::model<ArticleWord> = refract::table(
    refract::named("maps_article_word"), refract::foreign_key<&ArticleWord::article_id>.references<&Article::id>(),
    refract::foreign_key<&ArticleWord::word_id>.references<&Word::id>());
template <> inline constexpr auto refract::shape<Line> = refract::relations(refract::keyed<&Line::words, &Word::label>);
template <> inline constexpr auto refract::shape<BySlug> =
    refract::relations(refract::keyed<&BySlug::articles, &Article::slug>);

namespace maps_test {

using Schema = schema<Owner, Article, Setting, Word, ArticleWord>;
template <class TestType> void fill_row_keys(fresh_database<TestType>& fresh) {
    fresh.db().template create_tables<Schema>();
    fresh.rows("INSERT INTO maps_owner (id, name) VALUES (1, 'ann'), (2, 'ben')");
    fresh.rows("INSERT INTO maps_article (id, owner_id, slug, views) VALUES "
               "(12, 1, 'b', 5), (11, 1, 'a', 7), (13, 1, 'c', 1), (21, 2, 'a', 2)");
    fresh.rows("INSERT INTO maps_setting (owner_id, name, value) VALUES (1, 'theme', 'dark'), (1, 'size', '12')");
    fresh.rows("INSERT INTO maps_word (id, label) VALUES (1, 'sql'), (2, 'cpp')");
    fresh.rows("INSERT INTO maps_article_word (article_id, word_id) VALUES (11, 1), (11, 2), (12, 1), (21, 2)");
    if constexpr (std::is_same_v<TestType, on_postgres>)
        for (const std::string table : {"maps_owner", "maps_article", "maps_word"})
            fresh.rows("ALTER TABLE " + table + " ALTER COLUMN id RESTART WITH 22");
}
std::string told(const std::map<std::int64_t, Line>& articles) {
    std::string all;
    for (const auto& [key, line] : articles) {
        all += std::to_string(key) + (key == line.id ? "=" : "!") + line.slug;
        for (const auto& [label, word] : line.words) all += "," + label + std::to_string(word.id);
        all += " ";
    }
    return all;
}
constexpr auto stored = "SELECT id, owner_id, slug, views FROM maps_article ORDER BY id";

} // namespace maps_test

TEMPLATE_TEST_CASE("rows are read into maps by their keys", "[containers]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_row_keys(fresh);

    const auto desks = db.all(from<Owner>().template select<Desk>().order_by(col<&Owner::id>));
    REQUIRE(desks.size() == 2);
    CHECK(told(desks[0].articles) == "11=a,cpp2,sql1 12=b,sql1 13=c ");
    CHECK(told(desks[1].articles) == "21=a,cpp2 ");
    CHECK(desks[0].settings.size() == 2);
    CHECK(desks[0].settings.at("size").value == "12");
    CHECK(desks[1].settings.empty());

    // A limit and its order say which rows come; the map says in which order they stand.
    const auto most_read = db.all(from<Owner>()
                                      .template select<Desk>(nested<&Desk::articles>()
                                                                 .where(col<&Article::slug> != std::string("b"))
                                                                 .order_by(col<&Article::views>.desc())
                                                                 .limit(1))
                                      .order_by(col<&Owner::id>));
    CHECK(told(most_read[0].articles) == "11=a,cpp2,sql1 ");

    std::string slugs;
    const BySlug by_slug = db.one(from<Owner>().template select<BySlug>().where(col<&Owner::id> == 1));
    for (const auto& each : by_slug.articles)
        slugs += each.first + "=" + each.second.slug + std::to_string(each.second.id) + " ";
    CHECK(slugs == "c=c13 b=b12 a=a11 ");

    std::vector<Desk> loaded{{2, "", {{5, {}}}, {}}, {1, "", {}, {}}};
    db.template load<&Desk::articles>(loaded);
    CHECK(told(loaded[0].articles) == "21=a,cpp2 ");
    CHECK(told(loaded[1].articles) == "11=a,cpp2,sql1 12=b,sql1 13=c ");
    for (auto& [key, line] : loaded[1].articles) line.words.clear();
    db.template load<&Desk::articles, &Line::words>(loaded[1]);
    CHECK(told(loaded[1].articles) == "11=a,cpp2,sql1 12=b,sql1 13=c ");
    for (const Desk& each : db.each(from<Owner>().template select<Desk>().where(col<&Owner::id> == 1)))
        CHECK(told(each.articles) == "11=a,cpp2,sql1 12=b,sql1 13=c ");
}

TEMPLATE_TEST_CASE("a row that came twice is not lost in silence", "[containers]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_row_keys(fresh);
    fresh.rows("INSERT INTO maps_article_word (article_id, word_id) VALUES (13, 1), (13, 1)"); // linked twice
    const auto desk = from<Owner>().template select<Desk>().where(col<&Owner::id> == 1);
    CHECK_THROWS_AS(db.first(desk), too_many_rows);
    CHECK(db.first(desk.where(col<&Owner::id> == 2)) == std::nullopt);
}

TEMPLATE_TEST_CASE("a map says the keys of the rows that are inserted", "[containers]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<Schema>();

    Desk desk{0, "ann", {}, {}};
    desk.articles[0] = Line{0, "new", 1, {{"sql", {}}}}; // a key that the database makes
    desk.articles[40].slug = "given";
    desk.settings["theme"].value = "dark"; // the row has no name of its own
    desk = db.insert(std::move(desk));
    CHECK(told(desk.articles) == "1=new,sql1 40=given ");
    CHECK(desk.settings.at("theme").name == "theme");
    CHECK(fresh.rows(stored) == text_rows{"1|1|new|1", "40|1|given|0"});
    CHECK(fresh.rows("SELECT owner_id, name, value FROM maps_setting") == text_rows{"1|theme|dark"});
    CHECK(fresh.rows("SELECT id, label FROM maps_word") == text_rows{"1|sql"});

    const std::vector<Desk> constant{{0, "ben", {{50, {0, "b", 0, {}}}}, {}}, {0, "cas", {{60, {60, "c", 0, {}}}}, {}}};
    CHECK(db.insert_many(constant) == 2);
    CHECK(constant[0].articles.at(50).id == 0); // nothing is written to them
    CHECK(fresh.rows(stored) == text_rows{"1|1|new|1", "40|1|given|0", "50|2|b|0", "60|3|c|0"});
    std::vector<Carrier> carriers(1);
    carriers[0].slug = "d";
    carriers[0].words[70].label = "cpp";
    CHECK_THROWS_AS(db.insert_many(carriers), error); // they are not copied, and nothing is written to them
    carriers[0].words[70].id = 70;
    CHECK(db.insert_many(carriers) == 1);
    CHECK(fresh.rows("SELECT id, label FROM maps_word ORDER BY id") == text_rows{"1|sql", "70|cpp"});
    CHECK_THROWS_AS(db.insert(Desk{0, "dan", {{80, {81, "e", 0, {}}}}, {}}), error); // two keys
    CHECK(fresh.rows("SELECT count(*) FROM maps_owner") == text_rows{"3"});
}

TEMPLATE_TEST_CASE("a tree with maps is saved", "[containers]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_row_keys(fresh);

    Desk desk = db.one(from<Owner>().template select<Desk>().where(col<&Owner::id> == 1));
    desk.articles.at(11).views = 70;
    desk.articles.erase(12); // its foreign key may be NULL
    desk.articles.at(13).words["new"];
    desk.articles[0] = Line{0, "d", 4, {}};
    desk.settings["size"].value = "14";
    desk.settings["font"].value = "mono";
    desk.settings.erase("theme");
    desk = db.save(desk);
    const auto keys = [&] {
        std::string all;
        for (const auto& [key, line] : desk.articles) all += (key == line.id ? "" : "!") + line.slug + " ";
        return all;
    };
    CHECK(keys() == "a c d ");
    CHECK(desk.articles.at(13).words.at("new").label == "new");
    CHECK(fresh.rows("SELECT owner_id, slug, views FROM maps_article ORDER BY slug, owner_id") ==
          text_rows{"1|a|70", "2|a|2", "NULL|b|5", "1|c|1", "1|d|4"});
    CHECK(fresh.rows("SELECT name, value FROM maps_setting ORDER BY name") == text_rows{"font|mono", "size|14"});
    const auto again = db.one(from<Owner>().template select<Desk>().where(col<&Owner::id> == 1));
    CHECK(told(again.articles) == told(desk.articles));

    desk.articles[500].slug = "given"; // of a row that is not there
    desk.articles.at(13).words.clear();
    db.save(desk);
    CHECK(fresh.rows("SELECT slug FROM maps_article WHERE id = 500 AND owner_id = 1") == text_rows{"given"});
    CHECK(fresh.rows("SELECT count(*) FROM maps_article_word WHERE article_id = 13") == text_rows{"0"});
    desk.articles.at(500).id = 501;
    CHECK_THROWS_AS(db.save(desk), error);

    // The verbs take keys and rows, whatever holds them in the shape.
    db.template update<Desk>(2, at<&Desk::articles>.update(21, col<&Article::views> = 3),
                             at<&Desk::articles>.create(Line{30, "e", 0, {{"c", {}}}}));
    CHECK(fresh.rows("SELECT id, slug, views FROM maps_article WHERE owner_id = 2 ORDER BY id") ==
          text_rows{"21|a|3", "30|e|0"});
    CHECK(fresh.rows("SELECT label FROM maps_word JOIN maps_article_word ON word_id = maps_word.id "
                     "WHERE article_id = 30") == text_rows{"c"});
}

TEMPLATE_TEST_CASE("lists and deques are like vectors", "[containers]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_row_keys(fresh);

    const auto query = from<Owner>()
                           .template select<Lists>(nested<&Lists::articles>().order_by(col<&Article::views>),
                                                   nested<&Lists::settings>().order_by(col<&Setting::name>))
                           .where(col<&Owner::id> == 1);
    Lists lists = db.one(query);
    std::string seen;
    for (const Line& each : lists.articles) seen += each.slug + std::to_string(each.words.size()) + " ";
    for (const Setting& each : lists.settings) seen += each.name + " ";
    CHECK(seen == "c0 b1 a2 size theme ");
    lists.articles.pop_front();
    lists.settings.push_front({0, "font", "mono"});
    db.save(lists);
    CHECK(fresh.rows("SELECT owner_id, slug FROM maps_article ORDER BY slug, owner_id") ==
          text_rows{"1|a", "2|a", "1|b", "NULL|c"});
    const Lists made = db.insert(Lists{0, "eve", {{0, "x", 1, {}}, {0, "y", 2, {}}}, {{0, "n", "v"}}});
    CHECK(made.settings.front().owner_id == made.id);
    CHECK(made.articles.back().id == made.articles.front().id + 1);
    CHECK(fresh.rows("SELECT count(*) FROM maps_article WHERE views < 3") == text_rows{"4"});
}

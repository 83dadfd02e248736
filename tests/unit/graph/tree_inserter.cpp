// Many rows of trees are one statement on PostgreSQL, whatever makes their keys and whatever triggers do to them.

#include <refract/graph/insert.hpp>

#include "support/databases.hpp"

#ifdef REFRACT_TEST_POSTGRES

#include "support/journeys.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace piled {

struct Writer {
    std::int64_t id{};
    std::string name;
};
struct Entry {
    std::int64_t id{};
    std::string title;
    std::int64_t views{};
    std::optional<std::int64_t> writer_id;
};
struct Word {
    std::int32_t id{};
    std::string text;
};
struct EntryWord {
    std::int64_t entry_id{};
    std::int32_t word_id{};
};
struct Visit {
    std::int64_t id{};
    std::chrono::sys_time<std::chrono::microseconds> at{};
    std::optional<std::string> from{};
    std::optional<std::int64_t> entry_id;
};

} // namespace piled
using namespace piled;

template <> inline constexpr auto refract::model<Entry> =
    refract::table(refract::through<EntryWord>, refract::column<&Entry::views>.default_to(7),
                   refract::foreign_key<&Entry::writer_id>.references<&Writer::id>());
template <> inline constexpr auto refract::model<EntryWord> =
    refract::table(refract::primary_key<&EntryWord::entry_id, &EntryWord::word_id>,
                   refract::foreign_key<&EntryWord::entry_id>.references<&Entry::id>(),
                   refract::foreign_key<&EntryWord::word_id>.references<&Word::id>());
template <> inline constexpr auto refract::model<Visit> =
    refract::table(refract::foreign_key<&Visit::entry_id>.references<&Entry::id>());

namespace piled {

using tree_inserter_schema = schema<Writer, Entry, Word, EntryWord, Visit>;

struct EntryTree {
    using model = Entry;
    std::int64_t id{};
    std::string title;
    std::vector<Word> words{};
    std::vector<Visit> visits{};
};
struct WriterTree {
    using model = Writer;
    std::string name;
    std::vector<EntryTree> entries{};
};
struct VisitTree { // the row that has the key may be missing
    using model = Visit;
    std::int64_t id{};
    std::chrono::sys_time<std::chrono::microseconds> at{};
    std::optional<std::int64_t> entry_id{};
    std::unique_ptr<EntryTree> entry{};
};

WriterTree tree(const std::string& name) {
    const std::chrono::sys_time<std::chrono::microseconds> then{std::chrono::microseconds(1'700'000'000'000'001)};
    return {
        .name = name,
        .entries = {{.title = name + " 1",
                     .words = {{.text = "a"}, {.text = "b"}},
                     .visits = {{.at = then, .from = "x", .entry_id = {}}, {.at = then, .from = {}, .entry_id = {}}}},
                    {.title = name + " 2"},
                    {.title = name + " 3", .words = {{.text = "c"}}}}};
}
const std::string entries_by_name =
    "SELECT w.name, e.title, e.views, (SELECT count(*) FROM entry_word l JOIN word d ON "
    "d.id = l.word_id WHERE l.entry_id = e.id), (SELECT count(*) FROM visit v WHERE "
    "v.entry_id = e.id) FROM entry e JOIN writer w ON w.id = e.writer_id ORDER BY e.title";
const text_rows of_ann = {"Ann|Ann 1|7|2|2", "Ann|Ann 2|7|0|0", "Ann|Ann 3|7|1|0"};

} // namespace piled

TEST_CASE("trees of any number of rows are one journey", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<tree_inserter_schema>();
    db.insert(tree("first")); // prepares
    db.insert_many(std::vector{tree("second")});
    SECTION("outside a transaction") {
        WriterTree made;
        CHECK(journeys_of(db, [&] { made = db.insert(tree("Ann")); }) == 1);
        CHECK_FALSE(db.connection().in_transaction());
        CHECK(fresh.rows("SELECT id FROM entry WHERE title = 'Ann 3'").front() == std::to_string(made.entries[2].id));
        CHECK(fresh.rows("SELECT id FROM word WHERE text = 'c'").back() == std::to_string(made.entries[2].words[0].id));
        CHECK(made.entries[0].visits[1].entry_id == made.entries[0].id);
    }
    SECTION("in one") {
        auto tx = db.begin();
        CHECK(journeys_of(db, [&] { tx.insert(tree("Ann")); }) == 1);
        tx.commit();
    }
    SECTION("of many trees") {
        std::vector<WriterTree> many;
        for (int i = 0; i < 200; ++i) many.push_back(tree("Bob" + std::to_string(i)));
        many.push_back(tree("Ann"));
        CHECK(journeys_of(db, [&] { CHECK(db.insert_many(many) == 201); }) == 1);
    }
    text_rows all = fresh.rows(entries_by_name);
    std::erase_if(all, [](const std::string& row) { return !row.starts_with("Ann"); });
    CHECK(all == of_ann);
    CHECK(fresh.rows("SELECT count(*) FROM visit WHERE at <> '2023-11-14 22:13:20.000001+00'") == text_rows{"0"});
}

TEST_CASE("rows whose keys are all given are one journey", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<tree_inserter_schema>();
    fresh.rows("ALTER TABLE entry ALTER id SET GENERATED ALWAYS"); // takes given keys as well
    std::vector<VisitTree> visits(4);
    for (std::int64_t i = 0; i < 4; ++i) visits[static_cast<std::size_t>(i)].id = 10 + i;
    visits[1].entry =
        std::make_unique<EntryTree>(EntryTree{.id = 21, .title = "t", .words = {{.id = 31, .text = "w"}}});
    visits[2].entry_id = 100;
    visits[3].entry = std::make_unique<EntryTree>(EntryTree{.id = 23, .title = "u"});
    fresh.rows("INSERT INTO entry (id, title) OVERRIDING SYSTEM VALUE VALUES (100, 'old')");
    db.insert(VisitTree{.id = 1}); // prepares some
    CHECK(db.insert_many(std::move(visits)) == 4);
    CHECK(fresh.rows("SELECT id, entry_id FROM visit ORDER BY id") ==
          text_rows{"1|NULL", "10|NULL", "11|21", "12|100", "13|23"});
    CHECK(fresh.rows("SELECT entry_id, word_id FROM entry_word") == text_rows{"21|31"});
    CHECK(journeys_of(db, [&] { db.insert(VisitTree{.id = 2}); }) == 1);
}

TEST_CASE("whatever makes the keys, rows belong to theirs", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<tree_inserter_schema>();
    SECTION("keys that are always made") { fresh.rows("ALTER TABLE entry ALTER id SET GENERATED ALWAYS"); }
    SECTION("a sequence that counts down") {
        fresh.rows("ALTER TABLE entry ALTER id SET INCREMENT BY -3 SET MINVALUE -1000 SET START 5 RESTART");
    }
    SECTION("a sequence that is nobody's") {
        fresh.rows("ALTER TABLE entry ALTER id DROP IDENTITY");
        fresh.rows("CREATE SEQUENCE others START 40; ALTER TABLE entry ALTER id SET DEFAULT nextval('others')");
    }
    SECTION("a trigger that makes keys of its own") {
        fresh.rows("CREATE FUNCTION own_key() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.id := 1000 - "
                   "(SELECT count(*) FROM entry); RETURN NEW; END $$");
        fresh.rows("CREATE TRIGGER own BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION own_key()");
    }
    const WriterTree made = db.insert(tree("Ann"));
    CHECK(fresh.rows(entries_by_name) == of_ann);
    for (const EntryTree& each : made.entries)
        CHECK(fresh.rows("SELECT title FROM entry WHERE id = " + std::to_string(each.id)) == text_rows{each.title});
    CHECK(db.insert_many(std::vector{tree("Bob"), tree("Cid")}) == 2);
    CHECK(fresh.rows("SELECT count(*), count(DISTINCT writer_id) FROM entry") == text_rows{"9|3"});
}

TEST_CASE("what triggers make of rows comes back, and a row that they leave out is an error", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<tree_inserter_schema>();
    fresh.rows("CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.title = 'none' THEN "
               "RETURN NULL; END IF; NEW.title := upper(NEW.title); RETURN NEW; END $$");
    fresh.rows("CREATE TRIGGER loud BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION shout()");
    const WriterTree made = db.insert(tree("Ann"));
    CHECK(made.entries[1].title == "ANN 2");
    WriterTree failing = tree("Bob");
    failing.entries[1].title = "none";
    CHECK_THROWS_WITH(db.insert(failing),
                      refract_test::has_text("a trigger left it out") && refract_test::has_text("\"entry\""));
    CHECK_THROWS_AS(db.insert_many(std::vector{tree("Cid"), failing}), not_found);
    CHECK_FALSE(db.connection().in_transaction());
    auto tx = db.begin();
    CHECK_THROWS_AS(tx.insert(failing), not_found);
    tx.insert(tree("Dan"));
    tx.commit();
    CHECK(fresh.rows("SELECT name FROM writer ORDER BY 1") == text_rows{"Ann", "Dan"});
}

TEST_CASE("a session whose times are not in UTC writes them as single rows do", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<tree_inserter_schema>();
    fresh.rows("ALTER TABLE visit ALTER at TYPE timestamp");
    db.execute("SET TimeZone = 'Asia/Tokyo'");
    db.insert(tree("Ann"));
    CHECK(fresh.rows("SELECT DISTINCT at FROM visit") == text_rows{"2023-11-14 22:13:20.000001"});
}

TEST_CASE("a failure in the middle leaves the connection as it was", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<tree_inserter_schema>();
    fresh.rows("CREATE UNIQUE INDEX only_once ON word (text)");
    db.insert(tree("Ann"));
    for (int i = 0; i < 2; ++i) {
        CHECK_THROWS_AS(db.insert(tree("Bob")), unique_violation); // at "a"
        CHECK_FALSE(db.connection().in_transaction());
    }
    auto tx = db.begin();
    tx.insert(Writer{.name = "Cid"});
    CHECK_THROWS_AS(tx.insert(tree("Bob")), unique_violation);
    CHECK_THROWS_AS(tx.execute("SELECT 1 / 0"), error);
    CHECK_THROWS_AS(tx.insert(tree("Dan")), error); // the transaction has failed before
    tx.rollback();
    CHECK(fresh.rows("SELECT name FROM writer") == text_rows{"Ann"});
    fresh.rows("ALTER TABLE word RENAME TO away"); // not even the keys can be asked for
    auto going_on = db.begin();
    going_on.insert(Writer{.name = "Cid"});
    CHECK_THROWS_AS(going_on.insert(tree("Bob")), syntax_error);
    going_on.commit();
    fresh.rows("ALTER TABLE away RENAME TO word; DELETE FROM writer WHERE name = 'Cid'");
    fresh.rows("ALTER TABLE entry_word ADD CONSTRAINT late UNIQUE (word_id) DEFERRABLE INITIALLY DEFERRED");
    db.insert(WriterTree{.name = "Eve", .entries = {{.title = "e"}}}); // the commit tells nothing
    CHECK(fresh.rows("SELECT count(*) FROM writer") == text_rows{"2"});
}

#endif

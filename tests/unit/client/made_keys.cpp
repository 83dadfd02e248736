// Keys that come back are the row's own, or there is an error; keys that are given stay; stale objects change nothing.

#include "support/databases.hpp"
#include "support/models.hpp"
#include "support/statement_checks.hpp"

#include <thread>

using namespace refract;
using namespace refract_test;

namespace made_keys_test {

using moment = std::chrono::sys_time<std::chrono::microseconds>;

struct Part {
    std::int64_t id{};
    std::string name;
    bool operator==(const Part&) const = default;
};
struct Page {
    std::int64_t id{};
    std::string text;
    std::int32_t revision{};
    moment changed_at{};
};
// A key and a default: more than one column that the database can fill.
struct Visit {
    std::int64_t id{};
    std::string name;
    moment at{};
};

// Always counted by the database: as a key, and beside another key.
struct Ticket {
    std::int64_t id{};
    std::string name;
};
struct Invoice {
    std::string id;
    std::int64_t number{};
    std::string buyer;
};
struct Stub {
    std::int64_t id{};
    std::int64_t ticket_id{};
    std::int64_t number{};
};
struct StubLeaf {
    using model = Stub;
    std::int64_t number{};
};
struct TicketTree {
    using model = Ticket;
    std::int64_t id{};
    std::string name;
    std::vector<StubLeaf> stubs;
};

} // namespace made_keys_test

template <> inline constexpr auto refract::model<made_keys_test::Ticket> =
    refract::table(refract::column<&made_keys_test::Ticket::id>.identity_always());
template <> inline constexpr auto refract::model<made_keys_test::Invoice> =
    refract::table(refract::column<&made_keys_test::Invoice::number>.identity_always());
template <> inline constexpr auto refract::model<made_keys_test::Stub> =
    refract::table(refract::column<&made_keys_test::Stub::number>.identity_always(),
                   refract::foreign_key<&made_keys_test::Stub::ticket_id>.references<&made_keys_test::Ticket::id>());
template <> inline constexpr auto refract::model<made_keys_test::Page> =
    refract::table(refract::column<&made_keys_test::Page::revision>.version(),
                   refract::column<&made_keys_test::Page::changed_at>.updated_at());
template <> inline constexpr auto refract::model<made_keys_test::Visit> =
    refract::table(refract::column<&made_keys_test::Visit::at>.default_to(refract::now()));

using namespace made_keys_test;

namespace {

// A trigger that leaves out every row with the name 'bad'.
template <class Fresh> void ignore_bad_parts(Fresh& fresh) {
    if constexpr (std::is_same_v<Fresh, fresh_database<on_sqlite>>)
        fresh.rows(
            "CREATE TRIGGER keep_out BEFORE INSERT ON part WHEN new.name = 'bad' BEGIN SELECT RAISE(IGNORE); END");
    else
        fresh.rows("CREATE FUNCTION keep_out() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF new.name = 'bad' THEN "
                   "RETURN NULL; END IF; RETURN new; END $$;"
                   "CREATE TRIGGER keep_out BEFORE INSERT ON part FOR EACH ROW EXECUTE FUNCTION keep_out()");
}

} // namespace

TEMPLATE_TEST_CASE("a row that a trigger leaves out is no insert", "[made_keys]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Part>>();
    ignore_bad_parts(fresh);
    const Part ann = db.insert(Part{.name = "Ann"});
    CHECK_THROWS_AS(db.insert(Part{.name = "bad"}), not_found);
    CHECK_THROWS_AS(db.insert(Part{77, "bad"}), not_found);
    CHECK_THROWS_AS(db.upsert(Part{78, "bad"}), not_found);
    std::vector<Part> many(120, Part{.name = "x"});
    many[7].name = many[110].name = "bad";
    CHECK(db.insert_many(many) == 118);
    many.resize(3);
    CHECK(db.insert_many(many) == 3);
    CHECK(fresh.rows("SELECT count(*) FROM part") == text_rows{"122"});
    CHECK(db.template get<Part>(ann.id) == ann);
}

TEMPLATE_TEST_CASE("an update that a trigger leaves out does not say that the row is not there", "[made_keys]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Part>>();
    const Part ann = db.insert(Part{.name = "Ann"});
    if (TestType::is_sqlite)
        fresh.rows("CREATE TRIGGER keep BEFORE UPDATE ON part BEGIN SELECT RAISE(IGNORE); END");
    else
        fresh.rows("CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;"
                   "CREATE TRIGGER keep BEFORE UPDATE ON part FOR EACH ROW EXECUTE FUNCTION keep()");
    for (const Part& each : {Part{ann.id, "new"}, Part{ann.id + 1, "none"}})
        CHECK_THROWS_WITH(db.update(each), refract_test::has_text("there is no row with this key in \"part\", or a "
                                                                  "trigger or an ON CONFLICT left it as it was"));
    CHECK(db.template get<Part>(ann.id) == ann);
}

TEMPLATE_TEST_CASE("an object that a trigger keeps as it is is not stale, which would be tried again for ever",
                   "[made_keys]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Page>>();
    const Page page = db.insert(Page{.text = "first"});
    if (TestType::is_sqlite)
        fresh.rows("CREATE TRIGGER keep_1 BEFORE UPDATE ON page BEGIN SELECT RAISE(IGNORE); END;"
                   "CREATE TRIGGER keep_2 BEFORE DELETE ON page BEGIN SELECT RAISE(IGNORE); END");
    else
        fresh.rows("CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;"
                   "CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON page FOR EACH ROW EXECUTE FUNCTION keep()");
    CHECK_THROWS_WITH(db.update(Page(page)), refract_test::has_text("a trigger or an ON CONFLICT left it as it was"));
    CHECK_THROWS_AS(db.upsert(page), not_found);
    CHECK_FALSE(db.erase(page));
    CHECK(db.template get<Page>(page.id).text == "first");
    Page older = page;
    --older.revision;
    CHECK_THROWS_AS(db.update(older), stale_object);
    CHECK_THROWS_AS(db.erase(older), stale_object);
}

TEST_CASE("SQLite's keys come back only where SQLite makes them", "[made_keys]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    for (const char* type : {"BIGINT PRIMARY KEY", "INT PRIMARY KEY", "INTEGER PRIMARY KEY DESC",
                             "INTEGER NOT NULL UNIQUE", "INTEGER DEFAULT 7"}) {
        CAPTURE(type);
        fresh.rows(std::string("DROP TABLE IF EXISTS part; CREATE TABLE part (id ") + type + ", name TEXT)");
        const auto refused = [&](auto insert) {
            try {
                insert();
                return std::string("nothing");
            } catch (const schema_mismatch& failure) { return failure.message(); }
        };
        CHECK(
            refused([&] { db.insert(Part{.name = "new"}); }).starts_with("SQLite makes no key for \"id\" of \"part\""));
        CHECK(refused([&] { db.upsert(Part{.name = "new"}); }).starts_with("SQLite makes no key"));
        CHECK(refused([&] { db.insert_many<Part>({{.name = "new"}}); }).starts_with("SQLite makes no key"));
        CHECK(refused([&] { db.insert_many(std::vector<Part>(60)); }).starts_with("SQLite makes no key"));
        CHECK(fresh.rows("SELECT count(*) FROM part") == text_rows{"0"});
        CHECK(db.insert(Part{5, "given"}).id == 5);
        CHECK(db.insert_many<Part>({{6, "given"}}) == 1);
    }
    // The same statement, prepared before the table was another one.
    fresh.rows("DROP TABLE part; CREATE TABLE part (id INTEGER PRIMARY KEY, name TEXT)");
    CHECK(db.insert(Part{.name = "a"}).id == 1);
    fresh.rows("DROP TABLE part; CREATE TABLE part (id BIGINT PRIMARY KEY, name TEXT)");
    const auto insert = [&] { db.insert(Part{.name = "b"}); };
    CHECK(caught<schema_mismatch>(insert).message().ends_with("; the row is there"));
    CHECK_FALSE(caught<schema_mismatch>(insert).message().ends_with("; the row is there"));
    CHECK(fresh.rows("SELECT count(*) FROM part") == text_rows{"1"});
}

TEST_CASE("an insert into a SQLite table is not taken for one through an attached database's view", "[made_keys]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    db.create_tables<schema<Part>>();
    ignore_bad_parts(fresh);
    db.execute("ATTACH ':memory:' AS other; CREATE VIEW other.part AS SELECT 1 AS id, 'x' AS name");
    CHECK(db.insert(Part{.name = "Ann"}).id == 1);
    CHECK_THROWS_AS(db.insert(Part{.name = "bad"}), not_found);
    CHECK_THROWS_AS(db.insert(Part{77, "bad"}), not_found);
    CHECK(db.insert_many<Part>({{.name = "bad"}, {.name = "x"}, {.name = "bad"}}) == 1);
}

TEST_CASE("a SQLite table that ignores conflicts does not hand out another row's key", "[made_keys]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    fresh.rows("CREATE TABLE part (id INTEGER PRIMARY KEY, name TEXT UNIQUE ON CONFLICT IGNORE);"
               "INSERT INTO part VALUES (1, 'x'), (2, 'other')");
    CHECK_THROWS_AS(db.insert(Part{.name = "x"}), not_found);
    CHECK(db.insert(Part{.name = "y"}).id == 3);
    CHECK(db.insert_many<Part>({{.name = "x"}, {.name = "z"}}) == 1);
}

TEST_CASE("a SQLite view makes no keys, and takes those that are given", "[made_keys]") {
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    fresh.rows(
        "CREATE TABLE base (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO base VALUES (41, 'other');"
        "CREATE VIEW part AS SELECT * FROM base;"
        "CREATE TRIGGER into_base INSTEAD OF INSERT ON part BEGIN INSERT INTO base VALUES (new.id, new.name); END");
    CHECK_THROWS_AS(db.insert(Part{.name = "new"}), schema_mismatch);
    CHECK(db.insert(Part{7, "seven"}) == Part{7, "seven"});
    CHECK(db.insert_many<Part>({{8, "eight"}, {9, "nine"}}) == 2);
    CHECK(fresh.rows("SELECT count(*) FROM base") == text_rows{"4"});
}

TEMPLATE_TEST_CASE("keys that are given stay as they are, 0 as well", "[made_keys]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Part, Visit>>();
    const std::vector<Part> rows{{5, "five"}, {0, "unknown"}, {-1, "below"}};
    CHECK(db.insert_many(rows, keys_are_given) == 3);
    CHECK(db.all(from<Part>().order_by(col<&Part::id>)) ==
          std::vector<Part>{{-1, "below"}, {0, "unknown"}, {5, "five"}});
    CHECK(db.upsert(Part{0, "renamed"}, keys_are_given) == Part{0, "renamed"});
    CHECK(db.count(from<Part>()) == 3);
    CHECK_THROWS_AS(db.insert(Part{0, "again"}, keys_are_given), unique_violation);
    CHECK(db.template erase<Part>(0));
    CHECK(db.insert(Part{0, "again"}, keys_are_given) == Part{0, "again"});
    CHECK(db.template insert_many<Part>({{9, "nine"}}, keys_are_given) == 1);

    const Visit made = db.insert(Visit{.name = "now"}, keys_are_given);
    CHECK(made.id == 0);
    CHECK(made.at > moment{});
    CHECK(db.insert_many(std::vector<Visit>{{3, "three", {}}, {4, "four", {}}}, keys_are_given) == 2);
    CHECK(db.template get<Visit>(0).at == made.at);
    CHECK(db.template get<Visit>(3).at > moment{});
}

TEMPLATE_TEST_CASE("a stale object changes nothing, whatever the verb", "[made_keys]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Page>>();
    const Page old = db.insert(Page{.text = "first"});
    Page fresh_one = old;
    fresh_one.text = "second";
    db.update(fresh_one);
    CHECK(fresh_one.revision == old.revision + 1);

    CHECK_THROWS_AS(db.update(Page(old)), stale_object);
    CHECK_THROWS_AS(db.upsert(old), stale_object);
    CHECK_THROWS_AS(db.erase(old), stale_object);
    CHECK(db.template get<Page>(old.id).text == "second");

    CHECK(db.upsert(fresh_one).revision == fresh_one.revision + 1);
    fresh_one = db.template get<Page>(old.id);
    CHECK(db.erase(fresh_one));
    CHECK_FALSE(db.erase(fresh_one));
    try {
        db.update(fresh_one);
        FAIL("nothing was thrown");
    } catch (const not_found& failure) { CHECK_FALSE(failure.can_retry()); }
    CHECK(db.upsert(fresh_one).text == "second");
    CHECK(db.template erase<Page>(fresh_one.id)); // a key alone has no version
}

TEMPLATE_TEST_CASE("updated_at is the time of the update, also twice in one transaction", "[made_keys]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Page>>();
    Page page = db.insert(Page{.text = "x"});
    auto tx = db.begin();
    tx.update(page);
    const moment first = page.changed_at;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    tx.update(page);
    const moment second = page.changed_at;
    CHECK(second > first);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    tx.exec(update<Page>().set(col<&Page::text> = "y").where(col<&Page::id> == page.id));
    CHECK(tx.template get<Page>(page.id).changed_at > second);
    tx.commit();
}

TEMPLATE_TEST_CASE("a key that the database always makes can be given all the same", "[made_keys]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Ticket>>();
    Ticket made = db.insert(Ticket{.name = "made"});
    made.name = "changed";
    db.upsert(made);
    CHECK(db.insert(Ticket{0, "zero"}, keys_are_given).id == 0);
    db.upsert(Ticket{0, "still zero"}, keys_are_given);
    CHECK(db.insert(Ticket{50, "given"}).id == 50);
    db.insert_many(std::vector<Ticket>{{60, "copied"}}, keys_are_given);
    db.exec(insert_into<Ticket>().set(col<&Ticket::id> = 70, col<&Ticket::name> = "set"));
    db.exec(insert_into<Ticket>().template columns<&Ticket::id, &Ticket::name>().from(
        from<Ticket>().select(col<&Ticket::id> + 10, col<&Ticket::name>).where(col<&Ticket::id> == 70)));
    CHECK(fresh.rows("SELECT id, name FROM ticket ORDER BY id") ==
          text_rows{"0|still zero", std::to_string(made.id) + "|changed", "50|given", "60|copied", "70|set", "80|set"});
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("what PostgreSQL always counts is left alone by updates", "[made_keys]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Invoice>>();
    Invoice first = db.insert(Invoice{.id = "a", .buyer = "Ann"});
    CHECK(first.number == 1);
    first.buyer = "Bob";
    db.update(first);
    first.buyer = "Cleo";
    CHECK(db.upsert(first).number == 1);
    db.upsert(Invoice{.id = "a", .buyer = "Dan"});
    CHECK(fresh.rows("SELECT id, number, buyer FROM invoice") == text_rows{"a|1|Dan"});
    CHECK(db.insert(Invoice{.id = "b", .number = 100, .buyer = "Eve"}).number == 100);
}
TEST_CASE("what PostgreSQL always counts is given by each way to insert", "[made_keys]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<schema<Invoice, Ticket, Stub>>();
    db.insert_many(std::vector<Invoice>{{"a", 10, "Ann"}, {"b", 20, "Bob"}}, keys_are_given);
    db.insert_many(std::vector<Invoice>{{"a", 30, "Ann"}, {"c", 40, "Cleo"}}, on_conflict_do_nothing);
    db.insert(Ticket{.name = "d"});
    db.exec(merge_into<Invoice>()
                .using_table<Ticket>(col<&Invoice::id> == col<&Ticket::name>)
                .when_not_matched()
                .do_insert(col<&Invoice::id> = col<&Ticket::name>, col<&Invoice::number> = 60,
                           col<&Invoice::buyer> = "Dan"));
    CHECK(fresh.rows("SELECT id, number, buyer FROM invoice ORDER BY id") ==
          text_rows{"a|10|Ann", "b|20|Bob", "c|40|Cleo", "d|60|Dan"});

    const auto tree = db.insert(TicketTree{.name = "tree", .stubs = {{.number = 7}, {.number = 8}}});
    CHECK(tree.stubs.size() == 2);
    CHECK(db.insert_many(std::vector<TicketTree>{{.name = "many", .stubs = {{.number = 9}}}}) == 1);
    CHECK(fresh.rows("SELECT number FROM stub ORDER BY id") == text_rows{"7", "8", "9"});
}
#endif

// What a tree costs and leaves behind: statements, one moment for all of them, transactions, errors in the middle,
// tables in a schema of the run time, threads, the recorder, and the lists of a program's queries.

#include <refract/graph/load.hpp>

#include <support/databases.hpp>
#include <support/trees.hpp>

#include <refract/recorder.hpp>
#include <refract/verify.hpp>

#include <algorithm>
#include <thread>

using namespace refract;
using namespace refract_test;

namespace sessions_of_trees {

struct Owner {
    std::int64_t id{};
    std::string name;
};
struct Pet {
    std::int64_t id{};
    std::string name;
    std::int64_t owner_id{};
};
struct Toy {
    std::int64_t id{};
    std::string name;
    std::int64_t pet_id{};
};
using sessions_schema = schema<Owner, Pet, Toy>;

struct PetTree {
    using model = Pet;
    std::string name;
    std::vector<Toy> toys;
};
struct OwnerTree {
    using model = Owner;
    std::int64_t id{};
    std::string name;
    std::vector<PetTree> pets;
};
struct OwnerCard {
    using model = Owner;
    std::int64_t id{};
    std::string name;
    std::vector<Pet> pets;
};
struct ToyOwner {
    using model = Pet;
    std::string name;
    Owner owner;
};
struct ToyTree {
    using model = Toy;
    std::string name;
    ToyOwner pet;
};

} // namespace sessions_of_trees

namespace sessions = sessions_of_trees;
using namespace sessions_of_trees;

template <> inline constexpr auto refract::model<sessions::Pet> =
    refract::table(refract::foreign_key<&sessions::Pet::owner_id>.references<&sessions::Owner::id>());
template <> inline constexpr auto refract::model<sessions::Toy> =
    refract::table(refract::foreign_key<&sessions::Toy::pet_id>.references<&sessions::Pet::id>());

namespace {

constexpr auto all_owners = from<Owner>()
                                .select<OwnerTree>(nested<&OwnerTree::pets>().order_by(col<&Pet::id>),
                                                   nested<&OwnerTree::pets, &PetTree::toys>().order_by(col<&Toy::id>))
                                .order_by(col<&Owner::id>)
                                .named<"all_owners">();
template <class Database> void fill_sessions(Database& db, int owners) {
    std::vector<Owner> all;
    std::vector<Pet> pets;
    std::vector<Toy> toys;
    for (int i = 1; i <= owners; ++i) {
        all.push_back({i, "o" + std::to_string(i)});
        pets.push_back({i, "p" + std::to_string(i), i});
        toys.push_back({i, "t" + std::to_string(i), i});
    }
    db.insert_many(all);
    db.insert_many(pets);
    db.insert_many(toys);
}
auto by_text(const std::string& text) {
    return from<Owner>()
        .where(col<&Owner::name> == text)
        .select<OwnerTree>(nested<&OwnerTree::pets>().where(col<&Pet::name> == text),
                           nested<&OwnerTree::pets, &PetTree::toys>().where(col<&Toy::name> == text).limit(5));
}
const char* const tree_of_one = "[{1 o1 [{p1 [{1 t1 1}]}]}]";

} // namespace

TEMPLATE_TEST_CASE("a level is one statement, whatever the number of rows", "[graph]", REFRACT_TEST_DATABASES) {
    for (const int owners : {1, 100}) {
        fresh_database<TestType> fresh;
        if (!fresh) return;
        auto& db = fresh.db();
        db.template create_tables<sessions_schema>();
        fill_sessions(db, owners);
        statement_counter<TestType> counter(db);
        // Where all go to the server in one journey, one before them says that they see one moment, and levels without
        // rows above come as well.
        const int moment = TestType::is_sqlite ? 0 : 1, unneeded = TestType::is_sqlite ? 0 : 2;
        int expected = 3 + moment;
        const auto found = db.all(all_owners);
        CHECK(found.size() == static_cast<std::size_t>(owners));
        CHECK(counter.reads() == expected);
        // No keys.
        db.all(all_owners.where(col<&Owner::id> == 0));
        expected += 1 + moment + unneeded;
        CHECK(counter.reads() == expected);
        // In a transaction the tree has none of its own.
        auto tx = db.begin();
        const int before = counter.others();
        tx.all(all_owners);
        CHECK(counter.others() == before);
        expected += 3;
        CHECK(counter.reads() == expected);
        CHECK(tx.count(all_owners) == owners);
        CHECK(tx.exists(all_owners));
        expected += 2;
        CHECK(counter.reads() == expected);
        tx.commit();
        CHECK(db.all(from<Toy>().select<ToyTree>()).size() == static_cast<std::size_t>(owners));
        expected += 3 + moment;
        CHECK(counter.reads() == expected);
    }
}

TEST_CASE("on SQLite all levels see one moment", "[graph]") {
    fresh_database<on_sqlite> fresh(place::file);
    auto& db = fresh.db();
    db.execute("PRAGMA journal_mode = WAL");
    db.create_tables<sessions_schema>();
    fill_sessions(db, 3);
    const std::string before = tree_text(db.all(all_owners));
    auto other = fresh.open();
    // As the second statement of a tree begins, another connection changes what the rest is about to read.
    struct between {
        sqlite::database* other;
        bool done = false;
    } state{&other};
    sqlite3_trace_v2(
        db.connection().native(), SQLITE_TRACE_STMT,
        [](unsigned, void* own, void* statement, void*) {
            auto& now = *static_cast<between*>(own);
            const std::string_view text = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
            if (now.done || text.find("FROM \"pet\"") == text.npos) return 0;
            now.done = true;
            now.other->execute("DELETE FROM toy");
            now.other->execute("UPDATE pet SET name = 'changed'");
            return 0;
        },
        &state);
    CHECK(tree_text(db.all(all_owners)) == before);
    CHECK(state.done);
    sqlite3_trace_v2(db.connection().native(), 0, nullptr, nullptr);
    CHECK(tree_text(db.one(all_owners.where(col<&Owner::id> == 1))) == "{1 o1 [{changed []}]}");
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("on PostgreSQL all levels see one moment", "[graph]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.create_tables<sessions_schema>();
    fill_sessions(db, 3);
    const std::string before = tree_text(db.all(all_owners));
    // Another connection deletes while the statement of the root still sleeps.
    std::thread writer([&] {
        auto other = fresh.open();
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        other.execute("DELETE FROM toy");
        other.execute("UPDATE pet SET name = 'changed'");
    });
    const auto slow = from<Owner>()
                          .select<OwnerTree>(nested<&OwnerTree::pets>().order_by(col<&Pet::id>),
                                             nested<&OwnerTree::pets, &PetTree::toys>().order_by(col<&Toy::id>))
                          .where(raw<bool, "pg_sleep(0.2) IS NOT NULL">())
                          .order_by(col<&Owner::id>);
    const std::string during = tree_text(db.all(slow));
    writer.join();
    CHECK(during == before);
    CHECK(tree_text(db.one(all_owners.where(col<&Owner::id> == 1))) == "{1 o1 [{changed []}]}");
}
#endif

TEMPLATE_TEST_CASE("an error in the middle of a tree leaves nothing open", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<sessions_schema>();
    fill_sessions(db, 1);
    CHECK(tree_text(db.all(all_owners)) == tree_of_one);
    fresh.rows("ALTER TABLE toy RENAME TO hidden");
    CHECK_THROWS_AS(db.all(all_owners), refract::error);
    CHECK_FALSE(db.connection().in_transaction());
    CHECK(db.count(from<Pet>()) == 1);
    fresh.rows("ALTER TABLE hidden RENAME TO toy");
    CHECK(tree_text(db.all(all_owners)) == tree_of_one);
    CHECK(tree_text(db.first(all_owners)) == "{1 o1 [{p1 [{1 t1 1}]}]}");
    // The line of the call is in errors of every level.
    fresh.rows("ALTER TABLE toy RENAME TO hidden");
    try {
        db.all(all_owners);
        FAIL("the table is not there");
    } catch (const refract::error& failure) {
        CHECK(std::string_view(failure.location().file_name()).find("sessions.cpp") != std::string_view::npos);
        CHECK(failure.sql().find("\"toy\"") != std::string_view::npos);
    }
    {
        auto tx = db.begin();
        CHECK_THROWS_AS(tx.all(all_owners), refract::error);
        tx.rollback();
    }
    CHECK_FALSE(db.connection().in_transaction());
}

TEMPLATE_TEST_CASE("a required row that is not there is an error", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    // Without the foreign key's constraint.
    fresh.rows("CREATE TABLE owner (id BIGINT PRIMARY KEY, name TEXT NOT NULL);"
               "CREATE TABLE pet (id BIGINT PRIMARY KEY, name TEXT NOT NULL, owner_id BIGINT NOT NULL);"
               "CREATE TABLE toy (id BIGINT PRIMARY KEY, name TEXT NOT NULL, pet_id BIGINT NOT NULL);"
               "INSERT INTO pet VALUES (1, 'p', 9); INSERT INTO toy VALUES (1, 't', 1), (2, 'u', 1)");
    CHECK_THROWS_AS(db.all(from<Toy>().select<ToyTree>()), not_found);
    CHECK_FALSE(db.connection().in_transaction());
    fresh.rows("INSERT INTO owner VALUES (9, 'o')");
    CHECK(tree_text(db.all(from<Toy>().select<ToyTree>().order_by(col<&Toy::id>))) == "[{t {p {9 o}}} {u {p {9 o}}}]");
    fresh.rows("UPDATE toy SET pet_id = 4 WHERE id = 2");
    CHECK_THROWS_AS(db.all(from<Toy>().select<ToyTree>()), not_found);
}

TEMPLATE_TEST_CASE("trees in a schema that the run time names", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const std::string name = "refract trees";
    if constexpr (TestType::is_sqlite)
        db.execute("ATTACH ':memory:' AS \"refract trees\"");
    else
        db.execute("DROP SCHEMA IF EXISTS \"refract trees\" CASCADE");
    db.template create_tables<sessions_schema>();
    auto placed = db.in_schema(name);
    placed.template create_tables<sessions_schema>();
    fill_sessions(placed, 1);
    fill_sessions(db, 2);
    CHECK(tree_text(placed.all(all_owners)) == tree_of_one);
    CHECK(db.all(all_owners).size() == 2);
    CHECK(tree_text(placed.all(from<Toy>().select<ToyTree>())) == "[{t1 {p1 {1 o1}}}]");
    CHECK(tree_text(placed.all(from<Owner>().select<OwnerTree>(nested<&OwnerTree::pets>().limit(1)))) == tree_of_one);
    if constexpr (!TestType::is_sqlite) db.execute("DROP SCHEMA \"refract trees\" CASCADE");
}

TEMPLATE_TEST_CASE("trees are changed and saved in a schema that the run time names", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    if constexpr (TestType::is_sqlite)
        db.execute("ATTACH ':memory:' AS \"refract cards\"");
    else
        db.execute("DROP SCHEMA IF EXISTS \"refract cards\" CASCADE");
    db.template create_tables<sessions_schema>();
    auto placed = db.in_schema("refract cards");
    placed.template create_tables<sessions_schema>();
    fill_sessions(placed, 2);
    fill_sessions(db, 2);
    const auto there = [&](const std::string& table) {
        return fresh.rows(("SELECT * FROM \"refract cards\"." + table + " ORDER BY id").c_str());
    };

    placed.template update<OwnerCard>(1, col<&Owner::name> = "Ann",
                                      at<&OwnerCard::pets>.create(Pet{.id = 7, .name = "Rex"}),
                                      at<&OwnerCard::pets>.connect(2));
    CHECK(there("owner") == text_rows{"1|Ann", "2|o2"});
    CHECK(there("pet").size() == 3);
    CHECK(there("pet")[1] == "2|p2|1");

    auto card = placed.one(from<Owner>()
                               .where(col<&Owner::id> == 1)
                               .template select<OwnerCard>(nested<&OwnerCard::pets>().order_by(col<&Pet::id>)));
    REQUIRE(card.pets.size() == 3);
    card.name = "Anne";
    card.pets[1].name = "Tom";
    card.pets.pop_back();
    placed.save(card);
    CHECK(there("owner") == text_rows{"1|Anne", "2|o2"});
    CHECK(there("pet") == text_rows{"1|p1|1", "2|Tom|1"});
    // The usual tables have nothing of it.
    CHECK(fresh.rows("SELECT * FROM owner ORDER BY id") == text_rows{"1|o1", "2|o2"});
    CHECK(fresh.rows("SELECT * FROM pet ORDER BY id") == text_rows{"1|p1|1", "2|p2|2"});
    if constexpr (!TestType::is_sqlite) db.execute("DROP SCHEMA \"refract cards\" CASCADE");
}

TEMPLATE_TEST_CASE("hostile texts at every depth", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<sessions_schema>();
    const std::string hostile = "'; DROP TABLE toy; --\"\\ $1 ? :x %s {} \xc3\xa4";
    db.insert(Owner{1, hostile});
    db.insert(Pet{2, hostile, 1});
    db.insert(Toy{3, hostile, 2});
    db.insert(Toy{4, "plain", 2});
    const auto found = db.all(by_text(hostile));
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].pets.size() == 1);
    REQUIRE(found[0].pets[0].toys.size() == 1);
    CHECK(found[0].name == hostile);
    CHECK(found[0].pets[0].name == hostile);
    CHECK(found[0].pets[0].toys[0].id == 3);
    CHECK(db.all(by_text("plain")).empty());
    CHECK(db.count(from<Toy>()) == 2);
}

TEMPLATE_TEST_CASE("another thread reads trees by a connection of its own", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh(place::file);
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<sessions_schema>();
    fill_sessions(db, 20);
    const std::string here = tree_text(db.all(all_owners));
    std::string there;
    std::thread other([&] {
        auto own = fresh.open();
        there = tree_text(own.all(all_owners));
    });
    other.join();
    CHECK(there == here);
}

TEST_CASE("a recorder plays the levels of a tree", "[graph]") {
    recorder::database db;
    db.expect_any().row(std::int64_t{1}, "Ann").row(std::int64_t{2}, "Bob");
    db.expect_any().row("Rex", std::int64_t{7}, std::int64_t{2});
    db.expect_any().row(std::int64_t{9}, "ball", std::int64_t{7}, std::int64_t{7});
    CHECK(tree_text(db.all(all_owners)) == "[{1 Ann []} {2 Bob [{Rex [{9 ball 7}]}]}]");
    db.verify();
}

TEMPLATE_TEST_CASE("verify and the list of queries know the levels", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<sessions_schema>();
    const auto texts = [&](std::string_view table) {
        int count = 0;
        for (const query_info& each : queries())
            count += each.sql.find("FROM " + std::string(table)) != std::string::npos &&
                     each.sql.find("_id\" =") != std::string::npos;
        return count;
    };
    CHECK(texts("\"toy\"") > 0);
    CHECK(texts("\"pet\"") > 0);
    // A level whose table has lost a column is found without being run.
    const auto about_toys = [&] {
        int count = 0;
        for (const finding& each : verify(db).findings)
            count += each.severity == finding_severity::error && each.table.find("toy") != std::string::npos &&
                     each.to_string().find("pet_id") != std::string::npos;
        return count;
    };
    CHECK(about_toys() == 0);
    fresh.rows("ALTER TABLE toy RENAME COLUMN pet_id TO other_id");
    CHECK(about_toys() > 0);
}

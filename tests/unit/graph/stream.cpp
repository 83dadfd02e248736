// Trees one by one, on both databases: what comes is what `all` gives, some rows are held at a time, and what is left
// behind where a loop ends early, an error comes in the middle, or the loop uses the connection.

#include <refract/graph/stream.hpp>

#include <support/databases.hpp>
#include <support/trees.hpp>

using namespace refract;
using namespace refract_test;

namespace streamed_trees {

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
struct Visit {
    std::int64_t id{};
    std::int64_t owner_id{};
};
using stream_schema = schema<Owner, Pet, Toy, Visit>;

struct PetTree {
    using model = Pet;
    std::string name;
    std::vector<Toy> toys;
};
struct OwnerTree {
    using model = Owner;
    std::string name; // without the key
    std::vector<PetTree> pets;
    std::vector<Visit> visits;
};
struct OwnerName {
    using model = Owner;
    std::string name;
};

} // namespace streamed_trees

namespace streamed = streamed_trees;
using namespace streamed_trees;

template <> inline constexpr auto refract::model<streamed::Pet> =
    refract::table(refract::foreign_key<&streamed::Pet::owner_id>.references<&streamed::Owner::id>());
template <> inline constexpr auto refract::model<streamed::Toy> =
    refract::table(refract::foreign_key<&streamed::Toy::pet_id>.references<&streamed::Pet::id>());
template <> inline constexpr auto refract::model<streamed::Visit> =
    refract::table(refract::foreign_key<&streamed::Visit::owner_id>.references<&streamed::Owner::id>());

namespace {

/// Every third owner has no pet, every other pet has two toys.
template <class Fresh> auto& fill_stream(Fresh& fresh, int owners) {
    auto& db = fresh.db();
    db.template create_tables<stream_schema>();
    std::vector<Owner> all;
    std::vector<Pet> pets;
    std::vector<Toy> toys;
    std::vector<Visit> visits;
    for (int i = 1; i <= owners; ++i) {
        const std::string number = std::to_string(i);
        all.push_back({i, "o" + number});
        if (i % 3 != 0) pets.push_back({i, "p" + number, i});
        if (i % 3 != 0 && i % 2 == 0) {
            toys.push_back({2 * i, "t" + number, i});
            toys.push_back({2 * i + 1, "u" + number, i});
        }
        if (i % 5 == 0) visits.push_back({i, i});
    }
    db.insert_many(all);
    db.insert_many(pets);
    db.insert_many(toys);
    db.insert_many(visits);
    return db;
}
auto owners_behind(std::int64_t least) {
    return from<Owner>()
        .where(col<&Owner::id> > least)
        .select<OwnerTree>(nested<&OwnerTree::pets, &PetTree::toys>().order_by(col<&Toy::id>).limit(2))
        .order_by(col<&Owner::id>);
}
template <class Database> void fill_more(Database& db) {
    std::vector<Owner> more;
    for (std::int64_t id = 5001; id <= 6500; ++id) more.push_back({id, "more"});
    db.insert_many(more);
}
template <class Iterator, class End> void walk(Iterator& each, End end) {
    while (each != end) ++each;
}
const char* const tree_of_10 = "{o10 [{p10 [{20 t10 10} {21 u10 10}]}] [{10 10}]}";

} // namespace

TEMPLATE_TEST_CASE("a stream of trees brings what all() brings", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_stream(fresh, 2500);
    // None, some, exactly as many as are held at a time, and more.
    for (const int least : {2500, 2493, 1500, 500, 0}) {
        std::string streamed;
        int count = 0;
        for (const OwnerTree& each : db.each(owners_behind(least))) {
            streamed += (streamed.empty() ? "" : " ") + tree_text(each);
            ++count;
        }
        CHECK(count == 2500 - least);
        CHECK("[" + streamed + "]" == tree_text(db.all(owners_behind(least))));
        CHECK_FALSE(db.connection().in_transaction());
    }
    int names = 0; // without rows inside it is a stream like others
    for (const OwnerName& each : db.each(from<Owner>().select<OwnerName>())) names += !each.name.empty();
    CHECK(names == 2500);
}

TEMPLATE_TEST_CASE("a stream of trees asks once for each level of some rows", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_stream(fresh, 2500);
    const auto all = from<Owner>().select<OwnerTree>();
    for (const OwnerTree& each : db.each(all)) static_cast<void>(each); // prepares
    statement_counter<TestType> counter(db);
    for (const OwnerTree& each : db.each(all)) static_cast<void>(each);
    // Three levels for each of three batches, beside the root; on PostgreSQL the cursor and what it fetches, and the
    // keys of the two levels that stand right below the root.
    CHECK(counter.reads() == (TestType::is_sqlite ? 1 + 3 * 3 : 1 + 3 * (1 + 3 + 2)));
}

TEMPLATE_TEST_CASE("a loop over trees that ends early leaves nothing open", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_stream(fresh, 1200);
    for (const OwnerTree& each : db.each(owners_behind(9))) {
        CHECK(tree_text(each) == tree_of_10);
        break;
    }
    CHECK_FALSE(db.connection().in_transaction());
    db.each(owners_behind(9)); // never walked
    CHECK_FALSE(db.connection().in_transaction());
    struct stopped {};
    CHECK_THROWS_AS(
        [&] {
            for (const OwnerTree& each : db.each(owners_behind(0)))
                if (each.name == "o1100") throw stopped();
        }(),
        stopped);
    CHECK_FALSE(db.connection().in_transaction());
    db.insert(Owner{.id = 5000, .name = "afterwards"});
    auto tx = db.begin();
    for (const OwnerTree& each : tx.each(owners_behind(9)))
        if (each.name == "o20") break;
    CHECK(tx.is_active());
    CHECK(tree_text(tx.first(owners_behind(9))) == tree_of_10);
    tx.commit();
}

TEMPLATE_TEST_CASE("the loop over trees may read, and writes in a transaction of its own", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_stream(fresh, 1100);
    std::int64_t inner = 0, seen = 0;
    for (const OwnerTree& each : db.each(owners_behind(0))) {
        ++seen;
        if (each.name != "o7" && each.name != "o1050") continue;
        CHECK(db.count(from<Pet>()) == 734);
        for (const OwnerTree& other : db.each(owners_behind(1000))) inner += !other.name.empty(); // one inside another
    }
    CHECK(seen == 1100);
    CHECK(inner == 200);
    CHECK_FALSE(db.connection().in_transaction());
    // Outside a transaction it only reads.
    CHECK_THROWS_AS(
        [&] {
            for (const OwnerTree& each : db.each(owners_behind(0))) db.insert(Owner{.name = each.name});
        }(),
        error);
    CHECK_FALSE(db.connection().in_transaction());
    CHECK(db.count(from<Owner>()) == 1100);
    db.transaction([&](auto& tx) {
        for (const OwnerTree& each : tx.each(owners_behind(0)))
            if (const std::int64_t id = std::stoll(each.name.substr(1)); each.visits.empty())
                tx.insert(Visit{.id = id, .owner_id = id});
    });
    CHECK(db.count(from<Visit>()) == 1100);
}

TEMPLATE_TEST_CASE("errors in the middle of a stream of trees", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_stream(fresh, 30);
    SECTION("a level cannot be read") {
        fresh.rows("ALTER TABLE toy RENAME TO toy_of_old");
        const unsigned line = __LINE__ + 3;
        int count = 0;
        try {
            for (const OwnerTree& each : db.each(owners_behind(0))) count += !each.name.empty();
            FAIL("a table is missing");
        } catch (const error& failure) { CHECK(failure.location().line() == line); }
        CHECK(count == 0);
        CHECK_FALSE(db.connection().in_transaction());
        CHECK(db.count(from<Owner>()) == 30);
    }
    SECTION("the transaction around it has ended") {
        fill_more(db);
        auto tx = db.begin();
        auto stream = tx.each(owners_behind(0));
        auto each = stream.begin();
        CHECK(each->name == "o1");
        tx.commit();
        CHECK_THROWS_AS(walk(each, stream.end()), connection_error);
        CHECK(each == stream.end());
        CHECK(db.count(from<Owner>()) == 1530);
    }
    SECTION("the connection is closed") {
        auto stream = db.each(owners_behind(29));
        db.close();
        CHECK_THROWS_AS(stream.begin(), connection_error);
    }
    SECTION("it was moved from") {
        auto stream = db.each(owners_behind(29));
        auto moved = std::move(stream);
        CHECK_THROWS_AS(stream.begin(), connection_error);
        CHECK(moved.begin()->name == "o30");
    }
}

TEMPLATE_TEST_CASE("arguments, and tables with another name", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fill_stream(fresh, 10);
    fresh.rows("ALTER TABLE pet RENAME TO pet_of_old");
    const auto by_name = from<Owner>().where(col<&Owner::name> == param<std::string>).template select<OwnerTree>();
    std::string found;
    for (const OwnerTree& each : db.template in_table<Pet>("pet_of_old").each(by_name, std::string("o10")))
        found += tree_text(each);
    CHECK(found == tree_of_10);
}

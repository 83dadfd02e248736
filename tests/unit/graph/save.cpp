// What `db.save(shape)` writes: the difference between a tree and the stored one. What is stored is read back by SQL.

#include <refract/graph/edit.hpp>

#include "support/trees.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace saved {

struct Firm {
    std::int64_t id{};
    std::string name;
    std::int32_t revision{};
};
struct Site { // needs its firm
    std::int64_t id{};
    std::string town;
    std::int64_t firm_id{};
};
struct Car { // can be without one
    std::int64_t id{};
    std::string plate;
    std::optional<std::int64_t> firm_id{};
    std::int32_t revision{};
};
struct Skill {
    std::int64_t id{};
    std::string name;
};
struct SiteSkill {
    std::int64_t site_id{};
    std::int64_t skill_id{};
};
struct Seal {
    std::int64_t id{};
    std::string text;
    std::int64_t firm_id{};
};
struct Node {
    std::int32_t id{};
    std::string name;
    std::optional<std::int32_t> parent_id{};
};

} // namespace saved

template <> inline constexpr auto refract::model<saved::Firm> =
    refract::table(refract::column<&saved::Firm::revision>.version());
template <> inline constexpr auto refract::model<saved::Site> = refract::table(
    foreign_key<&saved::Site::firm_id>.references<&saved::Firm::id>(), refract::through<saved::SiteSkill>);
template <> inline constexpr auto refract::model<saved::Car> = refract::table(
    refract::column<&saved::Car::revision>.version(), foreign_key<&saved::Car::firm_id>.references<&saved::Firm::id>());
template <> inline constexpr auto refract::model<saved::SiteSkill> =
    refract::table(primary_key<&saved::SiteSkill::site_id, &saved::SiteSkill::skill_id>,
                   foreign_key<&saved::SiteSkill::site_id>.references<&saved::Site::id>().on_delete(refract::cascade),
                   foreign_key<&saved::SiteSkill::skill_id>.references<&saved::Skill::id>());
template <> inline constexpr auto refract::model<saved::Seal> = refract::table(
    refract::unique<&saved::Seal::firm_id>, foreign_key<&saved::Seal::firm_id>.references<&saved::Firm::id>());
template <> inline constexpr auto refract::model<saved::Node> =
    refract::table(named("branch"), foreign_key<&saved::Node::parent_id>.references<&saved::Node::id>());

namespace saved {

using firms = schema<Firm, Site, Car, Skill, SiteSkill, Seal, Node>;

struct SiteTree {
    using model = Site;
    std::int64_t id{};
    std::string town;
    std::vector<Skill> skills{};
};
struct FirmTree {
    using model = Firm;
    std::int64_t id{};
    std::string name;
    std::int32_t revision{};
    std::vector<SiteTree> sites{};
    std::vector<Car> cars{};
    std::optional<Seal> seal{};
};
struct Owner {
    using model = Firm;
    std::int64_t id{};
    std::string name;
    std::int32_t revision{};
};
struct CarCard {
    using model = Car;
    std::int64_t id{};
    std::string plate;
    std::int32_t revision{};
    std::optional<Owner> firm{};
};
struct Branch {
    using model = Node;
    std::int32_t id{};
    std::string name;
    std::vector<Branch> children{};
};

template <class Backend> struct register_of_firms : fresh_database<Backend> {
    std::string line(const std::string& sql) {
        std::string all;
        for (const std::string& each : this->rows(sql)) all += (all.empty() ? "" : " ") + each;
        return all;
    }
    std::string sites() { return line("SELECT id, town, firm_id FROM site ORDER BY id"); }
    std::string cars() { return line("SELECT id, plate, firm_id FROM car ORDER BY id"); }
    std::string skills() { return line("SELECT id, name FROM skill ORDER BY id"); }
    std::string links() { return line("SELECT site_id, skill_id FROM site_skill ORDER BY 1, 2"); }
    std::string seals() { return line("SELECT text, firm_id FROM seal ORDER BY id"); }
    std::string firm() { return line("SELECT name, revision FROM firm ORDER BY id"); }
};
FirmTree first_firm() {
    return {.name = "A & sons",
            .sites = {{.town = "Ulm", .skills = {{.name = "wood"}, {.name = "iron"}}}, {.town = "Bonn"}},
            .cars = {{.plate = "A 1"}, {.plate = "A 2"}},
            .seal = Seal{.text = "lion"}};
}

} // namespace saved

using namespace saved;

TEMPLATE_TEST_CASE("a tree is saved as it is", "[graph]", REFRACT_TEST_DATABASES) {
    register_of_firms<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<firms>();
    FirmTree tree = db.save(first_firm());
    CHECK(fresh.sites() == "1|Ulm|1 2|Bonn|1");
    CHECK(fresh.links() == "1|1 1|2");
    CHECK(tree_text(tree) == tree_text(db.one(from<Firm>().template select<FirmTree>())));
    const std::int32_t revision = tree.revision;

    SECTION("nothing is written where nothing differs") {
        statement_counter<TestType> counter(db);
        db.save(tree);
        CHECK(fresh.firm() == "A & sons|" + std::to_string(revision));
    }
    SECTION("what differs, at every depth") {
        tree.name = "O'Neill";
        tree.sites[0].town = "Köln";
        tree.sites[0].skills[1].name = "steel"; // the row that others may share
        tree.sites[0].skills.push_back({.id = 0, .name = "glass"});
        tree.cars[1].plate = "A 3";
        tree.seal->text = "bear";
        tree = db.save(tree);
        CHECK(tree.revision == revision + 1);
        CHECK(fresh.firm() == "O'Neill|" + std::to_string(revision + 1));
        CHECK(fresh.sites() == "1|Köln|1 2|Bonn|1");
        CHECK(fresh.skills() == "1|wood 2|steel 3|glass");
        CHECK(fresh.links() == "1|1 1|2 1|3");
        CHECK(fresh.cars() == "1|A 1|1 2|A 3|1");
        CHECK(fresh.seals() == "bear|1");
        const auto by_key = nested<&FirmTree::sites>().order_by(col<&Site::id>);
        CHECK(tree_text(tree) == tree_text(db.one(from<Firm>().template select<FirmTree>(by_key))));
    }
    SECTION("what is gone is deleted, or alone; of a link the link's row alone") {
        tree.sites.erase(tree.sites.begin() + 1);
        tree.sites[0].skills.erase(tree.sites[0].skills.begin());
        tree.cars.erase(tree.cars.begin());
        tree.seal.reset();
        db.save(tree);
        CHECK(fresh.sites() == "1|Ulm|1");
        CHECK(fresh.links() == "1|2");
        CHECK(fresh.skills() == "1|wood 2|iron");
        CHECK(fresh.cars() == "1|A 1|NULL 2|A 2|1");
        CHECK(fresh.seals().empty());
    }
    SECTION("another row in the place of one that is there once only") {
        tree.seal = Seal{.id = 0, .text = "wolf", .firm_id = 0};
        db.save(tree);
        CHECK(fresh.seals() == "wolf|1");
    }
    SECTION("rows move from one tree to another, and rows of links are shared") {
        FirmTree other = db.save(FirmTree{.name = "B"});
        other.cars.push_back(tree.cars[0]);
        other.sites.push_back({.id = 0, .town = "Kiel", .skills = {tree.sites[0].skills[0]}});
        other.sites.push_back(tree.sites[1]);
        other = db.save(other);
        CHECK(tree_text(db.save(other)) == tree_text(other)); // also of rows with a version that have moved
        CHECK(fresh.cars() == "1|A 1|2 2|A 2|1");
        CHECK(fresh.sites() == "1|Ulm|1 2|Bonn|2 3|Kiel|2");
        CHECK(fresh.links() == "1|1 1|2 3|1");
    }
    SECTION("a tree that others have changed meanwhile is not saved") {
        FirmTree mine = tree;
        tree.name = "theirs";
        db.save(tree);
        mine.cars.clear();
        CHECK_THROWS_AS(db.save(mine), stale_object);
        CHECK(fresh.cars() == "1|A 1|1 2|A 2|1");
        CHECK(fresh.firm() == "theirs|" + std::to_string(revision + 1));
    }
    SECTION("all or nothing, and twice the same row") {
        tree.name = "lost";
        tree.cars.push_back(tree.cars[0]);
        CHECK_THROWS_WITH(db.save(tree), refract_test::has_text("two rows of \"car\" with one key"));
        tree.cars.pop_back();
        tree.sites[0].skills.push_back({.id = 99, .name = "new"}); // with a key of its own
        tree = db.save(tree);
        CHECK(fresh.skills() == "1|wood 2|iron 99|new");
        CHECK(fresh.links() == "1|1 1|2 1|99");
    }
    SECTION("inside a transaction that is rolled back") {
        {
            auto scope = db.begin();
            tree.name = "gone";
            scope.save(tree);
        }
        CHECK(fresh.firm() == "A & sons|" + std::to_string(revision));
    }
    SECTION("from the side that has the key") {
        CarCard card = db.one(from<Car>().where(col<&Car::id> == 1).template select<CarCard>());
        card.plate = "B 1";
        card.firm->name = "renamed";
        card = db.save(card);
        CHECK(fresh.firm() == "renamed|" + std::to_string(revision + 1));
        CHECK(fresh.cars() == "1|B 1|1 2|A 2|1");
        card.firm = Owner{.id = 0, .name = "new", .revision = 0};
        const std::int32_t before = card.revision;
        card = db.save(card);
        CHECK(card.revision == before + 1); // one statement for the plate and the key
        CHECK(fresh.cars() == "1|B 1|2 2|A 2|1");
        card.firm.reset();
        db.save(card);
        CHECK(fresh.cars() == "1|B 1|NULL 2|A 2|1");
    }
}

TEMPLATE_TEST_CASE("trees of a kind that holds itself are saved like a model in memory", "[graph]",
                   REFRACT_TEST_DATABASES) {
    register_of_firms<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<firms>();
    std::mt19937 random(20261127);
    const auto any = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
    const auto stored = [&] { return db.one(from<Node>().where(col<&Node::id> == 1).template select<Branch>()); };
    Branch tree = db.save(Branch{.name = "root", .children = {{.name = "a"}, {.name = "b"}}});
    for (int step = 0; step < 25; ++step) {
        std::vector<Branch*> all{&tree};
        for (std::size_t i = 0; i < all.size(); ++i)
            for (Branch& each : all[i]->children) all.push_back(&each);
        Branch& chosen = *all[any(all.size())];
        const std::string name = "n" + std::to_string(step);
        if (any(4) == 0 && !chosen.children.empty())
            chosen.children.erase(chosen.children.begin() + static_cast<std::ptrdiff_t>(any(chosen.children.size())));
        else if (any(3) == 0)
            chosen.name = name;
        else
            chosen.children.push_back({.id = 0, .name = name, .children = {}});
        tree = db.save(tree);
        // Children have no order of their own.
        const auto sorted = [](auto& self, Branch& at) -> void {
            std::sort(at.children.begin(), at.children.end(),
                      [](const Branch& left, const Branch& right) { return left.id < right.id; });
            for (Branch& each : at.children) self(self, each);
        };
        Branch back = stored();
        sorted(sorted, back);
        sorted(sorted, tree);
        REQUIRE(tree_text(back) == tree_text(tree));
    }
}

TEMPLATE_TEST_CASE("a row of a tree stands below one row", "[graph][save]", REFRACT_TEST_DATABASES) {
    register_of_firms<TestType> fresh;
    auto& db = fresh.db();
    db.template create_tables<firms>();
    const auto nodes = [&] { return fresh.line("SELECT id, name, parent_id FROM branch ORDER BY id"); };
    const Branch kept =
        db.save(Branch{.name = "root", .children = {{.name = "a", .children = {{.name = "c"}}}, {.name = "b"}}});
    const std::string before = nodes();
    const auto refused = [&](Branch tree) {
        tree.children[0].name = "changed";
        CHECK_THROWS_WITH(db.save(tree), refract_test::has_text("has one row of \"branch\" below two rows"));
        CHECK(nodes() == before);
    };
    Branch beside = kept, above = kept, given = kept;
    const Branch moved = kept.children[0].children[0];
    beside.children[1].children = {moved};
    refused(beside);
    above.children.push_back(moved); // of another level
    refused(above);
    given.children[0].children = {{.id = 70, .name = "new"}}; // nothing of it is stored
    given.children[1].children = {{.id = 70, .name = "other"}};
    refused(given);

    above.children[0].children.clear(); // moved it is right
    const Branch saved = db.save(above);
    CHECK(tree_text(db.one(from<Node>().where(col<&Node::id> == saved.id).template select<Branch>())) ==
          tree_text(saved));
    // A row that rows share has its own below itself, wherever it stands.
    const FirmTree firm = db.save(first_firm());
    FirmTree shares = firm;
    shares.sites[1].skills = shares.sites[0].skills;
    CHECK(db.save(shares).sites[1].skills.size() == 2);
    // What one call writes says nothing of the next one.
    db.template update<Branch>(saved.id, at<&Branch::children>.upsert(moved.id, Branch{.name = "d"}),
                               at<&Branch::children>.upsert(moved.id, Branch{.name = "e"}));
    CHECK(fresh.line("SELECT name FROM branch WHERE id = " + std::to_string(moved.id)) == "e");
}

TEMPLATE_TEST_CASE("of a save that fails nothing is left, wherever it fails", "[graph][save]", REFRACT_TEST_DATABASES) {
    register_of_firms<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<firms>();
    const FirmTree kept = db.save(first_firm());
    const auto all = [&] {
        return fresh.sites() + fresh.links() + fresh.skills() + fresh.cars() + fresh.seals() + fresh.firm();
    };
    const std::string before = all();
    FirmTree changed = kept; // at every level
    changed.name = "lost";
    changed.sites[0].town = "lost";
    changed.sites.pop_back();
    changed.sites.push_back({.town = "lost"});
    changed.cars[0].plate = "lost";
    changed.cars.pop_back();
    changed.sites[0].skills.push_back({.id = 0, .name = "lost"});

    SECTION("a row far below was changed by another program") {
        fresh.rows("UPDATE car SET revision = revision + 1, plate = 'theirs' WHERE id = 1");
        const std::string theirs = all();
        CHECK_THROWS_AS(db.save(changed), stale_object);
        CHECK(all() == theirs);
        changed.cars[0].plate = kept.cars[0].plate; // also where the tree does not change it
        CHECK_THROWS_AS(db.save(changed), stale_object);
        CHECK(all() == theirs);
    }
    SECTION("a tree from before one's own save") {
        db.save(FirmTree(kept));
        FirmTree named = kept;
        named.name = "once";
        db.save(FirmTree(named));
        CHECK_THROWS_AS(db.save(FirmTree(named)), stale_object);
    }
    SECTION("the last statement is refused, by itself and in a transaction that goes on") {
        if constexpr (TestType::is_sqlite) {
            fresh.rows("CREATE TRIGGER no_links BEFORE INSERT ON site_skill BEGIN SELECT RAISE(ABORT, 'no'); END");
        } else {
            fresh.rows("CREATE FUNCTION refuse_link() RETURNS trigger LANGUAGE plpgsql AS "
                       "$$ BEGIN RAISE EXCEPTION 'no'; END $$");
            fresh.rows("CREATE TRIGGER no_links BEFORE INSERT ON site_skill FOR EACH ROW EXECUTE FUNCTION "
                       "refuse_link()");
        }
        CHECK_THROWS_AS(db.save(FirmTree(changed)), error);
        CHECK(all() == before);
        auto scope = db.begin();
        scope.insert(Skill{0, "kept"});
        CHECK_THROWS_AS(scope.save(FirmTree(changed)), error);
        scope.commit();
        CHECK(fresh.skills() != "1|wood 2|iron");
        fresh.rows("DELETE FROM skill WHERE name = 'kept'");
        CHECK(all() == before);
    }
    if constexpr (!TestType::is_sqlite) {
        SECTION("the time of a statement is up in the middle") {
            fresh.rows("CREATE FUNCTION wait_for_link() RETURNS trigger LANGUAGE plpgsql AS "
                       "$$ BEGIN PERFORM pg_sleep(20); RETURN NEW; END $$");
            fresh.rows("CREATE TRIGGER slow_links BEFORE INSERT ON site_skill FOR EACH ROW EXECUTE FUNCTION "
                       "wait_for_link()");
            db.execute("SET statement_timeout = 300");
            CHECK_THROWS_AS(db.save(FirmTree(changed)), timeout);
            CHECK(all() == before);
            fresh.rows("DROP TRIGGER slow_links ON site_skill");
            CHECK(db.save(FirmTree(changed)).name == "lost"); // the session is whole
        }
        SECTION("a transaction that only reads") {
            db.execute("SET default_transaction_read_only = on");
            CHECK_THROWS_AS(db.save(FirmTree(changed)), error);
            CHECK(all() == before);
            db.execute("SET default_transaction_read_only = off");
        }
    }
}

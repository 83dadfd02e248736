// Situations of Prisma's kit: writes of a row together with rows that belong to it, for each kind of relation.

#include "scenario.hpp"

using namespace refract;
using namespace refract_test;

namespace kit {

struct Parent {
    std::int64_t id{};
    std::string p{};
};
struct Child { // needs its parent
    std::int64_t id{};
    std::string c{};
    bool hit{};
    std::int64_t parent_id{};
};
struct Toy { // can be alone
    std::int64_t id{};
    std::string t{};
    std::optional<std::int64_t> parent_id{};
};
struct Card { // of one parent at most
    std::int64_t id{};
    std::string k{};
    std::optional<std::int64_t> parent_id{};
};
struct Club {
    std::int64_t id{};
    std::string name{};
};
struct Membership {
    std::int64_t parent_id{};
    std::int64_t club_id{};
};
using tables = schema<Parent, Child, Toy, Card, Club, Membership>;

} // namespace kit
using namespace kit;

template <> inline constexpr auto refract::model<Parent> =
    refract::table(refract::unique<&Parent::p>, refract::through<Membership>);
template <> inline constexpr auto refract::model<Child> =
    refract::table(refract::unique<&Child::c>, refract::column<&Child::hit>.default_to(false),
                   refract::foreign_key<&Child::parent_id>.references<&Parent::id>());
template <> inline constexpr auto refract::model<Toy> = refract::table(
    refract::unique<&Toy::t>, refract::foreign_key<&Toy::parent_id>.references<&Parent::id>().on_delete(set_null));
template <> inline constexpr auto refract::model<Card> =
    refract::table(refract::unique<&Card::parent_id>, refract::foreign_key<&Card::parent_id>.references<&Parent::id>());
template <> inline constexpr auto refract::model<Club> = refract::table(refract::unique<&Club::name>);
template <> inline constexpr auto refract::model<Membership> =
    refract::table(refract::primary_key<&Membership::parent_id, &Membership::club_id>,
                   refract::foreign_key<&Membership::parent_id>.references<&Parent::id>().on_delete(cascade),
                   refract::foreign_key<&Membership::club_id>.references<&Club::id>().on_delete(cascade));

namespace kit {

struct ChildLine {
    using model = Child;
    std::int64_t id{};
    std::string c{};
};
struct ToyLine {
    using model = Toy;
    std::int64_t id{};
    std::string t{};
};
struct CardLine {
    using model = Card;
    std::int64_t id{};
    std::string k{};
};
struct Family {
    using model = Parent;
    std::int64_t id{};
    std::string p{};
    std::vector<ChildLine> children{};
    std::vector<ToyLine> toys{};
    std::optional<CardLine> card{};
    std::vector<Club> clubs{};
};
struct ParentLine {
    using model = Parent;
    std::int64_t id{};
    std::string p{};
};
struct OwnedChild {
    using model = Child;
    std::int64_t id{};
    std::string c{};
    ParentLine parent{};
};
struct OwnedToy {
    using model = Toy;
    std::int64_t id{};
    std::string t{};
    std::optional<ParentLine> parent{};
};

/// Two parents: the first has children 1 and 2, toys 1 and 2, card 1, clubs 1 and 2; the second child 3 and toy 3. Toy 4,
/// card 2 and club 3 are alone.
template <class Backend> void reset(fresh_database<Backend>& fresh) {
    for (const char* table : {"membership", "club", "card", "toy", "child", "parent"})
        fresh.rows(Backend::is_sqlite ? std::string("DELETE FROM ") + table
                                      : std::string("TRUNCATE ") + table + " RESTART IDENTITY CASCADE");
    fresh.rows("INSERT INTO parent (p) VALUES ('p1'), ('p2')");
    fresh.rows("INSERT INTO child (c, parent_id) VALUES ('c1', 1), ('c2', 1), ('c3', 2)");
    fresh.rows("INSERT INTO toy (t, parent_id) VALUES ('t1', 1), ('t2', 1), ('t3', 2), ('t4', NULL)");
    fresh.rows("INSERT INTO card (k, parent_id) VALUES ('k1', 1), ('k2', NULL)");
    fresh.rows("INSERT INTO club (name) VALUES ('chess'), ('go'), ('bridge')");
    fresh.rows("INSERT INTO membership (parent_id, club_id) VALUES (1, 1), (1, 2), (2, 1)");
}
constexpr const char* children_by_sql = "SELECT c, parent_id FROM child ORDER BY id";
constexpr const char* toys_by_sql = "SELECT t, parent_id FROM toy ORDER BY id";
constexpr const char* cards_by_sql = "SELECT k, parent_id FROM card ORDER BY id";
constexpr const char* members_by_sql =
    "SELECT p, name FROM membership JOIN parent ON parent_id = parent.id JOIN club ON club_id = club.id ORDER BY p, name";

} // namespace kit

TEMPLATE_TEST_CASE("Prisma: nested writes, rows that need their parent", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    scenarios s(fresh);
    const auto first = [&](auto... edit) {
        reset(fresh);
        db.template update<Family>(1, edit...);
    };

    first(at<&Family::children>.create({.id = 0, .c = "new"}));
    s.leaves("create one in an update", children_by_sql, {"c1|1", "c2|1", "c3|2", "new|1"});
    first(at<&Family::children>.create(ChildLine{0, "x"}, ChildLine{0, "y"}), col<&Parent::p> = "q");
    s.leaves("create two, and change the parent",
             "SELECT p, c FROM parent JOIN child ON parent_id = parent.id ORDER BY child.id",
             {"q|c1", "q|c2", "p2|c3", "q|x", "q|y"});
    first(at<&Family::children>.connect(3));
    s.leaves("connect by the key takes a row from its parent", children_by_sql, {"c1|1", "c2|1", "c3|1"});
    first(at<&Family::children>.template connect<&Child::c>("c3"));
    s.leaves("connect by a unique column", children_by_sql, {"c1|1", "c2|1", "c3|1"});
    first(at<&Family::children>.connect(1, 3));
    s.leaves("connect one that is connected already, and another one", children_by_sql, {"c1|1", "c2|1", "c3|1"});
    first(at<&Family::children>.template connect_or_create<&Child::c>(ChildLine{0, "c3"}, ChildLine{0, "new"}));
    s.leaves("connect or create, of both", children_by_sql, {"c1|1", "c2|1", "c3|1", "new|1"});
    first(at<&Family::children>.update(1, col<&Child::c> = "changed"));
    s.leaves("update one by its key", children_by_sql, {"changed|1", "c2|1", "c3|2"});
    first(at<&Family::children>.update_where(col<&Child::c>.like("c%"), col<&Child::hit> = true));
    s.leaves("update many: those of the parent alone", "SELECT c FROM child WHERE hit ORDER BY id", {"c1", "c2"});
    first(at<&Family::children>.remove(1));
    s.leaves("delete one by its key", children_by_sql, {"c2|1", "c3|2"});
    first(at<&Family::children>.remove(1, 2));
    s.leaves("delete several by their keys", children_by_sql, {"c3|2"});
    first(at<&Family::children>.remove_where(col<&Child::c>.like("c%")));
    s.leaves("delete many: those of the parent alone", children_by_sql, {"c3|2"});
    first(at<&Family::children>.upsert(1, ChildLine{0, "changed"}));
    s.leaves("upsert a row that is there", children_by_sql, {"changed|1", "c2|1", "c3|2"});
    first(at<&Family::children>.upsert(77, ChildLine{0, "new"}));
    s.leaves("upsert a row that is not there", children_by_sql, {"c1|1", "c2|1", "c3|2", "new|1"});
    first(at<&Family::children>.set(1, 2));
    s.leaves("set to those that are there", children_by_sql, {"c1|1", "c2|1", "c3|2"});

    s.template refuses<not_found>("connect a row that is not there", [&] { first(at<&Family::children>.connect(99)); });
    s.template refuses<not_found>("delete another parent's row", [&] { first(at<&Family::children>.remove(3)); });
    s.template refuses<not_found>("update another parent's row",
                                  [&] { first(at<&Family::children>.update(3, col<&Child::c> = "no")); });
    s.template refuses<not_found>("one that is there and one that is not: neither is deleted",
                                  [&] { first(at<&Family::children>.remove(1, 3)); });
    s.leaves("what was deleted before the failure is there", children_by_sql, {"c1|1", "c2|1", "c3|2"});
    s.template refuses<unique_violation>("create a row whose unique column is taken", [&] {
        first(col<&Parent::p> = "q", at<&Family::children>.create({0, "c3"}));
    });
    s.leaves("the parent is as it was", "SELECT p FROM parent ORDER BY id", {"p1", "p2"});
    s.template refuses<error>("disconnect a row that needs its parent",
                              [&] { first(at<&Family::children>.disconnect(1)); });
    s.template refuses<error>("set that would leave a row without its parent",
                              [&] { first(at<&Family::children>.set(1)); });
    s.template refuses<not_found>("upsert a row of another parent",
                                  [&] { first(at<&Family::children>.upsert(3, ChildLine{0, "no"})); });
}

TEMPLATE_TEST_CASE("Prisma: nested writes, rows that can be alone", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    scenarios s(fresh);
    const auto first = [&](auto... edit) {
        reset(fresh);
        db.template update<Family>(1, edit...);
    };

    first(at<&Family::toys>.disconnect(1));
    s.leaves("disconnect one", toys_by_sql, {"t1|NULL", "t2|1", "t3|2", "t4|NULL"});
    first(at<&Family::toys>.disconnect(1, 2));
    s.leaves("disconnect several", toys_by_sql, {"t1|NULL", "t2|NULL", "t3|2", "t4|NULL"});
    first(at<&Family::toys>.disconnect(3, 4, 99));
    s.leaves("disconnect what is not connected changes nothing", toys_by_sql, {"t1|1", "t2|1", "t3|2", "t4|NULL"});
    first(at<&Family::toys>.set(4, 3));
    s.leaves("set takes the place of all, also from another parent", toys_by_sql,
             {"t1|NULL", "t2|NULL", "t3|1", "t4|1"});
    first(at<&Family::toys>.set());
    s.leaves("set to none", toys_by_sql, {"t1|NULL", "t2|NULL", "t3|2", "t4|NULL"});
    first(at<&Family::toys>.connect(4));
    s.leaves("connect one that was alone", toys_by_sql, {"t1|1", "t2|1", "t3|2", "t4|1"});
    first(at<&Family::toys>.set(1), at<&Family::toys>.connect(4));
    s.leaves("set, and then connect", toys_by_sql, {"t1|1", "t2|NULL", "t3|2", "t4|1"});
    first(at<&Family::toys>.connect(4), at<&Family::toys>.set(1));
    s.leaves("connect, and then set", toys_by_sql, {"t1|1", "t2|NULL", "t3|2", "t4|NULL"});
    s.template refuses<not_found>("set to one that is not there", [&] { first(at<&Family::toys>.set(1, 99)); });
    s.leaves("and nothing was disconnected", toys_by_sql, {"t1|1", "t2|1", "t3|2", "t4|NULL"});

    const auto toy = [&](std::int64_t id, auto... edit) {
        reset(fresh);
        db.template update<OwnedToy>(id, edit...);
    };
    toy(1, at<&OwnedToy::parent>.disconnect());
    s.leaves("the child's side: disconnect", toys_by_sql, {"t1|NULL", "t2|1", "t3|2", "t4|NULL"});
    toy(4, at<&OwnedToy::parent>.disconnect());
    s.leaves("the child's side: disconnect where there is none", toys_by_sql, {"t1|1", "t2|1", "t3|2", "t4|NULL"});
    toy(4, at<&OwnedToy::parent>.template connect<&Parent::p>("p2"));
    s.leaves("the child's side: connect by a unique column", toys_by_sql, {"t1|1", "t2|1", "t3|2", "t4|2"});
    toy(4, at<&OwnedToy::parent>.create({0, "p3"}));
    s.leaves("the child's side: create", toys_by_sql, {"t1|1", "t2|1", "t3|2", "t4|3"});
    toy(4, at<&OwnedToy::parent>.template connect_or_create<&Parent::p>({0, "p1"}));
    s.leaves("the child's side: connect or create", toys_by_sql, {"t1|1", "t2|1", "t3|2", "t4|1"});
    toy(4, at<&OwnedToy::parent>.upsert({0, "p4"}));
    s.leaves("the child's side: upsert where there is none",
             "SELECT t, p FROM toy JOIN parent ON parent_id = parent.id ORDER BY toy.id",
             {"t1|p1", "t2|p1", "t3|p2", "t4|p4"});
    toy(1, at<&OwnedToy::parent>.upsert({0, "p4"}));
    s.leaves("the child's side: upsert changes the one that is there", "SELECT p FROM parent ORDER BY id",
             {"p4", "p2"});
    toy(3, at<&OwnedToy::parent>.update(col<&Parent::p> = "two"));
    s.leaves("the child's side: update", "SELECT p FROM parent ORDER BY id", {"p1", "two"});
    s.template refuses<not_found>("the child's side: update where there is none",
                                  [&] { toy(4, at<&OwnedToy::parent>.update(col<&Parent::p> = "no")); });
    s.template refuses<not_found>("the child's side: connect one that is not there",
                                  [&] { toy(4, at<&OwnedToy::parent>.connect(99)); });
}

TEMPLATE_TEST_CASE("Prisma: nested writes, the one row", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    scenarios s(fresh);
    const auto parent = [&](std::int64_t id, auto... edit) {
        reset(fresh);
        db.template update<Family>(id, edit...);
    };

    parent(2, at<&Family::card>.create({0, "new"}));
    s.leaves("create where there is none", cards_by_sql, {"k1|1", "k2|NULL", "new|2"});
    parent(1, at<&Family::card>.create({0, "new"}));
    s.leaves("create where there is one: it is alone then", cards_by_sql, {"k1|NULL", "k2|NULL", "new|1"});
    parent(1, at<&Family::card>.connect(2));
    s.leaves("connect where there is one", cards_by_sql, {"k1|NULL", "k2|1"});
    parent(2, at<&Family::card>.connect(1));
    s.leaves("connect another parent's", cards_by_sql, {"k1|2", "k2|NULL"});
    parent(1, at<&Family::card>.connect(1));
    s.leaves("connect the one that is there", cards_by_sql, {"k1|1", "k2|NULL"});
    parent(1, at<&Family::card>.disconnect());
    s.leaves("disconnect", cards_by_sql, {"k1|NULL", "k2|NULL"});
    parent(1, at<&Family::card>.remove());
    s.leaves("delete", cards_by_sql, {"k2|NULL"});
    parent(1, at<&Family::card>.update(col<&Card::k> = "changed"));
    s.leaves("update", cards_by_sql, {"changed|1", "k2|NULL"});
    parent(1, at<&Family::card>.upsert({0, "changed"}));
    s.leaves("upsert where there is one", cards_by_sql, {"changed|1", "k2|NULL"});
    parent(2, at<&Family::card>.upsert({0, "new"}));
    s.leaves("upsert where there is none", cards_by_sql, {"k1|1", "k2|NULL", "new|2"});
    s.template refuses<not_found>("delete where there is none", [&] { parent(2, at<&Family::card>.remove()); });
    s.template refuses<not_found>("connect one that is not there", [&] { parent(1, at<&Family::card>.connect(99)); });
    s.leaves("and the old one is connected still", cards_by_sql, {"k1|1", "k2|NULL"});

    const auto child = [&](auto... edit) {
        reset(fresh);
        db.template update<OwnedChild>(1, edit...);
    };
    child(at<&OwnedChild::parent>.connect(2));
    s.leaves("the side that has the key: connect another one", children_by_sql, {"c1|2", "c2|1", "c3|2"});
    child(at<&OwnedChild::parent>.create({0, "p3"}), col<&Child::c> = "moved");
    s.leaves("the side that has the key: create another one", children_by_sql, {"moved|3", "c2|1", "c3|2"});
}

TEMPLATE_TEST_CASE("Prisma: nested writes, many to many", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    scenarios s(fresh);
    const auto first = [&](auto... edit) {
        reset(fresh);
        db.template update<Family>(1, edit...);
    };

    first(at<&Family::clubs>.connect(3));
    s.leaves("connect", members_by_sql, {"p1|bridge", "p1|chess", "p1|go", "p2|chess"});
    first(at<&Family::clubs>.connect(1, 1, 2));
    s.leaves("connect what is connected", members_by_sql, {"p1|chess", "p1|go", "p2|chess"});
    first(at<&Family::clubs>.disconnect(1));
    s.leaves("disconnect leaves the other parent's link", members_by_sql, {"p1|go", "p2|chess"});
    first(at<&Family::clubs>.set(3));
    s.leaves("set", members_by_sql, {"p1|bridge", "p2|chess"});
    first(at<&Family::clubs>.set());
    s.leaves("set to none", members_by_sql, {"p2|chess"});
    first(at<&Family::clubs>.create(Club{0, "new"}));
    s.leaves("create", members_by_sql, {"p1|chess", "p1|go", "p1|new", "p2|chess"});
    first(at<&Family::clubs>.template connect_or_create<&Club::name>(Club{0, "bridge"}, Club{0, "new"}));
    s.leaves("connect or create, of both", members_by_sql, {"p1|bridge", "p1|chess", "p1|go", "p1|new", "p2|chess"});
    first(at<&Family::clubs>.update(1, col<&Club::name> = "Chess"));
    s.leaves("update changes the row for all", members_by_sql, {"p1|Chess", "p1|go", "p2|Chess"});
    first(at<&Family::clubs>.update_where(col<&Club::name> != "go", col<&Club::name> = col<&Club::name> + "!"));
    s.leaves("update many: the linked ones alone", "SELECT name FROM club ORDER BY id", {"chess!", "go", "bridge"});
    first(at<&Family::clubs>.remove(2));
    s.leaves("delete takes the row and its link", "SELECT name FROM club ORDER BY id", {"chess", "bridge"});
    first(at<&Family::clubs>.remove_where(col<&Club::name>.like("%")));
    s.leaves("delete many: the linked ones alone", "SELECT name FROM club ORDER BY id", {"bridge"});
    first(at<&Family::clubs>.upsert(2, Club{2, "weiqi"}));
    s.leaves("upsert one that is linked", members_by_sql, {"p1|chess", "p1|weiqi", "p2|chess"});
    first(at<&Family::clubs>.upsert(9, Club{9, "shogi"}));
    s.leaves("upsert one that is not there", members_by_sql, {"p1|chess", "p1|go", "p1|shogi", "p2|chess"});
    s.template refuses<not_found>("delete one that is not linked", [&] { first(at<&Family::clubs>.remove(3)); });
    s.template refuses<not_found>("update one that is not linked",
                                  [&] { first(at<&Family::clubs>.update(3, col<&Club::name> = "no")); });
    s.template refuses<not_found>("connect one that is not there", [&] { first(at<&Family::clubs>.connect(99)); });
    s.leaves("after a failure all is as it was", members_by_sql, {"p1|chess", "p1|go", "p2|chess"});
}

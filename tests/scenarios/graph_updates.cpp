// Situations of EF Core's kit: a tree is read, changed in the program, and saved.

#include "scenario.hpp"

using namespace refract;
using namespace refract_test;

namespace changed {

using maybe_key = std::optional<std::int64_t>;
struct Root {
    std::int64_t id{};
    std::string name{};
};
struct Need { // needs its root
    std::int64_t id{};
    std::string name{};
    std::int64_t root_id{};
};
struct NeedLeaf {
    std::int64_t id{};
    std::string name{};
    std::int64_t need_id{};
};
struct Loose { // can be alone
    std::int64_t id{};
    std::string name{};
    maybe_key root_id{};
};
struct LooseLeaf {
    std::int64_t id{};
    std::string name{};
    maybe_key loose_id{};
};
struct Seat { // the one row, which needs its root
    std::int64_t id{};
    std::string name{};
    std::int64_t root_id{};
};
struct Badge { // the one row, which can be alone
    std::int64_t id{};
    std::string name{};
    maybe_key root_id{};
};
struct Slot { // whose key holds that of its root
    std::int64_t root_id{};
    std::int64_t number{};
    std::string name{};
};
struct Note {
    std::int64_t id{};
    std::string name{};
    std::int64_t root_id{};
    std::int64_t number{};
};
struct Node {
    std::int64_t id{};
    std::string name{};
    maybe_key parent_id{};
};
struct Brand { // others refer to its code
    std::int64_t id{};
    std::string code{};
};
struct Car {
    std::int64_t id{};
    std::string name{};
    std::string brand_code{};
};
using tables = schema<Root, Need, NeedLeaf, Loose, LooseLeaf, Seat, Badge, Slot, Note, Node, Brand, Car>;

} // namespace changed
using namespace changed;

template <> inline constexpr auto refract::model<Need> = refract::table(
    refract::unique<&Need::name>, foreign_key<&Need::root_id>.references<&Root::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<NeedLeaf> =
    refract::table(foreign_key<&NeedLeaf::need_id>.references<&Need::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<Loose> =
    refract::table(foreign_key<&Loose::root_id>.references<&Root::id>().on_delete(refract::set_null));
template <> inline constexpr auto refract::model<LooseLeaf> =
    refract::table(foreign_key<&LooseLeaf::loose_id>.references<&Loose::id>().on_delete(refract::set_null));
template <> inline constexpr auto refract::model<Seat> = refract::table(
    refract::unique<&Seat::root_id>, foreign_key<&Seat::root_id>.references<&Root::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<Badge> =
    refract::table(refract::unique<&Badge::root_id>,
                   foreign_key<&Badge::root_id>.references<&Root::id>().on_delete(refract::set_null));
template <> inline constexpr auto refract::model<Slot> =
    refract::table(primary_key<&Slot::root_id, &Slot::number>,
                   foreign_key<&Slot::root_id>.references<&Root::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<Note> = refract::table(
    foreign_key<&Note::root_id, &Note::number>.references<&Slot::root_id, &Slot::number>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<Node> =
    refract::table(foreign_key<&Node::parent_id>.references<&Node::id>());
template <> inline constexpr auto refract::model<Brand> = refract::table(refract::unique<&Brand::code>);
template <> inline constexpr auto refract::model<Car> =
    refract::table(foreign_key<&Car::brand_code>.references<&Brand::code>().on_update(refract::cascade));

namespace changed {

struct NeedLeafLine {
    using model = NeedLeaf;
    std::int64_t id{};
    std::string name{};
};
struct NeedTree {
    using model = Need;
    std::int64_t id{};
    std::string name{};
    std::vector<NeedLeafLine> leaves{};
};
struct LooseLeafLine {
    using model = LooseLeaf;
    std::int64_t id{};
    std::string name{};
};
struct LooseTree {
    using model = Loose;
    std::int64_t id{};
    std::string name{};
    std::vector<LooseLeafLine> leaves{};
};
struct NoteLine {
    using model = Note;
    std::int64_t id{};
    std::string name{};
};
struct SlotTree {
    using model = Slot;
    std::int64_t root_id{};
    std::int64_t number{};
    std::string name{};
    std::vector<NoteLine> notes{};
};
struct SeatLine {
    using model = Seat;
    std::int64_t id{};
    std::string name{};
};
struct BadgeLine {
    using model = Badge;
    std::int64_t id{};
    std::string name{};
};
struct Tree {
    using model = Root;
    std::int64_t id{};
    std::string name{};
    std::vector<NeedTree> needs{};
    std::vector<LooseTree> loose{};
    std::optional<SeatLine> seat{};
    std::optional<BadgeLine> badge{};
    std::vector<SlotTree> slots{};
};
struct LooseCard {
    using model = Loose;
    std::int64_t id{};
    std::string name{};
    std::optional<Root> root{};
};
struct NeedCard {
    using model = Need;
    std::int64_t id{};
    std::string name{};
    Root root{};
};
struct NodeTree {
    using model = Node;
    std::int64_t id{};
    std::string name{};
    std::vector<NodeTree> children{};
};
struct CarLine {
    using model = Car;
    std::int64_t id{};
    std::string name{};
};
struct BrandTree {
    using model = Brand;
    std::int64_t id{};
    std::string code{};
    std::vector<CarLine> cars{};
};

/// Root 1 has needs 1 (leaves 1, 2) and 2 (leaf 3), loose rows 1 (leaf 1) and 2 (leaf 2), seat 1, badge 1, slots 1 (notes 1,
/// 2) and 2; root 2 has need 3 (leaf 4), loose row 3, seat 2, slot 1 (note 3). Loose row 4, its leaf 3, and badge 2 are alone.
template <class Backend> void reset(fresh_database<Backend>& fresh) {
    for (const char* table :
         {"car", "brand", "note", "slot", "badge", "seat", "loose_leaf", "loose", "need_leaf", "need", "root", "node"})
        fresh.rows(Backend::is_sqlite ? std::string("DELETE FROM ") + table
                                      : std::string("TRUNCATE ") + table + " RESTART IDENTITY CASCADE");
    fresh.rows("INSERT INTO root (name) VALUES ('r1'), ('r2')");
    fresh.rows("INSERT INTO need (name, root_id) VALUES ('n1', 1), ('n2', 1), ('n3', 2)");
    fresh.rows("INSERT INTO need_leaf (name, need_id) VALUES ('a', 1), ('b', 1), ('c', 2), ('d', 3)");
    fresh.rows("INSERT INTO loose (name, root_id) VALUES ('l1', 1), ('l2', 1), ('l3', 2), ('l4', NULL)");
    fresh.rows("INSERT INTO loose_leaf (name, loose_id) VALUES ('e', 1), ('f', 2), ('g', 4)");
    fresh.rows("INSERT INTO seat (name, root_id) VALUES ('s1', 1), ('s2', 2)");
    fresh.rows("INSERT INTO badge (name, root_id) VALUES ('b1', 1), ('b2', NULL)");
    fresh.rows("INSERT INTO slot (root_id, number, name) VALUES (1, 1, 'x'), (1, 2, 'y'), (2, 1, 'z')");
    fresh.rows("INSERT INTO note (name, root_id, number) VALUES ('m', 1, 1), ('n', 1, 1), ('o', 2, 1)");
    fresh.rows("INSERT INTO node (id, name, parent_id) VALUES (1, 'top', NULL), (2, 'left', 1), (3, 'right', 1), (4, "
               "'under', 2)");
    fresh.rows("INSERT INTO brand (code) VALUES ('A'), ('B')");
    fresh.rows("INSERT INTO car (name, brand_code) VALUES ('k1', 'A'), ('k2', 'A'), ('k3', 'B')");
}
constexpr const char* needs_by_sql = "SELECT id, name, root_id FROM need ORDER BY id";
constexpr const char* leaves_by_sql = "SELECT id, name, need_id FROM need_leaf ORDER BY id";
constexpr const char* loose_by_sql = "SELECT id, name, root_id FROM loose ORDER BY id";
constexpr const char* loose_leaves_by_sql = "SELECT id, name, loose_id FROM loose_leaf ORDER BY id";
constexpr const char* seats_by_sql = "SELECT name, root_id FROM seat ORDER BY name";
constexpr const char* badges_by_sql = "SELECT name, root_id FROM badge ORDER BY name";
constexpr const char* slots_by_sql = "SELECT root_id, number, name FROM slot ORDER BY root_id, number";
constexpr const char* notes_by_sql = "SELECT name, root_id, number FROM note ORDER BY name";
constexpr const char* nodes_by_sql = "SELECT name, parent_id FROM node ORDER BY id";
constexpr const char* cars_by_sql = "SELECT name, brand_code FROM car ORDER BY id";

/// The row of a list that has the name, and the same taken out of it.
template <class Row> Row& row(std::vector<Row>& list, const char* name) {
    return *std::find_if(list.begin(), list.end(), [&](const Row& each) { return each.name == name; });
}
template <class Row> Row take(std::vector<Row>& list, const char* name) {
    Row taken = row(list, name);
    std::erase_if(list, [&](const Row& each) { return each.name == name; });
    return taken;
}
template <class Shape, class Database> Shape read(Database& db, std::int64_t key) {
    return db.one(from<typename Shape::model>().where(col<&Shape::model::id> == key).template select<Shape>());
}
/// Each call begins with the same rows; the tree of a root, or of another kind, is changed and saved.
template <class Shape, class Backend> auto changes_of(fresh_database<Backend>& fresh) {
    return [&fresh](std::int64_t key, auto change) {
        reset(fresh);
        Shape tree = read<Shape>(fresh.db(), key);
        change(tree);
        fresh.db().save(tree);
    };
}

} // namespace changed

TEMPLATE_TEST_CASE("EF Core: changed trees, rows that need their parent", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    scenarios s(fresh);
    const auto change = changes_of<Tree>(fresh);
    const text_rows all_leaves{"1|a|1", "2|b|1", "3|c|2", "4|d|3"};

    change(1, [](Tree& tree) { tree.needs.push_back({0, "new", {}}); });
    s.leaves("a row is added", needs_by_sql, {"1|n1|1", "2|n2|1", "3|n3|2", "4|new|1"});
    change(1, [](Tree& tree) { tree.needs.push_back({0, "new", {{0, "u"}, {0, "v"}}}); });
    s.leaves("a row is added with rows of its own",
             "SELECT need.name, leaf.name FROM need JOIN need_leaf leaf ON "
             "need_id = need.id WHERE leaf.id > 4 ORDER BY 2",
             {"new|u", "new|v"});
    change(1, [](Tree& tree) { row(tree.needs, "n2").leaves.push_back({0, "u"}); });
    s.leaves("a row is added two below", leaves_by_sql, {"1|a|1", "2|b|1", "3|c|2", "4|d|3", "5|u|2"});
    change(1, [](Tree& tree) { take(tree.needs, "n1"); });
    s.leaves("a row is taken out, and is gone", needs_by_sql, {"2|n2|1", "3|n3|2"});
    s.leaves("and what needed it is gone too", leaves_by_sql, {"3|c|2", "4|d|3"});
    change(1, [](Tree& tree) { tree.needs.clear(); });
    s.leaves("all are taken out, and another root's row stays", leaves_by_sql, {"4|d|3"});
    change(1, [](Tree& tree) { take(row(tree.needs, "n1").leaves, "a"); });
    s.leaves("a row is taken out two below", leaves_by_sql, {"2|b|1", "3|c|2", "4|d|3"});
    change(1, [](Tree& tree) {
        tree.name = "R", row(tree.needs, "n1").name = "N", row(row(tree.needs, "N").leaves, "b").name = "B";
    });
    s.leaves(
        "rows of three levels change at once",
        "SELECT r.name, n.name, l.name FROM root r JOIN need n ON root_id = r.id JOIN need_leaf l ON need_id = n.id "
        "WHERE r.id = 1 ORDER BY l.id",
        {"R|N|a", "R|N|B", "R|n2|c"});
    change(1, [](Tree& tree) { row(tree.needs, "n1").id = 0, row(tree.needs, "n1").leaves.clear(); });
    s.leaves("a new row takes a unique name from the one that goes", needs_by_sql, {"2|n2|1", "3|n3|2", "4|n1|1"});
    change(1, [&](Tree& tree) { tree.needs.push_back(read<Tree>(db, 2).needs[0]); });
    s.leaves("a row comes from another root", needs_by_sql, {"1|n1|1", "2|n2|1", "3|n3|1"});
    s.leaves("and brings its own rows along", leaves_by_sql, all_leaves);
    change(1, [](Tree& tree) { tree.needs.push_back({3, "n3", {{0, "u"}}}); });
    s.leaves("a row comes from another root with other rows than it had",
             "SELECT name, need_id FROM need_leaf ORDER BY name", {"a|1", "b|1", "c|2", "u|3"});
    change(1, [](Tree& tree) {
        auto moved = take(row(tree.needs, "n1").leaves, "a");
        row(tree.needs, "n2").leaves.push_back(moved);
    });
    s.leaves("a row moves from one parent to another one", leaves_by_sql, {"1|a|2", "2|b|1", "3|c|2", "4|d|3"});
    change(1, [](Tree& tree) { std::swap(row(tree.needs, "n1").leaves, row(tree.needs, "n2").leaves); });
    s.leaves("two parents exchange their rows", leaves_by_sql, {"1|a|2", "2|b|2", "3|c|1", "4|d|3"});
    change(1, [](Tree& tree) {
        auto gone = take(tree.needs, "n1");
        row(tree.needs, "n2").leaves.push_back(gone.leaves[0]);
    });
    s.leaves("a row moves away from a parent that goes", "SELECT name, need_id FROM need_leaf ORDER BY 1",
             {"a|2", "c|2", "d|3"});
    change(1, [](Tree& tree) { tree.needs.push_back({0, "new", std::exchange(row(tree.needs, "n1").leaves, {})}); });
    s.leaves("rows move to a parent that is new", leaves_by_sql, {"1|a|4", "2|b|4", "3|c|2", "4|d|3"});
    change(1, [](Tree& tree) { tree.needs.push_back({77, "new", {}}); });
    s.leaves("a new row with a key of its own", needs_by_sql, {"1|n1|1", "2|n2|1", "3|n3|2", "77|new|1"});
    change(1, [](Tree& tree) { tree = {.name = "r3", .needs = {{0, "n4", {{0, "u"}}}}}; });
    s.leaves("a whole tree is new", needs_by_sql, {"1|n1|1", "2|n2|1", "3|n3|2", "4|n4|3"});
    change(1, [&](Tree& tree) { db.exec(delete_from<NeedLeaf>().where(col<&NeedLeaf::id> == 1)), tree.name = "R"; });
    s.leaves("a row that another program has deleted meanwhile is inserted again", leaves_by_sql, all_leaves);

    reset(fresh);
    s.writes("a root is deleted", delete_from<Root>().where(col<&Root::id> == 1), 1, needs_by_sql, {"3|n3|2"});
    s.leaves("what needed it goes at every depth", leaves_by_sql, {"4|d|3"});
    s.leaves("rows that can be alone are alone, and their own rows with them", loose_by_sql,
             {"1|l1|NULL", "2|l2|NULL", "3|l3|2", "4|l4|NULL"});
    s.leaves("rows whose keys hold the root's go, and what refers to these", notes_by_sql, {"o|2|1"});

    s.template refuses<unique_violation>("a changed name that another root's row has", [&] {
        change(1, [](Tree& tree) { tree.name = "R", take(tree.needs, "n2"), row(tree.needs, "n1").name = "n3"; });
    });
    s.leaves("and nothing of that tree is written",
             "SELECT r.name, n.name FROM root r JOIN need n ON root_id = r.id ORDER "
             "BY n.id",
             {"r1|n1", "r1|n2", "r2|n3"});
    s.template refuses<error>("one row stands in a list twice",
                              [&] { change(1, [](Tree& tree) { tree.needs.push_back(tree.needs[0]); }); });
    s.template refuses<error>("one row stands below two parents of a tree", [&] {
        change(1, [](Tree& tree) { tree.needs[0].leaves.push_back(tree.needs[1].leaves[0]); });
    });
    change(1, [](Tree& tree) { row(tree.needs, "n1").name = "n9", row(tree.needs, "n2").name = "n1"; });
    s.leaves("a unique name passes to the next row in one save", needs_by_sql, {"1|n9|1", "2|n1|1", "3|n3|2"});
    change(1, [](Tree& tree) { row(tree.needs, "n2").name = "n8", row(tree.needs, "n1").name = "n2"; });
    s.leaves("a unique name passes to a row before it", needs_by_sql, {"1|n2|1", "2|n8|1", "3|n3|2"});
    s.template refuses<unique_violation>("two rows exchange unique names that are never NULL", [&] {
        change(1, [](Tree& tree) { std::swap(row(tree.needs, "n1").name, row(tree.needs, "n2").name); });
    });

    const auto card = changes_of<NeedCard>(fresh);
    card(1, [](NeedCard& need) { need.root = {2, "r2"}; });
    s.leaves("the side with the key: another root", needs_by_sql, {"1|n1|2", "2|n2|1", "3|n3|2"});
    card(1, [](NeedCard& need) { need.root = {0, "r3"}, need.name = "N"; });
    s.leaves("the side with the key: a new root", needs_by_sql, {"1|N|3", "2|n2|1", "3|n3|2"});
    card(1, [](NeedCard& need) { need.root.name = "R"; });
    s.leaves("the side with the key: the root changes", "SELECT name FROM root ORDER BY id", {"R", "r2"});
}

TEMPLATE_TEST_CASE("EF Core: changed trees, rows that can be alone", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    scenarios s(fresh);
    const auto change = changes_of<Tree>(fresh);

    change(1, [](Tree& tree) { tree.loose.push_back({0, "new", {}}); });
    s.leaves("a row is added", loose_by_sql, {"1|l1|1", "2|l2|1", "3|l3|2", "4|l4|NULL", "5|new|1"});
    change(1, [](Tree& tree) { take(tree.loose, "l1"); });
    s.leaves("a row is taken out, and is alone", loose_by_sql, {"1|l1|NULL", "2|l2|1", "3|l3|2", "4|l4|NULL"});
    s.leaves("and its own rows are still its own", loose_leaves_by_sql, {"1|e|1", "2|f|2", "3|g|4"});
    change(1, [](Tree& tree) { tree.loose.clear(); });
    s.leaves("all are taken out", loose_by_sql, {"1|l1|NULL", "2|l2|NULL", "3|l3|2", "4|l4|NULL"});
    change(1, [](Tree& tree) { tree.loose.push_back({4, "l4", {{3, "g"}}}); });
    s.leaves("a row that was alone comes in", loose_by_sql, {"1|l1|1", "2|l2|1", "3|l3|2", "4|l4|1"});
    change(1, [](Tree& tree) { tree.loose.push_back({3, "L", {}}); });
    s.leaves("a row comes from another root, and changes", loose_by_sql, {"1|l1|1", "2|l2|1", "3|L|1", "4|l4|NULL"});
    change(1, [](Tree& tree) { row(tree.loose, "l1").leaves.swap(row(tree.loose, "l2").leaves); });
    s.leaves("two parents exchange their rows", loose_leaves_by_sql, {"1|e|2", "2|f|1", "3|g|4"});
    change(1, [](Tree& tree) {
        auto gone = take(tree.loose, "l1");
        row(tree.loose, "l2").leaves.push_back(gone.leaves[0]);
    });
    s.leaves("a row of one that is taken out goes to one that stays", loose_leaves_by_sql, {"1|e|2", "2|f|2", "3|g|4"});
    change(1, [](Tree& tree) { row(tree.loose, "l1").leaves.clear(); });
    s.leaves("a row is taken out two below", loose_leaves_by_sql, {"1|e|NULL", "2|f|2", "3|g|4"});
    change(1, [](Tree& tree) { row(tree.loose, "l1").leaves = {{3, "G"}}; });
    s.leaves("another row in the place of one, two below", loose_leaves_by_sql, {"1|e|NULL", "2|f|2", "3|G|1"});
    change(1, [](Tree& tree) {
        take(tree.loose, "l1"), row(tree.loose, "l2").name = "L", tree.loose.push_back({0, "new", {{0, "h"}}});
    });
    s.leaves("one goes, one changes, one is new", loose_by_sql,
             {"1|l1|NULL", "2|L|1", "3|l3|2", "4|l4|NULL", "5|new|1"});
    change(1, [](Tree& tree) { row(tree.loose, "l1").name = "lost", take(tree.loose, "lost"); });
    s.leaves("what changed in a row that is taken out is not written", loose_by_sql,
             {"1|l1|NULL", "2|l2|1", "3|l3|2", "4|l4|NULL"});

    const auto card = changes_of<LooseCard>(fresh);
    card(1, [](LooseCard& loose) { loose.root.reset(); });
    s.leaves("the side with the key: cut off", loose_by_sql, {"1|l1|NULL", "2|l2|1", "3|l3|2", "4|l4|NULL"});
    card(1, [](LooseCard& loose) { loose.root = Root{2, "r2"}, loose.name = "L"; });
    s.leaves("the side with the key: another root", loose_by_sql, {"1|L|2", "2|l2|1", "3|l3|2", "4|l4|NULL"});
    card(4, [](LooseCard& loose) { loose.root = Root{0, "r3"}; });
    s.leaves("the side with the key: a new root for one that was alone", loose_by_sql,
             {"1|l1|1", "2|l2|1", "3|l3|2", "4|l4|3"});
    card(1, [](LooseCard& loose) { loose.id = 0; });
    s.leaves("the side with the key: a new row of a root that is there", loose_by_sql,
             {"1|l1|1", "2|l2|1", "3|l3|2", "4|l4|NULL", "5|l1|1"});
}

TEMPLATE_TEST_CASE("EF Core: changed trees, the one row", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<tables>();
    scenarios s(fresh);
    const auto change = changes_of<Tree>(fresh);

    change(1, [](Tree& tree) { tree.seat->name = "S"; });
    s.leaves("it needs its root: it changes", seats_by_sql, {"S|1", "s2|2"});
    change(1, [](Tree& tree) { tree.seat = SeatLine{0, "new"}; });
    s.leaves("it needs its root: a new one takes its place", seats_by_sql, {"new|1", "s2|2"});
    change(1, [](Tree& tree) { tree.seat.reset(); });
    s.leaves("it needs its root: it is taken out, and is gone", seats_by_sql, {"s2|2"});
    change(1, [](Tree& tree) { tree.seat = SeatLine{2, "s2"}; });
    s.leaves("it needs its root: another root's takes its place", seats_by_sql, {"s2|1"});
    change(1, [&](Tree& tree) { tree.seat.reset(), db.save(tree), tree.seat = SeatLine{0, "late"}; });
    s.leaves("it needs its root: one comes where there is none", seats_by_sql, {"late|1", "s2|2"});
    change(2, [](Tree& tree) { tree.badge = BadgeLine{0, "new"}; });
    s.leaves("it can be alone: one comes where there is none", badges_by_sql, {"b1|1", "b2|NULL", "new|2"});
    change(1, [](Tree& tree) { tree.badge = BadgeLine{0, "new"}; });
    s.leaves("it can be alone: a new one takes its place", badges_by_sql, {"b1|NULL", "b2|NULL", "new|1"});
    change(1, [](Tree& tree) { tree.badge.reset(); });
    s.leaves("it can be alone: it is taken out", badges_by_sql, {"b1|NULL", "b2|NULL"});
    change(1, [](Tree& tree) { tree.badge = BadgeLine{2, "b2"}; });
    s.leaves("it can be alone: one that was alone takes its place", badges_by_sql, {"b1|NULL", "b2|1"});
    change(2, [](Tree& tree) { tree.badge = BadgeLine{1, "B"}; });
    s.leaves("it can be alone: it comes from another root, and changes", badges_by_sql, {"B|2", "b2|NULL"});
    change(1, [](Tree& tree) { tree = {.name = "r3", .seat = SeatLine{0, "s3"}, .badge = BadgeLine{1, "b1"}}; });
    s.leaves("it can be alone: a new root takes it", badges_by_sql, {"b1|3", "b2|NULL"});

    change(1, [](Tree& tree) { tree.slots.push_back({1, 3, "new", {{0, "u"}}}); });
    s.leaves("keys of two columns: a row is added", slots_by_sql, {"1|1|x", "1|2|y", "1|3|new", "2|1|z"});
    s.leaves("keys of two columns: and its own row takes both", notes_by_sql, {"m|1|1", "n|1|1", "o|2|1", "u|1|3"});
    change(1, [](Tree& tree) { take(tree.slots, "x"); });
    s.leaves("keys of two columns: a row is taken out", slots_by_sql, {"1|2|y", "2|1|z"});
    s.leaves("keys of two columns: and its own rows are gone", notes_by_sql, {"o|2|1"});
    change(1, [](Tree& tree) { row(tree.slots, "x").name = "X"; });
    s.leaves("keys of two columns: a row changes, and not the one with half of its key", slots_by_sql,
             {"1|1|X", "1|2|y", "2|1|z"});
    change(1, [](Tree& tree) { row(tree.slots, "y").number = 5; });
    s.leaves("keys of two columns: another number is another row", slots_by_sql, {"1|1|x", "1|5|y", "2|1|z"});
    change(1, [](Tree& tree) {
        auto moved = take(row(tree.slots, "x").notes, "m");
        row(tree.slots, "y").notes.push_back(moved);
    });
    s.leaves("keys of two columns: a row moves from one parent to another one", notes_by_sql,
             {"m|1|2", "n|1|1", "o|2|1"});
    change(1, [](Tree& tree) { std::swap(row(tree.slots, "x").name, row(tree.slots, "y").name); });
    s.leaves("keys of two columns: two rows exchange their names", slots_by_sql, {"1|1|y", "1|2|x", "2|1|z"});
    s.template refuses<error>("keys of two columns: a row whose key says another root",
                              [&] { change(1, [](Tree& tree) { tree.slots.push_back({2, 1, "z", {}}); }); });
}
TEMPLATE_TEST_CASE("EF Core: changed trees, of one table and by other keys", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fresh.db().template create_tables<tables>();
    scenarios s(fresh);
    const auto change = changes_of<NodeTree>(fresh);

    change(1, [](NodeTree& top) { row(row(top.children, "left").children, "under").children = {{9, "new", {}}}; });
    s.leaves("one table: a row is added at the lowest level", nodes_by_sql,
             {"top|NULL", "left|1", "right|1", "under|2", "new|4"});
    change(1, [](NodeTree& top) { take(top.children, "left"); });
    s.leaves("one table: a branch is taken out, and stays a branch",
             "SELECT id, parent_id FROM node WHERE id <> 3 ORDER "
             "BY id",
             {"1|NULL", "2|NULL", "4|2"});
    change(1, [](NodeTree& top) { take(row(top.children, "left").children, "under"); });
    s.leaves("one table: a leaf is taken out", nodes_by_sql, {"top|NULL", "left|1", "right|1", "under|NULL"});
    change(1, [](NodeTree& top) {
        auto moved = take(row(top.children, "left").children, "under");
        row(top.children, "right").children.push_back(moved);
    });
    s.leaves("one table: a leaf moves to another branch", nodes_by_sql, {"top|NULL", "left|1", "right|1", "under|3"});
    change(1, [](NodeTree& top) { top.children.push_back(take(row(top.children, "left").children, "under")); });
    s.leaves("one table: a leaf moves one level up", nodes_by_sql, {"top|NULL", "left|1", "right|1", "under|1"});
    change(1, [](NodeTree& top) {
        auto moved = take(top.children, "left");
        row(top.children, "right").children.push_back(moved);
    });
    s.leaves("one table: a branch moves one level down, with what is below it", nodes_by_sql,
             {"top|NULL", "left|3", "right|1", "under|2"});
    change(1, [](NodeTree& top) {
        auto left = take(top.children, "left");
        auto under = take(left.children, "under");
        under.children.push_back(left), top.children.push_back(under);
    });
    s.leaves("one table: child and parent change places", nodes_by_sql, {"top|NULL", "left|4", "right|1", "under|1"});
    change(1, [](NodeTree& top) { top.children = {{9, "between", std::move(top.children)}}; });
    s.leaves("one table: a new row between a row and all that is below it", nodes_by_sql,
             {"top|NULL", "left|9", "right|9", "under|2", "between|1"});

    const auto brand = changes_of<BrandTree>(fresh);
    brand(1, [](BrandTree& tree) { tree.cars.push_back({0, "new"}); });
    s.leaves("a key to a code: a row is added", cars_by_sql, {"k1|A", "k2|A", "k3|B", "new|A"});
    brand(1, [](BrandTree& tree) { take(tree.cars, "k1"); });
    s.leaves("a key to a code: a row is taken out", cars_by_sql, {"k2|A", "k3|B"});
    brand(1, [](BrandTree& tree) { tree.cars.push_back({3, "k3"}); });
    s.leaves("a key to a code: a row comes from another one", cars_by_sql, {"k1|A", "k2|A", "k3|A"});
    brand(1, [](BrandTree& tree) { tree.code = "C"; });
    s.leaves("a key to a code: the code changes, and the rows follow it", cars_by_sql, {"k1|C", "k2|C", "k3|B"});
    brand(1, [](BrandTree& tree) { tree.code = "C", take(tree.cars, "k2"), tree.cars.push_back({0, "new"}); });
    s.leaves("a key to a code: the code changes, one row goes and one is new",
             "SELECT name, brand_code FROM car ORDER BY name", {"k1|C", "k3|B", "new|C"});
    s.template refuses<unique_violation>("a key to a code: a code that is taken",
                                         [&] { brand(1, [](BrandTree& tree) { tree.code = "B"; }); });
    brand(1, [](BrandTree& tree) { tree = {0, "C", {{0, "new"}, {3, "k3"}}}; });
    s.leaves("a key to a code: a new one takes a row and has a new one",
             "SELECT name, brand_code FROM car ORDER BY name", {"k1|A", "k2|A", "k3|C", "new|C"});
}

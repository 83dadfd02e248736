// Trees are changed at random and saved: the tables are then what a model in memory says, which knows only the tree that
// was saved and what was there before.

#include <refract/graph/edit.hpp>

#include "support/trees.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace random_saves {

struct Depot {
    std::int64_t id{};
    std::string name;
    std::int32_t revision{};
};
struct Keeper {
    std::int32_t id{};
    std::string name;
};
struct Shelf {
    std::int64_t id{};
    std::string label;
    std::int64_t depot_id{};
    std::optional<std::int32_t> keeper_id{};
};
struct Box { // may be nowhere
    std::string code;
    std::int16_t number{};
    std::int64_t weight{};
    std::optional<std::int64_t> shelf_id{};
    std::int32_t revision{};
};
struct Lid { // needs its shelf, and goes with it
    std::int64_t id{};
    std::string text;
    std::int64_t shelf_id{};
    std::int64_t unseen{}; // by the trees
};
struct Tag {
    std::int64_t id{};
    std::string label;
};
struct ShelfTag {
    std::int64_t shelf_id{};
    std::int64_t tag_id{};
};

} // namespace random_saves
using namespace random_saves;

template <> inline constexpr auto refract::model<Depot> = refract::table(refract::column<&Depot::revision>.version());
template <> inline constexpr auto refract::model<Shelf> =
    refract::table(refract::through<ShelfTag>, foreign_key<&Shelf::depot_id>.references<&Depot::id>(),
                   foreign_key<&Shelf::keeper_id>.references<&Keeper::id>());
template <> inline constexpr auto refract::model<Box> =
    refract::table(primary_key<&Box::code, &Box::number>, refract::column<&Box::revision>.version(),
                   foreign_key<&Box::shelf_id>.references<&Shelf::id>().on_delete(refract::set_null));
template <> inline constexpr auto refract::model<Lid> =
    refract::table(refract::column<&Lid::unseen>.default_to(0),
                   foreign_key<&Lid::shelf_id>.references<&Shelf::id>().on_delete(refract::cascade));
template <> inline constexpr auto refract::model<ShelfTag> =
    refract::table(primary_key<&ShelfTag::shelf_id, &ShelfTag::tag_id>,
                   foreign_key<&ShelfTag::shelf_id>.references<&Shelf::id>().on_delete(refract::cascade),
                   foreign_key<&ShelfTag::tag_id>.references<&Tag::id>());

namespace random_saves {

using all_tables = schema<Depot, Keeper, Shelf, Box, Lid, Tag, ShelfTag>;
struct BoxLine {
    using model = Box;
    std::string code;
    std::int16_t number{};
    std::int64_t weight{};
    std::int32_t revision{};
};
struct LidLine {
    using model = Lid;
    std::int64_t id{};
    std::string text;
};
struct ShelfTree {
    using model = Shelf;
    std::int64_t id{};
    std::string label;
    std::optional<Keeper> keeper{};
    std::vector<BoxLine> boxes{};
    std::vector<Tag> tags{};
    std::vector<LidLine> lids{};
};
struct DepotTree {
    using model = Depot;
    std::int64_t id{};
    std::string name;
    std::int32_t revision{};
    std::vector<ShelfTree> shelves{};
};

/// What the tables hold, as plain maps.
struct tables {
    using box_key = std::pair<std::string, int>;
    std::map<std::int64_t, std::string> depots;
    std::map<std::int64_t, std::string> keepers, tags;
    struct shelf {
        std::string label;
        std::int64_t depot = 0, keeper = 0;
    };
    std::map<std::int64_t, shelf> shelves;
    struct box {
        std::int64_t weight = 0, shelf = 0;
    };
    std::map<box_key, box> boxes;
    struct lid {
        std::string text;
        std::int64_t shelf = 0;
    };
    std::map<std::int64_t, lid> lids;
    std::set<std::pair<std::int64_t, std::int64_t>> links;

    void drop_shelf(std::int64_t id) {
        shelves.erase(id);
        for (auto& [key, each] : boxes)
            if (each.shelf == id) each.shelf = 0;
        std::erase_if(lids, [&](const auto& each) { return each.second.shelf == id; });
        std::erase_if(links, [&](const auto& each) { return each.first == id; });
    }
    /// A tree whose rows have their keys is what is stored.
    void save(const DepotTree& tree) {
        depots[tree.id] = tree.name;
        std::set<std::int64_t> kept;
        for (const ShelfTree& each : tree.shelves) kept.insert(each.id);
        std::vector<std::int64_t> gone;
        for (const auto& [id, each] : shelves)
            if (each.depot == tree.id && !kept.contains(id)) gone.push_back(id);
        std::erase_if(lids, [&](const auto& each) { return kept.contains(each.second.shelf); });
        for (const std::int64_t id : gone) drop_shelf(id);
        for (auto& [key, each] : boxes)
            if (kept.contains(each.shelf)) each.shelf = 0;
        for (const ShelfTree& each : tree.shelves) save(each, tree.id);
    }
    void save(const ShelfTree& tree, std::int64_t depot) {
        shelves[tree.id] = {tree.label, depot, tree.keeper ? tree.keeper->id : 0};
        if (tree.keeper) keepers[tree.keeper->id] = tree.keeper->name;
        for (const BoxLine& each : tree.boxes) boxes[{each.code, each.number}] = {each.weight, tree.id};
        std::erase_if(links, [&](const auto& each) { return each.first == tree.id; });
        for (const LidLine& each : tree.lids) lids[each.id] = {each.text, tree.id};
        for (const Tag& each : tree.tags) {
            tags[each.id] = each.label;
            links.insert({tree.id, each.id});
        }
    }
    text_rows text() const {
        text_rows all;
        const auto number = [](std::int64_t id) { return id == 0 ? std::string("NULL") : std::to_string(id); };
        for (const auto& [id, name] : depots) all.push_back(number(id) + "|" + name);
        for (const auto& [id, name] : keepers) all.push_back(number(id) + "|" + name);
        for (const auto& [id, each] : shelves)
            all.push_back(number(id) + "|" + each.label + "|" + number(each.depot) + "|" + number(each.keeper));
        for (const auto& [key, each] : boxes)
            all.push_back(key.first + "|" + std::to_string(key.second) + "|" + std::to_string(each.weight) + "|" +
                          number(each.shelf));
        for (const auto& [id, each] : lids) // the last one tells that it was never made anew
            all.push_back(number(id) + "|" + each.text + "|" + number(each.shelf) + "|" + number(id));
        for (const auto& [id, label] : tags) all.push_back(number(id) + "|" + label);
        for (const auto& [near, far] : links) all.push_back(number(near) + "|" + number(far));
        return all;
    }
};

/// Changes trees at random; what rows share is changed in all of its places.
struct changer {
    std::mt19937& random;
    std::vector<DepotTree>& trees;
    int step = 0;

    std::size_t any(std::size_t below) const { return static_cast<std::size_t>(random() % below); }
    std::string name() { return "n" + std::to_string(++step); }
    template <class Items> auto& pick(Items& items) const { return items[any(items.size())]; }
    template <class Items> auto take(Items& items) const {
        const auto at = items.begin() + static_cast<std::ptrdiff_t>(any(items.size()));
        auto taken = std::move(*at);
        items.erase(at);
        return taken;
    }
    void rename_tag(std::int64_t id, const std::string& label) {
        for (DepotTree& tree : trees)
            for (ShelfTree& shelf : tree.shelves)
                for (Tag& each : shelf.tags)
                    if (each.id == id) each.label = label;
    }
    void rename_keeper(std::int32_t id, const std::string& to) {
        for (DepotTree& tree : trees)
            for (ShelfTree& shelf : tree.shelves)
                if (shelf.keeper && shelf.keeper->id == id) shelf.keeper->name = to;
    }
    ShelfTree make_shelf() {
        ShelfTree made{.label = name()};
        for (std::size_t i = any(3); i > 0; --i) made.boxes.push_back(make_box());
        for (std::size_t i = any(3); i > 0; --i) made.tags.push_back({0, name()});
        if (any(2) == 0) made.keeper = Keeper{0, name()};
        if (any(2) == 0) made.lids.push_back({0, name()});
        return made;
    }
    BoxLine make_box() {
        ++step;
        // Few values in each column of the key, so that two rows have them crosswise.
        return {.code = "c" + std::to_string(step % 9), .number = static_cast<std::int16_t>(step / 9), .weight = step};
    }
    void change(DepotTree& tree) {
        if (tree.shelves.empty() || any(9) == 0) return tree.shelves.push_back(make_shelf());
        ShelfTree &one = pick(tree.shelves), &other = pick(tree.shelves);
        switch (any(15)) {
        case 0: tree.name = name(); break;
        case 1: one.label = name(); break;
        case 2: one.boxes.push_back(make_box()); break;
        case 3: one.tags.push_back({0, name()}); break;
        case 4:
            if (!one.boxes.empty()) take(one.boxes);
            break;
        case 5:
            if (!one.tags.empty()) take(one.tags);
            break;
        case 6: // from shelf to shelf, both ways
            if (!one.boxes.empty()) {
                BoxLine moved = take(one.boxes);
                if (any(2) == 0) ++moved.weight;
                other.boxes.push_back(std::move(moved));
            }
            break;
        case 7: // shared
            if (!one.tags.empty()) {
                const Tag shared = pick(one.tags);
                bool is_there = shared.id == 0;
                for (const Tag& each : other.tags) is_there |= each.id == shared.id;
                if (!is_there) other.tags.push_back(shared);
            }
            break;
        case 8:
            if (!one.tags.empty())
                if (const Tag chosen = pick(one.tags); chosen.id != 0) rename_tag(chosen.id, name());
            break;
        case 9:
            if (one.keeper && one.keeper->id != 0) rename_keeper(one.keeper->id, name());
            break;
        case 10:
            if (!other.keeper || other.keeper->id != 0) one.keeper = other.keeper;
            break;
        case 11: one.lids.push_back({0, name()}); break;
        case 12: // from shelf to shelf
            if (!one.lids.empty()) {
                LidLine moved = take(one.lids);
                if (any(2) == 0) moved.text = name();
                other.lids.push_back(std::move(moved));
            }
            break;
        case 13: // out of one that goes, perhaps
            if (&one != &other) {
                for (; !one.lids.empty() && any(4) != 0;) other.lids.push_back(take(one.lids));
                if (any(2) == 0) tree.shelves.erase(tree.shelves.begin() + (&one - tree.shelves.data()));
            }
            break;
        default:
            if (any(3) == 0) take(tree.shelves);
            break;
        }
    }
};
/// Children have no order of their own.
void sort_tree(DepotTree& tree) {
    const auto by_id = [](const auto& left, const auto& right) { return left.id < right.id; };
    std::sort(tree.shelves.begin(), tree.shelves.end(), by_id);
    for (ShelfTree& each : tree.shelves) {
        std::sort(each.tags.begin(), each.tags.end(), by_id);
        std::sort(each.lids.begin(), each.lids.end(), by_id);
        std::sort(each.boxes.begin(), each.boxes.end(), [](const BoxLine& left, const BoxLine& right) {
            return std::pair(left.code, left.number) < std::pair(right.code, right.number);
        });
    }
}

/// What was given, with what the database has made.
void take_made(DepotTree& given, const DepotTree& saved) {
    given.id = saved.id;
    given.revision = saved.revision;
    REQUIRE(given.shelves.size() == saved.shelves.size());
    for (std::size_t i = 0; i < given.shelves.size(); ++i) {
        ShelfTree& one = given.shelves[i];
        const ShelfTree& other = saved.shelves[i];
        if (one.id == 0) one.id = other.id;
        if (one.keeper && other.keeper && one.keeper->id == 0) one.keeper->id = other.keeper->id;
        REQUIRE(one.boxes.size() == other.boxes.size());
        for (std::size_t box = 0; box < one.boxes.size(); ++box) one.boxes[box].revision = other.boxes[box].revision;
        REQUIRE(one.lids.size() == other.lids.size());
        for (std::size_t lid = 0; lid < one.lids.size(); ++lid) one.lids[lid].id = other.lids[lid].id;
        REQUIRE(one.tags.size() == other.tags.size());
        for (std::size_t tag = 0; tag < one.tags.size(); ++tag)
            if (one.tags[tag].id == 0) one.tags[tag].id = other.tags[tag].id;
    }
}

} // namespace random_saves

TEMPLATE_TEST_CASE("trees that change at random are saved like a model in memory", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<all_tables>();
    const auto stored_text = [&] {
        text_rows all;
        for (const char* const sql :
             {"SELECT id, name FROM depot ORDER BY id", "SELECT id, name FROM keeper ORDER BY id",
              "SELECT id, label, depot_id, keeper_id FROM shelf ORDER BY id",
              "SELECT code, number, weight, shelf_id FROM box ORDER BY code, number",
              "SELECT id, text, shelf_id, unseen FROM lid ORDER BY id", "SELECT id, label FROM tag ORDER BY id",
              "SELECT shelf_id, tag_id FROM shelf_tag ORDER BY 1, 2"})
            for (const std::string& each : fresh.rows(sql)) all.push_back(each);
        return all;
    };
    std::mt19937 random(20261128);
    tables expected;
    std::vector<DepotTree> trees{{.name = "a"}, {.name = "b"}};
    changer change{random, trees};
    for (int round = 0; round < 150; ++round) {
        const std::size_t chosen = change.any(trees.size());
        for (std::size_t i = change.any(7); i > 0; --i) change.change(trees[chosen]);
        if (round % 5 == 4 && !trees[0].shelves.empty() && !trees[1].shelves.empty()) { // from one depot to the other
            auto &from = change.pick(trees[1 - chosen].shelves), &to = change.pick(trees[chosen].shelves);
            if (!from.boxes.empty()) to.boxes.push_back(change.take(from.boxes));
        }
        DepotTree& tree = trees[chosen];
        DepotTree saved = db.save(tree);
        take_made(tree, saved);
        fresh.rows("UPDATE lid SET unseen = id WHERE unseen = 0");
        REQUIRE(tree_text(tree) == tree_text(saved));
        expected.save(tree);
        INFO("round " << round);
        REQUIRE(stored_text() == expected.text());
        DepotTree back = db.one(from<Depot>().where(col<&Depot::id> == saved.id).template select<DepotTree>());
        sort_tree(back);
        sort_tree(saved);
        REQUIRE(tree_text(back) == tree_text(saved));
        // The same values as before, now with keys and versions.
        tree = std::move(saved);
        if (trees[1 - chosen].id != 0)
            trees[1 - chosen] =
                db.one(from<Depot>().where(col<&Depot::id> == trees[1 - chosen].id).template select<DepotTree>());
    }
    CHECK(expected.boxes.size() > 20);
    CHECK(expected.links.size() > 5);
    CHECK(expected.lids.size() > 5);
}

// Verbs with many keys: a statement for all of them, on both databases, and what a list can have in it that is wrong.

#include <refract/graph/edit.hpp>
#include <refract/verify/round_trips.hpp>

#include "support/databases.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace many_keys {

struct Box {
    std::int64_t id{};
    std::string name;
};
struct Item { // may be in no box
    std::int64_t id{};
    std::optional<std::int64_t> box_id{};
    std::optional<std::string> code{};
};
struct Seal { // needs its box
    std::int64_t id{};
    std::int64_t box_id{};
};
struct Mark {
    std::int64_t id{};
    std::string label;
};
struct BoxMark {
    std::int64_t box_id{};
    std::int64_t mark_id{};
};
struct Slot { // has a key of two columns
    std::string shelf;
    std::int32_t number{};
    std::optional<std::int64_t> box_id{};
};

} // namespace many_keys
using namespace many_keys;

template <> inline constexpr auto refract::model<Box> = refract::table(refract::through<BoxMark>);
template <> inline constexpr auto refract::model<Item> =
    refract::table(foreign_key<&Item::box_id>.references<&Box::id>(), refract::unique<&Item::code>);
template <> inline constexpr auto refract::model<Seal> =
    refract::table(foreign_key<&Seal::box_id>.references<&Box::id>());
template <> inline constexpr auto refract::model<Mark> = refract::table(refract::unique<&Mark::label>);
template <> inline constexpr auto refract::model<BoxMark> =
    refract::table(primary_key<&BoxMark::box_id, &BoxMark::mark_id>,
                   foreign_key<&BoxMark::box_id>.references<&Box::id>().on_delete(refract::cascade),
                   foreign_key<&BoxMark::mark_id>.references<&Mark::id>());
template <> inline constexpr auto refract::model<Slot> =
    refract::table(primary_key<&Slot::shelf, &Slot::number>, foreign_key<&Slot::box_id>.references<&Box::id>());

namespace many_keys {

struct BoxTree {
    using model = Box;
    std::int64_t id{};
    std::string name;
    std::vector<Item> items{};
    std::vector<Seal> seals{};
    std::vector<Mark> marks{};
    std::vector<Slot> slots{};
};
using slot_key = detail::composite_key<std::string, int>;

constexpr std::int64_t most = 5000;
std::vector<std::int64_t> numbers(std::int64_t first, std::int64_t last) {
    std::vector<std::int64_t> all;
    for (; first <= last; ++first) all.push_back(first);
    return all;
}
/// The keys of every second field of a board: none of a key's columns says by itself which.
std::vector<slot_key> every_second(int shelves, int width) {
    std::vector<slot_key> all;
    for (int i = 0; i < shelves; ++i)
        for (int number = i % 2; number < width; number += 2) all.push_back(key("s" + std::to_string(i), number));
    return all;
}

} // namespace many_keys

TEMPLATE_TEST_CASE("verbs with many keys are as many statements as with two", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Box, Item, Seal, Mark, BoxMark, Slot>>();
    fresh.rows("INSERT INTO box (name) VALUES ('a'), ('b')");
    const auto fill = [&](const std::string& into, const std::string& values) {
        fresh.rows("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(most) +
                   ") INSERT INTO " + into + " SELECT " + values + " FROM n");
    };
    fill("item (box_id)", "CASE WHEN i % 2 = 0 THEN 2 END");
    fill("seal (box_id)", "1 + i % 2");
    fill("mark (label)", "'m' || i");
    fill("slot (shelf, number, box_id)", "'s' || ((i - 1) / 50), (i - 1) % 50, NULL");
    const auto number = [&](const std::string& from) { return fresh.rows("SELECT count(*) FROM " + from).at(0); };
    // Twice, since what is prepared is a journey of its own.
    const auto journeys = [&](auto part, auto between) {
        db.template update<BoxTree>(1, part);
        between();
        round_trips counter(db);
        db.template update<BoxTree>(1, part);
        return counter.count();
    };
    const auto again = [] {};
    const auto fails = [&](auto part, const std::string& what) {
        CHECK_THROWS_WITH((db.template update<BoxTree>(1, part)), refract_test::has_text(what));
    };
    auto strange = numbers(1, most + 2);
    strange.push_back(1);
    const std::vector<std::int64_t> none;

    SECTION("of rows that may be alone") {
        constexpr auto items = at<&BoxTree::items>;
        const int few = journeys(items.connect(1, 2), again);
        CHECK(journeys(items.connect(numbers(1, most), numbers(1, 7)), again) == few); // some twice
        CHECK(number("item WHERE box_id = 1") == "5000");
        fails(items.connect(strange), "\"item\": 5001");
        const auto leave = [&] { db.template update<BoxTree>(1, items.disconnect(1, 2)); }; // asks why it does nothing
        const int few_leave = journeys(items.disconnect(1, 2), leave);
        CHECK(journeys(items.disconnect(numbers(1, most / 2), numbers(1, most)), again) == few_leave);
        CHECK(number("item WHERE box_id IS NULL") == "5000");
        const auto set_back = [&] { fresh.rows("UPDATE item SET box_id = 1 WHERE id < 3000"); };
        const int few_exchanged = journeys(items.set(1, 4000), set_back);
        CHECK(number("item WHERE box_id = 1") == "2");
        CHECK(journeys(items.set(numbers(2, 4001), 2), set_back) == few_exchanged);
        CHECK(number("item WHERE box_id = 1 AND id BETWEEN 2 AND 4001") == "4000");
        CHECK(number("item WHERE box_id = 1") == "4000");
        fails(items.set(3, 4, 9999), "\"item\": 9999");
        fails(items.remove(numbers(4001, 4003)), "belongs to the row that is written in \"item\": 4002");
        db.template update<BoxTree>(1, items.connect(none), items.disconnect(none), items.remove(none));
        CHECK(number("item WHERE box_id = 1") == "4000");
        db.template update<BoxTree>(1, items.remove(numbers(2, 3999), 2));
        CHECK(number("item") == "1002");
        db.template update<BoxTree>(1, items.set(none));
        CHECK(number("item WHERE box_id IS NOT NULL") == "0");
    }
    SECTION("of rows that need it") {
        constexpr auto seals = at<&BoxTree::seals>;
        fails(seals.disconnect(numbers(1, most)), "never NULL");
        fails(seals.set(numbers(1, most - 1)), "never NULL");         // 5000 is its own
        db.template update<BoxTree>(1, seals.disconnect(1, 3, 9999)); // another one's
        CHECK(number("seal WHERE box_id = 1") == "2500");
        db.template update<BoxTree>(1, seals.set(numbers(1, most)));
        CHECK(number("seal WHERE box_id = 1") == "5000");
        db.template update<BoxTree>(1, seals.remove(numbers(1, most - 1)));
        CHECK(fresh.rows("SELECT id FROM seal") == text_rows{"5000"});
    }
    SECTION("of rows over a link") {
        constexpr auto marks = at<&BoxTree::marks>;
        fresh.rows("INSERT INTO box_mark (box_id, mark_id) VALUES (2, 1), (2, 2)");
        const int few = journeys(marks.connect(1, 2), again);
        CHECK(journeys(marks.connect(numbers(2, most), 2, 3), again) == few);
        CHECK(number("box_mark WHERE box_id = 1") == "5000");
        fails(marks.connect(strange), "\"mark\": 5001");
        const auto leave = [&] { db.template update<BoxTree>(1, marks.disconnect(1, 2)); }; // asks why it does nothing
        const int few_leave = journeys(marks.disconnect(1, 2), leave);
        CHECK(journeys(marks.disconnect(numbers(1, 4990), 9999), again) == few_leave);
        CHECK(fresh.rows("SELECT box_id, mark_id FROM box_mark WHERE mark_id < 4992 ORDER BY 1, 2") ==
              text_rows{"1|4991", "2|1", "2|2"});
        db.template update<BoxTree>(1, marks.set(numbers(4000, 4999)));
        CHECK(number("box_mark WHERE box_id = 1 AND mark_id BETWEEN 4000 AND 4999") == "1000");
        CHECK(number("box_mark WHERE box_id = 1") == "1000");
        const std::vector<std::string> labels{"m5", "m6", "m5"};
        db.template update<BoxTree>(1, marks.template connect<&Mark::label>(labels, "m7"));
        CHECK(number("box_mark WHERE box_id = 1 AND mark_id IN (5, 6, 7)") == "3");
        fails(marks.template connect<&Mark::label>("m8", "it's"), "\"mark\": \"it's\"");
        fails(marks.remove(4000, 8), "\"mark\": 8");
        db.template update<BoxTree>(1, marks.connect(none), marks.disconnect(none), marks.remove(none));
        CHECK(number("box_mark") == "1005");
        db.template update<BoxTree>(1, marks.remove(numbers(4000, 4999)));
        CHECK(number("mark") == "4000");
        CHECK(number("box_mark") == "5");
        db.template update<BoxTree>(1, marks.set(none));
        CHECK(number("box_mark") == "2");
    }
    SECTION("of keys of two columns") {
        constexpr auto slots = at<&BoxTree::slots>;
        const std::string wanted =
            "slot WHERE box_id = 1 AND (substr(shelf, 2) IN ('0', '2', '4', '6')) = (number % 2 = 0)";
        const int few = journeys(slots.connect(key("s0", 0), key("s1", 1)), again);
        CHECK(journeys(slots.connect(every_second(8, 50)), again) == few);
        CHECK(number("slot WHERE box_id = 1") == "200");
        CHECK(number(wanted) == "200");
        fails(slots.connect(every_second(8, 51)), "\"slot\": (\"s0\", 50)");
        const int few_leave = journeys(slots.disconnect(key("s0", 0), key("s9", 9)), again);
        CHECK(journeys(slots.disconnect(every_second(4, 50)), again) == few_leave);
        CHECK(number(wanted) == "100");
        db.template update<BoxTree>(1, slots.set(every_second(8, 50), key("s0", 0)));
        CHECK(number(wanted) == "200");
        fails(slots.remove(key("s0", 0), key("s0", 1)), "\"slot\": (\"s0\", 1)");

        // What a saved tree has no more goes in one statement, too.
        BoxTree tree = db.one(from<Box>().where(col<&Box::id> == 1).template select<BoxTree>());
        const auto saved_without = [&](std::size_t count) {
            tree.slots.resize(tree.slots.size() - count);
            round_trips counter(db);
            tree = db.save(tree, tree_is_whole);
            return counter.count();
        };
        saved_without(1);
        CHECK(saved_without(2) == saved_without(60));
        CHECK(number(wanted) == "137");
        std::vector<slot_key> left;
        for (const Slot& each : tree.slots) left.push_back(key(each.shelf, static_cast<int>(each.number)));
        db.template update<BoxTree>(1, slots.remove(left));
        CHECK(number("slot") == std::to_string(most - 137));
        CHECK(number("slot WHERE box_id IS NOT NULL") == "0");
    }
}

TEMPLATE_TEST_CASE("verbs find rows by unique values, and skip those that are there", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Box, Item, Seal, Mark, BoxMark, Slot>>();
    fresh.rows("INSERT INTO box (name) VALUES ('a'), ('b')");
    const auto edit = [&](auto part) { db.template update<BoxTree>(1, part); };
    const auto fails = [&](auto part, const std::string& what) {
        CHECK_THROWS_WITH(edit(part), refract_test::has_text(what));
    };

    constexpr auto marks = at<&BoxTree::marks>;
    fresh.rows("INSERT INTO mark (label) VALUES ('x'), ('y'), ('z')");
    const auto linked = [&] { return fresh.rows("SELECT mark_id FROM box_mark WHERE box_id = 1 ORDER BY 1"); };
    edit(marks.template set<&Mark::label>("y", "x", "y"));
    CHECK(linked() == text_rows{"1", "2"});
    fails(marks.template set<&Mark::label>("x", "none", "z"), "\"mark\": \"none\"");
    CHECK(linked() == text_rows{"1", "2"});
    edit(marks.template set<&Mark::label>("z", "y"));
    edit(marks.template disconnect<&Mark::label>("z", "x", "none"));
    CHECK(linked() == text_rows{"2"});
    edit(marks.template update<&Mark::label>("y", col<&Mark::label> = "w"));
    fails(marks.template update<&Mark::label>("x", col<&Mark::label> = "v"), "belongs to the row");
    fails(marks.template remove<&Mark::label>("w", "x"), "\"mark\": \"x\"");
    edit(marks.template remove<&Mark::label>("w"));
    CHECK(fresh.rows("SELECT label FROM mark ORDER BY 1") == text_rows{"x", "z"});
    CHECK(linked().empty());

    constexpr auto items = at<&BoxTree::items>;
    fresh.rows("INSERT INTO item (id, box_id, code) VALUES (1000, 2, 'a'), (1001, NULL, 'b'), (1002, 1, NULL)");
    const auto coded = [&] { return fresh.rows("SELECT code, box_id FROM item WHERE code IS NOT NULL ORDER BY 1"); };
    const std::vector<Item> made{{.code = "a"}, {.code = "c"}, {.box_id = 2, .code = "d"}, {.id = 1001, .code = "e"}};
    edit(items.create(made, on_conflict_do_nothing));
    CHECK(coded() == text_rows{"a|2", "b|NULL", "c|1", "d|1"}); // what is there stays whose it is
    edit(items.template disconnect<&Item::code>("c", "a"));
    CHECK(coded() == text_rows{"a|2", "b|NULL", "c|NULL", "d|1"});
    edit(items.template set<&Item::code>("b", "d"));
    CHECK(coded() == text_rows{"a|2", "b|1", "c|NULL", "d|1"});
    CHECK(fresh.rows("SELECT box_id FROM item WHERE id = 1002") == text_rows{"NULL"}); // it has no code
    edit(items.template remove<&Item::code>("d"));
    edit(items.template update<&Item::code>("b", col<&Item::code> = "f"));
    CHECK(coded() == text_rows{"a|2", "c|NULL", "f|1"});
}

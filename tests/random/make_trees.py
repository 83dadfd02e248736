#!/usr/bin/env python3
"""Writes tests/unit/graph/random_trees.cpp: sixty shapes over eight models, made at random from a fixed seed.

Each shape is read by one query, and by hand: plain queries of whole tables, joined by the foreign keys in the program.
Both are compared as text, over data that are new in every run. clang-format is run on the file afterwards.

Twenty shapes are deep, and say an order and a limit of their levels. Forty are roots over a common stock of structs, whose
rows come in any order: levels of which nothing is said are compiled once, so that these cost a third of the others.
"""

import random
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "unit" / "graph" / "random_trees.cpp"
SHAPES = 20
ROOTS = 40

# Model: its columns (name, type), its relations by field: (target, kind, condition of a row `a` and a row `b` there).
MODELS = {
    "Land": (["code std::string", "size std::int32_t"],
             {"towns": ("Town", "many", "b.land_code && *b.land_code == a.code")}),
    "Town": (["id std::int64_t", "name std::string", "land_code std::optional<std::string>"],
             {"land": ("Land", "optional", "a.land_code && *a.land_code == b.code"),
              "rooms": ("Room", "many", "b.town_id == a.id"),
              "people": ("Person", "many", "b.town_id == a.id")}),
    "Room": (["town_id std::int64_t", "number std::int16_t", "beds std::int64_t"],
             {"town": ("Town", "one", "a.town_id == b.id"),
              "stays": ("Stay", "many", "b.room_town && b.room_number && *b.room_town == a.town_id && *b.room_number == a.number")}),
    "Person": (["id std::int32_t", "name std::string", "town_id std::int64_t", "boss_id std::optional<std::int32_t>"],
               {"town": ("Town", "one", "a.town_id == b.id"),
                "boss": ("Person", "optional", "a.boss_id && *a.boss_id == b.id"),
                "staff": ("Person", "many", "b.boss_id && *b.boss_id == a.id"),
                "badge": ("Badge", "optional", "b.person_id == a.id"),
                "stays": ("Stay", "many", "b.guest_id == a.id"),
                "skills": ("Skill", "many", "linked(a, b)")}),
    "Badge": (["id std::int64_t", "person_id std::int32_t", "text std::string"],
              {"person": ("Person", "one", "a.person_id == b.id")}),
    "Stay": (["id std::int64_t", "guest_id std::int32_t", "room_town std::optional<std::int64_t>",
              "room_number std::optional<std::int16_t>"],
             {"guest": ("Person", "one", "a.guest_id == b.id"),
              "room": ("Room", "optional", "a.room_town && a.room_number && *a.room_town == b.town_id && *a.room_number == b.number")}),
    "Skill": (["id std::int16_t", "label std::string"],
              {"people": ("Person", "many", "linked(b, a)")}),
    "PersonSkill": (["person_id std::int32_t", "skill_id std::int16_t"],
                    {"person": ("Person", "one", "a.person_id == b.id"), "skill": ("Skill", "one", "a.skill_id == b.id")}),
}
KEYS = {"Land": ["code"], "Room": ["town_id", "number"], "PersonSkill": ["person_id", "skill_id"]}
BACK = {("Land", "towns"): "land", ("Town", "land"): "towns", ("Town", "rooms"): "town", ("Room", "town"): "rooms",
        ("Town", "people"): "town", ("Person", "town"): "people", ("Person", "boss"): "staff", ("Person", "staff"): "boss",
        ("Person", "badge"): "person", ("Badge", "person"): "badge", ("Person", "stays"): "guest", ("Stay", "guest"): "stays",
        ("Room", "stays"): "room", ("Stay", "room"): "stays"}


def key_of(model):
    return KEYS.get(model, ["id"])


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.structs, self.loaders, self.count, self.known = [], [], 0, set()

    def finish(self, name, model, kept, chosen):
        """A struct of some columns, and of fields (field, struct for its rows, limit or None, std::unique_ptr); its loader."""
        fields = [f"    {each.split()[1]} {each.split()[0]}{{}};" for each in kept]
        load = [f"    made.{each.split()[0]} = a.{each.split()[0]};" for each in kept]
        for field, child, limit, is_unique in chosen:
            target, kind, condition = MODELS[model][1][field]
            made = {"many": f"std::vector<{child}>", "optional": f"std::optional<{child}>", "one": child}[kind]
            if is_unique:
                made = f"std::unique_ptr<{child}>"
            fields.append(f"    {made} {field}{{}};")
            read = "b" if child == target else f"load_{child}(all, b)"
            add = {"many": f"made.{field}.push_back({read})", "one": f"made.{field} = {read}",
                   "optional": f"made.{field} = std::make_unique<{child}>({read})" if "unique" in made else f"made.{field} = {read}"}[kind]
            stop = f" && made.{field}.size() < {limit}" if limit else ""
            load.append(f"    for (const {target}& b : all.{target}_rows)\n        if (({condition}){stop}) {add};".replace(
                "linked(", "all.linked("))
        self.structs.append(f"struct {name} {{\n    using model = {model};\n" + "\n".join(fields) + "\n};")
        self.loaders.append(f"{name} load_{name}([[maybe_unused]] const everything& all, const {model}& a) {{\n    {name} made;\n"
                            + "\n".join(load) + "\n    return made;\n}")

    def columns(self, model):
        columns = MODELS[model][0]
        return [each for each in columns if self.random.random() < 0.7] or [columns[0]]

    def make_stock(self):
        """Structs that many roots hold: {model: [(name, its fields)]}, whole models among them."""
        self.stock = {model: [(model, [])] for model in MODELS}
        for model in MODELS:
            name = f"{model}Line"
            self.finish(name, model, self.columns(model), [])
            self.stock[model].append((name, []))
        for model in MODELS:
            relations = MODELS[model][1]
            chosen = self.random.sample(sorted(relations), min(2, len(relations)))
            name = f"{model}Part"
            self.finish(name, model, self.columns(model),
                        [(each, self.random.choice(self.stock[relations[each][0]][:2])[0], None, False) for each in chosen])
            self.stock[model].append((name, chosen))

    def make_root(self, model):
        """A shape over the stock, other than all before."""
        relations = MODELS[model][1]
        while True:
            kept = self.columns(model)
            chosen = []
            for field in self.random.sample(sorted(relations), min(len(relations), self.random.choice([1, 2, 2, 3]))):
                way_back = BACK.get((model, field))
                possible = [name for name, inner in self.stock[relations[field][0]] if way_back not in inner]
                is_unique = relations[field][1] == "optional" and self.random.random() < 0.5
                chosen.append((field, self.random.choice(possible), None, is_unique))
            if (model, str(kept), str(chosen)) not in self.known:
                break
        self.known.add((model, str(kept), str(chosen)))
        name = f"{model}Root{len(self.known)}"
        self.finish(name, model, kept, chosen)
        return name

    def make(self, model, depth, way_back=None):
        """A struct for rows of a model; its name and the levels inside it as (path, target)."""
        columns, relations = MODELS[model]
        name = f"{model}Tree{self.count}"
        self.count += 1
        kept = [each for each in columns if self.random.random() < 0.7] or [columns[0]]
        possible = [each for each in relations if each != way_back]
        chosen = self.random.sample(possible, min(len(possible), self.random.choice([1, 1, 2, 3]))) if depth > 0 else []
        filled, levels = [], []
        for field in chosen:
            target, kind, _ = relations[field]
            child, inner = (target, []) if depth == 1 and self.random.random() < 0.4 else \
                self.make(target, depth - 1, BACK.get((model, field)))
            limit = self.random.randint(1, 3) if kind == "many" and self.random.random() < 0.25 else None
            levels.append(([f"&{name}::{field}"], target, limit, kind))
            levels += [([f"&{name}::{field}", *path], *rest) for path, *rest in inner]
            filled.append((field, child, limit, kind == "optional" and self.random.random() < 0.5))
        self.finish(name, model, kept, filled)
        return name, levels


def order(model):
    return ", ".join(f"col<&{model}::{each}>" for each in key_of(model))


def main():
    maker = Maker(8)
    cases = []
    names = list(MODELS)
    for number in range(SHAPES):
        model = names[number % len(names)]
        name, levels = maker.make(model, 1 + number % 3)
        said = []
        for path, target, limit, kind in levels:
            if kind == "many":
                said.append(f"nested<{', '.join(path)}>().order_by({order(target)})" + (f".limit({limit})" if limit else ""))
        cases.append((name, model, said))
    maker.make_stock()
    stock = len(maker.structs)
    roots = [(maker.make_root(model), model) for model in (names[number % len(names)] for number in range(ROOTS))]
    for index in reversed(range(stock)):  # what nothing holds is left out
        name = maker.structs[index].split()[1]
        if not any(f"<{name}>" in each or f"    {name} " in each for each in maker.structs):
            if name.endswith(("Line", "Part")):
                del maker.structs[index], maker.loaders[index]
    text = HEAD + "\n".join(maker.structs) + MIDDLE + "\n" + "\n".join(maker.loaders) + "\n\n"
    text += ROOT
    for name, model, said in cases:
        text += (f"template <class Database> void compare_{name}(Database& db, const everything& all) {{\n"
                 f"    const auto found = db.all(from<{model}>().template select<{name}>({', '.join(said)}).order_by({order(model)}));\n"
                 f"    REQUIRE(found.size() == all.{model}_rows.size());\n"
                 f"    for (std::size_t i = 0; i < found.size(); ++i)\n"
                 f"        CHECK(tree_text(found[i]) == tree_text(load_{name}(all, all.{model}_rows[i])));\n}}\n")
    calls = "\n".join(f"    compare_{name}(db, all);" for name, _, _ in cases)
    roots_calls = "\n".join(f"    compare_roots<{name}>(db, all.{model}_rows, [&](const {model}& a) {{ return load_{name}(all, a); }});"
                            for name, model in roots)
    for way in ("program_keys", "full_tables"):
        roots_calls += "".join(f"\n    compare_roots<{name}>(db, all.{model}_rows, [&](const {model}& a) {{ return load_{name}(all, a); }}, {way});"
                               for name, model in roots[::7])
    text += TAIL.replace("@1", calls).replace("@2", roots_calls)
    TARGET.write_text(text, encoding="utf-8")


HEAD = """// Written by tests/random/make_trees.py: shapes made at random, read as trees and by plain queries of whole tables.

#include <refract/graph/load.hpp>

#include <support/databases.hpp>
#include <support/trees.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <random>
#include <utility>

using namespace refract;
using namespace refract_test;

namespace random_trees {

""" + "\n".join(f"struct {name} {{\n" + "\n".join(f"    {each.split()[1]} {each.split()[0]}{{}};" for each in columns) + "\n};"
                for name, (columns, _) in MODELS.items()) + "\n\n"
MIDDLE = """

} // namespace random_trees

namespace made = random_trees;

template <> inline constexpr auto refract::model<made::Land> = refract::table(refract::primary_key<&made::Land::code>);
template <> inline constexpr auto refract::model<made::Town> =
    refract::table(refract::foreign_key<&made::Town::land_code>.references<&made::Land::code>());
template <> inline constexpr auto refract::model<made::Room> =
    refract::table(refract::primary_key<&made::Room::town_id, &made::Room::number>,
                   refract::foreign_key<&made::Room::town_id>.references<&made::Town::id>());
template <> inline constexpr auto refract::model<made::Person> =
    refract::table(refract::foreign_key<&made::Person::town_id>.references<&made::Town::id>(),
                   refract::foreign_key<&made::Person::boss_id>.references<&made::Person::id>(),
                   refract::through<made::PersonSkill>);
template <> inline constexpr auto refract::model<made::Badge> =
    refract::table(refract::foreign_key<&made::Badge::person_id>.references<&made::Person::id>(),
                   refract::unique<&made::Badge::person_id>);
template <> inline constexpr auto refract::model<made::Stay> =
    refract::table(refract::foreign_key<&made::Stay::guest_id>.references<&made::Person::id>(),
                   refract::foreign_key<&made::Stay::room_town, &made::Stay::room_number>
                       .references<&made::Room::town_id, &made::Room::number>());
template <> inline constexpr auto refract::model<made::PersonSkill> =
    refract::table(refract::primary_key<&made::PersonSkill::person_id, &made::PersonSkill::skill_id>,
                   refract::foreign_key<&made::PersonSkill::person_id>.references<&made::Person::id>(),
                   refract::foreign_key<&made::PersonSkill::skill_id>.references<&made::Skill::id>());

using namespace random_trees;

namespace {

/// All rows, each table in the order of its key.
struct everything {
""" + "\n".join(f"    std::vector<{name}> {name}_rows;" for name in MODELS) + """

    bool linked(const Person& person, const Skill& skill) const {
        for (const PersonSkill& each : PersonSkill_rows)
            if (each.person_id == person.id && each.skill_id == skill.id) return true;
        return false;
    }
};
template <class Database> void fill(Database& db, std::mt19937& random) {
    const auto below = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
    const std::vector<std::string> codes{"", "a", "A", "a,b", "'", "\\\\", "{x}", "NULL"};
    for (const std::string& code : codes) db.insert(Land{code, below(5)});
    const int towns = 1 + below(8), people = 1 + below(25);
    for (int i = 1; i <= towns; ++i) {
        Town town{i * 7, "t" + std::to_string(i), std::nullopt};
        if (below(4) > 0) town.land_code = codes[static_cast<std::size_t>(below(8))];
        db.insert(town);
        for (int room = below(4); room > 0; --room) db.insert(Room{town.id, static_cast<std::int16_t>(room - 2), below(3)});
    }
    for (std::int16_t i = 0; i < 6; ++i) db.insert(Skill{static_cast<std::int16_t>(i * 100 - 250), "s"});
    std::int64_t stays = 0;
    const auto rooms = db.all(from<Room>());
    for (int i = 1; i <= people; ++i) {
        Person person{i, "p", 7 * (1 + below(towns)), std::nullopt};
        if (i > 1 && below(3) > 0) person.boss_id = 1 + below(i - 1);
        db.insert(person);
        if (below(2)) db.insert(Badge{i * 3, i, "b"});
        for (std::int16_t skill = 0; skill < 6; ++skill)
            if (below(3) == 0) db.insert(PersonSkill{i, static_cast<std::int16_t>(skill * 100 - 250)});
        for (int stay = below(4); stay > 0; --stay) {
            Stay made_stay{++stays, i, std::nullopt, std::nullopt};
            if (!rooms.empty() && below(4) > 0) {
                const Room& room = rooms[static_cast<std::size_t>(below(static_cast<int>(rooms.size())))];
                made_stay.room_town = room.town_id;
                made_stay.room_number = room.number;
            }
            db.insert(made_stay);
        }
    }
}
"""
ROOT = """/// A tree as text, whose rows may stand in any order.
template <class Value> std::string any_order(const Value& value) {
    if constexpr (std::is_convertible_v<Value, std::string_view> || std::is_arithmetic_v<Value>) {
        return tree_text(value);
    } else if constexpr (requires { value.begin(); }) {
        std::vector<std::string> all;
        for (const auto& each : value) all.push_back(any_order(each));
        std::sort(all.begin(), all.end());
        return tree_text(all);
    } else if constexpr (requires { *value; }) {
        return value ? any_order(*value) : "-";
    } else {
        std::string text = "{";
        detail::for_each_field(value, [&](const auto& field) { text += any_order(field) + " "; });
        return text + "}";
    }
}
/// Not for each root by itself: the compiler sees it once.
void compare_texts(std::vector<std::string> found, std::vector<std::string> expected, const char* name) {
    INFO(name);
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    CHECK(found == expected);
}
template <class Root, class Database, class Model, class Load, class... Strategy>
void compare_roots(Database& db, const std::vector<Model>& rows, Load load, Strategy... strategy) {
    std::vector<std::string> found, expected;
    const auto query = from<Model>().template select<Root>();
    const auto take = [&](const auto& asked) {
        for (const Root& each : db.all(asked)) found.push_back(any_order(each));
    };
    if constexpr (sizeof...(Strategy) == 0)
        take(query);
    else
        take(query.load_by(strategy...));
    for (const Model& each : rows) expected.push_back(any_order(load(each)));
    compare_texts(std::move(found), std::move(expected), __PRETTY_FUNCTION__);
}

"""
TAIL = """
template <class Database> everything read_everything(Database& db) {
    everything all;
""" + "\n".join(f"    all.{name}_rows = db.all(from<{name}>().order_by({order(name)}));" for name in MODELS) + """
    return all;
}
template <class Database> unsigned begin(Database& db) {
    db.template create_tables<schema<Land, Town, Room, Person, Badge, Stay, Skill, PersonSkill>>();
    const unsigned seed = std::random_device()();
    std::mt19937 random(seed);
    fill(db, random);
    return seed;
}

} // namespace

TEMPLATE_TEST_CASE("random shapes are what plain queries give", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    INFO("seed " << begin(db));
    const everything all = read_everything(db);
@1
}

TEMPLATE_TEST_CASE("random shapes over common structs are what plain queries give", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    INFO("seed " << begin(db));
    const everything all = read_everything(db);
@2
}
"""

if __name__ == "__main__":
    main()

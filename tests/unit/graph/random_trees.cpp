// Written by tests/random/make_trees.py: shapes made at random, read as trees and by plain queries of whole tables.

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

struct Land {
    std::string code{};
    std::int32_t size{};
};
struct Town {
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> land_code{};
};
struct Room {
    std::int64_t town_id{};
    std::int16_t number{};
    std::int64_t beds{};
};
struct Person {
    std::int32_t id{};
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
};
struct Badge {
    std::int64_t id{};
    std::int32_t person_id{};
    std::string text{};
};
struct Stay {
    std::int64_t id{};
    std::int32_t guest_id{};
    std::optional<std::int64_t> room_town{};
    std::optional<std::int16_t> room_number{};
};
struct Skill {
    std::int16_t id{};
    std::string label{};
};
struct PersonSkill {
    std::int32_t person_id{};
    std::int16_t skill_id{};
};

struct TownTree1 {
    using model = Town;
    std::int64_t id{};
    std::string name{};
};
struct LandTree0 {
    using model = Land;
    std::string code{};
    std::vector<TownTree1> towns{};
};
struct StayTree4 {
    using model = Stay;
    std::optional<std::int64_t> room_town{};
    std::optional<std::int16_t> room_number{};
};
struct RoomTree3 {
    using model = Room;
    std::int64_t town_id{};
    std::int16_t number{};
    std::int64_t beds{};
    std::vector<StayTree4> stays{};
};
struct TownTree2 {
    using model = Town;
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> land_code{};
    std::vector<RoomTree3> rooms{};
};
struct LandTree7 {
    using model = Land;
    std::string code{};
    std::int32_t size{};
};
struct TownTree6 {
    using model = Town;
    std::int64_t id{};
    std::string name{};
    std::unique_ptr<LandTree7> land{};
};
struct RoomTree5 {
    using model = Room;
    std::int16_t number{};
    std::int64_t beds{};
    TownTree6 town{};
};
struct PersonTree9 {
    using model = Person;
    std::int32_t id{};
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
};
struct PersonTree8 {
    using model = Person;
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
    std::optional<Badge> badge{};
    std::optional<PersonTree9> boss{};
};
struct PersonTree11 {
    using model = Person;
    std::int32_t id{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
    std::vector<Stay> stays{};
};
struct BadgeTree10 {
    using model = Badge;
    std::int64_t id{};
    std::int32_t person_id{};
    std::string text{};
    PersonTree11 person{};
};
struct TownTree15 {
    using model = Town;
    std::int64_t id{};
    std::string name{};
};
struct SkillTree16 {
    using model = Skill;
    std::int16_t id{};
};
struct PersonTree14 {
    using model = Person;
    std::int32_t id{};
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
    TownTree15 town{};
    std::vector<SkillTree16> skills{};
    std::vector<Person> staff{};
};
struct BadgeTree18 {
    using model = Badge;
    std::int64_t id{};
    std::int32_t person_id{};
    std::string text{};
};
struct TownTree19 {
    using model = Town;
    std::optional<std::string> land_code{};
};
struct PersonTree17 {
    using model = Person;
    std::int32_t id{};
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
    std::optional<BadgeTree18> badge{};
    TownTree19 town{};
};
struct PersonTree21 {
    using model = Person;
    std::int32_t id{};
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
};
struct SkillTree20 {
    using model = Skill;
    std::int16_t id{};
    std::string label{};
    std::vector<PersonTree21> people{};
};
struct PersonTree13 {
    using model = Person;
    std::string name{};
    std::int64_t town_id{};
    std::vector<PersonTree14> staff{};
    std::unique_ptr<PersonTree17> boss{};
    std::vector<SkillTree20> skills{};
};
struct StayTree12 {
    using model = Stay;
    std::int32_t guest_id{};
    std::optional<std::int64_t> room_town{};
    std::optional<std::int16_t> room_number{};
    PersonTree13 guest{};
};
struct PersonTree23 {
    using model = Person;
    std::int32_t id{};
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
};
struct SkillTree22 {
    using model = Skill;
    std::int16_t id{};
    std::string label{};
    std::vector<PersonTree23> people{};
};
struct SkillTree25 {
    using model = Skill;
    std::string label{};
    std::vector<Person> people{};
};
struct PersonSkillTree24 {
    using model = PersonSkill;
    std::int16_t skill_id{};
    SkillTree25 skill{};
};
struct StayTree29 {
    using model = Stay;
    std::optional<std::int64_t> room_town{};
};
struct RoomTree28 {
    using model = Room;
    std::int64_t town_id{};
    std::int16_t number{};
    std::vector<StayTree29> stays{};
};
struct SkillTree31 {
    using model = Skill;
    std::int16_t id{};
    std::string label{};
};
struct BadgeTree32 {
    using model = Badge;
    std::int32_t person_id{};
    std::string text{};
};
struct PersonTree30 {
    using model = Person;
    std::int32_t id{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
    std::vector<SkillTree31> skills{};
    std::optional<BadgeTree32> badge{};
    std::vector<Stay> stays{};
};
struct TownTree27 {
    using model = Town;
    std::int64_t id{};
    std::vector<RoomTree28> rooms{};
    std::vector<PersonTree30> people{};
};
struct LandTree26 {
    using model = Land;
    std::string code{};
    std::int32_t size{};
    std::vector<TownTree27> towns{};
};
struct LandTree34 {
    using model = Land;
    std::string code{};
};
struct RoomTree35 {
    using model = Room;
    std::int64_t town_id{};
    std::int64_t beds{};
};
struct PersonTree36 {
    using model = Person;
    std::int32_t id{};
    std::string name{};
};
struct TownTree33 {
    using model = Town;
    std::int64_t id{};
    std::optional<std::string> land_code{};
    std::unique_ptr<LandTree34> land{};
    std::vector<RoomTree35> rooms{};
    std::vector<PersonTree36> people{};
};
struct LandTree39 {
    using model = Land;
    std::int32_t size{};
};
struct TownTree38 {
    using model = Town;
    std::int64_t id{};
    std::unique_ptr<LandTree39> land{};
};
struct PersonTree41 {
    using model = Person;
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
};
struct StayTree40 {
    using model = Stay;
    std::int64_t id{};
    std::optional<std::int16_t> room_number{};
    PersonTree41 guest{};
};
struct RoomTree37 {
    using model = Room;
    std::int16_t number{};
    std::int64_t beds{};
    TownTree38 town{};
    std::vector<StayTree40> stays{};
};
struct BadgeTree43 {
    using model = Badge;
    std::int64_t id{};
    std::string text{};
};
struct TownTree45 {
    using model = Town;
    std::int64_t id{};
    std::optional<std::string> land_code{};
    std::vector<Room> rooms{};
};
struct PersonTree44 {
    using model = Person;
    std::int32_t id{};
    std::string name{};
    std::int64_t town_id{};
    TownTree45 town{};
};
struct PersonTree42 {
    using model = Person;
    std::int32_t id{};
    std::string name{};
    std::int64_t town_id{};
    std::unique_ptr<BadgeTree43> badge{};
    std::unique_ptr<PersonTree44> boss{};
};
struct BadgeTree46 {
    using model = Badge;
    std::int64_t id{};
    Person person{};
};
struct TownTree49 {
    using model = Town;
    std::optional<std::string> land_code{};
};
struct RoomTree48 {
    using model = Room;
    std::int16_t number{};
    std::int64_t beds{};
    TownTree49 town{};
};
struct PersonTree51 {
    using model = Person;
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
};
struct PersonTree50 {
    using model = Person;
    std::optional<std::int32_t> boss_id{};
    std::unique_ptr<PersonTree51> boss{};
    std::optional<Badge> badge{};
};
struct StayTree47 {
    using model = Stay;
    std::int64_t id{};
    std::int32_t guest_id{};
    std::optional<std::int16_t> room_number{};
    std::unique_ptr<RoomTree48> room{};
    PersonTree50 guest{};
};
struct StayTree54 {
    using model = Stay;
    std::int64_t id{};
    std::int32_t guest_id{};
    std::unique_ptr<Room> room{};
};
struct PersonTree56 {
    using model = Person;
    std::int32_t id{};
    std::int64_t town_id{};
};
struct SkillTree55 {
    using model = Skill;
    std::int16_t id{};
    std::string label{};
    std::vector<PersonTree56> people{};
};
struct RoomTree58 {
    using model = Room;
    std::int64_t town_id{};
    std::int16_t number{};
    std::int64_t beds{};
};
struct LandTree59 {
    using model = Land;
    std::string code{};
    std::int32_t size{};
};
struct TownTree57 {
    using model = Town;
    std::int64_t id{};
    std::string name{};
    std::vector<RoomTree58> rooms{};
    std::optional<LandTree59> land{};
};
struct PersonTree53 {
    using model = Person;
    std::int32_t id{};
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
    std::vector<StayTree54> stays{};
    std::vector<SkillTree55> skills{};
    TownTree57 town{};
};
struct SkillTree52 {
    using model = Skill;
    std::int16_t id{};
    std::string label{};
    std::vector<PersonTree53> people{};
};
struct SkillTree61 {
    using model = Skill;
    std::int16_t id{};
    std::string label{};
};
struct PersonSkillTree60 {
    using model = PersonSkill;
    std::int16_t skill_id{};
    SkillTree61 skill{};
};
struct RoomTree64 {
    using model = Room;
    std::int64_t town_id{};
    std::int16_t number{};
    std::int64_t beds{};
};
struct TownTree63 {
    using model = Town;
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> land_code{};
    std::vector<RoomTree64> rooms{};
};
struct LandTree62 {
    using model = Land;
    std::int32_t size{};
    std::vector<TownTree63> towns{};
};
struct LandTree66 {
    using model = Land;
    std::string code{};
};
struct TownTree65 {
    using model = Town;
    std::int64_t id{};
    std::optional<std::string> land_code{};
    std::unique_ptr<LandTree66> land{};
};
struct StayTree68 {
    using model = Stay;
    std::int64_t id{};
    std::optional<std::int64_t> room_town{};
};
struct RoomTree67 {
    using model = Room;
    std::int64_t town_id{};
    std::int16_t number{};
    std::int64_t beds{};
    std::vector<StayTree68> stays{};
};
struct BadgeTree70 {
    using model = Badge;
    std::int64_t id{};
};
struct PersonTree69 {
    using model = Person;
    std::string name{};
    std::optional<std::int32_t> boss_id{};
    std::optional<BadgeTree70> badge{};
};
struct LandLine {
    using model = Land;
    std::string code{};
    std::int32_t size{};
};
struct TownLine {
    using model = Town;
    std::int64_t id{};
};
struct RoomLine {
    using model = Room;
    std::int64_t town_id{};
    std::int16_t number{};
    std::int64_t beds{};
};
struct PersonLine {
    using model = Person;
    std::int32_t id{};
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
};
struct BadgeLine {
    using model = Badge;
    std::int64_t id{};
    std::int32_t person_id{};
    std::string text{};
};
struct StayLine {
    using model = Stay;
    std::int64_t id{};
    std::int32_t guest_id{};
    std::optional<std::int64_t> room_town{};
    std::optional<std::int16_t> room_number{};
};
struct SkillLine {
    using model = Skill;
    std::int16_t id{};
    std::string label{};
};
struct TownPart {
    using model = Town;
    std::string name{};
    std::optional<LandLine> land{};
    std::vector<Room> rooms{};
};
struct PersonPart {
    using model = Person;
    std::int32_t id{};
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
    std::vector<StayLine> stays{};
    std::vector<Skill> skills{};
};
struct SkillPart {
    using model = Skill;
    std::int16_t id{};
    std::vector<PersonLine> people{};
};
struct LandRoot1 {
    using model = Land;
    std::string code{};
    std::int32_t size{};
    std::vector<Town> towns{};
};
struct TownRoot2 {
    using model = Town;
    std::string name{};
    std::optional<std::string> land_code{};
    std::vector<Room> rooms{};
    std::vector<PersonPart> people{};
};
struct RoomRoot3 {
    using model = Room;
    std::int64_t town_id{};
    std::int16_t number{};
    std::int64_t beds{};
    std::vector<Stay> stays{};
};
struct PersonRoot4 {
    using model = Person;
    std::int32_t id{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
    std::vector<Person> staff{};
    std::vector<StayLine> stays{};
};
struct BadgeRoot5 {
    using model = Badge;
    std::int32_t person_id{};
    PersonLine person{};
};
struct StayRoot6 {
    using model = Stay;
    std::int64_t id{};
    std::int32_t guest_id{};
    std::optional<RoomLine> room{};
};
struct SkillRoot7 {
    using model = Skill;
    std::string label{};
    std::vector<PersonLine> people{};
};
struct PersonSkillRoot8 {
    using model = PersonSkill;
    std::int16_t skill_id{};
    PersonPart person{};
    Skill skill{};
};
struct LandRoot9 {
    using model = Land;
    std::string code{};
    std::vector<Town> towns{};
};
struct TownRoot10 {
    using model = Town;
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> land_code{};
    std::vector<RoomLine> rooms{};
    std::vector<PersonLine> people{};
};
struct RoomRoot11 {
    using model = Room;
    std::int16_t number{};
    std::int64_t beds{};
    Town town{};
};
struct PersonRoot12 {
    using model = Person;
    std::int32_t id{};
    std::string name{};
    std::int64_t town_id{};
    std::optional<std::int32_t> boss_id{};
    std::vector<SkillPart> skills{};
    std::vector<Stay> stays{};
    std::unique_ptr<PersonLine> boss{};
};
struct BadgeRoot13 {
    using model = Badge;
    std::int64_t id{};
    std::int32_t person_id{};
    std::string text{};
    PersonPart person{};
};
struct StayRoot14 {
    using model = Stay;
    std::int64_t id{};
    std::optional<std::int64_t> room_town{};
    PersonLine guest{};
};
struct SkillRoot15 {
    using model = Skill;
    std::int16_t id{};
    std::string label{};
    std::vector<PersonLine> people{};
};
struct PersonSkillRoot16 {
    using model = PersonSkill;
    std::int32_t person_id{};
    std::int16_t skill_id{};
    SkillLine skill{};
    PersonLine person{};
};
struct LandRoot17 {
    using model = Land;
    std::int32_t size{};
    std::vector<Town> towns{};
};
struct TownRoot18 {
    using model = Town;
    std::int64_t id{};
    std::string name{};
    std::optional<std::string> land_code{};
    std::optional<LandLine> land{};
    std::vector<RoomLine> rooms{};
};
struct RoomRoot19 {
    using model = Room;
    std::int64_t town_id{};
    std::int16_t number{};
    std::int64_t beds{};
    Town town{};
    std::vector<StayLine> stays{};
};
struct PersonRoot20 {
    using model = Person;
    std::string name{};
    std::optional<std::int32_t> boss_id{};
    TownLine town{};
    std::unique_ptr<PersonPart> boss{};
};
struct BadgeRoot21 {
    using model = Badge;
    std::int64_t id{};
    std::int32_t person_id{};
    std::string text{};
    PersonLine person{};
};
struct StayRoot22 {
    using model = Stay;
    std::int32_t guest_id{};
    std::optional<std::int64_t> room_town{};
    std::optional<std::int16_t> room_number{};
    Person guest{};
};
struct SkillRoot23 {
    using model = Skill;
    std::int16_t id{};
    std::string label{};
    std::vector<PersonPart> people{};
};
struct PersonSkillRoot24 {
    using model = PersonSkill;
    std::int32_t person_id{};
    PersonPart person{};
    Skill skill{};
};
struct LandRoot25 {
    using model = Land;
    std::int32_t size{};
    std::vector<TownLine> towns{};
};
struct TownRoot26 {
    using model = Town;
    std::string name{};
    std::optional<std::string> land_code{};
    std::optional<Land> land{};
    std::vector<Room> rooms{};
};
struct RoomRoot27 {
    using model = Room;
    std::int64_t town_id{};
    std::int16_t number{};
    std::int64_t beds{};
    std::vector<StayLine> stays{};
    TownLine town{};
};
struct PersonRoot28 {
    using model = Person;
    std::int32_t id{};
    std::string name{};
    std::vector<Stay> stays{};
    std::vector<PersonPart> staff{};
};
struct BadgeRoot29 {
    using model = Badge;
    std::int64_t id{};
    Person person{};
};
struct StayRoot30 {
    using model = Stay;
    std::int64_t id{};
    std::optional<std::int64_t> room_town{};
    std::optional<std::int16_t> room_number{};
    Person guest{};
    std::unique_ptr<Room> room{};
};
struct SkillRoot31 {
    using model = Skill;
    std::int16_t id{};
    std::vector<PersonLine> people{};
};
struct PersonSkillRoot32 {
    using model = PersonSkill;
    std::int32_t person_id{};
    SkillPart skill{};
    PersonPart person{};
};
struct LandRoot33 {
    using model = Land;
    std::string code{};
    std::vector<TownLine> towns{};
};
struct TownRoot34 {
    using model = Town;
    std::string name{};
    std::optional<std::string> land_code{};
    std::vector<Room> rooms{};
    std::vector<PersonPart> people{};
    std::unique_ptr<Land> land{};
};
struct RoomRoot35 {
    using model = Room;
    std::int64_t beds{};
    TownLine town{};
    std::vector<StayLine> stays{};
};
struct PersonRoot36 {
    using model = Person;
    std::string name{};
    std::optional<std::int32_t> boss_id{};
    std::vector<PersonPart> staff{};
    std::unique_ptr<BadgeLine> badge{};
    TownPart town{};
};
struct BadgeRoot37 {
    using model = Badge;
    std::int64_t id{};
    std::int32_t person_id{};
    PersonPart person{};
};
struct StayRoot38 {
    using model = Stay;
    std::int64_t id{};
    std::int32_t guest_id{};
    std::optional<std::int64_t> room_town{};
    std::optional<std::int16_t> room_number{};
    std::unique_ptr<RoomLine> room{};
};
struct SkillRoot39 {
    using model = Skill;
    std::int16_t id{};
    std::vector<Person> people{};
};
struct PersonSkillRoot40 {
    using model = PersonSkill;
    std::int16_t skill_id{};
    PersonPart person{};
    SkillPart skill{};
};

} // namespace random_trees

namespace made = random_trees;

template <> inline constexpr auto refract::model<made::Land> = refract::table(refract::primary_key<&made::Land::code>);
template <> inline constexpr auto refract::model<made::Town> =
    refract::table(refract::foreign_key<&made::Town::land_code>.references<&made::Land::code>());
template <> inline constexpr auto refract::model<made::Room> =
    refract::table(refract::primary_key<&made::Room::town_id, &made::Room::number>,
                   refract::foreign_key<&made::Room::town_id>.references<&made::Town::id>());
template <> inline constexpr auto refract::model<made::Person> = refract::table(
    refract::foreign_key<&made::Person::town_id>.references<&made::Town::id>(),
    refract::foreign_key<&made::Person::boss_id>.references<&made::Person::id>(), refract::through<made::PersonSkill>);
template <> inline constexpr auto refract::model<made::Badge> =
    refract::table(refract::foreign_key<&made::Badge::person_id>.references<&made::Person::id>(),
                   refract::unique<&made::Badge::person_id>);
template <> inline constexpr auto refract::model<made::Stay> = refract::table(
    refract::foreign_key<&made::Stay::guest_id>.references<&made::Person::id>(),
    refract::foreign_key<&made::Stay::room_town, &made::Stay::room_number>.references<&made::Room::town_id, &made::Room::number>());
template <> inline constexpr auto refract::model<made::PersonSkill> =
    refract::table(refract::primary_key<&made::PersonSkill::person_id, &made::PersonSkill::skill_id>,
                   refract::foreign_key<&made::PersonSkill::person_id>.references<&made::Person::id>(),
                   refract::foreign_key<&made::PersonSkill::skill_id>.references<&made::Skill::id>());

using namespace random_trees;

namespace {

/// All rows, each table in the order of its key.
struct everything {
    std::vector<Land> Land_rows;
    std::vector<Town> Town_rows;
    std::vector<Room> Room_rows;
    std::vector<Person> Person_rows;
    std::vector<Badge> Badge_rows;
    std::vector<Stay> Stay_rows;
    std::vector<Skill> Skill_rows;
    std::vector<PersonSkill> PersonSkill_rows;

    bool linked(const Person& person, const Skill& skill) const {
        for (const PersonSkill& each : PersonSkill_rows)
            if (each.person_id == person.id && each.skill_id == skill.id) return true;
        return false;
    }
};
template <class Database> void fill(Database& db, std::mt19937& random) {
    const auto below = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
    const std::vector<std::string> codes{"", "a", "A", "a,b", "'", "\\", "{x}", "NULL"};
    for (const std::string& code : codes) db.insert(Land{code, below(5)});
    const int towns = 1 + below(8), people = 1 + below(25);
    for (int i = 1; i <= towns; ++i) {
        Town town{i * 7, "t" + std::to_string(i), std::nullopt};
        if (below(4) > 0) town.land_code = codes[static_cast<std::size_t>(below(8))];
        db.insert(town);
        for (int room = below(4); room > 0; --room)
            db.insert(Room{town.id, static_cast<std::int16_t>(room - 2), below(3)});
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

TownTree1 load_TownTree1([[maybe_unused]] const everything& all, const Town& a) {
    TownTree1 made;
    made.id = a.id;
    made.name = a.name;
    return made;
}
LandTree0 load_LandTree0([[maybe_unused]] const everything& all, const Land& a) {
    LandTree0 made;
    made.code = a.code;
    for (const Town& b : all.Town_rows)
        if ((b.land_code && *b.land_code == a.code) && made.towns.size() < 3)
            made.towns.push_back(load_TownTree1(all, b));
    return made;
}
StayTree4 load_StayTree4([[maybe_unused]] const everything& all, const Stay& a) {
    StayTree4 made;
    made.room_town = a.room_town;
    made.room_number = a.room_number;
    return made;
}
RoomTree3 load_RoomTree3([[maybe_unused]] const everything& all, const Room& a) {
    RoomTree3 made;
    made.town_id = a.town_id;
    made.number = a.number;
    made.beds = a.beds;
    for (const Stay& b : all.Stay_rows)
        if ((b.room_town && b.room_number && *b.room_town == a.town_id && *b.room_number == a.number))
            made.stays.push_back(load_StayTree4(all, b));
    return made;
}
TownTree2 load_TownTree2([[maybe_unused]] const everything& all, const Town& a) {
    TownTree2 made;
    made.id = a.id;
    made.name = a.name;
    made.land_code = a.land_code;
    for (const Room& b : all.Room_rows)
        if ((b.town_id == a.id)) made.rooms.push_back(load_RoomTree3(all, b));
    return made;
}
LandTree7 load_LandTree7([[maybe_unused]] const everything& all, const Land& a) {
    LandTree7 made;
    made.code = a.code;
    made.size = a.size;
    return made;
}
TownTree6 load_TownTree6([[maybe_unused]] const everything& all, const Town& a) {
    TownTree6 made;
    made.id = a.id;
    made.name = a.name;
    for (const Land& b : all.Land_rows)
        if ((a.land_code && *a.land_code == b.code)) made.land = std::make_unique<LandTree7>(load_LandTree7(all, b));
    return made;
}
RoomTree5 load_RoomTree5([[maybe_unused]] const everything& all, const Room& a) {
    RoomTree5 made;
    made.number = a.number;
    made.beds = a.beds;
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = load_TownTree6(all, b);
    return made;
}
PersonTree9 load_PersonTree9([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree9 made;
    made.id = a.id;
    made.name = a.name;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    return made;
}
PersonTree8 load_PersonTree8([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree8 made;
    made.name = a.name;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    for (const Badge& b : all.Badge_rows)
        if ((b.person_id == a.id)) made.badge = b;
    for (const Person& b : all.Person_rows)
        if ((a.boss_id && *a.boss_id == b.id)) made.boss = load_PersonTree9(all, b);
    return made;
}
PersonTree11 load_PersonTree11([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree11 made;
    made.id = a.id;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    for (const Stay& b : all.Stay_rows)
        if ((b.guest_id == a.id)) made.stays.push_back(b);
    return made;
}
BadgeTree10 load_BadgeTree10([[maybe_unused]] const everything& all, const Badge& a) {
    BadgeTree10 made;
    made.id = a.id;
    made.person_id = a.person_id;
    made.text = a.text;
    for (const Person& b : all.Person_rows)
        if ((a.person_id == b.id)) made.person = load_PersonTree11(all, b);
    return made;
}
TownTree15 load_TownTree15([[maybe_unused]] const everything& all, const Town& a) {
    TownTree15 made;
    made.id = a.id;
    made.name = a.name;
    return made;
}
SkillTree16 load_SkillTree16([[maybe_unused]] const everything& all, const Skill& a) {
    SkillTree16 made;
    made.id = a.id;
    return made;
}
PersonTree14 load_PersonTree14([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree14 made;
    made.id = a.id;
    made.name = a.name;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = load_TownTree15(all, b);
    for (const Skill& b : all.Skill_rows)
        if ((all.linked(a, b))) made.skills.push_back(load_SkillTree16(all, b));
    for (const Person& b : all.Person_rows)
        if ((b.boss_id && *b.boss_id == a.id)) made.staff.push_back(b);
    return made;
}
BadgeTree18 load_BadgeTree18([[maybe_unused]] const everything& all, const Badge& a) {
    BadgeTree18 made;
    made.id = a.id;
    made.person_id = a.person_id;
    made.text = a.text;
    return made;
}
TownTree19 load_TownTree19([[maybe_unused]] const everything& all, const Town& a) {
    TownTree19 made;
    made.land_code = a.land_code;
    return made;
}
PersonTree17 load_PersonTree17([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree17 made;
    made.id = a.id;
    made.name = a.name;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    for (const Badge& b : all.Badge_rows)
        if ((b.person_id == a.id)) made.badge = load_BadgeTree18(all, b);
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = load_TownTree19(all, b);
    return made;
}
PersonTree21 load_PersonTree21([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree21 made;
    made.id = a.id;
    made.name = a.name;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    return made;
}
SkillTree20 load_SkillTree20([[maybe_unused]] const everything& all, const Skill& a) {
    SkillTree20 made;
    made.id = a.id;
    made.label = a.label;
    for (const Person& b : all.Person_rows)
        if ((all.linked(b, a))) made.people.push_back(load_PersonTree21(all, b));
    return made;
}
PersonTree13 load_PersonTree13([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree13 made;
    made.name = a.name;
    made.town_id = a.town_id;
    for (const Person& b : all.Person_rows)
        if ((b.boss_id && *b.boss_id == a.id) && made.staff.size() < 1) made.staff.push_back(load_PersonTree14(all, b));
    for (const Person& b : all.Person_rows)
        if ((a.boss_id && *a.boss_id == b.id)) made.boss = std::make_unique<PersonTree17>(load_PersonTree17(all, b));
    for (const Skill& b : all.Skill_rows)
        if ((all.linked(a, b)) && made.skills.size() < 2) made.skills.push_back(load_SkillTree20(all, b));
    return made;
}
StayTree12 load_StayTree12([[maybe_unused]] const everything& all, const Stay& a) {
    StayTree12 made;
    made.guest_id = a.guest_id;
    made.room_town = a.room_town;
    made.room_number = a.room_number;
    for (const Person& b : all.Person_rows)
        if ((a.guest_id == b.id)) made.guest = load_PersonTree13(all, b);
    return made;
}
PersonTree23 load_PersonTree23([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree23 made;
    made.id = a.id;
    made.name = a.name;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    return made;
}
SkillTree22 load_SkillTree22([[maybe_unused]] const everything& all, const Skill& a) {
    SkillTree22 made;
    made.id = a.id;
    made.label = a.label;
    for (const Person& b : all.Person_rows)
        if ((all.linked(b, a)) && made.people.size() < 1) made.people.push_back(load_PersonTree23(all, b));
    return made;
}
SkillTree25 load_SkillTree25([[maybe_unused]] const everything& all, const Skill& a) {
    SkillTree25 made;
    made.label = a.label;
    for (const Person& b : all.Person_rows)
        if ((all.linked(b, a))) made.people.push_back(b);
    return made;
}
PersonSkillTree24 load_PersonSkillTree24([[maybe_unused]] const everything& all, const PersonSkill& a) {
    PersonSkillTree24 made;
    made.skill_id = a.skill_id;
    for (const Skill& b : all.Skill_rows)
        if ((a.skill_id == b.id)) made.skill = load_SkillTree25(all, b);
    return made;
}
StayTree29 load_StayTree29([[maybe_unused]] const everything& all, const Stay& a) {
    StayTree29 made;
    made.room_town = a.room_town;
    return made;
}
RoomTree28 load_RoomTree28([[maybe_unused]] const everything& all, const Room& a) {
    RoomTree28 made;
    made.town_id = a.town_id;
    made.number = a.number;
    for (const Stay& b : all.Stay_rows)
        if ((b.room_town && b.room_number && *b.room_town == a.town_id && *b.room_number == a.number) &&
            made.stays.size() < 2)
            made.stays.push_back(load_StayTree29(all, b));
    return made;
}
SkillTree31 load_SkillTree31([[maybe_unused]] const everything& all, const Skill& a) {
    SkillTree31 made;
    made.id = a.id;
    made.label = a.label;
    return made;
}
BadgeTree32 load_BadgeTree32([[maybe_unused]] const everything& all, const Badge& a) {
    BadgeTree32 made;
    made.person_id = a.person_id;
    made.text = a.text;
    return made;
}
PersonTree30 load_PersonTree30([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree30 made;
    made.id = a.id;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    for (const Skill& b : all.Skill_rows)
        if ((all.linked(a, b))) made.skills.push_back(load_SkillTree31(all, b));
    for (const Badge& b : all.Badge_rows)
        if ((b.person_id == a.id)) made.badge = load_BadgeTree32(all, b);
    for (const Stay& b : all.Stay_rows)
        if ((b.guest_id == a.id)) made.stays.push_back(b);
    return made;
}
TownTree27 load_TownTree27([[maybe_unused]] const everything& all, const Town& a) {
    TownTree27 made;
    made.id = a.id;
    for (const Room& b : all.Room_rows)
        if ((b.town_id == a.id)) made.rooms.push_back(load_RoomTree28(all, b));
    for (const Person& b : all.Person_rows)
        if ((b.town_id == a.id) && made.people.size() < 2) made.people.push_back(load_PersonTree30(all, b));
    return made;
}
LandTree26 load_LandTree26([[maybe_unused]] const everything& all, const Land& a) {
    LandTree26 made;
    made.code = a.code;
    made.size = a.size;
    for (const Town& b : all.Town_rows)
        if ((b.land_code && *b.land_code == a.code)) made.towns.push_back(load_TownTree27(all, b));
    return made;
}
LandTree34 load_LandTree34([[maybe_unused]] const everything& all, const Land& a) {
    LandTree34 made;
    made.code = a.code;
    return made;
}
RoomTree35 load_RoomTree35([[maybe_unused]] const everything& all, const Room& a) {
    RoomTree35 made;
    made.town_id = a.town_id;
    made.beds = a.beds;
    return made;
}
PersonTree36 load_PersonTree36([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree36 made;
    made.id = a.id;
    made.name = a.name;
    return made;
}
TownTree33 load_TownTree33([[maybe_unused]] const everything& all, const Town& a) {
    TownTree33 made;
    made.id = a.id;
    made.land_code = a.land_code;
    for (const Land& b : all.Land_rows)
        if ((a.land_code && *a.land_code == b.code)) made.land = std::make_unique<LandTree34>(load_LandTree34(all, b));
    for (const Room& b : all.Room_rows)
        if ((b.town_id == a.id)) made.rooms.push_back(load_RoomTree35(all, b));
    for (const Person& b : all.Person_rows)
        if ((b.town_id == a.id)) made.people.push_back(load_PersonTree36(all, b));
    return made;
}
LandTree39 load_LandTree39([[maybe_unused]] const everything& all, const Land& a) {
    LandTree39 made;
    made.size = a.size;
    return made;
}
TownTree38 load_TownTree38([[maybe_unused]] const everything& all, const Town& a) {
    TownTree38 made;
    made.id = a.id;
    for (const Land& b : all.Land_rows)
        if ((a.land_code && *a.land_code == b.code)) made.land = std::make_unique<LandTree39>(load_LandTree39(all, b));
    return made;
}
PersonTree41 load_PersonTree41([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree41 made;
    made.name = a.name;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    return made;
}
StayTree40 load_StayTree40([[maybe_unused]] const everything& all, const Stay& a) {
    StayTree40 made;
    made.id = a.id;
    made.room_number = a.room_number;
    for (const Person& b : all.Person_rows)
        if ((a.guest_id == b.id)) made.guest = load_PersonTree41(all, b);
    return made;
}
RoomTree37 load_RoomTree37([[maybe_unused]] const everything& all, const Room& a) {
    RoomTree37 made;
    made.number = a.number;
    made.beds = a.beds;
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = load_TownTree38(all, b);
    for (const Stay& b : all.Stay_rows)
        if ((b.room_town && b.room_number && *b.room_town == a.town_id && *b.room_number == a.number))
            made.stays.push_back(load_StayTree40(all, b));
    return made;
}
BadgeTree43 load_BadgeTree43([[maybe_unused]] const everything& all, const Badge& a) {
    BadgeTree43 made;
    made.id = a.id;
    made.text = a.text;
    return made;
}
TownTree45 load_TownTree45([[maybe_unused]] const everything& all, const Town& a) {
    TownTree45 made;
    made.id = a.id;
    made.land_code = a.land_code;
    for (const Room& b : all.Room_rows)
        if ((b.town_id == a.id) && made.rooms.size() < 3) made.rooms.push_back(b);
    return made;
}
PersonTree44 load_PersonTree44([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree44 made;
    made.id = a.id;
    made.name = a.name;
    made.town_id = a.town_id;
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = load_TownTree45(all, b);
    return made;
}
PersonTree42 load_PersonTree42([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree42 made;
    made.id = a.id;
    made.name = a.name;
    made.town_id = a.town_id;
    for (const Badge& b : all.Badge_rows)
        if ((b.person_id == a.id)) made.badge = std::make_unique<BadgeTree43>(load_BadgeTree43(all, b));
    for (const Person& b : all.Person_rows)
        if ((a.boss_id && *a.boss_id == b.id)) made.boss = std::make_unique<PersonTree44>(load_PersonTree44(all, b));
    return made;
}
BadgeTree46 load_BadgeTree46([[maybe_unused]] const everything& all, const Badge& a) {
    BadgeTree46 made;
    made.id = a.id;
    for (const Person& b : all.Person_rows)
        if ((a.person_id == b.id)) made.person = b;
    return made;
}
TownTree49 load_TownTree49([[maybe_unused]] const everything& all, const Town& a) {
    TownTree49 made;
    made.land_code = a.land_code;
    return made;
}
RoomTree48 load_RoomTree48([[maybe_unused]] const everything& all, const Room& a) {
    RoomTree48 made;
    made.number = a.number;
    made.beds = a.beds;
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = load_TownTree49(all, b);
    return made;
}
PersonTree51 load_PersonTree51([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree51 made;
    made.name = a.name;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    return made;
}
PersonTree50 load_PersonTree50([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree50 made;
    made.boss_id = a.boss_id;
    for (const Person& b : all.Person_rows)
        if ((a.boss_id && *a.boss_id == b.id)) made.boss = std::make_unique<PersonTree51>(load_PersonTree51(all, b));
    for (const Badge& b : all.Badge_rows)
        if ((b.person_id == a.id)) made.badge = b;
    return made;
}
StayTree47 load_StayTree47([[maybe_unused]] const everything& all, const Stay& a) {
    StayTree47 made;
    made.id = a.id;
    made.guest_id = a.guest_id;
    made.room_number = a.room_number;
    for (const Room& b : all.Room_rows)
        if ((a.room_town && a.room_number && *a.room_town == b.town_id && *a.room_number == b.number))
            made.room = std::make_unique<RoomTree48>(load_RoomTree48(all, b));
    for (const Person& b : all.Person_rows)
        if ((a.guest_id == b.id)) made.guest = load_PersonTree50(all, b);
    return made;
}
StayTree54 load_StayTree54([[maybe_unused]] const everything& all, const Stay& a) {
    StayTree54 made;
    made.id = a.id;
    made.guest_id = a.guest_id;
    for (const Room& b : all.Room_rows)
        if ((a.room_town && a.room_number && *a.room_town == b.town_id && *a.room_number == b.number))
            made.room = std::make_unique<Room>(b);
    return made;
}
PersonTree56 load_PersonTree56([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree56 made;
    made.id = a.id;
    made.town_id = a.town_id;
    return made;
}
SkillTree55 load_SkillTree55([[maybe_unused]] const everything& all, const Skill& a) {
    SkillTree55 made;
    made.id = a.id;
    made.label = a.label;
    for (const Person& b : all.Person_rows)
        if ((all.linked(b, a))) made.people.push_back(load_PersonTree56(all, b));
    return made;
}
RoomTree58 load_RoomTree58([[maybe_unused]] const everything& all, const Room& a) {
    RoomTree58 made;
    made.town_id = a.town_id;
    made.number = a.number;
    made.beds = a.beds;
    return made;
}
LandTree59 load_LandTree59([[maybe_unused]] const everything& all, const Land& a) {
    LandTree59 made;
    made.code = a.code;
    made.size = a.size;
    return made;
}
TownTree57 load_TownTree57([[maybe_unused]] const everything& all, const Town& a) {
    TownTree57 made;
    made.id = a.id;
    made.name = a.name;
    for (const Room& b : all.Room_rows)
        if ((b.town_id == a.id) && made.rooms.size() < 2) made.rooms.push_back(load_RoomTree58(all, b));
    for (const Land& b : all.Land_rows)
        if ((a.land_code && *a.land_code == b.code)) made.land = load_LandTree59(all, b);
    return made;
}
PersonTree53 load_PersonTree53([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree53 made;
    made.id = a.id;
    made.name = a.name;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    for (const Stay& b : all.Stay_rows)
        if ((b.guest_id == a.id) && made.stays.size() < 1) made.stays.push_back(load_StayTree54(all, b));
    for (const Skill& b : all.Skill_rows)
        if ((all.linked(a, b))) made.skills.push_back(load_SkillTree55(all, b));
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = load_TownTree57(all, b);
    return made;
}
SkillTree52 load_SkillTree52([[maybe_unused]] const everything& all, const Skill& a) {
    SkillTree52 made;
    made.id = a.id;
    made.label = a.label;
    for (const Person& b : all.Person_rows)
        if ((all.linked(b, a))) made.people.push_back(load_PersonTree53(all, b));
    return made;
}
SkillTree61 load_SkillTree61([[maybe_unused]] const everything& all, const Skill& a) {
    SkillTree61 made;
    made.id = a.id;
    made.label = a.label;
    return made;
}
PersonSkillTree60 load_PersonSkillTree60([[maybe_unused]] const everything& all, const PersonSkill& a) {
    PersonSkillTree60 made;
    made.skill_id = a.skill_id;
    for (const Skill& b : all.Skill_rows)
        if ((a.skill_id == b.id)) made.skill = load_SkillTree61(all, b);
    return made;
}
RoomTree64 load_RoomTree64([[maybe_unused]] const everything& all, const Room& a) {
    RoomTree64 made;
    made.town_id = a.town_id;
    made.number = a.number;
    made.beds = a.beds;
    return made;
}
TownTree63 load_TownTree63([[maybe_unused]] const everything& all, const Town& a) {
    TownTree63 made;
    made.id = a.id;
    made.name = a.name;
    made.land_code = a.land_code;
    for (const Room& b : all.Room_rows)
        if ((b.town_id == a.id)) made.rooms.push_back(load_RoomTree64(all, b));
    return made;
}
LandTree62 load_LandTree62([[maybe_unused]] const everything& all, const Land& a) {
    LandTree62 made;
    made.size = a.size;
    for (const Town& b : all.Town_rows)
        if ((b.land_code && *b.land_code == a.code) && made.towns.size() < 2)
            made.towns.push_back(load_TownTree63(all, b));
    return made;
}
LandTree66 load_LandTree66([[maybe_unused]] const everything& all, const Land& a) {
    LandTree66 made;
    made.code = a.code;
    return made;
}
TownTree65 load_TownTree65([[maybe_unused]] const everything& all, const Town& a) {
    TownTree65 made;
    made.id = a.id;
    made.land_code = a.land_code;
    for (const Land& b : all.Land_rows)
        if ((a.land_code && *a.land_code == b.code)) made.land = std::make_unique<LandTree66>(load_LandTree66(all, b));
    return made;
}
StayTree68 load_StayTree68([[maybe_unused]] const everything& all, const Stay& a) {
    StayTree68 made;
    made.id = a.id;
    made.room_town = a.room_town;
    return made;
}
RoomTree67 load_RoomTree67([[maybe_unused]] const everything& all, const Room& a) {
    RoomTree67 made;
    made.town_id = a.town_id;
    made.number = a.number;
    made.beds = a.beds;
    for (const Stay& b : all.Stay_rows)
        if ((b.room_town && b.room_number && *b.room_town == a.town_id && *b.room_number == a.number))
            made.stays.push_back(load_StayTree68(all, b));
    return made;
}
BadgeTree70 load_BadgeTree70([[maybe_unused]] const everything& all, const Badge& a) {
    BadgeTree70 made;
    made.id = a.id;
    return made;
}
PersonTree69 load_PersonTree69([[maybe_unused]] const everything& all, const Person& a) {
    PersonTree69 made;
    made.name = a.name;
    made.boss_id = a.boss_id;
    for (const Badge& b : all.Badge_rows)
        if ((b.person_id == a.id)) made.badge = load_BadgeTree70(all, b);
    return made;
}
LandLine load_LandLine([[maybe_unused]] const everything& all, const Land& a) {
    LandLine made;
    made.code = a.code;
    made.size = a.size;
    return made;
}
TownLine load_TownLine([[maybe_unused]] const everything& all, const Town& a) {
    TownLine made;
    made.id = a.id;
    return made;
}
RoomLine load_RoomLine([[maybe_unused]] const everything& all, const Room& a) {
    RoomLine made;
    made.town_id = a.town_id;
    made.number = a.number;
    made.beds = a.beds;
    return made;
}
PersonLine load_PersonLine([[maybe_unused]] const everything& all, const Person& a) {
    PersonLine made;
    made.id = a.id;
    made.name = a.name;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    return made;
}
BadgeLine load_BadgeLine([[maybe_unused]] const everything& all, const Badge& a) {
    BadgeLine made;
    made.id = a.id;
    made.person_id = a.person_id;
    made.text = a.text;
    return made;
}
StayLine load_StayLine([[maybe_unused]] const everything& all, const Stay& a) {
    StayLine made;
    made.id = a.id;
    made.guest_id = a.guest_id;
    made.room_town = a.room_town;
    made.room_number = a.room_number;
    return made;
}
SkillLine load_SkillLine([[maybe_unused]] const everything& all, const Skill& a) {
    SkillLine made;
    made.id = a.id;
    made.label = a.label;
    return made;
}
TownPart load_TownPart([[maybe_unused]] const everything& all, const Town& a) {
    TownPart made;
    made.name = a.name;
    for (const Land& b : all.Land_rows)
        if ((a.land_code && *a.land_code == b.code)) made.land = load_LandLine(all, b);
    for (const Room& b : all.Room_rows)
        if ((b.town_id == a.id)) made.rooms.push_back(b);
    return made;
}
PersonPart load_PersonPart([[maybe_unused]] const everything& all, const Person& a) {
    PersonPart made;
    made.id = a.id;
    made.name = a.name;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    for (const Stay& b : all.Stay_rows)
        if ((b.guest_id == a.id)) made.stays.push_back(load_StayLine(all, b));
    for (const Skill& b : all.Skill_rows)
        if ((all.linked(a, b))) made.skills.push_back(b);
    return made;
}
SkillPart load_SkillPart([[maybe_unused]] const everything& all, const Skill& a) {
    SkillPart made;
    made.id = a.id;
    for (const Person& b : all.Person_rows)
        if ((all.linked(b, a))) made.people.push_back(load_PersonLine(all, b));
    return made;
}
LandRoot1 load_LandRoot1([[maybe_unused]] const everything& all, const Land& a) {
    LandRoot1 made;
    made.code = a.code;
    made.size = a.size;
    for (const Town& b : all.Town_rows)
        if ((b.land_code && *b.land_code == a.code)) made.towns.push_back(b);
    return made;
}
TownRoot2 load_TownRoot2([[maybe_unused]] const everything& all, const Town& a) {
    TownRoot2 made;
    made.name = a.name;
    made.land_code = a.land_code;
    for (const Room& b : all.Room_rows)
        if ((b.town_id == a.id)) made.rooms.push_back(b);
    for (const Person& b : all.Person_rows)
        if ((b.town_id == a.id)) made.people.push_back(load_PersonPart(all, b));
    return made;
}
RoomRoot3 load_RoomRoot3([[maybe_unused]] const everything& all, const Room& a) {
    RoomRoot3 made;
    made.town_id = a.town_id;
    made.number = a.number;
    made.beds = a.beds;
    for (const Stay& b : all.Stay_rows)
        if ((b.room_town && b.room_number && *b.room_town == a.town_id && *b.room_number == a.number))
            made.stays.push_back(b);
    return made;
}
PersonRoot4 load_PersonRoot4([[maybe_unused]] const everything& all, const Person& a) {
    PersonRoot4 made;
    made.id = a.id;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    for (const Person& b : all.Person_rows)
        if ((b.boss_id && *b.boss_id == a.id)) made.staff.push_back(b);
    for (const Stay& b : all.Stay_rows)
        if ((b.guest_id == a.id)) made.stays.push_back(load_StayLine(all, b));
    return made;
}
BadgeRoot5 load_BadgeRoot5([[maybe_unused]] const everything& all, const Badge& a) {
    BadgeRoot5 made;
    made.person_id = a.person_id;
    for (const Person& b : all.Person_rows)
        if ((a.person_id == b.id)) made.person = load_PersonLine(all, b);
    return made;
}
StayRoot6 load_StayRoot6([[maybe_unused]] const everything& all, const Stay& a) {
    StayRoot6 made;
    made.id = a.id;
    made.guest_id = a.guest_id;
    for (const Room& b : all.Room_rows)
        if ((a.room_town && a.room_number && *a.room_town == b.town_id && *a.room_number == b.number))
            made.room = load_RoomLine(all, b);
    return made;
}
SkillRoot7 load_SkillRoot7([[maybe_unused]] const everything& all, const Skill& a) {
    SkillRoot7 made;
    made.label = a.label;
    for (const Person& b : all.Person_rows)
        if ((all.linked(b, a))) made.people.push_back(load_PersonLine(all, b));
    return made;
}
PersonSkillRoot8 load_PersonSkillRoot8([[maybe_unused]] const everything& all, const PersonSkill& a) {
    PersonSkillRoot8 made;
    made.skill_id = a.skill_id;
    for (const Person& b : all.Person_rows)
        if ((a.person_id == b.id)) made.person = load_PersonPart(all, b);
    for (const Skill& b : all.Skill_rows)
        if ((a.skill_id == b.id)) made.skill = b;
    return made;
}
LandRoot9 load_LandRoot9([[maybe_unused]] const everything& all, const Land& a) {
    LandRoot9 made;
    made.code = a.code;
    for (const Town& b : all.Town_rows)
        if ((b.land_code && *b.land_code == a.code)) made.towns.push_back(b);
    return made;
}
TownRoot10 load_TownRoot10([[maybe_unused]] const everything& all, const Town& a) {
    TownRoot10 made;
    made.id = a.id;
    made.name = a.name;
    made.land_code = a.land_code;
    for (const Room& b : all.Room_rows)
        if ((b.town_id == a.id)) made.rooms.push_back(load_RoomLine(all, b));
    for (const Person& b : all.Person_rows)
        if ((b.town_id == a.id)) made.people.push_back(load_PersonLine(all, b));
    return made;
}
RoomRoot11 load_RoomRoot11([[maybe_unused]] const everything& all, const Room& a) {
    RoomRoot11 made;
    made.number = a.number;
    made.beds = a.beds;
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = b;
    return made;
}
PersonRoot12 load_PersonRoot12([[maybe_unused]] const everything& all, const Person& a) {
    PersonRoot12 made;
    made.id = a.id;
    made.name = a.name;
    made.town_id = a.town_id;
    made.boss_id = a.boss_id;
    for (const Skill& b : all.Skill_rows)
        if ((all.linked(a, b))) made.skills.push_back(load_SkillPart(all, b));
    for (const Stay& b : all.Stay_rows)
        if ((b.guest_id == a.id)) made.stays.push_back(b);
    for (const Person& b : all.Person_rows)
        if ((a.boss_id && *a.boss_id == b.id)) made.boss = std::make_unique<PersonLine>(load_PersonLine(all, b));
    return made;
}
BadgeRoot13 load_BadgeRoot13([[maybe_unused]] const everything& all, const Badge& a) {
    BadgeRoot13 made;
    made.id = a.id;
    made.person_id = a.person_id;
    made.text = a.text;
    for (const Person& b : all.Person_rows)
        if ((a.person_id == b.id)) made.person = load_PersonPart(all, b);
    return made;
}
StayRoot14 load_StayRoot14([[maybe_unused]] const everything& all, const Stay& a) {
    StayRoot14 made;
    made.id = a.id;
    made.room_town = a.room_town;
    for (const Person& b : all.Person_rows)
        if ((a.guest_id == b.id)) made.guest = load_PersonLine(all, b);
    return made;
}
SkillRoot15 load_SkillRoot15([[maybe_unused]] const everything& all, const Skill& a) {
    SkillRoot15 made;
    made.id = a.id;
    made.label = a.label;
    for (const Person& b : all.Person_rows)
        if ((all.linked(b, a))) made.people.push_back(load_PersonLine(all, b));
    return made;
}
PersonSkillRoot16 load_PersonSkillRoot16([[maybe_unused]] const everything& all, const PersonSkill& a) {
    PersonSkillRoot16 made;
    made.person_id = a.person_id;
    made.skill_id = a.skill_id;
    for (const Skill& b : all.Skill_rows)
        if ((a.skill_id == b.id)) made.skill = load_SkillLine(all, b);
    for (const Person& b : all.Person_rows)
        if ((a.person_id == b.id)) made.person = load_PersonLine(all, b);
    return made;
}
LandRoot17 load_LandRoot17([[maybe_unused]] const everything& all, const Land& a) {
    LandRoot17 made;
    made.size = a.size;
    for (const Town& b : all.Town_rows)
        if ((b.land_code && *b.land_code == a.code)) made.towns.push_back(b);
    return made;
}
TownRoot18 load_TownRoot18([[maybe_unused]] const everything& all, const Town& a) {
    TownRoot18 made;
    made.id = a.id;
    made.name = a.name;
    made.land_code = a.land_code;
    for (const Land& b : all.Land_rows)
        if ((a.land_code && *a.land_code == b.code)) made.land = load_LandLine(all, b);
    for (const Room& b : all.Room_rows)
        if ((b.town_id == a.id)) made.rooms.push_back(load_RoomLine(all, b));
    return made;
}
RoomRoot19 load_RoomRoot19([[maybe_unused]] const everything& all, const Room& a) {
    RoomRoot19 made;
    made.town_id = a.town_id;
    made.number = a.number;
    made.beds = a.beds;
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = b;
    for (const Stay& b : all.Stay_rows)
        if ((b.room_town && b.room_number && *b.room_town == a.town_id && *b.room_number == a.number))
            made.stays.push_back(load_StayLine(all, b));
    return made;
}
PersonRoot20 load_PersonRoot20([[maybe_unused]] const everything& all, const Person& a) {
    PersonRoot20 made;
    made.name = a.name;
    made.boss_id = a.boss_id;
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = load_TownLine(all, b);
    for (const Person& b : all.Person_rows)
        if ((a.boss_id && *a.boss_id == b.id)) made.boss = std::make_unique<PersonPart>(load_PersonPart(all, b));
    return made;
}
BadgeRoot21 load_BadgeRoot21([[maybe_unused]] const everything& all, const Badge& a) {
    BadgeRoot21 made;
    made.id = a.id;
    made.person_id = a.person_id;
    made.text = a.text;
    for (const Person& b : all.Person_rows)
        if ((a.person_id == b.id)) made.person = load_PersonLine(all, b);
    return made;
}
StayRoot22 load_StayRoot22([[maybe_unused]] const everything& all, const Stay& a) {
    StayRoot22 made;
    made.guest_id = a.guest_id;
    made.room_town = a.room_town;
    made.room_number = a.room_number;
    for (const Person& b : all.Person_rows)
        if ((a.guest_id == b.id)) made.guest = b;
    return made;
}
SkillRoot23 load_SkillRoot23([[maybe_unused]] const everything& all, const Skill& a) {
    SkillRoot23 made;
    made.id = a.id;
    made.label = a.label;
    for (const Person& b : all.Person_rows)
        if ((all.linked(b, a))) made.people.push_back(load_PersonPart(all, b));
    return made;
}
PersonSkillRoot24 load_PersonSkillRoot24([[maybe_unused]] const everything& all, const PersonSkill& a) {
    PersonSkillRoot24 made;
    made.person_id = a.person_id;
    for (const Person& b : all.Person_rows)
        if ((a.person_id == b.id)) made.person = load_PersonPart(all, b);
    for (const Skill& b : all.Skill_rows)
        if ((a.skill_id == b.id)) made.skill = b;
    return made;
}
LandRoot25 load_LandRoot25([[maybe_unused]] const everything& all, const Land& a) {
    LandRoot25 made;
    made.size = a.size;
    for (const Town& b : all.Town_rows)
        if ((b.land_code && *b.land_code == a.code)) made.towns.push_back(load_TownLine(all, b));
    return made;
}
TownRoot26 load_TownRoot26([[maybe_unused]] const everything& all, const Town& a) {
    TownRoot26 made;
    made.name = a.name;
    made.land_code = a.land_code;
    for (const Land& b : all.Land_rows)
        if ((a.land_code && *a.land_code == b.code)) made.land = b;
    for (const Room& b : all.Room_rows)
        if ((b.town_id == a.id)) made.rooms.push_back(b);
    return made;
}
RoomRoot27 load_RoomRoot27([[maybe_unused]] const everything& all, const Room& a) {
    RoomRoot27 made;
    made.town_id = a.town_id;
    made.number = a.number;
    made.beds = a.beds;
    for (const Stay& b : all.Stay_rows)
        if ((b.room_town && b.room_number && *b.room_town == a.town_id && *b.room_number == a.number))
            made.stays.push_back(load_StayLine(all, b));
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = load_TownLine(all, b);
    return made;
}
PersonRoot28 load_PersonRoot28([[maybe_unused]] const everything& all, const Person& a) {
    PersonRoot28 made;
    made.id = a.id;
    made.name = a.name;
    for (const Stay& b : all.Stay_rows)
        if ((b.guest_id == a.id)) made.stays.push_back(b);
    for (const Person& b : all.Person_rows)
        if ((b.boss_id && *b.boss_id == a.id)) made.staff.push_back(load_PersonPart(all, b));
    return made;
}
BadgeRoot29 load_BadgeRoot29([[maybe_unused]] const everything& all, const Badge& a) {
    BadgeRoot29 made;
    made.id = a.id;
    for (const Person& b : all.Person_rows)
        if ((a.person_id == b.id)) made.person = b;
    return made;
}
StayRoot30 load_StayRoot30([[maybe_unused]] const everything& all, const Stay& a) {
    StayRoot30 made;
    made.id = a.id;
    made.room_town = a.room_town;
    made.room_number = a.room_number;
    for (const Person& b : all.Person_rows)
        if ((a.guest_id == b.id)) made.guest = b;
    for (const Room& b : all.Room_rows)
        if ((a.room_town && a.room_number && *a.room_town == b.town_id && *a.room_number == b.number))
            made.room = std::make_unique<Room>(b);
    return made;
}
SkillRoot31 load_SkillRoot31([[maybe_unused]] const everything& all, const Skill& a) {
    SkillRoot31 made;
    made.id = a.id;
    for (const Person& b : all.Person_rows)
        if ((all.linked(b, a))) made.people.push_back(load_PersonLine(all, b));
    return made;
}
PersonSkillRoot32 load_PersonSkillRoot32([[maybe_unused]] const everything& all, const PersonSkill& a) {
    PersonSkillRoot32 made;
    made.person_id = a.person_id;
    for (const Skill& b : all.Skill_rows)
        if ((a.skill_id == b.id)) made.skill = load_SkillPart(all, b);
    for (const Person& b : all.Person_rows)
        if ((a.person_id == b.id)) made.person = load_PersonPart(all, b);
    return made;
}
LandRoot33 load_LandRoot33([[maybe_unused]] const everything& all, const Land& a) {
    LandRoot33 made;
    made.code = a.code;
    for (const Town& b : all.Town_rows)
        if ((b.land_code && *b.land_code == a.code)) made.towns.push_back(load_TownLine(all, b));
    return made;
}
TownRoot34 load_TownRoot34([[maybe_unused]] const everything& all, const Town& a) {
    TownRoot34 made;
    made.name = a.name;
    made.land_code = a.land_code;
    for (const Room& b : all.Room_rows)
        if ((b.town_id == a.id)) made.rooms.push_back(b);
    for (const Person& b : all.Person_rows)
        if ((b.town_id == a.id)) made.people.push_back(load_PersonPart(all, b));
    for (const Land& b : all.Land_rows)
        if ((a.land_code && *a.land_code == b.code)) made.land = std::make_unique<Land>(b);
    return made;
}
RoomRoot35 load_RoomRoot35([[maybe_unused]] const everything& all, const Room& a) {
    RoomRoot35 made;
    made.beds = a.beds;
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = load_TownLine(all, b);
    for (const Stay& b : all.Stay_rows)
        if ((b.room_town && b.room_number && *b.room_town == a.town_id && *b.room_number == a.number))
            made.stays.push_back(load_StayLine(all, b));
    return made;
}
PersonRoot36 load_PersonRoot36([[maybe_unused]] const everything& all, const Person& a) {
    PersonRoot36 made;
    made.name = a.name;
    made.boss_id = a.boss_id;
    for (const Person& b : all.Person_rows)
        if ((b.boss_id && *b.boss_id == a.id)) made.staff.push_back(load_PersonPart(all, b));
    for (const Badge& b : all.Badge_rows)
        if ((b.person_id == a.id)) made.badge = std::make_unique<BadgeLine>(load_BadgeLine(all, b));
    for (const Town& b : all.Town_rows)
        if ((a.town_id == b.id)) made.town = load_TownPart(all, b);
    return made;
}
BadgeRoot37 load_BadgeRoot37([[maybe_unused]] const everything& all, const Badge& a) {
    BadgeRoot37 made;
    made.id = a.id;
    made.person_id = a.person_id;
    for (const Person& b : all.Person_rows)
        if ((a.person_id == b.id)) made.person = load_PersonPart(all, b);
    return made;
}
StayRoot38 load_StayRoot38([[maybe_unused]] const everything& all, const Stay& a) {
    StayRoot38 made;
    made.id = a.id;
    made.guest_id = a.guest_id;
    made.room_town = a.room_town;
    made.room_number = a.room_number;
    for (const Room& b : all.Room_rows)
        if ((a.room_town && a.room_number && *a.room_town == b.town_id && *a.room_number == b.number))
            made.room = std::make_unique<RoomLine>(load_RoomLine(all, b));
    return made;
}
SkillRoot39 load_SkillRoot39([[maybe_unused]] const everything& all, const Skill& a) {
    SkillRoot39 made;
    made.id = a.id;
    for (const Person& b : all.Person_rows)
        if ((all.linked(b, a))) made.people.push_back(b);
    return made;
}
PersonSkillRoot40 load_PersonSkillRoot40([[maybe_unused]] const everything& all, const PersonSkill& a) {
    PersonSkillRoot40 made;
    made.skill_id = a.skill_id;
    for (const Person& b : all.Person_rows)
        if ((a.person_id == b.id)) made.person = load_PersonPart(all, b);
    for (const Skill& b : all.Skill_rows)
        if ((a.skill_id == b.id)) made.skill = load_SkillPart(all, b);
    return made;
}

/// A tree as text, whose rows may stand in any order.
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

template <class Database> void compare_LandTree0(Database& db, const everything& all) {
    const auto found =
        db.all(from<Land>()
                   .template select<LandTree0>(nested<&LandTree0::towns>().order_by(col<&Town::id>).limit(3))
                   .order_by(col<&Land::code>));
    REQUIRE(found.size() == all.Land_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_LandTree0(all, all.Land_rows[i])));
}
template <class Database> void compare_TownTree2(Database& db, const everything& all) {
    const auto found = db.all(
        from<Town>()
            .template select<TownTree2>(nested<&TownTree2::rooms>().order_by(col<&Room::town_id>, col<&Room::number>),
                                        nested<&TownTree2::rooms, &RoomTree3::stays>().order_by(col<&Stay::id>))
            .order_by(col<&Town::id>));
    REQUIRE(found.size() == all.Town_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_TownTree2(all, all.Town_rows[i])));
}
template <class Database> void compare_RoomTree5(Database& db, const everything& all) {
    const auto found =
        db.all(from<Room>().template select<RoomTree5>().order_by(col<&Room::town_id>, col<&Room::number>));
    REQUIRE(found.size() == all.Room_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_RoomTree5(all, all.Room_rows[i])));
}
template <class Database> void compare_PersonTree8(Database& db, const everything& all) {
    const auto found = db.all(from<Person>().template select<PersonTree8>().order_by(col<&Person::id>));
    REQUIRE(found.size() == all.Person_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_PersonTree8(all, all.Person_rows[i])));
}
template <class Database> void compare_BadgeTree10(Database& db, const everything& all) {
    const auto found = db.all(
        from<Badge>()
            .template select<BadgeTree10>(nested<&BadgeTree10::person, &PersonTree11::stays>().order_by(col<&Stay::id>))
            .order_by(col<&Badge::id>));
    REQUIRE(found.size() == all.Badge_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_BadgeTree10(all, all.Badge_rows[i])));
}
template <class Database> void compare_StayTree12(Database& db, const everything& all) {
    const auto found = db.all(
        from<Stay>()
            .template select<StayTree12>(
                nested<&StayTree12::guest, &PersonTree13::staff>().order_by(col<&Person::id>).limit(1),
                nested<&StayTree12::guest, &PersonTree13::staff, &PersonTree14::skills>().order_by(col<&Skill::id>),
                nested<&StayTree12::guest, &PersonTree13::staff, &PersonTree14::staff>().order_by(col<&Person::id>),
                nested<&StayTree12::guest, &PersonTree13::skills>().order_by(col<&Skill::id>).limit(2),
                nested<&StayTree12::guest, &PersonTree13::skills, &SkillTree20::people>().order_by(col<&Person::id>))
            .order_by(col<&Stay::id>));
    REQUIRE(found.size() == all.Stay_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_StayTree12(all, all.Stay_rows[i])));
}
template <class Database> void compare_SkillTree22(Database& db, const everything& all) {
    const auto found =
        db.all(from<Skill>()
                   .template select<SkillTree22>(nested<&SkillTree22::people>().order_by(col<&Person::id>).limit(1))
                   .order_by(col<&Skill::id>));
    REQUIRE(found.size() == all.Skill_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_SkillTree22(all, all.Skill_rows[i])));
}
template <class Database> void compare_PersonSkillTree24(Database& db, const everything& all) {
    const auto found =
        db.all(from<PersonSkill>()
                   .template select<PersonSkillTree24>(
                       nested<&PersonSkillTree24::skill, &SkillTree25::people>().order_by(col<&Person::id>))
                   .order_by(col<&PersonSkill::person_id>, col<&PersonSkill::skill_id>));
    REQUIRE(found.size() == all.PersonSkill_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_PersonSkillTree24(all, all.PersonSkill_rows[i])));
}
template <class Database> void compare_LandTree26(Database& db, const everything& all) {
    const auto found = db.all(
        from<Land>()
            .template select<LandTree26>(
                nested<&LandTree26::towns>().order_by(col<&Town::id>),
                nested<&LandTree26::towns, &TownTree27::rooms>().order_by(col<&Room::town_id>, col<&Room::number>),
                nested<&LandTree26::towns, &TownTree27::rooms, &RoomTree28::stays>().order_by(col<&Stay::id>).limit(2),
                nested<&LandTree26::towns, &TownTree27::people>().order_by(col<&Person::id>).limit(2),
                nested<&LandTree26::towns, &TownTree27::people, &PersonTree30::skills>().order_by(col<&Skill::id>),
                nested<&LandTree26::towns, &TownTree27::people, &PersonTree30::stays>().order_by(col<&Stay::id>))
            .order_by(col<&Land::code>));
    REQUIRE(found.size() == all.Land_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_LandTree26(all, all.Land_rows[i])));
}
template <class Database> void compare_TownTree33(Database& db, const everything& all) {
    const auto found = db.all(
        from<Town>()
            .template select<TownTree33>(nested<&TownTree33::rooms>().order_by(col<&Room::town_id>, col<&Room::number>),
                                         nested<&TownTree33::people>().order_by(col<&Person::id>))
            .order_by(col<&Town::id>));
    REQUIRE(found.size() == all.Town_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_TownTree33(all, all.Town_rows[i])));
}
template <class Database> void compare_RoomTree37(Database& db, const everything& all) {
    const auto found = db.all(from<Room>()
                                  .template select<RoomTree37>(nested<&RoomTree37::stays>().order_by(col<&Stay::id>))
                                  .order_by(col<&Room::town_id>, col<&Room::number>));
    REQUIRE(found.size() == all.Room_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_RoomTree37(all, all.Room_rows[i])));
}
template <class Database> void compare_PersonTree42(Database& db, const everything& all) {
    const auto found =
        db.all(from<Person>()
                   .template select<PersonTree42>(nested<&PersonTree42::boss, &PersonTree44::town, &TownTree45::rooms>()
                                                      .order_by(col<&Room::town_id>, col<&Room::number>)
                                                      .limit(3))
                   .order_by(col<&Person::id>));
    REQUIRE(found.size() == all.Person_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_PersonTree42(all, all.Person_rows[i])));
}
template <class Database> void compare_BadgeTree46(Database& db, const everything& all) {
    const auto found = db.all(from<Badge>().template select<BadgeTree46>().order_by(col<&Badge::id>));
    REQUIRE(found.size() == all.Badge_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_BadgeTree46(all, all.Badge_rows[i])));
}
template <class Database> void compare_StayTree47(Database& db, const everything& all) {
    const auto found = db.all(from<Stay>().template select<StayTree47>().order_by(col<&Stay::id>));
    REQUIRE(found.size() == all.Stay_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_StayTree47(all, all.Stay_rows[i])));
}
template <class Database> void compare_SkillTree52(Database& db, const everything& all) {
    const auto found = db.all(
        from<Skill>()
            .template select<SkillTree52>(
                nested<&SkillTree52::people>().order_by(col<&Person::id>),
                nested<&SkillTree52::people, &PersonTree53::stays>().order_by(col<&Stay::id>).limit(1),
                nested<&SkillTree52::people, &PersonTree53::skills>().order_by(col<&Skill::id>),
                nested<&SkillTree52::people, &PersonTree53::skills, &SkillTree55::people>().order_by(col<&Person::id>),
                nested<&SkillTree52::people, &PersonTree53::town, &TownTree57::rooms>()
                    .order_by(col<&Room::town_id>, col<&Room::number>)
                    .limit(2))
            .order_by(col<&Skill::id>));
    REQUIRE(found.size() == all.Skill_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_SkillTree52(all, all.Skill_rows[i])));
}
template <class Database> void compare_PersonSkillTree60(Database& db, const everything& all) {
    const auto found = db.all(from<PersonSkill>().template select<PersonSkillTree60>().order_by(
        col<&PersonSkill::person_id>, col<&PersonSkill::skill_id>));
    REQUIRE(found.size() == all.PersonSkill_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_PersonSkillTree60(all, all.PersonSkill_rows[i])));
}
template <class Database> void compare_LandTree62(Database& db, const everything& all) {
    const auto found =
        db.all(from<Land>()
                   .template select<LandTree62>(nested<&LandTree62::towns>().order_by(col<&Town::id>).limit(2),
                                                nested<&LandTree62::towns, &TownTree63::rooms>().order_by(
                                                    col<&Room::town_id>, col<&Room::number>))
                   .order_by(col<&Land::code>));
    REQUIRE(found.size() == all.Land_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_LandTree62(all, all.Land_rows[i])));
}
template <class Database> void compare_TownTree65(Database& db, const everything& all) {
    const auto found = db.all(from<Town>().template select<TownTree65>().order_by(col<&Town::id>));
    REQUIRE(found.size() == all.Town_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_TownTree65(all, all.Town_rows[i])));
}
template <class Database> void compare_RoomTree67(Database& db, const everything& all) {
    const auto found = db.all(from<Room>()
                                  .template select<RoomTree67>(nested<&RoomTree67::stays>().order_by(col<&Stay::id>))
                                  .order_by(col<&Room::town_id>, col<&Room::number>));
    REQUIRE(found.size() == all.Room_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_RoomTree67(all, all.Room_rows[i])));
}
template <class Database> void compare_PersonTree69(Database& db, const everything& all) {
    const auto found = db.all(from<Person>().template select<PersonTree69>().order_by(col<&Person::id>));
    REQUIRE(found.size() == all.Person_rows.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(tree_text(found[i]) == tree_text(load_PersonTree69(all, all.Person_rows[i])));
}

template <class Database> everything read_everything(Database& db) {
    everything all;
    all.Land_rows = db.all(from<Land>().order_by(col<&Land::code>));
    all.Town_rows = db.all(from<Town>().order_by(col<&Town::id>));
    all.Room_rows = db.all(from<Room>().order_by(col<&Room::town_id>, col<&Room::number>));
    all.Person_rows = db.all(from<Person>().order_by(col<&Person::id>));
    all.Badge_rows = db.all(from<Badge>().order_by(col<&Badge::id>));
    all.Stay_rows = db.all(from<Stay>().order_by(col<&Stay::id>));
    all.Skill_rows = db.all(from<Skill>().order_by(col<&Skill::id>));
    all.PersonSkill_rows =
        db.all(from<PersonSkill>().order_by(col<&PersonSkill::person_id>, col<&PersonSkill::skill_id>));
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
    compare_LandTree0(db, all);
    compare_TownTree2(db, all);
    compare_RoomTree5(db, all);
    compare_PersonTree8(db, all);
    compare_BadgeTree10(db, all);
    compare_StayTree12(db, all);
    compare_SkillTree22(db, all);
    compare_PersonSkillTree24(db, all);
    compare_LandTree26(db, all);
    compare_TownTree33(db, all);
    compare_RoomTree37(db, all);
    compare_PersonTree42(db, all);
    compare_BadgeTree46(db, all);
    compare_StayTree47(db, all);
    compare_SkillTree52(db, all);
    compare_PersonSkillTree60(db, all);
    compare_LandTree62(db, all);
    compare_TownTree65(db, all);
    compare_RoomTree67(db, all);
    compare_PersonTree69(db, all);
}

TEMPLATE_TEST_CASE("random shapes over common structs are what plain queries give", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    INFO("seed " << begin(db));
    const everything all = read_everything(db);
    compare_roots<LandRoot1>(db, all.Land_rows, [&](const Land& a) { return load_LandRoot1(all, a); });
    compare_roots<TownRoot2>(db, all.Town_rows, [&](const Town& a) { return load_TownRoot2(all, a); });
    compare_roots<RoomRoot3>(db, all.Room_rows, [&](const Room& a) { return load_RoomRoot3(all, a); });
    compare_roots<PersonRoot4>(db, all.Person_rows, [&](const Person& a) { return load_PersonRoot4(all, a); });
    compare_roots<BadgeRoot5>(db, all.Badge_rows, [&](const Badge& a) { return load_BadgeRoot5(all, a); });
    compare_roots<StayRoot6>(db, all.Stay_rows, [&](const Stay& a) { return load_StayRoot6(all, a); });
    compare_roots<SkillRoot7>(db, all.Skill_rows, [&](const Skill& a) { return load_SkillRoot7(all, a); });
    compare_roots<PersonSkillRoot8>(db, all.PersonSkill_rows,
                                    [&](const PersonSkill& a) { return load_PersonSkillRoot8(all, a); });
    compare_roots<LandRoot9>(db, all.Land_rows, [&](const Land& a) { return load_LandRoot9(all, a); });
    compare_roots<TownRoot10>(db, all.Town_rows, [&](const Town& a) { return load_TownRoot10(all, a); });
    compare_roots<RoomRoot11>(db, all.Room_rows, [&](const Room& a) { return load_RoomRoot11(all, a); });
    compare_roots<PersonRoot12>(db, all.Person_rows, [&](const Person& a) { return load_PersonRoot12(all, a); });
    compare_roots<BadgeRoot13>(db, all.Badge_rows, [&](const Badge& a) { return load_BadgeRoot13(all, a); });
    compare_roots<StayRoot14>(db, all.Stay_rows, [&](const Stay& a) { return load_StayRoot14(all, a); });
    compare_roots<SkillRoot15>(db, all.Skill_rows, [&](const Skill& a) { return load_SkillRoot15(all, a); });
    compare_roots<PersonSkillRoot16>(db, all.PersonSkill_rows,
                                     [&](const PersonSkill& a) { return load_PersonSkillRoot16(all, a); });
    compare_roots<LandRoot17>(db, all.Land_rows, [&](const Land& a) { return load_LandRoot17(all, a); });
    compare_roots<TownRoot18>(db, all.Town_rows, [&](const Town& a) { return load_TownRoot18(all, a); });
    compare_roots<RoomRoot19>(db, all.Room_rows, [&](const Room& a) { return load_RoomRoot19(all, a); });
    compare_roots<PersonRoot20>(db, all.Person_rows, [&](const Person& a) { return load_PersonRoot20(all, a); });
    compare_roots<BadgeRoot21>(db, all.Badge_rows, [&](const Badge& a) { return load_BadgeRoot21(all, a); });
    compare_roots<StayRoot22>(db, all.Stay_rows, [&](const Stay& a) { return load_StayRoot22(all, a); });
    compare_roots<SkillRoot23>(db, all.Skill_rows, [&](const Skill& a) { return load_SkillRoot23(all, a); });
    compare_roots<PersonSkillRoot24>(db, all.PersonSkill_rows,
                                     [&](const PersonSkill& a) { return load_PersonSkillRoot24(all, a); });
    compare_roots<LandRoot25>(db, all.Land_rows, [&](const Land& a) { return load_LandRoot25(all, a); });
    compare_roots<TownRoot26>(db, all.Town_rows, [&](const Town& a) { return load_TownRoot26(all, a); });
    compare_roots<RoomRoot27>(db, all.Room_rows, [&](const Room& a) { return load_RoomRoot27(all, a); });
    compare_roots<PersonRoot28>(db, all.Person_rows, [&](const Person& a) { return load_PersonRoot28(all, a); });
    compare_roots<BadgeRoot29>(db, all.Badge_rows, [&](const Badge& a) { return load_BadgeRoot29(all, a); });
    compare_roots<StayRoot30>(db, all.Stay_rows, [&](const Stay& a) { return load_StayRoot30(all, a); });
    compare_roots<SkillRoot31>(db, all.Skill_rows, [&](const Skill& a) { return load_SkillRoot31(all, a); });
    compare_roots<PersonSkillRoot32>(db, all.PersonSkill_rows,
                                     [&](const PersonSkill& a) { return load_PersonSkillRoot32(all, a); });
    compare_roots<LandRoot33>(db, all.Land_rows, [&](const Land& a) { return load_LandRoot33(all, a); });
    compare_roots<TownRoot34>(db, all.Town_rows, [&](const Town& a) { return load_TownRoot34(all, a); });
    compare_roots<RoomRoot35>(db, all.Room_rows, [&](const Room& a) { return load_RoomRoot35(all, a); });
    compare_roots<PersonRoot36>(db, all.Person_rows, [&](const Person& a) { return load_PersonRoot36(all, a); });
    compare_roots<BadgeRoot37>(db, all.Badge_rows, [&](const Badge& a) { return load_BadgeRoot37(all, a); });
    compare_roots<StayRoot38>(db, all.Stay_rows, [&](const Stay& a) { return load_StayRoot38(all, a); });
    compare_roots<SkillRoot39>(db, all.Skill_rows, [&](const Skill& a) { return load_SkillRoot39(all, a); });
    compare_roots<PersonSkillRoot40>(db, all.PersonSkill_rows,
                                     [&](const PersonSkill& a) { return load_PersonSkillRoot40(all, a); });
    compare_roots<LandRoot1>(db, all.Land_rows, [&](const Land& a) { return load_LandRoot1(all, a); }, program_keys);
    compare_roots<PersonSkillRoot8>(
        db, all.PersonSkill_rows, [&](const PersonSkill& a) { return load_PersonSkillRoot8(all, a); }, program_keys);
    compare_roots<SkillRoot15>(
        db, all.Skill_rows, [&](const Skill& a) { return load_SkillRoot15(all, a); }, program_keys);
    compare_roots<StayRoot22>(db, all.Stay_rows, [&](const Stay& a) { return load_StayRoot22(all, a); }, program_keys);
    compare_roots<BadgeRoot29>(
        db, all.Badge_rows, [&](const Badge& a) { return load_BadgeRoot29(all, a); }, program_keys);
    compare_roots<PersonRoot36>(
        db, all.Person_rows, [&](const Person& a) { return load_PersonRoot36(all, a); }, program_keys);
    compare_roots<LandRoot1>(db, all.Land_rows, [&](const Land& a) { return load_LandRoot1(all, a); }, full_tables);
    compare_roots<PersonSkillRoot8>(
        db, all.PersonSkill_rows, [&](const PersonSkill& a) { return load_PersonSkillRoot8(all, a); }, full_tables);
    compare_roots<SkillRoot15>(
        db, all.Skill_rows, [&](const Skill& a) { return load_SkillRoot15(all, a); }, full_tables);
    compare_roots<StayRoot22>(db, all.Stay_rows, [&](const Stay& a) { return load_StayRoot22(all, a); }, full_tables);
    compare_roots<BadgeRoot29>(
        db, all.Badge_rows, [&](const Badge& a) { return load_BadgeRoot29(all, a); }, full_tables);
    compare_roots<PersonRoot36>(
        db, all.Person_rows, [&](const Person& a) { return load_PersonRoot36(all, a); }, full_tables);
}

// Levels by what the run time says, and their pages: rows behind or in front of some values, of each parent by itself.
// What comes is compared with vectors that are sorted and cut here.

#include <refract/graph/stream.hpp>

#include <support/databases.hpp>
#include <support/trees.hpp>

#include <algorithm>
#include <map>
#include <tuple>

using namespace refract;
using namespace refract_test;

namespace level_pages {

struct Team {
    std::int64_t id{};
    std::string name;
};
struct Person {
    std::int64_t id{};
    std::optional<std::int64_t> rank;
    std::int64_t team_id{};
};
struct Skill {
    std::int64_t id{};
    std::string label;
};
struct Knows {
    std::int64_t person_id{};
    std::int64_t skill_id{};
    std::int64_t weight{};
    std::optional<std::string> note;
};
struct Follows { // has an id, as those have whom it ties, and may tie two of them twice
    std::int64_t id{};
    std::int64_t from_id{};
    std::int64_t to_id{};
    std::int64_t since{};
};
struct Step {
    std::int64_t team_id{};
    std::int64_t number{};
    std::string text;
};
using level_pages_schema = schema<Team, Person, Skill, Knows, Follows, Step>;

struct SkillLine {
    using model = Skill;
    std::int64_t id{};
    std::string label;
    std::int64_t weight{}; // of the link
};
struct PersonSkills {
    using model = Person;
    std::int64_t id{};
    std::vector<SkillLine> skills;
};
struct PersonLine {
    using model = Person;
    std::int64_t id{};
    std::optional<std::int64_t> rank;
};
struct Followed {
    using model = Person;
    std::int64_t id{};
    std::vector<PersonLine> followers;
};
struct SkillPeople {
    using model = Skill;
    std::int64_t id{};
    std::vector<PersonLine> people;
};
struct TeamLine {
    using model = Team;
    std::int64_t id{};
    std::vector<PersonLine> people;
    std::map<std::int64_t, Step> steps;
};
struct Counted {
    using model = Person;
    std::int64_t id{};
    std::int64_t known{};
};

} // namespace level_pages

namespace pages = level_pages;
using namespace level_pages;

template <> inline constexpr auto refract::model<pages::Person> = refract::table(
    refract::foreign_key<&pages::Person::team_id>.references<&pages::Team::id>(), refract::through<pages::Knows>);
template <> inline constexpr auto refract::model<pages::Knows> =
    refract::table(refract::primary_key<&pages::Knows::person_id, &pages::Knows::skill_id>,
                   refract::foreign_key<&pages::Knows::person_id>.references<&pages::Person::id>(),
                   refract::foreign_key<&pages::Knows::skill_id>.references<&pages::Skill::id>());
template <> inline constexpr auto refract::model<pages::Follows> =
    refract::table(refract::foreign_key<&pages::Follows::from_id>.references<&pages::Person::id>(),
                   refract::foreign_key<&pages::Follows::to_id>.references<&pages::Person::id>());
template <> inline constexpr auto refract::model<pages::Step> =
    refract::table(refract::primary_key<&pages::Step::team_id, &pages::Step::number>,
                   refract::foreign_key<&pages::Step::team_id>.references<&pages::Team::id>());
template <> inline constexpr auto refract::shape<pages::Followed> =
    refract::relations(refract::by<&pages::Followed::followers, &pages::Follows::to_id, &pages::Follows::from_id>);

namespace {

struct data {
    std::vector<Team> teams{{1, "red"}, {2, "blue"}, {3, "none"}};
    std::vector<Person> people;
    std::vector<Skill> skills{{1, "c"}, {2, "a"}, {3, "b"}, {4, "a"}, {5, "d"}};
    std::vector<Knows> known;
    std::vector<Follows> follows;
    std::vector<Step> steps;

    data() {
        for (std::int64_t id = 1; id <= 9; ++id)
            people.push_back({id, id % 3 == 0 ? std::nullopt : std::optional(id % 2), 1 + id % 2});
        for (std::int64_t person = 1; person <= 8; ++person)
            for (std::int64_t skill = 1; skill <= 5; ++skill)
                if ((person * 7 + skill * 5) % 4 != 0)
                    known.push_back({person, skill, (person * skill) % 3,
                                     skill % 2 == 0 ? std::nullopt : std::optional<std::string>("n")});
        for (std::int64_t from = 1; from <= 9; ++from)
            for (std::int64_t to = 1; to <= 4; ++to)
                if ((from + to) % 3 != 0) follows.push_back({100 - from * 10 - to, from, to, (from * to) % 4});
        follows.push_back({200, 4, 1, 2});
        follows.push_back({201, 1, 1, 0});
        for (std::int64_t team = 1; team <= 2; ++team)
            for (std::int64_t number = 1; number <= 5; ++number) steps.push_back({team, number * team, "s"});
    }
    const Team& team_of(std::int64_t person) const {
        return teams[static_cast<std::size_t>(people[static_cast<std::size_t>(person - 1)].team_id - 1)];
    }
    const Skill& skill(std::int64_t id) const { return skills[static_cast<std::size_t>(id - 1)]; }
    std::int64_t known_by(std::int64_t person) const {
        return std::count_if(known.begin(), known.end(), [&](const Knows& each) { return each.person_id == person; });
    }
};

template <class Fresh> auto& fill_level_pages(Fresh& fresh, const data& of) {
    auto& db = fresh.db();
    db.template create_tables<level_pages_schema>();
    const auto put = [&](const auto& rows) { db.insert_many(rows, keys_are_given); };
    put(of.teams), put(of.people), put(of.skills), put(of.follows);
    db.insert_many(of.known);
    db.insert_many(of.steps);
    return db;
}

/// Rows sorted by a key, of which a page is asked for.
template <class Row, class Key> struct sorted_rows {
    std::vector<Row> rows;
    Key key;

    sorted_rows(std::vector<Row> all, Key by) : rows(std::move(all)), key(by) {
        std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return key(a) < key(b); });
    }
    template <class Seen> std::vector<Row> after(const Seen& seen, std::size_t limit) const {
        std::vector<Row> page;
        for (const Row& each : rows)
            if (key(each) > seen && page.size() < limit) page.push_back(each);
        return page;
    }
    template <class Seen> std::vector<Row> before(const Seen& seen, std::size_t limit) const {
        std::vector<Row> page;
        for (const Row& each : rows)
            if (key(each) < seen) page.push_back(each);
        if (page.size() > limit) page.erase(page.begin(), page.end() - static_cast<std::ptrdiff_t>(limit));
        return page;
    }
};

std::vector<SkillLine> skills_of(const data& of, std::int64_t person) {
    std::vector<SkillLine> found;
    for (const Knows& each : of.known)
        if (each.person_id == person) found.push_back({each.skill_id, of.skill(each.skill_id).label, each.weight});
    return found;
}
constexpr auto skills = nested<&PersonSkills::skills>(field<&SkillLine::weight> = col<&Knows::weight>);
constexpr auto people = from<Person>().order_by(col<&Person::id>);

} // namespace

TEMPLATE_TEST_CASE("conditions and orders of the run time have the columns of a link", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    const data of;
    auto& db = fill_level_pages(fresh, of);
    const auto read = [&](const predicate<Skill, Knows>& wanted, const ordering<Knows, Skill>& order,
                          std::int64_t limit) {
        return tree_text(
            db.all(people.template select<PersonSkills>(skills.where(wanted).order_by(order).limit(limit))));
    };
    const auto expect = [&](auto wanted, auto key, std::size_t limit) {
        std::vector<PersonSkills> all;
        for (const Person& each : of.people) {
            std::vector<SkillLine> found = skills_of(of, each.id);
            std::erase_if(found, [&](const SkillLine& line) { return !wanted(line); });
            const sorted_rows sorted(std::move(found), key);
            all.push_back({each.id, sorted.rows});
            if (all.back().skills.size() > limit) all.back().skills.resize(limit);
        }
        return tree_text(all);
    };
    predicate<Skill, Knows> wanted = col<&Knows::weight> > 0;
    ordering<Knows, Skill> order(col<&Knows::weight>.desc());
    order.by(col<&Skill::id>);
    const auto heavy = [](const SkillLine& line) { return line.weight > 0; };
    const auto by_weight = [](const SkillLine& line) { return std::tuple(-line.weight, line.id); };
    CHECK(read(wanted, order, 2) == expect(heavy, by_weight, 2));
    CHECK(read({}, order, 2) == expect([](const SkillLine&) { return true; }, by_weight, 2));
    wanted |= col<&Skill::label> == "a" && col<&Knows::note>.is_null();
    ordering<Knows, Skill> by_label(col<&Skill::label>);
    by_label.by(col<&Knows::weight>).by(col<&Skill::id>.desc());
    CHECK(read(wanted, by_label, 9) ==
          expect([](const SkillLine& line) { return line.weight > 0 || line.label == "a"; },
                 [](const SkillLine& line) { return std::tuple(line.label, line.weight, -line.id); }, 9));
    // Of the link alone, without a limit, and over a link that is named by the shape, between rows of one model.
    const auto followers = db.all(people.template select<Followed>(
        nested<&Followed::followers>()
            .where(predicate<Follows>(col<&Follows::since> != 0))
            .order_by(ordering<Follows>(col<&Follows::since>.desc()).by(col<&Follows::id>))));
    std::vector<Followed> expected;
    for (const Person& each : of.people) {
        std::vector<Follows> found;
        for (const Follows& follow : of.follows)
            if (follow.to_id == each.id && follow.since != 0) found.push_back(follow);
        const sorted_rows sorted(found, [](const Follows& follow) { return std::tuple(-follow.since, follow.id); });
        expected.push_back({each.id, {}});
        for (const Follows& follow : sorted.rows)
            expected.back().followers.push_back(
                {follow.from_id, of.people[static_cast<std::size_t>(follow.from_id - 1)].rank});
    }
    CHECK(tree_text(followers) == tree_text(expected));
}

TEMPLATE_TEST_CASE("a page of each level by columns of the link", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    const data of;
    auto& db = fill_level_pages(fresh, of);
    const auto by_weight = skills.order_by(col<&Knows::weight>.desc(), col<&Skill::id>);
    const auto key = [](const SkillLine& line) { return std::tuple(-line.weight, line.id); };
    ordering<Skill, Knows> order(col<&Knows::weight>.desc());
    order.by(col<&Skill::id>);
    for (std::int64_t weight = 0; weight <= 2; ++weight)
        for (std::int64_t id : {0, 2, 3, 5}) {
            const SkillLine seen{id, "", weight};
            std::vector<PersonSkills> behind, in_front, all_in_front;
            for (const Person& each : of.people) {
                const sorted_rows sorted(skills_of(of, each.id), key);
                behind.push_back({each.id, sorted.after(key(seen), 2)});
                in_front.push_back({each.id, sorted.before(key(seen), 2)});
                all_in_front.push_back({each.id, sorted.before(key(seen), 9)});
            }
            const auto read = [&](const auto& level) {
                return tree_text(db.all(people.template select<PersonSkills>(level)));
            };
            CHECK(read(by_weight.after(seen).limit(2)) == tree_text(behind));
            CHECK(read(by_weight.limit(2).before(weight, id)) == tree_text(in_front));
            CHECK(read(by_weight.before(seen)) == tree_text(all_in_front));
            CHECK(read(skills.order_by(order).after(seen).limit(2)) == tree_text(behind));
        }
}

TEMPLATE_TEST_CASE("a page of each level by what may be NULL, and by part of a key", "[graph]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    const data of;
    auto& db = fill_level_pages(fresh, of);
    const auto by_rank =
        nested<&TeamLine::people>().order_by(col<&Person::rank>.desc().nulls_last(), col<&Person::id>.desc());
    // A step's number tells it apart from the other steps of its team.
    const auto by_number = nested<&TeamLine::steps>().order_by(col<&Step::number>);
    const auto key = [](const PersonLine& line) {
        return std::tuple(!line.rank.has_value(), -line.rank.value_or(0), -line.id);
    };
    for (const Person& seen : of.people) {
        const PersonLine line{seen.id, seen.rank};
        std::vector<TeamLine> behind, in_front;
        for (const Team& team : of.teams) {
            std::vector<PersonLine> members;
            for (const Person& each : of.people)
                if (each.team_id == team.id) members.push_back({each.id, each.rank});
            const sorted_rows sorted(members, key);
            behind.push_back({team.id, sorted.after(key(line), 3), {}});
            in_front.push_back({team.id, sorted.before(key(line), 2), {}});
            std::vector<Step> steps;
            for (const Step& each : of.steps)
                if (each.team_id == team.id) steps.push_back(each);
            const sorted_rows numbered(steps, [](const Step& step) { return step.number; });
            for (const Step& step : numbered.after(seen.id, 2)) behind.back().steps[step.number] = step;
            for (const Step& step : numbered.before(seen.id, 2)) in_front.back().steps[step.number] = step;
        }
        const auto teams = from<Team>().order_by(col<&Team::id>);
        const auto text = [](const std::vector<TeamLine>& all) {
            std::string made;
            for (const TeamLine& each : all) {
                made += tree_text(each.people);
                for (const auto& [number, step] : each.steps) made += tree_text(number) + tree_text(step);
            }
            return made;
        };
        CHECK(text(db.all(teams.template select<TeamLine>(by_rank.after(line).limit(3),
                                                          by_number.after(seen.id).limit(2)))) == text(behind));
        const ordering<Step> order(col<&Step::number>);
        const Step step{.team_id = 0, .number = seen.id, .text = {}};
        CHECK(text(db.all(teams.template select<TeamLine>(
                  by_rank.after(line).limit(3), nested<&TeamLine::steps>().order_by(order).after(step).limit(2)))) ==
              text(behind));
        CHECK(text(db.all(teams.template select<TeamLine>(by_rank.before(seen).limit(2),
                                                          by_number.before(seen.id).limit(2)))) == text(in_front));
    }
}

TEMPLATE_TEST_CASE("pages by what belongs to a row, at the root and below", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    const data of;
    auto& db = fill_level_pages(fresh, of);
    constexpr auto team = parent_of<&Person::team_id>(col<&Team::name>);
    constexpr auto known = count_of<&Knows::person_id>();
    const auto key = [&](const Person& each) {
        return std::tuple(of.team_of(each.id).name, -of.known_by(each.id), each.id);
    };
    const sorted_rows sorted(of.people, key);
    const auto counted = [&](const std::vector<Person>& rows) {
        std::vector<Counted> all;
        for (const Person& each : rows) all.push_back({each.id, of.known_by(each.id)});
        return tree_text(all);
    };
    const auto by_team = from<Person>().order_by(team, known.desc(), col<&Person::id>);
    const auto by_known =
        from<Person>().order_by(known, col<&Person::id>).template select<Counted>(field<&Counted::known> = known);
    const sorted_rows numbered(of.people,
                               [&](const Person& each) { return std::tuple(of.known_by(each.id), each.id); });
    for (const Person& seen : of.people) {
        const auto& [name, less, id] = key(seen);
        CHECK(tree_text(db.all(by_team.after(name, -less, id).limit(4))) == tree_text(sorted.after(key(seen), 4)));
        CHECK(tree_text(db.all(by_team.before(name, -less, id).limit(4))) == tree_text(sorted.before(key(seen), 4)));
        // The row has what is computed for it.
        const Counted line{seen.id, of.known_by(seen.id)};
        CHECK(tree_text(db.all(by_known.after(line).limit(4))) == counted(numbered.after(numbered.key(seen), 4)));
        // Below, with those who know a skill.
        std::vector<SkillPeople> behind, first;
        for (const Skill& skill : of.skills) {
            std::vector<Person> knowing;
            for (const Knows& each : of.known)
                if (each.skill_id == skill.id)
                    knowing.push_back(of.people[static_cast<std::size_t>(each.person_id - 1)]);
            const sorted_rows here(knowing, key);
            const auto add = [&](std::vector<SkillPeople>& to, const std::vector<Person>& rows) {
                to.push_back({skill.id, {}});
                for (const Person& each : rows) to.back().people.push_back({each.id, each.rank});
            };
            add(behind, here.after(key(seen), 2));
            add(first, here.after(std::tuple(std::string(), std::int64_t{0}, std::int64_t{0}), 2));
        }
        const auto below = nested<&SkillPeople::people>().order_by(team, known.desc(), col<&Person::id>).limit(2);
        const auto skilled = from<Skill>().order_by(col<&Skill::id>);
        CHECK(tree_text(db.all(skilled.template select<SkillPeople>(below.after(name, -less, id)))) ==
              tree_text(behind));
        if (seen.id == 1) CHECK(tree_text(db.all(skilled.template select<SkillPeople>(below))) == tree_text(first));
    }
}

TEMPLATE_TEST_CASE("pages of children that come once each", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    const data of;
    auto& db = fill_level_pages(fresh, of);
    const auto below = nested<&Followed::followers>().distinct().order_by(col<&Person::rank>.asc().nulls_first(),
                                                                          col<&Person::id>.desc());
    const auto key = [](const PersonLine& each) { return std::tuple(each.rank, -each.id); };
    for (const Person& seen : of.people) {
        std::vector<Followed> behind;
        for (const Person& person : of.people) {
            std::map<std::int64_t, PersonLine> once;
            for (const Follows& each : of.follows)
                if (each.to_id == person.id)
                    once[each.from_id] = {each.from_id, of.people[static_cast<std::size_t>(each.from_id - 1)].rank};
            std::vector<PersonLine> following;
            for (const auto& [id, line] : once) following.push_back(line);
            const PersonLine line{seen.id, seen.rank};
            behind.push_back({person.id, sorted_rows(following, key).after(key(line), 2)});
        }
        CHECK(tree_text(db.all(people.template select<Followed>(below.after(seen.rank, seen.id).limit(2)))) ==
              tree_text(behind));
    }
}

TEMPLATE_TEST_CASE("pages of trees", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    const data of;
    auto& db = fill_level_pages(fresh, of);
    const auto key = [&](const Person& each) { return std::tuple(of.team_of(each.id).name, each.id); };
    const sorted_rows sorted(of.people, key);
    const auto by_team = from<Person>().order_by(parent_of<&Person::team_id>(col<&Team::name>), col<&Person::id>);
    const auto lightest = skills.order_by(col<&Knows::weight>, col<&Skill::id>).limit(2);
    for (std::int64_t id : {4, 7, 9}) {
        const std::string& name = of.team_of(id).name;
        std::vector<PersonSkills> expected;
        for (const Person& each : sorted.before(std::tuple(name, id), 3)) {
            const sorted_rows known(skills_of(of, each.id),
                                    [](const SkillLine& line) { return std::tuple(line.weight, line.id); });
            expected.push_back({each.id, known.rows});
            if (known.rows.size() > 2) expected.back().skills.resize(2);
        }
        const auto page = by_team.before(name, id).limit(3).template select<PersonSkills>(lightest);
        CHECK(tree_text(db.all(page)) == tree_text(expected));
        std::vector<PersonSkills> streamed;
        for (const PersonSkills& each : db.each(page)) streamed.push_back(each);
        CHECK(tree_text(streamed) == tree_text(expected));
    }
}

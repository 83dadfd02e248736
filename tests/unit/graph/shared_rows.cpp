// A row that stands in a tree several times: one copy is written, and what would win in silence is an error.

#include <refract/graph/edit.hpp>

#include "support/trees.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace shared_rows {

struct Person {
    std::int64_t id{};
    std::string name;
    std::int32_t age{};
};
struct Topic { // counts its changes
    std::int64_t id{};
    std::string label;
    std::optional<std::int64_t> keeper_id{};
    std::int32_t version{};
};
struct Paper {
    std::int64_t id{};
    std::string title;
    std::int64_t author_id{};
};
struct PaperTopic {
    std::int64_t paper_id{};
    std::int64_t topic_id{};
};

} // namespace shared_rows

template <> inline constexpr auto refract::model<shared_rows::Topic> =
    table(named("shared_topic"), column<&shared_rows::Topic::version>.version(),
          foreign_key<&shared_rows::Topic::keeper_id>.references<&shared_rows::Person::id>());
template <> inline constexpr auto refract::model<shared_rows::Person> =
    table(named("shared_person"), column<&shared_rows::Person::age>.default_to(0));
template <> inline constexpr auto refract::model<shared_rows::Paper> =
    table(named("paper"), through<shared_rows::PaperTopic>,
          foreign_key<&shared_rows::Paper::author_id>.references<&shared_rows::Person::id>());
template <> inline constexpr auto refract::model<shared_rows::PaperTopic> =
    table(named("paper_topic"), primary_key<&shared_rows::PaperTopic::paper_id, &shared_rows::PaperTopic::topic_id>,
          foreign_key<&shared_rows::PaperTopic::paper_id>.references<&shared_rows::Paper::id>().on_delete(cascade),
          foreign_key<&shared_rows::PaperTopic::topic_id>.references<&shared_rows::Topic::id>());

namespace shared_rows {

struct Keeper { // less of a person than the model
    using model = Person;
    std::int64_t id{};
    std::string name;
};
struct TopicCard {
    using model = Topic;
    std::int64_t id{};
    std::string label;
    std::int32_t version{};
    std::optional<Keeper> keeper{};
};
struct PaperCard {
    using model = Paper;
    std::int64_t id{};
    std::string title;
    std::vector<TopicCard> topics{};
};
struct AuthorCard {
    using model = Person;
    std::int64_t id{};
    std::string name;
    std::int32_t age{};
    std::vector<PaperCard> papers{};
};

template <class Backend> struct library : fresh_database<Backend> {
    AuthorCard kept;
    library() {
        this->db().template create_tables<schema<Person, Topic, Paper, PaperTopic>>();
        const Person keeper = this->db().insert(Person{0, "Kim", 40});
        const TopicCard first{.label = "sea", .keeper = Keeper{keeper.id, "Kim"}};
        AuthorCard made = this->db().save(
            AuthorCard{.name = "Ann", .age = 30, .papers = {{.title = "p", .topics = {first}}, {.title = "q"}}});
        made.papers[1].topics = made.papers[0].topics;
        this->db().save(made);
        kept = read();
    }
    AuthorCard read() {
        return this->db().template get<AuthorCard>(
            2, nested<&AuthorCard::papers>().order_by(col<&Paper::id>),
            nested<&AuthorCard::papers, &PaperCard::topics>().order_by(col<&Topic::id>));
    }
    std::string text(const std::string& sql) {
        std::string all;
        for (const std::string& each : this->rows(sql)) all += (all.empty() ? "" : " ") + each;
        return all;
    }
    std::string topics() { return text("SELECT id, label, keeper_id FROM shared_topic ORDER BY id"); }
    std::string people() { return text("SELECT id, name, age FROM shared_person ORDER BY id"); }
    void refuses(const AuthorCard& tree, const std::string& table) {
        const std::string before = topics() + people();
        CHECK_THROWS_WITH(this->db().save(tree), refract_test::has_text("one row of \"" + table + "\" in two places"));
        CHECK(topics() + people() == before);
    }
    /// What is given back is what is stored.
    void saves(const AuthorCard& tree) {
        AuthorCard given = this->db().save(tree);
        if (given.papers.size() == 2 && given.papers[0].id > given.papers[1].id)
            std::swap(given.papers[0], given.papers[1]);
        CHECK(tree_text(given) == tree_text(read()));
        this->db().save(given);
    }
};

} // namespace shared_rows

using namespace shared_rows;

TEMPLATE_TEST_CASE("a row that a saved tree has twice", "[graph][save]", REFRACT_TEST_DATABASES) {
    library<TestType> fresh;
    auto& db = fresh.db();
    REQUIRE(fresh.topics() == "1|sea|1");
    AuthorCard tree = fresh.kept;
    TopicCard &first = tree.papers[0].topics[0], &second = tree.papers[1].topics[0];

    SECTION("changed differently is an error, and nothing is written") {
        first.label = "ocean";
        second.label = "lake";
        fresh.refuses(tree, "shared_topic");
    }
    SECTION("in different columns, too") {
        first.label = "ocean";
        second.keeper.reset();
        fresh.refuses(tree, "shared_topic");
    }
    SECTION("one copy that is changed is written, whichever it is") {
        (GENERATE(true, false) ? first : second).label = "ocean";
        fresh.saves(tree);
        CHECK(fresh.topics() == "1|ocean|1");
        CHECK(fresh.read().papers[0].topics[0].version == fresh.kept.papers[0].topics[0].version + 1);
    }
    SECTION("both alike are one") {
        first.label = second.label = "ocean";
        fresh.saves(tree);
        CHECK(fresh.topics() == "1|ocean|1");
        CHECK(fresh.read().papers[0].topics[0].version == fresh.kept.papers[0].topics[0].version + 1);
    }
    SECTION("and a third that was not there before") {
        second.label = "ocean";
        tree.papers.push_back({.title = "r", .topics = {fresh.kept.papers[0].topics}}); // the former copy
        AuthorCard given = db.save(tree);
        CHECK(fresh.topics() == "1|ocean|1");
        for (const PaperCard& each : given.papers) CHECK(each.topics.at(0).label == "ocean");
        tree = given;
        tree.papers[0].topics[0].label = "bay";
        tree.papers.push_back({.title = "s", .topics = {given.papers[1].topics}});
        tree.papers[3].topics[0].label = "fjord";
        fresh.refuses(tree, "shared_topic");
    }
    SECTION("of another level, in another struct, as far as they have the same") {
        tree.papers[0].topics[0].keeper = Keeper{tree.id, tree.name}; // the author, who is the root
        tree.papers[1].topics[0].keeper = Keeper{tree.id, tree.name};
        fresh.saves(tree);
        CHECK(fresh.topics() == "1|sea|2");
        tree = fresh.read();
        tree.age = 31;
        fresh.saves(tree);
        CHECK(fresh.people() == "1|Kim|40 2|Ann|31");
        tree.name = "Anne";
        tree.papers[0].topics[0].keeper->name = tree.papers[1].topics[0].keeper->name = "Anna";
        fresh.refuses(tree, "shared_person");
        tree.papers[0].topics[0].keeper->name = tree.papers[1].topics[0].keeper->name = "Anne";
        fresh.saves(tree);
        CHECK(fresh.people() == "1|Kim|40 2|Anne|31");
        tree.papers[1].topics[0].keeper->name = "Ina"; // of the three one
        fresh.saves(tree);
        CHECK(fresh.people() == "1|Kim|40 2|Ina|31");
    }
    SECTION("needs one row: two are an error") {
        const Person lea = db.insert(Person{0, "Lea", 20});
        first.keeper = Keeper{lea.id, "Lea"};
        second.keeper.reset();
        fresh.refuses(tree, "shared_topic");
        second.keeper = first.keeper;
        fresh.saves(tree);
        CHECK(fresh.topics() == "1|sea|" + std::to_string(lea.id));
        tree = fresh.read();
        tree.papers[1].topics[0].keeper.reset(); // the other one is as it was
        fresh.saves(tree);
        CHECK(fresh.topics() == "1|sea|NULL");
    }
    SECTION("a row with a key that is not there") {
        const TopicCard made{.id = 70, .label = "new"};
        first = second = made;
        second.label = "other";
        fresh.refuses(tree, "shared_topic");
        second = made;
        fresh.saves(tree);
        CHECK(fresh.topics() == "1|sea|1 70|new|NULL");
    }
    SECTION("what others have changed meanwhile is stale in each copy") {
        fresh.rows("UPDATE shared_topic SET label = 'theirs', version = version + 1");
        first.label = second.label = "ocean";
        CHECK_THROWS_AS(db.save(tree), stale_object);
        second = fresh.read().papers[0].topics[0];
        CHECK_THROWS_AS(db.save(tree), stale_object);
        CHECK(fresh.topics() == "1|theirs|1");
    }
    SECTION("what an upsert gives") {
        PaperCard paper = tree.papers[0];
        paper.topics.push_back({.id = 80, .label = "x", .keeper = Keeper{1, "Kay"}});
        CHECK_NOTHROW(db.template update<AuthorCard>(2, at<&AuthorCard::papers>.upsert(paper.id, paper)));
        CHECK(fresh.people() == "1|Kay|40 2|Ann|30"); // the first topic's keeper is as he was
        paper.topics[0].keeper->name = "Kit";
        paper.topics[1].keeper->name = "Kat";
        CHECK_THROWS_WITH(db.template update<AuthorCard>(2, at<&AuthorCard::papers>.upsert(paper.id, paper)),
                          refract_test::has_text("one row of \"shared_person\" in two places"));
        CHECK(fresh.people() == "1|Kay|40 2|Ann|30");
    }
}

TEMPLATE_TEST_CASE("a row that an inserted tree has twice is there once or not at all", "[graph]",
                   REFRACT_TEST_DATABASES) {
    library<TestType> fresh;
    auto& db = fresh.db();
    const std::string before = fresh.topics() + fresh.people();
    AuthorCard tree{.name = "Bob",
                    .papers = {{.title = "r", .topics = {{.id = 90, .label = "a"}}},
                               {.title = "s", .topics = {{.id = 90, .label = "b"}}}}};
    CHECK_THROWS_AS(db.insert(tree, keys_are_given), unique_violation);
    CHECK(fresh.topics() + fresh.people() == before);
}

TEST_CASE("copies of a row are told apart by what is stored", "[graph]") {
    using detail::shared_value;
    detail::shared_copies copies;
    CHECK_FALSE(copies.is_met());
    const auto copy = [](int now, int before) {
        return std::vector<shared_value>{{1, any_value(now), any_value(before), now != before}};
    };
    CHECK(copies.add(copy(1, 1), "t"));
    CHECK_FALSE(copies.is_changed());
    CHECK(copies.add(copy(2, 1), "t"));
    CHECK(copies.is_changed());
    CHECK(copies.differ());
    CHECK_FALSE(copies.add(copy(2, 1), "t"));
    CHECK_FALSE(copies.add(copy(1, 1), "t"));
    CHECK_THROWS_AS(copies.add(copy(3, 1), "t"), error);
}

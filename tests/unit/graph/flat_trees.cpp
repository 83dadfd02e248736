// Members that are structs, whose fields are columns, in trees: keys, foreign keys, versions and policies inside them,
// rows in maps by one of them, verbs that name them.

#include <refract/graph/edit.hpp>

#include "support/trees.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace flat_trees {

using moment = std::chrono::sys_time<std::chrono::microseconds>;
struct Country {
    std::int64_t id{};
    std::string name;
};
struct Address { // with a foreign key
    std::string street;
    std::string city = "nowhere";
    std::optional<std::int64_t> country_id;
};
struct State {
    std::int32_t revision{};
    std::optional<moment> deleted_at;
};
struct Person {
    std::int64_t id{};
    Address home;
    std::string name;
    State state;
};
struct Code {
    std::string shop;
    std::int32_t number{};
};
struct Sort {
    std::string kind = "thing";
    std::int32_t weight{};
};
struct Good {
    Code code;
    std::optional<std::int64_t> person_id{};
    Address from{};
    Sort sort{};
};
inline constexpr auto country = member_path<&Person::home, &Address::country_id>;
inline constexpr auto city = member_path<&Person::home, &Address::city>;
inline constexpr auto revision = member_path<&Person::state, &State::revision>;
inline constexpr auto deleted = member_path<&Person::state, &State::deleted_at>;
inline constexpr auto shop = member_path<&Good::code, &Code::shop>;
inline constexpr auto number = member_path<&Good::code, &Code::number>;
inline constexpr auto from_city = member_path<&Good::from, &Address::city>;
inline constexpr auto kind = member_path<&Good::sort, &Sort::kind>;
inline constexpr auto weight = member_path<&Good::sort, &Sort::weight>;

struct Thing { // kinds, of columns of flat members
    using model = Good;
    std::string shop;
    std::int32_t number{};
    std::int32_t weight{};
};
struct Gift {
    using model = Good;
    std::int32_t number{};
    std::string shop;
    Address from{}; // whole, as the model has it
};

struct PersonTree {
    using model = Person;
    std::int64_t id{};
    std::string name, city;
    std::int32_t revision{};
    std::optional<Country> country{};
    std::vector<Good> goods{};
};
struct PersonMap {
    using model = Person;
    std::int64_t id{};
    std::string name, street;
    std::int32_t revision{};
    std::map<std::int32_t, Good> goods{};
};
struct PersonKinds {
    using model = Person;
    std::int64_t id{};
    std::string name;
    std::int32_t revision{};
    std::vector<std::variant<Thing, Gift>> goods{};
};
struct GoodWhole { // flat members as the model has them, in another order
    using model = Good;
    Address from{};
    Sort sort{};
    Code code{};
};
struct PersonWhole {
    using model = Person;
    State state{};
    std::vector<GoodWhole> goods{};
    Address home{};
    std::string name;
    std::int64_t id{};
    std::optional<Country> country{};
};
struct CountryTree { // whole models below
    using model = Country;
    std::int64_t id{};
    std::string name;
    std::vector<Person> people{};
};

} // namespace flat_trees
using namespace flat_trees;

template <> inline constexpr auto refract::model<Country> = refract::table(refract::named("ft_country"));
template <> inline constexpr auto refract::model<Person> = refract::table(
    refract::named("ft_person"), refract::flat<&Person::home>, refract::flat<&Person::state>,
    refract::foreign_key<country>.references<&Country::id>(), refract::column<revision>.version(),
    refract::column<city>.default_to("nowhere"),
    refract::column<member_path<&Person::home, &Address::street>>.default_to(""), refract::soft_delete<deleted>);
template <> inline constexpr auto refract::model<Good> = refract::table(
    refract::named("ft_good"), refract::flat<&Good::code>, refract::flat<&Good::from>.prefix("from_"),
    refract::flat<&Good::sort>, refract::primary_key<shop, number>, refract::unique<&Good::person_id, number>,
    refract::foreign_key<&Good::person_id>.references<&Person::id>(), refract::column<weight>.default_to(0),
    refract::column<from_city>.default_to("nowhere"),
    refract::column<member_path<&Good::from, &Address::street>>.default_to(""), refract::kinds<kind, Thing, Gift>);
template <> inline constexpr auto refract::shape<PersonMap> =
    refract::relations(refract::keyed<&PersonMap::goods, number>);

namespace flat_trees {

using Schema = schema<Country, Person, Good>;
constexpr auto stored_people =
    "SELECT id, name, street, city, country_id, revision FROM ft_person WHERE deleted_at IS NULL ORDER BY id";
constexpr auto stored_goods =
    "SELECT shop, number, person_id, from_city, kind, weight FROM ft_good ORDER BY shop, number";

} // namespace flat_trees

TEMPLATE_TEST_CASE("trees with flat members are written and read", "[flat]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<Schema>();

    PersonTree ann = db.insert(PersonTree{
        0, "ann", "Oslo", 0, Country{0, "no"}, {Good{{"a", 1}, {}, {"", "Rome", {}}, {"thing", 5}}, Good{{"a", 2}}}});
    CHECK(ann.goods[1].from.city == "nowhere");
    CHECK(db.insert_many(std::vector<PersonTree>{{0, "bob", "Bergen", 0, {}, {Good{{"b", 1}}}}}) == 1);
    CHECK(fresh.rows(stored_people) == text_rows{"1|ann||Oslo|1|0", "2|bob||Bergen|NULL|0"});
    CHECK(fresh.rows(stored_goods) ==
          text_rows{"a|1|1|Rome|thing|5", "a|2|1|nowhere|thing|0", "b|1|2|nowhere|thing|0"});

    // Saved: a column of a flat member of a whole model, a foreign key inside one, a version inside one.
    ann.goods[0].from.city = "Milan";
    ann.goods[1] = Good{{"a", 3}, {}, {"", "Bonn", {}}, {"thing", 7}};
    ann.country = Country{0, "se"};
    ann.city = "Malmo";
    ann = db.save(ann);
    CHECK(ann.revision == 1);
    CHECK(fresh.rows(stored_people) == text_rows{"1|ann||Malmo|2|1", "2|bob||Bergen|NULL|0"});
    CHECK(fresh.rows(stored_goods) ==
          text_rows{"a|1|1|Milan|thing|5", "a|2|NULL|nowhere|thing|0", "a|3|1|Bonn|thing|7", "b|1|2|nowhere|thing|0"});
    PersonTree stale = ann;
    stale.revision = 0;
    CHECK_THROWS_AS(db.save(stale), stale_object);

    // In a map by a column of one.
    PersonMap map = db.one(from<Person>().where(col<city> == "Malmo").template select<PersonMap>());
    REQUIRE(map.goods.size() == 2);
    CHECK(map.goods.at(3).from.city == "Bonn");
    map.goods.at(3).sort.weight = 8;
    map.goods.erase(1);
    map.goods[9].code.shop = "c";
    map = db.save(map);
    CHECK(map.goods.at(9).code.number == 9);
    CHECK(fresh.rows(stored_goods) == text_rows{"a|1|NULL|Milan|thing|5", "a|2|NULL|nowhere|thing|0",
                                                "a|3|1|Bonn|thing|8", "b|1|2|nowhere|thing|0",
                                                "c|9|1|nowhere|thing|0"});

    // Whole models with flat members below another one, which the key inside a member ties.
    CountryTree land = db.one(from<Country>().where(col<&Country::name> == "se").template select<CountryTree>());
    REQUIRE(land.people.size() == 1);
    CHECK(land.people[0].home.city == "Malmo");
    land.people[0].home.street = "Elm";
    land.people.push_back(Person{0, {"Oak", "Lund", {}}, "eve", {}});
    land = db.save(land);
    CHECK(land.people[0].state.revision == db.template get<Person>(1).state.revision);
    CHECK(fresh.rows("SELECT id, street, country_id FROM ft_person ORDER BY id") ==
          text_rows{"1|Elm|2", "2||NULL", "3|Oak|2"});
    CHECK(db.count(from<Country>().where(some<country>(col<city> == "Lund"))) == 1);
    CHECK(db.all(from<Country>().template join<country>().where(col<city> == "Lund").select(col<&Country::name>)) ==
          std::vector<std::string>{"se"});
    CHECK(db.erase(db.template get<Person>(3)));
    CHECK(db.count(from<Person>()) == 2);
    CHECK(db.count(from<Person>().with_deleted()) == 3);
    land = db.one(from<Country>().where(col<&Country::name> == "se").template select<CountryTree>());
    CHECK(land.people.size() == 1);
}

TEMPLATE_TEST_CASE("a shape has flat members whole", "[flat]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<Schema>();
    db.insert(Person{0, {"Elm", "Oslo", {}}, "ann", {}});
    db.insert(Good{{"a", 1}, 1, {"", "Rome", {}}, {"thing", 5}});

    PersonWhole ann = db.template get<PersonWhole>(1, nested<&PersonWhole::goods>().where(col<from_city> != "Bonn"));
    CHECK((ann.home.street == "Elm" && ann.home.city == "Oslo" && !ann.home.country_id && ann.state.revision == 0));
    REQUIRE(ann.goods.size() == 1);
    CHECK((ann.goods[0].from.city == "Rome" && ann.goods[0].code.shop == "a" && ann.goods[0].sort.weight == 5));

    // Written: a version and a mark inside of one; a key inside of one is that of the row that stands in the tree.
    ann.home.street = "Oak";
    ann.country = Country{0, "no"};
    ann.goods[0].from.city = "Milan";
    ann.goods.push_back({{"", "Bonn", {}}, {"thing", 2}, {"b", 7}});
    ann = db.save(ann, tree_is_whole);
    CHECK((ann.state.revision == 1 && ann.goods.size() == 2 && ann.home.country_id == 1));
    CHECK(fresh.rows(stored_people) == text_rows{"1|ann|Oak|Oslo|1|1"});
    CHECK(fresh.rows(stored_goods) == text_rows{"a|1|1|Milan|thing|5", "b|7|1|Bonn|thing|2"});
    ann.state.revision = 0;
    CHECK_THROWS_AS(db.save(ann), stale_object);
    db.template update<PersonWhole>(1, col<city> = "Moss",
                                    at<&PersonWhole::goods>.create(GoodWhole{{}, {"gift", 3}, {"c", 8}}));
    CHECK(db.insert_many(std::vector<GoodWhole>{{{"", "Kiel", {}}, {"thing", 1}, {"d", 9}}}) == 1);
    CHECK(fresh.rows("SELECT shop, number, from_city, kind FROM ft_good WHERE number > 7 ORDER BY shop") ==
          text_rows{"c|8|nowhere|gift", "d|9|Kiel|thing"});
    CHECK(db.all(from<Good>().order_by(col<number>).template select<GoodWhole>()).at(3).from.city == "Kiel");
    db.template erase<PersonWhole>(1);
    CHECK_FALSE(db.template find<PersonWhole>(1));
}

TEMPLATE_TEST_CASE("verbs name columns of flat members", "[flat]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<Schema>();
    db.insert(PersonTree{0, "ann", "Oslo", 0, Country{0, "no"}, {Good{{"a", 1}}, Good{{"a", 2}}}});
    db.insert(Good{{"b", 3}});

    constexpr auto goods = at<&PersonTree::goods>;
    db.template update<PersonTree>(
        1, col<city> = "Moss", goods.create(Good{{"c", 4}, {}, {"", "Rome", {}}, {}}), goods.connect(key("b", 3)),
        goods.disconnect(key("a", 1)), goods.update(key("a", 2), col<from_city> = "Lund", col<weight> += 4),
        goods.update_where(col<from_city> == "Rome", col<weight> = 6), goods.remove_where(col<weight> == 99),
        goods.upsert(key("d", 7), Good{{}, {}, {"", "Kiel", {}}, {"thing", 2}}),
        goods.template connect_or_create<shop, number>(Good{{"e", 5}, {}, {"", "Bern", {}}, {}}),
        at<&PersonTree::country>.template connect_or_create<&Country::id>(Country{2, "dk"}));
    CHECK(fresh.rows(stored_goods) == text_rows{"a|1|NULL|nowhere|thing|0", "a|2|1|Lund|thing|4",
                                                "b|3|1|nowhere|thing|0", "c|4|1|Rome|thing|6", "d|7|1|Kiel|thing|2",
                                                "e|5|1|Bern|thing|0"});
    CHECK(fresh.rows("SELECT city, country_id FROM ft_person") == text_rows{"Moss|2"});

    // Kinds whose columns, and the one that tells them apart, are in flat members.
    PersonKinds any = db.one(
        from<Person>().template select<PersonKinds>(nested<&PersonKinds::goods>().order_by(col<shop>, col<number>)));
    REQUIRE(any.goods.size() == 5);
    const Thing thing = std::get<Thing>(any.goods[3]); // d
    any.goods[3] = Gift{thing.number, thing.shop, {"Elm", "Kiel", {}}};
    any.goods.resize(4, Gift{});
    any = db.save(any);
    CHECK(fresh.rows(stored_goods) == text_rows{"a|1|NULL|nowhere|thing|0", "a|2|1|Lund|thing|4",
                                                "b|3|1|nowhere|thing|0", "c|4|1|Rome|thing|6", "d|7|1|Kiel|gift|0",
                                                "e|5|NULL|Bern|thing|0"});
    db.template update<PersonKinds>(1, at<&PersonKinds::goods>.create(Gift{8, "g", {"", "Ulm", {}}}));
    CHECK(db.all(from<Good>().template select<Gift>()).size() == 2);

    // What the run time puts together, upserts, what comes back.
    predicate<Good> wanted;
    wanted &= col<from_city> == "Kiel" || col<weight> > 5;
    const ordering<Good> order(col<from_city>.desc());
    const auto found = db.all(from<Good>().where(wanted).order_by(order));
    REQUIRE(found.size() == 2);
    CHECK((found[0].code.shop == "c" && found[1].sort.kind == "gift"));
    db.upsert(Good{{"c", 4}, 1, {"", "Pisa", {}}, {"thing", 1}});
    const auto changed = db.all(
        update<Good>().set(col<weight> = 3).where(col<from_city> == "Pisa").returning(col<shop>, col<from_city>));
    CHECK(changed == std::vector<std::tuple<std::string, std::string>>{{"c", "Pisa"}});
    const auto gone = db.all(delete_from<Good>().where(col<weight> == 3).returning());
    REQUIRE(gone.size() == 1);
    CHECK((gone[0].from.city == "Pisa" && gone[0].sort.weight == 3 && gone[0].code.number == 4));
    CHECK(db.insert_many(std::vector<Good>{{{"z", 1}}, {{"z", 2}}, {{"a", 1}}}, on_conflict_do_nothing) == 2);
}

// Trees made at random are inserted, and each row is found where a plain walk over the tree says, by its name.

#include <refract/graph/insert.hpp>

#include "support/databases.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace random_inserts {

struct Region { // its key is given
    std::string code;
    std::string name;
};
struct City {
    std::int64_t id{};
    std::string name;
    std::optional<std::string> region_code;
};
struct Street {
    std::int32_t id{};
    std::string name;
    std::optional<std::int64_t> city_id;
    std::optional<std::int32_t> part_of;
};
struct Sign {
    std::int64_t id{};
    std::string text;
    std::int32_t street_id{};
};
struct Mark {
    std::int16_t id{};
    std::string name;
};
struct StreetMark {
    std::int32_t street_id{};
    std::int16_t mark_id{};
};

} // namespace random_inserts
using namespace random_inserts;

template <> inline constexpr auto refract::model<Region> = refract::table(refract::primary_key<&Region::code>);
template <> inline constexpr auto refract::model<City> =
    refract::table(refract::foreign_key<&City::region_code>.references<&Region::code>());
template <> inline constexpr auto refract::model<Street> =
    refract::table(refract::through<StreetMark>, refract::foreign_key<&Street::city_id>.references<&City::id>(),
                   refract::foreign_key<&Street::part_of>.references<&Street::id>());
template <> inline constexpr auto refract::model<Sign> =
    refract::table(refract::unique<&Sign::street_id>, refract::foreign_key<&Sign::street_id>.references<&Street::id>());
template <> inline constexpr auto refract::model<StreetMark> =
    refract::table(refract::primary_key<&StreetMark::street_id, &StreetMark::mark_id>,
                   refract::foreign_key<&StreetMark::street_id>.references<&Street::id>(),
                   refract::foreign_key<&StreetMark::mark_id>.references<&Mark::id>());

namespace random_inserts {

using random_inserts_schema = schema<Region, City, Street, Sign, Mark, StreetMark>;

struct SignLine {
    using model = Sign;
    std::string text;
};
struct StreetTree {
    using model = Street;
    std::string name;
    std::int32_t id{};
    std::optional<SignLine> sign{};
    std::vector<Mark> marks{};
    std::vector<StreetTree> parts{};
};
struct CityTree {
    using model = City;
    std::int64_t id{};
    std::unique_ptr<Region> region{};
    std::string name;
    std::vector<StreetTree> streets{};
};

/// What a walk over the trees says should be there: rows by their names, and the keys that came back.
struct expected_rows {
    text_rows cities, streets, signs, marks, keys;

    void add(const CityTree& city) {
        cities.push_back(city.name + "|" + (city.region ? city.region->name : "NULL"));
        for (const StreetTree& each : city.streets) add(each, city.name, "NULL");
    }
    void add(const StreetTree& street, const std::string& city, const std::string& above) {
        streets.push_back(street.name + "|" + city + "|" + above);
        if (street.sign) signs.push_back(street.sign->text + "|" + street.name);
        for (const Mark& each : street.marks) marks.push_back(each.name + "|" + street.name);
        for (const StreetTree& each : street.parts) add(each, "NULL", street.name);
    }
    void add_keys(const CityTree& city) {
        for (const StreetTree& each : city.streets) add_keys(each);
    }
    void add_keys(const StreetTree& street) {
        keys.push_back(street.name + "|" + std::to_string(street.id));
        for (const StreetTree& each : street.parts) add_keys(each);
    }
};

class tree_maker {
public:
    explicit tree_maker(unsigned seed) : random_(seed) {}
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
    CityTree city() {
        CityTree made{.name = name("c")};
        if (below(3) > 0) made.region = std::make_unique<Region>(Region{name("it's "), name("r")});
        for (int i = below(4); i > 0; --i) made.streets.push_back(street(0));
        return made;
    }

private:
    StreetTree street(int depth) {
        StreetTree made{.name = name("s")};
        if (below(6) == 0) made.id = -number_; // which no database makes
        if (below(2) == 0) made.sign = SignLine{name("g")};
        for (int i = below(3); i > 0; --i) made.marks.push_back({0, name("m")});
        for (int i = depth < 4 ? below(3 - depth / 2) : 0; i > 0; --i) made.parts.push_back(street(depth + 1));
        return made;
    }
    std::string name(const std::string& kind) { return kind + std::to_string(++number_); }
    std::mt19937 random_;
    int number_ = 0;
};

template <class Fresh> void check(Fresh& fresh, expected_rows& wanted) {
    const auto are = [&](const char* sql, text_rows& rows) {
        text_rows found = fresh.rows(sql);
        std::sort(found.begin(), found.end());
        std::sort(rows.begin(), rows.end());
        CHECK(found == rows);
    };
    are("SELECT c.name, r.name FROM city c LEFT JOIN region r ON r.code = c.region_code", wanted.cities);
    are("SELECT s.name, c.name, p.name FROM street s LEFT JOIN city c ON c.id = s.city_id "
        "LEFT JOIN street p ON p.id = s.part_of",
        wanted.streets);
    are("SELECT g.text, s.name FROM sign g JOIN street s ON s.id = g.street_id", wanted.signs);
    are("SELECT m.name, s.name FROM mark m LEFT JOIN street_mark l ON l.mark_id = m.id "
        "LEFT JOIN street s ON s.id = l.street_id",
        wanted.marks);
    const text_rows keys = fresh.rows("SELECT name, id FROM street");
    for (const std::string& each : wanted.keys) CHECK(std::find(keys.begin(), keys.end(), each) != keys.end());
}

/// One call with some trees; sometimes one that fails, after which nothing of it may be there.
template <class Session> void insert_some(Session& session, tree_maker& make, expected_rows& wanted) {
    std::vector<CityTree> trees(static_cast<std::size_t>(make.below(5)));
    for (CityTree& each : trees) each = make.city();
    expected_rows before = wanted;
    const bool fails = !trees.empty() && trees.back().region && make.below(3) == 0;
    if (fails) trees.back().region->code = "taken";
    for (const CityTree& each : trees) wanted.add(each);
    if (fails) {
        CHECK_THROWS_AS(session.insert_many(trees), unique_violation);
        wanted = before;
    } else if (make.below(2) == 0) {
        CHECK(session.insert_many(std::move(trees)) == static_cast<std::int64_t>(trees.size()));
    } else {
        for (CityTree& each : trees) wanted.add_keys(session.insert(std::move(each)));
    }
}

} // namespace random_inserts

TEMPLATE_TEST_CASE("random trees are inserted as they are", "[graph]", REFRACT_TEST_DATABASES) {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        fresh_database<TestType> fresh;
        if (!fresh) return;
        auto& db = fresh.db();
        db.template create_tables<random_inserts_schema>();
        db.insert(Region{"taken", "first"});
        if constexpr (!TestType::is_sqlite) {
            if (seed % 3 == 1) fresh.rows("ALTER TABLE street ALTER id SET GENERATED ALWAYS SET INCREMENT BY 7");
            if (seed % 3 == 2) { // whose keys nobody can fetch
                fresh.rows("ALTER TABLE street ALTER id DROP IDENTITY");
                fresh.rows("CREATE SEQUENCE others; ALTER TABLE street ALTER id SET DEFAULT nextval('others')");
            }
        }
        tree_maker make(seed);
        expected_rows wanted;
        for (int i = 0; i < 12; ++i) {
            if (make.below(2) == 0) {
                insert_some(db, make, wanted);
            } else {
                auto tx = db.begin();
                expected_rows before = wanted;
                insert_some(tx, make, wanted);
                insert_some(tx, make, wanted);
                if (make.below(4) == 0) {
                    tx.rollback();
                    wanted = before;
                } else {
                    tx.commit();
                }
            }
        }
        CAPTURE(seed);
        check(fresh, wanted);
        CHECK(wanted.streets.size() > 20);
    }
}

// Keys that are no numbers, although they are stored as such, and keys that are ranges themselves: in trees, in the
// verbs of `at<>`, in lists.

#include <refract/graph/edit.hpp>

#include <support/databases.hpp>
#include <support/trees.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace odd_keys {

enum class Land { here, there, nowhere }; // by number
template <class Key> struct Place {
    Key id{};
    std::string name;
};
template <class Key> struct Visit {
    std::int64_t id{};
    std::string name;
    std::optional<Key> place_id;
};
using bytes = std::vector<std::byte>;

} // namespace odd_keys

using odd_keys::Place, odd_keys::Visit;
template <> inline constexpr auto refract::enumeration<odd_keys::Land> =
    refract::enumerators<odd_keys::Land>().by_number();
template <> inline constexpr auto refract::model<Place<odd_keys::Land>> = table(named("odd_land"));
template <> inline constexpr auto refract::model<Place<bool>> = table(named("odd_side"));
template <> inline constexpr auto refract::model<Place<odd_keys::bytes>> = table(named("odd_blob"));
template <> inline constexpr auto refract::model<Visit<odd_keys::Land>> = table(
    named("odd_land_visit"), foreign_key<&Visit<odd_keys::Land>::place_id>.references<&Place<odd_keys::Land>::id>());
template <> inline constexpr auto refract::model<Visit<bool>> =
    table(named("odd_side_visit"), foreign_key<&Visit<bool>::place_id>.references<&Place<bool>::id>());
template <> inline constexpr auto refract::model<Visit<odd_keys::bytes>> = table(
    named("odd_blob_visit"), foreign_key<&Visit<odd_keys::bytes>::place_id>.references<&Place<odd_keys::bytes>::id>());

namespace odd_keys {

template <class Key> struct VisitLine {
    using model = Visit<Key>;
    std::int64_t id{};
    std::string name;
};
template <class Key> struct PlaceTree {
    using model = Place<Key>;
    Key id{};
    std::string name;
    std::vector<VisitLine<Key>> visits{};
};
template <class Key> struct VisitTree {
    using model = Visit<Key>;
    std::int64_t id{};
    std::string name;
    std::optional<Place<Key>> place{};
};

template <class Key, class Fresh> void check_keys(Fresh& fresh, const Key& first, const Key& second) {
    using tree = PlaceTree<Key>;
    auto& db = fresh.db();
    db.template create_tables<schema<Place<Key>, Visit<Key>>>();
    CHECK(db.insert(tree{first, "a", {{0, "1"}, {0, "2"}}}).id == first);
    db.insert_many(std::vector<tree>{{second, "b", {{0, "3"}}}});
    const auto named = [&] {
        std::string text;
        for (const tree& each :
             db.all(from<Place<Key>>()
                        .template select<tree>(nested<&tree::visits>().order_by(col<&VisitLine<Key>::model::name>))
                        .order_by(col<&Place<Key>::name>))) {
            CHECK(each.id == (each.name == "a" ? first : second));
            text += each.name;
            for (const auto& visit : each.visits) text += visit.name;
            text += " ";
        }
        return text;
    };
    CHECK(named() == "a12 b3 ");
    tree b = db.template get<tree>(second);
    b.visits.push_back({1, "1"}); // of the other place
    b.visits.push_back({0, "4"});
    db.save(b);
    CHECK(named() == "a2 b134 ");
    db.template update<tree>(second, at<&tree::visits>.disconnect(1));
    db.template update<tree>(first, at<&tree::visits>.connect(1, 3), at<&tree::visits>.remove(1));
    CHECK(named() == "a23 b4 ");
    using visit = VisitTree<Key>;
    db.template update<visit>(2, at<&visit::place>.connect(second));
    CHECK(named() == "a3 b24 ");
    db.template update<visit>(2, at<&visit::place>.disconnect());
    CHECK(named() == "a3 b4 ");
    CHECK(db.count(from<Place<Key>>().where(col<&Place<Key>::id>.in(first))) == 1);
    CHECK(db.count(from<Place<Key>>().where(col<&Place<Key>::id>.not_in(second))) == 1);
    CHECK(db.count(from<Place<Key>>().where(col<&Place<Key>::id> == param<Key>), first) == 1);
}

} // namespace odd_keys

TEMPLATE_TEST_CASE("keys that are no numbers, and keys that are ranges", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    odd_keys::check_keys(fresh, odd_keys::Land::here, odd_keys::Land::nowhere);
    odd_keys::check_keys(fresh, false, true);
    odd_keys::check_keys(fresh, odd_keys::bytes{std::byte{0}}, odd_keys::bytes{});
}

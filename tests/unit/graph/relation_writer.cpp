// Relations with keys of several columns, over a link that does not keep two rows from being linked twice, and by
// columns that are no primary key.

#include <refract/graph/edit.hpp>

#include "support/databases.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace wired {

struct Station {
    std::string line;
    std::int16_t number{};
    std::string name;
};
struct Train {
    std::int32_t id{};
    std::optional<std::string> code{};
};
struct Stop { // has a key of its own
    std::int64_t id{};
    std::int32_t train_id{};
    std::string station_line;
    std::int16_t station_number{};
};
struct Wagon {
    std::int32_t id{};
    std::optional<std::string> train_code{};
    std::string kind;
};
struct Guard {
    std::int32_t id{};
    std::optional<std::string> badge{};
};
struct Duty { // leads to a column that may be NULL
    std::int64_t id{};
    std::int32_t train_id{};
    std::optional<std::string> guard_badge{};
};

} // namespace wired

template <> inline constexpr auto refract::model<wired::Station> =
    refract::table(primary_key<&wired::Station::line, &wired::Station::number>);
template <> inline constexpr auto refract::model<wired::Train> =
    refract::table(refract::unique<&wired::Train::code>, refract::through<wired::Stop>);
template <> inline constexpr auto refract::model<wired::Stop> = refract::table(
    foreign_key<&wired::Stop::train_id>.references<&wired::Train::id>(),
    foreign_key<&wired::Stop::station_line, &wired::Stop::station_number>.references<&wired::Station::line, &wired::Station::number>());
template <> inline constexpr auto refract::model<wired::Wagon> =
    refract::table(foreign_key<&wired::Wagon::train_code>.references<&wired::Train::code>());

template <> inline constexpr auto refract::model<wired::Guard> = refract::table(refract::unique<&wired::Guard::badge>);
template <> inline constexpr auto refract::model<wired::Duty> =
    refract::table(foreign_key<&wired::Duty::train_id>.references<&wired::Train::id>(),
                   foreign_key<&wired::Duty::guard_badge>.references<&wired::Guard::badge>(),
                   refract::unique<&wired::Duty::train_id, &wired::Duty::guard_badge>);

namespace wired {
using network = schema<Station, Train, Stop, Wagon, Guard, Duty>;
struct GuardedTrain {
    using model = Train;
    std::int32_t id{};
    std::vector<Guard> guards{};
};
struct TrainTree {
    using model = Train;
    std::int32_t id{};
    std::optional<std::string> code{};
    std::vector<Station> stations{};
    std::vector<Wagon> wagons{};
};
} // namespace wired
template <> inline constexpr auto refract::shape<wired::GuardedTrain> =
    refract::relations(refract::by<&wired::GuardedTrain::guards, &wired::Duty::train_id, &wired::Duty::guard_badge>);
using namespace wired;

TEMPLATE_TEST_CASE("relations of other keys than one number", "[graph]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<network>();
    db.insert_many({Station{"U1", 1, "O'Hare"}, Station{"U1", 2, "b"}, Station{"U2", 1, "c"}});
    fresh.rows("INSERT INTO train (code) VALUES ('x'), (NULL)");
    const auto stops = [&] {
        return fresh.rows("SELECT train_id, station_line, station_number FROM stop ORDER BY id");
    };
    const auto wagons = [&] { return fresh.rows("SELECT kind, train_code FROM wagon ORDER BY id"); };
    SECTION("keys of two columns, linked once") {
        db.template update<TrainTree>(1, at<&TrainTree::stations>.connect(key("U1", 2), key("U2", 1), key("U1", 2)));
        db.template update<TrainTree>(1, at<&TrainTree::stations>.connect(key("U1", 2)));
        CHECK(stops() == text_rows{"1|U1|2", "1|U2|1"});
        db.template update<TrainTree>(1, at<&TrainTree::stations>.set(key("U1", 1), key("U1", 2)));
        CHECK(stops() == text_rows{"1|U1|2", "1|U1|1"});
        db.template update<TrainTree>(1, at<&TrainTree::stations>.update(key("U1", 1), col<&Station::name> = "new"),
                                      at<&TrainTree::stations>.disconnect(key("U1", 2)));
        CHECK(stops() == text_rows{"1|U1|1"});
        CHECK(fresh.rows("SELECT name FROM station ORDER BY line, number") == text_rows{"new", "b", "c"});
        TrainTree tree = db.one(from<Train>().where(col<&Train::id> == 1).template select<TrainTree>());
        tree.stations.push_back(Station{"U1", 2, "B"});
        tree.stations.push_back(Station{"U3", 9, "made"});
        tree = db.save(tree);
        CHECK(stops() == text_rows{"1|U1|1", "1|U1|2", "1|U3|9"});
        CHECK(fresh.rows("SELECT name FROM station ORDER BY line, number") == text_rows{"new", "B", "c", "made"});
        CHECK_THROWS_AS((db.template update<TrainTree>(1, at<&TrainTree::stations>.connect(key("U9", 1)))), not_found);
    }
    SECTION("by a unique column, which may be NULL") {
        db.template update<TrainTree>(1, at<&TrainTree::wagons>.create({.id = 0, .kind = "sleeper"}));
        CHECK(wagons() == text_rows{"sleeper|x"});
        CHECK_THROWS_WITH((db.template update<TrainTree>(2, at<&TrainTree::wagons>.connect(1))),
                          refract_test::has_text("NULL in its key"));
        CHECK_THROWS_WITH(
            (db.template update<TrainTree>(2, at<&TrainTree::wagons>.create({.id = 0, .kind = "no"}))),
            Catch::Matchers::StartsWith("column \"train_code\" of \"wagon\": a row of a tree has NULL in its key"));
        db.template update<TrainTree>(2, col<&Train::code> = "y", at<&TrainTree::wagons>.connect(1)); // by the new one
        CHECK(wagons() == text_rows{"sleeper|y"});
        db.template update<TrainTree>(2, at<&TrainTree::wagons>.disconnect(1));
        CHECK(wagons() == text_rows{"sleeper|NULL"});
    }
    SECTION("over a link, by a unique column that may be NULL") {
        constexpr auto guards = at<&GuardedTrain::guards>;
        const Guard without{}, with{.id = 0, .badge = "g"};
        const auto is_refused =
            refract_test::has_text("column \"guard_badge\" of \"duty\": a row of a tree has NULL in its key");
        CHECK_THROWS_WITH((db.template update<GuardedTrain>(1, guards.create(with, without))), is_refused);
        CHECK_THROWS_WITH(
            (db.template update<GuardedTrain>(1, guards.template connect_or_create<&Guard::badge>(without))),
            is_refused);
        CHECK_THROWS_WITH((db.insert(GuardedTrain{.id = 0, .guards = {with, without}})), is_refused);
        CHECK(fresh.rows("SELECT count(*) FROM guard") == text_rows{"0"});
        fresh.rows("INSERT INTO guard (badge) VALUES (NULL), ('g')");
        CHECK_THROWS_WITH((db.template update<GuardedTrain>(1, guards.connect(1))),
                          refract_test::has_text("NULL in its key"));
        db.template update<GuardedTrain>(1, guards.template connect<&Guard::badge>("g", "g"));
        db.template update<GuardedTrain>(1, guards.template connect<&Guard::badge>("g"));
        CHECK(fresh.rows("SELECT train_id, guard_badge FROM duty") == text_rows{"1|g"});
    }
}

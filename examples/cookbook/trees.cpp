// Questions about trees and graphs: WITH RECURSIVE. docs/cookbook.md shows each.
#include "show.hpp"

#include <refract/sqlite.hpp>

using namespace refract;
using namespace cookbook;

struct Area {
    std::int64_t id{};
    std::string name;
    std::optional<std::int64_t> inside_id;
    std::int64_t people{};
};
struct Road {
    std::int64_t id{};
    std::string from, to;
    std::int64_t distance{};
};
struct Part {
    std::int64_t id{};
    std::string whole, name;
    std::int64_t pieces{};
};
constexpr auto id = col<&Area::id>;
constexpr auto area = col<&Area::name>;
constexpr auto inside_id = col<&Area::inside_id>;

// [tree]
struct Place {
    std::int64_t id{};
    std::string path;
    std::int64_t depth{};
};
constexpr auto root =
    from<Area>().where(inside_id.is_null()).select<Place>(id, area, value(std::int64_t{0}));
constexpr auto inside =
    from<Area>()
        .join<Place>(inside_id == col<&Place::id>)
        .select<Place>(id, col<&Place::path> + "/" + area, col<&Place::depth> + 1);
constexpr auto tree =
    with_recursive(root.union_all(inside)).from<Place>().order_by(col<&Place::path>);
// [/tree]

// [ancestors]
struct Above {
    std::int64_t id{};
    std::string name;
    std::optional<std::int64_t> inside_id;
};
constexpr auto itself =
    from<Area>().where(area == param<std::string_view>).select<Above>(id, area, inside_id);
constexpr auto outside =
    from<Area>().join<Above>(id == col<&Above::inside_id>).select<Above>(id, area, inside_id);
constexpr auto way_up =
    with_recursive(itself.union_all(outside)).from<Above>().select(col<&Above::name>);
// [/ancestors]

// [subtree]
struct Member { // each area beside each that lies in it, itself too
    std::int64_t top_id{}, id{};
};
constexpr auto own = from<Area>().select<Member>(id, id);
constexpr auto deeper = from<Area>()
                            .join<Member>(inside_id == col<&Member::id>)
                            .select<Member>(col<&Member::top_id>, id);
using inner = alias<Area, "inner">;
constexpr auto people = with_recursive(own.union_all(deeper))
                            .from<Member>()
                            .join<Area>(id == col<&Member::top_id>)
                            .join<inner>(col<&Area::id, inner> == col<&Member::id>)
                            .group_by(id, area)
                            .order_by(id)
                            .select(area, count(), sum(col<&Area::people, inner>));
// [/subtree]

// [shortest]
// union_distinct ends in circles; the distance is bounded, since it grows with every round.
struct Reached {
    std::string town;
    std::int64_t distance{};
};
constexpr auto first_roads = from<Road>()
                                 .where(col<&Road::from> == "A")
                                 .select<Reached>(col<&Road::to>, col<&Road::distance>);
constexpr auto next_roads =
    from<Road>()
        .join<Reached>(col<&Road::from> == col<&Reached::town>)
        .where(col<&Reached::distance> + col<&Road::distance> < 100)
        .select<Reached>(col<&Road::to>, col<&Reached::distance> + col<&Road::distance>);
constexpr auto shortest = with_recursive(first_roads.union_distinct(next_roads))
                              .from<Reached>()
                              .group_by(col<&Reached::town>)
                              .order_by(col<&Reached::town>)
                              .select(col<&Reached::town>, min(col<&Reached::distance>));
// [/shortest]

// [parts]
struct Needed {
    std::string name;
    std::int64_t pieces{};
};
constexpr auto of_bike = from<Part>()
                             .where(col<&Part::whole> == "bike")
                             .select<Needed>(col<&Part::name>, col<&Part::pieces>);
constexpr auto of_part =
    from<Part>()
        .join<Needed>(col<&Part::whole> == col<&Needed::name>)
        .select<Needed>(col<&Part::name>, col<&Needed::pieces>* col<&Part::pieces>);
constexpr auto list_of_parts = with_recursive(of_bike.union_all(of_part))
                                   .from<Needed>()
                                   .group_by(col<&Needed::name>)
                                   .order_by(col<&Needed::name>)
                                   .select(col<&Needed::name>, sum(col<&Needed::pieces>));
// [/parts]

int main() {
    sqlite::database db{":memory:"};
    db.create_tables<schema<Area, Road, Part>>();
    db.insert_many<Area>(
        {{1, "world", {}, 0},
         {2, "north", 1, 10},
         {3, "south", 1, 20},
         {4, "bay", 3, 5},
         {5, "cape", 4, 1}});
    db.insert_many<Road>(
        {{1, "A", "B", 4}, {2, "A", "C", 9}, {3, "B", "C", 3}, {4, "C", "A", 1}, {5, "C", "D", 2}});
    db.insert_many<Part>(
        {{1, "bike", "wheel", 2},
         {2, "bike", "frame", 1},
         {3, "wheel", "spoke", 32},
         {4, "wheel", "bolt", 1},
         {5, "frame", "bolt", 6}});
    show("tree", db, tree);
    show("ancestors", db, way_up, "cape");
    show("subtree", db, people);
    show("shortest", db, shortest);
    show("parts", db, list_of_parts);
}

// The order of recursive queries, and how they end where rows come again.

#include <support/databases.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace guided_recursions_test {
struct Part {
    std::int64_t id{};
    std::optional<std::int64_t> inside{};
    std::string name{};
};
struct Tree {
    std::int64_t key{};
    std::int64_t depth{};
    std::string name{};
};
} // namespace guided_recursions_test
using guided_recursions_test::Part, guided_recursions_test::Tree;
using tree = alias<Tree, "t">;

namespace {
constexpr auto roots =
    from<Part>().where(col<&Part::id> == 1).select<Tree>(col<&Part::id>, value(std::int64_t{0}), col<&Part::name>);
constexpr auto step = from<Part>()
                          .join<Tree>(col<&Part::inside> == col<&Tree::key>)
                          .select<Tree>(col<&Part::id>, col<&Tree::depth> + 1, col<&Part::name>);
constexpr auto recursion = roots.union_all(step);

static_assert(
    sql<dialect::postgres>(
        with_recursive(recursion.search_depth_first(col<&Tree::name>, col<&Tree::key>).detect_cycles(col<&Tree::key>))
            .from<tree>()
            .where(!is_cycle<tree>())
            .order_by(search_order<tree>())
            .select(col<&Tree::key, tree>))
        .find(
            R"() SEARCH DEPTH FIRST BY "name", "key" SET "search_order" CYCLE "key" SET "is_cycle" USING "cycle_path" )"
            R"(SELECT "key" FROM "tree" AS "t" WHERE NOT "is_cycle" ORDER BY "search_order")") !=
    std::string_view::npos);

// Asked by a query inside, by one beside the recursion in WITH, and by the run time.
struct Way {
    std::int64_t key{};
};
constexpr auto guided = with_recursive(recursion.detect_cycles(col<&Tree::key>));
static_assert(!sql<dialect::postgres>(guided.from<Part>().where(col<&Part::id>.in(
                                          from<Tree>().where(is_cycle<Tree>()).select(col<&Tree::key>))))
                   .empty());
static_assert(
    !sql<dialect::postgres>(guided.with(from<Tree>().where(!is_cycle<Tree>()).select<Way>(col<&Tree::key>)).from<Way>())
         .empty());
const predicate<Tree> of_the_run_time(!is_cycle<Tree>());

template <class Database> void fill_guided_recursions(Database& db) {
    db.template create_tables<schema<Part>>();
    for (const auto& [id, inside, name] : std::vector<std::tuple<std::int64_t, std::int64_t, const char*>>{
             {1, 0, "car"}, {2, 1, "wheel"}, {3, 1, "engine"}, {4, 2, "tyre"}, {5, 3, "piston"}, {6, 2, "hub"}})
        db.insert(Part{id, inside == 0 ? std::nullopt : std::optional(inside), name}, keys_are_given);
}
} // namespace

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("a recursion goes into the depth or the breadth, and ends where it comes again", "[recursion]") {
    using names = std::vector<std::string>;
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_guided_recursions(db);
    const auto deep = with_recursive(recursion.search_depth_first(col<&Tree::name>));
    CHECK(db.all(deep.from<Tree>().order_by(search_order<Tree>()).select(col<&Tree::name>)) ==
          names{"car", "engine", "piston", "wheel", "hub", "tyre"});
    CHECK(
        db.all(deep.from<Tree>().where(col<&Tree::depth> > 0).order_by(search_order<Tree>().desc()).limit(2))[0].name ==
        "tyre");
    CHECK(db.all(with_recursive(recursion.search_breadth_first(col<&Tree::name>))
                     .from<tree>()
                     .join<Part>(col<&Part::id> == col<&Tree::key, tree>)
                     .order_by(search_order<tree>())
                     .select(col<&Part::name>)) == names{"car", "engine", "wheel", "hub", "piston", "tyre"});
    // The wheel's tyre is made of cars.
    db.exec(refract::update<Part>().set(col<&Part::inside> = 4).where(col<&Part::id> == 1));
    const auto ends = with_recursive(recursion.detect_cycles(col<&Tree::key>)).from<Tree>();
    CHECK(db.all(ends.where(is_cycle<Tree>()).select(col<&Tree::name>)) == names{"car"});
    CHECK(db.count(ends.where(!is_cycle<Tree>())) == 6);
    CHECK(
        db.all(ends.order_by(col<&Tree::depth>, col<&Tree::name>).select(col<&Tree::name>, is_cycle<Tree>())).back() ==
        std::tuple(std::string("car"), true));
    predicate<Tree> wish;
    wish &= col<&Tree::depth> < 2;
    CHECK(db.all(ends.where(wish).select(col<&Tree::key>)).size() == 3);
}
#endif

TEST_CASE("on SQLite the order of a recursion itself is that in which rows come", "[recursion]") {
    using names = std::vector<std::string>;
    fresh_database<on_sqlite> fresh;
    auto& db = fresh.db();
    fill_guided_recursions(db);
    const auto rows = [&](const auto& query) {
        return db.all(with_recursive(query).template from<Tree>().select(col<&Tree::name>));
    };
    CHECK(rows(recursion.order_by(col<&Tree::depth>.desc(), col<&Tree::name>)) ==
          names{"car", "engine", "piston", "wheel", "hub", "tyre"});
    CHECK(rows(recursion.order_by(col<&Tree::depth>, col<&Tree::name>)) ==
          names{"car", "engine", "wheel", "hub", "piston", "tyre"});
}

// Rows of columns compared: the same as std::tuple in C++, on every database.

#include <support/databases.hpp>

#include <refract/client/session.hpp>
#include <refract/memory.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace {

enum class Shelf { low, high };

struct Tool {
    std::int64_t id{};
    std::string name{};
    std::int32_t price{};
    std::optional<std::int64_t> weight{};
    Shelf shelf{};
    std::chrono::sys_seconds bought{};
    bool operator==(const Tool&) const = default;
};

} // namespace

template <> inline constexpr auto refract::model<Tool> =
    refract::table(refract::check("sane", tuple(refract::col<&Tool::price>, refract::col<&Tool::id>) > tuple(-1, 0)));

using namespace refract;
using namespace refract_test;

namespace {

constexpr auto page = from<Tool>()
                          .where(tuple(col<&Tool::name>, col<&Tool::id>) > tuple("saw", 3))
                          .order_by(col<&Tool::name>, col<&Tool::id>)
                          .limit(2)
                          .select(col<&Tool::id>);
static_assert(sql<dialect::sqlite>(page) ==
              R"(SELECT "id" FROM "tool" WHERE ("name", "id") > (?1, ?2) ORDER BY "name", "id" LIMIT ?3)");
static_assert(sql<dialect::postgres>(page) ==
              R"(SELECT "id" FROM "tool" WHERE ("name", "id") > ($1, $2) ORDER BY "name", "id" LIMIT $3)");
// Values of both sides, an argument and an expression, each with its own number.
static_assert(sql<dialect::postgres>(from<Tool>()
                                         .where(!(tuple(1, col<&Tool::price> + 2) ==
                                                  tuple(col<&Tool::id>, param<std::int32_t>)))
                                         .select(col<&Tool::id>)) ==
              R"(SELECT "id" FROM "tool" WHERE NOT ($1, "price" + $2) = ("id", $3))");

// A row among rows: SQLite has no list of them but VALUES.
constexpr auto among =
    from<Tool>()
        .where(in(tuple(col<&Tool::name>, col<&Tool::price> + 1), tuple("saw", 3), tuple(param<std::string>, 4)))
        .select(col<&Tool::id>);
static_assert(sql<dialect::sqlite>(among) ==
              R"(SELECT "id" FROM "tool" WHERE ("name", "price" + ?1) IN (VALUES (?2, ?3), (?4, ?5)))");
static_assert(sql<dialect::postgres>(from<Tool>().where(!not_in(tuple(col<&Tool::id>, col<&Tool::price>), tuple(1, 2))))
                  .ends_with(R"( WHERE NOT ("id", "price") NOT IN (($1, $2)))"));
using peer = alias<Tool, "peer">;
constexpr auto dearest =
    from<peer>().group_by(col<&Tool::name, peer>).select(col<&Tool::name, peer>, max(col<&Tool::price, peer>));
static_assert(sql<dialect::postgres>(
                  from<Tool>().where(in(tuple(col<&Tool::name>, col<&Tool::price>), dearest)).select(col<&Tool::id>)) ==
              R"(SELECT "id" FROM "tool" WHERE ("name", "price") IN (SELECT "name", max("price") )"
              R"(FROM "tool" AS "peer" GROUP BY "name"))");

using tools = std::vector<Tool>;

/// Few values of each column, so that many rows are equal in the first ones.
tools make_tools() {
    tools all;
    for (std::int64_t id = 1; id <= 60; ++id)
        all.push_back(
            {.id = id,
             .name = std::vector<std::string>{"awl", "axe", "Saw", "saw", ""}[static_cast<std::size_t>(id * 7 % 5)],
             .price = static_cast<std::int32_t>(id * 5 % 4),
             .weight = id % 6 == 0 ? std::optional<std::int64_t>() : id % 3,
             .shelf = id % 2 == 0 ? Shelf::low : Shelf::high,
             .bought = std::chrono::sys_seconds(std::chrono::seconds(1'000'000'000 + id % 3))});
    return all;
}

/// The keys of the rows that pass, by the database and by C++.
template <class Database, class Condition, class Test>
void check(Database& db, const tools& all, const Condition& condition, Test test) {
    std::vector<std::int64_t> expected;
    for (const Tool& each : all)
        if (test(each)) expected.push_back(each.id);
    CHECK(!expected.empty());
    CHECK(db.all(from<Tool>().where(condition).order_by(col<&Tool::id>).select(col<&Tool::id>)) == expected);
}

} // namespace

TEMPLATE_TEST_CASE("rows compare as std::tuple does", "[rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tool>>();
    const tools all = make_tools();
    db.insert_many(all, keys_are_given);

    constexpr auto left = tuple(col<&Tool::price>, col<&Tool::bought>, col<&Tool::id>);
    for (const Tool& pivot : {all[0], all[17], all[40]}) {
        const auto right = tuple(pivot.price, pivot.bought, pivot.id);
        const auto of = [](const Tool& each) { return std::tuple(each.price, each.bought, each.id); };
        check(db, all, left < right, [&](const Tool& each) { return of(each) < right; });
        check(db, all, left <= right, [&](const Tool& each) { return of(each) <= right; });
        check(db, all, left > right, [&](const Tool& each) { return of(each) > right; });
        check(db, all, left >= right, [&](const Tool& each) { return of(each) >= right; });
        check(db, all, left == right, [&](const Tool& each) { return of(each) == right; });
        check(db, all, left != right, [&](const Tool& each) { return of(each) != right; });
        check(db, all, right < left, [&](const Tool& each) { return right < of(each); });
    }
    // Enums by their name, texts that a program owns, and columns on both sides.
    const std::string name = "saw";
    check(db, all, tuple(col<&Tool::shelf>, col<&Tool::name>) == tuple(Shelf::high, name),
          [&](const Tool& each) { return each.shelf == Shelf::high && each.name == name; });
    check(db, all, tuple(col<&Tool::price>, 2) >= tuple(col<&Tool::id> % 4, col<&Tool::price> + 1),
          [](const Tool& each) {
              return std::tuple<std::int64_t, int>(each.price, 2) >= std::tuple(each.id % 4, each.price + 1);
          });
    check(db, all, std::tuple(col<&Tool::id>) < std::make_tuple(5), [](const Tool& each) { return each.id < 5; });
    // NULL is unknown wherever the columns before it leave the comparison open.
    check(db, all, tuple(col<&Tool::price>, col<&Tool::weight>) > tuple(2, 1),
          [](const Tool& each) { return each.price > 2 || (each.price == 2 && each.weight && *each.weight > 1); });
    check(db, all, tuple(col<&Tool::price>, col<&Tool::weight>) != tuple(2, 1),
          [](const Tool& each) { return each.price != 2 || (each.weight && *each.weight != 1); });

    // Beside other conditions, below NOT, in a predicate of the run time, and with arguments.
    check(db, all, col<&Tool::price> == 1 && !(left < tuple(1, all[4].bought, 20)) && col<&Tool::id> < 50,
          [&](const Tool& each) {
              return each.price == 1 &&
                     std::tuple(each.bought, each.id) >= std::tuple(all[4].bought, std::int64_t{20}) && each.id < 50;
          });
    predicate<Tool> wanted = tuple(col<&Tool::name>, col<&Tool::id>) == tuple(name, all[2].id);
    wanted |= tuple(col<&Tool::price>, col<&Tool::id>) < tuple(0, 9);
    CHECK(db.count(from<Tool>().where(wanted)) == std::count_if(all.begin(), all.end(), [&](const Tool& each) {
              return (each.name == name && each.id == all[2].id) || (each.price == 0 && each.id < 9);
          }));
    constexpr auto behind =
        from<Tool>()
            .where(tuple(col<&Tool::price>, col<&Tool::id>) > tuple(param<std::int32_t>, param<std::int64_t>))
            .order_by(col<&Tool::price>, col<&Tool::id>)
            .limit(7);
    // Page by page, nothing is lost and nothing comes twice.
    tools pages = db.all(behind, -1, 0), sorted = all;
    for (tools next = pages; !next.empty(); pages.insert(pages.end(), next.begin(), next.end()))
        next = db.all(behind, pages.back().price, pages.back().id);
    std::sort(sorted.begin(), sorted.end(),
              [](const Tool& a, const Tool& b) { return std::tuple(a.price, a.id) < std::tuple(b.price, b.id); });
    CHECK(pages == sorted);

    // The check of the model, written with literals.
    CHECK_THROWS_AS(db.insert(Tool{.name = "x", .price = -2}), check_violation);
}

TEMPLATE_TEST_CASE("a row among rows", "[rows]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    const tools all = make_tools();
    db.template create_tables<schema<Tool>>();
    db.insert_many(all, keys_are_given);
    constexpr auto name = col<&Tool::name>;
    constexpr auto price = col<&Tool::price>;
    constexpr auto weight = col<&Tool::weight>;
    constexpr auto shelf = col<&Tool::shelf>;
    const auto moment = std::chrono::sys_seconds(std::chrono::seconds(1'000'000'001));

    const auto listed = in(tuple(name, price, shelf), tuple("saw", 1, Shelf::high), tuple("axe", 2, Shelf::low),
                           tuple("awl", 3, Shelf::high));
    const auto is_listed = [](const Tool& at) {
        return (at.name == "saw" && at.price == 1 && at.shelf == Shelf::high) ||
               (at.name == "axe" && at.price == 2 && at.shelf == Shelf::low) ||
               (at.name == "awl" && at.price == 3 && at.shelf == Shelf::high);
    };
    check(db, all, listed, is_listed);
    check(db, all, !listed, [&](const Tool& at) { return !is_listed(at); });
    for (const Tool& each : all) CHECK(matches(each, listed) == is_listed(each));
    // NULL beside what is equal is unknown, beside what differs it is false.
    const auto heavy = in(tuple(weight, price), tuple(1, 1), tuple(2, 3));
    const auto none = not_in(tuple(weight, price), tuple(1, 1), tuple(2, 3));
    const auto is_heavy = [](const Tool& at) {
        return (at.weight == 1 && at.price == 1) || (at.weight == 2 && at.price == 3);
    };
    const auto is_none = [&](const Tool& at) { return at.weight ? !is_heavy(at) : at.price != 1 && at.price != 3; };
    check(db, all, heavy, is_heavy);
    check(db, all, none, is_none);
    for (const Tool& each : all)
        CHECK((matches(each, heavy) == is_heavy(each) && matches(each, none) == is_none(each)));
    check(db, all, in(tuple(col<&Tool::bought>, name), tuple(moment, "saw")),
          [&](const Tool& at) { return at.bought == moment && at.name == "saw"; });

    // Among the rows of a query, which sees the table outside.
    const auto is_dearest = [&](const Tool& at) {
        return std::none_of(all.begin(), all.end(),
                            [&](const Tool& other) { return other.name == at.name && other.price > at.price; });
    };
    check(db, all, in(tuple(name, price), dearest), is_dearest);
    check(db, all,
          not_in(tuple(name, price), from<peer>()
                                         .where(col<&Tool::name, peer> == name && col<&Tool::price, peer> > 1)
                                         .select(col<&Tool::name, peer>, col<&Tool::price, peer>)),
          [](const Tool& at) { return at.price <= 1; });
    CHECK(db.all(among, "awl").size() ==
          static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Tool& at) {
              return (at.name == "saw" && at.price == 2) || (at.name == "awl" && at.price == 3);
          })));
    CHECK(db.exec(delete_from<Tool>().where(in(tuple(col<&Tool::id>, price), tuple(1, 1), tuple(2, 3)))) ==
          (all[0].price == 1) + (all[1].price == 3));
}

// Situations of EF Core's kit: four levels, each tied to the one above by a key that is needed, by one that may be
// NULL, and by one of which there is one row at most.

#include "scenario.hpp"

using namespace refract;
using namespace refract_test;

namespace levels {

using text = std::optional<std::string>;
using maybe_key = std::optional<std::int64_t>;

struct Level1 {
    std::int64_t id{};
    text name{};
    maybe_key parent_id{};
};
struct Level2 {
    std::int64_t id{};
    text name{};
    std::int64_t needs_id{};
    maybe_key may_id{};
    maybe_key one_id{};
};
struct Level3 {
    std::int64_t id{};
    text name{};
    std::int64_t size{};
    std::int64_t needs_id{};
    maybe_key may_id{};
    maybe_key one_id{};
};
struct Level4 {
    std::int64_t id{};
    text name{};
    std::int64_t needs_id{};
    maybe_key may_id{};
    maybe_key one_id{};
};

} // namespace levels
using namespace levels;

template <> inline constexpr auto refract::model<Level1> =
    refract::table(named("l1"), foreign_key<&Level1::parent_id>.references<&Level1::id>());
template <> inline constexpr auto refract::model<Level2> = refract::table(
    named("l2"), refract::unique<&Level2::one_id>, foreign_key<&Level2::needs_id>.references<&Level1::id>(),
    foreign_key<&Level2::may_id>.references<&Level1::id>(), foreign_key<&Level2::one_id>.references<&Level1::id>());
template <> inline constexpr auto refract::model<Level3> = refract::table(
    named("l3"), refract::unique<&Level3::one_id>, foreign_key<&Level3::needs_id>.references<&Level2::id>(),
    foreign_key<&Level3::may_id>.references<&Level2::id>(), foreign_key<&Level3::one_id>.references<&Level2::id>());
template <> inline constexpr auto refract::model<Level4> = refract::table(
    named("l4"), refract::unique<&Level4::one_id>, foreign_key<&Level4::needs_id>.references<&Level3::id>(),
    foreign_key<&Level4::may_id>.references<&Level3::id>(), foreign_key<&Level4::one_id>.references<&Level3::id>());

namespace levels {

constexpr auto id1 = col<&Level1::id>;
constexpr auto name1 = col<&Level1::name>;
constexpr auto id2 = col<&Level2::id>;
constexpr auto name2 = col<&Level2::name>;
constexpr auto id3 = col<&Level3::id>;
constexpr auto name3 = col<&Level3::name>;
constexpr auto size3 = col<&Level3::size>;
constexpr auto id4 = col<&Level4::id>;
constexpr auto name4 = col<&Level4::name>;

constexpr auto ones = from<Level1>().select(id1);
constexpr auto twos = from<Level2>().select(id2);
constexpr auto threes = from<Level3>().select(id3);
constexpr auto fours = from<Level4>().select(id4);

// What stands above a row, over keys that may be NULL.
constexpr auto above2 = parent_of<&Level2::may_id>(name1);
constexpr auto above3 = parent_of<&Level3::may_id>(name2);
constexpr auto two_above4 = parent_of<&Level4::may_id>(above3);
constexpr auto three_above4 = parent_of<&Level4::may_id>(parent_of<&Level3::may_id>(above2));

template <class Fresh> void fill_levels(Fresh& fresh) {
    fresh.db().template create_tables<schema<Level1, Level2, Level3, Level4>>();
    fresh.rows("INSERT INTO l1 (id, name, parent_id) VALUES (1, 'one', NULL), (2, 'two', 1), (3, 'three', 1), "
               "(4, NULL, 2), (5, 'five', NULL)");
    fresh.rows("INSERT INTO l2 (id, name, needs_id, may_id, one_id) VALUES (1, 'two', 1, 2, 1), (2, 'ant', 1, NULL, "
               "NULL), (3, NULL, 2, 1, 2), (4, 'bee', 3, 1, 4), (5, 'ant', 3, 3, NULL), (6, 'cat', 1, 4, 5)");
    fresh.rows("INSERT INTO l3 (id, name, size, needs_id, may_id, one_id) VALUES (1, 'x', 10, 1, 1, 2), (2, 'bee', 20, "
               "1, 3, 1), (3, 'y', 30, 3, NULL, NULL), (4, NULL, 40, 4, 3, 4), (5, 'cat', 50, 6, 6, 3)");
    fresh.rows("INSERT INTO l4 (id, name, needs_id, may_id, one_id) VALUES (1, 'p', 1, 1, 1), (2, 'q', 2, 2, NULL), "
               "(3, 'x', 2, NULL, 2), (4, NULL, 5, 4, 5), (5, 'bee', 4, 3, NULL), (6, 'cat', 5, 5, NULL)");
}

// l4 with the rows above it, over keys that may be NULL.
constexpr const char* fours_by_sql =
    " FROM l4 d LEFT JOIN l3 c ON c.id = d.may_id LEFT JOIN l2 b ON b.id = c.may_id LEFT JOIN l1 a ON a.id = b.may_id ";
std::string of_fours(const std::string& columns, const std::string& rest) {
    return "SELECT " + columns + fours_by_sql + rest;
}

} // namespace levels

TEMPLATE_TEST_CASE("EF Core: chains of four levels, conditions", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_levels(fresh);
    scenarios s(fresh);

    s.rows("the one row below is called so", ones.where(some<&Level2::one_id>(name2 == "two")), "SELECT 1");
    s.rows("the one row below is called otherwise, and is there", ones.where(some<&Level2::one_id>(name2 != "two")),
           "SELECT one_id FROM l2 WHERE name <> 'two' AND one_id IS NOT NULL");
    s.rows("the one row below is called otherwise, or has no name, or is not there",
           ones.where(none<&Level2::one_id>(name2 == "two")),
           "SELECT l1.id FROM l1 LEFT JOIN l2 ON one_id = l1.id WHERE l2.name IS NULL OR l2.name <> 'two'");
    s.rows("the row above has no name, or is not there", threes.where(above3.is_null()),
           "SELECT c.id FROM l3 c LEFT JOIN l2 b ON b.id = c.may_id WHERE b.name IS NULL");
    s.rows("the row above is there, and has no name", threes.where(related<&Level3::may_id>(name2.is_null())),
           "SELECT c.id FROM l3 c JOIN l2 b ON b.id = c.may_id WHERE b.name IS NULL");
    s.rows("two above is called so", fours.where(two_above4 == "two"),
           of_fours("d.id", "WHERE b.name = 'two'").c_str());
    s.rows("two above is called otherwise, the unknown left out", fours.where(two_above4 != "two"),
           of_fours("d.id", "WHERE b.name <> 'two'").c_str());
    s.rows("two above is called otherwise, the unknown as well", fours.where(two_above4.is_distinct_from("two")),
           of_fours("d.id", "WHERE b.name IS NULL OR b.name <> 'two'").c_str());
    s.rows("three above has this key",
           fours.where(related<&Level4::may_id>(related<&Level3::may_id>(related<&Level2::may_id>(id1 == 1)))),
           of_fours("d.id", "WHERE a.id = 1").c_str());
    s.rows("three above has not this key, or there is none",
           fours.where(!related<&Level4::may_id>(related<&Level3::may_id>(related<&Level2::may_id>(id1 == 1)))),
           of_fours("d.id", "WHERE a.id IS NULL OR a.id <> 1").c_str());
    s.rows("a needed row between two that may be missing",
           fours.where(parent_of<&Level4::may_id>(parent_of<&Level3::needs_id>(above2)) == "two"),
           "SELECT d.id FROM l4 d JOIN l3 c ON c.id = d.may_id JOIN l2 b ON b.id = c.needs_id JOIN l1 a ON a.id = "
           "b.may_id WHERE a.name = 'two'");
    s.rows("down over two rows that are one at most",
           ones.where(some<&Level2::one_id>(some<&Level3::one_id>(name3.is_not_null()))),
           "SELECT b.one_id FROM l2 b JOIN l3 c ON c.one_id = b.id WHERE c.name IS NOT NULL AND b.one_id IS NOT NULL");
    s.rows("down over two, and the third is not there",
           ones.where(some<&Level2::one_id>(some<&Level3::one_id>(none<&Level4::one_id>()))),
           "SELECT b.one_id FROM l2 b JOIN l3 c ON c.one_id = b.id LEFT JOIN l4 d ON d.one_id = c.id WHERE b.one_id IS "
           "NOT NULL AND d.id IS NULL");
    s.rows("two ways lead to one row", twos.where(parent_of<&Level2::one_id>(id1) == parent_of<&Level2::needs_id>(id1)),
           "SELECT id FROM l2 WHERE one_id = needs_id");
    s.rows("two ways lead to two rows, both of which are there",
           twos.where(parent_of<&Level2::needs_id>(id1) != parent_of<&Level2::may_id>(id1)),
           "SELECT id FROM l2 WHERE may_id <> needs_id");
    s.rows("the row above is called as this one", threes.where(name3 == above3), "SELECT 5");
    s.rows("the row above is called as this one, both without a name too",
           threes.where(name3.is_not_distinct_from(above3)), "SELECT 4 UNION SELECT 5");
    s.rows("either of two ways",
           fours.where(related<&Level4::may_id>(name3 == "x") || related<&Level4::needs_id>(name3 == "bee")),
           "SELECT 1 UNION SELECT 2 UNION SELECT 3");
    s.rows("both of two ways",
           fours.where(related<&Level4::may_id>(size3 < 30) && related<&Level4::needs_id>(size3 > 10)),
           "SELECT d.id FROM l4 d JOIN l3 m ON m.id = d.may_id JOIN l3 n ON n.id = d.needs_id WHERE m.size < 30 AND "
           "n.size > 10");
    s.rows("two above is called as one of a list", fours.where(two_above4.in("two", "cat")),
           of_fours("d.id", "WHERE b.name IN ('two', 'cat')").c_str());
    s.rows("two above is not in a list, nor unknown", fours.where(two_above4.not_in("two", "dog")),
           of_fours("d.id", "WHERE b.name NOT IN ('two', 'dog')").c_str());
    s.rows("the name above begins so", threes.where(above3.starts_with("tw")), "SELECT 1");
    s.rows("the needed row above has another one like this",
           threes.where(related<&Level3::needs_id>(count_of<&Level3::needs_id>() > 1)), "SELECT 1 UNION SELECT 2");
    s.rows("a row of its own table below, and rows of the next level below that",
           ones.where(some<&Level1::parent_id>(some<&Level2::needs_id>())),
           "SELECT DISTINCT p.id FROM l1 p JOIN l1 c ON c.parent_id = p.id JOIN l2 ON needs_id = c.id");
    s.rows("twice up in its own table",
           ones.where(parent_of<&Level1::parent_id>(parent_of<&Level1::parent_id>(name1)) == "one"), "SELECT 4");
    s.rows("all rows two below are so, of rows that have some",
           ones.where(some<&Level2::needs_id>() && every<&Level2::needs_id>(every<&Level3::needs_id>(size3 >= 30))),
           "SELECT needs_id FROM l2 EXCEPT SELECT b.needs_id FROM l2 b JOIN l3 c ON c.needs_id = b.id WHERE size < 30");
}

TEMPLATE_TEST_CASE("EF Core: chains of four levels, values and orders", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_levels(fresh);
    scenarios s(fresh);
    constexpr auto of_one = col<&Level2::needs_id> == id1;
    constexpr auto first_below = from<Level2>().where(of_one).order_by(id2.desc()).limit(1);

    s.ordered("names one, two and three above",
              from<Level4>().order_by(id4).select(id4, parent_of<&Level4::may_id>(name3), two_above4, three_above4),
              of_fours("d.id, c.name, b.name, a.name", "ORDER BY d.id").c_str());
    s.ordered(
        "the same table reached by two ways, side by side",
        from<Level2>().order_by(id2).select(id2, parent_of<&Level2::needs_id>(name1), above2),
        "SELECT b.id, n.name, m.name FROM l2 b JOIN l1 n ON n.id = needs_id LEFT JOIN l1 m ON m.id = may_id ORDER BY "
        "b.id");
    s.ordered("the nearest name that there is",
              from<Level4>().order_by(id4).select(coalesce(three_above4, two_above4, name4, "nothing")),
              of_fours("coalesce(a.name, b.name, d.name, 'nothing')", "ORDER BY d.id").c_str());
    s.ordered("joined texts are NULL where one is", from<Level3>().order_by(id3).select(id3, above3 + "/" + name3),
              "SELECT c.id, b.name || '/' || c.name FROM l3 c LEFT JOIN l2 b ON b.id = c.may_id ORDER BY c.id");
    s.ordered("whether there is one above, as a value",
              from<Level3>().order_by(id3).select(id3, related<&Level3::may_id>()),
              "SELECT id, may_id IS NOT NULL FROM l3 ORDER BY id");
    s.ordered("a comparison with what is above, as a value that may be NULL",
              from<Level4>().order_by(id4).select(id4, two_above4 == "two"),
              of_fours("d.id, b.name = 'two'", "ORDER BY d.id").c_str());
    s.ordered(
        "a choice by what is above",
        from<Level4>().order_by(id4).select(
            id4, case_when(two_above4.is_null(), "unknown").when(two_above4 == name4, "alike").otherwise("other")),
        of_fours("d.id, CASE WHEN b.name IS NULL THEN 'unknown' WHEN b.name = d.name THEN 'alike' ELSE 'other' END",
                 "ORDER BY d.id")
            .c_str());
    s.rows("distinct names above, NULL among them", from<Level4>().select(two_above4).distinct(),
           of_fours("DISTINCT b.name", "").c_str());
    s.ordered("in the order of a name two above, the unknown first",
              fours.order_by(two_above4.asc().nulls_first(), id4.desc()),
              of_fours("d.id", "ORDER BY b.name IS NOT NULL, b.name, d.id DESC").c_str());
    s.ordered(
        "in the order of two names above",
        threes.order_by(parent_of<&Level3::needs_id>(parent_of<&Level2::needs_id>(name1)), above3.desc().nulls_last(),
                        id3),
        "SELECT c.id FROM l3 c JOIN l2 n ON n.id = c.needs_id JOIN l1 t ON t.id = n.needs_id LEFT JOIN l2 b ON b.id "
        "= c.may_id ORDER BY t.name, b.name IS NULL, b.name DESC, c.id");
    s.ordered("a page in such an order", fours.order_by(two_above4.asc().nulls_last(), id4).limit(2).offset(1),
              of_fours("d.id", "ORDER BY b.name IS NULL, b.name, d.id LIMIT 2 OFFSET 1").c_str());
    s.rows("groups by a name above, and their numbers",
           from<Level3>().group_by(above3.as<"above">()).select(above3.as<"above">(), count()),
           "SELECT b.name, count(*) FROM l3 c LEFT JOIN l2 b ON b.id = c.may_id GROUP BY b.name");
    s.rows(
        "groups by a key above, those with a sum above a bound",
        from<Level3>().group_by(col<&Level3::may_id>).having(sum(size3) > 40).select(col<&Level3::may_id>, sum(size3)),
        "SELECT may_id, sum(size) FROM l3 GROUP BY may_id HAVING sum(size) > 40");
    s.is("a sum of rows chosen by what is above", s.db().one(from<Level3>().where(above3 != "cat").select(sum(size3))),
         "SELECT sum(size) FROM l3 JOIN l2 ON l2.id = l3.may_id WHERE l2.name <> 'cat'");
    s.is("the greatest name above of all rows", s.db().one(from<Level4>().select(max(two_above4))),
         of_fours("max(b.name)", "").c_str());
    s.is("how many have one above with a name", s.db().count(from<Level3>().where(above3.is_not_null())),
         "SELECT count(l2.name) FROM l3 JOIN l2 ON l2.id = l3.may_id");
    s.ordered(
        "the last row below, or NULL", from<Level1>().order_by(id1).select(id1, scalar(first_below.select(name2))),
        "SELECT id, (SELECT name FROM l2 WHERE needs_id = l1.id ORDER BY l2.id DESC LIMIT 1) FROM l1 ORDER BY id");
    s.ordered("what stands above the last row below",
              from<Level1>().order_by(id1).select(id1, scalar(first_below.select(col<&Level2::may_id>))),
              "SELECT a.id, b.may_id FROM l1 a LEFT JOIN l2 b ON b.id = (SELECT max(id) FROM l2 WHERE needs_id = a.id) "
              "ORDER BY a.id");
    s.rows("rows whose last row below is called so", ones.where(scalar(first_below.select(name2)) == "cat"),
           "SELECT 1");
    s.ordered("how many below have some below",
              from<Level1>().order_by(id1).select(id1, count_of<&Level2::needs_id>(some<&Level3::needs_id>())),
              "SELECT a.id, count(DISTINCT CASE WHEN c.id IS NOT NULL THEN b.id END) FROM l1 a LEFT JOIN l2 b ON "
              "b.needs_id = a.id LEFT JOIN l3 c ON c.needs_id = b.id GROUP BY a.id ORDER BY a.id");
    s.ordered(
        "a sum over the rows two below, NULL of none",
        from<Level1>().order_by(id1).select(
            id1, scalar(from<Level2>().join<&Level3::needs_id>().where(of_one).select(sum(size3)))),
        "SELECT a.id, sum(size) FROM l1 a LEFT JOIN l2 b ON b.needs_id = a.id LEFT JOIN l3 c ON c.needs_id = b.id "
        "GROUP BY a.id ORDER BY a.id");
    s.rows("a name that one of the rows below has too",
           ones.where(name1.in(from<Level2>().where(col<&Level2::may_id> == id1).select(name2))), "SELECT 2");
    s.rows("the row that most others lead to", ones.order_by(count_of<&Level2::may_id>().desc(), id1).limit(1),
           "SELECT 1");
}

TEMPLATE_TEST_CASE("EF Core: chains of four levels, joins", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_levels(fresh);
    scenarios s(fresh);
    using sibling = alias<Level3, "sibling">;

    s.rows("all pairs down three levels",
           from<Level1>().join<&Level2::needs_id>().join<&Level3::needs_id>().select(id1, id2, id3),
           "SELECT b.needs_id, b.id, c.id FROM l2 b, l3 c WHERE c.needs_id = b.id");
    s.rows("down by ones to the end, each with nothing where it ends",
           from<Level1>().left_join<&Level2::one_id>().left_join<&Level3::one_id>().left_join<&Level4::one_id>().select(
               id1, id2, id3, id4),
           "SELECT a.id, b.id, (SELECT id FROM l3 WHERE one_id = b.id), (SELECT d.id FROM l4 d JOIN l3 c ON c.id = "
           "d.one_id WHERE c.one_id = b.id) FROM l1 a LEFT JOIN l2 b ON b.one_id = a.id");
    s.rows(
        "rows at which the chain of ones ends before its end",
        from<Level1>().left_join<&Level2::one_id>().left_join<&Level3::one_id>().where(id3.is_null()).select(id1),
        "SELECT id FROM l1 WHERE id NOT IN (SELECT b.one_id FROM l2 b JOIN l3 c ON c.one_id = b.id WHERE b.one_id IS "
        "NOT NULL)");
    s.rows("the condition of the join leaves the row in",
           from<Level1>().left_join<Level2>(col<&Level2::may_id> == id1 && name2 == "bee").select(id1, id2),
           "SELECT id, CASE WHEN id = 1 THEN 4 END FROM l1");
    s.rows("the same condition behind the join leaves it out",
           from<Level1>().left_join<&Level2::may_id>().where(name2 == "bee").select(id1, id2), "SELECT 1, 4");
    s.rows("a needed row, and then one that may be missing",
           from<Level1>().join<&Level2::needs_id>().left_join<&Level3::may_id>().select(id1, name2, id3),
           "SELECT b.needs_id, b.name, c.id FROM l2 b LEFT JOIN l3 c ON c.may_id = b.id");
    s.rows("joined by a name above instead of a key", from<Level3>().join<Level1>(name1 == above3).select(id3, id1),
           "SELECT 1, 2");
    s.rows("rows beside each other below one row",
           from<Level3>()
               .join<sibling>(col<&Level3::may_id, sibling> == col<&Level3::may_id> && col<&Level3::id, sibling> > id3)
               .select(id3, col<&Level3::id, sibling>),
           "SELECT 2, 4");
    s.rows("how many are two below, nought of none",
           from<Level1>().left_join<&Level2::needs_id>().left_join<&Level3::needs_id>().group_by(id1).select(
               id1, count(id3)),
           "SELECT id, (SELECT count(*) FROM l3 c JOIN l2 b ON b.id = c.needs_id WHERE b.needs_id = l1.id) FROM l1");
    s.rows("names two below, each once",
           from<Level1>().join<&Level2::needs_id>().join<&Level3::may_id>().select(id1, name3).distinct(),
           "SELECT b.needs_id, c.name FROM l2 b JOIN l3 c ON c.may_id = b.id GROUP BY 1, 2");
    constexpr auto needed = from<Level2>().select(parent_of<&Level2::needs_id>(name1));
    constexpr auto wanted = from<Level2>().select(above2);
    s.rows("the rows of two ways, each once", needed.union_distinct(wanted), "SELECT name FROM l1 WHERE id < 5");
    s.rows(
        "the rows of two ways, as often as they are met", needed.union_all(wanted),
        "SELECT l1.name FROM l1 JOIN l2 ON needs_id = l1.id UNION ALL SELECT l1.name FROM l2 LEFT JOIN l1 ON may_id = l1.id");
    s.rows("rows that both ways meet", needed.intersect(wanted), "SELECT name FROM l1 WHERE id < 4");
    s.rows("rows that one way meets alone", wanted.except(needed), "SELECT NULL");
}

namespace levels {

struct Leaf {
    using model = Level4;
    std::int64_t id{};
    text name{};
};
struct Down3 {
    using model = Level3;
    std::int64_t id{};
    std::vector<Leaf> fours{};
};
struct Down2 {
    using model = Level2;
    std::int64_t id{};
    std::vector<Down3> threes{};
};
struct Down1 {
    using model = Level1;
    std::int64_t id{};
    std::int64_t below{};
    std::vector<Down2> twos{};
};
struct One2 {
    using model = Level2;
    std::int64_t id{};
    std::optional<Down3> three{};
};
struct One1 {
    using model = Level1;
    std::int64_t id{};
    std::optional<One2> two{};
};
struct Top {
    using model = Level1;
    text name{};
};
struct Line3 {
    using model = Level3;
    std::int64_t id{};
};
struct Back2 {
    using model = Level2;
    std::int64_t id{};
    Top one{};
    std::vector<Line3> threes{};
};
struct Up3 {
    using model = Level3;
    std::int64_t id{};
    std::optional<Back2> two{};
};
struct Up4 {
    using model = Level4;
    std::int64_t id{};
    std::optional<Up3> three{};
};

/// A tree as the rows that outer joins would give: each field a column, rows of several fields multiplied.
template <class Value> text_rows joined(const Value& value) {
    text_rows rows;
    if constexpr (std::is_aggregate_v<Value>) {
        rows = {""};
        refract::detail::for_each_field(value, [&](const auto& field) {
            text_rows longer;
            for (const std::string& row : rows)
                for (const std::string& each : joined(field)) longer.push_back(row.empty() ? each : row + "|" + each);
            rows = longer;
        });
    } else if constexpr (requires { requires std::is_aggregate_v<typename Value::value_type>; }) {
        const auto add = [&](const auto& each) {
            for (const std::string& row : joined(each)) rows.push_back(row);
        };
        if constexpr (requires { value.has_value(); }) {
            if (value) add(*value);
        } else {
            for (const auto& each : value) add(each);
        }
        if (rows.empty()) { // a NULL for each column
            const std::string one = joined(typename Value::value_type{})[0];
            rows = {"NULL"};
            for (const char each : one) rows[0] += each == '|' ? "|NULL" : "";
        }
    } else {
        rows = {scenario_text::print(value, true)};
    }
    return rows;
}

} // namespace levels

template <> inline constexpr auto refract::shape<Down3> =
    refract::relations(refract::by<&Down3::fours, &Level4::needs_id>);
template <> inline constexpr auto refract::shape<Down2> =
    refract::relations(refract::by<&Down2::threes, &Level3::may_id>);
template <> inline constexpr auto refract::shape<Down1> =
    refract::relations(refract::by<&Down1::twos, &Level2::needs_id>);
template <> inline constexpr auto refract::shape<One2> = refract::relations(refract::by<&One2::three, &Level3::one_id>);
template <> inline constexpr auto refract::shape<One1> = refract::relations(refract::by<&One1::two, &Level2::one_id>);
template <> inline constexpr auto refract::shape<Back2> =
    refract::relations(refract::by<&Back2::one, &Level2::needs_id>, refract::by<&Back2::threes, &Level3::needs_id>);
template <> inline constexpr auto refract::shape<Up3> = refract::relations(refract::by<&Up3::two, &Level3::may_id>);
template <> inline constexpr auto refract::shape<Up4> = refract::relations(refract::by<&Up4::three, &Level4::may_id>);

TEMPLATE_TEST_CASE("EF Core: chains of four levels, trees", "[scenarios]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    fill_levels(fresh);
    auto& db = fresh.db();
    scenarios s(fresh);
    const auto down = [&](const std::string& twos_by, const std::string& threes_by, const std::string& fours_by) {
        return "SELECT a.id, (SELECT count(*) FROM l2 WHERE needs_id = a.id), b.id, c.id, d.id, d.name FROM l1 a LEFT "
               "JOIN l2 b ON b.needs_id = a.id AND " +
               twos_by + " LEFT JOIN l3 c ON c.may_id = b.id AND " + threes_by +
               " LEFT JOIN l4 d ON d.needs_id = c.id AND " + fours_by;
    };
    const auto trees = [&](auto... of_levels) {
        return from<Level1>().template select<Down1>(field<&Down1::below> = count_of<&Level2::needs_id>(),
                                                     of_levels...);
    };
    const auto from_top = trees();
    const auto cut = [&](bool condition2, std::int64_t least2, std::int64_t least3, std::int64_t most3) {
        return trees(nested<&Down1::twos>().where_if(condition2, id2 >= least2),
                     nested<&Down1::twos, &Down2::threes>().where(size3.between(least3, most3)));
    };
    s.trees("lists four levels deep, over needed keys and others", joined(db.all(from_top)),
            down("1 = 1", "1 = 1", "1 = 1").c_str());
    s.trees("of rows chosen by the one row below",
            joined(db.all(from_top.where(some<&Level2::one_id>(name2.is_null())))),
            (down("1 = 1", "1 = 1", "1 = 1") + " WHERE a.id = 2").c_str());
    s.trees("of a page of rows", joined(db.all(from_top.order_by(name1.desc().nulls_last()).limit(2).offset(1))),
            (down("1 = 1", "1 = 1", "1 = 1") + " WHERE a.id IN (1, 3)").c_str());
    s.trees("those of a level in the middle that are so", joined(db.all(cut(false, 0, 15, 45))),
            down("1 = 1", "c.size BETWEEN 15 AND 45", "1 = 1").c_str());
    s.trees("those of two levels that are so", joined(db.all(cut(true, 3, 15, 25))),
            down("b.id >= 3", "c.size BETWEEN 15 AND 25", "1 = 1").c_str());
    s.trees("no row of a level is so, and those above are there", joined(db.all(cut(false, 0, 99, 99))),
            down("1 = 1", "1 = 0", "1 = 1").c_str());
    s.trees("those of the lowest level by what another way leads to",
            joined(db.all(trees(nested<&Down1::twos, &Down2::threes, &Down3::fours>().where(
                three_above4.is_not_null() || name4.is_null())))),
            down("1 = 1", "1 = 1",
                 "(d.name IS NULL OR d.id IN (SELECT d.id FROM l4 d JOIN l3 c ON c.id = d.may_id JOIN l2 b ON b.id = "
                 "c.may_id JOIN l1 a ON a.id = b.may_id WHERE a.name IS NOT NULL))")
                .c_str());
    s.trees("the last of a list, and the first of each list below it",
            joined(db.all(trees(nested<&Down1::twos>().order_by(id2.desc()).limit(1),
                                nested<&Down1::twos, &Down2::threes>().order_by(id3).limit(1)))),
            down("b.id = (SELECT max(id) FROM l2 WHERE needs_id = a.id)",
                 "c.id = (SELECT min(id) FROM l3 WHERE may_id = b.id)", "1 = 1")
                .c_str());

    const auto by_ones = from<Level1>().template select<One1>();
    const std::string down_ones = "SELECT a.id, b.id, c.id, d.id, d.name FROM l1 a LEFT JOIN l2 b ON b.one_id = a.id "
                                  "LEFT JOIN l3 c ON c.one_id = b.id LEFT JOIN l4 d ON d.needs_id = c.id";
    s.trees("a list below two rows, each of which may be missing", joined(db.all(by_ones)), down_ones.c_str());
    s.trees("of rows that have the first of them and not the second",
            joined(db.all(by_ones.where(some<&Level2::one_id>(none<&Level3::one_id>())))),
            (down_ones + " WHERE b.id IS NOT NULL AND c.id IS NULL").c_str());
    s.trees("such a list, those of it that are so",
            joined(db.all(from<Level1>().template select<One1>(
                nested<&One1::two, &One2::three, &Down3::fours>().where(name4.in("x", "p"))))),
            (down_ones + " AND d.name IN ('x', 'p')").c_str());
    s.trees("a row of one at most that is not so is not there",
            joined(db.all(from<Level1>().template select<One1>(nested<&One1::two>().where(name2 > "b")))),
            "SELECT a.id, b.id, c.id, d.id, d.name FROM l1 a LEFT JOIN l2 b ON b.one_id = a.id AND b.name > 'b' "
            "LEFT JOIN l3 c ON c.one_id = b.id LEFT JOIN l4 d ON d.needs_id = c.id");

    const auto upwards = from<Level4>().template select<Up4>();
    const std::string up =
        "SELECT d.id, c.id, b.id, a.name, n.id FROM l4 d LEFT JOIN l3 c ON c.id = d.may_id LEFT JOIN l2 "
        "b ON b.id = c.may_id LEFT JOIN l1 a ON a.id = b.needs_id LEFT JOIN l3 n ON n.needs_id = b.id";
    s.trees("up over rows that may be missing, and down again to a list", joined(db.all(upwards)), up.c_str());
    s.trees("the same of rows by a name two above", joined(db.all(upwards.where(two_above4.is_null()))),
            (up + " WHERE b.name IS NULL").c_str());
    s.trees("rows without one above", joined(db.all(upwards.where(!related<&Level4::may_id>()))),
            "SELECT 3, NULL, NULL, NULL, NULL");
    s.is("how many trees a condition on the chain leaves", db.count(upwards.where(two_above4 == "cat")), "SELECT 1");
    s.is("whether there is a tree whose chain ends so", db.exists(by_ones.where(some<&Level2::one_id>(name2 == "dog"))),
         {"SELECT 0", "SELECT false"});
}

// What queries mean: joins, groups, aggregates, functions, the same on every database.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/session.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace queries_test {

struct Employee {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int64_t> boss{};
    std::optional<std::int32_t> salary{};
    bool operator==(const Employee&) const = default;
};
struct Pair {
    std::string left{};
    std::optional<std::string> right{};
    bool operator==(const Pair&) const = default;
};
struct Title {
    std::string title{};
    std::string name{};
    bool operator==(const Title&) const = default;
};
struct Sums {
    std::int64_t id{};
    std::int16_t small{};
    std::int32_t middle{};
    double real{};
    refract::decimal<2> money{};
    std::string text{};
};
// Every column may be NULL.
struct Loose {
    std::optional<std::int64_t> number{};
    std::optional<std::string> text{};
    bool operator==(const Loose&) const = default;
};

using boss = refract::alias<Employee, "boss">;

} // namespace queries_test

template <> inline constexpr auto refract::model<queries_test::Employee> =
    refract::table(refract::foreign_key<&queries_test::Employee::boss>.references<&queries_test::Employee::id>());

using namespace refract;
using namespace refract_test;
using namespace queries_test;
using blog::Post;
using blog::Role;
using blog::Tag;
using blog::User;

namespace {

template <class Database> void hire(Database& db) {
    db.template create_tables<schema<Employee>>();
    db.insert(Employee{.name = "Ann", .salary = 100});
    db.insert(Employee{.name = "Bob", .boss = 1, .salary = 50});
    db.insert(Employee{.name = "Cid", .boss = 1});
    db.insert(Employee{.name = "Dan", .boss = 2, .salary = 50});
}
using strings = std::vector<std::string>;
using numbers = std::vector<std::int64_t>;

} // namespace

TEMPLATE_TEST_CASE("joins of every kind", "[queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    // A post without an author, which only a missing foreign key allows.
    if constexpr (TestType::is_sqlite)
        fresh.rows("PRAGMA foreign_keys = OFF");
    else
        fresh.rows("ALTER TABLE post DROP CONSTRAINT post_author_id_fkey");
    db.insert(Post{.title = "Orphan", .author_id = 77});

    const auto names = [&](const auto& query) {
        strings result;
        for (const auto& [left, right] :
             db.all(query.order_by(col<&User::id>.asc().nulls_last(), col<&Post::id>.asc().nulls_last()))) {
            const auto text = [](const auto& side) -> std::string {
                if constexpr (requires { side.has_value(); }) {
                    if (!side) return "-";
                    if constexpr (requires { side->title; })
                        return side->title;
                    else
                        return side->name;
                } else if constexpr (requires { side.title; }) {
                    return side.title;
                } else {
                    return side.name;
                }
            };
            result.push_back(text(left) + "/" + text(right));
        }
        return result;
    };
    constexpr auto on = col<&Post::author_id> == col<&User::id>;
    CHECK(names(from<User>().template join<Post>(on)) == strings{"Ann/Hello", "Ann/Again", "Bob/Mine"});
    CHECK(names(from<User>().template left_join<Post>(on)) == strings{"Ann/Hello", "Ann/Again", "Bob/Mine", "Cid/-"});
    CHECK(names(from<User>().template right_join<Post>(on)) ==
          strings{"Ann/Hello", "Ann/Again", "Bob/Mine", "-/Orphan"});
    CHECK(names(from<User>().template full_join<Post>(on)) ==
          strings{"Ann/Hello", "Ann/Again", "Bob/Mine", "Cid/-", "-/Orphan"});
    CHECK(names(from<User>().template cross_join<Post>()).size() == 12);
    CHECK(names(from<User>().template join<&Post::author_id>()) == strings{"Ann/Hello", "Ann/Again", "Bob/Mine"});
    CHECK(names(from<Post>().template left_join<&Post::author_id>()) ==
          strings{"Hello/Ann", "Again/Ann", "Mine/Bob", "Orphan/-"});
    CHECK(names(from<User>().template left_join<Post>(on && col<&Post::published> == true)) ==
          strings{"Ann/Hello", "Bob/Mine", "Cid/-"});
    CHECK(names(from<User>().template left_join<Post>(on).where(col<&Post::id> == std::nullopt)) == strings{"Cid/-"});

    // Three tables, one column of each.
    db.insert(Tag{.label = "t"});
    db.insert(blog::PostTag{1, 1});
    const auto three = db.all(from<User>()
                                  .template left_join<&Post::author_id>()
                                  .template left_join<blog::PostTag>(col<&blog::PostTag::post_id> == col<&Post::id>)
                                  .template left_join<Tag>(col<&blog::PostTag::tag_id> == col<&Tag::id>)
                                  .where(col<&User::id> < 3)
                                  .order_by(col<&Post::id>)
                                  .select(col<&User::name>, col<&Post::title>, col<&Tag::label>));
    using row = std::tuple<std::string, std::optional<std::string>, std::optional<std::string>>;
    CHECK(three ==
          std::vector<row>{{"Ann", "Hello", "t"}, {"Ann", "Again", std::nullopt}, {"Bob", "Mine", std::nullopt}});
    CHECK(db.all(from<Post>()
                     .template join<&Post::author_id>()
                     .template select<Title>(col<&Post::title>, col<&User::name>)
                     .order_by(col<&Post::id>)
                     .limit(1)) == std::vector<Title>{{"Hello", "Ann"}});
    CHECK(db.all(from<Post>()
                     .template join<&Post::author_id>()
                     .template select<Title>()
                     .order_by(col<&Post::id>.desc())
                     .limit(1)) == std::vector<Title>{{"Mine", "Bob"}});
}

TEMPLATE_TEST_CASE("a table joined with itself", "[queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    hire(db);
    const auto rows = db.all(from<Employee>()
                                 .template left_join<boss>(col<&Employee::boss> == col<&Employee::id, boss>)
                                 .order_by(col<&Employee::id>));
    REQUIRE(rows.size() == 4);
    CHECK(std::get<1>(rows[0]) == std::nullopt);
    CHECK(std::get<1>(rows[3])->name == "Bob");
    CHECK(std::get<0>(rows[3]).name == "Dan");
    CHECK(db.all(from<Employee>()
                     .template join<boss>(col<&Employee::boss> == col<&Employee::id, boss>)
                     .where(col<&Employee::name, boss> == "Ann" &&
                            col<&Employee::salary> == col<&Employee::salary, boss> - 50)
                     .template select<Pair>(col<&Employee::name>, col<&Employee::name, boss>)) ==
          std::vector<Pair>{{"Bob", "Ann"}});
}

TEMPLATE_TEST_CASE("the missing side of a join and a row of NULLs", "[queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Loose, Tag>>();
    db.insert(Tag{.label = "a"});
    db.insert(Tag{.label = "b"});
    db.insert(Loose{.number = 1});
    const auto rows =
        db.all(from<Tag>().template left_join<Loose>(col<&Loose::number> == col<&Tag::id>).order_by(col<&Tag::id>));
    CHECK(std::get<1>(rows.at(0)) == Loose{1, std::nullopt});
    CHECK(std::get<1>(rows.at(1)) == std::nullopt);
}

TEMPLATE_TEST_CASE("aggregates", "[queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    hire(db);
    const auto value = [&](const auto& expression) { return db.one(from<Employee>().select(expression)); };
    constexpr auto salary = col<&Employee::salary>;
    CHECK(value(count()) == 4);
    CHECK(value(count(salary)) == 3);
    CHECK(value(count(salary).distinct()) == 2);
    CHECK(value(count().filter(salary == 50)) == 2);
    CHECK(value(sum(salary)) == 200);
    CHECK(value(sum(salary).distinct()) == 150);
    CHECK(value(sum(salary).filter(salary > 60)) == 100);
    CHECK(value(avg(salary)).value() == Approx(200 / 3.0));
    CHECK(value(min(salary)) == 50);
    CHECK(value(max(salary)) == 100);
    CHECK(value(min(col<&Employee::name>)) == "Ann");
    CHECK(value(max(col<&Employee::name>)) == "Dan");
    CHECK(value(sum(salary) + count()) == 204);

    // Of no rows.
    constexpr auto nobody = from<Employee>().where(col<&Employee::id> > 99);
    CHECK(db.one(nobody.select(count())) == 0);
    CHECK(db.one(nobody.select(sum(salary))) == std::nullopt);
    CHECK(db.one(nobody.select(avg(salary))) == std::nullopt);
    CHECK(db.one(nobody.select(min(col<&Employee::name>))) == std::nullopt);
    CHECK(db.all(nobody.group_by(salary).select(salary, count())).empty());

    using row = std::tuple<std::optional<std::int32_t>, std::int64_t, std::string>;
    CHECK(db.all(from<Employee>()
                     .group_by(salary)
                     .order_by(salary.asc().nulls_first())
                     .select(salary, count(), min(col<&Employee::name>))) ==
          std::vector<row>{{std::nullopt, 1, "Cid"}, {50, 2, "Bob"}, {100, 1, "Ann"}});
    CHECK(db.all(from<Employee>().group_by(salary).having(count() > 1 && sum(salary) >= 100).select(salary)) ==
          std::vector<std::optional<std::int32_t>>(1, 50));
    CHECK(
        db.all(from<Employee>().group_by(salary).order_by(count().desc(), salary.asc().nulls_last()).select(count())) ==
        numbers{2, 1, 1});
    CHECK(db.all(from<Employee>().select(salary).distinct().order_by(salary.asc().nulls_last())) ==
          std::vector<std::optional<std::int32_t>>{50, 100, std::nullopt});
    CHECK(db.count(from<Employee>().select(salary).distinct()) == 3);
}

TEMPLATE_TEST_CASE("sums and averages of every type of number", "[queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Sums>>();
    db.insert(Sums{.small = 30'000,
                   .middle = 2'000'000'000,
                   .real = 0.5,
                   .money = decimal<2>::from_coefficient(1050),
                   .text = "b"});
    db.insert(Sums{.small = 30'000,
                   .middle = 2'000'000'000,
                   .real = 0.25,
                   .money = decimal<2>::from_coefficient(25),
                   .text = "a"});
    const auto value = [&](const auto& expression) { return db.one(from<Sums>().select(expression)); };
    CHECK(value(sum(col<&Sums::small>)) == 60'000);
    CHECK(value(sum(col<&Sums::middle>)) == 4'000'000'000);
    CHECK(value(sum(col<&Sums::real>)) == 0.75);
    CHECK(value(sum(col<&Sums::money>)) == decimal<2>::from_coefficient(1075));
    CHECK(value(avg(col<&Sums::small>)) == 30'000.0);
    CHECK(value(avg(col<&Sums::money>)).value() == Approx(5.375));
    CHECK(value(max(col<&Sums::money>)) == decimal<2>::from_coefficient(1050));
    CHECK(value(min(col<&Sums::real>)) == 0.25);
    CHECK(value(max(col<&Sums::small>)) == std::int16_t{30'000});
    CHECK(value(sum(col<&Sums::small> * 2)) == 120'000);
    db.insert(Sums{.middle = 1});
    CHECK(db.all(from<Sums>().order_by(col<&Sums::id>).select(col<&Sums::middle> / 3, col<&Sums::middle> % 7)).at(0) ==
          std::tuple<std::int32_t, std::int32_t>(666'666'666, 2'000'000'000 % 7));
}

TEMPLATE_TEST_CASE("arithmetic that overflows is an error, not another number", "[queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Sums>>();
    db.insert(Sums{.small = 30'000, .middle = 2'000'000'000, .text = "a"});
    CHECK_THROWS_AS(db.all(from<Sums>().select(col<&Sums::middle> * 2)), conversion_error);
    CHECK_THROWS_AS(db.all(from<Sums>().select(col<&Sums::small> + col<&Sums::small>)), conversion_error);
    CHECK_THROWS_AS(db.all(from<Sums>().select(col<&Sums::id> + std::numeric_limits<std::int64_t>::max())), error);
    CHECK(db.all(from<Sums>().select(cast<std::int64_t>(col<&Sums::middle>) * 2)) == numbers{4'000'000'000});
    // What would not fit in the field is refused before it is stored.
    CHECK_THROWS_AS(db.exec(update<Sums>().set(col<&Sums::middle> *= 2).all_rows()), conversion_error);
    CHECK(db.all(from<Sums>()).at(0).middle == 2'000'000'000);
}

TEMPLATE_TEST_CASE("operators and functions", "[queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    hire(db);
    const auto found = [&](const auto& condition) {
        return db.all(from<Employee>().where(condition).order_by(col<&Employee::id>).select(col<&Employee::id>));
    };
    constexpr auto name = col<&Employee::name>;
    constexpr auto salary = col<&Employee::salary>;
    CHECK(found(name == "Bob") == numbers{2});
    CHECK(found("Bob" == name) == numbers{2});
    CHECK(found(name != "Bob") == numbers{1, 3, 4});
    CHECK(found(salary != 50) == numbers{1}); // NULL is not unequal
    CHECK(found(salary.is_distinct_from(50)) == numbers{1, 3});
    CHECK(found(salary.is_not_distinct_from(std::optional<std::int32_t>())) == numbers{3});
    CHECK(found(!(salary == 50)) == numbers{1});
    CHECK(found(salary == std::nullopt) == numbers{3});
    CHECK(found(salary != std::nullopt) == numbers{1, 2, 4});
    CHECK(found(salary.is_null() || salary > 60) == numbers{1, 3});
    CHECK(found(!(salary.is_null() || salary > 60)) == numbers{2, 4});
    CHECK(found(salary.between(50, 99)) == numbers{2, 4});
    CHECK(found(salary.not_between(50, 99)) == numbers{1});
    CHECK(found(coalesce(salary, 70) == 70) == numbers{3});
    CHECK(found(name.like("_o%")) == numbers{2});
    CHECK(found(name.not_like("_o%")) == numbers{1, 3, 4});
    CHECK(found(name.ilike("BOB")) == numbers{2});
    CHECK(found(name.starts_with("b")).empty()); // case counts
    CHECK(found(name.starts_with("B")) == numbers{2});
    CHECK(found(name.ends_with("n")) == numbers{1, 4});
    CHECK(found(name.contains("o")) == numbers{2});
    CHECK(found(name.contains("")) == numbers{1, 2, 3, 4});
    CHECK(found(name.contains("%")).empty());
    CHECK(found(lower(name) == "ann" && upper(name) == "ANN" && length(name) == 3 && trim(" " + name + " ") == "Ann") ==
          numbers{1});
    CHECK(found(name + "!" == "Bob!") == numbers{2});
    CHECK(found(abs(salary - 75) == 25 && -salary < -60) == numbers{1});
    CHECK(found(salary * 2 + 10 == 110 && salary / 7 == 7 && salary % 7 == 1) == numbers{2, 4});
    CHECK(found((col<&Employee::id> == 1 || col<&Employee::id> == 2) && salary == 50) == numbers{2});
    CHECK(found(col<&Employee::id> == 1 || (col<&Employee::id> == 2 && salary == 50)) == numbers{1, 2});
    CHECK(found((salary > 60) == (name == "Ann")) == numbers{1, 2, 4});
    CHECK(found(cast<std::string>(col<&Employee::id>) == "3") == numbers{3});
    CHECK(found(col<&Employee::boss> < col<&Employee::id> && col<&Employee::boss> + 1 == col<&Employee::id>) ==
          numbers{2});
    CHECK(found(salary - (salary - 10) == 10 && salary - salary - 10 == -10) == numbers{1, 2, 4});
}

TEMPLATE_TEST_CASE("limit and offset, alone and together", "[queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    hire(db);
    constexpr auto all = from<Employee>().order_by(col<&Employee::id>).select(col<&Employee::id>);
    CHECK(db.all(all.limit(2)) == numbers{1, 2});
    CHECK(db.all(all.offset(3)) == numbers{4});
    CHECK(db.all(all.limit(2).offset(1)) == numbers{2, 3});
    CHECK(db.all(all.offset(param<std::int64_t>).limit(param<std::int64_t>), 2, 1) == numbers{3});
    CHECK(db.all(all.limit(0)).empty());
    CHECK(db.all(all.offset(9)).empty());
    CHECK(db.all(all.limit(1'000'000'000'000)).size() == 4);
    CHECK(db.first(all.limit(3).offset(2)) == 3);
}

TEMPLATE_TEST_CASE("columns that are set from others", "[queries]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    hire(db);
    CHECK(db.exec(update<Employee>()
                      .set(col<&Employee::salary> = col<&Employee::salary> + 1, col<&Employee::name> += "!")
                      .where(col<&Employee::salary> == 50)) == 2);
    CHECK(fresh.rows("SELECT name, salary FROM employee ORDER BY id") ==
          text_rows{"Ann|100", "Bob!|51", "Cid|NULL", "Dan!|51"});
    CHECK(db.exec(update<Employee>().set(col<&Employee::salary> = std::nullopt).where(col<&Employee::id> == 1)) == 1);
    CHECK(db.exec(update<Employee>()
                      .set(col<&Employee::salary> = coalesce(col<&Employee::salary>, 7),
                           col<&Employee::boss> = col<&Employee::id>)
                      .all_rows()) == 4);
    CHECK(fresh.rows("SELECT boss, salary FROM employee ORDER BY id") == text_rows{"1|7", "2|51", "3|7", "4|51"});
}

// Every text that the golden tests show has to be one that both engines prepare.
#include <refract/expr/aggregate.hpp>
#include <refract/expr/function.hpp>
#include <refract/expr/list.hpp>
#include <refract/query/query.hpp>
#include <refract/sql/statement.hpp>

#include "support/databases.hpp"
#include "support/models.hpp"

#include <string>
#include <vector>

using namespace refract;
using namespace refract::detail;
using namespace refract_test;

using manager = alias<Employee, "manager">;
using firm = schema<User, Post, Tag, PostTag, Employee>;

constexpr auto by_id = from<Tag>().where(col<&Tag::id> == 1);
static_assert(sql<dialect::sqlite>(by_id) == R"(SELECT "id", "label" FROM "tag" WHERE "id" = ?1)");
static_assert(sql<dialect::postgres>(by_id) == R"(SELECT "id", "label" FROM "tag" WHERE "id" = $1)");
// A constant of the program that ends with NUL, as C libraries want it.
static_assert(statement_data_of<dialect::sqlite, std::remove_const_t<decltype(by_id)>>.text.back() == '\0');
static_assert(statement_data_of<dialect::sqlite, std::remove_const_t<decltype(by_id)>>.types[0].kind ==
              type_kind::big_integer);

TEMPLATE_TEST_CASE("both databases prepare and run what is printed", "[statement]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<firm>();
    const auto runs = [&](const auto& query) { CHECK(db.all(query).empty()); };
    const std::vector<std::int64_t> ids{1, 2, 3};
    const auto id = col<&User::id>;
    const auto name = col<&User::name>;
    const auto email = col<&User::email>;

    runs(from<User>().where(id == 1 && id != 2 && id < 3 && id <= 4 && id > 5 && id >= 6));
    runs(from<User>().where(id + 1 == id * 2 - id / 3 && id % 4 == -id));
    runs(from<User>().where(name.like("a%") || name.not_like("b_") || name.ilike("C%")));
    runs(from<User>().where(name.starts_with("a") || name.ends_with("b") || name.contains("c")));
    runs(from<User>().where(id.in(1, 2) && id.not_in(3) && id.in(ids) && id.not_in(ids)));
    runs(from<User>().where(id.between(1, 2) || !id.not_between(3, 4)));
    runs(from<User>().where(col<&User::bio> == std::nullopt || col<&User::bio> != std::nullopt));
    runs(from<User>().where(col<&User::bio>.is_not_distinct_from("x") || col<&User::bio>.is_distinct_from("y")));
    runs(from<User>().where(col<&User::role> == Role::author && col<&User::created_at> < now()));
    runs(from<User>().where(name + "x" == email && lower(name) == upper(email) && length(trim(name)) > 3));
    runs(from<User>().where(coalesce(col<&User::bio>, "none") == "none" && abs(id) > 1));
    runs(from<User>()
             .order_by(name.desc(), col<&User::bio>.asc().nulls_first(), id.desc().nulls_last())
             .limit(3)
             .offset(1));
    runs(from<User>().offset(5));
    runs(from<User>().select(name).distinct());
    runs(from<User>().join<&Post::author_id>().where(col<&Post::views> > 1));
    runs(from<User>().left_join<&Post::author_id>());
    runs(from<User>().right_join<&Post::author_id>());
    runs(from<User>().full_join<&Post::author_id>());
    runs(from<User>().cross_join<Tag>());
    runs(from<Post>().join<&PostTag::post_id>().join<&PostTag::tag_id>());
    runs(from<Employee>().left_join<manager>(col<&Employee::reports_to> == col<&Employee::id, manager>));
    runs(from<Post>()
             .group_by(col<&Post::author_id>)
             .having(count() > 3 && avg(col<&Post::views>) > 1.5)
             .select(col<&Post::author_id>, sum(col<&Post::views>), min(col<&Post::title>), max(col<&Post::views>),
                     count(col<&Post::views>).distinct(), count().filter(col<&Post::published> == true)));
    runs(from<Employee>().group_by(col<&Employee::name>).select(col<&Employee::name>, sum(col<&Employee::salary>)));
    runs(update<Post>().set(col<&Post::views> += 1, col<&Post::title> = "x").where(col<&Post::id> == 1).returning());
    runs(delete_from<Post>().where(col<&Post::published> == false).returning(col<&Post::id>));
    CHECK(db.count(from<User>().left_join<&Post::author_id>()) == 0);
    CHECK_FALSE(db.exists(from<User>().where(id == 1)));
}

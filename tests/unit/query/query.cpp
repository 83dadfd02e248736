#include <refract/expr/aggregate.hpp>
#include <refract/expr/list.hpp>
#include <refract/query/query.hpp>
#include <refract/query/row.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace refract;
using namespace refract::detail;

// The size of a query is the size of its values; without values it is an empty class.
static_assert(std::is_empty_v<decltype(from<User>().left_join<&Post::author_id>().order_by(col<&User::name>))>);
static_assert(std::is_empty_v<decltype(from<User>().where(col<&User::email> == param<std::string_view>))>);
static_assert(sizeof(from<User>().where(col<&User::id> == 1)) == sizeof(std::int64_t));
static_assert(sizeof(from<User>().where(col<&User::name> == "Ann" && col<&User::id> > 1)) ==
              sizeof(std::string_view) + sizeof(std::int64_t));
static_assert(sizeof(from<User>().where(col<&User::name> == std::string())) == sizeof(std::string));

template <class Query> constexpr std::size_t parameters_in(const Query&) { return Query::parameters::size; }
static_assert(parameters_in(from<User>()) == 0);
static_assert(parameters_in(from<User>().limit(param<int>).where(col<&User::id> == param<int>)) == 2);

TEST_CASE("strings are owned, literals and views are kept as views") {
    const char* literal = "Ann";
    const auto by_view = from<User>().where(col<&User::name> == std::string_view(literal));
    CHECK(get<0>(by_view.bound).data() == literal);
    std::string name = "Ann, with a name too long for a small string";
    const auto by_copy = from<User>().where(col<&User::name> == name);
    name[0] = 'B';
    CHECK(get<0>(by_copy.bound) == "Ann, with a name too long for a small string");
}

TEST_CASE("values stand in the order in which they were written") {
    const auto query = from<Post>().limit(7).where(col<&Post::views> > 3).offset(2);
    CHECK(get<0>(query.bound) == 7);
    CHECK(get<1>(query.bound) == 3);
    CHECK(get<2>(query.bound) == 2);
}

TEST_CASE("a query is a value: what is added makes a new one") {
    const auto all = from<Post>();
    const auto some = all.where(col<&Post::views> > 3);
    CHECK(decltype(all)::view.count == 1);
    CHECK(decltype(some)::view.count == 2);
}

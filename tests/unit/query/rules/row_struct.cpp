#include <refract/expr/aggregate.hpp>
#include <refract/expr/function.hpp>
#include <refract/query/query.hpp>
#include <refract/query/rules/statement.hpp>

#include "support/catch.hpp"
#include "support/models.hpp"

#include <string>

using namespace refract;
using namespace refract::detail;

// A rule is data of a query's type: what is broken, with the names of what breaks it.
template <class Query> constexpr violation broken_by(const Query&) { return find_violation(Query::view); }
template <class Query> constexpr bool is_right(const Query& query) { return !broken_by(query); }

struct Card {
    std::string title;
    std::int64_t views;
};
struct Wrong {
    std::string titel;
};
struct Narrow {
    std::string views;
};
struct Bio {
    std::string bio;
};
static_assert(is_right(from<Post>().select<Card>()));
static_assert(broken_by(from<Post>().select<Wrong>()).broken == rule::row_field_exists);
static_assert(broken_by(from<Post>().select<Narrow>()).broken == rule::row_field_type);
static_assert(broken_by(from<User>().select<Bio>()).broken == rule::row_field_nullable);
static_assert(broken_by(from<Post>().select<Card>(col<&Post::title>)).broken == rule::row_width);
static_assert(broken_by(from<User>().left_join<&Post::author_id>().select<Card>()).broken == rule::row_field_nullable);

TEST_CASE("a broken rule names the table and the field") {
    constexpr violation found = broken_by(from<User>().select<Bio>());
    REQUIRE(found.table == "Bio");
    REQUIRE(found.column == "bio");
    REQUIRE(found);
}

// Arguments: converted to their parameter's type, or refused.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/parameters.hpp>

#include <optional>
#include <string>
#include <string_view>

using namespace refract;
using namespace refract_test;
using blog::Post;
using blog::Role;
using blog::User;

// What the compiler lets through.
static_assert(detail::fits_parameter<std::int64_t, int>());
static_assert(detail::fits_parameter<std::int8_t, std::int64_t>());
static_assert(!detail::fits_parameter<std::int64_t, double>());
static_assert(detail::fits_parameter<double, int>());
static_assert(!detail::fits_parameter<bool, int>());
static_assert(!detail::fits_parameter<int, bool>());
static_assert(detail::fits_parameter<std::string, const char*>());
static_assert(detail::fits_parameter<std::string_view, std::string>());
static_assert(!detail::fits_parameter<std::string, int>());
static_assert(!detail::fits_parameter<std::string, std::nullopt_t>());
static_assert(detail::fits_parameter<std::optional<std::string>, std::nullopt_t>());
static_assert(detail::fits_parameter<std::optional<std::string>, const char*>());
static_assert(!detail::fits_parameter<std::string, std::optional<std::string>>());
static_assert(!detail::fits_parameter<Role, int>());
static_assert(detail::fits_parameter<std::optional<Role>, Role>());

TEMPLATE_TEST_CASE("arguments of every kind", "[parameters]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    constexpr auto by_views = from<Post>().where(col<&Post::views> == param<std::int64_t>);
    CHECK(db.count(by_views, 10) == 1);
    CHECK(db.count(by_views, std::int8_t{10}) == 1);
    CHECK(db.count(by_views, 10ull) == 1);
    CHECK_THROWS_AS(db.count(by_views, ~0ull), conversion_error);

    // Unsigned parameters do not take what is below zero.
    constexpr auto narrow = from<Post>().where(col<&Post::views> > param<std::uint16_t>);
    CHECK(db.count(narrow, 6L) == 2);
    CHECK_THROWS_AS(db.count(narrow, -1), conversion_error);
    CHECK_THROWS_AS(db.count(narrow, 65'536), conversion_error);
    CHECK(db.count(narrow, 65'535) == 0);

    const char* text = "Ann";
    char array[] = "Ann";
    const std::string owned = "Ann";
    constexpr auto by_name = from<User>().where(col<&User::name> == param<std::string>);
    CHECK(db.count(by_name, text) == 1);
    CHECK(db.count(by_name, array) == 1);
    CHECK(db.count(by_name, owned) == 1);
    CHECK(db.count(by_name, std::string_view(owned)) == 1);
    CHECK(db.count(by_name, std::string("A") + "nn") == 1);

    CHECK(db.count(from<User>().where(col<&User::role> == param<Role>), Role::admin) == 1);
    CHECK(db.count(from<User>().where(col<&User::role>.is_not_distinct_from(param<std::optional<Role>>)),
                   Role::admin) == 1);
    CHECK(db.count(from<User>().where(col<&User::role>.is_not_distinct_from(param<std::optional<Role>>)),
                   std::nullopt) == 0);
    CHECK(db.count(from<Post>().where(col<&Post::published> == param<bool>), true) == 2);
    const std::chrono::sys_time<std::chrono::microseconds> first{std::chrono::microseconds(1'000'000'000'000'000)};
    CHECK(db.count(from<User>().where(col<&User::created_at> > param<std::chrono::sys_time<std::chrono::microseconds>>),
                   first) == 2);
    // A coarser time is converted.
    CHECK(
        db.count(from<User>().where(col<&User::created_at> >= param<std::chrono::sys_time<std::chrono::microseconds>>),
                 std::chrono::sys_seconds(std::chrono::seconds(1'000'000'000))) == 3);
}

TEMPLATE_TEST_CASE("one parameter twice, and parameters in every clause", "[parameters]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    constexpr auto everywhere = from<Post>()
                                    .select(col<&Post::author_id>, count() * param<std::int64_t>)
                                    .where(col<&Post::views> >= param<std::int64_t>)
                                    .group_by(col<&Post::author_id>)
                                    .having(count() >= param<std::int64_t>)
                                    .order_by(col<&Post::author_id> * param<std::int64_t>)
                                    .limit(param<std::int64_t>)
                                    .offset(param<std::int64_t>);
    using row = std::tuple<std::int64_t, std::int64_t>;
    CHECK(db.all(everywhere, 100, 5, 1, 1, 10, 0) == std::vector<row>{{1, 200}, {2, 100}});
    CHECK(db.all(everywhere, 100, 5, 1, -1, 10, 0) == std::vector<row>{{2, 100}, {1, 200}});
    CHECK(db.all(everywhere, 1, 5, 2, 1, 10, 0) == std::vector<row>{{1, 2}});
    CHECK(db.all(everywhere, 1, 7, 1, 1, 1, 1) == std::vector<row>{{2, 1}});
    CHECK(db.count(everywhere, 1, 7, 1, 1, 1, 1) == 1);
    CHECK(db.exists(everywhere, 1, 7, 3, 1, 1, 1) == false);

    constexpr auto insert = insert_into<Post>()
                                .set(col<&Post::title> = param<std::string_view>, col<&Post::views> = 3,
                                     col<&Post::author_id> = param<std::int64_t>)
                                .returning(col<&Post::id>);
    CHECK(db.one(insert, "p", 2) == 4);
    CHECK(fresh.rows("SELECT headline, views, author_id FROM post WHERE id = 4") == text_rows{"p|3|2"});
}

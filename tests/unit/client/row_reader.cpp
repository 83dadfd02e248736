// Rows of C++: which columns a type wants, and what it is filled with.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/row_reader.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace row_reader_test {

struct View {
    std::string_view name{};
    std::int64_t number{};
};
struct Holder {
    std::int64_t id{};
    std::optional<std::span<const std::byte>> bytes{};
};

} // namespace row_reader_test

using namespace refract;
using namespace refract_test;
using namespace row_reader_test;
using blog::Post;
using blog::Tag;
using blog::User;

static_assert(detail::row_traits<User>::width() == 6);
static_assert(detail::row_traits<std::int64_t>::width() == 1);
static_assert(detail::row_traits<std::optional<User>>::width() == 6);
static_assert(detail::row_traits<std::tuple<User, std::optional<Post>, std::string>>::width() == 12);
static_assert(detail::result_columns_of<User>[1].field == "email");
static_assert(!detail::result_columns_of<User>[1].nullable);
static_assert(detail::result_columns_of<User>[3].nullable);
static_assert(detail::result_columns_of<std::optional<User>>[1].nullable);
static_assert(detail::result_columns_of<std::optional<std::string>>[0].nullable);
static_assert(detail::result_columns_of<void>.empty());

// Rows that look into the driver's buffer may not be kept.
static_assert(detail::view_traits<View>::value);
static_assert(detail::view_traits<Holder>::value);
static_assert(detail::view_traits<std::string_view>::value);
static_assert(detail::view_traits<std::optional<View>>::value);
static_assert(detail::view_traits<std::tuple<int, std::optional<std::string_view>>>::value);
static_assert(!detail::view_traits<User>::value);
static_assert(!detail::view_traits<std::tuple<User, std::optional<Post>>>::value);

TEMPLATE_TEST_CASE("the error of a cell names the column of the row", "[row]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    const auto fails_at = [](auto work, std::string column) {
        try {
            work();
            FAIL("no error");
        } catch (const schema_mismatch& failure) {
            INFO(failure.what());
            CHECK(failure.message().find("\"" + column + "\"") != std::string::npos);
            CHECK_FALSE(failure.sql().empty());
        }
    };
    fresh.rows(TestType::is_sqlite ? "SELECT 1" : "ALTER TABLE post ALTER headline DROP NOT NULL");
    if constexpr (TestType::is_sqlite) {
        fresh.rows("PRAGMA writable_schema = ON");
        fresh.rows(
            "UPDATE sqlite_schema SET sql = replace(sql, '\"headline\" TEXT NOT NULL', '\"headline\" TEXT') WHERE name = 'post'");
        fresh.rows("PRAGMA writable_schema = RESET");
    }
    fresh.rows("UPDATE post SET headline = NULL WHERE id = 1");
    fails_at([&] { db.all(from<Post>()); }, "headline");
    fails_at([&] { db.template get<Post>(1); }, "headline");
    fails_at([&] { db.all(from<Post>().select(col<&Post::id>, col<&Post::title>)); }, "headline");
    fails_at([&] { db.all(from<User>().template left_join<&Post::author_id>()); }, "headline");
    fails_at([&] { db.template query<std::tuple<std::int64_t, std::string>>("SELECT id, headline FROM post"); },
             "headline");
    fails_at([&] { db.all(update<Post>().set(col<&Post::views> = 1).where(col<&Post::id> == 1).returning()); },
             "headline");
    CHECK(db.template get<Post>(2).title == "Again");
}

TEMPLATE_TEST_CASE("tuples of tables, and of what may be missing", "[row]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    blog::fill(db);
    const auto rows =
        db.all(from<User>().template left_join<&Post::author_id>().where(col<&User::id> >= 2).order_by(col<&User::id>));
    static_assert(std::is_same_v<decltype(rows), const std::vector<std::tuple<User, std::optional<Post>>>>);
    REQUIRE(rows.size() == 2);
    CHECK(std::get<1>(rows[0]) == Post{3, "Mine", true, 7, 2});
    CHECK(std::get<1>(rows[1]) == std::nullopt);
    // A row object that is filled again forgets what it held.
    std::vector<bool> there;
    for (const auto& [user, post] :
         db.each(from<User>().template left_join<&Post::author_id>().order_by(col<&User::id>.desc())))
        there.push_back(post.has_value() && user.id == post->author_id);
    CHECK(there == std::vector<bool>{false, true, true, true});
    std::vector<bool> bios;
    for (const User& each : db.each(from<User>().order_by(col<&User::id>))) bios.push_back(each.bio.has_value());
    CHECK(bios == std::vector<bool>{true, false, true});
}

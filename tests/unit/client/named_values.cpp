// Expressions under names of the program: what is selected, grouped and ordered by them, with their values bound once.

#include <support/blog.hpp>
#include <support/databases.hpp>

#include <refract/client/named_values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace refract;
using namespace refract_test;
using namespace blog;

namespace {

struct Band {
    std::int64_t band{};
    std::int64_t posts{};
    bool operator==(const Band&) const = default;
};
/// Its fields are columns of the table that it is made of.
struct Shelf {
    std::int64_t views{};
    std::int64_t id{};
    bool operator==(const Shelf&) const = default;
};
using bands = std::vector<Band>;
using inner = alias<Post, "inner">;

auto band_of(std::int64_t width) { return (col<&Post::views> / width).as<"band">(); }

template <class Database> void fill_views(Database& db) {
    db.template create_tables<everything>();
    db.insert(User{.email = "ann@example.org", .name = "Ann"});
    for (const std::int64_t views : {3, 4, 12, 15, 17, 31})
        db.insert(Post{
            .title = "it's \"" + std::to_string(views) + "\"", .published = views > 4, .views = views, .author_id = 1});
}

} // namespace

TEMPLATE_TEST_CASE("an expression that holds values is grouped by under its name", "[named]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_views(db);
    const auto band = band_of(10);
    const auto grouped = from<Post>().select<Band>(band, count()).group_by(band);
    CHECK(db.all(grouped.order_by(band)) == bands{{0, 2}, {1, 3}, {3, 1}});
    CHECK(db.all(grouped.order_by(band.desc().nulls_last())) == bands{{3, 1}, {1, 3}, {0, 2}});
    // Clauses in any order: whichever stands first holds the values.
    CHECK(db.all(from<Post>()
                     .order_by(band)
                     .group_by(band)
                     .where(col<&Post::id> > 1)
                     .template select<Band>(band, count())) == bands{{0, 1}, {1, 3}, {3, 1}});
    // In having and inside expressions it is the expression.
    CHECK(db.all(grouped.having(band > 0 && count() > 1).order_by(band)) == bands{{1, 3}});
    CHECK(db.all(grouped.having((band + 1) * 2 == 8).order_by(band)) == bands{{3, 1}});
    CHECK(db.all(from<Post>().select(band * 100 + count(), band).group_by(band).order_by(band)) ==
          std::vector<std::tuple<std::int64_t, std::int64_t>>{{2, 0}, {103, 1}, {301, 3}});
    CHECK(db.all(from<Post>().select(row_number().over(order_by(band.desc())), band).group_by(band).order_by(band)) ==
          std::vector<std::tuple<std::int64_t, std::int64_t>>{{3, 0}, {2, 1}, {1, 3}});
    CHECK(db.count(grouped) == 3);
    CHECK(db.first(grouped.order_by(band.desc())) == Band{3, 1});
    CHECK(db.all(from<Post>().select(band).distinct().order_by(band.desc())) == std::vector<std::int64_t>{3, 1, 0});
    // An aggregate, ordered by.
    const auto posts = count().template as<"posts">();
    CHECK(db.all(from<Post>().select<Band>(band, posts).group_by(band).order_by(posts.desc(), band)) ==
          bands{{1, 3}, {0, 2}, {3, 1}});
}

TEMPLATE_TEST_CASE("text, conditions and cases are grouped by under a name", "[named]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_views(db);
    const std::string few = "it's \"few\"", many = "many; --";
    const auto size = case_when(col<&Post::views> < 10, few).otherwise(many).template as<"size of it">();
    CHECK(db.all(from<Post>().select(size, count()).group_by(size).order_by(size)) ==
          std::vector<std::tuple<std::string, std::int64_t>>{{few, 2}, {many, 4}});
    const auto is_big = (col<&Post::views> > 12).template as<"big">();
    CHECK(db.all(from<Post>()
                     .select(is_big, sum(col<&Post::views>))
                     .group_by(is_big)
                     .having(is_big || sum(col<&Post::views>) < 20)
                     .order_by(is_big)) == std::vector<std::tuple<bool, std::int64_t>>{{false, 19}, {true, 63}});
    const auto listed = col<&Post::views>.in(std::vector<std::int64_t>{3, 31}).template as<"listed">();
    CHECK(db.all(from<Post>().select(listed, count()).group_by(listed).order_by(listed)) ==
          std::vector<std::tuple<bool, std::int64_t>>{{false, 4}, {true, 2}});
    // NULL is a group.
    const auto rest = nullif(col<&Post::views> % 3, 0).template as<"rest">();
    CHECK(db.all(from<Post>().select(rest, count()).group_by(rest).order_by(rest.asc().nulls_first())) ==
          std::vector<std::tuple<std::optional<std::int64_t>, std::int64_t>>{{std::nullopt, 3}, {1, 2}, {2, 1}});
}

TEMPLATE_TEST_CASE("names stand inside queries that stand as tables", "[named]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_views(db);
    const auto band = band_of(10);
    const auto grouped = from<Post>().select<Band>(band, count()).group_by(band);
    CHECK(db.all(from(grouped).where(col<&Band::posts> > 1).order_by(col<&Band::band>)) == bands{{0, 2}, {1, 3}});
    CHECK(db.all(with(grouped).template from<Band>().order_by(col<&Band::band>)) == bands{{0, 2}, {1, 3}, {3, 1}});
    // The struct has another name for the column, which is one of the table: the number of the column is meant.
    const auto shelves = from<Post>().select<Shelf>(band, count()).group_by(band).order_by(band).limit(2);
    CHECK(db.all(from(shelves).order_by(col<&Shelf::views>)) == std::vector<Shelf>{{0, 2}, {1, 3}});
    // In a set operation each query has its own values.
    const auto other = (col<&Post::views> / 100).template as<"band">();
    const auto all = grouped.union_all(from<Post>().select<Band>(other, count()).group_by(other));
    CHECK(db.all(all.order_by(col<&Band::band>, col<&Band::posts>)) == bands{{0, 2}, {0, 6}, {1, 3}, {3, 1}});
    CHECK(db.all(from<Post>().select(band).union_distinct(from<Post>().select(other)).order_by(band.desc())) ==
          std::vector<std::int64_t>{3, 1, 0});
    // In a query inside, the same name may stand for something else.
    CHECK(db.all(from<Post>()
                     .select<Band>(band, count())
                     .group_by(band)
                     .having(count() == scalar(from<inner>().select(count()).where(col<&Post::views, inner> / 30 ==
                                                                                   1)))) == bands{{3, 1}});
}

TEMPLATE_TEST_CASE("one name with different values is an error", "[named]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_views(db);
    const auto grouped = from<Post>().select(band_of(10), count());
    CHECK(db.all(grouped.group_by(band_of(10))).size() == 3);
    CHECK_THROWS_WITH(db.all(grouped.group_by(band_of(5))), has_text("\"band\""));
    CHECK_THROWS_AS(db.all(grouped.group_by(band_of(10)).order_by(band_of(9))), error);
    CHECK_THROWS_AS(db.count(grouped.group_by(band_of(10)).having(band_of(9) > 0)), error);
    const auto listed = [](std::vector<std::int64_t> views) {
        return col<&Post::views>.in(views).template as<"listed">();
    };
    CHECK(db.all(from<Post>().select(listed({3}), count()).group_by(listed({3}))).size() == 2);
    CHECK_THROWS_AS(db.all(from<Post>().select(listed({3}), count()).group_by(listed({4}))), error);
}

TEMPLATE_TEST_CASE("names meet conditions and orders of the run time", "[named]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_views(db);
    const auto band = band_of(10);
    predicate<Post> wanted;
    wanted &= band_of(4) > 0;
    ordering<Post> order(band.desc());
    CHECK(db.all(from<Post>().select<Band>(band, count()).group_by(band).where(wanted).order_by(order)) ==
          bands{{3, 1}, {1, 3}, {0, 1}});
    CHECK(db.all(from<Post>().where_if(true, band > 0).select<Band>(band, count()).group_by(band).order_by(order)) ==
          bands{{3, 1}, {1, 3}});
    CHECK(db.all(from<Post>().where_if(false, band > 0).select<Band>(band, count()).group_by(band).order_by(order))
              .size() == 3);
}

// Aggregates of statistics, compared with the database's own, and of conditions on both databases.

#include <support/databases.hpp>

#include <refract/expr/statistics.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace refract;
using namespace refract_test;

namespace {

struct Point {
    std::int64_t id{};
    std::string who{};
    int x{};
    std::optional<double> y{};
    bool good{};
};
template <class Database> void fill_statistics(Database& db) {
    db.template create_tables<schema<Point>>();
    db.insert_many(std::vector<Point>{{0, "a", 1, 2.5, true},
                                      {0, "a", 2, 5, true},
                                      {0, "a", 4, 9, true},
                                      {0, "b", 5, {}, false},
                                      {0, "b", 7, 1, true}});
}

} // namespace

TEMPLATE_TEST_CASE("conditions of a group", "[statistics]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_statistics(db);
    using row = std::tuple<std::string, bool, bool>;
    CHECK(db.all(from<Point>()
                     .group_by(col<&Point::who>)
                     .select(col<&Point::who>, bool_and(col<&Point::good>), bool_or(col<&Point::x> > 4))
                     .order_by(col<&Point::who>)) == std::vector<row>{{"a", true, false}, {"b", false, true}});
    CHECK(db.one(from<Point>().where(col<&Point::x> > 9).select(bool_and(col<&Point::good>))) == std::nullopt);
    CHECK(
        db.all(from<Point>().group_by(col<&Point::who>).having(bool_and(col<&Point::good>)).select(col<&Point::who>)) ==
        std::vector<std::string>{"a"});
}

#ifdef REFRACT_TEST_POSTGRES
TEST_CASE("statistics are those of the database", "[statistics]") {
    fresh_database<on_postgres> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    fill_statistics(db);
    const auto x = col<&Point::x>;
    const auto y = col<&Point::y>;
    const auto is = [&](const auto& expression, const std::string& raw) {
        const auto expected = fresh.rows("SELECT (" + raw + ")::double precision::text FROM point");
        const auto found = db.one(from<Point>().select(expression));
        return found && *found == std::stod(expected.at(0));
    };
    CHECK(is(stddev_samp(x), "stddev_samp(x)"));
    CHECK(is(stddev_pop(y), "stddev_pop(y)"));
    CHECK(is(var_samp(x), "var_samp(x)"));
    CHECK(is(var_pop(x).filter(col<&Point::good>), "var_pop(x) FILTER (WHERE good)"));
    CHECK(is(stddev_pop(x).distinct(), "stddev_pop(DISTINCT x)"));
    CHECK(is(corr(y, x), "corr(y, x)"));
    CHECK(is(covar_samp(y, x), "covar_samp(y, x)"));
    CHECK(is(covar_pop(y, x).filter(x > 1), "covar_pop(y, x) FILTER (WHERE x > 1)"));
    CHECK(is(regr_slope(y, x), "regr_slope(y, x)"));
    CHECK(is(regr_intercept(y, x), "regr_intercept(y, x)"));
    CHECK(is(percentile_cont(0.5).within_group(x), "percentile_cont(0.5) WITHIN GROUP (ORDER BY x)"));
    CHECK(is(percentile_cont(0.9).within_group(y.desc()).filter(x > 1),
             "percentile_cont(0.9) WITHIN GROUP (ORDER BY y DESC) FILTER (WHERE x > 1)"));
    CHECK(db.one(from<Point>().select(percentile_disc(0.5).within_group(x))) == 4);
    CHECK(db.one(from<Point>().select(percentile_disc(1).within_group(col<&Point::who>))) == "b");
    CHECK(db.one(from<Point>().where(x == 1).select(stddev_samp(x))) == std::nullopt);
    CHECK(db.all(from<Point>().select(stddev_pop(x).over(partition_by(col<&Point::who>)))).size() == 5);
    using shares = std::vector<std::optional<double>>;
    CHECK(db.all(from<Point>()
                     .group_by(col<&Point::who>)
                     .select(percentile_cont(0.5).within_group(x))
                     .order_by(col<&Point::who>)) == shares{2.0, 6.0});
}
#endif

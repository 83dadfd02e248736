#include <refract/query/row_count.hpp>
#include <refract/query/select.hpp>

#include <refract/codec/number.hpp>

#include "support/databases.hpp"
#include "support/models.hpp"

#include <cstdint>
#include <limits>
#include <string>

using namespace refract;
using namespace refract_test;

TEMPLATE_TEST_CASE("a negative limit or offset is refused on both databases", "[query]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    for (const char* label : {"a", "b", "c"}) db.insert(Tag{.id = label[0], .label = label});
    const auto ordered = from<Tag>().order_by(col<&Tag::id>);
    CHECK(db.all(ordered.limit(0)).empty());
    CHECK(db.all(ordered.limit(std::numeric_limits<std::int64_t>::max())).size() == 3);
    CHECK(db.all(ordered.offset(std::uint8_t{2})).size() == 1);
    CHECK(db.all(ordered.limit(param<int>).offset(param<std::int64_t>), 5, 1).size() == 2);
    CHECK_THROWS_AS(db.all(ordered.limit(-1)), conversion_error);
    CHECK_THROWS_AS(db.all(ordered.offset(-1)), conversion_error);
    CHECK_THROWS_AS(db.count(ordered.limit(-1)), conversion_error);
    CHECK_THROWS_AS(db.first(ordered.offset(std::int64_t{-1})), conversion_error);
    CHECK_THROWS_AS(db.all(ordered.limit(param<int>), -1), conversion_error);
    CHECK_THROWS_AS(db.all(ordered.offset(param<std::int64_t>), -1), conversion_error);
    CHECK_THROWS_AS(db.all(ordered.limit(param<std::int64_t>), std::numeric_limits<std::uint64_t>::max()),
                    conversion_error);
    std::string sql;
    try {
        db.all(ordered.limit(-1));
    } catch (const error& failure) { sql = failure.sql(); }
    CHECK(sql.find("LIMIT") != std::string::npos);
}

TEST_CASE("a number of rows beyond 64 bits is refused where it is written") {
    CHECK_THROWS_AS(from<Tag>().limit(std::numeric_limits<std::uint64_t>::max()), conversion_error);
}

#include <refract/codec/chrono.hpp>
#include <refract/codec/number.hpp>
#include <refract/codec/text.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/function.hpp>

#include "support/databases.hpp"
#include "support/models.hpp"

using namespace refract;
using namespace refract_test;

#define YIELDS(expression, expected)                                                                                   \
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(expression)>::type, expected>)
YIELDS(lower(col<&User::name>), std::string);
YIELDS(length(col<&User::name>), std::int64_t);
YIELDS(abs(col<&Employee::id>), std::int32_t);
YIELDS(sign(col<&Employee::salary>), std::int64_t);
YIELDS(coalesce(col<&User::bio>, "none"), std::string);
YIELDS(cast<double>(col<&Post::views>), double);

TEMPLATE_TEST_CASE("functions give what they say on both databases", "[function]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Tag>>();
    db.insert(Tag{-3, "  Ann B "});
    const auto one = from<Tag>();
    CHECK(db.one(one.select(lower(col<&Tag::label>))) == "  ann b ");
    CHECK(db.one(one.select(upper(col<&Tag::label>))) == "  ANN B ");
    CHECK(db.one(one.select(trim(col<&Tag::label>))) == "Ann B");
    CHECK(db.one(one.select(length(col<&Tag::label>))) == 8);
    CHECK(db.one(one.select(abs(col<&Tag::id>))) == 3);
    CHECK(db.one(one.select(sign(col<&Tag::id>))) == -1);
    CHECK(db.one(one.select(sign(cast<double>(col<&Tag::id>) + 3.0))) == 0);
    CHECK(db.one(one.select(cast<double>(col<&Tag::id>))) == -3.0);
    CHECK(db.one(one.select(cast<std::string>(col<&Tag::id>))) == "-3");
    CHECK(db.count(one.where(now() > std::chrono::sys_days(std::chrono::days(20'000)))) == 1);
}

// The values of a coalesce or CASE: their common type, and that no database cuts one of them to another's.

#include <refract/codec/chrono.hpp>
#include <refract/codec/decimal.hpp>
#include <refract/codec/number.hpp>
#include <refract/expr/case_when.hpp>
#include <refract/expr/column.hpp>
#include <refract/expr/function.hpp>

#include "support/databases.hpp"

using namespace refract;
using namespace refract_test;

namespace alternative_test {
using seconds = std::chrono::seconds;
using milliseconds = std::chrono::milliseconds;
struct Mixed {
    std::int64_t id{};
    std::optional<std::int8_t> small{};
    std::optional<int> whole{};
    std::optional<std::uint32_t> natural{};
    std::optional<float> real{};
    std::optional<decimal<2>> money{};
    std::optional<std::chrono::sys_time<seconds>> at{};
    std::optional<seconds> length{};
    int always = 16'777'217; // a float holds 16'777'216
    std::int64_t large = 5'000'000'000;
    double ratio = 2.5;
    decimal<4> exact = 1.2345_dec;
    std::chrono::sys_time<milliseconds> measured{milliseconds(1500)};
    milliseconds lasted{1500};
};
struct Narrow {
    std::int64_t id{};
    std::int8_t small = -128;
    std::uint32_t natural = 4'000'000'000;
    float real{};
};
} // namespace alternative_test
using alternative_test::Mixed, alternative_test::Narrow;

#define YIELDS(expected, ...) static_assert(std::is_same_v<std::remove_cvref_t<decltype(__VA_ARGS__)>::type, expected>)
YIELDS(std::int8_t, coalesce(col<&Mixed::small>, 0));
YIELDS(std::int32_t, coalesce(col<&Mixed::small>, col<&Mixed::whole>));
YIELDS(std::int64_t, coalesce(col<&Mixed::whole>, col<&Mixed::large>));
YIELDS(std::int64_t, coalesce(col<&Mixed::natural>, col<&Mixed::always>));
YIELDS(double, coalesce(col<&Mixed::whole>, 1.5));
YIELDS(double, coalesce(col<&Mixed::real>, col<&Mixed::ratio>));
YIELDS(double, coalesce(col<&Mixed::real>, col<&Mixed::always>));
YIELDS(float, coalesce(col<&Mixed::real>, 0));
YIELDS(decimal<1>, coalesce(col<&Mixed::whole>, 1.5_dec));
YIELDS(decimal<4>, coalesce(col<&Mixed::money>, col<&Mixed::exact>));
YIELDS(decimal<4>, coalesce(col<&Mixed::exact>, col<&Mixed::money>));
YIELDS(std::chrono::sys_time<alternative_test::milliseconds>, coalesce(col<&Mixed::at>, col<&Mixed::measured>));
YIELDS(alternative_test::milliseconds, coalesce(col<&Mixed::length>, alternative_test::milliseconds(1)));
YIELDS(std::string, coalesce(cast<std::string>(col<&Mixed::whole>), "none"));
YIELDS(double, case_when(col<&Mixed::whole> > 1, 1).when(col<&Mixed::whole> > 0, 2.5).otherwise(3));
YIELDS(std::int64_t, case_when(col<&Mixed::whole> > 1, 1).otherwise(5'000'000'000));
YIELDS(std::int16_t, -col<&Narrow::small>);
YIELDS(std::int16_t, abs(col<&Narrow::small>));
YIELDS(std::int64_t, -col<&Narrow::natural>);

TEMPLATE_TEST_CASE("what coalesce gives is of the type that holds all of its values", "[function]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Mixed>>();
    db.insert(Mixed{.small = 4, .whole = 3, .natural = 4'000'000'000, .real = 1.5F, .money = 1.25_dec});
    db.insert(Mixed{});
    const auto both = [&](const auto& value) {
        const auto found = db.all(from<Mixed>().select(value).order_by(col<&Mixed::id>));
        return std::pair(found.at(0), found.at(1));
    };
    CHECK(both(coalesce(col<&Mixed::small>, 0)) == std::pair<std::int8_t, std::int8_t>(4, 0));
    CHECK(both(coalesce(col<&Mixed::small>, col<&Mixed::always>)) == std::pair(4, 16'777'217));
    CHECK(both(coalesce(col<&Mixed::whole>, 1.5)) == std::pair(3.0, 1.5));
    CHECK(both(coalesce(col<&Mixed::whole>, std::optional<double>(1.5))) ==
          std::pair(std::optional(3.0), std::optional(1.5)));
    CHECK(both(coalesce(col<&Mixed::whole>, 5'000'000'000)) == std::pair<std::int64_t, std::int64_t>(3, 5'000'000'000));
    CHECK(both(coalesce(col<&Mixed::natural>, col<&Mixed::always>)) ==
          std::pair<std::int64_t, std::int64_t>(4'000'000'000, 16'777'217));
    CHECK(both(coalesce(col<&Mixed::real>, col<&Mixed::always>)) == std::pair(1.5, 16'777'217.0));
    CHECK(both(coalesce(col<&Mixed::whole>, 1.5_dec)) == std::pair(decimal<1>::whole(3), 1.5_dec));
    CHECK(both(coalesce(col<&Mixed::money>, col<&Mixed::exact>)) == std::pair(decimal<4>(1.25_dec), 1.2345_dec));
    CHECK(both(coalesce(col<&Mixed::at>, col<&Mixed::measured>)).second == Mixed{}.measured);
    CHECK(both(coalesce(col<&Mixed::length>, col<&Mixed::lasted>)).second == Mixed{}.lasted);
}

TEMPLATE_TEST_CASE("what a CASE gives is of the type that holds all of its values", "[function]",
                   REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Mixed>>();
    db.insert(Mixed{.whole = 3, .real = 1.5F});
    const auto value = [&](const auto& chosen) { return db.one(from<Mixed>().select(chosen)); };
    const auto yes = col<&Mixed::whole> == 3, no = col<&Mixed::whole> == 4;
    CHECK(value(case_when(no, 1).otherwise(2.5)) == 2.5);
    CHECK(value(case_when(no, 1).when(yes, 2.5).otherwise(3)) == 2.5);
    CHECK(value(case_when(no, 1).otherwise(col<&Mixed::large>)) == 5'000'000'000);
    CHECK(value(case_when(no, 1.5F).otherwise(col<&Mixed::always>)) == 16'777'217.0);
    CHECK(value(case_when(yes, col<&Mixed::always>).otherwise(1.5F)) == 16'777'217.0);
    CHECK(value(case_when(no, 1.5_dec).otherwise(1.125_dec)) == 1.125_dec);
    CHECK(value(case_when(no, std::chrono::seconds(1)).otherwise(std::chrono::milliseconds(1500))) ==
          std::chrono::milliseconds(1500));
}

TEST_CASE("a literal that the column beside it cannot hold is refused where it is written") {
    CHECK_THROWS_AS(coalesce(col<&Mixed::small>, 1000), conversion_error);
    CHECK_THROWS_AS(coalesce(col<&Mixed::natural>, -1), conversion_error);
    CHECK_THROWS_AS(case_when(col<&Mixed::whole> > 1, std::int8_t{1}).otherwise(128), conversion_error);
}

TEMPLATE_TEST_CASE("a number with another sign is read in a type that holds it", "[function]", REFRACT_TEST_DATABASES) {
    fresh_database<TestType> fresh;
    if (!fresh) return;
    auto& db = fresh.db();
    db.template create_tables<schema<Narrow>>();
    db.insert(Narrow{});
    CHECK(db.one(from<Narrow>().select(-col<&Narrow::small>)) == 128);
    CHECK(db.one(from<Narrow>().select(abs(col<&Narrow::small>))) == 128);
    CHECK(db.one(from<Narrow>().select(-col<&Narrow::natural>)) == -4'000'000'000);
}

TEST_CASE("a number in a list is refused as a single one is, if its column cannot hold its size") {
    CHECK_THROWS_AS(col<&Narrow::real>.in(1e300, 1.0), conversion_error);
    CHECK_THROWS_AS(col<&Narrow::real>.in(std::vector<double>{1e300}), conversion_error);
}

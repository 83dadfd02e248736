#include <refract/expr/miscounted.hpp>

#include <support/databases.hpp>

#include <algorithm>
#include <cmath>
#include <string>

using namespace refract;
using namespace refract_test;
using namespace refract::detail;

struct MiscountedItem {
    std::int64_t id{};
    double price{};
    std::string label;
};

namespace {

// The program of tests/reject shows the sentence; here, that right calls and those of other libraries go elsewhere.
static_assert(miscounted<2, decltype(col<&MiscountedItem::id>)>);
static_assert(!miscounted<1, decltype(col<&MiscountedItem::id>)>);
static_assert(!miscounted<2, double> && !miscounted<2>);
static_assert(lonely<decltype(col<&MiscountedItem::id>)> && !lonely<double>);

} // namespace

TEST_CASE("functions of other libraries are found beside ours", "[miscounted]") {
    using std::max;
    CHECK(round(2.5) == 3.0);
    CHECK(max(1, 2) == 2);
    constexpr auto query = from<MiscountedItem>().select(
        round(col<&MiscountedItem::price>, 1), substring(col<&MiscountedItem::label>, 1, 2),
        coalesce(nullif(col<&MiscountedItem::id>, 0), 7), greatest(col<&MiscountedItem::id>, 3));
    sqlite::database db(":memory:");
    db.create_tables<schema<MiscountedItem>>();
    MiscountedItem item{.price = 1.25, .label = "abc"};
    db.insert(item);
    const auto [price, label, id, greatest_id] = db.one(query);
    CHECK(price == 1.3);
    CHECK(label == "ab");
    CHECK(id == 1);
    CHECK(greatest_id == 3);
}

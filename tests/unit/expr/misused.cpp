#include <refract/expr/misused.hpp>

#include <support/databases.hpp>

#include <algorithm>
#include <cmath>
#include <string>

using namespace refract;
using namespace refract_test;
using namespace refract::detail;

struct MisusedItem {
    std::int64_t id{};
    double price{};
    std::string label;
};

namespace {

// The programs of tests/reject show the sentences; here, that right calls and those of other libraries go elsewhere.
using id_column = decltype(col<&MisusedItem::id>);
static_assert(miscounted<2, id_column> && !miscounted<1, id_column>);
static_assert(!miscounted<2, double> && !miscounted<2>);
static_assert(some_expression<double, id_column> && !some_expression<double> && !some_expression<>);
static_assert(is_passed<argument_mistake<id_column>> && !is_passed<argument_mistake<double>>);
static_assert(std::is_same_v<call_mistake<1, 1>, failed<rule::arguments_are_counted>>);
static_assert(std::is_same_v<call_mistake<2, 3, double, id_column>, failed<rule::function_takes_expression, double>>);
static_assert(std::is_same_v<call_mistake<1, any_number, id_column, int id_column::*>,
                             failed<rule::operand_is_column, int id_column::*>>);

/// A function of the program's own with such names, as exact as ours or less so.
struct Text {
    constexpr Text(const char* given) : is_given(given != nullptr) {}
    bool is_given;
};
constexpr bool trim(const Text& text) { return text.is_given; }
constexpr int lag(long first, long second) { return static_cast<int>(first - second); }
template <class Type> constexpr bool exists(const Type&) { return true; }
constexpr int from(double) { return 3; }

} // namespace

TEST_CASE("functions of other libraries are found beside ours", "[misused]") {
    using std::max;
    CHECK(round(2.5) == 3.0);
    CHECK(max(1, 2) == 2);
    CHECK(trim("x"));
    CHECK(lag(5, 3) == 2);
    CHECK(exists(7));
    CHECK(from(2) == 3);
    CHECK(std::count(std::begin("xx"), std::end("xx"), 'x') == 2);
    constexpr auto query =
        from<MisusedItem>().select(round(col<&MisusedItem::price>, 1), substring(col<&MisusedItem::label>, 1, 2),
                                   coalesce(nullif(col<&MisusedItem::id>, 0), 7), greatest(col<&MisusedItem::id>, 3));
    sqlite::database db(":memory:");
    db.create_tables<schema<MisusedItem>>();
    MisusedItem item{.price = 1.25, .label = "abc"};
    db.insert(item);
    const auto [price, label, id, greatest_id] = db.one(query);
    CHECK(price == 1.3);
    CHECK(label == "ab");
    CHECK(id == 1);
    CHECK(greatest_id == 3);
}

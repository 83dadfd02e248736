// Rows above and their keys, with a driver that is nothing but rows; whole trees are in load.cpp.

#include <refract/graph/level_rows.hpp>

#include <refract/sqlite.hpp>

#include "support/catch.hpp"

#include <array>

using namespace refract;
using namespace refract::detail;

namespace {

struct no_keys_of_rows final : keys_of_driver<sqlite_driver> {
    void add_row(const row_of_driver<sqlite_driver>&, const std::uint16_t*) override { add_without_key(); }
    std::uint32_t find_row(const row_of_driver<sqlite_driver>&, const std::uint16_t*) override { return none; }
};
constexpr level_plan<sqlite_driver> plan_without_keys{
    .make_keys = []() -> keys_of_driver<sqlite_driver>* { return new no_keys_of_rows; },
    .ask = nullptr,
    .read = nullptr,
    .at = nullptr,
    .below = nullptr};
constexpr std::array<level_plan<sqlite_driver>, 2> plans_of_rows{plan_without_keys, plan_without_keys};
constexpr level_list<sqlite_driver> levels_of_rows{plans_of_rows.data(), plans_of_rows.size()};
constexpr level_list<sqlite_driver> no_levels_of_rows{};

} // namespace

TEST_CASE("rows above have keys of their own for each level below") {
    level_rows_above<sqlite_driver> rows(levels_of_rows);
    CHECK(rows.levels().size() == 2);
    CHECK(&rows.keys(0) != &rows.keys(1));
    int first = 0, second = 0;
    rows.add_address(&first);
    rows.add_address(&second);
    REQUIRE(rows.addresses().size() == 2);
    CHECK(rows.addresses()[1] == &second);
    const level_rows_above<sqlite_driver> leaves(no_levels_of_rows);
    CHECK(leaves.levels().size() == 0);
}

TEST_CASE("keys are asked for one by one where they are few, as a plan says") {
    no_keys_of_rows keys;
    level_plan<sqlite_driver> plan = plan_without_keys;
    CHECK_FALSE(plan.asks_singly(keys));
    plan.most_single_keys = 2;
    CHECK(plan.asks_singly(keys));
}
